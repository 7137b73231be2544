"""Passwords, PINs, door codes and wifi keys: the value that stands after its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, follows, near, words
from chatscrub.recognizers.needs import found, holds, may_hold

PASSWORD = re.compile(
    r"(?i)(?<!\w)(?:(?:wifi|wi-fi|wlan|netwerk|gast|inlog|login|guest|temp\w{0,6}|admin|master)?[ -]?"
    r"(?:wachtwoord(?:en)?|wachtwrd|wachtw\.?|wacht woord|password|passwd|passw\.?|passphrase|passcode|"
    r"passwoord|paswoord)"
    r"|ww|wwoord|pwd?|psw|pass(?=\s?[:=]| is | (?=[A-Za-z]{3}\S{0,20}\d)\S{6})|netwerksleutel|"
    r"beveiligingssleutel|wifi[- ]?(?:key|"
    r"code|sleutel|ww|pw)|"
    r"(?:wifi|wi-fi)(?=\s?[:=]| is )|(?:in)?log ?in(?=\s?[:=] ?\S{2,40} ?/ ?\S)|network key|security key|"
    r"(?:the|and the|de) (?:key|sleutel)(?= is "
    r"[^\s]{0,30}[\d!@#-])"
    r"|recovery (?:code|key|phrase)|seed phrase|api[- ]?key|token|licen[cs]e key|geheime? (?:woord|vraag)|"
    r"(?:secret|security) (?:word|answer)|memorable word|(?:antwoord op de |geheime |beveiligings)vraag"
    r"(?=\s?[:=]))(?!\w)"
)
LINKED = re.compile(
    r"(?i)(?:[ ,]{0,2}(?:van|voor|naar|to|for|of|on|op|in|der|del?) [^\n.:=]{1,70}?)?(?: ?(?:[:=]|->|→) "
    r"{0,2}| (?:is|was|wordt|werd|set to"
    r"|still|heet|blijft|changed to|veranderd in|now|nu|=) (?:(?:nog steeds|nu|now|nog|still|gewoon|dus|just|"
    r"currently|voorlopig|weer|same|"
    r"veranderd (?:in|naar)|changed to|gewijzigd (?:in|naar)) ){0,2}:? ?|['’]s |\n)[\"'“‘`]?"
)
VALUE = re.compile(r"[^\s\"“”:=][^\s\"“”]{2,63}")
LATER = re.compile(r"[^\n]{0,60}?(?:[:=]|->| is) {0,2}[\"'“‘]?(?=\S{0,40}\d)(?=\S{0,40}[^\W\d_])")
TIGHT = re.compile(r" {0,2}(?:[:=] {0,2})?[\"'“‘]?(?=\S{0,40}[\d!@#$&*_])")
OF = re.compile(
    r"(?i) (?:(?:van|voor|for|of|on|to|op) (?:[^\W\d_]{1,15} ){1,3}?|(?:wi-?fi|netflix|laptop|pc|mail|school|thuis|"
    r"home|zoom|router|computer) )(?=[A-Za-z]{2}\S{0,30}\d)(?=\S{6})[\"'“‘]?"
)
PAIR = re.compile(r" ?[/|] ?(?P<v>[^\s/|\"“”]{5,40})")
PAIRED = re.compile(r"(?i)wi-?fi|wlan|netwerk|log ?in")
# A password that is an ordinary word: right behind its cue, in quotes or last in its clause.
BARE = re.compile(
    r"(?i)(?<!\w)(?:(?:wifi|wi-fi|wlan|netwerk|network|gast|guest|inlog|login|netflix|laptop)[ -]?)?"
    r"(?:ww|wachtwoord|pass?woord|password|passwd|pwd?|passphrase)(?: |: ?|\n)"
    r"(?:[\"'“‘](?P<q>[^\n\"“”'’‘]{3,40})[\"'”’]|(?P<v>[^\W\d_](?:[^\W_]|-(?=\w)){2,23})(?=\s*(?:$|\n|,|"
    r"[.!;)](?:\s|$))))"
    r"|(?i:wi-?fi|network|netwerk|security|wlan)[ -]?(?:key|sleutel|code) (?P<k>[^\W\d_]{4,24})(?=\s*(?:$|\n|,|"
    r"[.!;)](?:\s|$)))"
)
OPENING = re.compile(
    r"(?i)(?:^|[\n,.;:!(/|-] ?|(?<!\w)(?:en|and|met|with|account|netflix|spotify|disney|laptop|pc|router|zoom|"
    r"gast|guest|"
    r"wifi|wi-fi|admin|@\w+|\w*\d\w*) )$"
)
BENT = re.compile(
    r"(?i)\w{0,6}ge\w{2,}[dtn]$|(?:ver|be|her)\w{2,}(?:d|t|en)$|\w{2,}(?:ing|ed|eerd|eren|ion|lijk|[lst]ly)$|(?:in|"
    r"un)\w+ect$"
)
ASKED = re.compile(
    r"(?i)(?:geen|je|jouw|jullie|het|'?t|de|the|een|an?|no|mijn|mn|my|me|your|our|ons|onze|new|nieuwe?|oude?|old|"
    r"same|zelfde|"
    r"stuur|geef|app|send|need|what'?s?|wat|which|welke?|ander|other|sterke?|strong|forgot|forget|vergeten|zonder|"
    r"without|"
    r"via|reset|change|wijzig|any|is|was|and|or|of|if|als|want)"
)
ACCOUNT = re.compile(r"\s{0,3}([\w+.-]{2,20}) $")
NOT_SHARED = re.compile(
    r"(?i)\W{1,4}(?:niet (?:door|verder|rond)?(?:sturen|geven|vertellen|delen)|"
    r"(?:don['’]?t|do not|never) (?:share|forward|tell))(?!\w)"
)
GIVEN = re.compile(
    r"(?i)(?<!\S)(?P<v>(?=[^\s\d]{0,39}\d)(?=[^\sa-z]{0,39}[a-z])[^\s\"“”]{5,40}) (?:is|was) "
    r"(?:de|the|mn|mijn|my|our|onze|het|'?t) (?:\w{1,12} ){0,2}?(?:wachtwoord|password|ww|pw)(?!\w)"
)
PRESSED = cue(
    "intoetsen", "toetsen", "invoeren", "then (?:hash|enter|star|green|press)", "and (?:hash|enter|star)",
    "en dan (?:hekje|groen|ok)", "gevolgd door",
)  # fmt: skip
PHRASE = re.compile(r"(?: [^\W_][\w!-]{1,20}){0,3}")
STOP = words("not_passwords")
AFTER_PASSWORD = words("after_password")
CODE_CUES = (
    r"(?:\w{0,14}(?:code|pin|pincode|codes|cijfers|combinatie|combination|combi|digits))|alarm(?:code)?|cv[cv]2?|"
    r"kluis(?:je)?|"
    r"sleutel(?:kluis\w{0,3}|kast\w{0,3}|kastje|box)|key ?-?(?:safe|pad|box)|lock ?-?box|keypad|"
    r"toegangs\w{0,6}|otp|2fa|mfa|tan|"
    r"(?:front |back )?(?:door|gate|garage) (?:is|nr|number)|padlock|slot|unlock(?:s)?|passcode|voicemail|"
    r"sim|puk|ontgrendel\w{0,5}|(?:bike|cycle|locker|suitcase|gate|door|shed|fiets|koffer)[ -]?(?:lock|slot)"
)
CODES = cue(CODE_CUES)
SHARP = cue(
    r"(?:\w{0,14}(?:pincode|deurcode|poortcode|toegangscode))|pin|pincode|(?:door|gate|entry|access|alarm|"
    r"key ?safe|keypad|lock ?box|deur|poort|closet|building|garage|kluis|verification|verificatie|security|"
    r"beveiligings|login|inlog|unlock|bike|fiets|voordeur|lift)[ -]?(?:code|pin)",
    r"code (?:van|voor|of|for|to|beneden|boven|is|v d|vd|v\.d\.|now|nu|deur|kluis)[^\n.]{0,40}",
    r"sleutelk\w{3,8}", "key ?safe", "lock ?box", "keypad", "alarm", "kluis(?:je)?", "combination", "combo",
    "combi", r"\w{0,12}slot", "padlock", "new code", "nieuwe code", "puk", "otp", "2fa", "cv[cv]2?",
    r"(?:three|3|drie) (?:digits|cijfers)[^\n.]{0,30}",
    r"(?:safe|vault|lock|kluis|slot) (?:opens|gaat open)[^\n.]{0,12}", "code", "codes", "combination",
)  # fmt: skip
NOT_CODES = cue(
    "postcode", "post code", "zip ?code", "area code", "country code", "qr[ -]?code", "bar ?code",
    "streepjescode", r"(?:zet|set|zette|gezet)(?: \w+)? alarm",
    "alarm(?: is| was| staat)?(?: set| gezet)? (?:for|at|om|voor)", r"kortings\w{0,6}", "discount(?: code)?",
    "promo(?: ?code)?", "actiecode", "voucher", "boekings?code", "booking code",
    "code (?:rood|oranje|geel|groen|red|orange|yellow|green|zwart|black)", "error code", "foutcode",
    "share code", "sort ?code", "dress ?code", "vak ?code", "course code", "agb-?code", r"track\w{0,3}code",
    "landcode", "referral code", "reserveringscode", "landnummer", "kleurcode", "sbi-?code", "cadeaucode",
    "gift ?code",
)  # fmt: skip
CODE = re.compile(
    r"(?<![\w.,/€$£+-])(?<!\d:)(?:[#*]?(?:\d{3}[ -]\d{3}|\d\d(?: \d\d){1,2}|\d{1,2}(?:-\d{1,2}){2,3}|\d{3,8}|\d(?:[ "
    r"-]\d){3,7})[#*]{0,2}|[A-Z]\d{3,6}[A-Z]?|\d{3,6}[A-Z]{1,2}|[A-Z]-\d{5,8}"
    r"|(?=[A-Z\d-]{0,30}\d)(?=[A-Z\d-]{0,30}[A-Z])[A-Z\d]{2,8}(?:-[A-Z\d]{2,8}){0,3})(?![\w/€$£%:]|[.,]\d)"
)
AFTER = re.compile(
    r"(?i) ?(?:euro|eur|km|kg|min|uur|u\b|am|pm|x\b|keer|jaar|years?|people|mensen|procent|"
    r"punten|points|times|meter|gram|dagen|days|woorden)"
)
BACK = cue(
    r"(?:is|was|=) (?:de|the|mn|mijn|my|our|onze|het) (?:\w+ ){0,2}?(?:\w{0,12}code|pin|wachtwoord|password|"
    r"ww|pw|alarm)",
)  # fmt: skip
MIXED = re.compile(
    r"(?<![\w@./:#&=?-])[^\W\d_]{3,20}(?:[@&$%*!#]|"
    r"-[^\W\d_]{2,20}-)[^\W\d_]{0,20}\d{2,6}[!#*]{0,3}(?![\w@/.-]\w)"
)
ENTER = cue(
    "use", "toets", "tik", "druk", "type", "enter", "press", "punch in", "punch", "dial", "intoetsen",
    "invoeren", "met", "with",
)  # fmt: skip
DOORS = cue(
    "keypad", "door", "deur", "poort", "gate", "slot", r"kluis\w{0,4}", r"sleutel\w{0,8}", "key", "alarm",
    "toegang", "in te toetsen", "intoetsen", "lift", "hek", r"garage\w{0,4}", "buzzer",
)  # fmt: skip
DIGIT = (
    "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|zero|oh|one|two|three|four|five|six|seven|"
    "eight|nine|double|dubbel"
)
SPELLED = re.compile(rf"(?i)(?<!\w)(?:(?:{DIGIT})[ ,-]{{1,2}}){{3,7}}(?:{DIGIT})(?!\w)")
WHOLE = re.compile(r"\s{0,3}(\d{4,6}[A-Z#*]?)\W{0,6}")
TWO_DIGITS = re.compile(r"\d{2}|\d[ -]\d")
WORDCODE = re.compile(
    r"(?i)(?<!\w)(?:gate|door|deur|poort|alarm|kluis|key ?safe)?-?code(?:woord)?(?: van "
    r"[^\n.:]{1,30})? ?[:=] ?(?P<v>[^\s,;]{3,30})"
)


# Files and tokens that are written into a text; \x91 is what stands for a part that was lifted out. They go on over
# the lines that follow one of 60 characters.
_LAST = r"={0,2}(?=[ \t]{0,4}(?:[\r\n\"'`<>)\]}]|\Z))"
EMBEDDED = re.compile(
    r"(?i);base64,\s{0,2}(?P<v>[a-z0-9+/_\x91-]{4,}={0,2}"
    rf"(?:(?<=[a-z0-9+/_\x91-]{{50}})\r?\n[ \t]{{0,8}}[a-z0-9+/_\x91-]+{_LAST})*)"
)
RUN = re.compile(
    rf"[A-Za-z0-9+/\x91]{{60,}}={{0,2}}(?:(?<=[A-Za-z0-9+/\x91]{{60}})\r?\n[ \t]{{0,8}}[A-Za-z0-9+/\x91]+{_LAST})*"
)
PADDED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{15,59}={1,2}(?![\w=])")
JWT = re.compile(r"(?<![\w.-])eyJ[\w\x91-]{8,}\.?(?:\.[\w\x91-]+){1,4}")
HASHED = re.compile(r"(?i)(?:sha-?\d{1,3}|md5|h1)[-:= ]{1,3}\Z")  # of a file that everybody has
_SORTS = (re.compile(r"[A-Z]"), re.compile(r"[a-z]"), re.compile(r"\d"))
_LOOKED_AT = 200  # characters of a run that tell whether it is base64
_PLAIN_PART = re.compile(r"(?:[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+)*|[A-Z]{3,})\d{0,4}")  # of a path, or a word
_PARTS, _STRANGE = 3, 20  # plain parts that tell a path from base64, and characters of others that it may hold


def find(text: str) -> Iterator[Hit]:
    """Values after a password cue, and codes near a cue for doors, safes, cards and logins."""
    for match in found(PASSWORD, text):
        if hit := _password(text, match):
            yield hit
            if PAIRED.search(match[0]) and (pair := PAIR.match(text, hit.end)):
                yield Hit(pair.start("v"), _bare_end(text, pair.start("v"), pair.end("v")), 0.7)
    for match in found(BARE, text):
        if hit := _bare(text, match):
            yield hit
    if holds(TWO_DIGITS, text):
        yield from _codes(text)
    if (whole := may_hold(text, WHOLE) and WHOLE.fullmatch(text)) and not re.match(
        r"(?:19|20)\d\d$|\d+00$|\d+50$", whole[1]
    ):
        yield Hit(*whole.span(1), 0.4)
    for match in found(GIVEN, text):
        yield Hit(*match.span("v"), 0.7)
    yield from _embedded(text)
    for match in found(SPELLED, text):
        if near(text, match.start(), CODES, 40):
            yield Hit(match.start(), match.end(), 0.6)
    for match in found(MIXED, text):
        yield Hit(match.start(), match.end(), 0.45)
    for match in found(WORDCODE, text):
        if match["v"].lower().strip(".,!?") not in STOP and re.search(r"\d", match["v"]):
            yield Hit(match.start("v"), match.end("v"), 0.6)


def _embedded(text: str) -> Iterator[Hit]:
    """Files in base64, and tokens that hold who somebody is: anybody can read them."""
    for match in found(EMBEDDED, text):
        yield Hit(*match.span("v"), 0.9)
    for match in found(JWT, text):
        yield Hit(match.start(), match.end(), 0.9)
    for pattern in (RUN, PADDED):
        for match in found(pattern, text):
            hashed = HASHED.search(text[max(match.start() - 12, 0) : match.start()])
            end = min(match.end(), match.start() + _LOOKED_AT)
            if not hashed and not _is_path(match[0]) and all(sort.search(text, match.start(), end) for sort in _SORTS):
                yield Hit(match.start(), match.end(), 0.9)


def _is_path(run: str) -> bool:
    """Whether a run is a path, or words with slashes between them, with nothing in it that may be base64."""
    if run.count("/") < _PARTS - 1:
        return False
    parts = re.split(r"[/\s]+", run)
    strange = [part for part in parts if not _PLAIN_PART.fullmatch(part)]
    return len(parts) - len(strange) >= _PARTS and sum(map(len, strange)) < _STRANGE


def _bare(text: str, match: re.Match[str]) -> Hit | None:
    """A password that is a word like any other, in a clause that gives it rather than talks about it."""
    group = match.lastgroup or "v"
    if group == "q":
        return Hit(*match.span(group), 0.7)
    word = match[group].lower()
    if word in AFTER_PASSWORD or (word in STOP and word not in ("geheim", "secret")) or BENT.match(word):
        return None
    account = ACCOUNT.fullmatch(text, 0, match.start()) if match.start() < 25 else None
    opens = OPENING.search(text, max(0, match.start() - 30), match.start())
    return Hit(*match.span(group), 0.5) if opens or (account and not ASKED.fullmatch(account[1])) else None


def _password(text: str, cue_match: re.Match[str]) -> Hit | None:
    """The value of one password cue: linked by a colon or a verb, right behind it, or later in the sentence."""
    later = LATER.match(text, cue_match.end())
    for pattern in (TIGHT, OF, LATER, LINKED) if later else (LINKED, TIGHT, OF):
        lead = pattern.match(text, cue_match.end())
        value = VALUE.match(text, lead.end()) if lead else None
        if lead and value and _acceptable(value[0], pattern is LINKED):
            return Hit(value.start(), _value_end(text, value), 0.8)
    return None


def _acceptable(value: str, plain: bool) -> bool:
    word = value.rstrip(".,;:!?)'’")
    if word.lower() in STOP or len(word) < 3:
        return False
    return plain or bool(re.search(r"[\d_@#$&*]", word) and re.search(r"[^\W\d]", word)) or word.isdigit()


def _value_end(text: str, value: re.Match[str]) -> int:
    """Where the value ends: without the sentence's punctuation; a phrase goes on after a plain word."""
    end = _bare_end(text, value.start(), value.end())
    if end < value.end() or not value[0].isalpha():
        return end
    more = PHRASE.match(text, end)
    if more is None or not re.search(r"\d", more[0]):
        return end
    ordinary = next((m.start() for m in re.finditer(r" (\S+)", more[0]) if m[1].lower() in STOP), len(more[0]))
    return end + ordinary


