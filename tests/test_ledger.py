"""The consent ledger: it only grows, every edit shows, nothing is lost, and where people stand by it."""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sealed import Striker, fails, in_pieces

from chatscrub import disk, ledger
from chatscrub.errors import BusyLedgerError, LedgerError, NewerLedgerError, UnreadableError
from chatscrub.events import Event, digest, table
from chatscrub.ledger import START, Ledger
from chatscrub.standing import State, of_person, state, states, unmatched

TIME = "2025-03-01T10:00:00Z"
PLAN = "ab" * 32
FULL = Event(
    time=TIME,
    what="granted",
    person="Sanne de Vries",
    names=("San", "sannie 🌷"),
    pseudonym="PERSON_3",
    at="2025-02-27T21:14:00",
    until="2026-03-01",
    to="chatgpt",
    purpose='een "grafiek" van ons gesprek',
    evidence="zei ze aan tafel",
    evidence_sha256=hashlib.sha256(b"zei ze aan tafel").hexdigest(),
)
SOME = (
    Event(time=TIME, what="requested", person="Sanne de Vries"),
    FULL,
    Event(time=TIME, what="signed", person="Bram Oosterling", plan=PLAN, role="private"),
    Event(time=TIME, what="withdrawn", person="Sanne de Vries", evidence="brief.pdf", evidence_sha256="cd" * 32),
)
SECRETS = ("Sanne", "sannie", "Oosterling", "tafel", "brief")
LOCK, TEMPORARY = ".l.toml.chatscrub-lock", ".l.toml.chatscrub-new"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.toml"
    for event in SOME:
        ledger.append(path, event)
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def refused(path: Path, use: Callable[[Path], object], expected: type[LedgerError] = LedgerError) -> str:
    """The message of a refusal, which is one line with the path and what to do, and shows nothing of the content."""
    with pytest.raises(LedgerError) as caught:
        use(path)
    message = str(caught.value)
    assert type(caught.value) is expected, message
    assert message.startswith(f"{path}: ") and "; " in message and "\n" not in message
    assert not [secret for secret in SECRETS if secret in message]
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return message


def damage(path: Path, data: bytes) -> str:
    """How a ledger with these bytes is refused, by reading and by recording alike; it stays as it is."""
    path.write_bytes(data)
    message = refused(path, ledger.read)
    assert refused(path, lambda path: ledger.append(path, FULL)) == message
    assert path.read_bytes() == data
    return message


# --- what goes in comes out -----------------------------------------------------------------------------


def test_the_format_is_as_described(path: Path) -> None:
    """Read here without the module: plain TOML, and hashes anybody can work out."""
    if sys.version_info < (3, 11):
        import tomli as tomllib
    else:
        import tomllib
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    assert plain.keys() == {"format", "event"} and plain["format"] == 1
    before = "0" * 64
    for number, row in enumerate(plain["event"], 1):
        whole = {field: [] if field == "names" else "" for field in Event._fields} | row
        assert (row["number"], row["previous"]) == (number, before)
        told = whole.pop("hash")
        assert hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest() == told
        before = told
    assert "" not in [value for row in plain["event"] for value in row.values()]
    assert ledger.read(path).head == before


def test_known_bytes(tmp_path: Path) -> None:
    """The bytes of known events, with the lines at the top: if they change, no ledger that exists can be read."""
    path = tmp_path / "l.toml"
    for event in SOME:
        ledger.append(path, event._replace(salt="0" * 32))
    assert ledger.read(path).head == "d5e93879fe361905a5730f344447acf5926c817e539b39c8d90227c97f0c972e"
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest()
        == "24bf0c68a5e57e03878066952c961e3f3591208a97c08aa212958cd42454ead2"
    )


def test_it_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    top = [line for line in text.splitlines() if line.startswith("#")]
    assert "consent ledger" in top[0] and any("toestemmingsregister" in line for line in top)
    assert text.count("[[event]]") == len(SOME)
    assert 'person = "Sanne de Vries"\nnames = ["San", "sannie 🌷"]\n' in text
    assert 'purpose = "een \\"grafiek\\" van ons gesprek"\n' in text


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert ledger.read(tmp_path / "l.toml") == Ledger()
    assert Ledger().head == START
    assert names(tmp_path) == set()


