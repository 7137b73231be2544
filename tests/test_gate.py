"""The gate: no scrubbed text without a report that covers it, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from exports import CHAT, JPEG, NAMES, NOTHING, put, run, tree, zipped

import chatscrub
from chatscrub import archives, detector, files, gate, plans, reports, scrubbing, targets
from chatscrub.errors import OutputError, ReleaseRefused
from chatscrub.model import Edit, Export, Plan, Receipt, Withheld
from chatscrub.settings import SETTINGS, Settings
from chatscrub.sharing import Sharing

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"


class Ready(NamedTuple):
    """A chat up to the gate."""

    export: Export
    plan: Plan
    where: targets.Outputs
    receipt: Receipt


def planned(source: Path, settings: Settings = SETTINGS) -> tuple[Export, Plan]:
    export = files.read(source)
    return export, plans.plan(export, detector.detect(export, settings), settings)


def ready(folder: Path, data: bytes | str = CHAT, name: str = "chat.txt", settings: Settings = SETTINGS) -> Ready:
    export, plan = planned(put(folder / name, data), settings)
    where = targets.outputs(export, plan)
    return Ready(export, plan, where, reports.issue(plan, export, where, settings))


def refused(folder: Path, at: Ready, words: str, **changes: Any) -> None:
    """The gate stays shut for a chat with those changes, and nothing is written."""
    at, before = at._replace(**changes), tree(folder)
    with pytest.raises(ReleaseRefused, match=words) as caught:
        gate.release(at.plan, at.export, at.receipt, at.where)
    assert not any(name in str(caught.value) for name in NAMES)
    assert tree(folder) == before
    assert not at.where.scrubbed.exists()


def test_with_its_receipt_it_opens(tmp_path: Path) -> None:
    at = ready(tmp_path)
    assert gate.release(at.plan, at.export, at.receipt, at.where) == at.where.scrubbed
    digests = json.loads(at.where.json.read_bytes())["report"]["digests"]
    assert [row["sha256"] for row in digests["scrubbed"]] == [
        hashlib.sha256(at.where.scrubbed.read_bytes()).hexdigest()
    ]
    assert at.where.scrubbed.stat().st_mode & 0o077 == 0, "readable by its owner only"


@pytest.mark.parametrize("receipt", [None, "receipt", ("a", "b", "c", "d"), []])
def test_without_a_receipt(receipt: Any, tmp_path: Path) -> None:
    refused(tmp_path, ready(tmp_path), "no report was issued", receipt=receipt)


def test_with_a_forged_receipt(tmp_path: Path) -> None:
    at = ready(tmp_path)
    html = put(tmp_path / "verzonnen.html", "<p>niets te zien</p>")
    record = json.dumps({"plan_digest": at.plan.digest}).encode()
    forged = put(tmp_path / "verzonnen.json", record)
    digest = hashlib.sha256(record).hexdigest()
    refused(tmp_path, at, "no report was issued", receipt=Receipt(str(html), str(forged), digest, at.plan.digest))
    refused(
        tmp_path,
        at,
        "no report was issued",
        receipt=at.receipt._replace(json=str(forged), json_sha256=digest),
    )


def test_with_the_receipt_of_another_plan(tmp_path: Path) -> None:
    at = ready(tmp_path)
    (tmp_path / "b").mkdir()
    other = ready(tmp_path / "b", NOTHING)
    refused(tmp_path, at, "no report was issued", receipt=other.receipt)
    refused(tmp_path, at, "no report was issued", plan=other.plan, export=other.export)
    refused(tmp_path, at, "another source", export=other.export)


def test_with_the_receipt_of_a_dry_run(tmp_path: Path) -> None:
    export, plan = planned(put(tmp_path / "chat.txt", CHAT))
    where = targets.outputs(export, plan)
    receipt = reports.issue(plan, export, where, sharing=Sharing(dry_run=True))
    refused(tmp_path, Ready(export, plan, where, receipt), "no report was issued")


def test_with_a_plan_that_was_changed_after_the_report(tmp_path: Path) -> None:
    at = ready(tmp_path, zipped({"_chat.txt": CHAT.encode(), "IMG-20230201-WA0001.jpg": JPEG}), "chat.zip")
    bare = replace(at.plan.parts[0], edits=(), scrubbed_sha256=at.plan.parts[0].source_sha256)
    less = replace(at.plan.parts[0], edits=at.plan.parts[0].edits[:-1])
    for plan in (
        replace(at.plan, parts=(bare,)),
        replace(at.plan, parts=(less,)),
        replace(at.plan, keep_media=True),
        replace(at.plan, names=("chat.zip", "Sanne.txt", *at.plan.names[2:])),
    ):
        refused(tmp_path, at, "changed", plan=plan)
    assert gate.release(at.plan, at.export, at.receipt, at.where).exists()


def test_with_an_export_whose_text_was_changed(tmp_path: Path) -> None:
    at = ready(tmp_path)
    part = replace(at.export.parts[0], text=CHAT.replace("morgen", "maandag"))
    refused(
        tmp_path,
        at,
        "not what the report covers",
        export=replace(at.export, parts=(part, *at.export.parts[1:])),
    )


@pytest.mark.parametrize("what", ["html", "markdown", "json"])
def test_report_deleted_or_edited(what: str, tmp_path: Path) -> None:
    at = ready(tmp_path)
    path: Path = getattr(at.where, what)
    whole = path.read_bytes()
    for data in (whole + b" ", whole[:-1], b""):
        path.write_bytes(data)
        refused(tmp_path, at, "changed")
    path.unlink()
    refused(tmp_path, at, "not where it was written")
    path.write_bytes(whole)
    assert gate.release(at.plan, at.export, at.receipt, at.where).exists()


def test_zip_that_changed_since_it_was_read(tmp_path: Path) -> None:
    at = ready(tmp_path, zipped(), "chat.zip")
    put(tmp_path / "chat.zip", zipped({"_chat.txt": b"iets anders"}))
    refused(tmp_path, at, "changed while")
    (tmp_path / "chat.zip").unlink()
    with pytest.raises(chatscrub.ChatscrubError, match="no such file"):
        gate.release(at.plan, at.export, at.receipt, at.where)
    assert sorted(tree(at.where.folder)) == sorted(path.name for path in at.where.shared)


def test_streams_are_guarded_alike(tmp_path: Path) -> None:
    at = ready(tmp_path)
    with (tmp_path / "uit").open("wb") as out:
        with pytest.raises(ReleaseRefused):
            gate.release_to(out, at.plan, at.export, at.receipt._replace(plan_digest="0" * 64))
        assert out.tell() == 0
        gate.release_to(out, at.plan, at.export, at.receipt)
        assert out.tell() > 0
    zip_ = ready(tmp_path, zipped(), "ander.zip")
    with (tmp_path / "uit2").open("wb") as out:
        with pytest.raises(ReleaseRefused, match="stream"):
            gate.release_to(out, zip_.plan, zip_.export, zip_.receipt)
        assert out.tell() == 0


def test_release_replaces_nothing(tmp_path: Path) -> None:
    at = ready(tmp_path)
    put(at.where.scrubbed, "van mij")
    with pytest.raises(OutputError, match="exists"):
        gate.release(at.plan, at.export, at.receipt, at.where)
    assert at.where.scrubbed.read_text() == "van mij"


def test_media_may_not_be_slipped_in(tmp_path: Path) -> None:
    """A name that was withheld stays out even when the plan's names are in disorder."""
    at = ready(tmp_path, zipped(), "chat.zip")
    assert [old for old, _ in targets.member_names(at.plan, at.export)] == ["WhatsApp-chat met Sanne Kuiperveld.txt"]
    kept = replace(at.plan, keep_media=True)
    assert "Fenna Dijkgraaf.vcf" not in dict(targets.member_names(kept, at.export))
    assert "oud.zip" not in dict(targets.member_names(kept, at.export))


