"""What stands in one place of a JSON text, as fields: how it is written, what it reads, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..longtext import Sliced
from ..model import Codec, Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.entities import XML_TEXT
from ..syntax.jsontext import JsonScalar, JsonString, Leaf, Mojibake, Sort, is_mojibake
from ..syntax.plain import PLAIN
from ..syntax.reference import Reference
from . import headings
from .filenames import FOLDER, THREAD, name_fields
from .fixed import contact_role, is_code, is_fixed, is_local, is_long, is_told
from .pasted import may_name, pasted_names
from .slots import Slot

if TYPE_CHECKING:
    from .layout import Layout


def key_of(leaf: Leaf) -> str:
    """The key at which a value stands, or the list that holds it."""
    return next((step for step in reversed(leaf.path) if isinstance(step, str)), "")


_REFERENCE = re.compile(r"&(?:#\d{2,5}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});")
_FIXED_ROLES = (Role.KEEP, Role.TIME, Role.VOICE)


class Reader:
    """Reads the places of one text with a layout.

    Args:
        layout: the table.
        part: number of the part.
        text: its whole text.
        people: names by id.
    """

    def __init__(self, layout: Layout, part: int, text: Sliced, people: Mapping[str, str]) -> None:
        self.layout, self.part, self.text, self.people = layout, part, text, people
        head = text[:1_000_000]
        self.string = JsonString("\\u" in head and head.isascii(), "\\/" in head)
        self._references = Chain(self.string, XML_TEXT)
        self._plain = self._references if layout.entities else Chain(self.string, PLAIN)
        self._mojibake = Chain(Mojibake(self.string), PLAIN)
        self._bytewise = layout.bytewise and head.isascii()
        self._scalar = Chain(JsonScalar(self.string), PLAIN)

    # --- one place --------------------------------------------------------------------------------------

    def value(self, leaf: Leaf, slot: Slot, sender: str | None, number: int) -> Iterator[Field]:
        """The fields of one leaf, by what stands there."""
        role, note, form = slot
        if leaf.start == leaf.end or leaf.sort is Sort.WORD:
            return
        if leaf.sort is Sort.KEY:
            yield from self._key(leaf, slot, number)
        elif leaf.sort is Sort.LOOSE or leaf.open:
            yield self.field(leaf, Role.TEXT, number, sender)
        elif leaf.sort is Sort.NUMBER:
            yield from self._digits(leaf, slot, number, sender)
        elif form in self.layout.inner:
            for one in self.layout.inner[form](self, leaf, sender, number):
                yield one._replace(note=note) if note and one.role is Role.TEXT and not one.note else one
        elif form == "path":
            yield from self.path(leaf, note, sender, number)
        elif form == "person":
            if (read := self.read(leaf)) not in self.people and is_local(read):
                return
            yield self.person(leaf, Role.NAME, number, sender, note)
        elif form == "contact":
            yield self.field(leaf, contact_role(self.read(leaf).strip(), note), number, sender)
        elif role in _FIXED_ROLES and not self.is_fixed(leaf, role):
            yield self.field(leaf, Role.TEXT, number, sender)
        elif role is not Role.KEEP or note:
            found = self.field(leaf, role, number, sender, note)
            yield found
            if role is Role.TEXT:
                yield from self.pasted(found)

    def _digits(self, leaf: Leaf, slot: Slot, number: int, sender: str | None) -> Iterator[Field]:
        """A number: somebody's if the table says so; one that the table does not name may be, if it is long."""
        role, note, form = slot
        raw = self.raw(leaf)
        local = is_local(raw)
        if form == "person" and local and raw not in self.people:
            return
        if raw in self.people and (form == "person" or not local):
            yield self.person(leaf, Role.NAME, number, sender, note)
        elif role is not Role.TEXT:
            if role is not Role.KEEP and (is_told(raw) or (role is Role.DOB and raw == "1")):
                yield self.field(leaf, role, number, sender, note)
        elif told := headings.role_of_key(key_of(leaf)) if form in self.layout.inner else None:
            yield self.field(leaf, told, number, sender, note)
        elif is_long(raw):
            yield self.field(leaf, Role.TEXT, number, sender, note)

    def _key(self, leaf: Leaf, slot: Slot, number: int) -> Iterator[Field]:
        """A key that is no word of the format or of a program may be somebody's name."""
        role = self.layout.key_role(str(leaf.path[-1]), slot)
        if slot.form == "person":
            yield self.person(leaf, Role.NAME, number, None, "key")
        elif role is Role.TIME:
            yield self.field(leaf, role, number, None)
        elif role:
            yield self.field(
                leaf, role, number, None, (slot.note if role is slot.role is not Role.TEXT else "") or "key"
            )

    # --- fields -----------------------------------------------------------------------------------------

    def raw(self, leaf: Leaf) -> str:
        """What is written there."""
        return self.text[leaf.start : leaf.end]

    def is_fixed(self, leaf: Leaf, role: Role) -> bool:
        """Whether what is written there is a word of the format, or looks as if a program wrote it."""
        raw = self.raw(leaf)
        return is_fixed(raw, role) or (role is Role.KEEP and self.layout.knows(raw))

    def codec(self, leaf: Leaf) -> Codec:
        """How that leaf is written."""
        if leaf.sort in (Sort.NUMBER, Sort.LOOSE):
            return self._scalar
        if self._is_mojibake(leaf):
            return self._mojibake
        if not self.layout.signs and _REFERENCE.search(self.raw(leaf)):  # of unknown origin
            return self._references
        return self._plain

    def outer(self, leaf: Leaf) -> Codec:
        """How that string is written, where something that is not plain text stands in it."""
        return self._mojibake.outer if self._is_mojibake(leaf) else self.string

    def _is_mojibake(self, leaf: Leaf) -> bool:
        if not self.layout.mojibake:
            return False
        raw = self.raw(leaf)
        if "\\" not in raw and raw.isascii():
            return self._bytewise
        read = self.string.view(raw).text
        return (self._bytewise and read.isascii()) or is_mojibake(read)

    def read(self, leaf: Leaf) -> str:
        """What a person reads there."""
        return self._read(leaf, self.codec(leaf))

    def _read(self, leaf: Leaf, codec: Codec) -> str:
        raw = self.raw(leaf)
        bare = "\\" not in raw and codec is not self._references and (codec is self._plain or raw.isascii())
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
        return found._replace(role=Role.ID) if role is Role.NAME and is_code(found.text) else found

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
        read = self.outer(leaf).view(self.raw(leaf))
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
