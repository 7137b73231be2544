"""One person, one pseudonym: which names of a chat are spellings, short forms or slips of one another."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from heapq import merge
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from .aliases import is_slip, words_of
from .contacts import contact
from .lexicon import KIN, TUSSENVOEGSELS, is_first_name, is_ordinary, is_surname, nicknames
from .model import Export, Finding, Kind
from .people import Cast, How, Person
from .standins import is_listed_first, sex_of

_AGAIN = re.compile(r"(.)\1+")
_PET = ("etje", "tje", "pje", "sie", "je", "ke", "ie", "ey", "y", "s", "z", "o")  # endings of pet names


class Reason(IntEnum):
    """Why two names are one person's, the surest first."""

    LETTERS = 0  # the same but for stretched letters and hyphens
    WHOLE = 1  # a name, and a whole name that holds it
    INITIAL = 2  # the first name is an initial in one of them: "K. Tomlin" is Kelvin
    SHORT = 3  # a short or pet form: a listed one, or the beginning or end of the other, perhaps with -ie, -je, -ke
    SLIP = 4  # one letter is wrong, missing, doubled or has changed places with the next


def link(cast: Cast, found: Iterable[tuple[str, int]], sender_of: Callable[[int], str | None] | None = None) -> None:
    """Put together the people of a cast whom the chat calls by different names.

    Two are one only when nobody else in the chat fits as well; a name that could be several people's stays apart. Two
    who write are never one, nor are two who are named in one message, unless by a mere spelling.

    Args:
        cast: the people so far; names that it does not know are added.
        found: every name that was found in the texts, as written, with the number of its field.
        sender_of: who wrote the field of a number.
    """
    fields: dict[int, array[int]] = defaultdict(lambda: array("i"))
    said: dict[int, set[int]] = defaultdict(set)
    for name, number in found:
        person = cast.known(name) or cast.add(name, Kind.PERSON, "mentioned")
        person.links.setdefault(name, How.TEXT)
        fields[person.number].append(number)
        sender = sender_of(number) if sender_of else None
        if sender and (writer := cast.known(sender)):
            said[person.number].add(writer.number)
    for number, there in fields.items():
        fields[number] = _distinct(there)
    for reason in Reason:
        _link_by(reason, cast, fields, said)
    _settle_doubts(cast)


def _distinct(numbers: Iterable[int]) -> array[int]:
    """Numbers in order, each once."""
    found = array("i", (number for number, _ in groupby(numbers)))
    if any(after < before for before, after in pairwise(found)):
        return array("i", sorted(set(found)))
    return found


def _settle_doubts(cast: Cast) -> None:
    """Whom only people could be confused with who were found to be the same is not in doubt any more."""
    for person in cast.people:
        if person.others:
            person.others = {root for n in person.others if (root := cast.root(n)) != cast.root(person.number)}
            person.doubt = person.doubt and bool(person.others)


def mentioned(export: Export, findings: Iterable[Finding]) -> Iterator[tuple[str, int]]:
    """Every name that was found, with its field: of those that overlap only the longest."""
    for number, there in groupby((f for f in findings if f.kind is Kind.PERSON), key=lambda f: f.field):
        for found in outermost(there):
            yield export.fields[number].text[found.start : found.end], number