def test_what_is_recorded_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "l.toml"
    given_back = [ledger.append(path, event) for event in SOME]
    assert ledger.read(path).events == tuple(given_back)
    for number, (event, whole) in enumerate(zip(SOME, given_back, strict=True), 1):
        known = event._replace(number=number, salt=whole.salt, previous=whole.previous, hash=digest(whole))
        assert whole == known
        assert len(whole.salt) == 32
        assert whole.time == TIME


def test_the_present_time_is_recorded(tmp_path: Path) -> None:
    whole = ledger.append(tmp_path / "l.toml", Event(what="refused", person="Sanne", number=7, hash="x", previous="y"))
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", whole.time)
    assert (whole.number, whole.previous, len(whole.hash)) == (1, START, 64)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ODD = st.text(st.sampled_from("\"\\'\n\r\t\0\x1b\x7f\x85\u2028\u2029\u200d\u202e\ufeff😀🏳️‍🌈é[]=#,u0041"), max_size=12)
ANY = TEXT | ODD
MOMENTS = st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat())
HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def events(draw: st.DrawFn) -> Event:
    what = draw(st.sampled_from(["requested", "granted", "refused", "withdrawn", "signed"]))
    signs = what == "signed"
    return Event(
        time=draw(MOMENTS) + "Z",
        what=what,
        person=draw(ANY.filter(str.strip)),
        names=tuple(draw(st.lists(ANY, max_size=3))),
        pseudonym=draw(ANY),
        at=draw(st.just("") | MOMENTS),
        until=draw(st.just("") | st.dates().map(date.isoformat)),
        to=draw(ANY),
        purpose=draw(ANY),
        evidence=draw(ANY),
        evidence_sha256=draw(st.just("") | HEX),
        plan=draw(HEX) if signs else "",
        role=draw(st.sampled_from(["private", "professional"])) if signs else "",
    )


