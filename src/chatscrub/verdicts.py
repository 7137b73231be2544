"""What a finding counts as in a repository: a direct identifier, a hint of somebody, or nothing that matters there."""

from __future__ import annotations

import re
from typing import NamedTuple

from .full_names import has_surname, is_listed, is_name
from .lexicon import fold, is_first_name, is_ordinary, is_place, is_public, is_surname
from .model import Kind

CHAT = "CHAT"
"""An unscrubbed chat export, whatever it holds."""
KINDS = {
    CHAT: "a chat export that is not scrubbed",
    "PERSON": "a name with a surname",
    "FIRST_NAME": "a single name",
    "WORD": "a word that may be a name",
    "EMAIL": "an e-mail address of somebody",
    "MAILBOX": "an e-mail address of an office, such as info@",
    "PHONE": "a telephone number",
    "ADDRESS": "a street with a number, or a postcode",
    "STREET": "a street or place without a number",
    "LOCATION": "a town",
    "AREA": "another place",
    "BSN": "a citizen service number",
    "IBAN": "a bank account number",
    "DOB": "a date of birth",
    "DATE": "a date that may be one of birth",
    "ID": "a number of a client, policy, case or card",
    "NUMBER": "a shorter number",
    "HANDLE": "a user name",
    "SECRET": "a password, code or key",
    "URL": "a link that leads to somebody",
    "ORG": "an organisation",
    "GROUP": "the name of a group",
    "FILE": "the name of a file",
    "OFFICE": "an address or number of an organisation",
    "STAFF": "a name of somebody who works there",
    "AUTHOR": "a name of an author",
    "EXAMPLE": "an example in a form",
    "MENTION": "a name or number in passing, with no client beside it",
}
"""Every kind of finding of ``chatscrub check``, and what it is."""
_MAILBOXES = re.compile(
    r"(?i)(?:info|contact|post|mail|admin\w*|administratie|secretariaat|receptie|reception|praktijk|practice|office|"
    r"kantoor|hello|hallo|hi|support|help\w*|service|klantenservice|balie|aanmeld\w*|aanmelding|intake|afspraak|"
    r"afspraken|werken|werkenbij|sollicita\w+|recruitment|appointments?|bookings?|enquir\w+|inquir\w+|vragen|privacy|avg|gdpr|dpo|fg|klacht(?:en)?|complaints?|ethics|safeguarding|trustees|bestuur|directie|"
    r"facturen|factuur|invoices?|billing|accounts?|finance|boekhouding|no-?reply|noreply|security|abuse|"
    r"webmaster|postmaster|hostmaster|team|planning|vacatures?|jobs|hr|pers|press|media|marketing|sales|verwijz\w+|"
    r"referrals?|crisis|wachtlijst|waitlist|waiting-?list|git|npm|user|username|example|voorbeeld|naam|name|"
    r"(?:your|uw|jouw|je)[._-]?\w*|you|me|someone|iemand|test\w*|foo|bar|root|client|cli[eë]nt|patient)@"
)
PROVIDERS = "gmail|hotmail|outlook|icloud|yahoo|ziggo|telenet|proton ?mail"
MONTH_NUMBER = re.compile(
    r"(?i)(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]{0,7}\.?,? ?['’‘`]?\d"
    r"|\d(?:st|nd|rd|th|e|ste|de)?[ -](?:of )?(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|dec)"
)
"""A month with digits beside it."""
CLUSTER = re.compile(r"\d(?:[A-Za-z]{0,3}[ \t\u00a0.\-/()\u2013\u00b7_]{0,3}[A-Za-z]{0,2}\d)+")
"""Digits that belong together."""
PIECES = re.compile(r"\d(?:[A-Za-z \t.\-/]{0,6}\d){8}")
"""Nine digits and more with short words between them: a number that somebody says in pieces."""
NEAR = 200
"""Code points on either side of a number within which a word of birth tells what it is."""
BIRTH = re.compile(
    r"(?i)(?<![^\W_])(?:geb(?:oren|oorte\w*|jaar|dat\w*|dag)?|verjaar\w*|jarig|d\.?o\.?b|born|birth\w*|bday|née?)"
    r"(?![^\W_])|birth_?date|date_?of_?birth"
)
"""Words beside which a date is one of birth."""
CLIENT = re.compile(r"(?i)cli[eë]nt|pati[eë]nt|dossier|klant|customer|(?<!\w)(?:mrn|nhs|bsn|polis\w*|policy)(?!\w)")
"""Words beside which a number of four digits is somebody's."""
_SUFFIX_NL = (
    r"straat|str\.|laan|weg|plein|dijk|kade|gracht|singel|hof|hofje|pad|steeg|dreef|park|plantsoen|baan|markt|wal|dam|"
    r"burgwal|kamp|akker|veld|berg|brink|erf|gaarde|haven|heuvel|horst|kamp|kwartier|lei|oever|poort|ring|rak|sloot|"
    r"spoor|tuin|vaart|vliet|wijk|zoom|belt|bos|plaats|werf|tiend|meent|weide|wende|waard|donk"
)
_STREET_EN = (
    r"street|st\.?|road|rd\.?|lane|ln\.?|avenue|ave\.?|drive|close|court|crescent|grove|terrace|place|square|gardens|"
    r"way|walk|hill|row|mews|park|green|rise|view|yard|wharf|gate|parade|boulevard|blvd\.?|mount|fold|end|cottages?|villas|"
    r"quay|meadows?|crofts?|brae|wynd|heights|garth|bank|circle|trail|parkway|pkwy\.?|highway|hwy\.?|plaza|dr\.?|ct\.?|cres"
)
_NUMBERED = re.compile(
    rf"(?i)[^\W\d_]{{0,30}}(?:{_SUFFIX_NL})(?: |, ?|\n)(?:nr\.? ?|nummer )?\d{{1,4}}(?!\d|[.,:]\d)"
    rf"|(?<![\w.,])\d{{1,5}}[a-z]?,? (?:[NS]?[EW]?\.? )?(?:[^\W\d_][\w'’-]{{1,20}} ){{1,3}}(?:{_STREET_EN})(?!\w)"
)
_POSTCODE = re.compile(
    r"(?<![\w.,-])(?:[1-9]\d{3} ?[A-Z]{2}|[1-9]\d{3} (?!am|pm|en|to|of|in|is|on|of|or|je|we|ik|de|op)[a-z]{2})(?![\w-])"
    r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)|(?<!\w)[A-Z]{2} \d{5}(?!\d)"
)
_WORD_NUMBER = re.compile(r"(?<!\w)([A-ZÀ-Þ][^\W\d_]{3,25}),? (?:nr\.? ?)?\d{1,4}[a-zA-Z]?(?![\w%]|[.,:-]\d)")
_SPOKEN = re.compile(
    r"(?i)(?<!\w)(?:(?:dubbele?|double|triple|nul|zero|oh|o|een|één|one|twee|two|drie|three|vier|four|vijf|five|zes|six|"
    r"zeven|seven|acht|eight|negen|nine|ten|elf|eleven|twaalf|twelve|hundred|honderd|thousand|"
    r"[a-zë]{0,12}(?:tien|tig|teen|ty))(?!\w)\W{0,3}){4}"
)


