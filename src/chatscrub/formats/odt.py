"""OpenDocument texts, sheets and presentations, as LibreOffice writes them: paragraphs over their spans, notes,
comments, tracked changes, cells with their formulas, properties, settings, links, names of things.

Facts: OASIS OpenDocument 1.3, https://docs.oasis-open.org/office/OpenDocument/v1.3/, and documents seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ..model import Codec, Edit, Field, Piece, Role
from ..syntax.entities import XML_TEXT
from ..syntax.uris import STYLE_NAME
from . import open_cells
from .grammar import Grammar, grammar_words
from .office import fields as fields_of
from .pptx import is_shape_given
from .schemas import is_programmed

_STYLES = (
    "text:style-name text:visited-style-name text:default-style-name text:cond-style-name table:style-name "
    "draw:style-name draw:text-style-name style:parent-style-name style:next-style-name style:list-style-name "
    "style:master-page-name style:page-layout-name style:data-style-name style:apply-style-name style:name "
    "text:citation-style-name text:citation-body-style-name text:main-entry-style-name presentation:style-name "
    "chart:style-name table:default-cell-style-name text:paragraph-style-name style:linked-style-name "
    "style:leader-text-style style:register-truth-ref-style-name text:note-style-name draw:master-page-name "
    "text:list-level-style-name draw:marker-start draw:marker-end draw:fill-image-name draw:fill-gradient-name "
    "draw:stroke-dash draw:fill-hatch-name draw:opacity-name loext:style-name style:list-level-style-name"
).split()
WORDS = grammar_words(
    {
        "dc:creator meta:initial-creator meta:printed-by": "name",
        "meta:creator-initials loext:sender-initials": "initials",
        "dc:title dc:subject dc:description meta:keyword meta:user-defined svg:title svg:desc": "text",
        "dc:date meta:date-string meta:creation-date meta:print-date meta:editing-duration meta:editing-cycles": "keep",
        "meta:generator dc:language meta:date": "keep",
        "text:author-name text:initial-creator text:creator text:printed-by text:editing-author": "also name",
        "text:sender-firstname text:sender-lastname text:sender-company text:sender-street": "also name",
        "text:author-initials text:sender-initials text:sender-email text:sender-phone-work": "also name",
        "text:sender-phone-private": "also phone",
        "meta:user-defined@meta:name": "label",
        "meta:template@xlink:title @xlink:title @office:title": "text",
        "@xlink:href": "link",
        "@office:value @office:date-value": "cell",
        "@table:formula @table:condition @style:condition @table:base-cell-address": "formula",
        "@table:cell-range-address @table:target-range-address @table:print-ranges @table:cell-address": "formula",
        "@table:expression": "formula",
        "@chart:values-cell-range-address @chart:label-cell-address @table:source-cell-range-addresses": "formula",
        "@table:target-cell-address @table:last-row-range-address @svg:cell-range-address": "formula",
        "@draw:notify-on-update-of-ranges @calcext:target-range-address @calcext:value": "formula",
        "@presentation:pages": "pages",
        "presentation:show@presentation:name": "file",
        "@presentation:class @presentation:effect @script:event-name @chart:class": "keep",
        "@office:target-frame-name": "text",
        "@xlink:type @xlink:show @xlink:actuate @office:version @office:mimetype @manifest:media-type": "keep",
        "@manifest:full-path": "member",
        "@manifest:version @office:value-type @meta:value-type @office:currency": "keep",
        "@config:name @config:type @text:anchor-type @style:family @style:class": "keep",
        "@style:display-name": "shown",
        "@draw:layer": "file",
        "draw:marker@draw:name draw:gradient@draw:name draw:hatch@draw:name draw:fill-image@draw:name": "named style",
        "draw:stroke-dash@draw:name draw:opacity@draw:name": "named style",
        "@draw:display-name": "shown",
        "loext:theme@loext:name loext:color-table@loext:name": "file",
        "@loext:external-data": "member",
        "@text:name @table:name @draw:name @form:name @office:name @text:ref-name": "file",
        "@text:reference-name @text:bookmark-name @db:name @text:database-name @text:table-name": "file",
        "@text:column-name": "file",
        "text:sequence@text:ref-name text:sequence-ref@text:ref-name text:sequence-decl@text:name": "keep",
        "text:sequence@text:name text:sequence@text:formula": "keep",
        "@office:string-value @text:string-value @form:label @form:value @form:current-value @text:description": "text",
        "@svg:font-family @style:font-name @style:font-name-asian @style:font-name-complex @fo:font-family": "font",
        "style:font-face@style:name @style:font-family-asian @style:font-family-complex": "font",
        "@style:font-family-generic @style:font-pitch @fo:language @fo:country": "keep",
        "@style:font-style-name @svg:d @draw:enhanced-path": "keep",
        "@svg:viewBox @draw:points @draw:transform @style:language-asian @style:country-asian @fo:script": "keep",
        "@style:num-format @text:bullet-char @number:language @number:country @style:font-charset": "keep",
        "@text:note-class @draw:mime-type @style:font-adornments @text:label-followed-by": "keep",
        "@style:rel-column-width": "keep",
        "@xml:id @text:id @text:change-id @draw:z-index @draw:id @loext:mark-style-name": "keep",
        "@rdf:about @rdf:resource": "link",
        "number:text": "text",
        "config:config-item": "file",
    }
    | {f"@{name}": "named style" for name in _STYLES}
)
_SIGNS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " ", "text:soft-page-break": ""}
_LONE = frozenset(("text:note-citation", "text:list-level-style-number", "text:tracked-changes", "text:ruby-text"))
# https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part2-packages/: the first member of a package says its sort.
_TYPE = re.compile(r"application/vnd\.oasis\.opendocument\.[\w.-]+")
_MEMBER = re.compile(
    r"(?:^|//|/)(?:content|styles|meta|settings)\.xml$|(?:^|//)META-INF/|(?:^|//)manifest\.rdf$|(?:^|//)mimetype$"
)
_NAMES = re.compile(
    r"[A-Z]{1,3}\d{1,6}(?:\.[A-Z]{1,3})?\d{0,4}|(?:fr|gr|Mfr|Mgr|Mpr|MP|MT|WW8Num|WWNum|WW_CharLFO|ta|co|ro|ce|dp|pm|Mpm|N|val)"
    r"(?:\d{1,6}\w{0,12}|_extref)?|local-table|_xlnm\.\w{1,30}|AL\dT\d{1,2}|Converted\d+|__\w{1,60}|_Toc\d+|_Ref\d+|_GoBack|IMark|(?:Table|Tabel|Image|Afbeelding|Frame|Kader|Object|"
    r"Section|Sectie|Shape|Vorm|Text Frame|Bookmark|Illustration|Drawing|Figure|Text)\s?\d{0,4}(?:\.[A-Z]+\d*)?",
)
_BASES = frozenset("Absatz-Standardschriftart WW-Absatz-Standardschriftart Lijstalinea Standaard Ballontekst".split())
_LOOKS = (
    "-properties",
    "-label-alignment",
    ":enhanced-geometry",
    ":equation",
    ":gradient",
    ":handle",
    "-stop",
    ":font-face",
)
_STRANGE = re.compile(  # a word that the names of LibreOffice's own styles do not have
    r"(?i)(?<![^\W_])(?!(?:header|footer|endnote|footnote|addressee|sender|marginalia|bibliography|placeholder|preformatted|indent"
    r"|ole|html|frame|text|body|list|index|heading|anchor|symbol|characters?|numbering|bullets?|first|line|hanging|left"
    r"|right|separator|table|contents?|caption|figure|drawing|illustration|title|subtitle|quotations?|graphics|label"
    r"|and|page|internet|link|visited|user|entry|source|teletype|strong|emphasis|standard|default|paragraph|font|style"
    r"|comment|object|with|no|fill|shadow|arrow|end|start|cont|envelope|landscape|converted|example|definition|term"
    r"|outlined?|notes?|background|backgroundobjects|controls|measurelines|layout|filled|lines?|shapes?|objectwithoutfill"
    r"|blue|green|red|yellow|dashed|arrowheads?|accent|conditionalstyle|pagestyle|sheet|blad|dia|slide|bluetitle"
    r"|variable|appendix|salutation|signature|complimentary|close|date|horizontal|vertical|rubies|watermark|formula"
    r"|www?\d*num\d*|ww\d*|mdp|lijst|alinea|koptekst|voettekst|kop)\d*(?![^\W_]))[^\W\d_]{3,}"
)
_SHORT_LOOK = re.compile(r"[a-z\d.#%-]{1,16}")  # a setting, in an attribute of LibreOffice's own
_KIND = re.compile(r"-(?:title|subtitle|outline\d?|notes|background|backgroundobjects)\Z")
_KEPT_ITEMS = re.compile(
    r"\$\(brandbaseurl\)/share/palette%3B\$\(user\)/config/[a-z]{1,20}\.so[a-z]|true|false|-?[\d.]+|[A-F0-9]{8,16}"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is a member of an OpenDocument text, by its path and what it says."""
    if not _MEMBER.search(name):
        return False
    begin = head.lstrip("\ufeff \r\n\t")
    if name.endswith("mimetype"):
        return bool(_TYPE.match(begin))
    return begin.startswith("<") and ("opendocument" in head or "META-INF/" in name or name.endswith(".rdf"))


