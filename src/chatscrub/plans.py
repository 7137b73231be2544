"""Findings to a plan: one layer of ranges, a pseudonym for each, and the digests that hold it all together."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from . import files
from .detector import Detection
from .model import Edit, Export, Kind, Part, PartPlan, Plan, Replacement, Role
from .pseudonyms import Pseudonyms
from .settings import Settings
from .spans import Span, locate, pieces, resolve, splice

_BARE = (Role.SENDER, Role.FILENAME)


def plan(export: Export, detection: Detection, settings: Settings = Settings()) -> Plan:
    """Decide every replacement in an export.

    Args:
        export: what was read.
        detection: what was found in it.
        settings: language and label of the uploader, whether media are kept.

    Returns:
        A plan without any original or scrubbed text but the scrubbed file names.
    """
    table = Pseudonyms(detection.cast, "IK" if settings.language == "nl" else "ME")
    by_part: dict[int, list[Span]] = defaultdict(list)
    for span in _spans(export, detection):
        by_part[span[0]].append(span[1])
    replacements: list[Replacement] = []
    part_plans: list[PartPlan] = []
    names: list[str] = []
    for number, part in enumerate(export.parts):
        edits = list(_edits(export, number, resolve(by_part[number]), table, replacements))
        if part.is_name:
            names.append(splice(part.text, edits))
        else:
            part_plans.append(PartPlan(number, part.sha256, _digest(part, edits), tuple(edits)))
    return _sealed(export, detection, settings, part_plans, names, replacements)


def _spans(export: Export, detection: Detection) -> Iterator[tuple[int, Span]]:
    for found in detection.findings:
        field = export.fields[found.field]
        text = export.parts[field.part].text
        for i, (start, end) in enumerate(locate(text, field, found.start, found.end)):
            yield field.part, Span(start, end, found.kind, found.score, found.by, found.field, i == 0)


def _edits(
    export: Export, number: int, layer: Sequence[Span], table: Pseudonyms, replacements: list[Replacement]
) -> Iterator[Edit]:
    part = export.parts[number]
    for span in layer:
        field = export.fields[span.field]
        value = field.codec.view(part.text[span.start : span.end]).text
        label = table.label(span.kind, value)
        kind = _kind(span.kind, label)
        new = label if field.role in _BARE or part.is_name else table.written(span.kind, value)
        replacements.append(Replacement(number, span.start, span.end, kind, label, span.field, span.by))
        yield Edit(span.start, span.end, field.codec.encode(new) if span.lead else "")


def _kind(found: Kind, label: str) -> Kind:
    """A number that stands for a person counts as that person; a chat's title that is a contact too."""
    head = label.rpartition("_")[0]
    return Kind(head) if head in Kind.__members__ else Kind.PERSON


def _digest(part: Part, edits: Sequence[Edit]) -> str:
    """Digest of the scrubbed bytes, without building them."""
    return files.sha256_chunks(part.encode(piece) for piece in pieces(part.text, edits))


def _sealed(
    export: Export,
    detection: Detection,
    settings: Settings,
    part_plans: list[PartPlan],
    names: list[str],
    replacements: list[Replacement],
) -> Plan:
    content = json.dumps(
        [
            export.sha256,
            settings.digest(),
            [[p.part, p.source_sha256, p.scrubbed_sha256, p.edits] for p in part_plans],
            names,
            settings.keep_media,
        ]
    )
    return Plan(
        source_sha256=export.sha256,
        settings_digest=settings.digest(),
        parts=tuple(part_plans),
        names=tuple(names),
        keep_media=settings.keep_media,
        replacements=tuple(replacements),
        unexamined=detection.unexamined,
        digest=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
    )


