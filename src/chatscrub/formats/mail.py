"""Mails (eml) and boxes of them (mbox): headers, texts of every part, and files that are left out.

A mail is a message; its sender is whom ``From`` names. The signatures of mail servers do not fit a mail that was
changed, so they are left out. https://www.rfc-editor.org/rfc/rfc5322, rfc2045, rfc4155 (mbox).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..model import Codec, Field, Piece, Role
from ..syntax.blocks import blocks
from ..syntax.encoded_words import HEADER, base64_words, segments
from ..syntax.headers import Header, headers
from ..syntax.mime import Entity, Message, entities, messages
from ..syntax.opaque import OPAQUE, sort_of_type
from ..syntax.plain import PLAIN
from ..syntax.spaced import Spaced
from ..wrapping import EMPTIED, unwrapped
from . import csv, vcard
from .addresses import addressees
from .code_words import is_programmed
from .filenames import name_fields
from .mail_headers import Known, is_date, is_random, is_set, known_header, traced
from .mail_quotes import quoted_names
from .pages import Page
from .within import mapped

_SURE = frozenset(
    "message-id mime-version received return-path delivered-to content-type x-mailer dkim-signature".split()
)
_ENVELOPE = re.compile(r"From (?P<who>\S+) (?P<when>[^\n]*)")
_TEXTS = re.compile(r"text/.*|message/.*|application/(?:json|xml|javascript|xhtml\+xml|ics|.*\+(?:xml|json))")
_SIGNED = re.compile(r"application/(?:x-)?(?:pgp-signature|pkcs7-signature|pgp-keys)")
_IN_BASE64 = re.compile(r"base64|\?b\?", re.IGNORECASE)
_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\n]{1,200})\n(?P<data>(?:[!-`][ -`]{0,80}\r?\n){1,2000000})(?:`\r?\n)?end", re.M
)
_PARTS: dict[str, Callable[[int, str], Iterator[Field]]] = {
    "text/calendar": vcard.fields,
    "text/vcard": vcard.fields,
    "text/x-vcard": vcard.fields,
    "text/directory": vcard.fields,
    "text/csv": csv.fields,
    "text/tab-separated-values": csv.fields,
}


class _Mark:
    """Codec of a mark between the parts of a mail: what stands for it has letters that a mark may have."""

    view = PLAIN.view

    def encode(self, text: str) -> str:
        return f"part_{_NO_MARK.sub('', text)}_part"


class _Emptied:
    """Codec of base64 that cannot be unwrapped: what is left of it tells that it was."""

    view = OPAQUE.view

    def encode(self, text: str) -> str:
        return EMPTIED


_EMPTIED, _MARK = _Emptied(), _Mark()
_NO_MARK = re.compile(r"[^A-Za-z0-9_-]")


def sniff(name: str, head: str) -> bool:
    """Whether a text begins with the header of a mail."""
    first = next(messages(head), None)
    if first is None:
        return False
    found = {header.name for header in headers(head, first.start, first.end)[0]}
    if name.casefold().endswith((".eml", ".emlx", ".mbox", ".mbx")) or first.envelope.start < first.envelope.end:
        return "from" in found or len(found & _SURE) > 1
    return bool("from" in found and ("date" in found or "subject" in found) and found & (_SURE | {"date"}))


def unwrap(text: str) -> str:
    """The text with words and bodies of texts in base64 unwrapped; see :mod:`chatscrub.wrapping`."""
    if not _IN_BASE64.search(text):
        return text
    found: list[str] = []
    at = 0
    for mail in messages(text):
        for entity in entities(text, mail.start, mail.end):
            for start, end, newline in _wrapped_in(text, entity):
                new = unwrapped(text[start:end], newline)
                if new is not None:
                    found += text[at:start], new
                    at = end
    return "".join([*found, text[at:]])


def _wrapped_in(text: str, entity: Entity) -> Iterator[tuple[int, int, str]]:
    """The ranges of base64 in the headers and the body of an entity that hold text, and how their lines end."""
    for header in entity.headers:
        yield from ((*piece, "") for piece in base64_words(text, header.start, header.end))
    if _is_wrapped_text(entity):
        start, end = _stripped(text, entity.body)
        yield start, end, "\r\n" if text[start - 2 : start] == "\r\n" else "\n"


def _is_wrapped_text(entity: Entity) -> bool:
    return entity.transfer == "base64" and entity.sort == "leaf" and _TEXTS.fullmatch(entity.type) is not None


def _stripped(text: str, body: Piece) -> tuple[int, int]:
    start, end = body
    while start < end and text[start] in "\r\n":
        start += 1
    while start < end and text[end - 1] in " \t\r\n":
        end -= 1
    return start, end


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of all mails, in order; the number of the mail is that of the message."""
    for number, mail in enumerate(messages(text)):
        yield from _Mail(part, text, number).fields(mail)


