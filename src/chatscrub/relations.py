"""Mentions that the words around them give to somebody else: "mijn broer mark", "Jan en Els Bakker", "de Jansens"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from .aliases import words_of
from .contacts import COUPLE, couple
from .lexicon import KIN, TUSSENVOEGSELS, fold, is_first_name
from .linking import outermost
from .model import Export, Finding, Kind, Role
from .people import Cast, How, Person, name_key

_WORK = frozenset(
    """
    juf juffrouw meester meneer mevrouw mevr mw mr mrs ms miss sir madam dhr dr drs ds prof dokter doctor zuster nurse
    coach trainer buur buurman buurvrouw buuf pater pastoor collega familie family group groep team school
    """.split()
)
_PARTNERS = frozenset("man vrouw husband wife hubby wifey vriend vriendin boyfriend girlfriend partner".split())
_OTHERS = frozenset("friend mate vriendje vriendinnetje ex bf gf baas boss neighbour neighbor flatmate zwager".split())
_TELLING = KIN | _PARTNERS | _OTHERS
_OURS = frozenset("mijn m'n mn me ma onze ons my our".split())
_YOURS = frozenset("jouw je jullie uw your".split())  # "groetjes, je zus Sanne" is from Sanne
_INTRODUCES = re.compile(r"(?<!\w)(?:this is|it['’]?s|i['’]?m|ik ben|dit is|hier is|hier|met)\s+$", re.IGNORECASE)
_RELATION = re.compile(
    r"(?<!\w)(?P<whose>mijn|m['’]?n|me|ma|onze|ons|my|our|jouw|je|jullie|uw|zijn|z['’]?n|haar|hun|your|his|her|their)"
    r"\s+(?:[^\W\d_]+(?:['’]s)?\s+)?(?P<kin>[^\W\d_]+)\s+$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?<!\w)(?P<kin>[^\W\d_]+)\s+$")
_FAMILY = re.compile(r"(?<!\w)(?P<word>familie|fam\.?|family|de|die|the|those)\s+$", re.IGNORECASE)
_LOOKS_BACK = 60


def divided(export: Export, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; a couple that was read as one name is two."""
    for found in findings:
        if found.kind is not Kind.PERSON or found.by == "structure":
            yield found
            continue
        text = export.fields[found.field].text[found.start : found.end]
        joint = COUPLE.search(text)
        if joint and couple(text):
            yield found._replace(end=found.start + joint.start())
            yield found._replace(start=found.start + joint.end())
        else:
            yield found


