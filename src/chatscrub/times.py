"""Time stamps as exports write them, to dates. Which number is the day is a property of the whole file."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from .model import Export, Role

_NUMBER = re.compile(r"\d{1,9}")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]|\sh\s)(\d{2})(?:(?:[:.]|\smin\s)(\d{2}))?(?!\d|[./-]\d)")
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
_SECOND = timedelta(seconds=1)
_LAST_SECOND = 59
_UNREAD, _NO_STAMP = -1, -2
_ORDERS = ("dmy", "mdy", "ymd")
_YEARS = range(1970, 2200)  # others are misread, and pandas cannot hold them


def parse(stamps: Iterable[str]) -> list[datetime | None]:
    """Dates and times of the stamps of one file, without zone; None where one cannot be read.

    The order of day, month and year is the one under which most stamps are dates and fewest go back in
    time; day before month when that does not decide.
    """
    return list(map(_moment, _seconds(stamps)))


def _seconds(stamps: Iterable[str]) -> array[int]:
    """The same in seconds since 1970, negative where one cannot be read."""
    days: dict[tuple[int, ...], int] = {}
    day_of, clock_of = array("i"), array("i")
    for stamp in stamps:
        numbers, clock = _cut(stamp)
        day_of.append(days.setdefault(numbers, len(days)) if clock else _UNREAD)
        hour, minute, second = clock or (0, 0, 0)
        clock_of.append(_UNREAD if second > _LAST_SECOND else (hour * 60 + minute) * 60 + second)
    order = min(_ORDERS, key=lambda o: _strangeness(list(days), o))
    dates = [_date(day, (0, 0, 0), order) for day in days]
    midnights = [_UNREAD if date is None else (date - _BEGIN) // _SECOND for date in dates]
    found = array("q")
    for day, time in zip(day_of, clock_of, strict=True):
        midnight = midnights[day] if day >= 0 else _UNREAD
        found.append(midnight + time if midnight >= 0 <= time else _UNREAD)
    return found


def _moment(seconds: int) -> datetime | None:
    return _BEGIN + timedelta(seconds=seconds) if seconds >= 0 else None


class Moments(Mapping[tuple[int, int], datetime | None]):
    """When every message was sent, by part and number: its first stamp; None where that cannot be read."""

    def __init__(self) -> None:
        self._seconds: dict[int, array[int]] = {}  # by part, from message -1 on

    def put(self, part: int, messages: Sequence[int], seconds: Sequence[int]) -> None:
        """Tell the moments of the messages of a part, in seconds since 1970, negative for None."""
        there = self._seconds[part] = array("q", [_NO_STAMP]) * (max(messages, default=-1) + 2)
        for message, moment in zip(messages, seconds, strict=True):
            if there[message + 1] == _NO_STAMP:
                there[message + 1] = moment

    def __getitem__(self, place: tuple[int, int]) -> datetime | None:
        part, message = place
        there = self._seconds.get(part, ())
        seconds = there[message + 1] if -1 <= message < len(there) - 1 else _NO_STAMP
        if seconds == _NO_STAMP:
            raise KeyError(place)
        return _moment(seconds)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for part, there in self._seconds.items():
            yield from ((part, at - 1) for at, seconds in enumerate(there) if seconds != _NO_STAMP)

    def __len__(self) -> int:
        return sum(len(there) - there.count(_NO_STAMP) for there in self._seconds.values())


def moments(export: Export) -> Moments:
    """When every message was sent, by part and number: its first stamp; None where that cannot be read."""
    numbers: dict[int, array[int]] = {}
    for number in export.fields.numbers(lambda head: head.role is Role.TIME):
        numbers.setdefault(export.fields.head(number).part, array("i")).append(number)
    found = Moments()
    for part, there in numbers.items():
        messages = array("i", map(export.fields.message, there))
        found.put(part, messages, _seconds(export.fields[number].text for number in there))
    return found


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
