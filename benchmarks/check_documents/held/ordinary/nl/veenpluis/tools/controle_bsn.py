"""Elfproef voor het burgerservicenummer, zonder iets op te slaan."""

import re

PATROON_BSN = re.compile(r"(?<!\d)\d{9}(?!\d)")
PATROON_TEL = re.compile(r"(?:\+31|0031|0)[\s-]?6(?:[\s-]?\d){8}")
PATROON_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")


def elfproef(nummer: str) -> bool:
    """Waar als ``nummer`` negen cijfers heeft en door de elfproef komt."""
    if not re.fullmatch(r"\d{9}", nummer) or nummer == "000000000":
        return False
    som = sum(int(c) * w for c, w in zip(nummer, (9, 8, 7, 6, 5, 4, 3, 2, -1)))
    return som % 11 == 0


if __name__ == "__main__":
    assert elfproef("111222333")
    assert elfproef("123456782")
    assert not elfproef("123456789")
    assert not elfproef("000000000")
    print("elfproef in orde")
