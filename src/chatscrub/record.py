"""The consent report as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .facts import ReportFacts, ordered, still_open

SCHEMA = "chatscrub.consent/1"


def as_json(facts: ReportFacts, copies: Mapping[str, str] | None = None, names: Mapping[str, Any] | None = None) -> str:
    """The same facts for programs, in a fixed order, with what may be said about them."""
    plain = {field.name: _plain(getattr(facts, field.name)) for field in fields(facts)}
    plain["scrubbed"] = [{"file": name, "sha256": digest} for name, digest in facts.scrubbed]
    plain["period"] = {"first": facts.period[0], "last": facts.period[1]}
    plain["kinds"] = ordered(facts.kinds)
    plain["distinct"] = ordered(facts.distinct)
    plain["people"] = [_plain(row) | {"kinds": ordered(row.kinds)} for row in facts.people]
    record = {"schema": SCHEMA, **plain, "statements": _statements(facts)}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """A value as JSON knows it: tuples with names become objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


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
