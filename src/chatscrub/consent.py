"""The consent report as a page for people and as JSON for programs.

Everything here is pure: facts in, text out. The facts hold pseudonyms, counts and digests, never an
original value, so the report can be shared. The wording stands in ``texts``, the page in ``templates``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from chatscrub.model import Kind, Unexamined

if TYPE_CHECKING:
    from jinja2 import Template

SCHEMA = "chatscrub.consent/1"
_FOUND = ("asked",)  # reasons of what was examined
_SOUGHT = tuple(kind for kind in Kind if kind is not Kind.HIDDEN)
Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

Source = Literal["chat", "list", "vault"]
Text = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One name of a person, or the title of a group, by pseudonym only.

    One person can have several rows: chatscrub does not know whose nickname it met.

    Args:
        pseudonym: "PERSON_1", "ME", "IK", "GROUP_1".
        role: "me", "speaker", "mentioned" or "group".
        messages: how many messages they wrote.
        first, last: ISO date or moment of their first and last message, None if unknown.
        mentions: how often their name or number was replaced outside the headers.
        spellings: how many different spellings this pseudonym stands for.
        doubt: could not be told apart from someone else with the same name.
        kinds: kind of data -> how often it was found in the messages they wrote.
    """

    pseudonym: str
    role: str
    messages: int
    first: str | None
    last: str | None
    mentions: int
    spellings: int
    doubt: bool
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that a report tells about one export.

    Args:
        created: ISO moment in UTC.
        source_name: the file's name, already scrubbed.
        scrubbed: name and SHA-256 of each output that may be released; empty for a trial run.
        members: number of files in the export.
        kinds: kind of data -> places replaced.
        distinct: kind of data -> different values replaced.
        detector: name, version and digest of the model that looked for names.
        me: the uploader's pseudonym, None when chatscrub was not told who that is.
        people_source: where the knowledge of who is who came from: "chat", "list", "vault".
        style: how pseudonyms look: "label", "initial" or "surrogate".
        dates_moved: the dates of messages were moved, in this report too.
    """

    tool_version: str
    created: str
    language: Language
    source_name: str
    source_sha256: str
    plan_digest: str
    settings_digest: str
    scrubbed: tuple[tuple[str, str], ...]
    format: str
    messages: int
    period: tuple[str | None, str | None]
    members: int
    people: tuple[PersonRow, ...]
    kinds: Mapping[str, int]
    distinct: Mapping[str, int]
    unexamined: tuple[Unexamined, ...]
    detector: str
    keep_media: bool
    me: str | None
    dry_run: bool
    people_source: tuple[Source, ...] = ("chat",)
    style: str = "label"
    dates_moved: bool = False


class Words:
    """The wording of one language: look a text up by its dotted key and fill in its blanks."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = texts(language)

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


class KindRow(NamedTuple):
    """A line of the table of what was replaced; ``share`` is a percentage of the largest count."""

    kind: str
    name: str
    places: int
    distinct: int
    share: float


@cache
def texts(language: str) -> dict[str, Text]:
    """The wording of a language by dotted key; a value is a text, a list, or forms for one and several."""
    if language not in LANGUAGES:
        raise ValueError(f"no wording for language {language!r}")
    return dict(_flatten(json.loads(_resource("texts", f"{language}.json")), ""))


def _resource(folder: str, name: str) -> str:
    return (files("chatscrub") / folder / name).read_text("utf-8")


def _flatten(tree: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Text]]:
    for key, value in tree.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def as_html(facts: ReportFacts) -> str:
    """The report as one self-contained page: no script, nothing loaded from elsewhere."""
    return _template().render(_view(facts))


