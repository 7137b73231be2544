"""A small language for lists of words and phrases, and a search for them that takes time linear in the text.

An entry is one or more elements, between spaces: ``mijn|mn <kin> heeft .. diabetes``.

- ``word``: that word, whatever its case, accents and apostrophes; with a capital in it only as written: ``AA``;
- ``word*``, ``*word``, ``*word*``: with more letters behind, before, around it: ``huisarts*``;
- ``one|other``: either; ``<kin>``: a word of that class; ``word?``: may be left out; ``_``: any word;
- ``(one word|other)``: either, where one has more words;
- ``<n>``, ``<age>``, ``<adult>``: a number; one of 0 to 17; one of 18 to 120; ``<name>``: a first name;
- ``..`` and ``...``: up to five, and up to eight, words between; ``.``: the start or end of a sentence.

``is`` and ``has`` also stand in ``dad's``. Words count in their order; commas, hyphens, brackets and emoji do not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from .lexicon import MARKS, fold, is_first_name, is_ordinary

Tag = TypeVar("Tag", bound=Hashable)
Atoms = frozenset[str]

_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|{_LETTERS}(?:['’‘`´]{_LETTERS})*|(?<![.!?…])[.!?…]+(?=\s|\Z)|\n")
_APOSTROPHES = re.compile("['’‘`´]")
_LONG_DRAWN = re.compile(r"(.)\1{2,}")
_GAPS = {"..": 5, "...": 8}
_LONGEST = 40  # letters of a word that are looked at
_GROUP = re.compile(r"\(([^()]*)\)")
_CLASS = re.compile("<[a-z]+>")
_SHORTENED = re.compile("['’‘`´][sS]$")
_END, _ANY, _SHORT = ".", "_", "'s"
_LEFT_OUT = frozenset({"is", "has"})  # what 's stands for


class Element(NamedTuple):
    """One place of a phrase: what may stand there, and how many words may stand before it."""

    atoms: Atoms
    gap: int
    optional: bool


class Phrase(NamedTuple):
    """An entry; ``anchor`` is the place of its rarest element."""

    elements: tuple[Element, ...]
    anchor: int


class Index(NamedTuple):
    """Entries, ready to be searched for; nothing but lists and strings, so that it can be kept in a file.

    Args:
        entries: each as it is written, without brackets; which of its places is the anchor; the place of the next
            rarest, or -1; and what it stands for, as a number.
        anchored: atom -> numbers of the entries whose anchor may be that.
        classes: atom -> the classes, as ``<name>``, that it is of.
        known: every atom of an entry.
    """

    entries: Sequence[tuple[str, int, int, int]]
    anchored: Mapping[str, Sequence[int]]
    classes: Mapping[str, Sequence[str]]
    known: Sequence[str]


Phrases = Mapping[str, Sequence[int]]
"""Numbers of phrases by what has to stand beside their anchor: for each atom that may, "" for nothing."""


class Word(NamedTuple):
    """A word, number or end of a sentence: code points of the text, what it can stand for, what it is the anchor of."""

    start: int
    end: int
    atoms: Atoms
    phrases: Phrases
    others: Phrases


_Known = tuple[Atoms, Phrases, Phrases]
"""What a word can stand for, and the phrases that it is the anchor of."""


class Match(NamedTuple, Generic[Tag]):
    """Where a phrase stands: numbers of its first, last and anchor word; ``size`` is how many elements it has."""

    tag: Tag
    first: int
    last: int
    anchor: int
    size: int


def entries(lines: str) -> list[str]:
    """The entries of a list: between commas or on lines of their own, without what follows a ``#``."""
    plain = "\n".join(line.partition("#")[0] for line in lines.splitlines())
    return [" ".join(entry.split()) for entry in re.split(r"[,\n]", plain) if entry.strip()]


def spread(entry: str) -> list[str]:
    """An entry without brackets: one for each alternative of more words in them, and one for those of one word."""
    found = _GROUP.search(entry)
    if not found:
        return [entry]
    head, tail = entry[: found.start()], entry[found.end() :]
    ones = found.group(1).split("|")
    single = "|".join(one for one in ones if " " not in one)
    whole = [one for one in ones if " " in one] + ([single] if single else [])
    return [row for one in whole for row in spread(head + one + tail)]


def _parts(entry: str) -> tuple[str, ...]:
    return tuple(entry.split())


def parse(parts: Iterable[str]) -> tuple[Element, ...]:
    """The elements of an entry without brackets, which was cut at its spaces."""
    elements = []
    gap = 0
    for part in parts:
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        elements.append(Element(_alternatives(part.removesuffix("?")), gap, part.endswith("?")))
        gap = 0
    return tuple(elements)


@cache  # the same few hundred lists of words stand in thousands of entries
def _alternatives(part: str) -> Atoms:
    """What may stand at one place of an entry."""
    return frozenset(_plain(atom) for atom in part.split("|"))


