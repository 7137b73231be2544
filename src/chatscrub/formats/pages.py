"""What stands in web pages, whoever made them: words, links, attributes that say how a page looks, and media."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Codec, Field, Piece, Role, View
from ..spans import located
from ..syntax.blocks import Block, blocks
from ..syntax.chain import Chain
from ..syntax.markup import Sort
from ..syntax.opaque import OPAQUE, Medium, media
from ..syntax.percent import PERCENT
from . import headings
from .code_words import is_programmed
from .filenames import name_fields
from .json import LAYOUT as JSON
from .looks import CONDITION, DOCTYPE, NAMESPACE, PROLOGUE, is_fixed, is_look
from .pasted import pasted_names
from .slots import Slot
from .stylesheets import said_in
from .within import mapped

_LINKS = frozenset(
    "href src action formaction data cite background poster longdesc usemap data-src xlink:href ping manifest "
    "data-href data-url archive codebase profile dynsrc lowsrc".split()
)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]{1,20}):")
_CALLS = frozenset("tel sms smsto callto facetime facetime-audio skype whatsapp".split())
# Pages that are somebody's, or a place.
_PERSONAL = re.compile(
    r"(?i)(?:https?:)?//(?:[\w-]+\.)*(?:t\.me|telegram\.me|wa\.me|matrix\.to|(?:maps|photos|drive|docs)\.google\.\w{2,3}|"
    r"(?:facebook|instagram|linkedin|tiktok|snapchat|signal|discord|openstreetmap|foursquare)\.(?:com|me|gg|org)|"
    r"maps\.apple\.com|google\.\w{2,3}/maps)(?=[/?#:])[^\s]{2,}"
)
_PROPERTY = re.compile(r"[a-z][\w:.-]{0,40}")  # names of what a page tells about itself
_FURNITURE = re.compile(r"(?:styles?|script|main|index)\.(?:css|js)")
_TAG = re.compile(r"<[a-zA-Z]{1,12}[\s/>]")
_UP = re.compile(r"(?:\.{0,2}[/\\]){0,20}")
_VERSION = re.compile(r"[?&]?(?:v|ver|version|t)=[\d.]{1,8}")
_LONGEST_NAME = 80
# What Office tells about a document, besides what is called so anywhere.
_TOLD = {"lastauthor": Slot(Role.NAME), "manager": Slot(Role.NAME), "company": Slot(Role.ORG)}
_LISTED = {"author", "dc.creator", "creator", "publisher", "og:author", "article:author"}


class Place(NamedTuple):
    """Where in a talk something stands: number of the message, who wrote it, what the format says it is."""

    message: int = -1
    sender: str | None = None
    note: str = ""


NOWHERE = Place()


class Page:
    """A page or an XML file, and how blocks of it become fields.

    Args:
        part: number of the part.
        text: all of its text.
        classes: those of elements that the format itself writes.
    """

    def __init__(self, part: int, text: str, classes: frozenset[str] = frozenset()) -> None:
        self.part, self.text, self.classes = part, text, classes

    # --- fields -----------------------------------------------------------------------------------------

    def field(self, block: Block, role: Role, place: Place = NOWHERE) -> Field:
        """One field for all of a block."""
        return self._made(block.pieces, role, block.read(self.text), place, block.codec)

    def within(self, block: Block, start: int, end: int, role: Role, place: Place = NOWHERE) -> Field:
        """One field for a range of what is read in a block."""
        there = [(p.start, block.codec.view(self.text[p.start : p.end])) for p in block.pieces]
        pieces = tuple(Piece(*found) for found in located(there, start, end))
        read = "".join(view.text for _, view in there)[start:end]
        return self._made(pieces, role, read, place, block.codec)

    def _made(self, pieces: Sequence[Piece], role: Role, read: str, place: Place, codec: Codec) -> Field:
        return Field(self.part, tuple(pieces), role, read, place.message, place.sender, place.note, codec)

    def anything(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of a block of which nobody knows what stands there."""
        if block.sort is Sort.ATTRIBUTE:
            yield from self.attribute(block, place)
        elif block.sort is Sort.COMMENT:
            yield from self.comment(block, place)
        elif block.sort is Sort.INSTRUCTION:
            yield from self.instruction(block, place)
        elif block.sort is Sort.CDATA and _TAG.search(self.text, *block.pieces[0]):
            for inner in blocks(self.text, *block.pieces[0]):
                yield from self.anything(inner, place)
        elif block.sort is Sort.RAW and block.element.tag == "style":
            yield from self._style(block, place)
        else:
            yield from self.words(block, place)

    def _style(self, block: Block, place: Place) -> Iterator[Field]:
        """What in a style sheet is more than a style."""
        (piece,) = block.pieces
        found = list(media(self.text, *piece))
        yield from self._media(found, place)
        for rest in _around(piece, found):
            for start, end in said_in(self.text, *rest):
                yield from self.words(block._replace(pieces=(Piece(start, end),)), place)

    def medium(self, block: Block, place: Place) -> Iterator[Field]:
        """A block that is a picture, a sound or a file; the note of the place is its sort."""
        if any(start < end for start, end in block.pieces):
            yield self._made(block.pieces, Role.MEDIA, "", place, OPAQUE)

    def inner(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of XML that is written into one piece of another text."""
        (piece,) = block.pieces
        view = block.codec.view(self.text[slice(*piece)])
        page = Page(self.part, view.text, self.classes)
        found = (one for inner in blocks(view.text, xml=True) for one in page.tagged(inner, place))
        yield from mapped(found, view, piece.start, block.codec)

    def _media(self, found: Iterable[Medium], place: Place) -> Iterator[Field]:
        for medium in found:
            where = [Piece(medium.start, medium.end)]
            yield self._made(where, Role.MEDIA, "", place._replace(note=medium.sort), OPAQUE)

    def words(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """What people or programs wrote, without the media in it, and the people whom pasted text names."""
        found = [(piece, list(media(self.text, *piece))) for piece in block.pieces]
        yield from self._media((one for _, row in found for one in row), place)
        if any(row for _, row in found):
            block = block._replace(pieces=tuple(rest for piece, row in found for rest in _around(piece, row)))
        said = self.field(block, Role.TEXT, place)
        if said.text.strip():
            yield said
            for start, end in pasted_names(said.text):
                yield self.within(block, start, end, Role.NAME, Place(place.message, None, "pasted"))

    # --- attributes -------------------------------------------------------------------------------------

    def attribute(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of an attribute, by its name; none where it only says how the page looks."""
        name, value = block.name.lower(), block.read(self.text)
        if name in _LINKS:
            yield from self.link(block, place)
        elif name == "srcset":
            yield from self._links(block, value, place)
        elif name == "content" and block.element.tag == "meta":
            yield from self._meta(block, value, place)
        elif not is_fixed(name, value, self.classes) and not (
            block.element.tag == "meta" and _PROPERTY.fullmatch(value)
        ):
            yield from self.words(block, place)

    def _meta(self, block: Block, value: str, place: Place) -> Iterator[Field]:
        about = block.element.attributes
        what = (about.get("name") or about.get("property") or about.get("http-equiv") or "").casefold()
        if what in _LISTED:
            yield self.field(block, Role.NAME, place)
        elif what not in ("viewport", "content-type", "x-ua-compatible", "theme-color") or not is_look(value):
            yield from self.words(block, place)

    def _links(self, block: Block, value: str, place: Place) -> Iterator[Field]:
        """Several links with commas between them and a size behind each."""
        if "data:" in value:
            yield from self.words(block, place)
            return
        for one in re.finditer(r"[^\s,][^\s]*(?<!,)", value):
            yield from self._link(block, one.start(), one.end(), place)

    def link(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of a link: addresses, numbers, the names in a path; what else it leads to is examined."""
        yield from self._link(block, 0, len(block.read(self.text)), place)

    def _link(self, block: Block, start: int, end: int, place: Place) -> Iterator[Field]:
        value = block.read(self.text)[start:end]
        scheme = _SCHEME.match(value)
        kind = scheme[1].casefold() if scheme else ""
        at = start + (scheme.end() if scheme else 0)
        if value.startswith("//") or kind in ("http", "https", "ftp"):
            if not NAMESPACE.fullmatch(value):
                role = Role.URL if _PERSONAL.match(value) else Role.TEXT
                yield self.within(block, start, end, role, place)
        elif kind == "mailto":
            yield from self._mail(block, at, end, place)
        elif kind in _CALLS:
            role = Role.PHONE if sum(c.isdigit() for c in value) > 4 else Role.HANDLE
            yield from self._decoded(block, at, end, role, place)
        elif kind in ("data", "javascript", "about"):
            if not re.fullmatch(r"javascript:(?:void\(0\))?;?|about:blank", value.strip()):
                yield from self.words(block, place)
        elif kind in ("", "file"):
            yield from self.path(block, at, end, place)
        elif value.strip():
            yield self.within(block, start, end, Role.URL, place)

    def _mail(self, block: Block, start: int, end: int, place: Place) -> Iterator[Field]:
        read = block.read(self.text)[start:end]
        people, _, rest = read.partition("?")
        for one in re.finditer(r"[^,;\s]+", people):
            yield from self._decoded(block, start + one.start(), start + one.end(), Role.EMAIL, place)
        if rest:
            yield from self._decoded(block, end - len(rest), end, Role.TEXT, place)

    def path(self, block: Block, start: int, end: int, place: Place = NOWHERE) -> Iterator[Field]:
        """The names in a path to a file, and what stands behind it; in a name that a program made up there are none.

        A note of the place is that of the file, and stands also where its name says nothing.
        """
        value = block.read(self.text)[start:end]
        stop = next((i for i, char in enumerate(value) if char in "?#"), len(value))
        if stop < len(value) and not _is_anchor(value[stop:]):
            yield from self._decoded(block, start + stop, end, Role.TEXT, place._replace(note=""))
        up = _UP.match(value, 0, stop)
        first = up.end() if up else 0
        if first < stop:
            yield from self._names(block, start + first, start + stop, place)

    def _names(self, block: Block, start: int, end: int, place: Place) -> Iterator[Field]:
        at, view, codec = self._range(block, start, end)
        named = False
        base = view.text.replace("\\", "/").rpartition("/")[2]
        stop = len(view.text) - len(base) if _FURNITURE.fullmatch(base) else len(view.text)
        for one in name_fields(self.part, view.text[:stop].replace("\\", "/")):
            low, high = view.raw_range(*one.pieces[0])
            note = place.note if one.note != "folder" and place.note else one.note
            named = named or one.note != "folder"
            piece = Piece(at + low, at + high)
            yield one._replace(pieces=(piece,), message=place.message, sender=place.sender, note=note, codec=codec)
        if place.note and base and not named:
            low, high = view.raw_range(len(view.text) - len(base), len(view.text))
            yield self._made([Piece(at + low, at + high)], Role.KEEP, base, place, codec)

    def _decoded(self, block: Block, start: int, end: int, role: Role, place: Place) -> Iterator[Field]:
        """One field for a part of a link."""
        if start < end:
            at, view, codec = self._range(block, start, end)
            low, high = view.raw_range(0, len(view.text)) if view.text else (0, 0)
            if view.text.strip():
                yield self._made([Piece(at + low, at + high)], role, view.text, place, codec)

    def _range(self, block: Block, start: int, end: int) -> tuple[int, View, Codec]:
        """Where a range of what is read in a block begins, what it says as part of a link, and how it is written."""
        piece = block.pieces[0]
        low, high = block.codec.view(self.text[slice(*piece)]).raw_range(start, end)
        raw = self.text[piece.start + low : piece.start + high]
        codec = Chain(block.codec, PERCENT) if "%" in raw else block.codec
        return piece.start + low, codec.view(raw), codec

    # --- comments and instructions ----------------------------------------------------------------------

    def comment(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of a comment, in which Word hides whole documents."""
        (piece,) = block.pieces
        raw = self.text[slice(*piece)]
        if CONDITION.fullmatch(raw.strip()):
            return
        if "<" not in raw:
            yield from self.words(block, place)
            return
        for inner in blocks(self.text, *piece, xml=True):
            if inner.sort is Sort.COMMENT:
                yield from self.words(inner, place)
            elif not (inner.sort is Sort.TEXT and CONDITION.fullmatch(inner.read(self.text))):
                yield from self.tagged(inner, place)

    def instruction(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of a declaration or an instruction; none in those that every page has."""
        read = block.read(self.text)
        if not (DOCTYPE.fullmatch(read) or PROLOGUE.fullmatch(read) or CONDITION.fullmatch(read)):
            yield from self.words(block, place)

    def tagged(self, block: Block, place: Place = NOWHERE) -> Iterator[Field]:
        """The fields of a block in XML, where the names of tags and attributes tell what stands there."""
        name = block.name if block.sort is Sort.ATTRIBUTE else block.element.tag
        local = name.rpartition(":")[2]
        slot = _TOLD.get(local.casefold()) or JSON.slot((local[:1].lower() + local[1:],))
        value = block.read(self.text)
        if block.sort is Sort.TEXT and any(any(media(self.text, *piece)) for piece in block.pieces):
            yield from self.words(block, place)
        elif slot.role not in (Role.TEXT, Role.KEEP) and len(value) < _LONGEST_NAME:
            yield self.field(block, slot.role, place)
        elif (role := _told(block, local)) and len(value) < _LONGEST_NAME and headings.is_filled_in(value, role):
            yield self.field(block, role, place)
        else:
            yield from self.anything(block, place)


def _told(block: Block, name: str) -> Role | None:
    """What the name of a tag or attribute tells, with those of the elements around it where it names a part."""
    if role := headings.role_of_key(name):
        return role
    around = [element.tag.rpartition(":")[2] for element in block.element.path]
    return headings.role_of_part([*around, name] if block.sort is Sort.ATTRIBUTE else around)


def _around(piece: Piece, gaps: Sequence[Medium]) -> Iterator[Piece]:
    """What of a piece lies around its media."""
    at = piece.start
    for gap in gaps:
        if at < gap.begin:
            yield Piece(at, gap.begin)
        at = gap.end
    if at < piece.end:
        yield Piece(at, piece.end)


def _is_anchor(tail: str) -> bool:
    """Whether what stands behind the path of a link is the name of a place in a page, or a version."""
    query, _, anchor = tail.partition("#")
    end = len(anchor)
    while end and anchor[end - 1].isdecimal():  # a pattern would begin anew at every digit
        end -= 1
    known = not anchor or is_programmed(anchor[: end - (anchor[end - 1 : end] == "-" and end < len(anchor))] or "x")
    return known and (query in ("", "?") or _VERSION.fullmatch(query) is not None)
