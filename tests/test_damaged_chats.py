"""Exports of chats and dating apps that are cut off, doubled, garbled or encoded otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import counts, files, formats
from chatscrub.errors import ChatscrubError
from chatscrub.model import Export, Role

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
FORMATS = (
    *("signal", "signal_export", "slack", "discord", "discord_page", "skype", "matrix", "matrix_text", "hangouts"),
    *("copilot", "snapchat", "tinder", "hinge"),
)
BESIDE = ("canaries.tsv", "expected.json")
SOURCES = [
    path
    for name in FORMATS
    for path in sorted((SAMPLES / name).rglob("*"))
    if path.is_file() and path.name not in BESIDE and path.suffix != ".png"
]
every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.name[:12]}")


def read(data: bytes, path: Path, format: str | None = None) -> Export | None:
    """What is read of some bytes; None where they are refused."""
    try:
        return files.read_bytes(data, path.name, format=format)
    except ChatscrubError:
        return None


def check(export: Export | None) -> None:
    """Every field says what stands where it stands."""
    for field in export.fields if export else ():
        text = export.parts[field.part].text if export else ""
        assert "".join(field.codec.view(text[slice(*piece)]).text for piece in field.pieces) == field.text


def times(export: Export) -> int:
    return sum(field.role is Role.TIME for field in export.fields)


@every_source
def test_twice_the_text_holds_twice_the_messages(path: Path) -> None:
    data = path.read_bytes()
    kind = formats.sniff(str(path), data.decode())
    once, twice = read(data, path, kind), read(data + b"\n\n" + data, path, kind)
    assert once and twice
    assert counts.count_messages(twice) == 2 * counts.count_messages(once)
    check(twice)


@every_source
def test_another_encoding_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    once, other = read(data, path), read(data.decode().encode("utf-16"), path)
    assert once and other
    assert other.format == once.format
    assert [(f.role, f.text) for f in other.fields] == [(f.role, f.text) for f in once.fields]


@every_source
def test_line_ends_of_windows_change_nothing(path: Path) -> None:
    data = path.read_bytes().replace(b"\r\n", b"\n")
    once, other = read(data, path), read(data.replace(b"\n", b"\r\n"), path)
    assert once and other
    assert other.format == once.format
    words = [[(f.role, f.text.strip()) for f in e.fields if "\n" not in f.text.strip()] for e in (once, other)]
    assert words[0] == words[1]


@every_source
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_stands_before_a_cut_is_read(path: Path, data: st.DataObject) -> None:
    raw = path.read_bytes()
    kind = formats.sniff(str(path), raw.decode())
    text = raw.decode()
    cut = data.draw(st.integers(0, len(text)))
    whole, part = read(raw, path, kind), read(text[:cut].encode(), path, kind)
    check(part)
    if whole and part:
        before = sum(f.role is Role.TIME and f.pieces[0].end + 200 < cut for f in whole.fields)
        assert times(part) >= before or kind in ("signal_export", "discord")


@every_source
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_garbled(path: Path, data: st.DataObject) -> None:
    raw = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=12)):
        raw[at] = data.draw(st.integers(32, 126))
    kind = formats.sniff(str(path), path.read_bytes().decode())
    for format in (None, kind):
        check(read(bytes(raw), path, format))
