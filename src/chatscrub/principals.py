"""The record of consent of one person: who, what data, where their consent stands, and what happened to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .facts import ConsentRow, EventRow, PersonRow, PostedRow, ReportFacts, ordered
from .terms import KINDS, NONE, NOT_APPLICABLE, NOT_ARTICLE_9, PROFILE, SCHEMA, STATES, TOPICS, UNKNOWN
from .wording import Words, rooms

_NAMESPACE = uuid.UUID("6b1f6b0e-6a0d-5b53-9a43-3f8a1b0c2d27")


def known(text: str | None) -> str:
    """The text without blanks around it; "unknown" when there is none."""
    return (text or "").strip() or UNKNOWN


def concerned(facts: ReportFacts) -> list[PersonRow]:
    """Those whose consent counts: who wrote and who is mentioned, but no groups and not the one who shares."""
    return [row for row in facts.people if row.role not in ("me", "group")]


def record_id(facts: ReportFacts) -> uuid.UUID:
    """The record's identifier; facts without one get one made of the plan's digest and the moment."""
    return uuid.UUID(facts.record_id or str(uuid.uuid5(_NAMESPACE, f"{facts.plan_digest} {facts.created}")))


def consents(facts: ReportFacts) -> list[dict[str, Any]]:
    """One consent record per person concerned, in the order of the report."""
    words = Words(facts.language, *rooms(facts.format, facts.messages))
    return [_consent(row, record_id(facts), words) for row in concerned(facts)]


def _consent(row: PersonRow, report: uuid.UUID, words: Words) -> dict[str, Any]:
    wrote = row.role == "speaker"
    return {
        "@type": "dpv:ConsentRecord",
        "schema_version": SCHEMA,
        "profile": PROFILE,
        "record_id": str(uuid.uuid5(report, row.pseudonym)),
        "pii_principal_id": row.pseudonym,
        "role": "speaker" if wrote else "mentioned",
        "doubt": row.doubt,
        "privacy_notice": _notice(row.consent.events),
        "lawful_basis": ["eu-gdpr:A6-1-a" if row.consent.state == "granted" else UNKNOWN],
        "pii_information": list(_data(row, words)),
        "collection_method": {
            "source_type": "dpv:DataSubjectDataSource" if wrote else "dpv:DataSource",
            "description": words("record.wrote" if wrote else "record.was_named"),
        },
        "status": _status(row.consent, row.pseudonym),
        "events": [_event(event, row.pseudonym) for event in row.consent.events],
        "posted": [_posted(sentence) for sentence in row.posted],
    }


def _notice(events: Iterable[EventRow]) -> dict[str, str]:
    asked = [event for event in events if event.what == "requested"]
    return {
        "@type": "dpv:ConsentNotice",
        "requested": known(asked[-1].time) if asked else UNKNOWN,
        "sha256": (asked[-1].evidence or NONE) if asked else UNKNOWN,
    }


def _data(row: PersonRow, words: Words) -> Iterator[dict[str, Any]]:
    yield datum("pd:Name", "NAME", words("record.name"), row.mentions, "mentions")
    if row.messages:
        yield datum("pd:Communication", "MESSAGES", words("record.messages"), row.messages, "messages")
    yield from kinds(row.kinds, words)
    yield from topics(row.topics, words, "messages")
    yield from topics(row.topics_about, words, "messages of others")


def kinds(counts: Mapping[str, int], words: Words) -> Iterator[dict[str, Any]]:
    """The kinds of data that were found, with the places where."""
    for kind, n in ordered(counts).items():
        yield datum(KINDS.get(kind, "dpv:PersonalData"), kind, words.label("kind", kind), n, "places")


def topics(counts: Mapping[str, int], words: Words, counted: str) -> Iterator[dict[str, Any]]:
    """The sensitive topics of which there were signs, with the messages that touch on them."""
    for topic in filter(counts.get, TOPICS):
        special = NOT_APPLICABLE if topic in NOT_ARTICLE_9 else "dpv:SpecialCategoryPersonalData"
        yield {
            **datum(TOPICS[topic], topic, words.label("topic", topic), counts[topic], counted),
            "sensitive_pii_category": "dpv:SensitivePersonalData",
            "special_pii_category": special,
        }


def datum(term: str, name: str, description: str, count: int, counted: str) -> dict[str, Any]:
    """One category of personal data. What a value reveals nobody looked at, so by itself that is unknown.

    Args:
        term: category, of DPV where it has one.
        name: the category as chatscrub calls it.
        description: the same for people.
        count: how often.
        counted: what ``count`` counts: "places", "mentions", "messages", "messages of others".
    """
    return {
        "pii_type": term,
        "pii_attribute_id": name,
        "description": description,
        "pii_optional": UNKNOWN,
        "sensitive_pii_category": UNKNOWN,
        "special_pii_category": UNKNOWN,
        "count": count,
        "counted": counted,
    }


def _status(consent: ConsentRow, person: str) -> dict[str, str]:
    now = EventRow(consent.state, consent.since, consent.until, "", "")
    return {"state": consent.state, **_moment(now, person)}


def _event(event: EventRow, person: str) -> dict[str, str]:
    return {
        "what": event.what,
        **_moment(event, person),
        "evidence_sha256": event.evidence or NONE,
        "ledger_sha256": event.hash or NONE,
    }


def _moment(event: EventRow, person: str) -> dict[str, str]:
    """The fields of an event after TS 27560, 6.3.7; a state is told as the event that brought it about."""
    silent = event.what in ("none", "other recipient", "other purpose")
    by = {"requested": "controller", "expired": NOT_APPLICABLE}
    return {
        "event_schema_version": SCHEMA,
        "event_type": UNKNOWN if silent else "dpv:Consent",
        "event_state": STATES[event.what],
        "event_time": known(event.time),
        "validity_duration": known(event.until) if event.what in ("granted", "expired") else NOT_APPLICABLE,
        "entity_id": UNKNOWN if silent else by.get(event.what, person),
        "indication_method": UNKNOWN if silent else "chatscrub:RecordedByController",
    }


def _posted(sentence: PostedRow) -> dict[str, str]:
    return {
        "what": sentence.what,
        "event_time": known(sentence.time),
        "indication_method": "chatscrub:PostedInChat",
        "message_reference": sentence.sha256,
    }
