"""Lines to chances: nothing depends on the company a conversation is in, and every token of every line is read."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from chatscrub import chat_model
from chatscrub.chat_model import (
    FOLDER,
    MODEL,
    SETTINGS,
    TOKENIZER,
    WEIGHTS,
    ChatModel,
    Numbered,
    Reading,
    released_model,
)
from chatscrub.errors import DamagedModelError, NotExaminedError

PARTS = FOLDER / "chat_ner"
BOS, PAD, EOS = 0, 1, 2


class Echo(ChatModel):
    """A model that says the token's own number, in place of chances."""

    def _run(self, ids: list[int]) -> NDArray[np.float32]:
        return np.repeat(np.array(ids, np.float32)[:, None] % 2048, len(self.kinds) + 2, axis=1)


@cache
def model() -> ChatModel:
    return ChatModel(PARTS)


@cache
def echo() -> Echo:
    return Echo(PARTS)


def bits(reading: Reading) -> tuple[bytes, ...]:
    return tuple(column.tobytes() for column in reading[:4])


def all_bits(readings: Sequence[Sequence[Reading]]) -> list[list[tuple[bytes, ...]]]:
    return [[bits(reading) for reading in lines] for lines in readings]


def is_whole(line: str, reading: Reading) -> bool:
    """Whether every token has its row, and the tokens stand in order inside the line, over all letters and digits."""
    starts, ends = reading.starts, reading.ends
    held = {at for start, end in zip(starts, ends, strict=True) for at in range(start, end)}
    return (
        len(starts) == len(ends) == len(reading.chances) == len(reading.begins)
        and bool((np.diff(starts) >= 0).all() and (np.diff(ends) >= 0).all())
        and all(0 <= start <= end <= len(line) for start, end in zip(starts, ends, strict=True))
        and all(at in held for at, char in enumerate(line) if char.isalnum())
    )


def are_chances(reading: Reading) -> bool:
    both = np.concatenate([reading.chances.ravel(), reading.begins])
    return bool(np.isfinite(both).all() and (both >= 0).all() and (both <= 1).all())


# --- company and order ----------------------------------------------------------------------------------

CHATS: tuple[tuple[str, ...], ...] = (
    ("ik ga met Sanne naar Utrecht", "gezellig! groetjes aan Boris", "doe ik"),
    ("did you call Fenna Kuiperveld?",),
    (),
    ("",),
    ("ja", "", "nee", "ok 👍🏽"),
    tuple(f"bericht {number} over Yusuf en de afspraak op het plein" for number in range(40)),
    ("een heel lang verhaal zonder einde " * 60, "en toen kwam Sanne"),
)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(CHATS))), st.lists(st.integers(0, len(CHATS)), max_size=3))
def test_readings_do_not_depend_on_the_company(order: list[int], cuts: list[int]) -> None:
    alone = all_bits([model().read([chat])[0] for chat in CHATS])
    edges = [0, *sorted(cuts), len(CHATS)]
    groups = [order[a:b] for a, b in pairwise(edges)]
    found = [all_bits(model().read([CHATS[number] for number in group])) for group in groups]
    assert list(chain.from_iterable(found)) == [alone[number] for number in order]


def test_reading_twice_gives_the_same() -> None:
    assert all_bits(model().read(CHATS)) == all_bits(model().read(CHATS)) == all_bits(ChatModel(PARTS).read(CHATS))


def test_a_conversation_many_times_is_read_the_same_every_time() -> None:
    assert len({str(chat) for chat in all_bits(model().read([CHATS[5]] * 5))}) == 1


def test_nothing_to_read() -> None:
    assert model().read([]) == []
    assert model().read([[], []]) == [[], []]


def test_progress_counts_windows() -> None:
    calls: list[tuple[int, int]] = []
    echo().read([["hoi"]] * 200, lambda done, total: calls.append((done, total)))
    assert calls == sorted(calls) and {total for _, total in calls} == {200}
    assert all(0 <= done <= total for done, total in calls)