def test_report_lists_the_files_under_the_names_they_get(tmp_path: Path) -> None:
    """Two chats whose names become the same once scrubbed."""
    texts = {f"WhatsApp-chat met {name}.txt": CHAT.encode() for name in ("Sanne Kuiperveld", "Sanne  Kuiperveld")}
    at = ready(tmp_path, zipped(texts), "chat.zip")
    digests = json.loads(at.where.json.read_bytes())["report"]["digests"]
    listed = [row["file"].partition(": ")[2] for row in digests["scrubbed"]]
    with zipfile.ZipFile(gate.release(at.plan, at.export, at.receipt, at.where)) as archive:
        assert archive.namelist() == listed
    assert len(set(listed)) == 2


def test_seals_are_bounded_and_the_oldest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "_issued", {})
    monkeypatch.setattr(reports, "_MOST_ISSUED", 2)
    found = []
    for name in "abc":
        (tmp_path / name).mkdir()
        found.append(ready(tmp_path / name))
    assert len(reports._issued) == 2
    refused(tmp_path, found[0], "no report was issued")
    for at in found[1:]:
        assert gate.release(at.plan, at.export, at.receipt, at.where).exists()


# --- the order on disk ----------------------------------------------------------------------------------

STEPS = [(os, "fsync"), (os, "link"), (os, "replace"), (os, "unlink"), (tempfile, "mkstemp"), (os, "mkdir")]


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[int, str], None]], None]]:
    """Call a function with number and name before every step that changes the disk."""

    def install(before: Callable[[int, str], None]) -> None:
        count = iter(range(10_000))
        for owner, name in STEPS:
            real = getattr(owner, name)

            def wrapped(*args: Any, real: Any = real, name: str = name, **kwargs: Any) -> Any:
                before(next(count), name)
                return real(*args, **kwargs)

            monkeypatch.setattr(owner, name, wrapped)

    yield install


