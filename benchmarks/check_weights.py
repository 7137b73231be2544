"""Learn what the clues of ``chatscrub check`` count for, and how well that carries over to documents of another hand.

Usage: python benchmarks/check_weights.py [--write] [--keep FILE]

A document stops a commit if one of its findings does, and only of documents it is known what they are. So a document
counts as its heaviest finding (softly), and the weights are those of a logistic regression over that: gradient descent
from zero, the same each time, drawn back to what each row of evidence was written for (a little for, a little against)
and never across zero. Learned with them is the rule over the model's inner states (``senses``), of which the
directions in which findings differ most are taken. Apart from them it is learned what the words of documents count for
(``gist``), of those that several hands write, by another logistic regression. Documents of one hand after another are
left out, and judged by what the others taught: those are the figures to look at. Without ``--write`` nothing but them
is made.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import numpy.typing as npt
from check_documents import HOME, OPEN

import chatscrub
from chatscrub import checking, gist, profiles, senses, weighing
from chatscrub.allowances import AllowList
from chatscrub.clues import BARE

DATA = Path(chatscrub.__file__).parent / "data"
WEIGHTS, RULE, WORDS = DATA / "check_weights.toml", DATA / "check_senses.npy", DATA / "check_words.npz"
Floats = npt.NDArray[np.float64]
PULL, PRIOR, SHARP, STEPS = 1.0, 0.5, 1.5, 3000
"""How strongly weights are drawn back, to how much for rows of evidence, how much the heaviest counts, and steps."""
DIRECTIONS, SPREAD = 80, 0.2
"""Of how many directions of inner states a rule is made, each for the finding and for its window; and their spread."""
STOPS = 20.0
"""Points of what stops by itself."""
HANDS, FREE, GAIN = 3, 30.0, 0.9
"""Words count that so many hands write; how freely, and how much they count beside the clues."""
FOR = {
    "document: other names",
    "around: capitals",
    "a birth beside it, by its form",
    "a name beside it that nothing speaks against",
    "its domain of a provider",
}
AGAINST = {"around: blanks to fill in", "document: blanks to fill in", "names on its line", "its domain again"}
"""Clues beside the rows of which it is known what they speak for."""
RECALL = (1.0, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.9, 0.87, 0.85, 0.8)


NOTHING = np.zeros(2 * senses.WIDTH)
"""In the place of inner states where a finding is settled without them."""


class Document(NamedTuple):
    """What is known of a document: its hand, whether it is intake and stops anyhow, the clues to each finding.

    ``states`` has a row of inner states for each finding, ``words`` the hashes of its words; none without findings.
    """

    hand: str
    intake: bool
    stops: bool
    findings: tuple[dict[str, float], ...]
    states: Floats
    words: frozenset[int]


def gathered() -> Iterator[Document]:
    """The documents that may be learned from."""
    rules = checking.Rules(profiles.profile("intake"), AllowList(()))
    for hand in OPEN:
        for sort in ("intake", "ordinary"):
            for folder in sorted((HOME / hand / sort).iterdir()):
                for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                    yield _document(hand, sort == "intake", path.relative_to(folder).as_posix(), path, rules)


def _document(hand: str, intake: bool, name: str, path: Path, rules: checking.Rules) -> Document:
    findings: list[dict[str, float]] = []
    states: list[Any] = []
    words: frozenset[int] = frozenset()
    stops = False

    def seen(kind: str, rows: tuple[weighing.Row, ...], clues: dict[str, float]) -> weighing.Weight:
        nonlocal stops
        if any(row.never for row in rows):
            return weighing.Weight("MENTION", 0.0, ())
        stops |= weighing.is_sure(kind, rows) or bool(clues.pop(BARE, 0.0))
        states.append(clues.pop(senses.NAME, NOTHING))
        del clues[gist.NAME]
        findings.append(clues)
        return weighing.Weight("MENTION", 0.0, ())

    def read(text: str) -> float:
        nonlocal words
        words = gist.words(text)
        return 0.0

    with (
        mock.patch.object(weighing, "weigh", seen),
        mock.patch.object(senses, "points", lambda vector: vector),
        mock.patch.object(gist, "points", read),
    ):
        result = checking.examine(name, path.read_bytes(), rules)
    stops = stops or result.fails or result.status == checking.UNREAD
    inner = np.array(states, np.float64).reshape(len(states), len(NOTHING))
    return Document(hand, intake, stops, tuple(findings), inner, words)


def leanings() -> dict[str, int]:
    """Which way clues may count: 1 for somebody's, -1 against."""
    rows = {row.name: -1 if row.becomes else 1 for row in weighing.evidence()}
    return {**rows, **dict.fromkeys(FOR, 1), **dict.fromkeys(AGAINST, -1)}


