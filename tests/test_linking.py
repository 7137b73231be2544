"""Who is who: names that are spellings, short forms or slips of one another."""

from __future__ import annotations

import pytest

from chatscrub import files
from chatscrub.aliases import is_slip
from chatscrub.linking import _begins_or_ends, link
from chatscrub.model import Kind
from chatscrub.people import Cast, learn


def linked(senders: list[str], said: list[str], together: bool = False) -> list[set[str]]:
    """The names that are one person's, after each was said in a message of its own, or all in one."""
    chat = "".join(f"02-05-2022 16:{i:02d} - {name}: hoi\n" for i, name in enumerate(senders))
    cast = learn(files.read_bytes(chat.encode(), "_chat.txt")) if senders else Cast()
    link(cast, [(name, 0 if together else number) for number, name in enumerate(said)])
    groups: dict[int, set[str]] = {}
    for name in [*senders, *said]:
        person = cast.known(name)
        assert person is not None
        groups.setdefault(person.number, set()).add(name)
    return sorted((group for group in groups.values() if len(group) > 1), key=sorted)


@pytest.mark.parametrize(
    ("senders", "said", "one"),
    [
        ([], ["nettie", "netttie"], {"nettie", "netttie"}),
        ([], ["zoya", "zoyaaa"], {"zoya", "zoyaaa"}),
        ([], ["dirk-jan", "dirkjan"], {"dirk-jan", "dirkjan"}),
        ([], ["O'Hara", "ohara"], {"O'Hara", "ohara"}),
        (["Marisol"], ["Marisol Quintero"], {"Marisol", "Marisol Quintero"}),
        (["Irma"], ["Verstappen Irma"], {"Irma", "Verstappen Irma"}),
        (["Willem"], ["wim"], {"Willem", "wim"}),
        (["Beverley Oakes"], ["bev"], {"Beverley Oakes", "bev"}),
        (["Xanthe"], ["xan"], {"Xanthe", "xan"}),
        (["Rupert"], ["rupey"], {"Rupert", "rupey"}),
        (["Siebe"], ["siebeke"], {"Siebe", "siebeke"}),
        (["Fionnuala"], ["nuala"], {"Fionnuala", "nuala"}),
        ([], ["Goormans", "gormans"], {"Goormans", "gormans"}),
        ([], ["abdelhak", "abdelahk"], {"abdelhak", "abdelahk"}),
        ([], ["jamarcus", "jamarkus"], {"jamarcus", "jamarkus"}),
        ([], ["hoek", "Hoekzema"], {"hoek", "Hoekzema"}),
        (["Mark"], ["markie"], {"Mark", "markie"}),
    ],
)
def test_names_of_one_person(senders: list[str], said: list[str], one: set[str]) -> None:
    assert linked(senders, said) == [one]


@pytest.mark.parametrize(
    ("senders", "said"),
    [
        (["Jan", "Piet"], []),
        (["Anna", "Annie"], []),  # two who write are two
        ([], ["lisa", "boris"]),
        ([], ["kim", "tim"]),
        ([], ["pat", "patel"]),  # a first name and somebody's surname
        ([], ["piet", "Pietersen"]),
        (["Jan"], ["Janssen"]),
        (["Evelien", "Carolien"], ["lien"]),  # either
        (["Marleen Vos", "Marleen Bos"], ["marlene"]),
        (["Mark Jansen", "Mark de Boer"], ["Mark"]),
    ],
)
def test_names_of_different_people(senders: list[str], said: list[str]) -> None:
    assert linked(senders, said) == []


def test_two_named_in_one_message_are_two() -> None:
    assert linked([], ["gavin", "gav"], together=True) == []
    assert linked([], ["netttie", "nettie"], together=True) == [{"nettie", "netttie"}]  # but for a mere spelling


def test_a_doubt_outlives_the_merging() -> None:
    cast = Cast()
    cast.add("wim", Kind.PERSON, "mentioned").doubt = True
    link(cast, [("Willem", 0), ("wim", 1)])
    person = cast.known("Willem")
    assert person is cast.known("wim")
    assert person is not None and person.doubt


def test_a_merged_person_keeps_all_names() -> None:
    cast = Cast()
    link(cast, [("Willem", 0), ("wim", 1)])
    person = cast.known("wim")
    assert person is cast.known("Willem")
    assert person is not None
    assert (set(person.names), person.kind) == ({"Willem", "wim"}, Kind.PERSON)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("goormans", "gormans", True),
        ("abdelhak", "abdelahk", True),
        ("frazer", "fraser", True),
        ("kishan", "kishen", True),
        ("kishan", "kishan", False),
        ("kim", "tim", False),
        ("jansen", "hansen", False),  # another first letter is another name
        ("marleen", "marlene", True),
        ("marleen", "marjolein", False),
    ],
)
def test_slips(one: str, other: str, expected: bool) -> None:
    assert is_slip(one, other) == expected == is_slip(other, one)


@pytest.mark.parametrize(
    ("short", "whole", "expected"),
    [
        ("gav", "gavin", True),
        ("wiepk", "wiepkje", True),
        ("aidy", "aidan", True),
        ("nuala", "fionnuala", True),
        ("jo", "johan", False),  # too short to tell
        ("ina", "carina", False),
        ("bert", "els", False),
    ],
)
def test_short_forms(short: str, whole: str, expected: bool) -> None:
    assert _begins_or_ends(short, whole) == expected
