"""An event of the consent ledger: what it may say, its digest, and how it stands in a file of TOML."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, datetime
from typing import NamedTuple

DECISIONS = ("granted", "refused", "withdrawn")
_WHAT = ("requested", *DECISIONS, "signed")
_ROLES = ("private", "professional")
# Written as \uXXXX: what ends a line or a string, and what cannot be seen or turns text around. Fixed, because what
# Python calls printable grows with every version.
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb'
    "\U000e0000-\U000e007f]"
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SHA256 = re.compile("[0-9a-f]{64}")


class Event(NamedTuple):
    """One thing that happened. :func:`ledger.append` gives it its number, its hashes and, where empty, its time.

    Args:
        number: place in the ledger, from 1.
        time: when it was recorded, ISO, UTC.
        what: "requested", "granted", "refused", "withdrawn" or "signed".
        person: whose consent it is: the name as it stands in the chat, or the pseudonym of a vault; who signs.
        names: other spellings of that person that were known when it was recorded.
        pseudonym: theirs in the vault beside the ledger, "" without one.
        at: when it was said, ISO, if that is another moment, such as that of a message; else "".
        until: ISO date up to and including which it holds; "" without end.
        to: key of the recipient service that it is for; "" when not told.
        purpose: what it is for; "" when not told.
        evidence: a short note of the user, or the name of a file; "" without.
        evidence_sha256: digest of the bytes of that file, or of the note in UTF-8, hex; "" without.
        plan: digest of the plan that was signed, hex; "" unless it is a signature.
        role: of who signs, "private" or "professional"; "" unless it is a signature.
        salt: random hex digits, so that nobody who sees the hash in a report can guess what is in the event.
        previous: hash of the event before, hex.
        hash: SHA-256 of all the above, hex; see :func:`digest`.
    """

    number: int = 0
    time: str = ""
    what: str = ""
    person: str = ""
    names: tuple[str, ...] = ()
    pseudonym: str = ""
    at: str = ""
    until: str = ""
    to: str = ""
    purpose: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    plan: str = ""
    role: str = ""
    salt: str = ""
    previous: str = ""
    hash: str = ""


def digest(event: Event) -> str:
    """SHA-256 of an event, hex: of the JSON in ASCII of all its fields but the hash, sorted, without blanks."""
    plain = {key: value for key, value in event._asdict().items() if key != "hash"}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def wrong(event: Event) -> str:
    """What an event cannot be like, in a few words; "" if nothing is wrong with it."""
    if type(event.number) is not int or not isinstance(event.names, tuple):
        return "a field is of another type"
    texts = [value for key, value in event._asdict().items() if key not in ("number", "names")]
    if not all(isinstance(text, str) for text in (*texts, *event.names)):
        return "a field is of another type"
    if any("\ud800" <= char <= "\udfff" for text in (*texts, *event.names) for char in text):
        return "a text holds half a character"
    broken = (key for key, kept in _rules(event).items() if not kept)
    return next((f"{key} is not as it should be" for key in broken), "")


def _rules(event: Event) -> dict[str, bool]:
    signature = event.what == "signed"
    return {
        "what": event.what in _WHAT,
        "time": _is_moment(event.time) and event.time.endswith(("Z", "+00:00")),
        "person": bool(event.person.strip()),
        "at": not event.at or _is_moment(event.at),
        "until": not event.until or _is_date(event.until),
        "evidence_sha256": not event.evidence_sha256 or _SHA256.fullmatch(event.evidence_sha256) is not None,
        "plan": (_SHA256.fullmatch(event.plan) is not None) if signature else not event.plan,
        "role": event.role in _ROLES if signature else not event.role,
    }


def _is_moment(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        return bool(datetime.fromisoformat(text.replace("Z", "+00:00")))
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def table(event: Event) -> str:
    """An event as it stands in the file; what is empty is left out."""
    filled = {key: value for key, value in event._asdict().items() if value not in ("", ())}
    return "\n[[event]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in filled.items())


def _value(value: int | str | tuple[str, ...]) -> str:
    if isinstance(value, int):
        return str(value)
    return _text(value) if isinstance(value, str) else f"[{', '.join(map(_text, value))}]"


def _text(text: str) -> str:
    """A basic string of TOML."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in '"\\':
        return f"\\{match[0]}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
