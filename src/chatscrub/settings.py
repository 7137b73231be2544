"""What the user asked for, passed along as an argument."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops, so that a hostile file cannot fill the machine. Sizes in bytes or code points."""

    file_bytes: int = 512 * 1024 * 1024
    text_bytes: int = 256 * 1024 * 1024
    line_chars: int = 1_000_000
    members: int = 50_000
    ratio: int = 200


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run.

    Args:
        me: the uploader's name as it stands in the chat; gets the label ME or IK.
        language: language of the report, "nl" or "en"; None takes the chat's own.
        keep_media: copy media unseen instead of leaving it out.
        threshold: findings with a lower score (0..1) are dropped.
        limits: see :class:`Limits`.
    """

    me: str | None = None
    language: str | None = None
    keep_media: bool = False
    threshold: float = 0.35
    limits: Limits = LIMITS

    def digest(self) -> str:
        """SHA-256 over the settings, without the name in ``me``, which a digest would not hide."""
        shown = asdict(self) | {"me": self.me is not None}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


SETTINGS = Settings()
