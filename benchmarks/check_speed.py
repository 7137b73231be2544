"""Time of ``chatscrub check`` on small clean files, beside detect-secrets on the same files in the same run.

Usage: python benchmarks/check_speed.py [--files N [N ...]] [--runs N]

Every figure is of a whole process as a hook starts it: the start of Python, the reading of the files, the verdict; by
the clock on the wall, and in seconds of the processor, which other work on the machine stretches less. The medians are
of runs that take turns, so that such work meets all alike.

The files are made from a seed, about 700 bytes each: "plain" is prose, notes and programs that a first look settles as
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
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

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


class Took(NamedTuple):
    """Seconds on the wall, and of the processor."""

    wall: float
    work: float


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


def work() -> float:
    """Seconds of the processor of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(command: Sequence[str], folder: Path) -> Took:
    """How long a process takes, with those that it starts; it has to end well."""
    began, before = time.perf_counter(), work()
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    took = Took(time.perf_counter() - began, work() - before)
    if ran.returncode:
        raise SystemExit(f"{command[0]} ended with {ran.returncode}: {ran.stdout.decode()}{ran.stderr.decode()}")
    return took


def measured(files: int, sort: str, runs: int) -> dict[str, list[Took]]:
    """Seconds of every run by the name of the command."""
    own = [sys.executable, "-m", "chatscrub", "check"]
    peer = shutil.which("detect-secrets-hook", path=str(Path(sys.executable).parent))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = make(folder, files, sort)
        commands = {"python": [sys.executable, "-c", "pass"], "check": [*own, *names], "staged": [*own, "--staged"]}
        if peer:
            commands["detect-secrets"] = [peer, *names]
        took: dict[str, list[Took]] = {name: [] for name in commands}
        for number in range(runs + 1):  # the first fills the caches of the disk and counts for nothing
            for name, command in commands.items():
                second = seconds(command, folder)
                if number:
                    took[name].append(second)
    return took


def table(files: int, sort: str, took: dict[str, list[Took]]) -> None:
    """Medians, what is more than Python's own start, and ratios to the peer."""
    middle = {n: Took(*(statistics.median(column) for column in zip(*rows, strict=True))) for n, rows in took.items()}
    start, peer = middle["python"], middle.get("detect-secrets")
    for name, (wall, busy) in middle.items():
        told = f"{files:,} {sort} files: {name}: {wall:.3f} s, {busy:.3f} s of the processor"
        if name != "python":
            told += f"; beside Python's start {wall - start.wall:+.3f} and {busy - start.work:+.3f} s"
        if peer and name not in ("python", "detect-secrets"):
            told += f"; {wall / peer.wall:.2f} and {busy / peer.work:.2f} times detect-secrets"
        print(told)


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
