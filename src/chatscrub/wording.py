"""The wording of reports and letters, Dutch and English, by dotted key in ``texts``; and the templates around it."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, Literal, cast

from .version import VERSION

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Template
    from jinja2.bccache import Bucket

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

Text = str | list[str] | dict[str, str]


class Words:
    """The wording of one language: look a text up by its dotted key and fill in its blanks.

    Args:
        language: "nl" or "en".
        rooms: files with more wording, such as "letters"; what they say goes before the rest.
    """

    def __init__(self, language: str, *rooms: str) -> None:
        self.language = language
        self.texts = texts(language)
        for room in rooms:
            self.texts = self.texts | texts(language, room)

    def __call__(self, key: str, **values: object) -> str:
        return cast(str, self.texts[key]).format(**values)

    def lines(self, key: str, **values: object) -> list[str]:
        """A text of several paragraphs or points."""
        return [line.format(**values) for line in cast("list[str]", self.texts[key])]

    def plural(self, key: str, n: int, **values: object) -> str:
        """The text for one or for several, with ``n`` written as this language does."""
        forms = cast("dict[str, str]", self.texts[key])
        return forms["one" if n == 1 else "other"].format(n=self.number(n), **values)

    def label(self, group: str, name: str, otherwise: str | None = None) -> str:
        """The name of a kind, role or reason; one without wording shows as it is, so nothing disappears."""
        key = f"{group}.{name}"
        if key in self.texts:
            return self(key)
        return name if otherwise is None else self(f"{group}.{otherwise}")

    def number(self, n: int) -> str:
        """``12345`` as 12,345 or 12.345."""
        return f"{n:,}".replace(",", self("thousands"))

    def day(self, iso: str) -> str:
        """``2021-05-03T10:00`` as 3 May 2021; what is not such a date is shown as it is."""
        parts = iso[:10].split("-")
        if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
            return iso
        year, month, day = parts
        return self("date", day=int(day), month=self.lines("months")[int(month) - 1], year=year)

    def moment(self, iso: str) -> str:
        """An ISO moment in UTC as a day and a time."""
        day = self.day(iso)
        return self("moment", date=day, time=iso[11:16]) if len(iso) >= 16 and day != iso else day

    def span(self, key: str, first: str | None, last: str | None, one: str | None = None) -> str | None:
        """From the first day to the last; one day when they are the same; None when unknown."""
        days = list(dict.fromkeys(self.day(iso) for iso in (first, last) if iso))
        if len(days) == 2:
            return self(key, first=days[0], last=days[1])
        return self(one, first=days[0]) if one and days else next(iter(days), None)


_TALKS = frozenset({"chatgpt", "claude", "gemini", "grok", "lechat", "perplexity"})
_FILES = frozenset({"mail", "docx", "odt", "pptx", "rtf", "xlsx", "vcard", "html", "xml", "json", "markdown"})


_DOCUMENTS = frozenset({"docx", "odt", "pptx", "rtf"})
SOURCES = ("chat", "talk", "mail", "document", "file")
"""What may be shared: a chat between people, talks with a program, mail, a document, any other file."""


def rooms(format: str, messages: int) -> tuple[str, ...]:
    """The files with wording for what is no chat between people: talks with a program, files, and what has no messages.

    Args:
        format: name of the format.
        messages: how many there are.
    """
    if not messages:
        return "file", "loose"
    return ("file",) if format in _FILES else ("talk",) if format in _TALKS else ()


def source(format: str, messages: int) -> str:
    """What an export is to whoever reads of it, one of ``SOURCES``.

    Args:
        format: name of the format.
        messages: how many there are.
    """
    if format in _DOCUMENTS or format == "mail":
        return "mail" if format == "mail" else "document"
    there = rooms(format, messages)
    return "file" if "file" in there else "talk" if "talk" in there else "chat"


@cache
def texts(language: str, room: str = "") -> dict[str, Text]:
    """The wording of a language by dotted key; a value is a text, a list, or forms for one and several.

    ``room`` is "" for that of the report, "letters" for that of ``letters.nl.json`` and ``letters.en.json``.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no wording for language {language!r}")
    name = f"{room}.{language}.json" if room else f"{language}.json"
    return dict(_flatten(json.loads(resource("texts", name)), ""))


def resource(folder: str, name: str) -> str:
    """The text of a file that is shipped with the package."""
    return (files("chatscrub") / folder / name).read_text("utf-8")


def template(name: str, *, page: bool, filters: Mapping[str, Callable[[str], object]] | None = None) -> Template:
    """A template by its name.

    Args:
        name: of its file.
        page: it is a page, in which texts of others are escaped; else a plain text.
        filters: more of what it may call, by name.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: resource("templates", name)),
        bytecode_cache=compiled(page),
        autoescape=page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=page,
    )
    environment.filters.update(filters or {})
    return environment.get_template(name)


def compiled(page: bool) -> BytecodeCache | None:
    """Where compiled templates are kept: beside the templates; None where Python keeps no compiled modules there.

    To compile them takes a sixth of the time of a small chat. What cannot be written or read is compiled each time.
    """
    import jinja2

    if sys.dont_write_bytecode or sys.pycache_prefix:
        return None
    folder = Path(__file__).parent / "templates" / "__pycache__"

    class Beside(jinja2.FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            with contextlib.suppress(Exception):  # a damaged one is made anew
                super().load_bytecode(bucket)
            if not isinstance(bucket.code, CodeType):
                bucket.reset()

        def dump_bytecode(self, bucket: Bucket) -> None:
            with contextlib.suppress(OSError):
                folder.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)

    made_by = f"{VERSION}.jinja-{jinja2.__version__}.{sys.implementation.cache_tag}"
    return Beside(str(folder), f"{'page' if page else 'text'}-%s.{made_by}")


def _flatten(tree: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Text]]:
    for key, value in tree.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