def _plain(atom: str) -> str:
    """An atom as it is looked up: folded unless it has a capital."""
    bare = atom.strip("*")
    if bare.isascii() and bare.isalpha() and bare.islower():  # nearly all of them
        return atom
    if atom not in (_END, _ANY) and not _CLASS.fullmatch(atom) and not _TOKEN.fullmatch(bare):
        raise ValueError(f"{atom!r} is not one word")
    return atom if atom != atom.lower() else fold(_APOSTROPHES.sub("", atom))


def index(classes: Mapping[str, Sequence[str]], phrases: Iterable[tuple[str, int]]) -> Index:
    """The index of a list of phrases.

    Args:
        classes: name of a class -> its words, which may be of the kinds that one element can be.
        phrases: entries with the number of what they stand for.

    Raises:
        ValueError: an entry has no element that must be there, or one that is not a word.
    """
    split = [(_parts(one), tag) for entry, tag in phrases for one in spread(entry)]
    of_atom: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in classes.items():
        for word in words:
            of_atom[_plain(word)].add(f"<{name}>")
    times = Counter(part.removesuffix("?") for parts, _ in split for part in parts if part not in _GAPS)
    uses: defaultdict[str, int] = defaultdict(int)
    for part, number in times.items():
        for atom in _alternatives(part):
            uses[atom] += number
    rarity = {part: sum([uses[a] for a in atoms]) / len(atoms) for part in times if (atoms := _alternatives(part))}
    rows = [(" ".join(parts), *_anchor(parts, rarity), tag) for parts, tag in split]
    anchored: defaultdict[str, list[int]] = defaultdict(list)
    for number, ((parts, _), (_, at, _, _)) in enumerate(zip(split, rows, strict=True)):
        for atom in _alternatives(parts[at]):
            anchored[atom].append(number)
    named = {atom: sorted(names) for atom, names in sorted(of_atom.items())}
    return Index(rows, dict(sorted(anchored.items())), named, sorted({*uses, *of_atom}))


class Finder(Generic[Tag]):
    """Searches text for many phrases at once.

    Args:
        of: the phrases.
        tags: what their numbers stand for.
        leads: of these phrases one has to stand there, else the others mean nothing and are not looked for.
    """

    def __init__(self, of: Index, tags: Sequence[Tag], leads: Callable[[Tag], bool] = lambda tag: True) -> None:
        self._index, self._tags = of, tags
        leading = list(map(leads, tags))
        self._leads = [leading[tag] for *_, tag in of.entries]
        self._known = frozenset(of.known)
        inner = {atom.strip("*") for atom in of.known if atom[:1] == atom[-1:] == "*"} - {""}
        self._opening = min(map(len, inner), default=1)  # letters by which those are looked up that stand anywhere
        self._inner: defaultdict[str, list[str]] = defaultdict(list)
        for part in sorted(inner):
            self._inner[part[: self._opening]].append(part)
        self._heads = sorted(
            {len(atom) - 1 for atom in of.known if atom[-1:] == "*"} - {0}
        )  # how many letters they have
        self._tails = sorted({len(atom) - 1 for atom in of.known if atom[:1] == "*"} - {0})
        self._made = cache(_phrase)
        self._looked_up = lru_cache(maxsize=65_536)(self._look_up)

    def words(self, text: str) -> list[Word]:
        """The words of a text, with an end of a sentence before and behind."""
        end = self._looked_up("\n")
        known = ((match.span(), self._looked_up(match.group())) for match in _TOKEN.finditer(text))
        inner = (Word(start, end, atoms, phrases, others) for (start, end), (atoms, phrases, others) in known)
        return [Word(0, 0, *end), *inner, Word(len(text), len(text), *end)]

    def find(self, words: Sequence[Word]) -> Iterator[Match[Tag]]:
        """Every phrase around each word that can be its anchor; nothing where no phrase is that has to be there."""
        there = {"", *chain.from_iterable(word.atoms for word in words)}
        found = list(self._stand(words, there, [word.phrases for word in words]))
        yield from found
        if found:
            yield from self._stand(words, there, [word.others for word in words])

    def _stand(
        self, words: Sequence[Word], there: AbstractSet[str], phrases: Sequence[Phrases]
    ) -> Iterator[Match[Tag]]:
        """Which of the phrases of each word stand around it, among words with these atoms."""
        for place, of_word in enumerate(phrases):
            for atom in of_word.keys() & there if of_word else ():
                for number in of_word[atom]:
                    phrase = self._made(*self._index.entries[number][:2])
                    first = _walk(words, place, phrase, -1)
                    last = None if first is None else _walk(words, place, phrase, 1)
                    if first is not None and last is not None:
                        tag = self._tags[self._index.entries[number][3]]
                        yield Match(tag, first, last, place, len(phrase.elements))

    def _look_up(self, token: str) -> _Known:
        atoms = self._atoms(token)
        numbers = [number for atom in sorted(atoms) for number in self._index.anchored.get(atom, ())]
        leading, others = ([n for n in numbers if self._leads[n] is leads] for leads in (True, False))
        return atoms, self._by_beside(leading), self._by_beside(others)

    def _by_beside(self, numbers: Iterable[int]) -> Phrases:
        found: dict[str, list[int]] = {}
        for number in numbers:
            entry, _, beside, _ = self._index.entries[number]
            for atom in _alternatives(entry.split()[beside].removesuffix("?")) if beside >= 0 else ("",):
                found.setdefault(atom, []).append(number)
        return found

    def _atoms(self, token: str) -> Atoms:
        """What a word or mark can stand for in a phrase."""
        if token[0] in ".!?…\n":
            return frozenset({_END})
        found = _number(token) if token[0].isdigit() else {_ANY}
        for form in _forms(token):
            found |= self._spelled(form)
        return self._with_classes(found | _looks(token))

    def _spelled(self, form: str) -> set[str]:
        size = len(form)
        starts = {form[:n] + "*" for n in self._heads if n <= size}
        ends = {"*" + form[size - n :] for n in self._tails if n <= size}
        inner = {
            f"*{part}*"
            for at in range(size)
            for part in self._inner.get(form[at : at + self._opening], ())
            if form.startswith(part, at)
        }
        return ({form} | starts | ends | inner) & self._known

    def _with_classes(self, atoms: set[str]) -> Atoms:
        """Those atoms and the classes they are in; a class can be in another."""
        new = atoms
        while new:
            new = set[str]().union(*(self._index.classes.get(atom, ()) for atom in new)) - atoms
            atoms = atoms | new
        return frozenset(atoms)


