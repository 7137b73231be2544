"""Numbers given in pieces: what goes on with a number, in its text and in the texts after it."""

from __future__ import annotations

import pytest

from chatscrub.model import Finding, Kind
from chatscrub.pieces import Pieces


def told(*texts: str, talk: bool = True) -> list[str]:
    """The texts with what was found in ``<...>`` and what goes on from it in ``[...]``; kinds as first letters.

    One that begins with "@" is said by somebody else than the others.
    """
    pieces, result = Pieces(talk=talk), []
    kinds = {"P": Kind.PHONE, "I": Kind.ID, "S": Kind.SECRET, "A": Kind.ADDRESS, "N": Kind.PERSON}
    for said in texts:
        text, sender, plain, found = said.removeprefix("@"), "Kim" if said[:1] == "@" else "Bo", "", []
        while "<" in text:
            before, rest = text.split("<", 1)
            value, text = rest.split(">", 1)
            plain += before
            found.append(Finding(0, len(plain), len(plain) + len(value) - 2, kinds[value[0]], 0.9, "test"))
            plain += value[2:]
        plain += text
        more = sorted(pieces.more(plain, found, sender), key=lambda f: (f.start, -f.end))
        at, marked = 0, ""
        for f in more:
            if f.start >= at:
                marked += f"{plain[at : f.start]}[{f.kind.value[0]}:{plain[f.start : f.end]}]"
                at = f.end
        result.append(marked + plain[at:])
    return result


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ww is <S:zonnebloem> met een hoofdletter z dan 12", "ww is [S:zonnebloem met een hoofdletter z dan 12]"),
        ("wifi is <S:Blue> then 22 then a question mark", "wifi is [S:Blue then 22 then a question mark]"),
        ("<I:X4> then J as in jelly, then 9", "[I:X4 then J as in jelly, then 9]"),
        ("ik geef: an 55 dan <I:8841>", "ik geef: [I:an 55 dan 8841]"),
        ("kenteken <I:hf 320> en de laatste letter b", "kenteken [I:hf 320 en de laatste letter b]"),
        ("barcode <I:2 1000> ... 6618 they need that", "barcode [I:2 1000 ... 6618] they need that"),
        ("thats double <P:seven oh> three after the hash", "thats [P:double seven oh three] after the hash"),
        ("iets met <I:88> en dan 0 dubbel 6 2", "iets met [I:88 en dan 0 dubbel 6 2]"),
        ("poort: Geraniums en dan <S:44>", "poort: [S:Geraniums en dan 44]"),
        ("gate is <S:2 5 8 0 then> the star", "gate is [S:2 5 8 0 then the star]"),
        ("call <P:512 555 01> four four if anything", "call [P:512 555 01 four four] if anything"),
        ("bel <P:0470 12 34> een twee drie", "bel [P:0470 12 34 een twee drie]"),
        ("ring <P:01632 960 0> double 12", "ring [P:01632 960 0 double 12]"),
    ],
)
def test_what_goes_on_in_the_same_text_is_one_with_the_number(text: str, marked: str) -> None:
    assert told(text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "de code is <S:4417> en dan 3 keer draaien",
        "bel <P:06 0123 4567> en dan 5 minuten wachten",
        "<P:06 0123 4567> is van <N:jan> dan weet je dat",
        "klant <I:88120> met een taart",
        "then 2 stops, code <S:4417> then left",
        "pin <S:4417>, 3 euro",
        "bel <P:0470 12 34> twee keer",
        "call <P:555 0144> two three times",
        "code <S:4417 then> left",
    ],
)
def test_what_counts_something_else_does_not_belong_to_the_number(text: str) -> None:
    plain = text
    for sign in ("<S:", "<P:", "<N:", "<I:", ">"):
        plain = plain.replace(sign, "")
    assert told(text) == [plain]


def test_texts_of_nothing_but_digits_go_on_with_the_number_before() -> None:
    assert told("<P:07700>", "<N:Kim> ja", "900 4", "17 zegt ie")[2:] == ["[P:900 4]", "[P:17] zegt ie"]


def test_a_short_answer_of_somebody_else_is_no_piece() -> None:
    assert told("<P:06 0123>", "@11", "@417 toch")[1:] == ["11", "417 toch"]
    assert told("<P:06 0123 4567>", "@567 toch?")[1:] == ["[P:567] toch?"]


def test_pieces_come_to_an_end() -> None:
    chatter = "dat was ff wat hoor"
    assert told("de code is <S:4471>", "6", "7", "8 dan", chatter, chatter, "9", "acht")[6:] == ["9", "acht"]
    assert told("de code is <S:4471>", "@250", "@12", "@1000 of 1500")[1:] == ["250", "12", "1000 of 1500"]


