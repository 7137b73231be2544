"""The only way to scrubbed text: it opens for a plan whose report stands on disk, and for nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import IO, BinaryIO

from . import files
from .errors import ChatscrubError, ReleaseRefused
from .model import Export, Part, Plan, Receipt
from .targets import Outputs
from .spans import splice


def release(plan: Plan, export: Export, receipt: Receipt, outputs: Outputs, *, force: bool = False) -> Path:
    """Write the scrubbed export.

    Args:
        plan: what to replace.
        export: the source as it was read.
        receipt: from ``reports.issue`` for this very plan.
        outputs: where to write.
        force: replace a file that exists.

    Returns:
        The path of the scrubbed export, which is there whole or not at all.

    Raises:
        ReleaseRefused: no report covers this plan, or source and plan do not belong together.
        OutputError: the file cannot be written.
    """
    texts = _scrubbed(plan, export, receipt)
    if export.container == "zip":
        files.write_atomic(outputs.scrubbed, lambda out: _write_zip(plan, export, texts, out), force=force)
    else:
        files.write_atomic(outputs.scrubbed, lambda out: files.put(out, texts[0]), force=force)
    return outputs.scrubbed


def release_to(stream: IO[bytes], plan: Plan, export: Export, receipt: Receipt) -> None:
    """Write the scrubbed text of an export with one part to a stream, on the same terms as :func:`release`."""
    for text in _scrubbed(plan, export, receipt):
        stream.write(text)


def _scrubbed(plan: Plan, export: Export, receipt: Receipt) -> list[bytes]:
    _check(plan, export, receipt)
    texts = []
    for part_plan in plan.parts:
        part: Part = export.parts[part_plan.part]
        data = part.encode(splice(part.text, part_plan.edits))
        if hashlib.sha256(data).hexdigest() != part_plan.scrubbed_sha256:
            raise ReleaseRefused("the scrubbed text is not what the report covers; nothing was released")
        texts.append(data)
    return texts


def _check(plan: Plan, export: Export, receipt: Receipt) -> None:
    if not isinstance(receipt, Receipt) or receipt.plan_digest != plan.digest:
        raise ReleaseRefused("no report was issued for this plan; nothing was released")
    if plan.source_sha256 != export.sha256:
        raise ReleaseRefused("this plan belongs to another source; nothing was released")
    try:
        report = Path(receipt.json).read_bytes()
        covered = json.loads(report)["plan_digest"]
        there = Path(receipt.html).stat().st_size > 0
    except (OSError, ValueError, KeyError, TypeError):
        raise ReleaseRefused("the report is not where it was written; nothing was released") from None
    if not there or covered != plan.digest or hashlib.sha256(report).hexdigest() != receipt.json_sha256:
        raise ReleaseRefused("the report was changed after it was issued; nothing was released")


def _write_zip(plan: Plan, export: Export, texts: list[bytes], out: BinaryIO) -> None:
    if export.path is None:
        raise ReleaseRefused("an archive can only be written from a file; nothing was released")
    names = dict(member_names(plan, export))
    chats = {export.parts[p.part].name: data for p, data in zip(plan.parts, texts, strict=True)}
    try:
        with open(export.path, "rb") as source:
            if files.sha256_chunks(iter(lambda: source.read(1 << 20), b"")) != export.sha256:
                raise ReleaseRefused("the source changed while it was being scrubbed; nothing was released")
        files.write_zip(export.path, out, chats, names)
    except (OSError, ValueError, EOFError) as error:
        raise ChatscrubError(f"{export.name}: a file in the zip cannot be copied ({type(error).__name__})") from None


def member_names(plan: Plan, export: Export) -> list[tuple[str, str]]:
    """Old and new name of every member that goes into the scrubbed archive; what is missing is withheld."""
    from .detector import is_media

    old = [part.name for part in export.parts if part.is_name][1:]
    kept = {part.name for part in export.parts if not part.is_name}
    if plan.keep_media:
        kept |= {m.name for m in export.members if is_media(m.sort)}
    new = unique([n for o, n in zip(old, plan.names[1:], strict=True) if o in kept])
    return list(zip([o for o in old if o in kept], new, strict=True))


def unique(names: list[str]) -> list[str]:
    """The names with a number added where two became the same."""
    seen: set[str] = set()
    result = []
    for name in names:
        stem, dot, ext = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
        fresh, i = name, 2
        while fresh in seen:
            fresh, i = f"{stem} ({i}){dot}{ext}", i + 1
        seen.add(fresh)
        result.append(fresh)
    return result
