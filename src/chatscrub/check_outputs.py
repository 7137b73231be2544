"""What ``chatscrub check`` found, for people and for programs. No form of it holds a value that was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .checking import COVERED, FOUND, SKIPPED, UNREAD, Found, Result, masked, shown_path
from .errors import one_line, some
from .profiles import FAILS
from .verdicts import CHAT, KINDS
from .version import VERSION

_FEW = 3  # warnings of a file that are told one by one
_LEVELS = {FAILS: "error", "warns": "warning"}
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Report(NamedTuple):
    """A whole check: its files, the profile, and notes such as a baseline whose key is not here."""

    results: Sequence[Result]
    profile: str
    notes: Sequence[str] = ()
    show: bool = False

    @property
    def code(self) -> int:
        """The exit code: 0 clean, 1 something stops the commit, 2 something could not be examined."""
        if any(result.status == UNREAD for result in self.results):
            return 2
        return 1 if any(result.fails for result in self.results) else 0


def coverage(report: Report) -> str:
    """What was looked at: "12 files, 340 kB, 3 skipped: 3 pictures"."""
    looked = [r for r in report.results if r.status not in (SKIPPED, UNREAD)]
    parts = [some(len(looked), "file"), _size(sum(r.size for r in looked))]
    for status, word in ((SKIPPED, "skipped"), (UNREAD, "not examined")):
        left = [r for r in report.results if r.status == status]
        if left:
            sorts = Counter(r.reason for r in left) if status == SKIPPED else Counter[str]()
            told = ", ".join(n if n == "ignored" else some(c, n) for n, c in sorted(sorts.items()))
            parts.append(f"{len(left):,} {word}" + (f": {told}" if told else ""))
    if covered := sum(r.status == COVERED for r in report.results):
        parts.append(f"{covered:,} covered by a consent report")
    if allowed := sum(r.allowed for r in report.results):
        parts.append(f"{allowed:,} allowed")
    return ", ".join(parts)


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < 1000 else f"{size / 1000:,.0f} kB" if size < 10**6 else f"{size / 10**6:,.1f} MB"


def _rows(report: Report) -> Iterator[tuple[Result, Found]]:
    for result in report.results:
        yield from ((result, found) for found in sorted(result.found, key=lambda f: (f.line, f.column, f.kind)))


def _told(found: Found, show: bool = False) -> str:
    """What a finding is, in words, with the value masked."""
    if found.kind == CHAT:
        return KINDS[CHAT]
    value = found.value if show else masked(found.value)
    where = f" in {found.within}" if found.within else ""
    return f"{KINDS[found.kind]}{where}: {value}{_because(found)}"


def _because(found: Found) -> str:
    """The heaviest reason why it stops the commit, if there is one beside what it is."""
    return f" ({found.why[0]})" if found.why and found.weight == FAILS else ""


# --- text -----------------------------------------------------------------------------------------------


def as_text(report: Report) -> str:
    """Lines for people: ``path:line:col KIND (confidence) what: ****``, then what was covered."""
    lines = []
    for result, found in _fewer(report):
        mark = "" if found.weight == FAILS else "warning: "
        path = one_line(shown_path(result))
        told = one_line(_told(found, report.show))
        lines.append(f"{path}:{found.line}:{found.column} {mark}{found.kind} ({found.confidence:.2f}) {told}")
    more = ((r, _warnings(r) - _FEW) for r in report.results)
    lines += [f"{one_line(shown_path(r))}: and {some(n, 'more warning')}" for r, n in more if n > 0]
    lines += [f"{one_line(shown_path(r))}: not examined: {one_line(r.reason)}" for r in _unread(report)]
    lines += [f"note: {one_line(note)}" for note in report.notes]
    failing = sum(r.fails for r in report.results)
    verdict = f"{some(failing, 'file')} must not be committed" if failing else "nothing stops this"
    if any(r.status == UNREAD for r in report.results):
        verdict = f"{len(_unread(report)):,} could not be examined" + (f", {verdict}" if failing else "")
    lines.append(f"chatscrub: {coverage(report)}: {verdict}")
    if failing:
        lines.append("  chatscrub check --fix writes scrubbed versions beside them; how to allow what may stay: README")
    return "\n".join(lines) + "\n"


def _warnings(result: Result) -> int:
    return sum(found.weight != FAILS for found in result.found)


def _fewer(report: Report) -> Iterator[tuple[Result, Found]]:
    """The findings, of a file's warnings only the first."""
    shown: Counter[str] = Counter()
    for result, found in _rows(report):
        shown[result.path] += found.weight != FAILS
        if found.weight == FAILS or shown[result.path] <= _FEW:
            yield result, found


def _unread(report: Report) -> list[Result]:
    return [result for result in report.results if result.status == UNREAD]


# --- JSON -----------------------------------------------------------------------------------------------


