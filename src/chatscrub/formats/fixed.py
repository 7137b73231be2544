"""What values in JSON look like that nobody wrote: codes, dates, words of programs, numbers that are nobody's."""

from __future__ import annotations

import re

from ..model import Role
from .code_words import is_programmed

# What a kept value may look like: a code with digits, a date, a number that is nobody's; or words of a program.
_FIXED = re.compile(
    r"(?=\D*\d)(?=.*[A-Za-z])[\w./:+=-]{1,64}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,]+[\d:.]{4,18}(?:Z|[+-][\d:]{2,6})?)?"
    r"|[-+]?[\d.,:]{0,8}|(?:\d+\.)+\d+|1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?"
)
_WHEN = re.compile(
    r"(?=.*(?:\d:\d\d|\d[-/.]\d{1,2}[-/.]\d|[A-Za-z]{3}))(?!.*\d{9})(?=.{6,64}\Z)"
    r"(?:[\d\s.,:/+-]|(?<![A-Za-z])(?:[TZ]|at|om|[ap]\.?m\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|UTC|GMT|[CWE]ES?T|[ECMP][SD]T|BST"
    r"|jan(?:uar[iy])?|feb(?:ruar[iy])?|m(?:arch|aart|ar|rt|ay|ei)|apr(?:il)?|jun[ei]?|jul[iy]?|aug(?:ust(?:us)?)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z]))+",
    re.IGNORECASE,
)
# What somebody picks as a user name: words, and a number behind them.
_PICKED = re.compile(r"([A-Za-z]+(?:[._-][A-Za-z]+)*)[._-]?\d{1,4}")
_CODE = re.compile(r"(?=.*\d)[\w:@.+/=-]{6,}")  # an id rather than a name
_LOCAL = re.compile(r"\d{0,5}", re.ASCII)  # a number that says who somebody is in this export only
_VOICE = re.compile(r"user|human|assistant|model|system|tool|developer|function|ai|bot", re.IGNORECASE)
# Since 2001; what begins with another digit may be a telephone or a card.
_PLAUSIBLE_TIME = re.compile(r"(?:1\d{9}|1\d{12}|1\d{15}|1\d{18})(?:\.\d+)?")
_MOMENT = re.compile(
    r"20\d\d-\d\d-\d\d[T ](?!00:00(?::00)?)\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?", re.ASCII
)
_DATED = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?", re.ASCII
)
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)
_LONG_NUMBER = 9  # digits from which on a number may be somebody's
_ZERO = re.compile(r"-?[01](?:\.0+)?")  # not known, or only whether
_PHONE = re.compile(r"\+?[\d ()./-]{6,24}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?=.*:)[0-9a-fA-F:]{3,39}")


def is_fixed(raw: str, role: Role) -> bool:
    """Whether a string is what a format itself writes in a place with a role that is copied."""
    if role is Role.VOICE:
        return is_voice(raw)
    if role is Role.TIME and _WHEN.fullmatch(raw):
        return True
    if picked := _PICKED.fullmatch(raw):
        return is_programmed(picked[1])
    return _FIXED.fullmatch(raw) is not None or (role is not Role.TIME and is_programmed(raw))


def is_voice(text: str) -> bool:
    """Whether a text is what programs call the sides of a talk with them."""
    return _VOICE.fullmatch(text.strip()) is not None


def is_code(text: str) -> bool:
    """Whether a text is an id rather than a name."""
    return _CODE.fullmatch(text) is not None


def is_moment(text: str) -> bool:
    """Whether a text is a time of day on some day, as only programs write it; midnight may stand for a day alone."""
    return _MOMENT.fullmatch(text) is not None


def is_dated(text: str) -> bool:
    """Whether a text is a date, with or without a time, as programs write it."""
    return _DATED.fullmatch(text) is not None


def is_local(text: str) -> bool:
    """Whether a text is a number that says who somebody is in this export only."""
    return _LOCAL.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a text is a date."""
    return _DAY.fullmatch(text) is not None


def is_told(number: str) -> bool:
    """Whether a number says more than that something is not known, or whether."""
    return _ZERO.fullmatch(number) is None


def is_long(number: str) -> bool:
    """Whether a number may be somebody's and is no time."""
    return sum(c.isdigit() for c in number) >= _LONG_NUMBER and not _PLAUSIBLE_TIME.fullmatch(number)


def contact_role(text: str, otherwise: str) -> Role:
    """Whether a text is an address, and of which sort; else the role that is given, or text."""
    if _IP.fullmatch(text):
        return Role.ID
    if _PHONE.fullmatch(text):
        return Role.PHONE
    if "@" in text[1:] and " " not in text:
        return Role.EMAIL
    if "://" in text and " " not in text:
        return Role.URL
    return Role(otherwise or "text")
