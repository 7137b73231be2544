"""Issue the consent report: gather its facts from the plan, write it, give the receipt for the gate."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import chats, counts, files, page, plans, prose, record, tars
from .errors import ReleaseRefused
from .facts import Light, ReportFacts
from .model import Export, Plan, Receipt
from .settings import SETTINGS, Settings
from .sharing import NO_SHARING, Sharing
from .targets import Outputs, blanks, member_names

_issued: dict[Receipt, str] = {}  # the seals of what the latest receipts of this process stand for
_MOST_ISSUED = 1000


class Draft(NamedTuple):
    """A report in all its forms, not yet written.

    Args:
        copies: the bytes of every file of it.
        opens: its receipt will let scrubbed text out.
        shown: figures of it, for a list of many: counts and pseudonyms, as JSON knows them.
    """

    copies: dict[Path, bytes]
    opens: bool
    shown: Mapping[str, Any]


def issue(
    plan: Plan,
    export: Export,
    outputs: Outputs,
    settings: Settings = SETTINGS,
    sharing: Sharing = NO_SHARING,
    *,
    force: bool = False,
) -> Receipt:
    """Write the consent report on a plan as HTML, Markdown and JSON and make sure that all are on disk.

    Args:
        plan: what will be replaced.
        export: the source.
        outputs: where to write.
        settings: language of the report.
        sharing: to whom, who agreed, and what must be there before anything goes. After a trial run, and where
            something required is missing, the receipt opens nothing.
        force: replace reports that exist, and remove the scrubbed text that they cover.

    Returns:
        The receipt for exactly this plan; ``gate.release`` wants it.

    Raises:
        OutputError: a file exists or cannot be written; then no report is left.
        UnreadableError: media that are to be copied cannot be read.
        ReleaseRefused: the plan is not as it was made.
    """
    draft = drafted(plan, export, outputs, settings, sharing, media_digests(plan, export, _digested(plan, export)))
    return published(draft, plan, outputs, force=force)


def drafted(
    plan: Plan, export: Export, outputs: Outputs, settings: Settings, sharing: Sharing, media: Mapping[str, str]
) -> Draft:
    """The report on a plan, as :func:`issue` writes it. Nothing is opened.

    Args:
        plan, export, outputs, settings, sharing: see :func:`issue`.
        media: digests of the members that are copied unseen, by new name.
    """
    about = counts.facts(plan, export, outputs, settings, sharing, media)
    names = chats.names(export, counts.released(plan, export)) if sharing.own_copy else None
    return Draft(dict(_copies(about, names, outputs)), not about.dry_run and not about.refused, _shown(about))


def _shown(about: ReportFacts) -> dict[str, Any]:
    roles = Counter(row.role for row in about.people)
    return {
        "format": about.format,
        "language": about.language,
        "messages": about.messages,
        "writers": roles["me"] + roles["speaker"],
        "mentioned": roles["mentioned"],
        "kinds": dict(about.kinds),
        "policy": about.policy,
        "light": about.light.colour,
        "not_examined": [[one.what, one.count, one.reason] for one in about.unexamined],
    }


def published(draft: Draft, plan: Plan, outputs: Outputs, *, force: bool = False) -> Receipt:
    """Write a draft and make sure that it is on disk.

    Raises:
        OutputError: a file exists or cannot be written; then no report is left.
        ReleaseRefused: the plan is not as it was made.
    """
    if plans.digest(plan) != plan.digest:
        raise ReleaseRefused("the plan was changed after it was made; no report was written")
    files.make_folder(outputs.folder)
    outputs.check_free(force=force, released=draft.opens)
    if force:
        outputs.clear()
    files.write_all(draft.copies)
    shared = [draft.copies[path] for path in outputs.shared]
    digest = hashlib.sha256(draft.copies[outputs.json]).hexdigest()
    receipt = Receipt(str(outputs.html), str(outputs.json), digest, plan.digest, str(outputs.markdown))
    if draft.opens:
        _remember(receipt, _seal(plan, shared))
    return receipt


def _copies(
    about: ReportFacts, names: Mapping[str, Sequence[str]] | None, outputs: Outputs
) -> Iterator[tuple[Path, bytes]]:
    """The report in all its forms; the record, which knows the digests of the others, is the last of each."""
    for own, paths in ((None, outputs.shared), (names, outputs.own)):
        if own is None and paths is outputs.own:
            return
        html, markdown, plain = paths
        pages = {html: page.as_html(about, own).encode(), markdown: prose.as_markdown(about, own).encode()}
        yield from pages.items()
        digests = {path.name: hashlib.sha256(data).hexdigest() for path, data in pages.items()}
        yield plain, record.as_json(about, digests, own).encode()


def media_digests(plan: Plan, export: Export, digests: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 by new name of the members that are copied unseen, and of what stands in the place of others.

    Args:
        plan: what will be replaced.
        export: the source.
        digests: of the members that are copied, by old name.
    """
    texts = {part.name for part in export.parts if not part.is_name}
    going = {old: new for old, new in member_names(plan, export) if old not in texts}
    known = dict(digests) | {old: hashlib.sha256(data).hexdigest() for old, data in blanks(plan, export).items()}
    return {new: known[old] for old, new in going.items() if old in known}


def _digested(plan: Plan, export: Export) -> dict[str, str]:
    """The digests of the members that are copied, which have to be read for them.

    Raises:
        UnreadableError: they cannot be.
    """
    texts = {part.name for part in export.parts if not part.is_name}
    copied = {old for old, _ in member_names(plan, export) if old not in texts} - blanks(plan, export).keys()
    if not copied or export.path is None:
        return {}
    with files.open_source(export.path) as source:
        return dict(tars.digests(source, copied, export.path))


def light_of(outputs: Outputs) -> Light:
    """The traffic light of a report that was just written."""
    found = record.read(outputs.json.read_bytes(), outputs.json.name)["report"]["light"]
    return Light(found["colour"], tuple(found["reasons"]))


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
        raise ReleaseRefused("no report was issued for this plan that allows it; nothing was released")
    try:
        shared = [Path(name).read_bytes() for name in (receipt.html, receipt.markdown, receipt.json)]
    except OSError:
        raise ReleaseRefused("the report is not where it was written; nothing was released") from None
    if _seal(plan, shared) != _issued[receipt]:
        raise ReleaseRefused("the plan or its report was changed after it was issued; nothing was released")


def _seal(plan: Plan, shared: Sequence[bytes]) -> str:
    """Digest of everything that is released by a plan, and of the report on it."""
    covered = (plans.digest(plan).encode(), *shared)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in covered)).hexdigest()
