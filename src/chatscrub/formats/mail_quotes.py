"""The people whom quoted mail names by its form: ``Op ... schreef X:``, ``On ... X wrote:``, ``Van: X <...>``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Role
from .addresses import addressees
from .pasted import pasted_names

# The line that mail programs put above what they quote, which may go on on the next one.
_WROTE = re.compile(
    r"^[ \t>]{0,8}(?:"
    r"(?:Op|On|Le|Am|El|Il)\s(?P<head>[^\n]{5,160}?(?:\n[ \t>]{0,8}[^\n]{1,160}?)?)"
    r"\s(?:wrote|schreef|a \u00e9crit|schrieb)"
    r"(?P<after>[ \t]+(?:het volgende|[^\n:<]{1,60}?(?:\s?<[^\n<>]{1,100}>)?))?[ \t]?:"
    r"|(?P<name>[^\n:<>]{2,60}?)(?:\s<(?P<mail>[^\n<>]{3,100})>)?\s(?:schreef op|wrote on)\s[^\n]{5,80}:"
    r")[ \t]*$",
    re.MULTILINE,
)
# What stands before the name: a date, a day, a time.
_WHEN = re.compile(
    r"(?:(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}:\d\d(?::\d\d)?(?:\s?[aApP]\.?[mM]\.?)?|\d{1,4}"
    r"|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun|\w*dag|\w*day|om|at|um|\u00e0|en|of|de|van|"
    r"(?:jan|feb|f\u00e9v|m[a\u00e4]r|maa|mrt|apr|avr|mei|may|mai|jun|jui|jul|aug|ao\u00fb|sep|okt|oct|nov|dec|dez|d\u00e9c)\w{0,7}"
    r"|[+-]\d{4}|GMT|UTC|CES?T|uur|h)(?:[\s.,]{1,3}|\Z)){1,14}",
    re.IGNORECASE,
)
_FOLLOWING = "het volgende"


def quoted_names(text: str) -> Iterator[tuple[Role, int, int]]:
    """The names, and the addresses beside them, of those whom a mail quotes, and when they wrote (KEEP)."""
    yield from ((Role.NAME, start, end) for start, end in pasted_names(text))
    for found in _WROTE.finditer(text) if ":" in text else ():
        for group in ("head", "after", "name", "mail"):
            if found[group]:
                yield from _people(text, *found.span(group), dated=group == "head")


def _people(text: str, start: int, end: int, *, dated: bool) -> Iterator[tuple[Role, int, int]]:
    if dated and (when := _WHEN.match(text, start, end)):
        yield Role.KEEP, *when.span()
        start = when.end()
    if text[start:end].endswith(_FOLLOWING):
        end -= len(_FOLLOWING)
    for role, low, high in addressees(text[start:end]):
        if role is not Role.ID and len(text[start + low : start + high].split()) < 7:
            yield role, start + low, start + high
