"""A folder of exports: what is read, what becomes of it, whoever does it, and however often it is cut off."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chatscrub import crew, examining, files, scrubbing, treatment, vaults, verifying
from chatscrub.batch import source, task, writer
from chatscrub.batch.folder import Source
from chatscrub.batch.manifest import Row
from chatscrub.cli import main
from chatscrub.errors import UnreadableError, WorkerError
from chatscrub.scrubbing import Job
from chatscrub.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import generated

DAY = {"SOURCE_DATE_EPOCH": "1717200000"}
OWN = ("manifest.jsonl", ".manifest.jsonl.chatscrub-lock")  # hold a salt


def batch(*args: str | Path, **more: Any) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, args)], env=DAY | more)


def tree(root: Path) -> dict[str, str]:
    """Digest of every file below a folder but those of its own."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in OWN
    }


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve exports of mixed formats."""
    root = tmp_path_factory.mktemp("donated")
    generated.write(root, 12, 3)
    return root


@pytest.fixture(scope="module")
def undisturbed(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one worker makes of them in one go."""
    out = tmp_path_factory.mktemp("out") / "one"
    ran = batch(exports, "-o", out, "-j", "1", "--table", "csv")
    assert ran.exit_code == 0, ran.output
    return out


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


# --- the workers ----------------------------------------------------------------------------------------


def leave(code: int) -> None:
    os._exit(code)


def hog(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def same(value: int) -> int:
    return value


def test_a_worker_that_dies_or_hangs_or_eats_takes_only_its_own_work_along() -> None:
    with crew.crew(2, limit=crew.Limit(seconds=20, megabytes=1500)) as workers:
        fine = [workers.submit(same, n) for n in range(3)]
        bad: list[Any] = [workers.submit(leave, 7), workers.submit(time.sleep, 60), workers.submit(hog, 4000)]
        fine += [workers.submit(same, n) for n in range(3, 6)]
        for future, why in zip(bad, ("lost its worker", "longer than 20 seconds", "more memory"), strict=True):
            with pytest.raises(WorkerError, match=why):
                workers.answer(future)
        assert [workers.answer(future) for future in fine] == list(range(6))


def test_workers_begin_under_a_temporary_folder_with_a_long_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("x" * 120)  # too long for the address of a socket
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with crew.crew(1) as workers:
        assert workers.answer(workers.submit(same, 7)) == 7


def poisoned(work: task.Task) -> Any:
    """Makes a source, unless it is the one that kills."""
    if "POISON" in str(work.raw.texts[0][1][:]):
        os._exit(9)
    return task.make(work)


def test_a_poisoned_file_is_told_and_the_rest_go_on(tmp_path: Path) -> None:
    for number in range(4):
        text = "POISON" if number == 1 else "hoi"
        (tmp_path / f"{number}.txt").write_text(f"01-02-2024 10:00 - Sanne: {text}\n")
    wanted = source.Batch(tmp_path / "out", Job(), "2024-06-01T00:00:00+00:00", size=2)
    there = [Source(tmp_path / f"{n}.txt", f"{n}.txt") for n in range(4)]
    items = [source.Item(one, n, source.digested(one, "")[0]) for n, one in enumerate(there, 1)]
    with crew.crew(2) as workers:
        got = {i.number: a for i, _, a in source.answers(items, wanted, workers, poisoned, begun=lambda item: None)}
    assert isinstance(got[2], task.Failed) and "lost its worker" in got[2].reason
    assert all(isinstance(got[n], task.Made) for n in (1, 3, 4))


def test_failures_do_not_name_the_file() -> None:
    error = UnreadableError("/home/x/Chat met Sanne.zip: text 2 of 3 in the zip: this is not text")
    assert task.failed(error, "/home/x/Chat met Sanne.zip").reason == "text 2 of 3 in the zip: this is not text"
    assert "Sanne" not in task.failed(ValueError("Sanne"), "x").reason


def test_what_goes_to_workers_prints_no_words(tmp_path: Path) -> None:
    put(tmp_path, "Wendelmoet.txt")
    raw = files.load(tmp_path / "Wendelmoet.txt")
    job = Job(settings=Settings(me="Wendelmoet"))
    shown = repr([raw, task.Task(raw, job, tmp_path, {}), examining.Stretch(("Wendelmoet",))])
    assert "Wendelmoet" not in shown and "1 texts" in shown


# --- the whole ------------------------------------------------------------------------------------------


def test_every_export_is_scrubbed_with_its_report(exports: Path, undisturbed: Path) -> None:
    record = json.loads((undisturbed / "index.json").read_text())
    assert record["states"] == {"done": 12, "reported": 0, "refused": 0, "failed": 0}
    assert len(record["totals"]["formats"]) > 4
    for row in record["files"]:
        here = undisturbed / row["folder"]
        (scrubbed,) = here.glob("*.scrubbed.*")
        (report,) = here.glob("*.consent.json")
        checks = verifying.verify(scrubbed, report)
        assert checks and all(check.holds is not False for check in checks)
        assert row["outputs"] == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in here.iterdir()}
        assert files.read(scrubbed).format == row["format"]
        assert {oct(p.stat().st_mode & 0o777) for p in here.iterdir()} == {"0o600"}


