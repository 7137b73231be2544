"""What the keys and tags of data of an unknown origin say about what stands there."""

from __future__ import annotations

import pytest

from chatscrub.formats import headings, json, telegram, xml
from chatscrub.model import Field, Role


def roles(found: list[Field]) -> dict[str, Role]:
    return {field.text: field.role for field in found if field.note != "key"}


def test_keys_tell_of_names_that_are_words_and_of_short_numbers() -> None:
    text = (
        '{"achternaam": "Pot", "geboorteDatum": "1980-01-01T00:00:00", "client_nr": 240188, "geboortejaar": 1980,'
        ' "huisnr": 12, "huisarts": "Boer", "pincode": 4471, "aantal": 8, "partner": "geen"}'
    )
    found = roles(list(json.fields(0, text)))
    assert found["Pot"] is found["Boer"] is Role.NAME
    assert found["1980-01-01T00:00:00"] is found["1980"] is Role.DOB
    assert (found["240188"], found["12"], found["4471"]) == (Role.ID, Role.PLACE, Role.SECRET)
    assert "8" not in found
    assert found["geen"] is Role.TEXT


def test_degrees_times_ten_million_are_a_place() -> None:
    found = roles(list(json.fields(0, '{"latitudeE7": 528981234, "longitudeE7": 55831234}')))
    assert found == {"528981234": Role.PLACE, "55831234": Role.PLACE}


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("2024-05-03T10:00:00.000+02:00", Role.TIME),
        ("2024-05-03T10:00:00Z", Role.TIME),
        ("2024-05-03T00:00:00", Role.TEXT),
        ("1980-05-03T10:00:00Z", Role.TEXT),
        ("2024-05-03", Role.TEXT),
    ],
)
def test_a_time_that_a_program_wrote_is_no_number_of_somebody(value: str, role: Role) -> None:
    assert roles(list(json.fields(0, f'{{"due": "{value}"}}')))[value] is role


@pytest.mark.parametrize("key", ["born", "birth", "bday", "dob", "geb", "geboren"])
def test_a_day_of_birth_that_a_program_wrote_as_a_moment_is_one(key: str) -> None:
    moment = "2015-06-02T22:00:00.000Z"
    assert roles(list(json.fields(0, f'{{"{key}": "{moment}"}}')))[moment] is Role.DOB


def test_attributes_and_tags_tell_the_same() -> None:
    text = '<?xml version="1.0"?><dossier><naam achternaam="Pot" gebDatum="14031986"/><huisnr>12</huisnr></dossier>'
    found = roles(list(xml.fields(0, text)))
    assert (found["Pot"], found["14031986"], found["12"]) == (Role.NAME, Role.DOB, Role.PLACE)


def test_words_of_programs_tell_nothing() -> None:
    assert not any(map(headings.role_of_key, ("name", "client", "parent", "pin", "cell", "company", "token", "id")))


def test_currencies_and_moments_of_telegram_stay() -> None:
    text = (
        '{"messages": [{"from": "Mo", "from_id": "user1", "text": "", "forwarded_date": "2024-04-01T12:00:00",'
        ' "invoice_information": {"currency": "EUR"}, "giveaway_information": {"until_date": "2024-05-01T12:00:00"}}]}'
    )
    found = list(telegram.fields(0, text))
    assert not [field for field in found if field.role is Role.TEXT and field.text]
