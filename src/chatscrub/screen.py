"""What the terminal shows: progress while it works, a closing table when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from .reports import count_messages, tally
from .scrubbing import Outcome
from .scrubbing import Progress as Tell

_PHASES = {"read": "Reading", "find": "Looking for names, numbers and places", "plan": "Writing the report"}


@contextmanager
def progress(wanted: bool) -> Iterator[Tell | None]:
    """A progress bar on standard error, only when a person is looking at it."""
    console = Console(stderr=True)
    if not wanted or not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda phase, done, total: bar.update(
            task, description=_PHASES[phase], completed=done, total=total if phase == "find" else None
        )


def summary(outcome: Outcome, *, stderr: bool, verbose: bool) -> None:
    """The closing table: people, kinds, what nobody looked at, where the report is, what to do next."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=False)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _rows(outcome, verbose):
        table.add_row(name, value if isinstance(value, Text) else Text(value))
    console.print()
    console.print(table)
    console.print()


def _rows(outcome: Outcome, verbose: bool) -> Iterator[tuple[str, str | Text]]:
    plan, export = outcome.plan, outcome.export
    places, distinct = tally(plan.replacements)
    speakers = sum(p.role in ("me", "speaker") for p in plan.people)
    mentioned = sum(p.role == "mentioned" for p in plan.people)
    yield "Messages", f"{count_messages(export):,} ({export.format})"
    yield "People", f"{speakers} wrote, {mentioned} more are mentioned"
    yield "Replaced", ", ".join(f"{n} {k}" for k, n in places.items()) or "nothing"
    if verbose:
        yield "Different", ", ".join(f"{n} {k}" for k, n in distinct.items()) or "nothing"
        yield "Detector", "word lists and the names this chat makes known"
    missed = [u for u in plan.unexamined if u.reason != "names"]
    yield "Not examined", Text(", ".join(_missed(u) for u in missed) or "nothing that the export shows", "yellow")
    yield "", Text("Names can be missed, above all of people who are only talked about.", "yellow")
    yield "Report", str(outcome.outputs.html)
    yield from _ending(outcome)


def _missed(item: Any) -> str:
    return f"{item.count} {item.what} ({item.reason})"


def _ending(outcome: Outcome) -> Iterator[tuple[str, str | Text]]:
    if not outcome.released:
        yield "Scrubbed", Text("not written (dry run)", "yellow")
        yield "Next", "Read the report, then run again without --dry-run."
        return
    yield "Scrubbed", str(outcome.outputs.scrubbed) if outcome.source != "-" else "standard output"
    yield "Next", "Read the report, then the scrubbed chat from start to end, before you share it."