class _Mail:
    """Reads one mail.

    Args:
        part: number of the part.
        text: all of its text.
        number: of the mail.
    """

    def __init__(self, part: int, text: str, number: int) -> None:
        self.part, self.text, self.number = part, text, number
        self.sender: str | None = None

    def fields(self, mail: Message) -> Iterator[Field]:
        """The fields of the mail: when it was sent, by whom, its words, then the rest."""
        found = list(entities(self.text, mail.start, mail.end))
        heads = found[0].headers if found else ()
        first = [h for name in ("date", "from", "subject") for h in heads if h.name == name]
        for header in first:
            yield from self._header(header, 0)
        for entity in found:
            yield from self._body(entity)
        yield from self._envelope(mail.envelope)
        for entity in found:
            for header in entity.headers:
                if header not in first:
                    yield from self._header(header, entity.depth)
            yield from self._names(entity)
            yield from self._marks(entity)

    def _envelope(self, piece: Piece) -> Iterator[Field]:
        """The line of an mbox before a mail."""
        if found := _ENVELOPE.fullmatch(self.text, *piece):
            if found["who"] not in ("-", "MAILER-DAEMON"):
                role = Role.EMAIL if "@" in found["who"] else Role.ID
                yield self._field(Piece(*found.span("who")), role, PLAIN)
            role = Role.TIME if is_date(found["when"]) else Role.TEXT
            yield self._field(Piece(*found.span("when")), role, PLAIN)

    # --- headers ----------------------------------------------------------------------------------------

    def _header(self, header: Header, depth: int) -> Iterator[Field]:
        known = known_header(header.name)
        if known is Known.UNKNOWN and header.name and not is_programmed(self.text[slice(*header.label)]):
            yield self._field(header.label, Role.TEXT, PLAIN, "unnamed")
        piece = Piece(header.start, header.end)
        read = HEADER.view(self.text[slice(*piece)]).text
        if not read.strip():
            return
        if known is Known.DATE and is_date(read):
            yield self._field(piece, Role.TIME, HEADER)
        elif known is Known.PEOPLE:
            yield from self._people(header, read, depth)
        elif known is Known.SIGNATURE:
            yield Field(self.part, (piece,), Role.MEDIA, "", self.number, None, "signature", OPAQUE)
        elif known in (Known.TRACE, Known.IDS, Known.LINKS, Known.PARAMETERS):
            yield from self._traces(header, read, known)
        elif not (known is Known.FIXED and is_set(read)):
            yield from self._words(header, known)

    def _people(self, header: Header, read: str, depth: int) -> Iterator[Field]:
        """Names and addresses; the first that ``From`` has is the sender."""
        found = [self._addressee(header, read, *one) for one in addressees(read)]
        if header.name == "from" and not depth and self.sender is None and found:
            lead = next((n for n, one in enumerate(found) if one.role is Role.NAME), 0)
            self.sender = found[lead].text.strip()
            found.insert(0, found.pop(lead)._replace(role=Role.SENDER))
        yield from found

    def _addressee(self, header: Header, read: str, role: Role, start: int, end: int) -> Field:
        """A name or an address; "Wit, Anna de" is read as Anna de Wit."""
        last, comma, first = read[start:end].partition(",")
        if role is Role.NAME and comma and "," not in first and first.strip():
            at = start + len(last) + 1 + len(first) - len(first.lstrip())
            one = self._range(header.start, header.end, at, end, role)
            other = self._range(header.start, header.end, start, start + len(last.rstrip()), role)
            if other.pieces[0].end <= one.pieces[0].start:
                codec = Spaced(HEADER)
                text = "".join(codec.view(self.text[slice(*f.pieces[0])]).text for f in (one, other))
                return one._replace(pieces=one.pieces + other.pieces, text=text, codec=codec)
        return self._range(header.start, header.end, start, end, role)

    def _traces(self, header: Header, read: str, known: Known) -> Iterator[Field]:
        for role, start, end in traced(read, known):
            yield self._range(header.start, header.end, start, end, role)

    def _words(self, header: Header, known: Known) -> Iterator[Field]:
        """What is examined: a subject, or a header that the format does not know."""
        sender = self.sender if known is Known.WORDS else None
        note = "unnamed" if known is Known.UNKNOWN else ""
        for found in segments(self.text, header.start, header.end):
            read = "".join(found.codec.view(self.text[slice(*piece)]).text for piece in found.pieces)
            if read.strip():
                yield Field(self.part, found.pieces, Role.TEXT, read, self.number, sender, note, found.codec)
        if known is Known.UNKNOWN:
            view = HEADER.view(self.text[header.start : header.end])
            for role, start, end in traced(view.text, known):
                yield self._range(header.start, header.end, start, end, role)

    # --- bodies -----------------------------------------------------------------------------------------

    def _names(self, entity: Entity) -> Iterator[Field]:
        """The names of the files that are attached."""
        for found in entity.names:
            views = [found.codec.view(self.text[slice(*piece)]) for piece in found.pieces]
            read = "".join(view.text for view in views)
            if len(found.pieces) > 1:
                yield Field(self.part, found.pieces, Role.FILENAME, read, self.number, None, "", found.codec)
                continue
            piece = found.pieces[0]
            for one in name_fields(self.part, read):
                low, high = views[0].raw_range(*one.pieces[0])
                low, high = piece.start + low, piece.start + high
                yield self._field(Piece(low, high), one.role, found.codec, "")

    def _marks(self, entity: Entity) -> Iterator[Field]:
        """The mark between the parts of a mail, wherever it stands, if somebody or some moment may be told by it."""
        if entity.marks and not is_random(self.text[slice(*entity.marks[0])]):
            for piece in entity.marks:
                yield self._field(piece, Role.ID, _MARK)

    def _body(self, entity: Entity) -> Iterator[Field]:
        """The fields of a body: its words, or a file that is left out."""
        piece = entity.body
        if entity.sort in ("multipart", "message") or not self.text[slice(*piece)].strip():
            return
        if entity.codec is None or not _TEXTS.fullmatch(entity.type):
            sort = "signature" if _SIGNED.fullmatch(entity.type) else _sort(entity.type)
            codec = _EMPTIED if _is_wrapped_text(entity) else OPAQUE
            if self.text[slice(*piece)].strip() != EMPTIED:
                yield Field(self.part, (piece,), Role.MEDIA, "", self.number, None, sort, codec)
        elif entity.type in ("text/html", "application/xhtml+xml"):
            yield from self._within(entity, entity.codec, _page)
        elif entity.type in _PARTS:
            yield from self._within(entity, entity.codec, _PARTS[entity.type])
        else:
            yield from self._text(piece, entity.codec)

    def _within(self, entity: Entity, codec: Codec, inner: Callable[[int, str], Iterator[Field]]) -> Iterator[Field]:
        view = codec.view(self.text[slice(*entity.body)])
        for one in mapped(inner(self.part, view.text), view, entity.body.start, codec):
            role = Role.NAME if one.role is Role.SENDER else Role.TEXT if one.role is Role.TIME else one.role
            sender = one.sender if one.note == "alias" else self.sender if role is Role.TEXT else None
            yield one._replace(message=self.number, sender=sender, role=role)

    def _text(self, piece: Piece, codec: Codec) -> Iterator[Field]:
        """The words of a plain text, without files that are written into it, and the people whom quotes name."""
        at = piece.start
        for found in _UUENCODED.finditer(self.text, *piece):
            yield from self._said(Piece(at, found.start("data")), codec)
            where = (Piece(*found.span("data")),)
            yield Field(self.part, where, Role.MEDIA, "", self.number, None, "document", OPAQUE)
            at = found.end("data")
        yield from self._said(Piece(at, piece.end), codec)

    def _said(self, piece: Piece, codec: Codec) -> Iterator[Field]:
        view = codec.view(self.text[slice(*piece)])
        if not view.text.strip():
            return
        yield self._field(piece, Role.TEXT, codec)._replace(sender=self.sender)
        for role, start, end in quoted_names(view.text):
            low, high = view.raw_range(start, end)
            note = "" if role is Role.KEEP else "pasted"
            yield self._field(Piece(piece.start + low, piece.start + high), role, codec, note)

    # --- fields -----------------------------------------------------------------------------------------

    def _field(self, piece: Piece, role: Role, codec: Codec, note: str = "") -> Field:
        read = codec.view(self.text[slice(*piece)]).text
        return Field(self.part, (piece,), role, read, self.number, None, note, codec)

    def _range(self, start: int, end: int, low: int, high: int, role: Role) -> Field:
        """One field for a range of what is read in a header; an encoded word goes as a whole."""
        low, high = HEADER.view(self.text[start:end]).raw_range(low, high)
        return self._field(Piece(start + low, start + high), role, HEADER)


def _sort(kind: str) -> str:
    """The sort of a file; a text that could not be read is no document that may be kept."""
    return "other" if kind.startswith("text/") else sort_of_type(kind)


def _page(part: int, text: str) -> Iterator[Field]:
    page = Page(part, text)
    for block in blocks(text):
        yield from page.anything(block)
