"""Clues to whether findings of a document are somebody's to protect: each a name with a number, mostly 1.

A clue is a row of ``data/check_evidence.toml`` that is found, something that is counted here (names on a line, words
of a list per hundred), or the kind of a finding. ``weighing`` says what each counts for; nothing here does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log1p
from typing import NamedTuple

from .contexts import Context
from .registers import rates
from .weighing import Row

_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"_{4,}|\.{5,}|…{2,}|\[ ?\]|☐|\( \)|\{\{|\{%|<<")
_CLOSING = re.compile(
    r"(?i)(?:groet\w*|regards|sincerely|yours|faithfully|liefs|wishes|thanks|best|bedankt|cheers|hoogachtend|mvg|namens"
    r"|love|x)\W{0,4}(?:[^\s\d]{1,20} ){0,3}\s*$"
)
_IN_BRACKETS = re.compile(r"\s?\((?=[^)\d]{2,40}\))")
_WORK = re.compile(r"\W{0,3},? [\"“‘*_]?(?:[A-Z][\w'’:-]{1,30} ?){2}|\W{0,3}[(\[]?(?:1[89]|20)\d\d(?!\d)")
_COMMENT = re.compile(r"\s*(?://|#|--|/\*|\*|;)")
_OPEN = re.compile(r"<!--(?![^\0]{0,120}-->)|\([^)]{0,90}$|TODO|FIXME")
_CAPITAL = re.compile(r"(?<!\. )(?<![^\W\d_])[A-ZÀ-Þ][a-zà-þ]+")
_DOMAIN = re.compile(r"@([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})")
_SITE = re.compile(r"(?i)(?:www\.|//)([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})")
_LOCAL = re.compile(r"([\w.+-]{1,64})@")
_OFFICE = re.compile(
    r"praktijk|practice|clinic|kliniek|centr|counsel|therap|psych|ggz|zorg|care|health|bv$|ltd|stichting|support|team"
    r"|school|univ|gemeente|council|trust|service|training|uitgever|press|bouw|print|druk|soft|hosting|design|huis|group"
)
_PROVIDER = re.compile(
    r"gmail|googlemail|hotmail|outlook|live|icloud|yahoo|ziggo|kpn|planet|telenet|skynet|proton|gmx|aol|btinternet|home"
    r"|\w*(?:mail|post|inbox|box|net|web)"
)
_NEAR = 2  # fields, such as paragraphs, cells or lines of a program
_LONGEST = 20_000  # code points of addresses in which names are looked for
BARE = "a list of nothing but names"
"""The clue to names of which the document does not say why they stand there; it stops by itself."""
_LIST, _BARE = 4, 0.8  # names, and the part of all words that they are, from which on it is one
_MOST = 5  # names of a document that count: a list of many is not let pass for its length


class Mark(NamedTuple):
    """A finding with what stands around it and the rows that are found there."""

    kind: str
    form: str
    value: str
    field: int
    start: int
    here: Context
    rows: tuple[Row, ...]

    @property
    def surname(self) -> str:
        words = [word for word in _WORD.findall(self.value) if len(word) > 2]
        return words[-1].casefold() if words else ""


class Clues:
    """The clues to the findings of one document.

    Args:
        path: as it is shown.
        words: all that people read in it.
        marks: all findings that are weighed.
        code: it is a program.
    """

    def __init__(self, path: str, words: str, marks: list[Mark], *, code: bool) -> None:
        self._words, self._code = words, code
        self._path, self._first = path.casefold(), words.lstrip()[:200]
        names = [mark for mark in marks if mark.kind == "PERSON"]
        self._names = Counter(mark.surname for mark in names)
        self._lines = Counter((mark.field, mark.here.line) for mark in names)
        self._called = {sort: {m.surname for m in names if sort in _sorts(m)} for sort in ("STAFF", "AUTHOR", "")}
        self._known = self._called["STAFF"] | self._called["AUTHOR"]
        self._domains = Counter(domain.casefold() for domain in _DOMAIN.findall(words))
        self._sites = {site.casefold() for site in _SITE.findall(words)}
        self._hosts = "\n".join((*self._domains, *self._sites))[:_LONGEST]
        self._boxes = "\n".join(re.sub(r"\W", "", local) for local in _LOCAL.findall(words.casefold()))[:_LONGEST]
        self._starts = Counter(_digits(mark.value) for mark in marks if mark.kind == "PHONE")
        self._named = _beside(names)
        self._free = _beside(m for m in names if m.surname not in self._known and not _is_spoken_against(m))
        self._born = _beside(mark for mark in marks if mark.form == "BORN")
        said = sum(len(_WORD.findall(mark.value)) for mark in names)
        self._bare = len(names) >= _LIST and not code and said >= _BARE * len(_WORD.findall(words))
        self._document = {name: value for name, value in self._of_document() if value}

    def of(self, mark: Mark) -> dict[str, float]:
        """The clues to one finding, by name."""
        found = {f"form {mark.form}": 1.0, **{row.name: 1.0 for row in mark.rows}, **self._document}
        sorts = {"PERSON": self._of_name, "EMAIL": self._of_mail, "PHONE": self._of_phone}
        for name, value in (*self._of_place(mark), *sorts.get(mark.kind, self._of_other)(mark)):
            if value:
                found[name] = float(value)
        return found

    def _of_document(self) -> Iterator[tuple[str, float]]:
        yield from ((f"document: {name}", rate) for name, rate in rates(self._words, 60).items())
        yield "document: blanks to fill in", min(1.0, len(_BLANK.findall(self._words)) / 4)
        yield "document: names of staff and authors", log1p(min(_MOST, len(self._known))) / 2
        yield "document: other names", log1p(min(_MOST, len(self._names.keys() - self._known))) / 2

    def _of_place(self, mark: Mark) -> Iterator[tuple[str, float]]:
        around = mark.here.around
        yield from ((f"around: {name}", rate) for name, rate in rates(around, 15).items())
        yield "around: blanks to fill in", _BLANK.search(around) is not None
        yield "a birth beside it, by its form", mark.field in self._born

    def _of_name(self, mark: Mark) -> Iterator[tuple[str, float]]:
        here, name, sorts = mark.here, mark.surname, _sorts(mark)
        yield BARE, self._bare and not _is_spoken_against(mark)
        yield "called staff elsewhere", "STAFF" not in sorts and name in self._called["STAFF"]
        yield "called an author elsewhere", "AUTHOR" not in sorts and name in self._called["AUTHOR"]
        yield "called a client elsewhere", "" not in sorts and name in self._called[""]
        yield "names on its line", min(1.0, (self._lines[mark.field, here.line] - 1) / 2)
        yield "named again", min(1.0, (self._names[name] - 1) / 2)
        yield "a word in brackets behind it", _IN_BRACKETS.match(here.after) is not None
        yield "a work behind it", _WORK.match(here.after) is not None
        yield "a greeting before it", _CLOSING.search(here.back) is not None
        yield "in the first lines", mark.value in self._first
        yield "in the path", len(name) > 2 and name in self._path
        yield "in an address of the document", len(name) > 2 and name[:7] in self._boxes
        yield "in a domain of the document", len(name) > 2 and name in self._hosts
        yield "the whole line", here.line.strip(" *#->|,\t") == mark.value
        yield "an aside", bool(_OPEN.search(here.back) or (self._code and _COMMENT.match(here.line)))
        yield "a string of a program", self._code and here.before[-1:] in {*"\"'"}
        yield "quoted", not self._code and here.before[-1:] in {*'"“‘«'}
        words = max(10, len(_WORD.findall(here.around)))
        yield "around: capitals", min(1.0, 2 * len(_CAPITAL.findall(here.around)) / words)

    def _of_mail(self, mark: Mark) -> Iterator[tuple[str, float]]:
        found = _DOMAIN.search(mark.value)
        domain = found[1].casefold() if found else ""
        first, local = domain.partition(".")[0], mark.value.partition("@")[0].casefold()
        yield "its domain again", self._domains[domain] > 1 or domain in self._sites
        yield "its domain of an office", _OFFICE.search(first) is not None
        yield "its domain of a provider", _PROVIDER.match(first) is not None
        words = {word.casefold() for word in _WORD.findall(self._first + self._path) if len(word) > 4}
        yield "its domain in the first lines", any(word in first for word in words)
        yield "with a full name", re.search(r"[^\W\d]{2}[._-][^\W\d]{2}", local) is not None
        yield "with digits", any(map(str.isdigit, local))
        yield "in a comment", self._code and _COMMENT.match(mark.here.line) is not None
        yield from self._of_other(mark)

    def _of_phone(self, mark: Mark) -> Iterator[tuple[str, float]]:
        yield "others begin likewise", self._starts[_digits(mark.value)] > 1
        yield from self._of_other(mark)

    def _of_other(self, mark: Mark) -> Iterator[tuple[str, float]]:
        """Whose name stands beside it."""
        yield "a name beside it", mark.field in self._named
        yield "a name beside it that nothing speaks against", mark.field in self._free


def _beside(marks: Iterable[Mark]) -> set[int]:
    """The fields in and beside which marks stand."""
    fields = {mark.field for mark in marks}
    return {field + step for field in fields for step in range(-_NEAR, _NEAR + 1)}


def _is_spoken_against(mark: Mark) -> bool:
    return any(row.becomes for row in mark.rows)


def _sorts(mark: Mark) -> set[str]:
    """As what the words around a name have it; "" for somebody's own."""
    close = {"before", "after", "below", "key", "line", "heading"}
    return {row.becomes for row in mark.rows if row.where in close}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[:6]
