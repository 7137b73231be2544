"""Drawings as inline SVG: bars over time, bars side by side, and a grid of numbers.

Across, everything is a share of the width; down, it is counted in ems. So a drawing is as wide as the page
lets it be while its letters keep their size. Colours stand in ``templates/pictures.css``.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple

_NARROW = 280  # pixels that a drawing has on the narrowest phone
_EM, _LETTER, _BOLD, _DIGIT = 12.8, 7.7, 9.4, 6.6  # pixels on that phone: an em, a letter of a name, of a word, a digit
_LINE, _TRACK, _TALL, _GAP, _CELL = 1.5, 3.6, 2.3, 1.0, 1.9  # ems: name, strip, tallest bar, air, cell
_SMALL = 0.9  # of an em
_SHADES = 5
_SHOWN, _WHOLE = 18, 36  # letters of a name beside something else, and on a line of its own

Write = Callable[[int], str]


class Strip(NamedTuple):
    """The bars of one person, a number for every period; ``total`` is shown as it is."""

    name: str
    total: str
    numbers: tuple[int, ...]
    rest: bool = False


class Tick(NamedTuple):
    """A mark on the axis of time, where period ``at`` begins."""

    at: int
    label: str


class Line(NamedTuple):
    """A row or a column of a grid; ``rest`` tells that it adds up several."""

    name: str
    rest: bool = False


class Grid(NamedTuple):
    """Numbers by row and column, 0 for an empty cell, and what columns and rows stand for."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    numbers: tuple[tuple[int, ...], ...]
    across: str
    down: str = ""


class Drawn(NamedTuple):
    """Parts of a drawing and how high they are together, in ems."""

    height: float
    parts: tuple[str, ...]


def svg(name: str, title: str, desc: str, drawn: Drawn) -> str:
    """The drawing with a title and a description for whoever cannot see it; ``name`` makes its ids."""
    return (
        f'<svg class="drawing" role="img" aria-labelledby="{name}-title {name}-desc" focusable="false"'
        f' width="100%" height="{_n(drawn.height)}em">\n<title id="{name}-title">{_escape(title)}</title>\n'
        f'<desc id="{name}-desc">{_escape(desc)}</desc>\n' + "\n".join(drawn.parts) + "\n</svg>"
    )


def strips(people: Sequence[Strip], ticks: Sequence[Tick], periods: Sequence[str], write: Write) -> Drawn:
    """One strip of bars per person over one axis of time; all on one scale, but for the rest together."""
    most = max(max(person.numbers) for person in people if not person.rest)
    step = _LINE + _TRACK + _GAP
    parts = [
        part
        for at, person in enumerate(people)
        for part in _strip(person, at * step, max(person.numbers) if person.rest else most, ticks, periods, write)
    ]
    height = len(people) * step - _GAP
    axis = [_tick_label(tick, len(periods), height + 1.2) for tick in ticks]
    return Drawn(height + 1.6, (*parts, *axis))


def lengths(people: Sequence[Strip]) -> Drawn:
    """One bar per person, from left to right, for what fell in a single period."""
    most, step = max(person.numbers[0] for person in people), _LINE + 1.0 + _GAP
    parts: list[str] = []
    for at, person in enumerate(people):
        top, look = at * step, "rest" if person.rest else "bar"
        width = 100 * person.numbers[0] / most
        parts += [*_name(person, top), _rect(0, top + _LINE, 100, 1, "track"), _rect(0, top + _LINE, width, 1, look)]
    return Drawn(len(people) * step, tuple(parts))


def _strip(
    person: Strip, top: float, most: int, ticks: Sequence[Tick], periods: Sequence[str], write: Write
) -> Iterator[str]:
    share, base = 100 / len(person.numbers), top + _LINE + _TRACK
    width = min(0.84 * share, 9)
    yield from _name(person, top)
    yield _rect(0, top + _LINE, 100, _TRACK, "track")
    yield from (_line(tick.at * share, top + _LINE, tick.at * share, base) for tick in ticks if tick.at)
    for at, number in enumerate(person.numbers):
        if number:
            left, height = (at + 0.5) * share - width / 2, max(_TALL * number / most, 0.12)
            look = "rest" if person.rest else "bar"
            yield _rect(left, base - height, width, height, look, title=f"{periods[at]}: {write(number)}")
    yield _line(0, base, 100, base, "axis")
    peak = max(range(len(person.numbers)), key=lambda at: person.numbers[at])
    yield _number_above(person.numbers[peak], (peak + 0.5) * share, base, most, write)


def _name(person: Strip, top: float) -> Iterator[str]:
    yield _text(0, top + 1, _short(person.name), "soft" if person.rest else "who")
    yield _text(100, top + 1, person.total, "soft", "end")


def _number_above(number: int, middle: float, base: float, most: int, write: Write) -> str:
    anchor = "start" if middle < 6 else "end" if middle > 94 else "middle"
    at = {"start": 0.0, "middle": middle, "end": 100.0}[anchor]
    return _text(at, base - _TALL * number / most - 0.35, write(number), "n", anchor, small=True)


def _tick_label(tick: Tick, periods: int, down: float) -> str:
    """Written from its mark to the right, or up to the right edge when it would not fit there."""
    left = 100 * tick.at / periods
    if left + 100 * len(tick.label) * _DIGIT / _NARROW > 100:
        return _text(100, down, tick.label, "soft", "end", small=True)
    return _text(left, down, tick.label, "soft", small=True)


