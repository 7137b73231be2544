"""Who is meant, from a small export to its pseudonyms: relatives, couples, families, renamings, numbers, contacts."""

from __future__ import annotations

import re

import pytest

from chatscrub import detector, files, plans, spans
from chatscrub.contacts import contact, couple
from chatscrub.people import Cast, How, Person
from chatscrub.settings import Settings


def read(*lines: str) -> tuple[list[str], Cast, dict[str, tuple[str, bool]]]:
    """The scrubbed lines without their dates, the cast, and for every pseudonym the role and whether it is in doubt."""
    text = "".join(f"02-05-2022 16:{i:02d} - {line}\n" for i, line in enumerate(lines))
    export = files.read_bytes(text.encode(), "_chat.txt")
    found = detector.detect(export)
    plan = plans.plan(export, found, Settings())
    out = spans.splice(export.parts[0].text, plan.parts[0].edits)
    known = {person.pseudonym: (person.role, person.doubt) for person in plan.people}
    return [line[19:] for line in out.splitlines()], found.cast, known


def labels(line: str) -> list[str]:
    """The pseudonyms in a scrubbed line."""
    return re.findall(r"PERSON_\d+", line)


def person(cast: Cast, name: str) -> Person:
    found = cast.known(name)
    assert found is not None
    return found


# --- relatives ------------------------------------------------------------------------------------------


def test_a_brother_of_the_name_of_the_other_is_another() -> None:
    out, cast, known = read(
        "Sanne Kuiperveld: ha Mark",
        "Mark Oosterling: hoi Sanne",
        "Sanne Kuiperveld: mijn broer mark komt ook",
        "Sanne Kuiperveld: neem jij bier mee, mark?",
        "Sanne Kuiperveld: m'n broer Mark lust geen bier",
    )
    participant, brother = labels(out[1])[0], labels(out[2])[1]
    assert brother != participant
    assert labels(out[3])[1] == participant
    assert labels(out[4])[1] == brother
    assert known[participant] == ("speaker", True)
    assert known[brother] == ("mentioned", True)
    assert {how for p in cast.people for _, how in cast.how(p)} >= {How.SENDER, How.RELATION}


def test_doubtful_people_name_who_else_may_be_meant() -> None:
    _, cast, _ = read("Sanne: hoi", "Mark: hoi", "Sanne: mijn broer mark komt ook")
    mark = person(cast, "Mark")
    (other,) = (p for p in cast.people if How.RELATION in p.links.values())
    assert (mark.others, other.others) == ({other.number}, {mark.number})


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("Fenna: mijn zus sanne is ziek", True),
        ("Fenna: zijn vriendin sanne is ziek", True),
        ("Fenna: my mum's friend Sanne is ill", True),
        ("Fenna: mijn vrouw Sanne is ziek", False),  # two may write for one house
        ("Fenna: sanne is ziek", False),
        ("Sanne: mijn zus sanne is ziek", True),
        ("Sanne: groetjes, je zus Sanne", False),
        ("Sanne: hoi, this is me, your sister Sanne", False),
    ],
)
def test_between_two(line: str, apart: bool) -> None:
    out, _, _ = read("Sanne: hoi", "Fenna: ha die Sanne", line)
    assert (labels(out[2])[-1] != labels(out[0])[0]) == apart


@pytest.mark.parametrize(
    ("third", "line", "apart", "doubt"),
    [
        ("Bram", "Fenna: mijn broer mark komt ook", True, True),
        ("Bram", "Fenna: zijn broer mark komt ook", False, True),  # may be the one who writes
        ("Bram", "Fenna: mijn vriend mark komt ook", False, False),
        ("Bram", "Fenna: mijn collega mark komt ook", False, False),
        ("Mama", "Fenna: mijn broer mark komt ook", False, True),  # a family talks here
    ],
)
def test_in_a_group(third: str, line: str, apart: bool, doubt: bool) -> None:
    out, _, known = read("Mark: hoi", f"{third}: hoi", line)
    mark = labels(out[0])[0]
    assert (labels(out[2])[-1] != mark) == apart
    assert known[mark][1] == doubt


# --- couples and families -------------------------------------------------------------------------------


@pytest.mark.parametrize("joiner", ["en", "&", "and"])
def test_a_couple_is_two_who_share_a_surname(joiner: str) -> None:
    out, _, _ = read(
        f"Sanne: Bram {joiner} Fenna Dijkgraaf komen ook",
        "Sanne: Bram Dijkgraaf neemt taart mee",
        "Sanne: fenna niet",
    )
    bram, fenna = labels(out[0])[1:]
    assert bram != fenna
    assert labels(out[1])[1:] == [bram]
    assert labels(out[2])[1:] == [fenna]


