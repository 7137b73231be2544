"""Other identifying numbers: after a cue (client, policy, booking ...) or in a shape that only numbers have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import AT_END, Hit, cue, near
from chatscrub.recognizers.needs import found, holds

SUBJECT = (
    r"(?:klant|cli[eë]nt(?:en)?|dossier|polis|zaak|lid(?:maatschaps)?|leden|student(?:en)?|leerling|"
    r"boekings?|reserverings?|bestel|order|"
    r"track(?:ing)?(?:[ -]?(?:en|&)[ -]?trace)?|factuur|referentie|aangifte|meld(?:ings)?|ticket|"
    r"pati[eë]nt(?:en)?|pat\.?|relatie|"
    r"contract|kaart|pas|personeels?|medewerkers?|badge|pensioen|paspoort|rijbewijs|id-?kaart|"
    r"identiteits(?:kaart|bewijs)|document|doc|"
    r"zending|pakket|proces-?verbaal|pv|registratie|verzekerings?|serie|chip|case|policy|member(?:ship)?|"
    r"booking|reservation|invoice|"
    r"reference|ref|customer|claim|account|acct?|employee|staff|payroll|passport|licen[cs]e|licence|"
    r"driver'?s|permit|visa|tracking|"
    r"confirmation|conf|file|patient|hospital|insurance|student|pupil|roll|candidate|application|receipt|"
    r"incident|crime|library|"
    r"loyalty|flight|pnr|record|serial|enrol?lment|matric(?:ulation)?|tax|fiscal|inmate|a|m[rn]n?|uzovi|"
    r"sessie|gas|meter|ean|pps|uci|crn|urn|order|"
    r"bonus|ov(?:-?chip)?|zorg|aanvraag|kenmerk|vergunning|inschrijf|beschikking|busje|bus|kast|locker|"
    r"parcel|consignment|quote|offerte)"
)
NUMBER = r"(?:[ -]?(?:nummers?|numbers?|nr\.?|nrs\.?|no\.?|num\.?|codes?|id|#|kaart|card|ref(?:erence)?s?))"
# Any other compound that ends in "number", except those of telephones, banks, houses and trains.
GENERIC = (
    r"(?!(?:tele?foon|tel|mobiel|gsm|huis|rekening|bank|fax|whats|bel|kamer|pagina|lijn|spoor|rang|trein|perron|"
    r"artikel|model|type|bouw|"
    r"bus|vlucht|wagon|volg|nood|alarm|burger|sofi|mobile|phone|house|line|page|room)\w{0,12})"
    r"[^\W\d_]{3,26}(?:nummer|nr\.?)"
)
CUES = cue(
    SUBJECT + NUMBER + r"?\.?", "kenmerk", "betalingskenmerk", "paspoort", "passport", "id", "rijbewijs",
    "polis", "policy", r"ref\.?", "reg", "registration", "aangifte", "referentie", "reference", "references",
    "booking", "boeking", "bestelling", "order", "zaak", "mrn", "pnr", "vin", r"n[oº°]\.?", "nummer", "number",
    r"nr\.?", "verwijsbrief", "verzekeraar", "lidmaatschap", "klant", "cliënt", "client", "patient", "invoice",
    "factuur", "ticket", "confirmation", "tracking", "track ?(?:en|&|and) ?trace", "track", "trace",
    "share code", "chip", "plate", "reg", "uitkering", "licen[cs]e", "rego", "member", "badge", "card", "kaart",
    "tag", "bib", "startnummer", "ov", "insurance", "verzekering", "pas", "quote", "roll no", GENERIC, "uzovi",
    "ppsn?", "ein", "cad (?:number|no|ref)", "dni", "nie", "nif", "pesel", "aadhaar", "aadhar", "pan", "nin",
    "bvn", "trn", "tfn", "medicare", "sin", "id-?nummer", "v-?nummer", "vreemdelingennummer",
)  # fmt: skip
STRICT = cue(
    "cad (?:number|no|ref)", SUBJECT + NUMBER, GENERIC, "uzovi", "ppsn?", "kenmerk", "mrn", "pnr",
    r"ref\.?(?: no\.?)?", "polis", "invoice", "aangifte", "paspoort", "passport", "kenteken", "plate", "bib",
    "share code", "confirmation", "conf", "case", "policy", "nummer (?:is|ervan|daarop was)",
    "number (?:is|ends)", "nummer", "order", "code is", "quote", "booking", "boeking", "code", "tag",
)  # fmt: skip
LABEL = (
    r"(?!(?:ID|DOB|MRN|NUMBER|NUMMER|BSN|UTR|NR|NO|REF|AGB|BIG|KVK|PNR|NHS|SSN|CASE|POLICY|ORDER|TEL|"
    r"IBAN|PIN|POLIS|TAG|GSM|NINO|VIN|EAN|IMEI|PPS|PPSN|BTW|VAT|DOSSIER|KLANT|LID|KAART|CARD|FACTUUR|INVOICE|"
    r"BOOKING|ITIN|EIN)[ .:-])"
)
# A value: groups of capitals and digits with one separator between them, at least one digit.
VALUE = re.compile(
    r"(?<![\w.,€$£@+/-])" + LABEL + r"#?(?=[A-Za-z./ -]{0,8}\d)(?:[A-Z]{1,6}|"
    r"[A-Za-z]{0,4}\d[\dA-Za-z]{0,20}|[A-Z]{1,5}\d[\dA-Z]{0,20})"
    r"(?:[ ./-]{1}(?:\d[\dA-Z]{0,12}|[A-Z]{1,5}[\dA-Z]{0,12})){0,5}(?![\w€%]|[.,:]\d|/\d)"
)
TOKEN = re.compile(
    r"(?<![\w.,€$£@+/-])#?(?=[A-Za-z-]{0,9}\d)[A-Za-z\d]{2,14}(?:[-./][A-Za-z\d]{1,14}){0,4}"
    r"(?![\w€%@]|[.,:]\d)"
)
LONG_DIGITS = re.compile(r"(?<![\w.,:€$£+/#-])\d{7,20}(?![\w€%/]|[.,:-]\d)")
GROUPED = re.compile(r"(?<![\w.,:€$£+/-])\d{2,4}(?: \d{2,4}){2,5}(?![\w€%]|[.,:]\d)")
LETTERS_DIGITS = re.compile(
    r"(?<![\w./@#-])" + LABEL + r"#?(?:[A-Z]{1,5}[- ]?\d{5,14}[A-Z]{0,3}|"
    r"[A-Z]{2,5}-\d{3,8}(?:-[A-Z\d]{1,6}){0,2}|[A-Z]{1,4}(?:[/-]\d{2,5}){2,3}(?:-[A-Z]{1,3})?"
    r"|\d{2,4}[-/][A-Z]{1,4}[-/]\d{2,6}|[A-Z]{1,4} \d{3} ?\d{3})(?![\w/]|-\d)"
)
MIXED = re.compile(
    r"(?<![\w./@#-])(?=[A-Z\d]{0,9}\d[A-Z]{0,6}\d)(?=[A-Z\d]{0,10}[A-Z]{2})(?=[A-Z\d]{0,8}[A"
    r"-Z]\d|[A-Z\d]{0,8}\d[A-Z])[A-Z\d]{8,20}(?![\w/-])"
)
DASHED = re.compile(
    r"(?<![\w./@#-])(?=[\dA-Z-]{0,18}[A-Z])(?=[\dA-Z-]{6})[A-Z\d]{1,8}(?:-[A-Z\d]{1,10})"
    r"{1,4}(?: [A-Z])?(?![\w/@-])"
)
WHOLE = re.compile(
    r"\s{0,3}(#?\d{2,6}(?:[ -]\d{2,6}){1,4}|(?=[a-zA-Z\d]{0,9}\d{3})(?=[\d]{0,9}[a-zA-Z])[a-"
    r"zA-Z\d]{6,20})\W{0,6}"
)
UNIT = re.compile(r"(?i) ?(?:euro|eur|dollars?|pounds?|gbp|km|kg|gram|grams|ml|cm|mm|meter|m2|m3|x|uur|u|"
    r"hr|hrs|min|minuten|am|pm|jaar|years?|"
                  r"people|mensen|personen|keer|times|procent|percent|punten|points|dagen|days|weken|weeks|"
                  r"maanden|months|stuks|volgers|followers|"
                  r"pagina|pages|woorden|words|views|likes|leden|members|st|nd|rd|th|e|de|ste|jarige|hoog|"
                  r"pp|p\.n\.|pn|k)(?!\w)")  # fmt: skip
DATE = re.compile(
    r"(?:[0-3]?\d[-./ ][01]?\d[-./ ](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[-./][01]?\d(?:[-./][0-3]?\d)?|"
    r"(?:19|20)\d\d ?[-/] ?(?:(?:19|20)?\d\d))"
)
AMOUNT = re.compile(r"\d{1,5}[.,]\d\d|\d+(?:x\d+)+")
MODEL = re.compile(
    r"(?:COVID|MP|PS|RTX|GTX|USB|HDMI|ISO|MH|A|N|E|M|B|Q|K|U|H|P|S|T|V|W|X|Z|F|R|D|L|J|I|G|"
    r"C)-?\d{1,3}"
)


# How a number ends: "eindigt op 72", "last four 8831".
ENDS = re.compile(
    r"(?i)(?<!\w)(?:eindig(?:t|end|de|en)?(?: (?:die|hij|ie|het|dat|deze|mijne|zijne|'t))? op|"
    r"einde is|ends? (?:in|with|on)|ending (?:in|with)|"
    r"(?:laatste|last) (?:twee|drie|vier|vijf|two|three|four|five|\d)(?: (?:cijfers?|digits?|nummers?|numbers?))?"
    r"(?: zijn| waren| is| are| were|:)?|(?:ends?|ending)(?= \d{3})) (?:een |a |an )?"
    r"(?P<v>(?:(?:double|dubbele?|triple) )?\d{1,6}(?<=[\da-z] \d|.\d\d))"
    rf"(?![\w%€:]|[.,]\d|-\d){AT_END}"
)


# The running number that messengers put before an attachment's name: ``00000017-Naam.pdf``.
ATTACHMENT = re.compile(r"(?<![\w-])\d{6,10}-(?=[^\W\d_])[^\n/\\:]{1,120}?\.(?!\d)[a-zA-Z\d]{2,4}(?!\w)")
MOMENT = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:T\d|$)")
FLIGHT = re.compile(r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]) ?\d{2,4}")
FLIGHTS = cue("flights?", "vlucht", "vluchtnummer", "toestel")
TIMESTAMP = cue("time ?stamps?", "epoch", "unix", "build", "versie", "version")
ZIP = re.compile(
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY]) \d{5}(?:-\d{4})?"
)


def find(text: str) -> Iterator[Hit]:
    """Numbers after a cue, then shapes that need none; never the counter before an attachment's name."""
    if re.search(r"\d", text):
        counters = {m.start() for m in found(ATTACHMENT, text)} if "-" in text else ()
        yield from (hit for hit in _hits(text) if hit.start not in counters)


