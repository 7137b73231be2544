"""Passwords, PINs, door codes and wifi keys: the value that stands after its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, follows, near, words

PASSWORD = re.compile(
    r"(?i)(?<!\w)(?:(?:wifi|wi-fi|wlan|netwerk|gast|inlog|login|guest|temp\w{0,6}|admin|master)?[ -]?"
    r"(?:wachtwoord(?:en)?|wachtwrd|wachtw\.?|wacht woord|password|passwd|passw\.?|passphrase|passcode|"
    r"passwoord|paswoord)"
    r"|ww|wwoord|pwd?|psw|pw[:=]|pass(?=\s?[:=]| is )|netwerksleutel|beveiligingssleutel|wifi[- ]?(?:key|"
    r"code|sleutel|ww|pw)|"
    r"(?:wifi|wi-fi)(?=\s?[:=]| is )|network key|security key|(?:the|and the|de) (?:key|sleutel)(?= is "
    r"[^\s]{0,30}[\d!@#-])"
    r"|recovery (?:code|key|phrase)|seed phrase|api[- ]?key|token|licen[cs]e key|geheime? (?:woord|vraag)|"
    r"secret (?:word|answer))(?!\w)"
)
LINKED = re.compile(
    r"(?i)(?:[ ,]{0,2}(?:van|voor|naar|to|for|of|on|op|in|der|del?) [^\n.:=]{1,40}?)?(?: ?(?:[:=]|->|→) "
    r"{0,2}| (?:is|was|wordt|werd|set to"
    r"|still|heet|blijft|changed to|veranderd in|now|nu|=) (?:(?:nu|now|nog|still|gewoon|dus|just|"
    r"currently|voorlopig|nog steeds|weer|same|"
    r"veranderd (?:in|naar)|changed to|gewijzigd (?:in|naar)) ){0,2}:? ?|\n)[\"'“‘`]?"
)
VALUE = re.compile(r"[^\s\"“”]{3,64}")
LATER = re.compile(r"[^\n]{0,60}?(?:[:=]|->| is) {0,2}[\"'“‘]?(?=\S{0,40}\d)(?=\S{0,40}[^\W\d_])")
TIGHT = re.compile(r" {0,2}[\"'“‘]?(?=\S{0,40}[\d!@#$&*_])")
PHRASE = re.compile(r"(?: [^\W_][\w!-]{1,20}){0,3}")
STOP = words("not_passwords")
CODE_CUES = (
    r"(?:\w{0,14}(?:code|pin|pincode|codes|cijfers|combinatie|combination|combi))|alarm(?:code)?|"
    r"kluis(?:je)?|"
    r"sleutel(?:kluis\w{0,3}|kast\w{0,3}|kastje|box)|key ?-?(?:safe|pad|box)|lock ?-?box|keypad|"
    r"toegangs\w{0,6}|otp|2fa|mfa|tan|"
    r"(?:front |back )?(?:door|gate|garage) (?:is|nr|number)|padlock|slot|unlock(?:s)?|passcode|voicemail|"
    r"sim|puk|ontgrendel\w{0,5}"
)
CODES = cue(CODE_CUES)
SHARP = cue(
    r"(?:\w{0,14}(?:pincode|deurcode|poortcode|toegangscode))|pin|pincode|(?:door|gate|entry|access|alarm|"
    r"key ?safe|keypad|lock ?box|deur|poort|"
    r"closet|building|garage|kluis|verification|verificatie|security|beveiligings|login|inlog|unlock|bike|"
    r"fiets|voordeur|lift)[ -]?(?:code|pin)",
    r"code (?:van|voor|of|for|to|beneden|boven|is|v d|vd|v\.d\.|now|nu|deur|"
    r"kluis)[^\n.]{0,40}", "sleutelk\\w{3,8}", r"key ?safe",
    "lock ?box", "keypad", "alarm", "kluis(?:je)?", "combination", "combo", "combi", r"\w{0,12}slot",
    "padlock", "new code", "nieuwe code", "puk", "otp", "2fa", "code", "codes", "combination",
)  # fmt: skip
NOT_CODES = cue(
    "postcode", "post code", "zip ?code", "area code", "country code", "qr[ -]?code", "bar ?code",
    "streepjescode",
    "kortings\\w{0,6}", "discount(?: code)?", "promo(?: ?code)?", "actiecode", "voucher", "boekings?code",
    "booking code",
    "code (?:rood|oranje|geel|groen|red|orange|yellow|green|zwart|"
    "black)", "error code", "foutcode", "share code",
    "sort ?code", "dress ?code", "vak ?code", "course code", "agb-?code", "track\\w{0,3}code", "landcode",
    "referral code",
    "reserveringscode", "landnummer", "kleurcode", "sbi-?code", "cadeaucode", "gift ?code",
)  # fmt: skip
CODE = re.compile(
    r"(?<![\w.,:/€$£+-])(?:[#*]?(?:\d{3} \d{3}|\d\d(?: \d\d){1,2}|\d{1,2}(?:-\d{1,2}){2,3}|\d{3,8}|\d(?:[ "
    r"-]\d){3,7})[#*]{0,2}|[A-Z]\d{3,6}[A-Z]?|\d{3,6}[A-Z]{1,2}|[A-Z]-\d{5,8}"
    r"|(?=[A-Z\d-]{0,30}\d)(?=[A-Z\d-]{0,30}[A-Z])[A-Z\d]{2,8}(?:-[A-Z\d]{2,8}){0,3})(?![\w/€$£%:]|[.,]\d)"
)
AFTER = re.compile(
    r"(?i) ?(?:euro|eur|km|kg|min|uur|u\b|am|pm|x\b|keer|jaar|years?|people|mensen|procent|"
    r"punten|points|times|meter|gram|dagen|days|woorden)"
)
BACK = cue(
    r"(?:is|was|=) (?:de|the|mn|mijn|my|our|onze|het) (?:\w+ ){0,2}?(?:\w{0,12}code|pin|wachtwoord|"
    r"password|ww|pw|alarm)"
)
MIXED = re.compile(
    r"(?<![\w@./:#&=?-])[^\W\d_]{3,20}(?:[@&$%*!#]|"
    r"-[^\W\d_]{2,20}-)[^\W\d_]{0,20}\d{2,6}[!#*]{0,3}(?![\w@/.-]\w)"
)
ENTER = cue(
    "use",
    "toets",
    "tik",
    "druk",
    "type",
    "enter",
    "press",
    "punch in",
    "punch",
    "dial",
    "intoetsen",
    "invoeren",
    "met",
    "with",
)
DOORS = cue(
    "keypad",
    "door",
    "deur",
    "poort",
    "gate",
    "slot",
    "kluis\\w{0,4}",
    "sleutel\\w{0,8}",
    "key",
    "alarm",
    "toegang",
    "in te toetsen",
    "intoetsen",
    "lift",
    "hek",
)
DIGIT = (
    "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|zero|oh|one|two|three|four|five|six|seven|"
    "eight|nine|double|dubbel"
)
SPELLED = re.compile(rf"(?i)(?<!\w)(?:(?:{DIGIT})[ ,-]{{1,2}}){{3,7}}(?:{DIGIT})(?!\w)")
WHOLE = re.compile(r"\s{0,3}(\d{4,6}[A-Z#*]?)\W{0,6}")
WORDCODE = re.compile(
    r"(?i)(?<!\w)(?:gate|door|deur|poort|alarm|kluis|key ?safe)?-?code(?:woord)?(?: van "
    r"[^\n.:]{1,30})? ?[:=] ?(?P<v>[^\s,;]{3,30})"
)


def find(text: str) -> Iterator[Hit]:
    """Values after a password cue, and codes near a cue for doors, safes, cards and logins."""
    for match in PASSWORD.finditer(text):
        if hit := _password(text, match):
            yield hit
    if re.search(r"\d{2}|\d[ -]\d", text):
        yield from _codes(text)
    if (whole := WHOLE.fullmatch(text)) and not re.match(r"(?:19|20)\d\d$|\d+00$|\d+50$", whole[1]):
        yield Hit(*whole.span(1), 0.4)
    for match in SPELLED.finditer(text):
        if near(text, match.start(), CODES, 40):
            yield Hit(match.start(), match.end(), 0.6)
    for match in MIXED.finditer(text):
        yield Hit(match.start(), match.end(), 0.45)
    for match in WORDCODE.finditer(text):
        if match["v"].lower().strip(".,!?") not in STOP and re.search(r"\d", match["v"]):
            yield Hit(match.start("v"), match.end("v"), 0.6)


def _password(text: str, cue_match: re.Match[str]) -> Hit | None:
    """The value of one password cue: linked by a colon or a verb, right behind it, or later in the "
    "sentence."""
    later = LATER.match(text, cue_match.end())
    order = ((TIGHT, False), (LATER, False), (LINKED, True)) if later else ((LINKED, True), (TIGHT, False))
    for pattern, plain in order:
        lead = pattern.match(text, cue_match.end())
        value = VALUE.match(text, lead.end()) if lead else None
        if lead and value and _acceptable(value[0], plain):
            return Hit(value.start(), _value_end(text, value, lead[0]), 0.8)
    return None