def test_one_of_a_couple_is_not_a_namesake_with_another_surname() -> None:
    out, _, known = read(
        "Bram Oosterling: hoi",
        "Sanne: Bram en Fenna Dijkgraaf komen ook",
        "Sanne: en jij, Bram?",
    )
    speaker = labels(out[0])[0]
    other, fenna = labels(out[1])[1:]
    assert len({speaker, other, fenna}) == 3
    assert labels(out[2])[1] == speaker
    assert known[speaker][1]
    assert known[other][1]


def test_a_family_is_none_of_its_members() -> None:
    out, cast, known = read(
        "Bram Oosterling: hoi",
        "Sanne: de Oosterlings hebben een hond",
        "Sanne: de familie Oosterling is op vakantie",
        "Sanne: Oosterling belt zo",
    )
    bram, family = labels(out[0])[0], labels(out[1])[1]
    assert family != bram
    assert labels(out[2])[1] == family
    assert labels(out[3])[1] == bram
    assert known[family] == ("mentioned", True)
    (entry,) = (p for p in cast.people if How.FAMILY in p.links.values())
    assert entry.others == {person(cast, "Bram Oosterling").number}


def test_a_genitive_is_no_family() -> None:
    out, _, _ = read("Bram Oosterling: hoi", "Sanne: Oosterlings fiets, de jas van Bram en Bram's hond")
    assert set(labels(out[1])[1:]) == set(labels(out[0]))


# --- renamed, numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Sanne Kuiperveld changed to Sanne Oosterling",
        "Sanne Kuiperveld is gewijzigd naar Sanne Oosterling",
        "Sanne Kuiperveld changed their name from Sanne Kuiperveld to Sanne Oosterling",
        "Sanne Kuiperveld is now Sanne Oosterling",
    ],
)
def test_a_new_name(line: str) -> None:
    out, cast, _ = read("Sanne Kuiperveld: hoi", line, "Bram: dag Sanne Oosterling")
    assert len(set(labels(out[0]) + labels(out[1]))) == 1
    assert labels(out[2])[1:] == labels(out[0])
    assert dict(cast.how(person(cast, "Sanne Kuiperveld")))["Sanne Oosterling"] is How.RENAMED


@pytest.mark.parametrize(
    "line",
    [
        "+31 6 01234567 changed to +31 6 07654321",
        "+31 6 01234567 changed their phone number to +31 6 07654321",
        "+31 6 01234567 heeft het telefoonnummer gewijzigd in +31 6 07654321",
    ],
)
def test_a_new_number(line: str) -> None:
    out, _, _ = read("+31 6 01234567: hoi", line, "+31 6 07654321: ben ik weer", "Bram: bel 06-01234567")
    assert len(set(labels(out[0]) + labels(out[1]) + labels(out[2]))) == 1
    assert labels(out[3])[1:] == labels(out[0])


@pytest.mark.parametrize(
    "line",
    [
        "Bram changed their phone number to a new number. Tap to message or add the new number.",
        "Bram heeft het telefoonnummer gewijzigd naar een nieuw nummer. Tik om een bericht te sturen.",
        "You're now an admin",
    ],
)
def test_a_line_without_a_new_name(line: str) -> None:
    out, _, _ = read("Bram: hoi", line)
    assert set(labels(out[1])) <= set(labels(out[0]))
    assert out[1].endswith(line.partition("Bram")[2])


def test_a_number_beside_a_name_is_theirs() -> None:
    out, cast, _ = read("Sanne: Fenna Dijkgraaf +31 6 01234567", "Sanne: bel 06-01234567 maar, fenna is thuis")
    assert len(set(labels(out[0])[1:] + labels(out[1])[1:])) == 1
    assert dict(cast.how(person(cast, "Fenna Dijkgraaf")))["+31 6 01234567"] is How.NUMBER


@pytest.mark.parametrize(
    "line", ["hoi met Fenna", "Hallo, ik ben Fenna Dijkgraaf", "hey its fenna, new number", "Dag, fenna hier"]
)
def test_who_writes_under_a_number_says_who_they_are(line: str) -> None:
    out, _, _ = read("+31 6 01234567: " + line, "Bram: fenna, kom je ook?", "Bram: of bel 06-01234567")
    assert len(set(labels(out[0]) + labels(out[1])[1:] + labels(out[2])[1:])) == 1