class Directions:
    """The directions in which inner states differ most, those of findings and those of windows apart."""

    def __init__(self, states: Floats) -> None:
        there = states[states.any(axis=1)]
        self.middle = there.mean(axis=0)
        self.turn = np.zeros((len(self.middle), 2 * DIRECTIONS))
        for block in (0, 1):
            part = slice(block * senses.WIDTH, (block + 1) * senses.WIDTH)
            sizes, found = np.linalg.eigh(np.cov(there[:, part].T))
            scale = SPREAD / np.sqrt(sizes[::-1][:DIRECTIONS])
            self.turn[part, block * DIRECTIONS : (block + 1) * DIRECTIONS] = found[:, ::-1][:, :DIRECTIONS] * scale
        self.count = self.turn.shape[1]

    def of(self, states: Floats) -> Floats:
        """States in these directions; nothing where there are none."""
        found: Floats = ((states - self.middle) @ self.turn) * states.any(axis=1, keepdims=True)
        return found

    def rule(self, weights: Floats) -> Floats:
        """Weights of directions as weights of the numbers of a state, then what is added."""
        by_number = self.turn @ weights
        return np.append(by_number, -(self.middle @ by_number))


def rule_of_words(documents: list[Document]) -> gist.Rule:
    """What words count for, learned from documents."""
    used = [document for document in documents if document.words]
    hands: dict[int, set[str]] = {}
    for document in used:
        for word in document.words:
            hands.setdefault(word, set()).add(document.hand)
    known = sorted(word for word, by in hands.items() if len(by) >= HANDS)
    column = {word: number for number, word in enumerate(known)}
    table = np.zeros((len(used), len(known)))
    for row, document in zip(table, used, strict=True):
        row[[column[word] for word in document.words if word in column]] = 1
    rare: Floats = 1 + np.log((1 + len(used)) / (1 + table.sum(axis=0)))
    table *= rare
    table /= np.maximum(1e-9, np.linalg.norm(table, axis=1, keepdims=True))
    heights = _regressed(table @ table.T, np.array([float(document.intake) for document in used]))
    return gist.Rule(np.array(known, np.uint32), rare, GAIN * (table.T @ heights))


def _regressed(alike: Floats, wanted: Floats) -> Floats:
    """Logistic regression on how alike documents are: how much each of them counts (Newton's method)."""
    heights: Floats = np.zeros(len(wanted))
    for _ in range(30):
        scores = alike @ heights
        chance = 1 / (1 + np.exp(-scores))
        width = np.maximum(chance * (1 - chance), 1e-6)
        found = np.asarray(
            np.linalg.solve(alike + np.diag(1 / (FREE * width)), scores + (wanted - chance) / width), "f8"
        )
        if np.abs(found - heights).max() < 1e-6:
            break
        heights = found
    return heights


class Learner:
    """Weights that are learned from documents.

    Args:
        documents: those that count.
        names: of the clues.
        prior: what rows are drawn back to.
    """

    def __init__(self, documents: list[Document], names: list[str], prior: float = PRIOR) -> None:
        used = [document for document in documents if document.findings]
        self.directions = Directions(np.concatenate([document.states for document in used]))
        self.names = names
        self.table = np.concatenate([self.of_document(document) for document in used])
        sizes = np.array([len(document.findings) for document in used])
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.of = np.repeat(np.arange(len(used)), sizes)
        self.intake = np.array([float(document.intake) for document in used])
        lean = leanings()
        free = [0] * self.directions.count
        self.lean = np.array([0, *(lean.get(name, 0) for name in names), *free])
        rows = {row.name for row in weighing.evidence()}
        self.back = np.array([0.0, *(prior * lean[name] if name in rows else 0.0 for name in names), *free])

    def of_document(self, document: Document) -> Floats:
        """Its findings by clues and directions."""
        return np.hstack([table(list(document.findings), self.names), self.directions.of(document.states)])

    def slope(self, weights: Floats) -> Floats:
        """The gradient of the loss."""
        points = self.table @ weights
        highest = np.maximum.reduceat(points, self.starts)
        parts = np.exp(SHARP * (points - highest[self.of]))
        sums = np.add.reduceat(parts, self.starts)
        score = highest + np.log(sums) / SHARP
        error = 1 / (1 + np.exp(-score)) - self.intake
        found: Floats = self.table.T @ (error[self.of] * parts / sums[self.of]) + PULL * (weights - self.back)
        found[0] -= PULL * weights[0]
        return found

    def learn(self) -> Floats:
        """The weights: first that of every finding, then of each clue. Steps get smaller (Adam)."""
        weights: Floats = self.back.copy()
        mean, square = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, STEPS + 1):
            slope = self.slope(weights)
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            rate = 0.05 * (1 - step / (STEPS + 1))
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            weights[self.lean * weights < 0] = 0.0
        return weights


def table(findings: list[dict[str, float]], names: list[str]) -> Floats:
    """Findings by clues; the first column is 1."""
    column = {name: number for number, name in enumerate(names, 1)}
    found = np.zeros((len(findings), len(names) + 1))
    found[:, 0] = 1
    for row, clues in zip(found, findings, strict=True):
        for name, value in clues.items():
            if name in column:
                row[column[name]] = value
    return found


