"""The README's example of a format works as it stands there."""

from __future__ import annotations

import importlib.util
import inspect
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from exports import put, run

from chatscrub import files, formats
from chatscrub.formats import format as entry
from chatscrub.formats.format import Format

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
    known = eval(line, {"Format": Format, "JSON": entry.JSON})
    monkeypatch.setattr(formats, "FORMATS", {known.name: known} | formats.FORMATS)
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


@pytest.mark.parametrize("name", formats.FORMATS)
def test_what_a_module_may_have_is_its_own_and_is_called_as_described(name: str) -> None:
    module = importlib.import_module(f"chatscrub.formats.{name}")
    asked = {"directory": entry.Directory, "together": entry.Together, "mended": entry.Mended}
    assert list(inspect.signature(module.sniff).parameters) == ["name", "head"]
    assert list(inspect.signature(module.fields).parameters)[:2] == ["part", "text"]
    for call in (call for call in entry.OPTIONAL if hasattr(module, call)):
        own = getattr(module, call)
        assert own.__module__ == module.__name__
        wanted = list(inspect.signature(asked[call].__call__).parameters)[1:] if call in asked else None
        assert wanted is None or list(inspect.signature(own).parameters) == wanted
    if hasattr(module, "directory"):
        assert list(inspect.signature(module.fields).parameters) == ["part", "text", "people"]


def test_the_modules_of_the_table_give_what_they_have() -> None:
    assert [n for n, known in formats.FORMATS.items() if known.together] == ["docx", "pptx", "xlsx", "odt"]
    assert [n for n, known in formats.FORMATS.items() if known.unwrap] == ["sms", "mail"]
    assert all((known.directory is None) == (known.knowing is None) for known in formats.FORMATS.values())
