"""The command: ``python -m fuzz run``, ``one``, ``patterns`` and ``shapes``, from the root of the repository."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import patterns, shapes

if TYPE_CHECKING:
    from . import running


def main() -> int:
    """Parse and call; 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="mutated inputs, as many as asked for")
    run.add_argument("--inputs", type=int, default=100_000, help="how many, over all shards")
    run.add_argument("--shard", default="1/1", help="2/4: only the second of every four")
    run.add_argument("--state", type=Path, help="where to note how far it is; a run that is cut off goes on from there")
    one = commands.add_parser("one", help="one input of a run again")
    one.add_argument("number", type=int)
    one.add_argument("--shrink", action="store_true", help="make it as short as possible first")
    one.add_argument("--save", type=Path, help="where to write it")
    every = commands.add_parser("patterns", help="every pattern against hostile strings")
    every.add_argument("--size", type=int, default=16_000, help="code points; each string is tried at twice that too")
    every.add_argument("--bound", type=float, default=0.2, help="seconds from which on a pattern is told of")
    every.add_argument("--only", default="", help="a part of the place")
    every.add_argument("--shard", default="1/1")
    shapes_ = commands.add_parser("shapes", help="exports that are too long, too deep or packed too tightly")
    shapes_.add_argument("--only", default="", help="a part of the name")
    shapes_.add_argument("--large", action="store_true", help="in their full size; takes hours")
    shapes_.add_argument("--seconds", type=float, default=120, help="for each")
    shape = commands.add_parser("shape", help="one file, in this process")
    shape.add_argument("path", type=Path)
    small = commands.add_parser("small-shapes", help="some of them in their small size, in this process")
    small.add_argument("names", nargs="+", choices=tuple(shapes.SHAPES), metavar="NAME")
    for each in (shapes_, shape, small):
        each.add_argument("--memory", type=int, default=shapes.LARGE, help="bytes of address space")
        each.add_argument("--model", action="store_true", help="with the trained model")
    for each in (run, one):
        each.add_argument("--seed", type=int, default=1)
        each.add_argument("--folder", type=Path, action="append", default=[], help="of real exports; may be repeated")
        each.add_argument("--only", default="", help="one reader only")
    given = parser.parse_args()
    if given.command == "patterns":
        which, shards = map(int, given.shard.split("/"))
        return patterns.main(given.size, given.bound, given.only, (which, shards))
    if given.command == "shapes":
        return shapes.main(given.only, given.large, given.seconds, given.memory, given.model)
    if given.command == "shape":
        shapes.alone(given.path, given.memory, given.model)
        return 0
    if given.command == "small-shapes":
        shapes.several(given.names, given.memory)
        return 0
    from . import running  # loads the whole program

    running.guarded()
    return _run(given) if given.command == "run" else _one(given)


def _run(given: argparse.Namespace) -> int:
    from . import running

    which, shards = map(int, given.shard.split("/"))
    first = which - 1
    tally, began = running.Tally(), time.perf_counter()
    if given.state and given.state.exists():
        kept = json.loads(given.state.read_text())
        first = kept["next"]
        tally.inputs.update(kept["inputs"])
        tally.refused.update(kept["refused"])
        tally.failures.update({running.Failure(*key): numbers for *key, numbers in kept["failures"]})
        began -= kept["seconds"]
    numbers = iter(range(first, given.inputs, shards))
    for done, one in enumerate(running.run(given.seed, numbers, tally, tuple(given.folder), given.only), 1):
        if done % 500 == 0:
            _note(given.state, tally, one.number + shards, time.perf_counter() - began)
            failed = len(tally.failures)
            print(f"{sum(tally.inputs.values())} inputs, {failed} kinds of failure", file=sys.stderr, flush=True)
    _note(given.state, tally, max(given.inputs, first), time.perf_counter() - began)
    print(running.shown(tally, time.perf_counter() - began))
    return 1 if tally.failures else 0


def _note(path: Path | None, tally: running.Tally, following: int, seconds: float) -> None:
    if path is None:
        return
    kept = {
        "next": following,
        "seconds": seconds,
        "inputs": dict(tally.inputs),
        "refused": dict(tally.refused),
        "failures": [[*one, numbers[:20]] for one, numbers in tally.failures.items()],
    }
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(kept))
    temporary.replace(path)


def _one(given: argparse.Namespace) -> int:
    from . import running

    one = running.made(given.seed, given.number, tuple(given.folder), given.only)
    found = running.failure(one, running.dice_of(given.seed, one))
    data = one.data
    if given.shrink and isinstance(found, running.Failure):
        data = running.smaller(one, found, given.seed)
    print(f"{one.target}, from {one.name}, {len(data)} bytes: {found}")
    if given.save:
        given.save.write_bytes(data)
    else:
        print(repr(data[:2000]))
    return 1 if isinstance(found, running.Failure) else 0


if __name__ == "__main__":
    sys.exit(main())
