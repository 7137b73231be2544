"""Formats in JSON as tables: where their messages lie, and what stands at each path.

A path is written ``messages[].from``: keys, ``[]`` for any place in a list, ``*`` for any key. A table names the end of
a path, or all of it if it begins with ``^``; the longest that fits counts. ``mapping{}`` are the keys of an object.
What no table names is examined as text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..lexicon import fold, is_common, is_first_name, is_ordinary
from ..model import Codec, Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.jsontext import JsonScalar, JsonString, Leaf, Mojibake, Path, Sort, Step, is_mojibake, leaves
from ..syntax.offsets import Offsets, Unit
from ..syntax.plain import PLAIN
from ..syntax.reference import Reference
from .cards import Card, Names, Pattern, directory
from .cards import pattern as _pattern
from .filenames import FOLDER, THREAD, name_fields
from .pasted import pasted_names

_LIST, _KEYS, _ANY = "[]", "{}", "*"
_UNKNOWN = ("?",)  # who speaks somewhere, where the format does not tell
# What is called so in any JSON.
COMMON = {
    "phone_number phone phoneNumber phone_numbers[] mobile tel msisdn e164": "phone",
    "email email_address emailAddress emails[] mail email_addresses[]": "email",
    "full_name fullName first_name firstName last_name lastName surname nickname displayName display_name": "name",
    "given_name givenName family_name familyName real_name realName contact_name sender_name author_name": "name",
    "latitude longitude lat lng lon long": "place",
    "ip ip_address ipAddress last_ip last_ip_address ip_addresses[]": "id",
    "username user_name screen_name handle": "handle",
    "birthday birth_date birthdate date_of_birth dob birthDate": "dob",
    "address street street_address postal_code postcode zip_code": "place",
    "text title subtitle subject summary caption body content message question answer query prompt": "words",
    "description comment note notes bio status_text parts[] url uri link href source headline label q html": "words",
    "password passcode pin token access_token refresh_token secret api_key": "secret",
}
# What a kept value may look like: a code with digits, a date, a number that is nobody's; or words of a program.
_FIXED = re.compile(
    r"(?=\D*\d)(?=.*[A-Za-z])[\w./:+=-]{1,64}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,]+[\d:.]{4,18}(?:Z|[+-][\d:]{2,6})?)?"
    r"|[-+]?[\d.,:]{0,8}|(?:\d+\.)+\d+|1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?"
)
_WHEN = re.compile(
    r"(?=.*(?:\d:\d\d|\d[-/.]\d{1,2}[-/.]\d|[A-Za-z]{3}))(?!.*\d{9})(?=.{6,64}\Z)"
    r"(?:[\d\s.,:/+-]|(?<![A-Za-z])(?:[TZ]|at|om|[ap]\.?m\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|UTC|GMT|[CWE]ES?T|[ECMP][SD]T|BST"
    r"|jan(?:uar[iy])?|feb(?:ruar[iy])?|m(?:arch|aart|ar|rt|ay|ei)|apr(?:il)?|jun[ei]?|jul[iy]?|aug(?:ust(?:us)?)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z]))+",
    re.IGNORECASE,
)
# What somebody picks as a user name: words, and a number behind them.
_PICKED = re.compile(r"([A-Za-z]+(?:[._-][A-Za-z]+)*)[._-]?\d{1,4}")
_CALLED = re.compile(r"[A-Z][a-z]{2,}(?:[ _][A-Za-z]+)*")
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _./-][A-Za-z0-9]+)*:?|[_$@#A-Za-z][a-z0-9_]*")
# Words that programmers use in keys and no dictionary has.
_PROGRAM = frozenset(
    "url urls uri uris uuid guid json html xml css utc iso tz os app apps api http https mime mimetype ts etag md5 sha "
    "sha1 sha256 hash id ids idx num len src dst ref refs href img gif jpg png mp3 mp4 pdf csv txt gizmo emoji emojis "
    "emote metadata timestamp timestamps unixtime bool str int obj async param params config configs prev admin admins "
    "sms mms uid pid cid gid sid aci pni ephemeral thumb thumbnail thumbnails nsfw dm dms mpim bot bots webhook "
    "supergroup recipient recipients inline blurhash codec codecs bitrate fps iv hmac mac byte bytes pixel pixels "
    "pointer expiry datetime snippet snippets attribution attributions msg traceback args kwargs regex namespace "
    "plugin plugins pointers latency timezone sdk mcp favicon citable semantic meta summaries truncated webpage repo "
    "repos node nodes var payload timeout serialization followup placeholder auth switcher "
    "notification classifier".split()
)
_CODE = re.compile(r"(?=.*\d)[\w:@.+/=-]{6,}")  # an id rather than a name
_LOCAL = re.compile(r"\d{0,5}", re.ASCII)  # a number that says who somebody is in this export only
_VOICE = re.compile(r"user|human|assistant|model|system|tool|developer|function|ai|bot", re.IGNORECASE)
_UUID = 36  # signs of one
# Since 2001; what begins with another digit may be a telephone or a card.
_PLAUSIBLE_TIME = re.compile(r"(?:1\d{9}|1\d{12}|1\d{15}|1\d{18})(?:\.\d+)?")
_LONGEST_TIME = 24  # digits
_LONG_NUMBER = 9  # digits from which on a number may be somebody's
_PHONE = re.compile(r"\+?[\d ()./-]{6,24}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?=.*:)[0-9a-fA-F:]{3,39}")


class Slot(NamedTuple):
    """What stands at a path: its role, what the format calls it, and the form in which it is written."""

    role: Role
    note: str = ""
    form: str = ""


UNNAMED = "unnamed"  # the note of what a format does not know
UNKNOWN = Slot(Role.TEXT, UNNAMED, "unknown")
_EXAMINED = Slot(Role.TEXT, "", "unknown")  # what people write; in JSON of unknown origin all may be
_FIXED_ROLES = (Role.KEEP, Role.TIME, Role.VOICE)
_FORMS = {"path": Role.FILENAME, "html": Role.TEXT, "json": Role.TEXT, "person": Role.NAME, "contact": Role.TEXT}
Inner = Callable[["Reader", Leaf, str | None, int], Iterator[Field]]


def _slot(written: str, forms: Mapping[str, Role]) -> Slot:
    """A slot as tables write it: "name", "title chat", "path image".

    "person" is an id that the export explains; "contact" an address of any sort, else what the word behind it says;
    "words" what people write.
    """
    if written == "words":
        return _EXAMINED
    word, _, note = written.partition(" ")
    return Slot(forms[word], note, word) if word in forms else Slot(Role(word), note)


def _slots(table: Mapping[str, str], forms: Mapping[str, Role] = _FORMS) -> dict[Pattern, Slot]:
    return {_pattern(one): _slot(slot, forms) for paths, slot in table.items() for one in paths.split()}


_COMMON = _slots(COMMON)


@dataclass(frozen=True)
class Layout:
    """A format in JSON.

    Args:
        messages: paths of the objects that are one message each; they begin at the top. "" is an object a line.
        slots: what stands where: several paths, by blanks, to a role with an optional note, or to a form ("path",
            "html", "json", or one of ``inner``).
        sender: paths in a message to who wrote it; the first that says something counts, the others are names. Where
            its slot is "voice", words such as "user" and "assistant" are nobody's name.
        time: the same for when it was sent; the others are kept.
        lead: paths in a message to its main text, which comes before what else it says.
        joined: groups of paths in a message whose strings, if in one list, are one text that the format cut up.
        signs: sets of paths; a text that has all paths of one set in its beginning is of this format.
        mojibake: strings may be written byte for byte.
        inner: forms of strings, by name, with what gives their fields; "unknown" is that of all that has no slot.
        bytewise: what is plain ASCII is written byte for byte too once it is not.
        newest_first: messages stand in the order of time turned round; they are read from the oldest on.
        cards: objects that each describe one person.
        voices: objects in a message in which somebody else speaks, each with the path in it to who that is ("?" where
            the format does not tell); "." is all of the message, which was written by another than its sender.
        ranges: lists of objects that say where in a text beside the list something stands: the keys of that text, of
            the list, of the start and of the length, and what they count.
        words: more keys of the format, which no slot names.
    """

    messages: tuple[str, ...]
    slots: Mapping[str, str]
    signs: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    mojibake: bool = False
    bytewise: bool = False
    newest_first: bool = False
    inner: Mapping[str, Inner] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    voices: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    words: str = ""
    _table: dict[Pattern, Slot] = field(init=False, repr=False)
    _heads: frozenset[Pattern] = field(init=False, repr=False)
    _groups: dict[Pattern, int] = field(init=False, repr=False)
    _known: frozenset[str] = field(init=False, repr=False)
    _starred: frozenset[Pattern] = field(init=False, repr=False)
    _lead: frozenset[Pattern] = field(init=False, repr=False)
    _cards: dict[Pattern, Card] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_table", _COMMON | _slots(self.slots, dict.fromkeys(self.inner, Role.TEXT) | _FORMS))
        put(self, "_starred", frozenset(pattern for pattern in self._table if _ANY in pattern and len(pattern) > 1))
        put(self, "_lead", frozenset(map(_pattern, self.lead)))
        put(self, "_heads", frozenset(map(_pattern, self.messages)))
        put(self, "_groups", {_pattern(p): n for n, row in enumerate(self.joined) for p in row.split()})
        paths = [*self.messages, *self.sender, *self.time, *" ".join((*self.slots, *self.joined, *self.signs)).split()]
        paths += [*(p for c in self.cards for p in " ".join((c.path, c.ids, *c.names)).split())]
        put(self, "_cards", {_pattern(card.path): card for card in self.cards})
        put(self, "_known", frozenset([*self.words.split(), *(step for path in paths for step in _pattern(path))]))

    def sniff(self, name: str, head: str) -> bool:
        """Whether a text is of this format, by the paths in its beginning."""
        if not (begin := head.lstrip("\ufeff \t\r\n")).startswith(("{", "[")):
            return False
        there = paths(begin)
        return any(set(sign.split()) <= there for sign in self.signs)

    def fields(self, part: int, text: str, people: Mapping[str, str] | None = None) -> Iterator[Field]:
        """All places in the text where people's words or names stand.

        Args:
            part: number of the part.
            text: its text.
            people: the names of those whom the export knows by an id.
        """
        yield from Reader(self, part, text, people or {}).fields(leaves(text))

    def directory(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The names of people by the ids under which the texts know them; the first name of an id counts."""
        return directory(names for text in texts.values() for names in self.names(text))

    def names(self, text: str) -> Iterator[Names]:
        """What every card in a text says, in order."""
        if self.cards:
            yield from Reader(self, 0, text, {}).cards(leaves(text))

    def slot(self, path: Pattern) -> Slot:
        """What stands at the path."""
        path = ("^", *path)
        for at in range(len(path)):
            if path[at:] in self._table:
                return self._table[path[at:]]
            if found := _fitting(path[at:], self._starred):
                return self._table[found]
        return UNKNOWN if self.signs else _EXAMINED

    def keys(self, path: Pattern) -> Slot:
        """What the keys of the object are of which one stands at the path."""
        return self.slot((*path[:-1], _KEYS))

    def leads(self, path: Pattern) -> bool:
        """Whether the main text of a message stands at that path in it."""
        return path in self._lead

    def head(self, path: Pattern) -> int:
        """How many steps of a path lead to the message in which it lies; -1 for none, 0 where each line is one."""
        return next((n for n in range(len(path), -1, -1) if _fitting(path[:n], self._heads) is not None), -1)

    def card(self, path: Pattern) -> tuple[int, Card | None]:
        """How many steps of a path lead to the card in which it lies, and that card."""
        known = frozenset(self._cards)
        for at in range(len(path), 0, -1) if known else ():
            if found := _fitting(path[:at], known):
                return at, self._cards[found]
        return 0, None

    def group(self, path: Pattern) -> int:
        """The number of the text of which the strings at that path in a message are pieces; -1 for none."""
        return self._groups.get(path, -1)

    def knows(self, key: str) -> bool:
        """Whether a key is one of the format's own."""
        return key in self._known or key in _COMMON_KEYS