@pytest.mark.parametrize("line", ["ik kom met Fenna", "ben je thuis, Fenna?", "dag Fenna hier is oma"])
def test_who_is_named_under_a_number_is_another(line: str) -> None:
    out, _, _ = read("+31 6 01234567: " + line)
    assert len(set(labels(out[0]))) == 2


def test_two_who_write_stay_two() -> None:
    out, _, _ = read("Fenna: hoi", "+31 6 01234567: hoi met Fenna")
    assert labels(out[0])[0] != labels(out[1])[0]


def test_a_number_in_a_sentence_is_nobodys() -> None:
    out, _, _ = read("Sanne: Fenna Dijkgraaf zei dat je 06-01234567 moet bellen")
    assert "PHONE_1" in out[0]


# --- names of contacts, and why names are one person's --------------------------------------------------


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("Sanne Kuiperveld", "Sanne Kuiperveld", ()),
        ("Marieke (mama Fender)", "Marieke", ("Fender",)),
        ("Wouter, papa van Lente", "Wouter", ("Lente",)),
        ("Ilse (teamlead)", "Ilse", ()),
        ("Marleen mv Teun", "Marleen", ("Teun",)),
        ("Mama van Fenna", "", ("Fenna",)),
        ("Fenna's mum", "", ("Fenna",)),
        ("tessel moeder jip en kik", "tessel", ("jip", "kik")),
        ("Oma Truus", "Oma Truus", ()),
        ("Tante Hilly", "Tante Hilly", ()),
        ("Ed & Thea", "Ed", ("Thea",)),
        ("Jan en Els Bakker", "Jan Bakker", ("Els Bakker",)),
        ("Oosterling, Karin", "Karin Oosterling", ()),
        ("Knip & Scheer", "Knip & Scheer", ()),
    ],
)
def test_names_of_contacts(name: str, own: str, others: tuple[str, ...]) -> None:
    assert contact(name) == (own, others)


def test_who_is_no_couple() -> None:
    assert couple("Sanne Kuiperveld") is None
    assert couple("peper en zout") is None


def test_a_child_is_not_the_parent_who_writes() -> None:
    out, _, _ = read("Mama van Fenna: hoi", "Bram: is fenna er ook?", "Bram: vraag maar aan mama van fenna")
    mother, child = labels(out[0])[0], labels(out[1])[1]
    assert mother != child
    assert labels(out[2])[1:] == [mother]


@pytest.mark.parametrize(
    ("sender", "said", "how"),
    [
        ("Kelvin", "K. Oosterling", How.INITIAL),
        ("Fenna D", "Fenna Dijkgraaf", How.WHOLE),
        ("Fenna Dijkgraaf", "Fenna J. Dijkgraaf", How.WHOLE),
        ("Willem", "wim", How.SHORT),
        ("Wes", "Wesley Oosterling", How.SHORT),
        ("Fionnuala", "fionnulaa", How.SLIP),
        ("Dirk-Jan", "dirkjan", How.TEXT),  # one of the ways in which the name itself may be written
    ],
)
def test_how_a_name_was_linked(sender: str, said: str, how: How) -> None:
    out, cast, _ = read(f"{sender}: hoi", f"Bram: morgen spreek ik {said} nog even")
    assert labels(out[1])[1:] == labels(out[0])
    assert dict(cast.how(person(cast, sender)))[said] is how
    assert dict(cast.how(person(cast, sender)))[sender] is How.SENDER


def test_an_initial_of_two_is_nobody_of_them() -> None:
    out, _, _ = read("Kelvin: hoi", "Karin: hoi", "Bram: K. Oosterling belde")
    assert not set(labels(out[2])[1:]) & {*labels(out[0]), *labels(out[1])}


# --- what a review found --------------------------------------------------------------------------------


def cast_of(*lines: str) -> tuple[list[str], set[str]]:
    """The scrubbed lines behind their times, and the pseudonyms in doubt."""
    text = "".join(f"01-02-2023 10:{i:02} - {line}\n" for i, line in enumerate(lines))
    export = files.read_bytes(text.encode(), "chat.txt")
    plan = plans.plan(export, detector.detect(export))
    out = spans.splice(export.parts[0].text, plan.parts[0].edits)
    return [line[19:] for line in out.splitlines()], {known.pseudonym for known in plan.people if known.doubt}


@pytest.mark.parametrize(("writer", "other"), [("Jan", "Janneke"), ("Karin", "Karen"), ("Denis", "Denise")])
def test_whom_somebody_speaks_of_is_another(writer: str, other: str) -> None:
    lines, _ = cast_of(f"{writer}: hoi", f"Wiebe: {other} komt", f"{writer}: {other} is mijn zus")
    assert lines[1] == "PERSON_2: [PERSON_3] komt" and lines[2] == "PERSON_1: [PERSON_3] is mijn zus"


