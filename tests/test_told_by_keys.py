"""What the keys and tags of data of an unknown origin say about what stands there."""

from __future__ import annotations

import pytest

from chatscrub import formats
from chatscrub.formats import headings, json, messenger, telegram, xml
from chatscrub.formats.tag_names import tag_names
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


@pytest.mark.parametrize(
    "text",
    [
        '{"profile_v2": {"birthday": {"year": 1987, "month": 1, "day": 13}}}',
        '{"birthdays": [{"date": {"year": 1987, "month": 1, "day": 13}}]}',
        '{"geboortedatum": {"jaar": 1987, "maand": 1, "dag": "13"}}',
        '{"dobYear": 1987, "birth_month": 1, "birthDay": 13}',
    ],
)
def test_the_parts_of_a_day_of_birth_are_one(text: str) -> None:
    for layout in (json, messenger):
        found = roles(list(layout.fields(0, text)))
        assert {found[one] for one in ("1987", "1", "13")} == {Role.DOB}


def test_the_day_of_birth_that_somebody_suggests_in_telegram_is_one() -> None:
    text = (
        '{"name": "Sanne", "messages": [{"id": 1, "type": "service", "from_id": "user1", "text": "",'
        ' "action": "suggest_birthday", "day": 14, "month": 2, "year": 1987}]}'
    )
    found = roles(list(telegram.fields(0, text)))
    assert {found[one] for one in ("14", "2", "1987")} == {Role.DOB}


def test_the_number_of_a_house_goes_with_its_address_and_other_parts_stay() -> None:
    text = '{"adres": {"straat": "Dam", "nr": 14}, "start": {"year": 2019, "day": 3}, "member": {"number": 12}}'
    found = roles(list(json.fields(0, text)))
    assert found["14"] is Role.PLACE
    assert not {"2019", "3", "12"} & found.keys()


def test_parts_of_a_day_of_birth_in_attributes_and_tags_are_one() -> None:
    text = (
        '<?xml version="1.0"?><a><geboren dag="3" maand="4" jaar="1987"/>'
        "<birthdate><year>1988</year></birthdate><start><year>2019</year></start></a>"
    )
    found = roles(list(xml.fields(0, text)))
    assert {found[one] for one in ("3", "4", "1987", "1988")} == {Role.DOB}
    assert found["2019"] is not Role.DOB


def test_a_moment_at_a_key_of_dates_is_no_day_of_birth_and_a_day_there_is_examined() -> None:
    text = '{"Date": "2024-01-01 10:00:00", "datum": "2024-01-05", "geb": "1987-02-14", "x": "1987-02-15"}'
    found = roles(list(json.fields(0, text)))
    assert found["2024-01-01 10:00:00"] is Role.TIME and found["2024-01-05"] is Role.TEXT
    assert (found["1987-02-14"], found["1987-02-15"]) == (Role.DOB, Role.TEXT)


def test_references_to_characters_are_read_in_json_of_an_unknown_origin() -> None:
    read = {field.text for field in json.fields(0, '{"tekst": "Ren&eacute;e komt met Zo&#235;", "x": "R&D; A&B"}')}
    assert {"Renée komt met Zoë", "R&D; A&B"} <= read


def test_the_variable_before_json_of_an_archive_is_no_text() -> None:
    text = (
        'window.YTD.direct_messages.part0 = [ {"dmConversation": {"conversationId": "1234567-7654321", "text": "x"}} ]'
    )
    assert formats.sniff("direct-messages.js", text) == "json"
    found = {field.text: field.role for field in json.fields(0, text)}
    assert found["1234567-7654321"] is Role.ID
    assert not any("window" in read for read in found)


def test_names_of_tags_are_examined_once_and_those_of_maps_stay() -> None:
    text = '<?xml version="1.0"?><gpx><trk><trkseg><bsn>1</bsn><Hazekamp>1</Hazekamp></trkseg></trk></gpx>'
    found = [(field.text, field.note) for field in tag_names(0, text, xml=True)]
    assert found == [("Hazekamp", ""), ("Hazekamp", "copy")]
