"""Tables: what the first row says about the cells, which rows are messages, and what is no table."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats import FORMATS, csv, sniff
from chatscrub.formats.addresses import addressees
from chatscrub.formats.columns import column, is_heading
from chatscrub.formats.vocabulary import Column
from chatscrub.model import Role


def rows(text: str) -> list[tuple[int, str, str, str | None]]:
    """Message, role, text and sender of every field; the fields must read what the text says."""
    found = list(csv.fields(0, text))
    for field in found:
        assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
    return [(f.message, f.role.value, f.text.strip(), f.sender) for f in found]


DISCORD = (
    "AuthorID,Author,Date,Content,Attachments,Reactions\n"
    '"81234567890","oeds#0","2024-05-03T18:02:11+02:00","hoi, daar","https://cdn.example.org/1/foto.png","👍 (2)"\n'
)
KAKAO = 'Date,User,Message\n2024-05-03 18:02:11,"Oeds","regel\n""twee"""\n2024-05-03 18:03:11,"","Oeds left."\n'


def test_messages_of_discord() -> None:
    assert rows(DISCORD) == [
        (1, "time", "2024-05-03T18:02:11+02:00", None),
        (1, "sender", "oeds#0", None),
        (1, "id", "81234567890", "oeds#0"),
        (1, "text", "hoi, daar", "oeds#0"),
        (1, "url", "https://cdn.example.org/1/foto.png", "oeds#0"),
        (1, "text", "👍 (2)", "oeds#0"),
    ]


def test_messages_of_kakaotalk_and_a_line_of_the_messenger() -> None:
    assert rows(KAKAO) == [
        (1, "time", "2024-05-03 18:02:11", None),
        (1, "sender", "Oeds", None),
        (1, "text", 'regel\n"twee"', "Oeds"),
        (2, "time", "2024-05-03 18:03:11", None),
        (2, "text", "Oeds left.", None),
    ]


def test_a_list_of_people_has_no_senders_and_joins_names() -> None:
    text = "Achternaam;Voornaam;Tussenvoegsel;Geboortedatum;Notities\nWit;Anna;de;1985-03-12;belt Bert\n;Els;;;\n"
    assert rows(text) == [
        (1, "name", "Anna de Wit", None),
        (1, "dob", "1985-03-12", None),
        (1, "text", "belt Bert", None),
        (2, "name", "Els", None),
    ]


def test_date_and_time_in_two_columns_are_one_moment() -> None:
    text = "Datum\tTijd\tAfzender\tBericht\n03-05-2024\t18:02\tOeds\thoi\n"
    assert rows(text)[0] == (1, "time", "03-05-2024 18:02", None)


def test_a_moment_that_is_words_is_examined() -> None:
    text = "date,sender,text\ntoen Oeds 1 werd: feest!,Bram,hoi\n"
    assert rows(text)[0] == (1, "text", "toen Oeds 1 werd: feest!", None)


def test_addresses_in_a_cell() -> None:
    text = 'from;to;body\nOeds <oeds@voorbeeld.nl>;"""Bos, Anna"" <anna@voorbeeld.nl>, els@voorbeeld.nl";hoi\n'
    assert rows(text) == [
        (1, "sender", "Oeds", None),
        (1, "email", "oeds@voorbeeld.nl", None),
        (1, "name", "Bos, Anna", None),
        (1, "email", "anna@voorbeeld.nl", None),
        (1, "email", "els@voorbeeld.nl", None),
        (1, "text", "hoi", "Oeds"),
    ]


def test_a_table_without_names_of_columns_is_examined_but_for_small_numbers() -> None:
    text = "Anna;1234567890123;12,50;3\nBert;06-01234567;€ 1.250,00;4\nEls;x;9;1\n"
    texts = [text for _, role, text, _ in rows(text) if role == "text"]
    assert texts == ["Anna", "1234567890123", "Bert", "06-01234567", "Els", "x"]


def test_what_stands_above_the_names_of_columns_is_examined() -> None:
    text = "Praktijk Zon;;\n\nNaam;Telefoon;Bedrag\nAnna Wit;06-01234567;5\n"
    assert rows(text) == [
        (0, "text", "Praktijk Zon", None),
        (2, "text", "Bedrag", None),
        (3, "name", "Anna Wit", None),
        (3, "phone", "06-01234567", None),
    ]


def test_more_cells_than_columns_are_examined() -> None:
    assert rows("naam,email\nAnna,anna@voorbeeld.nl,Bert\n")[-1] == (1, "text", "Bert", None)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Cliënt", Column.NAME),
        ("E-mail 1 - Value", Column.EMAIL),
        ("E-mail 1 - Type", Column.WORDS),
        ("Telefoon (werk)", Column.PHONE),
        ("Geb. datum", Column.DOB),
        ("AuthorID", Column.SENDER_ID),
        ("Kolom 7", Column.UNKNOWN),
        ("Address 1 - Street", Column.PLACE),
        ("Naam en bijzonderheden van de aanmelding bij ons", Column.UNKNOWN),
    ],
)
def test_headings(heading: str, expected: Column) -> None:
    assert column(heading) is expected


