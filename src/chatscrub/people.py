"""People: who speaks, who is mentioned, under which names; and where in a text these names stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .lexicon import KIN, TUSSENVOEGSELS, fold, is_common, is_homograph, is_ordinary
from .model import LABEL, Export, Field, Kind, Role

_RUN = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\+?[\d\s().\-/ ]{6,}")
_STRETCH = re.compile(r"(.)\1{2,}")
_NOBODY = frozenset({"meta ai", "whatsapp", "whatsapp business"})


@dataclass(slots=True)
class Person:
    """A person or group that the chat makes known.

    Args:
        number: place in the cast, from 0.
        kind: PERSON or GROUP.
        role: "me", "speaker", "mentioned" or "group".
        names: the names as they stand in the chat, first one first.
        doubt: stands for a name that several people share.
    """

    number: int
    kind: Kind
    role: str
    names: list[str] = field(default_factory=list)
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of naming a person: folded words in a row.

    A weak alias is an ordinary word too and needs support; a full one is all there is to somebody's name.
    """

    words: tuple[str, ...]
    person: int
    weak: bool
    full: bool = False


def name_key(name: str) -> str:
    """What two spellings of one full name have in common: the last nine digits of a number, else its folded text."""
    plain = name.strip().removeprefix("~").strip()
    digits = re.sub(r"\D", "", plain)
    if len(digits) >= 6 and _NUMBER.fullmatch(plain.lstrip("@")):
        return digits[-9:]
    return " ".join(fold(plain).split())


class Cast:
    """All people of one chat, found by name key, and the aliases under which the text may name them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_key: dict[str, int] = {}
        self._aliases: dict[str, dict[tuple[str, ...], Alias]] = {}

    def add(self, name: str, kind: Kind, role: str) -> Person:
        """The person of that name, made known if new; a speaker stays a speaker."""
        key = name_key(name)
        number = self._by_key.get(key)
        if number is None:
            number = self._by_key[key] = len(self.people)
            self.people.append(Person(number, kind, role))
        person = self.people[number]
        if role in ("me", "speaker") and person.role != "me":
            person.role, person.kind = role, Kind.PERSON
        if name not in person.names:
            person.names.append(name)
        return person

    def known(self, name: str) -> Person | None:
        """The person whose full name, or whose alias, this is."""
        number = self._by_key.get(name_key(name))
        if number is not None:
            return self.people[number]
        words = tuple(_RUN.findall(fold(name)))
        for form in (words, (*words[:-1], _genitive(words[-1]))) if words else ():
            if alias := self._aliases.get(form[0] if form else "", {}).get(form):
                return self.people[alias.person]
        return None

    def teach(self, aliases: Iterable[Alias]) -> None:
        """Take aliases in. One that two people share names neither of them, but a person in doubt."""
        for alias in aliases:
            row = self._aliases.setdefault(alias.words[0], {})
            old = row.get(alias.words)
            if old is None or (alias.full and not old.full):
                row[alias.words] = alias
            elif old.person != alias.person and old.full == alias.full and not self.people[old.person].doubt:
                shared = self._doubt(alias.words)
                row[alias.words] = Alias(alias.words, shared.number, old.weak and alias.weak, old.full)

    def _doubt(self, words: tuple[str, ...]) -> Person:
        person = Person(len(self.people), Kind.PERSON, "mentioned", [" ".join(words)], doubt=True)
        self._by_key.setdefault(" ".join(words), person.number)
        self.people.append(person)
        return person

    def mentions(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where the text names people of the cast: start, end, number of the person."""
        runs = [(m.start(), m.end(), m[0]) for m in _RUN.finditer(text)]
        at = 0
        while at < len(runs):
            length, alias = self._longest(text, runs, at)
            if alias is not None:
                yield runs[at][0], runs[at + length - 1][1], alias.person
            at += max(length, 1)

    def _longest(self, text: str, runs: Sequence[tuple[int, int, str]], at: int) -> tuple[int, Alias | None]:
        for first in _forms(fold(runs[at][2])):
            rows = self._aliases.get(first)
            if not rows:
                continue
            for words in sorted(rows, key=len, reverse=True):
                if _stand_here(words, text, runs, at, first) and _supported(rows[words], text, runs, at):
                    return len(words), rows[words]
        return 0, None


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, ...]:
    """A folded word as a name may be written: as it is, without a genitive s, with stretched letters let go."""
    forms = [word]
    if _STRETCH.search(word):
        forms += [_STRETCH.sub(r"\1", word), _STRETCH.sub(r"\1\1", word)]
    return tuple(dict.fromkeys(forms + [_genitive(f) for f in forms]))


