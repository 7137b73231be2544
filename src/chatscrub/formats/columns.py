"""What the first row of a table calls its columns, in Dutch and English, and what that says about the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import fold
from .vocabulary import Column, table_headings

_LONGEST = 40


_SIGNS = re.compile(r"[\W_]+")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")


STATES = frozenset(
    "incoming outgoing notification read unread sent delivered received not delivered failed pending draft imessage "
    "sms mms rcs whatsapp image video audio contact location document sticker text in out inkomend uitgaand gelezen "
    "m v f x man vrouw male female ongelezen verzonden ontvangen afgeleverd mislukt afbeelding".split()
)
"""What messengers write in such columns."""


def _key(heading: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(_JOINED.sub(" ", heading))).split())


_EXACT = {_key(one): column for one, column in table_headings()}
_EXACT |= {key.replace(" ", ""): column for key, column in _EXACT.items()}
# Words that tell in a longer heading, such as "E-mail 1 - Value" or "Telefoon (werk)"; the first that fits counts.
_WITHIN = [
    (re.compile(rf"\b(?:{words})\b"), column)
    for words, column in (
        ("type|label|labels|soort|language|taal|format", Column.WORDS),
        ("display name|weergavenaam", Column.NAME),
        (r"e ?mail\w*|mailadres", Column.EMAIL),
        (r"\w*telefoon\w*|\w*phone\w*|mobiel\w*|mobile|tel|telnr|06(?: ?nr)?|gsm|\w*fax|pager|callback", Column.PHONE),
        (r"geboorteplaats|geboren te|place of birth|birth ?place", Column.PLACE),
        (
            r"geboorte(?:datum|jaar)|geb ?dat(?:um)?|geboren|(?:jaar|datum) van geboorte|birth ?(?:day|date|year)"
            r"|(?:year|date) of birth|dob|verjaardag",
            Column.DOB,
        ),
        (
            r"\w*(?:adres|postcode|straat\w*|plaats|address|street)|postal code|zip|city|po box|postbus|region",
            Column.PLACE,
        ),
        (r"latitude|longitude|location|locatie", Column.PLACE),
        (r"password|\w*wachtwoord|pincode|toegangscode|token|secret", Column.SECRET),
        (r"file ?name|bestandsnaam|bijlagen?|attachments?", Column.FILE),
        (r"company|organi[sz]ation|organisatie|bedrijf\w*|werkgever|employer|job title", Column.ORG),
        (r"username|user name|gebruikersnaam", Column.HANDLE),
        (r"url|link|website|web page", Column.URL),
        (
            r"bsn|iban|agb|(?:polis|client|patient|klant|dossier|lid|rekening|verzekerden)s?nr|\w*nummer|number|id|uuid",
            Column.ID,
        ),
        (r"\w*naam|names?|contactpersoon", Column.NAME),
        (r"datum|date|timestamp", Column.DATE),
    )
]


def column(heading: str) -> Column:
    """What stands under a heading."""
    if not 1 < len(heading.strip()) <= _LONGEST:
        return Column.UNKNOWN
    key = _key(heading)
    if key in _EXACT:
        return _EXACT[key]
    return next((what for words, what in _WITHIN if words.search(key)), Column.UNKNOWN)


def is_time(heading: str) -> bool:
    """Whether a heading says that a time stands under it, and nothing else."""
    return _EXACT.get(_key(heading)) in (Column.DATE, Column.CLOCK)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row of a table is the one that names its columns: half of it, or two of its cells, are known.

    Of the answers to a form the columns are called as its questions are.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or any("@" in cell or len(cell) > 2 * _LONGEST for cell in filled):
        return False
    if any(sum(c.isdigit() for c in cell) > 3 for cell in filled):
        return False
    known = sum(cell.endswith("?") or column(cell) is not Column.UNKNOWN for cell in filled)
    return known >= min(2, len(filled)) or known * 2 >= len(filled)
