"""Time stamps as exports write them, to dates. Which number is the day is a property of the whole file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

_NUMBER = re.compile(r"\d+")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?!\d|[./-]\d)")
_PM = re.compile(r"p\.?\s?m|오후|下午|晚上|午後|nachm|م|μμ|μ\.μ", re.IGNORECASE)
_AM = re.compile(r"a\.?\s?m|오전|上午|凌晨|早上|午前|vorm|ص|πμ|π\.μ", re.IGNORECASE)
_MONTHS = (
    "jan|gen|ene|sty|oca", "feb|fév|lut|şub", "maart|mrt|mar|mär|mars", "apr|avr|abr|kwi|nis", "mei|may|mai|mag|maj",
    "jun|juin|giu|cze|haz", "jul|juil|lug|lip|tem", "aug|aoû|ago|sie|ağu", "sep|set|wrz|eyl", "okt|oct|ott|paź|eki",
    "nov|lis|kas", "dec|dez|déc|dic|gru|ara",
)  # fmt: skip
_MONTH = [re.compile(rf"(?<![^\W\d_])(?:{m})[^\W\d_]*", re.IGNORECASE) for m in _MONTHS]
_ORDERS = ("dmy", "mdy", "ymd")
_SAMPLE = 3_000


def parse(stamps: Sequence[str]) -> list[datetime | None]:
    """Dates and times of the stamps of one file, without zone; None where one cannot be read.

    The order of day, month and year is the one under which most stamps are dates and fewest go back in
    time; day before month when that does not decide.
    """
    cut = [_cut(stamp) for stamp in stamps]
    order = min(_ORDERS, key=lambda o: _strangeness(cut[:_SAMPLE], o))
    return [_date(numbers, clock, order) for numbers, clock in cut]


_Cut = tuple[tuple[int, ...], tuple[int, int, int] | None]


def _cut(stamp: str) -> _Cut:
    """The numbers of the date as they stand (a worded month becomes a negative number), and the clock."""
    found = [m for m in _CLOCK.finditer(stamp) if int(m[1]) < 25 and int(m[2]) < 60]
    colon = [m for m in found if ":" in m[0]] or found[-1:]
    if not colon:
        return (), None
    clock = colon[-1]
    rest = stamp[: clock.start()] + " " + stamp[clock.end() :]
    hour = int(clock[1])
    if _PM.search(rest) and hour < 12:
        hour += 12
    elif _AM.search(rest) and hour == 12:
        hour = 0
    numbers = [int(n) for n in _NUMBER.findall(rest)][:3]
    if len(numbers) == 2 and (month := next((i for i, m in enumerate(_MONTH, 1) if m.search(rest)), 0)):
        numbers.insert(1, -month)
    return tuple(numbers), (hour % 24, int(clock[2]), int(clock[3] or 0))


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
    try:
        return datetime(year, month, day, *clock)
    except ValueError:
        return None


def _strangeness(cut: Sequence[_Cut], order: str) -> tuple[int, int]:
    dates = [_date(numbers, clock, order) for numbers, clock in cut]
    known = [d for d in dates if d is not None]
    return len(dates) - len(known), sum(later < earlier for earlier, later in pairwise(known))
