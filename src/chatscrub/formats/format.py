"""What a format is: what its module has, what people call it, and by what it is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import import_module
from typing import Protocol, cast

from ..model import Edit, Field


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


class Module(Protocol):
    """What the module of a format must have; what else it may have says :class:`Format`."""

    @property
    def sniff(self) -> Sniff: ...

    @property
    def fields(self) -> Fields: ...


OPTIONAL = ("directory", "unwrap", "together", "is_main", "mended")
"""What a module may have besides, by name."""
JSON = r"[{\[]"
PAGE = "<"
"""What a text begins with that is JSON, or written in tags."""
_BLANK = re.compile(r"[\s\ufeff]*")
# A sign of ASCII that JSON writes as an escape without any need to, so that a word may not look like itself.
_HIDDEN = re.compile(r'\\(?:[^bfnrtu"\\/]|u00[4-7]|u(?![0-9a-fA-F]{4}))')


def row(columns: str) -> str:
    """A pattern of a first row with these names of columns, each of them quoted or bare."""
    return '"*'.join(("", *map(re.escape, columns)))


@dataclass(frozen=True)
class Format:
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    Its module has the same name and is loaded once a text may be of it, which ``begins``, ``has`` and ``line`` tell
    together and ``called`` by itself; they let through more than ``sniff`` of the module does, and never less.

    Args:
        name: of the format and of its module.
        title: what people call it.
        sign: by what people know it.
        begins: a pattern of how such a text begins, behind blanks.
        has: of these words such a text has one, as it stands; those of keys in JSON are letters and underscores.
        line: a pattern of how a line of it begins.
        called: a pattern within its name in small letters, which is enough even if nothing else fits.
        lines: its texts are lines that people wrote, so a very long one is a sign of something else.
    """

    name: str
    title: str
    sign: str
    begins: str = ""
    has: tuple[str, ...] = ()
    line: str = ""
    called: str = ""
    lines: bool = False

    @cached_property
    def module(self) -> Module:
        """The module, which is loaded now if it was not yet."""
        return cast("Module", import_module(f".{self.name}", __package__))

    def may_be(self, name: str, head: str) -> bool:
        """Whether a text of that name and beginning may be of this format, without a look at its module."""
        if self.called and _pattern(self.called).search(name.casefold()):
            return True
        if self.called and not (self.begins or self.has or self.line):
            return False
        return (
            (not self.begins or _pattern(self.begins).match(head, _start(head)) is not None)
            and (not self.has or any(word in head for word in self.has) or _hides(head))
            and (not self.line or _pattern(f"^(?:{self.line})").search(head) is not None)
        )

    def sniff(self, name: str, head: str) -> bool:
        """Whether a text of that name and beginning is of this format."""
        return self.may_be(name, head) and self.module.sniff(name, head)

    def can_be(self, name: str, head: str) -> bool:
        """Whether a text may be read as this format because somebody says so: it begins like it, damaged or not.

        What a text does not even begin as is read wrongly, and then not all of its words are examined.
        """
        if self.begins == JSON or (self.begins and _pattern(self.begins).match("{")):
            return _pattern(self.begins).match(head, _start(head)) is not None and not _is_stamp(head)
        if self.begins:
            return _pattern(self.begins).match(head, _start(head)) is not None
        return self.may_be(name, head) or (self.lines and not (self.has or self.line))

    @property
    def fields(self) -> Fields:
        """Gives the fields of a text."""
        return self.module.fields

    @property
    def directory(self) -> Directory | None:
        """Of formats that write ids in the place of names."""
        return cast("Directory | None", self._optional("directory"))

    @property
    def knowing(self) -> Knowing | None:
        """Of the same formats: their ``fields`` are those that know such a directory."""
        return cast("Knowing", self.module.fields) if self.directory else None

    @property
    def unwrap(self) -> Callable[[str], str] | None:
        """Of formats in which texts are wrapped in base64, see ``wrapping``."""
        return cast("Callable[[str], str] | None", self._optional("unwrap"))

    @property
    def together(self) -> Together | None:
        """Of documents that are packages of several texts."""
        return cast("Together | None", self._optional("together"))

    @property
    def is_main(self) -> Callable[[str], bool] | None:
        """Of the same documents: whether a member of that name is its main text."""
        return cast("Callable[[str], bool] | None", self._optional("is_main"))

    @property
    def mended(self) -> Mended | None:
        """Of documents in which an edit puts something wrong elsewhere."""
        return cast("Mended | None", self._optional("mended"))

    @cached_property
    def by_slices(self) -> bool:
        """Whether nothing of it needs a text as a string, so that it may be a ``LongText``; its module may say so."""
        if self._optional("BY_SLICES"):
            return True
        there = {name for name in OPTIONAL if hasattr(self.module, name)}
        readers = [self.fields, *([self.directory] if self.directory else [])]
        return not self.lines and there <= {"directory"} and all(map(_reads_slices, readers))

    def _optional(self, name: str) -> object:
        return getattr(self.module, name, None)


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.MULTILINE)


def _is_stamp(head: str) -> bool:
    """Whether a text begins as a line of a chat does, such as "[1-2-2024, 10:00] Sanne", and not as a list."""
    begin = head[_start(head) :]
    return begin[:1] == "[" and begin[1:].lstrip()[:1] not in {"", "{", "[", "]", '"', "'", ","}


def looks_like_json(head: str) -> bool:
    """Whether a text begins as JSON does; a line such as "[1-2-2024, 10:00] Sanne" does not."""
    begin = head[_start(head) :]
    inside = begin[1:].lstrip()
    if begin[:1] == "{":
        return inside[:1] in ('"', "}")
    return begin[:1] == "[" and inside[:1] in ("{", '"', "[", "]")


def _start(head: str) -> int:
    """Where a text begins behind blanks."""
    blank = _BLANK.match(head)
    return blank.end() if blank else 0


@lru_cache(maxsize=1)
def _hides(head: str) -> bool:
    """Whether JSON writes a letter as an escape."""
    return head.startswith(("{", "["), _start(head)) and _HIDDEN.search(head) is not None


def _reads_slices(call: object) -> bool:
    """Whether a call is that of a table of paths, which reads a text by slices."""
    return getattr(getattr(call, "__self__", None), "by_slices", False) is True
