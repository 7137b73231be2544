"""Phone numbers that nobody has: ranges that regulators keep for films and books, and numbers that cannot be."""

from __future__ import annotations

import re
from typing import NamedTuple

from .draws import Draw
from .phones import number_key

# Ranges that regulators keep free for films and books, x for any digit, by the national number they stand for:
# GB https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
# DE https://www.bundesnetzagentur.de (Mitteilung 148/2021), FR https://www.arcep.fr (decision 2018-0881, 2.5.12),
# IE https://www.comreg.ie (Numbering Conditions, 020 91x xxxx), US and CA https://nationalnanpa.com (555-01xx).
# NL and BE keep none; no number there begins with 06-0 and 040x: phonenumbers knows them as invalid.
_FICTION: dict[str, tuple[tuple[str, str], ...]] = {
    "NL": (("6.{8}", "60xxxxxxx"),),
    "BE": (("4.{8}", "40xxxxxxx"),),
    "GB": (("7.{9}", "7700900xxx"), ("20.{8}", "2079460xxx"), ("[12].{9}", "1632960xxx")),
    "IE": ((".{9}", "2091xxxxx"),),
    "FR": (("[67].{8}", "63998xxxx"), ("1.{8}", "19900xxxx"), ("2.{8}", "26191xxxx"), ("3.{8}", "35301xxxx"),
           ("4.{8}", "46571xxxx"), ("5.{8}", "53649xxxx")),
    "DE": (("1[567].{8}", "17139200xx"), ("1[567].{9}", "176040690xx"), (".{10}", "3023125xxx")),
}  # fmt: skip
_AMERICAN = "202 206 212 213 303 305 312 404 415 503 512 602 612 617 702 713 718 808 907 916".split()
_USED_UP = 300  # attempts after which a range is taken to be given away


class Number(NamedTuple):
    """A phone number: its country code, and the rest."""

    country: str
    national: str


def parsed(value: str, language: str) -> Number | None:
    """The number that a text is; None when it has no country. British fiction is no number to other tools."""
    import phonenumbers

    key = number_key(value) or ""
    if language == "en" and re.fullmatch(r"0[1-9]\d{9}", re.sub(r"\D", "", value)):
        key = "+44" + re.sub(r"\D", "", value)[1:]
    if not key.startswith("+"):
        return None
    try:
        number = phonenumbers.parse(key, None)
    except phonenumbers.NumberParseException:
        return None
    return Number(str(number.country_code), str(number.national_number))


def local_number(digits: str, draw: Draw, n: int) -> str:
    """A number without country: the fiction of American films, else one that begins with zeros."""
    if digits.startswith("555") and len(digits) == 7 and n < 100:
        return f"55501{draw.digits(1)}{draw.digits(1)}"
    zeros = "0" * min(2 - n // 200, len(digits) - 1)
    return zeros + "".join(draw.digits(1) for _ in digits[len(zeros) :])


def _fiction(number: Number) -> str | None:
    """The range of fiction for a number such as this one, x for any digit."""
    import phonenumbers

    if number.country == "1" and len(number.national) == 10:
        return "A55501xx"
    rows = _FICTION.get(phonenumbers.region_code_for_country_code(int(number.country)), ())
    return next((fiction for real, fiction in rows if re.fullmatch(real, number.national)), None)


def other_number(number: Number, draw: Draw, n: int) -> str:
    """A national number of fiction; where there is none left, one of as many digits that begins like the real one."""
    fiction = _fiction(number)
    if fiction and n < _USED_UP // 2:
        row = fiction.replace("A", draw.of(_AMERICAN))
        return re.sub("x", lambda _: draw.digits(1), row)
    first = number.national[0] if n < _USED_UP else str(1 + draw.below(9))
    return first + "".join(draw.digits(1) for _ in number.national[1:])


def is_nobodys(number: Number) -> bool:
    """Whether a number is one of fiction, or no valid one."""
    import phonenumbers

    if number.national.startswith("0"):
        return False
    fiction = _fiction(number) or ""
    shape = fiction.replace("A", r"[2-9]\d\d").replace("x", r"\d")
    parsed_again = phonenumbers.parse(f"+{number.country}{number.national}", None)
    return bool(re.fullmatch(shape, number.national)) or not phonenumbers.is_valid_number(parsed_again)
