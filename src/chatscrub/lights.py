"""The traffic light of a report: may this go as it is, what is still to be done, or had it better not go."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Light, ReportFacts, still_open

_NO = ("refused", "withdrawn")
_NOT_SENT = ("withheld", "absent")  # was not examined, and does not go along either


def light(facts: ReportFacts) -> Light:
    """The colour and its reasons, the gravest first.

    Red: something forbids it as it is. Amber: something is still to be done or unknown. Green: everybody in it
    agreed, somebody read and signed for it, and nothing was left unexamined.
    """
    if red := tuple(_red(facts)):
        return Light("red", red)
    if amber := tuple(_amber(facts)):
        return Light("amber", amber)
    return Light("green", ("all_agreed",))


def _red(facts: ReportFacts) -> Iterator[str]:
    if facts.refused:
        yield "refused"
    if any(row.consent.state in _NO and _is_heard(facts, row.role) for row in facts.people):
        yield "said_no"
    if any(row.consent.state in _NO and row.role == "mentioned" for row in facts.people):
        yield "said_no_mentioned"
    if facts.keep_media and any(item.reason == "kept" for item in facts.unexamined):
        yield "media"
    if facts.about.capacity == "professional" and facts.recipient and not facts.recipient_local:
        yield "professional"


def _amber(facts: ReportFacts) -> Iterator[str]:
    if facts.dry_run:
        yield "trial"
    if not facts.signed:
        yield "read"
    if lacking := {row.consent.state for row in facts.people if _is_asked(facts, row.role)} - {"granted"}:
        yield "ask_nobody" if lacking == {"none"} and not _any_yes(facts) else "ask_some"
    if facts.topics.keys() - {"minor"}:
        yield "topics"
    if "minor" in facts.topics:
        yield "minor"
    if not facts.recipient:
        yield "recipient"
    if still_open(item for item in facts.unexamined if item.reason not in _NOT_SENT):
        yield "unexamined"
    if any(row.doubt for row in facts.people):
        yield "doubt"


def _any_yes(facts: ReportFacts) -> bool:
    return any(row.consent.state == "granted" for row in facts.people)


def _is_heard(facts: ReportFacts, role: str) -> bool:
    """Whether the words of those of that role go out whatever their consent is."""
    return role == "speaker" and facts.policy == "report"


def _is_asked(facts: ReportFacts, role: str) -> bool:
    return role == "mentioned" or _is_heard(facts, role)


_STEPS = 3


def steps(facts: ReportFacts) -> tuple[str, ...]:
    """The next three things to do: keys of ``steps.``, the most urgent first."""
    return tuple(dict.fromkeys((*_urgent(facts), *_usual(facts))))[:_STEPS]


def _urgent(facts: ReportFacts) -> Iterator[str]:
    reasons = facts.light.reasons
    if facts.refused:
        yield "missing"
    if "said_no" in reasons:
        yield "leave_out"
    if "professional" in reasons:
        yield "professional"
    if facts.dry_run:
        yield "make"
    if "media" in reasons:
        yield "media"


def _usual(facts: ReportFacts) -> Iterator[str]:
    if not facts.dry_run and not facts.refused and not facts.signed:
        yield "read"
    if any(row.consent.state != "granted" for row in facts.people if _is_asked(facts, row.role)) or not facts.people:
        yield "ask"
    if not facts.recipient:
        yield "recipient"
    if not facts.signed:
        yield "sign"
    yield "keep"
    yield "read"
    yield "ask"
