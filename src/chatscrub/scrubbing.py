"""The main job, in the order that matters: read, detect, plan, report, and only then release."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from . import crew, detector, examining, files, gate, plans, reports, sealed
from .book import Book
from .errors import OutputError, ReleaseRefused
from .examining import Look, here, quietly
from .facts import NO_LIGHT, Light, Source
from .languages import main_language
from .model import Export, Finding, Kind, Plan, Receipt, Role, Unexamined
from .people import Cast
from .rewriting import true_places
from .roster import EMPTY, Roster
from .settings import SETTINGS, Settings
from .sharing import NO_SHARING, Sharing, refused, settled
from .statements import Phrases
from .targets import Outputs, outputs
from .vaults import LARGEST_ARCHIVE, Vault, VaultFile

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One input and what to do with it.

    Args:
        settings: see :class:`Settings`.
        roster: the user's own list of who is who.
        vault: where pseudonyms and the way back are kept, None for nowhere.
        folder: for the outputs; None makes one beside the input.
        spans: where to write one line per replacement, None for nowhere.
        dry_run: report only, release nothing.
        force: replace files that exist.
        format: name of the format; None looks at the content.
        stream: write the scrubbed text there instead of to a file.
        taken: reports of this very call: an export that would get the same names gets a number.
        used: files that this call needs, such as key and list, which are not replaced either.
        sharing: to whom, what for, what must be there before anything is released.
        consent_words: the user's own wording of sentences of consent, or its file; None for ours only.
        workers: processes that a large export may use.
    """

    settings: Settings = SETTINGS
    roster: Roster = EMPTY
    vault: VaultFile | None = None
    folder: Path | None = None
    spans: Path | None = None
    dry_run: bool = False
    force: bool = False
    format: str | None = None
    stream: IO[bytes] | None = None
    taken: frozenset[Path] = frozenset()
    used: tuple[Path, ...] = ()
    sharing: Sharing = NO_SHARING
    consent_words: Path | Phrases | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job has done.

    Args:
        scrubbed: where the scrubbed text went, None if it went nowhere.
        vault: where the way back is kept.
        refused: why nothing was released although it was asked for; keys of ``refused.``.
        sharing: with the state of everybody's consent.
        light: colour of the traffic light of the report, and the keys of its reasons.
        unmatched: places in the user's list of what does not stand in the export.
    """

    source: str
    export: Export
    plan: Plan
    outputs: Outputs
    scrubbed: str | None
    language: str
    vault: Path | None = None
    refused: tuple[str, ...] = ()
    sharing: Sharing = NO_SHARING
    light: Light = NO_LIGHT
    unmatched: tuple[str, ...] = ()


class _NotReleasedError(Exception):
    """Something that was required is missing: the report stands, and nothing else is written."""


class Before(NamedTuple):
    """What a vault knows of an export before it is scrubbed.

    Args:
        known: names of people.
        scrubbed: every text of the export is one that was scrubbed with this vault.
        moved: with its dates moved.
    """

    known: tuple[str, ...] = ()
    scrubbed: bool = False
    moved: bool = False


class Prepared(NamedTuple):
    """An export in which everything was found, and the settings that it settled."""

    export: Export
    settings: Settings
    found: detector.Detection


JOB = Job()
NEW = Before()
_HELD = 64 * 1024 * 1024  # bytes of a file of an earlier run that is kept until this one has succeeded


def scrub(source: str, job: Job = JOB, *, data: bytes | None = None, progress: Progress | None = None) -> Outcome:
    """Scrub one export.

    Args:
        source: its path, or "-" with its bytes in ``data``.
        job: what to do.
        progress: called with a phase, steps done and steps in all.

    Raises:
        ChatscrubError: whatever goes wrong; then no file is left, save the report on what went into a stream.
    """
    tell = progress or (lambda phase, done, total: None)
    tell("read", 0, 1)
    before = job.vault.opened() if job.vault else None
    export = _read(source, data, job)
    told = known_before(export, before)
    ready = prepared(export, job, told, lambda done, total: tell("find", done, total), crew.spread(job.workers))
    settings, found = ready.settings, ready.found
    tell("plan", 0, 1)
    sharing = with_consents(ready, job, told, before.book if before else None)
    with contextlib.ExitStack() as undo:
        try:
            with _kept(job) as vault:
                plan = plans.plan(export, found, settings, vault.book if vault else None, sharing.words())
                where = outputs(export, plan, job.folder, job.taken)
                lacking = () if job.dry_run else refused(plan, sharing)
                _check_free(source, where, job, released=not job.dry_run and not lacking)
                written = undo.enter_context(_all_or_nothing(where, job))
                receipt = reports.issue(plan, export, where, settings, sharing, force=job.force)
                written += where.reports
                light = reports.light_of(where)
                if lacking:
                    raise _NotReleasedError
                _keep(plan, export, where, job, vault, written)
        except _NotReleasedError:
            return Outcome(source, export, plan, where, None, settings.language or "en", None, lacking, sharing, light)
        if job.stream is not None:
            written.clear()  # what has gone into a pipe cannot be taken back, so its report stays
        scrubbed = None if job.dry_run else _release(plan, export, receipt, where, job)
    kept = job.vault.path if job.vault and not job.dry_run else None
    nowhere = job.roster.unmatched(field.text for field in export.fields)
    return Outcome(source, export, plan, where, scrubbed, settings.language or "en", kept, (), sharing, light, nowhere)


def prepared(
    export: Export, job: Job, before: Before = NEW, progress: examining.Progress | None = None, look: Look = here
) -> Prepared:
    """Find everything in an export that was read.

    Args:
        export: the source.
        job: what to do.
        before: what a vault knows of it.
        progress: called with texts done and in all.
        look: who examines the texts.

    Raises:
        NotExaminedError: a detector failed.
        ReleaseRefused: the uploader is not to be found.
    """
    settings = _settle(export, job.settings, before)
    found = _detect(export, settings, job.roster, before, progress or quietly, look)
    if found.findings:
        check_me(settings, found.cast)
    return Prepared(export, settings, found)


def known_before(export: Export, vault: Vault | None) -> Before:
    """What a vault knows of an export; nothing without a vault."""
    if vault is None:
        return NEW
    known = tuple(name for entry in vault.book.entries if entry.kind is Kind.PERSON for name in entry.names)
    return Before(known, vault.has_all(export), vault.has_moved(export))


def with_consents(ready: Prepared, job: Job, before: Before = NEW, book: Book | None = None) -> Sharing:
    """The sharing with what the ledger and the chat say of everybody's consent.

    Args:
        ready: the export.
        job: what to do.
        before: what a vault knows of it.
        book: the pseudonyms that the ledger may name people by.
    """
    told = sources(job.roster, book)
    sharing = replace(job.sharing, dry_run=job.dry_run, told=told, moved=before.moved)
    return settled(sharing, ready.export, ready.found.cast, book, job.consent_words)


def _keep(plan: Plan, export: Export, where: Outputs, job: Job, vault: Vault | None, written: list[Path]) -> None:
    """Write down where what was replaced, and the way back, each if it was asked for."""
    if job.spans is not None:
        _write_spans(plan, export, job.spans, job.force)
        written.append(job.spans)
    if vault is not None:
        vault.record(export, plan, where.scrubbed.name, files.read_small(export, LARGEST_ARCHIVE))


def check_me(settings: Settings, cast: Cast, where: str = "") -> None:
    """See that the uploader was found.

    Args:
        settings: with the name.
        cast: who is in the export.
        where: the file, for the error.

    Raises:
        ReleaseRefused: nobody or several wrote by that name.
    """
    if settings.me is not None and not any(person.role == "me" for person in cast.people):
        told = "--me: nobody here wrote by that name, or several did; write it as it stands above the messages"
        raise ReleaseRefused(f"{where}: {told}" if where else told)


def _kept(job: Job) -> contextlib.AbstractContextManager[Vault | None]:
    """The vault of a job, which is saved when the report stands and before anything is released."""
    if job.vault is None:
        return contextlib.nullcontext()
    return contextlib.nullcontext(job.vault.opened()) if job.dry_run else job.vault.changing()


def _detect(
    export: Export, settings: Settings, roster: Roster, before: Before, tell: examining.Progress, look: Look
) -> detector.Detection:
    """The findings; in texts that this vault has scrubbed with stand-ins, which look like names, only what must go."""
    found = detector.detect(export, settings, tell, roster, before.known, look=look)
    if settings.style != "surrogate" or not before.scrubbed:
        return found
    left = tuple(f for f in found.findings if f.kind is Kind.HIDDEN or _in_name(export, f))
    again = Unexamined("scrubbed", sum(not part.is_name for part in export.parts), "before")
    return replace(found, findings=left, unexamined=(again, *found.unexamined))


def _in_name(export: Export, finding: Finding) -> bool:
    return export.parts[export.fields.head(finding.field).part].is_name


def sources(roster: Roster, book: Book | None) -> tuple[Source, ...]:
    """Where the knowledge of who is who comes from."""
    listed: tuple[Source, ...] = ("list",) if roster != EMPTY else ()
    kept: tuple[Source, ...] = ("vault",) if book and book.entries else ()
    return ("chat", *listed, *kept)


def _read(source: str, data: bytes | None, job: Job) -> Export:
    if data is not None:
        return files.read_bytes(data, "text.txt", format=job.format, limits=job.settings.limits)
    return files.read(source, format=job.format, limits=job.settings.limits)


def _settle(export: Export, settings: Settings, before: Before) -> Settings:
    """The settings with the chat's own language, and without moving dates that this vault has moved already."""
    if settings.language is None:
        texts = (f.text for f in export.fields.which(lambda head: head.role is Role.TEXT))
        settings = replace(settings, language=main_language(texts))
    return replace(settings, shift_dates=False) if settings.shift_dates and before.scrubbed else settings


