"""Dutch and Flemish streets: words with a street's ending, ``Laan van ...``, and names in the street list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near, words

STRONG = (
    "straat", "straatje", "str", "str.", "straot", "strjitte", "laan", "laantje", "weg", "wegje", "wei", "plein", "pleintje", "kade",
    "kaai", "gracht", "singel", "dreef", "steeg", "steegje", "dijk", "diek", "dyk", "plantsoen", "steenweg", "stwg", "boulevard",
    "allee", "rondeel", "vest", "straatweg", "leane", "stroate",
)  # fmt: skip
WEAK = (
    "hof", "hofje", "pad", "park", "baan", "lei", "markt", "ring", "wal", "veld", "burg", "haven", "oever", "brink", "gaarde",
    "meent", "poort", "erf", "hoek", "kamp", "donk", "tuin", "weide", "waard", "horst", "akker", "berg", "zijde", "sluis", "brug",
)  # fmt: skip
ENDING = re.compile(
    rf"(?i)(?<![\w@./-])[^\W\d_][\w'’-]{{0,40}}?(?:{'|'.join(map(re.escape, sorted(STRONG + WEAK, key=len, reverse=True)))})(?![\w@])(?![-.]\w)"
)
ALONE = re.compile(
    r"(?<![\w@./-])(?:\d{1,4},? )?(?:(?i:laan|rue|chauss[ée]e|boulevard)|Plein|Weg|Park|Hof|Singel|Dreef|Kade|Avenue)"
    r" (?:(?i:van|de|der|den|des|du|la|le|het|'t|der)[ ]){1,2}[^\W\d_][\w'’-]{2,30}(?: [A-Z][\w'’-]{2,30}){0,2}"
)
FRENCH = re.compile(r"(?i)(?<![\w@./-])(?:\d{1,4},? )?(?:rue|chauss[ée]e) [^\W\d_][\w'’-]{2,20}(?: [^\W\d_][\w'’-]{2,20})?")
FIXED = re.compile(
    r"(?<![\w@./-])(?:(?i:(?:steen|heir|straat)weg (?:op|naar)) [A-Z][\w'’-]{2,30}|(?i:(?:grote|oude|nieuwe|korte|lange|kleine) (?:markt|baan|gracht|weg|straat|kade|steeg|haven|wal|singel|put|voorhout|dijk|heirweg|plein|ring))"
    r"|(?:(?i:ringbaan) (?i:oost|west|noord|zuid)))(?!\w)"
)
# House number and addition as the BAG knows them: https://www.kadaster.nl/zakelijk/registraties/basisregistraties/bag
ADDITION = (
    r"(?:(?!(?i:u|uur|h|hr|am|pm|km|m|x|e|ste|de|st|th|k|min|cm|kg|en|jr)(?!\w))[a-zA-Z]{1,3}\d{0,2}(?!\w)"
    r"| ?[-/] ?(?:\d{1,4}[a-zA-Z]{0,2}|[a-zA-Z]{1,2}\d{0,2}|hs|huis|bis|[IVX]{1,4}|\d ?hoog|kamer \d{1,3})(?![\w:])"
    r"| (?:[A-Z]|[a-h](?=[,.;)\n/]|$|-\d)|b\d{1,3}|[IVX]{1,4})(?!\w)(?:/[a-zA-Z](?!\w))?"
    r"| (?i:hs|huis|bis|zw|rood|boven|beneden|bov|bg|links|rechts|sous|ph)(?!\w)"
    r"|,? (?i:bus|bte|box|app?\.?|apt\.?|appartement|bel|kamer|unit|etage|verdieping|flat|toren|blok) ?\w{1,4}(?!\w)"
    r"|,? \d{1,2}[- ]?(?i:hoog)(?!\w)|,? \d{1,2}(?:e|de|ste) (?i:etage|verdieping|verd\.?)(?!\w)| t/m \d{1,4}(?!\w))"
)
NUMBER = re.compile(
    r"(?:,? {1,2}|, ?)(?:(?i:nr\.?|nummer|no\.?|huisnr\.?|n°) ?)?\d{1,4}(?![\d:]|[.,]\d)" + ADDITION + r"{0,3}(?![\w%€])"
)
NOT_NUMBER = re.compile(
    r"(?i)[ -]?(?:min|minuten|uur|u|h|km|m|meter|keer|x|euro|eur|jaar|dagen|weken|maanden|mensen|personen|graden|procent|%|jan\w{0,6}|feb\w{0,6}|mrt|maart|"
    r"apr\w{0,3}|mei|jun[ie]|jul[ie]|aug\w{0,6}|sep\w{0,7}|okt\w{0,5}|nov\w{0,6}|dec\w{0,6}|am|pm|huizen|auto'?s|kinderen|man|stuks|van de|e|ste|de)(?!\w)"
)
WORD_NUMBER = re.compile(
    r" (?i:nummer|nr\.?) (?i:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,6}tien|\w{0,9}(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))(?!\w)"
)
PLACE = cue("op de", "aan de", "aan het", "aan 't", "in de", "bij de", "van de", "naar de", "langs de", "uit de", "hoek", "adres", "woont?", "wonen",
            "woonde", "woonachtig", "wonende", "straat", "over de", "op het", "op", "aan", "naar", "richting", "richting de", "thuis", "bij", "tegenover", "aant")  # fmt: skip
ADDRESS = cue(r"\w{0,20}adres", "woont?", "wonen", "wonende", "woonachtig", "verhuisd", "verhuist", "thuis", r"bij (?:ons|mij)", "pand", "woning", "huis",
              "appartement", "flat", "sleutel", "bezorg\\w{0,6}", "afgegeven", "ophalen", "aan de", "aan het", "op de", "overdracht van", "afhalen", "langs")  # fmt: skip
NAMED = re.compile(r"(?<![\w@./-])((?:(?:[Dd]e|[Hh]et|'t|Aan de|Aan het|Op de) )?[^\W\d_][\w'’-]{3,30})(?= {1,2}\d{1,4}(?!\d|[.,:]\d))")
SPLIT = re.compile(r"(?i)(?<![\w@./-])([^\W\d_]{3,20}) (?:straat|laan|weg|plein|kade|gracht|singel|dreef|steeg|dijk|hof) \d{1,4}[a-z]?(?=[,.;!?\n]|$)")
LEFT_WORD = re.compile(r"(?:^|(?<=[\s(\"'“]))([\w'’.-]{1,30}) $")
NAME_STARTS = frozenset(", : ( \n de op aan naar woon woont adres in".replace("\\n", "\n").split(" "))
PARTICLES = frozenset("van de der den het 't ter ten te la le von du v d vd v.d. vd. d'".split())
OPENERS = frozenset("op aan in naar bij uit langs over richting tot vanaf tussen voor achter door en of nu".split())
ADJECTIVES = frozenset("oude nieuwe lange korte grote kleine hoge lage witte zwarte groene rode blauwe oud nieuw".split())
TITLED = re.compile(r"(?i)(?:(?<!\w)(?:heer|dhr|mevr(?:ouw)?|mevrouw|mw|fam(?:ilie)?|meneer|mr|mrs|ms|dr)\.? (?:\w\.? ?){0,4}|(?<!\w)[A-Z]\.[ ]?)$")
DUTCH_STOPS = frozenset("die deze dat dit een elke welke onze jouw mijn hele zelfde andere volgende drukke rustige smalle".split())


def find(text: str) -> Iterator[Hit]:
    """Street names with their house number; without a number only where the name leaves no doubt."""
    for match in ENDING.finditer(text):
        if hit := _suffixed(text, match):
            yield hit
    for pattern in (ALONE, FIXED, FRENCH):
        for match in pattern.finditer(text):
            end = _number_end(text, match.end())
            if pattern is ALONE or end > match.end() or pattern is FRENCH or near(text, match.start(), PLACE, 12):
                yield Hit(_extended(text, match.start()) if pattern is FIXED else match.start(), end, 0.7)
    if re.search(r" \d", text):
        yield from _named(text)
        for pattern in (TOLD, POSTED):
            for match in pattern.finditer(text):
                yield Hit(*match.span("v"), 0.6)
        for match in SPLIT.finditer(text):
            if match[1].lower() not in DUTCH_STOPS | PARTICLES | OPENERS | {"een", "druk", "goede"} and not NOT_NUMBER.match(text, match.end()):
                yield Hit(match.start(), match.end(), 0.55)


def _number_end(text: str, end: int) -> int:
    """Where the house number ends, or ``end`` itself when none follows."""
    if spelled := WORD_NUMBER.match(text, end):
        return spelled.end()
    number = NUMBER.match(text, end)
    if number is None or NOT_NUMBER.match(text, number.end()) or re.match(r"[-/.]\d|\d", text[number.end() : number.end() + 2]):
        return end
    if re.search(r"(?i)\d(?:u|h|am|pm|km|m|x|e|st|th|k)$", number[0]):
        return end
    value = re.search(r"\d+", number[0])
    if value and "," in number[0][:2] and re.match(r" ?[A-Z]{2}\b| ?[a-z]{2}\b", text[number.end() :]) and len(value[0]) == 4:
        return end
    return number.end()


def _suffixed(text: str, match: re.Match[str]) -> Hit | None:
    word = match[0].lower().replace("’", "'")
    end = _number_end(text, match.end())
    if end == match.end() and text[end : end + 1] == "." and word.endswith("str"):
        end = _number_end(text, end + 1)
        end = match.end() + 1 if end == match.end() + 1 else end
    numbered = end > match.end() + 1
    start = _extended(text, match.start())
    if not _is_street(text, match, word, numbered, start):
        return None
    return Hit(start, end, 0.85 if numbered else 0.6)


def _is_street(text: str, match: re.Match[str], word: str, numbered: bool, start: int) -> bool:
    """Whether the word is a street's name rather than an ordinary word with the same ending."""
    last = word.rpartition("-")[2]
    bare = word in STRONG or word in WEAK or last in STRONG and len(word) - len(last) < 3
    if word in words("not_streets") or bare:
        named = start < match.start() and (numbered or match[0][0].isupper())
        return bare and named and text[start : match.start()].split()[-1].lower() not in PARTICLES | {"lange"} and (
            text[start].isupper() or numbered
        )
    capital = match[0][0].isupper()
    if not numbered and (word.endswith(("berg", "vest", "wei")) or TITLED.search(text[max(0, match.start() - 24) : match.start()])):
        return False
    if word.endswith(STRONG):
        return len(word) > 5
    if word.endswith("ring") and not capital:
        return False
    if numbered:
        whole = _closed(text, _number_end(text, match.end())) and len(word) > 6
        return capital or whole or near(text, start, PLACE, 14) or start < match.start()
    return capital and near(text, start, cue_de(), 8) and not word.endswith(("brug", "berg", "kamp", "hoek", "burg", "sluis", "tuin"))


