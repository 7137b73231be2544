"""What nobody looked into: media, cards, text in languages and scripts that no detector here reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from .fields import Head
from .formats.endings import breaks_off
from .languages import is_other_language
from .model import Export, Role, Unexamined
from .settings import Settings

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(  # the planes behind the first, but for letters of mathematics and emoji
    r"[\u0370-\u1cff\u2c00-\ua7ff\uaa00-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff66-\uff9f"
    r"\U00010000-\U0001d3ff\U0001d800-\U0001efff\U00020000-\U0003ffff]"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")  # one is a word
_KNOWN_AGAIN = 4096  # texts
_COPIED = frozenset({"image", "video", "audio", "voice note", "sticker", "document"})
UNKNOWN_ORIGIN = frozenset({"json", "xml", "html"})
"""Formats of texts that are examined word by word, without knowing what stands where."""
_POINTED_AT = _COPIED | {"contact card", "media", "archive", "other"}


def unexamined(export: Export, settings: Settings, kept: int = 0, labelled: int = 0) -> Iterator[Unexamined]:
    """What nobody looked into: files in the archive, files the chat points at, texts that break off, other scripts.

    Args:
        export: what was read.
        settings: whether media are kept.
        kept: places that were found, and stay because the user's list says so.
        labelled: names above messages that are pseudonyms of an earlier run.
    """
    if kept:
        yield Unexamined("listed", kept, "asked")
    if labelled:
        yield Unexamined("labelled sender", labelled, "label")
    lying = Counter(m.sort for m in export.members if m.sort != "system file")
    lying += Counter(head.note for _, head in export.fields.heads(lambda head: head.role is Role.MEDIA))
    copied = settings.keep_media and export.container != "pdf"  # of a PDF only the text goes out
    for sort, count in sorted(lying.items()):
        yield Unexamined(sort, count, "kept" if copied and is_media(sort) else "withheld")
    pointed = Counter(head.note for _, head in export.fields.heads(lambda head: _points(export, head)))
    for sort, count in sorted((pointed - lying).items()):
        yield Unexamined(sort, count, "absent")
    if broken := broken_texts(export):
        yield Unexamined("broken text", broken, "broken")
    unnamed = sum(1 for _ in export.fields.numbers(lambda head: head.note == "unnamed"))
    unknown = sum(name in UNKNOWN_ORIGIN for name in export.known)
    yield from (Unexamined(w, n, "form") for w, n in (("unknown field", unnamed), ("unknown format", unknown)) if n)
    read = lru_cache(_KNOWN_AGAIN)(_foreign)
    foreign = Counter(read(field.text) for field in export.fields.which(lambda head: head.role is Role.TEXT))
    scripts = foreign[True, True] + foreign[True, False]
    other = foreign[True, True] + foreign[False, True]
    yield from (Unexamined(w, n, "script") for w, n in (("other script", scripts), ("other language", other)) if n)
    yield Unexamined("names", 0, "names")


def broken_texts(export: Export) -> int:
    """How many texts end too early, so that something which was meant to be there is missing."""
    return sum(breaks_off(kind, part.text) for kind, part in zip(export.known, export.parts, strict=False))


def _points(export: Export, head: Head) -> bool:
    return head.note in _POINTED_AT and head.role is not Role.MEDIA and not export.parts[head.part].is_name


def _foreign(text: str) -> tuple[bool, bool]:
    """Whether a text is in another script, and whether in another language."""
    return is_other_script(text), is_other_language(text)


def is_media(sort: str) -> bool:
    """Whether members of that sort may be copied at the user's request; cards and archives never are."""
    return sort in _COPIED


def is_other_script(text: str) -> bool:
    """Whether a word of a text is in a script that no detector here reads; a letter alone is a sign, as in "10 μg"."""
    words = _WORD.findall(text) if _OTHER_SCRIPT.search(text) else []
    return any(len(_OTHER_SCRIPT.findall(word)) > 1 or _IDEOGRAPH.match(word) for word in words)
