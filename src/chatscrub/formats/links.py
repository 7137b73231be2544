"""Where the links of documents lead: to somebody, to a place in the document, to a member of it, to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Codec, Role
from ..syntax.entities import XML_TEXT
from ..syntax.signs import OUTSIDE
from ..syntax.uris import URI
from .namespaces import is_schema

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):")
_INSIDE = re.compile(
    r"(?:\.{0,2}/){0,4}(?:content|styles)\.xml(?:#id\d+)?"
    r"|(?:\.?/)?(?:Pictures|ObjectReplacements|Object \d+|media|Thumbnails|Configurations2|Dialogs|Basic)"
    r"(?:/[^/?#]*)*/?|\.{1,2}/?"
)
_CELLS = re.compile(r"#\$?(?:&apos;|')?(?P<sheet>[^'&]{1,80}?)(?:&apos;|')?\.\$?[A-Z]{1,3}\$?\d{1,7}(?::[^:]{1,90})?")
_UP = re.compile(r"(?:\.\./){1,8}")
_ROLES = {"mailto": Role.EMAIL, "tel": Role.PHONE, "sms": Role.PHONE, "callto": Role.HANDLE, "skype": Role.HANDLE}


def is_inside(raw: str) -> bool:
    """Whether a link leads to a member of the package in which it stands."""
    return _INSIDE.fullmatch(raw) is not None


def linked(raw: str, embeds: bool) -> Iterator[tuple[int, int, Role, Codec]]:
    """Ranges of a link with what they are and how they are written; "filename" is a place in the document.

    What is embedded is looked for in the package unless it leads out of it, and LibreOffice opens no document in
    which that is missing.

    Args:
        raw: the link as it is written.
        embeds: whether what it leads to is shown in the document.
    """
    scheme = _SCHEME.match(raw)
    role = _ROLES.get(scheme["scheme"].lower()) if scheme else None
    if scheme and role:
        at, stop = scheme.end(), raw.find("?") if "?" in raw else len(raw)
        if at < stop:
            yield at, stop, role, URI
        if stop + 1 < len(raw):
            yield stop + 1, len(raw), Role.TEXT, URI
    elif cells := _CELLS.fullmatch(raw):
        yield *cells.span("sheet"), Role.FILENAME, XML_TEXT
    elif raw.startswith("#"):
        stop = len(raw.partition("|")[0])
        if stop > 1:
            yield 1, stop, Role.FILENAME, URI if "%" in raw else XML_TEXT
    elif not is_schema(raw):
        up = _UP.match(raw)
        at = up.end() if up else 0
        if at < len(raw):
            yield at, len(raw), Role.URL, OUTSIDE if embeds and not up else URI
