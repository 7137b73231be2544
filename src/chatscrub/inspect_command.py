"""The commands formats and inspect: what can be read, and what was made of an export, before anything is scrubbed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from .errors import some
from .terminal import echo, finish, tried

if TYPE_CHECKING:
    from .model import Export

with_format = click.option(
    "--format", "format_", metavar="NAME", help="Format of the export; see: chatscrub formats. Default: by its content."
)
"""The option of every command that reads an export."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def formats(as_json: bool) -> None:
    """Show the formats that can be read, in the order in which they are tried, and what each is known by."""
    finish(lambda: tried(_formats, as_json))


def _formats(as_json: bool) -> None:
    from .formats import FORMATS

    rows = [{"format": name, "title": known.title, "sign": known.sign} for name, known in FORMATS.items()]
    if as_json:
        import json

        echo(json.dumps({"formats": rows}, indent=2) + "\n")
        return
    echo(_shown([("--format", "What it is", "Known by"), *(tuple(row.values()) for row in rows)]))


@click.command()
@click.argument("source", metavar="EXPORT", type=click.Path())
@with_format
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def inspect(**given: Any) -> None:
    """Show what an EXPORT is taken for, and why; how much is in it; and what would be left out unseen.

    Nothing is written, and no name or text is shown.
    """
    finish(lambda: tried(_inspect, given))


def _inspect(given: dict[str, Any]) -> None:
    from . import files

    export = files.read(given["source"], format=given["format_"])
    found = _found(export, asked=given["format_"] is not None)
    if given["as_json"]:
        import json

        echo(json.dumps(found, indent=2) + "\n")
        return
    texts = [(str(t["number"]), str(t["format"]), _messages(t), f"{t['fields']:,}") for t in found["texts"]]
    lines = [f"Format    {found['format']}: {found['title']}", f"Because   {found['because']}"]
    messages = some(found["messages"], "message") if found["messages"] else "no separate messages"
    lines += [f"Holds     {messages} in {some(len(texts), 'text')}"]
    lines += [f"Not read  {some(row['count'], row['sort'])}" for row in found["not_read"]]
    if found["unnamed"]:
        told = some(found["unnamed"], "string")
        lines.append(f"Unknown   {told} that this format does not name; examined as text")
    if found["broken"]:
        are = "breaks off: what should follow is missing" if found["broken"] == 1 else "break off: something is missing"
        lines.append(f"Damaged   {some(found['broken'], 'text')} that {are}")
    shown = _shown([("Text", "Format", "Messages", "Places to examine"), *texts]) if len(texts) > 1 else ""
    echo("\n".join(lines) + "\n" + shown)


def _messages(text: dict[str, Any]) -> str:
    """How many messages a text holds; those that another one holds too are not counted again."""
    return f"{text['messages']:,}{' (not counted again)' if text['double'] else ''}"


def _found(export: Export, *, asked: bool) -> dict[str, Any]:
    """What there is to tell about an export; names of files are not told, for they may be people's."""
    from .counts import count_messages
    from .formats import FORMATS
    from .model import Role
    from .unexamined import broken_texts

    known = FORMATS[export.format]
    heads = {(f.part, f.message) for f in export.fields if f.message >= 0}
    messages = Counter(part for part, _ in heads) if count_messages(export) else Counter[int]()
    fields = Counter(f.part for f in export.fields if f.role is not Role.KEEP)
    left = Counter(member.sort for member in export.members)
    return {
        "format": export.format,
        "title": known.title,
        "because": "you said so" if asked else known.sign,
        "container": export.container,
        "messages": count_messages(export),
        "texts": [
            {
                "number": number + 1,
                "format": name,
                "messages": messages[number],
                "fields": fields[number],
                "double": number in export.doubles,
            }
            for number, name in enumerate(export.known)
        ],
        "unnamed": sum(f.note == "unnamed" for f in export.fields),
        "broken": broken_texts(export),
        "not_read": [{"sort": sort, "count": count} for sort, count in sorted(left.items())],
    }


def _shown(rows: list[tuple[str, ...]]) -> str:
    """A table as text, the first row in bold."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in rows[0]:
        table.add_column(title, overflow="fold")
    for row in rows[1:]:
        table.add_row(*row)
    with console.capture() as shown:
        console.print(table)
    return shown.get()
