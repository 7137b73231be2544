"""The command people: who is who in an export, before anything is scrubbed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import one_line
from .terminal import echo, finish, tried

if TYPE_CHECKING:
    from .castlist import Row

_SHOWN = 8  # spellings of one person
_HOW = {
    "sender": "writes",
    "listed": "named by the messenger or the file",
    "number": "phone number",
    "text": "found in the text",
    "part": "part of the name",
    "letters": "same letters",
    "whole": "part of the whole name",
    "initial": "initial",
    "short": "short form",
    "slip": "spelling slip",
    "couple": "couple",
    "family": "family",
    "renamed": "changed name or number",
    "relation": "relative",
    "list": "your list",
    "vault": "earlier run",
}


@click.command()
@click.argument("source", metavar="EXPORT", type=click.Path())
@click.option("--people", "roster", metavar="FILE", type=click.Path(path_type=Path), help="Your own list (TOML).")
@click.option("--me", metavar="NAME", help="Your own name as it stands above your messages.")
@click.option("--show", is_flag=True, help="Show names in full; without it only first letters.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--format", "format_", metavar="NAME", help="Format of the export; see: chatscrub formats. Default: by its content."
)
def people(**given: Any) -> None:
    """Show who is who in an EXPORT: pseudonyms, spellings, how they were put together, doubts.

    Nothing is written. Where it is wrong, a list for --people mends it:

    \b
        hide = ["Zwartewaterland"]       # must go, wherever it stands
        keep = ["Albert Heijn"]          # may stay
        [[person]]
        names = ["Sanne de Vries", "san", "+31 6 01234567"]
        role = "partner"                 # becomes [PARTNER]

    Names of one entry are one person; people of two entries are never taken for one.
    """
    finish(lambda: tried(_people, given))


def _people(given: dict[str, Any]) -> None:
    from . import castlist, detector, files, plans, roster, screen, scrubbing
    from .settings import Settings

    settings = Settings(me=given["me"])
    listed = roster.load(given["roster"]) if given["roster"] else roster.EMPTY
    export = files.read(given["source"], format=given["format_"])
    with screen.progress(not given["as_json"]) as tell:
        steps = tell or (lambda phase, done, total: None)
        found = detector.detect(export, settings, lambda done, total: steps("find", done, total), listed)
    scrubbing.check_me(settings, found.cast, given["source"])
    rows = castlist.rows(export, found, plans.plan(export, found, settings))
    echo(_as_json(rows, given["show"]) if given["as_json"] else _table(rows, given["show"]))


def _as_json(rows: list[Row], show: bool) -> str:
    import json
    from dataclasses import asdict

    plain = [
        asdict(row) | {"spellings": [asdict(s) | {"text": _text(s.text, show)} for s in row.spellings]} for row in rows
    ]
    return json.dumps({"people": plain}, ensure_ascii=False, indent=2) + "\n"


def _text(name: str, show: bool) -> str:
    from .castlist import masked

    return name if show else masked(name)


def _table(rows: list[Row], show: bool) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title, right in (("Who", False), ("Messages", True), ("Named", True), ("Spellings", False), ("How", False)):
        table.add_column(title, justify="right" if right else "left", overflow="fold")
    for row in rows:
        who = Text(row.pseudonym, "yellow" if row.doubt else "")
        table.add_row(who, str(row.messages), str(row.mentions), Text(_spellings(row, show)), _how(row))
    doubts = [row for row in rows if row.doubt]
    with console.capture() as shown:
        console.print(table)
        for row in doubts:
            others = f": it may also be {', '.join(row.others)}" if row.others else ": it may be more than one person"
            console.print(Text(f"In doubt  {row.pseudonym}{others}", "yellow"))
        if not show:
            console.print("Names are masked; --show prints them in full.")
    return shown.get()


def _spellings(row: Row, show: bool) -> str:
    texts = list(dict.fromkeys(_text(s.text, show) for s in row.spellings))
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return one_line(", ".join(texts[:_SHOWN])) + more  # a name may hold what steers a terminal


def _how(row: Row) -> str:
    return ", ".join(dict.fromkeys(_HOW.get(s.how, s.how) for s in row.spellings))
