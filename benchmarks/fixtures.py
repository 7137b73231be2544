"""Run the tool over a folder of real WhatsApp exports, for developers who have one. Prints a table; nothing is kept.

Usage: python benchmarks/fixtures.py FIXTURES_FOLDER

For every text: no edits give the same bytes, the scrubbed text is read again with as many messages and senders,
and no sender's name, and no name in a system line or file name, is left anywhere in it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from chatscrub import detector, files, plans, spans
from chatscrub.lexicon import KIN, TUSSENVOEGSELS, fold
from chatscrub.model import Export, Role
from chatscrub.people import is_nobody

WORD = re.compile(r"[^\W\d_]+")


def senders(export: Export) -> list[str]:
    return [f.text.strip() for f in export.fields if f.role is Role.SENDER]


def left(export: Export, text: str) -> list[str]:
    """Names that the structure of the source gives away and that stand in the scrubbed text."""
    speaks = {f.text.strip() for f in export.fields if f.role is Role.SENDER and not f.note}
    named = {f.text.strip() for f in export.fields if f.role is Role.NAME}
    found = []
    for name in speaks | named:
        words = [w for w in WORD.findall(fold(name)) if w not in KIN | TUSSENVOEGSELS and len(w) > 2]
        whole = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
        there = set(WORD.findall(fold(text)))
        if not is_nobody(name) and len(name) > 1 and (whole.search(fold(text)) or any(w in there for w in words)):
            found.append(name)
    return found


def main() -> None:
    failed = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
        export = files.read(path)
        part = export.parts[0]
        same = part.encode(spans.splice(part.text, [])) == path.read_bytes()
        plan = plans.plan(export, detector.detect(export))
        scrubbed = spans.splice(part.text, plan.parts[0].edits)
        again = files.read_bytes(part.encode(scrubbed), "again.txt")
        before, after = senders(export), senders(again)
        counts = (len(before), len(set(before))) == (len(after), len(set(after)))
        names = left(export, scrubbed)
        failed += not (same and counts and not names)
        marks = ["same bytes" if same else "BYTES DIFFER", "same counts" if counts else "COUNTS DIFFER"]
        print(
            f"{path.parent.name}/{path.name}: {len(before)} messages, {len(set(before))} senders, {', '.join(marks)}",
            *names,
        )
    sys.exit(f"{failed} files failed" if failed else 0)


if __name__ == "__main__":
    main()