def _check_free(source: str, where: Outputs, job: Job, *, released: bool) -> None:
    vault = [job.vault.path, *sealed.beside(job.vault.path)] if job.vault else []
    mine = [where.scrubbed, *where.reports]
    files.check_apart(mine, [*job.used, *vault])
    if job.spans is not None:
        files.check_apart([job.spans], [source, *job.used, *vault, *mine], "--spans ")
    where.check_free(force=job.force, released=released and job.stream is None)
    if job.spans is None:
        return
    files.check_free(job.spans, job.force)


@contextlib.contextmanager
def _all_or_nothing(where: Outputs, job: Job) -> Iterator[list[Path]]:
    """Take the files in the list away again when what they tell about was not released after all.

    What an earlier run left there is put back if this one fails, the report before what it covers.
    """
    made = [folder for folder in (where.folder, *where.folder.parents) if not folder.exists()]
    before = {path: files.held(path, _HELD) for path in _replaced(where, job)}
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        if not where.scrubbed.exists():
            with contextlib.suppress(OSError, OutputError):
                for path in written:
                    path.unlink(missing_ok=True)
                for path, data in before.items():
                    covered = path != where.scrubbed or all(report.exists() for report in where.shared)
                    if data is not None and covered and not path.exists():
                        files.write_all({path: data})
                for folder in made:
                    folder.rmdir()
        raise