def as_json(facts: ReportFacts) -> str:
    """The same facts for programs, in a fixed order, with what may be said about them."""
    plain = {field.name: getattr(facts, field.name) for field in fields(facts)}
    plain["people"] = [_person(row) for row in facts.people]
    plain["unexamined"] = [item._asdict() for item in facts.unexamined]
    plain["scrubbed"] = [{"file": name, "sha256": digest} for name, digest in facts.scrubbed]
    plain["period"] = {"first": facts.period[0], "last": facts.period[1]}
    plain["kinds"] = _ordered(facts.kinds)
    plain["distinct"] = _ordered(facts.distinct)
    record = {"schema": SCHEMA, **plain, "statements": _statements(facts)}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _person(row: PersonRow) -> dict[str, object]:
    plain = {field.name: getattr(row, field.name) for field in fields(row)}
    return plain | {"kinds": _ordered(row.kinds)}


def _statements(facts: ReportFacts) -> dict[str, bool | int]:
    """What holds when the report is written, which is before any release."""
    return {
        "pseudonymised_text_is_personal_data": True,
        "anonymous": False,
        "names_may_remain": True,
        "subjects_examined": False,
        "message_times_kept": not facts.dates_moved,
        "stand_ins_look_real": facts.style == "surrogate",
        "unexamined_items": _open(facts.unexamined),
        "consent_recorded": False,
        "legal_advice": False,
        "report_written_before_release": True,
        "report_covers_release": not facts.dry_run and bool(facts.scrubbed),
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: _resource("templates", name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("consent.html.j2")


def _view(facts: ReportFacts) -> dict[str, object]:
    """What the template shows, worked out here so that it only has to place it."""
    words = Words(facts.language)
    writers = [row for row in facts.people if row.role in ("me", "speaker")]
    groups = [row for row in facts.people if row.role == "group"]
    mentioned = [row for row in facts.people if row.role not in ("me", "speaker", "group")]
    others = [row for row in (*writers, *mentioned) if row.role != "me"]
    return {
        "facts": facts,
        "t": words,
        "other": Words("en" if facts.language == "nl" else "nl"),
        "about": _about(facts, words, len(writers)),
        "writers": writers,
        "mentioned": mentioned,
        "groups": groups,
        "others": others,
        "example": others[0].pseudonym if others else "PERSON_1",
        "asked": _total(item for item in facts.unexamined if item.reason in _FOUND),
        "doubts": sum(row.doubt for row in facts.people),
        "replaced": _kind_rows(facts, words),
        "places": sum(facts.kinds.values()),
        "absent": [words.label("kind", kind.value) for kind in _SOUGHT if not facts.kinds.get(kind.value)],
        "missed": [item for item in facts.unexamined if item.reason not in _FOUND],
        "unexamined": _open(facts.unexamined),
        "ordered": _ordered,
    }


def _about(facts: ReportFacts, words: Words, writers: int) -> str:
    """What this chat is, in one sentence."""
    if not facts.messages:
        return words("top.loose")
    period = words.span("top.from_to", *facts.period, one="top.on_day") or ""
    authors = words.plural("top.authors", writers) if writers else words("top.no_authors")
    messages = words.plural("top.messages", facts.messages)
    return words("top.about", messages=messages, period=period, authors=authors)


def _kind_rows(facts: ReportFacts, words: Words) -> list[KindRow]:
    """The kinds that were found, the most frequent first."""
    most = max(facts.kinds.values(), default=0)
    rows = [
        KindRow(kind, words.label("kind", kind), n, facts.distinct.get(kind, 0), round(100 * n / most, 1))
        for kind, n in _ordered(facts.kinds).items()
        if n
    ]
    return sorted(rows, key=lambda row: -row.places)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts per kind in the order of ``Kind``, unknown ones last; keys become plain strings."""
    order = {kind.value: place for place, kind in enumerate(Kind)}
    plain = {str(kind): n for kind, n in counts.items()}
    return dict(sorted(plain.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def _open(items: Iterable[Unexamined]) -> int:
    return _total(item for item in items if item.reason not in _FOUND)


def _total(items: Iterable[Unexamined]) -> int:
    return sum(item.count for item in items)
