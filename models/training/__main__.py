"""The recipe, step by step: ``python -m training train --lists L --ner N --work W``."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

_ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",  # threads that wait must not take the processor from the others
    "MALLOC_MMAP_THRESHOLD_": str(2**32),  # glibc: keep freed memory; a third faster on two cores
    "MALLOC_TRIM_THRESHOLD_": str(2**34),
    "MALLOC_TOP_PAD_": str(2**28),
}


def main() -> None:
    """Parse and call, in a process that was started with the settings above."""
    if any(name not in os.environ for name in _ENVIRONMENT):
        os.execve(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], os.environ | _ENVIRONMENT)
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("step", choices=["train", "assemble", "compare", "card"])
    parser.add_argument("--lists", type=Path, help="folder of names, places and everyday sentences")
    parser.add_argument("--ner", type=Path, help="folder of open sets in CoNLL format")
    parser.add_argument("--work", type=Path, required=True, help="folder for weights, checkpoints and results")
    parser.add_argument(
        "--to", type=Path, default=Path(__file__).resolve().parent.parent / "chat_ner", help="folder of the pipeline"
    )
    parser.add_argument("--layers", type=_layers, help="layers of the encoder to keep, of 0 to 11, such as 0,1,2")
    parser.add_argument("--epochs", type=int, choices=range(1, 101), metavar="1..100")
    chosen = parser.parse_args()

    _check(parser, chosen)
    if chosen.step == "assemble":
        from .assemble import assemble

        print(f"mean difference after quantising {assemble(chosen.work, chosen.to):.5f}")
        return
    from .train import Places, Recipe, Run

    places = Places(chosen.lists, chosen.ner, chosen.work)
    if chosen.step == "card":
        from .card import write_card

        write_card(places, chosen.to)
        return
    if chosen.step == "compare":
        from .compare import RESULT, compare

        compare(places, RESULT)
        return
    recipe = Recipe()
    if chosen.layers:
        recipe = replace(recipe, layers=chosen.layers)
    if chosen.epochs:
        recipe = replace(recipe, cycles=(chosen.epochs,))
    Run(recipe, places).train()


def _layers(text: str) -> tuple[int, ...]:
    layers = tuple(map(int, text.split(",")))
    if not set(layers) <= set(range(12)):
        raise ValueError(text)
    return layers


def _check(parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> None:
    """One line and exit code 2 for what is not there."""
    for name in () if chosen.step == "assemble" else ("lists", "ner"):
        folder = getattr(chosen, name)
        if folder is None or not folder.is_dir():
            parser.error(f"--{name} {folder}: no such folder; give the one that models/training/README.md describes")
    if chosen.step in ("assemble", "card") and not (chosen.work / "checkpoint.pt").is_file():
        parser.error(f"--work {chosen.work}: holds no checkpoint.pt; run the step train first")
    chosen.work.mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    main()
