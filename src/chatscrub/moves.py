"""The dates of an export moved by one secret number of days: time stamps, and names that a phone gave to media."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from . import formats
from .errors import ReleaseRefused
from .longtext import windows
from .model import Edit, Export, Role
from .settings import Settings
from .shifts import offset, shifted, shifted_name
from .unexamined import is_media

_ATTEMPTS = 8
_MACHINE = re.compile(
    r"(?<![\w.-])[12]\d{9}(?:\d{3}){0,3}(?![\d-])"
    r"|(?<!\d)(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]\d-[01]\d-(?:19|20)\d\d)(?!\d)",
    re.ASCII,
)
_CLOCK = re.compile(r"\D{0,12}\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\D{0,12}")
_NEAR = timedelta(days=1)
_DATE = re.compile(  # as programs and people put it into file names: 2024-03-11, 20240311, 11-03-2024
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<sign>[-_. ]?)(?P<m>0[1-9]|1[0-2])(?P=sign)(?P<d>[0-3]\d)"
    r"|(?P<d2>[0-3]\d)(?P<sign2>[-_. ]?)(?P<m2>0[1-9]|1[0-2])(?P=sign2)(?P<y2>(?:19|20)\d\d))(?!\d)",
    re.ASCII,
)


def moved_times(export: Export, settings: Settings, key: bytes = b"") -> tuple[int, dict[int, list[Edit]]]:
    """The days by which an export is moved, 0 if that was not asked for, and the edits of every part.

    Every part moves by the same days. An offset after which readers would take days for months is passed over
    where another one is better.

    Raises:
        ReleaseRefused: there is no time stamp, or one that cannot be moved: beside others it would tell the offset.
    """
    if not settings.shift_dates:
        return 0, {}
    if not key:
        raise ReleaseRefused("moving dates needs a secret key; give one, nothing was released")
    stamps = _stamps(export)
    if not stamps:
        raise ReleaseRefused("--shift-dates: no time stamps here that could be moved; run without it")
    best: tuple[int, int, dict[int, list[Edit]]] | None = None
    for attempt in range(_ATTEMPTS):
        days = offset(key, f"{export.sha256} {attempt}", whole_weeks=settings.keep_weekdays)
        misread, edits = _moved(export, stamps, days)
        if best is None or misread < best[0]:
            best = misread, days, edits
        if not misread:
            break
    assert best is not None
    return best[1], best[2]


def _stamps(export: Export) -> dict[int, list[tuple[int, int]]]:
    """The ranges of the time stamps of every part, in order. A clock beside the date it belongs to tells no day."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for field in export.fields.which(lambda head: head.role is Role.TIME):
        text, alone = export.parts[field.part].text, len(field.pieces) == 1
        found[field.part] += [
            (p.start, p.end) for p in field.pieces if alone or not _CLOCK.fullmatch(text[p.start : p.end])
        ]
    return found


def _moved(export: Export, stamps: dict[int, list[tuple[int, int]]], days: int) -> tuple[int, dict[int, list[Edit]]]:
    """How many stamps would be misread, and the edits of every part."""
    misread, edits = 0, dict[int, list[Edit]]()
    for part, ranges in stamps.items():
        text = export.parts[part].text
        old = [text[start:end] for start, end in ranges]
        new, names = shifted(old, days), _names(export, part, days)
        left = new.unread + _untouched(export, part, ranges, names)
        if left:
            raise ReleaseRefused(
                f"--shift-dates: {left} time stamps cannot be moved and would give the others away; run without it"
            )
        misread += new.misread
        pairs = zip(ranges, old, new.texts, strict=True)
        edits[part] = [*(Edit(start, end, to) for (start, end), before, to in pairs if to != before), *names]
    return misread, edits


def _untouched(export: Export, part: int, ranges: list[tuple[int, int]], names: Sequence[Edit]) -> int:
    """How many numbers and dates that a program wrote stand in a part, within the time of its stamps, and are none."""
    text = export.parts[part].text
    days = [day for start, end in ranges if (day := _day(text[start:end]))]
    if not days or formats.FORMATS[export.known[part] if export.known else export.format].lines:
        return 0
    fields = export.fields.which(lambda head: head.part == part and head.role is not Role.KEEP)
    words = (piece for field in fields for piece in field.pieces)
    taken = sorted([*ranges, *((edit.start, edit.end) for edit in names), *words])
    ends = list(accumulate((end for _, end in taken), max))
    count = 0
    for base, match in ((base, m) for base, window in windows(text) for m in _MACHINE.finditer(window)):
        at = bisect_right(taken, (base + match.start(), len(text))) - 1
        day = _day(match[0]) if at < 0 or ends[at] < base + match.end() else None
        count += day is not None and min(days) - _NEAR <= day <= max(days) + _NEAR
    return count


def _day(stamp: str) -> date | None:
    """The day of a stamp that a program wrote: seconds since 1970 or their fractions, or a date."""
    first = stamp[:10]
    try:
        if first.isdigit():
            return date(1970, 1, 1) + timedelta(seconds=int(first))
        return date.fromisoformat(first if first[2] != "-" else "-".join(reversed(first.split("-"))))
    except (ValueError, OverflowError, IndexError):
        return None


def _names(export: Export, part: int, days: int) -> list[Edit]:
    """The names of media that stand in the chat, which hold a date."""
    text, found = export.parts[part].text, []
    for field in export.fields.which(lambda head: head.part == part and head.role is Role.KEEP):
        for start, end in field.pieces:
            move = moved_name if is_media(field.note) else shifted_name
            if (new := move(text[start:end], days)) != text[start:end]:
                found.append(Edit(start, end, new))
    return found


def with_moved(edits: list[Edit], moved: list[Edit]) -> list[Edit]:
    """Both sorts of edits of one part in order.

    Raises:
        ReleaseRefused: something else is replaced within a time stamp.
    """
    found: list[Edit] = []
    own = set(edits)
    for edit in sorted({*edits, *moved}):
        if found and edit.start < found[-1].end and not {edit, found[-1]} <= own:
            raise ReleaseRefused("--shift-dates: a time stamp holds a name or number; run without it")
        found.append(edit)
    return found


def moved_name(name: str, days: int) -> str:
    """The name of a file with every date in it moved, in the order of its own numbers."""
    if not days:
        return name
    moved = shifted_name(name, days)
    return _DATE.sub(lambda match: _moved_date(match, days), name) if moved == name else moved


def _moved_date(match: re.Match[str], days: int) -> str:
    order = "ymd" if match["y"] else "dmy"
    parts = {"y": match["y"] or match["y2"], "m": match["m"] or match["m2"], "d": match["d"] or match["d2"]}
    try:
        new = date(*(int(parts[part]) for part in "ymd")) + timedelta(days)
    except (ValueError, OverflowError):
        return match[0]
    sign = match["sign"] or match["sign2"] or ""
    return sign.join({"y": f"{new:%Y}", "m": f"{new:%m}", "d": f"{new:%d}"}[part] for part in order)
