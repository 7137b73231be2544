"""Telephone numbers in every spelling: international, national, masked, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from chatscrub.recognizers import iban
from chatscrub.recognizers.hits import Hit, cue, near
from chatscrub.recognizers.needs import found, holds, may_hold

CANDIDATE = re.compile(
    r"(?<![\w.,:€$£#])(?<!\d-)(?:\+ ?|\(\+?)?\d(?:\)?[ ./–‑·-]?[ -]?[ (]{0,2}\d){5,19}\)?(?![\w:%€]|[.,]\d)"
)
DATE = re.compile(
    r"\(?(?:[0-3]?\d[-./][01]?\d[-./](?:19|20)\d\d|(?:19|20)\d\d[-./][01]?\d[-./][0-3]?\d|(?:19|20)\d\d ?- "
    r"?(?:19|20)\d\d"
    r"|[0-3]?\d[-/][01]?\d[-/]\d\d)(?!\d)"
)
# North American numbering plan: area and exchange do not begin with 0 or 1 (https://nanpa.com)
NANP = re.compile(
    r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)|[2-9]\d\d)(?:[ .-]{0,2}[2-9]\d\d[ .-]|[ "
    r".-]{1,2}[2-9]\d\d)\d{4}"
)
LOCAL = re.compile(r"(?<![\w.,-])(?:555-\d{4}|[2-9]\d{2}-\d{4})(?![\w-])")
MASKED = re.compile(
    r"(?i)(?<!\w)(?:\+\d{2} ?|0)\d{1,3}[ -]?(?:\d{1,4}[ .-]?){1,3}(?:[x*•.]{2,4}[ "
    r"-]?){1,4}(?!\w)"
)
CUES = cue(
    r"tel(?:efoon\w{0,8})?\.?", r"phone\w{0,2}", "bel(?:len|t|de)?", "call(?:s|ed|ing)?", "ring(?:ing)?", "rang",
    r"mob(?:iel\w{0,8}|ile)?\.?", r"gsm(?:-?n\w{1,6})?", "whats-?app", "app(?:en|t|je)?", "sms", "text", "cell",
    "reach", r"bereik\w{0,4}", "fax", "(?:06|telefoon)-?n(?:umme)?r", "dial", "number", "nummer", "num", "wa",
    r"noodnummer\w{0,2}", "contact", "landline", "vaste lijn", "thuis", "toestel", r"wa\.me/?",
)  # fmt: skip
OTHER = cue(
    "bsn", r"nhs\w{0,3}",
    r"(?:order|bestel|klant|client|polis|policy|dossier|zaak|member|lid|factuur|patient|patiënt|student|case|"
    r"invoice|tracking|track|reg|ref|kenmerk|kvk|agb|big|rekening|account|iban|acc|serie)\w{0,12}",
    "sofi", "imei", "vin", "mrn", "bank",
)  # fmt: skip
MONEY = re.compile(
    r"(?i) ?(?:euro|eur|dollars?|pounds?|km|kg|meter|m2|miles|people|mensen|keer|procent|"
    r"jaar|volgers)\b"
)
BEFORE = re.compile(r"[€$£]\s?$")
ONES = (
    "nul|zero|oh|o|een|één|eentje|one|twee|two|drie|three|vier|four|vijf|five|zes|six|zeven|seven|acht|eight|negen|nine"
)
TENS = (
    r"tien|elf|twaalf|\w{2,6}tien|(?:\w{3,6}en)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|"
    r"negentig)"
    r"|\w{3,5}(?:ën|en)(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|ten|eleven|"
    r"twelve|\w{3,5}teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|honderd|thousand"
)
SPOKEN = re.compile(
    rf"(?i)(?<!\w)(?:plus|nul|zero|oh|o)[ ,-]{{1,2}}(?:(?:(?:dubbel|dubbele|double|triple|{ONES}|{TENS}|"
    rf"\d{{1,4}})"
    rf"(?!\w)[ ,-]{{0,2}}){{4,14}})(?<=\w)"
)
TWO_DIGITS = re.compile(r"\d.{0,3}\d")


SPOKEN_DIGITS = re.compile(
    rf"(?i)(?<!\w)(?:(?:double |dubbel |triple )?(?:{ONES})(?!\w)[ ,-]{{1,3}}){{6,12}}(?:{ONES})(?!\w)"
)
COUNTING = re.compile(
    r"(?i)(?:one|een|één)\W+(?:two|twee)\W+(?:three|drie)"
    r"|(?:five|vijf)\W+(?:four|vier)\W+(?:three|drie)\W+(?:two|twee)"
)
MIXED = re.compile(
    rf"(?i)(?<![\w-])0\d{{1,3}}[ ,-]{{1,2}}(?:(?:dubbel |double )?"
    rf"(?:{ONES}|{TENS}|\d{{1,3}})(?!\w)[ ,-]{{0,2}}){{4,10}}(?<=\w)"
)
# Numbers that letters touch, as in ``0612345678of``; only in shapes that nothing else has.
NUMBER = r"(?:0[1-9]\d{8}|0[17]\d{9}|(?:\+|00(?=3[12]|4[49]))[1-9]\d{9,12})"
GLUED = re.compile(
    rf"(?<=[^\W\d_]{{2}}){NUMBER}(?:(?![\w.,@%€-])|(?=[^\W\d_]{{2}}))|(?<![\w.,:€$£#/@=+-]){NUMBER}(?=[^\W\d_]{{2}})"
)
MENTION = re.compile(r"(?<![\w@])@(?P<v>\d{8,15})(?!\w)")
HALF_SPOKEN = re.compile(
    rf"(?i)(?<!\w)(?:nul|zero|oh)[ ,-]{{1,2}}(?:(?:dubbele?|double|triple|{ONES})[ ,-]{{1,2}}){{1,6}}"
    r"\d(?:[ .-]?\d){4,9}(?![\w%€])"
)


def _groups(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The candidate as a whole, then shorter and shorter: two numbers may stand side by side."""
    text, end = match[0], len(match[0])
    while end > 5:
        yield match.start(), match.start() + end
        end = max(text.rfind(" ", 0, end), text.rfind("/", 0, end))
        while end > 0 and text[end - 1] in " -–/(":
            end -= 1


