"""The gate in a repository: what it stops, what it tells, and that it never tells what it found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exports import CHAT, NAMES, NOTHING, PHONE, put
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import CLEAN, COMMAND, ENV, git, made, ran
from test_hiding_places import SAMPLES, export_of

from chatscrub import baselines, checking, first_look, profiles
from chatscrub.allowances import AllowList, inline
from chatscrub.check_outputs import OUTPUTS, Report
from chatscrub.errors import BaselineError, ProfileError
from chatscrub.full_names import has_surname

NOTE = f"Intake met Sanne Kuiperveld, geboren 14-03-1981, bereikbaar op {PHONE}.\n"
VALUES = ("Sanne", "Kuiperveld", "14-03-1981", PHONE)
RULES = checking.Rules(profiles.profile(), AllowList(()))


def look(name: str, text: str | bytes, rules: checking.Rules = RULES) -> checking.Result:
    return checking.examine(name, text.encode() if isinstance(text, str) else text, rules)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return made(tmp_path / "praktijk")


# --- verdicts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Sanne de Vries", "sanne de vries", "R. Bouazza", "Mrs Shahnaz BEGUM", "dhr Chowdhury", "Vries, Sanne de"]
)
def test_names_with_a_surname(name: str) -> None:
    assert has_surname(name)


@pytest.mark.parametrize("words", ["Sanne", "the policy", "Command Line", "de wachtkamer", "GitHub", "An ABC"])
def test_no_names_with_a_surname(words: str) -> None:
    assert not has_surname(words)


def test_an_intake_note_fails_and_a_clean_text_needs_no_model() -> None:
    found = look("note.txt", NOTE)
    assert {f.kind for f in found.found if f.weight == "fails"} >= {"PERSON", "DOB", "PHONE"}
    clean = look("rules.md", CLEAN)
    assert (clean.status, clean.model) == ("clean", False)


def test_what_a_label_tells_is_found_once() -> None:
    note = f"# Intake\n\nCliënt: Sanne Kuiperveld\nGeboren: 14-03-1981\nTel: {PHONE}\n"
    places = [(f.line, f.column, f.kind, f.value) for f in look("note.md", note).found]
    assert len(places) == len(set(places)) == 3


def test_single_names_and_towns_are_only_mentioned() -> None:
    result = look("note.txt", "Ik sprak Sanne in Deventer over haar werk.\n")
    assert not result.fails and {f.kind for f in result.found} <= {"FIRST_NAME", "LOCATION"}
    strict = checking.Rules(profiles.profile("strict"), AllowList(()))
    assert look("note.txt", "Ik sprak Sanne in Deventer over haar werk.\n", strict).fails


@pytest.mark.parametrize("case", sorted(SAMPLES.glob("*/*/canaries.tsv")), ids=lambda p: "/".join(p.parts[-3:-1]))
def test_every_sample_export_fails(case: Path, tmp_path: Path) -> None:
    source = export_of(case.parent, tmp_path)
    result = look(source.name, source.read_bytes())
    assert result.fails, result.status


def test_what_cannot_be_read_is_told() -> None:
    for data in (b"Rar!\x1a\x07\x00", b"PK\x03\x04broken", b"\x1f\x8b\x08"):
        assert look("x.bin", data).status == checking.UNREAD
    assert look("x.png", b"\x89PNG\r\n\x1a\n\x00\x00").status == checking.SKIPPED


def test_two_years_in_a_row_may_be_a_number_of_somebody() -> None:
    assert not first_look.is_clean("# # telefoon 1981 1981") and first_look.is_clean("telefoon sinds 1981")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*CLEAN.split(), "Sanne", "de", "Vries", "\n", "06", "01234567", "1981", "BSN"])))
def test_the_first_look_passes_nothing_that_fails(words: list[str]) -> None:
    text = " ".join(words)
    if first_look.is_clean(text):
        none = checking.Rules(profiles.profile(), AllowList(()))
        export = checking._read("x.txt", text.encode() or b"x", None) if text.strip() else None
        found = list(checking._findings("x.txt", export, none)) if export else []
        assert not [f for f in found if f.weight == "fails"]


# --- what may stay --------------------------------------------------------------------------------------


def test_inline_allowances_need_a_reason() -> None:
    text = "a  # chatscrub: allow[PERSON] our therapist\n<!-- chatscrub: allow[PHONE, EMAIL] our own -->\nb\n"
    assert inline(text) == {1: frozenset({"PERSON"}), 3: frozenset({"PHONE", "EMAIL"})}
    assert inline("a # chatscrub: allow[PERSON]\nb <!-- chatscrub: allow[PERSON] -->") == {}
    assert inline("chatscrub: allow[CHAT] please") == {2: frozenset()}


def test_the_list_of_the_practice() -> None:
    listed = AllowList(["Anneke de Wit", "+31 6 01234567", "@delinde.example"])
    assert listed.allows("Anneke") and listed.allows("06-01234567") and listed.allows("x@delinde.example")
    assert not listed.allows("Anneke Bakker") and not listed.allows("06-01234568")


def test_short_numbers_are_allowed_as_they_stand_in_the_list_only() -> None:
    listed = AllowList(["Dorpsstraat 12, 3811 AB Amersfoort", "KvK 55501234", "4711", "Hoofdweg 4, 1 hoog, Leiden"])
    for own in ("dorpsstraat 12", "3811 AB", "3811ab", "55501234", "4711", "Dorpsstraat 12, 3811 AB", "Amersfoort"):
        assert listed.allows(own), own
    for other in (
        "3811 CD",
        "3811",
        "12",
        "dorpsstraat 1",
        "dorpsstraat 123",
        "2 3811",
        "AB 12",
        "55501235",
        "47111",
        "Hoofdweg 41",
    ):
        assert not listed.allows(other), other


def test_settings() -> None:
    known = profiles.parse(b'[tool.chatscrub.check]\nwarn = ["PHONE"]\nthreshold = {PERSON = 0.9}', "pyproject.toml")
    assert known and known.weight("PHONE", 1.0) == "warns" and known.weight("PERSON", 0.8) == "nothing"
    assert known.weight("CHAT", 0.0) == "fails"
    for bad in (b"[check]\nx = 1", b'[check]\nignore = ["CHAT"]', b"[check", b'[check]\nfail = ["NOPE"]'):
        with pytest.raises(ProfileError):
            profiles.parse(bad, ".chatscrub.toml")


def test_the_baseline_tells_nobody_a_number_of_few() -> None:
    """All 10^6 numbers of a short space are tried without the key, as bare hashes and under keys that anybody knows."""
    import hashlib

    key = bytes(range(32))
    line = baselines.fingerprint(key, "a.csv", "ID", "204557")
    assert baselines.parse(baselines.written({line}), "x") == {line}
    guessed = bytes.fromhex(line)
    for number in range(10**6):
        plain = f"{number:06}"
        assert hashlib.sha256(plain.encode()).digest() != guessed
        assert hashlib.sha256(f"1\0a.csv\0ID\0{plain}".encode()).digest() != guessed
    assert baselines.fingerprint(b"", "a.csv", "ID", "204557") != line
    with pytest.raises(BaselineError):
        baselines.parse(b"<<<<<<< HEAD\n", "x")


def test_a_baseline_in_a_repository(repository: Path, tmp_path: Path) -> None:
    put(repository / "note.txt", NOTE)
    git(repository, "add", "-A")
    key = ("--baseline-key", str(tmp_path / "key"))
    assert ran(repository, *COMMAND, "--update-baseline", *key).returncode == 0
    written = (repository / ".chatscrub-baseline").read_text()
    assert not any(value in written for value in VALUES) and written.splitlines()[1:] == sorted(
        written.splitlines()[1:]
    )
    assert ran(repository, *COMMAND, *key).returncode == 0
    without = ran(repository, *COMMAND, "--baseline-key", str(tmp_path / "none"))
    assert without.returncode == 1 and "baseline was not used" in without.stdout
    inside = ran(repository, *COMMAND, "--update-baseline", "--baseline-key", "key")
    assert inside.returncode == 2 and "outside the repository" in inside.stderr


# --- outputs --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> Report:
    results = [look("note.txt", NOTE), look("a b/Sanne Kuiperveld ☕.md", NOTE), look("x.rar", b"Rar!\x1a\x07\x00")]
    return Report([*results, look("chat.txt", CHAT), look("x.png", b"\x89PNG\r\n\x1a\n\x00")], "intake")


@pytest.mark.parametrize("form", OUTPUTS)
def test_no_form_holds_a_value(form: str, report: Report) -> None:
    text = OUTPUTS[form](report)
    assert not [value for value in (*VALUES, *NAMES) if value in text]
    assert "note.txt" in text


def test_forms(report: Report) -> None:
    assert report.code == 2
    assert json.loads(OUTPUTS["json"](report))["coverage"]["skipped"] == {"picture": 1}
    sarif = json.loads(OUTPUTS["sarif"](report))["runs"][0]
    ids = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    assert all(ids[row["ruleIndex"]] == row["ruleId"] for row in sarif["results"])
    assert not sarif["invocations"][0]["executionSuccessful"]
    for line in OUTPUTS["github"](report).splitlines()[:-1]:
        assert line.startswith(("::error file=", "::warning file=")) and line.count("::") == 2
    assert ElementTree.fromstring(OUTPUTS["junit"](report)).get("failures") == "3"
    assert "1 skipped: 1 picture" in OUTPUTS["text"](report)


def test_show_is_refused_where_it_could_be_kept(repository: Path) -> None:
    assert ran(repository, *COMMAND, "--show").returncode == 2
    assert ran(repository, *COMMAND, "--audit").returncode == 2


# --- git ------------------------------------------------------------------------------------------------


def test_the_index_counts_and_not_the_work_tree(repository: Path) -> None:
    put(repository / "note.txt", NOTE)
    git(repository, "add", "-A")
    put(repository / "note.txt", NOTHING)
    assert ran(repository, *COMMAND).returncode == 1
    git(repository, "add", "-A")
    put(repository / "note.txt", NOTE)
    assert ran(repository, *COMMAND, "--staged").returncode == 0
    assert ran(repository, *COMMAND, "note.txt").returncode == 1, "on disk"


def test_renames_deletions_and_odd_names(repository: Path) -> None:
    git(repository, "mv", "README.md", "lees mij ☕.md")
    assert "1 file," in ran(repository, *COMMAND).stdout
    git(repository, "rm", "-qf", "lees mij ☕.md")
    assert "0 files" in ran(repository, *COMMAND).stdout
    put(repository / "nieuw ☕ é.txt", NOTE)
    git(repository, "add", "-A")
    assert "nieuw ☕ é.txt:1:" in ran(repository, *COMMAND, "--all-files").stdout
    assert ran(repository, *COMMAND, "--since", "HEAD").returncode == 1


def test_a_scrubbed_chat_passes_with_its_report_only(repository: Path) -> None:
    put(repository / "chat.txt", CHAT)
    git(repository, "add", "-A")
    fixed = ran(repository, *COMMAND, "--fix")
    assert fixed.returncode == 1 and "git rm --cached" in fixed.stderr and (repository / "chat.txt").read_text() == CHAT
    git(repository, "rm", "-q", "--cached", "chat.txt")
    git(repository, "add", "chat.chatscrub")
    passed = ran(repository, *COMMAND)
    assert passed.returncode == 0 and "covered by a consent report" in passed.stdout
    for path in (repository / "chat.chatscrub").glob("*.consent.json"):
        git(repository, "rm", "-qf", "--cached", str(path.relative_to(repository)))
        path.unlink()
    assert ran(repository, *COMMAND).returncode == 1


def test_the_hook_of_git_keeps_what_was_there(repository: Path) -> None:
    hook = repository / ".git/hooks/pre-commit"
    put(hook, "#!/bin/sh\necho before >> ran.log\n")
    hook.chmod(0o755)
    assert ran(repository, *COMMAND, "--install-hook").returncode == 0
    put(repository / "note.txt", NOTE)
    git(repository, "add", "note.txt")
    blocked = git(repository, "commit", "-m", "x")
    assert blocked.returncode == 1 and not any(value in blocked.stdout + blocked.stderr for value in VALUES)
    assert (repository / "ran.log").read_text() == "before\n"
    assert ran(repository, *COMMAND, "--uninstall-hook").returncode == 0
    assert "echo before" in hook.read_text() and git(repository, "commit", "-qm", "x").returncode == 0


@pytest.mark.skipif(shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None, reason="no pre-commit")
@pytest.mark.parametrize("files", [True, False], ids=["chatscrub-check", "chatscrub-check-staged"])
def test_the_framework_pre_commit(repository: Path, tmp_path: Path, files: bool) -> None:
    framework = [sys.executable, "-m", "pre_commit"]
    entry = f'"{sys.executable}" -m chatscrub check' + ("" if files else " --staged")
    hook = {
        "id": "c",
        "name": "c",
        "entry": entry,
        "language": "system",
        "pass_filenames": files,
        "require_serial": True,
        "always_run": not files,
    }
    put(repository / ".pre-commit-config.yaml", json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}))
    env = {**ENV, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    assert ran(repository, *framework, "install", env=env).returncode == 0

    def commit() -> subprocess.CompletedProcess[str]:
        git(repository, "add", "-A")
        return ran(repository, "git", "commit", "-m", "x", env=env)

    assert commit().returncode == 0
    put(repository / "note met ☕.txt", NOTE)
    blocked = commit()
    assert blocked.returncode == 1 and not any(value in blocked.stdout + blocked.stderr for value in VALUES)
    put(repository / "note met ☕.txt", NOTHING)
    assert commit().returncode == 0
    git(repository, "mv", "note met ☕.txt", "weg.txt")
    assert commit().returncode == 0
    git(repository, "rm", "-q", "weg.txt")
    assert commit().returncode == 0
    assert ran(repository, *framework, "run", "--all-files", env=env).returncode == 0


def test_a_submodule_and_a_merge(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "ander")
    assert git(repository, "submodule", "add", "-q", str(tmp_path / "ander"), "mod").returncode == 0
    told = ran(repository, *COMMAND)
    assert told.returncode == 0 and "1 skipped: 1 submodule" in told.stdout
    git(repository, "commit", "-qm", "module")
    git(repository, "checkout", "-qb", "side")
    put(repository / "note.txt", NOTE)
    git(repository, "add", "note.txt")
    git(repository, "commit", "-qm", "side")
    git(repository, "checkout", "-q", "main")
    git(repository, "commit", "-q", "--allow-empty", "-m", "main")
    git(repository, "merge", "-q", "--no-commit", "--no-ff", "side")
    assert ran(repository, *COMMAND).returncode == 1


def loaded(folder: Path, *args: str) -> set[str]:
    """The modules that a run of the check that finds nothing has loaded."""
    code = (
        f"import sys\nfrom chatscrub.cli import main\ntry:\n    main(['check', *{args!r}])\n"
        "except SystemExit as end:\n    assert not end.code\nprint(*sys.modules)"
    )
    return set(ran(folder, sys.executable, "-c", code).stdout.splitlines()[-1].split())


HEAVY = {"spacy", "presidio_analyzer", "pandas", "numpy", "onnxruntime", "phonenumbers"}
BESIDE = {"chatscrub.files", "chatscrub.formats", "chatscrub.detector", "chatscrub.contexts"}


def test_clean_files_load_nothing_heavy(repository: Path) -> None:
    put(repository / "rules.md", CLEAN)
    put(repository / "photo.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    put(repository / "pyproject.toml", "[tool.chatscrub.check]\nprofile = 'intake'\n")
    git(repository, "add", "-A")
    for args in (["rules.md", "photo.png"], ["--staged"], ["--all-files", "--format", "github"]):
        assert loaded(repository, *args) & (HEAVY | BESIDE) == set()


def test_clean_files_of_a_format_load_no_model(repository: Path) -> None:
    put(repository / "link.md", f"{CLEAN}\nLees [de regels](regels.md) eerst.\n")
    put(repository / "page.html", "<!doctype html>\n<html><body><p>Koffie staat klaar.</p></body></html>\n")
    put(repository / "data.json", '{"title": "Koffie", "texts": ["Zet je telefoon uit."]}\n')
    there = loaded(repository, "link.md", "page.html", "data.json")
    assert "chatscrub.files" in there and there & (HEAVY | {"chatscrub.detector"}) == set()


def test_what_a_fix_says_to_type_can_be_typed_and_names_nobody(repository: Path) -> None:
    names = ["Wendeline Kroezebrink", "Ragnhild Oudeweernink"]
    for name in [*names, "Berendina Holterman"]:
        (repository / "clients" / name).mkdir(parents=True)
    for name in names:
        put(repository / f"clients/{name}/intake.txt", CHAT)
    put(repository / f"verslag [{names[0]}].txt", CHAT)
    put(repository / "client-001.txt", CHAT)
    put(repository / "client-002.txt", CHAT)
    put(repository / "twee\nregels.txt", CHAT)
    git(repository, "add", "-A")
    put(repository / "los.txt", CHAT)
    told = ran(repository, *COMMAND, "--fix").stderr.splitlines()
    assert len(told) == 6 and not any(name.split()[1] in line for name in names for line in told)
    commands = [line.partition("read it, then: ")[2] for line in told]
    for command in dict.fromkeys(commands):
        subprocess.run(["sh", "-c", command], cwd=repository, env=ENV, check=True, capture_output=True)
    assert ran(repository, *COMMAND, "--all-files").returncode == 0
    (alone,) = ran(repository, *COMMAND, "los.txt", "--fix").stderr.splitlines()
    assert "then: git add -- " in alone, "git does not track the file, and what is there of another is not in the way"
    put(repository / "clients/Berendina Holterman/intake.txt", "niets bijzonders\n")
    put(repository / f"clients/{names[0]}/intake.txt", CHAT + "\n")
    git(repository, "add", f"clients/{names[0]}/intake.txt", "clients/Berendina Holterman/intake.txt")
    below = ran(repository / "clients", *COMMAND, "--fix", "--staged", names[0]).stderr
    assert "git rm --cached -- NAME (which is not shown here)" in below, "a pattern would take another file away too"


def test_a_name_that_is_not_utf8_stops_nothing_but_itself(repository: Path) -> None:
    try:
        (repository / os.fsdecode(b"Ren\xe9.txt")).write_bytes(CHAT.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    git(repository, "add", "-A")
    for form in ("text", "json", "sarif", "github", "junit"):
        done = ran(repository, *COMMAND, "--format", form)
        assert (done.returncode, done.stderr) == (1, ""), form
        assert "CHAT" in done.stdout


def test_a_name_that_is_also_a_pattern_takes_no_other_file_away(repository: Path) -> None:
    put(repository / "verslag[1].txt", CHAT)
    put(repository / "verslag1.txt", "niets bijzonders\n")
    git(repository, "add", "-A")
    (told,) = ran(repository, *COMMAND, "--fix").stderr.splitlines()
    command = told.partition("read it, then: ")[2]
    subprocess.run(["sh", "-c", command], cwd=repository, env=ENV, check=True, capture_output=True)
    tracked = subprocess.run(["git", "ls-files"], cwd=repository, check=True, capture_output=True, text=True).stdout
    assert "verslag1.txt" in tracked.splitlines() and "verslag[1].txt" not in tracked.splitlines()
