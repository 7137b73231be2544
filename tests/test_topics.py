"""Signals of special categories: what is told of somebody is seen, what only sounds like it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import scrubbing
from chatscrub.facts import TOPICS
from chatscrub.topics import built, shipped_index, signals, topics

SEEN = {
    "health": ("mijn moeder heeft kanker", "hij ligt in het ziekenhuis met een longontsteking", "my dad has diabetes"),
    "mental_health": ("ze is al maanden depressief", "my brother sees a psychiatrist every week"),
    "medication": ("hij slikt elke dag paracetamol", "she takes ibuprofen for it"),
    "sex": ("mijn broer is homo", "my cousin came out as gay last year"),
    "religion": ("mijn oma gaat elke zondag naar de kerk", "he goes to the mosque every friday"),
    "politics": ("mijn vader stemt al jaren pvv", "my sister votes labour"),
    "union": ("ik ben lid van de vakbond", "she is a union rep at work"),
    "ethnicity": ("zijn ouders komen uit suriname en hij is half surinaams", "his mum is half ghanaian"),
    "biometrics": ("ze hebben mijn vingerafdruk afgenomen", "he had to give a dna sample"),
    "offence": ("mijn ex is gisteren opgepakt door de politie", "he was arrested for drink driving"),
    "minor": ("mijn dochtertje van 6 gaat mee", "my son is 8 and loves it"),
}
UNSEEN = (
    "ik ga helemaal kapot man",
    "i'm dead 😂",
    "dat nummer is echt ziek",
    "that beat is sick",
    "tering wat een weer",
    "met kerst zijn we bij jullie",
    "we wonen in de kerkstraat 12",
    "mijn laptop heeft een virus",
    "this weather is so depressing",
    "zullen we om acht uur eten?",
    "see you at the station",
)


@pytest.mark.parametrize(("topic", "text"), [(topic, text) for topic, texts in SEEN.items() for text in texts])
def test_seen(topic: str, text: str) -> None:
    assert topic in topics(text)
    assert topic in topics(text.upper()) or topic in topics(text.capitalize())


@pytest.mark.parametrize("text", UNSEEN)
def test_unseen(text: str) -> None:
    assert topics(text) == frozenset()


def test_every_topic_is_known() -> None:
    assert set(SEEN) == set(TOPICS)


def test_places_are_those_of_the_text() -> None:
    text = "👨‍👩‍👧 hé, mijn mo\u0301eder en zij… mijn vader heeft kanker"
    for start, end, topic in signals(text):
        assert 0 <= start < end <= len(text) and topic in TOPICS
    assert any("kanker" in text[start:end] for start, end, topic in signals(text) if topic == "health")


def test_most_sentences_to_tune_on_are_right() -> None:
    """The half that the rules were tuned on; the other half is for the benchmark."""
    lines = (Path(__file__).parents[1] / "benchmarks" / "topics.tune.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    right = sum(topics(row["text"]) == set(row["topics"]) for row in rows)
    assert right > 0.9 * len(rows)


WORDS = st.lists(st.sampled_from([w for texts in SEEN.values() for t in texts for w in t.split()]), max_size=25)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=120), WORDS.map(" ".join)))
def test_any_text(text: str) -> None:
    found = signals(text)
    assert found == sorted(found)
    assert all(0 <= one.start < one.end <= len(text) and one.topic in TOPICS for one in found)
    assert {one.topic for one in found} == topics(text)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(t for texts in SEEN.values() for t in texts)), st.sampled_from(["ok dan.", "hoi!", "👍"]))
def test_lines_around_take_nothing_away(text: str, other: str) -> None:
    assert topics(text) <= topics(f"{other}\n{text}\n{other}")


@pytest.mark.parametrize("unit", ["mijn ", "heeft mijn moeder ", "a", "kanker ", "😀", "\n", "ik ben "])
def test_hostile_lengths(unit: str) -> None:
    assert isinstance(topics(unit * (100_000 // len(unit))), frozenset)


def test_a_name_of_the_chat_tells_nothing(tmp_path: Path) -> None:
    """Who is called Boris votes for nobody; the same word elsewhere still tells."""
    text = "01-02-2023 10:12 - Boris Walvis: hoi\n01-02-2023 10:13 - Femme Sloot: mijn moeder heeft kanker\n"
    (tmp_path / "chat.txt").write_text(text + "01-02-2023 10:14 - Femme Sloot: boris, kom je?\n")
    done = scrubbing.scrub(str(tmp_path / "chat.txt"), scrubbing.Job(folder=tmp_path / "uit"))
    assert json.loads(done.outputs.json.read_text())["report"]["topics"] == {"health": 1}


def test_the_rules_in_use_are_those_of_the_table() -> None:
    """Else: python -m chatscrub.topics."""
    assert json.loads(json.dumps(built())) == shipped_index()
