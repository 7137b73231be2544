"""Pictures, sounds and files that are written into a text: nobody reads them, and they can be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import View

# \x91 is what stands for a part that was lifted out: lifting.MARK.
_URI = (
    r"(?i:data):(?P<type>[\w.+-]{1,60}/[\w.+-]{1,80})?(?:;[\w=.+-]{1,80}){0,4};(?i:base64),"
    r"(?P<data>[\w+/=%\s\x91-]{1,})"
)
_RUN = (
    r"(?P<run>(?:[A-Za-z0-9+/]{60,100}={0,2}\s{1,9}){3,}[A-Za-z0-9+/]{0,100}={0,2}"
    r"|[A-Za-z0-9+/_\x91-]{256,}={0,2})"
)
_MEDIA = re.compile(f"{_URI}|(?<![A-Za-z0-9+/]){_RUN}")
_SHORTEST = 20
# How files of a sort begin, as base64 writes it: https://en.wikipedia.org/wiki/List_of_file_signatures
_BEGINNINGS = {
    "/9j/": "image",
    "iVBORw0KGgo": "image",
    "R0lGOD": "image",
    "UklGR": "image",
    "Qk0": "image",
    "AAAAGGZ0eX": "video",
    "AAAAHGZ0eX": "video",
    "AAAAIGZ0eX": "video",
    "SUQz": "audio",
    "IyFBTVI": "voice note",
    "T2dnUw": "voice note",
    "JVBERi": "document",
    "UEsDB": "archive",
    "QkVHSU46VkNBUkQ": "contact card",
}
_TYPES = {"image": "image", "video": "video", "audio": "audio", "application": "document", "text": "document"}


class Opaque:
    """Codec of what nobody reads."""

    def view(self, raw: str) -> View:
        return View("", [], [])

    def encode(self, text: str) -> str:
        return text


class Medium(NamedTuple):
    """A range of a text that holds a picture, a sound or a file, and its sort; ``begin`` is where its link begins."""

    begin: int
    start: int
    end: int
    sort: str


def media(text: str, start: int = 0, end: int | None = None) -> Iterator[Medium]:
    """The files that are written into ``text[start:end]`` in base64: in ``data:`` links, or as long runs of it."""
    end = len(text) if end is None else end
    if end - start < _SHORTEST:
        return
    for match in _MEDIA.finditer(text, start, end):
        name = "run" if match["run"] else "data"
        low, high = match.span(name)
        if match[name].strip():
            yield Medium(match.start(), low, high, sort_of_type(match["type"] or "", text[low : low + 20]))


def sort_of_type(type: str, beginning: str = "") -> str:
    """The sort of a file by its MIME type, else by how its base64 begins: image, video, audio, document ... or "other".

    Args:
        type: such as "image/jpeg"; empty if nobody tells.
        beginning: of the data.
    """
    kind = type.strip().casefold()
    if "vcard" in kind:
        return "contact card"
    found = next((sort for first, sort in _BEGINNINGS.items() if beginning.startswith(first)), "")
    return _TYPES.get(kind.partition("/")[0], found) or "other"


OPAQUE = Opaque()
"""Codec of media that are written into a text."""
