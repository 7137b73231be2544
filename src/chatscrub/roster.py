"""The user's own list of who is who: people with their names and roles, what must go, what may stay.

A TOML file::

    hide = ["Zwartewaterland", "project Reiger"]   # must go, wherever it stands
    keep = ["Albert Heijn", "mei"]                 # may stay

    [[person]]
    names = ["Sanne de Vries", "san", "+31 6 01234567"]
    role = "partner"

Names of one entry are one person; people of two entries are never taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import files
from .aliases import genitive, words_of
from .errors import RosterError
from .labels import ROLES, role_of
from .lexicon import fold
from .model import Finding, Kind
from .people import Cast, How, Person, name_key
from .toml import NoTomlError, parsed

_LARGEST = 1_000_000  # characters of a list
_TABLES = {"hide", "keep", "person"}
_FIELDS = {"names", "role"}
_DIGIT = re.compile(r"[\d@]")
_LONG = 5  # letters from which on a word must go within other words too
_SIGNS = r"[\u00ad\u200b-\u200f\u2060'’*-]{0,2}"  # may stand between two letters of a word
_GAP = r"[\W_]{0,4}"  # may stand between two words


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the list."""

    names: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What the list says.

    Args:
        people: who is who.
        hide: names and words that must go.
        keep: names and words that may stay.
    """

    people: tuple[Listed, ...] = ()
    hide: tuple[str, ...] = ()
    keep: frozenset[str] = frozenset()

    def hidden(self, text: str) -> Iterator[Finding]:
        """Where a text holds what must go, however its letters, accents and hyphens are written; field 0."""
        if not self.hide:
            return
        plain, places = _folded(text)
        for match in _anywhere(self.hide).finditer(plain):
            yield Finding(0, places[match.start()][0], places[match.end() - 1][1], Kind.HIDDEN, 1.0, "list")

    def unmatched(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Places in the list of what no text holds, such as "hide, number 2" or "person 3"; never the words.

        People of whom a number or an address is listed are left out: these are written in many ways.
        """
        rows: list[tuple[str, tuple[str, ...]]]
        rows = [(f"hide, number {number}", (word,)) for number, word in enumerate(self.hide, 1)]
        rows += [(f"person {number}", one.names) for number, one in enumerate(self.people, 1)]
        left = {place: _anywhere(words) for place, words in rows if not _DIGIT.search("".join(words))}
        for text in texts if left else ():
            plain = fold(text)
            for place in [place for place, words in left.items() if words.search(plain)]:
                del left[place]
        return tuple(left)

    def keeps(self, value: str) -> bool:
        """Whether a value may stay, also in a genitive."""
        if not self.keep:
            return False
        words = words_of(value)
        plain = " ".join(fold(value).split())
        return plain in self.keep or (bool(words) and " ".join((*words[:-1], genitive(words[-1]))) in self.keep)


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for every code point of it the range of the text that it comes from."""
    plain, places = "", list[tuple[int, int]]()
    for at, char in enumerate(text):
        folded = fold(char)
        if not folded and unicodedata.combining(char) and places:
            places[-1] = places[-1][0], at + 1
        plain += folded
        places += [(at, at + 1)] * len(folded)
    return plain, places


@lru_cache(maxsize=8)
def _anywhere(wholes: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of some words in a folded text; from five letters on also within longer words."""
    return re.compile("|".join(_form(whole) for whole in sorted(set(wholes), key=lambda w: (-len(w), w))))


def _form(whole: str) -> str:
    words = [re.findall(r"\w", fold(word)) for word in re.split(r"[\W_]+", fold(whole)) if word]
    form = _GAP.join(_SIGNS.join(map(re.escape, letters)) for letters in words)
    if sum(map(len, words)) < _LONG:
        return rf"(?<![^\W_]){form}(?=s?(?![^\W_]))"
    return form


EMPTY = Roster()


