"""Where messages begin: the header line of a WhatsApp export in every dialect that its structure covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ...longtext import Reach, Sliced, lines
from ...rows import Rows
from ...syntax.plain import INVISIBLE

# Evidence for every style: the tests of https://github.com/Pustur/whatsapp-chat-parser, of WhatsR and of
# https://github.com/minvws/DSA-WhatsApp-merger.
_I = f"[{INVISIBLE}]{{0,6}}"
_S = r"[ \t\u00a0\u202f\u2009]"
_NUMERIC = rf"[RHS]?\d{{1,4}}{_I}[./-]{_I}{_S}?\d{{1,2}}{_I}[./-]{_I}{_S}?['’]?\d{{1,4}}\.?(?:{_S}?(?:BE|[гж]\.?))?"
_CJK = rf"(?:令和|平成|昭和|民[國国])?\d{{1,4}}{_S}?[年년]{_S}?\d{{1,2}}{_S}?[月월]{_S}?\d{{1,2}}{_S}?[日일]"
_MONTH = r"[^\W\d_]{3,12}\.?"
_WORDED = (
    rf"(?:[^\W\d_]{{2,10}}\.?,?{_S})?"
    rf"(?:\d{{1,2}}\.?{_S}(?:de{_S})?{_MONTH},?{_S}(?:de{_S})?\d{{2,4}}(?:{_S}[гр]\.)?"
    rf"|{_MONTH}{_S}\d{{1,2}},{_S}\d{{4}}|\d{{1,2}}-{_MONTH}-\d{{2,4}})"
)
_DATE = rf"(?:{_NUMERIC}|{_CJK}|{_WORDED})"
# How the languages of WhatsApp call the halves of a day, in the Unicode Common Locale Data Repository:
# https://github.com/unicode-org/cldr-json, dayPeriods. Blanks in one are written "_".
_HALVES = """
오전 오후 上午 下午 凌晨 早上 清晨 中午 晚上 午前 午後 AM PM am pm
ص م صباحًا مساءً πμ μμ π.μ. μ.μ. vorm. nachm. vm. nm. ጥዋት ከሰዓት пр.об. сл.об. prijepodne popodne
dop. odp. dopoledne odpoledne dopoludnia popoludní pop. dopoldne popoldne ق.ظ. ب.ظ. ق.ظ ب.ظ قبل‌ازظهر بعدازظهر
ap. ip. r.n. i.n. לפנה״צ אחה״צ לפנה"צ אחה"צ de. du. ip ap тң тк таңкы түштөн_кийинки ກ່ອນທ່ຽງ ຫຼັງທ່ຽງ
priešpiet popiet pr._p. priekšp. pēcp. priekšpusdienā pēcpusdienā pēcpusd. претпл. попл. ү.ө. ү.х.
PG PTG နံနက် ညနေ पूर्वाह्न अपराह्न म.पू. म.उ. पूर्व अप ਪੂ.ਦੁ. ਬਾ.ਦੁ. da_manhã da_tarde manhã tarde පෙ.ව. ප.ව.
p.d. m.d. e_paradites e_pasdites paradite pasdite fm em fm. em. f.h. e.h. ก่อนเที่ยง หลังเที่ยง น.
ÖÖ ÖS öö ös дп пп TO TK ТО ТК SA CH غ.م. غ.و. GH GD Àárọ̀ Ọ̀sán
पहाटे सकाळी दुपारी संध्याकाळी रात्री सुबह दोपहर शाम रात ভোর সকাল দুপুর বিকাল সন্ধ্যা রাত صبح دوپہر شام رات
முற்பகல் பிற்பகல் ఉదయం సాయంత్రం asubuhi mchana jioni usiku
""".split()
_JOINERS = ["à", "klo", "kl.", "kl", "om", "um", "at", "a las", "às", "alle", "ob", "kell", "u", "v", "в", "о", "o"]


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(re.escape(word).replace("_", _S) for word in sorted(words, key=lambda w: (-len(w), w)))


_BEFORE = rf"(?:{_any([*_JOINERS, *_HALVES])})"
_AFTER = (
    rf"(?:[aApP]\.?{_S}?[mM]\.?|[πΠμΜ]\.?[μΜ]\.?|vorm|nachm|uur|[uU]hr|ч\.?|"
    rf"'s{_S}(?:ochtends|middags|avonds|nachts)|{_any(_HALVES)})(?!\w)"
)
_ZONES = "cet cest utc gmt bst wet west eet eest msk trt est edt cst cdt mst mdt pst pdt ist mez mesz z"
_ZONE = rf"(?:[+-]\d\d:?\d\d|(?:{'|'.join(_ZONES.upper().split())})(?:[+-]\d{{1,2}}(?::?\d\d)?)?)"
_CLOCK = (
    rf"(?:{_BEFORE}{_S}?)?\d{{1,2}}(?:[:.h]|{_S}h{_S})\d{{2}}"
    rf"(?:[:.]\d{{2}}(?:[.,]\d{{1,6}})?|{_S}min{_S}\d{{2}}{_S}s)?(?:{_S}?{_AFTER})?"
    rf"(?:{_S}?{_ZONE}(?!\w))?"
)
_STAMP = rf"{_DATE}{_I}(?:T|(?:{_S}?[,،])?{_I}{_S}{{0,3}}){_I}{_CLOCK}"
STAMP = rf"(?:{_STAMP}|{_CLOCK},?{_S}{_DATE})"
_KOREAN = rf"(?:{_CJK}|\d{{4}}\.{_S}?\d{{1,2}}\.{_S}?\d{{1,2}}\.?){_S}?(?:오전|오후){_S}?\d{{1,2}}:\d{{2}}"
_NAMED = rf"(?=[^:\n]{{1,60}}:(?:{_S}|\r?$))"

_LINE = (
    rf"{_I}[ \t>]{{0,8}}{_I}(?:\[{_I}(?P<bracket>{_STAMP}){_I}\]{_S}?"
    rf"|(?P<dash>{STAMP}){_S}[-–—](?:{_S}|(?=\r?$))"
    rf"|(?P<colon>{_STAMP}):(?:{_S}|(?=\r?$))"
    rf"|(?P<comma>{_KOREAN}),{_S}{_NAMED}"
    rf"|\[(?P<copied>\d{{1,2}}[./-]\d{{1,2}},?{_S}{_CLOCK}|{_CLOCK},?{_S}{_NUMERIC})\]{_S}"
    rf"|\[(?P<clock>{_CLOCK})\]{_S}{_NAMED}"
    rf"|(?P<bare>{_STAMP}){_S}{_NAMED})"
)
_SURE = frozenset({"bracket", "dash", "colon", "comma"})


class Header(NamedTuple):
    """A header line: where it starts, its time stamp, where the rest of the line starts and ends."""

    start: int
    stamp_start: int
    stamp_end: int
    rest: int
    line_end: int
    style: str
    shape: str
    quoted: bool

    @property
    def stamp(self) -> tuple[int, int]:
        """The range of its time stamp."""
        return self.stamp_start, self.stamp_end

    def moved(self, by: int) -> Header:
        """The same header in a text that begins elsewhere."""
        start, low, high, rest, line_end, style, shape, quoted = self
        return Header(start + by, low + by, high + by, rest + by, line_end + by, style, shape, quoted) if by else self


def headers(text: Sliced) -> tuple[Sequence[Header], Sequence[Header]]:
    """Find all header lines of ``text``: those that begin a message, and those pasted into one.

    A file is written in one style. Lines in the styles of a copied message, and lines whose date is
    written otherwise than nearly all others, are pasted text: they name a speaker, but begin no message.
    """
    found = _without_clocks(text, Rows(Header, _scan(text)))
    told = zip(found.column("style"), found.column("shape"), found.column("quoted"), strict=True)
    shapes = Counter(shape for style, shape, quoted in told if style in _SURE and not quoted)
    if not shapes:
        best = min(map(_doubt, found), default=0)
        shapes = Counter(h.shape for h in found if _doubt(h) == best)
    common = max(shapes.values(), default=0)
    top = {shape for shape, count in shapes.items() if count * 5 >= common}
    if top.issuperset(found.column("shape")):
        return found, ()
    own, nested = (Rows(Header, (h for h in found if (h.shape in top) is sort)) for sort in (True, False))
    return own, nested


def lines_of(text: Sliced, headers: Iterable[Header]) -> Iterator[tuple[int, str, Header]]:
    """Every header, moved into a string that holds its line; that string, and where it begins in the text."""
    within = Reach(text)
    for header in headers:
        base, there = within(header.start, min(header.line_end + 1, len(text)))
        yield base, there, header.moved(-base)


def _doubt(header: Header) -> int:
    """How unlikely it is that an export writes its own messages in that style, rather than somebody pasted it."""
    return 2 * header.quoted + (header.style not in _SURE)


def _without_clocks(text: Sliced, found: Rows[Header]) -> Rows[Header]:
    """The headers without those that are a clock alone, unless nearly all of the text is written so."""
    clocks = sum(style == "clock" for style in found.column("style"))
    if not clocks or (clocks > 2 and clocks * 2 > _written(text)):
        return found
    return Rows(Header, (h for h in found if h.style != "clock"))


def _written(text: Sliced) -> int:
    """How many lines of a text hold something."""
    return sum(bool(line.strip()) for _, piece in lines(text) for line in piece.split("\n"))


def header_at(text: str, start: int, end: int) -> Header | None:
    """A header that was pasted right behind a sender, where no line begins."""
    match = _anywhere().match(text, start, end)
    return _header(text, match) if match else None


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(_LINE, re.MULTILINE)


def _scan(text: Sliced) -> Iterator[Header]:
    for base, piece in lines(text):
        yield from (_header(piece, match).moved(base) for match in _at_line().finditer(piece))


@cache
def _at_line() -> re.Pattern[str]:
    return re.compile("^" + _LINE, re.MULTILINE)


def _header(text: str, match: re.Match[str]) -> Header:
    style = match.lastgroup or ""
    rest = match.end()
    line_end = text.find("\n", rest)
    line_end = len(text) if line_end < 0 else line_end
    if line_end > rest and text[line_end - 1] == "\r":
        line_end -= 1
    low, high = match.span(style)
    quoted = low - match.start() > 1 and any(char in text[match.start() : low] for char in " \t>")
    shape = _shape(style, text[low:high].translate(_ZEROS)) + ">" * quoted
    return Header(match.start(), low, high, rest, line_end, style, shape, quoted)


_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDED_PIECES = re.compile(r"(?:(?:[^\W\d_]|[^\x00-\x7f\d،’])+\.?)+")
_MARKS = re.compile(rf"[{INVISIBLE}]|{_S}+")


_ZEROS = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=4096)
def _shape(style: str, stamp: str) -> str:
    """The stamp with its numbers taken out; only the length of the year and the order are left."""
    plain = _WORDED_PIECES.sub("", _MARKS.sub("", stamp))
    return style + _DIGITS.sub(lambda m: "Y" if len(m[0]) == 4 else "d", plain).replace(",", "").rstrip(".")


# Words that may stand in a time stamp: whatever else does is somebody's word.
_CALENDAR_WORDS = """
ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
jan feb mrt apr mei jun jul aug sep sept okt nov dec januari februari maart april juni juli augustus
september
oktober november december
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
mar may oct january february march june july august october
mo mi fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
jän mär mai dez januar jänner februar märz juni juli oktober dezember
lun mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche
janv févr avr juin juil août déc janvier février mars avril juillet septembre octobre novembre décembre
mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo
ene abr ago dic enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
diciembre
gen mag giu lug set ott gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
fev out janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
be de p m π μ vorm nachm s ochtends middags avonds
nachts uur uhr h min r
г р ж ч t 令和 平成 昭和 民國 民国
年 년 月 월 日 일
"""
_CALENDAR = frozenset(
    [*(_CALENDAR_WORDS + _ZONES).split(), *_LETTERS.findall(" ".join([*_JOINERS, *_HALVES]).casefold())]
)


def foreign_words(stamp: str) -> bool:
    """Whether a time stamp holds a word that no calendar here knows, which may be anybody's word or name."""
    if not _LETTERS.search(stamp):
        return False
    return any(word.casefold() not in _CALENDAR for word in _LETTERS.findall(_MARKS.sub(" ", stamp)))
