"""A model that is not the one that was released is not opened, and the command says so and releases nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import onnxruntime
import pytest
from exports import CHAT, put, run, tree

from chatscrub import chat_model, examining, ner
from chatscrub.chat_model import MODEL, SETTINGS, TOKENIZER, WEIGHTS, ChatModel
from chatscrub.errors import DamagedModelError

LINE = [["ik ga met Sanne naar Utrecht"]]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(chat_model.FOLDER, tmp_path / "model")
    return tmp_path / "model" / "chat_ner"


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that runs models must not even see it."""

    def opened(*args: Any, **options: Any) -> None:
        pytest.fail("it was opened")

    monkeypatch.setattr(onnxruntime, "InferenceSession", opened)


def test_a_link_counts_for_what_it_points_to(copied: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (copied / WEIGHTS).rename(elsewhere)
    (copied / WEIGHTS).symlink_to(elsewhere)
    assert ChatModel(copied).folder == copied
    elsewhere.write_bytes(b"\0" + elsewhere.read_bytes()[1:])
    with pytest.raises(DamagedModelError, match=WEIGHTS):
        ChatModel(copied)


def test_weights_of_another_place_are_not_fetched(copied: Path, unopened: None) -> None:
    """A model may name any file of the computer as its weights: such a one is refused before it is read."""
    data = (copied / MODEL).read_bytes()
    assert WEIGHTS.encode() in data
    put(copied / MODEL, data.replace(WEIGHTS.encode(), b"/etc/passwd"[: len(WEIGHTS)].ljust(len(WEIGHTS), b"x")))
    with pytest.raises(DamagedModelError, match=MODEL):
        ChatModel(copied)


def swapping(folder: Path, name: str, data: bytes) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Puts another file in the place of one while the model is opened, and the right one back before anybody looks."""

    def around(opened: Callable[..., Any]) -> Callable[..., Any]:
        def swapped(*args: Any, **options: Any) -> Any:
            (folder / name).rename(folder / "aside")
            put(folder / name, data)
            try:
                return opened(*args, **options)
            finally:
                (folder / "aside").replace(folder / name)

        return swapped

    return around


def test_another_model_for_a_moment_is_refused(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = ChatModel(copied)
    other = bytes((copied / WEIGHTS).stat().st_size)
    monkeypatch.setattr(onnxruntime, "InferenceSession", swapping(copied, WEIGHTS, other)(onnxruntime.InferenceSession))
    with pytest.raises(DamagedModelError, match=MODEL):
        late.read(LINE)


@pytest.fixture
def installed(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As if the copy were the model of the package."""
    caches: list[Any] = [ner.pipeline, examining.analyzer, chat_model.released_model, chat_model.own]
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(chat_model, "FOLDER", copied.parent)
    monkeypatch.setattr(ner, "FOLDER", copied.parent)
    monkeypatch.setattr(chat_model, "OWN", copied)
    monkeypatch.setattr(ner, "OWN", copied)
    yield copied
    for cache in caches:
        cache.cache_clear()


def _instead(path: Path, make: Callable[[], None]) -> None:
    path.unlink()
    make()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "changed": lambda path: put(path, b"\0" + path.read_bytes()[1:]),
    "cut short": lambda path: put(path, path.read_bytes()[:-1]),
    "empty": lambda path: put(path, b""),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: _instead(path, path.mkdir),
    "a link to nothing": lambda path: _instead(path, lambda: path.symlink_to("nothing")),
}


@pytest.mark.parametrize("name", [SETTINGS, MODEL, WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("damage", DAMAGE)
def test_the_command_says_so_and_releases_nothing(
    damage: str, name: str, installed: Path, tmp_path: Path, unopened: None
) -> None:
    DAMAGE[damage](installed / name)
    source = put(tmp_path / "chat.txt", CHAT)
    before = tree(tmp_path)
    ran = run("scrub", source, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.count("\n") == 1 and "install chatscrub again" in ran.err and "Traceback" not in ran.err
    assert tree(tmp_path) == before
