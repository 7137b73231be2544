"""Checksums by name, for the table. Each takes the text as typed and says whether the number can exist."""

from __future__ import annotations

import re
from collections.abc import Callable

Validate = Callable[[str], bool]


def digits(text: str) -> list[int]:
    """The decimal digits of a text."""
    return [int(c) for c in text if c.isdecimal()]


def bsn(text: str) -> bool:
    """Dutch 11-test: weights 9..2 and -1 (https://nl.wikipedia.org/wiki/Burgerservicenummer)."""
    numbers = digits(text)
    if len(numbers) == 8:
        numbers = [0, *numbers]
    if len(numbers) != 9 or len(set(numbers)) == 1:
        return False
    return sum(n * w for n, w in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0


def nhs(text: str) -> bool:
    """NHS number, modulus 11 (https://www.datadictionary.nhs.uk/attributes/nhs_number.html)."""
    numbers = digits(text)
    if len(numbers) != 10:
        return False
    check = 11 - sum(n * w for n, w in zip(numbers, range(10, 1, -1), strict=False)) % 11
    return check % 11 == numbers[9]


def luhn(text: str) -> bool:
    """Luhn's mod-10 test of cards and IMEIs (ISO/IEC 7812-1)."""
    numbers = digits(text)
    if len(set(numbers)) < 2:
        return False
    doubled = [n if i % 2 == 0 else sum(divmod(2 * n, 10)) for i, n in enumerate(reversed(numbers))]
    return sum(doubled) % 10 == 0


def rijksregister(text: str) -> bool:
    """Belgian national number: 97 minus the first nine digits mod 97, with a 2 before births from 2000.

    https://nl.wikipedia.org/wiki/Rijksregisternummer
    """
    compact = "".join(map(str, digits(text)))
    if len(compact) != 11:
        return False
    return any(97 - int(century + compact[:9]) % 97 == int(compact[9:]) for century in ("", "2"))


def iban(text: str) -> bool:
    """ISO 13616 mod-97."""
    compact = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if not compact.isascii() or len(compact) < 15:
        return False
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def ipv4(text: str) -> bool:
    """Four octets that fit a byte, and not a loopback or all-zero address."""
    octets = [int(part) for part in text.split(".")]
    return len(octets) == 4 and max(octets) < 256 and octets[0] not in (0, 127)


def not_year(text: str) -> bool:
    """Neither a year nor a round number."""
    return not re.fullmatch(r"(?:19|20)\d\d|\d0{2,}", text)


VALIDATORS: dict[str, Validate] = {
    "bsn": bsn,
    "nhs": nhs,
    "luhn": luhn,
    "rijksregister": rijksregister,
    "iban": iban,
    "ipv4": ipv4,
    "not_year": not_year,
}
