"""Dutch and Flemish streets: words with a street's ending, ``Laan van ...``, and names in the street list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near, words
from chatscrub.recognizers.house_numbers import NOT_NUMBER, number_end
from chatscrub.recognizers.needs import found
from chatscrub.recognizers.street_starts import DUTCH_STOPS, OPENERS, PARTICLES, name_start

STRONG = (
    "straat", "straatje", "str", "str.", "straot", "strjitte", "laan", "laantje", "weg", "wegje", "wei", "plein",
    "pleintje", "kade", "kaai", "gracht", "singel", "dreef", "steeg", "steegje", "dijk", "diek", "dyk",
    "plantsoen", "steenweg", "stwg", "boulevard", "allee", "rondeel", "vest", "straatweg", "leane", "stroate",
)  # fmt: skip
WEAK = (
    "hof", "hofje", "pad", "park", "baan", "lei", "markt", "ring", "wal", "veld", "burg", "haven", "oever",
    "brink", "gaarde", "meent", "poort", "erf", "hoek", "kamp", "donk", "tuin", "weide", "waard", "horst",
    "akker", "berg", "zijde", "sluis", "brug",
)  # fmt: skip
ENDING = re.compile(
    rf"(?i)(?<![\w@./-])[^\W\d_][\w'’-]{{0,40}}?(?:"
    rf"{'|'.join(map(re.escape, sorted(STRONG + WEAK, key=len, reverse=True)))})(?![\w@])(?![-.]\w)"
)
ALONE = re.compile(
    r"(?<![\w@./-])(?:\d{1,4},? )?(?:(?i:laan|rue|chauss[ée]e|boulevard)|Plein|Weg|Park|Hof|Singel|Dreef|"
    r"Kade|Avenue)"
    r" (?:(?i:van|de|der|den|des|du|la|le|het|'t|der)[ ]){1,2}[^\W\d_][\w'’-]{2,30}(?: "
    r"[A-Z][\w'’-]{2,30}){0,2}"
)
FRENCH = re.compile(
    r"(?i)(?<![\w@./-])(?:\d{1,4},? )?(?:rue|chauss[ée]e) [^\W\d_][\w'’-]{2,20}(?: "
    r"[^\W\d_][\w'’-]{2,20})?"
)
FIXED = re.compile(
    r"(?<![\w@./-])(?:(?i:(?:steen|heir|straat)weg (?:op|naar)) [A-Z][\w'’-]{2,30}|(?i:(?:grote|oude|"
    r"nieuwe|korte|lange|kleine) (?:markt|baan|gracht|weg|straat|kade|steeg|haven|wal|singel|"
    r"dijk|heirweg|plein|ring))"
    r"|(?i:plein) (?:18|19)\d\d(?= (?:nr\.? )?\d)|Plein (?:18|19)\d\d(?! \w{3,12}en\b)"
    r"|(?:(?i:ringbaan) (?i:oost|west|noord|zuid)))(?!\w)"
)
PLACE = cue(
    "op de", "aan de", "aan het", "aan 't", "in de", "bij de", "van de", "naar de", "langs de", "uit de", "hoek",
    "adres", "woont?", "wonen", "woonde", "woonachtig", "wonende", "straat", "over de", "op het", "op", "aan",
    "naar", "richting", "richting de", "thuis", "bij", "tegenover", "aant",
)  # fmt: skip
ADDRESS = cue(
    r"\w{0,20}adres", "woont?", "wonen", "wonende", "woonachtig", "verhuisd", "verhuist", "thuis",
    "bij (?:ons|mij)", "pand", "woning", "huis", "appartement", "flat", "sleutel", r"bezorg\w{0,6}", "afgegeven",
    "ophalen", "aan de", "aan het", "op de", "overdracht van", "afhalen", "langs",
)  # fmt: skip
NAMED = re.compile(
    r"(?<![\w@./-])((?:(?:[Dd]e|[Hh]et|'t|Aan de|Aan het|Op de) )?[^\W\d_][\w'’-]{3,30})(?= "
    r"{1,2}\d{1,4}(?!\d|[.,:]\d))"
)
SPLIT = re.compile(
    r"(?i)(?<![\w@./-])([^\W\d_]{3,20}) (?:straat|laan|weg|plein|kade|gracht|singel|dreef|"
    r"steeg|dijk|hof) \d{1,4}[a-z]?(?=[,.;!?\n]|$)"
)
TITLED = re.compile(
    r"(?i)(?:(?<!\w)(?:heer|dhr|mevr(?:ouw)?|mevrouw|mw|fam(?:ilie)?|meneer|mr|mrs|ms|"
    r"dr)\.? (?:\w\.? ?){0,4}|(?<!\w)[A-Z]\.[ ]?)$"
)


def find(text: str) -> Iterator[Hit]:
    """Street names with their house number; without a number only where the name leaves no doubt."""
    for match in found(ENDING, text):
        if hit := _suffixed(text, match):
            yield hit
    for pattern in (ALONE, FIXED, FRENCH):
        for match in found(pattern, text):
            end = number_end(text, match.end())
            if pattern is ALONE or end > match.end() or pattern is FRENCH or near(text, match.start(), PLACE, 12):
                yield Hit(name_start(text, match.start()) if pattern is FIXED else match.start(), end, 0.7)
    if re.search(r" \d", text):
        yield from _named(text)
        for pattern in (TOLD, POSTED):
            for match in found(pattern, text):
                yield Hit(*match.span("v"), 0.6)
        for match in found(SPLIT, text):
            if match[1].lower() not in DUTCH_STOPS | PARTICLES | OPENERS | {
                "een",
                "druk",
                "goede",
            } and not NOT_NUMBER.match(text, match.end()):
                yield Hit(match.start(), match.end(), 0.55)


def _suffixed(text: str, match: re.Match[str]) -> Hit | None:
    word = match[0].lower().replace("’", "'")
    end = number_end(text, match.end())
    if end == match.end() and text[end : end + 1] == "." and word.endswith("str"):
        end = number_end(text, end + 1)
        end = match.end() + 1 if end == match.end() + 1 else end
    numbered = end > match.end() + 1
    start = name_start(text, match.start())
    if not _is_street(text, match, word, numbered, start):
        return None
    return Hit(start, end, 0.85 if numbered else 0.6)


def _is_street(text: str, match: re.Match[str], word: str, numbered: bool, start: int) -> bool:
    """Whether the word is a street's name rather than an ordinary word with the same ending."""
    last = word.rpartition("-")[2]
    bare = word in STRONG or word in WEAK or (last in STRONG and len(word) - len(last) < 3)
    if word in words("not_streets") or bare:
        named = start < match.start() and (numbered or match[0][0].isupper())
        return (
            bare
            and named
            and text[start : match.start()].split()[-1].lower() not in PARTICLES | {"lange"}
            and (text[start].isupper() or numbered)
        )
    capital = match[0][0].isupper()
    if not numbered and (
        word.endswith(("berg", "vest", "wei")) or TITLED.search(text[max(0, match.start() - 24) : match.start()])
    ):
        return False
    if word.endswith(STRONG):
        return len(word) > 5
    if word.endswith("ring") and not capital:
        return False
    if numbered:
        whole = _closed(text, number_end(text, match.end())) and len(word) > 6
        return capital or whole or near(text, start, PLACE, 14) or start < match.start()
    return (
        capital
        and near(text, start, ARTICLE, 8)
        and not word.endswith(("brug", "berg", "kamp", "hoek", "burg", "sluis", "tuin"))
    )