def load(path: Path) -> Roster:
    """Read a list from a file.

    Raises:
        RosterError: see :func:`parse`; or it is not UTF-8.
        UnreadableError: the file cannot be read.
    """
    try:
        return parse(files.read_plain(path).decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise RosterError(f"{path}: not UTF-8; save it as UTF-8") from None


def parse(text: str, where: str) -> Roster:
    """Read a list.

    Args:
        text: TOML.
        where: the file, for errors, which never show what stands in it.

    Raises:
        RosterError: no TOML, or not of this form.
    """
    if len(text) > _LARGEST:
        raise RosterError(f"{where}: larger than a list of people can be; check the name")
    try:
        table = parsed(text)
    except NoTomlError as error:
        place = f" ({error.place})" if error.place else ""
        raise RosterError(f"{where}: no valid TOML{place}; chatscrub people --help shows an example") from None
    if unknown := len(table.keys() - _TABLES):
        raise RosterError(f"{where}: {unknown} unknown word(s) at the left of =; there are hide, keep and [[person]]")
    people = tuple(_people(table.get("person", []), where))
    hide = _texts(table.get("hide", []), f"{where}: hide")
    keep = _texts(table.get("keep", []), f"{where}: keep")
    kept = frozenset(" ".join(fold(word).split()) for word in keep)
    _check(people, hide, kept, where)
    return Roster(people, hide, kept)


def _people(rows: Any, where: str) -> Iterator[Listed]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RosterError(f"{where}: person has to be written as [[person]], with double brackets")
    for number, row in enumerate(rows, 1):
        here = f"{where}: person {number}"
        if row.keys() - _FIELDS:
            raise RosterError(f"{here}: has something else than names and role; take it out")
        names = _texts(row.get("names", []), f"{here}: names")
        if not names:
            raise RosterError(f'{here}: has no names; write them as names = ["...", "..."]')
        yield Listed(names, _role(row.get("role", ""), here))


def _role(given: Any, here: str) -> str:
    if given == "":
        return ""
    role = role_of(given) if isinstance(given, str) else None
    if role is None:
        raise RosterError(f"{here}: unknown role; use one of: me, {', '.join(ROLES)}; or the Dutch word")
    return role


def _texts(given: Any, here: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise RosterError(f'{here}: has to be a row of texts, such as ["...", "..."]')
    for number, text in enumerate(given, 1):
        if not any(c.isalnum() for c in text) or "\n" in text:
            raise RosterError(f"{here}, number {number}: holds no word; take it out")
    return tuple(" ".join(text.split()) for text in given)


def _check(people: tuple[Listed, ...], hide: tuple[str, ...], kept: frozenset[str], where: str) -> None:
    """See that nothing is said twice in two ways."""
    seen: dict[str, int] = {}
    for number, person in enumerate(people, 1):
        for place, name in enumerate(person.names, 1):
            if seen.setdefault(name_key(name), number) != number:
                there = seen[name_key(name)]
                raise RosterError(f"{where}: person {number}, name {place}: stands under person {there} as well")
            if " ".join(fold(name).split()) in kept:
                raise RosterError(f"{where}: person {number}, name {place}: stands under keep as well")
    if sum(person.role == "me" for person in people) > 1:
        raise RosterError(f"{where}: several people have the role me; leave it with one")
    for number, word in enumerate(hide, 1):
        if " ".join(fold(word).split()) in kept:
            raise RosterError(f"{where}: hide, number {number}: stands under keep as well")


def cast_by(roster: Roster, cast: Cast, where: str = "--people") -> None:
    """Put the people of a cast together as the list says, and add those whom it does not know.

    Raises:
        RosterError: the list keeps the name of somebody who writes.
    """
    exact = [_people_of(cast.named(name) for name in listed.names) for listed in roster.people]
    claimed = {p.number for there in exact for p in there}
    for listed, there in zip(roster.people, exact, strict=True):
        by_alias = (p for p in _people_of(map(cast.known, listed.names)) if p.number not in claimed)
        _cast_one(cast, listed, [*there, *by_alias])
    if sum(person.role == "me" for person in cast.people) > 1:
        raise RosterError(f"{where}: gives the role me to another than --me does; leave out one of the two")
    for word in roster.keep:
        known = cast.known(word)
        if known and (known.role in ("speaker", "me") or known.listed or known.others):
            raise RosterError(f"{where}: keep holds the name of somebody who writes in this chat; take it out")


def _people_of(found: Iterable[Person | None]) -> list[Person]:
    return [person for person in found if person and person.kind is Kind.PERSON]


def _cast_one(cast: Cast, listed: Listed, known: Iterable[Person]) -> None:
    free = {p.number: p for p in known if not p.listed}
    first = min(free.values(), key=lambda p: (p.role not in ("me", "speaker"), p.number), default=None)
    person = first or cast.add(listed.names[0], Kind.PERSON, "mentioned", How.LIST)
    for other in free.values():
        if other is not person:
            cast.merge(other, person, How.LIST)
    for name in listed.names:
        cast.rename(name, person, How.LIST)
    person.listed, person.doubt = True, False
    person.others.clear()
    if listed.role == "me":
        person.role = "me"
    else:
        person.relation = listed.role
