"""The way back: the original bytes of a scrubbed export, and names in the place of pseudonyms in any other text."""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from . import archives, files
from .book import Entry
from .draws import like
from .errors import UnreadableError
from .formats import mail
from .labels import KIND_WORDS, KINDS, LETTER_WORDS, LETTERED, ME, ROLE_WORDS, ROLES, Words
from .model import Edit, Kind, Part
from .namesakes import Person as StandIn
from .naming import read, words
from .phones import number_key
from .settings import LIMITS
from .spans import splice
from .spellings import spelled
from .vaults import Scrubbed, Undo, Vault
from .wrapping import WRAPPED

_PEOPLE = frozenset(KINDS[Kind.PERSON])
_BLANK, _HYPHEN = r" \u00a0\u202f", r"\-\u2010\u2011"  # also those at which no line breaks
_NUMBER = r"(?P<number>\d{1,6}|[A-Z2-7]{8})(?=s?(?![^\W_]))"
_NUMBERED = re.compile(  # also [PERSON_1], Person #1, and as Markdown writes these: PERSON\_1
    rf"(?<![^\W_])\\?(?P<open>\[)?(?P<word>{KIND_WORDS})(?P<line>\\?_|[{_BLANK}{_HYPHEN}]?|[{_BLANK}]?\#){_NUMBER}"
    r"(?(open)\\?\])",
    re.IGNORECASE,
)
_GLUED = re.compile(  # PERSON_1tje: a label in capitals with letters behind it; a file may well be called file_1b
    rf"(?<![^\W_])(?P<word>{KIND_WORDS})(?P<line>\\?_)(?P<number>\d{{1,6}})(?=[^\W\d_])"
)
_SEVERAL = re.compile(rf"\b(?:persons|personen)[{_BLANK}_]?\d{{1,6}}\b", re.IGNORECASE)
_LETTERED = re.compile(
    rf"(?<![^\W_])(?P<word>(?i:{LETTER_WORDS}))[{_BLANK}_](?P<letters>[A-Za-z]{{1,3}})(?=s?(?![^\W_]))"
)
_ENDS = re.compile(r"\s*(?:$|['’]s\b|[,;:!?)\]\"]|\.(?:\s|$))", re.MULTILINE)  # what may follow "persoon a"
_PER = re.compile(r"\bper\s+$", re.IGNORECASE)
_ROLE = re.compile(rf"\[(?P<role>(?:{ROLE_WORDS}|{'|'.join(ME)})(?:_\d{{1,6}})?)\]", re.IGNORECASE)
_BARE_ROLE = re.compile(rf"(?<![\w-])(?P<role>(?:{ROLE_WORDS})(?:_\d{{1,6}})?)(?![\w-])")
_SHOUTED = re.compile(r"[A-ZÀ-Þ]{2,}\W*$"), re.compile(r"\W*[A-ZÀ-Þ]{2,}")
_SHORTEST = 3  # letters of a stand-in's name that is looked for by itself
_SHORTEST_VALUE = 5  # signs of another stand-in: shorter numbers and codes stand in any text
_SHORTEST_ROLE = 5
_GENITIVE = r"(?:['’][sS]|['’]|s)?"
_COUNT = re.compile(r"(?:_(?:\d{1,6}|[A-Z2-7]{8})| [A-Za-z]{1,3})$")  # the number or letter of a label
_Put = tuple[int, int, str]


def _translations(pairs: Iterable[Words]) -> dict[str, str]:
    """Every word in one language of pseudonyms, folded, with the same word in the other."""
    return {one.casefold(): other for en, nl in pairs for one, other in ((en, nl), (nl, en)) if one != other}