# Numbers of services that everybody may call, opening hours, dates that are taken for other numbers.
_PUBLIC_NUMBER = re.compile(
    r"\W*(?:0[89]0[08]\W?\d|08[458]\d?\W?\d|03[03478]\d(?:\W?\d){8}$"
    r"|(?:\+?1\W{0,2})?8(?:00|88|77|66|55|44|33)\W{1,2}\d{3}\W?\d{4}$"
    r"|116\W?\d{3}$|14 ?0\d|\d{1,2}[.:]\d\d\W{1,3}\d{1,2}[.:]\d\d"
    r"|(?:19|20)\d\d[-/]\d\d?(?:[-/]\d{0,2})?\W*$|\d\d?[-/]\d\d?[-/](?:19|20)\d\d\W*$)"
)


_RECENT_DAY = re.compile(r"(?<!\d)(?:20(?:19|[2-9]\d)[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]20(?:19|[2-9]\d))(?!\d)")


_TITLE = re.compile(
    r"(?i)(?<!\w)(?:meneer|mevrouw|mevr|mvr|mw|mrs?|ms|miss|dhr|heer|drs?|prof|juf|meester|cli[eë]nte?|pati[eë]nte?|patient"
    r"|naam|name|moeder|vader|zoon|dochter|zus|broer|mother|father|son|daughter|sister|brother)[.:]? $"
)


