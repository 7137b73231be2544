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
from typing import NamedTuple

from ..lexicon import is_ordinary
from ..model import Codec, Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.jsontext import JsonScalar, JsonString, Leaf, Mojibake, Path, Sort, is_mojibake, leaves
from ..syntax.plain import PLAIN
from ..syntax.reference import Reference
from .filenames import name_fields
from .pasted import pasted_names

Pattern = tuple[str, ...]
_LIST, _KEYS, _ANY = "[]", "{}", "*"
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
    "password passcode pin token access_token refresh_token secret api_key": "secret",
}
# What a kept value may look like: a word of a program, a number, a date.
_FIXED = re.compile(
    r"[A-Za-z0-9]?[a-z0-9_./:-]{0,63}|[A-Z][A-Z0-9_]{0,63}|(?:[A-Z]?[a-z0-9]+){1,6}|[-\d.,:TZ+/ ]{0,40}"
)
_WHEN = re.compile(r".*\d", re.DOTALL)
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _.-][A-Za-z0-9]+)*:?|[_$@#A-Za-z][a-z0-9_]*")
# Words that programmers use in keys and no dictionary has.
_PROGRAM = frozenset(
    "url urls uri uris uuid guid json html xml css utc iso tz os app apps api http https mime mimetype ts etag md5 sha "
    "sha1 sha256 hash id ids idx num len src dst ref refs href img gif jpg png mp3 mp4 pdf csv txt gizmo emoji emojis "
    "emote metadata timestamp timestamps unixtime bool str int obj async param params config configs prev admin admins "
    "sms mms uid pid cid gid sid aci pni ephemeral thumb thumbnail thumbnails nsfw dm dms mpim bot bots webhook "
    "recipient recipients inline blurhash codec codecs bitrate fps iv hmac mac byte bytes pixel pixels pointer "
    "expiry datetime snippet snippets attribution attributions msg traceback args kwargs regex namespace plugin "
    "plugins pointers latency timezone sdk mcp favicon citable semantic meta summaries truncated webpage repo "
    "repos node nodes var payload timeout serialization followup placeholder auth switcher "
    "notification classifier".split()
)
_CODE = re.compile(r"(?=.*\d)[\w:@.-]{6,}")  # an id rather than a name
_VOICE = re.compile(r"user|human|assistant|model|system|tool|developer|function|ai|bot", re.IGNORECASE)
_UUID = 36  # signs of one
_PLAUSIBLE_TIME = re.compile(r"(?:[1-4]\d{9}|[1-4]\d{12}|[1-4]\d{15}|[1-4]\d{18})(?:\.\d+)?")
_LONG_NUMBER = 9  # digits from which on a number may be somebody's


class Slot(NamedTuple):
    """What stands at a path: its role, what the format calls it, and the form in which it is written."""

    role: Role
    note: str = ""
    form: str = ""


UNKNOWN = Slot(Role.TEXT, "", "unknown")
_FIXED_ROLES = (Role.KEEP, Role.TIME, Role.VOICE)
_FORMS = {"path": Role.FILENAME, "html": Role.TEXT, "json": Role.TEXT, "person": Role.NAME}
Inner = Callable[["Reader", Leaf, str | None, int], Iterator[Field]]


def _slot(written: str, forms: Mapping[str, Role]) -> Slot:
    """A slot as tables write it: "name", "title chat", "path image", "person" (an id that the export explains)."""
    word, _, note = written.partition(" ")
    return Slot(forms[word], note, word) if word in forms else Slot(Role(word), note)


def _pattern(written: str) -> Pattern:
    return tuple(written.replace("[]", ".[]").replace("{}", ".{}").strip(".").split(".")) if written else ()


def _slots(table: Mapping[str, str], forms: Mapping[str, Role] = _FORMS) -> dict[Pattern, Slot]:
    return {_pattern(one): _slot(slot, forms) for paths, slot in table.items() for one in paths.split()}


_COMMON = _slots(COMMON)


@dataclass(frozen=True)
class Layout:
    """A format in JSON.

    Args:
        messages: paths of the objects that are one message each; they begin at the top.
        slots: what stands where: several paths, by blanks, to a role with an optional note, or to a form ("path",
            "html", "json", or one of ``inner``).
        sender: paths in a message to who wrote it; the first that says something counts, the others are names. Where
            its slot is "voice", words such as "user" and "assistant" are nobody's name.
        time: the same for when it was sent; the others are kept.
        lead: paths in a message to its main text, which comes before what else it says.
        joined: groups of paths in a message whose strings are one text that the format cut up.
        signs: sets of paths; a text that has all paths of one set in its beginning is of this format.
        mojibake: strings may be written byte for byte.
        inner: forms of strings, by name, with what gives their fields; "unknown" is that of all that has no slot.
    """

    messages: tuple[str, ...]
    slots: Mapping[str, str]
    signs: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    mojibake: bool = False
    inner: Mapping[str, Inner] = field(default_factory=dict)
    _table: dict[Pattern, Slot] = field(init=False, repr=False)
    _heads: frozenset[Pattern] = field(init=False, repr=False)
    _groups: dict[Pattern, int] = field(init=False, repr=False)
    _known: frozenset[str] = field(init=False, repr=False)
    _starred: frozenset[Pattern] = field(init=False, repr=False)
    _lead: frozenset[Pattern] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_table", _COMMON | _slots(self.slots, dict.fromkeys(self.inner, Role.TEXT) | _FORMS))
        put(self, "_starred", frozenset(pattern for pattern in self._table if _ANY in pattern[1:]))
        put(self, "_lead", frozenset(map(_pattern, self.lead)))
        put(self, "_heads", frozenset(map(_pattern, self.messages)))
        put(self, "_groups", {_pattern(p): n for n, row in enumerate(self.joined) for p in row.split()})
        paths = [*self.messages, *self.sender, *self.time, *" ".join((*self.slots, *self.joined, *self.signs)).split()]
        put(self, "_known", frozenset(step for path in paths for step in _pattern(path)))

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

    def slot(self, path: Pattern) -> Slot:
        """What stands at the path."""
        path = ("^", *path)
        for at in range(len(path)):
            for end in (path[at:], ("*", *path[at + 1 :])):
                if end in self._table and end != ("*",):
                    return self._table[end]
            if found := _fitting(path[at:], self._starred):
                return self._table[found]
        return UNKNOWN

    def keys(self, path: Pattern) -> Slot:
        """What the keys of the object are of which one stands at the path."""
        return self.slot((*path[:-1], _KEYS))

    def leads(self, path: Pattern) -> bool:
        """Whether the main text of a message stands at that path in it."""
        return path in self._lead

    def head(self, path: Pattern) -> int:
        """How many steps of a path lead to the message in which it lies; 0 for none."""
        return next((n for n in range(len(path), 0, -1) if _fitting(path[:n], self._heads)), 0)

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
        self._scalar = Chain(JsonScalar(self.string), PLAIN)
        self._places: dict[Pattern, tuple[int, Slot]] = {}
        self._number = -1

    def fields(self, found: Iterable[Leaf]) -> Iterator[Field]:
        """The fields of the leaves: messages as wholes, what lies outside of them one by one."""
        held: dict[tuple[int, Path], list[_Place]] = {}
        outer: tuple[int, Path] | None = None
        for leaf in found:
            path = plain_path(leaf.path)
            depth, slot = self._look(path)
            if leaf.sort is Sort.KEY:
                slot = self._look((*path[:-1], _KEYS))[1]
            key = leaf.value, leaf.path[:depth]
            if outer is not None and not (depth and key[0] == outer[0] and key[1][: len(outer[1])] == outer[1]):
                yield from self._flush(held)
                outer = None
            if not depth:
                yield from self._alone(_Place(leaf, path, slot))
                continue
            outer = outer or key
            held.setdefault(key, []).append(_Place(leaf, path[depth:], slot))
        yield from self._flush(held)

    def _look(self, path: Pattern) -> tuple[int, Slot]:
        known = self._places.get(path)
        if known is None:
            if len(self._places) > 10_000:  # keys that are ids
                self._places.clear()
            known = self._places[path] = self.layout.head(path), self.layout.slot(path)
        return known

    def _flush(self, held: dict[tuple[int, Path], list[_Place]]) -> Iterator[Field]:
        for places in held.values():
            self._number += 1
            yield from self._message(places, self._number)
        held.clear()

    def _alone(self, place: _Place) -> Iterator[Field]:
        yield from self._one(place, None, -1)

    # --- messages ---------------------------------------------------------------------------------------

    def _message(self, places: Sequence[_Place], number: int) -> Iterator[Field]:
        author = self._first(places, self.layout.sender)
        when = self._first(places, self.layout.time)
        voice = author is not None and author.slot.role is Role.VOICE and is_voice(self.read(author.leaf))
        sender = self.name(author.leaf) or None if author and not voice else None
        said: set[str] = set()
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
        for place in sorted(places, key=lambda place: not self.layout.leads(place.path)):
            if place is author or place is when or self.layout.group(place.path) >= 0:
                continue
            for one in self._one(place, sender, number):
                copied = one.role is Role.TEXT and not one.note and one.text in said
                yield one._replace(note="copy") if copied else one
                if one.role is Role.TEXT:
                    said.add(one.text)

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
        groups: dict[int, list[Leaf]] = defaultdict(list)
        for place in places:
            if place.leaf.sort is Sort.STRING and (group := self.layout.group(place.path)) >= 0:
                groups[group].append(place.leaf)
        for group in sorted(groups):
            pieces = [leaf for leaf in groups[group] if leaf.end > leaf.start]
            if pieces:
                yield self.joined(pieces, number, sender)

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
            yield from self._digits(leaf, role, note, number, sender)
        elif place.slot.form in self.layout.inner:
            for one in self.layout.inner[form](self, leaf, sender, number):
                yield one._replace(note=note) if note and one.role is Role.TEXT and not one.note else one
        elif form == "path":
            yield from self.path(leaf, note, sender, number)
        elif form == "person":
            yield self.person(leaf, Role.NAME, number, sender, note)
        elif role in _FIXED_ROLES and not self._is_fixed(leaf, role):
            yield self.field(leaf, Role.TEXT, number, sender)
        elif role is not Role.KEEP or note:
            found = self.field(leaf, role, number, sender, note)
            yield found
            if role is Role.TEXT:
                yield from self.pasted(found)

    def _is_fixed(self, leaf: Leaf, role: Role) -> bool:
        raw = self.text[leaf.start : leaf.end]
        if role is Role.VOICE:
            return is_voice(raw)
        return bool(_WHEN.match(raw) if role is Role.TIME else _FIXED.fullmatch(raw))

    def _digits(self, leaf: Leaf, role: Role, note: str, number: int, sender: str | None) -> Iterator[Field]:
        """A number: somebody's if the table says so; one that the table does not name may be, if it is long."""
        raw = self.text[leaf.start : leaf.end]
        if raw in self.people:
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
        return self.layout.mojibake and is_mojibake(self.string.view(self.text[leaf.start : leaf.end]).text)

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
        read = self.string.view(self.text[leaf.start : leaf.end])
        if read.text.startswith("(") and read.text.endswith(")"):
            yield self.field(leaf, Role.KEEP if note else Role.TEXT, number, sender, note)
            return
        codec = self.codec(leaf)
        for one in name_fields(self.part, read.text):
            low, high = read.raw_range(*one.pieces[0])
            yield one._replace(
                pieces=(Piece(leaf.start + low, leaf.start + high),),
                message=number,
                sender=sender,
                note=note if one.note != "folder" and note else one.note,
                codec=codec,
            )


_PLAUSIBLE_ZERO = re.compile(r"-?[01](?:\.0+)?")  # not known, or only whether


@lru_cache(maxsize=10_000)
def is_programmed(key: str) -> bool:
    """Whether a key is made of ordinary words, as programmers write them."""
    if not _KEY.fullmatch(key):
        return False
    words = [word.casefold() for word in _KEY_WORD.findall(key)]
    if any(word.isdigit() and len(word) > 3 for word in words):
        return False
    return all(
        len(w) < 3 or w.isdigit() or w in _PROGRAM or is_ordinary(w) or is_ordinary(w.removesuffix("s")) for w in words
    )