def _genitive(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _stand_here(words: tuple[str, ...], text: str, runs: Sequence[tuple[int, int, str]], at: int, first: str) -> bool:
    """Whether all words of an alias follow each other from run ``at`` on, with at most a blank or a hyphen between."""
    if len(words) > len(runs) - at or words[0] != first:
        return False
    for i in range(1, len(words)):
        gap = text[runs[at + i - 1][1] : runs[at + i][0]]
        if len(gap) > 2 or gap.strip(" ._-'’") or words[i] not in _forms(fold(runs[at + i][2])):
            return False
    return True


# What stands before a name that is called, greeted or introduced.
_CALLS = """
    hoi|hey|hee|heey|hi|hallo|hello|ha|dag|dear|beste|lieve|yo|oi|thanks|thx|dank(?: je| u|jewel)?|bedankt|sorry|
    morning|
    gefeliciteerd|love|regards|cheers|met|its|it['’]s|this is|i am|i['’]?m|ik ben|ik heet|heet|called|call me|
    named|
    groetjes|groeten|liefs|gr|xx?|tante|oom|ome|oma|opa|aunt|auntie|uncle|juf|meester|
    mijn (?:broer|zus|man|vriend|vriendin|zoon|dochter)|my (?:brother|sister|husband|wife|friend|son|daughter|mate)
"""
_CALL = re.compile(r"(?:\b(?:" + "".join(_CALLS.split("\n    ")).strip() + r")\s+|@|#)$", re.IGNORECASE)


def _supported(alias: Alias, text: str, runs: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether a name that is also a word means the person here: written as a name, called, or greeted."""
    start, end = runs[at][0], runs[at + len(alias.words) - 1][1]
    last = runs[at + len(alias.words) - 1][2]
    if not alias.weak:
        return True
    if last[0].isupper() and not text.isupper() and (start and not _opens_sentence(text, start)):
        return True
    if text[end:].startswith(("'s ", "’s ")) and not _opens_sentence(text, start):
        return last[0].isupper()
    return bool(_CALL.search(text[max(0, start - 30) : start])) or _is_called(text, start, end)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“‘(*_~-•")
    return not before or before[-1] in ".!?\n:;…" or not before[-1].isascii()


def _is_called(text: str, start: int, end: int) -> bool:
    """A name on its own, or at the end after a comma: "kom je, mark"."""
    after = text[end:].strip(" .!?…")
    return (not text[:start].strip() and not after) or (not after and text[:start].rstrip().endswith(","))


def aliases(person: Person, name: str, *, sure: bool = False) -> Iterator[Alias]:
    """The ways in which a text may name somebody called ``name``: whole, by each name, with an initial.

    ``sure``: the structure of the chat knows this person, so a first name that is a rarer word is theirs.
    """
    for part in re.split(r"[(),|/]", name):
        words = tuple(_RUN.findall(fold(part)))
        names = [w for w in words if w not in KIN and w not in TUSSENVOEGSELS and len(w) > 1]
        if len(words) > 1 and names:
            yield Alias(words, person.number, all(map(is_ordinary, names)), full=True)
        for i, word in enumerate(names):
            weak = is_common(word) if sure and i == 0 else is_ordinary(word) or is_homograph(word)
            yield Alias((word,), person.number, weak, full=names == [word])
        yield from _surnames(words, person)


def _surnames(words: tuple[str, ...], person: Person) -> Iterator[Alias]:
    """A surname with its particles, and the initial before it: "de vries", "s de vries"."""
    at = next((i for i, w in enumerate(words) if i and w in TUSSENVOEGSELS), len(words) - 1)
    last = words[at:]
    if at >= 1 and last and last[-1] not in KIN and len(last[-1]) > 1:
        weak = is_ordinary(last[-1])
        if len(last) > 1:
            yield Alias(last, person.number, weak)
        if words[0] not in KIN:
            yield Alias((words[0][0], *last), person.number, False)


def learn(export: Export, me: str | None = None) -> Cast:
    """Everybody whom the structure of an export makes known: senders, system lines, mentions, cards, titles."""
    cast = Cast()
    fields = [f for f in export.fields if f.role in (Role.SENDER, Role.NAME, Role.TITLE)]
    speakers = {name_key(f.text) for f in fields if f.role is Role.SENDER and not f.note}
    for found in fields:
        _meet(cast, found, speakers)
    for person in [p for p in cast.people if p.kind is Kind.PERSON]:
        for name in person.names:
            cast.teach(aliases(person, name, sure=True))
    if me is not None:
        _claim(cast, me)
    return cast


def hear(cast: Cast, names: Iterable[str]) -> None:
    """Make people known whom only the words of the chat name, whole names before single ones."""
    for name in sorted(dict.fromkeys(names), key=lambda n: -len(_RUN.findall(n))):
        if cast.known(name) is None:
            person = cast.add(name, Kind.PERSON, "mentioned")
            cast.teach(aliases(person, name))


def _meet(cast: Cast, found: Field, speakers: set[str]) -> None:
    name = found.text.strip()
    if not name or is_nobody(name) or LABEL.fullmatch(name):
        return
    if name_key(name) in speakers:
        cast.add(name, Kind.PERSON, "speaker")
    elif found.role is Role.NAME:
        cast.add(name, Kind.PERSON, "mentioned")
    elif found.role is Role.TITLE and (person := cast.known(name)):
        cast.add(person.names[0], person.kind, person.role)
    else:
        cast.add(name, Kind.GROUP, "group")


def _claim(cast: Cast, me: str) -> None:
    if (person := cast.known(me)) is not None:
        person.role = "me"


def is_nobody(name: str) -> bool:
    """Whether a sender is a service that is the same for everyone, not a person."""
    return fold(name).strip(" ~") in _NOBODY
