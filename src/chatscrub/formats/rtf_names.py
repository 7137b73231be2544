"""Names in RTF of fonts, styles, bookmarks and programs: which of them a program gives."""

from __future__ import annotations

import re
from collections.abc import Callable

from .docx import is_bookmark_given
from .fonts import is_font
from .odt import is_style_given
from .schemas import is_programmed

_CLASS = re.compile(r"[A-Za-z]{2,20}(?:\.[A-Za-z]{2,20}){0,3}(?:\.\d{1,3})?")
_STYLE = re.compile(  # names that Word gives, in English and Dutch, that are more than ordinary words
    r"(?:toc|TOC) (?:\d|Heading)|(?:annotation|endnote|footnote) (?:text|reference|subject)|Normal Indent"
    r"|HTML (?:Acronym|Address|Cite|Code|Definition|Keyboard|Preformatted|Sample|Typewriter|Variable)"
    r"|HTML (?:Top|Bottom) of Form"
    r"|Standaard(?:alinea-lettertype|tabel)?|Kop \d|Koptekst|Voettekst|Geen lijst|Ballontekst|Lijstalinea|Tabelraster"
    r"|Onopgemaakte tekst|Onderwerp van opmerking|Voetnoottekst|Eindnoottekst|Voetnootmarkering|Eindnootmarkering"
    r"|Intensieve (?:benadrukking|verwijzing)|Subtiele (?:benadrukking|verwijzing)|Duidelijk citaat|Titel|Ondertitel"
)


def _is_style(name: str) -> bool:
    return is_programmed(name) or bool(_STYLE.fullmatch(name)) or is_style_given(name)


GIVEN: dict[str, Callable[[str], bool]] = {
    "font": is_font,
    "fonts": is_font,
    "styles": lambda name: _is_style(name.removesuffix(" Char")),
    "bookmark": is_bookmark_given,
    "program": lambda name: bool(_CLASS.fullmatch(name)) and is_programmed(name),
}
"""Sorts of names, and whether a program gave one."""