_HASTY = re.compile(
    r"[^\W\d_A-ZÀ-Þ]{3,}(?: [^\W\d_A-ZÀ-Þ'’-]+|['’-][^\W\d_A-ZÀ-Þ]+ [^\W\d_A-ZÀ-Þ'’-]+)(?:[ '’-][^\W\d_A-ZÀ-Þ]+)*"
)


_DOMAIN = re.compile(rf"(?i)@\W{{0,3}}(?:[\w-]+\W{{0,2}}(?:\.|dot|punt)\W{{0,2}}[a-z]|{PROVIDERS})")


_LONG_DEAD = re.compile(r"(?<!\d)1[0-8]\d\d(?!\d)")  # nobody who was born in such a year is anybody's client


_IN_LINK = re.compile(r"[=/:?&]([\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")


class Place(NamedTuple):
    """A range of a text that was found, with what was found."""

    text: str
    start: int
    end: int
    kind: Kind
    structured: bool = False  # the format says what it is

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]


def kind_of(place: Place, *, code: bool = False) -> str:
    """The kind under which a finding counts: its own, or a weaker one where its form does not bear that out.

    Args:
        place: where it stands.
        code: it stands in a program.
    """
    value = place.value
    if place.kind in (Kind.HANDLE, Kind.FILE, Kind.GROUP):
        return "PERSON" if has_surname(value, code=code) else place.kind.value
    if place.kind in (Kind.ORG, Kind.LOCATION) and not code and is_name(value):
        return "PERSON"
    if place.kind is Kind.PERSON:
        if has_surname(_title(place) + value, code=code):
            return "PERSON"
        return "FIRST_NAME" if is_single(value, code) else "WORD"
    if place.kind is Kind.EMAIL:
        return _of_mail(value.replace("%40", "@"), place.text[place.end : place.end + 40])
    if place.kind is Kind.URL:
        within = {_of_mail(address.replace("%40", "@"), "") for address in _IN_LINK.findall(value)}
        return "EMAIL" if "EMAIL" in within else place.kind.value
    if place.kind is Kind.ADDRESS:
        return "ADDRESS" if is_address(value) else "STREET"
    if place.kind is Kind.LOCATION:
        return "LOCATION" if is_place(fold(value)) and not code else "AREA"
    if place.kind is Kind.DOB:
        return "DOB" if _is_birth(place) else "DATE"
    return _numbered(place) if place.kind in (Kind.PHONE, Kind.ID, Kind.BSN, Kind.IBAN) else place.kind.value


def form_of(kind: str, place: Place) -> str:
    """The form of a finding by which its evidence starts: its kind, a name no list knows, a date beside a birth."""
    if kind == "PERSON" and _HASTY.fullmatch(place.value):
        return "SMALL"
    if kind == "PERSON":
        return "PERSON" if _title(place) or is_listed(place.value) else "NAME"
    if kind == "ADDRESS":
        return "POSTCODE" if re.fullmatch(rf"(?:{_POSTCODE.pattern})", place.value.strip(" .,;")) else kind
    if kind == "DOB":
        return "BORN" if place.structured or BIRTH.search(_near(place)) else "DOB"
    return kind


