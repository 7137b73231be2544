"""Templates compiled once are kept beside them, and nothing depends on it."""

from __future__ import annotations

import marshal
import pickle
import sys
from pathlib import Path

import pytest
from jinja2.bccache import bc_magic

from chatscrub import wording

NAME = "consent.css"


def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which they are kept, under another one."""
    monkeypatch.setattr(wording, "__file__", str(tmp_path / "wording.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates" / "__pycache__"


def rendered(page: bool = True) -> str:
    return wording.template(NAME, page=page).render()


def test_a_template_that_was_kept_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = rendered()
    folder = kept(tmp_path, monkeypatch)
    assert [rendered(), rendered()] == [plain, plain]
    (own,) = folder.iterdir()
    assert own.name.startswith("page-")
    rendered(page=False)
    assert len(list(folder.iterdir())) == 2  # a page escapes what it is given, a text does not


def test_a_damaged_one_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = kept(tmp_path, monkeypatch)
    plain = rendered()
    (own,) = folder.iterdir()
    whole = own.read_bytes()
    head = whole[: whole.index(bc_magic) + len(bc_magic)]
    no_code = head + pickle.dumps(pickle.loads(whole[len(head) :]), 2) + marshal.dumps(5)
    for broken in (b"", whole[:40], b"x" * len(whole), no_code):
        own.write_bytes(broken)
        assert rendered() == plain
        assert own.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = rendered()
    folder = kept(tmp_path, monkeypatch)
    folder.write_text("in the way")
    assert rendered() == plain


def test_python_is_told_to_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = kept(tmp_path, monkeypatch)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    rendered()
    assert not folder.exists()
