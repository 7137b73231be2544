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
from typing import Literal, NamedTuple

from ..lexicon import fold, is_common, is_first_name, is_ordinary
from ..model import Codec, Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.entities import XML_TEXT
from ..syntax.jsontext import ANY as _ANY
from ..syntax.jsontext import LIST as _LIST
from ..syntax.jsontext import JsonScalar, JsonString, Leaf, Mojibake, Path, Sort, Step, is_mojibake, is_uuid, leaves
from ..syntax.offsets import Offsets, Unit
from ..syntax.plain import PLAIN
from ..syntax.reference import Reference
from .cards import Card, Names, Pattern, directory
from .cards import pattern as _pattern
from .filenames import FOLDER, THREAD, name_fields
from .pasted import may_name, pasted_names

_KEYS = "{}"
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
    "notification classifier channel channels italic strikethrough blockquote monospace cashtag preformatted mrkdwn "
    "unread hangup ttl todo webview borderless launchable unsubscribe multimodal editable guild pinned megolm".split()
)
_CODE = re.compile(r"(?=.*\d)[\w:@.+/=-]{6,}")  # an id rather than a name
_LOCAL = re.compile(r"\d{0,5}", re.ASCII)  # a number that says who somebody is in this export only
_VOICE = re.compile(r"user|human|assistant|model|system|tool|developer|function|ai|bot", re.IGNORECASE)
# Since 2001; what begins with another digit may be a telephone or a card.
_PLAUSIBLE_TIME = re.compile(r"(?:1\d{9}|1\d{12}|1\d{15}|1\d{18})(?:\.\d+)?")
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)
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
        entities: strings hold references to characters, as pages do.
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
    entities: bool = False
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
    _senders: dict[Pattern, int] = field(init=False, repr=False)
    _times: dict[Pattern, int] = field(init=False, repr=False)
    _lead: frozenset[Pattern] = field(init=False, repr=False)
    _cards: dict[Pattern, Card] = field(init=False, repr=False)
    _signs: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_table", _COMMON | _slots(self.slots, dict.fromkeys(self.inner, Role.TEXT) | _FORMS))
        put(self, "_starred", frozenset(pattern for pattern in self._table if _ANY in pattern and len(pattern) > 1))
        put(self, "_signs", tuple(frozenset(written(_pattern(one)) for one in row.split()) for row in self.signs))
        put(self, "_lead", frozenset(map(_pattern, self.lead)))
        put(self, "_senders", {_pattern(path): at for at, path in enumerate(self.sender)})
        put(self, "_times", {_pattern(path): at for at, path in enumerate(self.time)})
        put(self, "_heads", frozenset(map(_pattern, self.messages)))
        put(self, "_groups", {_pattern(p): n for n, row in enumerate(self.joined) for p in row.split()})
        paths = [*self.messages, *self.sender, *self.time, *" ".join((*self.slots, *self.joined, *self.signs)).split()]
        paths += [*(p for c in self.cards for p in " ".join((c.path, c.ids, *c.names)).split())]
        put(self, "_cards", {_pattern(card.path): card for card in self.cards})
        put(
            self,
            "_known",
            frozenset(
                [
                    *(one.replace("+", " ") for one in self.words.split()),
                    *(step for path in paths for step in _pattern(path)),
                ]
            ),
        )

    def sniff(self, name: str, head: str) -> bool:
        """Whether a text is of this format, by the paths in its beginning."""
        if not (begin := head.lstrip("\ufeff \t\r\n")).startswith(("{", "[")):
            return False
        there = paths(begin)
        return any(sign <= there for sign in self._signs)

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

    def ranks(self, path: Pattern) -> tuple[int, int]:
        """Which of the paths in a message to its sender it is, and which of those to its time; -1 for none."""
        return self._senders.get(path, -1), self._times.get(path, -1)

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
    return tuple([_LIST if isinstance(step, int) else _ANY if is_uuid(step) else step for step in path])


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
    return frozenset(written(p) for p in {leaf.plain for leaf in leaves(head)})


