"""The pictures of the consent report, from tables of counts under pseudonyms, each with its text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import drawings, tallies
from .drawings import Drawn, Grid, Line, Strip, Tick

if TYPE_CHECKING:
    import pandas

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


def messages_over_time(table: pandas.DataFrame, words: Words) -> Picture | None:
    """How many messages everybody wrote per day, week, month, quarter or year, whichever suits the span.

    Args:
        table: columns person (pseudonym), messages, and day, week or month (ISO date on which it starts). A
            week counts in the month it starts in. Messages without a date are told of, not drawn.

    Returns:
        None when no message has a date.
    """
    known = tallies.known(table, "messages", words("people.unknown"))
    size, dated = tallies.by_period(known)
    if dated.empty:
        return None
    counts = tallies.every_period(tallies.counts(dated, "person", "period", "messages"))
    periods = [_period(period, size, words) for period in tallies.periods(counts)]
    undated = known.drop(dated.index).groupby("person")["messages"].sum()
    rows = _triples(counts.set_axis(periods, axis=1), words)
    rows += [(str(who), words("people.unknown"), words.number(int(n))) for who, n in undated.items()]
    drawn, notes = _strips(counts, periods, size, words)
    notes += [words.plural("pictures.undated", int(undated.sum()))] if len(undated) else []
    columns = words("people.who"), words("pictures.period"), words("people.messages")
    return _picture("messages", drawn, _wrote(counts, periods, words), notes, (columns, rows), words)


def mentions_map(table: pandas.DataFrame, words: Words) -> Picture | None:
    """Who mentions whom: a column for everybody who writes, a row for everybody who is named.

    Args:
        table: columns by (pseudonym of the writer), of (pseudonym of the one named), times.

    Returns:
        None when nobody is mentioned.
    """
    known = tallies.known(table, "times", words("people.unknown"))
    if known.empty:
        return None
    counts = tallies.counts(known, "of", "by", "times")
    drawn, notes = _grid(counts, words("pictures.named"), words)
    columns = words("pictures.by"), words("pictures.of"), words("pictures.times")
    summary = _summary("mentions", counts.sum(axis=1), words)
    notes = [words("pictures.mentions_note"), *notes]
    return _picture("mentions", drawn, summary, notes, (columns, _triples(counts.T, words)), words)


def kinds_per_person(table: pandas.DataFrame, words: Words) -> Picture | None:
    """Which kinds of data stand in whose messages: a column for everybody, a row for every kind.

    Args:
        table: columns person (pseudonym), kind (in the language of the report), places.

    Returns:
        None when there are no places.
    """
    known = tallies.known(table, "places", words("people.unknown"))
    if known.empty:
        return None
    counts = tallies.counts(known, "kind", "person", "places")
    drawn, notes = _grid(counts, "", words)
    columns = words("people.who"), words("replaced.kind"), words("replaced.places")
    summary = _summary("kinds", counts.sum(axis=0), words)
    notes = [words("pictures.kinds_note"), *notes]
    return _picture("kinds", drawn, summary, notes, (columns, _triples(counts.T, words)), words)


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


def _folded(counts: pandas.DataFrame, most: int, note: str, words: Words) -> tuple[pandas.DataFrame, list[str]]:
    """At most so many rows, the last of which may add up others, and a note if it does."""
    n = words.number(len(counts) - most + 1)
    folded = tallies.folded(counts, most, words("pictures.others", n=n))
    return folded, [] if folded is counts else [words(note, n=n)]


def _everyone(notes: list[str], words: Words) -> list[str]:
    return [*notes, words("pictures.everyone")] if notes else []


def _lines(shown: pandas.DataFrame, counts: pandas.DataFrame) -> tuple[Line, ...]:
    """The rows that are shown; one that was not there before adds up the others."""
    return tuple(Line(str(name), name not in counts.index) for name in shown.index)


def _triples(counts: pandas.DataFrame, words: Words) -> list[tuple[str, ...]]:
    """Row, column and number of every cell that has a number."""
    return [
        (str(row), str(column), words.number(int(n)))
        for row, line in counts.iterrows()
        for column, n in line.items()
        if n
    ]


def _summary(name: str, totals: pandas.Series[int], words: Words) -> str:
    """Who or what has the most of all; it says so if others have as many."""
    most, every = int(totals.max()), int(totals.sum())
    first = str(totals.index[totals == most][0])
    if len(totals) == 1:
        return words.plural(f"pictures.{name}_alone", every, name=first)
    key = f"pictures.{name}_tied" if (totals == most).sum() > 1 else f"pictures.{name}_most"
    return words(key, name=first, most=words.number(most), every=words.number(every))


def _wrote(counts: pandas.DataFrame, periods: Sequence[str], words: Words) -> str:
    """Who wrote most, and when most was written if one period stands out."""
    busy = list(counts.sum(axis=0))
    peak = ""
    if len(busy) > 1 and busy.count(max(busy)) == 1:
        number = words.plural("top.messages", int(max(busy)))
        peak = words("pictures.messages_peak", period=periods[busy.index(max(busy))], messages=number)
    return _summary("messages", counts.sum(axis=1), words) + peak + "."


def _period(period: pandas.Period, size: str, words: Words) -> str:
    months, start = words.lines("months"), period.start_time
    day = words.day(start.date().isoformat())
    first, last = months[start.month - 1], months[period.end_time.month - 1]
    texts = {"day": day, "week": words("pictures.week", date=day), "year": str(start.year)}
    return texts.get(size) or words(f"pictures.{size}", first=first, last=last, year=start.year)


def _strips(counts: pandas.DataFrame, periods: Sequence[str], size: str, words: Words) -> tuple[Drawn, list[str]]:
    one = len(periods) == 1
    shown, notes = _folded(counts, _STRIPS, "pictures.last_bar" if one else "pictures.last_strip", words)
    people = [
        Strip(line.name, words.plural("top.messages", sum(numbers)), numbers, line.rest)
        for line, numbers in zip(_lines(shown, counts), tallies.numbers(shown), strict=True)
    ]
    if one:
        return drawings.lengths(people), [words("pictures.messages_length"), *_everyone(notes, words)]
    drawn = drawings.strips(people, _ticks(tallies.periods(counts), size, words), periods, words.number)
    return drawn, [words("pictures.messages_scale", size=words(f"pictures.sizes.{size}")), *_everyone(notes, words)]


def _ticks(periods: Sequence[pandas.Period], size: str, words: Words) -> list[Tick]:
    """Few enough for a phone; a year where it begins, if bars are quarters."""
    starts = [at for at, period in enumerate(periods) if size != "quarter" or period.quarter == 1]
    return [Tick(at, _tick(periods[at], size, words)) for at in starts[:: -(-len(starts) // _TICKS)]]


def _tick(period: pandas.Period, size: str, words: Words) -> str:
    month, start = words.lines("pictures.months")[period.start_time.month - 1], period.start_time
    if size in ("day", "week"):
        return words("date", day=start.day, month=month, year=start.year)
    return words("pictures.month", first=month, year=start.year) if size == "month" else str(start.year)


def _grid(counts: pandas.DataFrame, down: str, words: Words) -> tuple[Drawn, list[str]]:
    """As many columns as can be read on a phone."""
    lower, notes = _folded(counts, _ROWS, "pictures.last_row", words) if down else (counts, [])
    for columns in range(_COLUMNS, 1, -1):
        turned, further = _folded(lower.T, columns, "pictures.last_column", words)
        if drawings.fits(len(turned), len(words.number(max(map(max, tallies.numbers(turned)))))):
            break
    rows, heads = _lines(lower, counts), _lines(turned, counts.T)
    table = Grid(rows, heads, tallies.numbers(turned.T), words("pictures.written"), down)
    return drawings.grid(table, words.number), _everyone([*notes, *further], words)
