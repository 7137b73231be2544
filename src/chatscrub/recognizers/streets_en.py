"""British, Irish and American streets: ``12 Acacia Avenue``, ``Flat 3, 14 Mill Lane``, ``off Elm Lane``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near, words
from chatscrub.recognizers.needs import found

# https://pe.usps.com/text/pub28/28apc_002.htm (street suffixes) and Royal Mail's usual thoroughfares
CLEAR = (
    "road|rd|avenue|ave|av|lane|ln|street|boulevard|blvd|crescent|cres|mews|terrace|parkway|pkwy|highway|hwy|cul-de-sac"
)
VAGUE = (
    "st|drive|dr|close|court|ct|gardens|gdns|grove|place|pl|square|sq|way|hill|rise|row|walk|parade|quay|"
    "green|yard|view|"
    "villas|villa|park|end|cottages|cottage|house|gate|circle|cir|trail|trl|loop|wharf|embankment|bank|"
    "vale|mount|heights|"
    "mead|meadows|esplanade|promenade|croft|field|fields|alley|passage|broadway|circus|chase|dale|drove|"
    "path|turn|run|paddocks|concourse|estate|ter|brae|wynd|loan|"
    "fold|approach|bridge|common|corner|towers|buildings|lodge|lea|leas|ridge|garth|reach|crossing|"
    "causeway|plaza|pike|turnpike|"
    "point|meadow|meadows|hollow|glen|knoll|cove|crest|trce|xing|strand|mansions|cloisters|rd\\.|esplanade|"
    "beck|common|leys"
)
NAME = r"[^\W\d_][\w'’]{0,24}(?:-[\w'’]{1,20})?\.?"
ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
POINT = r"(?:[NSEWnsew]{1,2}|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\.?"
UNIT = (
    r"(?i:flat|apt\.?|apartment|unit|suite|ste|no\.?|number|room|top flat|ground floor flat|basement "
    r"flat|block|plot)"
)
FRONT = (
    rf"(?:(?:The [A-Z][\w'’]{{1,15}}(?: [A-Z][\w'’]{{1,15}})?, )|{UNIT}(?: [\dA-Z]{{1,5}}[a-z]?)?,? {{0,1}}"
    rf"(?:[A-Za-z][\w'’]{{1,20}}(?: "
    rf"[A-Za-z][\w'’]{{1,20}})? (?i:house|court|lodge|mansions),? )?)?"
)
BACK = (
    r"(?:,? (?i:apt\.?|apartment|unit|suite|ste\.?|#|flat|floor) "
    r"?#?(?:\d\w{0,5}|[A-Za-z]\d{0,4}(?!\w))|,? #\w{1,5})?"
)
NUMBERED = re.compile(
    rf"(?<![\w.,:€$£/-]){FRONT}(?P<n>\d{{1,5}}(?:[a-zA-Z]|(?:-|/)\d{{1,4}}[a-z]?)?),? (?:{POINT} "
    rf")?(?P<name>(?:(?:{NAME}|{ORDINAL}) ){{1,4}}?)"
    rf"(?P<type>(?i:{CLEAR}|{VAGUE}))(?![\w'’])\.?(?: {POINT}(?!\w))?{BACK}"
)
AMERICAN = re.compile(
    rf"(?<![\w.,:€$£/-])\d{{2,5}} (?:[NSEW]|NE|NW|SE|SW)\.? (?:[A-Z][\w'’]{{2,20}}|"
    rf"{ORDINAL})(?: [A-Z][\w'’]{{2,20}})?{BACK}"
)
HASHED = re.compile(r"(?<![\w.,:€$£/-])\d{2,5} [A-Z][\w'’]{2,20}(?: [A-Z][\w'’]{2,20})? #\w{1,5}(?!\w)")
CUED = re.compile(
    r"(?<![\w.,:€$£/-])(?:\d{1,5}[a-z]? (?:[A-Z][\w'’]{2,20})(?: [A-Z][\w'’]{1,20}){1,2}"
    r"|(?!(?:19|20)\d\d )(?:1[3-9]|[2-9]\d|\d{3,4}|\d{1,4}[a-f]) [^\W\d_][\w'’]{3,20})"
    r"(?=[,.!?\n]| (?:and|then|if|for|at|x|ok|please|pls|in|by|near)(?!\w)|$)"
)
UNNUMBERED = re.compile(
    rf"(?<![\w.,:€$£/-])(?P<name>(?:{POINT} )?(?:(?:{NAME}|{ORDINAL}) ){{1,3}})(?P<type>(?i:{CLEAR}|"
    rf"{VAGUE}))(?![\w'’])(?!-\w)"
)
COUNTY = re.compile(
    r"(?i)(?<![\w./-])(?:\d{1,5} )?(?:county (?:road|rd)|co rd|state route|highway|hwy|"
    r"farm road|fm|rural route|rr|road) \d{1,5}[NSEW]?(?!\w|[.,]\d)"
)
NUMBER_ONLY = re.compile(
    r"(?i)(?<!\w)(?:i['’]?m|we['’]?re|live|come|shes|hes|she['’]s|he['’]s|meet) (?:at|"
    r"to) (?P<v>\d{1,4}[a-f])(?!\w)"
)
ON = cue(
    "on", "at", "off", "go", "done", "near", "along", "outside", "down", "up", "of", "from", "to", "into",
    "onto", "via", "in", "past", "address", "corner", "live", "lives", "living", "and", "by", "behind",
    "opposite", "over", "between", "street", "is", "order", "done", "called", "move", "moved", "drove", "walk",
    "back", "then",
)  # fmt: skip
AT = cue(
    "at", "address", "live", "lives", "living", "hostel", "hotel", "moved", "staying", "come to", "go to",
    r"deliver\w{0,4}", "send", "hall", "hop", "house", "from", "outside", "to",
)  # fmt: skip
THE = frozenset("paddocks paddock crescent mews gardens terrace green grove meadows cottages glebe orchard".split())
STOPS = words("not_street_names")
KEEP_HIGH = frozenset(["high", "main", "station", "church"])


def find(text: str) -> Iterator[Hit]:
    """English street names, numbered or not; every word of the name has to be able to be a name."""
    if re.search(r"\d", text):
        yield from _numbered(text)
    for match in found(UNNUMBERED, text):
        if hit := _unnumbered(text, match):
            yield hit


def _numbered(text: str) -> Iterator[Hit]:
    for match in found(NUMBERED, text):
        the = match["name"].lower() == "the " and (
            match.start() == 0
            or near(text, match.start(), AT, 10)
            or (match["type"].lower() in THE and re.match(r"\s*(?:$|[,.!?\n])", text[match.end() : match.end() + 3]))
        )
        comma = text[match.end("n") : match.end("n") + 1] == ","
        if (
            comma
            and match.start() == match.start("n")
            and (not match["name"][0].isupper() or re.fullmatch(r"(?:19|20)\d\d", match["n"]))
        ):
            continue
        if the or _name_ok(match["name"], match["type"], True):
            yield Hit(match.start(), match.end(), 0.85)
    for pattern in (AMERICAN, HASHED, COUNTY):
        for match in found(pattern, text):
            yield Hit(match.start(), match.end(), 0.6)
    for match in found(NUMBER_ONLY, text):
        yield Hit(*match.span("v"), 0.5)
    for match in found(CUED, text):
        if near(text, match.start(), AT, 18) and not set(match[0].lower().split()) & STOPS:
            yield Hit(match.start(), match.end(), 0.5)


def _name_ok(name: str, kind: str, numbered: bool) -> bool:
    """No word of the name is a function word; vague types want a capital or a short name."""
    parts = [part.lower().rstrip(".") for part in name.split()]
    if name.strip() == "The" and kind[0].isupper():
        return True
    parts = [p for p, word in zip(parts, name.split(), strict=True) if not (word[0].isupper() and p in TITLE_OK)] or [
        "x"
    ]
    if any(part in STOPS and part not in KEEP_HIGH for part in parts) or (parts[-1] in ("main",) and not numbered):
        return False
    if re.fullmatch(f"(?i:{CLEAR})", kind):
        return True
    capitals = all(part[0].isupper() or part[0].isdigit() for part in name.split())
    return capitals or (numbered and len(parts) <= 2 and all(len(part) > 2 for part in parts))


def _unnumbered(text: str, match: re.Match[str]) -> Hit | None:
    """Keep the words of the name from the right until one cannot belong to it."""
    names = list(re.finditer(r"\S+", match["name"]))
    clear = re.fullmatch(f"(?i:{CLEAR}|st|ct)", match["type"]) is not None
    first = None
    for word in reversed(names):
        low = re.split("['’]", word[0].lower().rstrip("."))[0]
        upper = word[0][0].isupper()
        if (
            low in STOPS
            and not (upper and low in ADJECTIVES)
            and not ((low in KEEP_HIGH and upper and low != "high") or low in ("church", "station"))
        ):
            break
        if (
            not word[0][0].isupper()
            and not word[0][0].isdigit()
            and first is not None
            and low not in ADJECTIVES
            and not _located(text, match.start() + word.start())
        ):
            break
        first = word
    if first is None:
        return None
    start = match.start() + first.start()
    name = text[start : match.start("type")]
    return Hit(start, match.end(), 0.6) if _street(text, start, name, match, clear) else None


TITLE_OK = frozenset(
    """
    great old new long short church high drove park school station main best wood right narrow s n e w d m
    """.split()
)
SOFT = frozenset(["grove", "gardens", "gdns", "close", "hill", "rise", "way", "drive"])
LOCATED = re.compile(r"(?i)(?<!\w)(?:on|at|off|near|down|along|onto) $")
ADJECTIVES = frozenset(
    """
    great little upper lower old new north south east west saint st mill grand n s e w
    """.split()
)


def _located(text: str, start: int) -> bool:
    """Whether a preposition of place stands right before."""
    return LOCATED.search(text, max(0, start - 8), start) is not None


def _street(text: str, start: int, name: str, match: re.Match[str], clear: bool) -> bool:
    """Without a number: a capitalised name after a preposition, or any name with an unmistakable type."""
    capital = name[0].isupper() or name[0].isdigit()
    after = text[match.end() : match.end() + 2]
    placed = near(text, start, ON, 14)
    if match["type"].lower() == "st":
        return (
            (capital or placed or name.strip().lower() not in STOPS)
            and not re.match(r"\.? ?[A-Z]", after)
            and len(name) > 3
        )
    if clear:
        return True
    if match["type"].lower() in (
        "dr",
        "house",
        "end",
        "view",
        "run",
        "turn",
        "ter",
        "field",
        "fields",
        "park",
        "estate",
        "bank",
    ):
        return False
    if match["type"].lower() in SOFT and placed and not capital:
        return (
            len(name) > 5
            and name.strip() not in words("not_streets")
            and not name.strip().endswith(("ing", "ed", "ly"))
        )
    opening = re.search(r"[,:(\n] ?$|^$", text[max(0, start - 2) : start]) is not None and (
        len(name.split()) > 1 or match["type"].lower() in SOFT
    )
    return capital and (placed or opening) and match["type"][0].isupper() and len(name) > 3
