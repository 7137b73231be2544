"""How far a batch is: bars for people, plain lines for logs, JSON lines for programs."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from ..errors import some
from .writer import Tell

_EVERY = 5.0  # seconds between plain lines about what is not ended yet


class Print(Protocol):
    """Prints a text to standard output, or to standard error."""

    def __call__(self, text: str, err: bool = False) -> None: ...


@contextlib.contextmanager
def shown(how: str, echo: Print) -> Iterator[Tell]:
    """What a batch tells while it is under way.

    Args:
        how: "bars", "lines", "json" or "quiet".
        echo: prints.
    """
    if how == "json":
        yield lambda what, figures: echo(json.dumps({"event": what, **figures}) + "\n")
    elif how == "lines":
        yield _Lines(echo)
    elif how == "bars":
        with _bars() as tell:
            yield tell
    else:
        yield lambda what, figures: None


class _Lines:
    """One line for every source that has ended."""

    def __init__(self, echo: Print) -> None:
        self.echo, self.todo, self.ended = echo, 0, 0
        self.told = time.monotonic()

    def __call__(self, what: str, figures: Mapping[str, Any]) -> None:
        if what == "listed":
            self.todo = figures["todo"]
            self.echo(
                f"{some(figures['sources'], 'file')}, {figures['done_before']} done before, {self.todo} to do\n",
                err=True,
            )
        elif what == "ended":
            self.ended += 1
            told = f"{figures['format']}, {some(figures['messages'], 'message')}" if "format" in figures else ""
            self.echo(f"{self.ended}/{self.todo} {figures['number']:04} {figures['state']} {told}\n", err=True)
        elif what in ("large", "listing") and time.monotonic() - self.told > _EVERY:
            self.told = time.monotonic()
            done, whole = tuple(figures.values())[:2]
            self.echo(f"{what}: {done} of {whole}\n", err=True)


@contextlib.contextmanager
def _bars() -> Iterator[Tell]:
    """A bar for the files and one for the texts of a large file, with messages per second and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        files = bars.add_task("Listing", total=None, speed="")
        large = bars.add_task("One large file", total=None, speed="", visible=False)
        begun, messages = time.monotonic(), 0

        def tell(what: str, figures: Mapping[str, Any]) -> None:
            nonlocal begun, messages
            if what == "listing":
                bars.update(files, completed=figures["done"], total=figures["sources"])
            elif what == "listed":
                begun = time.monotonic()
                bars.reset(files, description="Scrubbing", total=figures["todo"])
            elif what == "large":
                done, whole = figures["texts"], figures["whole"]
                bars.update(large, completed=done, total=whole, visible=done < whole)
            elif what == "ended":
                messages += figures.get("messages", 0)
                speed = messages / max(time.monotonic() - begun, 0.001)
                bars.update(files, advance=1, speed=f"{speed:,.0f} messages/s")

        yield tell
