"""What the terminal shows: progress while it works, a closing table when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from .chat_model import released_model
from .counts import count_messages, present, released, tally
from .errors import one_line
from .model import Unexamined
from .scrubbing import Outcome
from .scrubbing import Progress as Tell
from .wording import Words, rooms

_REASONS = {
    "withheld": "left out",
    "kept": "copied unseen",
    "absent": "not in the export",
    "script": "examined only in part",
    "broken": "what should follow is missing",
    "form": "examined, but without knowing what stands where",
    "before": "left as they are",
    "label": "left as they are, and not counted as people who wrote",
}
_SORTS = {
    "media": "media file",
    "audio": "sound file",
    "other": "other file",
    "other script": "message with words in another script",
    "other language": "message in another language",
    "unknown format": "text of unknown format",
    "packed": "packed object",
    "broken text": "text that breaks off",
    "layout": "layout of a PDF",
    "silent page": "page without text",
    "scrubbed": "text that was scrubbed with this vault before",
    "labelled sender": "pseudonym above messages",
}
_SHOWN = 3  # reasons of the light
_LACKING = {
    "unknown_writers": "of some words it is not known who wrote them",
    "said_no": "somebody refused or took consent back",
    "speakers": "not everybody who wrote has consented",
    "everybody": "not everybody in it has consented",
    "signature": "the report is not signed (chatscrub consent sign)",
}
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


def summary(outcome: Outcome, *, stderr: bool, verbose: bool) -> str:
    """The closing table: people, kinds, what nobody looked at, where the report is, what to do next."""
    console = Console(stderr=stderr, highlight=False)
    with console.capture() as shown:
        console.print()
        for name, value in _rows(outcome, verbose):
            _print_row(console, name, value)
        console.print()
    return shown.get()


def _print_row(console: Console, name: str, value: str | Text | Path) -> None:
    if isinstance(value, Path):  # on one line however long, so that it can be copied
        console.print(Text.assemble((f"{name:14}", "bold"), one_line(str(value))), soft_wrap=True)
        return
    row = Table(show_header=False, box=None, padding=0, pad_edge=False)
    row.add_column(style="bold", width=14)
    row.add_column(overflow="fold")
    row.add_row(name, value)
    console.print(row)


def _rows(outcome: Outcome, verbose: bool) -> Iterator[tuple[str, str | Text | Path]]:
    plan, export = outcome.plan, outcome.export
    shown = released(plan, export)
    places, distinct = tally(shown)
    roles = Counter(known.role for known in present(plan, shown))
    writers, names = roles["me"] + roles["speaker"], roles["mentioned"]
    messages = count_messages(export)
    yield "Messages", f"{messages:,} ({export.format})" if messages else f"no separate ones ({export.format})"
    if plan.days:
        yield "Dates", "moved by a secret number of days; dates within messages are not"
    wrote = f"{writers} wrote, {names} more " if writers else f"{names} "
    yield "People", f"{wrote}{'name is' if names == 1 else 'names are'} mentioned"
    yield "Replaced", ", ".join(f"{n} {k}" for k, n in places.items()) or "nothing"
    if verbose:
        yield "Different", ", ".join(f"{n} {k}" for k, n in distinct.items()) or "nothing"
        yield "Detector", released_model()
    missed = [u for u in plan.unexamined if u.reason not in ("names", "asked")]
    told = ", ".join(_missed(u) for u in missed) or "nothing that the export shows"
    yield "Not examined", Text(told, "yellow")
    yield "", Text("Names can be missed, above all of people who are only talked about.", "yellow")
    yield from _policy(outcome)
    if outcome.light.reasons:
        words = Words("en", *rooms(export.format, messages))
        colour = {"red": "bold red", "amber": "yellow", "green": "green"}[outcome.light.colour]
        yield "Light", Text(words(f"light.{outcome.light.colour}"), colour)
        yield "", " ".join(words(f"light.reason.{reason}") for reason in outcome.light.reasons[:_SHOWN])
    yield "Report", outcome.outputs.html
    if outcome.sharing.own_copy:
        yield "Own copy", outcome.outputs.own[0]
    yield from _ending(outcome)


def _policy(outcome: Outcome) -> Iterator[tuple[str, str | Text | Path]]:
    """What was withheld, and what the ledger says that fits nobody here."""
    plan = outcome.plan
    if plan.policy != "report":
        withheld = len({(w.part, w.message) for w in plan.withheld})
        yield "Withheld", f"the words of {withheld:,} {'message' if withheld == 1 else 'messages'} ({plan.policy})"
        if plan.policy == "consent" and not any(known.role == "me" for known in plan.people):
            yield "", Text("Nobody here is you (--me), so your own words are withheld too.", "yellow")
    if astray := len(outcome.sharing.astray):
        told = f"{astray} {'event fits' if astray == 1 else 'events fit'} nobody here, or several"
        yield "Ledger", Text(f"{told}; see: chatscrub consent status EXPORT", "yellow")


def lacking(outcome: Outcome) -> str:
    """What is missing before anything is released."""
    return ", ".join(_LACKING[key] for key in outcome.refused)


def _missed(item: Unexamined) -> str:
    sort = _SORTS.get(item.what, item.what)
    if item.count != 1:
        one = next((word for word in ("pseudonym", "message", "page", "text") if word in sort), sort)
        sort = sort.replace(one, f"{one}s", 1)
    return f"{item.count} {sort} ({_REASONS.get(item.reason, item.reason)})"


def _ending(outcome: Outcome) -> Iterator[tuple[str, str | Text | Path]]:
    if outcome.refused:
        yield "Scrubbed", Text(f"NOT written: {lacking(outcome)}", "bold red")
        yield (
            "Next",
            "Read the report, get what is missing, then run again with --force.",
        )
        return
    if outcome.scrubbed is None:
        yield "Scrubbed", Text("not written (dry run)", "yellow")
        yield "Next", "Read the report, then run again with --force instead of --dry-run."
        return
    yield "Scrubbed", "standard output" if outcome.scrubbed == "-" else Path(outcome.scrubbed)
    if outcome.vault is not None:
        yield "Vault", outcome.vault
    yield "Next", "Read the report, then the scrubbed file from start to end, before you share it."
