"""The marked chats: well formed, divided as they were from the start, and apart from what measures the model."""

from __future__ import annotations

import hashlib
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

MODELS = Path(__file__).resolve().parent.parent / "models"
CHECK: dict[str, Any] = runpy.run_path(str(MODELS / "corpus" / "check.py"))
sys.path.insert(0, str(MODELS))

from training import corpus  # noqa: E402

PARTS = {"train": 2137, "dev": 216, "test": 314, "unseen": 145, "rules": 106}
# Conversations may be added (then count and digest change here, on purpose); none may move to another part.
DIGESTS = {
    "t": "4acd14866199234c",
    "u": "15932c2036e7bcd8",
    "v": "cfbcecdb4a560992",
}


def test_every_line_is_well_formed() -> None:
    assert [what for path in sorted(corpus.CORPUS.glob("*.txt")) for what in CHECK["complaints"](path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "PERSON#a|A hoi",
        "a\thoi",
        "PERSON#a|A\t[[PERSON#a|sanne",
        "PERSON#a|A\t[[NAME#a|sanne]]",
        "PERSON#a|A\t[[PERSON#b|sanne]] [[PHONE#b|06 00000001]]",
    ],
)
def test_what_is_not_well_formed_is_told(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"## conv nl | een\n{line}\n", encoding="utf-8")
    assert CHECK["main"]([str(path)]) == 1
    assert "x.txt:" in capsys.readouterr().out


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert CHECK["main"]([str(tmp_path / "none.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_unseen_is_never_trained_on() -> None:
    unseen = {talk.name.partition("/")[0] for talk in corpus.talks("unseen")}
    assert unseen == {path.stem for path in corpus.CORPUS.glob("w*.txt")} and len(unseen) == 5
    source = "".join(path.read_text(encoding="utf-8") for path in (MODELS / "training").glob("*.py"))
    assert 'talks("unseen"' not in source and "talks('unseen'" not in source


def test_the_parts_are_what_they_were() -> None:
    found = {part: corpus.talks(part) for part in PARTS}
    assert {part: len(talks) for part, talks in found.items()} == PARTS
    for first, digest in DIGESTS.items():
        names = sorted(f"{part} {t.name}" for part in ("dev", "test") for t in found[part] if t.name.startswith(first))
        assert hashlib.sha256("\n".join(names).encode()).hexdigest()[:16] == digest


def test_no_message_stands_in_two_parts() -> None:
    long = {part: {" ".join(line.text.split()) for t in corpus.talks(part) for line in t.lines} for part in PARTS}
    long = {part: {text for text in texts if len(text.split()) > 7} for part, texts in long.items()}
    assert long["train"] and not long["train"] & (long["dev"] | long["test"])


def test_the_sets_that_measure_train_nothing() -> None:
    assert not set(corpus.HELD_OUT) & set(corpus.OPEN_SETS)
    assert {"wnut17_en.dev", "btc_en_noat.dev", "uner_ewt_en.dev"} <= set(corpus.HELD_OUT)


def test_marks_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "## conv nl | een\nPERSON#s|San\tff met [[PERSON#k|kees]] in [[LOCATION?#nl|nl]]\\nok\n", encoding="utf-8"
    )
    (talk,) = corpus.marked(path)
    (line,) = talk.lines
    assert (talk.language, line.sender, line.text) == ("nl", "San", "ff met kees in nl\nok")
    assert [(s.text, s.kind) for s in line.segments if s.kind] == [("kees", "PERSON"), ("nl", corpus.PUBLIC)]


def test_sets_that_mark_not_all_names_teach_no_name_as_a_word() -> None:
    sentence = [("bel", "O"), ("Svetlana", "O"), ("in", "O"), ("Napa", "B-LOC"), ("morgen", "O")]
    kinds = {s.text: s.kind for s in corpus._line(sentence, 1.0, whole=False).segments}
    assert kinds == {"bel ": "", "Svetlana": corpus.MASK, " in ": "", "Napa": "LOCATION", " morgen": ""}
    assert corpus.MASK not in {s.kind for s in corpus._line(sentence, 1.0, whole=True).segments}
