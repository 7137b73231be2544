"""Gemini: the activity that Google Takeout gives, one record for a question and its answer; AI Studio's files in Drive.

Facts: https://takeout.google.com (the first word of a title is in the language of the account), and
https://github.com/Sinity/polylogue. The same file for other products of Google is JSON of an unknown origin here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from .json import unknown
from .layout import Layout, Reader
from .within import html_within

_NAMED = re.compile(r"Gemini|\bBard\b")
_PRODUCT = re.compile(r"(?:Google )?(?:Gemini|Bard)(?:[ -][Aa]pps)?(?:[ -]?(?:[Aa]ctivity|[Aa]ctiviteit))?")
_FILE = re.compile(r"[^:?\n]{1,200}\.\w{2,5}")


def _label(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The name of a file that was given, or wording such as "1 attached file." or a link, which are examined."""
    if _FILE.fullmatch(reader.read(leaf).strip()):
        return reader.path(leaf, "document", sender, number)
    return iter((reader.field(leaf, Role.TEXT, number, sender),))


def _product(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The name of the service, which stays; anything else in its place is examined."""
    if not _PRODUCT.fullmatch(reader.read(leaf)):
        yield reader.field(leaf, Role.TEXT, number, sender)


LAYOUT = Layout(
    messages=("[]", "chunkedPrompt.chunks[]", "chunkedPrompt.pendingInputs[]"),
    signs=("[].header [].title [].time", "[].header [].title [].products", "chunkedPrompt"),
    sender=("role",),
    time=("time", "createTime"),
    joined=("parts[].text",),
    slots={
        "role": "voice",
        "^[].title": "text prompt",
        "safeHtmlItem[].html": "html answer",
        "time createTime": "time",
        "titleUrl locationInfos[].url locationInfos[].sourceUrl": "url",
        "locationInfos[].name": "place",
        "^[].header products[] activityControls[]": "product",
        "subtitles[].name subtitles[].url attachedFiles[] imageFile audioFiles[]": "label",
        "driveDocument.id driveImage.id driveAudio.id driveVideo.id youtubeVideo.id ^.id": "id",
        "inlineFile.data inlineData.data inlineImage.data inlineAudio.data": "secret",
        "thoughtSignatures[] thoughtSignature": "secret",
        "runSettings.maxOutputTokens runSettings.googleSearch": "text",
        "runSettings.model mimeType finishReason category threshold responseMimeType chunks[].id": "keep",
    },
    inner={"unknown": unknown, "html": html_within, "label": _label, "product": _product},
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is of AI Studio, or activity of Gemini."""
    return LAYOUT.sniff(name, head) and ("chunkedPrompt" in head or _NAMED.search(name + head) is not None)


fields = LAYOUT.fields
