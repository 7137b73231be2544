"""The pictures of the consent report, from counts under pseudonyms, each with its text beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from . import drawings, tallies
from .drawings import Drawn, Grid, Line, Strip, Tick
from .tallies import Counts, Known, Row

if TYPE_CHECKING:
    from .wording import Words

_STRIPS, _COLUMNS, _ROWS, _TICKS = 8, 12, 15, 3  # how many are drawn at most


class Picture(NamedTuple):
    """A picture, and text that says the same.

    Args:
        title: a heading.
        svg: markup; everything in it is escaped.
        summary: one sentence on what it shows.
        note: how to read it, and who is drawn together.
        columns, rows: the numbers as a table for people, a number in the last column; nobody is left out.
    """

    title: str
    svg: str
    summary: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def messages_over_time(table: Iterable[Row], words: Words, unit: str = "day") -> Picture | None:
    """How many messages everybody wrote per day, week, month, quarter or year, whichever suits the span.

    Args:
        table: pseudonyms, ISO dates, messages. Messages without a date are told of, not drawn.
        words: of the report.
        unit: "day", "week" or "month", if a date stands for all that begins on it. A week counts in the month it
            starts in.

    Returns:
        None when no message has a date.
    """
    size, dated, undated = tallies.by_period(tallies.known(table, words("people.unknown")), unit)
    if not dated:
        return None
    counts = tallies.every_period(tallies.counts(dated), size)
    periods = [_period(first, size.name, words) for first in tallies.periods(counts)]
    drawn, notes = _strips(counts, periods, size.name, words)
    notes += [words.plural("pictures.undated", sum(n for *_, n in undated))] if undated else []
    columns = words("people.who"), words("pictures.period"), words("people.messages")
    rows = _written(replace(counts, columns=tuple(periods)).named(), words) + _undated(undated, words)
    return _picture("messages", drawn, _wrote(counts, periods, words), notes, (columns, rows), words)


def mentions_map(table: Iterable[Row], words: Words) -> Picture | None:
    """Who mentions whom: a column for everybody who writes, a row for everybody who is named.

    Args:
        table: pseudonyms of writers, pseudonyms of whom they name, times.
        words: of the report.

    Returns:
        None when nobody is mentioned.
    """
    known = tallies.known(table, words("people.unknown"))
    if not known:
        return None
    counts = tallies.counts((of, by, n) for by, of, n in known)
    drawn, notes = _grid(counts, words("pictures.named"), words)
    columns = words("pictures.by"), words("pictures.of"), words("pictures.times")
    summary = _summary("mentions", counts.rows, counts.sums(), words)
    notes = [words("pictures.mentions_note"), *notes]
    return _picture("mentions", drawn, summary, notes, (columns, _written(counts.turned().named(), words)), words)


def kinds_per_person(table: Iterable[Row], words: Words) -> Picture | None:
    """Which kinds of data stand in whose messages: a column for everybody, a row for every kind.

    Args:
        table: pseudonyms, kinds (in the language of the report), places.
        words: of the report.

    Returns:
        None when there are no places.
    """
    known = tallies.known(table, words("people.unknown"))
    if not known:
        return None
    people = tallies.counts(known)
    drawn, notes = _grid(people.turned(), "", words)
    columns = words("people.who"), words("replaced.kind"), words("replaced.places")
    summary = _summary("kinds", people.rows, people.sums(), words)
    notes = [words("pictures.kinds_note"), *notes]
    return _picture("kinds", drawn, summary, notes, (columns, _written(people.named(), words)), words)


def _picture(
    name: str,
    drawn: Drawn,
    summary: str,
    notes: Sequence[str],
    table: tuple[tuple[str, ...], list[tuple[str, ...]]],
    words: Words,
) -> Picture:
    title, note = words(f"pictures.{name}_title"), " ".join(notes)
    svg = drawings.svg(f"picture-{name}", title, f"{summary} {note}", drawn)
    return Picture(title, svg, summary, note, table[0], tuple(table[1]))


def _folded(counts: Counts, most: int, note: str, words: Words) -> tuple[Counts, list[str]]:
    """At most so many rows, the last of which may add up others, and a note if it does."""
    n = words.number(len(counts.rows) - most + 1)
    folded = counts.folded(most, words("pictures.others", n=n))
    return folded, [] if folded is counts else [words(note, n=n)]


def _everyone(notes: list[str], words: Words) -> list[str]:
    return [*notes, words("pictures.everyone")] if notes else []


def _lines(shown: Sequence[str], names: Sequence[str]) -> tuple[Line, ...]:
    """The rows that are shown; one that was not there before adds up the others."""
    return tuple(Line(name, name not in names) for name in shown)


def _written(table: Iterable[Known], words: Words) -> list[tuple[str, ...]]:
    """A table for people."""
    return [(row, column, words.number(n)) for row, column, n in table]


def _undated(table: Iterable[Known], words: Words) -> list[tuple[str, ...]]:
    """How many messages without a date everybody wrote."""
    totals = Counter[str]()
    for who, _, n in table:
        totals[who] += n
    return _written(((who, words("people.unknown"), n) for who, n in sorted(totals.items())), words)


def _summary(name: str, names: Sequence[str], totals: Sequence[int], words: Words) -> str:
    """Who or what has the most of all; it says so if others have as many."""
    most, every = max(totals), sum(totals)
    first = names[totals.index(most)]
    if len(totals) == 1:
        return words.plural(f"pictures.{name}_alone", every, name=first)
    key = f"pictures.{name}_tied" if totals.count(most) > 1 else f"pictures.{name}_most"
    return words(key, name=first, most=words.number(most), every=words.number(every))


def _wrote(counts: Counts, periods: Sequence[str], words: Words) -> str:
    """Who wrote most, and when most was written if one period stands out."""
    busy = counts.turned().sums()
    peak = ""
    if len(busy) > 1 and busy.count(max(busy)) == 1:
        number = words.plural("top.messages", max(busy))
        peak = words("pictures.messages_peak", period=periods[busy.index(max(busy))], messages=number)
    return _summary("messages", counts.rows, counts.sums(), words) + peak + "."


def _period(start: dt.date, size: str, words: Words) -> str:
    months, day = words.lines("months"), words.day(start.isoformat())
    first, last = months[start.month - 1], months[start.month + 1 if size == "quarter" else start.month - 1]
    texts = {"day": day, "week": words("pictures.week", date=day), "year": str(start.year)}
    return texts.get(size) or words(f"pictures.{size}", first=first, last=last, year=start.year)


def _strips(counts: Counts, periods: Sequence[str], size: str, words: Words) -> tuple[Drawn, list[str]]:
    one = len(periods) == 1
    shown, notes = _folded(counts, _STRIPS, "pictures.last_bar" if one else "pictures.last_strip", words)
    people = [
        Strip(line.name, words.plural("top.messages", sum(numbers)), numbers, line.rest)
        for line, numbers in zip(_lines(shown.rows, counts.rows), shown.numbers(), strict=True)
    ]
    if one:
        return drawings.lengths(people), [words("pictures.messages_length"), *_everyone(notes, words)]
    drawn = drawings.strips(people, _ticks(tallies.periods(counts), size, words), periods, words.number)
    return drawn, [words("pictures.messages_scale", size=words(f"pictures.sizes.{size}")), *_everyone(notes, words)]


def _ticks(periods: Sequence[dt.date], size: str, words: Words) -> list[Tick]:
    """Few enough for a phone; a year where it begins, if bars are quarters."""
    starts = [at for at, start in enumerate(periods) if size != "quarter" or start.month == 1]
    return [Tick(at, _tick(periods[at], size, words)) for at in starts[:: -(-len(starts) // _TICKS)]]


def _tick(start: dt.date, size: str, words: Words) -> str:
    month = words.lines("pictures.months")[start.month - 1]
    if size in ("day", "week"):
        return words("date", day=start.day, month=month, year=start.year)
    return words("pictures.month", first=month, year=start.year) if size == "month" else str(start.year)


def _grid(counts: Counts, down: str, words: Words) -> tuple[Drawn, list[str]]:
    """As many columns as can be read on a phone."""
    lower, notes = _folded(counts, _ROWS, "pictures.last_row", words) if down else (counts, [])
    for columns in range(_COLUMNS, 1, -1):
        turned, further = _folded(lower.turned(), columns, "pictures.last_column", words)
        if drawings.fits(len(turned.rows), len(words.number(max(turned.cells.values())))):
            break
    rows, heads = _lines(lower.rows, counts.rows), _lines(turned.rows, counts.columns)
    table = Grid(rows, heads, turned.turned().numbers(), words("pictures.written"), down)
    return drawings.grid(table, words.number), _everyone([*notes, *further], words)
