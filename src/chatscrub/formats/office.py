"""Documents in XML as tables: what is read together, and which elements and attributes hold words.

A table names an element (``dc:creator``), an attribute anywhere (``@descr``) or that of an element
(``w:bookmarkStart@w:name``), and says what stands there. What no table names is examined, unless it is written as only
numbers, colours, codes and the words of a schema are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model import Codec, Field, Piece, Role, View
from ..spans import located, views
from ..syntax.entities import VERBATIM, XML_TEXT
from ..syntax.markup import Sort, Token, scan
from ..syntax.tags import HTML_TAGS
from ..syntax.uris import STYLE_NAME, URI
from . import headings
from .members import member_field
from .pasted import pasted_names
from .schemas import CAMEL_CASE, NUMBER, is_fixed, is_programmed

# Prefixes as the standards write them, by namespace; "" where elements have none.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
_SCHEMAS = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com|libreoffice\.org)|purl\.(?:org|oclc\.org)|www\.w3\.org|openoffice\.org"
    r"|docs\.oasis-open\.org|www\.gnome\.org|sourceforge\.net)/[^\s?@]*|urn:[\w:.#-]+|https?://www\.w3\.org/?"
)
_OWN_URN = re.compile(r"urn:(?!oasis:|schemas-microsoft-com:|org:documentfoundation:|openoffice:)")
_STANDARD = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:org|oclc\.org))/|urn:oasis:"
)
_PACKED = re.compile(r"\s*[A-Za-z0-9+/][A-Za-z0-9+/\s]{198,}={0,2}\s*")  # base64: nobody can examine it
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):")
_DECLARATION = re.compile(r'xml version=[\w.\s="\'-]*|mso-[\w.-]+ [\w.="\' -]*|DOCTYPE [\w:]+')
_NAMED = ("REF", "PAGEREF", "NOTEREF", "GOTOBUTTON", "DOCVARIABLE", "DOCPROPERTY")  # then comes the name of something
# https://support.microsoft.com/office/list-of-field-codes-in-word-1ad6d91a-55a7-4a8d-b535-cf7888659a51
_COMMANDS = frozenset(
    "ADDRESSBLOCK ASK AUTHOR AUTONUM AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY CITATION COMMENTS COMPARE CREATEDATE "
    "DATABASE DATE DOCPROPERTY DOCVARIABLE EDITTIME EMBED FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT "
    "GOTOBUTTON GREETINGLINE HYPERLINK IF INCLUDEPICTURE INCLUDETEXT INDEX KEYWORDS LASTSAVEDBY LINK LISTNUM "
    "MACROBUTTON MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINT "
    "PRINTDATE PRIVATE QUOTE RD REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL "
    "TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE".split()
)
_ARGUMENT = re.compile(r'"(?P<quoted>[^"]*)"|(?<![\\\w@#*])(?P<bare>[^\s"\\]+)')
_INSIDE = re.compile(
    r"(?:\.{0,2}/){0,4}(?:content|styles)\.xml(?:#id\d+)?"
    r"|(?:\.?/)?(?:Pictures|ObjectReplacements|Object \d+|media|Thumbnails|Configurations2|Dialogs|Basic)"
    r"(?:/[^/?#]*)*/?"
)
_UP = re.compile(r"(?:\.\./){1,8}")
_SHORT = 80
_MOST_COLUMNS = 1000  # of which the headings are known
_NUMERAL = re.compile(r"-?[\d.]+(?:[Ee][-+]?\d+)?")
_LONG = re.compile(r"-?\d{8,18}(?:\.0*)?|\d(?:\.\d+)?[Ee]\+?(?:[89]|1\d)")


@dataclass(frozen=True)
class Grammar:
    """A format of documents.

    Args:
        paragraphs: elements whose text is read together.
        joins: elements whose text belongs to the paragraph around them.
        signs: empty elements that read as a sign, and ``sign_in``: where they do; the same tag may mean more.
        table, row, cell: the elements of tables.
        inserted, deleted: what tracks changes.
        special: the fields of what has a form of its own, such as formulas.
        words: what stands where; "keep" is copied.
        is_kept: what else is copied, by element, attribute ("" for text) and value.
    """

    paragraphs: frozenset[str]
    joins: Callable[[str], bool]
    signs: dict[str, str]
    sign_in: Callable[[str], bool]
    words: Mapping[str, str]
    is_kept: Callable[[str, str, str], bool]
    table: str = ""
    row: frozenset[str] = frozenset()
    cell: frozenset[str] = frozenset()
    inserted: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    special: Mapping[str, Callable[[int, str, Piece], Iterator[Field]]] = field(default_factory=dict)


def grammar_words(table: Mapping[str, str]) -> dict[str, str]:
    """A table whose keys are several places, by blanks."""
    return {place: sort for places, sort in table.items() for place in places.split()}


@dataclass(frozen=True, slots=True)
class Signs:
    """Codec of text in which empty elements stand for a tab, a line end, a hyphen.

    Args:
        signs: what they stand for, by name.
    """

    signs: Mapping[str, str] = field(hash=False)

    def view(self, raw: str) -> View:
        """The sign of an element, which is one piece; else the text."""
        if not raw.startswith("<"):
            return XML_TEXT.view(raw)
        name = re.split(r"[\s/>]", raw[1:], maxsplit=1)[0]
        sign = self.signs.get(name, self.signs.get(name.rpartition(":")[2], ""))
        return View(sign, [0] * len(sign), [len(raw)] * len(sign))

    def encode(self, text: str) -> str:
        return XML_TEXT.encode(text)


class Emptied:
    """Codec of packed bytes, which nobody can examine: they are left out."""

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return ""


EMPTIED = Emptied()


@dataclass(frozen=True, slots=True)
class Instead:
    """Codec of a value that other programs must be able to read, and that stands elsewhere as well.

    Args:
        value: what is written in its place, whatever replaces it.
    """

    value: str

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return self.value


class Outside:
    """Codec of an address that must go on leading out of the package that it stands in."""

    def view(self, raw: str) -> View:
        return URI.view(raw)

    def encode(self, text: str) -> str:
        return "../" + URI.encode(text)


OUTSIDE = Outside()
MOMENT, ZERO = Instead("1901-01-01T00:00:00"), Instead("0")


class _Table:
    """A table on the way through a document: the texts of its first row, and of the cells of this row so far."""

    __slots__ = ("first", "headed", "more", "rows", "texts")

    def __init__(self) -> None:
        self.first: list[str] = []
        self.texts: list[str] = []
        self.rows = 0
        self.headed = False
        self.more = 0  # how often the cell that is filled now is repeated behind itself

    def next_row(self) -> None:
        if self.rows == 1:
            self.first = self.texts
            self.headed = is_header(self.first)
        self.rows += 1
        self.texts = []
        self.more = 0

    def next_cell(self, times: int) -> None:
        """Begin a cell that stands there so many times."""
        self.texts += [""] * (1 + self.more)
        self.more = times - 1

    def role(self) -> Role | None:
        """What the headings say about the cell that is filled now."""
        at = len(self.texts) - 1
        if self.headed:
            return headings.role_of(self.first[at]) if 0 <= at < len(self.first) else None
        return headings.role_of(self.texts[at - 1]) if at > 0 else None


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells of a first row are headings of what stands under them."""
    filled = [cell for cell in cells if cell.strip()]
    named = sum(headings.is_heading(cell) for cell in filled)
    told = any(headings.role_of(cell) for cell in filled)
    plain = all(headings.is_heading(cell) or (headings.is_plain(cell) and cell[0].isalpha()) for cell in filled)
    return told and plain and (named > 1 or len(filled) > 2)


