"""Time of ``chatscrub check`` on small clean files, beside detect-secrets on the same files in the same run.

Usage: python benchmarks/check_speed.py [--files N [N ...]] [--runs N]

Every figure is of a whole process as a hook starts it, by the clock on the wall: the start of Python, the reading of
the files, the verdict. The medians are of runs that take turns, so that other work on the machine meets all alike. The
files are made from a seed, about 700 bytes each: "plain" is prose, notes and programs that a first look settles as
they are written; "mixed" has Markdown with links, HTML and JSON among them, which have to be read by their format
first. None of them needs the model. The peer is ``detect-secrets-hook`` (``pip install -e '.[bench]'``); it looks for
passwords and keys, not for people, so it is a measure of what a hook may cost and not of what is found. The runs
"staged" read the same files from the index of a repository.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from arguments import at_least_one

WORDS = {
    "nl": (
        "de afspraak begint op tijd en de koffie staat klaar in de wachtkamer zet je telefoon uit wij bewaren het "
        "verslag achter slot en niemand leest het behalve de behandelaar als je niet kunt komen bel dan een dag ervoor "
        "de rekening gaat naar de verzekeraar en een deel betaal je soms zelf vraag gerust om uitleg"
    ).split(),
    "en": (
        "the appointment starts on time and there is coffee in the waiting room switch off your phone we keep the "
        "notes under lock and nobody reads them but the therapist if you cannot come call a day before the bill goes "
        "to the insurer and part of it you may pay yourself ask for help whenever something is not clear"
    ).split(),
}
CODE = """def {name}(value: int) -> int:
    total = value
    for step in range(value):
        total += step
    return total
"""
FORMS = {"plain": ("md", "txt", "py"), "mixed": ("md", "txt", "py", "link.md", "html", "json")}
SECONDS = dict[str, list[float]]


def prose(dice: random.Random) -> list[str]:
    """Three paragraphs, none of which begins with a word that somebody may be called, such as May."""
    words = WORDS[dice.choice(("nl", "en"))]
    return [" ".join(["The", *dice.choices(words, k=dice.randint(25, 50))]) + "." for _ in range(3)]


def content(form: str, dice: random.Random) -> str:
    """A small file without anything personal in it."""
    paragraphs = prose(dice)
    if form == "py":
        names = dice.sample([word for word in WORDS["en"] if len(word) > 4], 5)
        return f'"""{paragraphs[0]}"""\n\n\n' + "\n\n".join(CODE.format(name=name) for name in names)
    if form == "html":
        return "<!doctype html>\n<html><body>\n" + "".join(f"<p>{p}</p>\n" for p in paragraphs) + "</body></html>\n"
    if form == "json":
        return json.dumps({"title": "Notes", "paragraphs": paragraphs}, indent=2) + "\n"
    if form == "link.md":
        paragraphs.append("Read [the rules of the house](rules.md) first.")
    return ("# Notes\n\n" if form.endswith("md") else "") + "\n\n".join(paragraphs) + "\n"


def make(folder: Path, files: int, sort: str) -> list[str]:
    """Files in a folder, which is a repository in which they are staged."""
    dice = random.Random(7)
    names = []
    for number in range(files):
        form = FORMS[sort][number % len(FORMS[sort])]
        names.append(f"note{number}.{form}")
        (folder / names[-1]).write_text(content(form, dice), encoding="utf-8")
    for args in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True)
    return names


def seconds(command: Sequence[str], folder: Path, codes: Sequence[int]) -> float:
    """How long a process takes; its exit code has to be one of those."""
    began = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    took = time.perf_counter() - began
    if ran.returncode not in codes:
        raise SystemExit(f"{command[0]} ended with {ran.returncode}: {ran.stdout.decode()}{ran.stderr.decode()}")
    return took


def measured(files: int, sort: str, runs: int) -> SECONDS:
    """Seconds of every run by the name of the command."""
    own = [sys.executable, "-m", "chatscrub", "check"]
    peer = shutil.which("detect-secrets-hook", path=str(Path(sys.executable).parent))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = make(folder, files, sort)
        commands = {"python": [sys.executable, "-c", "pass"], "check": [*own, *names], "staged": [*own, "--staged"]}
        if peer:
            commands["detect-secrets"] = [peer, *names]
        took: SECONDS = {name: [] for name in commands}
        for number in range(runs + 1):  # the first fills the caches of the disk and counts for nothing
            for name, command in commands.items():
                second = seconds(command, folder, (0,))
                if number:
                    took[name].append(second)
    return took


def table(files: int, sort: str, took: SECONDS) -> None:
    """Medians, what is more than Python's own start, and ratios to the peer."""
    middle = {name: statistics.median(rows) for name, rows in took.items()}
    for name, value in middle.items():
        more = f", {value - middle['python']:+.3f} s beside Python's start" if name != "python" else ""
        ratio = f", {value / middle['detect-secrets']:.2f} times detect-secrets" if "detect-secrets" in middle else ""
        spread = f"{min(took[name]):.3f} to {max(took[name]):.3f}"
        print(
            f"{files:,} {sort} files: {name}: {value:.3f} s ({spread}){more}{ratio if name != 'detect-secrets' else ''}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=at_least_one, nargs="+", default=[20, 2000])
    parser.add_argument("--runs", type=at_least_one, default=7)
    args = parser.parse_args()
    for files in args.files:
        for sort in FORMS:
            table(files, sort, measured(files, sort, args.runs))
    if hasattr(os, "getloadavg"):
        print(f"median of {args.runs} runs; load of the machine at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
