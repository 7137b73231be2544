"""Where the outputs of one run go, under names that have been scrubbed too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from . import files
from .model import Export, Plan

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files of one run."""

    folder: Path
    scrubbed: Path
    html: Path
    json: Path

    def check_free(self, force: bool, dry_run: bool) -> None:
        """Make sure that nothing is in the way before anything is written.

        Raises:
            OutputError: a file exists and ``force`` is False.
        """
        for path in (self.html, self.json) if dry_run else (self.html, self.json, self.scrubbed):
            files.check_free(path, force)


def outputs(export: Export, plan: Plan, folder: Path | None) -> Outputs:
    """The outputs' paths: in ``folder``, or in a folder beside the source."""
    stem, extension = split(plan.names[0])
    stem = safe(stem)
    if folder is None:
        beside = Path(export.path).parent if export.path else Path.cwd()
        folder = beside / f"{stem}.chatscrub"
    return Outputs(
        folder, folder / f"{stem}.scrubbed{extension}", folder / f"{stem}.consent.html", folder / f"{stem}.consent.json"
    )


def split(name: str) -> tuple[str, str]:
    """Stem and extension; a doubled extension such as ``.zip.zip`` is taken as one."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension) > 5:
        return name, ".txt"
    twice = stem.rpartition(".")
    if twice[0] and twice[2].casefold() == extension.casefold():
        stem = twice[0]
    return stem, "." + extension


def safe(stem: str) -> str:
    """A stem that every file system takes."""
    plain = _UNSAFE.sub("_", stem).strip(" .")[:_LONGEST] or "chat"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain
