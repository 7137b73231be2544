"""Long texts: they read as the string they were made of, and an export with one gives what it gives without."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import detector, files, longtext, plans
from chatscrub.errors import UnreadableError
from chatscrub.formats import whatsapp
from chatscrub.formats.endings import breaks_off
from chatscrub.longtext import LongText, Reach, lines, matches, whole, windows
from chatscrub.rewriting import rewritten
from chatscrub.settings import Limits
from chatscrub.syntax import jsontext

SAMPLES = Path(__file__).parent.parent / "sample_exports"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks and windows so small that every text has many."""
    monkeypatch.setattr(longtext, "_BLOCK", 7)
    monkeypatch.setattr(longtext, "_WINDOW", 11)
    monkeypatch.setattr(longtext, "_NEAR", 3)


@given(st.lists(st.text(max_size=20)), st.integers(-90, 90) | st.none(), st.integers(-90, 90) | st.none())
def test_slices(pieces: list[str], start: int | None, stop: int | None) -> None:
    """Every slice is that of the string, also of half characters, and after pickling."""
    text = "".join(pieces)
    long = LongText(pieces)
    assert len(long) == len(text)
    assert long[start:stop] == text[start:stop]
    assert pickle.loads(pickle.dumps(long))[start:stop] == text[start:stop]
    assert whole(long) == text


ENDS = st.integers(-30, 30) | st.none()


@given(st.text(max_size=30), st.lists(st.tuples(ENDS, ENDS), max_size=12))
def test_one_slice_after_another(text: str, ends: list[tuple[int | None, int | None]]) -> None:
    """A slice does not depend on which block was read before it."""
    long = LongText([text])
    for start, stop in ends:
        assert long[start:stop] == text[start:stop]


def test_signs_steps_and_repr() -> None:
    long = LongText(["abc\ud83d", "😂defghijk"])
    assert [long[at] for at in range(-len(long), len(long))] == list("abc\ud83d😂defghijk") * 2
    with pytest.raises(IndexError):
        long[13]
    with pytest.raises(ValueError, match="steps"):
        long[::2]
    assert "abc" not in repr(long)


@given(st.text(alphabet='ab \n"é😂', max_size=80))
def test_windows(text: str) -> None:
    """They are the text, in order; a string is one; where a word could end near the end of one, none is cut."""
    found = list(windows(LongText([text])))
    assert "".join(piece for _, piece in found) == text
    assert [at for at, _ in found] == [sum(len(p) for _, p in found[:n]) for n in range(len(found))]
    assert list(windows(text)) == [(0, text)]


@given(st.text(alphabet="ab \n\r😂", max_size=80))
def test_lines(text: str) -> None:
    """The pieces are the text, in order, and each but the last ends behind a line feed."""
    found = list(lines(LongText([text])))
    assert "".join(piece for _, piece in found) == text
    assert all(piece.endswith("\n") for _, piece in found[:-1])
    assert [at for at, _ in found] == [sum(len(p) for _, p in found[:n]) for n in range(len(found))]
    assert list(lines(text)) == [(0, text)]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=8))
def test_what_is_in_reach(text: str, ranges: list[tuple[int, int]]) -> None:
    """A range stands in the string that is given for it, at the same distance from where that begins."""
    for one in (text, LongText([text])):
        within = Reach(one)
        for start, size in sorted(ranges):
            low, high = min(start, len(text)), min(start + size, len(text))
            base, there = within(low, high)
            assert there[low - base : high - base] == text[low:high]


