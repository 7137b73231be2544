"""Who is known by the structure of a chat, and where a text names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatscrub import detector, files, plans
from chatscrub.model import Role
from chatscrub.ner import reader
from chatscrub.people import Cast, hear, learn, name_key

SAMPLES = Path(__file__).parent.parent / "sample_exports"


def chat(*senders: str, extra: str = "") -> str:
    return "".join(f"02-05-2022 16:{i:02d} - {name}: hoi\n" for i, name in enumerate(senders)) + extra


def cast_of(*senders: str, me: str | None = None, extra: str = "") -> Cast:
    return learn(files.read_bytes(chat(*senders, extra=extra).encode(), "_chat.txt"), me)


def mentions(cast: Cast, text: str) -> list[tuple[int, int, int]]:
    (((_, reading),),) = reader().read([[text]])
    return list(cast.mentions(text, lambda start, end: reading.chance(start, end, 0)))


def named(cast: Cast, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], cast.people[person].names[0]) for start, end, person in mentions(cast, text)]


@pytest.mark.parametrize(
    ("senders", "text", "found"),
    [
        (["Sanne de Vries"], "ff met sanne gebeld", ["sanne"]),
        (["Sanne de Vries"], "SANNE!!", ["SANNE"]),
        (["Sanne de Vries"], "sannes fiets en Sanne's jas", ["sannes", "Sanne"]),
        (["Sanne de Vries"], "mevrouw de vries belde", ["de vries"]),
        (["Sanne de Boer"], "een boer heeft koeien", []),
        (["Sanne de Boer"], "toen belde De Boer weer", ["De Boer"]),
        (["Sanne de Vries"], "mevrouw De Vries belde", ["De Vries"]),
        (["Sanne de Vries"], "s. de vries", ["s. de vries"]),
        (["Sanne Hoekstra"], "hoekstra zei niks", ["hoekstra"]),
        (["Sanne Hoekstra"], "saaanneee kom nou", ["saaanneee"]),
        (["Sanne Hoekstra"], "sanne-hoekstra", ["sanne-hoekstra"]),
        (["Ayşe Yılmaz"], "ayse yilmaz en AYŞE", ["ayse yilmaz", "AYŞE"]),
        (["Jean-Pierre"], "jean pierre is er", ["jean pierre"]),
        (["Oma Nel"], "oma zei dat nel komt", ["nel"]),
        (["Mam"], "mam belt zo", []),
        (["Will"], "we will see", []),
        (["Will"], "thanks Will", ["Will"]),
        (["Will"], "hey will, you there?", ["will"]),
        (["Will"], "are you coming, will", ["will"]),
        (["Joy"], "joy komt ook", ["joy"]),  # a rarer word: in a chat with Joy it is Joy
        (["Sanne"], "kussanne", []),
        (["Sanne"], "sannetje en sannefeestje", ["sanne", "sanne"]),
        (["Ben Qwertz"], "Ben zei nee, ik zag Ben gister en @Ben", ["Ben", "Ben", "Ben"]),
        (["Ben Qwertz"], "ik ben thuis", []),
        (["Floor Qwertz"], "Floor is thuis. de floor plan, floor komt", ["Floor", "floor"]),
        (["Roos Bakker"], "roos bakker komt, en bakker ook. naar de bakker", ["roos bakker", "bakker"]),
        (["Willem de Heer"], "de heer was er niet", []),
        (["Jan Willem Qorvin"], "J.W., JW en j.w. qorvin, jwq", ["J.W", "JW", "j.w. qorvin", "jwq"]),
        (["Sanne de Vries"], "S.d.V. en sdv", ["S.d.V", "sdv"]),
        (["Marieke (mama Fender)"], "fender en marieke", ["fender", "marieke"]),
        (["Wouter, papa van Lente"], "Lente was jarig", ["Lente"]),
        (["Verhoeven, Karin"], "karin verhoeven, karin", ["karin verhoeven", "karin"]),
        (["K3vin"], "k3vin is here", ["k3vin"]),
        (["1337"], "1337 is late", ["1337"]),
        (["प्रिया शर्मा"], "hoi प्रिया", ["प्रिया"]),
        (["محمّد الزهراء"], "محمّد جاء", ["محمّد"]),
        (["王伟"], "王伟你好", ["王伟"]),
    ],
)
def test_names_in_text(senders: list[str], text: str, found: list[str]) -> None:
    assert [surface for surface, _ in named(cast_of(*senders), text)] == found


def test_one_person_under_several_spellings() -> None:
    cast = cast_of("Sanne de Vries", "Boris")
    assert {name for _, name in named(cast, "Sanne, sanne de vries en SANNE")} == {"Sanne de Vries"}


def test_two_people_of_one_first_name_are_neither() -> None:
    cast = cast_of("Mark Jansen", "Mark de Boer")
    assert {name for _, name in named(cast, "Mark Jansen en Mark de Boer")} == {"Mark Jansen", "Mark de Boer"}
    ((_, _, person),) = mentions(cast, "en toen kwam Mark nog")
    assert cast.people[person].doubt


def test_a_whole_name_beats_a_part_of_another() -> None:
    cast = cast_of("Sanne", "Sanne Hoekstra")
    assert named(cast, "vraag sanne") == [("sanne", "Sanne")]


@pytest.mark.parametrize(
    "spelling",
    [
        "+31 6 01234567",
        "06-01234567",
        "0031601234567",
        "@31601234567",
        "\u202a+31\u00a06\u00a001234567\u202c",
    ],
)
def test_spellings_of_a_number_have_one_key(spelling: str) -> None:
    from chatscrub.syntax.plain import PLAIN

    assert name_key(PLAIN.view(spelling).text) == name_key("+31601234567")


def test_senders_that_differ_in_an_emoji_are_two_people() -> None:
    assert len(cast_of("Noor 🌸", "Noor 🌻").people) >= 2


def test_me_by_full_or_first_name() -> None:
    for me in ("Sanne de Vries", "sanne"):
        roles = {p.names[0]: p.role for p in cast_of("Sanne de Vries", "Boris", me=me).people}
        assert roles == {"Sanne de Vries": "me", "Boris": "speaker"}


def test_system_lines_make_people_known() -> None:
    cast = cast_of("Sanne", extra="02-05-2022 17:00 - Sanne heeft Fatima El Idrissi toegevoegd\n")
    assert ("fatima", "Fatima El Idrissi") in named(cast, "is fatima er al")


def test_names_that_the_words_give_link_to_whole_names_first() -> None:
    cast = cast_of("Sanne")
    hear(cast, ["Kofi", "Kofi Mensah", "Sanne"])
    assert {name for _, name in named(cast, "kofi, kofi mensah, mensah")} == {"Kofi Mensah"}
    assert len(cast.people) == 2


def test_another_name_of_somebody_is_theirs_unless_several_have_it() -> None:
    """Two contacts whom a phone calls "Mama" are two people."""
    contact = '{{"recipient":{{"id":"{0}","contact":{{"profileGivenName":"{1}","systemGivenName":"{2}"}}}}}}\n'
    text = '{"version":"1","mediaRootBackupKey":"a2V5"}\n' + "".join(
        contact.format(*row) for row in ((3, "Froukje", "Mama"), (4, "Sietske", "Mama"), (5, "Douwe", "Pikkie"))
    )
    export = files.read_bytes(text.encode(), "main.jsonl")
    ids = [f.text for f in export.fields if f.role is Role.NAME and export.parts[0].text[slice(*f.pieces[0])] in "345"]
    assert ids == ["Froukje", "Sietske", "Pikkie"]
    cast = learn(export)
    assert cast.named("Douwe") is cast.named("Pikkie") is not None
    assert cast.named("Froukje") is not cast.named("Sietske")


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("whatsapp/*/expected.txt")), ids=lambda path: str(path.parent.name)
)
def test_a_scrubbed_chat_is_read_again(path: Path) -> None:
    """Lines that tell of a new name or number hold pseudonyms then, which are nobody's names."""
    export = files.read(path)
    labels = {field.text for field in export.fields if field.note == "renamed"}
    assert not labels & {name for person in learn(export).people for name in person.names if name.startswith("[")}
    assert plans.plan(export, detector.detect(export)).digest


def test_a_name_with_a_title_is_also_one_without() -> None:
    text = "# Intake\n\nNaam: mevrouw Wietske Hoogland\n\nWietske slaapt slecht. Hoogland werkt niet.\n"
    export = files.read_bytes(text.encode(), "intake.md")
    found = detector.detect(export)
    people = {f.person for f in found.findings if f.kind.value == "PERSON"} - {None}
    assert len(people) <= 1
    known = plans.plan(export, found).people
    assert len([one for one in known if one.role != "group"]) == 1


def test_labels_above_messages_are_told() -> None:
    export = files.read_bytes(chat("PERSON_1", "IK", "Sanne Kuiperveld").encode(), "chat.txt")
    told = {one.what: one for one in detector.detect(export).unexamined}
    assert told["labelled sender"].count == 2
    plain = files.read_bytes(chat("IK", "Sanne Kuiperveld").encode(), "chat.txt")
    assert all(one.what != "labelled sender" for one in detector.detect(plain).unexamined)
