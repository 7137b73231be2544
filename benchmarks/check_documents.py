"""How many invented intake files ``chatscrub check`` stops, and how many ordinary documents of a practice it lets pass.

Usage: python benchmarks/check_documents.py [--part PART] [--profile NAME] [--own] [--show]

The documents lie in ``check_documents/PART/{intake,ordinary}/{nl,en}``. They were split before anything was tuned, and
are checked without an allow list, or with ``--own`` as a practice checks them that has listed its own public names and
numbers (``check_documents/own.toml``). Rules and weights are made on those of ``OPEN``, so that counts of these tell
little; see ``check_weights.py``. Of those of ``UNSEEN`` only counts are printed: look at them once a version, and do
not ask for their misses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from chatscrub import checking, profiles
from chatscrub.allowances import AllowList

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HOME = Path(__file__).parent / "check_documents"
OPEN = (
    "tune",
    "tune2",
    "ash",
    "birch",
    "cedar",
    "elm",
    "fir",
    "hazel",
    "iris",
    "juniper",
    *"larch maple nutmeg poplar".split(),
)
UNSEEN = ("test", "held", "dune", "gorse", "olive")


def results(part: str, profile: str, *, own: bool) -> Iterator[tuple[str, str, checking.Result]]:
    """Every document with its sort and language."""
    listed = tomllib.loads((HOME / "own.toml").read_text(encoding="utf-8")).get(part, {}) if own else {}
    for sort in ("intake", "ordinary"):
        for language in ("nl", "en"):
            rules = checking.Rules(profiles.profile(profile), AllowList(listed.get(language, {}).get("allow", ())))
            folder = HOME / part / sort / language
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                yield sort, language, checking.examine(path.relative_to(folder).as_posix(), path.read_bytes(), rules)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=OPEN + UNSEEN, default="tune")
    parser.add_argument("--profile", choices=tuple(profiles.PROFILES), default="intake")
    parser.add_argument("--own", action="store_true", help="with the practices' own public names and numbers allowed")
    parser.add_argument("--show", action="store_true", help="the documents that went wrong, not of unseen parts")
    args = parser.parse_args()
    if not (HOME / args.part).is_dir():
        parser.error(f"there is no part {args.part} here")
    rows = list(results(args.part, args.profile, own=args.own))
    for sort in ("intake", "ordinary"):
        for language in ("nl", "en", ""):
            there = [r for s, lang, r in rows if s == sort and language in ("", lang)]
            stopped = sum(r.fails or r.status == checking.UNREAD for r in there)
            model = sum(r.model for r in there)
            told = f"{stopped:3} of {len(there):3} stopped ({stopped / max(len(there), 1):6.1%})"
            print(f"{args.part:5} {sort:8} {language or 'both':4} {told}, {model:3} read by the model")
    if args.show and args.part in OPEN:
        for sort, language, result in rows:
            if (sort == "intake") != result.fails:
                print(sort, language, result.path, *sorted({f.kind for f in result.found if f.weight == "fails"}))


if __name__ == "__main__":
    main()
