"""Issue the consent report: gather its facts from the plan, write it, give the receipt for the gate."""

from __future__ import annotations

import hashlib
from pathlib import Path

from . import counts, files, page, record
from .errors import ReleaseRefused
from .facts import Source
from .model import Export, Plan, Receipt
from .settings import SETTINGS, Settings
from .targets import Outputs

_issued: dict[Receipt, str] = {}  # the seals of what the latest receipts of this process stand for
_MOST_ISSUED = 1000


def issue(
    plan: Plan,
    export: Export,
    outputs: Outputs,
    settings: Settings = SETTINGS,
    *,
    dry_run: bool = False,
    force: bool = False,
    told: tuple[Source, ...] = ("chat",),
    moved: bool = False,
) -> Receipt:
    """Write the consent report on a plan as HTML and JSON and make sure that both are on disk.

    Args:
        plan: what will be replaced.
        export: the source.
        outputs: where to write.
        settings: language of the report, whether media are kept.
        dry_run: say that nothing is going to be released; the receipt opens nothing.
        force: replace reports that exist, and remove the scrubbed text that they cover.
        told: where the knowledge of who is who comes from.
        moved: the dates in the source were moved before.

    Returns:
        The receipt for exactly this plan; ``gate.release`` wants it.

    Raises:
        OutputError: a file exists or cannot be written; then no report is left.
    """
    about = counts.facts(plan, export, outputs, settings, dry_run, told, moved)
    html, plain = page.as_html(about).encode(), record.as_json(about).encode()
    files.make_folder(outputs.folder)
    outputs.check_free(force=force, released=not dry_run)
    if force:
        outputs.clear()
    files.write_atomic(outputs.html, lambda out: out.write(html))
    try:
        files.write_atomic(outputs.json, lambda out: out.write(plain))
    except BaseException:
        outputs.html.unlink(missing_ok=True)
        raise
    receipt = Receipt(str(outputs.html), str(outputs.json), hashlib.sha256(plain).hexdigest(), plan.digest)
    if not dry_run:
        _remember(receipt, _seal(plan, html, plain))
    return receipt


def _remember(receipt: Receipt, seal: str) -> None:
    """Keep a seal, and let go of the oldest when there are too many: what has none is refused."""
    _issued.pop(receipt, None)
    _issued[receipt] = seal
    while len(_issued) > _MOST_ISSUED:
        del _issued[next(iter(_issued))]


def check(receipt: Receipt, plan: Plan) -> None:
    """Make sure that a receipt came from :func:`issue` for this plan, and that its report stands as written.

    Raises:
        ReleaseRefused: anything else.
    """
    if receipt not in _issued or receipt.plan_digest != plan.digest:
        raise ReleaseRefused("no report was issued for this plan, or too long ago; nothing was released")
    try:
        page, record = Path(receipt.html).read_bytes(), Path(receipt.json).read_bytes()
    except OSError:
        raise ReleaseRefused("the report is not where it was written; nothing was released") from None
    if _seal(plan, page, record) != _issued[receipt]:
        raise ReleaseRefused("the plan or its report was changed after it was issued; nothing was released")


def _seal(plan: Plan, page: bytes, record: bytes) -> str:
    """Digest of everything that is released by a plan, and of the report on it."""
    released = repr((plan.source_sha256, plan.parts, plan.names, plan.keep_media, plan.days)).encode()
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in (released, page, record))).hexdigest()
