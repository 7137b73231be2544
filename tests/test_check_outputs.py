"""The forms of ``chatscrub check`` for programs: SARIF by its official schema, annotations, JUnit, JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from exports import CHAT, put

from chatscrub.check_outputs import OUTPUTS, Report
from chatscrub.checking import CLEAN, COVERED, FOUND, SKIPPED, UNREAD, Found, Result
from chatscrub.verdicts import CHAT as A_CHAT
from chatscrub.verdicts import KINDS

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text())
SARIF = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
ODD_NAMES = (
    "a b.txt",
    "praktijk ☕/intake 👨‍👩‍👧.md",
    "100%.md",
    "50%25.txt",
    "a,b:c;d=e.txt",
    "two\nlines\r.txt",
    "tab\t\x07.txt",
    "back\\slash.txt",
    "quote\"'<&>.txt",
    "#hash?query.md",
    "undecodable \udcff.txt",
    "::error file=x::y.txt",
    "-dash.txt",
)
VALUE = "Sanne Kuiperveld"


def found(path: str, kind: str = "PERSON", line: int = 3, weight: str = "fails", within: str = "") -> Found:
    return Found(path, line, 7, kind, 0.85, weight, "" if kind == A_CHAT else VALUE, within)


def every_sort(path: str) -> list[Result]:
    """A result of every sort for a path."""
    return [
        Result(path, CLEAN, 10),
        Result(path, FOUND, 10, found=(found(path), found(path, A_CHAT, 1), found(path, "EMAIL", weight="warns"))),
        Result(path, FOUND, 10, found=(found(path, line=2, within="word/document.xml"),), allowed=2, model=True),
        Result(path, FOUND, 10, found=(found(path, line=0),)),
        Result(path, FOUND, 10, found=(found(path, "LOCATION", weight="warns"),)),
        Result(path, SKIPPED, 10, "picture"),
        Result(path, UNREAD, 10, "no text: 100% odd, really\r\n::error::two"),
        Result(path, UNREAD, 10, "a gzip file", (found(path, line=0),)),
        Result(path, COVERED, 10, "scrubbed; its report is a.consent.json"),
    ]


REPORTS = {
    "nothing": Report([], "intake"),
    "clean": Report([Result("a.txt", CLEAN, 10)], "strict"),
    "every kind": Report([Result("a.txt", FOUND, 10, found=tuple(found("a.txt", kind) for kind in KINDS))], "intake"),
    "notes": Report([Result("a.txt", CLEAN, 10)], "intake", ["100%, see:\nkey: /home/a b/key"]),
    **{name: Report(every_sort(name), "intake", ["a note"]) for name in ODD_NAMES},
}


@pytest.fixture(params=REPORTS, ids=ascii)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


def test_sarif_is_valid_by_the_official_schema(report: Report) -> None:
    document = json.loads(OUTPUTS["sarif"](report))
    assert [error.message for error in SARIF.iter_errors(document)] == []


def test_the_schema_refuses_what_is_wrong() -> None:
    document = json.loads(OUTPUTS["sarif"](REPORTS["a b.txt"]))
    path: tuple[str | int, ...]
    for path, value in (
        (("results", 0, "level"), "fatal"),
        (("results", 0, "message"), {"words": "?"}),
        (("tool", "driver"), {}),
        (("results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
    ):
        wrong = json.loads(json.dumps(document))
        place = wrong["runs"][0]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert list(SARIF.iter_errors(wrong)), path


@pytest.mark.parametrize("name", [name for name in ODD_NAMES if name.isprintable() or "👨" in name], ids=ascii)
def test_the_place_in_sarif_leads_to_the_file(name: str) -> None:
    report = Report([Result(name, FOUND, 10, found=(found(name),))], "intake")
    (row,) = json.loads(OUTPUTS["sarif"](report))["runs"][0]["results"]
    uri = row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == name and re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)


# --- annotations ----------------------------------------------------------------------------------------


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: its name, its properties, its message.

    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    match = re.fullmatch(r"::(?P<name>error|warning|notice) (?P<given>[^\r\n]*?)::(?P<data>[^\r\n]*)", line)
    assert match, line
    properties = {}
    for one in match["given"].split(","):
        key, sign, value = one.partition("=")
        assert sign and key in {"file", "line", "endLine", "col", "endColumn", "title"} and key not in properties, line
        assert not re.search(r"[:,\r\n]|%(?!25|0A|0D|3A|2C)", value), line
        properties[key] = value
    assert not re.search(r"%(?!25|0A|0D)", match["data"]), line

    def plain(text: str) -> str:
        for code, char in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(code, char)
        return text

    return match["name"], {key: plain(value) for key, value in properties.items()}, plain(match["data"])


def commands(report: Report) -> Iterator[tuple[str, dict[str, str], str]]:
    *lines, told = OUTPUTS["github"](report).removesuffix("\n").split("\n")
    assert told.startswith("chatscrub: ") and "::" not in told
    yield from map(parsed, lines)


def test_annotations_are_well_formed(report: Report) -> None:
    there = list(commands(report))
    rows = [f for r in report.results for f in r.found]
    unread = [r for r in report.results if r.status == UNREAD]
    assert len(there) == len(rows) + len(unread) + len(report.notes)
    assert sum(name == "error" for name, _, _ in there) == sum(f.weight == "fails" for f in rows) + len(unread)
    for name, given, message in there:
        assert message and given["title"].startswith("chatscrub")
        assert ("file" in given) == (name != "notice")
        assert int(given.get("line", 1)) >= 1 and int(given.get("col", 1)) >= 1


@pytest.mark.parametrize("name", [name for name in ODD_NAMES if name.isprintable()], ids=ascii)
def test_an_annotation_names_the_file(name: str) -> None:
    report = Report([Result(name, FOUND, 10, found=(found(name),))], "intake")
    ((_, given, _),) = commands(report)
    assert given == {"file": name, "line": "3", "col": "7", "title": "chatscrub PERSON"}


def test_a_text_cannot_pose_as_an_annotation() -> None:
    told = OUTPUTS["text"](REPORTS["two\nlines\r.txt"])
    assert not [line for line in told.splitlines() if line.startswith("::") or line.startswith("lines")]


# --- JUnit, JSON ----------------------------------------------------------------------------------------


def test_junit(report: Report) -> None:
    root = ElementTree.fromstring(OUTPUTS["junit"](report).encode())
    (suite,) = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    cases = suite.findall("testcase")
    for element in (root, suite):
        assert element.get("tests") == str(len(cases)) == str(len(report.results))
        for one, many in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert element.get(many) == str(len(suite.findall(f"testcase/{one}")))
    for case in cases:
        assert case.get("name") and case.get("classname") and len(case) <= 1
        assert {child.tag for child in case} <= {"failure", "error", "skipped"}
    assert [child.tag for child in suite] == ["testcase"] * len(cases) + ["system-out"]
    failing = bool([*suite.iter("failure"), *suite.iter("error")])
    assert failing is bool(report.code)


def test_json(report: Report) -> None:
    document = json.loads(OUTPUTS["json"](report))
    assert document["exit_code"] == report.code
    assert len(document["findings"]) == sum(len(r.found) for r in report.results)
    assert {row["kind"] for row in document["findings"]} <= KINDS.keys()
    assert document["coverage"]["files"] == sum(r.status not in (SKIPPED, UNREAD) for r in report.results)


@pytest.mark.parametrize("form", OUTPUTS)
def test_no_form_holds_a_value(form: str, report: Report) -> None:
    text = OUTPUTS[form](report)
    assert VALUE not in text and VALUE not in unquote(text) and not any(part in text for part in VALUE.split())


# --- from the command -----------------------------------------------------------------------------------


def ran(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chatscrub", "check", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_sarif_of_the_command(tmp_path: Path) -> None:
    names = ["100% ☕ a b.txt", "schoon.md", "stuk.zip"]
    put(tmp_path / names[0], CHAT)
    put(tmp_path / names[1], "Koffie staat klaar.\n")
    put(tmp_path / names[2], b"PK\x03\x04broken")
    told = ran(tmp_path, "--format", "sarif", *names)
    document = json.loads(told.stdout)
    SARIF.validate(document)
    assert (told.returncode, told.stderr) == (2, "")
    assert [row["ruleId"] for row in document["runs"][0]["results"]] == [A_CHAT]
    assert ran(tmp_path, "--format", "sarif", "-o", "out.sarif", *names).stdout == ""
    assert json.loads((tmp_path / "out.sarif").read_text()) == document


@pytest.mark.parametrize("form", OUTPUTS)
def test_show_is_refused_and_prints_no_half_document(form: str, tmp_path: Path) -> None:
    put(tmp_path / "chat.txt", CHAT)
    told = ran(tmp_path, "--format", form, "--show", "chat.txt")
    assert (told.returncode, told.stdout) == (2, "") and "only on a terminal" in told.stderr


def test_errors_of_the_command_are_no_sarif(tmp_path: Path) -> None:
    """What cannot begin at all says so on standard error, and gives no document that looks like a clean run."""
    told: Any = ran(tmp_path, "--format", "sarif", "--staged")
    assert (told.returncode, told.stdout) == (2, "") and told.stderr.count("\n") == 1