_KINDS, _LETTERS = _translations(KINDS.values()), _translations(LETTERED.values())
_ROLES = _translations((*ROLES.values(), ME))


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    Args:
        data: bytes to write.
        how: "original", to the byte; "packed", the texts of the original in a zip that was packed anew; "forgotten",
            the original but for what the vault has forgotten; "names", a text with names put back.
        names: places in which names were put back.
        unknown: pseudonyms that the vault does not know, in order.
        left_out: files that were not copied when it was scrubbed and so cannot come back.
    """

    data: bytes
    how: str
    names: int = 0
    unknown: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def exact(self) -> bool:
        """Whether these are the bytes of the original."""
        return self.how == "original"


def restore(data: bytes, vault: Vault, where: str) -> Restored:
    """Undo what a vault knows of; what was scrubbed several times goes back to the first original.

    Args:
        data: a scrubbed export, or any text in which its pseudonyms stand.
        vault: opened.
        where: the file, for errors.

    Raises:
        UnreadableError: neither text nor a zip of this vault.
    """
    seen, done = {data}, _once(data, vault, where)
    while done.exact and done.data not in seen and _was_scrubbed(done.data, vault, where):
        seen.add(done.data)
        done = _once(done.data, vault, where)
    return done


def _was_scrubbed(data: bytes, vault: Vault, where: str) -> bool:
    """Whether an original is itself what this vault made of another one."""
    texts = dict(archives.read_zip(io.BytesIO(data), where, LIMITS)[0]).values() if data[:4] in files.ZIP else [data]
    digests = [hashlib.sha256(text).hexdigest() for text in texts]
    known = [vault.undo.get(digest, []) for digest in digests]
    return all(known) and any(u.source_sha256 != d for d, there in zip(digests, known, strict=True) for u in there)


def _once(data: bytes, vault: Vault, where: str) -> Restored:
    if data[:4] in files.ZIP:
        return _archive(data, vault, where)
    there = vault.undo.get(hashlib.sha256(data).hexdigest(), [])
    if there:
        undo = _one_of(there, where, lambda undo: undo.source_sha256)
        return Restored(undone(data, undo, where), "original" if undo.whole else "forgotten")
    text, encoding = files.decode(data, where)
    found = Names(vault.book.entries)
    new = found.put_back(text)
    return Restored(_encoded(new, encoding), "names", found.count, tuple(dict.fromkeys(found.unknown)))


_Kept = TypeVar("_Kept", Undo, Scrubbed)


def _one_of(there: Sequence[_Kept], where: str, source: Callable[[_Kept], str]) -> _Kept:
    """What undoes a text; where different originals became the same text, that of the file's name.

    Raises:
        UnreadableError: the name does not tell.
    """
    if len({source(kept) for kept in there}) > 1:
        there = [kept for kept in there if kept.output == Path(where).name]
    if len({source(kept) for kept in there}) != 1:
        raise UnreadableError(
            f"{where}: several originals became this very text; give it under the name that it was written with"
        )
    return there[-1]


def undone(data: bytes, undo: Undo, where: str) -> bytes:
    """The original bytes of a scrubbed text.

    Raises:
        UnreadableError: they are not what was scrubbed; the vault and this version do not fit.
    """
    base = undo.encoding.removesuffix(WRAPPED)
    try:
        text = data.decode(base, _errors(base))
        part = Part("", text if base == undo.encoding else mail.unwrap(text), undo.encoding, undo.source_sha256)
        original: bytes | None = part.encode(splice(part.text, undo.edits))
    except (ValueError, LookupError, TypeError):
        original = None
    if original is None or (undo.whole and hashlib.sha256(original).hexdigest() != undo.source_sha256):
        raise UnreadableError(f"{where}: cannot be undone with this vault; nothing was written, please report this")
    return original


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding == "utf-8" else "strict"


def _encoded(text: str, encoding: str) -> bytes:
    """The text in its encoding, or in UTF-8 where a name does not fit into that."""
    try:
        return text.encode(encoding, _errors(encoding))
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


# --- archives -------------------------------------------------------------------------------------------


def _archive(data: bytes, vault: Vault, where: str) -> Restored:
    texts = dict(archives.read_zip(io.BytesIO(data), where, LIMITS)[0])
    digests = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
    if not all(digest in vault.undo for digest in digests.values()):
        raise UnreadableError(f"{where}: no zip that was scrubbed with this vault; unpack it and restore its text")
    names = set(archives.names_in(io.BytesIO(data), archives.outer(texts)))
    same = [e for e in vault.exports if set(e.texts) == set(digests.values()) and {m for m, _ in e.members} == names]
    export = _one_of(same, where, lambda export: export.source) if same else None
    if export and export.archive:
        return Restored(export.archive, "original")
    undo = {name: _one_of(vault.undo[digests[name]], where, lambda undo: undo.source_sha256) for name in texts}
    originals = {name: undone(text, undo[name], where) for name, text in texts.items()}
    packed = _packed(data, originals, dict(export.members) if export else {}, where)
    whole = all(kept.whole for kept in undo.values())
    return Restored(packed, "packed" if whole else "forgotten", left_out=export.left_out if export else 0)


def _packed(data: bytes, originals: dict[str, bytes], members: dict[str, str], where: str) -> bytes:
    """The zip with its texts as they were, under their old names; the packing is new."""
    names = {name: name for name in archives.names_in(io.BytesIO(data), archives.outer(originals))} | members
    out = io.BytesIO()
    archives.write_zip(io.BytesIO(data), out, originals, names, where)
    return out.getvalue()


# --- names in any text ----------------------------------------------------------------------------------


class _Known(NamedTuple):
    """A stand-in, the real person written as one, and the stand-in's own names."""

    real: StandIn
    names: tuple[str, ...]


