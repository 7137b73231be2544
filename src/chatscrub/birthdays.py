"""Another day in the same year or decade, written as the real one is."""

from __future__ import annotations

import re

from .draws import Draw, like
from .lexicon import fold

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "january february march april may june july august september october november december".split(),
)
_SHORT = ("jan feb mrt apr mei jun jul aug sep okt nov dec".split(),
          "jan feb mar apr may jun jul aug sep oct nov dec".split())  # fmt: skip
_MONTH = re.compile(
    r"(?i)\b(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|june|july"
    r"|aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:(?:18|19|20)\d\d(?!\d)|['’‘`]\d\d(?!\d)|(?<=[-./ ])\d\d$)")
_TENS = (
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "twenty thirty forty fifty sixty seventy eighty ninety".split(),
)
_YEAR_WORDS = re.compile(r"(?<= )[^\W\d_]{4}[\w ëï-]*$")
_DAY = re.compile(r"(\d+)(st|nd|rd|th)?")
_DAY_WORDS = re.compile(r"(?i)(?<![^\W\d_])[^\W\d_]{4,}(?:[ -][^\W\d_]{4,})?\s*$")


def has_day(value: str) -> bool:
    """Whether there is more to a date than its year."""
    rest = _YEAR.sub("", value)
    return re.search(r"\d", rest) is not None or _MONTH.search(rest) is not None


def redated(value: str, draw: Draw, keep: str) -> str:
    """A date with another day, another month and, to the decade, another year."""
    if re.search(r"(?<!\d)\d{8}(?!\d)", value):
        return re.sub(r"\d{8}", lambda m: _run(m[0], draw, keep), value, count=1)
    month = _MONTH.search(value)
    kept = _YEAR.search(value) or (_YEAR_WORDS.search(value, month.end()) if month else None)
    start, end = kept.span() if kept else (len(value), len(value))
    year = _other_year(value[start:end], draw) if keep == "decade" and kept else value[start:end]
    if month:
        before, after = (_worded(part, draw) for part in (value[:start], value[end:]))
        return before + year + after
    numbers = re.findall(r"\d+", value[:start] + " " + value[end:])
    padded = all(len(number) == 2 for number in numbers)
    before, after = (
        re.sub(r"\d+", lambda m: _other_number(m[0], draw, padded), part) for part in (value[:start], value[end:])
    )
    return before + year + after


def _other_number(number: str, draw: Draw, padded: bool) -> str:
    """A day above 12 for such a day, else a number that can be day and month, of as many digits."""
    if int(number) > 12:
        return str(13 + draw.below(16))
    low, high = (1, 12) if padded else (1, 9) if len(number.lstrip("0")) < 2 else (10, 12)
    return str(low + draw.below(high - low + 1)).zfill(len(number))


def _other_year(year: str, draw: Draw) -> str:
    """A year of the same decade; one in words becomes digits."""
    if not re.search(r"\d", year):
        new = re.match("tweeduizend|two thousand|twenty ", fold(year))
        century, rest = (2000, fold(year)[new.end() :]) if new else (1900, fold(year))
        tens = next((20 + 10 * i for row in _TENS for i, word in enumerate(row) if word in rest), 0)
        return str(century + tens + draw.below(10))
    return re.sub(r"\d(?!\d)", lambda _: draw.digits(1), year, count=1)


def _run(digits: str, draw: Draw, keep: str) -> str:
    """A date in one row of digits: ddmmyyyy or yyyymmdd."""
    day, month = str(1 + draw.below(28)).zfill(2), str(1 + draw.below(12)).zfill(2)
    first = re.match(r"(?:19|20)\d\d(?:0\d|1[0-2])", digits)
    year = digits[:4] if first else digits[4:]
    year = _other_year(year, draw) if keep == "decade" else year
    return year + month + day if first else day + month + year


def _worded(text: str, draw: Draw) -> str:
    """Another month's name, in the same language, length and case, and another day; one in words becomes digits."""
    match = _MONTH.search(text)
    if match is None:
        return re.sub(_DAY, lambda m: _other_day(m, draw), text)
    name = fold(match[0]).replace("sept", "sep") if len(match[0]) == 4 else fold(match[0])
    row = next(row for row in (*_SHORT, *_MONTHS) if name in row)
    new = like(match[0], draw.of([month for month in row if month != name]))
    before, after = text[: match.start()], text[match.end() :]
    if not re.search(r"\d", text):
        before = _DAY_WORDS.sub("", before) + f"{1 + draw.below(28)} "
    return _DAY.sub(lambda m: _other_day(m, draw), before) + new + _DAY.sub(lambda m: _other_day(m, draw), after)


def _other_day(match: re.Match[str], draw: Draw) -> str:
    """A day of as many digits, with the ending that English gives it."""
    day = 1 + draw.below(9) if len(match[1].lstrip("0")) < 2 else 10 + draw.below(19)
    ending = match[2] or ""
    if ending in ("st", "nd", "rd", "th"):
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
    return str(day).zfill(len(match[1])) + ending
