"""Which files of a folder a batch reads, and what its manifest remembers of them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatscrub.batch import folder, manifest
from chatscrub.batch.folder import Passed
from chatscrub.batch.manifest import Row
from chatscrub.errors import OutputError, UnreadableError

# --- the folder -----------------------------------------------------------------------------------------


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(walk: folder.Walk) -> list[str]:
    return [one.name for one in walk.sources]


def test_the_walk_is_in_order_and_passes_over_what_is_no_export(tmp_path: Path) -> None:
    put(
        tmp_path, "b.txt", "a/z.zip", "a/photo.jpg", ".hidden/x.txt", "chat.chatscrub/x.txt", "c.consent.json", "n.docx"
    )
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = folder.walk(tmp_path)
    assert names(found) == ["a/z.zip", "b.txt", "n.docx"]
    assert set(found.passed) == {
        Passed("a/photo.jpg", "image"),
        Passed(".hidden", "hidden"),
        Passed("chat.chatscrub", "output"),
        Passed("c.consent.json", "output"),
        Passed("link.txt", "link"),
        Passed("loop", "link"),
    }


@pytest.mark.parametrize(
    ("include", "exclude", "ignored", "left"),
    [
        (["*.txt"], [], "", ["a/x.txt", "b/c/x.txt", "x.txt"]),
        (["a/*"], [], "", ["a/x.txt", "a/y.zip"]),
        (["b"], [], "", ["b/c/x.txt"]),
        ([], ["*.txt"], "", ["a/y.zip"]),
        ([], [], "# remark\n\nb/\n/x.txt\n", ["a/x.txt", "a/y.zip"]),
        (["*.txt"], ["c"], "a\n", ["x.txt"]),
        (["b/**/x.txt"], [], "", ["b/c/x.txt"]),
    ],
)
def test_globs(tmp_path: Path, include: list[str], exclude: list[str], ignored: str, left: list[str]) -> None:
    put(tmp_path, "x.txt", "a/x.txt", "a/y.zip", "b/c/x.txt")
    if ignored:
        (tmp_path / folder.IGNORE).write_text(ignored)
    assert names(folder.walk(tmp_path, include, exclude)) == left


def test_the_outputs_are_no_sources(tmp_path: Path) -> None:
    put(tmp_path, "x.txt", "out/0001/x.txt", "vault")
    assert names(folder.walk(tmp_path, apart=[tmp_path / "out", tmp_path / "vault"])) == ["x.txt"]


def test_the_outputs_of_other_batches_are_no_sources(tmp_path: Path) -> None:
    put(tmp_path, "x.txt", "before/0001/x.scrubbed.txt", "before/sources.own.csv")
    with manifest.held(tmp_path / "before", "m"):
        pass
    found = folder.walk(tmp_path)
    assert names(found) == ["x.txt"] and found.passed == (Passed("before", "output"),)
    assert names(folder.walk(tmp_path / "before" / "0001")) == ["x.scrubbed.txt"]  # by itself it may be asked for


def test_an_ignore_file_of_an_editor_that_writes_a_mark_at_its_begin(tmp_path: Path) -> None:
    put(tmp_path, "x.txt", "y.txt")
    (tmp_path / folder.IGNORE).write_bytes("\ufeffx.txt\r\n".encode())
    assert names(folder.walk(tmp_path)) == ["y.txt"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such folder"):
        folder.walk(tmp_path / "no")


# --- the manifest ---------------------------------------------------------------------------------------


def test_the_manifest_remembers(tmp_path: Path) -> None:
    with manifest.held(tmp_path, "2024-06-01T00:00:00+00:00") as kept:
        assert kept.enlist(["aa", "bb", "aa"]) == [1, 2, 3]
        kept.add([Row(2, "done", "s", outputs={"x": "y"}, shown={"messages": 3})])
        kept.add([Row(1, "failed", "s", "it is broken"), Row(2, "refused", "s")])
        kept.begin([1])
    with manifest.held(tmp_path, "2030-01-01T00:00:00+00:00") as kept:
        assert kept.moment == "2024-06-01T00:00:00+00:00"
        assert kept.enlist(["cc", "aa", "bb", "aa", "aa"]) == [4, 1, 2, 3, 5]
        assert kept.rows == {1: Row(1, "failed", "s", "it is broken"), 2: Row(2, "refused", "s")}
        assert kept.group == (1,)


def test_a_line_that_was_cut_off_counts_for_nothing_at_any_place(tmp_path: Path) -> None:
    with manifest.held(tmp_path, "m") as kept:
        kept.enlist(["aa", "bb"])
        kept.add([Row(1, "done", "s")])
    path = tmp_path / manifest.NAME
    whole = path.read_bytes()
    last = whole[:-1].rfind(b"\n") + 1
    for cut in range(last, len(whole)):
        path.write_bytes(whole[:cut])
        with manifest.held(tmp_path, "m") as kept:
            assert kept.rows == {} and kept.enlist(["aa", "bb"]) == [1, 2]
            kept.add([Row(2, "failed", "s", "x")])
        assert manifest.read(tmp_path).rows == {2: Row(2, "failed", "s", "x")}
    for cut in range(whole.find(b"\n") + 1):
        path.write_bytes(whole[:cut])
        with manifest.held(tmp_path, "m") as kept:
            assert kept.enlist(["bb"]) == [1]


@pytest.mark.parametrize("text", ["{}\n", "[]\n", "hello\n", '{"manifest": 9}\n', '{"manifest":1,"moment":"m"}\n'])
def test_another_file_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / manifest.NAME).write_text(text)
    with pytest.raises(UnreadableError, match="no manifest"), manifest.held(tmp_path, "m"):
        pass


def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    code = f"from chatscrub.batch import manifest; from pathlib import Path; where = Path({str(tmp_path)!r})"
    code += "\nwith manifest.held(where, 'm'): input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as other:
        try:
            while not (tmp_path / manifest.NAME).exists():
                time.sleep(0.05)
            with pytest.raises(OutputError, match="another batch"), manifest.held(tmp_path, "m"):
                pass
        finally:
            other.communicate(b"\n")


def test_personal_settings_leave_eight_bits(tmp_path: Path) -> None:
    with manifest.held(tmp_path, "m") as kept:
        found = {kept.digest("plain", [str(name)]) for name in range(3000)}
    assert 200 < len(found) <= 256
