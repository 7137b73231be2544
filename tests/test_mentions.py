"""Chances to names: borders, neighbours, what may stand between, signs of codes, scores, and no text lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from chatscrub import mentions
from chatscrub.chat_model import ChatModel, Reading
from chatscrub.mentions import Name, names_in
from chatscrub.model import Kind

PERSON, LOCATION, ADDRESS, ORG, SECRET = Kind.PERSON, Kind.LOCATION, Kind.ADDRESS, Kind.ORG, Kind.SECRET
KINDS = (PERSON, LOCATION, ADDRESS, ORG, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.HANDLE, Kind.ID, Kind.DOB, SECRET)
_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f\u200d\u00ad]*)+|\S")


@dataclass(frozen=True)
class StandIn:
    """What of a model the names are read with."""

    kinds: tuple[str, ...]
    thresholds: NDArray[np.float32]


def stand_in(*thresholds: float) -> ChatModel:
    """A model with these thresholds, or with 0.5 for every kind."""
    given = thresholds or (0.5,) * len(KINDS)
    every = np.array(given, np.float32)[:, None].repeat(3, axis=1)
    return cast(ChatModel, StandIn(tuple(map(str, KINDS)), every))


MODEL = stand_in()


class Token(NamedTuple):
    """A token as the model could have read it."""

    start: int
    end: int
    kind: Kind
    chance: float
    begins: float = 0.0


def reading(tokens: list[Token]) -> Reading:
    chances = np.zeros((len(tokens), len(KINDS)), np.float16)
    for row, token in enumerate(tokens):
        chances[row, KINDS.index(token.kind)] = token.chance
    return Reading(
        np.array([t.start for t in tokens], np.int32),
        np.array([t.end for t in tokens], np.int32),
        chances,
        np.array([t.begins for t in tokens], np.float16),
    )


Said = dict[str, tuple[Kind, float, float]]
"""What the model says of a word: the kind, the chance, and the chance that a name begins here."""


def first(kind: Kind, chance: float = 1.0) -> tuple[Kind, float, float]:
    return kind, chance, chance


def more(kind: Kind, chance: float = 1.0) -> tuple[Kind, float, float]:
    return kind, chance, 0.0


def read(text: str, said: Said) -> Reading:
    """A reading with one token per word or sign; words of which nothing is said are no names."""
    nothing = (PERSON, 0.0, 0.0)
    return reading([Token(m.start(), m.end(), *said.get(m[0], nothing)) for m in _TOKEN.finditer(text)])


def found(text: str, said: Said, model: ChatModel = MODEL) -> list[tuple[str, Kind]]:
    return [(text[name.start : name.end], name.kind) for name in names_in(text, read(text, said), model)]


def texts(text: str, said: Said, model: ChatModel = MODEL) -> list[str]:
    return [name for name, _ in found(text, said, model)]


# --- words ----------------------------------------------------------------------------------------------


def test_nothing_read_is_nothing_found() -> None:
    assert names_in("", reading([]), MODEL) == []
    assert names_in("ik ga naar huis", reading([]), MODEL) == []
    assert found("ik ga naar huis", {}) == []


@pytest.mark.parametrize("sure", [0, 1, 2])
def test_one_sure_piece_makes_the_whole_word_a_name(sure: int) -> None:
    text = "met Sannemieke mee"
    cuts = [(4, 7), (7, 10), (10, 14)]
    tokens = [Token(a, b, PERSON, float(number == sure)) for number, (a, b) in enumerate(cuts)]
    assert names_in(text, reading(tokens), MODEL) == [Name(4, 14, PERSON, 1.0)]


def test_a_token_over_two_words_counts_for_both() -> None:
    assert names_in("a Jan.Bos b", reading([Token(2, 9, PERSON, 1.0)]), MODEL) == [Name(2, 9, PERSON, 1.0)]
    assert names_in("a Jan,Bos b", reading([Token(2, 9, PERSON, 1.0)]), MODEL) == [
        Name(2, 5, PERSON, 1.0),
        Name(6, 9, PERSON, 1.0),
    ]


def test_the_kind_is_the_likeliest_of_the_surest_piece() -> None:
    tokens = [Token(0, 3, LOCATION, 0.6), Token(3, 6, PERSON, 0.9)]
    assert [(n.start, n.end, n.kind) for n in names_in("Sannes", reading(tokens), MODEL)] == [(0, 6, PERSON)]


def test_chances_of_several_kinds_make_a_name_together() -> None:
    both = reading([Token(0, 5, PERSON, 0.3)])
    both.chances[0, KINDS.index(ORG)] = 0.4
    assert [(n.start, n.end, n.kind) for n in names_in("Sanne", both, MODEL)] == [(0, 5, ORG)]


def test_signs_alone_are_no_name() -> None:
    assert found("!? 👍 --", {"!": first(PERSON), "?": more(PERSON), "👍": first(SECRET), "-": first(SECRET)}) == []


@pytest.mark.parametrize("text", ["@sanne", "sanne!", "#sanne#"])
def test_a_sign_beside_a_word_says_nothing_of_the_word(text: str) -> None:
    assert found(text, dict.fromkeys("@!#", first(Kind.HANDLE))) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dag Rene\u0301e!", "Rene\u0301e"),
        ("dag Zoe\u0308.", "Zoe\u0308"),
        ("dag San\u00adne,", "San\u00adne"),
        ("dag San\u200dne", "San\u200dne"),
        ("dag Đặng?", "Đặng"),
        ("dag 𝐒𝐚𝐧𝐧𝐞", "𝐒𝐚𝐧𝐧𝐞"),
        ("dag ｓａｎｎｅ", "ｓａｎｎｅ"),
        ("👩‍👩‍👧 Sanne", "Sanne"),
        ("_Sanne_ komt", "Sanne"),
        ("*Sanne* komt", "Sanne"),
        ("(Sanne)", "Sanne"),
    ],
)
def test_letters_of_a_word(text: str, name: str) -> None:
    assert texts(text, {name: first(PERSON)}) == [name]


def test_names_with_marks_join() -> None:
    said = {"Rene\u0301e": first(PERSON), "Zoe\u0308": more(PERSON)}
    assert texts("dag Rene\u0301e Zoe\u0308 hoi", said) == ["Rene\u0301e Zoe\u0308"]
    assert texts("dag Zoe\u0308-Rene\u0301e", {"Rene\u0301e": more(PERSON), "Zoe\u0308": first(PERSON)}) == [
        "Zoe\u0308-Rene\u0301e"
    ]


# --- words that join, and words that do not -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "names"),
    [
        ("Sanne Boris", {"Sanne": first(PERSON), "Boris": more(PERSON)}, ["Sanne Boris"]),
        ("Sanne Boris", {"Sanne": first(PERSON), "Boris": first(PERSON)}, ["Sanne", "Boris"]),
        ("Sanne Bos Yus", {"Sanne": first(PERSON), "Bos": more(PERSON), "Yus": first(PERSON)}, ["Sanne Bos", "Yus"]),
        ("Sanne en Boris", {"Sanne": first(PERSON), "Boris": first(PERSON)}, ["Sanne", "Boris"]),
        ("Sanne en Boris", {"Sanne": first(PERSON), "Boris": more(PERSON)}, ["Sanne", "Boris"]),
        ("Utrecht Leiden", {"Utrecht": first(LOCATION), "Leiden": first(LOCATION)}, ["Utrecht", "Leiden"]),
        ("Sanne Utrecht", {"Sanne": first(PERSON), "Utrecht": more(LOCATION)}, ["Sanne", "Utrecht"]),
        ("Dorpsweg 12", {"Dorpsweg": first(ADDRESS), "12": first(ADDRESS)}, ["Dorpsweg 12"]),
        ("06 12 34", {"06": first(Kind.PHONE), "12": first(Kind.PHONE), "34": more(Kind.PHONE)}, ["06 12 34"]),
    ],
)  # fmt: skip
def test_neighbours(text: str, said: Said, names: list[str]) -> None:
    assert texts(text, said) == names


def test_a_name_begins_where_more_than_half_of_the_chance_says_so() -> None:
    def names(begins: float) -> list[str]:
        return texts("Sanne Boris", {"Sanne": first(PERSON), "Boris": (PERSON, 0.75, begins)})

    assert names(0.25) == ["Sanne Boris"]
    assert names(0.5) == ["Sanne", "Boris"]


@pytest.mark.parametrize(
    ("text", "particles"),
    [
        ("Sanne de Vries", ["de"]),
        ("Sanne van der Berg", ["van", "der"]),
        ("Sanne v.d. Berg", ["v", "d"]),
        ("Yusuf el-Amrani", ["el"]),
        ("Sanne van 't Hof", ["van", "t"]),
        ("Sanne in 't Veld", ["in", "t"]),
        ("Ludwig van der Vaart de Wit", ["van", "der", "Vaart", "de"]),
    ],
)
def test_particles_inside_a_name_join(text: str, particles: list[str]) -> None:
    words = re.findall(r"\w+", text)
    for chance in (1.0, 0.25):  # half of the threshold is enough beside a name
        said = {word: more(PERSON, chance if word in particles else 1.0) for word in words}
        assert texts(f"met {text} mee", said | {words[0]: first(PERSON)}) == [text]


_BETWEEN = {
    PERSON: ([" ", "  ", "-", "'", "’", ".", "·", ". "], ["   ", ",", ", ", "/", "\n", "\t", " - ", "+", "&", ":"]),
    LOCATION: ([" ", "  ", "-", "'", "’", ".", "/", ". "], ["   ", ",", ", ", "\n", " / ", "·", "&"]),
    ADDRESS: ([" ", ", ", "-", "/", "'", ".", " - ", ". ", "   "], ["    ", "\n", "\t", ":", "&", " (", ",\n"]),
    ORG: ([" ", "  ", "-", "'", ".", "&", "/", "+", " & ", " + ", " - ", ". "], ["   ", ",", ", ", "\n", " / "]),
    SECRET: ([" ", "-", "#", "!", "?!#$", "@", "/", "_", ":", ".", "👍"], ["  ", "\n", "\t", "# ", "?!#$%", " #"]),
    Kind.PHONE: ([" ", "-", "/", "(", "+", ")-("], ["  ", "\n", ") "]),
    Kind.EMAIL: (["@", ".", "_", "-", "+"], ["\n", "  "]),
    Kind.URL: (["://", ".", "/", "?", "=", "&", "#"], ["\n", "  "]),
    Kind.HANDLE: (["_", ".", "-", "@"], ["\n", "  "]),
    Kind.ID: ([" ", "-", ".", "/"], ["\n", "  "]),
    Kind.DOB: ([" ", "-", ".", "/"], ["\n", "  "]),
}  # fmt: skip
_JOINED = [(kind, between) for kind, (joined, _) in _BETWEEN.items() for between in joined if between]
_BROKEN = [(kind, between) for kind, (_, broken) in _BETWEEN.items() for between in broken]


@pytest.mark.parametrize(("kind", "between"), _JOINED)
def test_between_two_words_of_one_name(kind: Kind, between: str) -> None:
    name = f"Kuip{between}Veld"
    assert found(f"x {name} x", {"Kuip": first(kind), "Veld": more(kind)}) == [(name, kind)]


@pytest.mark.parametrize(("kind", "between"), _BROKEN)
def test_between_two_names(kind: Kind, between: str) -> None:
    names = found(f"x Kuip{between}Veld x", {"Kuip": first(kind), "Veld": more(kind)})
    assert [(name.strip("#?!$%&:()"), kind) for name, kind in names] == [("Kuip", kind), ("Veld", kind)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("J. Vos", ["J. Vos"]),
        ("J.F. Vos", ["J.F. Vos"]),
        ("Vos, F.", ["Vos, F"]),
        ("Vos, Fenna", ["Vos", "Fenna"]),
        ("Vos. Fenna", ["Vos. Fenna"]),
    ],
)
def test_initials(text: str, names: list[str]) -> None:
    said = {word: more(PERSON) for word in re.findall(r"\w+", text)}
    assert texts(text, said) == names


@pytest.mark.parametrize("after", ["\n", " en ", " ... ", "? ", " 👍 "])
def test_what_is_not_of_the_name_ends_it(after: str) -> None:
    said = {"Sanne": first(PERSON), "Bos": more(PERSON), "Fenna": first(PERSON)}
    assert texts(f"Sanne Bos{after}Fenna", said) == ["Sanne Bos", "Fenna"]


# --- words that are carried on --------------------------------------------------------------------------

LIKELY, NOT = 0.25, 0.15  # above and below two fifths of the threshold


@pytest.mark.parametrize(
    ("text", "said", "names"),
    [
        ("Sanne Bos", {"Sanne": first(PERSON), "Bos": more(PERSON, LIKELY)}, ["Sanne Bos"]),
        ("Sanne Bos", {"Sanne": first(PERSON), "Bos": more(PERSON, NOT)}, ["Sanne"]),
        ("Sanne Bos", {"Sanne": first(PERSON), "Bos": first(PERSON, LIKELY)}, ["Sanne"]),
        ("Sanne Bos", {"Sanne": first(PERSON), "Bos": more(ORG, LIKELY)}, ["Sanne"]),
        ("Sanne, Bos", {"Sanne": first(PERSON), "Bos": more(PERSON, LIKELY)}, ["Sanne"]),
        ("Sanne Bos", {"Sanne": first(PERSON, LIKELY), "Bos": more(PERSON)}, ["Sanne Bos"]),
        ("Sanne-Bos", {"Sanne": first(PERSON, LIKELY), "Bos": more(PERSON)}, ["Sanne-Bos"]),
        ("Sanne Bos", {"Sanne": first(PERSON, NOT), "Bos": more(PERSON)}, ["Bos"]),
        ("Sanne Bos", {"Sanne": first(PERSON, LIKELY), "Bos": first(PERSON)}, ["Bos"]),
        ("Sanne Bos", {"Sanne": first(ORG, LIKELY), "Bos": more(PERSON)}, ["Bos"]),
        ("Sanne Bos", {"Sanne": first(PERSON, LIKELY), "Bos": more(PERSON, LIKELY)}, []),
        ("An de Bos", {"An": first(PERSON), "de": more(PERSON, LIKELY), "Bos": more(PERSON)}, ["An de Bos"]),
        ("An de Bos", {"An": first(PERSON), "de": more(PERSON, LIKELY), "Bos": more(PERSON, LIKELY)}, ["An de Bos"]),
        ("An de Bos", {"An": first(PERSON), "de": more(PERSON, NOT), "Bos": more(PERSON, LIKELY)}, ["An"]),
    ],
)
def test_a_word_beside_a_name_needs_less(text: str, said: Said, names: list[str]) -> None:
    assert texts(text, said) == names


# --- codes with their signs -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("code #3309 hoor", "#3309"),
        ("code is #3309.", "#3309"),
        ("code (#3309) hoor", "#3309"),
        ("code 3309# hoor", "3309#"),
        ("code *3309#, ok", "3309#"),
        ("het is Welkom#33! hoor", "Welkom#33!"),
        ("het is Welkom#33! ", "Welkom#33!"),
        ("het is 'Welkom#33'", "Welkom#33"),
        ('het is "Welkom#33",', "Welkom#33"),
        ("het is $Welkom#33", "$Welkom#33"),
        ("```ww Welkom#33```", "Welkom#33"),
        ("het is Welkom_33@", "Welkom_33@"),
        ("Welkom#33\nhoor", "Welkom#33"),
    ],
)
def test_codes_are_taken_with_their_signs(text: str, name: str) -> None:
    said = {"Welkom": first(SECRET), "33": more(SECRET), "3309": first(SECRET)}
    assert found(text, said) == [(name, SECRET)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("volg @sanne_kuip eens", Kind.HANDLE, "@sanne_kuip"),
        ("volg sanne_ eens", Kind.HANDLE, "sanne_"),
        ("volg _sanne_ eens", Kind.HANDLE, "sanne"),
        ("bel +31 6, ja", Kind.PHONE, "+31 6"),
        ("zie https://kuip.example/a?b=c, ja", Kind.URL, "https://kuip.example/a?b=c"),
        ("mail sanne.k@kuip.example.", Kind.EMAIL, "sanne.k@kuip.example"),
        ("nummer AB-12/34;", Kind.ID, "AB-12/34"),
    ],
)
def test_runs_of_other_kinds(text: str, kind: Kind, name: str) -> None:
    said = {word: more(kind) for word in re.findall(r"[^\W_]+", name)}
    assert found(text, said) == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("0612345678 0687654321", Kind.PHONE, ["0612345678", "0687654321"]),
        ("a@b.nl c@d.nl", Kind.EMAIL, ["a@b.nl", "c@d.nl"]),
        ("12-03-1984/13-04-1985", Kind.DOB, ["12-03-1984", "13-04-1985"]),
        ("AB12 CD34", Kind.ID, ["AB12", "CD34"]),
        ("0612345678👍👍", Kind.PHONE, ["0612345678"]),
        ("_0612345678_", Kind.PHONE, ["0612345678"]),
        ("{AB12}", Kind.ID, ["AB12"]),
    ],
)
def test_values_side_by_side_stay_apart_and_without_signs(text: str, kind: Kind, values: list[str]) -> None:
    starts = {text.index(value) for value in values}
    tokens = [Token(m.start(), m.end(), kind, 1.0, float(m.start() in starts)) for m in re.finditer(r"[^\W_]+", text)]
    assert [text[n.start : n.end] for n in names_in(text, reading(tokens), MODEL)] == values


@pytest.mark.parametrize(
    "name", ["प्रिया शर्मा", "สมชาย ใจดี", "מֹשֶׁה", "فَاطِمَة", "Sa\u200bnne", "Zoe\u0308", "Jan\u00a0Bos"]
)
def test_no_mark_of_a_name_is_left(name: str) -> None:
    text = f"a {name} b"
    tokens = [Token(i, i + 1, PERSON, float(1 < i < len(text) - 2)) for i in range(len(text))]
    assert [text[n.start : n.end] for n in names_in(text, reading(tokens), MODEL)] == [name]


def test_another_kind_beside_it_takes_nothing_from_a_person() -> None:
    low = np.full((len(KINDS), 3), 0.5, np.float32)
    low[0] = 0.1
    model = cast(ChatModel, StandIn(tuple(map(str, KINDS)), low))
    for other in (Kind.URL, LOCATION):
        seen = reading([Token(0, 6, PERSON, 0.2)])
        seen.chances[0, KINDS.index(other)] = 0.25
        assert [(n.start, n.end) for n in names_in("Jordan", seen, model)] == [(0, 6)]


@pytest.mark.parametrize("text", ["Sanne's fiets", "sanne’s fiets", "Sanne'S fiets"])
def test_a_genitive_stays_behind_the_name(text: str) -> None:
    said = {text[:5]: first(PERSON), "s": more(PERSON), "S": more(PERSON)}
    assert texts(text, said) == [text[:5]]


@pytest.mark.parametrize(
    ("word", "chance", "is_name"),
    [
        ("Qorvindra", 0.2, True),
        ("Qorvindra", 0.05, False),
        ("lamp", 0.2, False),
        ("lamp", 0.4, True),
        ("niet", 0.4, False),
        ("niet", 0.6, True),
        ("Chelsea", 0.4, False),
        ("Chelsea", 0.6, True),
    ],
)
def test_the_commoner_a_word_the_surer_the_model_must_be(word: str, chance: float, is_name: bool) -> None:
    rarities = np.tile(np.array([0.1, 0.3, 0.5], np.float32), (len(KINDS), 1))
    model = cast(ChatModel, StandIn(tuple(map(str, KINDS)), rarities))
    assert texts(f"met {word} mee", {word: first(PERSON, chance)}, model) == [word] * is_name


def test_the_day_behind_a_name_is_no_part_of_it() -> None:
    assert texts("Tygo 12e en Lou 14th", {"Tygo": first(PERSON), "12e": more(PERSON)}) == ["Tygo"]


def test_names_that_everybody_knows_are_none() -> None:
    words = {"Albert": first(ORG), "Heijn": more(ORG), "Nederland": first(LOCATION), "Kuipveld": first(ORG)}
    assert texts("bij Albert Heijn in Nederland, of bij Kuipveld", words) == ["Kuipveld"]
    assert texts("Albert Heijn Kuipveld", words | {"Kuipveld": more(ORG)}) == ["Albert Heijn Kuipveld"]
    assert texts("code Nederland", {"Nederland": first(SECRET)}) == ["Nederland"]


@pytest.mark.parametrize("said", ["heyyy", "Neeee", "yesss", "okeee", "hahahaha", "wollah", "iem", "boeie", "jemig"])
def test_what_people_call_out_is_no_name_also_drawn_out(said: str) -> None:
    assert texts(f"{said} wat zeg je", {said: first(PERSON, 0.95)}) == []


@pytest.mark.parametrize("said", ["Jess", "Jepp", "Ewa", "Oei", "Yo", "Au", "Hannnneke"])
def test_names_that_look_like_a_call_are_names(said: str) -> None:
    assert texts(f"met {said} gebeld", {said: first(PERSON, 0.95)}) == [said]


@pytest.mark.parametrize(
    ("said", "chance", "is_name"),
    [
        ("John Lewis", 0.95, True),  # a shop, and people
        ("John Lewis", 0.6, False),
        ("Parkinson", 0.95, True),
        ("Maandag", 0.6, False),
    ],
)
def test_who_is_surely_a_person_is_one_whatever_else_has_the_name(said: str, chance: float, is_name: bool) -> None:
    one, *rest = said.split()
    words = {one: first(PERSON, chance), **{word: more(PERSON, chance) for word in rest}}
    assert texts(f"met {said} gebeld", words) == [said] * is_name


def test_a_town_that_is_a_bank_too_is_a_place() -> None:
    assert texts("wonen in Halifax", {"Halifax": first(LOCATION)}) == ["Halifax"]
    assert texts("geld bij Halifax", {"Halifax": first(ORG)}) == []


def test_names_of_people_are_taken_without_signs() -> None:
    assert found("dag #Sanne# en @Sanne!", {"Sanne": first(PERSON)}) == [("Sanne", PERSON), ("Sanne", PERSON)]


def test_signs_between_two_runs_are_taken_once() -> None:
    said = {"Sanne": first(PERSON), "3309": first(SECRET), "Boris": first(PERSON)}
    assert found("Sanne#3309#Boris", said) == [("Sanne", PERSON), ("#3309#", SECRET), ("Boris", PERSON)]
    assert found("3309#Welkom", {"3309": first(SECRET), "Welkom": first(Kind.ID)}) == [
        ("3309#", SECRET),
        ("Welkom", Kind.ID),
    ]


def test_the_mark_on_a_letter_is_no_sign_of_the_code_after_it() -> None:
    assert found("cafe\u0301#33", {"33": first(SECRET)}) == [("#33", SECRET)]


# --- scores ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threshold", "chance", "score"),
    [
        (0.5, 0.5, 0.35),
        (0.5, 0.75, 0.675),
        (0.5, 1.0, 1.0),
        (0.25, 0.25, 0.35),
        (0.25, 0.625, 0.675),
        (0.25, 1.0, 1.0),
    ],
)
def test_scores(threshold: float, chance: float, score: float) -> None:
    (name,) = names_in("Sanne", read("Sanne", {"Sanne": first(PERSON, chance)}), stand_in(*[threshold] * len(KINDS)))
    assert name.score == pytest.approx(score)


def test_below_the_threshold_is_no_name() -> None:
    assert found("Sanne", {"Sanne": first(PERSON, 0.499)}) == []


def test_a_threshold_is_that_of_its_kind() -> None:
    model = stand_in(0.25, 0.75, *[0.5] * 9)
    said = {"Sanne": first(PERSON, 0.3), "Utrecht": first(LOCATION, 0.7), "Leiden": first(LOCATION, 0.8)}
    assert texts("Sanne in Utrecht of Leiden", said, model) == ["Sanne", "Leiden"]


def test_a_name_is_as_sure_as_its_surest_word() -> None:
    said = {"Sanne": first(PERSON, 0.5), "de": more(PERSON, 0.25), "Bos": more(PERSON, 1.0)}
    assert [name.score for name in names_in("Sanne de Bos", read("Sanne de Bos", said), MODEL)] == [1.0]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.99))
def test_a_higher_chance_never_gets_a_lower_score(one: float, other: float, threshold: float) -> None:
    model = stand_in(*[threshold] * len(KINDS))
    low, high = (names_in("Sanne", read("Sanne", {"Sanne": first(PERSON, c)}), model) for c in sorted((one, other)))
    assert len(low) <= len(high)
    assert all(0.35 <= a.score <= b.score <= 1.0 for a, b in zip(low, high, strict=False))


# --- any text, any chances ------------------------------------------------------------------------------

_TEXT = st.text(
    st.one_of(
        st.sampled_from("ab SX39  .,-'’&#@!?/_()\u0301\u0308\u00ad\u200d\u00a0\n\tﬁ👍"),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
)
_CHANCE = st.one_of(st.sampled_from([0.0, 0.2, 0.21, 0.3, 0.5, 1.0]), st.floats(0, 1, width=16))


@st.composite
def read_at_random(draw: st.DrawFn) -> tuple[str, Reading]:
    """A text, and tokens in order over parts of it with any chances."""
    text = draw(_TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=24)))
    tokens = [
        Token(start, end, draw(st.sampled_from(KINDS)), draw(_CHANCE), draw(_CHANCE)) for start, end in pairwise(cuts)
    ]
    return text, reading(tokens)


def letters_in_names(text: str, seen: Reading, model: ChatModel) -> set[int]:
    """Where in a text names hold a letter or digit, when there are no names that everybody knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mentions, "is_public", lambda _: False)
        names = names_in(text, seen, model)
    return {at for name in names for at in range(name.start, name.end) if text[at].isalnum()}


