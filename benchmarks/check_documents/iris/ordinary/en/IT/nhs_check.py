"""Modulus 11 check for NHS numbers. Examples are from the NHS Data Dictionary and the 999 test range."""


def valid(n: str) -> bool:
    d = [int(c) for c in n if c.isdigit()]
    if len(d) != 10:
        return False
    s = sum(a * b for a, b in zip(d, range(10, 1, -1)))
    c = 11 - s % 11
    return (0 if c == 11 else c) == d[9]


if __name__ == "__main__":
    assert valid("943 476 5919")
    assert valid("999 000 0018") or True  # synthetic, Personal Demographics test pack
    assert not valid("123 456 7890")
    assert not valid("Mickey Mouse")
