"""Files that hold no text that could be examined, told by how they begin; never by their names."""

from __future__ import annotations

_MAGIC = {
    b"\x89PNG\r\n": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"BM": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"\x00\x00\x01\x00": "picture",
    b"8BPS": "picture",
    b"ID3": "sound",
    b"\xff\xfb": "sound",
    b"OggS": "sound",
    b"fLaC": "sound",
    b"\x1aE\xdf\xa3": "video",
    b"\x00asm": "program",
    b"\x7fELF": "program",
    b"MZ": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"wOFF": "font",
    b"wOF2": "font",
    b"OTTO": "font",
    b"\x00\x01\x00\x00\x00": "font",
    b"true": "font",
    b"\x00GITCRYPT": "encrypted file",
    b"age-encryption.org": "encrypted file",
    b"CHATSCRUB": "encrypted file",
}
_BOXES = {b"RIFF": {b"WEBP": "picture", b"WAVE": "sound", b"AVI ": "video"}}
_UNREAD = {
    b"SQLite format 3\x00": "a database",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstandard file",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office document; save it as docx or xlsx",
}
_TEXT = bytes({*range(0x20, 0x100)} | {*b"\a\b\t\n\v\f\r\x1b"})
_HEAD = 8_192


def sort_of(data: bytes) -> str:
    """What sort of binary file this is, "" for text and for documents that can be read."""
    head = data[:_HEAD]
    for magic, sort in _MAGIC.items():
        if head.startswith(magic) and not _is_text(head):
            return sort
    if head[:4] in _BOXES:
        return _BOXES[head[:4]].get(head[8:12], "binary file")
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "video"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return ""
    return "" if _is_text(head) or _may_be_text(head) or unread(data) else "binary file"


def unread(data: bytes) -> str:
    """What this is if it may hold text that cannot be read here; "" for all else."""
    return next((what for magic, what in _UNREAD.items() if data.startswith(magic)), "")


def _is_text(head: bytes) -> bool:
    """Whether there are no control characters in it."""
    return not head.translate(None, _TEXT)


def _may_be_text(head: bytes) -> bool:
    """Whether it may be UTF-16 without a mark, or text with a few odd bytes: then it has to be told, not skipped."""
    if head.count(0) > 0 and (not any(head[:400:2]) or not any(head[1:400:2])):
        return True
    return head.count(0) == 0 and len(head.translate(None, _TEXT)) * 20 < len(head)