_COMMON_KEYS = frozenset(step for pattern in _COMMON for step in pattern)


def _fitting(path: Pattern, patterns: frozenset[Pattern]) -> Pattern | None:
    """The pattern that is a path, or fits it with any keys."""
    if path in patterns:
        return path
    starred = (p for p in patterns if len(p) == len(path) and _ANY in p)
    return next((p for p in starred if all(a in (_ANY, b) for a, b in zip(p, path, strict=True))), None)


def plain_path(path: Path) -> Pattern:
    """A path without the numbers in lists and without ids, of which there are as many as there are objects."""
    return tuple([_LIST if isinstance(step, int) else _ANY if _is_uuid(step) else step for step in path])


def _is_uuid(key: str) -> bool:
    return len(key) == _UUID and key[8] == key[13] == key[18] == key[23] == "-"


def is_voice(text: str) -> bool:
    """Whether a text is what programs call the sides of a talk with them."""
    return _VOICE.fullmatch(text.strip()) is not None


def _list_of(path: Path) -> Path:
    """The path of the innermost list in which a leaf lies: strings in different lists are different texts."""
    last = max((at for at, step in enumerate(path) if not isinstance(step, str)), default=0)
    return path[:last]


def written(path: Pattern) -> str:
    """A path as tables write it."""
    return ".".join(path).replace(".[]", "[]")