# --- every line, whole ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "least"),
    [
        pytest.param(" ".join(["Sanne", "gaat", "naar", "huis", "vandaag"] * 1000), 5000, id="5,000 words"),
        pytest.param("abcdefghij" * 2000, 100, id="a word of 20,000 letters"),
        pytest.param("?!" * 5000, 100, id="10,000 signs"),
        pytest.param("x" * 99_999 + " Sanne", 100, id="over the edge of one numbering"),
    ],
)
def test_a_very_long_line_is_read_whole(line: str, least: int) -> None:
    numbered = echo()._number(line)
    ((told,),) = echo().read([[line]])
    assert len(told.starts) >= least and is_whole(line, told)
    assert told.chances[:, 0].tolist() == told.begins.tolist() == [number % 2048 for number in numbered.ids.tolist()]
    assert told.ends[-1] == len(line)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab  é\u0301👍\u00a0\u200e"), max_size=60), st.integers(2, 20))
def test_a_line_is_read_whole_in_pieces_of_any_size(line: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat_model, "_CUT", size)
        assert "".join(piece for _, piece in chat_model._pieces(line)) == line
        assert all(line.startswith(piece, at) and len(piece) <= size for at, piece in chat_model._pieces(line))
        assert is_whole(line, echo().read([[line]])[0][0])


def test_a_very_long_line_has_chances_to_its_end() -> None:
    line = "dit is gewone tekst zonder namen erin " * 300 + "en daarna ga ik met Sanne naar Utrecht"
    ((reading,),) = model().read([[line]])
    assert is_whole(line, reading) and are_chances(reading)
    at = line.index("Sanne")
    assert reading.chance(at, at + 5, model().kinds.index("PERSON")) > 0.5


def test_many_short_lines_each_have_their_own_reading() -> None:
    lines = [f"{'ja ' * (number % 4)}nummer {number}" for number in range(500)]
    (readings,) = echo().read([lines])
    assert len(readings) == len(lines)
    for line, reading in zip(lines, readings, strict=True):
        assert is_whole(line, reading)
        assert reading.chances[:, 0].tolist() == [number % 2048 for number in echo()._number(line).ids.tolist()]


def test_many_short_lines_have_chances() -> None:
    lines = ["ok", "ik ga met Sanne naar Utrecht", "", "👍🏽"] * 30
    (readings,) = model().read([lines])
    assert all(is_whole(line, r) and are_chances(r) for line, r in zip(lines, readings, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "\u00a0",
        " \t  ",
        "\u200e",
        "\u200e \u200f",
        "...",
        "?!",
        "---",
        "_",
        "❤️",
        "👩‍👩‍👧",
        "🇳🇱 🇳🇱",
        "\u0301",
        "\x00",
    ],
)
def test_lines_without_words(line: str) -> None:
    lines = [line, "ik ga met Sanne naar Utrecht", line]
    (readings,) = model().read([lines])
    assert all(is_whole(text, r) and are_chances(r) for text, r in zip(lines, readings, strict=True))


def test_empty_lines_change_nothing() -> None:
    lines = ["ik ga met Sanne naar Utrecht", "leuk, neem je Boris mee?"]
    (plain,) = model().read([lines])
    (spaced,) = model().read([["", lines[0], "", "", lines[1], ""]])
    assert [bits(spaced[1]), bits(spaced[4])] == list(map(bits, plain))


_LINES = st.lists(st.text(st.sampled_from("ab Sé\u0301,.👍\u200d\u00a0\u200eﬁｂ한"), max_size=60), max_size=12)


@settings(deadline=None)
@given(st.lists(_LINES, max_size=3))
def test_every_token_gets_the_row_of_its_own_place(conversations: list[list[str]]) -> None:
    found = echo().read(conversations)
    assert [len(readings) for readings in found] == [len(lines) for lines in conversations]
    for lines, readings in zip(conversations, found, strict=True):
        for line, reading in zip(lines, readings, strict=True):
            assert is_whole(line, reading)
            assert reading.chances[:, -1].tolist() == [number % 2048 for number in echo()._number(line).ids.tolist()]


# --- offsets --------------------------------------------------------------------------------------------


