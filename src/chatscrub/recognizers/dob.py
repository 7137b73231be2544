"""Dates of birth: a full date after a cue, after a name, or long enough ago to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.lexicon import fold, is_first_name, is_ordinary
from chatscrub.recognizers.hits import AT_END, Hit, cue, follows, near
from chatscrub.recognizers.needs import found, holds

MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|"
    r"june|july"
    r"|aug(?:ustus|ust)?|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?:(?:19|20)\d\d|['’‘`]?\d\d)(?!\d|[:.]\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
UNITS = r"een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
DAY_WORDS = (
    rf"(?:{UNITS}|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
    rf"|(?:(?:{UNITS})(?:en|ën))?twintig|dertig|(?:een|één)endertig"
    r"|first|second|third|(?:twenty|thirty)[ -]\w{4,8}|\w{4,10}th)"
)
YEAR_WORDS = (
    r"(?:negentien(?:honderd)?[a-zë]{3,20}|tweeduizend[a-zë ]{0,16}|nineteen [a-z]{3,9}(?:[ "
    r"-][a-z]{3,5})?|(?:two thousand|twenty) [a-z ]{3,14})"
)
NUMERIC = re.compile(
    rf"(?<![\d.,/€$£-])(?:{DAY} ?[-./ ] ?{DAY} ?[-./ ] ?(?P<y>{YEAR})|(?P<iso>(?:19|"
    rf"20)\d\d)[-./]{DAY}[-./]{DAY}(?!\d))(?![-/:]?\d|[^\W_])"
)
WORDED = re.compile(
    rf"(?i)(?<![\w.,])(?:the )?(?:{DAY}(?:st|nd|rd|th|e|ste|de)?|{DAY_WORDS})[ -](?:of )?{MONTH},?[ "
    rf"-]?(?P<y>{YEAR}|{YEAR_WORDS})"
    rf"|(?<!\w){MONTH} {DAY}(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d|['’‘]\d\d)(?!\d)"
)
NO_YEAR = re.compile(
    rf"(?i)(?<![\w.,])(?:the )?{DAY}(?:st|nd|rd|th|e|ste|de)? (?:of )?{MONTH}|(?<!\w){MONTH} {DAY}(?:st|nd|"
    rf"rd|th)?(?!\w)"
)
MONTHS = re.compile(f"(?i){MONTH}")
RUN = re.compile(r"(?<![\w-])(?:[0-3]\d[01]\d(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d)(?![\w-])")
BARE_YEAR = re.compile(r"(?<![\w.,-])(?:19[2-9]\d|20[01]\d|['’]\d\d)(?![\w-])")
FROM_YEAR = re.compile(
    r"(?i)(?:(?:^|\n)(?:is|ben|was) |(?<!\w)(?:(?:ik|jij|je|u|gij|hij|zij|ze) (?:ben|bent|is|was)|"
    r"ben (?:jij|je|ik)|bent u|is (?:hij|zij|ze|die)) )"
    r"(?:(?:zelf|dus|ook|toch|al|nog|pas|toen|net|gewoon|eigenlijk|zo) ){0,2}van (?P<v>19[2-9]\d|20[01]\d|['’]?\d\d)"
    rf"(?![\w%€]|[.,:/]\d|-\d){AT_END}(?! (?:en|of|and|or) \d)"
)
_TWO = r"['’]?\d\d(?![\w%€]|[.,:/]\d|-\d)"
SHORT_YEAR = re.compile(
    rf"(?i)(?<!\w)(?:(?:geboren|born|geb\.?) in (?P<born>{_TWO}){AT_END}"
    rf"|in (?P<before>(?:19[2-9]\d|20[01]\d|['’]?\d\d)) geboren(?!\w)"
    rf"|(?:(?:hij|zij|ze|we|wij) (?:is|was|zijn)|ben|bent) (?:ook |toch |zelf |van )?bouwjaar (?P<made>{_TWO})"
    rf"|(?:i'?m|i am|s?he'?s|s?he is|you'?re|ur|we'?re) (?:an? )?(?P<baby>(?:19[2-9]|20[01]|['’]?\d)\d) baby(?!\w))"
)
MONTH_YEAR = re.compile(rf"(?i)(?<!\w){MONTH},? (?:of )?(?P<y>(?:19[2-9]|20[01])\d|['’]\d\d)(?!\w|[.,:]\d)")
NAME_FROM = re.compile(
    rf"(?i)(?<!\w)(?P<name>[^\W\d_]{{3,20}}) (?:is|was) (?:ook |toch |al )?van (?P<v>{_TWO}){AT_END}"
)
CUES = cue(
    "geb", r"geb\.", "gebore[n]?", "geboorte", r"geboorte(?:datum|dag|dat\.?|jaar)",
    r"geb\.? ?(?:dat(?:um)?|dag)\.?", r"g\.?b\.? ?dag", r"verjaar\w{0,8}", "jarig", r"dob\.?",
    r"d\.o\.?b\.?", r"do\.b\.?", "born", "birth", "birthday", "bday", "b-day", "b'day", "birthdate", "birth-date",
    "née?", r"gebdat\w{0,2}", "°", r"\*", "gebjaar", "bouwjaar",
)  # fmt: skip
YEAR_CUES = cue(
    "geboortejaar", "bouwjaar van", "birth year", "year of birth", "born in", "geboren in", r"geb\.?", "born",
    "gebjaar",
)  # fmt: skip
AGENDA = cue(
    "ma", "di", "wo", "do", "vr", "za", "zo", r"\w{3,8}dag", r"\w{3,6}day", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "op", "on", "sinds", "since", "vanaf", "from", "tot", "until", "till", "per", "dated", "dd",
    r"d\.d", "datum", "by", "before", "voor", "overleden", "died", "getrouwd", "married", "versie", "van", "of",
    "in", "update",
)  # fmt: skip


_CUED = ((RUN, CUES, 30), (NO_YEAR, CUES, 20), (MONTH_YEAR, YEAR_CUES, 14), (BARE_YEAR, YEAR_CUES, 14))


def _year(match: re.Match[str]) -> int | None:
    """The year in digits, two-digit ones taken as 1930-2029; None for years in words."""
    found = next((match[g] for g in match.re.groupindex if match[g]), "")
    digits = re.sub(r"\D", "", found)
    if len(digits) == 2:
        return 1900 + int(digits) if int(digits) >= 30 else 2000 + int(digits)
    return int(digits) if len(digits) == 4 else None


def _capital_before(text: str, start: int) -> bool:
    """Whether the date follows a capitalised word, as in ``Noor Voorbeeld, 01-02-2013``."""
    before = re.search(r"([^\W\d_][\w'’-]{1,30})\W{0,3}$", text[max(0, start - 36) : start])
    return before is not None and before[1][0].isupper()


def _score(text: str, match: re.Match[str]) -> float:
    if near(text, match.start(), CUES, 45) or follows(text, match.end(), CUES, 12):
        return 0.9
    year = _year(match)
    if year is None or year > 2026:
        return 0.45 if year is None else 0.0
    full = re.search(r"(?:19|20)\d\d", match[0]) is not None
    planned = near(text, match.start(), AGENDA, 9) and re.search(
        r"(?:^|\W)\w+ $", text[max(0, match.start() - 14) : match.start()]
    )
    if year <= 2009 and not (planned and year > 1999):
        return 0.5 if full or match.re is WORDED or _capital_before(text, match.start()) else 0.4
    if (
        year <= 2018
        and not text[: min(match.start(), 4)].strip()
        and match.start() < 4
        and re.match(r"\s*(?:$|[,.;(])", text[match.end() : match.end() + 3])
    ):
        return 0.4
    return 0.45 if not planned and _capital_before(text, match.start()) and year <= 2022 else 0.0


def find(text: str) -> Iterator[Hit]:
    """Full dates that are a birth date by their cue, the name before them, or their age; years after a cue."""
    if re.search(r"\d", text):
        for match in found(FROM_YEAR, text):
            yield Hit(match.start("v"), match.end("v"), 0.6)
        for match in found(NAME_FROM, text):
            if is_first_name(fold(match["name"])) and not is_ordinary(fold(match["name"])):
                yield Hit(*match.span("v"), 0.6)
        for match in found(SHORT_YEAR, text):
            if match.lastgroup:
                yield Hit(*match.span(match.lastgroup), 0.6)
        for match in found(NUMERIC, text):
            if score := _score(text, match):
                yield Hit(match.start(), match.end(), score)
    if holds(MONTHS, text):
        yield from _worded(text)
    if holds(CUES, text):
        yield from _cued(text)


def _worded(text: str) -> Iterator[Hit]:
    for match in found(WORDED, text):
        if score := _score(text, match):
            yield Hit(match.start(), match.end(), score)


def _cued(text: str) -> Iterator[Hit]:
    """Shapes that need a cue: digits in one run, day and month, a year on its own."""
    for pattern, cues, reach in _CUED:
        for match in found(pattern, text):
            if near(text, match.start(), cues, reach):
                yield Hit(match.start(), match.end(), 0.6)
