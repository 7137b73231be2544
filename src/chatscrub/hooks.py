"""The hook of plain git that runs ``chatscrub check --staged`` before a commit, beside a hook that is there already."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from . import files
from .errors import OutputError

MARK = "# chatscrub check --install-hook wrote this file; chatscrub check --uninstall-hook takes it away again"
_KEPT = "pre-commit.before-chatscrub"


def _script(python: str, kept: bool) -> str:
    """A shell script, which git runs on Windows too; a hook that was there goes first."""
    before = f'"$(dirname "$0")/{_KEPT}" "$@" || exit $?\n' if kept else ""
    quoted = python.replace("\\", "/").replace("'", "'\\''")
    return f"#!/bin/sh\n{MARK}\n{before}exec '{quoted}' -m chatscrub check --staged\n"


def install(hook: Path) -> str:
    """Write the hook; what was there is kept beside it and run first. Says what was done.

    Raises:
        OutputError: it cannot be written, or a hook was kept beside it before.
    """
    if _is_ours(hook):
        _write(hook, _script(sys.executable, (hook.parent / _KEPT).exists()))
        return f"{hook}: was there already, and is up to date now"
    there = hook.exists() or hook.is_symlink()
    kept = hook.parent / _KEPT
    files.make_folder(hook.parent)
    if there:
        if kept.exists():
            raise OutputError(f"{kept}: exists already; move it away first")
        hook.rename(kept)
    _write(hook, _script(sys.executable, there))
    return f"{hook}: installed" + (f"; the hook that was there is {kept.name} now and goes first" if there else "")


def uninstall(hook: Path) -> str:
    """Take the hook away and put back what was there. Says what was done.

    Raises:
        OutputError: the hook is another one, or was changed.
    """
    kept = hook.parent / _KEPT
    if not hook.exists():
        return f"{hook}: there is no hook"
    if not _is_ours(hook):
        raise OutputError(f"{hook}: is not the hook that chatscrub wrote; take the line out by hand")
    hook.unlink()
    if kept.exists() or kept.is_symlink():
        kept.rename(hook)
        return f"{hook}: taken away, and the hook from before is back"
    return f"{hook}: taken away"


def _is_ours(hook: Path) -> bool:
    return hook.is_file() and not hook.is_symlink() and MARK.encode() in files.read_plain(hook)[:1000]


def _write(hook: Path, text: str) -> None:
    if hook.exists():
        files.clear(hook)
    files.write_atomic(hook, lambda out: out.write(text.encode(errors="surrogateescape")))
    mode = stat.S_IRUSR | stat.S_IWUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
    if os.name != "nt":
        hook.chmod(mode)
