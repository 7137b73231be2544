"""The baseline: findings of a repository that somebody has looked at and left.

One line holds one finding as an HMAC-SHA256 of its file, kind and value, under a key that lies outside the repository:
a plain hash of a citizen service number is guessed in seconds, this is not without the key. The lines are sorted and
tell no place and no time, so that two branches merge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from . import disk
from .errors import BaselineError, OutputError
from .lexicon import fold

HEAD = "# chatscrub baseline 1: findings that somebody looked at and left. The key is kept outside the repository."
VARIABLE = "CHATSCRUB_BASELINE_KEY"
"""Environment variable with the path of the key."""
_LINE = re.compile(r"[0-9a-f]{64}")
_SHORTEST = 32  # bytes


def key_path(given: Path | None) -> Path:
    """Where the key is: as given, else as the environment says, else in the user's own settings."""
    if given is not None:
        return given
    if told := os.environ.get(VARIABLE):
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_config_dir("chatscrub", appauthor=False)) / "baseline.key"


def load_key(path: Path) -> bytes | None:
    """The key in a file; None where there is none.

    Raises:
        BaselineError: the file is too short for a key.
        UnreadableError: it cannot be read.
    """
    if not path.exists():
        return None
    secret = disk.read_plain(path).strip()
    if len(secret) < _SHORTEST:
        raise BaselineError(f"{path}: no key of a baseline; remove it, and --update-baseline makes a new one")
    import hashlib

    return hashlib.sha256(b"chatscrub baseline key\0" + secret).digest()


def make_key(path: Path, root: Path | None) -> bytes:
    """The key in a file, which is made if it is not there.

    Raises:
        BaselineError: it would lie in the repository.
        OutputError: it cannot be written.
    """
    check_outside(path, root)
    if not path.exists():
        import secrets

        from . import files

        files.make_folder(path.parent)
        text = secrets.token_hex(32) + "\n"
        files.write_atomic(path, lambda out: out.write(text.encode()))
    key = load_key(path)
    if key is None:
        raise OutputError(f"{path}: cannot be read again after it was written")
    return key


def check_outside(path: Path, root: Path | None) -> None:
    """Make sure that the key is not in the repository that it protects.

    Raises:
        BaselineError: it is.
    """
    if root is not None and path.resolve().is_relative_to(root.resolve()):
        raise BaselineError(f"{path}: the key of a baseline must lie outside the repository; choose another place")


def fingerprint(key: bytes, path: str, kind: str, value: str) -> str:
    """What stands in a baseline for a finding, 64 hex digits.

    Args:
        key: 32 bytes.
        path: of the file from the root of the repository, with slashes.
        kind: as it counts, such as ``PERSON``.
        value: as it was found; case, accents and blanks make no difference.
    """
    import hmac

    plain = fold("".join(char for char in value if char.isalnum()))
    return hmac.new(key, "\0".join(("1", path, kind, plain)).encode(errors="surrogateescape"), "sha256").hexdigest()


def parse(data: bytes, where: str) -> frozenset[str]:
    """The fingerprints in a baseline.

    Raises:
        BaselineError: it holds something else, such as the marks of a merge.
    """
    found: set[str] = set()
    for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if not _LINE.fullmatch(line):
            raise BaselineError(f"{where}, line {number}: no fingerprint; mend it, or make it again")
        found.add(line)
    return frozenset(found)


def written(fingerprints: Iterable[str]) -> bytes:
    """A baseline: sorted, one a line."""
    return "".join(f"{line}\n" for line in (HEAD, *sorted(set(fingerprints)))).encode()
