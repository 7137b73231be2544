"""What reading and writing files have in common: the system's reason for an error, and a folder made to last."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def why(error: Exception) -> str:
    """The system's word for an error, else its type; never a message, which may hold text."""
    return getattr(error, "strerror", None) or type(error).__name__


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
