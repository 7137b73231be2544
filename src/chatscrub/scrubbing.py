"""The main job, in the order that matters: read, detect, plan, report, and only then release."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from . import detector, files, gate, plans, reports
from .errors import ReleaseRefused
from .languages import main_language
from .model import Export, Plan, Role
from .targets import Outputs, outputs
from .settings import Settings

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One input and what to do with it.

    Args:
        settings: see :class:`Settings`.
        folder: for the outputs; None makes one beside the input.
        spans: where to write one line per replacement, None for nowhere.
        dry_run: report only, release nothing.
        force: replace files that exist.
        format: name of the format; None looks at the content.
        stream: write the scrubbed text there instead of to a file.
    """

    settings: Settings = Settings()
    folder: Path | None = None
    spans: Path | None = None
    dry_run: bool = False
    force: bool = False
    format: str | None = None
    stream: IO[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job has done. ``released`` is False after a dry run."""

    source: str
    export: Export
    plan: Plan
    outputs: Outputs
    released: bool
    language: str


def scrub(source: str, job: Job = Job(), *, data: bytes | None = None, progress: Progress | None = None) -> Outcome:
    """Scrub one export.

    Args:
        source: its path, or "-" with its bytes in ``data``.
        job: what to do.
        progress: called with a phase, steps done and steps in all.

    Raises:
        ChatscrubError: whatever goes wrong; then no scrubbed text was written.
    """
    tell = progress or (lambda phase, done, total: None)
    tell("read", 0, 1)
    export = _read(source, data, job)
    settings = _settle(export, job.settings)
    found = detector.detect(export, settings, lambda done, total: tell("find", done, total))
    if settings.me is not None and not any(p.role == "me" for p in found.cast.people):
        raise ReleaseRefused("--me: nobody in this chat has that name; write it as it stands above the messages")
    tell("plan", 0, 1)
    plan = plans.plan(export, found, settings)
    where = outputs(export, plan, job.folder)
    where = where if job.stream is None else replace(where, folder=where.html.parent)
    _check_free(where, job)
    receipt = reports.issue(plan, export, where, settings, dry_run=job.dry_run, force=job.force)
    if job.spans is not None:
        _write_spans(plan, export, job.spans, job.force)
    if not job.dry_run and job.stream is not None:
        gate.release_to(job.stream, plan, export, receipt)
    elif not job.dry_run:
        gate.release(plan, export, receipt, where, force=job.force)
    return Outcome(source, export, plan, where, not job.dry_run, settings.language or "en")


def _read(source: str, data: bytes | None, job: Job) -> Export:
    if data is not None:
        return files.read_bytes(data, "text.txt", format=job.format, limits=job.settings.limits)
    return files.read(source, format=job.format, limits=job.settings.limits)


def _settle(export: Export, settings: Settings) -> Settings:
    if settings.language is not None:
        return settings
    return replace(settings, language=main_language(f.text for f in export.fields if f.role is Role.TEXT))


def _check_free(where: Outputs, job: Job) -> None:
    where.check_free(job.force, job.dry_run or job.stream is not None)
    if job.spans is not None:
        files.check_free(job.spans, job.force)


def _write_spans(plan: Plan, export: Export, path: Path, force: bool) -> None:
    """One JSON line per replacement in the chat's texts: offsets in the decoded source, never the text."""
    texts = {p.part: number for number, p in enumerate(plan.parts)}
    rows = (
        {"start": r.start, "end": r.end, "kind": r.kind.value, "pseudonym": r.pseudonym, "part": texts[r.part]}
        for r in plan.replacements
        if r.part in texts
    )
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    files.write_atomic(path, lambda out: files.put(out, lines), force=force)