def is_main(name: str) -> bool:
    """Whether a member of that name makes its package an OpenDocument text."""
    return name == "content.xml" or name.endswith("//content.xml")


def is_style_given(name: str) -> bool:
    """Whether a style has a name that LibreOffice gives."""
    return bool(_NAMES.fullmatch(name)) or name in _BASES or not _STRANGE.search(name)


def _joins(tag: str) -> bool:
    return tag.startswith("text:") and tag not in _LONE


def _is_kept(tag: str, name: str, raw: str) -> bool:
    if tag == "config:config-item":
        return bool(_KEPT_ITEMS.fullmatch(raw)) or is_programmed(raw)
    if (
        tag.endswith(_LOOKS)
        or tag.startswith("number:")
        or name.partition(":")[0] in ("fo", "officeooo", "calcext")
        or (name.startswith("loext:") and bool(_SHORT_LOOK.fullmatch(raw)))
    ):
        return True
    if name and WORDS.get(f"@{name}") == "file":
        return is_style_given(raw) or is_shape_given(raw)
    return False


def _style(written: Codec, part: int, text: str, piece: Piece) -> Iterator[Field]:
    """The name of a style; those of presentations begin with the name of a master and say of what they are."""
    kind = _KIND.search(text, *piece)
    stem = Piece(piece.start, kind.start() if kind else piece.end)
    raw = text[slice(*stem)]
    read = written.view(raw).text
    if raw and not (is_programmed(read) or is_style_given(raw) or is_style_given(read)):
        yield Field(part, (stem,), Role.FILENAME, read, -1, None, "name", written)


GRAMMAR = Grammar(
    paragraphs=frozenset(("text:p", "text:h")),
    joins=_joins,
    signs=_SIGNS,
    sign_in=_joins,
    words=WORDS,
    is_kept=_is_kept,
    table="table:table",
    row=frozenset(("table:table-row",)),
    cell=frozenset(("table:table-cell", "table:covered-table-cell")),
    special={
        "named style": partial(_style, STYLE_NAME),
        "shown": partial(_style, XML_TEXT),
        "formula": open_cells.fields,
        "pages": open_cells.page_fields,
    },
)


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of one member."""
    if not _TYPE.fullmatch(text.strip()):
        yield from fields_of(GRAMMAR, part, text)


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and what makes a text of every cell in which one is."""
    return open_cells.mended(text, edits)


def together(parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]:
    """The fields of all members of a document: its text first.

    Args:
        parts: name and text of each, by number of the part.
    """
    for number in sorted(parts, key=lambda n: (not parts[n][0].endswith("content.xml"), parts[n][0])):
        yield from fields(number, parts[number][1])
