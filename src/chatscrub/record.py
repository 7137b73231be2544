"""The consent report as JSON, for programs: a consent record after ISO/IEC TS 27560 with terms of the W3C's DPV.

What each field means stands in ``schema/consent-record.schema.json``. No field is left out and none is null: what
nobody knows says "unknown", what does not apply "not applicable", what is known to be absent "none".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .errors import ReportError
from .facts import PersonRow, ReportFacts, ordered, still_open
from .principals import concerned, consents, known, record_id
from .processing import parties, processing
from .terms import CONTEXT, NONE, PROFILE, SCHEMA, TOPICS
from .wording import resource

_SEAL = "record_sha256"
_SECTIONS = {"header": dict, "processing": dict, "parties": dict, "consents": list, "report": dict}


def as_json(
    facts: ReportFacts,
    copies: Mapping[str, str] | None = None,
    names: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The record: the same bytes for the same facts, with a digest over itself by which an edit shows.

    Args:
        facts: what the report tells.
        copies: SHA-256 by file name of the same report in other forms.
        names: for the owner's own copy, which nobody else gets: the real names behind each pseudonym.
    """
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "chatscrub:ConsentReport",
        "schema": SCHEMA,
        "header": _header(facts),
        "processing": processing(facts),
        "parties": parties(facts),
        "consents": consents(facts),
        "report": {**_report(facts), **_forms(copies or {}, names)},
    }
    document[_SEAL] = _digest(document)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read(data: bytes, where: str) -> dict[str, Any]:
    """A record from the bytes of its file, whole and of this version.

    Args:
        data: what the file holds.
        where: name of the file, for messages.

    Raises:
        ReportError: it is no JSON, another kind or version of file, or it was changed after it was made.
    """
    try:
        document = json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ReportError(f"{where}: not JSON; give the file that ends in .consent.json") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ReportError(f"{where}: not a consent record of the form {SCHEMA}; make the report again")
    if not is_whole(document):
        raise ReportError(f"{where}: changed after it was made, or cut short; make the report again")
    return document


def is_whole(document: Mapping[str, Any]) -> bool:
    """Whether all sections are there and the digest is that of the record, so that an edit shows."""
    there = all(isinstance(document.get(name), sort) for name, sort in _SECTIONS.items())
    return there and document.get(_SEAL) == _digest(document)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record, which describes every field."""
    described: dict[str, Any] = json.loads(resource("schema", "consent-record.schema.json"))
    return described


def _digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of the record without its digest: keys sorted, no blanks, ASCII."""
    plain = {key: value for key, value in document.items() if key != _SEAL}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice could show a reader something else than the digest covers."""
    if len(result := dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return result


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _header(facts: ReportFacts) -> dict[str, str]:
    return {
        "schema_version": SCHEMA,
        "profile": PROFILE,
        "record_id": str(record_id(facts)),
        "created": facts.created,
        "language": facts.language,
    }


def _report(facts: ReportFacts) -> dict[str, Any]:
    return {
        "tool": {"name": "chatscrub", "version": facts.tool_version, "detector": facts.detector},
        "dry_run": facts.dry_run,
        "source": _source(facts),
        "digests": _digests(facts),
        "me": known(facts.me),
        "people": [_person(row) for row in facts.people],
        "people_source": list(facts.people_source),
        "kinds": ordered(facts.kinds),
        "distinct": ordered(facts.distinct),
        "style": facts.style,
        "dates_moved": facts.dates_moved,
        "keep_media": facts.keep_media,
        "topics": _topics(facts.topics),
        "topic_messages": facts.topic_messages,
        "in_headers": facts.in_headers,
        "unexamined": [item._asdict() for item in facts.unexamined],
        "policy": _policy(facts),
        "recipient": _recipient(facts),
        "light": {"colour": facts.light.colour, "reasons": list(facts.light.reasons)},
        "timeline": [{"pseudonym": who, "when": when, "messages": n} for who, when, n in facts.timeline],
        "named_by": [{"by": by, "pseudonym": whom, "times": n} for by, whom, n in facts.named_by],
        "statements": _statements(facts),
    }


def _forms(copies: Mapping[str, str], names: Mapping[str, Sequence[str]] | None) -> dict[str, Any]:
    return {
        "copies": [{"file": name, "sha256": digest} for name, digest in copies.items()],
        "own_copy": names is not None,
        "names": [{"pseudonym": who, "names": list(real)} for who, real in (names or {}).items()],
    }


def _source(facts: ReportFacts) -> dict[str, Any]:
    first, last = facts.period
    return {
        "name": facts.source_name,
        "format": facts.format,
        "messages": facts.messages,
        "members": facts.members,
        "period": {"first": known(first), "last": known(last)},
    }


def _digests(facts: ReportFacts) -> dict[str, Any]:
    return {
        "source": facts.source_sha256,
        "plan": facts.plan_digest,
        "settings": facts.settings_digest,
        "ledger": facts.ledger or NONE,
        "scrubbed": [{"file": name, "sha256": digest} for name, digest in facts.scrubbed],
    }


def _person(row: PersonRow) -> dict[str, Any]:
    return {
        "pseudonym": row.pseudonym,
        "role": row.role,
        "messages": row.messages,
        "first": known(row.first),
        "last": known(row.last),
        "mentions": row.mentions,
        "spellings": row.spellings,
        "doubt": row.doubt,
        "kinds": ordered(row.kinds),
        "topics": _topics(row.topics),
        "topics_about": _topics(row.topics_about),
        "withheld": row.withheld,
    }


def _topics(counts: Mapping[str, int]) -> dict[str, int]:
    return {topic: counts[topic] for topic in TOPICS if topic in counts}


def _policy(facts: ReportFacts) -> dict[str, Any]:
    return {
        "name": facts.policy,
        "withheld": dict(sorted(facts.withheld.items())),
        "require_consent": facts.require_consent or NONE,
        "require_signature": facts.require_signature,
        "signed": facts.signed or NONE,
        "refused": list(facts.refused),
    }


def _recipient(facts: ReportFacts) -> dict[str, Any]:
    rows = [{name: known(text) for name, text in row._asdict().items()} for row in facts.recipient_facts]
    return {
        "key": known(facts.recipient),
        "name": known(facts.recipient_name),
        "local": facts.recipient_local,
        "facts": rows,
    }


def _statements(facts: ReportFacts) -> dict[str, bool | int | str]:
    """What holds when the report is written, which is before any release."""
    states = [row.consent.state for row in concerned(facts)]
    granted = states.count("granted")
    return {
        "pseudonymised_text_is_personal_data": True,
        "anonymous": False,
        "names_may_remain": True,
        "subjects_examined": True,
        "subjects_may_be_missed": True,
        "message_times_kept": not facts.dates_moved,
        "stand_ins_look_real": facts.style == "surrogate",
        "unexamined_items": still_open(facts.unexamined),
        "consent_recorded": granted > 0,
        "consents_granted": granted,
        "consents_missing": len(states) - granted,
        "policy": facts.policy,
        "messages_withheld": sum(facts.withheld.values()),
        "consent_required": facts.require_consent or NONE,
        "signature_required": facts.require_signature,
        "signed": bool(facts.signed),
        "refused": bool(facts.refused),
        "legal_advice": False,
        "report_written_before_release": True,
        "report_covers_release": not facts.dry_run and bool(facts.scrubbed) and not facts.refused,
    }
