"""The hooks of plain git that run ``chatscrub check --staged`` before a commit, beside hooks that are there already.

There are two of them: git runs ``pre-commit`` before every commit but those that a merge makes by itself, and before
these ``pre-merge-commit`` (https://git-scm.com/docs/githooks).
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from . import files
from .errors import OutputError

MARK = "# chatscrub check --install-hook wrote this file; chatscrub check --uninstall-hook takes it away again"
NAMES = ("pre-commit", "pre-merge-commit")


def _kept(hook: Path) -> Path:
    """Where a hook is kept that was there before."""
    return hook.with_name(f"{hook.name}.before-chatscrub")


def _script(python: str, kept: Path, there: bool) -> str:
    """A shell script, which git runs on Windows too; a hook that was there goes first."""
    before = f'"$(dirname "$0")/{kept.name}" "$@" || exit $?\n' if there else ""
    quoted = python.replace("\\", "/").replace("'", "'\\''")
    return f"#!/bin/sh\n{MARK}\n{before}exec '{quoted}' -m chatscrub check --staged\n"


def install(folder: Path) -> str:
    """Write the hooks; what was there is kept beside them and run first. Says what was done, a line for each.

    Raises:
        OutputError: one cannot be written, or a hook was kept beside it before; then none was written.
    """
    hooks = [folder / name for name in NAMES]
    for hook in hooks:
        if _is_there(hook) and not _is_ours(hook) and _is_there(_kept(hook)):
            raise OutputError(f"{_kept(hook)}: exists already; move it away first")
    files.make_folder(folder)
    return "\n".join(map(_install, hooks))


def _install(hook: Path) -> str:
    kept = _kept(hook)
    if _is_ours(hook):
        _write(hook, _script(sys.executable, kept, _is_there(kept)))
        return f"{hook}: was there already, and is up to date now"
    there = _is_there(hook)
    if there:
        hook.rename(kept)
    _write(hook, _script(sys.executable, kept, there))
    return f"{hook}: installed" + (f"; the hook that was there is {kept.name} now and goes first" if there else "")


def uninstall(folder: Path) -> str:
    """Take the hooks away and put back what was there. Says what was done, a line for each.

    Raises:
        OutputError: the hook of a commit is another one, or was changed; then nothing was done.
    """
    hooks = [folder / name for name in NAMES]
    if _is_there(hooks[0]) and not _is_ours(hooks[0]):
        raise OutputError(f"{hooks[0]}: is not the hook that chatscrub wrote; take the line out by hand")
    return "\n".join(map(_uninstall, hooks))


def _uninstall(hook: Path) -> str:
    if not _is_ours(hook):
        return f"{hook}: there is no hook of chatscrub"
    hook.unlink()
    if _is_there(_kept(hook)):
        _kept(hook).rename(hook)
        return f"{hook}: taken away, and the hook from before is back"
    return f"{hook}: taken away"


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _is_ours(hook: Path) -> bool:
    return hook.is_file() and not hook.is_symlink() and MARK.encode() in files.read_plain(hook)[:1000]


def _write(hook: Path, text: str) -> None:
    if hook.exists():
        files.clear(hook)
    files.write_atomic(hook, lambda out: out.write(text.encode(errors="surrogateescape")))
    mode = stat.S_IRUSR | stat.S_IWUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
    if os.name != "nt":
        hook.chmod(mode)
