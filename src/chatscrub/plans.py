"""Findings to a plan: one layer of ranges, a pseudonym for each, and the digests that hold it all together."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from . import files
from .detector import Detection
from .model import Edit, Export, Field, Finding, Kind, Known, Part, PartPlan, Piece, Plan, Replacement, Role, View
from .people import was_scrubbed
from .pseudonyms import Pseudonyms, labels_in, written
from .settings import SETTINGS, Settings
from .spans import Span, located, make_room, pieces, resolve, splice, views

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
    table = Pseudonyms(detection.cast, _label_of_me(export, settings), taken)
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
        people=tuple(_people(export, table, replacements)),
        replacements=tuple(replacements),
        unexamined=detection.unexamined,
        digest=_plan_digest(export, settings, part_plans, names),
    )


def _label_of_me(export: Export, settings: Settings) -> str | None:
    """The uploader's label; None where an earlier run gave it to a sender already."""
    label = "IK" if settings.language == "nl" else "ME"
    given = any(f.role is Role.SENDER and f.text.strip() == label for f in export.fields)
    return None if given and was_scrubbed(export) else label


def _layers(export: Export, detection: Detection) -> list[list[Span]]:
    """For every part its spans in one layer. Fixed wording, such as a file name that the phone made, is no finding."""
    spans: list[list[Span]] = [[] for _ in export.parts]
    for number, group in groupby(detection.findings, key=lambda found: found.field):
        field = export.fields[number]
        there = views(export.parts[field.part].text, field)
        for found in group:
            spans[field.part] += _ranges(field, there, found)
    kept = _kept(export)
    return [
        resolve(
            s
            for s in make_room(row, "structure")
            if (s.by == "structure" or _says_something(s, part.text)) and not _inside(s, fixed)
        )
        for part, row, fixed in zip(export.parts, spans, kept, strict=True)
    ]


def _ranges(field: Field, there: list[tuple[int, View]], found: Finding) -> Iterator[Span]:
    ranges = located(there, found.start, found.end)
    value = field.text[found.start : found.end] if len(ranges) > 1 else ""
    for i, (start, end) in enumerate(ranges):
        yield Span(start, end, found.kind, found.score, found.by, found.field, i == 0, value, found.person)


def _says_something(span: Span, text: str) -> bool:
    """Whether a span holds more than the marks that were left beside a name, such as "@"."""
    return any(c.isalnum() for c in text[span.start : span.end])


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
        if not span.lead:
            yield Edit(span.start, span.end, "")
            continue
        field = export.fields[span.field]
        value = span.value or field.codec.view(part.text[span.start : span.end]).text
        label = table.label(span.kind, value, span.person)
        new = label if field.role in _BARE or part.is_name else written(span.kind, label)
        kind = _kind(span.kind, label)
        replacements.append(Replacement(number, span.start, span.end, kind, label, span.field, span.by))
        yield Edit(span.start, span.end, field.codec.encode(new))


def _kind(found: Kind, label: str) -> Kind:
    """The kind of data that stood there: a chat's title that is a contact is a person, a number stays a number."""
    return Kind.PERSON if found is Kind.GROUP and not label.startswith(Kind.GROUP.value) else found


def _digest(part: Part, edits: Sequence[Edit]) -> str:
    """Digest of the scrubbed bytes, without building them."""
    return files.sha256_chunks(part.encode(piece) for piece in pieces(part.text, edits))


def _people(export: Export, table: Pseudonyms, replacements: Sequence[Replacement]) -> Iterator[Known]:
    """Everybody with a pseudonym, and how many different spellings of them stand in its texts."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for r in replacements:
        if export.parts[r.part].is_name:
            continue
        value = export.fields[r.field].codec.view(export.parts[r.part].text[r.start : r.end]).text
        spellings[r.pseudonym].add(" ".join(value.split()))
    for label, person in table.people().items():
        yield Known(label, person.role, len(spellings[label]), person.doubt)


def _plan_digest(export: Export, settings: Settings, part_plans: Sequence[PartPlan], names: Sequence[str]) -> str:
    """SHA-256 over the source digest, the settings, every edit and the new names."""
    rows = [[p.part, p.source_sha256, p.scrubbed_sha256, p.edits] for p in part_plans]
    content = json.dumps([export.sha256, settings.digest(), settings.keep_media, rows, list(names)])
    return hashlib.sha256(content.encode()).hexdigest()
