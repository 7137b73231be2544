"""Who is who on marked chats, through the whole pipeline: do the mentions of one person share a pseudonym?

Usage: python benchmarks/linking.py EVAL_FOLDER [--part dev|test|train]

EVAL_FOLDER holds score.py and link_score.py. Over all pairs of mentions of private people: precision is the share of
pairs with one pseudonym that are one person's, recall the share of pairs of one person that have one pseudonym. The
command ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from arguments import folder_with
from leaks import chosen, export, load, scrub

PRECISION, F1 = 0.98, 0.95  # the goals


def pairs(counts: Iterable[int]) -> int:
    """How many pairs there are within groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in counts)


def figures(chats: Sequence[Sequence[tuple[str, str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of chats, each a row of mentions: whose it is, and the pseudonym it got."""
    right = sum(pairs(Counter(chat).values()) for chat in chats)
    given = sum(pairs(Counter(name for _, name in chat).values()) for chat in chats)
    there = sum(pairs(Counter(key for key, _ in chat).values()) for chat in chats)
    return right / max(1, given), right / max(1, there), 2 * right / max(1, given + there)


def mentions(score: ModuleType, link: ModuleType, text: str) -> list[tuple[str, str]]:
    """The mentions in a marked export, after it was scrubbed."""
    with tempfile.TemporaryDirectory() as folder:
        gold, spans = Path(folder) / "gold", Path(folder) / "spans"
        gold.write_bytes(text.encode())
        scrub("\n".join(line for line, _ in score.parse(gold)), spans)
        return list(link.mentions(str(gold), str(spans)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=folder_with(["score.py", "link_score.py"]))
    parser.add_argument("--part", choices=["dev", "test", "train"], default="dev")
    args = parser.parse_args()
    score, link = load(args.eval, "score"), load(args.eval, "link_score")
    chats: dict[str, list[list[tuple[str, str]]]] = {"nl": [], "en": []}
    for number, _, language, lines in chosen(args.part, ""):
        chats[language].append(mentions(score, link, export(lines, number)))
    missed = False
    for language, rows in [*chats.items(), ("both", chats["nl"] + chats["en"])]:
        precision, recall, f1 = figures(rows)
        met = precision >= PRECISION and f1 >= F1
        missed = missed or not met
        print(
            f"{language:4} conversations {len(rows)} precision {precision:.2%} recall {recall:.2%} F1 {f1:.2%}; "
            f"goals (precision {PRECISION:.0%}, F1 {F1:.0%}) {'met' if met else 'missed'}"
        )
    sys.exit(missed)


if __name__ == "__main__":
    main()
