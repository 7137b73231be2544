"""A stand-in written as the real name was: the same names of it, the same case, title and possessive kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from .aliases import forms, genitive, is_slip
from .draws import like
from .namesakes import TOGETHER, Person
from .naming import Known, Word, is_particle, is_title, read, words
from .standins import is_listed_surname, is_surname_first, script_of

_GENITIVE = re.compile(r"(?<=\w)['’´`](?:[sS](?![^\W_]))?$")
_HISSING = ("s", "x", "z", "ß")
_JOINERS = frozenset({"en", "and", "und", "et", "e", "y", "of", "or", "from", "uit", "bij"})


class Part(Enum):
    """What a word of a name is."""

    KEPT = "title or joiner"
    FIRST = "first name"
    FIRSTS = "all first names in one word"
    NICK = "nickname"
    PARTICLE = "tussenvoegsel"
    SURNAME = "surname"
    INITIAL = "one initial"
    INITIALS = "initials in a row"


_MOST = 200  # words that can be one name; what is longer is none


class Reading(NamedTuple):
    """A word of the text, what it is, and which one of those."""

    word: Word
    part: Part
    which: int = 0


def spelled(person: Person, surface: str, names: Sequence[str]) -> str:
    """The stand-in in the way a text writes the real person.

    Args:
        person: the stand-in.
        surface: the words of the text.
        names: the names known of the real person.
    """
    script = script_of(surface)
    native = next((p for p in person.natives if p.background == script), None)
    own = [name for name in names if script_of(name) == script] if native or not script else list(names)
    known = read(own)
    if native and script in TOGETHER:
        return _together(native, surface, own)
    body, mark = _without_genitive(surface, known)
    there = words(body)
    if len(there) > _MOST:
        return (native or person).full
    readings = _readings(there, known)
    return _possessive(_written(native or person, body, readings, known), mark)


# --- the possessive -------------------------------------------------------------------------------------


def _without_genitive(surface: str, known: Known) -> tuple[str, str]:
    """The text without "'s", "'" or a fused "s" at its end, and what was taken off."""
    if match := _GENITIVE.search(surface):
        return surface[: match.start()], match[0]
    there = words(surface)
    if there and there[-1].end == len(surface) and _match(there[-1].key, known) is None:
        bare = genitive(there[-1].key)
        if bare != there[-1].key and _match(bare, known):
            return surface[:-1], surface[-1]
    return surface, ""


def _possessive(text: str, mark: str) -> str:
    """A name with a mark of possession that suits how it ends."""
    if not mark:
        return text
    sign = mark[0] if mark[0] not in "sS" else "'"
    if text.casefold().endswith(_HISSING):
        return text + sign
    if mark in "sS" or len(mark) > 1:
        return text + mark
    return text + sign + ("S" if text.isupper() and len(text) > 1 else "s")


# --- what each word is ----------------------------------------------------------------------------------


def _match(key: str, known: Known) -> tuple[Part, int] | None:
    """The known name that a folded word is."""
    if key in known.firsts:
        return Part.FIRST, known.firsts.index(key)
    if key in known.surnames:
        return Part.SURNAME, known.surnames.index(key)
    if key in known.nicks:
        return Part.NICK, 0
    if len(known.firsts) > 1 and key == "".join(known.firsts):
        return Part.FIRSTS, 0
    return (Part.INITIALS, 0) if key in known.initials() else None


def _readings(there: list[Word], known: Known) -> list[Reading]:
    found: list[Reading] = []
    for at in range(len(there)):
        found.append(_reading(there, at, found, known))
    return found


def _reading(there: list[Word], at: int, before: list[Reading], known: Known) -> Reading:
    word = there[at]
    for form in forms(word.key):
        if match := _match(form, known):
            return Reading(word, *match)
    if is_title(there, at) or (word.key in _JOINERS and 0 < at < len(there) - 1 and not is_particle(word.key)):
        return Reading(word, Part.KEPT)
    if word.key in known.particles or (is_particle(word.key) and len(there) > at + 1 and len(word.key) > 1):
        own = word.key in known.particles or not known.surnames
        return Reading(word, Part.PARTICLE if own or at else Part.KEPT)
    if len(word.key) == 1:
        return Reading(word, Part.INITIAL, sum(p.part is Part.INITIAL for p in before))
    for part, keys in ((Part.FIRST, known.firsts), (Part.SURNAME, known.surnames)):
        for index, key in enumerate(keys):
            if is_slip(word.key, key):
                return Reading(word, part, index)
    return _guessed(there, at, before, known)


def _guessed(there: list[Word], at: int, before: list[Reading], known: Known) -> Reading:
    """An unknown word by its place: alone a nickname, first a first name, later a surname."""
    word, titled = there[at], any(p.part is Part.KEPT for p in before)
    named = [p for p in before if p.part is not Part.KEPT]
    if named:
        return Reading(word, Part.SURNAME, sum(p.part is Part.SURNAME for p in before))
    alone = at == len(there) - 1
    if alone and known.firsts and not (titled and not known.surnames):
        return Reading(word, Part.NICK)
    last = is_surname_first(word.key) if not alone else is_listed_surname(word.key) and titled
    return Reading(word, Part.SURNAME if last else Part.FIRST)


# --- writing --------------------------------------------------------------------------------------------


def _written(person: Person, text: str, readings: list[Reading], known: Known) -> str:
    """The text with each word exchanged; a word the stand-in has nothing for goes with the blank before it."""
    out, at, used = "", 0, set[tuple[Part, int]]()
    for number, (word, part, index) in enumerate(readings):
        gap, at = text[at : word.start], word.end
        once = part in (Part.FIRST, Part.SURNAME) and (part, index) in used
        new = "" if once else _word(person, readings, number, known)
        used.add((part, index))
        if new or not out:
            out += _shifted(gap, person.shift) + new
    return out + _shifted(text[at:], person.shift)


def _word(person: Person, readings: list[Reading], number: int, known: Known) -> str:
    word, part, index = readings[number]
    if part is Part.KEPT:
        return word.text
    if part is Part.FIRST:
        return like(word.text, person.firsts[index]) if index < len(person.firsts) else ""
    if part is Part.FIRSTS:
        return like(word.text, "".join(person.firsts))
    if part is Part.NICK:
        return like(word.text, person.nick)
    if part is Part.PARTICLE:
        return _particle(person, readings, number)
    if part is Part.SURNAME:
        return _surname(person, readings, number, known)
    return _initials(person, readings, number, known)


def _particle(person: Person, readings: list[Reading], number: int) -> str:
    """All particles of the stand-in at the first of a row, in its case."""
    if number and readings[number - 1].part is Part.PARTICLE:
        return ""
    text = readings[number].word.text
    later = next((p.word.text for p in readings[number:] if p.part is Part.SURNAME), "")
    if text.isupper() and later.isupper():
        return person.particle.upper()
    if text.strip("'’")[:1].isupper():
        return person.particle[:1].upper() + person.particle[1:]
    return person.particle.lower() if later.islower() or not later else person.particle


def _surname(person: Person, readings: list[Reading], number: int, known: Known) -> str:
    word, _, index = readings[number]
    if index >= len(person.surnames):
        return ""
    new = like(word.text, person.surnames[index])
    alone = not number or readings[number - 1].part is not Part.PARTICLE
    if index or not person.particle or not alone or known.particles:
        return new
    return f"{person.particle if not (new.isupper() or new.islower()) else like(word.text, person.particle)} {new}"


def _initials(person: Person, readings: list[Reading], number: int, known: Known) -> str:
    """Initials of the same names: of the first names where a surname follows or only they were meant."""
    word, part, index = readings[number]
    whole, firsts = person.initials, len(person.firsts)
    capitals = "".join(c for c in whole if c.isupper())
    if part is Part.INITIAL:
        count = sum(p.part is Part.INITIAL for p in readings)
        if any(p.part in (Part.FIRST, Part.NICK) for p in readings[:number]):
            row = whole[firsts:] if count > 1 else capitals[firsts:]
        elif count <= firsts or any(p.part is Part.SURNAME for p in readings):
            row = whole[:firsts]
        else:
            row = whole if count > len(known.firsts + known.surnames) else capitals
        return like(word.text, row[index]) if index < len(row) else ""
    if len(word.key) == len(known.firsts):
        whole = whole[:firsts]
    elif len(word.key) == len(known.firsts + known.surnames):
        whole = capitals
    return whole.lower() if word.text.islower() else whole.upper() if word.text.isupper() else whole


def _shifted(gap: str, shift: int) -> str:
    """What stands between the words, with other digits."""
    return re.sub(r"\d", lambda m: str((int(m[0]) + shift) % 10), gap)


def _together(person: Person, surface: str, names: Sequence[str]) -> str:
    """A name of a script without blanks: whole, or the part that the longest known name begins or ends with."""
    letters = "".join(word.text for word in words(surface))
    longest = max(names, key=len, default=letters)
    new = person.full
    if len(letters) < len(longest) and longest.endswith(letters):
        new = person.first
    elif len(letters) < len(longest) and longest.startswith(letters):
        new = person.surname
    there = words(surface)
    return surface[: there[0].start] + new + surface[there[-1].end :] if there else surface