def _title(place: Place) -> str:
    """The title or word of a client before a name."""
    found = _TITLE.search(place.text, max(0, place.start - 16), place.start)
    return found[0] if found else ""


def is_mailbox(address: str) -> bool:
    """Whether an e-mail address is one of an office, such as info@."""
    return _MAILBOXES.match(address) is not None


def _near(place: Place) -> str:
    return place.text[max(0, place.start - NEAR) : place.end + NEAR]


def is_single(value: str, code: bool) -> bool:
    """Whether a value holds a first name or surname by the lists, which is no ordinary word."""
    if code:
        return False
    words = [fold(word) for word in re.findall(r"[^\W\d_]{2,}", value)]
    return any((is_first_name(w) or is_surname(w)) and not is_ordinary(w) and not is_public(w) for w in words)


def is_address(text: str) -> bool:
    """Whether a text holds a street with a number, or a postcode."""
    if _POSTCODE.search(text) or _NUMBERED.search(text):
        return True
    return any(not is_ordinary(fold(found[1])) for found in _WORD_NUMBER.finditer(text))


def _of_mail(value: str, after: str) -> str:
    """Whether an e-mail address is somebody's or that of an office."""
    somebodys = _is_address_of_mail(value, after) and not is_mailbox(value.strip("<>\"' "))
    return "EMAIL" if somebodys else "MAILBOX"


def _is_address_of_mail(value: str, after: str) -> bool:
    """Whether there is an at, also in words; a format may call a cell an address that holds something else."""
    if "@" in value:
        return _DOMAIN.search(value + after) is not None
    return re.search(r"(?i)(?<!\w)(?:at|apen?staart\w*|dot|punt)(?!\w)|[^\W\d][._][^\W\d]", value) is not None


def is_spoken(text: str) -> bool:
    """Whether a text says a row of numbers in words."""
    return _SPOKEN.search(text) is not None


def _numbered(place: Place) -> str:
    count = digits(_RECENT_DAY.sub(" ", place.value))
    if _PUBLIC_NUMBER.match(place.value) or len(set(filter(str.isdigit, place.value))) == 1:
        return "NUMBER"
    if place.kind is Kind.PHONE:
        return "PHONE" if count >= 6 or is_spoken(place.value) else "NUMBER"
    if place.kind is not Kind.ID:
        return place.kind.value if count >= 8 else "NUMBER"
    if count >= 5 or (count == 4 and CLIENT.search(place.text) and not is_year(place.value)):
        return "ID"
    return "NUMBER"


def digits(text: str) -> int:
    """How many digits stand together at most, or in all where they are the pieces of one number."""
    if PIECES.search(text):
        return sum(map(str.isdigit, text))
    return max((sum(map(str.isdigit, found[0])) for found in CLUSTER.finditer(text)), default=0)


def is_year(value: str) -> bool:
    """Whether it is nothing but a year of the last or this century."""
    return re.fullmatch(r"\W*(?:19|20)\d\d\W*", value) is not None


def _whole(place: Place) -> str:
    """A date with the digits that it goes on with: of "2024-10-02" somebody may have found only the end."""
    before = re.search(r"[\d/.-]{0,12}$", place.text[max(0, place.start - 12) : place.start])
    after = re.match(r"[\d/.-]{0,12}", place.text[place.end : place.end + 12])
    return (before[0] if before else "") + place.value + (after[0] if after else "")


def _is_birth(place: Place) -> bool:
    if not any(map(str.isdigit, place.value)) and not is_spoken(place.value):
        return False
    if _LONG_DEAD.search(_whole(place) + place.text[place.end : place.end + 6]):
        return False
    if place.structured or BIRTH.search(_near(place)):
        return True
    value = _whole(place)
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", value)
    groups = re.findall(r"\d+", value)
    run = any(len(group) in (6, 8) for group in groups)
    written = len(groups) > 2 or run or (len(groups) > 1 and MONTH_NUMBER.search(value) is not None)  # with its day
    return written and not is_year(value) and not (years and int(years[-1]) >= 2019)
