"""British, Irish and American streets: ``12 Acacia Avenue``, ``Flat 3, 14 Mill Lane``, ``off Sandpit Lane``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near, words

# https://pe.usps.com/text/pub28/28apc_002.htm (street suffixes) and Royal Mail's usual thoroughfares
CLEAR = (
    "road|rd|avenue|ave|av|lane|ln|street|boulevard|blvd|crescent|cres|mews|terrace|parkway|pkwy|highway|hwy|cul-de-sac"
)
VAGUE = (
    "st|drive|dr|close|court|ct|gardens|gdns|grove|place|pl|square|sq|way|hill|rise|row|walk|parade|quay|green|yard|view|"
    "villas|villa|park|end|cottages|cottage|house|gate|circle|cir|trail|trl|loop|wharf|embankment|bank|vale|mount|heights|"
    "mead|meadows|esplanade|promenade|croft|field|fields|alley|passage|broadway|circus|chase|dale|drove|path|turn|run|paddocks|concourse|estate|ter|brae|wynd|loan|"
    "fold|approach|bridge|common|corner|towers|buildings|lodge|lea|leas|ridge|garth|reach|crossing|causeway|plaza|pike|turnpike|"
    "point|meadow|meadows|hollow|glen|knoll|cove|crest|trce|xing|strand|mansions|cloisters|rd\\.|esplanade|beck|common|leys"
)
NAME = r"[^\W\d_][\w'’]{0,24}(?:-[\w'’]{1,20})?\.?"
ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
POINT = r"(?:[NSEWnsew]{1,2}|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\.?"
UNIT = r"(?i:flat|apt\.?|apartment|unit|suite|ste|no\.?|number|room|top flat|ground floor flat|basement flat|block|plot)"
FRONT = rf"(?:{UNIT}(?: [\dA-Z]{{1,5}}[a-z]?)?,? {{0,1}}(?:[A-Za-z][\w'’]{{1,20}}(?: [A-Za-z][\w'’]{{1,20}})? (?i:house|court|lodge|mansions),? )?)?"
BACK = rf"(?:,? (?i:apt\.?|apartment|unit|suite|ste\.?|#|flat|floor) ?#?\w{{1,6}}|,? #\w{{1,5}})?"
NUMBERED = re.compile(
    rf"(?<![\w.,:€$£/-]){FRONT}(?P<n>\d{{1,5}}(?:[a-zA-Z]|(?:-|/)\d{{1,4}}[a-z]?)?),? (?:{POINT} )?(?P<name>(?:(?:{NAME}|{ORDINAL}) ){{1,4}}?)"
    rf"(?P<type>(?i:{CLEAR}|{VAGUE}))(?![\w'’])\.?(?: {POINT}(?!\w))?{BACK}"
)
AMERICAN = re.compile(rf"(?<![\w.,:€$£/-])\d{{2,5}} (?:[NSEW]|NE|NW|SE|SW)\.? (?:[A-Z][\w'’]{{2,20}}|{ORDINAL})(?: [A-Z][\w'’]{{2,20}})?{BACK}")
HASHED = re.compile(r"(?<![\w.,:€$£/-])\d{2,5} [A-Z][\w'’]{2,20}(?: [A-Z][\w'’]{2,20})? #\w{1,5}(?!\w)")
CUED = re.compile(
    r"(?<![\w.,:€$£/-])(?:\d{1,5}[a-z]? (?:[A-Z][\w'’]{2,20})(?: [A-Z][\w'’]{1,20}){1,2}"
    r"|(?:1[3-9]|[2-9]\d|\d{3,4}|\d{1,4}[a-f]) [^\W\d_][\w'’]{3,20})(?=[,.!?\n]| (?:and|then|if|for|at|x|ok|please|pls|in|by|near)(?!\w)|$)"
)
UNNUMBERED = re.compile(
    rf"(?<![\w.,:€$£/-])(?P<name>(?:{POINT} )?(?:(?:{NAME}|{ORDINAL}) ){{1,3}})(?P<type>(?i:{CLEAR}|{VAGUE}))(?![\w'’])(?!-\w)"
)
COUNTY = re.compile(r"(?i)(?<![\w./-])(?:\d{1,5} )?(?:county (?:road|rd)|co rd|state route|highway|hwy|farm road|fm|rural route|rr|road) \d{1,5}[NSEW]?(?!\w|[.,]\d)")
NUMBER_ONLY = re.compile(r"(?i)(?<!\w)(?:i['’]?m|we['’]?re|live|come|shes|hes|she['’]s|he['’]s|meet) (?:at|to) (?P<v>\d{1,4}[a-f])(?!\w)")
ON = cue("on", "at", "off", "go", "done", "near", "along", "outside", "down", "up", "of", "from", "to", "into", "onto", "via", "in", "past", "address", "corner", "live", "lives",
         "living", "and", "by", "behind", "opposite", "over", "between", "street", "is", "order", "done", "called", "move", "moved", "drove", "walk", "back", "then")  # fmt: skip
AT = cue("at", "address", "live", "lives", "living", "hostel", "hotel", "moved", "staying", "come to", "go to", "deliver\\w{0,4}", "send", "hall", "hop", "house", "from", "outside", "to")
STOPS = frozenset(
    "degrees degree celsius percent km kms metres meters feet foot pages points stops mates lads girls boys kids guests adults tickets "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november "
    "december grand bucks dollar quid kilos lbs litres calories grams players teams friends others sharp latest ish onwards players reps the a an this that these those my your his her our their its no any some every each which what whose other another same next last first second third "
    "and or but so if then than when where while because as at by for from in into of off on onto out over past per to up upon via with within without "
    "is are was were be been being am do does did done has have had having will would can could shall should may might must i you he she it we they me him us them "
    "im ive ill id u ur r s t re ve ll d m not dont cant wont just only also too very really quite still again already yet now later soon today tomorrow tonight "
    "yesterday here there how why who wherever whatever long-term down along across around near behind beside between under about after before during until till "
    "people person kids men women guys minutes minute mins min hours hour hrs days day weeks week months month years year times time miles mile km pounds quid dollars "
    "euros am pm oclock percent more less most least lot lots one two three four five six seven eight nine ten busy quiet side back front dark wrong right left fast slow "
    "memory bus cycle bike country dirt gravel ring rail cross main whole middle own old-school nice big small little bad good great best safe weird funny only narrow public "
    "private open closed closing gets get got go going goes went come comes came take takes took taking see saw look looks find found keep kept let lets make makes made "
    "drive drove driving walk walked walking run ran cross crossed crossing block blocked blocks one-way half-way all both either neither half way road street lane "
    "like want wants wanted know knows think said say says tell told ask asked need needs call called calling text texted see saw meet met wait waiting turn turned "
    "pretty super such even ever never always sometimes maybe probably actually literally basically yeah yes yep nah ok okay oh well please thanks thank sorry hey hi hello "
    "dear mr mrs ms miss dr prof new-ish sober happy parking hot long short hard easy rough bumpy steep winding straight wet icy muddy snowy flooded work school family high "
    "county crown supreme tennis basketball food magistrates district federal small-claims squash hotel birth work-place bagel ramen noodle pizza coffee burger sushi "
    "taco chicken kebab trampoline usb hard test flash sleep pen thumb ds gas petrol charity disk google shared icloud one-drive ferry standby cycle tram de het een op van "
    "en ik je is in te dat die naar met voor bij aan uit om of ook maar als er nog wel niet zo was zijn heb heeft haar hem hun onze mijn jouw ons dan daar hier wat wie "
    "tour tours court session sunset inner outer whichever fire weekend movie bedroom boring stop-off chill under over nosy orderly striking mean meant works worked".split()
)
KEEP_HIGH = frozenset("high main station church".split())


def find(text: str) -> Iterator[Hit]:
    """English street names, numbered or not; every word of the name has to be able to be a name."""
    if re.search(r"\d", text):
        yield from _numbered(text)
    for match in UNNUMBERED.finditer(text):
        if hit := _unnumbered(text, match):
            yield hit


def _numbered(text: str) -> Iterator[Hit]:
    for match in NUMBERED.finditer(text):
        the = match["name"].lower() == "the " and (match.start() == 0 or near(text, match.start(), AT, 10))
        comma = text[match.end("n") : match.end("n") + 1] == ","
        if comma and match.start() == match.start("n") and (not match["name"][0].isupper() or re.fullmatch(r"(?:19|20)\d\d", match["n"])):
            continue
        if the or _name_ok(match["name"], match["type"], True):
            yield Hit(match.start(), match.end(), 0.85)
    for pattern in (AMERICAN, HASHED, COUNTY):
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), 0.6)
    for match in NUMBER_ONLY.finditer(text):
        yield Hit(*match.span("v"), 0.5)
    for match in CUED.finditer(text):
        if near(text, match.start(), AT, 18) and not set(match[0].lower().split()) & STOPS:
            yield Hit(match.start(), match.end(), 0.5)


def _name_ok(name: str, kind: str, numbered: bool) -> bool:
    """No word of the name is a function word; vague types want a capital or a short name."""
    parts = [part.lower().rstrip(".") for part in name.split()]
    if name.strip() == "The" and kind[0].isupper():
        return True
    parts = [p for p, word in zip(parts, name.split(), strict=True) if not (word[0].isupper() and p in TITLE_OK)] or ["x"]
    if any(part in STOPS and part not in KEEP_HIGH for part in parts) or parts[-1] in ("main",) and not numbered:
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
        if low in STOPS and not (upper and low in ADJECTIVES) and not (low in KEEP_HIGH and upper and low != "high" or low in ("church", "station")):
            break
        if not word[0][0].isupper() and not word[0][0].isdigit() and first is not None and low not in ADJECTIVES:
            if not LOCATED.search(text, max(0, match.start() + word.start() - 8), match.start() + word.start()):
                break
        first = word
    if first is None:
        return None
    start = match.start() + first.start()
    name = text[start : match.start("type")]
    return Hit(start, match.end(), 0.6) if _street(text, start, name, match, clear) else None


TITLE_OK = frozenset("great old new long short church high drove park school station main best wood right narrow s n e w d m".split())
SOFT = frozenset("grove gardens gdns close hill rise way drive".split())
LOCATED = re.compile(r"(?i)(?<!\w)(?:on|at|off|near|down|along|onto) $")
ADJECTIVES = frozenset("great little upper lower old new north south east west saint st mill grand n s e w".split())


def _street(text: str, start: int, name: str, match: re.Match[str], clear: bool) -> bool:
    """Without a number: a capitalised name after a preposition, or any name with an unmistakable type."""
    capital = name[0].isupper() or name[0].isdigit()
    after = text[match.end() : match.end() + 2]
    placed = near(text, start, ON, 14)
    if match["type"].lower() == "st":
        return (capital or placed or name.strip().lower() not in STOPS) and not re.match(r"\.? ?[A-Z]", after) and len(name) > 3
    if clear:
        return True
    if match["type"].lower() in ("dr", "house", "end", "view", "run", "turn", "ter", "field", "fields", "park", "estate", "bank"):
        return False
    if match["type"].lower() in SOFT and placed and not capital:
        return len(name) > 5 and name.strip() not in words("not_streets") and not name.strip().endswith(("ing", "ed", "ly"))
    opening = re.search(r"[,:(\n] ?$|^$", text[max(0, start - 2) : start]) is not None and (
        len(name.split()) > 1 or match["type"].lower() in SOFT
    )
    return capital and (placed or opening) and match["type"][0].isupper() and len(name) > 3
