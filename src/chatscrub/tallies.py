"""Counts by two names, the largest first, with every period, the small ones added up."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .facts import ReportFacts
    from .wording import Words

Row = tuple[str | None, str | None, int]
"""Two names, None for one that is missing, and a number."""
Known = tuple[str, str, int]
"""The same with no name missing."""
_DAY = 10  # signs of an ISO date


class Size(NamedTuple):
    """A size of period: how many days or months it has, and up to how many days from first to last it is used."""

    name: str
    days: int
    months: int
    most: int


_SIZES = (
    Size("day", 1, 0, 35),
    Size("week", 7, 0, 280),
    Size("month", 0, 1, 1250),
    Size("quarter", 0, 3, 3700),
    Size("year", 0, 12, 10**7),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers by two names.

    Args:
        rows, columns: the names.
        cells: the numbers that are not 0, by place of the row and place of the column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], int]

    def turned(self) -> Counts:
        """The same with rows for columns."""
        return Counts(self.columns, self.rows, {(column, row): n for (row, column), n in self.cells.items()})

    def sums(self) -> tuple[int, ...]:
        """What every row adds up to."""
        found = Counter[int]()
        for (row, _), n in self.cells.items():
            found[row] += n
        return tuple(found[row] for row in range(len(self.rows)))

    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """All numbers, row by row."""
        across = range(len(self.columns))
        return tuple(tuple(self.cells.get((row, column), 0) for column in across) for row in range(len(self.rows)))

    def folded(self, most: int, together: str) -> Counts:
        """At most so many rows: the last of them, called ``together``, adds up all that are left."""
        if len(self.rows) <= most:
            return self
        cells = Counter[tuple[int, int]]()
        for (row, column), n in self.cells.items():
            cells[min(row, most - 1), column] += n
        return Counts((*self.rows[: most - 1], together), self.columns, cells)

    def named(self) -> Iterator[Known]:
        """Row, column and number of every number that is not 0, in order."""
        return ((self.rows[row], self.columns[column], n) for (row, column), n in sorted(self.cells.items()))


def known(table: Iterable[Row], unknown: str) -> list[Known]:
    """The rows that count anything; a name that is missing is ``unknown``, not left out."""
    return [
        (unknown if one is None else one, unknown if other is None else other, n) for one, other, n in table if n > 0
    ]


def counts(table: Iterable[Known]) -> Counts:
    """A row and a column for each name, the largest first, alike ones by name: PERSON_2 before PERSON_10."""
    cells = Counter[tuple[str, str]]()
    down, across = Counter[str](), Counter[str]()
    for row, column, n in table:
        cells[row, column] += n
        down[row] += n
        across[column] += n
    rows, columns = _largest_first(down), _largest_first(across)
    return Counts(tuple(rows), tuple(columns), {(rows[row], columns[column]): n for (row, column), n in cells.items()})


def _largest_first(totals: Mapping[str, int]) -> dict[str, int]:
    """The place of every name."""
    ordered = sorted(totals, key=lambda name: (-totals[name], _natural(name), name))
    return {name: place for place, name in enumerate(ordered)}


def _natural(name: str) -> list[str | int]:
    return [int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", name))]


# --- by period ------------------------------------------------------------------------------------------


def by_period(table: Iterable[Known], unit: str) -> tuple[Size, list[Known], list[Known]]:
    """The size of a period, the finest that suits the span; the rows by period, and those without a date.

    Args:
        table: names, each with an ISO date and a number.
        unit: "day", "week" or "month", of which that date is the first; periods are never finer.

    Returns:
        In place of a date stands that of the first day of its period.
    """
    rows = [(name, _day(date), date, n) for name, date, n in table]
    days = [day for _, day, _, _ in rows if day]
    span = (max(days) - min(days)).days + 1 if days else 1
    sizes = _SIZES[[size.name for size in _SIZES].index(unit) :]
    size = next(size for size in sizes if span <= size.most)
    dated = [(name, _first(day, size).isoformat(), n) for name, day, _, n in rows if day]
    return size, dated, [(name, date, n) for name, day, date, n in rows if not day]


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _first(day: dt.date, size: Size) -> dt.date:
    """The first day of the period of a day; a week begins on Monday."""
    if size.days:
        return day - dt.timedelta(day.weekday() % size.days)
    return day.replace(month=day.month - (day.month - 1) % size.months, day=1)


def _next(first: dt.date, size: Size) -> dt.date:
    month = first.year * 12 + first.month - 1 + size.months
    return dt.date(month // 12, month % 12 + 1, first.day) + dt.timedelta(size.days)


def every_period(table: Counts, size: Size) -> Counts:
    """A column for every period from the first to the last, also for one in which there was nothing."""
    first, last = min(periods(table)), max(periods(table))
    every = [first]
    while every[-1] < last:
        every.append(_next(every[-1], size))
    columns = {day.isoformat(): place for place, day in enumerate(every)}
    cells = {(row, columns[table.columns[column]]): n for (row, column), n in table.cells.items()}
    return replace(table, columns=tuple(columns), cells=cells)


def periods(table: Counts) -> list[dt.date]:
    """The columns of a table by period, each as its first day."""
    return [dt.date.fromisoformat(column) for column in table.columns]


# --- of a report ----------------------------------------------------------------------------------------


def timeline(facts: ReportFacts) -> tuple[str, list[Row]]:
    """Messages by writer and period: "day" or "month"; the writers, the ISO dates on which it starts, messages."""
    by_day = all(len(period) == _DAY for _, period, _ in facts.timeline)
    rows: list[Row] = [(who, period if by_day else f"{period[:7]}-01", n) for who, period, n in facts.timeline]
    return "day" if by_day else "month", rows


def kinds(facts: ReportFacts, words: Words) -> list[Row]:
    """Kinds of data in the messages of each writer: who, the kind (worded), places."""
    return [(row.pseudonym, words.label("kind", kind), n) for row in facts.people for kind, n in row.kinds.items()]
