"""Names by word list and by writing, without any chat around them."""

from __future__ import annotations

import pytest

from chatscrub.model import Kind
from chatscrub.wordlist import names_in


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind.value) for start, end, kind, _ in names_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "ff met sanne en yusuf naar utrecht joh",
            [("sanne", "PERSON"), ("yusuf", "PERSON"), ("utrecht", "LOCATION")],
        ),
        ("nah kofi left it at jess's", [("kofi", "PERSON"), ("jess", "PERSON")]),
        ("gesprek met R. de Bloem gehad", [("R. de Bloem", "PERSON")]),
        ("Fatima El Idrissi belde", [("Fatima El Idrissi", "PERSON")]),
        ("tante Truida komt ook", [("Truida", "PERSON")]),
        ("mijn broer Xandric ook", [("Xandric", "PERSON")]),
        ("dr. Wolthuis zei niks", [("Wolthuis", "PERSON")]),
        ("toen belde Zwartjesma weer", [("Zwartjesma", "PERSON")]),
        ("Sanne en Jan", [("Sanne", "PERSON"), ("Jan", "PERSON")]),
    ],
)
def test_found(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ik wil wel ff mee hoor",
        "we will see what may happen",
        "het was in mei of 3 april",
        "in May or June",
        "Ik ga maandag naar Spanje met de NS",
        "WAT EEN GEDOE ZEG MET DIE TREIN",
        "haha ja joh lekker dan 😂",
        "mam en oma komen eten",
        "Het behandelplan is klaar. Rondvraag daarna.",
        "he said yes to everything",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_kinds_are_known() -> None:
    assert {kind for *_, kind, _ in names_in("Sanne in Utrecht")} == {Kind.PERSON, Kind.LOCATION}


@pytest.mark.parametrize(
    "text", ["a " * 50_000, "A. " * 50_000, "van de " * 30_000, "Jan van de " * 20_000, "x" * 200_000]
)
def test_hostile_texts_end(text: str) -> None:
    """They end at all: a quadratic pass over one of them would take minutes."""
    spots = [(start, end) for start, end, *_ in names_in(text)]
    assert all(start < end <= len(text) for start, end in spots)
    assert spots == sorted(spots)