def tell_apart(export: Export, cast: Cast, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order; a mention that names another than its words alone has that person's number."""
    chat = _Chat.of(export, cast)
    for number, group in groupby(findings, key=lambda f: f.field):
        row = list(group)
        named = dict(chat.placed(export.fields[number].text, export.fields[number].sender, outermost(row)))
        for found in row:
            persons = (p for (a, b), p in named.items() if a <= found.start and found.end <= b)
            yield found._replace(person=next(persons, found.person)) if named and found.kind is Kind.PERSON else found


@dataclass(slots=True)
class _Chat:
    """Who writes in a chat, which surnames it knows, and whom the relations and families in it name."""

    cast: Cast
    speakers: dict[str, Person]
    surnames: dict[str, set[int]]
    met: dict[tuple[str, str, int], Person] = field(default_factory=dict)
    families: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, export: Export, cast: Cast) -> _Chat:
        """What the cast and the senders of an export tell."""
        senders = {f.text.strip() for f in export.fields.which(lambda h: h.role is Role.SENDER and not h.note)}
        speakers = {name_key(name): person for name in senders if (person := cast.known(name))}
        surnames: dict[str, set[int]] = {}
        for person in cast.single_people():
            for surname in filter(None, map(_surname, person.names)):
                surnames.setdefault(surname, set()).add(person.number)
        return cls(cast, speakers, surnames)

    def placed(self, text: str, sender: str | None, there: Sequence[Finding]) -> Iterator[tuple[tuple[int, int], int]]:
        """The ranges in one text that name another person than their words do, and that person's number."""
        people = [f for f in there if f.kind is Kind.PERSON]
        for found, after in pairwise(people):
            if person := self._of_couple(text, found, after):
                yield (found.start, found.end), person.number
        for found in people:
            before = text[max(0, found.start - _LOOKS_BACK) : found.start]
            if not before[-1:].isspace():  # no word stands there that tells of somebody else
                continue
            name = text[found.start : found.end]
            person = self._relative(before, name, sender) or self._family(before, name)
            if person:
                yield (found.start, found.end), person.number

    def _of_couple(self, text: str, found: Finding, after: Finding) -> Person | None:
        """Jan Bakker, in "Jan en Els Bakker"; one who has no surname yet gets this one."""
        first, second = text[found.start : found.end], text[after.start : after.end]
        surname = second.split(None, 1)[1:]
        joined = COUPLE.fullmatch(text, found.end, after.start)
        if not joined or not surname or not couple(f"{first} & {second}") or len(words_of(first)) != 1:
            return None
        whole = f"{first} {surname[0]}"
        person, bare = self.cast.known(whole), self.cast.known(first)
        if person or bare is None:
            return person
        if not any(map(_surname, bare.names)) and bare in self.cast.single_people():
            self.cast.link(whole, bare, How.COUPLE)
            return None
        return self._another(whole, How.COUPLE, bare)

    def _relative(self, before: str, name: str, sender: str | None) -> Person | None:
        """Somebody's relative who has the name of one who writes: not the one who writes."""
        titled = _TITLED.search(before)
        if titled is None or fold(titled["kin"]) not in _TELLING:
            return None
        self._titled(fold(titled["kin"]), name)
        match = _RELATION.search(before)
        person = self.cast.known(name) if match and len(words_of(name)) == 1 else None
        if match is None or person is None or sender is None or person.role not in ("speaker", "me"):
            return None
        if person.listed and name_key(name) in map(name_key, person.names[1:]):  # the user says whose name it is
            return None
        kin = fold(match["kin"])
        speaker = self.speakers.get(name_key(sender))
        if kin not in _TELLING or any(kin in words_of(n) for n in person.names):
            return None
        whose = fold(match["whose"])
        if speaker is person:
            another = whose not in _YOURS and not _INTRODUCES.search(before, 0, match.start())
        else:
            another = self._is_another(kin, whose, person, speaker)
        if not another:
            return None
        key = (name_key(sender), kin, person.number)
        if key not in self.met:
            self.met[key] = self._another(name, How.RELATION, person)
        return self.met[key]

    def _titled(self, kin: str, name: str) -> None:
        """ "Oma Lisa" may be another than Lisa who writes, unless she is called oma above her messages too."""
        person = self.cast.known(name) if kin in KIN - _WORK and len(words_of(name)) == 1 else None
        if person and person.role in ("speaker", "me"):
            called = {word for own in person.names for word in words_of(own)}
            person.doubt = person.doubt or not called & KIN

    def _is_another(self, kin: str, whose: str, person: Person, speaker: Person | None) -> bool:
        """Whether one of whom somebody else speaks so is not in the chat.

        Between two nobody speaks so to the other, unless of an own partner. In a group it is a relative of the
        speaker's own, but where relatives write together that cannot be told, which is noted as a doubt.
        """
        if len(self.speakers) < 3:
            return kin not in _PARTNERS or whose not in _OURS
        if kin not in KIN - _WORK:
            return False
        if whose not in _OURS:
            person.doubt = True
            return False
        related = any(word in KIN - _WORK for p in self.speakers.values() for n in p.names for word in words_of(n))
        own = {_surname(n) for n in (speaker.names if speaker else ())} - {""}
        if related or own & {_surname(n) for n in person.names}:
            person.doubt = True
            return False
        return True

    def _family(self, before: str, name: str) -> Person | None:
        """A family whose name somebody in the chat has: neither that person nor another one."""
        match = _FAMILY.search(before)
        surname = " ".join(words_of(name)).replace("'s", "")
        if match is None or not surname or _has_first_name(words_of(name)):
            return None
        if fold(match["word"]) in ("de", "die", "the", "those"):
            if surname in self.surnames or not fold(name).endswith("s"):
                return None
            surname = surname if surname in self.surnames else surname.removesuffix("s")
        members = self.surnames.get(surname)
        if not members:
            return None
        if surname not in self.families:
            self.families[surname] = self.cast.another(name, How.FAMILY, members)
        return self.families[surname]

    def _another(self, name: str, how: How, person: Person) -> Person:
        found = self.cast.another(name, how, {person.number})
        person.doubt = True
        person.others.add(found.number)
        return found


def _has_first_name(words: Sequence[str]) -> bool:
    """Whether a whole name begins with a first name, which a family's does not."""
    return len(words) > 1 and words[0] not in TUSSENVOEGSELS and is_first_name(words[0])


def _surname(name: str) -> str:
    """The surname in a whole name with its particles, folded; "" where there is none."""
    words = words_of(name)
    at = next((i for i, word in enumerate(words) if i and word in TUSSENVOEGSELS), len(words) - 1)
    return " ".join(words[at:]) if at > 0 and words[0] not in KIN and len(words[-1]) > 2 else ""
