"""File names: which parts of the name of an export or of a member may say who somebody is."""

from __future__ import annotations

from collections.abc import Iterator

from .formats.whatsapp import given_parts, sort_of, stem_of, titles
from .model import Field, Piece, Role
from .syntax.plain import PLAIN


def name_fields(part: int, name: str) -> Iterator[Field]:
    """The fields in a file's name with its folders: titles of chats, names somebody gave a file."""
    at = 0
    *folders, base = name.split("/")
    for folder in folders:
        if folder:
            yield _field(part, name, at, at + len(folder), Role.FILENAME, "folder")
        at += len(folder) + 1
    yield from _base(part, name, at, base)


def _base(part: int, name: str, at: int, base: str) -> Iterator[Field]:
    stem = _stem(base)
    if titles.is_bare(stem):
        return
    if title := titles.title(stem):
        yield _field(part, name, at + title[0], at + title[1], Role.TITLE, "chat")
        return
    sort = sort_of(base)
    role = Role.NAME if sort == "contact card" else Role.FILENAME
    for start, end, chosen in given_parts(stem, sort):
        yield _field(part, name, at + start, at + end, role if chosen else Role.KEEP, sort if chosen else "")


def _stem(base: str) -> str:
    """A file name without its extension, or without both of ``.txt.zip`` and the like."""
    stem = stem_of(base)
    return _stem(stem) if stem != base and stem.casefold().endswith((".zip", ".txt")) else stem


def _field(part: int, name: str, start: int, end: int, role: Role, note: str) -> Field:
    text = PLAIN.read(name[start:end])
    return Field(part, (Piece(start, end),), role, text, -1, None, note, PLAIN)
