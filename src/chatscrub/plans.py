"""Findings to a plan: one layer of ranges, a pseudonym for each, and the digests that hold it all together."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from . import files, formats
from .aliases import words_of
from .book import Book, Entry
from .detector import Detection
from .draws import Real
from .errors import ReleaseRefused
from .labels import ME, labels_in
from .lexicon import fold
from .longtext import Sliced, windows
from .model import (
    Edit,
    Export,
    Field,
    Finding,
    Kind,
    Known,
    Part,
    PartPlan,
    Piece,
    Plan,
    Replacement,
    Role,
    View,
    Withheld,
)
from .moves import moved_name, moved_times, with_moved
from .people import was_scrubbed
from .pseudonyms import Pseudonyms, through_presidio
from .rewriting import rewritten
from .settings import SETTINGS, Settings
from .spans import Span, located, make_room, resolve, splice, views
from .styles import Labels, Letters, Style, Surrogates, Use
from .syntax.offsets import Offsets, mended
from .unexamined import is_media
from .withholding import MARKS, withheld
from .wrapping import WRAPPED, has_private

_TOKEN = re.compile(r"\w+")
_LEFT_OUT = "withheld"  # in names of files, where no brackets belong
_BARE = (Role.SENDER, Role.FILENAME)


def plan(
    export: Export,
    detection: Detection,
    settings: Settings = SETTINGS,
    book: Book | None = None,
    consents: Mapping[int, str] | None = None,
) -> Plan:
    """Decide every replacement in an export.

    Args:
        export: what was read.
        detection: what was found in it.
        settings: style and language of pseudonyms, label of the uploader, the policy, whether media are kept and
            dates moved.
        book: the pseudonyms of earlier runs; those of this export are added to it.
        consents: the state of the consent of each person, by number in the cast; None for nobody's.

    Returns:
        A plan without any original or scrubbed text but the scrubbed file names.

    Raises:
        ReleaseRefused: dates were to be moved, and some cannot be; or the policy does not fit the export.
    """
    book = Book() if book is None else book
    if settings.keep_media and settings.policy != "report":
        raise ReleaseRefused("nobody can tell whose the media are; keep none of them under this policy")
    kept_back = withheld(export, detection.cast, settings.policy, consents)
    layers = _layers(export, detection)
    marks = MARKS[settings.label_language]
    style = style_for(export, detection, settings, book)
    table = Pseudonyms(detection.cast, book, style)
    everywhere = [_places(export, number, layer, table) for number, layer in enumerate(layers)]
    style.assign([place.use for row in everywhere for place in row if place.use])  # the same under every policy
    left, gone = _without(layers, kept_back)
    places = [[p for p in row if p.span in there] for row, there in zip(everywhere, map(set, left), strict=True)]
    days, moved = moved_times(export, settings, book.key or settings.key)
    stored, media = _stored_offsets(export), _media(export, settings)
    replacements: list[Replacement] = []
    part_plans: list[PartPlan] = []
    names: list[str] = []
    for number, part in enumerate(export.parts):
        edits = list(_edits(export, number, places[number], style, replacements))
        if part.is_name:
            names.append(moved_name(splice(part.text, _in_order(export, edits, [], gone[number], _LEFT_OUT)), days))
        else:
            edits = _in_order(export, edits, moved.get(number, []), gone[number], marks.get(settings.policy, ""))
            edits = _finished(export, number, edits, stored.get(number, ()), media.get(number, ()))
            part_plans.append(PartPlan(number, part.sha256, _digest(export, part, edits), tuple(edits)))
    made = Plan(
        source_sha256=export.sha256,
        settings_digest=settings.digest(),
        parts=tuple(part_plans),
        names=tuple(names),
        keep_media=settings.keep_media,
        people=tuple(_people(export, table, replacements)),
        replacements=tuple(replacements),
        unexamined=detection.unexamined,
        digest="",
        days=days,
        withheld=tuple(w for row in gone for w in row),
        policy=settings.policy,
    )
    return replace(made, digest=digest(made))


def style_for(export: Export, detection: Detection, settings: Settings, book: Book) -> Style:
    """The style that the settings ask for, with what it has to know of the export.

    Raises:
        ReleaseRefused: it needs a key and there is none.
    """
    language, key = settings.label_language, book.key or settings.key
    taken = labels_in(piece for part in export.parts for _, piece in windows(part.text)) | book.labels()
    me = _label_of_me(export, settings)
    if settings.style == "initial":
        return Letters(language, taken, me)
    if settings.style == "surrogate":
        if not key:
            raise ReleaseRefused("stand-ins need a secret key; give one, nothing was released")
        real = _real(export, detection, book)
        home = "nl" if settings.keyed else settings.language or "nl"  # a key gives the same names in every chat
        encodings = {part.encoding.removesuffix(WRAPPED) for part in export.parts}
        return Surrogates(key, real, home, Labels(language, taken), encodings)
    return Labels(language, taken, me, key if settings.keyed else b"")


def _real(export: Export, detection: Detection, book: Book) -> Real:
    """Whether a folded text is a word of the export, or a name or value that it or the book holds."""
    words = {fold(w) for part in export.parts for _, piece in windows(part.text) for w in _TOKEN.findall(piece)}
    names = [name for person in detection.cast.people for name in person.names]
    names += [name for entry in book.entries for name in entry.names]
    names += (export.fields[f.field].text[f.start : f.end] for f in detection.findings)
    for name in set(names):
        words |= {" ".join(fold(name).split()), re.sub(r"[\W_]", "", fold(name)), *words_of(name)}
    return words.__contains__


def _label_of_me(export: Export, settings: Settings) -> str | None:
    """The uploader's label; None where an earlier run gave it to a sender already."""
    label = ME.of("nl" if settings.label_language == "nl" else settings.language or "en")
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