LEAD = re.compile(r"(?i)(?<!\w)(?:op|aan|naar|bij|in|van|om|de|t)\s$|[,:;(]\s?$")
TOLD = re.compile(
    r"(?i)(?<!\w)(?:adres(?: is |: ?)(?:de |het )?|woon(?:t|achtig)? (?:nu |nog |sinds kort )?(?:op|aan|in|"
    r"te) (?:de |het )?|wonende (?:te |aan de )?)"
    r"(?P<v>[^\W\d_][\w'’.-]{2,30}(?: [^\W\d_][\w'’.-]{1,30}){0,3} \d{1,4}[a-z]?)(?![\w:€%]|[.,]\d| (?:uur|"
    r"jaar|km|min|mensen|euro|hoog|maanden|weken|dagen|keer|kinderen|huis))"
)
POSTED = re.compile(
    r"(?<![\w@./-])(?P<v>[A-Z][\w'’.-]{2,30}(?: [^\W\d_][\w'’.-]{1,30}){0,3} \d{1,4}(?: ?[a-zA-Z]|"
    r"[-/]\d{1,4}| bus \w{1,4})?)"
    r"(?:,| -)?\s{1,2}(?=(?:B-?)?[1-9]\d{3}(?: ?[A-Z]{2}(?!\w)|[a-z]{2}(?!\w)| [A-Z][a-z]))"
)
ARTICLE = cue("op de", "aan de", "aan het", "van de", "naar de", "in de", "de", "het")


def _named(text: str) -> Iterator[Hit]:
    """Names of the street list with a house number: capitalised, or after a word about addresses."""
    for match in found(NAMED, text):
        name = re.sub(r"^(?:[Dd]e|[Hh]et|'t|Aan de|Aan het|Op de) ", "", match[1])
        if name.lower() not in words("street_names") and match[1].lower() not in words("street_names"):
            continue
        end = number_end(text, match.end())
        alone = start_of_line(text, match.start()) and _closed(text, end)
        if end > match.end() and _closed(text, end) and near(text, match.start(), LEAD, 6):
            yield Hit(match.start(), end, 0.5)
        elif end > match.end() and (
            alone or (name[0].isupper() and _closed(text, end)) or near(text, match.start(), ADDRESS, 24)
        ):
            yield Hit(match.start(), end, 0.6)


def start_of_line(text: str, pos: int) -> bool:
    """Whether nothing but white space stands before ``pos`` on its line."""
    return not text[text.rfind("\n", 0, pos) + 1 : pos].strip()


def _closed(text: str, end: int) -> bool:
    """Whether the house number ends the phrase: punctuation, a line's end, or ``in``/``te`` and a town."""
    return re.match(r"\s*(?:$|[,.;:!?)\n/|]|(?:in|te) [A-Z']|[1-9]\d{3} ?[A-Z]{2})", text[end : end + 12]) is not None