@pytest.mark.parametrize(
    ("writer", "other"), [("José", "Jos"), ("S", "Sanne"), ("Willem", "Willemijn"), ("Sam", "Samantha")]
)
def test_a_guess_is_in_doubt(writer: str, other: str) -> None:
    lines, doubts = cast_of(f"{writer}: hoi", f"Wiebe: {other} komt", f"{writer}: wie is {other}")
    assert "PERSON_1" in doubts or "[PERSON_1]" not in lines[1]


def test_oma_of_the_same_name_is_in_doubt() -> None:
    _, doubts = cast_of("Lisa: hoi mam, komt oma Lisa ook?")
    assert doubts == {"PERSON_1"}


def test_a_couple_with_titles() -> None:
    lines, _ = cast_of("Oma Riet & Opa Jan: hoi", "Wiebe: jan is ziek, riet niet")
    assert lines[1].count("[PERSON_1]") == 1


@pytest.mark.parametrize(
    "said",
    [
        "dit is Fenna, mijn dochter",
        "hi, it's Anna who called me",
        "hoi met Fenna erbij wordt het leuk",
        "dit is Fenna haar nieuwe nummer",
        "this is Anna's number",
        "dit is Fenna met opa",
    ],
)
def test_a_number_is_not_whom_it_speaks_of(said: str) -> None:
    lines, _ = cast_of(f"+31 6 01112222: {said}", "Wiebe: ok")
    assert "[PERSON_1]" not in lines[0] and "[PERSON_2]" in lines[0]


def test_two_numbers_of_one_name_are_in_doubt() -> None:
    _, doubts = cast_of("+31 6 01112222: hoi met Fenna", "+31 6 03334444: hoi, ik ben Fenna")
    assert doubts == {"PERSON_1", "PERSON_2"}


def test_writers_who_differ_in_a_picture_are_in_doubt() -> None:
    _, doubts = cast_of("Sanne 💕: hoi", "Sanne: hoi", "Wiebe: sanne kom")
    assert doubts


@pytest.mark.parametrize("family", ["familie van Dijk", "fam van Dijk", "familie de Boer"])
def test_a_family_with_a_particle(family: str) -> None:
    lines, _ = cast_of("Els van Dijk: hoi", "Kees de Boer: hoi", f"Wiebe: {family} komt")
    assert "[PERSON_1]" not in lines[2] and "[PERSON_2]" not in lines[2]


def test_a_slip_in_a_whole_name() -> None:
    lines, doubts = cast_of("Sanne de Vries: hoi", "Wiebe: sanne kom je", "Wiebe: sanne de vris is er")
    assert lines[1:] == ["PERSON_2: [PERSON_1] kom je", "PERSON_2: [PERSON_1] is er"] and not doubts


def test_particles_in_short() -> None:
    said = ("ik sprak vd berg", "Ben vd Berg", "ben v.d. Berg kwam")
    lines, _ = cast_of("Ben van der Berg: hoi", *(f"Wiebe: {line}" for line in said))
    assert lines[1:] == ["PERSON_2: ik sprak [PERSON_1]", "PERSON_2: [PERSON_1]", "PERSON_2: [PERSON_1] kwam"]


def test_a_name_ends_where_the_sentence_does() -> None:
    lines, _ = cast_of("Kim Best: hoi", "Wiebe: ja kim. best leuk toch")
    assert lines[1] == "PERSON_2: ja [PERSON_1]. best leuk toch"


def test_given_names_without_blanks() -> None:
    lines, _ = cast_of("李小龙: hoi", "王小明: hoi", "Wiebe: 小明你好 小龙", "김민수: 네", "Wiebe: 민수야 안녕")
    assert lines[2] == "PERSON_3: [PERSON_2]你好 [PERSON_1]" and lines[4] == "PERSON_3: [PERSON_4]야 안녕"


def test_a_doubt_that_was_solved_is_gone() -> None:
    _, doubts = cast_of("Sanne: hoi", "Wiebe: ik zag sanne de vries", "Sanne: ja")
    assert doubts == set()


def test_initials_before_an_apostrophe() -> None:
    said = ("wj komt", "w.j. 't hart zei ja", "W.J. ook")
    lines, _ = cast_of("Willem-Jan 't Hart: hoi", *(f"Wiebe: {line}" for line in said))
    assert all("[PERSON_1]" in line and "[PERSON_3]" not in line and "hart" not in line for line in lines[1:])
