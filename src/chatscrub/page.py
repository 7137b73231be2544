"""The consent report as a page for people: facts in, HTML out. The page stands in ``templates``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from . import tallies
from .facts import FOUND, TOPICS, ReportFacts, ordered, still_open, total
from .lights import steps
from .model import Kind
from .wording import Words, rooms, template

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_SOUGHT = tuple(kind for kind in Kind if kind is not Kind.HIDDEN)


class KindRow(NamedTuple):
    """A line of the table of what was replaced; ``share`` is a percentage of the largest count."""

    kind: str
    name: str
    places: int
    distinct: int
    share: float


def as_html(facts: ReportFacts, names: Mapping[str, Sequence[str]] | None = None) -> str:
    """The report as one self-contained page: no script, nothing loaded from elsewhere.

    Args:
        facts: what it tells.
        names: what stood in the chat, by pseudonym, for the copy of the person who shares; None for the others.
    """
    from . import pictures

    words = Words(facts.language, *rooms(facts.format, facts.messages))
    unit, timeline = tallies.timeline(facts)
    drawn = (
        pictures.messages_over_time(timeline, words, unit),
        pictures.mentions_map(facts.named_by, words),
        pictures.kinds_per_person(tallies.kinds(facts, words), words),
    )
    shown = [picture for picture in drawn if picture is not None]
    return _template().render(view(facts, names) | {"pictures": shown})


@cache
def _template() -> Template:
    return template("consent.html.j2", page=True, filters={"code": _code})


def _code(text: str) -> Markup:
    """A text in which what stands between backticks is to be typed."""
    from markupsafe import Markup, escape

    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts))


def view(facts: ReportFacts, names: Mapping[str, Sequence[str]] | None) -> dict[str, object]:
    """What a template shows, worked out here so that it only has to place it."""
    words = Words(facts.language, *rooms(facts.format, facts.messages))
    writers = [row for row in facts.people if row.role in ("me", "speaker")]
    groups = [row for row in facts.people if row.role == "group"]
    mentioned = [row for row in facts.people if row.role not in ("me", "speaker", "group")]
    others = [row for row in (*writers, *mentioned) if row.role != "me"]
    return {
        "facts": facts,
        "names": names,
        "t": words,
        "other": Words("en" if facts.language == "nl" else "nl", *rooms(facts.format, facts.messages)),
        "about": _about(facts, words, len(writers)),
        "writers": writers,
        "mentioned": mentioned,
        "groups": groups,
        "others": others,
        "example": others[0].pseudonym if others else "PERSON_1",
        "steps": steps(facts),
        "scrubbed_name": facts.scrubbed[0][0].partition(": ")[0] if facts.scrubbed else "",
        "asked": total(item for item in facts.unexamined if item.reason in FOUND),
        "doubts": sum(row.doubt for row in facts.people),
        "replaced": _kind_rows(facts, words),
        "places": sum(facts.kinds.values()),
        "absent": [words.label("kind", kind.value) for kind in _SOUGHT if not facts.kinds.get(kind.value)],
        "quiet": [words.label("topic", topic) for topic in TOPICS if not facts.topics.get(topic)],
        "rule_of": _rule,
        "topic_messages": facts.topic_messages,
        "told": _told(facts, words),
        "required": list(_required(facts)),
        "missed": [item for item in facts.unexamined if item.reason not in FOUND],
        "unexamined": still_open(facts.unexamined),
        "ordered": ordered,
    }


def _rule(topic: str) -> str:
    """The article of the GDPR with rules for a topic; "0" where there is none."""
    return {"offence": "10", "minor": "0"}.get(topic, "9")


def _told(facts: ReportFacts, words: Words) -> dict[str, str]:
    """What the person who shares told, "" for what they did not."""
    about = facts.about
    return {
        "capacity": words(f"told.{about.capacity}") if about.capacity else "",
        "purpose": about.purpose,
        "controller": about.controller,
        "contact": about.contact,
        "basis": about.basis,
        "kept": about.retention,
        "storage": about.storage,
        "jurisdiction": about.jurisdiction,
    }


def _required(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """What had to be there before anything is released, and whether it is: keys of ``consent.``."""
    if facts.require_consent:
        lacking = [key for key in ("said_no", "unknown_writers") if key in facts.lacking]
        unmet = "unmet" if facts.require_consent in facts.lacking else "met"
        yield facts.require_consent, f"unmet_{lacking[0]}" if lacking else unmet
    if facts.require_signature:
        yield "signature", "met" if facts.signed else "unmet"


def _about(facts: ReportFacts, words: Words, writers: int) -> str:
    """What this chat or file is, in one sentence."""
    if not facts.messages:
        return words("top.loose", what=words.label("what_it_is", facts.format, "other"))
    period = words.span("top.from_to", *facts.period, one="top.on_day") or ""
    authors = words.plural("top.authors", writers) if writers else words("top.no_authors")
    messages = words.plural("top.messages", facts.messages)
    return words("top.about", messages=messages, period=period, authors=authors)


def _kind_rows(facts: ReportFacts, words: Words) -> list[KindRow]:
    """The kinds that were found, the most frequent first."""
    most = max(facts.kinds.values(), default=0)
    rows = [
        KindRow(kind, words.label("kind", kind), n, facts.distinct.get(kind, 0), round(100 * n / most, 1))
        for kind, n in ordered(facts.kinds).items()
        if n
    ]
    return sorted(rows, key=lambda row: -row.places)
