"""Repositories of git for the tests of ``chatscrub check``, and ways to run programs in them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from exports import put

import chatscrub

COMMAND = [sys.executable, "-m", "chatscrub", "check"]
CLEAN = "# Huisregels\n\nWe beginnen op tijd. Zet je telefoon uit. Koffie staat klaar in de wachtkamer.\n"
ENV = {
    **{name: value for name, value in os.environ.items() if name not in ("CI", "PRE_COMMIT") and name[:4] != "GIT_"},
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PYTHONPATH": str(Path(chatscrub.__file__).parents[1]),
}


def ran(folder: Path, *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What a program gives that runs in a folder."""
    return subprocess.run(args, cwd=folder, env=env or ENV, capture_output=True, text=True, check=False)


def git(folder: Path, *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What git gives in a folder."""
    return ran(folder, "git", "-c", "protocol.file.allow=always", *args, env=env)


def check(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """What the check gives in a folder."""
    return ran(folder, *COMMAND, *args)


def made(folder: Path, *args: str) -> Path:
    """A new repository with one clean file committed."""
    folder.mkdir()
    assert git(folder, "init", "-q", "-b", "main", *args).returncode == 0
    put(folder / "README.md", CLEAN)
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "start").returncode == 0
    return folder
