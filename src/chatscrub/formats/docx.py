"""Word documents: paragraphs over their runs, notes, comments, tracked changes, properties, links, names of things.

Facts: ECMA-376, Office Open XML, https://ecma-international.org/publications-and-standards/standards/ecma-376/, and
documents as Word and LibreOffice write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ..model import Edit, Field
from . import formulas
from .grammar import Grammar, grammar_words
from .members import is_packaged
from .office import fields as fields_of
from .schemas import is_programmed

OFFICE = {
    # properties of a document
    "dc:creator cp:lastModifiedBy Manager": "name",
    "Company": "org",
    "dc:title dc:subject dc:description cp:keywords cp:category cp:contentStatus dc:identifier": "text",
    "cp:revision cp:version dc:language Application AppVersion ScaleCrop LinksUpToDate SharedDoc DocSecurity": "keep",
    "TotalTime HyperlinksChanged Pages Words Characters Lines Paragraphs CharactersWithSpaces": "keep",
    "Template": "file",
    "HyperlinkBase": "link",
    "property@name": "label",
    # packing
    "Override@PartName": "member",
    "Default@Extension @ContentType @TargetMode Relationship@Id Relationship@Type": "keep",
    "@mc:Ignorable @Requires @uri @r:id @r:embed @r:link @r:pict @r:dm @r:lo @r:qs @r:cs @mc:ProcessContent": "keep",
    "@xml:space @xml:lang @xsi:type @xsi:schemaLocation @standalone @baseType": "keep",
    # drawings
    "@descr @title @alt @o:title @tooltip @string @o:tooltip": "text",
    "wp:docPr@name pic:cNvPr@name wps:cNvPr@name wpg:cNvPr@name xdr:cNvPr@name a:cNvPr@name p:cNvPr@name": "file",
    "wpc:cNvPr@name wp14:cNvPr@name a:theme@name a:clrScheme@name a:fontScheme@name a:fmtScheme@name": "file",
    "@o:gfxdata": "text",
    "v:shape@id v:shapetype@id v:rect@id v:group@id v:line@id v:oval@id v:roundrect@id v:textbox@id": "file",
    "@href @o:href @src @o:src": "link",
    "@typeface": "font",
    "@panose @pitchFamily @charset @script @prst @o:spid @spid @style @path @adj @coordsize": "keep",
    "@o:connecttype @fillcolor @strokecolor @o:spt @points @from @to @control1 @control2 @v:ext": "keep",
    "c:f": "formula",
    "@formatCode c:formatCode": "number",
    "a:fld@type a:ext@uri @layout @loTypeId @qsTypeId @csTypeId @loCatId @qsCatId": "keep",
    "c:v vt:lpwstr vt:lpstr vt:bstr vt:i4 vt:i8 vt:r8": "text",
    "vt:filetime vt:date": "dated",
    "x:Anchor": "keep",
}
WORDS = grammar_words(OFFICE) | grammar_words(
    {
        "@w:author w15:person@w15:author": "name",
        "@w:initials": "initials",
        "w15:presenceInfo@w15:userId": "id",
        "w15:presenceInfo@w15:providerId": "keep",
        "w:instrText w:delInstrText": "code",
        "w:fldSimple@w:instr": "code",
        "w:bookmarkStart@w:name w:hyperlink@w:anchor": "file",
        "w:tooltip@w:val w:alias@w:val w:tag@w:val w:tblCaption@w:val w:tblDescription@w:val @w:tooltip": "text",
        "w:listItem@w:displayText w:listItem@w:value w:listEntry@w:val w:statusText@w:val w:helpText@w:val": "text",
        "w:docVar@w:name": "label",
        "w:docVar@w:val w:default@w:val w:query@w:val w:connectString@w:val": "text",
        "w:dataBinding@w:xpath": "xpath",
        "w:dataBinding@w:prefixMappings w:smartTag@w:uri": "keep",
        "w:customXml@w:uri w:schemaLibrary@w:uri ds:schemaRef@ds:uri": "keep",
        "w:smartTag@w:element w:customXml@w:element": "file",
        "w:date@w:fullDate": "moment",
        "w:dateFormat@w:val": "number",
        # names of styles, and where they are used
        "w:style@w:styleId w:pStyle@w:val w:rStyle@w:val w:tblStyle@w:val w:basedOn@w:val w:next@w:val": "file",
        "w:link@w:val w:numStyleLink@w:val w:styleLink@w:val w:defaultTableStyle@w:val": "file",
        "w:clickAndTypeStyle@w:val": "file",
        "w:style/w:name@w:val w:aliases@w:val w:ffData/w:name@w:val": "file",
        "w:name@w:val": "text",  # of a text to be inserted, a field of a letter, a list
        # fonts and languages
        "@w:ascii @w:hAnsi @w:eastAsia @w:cs w:font@w:name w:altName@w:val w:sym@w:font": "font",
        "@w:bidi w:lang@w:val w:themeFontLang@w:val": "keep",
        "w:panose1@w:val w:charset@w:val w:family@w:val w:pitch@w:val w:sig@w:usb0": "keep",
        "w:lsdException@w:name w:compatSetting@w:name w:compatSetting@w:uri w:compatSetting@w:val": "keep",
        "w:rsid@w:val w:rsidRoot@w:val w:nsid@w:val w:tmpl@w:val w:sym@w:char": "keep",
        "w:zoom@w:val w:numFmt@w:val w:fmt@w:val w:shd@w:val w:themeColor@w:val w:activeWritingStyle@w:lang": "keep",
        "w:decimalSymbol@w:val w:listSeparator@w:val w:fldChar@w:fldCharType w:headerReference@w:type": "keep",
        "@w:rsidR @w:rsidRDefault @w:rsidP @w:rsidRPr @w:rsidDel @w:rsidTr @w:rsidSect @w14:paraId": "keep",
        "@w14:textId @w15:paraId @w15:paraIdParent @w16cid:paraId @w16cid:durableId @w16du:dateUtc @w:date": "keep",
        "w:fldData": "text",
    }
)
_JOINED = frozenset(("w:t", "w:delText", "a:t", "m:t"))
_SIGNS = {
    "w:tab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:ptab": "\t",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
    "a:br": "\n",
}
_PATHS = re.compile(r"(?:^|/)word/[^/]|(?:^|/)docProps/|(?:^|/)customXml/")
_MAIN = re.compile(r"(?:^|//)word/document\.xml$")
_CONTENT = "wordprocessingml.document"
_STYLE = re.compile(r"<w:style\s[^<>]{0,500}>")
_CUSTOM, _STYLE_ID = re.compile(r'customStyle="(?:1|true|on)"'), re.compile(r'styleId="([^"]{0,300})"')
_STYLE_NAME = re.compile(r'<w:name w:val="([^"]{0,300})"')
_TEXT = re.compile(r"<(?:w:t|w:delText)(?P<attributes>(?:\s[^<>]{0,300})?)>(?P<text>[^<]*)</")
_FIXED_NAMES = re.compile(r"_(?:GoBack|Toc\d+|Ref\d+|Hlk\d+|Hlt\d+|heading=h\.\w+)|OLE_LINK\d+")
_SHAPES = re.compile(  # names that Word and LibreOffice give in Dutch and English
    r"#?_x0000_[a-z]\d+|shape_\d+|(?:Tekstvak|Text ?Box|Afbeelding|Picture|Image|Rechthoek|Rectangle|Vorm|Shape"
    r"|Groep|Group|Ovaal|Oval|Lijn|Line"
    r"|Rechte verbindingslijn|Straight Connector|Grafiek|Chart|Diagram|Tijdelijke aanduiding voor [a-z]+"
    r"|Frame|Kader|Object|WordArt|Canvas|Papier)\s?\d{1,6}|Office(?: Theme)?|Kantoorthema|Kantoor|Normal\.dotm?"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is a member of a Word document, by its path and what it says."""
    return is_packaged(name, head, _PATHS, _CONTENT, '"word/document.xml"')