def pieces(line: str) -> list[str]:
    """The line's tokens as they stand in it, less those that only say that a word begins."""
    numbered = model()._number(line)
    bare = model()._tokenizer.token_to_id("▁")
    return [
        line[a:b]
        for number, (a, b) in zip(numbered.ids.tolist(), numbered.offsets.tolist(), strict=True)
        if number != bare
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ik ga met Sanne", ["ik", "ga", "met", "Sanne"]),
        ("👩‍👩‍👧 Sanne", ["👩‍👩‍👧", "Sanne"]),
        ("👍🏽👍🏽 hoi Sanne", ["👍🏽👍🏽", "hoi", "Sanne"]),
        ("Rene\u0301e en Zoe\u0308", ["Rene\u0301e", "en", "Zoe\u0308"]),
        ("Sanne\u00a0Bos", ["Sanne", "Bos"]),
        ("\u200eSanne\u200f \u200eBos", ["\u200eSanne\u200f", "\u200eBos"]),
        ("so\u00adfie Sanne", ["so\u00adfie", "Sanne"]),
        ("ｓａｎｎｅ Ｂｏｓ", ["ｓａｎｎｅ", "Ｂｏｓ"]),
        ("de ﬁets van ﬂoor", ["de", "ﬁets", "van", "ﬂoor"]),
        ("  twee   blanks ", ["twee", "blanks"]),
        ("½ liter ㎏", ["½", "liter", "㎏"]),
    ],
)
def test_tokens_stay_inside_their_word(line: str, words: list[str]) -> None:
    ranges: list[tuple[int, int]] = []
    for word in words:
        start = line.index(word, ranges[-1][1] if ranges else 0)
        ranges.append((start, start + len(word)))
    offsets = [(start, end) for start, end in model()._number(line).offsets.tolist() if start < end]
    assert all(any(a <= start and end <= b for a, b in ranges) for start, end in offsets)
    held = {at for start, end in offsets for at in range(start, end)}
    assert all(at in held for a, b in ranges for at in range(a, b) if line[at].isalnum())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("👩‍👩‍👧 ok", "👩👩👧ok"),
        ("e\u0301e\u0301n", "e\u0301e\u0301n"),
        ("ok\u00a0\u200eok\u200f", "okok"),
        ("ｏｋ ﬁ", "ｏｋﬁ"),
    ],
)
def test_pieces_table(line: str, expected: str) -> None:
    assert "".join(pieces(line)).replace("\u200d", "").replace("\u200e", "") == expected


HIDDEN = "\u0301\u0308\u00ad\u200b\u200d\u200e\u200f\ufeff\ufe0f"  # may be left out behind the letter they stand on
_ODD = st.text(
    st.one_of(
        st.sampled_from(f"abn SB.,-#'’é\u00a0ﬁﬂｓＢ½㎏👩👍🏽🇳{HIDDEN}"),
        st.characters(codec="utf-8", max_codepoint=0x024F),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(_ODD)
def test_a_token_reads_what_stands_at_its_offsets(line: str) -> None:
    numbered = model()._number(line)
    normal = model()._tokenizer.normalizer.normalize_str
    rest = [len(line) - len(line[at:].lstrip(HIDDEN)) for at in range(len(line) + 1)]
    for number, (start, end) in zip(numbered.ids.tolist(), numbered.offsets.tolist(), strict=True):
        piece = str(model()._tokenizer.id_to_token(number)).lstrip("▁")
        assert not line[start : start + 1].isspace() or start == end
        assert start == end or piece == "<unk>" or piece in normal(line[start : rest[end]])


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_tokens_of_any_text_are_in_order_and_hold_every_letter(line: str) -> None:
    ((reading,),) = echo().read([[line]])
    assert is_whole(line, reading)


@pytest.mark.parametrize("line", ["a <s> b", "a </s> b", "<s>", "</s>", "<pad>", "dat was <s>niet</s> leuk"])
def test_no_text_makes_a_token_that_marks_an_edge(line: str) -> None:
    assert not {BOS, PAD, EOS} & set(model()._number(line).ids.tolist())


# --- readings -------------------------------------------------------------------------------------------


def _reading(offsets: list[tuple[int, int]], chances: list[float]) -> Reading:
    starts, ends = np.array(offsets, np.int32).reshape(-1, 2).T
    rows = np.array(chances, np.float16)
    return Reading(starts, ends, np.stack([rows, 1 - rows], axis=1), rows)


@pytest.mark.parametrize(
    ("start", "end", "highest"),
    [
        (0, 2, 0.25),
        (0, 3, 0.25),
        (0, 4, 0.5),
        (2, 3, 0.0),
        (3, 9, 1.0),
        (4, 5, 0.5),
        (5, 6, 1.0),
        (6, 9, 1.0),
        (7, 9, 0.0),
        (9, 20, 0.0),
    ],
)
def test_chance_of_a_range(start: int, end: int, highest: float) -> None:
    reading = _reading([(0, 2), (3, 5), (5, 7)], [0.25, 0.5, 1.0])
    assert reading.chance(start, end, 0) == highest
    assert reading.shifted(100).chance(start + 100, end + 100, 0) == highest
    assert _reading([], []).chance(start, end, 0) == 0.0


# --- windows --------------------------------------------------------------------------------------------


class Sizes(ChatModel):
    """Only the sizes of a model, to pack windows with."""

    def __init__(self, window: int, before: int) -> None:
        self.window, self.before = window, before


def made_up(ids: Iterable[int]) -> Numbered:
    numbers = np.array([*ids], np.int32)
    return Numbered(numbers, np.zeros((len(numbers), 2), np.int32))


@st.composite
def packed(draw: st.DrawFn) -> tuple[Sizes, list[Numbered]]:
    """Sizes, and lines of made-up ids that are all different."""
    before = draw(st.integers(1, 6))
    sizes = Sizes(draw(st.integers(before + 3, 4 * before + 20)), before)
    lengths = draw(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 3 * sizes.window)), max_size=12))
    edges = [3, *accumulate(lengths, initial=3)]
    return sizes, [made_up(range(a, b)) for a, b in pairwise(edges)]


