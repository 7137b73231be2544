"""People: who speaks, who is mentioned, under which names; and where in a text these names stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import groupby

from .aliases import (
    Alias,
    Chance,
    Lookup,
    aliases,
    genitive,
    given_parts,
    is_slip,
    literal,
    pattern,
    title_aliases,
    words_of,
)
from .contacts import Contact, contact
from .labels import BARE_ROLE, LABEL, NUMBERED, WITH_LETTER
from .lexicon import fold
from .longtext import windows
from .model import OWNER, Export, Field, Kind, Role
from .phones import is_international, number_key, same_end

_DIGITS = re.compile(r"(?<![\d+])\d(?:[ ._-]?\d){7,14}(?!\d)")
_NAMING = (Role.SENDER, Role.NAME, Role.TITLE)
_ALIASES = (*_NAMING, Role.PHONE)
_NOBODY = frozenset({"meta ai", "whatsapp", "whatsapp business", "signal", "slackbot"})


class How(str, Enum):
    """How a name came to be somebody's: by the structure of the chat, by standing in its texts, or by linking."""

    SENDER = "sender"
    LISTED = "listed"  # system lines, mentions, contact cards, the chat's title
    NUMBER = "number"
    TEXT = "text"
    LETTERS = "letters"
    WHOLE = "whole"
    INITIAL = "initial"
    SHORT = "short"
    SLIP = "slip"
    COUPLE = "couple"
    FAMILY = "family"
    RENAMED = "renamed"
    RELATION = "relation"
    LIST = "list"
    VAULT = "vault"

    def __str__(self) -> str:
        return self.value


