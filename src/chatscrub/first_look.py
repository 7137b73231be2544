"""A first look at a text, without the model: whether anything in it could stop a commit.

It never says that a text holds something, only that it cannot: what it lets pass has no words that
``full_names`` takes for a name with a surname, no row of digits, no address. All else is examined.
"""

from __future__ import annotations

import re

from .full_names import pairs
from .verdicts import BIRTH, CLIENT, MONTH_NUMBER, NEAR, PIECES, PROVIDERS, digits, is_address, is_mailbox, is_spoken

UNDERSTOOD = frozenset({"CHAT", "PERSON", "EMAIL", "MAILBOX", "PHONE", "ADDRESS", "BSN", "IBAN", "DOB", "ID"})
"""The kinds that a first look can rule out."""
LARGEST = 2_000_000
"""Code points of a text beyond which no first look is taken."""
_AT = re.compile(
    rf"(?i)[\w.+'’-][ \t]{{0,2}}@|@ ?[\d+]|[\w.+-]%40\w"
    rf"|[\[({{<] ?(?:at|a|apen?staart\w*) ?[\])}}>]|apen?staart|{PROVIDERS}"
    r"|(?<!\w)(?:dot|punt|point)[ )\]}]{1,3}(?:com|nl|be|org|net|eu|de|fr|uk|co|ie|info|edu|gov|io|me|us|ca|au|example"
    r"|sr|pl|tr)(?!\w)|e-?mail(?:[ -]?adres|[ -]?address)? ?(?:is|:|=) "
)
# Addresses in full, with nothing before or behind that could belong to them; and versions: "checkout@v4".
_WHOLE_AT = re.compile(
    r"(?<![^\s<>(\[,;:\"'])[\w.+-]{1,64}@[A-Za-z][\w-]{0,62}(?:\.[A-Za-z][\w-]{0,62}){1,3}(?![\w@-]|\.\w|[ \t]?[@+])"
    r"|(?<![\w.@-])[a-z][\w/-]{0,80}@v?\d{1,3}(?:\.\d{1,3}){0,2}(?![\w@.-])"
)
# Dates from 2019 on, hours, shares, sums and versions, which are nobody's where no word of birth stands.
_HARMLESS = re.compile(
    r"(?<![\d.-])(?:20(?:19|[2-9]\d)[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]20(?:19|[2-9]\d))(?![\d-])"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?<![\d.,:-])\d\d?[:.]\d\d(?![\d.:-]| ?[-/] ?\d{3})"
    r"|(?<![\d.-])(?<!\d[ /])(?:19|20)\d\d(?![\d.]|-\d| \d{3,4}(?!\d))"
    r"|(?<![\d.-])(?:0|[1-9]\d?)\.\d\d?\.0(?![\d.-])|(?<![\d.-])0\.\d{1,2}\.\d{1,2}(?![\d.-])|(?<![\d.])[1-9]0{3,9}(?!\d)"
    r"|(?<!\w)(?=[0-9a-f]{0,39}[a-f])(?=[0-9a-f]{0,39}\d)[0-9a-f]{40}(?!\w)|(?<!\w)[0-9a-f]{64}(?!\w)"
)
_RECENT = re.compile(
    r"(?i)(?<![\d.-])(?:\d{1,2}(?:st|nd|rd|th|e|ste|de)? )?(?:of )?(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug"
    r"|sep|o[kc]t|nov|dec)[a-z]{0,7}\.?,? (?:\d{1,2}(?:st|nd|rd|th)?,? )?20(?:19|[2-9]\d)(?![\d-])"
)
_PLAIN = re.compile(
    "[^\\t\\n\\r -~\u00a0-\u00ac\u00ae-\u024f\u2013-\u201f\u2022\u2026\u20ac\u2190-\u21ff\u2500-\u27bf]"
)
_EMOJI = re.compile("[\U0001f300-\U0001faff\ufe0f]")


def is_plain(text: str) -> bool:
    """Whether a text reads as it is written: no invisible marks, no letters from odd fonts."""
    return text.isascii() or _PLAIN.search(_EMOJI.sub("", text)) is None


def is_clean(text: str, *, code: bool = False, names: bool = True) -> bool:
    """Whether nothing in a text could be a name with a surname, a number or an address of somebody.

    Args:
        text: as people read it.
        code: it is a program.
        names: names count.
    """
    if len(text) > LARGEST or _AT.search(_without_mailboxes(text)):
        return False
    return not (_has_numbers(text) or is_spoken(text) or (names and next(pairs(text, code=code), None)))


def _without_mailboxes(text: str) -> str:
    """A text without addresses of offices, such as info@, and without versions behind an at."""
    if "@" not in text:
        return text
    return _WHOLE_AT.sub(lambda found: " " if _is_harmless(found[0]) else found[0], text)


def _is_harmless(address: str) -> bool:
    return is_mailbox(address) or address.rpartition("@")[2].lstrip("v")[:1].isdigit()


def _has_numbers(text: str) -> bool:
    """Whether there are digits that could be a number of somebody, a date of birth or an address."""
    if not any(map(text.__contains__, "0123456789")):
        return False
    if any(_digits(text, found, NEAR + 20) for found in BIRTH.finditer(text)):
        return True
    left = _HARMLESS.sub(" ", _RECENT.sub(" ", text))
    least = 4 if CLIENT.search(text) else 5
    if PIECES.search(left) or digits(left) >= least:
        return True
    return any(_digits(left, found, 20) > 2 for found in MONTH_NUMBER.finditer(left)) or is_address(text)


def _digits(text: str, found: re.Match[str], beside: int) -> int:
    """How many digits stand in a range and so many code points on either side."""
    return sum(map(str.isdigit, text[max(0, found.start() - beside) : found.end() + beside]))
