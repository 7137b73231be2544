"""Cards (vCard 2.1 to 4.0) and calendars (iCalendar): every value is somebody's but for a few that programs set.

https://www.rfc-editor.org/rfc/rfc6350, rfc5545; the names that begin with X- are those of Apple, Android, Evolution,
Outlook and WhatsApp.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..model import Codec, Field, Piece, Role
from ..syntax.opaque import OPAQUE, sort_of_type
from ..syntax.spaced import Spaced
from ..syntax.vcard import ContentLine, Parameter, lines
from .card_words import PROPERTY_NAME, is_program, is_property
from .pasted import pasted_names
from .within import mapped

_BEGIN = re.compile(r"\ufeff?\s{0,200}BEGIN:V(?:CARD|CALENDAR)\b", re.IGNORECASE)


def _table(rows: dict[Role, str]) -> dict[str, Role]:
    return {name: role for role, names in rows.items() for name in names.split()}


_PROPERTIES = _table(
    {
        Role.NAME: """
            FN N NICKNAME NAME RELATED AGENT SORT-STRING CONTACT X-PHONETIC-FIRST-NAME X-PHONETIC-MIDDLE-NAME
            X-PHONETIC-LAST-NAME X-MAIDENNAME X-SPOUSE X-ASSISTANT X-MANAGER X-CHILDREN X-CHILD X-PARENT
            X-ABRELATEDNAMES X-WA-BIZ-NAME X-EVOLUTION-SPOUSE X-EVOLUTION-MANAGER X-EVOLUTION-ASSISTANT
            X-EVOLUTION-FILE-AS X-KADDRESSBOOK-X-SPOUSESNAME X-KADDRESSBOOK-X-MANAGERSNAME
            X-KADDRESSBOOK-X-ASSISTANTSNAME X-MS-SPOUSE X-MS-CHILD X-MS-MANAGER X-MS-ASSISTANT""",
        Role.PHONE: "TEL X-WA-BIZ-NUMBER X-ABPHONE X-MS-TEL",
        Role.EMAIL: "EMAIL ATTENDEE ORGANIZER X-CALENDARSERVER-ATTENDEE",
        Role.HANDLE: """
            IMPP X-AIM X-ICQ X-MSN X-YAHOO X-JABBER X-SKYPE X-SKYPE-USERNAME X-QQ X-GOOGLE-TALK X-GADUGADU X-TWITTER
            X-FACEBOOK X-INSTAGRAM X-TELEGRAM X-SIGNAL X-SNAPCHAT X-TIKTOK X-LINKEDIN X-SOCIALPROFILE X-MS-IMADDRESS
            SOCIALPROFILE""",
        Role.PLACE: "ADR LABEL GEO TZ LOCATION BIRTHPLACE DEATHPLACE X-SAMSUNGADR X-APPLE-STRUCTURED-LOCATION",
        Role.DOB: """
            BDAY ANNIVERSARY DEATHDATE X-ANNIVERSARY X-ABDATE X-EVOLUTION-ANNIVERSARY X-KADDRESSBOOK-X-ANNIVERSARY""",
        Role.ORG: "ORG TITLE ROLE ORG-DIRECTORY X-KADDRESSBOOK-X-DEPARTMENT X-KADDRESSBOOK-X-PROFESSION X-PROFESSION",
        Role.URL: """
            URL SOURCE FBURL CALURI CALADRURI CONFERENCE IMAGE CONTACT-URI X-GOOGLE-CONFERENCE X-EVOLUTION-BLOG-URL
            X-EVOLUTION-VIDEO-URL X-ABURL""",
        Role.ID: "UID RELATED-TO MEMBER CLIENTPIDMAP X-ABUID X-WR-RELCALID X-EVOLUTION-UID",
        Role.SECRET: "KEY PHOTO LOGO SOUND ATTACH",  # when they are no link
        Role.TEXT: """
            NOTE CATEGORIES SUMMARY DESCRIPTION COMMENT RESOURCES X-ABLABEL X-WA-BIZ-DESCRIPTION X-ALT-DESC X-WR-CALNAME
            X-WR-CALDESC GENDER HOBBY EXPERTISE INTEREST REQUEST-STATUS STYLED-DESCRIPTION""",
        Role.KEEP: """
            BEGIN END VERSION PRODID REV KIND CLASS PROFILE MAILER LANG LANGUAGE CALSCALE METHOD DTSTART DTEND DTSTAMP
            CREATED LAST-MODIFIED DUE COMPLETED DURATION RRULE EXRULE EXDATE RDATE SEQUENCE STATUS TRANSP PRIORITY TZID
            TZOFFSETFROM TZOFFSETTO TZNAME TZURL TRIGGER ACTION REPEAT FREEBUSY PERCENT-COMPLETE RECURRENCE-ID COLOR
            REFRESH-INTERVAL X-PUBLISHED-TTL X-WR-TIMEZONE X-LIC-LOCATION X-ABSHOWAS X-ABADR X-ABORDER""",
    }
)
_PARAMETERS = _table(
    {
        Role.NAME: "CN SORT-AS X-CN AUTHOR-NAME X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME",
        Role.PHONE: "WAID X-WAID",
        Role.EMAIL: "EMAIL SENT-BY DELEGATED-TO DELEGATED-FROM MEMBER DIR",
        Role.PLACE: "LABEL GEO TZ X-ADDRESS X-TITLE",
        Role.HANDLE: "USERNAME X-USER X-USERID X-USERNAME X-SERVICE-USER",
        Role.URL: "ALTREP AUTHOR",
        Role.KEEP: """
            ENCODING CHARSET VALUE PREF LANGUAGE PID ALTID PROP-ID MEDIATYPE INDEX LEVEL CALSCALE ROLE PARTSTAT RSVP
            CUTYPE TZID X-NUM-GUESTS FMTTYPE RELATED RANGE FBTYPE RELTYPE SCHEDULE-AGENT SCHEDULE-STATUS CREATED
            DERIVED X-SERVICE-TYPE""",
    }
)
_TYPES = frozenset(
    "home work cell voice fax pref internet x400 dom intl postal parcel msg bbs modem car isdn video pager pcs main "
    "iphone mobile other text textphone custom jpeg jpg png gif webp uri url date aim icq msn yahoo skype jabber xmpp "
    "facebook twitter linkedin whatsapp contact acquaintance friend met co-worker colleague co-resident neighbor child "
    "parent sibling spouse kin muse crush date sweetheart me agent emergency assistant manager quoted-printable base64 "
    "b 8bit 7bit utf-8 individual group org location applewatch callback company radio telex tty ttytdd x-mobile "
    "x-internet x-iphone x-other x-home x-work x-car x-pref pgp x509 x-pgp".split()
)
_KEPT = re.compile(
    r"[A-Z0-9:;=,.+/_()-]{0,200}|[a-z]{1,12}(?:-[A-Z]{2})?|[A-Z][a-z]+/[A-Z][A-Za-z_/-]{2,30}|\d[\w:.+-]{0,40}"
)
_BORDER = re.compile(r"V(?:CARD|CALENDAR|EVENT|TODO|JOURNAL|ALARM|TIMEZONE|FREEBUSY)|STANDARD|DAYLIGHT", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_SHAPES = {"BEGIN": _BORDER, "END": _BORDER, "LANG": _LANGUAGE, "LANGUAGE": _LANGUAGE}
_GROUP = re.compile(r"(?:item|card|[a-z]{0,3})\d{0,4}|home|work", re.IGNORECASE)
_SCHEME = re.compile(r"\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):")
_SCHEMES = {"mailto": Role.EMAIL, "tel": Role.PHONE, "sms": Role.PHONE, "geo": Role.PLACE, "urn": Role.ID}
_LINKS = frozenset({"http", "https", "ftp", "file", "cid", "content", "webcal"})
_OWN_LABEL = re.compile(r"_\$!<[A-Za-z]{1,30}>!\$_")
_SORTS = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio"}
_CODE = re.compile(r"\S{1,400}")
_CARD_IN_CARD = re.compile(r"\s*BEGIN:V", re.IGNORECASE)
_READ = {"N": (3, 1, 2, 0, 4)}  # "Wit;Anna;de;dr.;" is read as dr. Anna de Wit
_ALIASES = (Role.NAME, Role.PHONE)


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as a card or a calendar does."""
    return _BEGIN.match(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of all cards; the number of the card stands for that of a message."""
    cards = [[*_of_card(part, text, number, card)] for number, card in enumerate(_cards(lines(text)))]
    names = [next((one.text.strip() for one in card if one.note == "whole"), None) for card in cards]
    owners: dict[str, set[str | None]] = defaultdict(set)
    for name, card in zip(names, cards, strict=True):
        for one in card:
            owners[_key(one)].add(name)
    for name, card in zip(names, cards, strict=True):
        for one in card:
            alias = name is not None and one.note == "more" and len(owners[_key(one)]) == 1
            if one.note in ("more", "whole"):
                one = one._replace(note="alias", sender=name) if alias else one._replace(note="")
            yield one


def _key(found: Field) -> str:
    read = found.text.strip().casefold()
    return re.sub(r"\D", "", read)[-9:] if found.role is Role.PHONE else read


def _cards(found: Iterable[ContentLine]) -> Iterator[list[ContentLine]]:
    """The lines of one card after the other; one within another belongs to it."""
    card: list[ContentLine] = []
    depth = 0
    for line in found:
        if line.name == "BEGIN" and not depth and card:
            yield card
            card = []
        card.append(line)
        depth += (line.name == "BEGIN") - (line.name == "END" and depth > 0)
        if line.name == "END" and not depth:
            yield card
            card = []
    if card:
        yield card


def _of_card(part: int, text: str, number: int, card: Sequence[ContentLine]) -> Iterator[Field]:
    """The fields of a card. The note "whole" is on its name, "more" on what may be its owner's too."""
    reader = _Reader(part, text, number)
    named = False
    for line in card:
        for one in reader.line(line):
            if line.name == "FN" and one.role is Role.NAME and not named:
                named = True
                one = one._replace(note="whole")
            elif line.name in ("N", "NICKNAME", "TEL") and one.role in _ALIASES and not one.note:
                one = one._replace(note="more")
            yield one


class _Reader:
    """Reads the lines of one card.

    Args:
        part: number of the part.
        text: all of its text.
        number: of the card.
    """

    def __init__(self, part: int, text: str, number: int) -> None:
        self.part, self.text, self.number = part, text, number

    def line(self, line: ContentLine) -> Iterator[Field]:
        """The fields of a line, those of its parameters first."""
        known = _PROPERTIES.get(line.name)
        strange = known is None and line.name and not (line.name.startswith("X-") and is_property(line.name))
        if strange or (line.group and not _GROUP.fullmatch(line.group)):
            yield from self._words(line.label, PROPERTY_NAME, "unnamed")
        for parameter in line.parameters:
            yield from self._parameter(parameter)
        if line.opaque:
            yield from self._medium(line)
        elif line.name == "X-ANDROID-CUSTOM":
            yield from self._custom(line)
        elif len(line.values) > 1 and known not in (None, Role.TEXT, Role.KEEP):
            yield from self._together(line, known or Role.TEXT)
        else:
            for piece in line.values:
                yield from self._value(line, piece, known)

    # --- values -----------------------------------------------------------------------------------------

    def _value(self, line: ContentLine, piece: Piece, known: Role | None) -> Iterator[Field]:
        read = line.codec.view(self.text[slice(*piece)]).text
        if not read.strip() or _OWN_LABEL.fullmatch(read.strip()):
            return
        if known is Role.KEEP:
            if not self._is_fixed(line.name, read.strip()):
                yield from self._words(piece, line.codec)
        elif _CARD_IN_CARD.match(read):
            view = line.codec.view(self.text[slice(*piece)])
            inner = (one._replace(message=self.number) for one in fields(self.part, view.text))
            yield from mapped(inner, view, piece.start, line.codec)
        elif known is Role.TEXT or (known is None and not (line.name and _CODE.fullmatch(read.strip()))):
            yield from self._words(piece, line.codec, "" if known else "unnamed")
        else:
            yield from self._uri(piece, line.codec, known or Role.ID, read)

    def _is_fixed(self, name: str, read: str) -> bool:
        return is_program(read) if name == "PRODID" else _SHAPES.get(name, _KEPT).fullmatch(read) is not None

    def _uri(self, piece: Piece, codec: Codec, role: Role, read: str) -> Iterator[Field]:
        """One field for a value, by its scheme if it is a link."""
        scheme = _SCHEME.match(read)
        kind = scheme["scheme"].casefold() if scheme else ""
        if not scheme or (kind not in _LINKS and kind not in _SCHEMES and role is not Role.HANDLE):
            yield self._field(piece, role, codec)
        elif kind in _LINKS:
            yield self._field(piece, role if role is Role.HANDLE else Role.URL, codec)
        elif scheme.end() < len(read.rstrip()):
            low, high = codec.view(self.text[slice(*piece)]).raw_range(scheme.end(), len(read))
            yield self._field(Piece(piece.start + low, piece.start + high), _SCHEMES.get(kind, role), codec)

    def _together(self, line: ContentLine, role: Role) -> Iterator[Field]:
        """One field for a value in several components."""
        first = [n for n in _READ.get(line.name, ()) if n < len(line.values)]
        order = [*first, *(n for n in range(len(line.values)) if n not in first)]
        there = [line.values[n] for n in order]
        pieces = tuple(p for p in there if line.codec.view(self.text[slice(*p)]).text.strip())
        if pieces:
            codec = Spaced(line.codec) if len(pieces) > 1 else line.codec
            read = "".join(codec.view(self.text[slice(*piece)]).text for piece in pieces)
            yield Field(self.part, pieces, role, read, self.number, None, "", codec)

    def _custom(self, line: ContentLine) -> Iterator[Field]:
        """The fields of what Android writes for a nickname, a relation, a day."""
        sort = self.text[slice(*line.values[0])].rpartition("/")[2].casefold()
        role = {"nickname": Role.NAME, "relation": Role.NAME, "contact_event": Role.DOB}.get(sort, Role.TEXT)
        for piece in line.values:
            read = line.codec.view(self.text[slice(*piece)]).text
            if len(read) > 2 and not re.fullmatch(r"vnd\.[a-z_.]{1,60}/[a-z_]{1,40}", read):
                yield self._field(piece, role, line.codec)

    def _medium(self, line: ContentLine) -> Iterator[Field]:
        start, end = line.values[0]
        head = self.text[start : start + 200]
        comma = head.find(",") + 1 if head[:5].casefold() == "data:" else 0
        if self.text[start + comma : end].strip():
            sort = sort_of_type(head[5:].partition(";")[0]) if comma else _SORTS.get(line.name, "document")
            piece = Piece(start + comma, end)
            yield Field(self.part, (piece,), Role.MEDIA, "", self.number, None, sort, OPAQUE)

    # --- parameters -------------------------------------------------------------------------------------

    def _parameter(self, found: Parameter) -> Iterator[Field]:
        piece = Piece(found.start, found.end)
        read = found.codec.view(self.text[slice(*piece)]).text
        role = _PARAMETERS.get(found.name)
        if role is Role.KEEP:
            if not (_KEPT.fullmatch(read) or read.casefold() in _TYPES or found.name == "MEDIATYPE"):
                yield from self._words(piece, found.codec)
        elif role is not None:
            yield from self._uri(piece, found.codec, role, read)
        elif not (found.name in ("", "TYPE") and read.casefold() in _TYPES):
            yield from self._words(piece, found.codec, "unnamed" if found.name else "")

    # --- fields -----------------------------------------------------------------------------------------

    def _field(self, piece: Piece, role: Role, codec: Codec, note: str = "") -> Field:
        read = codec.view(self.text[slice(*piece)]).text
        return Field(self.part, (piece,), role, read, self.number, None, note, codec)

    def _words(self, piece: Piece, codec: Codec, note: str = "") -> Iterator[Field]:
        """What is examined, and the people whom pasted text in it names."""
        said = self._field(piece, Role.TEXT, codec, note)
        if said.text.strip():
            yield said
            view = codec.view(self.text[slice(*piece)])
            for start, end in pasted_names(said.text):
                low, high = view.raw_range(start, end)
                yield self._field(Piece(piece.start + low, piece.start + high), Role.NAME, codec, "pasted")
