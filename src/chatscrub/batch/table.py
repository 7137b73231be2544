"""One tidy table of all scrubbed messages of a batch, made of what was released and of nothing else."""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from .. import files, tables
from ..errors import OutputError
from ..model import Export, Plan

if TYPE_CHECKING:
    import pandas

FORMS = ("csv", "parquet")
NAME = "messages"
COLUMNS = (
    "source",
    "conversation",
    "message",
    "sent_at",
    "sender",
    "sort",
    "text",
    "length",
    "replaced",
    "kinds",
    "pseudonyms",
)
"""``source`` is the number of the source; ``conversation`` and ``message`` are those of ``tables.messages``; ``sort``
is its ``kind``; ``length`` counts code points of the scrubbed text; ``kinds`` is what was replaced in the message,
such as "PERSON 2, PHONE 1", and ``pseudonyms`` who stands in it, its sender included."""


class Mark(NamedTuple):
    """What stands in a message: its text in the export, its number there, kind, pseudonym."""

    conversation: int
    message: int
    kind: str
    pseudonym: str


def check(form: str) -> None:
    """See that a table of that form can be written.

    Raises:
        OutputError: what it needs is not installed.
    """
    if form == "parquet" and importlib.util.find_spec("pyarrow") is None:
        raise OutputError("--table parquet needs pyarrow: pip install 'chatscrub[table]'; or use --table csv")


def marks(plan: Plan, export: Export) -> tuple[Mark, ...]:
    """What was replaced in each message, in the order of the text."""
    texts = {part.part: number for number, part in enumerate(plan.parts)}
    found = (
        Mark(texts[r.part], export.fields[r.field].message, r.kind.value, r.pseudonym)
        for r in plan.replacements
        if r.part in texts
    )
    return tuple(found)


def write(scrubbed: Path, form: str, number: int, marks: Iterable[Mark], format: str) -> None:
    """Write the table of one source beside its scrubbed text.

    Args:
        scrubbed: what was released.
        form: one of ``FORMS``.
        number: of the source.
        marks: what was replaced.
        format: of the source.

    Raises:
        ChatscrubError: the scrubbed text cannot be read, or the table cannot be written.
    """
    table = _table(scrubbed, number, marks, format)
    with_form = scrubbed.with_name(f"{NAME}.{form}")
    if form == "csv":
        table["text"] = [_harmless(text) for text in table["text"]]
        files.write_all({with_form: table.to_csv(index=False).encode("utf-8", "surrogateescape")})
    else:
        files.write_atomic(with_form, lambda out: table.to_parquet(out, index=False))


def _harmless(text: str) -> str:
    """A text with ' before what a spreadsheet would take for a formula, which could send the table elsewhere."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _table(scrubbed: Path, number: int, marks: Iterable[Mark], format: str) -> pandas.DataFrame:
    export = files.read(scrubbed)
    if export.format != format and export.container == "file":
        export = files.read(scrubbed, format=format)
    found = tables.messages(export).rename(columns={"kind": "sort"})
    kinds: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    names: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in marks:
        key = mark.conversation, mark.message
        kinds[key][mark.kind] += 1
        names[key] += [mark.pseudonym] if mark.pseudonym not in names[key] else []
    keys = list(zip(found["conversation"].tolist(), found["message"].tolist(), strict=True))
    found.insert(0, "source", number)
    found["length"] = [len(text) for text in found["text"]]
    found["replaced"] = [kinds[key].total() for key in keys]
    found["kinds"] = [", ".join(f"{kind} {n}" for kind, n in sorted(kinds[key].items())) for key in keys]
    found["pseudonyms"] = [", ".join(names[key]) for key in keys]
    ordered: pandas.DataFrame = found[list(COLUMNS)]
    return ordered


def join(parts: Sequence[Path], path: Path, form: str) -> None:
    """Write the tables of sources as one, a part at a time.

    Args:
        parts: in order.
        path: of the whole.
        form: one of ``FORMS``.

    Raises:
        OutputError: it cannot be written.
    """
    files.clear(path)
    files.write_atomic(path, lambda out: _csv(parts, out) if form == "csv" else _parquet(parts, out))


def _csv(parts: Sequence[Path], out: BinaryIO) -> None:
    out.write((",".join(COLUMNS) + "\n").encode())
    for part in parts:
        with files.open_source(str(part)) as stream:
            stream.readline()
            while chunk := stream.read(1 << 20):
                out.write(chunk)


def _parquet(parts: Sequence[Path], out: BinaryIO) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import parquet

    numbers = dict.fromkeys(("source", "conversation", "message", "length", "replaced"), pa.int64())
    types: dict[str, Any] = numbers | {"sent_at": pa.timestamp("ns")}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    with parquet.ParquetWriter(out, schema) as writer:
        for part in parts:
            writer.write_table(parquet.read_table(part).cast(schema))
