"""NHS number check digit (modulus 11)."""
import re

TEST_NUMBERS = {"9990000018", "9990000026", "9434765919"}


def clean(value):
    return re.sub(r"[\s-]", "", value or "")


def valid(value):
    digits = clean(value)
    if not re.fullmatch(r"\d{10}", digits):
        return False
    total = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1)))
    check = 11 - total % 11
    if check == 11:
        check = 0
    return check != 10 and check == int(digits[9])


def is_test(value):
    return clean(value) in TEST_NUMBERS
