"""Rebuild what follows from the marked samples: the zip with media, and the expected result beside each case.

Usage: python sample_exports/rebuild.py

Read the difference before you commit it: the expected results are what the tests hold the tool to.
"""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path

from chatscrub import counts, detector, files, plans, spans, targets
from chatscrub.languages import main_language
from chatscrub.model import Export, Plan, Role
from chatscrub.settings import Settings

HERE = Path(__file__).resolve().parent
# One white dot as a JPEG; the other media are a magic number and nothing more.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgAL"
    "CAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Peter de Boer\r\nTEL;TYPE=CELL:06 01234599\r\nEND:VCARD\r\n"
BYTES = {
    ".jpg": JPEG,
    ".vcf": CARD,
    ".opus": b"OggS" + bytes(60),
    ".webp": b"RIFF\x1a\0\0\0WEBP",
    ".mp4": bytes(4) + b"ftypmp42",
    ".pdf": b"%PDF-1.4\n%%EOF\n",
}


def source(case: Path) -> Path:
    """The export of a case, as the phone gave it."""
    archives = sorted(case.glob("*.zip"))
    texts = [
        p
        for p in sorted(case.glob("*.txt"))
        if p.name not in ("marked.txt", "expected.txt") and ".members" not in p.name
    ]
    return (archives or texts)[0]


def build_zip(case: Path) -> None:
    """The zip of a case whose members are listed beside it."""
    listed = next(iter(case.glob("*.members.txt")), None)
    if listed is None:
        return
    text = next(p for p in case.glob("WhatsApp*.txt"))
    with zipfile.ZipFile(case / f"{text.stem}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [text.name, *listed.read_text(encoding="utf-8").split("\n")]:
            if name:
                data = text.read_bytes() if name == text.name else BYTES[Path(name).suffix]
                archive.writestr(zipfile.ZipInfo(name, (2024, 6, 1, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)


def result(case: Path) -> tuple[str, dict[str, object]]:
    """The scrubbed text of a case and what the report counts."""
    export = files.read(source(case))
    language = main_language(f.text for f in export.fields if f.role is Role.TEXT)
    plan = plans.plan(export, detector.detect(export), Settings(language=language))
    return spans.splice(export.parts[0].text, plan.parts[0].edits), counted(export, plan, language)


def counted(export: Export, plan: Plan, language: str) -> dict[str, object]:
    kinds, distinct = counts.tally(counts.released(plan, export))
    members = targets.member_names(plan, export) if export.container == "zip" else []
    return {
        "format": export.format,
        "language": language,
        "messages": counts.count_messages(export),
        "people": [list(p[:4]) for p in plan.people],
        "kinds": kinds,
        "distinct": distinct,
        "name": plan.names[0],
        "members": [new for _, new in members],
        "unexamined": [list(u) for u in plan.unexamined],
    }


def main() -> None:
    for case in sorted(p.parent for p in HERE.glob("*/*/marked.txt")):
        build_zip(case)
        text, summary = result(case)
        (case / "expected.txt").write_bytes(text.encode())
        (case / "expected.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(case.name, summary["messages"], "messages", summary["kinds"])


if __name__ == "__main__":
    main()
