"""Formats: one module per messenger, which says where in an export people's words and names stand.

To add one, write a module with ``sniff`` and ``fields``, add a line here and a folder in sample_exports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..errors import UnreadableError
from ..model import Edit, Field, Part
from . import docx, json, markdown, odt, plain, telegram, whatsapp, xlsx


class Sniff(Protocol):
    def __call__(self, name: str, head: str) -> bool: ...


class Fields(Protocol):
    def __call__(self, part: int, text: str) -> Iterator[Field]: ...


class Directory(Protocol):
    """The names of people by the id under which other texts of the same export know them, from all its texts."""

    def __call__(self, texts: Mapping[str, str]) -> dict[str, str]: ...


class Knowing(Protocol):
    """The fields of a text, with such a directory at hand."""

    def __call__(self, part: int, text: str, people: Mapping[str, str]) -> Iterator[Field]: ...


class Together(Protocol):
    """The fields of all texts of one document, by number of the part its name and text."""

    def __call__(self, parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]: ...


class Mended(Protocol):
    """The edits of a text in order, and those of what they would put wrong elsewhere in it."""

    def __call__(self, text: str, edits: Sequence[Edit]) -> list[Edit]: ...


class Format(NamedTuple):
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    ``lines`` tells that its texts are lines that people wrote, so a very long one is a sign of something else.
    ``directory`` and ``knowing`` are for formats that write ids in the place of names; ``together``, ``main`` (whether
    a member of that name is its main text) and ``mended`` for documents that are packages of several texts.
    """

    sniff: Sniff
    fields: Fields
    title: str
    sign: str
    lines: bool = False
    directory: Directory | None = None
    knowing: Knowing | None = None
    together: Together | None = None
    main: Callable[[str], bool] | None = None
    mended: Mended | None = None


FORMATS = {
    "telegram": Format(telegram.sniff, telegram.fields, "Telegram Desktop (JSON)", "messages with from_id and text"),
    "whatsapp": Format(
        whatsapp.sniff, whatsapp.fields, "WhatsApp", "lines that begin with a date, a time and a sender", True
    ),
    "docx": Format(
        docx.sniff,
        docx.fields,
        "Word (docx)",
        "a zip with word/document.xml",
        together=docx.together,
        main=docx.is_main,
        mended=docx.mended,
    ),
    "xlsx": Format(
        xlsx.sniff,
        xlsx.fields,
        "Excel (xlsx)",
        "a zip with xl/workbook.xml",
        together=xlsx.together,
        main=xlsx.is_main,
        mended=xlsx.mended,
    ),
    "odt": Format(
        odt.sniff,
        odt.fields,
        "OpenDocument text (odt)",
        "a zip with content.xml and its kind",
        together=odt.together,
        main=odt.is_main,
    ),
    "json": Format(json.sniff, json.fields, "JSON of an unknown origin", "it begins as JSON does"),
    "markdown": Format(
        markdown.sniff, markdown.fields, "Markdown", "a name that ends in .md", True, mended=markdown.mended
    ),
    "plain": Format(plain.sniff, plain.fields, "plain text", "nothing else fits", True),
}
"""The table: the most particular first, the first that knows a text has it."""
_HEAD = 65_536


def sniff(name: str, text: str) -> str:
    """The name of the first format in the table that knows the text."""
    head = text[:_HEAD]
    return next(key for key, known in FORMATS.items() if known.sniff(name, head))


def sniffed(parts: Sequence[Part]) -> list[str]:
    """The format of each text. All texts of a document are of that of its main text."""
    found = [sniff(part.name, part.text) for part in parts]
    mains: dict[str, str] = {}
    for part, name in zip(parts, found, strict=True):
        is_main = FORMATS[name].main
        if is_main and is_main(part.name):
            mains.setdefault(_package(part.name), name)
    return [mains.get(_package(part.name), name) for part, name in zip(parts, found, strict=True)]


def _package(name: str) -> str:
    """The zips in which a member lies."""
    return name.rpartition("//")[0]


def by_name(name: str) -> Format:
    """The format of that name.

    Raises:
        UnreadableError: there is none.
    """
    if name not in FORMATS:
        raise UnreadableError(f"unknown format {name!r}; known are {', '.join(FORMATS)}; see: chatscrub formats")
    return FORMATS[name]


def fields(parts: Sequence[Part], known: Sequence[str]) -> Iterator[Field]:
    """The fields of all texts of an export, in reading order.

    Args:
        parts: the texts.
        known: the name of the format of each.
    """
    people: dict[str, dict[str, str]] = {}
    for name in dict.fromkeys(known):
        if directory := FORMATS[name].directory:
            people[name] = directory({p.name: p.text for p, own in zip(parts, known, strict=True) if own == name})
    documents = _documents(parts, known)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        found = FORMATS[name]
        if found.together:
            if members := documents.pop((name, _package(part.name)), None):
                yield from found.together(members)
        elif found.knowing and name in people:
            yield from found.knowing(index, part.text, people[name])
        else:
            yield from found.fields(index, part.text)


def _documents(parts: Sequence[Part], known: Sequence[str]) -> dict[tuple[str, str], dict[int, tuple[str, str]]]:
    """The names and texts of every document that is several, by its format and the zips in which it lies."""
    found: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for index, (part, name) in enumerate(zip(parts, known, strict=True)):
        if FORMATS[name].together:
            found[name, _package(part.name)][index] = part.name, part.text
    return dict(found)


def mended(name: str, text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a text of that format, and those of what they would put wrong elsewhere in it."""
    mend = FORMATS[name].mended
    return mend(text, edits) if mend and edits else list(edits)