@given(read_at_random())
def test_names_are_in_order_and_apart_and_inside(case: tuple[str, Reading]) -> None:
    text, seen = case
    names = names_in(text, seen, MODEL)
    assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(0.35 <= name.score <= 1.0 for name in names)


@given(read_at_random())
def test_names_hold_whole_words(case: tuple[str, Reading]) -> None:
    text, seen = case
    for name in names_in(text, seen, MODEL):
        inside = text[name.start : name.end]
        assert not inside[0].isspace() and not inside[-1].isspace() and "\n" not in inside
        assert any(char.isalnum() for char in inside)
        assert not (name.start and text[name.start - 1].isalnum() and inside[0].isalnum())
        assert not (text[name.end : name.end + 1].isalnum() and inside[-1].isalnum())


@given(read_at_random())
def test_every_sure_letter_is_in_a_name(case: tuple[str, Reading]) -> None:
    text, seen = case
    held = letters_in_names(text, seen, MODEL)
    for start, end, row in zip(seen.starts, seen.ends, seen.chances, strict=True):
        if float(row.astype(np.float32).sum()) >= 0.5:
            assert all(at in held for at in range(start, end) if text[at].isalnum())


@given(read_at_random(), st.lists(st.floats(0.05, 0.95), min_size=11, max_size=11), st.floats(0.1, 1))
def test_lower_thresholds_lose_nothing(case: tuple[str, Reading], high: list[float], factor: float) -> None:
    text, seen = case
    few, many = (letters_in_names(text, seen, stand_in(*(t * by for t in high))) for by in (1.0, factor))
    assert few <= many


@given(read_at_random(), read_at_random())
def test_lines_do_not_touch_each_other(one: tuple[str, Reading], other: tuple[str, Reading]) -> None:
    (text, seen), (after, seen_after) = one, other
    by = len(text) + 1
    moved = seen_after.shifted(by)
    both = Reading(
        np.concatenate([seen.starts, moved.starts]),
        np.concatenate([seen.ends, moved.ends]),
        np.concatenate([seen.chances, moved.chances]),
        np.concatenate([seen.begins, moved.begins]),
    )
    alone = names_in(after, seen_after, MODEL)
    expected = names_in(text, seen, MODEL) + [n._replace(start=n.start + by, end=n.end + by) for n in alone]
    assert names_in(f"{text}\n{after}", both, MODEL) == expected


@given(read_at_random())
def test_reading_changes_nothing(case: tuple[str, Reading]) -> None:
    text, seen = case
    before = [column.tobytes() for column in seen[:4]]
    assert names_in(text, seen, MODEL) == names_in(text, seen, MODEL)
    assert [column.tobytes() for column in seen[:4]] == before
