"""Findings to a plan: one layer of ranges, a pseudonym for each, and the digests that hold it all together."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, islice, pairwise
from typing import NamedTuple, overload

from . import files, formats
from .aliases import words_of
from .book import Book
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
from .rows import Numbers, Rows, between
from .settings import SETTINGS, Settings
from .spans import Span, located, make_room, resolve, runs, splice, views
from .styles import Labels, Letters, Style, Surrogates, Use
from .syntax.offsets import Offsets, mended
from .syntax.plain import PLAIN
from .unexamined import is_media
from .withholding import MARKS, withheld
from .wrapping import WRAPPED, has_private

_TOKEN = re.compile(r"\w+")
_LEFT_OUT = "withheld"  # in names of files, where no brackets belong
_BARE = (Role.SENDER, Role.FILENAME)
_AT_ONCE = 4096  # rows that are written at once
_MANY = 50_000  # findings of a part of which the ranges are not kept, but made anew each time


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
    gone = _by_part(export, withheld(export, detection.cast, settings.policy, consents))
    style = style_for(export, detection, settings, book)
    table = Pseudonyms(detection.cast, book, style)
    places = _Places(export, detection, table)
    style.assign(places.uses)  # the same under every policy
    places.leave_out(gone)
    days, moved = moved_times(export, settings, book.key or settings.key)
    mark = MARKS[settings.label_language].get(settings.policy, "")
    edits = [_in_order(export, n, places.edits(n, style), moved, gone[n], mark) for n in range(len(export.parts))]
    replacements = places.replacements(style)
    made = Plan(
        source_sha256=export.sha256,
        settings_digest=settings.digest(),
        parts=tuple(_part_plans(export, settings, edits)),
        names=tuple(moved_name(splice(p.text, e), days) for p, e in zip(export.parts, edits, strict=True) if p.is_name),
        keep_media=settings.keep_media,
        people=tuple(_people(export, table, replacements)),
        replacements=replacements,
        unexamined=detection.unexamined,
        digest="",
        days=days,
        withheld=Rows(Withheld, chain.from_iterable(gone)),
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


class _Place(NamedTuple):
    """A range to replace, and the number of whose it is; -1 for the later ranges of a value in several pieces."""

    start: int
    end: int
    kind: Kind
    field: int
    by: str
    use: int


class _Places:
    """Every place in an export where something is replaced, by part, and whose it is."""

    def __init__(self, export: Export, detection: Detection, table: Pseudonyms) -> None:
        self._export, self._table = export, table
        self._numbers: dict[tuple[int, str], int] = {}
        self.uses: list[Use] = []
        """Whose the places are, in reading order, each value of somebody once."""
        spans, kept = _spans(export, detection), _kept(export)
        self._rows = [
            Rows(_Place, self._placed(part, _layer(part, found, fixed)))
            for part, found, fixed in zip(export.parts, spans, kept, strict=True)
        ]

    def _placed(self, part: Part, layer: Iterable[Span]) -> Iterator[_Place]:
        for span in layer:
            number = -1
            if span.lead:
                codec = self._export.fields.head(span.field).codec
                value = span.value or codec.view(part.text[span.start : span.end]).text
                number = self._number(self._table.use(span.kind, value, span.person))
            yield _Place(span.start, span.end, span.kind, span.field, span.by, number)

    def _number(self, use: Use) -> int:
        number = self._numbers.setdefault((use.entry.number, use.value), len(self.uses))
        if number == len(self.uses):
            self.uses.append(use)
        return number

    def leave_out(self, gone: Sequence[list[Withheld]]) -> None:
        """Leave out what lies in withheld ranges; these grow over what they cut."""
        for number, ranges in enumerate(gone):
            if ranges:
                self._rows[number] = Rows(_Place, _grown(self._rows[number], ranges))

    def edits(self, number: int, style: Style) -> Rows[Edit]:
        """The edits of a part, in order."""
        return self._rows[number].beside(Edit, new=self._written(number, style))

    def _written(self, number: int, style: Style) -> Iterator[str]:
        is_name = self._export.parts[number].is_name
        for place in self._rows[number]:
            new, head = "", self._export.fields.head(place.field)
            if place.use >= 0:
                entry, value, _ = self.uses[place.use]
                written = style.written(entry, value, is_name or head.role in _BARE)
                new = head.codec.encode(through_presidio(place.kind, written))
            yield new

    def replacements(self, style: Style) -> Sequence[Replacement]:
        """What is replaced, part by part."""
        return _Replaced(self._rows, [_Told(style.label(use.entry), use.entry.id, use.entry.kind) for use in self.uses])


class _Told(NamedTuple):
    """What a report tells of whose a place is."""

    label: str
    entry: int
    kind: Kind


class _Replaced(Sequence[Replacement]):
    """Replacements, each made anew from its place whenever somebody asks.

    Args:
        rows: the places of each part.
        told: of everybody whose they are, by number.
    """

    def __init__(self, rows: Sequence[Rows[_Place]], told: Sequence[_Told]) -> None:
        self._rows, self._told = rows, told
        self._size = sum(place.use >= 0 for row in rows for place in row)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Replacement]:
        told = self._told
        for number, row in enumerate(self._rows):
            for start, end, kind, field, by, use in row:
                if use >= 0:
                    label, entry, whose = told[use]
                    yield Replacement(number, start, end, _kind(kind, whose), label, field, by, entry)

    @overload
    def __getitem__(self, at: int) -> Replacement: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Replacement, ...]: ...

    def __getitem__(self, at: int | slice) -> Replacement | tuple[Replacement, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(self._size)[at], None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (_Replaced, Rows, tuple, list)):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it is compared like a list

    def __repr__(self) -> str:
        """Its size only."""
        return f"{self._size} replacements"


class _Spans:
    """The ranges of the findings in a part, made anew each time; those of one field come together, in order.

    Its length is the number of findings, of which one may have several ranges.
    """

    def __init__(self, export: Export, part: Part, findings: Sequence[Finding]) -> None:
        self._export, self._part, self._findings = export, part, findings
        self._runs: list[tuple[int, int]] = []

    def add(self, start: int, stop: int) -> None:
        """Tell the numbers of some of its findings."""
        self._runs.append((start, stop))

    def __len__(self) -> int:
        return sum(stop - start for start, stop in self._runs)

    def __iter__(self) -> Iterator[Span]:
        for start, stop in self._runs:
            for number, group in groupby(between(self._findings, start, stop), key=lambda found: found.field):
                field = self._export.fields[number]
                there = views(self._part.text, field)
                yield from sorted(span for found in group for span in _ranges(field, there, found))


def _spans(export: Export, detection: Detection) -> list[_Spans]:
    """The ranges of all findings, by part."""
    spans, at = [_Spans(export, part, detection.findings) for part in export.parts], 0
    for part, found in groupby(detection.findings, key=lambda found: export.fields.head(found.field).part):
        stop = at + sum(1 for _ in found)
        spans[part].add(at, stop)
        at = stop
    return spans


def _layer(part: Part, spans: _Spans, fixed: _Ranges) -> Iterator[Span]:
    """The spans of a part in one layer. Fixed wording, such as a file name that the phone made, is no finding."""
    for run in runs(spans if len(spans) > _MANY else tuple(spans)):
        yield from resolve(
            s
            for s in (make_room(run, "structure") if len(run) > 1 else run)
            if (s.by == "structure" or _says_something(s, part.text)) and not fixed.hold(s)
        )


def _by_part(export: Export, kept_back: Iterable[Withheld]) -> list[list[Withheld]]:
    """Withheld ranges by part."""
    gone: list[list[Withheld]] = [[] for _ in export.parts]
    for one in kept_back:
        gone[one.part].append(one)
    return gone


def _grown(places: Iterable[_Place], ranges: list[Withheld]) -> Iterator[_Place]:
    """The places outside the ranges; a range that cuts a place takes all of it in."""
    at = 0
    for place in places:
        while at < len(ranges) and ranges[at].end <= place.start:
            at += 1
        if at == len(ranges) or place.end <= ranges[at].start:
            yield place
            continue
        first = ranges[at]
        ranges[at] = first._replace(start=min(first.start, place.start), end=max(first.end, place.end))
        while at + 1 < len(ranges) and ranges[at + 1].start < ranges[at].end:
            ranges[at] = ranges[at]._replace(end=max(ranges[at].end, ranges.pop(at + 1).end))


def _in_order(
    export: Export,
    number: int,
    edits: Rows[Edit],
    moved: Mapping[int, list[Edit]],
    gone: Sequence[Withheld],
    mark: str,
) -> Sequence[Edit]:
    """All edits of a part; within what is withheld nothing else is done."""
    is_name = export.parts[number].is_name
    stamps = [] if is_name else moved.get(number, [])
    if not stamps and not gone:
        return edits
    mark = _LEFT_OUT if is_name else mark
    starts = [one.start for one in gone]

    def free(edit: Edit) -> bool:
        at = bisect_right(starts, edit.start) - 1
        return at < 0 or gone[at].end <= edit.start

    marks = [Edit(w.start, w.end, _mark(export.fields[w.field], mark if w.lead else "")) for w in gone]
    return Rows(Edit, sorted([*with_moved(list(edits), [edit for edit in stamps if free(edit)]), *marks]))


def _part_plans(export: Export, settings: Settings, edits: Sequence[Sequence[Edit]]) -> Iterator[PartPlan]:
    """The plan of every text, with the edits that follow from others or that no replacement asked for."""
    stored, media = _stored_offsets(export), _media(export, settings)
    for number, part in enumerate(export.parts):
        if part.is_name:
            continue
        found = edits[number]
        if number in stored or number in media:
            found = _apart(mended(part.text, stored.get(number, ()), found), media.get(number, ()))
        if export.known:
            found = formats.mended(export.known[number], part.text, found)
        found = found if isinstance(found, Rows) else Rows(Edit, found)
        yield PartPlan(number, part.sha256, _digest(export, part, found), found)


def _stored_offsets(export: Export) -> dict[int, list[Offsets]]:
    """The numbers in every part that say where in one of its texts something stands."""
    found: dict[int, list[Offsets]] = defaultdict(list)
    for _, head in export.fields.heads(lambda head: isinstance(head.codec, Offsets)):
        assert isinstance(head.codec, Offsets)
        found[head.part].append(head.codec)
    return found


def _media(export: Export, settings: Settings) -> dict[int, list[Edit]]:
    """The edits of every part that leave out what media are written into its text."""
    found: dict[int, list[Edit]] = defaultdict(list)
    for field in export.fields.which(lambda head: head.role is Role.MEDIA):
        if not (settings.keep_media and is_media(field.note)):
            found[field.part] += [Edit(piece.start, piece.end, field.codec.encode("")) for piece in field.pieces]
    return found


def _apart(edits: Iterable[Edit], media: Sequence[Edit]) -> list[Edit]:
    """All edits in order; where a damaged source has words within media, or over their end, one edit takes it all."""
    found: list[Edit] = []
    for edit in sorted([*edits, *media], key=lambda one: (one.start, -one.end)):
        if media and found and edit.start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(found[-1].end, edit.end))
        else:
            found.append(edit)
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
    raw = text[span.start : span.end]
    return any(c.isalnum() for c in raw) or has_private(raw) or any(c.isalnum() for c in PLAIN.read(raw))


class _Ranges:
    """Ranges of a part."""

    def __init__(self) -> None:
        self._starts, self._ends = Numbers(), Numbers()

    def add(self, piece: Piece) -> None:
        """Put a range behind the others."""
        self._starts.append(piece.start)
        self._ends.append(piece.end)

    def sort(self) -> None:
        """Put them in order."""
        if any(after < before for before, after in pairwise(zip(self._starts, self._ends, strict=True))):
            pieces = sorted(zip(self._starts, self._ends, strict=True))
            self._starts, self._ends = (Numbers(column) for column in zip(*pieces, strict=True))

    def hold(self, span: Span) -> bool:
        """Whether a span lies in one of them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]


