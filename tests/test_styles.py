"""Pseudonyms in every style: stable under a key, apart from each other, and kept by the book."""

from __future__ import annotations

import re

import pytest
from exports import CHAT
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import detector, files, plans, spans
from chatscrub.book import Book, Entry
from chatscrub.errors import ReleaseRefused
from chatscrub.labels import LABEL, letters
from chatscrub.model import Kind
from chatscrub.people import name_key
from chatscrub.settings import Settings
from chatscrub.styles import Labels, Letters, Surrogates, Use

KEY = bytes(range(32))
names = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)


def text_of(chat: str, style: Settings, book: Book | None = None) -> str:
    export = files.read_bytes(chat.encode(), "chat.txt")
    plan = plans.plan(export, detector.detect(export, style), style, book)
    return spans.splice(export.parts[0].text, plan.parts[0].edits)


def entries(values: list[tuple[Kind, str]]) -> list[Entry]:
    book = Book()
    return [book.add(kind, [value]) for kind, value in values]


def uses(values: list[tuple[Kind, str]]) -> list[Use]:
    return [Use(entry, entry.names[0]) for entry in entries(values)]


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), names), max_size=30, unique=True), st.sampled_from(["nl", "en"]))
def test_labels_are_apart_and_known_again(values: list[tuple[Kind, str]], language: str) -> None:
    for style in (Labels(language), Labels(language, key=KEY), Letters(language)):
        row = uses(values)
        style.assign(row)
        shown = [style.label(use.entry) for use in row]
        assert len(set(shown)) == len(shown)
        for use in row:
            for bare in (True, False):
                assert LABEL.fullmatch(style.written(use.entry, use.value, bare))


@given(st.lists(names, min_size=2, max_size=8, unique_by=name_key))
def test_codes_do_not_depend_on_the_order(given_names: list[str]) -> None:
    row = uses([(Kind.PERSON, name) for name in given_names])
    one, other = Labels("en", key=KEY), Labels("en", key=KEY)
    one.assign(row)
    turned = uses([(Kind.PERSON, name) for name in reversed(given_names)])
    other.assign(turned)
    assert [one.label(u.entry) for u in row] == [other.label(u.entry) for u in reversed(turned)]
    another = Labels("en", key=bytes(32))
    fresh = uses([(Kind.PERSON, name) for name in given_names])
    another.assign(fresh)
    assert one.label(row[0].entry) != another.label(fresh[0].entry)


@given(st.permutations(["Sanne Kuiperveld", "Bram Oosterling", "Fenna Dijkgraaf", "Youssef El Amrani"]))
@settings(max_examples=10, deadline=None)
def test_stand_ins_do_not_depend_on_the_order(order: list[str]) -> None:
    def made(row: list[str]) -> dict[str, str]:
        style = Surrogates(
            KEY, {word.casefold() for name in row for word in name.split()}.__contains__, "nl", Labels("en")
        )
        there = uses([(Kind.PERSON, name) for name in row])
        style.assign(there)
        return {use.value: style.label(use.entry) for use in there}

    assert made(order) == made(sorted(order))


def test_labels_that_are_taken_are_not_given_again() -> None:
    row = uses([(Kind.PERSON, "Sanne"), (Kind.PERSON, "Bram")])
    style = Labels("en", taken=["PERSON_1", "PERSON_3"])
    style.assign(row)
    assert [style.label(use.entry) for use in row] == ["PERSON_2", "PERSON_4"]


def test_letters_go_on_behind_z() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_whoever_is_in_the_book_keeps_the_pseudonym() -> None:
    book = Book()
    first = text_of(CHAT, Settings(), book)
    more = "03-02-2023 10:12 - Fenna Dijkgraaf: dag\n03-02-2023 10:13 - Sanne Kuiperveld: dag Youssef El Amrani\n"
    second = text_of(more, Settings(), book)
    label = re.search(r"10:14 - (PERSON_\d)", first)
    assert label and second.startswith(f"03-02-2023 10:12 - {label[1]}: ")
    assert re.search(r"PERSON_1: dag \[PERSON_[4-9]\]", second)


def test_stand_ins_of_the_book_are_kept() -> None:
    book, style = Book(KEY), Settings(style="surrogate", language="nl")
    text_of(CHAT, style, book)
    (sanne,) = [entry for entry in book.entries if "Sanne Kuiperveld" in entry.names]
    assert sanne.stand_in is not None
    again = text_of("03-02-2023 10:12 - Sanne Kuiperveld: dag\n03-02-2023 10:13 - Bo: dag\n", style, book)
    assert again.startswith(f"03-02-2023 10:12 - {sanne.stand_in.full}: ")


def test_a_kept_stand_in_makes_way_for_somebody_of_that_name() -> None:
    book, style = Book(KEY), Settings(style="surrogate", language="nl")
    text_of(CHAT, style, book)
    (sanne,) = [entry for entry in book.entries if "Sanne Kuiperveld" in entry.names]
    assert sanne.stand_in is not None
    taken = sanne.stand_in.first
    chat = f"03-02-2023 10:12 - Sanne Kuiperveld: dag\n03-02-2023 10:13 - {taken} Vreeburg: dag\n"
    assert taken not in text_of(chat, style, book)


def test_people_of_one_first_name_in_the_book() -> None:
    book = Book()
    sanne, other = book.add(Kind.PERSON, ["Sanne Kuiperveld"]), book.add(Kind.PERSON, ["Sanne Boerhave", "sanne"])
    assert book.person(["Sanne Kuiperveld", "sanne"]) == (sanne, False)
    assert book.person(["sanne"]) == (other, True)
    assert book.person(["sanne"], used={other.number}) == (None, False)
    assert book.person(["Sanne Wagemaker", "sanne"]) == (None, False)


def test_twins_have_identities_of_their_own() -> None:
    one, two = entries([(Kind.PERSON, "Mark"), (Kind.PERSON, "mark")])
    assert one.identity != two.identity


@pytest.mark.parametrize("style", [Settings(style="surrogate"), Settings(shift_dates=True)])
def test_what_needs_a_key_refuses_without(style: Settings) -> None:
    with pytest.raises(ReleaseRefused, match="secret key"):
        text_of(CHAT, style)


def test_dates_that_cannot_be_moved_are_not_left_beside_others() -> None:
    with pytest.raises(ReleaseRefused, match="no time stamps"):
        text_of("gewoon een tekst\n", Settings(shift_dates=True, key=KEY))


def test_ten_thousand_stand_ins() -> None:
    chat = {f"naam{i}" for i in range(500)} | {"sanne", "bram", "jansen"}
    style = Surrogates(KEY, chat.__contains__, "nl", Labels("en"))
    row = uses(
        [(Kind.PERSON, f"Vriend{i} Jansen") for i in range(2_000)] + [(Kind.PHONE, f"06-{i:08}") for i in range(8_000)]
    )
    style.assign(row)
    shown = [style.label(use.entry) for use in row]
    assert len(set(shown)) == 10_000
    assert not any(word.casefold() in chat for name in shown for word in name.split())
    for use in row[:200]:
        written = style.written(use.entry, use.value.upper(), False)
        assert written.isupper() and len(written.split()) == 2


def test_a_bare_year_of_birth_keeps_its_decade() -> None:
    (use,) = row = uses([(Kind.DOB, "1984")])
    style = Surrogates(KEY, {"1984"}.__contains__, "nl", Labels("en"))
    style.assign(row)
    written = style.written(use.entry, "1984", False)
    assert written != "1984" and written.startswith("198") and written.isdigit()
