"""What only the person who shares can tell, from a TOML file: purpose, controller, how long they keep the text.

A TOML file::

    capacity = "professional"          # or "private"
    controller = "Praktijk De Linde, Lindelaan 1, Utrecht, 030-5550100"
    purpose = "to prepare the next session"
    basis = "consent"
    retention = "until the end of the treatment"
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from . import files
from .errors import AboutError
from .facts import NOTHING_TOLD, About
from .toml import NoTomlError, parsed

CAPACITIES = ("private", "professional")
_LONGEST = 1_000  # characters of one answer
_KNOWN = tuple(field.name for field in fields(About))


def load(path: Path) -> About:
    """Read a file of answers.

    Raises:
        AboutError: no TOML, or an answer that cannot be used.
        UnreadableError: it cannot be read.
    """
    try:
        plain = parsed(files.decode(files.read_plain(path), str(path))[0])
    except NoTomlError as error:
        place = error.place or "at its end"
        raise AboutError(f'{path}: this is no TOML ({place}); write lines such as purpose = "..."') from None
    return told(plain, str(path))


def told(plain: dict[str, Any], where: str, before: About = NOTHING_TOLD) -> About:
    """Answers added to earlier ones.

    Args:
        plain: by name of a field of ``About``; None is no answer.
        where: for errors.
        before: what is known already.

    Raises:
        AboutError: an unknown name, no text, too long, or no known capacity.
    """
    if unknown := len(set(plain) - set(_KNOWN)):
        raise AboutError(f"{where}: {unknown} unknown word(s) at the left of =; there are {', '.join(_KNOWN)}")
    given = {name: _answer(name, value, where) for name, value in plain.items() if value is not None}
    if given.get("capacity", "private") not in CAPACITIES:
        raise AboutError(f"{where}: capacity is one of {', '.join(CAPACITIES)}")
    return replace(before, **given)


def _answer(name: str, value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not all(c.isprintable() or c == "\n" for c in value):
        raise AboutError(f"{where}: {name} has to be a text of at most {_LONGEST} characters")
    return " ".join(value.split())
