"""PowerPoint presentations: slides, notes, comments and their authors, masters, charts, properties, links, names.

Facts: ECMA-376, PresentationML, https://ecma-international.org/publications-and-standards/standards/ecma-376/, and
[MS-PPTX] for newer comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Field
from . import formulas
from .docx import OFFICE, is_given
from .grammar import Grammar, grammar_words
from .members import is_packaged
from .office import fields as fields_of

WORDS = grammar_words(OFFICE) | grammar_words(
    {
        "p:cmAuthor@name p188:author@name": "name",
        "p:cmAuthor@initials p188:author@initials": "initials",
        "p15:presenceInfo@userId p188:author@userId": "id",
        "p15:presenceInfo@providerId p188:author@providerId": "keep",
        "p:text": "text",
        "p:tag@val": "text",
        "p:tag@name p:custShow@name p14:section@name p:cSld@name p:snd@name a:snd@name p:control@name": "file",
        "p:oleObj@name p:oleObj@progId a:tblStyle@styleName p14:media@name": "file",
        "a:hlinkClick@action a:hlinkHover@action a:hlinkMouseOver@action": "keep",
        "p:sldSz@type p:ph@type p:sldLayout@type p:cm@dt p:cm@authorId p:cmAuthor@id": "keep",
        "p188:cm@authorId p188:cm@created p188:reply@authorId p188:reply@created p188:cm@id p188:reply@id": "keep",
        "PresentationFormat Slides Notes HiddenSlides MMClips": "keep",
        "a:tableStyleId p:attrName": "keep",
    }
)
_PATHS = re.compile(r"(?:^|/)ppt/[^/]")
_MAIN = re.compile(r"(?:^|//)ppt/presentation\.xml$")
_CONTENT = "presentationml."
_NUMBER = re.compile(r"(\d{1,6})\.xml$")
_NAMES = re.compile(  # names that PowerPoint and LibreOffice give in Dutch and English
    r"(?:Titel|Title|Ondertitel|Subtitle|Tabel|Table|Grafiek|Chart|TextBox|TextShape|CustomShape|PlaceHolder|Line|Picture"
    r"|(?:Content|Text|Date|Footer|Header|Slide Number|Slide Image|Notes|Picture|Media|Vertical \w+) Placeholder"
    r"|Tijdelijke aanduiding voor (?:inhoud|tekst|datum|voettekst|koptekst|dianummer|dia-afbeelding|notities|afbeelding"
    r"|media|verticale \w+)|Connector|Rechte verbindingslijn|Straight (?:Arrow )?Connector|(?:Pijl|Arrow): \w+)\s?"
    r"\d{1,6}"
    r"|(?:Titel|Title)(?:dia| Slide)|Titel en object|Title and Content|Two Content|Alleen titel|Title Only|Leeg|Blank"
    r"|Inhoud van twee|Vergelijking|Comparison|Sectiekop|Section Header|Inhoud met bijschrift|Content with Caption"
    r"|Afbeelding met bijschrift|Picture with Caption|Titel en verticale tekst|Title and Vertical Text"
    r"|Verticale titel en tekst|Vertical Title and Text|Kantoor\w*|Office(?: Theme| Classic)?"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is a member of a presentation, by its path and what it says."""
    return is_packaged(name, head, _PATHS, _CONTENT, '"ppt/presentation.xml"')


def is_main(name: str) -> bool:
    """Whether a member of that name makes its package a presentation."""
    return bool(_MAIN.search(name))


def is_shape_given(name: str) -> bool:
    """Whether a program gave a shape or a layout that name."""
    return is_given(name) or bool(_NAMES.fullmatch(name))


def _is_kept(tag: str, name: str, raw: str) -> bool:
    return is_shape_given(raw)


GRAMMAR = Grammar(
    paragraphs=frozenset(("a:p",)),
    joins=frozenset(("a:t", "m:t")).__contains__,
    signs={"a:br": "\n", "a:tab": "\t"},
    sign_in="a:p".__eq__,
    words=WORDS,
    is_kept=_is_kept,
    table="a:tbl",
    row=frozenset(("a:tr",)),
    cell=frozenset(("a:tc",)),
    special={"formula": formulas.fields, "number": formulas.number_fields},
)


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of one member by itself."""
    yield from fields_of(GRAMMAR, part, text)


def together(parts: Mapping[int, tuple[str, str]]) -> Iterator[Field]:
    """The fields of all members of a presentation: its slides in order, then notes and comments, then the rest.

    Args:
        parts: name and text of each, by number of the part.
    """
    for number in sorted(parts, key=lambda n: _place(parts[n][0])):
        yield from fields(number, parts[number][1])


def _place(name: str) -> tuple[int, int, str]:
    order = (
        "docProps/core",
        "ppt/slides/slide",
        "ppt/notesSlides/",
        "ppt/commentAuthors",
        "ppt/authors",
        "ppt/comments/",
    )
    number = _NUMBER.search(name)
    found = next((n for n, one in enumerate(order) if name.rpartition("//")[2].startswith(one)), len(order))
    return found, int(number[1]) if number else 0, name
