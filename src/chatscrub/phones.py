"""Phone numbers as keys: which spellings are one number."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_WHOLE = re.compile(r"@?\+?[\d\s().\-/]{6,28}")
_REGIONS = ("NL", "BE", "GB", "IE", "DE", "FR", "US")
_SHORTEST, _LONGEST = 6, 17
_TELLING = 8  # digits at the end of a number that nobody else in one chat shares


@lru_cache(maxsize=8192)
def number_key(text: str) -> str | None:
    """A text that is nothing but a phone number in the form +31612345678; None when it is something else.

    A number without country code is taken for one of the countries whose numbers look like it, Dutch first.
    """
    plain = text.strip().removeprefix("~").strip()
    digits = re.sub(r"\D", "", plain)
    if not _SHORTEST <= len(digits) <= _LONGEST or not _WHOLE.fullmatch(plain):
        return None
    for candidate, region in _readings(plain.lstrip("@"), digits):
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or (region in (None, "NL") and phonenumbers.is_possible_number(number)):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return "+" + digits.lstrip("0") if is_international(plain) else digits


def _readings(plain: str, digits: str) -> list[tuple[str, str | None]]:
    if is_international(plain):
        return [("+" + re.sub(r"^\+|^00", "", plain), None)]
    if digits.startswith("0"):
        return [(digits, region) for region in (*_REGIONS[1:], "NL")] if not _is_dutch(digits) else [(digits, "NL")]
    if len(digits) == 10:
        return [(digits, "US")]
    return [("+" + digits, None)] if len(digits) > 10 else [(digits, "NL")]


def is_international(plain: str) -> bool:
    """Whether a number is written with its country code."""
    return plain.lstrip("@").startswith(("+", "00"))


def _is_dutch(digits: str) -> bool:
    number = phonenumbers.parse(digits, "NL")
    return bool(phonenumbers.is_valid_number(number)) or (digits.startswith("06") and len(digits) == 10)


def same_end(key: str, digits: str) -> bool:
    """Whether digits, written without country code or trunk zero, are the end of a number."""
    bare = digits.lstrip("0")
    return len(bare) >= _TELLING and key.endswith(bare)