class _Layout(NamedTuple):
    """Where the columns of a grid begin and how wide one is (shares), how high head and rows are (ems)."""

    left: float
    column: float
    upright: bool
    head: float
    row: float


def fits(columns: int, digits: int) -> bool:
    """Whether a grid of so many columns, with numbers of so many digits, can be read on a phone."""
    return columns * _cell(digits) <= _NARROW


def grid(table: Grid, write: Write) -> Drawn:
    """Numbers on a shade, darker for more; sums of several have no shade, or all others would be pale."""
    most = max((number for line in _cells(table) for number, rest in line if not rest), default=1)
    lay = _layout(table, len(write(max(map(max, table.numbers)))))
    parts = [*_axes(table, lay), *_heads(table.columns, lay)]
    for at, (row, line) in enumerate(zip(table.rows, _cells(table), strict=True)):
        top, look = lay.head + at * lay.row, "soft" if row.rest else "who" if table.down else "what"
        if lay.left:
            parts.append(_text(lay.left - 2, top + 1.3, _short(row.name), look, "end"))
        else:
            parts.append(_text(0, top + lay.row - _CELL - 0.35, _short(row.name, _WHOLE), look))
        for place, (number, rest) in enumerate(line):
            shade = min(_SHADES, 1 + int(_SHADES * sqrt(number / most))) if number and not rest else 0
            parts += _numbered(number, place, top + lay.row - _CELL, lay, shade, write)
    return Drawn(lay.head + len(table.rows) * lay.row + 0.1, tuple(parts))


def _cells(table: Grid) -> Iterator[list[tuple[int, bool]]]:
    """The numbers of every row, each with whether it is a sum."""
    for row, line in zip(table.rows, table.numbers, strict=True):
        yield [(n, row.rest or column.rest) for n, column in zip(line, table.columns, strict=True)]


def _layout(table: Grid, digits: int) -> _Layout:
    """Names beside the cells where both fit on a phone, above them otherwise."""
    letter = _LETTER if table.down else _BOLD
    label = max(*(len(row.name) * letter for row in table.rows), len(table.down) * _LETTER + 10) + 8
    beside = label + len(table.columns) * _cell(digits) <= _NARROW
    left = label if beside else 0
    column = (_NARROW - left) / len(table.columns)
    letters = max(len(_short(column.name)) for column in table.columns) * _LETTER
    upright = letters + 6 > column
    head = _LINE + (letters / _EM + 0.6 if upright else _LINE)
    return _Layout(100 * left / _NARROW, 100 * column / _NARROW, upright, head, _CELL if beside else _CELL + 1.9)


def _cell(digits: int) -> float:
    return digits * _DIGIT * _SMALL + 4


def _axes(table: Grid, lay: _Layout) -> Iterator[str]:
    yield _text(lay.left, 1, f"{table.across} →" if lay.left else table.across, "soft", small=True)
    if lay.left and table.down:
        yield _text(lay.left - 2, lay.head - 0.5, f"{table.down} ↓", "soft", "end", small=True)


def _heads(columns: Sequence[Line], lay: _Layout) -> Iterator[str]:
    for at, column in enumerate(columns):
        middle, name = lay.left + (at + 0.5) * lay.column, _short(column.name)
        look = "soft" if column.rest else "who"
        if lay.upright:
            turned = _text(0, 0, name, look, extra=' transform="rotate(-90)" dy=".35em"')
            yield f'<svg x="{_n(middle)}%" y="{_n(lay.head - 0.4)}em" overflow="visible">{turned}</svg>'
        else:
            yield _text(middle, lay.head - 0.5, name, look, "middle")


def _numbered(number: int, place: int, top: float, lay: _Layout, shade: int, write: Write) -> Iterator[str]:
    left = lay.left + place * lay.column
    yield _rect(left + 0.2, top + 0.08, lay.column - 0.4, _CELL - 0.16, f"shade-{shade}")
    if number:
        look, middle = f"n on-{shade}", left + lay.column / 2
        yield _text(middle, top + 1.28, write(number), look, "middle", small=True)


def _rect(x: float, y: float, width: float, height: float, look: str, title: str = "") -> str:
    end = f"><title>{_escape(title)}</title></rect>" if title else "></rect>"
    return f'<rect class="{look}" x="{_n(x)}%" y="{_n(y)}em" width="{_n(width)}%" height="{_n(height)}em"{end}'


def _line(x1: float, y1: float, x2: float, y2: float, look: str = "mark") -> str:
    return f'<line class="{look}" x1="{_n(x1)}%" y1="{_n(y1)}em" x2="{_n(x2)}%" y2="{_n(y2)}em"></line>'


def _text(
    x: float, y: float, text: str, look: str, anchor: str = "start", *, small: bool = False, extra: str = ""
) -> str:
    """Its own size is what an em is to a text, so that a small one counts more of them."""
    size = f' font-size="{_SMALL}em"' if small else ""
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    down = _n(y / _SMALL if small else y)
    return f'<text class="{look}" x="{_n(x)}%" y="{down}em"{turned}{size}{extra}>{_escape(text)}</text>'


def _short(name: str, most: int = _SHOWN) -> str:
    """A long name without its middle: what tells names apart stands at the ends."""
    return name if len(name) <= most else f"{name[: most // 2]}…{name[1 - most // 2 :]}"


def _escape(text: str) -> str:
    return html.escape("".join(letter for letter in text if letter.isprintable()))


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