def is_main(name: str) -> bool:
    """Whether a member of that name makes its package a Word document."""
    return bool(_MAIN.search(name))


def grammar(custom: frozenset[str] | None) -> Grammar:
    """The table, for documents with these styles of the user's own; None where nobody knows which are."""
    return Grammar(
        paragraphs=frozenset(("w:p", "a:p")),
        joins=_JOINED.__contains__,
        signs=_SIGNS,
        sign_in=frozenset(("w:r", "a:p", "w:ins", "w:del")).__contains__,
        words=WORDS,
        is_kept=partial(_is_kept, custom),
        table="w:tbl",
        row=frozenset(("w:tr",)),
        cell=frozenset(("w:tc",)),
        inserted=frozenset(("w:ins", "w:moveTo")),
        deleted=frozenset(("w:del", "w:moveFrom")),
        special={"formula": formulas.fields, "xpath": formulas.path_fields, "number": formulas.number_fields},
    )


def _is_kept(custom: frozenset[str] | None, tag: str, name: str, raw: str) -> bool:
    if tag in ("w:smartTag", "w:customXml"):
        return is_programmed(raw)
    if tag in ("w:bookmarkStart", "w:ffData/w:name") or name == "w:anchor":  # made by Word itself
        return bool(_FIXED_NAMES.fullmatch(raw))
    if WORDS.get(f"{tag}@{name}") == "file" and tag.startswith("w:") and tag != "w:bookmarkStart":
        return custom is not None and raw not in custom
    return is_given(raw)


