"""Whether a scrubbed file is what its report covers, and whether what that report rests on still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from . import archives, files, record, standing
from .errors import some
from .ledger import Ledger, signed
from .wording import Words

_STRICT = ("", "speakers", "everybody")
_FORMS = {".html": ".json", ".md": ".json"}


class Check(NamedTuple):
    """One thing that was looked at: what, whether it holds (None: it is only told), and a line about it."""

    what: str
    holds: bool | None
    text: str


class Required(NamedTuple):
    """What has to be there beside the text: consent of "speakers" or "everybody" ("" for neither), a signature."""

    consent: str = ""
    signature: bool = False


NOTHING = Required()


class Told(NamedTuple):
    """What a report says to the one who signs it: digest of the plan, recipient, capacity ("" unknown), statements."""

    plan: str
    to: str
    capacity: str
    statements: tuple[str, ...]


def told(report: Path) -> Told:
    """What there is to sign in a report.

    Raises:
        ReportError: this is no whole report of chatscrub.
    """
    document = _document(report)
    capacity = document["processing"]["capacity"]
    words = Words(document["header"]["language"])
    plan = document["report"]["digests"]["plan"]
    known = capacity if capacity in ("private", "professional") else ""
    return Told(plan, _told(document["report"]["recipient"]["key"]), known, tuple(words.lines("consent.sign_checks")))


def _told(text: str) -> str:
    return "" if text == "unknown" else text


def verify(
    scrubbed: Path,
    report: Path,
    kept: Ledger | None = None,
    required: Required = NOTHING,
    today: date | None = None,
) -> list[Check]:
    """Check a scrubbed file against its report; all is well when no check is False.

    Args:
        scrubbed: the file.
        report: its report, as JSON, or as the page or the Markdown with the JSON beside it.
        kept: the consent ledger, for what happened since.
        required: what has to be there, beside what the report says was required.
        today: the day on which consents have to hold.

    Raises:
        ReportError: this is no report of chatscrub.
        UnreadableError: a file cannot be read.
    """
    document = _document(report)
    policy = document["report"]["policy"]
    own = "" if policy["require_consent"] == "none" else policy["require_consent"]
    demanded = Required(
        max(required.consent, own, key=_STRICT.index), required.signature or policy["require_signature"]
    )
    day = today or date.today()
    return [
        *_page(report, document),
        *_covered(scrubbed, document),
        Check("policy", None, f"policy: {policy['name']}, {sum(policy['withheld'].values())} messages withheld"),
        *_signature(document, kept, demanded),
        *_consents(document, kept, demanded, day),
        *_unseen(document, kept, required),
    ]


def _document(report: Path) -> dict[str, Any]:
    form = _FORMS.get(report.suffix.casefold())
    path = report.with_suffix(form) if form else report
    return record.read(files.read_plain(path), str(path))


def _page(report: Path, document: Mapping[str, Any]) -> Iterator[Check]:
    """Whether the page or Markdown that was given is as it was written."""
    if report.suffix.casefold() not in _FORMS:
        return
    digests = {copy["file"]: copy["sha256"] for copy in document["report"]["copies"]}
    same = hashlib.sha256(files.read_plain(report)).hexdigest() in digests.values()
    yield Check(
        "report", same, "the report is as it was written" if same else "the report was changed after it was written"
    )


# --- the text -------------------------------------------------------------------------------------------


def _covered(scrubbed: Path, document: Mapping[str, Any]) -> Iterator[Check]:
    wanted = [(row["file"], row["sha256"]) for row in document["report"]["digests"]["scrubbed"]]
    if not wanted:
        yield Check("text", False, "this report covers no text: it was a trial run, or the release was refused")
        return
    within = archives.outer({name.partition(": ")[2] for name, _ in wanted})
    members = _members(scrubbed, within)
    if members is None:
        same = [digest for name, digest in wanted] == [files.digest(scrubbed)]
    else:
        same = sorted(members) == sorted((name.partition(": ")[2], digest) for name, digest in wanted)
    text = "the text is exactly what the report covers" if same else "the text is NOT what the report covers"
    yield Check("text", same, text)


def _members(scrubbed: Path, within: frozenset[str]) -> list[tuple[str, str]] | None:
    """Name and digest of every member of a zip, and of the zips ``within``; None for a plain file."""
    with files.open_source(str(scrubbed)) as stream:
        if stream.read(4) not in files.ZIP:
            return None
        stream.seek(0)
        found = archives.plain_digests(stream, str(scrubbed), within=within)
        return [("", "")] if found is None else found


# --- what it rests on -----------------------------------------------------------------------------------


def _signature(document: Mapping[str, Any], kept: Ledger | None, required: Required) -> Iterator[Check]:
    at = document["report"]["policy"]["signed"]
    plan, to = document["report"]["digests"]["plan"], _told(document["report"]["recipient"]["key"])
    event = signed(kept, plan, to) if kept else None
    if event is not None or at != "none":
        yield Check("signature", True, f"signed on {(event.time if event else at)[:10]}")
    else:
        yield Check("signature", False if required.signature else None, "not signed")


def _consents(document: Mapping[str, Any], kept: Ledger | None, required: Required, today: date) -> Iterator[Check]:
    head = document["report"]["digests"]["ledger"]
    if kept is not None and head != "none":
        same = kept.holds(head)
        yield Check("ledger", same, f"the ledger {'still begins' if same else 'does NOT begin'} as the report knew it")
    elif head != "none":
        yield Check("ledger", None, "no ledger was given: what people said since the report was made is not known")
    lacking = 0
    rests = [one for one in document["consents"] if _counts(document, one, required)]
    for one in rests:
        state = _state(one, kept, document, today)
        lacking += state != "granted"
        if state != "granted":
            yield Check("consent", False, f"{one['pii_principal_id']}: {state}")
    if rests and not lacking:
        those = "the one" if len(rests) == 1 else f"all {len(rests)}"
        yield Check("consent", True, f"consent holds of {those} it rests on")
    elif not rests:
        yield Check("consent", None, "no consent was required")


def _unseen(document: Mapping[str, Any], kept: Ledger | None, required: Required) -> Iterator[Check]:
    """What was said since the report, of people whom it does not know by that name; or by whom nobody can know."""
    head = document["report"]["digests"]["ledger"]
    if required.consent and kept is None:
        yield Check("ledger", False, "consent is asked for, and there is no ledger to see whether it still holds")
        return
    hashes = [event.hash for event in kept.events] if kept else []
    if kept is None or head not in hashes:
        return
    known = {event["ledger_sha256"] for one in document["consents"] for event in one["events"]}
    mine = [event for event in kept.events if event.hash in known]
    names, labels = {n for e in mine for n in (e.person, *e.names)}, {e.pseudonym for e in mine} - {""}
    seen = {event.hash for event in standing.of_person(kept, names, labels)}
    later = [
        e for e in kept.events[hashes.index(head) + 1 :] if e.what in ("refused", "withdrawn") and e.hash not in seen
    ]
    if later:
        people = some(len(later), "person", "people")
        text = f"since then {people} said no whom this report may know by another name; scrub again to be sure"
        yield Check("consent", False if required.consent or mine else None, text)


def _counts(document: Mapping[str, Any], one: Mapping[str, Any], required: Required) -> bool:
    """Whether the release rests on the consent of a person."""
    if required.consent == "everybody":
        return True
    if one["role"] != "speaker":
        return False
    policy = document["report"]["policy"]["name"]
    if policy == "report":
        return required.consent == "speakers"
    return bool(policy == "consent" and one["status"]["state"] == "granted")


def _state(one: Mapping[str, Any], kept: Ledger | None, document: Mapping[str, Any], today: date) -> str:
    """Where the consent of a person stands today: by the ledger where their events are in it, else by the report."""
    status = one["status"]
    hashes = {event["ledger_sha256"] for event in one["events"]}
    mine = [event for event in kept.events if event.hash in hashes] if kept else []
    if kept and mine:
        names = [name for event in mine for name in (event.person, *event.names)]
        labels = {event.pseudonym for event in mine} - {""}
        to = document["report"]["recipient"]["key"]
        known = standing.of_person(kept, names, labels)
        if status["state"] != "withdrawn":  # a withdrawal in the chat itself is in no ledger
            return standing.state(known, today, _told(to)).word
    until = status["validity_duration"]
    if status["state"] == "granted" and len(until) == len("2026-11-02") and date.fromisoformat(until) < today:
        return "expired"
    return str(status["state"])