def cue_de() -> re.Pattern[str]:
    """Prepositions with the article that streets take."""
    return _DE


_BEFORE = re.compile(r"(?i)(?<!\w)(?:op|aan|naar|bij|in|van|om|de|t)\s$|[,:;(]\s?$")
TOLD = re.compile(
    r"(?i)(?<!\w)(?:adres(?: is |: ?)(?:de |het )?|woon(?:t|achtig)? (?:nu |nog |sinds kort )?(?:op|aan|in|te) (?:de |het )?|wonende (?:te |aan de )?)"
    r"(?P<v>[^\W\d_][\w'’.-]{2,30}(?: [^\W\d_][\w'’.-]{1,30}){0,3} \d{1,4}[a-z]?)(?![\w:€%]|[.,]\d| (?:uur|jaar|km|min|mensen|euro|hoog|maanden|weken|dagen|keer|kinderen|huis))"
)
POSTED = re.compile(
    r"(?<![\w@./-])(?P<v>[A-Z][\w'’.-]{2,30}(?: [^\W\d_][\w'’.-]{1,30}){0,3} \d{1,4}(?: ?[a-zA-Z]|[-/]\d{1,4}| bus \w{1,4})?)"
    r"(?:,| -)?\s{1,2}(?=(?:B-?)?[1-9]\d{3}(?: ?[A-Z]{2}(?!\w)|[a-z]{2}(?!\w)| [A-Z][a-z]))"
)
_DE = cue("op de", "aan de", "aan het", "van de", "naar de", "in de", "de", "het")


