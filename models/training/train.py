"""Training: seeded, with checkpoints to resume from, on a GPU when there is one and on two cores when not."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from .batches import IGNORED, Batch, batches, examples
from .corpus import CORPUS, HELD_OUT_SENTENCES, LABELS, RULES, UNSEEN, Talk, everyday, is_clean, open_sets, talks
from .encoder import fetch, read_encoder
from .evaluate import figures, reader
from .network import Network, from_encoder
from .pools import Pools
from .vocabulary import chosen, tokenizer

_CHECKPOINT_EVERY = 240.0  # seconds
_OWN_LISTS = ("common", "first_names", "homographs", "places", "public", "surnames", "words")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out."""

    seed: int = 20261122
    rows: int = 44_000
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7)
    cycles: tuple[int, ...] = (10, 6, 8)  # epochs; each warms up and cools down, from the averaged weights on; the
    # result is at first the weights at the end of the first, then halfway between it and those at every later end:
    # better than either (0.1 points less of the words lost)
    later: float = 0.6  # the rates of the second cycle and those after it, of those of the first
    open_share: float = 0.15
    everyday_share: float = 0.07
    tokens: int = 3072
    longest: int = 160
    rate: float = 1.5e-4
    top_rate: float = 1e-3
    warm: float = 0.06
    decay: float = 0.01
    average: float = 0.998


@dataclass(frozen=True)
class Places:
    """Where things are: the lists and open sets that are given, and the folder for what is made."""

    lists: Path
    ner: Path
    work: Path


