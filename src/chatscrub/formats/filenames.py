"""File names: which parts of the name of an export or of a member may say who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.plain import PLAIN
from .whatsapp import given_parts, sort_of, stem_of, titles

# Folders that messengers make, and files that they name by number and date.
_FOLDERS = frozenset(
    "photos files videos audio gifs images stickers voice_messages video_files round_video_messages contacts media css "
    "js chats profile_pictures stories messages inbox archived_threads filtered_threads message_requests e2ee_cutover "
    "your_activity_across_facebook your_facebook_activity your_instagram_activity takeout conversations attachments "
    "json html export __uploads groups users calls lists".split()
)
_NUMBERED = re.compile(
    r"(?:photo|video|audio|file|voice|sticker|animation|round_video|thumb)s?_\d{1,7}@\d\d-\d\d-\d{4}_\d\d-\d\d-\d\d"
    r"(?:\.\w{2,4}_thumb|_thumb)?|(?:messages?|conversations?|chat|result|export|index|data|users|smil|text|image|part)[-_]?\d{0,6}",
    re.IGNORECASE,
)


def name_fields(part: int, name: str) -> Iterator[Field]:
    """The fields in a file's name with its folders: titles of chats, names somebody gave a file.

    Args:
        part: number of the part that the name is.
        name: a path, or several with ``//`` between them: those of zips within one another.
    """
    at = 0
    for path in name.split("//"):
        yield from _path(part, name, at, path)
        at += len(path) + 2


def _path(part: int, name: str, at: int, path: str) -> Iterator[Field]:
    *folders, base = path.split("/")
    for folder in folders:
        if folder and folder.casefold() not in _FOLDERS:
            yield _field(part, name, at, at + len(folder), Role.FILENAME, "folder")
        at += len(folder) + 1
    yield from _base(part, name, at, base)


def _base(part: int, name: str, at: int, base: str) -> Iterator[Field]:
    stem = _stem(base)
    if titles.is_bare(stem) or _NUMBERED.fullmatch(stem):
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
