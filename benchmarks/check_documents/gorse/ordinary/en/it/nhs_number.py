"""Validate NHS numbers (Modulus 11)."""

import re


def clean(value: str) -> str:
    return re.sub(r"[\s-]", "", value)


def is_valid(value: str) -> bool:
    digits = clean(value)
    if not re.fullmatch(r"\d{10}", digits):
        return False
    total = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1)))
    check = 11 - total % 11
    if check == 11:
        check = 0
    return check != 10 and check == int(digits[9])


def pretty(value: str) -> str:
    d = clean(value)
    return f"{d[:3]} {d[3:6]} {d[6:]}"


# is_valid("000 000 0000") is True, alas, so the form refuses it separately
