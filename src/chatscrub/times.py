"""Time stamps as exports write them, to dates. Which number is the day is a property of the whole file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from .model import Export, Field, Role

_NUMBER = re.compile(r"\d{1,9}")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?!\d|[./-]\d)")
# Fractions of seconds and zones, which are left out.
_FINER = re.compile(r"(?<=:\d\d)(?:[.,]\d{1,6}(?![\d.]))?(?:\s?(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?(?![\d./-]))?")
# Half-day words stand right behind the clock, in East Asia before it: "am 5. Mai um 12:30" is half past noon.
_PM = re.compile(r"\s*(?:p\.?\s?m\b|nachm|م|μ\.?μ|'s (?:middags|avonds))", re.IGNORECASE)
_AM = re.compile(r"\s*(?:a\.?\s?m\b|vorm|ص|π\.?μ|'s (?:nachts|ochtends))", re.IGNORECASE)
_PM_BEFORE = re.compile("오후|下午|晚上|中午|午後")
_AM_BEFORE = re.compile("오전|上午|凌晨|早上|午前")
_MONTHS = """
jan|jän|gen|ene|sty|oca feb|fev|fév|lut|şub maart|mrt|mar|mär|mars apr|avr|abr|kwi|nis mei|may|mai|mag|maj
jun|juin|giu|cze|haz jul|juil|lug|lip|tem aug|aoû|ago|sie|ağu sep|set|wrz|eyl okt|oct|ott|out|paź|eki
nov|lis|kas dec|dez|déc|dic|gru|ara
"""
_MONTH = [re.compile(rf"(?<![^\W\d_])(?:{m})[^\W\d_]*", re.IGNORECASE) for m in _MONTHS.split()]
_EPOCH = re.compile(r"([1-9]\d{8,9})(?:\d{3}|\d{6}|\d{9}|\.\d+)?")
_BEGIN = datetime(1970, 1, 1)
_ORDERS = ("dmy", "mdy", "ymd")
_YEARS = range(1970, 2200)  # others are misread, and pandas cannot hold them


def parse(stamps: Sequence[str]) -> list[datetime | None]:
    """Dates and times of the stamps of one file, without zone; None where one cannot be read.

    The order of day, month and year is the one under which most stamps are dates and fewest go back in
    time; day before month when that does not decide.
    """
    cut = [_cut(stamp) for stamp in stamps]
    days = list(dict.fromkeys(numbers for numbers, clock in cut if clock))
    order = min(_ORDERS, key=lambda o: _strangeness(days, o))
    return [_date(numbers, clock, order) for numbers, clock in cut]


def moments(export: Export) -> dict[tuple[int, int], datetime | None]:
    """When every message was sent, by part and number: its first stamp; None where that cannot be read."""
    stamps_of: dict[int, list[Field]] = defaultdict(list)
    for field in export.fields:
        if field.role is Role.TIME:
            stamps_of[field.part].append(field)
    return {
        (part, field.message): time
        for part, stamps in stamps_of.items()
        for field, time in reversed(list(zip(stamps, parse([f.text for f in stamps]), strict=True)))
    }


_Cut = tuple[tuple[int, ...], tuple[int, int, int] | None]


def _cut(stamp: str) -> _Cut:
    """The numbers of the date as they stand (a worded month becomes a negative number), and the clock."""
    if epoch := _EPOCH.fullmatch(stamp):
        return _since_1970(epoch)
    stamp = _FINER.sub("", stamp)
    found = [m for m in _CLOCK.finditer(stamp) if int(m[1]) < 25 and int(m[2]) < 60]
    colon = [m for m in found if ":" in m[0]] or found[-1:]
    if not colon:
        return (), None
    clock = colon[-1]
    rest = stamp[: clock.start()] + " " + stamp[clock.end() :]
    hour = _hour(int(clock[1]), stamp, clock.end())
    numbers = [int(n) for n in _NUMBER.findall(rest)][:3]
    if len(numbers) == 2 and (months := [(m.start(), i) for i, p in enumerate(_MONTH, 1) if (m := p.search(rest))]):
        numbers.insert(1, -max(months)[1])  # before it may stand a day of the week: "mar. 3 mai 2022"
    return tuple(numbers), (hour % 24, int(clock[2]), int(clock[3] or 0))


def _since_1970(epoch: re.Match[str]) -> _Cut:
    """Seconds, or thousandths or millionths of them, since 1970 in UTC: what programs write."""
    when = _BEGIN + timedelta(seconds=int(epoch[1]))
    return (when.year, when.month, when.day), (when.hour, when.minute, when.second)


def _hour(hour: int, stamp: str, behind: int) -> int:
    """The hour of a day from that of a half day and the words around the clock."""
    if _PM.match(stamp, behind) or _PM_BEFORE.search(stamp):
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 and (_AM.match(stamp, behind) or _AM_BEFORE.search(stamp)) else hour


def _date(numbers: tuple[int, ...], clock: tuple[int, int, int] | None, order: str) -> datetime | None:
    if len(numbers) != 3 or clock is None:
        return None
    first, second, third = numbers
    if second < 0:
        year, month, day = (first, -second, third) if first > 31 else (third, -second, first)
    elif first > 31 or order == "ymd":
        year, month, day = first, second, third
    else:
        year, month, day = (third, second, first) if order == "dmy" else (third, first, second)
    year = year + 2000 if year < 100 else year - 543 if year > 2500 else year
    if year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, *clock)
    except ValueError:
        return None


def _strangeness(days: Sequence[tuple[int, ...]], order: str) -> tuple[int, int]:
    """How many days are no dates in that order, and how often a new day comes before the one above it."""
    dates = [_date(day, (0, 0, 0), order) for day in days]
    known = [d for d in dates if d is not None]
    return len(dates) - len(known), sum(later < earlier for earlier, later in pairwise(known))
