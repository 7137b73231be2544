"""Stand-ins: nobody real, nobody twice, the same for the same key, written as the real thing was."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from chatscrub.draws import Draw, Ledger, like
from chatscrub.errors import ChatscrubError
from chatscrub.gazetteer import find_town, towns
from chatscrub.lexicon import TUSSENVOEGSELS, fold, is_homograph, is_ordinary, is_public
from chatscrub.naming import Known, read
from chatscrub.standins import background, is_famous
from chatscrub.surrogates import Person, StandIns, spelled

KEY = bytes(range(32))
HOME = Path(__file__).resolve().parents[1]
LISTS = Path(os.environ.get("CHATSCRUB_LISTS", HOME.parent / "shared" / "lists"))
FIRSTS = """
    Sanne Daan Fatima Mehmet Noor Boris Lucas Iris Sjoerd Priya Kofi Agnieszka Emily Jack Siobhan Youssef Ayse Radjesh
    Femke Thomas Marieke Willem Zeynep Hodan Giulia Pedro Klaus Chantal Jan Els Kim Mohammed Joost Anouk Bram Lotte
    """.split()
LASTS = [
    "de Vries", "Jansen", "El Amrani", "Yılmaz", "van der Berg", "Bakker", "Hoekstra", "Sharma", "Mensah", "Kowalska",
    "Jones", "O'Brien", "Bhagwandin", "van den Heuvel", "Warsame", "Rossi", "García", "Müller", "Peeters", "Smit",
    "ten Hag", "Visser", "McDonald", "Nguyen", "da Silva", "Dubois", "Özdemir", "van 't Hof", "Croes", "Meijer",
]  # fmt: skip
WORDS = {fold(word) for name in (*FIRSTS, *LASTS) for word in name.split()} - TUSSENVOEGSELS
CHAT = WORDS | {fold(name) for name in LASTS} | {"utrecht", "kerkstraat", "lezen", "vlinder"}


def stand_ins(key: bytes = KEY, language: str = "nl", real: set[str] | None = None) -> StandIns:
    return StandIns(key, (CHAT if real is None else real).__contains__, language)


def cast(count: int) -> dict[str, list[str]]:
    """Names of many people, each under an identity of their own."""
    names = [f"{first} {last}" for last in LASTS for first in FIRSTS]
    return {f"{names[37 * i % len(names)]} {i}": [names[37 * i % len(names)]] for i in range(count)}


# --- people ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowd() -> dict[str, Person]:
    return stand_ins().people(cast(10_000))


def test_nobody_of_ten_thousand_is_real_famous_or_there_twice(crowd: dict[str, Person]) -> None:
    wholes = [fold(person.full) for person in crowd.values()]
    assert len(set(wholes)) == len(wholes) == 10_000
    assert not any(map(is_famous, wholes))
    for person in crowd.values():
        for name in map(fold, person.names()):
            assert len(name) > 2 and not {name, f"{name}s"} & CHAT
            assert not (is_ordinary(name) or is_homograph(name) or is_public(name))


def test_everybody_is_written_in_case_and_shape(crowd: dict[str, Person]) -> None:
    names = cast(10_000)
    for identity, person in crowd.items():
        (real,) = names[identity]
        first = real.split()[0]
        assert spelled(person, real, [real]) == person.full
        assert spelled(person, first.lower(), [real]) == person.firsts[0].lower()
        assert spelled(person, first.upper(), [real]) == person.firsts[0].upper()


def test_few_people_share_no_name_at_all() -> None:
    found = stand_ins().people(cast(60)).values()
    rows = [{fold(name) for name in person.names()} for person in found]
    assert sum(map(len, rows)) == len(set().union(*rows))


@pytest.mark.parametrize(
    ("names", "groups", "sex"),
    [
        (["Sanne de Vries"], {"nl"}, "f"),
        (["mw Bakker"], {"nl"}, "f"),
        (["dhr. Bakker"], {"nl"}, "m"),
        (["Sjoerd Hoekstra"], {"fy", "nl"}, "m"),
        (["Fatima El Amrani"], {"ar"}, "f"),
        (["Mehmet Yılmaz"], {"tr"}, "m"),
        (["Agnieszka Kowalska"], {"pl"}, "f"),
        (["Siobhán O'Brien"], {"ie"}, "f"),
        (["Radjesh Bhagwandin"], {"hi"}, "m"),
        (["Emily Jones"], {"en"}, "f"),
        (["Nguyen Thi Lan"], {"vi"}, ""),
        (["Wang Xiaoming"], {"zh"}, "m"),
        (["Hodan Warsame"], {"so"}, "f"),
        (["Giulia Rossi"], {"it"}, "f"),
        (["Yonas Tesfaye"], {"et"}, "m"),
        (["Priya Sharma"], {"in"}, "f"),
        (["Анна Иванова"], {"ru"}, "f"),
    ],
    ids=lambda value: ",".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_background_and_sex_stay(names: list[str], groups: set[str], sex: str) -> None:
    person = stand_ins().person(names[0], names)
    assert person.background in groups
    assert sex in ("", person.sex)


def test_unknown_names_fall_to_the_language_of_the_chat() -> None:
    assert background(("zwirp",), ("qorvin",), (), "nl") == "nl"
    assert background(("zwirp",), ("qorvin",), (), "en") == "en"


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (["Sanne de Vries", "san"], Known(("sanne",), ("de",), ("vries",), frozenset({"san"}))),
        (["san", "Sanne de Vries"], Known(("sanne",), ("de",), ("vries",), frozenset({"san"}))),
        (["mw van der Berg"], Known((), ("van", "der"), ("berg",), frozenset(), "f")),
        (["Jan Willem Bos", "JW"], Known(("jan", "willem"), (), ("bos",))),
        (["tante Els"], Known(("els",), (), (), frozenset(), "f")),
        (["Ramdin"], Known((), (), ("ramdin",))),
        (["Jan Meester"], Known(("jan",), (), ("meester",))),
        (["+31 6 12345678"], Known()),
        ([], Known()),
    ],
    ids=lambda value: str(value),
)
def test_names_taken_apart(names: list[str], known: Known) -> None:
    assert read(names) == known


NAMES = ["Sanne de Vries", "san", "mw de Vries"]
SURFACES = [
    ("Sanne de Vries", "Nora van Dam"), ("sanne de vries", "nora van dam"), ("SANNE DE VRIES", "NORA VAN DAM"),
    ("Sanne De Vries", "Nora Van Dam"), ("Sanne", "Nora"), ("sanne", "nora"), ("SANNE", "NORA"), ("san", "noor"),
    ("San", "Noor"), ("de Vries", "van Dam"), ("De Vries", "Van Dam"), ("Vries", "Dam"), ("vries", "dam"),
    ("mw de Vries", "mw van Dam"), ("Mw. De Vries", "Mw. Van Dam"), ("fam. de Vries", "fam. van Dam"),
    ("tante Sanne", "tante Nora"), ("Sanne's", "Nora's"), ("Sanne’s", "Nora’s"), ("sannes", "noras"),
    ("SANNES", "NORAS"), ("Sanne de Vries'", "Nora van Dam's"), ("S. de Vries", "N. van Dam"), ("SdV", "NvD"),
    ("sdv", "nvd"), ("S.d.V.", "N.v.D."), ("S", "N"), ("Sanne V.", "Nora D."), ("Sanne d. V.", "Nora v. D."),
    ("sannnne", "nora"), ("Sanme", "Nora"), ("🌸 Sanne 🌸", "🌸 Nora 🌸"), ("Vries, Sanne de", "Dam, Nora van"),
    ("Sanne Vries", "Nora Dam"), ("Sannie", "Nora"), ("sannetje", "noor"), ("Sanne87", "Nora32"),
    ("Sanne Onbekend", "Nora Dam"), ("oma", "oma"), ("", ""), ("😀", "😀"),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "expected"), SURFACES, ids=[surface for surface, _ in SURFACES])
def test_spelled_as_it_was(surface: str, expected: str) -> None:
    person = Person(("Nora",), "Noor", "van", ("Dam",), "f", "nl", shift=5)
    assert spelled(person, surface, NAMES) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Jan-Willem Bos", "Piet-Hein Maas"),
        ("Jan Willem", "Piet Hein"),
        ("janwillem", "piethein"),
        ("Willem", "Hein"),
        ("JW", "PH"),
        ("J.W. Bos", "P.H. Maas"),
        ("Boris'", "Maas'"),
    ],
)
def test_two_first_names(surface: str, expected: str) -> None:
    person = Person(("Piet", "Hein"), "Pietje", "", ("Maas",), "m", "nl", joiner="-")
    assert spelled(person, surface, ["Jan-Willem Bos"]).replace("Pietje's", "Maas'") == expected


@pytest.mark.parametrize(
    ("names", "surface", "pattern"),
    [
        (["Анна Иванова"], "анна", r"[а-яё]{3,}"),
        (["Анна Иванова"], "Анна Иванова", r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+"),
        (["Γιώργος Παππάς"], "Γιώργος Παππάς", r"\w+ \w+"),
        (["محمد علي"], "محمد", r"[\u0600-\u06ff]+"),
        (["משה כהן"], "משה כהן", r"[\u0590-\u05ff]+ [\u0590-\u05ff]+"),
        (["王小明"], "王小明", r"[\u4e00-\u9fff]{2,4}"),
        (["王小明"], "小明", r"[\u4e00-\u9fff]{1,2}"),
        (["김민수"], "김민수", r"[\uac00-\ud7af]{2,4}"),
        (["さくら"], "さくら", r"[A-Za-zÀ-ɏ]+"),
    ],
)
def test_other_scripts(names: list[str], surface: str, pattern: str) -> None:
    person = stand_ins(language="nl").person(names[0], names)
    found = spelled(person, surface, names)
    assert re.fullmatch(pattern, found), found
    assert not set(found.split()) & set(surface.split())


_CASES: list[Callable[[str], str]] = [str, str.lower, str.upper]
_first, _last = st.sampled_from(FIRSTS), st.sampled_from(LASTS)


@settings(deadline=None)  # the first one reads the lists
@given(_first, _last, st.sampled_from(_CASES), st.sampled_from(["", "'s", "’s"]))
def test_case_words_and_possessive_stay(first: str, last: str, case: Callable[[str], str], mark: str) -> None:
    name = f"{first} {last}"
    person = stand_ins().person(name, [name])
    for surface, model in ((name, person.full), (first, person.firsts[0]), (last, person.surname)):
        plain = spelled(person, case(surface), [name])
        assert plain == case(model)
        assert len(plain.split()) == len(surface.split())
        with_mark = spelled(person, case(surface) + mark, [name])
        assert with_mark in (plain + mark, plain + mark[:1])


@settings(deadline=None)  # the first one reads the lists
@given(
    _first, _last, st.lists(st.sampled_from(["{f}", "{l}", "{F}", "{L}", "mw", "oma", "van", "&", "qorvin", "😀", "1"]))
)
def test_no_real_name_is_left(first: str, last: str, pieces: list[str]) -> None:
    fields = {"f": first, "l": last, "F": first.upper(), "L": last.lower()}
    surface = " ".join(pieces).format(**fields)
    person = stand_ins(real=CHAT | {"qorvin"}).person("x", [f"{first} {last}"])
    left = {fold(w) for w in re.findall(r"[^\W\d_]+", spelled(person, surface, [f"{first} {last}"]))}
    assert not left & ({fold(w) for w in re.findall(r"[^\W\d_]+", f"{first} {last}")} | {"qorvin"}) - TUSSENVOEGSELS


@settings(deadline=None)  # the first one reads the lists
@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_spelled(surface: str, names: list[str]) -> None:
    assert isinstance(spelled(stand_ins().person("x", names), surface, names), str)


# --- the key --------------------------------------------------------------------------------------------


def drawn(made: StandIns, backwards: bool = False) -> dict[str, str]:
    """Some stand-ins of every kind."""
    people = made.people(dict(sorted(cast(60).items(), reverse=backwards)))
    found = {identity: f"{person.full} {person.nick}" for identity, person in people.items()}
    numbers = [f"06-1234{i:04}" for i in range(30)]
    found |= made.all_of(made.phone, reversed(numbers) if backwards else numbers)
    found |= {place: made.place(place, place) for place in ("Zwolle", "Leeds")}
    found |= {street: made.address(street) for street in ("Molenweg 12, 1234 AB Zwolle", "Mill Lane 3")}
    found["org"] = made.organisation("x", "basisschool De Klimop")
    values = ((made.email, "s@x.nl"), (made.handle, "@sanne_dv"), (made.url, "x.nl/sanne"), (made.dob, "12-03-1987"))
    return found | {value: choose(value) for choose, value in values}


def test_same_key_same_stand_ins_in_any_order_and_process() -> None:
    here = drawn(stand_ins())
    assert here == drawn(stand_ins(), backwards=True)
    code = "import json, test_surrogates as t; print(json.dumps(t.drawn(t.stand_ins())))"
    env = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent)}
    there = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert json.loads(there.stdout) == here


def test_one_by_one_in_another_order_few_differ() -> None:
    names = cast(20)
    one, other = stand_ins(), stand_ins()
    first = {identity: one.person(identity, names[identity]).full for identity in names}
    second = {identity: other.person(identity, names[identity]).full for identity in reversed(names)}
    assert sum(first[identity] == second[identity] for identity in names) > 16


def test_another_key_gives_others() -> None:
    one, other = drawn(stand_ins()), drawn(stand_ins(bytes(32)))
    assert sum(one[what] == other[what] for what in one) < 4


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        StandIns(b"short", CHAT.__contains__)


def test_an_error_where_nothing_is_left() -> None:
    everything = StandIns(KEY, lambda _: True)
    with pytest.raises(ChatscrubError, match="labels"):
        everything.person("x", ["Sanne"])
    with pytest.raises(ChatscrubError):
        everything.place("x", "Zwolle")


@settings(deadline=None)  # the first one reads the lists
@given(st.integers(1, 10**30), st.text(max_size=5))
def test_draws_stay_below_and_repeat(limit: int, word: str) -> None:
    one, other = Draw(KEY, word), Draw(KEY, word)
    row = [one.below(limit) for _ in range(20)]
    assert row == [other.below(limit) for _ in range(20)]
    assert all(0 <= number < limit for number in row)


def test_words_of_a_draw_do_not_run_together() -> None:
    assert Draw(KEY, "a", "bc").below(2**60) != Draw(KEY, "ab", "c").below(2**60)


def test_the_ledger_keeps_owners() -> None:
    ledger = Ledger({"luca"}.__contains__)
    assert ledger.is_real("Lucas") and ledger.is_real("x", "Lúca") and not ledger.is_real("x")
    assert ledger.take("word", "a", "x") and ledger.take("word", "a", "x") and not ledger.take("word", "b", "x")
    assert not ledger.is_free("word", "b", "x") and ledger.is_free("word", "b", "y")


@pytest.mark.parametrize(
    ("model", "expected"),
    [("ab", "mcdonald"), ("AB", "MCDONALD"), ("Ab", "McDonald"), ("A", "McDonald"), ("1", "McDonald")],
)
def test_like(model: str, expected: str) -> None:
    assert like(model, "McDonald") == expected


# --- places and organisations ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Amsterdam", "utrecht", "Zwolle", "LEEDS", "Gent", "Paramaribo", "Galway", "Nador"])
def test_a_town_of_like_size_in_the_same_country(name: str) -> None:
    found = stand_ins().place(fold(name), name)
    real, other = find_town(name, "nl"), find_town(found, "nl")
    assert real and other and real.country == other.country and fold(found) != fold(name)
    assert abs(real.rank - other.rank) < 40
    assert (found.islower(), found.isupper()) == (name.islower(), name.isupper())


def test_all_names_of_a_town_have_one_stand_in() -> None:
    made = stand_ins()
    assert made.place("a", "Den Haag") == made.place("b", "The Hague") == made.place("c", "'s-Gravenhage")
    assert fold(made.place("d", "Londen")) != "london"


def test_no_town_twice_and_none_real() -> None:
    names = [name for name, _ in towns("NL")[:300]]
    real = {fold(name) for name in names[:100]}
    made = stand_ins(real=real)
    found = [fold(made.place(fold(name), name)) for name in names]
    assert len(set(found)) == len(names)
    assert not real & {word for name in found for word in (name, *name.split())}


ADDRESSES = [
    ("Kerkstraat 12", r"[A-Z]\w+straat \d\d"),
    ("kerkstraat", r"[a-z]+straat"),
    ("Kerkstr. 5 bus 4", r"\w+str\. \d bus \d"),
    ("Burgemeester de Vlugtlaan 5-3", r"\w+laan \d-\d"),
    ("2e Kerkdwarsstraat 4b", r"\w+straat \d[a-f]"),
    ("Laan van Meerdervoort 12a", r"Laan van [A-Z]\w+ \d\d[a-f]"),
    ("41st Ave", r"[A-Z]\w+ Ave"),
    ("8 sion hill way", r"\d [a-z]+ way"),
    ("CF62", r"Q[A-Z]\d\d"),
    ("kanaalweg 12bis", r"[a-z]+weg \d\dbis"),
    ("Keizersgracht 123-II", r"\w+gracht \d{3}-II"),
    ("1234 AB", r"0\d{3} [A-Z]{2}"),
    ("1234ab", r"0\d{3}[a-z]{2}"),
    ("Molenweg 3, 1234 AB Zwolle", r"\w+weg \d, 0\d{3} [A-Z]{2} [A-Z][\w' -]+"),
    ("12 Mill Lane", r"\d\d [A-Z]\w+ Lane"),
    ("Flat 3, 14 High St, Leeds LS1 4AP", r"Flat \d, \d\d \w+ St, [A-Z][\w ]+ Q[A-Z]\d \d[A-Z]{2}"),
    ("D02 X285", r"Q\d\d [A-Z]\d{3}"),
    ("Springfield, IL 62704", r"[A-Z][\w ]+, IL 00\d{3}"),
    ("rue de la Loi 16, 1000 Brussel", r"rue de la \w+ \d\d, 0\d{3} [A-Z][\w' -]+"),
    ("Hauptstraße 5, 10115 Berlin", r"\w+strasse \d, 00\d{3} [A-Z][\w ]+"),
    ("postbus 123", r"postbus \d{3}"),
    ("52.1234, 5.1234", r"00\.\d{4}, 0\.\d{4}"),
    ("Zwolle (stad)", r"[A-Z][\w' -]+ \(stad\)"),
    ("Rotterdam-Zuid", r"[A-Z][\w' -]+-Zuid"),
]


@pytest.mark.parametrize(("surface", "pattern"), ADDRESSES, ids=[surface for surface, _ in ADDRESSES])
def test_addresses_keep_their_shape(surface: str, pattern: str) -> None:
    found = stand_ins().place(fold(surface), surface)
    assert re.fullmatch(pattern, found), found
    assert not set(re.findall(r"[^\W\d_]{5,}|\d{3,}", surface)) & set(re.findall(r"[^\W\d_]{5,}|\d{3,}", found)) - {
        "postbus"
    }


def test_one_street_is_one_street() -> None:
    made = stand_ins()
    street = made.address("Kerkstraat")
    assert made.address("kerkstraat 12").startswith(street.lower())
    assert made.address("Kerkstr. 12") == made.address("Kerkstraat 12").replace("straat", "str.")
    numbers = {made.address(f"Kerkstraat {i}") for i in range(10, 100)}
    assert len(numbers) == 90 and all(number.startswith(street) for number in numbers)


@pytest.mark.parametrize(
    ("surface", "pattern"),
    [
        ("basisschool De Vlinder", r"basisschool De [A-Z]\w+"),
        ("obs de klimop", r"obs de [a-z]+"),
        ("Sint Jozefschool", r"Sint [A-Z]\w+school"),
        ("vv Hercules", r"vv [A-Z]\w+"),
        ("Bakkerij van der Berg", r"Bakkerij van der [A-Z]\w+"),
        ("Jansen & Zonen", r"[A-Z]\w+ & Zonen"),
        ("St Mary's Primary School", r"St [A-Z]\w+'s Primary School"),
        ("Qorvin Zwirp", r"[A-Z]\w+"),
        ("DCTA", r"[A-Z]{4}"),
    ],
)
def test_organisations_keep_their_sort(surface: str, pattern: str) -> None:
    for language in ("nl", "en"):
        found = stand_ins(language=language).organisation(fold(surface), surface)
        assert re.fullmatch(pattern, found), found
        assert not {"vlinder", "klimop", "jozef", "hercules", "berg", "jansen", "mary"} & set(fold(found).split())


# --- values ---------------------------------------------------------------------------------------------

FICTION = re.compile(
    r"\+(?:1[2-9]\d\d55501\d\d|447700900\d{3}|442079460\d{3}|441632960\d{3}|3532091\d{5}|33(?:63998|19900|26191|35301|"
    r"46571|53649)\d{4}|49(?:17139200\d\d|176040690\d\d|3023125\d{3})|316\d{8}|324\d{8})"
)
NUMBERS = st.sampled_from(
    ["+31 6 {}", "06-{}", "0031 6{}", "+32 47{}", "+44 7911 {:.6}", "020 7{:.7}", "+353 87 {:.7}", "+1 (212) 345-{:.4}",
     "+49 171 {:.7}", "+33 6 {}", "+90 532 {:.7}", "+212 6 {}", "+48 51{:.7}", "+597 8{:.6}", "+61 4{}", "010-{:.7}"]
)  # fmt: skip


@settings(deadline=None)  # the first one reads the lists
@given(NUMBERS, st.text("0123456789", min_size=8, max_size=8))
def test_phone_numbers_are_nobodys(shape: str, digits: str) -> None:
    value = shape.format(digits)
    found = stand_ins().phone(value)
    assert re.sub(r"\d", "0", found) == re.sub(r"\d", "0", value)
    assert found != value
    region = None if value.startswith(("+", "00")) else "GB" if value.startswith("020 7") else "NL"
    number = phonenumbers.parse(re.sub("^00", "+", found), region)
    valid = phonenumbers.is_valid_number(number)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert not valid or FICTION.fullmatch(written), found


def test_spellings_of_a_number_stay_together() -> None:
    made = stand_ins()
    found = [made.phone(v) for v in ("06-12345678", "+31 6 1234 5678", "+31612345678", "0031 (0)6 12345678")]
    assert len({re.sub(r"\D", "", number)[-8:] for number in found}) == 1
    assert made.phone("06-87654321")[-8:] != found[0][-8:]


def test_a_range_of_fiction_that_is_used_up() -> None:
    made = stand_ins()
    found = made.all_of(made.phone, [f"07911 12{i:04}" for i in range(1200)])
    assert len(set(found.values())) == 1200
    assert not any(phonenumbers.is_valid_number(phonenumbers.parse(n, "GB")) for n in found.values())


@settings(deadline=None)  # the first one reads the lists
@given(st.text(max_size=20))
@example("u/")
@example("/u/")
@example("@a")
@example("a@")
def test_any_text_has_a_shape(value: str) -> None:
    made = stand_ins()
    assume(any(c.isalnum() and c.isascii() for c in value))
    assert len(made.identifier(value)) == len(value)
    assert made.handle(value) and made.email(value) and made.url(value) and made.dob(value) is not None
    assert made.place("x", value) is not None and made.organisation("x", value) is not None


@settings(deadline=None)  # the first one reads the lists
@given(st.sampled_from(["NL", "BE", "GB", "DE", "FR"]), st.text("0123456789", min_size=10, max_size=14))
def test_ibans_fail(country: str, digits: str) -> None:
    body = ("ABNA" if country in ("NL", "GB") else "") + digits
    value = country + mod_97_10.calc_check_digits(body + country) + body
    value = " ".join(value[i : i + 4] for i in range(0, len(value), 4))
    found = stand_ins().iban(value)
    assert found[:2] == country and re.sub(r"\w", "0", found) == re.sub(r"\w", "0", value)
    assert not iban.is_valid(found)
    compact = found.replace(" ", "")
    assert not mod_97_10.is_valid(compact[4:] + compact[:4])
    assert stand_ins().iban(value.lower()) == found.lower()


@settings(deadline=None)  # the first one reads the lists
@given(st.text("0123456789", min_size=8, max_size=9), st.booleans())
def test_bsns_fail(digits: str, dotted: bool) -> None:
    value = f"{digits[:4]}.{digits[4:6]}.{digits[6:]}" if dotted else digits
    found = stand_ins().bsn(value)
    assert re.sub(r"\d", "0", found) == re.sub(r"\d", "0", value) and found != value
    assert not bsn.is_valid(found)


@pytest.mark.parametrize("value", ["AB-12-CD", "4111 1111 1111 1111", "PNR x7YZ9Q", "hunter2", "#2024-0017", "7"])
def test_identifiers_keep_their_shape(value: str) -> None:
    found = stand_ins().identifier(value)
    masks = [re.sub("[a-z]", "a", re.sub("[A-Z]", "A", re.sub(r"\d", "0", text))) for text in (found, value)]
    assert masks[0] == masks[1] and found != value
    assert not luhn.is_valid(re.sub(r"\D", "", found)) or len(re.sub(r"\D", "", found)) < 8


@pytest.mark.parametrize(
    ("kind", "value", "pattern"),
    [
        ("email", "sanne.devries@gmail.com", r"[a-z]{5}\.[a-z]{7}@[a-z]+\.example\.com"),
        ("email", "S_de-Vries+1@school.nl", r"[A-Z]_[a-z]{2}-[A-Z][a-z]{4}\+\d@[a-z]+\.example\.org"),
        ("handle", "@sanne_dv99", r"@[a-z]{5}_[a-z]{2}\d\d"),
        ("handle", "u/Sannetje", r"u/[A-Z][a-z]{7}"),
        ("handle", "Sanne#1234", r"[A-Z][a-z]{4}#\d{4}"),
        (
            "url",
            "https://www.sanne.nl/blog/2020?id=3",
            r"https://www\.[a-z]+\.example\.org/[a-z]{4}/\d{4}\?[a-z]{2}=\d",
        ),
        ("url", "instagram.com/sanne", r"[a-z]+\.example\.com/[a-z]{5}"),
        ("url", "www.sannedevries.net", r"www\.[a-z]+\.example\.net"),
    ],
)
def test_addresses_of_the_internet(kind: str, value: str, pattern: str) -> None:
    found: str = getattr(stand_ins(), kind)(value)
    assert re.fullmatch(pattern, found), found
    assert not {"sanne", "devries", "gmail", "instagram", "school"} & set(re.findall(r"[a-z]{3,}", found.lower()))


DATES = [
    ("12-03-1987", r"\d\d-\d\d-1987", r"\d\d-\d\d-198\d"),
    ("1987/03/12", r"1987/\d\d/\d\d", r"198\d/\d\d/\d\d"),
    ("3/4/87", r"\d/\d/87", r"\d/\d/8\d"),
    ("31.01.2001", r"\d\d\.\d\d\.2001", r"\d\d\.\d\d\.200\d"),
    ("12 maart 1987", r"\d\d [a-z]{3,} 1987", r"\d\d [a-z]{3,} 198\d"),
    ("March 3rd, 1987", r"[A-Z][a-z]+ \d(?:st|nd|rd|th), 1987", r"[A-Z][a-z]+ \d(?:st|nd|rd|th), 198\d"),
    ("3 mrt '87", r"\d [a-z]{3} '87", r"\d [a-z]{3} '8\d"),
    ("12031987", r"\d{4}1987", r"\d{4}198\d"),
    ("19870312", r"1987\d{4}", r"198\d{5}"),
    ("1987", r"1987", r"198[0-689]"),
    ("twaalf maart 1987", r"\d+ [a-z]+ 1987", r"\d+ [a-z]+ 198\d"),
    ("12 maart negentien zevenentachtig", r"\d\d [a-z]+ negentien zevenentachtig", r"\d\d [a-z]+ 198\d"),
]


@pytest.mark.parametrize(("value", "year", "decade"), DATES, ids=[value for value, _, _ in DATES])
def test_dates_of_birth(value: str, year: str, decade: str) -> None:
    assert re.fullmatch(year, stand_ins().dob(value)), stand_ins().dob(value)
    assert re.fullmatch(decade, stand_ins().dob(value, keep="decade")), stand_ins().dob(value, keep="decade")
    assert value == "1987" or stand_ins().dob(value) != value


# --- the data file --------------------------------------------------------------------------------------


@pytest.mark.skipif(
    not LISTS.is_dir() or not importlib.util.find_spec("faker") or not importlib.util.find_spec("english_words"),
    reason="the sources of the lists are not here",
)
def test_the_data_file_builds_to_the_same_bytes() -> None:
    code = "import sys, pathlib, build_standins as b; sys.stdout.buffer.write(b.build(pathlib.Path(sys.argv[1])))"
    env = os.environ | {"PYTHONHASHSEED": "3", "PYTHONPATH": str(HOME / "models" / "lexicon")}
    built = subprocess.run([sys.executable, "-c", code, str(LISTS)], env=env, capture_output=True, check=True)
    shipped = (HOME / "src" / "chatscrub" / "data" / "standins.json.gz").read_bytes()
    assert built.stdout == shipped
    assert len(shipped) < 400_000