def _hits(text: str) -> Iterator[Hit]:
    if holds(CUES, text):
        yield from _cued(text)
    for match in found(ENDS, text):
        if not re.fullmatch(r"(?:19|20)\d\d", match["v"]):
            yield Hit(match.start("v"), match.end("v"), 0.6)
    whole = WHOLE.fullmatch(text)
    if whole and _number_like(text, whole) and sum(c.isalnum() for c in text) >= 6:
        yield Hit(whole.start(1), whole.end(1), 0.4)
    for pattern, score in (
        (LONG_DIGITS, 0.4),
        (GROUPED, 0.4),
        (LETTERS_DIGITS, 0.5),
        (MIXED, 0.5),
        (DASHED, 0.45),
    ):
        for match in found(pattern, text):
            if _number_like(text, match):
                yield Hit(match.start(), match.end(), score)


def _number_like(text: str, match: re.Match[str]) -> bool:
    """Not an amount, a row of years, or a date written in one run."""
    value = match[0]
    digits = re.sub(r"\D", "", value)
    if MOMENT.match(value) or ZIP.fullmatch(value) or (value.isdigit() and near(text, match.start(), TIMESTAMP, 14)):
        return False
    if UNIT.match(text, match.end()) or re.search(r"[€$£]\s?$", text[max(0, match.start() - 2) : match.start()]):
        return False
    if match.re is GROUPED and (len(digits) < 7 or all(re.fullmatch(r"(?:19|20)\d\d|000", g) for g in value.split())):
        return False
    if match.re is DASHED and not (len(digits) >= 5 or (len(digits) >= 3 and re.search(r"\d[A-Z]|[A-Z]\d", value))):
        return False
    return not (value.isdigit() and (digits.endswith("0000") or len(set(digits)) == 1)) and not DATE.fullmatch(value)