def _without(layers: list[list[Span]], kept_back: Sequence[Withheld]) -> tuple[list[list[Span]], list[list[Withheld]]]:
    """The layers without what lies in withheld ranges, and these ranges by part, grown over what they cut."""
    gone: list[list[Withheld]] = [[] for _ in layers]
    for one in kept_back:
        gone[one.part].append(one)
    return [_grown(layer, rows) for layer, rows in zip(layers, gone, strict=True)], gone


def _grown(layer: list[Span], ranges: list[Withheld]) -> list[Span]:
    """The spans outside the ranges; a range that cuts a span takes all of it in."""
    left: list[Span] = []
    at = 0
    for span in layer:
        while at < len(ranges) and ranges[at].end <= span.start:
            at += 1
        if at == len(ranges) or span.end <= ranges[at].start:
            left.append(span)
            continue
        first = ranges[at]
        ranges[at] = first._replace(start=min(first.start, span.start), end=max(first.end, span.end))
        while at + 1 < len(ranges) and ranges[at + 1].start < ranges[at].end:
            ranges[at] = ranges[at]._replace(end=max(ranges[at].end, ranges.pop(at + 1).end))
    return left


def _in_order(export: Export, edits: list[Edit], moved: list[Edit], gone: Sequence[Withheld], mark: str) -> list[Edit]:
    """All edits of a part; within what is withheld nothing else is done."""
    starts = [one.start for one in gone]

    def free(edit: Edit) -> bool:
        at = bisect_right(starts, edit.start) - 1
        return at < 0 or gone[at].end <= edit.start

    marks = [Edit(w.start, w.end, _mark(export.fields[w.field], mark if w.lead else "")) for w in gone]
    return sorted([*with_moved(edits, [edit for edit in moved if free(edit)]), *marks])


def _finished(
    export: Export, number: int, edits: list[Edit], stored: Sequence[Offsets], media: Sequence[Edit]
) -> list[Edit]:
    """The edits of a part with those that follow from them or that no replacement asked for."""
    text = export.parts[number].text
    edits = sorted([*mended(text, stored, edits), *media])
    return formats.mended(export.known[number], text, edits) if export.known else edits


def _stored_offsets(export: Export) -> dict[int, list[Offsets]]:
    """The numbers in every part that say where in one of its texts something stands."""
    found: dict[int, list[Offsets]] = defaultdict(list)
    for field in export.fields:
        if isinstance(field.codec, Offsets):
            found[field.part].append(field.codec)
    return found


