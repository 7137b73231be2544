"""The codec of text that was wrapped in base64: each byte of it is one private character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import View
from ..wrapping import bytes_of, shown
from .charsets import Bytes, written

UNWRAPPED = re.compile(r"\s{0,9}[\U00100100-\U00100102](?P<bytes>[\U00100000-\U001000ff]*)")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Codec of such a text in a character set that :func:`~chatscrub.syntax.charsets.charset_of` gave."""

    charset: str

    def view(self, raw: str) -> View:
        """The text of the bytes."""
        found = Bytes(self.charset)
        found.add(bytes_of(raw), range(len(raw)), range(1, len(raw) + 1))
        return found.view()

    def encode(self, text: str) -> str:
        return shown(written(text, self.charset))