class Run:
    """One training, from the start or from its last checkpoint."""

    def __init__(self, recipe: Recipe, places: Places) -> None:
        self.recipe, self.places = recipe, places
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.inputs = inputs_digest(places)
        torch.manual_seed(recipe.seed)
        self.chats = talks("train")
        self.pools = Pools(places.lists, _organisations(self.chats))
        self.open = open_sets(places.ner)
        self.everyday = [t for lang in ("nl", "en") for t in carriers(places.lists, lang)]
        self.rows, self.tokenizer = self._vocabulary()
        self.network = self._network()
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.mean = {name: value.clone() for name, value in self.average.items()}  # of the ends of the cycles so far
        self.optimizer = self._optimizer()
        self.epoch, self.step, self.begun, self.steps = 0, 0, 0, 0

    def _vocabulary(self) -> tuple[list[int], Any]:
        encoder = read_encoder(fetch(self.places.work))
        kept = self.places.work / "rows.json"
        made_from = f"{self.recipe.rows} of {self.inputs}"
        rows = json.loads(kept.read_text()).get(made_from) if kept.exists() else None
        if rows is None:
            texts = [line.text for talk in [*self.chats, *self.everyday] for line in talk.lines]
            rows = chosen(encoder, texts, self.pools.all_names(), self.recipe.rows)
            kept.write_text(json.dumps({made_from: rows}))
        made = tokenizer([encoder.pieces[row] for row in rows])
        made.save(str(self.places.work / "tokenizer.json"))
        return rows, made

    def _network(self) -> Network:
        encoder = read_encoder(fetch(self.places.work))
        return from_encoder(encoder, self.rows, list(self.recipe.layers), len(LABELS)).to(self.device)

    def _optimizer(self) -> torch.optim.Optimizer:
        top = [p for name, p in self.network.named_parameters() if name.startswith("out.")]
        plain = [p for name, p in self.network.named_parameters() if not name.startswith("out.") and p.dim() < 2]
        rest = [p for name, p in self.network.named_parameters() if not name.startswith("out.") and p.dim() >= 2]
        groups = [
            {"params": rest, "lr": self.recipe.rate, "weight_decay": self.recipe.decay},
            {"params": plain, "lr": self.recipe.rate, "weight_decay": 0.0},
            {"params": top, "lr": self.recipe.top_rate, "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, fused=True)

    def batches(self, epoch: int) -> list[Batch]:
        """The batches of one epoch: our chats with new names, and a sample of the others."""
        rng = random.Random(f"{self.recipe.seed}:{epoch}")
        opened = [t for t in self.open if rng.random() < self.recipe.open_share]
        carried = [t for t in self.everyday if rng.random() < self.recipe.everyday_share]
        found = list(examples(self.chats, self.pools, self.tokenizer, rng, self.recipe.longest))
        found += examples(_joined(opened, rng), self.pools, self.tokenizer, rng, self.recipe.longest)
        found += examples(_joined(carried, rng), self.pools, self.tokenizer, rng, self.recipe.longest)
        return batches(found, self.recipe.tokens, rng)

    def train(self) -> None:
        """Train to the end, from the last checkpoint if there is one."""
        self._resume()
        epochs = sum(self.recipe.cycles)
        if self.epoch >= epochs:
            print(f"{self.places.work / 'checkpoint.pt'}: finished before; nothing left to do")
        saved, begun = time.monotonic(), time.monotonic()
        while self.epoch < epochs:
            made = self.batches(self.epoch)
            if self.epoch in self._firsts():
                self._begin_cycle(len(made))
            total = 0.0
            for number, batch in enumerate(made):
                total += self._learn(batch)
                if number % 20 == 19:
                    at = f"epoch {self.epoch} batch {number + 1}/{len(made)} step {self.step}"
                    print(f"{at} loss {total / 20:.4f} {time.monotonic() - begun:.0f}s", flush=True)
                    total = 0.0
            self.epoch += 1
            if self.epoch in (*self._firsts(), epochs):
                self._end_cycle()
            if time.monotonic() - saved > _CHECKPOINT_EVERY or self.epoch == epochs:
                self.save()
                saved = time.monotonic()
            if self.epoch % 3 == 0 or self.epoch == epochs:
                self.report()

    def _firsts(self) -> list[int]:
        """The epochs with which the cycles begin."""
        return [sum(self.recipe.cycles[:number]) for number in range(len(self.recipe.cycles))]

    def _begin_cycle(self, batches: int) -> None:
        self.begun, self.steps = self.step, batches * self.recipe.cycles[self._firsts().index(self.epoch)]
        self.network.load_state_dict(self.average)

    def _end_cycle(self) -> None:
        share = 1.0 if self.epoch == self.recipe.cycles[0] else 0.5
        for name, value in self.average.items():
            self.mean[name].lerp_(value, share)

    def _learn(self, batch: Batch) -> float:
        self.network.train()
        self._set_rate()
        ids, mask, labels = (torch.from_numpy(a).to(self.device) for a in batch[:3])
        weights = torch.from_numpy(batch.weights).to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16):
            scores = self.network(ids, mask)
        loss = functional.cross_entropy(
            scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="none"
        )
        loss = (loss * weights.flatten()).sum() / weights.sum().clamp(min=1.0)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.step % 4 == 0:
            self._take_average()
        return float(loss.detach())

    def _set_rate(self) -> None:
        done = (self.step - self.begun) / max(1, self.steps)
        share = min(1.0, done / self.recipe.warm) * max(0.02, min(1.0, (1 - done) / (1 - self.recipe.warm)))
        share *= self.recipe.later if self.begun else 1.0
        for group, rate in zip(
            self.optimizer.param_groups, (self.recipe.rate, self.recipe.rate, self.recipe.top_rate), strict=True
        ):
            group["lr"] = rate * share

    @torch.no_grad()
    def _take_average(self) -> None:
        keep = min(self.recipe.average**4, 1 - 1 / (1 + (self.step - self.begun) / 8))
        for name, value in self.network.state_dict().items():
            self.average[name].lerp_(value, 1 - keep)

    def save(self) -> None:
        """A checkpoint, swapped in whole."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "mean": self.mean,
            "optimizer": self.optimizer.state_dict(),
            "counts": (self.epoch, self.step, self.begun, self.steps),
            "recipe": asdict(self.recipe),
            "inputs": self.inputs,
            "random": (torch.get_rng_state(), torch.cuda.get_rng_state() if self.device.type == "cuda" else None),
        }
        path = self.places.work / "checkpoint.pt"
        torch.save(state, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def _resume(self) -> None:
        path = self.places.work / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["recipe"] != asdict(self.recipe) or state["inputs"] != self.inputs:
            raise SystemExit(f"{path}: made by another recipe or from other texts; delete it or give another folder")
        self.network.load_state_dict(state["network"])
        self.average, self.mean = state["average"], state["mean"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step, self.begun, self.steps = state["counts"]
        here, there = state["random"]
        torch.set_rng_state(here.cpu())
        if there is not None and self.device.type == "cuda":
            torch.cuda.set_rng_state(there.cpu())

    def report(self) -> None:
        """Figures of the averaged network, at the end of the mean network, on the development conversations."""
        kept = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.mean if self.epoch == sum(self.recipe.cycles) else self.average)
        self.network.eval()
        for language in ("nl", "en"):
            dev = [t for t in talks("dev") if t.language == language]
            found = figures(dev, reader(self.network, self.tokenizer, self.recipe.longest))
            print(f"after epoch {self.epoch} dev {language}: {found}", flush=True)
        self.network.load_state_dict(kept)


def inputs_digest(places: Places) -> str:
    """One digest over the marked chats, the lists, the open sets, and the package's lists that augmenting asks."""
    total = hashlib.sha256()
    data = Path(str(resources.files("chatscrub").joinpath("data")))
    own = [data / f"{name}.txt.gz" for name in _OWN_LISTS]
    given = (p for folder in (places.lists, places.ner) for p in folder.iterdir() if p.is_file())
    chats = (path for path in CORPUS.glob("*.txt") if not path.name.startswith((UNSEEN, RULES)))
    for path in sorted([*chats, *given, *own], key=lambda p: (p.name, p)):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def carriers(lists: Path, language: str) -> Iterator[Talk]:
    """The everyday sentences to train on: those with names, and without those kept for counting false alarms."""
    for number, talk in enumerate(everyday(lists / f"tatoeba_{language}.txt", language)):
        if not is_clean(talk) or number % HELD_OUT_SENTENCES:
            yield talk


def _joined(found: list[Talk], rng: random.Random) -> list[Talk]:
    """Sentences of one source put together at random, one to four."""
    rng.shuffle(found)
    by_language: dict[str, list[Talk]] = {}
    for talk in found:
        by_language.setdefault(talk.language, []).append(talk)
    made = []
    for language, those in by_language.items():
        at = 0
        while at < len(those):
            size = rng.choice((1, 1, 2, 4, 8))
            lines = tuple(line for talk in those[at : at + size] for line in talk.lines)
            made.append(Talk("joined", language, lines))
            at += size
    return made


def _organisations(chats: list[Talk]) -> list[str]:
    return sorted({s.text for talk in chats for line in talk.lines for s in line.segments if s.kind == "ORG"})