def scores(documents: list[Document], weights: Floats, learner: Learner, rule: gist.Rule) -> Floats:
    """The points of the heaviest finding of each document."""
    found = np.full(len(documents), -99.0)
    for number, document in enumerate(documents):
        if document.stops:
            found[number] = 99.0
        elif document.findings:
            found[number] = (learner.of_document(document) @ weights).max() + gist.counted(document.words, rule)
    return found


def names_of(documents: list[Document]) -> list[str]:
    """The clues that were met in documents, and all rows."""
    met = {name for document in documents for clues in document.findings for name in clues}
    return sorted(met | {row.name for row in weighing.evidence() if not row.never})


def crossed(documents: list[Document], prior: float = PRIOR) -> Floats:
    """The points of each document by weights that were learned without its hand."""
    found = np.zeros(len(documents))
    hands = np.array([document.hand for document in documents])
    for hand in OPEN:
        others = [document for document in documents if document.hand != hand]
        learner = Learner(others, names_of(others), prior)
        there, rule = [document for document in documents if document.hand == hand], rule_of_words(others)
        found[hands == hand] = scores(there, learner.learn(), learner, rule)
    return found


def curve(documents: list[Document], points: Floats, hands: tuple[str, ...]) -> Iterator[str]:
    """For shares of intake that are stopped, how many ordinary documents are stopped as well."""
    there = np.array([document.hand in hands for document in documents])
    intake = np.array([document.intake for document in documents])
    highest = np.sort(points[there & intake])[::-1]
    ordinary = points[there & ~intake]
    yield "| intake stopped | from points | ordinary stopped |"
    yield "|---|---|---|"
    for share in RECALL:
        least = highest[int(np.ceil(share * len(highest) - 1e-9)) - 1]
        passed = int((highest >= least).sum()), int((ordinary >= least).sum())
        yield (
            f"| {passed[0]} of {len(highest)} ({passed[0] / len(highest):.1%}) | {least:.2f} "
            f"| {passed[1]} of {len(ordinary)} ({passed[1] / len(ordinary):.1%}) |"
        )


def at(documents: list[Document], points: Floats, least: float) -> Iterator[str]:
    """What is stopped of each hand from so many points on."""
    for hand in OPEN:
        parts = []
        for intake in (True, False):
            there = [p for d, p in zip(documents, points, strict=True) if d.hand == hand and d.intake == intake]
            parts.append(f"{sum(p >= least for p in there)} of {len(there)} {'intake' if intake else 'ordinary'}")
        yield f"{hand}: {', '.join(parts)}"


def written(weights: Floats, names: list[str], least: float) -> str:
    """The file of weights. What every finding has is taken off the least."""
    by_name = {name: round(float(weight), 2) + 0.0 for name, weight in zip(names, weights[1:], strict=False)}
    by_name |= {senses.NAME: 1.0, gist.NAME: 1.0, BARE: STOPS}
    forms = {name: by_name.pop(name) for name in names if name.startswith("form ")}
    lines = [
        "# What each clue to a finding of `chatscrub check` counts for; made by benchmarks/check_weights.py from the",
        "# documents in benchmarks/check_documents that may be learned from. Do not edit it by hand.",
        "# From `least` points on a finding stops a commit. Names of rows stand in check_evidence.toml, those of other",
        "# clues in clues.py; a clue that is a share or rate counts for that part of its points.",
        f"least = {least - float(weights[0]):.2f}",
        "",
        "[weights]",
    ]
    for name, weight in (*sorted(forms.items()), *sorted(by_name.items(), key=lambda item: (-item[1], item[0]))):
        lines.append(f'"{name}" = {weight:.2f}')
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="make the file of weights anew")
    parser.add_argument("--least", type=float, default=-2.8, help="points from which a finding stops")
    parser.add_argument("--keep", type=Path, help="read what was gathered from a file, or write it there")
    args = parser.parse_args()
    documents: list[Document] = _kept(args.keep)
    points = crossed(documents)
    for hands in (OPEN[2:], OPEN):
        print(f"\nLeft out one after another; of {', '.join(hands)}:\n", *curve(documents, points, hands), sep="\n")
    print(f"\nFrom {args.least} points on:", *at(documents, points, args.least), sep="\n")
    if args.write:
        learner = Learner(documents, names_of(documents))
        weights = learner.learn()
        WEIGHTS.write_text(written(weights, learner.names, args.least), encoding="utf-8")
        np.save(RULE, learner.directions.rule(weights[1 + len(learner.names) :]).astype(np.float16), allow_pickle=False)
        known, rare, weight = rule_of_words(documents)
        np.savez_compressed(WORDS, known=known, rare=rare.astype(np.float16), weight=weight.astype(np.float16))


def _kept(path: Path | None) -> Any:
    if path is not None and path.is_file():
        return [Document(*row) for row in pickle.loads(path.read_bytes())]
    documents = list(gathered())
    if path is not None:
        path.write_bytes(pickle.dumps([tuple(document) for document in documents]))
    return documents


if __name__ == "__main__":
    main()