@pytest.mark.parametrize(
    "text",
    [
        "no 12 people came", "op nummer 4 in de top 40", "my order number 31 is late", "at no 5 minutes",
        "op nr 1 staat", "op 12 december", "van 12 tot 14", "trein van 12 over 3", "bij 12 graden",
        "op nummer 12 in de rij", "from 12 to 18", "at 12 degrees", "no 12 was the best song", "klas van 12 kinderen",
        "7 ipv 6 vind ik beter", "ik heb 3 niet 4 boeken besteld", "10 op het eind van de rit", "ends on 22 June",
        "eindigt op 31 december", "ends in 3 weeks", "ends with 2 encores", "bus 471", "page 471", "182 emails today",
    ],
)  # fmt: skip
def test_numbers_of_other_things_stay_beside_numbers_of_people(text: str) -> None:
    assert told("<A:Kastanjelaan 12>", "de code is <S:4471>", text)[2] == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("de sleutel ligt op nr 35 als hij weg is", "de sleutel ligt op nr [A:35] als hij weg is"),
        ("zie nr 29 en 33 geen 31", "zie nr [A:29] en [A:33] geen [A:31]"),
        ("number 9 with the skip?", "number [A:9] with the skip?"),
        ("it was delivered to no 27 btw", "it was delivered to no [A:27] btw"),
        ("we wonen op nummer 12b", "we wonen op nummer [A:12b]"),
    ],
)
def test_other_houses_of_a_street_that_was_told(text: str, marked: str) -> None:
    assert told("<A:lage vaart 31>", text)[1] == marked
    assert told(text) == [text]


def test_a_whole_number_takes_nothing_with_it() -> None:
    for text in ("<P:06 01234567> en dan 5", "<P:0601234567> slash 0601234568"):
        assert told(text) == [text.replace("<P:", "").replace(">", "")]


def test_a_name_between_two_numbers_stays_apart() -> None:
    assert told("code <S:12>", "20, zegt <N:Marieke>, 30")[1] == "[S:20], zegt Marieke, [S:30]"


def test_what_somebody_is_told_to_do_is_no_password() -> None:
    assert told("typ dan <S:4471>") == ["typ dan 4471"]
    assert told("de code is welkom dan <S:4512>") == ["de code is [S:welkom dan 4512]"]


def test_a_few_digits_after_a_whole_number_are_no_piece() -> None:
    assert told("<P:06 01234567>", "80!", "2", "oh ok")[1:] == ["80!", "2", "oh ok"]
    assert told("<P:06 0123>", "80!")[1:] == ["[P:80]!"]


def test_texts_with_other_words_or_times_do_not() -> None:
    texts = ["om 8 uur bij mij", "20:30", "3 biertjes gehad", "€ 5", "12 euro"]
    assert told("<P:06 0123 4567>", *texts[:3])[1:] == texts[:3]
    assert told("<P:06 0123 4567>", *texts[3:])[1:] == texts[3:]


def test_long_after_the_number_digits_are_digits() -> None:
    chatter = ["hoi hoe is het met iedereen thuis"] * 7
    assert told("<P:07700>", *chatter, "900 4")[-1] == "900 4"


def test_who_asks_for_a_number_gets_it_in_the_next_text() -> None:
    assert told("@wat is je personeelsnummer", "11", "0583")[1:] == ["[I:11]", "[I:0583]"]
    assert told("wat is je personeelsnummer", "11") == ["wat is je personeelsnummer", "11"]
    assert told("@dat was een bsn", "80!")[1:] == ["80!"]
    assert told("hoeveel mensen komen er", "11") == ["hoeveel mensen komen er", "11"]


def test_the_end_of_a_number_is_found_where_somebody_says_it_again() -> None:
    assert told("<P:06 0123 4295>", "die 295?", "in 2012 nog", "295 euro") == [
        "06 0123 4295", "die [P:295]?", "in 2012 nog", "295 euro",
    ]  # fmt: skip


def test_corrections_of_a_number_are_found() -> None:
    assert told("<P:06 0123 4295>", "sorry 9 ipv 5 op het laatst, dus 299 joh")[1] == (
        "sorry [P:9] ipv [P:5] op het laatst, dus [P:299] joh"
    )
    assert told("<P:06 0123 4295>", "its 9 on the end, the card was upside down")[1] == (
        "its [P:9] on the end, the card was upside down"
    )
    assert told("9 ipv 5 op het laatst") == ["9 ipv 5 op het laatst"]


def test_a_street_without_a_number_gets_the_one_that_comes_after_it() -> None:
    assert told("ze wonen in de <A:kerkstraat>", "welk nr", "nr was 63 he", "209 of 207")[2:] == [
        "nr was [A:63] he", "[A:209 of 207]",
    ]  # fmt: skip
    assert told("<A:kerkstraat 16>", "nr 3 in de lijst", "63")[1:] == ["nr 3 in de lijst", "63"]


def test_what_a_number_begins_with_is_found_after_a_number() -> None:
    assert told("<P:06 0123 4295>", "hij begint met een 7 toch")[1] == "hij begint met een [P:7] toch"
    assert told("het begint met een 7 toch") == ["het begint met een 7 toch"]


def test_the_house_number_of_an_address_is_found_again_behind_a_word_that_leads_to_it() -> None:
    assert told("we wonen <A:kerkstraat 16>", "wie woont er op 16 dan", "kom om 16 uur", "op 17")[1:] == [
        "wie woont er op [A:16] dan", "kom om 16 uur", "op 17",
    ]  # fmt: skip


def test_nothing_is_carried_between_texts_that_are_no_talk() -> None:
    assert told("klantnummer <I:88120>", "44", "120", talk=False)[1:] == ["44", "120"]


def test_a_thousand_words_that_lead_on_take_no_time() -> None:
    for text in ("<I:12>" + " dan" * 90, "<I:12>" + " en" * 120, "double " * 50 + "<I:12>", "a dan " * 60 + "<S:12>"):
        told(text)
