"""What the second pass adds on marked chats: mentions found and words lost without it and with it.

Usage: python benchmarks/second_pass.py EVAL_FOLDER [--part dev|test|train] [--joined N] [--json F]

EVAL_FOLDER holds score.py; the chats are those of models/corpus, scrubbed and scored as leaks.py does. Without the
second pass only the first pass and the structure count: nothing that either knows is looked for again, a sender's
name in a message no more than any other. --joined puts N conversations of a language into one chat. The marked chats
are short, and what a pass over a whole chat finds and breaks grows with the chat; but joined chats hold strangers of
one name, which real ones seldom do, and score.py takes the 12 of a pseudonym PERSON_12 for a house number 12 that was
left in its line.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from arguments import at_least_one, folder_with, output
from leaks import chosen, export, load, scrub

from chatscrub.chat_model import released_model

LANGUAGES = ("nl", "en")


def chats(part: str, joined: int) -> list[tuple[str, str]]:
    """Language and marked export of every chat; those of one format, iOS or Android, are joined."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for number, _, language, lines in chosen(part, ""):
        groups[language, number % 2].append(export(lines, number))
    return [
        (language, "".join(group[at : at + joined]))
        for (language, _), group in groups.items()
        for at in range(0, len(group), joined)
    ]


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The shares that are compared, by name."""
    found = {kind: share for kind, (share, _) in result["recall_by_type"].items()}
    found["lower case"] = result["recall_person_lower_case"][0]
    return {**found, "all": result["recall"], "words lost": result["words_lost"]}


def measure(score: ModuleType, rows: list[tuple[str, str]], again: bool, folder: Path) -> dict[str, dict[str, float]]:
    """The figures of each language and of both."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, (language, marked) in enumerate(rows):
        gold, out, where = (folder / f"{number}.{ext}" for ext in ("gold", "out", "spans"))
        gold.write_bytes(marked.encode())
        out.write_bytes(scrub("\n".join(line for line, _ in score.parse(gold)), where, again=again).encode())
        pairs[language].append((str(gold), str(out)))
    pairs["both"] = [pair for language in LANGUAGES for pair in pairs[language]]
    return {name: figures(score.score(pairs[name], 0)) for name in (*LANGUAGES, "both")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=folder_with(["score.py"]))
    parser.add_argument("--part", choices=["dev", "test", "train"], default="dev")
    parser.add_argument("--joined", type=at_least_one, default=1, help="so many conversations in one chat")
    parser.add_argument("--json", type=output, help="write the figures here as well")
    args = parser.parse_args()
    score, rows = load(args.eval, "score"), chats(args.part, args.joined)
    with tempfile.TemporaryDirectory() as folder:
        without, with_it = (measure(score, rows, again, Path(folder)) for again in (False, True))
    for name in (*LANGUAGES, "both"):
        print(f"== {name}{'without':>15}{'with':>9}  difference")
        for what, before in without[name].items():
            after = with_it[name][what]
            print(f"{what:10} {before:8.2%} {after:8.2%} {100 * (after - before):+10.2f}")
    print(f"{len(rows)} chats of the part {args.part}; model: {released_model()}")
    if args.json:
        record = {"model": released_model(), "part": args.part, "joined": args.joined}
        text = json.dumps({**record, "without": without, "with": with_it}, indent=1) + "\n"
        args.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
