"""Which files stand in a consent report as scrubbed output, so that they may go; and the reports themselves."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from . import archives, files, record
from .errors import ChatscrubError

ENDING = ".consent.json"
_PAGES = (".consent.html", ".consent.md")

Find = Callable[[str], Iterable[tuple[str, bytes]]]
"""The consent reports that may cover a file, as path and content, by the path of the file."""


def covered_by(path: str, data: bytes, reports: Find) -> str:
    """What covers a file: the path of a report, or that it is one itself; "" for nothing.

    Args:
        path: of the file, with slashes.
        data: its content.
        reports: finds the reports that may know it.
    """
    if path.endswith(ENDING):
        return "a consent report" if _is_shared(_document(data, path)) else ""
    for where, content in reports(path):
        document = _document(content, where)
        if document is None:
            continue
        if path.endswith(_PAGES) and _is_shared(document):
            if hashlib.sha256(data).hexdigest() in {copy["sha256"] for copy in document["report"]["copies"]}:
                return "a consent report"
        elif _is_output(data, document, path):
            return f"scrubbed; its report is {PurePosixPath(where).name}"
    return ""


def _document(data: bytes, where: str) -> dict[str, Any] | None:
    try:
        return record.read(data, where)
    except ChatscrubError:
        return None


def _is_shared(document: Mapping[str, Any] | None) -> bool:
    """Whether a report is one for others, without real names."""
    return document is not None and not document["report"]["own_copy"] and not document["report"]["names"]


def _is_output(data: bytes, document: Mapping[str, Any], path: str) -> bool:
    """Whether a file is exactly what a report covers."""
    rows = [(row["file"], row["sha256"]) for row in document["report"]["digests"]["scrubbed"]]
    if not rows:
        return False
    if data[:4] not in files.ZIP:
        return [digest for _, digest in rows] == [hashlib.sha256(data).hexdigest()]
    wanted = [(name.partition(": ")[2], digest) for name, digest in rows]
    try:
        members = archives.plain_digests(io.BytesIO(data), path, within=archives.outer({name for name, _ in wanted}))
    except ChatscrubError:
        return False
    return members is not None and sorted(members) == sorted(wanted)
