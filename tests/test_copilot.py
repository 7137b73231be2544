"""Microsoft Copilot: four tables, two sides that are nobody's names, the newest row first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import formats
from chatscrub.formats import copilot
from chatscrub.model import Field, Role

HEAD = "\ufeffConversation,Time,Author,Message\r\n"
ROWS = (
    'Brief,2026-07-26T23:21:40,AI,"Beste Roelfina,\n""hoi"""\r\n',
    "Brief,2026-07-26T23:21:40,Human,schrijf Roelfina\r\n",
    "Brief,2026-07-25T10:00:00,AI,goedemorgen\r\n",
)


def fields(text: str) -> list[Field]:
    found = list(copilot.fields(0, text))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def said(text: str, *roles: Role) -> list[tuple[int, str]]:
    return [(f.message, f.text) for f in fields(text) if f.role in roles]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (HEAD, "copilot"),
        ('"Conversation","Time","Author","Message"\n', "copilot"),
        ("CreatedAt,MessageContent,Author,ChatName\r\n", "copilot"),
        ("Timestamp,ClientApp,Prompt\n", "copilot"),
        ("Conversation,Time,Author,Message,Note\n1,2,3,4,5\n", "csv"),
        ("Date,User,Message\n", "kakaotalk"),
    ],
)
def test_known_by_its_columns(head: str, known: str) -> None:
    assert formats.sniff("x.csv", head) == known


def test_the_oldest_row_is_read_first_and_no_side_is_a_person() -> None:
    text = HEAD + "".join(ROWS)
    assert said(text, Role.VOICE) == [(0, "AI"), (1, "Human"), (2, "AI")]
    assert said(text, Role.TEXT) == [
        (0, "goedemorgen"),
        (0, "Brief"),
        (1, "schrijf Roelfina"),
        (1, "Brief"),
        (2, 'Beste Roelfina,\n"hoi"'),
        (2, "Brief"),
    ]
    assert all(f.sender is None for f in fields(text))


def test_an_author_of_another_name_is_somebody() -> None:
    (who,) = [f for f in fields(HEAD + "x,2026-07-25T10:00:00,Sanne de Wit,hoi\r\n") if f.role is Role.SENDER]
    assert (who.text, who.sender) == ("Sanne de Wit", "Sanne de Wit")


def test_prompts_without_answers_count() -> None:
    (prompt,) = [f for f in fields("Timestamp,ClientApp,Prompt\n2026-07-02T11:00:00,Notepad,hoi\n") if f.note]
    assert (prompt.text, prompt.note, prompt.role) == ("hoi", "prompt", Role.TEXT)


def test_columns_and_cells_that_it_does_not_know_are_examined() -> None:
    found = said(HEAD + "x,2026-07-25T10:00:00,AI,hoi,van Sanne,nog\r\n", Role.TEXT)
    assert [text for _, text in found] == ["hoi", "van Sanne", "nog", "x"]


@given(st.integers(0, 200), st.text(max_size=30))
def test_nothing_goes_unseen_however_it_is_broken(cut: int, more: str) -> None:
    text = (HEAD + "".join(ROWS))[: max(cut, len(HEAD))] + more
    found = fields(text)
    seen = {at for f in found for piece in f.pieces for at in range(piece.start, piece.end)}
    assert not any(text[at].isalnum() for at in range(len(HEAD), len(text)) if at not in seen)