@given(
    st.text(alphabet='{}[],:" \\ab1\n\ufeff😂', max_size=120)
    | JSON.map(json.dumps)
    | JSON.map(lambda j: json.dumps(j, indent=2))
)
@settings(max_examples=400)
def test_the_same_leaves(text: str) -> None:
    """JSON, whole or broken, has the same leaves whatever the windows."""
    long = LongText([text])
    assert list(jsontext.leaves(long)) == list(jsontext.leaves(text))
    half = len(text) // 2
    assert list(jsontext.leaves(long, half // 2, half)) == list(jsontext.leaves(text, half // 2, half))
    if text[:1] in ("{", "["):
        assert breaks_off("json", long) == breaks_off("json", text)


def test_matches_of_what_is_longer_than_a_window() -> None:
    text = 'x "' + "long " * 30 + '" y'
    pattern = re.compile(r'"[^"]*"?|[xy]')
    found = [text[base + m.start() : base + m.end()] for base, m in matches(pattern, LongText([text]))]
    assert found == pattern.findall(text)


@pytest.mark.parametrize(
    "path",
    sorted(
        p
        for p in SAMPLES.rglob("*")
        if p.name != "expected.json" and p.suffix in (".json", ".txt", ".csv", ".html", ".xml", ".jsonl")
    ),
)
def test_every_sample_reads_and_scrubs_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields, plan and bytes are those of the text as a string."""
    plain = files.read(path)
    monkeypatch.setattr(longtext, "_WINDOW", 1000)  # so that no window ends in the midst of a word or a label
    monkeypatch.setattr(files, "_LONG", 1)
    long = files.read(path)
    assert any(isinstance(part.text, LongText) for part in long.parts)
    assert list(long.fields) == list(plain.fields)
    assert (long.format, long.known, long.sha256) == (plain.format, plain.known, plain.sha256)
    ours, theirs = (plans.plan(export, detector.detect(export)) for export in (long, plain))
    assert ours == theirs
    for edits in ours.parts:
        pair = [b"".join(rewritten(e, e.parts[edits.part], edits.edits)) for e in (long, plain)]
        assert pair[0] == pair[1]


def test_a_long_text_that_is_no_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read as any other, and refused as any other."""
    monkeypatch.setattr(files, "_LONG", 1)
    path = tmp_path / "result.json"
    path.write_bytes((SAMPLES / "telegram" / "one_chat" / "result.json").read_bytes().replace(b"a", b"\xe9", 1))
    monkeypatch.setattr(files, "_LONG", 1)
    long = files.read(path)
    monkeypatch.undo()
    assert list(files.read(path).fields) == list(long.fields)
    path.write_bytes(b'{"a": "\x00"}')
    monkeypatch.setattr(files, "_LONG", 1)
    with pytest.raises(UnreadableError, match="not text"):
        files.read(path)


@given(st.text(alphabet="ab\n\udcc3\udce2\udc80", max_size=40), st.sampled_from(["whatsapp", "plain"]))
def test_where_a_chat_of_lines_breaks_off(text: str, kind: str) -> None:
    assert breaks_off(kind, LongText([text])) == breaks_off(kind, text)


DIALECTS = st.lists(
    st.sampled_from(
        [
            *("12-05-2024 14:30 - Anna: hoi\n", "12-05-2024 14:31 - Bob: Chris: Dirk: kom je?\r\n", "tweede regel\n"),
            *("[12-05-2024 14:30:01] Anna: ja\n", "12-05-2024 14:32 - Anna heeft de groep verlaten\n", "\n"),
            *("> [13-05-2024, 09:00] Eva: oké 😂\n", "[14:30] Bob: straks\n", "12/05/2024, 14:30 - Bob:hoi\n"),
            *(
                "12-05-2024 14:33 - Anna: [13-05-2024 09:00] Eva: nee\n",
                "12-05-2024 14:34 - Anna:",
                " @\u2068Bob\u2069\n",
            ),
            *(
                '12-05-2024 14:35 - Anna heeft de groep "Huis: wie doet wat" gemaakt\n',
                "12-05-2024 14:36 - Bob: tip: lees",
            ),
        ]
    ),
    max_size=30,
).map("".join)


@given(DIALECTS)
def test_a_chat_of_lines_is_read_the_same(text: str) -> None:
    """WhatsApp, in whatever dialects, has the same fields whatever the windows."""
    assert list(whatsapp.fields(0, LongText([text]))) == list(whatsapp.fields(0, text))


def test_lines_that_are_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONG", 1)
    path = tmp_path / "chat.txt"
    path.write_text("12-05-2024 14:30 - Anna: hoi\n12-05-2024 14:31 - Bob: " + "ja " * 20 + "\n")
    assert isinstance(files.read(path).parts[0].text, LongText)
    assert files.read(path, limits=Limits(line_chars=85)).format == "whatsapp"
    with pytest.raises(UnreadableError, match="a line of more than 84"):
        files.read(path, limits=Limits(line_chars=84))
    with pytest.raises(UnreadableError, match="a text of more than"):
        files.read(path, limits=Limits(file_bytes=10))


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read by slices may be larger than what is not."""
    monkeypatch.setattr(files, "_LONG", 1)
    path = SAMPLES / "telegram" / "one_chat" / "result.json"
    assert files.read(path, limits=Limits(file_bytes=10)).format == "telegram"
    with pytest.raises(UnreadableError, match="a text of more than"):
        files.read(path, limits=Limits(long_bytes=10))
    with pytest.raises(UnreadableError, match="a text of more than"):
        files.read(path, format="plain", limits=Limits(file_bytes=10))
    assert files.read(path, format="plain").format == "plain"
