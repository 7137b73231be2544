"""Findings to a plan: one layer of ranges, a pseudonym for each, and the digests that hold it all together."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from . import files
from .detector import Detection
from .model import Edit, Export, Kind, Known, Part, PartPlan, Piece, Plan, Replacement, Role
from .pseudonyms import Pseudonyms, labels_in
from .settings import SETTINGS, Settings
from .spans import Span, located, pieces, resolve, splice, views

_BARE = (Role.SENDER, Role.FILENAME)


def plan(export: Export, detection: Detection, settings: Settings = SETTINGS) -> Plan:
    """Decide every replacement in an export.

    Args:
        export: what was read.
        detection: what was found in it.
        settings: language and label of the uploader, whether media are kept.

    Returns:
        A plan without any original or scrubbed text but the scrubbed file names.
    """
    taken = labels_in(part.text for part in export.parts)
    table = Pseudonyms(detection.cast, "IK" if settings.language == "nl" else "ME", taken)
    layers = _layers(export, detection)
    replacements: list[Replacement] = []
    part_plans: list[PartPlan] = []
    names: list[str] = []
    for number, part in enumerate(export.parts):
        edits = list(_edits(export, number, layers[number], table, replacements))
        if part.is_name:
            names.append(splice(part.text, edits))
        else:
            part_plans.append(PartPlan(number, part.sha256, _digest(part, edits), tuple(edits)))
    return Plan(
        source_sha256=export.sha256,
        settings_digest=settings.digest(),
        parts=tuple(part_plans),
        names=tuple(names),
        keep_media=settings.keep_media,
        people=tuple(_people(table)),
        replacements=tuple(replacements),
        unexamined=detection.unexamined,
        digest=_plan_digest(export, settings, part_plans, names),
    )


def _layers(export: Export, detection: Detection) -> list[list[Span]]:
    """For every part its spans in one layer. Fixed wording, such as a file name that the phone made, is no finding."""
    spans: list[list[Span]] = [[] for _ in export.parts]
    for number, group in groupby(detection.findings, key=lambda found: found.field):
        field = export.fields[number]
        there = views(export.parts[field.part].text, field)
        for found in group:
            for i, (start, end) in enumerate(located(there, found.start, found.end)):
                spans[field.part].append(Span(start, end, found.kind, found.score, found.by, number, i == 0))
    kept = _kept(export)
    return [resolve(s for s in row if not _inside(s, kept[part])) for part, row in enumerate(spans)]


def _kept(export: Export) -> list[list[Piece]]:
    """The ranges of every part that are fixed wording, in order."""
    rows: list[list[Piece]] = [[] for _ in export.parts]
    for field in export.fields:
        if field.role is Role.KEEP:
            rows[field.part] += field.pieces
    return [sorted(row) for row in rows]


def _inside(span: Span, kept: list[Piece]) -> bool:
    at = bisect_right(kept, (span.start, len(kept) and kept[-1].end + 1)) - 1
    return at >= 0 and kept[at].start <= span.start and span.end <= kept[at].end


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


def _people(table: Pseudonyms) -> Iterator[Known]:
    for label, person in table.people().items():
        yield Known(label, person.role, len({" ".join(name.split()) for name in person.names}), person.doubt)


def _plan_digest(export: Export, settings: Settings, part_plans: Sequence[PartPlan], names: Sequence[str]) -> str:
    """SHA-256 over the source digest, the settings, every edit and the new names."""
    rows = [[p.part, p.source_sha256, p.scrubbed_sha256, p.edits] for p in part_plans]
    content = json.dumps([export.sha256, settings.digest(), settings.keep_media, rows, list(names)])
    return hashlib.sha256(content.encode()).hexdigest()
