"""Dutch and Flemish house numbers with their additions: ``12b-2``, ``14 bis``, ``3 bus 2``, ``5 2hoog``."""

from __future__ import annotations

import re

# House number and addition as the BAG knows them: https://www.kadaster.nl/zakelijk/registraties/basisregistraties/bag
ADDITION = (
    r"(?:(?!(?i:u|uur|h|hr|am|pm|km|m|x|e|ste|de|st|th|k|min|cm|kg|en|jr)(?!\w))[a-zA-Z]{1,3}\d{0,2}(?!\w)"
    r"| ?[-/] ?(?:\d{1,4}[a-zA-Z]{0,2}|[a-zA-Z]{1,2}\d{0,2}|hs|huis|bis|[IVX]{1,4}|\d ?hoog|kamer "
    r"\d{1,3})(?![\w:])"
    r"| (?:[A-Z]|[a-h](?=[,.;)\n/]|$|-\d)|b\d{1,3}|[IVX]{1,4})(?!\w)(?:/[a-zA-Z](?!\w))?"
    r"| (?i:hs|huis|bis|zw|rood|boven|beneden|bov|bg|links|rechts|sous|ph)(?!\w)(?! (?:de|het|een|'t|van)(?!\w))"
    r"|,? (?i:bus|bte|box|app?\.?|apt\.?|appartement|bel|kamer|unit|etage|verdieping|flat|toren|blok) "
    r"?\w{1,4}(?!\w)"
    r"|,? \d{1,2}[- ]?(?i:hoog)(?!\w)|,? \d{1,2}(?:e|de|ste) (?i:etage|verdieping|verd\.?)(?!\w)| t/m "
    r"\d{1,4}(?!\w))"
)
NUMBER = re.compile(
    r"(?:,? {1,2}|, ?)(?:(?i:nr\.?|nummer|no\.?|huisnr\.?|n°) ?)?\d{1,4}(?![\d:]|"
    r"[.,]\d)" + ADDITION + r"{0,3}(?![\w%€])"
)
NOT_NUMBER = re.compile(
    r"(?i)(?:[ -]?(?:min|minuten|uur|u|h|km|m|meter|keer|x|euro|eur|jaar|dagen|weken|maanden|mensen|personen|"
    r"graden|procent|%|jan\w{0,6}|feb\w{0,6}|mrt|maart|"
    r"apr\w{0,3}|mei|jun[ie]|jul[ie]|aug\w{0,6}|sep\w{0,7}|okt\w{0,5}|nov\w{0,6}|dec\w{0,6}|am|pm|huizen|"
    r"auto'?s|kinderen|man|stuks|van de)|-?(?:e|ste|de))(?!\w)"
)
PLAIN = re.compile(r"(?:,? {1,2}|, ?)(?:(?i:nr\.?|nummer|no\.?|huisnr\.?|n°) ?)?\d{1,4}(?![\d:]|[.,]\d)(?![\w%€])")
WORD_NUMBER = re.compile(
    r" (?i:nummer|nr\.?) (?i:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,6}tien|"
    r"\w{0,9}(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))(?!\w)"
)


def number_end(text: str, end: int) -> int:
    """Where the house number ends, or ``end`` itself when none follows."""
    if spelled := WORD_NUMBER.match(text, end):
        return spelled.end()
    for pattern in (NUMBER, PLAIN):
        number = pattern.match(text, end)
        if number and _is_number(text, number):
            return number.end()
    return end


def _is_number(text: str, number: re.Match[str]) -> bool:
    """Whether this is a house number rather than an amount, a time, or the digits of a postcode."""
    after = number.end()
    if NOT_NUMBER.match(text, after) or re.match(r"[-/.]\d|\d", text[after : after + 2]):
        return False
    if re.search(r"(?i)\d(?:u|h|am|pm|km|m|x|e|st|th|k)$", number[0]):
        return False
    if "," not in number[0][:2] or not re.search(r"(?<!\d)\d{4}(?!\d)", number[0]):
        return True
    return re.match(r" ?(?:[A-Z]{2}|[a-z]{2})\b", text[after : after + 4]) is None
