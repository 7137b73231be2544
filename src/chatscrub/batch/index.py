"""The index of a batch: what became of every source, in a page, as JSON and as CSV.

It tells sources by their numbers and by the names of their outputs. The names of the sources themselves, which may be
those of clients, stand only in a list of its own for the person who ran the batch.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .. import files
from ..targets import is_scrubbed
from ..version import VERSION
from ..wording import Words, template
from .manifest import DONE, REPORTED, STATES, Row
from .source import Item

if TYPE_CHECKING:
    import pandas
    from jinja2 import Template

    from . import Outcome

PAGE, RECORD, TABLE, OWN = "index.html", "index.json", "index.csv", "sources.own.csv"
_COLUMNS = (
    "number",
    "state",
    "reason",
    "scrubbed",
    "report",
    "format",
    "language",
    "messages",
    "writers",
    "mentioned",
    "replaced",
    "light",
    "not_examined",
)


def write(folder: Path, outcome: Outcome, language: str) -> None:
    """Write the index, in the place of an earlier one.

    Args:
        folder: of the batch.
        outcome: how it ended.
        language: of the page, "nl" or "en".

    Raises:
        OutputError: it cannot be written.
    """
    table = rows(outcome)
    contents = {
        PAGE: _page(outcome, table, Words(language, "batch")),
        RECORD: _json(outcome),
        TABLE: iter([table.to_csv(index=False)]),
        OWN: iter([_own(outcome)]),
    }
    for name in contents:
        files.clear(folder / name)
    files.write_each({folder / name: partial(_put, texts) for name, texts in contents.items()})


def _put(texts: Iterator[str], out: BinaryIO) -> None:
    out.writelines(text.encode("utf-8", "surrogateescape") for text in texts)


def _json(outcome: Outcome) -> Iterator[str]:
    """The record in pieces, for it grows with the number of sources."""
    yield from json.JSONEncoder(indent=2).iterencode(record(outcome))
    yield "\n"


def rows(outcome: Outcome) -> pandas.DataFrame:
    """One row for every source: columns as in ``_COLUMNS``, then one with the places of each kind of data."""
    import pandas as pd

    table: pandas.DataFrame = pd.DataFrame(
        [_row(outcome.rows[i.number]) for i in ordered(outcome)], columns=list(_COLUMNS), dtype=object
    )
    kinds = sorted({kind for row in outcome.rows.values() for kind in row.shown.get("kinds", {})})
    for kind in kinds:
        table[kind] = [outcome.rows[i.number].shown.get("kinds", {}).get(kind, 0) for i in ordered(outcome)]
    return table


def ordered(outcome: Outcome) -> list[Item]:
    """The sources that have ended, by number."""
    return sorted((item for item in outcome.items if item.number in outcome.rows), key=lambda item: item.number)


def _row(row: Row) -> list[Any]:
    shown = row.shown
    folder = f"{row.number:04}/"
    scrubbed = next((folder + name for name in row.outputs if is_scrubbed(name)), "")
    report = next((folder + name for name in row.outputs if name.endswith(".consent.html")), "")
    told = [shown.get(key, "") for key in ("format", "language", "messages", "writers", "mentioned")]
    return [
        row.number,
        row.state,
        row.reason,
        scrubbed,
        report,
        *told,
        sum(shown["kinds"].values()) if "kinds" in shown else "",
        shown.get("light", ""),
        "; ".join(_missing(*one) for one in shown.get("not_examined", ())),
    ]


def _missing(what: str, count: int, reason: str) -> str:
    """What was not examined; nobody can count the names that were not found."""
    return f"{count} {what} ({reason})" if count else f"{what} (unknown number)"


def record(outcome: Outcome) -> dict[str, Any]:
    """The index as one JSON object."""
    return {
        "tool": "chatscrub",
        "version": VERSION,
        "moment": outcome.moment,
        "sources": len(outcome.items),
        "states": states(outcome),
        "totals": totals(outcome),
        "not_read": passed(outcome),
        "files": [_told(outcome.rows[item.number], item) for item in ordered(outcome)],
    }


def _told(row: Row, item: Item) -> dict[str, Any]:
    source = item.sha256 if item.readable else None
    told = {"number": row.number, "state": row.state, "reason": row.reason, "source_sha256": source}
    return told | {"folder": f"{row.number:04}", "outputs": dict(row.outputs), **row.shown}


def states(outcome: Outcome) -> dict[str, int]:
    """How many sources ended how."""
    counted = Counter(row.state for row in outcome.rows.values())
    return {state: counted[state] for state in STATES}


def passed(outcome: Outcome) -> dict[str, int]:
    """How many files were not read, by why."""
    return dict(sorted(Counter(one.why for one in outcome.passed).items()))


def totals(outcome: Outcome) -> dict[str, Any]:
    """Messages, places by kind, and what was not examined, over all that is done, or reported by a trial run."""
    done = [row.shown for row in outcome.rows.values() if row.state in (DONE, REPORTED)]
    kinds: Counter[str] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for shown in done:
        kinds.update(shown["kinds"])
        missed.update({(what, reason): count for what, count, reason in shown["not_examined"]})
    return {
        "messages": sum(shown["messages"] for shown in done),
        "kinds": dict(kinds.most_common()),
        "formats": dict(Counter(shown["format"] for shown in done).most_common()),
        "not_examined": [[what, count, reason] for (what, reason), count in sorted(missed.items())],
    }


def _own(outcome: Outcome) -> str:
    """Numbers and names of the sources, for the person who ran the batch only."""
    import pandas as pd

    names = [(item.number, _harmless(item.source.name)) for item in sorted(outcome.items, key=lambda item: item.number)]
    text: str = pd.DataFrame(names, columns=["number", "source"], dtype=object).to_csv(
        index=False, lineterminator="\r\n"
    )
    return text


def _harmless(name: str) -> str:
    """A name below the folder, with ./ before one that a spreadsheet would take for a formula."""
    return f"./{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r") else name


def _page(outcome: Outcome, table: pandas.DataFrame, words: Words) -> Iterator[str]:
    """The page in pieces."""
    counted, sums = states(outcome), totals(outcome)
    yield from _template().generate(
        t=words,
        rows=table.to_dict("records"),
        states=counted,
        sums=sums,
        passed=passed(outcome),
        missed=list(_missed(sums, words)),
        moment=outcome.moment,
        version=VERSION,
    )


def _missed(sums: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str, str]]:
    """What was not examined, worded: what, how many, why."""
    for what, count, reason in sums["not_examined"]:
        yield words.label("what", what), words.number(count) if count else "", words.label("reason", reason)


@cache
def _template() -> Template:
    return template("index.html.j2", page=True)
