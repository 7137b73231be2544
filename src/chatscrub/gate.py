"""The only place that writes scrubbed text: it opens for a plan whose report stands on disk, and for nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from . import files, guard, reports, tars
from .errors import OutputError, ReleaseRefused
from .model import Export, PartPlan, Plan, Receipt
from .rewriting import rewritten
from .targets import Outputs, blanks, member_names


def release(plan: Plan, export: Export, receipt: Receipt, outputs: Outputs) -> Path:
    """Write the scrubbed export.

    Args:
        plan: what to replace.
        export: the source as it was read.
        receipt: from ``reports.issue`` for this very plan.
        outputs: where to write.

    Returns:
        The path of the scrubbed export, which is there whole or not at all.

    Raises:
        ReleaseRefused: no report covers this plan, or source and plan do not belong together.
        ForbiddenError: something tried to open a connection.
        OutputError: the file exists or cannot be written.
        UnreadableError: media that were to be kept cannot be copied.
    """
    _check(plan, export, receipt)
    if export.packed:
        texts = [b"".join(_scrubbed(one, export)) for one in plan.parts]
        files.write_atomic(outputs.scrubbed, lambda out: _write_zip(plan, export, texts, out))
    else:
        files.write_atomic(outputs.scrubbed, lambda out: out.writelines(_scrubbed(plan.parts[0], export)))
    return outputs.scrubbed


def release_to(stream: IO[bytes], plan: Plan, export: Export, receipt: Receipt) -> None:
    """Write the scrubbed text of an export that is one file to a stream, on the terms of :func:`release`.

    Raises:
        ReleaseRefused: as for :func:`release`, or the export is an archive.
        OutputError: the stream does not take it.
    """
    if export.packed:
        raise ReleaseRefused("an archive cannot go to a stream; nothing was released")
    _check(plan, export, receipt)
    text = b"".join(_scrubbed(plan.parts[0], export))
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        raise OutputError(f"standard output: cannot be written ({error.strerror})") from None


def _scrubbed(plan: PartPlan, export: Export) -> Iterator[bytes]:
    """The scrubbed text of a part piece by piece; at its end it must be what the report covers."""
    digest = hashlib.sha256()
    for data in rewritten(export, export.parts[plan.part], plan.edits):
        digest.update(data)
        yield data
    if digest.hexdigest() != plan.scrubbed_sha256:
        raise ReleaseRefused("the scrubbed text is not what the report covers; nothing was released")


def _check(plan: Plan, export: Export, receipt: Receipt) -> None:
    guard.check()
    if not isinstance(receipt, Receipt):
        raise ReleaseRefused("no report was issued for this plan; nothing was released")
    reports.check(receipt, plan)
    if plan.source_sha256 != export.sha256:
        raise ReleaseRefused("this plan belongs to another source; nothing was released")


def _write_zip(plan: Plan, export: Export, texts: list[bytes], out: BinaryIO) -> None:
    if export.path is None:
        raise ReleaseRefused("an archive can only be written from a file; nothing was released")
    names = dict(member_names(plan, export))
    chats = {export.parts[p.part].name: data for p, data in zip(plan.parts, texts, strict=True)}
    with files.open_source(export.path) as source:
        if files.sha256_chunks(iter(lambda: source.read(1 << 20), b"")) != export.sha256:
            raise ReleaseRefused(f"{export.path}: changed while it was being scrubbed; nothing was released")
        tars.write_zip(source, out, chats | blanks(plan, export), names, export.path, days=plan.days)
