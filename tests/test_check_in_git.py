"""The check as git and pre-commit run it, in real repositories: what blocks a commit, and what does not.

What has to be blocked is mostly a chat export, which is known without the model, so that the runs are short.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from exports import CHAT, NAMES, PHONE, put
from repositories import CLEAN, COMMAND, ENV, check, git, made, ran

from chatscrub import gatekeeping

ROOT = Path(__file__).resolve().parents[1]
ODD = "één map/chat 👨‍👩‍👧 & co.txt"
HOOKS = ("chatscrub-check", "chatscrub-check-staged")
has_framework = pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not there")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return made(tmp_path / "de praktijk")


def quiet(told: object) -> bool:
    """Whether nothing of the chat stands in what was printed."""
    text = getattr(told, "stdout", "") + getattr(told, "stderr", "")
    return not any(value in text for name in (*NAMES, PHONE) for value in (name, *name.split()))


class Framework:
    """The program pre-commit in a repository, with the hooks of this one as they are written, run by this Python."""

    def __init__(self, repository: Path, folder: Path, *ids: str) -> None:
        self.repository = repository
        bin_ = folder / "bin"
        bin_.mkdir()
        put(bin_ / "chatscrub", f'#!/bin/sh\nexec "{sys.executable}" -m chatscrub "$@"\n').chmod(0o755)
        self.env = {
            **ENV,
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "PATH": f"{bin_}{os.pathsep}{ENV['PATH']}",
        }
        self.source = folder / "hooks"
        self.source.mkdir()
        manifest = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
        assert manifest.count("language: python") == len(HOOKS)
        put(self.source / ".pre-commit-hooks.yaml", manifest.replace("language: python", "language: system"))
        for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "hooks"], ["tag", "v1"]):
            assert git(self.source, *args).returncode == 0
        if ids:
            hooks = "".join(f"      - id: {name}\n" for name in ids)
            config = f"repos:\n  - repo: {self.source}\n    rev: v1\n    hooks:\n{hooks}"
            put(repository / ".pre-commit-config.yaml", config)
            git(repository, "add", "-A")
            assert git(repository, "commit", "-qm", "hooks").returncode == 0
            assert self.run("install", "-t", "pre-commit", "-t", "pre-merge-commit").returncode == 0

    def run(self, *args: str) -> subprocess.CompletedProcess[str]:
        return ran(self.repository, sys.executable, "-m", "pre_commit", *args, env=self.env)

    def commit(self, *args: str) -> int:
        told = git(self.repository, "commit", "-m", "x", *args, env=self.env)
        assert quiet(told), "something of the chat was printed"
        return told.returncode


@pytest.fixture(params=HOOKS)
def framework(request: pytest.FixtureRequest, repository: Path, tmp_path: Path) -> Framework:
    return Framework(repository, tmp_path, request.param)


@pytest.fixture
def both(repository: Path, tmp_path: Path) -> Framework:
    """Both hooks together: what passes, passes both."""
    return Framework(repository, tmp_path, *HOOKS)


def committed(repository: Path) -> list[str]:
    return git(repository, "ls-tree", "-r", "-z", "--name-only", "HEAD").stdout.split("\0")[:-1]


def stage(repository: Path, name: str, text: str) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    put(repository / name, text)
    assert git(repository, "add", "--", name).returncode == 0


# --- pre-commit -----------------------------------------------------------------------------------------


@has_framework
def test_a_commit_is_blocked_and_passes_without_the_chat(framework: Framework) -> None:
    stage(framework.repository, ODD, CHAT)
    assert framework.commit() == 1
    assert ODD not in committed(framework.repository)
    stage(framework.repository, ODD, CLEAN)
    assert framework.commit() == 0
    assert ODD in committed(framework.repository)


@has_framework
def test_a_commit_passes_after_scrubbing(repository: Path, tmp_path: Path) -> None:
    framework = Framework(repository, tmp_path, HOOKS[1])
    stage(repository, "chat.txt", CHAT)
    assert framework.commit() == 1
    fixed = check(repository, "--fix")
    assert fixed.returncode == 1 and quiet(fixed)
    ((remove, add),) = [line.split(": git ")[1].split(" && git ") for line in fixed.stderr.splitlines()]
    for command in (remove, add):  # what it says to do is what helps
        assert ran(repository, "sh", "-c", f"git {command}").returncode == 0
    assert framework.commit() == 0
    there = committed(repository)
    assert "chat.txt" not in there and "chat.chatscrub/chat.scrubbed.txt" in there
    assert (repository / "chat.txt").read_text() == CHAT


@has_framework
def test_a_partly_staged_file_counts_as_it_is_staged(framework: Framework) -> None:
    stage(framework.repository, "notes.txt", CHAT)
    put(framework.repository / "notes.txt", CLEAN)
    assert framework.commit() == 1, "the chat is in the index"
    stage(framework.repository, "notes.txt", CLEAN)
    put(framework.repository / "notes.txt", CHAT)
    assert framework.commit() == 0, "the chat is in the work tree only"
    assert (framework.repository / "notes.txt").read_text() == CHAT
    assert framework.commit("-a") == 1
    assert framework.commit("notes.txt") == 1, "git makes an index of its own for this"


@has_framework
def test_renames_and_deletions(both: Framework) -> None:
    git(both.repository, "mv", "README.md", "lees mij ☕.md")
    assert both.commit() == 0
    git(both.repository, "rm", "-q", "lees mij ☕.md")
    assert both.commit() == 0
    stage(both.repository, "chat.txt", CHAT)
    assert both.commit("--no-verify") == 0
    git(both.repository, "mv", "chat.txt", "other.txt")
    assert both.commit() == 1, "under its new name it is looked at again"
    git(both.repository, "mv", "other.txt", "chat.txt")
    git(both.repository, "rm", "-q", "chat.txt")
    assert both.commit() == 0, "it may always go"


@has_framework
def test_a_submodule_is_counted_and_not_read(both: Framework, tmp_path: Path) -> None:
    module = made(tmp_path / "ander")
    stage(module, "chat.txt", CHAT)
    git(module, "commit", "-qm", "x")
    assert git(both.repository, "submodule", "add", "-q", str(module), "mod").returncode == 0
    assert both.commit() == 0
    assert "1 skipped: 1 submodule" in check(both.repository, "--all-files").stdout


@has_framework
def test_a_merge_brings_no_chat(both: Framework) -> None:
    repository = both.repository
    git(repository, "checkout", "-qb", "side")
    stage(repository, "chat.txt", CHAT)
    assert both.commit("--no-verify") == 0
    git(repository, "checkout", "-q", "main")
    stage(repository, "b.md", CLEAN)
    assert both.commit() == 0
    before = git(repository, "rev-parse", "HEAD").stdout
    merged = git(repository, "merge", "-q", "-m", "merge", "side", env=both.env)
    assert merged.returncode == 1 and quiet(merged)
    assert git(repository, "rev-parse", "HEAD").stdout == before
    assert both.commit() == 1, "nor does what is left of the merge"
    git(repository, "rm", "-qf", "chat.txt")
    assert both.commit() == 0


@has_framework
def test_all_files(repository: Path, tmp_path: Path) -> None:
    framework = Framework(repository, tmp_path, HOOKS[0])
    assert framework.run("run", "--all-files").returncode == 0
    stage(repository, ODD, CHAT)
    assert framework.commit("--no-verify") == 0
    told = framework.run("run", "--all-files")
    assert quiet(told) and told.returncode == 1
    assert check(repository, "--all-files").returncode == 1


@has_framework
def test_try_repo_with_the_hooks_as_they_are_written(repository: Path, tmp_path: Path) -> None:
    framework = Framework(repository, tmp_path)
    stage(repository, ODD, CHAT)
    for name in HOOKS:
        told = framework.run("try-repo", str(framework.source), name)
        assert told.returncode == 1 and quiet(told) and "CHAT (1.00)" in told.stdout
    stage(repository, ODD, CLEAN)
    for name in HOOKS:
        assert framework.run("try-repo", str(framework.source), name).returncode == 0


@has_framework
def test_the_manifest_is_valid() -> None:
    assert ran(ROOT, sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0


# --- plain git ------------------------------------------------------------------------------------------


def commit(repository: Path, *args: str) -> int:
    told = git(repository, "commit", "-m", "x", *args)
    assert quiet(told)
    return told.returncode


def hooked(repository: Path) -> Path:
    assert check(repository, "--install-hook").returncode == 0
    return repository


def test_the_hook_blocks_commits_and_merges(repository: Path) -> None:
    hooked(repository)
    stage(repository, ODD, CHAT)
    assert commit(repository) == 1
    assert commit(repository, "--no-verify") == 0
    git(repository, "checkout", "-qb", "side", "HEAD~1")
    stage(repository, "b.md", CLEAN)
    assert commit(repository) == 0
    merged = git(repository, "merge", "-q", "-m", "merge", "main")
    assert merged.returncode != 0 and quiet(merged) and "CHAT" in merged.stdout + merged.stderr
    git(repository, "merge", "--abort")
    assert check(repository, "--uninstall-hook").returncode == 0
    assert git(repository, "merge", "-q", "-m", "merge", "main").returncode == 0
    assert not [path for path in (repository / ".git/hooks").iterdir() if path.suffix != ".sample"]


def test_hooks_that_were_there_are_kept_and_come_back(repository: Path) -> None:
    folder = repository / ".git/hooks"
    for name, code in (("pre-commit", 0), ("pre-merge-commit", 3)):
        put(folder / name, f"#!/bin/sh\necho {name} >> ran.log\nexit {code}\n").chmod(0o755)
    hooked(hooked(repository))  # twice is once
    assert commit(repository, "--allow-empty") == 0
    assert (repository / "ran.log").read_text() == "pre-commit\n"
    put(folder / "pre-commit", (folder / "pre-commit").read_text()).chmod(0o755)
    assert check(repository, "--uninstall-hook").returncode == 0
    assert sorted(p.name for p in folder.iterdir() if p.suffix != ".sample") == ["pre-commit", "pre-merge-commit"]
    assert "exit 3" in (folder / "pre-merge-commit").read_text()


def test_a_hook_that_fails_goes_before_the_check(repository: Path) -> None:
    put(repository / ".git/hooks/pre-commit", "#!/bin/sh\nexit 7\n").chmod(0o755)
    hooked(repository)
    told = git(repository, "commit", "--allow-empty", "-m", "x")
    assert told.returncode == 1 and "chatscrub" not in told.stdout + told.stderr


def test_somebody_elses_hook_is_not_taken_away(repository: Path) -> None:
    hook = put(repository / ".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    told = check(repository, "--uninstall-hook")
    assert told.returncode == 2 and told.stderr.count("\n") == 1 and hook.exists()


def test_a_folder_of_hooks(repository: Path) -> None:
    git(repository, "config", "core.hooksPath", "mijn haken")
    hooked(repository)
    assert (repository / "mijn haken/pre-commit").exists() and not (repository / ".git/hooks/pre-commit").exists()
    stage(repository, "chat.txt", CHAT)
    assert commit(repository) == 1


def test_a_linked_work_tree(repository: Path, tmp_path: Path) -> None:
    beside = tmp_path / "ernaast"
    assert git(repository, "worktree", "add", "-q", str(beside), "-b", "side").returncode == 0
    hooked(beside)
    stage(beside, "chat.txt", CHAT)
    assert commit(beside) == 1
    assert commit(repository, "--allow-empty") == 0, "the index of the other one is not its own"
    stage(repository, "chat.txt", CHAT)
    assert commit(repository) == 1


def test_a_commit_from_a_folder_within(repository: Path) -> None:
    hooked(repository)
    stage(repository, "map/chat.txt", CHAT)
    assert commit(repository / "map") == 1
    told = check(repository / "map")
    assert told.returncode == 1 and told.stdout.startswith("map/chat.txt:1:1 CHAT")
    assert check(repository / "map", "chat.txt").stdout.startswith("map/chat.txt:1:1 CHAT")


# --- which content --------------------------------------------------------------------------------------


def test_files_by_name_are_read_from_disk_and_with_staged_from_the_index(repository: Path) -> None:
    stage(repository, "notes.txt", CHAT)
    put(repository / "notes.txt", CLEAN)
    assert check(repository, "notes.txt").returncode == 0, "on disk"
    assert check(repository, "--staged", "notes.txt").returncode == 1, "in the index"
    assert check(repository).returncode == 1, "in the index"
    stage(repository, "notes.txt", CLEAN)
    put(repository / "notes.txt", CHAT)
    assert check(repository, "notes.txt").returncode == 1
    assert check(repository, "--staged", "notes.txt").returncode == 0
    assert "0 files" in check(repository, "--staged", "README.md").stdout, "nothing of it is staged"


def test_settings_and_baseline_are_those_that_are_staged(repository: Path, tmp_path: Path) -> None:
    """What was changed and is not staged allows nothing, and is told."""
    note = "Anneke Waterlander belt over haar moeder, ze is bereikbaar op 06 01234567.\n"
    stage(repository, "note.txt", note)
    stage(repository, ".chatscrub.toml", "[check]\n")
    put(repository / ".chatscrub.toml", '[check]\nprofile = "intake"\nallow = ["Anneke Waterlander", "06 01234567"]\n')
    told = check(repository)
    assert told.returncode == 1 and "note: .chatscrub.toml: used as it is staged" in told.stdout
    assert check(repository, "note.txt").returncode == 0, "on disk"
    git(repository, "add", ".chatscrub.toml")
    told = check(repository)
    assert told.returncode == 0 and "used as it is staged" not in told.stdout

    stage(repository, ".chatscrub.toml", "[check]\n")
    stage(repository, ".chatscrub-baseline", "")
    key = ("--baseline-key", str(tmp_path / "key"))
    assert check(repository, "--update-baseline", *key).returncode == 0
    told = check(repository, *key)
    assert told.returncode == 1 and "note: .chatscrub-baseline: used as it is staged" in told.stdout
    stage(repository, "more.txt", note)
    assert check(repository, "--staged", "--update-baseline", *key, "more.txt").returncode == 0
    git(repository, "add", ".chatscrub-baseline")
    assert check(repository, *key).returncode == 0, "what stood there on disk was kept"


NOTE = "Anneke Waterlander belt over haar moeder, ze is bereikbaar op 06 01234567.\n"
ALLOWED = '[check]\nallow = ["Anneke Waterlander", "06 01234567"]\n'


def test_settings_that_are_no_plain_file_for_git_are_refused(repository: Path) -> None:
    stage(repository, "note.txt", NOTE)
    put(repository / "conf.toml", ALLOWED)
    (repository / ".chatscrub.toml").symlink_to("conf.toml")
    git(repository, "add", ".chatscrub.toml")
    told = check(repository)
    assert told.returncode == 2 and "has to be a plain file" in told.stderr and told.stderr.count("\n") == 1


@pytest.mark.parametrize("path", ["./.chatscrub-baseline", "{root}/.chatscrub-baseline"])
def test_another_way_to_write_where_the_baseline_is(repository: Path, tmp_path: Path, path: str) -> None:
    stage(repository, "note.txt", NOTE)
    stage(repository, ".chatscrub.toml", f'[check]\nbaseline = "{path.format(root=repository)}"\n')
    stage(repository, ".chatscrub-baseline", "")
    key = ("--baseline-key", str(tmp_path / "key"))
    assert check(repository, "--update-baseline", *key).returncode == 0
    assert check(repository, *key).returncode == 1, "it is not staged"
    git(repository, "add", ".chatscrub-baseline")
    assert check(repository, *key).returncode == 0


def test_a_baseline_outside_the_repository_is_read_from_disk(repository: Path, tmp_path: Path) -> None:
    stage(repository, "note.txt", NOTE)
    stage(repository, ".chatscrub.toml", '[check]\nbaseline = "../lines"\n')
    key = ("--baseline-key", str(tmp_path / "key"))
    assert check(repository, *key).returncode == 1
    assert check(repository, "--update-baseline", *key).returncode == 0
    assert check(repository, *key).returncode == 0


def test_untracked_settings_do_not_go_before_those_that_are_staged(repository: Path) -> None:
    stage(repository, "note.txt", NOTE)
    stage(repository, "pyproject.toml", "[tool.chatscrub.check]\n")
    put(repository / ".chatscrub.toml", ALLOWED)
    assert check(repository).returncode == 1
    git(repository, "rm", "-q", "--cached", "pyproject.toml")
    assert check(repository).returncode == 0, "nobody tracks any"


def test_a_change_that_says_nothing_about_the_check_is_not_told(repository: Path) -> None:
    stage(repository, "pyproject.toml", "[project]\nname = 'a'\n")
    put(repository / "pyproject.toml", "[project]\nname = 'b'\n")
    assert "used as it is staged" not in check(repository).stdout


def test_since_a_revision(repository: Path) -> None:
    for name, text in (("gone.txt", CHAT), ("old.txt", CHAT), ("same.txt", CHAT)):
        stage(repository, name, text)
    git(repository, "commit", "-qm", "x")
    git(repository, "rm", "-q", "gone.txt")
    git(repository, "mv", "old.txt", "new.txt")
    git(repository, "commit", "-qm", "y")
    told = check(repository, "--since", "HEAD~1")
    assert told.returncode == 1 and "new.txt:1:1 CHAT" in told.stdout
    assert not any(name in told.stdout for name in ("gone.txt", "old.txt", "same.txt")) and "1 file," in told.stdout
    git(repository, "rm", "-q", "new.txt")
    assert check(repository, "--since", "HEAD~1").returncode == 0
    for wrong in ("nothing", "--output=x", "HEAD:README.md"):
        refused = check(repository, f"--since={wrong}")
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1 and not (repository / "x").exists()


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_repository_without_a_commit(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    folder.mkdir()
    if git(folder, "init", "-q", f"--object-format={form}").returncode:
        pytest.skip(f"this git has no {form}")
    assert "0 files" in check(folder).stdout
    hooked(folder)
    stage(folder, "chat.txt", CHAT)
    assert check(folder).returncode == check(folder, "--all-files").returncode == commit(folder) == 1
    assert check(folder, "--since", "HEAD").returncode == 2
    stage(folder, "chat.txt", CLEAN)
    assert commit(folder) == 0
    stage(folder, "chat.txt", CHAT)
    assert commit(folder) == 1


def test_no_repository(tmp_path: Path) -> None:
    put(tmp_path / "chat.txt", CHAT)
    assert check(tmp_path, "chat.txt").returncode == 1
    for args in ([], ["--staged"], ["--all-files"], ["--install-hook"]):
        told = check(tmp_path, *args)
        assert told.returncode == 2 and told.stderr.count("\n") == 1 and "give the files by name" in told.stderr


def test_without_git_files_can_be_given_by_name(tmp_path: Path) -> None:
    put(tmp_path / "chat.txt", CHAT)
    env = {**ENV, "PATH": str(tmp_path)}
    assert ran(tmp_path, *COMMAND, "chat.txt", env=env).returncode == 1
    told = ran(tmp_path, *COMMAND, env=env)
    assert told.returncode == 2 and "git was not found" in told.stderr


@pytest.mark.skipif(os.name == "nt", reason="there they are the same")
def test_paths_of_windows_are_refused_elsewhere(repository: Path) -> None:
    stage(repository, "map/chat.txt", CHAT)
    told = check(repository, "map\\chat.txt")
    assert told.returncode == 2 and "no such file; check the name; write the path with /" in told.stdout
    put(repository / "back\\slash.txt", CHAT)
    assert "back\\slash.txt:1:1 CHAT" in check(repository, "back\\slash.txt").stdout


def test_paths_of_windows_are_shown_with_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sep", "\\")
    path = PureWindowsPath(r"C:\praktijk\map een\chat.txt")
    assert gatekeeping._shown(path) == "C:/praktijk/map een/chat.txt"  # type: ignore[arg-type]
