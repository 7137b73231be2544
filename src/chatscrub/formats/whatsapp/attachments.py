"""Files that a chat points at: their sort, and which part of their name somebody chose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Names that WhatsApp makes up itself: they hold a number and a date, nothing personal.
_GENERATED = re.compile(
    r"(?:\d{5,10}-)?(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d|"
    r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d{4,5}|\d{4}-\d\d-\d\d-(?:PHOTO|VIDEO|AUDIO)-\d{5,10}",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\d{6,10}-")
_SORTS = {
    "image": "jpg jpeg png gif heic webp bmp tif tiff",
    "video": "mp4 mov 3gp avi mkv webm",
    "voice note": "opus",
    "audio": "m4a mp3 aac wav ogg amr oga",
    "contact card": "vcf",
    "document": "pdf doc docx xls xlsx ppt pptx odt ods odp txt rtf csv pages numbers key epub",
    "archive": "zip rar 7z gz tar",
}
_SORT_OF = {ext: sort for sort, exts in _SORTS.items() for ext in exts.split()}
_FILE = r"[^\n<>:\"/\\|?*]{1,200}?\.[A-Za-z0-9]{0,6}"
_ANGLE = re.compile(
    rf"<\s?(?:bijgevoegd|attached|angehängt|Anhang|pièce jointe|adjunto|anexado|anexo|allegato|添付|[^\W\d_]{{2,20}}):\s*(?P<file>{_FILE})\s?>"
)
_AFTER = re.compile(
    rf"^(?P<file>{_FILE}) (?:\((?:bestand bijgevoegd|file attached|Datei angehängt|fichier joint|archivo adjunto|[^\W\d_]+ [^\W\d_]+)\)|<attached>)",
    re.MULTILINE,
)


class Attachment(NamedTuple):
    """A file name in a body: its range in the body as read, and its sort."""

    start: int
    end: int
    sort: str


def attachments(body: str) -> Iterator[Attachment]:
    """File names that the body of a message points at."""
    if "<" in body:
        for match in _ANGLE.finditer(body):
            yield Attachment(*match.span("file"), sort_of(match["file"]))
    if ")" in body or "<attached>" in body:
        for match in _AFTER.finditer(body):
            yield Attachment(*match.span("file"), sort_of(match["file"]))


def sort_of(name: str) -> str:
    """The sort of a file by its extension: image, video, voice note, document ... or "other"."""
    if name.upper().startswith("STK-") or "-STICKER-" in name.upper():
        return "sticker"
    if name.upper().startswith("DOC-"):
        return "document"
    return _SORT_OF.get(name.rpartition(".")[2].casefold(), "other")


def given_name(file_name: str) -> tuple[int, int] | None:
    """The range of a file name that somebody chose, without counter and extension; None when WhatsApp made it up."""
    stem = file_name.rpartition(".")[0] or file_name
    if _GENERATED.fullmatch(stem):
        return None
    counter = _COUNTER.match(stem)
    start = counter.end() if counter else 0
    return (start, len(stem)) if start < len(stem) else None