def _kept(export: Export) -> list[_Ranges]:
    """The ranges of every part that are fixed wording."""
    rows = [_Ranges() for _ in export.parts]
    for field in export.fields.which(lambda head: head.role is Role.KEEP):
        for piece in field.pieces:
            rows[field.part].add(piece)
    for row in rows:
        row.sort()
    return rows


def _kind(found: Kind, whose: Kind) -> Kind:
    """The kind of data that stood there: a chat's title that is a contact is a person, a number stays a number."""
    return Kind.PERSON if found is Kind.GROUP and whose is Kind.PERSON else found


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
    found = hashlib.sha256()
    for text in _told(plan):
        found.update(text.encode())
    return found.hexdigest()


def _told(plan: Plan) -> Iterator[str]:
    """What a plan's digest covers, as JSON, piece by piece."""
    made_by = [plan.source_sha256, plan.settings_digest, plan.keep_media, plan.policy, plan.days]
    yield json.dumps(made_by)[:-1] + ", ["
    for number, part in enumerate(plan.parts):
        head = json.dumps([part.part, part.source_sha256, part.scrubbed_sha256])
        yield f"{', ' if number else ''}{head[:-1]}, "
        yield from _listed(part.edits)
        yield "]"
    yield f"], {json.dumps(list(plan.names))}, "
    yield from _listed([w.part, w.start, w.end] for w in plan.withheld)
    yield "]"


def _listed(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as JSON, in the form that they would have all at once."""
    coming = iter(rows)
    yield "["
    for number, row in enumerate(coming):
        some = [row, *islice(coming, _AT_ONCE)]
        yield (", " if number else "") + json.dumps(some)[1:-1]
    yield "]"
