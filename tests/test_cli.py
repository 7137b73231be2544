"""The command: exit codes, what it prints, and what its options do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exports import CHAT, JPEG, NAMES, NOTHING, PHONE, put, run, tree, zipped

from chatscrub import files, scrubbing, terminal
from chatscrub.model import Kind
from chatscrub.version import VERSION

COMMAND = [sys.executable, "-m", "chatscrub"]


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    return put(tmp_path / "chat.txt", CHAT)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_default_folder_lies_beside_the_input(chat: Path) -> None:
    ran = run("scrub", chat)
    assert (ran.code, ran.err) == (0, "")
    folder = chat.parent / "chat.chatscrub"
    assert sorted(p.name for p in folder.iterdir()) == [
        "chat.consent.html",
        "chat.consent.json",
        "chat.consent.md",
        "chat.scrubbed.txt",
    ]
    assert chat.read_text() == CHAT


def test_closing_table(chat: Path) -> None:
    lines = run("scrub", chat, "-o", chat.parent / "uit").out.decode().splitlines()
    told = {line[:14].strip(): line[14:].strip() for line in lines if line[:14].strip()}
    assert told["Messages"] == "6 (whatsapp)"
    assert told["People"] == "3 wrote, 0 more names are mentioned"
    assert "PHONE" in told["Replaced"]
    assert "1 image (not in the export)" in told["Not examined"]
    assert told["Report"] == str(chat.parent / "uit" / "chat.consent.html"), "whole, so that it can be copied"
    assert told["Scrubbed"] == str(chat.parent / "uit" / "chat.scrubbed.txt")
    assert told["Next"].startswith("Read the report")
    assert "Different" not in told


def test_verbose_tells_more(chat: Path) -> None:
    assert b"Different" in run("scrub", chat, "-v").out


def test_quiet_is_silent(chat: Path) -> None:
    assert run("scrub", chat, "-q") == (0, b"", "")
    ran = run("scrub", chat, "-q")
    assert (ran.code, ran.out) == (2, b"") and "--force" in ran.err, "but not about errors"


def test_force_replaces(chat: Path) -> None:
    assert run("scrub", chat).code == 0
    scrubbed = only(chat.parent, "*/*.scrubbed.txt")
    scrubbed.write_text("oud")
    assert run("scrub", chat).code == 2
    assert scrubbed.read_text() == "oud"
    assert run("scrub", chat, "--force").code == 0
    assert "PERSON_1" in scrubbed.read_text()


def test_json(chat: Path) -> None:
    ran = run("scrub", chat, "--json", "--spans", chat.parent / "s.jsonl")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert (told["tool"], told["version"]) == ("chatscrub", VERSION)
    (one,) = told["inputs"]
    folder = chat.parent / "chat.chatscrub"
    assert one["source"] == str(chat)
    assert one["scrubbed"] == str(folder / "chat.scrubbed.txt")
    assert one["report_html"] == str(folder / "chat.consent.html")
    assert one["report_json"] == str(folder / "chat.consent.json")
    assert one["spans"] == str(chat.parent / "s.jsonl")
    assert one["language"] == "nl"
    assert one["people"] == 3
    assert one["findings"]["PHONE"] == 1
    assert set(one["findings"]) <= {kind.value for kind in Kind}
    assert not any(name.encode() in ran.out for name in (*NAMES, PHONE))


def test_json_of_a_dry_run(chat: Path) -> None:
    (one,) = json.loads(run("scrub", chat, "--json", "--dry-run").out)["inputs"]
    assert one["scrubbed"] is None
    assert Path(one["report_html"]).exists()


@pytest.mark.parametrize("keep", [False, True])
def test_names_that_are_withheld_do_not_count(keep: bool, tmp_path: Path) -> None:
    """A card and a picture named after people of whom nothing else is in the export: only what goes out counts."""
    names = ("Wietske Zandbergen.jpg", "Harmen Teunisse.vcf")
    source = put(tmp_path / "chat.zip", zipped({"_chat.txt": CHAT.encode(), **dict.fromkeys(names, JPEG)}))
    options = ["--keep-media"] if keep else []
    (one,) = json.loads(run("scrub", source, "--json", *options).out)["inputs"]
    record = json.loads(Path(one["report_json"]).read_bytes())["report"]
    plain = put(tmp_path / "_chat.txt", CHAT)
    (bare,) = json.loads(run("scrub", plain, "--json").out)["inputs"]
    assert one["people"] == bare["people"] == sum(row["role"] != "group" for row in record["people"])
    assert one["findings"] == record["kinds"]
    assert record["kinds"].get("FILE", 0) - bare["findings"].get("FILE", 0) == int(keep)
    assert {k: n for k, n in record["kinds"].items() if k != "FILE"} == {
        k: n for k, n in bare["findings"].items() if k != "FILE"
    }
    assert all(row["mentions"] or row["messages"] for row in record["people"])
    assert f"op {sum(record['kinds'].values())} plekken" in Path(one["report_html"]).read_text()
    ran = run("scrub", source, "--force", *options).out.decode()
    assert f"{one['people']} wrote, 0 more names" in ran


def test_dry_run(chat: Path) -> None:
    ran = run("scrub", chat, "--dry-run")
    assert ran.code == 0 and b"not written (dry run)" in ran.out
    assert sorted(p.suffix for p in (chat.parent / "chat.chatscrub").iterdir()) == [".html", ".json", ".md"]
    assert run("scrub", chat, "--force").code == 0, "as the table advises"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_are_code_points_of_the_decoded_source(encoding: str, line_end: str, tmp_path: Path) -> None:
    text = ("😀\u200e\u00a0é " * 3 + "\n" + CHAT).replace("\n", line_end)
    source = put(tmp_path / "chat.txt", text.encode(encoding))
    assert run("scrub", source, "--spans", tmp_path / "s.jsonl", "-o", tmp_path / "uit").code == 0
    rows = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text().splitlines()]
    assert {frozenset(row) for row in rows} == {frozenset({"start", "end", "kind", "pseudonym", "part"})}
    decoded = source.read_bytes().decode("utf-16-le" if encoding == "utf-16" else "utf-8")
    by_name = {row["pseudonym"]: decoded[row["start"] : row["end"]] for row in reversed(rows)}
    assert by_name["PERSON_1"] == "Sanne Kuiperveld"
    assert by_name["PHONE_1"] == PHONE
    assert {row["kind"] for row in rows} <= {kind.value for kind in Kind}
    assert not any(name in (tmp_path / "s.jsonl").read_text() for name in NAMES)
    scrubbed = (
        (tmp_path / "uit" / "chat.scrubbed.txt").read_bytes().decode("utf-16-le" if encoding == "utf-16" else "utf-8")
    )
    at, out = 0, []
    for row in rows:
        out += [decoded[at : row["start"]], row["pseudonym"]]
        at = row["end"]
    assert "".join([*out, decoded[at:]]) == scrubbed.replace("[", "").replace("]", "")


def test_spans_of_a_zip_name_the_part(tmp_path: Path) -> None:
    source = put(tmp_path / "chat.zip", zipped({"a.txt": CHAT.encode(), "b.txt": CHAT.encode()}))
    assert run("scrub", source, "--spans", tmp_path / "s.jsonl").code == 0
    rows = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text().splitlines()]
    parts = [[{**row, "part": 0} for row in rows if row["part"] == part] for part in (0, 1)]
    assert parts[0] == parts[1] != []
    for row in parts[0]:
        assert 0 <= row["start"] < row["end"] <= len(CHAT)


def test_spans_takes_one_export(tmp_path: Path, chat: Path) -> None:
    ran = run("scrub", chat, chat, "--spans", tmp_path / "s.jsonl")
    assert ran.code == 2 and "one EXPORT" in ran.err
    assert tree(tmp_path) == {"chat.txt": CHAT.encode()}


# --- streams --------------------------------------------------------------------------------------------


def test_standard_input_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("scrub", "-", stdin=CHAT.encode())
    assert ran.code == 0
    assert ran.out.decode().count("PERSON_1") >= 4 and b"Kuiperveld" not in ran.out
    assert ran.out.splitlines()[0] == CHAT.encode().splitlines()[0], "nothing but the chat"
    assert "standard output" in ran.err and "Kuiperveld" not in ran.err
    forms = ("html", "json", "md")
    assert sorted(tree(tmp_path)) == [f"text.chatscrub/text.consent.{form}" for form in forms]


def test_standard_input_to_a_folder(tmp_path: Path) -> None:
    ran = run("scrub", "-", "-o", tmp_path / "uit", stdin=CHAT.encode())
    assert ran.code == 0 and ran.err == ""
    assert str(tmp_path / "uit" / "text.scrubbed.txt") in ran.out.decode()
    assert b"PERSON_1" in (tmp_path / "uit" / "text.scrubbed.txt").read_bytes()


def test_standard_input_dry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("scrub", "-", "--dry-run", stdin=CHAT.encode())
    assert (ran.code, ran.out) == (0, b"")


def test_standard_input_with_json_writes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (one,) = json.loads(run("scrub", "-", "--json", stdin=CHAT.encode()).out)["inputs"]
    assert "PERSON_1" in Path(one["scrubbed"]).read_text()


def test_standard_input_stands_alone(chat: Path) -> None:
    ran = run("scrub", "-", chat, stdin=CHAT.encode())
    assert ran.code == 2 and "one EXPORT" in ran.err


def test_a_file_called_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "-", CHAT)
    assert run("scrub", "./-").code == 0
    assert len(tree(tmp_path)) == 5


def spawned(*args: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, args)], capture_output="stdout" not in more, check=False, **more)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nobody_listens(options: tuple[str, ...], chat: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = spawned("scrub", chat, *options, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ran.returncode == 0, "the job is done all the same"
    assert ran.stderr == b""
    assert len(tree(chat.parent)) == 5


def test_nobody_listens_to_the_scrubbed_text(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = spawned("scrub", "-", input=CHAT.encode() * 200, stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writing)
    assert ran.returncode == 2
    assert ran.stderr == b"chatscrub: standard output: cannot be written (Broken pipe)\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_standard_output_is_full(chat: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = spawned("scrub", chat, "--json", stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 2
    assert ran.stderr == b"chatscrub: standard output: cannot be written (No space left on device)\n"


def test_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    source = put(tmp_path / "één 😀.txt", CHAT)
    for options in ((), ("--json", "--force")):
        ran = spawned("scrub", source, *options, env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert (ran.returncode, ran.stderr) == (0, b"")
        ran.stdout.decode("ascii")


def test_no_escape_codes_unless_a_person_looks(chat: Path) -> None:
    ran = run("scrub", chat)
    assert b"\x1b" not in ran.out and "\x1b" not in ran.err
    assert "\x1b" not in run("scrub", chat.parent / "weg").err


def in_terminal(*args: object, **env: str) -> bytes:
    """What a terminal shows."""
    import pty

    ours, theirs = pty.openpty()
    fresh = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        [*COMMAND, *map(str, args)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**fresh, "TERM": "xterm", **env},
    ) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 65_536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        child.wait()
        assert child.returncode == 0, shown
    os.close(ours)
    return shown


def test_terminal_with_and_without_colour(chat: Path) -> None:
    colour = in_terminal("scrub", chat)
    assert b"\x1b[33m" in colour and b"Reading" in colour, "colour and progress"
    plain = in_terminal("scrub", chat, "--force", NO_COLOR="1")
    assert b"\x1b[3" not in plain.replace(b"\x1b[39m", b"") and b"Report" in plain
    assert in_terminal("scrub", chat, "--force", "-q") == b""


# --- who is me, which language --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Sanne Kuiperveld", "sanne kuiperveld", "Sanne", "  Sanne "])
def test_me(name: str, chat: Path) -> None:
    ran = run("scrub", chat, "--me", name, "--report-lang", "en")
    assert ran.code == 0, ran.err
    text = only(chat.parent, "*/*.scrubbed.txt").read_text()
    assert " - ME: hoi" in text
    assert "PERSON_1: goed zo!" in text
    assert json.loads(only(chat.parent, "*/*.json").read_bytes())["report"]["me"] == "ME"


def test_me_in_dutch(chat: Path) -> None:
    assert run("scrub", chat, "--me", "Sanne", "--report-lang", "nl").code == 0
    assert " - IK: hoi" in only(chat.parent, "*/*.scrubbed.txt").read_text()


@pytest.mark.parametrize("name", ["Joris Onbekend", "", "Kuiper", "06-09876543"])
def test_me_is_nobody(name: str, chat: Path) -> None:
    refused_me(name, chat)


def refused_me(name: str, chat: Path) -> None:
    ran = run("scrub", chat, "--me", name)
    assert (ran.code, ran.out) == (1, b"")
    assert ": --me: nobody" in ran.err and ran.err.count("\n") == 1
    assert "as it stands above the messages" in ran.err
    assert list(chat.parent.iterdir()) == [chat]


@pytest.mark.parametrize("name", ["Sanne", "Tineke", "Tineke Maasbrink"])
def test_me_is_shared_or_only_mentioned(name: str, tmp_path: Path) -> None:
    """Two called Sanne write here, and about Tineke the others only talk."""
    more = (
        "01-02-2023 10:18 - Sanne Dijkhuis: ik ben er ook\n"
        "01-02-2023 10:19 - Sanne Dijkhuis: en Tineke Maasbrink komt morgen, zei Tineke\n"
    )
    refused_me(name, put(tmp_path / "chat.txt", CHAT + more))


@pytest.mark.parametrize(("asked", "given"), [("nl", "nl"), ("en", "en"), ("auto", "nl"), (None, "nl")])
def test_report_language(asked: str | None, given: str, chat: Path) -> None:
    options = ["--report-lang", asked] if asked else []
    (one,) = json.loads(run("scrub", chat, "--json", *options).out)["inputs"]
    assert one["language"] == given
    assert f'<html lang="{given}"' in Path(one["report_html"]).read_text()


def test_report_language_unknown(chat: Path) -> None:
    ran = run("scrub", chat, "--report-lang", "xx")
    assert ran.code == 2 and "xx" in ran.err
    assert list(chat.parent.iterdir()) == [chat]


def test_format(chat: Path) -> None:
    (one,) = json.loads(run("scrub", chat, "--json", "--format", "plain").out)["inputs"]
    assert one["format"] == "plain"
    ran = run("scrub", chat, "--format", "telex", "--force")
    assert ran.code == 2 and ran.err.count("\n") == 1 and "chatscrub formats" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="closes descriptors as a shell of Unix does")
def test_closed_streams_are_no_fault(tmp_path: Path) -> None:
    put(tmp_path / "_chat.txt", CHAT)
    command = f"'{sys.executable}' -m chatscrub"
    paths = {**os.environ, "PYTHONPATH": str(Path(files.__file__).parents[1])}

    def shell(line: str) -> tuple[int, str]:
        done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=paths, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert shell(f"{command} scrub _chat.txt -o out >&- 2>&- <&-") == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert shell(f"{command} formats >&-") == (0, "")
    code, told = shell(f"{command} scrub - < _chat.txt >&-")
    assert code == 2 and "standard output: is closed" in told and told.count("\n") == 1
    code, told = shell(f"{command} scrub - <&-")
    assert code == 2 and "standard input: holds no text" in told and told.count("\n") == 1
    assert not (tmp_path / "text.chatscrub").exists()


@pytest.mark.parametrize("name", ["telegram", "signal", "sms", "json", "html", "csv", "docx", "mail"])
def test_a_format_of_which_nothing_is_there_is_refused(tmp_path: Path, name: str) -> None:
    text = "[11-03-2024, 13:15:26] Sanne: messages en first_name, bel 06 12345678\n"  # as JSON, numbers stand bare
    chat = put(tmp_path / "_chat.txt", text)
    ran = run("scrub", chat, "--format", name)
    assert ran.code == 2 and ran.err.count("\n") == 1 and str(chat) in ran.err and "leave --format out" in ran.err
    assert list(tmp_path.iterdir()) == [chat]


def test_a_format_is_for_the_texts_of_a_zip_that_can_be_of_it(tmp_path: Path) -> None:
    texts = {"_chat.txt": "[11-03-2024, 13:15:26] Sanne: bel 06 12345678\n", "extra.json": '{"naam": "Sanne"}'}
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    assert run("scrub", tmp_path / "export.zip", "-o", tmp_path / "out", "--format", "json").code == 0
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.zip"))) as archive:
        assert archive.read("_chat.txt") == b"[11-03-2024, 13:15:26] PERSON_1: bel [PHONE_1]\n"


def test_a_file_named_with_one_letter_keeps_its_name(tmp_path: Path) -> None:
    chat = put(tmp_path / "v.txt", f"{CHAT}[01-02-2023, 10:18:00] M: tot dan\n")
    assert run("scrub", chat, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "v.scrubbed.txt").exists()


# --- several exports ------------------------------------------------------------------------------------


def test_several_exports_and_one_bad(tmp_path: Path) -> None:
    first, bad, last = (
        put(tmp_path / "a.txt", CHAT),
        put(tmp_path / "b.txt", JPEG),
        put(tmp_path / "c.txt", NOTHING),
    )
    ran = run("scrub", first, bad, last, "--json")
    assert ran.code == 2
    assert [one["source"] for one in json.loads(ran.out)["inputs"]] == [str(first), str(last)]
    assert ran.err.count("\n") == 1 and str(bad) in ran.err
    assert len(list(tmp_path.glob("*/*.scrubbed.txt"))) == 2


def test_worst_exit_code_counts(tmp_path: Path) -> None:
    good, bad = put(tmp_path / "a.txt", CHAT), put(tmp_path / "b.txt", JPEG)
    assert run("scrub", bad, good, "--me", "Niemand").code == 2
    assert run("scrub", good, "--me", "Niemand").code == 1


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_two_of_one_name_into_one_folder(options: tuple[str, ...], tmp_path: Path) -> None:
    sources = [put(tmp_path / "a.txt", CHAT), put(tmp_path / "a", NOTHING)]
    ran = run("scrub", *sources, "-o", tmp_path / "uit", *options)
    assert ran.code == 0 and len(tree(tmp_path / "uit")) == 8
    assert b"PERSON_1" in (tmp_path / "uit" / "a.scrubbed.txt").read_bytes()
    assert (
        tmp_path / "uit" / "a (2).scrubbed.txt"
    ).read_bytes() == NOTHING.encode() and b"a (2).consent.html" in ran.out


def test_chats_with_two_people_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    sources = [put(tmp_path / f"WhatsApp-chat met {name}.txt", CHAT) for name in ("Sanne", "Joris")]
    assert run("scrub", *sources).code == 0
    assert {path.name for path in tmp_path.glob("*.chatscrub")} == {
        "WhatsApp-chat met GROUP_2.chatscrub", "WhatsApp-chat met GROUP_2 (2).chatscrub",
    }  # fmt: skip


def test_nothing_given() -> None:
    ran = run("scrub")
    assert ran.code == 2 and "EXPORT" in ran.err


# --- interruptions and surprises ------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["_read", "_settle", "_check_free", "_write_spans", "_release"])
def test_interrupted(where: str, chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scrubbing, where, stop)
    ran = run("scrub", chat, chat, "--json") if where == "_read" else run("scrub", chat, "--spans", chat.parent / "s")
    assert (ran.code, ran.out) == (terminal.INTERRUPTED, b"")
    assert ran.err == "chatscrub: interrupted; no half-written file was left\n"
    assert list(chat.parent.iterdir()) == [chat]


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, AssertionError, UnicodeError])
def test_a_surprise_tells_its_place_and_no_text(
    error: type[Exception], chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*args: Any, **kwargs: Any) -> None:
        raise error(CHAT)

    monkeypatch.setattr(files, "read", surprise)
    ran = run("scrub", chat)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith(f"chatscrub: unexpected {error.__name__} at test_cli.py:")
    assert ran.err.count("\n") == 1
    assert not any(name in ran.err for name in NAMES)


# --- what help loads ------------------------------------------------------------------------------------

HEAVY = (
    "spacy",
    "pandas",
    "presidio_analyzer",
    "presidio_anonymizer",
    "jinja2",
    "rich",
    "phonenumbers",
    "yaml",
)


@pytest.mark.parametrize(
    "code",
    [
        "import chatscrub",
        "import chatscrub.cli",
        "import sys; sys.argv[1:] = ['--help']; import chatscrub.__main__ as c; c.main()",
        "import sys; sys.argv[1:] = ['--version']; import chatscrub.__main__ as c; c.main()",
        "import sys; sys.argv[1:] = ['scrub', '--help']; import chatscrub.__main__ as c; c.main()",
        "import sys; sys.argv[1:] = ['scrub']; import chatscrub.__main__ as c; c.main()",
    ],
)
def test_nothing_heavy_is_loaded_for_nothing(code: str) -> None:
    tell = f"print('LOADED', [m for m in {HEAVY} if m in sys.modules])"
    watch = f"import atexit, sys; atexit.register(lambda: {tell})\n"
    ran = subprocess.run([sys.executable, "-c", watch + code], capture_output=True, text=True, check=False)
    assert "LOADED []" in ran.stdout, ran.stdout + ran.stderr


def test_reading_loads_no_model(tmp_path: Path) -> None:
    source = put(tmp_path / "chat.txt", CHAT)
    loaded = f"[m for m in {HEAVY[:4]} if m in sys.modules]"
    code = f"import sys, chatscrub; print(chatscrub.read(sys.argv[1]).format, {loaded})"
    ran = subprocess.run([sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True)
    assert ran.stdout == "whatsapp []\n"


def test_scrubbing_loads_no_pandas(tmp_path: Path) -> None:
    """It takes longer to load than a small chat takes."""
    source, told = put(tmp_path / "chat.txt", CHAT), "atexit.register(lambda: print('pandas' in sys.modules))"
    code = f"import atexit, sys; {told}; import chatscrub.__main__ as c; c.main()"
    ran = subprocess.run([sys.executable, "-c", code, "scrub", "--json", str(source)], capture_output=True, check=True)
    assert ran.stdout.endswith(b"}\nFalse\n")
    assert b"<svg" in (tmp_path / "chat.chatscrub" / "chat.consent.html").read_bytes()


def test_version_and_help() -> None:
    assert VERSION.encode() in run("--version").out
    shown = run("scrub", "--help").out.decode()
    for option in (
        "-o",
        "--me",
        "--report-lang",
        "--dry-run",
        "--keep-media",
        "--format",
        "--spans",
        "--json",
        "--force",
    ):
        assert option in shown
    assert "0 done, 1 refused, 2 error, 130 interrupted" in shown