def test_what_may_be_shared_names_no_source(exports: Path, undisturbed: Path) -> None:
    shared = "".join(
        (undisturbed / name).read_text() for name in ("index.html", "index.json", "index.csv", "manifest.jsonl")
    )
    writers = {path.stem.split(" met ")[-1].split(" with ")[-1] for path in exports.rglob("*WhatsApp*")}
    assert writers
    assert not [name for name in writers if name in shared]
    own = (undisturbed / "sources.own.csv").read_text()
    assert all(name in own for name in writers)


def test_the_table_holds_every_message_once(undisturbed: Path) -> None:
    record = json.loads((undisturbed / "index.json").read_text())
    with (undisturbed / "messages.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for told in (one for one in record["files"] if one["messages"]):
        there = [row for row in rows if row["source"] == str(told["number"]) and int(row["message"]) >= 0]
        assert len({(row["conversation"], row["message"]) for row in there}) == told["messages"]
    assert all(int(row["length"]) == len(row["text"].removeprefix("'")) for row in rows)
    assert sum(int(row["replaced"]) for row in rows) > 50
    named = [row for row in rows if "[PERSON_" in row["text"]]
    assert named and all("PERSON" in row["kinds"] and "PERSON_" in row["pseudonyms"] for row in named)


def test_the_number_of_workers_changes_no_byte(exports: Path, undisturbed: Path, tmp_path: Path) -> None:
    assert batch(exports, "-o", tmp_path / "two", "-j", "2", "--table", "csv").exit_code == 0
    assert tree(tmp_path / "two") == tree(undisturbed)


def test_a_large_export_is_shared_out_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generated.write(tmp_path / "in", 3)
    assert batch(tmp_path / "in", "-o", tmp_path / "one", "-j", "1").exit_code == 0
    monkeypatch.setattr(task, "find", _large)
    monkeypatch.setattr(task, "make", _large)
    assert batch(tmp_path / "in", "-o", tmp_path / "two", "-j", "2").exit_code == 0
    assert tree(tmp_path / "two") == tree(tmp_path / "one")


def test_a_large_export_alone_is_shared_out_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = next(made for made in generated.exports(40) if made.name.endswith(".txt") and len(made.data) > 5000)
    (tmp_path / "chat.txt").write_bytes(chat.data)
    monkeypatch.setattr(examining, "_JOB", 40)
    monkeypatch.setattr(examining, "_LEAD", 5)
    begun: list[int] = []
    alone = crew.crew
    monkeypatch.setattr(crew, "crew", lambda size: begun.append(size) or alone(size))  # type: ignore[func-returns-value]
    for jobs, out in (("1", "one"), ("2", "two")):
        ran = CliRunner().invoke(main, ["scrub", str(tmp_path / "chat.txt"), "-j", jobs, "-o", str(tmp_path / out)])
        assert ran.exit_code == 0, ran.output
    assert begun == [2]
    texts = [(tmp_path / out / "chat.scrubbed.txt").read_bytes() for out in ("one", "two")]
    assert texts[0] == texts[1] != chat.data


def _large(work: task.Task) -> task.Large:
    return task.Large(99_999)


def test_what_is_done_is_skipped_and_new_files_get_the_next_number(tmp_path: Path) -> None:
    generated.write(tmp_path / "in", 3)
    out = tmp_path / "out"
    assert batch(tmp_path / "in", "-o", out, "-j", "1").exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.parent != out and path.is_file()}
    put(tmp_path / "in", "000/0 first.txt")
    ran = batch(tmp_path / "in", "-o", out, "-j", "1")
    assert ran.exit_code == 0 and "4 files (3 of them before)" in ran.output
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert list((out / "0004").glob("*.scrubbed.txt"))
    assert batch(tmp_path / "in", "-o", out, "-j", "1", "--force").exit_code == 0
    assert all(path.stat().st_mtime_ns > when for path, when in before.items())


