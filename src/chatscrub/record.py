"""The consent report as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import fields

from .facts import PersonRow, ReportFacts, ordered, still_open

SCHEMA = "chatscrub.consent/1"


def as_json(facts: ReportFacts) -> str:
    """The same facts for programs, in a fixed order, with what may be said about them."""
    plain = {field.name: getattr(facts, field.name) for field in fields(facts)}
    plain["people"] = [_person(row) for row in facts.people]
    plain["unexamined"] = [item._asdict() for item in facts.unexamined]
    plain["scrubbed"] = [{"file": name, "sha256": digest} for name, digest in facts.scrubbed]
    plain["period"] = {"first": facts.period[0], "last": facts.period[1]}
    plain["kinds"] = ordered(facts.kinds)
    plain["distinct"] = ordered(facts.distinct)
    record = {"schema": SCHEMA, **plain, "statements": _statements(facts)}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _person(row: PersonRow) -> dict[str, object]:
    plain = {field.name: getattr(row, field.name) for field in fields(row)}
    return plain | {"kinds": ordered(row.kinds)}


def _statements(facts: ReportFacts) -> dict[str, bool | int]:
    """What holds when the report is written, which is before any release."""
    return {
        "pseudonymised_text_is_personal_data": True,
        "anonymous": False,
        "names_may_remain": True,
        "subjects_examined": False,
        "message_times_kept": not facts.dates_moved,
        "stand_ins_look_real": facts.style == "surrogate",
        "unexamined_items": still_open(facts.unexamined),
        "consent_recorded": False,
        "legal_advice": False,
        "report_written_before_release": True,
        "report_covers_release": not facts.dry_run and bool(facts.scrubbed),
    }
