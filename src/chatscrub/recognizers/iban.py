"""IBANs by their shape: country, two digits and the country's length. The checksum is only a bonus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near
from chatscrub.recognizers.needs import found
from chatscrub.recognizers.validators import iban

# Lengths: https://www.swift.com/standards/data-standards/iban-international-bank-account-number (registry)
LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "LB": 28, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
HEAD = re.compile(r"(?<![^\W_])([A-Za-z]{2})[ .-]?\d[ .]?\d(?=[ .-]{0,2}[A-Za-z\d])")
STEP = re.compile(r"[ .-]{0,2}([A-Za-z]{1,4}|\d{1,4})")
DUTCH = re.compile(r"(?i)(?<![^\W_])NL[ .-]?\d\d[ .-]?[a-z]{4}(?:[ .-]{0,2}\d){8,11}(?!\d)")
MASKED = re.compile(r"(?i)(?<![^\W_])[a-z]{2}\d\d[ ]?[a-z]{4}[ ]?[\dx*•.]{2,6}(?:[ ]?[\dx*•.]{2,6}){1,3}")
LOOSE = re.compile(r"(?i)(?<![^\W_])(?:[a-z]{4}[ .]?0\d{3}(?:[ .]?\d){6}|\d{3}-\d{7}-\d{2})(?!\d)")
CUES = cue(
    "iban", r"rek(?:ening)?(?:nummer|nr)?\.?", r"bankrek\w{0,12}", "account", "bank", "overmaken", "tnv",
)  # fmt: skip


def _end(text: str, start: int, length: int) -> int | None:
    """Where an IBAN of this length would end, stepping over single separators between its groups."""
    have, pos = 0, start
    while have < length:
        step = STEP.match(text, pos)
        if step is None:
            return None
        take = min(len(step[1]), length - have)
        have, pos = have + take, step.start(1) + take
    return None if pos < len(text) and text[pos].isalnum() else pos


def _plausible(text: str) -> bool:
    """Mostly digits, and typed as one thing: capitals or no ordinary words in between."""
    letters = sum(c.isalpha() for c in text)
    if sum(c.isdigit() for c in text) < 8:
        return False
    return iban(text) or (letters <= 7 and not re.search(r"[a-z]{5}", text))


def find(text: str) -> Iterator[Hit]:
    """IBANs of every country of the registry, Dutch ones with a digit too many or too few, masked ones."""
    for head in found(HEAD, text):
        length = LENGTHS.get(head[1].upper())
        end = _end(text, head.start(), length) if length else None
        if end and _plausible(text[head.start() : end]):
            yield Hit(head.start(), end, 0.95)
    for match in found(DUTCH, text):
        yield Hit(match.start(), match.end(), 0.9)
    for pattern in (MASKED, LOOSE):
        for match in found(pattern, text):
            if (pattern is LOOSE and near(text, match.start(), CUES)) or (
                pattern is MASKED and sum(c.isdigit() for c in match[0]) >= 3
            ):
                yield Hit(match.start(), match.end(), 0.6)
