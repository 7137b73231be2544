"""The key file: a secret that decides pseudonyms, so that every run with it gives the same ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

from . import files
from .errors import KeyFileError

_SHORTEST, _LONGEST = 16, 65_536  # bytes


def load(path: Path) -> bytes:
    """The key in a file, without blanks at its end, as 32 bytes.

    Raises:
        KeyFileError: fewer than 16 bytes, or far more than a key has.
        UnreadableError: the file cannot be read.
    """
    secret = files.read_plain(path).rstrip()
    if not _SHORTEST <= len(secret) <= _LONGEST:
        raise KeyFileError(f"{path}: no key, which has 16 to 65,536 bytes; make one with: chatscrub key FILE")
    return hashlib.sha256(b"chatscrub key\0" + secret).digest()