def outermost(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no other one covers, in order."""
    kept: list[Finding] = []
    for found in sorted(findings, key=lambda f: (f.start, -f.end)):
        if not kept or found.end > kept[-1].end:
            kept.append(found)
    return kept


def _link_by(reason: Reason, cast: Cast, fields: dict[int, array[int]], said: Mapping[int, set[int]]) -> None:
    there = [p for p in cast.single_people() if fields[p.number] or _writes(p)]
    near = _near(reason, [_known(p) for p in there], fields)
    for person in there:
        for number in sorted(near[person.number]):
            other = cast.people[number]
            both = {person.number, number}
            others = near[person.number] - both
            if others != near[number] - both or (reason is Reason.INITIAL and not _writes(person) | _writes(other)):
                continue  # somebody else fits one of the two only
            one, into = (other, person) if _writes(person) or person.number < number else (person, other)
            root = cast.root(into.number)
            if cast.root(one.number) != root and not _writes(one):
                if _speaks_of(reason, one, cast.people[root], said):
                    continue
                if _is_unsure(reason, one, cast.people[root], said):
                    cast.people[root].doubt = True
                cast.merge(one, cast.people[root], How[reason.name])
                fields[root] = _distinct(merge(fields[root], fields[one.number]))


def _is_unsure(reason: Reason, one: Person, into: Person, said: Mapping[int, set[int]]) -> bool:
    """Whether a link is a guess: by an initial, or between two usual first names."""
    if reason in (Reason.LETTERS, Reason.WHOLE):
        return False
    pairs = [(a, b) for a in _firsts(one) for b in _firsts(into)]
    if into.number in said[one.number] and any(is_listed_first(a) and is_listed_first(b) for a, b in pairs):
        return True  # Sam, who writes of Samantha
    return (
        reason is Reason.INITIAL
        or _are_of_two_sexes(_firsts(one), _firsts(into))
        or all(_are_two_names(a, b) for a, b in pairs)
    )


def _speaks_of(reason: Reason, one: Person, into: Person, said: Mapping[int, set[int]]) -> bool:
    """Whether somebody writes a usual first name that is only like their own: then it is somebody else's."""
    if reason in (Reason.LETTERS, Reason.WHOLE) or into.number not in said[one.number]:
        return False
    return any(_are_two_names(a, b) for a in _firsts(one) for b in _firsts(into))


def _firsts(person: Person) -> list[str]:
    return [words[0] for name in person.names if (words := words_of(name))]


def _are_two_names(one: str, other: str) -> bool:
    """Whether both are usual first names, and neither a listed short form of the other."""
    return (
        is_listed_first(one) and is_listed_first(other) and other not in nicknames(one) and one not in nicknames(other)
    )


class _Known(NamedTuple):
    """Somebody's number, names as words without titles and relatives, and all words that tell."""

    number: int
    writes: bool
    names: list[tuple[str, ...]]
    words: frozenset[str]


def _known(person: Person) -> _Known:
    found = (tuple(w for w in words_of(contact(name).own) if w not in KIN) for name in person.names)
    names = [words for words in found if words]
    words = (w for words in names for w in ("".join(words), *words) if w not in TUSSENVOEGSELS)
    return _Known(person.number, _writes(person), names, frozenset(words))


def _near(reason: Reason, there: Sequence[_Known], fields: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """For everybody who else fits, by number."""
    index: dict[str, dict[int, _Known]] = defaultdict(dict)
    for one in there:
        for key in set(_keys(one, reason)):
            index[key][one.number] = one
    near: dict[int, set[int]] = defaultdict(set)
    for alike in index.values():
        if reason is Reason.INITIAL and not any(map(_has_initial, alike.values())):
            continue
        for one in alike.values():
            for other in () if one.writes else alike.values():
                if other.number not in near[one.number] | {one.number} and _is_one(reason, one, other, fields):
                    near[one.number].add(other.number)
                    near[other.number].add(one.number)
    return near


def _writes(person: Person) -> bool:
    return person.role in ("speaker", "me")


def _keys(known: _Known, reason: Reason) -> Iterator[str]:
    """Under which keys somebody is found; every two who fit have one in common."""
    if reason is Reason.INITIAL:
        yield from (words[0][0] for words in known.names if len(words) == 1 or len(words[0]) == 1)
        return
    for word in known.words:
        if reason is Reason.LETTERS:
            yield _bare(word)
        elif reason is Reason.WHOLE:
            yield word
        elif reason is Reason.SHORT:
            yield from (f"{word[:3]}-", f"-{word[-4:]}", *(f"={other}" for other in (word, *nicknames(word))))
            if known.writes or len(word) == 2:
                yield f"{word[:2]}+"
        else:
            yield from (f"{word[:2]}-", f"{word[:1]}-{word[-2:]}")


def _has_initial(known: _Known) -> bool:
    return any(len(words[0]) == 1 for words in known.names)


# --- what fits ------------------------------------------------------------------------------------------


def _is_one(reason: Reason, one: _Known, other: _Known, fields: Mapping[int, Sequence[int]]) -> bool:
    """Whether somebody who is only mentioned can be the other, as far as these two go."""
    apart = reason is not Reason.LETTERS and _share(fields[one.number], fields[other.number])
    return not apart and _fits(reason, one, other)


def _share(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two rows of numbers in order have one in common."""
    few, many = sorted((one, other), key=len)
    places = ((number, bisect_left(many, number)) for number in few)
    return any(at < len(many) and many[at] == number for number, at in places)


def _fits(reason: Reason, one: _Known, other: _Known) -> bool:
    if reason is Reason.WHOLE:
        return any(_is_whole(a, b) or _is_whole(b, a) or _is_fuller(a, b) for a in one.names for b in other.names)
    if reason is Reason.INITIAL:
        return _by_initial(one, other) or _by_initial(other, one)
    if any(len(words) > 1 for words in one.names):
        if reason is Reason.SHORT and other.writes and max(map(len, other.names), default=0) == 1:
            return any(len(b[0]) < len(a[0]) and _is_short(b[0], a[0]) for a in one.names for b in other.names)
        return reason is Reason.LETTERS and any(_same(a, b) for a in one.names for b in other.names)
    single = [words[0] for words in one.names]
    if reason is Reason.LETTERS:
        return any(_same((word,), b) or _same((word,), (b[0],)) for word in single for b in other.names)
    if reason is Reason.SLIP:
        slip = any(is_slip(word, w) for word in single for w in other.words)
        return slip and not _are_of_two_sexes(single, [b[0] for b in other.names])
    if other.writes and any(len(word) == 2 and b[0].startswith(word) for word in single for b in other.names):
        return True
    return any(_is_short(word, b[0]) for word in single for b in other.names)


def _are_of_two_sexes(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether one has only names of women and the other only names of men: Denis and Denise."""
    sexes = [{sex_of(name, "nl") for name in names} for names in (one, other)]
    return sorted(map(sorted, sexes)) == [["f"], ["m"]]


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return _bare("".join(one)) == _bare("".join(other))


def _bare(word: str) -> str:
    return _AGAIN.sub(r"\1", word.replace("'", "").replace("-", ""))


def _is_whole(whole: tuple[str, ...], single: tuple[str, ...]) -> bool:
    """Whether one is a first name and the other that name with a surname, before or behind it."""
    if len(single) != 1 or len(whole) < 2:
        return False
    behind = whole[-1] == single[0] and is_surname(whole[0]) and not is_ordinary(single[0])
    return whole[0] == single[0] or behind


def _is_fuller(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether first and last name are the same, or shortened in one: "Fenna D." and "Fenna Dijkgraaf"."""
    if min(len(one), len(other)) < 2 or (len(one[0]) == 1) > len(other[0]) > 1:
        return False
    return one[0] == other[0] and (one[-1] == other[-1] or _begins(one[-1], other[-1]))


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _by_initial(short: _Known, whole: _Known) -> bool:
    """Whether one goes by an initial, with a surname or without, and the other by a first name that begins so."""
    if any(len(words) > 1 for words in whole.names):
        return False
    return any(
        all(len(n[0]) == 1 for n in short.names)
        and len(a[0]) == 1 < len(b[0])
        and a[0] == b[0][0]
        and (whole.writes or len(a) == 1)
        for a in short.names
        for b in whole.names
    )


def _is_short(one: str, other: str) -> bool:
    """Whether one of two names is a short or pet form of the other."""
    if one in nicknames(other) or other in nicknames(one):
        return True
    return any(
        _begins_or_ends(short, whole) and not _is_surname_of_another(short, whole)
        for short, whole in ((one, other), (other, one))
    )


def _is_surname_of_another(short: str, whole: str) -> bool:
    """Whether a usual first name is like the beginning or end of what is only a surname: Piet and Pietersen."""
    if whole.removeprefix(short) in _PET:
        return False  # Markie, whatever else is called so
    return is_listed_first(short) and is_surname(whole) and not is_first_name(whole)


def _begins_or_ends(short: str, whole: str) -> bool:
    stems = chain([short], (short.removesuffix(ending) for ending in _PET if short.endswith(ending)))
    if any(len(stem) > 2 and len(whole) > len(stem) and whole.startswith(stem) for stem in stems):
        return True
    return len(short) > 3 and len(whole) > len(short) + 1 and whole.endswith(short)
