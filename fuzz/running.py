"""Inputs by number: which reader gets what, what came of it, and what is told about it."""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from chatscrub.errors import ChatscrubError

from .mutations import mutated
from .properties import PropertyError, silent
from .targets import TARGETS

PATIENCE = 20  # seconds for one input, after which it counts as too slow
SLOW = 2.0  # seconds from which on an input is told of
MEMORY = 4 << 30  # bytes of address space
_GROWN = 150 << 20  # bytes by which an input makes the process larger


class TooSlowError(BaseException):
    """An input took longer than :data:`PATIENCE`; nothing in the program catches this."""


class Input(NamedTuple):
    """One input: its number, who reads it, the seed, and the bytes."""

    number: int
    target: str
    name: str
    data: bytes


class Failure(NamedTuple):
    """What should not be: the type of the exception and where it arose, never its message but of a property."""

    kind: str
    place: str


@dataclass(slots=True)
class Tally:
    """What a run has seen."""

    inputs: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: dict[Failure, list[int]] = field(default_factory=dict)
    slow: list[tuple[float, int]] = field(default_factory=list)
    grown: list[tuple[int, int]] = field(default_factory=list)


def made(seed: int, number: int, folders: tuple[Path, ...] = (), only: str = "") -> Input:
    """The input of that number, the same on every machine for the same seeds."""
    dice = Random(f"{seed}:{number}")
    names = list(TARGETS)
    target = only or dice.choices(names, [TARGETS[name].weight for name in names])[0]
    there = TARGETS[target].seeds(folders)
    first = dice.choice(there)
    data = mutated(first.data, dice, lambda: dice.choice(there).data)
    return Input(number, target, first.name, data)


def dice_of(seed: int, one: Input) -> Random:
    """The dice that the reader of an input gets."""
    return Random(f"{seed}:{one.number}:reader")


def failure(one: Input, dice: Random) -> Failure | bool | None:
    """What went wrong with an input; None where it was read, True where it was refused in the program's own way."""
    try:
        TARGETS[one.target].run(one.data, one.name, dice)
    except ChatscrubError as error:
        try:
            silent(error, one.data)
        except PropertyError as told:
            return Failure(f"{one.target}: {told}", _place(error))
        return True
    except PropertyError as error:
        return Failure(f"{one.target}: {error}", _place(error))
    except TooSlowError as error:
        return Failure("TooSlow", _place(error))
    except Exception as error:
        return Failure(type(error).__name__, _place(error))
    return None


def _place(error: BaseException) -> str:
    """The innermost place in the program, and the one in a library that it called."""
    found, trace = [], error.__traceback__
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    own = [f"{Path(f).name}:{line}" for f, line in found if "chatscrub" in f and "/fuzz/" not in f]
    last = f"{Path(found[-1][0]).name}:{found[-1][1]}" if found else "?"
    return f"{own[-1]} {last}" if own and own[-1] != last else last


def guarded() -> None:
    """Let no input take more memory than :data:`MEMORY`, and none more time than :data:`PATIENCE`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, ring)


def run(
    seed: int, numbers: Iterator[int], tally: Tally, folders: tuple[Path, ...] = (), only: str = "", watch: bool = True
) -> Iterator[Input]:
    """Give the inputs of those numbers to their readers; every one is yielded when it is done.

    Args:
        seed: of the run.
        numbers: of the inputs.
        tally: where what happens is counted.
        folders: of real exports, beside the samples.
        only: the name of a target; all inputs go to it.
        watch: look at the time and the memory of each.
    """
    for number in numbers:
        one = made(seed, number, folders, only)
        dice = dice_of(seed, one)
        before, began = _peak(), time.perf_counter()
        if watch:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        try:
            found = failure(one, dice)
        finally:
            if watch:
                signal.setitimer(signal.ITIMER_REAL, 0)
        took = time.perf_counter() - began
        tally.inputs[one.target] += 1
        tally.refused[one.target] += found is True
        if isinstance(found, Failure):
            tally.failures.setdefault(found, []).append(number)
        if took > SLOW:
            tally.slow.append((round(took, 1), number))
        if _peak() - before > _GROWN:
            tally.grown.append(((_peak() - before) >> 20, number))
        yield one


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def shown(tally: Tally, seconds: float) -> str:
    """What a run has seen, as JSON on several lines."""
    return json.dumps(
        {
            "inputs": sum(tally.inputs.values()),
            "seconds": round(seconds),
            "peak_mb": _peak() >> 20,
            "by_target": {name: [tally.inputs[name], tally.refused[name]] for name in tally.inputs},
            "failures": [[*one, len(numbers), numbers[:5]] for one, numbers in tally.failures.items()],
            "slow": sorted(tally.slow, reverse=True)[:20],
            "grown": sorted(tally.grown, reverse=True)[:20],
        },
        indent=1,
    )


def smaller(one: Input, want: Failure, seed: int) -> bytes:
    """A shorter input that fails in the same way."""

    def fails(data: bytes) -> bool:
        return failure(one._replace(data=data), dice_of(seed, one)) == want

    data, size = one.data, max(1, len(one.data) // 2)
    while size:
        at = 0
        while at < len(data):
            if fails(shorter := data[:at] + data[at + size :]):
                data = shorter
            else:
                at += size
        size //= 2
    return data