def as_json(report: Report) -> str:
    """One object: what was found, what was not examined, what was covered."""
    import json

    document: dict[str, Any] = {
        "tool": "chatscrub",
        "version": VERSION,
        "profile": report.profile,
        "exit_code": report.code,
        "findings": [_row(result, found) for result, found in _rows(report)],
        "not_examined": [{"path": shown_path(r), "reason": r.reason} for r in _unread(report)],
        "coverage": {
            "files": sum(r.status not in (SKIPPED, UNREAD) for r in report.results),
            "bytes": sum(r.size for r in report.results if r.status not in (SKIPPED, UNREAD)),
            "skipped": dict(sorted(Counter(r.reason for r in report.results if r.status == SKIPPED).items())),
            "covered_by_report": sum(r.status == COVERED for r in report.results),
            "allowed": sum(r.allowed for r in report.results),
            "read_by_model": sum(r.model for r in report.results),
        },
        "notes": list(report.notes),
    }
    return json.dumps(document, indent=2) + "\n"


def _row(result: Result, found: Found) -> dict[str, Any]:
    return {
        "path": shown_path(result),
        "line": found.line,
        "column": found.column,
        "within": found.within,
        "kind": found.kind,
        "confidence": found.confidence,
        "stops": found.weight == FAILS,
        "masked": masked(found.value) if found.kind != CHAT else "",
        "why": list(found.why),
    }


# --- SARIF ----------------------------------------------------------------------------------------------


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""
    import json

    rules = [{"id": kind, "shortDescription": {"text": text}} for kind, text in KINDS.items()]
    notifications = [
        {"level": "error", "message": {"text": one_line(r.reason)}, "locations": [_location(shown_path(r))]}
        for r in _unread(report)
    ]
    notifications += [{"level": "note", "message": {"text": note}} for note in report.notes]
    run = {
        "tool": {"driver": {"name": "chatscrub", "version": VERSION, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not _unread(report),
                "exitCode": report.code,
                "toolExecutionNotifications": notifications,
            }
        ],
        "results": [_sarif_row(result, found) for result, found in _rows(report)],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _sarif_row(result: Result, found: Found) -> dict[str, Any]:
    return {
        "ruleId": found.kind,
        "ruleIndex": list(KINDS).index(found.kind),
        "level": _LEVELS[found.weight],
        "message": {"text": _told(found)},
        "rank": round(found.confidence * 100, 1),
        "properties": {"why": list(found.why)},
        "locations": [_location(shown_path(result), found)],
    }


def _location(path: str, found: Found | None = None) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path, safe="/", errors="replace")}}
    if found and found.line:
        place["region"] = {"startLine": found.line, "startColumn": max(found.column, 1)}
    return {"physicalLocation": place}


# --- GitHub, JUnit --------------------------------------------------------------------------------------


def as_github(report: Report) -> str:
    """Workflow commands that GitHub shows beside the lines, then what was covered.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    lines = [
        _command(_LEVELS[f.weight], f"chatscrub {f.kind}", _told(f), shown_path(r), f.line, f.column)
        for r, f in _rows(report)
    ]
    lines += [_command("error", "chatscrub: not examined", r.reason, shown_path(r)) for r in _unread(report)]
    lines += [_command("notice", "chatscrub", note) for note in report.notes]
    lines.append(f"chatscrub: {coverage(report)}")
    return "\n".join(lines) + "\n"


def _command(level: str, title: str, message: str, path: str = "", line: int = 0, column: int = 0) -> str:
    given = {"file": path, "line": line, "col": column, "title": title}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items() if value)
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(report: Report) -> str:
    """JUnit's XML, as continuous integration reads it: a case for each file."""
    from xml.sax.saxutils import escape

    cases = "".join(_case(result) for result in report.results)
    counts = {
        "tests": len(report.results),
        "failures": sum(r.fails and r.status == FOUND for r in report.results),
        "errors": len(_unread(report)),
        "skipped": sum(r.status == SKIPPED for r in report.results),
    }
    told = " ".join(f'{name}="{count}"' for name, count in counts.items())
    note = f"<system-out>{escape(_xml(coverage(report)))}</system-out>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {told}>\n'
        f'<testsuite name="chatscrub check" {told}>\n{cases}{note}\n</testsuite>\n</testsuites>\n'
    )


def _case(result: Result) -> str:
    from xml.sax.saxutils import escape, quoteattr

    name = quoteattr(_xml(shown_path(result)))
    inner = ""
    if result.status == UNREAD:
        inner = f"<error message={quoteattr(_xml(result.reason))}/>"
    elif result.status == SKIPPED:
        inner = f"<skipped message={quoteattr(_xml(result.reason))}/>"
    elif result.status == FOUND and result.fails:
        rows = [f for f in result.found if f.weight == FAILS]
        told = "\n".join(f"{f.line}:{f.column} {f.kind} ({f.confidence:.2f}) {_told(f)}" for f in rows)
        inner = f"<failure message={quoteattr(some(len(rows), 'finding'))}>{escape(_xml(told))}</failure>"
    return f'<testcase classname="chatscrub" name={name}>{inner}</testcase>\n'


def _xml(text: str) -> str:
    """A text without what XML 1.0 cannot hold."""
    return _NO_XML.sub("?", text)


OUTPUTS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}
"""The forms, by name."""