@pytest.mark.parametrize("row", [["Anna", "anna@voorbeeld.nl"], ["2024-05-03", "naam"], ["Anna", "Bert"], [""]])
def test_what_is_no_heading(row: list[str]) -> None:
    assert not is_heading(row)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x.csv", "naam\nAnna\n", "csv"),
        ("x.txt", "naam;telefoon\nAnna;06-01234567\nBert;06-01234568\nEls;06-01234569\n", "csv"),
        ("x.txt", "Hoi Anna, hoe is het?\nGoed, en met jou?\nOok goed, dank je.\nFijn, tot dan.\n", "plain"),
        ("x.txt", "02-05-2022 16:08 - Anna: hoi, daar\n02-05-2022 16:09 - Bert: hoi, jij\n", "whatsapp"),
        ("x.csv", "02-05-2022 16:08 - Anna: hoi, daar\n02-05-2022 16:09 - Bert: hoi, jij\n", "whatsapp"),
        ("x.txt", '{"a": 1, "b": 2}', "json"),
    ],
)
def test_sniffing(name: str, text: str, expected: str) -> None:
    assert sniff(name, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna <a@b.nl>", [("name", "Anna"), ("email", "a@b.nl")]),
        ('"Wit, Anna de" <a@b.nl>; b@c.nl', [("name", "Wit, Anna de"), ("email", "a@b.nl"), ("email", "b@c.nl")]),
        ("a@b.nl (Anna Wit)", [("email", "a@b.nl"), ("name", "Anna Wit")]),
        ("a@b.nl <a@b.nl>", [("email", "a@b.nl"), ("email", "a@b.nl")]),
        ("'Anna Wit' <mailto:a@b.nl>", [("name", "Anna Wit"), ("email", "a@b.nl")]),
        ("Groep: a@b.nl, Bert;", [("name", "Groep"), ("email", "a@b.nl"), ("name", "Bert")]),
        ("undisclosed-recipients:;", []),
        ("<anna>", [("id", "anna")]),
        ("Anna (thuis) Wit <a@b.nl", [("name", "Anna (thuis) Wit"), ("email", "a@b.nl")]),
        (
            '"Anna de Wit" (van Bert) <anna@example.org>',
            [("name", "Anna de Wit"), ("name", "van Bert"), ("email", "anna@example.org")],
        ),
    ],
)
def test_addressees(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(role.value, text[a:b]) for role, a, b in addressees(text)] == expected


@given(st.text(alphabet="ab@.,;:<>\"()\\ \t\n'", max_size=60))
def test_addressees_never_fail_and_stand_apart(text: str) -> None:
    found = list(addressees(text))
    assert all(0 <= a < b <= len(text) and role in Role for role, a, b in found)
    assert all(x[2] <= y[1] for x, y in pairwise(found))


@given(st.text(alphabet='naam,;\t"\n 1@x-', max_size=80))
def test_every_letter_of_a_table_is_in_a_field_or_a_number(text: str) -> None:
    """Nothing that is more than a number, a mark or the name of a column goes out unseen."""
    seen = bytearray(len(text))
    for field in FORMATS["csv"].fields(0, text):
        assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text
        for a, b in field.pieces:
            seen[a:b] = b"x" * (b - a)
    left = "".join(char for char, there in zip(text, seen, strict=True) if not there)
    known = ("naam", "na", "1")
    for word in "".join(char if char.isalnum() else " " for char in left).split():
        assert word in known or word.isdigit() or column(word) is not Column.UNKNOWN


def test_a_number_of_the_row_is_no_house() -> None:
    assert ("place", "1") not in [row[1:3] for row in rows("Nr;Naam\n1;Wil Pot\n")]
    assert ("place", "Dam 3") in [row[1:3] for row in rows("Straat;Nr;Naam\nDam;3;Wil Pot\n")]


def test_a_number_beside_a_column_of_addresses_is_a_house() -> None:
    table = "Naam;Adres;Nr;Postcode;Plaats\nJan Jansen;Kastanjelaan;12;3581 XZ;Utrecht\n"
    assert ("place", "12") in [row[1:3] for row in rows(table)]


def test_times_of_forms_are_times() -> None:
    found = rows("Tijdstempel;Naam\n2024/05/03 10:00:00 a.m. CET;Wil Pot\n")
    assert ("time", "2024/05/03 10:00:00 a.m. CET") in [row[1:3] for row in found]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_rows_that_end_in_a_carriage_return_are_rows(end: str) -> None:
    text = end.join(("Naam;Plaats;Opmerking", "wobke haze;urk;belt", '"Sky";Ens;ja')) + end
    found = {field.text: field.role for field in csv.fields(0, text)}
    assert found["wobke haze"] is found["Sky"] is Role.NAME
    assert found["urk"] is found["Ens"] is Role.PLACE
    assert not {"Naam", "Opmerking"} & found.keys()


def test_questions_of_a_form_are_headings() -> None:
    row = ["Tijdstempel", "Hoe heet je?", "Waar woon je?", "Wie mogen we bellen?"]
    assert is_heading(row)
    text = ",".join(row) + "\n1-1-2024 10:00:00,wobke,urk,niemand\n"
    assert {field.text: field.role for field in csv.fields(0, text)}["1-1-2024 10:00:00"] is Role.TIME


def test_short_headings_of_lists_of_members() -> None:
    text = "lidnr;roepnaam;tv;achternaam;m/v;pc;wpl;mob\n1023;wobke;van;haze;v;8321;urk;0612345678\n"
    found = {field.text: field.role for field in csv.fields(0, text)}
    assert found == {
        "wobke van haze ": Role.NAME,
        "1023": Role.ID,
        "8321": Role.PLACE,
        "urk": Role.PLACE,
        "0612345678": Role.PHONE,
    }
