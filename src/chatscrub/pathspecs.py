"""Commands of git for files whose names must not be printed, as somebody can type them.

A masked name is written as a pattern of git: https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-pathspec
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

HIDDEN = "\0"
"""What stands in a path for what must not be printed."""
_SPECIAL = re.compile(r"[\[\]?*\\]")


class Named(NamedTuple):
    """A path from the root of the repository, and the same with ``HIDDEN`` for all that must not be printed."""

    path: str
    hidden: str


def instead(old: Named, new: Named, root: Path, staying: Sequence[str]) -> str:
    """How to commit a folder in the place of a file that git tracks.

    Args:
        old: the file.
        new: the folder, beside it.
        root: of the repository.
        staying: the paths of the index for which nothing else is to be committed.
    """
    folders = [(PurePosixPath(path).parent / PurePosixPath(new.path).name).as_posix() for path in staying]
    spec = _spec(old, root, staying)
    again = " --ignore-unmatch" if "(top,glob)" in spec else ""  # the command for another file may have done it
    return f"git rm --cached{again} -- {spec} && {added(new, root, folders)}"


def added(new: Named, root: Path, folders: Sequence[str] = ()) -> str:
    """How to commit a folder; ``folders`` are others that must not go along."""
    return f"git add -- {_spec(new, root, folders, '/**')}"


def _spec(named: Named, root: Path, others: Sequence[str], ending: str = "") -> str:
    """What git takes for this path and none of the others; where that cannot be without its name, words that say so."""
    pieces = re.split(f"{HIDDEN}+", "".join(char if char.isprintable() else HIDDEN for char in named.hidden))
    if len(pieces) == 1:
        if _SPECIAL.search(named.path) or named.path.startswith(":"):
            return _quoted(f":(top,literal){named.path}")  # "a[1].txt" is also a pattern, of "a1.txt"
        return _quoted(named.path if Path.cwd() == root else f":/{named.path}")
    shape = re.compile("[^/]*".join(map(re.escape, pieces)), re.DOTALL)
    if any(shape.fullmatch(other) for other in others):
        return "NAME (which is not shown here)"
    pattern = "*".join(_SPECIAL.sub(_literal, piece) for piece in pieces)
    return _quoted(f":(top,glob){pattern}{ending}")


def _literal(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _quoted(path: str) -> str:
    """A path as the usual shell reads it."""
    import shlex

    return f'"{path}"' if os.name == "nt" else shlex.quote(path)
