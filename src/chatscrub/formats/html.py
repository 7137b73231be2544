"""Web pages of an unknown origin: every text, attribute, comment and script is examined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field
from ..syntax.blocks import blocks
from ..syntax.tags import HTML_TAGS
from .pages import Page
from .tag_names import tag_names

_BEGIN = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!DOCTYPE\s+html\b|([A-Za-z][A-Za-z0-9]*)(?=[\s>/]))",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(?:p|div|span|br|a|td|li|h[1-6]|body|html|table)\b[^<>]{0,2000}>", re.IGNORECASE)


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as a page does, or is called one and holds tags."""
    if begin := _BEGIN.match(head):
        return begin[1] is None or begin[1].lower() in HTML_TAGS
    return name.casefold().endswith((".html", ".htm", ".xhtml", ".mht", ".mhtml")) and _TAG.search(head) is not None


def fields(part: int, text: str) -> Iterator[Field]:
    """All that may be read in a page, but for what only says how it looks."""
    page = Page(part, text)
    for block in blocks(text):
        yield from page.anything(block)
    yield from tag_names(part, text, xml=False)
