"""What values look like that only programs write: numbers, colours, codes, words of a schema."""

from __future__ import annotations

import re

from ..lexicon import fold, is_ordinary

NUMBER = re.compile(
    r"[-+]?[\d.,:%/\s-]+[a-zA-Z%]{0,4}|#?[0-9A-F]{6}(?:[0-9A-F]{2})?|(?=[a-f]{0,5}\d)[0-9a-f]{6}|f{6}"
    r"|#[0-9a-fA-F]{3,8}|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?|[0-9A-F]{2}|[0-9A-F]{4}|0x[0-9a-fA-F]+"
    r"|\d{4}-\d\d-\d\dT[\d:.,Z+-]+|[a-z]{2,3}-[A-Z]{2,4}|P[\dDTHMS.,]+|[\W_]+"
)
"""Numbers with a unit, colours, codes, dates, languages."""
_LONG_NUMBER = re.compile(r"\d{8,}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ENUMERATION = re.compile(r"[a-z]{1,16}(?:[A-Z][a-z]{0,16}){0,6}\d{0,3}|[a-z]{1,16}(?:-[a-z0-9]{1,16}){0,6}")
# Words of schemas that no dictionary has.
_SCHEMA_WORDS = frozenset(
    "auto ctr bg tx accent rect num str int bool px pt em rel abs pos xml rgb lin pct ltr rtl img src ref idx gte lte "
    "mso wps wp dist dxa nil lg med sm sys dash clr srgb roman kern cstate hyperlink hyperlinks sdt para id horz vert "
    "miter superscript subscript dot in cm mm wrap eq mid tri quad hex pent hept oct dodec ellipse bezier cust fff dk "
    "fol hlink phclr neg multi lnto crbg dbl std prev sz nfc gen cntr tbl cont sect calc fmt".split()
)
CAMEL_CASE = re.compile(r"[a-z]{1,12}(?:[A-Z][a-z]{0,16}){1,6}\d{0,3}")  # no name is written so


def is_fixed(raw: str) -> bool:
    """Whether a value is written as only programs write: a number, a colour, a code, a word of a schema."""
    if NUMBER.fullmatch(raw):
        return not _LONG_NUMBER.fullmatch(re.sub(r"[\s.,/-]", "", raw))
    return bool(_ENUMERATION.fullmatch(raw)) and is_programmed(raw)


def is_programmed(name: str) -> bool:
    """Whether a name is made of short signs, numbers and ordinary words."""
    words = [fold(word) for word in _CAMEL.findall(name)]
    if any(word.isdigit() and len(word) > 4 for word in words) and not name.startswith("_"):
        return False
    letters = [w for w in words if not w.isdigit()]
    return name.isascii() and all(
        len(w) < 3 or w in _SCHEMA_WORDS or is_ordinary(w) or is_ordinary(w.removesuffix("s")) for w in letters
    )
