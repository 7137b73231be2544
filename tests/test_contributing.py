"""The README's example of a format works as it stands there."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from exports import put, run

from chatscrub import files, formats

README = Path(__file__).resolve().parents[1] / "README.md"
EXPORT = {
    "nest": {
        "title": "Wietske en Bram",
        "flights": [
            {
                "pigeon": "Wietske Korvezee",
                "departed_at": "2024-03-04T10:11:12Z",
                "coo": "hoi Bram, tot morgen",
                "ring": "d77-1029384",
                "weather": "sunny",
            },
            {
                "pigeon": "Bram Oosterling",
                "departed_at": "2024-03-04T10:12:00Z",
                "coo": "ja",
                "carriers": ["Ilona Tuinhekke"],
            },
            {
                "pigeon": "Bram Oosterling",
                "departed_at": "2024-03-04T10:13:00Z",
                "basket": "baskets/Brief Ilona.jpg",
                "nieuw": "x",
            },
        ],
    }
}


def example() -> tuple[str, str]:
    """The module and the line of the example."""
    section = README.read_text("utf-8").partition("## Adding a format")[2]
    module, line = re.findall(r"```python\n(.*?)```", section, re.DOTALL)[:2]
    return module, line


@pytest.fixture
def duif(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module, line = example()
    spec = importlib.util.spec_from_loader("chatscrub.formats.duif", loader=None)
    assert spec is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, made)
    exec(compile(module, "README.md", "exec"), made.__dict__)
    entry = eval(f"{{{line}}}", {"Format": formats.Format, "duif": made})
    monkeypatch.setattr(formats, "FORMATS", entry | formats.FORMATS)
    return made


def test_it_is_as_short_as_a_format_should_be() -> None:
    module, line = example()
    assert len(module.splitlines()) <= 30 and len(line.splitlines()) == 1


def test_it_reads_and_scrubs(duif: ModuleType, tmp_path: Path) -> None:
    source = put(tmp_path / "nest.json", json.dumps(EXPORT))
    export = files.read(source)
    assert export.format == "duif"
    assert [f.text for f in export.fields if f.role.value == "sender"] == ["Wietske Korvezee"] + ["Bram Oosterling"] * 2
    assert sum(f.note == "unnamed" for f in export.fields) == 1
    assert run("scrub", source, "-o", tmp_path / "out").code == 0
    text = (tmp_path / "out" / "nest.scrubbed.json").read_text("utf-8")
    assert not any(
        name in text for name in ("Wietske", "Korvezee", "Bram", "Oosterling", "Ilona", "Tuinhekke", "1029384")
    )
    assert json.loads(text)["nest"]["flights"][0]["weather"] == "sunny"
    assert [
        f.message for f in files.read(tmp_path / "out" / "nest.scrubbed.json").fields if f.role.value == "time"
    ] == [0, 1, 2]