@given(st.lists(events(), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_given_back(tmp_path_factory: pytest.TempPathFactory, given_events: list[Event]) -> None:
    path = tmp_path_factory.mktemp("ledger") / "l.toml"
    before, heads = b"", [START]
    for event in given_events:
        ledger.append(path, event)
        data = path.read_bytes()
        assert data.startswith(before)
        before = data
        heads.append(ledger.read(path).head)
    found = ledger.read(path)
    assert [event._replace(number=0, salt="", previous="", hash="") for event in found.events] == given_events
    assert len(set(heads)) == len(heads) and all(map(found.holds, heads))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_takes_one_line_that_can_be_seen(text: str) -> None:
    line = table(Event(what="granted", person=text or "x")).split("\n")[4]
    assert line.startswith('person = "')
    assert not {c for c in line if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") or c in "\u202e\u200b\ufeff"}


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "half a character": ({"person": "San\ud83d"}, "half a character"),
    "half a character in a spelling": ({"names": ("\udc80",)}, "half a character"),
    "an unknown event": ({"what": "maybe"}, "what"),
    "no event": ({"what": ""}, "what"),
    "nobody": ({"person": " "}, "person"),
    "local time": ({"time": "2025-03-01T10:00:00"}, "time"),
    "another zone": ({"time": "2025-03-01T10:00:00+02:00"}, "time"),
    "no such moment": ({"time": "2025-02-30T10:00:00Z"}, "time"),
    "no moment": ({"at": "gisteren"}, "at"),
    "no such day": ({"until": "2025-02-30"}, "until"),
    "a moment for a day": ({"until": "2025-02-28T10:00:00"}, "until"),
    "a week for a day": ({"until": "2025-W09-5"}, "until"),
    "digits that are not ASCII": ({"until": "２025-02-28"}, "until"),
    "no digest": ({"evidence_sha256": "ab"}, "evidence_sha256"),
    "a plan without a signature": ({"plan": PLAN}, "plan"),
    "a role without a signature": ({"role": "private"}, "role"),
    "a signature without a plan": ({"what": "signed", "role": "private"}, "plan"),
    "a signature without a role": ({"what": "signed", "plan": PLAN}, "role"),
    "a text for spellings": ({"names": "San"}, "type"),
    "a number for a name": ({"person": 7}, "type"),
    "bytes": ({"evidence": b"x"}, "type"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_recorded(case: str, path: Path) -> None:
    changes, word = WRONG[case]
    before = path.read_bytes()
    assert word in refused(path, lambda path: ledger.append(path, FULL._replace(**changes)))
    assert path.read_bytes() == before


# --- damage ---------------------------------------------------------------------------------------------


def shows(data: bytes) -> bool:
    """Whether damage to a ledger is found."""
    try:
        ledger.parse(data, "l.toml")
    except LedgerError:
        return True
    return False


def test_every_edit_of_one_byte_shows(path: Path) -> None:
    data = b"".join(pieces(path.read_bytes())[:3])
    assert not shows(data)
    for at, mask in itertools.product(range(len(data)), (1, 0x20, 0x80)):
        assert shows(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]), (at, mask)


def test_every_byte_left_out_or_added_shows(path: Path) -> None:
    data = b"".join(pieces(path.read_bytes())[:3])
    for at in range(len(data)):
        assert shows(data[:at] + data[at + 1 :]), at
        assert shows(data[:at] + b" " + data[at:])
    assert shows(data + b"\n") and shows(data + b"# a note\n") and shows(data.replace(b"\n", b"\r\n"))


def pieces(data: bytes) -> list[bytes]:
    """The top of a ledger, then its events."""
    return re.split(rb"(?=\n\[\[event\]\])", data)


def test_pieces_are_the_whole(path: Path) -> None:
    assert len(pieces(path.read_bytes())) == 1 + len(SOME) and b"".join(pieces(path.read_bytes())) == path.read_bytes()


@pytest.mark.parametrize("gone", range(1, len(SOME)))
def test_an_event_left_out(gone: int, path: Path) -> None:
    there = pieces(path.read_bytes())
    assert f"event {gone}, its number is {gone + 1}" in damage(
        path, b"".join(there[:gone] + there[gone + 1 :])
    ).replace(": the ledger was edited or damaged", "")


@pytest.mark.parametrize(("one", "other"), itertools.combinations(range(1, len(SOME) + 1), 2))
def test_two_events_that_changed_places(one: int, other: int, path: Path) -> None:
    there = pieces(path.read_bytes())
    there[one], there[other] = there[other], there[one]
    assert f"event {one}:" in damage(path, b"".join(there))


def test_an_event_that_stands_twice(path: Path) -> None:
    data = path.read_bytes()
    assert f"event {len(SOME) + 1}:" in damage(path, data + pieces(data)[-1])


def forged(events_there: tuple[Event, ...], at: int, **changes: Any) -> bytes:
    """The text of events of which one was changed and given a hash that fits."""
    changed = events_there[at]._replace(**changes)
    changed = changed._replace(hash=digest(changed))
    return "".join(map(table, (*events_there[:at], changed, *events_there[at + 1 :]))).encode()


@pytest.mark.parametrize("at", range(len(SOME) - 1))
def test_an_edit_with_a_hash_that_fits(at: int, path: Path) -> None:
    top, there = pieces(path.read_bytes())[0], ledger.read(path).events
    assert f"event {at + 2}:" in damage(path, top + forged(there, at, person="Fenna"))


def test_what_the_chain_cannot_show(path: Path) -> None:
    """Events cut off at the end, or a last one with another text: only a head that was noted elsewhere tells."""
    data, there = path.read_bytes(), ledger.read(path)
    for kept in range(len(SOME)):
        path.write_bytes(b"".join(pieces(data)[: 1 + kept]))
        short = ledger.read(path)
        assert short.events == there.events[:kept]
        assert not short.holds(there.head)
        assert there.holds(short.head)
    path.write_bytes(pieces(data)[0] + forged(there.events, len(SOME) - 1, person="Fenna"))
    assert not ledger.read(path).holds(there.head)


@pytest.mark.parametrize("head", ["", "0", "f" * 64, "nonsense"])
def test_heads_of_other_ledgers(head: str, path: Path) -> None:
    assert not ledger.read(path).holds(head)


def test_cut_short_anywhere_else(path: Path) -> None:
    data = path.read_bytes()
    borders = {len(b"".join(pieces(data)[:n])) for n in range(1, len(SOME) + 2)}
    assert [size for size in range(len(data)) if not shows(data[:size])] == sorted(borders - {len(data)})


def test_the_message_tells_the_event(path: Path) -> None:
    data = path.read_bytes()
    assert ": event 2: " in damage(path, data.replace(b'to = "chatgpt"', b'to = "chatgpt'))
    assert ": event 2: " in damage(path, data.replace(b'"chatgpt"', b'"chatgp\xff"'))
    assert ": event 2: " in damage(path, data.replace(b'to = "chatgpt"', b'to = "claude"'))
    assert ": event 2: " in damage(path, data.replace(b'to = "chatgpt"', b'To = "chatgpt"'))
    assert ": event 2: " in damage(path, data.replace(b'to = "chatgpt"', b'to =  "chatgpt"'))
    assert ": event 3: " in damage(path, data.replace(b'role = "private"', b"role = 7"))
    assert ": event 3: " in damage(path, data.replace(b"number = 3", b"number = true"))


BAD = {
    "an empty file": b"",
    "a text": b"hoi Sanne\n",
    "a list of people": b'[[person]]\nnames = ["Sanne"]\n',
    "another format": b'format = "1"\n',
    "format true": b"format = true\n",
    "format none": b"format = 0\n",
    "one bracket": b"format = 1\n[event]\nnumber = 1\n",
    "a row of numbers": b"format = 1\nevent = [1, 2]\n",
    "something else as well": b"format = 1\nSanne = 1\n",
    "bytes": b"\xff\xfe\x00",
    "a byte order mark": b"\xef\xbb\xbfformat = 1\n",
    "deep": b"format = " + b"[" * 100_000,
    "a long number": b"format = " + b"9" * 10_000,
    "no header": b"format = 1\n",
}


@pytest.mark.parametrize("case", BAD)
def test_no_ledger(case: str, tmp_path: Path) -> None:
    damage(tmp_path / "l.toml", BAD[case])
    assert names(tmp_path) == {"l.toml"}


def test_a_newer_ledger(path: Path) -> None:
    data = path.read_bytes().replace(b"format = 1", b"format = 2") + b'\n[[other]]\nx = "y"\n'
    path.write_bytes(data)
    for use in (ledger.read, lambda path: ledger.append(path, FULL)):
        assert "newer version" in refused(path, use, NewerLedgerError)
    assert path.read_bytes() == data


def test_more_than_a_ledger_may_hold(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(ledger, "_LARGEST", len(before))
    assert "larger" in refused(path, lambda path: ledger.append(path, FULL))
    assert path.read_bytes() == before
    monkeypatch.setattr(ledger, "_LARGEST", len(before) - 1)
    refused(path, ledger.read)


# --- places ---------------------------------------------------------------------------------------------

PLACES: dict[str, Callable[[Path], object]] = {
    "a link": lambda path: path.symlink_to(path.with_name("other")),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_recorded_there(place: str, tmp_path: Path) -> None:
    path = tmp_path / "l.toml"
    (tmp_path / "other").write_bytes(b"")
    PLACES[place](path)
    refused(path, ledger.read)
    refused(path, lambda path: ledger.append(path, FULL))
    assert names(tmp_path) == {"l.toml", "other"} and (tmp_path / "other").read_bytes() == b""


@pytest.mark.parametrize("name", ["no/l", "file/l", "nul\0"])
def test_impossible_names(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="; "):
        ledger.append(tmp_path / name, FULL)
    assert names(tmp_path) == {"file"}


@pytest.mark.skipif(os.name != "posix", reason="modes are of another system")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "l.toml"
        ledger.append(path, FULL)
        modes = [stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()]
        path.chmod(0o644)
        ledger.append(path, FULL)
        modes += [stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()]
    finally:
        os.umask(before)
    assert modes == [0o600] * 4


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the owner of everything may do anything")
def test_no_permission(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(UnreadableError, match="permission"):
        ledger.read(path)
    path.chmod(0o600)
    path.parent.chmod(0o500)
    try:
        refused(path, lambda path: ledger.append(path, FULL))
    finally:
        path.parent.chmod(0o700)


# --- a disk that refuses, other programs, several processes ----------------------------------------------


@pytest.mark.parametrize(
    ("owner", "name", "at"), [(os, "write", 0), (os, "write", 2), (os, "fsync", 0), (Path, "replace", 0)]
)
@pytest.mark.parametrize("new", [False, True])
def test_a_disk_that_refuses(
    new: bool, owner: Any, name: str, at: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if new:
        path.unlink()
    before = path.read_bytes() if path.exists() else None
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", in_pieces(os.write))
        patch.setattr(owner, name, fails(at, getattr(owner, name)))
        assert "No space left" in refused(path, lambda path: ledger.append(path, FULL))
    assert (path.read_bytes() if path.exists() else None) == before
    assert names(path.parent) == {LOCK} | ({"l.toml"} if before else set())
    ledger.append(path, FULL)
    assert len(ledger.read(path).events) == (len(SOME) + 1 if before else 1)


def test_a_disk_without_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lock(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(disk, "_lock", lock)
    assert "locked" in refused(path, lambda path: ledger.append(path, FULL))


def test_a_program_that_knows_no_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = path.read_bytes()
    shorter = b"".join(pieces(whole)[:-1])
    real = disk._fill

    def fill(handle: int, data: bytes) -> None:
        real(handle, data)
        path.write_bytes(shorter)

    monkeypatch.setattr(disk, "_fill", fill)
    refused(path, lambda path: ledger.append(path, FULL), BusyLedgerError)
    assert path.read_bytes() == shorter
    assert names(path.parent) == {"l.toml", LOCK}


def python(call: str, *given_words: object) -> subprocess.Popen[str]:
    """Run a function of this file in another process."""
    code = f"import sys, test_ledger; test_ledger.{call}(*sys.argv[1:])"
    command = [sys.executable, "-c", code, *map(str, given_words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=Path(__file__).parent, stdin=pipe, stdout=pipe, text=True)


def add(path: str, person: str, times: str) -> None:
    ledger._WAIT = 60.0  # the disk may be slow
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(times)):
        ledger.append(Path(path), Event(what="requested", person=person, evidence=str(number)))


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l.toml"
    writers = [python("add", path, person, 15) for person in ("Sanne", "Bram")]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    there = ledger.read(path).events
    for person in ("Sanne", "Bram"):
        assert [e.evidence for e in there if e.person == person] == list(map(str, range(15)))
    assert len(there) == 30 and names(tmp_path) == {"l.toml", LOCK}


def hold(path: str) -> None:
    disk.lock(Path(path), 60)
    print("held", flush=True)
    sys.stdin.readline()


def test_the_second_writer_hears_of_the_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_WAIT", 0.0)
    first = python("hold", path)
    assert first.stdout and first.stdout.readline() == "held\n"
    refused(path, lambda path: ledger.append(path, FULL), BusyLedgerError)
    assert len(ledger.read(path).events) == len(SOME)
    first.kill()
    first.communicate(timeout=60)
    ledger.append(path, FULL)
    assert len(ledger.read(path).events) == len(SOME) + 1


def strike(folder: str) -> None:
    """Record something in one folder after another, each time killed one call later, the last time not at all.

    Prints the calls of that last time.
    """
    ledger.append(Path(folder, "loads what is loaded late"), FULL)
    for at in itertools.count():
        place = Path(folder, str(at))
        place.mkdir()
        ledger.append(place / "l.toml", FULL)
        if not (child := os.fork()):
            striker = Striker(place, at)
            ledger.append(place / "l.toml", SOME[0])
            sys.stdout.write(json.dumps(striker.calls))
            sys.stdout.flush()
            os._exit(0)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of another system")
def test_killed_between_any_two_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_WAIT", 0.0)
    calls = json.loads(python("strike", tmp_path).communicate(timeout=60)[0])
    assert calls == "open open open remove open write write fsync open os.rename remove open fsync".split()
    for at in range(len(calls)):
        path = tmp_path / str(at) / "l.toml"
        data = path.read_bytes()
        before = "".join([ledger._HEADER, table(ledger.read(path).events[0])]).encode()
        assert data.startswith(before) and (data == before) == (at <= calls.index("os.rename")), at
        assert len(ledger.read(path).events) == 1 + (data != before)
        assert names(path.parent) <= {"l.toml", LOCK, TEMPORARY}
        ledger.append(path, SOME[3])
        assert ledger.read(path).events[-1].what == "withdrawn"
        assert names(path.parent) == {"l.toml", LOCK}


# --- where people stand ---------------------------------------------------------------------------------

TODAY = date(2025, 6, 1)


def made(*rows: str) -> list[Event]:
    """Events written short: "granted until=2025-05-31 to=claude"."""
    return [
        Event(number, TIME, what, "Sanne de Vries", **dict(word.split("=", 1) for word in more))  # type: ignore[arg-type]
        for number, (what, *more) in enumerate(map(str.split, rows), 1)
    ]


STATES: list[tuple[list[str], str, str]] = [
    ([], "", "none"),
    (["requested"], "", "requested"),
    (["granted"], "", "granted"),
    (["granted"], "claude", "granted"),
    (["requested", "granted"], "", "granted"),
    (["granted", "requested"], "", "granted"),
    (["refused"], "", "refused"),
    (["refused", "requested"], "", "refused"),
    (["withdrawn", "requested"], "", "withdrawn"),
    (["granted", "withdrawn"], "", "withdrawn"),
    (["withdrawn", "granted"], "", "granted"),
    (["granted", "refused", "granted", "refused"], "", "refused"),
    (["granted until=2025-06-01"], "", "granted"),
    (["granted until=2025-05-31"], "", "expired"),
    (["granted", "granted until=2025-05-31"], "", "expired"),
    (["granted until=2025-05-31", "granted"], "", "granted"),
    (["granted until=2025-05-31", "requested"], "", "expired"),
    (["refused until=2025-05-31"], "", "refused"),
    (["withdrawn until=2025-05-31 to=claude"], "chatgpt", "withdrawn"),
    (["refused to=claude"], "chatgpt", "refused"),
    (["granted to=claude"], "claude", "granted"),
    (["granted to=claude"], "chatgpt", "other recipient"),
    (["granted to=claude"], "", "other recipient"),
    (["granted", "granted to=claude"], "chatgpt", "granted"),
    (["granted to=chatgpt", "granted to=claude"], "chatgpt", "granted"),
    (["granted to=chatgpt", "withdrawn to=claude"], "chatgpt", "granted"),
    (["granted to=chatgpt", "withdrawn"], "chatgpt", "withdrawn"),
    (["withdrawn to=claude"], "chatgpt", "withdrawn"),
    (["granted to=claude until=2025-05-31"], "chatgpt", "expired"),
]


@pytest.mark.parametrize(("rows", "to", "word"), STATES, ids=lambda value: str(value))
def test_states(rows: list[str], to: str, word: str) -> None:
    found = state(made(*rows, "signed"), TODAY, to)
    assert found.word == word
    assert (found.event is None) == (word == "none")


def test_what_a_state_rests_on() -> None:
    (said,) = made("granted until=2026-01-01 at=2025-02-27T21:14:00")
    assert state([said], TODAY) == State("granted", "2025-02-27T21:14:00", "2026-01-01", said)
    (asked,) = made("requested")
    assert state([asked], TODAY) == State("requested", TIME, "", asked)
    assert state(made("signed"), TODAY) == State("none")


@given(st.lists(st.sampled_from(["requested", "granted", "refused", "withdrawn", "signed"])), st.integers(-3, 3))
def test_consent_needs_a_grant_that_nobody_came_back_on(words: list[str], days: int) -> None:
    until = (TODAY + timedelta(days)).isoformat()
    found = state(made(*(f"{word} until={until}" for word in words)), TODAY)
    decisions = [word for word in words if word in ("granted", "refused", "withdrawn")]
    assert (found.word == "granted") == (decisions[-1:] == ["granted"] and days >= 0)


SAME = [
    ("Sanne de Vries", "sanne de vries"),
    ("Ayşe Yılmaz", "ayse yilmaz"),
    ("~ Renée", "~ renee"),
    ("~Renée", "~Rene\u0301e"),
    ("\u200eSanne\u200e", "Sanne"),
    ("Sanne\u202fde Vries", "Sanne de Vries"),
    ("+31 6 01234567", "06-01234567"),
    ("~+44 7700 900123", "+447700900123"),
]
OTHER = [
    ("Sanne", "Sanne de Vries"),
    ("Sanne", "Hanne"),
    ("~ Anna", "Anna"),
    ("Jo Hanna", "Johanna"),
    ("06-01234567", "06-01234568"),
    ("~", " "),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person(one: str, other: str) -> None:
    for recorded, asked in ((one, other), (other, one)):
        as_person = Event(1, TIME, "granted", recorded)
        as_spelling = Event(2, TIME, "granted", "x", (recorded,))
        assert of_person(Ledger((as_person, as_spelling)), [asked]) == [as_person, as_spelling]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_spellings_of_others(one: str, other: str) -> None:
    assert of_person(Ledger((Event(1, TIME, "granted", one, (one,)),)), [other], [""]) == []


def test_people_of_a_vault() -> None:
    by_label = Event(1, TIME, "granted", "PERSON_3", pseudonym="PERSON_3")
    signature = Event(2, TIME, "signed", "Sanne", pseudonym="PERSON_3", plan=PLAN, role="private")
    book = Ledger((by_label, signature))
    assert of_person(book, [], ["PERSON_3"]) == [by_label]
    assert of_person(book, ["PERSON_30"], ["PERSON_30"]) == []
    assert of_person(book, ["Sanne"]) == []


def test_a_whole_cast() -> None:
    """What may be of several people counts against them, never for them."""
    rows = [("granted", "Sanne"), ("granted", "Bram"), ("withdrawn", "Bram"), ("granted", "Fenna"), ("requested", "Bo")]
    book = Ledger(tuple(Event(n, TIME, what, who) for n, (what, who) in enumerate(rows, 1)))
    people = {
        1: ({"Sanne", "Sanne de Vries"}, set[str]()),
        2: ({"sanne", "S. Kuiperveld"}, set[str]()),
        3: ({"Bram"}, set[str]()),
        4: ({"bram", "Bram O."}, set[str]()),
        5: ({"Joost"}, {"PERSON_5"}),
    }
    words = {number: found.word for number, found in states(book, people, TODAY).items()}
    assert words == {1: "none", 2: "none", 3: "withdrawn", 4: "withdrawn", 5: "none"}
    assert [event.number for event in unmatched(book, people)] == [1, 2, 4, 5]


def test_a_grant_for_two_does_not_undo_a_refusal_of_one() -> None:
    book = Ledger((Event(1, TIME, "refused", "Sanne de Vries"), Event(2, TIME, "granted", "Sanne")))
    people = {1: (["Sanne", "Sanne de Vries"], ()), 2: (["Sanne"], ())}
    assert [found.word for found in states(book, people, TODAY).values()] == ["refused", "none"]


def test_signatures(path: Path) -> None:
    there = ledger.read(path)
    again = ledger.append(path, SOME[2]._replace(role="professional"))
    assert ledger.signed(there, PLAN) == there.events[2]
    assert ledger.signed(ledger.read(path), PLAN) == again
    assert ledger.signed(there, "cd" * 32) is None and ledger.signed(there, "") is None
    assert unmatched(there, {}) == [e for e in there.events if e.what != "signed"]
