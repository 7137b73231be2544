"""The table of a batch holds what a program can read, whatever stands in the texts."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from chatscrub import files
from chatscrub.batch import table

ODD = 'a "b", c\rd\n\x0be \ud83d \udcff =1+1'
READ = 'a "b", c\nd\n\ne \ufffd \ufffd =1+1'


def written(folder: Path, form: str) -> Path:
    """The joined table of two exports with odd texts and times."""
    parts = []
    for number in (1, 2):
        (folder / str(number)).mkdir()
        made = {
            "name": "x",
            "type": "personal_chat",
            "id": 1,
            "messages": [
                {"id": n, "type": "message", "date": day, "from": "PERSON_1", "from_id": "user1", "text": text}
                for n, (day, text) in enumerate([("2024-02-01T10:00:00", ODD), ("9999-12-31T23:59:59", "later")])
            ],
        }
        path = folder / str(number) / "x.scrubbed.json"
        path.write_text(json.dumps(made))
        assert files.read(path).format == "telegram"
        table.write(path, form, number, [], "telegram")
        parts.append(path.with_name(f"messages.{form}"))
    whole = folder / f"messages.{form}"
    table.join(parts, whole, form)
    return whole


def test_odd_texts_in_a_csv(tmp_path: Path) -> None:
    path = written(tmp_path, "csv")
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["text"] for row in rows] == 2 * [READ, "later"]
    assert [int(row["length"]) for row in rows] == 2 * [len(READ), 5]
    assert pd.read_csv(path)["source"].tolist() == [1, 1, 2, 2]


def test_odd_texts_in_a_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    rows = pd.read_parquet(written(tmp_path, "parquet"))
    assert rows["text"].tolist() == 2 * [READ, "later"]
    assert rows["sent_at"].notna().tolist() == [True, False, True, False]