def _replaced(where: Outputs, job: Job) -> list[Path]:
    """The files that a run with ``force`` puts new ones in the place of, the report first."""
    spans = [job.spans] if job.spans else []
    return [*where.reports, *spans, where.scrubbed] if job.force else []


def _release(plan: Plan, export: Export, receipt: Receipt, where: Outputs, job: Job) -> str:
    if job.stream is None:
        return str(gate.release(plan, export, receipt, where))
    gate.release_to(job.stream, plan, export, receipt)
    return "-"


def _write_spans(plan: Plan, export: Export, path: Path, force: bool) -> None:
    """One JSON line per replacement in the chat's texts: offsets in the decoded source, never the text."""
    if force:
        files.clear(path)
    files.write_atomic(path, lambda out: out.writelines(_lines(plan, export)))


def _lines(plan: Plan, export: Export) -> Iterator[bytes]:
    texts = {p.part: number for number, p in enumerate(plan.parts)}
    true = {number: true_places(export.parts[number]) for number in texts}
    replaced = ((r.part, r.start, r.end, r.kind.value, r.pseudonym) for r in plan.replacements)
    gone = ((w.part, w.start, w.end, "WITHHELD", "") for w in plan.withheld)
    for part, start, end, kind, name in chain(replaced, gone):
        if part in texts:
            at = {"start": true[part](start), "end": true[part](end)}
            yield json.dumps(at | {"kind": kind, "pseudonym": name, "part": texts[part]}).encode() + b"\n"