def whole(folder: Path) -> bool:
    """Whether scrubbed text stands there; then its report must stand there too, and cover it."""
    found = list(folder.rglob("*.scrubbed.*"))
    for scrubbed in found:
        stem = scrubbed.name.partition(".scrubbed.")[0]
        html = (scrubbed.parent / f"{stem}.consent.html").read_text()
        record = json.loads((scrubbed.parent / f"{stem}.consent.json").read_bytes())["report"]
        assert html.rstrip().endswith("</html>")
        assert record["digests"]["plan"] in html
        assert not record["dry_run"]
        if scrubbed.suffix == ".txt":
            assert record["digests"]["scrubbed"][0]["sha256"] == hashlib.sha256(scrubbed.read_bytes()).hexdigest()
    return bool(found)


def test_report_is_on_disk_before_scrubbed_text_is_opened(tmp_path: Path, step: Any) -> None:
    seen: list[tuple[str, list[str]]] = []
    step(lambda number, name: seen.append((name, sorted(Path(p).suffix for p in tree(tmp_path / "uit")))))
    assert run("scrub", put(tmp_path / "chat.txt", CHAT), "-o", tmp_path / "uit").code == 0
    names = [name for name, _ in seen]
    one_file = ["mkstemp", "fsync", "link", "unlink", "fsync"]
    assert names == ["mkdir", *one_file * 4]
    assert seen[16] == ("mkstemp", [".html", ".json", ".md"]), "the fourth file is the scrubbed text"


class Stop(BaseException):
    """What no handler expects."""


@pytest.mark.parametrize("error", [Stop, KeyboardInterrupt, OSError, MemoryError])
@pytest.mark.parametrize("again", [False, True])
def test_an_error_at_any_step(error: type[BaseException], again: bool, tmp_path: Path, step: Any) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    job = scrubbing.Job(folder=tmp_path / "uit", force=again, spans=tmp_path / "spans.jsonl")
    taken: list[str] = []
    fatal = -1

    def fail(number: int, name: str) -> None:
        taken.append(name)
        if len(taken) == fatal and name != "unlink":  # a file that cannot be removed stays, whatever we do
            raise error("a step failed")

    if again:
        scrubbing.scrub(str(source), job)
    step(fail)
    outcomes = set()
    for fatal in range(1, 40):  # noqa: B007 - read by fail()
        taken.clear()
        ended = False
        try:
            scrubbing.scrub(str(source), job)
            ended = True
        except BaseException as caught:
            assert isinstance(caught, (error, OutputError))
            assert not any(name in str(caught) for name in NAMES)
        assert whole(tmp_path) or not ended
        outcomes.add(ended)
        assert not list(tmp_path.rglob(".chatscrub-*"))
        taken.clear()
        for path in () if again else tmp_path.rglob("*.*"):
            if path != source:
                path.unlink()
    assert outcomes == {True, False}


def test_a_kill_at_any_step(tmp_path: Path, step: Any) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    job = scrubbing.Job(folder=tmp_path / "uit", force=True)
    scrubbing.scrub(str(source), job)  # the engines are ready before the forks
    released = []
    for at in range(40):
        child = os.fork()
        if child == 0:
            step(lambda number, name: os._exit(9) if number == at else None)  # noqa: B023
            scrubbing.scrub(str(source), job)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        released.append(whole(tmp_path))
        text = b"PERSON_1: hoi"
        loose = [p for p in tmp_path.rglob(".chatscrub-*") if text in p.read_bytes()]
        assert not loose or len(list((tmp_path / "uit").glob("*.consent.*"))) == 3
        if code == 0:
            break
        for path in tmp_path.rglob(".chatscrub-*"):
            path.unlink()
    assert code == 0, "40 steps are enough to come to the end"
    assert {True, False} == set(released)


