"""Leaks and lost words on marked chats, through the whole pipeline: written out as WhatsApp exports, scrubbed, scored.

Usage: python benchmarks/leaks.py EVAL_FOLDER [--part dev|test|train|unseen|rules] [--files u,v] [--leaks N]
       [--kinds A,B] [--json F]

EVAL_FOLDER holds score.py and link_score.py; the chats are those of models/corpus. Which conversation is for
training, development or testing was settled by a fixed seed before the first training (models/training/corpus.py).
Of the hands that wrote the ``unseen`` ones nothing was ever trained on. On ``rules`` rules were tuned.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from arguments import at_least_one, folder_with, output

from chatscrub import detector, files, plans, spans
from chatscrub.chat_model import released_model
from chatscrub.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "models"))
from training.corpus import CORPUS, KINDS, conversations, part_of

MARKS = frozenset({*KINDS, "IBAN", "BSN"})
MAIN = ("PERSON", "LOCATION", "ADDRESS", "ORG")
START = datetime(2024, 5, 2, 16, 8, 13)


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
    """A module of the folder, which was checked to hold it."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scrub(raw: str, spans_path: Path, *, again: bool = True) -> str:
    """The scrubbed text of a raw export, without its report, for measuring only; ``again`` as in ``detect``."""
    source = files.read_bytes(raw.encode(), "_chat.txt")
    plan = plans.plan(source, detector.detect(source, again=again), Settings())
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


def chosen(part: str, begin: str) -> list[tuple[int, str, str, list[str]]]:
    """The conversations of a part, in files whose names begin so: number, name, language, messages."""
    paths = [path for path in sorted(CORPUS.glob("*.txt")) if path.name.startswith(tuple(begin.split(",")))]
    talks = enumerate((talk for path in paths for talk in conversations(path)), 1)
    return [(number, name, language, lines) for number, (name, language, lines) in talks if part_of(name) == part]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=folder_with(["score.py", "link_score.py"]))
    parser.add_argument("--part", choices=["dev", "test", "train", "unseen", "rules"], default="dev")
    parser.add_argument("--files", default="", help="only files whose names begin so, several with commas")
    parser.add_argument("--leaks", type=at_least_one, default=0, help="show so many leaks and lost words")
    parser.add_argument("--kinds", default="", help="of the leaks only those of these kinds")
    parser.add_argument("--json", type=output, help="write the figures here as well")
    args = parser.parse_args()
    if unknown := set(filter(None, args.kinds.split(","))) - MARKS:
        parser.error(f"--kinds: no {', '.join(sorted(unknown))} among {', '.join(sorted(MARKS))}")
    talks = chosen(args.part, args.files)
    if not talks:
        parser.error(f"--files {args.files}: no conversation of the part {args.part}")
    score, link = load(args.eval, "score"), load(args.eval, "link_score")
    with tempfile.TemporaryDirectory() as folder:
        groups: dict[str, list[tuple[str, str, str]]] = {"nl": [], "en": []}
        rounds: dict[str, list[tuple[str, str]]] = {}
        for number, name, language, lines in talks:
            gold, out, where = (Path(folder) / f"{number}.{ext}" for ext in ("gold", "out", "spans"))
            gold.write_bytes(export(lines, number).encode())
            raw = "\n".join(line for line, _ in score.parse(gold))
            out.write_bytes(scrub(raw, where).encode())
            groups[language].append((str(gold), str(out), str(where)))
            rounds.setdefault(name[0], []).append((str(gold), str(out)))
        figures: dict[str, object] = {"model": released_model(), "part": args.part, "files": args.files}
        for language, rows in [*groups.items(), ("both", groups["nl"] + groups["en"])]:
            print(f"== {language}: {len(rows)} conversations")
            result = score.score([(g, o) for g, o, _ in rows], args.leaks if language == "both" else 0)
            show(result, args.kinds)
            figures[language] = {k: v for k, v in result.items() if k not in ("leaks", "lost_words")}
            counts = [headers(score, g, s) for g, _, s in rows]
            print(f"senders in headers, at their own place {sum(h for h, _ in counts)} of {sum(t for _, t in counts)}")
            link.main([x for g, _, s in rows for x in (g, s)])
        print("== by the first letter of the files, which tells when they were written")
        figures["rounds"] = {letter: of_round(letter, score.score(pairs, 0)) for letter, pairs in rounds.items()}
    print(f"model: {figures['model']}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def of_round(letter: str, result: dict[str, Any]) -> dict[str, float]:
    """The main figures of the conversations of one letter, printed on one line."""
    kinds = {kind: share for kind, (share, _) in result["recall_by_type"].items() if kind in MAIN}
    found = {**kinds, "lower": result["recall_person_lower_case"][0], "all": result["recall"]}
    found["lost"] = result["words_lost"]
    print(f"{letter} {' '.join(f'{name} {share:.2%}' for name, share in found.items())}")
    return found


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
