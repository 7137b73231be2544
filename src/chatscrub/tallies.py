"""Counts by two names as pandas tables: the largest first, with every period, the small ones added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas

_NAMES = ("person", "by", "of", "kind")
# A size of period, its name in pandas, and up to how many days from first to last it is used.
_SIZES = (("day", "D", 35), ("week", "W", 280), ("month", "M", 1250), ("quarter", "Q", 3700), ("year", "Y", 10**6))


def known(table: pandas.DataFrame, numbers: str, unknown: str) -> pandas.DataFrame:
    """The rows that count anything, numbered anew; a name that is missing is ``unknown``, not left out."""
    some: pandas.DataFrame = table[table[numbers] > 0].reset_index(drop=True)
    for name in set(_NAMES) & set(some):
        some[name] = some[name].fillna(unknown).astype(str)
    return some


def counts(table: pandas.DataFrame, rows: str, columns: str, numbers: str) -> pandas.DataFrame:
    """A row and a column for each name, the largest first, alike ones by name: PERSON_2 before PERSON_10."""
    sums: pandas.DataFrame = table.pivot_table(
        index=rows, columns=columns, values=numbers, aggfunc="sum", fill_value=0
    ).astype(int)
    down, across = (_largest_first(sums.sum(axis=axis)) for axis in (1, 0))
    ordered: pandas.DataFrame = sums.loc[down, across]
    return ordered


def _largest_first(totals: pandas.Series[int]) -> list[Any]:
    return sorted(totals.index, key=lambda name: (-totals[name], _natural(str(name))))


def _natural(name: str) -> list[Any]:
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", name)]


def folded(table: pandas.DataFrame, most: int, together: str) -> pandas.DataFrame:
    """At most so many rows: the last of them, called ``together``, adds up all that are left."""
    import pandas as pd

    if len(table) <= most:
        return table
    rest = table.iloc[most - 1 :].sum().to_frame(together).T
    fewer: pandas.DataFrame = pd.concat([table.iloc[: most - 1], rest])
    return fewer


def numbers(table: pandas.DataFrame) -> tuple[tuple[int, ...], ...]:
    """The cells, row by row, as plain numbers."""
    return tuple(tuple(line) for line in table.to_numpy().tolist())


def by_period(table: pandas.DataFrame) -> tuple[str, pandas.DataFrame]:
    """The rows that have a date, with a column period, and the size of a period: the finest that suits the span.

    Args:
        table: has a column day, week or month; periods are never finer than that.
    """
    import pandas as pd

    unit = next(name for name in ("day", "week", "month") if name in table)
    days = pd.to_datetime(table[unit], errors="coerce", format="ISO8601").dropna()
    span = (days.max() - days.min()).days + 1 if len(days) else 1
    finest = [name for name, _, _ in _SIZES].index(unit)
    size, letter, _ = next(size for size in _SIZES[finest:] if span <= size[2])
    return size, table.loc[days.index].assign(period=days.dt.to_period(letter))


def every_period(table: pandas.DataFrame) -> pandas.DataFrame:
    """A column for every period from the first to the last, also for one in which there was nothing."""
    import pandas as pd

    first, last = min(table.columns), max(table.columns)
    every: pandas.DataFrame = table.reindex(columns=pd.period_range(first, last), fill_value=0)
    return every


def periods(table: pandas.DataFrame) -> list[pandas.Period]:
    """The columns of a table by period."""
    return list(cast("pandas.PeriodIndex", table.columns))
