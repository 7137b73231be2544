"""Leaks and lost words on marked chats, through the whole pipeline: written out as WhatsApp exports, scrubbed, scored.

Usage: python benchmarks/leaks.py EVAL_FOLDER CHATS_FOLDER [--half even|odd|all] [--leaks N] [--kinds A,B]

EVAL_FOLDER holds score.py and link_score.py, CHATS_FOLDER the marked chats (t*.txt). The conversations are split
in two by a checksum of their first line. The rules were written on the even half. The odd half is for measuring;
it was not kept wholly unseen: lists of lost words and a few leaks of both halves were looked at early on.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

from chatscrub import detector, files, plans, spans
from chatscrub.settings import Settings

START = datetime(2024, 5, 2, 16, 8, 13)


def conversations(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The conversations of a file of marked chats: first line, messages."""
    head: str = ""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## conv"):
            if lines:
                yield head, lines
            head, lines = line, []
        elif "\t" in line:
            lines.append(line)
    if lines:
        yield head, lines


def export(lines: list[str], number: int) -> str:
    """A marked conversation as a marked WhatsApp export, iOS and Android by turns."""
    rows = []
    for i, line in enumerate(lines):
        sender, text = line.split("\t", 1)
        when = START + timedelta(minutes=i)
        body = text.replace("\\n", "\n")
        name = f"[[{sender}]]"
        if number % 2:
            rows.append(f"[{when:%d-%m-%Y, %H:%M:%S}] {name}: {body}")
        else:
            rows.append(f"{when:%d-%m-%Y %H:%M} - {name}: {body}")
    return "\n".join(rows) + "\n"


def load(folder: Path, name: str) -> ModuleType:
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no {name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scrub(raw: str, spans_path: Path) -> str:
    """The scrubbed text of a raw export, without its report, for measuring only."""
    source = files.read_bytes(raw.encode(), "_chat.txt")
    plan = plans.plan(source, detector.detect(source), Settings())
    rows = (
        {"start": r.start, "end": r.end, "kind": r.kind.value, "pseudonym": r.pseudonym}
        for r in plan.replacements
        if r.part == 0
    )
    spans_path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return spans.splice(source.parts[0].text, plan.parts[0].edits)


def headers(score: ModuleType, gold: str, spans_path: str) -> tuple[int, int]:
    """Senders in headers that are covered by a replacement at their own place, and all of them.

    score.py looks for the name anywhere in the line, so its figure also falls when a sender names themselves
    in the message and that mention is missed.
    """
    rows = [json.loads(line) for line in Path(spans_path).read_text(encoding="utf-8").splitlines()]
    gone = {i for row in rows for i in range(row["start"], row["end"])}
    at = hit = total = 0
    for raw, marks in score.parse(gold):
        for *_, start, end in marks[:1]:
            if raw[:start].endswith(("] ", " - ")) and raw[end : end + 2] == ": ":
                total += 1
                hit += all(at + i in gone for i in range(start, end) if raw[i].isalnum())
        at += len(raw) + 1
    return hit, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("chats", type=Path)
    parser.add_argument("--half", choices=["even", "odd", "all"], default="odd")
    parser.add_argument("--leaks", type=int, default=0)
    parser.add_argument("--kinds", default="")
    args = parser.parse_args()
    score, link = load(args.eval, "score"), load(args.eval, "link_score")
    with tempfile.TemporaryDirectory() as folder:
        groups: dict[str, list[tuple[str, str, str]]] = {"nl": [], "en": []}
        number = 0
        for path in sorted(args.chats.glob("t*.txt")):
            for head, lines in conversations(path):
                number += 1
                odd = zlib.crc32((head + path.name).encode()) % 2
                if args.half != "all" and odd != (args.half == "odd"):
                    continue
                gold, out, where = (Path(folder) / f"{number}.{ext}" for ext in ("gold", "out", "spans"))
                gold.write_bytes(export(lines, number).encode())
                raw = "\n".join(line for line, _ in score.parse(gold))
                out.write_bytes(scrub(raw, where).encode())
                language = "nl" if " nl" in head.split("|")[0] else "en"
                groups[language].append((str(gold), str(out), str(where)))
        for language, rows in [*groups.items(), ("both", groups["nl"] + groups["en"])]:
            print(f"== {language}: {len(rows)} conversations")
            result = score.score([(g, o) for g, o, _ in rows], args.leaks if language == "both" else 0)
            show(result, args.kinds)
            counts = [headers(score, g, s) for g, _, s in rows]
            print(f"senders in headers, at their own place {sum(h for h, _ in counts)} of {sum(t for _, t in counts)}")
            link.main([x for g, _, s in rows for x in (g, s)])


def show(result: dict[str, object], kinds: str) -> None:
    for kind, (value, count) in result["recall_by_type"].items():  # type: ignore[attr-defined]
        print(f"{kind:10} {value:7.2%} of {count}")
    for name in ("recall_person_lower_case", "recall_headers"):
        value, count = result[name]  # type: ignore[misc]
        print(f"{name} {value:.2%} of {count}")
    print(f"all mentions {result['recall']:.2%}; words lost {result['words_lost']:.2%} of {result['unmarked_words']}")
    wanted = kinds.split(",") if kinds else []
    for leak in result.get("leaks", []):  # type: ignore[attr-defined]
        if not wanted or any(f": {kind} " in leak for kind in wanted):
            print("LEAK", leak)
    if lost := result.get("lost_words"):
        print("LOST", lost)


if __name__ == "__main__":
    main()
