"""Files that a chat points at: their sort, and which part of their name somebody chose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .listed import people

# Names that WhatsApp makes up itself: they hold a number and a date, nothing personal.
_GENERATED = re.compile(
    r"(?:00\d{6}-)?(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d|"
    r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d{4,5}|\d{4}-\d\d-\d\d-(?:PHOTO|VIDEO|AUDIO|GIF)-00\d{6}",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"00\d{6}-")  # of the message; eight other digits may be a birthday or a number
_SORTS = {
    "image": "jpg jpeg png gif heic heif webp bmp tif tiff svg",
    "video": "mp4 mov 3gp 3g2 avi mkv webm m4v wmv flv",
    "voice note": "opus",
    "audio": "m4a mp3 aac wav ogg amr oga flac aiff mid",
    "contact card": "vcf",
    "document": "pdf doc docx docm xls xlsx xlsm ppt pptx odt ods odp txt rtf csv tsv pages numbers key "
    "epub html htm xml json md log ics eml msg mbox gpx kml kmz",
    "archive": "zip rar 7z gz tar",
}
_SORT_OF = {ext: sort for sort, exts in _SORTS.items() for ext in exts.split()}
_NO_SORT = re.compile(r"(?:jsonl|ndjson|apk|exe|dmg|iso|psd|ai|sqlite|db|pkpass|bin|bak|crypt1[0-9])?", re.IGNORECASE)
_FILE = r"[^\n<>:\"/\\|?*]{1,200}?\.[A-Za-z0-9]{0,12}"
# The word in front of the name on iOS is any word; the one behind it on Android is one of these. Wording of
# https://github.com/Pustur/whatsapp-chat-parser and its like.
_ANGLE = re.compile(rf"<\s?[^\n<>:]{{2,24}}:\s?(?P<file>{_FILE}|00\d{{6}}-[^\n<>]{{1,200}}?)\s?>")
_MARKED = re.compile(r"<\s?[^\n<>:]{2,24}:\s?(?P<file>[^\n<>]{1,200}?)\s?>$", re.MULTILINE)
_ATTACHED = """
bestand bijgevoegd|file attached|Datei angehängt|fichier joint|archivo adjunto
archivo adjuntado|ficheiro anexado|arquivo anexado|file allegato|załączony plik
soubor byl přiložen|súbor pripojený|fájl csatolva|fișier atașat|bifogad fil
fil vedhæftet|vedlagt fil|liitetiedosto|dosya ekli|файл добавлен|файл додано
συνημμένο αρχείο|الملف مرفق|קובץ מצורף|फाइल अटैच कर दी गई है|file terlampir|添付ファイル有り
파일 첨부됨|文件附件
"""
_TITLE = rf"[^\n/]{{1,200}}?\.(?:{'|'.join(_SORTS['document'].split())})"
_WORDING = "|".join(_ATTACHED.split("\n")[1:-1])
_AFTER = re.compile(
    rf"^(?P<file>{_FILE}) ?(?:\((?:{_WORDING})\)|<attached>)(?:\n{{1,2}}(?P<original>{_TITLE})$)?",
    re.MULTILINE | re.IGNORECASE,
)
_PAGES = re.compile(rf"^(?P<file>{_TITLE}) • \d", re.MULTILINE | re.IGNORECASE)


class Attachment(NamedTuple):
    """A file name in a body: its range in the body as read, and its sort."""

    start: int
    end: int
    sort: str


def attachments(body: str, marked: bool) -> Iterator[Attachment]:
    """File names that the body of a message points at, and the titles that documents had before.

    Args:
        body: the text as it is read.
        marked: the raw text has the mark that iOS puts before such a name, which then may look like anything.
    """
    found: list[re.Match[str]] = []
    if "<" in body:
        found += _ANGLE.finditer(body)
        there = {match.end() for match in found}
        found += (m for m in (_MARKED.finditer(body) if marked else ()) if m.end() not in there)
    if ")" in body or "<attached>" in body:
        found += _AFTER.finditer(body)
    if "•" in body:
        found += _PAGES.finditer(body)
    for match in found:
        for name, value in match.groupdict().items():
            if value:
                yield Attachment(*match.span(name), sort_of(value))


def sort_of(name: str) -> str:
    """The sort of a file by its extension: image, video, voice note, document ... or "other"."""
    if name.upper().startswith("STK-") or "-STICKER-" in name.upper():
        return "sticker"
    if name.upper().startswith("DOC-"):
        return "document"
    return _SORT_OF.get(name.rpartition(".")[2].casefold(), "other")


def given_name(file_name: str) -> tuple[int, int] | None:
    """The range of what somebody chose in a file name: no counter, no extension; None if WhatsApp made it."""
    stem = stem_of(file_name)
    if _GENERATED.fullmatch(stem):
        return None
    counter = _COUNTER.match(stem)
    start = counter.end() if counter else 0
    return (start, len(stem)) if start < len(stem) else None


def given_parts(file_name: str, sort: str) -> Iterator[tuple[int, int, bool]]:
    """The ranges of what somebody chose in a file name, True; of the counter before it and the extension, False.

    The name of a contact card is cut into the people it names.
    """
    given = given_name(file_name)
    if given is None:
        return
    if given[0]:
        yield 0, given[0], False
    if sort == "contact card":
        for start, end in people(file_name[slice(*given)]):
            yield given[0] + start, given[0] + end, True
    else:
        yield *given, True
    if given[1] < len(file_name):
        yield given[1], len(file_name), False


def stem_of(file_name: str) -> str:
    """A file name without its extension; what is no known extension may be a name, and stays."""
    stem, dot, extension = file_name.rpartition(".")
    known = extension.casefold() in _SORT_OF or _NO_SORT.fullmatch(extension)
    return stem if stem and dot and known else file_name
