"""The instructions of fields in documents, such as ``HYPERLINK "mailto:..."``: what in them is of somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..model import Field, Piece, Role
from ..spans import located, views
from . import headings

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}):")
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


def instruction(text: str, whole: Field, is_kept: Callable[[str], bool]) -> Iterator[Field]:
    """What the instruction of a field says but for its command: all of it, and each argument by itself.

    Args:
        text: in which it stands.
        whole: all of the instruction.
        is_kept: whether a program made the bookmark of that name.
    """
    read = whole.text
    there = views(text, whole)
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
        if role is Role.FILENAME and (is_kept(match[group]) or headings.is_heading(match[group])):
            continue
        if role is Role.EMAIL:
            low, high = low + len("mailto:"), low + len(match[group].partition("?")[0])
        if role and read[low:high].strip():
            ranges = tuple(Piece(*one) for one in located(there, low, high))
            yield whole._replace(pieces=ranges, role=role, text=read[low:high])


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
