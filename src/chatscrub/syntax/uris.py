"""Addresses as links write them (``%20`` for a blank), and names as OpenDocument writes them (``_20_`` for one)."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass

from ..model import View
from .chain import Chain
from .entities import STRICT_ENTITIES
from .escapes import unescaped
from .plain import PLAIN

_PERCENT = re.compile(  # one character of UTF-8: https://www.rfc-editor.org/rfc/rfc3986#section-2.1
    "%[0-7][0-9A-Fa-f]|%[CDcd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]|%[Ee][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){2}"
    "|%[Ff][0-7](?:%[89ABab][0-9A-Fa-f]){3}"
)
_CODED = re.compile("_[0-9A-Fa-f]{1,6}_")
_NO_NAME = re.compile(r"[^\w.-]|_")


@dataclass(frozen=True, slots=True)
class Percent:
    """Codec of text in an address."""

    def view(self, raw: str) -> View:
        return unescaped(raw, _PERCENT, _character) if "%" in raw else View(raw)

    def encode(self, text: str) -> str:
        return urllib.parse.quote(text, safe="@", errors="replace")


def _character(written: str) -> str:
    return bytes.fromhex(written.replace("%", "")).decode(errors="replace")


@dataclass(frozen=True, slots=True)
class CodedName:
    """Codec of the name of a style in OpenDocument, which may hold letters, digits, points and hyphens only."""

    def view(self, raw: str) -> View:
        return unescaped(raw, _CODED, _point) if "_" in raw else View(raw)

    def encode(self, text: str) -> str:
        return _NO_NAME.sub(lambda match: f"_{ord(match[0]):x}_", text)


def _point(written: str) -> str:
    code = int(written.strip("_"), 16)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else written


URI = Chain(STRICT_ENTITIES, Chain(Percent(), PLAIN))
"""An address in an attribute of XML."""
STYLE_NAME = Chain(STRICT_ENTITIES, Chain(CodedName(), PLAIN))
"""The name of a style in an attribute of OpenDocument."""
