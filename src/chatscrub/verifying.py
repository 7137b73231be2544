"""Whether a scrubbed file is what its report covers, and whether what that report rests on still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from . import files, ledger, record
from .errors import ReportError
from .ledger import Ledger


class Check(NamedTuple):
    """One thing that was looked at: what, whether it holds (None: it was only told), and a line about it."""

    what: str
    holds: bool | None
    text: str


class Required(NamedTuple):
    """What has to be there beside the text: consent of "speakers" or "everybody" ("" for neither), a signature."""

    consent: str = ""
    signature: bool = False


def verify(
    scrubbed: Path, report: Path, kept: Ledger | None = None, required: Required = Required(), today: date | None = None
) -> list[Check]:
    """Check a scrubbed file against its report; all is well when no check is False.

    Args:
        scrubbed: the file.
        report: its report, as JSON, or as the page or the Markdown beside the JSON.
        kept: the consent ledger, for what happened since.
        required: what has to be there, beside what the report says was required.
        today: the day on which consents have to hold.

    Raises:
        ReportError: this is no report of chatscrub.
        UnreadableError: a file cannot be read.
    """
    raise NotImplementedError