def is_bookmark_given(name: str) -> bool:
    """Whether Word made the bookmark of that name."""
    return bool(_FIXED_NAMES.fullmatch(name))


def is_given(name: str) -> bool:
    """Whether a program gave a shape or a theme that name."""
    return bool(_SHAPES.fullmatch(name))


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of one member by itself."""
    yield from fields_of(grammar(None), part, text)


def together(parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]:
    """The fields of all members of a document: its text first, then notes, then the rest.

    Args:
        parts: name and text of each, by number of the part.
    """
    custom = frozenset(
        name for path, text in parts.values() if path.endswith("tyles.xml") for name in _custom_styles(text)
    )
    table = grammar(custom)
    for number in sorted(parts, key=lambda n: _place(parts[n][0])):
        yield from fields_of(table, number, parts[number][1])


def _place(name: str) -> tuple[int, str]:
    base = name.rpartition("/")[2]
    order = ("core.xml", "document.xml", "header", "footer", "footnotes", "endnotes", "comments")
    return next((n for n, one in enumerate(order) if base.startswith(one)), len(order)), name


def _custom_styles(text: str) -> Iterator[str]:
    """Ids and names of the styles that somebody made."""
    for match in _STYLE.finditer(text):
        if _CUSTOM.search(match[0]):
            yield from _STYLE_ID.findall(match[0])
            if name := _STYLE_NAME.search(text, match.end(), match.end() + 500):
                yield name[1]


def mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and what keeps blanks at the ends of a run from being dropped now that words beside them are gone."""
    found = list(edits)
    at = 0
    for match in _TEXT.finditer(text):
        while at < len(edits) and edits[at].end <= match.start("text"):
            at += 1
        if at == len(edits):
            break
        start, end = match.span("text")
        if edits[at].start >= end or "preserve" in match["attributes"]:
            continue
        new = _edited(text, start, end, edits, at)
        if new != new.strip():
            found.append(Edit(start - 1, start - 1, ' xml:space="preserve"'))
    return sorted(found)


def _edited(text: str, start: int, end: int, edits: Sequence[Edit], at: int) -> str:
    """A range of the text as it will be."""
    read: list[str] = []
    while at < len(edits) and edits[at].start < end:
        read += text[start : max(edits[at].start, start)], edits[at].new
        start = edits[at].end
        at += 1
    return "".join([*read, text[start:end]])
