"""Numbers given in pieces: "dan nog 12 en een streepje", "17" in a text of its own, "299 dus, niet 295".

The first pass sees numbers that stand whole or under a cue. People give them bit by bit: what follows "then" or "en
dan" behind a number goes on with it, and so does a text that holds nothing but digits soon after one. Whoever asks
back names the end of it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .model import Finding, Kind

_NUMBERS = frozenset({Kind.PHONE, Kind.IBAN, Kind.BSN, Kind.ID, Kind.SECRET})
_COMPLETE = frozenset({Kind.PHONE, Kind.IBAN, Kind.BSN})  # kinds of which it is known when they are whole
_SPELLED = _NUMBERS | {Kind.HANDLE}
_BY, _SCORE = "pieces", 0.6
_SOON = 6  # texts in which a number may go on
_WHOLE = 10  # digits of a number that needs no more
_AT_ONCE = 2  # texts in which a piece may be shorter than three digits
_ASKED = 25  # texts in which somebody may name the end of a number
_FEW = 8  # words of a text that holds nothing but pieces
_SHORT = 400  # code points of a text in which pieces are looked for

_ONES = (
    "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|zero|oh|one|two|three|four|five|six|seven|"
    "eight|nine|ten|eleven|twelve"
)
_TENS = (
    r"\w{3,6}tien|(?:\w{3,6}(?:en|ën))?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|\w{3,5}teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_TWICE = r"(?:dubbele?|double|triple|drie keer|twee keer)"
_DIGITS = r"\d{1,8}[a-z]{0,2}|[a-z]{1,2}\d{1,6}"
_SIGN = (
    r"(?:vraag|uitroep)teken|sterretje|hekje|streepje|punt|komma|underscore|question mark|exclamation mark|star|hash|"
    r"dash|hyphen|dot|slash|asterisk"
)
_CAPITAL = r"(?:hoofdletter|kleine letter|de letter|letter|capital|upper ?case|lower ?case|small|big|grote|kleine)"
_LETTER = rf"(?:{_CAPITAL} )?[a-z](?: (?:as in|for|like|zoals in|van|like in) \w{{2,20}})?"
_PIECE = rf"(?:{_TWICE} )?(?:{_DIGITS}|(?:{_ONES}|{_TENS})|{_SIGN}|{_LETTER})(?!\w)"
_PIECES = rf"{_PIECE}(?:[ ,-]{{1,2}}(?:{_TWICE} )?(?:\d{{1,4}}|(?!een )(?:{_ONES}))(?!\w)){{0,8}}"
_STRONG = r"(?:dan|then|daarna|vervolgens|gevolgd door|followed by|daarachter|erachter)"
_WEAK = r"(?:en|and|with|met|nog|een|a|an|de|het|the|ook|also|weer|again|iets|something)"
_STEP = rf"[ ,;.…-]{{0,4}}(?:{_WEAK}[ ,]{{1,2}}){{0,3}}{_STRONG}[ ,:]{{1,2}}(?:{_WEAK} ){{0,3}}"
_SPOKEN = r" (?:dash|hyphen|underscore|under score|streepje|(?:liggend|laag) streepje|onderstreepje) "
_CASED = rf" (?:met|with|and|en)(?: een| a)? {_CAPITAL} "
_UNITS = (
    r"(?! ?(?:keer|x|min(?:uten|uutjes|s|utes?)?|uur|uurtjes?|u|h|hrs?|hours?|euro'?s?|eur|dagen|days?|weken|weeks?|"
    r"maanden|months?|jaar|years?|yrs|km|m|meter|cm|kg|kilo|gram|g|liter|ml|mg|procent|percent|graden|degrees|pm|am|personen|"
    r"mensen|people|stuks|times|miles?|quid|pounds|pond|bucks|dollars?|stops?|haltes?|straten|blocks?|"
    r"verdieping\w*|floors?|trappen|stairs|rondes?|rounds?|glazen|biertjes?|beers?|drinks?)(?!\w)|[€%°]| ?[€%°])"
)
_ENDS = (
    r"(?=[ ]?(?:$|\n|[^\w\s]|(?:en|and|dan|then|met|with|plus|daarna|op het|op t|at the|on the|erachter|toch|dus|joh|"
    r"denk|dacht|geloof|volgens|right|so|i think|he|hè|ofzo|geen|not|niet)(?!\w)))"
)
_ON = re.compile(rf"(?i)(?:{_STEP}{_PIECES}{_UNITS}{_ENDS}|{_SPOKEN}\w{{1,20}}(?!\w)|{_CASED}[a-z](?!\w))")
_SPELLS = re.compile(rf"(?i)[ ,-]{{1,3}}(?:{_TWICE} )?(?!een |one of )(?:{_ONES})(?!\w)")
_SPELLS_ON = re.compile(  # behind digits one word for a digit may be anything, two are the rest of a phone number
    rf"(?i)[ ,-]{{1,3}}(?:{_TWICE} (?:{_ONES}|\d{{1,4}})|(?:{_ONES})[ ,-]{{1,2}}(?:{_TWICE} )?"
    rf"(?:{_ONES}))(?!\w){_UNITS}"
)
_SPELLS_BACK = re.compile(rf"(?i)(?<!\w)(?:{_TWICE}|(?!een )(?:{_ONES}))[ ,-]{{1,3}}$")
_BEGINS = re.compile(rf"(?i)(?:{_TWICE}|{_ONES}|\d)(?!\w)")
_WORD_BEFORE = re.compile(rf"(?i)(?<!\w)(?:{_ONES})$")
_BACK = re.compile(rf"(?i)(?<!\w)(?:[a-z]{{1,2}} )?{_PIECE}{_STEP}(?:{_TWICE} )?$")
_STEP_AT_END = re.compile(rf"(?i){_STEP}$|[ ,]{{1,2}}{_STRONG}$")
_REACH = 60  # code points before a number
_LAST = re.compile(
    r"(?i)[ ,]{1,2}(?:(?:en|and) )?(?:de |het |the )?(?:laatste|eerste|last|first|volgende|next) "
    rf"(?:letters?|cijfers?|digits?)(?: is| zijn| are|:)? (?:een |an? )?(?:[a-z]{{1,2}}|{_DIGITS})(?!\w)"
)
_DOTS = re.compile(r" ?(?:\.{2,4}|…) ?\d{2,8}(?![\w€%])")
_WORD_AFTER = re.compile(rf"(?i){_STEP}\w{{2,20}}(?!\w){_ENDS}")  # of a secret that went on before
_WORD_FIRST = re.compile(  # no place, no answer, and not what somebody is told to do
    r"(?i)(?:^|[:=] ?|\bis )(?P<word>(?!(?:eerst|first|links|rechts|left|right|deur|ok|ja|yes|no|nee|typ|druk|toets|"
    rf"bel|kies|straks|press|dial|type|enter|push|wacht|wait|later)\b)\w{{3,20}}){_STEP}$"
)

_FILLER = (
    r"en|dan|daarna|nog|dus|ja|jaa|nee|neee|sorry|oeps|oops|oh|o|ok|oke|okay|zegt|zei|ie|hij|ze|zij|was|t|het|'t|op|aan|"
    r"einde?|laatste?|erachter|achteraan|achter|cijfers?|is|er|staat|met|een|de|and|then|again|so|yes|yeah|yep|no|on|at|"
    r"the|end|last|digits?|it|its|it's|says|said|he|she|spatie|space|geen|zonder|aan|elkaar|without|then|after|that|daar|"
    r"komt|comes|uh|uhh|uhm|ehm|eh|wacht|wait|volgens|mij|denk|ik|i|think|toch|right|klopt|and|finally|tot|slot|eerst|"
    r"first|begint|starts|with|eindigt|ends|hoofdletters?|capitals?|letters?|joh|sry|lol|haha|x|finish|finished|done|klaar|"
    r"or|of|mum|mam|ma|pap|dad|dear|love|schat|lief|not|niet|geen|maar|but"
)
_ALONE = re.compile(
    rf"(?i)(?<!\w)(?:{_TWICE} )?"
    r"(?:\d{1,8}(?!(?:[uehmgxk]|st|nd|rd|th|[ap]m|[kc]m|kg|ml|de|ste|pp)(?!\w))[a-z]{0,2}|"
    rf"[a-z]{{1,2}}\d{{1,6}}|(?!een )(?:{_ONES}|{_TENS})|"
    r"[a-z] (?:as in|like|for|zoals in|van) \w{2,20}|[b-hj-np-su-z])(?!\w)"
)
_FILLERS = re.compile(rf"(?i)(?<!\w)(?:{_FILLER}|{_CAPITAL}|{_SIGN}|{_TWICE})(?!\w)")
_WORDS = re.compile(r"\w+(?:'\w+)?")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|[€$£%]|\d+ ?(?:euro|min|uur|km|x)(?!\w)", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?i)(?<![\w€$£.,:])(\d{1,4}|[a-z])"
    r"(?:,? (?:ipv|i\.p\.v\.|in plaats van|instead of|(?:and )?not|(?:en )?niet)(?: een| a| de)? )"
    rf"(\d{{1,4}}|[a-z])(?![\w€%:]|[.,]\d){_ENDS}"
)
_AT_END = re.compile(
    r"(?i)(?<![\w€$£.,:])(\d{1,6}[a-z]?|[b-hj-np-su-z]) (?:(?:on|at) (?:the )?end|op (?:het|'?t) (?:eind|einde|laatst)|"
    r"achteraan|erachter)(?!\w)(?! (?:of|van|in)(?!\w))"
)
_BEGINS_WITH = re.compile(
    r"(?i)(?<!\w)(?:begint|begon|begonnen|starts?|started|eindigt|eindigde|ends?|ended)(?: (?:die|hij|ie|het|it))? "
    rf"(?:met|with|op) (?:een |an? )?(\d{{1,6}}|[a-z])(?![\w€%:]|[.,]\d){_ENDS}"
)
_NUMBERED = re.compile(
    r"(?i)(?<!\w)(?:huis)?(?:nummer|nr\.?|number|no\.?)(?: is| was| =|:)? (\d{1,4}[a-z]?)"
    r"(?![\w€%:]|[.,]\d|(?: in| van) de )"
)
_SO = re.compile(r"(?i)(?<!\w)(?:dus|so|nu|now|wordt)(?: is| het|:)? (\d{2,8})(?![\w€%:]|[.,]\d)")
_ASKS = re.compile(
    r"(?i)(?<!\w)(?:(?P<secret>(?:pin|toegangs|deur|wifi|door|gate|entry|pass)?-?code|pin|wachtwoord|password)|"
    r"(?:polis|schade|klant|lid|dossier|personeels|studenten|serie|bestel|order|rekening|bsn|burgerservice|telefoon|tel|mobiele?|"
    r"pas|kaart|zaak|relatie|meter|cliënt|client|policy|claim|account|member|customer|student|employee|staff|case|"
    r"reference|serial|booking|phone|mobile|id)(?:nummer|nr|[ -]number|[ -]no)|bsn|iban|ref)(?!\w)"
)
_ASKING = re.compile(
    r"(?i)\?|(?<!\w)(?:je|jouw|jullie|uw|u|your|ur|wat|welke?|what|which|stuur|geef|send|need|give|graag|nodig)(?!\w)"
)
_DIGITS_ONLY = re.compile(
    r"(?<![\w€$£.,:+-])\d{3,6}(?![\w€%:]|[.,]\d| ?(?:euro|eur|km|m|gram|g|ml|kcal|x|keer|stuks)\b)"
)
_AT = re.compile(
    r"(?i)(?<!\w)(?:(?:at|on|op|bij|van|from) )?(?:at|op|bij|number|no\.?|nummer|nr\.?) (\d{1,4})(?![\w€%:]|[.,]\d)"
    rf"{_ENDS}"
)
_BESIDE = re.compile(  # "nr 1" is mostly no house
    r"(?i)(?:(?:^|[.,!?:;(]\s{0,2}|\n)(?:huis)?(?:nummers?|nrs?\.?|numbers?)|(?<!\w)(?:op|at|van|bij|from|to|"
    r"naast|next to|tegenover|opposite|outside|near|zie|see|on|is|was|it'?s|naar|voor|for|we'?re|zit|wonen|woont|woon|"
    r"lives?|of|or|not|geen|niet) (?:huis)?(?:nummers?|nrs?\.?|numbers?|no\.?)) (?P<v>(?!1(?!\w))\d{1,4}[a-h]?)"
    rf"(?![\w€%:]|[.,]\d| (?:in|van|of|on|from|voor|for) (?:de|het|the|my|mijn|his|her|zijn)(?!\w)){_UNITS}"
)
_AND_SO = re.compile(rf"(?i),? (?:en|and|of|or|geen|not|niet|maar|but) (?P<v>\d{{1,4}}[a-h]?){_UNITS}(?![\w:]|[.,]\d)")
_REFERS = re.compile(
    r"(?i)(?<!\w)(?:eindig\w*|laatste|last|end\w*|dus|klopt|ipv|nummers?|numbers?|cijfers?|digits?)(?!\w)|\?"
)
_HOUSE = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")
_TWO, _LONGER = re.compile(r"\d.{0,3}\d"), re.compile(r"\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _asked(text: str) -> re.Match[str] | None:
    """Where a text asks somebody for a number."""
    return _ASKS.search(text) if _ASKING.search(text) else None


class _Open(NamedTuple):
    """The last text that gave a number or a piece of one, or asked for one, and whose it was.

    ``digits`` is how many were given so far, ``began`` the text that gave the first.
    """

    at: int
    kind: Kind
    sender: str
    asked: bool = False
    digits: int = 0
    began: int = 0


class Pieces:
    """What belongs to the numbers of a conversation, told text by text in its order.

    Args:
        talk: whether the texts are said one after the other; else nothing is carried from one to the next.
    """

    def __init__(self, *, talk: bool = True) -> None:
        self._talk = talk
        self._told: deque[tuple[int, Kind, str]] = deque(maxlen=_ASKED)  # text, kind and digits of numbers
        self._at = 0
        self._open = _Open(-_SOON - 1, Kind.ID, "")

    def more(self, text: str, found: Sequence[Finding], sender: str = "") -> Iterator[Finding]:
        """What goes on from the findings of a text, and from those of the texts before; field 0.

        Args:
            text: as it is read.
            found: what was found in it so far.
            sender: who said it. Who gives a number goes on with it; who is asked for one is somebody else.
        """
        self._at += 1
        numbers = [f for f in found if f.kind in _SPELLED or f.kind is Kind.ADDRESS]
        recent = bool(self._told) and self._at - self._told[-1][0] <= _ASKED
        opened = self._at - self._open.at <= _SOON
        if not (numbers or recent or opened) and not (self._talk and _asked(text)):
            return
        more: list[Finding] = []
        if len(text) <= _SHORT:
            for number in numbers:
                if number.kind in _SPELLED and not any(one.start <= number.start < one.end for one in more):
                    more += _going_on(text, number)
            if self._talk and (recent or opened):
                more += self._from_before(text, [*found, *more], sender)
        yield from more
        self._learn(text, numbers, more, sender)

    def _from_before(self, text: str, found: Sequence[Finding], sender: str) -> Iterator[Finding]:
        """Pieces of numbers that were given in texts before."""
        kind = self._open.kind
        if self._at - self._open.at <= _SOON:
            for start, end in _pieces_alone(text, found) if self._goes_on(text, sender) else ():
                yield Finding(0, start, end, kind, _SCORE, _BY)
            for match in (m for pattern in (_AT_END, _BEGINS_WITH) for m in pattern.finditer(text)):
                yield Finding(0, *match.span(1), kind, _SCORE, _BY)
            for match in _NUMBERED.finditer(text) if kind is Kind.ADDRESS else ():
                yield Finding(0, *match.span(1), kind, _SCORE, _BY)
            for match in _INSTEAD.finditer(text):
                yield from (Finding(0, *match.span(n), kind, _SCORE, _BY) for n in (1, 2))
                yield from (Finding(0, *so.span(1), kind, _SCORE, _BY) for so in _SO.finditer(text))
        for match in _AT.finditer(text):
            if self._lives_at(match[1]):
                yield Finding(0, *match.span(1), Kind.ADDRESS, _SCORE, _BY)
        for start, end in self._beside(text, found):
            yield Finding(0, start, end, Kind.ADDRESS, _SCORE, _BY)
        refers = _REFERS.search(text) is not None and len(_WORDS.findall(text)) <= _FEW
        for match in _DIGITS_ONLY.finditer(text):
            told = self._ending(match[0]) if refers or len(match[0]) > 3 else None
            if told is not None and not _YEAR.fullmatch(match[0]):
                yield Finding(0, match.start(), match.end(), told, _SCORE, _BY)

    def _goes_on(self, text: str, sender: str) -> bool:
        """Whether digits of this sender may be pieces of what was given or asked for last; a few only at once."""
        at, _, last, asked, digits, _ = self._open
        if (sender == last) is asked or digits >= _WHOLE:
            return False
        soon = self._at - at <= _AT_ONCE
        return soon and _TWO.search(text) is not None if asked else soon or _LONGER.search(text) is not None

    def _lives_at(self, number: str) -> bool:
        """Whether that is the house number of an address that was told."""
        soon = ((kind, told) for at, kind, told in self._told if self._at - at <= _ASKED)
        return any(kind is Kind.ADDRESS and told == number for kind, told in soon)

    def _beside(self, text: str, found: Sequence[Finding]) -> Iterator[tuple[int, int]]:
        """The numbers of other houses, where one was told: "op nr 35", "zie nr 29 en 33"."""
        told = (kind for at, kind, _ in self._told if self._at - at <= _ASKED)
        match = _BESIDE.search(text) if Kind.ADDRESS in told or any(f.kind is Kind.ADDRESS for f in found) else None
        while match:
            yield match.span("v")
            match = _AND_SO.match(text, match.end())

    def _ending(self, digits: str) -> Kind | None:
        """The kind of a number that was told and ends so."""
        for at, kind, told in reversed(self._told):
            if self._at - at > _ASKED:
                return None
            if kind is Kind.ADDRESS:
                continue
            if told.endswith(digits) or (len(digits) > 3 and told.startswith(digits)):
                return kind
        return None

    def _learn(self, text: str, numbers: Sequence[Finding], more: Sequence[Finding], sender: str) -> None:
        for number in numbers:
            if number.kind is Kind.ADDRESS and (house := _HOUSE.search(text, number.start, number.end)):
                self._told.append((self._at, number.kind, house[1]))
            digits = "".join(filter(str.isdigit, text[number.start : number.end]))
            if number.kind in _NUMBERS and len(digits) > 2:
                self._told.append((self._at, number.kind, digits))
        given = [f for f in numbers if f.kind in _NUMBERS]
        streets = (f for f in numbers if f.kind is Kind.ADDRESS and not _HOUSE.search(text, f.start, f.end))
        if given := given or list(streets):
            self._open = _Open(self._at, given[-1].kind, sender, digits=_digits(text, given[-1:]), began=self._at)
        elif more:
            self._carry_on(_digits(text, more), sender)
        elif asks := _asked(text):
            self._open = _Open(self._at, Kind.SECRET if asks["secret"] else Kind.ID, sender, asked=True)

    def _carry_on(self, digits: int, sender: str) -> None:
        """A piece was given: by whoever was asked, or by whoever gave the one before, and not for ever."""
        now = self._open
        if now.asked:
            self._open = _Open(self._at, now.kind, sender, digits=digits, began=self._at)
        elif sender == now.sender and self._at - now.began <= _SOON:
            self._open = now._replace(at=self._at, digits=now.digits + digits)


def _digits(text: str, found: Iterable[Finding]) -> int:
    """How many digits stand in what was found."""
    return sum(character.isdigit() for one in found for character in text[one.start : one.end])


def _going_on(text: str, number: Finding) -> Iterator[Finding]:
    """What goes on from a number to its right and to its left, in one finding with it."""
    start, end = number.start, number.end
    if number.kind in _COMPLETE and _digits(text, [number]) >= _WHOLE:
        return
    step = _STEP_AT_END.search(text, start, end)  # "2580 then", which is where the model stopped
    if step and (on := _ON.match(text, step.start())):
        end = on.end()
    while on := _next(text, end, number.kind):
        end = on.end()
    secret = number.kind is Kind.SECRET
    if secret and end > number.end and (word := _WORD_AFTER.match(text, end)):
        end = word.end()
    while back := _before(text, start):
        start = back.start()
    if secret and (word := _WORD_FIRST.search(text, max(0, start - _REACH), start)):
        start = word.start("word")
    if (start, end) != (number.start, number.end):
        yield number._replace(start=start, end=end, by=_BY)


def _next(text: str, end: int, kind: Kind) -> re.Match[str] | None:
    """The piece that goes on there."""
    patterns = (_ON, _LAST, _DOTS, _SPELLS_ON) if kind in _NUMBERS else (_ON, _LAST, _DOTS)
    for pattern in patterns:
        if on := pattern.match(text, end):
            return on
    return _SPELLS.match(text, end) if _WORD_BEFORE.search(text, max(0, end - 12), end) else None


def _before(text: str, start: int) -> re.Match[str] | None:
    """The piece that leads there."""
    if back := _BACK.search(text, max(0, start - _REACH), start):
        return back
    return _SPELLS_BACK.search(text, max(0, start - _REACH), start) if _BEGINS.match(text, start) else None


def _pieces_alone(text: str, found: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """The pieces in a text that holds nothing else; those with no finding between them as one."""
    rest = _without(text, found)
    if _TIME.search(rest) or len(_WORDS.findall(rest)) > _FEW:
        return
    pieces = [m.span() for m in _ALONE.finditer(rest)]
    told = any(any(c.isdigit() for c in rest[start:end]) or end - start > 2 for start, end in pieces)
    if not told or _WORDS.search(_FILLERS.sub(" ", _ALONE.sub(" ", rest))):
        return
    first, last = pieces[0]
    for start, end in pieces[1:]:
        if any(last <= one.start < start for one in found):
            yield first, last
            first = start
        last = end
    yield first, last


def _without(text: str, found: Sequence[Finding]) -> str:
    """The text with blanks in the place of what was found."""
    for one in found:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text
