"""The training text: other names, numbers and typing, and labels that still stand where the names do."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from chatscrub.chat_model import FOLDER, TOKENIZER

MODELS = Path(__file__).resolve().parent.parent / "models"
sys.path.insert(0, str(MODELS))

from training import augment, batches, corpus  # noqa: E402
from training.corpus import LABELS, Line, Segment, Talk  # noqa: E402

SEEDS = range(40)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("26.07.94", r"(?P<d>\d\d)\.(?P<m>\d\d)\.\d\d"),
        ("14 maart 1979", r"(?P<d>\d\d) maart (19|20)\d\d"),
        ("1984-03-12", r"(19|20)\d\d-(?P<m>\d\d)-(?P<d>\d\d)"),
        ("3/8/1961", r"(?P<d>\d)/(?P<m>\d)/(19|20)\d\d"),
        ("twaalf mei", r"twaalf mei"),
    ],
)
def test_dates_become_other_dates(text: str, shape: str) -> None:
    for seed in SEEDS:
        match = re.fullmatch(shape, augment.redated(text, random.Random(seed)))
        assert match
        found = match.groupdict()
        assert 1 <= int(found.get("d", 1)) <= 28 and 1 <= int(found.get("m", 1)) <= 12
    assert text == "twaalf mei" or len({augment.redated(text, random.Random(seed)) for seed in SEEDS}) > 20


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("06 - 41 23 45 67", r"06 - \d\d \d\d \d\d \d\d"),
        ("+31 6 12 34 56 78", r"\+31 6 1\d \d\d \d\d \d\d"),
        ("0031612345678", r"0031\d{9}"),
        ("4412", r"\d{4}"),
    ],
)
def test_phone_numbers_keep_their_prefix(text: str, shape: str) -> None:
    found = {augment.redialled(text, random.Random(seed)) for seed in SEEDS}
    assert all(re.fullmatch(shape, number) for number in found) and len(found) > 20


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("twee keer de vijf", "twee keer de vijf"),
        ("jo dot bos at example", "jo dot bos at example"),
        ("ab-12-cd", r"[a-z]{2}-\d\d-[a-z]{2}"),
        ("dossier 4417b", r"dossier \d{4}[a-z]"),
        ("san88@mail.nl", r"[a-z]{3}\d\d@mail\.nl"),
    ],
)
def test_codes_keep_their_shape_and_words_stay(text: str, shape: str) -> None:
    for seed in SEEDS:
        assert re.fullmatch(shape, augment.reshaped(text, random.Random(seed)))


def chat() -> list[Line]:
    def line(*pieces: str) -> Line:
        return Line(tuple(Segment(piece, "PERSON" if i % 2 else "", piece) for i, piece in enumerate(pieces) if piece))

    return [
        line("ff met ", "Qorvin", " en ", "Zwirp Brundtsma", " naar de markt, kom je ook?"),
        line("", "Xylka"),
        line("bel (", "Qorvin", ")... of ", "Zwirp", "’s zus!"),
        line("dat is goed hoor. tot zo"),
    ]


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(augment, "plain_words", lambda language: ("lampenkap", "stoeltje"))


def test_typing_never_empties_or_moves_a_name() -> None:
    for seed in range(300):
        retyped = augment.typed(chat(), "nl", random.Random(seed))
        for before, after in zip(chat(), retyped, strict=True):
            named = [s for s in after.segments if s.kind]
            assert len(named) == sum(bool(s.kind) for s in before.segments)
            assert all(s.text.strip() and s.text[:1].isalpha() for s in named)
            assert all(s.text for s in after.segments)


def test_labels_stand_on_the_names() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "chat_ner" / TOKENIZER))
    seen = 0
    for seed in range(60):
        lines = augment.typed(chat(), "nl", random.Random(seed))
        text = " ".join(line.text for line in lines)
        assert text
        for line in lines:
            (example,) = batches.encoded([line], tokenizer, 160)
            offsets = tokenizer.encode(line.text, add_special_tokens=False).offsets
            labelled = [o for o, label in zip(offsets, example.labels[1:], strict=False) if label > 0]
            at = 0
            for segment in line.segments:
                touched = [(a, b) for a, b in labelled if a < at + len(segment.text) and at < b]
                if segment.kind:
                    assert min(a for a, _ in touched) <= at + 1 and max(b for _, b in touched) >= at + len(segment.text)
                    seen += 1
                at += len(segment.text)
    assert seen == 60 * 5


def test_a_name_begins_once() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "chat_ner" / TOKENIZER))
    (example,) = batches.encoded(chat()[:1], tokenizer, 160)
    assert sum(LABELS[label] == "B-PERSON" for label in example.labels if label > 0) == 2


def test_lines_too_long_for_a_window_are_cut_and_nothing_is_lost() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "chat_ner" / TOKENIZER))
    line = Line(tuple(Segment(f"Qorvin{i} ", "PERSON") for i in range(60)))
    made = list(batches.encoded([line], tokenizer, 40))
    assert all(len(example.ids) <= 40 for example in made)
    labels = [label for example in made for label in example.labels if label >= 0]
    assert len(labels) == len(tokenizer.encode(line.text, add_special_tokens=False).ids)
    assert sum(LABELS[label] == "B-PERSON" for label in labels) == 60


def test_open_sets_are_joined_as_text() -> None:
    talk = Talk("x", "nl", (corpus._line([("Hoi", "O"), ("Sanne", "B-PER"), ("!", "O")], 1.0, whole=True),))
    assert [line.text for line in talk.lines] == ["Hoi Sanne!"]
