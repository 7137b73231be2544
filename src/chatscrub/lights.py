"""The traffic light of a report: may this go as it is, what is still to be done, or had it better not go."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Light, PersonRow, ReportFacts, still_open

_NO = ("refused", "withdrawn")
_TELLING = ("country", "retention", "training")  # what has to be known of a recipient
_NOT_SENT = ("withheld", "absent", "broken")  # was not examined, and does not go along either


def light(facts: ReportFacts) -> Light:
    """The colour and its reasons, the gravest first.

    Red: something forbids it as it is. Amber: something is still to be done or unknown. Green: everybody in it
    agreed, somebody read and signed for it, and nothing was left unexamined.
    """
    red, amber = tuple(_red(facts)), tuple(_amber(facts))
    if red or amber:
        return Light("red" if red else "amber", (*red, *amber))
    return Light("green", ("all_agreed",))


def _red(facts: ReportFacts) -> Iterator[str]:
    if facts.refused:
        yield "refused"
    if any(_is_no(row) and _is_heard(facts, row.role) for row in facts.people):
        yield "said_no"
    if any(
        _is_no(row) and (row.mentions or row.topics_about) and not _is_heard(facts, row.role) for row in facts.people
    ):
        yield "said_no_mentioned"
    if facts.keep_media and not facts.signed and any(item.reason == "kept" for item in facts.unexamined):
        yield "media"
    if facts.about.capacity == "professional" and not facts.recipient_local:
        yield "professional"


def _amber(facts: ReportFacts) -> Iterator[str]:
    if facts.dry_run:
        yield "trial"
    if not facts.signed:
        yield "read"
    if not _others(facts):
        yield "nobody"
    if lacking := {row.consent.state for row in _others(facts) if _is_asked(facts, row)} - {"granted"}:
        yield "ask_nobody" if lacking == {"none"} and not _any_yes(facts) else "ask_some"
    if facts.topics.keys() - {"minor"}:
        yield "topics"
    if "minor" in facts.topics:
        yield "minor"
    if not facts.recipient:
        yield "recipient"
    elif not facts.recipient_local and any(not row.text for row in facts.recipient_facts if row.key in _TELLING):
        yield "recipient_unknown"
    if not facts.about.purpose:
        yield "purpose_only" if facts.about.capacity else "purpose"
    elif not facts.about.capacity:
        yield "capacity"
    if still_open(item for item in facts.unexamined if item.reason not in _NOT_SENT):
        yield "unexamined"
    if any(row.doubt for row in facts.people):
        yield "doubt"


def _any_yes(facts: ReportFacts) -> bool:
    return any(row.consent.state == "granted" for row in facts.people)


def _is_heard(facts: ReportFacts, role: str) -> bool:
    """Whether the words of those of that role go out whatever their consent is."""
    return role == "speaker" and facts.policy == "report"


def _is_asked(facts: ReportFacts, row: PersonRow) -> bool:
    """Whether somebody's consent matters: their words go out, or what others wrote of them does."""
    return row.role == "mentioned" or _is_heard(facts, row.role) or bool(row.mentions or row.topics_about)


def _is_no(row: PersonRow) -> bool:
    return row.consent.state in _NO


def _others(facts: ReportFacts) -> list[PersonRow]:
    return [row for row in facts.people if row.role not in ("me", "group")]


_STEPS = 3


def steps(facts: ReportFacts) -> tuple[str, ...]:
    """The next things to do, three at most: keys of ``steps.``, the most urgent first."""
    return tuple(dict.fromkeys((*_urgent(facts), *_usual(facts))))[:_STEPS]


def _urgent(facts: ReportFacts) -> Iterator[str]:
    reasons = facts.light.reasons
    if facts.refused:
        yield "missing"
    if "said_no" in reasons:
        yield "leave_out"
    if "said_no_mentioned" in reasons:
        yield "leave_out_mentioned"
    if "professional" in reasons:
        yield "professional"
    if facts.dry_run:
        yield "make"
    if "media" in reasons:
        yield "media"


def _usual(facts: ReportFacts) -> Iterator[str]:
    there = not facts.dry_run and not facts.refused
    if there and not facts.signed:
        yield "read"
    if any(row.consent.state != "granted" for row in _others(facts) if _is_asked(facts, row)) or not _others(facts):
        yield "ask"
    if not facts.recipient or "recipient_unknown" in facts.light.reasons:
        yield "recipient"
    if there and not facts.signed:
        yield "sign"
    if there:
        yield "keep"