def _extended(text: str, start: int) -> int:
    """Where a name of several words begins: ``burgemeester De Vriesstraat`` begins at its title."""
    best, pos = start, start
    capital, crossed = text[start].isupper(), False
    for _ in range(4):
        left = LEFT_WORD.search(text[max(0, pos - 32) : pos])
        if left is None:
            break
        word, pos = left[1], max(0, pos - 32) + left.start(1)
        if word.lower() in PARTICLES:
            crossed = True
            continue
        if not _opens(word, text, pos, capital and not crossed) or crossed and word.lower() in ADJECTIVES:
            break
        best = pos
    return _with_particle(text, best, start)


def _opens(word: str, text: str, pos: int, capital: bool) -> bool:
    """Whether this word may open a street's name: in the list, or capitalised inside a sentence."""
    low = word.lower()
    if low in OPENERS or low in DUTCH_STOPS or word.endswith((".", "'")) and low not in words("street_prefixes"):
        return False
    if low in words("street_prefixes") or re.fullmatch(r"[1-4](?:e|ste|de)", low):
        return True
    return capital and word[0].isupper() and pos > 0 and text[pos - 1] == " " and text[pos - 2] not in ".!?:"


def _with_particle(text: str, best: int, start: int) -> int:
    """Take ``van`` or ``de`` before the name along where it belongs to it (``van Goorstraat``)."""
    before = re.search(r"(?:^|(?<=[\s(]))((?:[Vv]an (?:de[rn]? )?|[Dd]en |[Tt]er |[Tt]en |De |Van de[rn]? |[Vv]\.?d\.? |'t ))$", text[max(0, best - 10) : best])
    if before is None:
        return best
    at = best - len(before[1])
    previous = re.search(r"([^\W_]+|[,:(\n]) ?$", text[max(0, at - 12) : at])
    return at if previous is None or previous[1].lower() in NAME_STARTS else best