def test_what_a_killed_run_was_writing_goes(tmp_path: Path) -> None:
    put(tmp_path / "in", "x.txt")
    put(tmp_path / "out", "manifest.jsonl", ".chatscrub-abc123", "0001/.chatscrub-abc123")
    (tmp_path / "out" / "manifest.jsonl").write_text("")
    assert batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1").exit_code == 0
    assert not list((tmp_path / "out").rglob(".chatscrub-*"))


def test_other_settings_do_not_mix(tmp_path: Path) -> None:
    put(tmp_path / "in", "x.txt")
    assert batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1").exit_code == 0
    ran = batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--label-lang", "nl")
    assert ran.exit_code == 2 and "other settings" in ran.output
    assert batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--label-lang", "nl", "--force").exit_code == 0


def test_bad_files_are_told_and_the_good_ones_done(tmp_path: Path) -> None:
    root = tmp_path / "in"
    put(root, "good.txt")
    bad = {
        "empty.txt": b"",
        "blank.txt": b"  \n",
        "sound.txt": b"OggS\x00\x02",
        "torn.zip": b"PK\x03\x04nonsense",
        "null.txt": b"a\x00b\x00c" * 50,
        "word.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    for name, data in bad.items():
        (root / name).write_bytes(data)
    (root / "denied.txt").write_text("x")
    (root / "denied.txt").chmod(0)
    ran = batch(root, "-o", tmp_path / "out", "-j", "2")
    denied = ["denied.txt"] if os.geteuid() else []
    assert ran.exit_code == 2
    for name in [*bad, *denied]:
        (line,) = [line for line in ran.output.splitlines() if f"/{name}: " in line]
        assert len(line) < 250 and "Traceback" not in ran.output
    record = json.loads((tmp_path / "out" / "index.json").read_text())
    assert record["states"]["failed"] == len(bad) + len(denied)
    assert all(row["reason"] for row in record["files"] if row["state"] == "failed")
    for name in bad:
        (root / name).write_text(name)  # mended: other bytes, so new sources
    ran = batch(root, "-o", tmp_path / "out", "-j", "2")
    assert ran.exit_code == (2 if denied else 0)


def test_only_failed(tmp_path: Path) -> None:
    root = tmp_path / "in"
    put(root, "a.txt", "b.txt")
    (root / "b.txt").write_bytes(b"OggS\x00")
    assert batch(root, "-o", tmp_path / "out", "-j", "1").exit_code == 2
    put(root, "c.txt")
    ran = batch(root, "-o", tmp_path / "out", "-j", "1", "--only-failed")
    assert ran.exit_code == 2 and "1 to do" in ran.output
    assert not list((tmp_path / "out" / "0003").glob("*"))


def test_without_consent_only_the_report_is_written(tmp_path: Path) -> None:
    generated.write(tmp_path / "in", 2)
    ran = batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--require-consent")
    assert ran.exit_code == 1 and "not released" in ran.output
    assert not list((tmp_path / "out").rglob("*.scrubbed.*"))
    assert len(list((tmp_path / "out").rglob("*.consent.html"))) == 2


def test_usage(tmp_path: Path) -> None:
    put(tmp_path / "in", "x.txt")
    put(tmp_path / "full", "mine.txt")
    assert batch(tmp_path / "in", "-o", tmp_path / "in").exit_code == 2
    assert batch(tmp_path / "in", "-o", tmp_path / "o", "--style", "surrogate").exit_code == 2
    assert batch(tmp_path / "in", "-o", tmp_path / "o", "--tls-ca", "x").exit_code == 2
    ran = batch(tmp_path / "in", "-o", tmp_path / "full")
    assert ran.exit_code == 2 and "not empty" in ran.output
    assert (tmp_path / "full" / "mine.txt").exists()


def test_json_lines(tmp_path: Path) -> None:
    put(tmp_path / "in", "x.txt", "y.txt")
    ran = batch(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--json-lines")
    events = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [event["event"] for event in events][-1] == "end"
    assert sorted(event["number"] for event in events if event["event"] == "ended") == [1, 2]
    assert events[-1]["done"] == 2


# --- people in common -----------------------------------------------------------------------------------

FIRST = "01-02-2024 10:00 - Wendelmoet Achterberg: hoi\n01-02-2024 10:01 - Idris Fairbanks: ha wendelmoet\n"
SECOND = "02-02-2024 10:00 - Tjeerd Oosterhuis: ken je Idris Fairbanks?\n02-02-2024 10:01 - Maud Visser: nee\n"


def test_the_same_person_has_the_same_pseudonym_everywhere(tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (root / "1.txt").write_text(FIRST)
    (root / "2.txt").write_text(SECOND)
    assert batch(root, "-o", tmp_path / "apart", "-j", "1").exit_code == 0
    assert batch(root, "-o", tmp_path / "shared", "-j", "2", "--same-people").exit_code == 0
    second = "0002/2.scrubbed.txt"
    assert "ken je [PERSON_2]?" in (tmp_path / "shared" / second).read_text()
    assert "PERSON_3: ken je" in (tmp_path / "shared" / second).read_text()
    assert "PERSON_1: ken je" in (tmp_path / "apart" / second).read_text()
    (root / "0.txt").write_text("03-02-2024 10:00 - Maud Visser: alles goed\n")  # comes before them by its name
    assert batch(root, "-o", tmp_path / "shared", "-j", "1", "--same-people").exit_code == 0
    assert "PERSON_4: nee" in (tmp_path / "shared" / second).read_text()
    assert "PERSON_4: alles goed" in (tmp_path / "shared/0003/0.scrubbed.txt").read_text()


def chatscrub(phrase: Path, *args: str | Path) -> int:
    """The exit code of a command with a vault."""
    with phrase.open("rb") as stream:
        number = stream.fileno()
        given = [sys.executable, "-m", "chatscrub", *map(str, args), "--passphrase-fd", str(number)]
        return subprocess.run(given, pass_fds=[number], env=os.environ | DAY, check=False).returncode


def test_a_vault_is_shared_and_gives_everything_back(tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (root / "1.txt").write_text(FIRST)
    (root / "2.txt").write_text(SECOND)
    phrase, vault = tmp_path / "phrase", tmp_path / "v.vault"
    phrase.write_text("een heel lange zin als geheim 12\n")
    assert chatscrub(phrase, "batch", root, "-o", tmp_path / "out", "-j", "2", "-q", "--vault", vault) == 0
    assert "ken je [PERSON_2]?" in (tmp_path / "out/0002/2.scrubbed.txt").read_text()
    assert sorted(p.name for p in tmp_path.iterdir() if "v.vault" in p.name and "lock" not in p.name) == ["v.vault"]
    for number, text in ((1, FIRST), (2, SECOND)):
        scrubbed, back = tmp_path / f"out/000{number}/{number}.scrubbed.txt", tmp_path / f"back{number}.txt"
        assert chatscrub(phrase, "restore", scrubbed, "--vault", vault, "-o", back) == 0
        assert back.read_text() == text


def with_vault(root: Path, out: Path, vault: Path) -> Result:
    """A batch with a vault, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treatment, "passphrase", lambda *_: "een heel lange zin als geheim 12")
        return batch(root, "-o", out, "-j", "1", "--vault", vault)


def cut_off(root: Path, out: Path, vault: Path) -> None:
    """A batch with a vault that ends when its second text is to be released."""
    release, released = writer.Writer.release, []

    def once(self: writer.Writer, issued: writer.Issued) -> Row:
        released.append(issued)
        if len(released) > 1:
            raise KeyboardInterrupt
        return release(self, issued)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer.Writer, "release", once)
        assert with_vault(root, out, vault).exit_code == 130


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """Chats in which first names alone are several people's, so that who came before decides."""
    root = tmp_path / "in"
    root.mkdir()
    for number, who in enumerate(("Maud Visser", "Maud Bakker", "Maud")):
        (root / f"{number}.txt").write_text(f"01-02-2024 10:00 - {who}: hoi\n01-02-2024 10:01 - Tjeerd: ha maud\n")
    return root


def test_a_batch_with_a_vault_that_was_cut_off_ends_the_same(twins: Path, tmp_path: Path) -> None:
    assert with_vault(twins, tmp_path / "one", tmp_path / "v1").exit_code == 0
    cut_off(twins, tmp_path / "two", tmp_path / "v2")
    assert len(vaults.copies_of(tmp_path / "v2")) == 2
    assert with_vault(twins, tmp_path / "two", tmp_path / "v2").exit_code == 0
    assert tree(tmp_path / "two") == tree(tmp_path / "one")
    assert vaults.copies_of(tmp_path / "v2") == []


def test_what_others_kept_in_the_vault_meanwhile_stays(twins: Path, tmp_path: Path) -> None:
    vault = tmp_path / "v"
    cut_off(twins, tmp_path / "out", vault)
    file = vaults.VaultFile(vault, "een heel lange zin als geheim 12")
    alone = scrubbing.scrub(str(twins / "0.txt"), Job(vault=file, folder=tmp_path / "alone"))
    assert with_vault(twins, tmp_path / "out", vault).exit_code == 0
    kept = file.opened()
    assert {one.output for one in kept.exports} >= {"0.scrubbed.txt", "1.scrubbed.txt", "2.scrubbed.txt"}
    assert alone.scrubbed is not None
    assert hashlib.sha256(Path(alone.scrubbed).read_bytes()).hexdigest() in kept.undo


def test_what_is_not_done_again_keeps_its_way_back(twins: Path, tmp_path: Path) -> None:
    """The first text of the group that was cut off was released; its source is not there any more."""
    out, vault = tmp_path / "out", tmp_path / "v"
    cut_off(twins, out, vault)
    (released,) = out.rglob("*.scrubbed.*")
    source = hashlib.sha256((twins / "0.txt").read_bytes()).hexdigest()
    (twins / "0.txt").unlink()
    assert with_vault(twins, out, vault).exit_code == 0
    kept = vaults.VaultFile(vault, "een heel lange zin als geheim 12").opened()
    assert source in {one.source_sha256 for one in kept.undo[hashlib.sha256(released.read_bytes()).hexdigest()]}


def test_whoever_is_forgotten_is_in_no_copy(twins: Path, tmp_path: Path) -> None:
    vault, phrase = tmp_path / "v", tmp_path / "phrase"
    phrase.write_text("een heel lange zin als geheim 12\n")
    cut_off(twins, tmp_path / "out", vault)
    assert chatscrub(phrase, "vault", "forget", vault, "PERSON_1") == 0
    assert vaults.copies_of(vault) == []


def test_nothing_to_scrub_is_an_error(tmp_path: Path) -> None:
    put(tmp_path / "in", "x.txt")
    ran = batch(tmp_path / "in", "-o", tmp_path / "out", "--include", "*.zip")
    assert ran.exit_code == 2 and "no file here to scrub" in ran.output
    assert not (tmp_path / "out").exists()


# --- cut off --------------------------------------------------------------------------------------------


def killed(root: Path, out: Path, after: float, how: signal.Signals = signal.SIGKILL) -> int:
    """Begin a batch in a process group of its own and end it after so many seconds of work."""
    with subprocess.Popen(
        [sys.executable, "-m", "chatscrub", "batch", str(root), "-o", str(out), "-j", "2", "--table", "csv"],
        env=os.environ | DAY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        assert run.stderr is not None
        run.stderr.readline()  # the sources are listed
        time.sleep(after)
        os.killpg(run.pid, how) if how == signal.SIGKILL else run.send_signal(how)
        run.stderr.read()
        return run.wait()


def covered(out: Path) -> Iterator[bool]:
    """Whether each scrubbed text that is there has its whole report."""
    for scrubbed in out.rglob("*.scrubbed.*"):
        (report,) = scrubbed.parent.glob("*.consent.json")
        yield all(check.holds is not False for check in verifying.verify(scrubbed, report))


@pytest.mark.skipif(sys.platform == "win32", reason="kills process groups")
def test_killed_and_resumed_ends_with_the_same_bytes(exports: Path, undisturbed: Path, tmp_path: Path) -> None:
    draw, out = random.Random(5), tmp_path / "out"
    ended = 0
    for _ in range(4):
        ended += killed(exports, out, draw.uniform(2, 9)) == 0
        assert all(covered(out))
    assert batch(exports, "-o", out, "-j", "2", "--table", "csv").exit_code == 0
    assert tree(out) == tree(undisturbed)
    assert not list(out.rglob(".chatscrub-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("after", [0.5, 2.0])
def test_a_terminal_interrupts_all_processes_and_none_complains(exports: Path, tmp_path: Path, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "chatscrub", "batch", str(exports), "-o", str(tmp_path / "out"), "-j", "2"],
        env=os.environ | DAY,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stderr is not None
        run.stderr.readline()
        time.sleep(after)
        os.killpg(run.pid, signal.SIGINT)
        told = run.stderr.read()
        assert run.wait() == 130
    assert "give the same command to go on" in told and "Traceback" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_interrupted_says_how_to_go_on(exports: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "chatscrub", "batch", str(exports), "-o", str(tmp_path / "out"), "-j", "2"],
        env=os.environ | DAY,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as run:
        assert run.stderr is not None
        run.stderr.readline()
        run.send_signal(signal.SIGINT)
        told = run.stderr.read()
        assert run.wait() == 130
    assert "give the same command to go on" in told and "Traceback" not in told
    assert all(covered(tmp_path / "out"))


# --- a cluster ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


def test_a_cluster_changes_no_byte_even_if_it_loses_a_worker(
    exports: Path, undisturbed: Path, tmp_path: Path, cluster: Any
) -> None:
    address, out = cluster.scheduler_address, tmp_path / "out"
    with subprocess.Popen(
        [sys.executable, "-m", "chatscrub", "batch", exports, "-o", out, "--scheduler", address, "--table", "csv"],
        env=os.environ | DAY,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if line.startswith("2/"):
                break
        worker = next(iter(cluster.workers.values()))
        os.kill(worker.pid, signal.SIGKILL)
        rest = run.stderr.read()
        assert run.wait() == 0, rest
    assert tree(out) == tree(undisturbed)


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(crew, "_CONNECT", 1)
    put(tmp_path / "in", "x.txt")
    ran = batch(tmp_path / "in", "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert ran.exit_code == 2 and "no scheduler answers" in ran.output