@dataclass(frozen=True, slots=True)
class _Spot:
    """What a layout says of all leaves at one path, or of all keys there.

    Args:
        depth: how many steps lead to the message in which they lie, -1 for none.
        path: within that message, if they lie in one.
        slot: what stands there.
        sender, time, group: numbers of the paths and texts of the layout, -1 where it is none.
        lead: they come before what else a message says.
        card, within: the card in which they lie, and how many steps lead to it.
        settled: what has a fixed form there tells nothing; a key that does so always.
    """

    depth: int
    path: Pattern
    slot: Slot
    sender: int
    time: int
    group: int
    lead: bool
    card: Card | None
    within: int
    settled: bool


class _Place(NamedTuple):
    """A leaf and what stands there."""

    leaf: Leaf
    spot: _Spot


_Key = tuple[int, Path]  # the value and the path of a message


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
        self._plain = Chain(self.string, XML_TEXT if layout.entities else PLAIN)
        self._mojibake = Chain(Mojibake(self.string), PLAIN)
        self._bytewise = layout.bytewise and head.isascii()
        self._scalar = Chain(JsonScalar(self.string), PLAIN)
        self._spots: dict[Pattern, _Spot] = {}
        self._keys: dict[Pattern, _Spot] = {}
        self._all_told = bool(layout.ranges or layout.voices)
        self._heard: dict[Path, str | None] = {}
        self._waiting: list[list[list[_Place]]] = []
        self._number = -1

    def fields(self, found: Iterable[Leaf]) -> Iterator[Field]:
        """The fields of the leaves: messages as wholes, what lies outside of them one by one."""
        held: dict[_Key, list[_Place]] = {}
        key: _Key | None = None  # of the message of the leaf before
        outer: _Key | None = None
        row: list[_Place] = []
        apart: list[_Place] = []
        known, keys = self._spots, self._keys
        for leaf in found:
            is_key = leaf.sort is Sort.KEY
            spot = (keys if is_key else known).get(leaf.plain) or self._spot(leaf)
            depth = spot.depth
            if key is None or depth != len(key[1]) or leaf.path[:depth] != key[1] or leaf.value != key[0]:
                key = (leaf.value, leaf.path[:depth]) if depth >= 0 else None
                if outer is not None and not (key and key[0] == outer[0] and key[1][: len(outer[1])] == outer[1]):
                    yield from self._flush(held)
                    outer = None
                if key:
                    outer = outer or key
                    row = held.setdefault(key, [])
            silent = spot.settled if is_key else self._is_silent(leaf)
            if apart and (key or self._card_of(apart[0]) != self._card_of(_Place(leaf, spot))):
                yield from self._alone(apart)
                apart = []
            if key is None:
                yield from self._turned()
            if key is None and spot.card:
                apart.append(_Place(leaf, spot))
            elif not silent and key:
                row.append(_Place(leaf, spot))
            elif not silent:
                yield from self._one(_Place(leaf, spot), None, -1)
        yield from self._flush(held)
        yield from self._turned()
        yield from self._alone(apart)

    def cards(self, found: Iterable[Leaf]) -> Iterator[Names]:
        """What every card among the leaves says."""
        for key, there in groupby((_Place(leaf, self._spot(leaf)) for leaf in found), self._card_of):
            if key:
                yield self._names(key, list(there))

    def _spot(self, leaf: Leaf) -> _Spot:
        """What the layout says of a leaf."""
        known = self._keys if leaf.sort is Sort.KEY else self._spots
        spot = known.get(leaf.plain)
        if spot is None:
            spot = self._looked(leaf)
            if known is self._keys and leaf.plain[-1] == _ANY:  # every id is a key of its own
                return spot
            if len(known) > 10_000:  # keys that are ids
                known.clear()
            known[leaf.plain] = spot
        return spot

    def _looked(self, leaf: Leaf) -> _Spot:
        layout, plain, is_key = self.layout, leaf.plain, leaf.sort is Sort.KEY
        depth = layout.head(plain)
        within, card = layout.card(plain)
        path = plain[max(depth, 0) :]
        slot = layout.keys(plain) if is_key else layout.slot(plain)
        told = (
            self._key_role(leaf, slot) is not None if is_key else slot.role is not Role.KEEP or slot.note or slot.form
        )
        sender, time = layout.ranks(path)
        return _Spot(
            depth, path, slot, sender, time, layout.group(path), layout.leads(path), card, within, settled=not told
        )

    def _is_silent(self, leaf: Leaf) -> bool:
        """Whether nothing is to be told of a leaf that is no key, wherever it stands."""
        return (leaf.start == leaf.end or leaf.sort is Sort.WORD) and not self._all_told

    def _flush(self, held: dict[_Key, list[_Place]]) -> Iterator[Field]:
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
        when = self._first(places, "time")
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
        leaf, spot = place
        return (spot.card, leaf.value, leaf.path[: spot.within]) if spot.card else None

    def _names(self, key: tuple[Card, int, Path], places: Sequence[_Place]) -> Names:
        said = (place.leaf for place in places if place.leaf.sort in (Sort.STRING, Sort.NUMBER))
        names = Names(key[0], {leaf.plain[len(key[2]) :]: self.read(leaf).strip() for leaf in said})
        names.name = next((self.people[one] for one in names.ids if one in self.people), names.name)
        return names

    def _rest(
        self, places: Sequence[_Place], sender: str | None, number: int, done: Sequence[_Place | None] = ()
    ) -> Iterator[Field]:
        """The fields of all places but those that are done, those of one card together."""
        for key, group in self._by_card(places):
            names = self._names(key, group) if key else None
            for place in group:
                if any(place is one for one in done) or self._is_settled(place):
                    continue
                own = self._voice(place.leaf, sender) if self._heard else sender
                if names is None or key is None:
                    yield from self._one(place, own, number)
                else:
                    yield from self._named(place, place.leaf.plain[len(key[2]) :], names, own, number)

    def _by_card(self, places: Sequence[_Place]) -> Iterator[tuple[tuple[Card, int, Path] | None, Sequence[_Place]]]:
        if not any(place.spot.card for place in places):
            yield None, places
            return
        for key, there in groupby(places, self._card_of):
            yield key, list(there)

    def _is_settled(self, place: _Place) -> bool:
        """Whether a place was told with the texts, or says nothing that could be told."""
        leaf, spot = place
        if leaf.sort is Sort.STRING:
            return spot.group >= 0 or (spot.settled and not leaf.open and self._is_fixed(leaf, Role.KEEP))
        return leaf.sort is Sort.NUMBER and spot.settled and not self.people

    def _named(self, place: _Place, path: Pattern, names: Names, sender: str | None, number: int) -> Iterator[Field]:
        """The fields of a place in a card."""
        if names.holds(path) and place.spot.slot.role is not Role.PHONE and place.leaf.sort is Sort.STRING:
            yield names.field(path, self.field(place.leaf, Role.NAME, number, sender))
        else:
            yield from (names.field(path, one) for one in self._one(place, sender, number))

    # --- messages ---------------------------------------------------------------------------------------

    def _message(self, places: Sequence[_Place], number: int) -> Iterator[Field]:
        author = self._first(places, "sender")
        when = self._first(places, "time")
        if when and when.leaf.sort is Sort.STRING and not self._is_fixed(when.leaf, Role.TIME):
            when = None
        voice = author is not None and author.spot.slot.role is Role.VOICE and is_voice(self.read(author.leaf))
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
        leading = sorted(places, key=lambda place: not place.spot.lead) if self.layout.lead else places
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
            for leaf, spot in places:
                at = len(leaf.path) - len(spot.path) + len(where)
                if who == _UNKNOWN and spot.path[: len(where)] == where:
                    yield leaf.path[:at], None
                elif spot.path == where + who and leaf.sort is not Sort.KEY:
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
            for leaf, spot in places:
                path = spot.path
                if path[-3:-1] == tail and path[-1] in (start, length) and leaf.sort is not Sort.KEY:
                    there[leaf.path[:-1]][leaf.path[-1]] = Piece(leaf.start, leaf.end)
                elif path[-1:] == (text,) and leaf.sort is Sort.STRING:
                    texts[leaf.path[:-1]] = Piece(leaf.start, leaf.end)
            for where, numbers in there.items():
                if body := texts.get(where[:-2]):
                    codec = Offsets((body,), self.string, Unit(unit), numbers.get(start), numbers.get(length))
                    read = "".join(self.text[slice(*piece)] for piece in sorted(numbers.values()))
                    yield Field(self.part, tuple(sorted(numbers.values())), Role.KEEP, read, number, None, "", codec)

    def _first(self, places: Sequence[_Place], what: Literal["sender", "time"]) -> _Place | None:
        """The first place at the first of the paths to who wrote a message, or to when, that says something."""
        best: _Place | None = None
        least = -1
        for place in places:
            leaf, spot = place
            rank = spot.sender if what == "sender" else spot.time
            if (
                rank >= 0
                and (best is None or rank < least)
                and leaf.sort in (Sort.STRING, Sort.NUMBER)
                and self.text[leaf.start : leaf.end].strip()
            ):
                best, least = place, rank
        return best

    def _texts(self, places: Sequence[_Place], number: int, sender: str | None) -> Iterator[Field]:
        """The texts that the format cut up, each as one field."""
        groups: dict[tuple[int, Path], list[Leaf]] = defaultdict(list)
        for place in places:
            if place.spot.group >= 0 and place.leaf.sort is Sort.STRING:
                groups[place.spot.group, _list_of(place.leaf.path)].append(place.leaf)
        for _, found in sorted(groups.items(), key=lambda item: item[0][0]):
            pieces = [leaf for leaf in found if leaf.end > leaf.start]
            if pieces:
                yield self.joined(pieces, number, self._voice(pieces[0], sender))

    # --- one place --------------------------------------------------------------------------------------

    def _one(self, place: _Place, sender: str | None, number: int) -> Iterator[Field]:
        leaf, spot = place
        role, note, form = spot.slot
        if leaf.start == leaf.end or leaf.sort is Sort.WORD:
            return
        if leaf.sort is Sort.KEY:
            yield from self._key(leaf, spot.slot, number)
        elif leaf.sort is Sort.LOOSE or leaf.open:
            yield self.field(leaf, Role.TEXT, number, sender)
        elif leaf.sort is Sort.NUMBER:
            yield from self._digits(place, number, sender)
        elif form in self.layout.inner:
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
        leaf, spot = place
        role, note, form = spot.slot
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
        role = self._key_role(leaf, slot)
        if slot.form == "person":
            yield self.person(leaf, Role.NAME, number, None, "key")
        elif role is Role.TIME:
            yield self.field(leaf, role, number, None)
        elif role:
            yield self.field(leaf, role, number, None, (slot.note if role is slot.role else "") or "key")

    def _key_role(self, leaf: Leaf, slot: Slot) -> Role | None:
        key = str(leaf.path[-1])
        if slot.form == "person":
            return Role.NAME
        if slot.role is Role.TIME and _DAY.fullmatch(key):
            return Role.TIME
        if slot.role not in (Role.TEXT, Role.KEEP, Role.TIME):
            return slot.role
        if self.layout.knows(key) or (slot.role is Role.KEEP and is_uuid(key)) or is_programmed(key):
            return None
        return Role.HANDLE

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
        raw = self.text[leaf.start : leaf.end]
        if "\\" not in raw and raw.isascii():
            return self._bytewise
        read = self.string.view(raw).text
        return (self._bytewise and read.isascii()) or is_mojibake(read)

    def read(self, leaf: Leaf) -> str:
        """What a person reads there."""
        return self._read(leaf, self.codec(leaf))

    def _read(self, leaf: Leaf, codec: Codec) -> str:
        raw = self.text[leaf.start : leaf.end]
        bare = "\\" not in raw and not self.layout.entities and (codec is self._plain or raw.isascii())
        return PLAIN.read(raw) if bare else codec.view(raw).text

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
        read = self._read(leaf, codec)
        return Field(self.part, (Piece(leaf.start, leaf.end),), role, read, number, sender, note, codec)

    def joined(self, pieces: Sequence[Leaf], number: int, sender: str | None) -> Field:
        """One text that was cut into several strings."""
        codec = next((c for c in map(self.codec, pieces) if c is self._mojibake), self._plain)
        read = "".join([self._read(leaf, codec) for leaf in pieces])
        where = tuple(Piece(leaf.start, leaf.end) for leaf in pieces)
        return Field(self.part, where, Role.TEXT, read, number, sender, "", codec)

    def pasted(self, found: Field) -> Iterator[Field]:
        """The people whom pasted text in a field names by its form."""
        if len(found.pieces) == 1 and may_name(found.text):
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
        named = list(name_fields(self.part, read.text))
        if note and not named:  # photos/photo_1@...: nobody's words, but a picture that is not examined
            yield self.field(leaf, Role.KEEP, number, sender, note)
        for one in named:
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
