"""Somebody else in the place of a person: a stand-in of the same sex and background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .draws import Draw, Ledger, first_fit
from .lexicon import fold, is_ordinary, is_place
from .naming import Known, letters, read
from .standins import Pool, background, is_clear, is_famous, native_pool, particle_home, pool, script_of, sex_of

_FEMININE = (
    ("ski", "ska"), ("cki", "cka"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"), ("sky", "skaya"), ("ов", "ова"),
    ("ев", "ева"), ("ин", "ина"), ("ский", "ская"), ("poulos", "poulou"), ("idis", "idou"), ("akis", "aki"),
    ("πουλος", "πουλου"), ("ίδης", "ίδου"), ("άκης", "άκη"),
)  # fmt: skip
_BOWED = frozenset({"pl", "ru", "el", "cyrillic", "greek"})  # backgrounds whose surnames differ by sex
_LATIN = {"cyrillic": "ru", "arabic": "ar", "greek": "el", "hebrew": "he", "han": "zh", "hangul": "ko",
          "devanagari": "in"}  # fmt: skip
TOGETHER = frozenset({"han", "hangul"})  # scripts that write surname and first name without a blank
_DUTCH = frozenset({"nl", "be", "fy", "hi", "an"})
_STEM = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]")
_FEW = 8  # surnames that are too few to draw from
_OWN_WORDS, _OWN_PARTICLES, _AT_HOME = 40, 30, 150  # attempts before a wish is given up


@dataclass(frozen=True, slots=True)
class Person:
    """A stand-in for somebody.

    Args:
        firsts: one or two first names, as many as the real person is known by.
        nick: a short form of the first one.
        particle: tussenvoegsel of the surname, "" for none.
        surnames: one or two.
        sex: "m" or "f".
        background: key of the lists the names come from, or a script's name.
        shift: added to each digit that stands among somebody's names.
        natives: the same stand-in in other scripts, where the real person is written in them.
    """

    firsts: tuple[str, ...]
    nick: str
    particle: str
    surnames: tuple[str, ...]
    sex: str
    background: str
    shift: int = 5
    joiner: str = " "
    natives: tuple[Person, ...] = ()

    @property
    def first(self) -> str:
        """All first names."""
        return self.joiner.join(self.firsts)

    @property
    def surname(self) -> str:
        """The surname with its particle."""
        return " ".join(filter(None, (self.particle, *self.surnames)))

    @property
    def full(self) -> str:
        """First names and surname as their script writes them."""
        return self.surname + self.first if self.background in TOGETHER else f"{self.first} {self.surname}"

    @property
    def initials(self) -> str:
        """The first letters of all names, those of particles low: "LvD"."""
        particle = letters(self.particle.lower().split())
        return letters(self.firsts).upper() + particle + letters(self.surnames).upper()

    def names(self) -> Iterator[str]:
        """Every single name."""
        yield from (*self.firsts, self.nick, *self.surnames)

    def wholes(self) -> Iterator[str]:
        """The ways of writing the whole name, then what stands for it elsewhere: the surname, all first names."""
        yield from (self.full, f"{self.firsts[0]} {self.surname}", f"{self.nick} {self.surname}")
        yield from (self.surname, self.first)


class Namesakes:
    """Chooses stand-ins for people.

    As long as the lists suffice no two stand-ins share a first name, nickname or surname; in a large
    chat they may share one of these, never the whole name. Initials may be shared.
    """

    def __init__(self, key: bytes, ledger: Ledger, language: str) -> None:
        self._key, self._ledger, self._language = key, ledger, language

    def choose(self, identity: str, names: Sequence[str]) -> Person:
        """The stand-in of somebody, in Latin script and in the scripts that their names are written in."""
        by_script: dict[str, list[str]] = {"": []}
        for name in names:
            by_script.setdefault(script_of(name), []).append(name)
        known = read(by_script.pop(""))
        firsts = (*known.firsts, *sorted(known.nicks))
        group = background(known.firsts or firsts[:1], known.surnames, known.particles, self._language)
        if by_script and not known.firsts + known.surnames:
            group = _LATIN[min(by_script)]
        firsts += tuple(first for script in sorted(by_script) for first in read(by_script[script]).firsts)
        sexes = (known.sex, *(sex_of(first, group) for first in firsts))
        sex = next(filter(None, sexes), "") or Draw(self._key, "sex", identity).of("mf")
        natives = tuple(self._native(identity, script, sex) for script in sorted(by_script))
        home = "en" if self._language == "en" else "nl"

        def other(draw: Draw, n: int) -> Person | None:
            found = _drawn(draw, n, known, sex, group if n < _AT_HOME else home)
            return found if found and self._fits(found, identity, known, n) else None

        found = first_fit(other, self._key, "person", identity)
        self._take(found, identity)
        return replace(found, natives=natives)

    def keep(self, identity: str, person: Person) -> bool:
        """Note a stand-in that was chosen before, unless its whole name is somebody else's: whether that was so."""
        wholes = [fold(whole) for whole in person.wholes()]
        if not self._ledger.is_free("name", identity, *wholes[:3]):
            return False
        self._take(person, identity)
        for native in person.natives:
            self._ledger.note("name", identity, fold(native.full))
        return True

    def _native(self, identity: str, script: str, sex: str) -> Person:
        def other(draw: Draw, _: int) -> Person | None:
            names = native_pool(script, sex)
            first, last = draw.of(names.firsts), _feminine(draw.of(names.surnames[0]), sex, script)
            found = Person((first,), first, "", (last,), sex, script, 1 + draw.below(9))
            if self._ledger.is_real(found.full, first, last):
                return None
            return found if self._ledger.take("name", identity, fold(found.full)) else None

        return first_fit(other, self._key, "person", script, identity)

    def _fits(self, found: Person, identity: str, known: Known, n: int) -> bool:
        """Whether a stand-in is nobody in the chat, nobody famous, and not somebody else's stand-in."""
        free, keys = self._ledger.is_free, [fold(name) for name in found.names()]
        if n < _OWN_WORDS and not free("word", identity, *map(_stem, keys)):
            return False
        wholes = [fold(whole) for whole in found.wholes()]
        if not free("name", identity, *wholes[:3]) or any(map(is_famous, wholes)):
            return False
        own = {*known.firsts, *known.surnames, *known.nicks}
        if own & set(keys) or any(first[:1] == keys[0][:1] for first in known.firsts):
            return False
        rows = _rows(found.initials)
        return not any(map(is_ordinary, rows)) and not self._ledger.is_real(*_pieces(keys), *wholes, *rows)

    def _take(self, found: Person, identity: str) -> None:
        self._ledger.note("name", identity, *[fold(whole) for whole in found.wholes()][:3])
        self._ledger.note("word", identity, *[_stem(fold(name)) for name in found.names()])