def _media(export: Export, settings: Settings) -> dict[int, list[Edit]]:
    """The edits of every part that leave out what media are written into its text."""
    found: dict[int, list[Edit]] = defaultdict(list)
    for field in export.fields:
        if field.role is Role.MEDIA and not (settings.keep_media and is_media(field.note)):
            found[field.part] += [Edit(piece.start, piece.end, field.codec.encode("")) for piece in field.pieces]
    return found


def _mark(field: Field, mark: str) -> str:
    """What stands for withheld words; where no sender stands before them, a colon would make them look like one."""
    plain = mark if field.sender is not None else mark.partition(":")[0].rstrip("]") + "]" * mark.startswith("[")
    return field.codec.encode(plain)


def _ranges(field: Field, there: list[tuple[int, View]], found: Finding) -> Iterator[Span]:
    ranges = located(there, found.start, found.end)
    value = field.text[found.start : found.end] if len(ranges) > 1 else ""
    for i, (start, end) in enumerate(ranges):
        yield Span(start, end, found.kind, found.score, found.by, found.field, i == 0, value, found.person)


def _says_something(span: Span, text: Sliced) -> bool:
    """Whether a span holds more than the marks that were left beside a name, such as "@"."""
    return any(c.isalnum() or has_private(c) for c in text[span.start : span.end])


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


class _Place(NamedTuple):
    """A range to replace, and whose it is; None for the later ranges of a value in several pieces."""

    span: Span
    use: Use | None


def _places(export: Export, number: int, layer: Sequence[Span], table: Pseudonyms) -> list[_Place]:
    part, found = export.parts[number], []
    for span in layer:
        use = None
        if span.lead:
            value = span.value or export.fields[span.field].codec.view(part.text[span.start : span.end]).text
            use = table.use(span.kind, value, span.person)
        found.append(_Place(span, use))
    return found


def _edits(
    export: Export, number: int, places: Sequence[_Place], style: Style, replacements: list[Replacement]
) -> Iterator[Edit]:
    part = export.parts[number]
    for span, use in places:
        if use is None:
            yield Edit(span.start, span.end, "")
            continue
        field = export.fields[span.field]
        bare = field.role in _BARE or part.is_name
        new = through_presidio(span.kind, style.written(use.entry, use.value, bare))
        kind = _kind(span.kind, use.entry)
        label = style.label(use.entry)
        replacements.append(Replacement(number, span.start, span.end, kind, label, span.field, span.by, use.entry.id))
        yield Edit(span.start, span.end, field.codec.encode(new))


def _kind(found: Kind, entry: Entry) -> Kind:
    """The kind of data that stood there: a chat's title that is a contact is a person, a number stays a number."""
    return Kind.PERSON if found is Kind.GROUP and entry.kind is Kind.PERSON else found


def _digest(export: Export, part: Part, edits: Sequence[Edit]) -> str:
    """Digest of the scrubbed bytes, without building them."""
    return files.sha256_chunks(rewritten(export, part, edits))


def _people(export: Export, table: Pseudonyms, replacements: Sequence[Replacement]) -> Iterator[Known]:
    """Everybody with a pseudonym, and how many different spellings of them stand in its texts."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for r in replacements:
        if export.parts[r.part].is_name:
            continue
        value = export.fields[r.field].codec.view(export.parts[r.part].text[r.start : r.end]).text
        spellings[r.pseudonym].add(" ".join(value.split()))
    for label, person in table.people().items():
        yield Known(label, person.role, len(spellings[label]), person.doubt, person.number)


def digest(plan: Plan) -> str:
    """SHA-256 over the source digest, the settings, every edit, the new names and the policy, of the plan as it is."""
    rows = [[p.part, p.source_sha256, p.scrubbed_sha256, p.edits] for p in plan.parts]
    gone = [[w.part, w.start, w.end] for w in plan.withheld]
    made_by = [plan.source_sha256, plan.settings_digest, plan.keep_media, plan.policy, plan.days]
    return hashlib.sha256(json.dumps([*made_by, rows, list(plan.names), gone]).encode()).hexdigest()