def _bare_end(text: str, start: int, end: int) -> int:
    """The end of a value without the sentence's punctuation."""
    while end > start + 3 and text[end - 1] in ".,;:?)'’\"”`":
        end -= 1
    return end


def _codes(text: str) -> Iterator[Hit]:
    if not any(holds(cues, text) for cues in (CODES, SHARP, BACK, ENTER, NOT_SHARED, PRESSED)):
        return
    for match in found(CODE, text):
        if _is_code(text, match):
            yield Hit(match.start(), match.end(), 0.7)


def _is_code(text: str, match: re.Match[str]) -> bool:
    """A code stands shortly after its cue and is not an amount, a year without a door, or another sort of code."""
    start, end = match.span()
    if AFTER.match(text, end) or near(text, start, NOT_CODES, 30):
        return False
    if follows(text, end, BACK, 40) or (near(text, start, ENTER, 10) and follows(text, end, DOORS, 30)):
        return True
    if near(text, start, DOORS, 15) and follows(text, end, PRESSED, 16):
        return True
    if not text[:start].strip() and NOT_SHARED.match(text, end):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return near(text, start, SHARP, 24)
    free = start - max((text.rfind(d, max(0, start - 60), start) for d in "0123456789\n"), default=-1) - 1
    if re.search(r"(?i)(?:[:=]| is| now| nu) ?$", text[max(0, start - 6) : start]):
        free = 60
    return near(text, start, SHARP, min(55, free)) or near(text, start, CODES, min(30, free))