class Names:
    """Puts names back where pseudonyms stand, also re-cased and inflected.

    ``count`` and ``unknown`` tell what was done, over all texts.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.count = 0
        self.unknown: list[str] = []
        self._labels: dict[str, str] = {}
        self._words: set[str] = set()  # of the labels, without their numbers
        self._given: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._people: dict[str, list[_Known]] = defaultdict(list)
        for entry in entries:
            self._learn(entry)
        self._pattern = self._surfaces()

    def _learn(self, entry: Entry) -> None:
        for label in entry.labels.values():
            self._labels[label.casefold()] = shown(entry)
            self._words.add(_word_of(label))
        shortest = _SHORTEST if entry.kind is Kind.PERSON else _SHORTEST_VALUE
        for written, value in entry.given.items():
            if len(written) >= shortest:
                self._given[written.casefold()].add((written, value))
        if entry.stand_in:
            for stand_in in (entry.stand_in, *entry.stand_in.natives):
                known = _Known(real_person(entry.names, stand_in), (*stand_in.wholes(), stand_in.nick))
                for surface in _surfaces_of(stand_in):
                    self._people[surface.casefold()].append(known)

    def put_back(self, text: str) -> str:
        """The text with names in the place of every pseudonym that is known; what was put back is not read again."""
        put: list[_Put] = []
        labels = (_NUMBERED, self._numbered), (_GLUED, self._numbered), (_SEVERAL, self._several)
        words = (_LETTERED, self._lettered), (_ROLE, self._role), (_BARE_ROLE, self._role)
        for pattern, way in (*labels, *words, *([(self._pattern, self._stand_in)] if self._pattern else [])):
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end, _ in put):
                    new = way(match)
                    if new is not None:
                        put.append((match.start(), match.end(), new))
        self.count += len(put)
        return splice(text, [Edit(*edit) for edit in sorted(put)])

    def _labelled(self, label: str, others: Mapping[str, str], tell: bool = True) -> str | None:
        """The name behind a label, also where an answer has it in a language in which this vault has none."""
        name = self._labels.get(label.casefold())
        word = _word_of(label)
        if name is None and word in others and word not in self._words:
            name = self._labels.get(f"{others[word]}{label[len(word) :]}".casefold())
        if name is None and tell:
            self.unknown.append(label)
        return name

    def _numbered(self, match: re.Match[str]) -> str | None:
        """PERSON_1 in any case; with a blank or nothing between only people: "groep 3" is a class at school."""
        word, number, strict = match["word"].upper(), match["number"].upper(), match["line"].endswith("_")
        if not strict and (word not in _PEOPLE or not number.isdigit()):
            return None
        return self._labelled(f"{word}_{number}", _KINDS)

    def _several(self, match: re.Match[str]) -> None:
        """Persons 1 and 2: no label, and whoever is meant has to be looked up."""
        self.unknown.append(match[0])

    def _lettered(self, match: re.Match[str]) -> str | None:
        """Persoon A, and less sure ways of writing it where no sentence goes on: "hands each person a card"."""
        word, own = match["word"], match["letters"]
        written = word[0].isupper() and own.isupper()
        if not written:
            person = word.upper() in _PEOPLE and len(own) == 1 and (word.islower() or word.isupper())
            ends = _ENDS.match(match.string, match.end()) and not _PER.search(match.string, 0, match.start())
            if not person or not ends:
                return None
        return self._labelled(f"{word.capitalize()} {own.upper()}", _LETTERS, tell=written)

    def _role(self, match: re.Match[str]) -> str | None:
        """[MOEDER]; MOEDER without brackets only where not all is in capitals."""
        text, role = match.string, match["role"]
        if text[match.start()] != "[":
            before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
            if len(role) < _SHORTEST_ROLE or _SHOUTED[0].search(before) or _SHOUTED[1].match(behind):
                return None
        return self._labelled(role, _ROLES if text[match.start()] == "[" else {}, tell=False)

    def _surfaces(self) -> re.Pattern[str] | None:
        surfaces = sorted({*self._given, *self._people}, key=lambda s: (-len(s), s))
        if not surfaces:
            return None
        either = "|".join(map(re.escape, surfaces))
        return re.compile(rf"(?<![^\W_])(?P<surface>{either}){_GENITIVE}(?![^\W_])", re.IGNORECASE)

    def _stand_in(self, match: re.Match[str]) -> str | None:
        surface, behind = match["surface"], match[0][len(match["surface"]) :]
        given = self._given.get(surface.casefold(), set())
        values = {value for written, value in given if written == surface} or {value for _, value in given}
        people = self._people.get(surface.casefold(), [])
        if len(values) == 1 and not (people and behind):
            exact = any(written == surface for written, _ in given)
            return (next(iter(values)) if exact else like(surface, next(iter(values)))) + behind
        found = {spelled(known.real, match[0], known.names) for known in people}
        if len(found) == 1:
            return found.pop()
        self.unknown.append(surface)
        return None


def _word_of(label: str) -> str:
    """What stands before the number or letter of a label, folded."""
    return _COUNT.sub("", label).casefold()


def shown(entry: Entry) -> str:
    """The name to put back: the first that is no number, for a value the value."""
    names = entry.names if entry.kind is Kind.PERSON else entry.names[:1]
    return next((name for name in names if number_key(name) is None), entry.names[0])


def _surfaces_of(stand_in: StandIn) -> Iterator[str]:
    yield from stand_in.wholes()
    yield from (name for name in stand_in.names() if len(name) >= _SHORTEST)


def real_person(names: list[str], stand_in: StandIn) -> StandIn:
    """A real person as one who could stand in for their stand-in."""
    known = read(names)
    firsts = tuple(_display(key, names) for key in known.firsts)
    lasts = tuple(_display(key, names) for key in known.surnames)
    particle = " ".join(_display(key, names) for key in known.particles)
    nick = _display(min(known.nicks), names) if known.nicks else ""
    first = firsts or ((nick,) if nick else lasts[:1] or (names[0],))
    shift = (10 - stand_in.shift) % 10
    return StandIn(first, nick or first[0], particle, lasts or first[:1], stand_in.sex, stand_in.background, shift)


def _display(key: str, names: list[str]) -> str:
    """A folded name as the chat writes it, with a capital if it is ever written so."""
    found = [word.text for name in names for word in words(name) if word.key == key]
    return next((text for text in found if text[:1].isupper() and not text.isupper()), found[0] if found else key)
