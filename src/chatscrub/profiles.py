"""What ``chatscrub check`` stops and what it only mentions: profiles, and the table that a repository keeps of its own.

The table is ``[tool.chatscrub.check]`` of ``pyproject.toml``, or ``.chatscrub.toml``::

    [check]                                # in .chatscrub.toml
    profile = "intake"                     # or "strict", "identifiers-only"
    fail = ["SECRET"]                      # kinds that stop a commit as well
    warn = ["ADDRESS"]                     # kinds that are only mentioned
    ignore = ["LOCATION"]                  # kinds that are not
    threshold = 0.5                        # of confidence, 0 to 1; or a table by kind
    allow = ["Praktijk De Linde", "030 555 0100", "@delinde.example"]
    exclude = ["vendor/**"]                # files that are not looked at, and counted
    baseline = ".chatscrub-baseline"
    reports = ["reports/*.consent.json"]   # of chatscrub scrub; those beside a file are found by themselves
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import ProfileError
from .verdicts import KINDS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FAILS, WARNS, NOTHING = "fails", "warns", "nothing"
_DIRECT = frozenset({"CHAT", "EMAIL", "PHONE", "BSN", "IBAN", "DOB", "ID", "ADDRESS"})
_HINTS = frozenset({"FIRST_NAME", "LOCATION", "STREET", "SECRET", "MENTION"})
_WIDER = frozenset({"MAILBOX", "URL", "ORG", "GROUP", "NUMBER", "AUTHOR", "EXAMPLE"})
PROFILES = {
    "intake": (_DIRECT | {"PERSON"}, _HINTS),
    "strict": (_DIRECT | _HINTS | {"PERSON", "HANDLE", "DATE", "OFFICE", "STAFF", "WORD", "AREA"}, _WIDER),
    "identifiers-only": (_DIRECT, frozenset({"SECRET"})),
}
"""The kinds that stop a commit, and those that are mentioned, by name of the profile."""
THRESHOLD = 0.5
BASELINE = ".chatscrub-baseline"
"""Where the baseline is when nobody says otherwise, from the root of the repository."""
_WORDS = {"profile", "fail", "warn", "ignore", "threshold", "allow", "exclude", "baseline", "reports"}


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts in a repository.

    Args:
        name: of the profile that it started from.
        fails: kinds that stop a commit.
        warns: kinds that are mentioned.
        threshold: findings of which chatscrub is less sure do not count; by kind in ``thresholds``.
        allow: the practice's own public names, numbers and addresses.
        exclude: patterns of paths that are not looked at.
        baseline: path of the baseline, from the root of the repository.
        reports: patterns of consent reports.
    """

    name: str
    fails: frozenset[str]
    warns: frozenset[str]
    threshold: float = THRESHOLD
    thresholds: Mapping[str, float] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: str = BASELINE
    reports: tuple[str, ...] = ()

    def weight(self, kind: str, confidence: float) -> str:
        """Whether a finding of that kind stops a commit, is mentioned, or is nothing; a chat always stops it."""
        if kind == "CHAT":
            return FAILS
        if not self.is_sure(kind, confidence):
            return NOTHING
        return FAILS if kind in self.fails else WARNS if kind in self.warns else NOTHING

    def is_sure(self, kind: str, confidence: float) -> bool:
        """Whether chatscrub is sure enough of a finding for it to count."""
        return confidence >= self.thresholds.get(kind, self.threshold)


def profile(name: str = "intake") -> Profile:
    """A profile as it comes.

    Raises:
        ProfileError: there is none of that name.
    """
    if name not in PROFILES:
        raise ProfileError(f"no profile of that name; there are {', '.join(PROFILES)}")
    fails, warns = PROFILES[name]
    return Profile(name, fails, warns)


def parse(data: bytes, where: str, name: str | None = None) -> Profile | None:
    """The profile that a file asks for.

    Args:
        data: the file, TOML.
        where: its name, for errors; in ``pyproject.toml`` the table is ``tool.chatscrub.check``.
        name: of a profile that was asked for otherwise, which goes before the file's own.

    Returns:
        None where the file says nothing about it.

    Raises:
        ProfileError: no TOML, or not of this form.
    """
    try:
        table: Any = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ProfileError(f"{where}: no valid TOML in UTF-8") from None
    path = ("tool", "chatscrub", "check") if where.endswith("pyproject.toml") else ("check",)
    for step in path:
        table = table.get(step) if isinstance(table, dict) else None
    if table is None and path == ("check",):
        raise ProfileError(f"{where}: has no table [check]")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ProfileError(f"{where}: check has to be a table")
    return _profile(table, where, name)


def _profile(table: Mapping[str, Any], where: str, name: str | None) -> Profile:
    if unknown := len(table.keys() - _WORDS):
        known_words = ", ".join(sorted(_WORDS))
        raise ProfileError(f"{where}: {unknown} unknown word(s) at the left of =; there are {known_words}")
    own = table.get("profile", "intake")
    if own not in PROFILES:
        raise ProfileError(f"{where}: no such profile; there are {', '.join(PROFILES)}")
    known = profile(name or own)
    fail, warn, ignore = (frozenset(_kinds(table, word, where)) for word in ("fail", "warn", "ignore"))
    if (fail & warn) | (fail & ignore) | (warn & ignore):
        raise ProfileError(f"{where}: a kind stands in two of fail, warn and ignore")
    if "CHAT" in warn | ignore:
        raise ProfileError(f"{where}: a chat export that is not scrubbed always stops a commit; take CHAT out")
    threshold, thresholds = _thresholds(table.get("threshold", THRESHOLD), where)
    baseline = table.get("baseline", known.baseline)
    if not isinstance(baseline, str) or not baseline or "\0" in baseline:
        raise ProfileError(f"{where}: baseline has to be a path")
    return replace(
        known,
        fails=(known.fails | fail) - warn - ignore,
        warns=(known.warns | warn) - fail - ignore,
        threshold=threshold,
        thresholds=thresholds,
        allow=_texts(table, "allow", where),
        exclude=_texts(table, "exclude", where),
        baseline=baseline,
        reports=_texts(table, "reports", where),
    )


def _texts(table: Mapping[str, Any], word: str, where: str) -> tuple[str, ...]:
    given = table.get(word, [])
    if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
        raise ProfileError(f'{where}: {word} has to be a row of texts, such as ["...", "..."]')
    return tuple(given)


def _kinds(table: Mapping[str, Any], word: str, where: str) -> tuple[str, ...]:
    found = _texts(table, word, where)
    if set(found) - KINDS.keys():
        raise ProfileError(f"{where}: {word} names an unknown kind; there are {', '.join(KINDS)}")
    return found


def _thresholds(given: Any, where: str) -> tuple[float, dict[str, float]]:
    table = given if isinstance(given, dict) else {"": given}
    for kind, value in table.items():
        if kind and kind not in KINDS:
            raise ProfileError(f"{where}: threshold names an unknown kind; there are {', '.join(KINDS)}")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise ProfileError(f"{where}: threshold has to be a number from 0 to 1, or a table of them by kind")
    by_kind = {kind: float(value) for kind, value in table.items()}
    return by_kind.pop("", THRESHOLD), by_kind
