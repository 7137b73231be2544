"""Word, name and place lists that ship with the package; models/lexicon/build.py makes them from open sources."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

_SPECIAL = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "’": "'"})


# Marks on letters, for character classes; scripts such as Devanagari write vowels as marks, which \w leaves out.
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0e7f\u1000-\u109f\u1780-\u17d3"
)
_LONGEST = 60  # letters of a word that anybody would call one
_FEW = 2_000  # words to look up in a list from which on a set of it pays
_GZIP = 31  # zlib's number for it


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case without diacritics: "Ayşe" and "ayse" are one."""
    low = text.casefold()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFKD", low.translate(_SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c))


class _Words:
    """A list of words. A short run looks up few of them, in the sorted text itself; a set is made when that pays."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.asked = 0
        self.whole: frozenset[str] | None = None

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.decode().splitlines())

    def __contains__(self, word: str) -> bool:
        if self.whole is None:
            self.asked += 1
            if self.asked <= _FEW:
                return _has_line(self.text, word.encode(errors="surrogatepass"))
            self.whole = frozenset(self)
        return word in self.whole


def _has_line(text: bytes, word: bytes) -> bool:
    """Whether one of the sorted lines of a text is that word; each has its line end."""
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", 0, (low + high) // 2) + 1
        end = text.index(b"\n", start)
        line = text[start:end]
        if line == word:
            return True
        low, high = (end + 1, high) if line < word else (low, start)
    return False


@cache
def _list(name: str) -> _Words:
    data = (Path(__file__).parent / "data" / f"{name}.txt.gz").read_bytes()
    return _Words(zlib.decompress(data, _GZIP))


def is_ordinary(folded: str) -> bool:
    """Whether a folded word is an ordinary Dutch or English word, whatever else it may be."""
    return folded in _list("words")


def is_common(folded: str) -> bool:
    """Whether a folded word is one of those that every conversation is full of."""
    return folded in _list("common")


@lru_cache(maxsize=65_536)
def is_compound(folded: str) -> bool:
    """Whether a folded word is two ordinary words in one, as Dutch writes them: "behandelplan"."""
    if len(folded) > _LONGEST:
        return False
    cuts = range(4, len(folded) - 3)
    return any(
        is_ordinary(folded[i:])
        and (is_ordinary(folded[:i]) or (i > 4 and folded[i - 1] in "s-" and is_ordinary(folded[: i - 1])))
        for i in cuts
    )


def is_form(folded: str) -> bool:
    """Whether a folded word is a plural of an ordinary one or two of them in one: "notities", "behandelplan"."""
    if len(folded) > _LONGEST:
        return False
    cuts = range(4, len(folded) - 3)
    return _is_plural(folded) or any(
        is_ordinary(folded[i:]) and (_is_plural(folded[:i]) or is_ordinary(folded[:i] + "en")) for i in cuts
    )


def _is_plural(folded: str) -> bool:
    """Whether a folded word is made of an ordinary one as Dutch and English make plurals."""
    if folded.endswith("s"):
        return len(folded) > 4 and is_ordinary(folded[:-1])
    stem = folded.removesuffix("en")
    if stem == folded or len(stem) < 3:
        return False
    single = stem[:-1] if stem[-1] == stem[-2] else f"{stem[:-1]}{stem[-2]}{stem[-1]}" if stem[-2] in "aeou" else stem
    return is_ordinary(stem) or is_ordinary(single)


def is_homograph(folded: str) -> bool:
    """Whether a folded name is now and then used as an ordinary word."""
    return folded in _list("homographs")


def is_first_name(folded: str) -> bool:
    """Whether a folded word is a first name or nickname, of any background that the lists know."""
    return folded in _list("first_names")


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for whole, short in map(str.split, _list("nicknames")):
        found.setdefault(whole, set()).add(short)
    return {whole: frozenset(short) for whole, short in found.items()}


def nicknames(folded: str) -> frozenset[str]:
    """The listed short and pet forms of a folded first name."""
    return _nicknames().get(folded, frozenset())


def is_surname(folded: str) -> bool:
    """Whether a folded word is a surname, or the last word of one."""
    return folded in _list("surnames")


def is_place(folded: str) -> bool:
    """Whether a folded name of one or more words is a town or city."""
    return folded in _list("places")


def is_public(folded: str) -> bool:
    """Whether a folded word is a country, language, day, large brand or abbreviation."""
    return folded in _list("public")


# Relatives and forms of address: they stand beside a name and are none. Those that are first names as well
# (Nana, Mac) are left out.
KIN = frozenset(
    """
    mam mama mamma mams ma moeder moeke mum mummy mom mommy mommie mami pap papa pappa paps pa vader dad
    daddy oma opa omi opi bomma bompa bonma bonpa nonna gran granny grandma grandpa grandad gramps tante
    tant tantie oom ome nonkel aunt auntie aunty uncle broer broertje bro zus zusje sis sister brother neef
    nicht neefje nichtje cousin juf juffrouw meester meneer mevrouw mevr mw mr mrs ms miss sir madam dhr dr
    drs ds prof dokter doctor zuster nurse coach trainer buur buurman buurvrouw buuf hubby wifey son
    daughter zoon dochter opaatje omaatje pater pastoor father collega familie family group groep team
    school
    """.split()
)
# Greetings, answers and abbreviations that nobody is called, however alone they stand.
CALLS = frozenset(
    "hi hoi hey hee hallo hello ok oke okay ja nee yes yep yeah nope lol haha hahaha doei bye thanks thx bedankt "
    "sorry please xx xxx gr grtjs groetjes groeten mvg vr svp aub ps nb nvt tav ivm mbt enz etc omg wtf lmao rofl "
    "brb btw fyi asap idk imho tbh ngl smh fml ffs tldr dm pm ach wow blimey crikey nou nah amai allee allez boeie "
    "jemig gossie jeetje sjonge tjonge grr pff poeh tss ssh shh sst bah hihi hehe wollah wallah wlh tfoe hamdoulah "
    "hamdoullah hamdulillah alhamdulillah inshallah insallah mashallah masallah habibi wetin abeg fawaka faka osso "
    "drerrie niffo wagwan innit yea yay ugh ew oops hiya momentje sws wss mss egt gwn iem idd zsm strx ofzo "
    "klopt inderdaad precies serieus jawel tuurlijk sure exactly same idem cba tbf atm irl hbu wyd nvm tmi ftw ikr "
    "ily omw lmk rsvp xoxo grtz gefeliciteerd proficiat hoera lieverd schat schatje sweetie sweetheart babe babes "
    "hon meid meiden dude bruv bro bruh wed weds fri tues thurs dob ssn bsn".split()
)
_STRETCHED = re.compile(r"(.)\1{2,}|(.)\2$")  # three of a letter anywhere, two at the end
_LAUGH = re.compile(r"[abmw]?(h[aeio])\1+h?")
TUSSENVOEGSELS = frozenset(
    "van de der den het 't t ter ten te la le les el al ul bin ibn ben bint st ez du da dos das di von zu zum op aan "
    "bij in ver mc mac o d s y e of vd v.d v/d vander vanden vande".split()
)


def is_call(folded: str) -> bool:
    """Whether a folded word is a greeting, an answer or the like, also as it is drawn out: "heyyy", "neeee"."""
    if folded in CALLS or _LAUGH.fullmatch(folded):
        return True
    if is_first_name(folded) or is_surname(folded):
        return False
    short = _STRETCHED.sub(lambda m: m[1] or m[2], folded)
    return short in CALLS or _STRETCHED.sub(lambda m: (m[1] or m[2]) * 2, folded) in CALLS