def test_the_released_sizes_are_such_as_the_windows_need() -> None:
    assert 0 < model().before < model().window - 2
    assert len(model().kinds) == len(set(model().kinds)) == len(model().thresholds)
    assert ((model().thresholds > 0) & (model().thresholds < 1)).all()


@given(packed())
def test_every_token_is_counted_once_and_in_order(case: tuple[Sizes, list[Numbered]]) -> None:
    sizes, lines = case
    windows = list(sizes._windows(lines))
    counted = [(line, at) for w in windows for line, first, last, _ in w.counted for at in range(first, last)]
    assert counted == [(number, at) for number, line in enumerate(lines) for at in range(line.ids.size)]


@given(packed())
def test_no_window_is_too_long_and_none_is_for_nothing(case: tuple[Sizes, list[Numbered]]) -> None:
    sizes, lines = case
    for window in sizes._windows(lines):
        assert 3 <= len(window.ids) <= sizes.window
        assert window.counted and all(first < last for _, first, last, _ in window.counted)


@given(packed())
def test_windows_hold_the_tokens_that_they_count(case: tuple[Sizes, list[Numbered]]) -> None:
    sizes, lines = case
    for window in sizes._windows(lines):
        assert window.ids[0] == BOS and window.ids[-1] == EOS
        for line, first, last, at in window.counted:
            assert window.ids[at : at + last - first] == lines[line].ids[first:last].tolist()


@given(packed())
def test_in_front_stands_what_came_directly_before(case: tuple[Sizes, list[Numbered]]) -> None:
    sizes, lines = case
    stream = [number for line in lines if line.ids.size for number in (*line.ids.tolist(), EOS)]
    for window in sizes._windows(lines):
        line, first, _, at = window.counted[0]
        here = stream.index(int(lines[line].ids[first]))
        assert at - 1 <= sizes.before
        assert window.ids[1:at] == stream[here - (at - 1) : here]


@given(packed())
def test_lines_that_fit_are_in_one_window(case: tuple[Sizes, list[Numbered]]) -> None:
    sizes, lines = case
    tokens = [line.ids.size for line in lines if line.ids.size]
    if 1 + sum(tokens) + len(tokens) <= sizes.window:
        assert len(list(sizes._windows(lines))) == bool(tokens)


def test_windows_of_the_released_sizes() -> None:
    rng = random.Random(7)
    sizes = Sizes(model().window, model().before)
    lengths = [rng.choice((0, 1, 4, 12, 30, 127, 128, 700)) for _ in range(300)]
    windows = list(sizes._windows([made_up([3] * n) for n in lengths]))
    assert sum(last - first for w in windows for _, first, last, _ in w.counted) == sum(lengths)
    assert max(len(w.ids) for w in windows) <= sizes.window


# --- a model that is not the one that was released ------------------------------------------------------


def _link(source: str, target: str) -> None:
    try:
        Path(target).symlink_to(source)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The model's files in another folder. They may be links, so a changed file has to be a new one."""
    shutil.copytree(PARTS, tmp_path / "copied", copy_function=_link)
    return tmp_path / "copied"


