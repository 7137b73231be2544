"""Run the tool over a folder of real export files, for developers who have one. Prints a table; nothing is kept.

Usage: python benchmarks/fixtures.py FIXTURES_FOLDER [NAME_CONTAINS]

For every file: no edits give the same bytes, the scrubbed file is read again as the same format with as many messages
and senders, and no name, number or id that the structure gives away (in sender, id and file-name roles) is left in it.
A file that cannot be read counts as refused, with the error.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from chatscrub import counts, files, scrubbing, spans
from chatscrub.errors import ChatscrubError
from chatscrub.lexicon import KIN, TUSSENVOEGSELS, fold, is_ordinary
from chatscrub.model import Export, Role
from chatscrub.people import is_nobody

WORD = re.compile(r"[^\W\d_]+")
EXPECTED = (".expected.jsonl", "target.json", ".md")  # lie beside the fixtures and are none
GIVEN_AWAY = (Role.SENDER, Role.NAME, Role.ID, Role.PHONE, Role.EMAIL, Role.HANDLE)
LETTERS = 3


class Row(NamedTuple):
    """What came of one file."""

    format: str
    messages: int
    wrong: tuple[str, ...]
    refused: str = ""


def senders(export: Export) -> list[str]:
    """Who stands above each message."""
    return [f.text.strip() for f in export.fields if f.role is Role.SENDER]


def left(before: Export, after: Export) -> list[str]:
    """Names, numbers and ids that the structure of the source gives away and that the scrubbed export still holds."""
    text = "\n".join(part.text[:] for part in after.parts)
    read = fold("\n".join(field.text for field in after.fields))
    there = set(WORD.findall(read))
    found = []
    given = {f.text.strip() for f in before.fields if f.role in GIVEN_AWAY and f.note not in ("key", "system")}
    for name in given - {name for name in given if is_ordinary(fold(name))}:
        whole = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
        words = [w for w in WORD.findall(fold(name)) if w not in KIN | TUSSENVOEGSELS and len(w) >= LETTERS]
        rare = [w for w in words if not is_ordinary(w)]
        if is_nobody(name) or len(name) < LETTERS:
            continue
        if whole.search(read) or any(w in there for w in rare) or (name.isdigit() and len(name) > 5 and name in text):
            found.append(name)
    return sorted(found)


def checked(path: Path, folder: Path) -> Row:
    """Scrub one file and compare."""
    before = files.read(path)
    wrong = []
    for part in before.parts:
        if hashlib.sha256(part.encode(spans.splice(part.text, []))).hexdigest() != part.sha256:
            wrong.append("bytes differ without edits")
    outcome = scrubbing.scrub(str(path), scrubbing.Job(folder=folder / hashlib.sha256(str(path).encode()).hexdigest()))
    assert outcome.scrubbed is not None
    after = files.read(outcome.scrubbed)
    if Counter(before.known) != Counter(after.known) and before.container != "pdf":
        wrong.append(f"read again as {', '.join(sorted(set(after.known)))}")
    told = counts.count_messages(before), counts.count_messages(after)
    if told[0] != told[1]:
        wrong.append(f"messages {told[0]} -> {told[1]}")
    if (people := (len(set(senders(before))), len(set(senders(after)))))[0] < people[1]:
        wrong.append(f"senders {people[0]} -> {people[1]}")
    wrong += [f"left: {name}" for name in left(before, after)]
    return Row(before.format, told[0], tuple(wrong))


def main() -> None:
    """Run the benchmark."""
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    rows: list[tuple[Path, Row]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(p for p in Path(sys.argv[1]).rglob("*") if p.is_file() and only in str(p)):
            if path.name.endswith(EXPECTED):
                continue
            try:
                row = checked(path, Path(folder))
            except ChatscrubError as error:
                row = Row("-", 0, (), str(error).rpartition(": ")[2])
            rows.append((path, row))
            state = f"refused: {row.refused}" if row.refused else "; ".join(row.wrong) or "ok"
            print(f"{path.parent.parent.name}/{path.parent.name}/{path.name}: {row.format}, {row.messages}, {state}")
    failed = sum(bool(row.wrong) for _, row in rows)
    refused = sum(bool(row.refused) for _, row in rows)
    print(f"{len(rows)} files, {len(rows) - failed - refused} right, {failed} wrong, {refused} refused")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
