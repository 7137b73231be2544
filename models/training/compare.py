"""Short trainings that differ in one thing, for the choices in the card: layers, context, senders, amount of text."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatscrub.chat_model import ChatModel, Reading

from .assemble import write_model
from .corpus import CORPUS, Line, Segment, Talk, talks
from .encoder import fetch
from .evaluate import counted
from .train import Places, Recipe, Run

RESULT = CORPUS.parents[1] / "benchmarks" / "results" / "variants.json"
EPOCHS = 2
AT_LOST = 2.0  # the unmarked words lost, in percent, at which variants are compared
_GRID = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_KINDS = ("PERSON", "lower", "LOCATION", "ORG", "all")
Talks = Callable[[list[Talk]], list[Talk]]


def _as_they_are(found: list[Talk]) -> list[Talk]:
    return found


def _line_by_line(found: list[Talk]) -> list[Talk]:
    """Every line a conversation by itself."""
    return [replace(talk, lines=(line,)) for talk in found for line in talk.lines]


def _with_senders(found: list[Talk]) -> list[Talk]:
    """Every line with its sender in front, as "Sanne: ja", taught as a name and swapped with it."""
    return [replace(talk, lines=tuple(_sent(line) for line in talk.lines)) for talk in found]


def _sent(line: Line) -> Line:
    return replace(line, segments=(Segment(line.sender, "PERSON", line.sender_key), Segment(": "), *line.segments))


def _part_of(share: float) -> Talks:
    """A share of the conversations, so many times over that an epoch is as long as with all."""

    def some(found: list[Talk]) -> list[Talk]:
        order = sorted(found, key=lambda talk: talk.name)
        random.Random(Recipe().seed).shuffle(order)
        return order[: round(len(order) * share)] * round(1 / share)

    return some


@dataclass(frozen=True)
class Variant:
    """What differs: the layers, what is done to the conversations of training, and what to those it is judged on."""

    title: str
    layers: int = len(Recipe().layers)
    taught: Talks = _as_they_are
    judged: Talks = _as_they_are


VARIANTS = {
    "chosen": Variant("as chosen"),
    "quarter": Variant("a quarter of the conversations", taught=_part_of(0.25)),
    "six": Variant("6 layers", layers=6),
    "twelve": Variant("12 layers", layers=12),
    "alone": Variant("every line by itself", taught=_line_by_line, judged=_line_by_line),
    "senders": Variant("the sender in front of every line", taught=_with_senders, judged=_with_senders),
    "half": Variant("half of the conversations", taught=_part_of(0.5)),
}


def compare(places: Places, result: Path) -> None:
    """Train and judge every variant that the result does not hold yet, and add it there.

    Args:
        places: the folders of the training; each variant has its own folder in ``work``.
        result: a JSON file: by variant its title, different messages learned from, tokens per second, and shares in
            percent by threshold.
    """
    found: dict[str, Any] = json.loads(result.read_text()) if result.exists() else {}
    for name, variant in VARIANTS.items():
        if name not in found:
            found[name] = _measured(name, variant, places)
            print(name, at_lost(found[name]["rows"]), flush=True)
        for each, speed in _speeds(found, places).items():
            found[each]["tokens_per_second"] = speed
        _write(result, found)


def _write(result: Path, found: dict[str, Any]) -> None:
    result.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _measured(name: str, variant: Variant, places: Places) -> dict[str, Any]:
    work = places.work / name
    work.mkdir(parents=True, exist_ok=True)
    _share(places.work, work)
    run = Run(replace(Recipe(), layers=tuple(range(variant.layers)), cycles=(EPOCHS,)), replace(places, work=work))
    run.chats = variant.taught(run.chats)
    messages = len({(talk.name, line.text) for talk in run.chats for line in talk.lines})
    run.train()
    write_model(work, work / "model")
    model = ChatModel(work / "model")
    (work / "checkpoint.pt").unlink()
    judged = variant.judged(talks("dev"))
    told = variant.judged is _with_senders
    rows = list(_rows(judged, model.read(_texts(judged)), told=told))
    return {"title": variant.title, "messages": messages, "rows": rows}


def _speeds(names: Iterable[str], places: Places) -> dict[str, int]:
    """Tokens per second of the variants so far, the middle one of three rounds in turn.

    The tokens are those of the messages: what a variant reads beside them is its price.
    """
    models = {name: ChatModel(places.work / name / "model") for name in names}
    first = next(iter(models.values()))
    tokens = sum(len(reading.starts) for found in first.read(_texts(talks("dev"))) for reading in found)
    seconds: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(3):
        for name, model in models.items():
            texts = _texts(VARIANTS[name].judged(talks("dev")))
            began = time.perf_counter()
            model.read(texts)
            seconds[name].append(time.perf_counter() - began)
    return {name: round(tokens / sorted(rounds)[1]) for name, rounds in seconds.items()}


def _texts(found: Iterable[Talk]) -> list[list[str]]:
    return [[line.text for line in talk.lines] for talk in found]


def _share(work: Path, own: Path) -> None:
    """The encoder and the vocabulary are the same for all."""
    encoder = fetch(work)
    for path in (encoder, work / "rows.json"):
        if path.exists() and not (own / path.name).exists():
            (own / path.name).symlink_to(path.resolve())


def _rows(judged: Sequence[Talk], readings: Iterable[list[Reading]], *, told: bool) -> Iterator[dict[str, float]]:
    """By threshold, the shares found and lost, without the senders."""
    counts: dict[float, Counter[str]] = {threshold: Counter() for threshold in _GRID}
    for talk, found in zip(judged, readings, strict=True):
        for line, reading in zip(talk.lines, found, strict=True):
            chars = _by_character(line, reading)
            if told:
                line, chars = replace(line, segments=line.segments[2:]), chars[len(line.sender) + 2 :]
            for threshold, count in counts.items():
                counted(line, chars, threshold, count)
    for threshold, count in counts.items():
        shares = {kind: 100 * count[kind + "+"] / count[kind] for kind in (*_KINDS, "lost")}
        yield {"threshold": threshold, **{kind: round(share, 3) for kind, share in shares.items()}}


def _by_character(line: Line, reading: Reading) -> NDArray[np.float32]:
    chars = np.zeros(len(line.text), np.float32)
    for start, end, chances in zip(reading.starts, reading.ends, reading.chances, strict=True):
        chars[start:end] = chances.astype(np.float32).sum()
    return chars


def at_lost(rows: Sequence[dict[str, float]], lost: float = AT_LOST) -> dict[str, float]:
    """The shares found where so many of the unmarked words are lost, between the two nearest thresholds.

    Args:
        rows: shares in percent by threshold.
        lost: share of the unmarked words, in percent.

    Raises:
        ValueError: no two thresholds lie around it.
    """
    order = sorted(rows, key=lambda row: row["lost"])
    for low, high in pairwise(order):
        if low["lost"] <= lost <= high["lost"]:
            part = (lost - low["lost"]) / ((high["lost"] - low["lost"]) or 1)
            return {kind: low[kind] + part * (high[kind] - low[kind]) for kind in _KINDS}
    raise ValueError(f"no thresholds around {lost}% of words lost")