def _pieces(keys: Sequence[str]) -> Iterator[str]:
    """Folded names, and what stands behind an apostrophe in them."""
    yield from keys
    yield from (piece for key in keys if "'" in key for piece in key.split("'") if len(piece) > 2)


def _rows(initials: str) -> tuple[str, str]:
    """Initials in a row, with those of particles and without."""
    return initials.lower(), "".join(c for c in initials if c.isupper()).lower()


def _stem(key: str) -> str:
    """A folded name without an s at its end: "Lucas" and the genitive of "Luca" are one."""
    return key.rstrip("s")


def _drawn(draw: Draw, n: int, known: Known, sex: str, group: str) -> Person | None:
    """One stand-in as the draw has it, from the common names first; None when there is no nickname to it."""
    names = pool(group, sex)
    firsts = tuple(draw.of(_head(names.firsts, n)) for _ in range(max(1, min(2, len(known.firsts)))))
    surnames = [_surname(draw, n, known, names) for _ in range(max(1, min(2, len(known.surnames))))]
    *particle, last = surnames[0].split()
    lasts = (_feminine(last, sex, group), *(_feminine(name.split()[-1], sex, group) for name in surnames[1:]))
    nicks = _short_forms(firsts[0], group)
    if not nicks or len({*firsts, *lasts}) < len(firsts) + len(lasts):
        return None
    joiner = "-" if known.hyphened else " "
    return Person(firsts, draw.of(nicks), " ".join(particle), lasts, sex, group, 1 + draw.below(9), joiner)


def _head(names: Sequence[str], n: int) -> Sequence[str]:
    return names[: 500 + 25 * n]


def _surname(draw: Draw, n: int, known: Known, names: Pool) -> str:
    """A surname with as many particles as the real one; where that is unknown, mostly without."""
    count = min(2, len(known.particles)) if known.surnames else (0, 0, 0, 1)[draw.below(4)]
    if n >= _OWN_PARTICLES:
        count = 0
    if count and known.particles and len(names.surnames[count]) < _FEW:
        names = pool(particle_home(known.particles[0]), "m")
    return draw.of(_head(names.surnames[count if len(names.surnames[count]) >= _FEW else 0], n))


def _feminine(surname: str, sex: str, group: str) -> str:
    if sex == "f" and group in _BOWED:
        for male, female in _FEMININE:
            if surname.endswith(male):
                return surname.removesuffix(male) + female
    return surname


@lru_cache(maxsize=16_384)
def _short_forms(first: str, group: str) -> tuple[str, ...]:
    """Nicknames that are no words: "Char", "Charrie" and "Charry" for Charlotte."""
    match = _STEM.match(fold(first))
    if match is None:
        return ()
    stem = match[0]
    short = stem + stem[-1] if re.fullmatch(r"[^aeiouy]*[aeiouy][^aeiouychjqvwxz]", stem) else stem
    forms = [stem, f"{short}ie", f"{short}y", f"{short}i", *([f"{stem}je"] if group in _DUTCH else [])]
    return tuple(f.capitalize() for f in forms if f != fold(first) and is_clear(f) and not is_place(f))