def _international(digits: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _valid(digits: str) -> bool:
    """Whether the digits, with their country code but without a plus, are a number in use."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _score(raw: str, cued: bool) -> float:
    """How sure we are that these digits are a telephone number; 0 for not at all."""
    digits = re.sub(r"\D", "", raw)
    if len(set(digits)) < 2 or DATE.match(raw):
        return 0.0
    if raw.lstrip("( ").startswith("+"):
        trunk = re.sub(r"^(\d{1,3})0(?=\d{9})", r"\1", digits)
        return 0.95 if 9 <= len(digits) <= 13 or _international(trunk) else 0.0
    if digits.startswith("00"):
        return 0.9 if 11 <= len(digits) <= 17 and _international(digits[2:].replace("310", "31", 1)) else 0.0
    if digits[0] == "0":
        return _national(raw, digits, cued)
    if NANP.fullmatch(raw):
        return 0.8
    return _unprefixed(raw, digits, cued)


def _national(raw: str, digits: str, cued: bool) -> float:
    """A national number with its leading zero: 9 digits in Belgium, 10 in most countries, 11 in Britain."""
    if re.match(r"0[.,]", raw) or (re.fullmatch(r"0\d[.:]\d\d.*[.:]\d\d", raw) and len(digits) == 8):
        return 0.0
    if 10 <= len(digits) <= 11:
        return 0.85
    if len(digits) == 9:
        return 0.7 if cued or not raw.isdigit() else 0.45
    if len(digits) == 12 and re.fullmatch(r"0\d{2,4}[ /-]{1,3}\d{7,9}", raw):
        return 0.5
    return 0.7 if cued and 7 <= len(digits) <= 12 else 0.0


def _unprefixed(raw: str, digits: str, cued: bool) -> float:
    if len(digits) in (11, 12) and raw.isdigit() and _valid(digits):
        return 0.6
    if re.fullmatch(r"[6-9]\d{4}[ -]\d{5}", raw):  # India: https://en.wikipedia.org/wiki/Telephone_numbers_in_India
        return 0.6
    return 0.6 if cued and 7 <= len(digits) <= 13 else 0.0


def _numbers(text: str) -> Iterator[Hit]:
    taken = [(hit.start, hit.end) for hit in iban.find(text)]
    for glued in found(GLUED, text):
        free = not any(a < glued.end() and glued.start() < b for a, b in taken)
        if free and not BEFORE.search(text, max(0, glued.start() - 2), glued.start()):
            yield Hit(glued.start(), glued.end(), 0.7)
    pos = 0
    while match := may_hold(text, CANDIDATE) and CANDIDATE.search(text, pos):
        hit = _best(text, match, taken)
        pos = hit.end if hit else match.end()
        if hit:
            yield hit


def _best(text: str, match: re.Match[str], taken: list[tuple[int, int]]) -> Hit | None:
    start = match.start()
    if (
        any(a < match.end() and start < b for a, b in taken)
        or MONEY.match(text, match.end())
        or BEFORE.search(text, max(0, start - 2), start)
    ):
        return None
    cued = near(text, start, CUES)
    other = near(text, start, OTHER, 25) and not near(text, start, CUES, 12)
    for a, b in _groups(match):
        score = _score(text[a:b], cued and not other)
        if score:
            if text[b - 1] == ")" and "(" not in text[a:b]:
                b -= 1
            return Hit(a, b, min(score, 0.4) if other else score)
    return None


def find(text: str) -> Iterator[Hit]:
    """Every telephone number; without a leading zero or plus only with a cue or in a shape of its own."""
    if holds(TWO_DIGITS, text):
        yield from _numbers(text)
        for match in found(MASKED, text):
            yield Hit(match.start(), match.end(), 0.6)
        for match in found(MENTION, text):
            yield Hit(*match.span("v"), 0.9)
        for match in found(LOCAL, text):
            if match[0].startswith("555") or near(text, match.start(), CUES):
                yield Hit(match.start(), match.end(), 0.6)
    for pattern in (SPOKEN, HALF_SPOKEN):
        for match in found(pattern, text):
            yield Hit(match.start(), match.end(), 0.75)
    yield from _spoken(text)


def _spoken(text: str) -> Iterator[Hit]:
    """Digits read aloud one by one, or ``06`` followed by words; counting to seven is no number."""
    for match in found(SPOKEN_DIGITS, text):
        if not COUNTING.search(match[0]):
            yield Hit(match.start(), match.end(), 0.6)
    for match in found(MIXED, text):
        if re.search(r"[^\W\d_]{3}", match[0]):
            yield Hit(match.start(), match.end(), 0.7)