def _acceptable(value: str, plain: bool) -> bool:
    word = value.rstrip(".,;:!?)'’")
    if word.lower() in STOP or len(word) < 3:
        return False
    return plain or bool(re.search(r"[\d_@#$&*]", word) and re.search(r"[^\W\d]", word)) or word.isdigit()


def _value_end(text: str, value: re.Match[str], lead: str) -> int:
    """Where the value ends: without the sentence's punctuation; a phrase goes on when the first word is "
    "plain."""
    end = value.end()
    while end > value.start() + 3 and text[end - 1] in ".,;:?)'’\"”":
        end -= 1
    if end < value.end() or not value[0].isalpha():
        return end
    more = PHRASE.match(text, end)
    return more.end() if more and re.search(r"\d", more[0]) else end


def _codes(text: str) -> Iterator[Hit]:
    if not (CODES.search(text) or SHARP.search(text) or BACK.search(text) or ENTER.search(text)):
        return
    for match in CODE.finditer(text):
        if _is_code(text, match):
            yield Hit(match.start(), match.end(), 0.7)


def _is_code(text: str, match: re.Match[str]) -> bool:
    """A code stands shortly after its cue and is not an amount, a year without a door, or another sort of "
    "code."""
    start, end = match.span()
    if AFTER.match(text, end) or near(text, start, NOT_CODES, 30):
        return False
    if follows(text, end, BACK, 40) or (near(text, start, ENTER, 10) and follows(text, end, DOORS, 30)):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return near(text, start, SHARP, 24)
    free = start - max((text.rfind(d, max(0, start - 60), start) for d in "0123456789\n"), default=-1) - 1
    if re.search(r"(?i)(?:[:=]| is| now| nu) ?$", text[max(0, start - 6) : start]):
        free = 60
    return near(text, start, SHARP, min(55, free)) or near(text, start, CODES, min(30, free))
