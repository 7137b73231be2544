"""Gemini: the activity that Google Takeout gives, one record for a question and its answer; AI Studio's files in Drive.

Facts: https://takeout.google.com (the first word of a title is in the language of the account), and
https://github.com/Sinity/polylogue. The same file for other products of Google is JSON of an unknown origin here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import SIDES, Field, Role
from ..syntax.blocks import blocks
from ..syntax.jsontext import Leaf
from ..syntax.tags import HTML_INLINE
from .json import unknown
from .layout import Layout
from .reading import Reader
from .within import html_within, page_fields

_NAMED = re.compile(r"Gemini|\bBard\b")
_PRODUCT = re.compile(r"(?:Google )?(?:Gemini|Bard)(?:[ -][Aa]pps)?(?:[ -]?(?:[Aa]ctivity|[Aa]ctiviteit))?")
# As in "May 3, 2024, 9:12:33 AM CEST" and "3 mei 2024 09:12:33 CEST".
_MONTH = (
    "(?:jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch)?|maart|mrt|apr(?:il)?|may|mei|june?|juni|july?|juli|"
    r"aug(?:ust|ustus)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_STAMP = re.compile(
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}},? \d{{1,2}}:\d\d(?::\d\d)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?))?",
    re.IGNORECASE,
)
_INLINE = HTML_INLINE - {"br"}
_HEAD = 65_536
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
    """Whether a text is of AI Studio, or activity of Gemini, as JSON or as a page."""
    if "chunkedPrompt" in head:
        return LAYOUT.sniff(name, head)
    return _NAMED.search(name + head) is not None and (_is_page(head) or LAYOUT.sniff(name, head))


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in a text of either form."""
    return _page(part, text) if _is_page(text[:_HEAD]) else LAYOUT.fields(part, text)


# --- the page -------------------------------------------------------------------------------------------


def _is_page(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n")[:5].lower() in ("<html", "<!doc") and "outer-cell" in head


def _page(part: int, text: str) -> Iterator[Field]:
    """The fields of ``MyActivity.html``: a cell for a question, behind it when it was asked, then the answer."""
    number, cell, side = -1, None, ""
    for block in blocks(text, inline=_INLINE):
        here = block.element.closest(".outer-cell")
        if here is not cell and here is not None:
            number, cell, side = number + 1, here, SIDES[0]
        for one in page_fields(part, text, (block,)):
            if _PRODUCT.fullmatch(one.text.strip()):
                continue
            said = side if here is not None and block.element.closest(".mdl-typography--body-1") else ""
            if side == SIDES[0] and said and _STAMP.fullmatch(one.text):
                side = SIDES[1]
                yield one._replace(role=Role.TIME, message=number)
            else:
                yield one._replace(message=number if here is not None else -1, note=said)