def _named(text: str) -> Iterator[Hit]:
    """Names of the street list with a house number: capitalised, or after a word about addresses."""
    for match in NAMED.finditer(text):
        name = re.sub(r"^(?:[Dd]e|[Hh]et|'t|Aan de|Aan het|Op de) ", "", match[1])
        if name.lower() not in words("street_names") and match[1].lower() not in words("street_names"):
            continue
        end = _number_end(text, match.end())
        alone = start_of_line(text, match.start()) and _closed(text, end)
        if end > match.end() and _closed(text, end) and near(text, match.start(), _BEFORE, 6):
            yield Hit(match.start(), end, 0.5)
        elif end > match.end() and (alone or name[0].isupper() and _closed(text, end) or near(text, match.start(), ADDRESS, 24)):
            yield Hit(match.start(), end, 0.6)


def start_of_line(text: str, pos: int) -> bool:
    """Whether nothing but white space stands before ``pos`` on its line."""
    return not text[text.rfind("\n", 0, pos) + 1 : pos].strip()


def _closed(text: str, end: int) -> bool:
    """Whether the house number ends the phrase: punctuation, a line's end, or ``in``/``te`` and a town."""
    return re.match(r"\s*(?:$|[,.;:!?)\n/|]|(?:in|te) [A-Z']|[1-9]\d{3} ?[A-Z]{2})", text[end : end + 12]) is not None