def _anchor(parts: tuple[str, ...], rarity: Mapping[str, float]) -> tuple[int, int]:
    """The places of the rarest elements of an entry, so that little is tried in vain; -1 if there is no second.

    Raises:
        ValueError: the entry has no element that must be there.
    """
    there = [(rarity[part], n) for n, part in enumerate(parts) if part not in _GAPS and part[-1] != "?"]
    if not there:
        raise ValueError(f"nothing in {' '.join(parts)!r} must be there")
    (_, anchor), *others = sorted(there)
    return anchor, next((n for _, n in others if _alternatives(parts[n]).isdisjoint(_LEFT_OUT)), -1)


def _phrase(entry: str, at: int) -> Phrase:
    """The phrase of an entry; made when it is first needed, as few of many thousands are."""
    parts = _parts(entry)
    return Phrase(parse(parts), sum(part not in _GAPS for part in parts[:at]))


def _forms(token: str) -> set[str]:
    """The spellings under which a word is looked up: as written, folded, and without an 's."""
    token = token[:_LONGEST]
    whole = _LONG_DRAWN.sub(r"\1", fold(_APOSTROPHES.sub("", token)))
    head, *tail = _APOSTROPHES.split(token)
    return {token, whole} | ({fold(head)} if tail and tail[-1].lower() == "s" else set())


def _looks(token: str) -> set[str]:
    """What a word is by its capital and its apostrophe."""
    bare, short = _SHORTENED.subn("", token)
    named = bare[0].isupper() and is_first_name(fold(bare)) and not is_ordinary(fold(bare))
    return ({_SHORT} if short else set()) | ({"<name>"} if named else set())


def _number(token: str) -> set[str]:
    if not token.isdecimal() or len(token) > 3:
        return {_ANY, "<n>"}
    return {_ANY, "<n>"} | ({"<age>"} if int(token) < 18 else {"<adult>"} if int(token) <= 120 else set())


def _walk(words: Sequence[Word], place: int, phrase: Phrase, step: int) -> int | None:
    """Where the elements on one side of the anchor end, at the nearest; None where they do not stand there."""
    elements, number = phrase.elements, phrase.anchor
    reached = {place}
    while 0 <= number + step < len(elements):
        gap = elements[max(number, number + step)].gap
        number += step
        atoms, _, optional = elements[number]
        beside = {p for start in reached for p in _beside(words, start, atoms, gap, step)}
        if optional or not atoms.isdisjoint(_LEFT_OUT):
            beside |= {p for p in reached if optional or _SHORT in words[p if step > 0 else p - 1].atoms}
        reached = beside
        if not reached:
            return None
    return min(reached) if step > 0 else max(reached)


def _beside(words: Sequence[Word], start: int, atoms: Atoms, gap: int, step: int) -> Iterator[int]:
    """Places of these atoms within reach and in the same sentence."""
    for place in range(start + step, start + step * (gap + 2), step):
        if not 0 <= place < len(words):
            return
        if not atoms.isdisjoint(words[place].atoms):
            yield place
        if _END in words[place].atoms:
            return
