"""What the user asked for, passed along as an argument."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops, so that a hostile file cannot fill the machine. Sizes in bytes or code points;
    ``file_bytes`` counts what of a file stays in memory, so not the pictures that are lifted out of it; ``long_bytes``
    is for JSON that is read by slices, of which little stays (WhatsApp is read so too, within ``file_bytes``);
    ``ratio`` is that of unpacked to packed, ``depth`` how many zips may lie in one another.
    """

    file_bytes: int = 512 * 1024 * 1024
    text_bytes: int = 256 * 1024 * 1024
    long_bytes: int = 2 * 1024 * 1024 * 1024
    line_chars: int = 1_000_000
    members: int = 50_000
    ratio: int = 200
    depth: int = 3


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run.

    Args:
        me: the uploader's name as it stands in the chat; gets the label ME or IK.
        language: language of the report, "nl" or "en"; None takes the chat's own.
        keep_media: copy media unseen instead of leaving it out.
        threshold: findings with a lower score (0..1) are dropped.
        style: how pseudonyms look: "label", "initial" or "surrogate".
        label_language: language of their words, "en" or "nl".
        key: secret behind stand-ins, codes and the shift of dates; what needs one refuses to work without.
        keyed: the user gave the key, so labels are made of it and not numbered.
        shift_dates: move the dates of all messages by one secret number of days.
        keep_weekdays: by whole weeks.
        policy: whose words go out, one of ``withholding.POLICIES``.
        limits: see :class:`Limits`.
    """

    me: str | None = None
    language: str | None = None
    keep_media: bool = False
    threshold: float = 0.35
    style: str = "label"
    label_language: str = "en"
    key: bytes = field(default=b"", repr=False)
    keyed: bool = False
    shift_dates: bool = False
    keep_weekdays: bool = False
    policy: str = "report"
    limits: Limits = LIMITS

    def digest(self) -> str:
        """SHA-256 over the settings, without the name in ``me``, which a digest would not hide, and the key."""
        shown = asdict(self) | {"me": self.me is not None, "key": bool(self.key)}
        import hashlib
        import json

        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


SETTINGS = Settings()
