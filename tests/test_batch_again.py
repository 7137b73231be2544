"""A batch that is run again: what counts as done, what is left of earlier runs, and what changed meanwhile."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chatscrub import crew, gate
from chatscrub.batch import folder, manifest, source
from chatscrub.cli import main
from chatscrub.crew import Crew

TEXT = "01-02-2024 10:00 - Wendelmoet Achterberg: hoi\n01-02-2024 10:01 - Idris Fairbanks: ha wendelmoet\n"


class Inline:
    """Does work at once, in this process."""

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes: what they do is tested elsewhere."""

    @contextlib.contextmanager
    def alone(*args: Any) -> Iterator[Crew]:
        yield Crew(1, Inline())

    monkeypatch.setattr(crew, "crew", alone)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two exports."""
    made = tmp_path / "in"
    made.mkdir()
    for name in ("1.txt", "2.txt"):
        (made / name).write_text(TEXT.replace("10:", f"1{name[0]}:"))
    return made


def batch(root: Path, *args: str | Path) -> Result:
    given = ["batch", str(root), "-o", str(root.parent / "out"), *map(str, args)]
    return CliRunner().invoke(main, given, env={"SOURCE_DATE_EPOCH": "1717200000"})


def scrubbed(root: Path) -> list[str]:
    out = root.parent / "out"
    return sorted(str(path.relative_to(out)) for path in out.rglob("*.scrubbed.txt"))


BOTH = ["0001/1.scrubbed.txt", "0002/2.scrubbed.txt"]


def record(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root.parent / "out" / "index.json").read_text())
    return found


# --- what changed meanwhile -----------------------------------------------------------------------------


def test_a_source_that_changes_after_it_was_listed_is_not_taken_for_the_listed_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = source.digested

    def changed(one: folder.Source, salt: str) -> tuple[str, str]:
        found = listed(one, salt)
        if one.name == "2.txt":
            one.path.write_text(TEXT.replace("hoi", "iets anders"))
        return found

    with monkeypatch.context() as patch:
        patch.setattr("chatscrub.batch.digested", changed)
        ran = batch(root)
    assert ran.exit_code == 2 and "changed" in ran.output
    assert scrubbed(root) == BOTH[:1]
    assert batch(root).exit_code == 0
    assert "iets anders" in (root.parent / "out/0003/2.scrubbed.txt").read_text()


def test_a_list_of_people_is_the_same_list_in_every_process(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    roster = tmp_path / "people.toml"
    roster.write_text('keep = ["Utrecht", "Zwolle", "Breda", "Assen"]\n')
    found = set()
    for seed in ("1", "2", "3"):
        code = (
            "import sys; from pathlib import Path; from dataclasses import replace\n"
            "from chatscrub import roster, batch\nfrom chatscrub.batch.manifest import Manifest\n"
            "from chatscrub.scrubbing import Job\n"
            f"job = Job(roster=roster.load(Path({str(roster)!r})))\n"
            "wanted = batch.Batch(Path('x'), job, 'm')\n"
            "print(batch._settings(wanted, Manifest(Path('x'), 'm', 'salt')))"
        )
        env = os.environ | {"PYTHONHASHSEED": seed}
        found.add(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)
    assert len(found) == 1


# --- what counts as done --------------------------------------------------------------------------------


def test_what_is_gone_is_not_done(root: Path) -> None:
    assert batch(root).exit_code == 0
    (root.parent / "out" / BOTH[1]).unlink()
    ran = batch(root)
    assert ran.exit_code == 0 and "(1 of them before)" in ran.output
    assert scrubbed(root) == BOTH


@pytest.mark.parametrize("at", ["before", "after"])
def test_force_that_was_cut_off_leaves_nothing_that_counts_as_done(
    root: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    assert batch(root).exit_code == 0
    release = gate.release

    def killed(*args: Any) -> Path:
        if at == "after":
            release(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(gate, "release", killed)
        assert batch(root, "--force", "--label-lang", "nl").exit_code == 130
    row = manifest.read(root.parent / "out").rows[1]
    assert row.state == "failed" and not row.outputs
    assert batch(root).exit_code == 0
    assert scrubbed(root) == BOTH
    assert "[PERSON_" in (root.parent / "out" / BOTH[0]).read_text()


def test_a_trial_run_is_told_as_one_and_is_not_done(root: Path) -> None:
    ran = batch(root, "--dry-run")
    assert ran.exit_code == 0 and "every scrubbed file" not in ran.output
    assert record(root)["states"] == {"done": 0, "reported": 2, "refused": 0, "failed": 0}
    assert scrubbed(root) == []
    again = batch(root, "--dry-run")
    assert again.exit_code == 0 and "(2 of them before)" in again.output
    ran = batch(root)
    assert ran.exit_code == 0 and scrubbed(root) == BOTH
    assert record(root)["states"]["done"] == 2
    assert batch(root, "--dry-run").exit_code == 2 and scrubbed(root) == BOTH


def test_only_failed_leaves_alone_what_was_done_with_other_settings(root: Path) -> None:
    (root / "3.txt").write_bytes(b"OggS\x00")
    assert batch(root).exit_code == 2
    ran = batch(root, "--only-failed", "--report-lang", "nl")
    assert ran.exit_code == 2 and "other settings" not in ran.output and "not an export" in ran.output
    ran = batch(root, "--only-failed", "--report-lang", "nl", "--same-people")
    assert ran.exit_code == 2 and "other settings" in ran.output  # their pseudonyms depend on the others


# --- what earlier runs left -----------------------------------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--table", "parquet"]])
def test_no_table_of_an_earlier_run_is_left(root: Path, more: list[str]) -> None:
    assert batch(root, "--table", "csv").exit_code == 0
    assert (root.parent / "out" / "messages.csv").exists()
    assert batch(root, "--force", *more).exit_code == 0
    assert not (root.parent / "out" / "messages.csv").exists()


def test_scrubbed_text_goes_before_its_report(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in list(root.iterdir()):
        path.rename(root / f"{path.stem}.scrubbed.txt")
    assert batch(root, "--table", "csv").exit_code == 0
    assert record(root)["files"][0]["state"] == "done"
    lines = (root.parent / "out" / "index.csv").read_text()
    assert "0001/1.scrubbed.scrubbed.txt,0001/1.scrubbed.consent.html" in lines

    def stopped(path: Path) -> None:
        assert sorted(p.name for p in Path(path).iterdir()) == [
            "1.scrubbed.consent.html",
            "1.scrubbed.consent.json",
            "1.scrubbed.consent.md",
        ]
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.rmtree", stopped)
    assert batch(root, "--table", "csv", "--force").exit_code == 130


def test_a_folder_that_cannot_be_replaced_stops_only_its_own_source(root: Path) -> None:
    out = root.parent / "out"
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere" / "mine.scrubbed.txt").write_text("mine")
    out.mkdir()
    (out / "0001").symlink_to(root.parent / "elsewhere")
    (out / manifest.NAME).touch()
    ran = batch(root)
    assert ran.exit_code == 2 and scrubbed(root)[-1:] == BOTH[1:]
    assert (root.parent / "elsewhere" / "mine.scrubbed.txt").read_text() == "mine"
    assert [row["state"] for row in record(root)["files"]] == ["failed", "done"]
    assert str(root.parent) not in (out / "index.json").read_text()


# --- odd places and names -------------------------------------------------------------------------------


def test_sources_within_the_outputs_would_be_replaced_by_them(root: Path) -> None:
    out = root.parent / "out"
    assert batch(root).exit_code == 0
    (out / "0003").mkdir()
    (out / "0003" / "mine.txt").write_text(TEXT + TEXT)
    ran = CliRunner().invoke(main, ["batch", str(out / "0003"), "-o", str(out)])
    assert ran.exit_code == 2 and "within" in ran.output
    assert (out / "0003" / "mine.txt").read_text() == TEXT + TEXT


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="has no such names")
def test_odd_names(root: Path) -> None:
    os.mkfifo(os.fsencode(root) + b"/caf\xe9.txt")
    odd = ["=cmd.txt", "-x.txt", "a\nb\r.txt", "e\u0301.txt", "\u00e9.txt", "A.txt", "a.txt", f"{'x' * 250}.txt"]
    for number, name in enumerate(odd):
        (root / name).write_text(TEXT.replace("10:", f"0{number}:"))
    ran = batch(root)
    assert ran.exit_code == 2 and "not a regular file" in ran.output
    assert record(root)["states"] == {"done": 10, "reported": 0, "refused": 0, "failed": 1}
    with (root.parent / "out" / "sources.own.csv").open(newline="", errors="surrogateescape") as stream:
        listed = [row["source"] for row in csv.DictReader(stream)]
    assert not [name for name in listed if name[0] in "=+-@\t\r"]  # a spreadsheet would take it for a formula
    assert {(root / name).resolve() for name in listed} == set(root.iterdir())


def test_outputs_of_a_file_that_was_taken_away_are_told(root: Path) -> None:
    assert "Left over" not in batch(root).output
    (root / "1.txt").unlink()
    assert "Left over     0001: " in batch(root).output
    assert '"left": 1' in batch(root, "--json-lines").output
    shutil.rmtree(root.parent / "out" / "0001")
    assert "Left over" not in batch(root).output


def test_the_table_holds_no_formula_and_the_index_no_count_of_what_nobody_can_count(root: Path) -> None:
    (root / "1.txt").write_text("01-02-2024 10:00 - Wendelmoet: =1+1\n01-02-2024 10:01 - Idris: -x\n")
    assert batch(root, "--table", "csv").exit_code == 0
    with (root.parent / "out" / "messages.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["text"], row["length"]) for row in rows[:2]] == [("'=1+1", "4"), ("'-x", "2")]
    lines = (root.parent / "out" / "index.csv").read_text()
    assert "names (unknown number)" in lines and "0 names" not in lines