@lru_cache(maxsize=8)
def paths(head: str) -> frozenset[str]:
    """All paths in the beginning of a JSON text, also those of keys, as tables write them."""
    return frozenset(written(p) for p in {plain_path(leaf.path) for leaf in leaves(head)})


class _Place(NamedTuple):
    """A leaf and what stands there."""

    leaf: Leaf
    path: Pattern  # within its message, if it lies in one
    slot: Slot


class Reader:
    """Reads one text with a layout.

    Args:
        layout: the table.
        part: number of the part.
        text: its whole text.
        people: names by id.
    """

    def __init__(self, layout: Layout, part: int, text: str, people: Mapping[str, str]) -> None:
        self.layout, self.part, self.text, self.people = layout, part, text, people
        head = text[:1_000_000]
        self.string = JsonString("\\u" in head and head.isascii(), "\\/" in head)
        self._plain = Chain(self.string, PLAIN)
        self._mojibake = Chain(Mojibake(self.string), PLAIN)
        self._bytewise = layout.bytewise and head.isascii()
        self._scalar = Chain(JsonScalar(self.string), PLAIN)
        self._places: dict[Pattern, tuple[int, Slot]] = {}
        self._carded: dict[Pattern, tuple[int, Card | None]] = {}
        self._heard: dict[Path, str | None] = {}
        self._waiting: list[list[list[_Place]]] = []
        self._number = -1

    def fields(self, found: Iterable[Leaf]) -> Iterator[Field]:
        """The fields of the leaves: messages as wholes, what lies outside of them one by one."""
        held: dict[tuple[int, Path], list[_Place]] = {}
        outer: tuple[int, Path] | None = None
        apart: list[_Place] = []
        for leaf in found:
            path = plain_path(leaf.path)
            depth, slot = self._look(path)
            if leaf.sort is Sort.KEY:
                slot = self._look((*path[:-1], _KEYS))[1]
            key = leaf.value, leaf.path[:depth]
            if outer is not None and not (depth >= 0 and key[0] == outer[0] and key[1][: len(outer[1])] == outer[1]):
                yield from self._flush(held)
                outer = None
            place = _Place(leaf, path[max(depth, 0) :], slot)
            if apart and (depth >= 0 or self._card_of(apart[0]) != self._card_of(place)):
                yield from self._alone(apart)
                apart = []
            if depth < 0:
                if self._waiting:
                    yield from self._turned()
                if self._card_of(place):
                    apart.append(place)
                else:
                    yield from self._one(place, None, -1)
                continue
            outer = outer or key
            held.setdefault(key, []).append(place)
        yield from self._flush(held)
        yield from self._turned()
        yield from self._alone(apart)

    def cards(self, found: Iterable[Leaf]) -> Iterator[Names]:
        """What every card among the leaves says."""
        places = (_Place(leaf, (), UNKNOWN) for leaf in found)
        for key, there in groupby(places, self._card_of):
            if key:
                yield self._names(key, list(there))

    def _look(self, path: Pattern) -> tuple[int, Slot]:
        known = self._places.get(path)
        if known is None:
            if len(self._places) > 10_000:  # keys that are ids
                self._places.clear()
            known = self._places[path] = self.layout.head(path), self.layout.slot(path)
        return known

    def _flush(self, held: dict[tuple[int, Path], list[_Place]]) -> Iterator[Field]:
        if self.layout.newest_first:
            self._waiting += [list(held.values())] if held else []
        else:
            yield from self._numbered(held.values())
        held.clear()

    def _turned(self) -> Iterator[Field]:
        """The messages that wait, from the oldest on."""
        waiting, self._waiting = self._waiting, []
        times = [when for held in waiting for places in held[:1] if (when := self._when(places)) is not None]
        if not times or times[0] >= times[-1]:
            waiting.reverse()
        for held in waiting:
            yield from self._numbered(held)

    def _when(self, places: Sequence[_Place]) -> float | None:
        """The time of a message that is written as a number."""
        when = self._first(places, self.layout.time)
        if when is None or when.leaf.sort is not Sort.NUMBER or when.leaf.end - when.leaf.start > _LONGEST_TIME:
            return None
        return float(self.text[when.leaf.start : when.leaf.end])

    def _numbered(self, messages: Iterable[Sequence[_Place]]) -> Iterator[Field]:
        for places in messages:
            self._number += 1
            yield from self._message(places, self._number)

    def _alone(self, places: Sequence[_Place]) -> Iterator[Field]:
        """What lies outside of messages: one place, or those of one card."""
        yield from self._rest(places, None, -1)

    # --- cards ------------------------------------------------------------------------------------------

    def _card_of(self, place: _Place) -> tuple[Card, int, Path] | None:
        """The card in which a leaf lies, and which of its sort."""
        if not self.layout.cards:
            return None
        path = plain_path(place.leaf.path)
        known = self._carded.get(path)
        if known is None:
            if len(self._carded) > 10_000:
                self._carded.clear()
            known = self._carded[path] = self.layout.card(path)
        depth, card = known
        return (card, place.leaf.value, place.leaf.path[:depth]) if card else None

    def _names(self, key: tuple[Card, int, Path], places: Sequence[_Place]) -> Names:
        said = (place.leaf for place in places if place.leaf.sort in (Sort.STRING, Sort.NUMBER))
        names = Names(key[0], {plain_path(leaf.path[len(key[2]) :]): self.read(leaf).strip() for leaf in said})
        names.name = next((self.people[one] for one in names.ids if one in self.people), names.name)
        return names

    def _rest(
        self, places: Sequence[_Place], sender: str | None, number: int, done: Sequence[_Place | None] = ()
    ) -> Iterator[Field]:
        """The fields of all places but those that are done, those of one card together."""
        for key, there in groupby(places, self._card_of):
            group = list(there)
            names = self._names(key, group) if key else None
            for place in group:
                if place in done or (place.leaf.sort is Sort.STRING and self._grouped(place)):
                    continue
                own = self._voice(place.leaf, sender)
                if names is None or key is None:
                    yield from self._one(place, own, number)
                else:
                    path = plain_path(place.leaf.path[len(key[2]) :])
                    yield from self._named(place, path, names, own, number)

    def _named(self, place: _Place, path: Pattern, names: Names, sender: str | None, number: int) -> Iterator[Field]:
        """The fields of a place in a card."""
        if names.holds(path) and place.slot.role is not Role.PHONE and place.leaf.sort is Sort.STRING:
            yield names.field(path, self.field(place.leaf, Role.NAME, number, sender))
        else:
            yield from (names.field(path, one) for one in self._one(place, sender, number))

    # --- messages ---------------------------------------------------------------------------------------

    def _message(self, places: Sequence[_Place], number: int) -> Iterator[Field]:
        author = self._first(places, self.layout.sender)
        when = self._first(places, self.layout.time)
        if when and when.leaf.sort is Sort.STRING and not self._is_fixed(when.leaf, Role.TIME):
            when = None
        voice = author is not None and author.slot.role is Role.VOICE and is_voice(self.read(author.leaf))
        sender = self.name(author.leaf) or None if author and not voice else None
        said: set[str] = set()
        self._heard = dict(self._voices(places))
        if when:
            yield self.field(when.leaf, Role.TIME, number, None)
        if author and voice:
            yield self.field(author.leaf, Role.VOICE, number, None)
        elif author and sender:
            yield self.person(author.leaf, Role.SENDER, number, sender)
        for found in self._texts(places, number, sender):
            if found.text.strip():
                yield found._replace(note="copy") if found.text in said else found
                said.add(found.text)
                yield from self.pasted(found)
        leading = sorted(places, key=lambda place: not self.layout.leads(place.path))
        for one in self._rest(leading, sender, number, (author, when)):
            copied = one.role is Role.TEXT and one.note in ("", UNNAMED) and one.text in said
            yield one._replace(note="copy") if copied else one
            if one.role is Role.TEXT:
                said.add(one.text)
        self._heard = {}
        yield from self._ranges(places, number)

    def _voices(self, places: Sequence[_Place]) -> Iterator[tuple[Path, str | None]]:
        """Who else speaks in a message, by the path of the object in which they do; None where nobody knows."""
        for voice in self.layout.voices:
            where, who = map(_pattern, voice.split())
            for leaf, path, _ in places:
                at = len(leaf.path) - len(path) + len(where)
                if who == _UNKNOWN and path[: len(where)] == where:
                    yield leaf.path[:at], None
                elif path == where + who and leaf.sort is not Sort.KEY:
                    name = self.name(leaf) if leaf.sort in (Sort.STRING, Sort.NUMBER) else ""
                    if name or not where:
                        yield leaf.path[:at], name or None

    def _voice(self, leaf: Leaf, sender: str | None) -> str | None:
        """Who says what stands there."""
        return next((name for at, name in self._heard.items() if leaf.path[: len(at)] == at), sender)

    def _ranges(self, places: Sequence[_Place], number: int) -> Iterator[Field]:
        """The numbers in a message that say where in one of its texts something stands."""
        for row in self.layout.ranges:
            text, many, start, length, unit = row.split()
            tail = (many, _LIST)
            there: dict[Path, dict[Step, Piece]] = defaultdict(dict)
            texts: dict[Path, Piece] = {}
            for leaf, path, _ in places:
                if path[-3:-1] == tail and path[-1] in (start, length) and leaf.sort is not Sort.KEY:
                    there[leaf.path[:-1]][leaf.path[-1]] = Piece(leaf.start, leaf.end)
                elif path[-1:] == (text,) and leaf.sort is Sort.STRING:
                    texts[leaf.path[:-1]] = Piece(leaf.start, leaf.end)
            for where, numbers in there.items():
                if body := texts.get(where[:-2]):
                    codec = Offsets((body,), self.string, Unit(unit), numbers.get(start), numbers.get(length))
                    read = "".join(self.text[slice(*piece)] for piece in sorted(numbers.values()))
                    yield Field(self.part, tuple(sorted(numbers.values())), Role.KEEP, read, number, None, "", codec)

    def _grouped(self, place: _Place) -> bool:
        return self.layout.group(place.path) >= 0

    def _first(self, places: Sequence[_Place], patterns: Sequence[str]) -> _Place | None:
        """The first place at one of the paths that says something."""
        for pattern in map(_pattern, patterns):
            for place in places:
                leaf = place.leaf
                if (
                    place.path == pattern
                    and leaf.sort in (Sort.STRING, Sort.NUMBER)
                    and self.text[leaf.start : leaf.end].strip()
                ):
                    return place
        return None

    def _texts(self, places: Sequence[_Place], number: int, sender: str | None) -> Iterator[Field]:
        """The texts that the format cut up, each as one field."""
        groups: dict[tuple[int, Path], list[Leaf]] = defaultdict(list)
        for place in places:
            if place.leaf.sort is Sort.STRING and (group := self.layout.group(place.path)) >= 0:
                groups[group, _list_of(place.leaf.path)].append(place.leaf)
        for _, found in sorted(groups.items(), key=lambda item: item[0][0]):
            pieces = [leaf for leaf in found if leaf.end > leaf.start]
            if pieces:
                yield self.joined(pieces, number, self._voice(pieces[0], sender))

    # --- one place --------------------------------------------------------------------------------------

    def _one(self, place: _Place, sender: str | None, number: int) -> Iterator[Field]:
        leaf, _, (role, note, form) = place
        if leaf.start == leaf.end or leaf.sort is Sort.WORD:
            return
        if leaf.sort is Sort.KEY:
            yield from self._key(leaf, place.slot, number)
        elif leaf.sort is Sort.LOOSE or leaf.open:
            yield self.field(leaf, Role.TEXT, number, sender)
        elif leaf.sort is Sort.NUMBER:
            yield from self._digits(place, number, sender)
        elif place.slot.form in self.layout.inner:
            for one in self.layout.inner[form](self, leaf, sender, number):
                yield one._replace(note=note) if note and one.role is Role.TEXT and not one.note else one
        elif form == "path":
            yield from self.path(leaf, note, sender, number)
        elif form == "person":
            if self.read(leaf) not in self.people and _LOCAL.fullmatch(self.read(leaf)):
                return
            yield self.person(leaf, Role.NAME, number, sender, note)
        elif form == "contact":
            yield from self._contact(leaf, note, sender, number)
        elif role in _FIXED_ROLES and not self._is_fixed(leaf, role):
            yield self.field(leaf, Role.TEXT, number, sender)
        elif role is not Role.KEEP or note:
            found = self.field(leaf, role, number, sender, note)
            yield found
            if role is Role.TEXT:
                yield from self.pasted(found)

    def _contact(self, leaf: Leaf, otherwise: str, sender: str | None, number: int) -> Iterator[Field]:
        """A number, an address, or whatever the table says that it is otherwise."""
        read = self.read(leaf).strip()
        if _IP.fullmatch(read):
            role = Role.ID
        elif _PHONE.fullmatch(read):
            role = Role.PHONE
        elif "@" in read[1:] and " " not in read:
            role = Role.EMAIL
        elif "://" in read and " " not in read:
            role = Role.URL
        else:
            role = Role(otherwise or "text")
        yield self.field(leaf, role, number, sender)

    def _is_fixed(self, leaf: Leaf, role: Role) -> bool:
        raw = self.text[leaf.start : leaf.end]
        if role is Role.VOICE:
            return is_voice(raw)
        if role is Role.TIME and _WHEN.fullmatch(raw):
            return True
        if picked := _PICKED.fullmatch(raw):
            return is_programmed(picked[1])
        return _FIXED.fullmatch(raw) is not None or (role is not Role.TIME and is_programmed(raw))

    def _digits(self, place: _Place, number: int, sender: str | None) -> Iterator[Field]:
        """A number: somebody's if the table says so; one that the table does not name may be, if it is long."""
        leaf, _, (role, note, form) = place
        raw = self.text[leaf.start : leaf.end]
        local = _LOCAL.fullmatch(raw) is not None
        if form == "person" and local and raw not in self.people:
            return
        if raw in self.people and (form == "person" or not local):
            yield self.person(leaf, Role.NAME, number, sender, note)
        elif role is not Role.TEXT:
            if role is not Role.KEEP and not _PLAUSIBLE_ZERO.fullmatch(raw):
                yield self.field(leaf, role, number, sender, note)
        elif sum(c.isdigit() for c in raw) >= _LONG_NUMBER and not _PLAUSIBLE_TIME.fullmatch(raw):
            yield self.field(leaf, Role.TEXT, number, sender, note)

    def _key(self, leaf: Leaf, slot: Slot, number: int) -> Iterator[Field]:
        """A key that is no word of the format or of a program may be somebody's name."""
        key = str(leaf.path[-1])
        if slot.role not in (Role.TEXT, Role.KEEP):
            yield self.field(leaf, slot.role, number, None, slot.note or "key")
        elif not (self.layout.knows(key) or (slot.role is Role.KEEP and _is_uuid(key)) or is_programmed(key)):
            yield self.field(leaf, Role.HANDLE, number, None, "key")

    # --- fields -----------------------------------------------------------------------------------------

    def codec(self, leaf: Leaf) -> Codec:
        """How that leaf is written."""
        if leaf.sort in (Sort.NUMBER, Sort.LOOSE):
            return self._scalar
        if self._is_mojibake(leaf):
            return self._mojibake
        return self._plain

    def outer(self, leaf: Leaf) -> Codec:
        """How that string is written, where something that is not plain text stands in it."""
        return self._mojibake.outer if self._is_mojibake(leaf) else self.string

    def _is_mojibake(self, leaf: Leaf) -> bool:
        if not self.layout.mojibake:
            return False
        read = self.string.view(self.text[leaf.start : leaf.end]).text
        return (self._bytewise and read.isascii()) or is_mojibake(read)

    def read(self, leaf: Leaf) -> str:
        """What a person reads there."""
        return self.codec(leaf).view(self.text[leaf.start : leaf.end]).text

    def name(self, leaf: Leaf) -> str:
        """The name that stands there, or whose id."""
        read = self.read(leaf).strip()
        return self.people.get(read, read)

    def person(self, leaf: Leaf, role: Role, number: int, sender: str | None, note: str = "") -> Field:
        """A name, or the id of somebody; an id that the export does not explain stays one."""
        found = self.field(leaf, role, number, sender, note)
        name = self.people.get(found.text.strip())
        if name is not None:
            return found._replace(text=name, codec=Reference(name, self.codec(leaf)))
        return found._replace(role=Role.ID) if role is Role.NAME and _CODE.fullmatch(found.text) else found

    def field(self, leaf: Leaf, role: Role, number: int, sender: str | None, note: str = "") -> Field:
        """One field for a whole leaf."""
        codec = self.codec(leaf)
        read = codec.view(self.text[leaf.start : leaf.end]).text
        return Field(self.part, (Piece(leaf.start, leaf.end),), role, read, number, sender, note, codec)

    def joined(self, pieces: Sequence[Leaf], number: int, sender: str | None) -> Field:
        """One text that was cut into several strings."""
        codec = next((c for c in map(self.codec, pieces) if c is self._mojibake), self._plain)
        read = "".join(codec.view(self.text[leaf.start : leaf.end]).text for leaf in pieces)
        where = tuple(Piece(leaf.start, leaf.end) for leaf in pieces)
        return Field(self.part, where, Role.TEXT, read, number, sender, "", codec)

    def pasted(self, found: Field) -> Iterator[Field]:
        """The people whom pasted text in a field names by its form."""
        if len(found.pieces) == 1:
            view = found.codec.view(self.text[slice(*found.pieces[0])])
            for start, end in pasted_names(view.text):
                low, high = view.raw_range(start, end)
                piece = Piece(found.pieces[0].start + low, found.pieces[0].start + high)
                yield found._replace(
                    pieces=(piece,), role=Role.NAME, text=view.text[start:end], sender=None, note="pasted"
                )

    def path(self, leaf: Leaf, note: str, sender: str | None, number: int) -> Iterator[Field]:
        """The names in a path to a file; fixed wording stands there when the file was not exported."""
        codec = self.codec(leaf)
        string = self._mojibake.outer if codec is self._mojibake else self.string
        read = string.view(self.text[leaf.start : leaf.end])
        if read.text.startswith("(") and read.text.endswith(")"):
            yield self.field(leaf, Role.KEEP if note else Role.TEXT, number, sender, note)
            return
        for one in name_fields(self.part, read.text):
            low, high = read.raw_range(*one.pieces[0])
            yield one._replace(
                pieces=(Piece(leaf.start + low, leaf.start + high),),
                message=number,
                sender=sender,
                note=note if one.note not in (FOLDER, THREAD) and note else one.note,
                codec=codec,
            )


_PLAUSIBLE_ZERO = re.compile(r"-?[01](?:\.0+)?")  # not known, or only whether


@lru_cache(maxsize=10_000)
def is_programmed(key: str) -> bool:
    """Whether a key is made of ordinary words, as programmers write them."""
    if not _KEY.fullmatch(key) or _is_called(key):
        return False
    words = [word.casefold() for word in _KEY_WORD.findall(key)]
    digits = sum(map(str.isdigit, key))
    if any(word.isdigit() and len(word) > 3 for word in words) or (digits > 2 and key.casefold() not in _PROGRAM):
        return False
    return all(
        len(w) < 3 or w.isdigit() or w in _PROGRAM or is_ordinary(w) or is_ordinary(w.removesuffix("s")) for w in words
    )


def _is_called(key: str) -> bool:
    """Whether a key is written as names are, and begins with a first name that may be a word as well."""
    words = re.split("[ _]", fold(key)) if _CALLED.fullmatch(key) else [""]
    return is_first_name(words[0]) and (len(words) > 1 or not is_common(words[0]))
