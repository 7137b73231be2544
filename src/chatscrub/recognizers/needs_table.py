"""Makes needs.json: reads from every pattern of this package what a text must hold for it to match.

It is to be made anew after every change of a pattern: ``python -m chatscrub.recognizers.needs_table``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chatscrub.recognizers import (
    address,
    dob,
    email,
    handle,
    hits,
    homes,
    iban,
    number,
    patterns,
    phone,
    secret,
    streets_en,
    streets_nl,
    url,
)
from chatscrub.recognizers.needs import BLANK, DIGIT, FILE, SIZE, key, plainly

_MODULES = (address, dob, email, handle, hits, homes, iban, number, phone, secret, streets_en, streets_nl, url)
_MOST = 2  # sets that are kept
_FEW = 8  # signs of a class that are told apart
_USEFUL = 0.9  # chance of a text to hold one of a set
_OF_TEXT = 50  # signs of a usual text
_CHANCES = dict(
    zip("enatiordslghvkmubpwzjcfyxq", (16, 9, 8, 7, 7, 7, 6, 5, 5, 4, 3, 4, 2.5, 2.5, 3, 2.5, 2, 2, 2, 1, 1.5, 1.5,
                                       1.2, 1, 0.1, 0.1), strict=True)
)  # fmt: skip


class _Found(NamedTuple):
    """What a part of a pattern needs; of the sets the most telling first."""

    digits: int
    capitals: int
    sets: tuple[frozenset[str], ...]


_NOTHING = _Found(0, 0, ())


def needs(pattern: re.Pattern[str]) -> _Found:
    """What a text must hold for a pattern to match."""
    if pattern.flags & re.ASCII:
        return _NOTHING
    parser: Any = re._parser  # type: ignore[attr-defined]
    found = _row(list(parser.parse(pattern.pattern, pattern.flags)), bool(pattern.flags & re.IGNORECASE), "", "")
    sets = [one for one in found.sets if one != {DIGIT} and _chance(one) < _USEFUL]
    return found._replace(sets=tuple(sets[:_MOST]))


def _row(items: list[Any], fold: bool, before: str, after: str) -> _Found:
    """What a row of parts needs that stands right between two texts."""
    parts: list[_Found] = []
    asserted: list[_Found] = []  # of signs that may be counted among the others
    run = before
    for at, (op, value) in enumerate(items):
        name, then = str(op), _next(items[at + 1 :], after)
        if name == "LITERAL":
            run += plainly(chr(value))[1:-1]
            parts.append(_sign(value, fold))
        elif name == "ASSERT":
            asserted.append(_row(list(value[1]), fold, "", ""))
        elif name in ("ASSERT_NOT", "AT"):
            run, ended = _at_edge(name, value, run, then)
            parts.append(_run(ended))
        else:
            blank, least, most = _blanks(name, value)
            edge = BLANK if blank and (least or run[-1:] == BLANK) else ""
            begun = BLANK if least and _begins_blank([(name, value)]) else ""
            parts += [_run(run + begun), _part(name, value, fold, run[-SIZE:], then)]
            run = run + BLANK if blank and least == most == 1 else edge
    found = _all([*parts, _run(run + after)])
    counted = (found, *asserted)
    return _all([found, *(_Found(0, 0, one.sets) for one in asserted)])._replace(
        digits=max(one.digits for one in counted), capitals=max(one.capitals for one in counted)
    )


def _part(name: str, value: Any, fold: bool, before: str, after: str) -> _Found:
    """What one part needs that is more than a sign."""
    if name == "SUBPATTERN":
        _, more, less, row = value
        return _row(list(row), bool((fold or more & re.IGNORECASE) and not less & re.IGNORECASE), before, after)
    if name == "ATOMIC_GROUP":
        return _row(list(value), fold, before, after)
    if name == "BRANCH":
        return _any([_row(list(row), fold, before, after) for row in value[1]])
    if name == "IN":
        return _class(value, fold, before, after)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0]:
        least, most, row = value
        found = _row(list(row), fold, before, after if most == 1 else "")
        return _Found(found.digits * least, found.capitals * least, found.sets)
    return _NOTHING


def _at_edge(name: str, value: Any, run: str, then: str) -> tuple[str, str]:
    """The signs right before what follows an assertion that nothing stands there, and signs in a row that end here."""
    known = run != "" and run[-1] != BLANK
    if not _is_edge(name, value):
        return run, ""
    if name == "AT":
        ends, begins = known, run == "" and then not in ("", BLANK)
    else:
        ends, begins = known and value[0] > 0, run == "" and value[0] < 0
    if ends:
        return "", run + BLANK
    return BLANK if begins else run, ""


def _is_edge(name: str, value: Any) -> bool:
    """Whether no letter or digit stands there."""
    if name == "AT":
        return str(value) == "AT_BOUNDARY"
    row = list(value[1])
    rows = [list(one) for one in row[0][1][1]] if len(row) == 1 and str(row[0][0]) == "BRANCH" else [row]
    return any(len(one) == 1 and str(one[0][0]) == "IN" and _holds_words(one[0][1]) for one in rows)


def _holds_words(items: Sequence[Any]) -> bool:
    """Whether a class holds all letters and digits."""
    there = {(str(op), str(value)) for op, value in items}
    if ("NEGATE", "None") in there:
        return there == {("NEGATE", "None"), ("CATEGORY", "CATEGORY_NOT_WORD"), ("LITERAL", str(ord("_")))}
    return ("CATEGORY", "CATEGORY_WORD") in there


def _next(items: Sequence[Any], after: str) -> str:
    """The sign that stands right behind what comes before these parts; none where that is not known."""
    if not items:
        return after
    op, value = items[0]
    if str(op) == "LITERAL":
        return plainly(chr(value))[1:-1]
    if str(op) == "IN" or (str(op) == "MAX_REPEAT" and value[0] and str(value[2][0][0]) == "IN"):
        return BLANK if _ends_blank([items[0]] if str(op) == "IN" else list(value[2])[:1]) else ""
    ahead = str(op) == "ASSERT_NOT" and value[0] > 0
    return BLANK if ahead and _is_edge(str(op), value) else ""


def _blanks(name: str, value: Any) -> tuple[bool, int, int]:
    """Whether a part is always without letters and digits at its end, or may be left out; how often it stands there."""
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, row = value
        return _ends_blank(list(row)), least, most if len(row) == 1 and str(row[0][0]) == "IN" else most + 1
    return _ends_blank([(name, value)]), 1, 1 if name == "IN" else 2


def _begins_blank(row: Sequence[Any]) -> bool:
    """Whether the first sign of all that a row matches is no letter or digit."""
    if row and str(row[0][0]) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and row[0][1][0]:
        return _begins_blank(list(row[0][1][2]))
    if row and str(row[0][0]) == "SUBPATTERN":
        return _begins_blank(list(row[0][1][3]))
    if row and str(row[0][0]) == "BRANCH":
        return all(_begins_blank(list(one)) for one in row[0][1][1])
    return _ends_blank(list(row[:1]))


def _ends_blank(row: Sequence[Any]) -> bool:
    """Whether the last sign of all that a row matches is no letter or digit."""
    if not row:
        return False
    name, value = str(row[-1][0]), row[-1][1]
    if name == "IN":
        return all(str(op) == "LITERAL" and plainly(chr(code))[1:-1] == BLANK for op, code in value)
    if name == "LITERAL":
        return plainly(chr(value))[1:-1] == BLANK
    if name == "SUBPATTERN":
        return _ends_blank(list(value[3]))
    return name == "BRANCH" and all(_ends_blank(list(one)) for one in value[1])


def _sign(code: int, fold: bool) -> _Found:
    """What the count of digits and capitals gets from one sign."""
    sign = chr(code)
    digit = sign.isascii() and sign.isdigit()
    return _Found(int(digit), int(not fold and "A" <= sign <= "Z"), (frozenset({DIGIT}),) if digit else ())


def _class(items: Sequence[Any], fold: bool, before: str, after: str) -> _Found:
    if all(str(op) == "LITERAL" for op, _ in items) and len(items) <= _FEW:
        runs = [_run(before + plainly(chr(code))[1:-1] + after) for _, code in items]
        return _any([_all([run, _sign(code, fold)]) for run, (_, code) in zip(runs, items, strict=True)])
    if all(_within(op, value, "0", "9") or str(value) == "CATEGORY_DIGIT" for op, value in items):
        return _Found(1, 0, (frozenset({DIGIT}),))
    capital = not fold and all(_within(op, value, "A", "Z") for op, value in items)
    return _Found(0, int(capital), ())


def _within(op: Any, value: Any, low: str, high: str) -> bool:
    """Whether one item of a class is of these signs only."""
    if str(op) == "LITERAL":
        return low <= chr(value) <= high
    return str(op) == "RANGE" and low <= chr(value[0]) and chr(value[1]) <= high


def _run(signs: str) -> _Found:
    """What signs in a row need: their rarest piece."""
    pieces = {signs[at : at + SIZE] for at in range(max(1, len(signs) - SIZE + 1))} - {"", BLANK}
    rarest = min(sorted(pieces), key=lambda piece: _chance({piece}), default="")
    return _Found(0, 0, (frozenset({rarest}),) if rarest else ())


def _all(parts: Sequence[_Found]) -> _Found:
    sets = dict.fromkeys(one for part in parts for one in part.sets)
    ordered = sorted(sets, key=lambda one: (_chance(one), sorted(one)))
    return _Found(sum(p.digits for p in parts), sum(p.capitals for p in parts), tuple(ordered))


def _any(parts: Sequence[_Found]) -> _Found:
    """What every one of several needs; of each the most telling set."""
    sets = (frozenset().union(*(part.sets[0] for part in parts)),) if all(part.sets for part in parts) else ()
    return _Found(min(p.digits for p in parts), min(p.capitals for p in parts), sets)


def _chance(pieces: Iterator[str] | frozenset[str] | set[str]) -> float:
    """About how likely a usual text holds one of these pieces."""
    none = 1.0
    for piece in pieces:
        chance = 1.0
        for sign in piece:
            chance *= 0.25 if sign == BLANK else _CHANCES.get(sign, 0.3) / 100
        none *= 0.75 if piece == DIGIT else (1 - min(chance, 1.0)) ** _OF_TEXT
    return 1 - none


def all_patterns() -> list[re.Pattern[str]]:
    """Every pattern of this package."""
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]
    for entry in patterns.table():
        found += [*(shape.regex for shape in entry.shapes), entry.needs]
    return list(dict.fromkeys(found))


def built() -> dict[str, Any]:
    """What stands in needs.json."""
    rows = ((key(pattern), needs(pattern)) for pattern in all_patterns())
    return {name: [n.digits, n.capitals, [sorted(one) for one in n.sets]] for name, n in sorted(rows) if any(n)}


def write() -> None:
    """Make needs.json anew."""
    rows = ",\n".join(f" {json.dumps(name)}: {json.dumps(row)}" for name, row in built().items())
    Path(__file__).with_name(FILE).write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
