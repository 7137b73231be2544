"""Texts that end too early: an export that was cut off holds less than it should, and its form may tell.

A text of lines may end anywhere; only half a character at its end gives it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from ..longtext import Sliced, matches, whole, windows
from ..model import Piece

_LINES = frozenset({"plain", "markdown", "whatsapp", "line", "kakaotalk", "imessage"})
_STRING_OR_MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*("?)|[{}\[\]]', re.DOTALL)
_CLOSES = {ord("}"): ord("{"), ord("]"): ord("[")}
_PAGE = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_ROOT = re.compile(r"<html\b", re.IGNORECASE)
_END_OF_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?]")
_CARD = re.compile(r"^(BEGIN|END):", re.IGNORECASE | re.MULTILINE)
_HALF = re.compile("(?:[\udcc3-\udcdf]|[\udce0-\udcef][\udc80-\udcbf]?|[\udcf0-\udcf4][\udc80-\udcbf]{0,2})\\Z")
_STRAY = re.compile("[\udc80-\udcff]")
_OPEN_CELL = re.compile(r'(?:^|[,;\t|])[ ]*"[^"]*(?:""[^"]*)*\Z', re.MULTILINE)
_HEAD, _TAIL = 4_096, 65_536
_FEWEST = 2  # rows that tell how many cells a row has


def breaks_off(kind: str, text: Sliced) -> bool:
    """Whether a text of the format ``kind`` is cut off at its end, or has lost something that its form needs."""
    begin = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if begin[:1] in ("{", "[") and not isinstance(text, str):  # a long text has no half characters
        return kind not in _ENDS and kind not in _LINES and _is_open_json(text)
    if _ends_in_half(text):
        return True
    if kind in _LINES:
        return False
    text = whole(text)
    if kind in _ENDS:
        return _ENDS[kind](text)
    if begin[:1] in ("{", "["):
        return _is_open_json(text)
    if begin[:1] == "<":
        return _is_open_page(text) if kind == "html" or _PAGE.search(begin) else _is_open_xml(text)
    return False


def _ends_in_half(text: Sliced) -> bool:
    """Whether a text ends in the midst of a sign, and has no other stray bytes."""
    tail = max(0, len(text) - 3)
    half = _HALF.search(text[tail:])
    if half is None:
        return False
    at = tail + half.start()
    return not any(_STRAY.search(piece, 0, max(0, at - start)) for start, piece in windows(text))


def _is_open_json(text: Sliced) -> bool:
    """Whether a string, a list or an object has no end, or an end has no beginning."""
    held = bytearray()
    for _, token in matches(_STRING_OR_MARK, text):
        if token[1] is None:
            mark = ord(token[0])
            if mark not in _CLOSES:
                held.append(mark)
            elif not held or held.pop() != _CLOSES[mark]:
                return True
        elif not token[1]:
            return True
    return bool(held)


def _is_open_xml(text: str) -> bool:
    """Whether the first element has no end."""
    from ..syntax.markup import Sort, scan

    root = next((token for token in scan(text, xml=True) if token.sort is Sort.OPEN), None)
    if root is None or root.empty:
        return root is None
    ends = text.rfind(f"</{root.tag}")
    return ends < 0 or ">" not in text[ends:]


def _is_open_page(text: str) -> bool:
    """Whether a page ends in a tag, or before the end of the whole page."""
    if _ROOT.search(text[:_TAIL]):
        return not _END_OF_PAGE.search(text[-_TAIL:]) and not _END_OF_PAGE.search(text)
    last = text.rfind("<")
    return last >= 0 and _TAG.match(text, last) is not None and ">" not in text[last:]


def _is_open_card(text: str) -> bool:
    found = [mark.casefold() for mark in _CARD.findall(text)]
    return found.count("begin") > found.count("end")


def _is_open_table(text: str) -> bool:
    """Whether the last cell has no end, or the last row is the only one with fewer cells and has no line end."""
    if text.count('"') % 2 and _OPEN_CELL.search(text[-_TAIL:]):
        return True
    if text.endswith(("\n", "\r")):
        return False
    from ..syntax.delimited import cells

    widths = [max(cell.column for cell in row) for _, row in groupby(cells(text), key=lambda cell: cell.row)]
    return len(widths) > _FEWEST and len(set(widths[:-1])) == 1 and widths[-1] < widths[0]


def _is_open_mail(text: str) -> bool:
    """Whether the parts of a mail have no end."""
    from ..syntax.mime import messages

    return any(_lacks_end(text, mail.start, mail.end) for mail in messages(text))


def _lacks_end(text: str, start: int, end: int) -> bool:
    from ..syntax.headers import parameter, parameters
    from ..syntax.mime import entities

    whole = next(entities(text, start, end), None)
    if whole is None or whole.sort != "multipart":
        return False
    field = next((header for header in whole.headers if header.name == "content-type"), None)
    about = parameters(text, field.start, field.end)[1] if field else ()
    mark = f"--{parameter(text, about, 'boundary').rstrip()}--"
    return text.find(mark, *Piece(*whole.body)) < 0


_ENDS: dict[str, Callable[[str], bool]] = {"vcard": _is_open_card, "csv": _is_open_table, "mail": _is_open_mail}