def test_dry_run_never_writes_scrubbed_text(tmp_path: Path, step: Any) -> None:
    seen: list[bytes] = []

    def look(number: int, name: str) -> None:
        seen.extend(p for p in tree(tmp_path).values() if b"[PERSON_1]" in p)

    step(look)
    assert run("scrub", put(tmp_path / "chat.txt", CHAT), "--dry-run").code == 0
    assert seen == []
    assert sorted(Path(p).suffix for p in tree(tmp_path)) == [".html", ".json", ".md", ".txt"]


def test_dry_run_never_takes_the_report_of_scrubbed_text(tmp_path: Path) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    assert run("scrub", source).code == 0
    before = tree(tmp_path)
    assert run("scrub", source, "--dry-run", "--force").code == 2
    assert tree(tmp_path) == before
    assert whole(tmp_path)


def test_release_that_fails_takes_its_report_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise ReleaseRefused("no")

    monkeypatch.setattr(gate, "_scrubbed", fail)
    source = put(tmp_path / "chat.txt", CHAT)
    ran = run("scrub", source, "--spans", tmp_path / "spans.jsonl")
    assert (ran.code, ran.err) == (1, f"chatscrub: {source}: no\n")
    assert list(tmp_path.iterdir()) == [source]


def test_someone_elses_report_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs at once: the one that comes too late removes nothing of the other's."""
    monkeypatch.setattr(targets.Outputs, "check_free", lambda self, **kwargs: None)
    monkeypatch.setattr(files, "check_free", lambda path, force: None)
    source = put(tmp_path / "chat.txt", CHAT)
    assert run("scrub", source).code == 0
    before = tree(tmp_path)
    ran = run("scrub", source)
    assert ran.code == 2 and "exists already" in ran.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("at_once", [1, 2, 4096])
def test_the_digest_of_a_plan_is_that_of_its_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(plans, "_AT_ONCE", at_once)
    plan = ready(tmp_path, zipped({"_chat.txt": CHAT.encode(), "IMG-20230201-WA0001.jpg": JPEG}), "chat.zip").plan
    gone = tuple(Withheld(0, n, n + 2, 0, 0, -1, True, False) for n in range(0, 15, 3))
    for one in (plan, replace(plan, withheld=gone), replace(plan, parts=(), names=())):
        rows = [[p.part, p.source_sha256, p.scrubbed_sha256, list(p.edits)] for p in one.parts]
        made_by = [one.source_sha256, one.settings_digest, one.keep_media, one.policy, one.days]
        whole = json.dumps([*made_by, rows, list(one.names), [[w.part, w.start, w.end] for w in one.withheld]])
        assert plans.digest(one) == hashlib.sha256(whole.encode()).hexdigest()


@pytest.mark.parametrize("folder", ["telegram", "matrix", "mail", "signal"])
def test_a_plan_is_the_same_whether_ranges_are_kept_or_made_anew(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the fields of a format do not come in the order of the text."""
    found = sorted(p for p in (SAMPLES / folder).rglob("*.*") if p.suffix in {".json", ".jsonl", ".mbox"})
    source = next(p for p in found if p.is_file() and p.name != "expected.json")
    export = files.read(source)
    detection = detector.detect(export)
    kept = plans.plan(export, detection)
    assert len(kept.replacements) > 5
    monkeypatch.setattr(plans, "_MANY", 0)
    anew = plans.plan(export, detection)
    assert anew.digest == kept.digest and anew.replacements == kept.replacements


def test_plan_and_receipt_hold_no_text(tmp_path: Path) -> None:
    at = ready(tmp_path, zipped(), "chat.zip")
    shown = repr((at.plan, at.receipt, at.export, at.export.parts, at.export.fields[:5])).replace(
        "WhatsApp-chat met Sanne Kuiperveld.txt", ""
    )
    assert "hoi Bram" not in shown
    assert Edit(0, 1, "x") not in at.plan.parts[0].edits
    assert "hoi" not in repr(at.plan.parts)


def test_archives_never_extract(tmp_path: Path) -> None:
    """Members are only ever read as streams, so no name of a member can reach the disk."""
    source = Path(archives.__file__).read_text()
    assert "extract" not in source