def put(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_a_copy_is_as_good(tmp_path: Path) -> None:
    shutil.copytree(PARTS, tmp_path / "copied")
    assert all_bits(ChatModel(tmp_path / "copied").read(CHATS[:2])) == all_bits(model().read(CHATS[:2]))


@pytest.mark.parametrize("name", [MODEL, WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_one_changed_byte_is_refused(copied: Path, name: str, place: float) -> None:
    data = bytearray((copied / name).read_bytes())
    data[int(place * (len(data) - 1))] ^= 1
    put(copied / name, bytes(data))
    with pytest.raises(DamagedModelError, match=name):
        ChatModel(copied)


@pytest.mark.parametrize("name", [MODEL, WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("keep", [0, 1000, -1])
def test_a_file_cut_short_is_refused(copied: Path, name: str, keep: int) -> None:
    put(copied / name, (copied / name).read_bytes()[:keep])
    with pytest.raises(DamagedModelError, match=name):
        ChatModel(copied)


@pytest.mark.parametrize("name", [MODEL, WEIGHTS, TOKENIZER, SETTINGS])
def test_a_missing_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(DamagedModelError, match=name):
        ChatModel(copied)
    (copied / name).mkdir()
    with pytest.raises(DamagedModelError, match=name):
        ChatModel(copied)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedModelError):
        ChatModel(tmp_path / "nothing")


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe{}", b'{"sha256": {}}', b'{"sha256": null}', b"\x00" * 100],
    ids=["empty", "open", "list", "null", "no keys", "not text", "no digests", "null digests", "zeros"],
)
def test_broken_settings_are_refused(copied: Path, data: bytes) -> None:
    put(copied / SETTINGS, data)
    with pytest.raises(DamagedModelError):
        ChatModel(copied)


@pytest.mark.parametrize("key", ["kinds", "thresholds", "window", "before", "sha256"])
def test_settings_that_lack_a_key_are_refused(copied: Path, key: str) -> None:
    known = json.loads((copied / SETTINGS).read_bytes())
    del known[key]
    put(copied / SETTINGS, json.dumps(known).encode())
    with pytest.raises(DamagedModelError):
        ChatModel(copied)


def retold(folder: Path, **changed: object) -> None:
    """Write the settings with other values."""
    known = json.loads((folder / SETTINGS).read_bytes()) | changed
    put(folder / SETTINGS, json.dumps(known).encode())


@pytest.mark.parametrize(
    "changed",
    [
        {"window": 10},
        {"before": 500},
        {"before": 0},
        {"kinds": ["PERSON"]},
        {"kinds": ["LOCATION", "PERSON"]},
        {"thresholds": {"PERSON": [0.1]}},
        {"kinds": ["PERSON", "CAT"], "thresholds": {"PERSON": [0.1] * 3, "CAT": [0.1] * 3}},
    ],
    ids=str,
)
def test_settings_that_make_no_sense_are_refused(copied: Path, changed: dict[str, object]) -> None:
    retold(copied, **changed)
    with pytest.raises(DamagedModelError):
        ChatModel(copied).read([["hoi"]])


def test_the_package_opens_no_settings_but_the_released(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = json.loads((copied / SETTINGS).read_bytes())
    retold(copied, thresholds=known["thresholds"] | {"PERSON": [0.999] * 3})
    assert ChatModel(copied).thresholds[0].tolist() == pytest.approx([0.999] * 3)
    monkeypatch.setattr(chat_model, "OWN", copied)
    with pytest.raises(DamagedModelError, match=SETTINGS):
        ChatModel(copied)


def test_weights_swapped_after_the_check_are_refused(copied: Path) -> None:
    late = ChatModel(copied)
    put(copied / WEIGHTS, bytes((copied / WEIGHTS).stat().st_size))
    with pytest.raises(DamagedModelError, match=WEIGHTS):
        late.read([["ik ga met Sanne naar Utrecht"]])


def test_no_chance_is_no_answer() -> None:
    class Broken:
        def run(self, *_: object) -> list[NDArray[np.float32]]:
            return [np.full((1, 4, len(model().kinds) + 2), np.nan, np.float32)]

    broken = ChatModel(PARTS)
    broken.__dict__["_session"] = Broken()
    with pytest.raises(NotExaminedError):
        broken.read([["hoi"]])


def test_its_runtime_is_told_to_send_nothing() -> None:
    code = (
        "import os; from chatscrub import ner; ner.reader().read([['hoi']]); print(os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"


def test_the_model_has_a_name_for_the_report() -> None:
    assert re.fullmatch(r"chat_ner \d+\.\d+\.\d+ \(sha256 [0-9a-f]{16}\)", released_model())