@dataclass(slots=True)
class Person:
    """A person or group that the chat makes known.

    Args:
        number: place in the cast, from 0.
        kind: PERSON or GROUP.
        role: "me", "speaker", "mentioned" or "group".
        names: the names as they stand in the chat, first one first.
        doubt: the name may be that of another person too.
        relation: the role that the user's list gives, one of ``labels.ROLES``.
        listed: the user's list says who this is, so nobody else on that list is taken for them.
        links: every spelling that was met, and how it came to be theirs.
        others: numbers of the people who may be meant instead, where there is a doubt.
    """

    number: int
    kind: Kind
    role: str
    names: list[str] = field(default_factory=list)
    doubt: bool = False
    relation: str = ""
    listed: bool = False
    links: dict[str, How] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What two spellings of one full name have in common: the number in full, else the folded text."""
    plain = re.sub(r"^~\s*", "~", name.strip())
    return number_key(plain) or " ".join(fold(plain).split())


class Cast:
    """All people of one chat, found by name key, and the aliases under which the text may name them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_key: dict[str, int] = {}
        self._lookup = Lookup()
        self._shared: set[int] = set()
        self._literals: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._roots: dict[int, int] = {}

    def single_people(self) -> list[Person]:
        """Everybody who is one person: no groups, nobody who was found to be another, no name that several share."""
        apart = self._shared | self._roots.keys()
        return [p for p in self.people if p.kind is Kind.PERSON and p.number not in apart]

    def root(self, number: int) -> int:
        """The number of the person who somebody was found to be."""
        while number in self._roots:
            number = self._roots[number]
        return number

    def merge(self, person: Person, into: Person, how: How) -> None:
        """Take somebody for another person of the cast, unless the user's list tells them apart.

        Names whose origin says less are linked so.
        """
        if person.listed and into.listed:
            return
        self._roots[person.number] = into.number
        for name, old in person.links.items():
            into.links.setdefault(name, how if old in (How.TEXT, How.LISTED) else old)
        into.others |= person.others
        into.names += [name for name in person.names if name not in into.names]
        into.doubt = into.doubt or person.doubt
        into.relation = into.relation or person.relation
        into.listed = into.listed or person.listed

    def how(self, person: Person) -> list[tuple[str, How]]:
        """Every name of a person, in the order in which they were met, and how it came to be theirs."""
        return list(self.people[self.root(person.number)].links.items())

    def add(self, name: str, kind: Kind, role: str, how: How = How.TEXT) -> Person:
        """The person of that name, made known if new; a speaker stays a speaker."""
        key = name_key(name)
        number = self._by_key.get(key)
        if number is None:
            number = self._by_key[key] = len(self.people)
            self.people.append(Person(number, kind, role))
        person = self.people[self.root(number)]
        if role == "speaker":
            person.role, person.kind = role, Kind.PERSON
        if name not in person.names:
            person.names.append(name)
        person.links.setdefault(name, How.NUMBER if how is not How.SENDER and number_key(name) else how)
        return person

    def link(self, name: str, person: Person, how: How) -> None:
        """Make a name one more name of a person."""
        self._by_key.setdefault(name_key(name), person.number)
        person.links.setdefault(name, how)
        if name not in person.names:
            person.names.append(name)

    def rename(self, name: str, person: Person, how: How) -> None:
        """Make a name that of this person only, whoever else went by it."""
        self._by_key[name_key(name)] = person.number
        person.links.setdefault(name, how)
        if name not in person.names:
            person.names.append(name)
        self.teach(person, name, sure=True)
        for alias in aliases(person.number, name, sure=True):
            if alias.words == words_of(name):
                self._lookup.put(alias)

    def recall(self, name: str) -> None:
        """Know somebody of an earlier run by every alias that nobody of this chat has."""
        if not words_of(name) and number_key(name) is None:
            return
        person = self.known(name) or self.add(name, Kind.PERSON, "mentioned", How.VAULT)
        for alias in aliases(person.number, name, sure=False):
            if self._lookup.get(alias.words) is None:
                self._lookup.put(alias)

    def named(self, name: str) -> Person | None:
        """The person whose full name or number this is."""
        number = self._by_key.get(name_key(name))
        if number is None and (digits := number_key(name)) is not None:
            number = None if is_international(name.strip()) else self._numbered(re.sub(r"\D", "", digits))
        return None if number is None else self.people[self.root(number)]

    def known(self, name: str) -> Person | None:
        """The person whose full name or number, or whose alias, this is."""
        if (person := self.named(name)) is not None:
            return person
        words = words_of(name)
        for form in (words, (*words[:-1], genitive(words[-1]))) if words else ():
            if alias := self._lookup.get(form):
                return self.people[self.root(alias.person)]
        return None

    def _numbered(self, digits: str) -> int | None:
        """The one person whose number ends in these digits."""
        found = {n for key, n in self._by_key.items() if key.startswith("+") and same_end(key, digits)}
        return found.pop() if len(found) == 1 else None

    def teach(self, person: Person, name: str, *, sure: bool, whole: bool = False) -> None:
        """Learn the ways in which a text may name a person, or only the ``whole`` name, as that of a group."""
        if whole or person.kind is Kind.GROUP:
            found: Iterable[Alias] = title_aliases(person.number, name)
        else:
            found = aliases(person.number, name, sure=sure)
            if sure and number_key(name) is None and (plain := literal(name)):
                self._literals.add(plain)
                self._pattern = None
                for part in given_parts(name):
                    self._by_key.setdefault(name_key(part), person.number)
                    self._literals.add(part)
        for alias in found:
            self._take(alias)

    def _take(self, alias: Alias) -> None:
        """Take an alias in. One that two people share names neither of them, but a person in doubt."""
        old = self._lookup.get(alias.words)
        if old is None or old.person == alias.person:
            if old is None or alias.weight < old.weight:
                self._lookup.put(alias)
        elif alias.full != old.full:
            winner = alias if alias.full else old
            sure = self.people[winner.person]
            sure.doubt = True
            sure.others |= {old.person, alias.person} - {winner.person}
            self._lookup.put(winner)
        elif old.person not in self._shared:
            shared = self.another(" ".join(alias.words), How.TEXT, (old.person, alias.person))
            self._shared.add(shared.number)
            self._lookup.put(Alias(alias.words, shared.number, min(old.weight, alias.weight), old.full, old.exact))

    def another(self, name: str, how: How, others: Iterable[int]) -> Person:
        """Somebody whom the words of a name do not lead to; they lead to others, who may be meant after all."""
        person = Person(len(self.people), Kind.PERSON, "mentioned", [name], True, links={name: how}, others=set(others))
        self.people.append(person)
        return person

    def aliases(self) -> Iterator[Alias]:
        """All ways in which a text may name the people of the cast."""
        return iter(self._lookup)

    def mentions(self, text: str, chance: Chance) -> Iterator[tuple[int, int, int]]:
        """Where the text names people of the cast: start, end, number of the person.

        Args:
            text: what a person reads.
            chance: the model's chance (0..1) that a range of it names a person.
        """
        yield from self._lookup.find(text, chance)
        if self._literals and self._pattern is None:
            self._pattern = pattern(self._literals)
        for match in self._pattern.finditer(text) if self._pattern else ():
            person = self.known(match[0]) or self.add(match[0], Kind.PERSON, "mentioned")
            yield match.start(), match.end(), person.number

    def divided(self, name: str) -> list[tuple[int, int, int]]:
        """The people whom a run of words names one after another, each by a whole name: "sanne thomas"."""
        if name.isascii() and name.isalpha():  # one word
            return []
        there = list(self.mentions(name, lambda *_: 1.0))
        whole = all(words_of(name[s:e]) in map(words_of, self.people[p].names) for s, e, p in there)
        words = sum(len(words_of(name[s:e])) for s, e, _ in there)
        return there if len(there) > 1 and whole and words == len(words_of(name)) else []

    def numbers(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where the text holds the number of somebody in the cast, without country code or trunk zero."""
        for match in _DIGITS.finditer(text):
            person = self._numbered(re.sub(r"\D", "", match[0]))
            if person is not None:
                yield match.start(), match.end(), person


# --- who is who -----------------------------------------------------------------------------------------


def learn(export: Export, me: str | None = None) -> Cast:
    """Everybody whom the structure of an export makes known: senders, system lines, mentions, cards, titles."""
    cast = Cast()
    scrubbed = was_scrubbed(export)
    fields = sorted(_told(export), key=lambda f: f.role is Role.TITLE)
    speakers = _speakers(export)
    private = len(speakers) < 3 and not any(f.role is not Role.SENDER and f.note == "system" for f in fields)
    for found in fields:
        if found.text.strip() and not is_nobody(found.text) and not is_label(found.text, scrubbed):
            _meet(cast, found, speakers, private)
    _alias(cast, export.fields.which(lambda h: h.note == "alias" and bool(h.sender) and h.role in _ALIASES))
    renamed = export.fields.which(lambda h: h.role in _NAMING and h.note == "renamed")
    _rename(cast, sorted(renamed, key=lambda f: f.role is Role.TITLE))
    for person in list(cast.people):
        for name in list(person.names) if cast.root(person.number) == person.number else ():
            if name != OWNER:
                _teach(cast, person, name)
    _own(cast, export, me)
    _doubt_look_alikes(cast, fields)
    if me is not None:
        _claim(cast, me)
    return cast


def _speakers(export: Export) -> dict[str, str]:
    """The senders by name key, each as written last."""
    found: dict[str, None] = {}
    for one in export.fields.which(lambda head: head.role is Role.SENDER and not head.note):
        found.pop(one.text, None)
        found[one.text] = None
    return {name_key(text): text for text in found}


def _told(export: Export) -> Iterable[Field]:
    """The fields that name somebody; of those that say the same only the first."""
    found: dict[tuple[Role, str, str], Field] = {}
    for one in export.fields.which(lambda head: head.role in _NAMING):
        found.setdefault((one.role, one.note, one.text), one)
    return found.values()


def _own(cast: Cast, export: Export, me: str | None) -> None:
    """Know the owner of an export that calls them so; their name, if the user tells it, is theirs then."""
    if not export.fields.has(lambda head: head.sender == OWNER):
        return
    owner = cast.add(OWNER, Kind.PERSON, "speaker", How.SENDER)
    named = cast.known(me) if me is not None else owner
    if named is None or named.role != "speaker" or named is owner:
        owner.role = "me"
    if me is not None and named is None:
        cast.link(me, owner, How.LIST)
        cast.teach(owner, me, sure=True)


def _alias(cast: Cast, fields: Iterable[Field]) -> None:
    """Take what the export says is another name or number of somebody for theirs; a name of several is nobody's."""
    told = list(fields)
    owners: dict[str, set[str]] = defaultdict(set)
    for found in told:
        owners[name_key(found.text)].add(name_key(found.sender or ""))
    own = set().union(*owners.values())
    for found in told:
        key = name_key(found.text)
        if not found.sender or len(owners[key]) > 1 or (key in own and found.role is not Role.PHONE):
            continue
        person = cast.named(found.sender) or cast.add(found.sender, Kind.PERSON, "mentioned", How.LISTED)
        other = cast.named(found.text)
        if other is None:
            cast.link(found.text.strip(), person, How.LISTED)
        elif other is not person and other.kind is Kind.PERSON:
            cast.merge(other, person, How.LISTED)


def _rename(cast: Cast, fields: Iterable[Field]) -> None:
    """Take the names in a line that tells of a new name or number for those of one person."""
    lines = groupby(fields, key=lambda f: (f.part, f.message))
    for _, line in lines:
        known = [person for f in line if (person := cast.known(f.text))]
        for other in known[1:]:
            one, into = cast.people[cast.root(known[0].number)], cast.people[cast.root(other.number)]
            if into.role != "speaker" and one.role == "speaker":
                one, into = into, one
            if one is not into:
                cast.merge(one, into, How.RENAMED)


def _doubt_look_alikes(cast: Cast, fields: Iterable[Field]) -> None:
    """Senders who differ only in an accent or a capital have one pseudonym but may be two people."""
    spellings: dict[str, dict[str, None]] = {}  # in the order in which they come, the same in every run
    for found in fields:
        if found.role is Role.SENDER:
            key = " ".join(words_of(found.text)) or name_key(found.text)
            spellings.setdefault(number_key(found.text) or key, {})[found.text.strip()] = None
    for different in spellings.values():
        person = cast.known(next(iter(different))) if len(different) > 1 else None
        if person and number_key(person.names[0]) is None:
            person.doubt = True


def was_scrubbed(export: Export) -> bool:
    """Whether an export holds pseudonyms of an earlier run."""
    texts = (window for part in export.parts if not part.is_name for _, window in windows(part.text))
    if any("_" in text and NUMBERED.search(text) for text in texts):
        return True
    senders = export.fields.which(lambda head: head.role is Role.SENDER)
    return any(WITH_LETTER.fullmatch(f.text.strip()) for f in senders)


def labelled(export: Export) -> int:
    """How many different names above messages are pseudonyms of an earlier run, and so those of nobody here."""
    scrubbed = was_scrubbed(export)
    heads = export.fields.which(lambda head: head.role is Role.SENDER and not head.note)
    return len({label for found in heads if is_label(label := found.text.strip(), scrubbed)})


def is_label(name: str, scrubbed: bool) -> bool:
    """Whether a name is a pseudonym of an earlier run; ME, IK and roles are only in a text that was scrubbed."""
    plain = name.strip()
    return LABEL.fullmatch(plain) is not None or (scrubbed and BARE_ROLE.fullmatch(plain) is not None)


def _meet(cast: Cast, found: Field, speakers: dict[str, str], private: bool) -> None:
    name = found.text.strip()
    if name_key(name) in speakers:
        cast.add(name, Kind.PERSON, "speaker", How.SENDER)
    elif found.role is Role.NAME:
        cast.add(name, Kind.PERSON, "mentioned", How.LISTED)
    elif found.note == "chat" and private:
        _meet_contact(cast, name, speakers)
    elif found.role is Role.SENDER or cast.known(name) is None:
        cast.add(name, Kind.GROUP, "group", How.LISTED)


def _meet_contact(cast: Cast, name: str, speakers: dict[str, str]) -> None:
    """The other side of a chat between two, whom the file is named after: perhaps the one without a name."""
    unnamed = [s for key, s in speakers.items() if key.startswith("+") or s.strip().startswith("~")]
    if len(unnamed) == 1 and cast.known(name) is None:
        cast.link(name, cast.add(unnamed[0], Kind.PERSON, "speaker", How.SENDER), How.LISTED)
    elif (person := cast.known(name)) is None:
        cast.add(name, Kind.PERSON, "mentioned", How.LISTED)
    else:
        cast.link(name, person, How.LISTED)


def _teach(cast: Cast, person: Person, name: str) -> None:
    """Teach a name, and the names of others that it holds."""
    called = Contact(name) if person.kind is Kind.GROUP else contact(name)
    cast.teach(person, called.own or name, sure=True, whole=not called.own)
    for other in called.others:
        cast.teach(cast.known(other) or cast.add(other, Kind.PERSON, "mentioned", How.LISTED), other, sure=True)


def hear(cast: Cast, names: Iterable[str]) -> None:
    """Make people known whom only the words of the chat name, whole names before single ones."""
    writers = [(p, words) for p in cast.people if p.role in ("speaker", "me") for words in map(words_of, p.names)]
    for name in sorted(dict.fromkeys(names), key=lambda n: -len(words_of(n))):
        if not words_of(name) or cast.known(name) is not None or cast.divided(name):
            continue
        slipped = {p.number: p for p, own in writers if _is_slip_of(words_of(name), own)}
        if len(slipped) == 1:
            cast.link(name, slipped.popitem()[1], How.SLIP)
        else:
            cast.teach(cast.add(name, Kind.PERSON, "mentioned"), name, sure=False)


def _is_slip_of(words: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether a whole name is another one with one letter wrong: "Sanne de Vris"."""
    if not 1 < len(words) == len(own) or sum(map(str.__ne__, own, words)) != 1:
        return False
    return is_slip("".join(own), "".join(words))


def _claim(cast: Cast, me: str) -> None:
    """Find the speaker who is the uploader: by whole name, or by one name that no other speaker has."""
    speakers = [p for p in cast.people if p.role == "speaker"]
    whole = [p for p in speakers if name_key(me) in map(name_key, p.names)]
    part = [p for p in speakers if words_of(me) and set(words_of(me)) <= {w for n in p.names for w in words_of(n)}]
    for found in (whole, part):
        if len(found) == 1:
            found[0].role = "me"
            return


def is_nobody(name: str) -> bool:
    """Whether a sender is a service that is the same for everyone, not a person."""
    return fold(name).strip(" ~") in _NOBODY