def _cued(text: str) -> Iterator[Hit]:
    for pattern in (VALUE, TOKEN):
        for match in found(pattern, text):
            if score := _cued_score(text, match):
                yield Hit(match.start(), match.end(), score)


def _cued_score(text: str, match: re.Match[str]) -> float:
    """Long values trust any cue near; short ones want a cue right before them."""
    value, start = match[0].strip("# "), match.start()
    digits, letters = sum(c.isdigit() for c in value), sum(c.isalpha() for c in value)
    if MOMENT.match(value) or ZIP.fullmatch(value):
        return 0.0
    if DATE.fullmatch(value) or UNIT.match(text, match.end()) or MODEL.fullmatch(value):
        return 0.0
    if FLIGHT.fullmatch(value) and near(text, start, FLIGHTS, 16):
        return 0.0
    if re.fullmatch(r"\d+[a-z]{1,3}", value) or re.fullmatch(r"[a-z]+\d{1,2}[a-z]*", value):
        return 0.0
    if re.search(r"[€$£]\s?$", text[max(0, start - 2) : start]) or AMOUNT.fullmatch(value):
        return 0.0
    if digits >= 5 or (digits >= 3 and letters >= 2 and not value.islower()):
        return 0.7 if near(text, start, CUES, 40) else 0.0
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return 0.0
    worded = digits and letters >= 2 and digits + letters >= 5 and not value.islower()
    if digits >= 4 or (digits >= 3 and letters) or worded:
        return 0.6 if near(text, start, STRICT, 22) else 0.0
    return 0.0
