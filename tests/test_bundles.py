"""The debug bundle: what helps to mend a fault, and nothing of the chat, its people, its files."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from exports import CHAT, NAMES, PHONE, put, run

from chatscrub import files, plans
from chatscrub.version import VERSION

CANARY = "Wytske Zwaluwenburg"


class KuiperveldError(Exception):
    """A type of a module that nobody knows."""


def surprise(error: type[Exception]) -> Any:
    def fail(*args: Any, **options: Any) -> None:
        secret = CHAT + CANARY  # a local variable
        try:
            raise KeyError(secret)
        except KeyError:
            raise error(secret) from None

    return fail


def bundled(tmp_path: Path, *options: object) -> tuple[str, dict[str, Any]]:
    folder = tmp_path / CANARY
    folder.mkdir()
    source = put(folder / "WhatsApp-chat met Sanne Kuiperveld.txt", CHAT)
    path = tmp_path / "bundle.json"
    ran = run("--debug-bundle", path, "scrub", source, "--purpose", CANARY, "--style", "initial", *options)
    assert ran.code == 2 and ran.err.count("\n") == 2
    assert "read it; if you agree, send it" in ran.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    return text, json.loads(text)


@pytest.mark.parametrize("error", [ValueError, KuiperveldError])
def test_a_bundle_tells_where_and_nothing_of_what(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "resolve", surprise(error))
    text, found = bundled(tmp_path)
    for word in (*" ".join((*NAMES, CANARY)).split(), PHONE, str(tmp_path), tmp_path.name, "WhatsApp-chat", "test_"):
        assert word not in text, word
    assert found["chatscrub"] == VERSION and found["model"].startswith("chat_ner ")
    assert found["packages"]["spacy"] and found["packages"]["click"]
    assert (found["command"], found["options"]) == ("scrub", {"--purpose": "given", "--style": "initial"})
    assert found["inputs"] == [{"kilobytes": 1, "format": "whatsapp"}]
    types = [one["type"] for one in found["errors"]]
    assert types == (["ValueError", "KeyError"] if error is ValueError else ["another type", "KeyError"])
    frames = found["errors"][0]["frames"]
    assert frames[-1] == "elsewhere", "the test is none of our modules"
    assert any(frame.startswith("plans.py:") for frame in frames)


def test_what_cannot_be_read_is_told_by_its_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "read", surprise(RecursionError))
    assert bundled(tmp_path)[1]["inputs"] == [{"kilobytes": None, "format": "RecursionError"}]


def test_errors_behind_ours_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A detector that fails raises an error of ours; what was behind it is what helps."""
    from chatscrub import ner

    monkeypatch.setattr(ner, "reader", surprise(ValueError))
    types = [one["type"] for one in bundled(tmp_path)[1]["errors"]]
    assert types == ["NotExaminedError", "ValueError", "KeyError"]


def test_nothing_is_replaced_and_nothing_written_for_nothing(tmp_path: Path) -> None:
    mine, other = put(tmp_path / "mine", "van mij"), tmp_path / "other"
    source = put(tmp_path / "empty.txt", "")
    ran = run("--debug-bundle", mine, "scrub", source)
    assert ran.code == 2 and "no debug bundle was written" in ran.err and mine.read_text() == "van mij"
    assert run("--debug-bundle", other, "formats").code == 0
    assert not other.exists()
