"""What a format is: what its module has, what people call it, and by what it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, cast

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


class Format(NamedTuple):
    """A format: whether a text is of it, its fields, what people call it, and by what it is known. The calls are pure.

    ``lines`` tells that its texts are lines that people wrote, so a very long one is a sign of something else.
    ``directory`` and ``knowing`` are for formats that write ids in the place of names; ``together``, ``is_main``
    (whether a member of that name is its main text) and ``mended`` for documents that are packages of several texts;
    ``unwrap`` for formats in which texts are wrapped in base64, see ``wrapping``. ``by_slices`` tells that
    nothing of it needs a text as a string, so that it may be a ``LongText``.
    """

    sniff: Sniff
    fields: Fields
    title: str
    sign: str
    lines: bool = False
    directory: Directory | None = None
    knowing: Knowing | None = None
    unwrap: Callable[[str], str] | None = None
    together: Together | None = None
    is_main: Callable[[str], bool] | None = None
    mended: Mended | None = None
    by_slices: bool = False

    @classmethod
    def of(cls, module: Module, title: str, sign: str, lines: bool = False) -> Format:
        """The format that a module describes: its ``sniff`` and ``fields``, and of the others those that it has.

        Where it has a ``directory``, its ``fields`` are those that know it.
        """
        found = cls(module.sniff, module.fields, title, sign, lines)
        if hasattr(module, "directory"):
            found = found._replace(knowing=cast("Knowing", module.fields))
        there = {name: getattr(module, name) for name in OPTIONAL if hasattr(module, name)}
        readers = [module.fields, *(there[name] for name in there if name == "directory")]
        by_slices = there.keys() <= {"directory"} and all(_reads_slices(one) for one in readers)
        return found._replace(**there, by_slices=by_slices and not lines)


def _reads_slices(call: object) -> bool:
    """Whether a call is that of a table of paths, which reads a text by slices."""
    return getattr(getattr(call, "__self__", None), "by_slices", False) is True


OPTIONAL = ("directory", "unwrap", "together", "is_main", "mended")
"""What a module may have besides, by name."""