class _Paragraph(NamedTuple):
    """A paragraph so far: pieces with 0, 1 (inserted) or 2 (deleted), and the pieces of a field's instruction."""

    pieces: list[tuple[Piece, int]]
    codes: list[Piece]


def fields(grammar: Grammar, part: int, text: str) -> Iterator[Field]:
    """The fields of one text of a document: its paragraphs in order, behind each what stands in its tags."""
    yield from _Reading(grammar, part, text).fields()


class _Reading:
    def __init__(self, grammar: Grammar, part: int, text: str) -> None:
        self.grammar, self.part, self.text = grammar, part, text
        self.codec = Signs(grammar.signs | {name.rpartition(":")[2]: sign for name, sign in grammar.signs.items()})
        self.stack: list[str] = []
        self.there: Counter[str] = Counter()  # how many of each are open
        self.paragraphs: list[_Paragraph] = []
        self.tables: list[_Table] = []
        self.changes = [0, 0]  # how many elements are open that insert, that delete
        self.number = -1
        self.author = ""
        self.standard = False  # names without a prefix are those of a standard
        self.own: set[str] = set()  # prefixes of schemas that are no standard, of which no table tells
        self.label = ""  # what the element that is open says that it holds
        self.names: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        self.kept: dict[tuple[str, str, str], bool] = {}
        self.said: set[tuple[int, str]] = set()

    def fields(self) -> Iterator[Field]:
        """All fields."""
        head: Token | None = None
        attributes: list[Token] = []
        for token in scan(self.text, xml=True):
            if token.sort is Sort.ATTRIBUTE:
                attributes.append(token)
                continue
            if head:
                yield from self._tag(head, attributes)
                head, attributes = None, []
            if token.sort is Sort.OPEN or token.sort is Sort.CLOSE:
                head = token
            else:
                yield from self._words(token)
        if head:
            yield from self._tag(head, attributes)
        while self.paragraphs:
            yield from self._end_paragraph()

    # --- tags -------------------------------------------------------------------------------------------

    def _tag(self, head: Token, attributes: Sequence[Token]) -> Iterator[Field]:
        for token in attributes:
            if token.name.startswith("xmlns"):
                self._namespace(token)
        tag = self.name(head.tag)
        if head.sort is Sort.CLOSE:
            yield from self._close(tag)
        elif head.empty:
            self._sign(tag, head, attributes)
        if head.sort is Sort.OPEN and self.tables and tag in self.grammar.cell:
            self.tables[-1].next_cell(self._times(attributes))
        for token in attributes:
            yield from self._attribute(tag, token, attributes)
            if not self._is_standard(self.name(token.name) if ":" in token.name else tag):
                yield from self._attribute_name(head, token)
        if head.sort is Sort.OPEN:
            yield from self._codes(tag)
            if not head.empty:
                self._open(tag)
        if head.empty or head.sort is Sort.CLOSE:
            self.label = "" if head.empty or tag in ("property", "meta:user-defined") else self.label
        yield from self._tag_name(head, tag)

    def _times(self, attributes: Sequence[Token]) -> int:
        """How often a cell stands there."""
        said = (self.text[t.start : t.end] for t in attributes if t.name.endswith(":number-columns-repeated"))
        return next((min(int(one), _MOST_COLUMNS) for one in said if one.isdecimal() and one != "0"), 1)

    def name(self, written: str) -> str:
        """A name with the prefix that the standards write."""
        found = self.names.get(written)
        if found is None:
            prefix, _, local = written.rpartition(":")
            if prefix in self.own:
                self.names[written] = f"{{{prefix}}}{local}"
                return self.names[written]
            known = self.prefixes.get(prefix)
            found = written if known is None else f"{known}:{local}" if known else local
            self.names[written] = found
        return found

    def _is_standard(self, tag: str) -> bool:
        """Whether an element is one of a standard, so that the tables hold for it."""
        return not tag.startswith("{") and (":" in tag or self.standard)

    def _namespace(self, token: Token) -> None:
        space = self.text[token.start : token.end]
        prefix = token.name.partition(":")[2]
        if token.name == "xmlns":  # one element of another schema is enough to trust none
            self.standard = bool(_STANDARD.match(space)) and (self.standard or not self.stack)
        elif _OWN_URN.match(space) or not _SCHEMAS.fullmatch(space):
            self.own.add(prefix)
            self.names.clear()
        known = _PREFIXES.get(space)
        if known is not None and known != prefix and (prefix or known in ("w", "")):
            self.prefixes[prefix] = known
            self.names.clear()

    def _open(self, tag: str) -> None:
        grammar = self.grammar
        self.stack.append(tag)
        self.there[tag] += 1
        if tag in grammar.paragraphs:
            self.number += 1
            self.paragraphs.append(_Paragraph([], []))
        elif tag == grammar.table:
            self.tables.append(_Table())
        elif self.tables and tag in grammar.row:
            self.tables[-1].next_row()
        self.changes[0] += tag in grammar.inserted
        self.changes[1] += tag in grammar.deleted

    def _close(self, tag: str) -> Iterator[Field]:
        if not self.there[tag]:
            return
        while True:
            last = self.stack.pop()
            self.there[last] -= 1
            if last in self.grammar.paragraphs and self.paragraphs:
                yield from self._end_paragraph()
            elif last == self.grammar.table and self.tables:
                self.tables.pop()
            self.changes[0] -= last in self.grammar.inserted
            self.changes[1] -= last in self.grammar.deleted
            if last == tag:
                return

    def _sign(self, tag: str, head: Token, attributes: Sequence[Token]) -> None:
        """Take an empty element that reads as a sign."""
        if self.paragraphs and tag in self.grammar.signs and self.stack and self.grammar.sign_in(self.stack[-1]):
            end = self.text.find(">", attributes[-1].end if attributes else head.start) + 1
            if self.paragraphs[-1].pieces:
                self._piece(Piece(head.start, end))

    def _piece(self, piece: Piece) -> None:
        self.paragraphs[-1].pieces.append((piece, 2 if self.changes[1] else 1 if self.changes[0] else 0))

    def _tag_name(self, head: Token, tag: str) -> Iterator[Field]:
        """The name of an element that no standard knows may be a word of somebody's own."""
        local = head.tag.rpartition(":")[2]
        if self._is_standard(tag) or local.lower() in HTML_TAGS or is_programmed(local) or tag in self.grammar.words:
            return
        start = head.start + (2 if head.sort is Sort.CLOSE else 1)
        end = start + len(head.tag)
        if self.text[start:end] == head.tag:
            yield self._field(Piece(end - len(local), end), Role.FILENAME, "name", XML_TEXT)

    def _attribute_name(self, head: Token, token: Token) -> Iterator[Field]:
        """The same for the name of an attribute."""
        local = token.name.rpartition(":")[2]
        if token.name.startswith("xml") or is_programmed(local):
            return
        start = self.text.rfind(token.name, head.start, token.start)
        if start >= 0:
            end = start + len(token.name)
            yield self._field(Piece(end - len(local), end), Role.FILENAME, "name", XML_TEXT)

    # --- words ------------------------------------------------------------------------------------------

    def _words(self, token: Token) -> Iterator[Field]:
        """What is no tag."""
        start, end = token.start, token.end
        raw = self.text[start:end]
        if token.sort is not Sort.TEXT:
            if raw.strip() and not _DECLARATION.fullmatch(raw):
                yield self._field(Piece(start, end), Role.TEXT, "", VERBATIM)
            return
        tag = self.stack[-1] if self.stack else ""
        sort = self.grammar.words.get(tag)
        if sort == "keep" and not self._is_standard(tag):
            sort = None
        if token.tag or (sort is None and not self._joins(tag)):
            if raw.strip():
                yield from self._unnamed(tag, start, end)
            return
        if tag == "dc:creator":
            self.author = XML_TEXT.view(raw).text.strip()
        if sort is None or sort.startswith("also "):
            self._piece(Piece(start, end))
        elif sort == "code" and self.paragraphs:
            self.paragraphs[-1].codes.append(Piece(start, end))
            return
        if sort is not None and raw.strip():
            sort = "text" if sort == "code" else sort
            yield from self._value(sort.removeprefix("also "), start, end, tag, "")

    def _joins(self, tag: str) -> bool:
        return bool(self.paragraphs) and self.grammar.joins(tag)

    def _unnamed(self, tag: str, start: int, end: int) -> Iterator[Field]:
        """A text in an element that no table names."""
        raw = self.text[start:end]
        sort = self._by_name(tag, tag)
        number = NUMBER.fullmatch(raw) and (is_fixed(raw) or ":" in tag)
        if sort != "text" or not (number or self.grammar.is_kept(tag, "", raw)):
            yield from self._value(sort, start, end, tag, "")

    def _by_name(self, tag: str, name: str) -> str:
        """What an element or attribute of unknown origin holds, by its name."""
        if self._is_standard(tag) or ":" in name:
            return "text"
        name = name.rpartition("}")[2]
        role = headings.role_of(" ".join(_CAMEL.findall(name)) or name)
        return role.value if role else "text"

    def _attribute(self, tag: str, token: Token, attributes: Sequence[Token]) -> Iterator[Field]:
        start, end = token.start, token.end
        if start == end:
            return
        name, raw = self.name(token.name) if token.name else "", self.text[start:end]
        words = self.grammar.words
        place = f"{self.stack[-1]}/{tag}" if self.stack and f"{self.stack[-1]}/{tag}@{name}" in words else tag
        sort = words.get(f"{place}@{name}") or words.get(f"@{name}")
        if sort == "keep" and not self._is_standard(tag):
            sort = None
        if name == "w:author" and sort:
            self.author = XML_TEXT.view(raw).text.strip()
        if name == "Target" and self._is_standard(tag):
            external = any(t.name == "TargetMode" and self.text[t.start : t.end] == "External" for t in attributes)
            sort = "link" if external else "member"
        if sort is None:
            sort = self._by_name(tag, name)
            if name.startswith("xmlns") and _SCHEMAS.fullmatch(raw):
                return
            if sort != "text" or not self._is_kept(tag, name, raw):
                yield from self._value(sort, start, end, tag, name)
        elif sort == "label":
            self.label = XML_TEXT.view(raw).text
            if not headings.is_heading(self.label):
                yield self._field(Piece(start, end), Role.FILENAME, "name", XML_TEXT)
        elif sort != "keep":
            yield from self._value(sort, start, end, place, name)

    def _is_kept(self, tag: str, name: str, raw: str) -> bool:
        """Whether a value that no table names is one of a program."""
        if len(raw) > _SHORT:
            return bool(self.grammar.is_kept(tag, name, raw))
        key = tag, name, raw
        known = self.kept.get(key)
        if known is None:
            if len(self.kept) > 20_000:
                self.kept.clear()
            schema = bool(name) and self._is_standard(tag) and bool(NUMBER.fullmatch(raw) or CAMEL_CASE.fullmatch(raw))
            known = self.kept[key] = schema or is_fixed(raw) or self.grammar.is_kept(tag, name, raw)
        return known

    def _value(self, sort: str, start: int, end: int, tag: str, name: str) -> Iterator[Field]:
        """The fields of one text or value that stands alone."""
        raw = self.text[start:end]
        piece = Piece(start, end)
        if _PACKED.fullmatch(raw):
            yield self._field(piece, Role.SECRET, "", EMPTIED)
        elif sort == "link":
            yield from self._link(start, end, name == "xlink:href" and tag not in ("text:a", "draw:a"))
        elif sort == "member":
            yield from member_field(self.part, self.text, piece, URI)
        elif sort == "moment":
            yield self._field(piece, Role.SECRET, "", MOMENT)
        elif sort == "cell":
            yield from self._cell_value(piece)
        elif sort in self.grammar.special:
            yield from self.grammar.special[sort](self.part, self.text, piece)
        elif sort == "code":
            yield from self._instruction((piece,), XML_TEXT)
        elif sort == "style":
            if not is_programmed(STYLE_NAME.view(raw).text) and not self.grammar.is_kept(tag, name, raw):
                yield self._field(piece, Role.FILENAME, "name", STYLE_NAME)
        elif sort == "file":
            if not NUMBER.fullmatch(raw) and not self.grammar.is_kept(tag, name, raw):
                yield self._field(piece, Role.FILENAME, "name", XML_TEXT)
        elif sort == "initials":
            yield self._field(piece, Role.NAME, "alias" if self.author else "", XML_TEXT, self.author or None)
        elif sort != "keep" and not (sort != "text" and raw.isspace()):
            found = self._field(piece, Role(sort), "", XML_TEXT)
            yield from self._with_labels(found)
            role = headings.role_of(self.label) if self.label and found.role is Role.TEXT else None
            if role and headings.is_filled_in(found.text, role):
                yield found._replace(role=role, note="")

    def _cell_value(self, piece: Piece) -> Iterator[Field]:
        """The number or date of a cell, of which the words are its paragraph: it goes where that may go."""
        raw = self.text[piece.start : piece.end]
        if _LONG.fullmatch(raw) or (self.tables and self.tables[-1].texts and self.tables[-1].role()):
            yield self._field(piece, Role.SECRET, "", ZERO if _NUMERAL.fullmatch(raw) else MOMENT)

    def _link(self, start: int, end: int, embeds: bool) -> Iterator[Field]:
        """Where a link leads: to somebody, to a place in the document, to a file, to a page.

        What is embedded is looked for in the package unless it leads out of it, and LibreOffice opens no document in
        which that is missing.
        """
        raw = self.text[start:end]
        scheme = _SCHEME.match(raw)
        kind = scheme["scheme"].lower() if scheme else ""
        at = scheme.end() if scheme else 0
        if kind in ("mailto", "tel", "sms", "callto", "skype"):
            stop = raw.find("?") if "?" in raw else len(raw)
            role = Role.EMAIL if kind == "mailto" else Role.PHONE if kind in ("tel", "sms") else Role.HANDLE
            if at < stop:
                yield self._field(Piece(start + at, start + stop), role, "", URI)
            if stop + 1 < len(raw):
                yield self._field(Piece(start + stop + 1, end), Role.TEXT, "", URI)
        elif raw.startswith("#"):
            stop = start + len(raw.partition("|")[0])
            if start + 1 < stop and not self._is_bookmark_kept(self.text[start + 1 : stop]):
                yield self._field(Piece(start + 1, stop), Role.FILENAME, "name", URI if "%" in raw else XML_TEXT)
        elif _INSIDE.fullmatch(raw):
            yield from member_field(self.part, self.text, Piece(start, end), URI)
        elif not _SCHEMAS.fullmatch(raw):
            up = _UP.match(raw)
            start += up.end() if up else 0
            if start < end:
                yield self._field(Piece(start, end), Role.URL, "", OUTSIDE if embeds and not up else URI)

    def _is_bookmark_kept(self, name: str) -> bool:
        """Whether a program made that bookmark."""
        return any(self.grammar.is_kept(*one, name) for one in (("w:bookmarkStart", "w:name"), ("", "text:name")))

    # --- paragraphs -------------------------------------------------------------------------------------

    def _end_paragraph(self) -> Iterator[Field]:
        paragraph = self.paragraphs.pop()
        self.paragraphs.append(paragraph)
        yield from self._codes("")
        self.paragraphs.pop()
        now = [piece for piece, change in paragraph.pieces if change != 2]
        for found in self._read(now, ""):
            if self.tables and self.tables[-1].texts and headings.is_heading(found.text):
                self.tables[-1].texts[-1] = f"{self.tables[-1].texts[-1]} {found.text}".strip()
                yield found._replace(role=Role.KEEP)
                continue
            yield from self._with_labels(found)
            yield from self._in_cell(found)
        if len(now) < len(paragraph.pieces):
            for found in self._read([piece for piece, change in paragraph.pieces if change != 1], "before"):
                yield from self._with_labels(found)

    def _read(self, pieces: Sequence[Piece], note: str) -> Iterator[Field]:
        read = "".join([self.codec.view(self.text[start:end]).text for start, end in pieces])
        if read.strip():
            copied = (self.number, read) in self.said
            self.said.add((self.number, read))
            yield Field(
                self.part, tuple(pieces), Role.TEXT, read, self.number, None, "copy" if copied else note, self.codec
            )

    def _in_cell(self, found: Field) -> Iterator[Field]:
        """What the headings of a table say about a paragraph in it."""
        if not self.tables or not self.tables[-1].texts:
            return
        table = self.tables[-1]
        role = table.role()
        table.texts[-1] = f"{table.texts[-1]} {found.text}".strip()[: 4 * _SHORT]
        short = len(found.text) <= _SHORT and not headings.role_of(found.text)
        if role and short and headings.is_filled_in(found.text, role):
            yield found._replace(role=role, note="")

    def _with_labels(self, found: Field) -> Iterator[Field]:
        """A field, and what in it has its role from a label or from the form of pasted text."""
        yield found
        if found.role is not Role.TEXT or (":" not in found.text and "\t" not in found.text and "[" not in found.text):
            return
        there = views(self.text, found)
        given = [(Role.NAME, start, end) for start, end in pasted_names(found.text)]
        for role, start, end in [*given, *headings.labelled(found.text)]:
            pieces = tuple(Piece(*one) for one in located(there, start, end))
            yield found._replace(pieces=pieces, role=role, text=found.text[start:end], note="")

    def _codes(self, tag: str) -> Iterator[Field]:
        """The instruction of a field, once it is whole."""
        if not self.paragraphs or not self.paragraphs[-1].codes or tag in ("w:r", "w:rPr", "w:instrText", "w:noProof"):
            return
        if tag and not tag.startswith(("w:fldChar", "w:t")):
            return
        codes = tuple(self.paragraphs[-1].codes)
        self.paragraphs[-1].codes.clear()
        yield from self._instruction(codes, XML_TEXT)

    def _instruction(self, pieces: tuple[Piece, ...], written: Codec) -> Iterator[Field]:
        read = "".join([written.view(self.text[start:end]).text for start, end in pieces])
        whole = Field(self.part, pieces, Role.TEXT, read, self.number, None, "", written)
        there = views(self.text, whole)
        words = list(_ARGUMENT.finditer(read))
        known = words[: 2 if words and words[0][0] in _NAMED else 1] if words and words[0][0] in _COMMANDS else []
        begin = known[-1].end() if known else 0
        if read[begin:].strip():
            ranges = tuple(Piece(*one) for one in located(there, begin, len(read)))
            yield whole._replace(pieces=ranges, text=read[begin:])
        for before, match in zip([None, *words], words, strict=False):
            group = "quoted" if match["quoted"] is not None else "bare"
            low, high = match.span(group)
            role = _argument(match[group], words[0][0].upper(), read[before.end() : match.start()] if before else None)
            if role is Role.FILENAME and (self._is_bookmark_kept(match[group]) or headings.is_heading(match[group])):
                continue
            if role is Role.EMAIL:
                low, high = low + len("mailto:"), low + len(match[group].partition("?")[0])
            if role and read[low:high].strip():
                ranges = tuple(Piece(*one) for one in located(there, low, high))
                yield whole._replace(pieces=ranges, role=role, text=read[low:high])

    def _field(self, piece: Piece, role: Role, note: str, written: Codec, sender: str | None = None) -> Field:
        read = written.view(self.text[piece.start : piece.end]).text
        if role is Role.TEXT and not note:
            note = "copy" if (-1, read) in self.said else ""
            self.said.add((-1, read))
        return Field(self.part, (piece,), role, read, -1, sender, note, written)


def _argument(value: str, command: str, between: str | None) -> Role | None:
    """What an argument of a field's instruction is: a link, the name of a bookmark, the name of somebody."""
    if between is None:
        return None
    if between.rstrip().endswith(("\\@", "\\#", "\\*")):  # how a date or number is written
        return Role.KEEP
    if value.lower().startswith("mailto:"):
        return Role.EMAIL
    if "\\l" in between or command in _NAMED:
        return Role.FILENAME
    if command in ("HYPERLINK", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "IMPORT", "RD") and "\\" not in between:
        return Role.URL if _SCHEME.match(value) or "\\" in value or "/" in value else None
    if command in ("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS") and "\\" not in between:
        return Role.NAME
    return None
