"""What a chat has made known is found again everywhere in it, and ordinary words are left alone.

The detector is run without its second pass beside it where the model alone might hide a failure.
"""

from __future__ import annotations

import re

import pytest

from chatscrub import detector, files, plans, spans
from chatscrub.aliases import unusual_words
from chatscrub.hashtags import Sort, Token, Whom, compounds, spelled, tokens
from chatscrub.lexicon import fold
from chatscrub.model import Finding, Kind
from chatscrub.ner import reader
from chatscrub.people import Cast, hear
from chatscrub.second_pass import SecondPass, hints

SENDERS = ("Sanne Kuiperveld", "Bram Oosterling", "Fenna Dijkgraaf", "Mark Tevelinga", "Anne Roosdaal")
HEARD = "ik woon nu in Zwollerdam en werk daar bij Bakkerij Knirpstra"


def chat(*lines: str) -> str:
    said = [(name, "hoi") for name in SENDERS] + [("Fenna Dijkgraaf", line) for line in (HEARD, *lines)]
    return "".join(f"02-05-2024 16:{i:02} - {name}: {line}\n" for i, (name, line) in enumerate(said))


def scrub(*lines: str, again: bool = True) -> list[str]:
    """The lines after scrubbing."""
    export = files.read_bytes(chat(*lines).encode(), "_chat.txt")
    plan = plans.plan(export, detector.detect(export, again=again))
    scrubbed = spans.splice(export.parts[0].text, plan.parts[0].edits)
    return [row.split(": ", 1)[1] for row in scrubbed.splitlines()][len(SENDERS) + 1 :]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("#teamsanne", "#team[PERSON_1]"),
        ("wij zijn #SanneEnBram vandaag", "wij zijn #[PERSON_1]En[PERSON_2] vandaag"),
        ("vakantie #lifeInZwollerdam", "vakantie #lifeIn[LOCATION_1]"),
        ("#sannekuiperveld was er ook", "#[PERSON_1] was er ook"),
        ("#kuiperveldopreis", "#[PERSON_1]opreis"),
        ("kom je ook @sannekuiperveld", "kom je ook @[PERSON_1]"),
        ("kom je ook @SanneKuiperveld", "kom je ook @[PERSON_1]"),
        ("zie Brief_SanneKuiperveld.pdf", "zie Brief_[PERSON_1].pdf"),
        ("staat in sanne-cv.docx", "staat in [PERSON_1]-cv.docx"),
        ("open sannekuiperveld_cv.pdf maar", "open [PERSON_1]_cv.pdf maar"),
        ("het groepje SanneBramFenna", "het groepje [PERSON_1][PERSON_2][PERSON_3]"),
        ("SANNE en sAnNe", "[PERSON_1] en [PERSON_1]"),
        ("sannes fiets en Sanne's jas", "[PERSON_1] fiets en [PERSON_1]'s jas"),
        ("dat is Marks huis", "dat is [PERSON_4] huis"),
        ("we reden door zwollerdam heen", "we reden door [LOCATION_1] heen"),
        ("bij BAKKERIJ KNIRPSTRA gehaald", "bij [ORG_1] gehaald"),
    ],
)
def test_the_same_name_in_another_dress_gets_the_same_pseudonym(line: str, expected: str) -> None:
    assert scrub(line) == [expected]


def test_what_was_scrubbed_stays_as_it_is() -> None:
    once = scrub("ja #TeamSanne en #SanneEnBram", "kom @sannekuiperveld", "bij BAKKERIJ KNIRPSTRA in zwollerdam")
    assert all("_1]" in line for line in once)
    assert scrub(*once) == once


@pytest.mark.parametrize(
    "line",
    [
        "kijk op linkedin.com/in/sannekuiperveld maar",
        "kijk op instagram.com/sanne.kuiperveld maar",
        "kijk op sannekuiperveld.nl maar",
        "kijk op www.example.org/~sanne/foto maar",
        "schrijf aan mailto:sanne@example.org maar",
        "schrijf aan sannekuiperveld@werk maar",
        "kijk op sannekuiperveld.me maar",
        "insta: sanne.kuiperveld",
        "kijk in fotos_sanne_bram_2019.zip maar",
    ],
)
def test_links_and_user_names_hold_no_name(line: str) -> None:
    assert not re.search("sanne|kuiperveld|bram", scrub(line)[0], re.IGNORECASE)


@pytest.mark.parametrize(
    "line",
    [
        "mark my words, this is planned",
        "wat een #planning #markten #bramen #bananen",
        "ik ga bramen plukken met een emmertje",
        "dat staat in bramen.pdf en marktplaats.docx",
        "on YouTube and PayPal it is all planned",
        "dat was de marktkoopman die #gepland had",
    ],
)
def test_words_that_hold_a_name_are_whole(line: str) -> None:
    """Whatever the model makes of them, the second pass adds nothing."""
    assert scrub(line) == scrub(line, again=False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dat was een kuiperveldfeestje", "dat was een [PERSON_1]feestje"),
        ("de fennafoto en het zwollerdamweekend", "de [PERSON_3]foto en het [LOCATION_1]weekend"),
        ("fennasverjaardag", "[PERSON_3]sverjaardag"),
    ],
)
def test_a_name_that_is_glued_to_an_ordinary_word_is_found(line: str, expected: str) -> None:
    text, names = line, {"kuiperveld": Whom(Kind.PERSON, 0), "fenna": Whom(Kind.PERSON, 2)}
    names["zwollerdam"] = Whom(Kind.LOCATION)
    marks = {"kuiperveld": "[PERSON_1]", "fenna": "[PERSON_3]", "zwollerdam": "[LOCATION_1]"}
    for part in reversed(list(compounds(text, names))):
        text = text[: part.start] + marks[text[part.start : part.end]] + text[part.end :]
    assert text == expected


@pytest.mark.parametrize(
    "line", ["marktplaats en markeren", "sannetta", "robinhoodachtig", "annemarie", "xkuiperveldx"]
)
def test_a_word_that_begins_like_a_name_is_left_alone(line: str) -> None:
    names = dict.fromkeys(("mark", "sanne", "robin", "anne", "kuiperveld"), Whom(Kind.PERSON, 0))
    assert list(compounds(line, names)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("K-U-I-P-E-R-V-E-L-D dus", ["KUIPERVELD"]),
        ("s a n n e kom nou", ["sanne"]),
        ("het is s, a, n, n, e", ["sanne"]),
        ("f.e.n.n.a", ["fenna"]),
        ("J.P.R. de Wit", []),
        ("a b", []),
        ("K-U_I-P", []),
    ],
)
def test_letters_one_by_one_are_a_word(text: str, words: list[str]) -> None:
    assert [word.word for word in spelled(text)] == words
    assert all(fold(text[w.start]) == fold(w.word[0]) and text[w.end - 1] == w.word[-1] for w in spelled(text))


@pytest.mark.parametrize("line", ["s a n n e kom nou", "S-A-N-N-E kom nou", "k.u.i.p.e.r.v.e.l.d kom nou"])
def test_a_name_that_is_spelled_letter_by_letter_is_the_name(line: str) -> None:
    assert scrub(line) == ["[PERSON_1] kom nou"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ik heet Roos K-O-W-A-L", "Roos"),
        ("my name is Will K-O-W-A-L ok", "Will"),
        ("haar naam is Storm V-E-R-M-E-E-R, bel haar", "Storm"),
    ],
)
def test_a_first_name_that_is_a_word_goes_with_the_letters_of_the_last_name(line: str, name: str) -> None:
    (scrubbed,) = scrub(line)
    assert name not in scrubbed and "-" not in scrubbed and "PERSON" in scrubbed


@pytest.mark.parametrize("name", ["ⓢⓐⓝⓝⓔ", "🅢🅐🅝🅝🅔", "🄺🅄🄸🄿🄴🅁🅅🄴🄻🄳", "🆂🅰🅽🅽🅴", "ꜱᴀɴɴᴇ", "𝓼𝓪𝓷𝓷𝓮"])
def test_a_name_in_letters_of_a_fancy_font_is_replaced(name: str) -> None:
    assert scrub(f"ja {name} komt") == ["ja [PERSON_1] komt"]


@pytest.mark.parametrize("line", ["S T O P nu", "w a t een dag", "n i e t doen", "keuze a-b-c-d dus"])
def test_ordinary_words_that_are_spelled_stay(line: str) -> None:
    assert scrub(line) == [line]


def test_without_the_second_pass_nothing_is_looked_for_again() -> None:
    line = "mail mij op xylofoon, zei zwollerdam"
    export = files.read_bytes(chat(line, "sannekuiperveldtje").encode(), "_chat.txt")
    found = detector.detect(export, again=False).findings
    assert found and not {f.by for f in found} & {"people", "repeated"}
    assert {f.by for f in detector.detect(export).findings} & {"people", "repeated"}


# --- tokens ---------------------------------------------------------------------------------------------

SANNE, BRAM, ANNE, PLACE = Whom(Kind.PERSON, 0), Whom(Kind.PERSON, 1), Whom(Kind.PERSON, 2), Whom(Kind.LOCATION)
NAMES = {"sanne": SANNE, "sannekuiperveld": SANNE, "bram": BRAM, "anne": ANNE, "zwollerdam": PLACE, "eva": ANNE}


def token(text: str) -> Token:
    (only,) = tokens(text, NAMES)
    return only


def names(text: str) -> list[str]:
    return [text[part.start : part.end] for part in token(text).parts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#sanneenbram", ["sanne", "bram"]),
        ("#bramensanne", ["bram", "sanne"]),
        ("#welkombijsanne", ["sanne"]),
        ("#vakantieinzwollerdam", ["zwollerdam"]),
        ("#xoxosanne", ["sanne"]),
        ("brief-eva.pdf", ["eva"]),
        ("Team_Sanne2.jpg", ["Sanne"]),
        ("BriefVanSanneKuiperveld", ["SanneKuiperveld"]),
        ("#hanneke", []),
        ("#annemarie", []),
        ("#susanne", []),
        ("#planned", []),
        ("#bramen", []),
        ("#bramenjam", []),
        ("bramenjam.jpg", []),
        ("#teameva", []),
        ("#xbramx", []),
        ("EvaLuatie", []),
        ("YouTube", []),
    ],
)
def test_names_in_a_token(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text", ["sanne", "teamsanne is er", "zei anne. bram ook", "planned", "e.g. sanne", "a@b", "#"]
)
def test_plain_words_are_no_tokens(text: str) -> None:
    assert not [part for t in tokens(text, NAMES) for part in t.parts]


@pytest.mark.parametrize(
    ("text", "sort", "whole", "bare"),
    [
        ("#teamsanne", Sort.TAG, True, False),
        ("#sanneenqwortz", Sort.TAG, False, False),
        ("@sannebram", Sort.MENTION, True, True),
        ("@sanne_99", Sort.MENTION, True, False),
        ("@sanne_0612345678", Sort.MENTION, False, False),
        ("sanne-cv.docx", Sort.FILE, True, False),
        ("sannekuiperveld.me", Sort.LINK, True, True),
        ("SanneQwortz", Sort.CAMEL, False, False),
        ("#planned", Sort.TAG, False, False),
    ],
)
def test_what_is_left_of_a_token(text: str, sort: Sort, whole: bool, bare: bool) -> None:
    assert token(text)[2:] == (sort, token(text).parts, whole, bare)


def test_tokens_stand_at_their_own_place() -> None:
    text = "é\u0301 👩‍👩‍👧 zie #TeamSanne en brief_bram.pdf!"
    assert [text[p.start : p.end] for t in tokens(text, NAMES) for p in t.parts] == ["Sanne", "bram"]


def test_a_long_token_is_no_burden() -> None:
    for text in ("#" + "sanne" * 5_000, "a.b" * 20_000, "aB" * 20_000, "@" * 20_000 + "sanne.pdf"):
        assert list(tokens(text, NAMES)) is not None


# --- what the first pass found ---------------------------------------------------------------------------


def second(text: str, *found: tuple[str, Kind, float], known: tuple[str, ...] = ()) -> list[tuple[str, Kind, str]]:
    """The findings after the second pass, with those of the first pass given by hand."""
    first = tuple(
        Finding(0, text.index(value), text.index(value) + len(value), kind, score, "names")
        for value, kind, score in found
    )
    cast = Cast()
    hear(cast, known)
    ((read,),) = reader().read([[text]])
    after = SecondPass(cast, [(text, first)]).findings(text, tuple(hints(read)), first)
    return [(text[f.start : f.end], f.kind, f.by) for f in after]


def test_a_hashtag_of_known_names_gives_way_to_them() -> None:
    found = second("ja #teamsanne", ("teamsanne", Kind.PERSON, 0.9), known=("sanne",))
    assert found == [("sanne", Kind.PERSON, "repeated")]


@pytest.mark.parametrize("tag", ["sanneenqwortz", "SanneQwortz"])
def test_a_hashtag_with_a_stranger_in_it_stays_whole(tag: str) -> None:
    found = second(f"ja #{tag}", (tag, Kind.PERSON, 0.9), known=("sanne",))
    assert {(value, kind) for value, kind, _ in found} == {(tag, Kind.PERSON)}


def test_a_user_name_stays_whole_unless_it_is_a_name() -> None:
    kept = second("ja @sannerules", ("@sannerules", Kind.HANDLE, 0.9), known=("sanne",))
    assert ("@sannerules", Kind.HANDLE, "names") in kept
    gone = second("ja @sannekuiperveld", ("@sannekuiperveld", Kind.HANDLE, 0.9), known=("sanne kuiperveld",))
    assert ("sannekuiperveld", Kind.PERSON, "repeated") in gone
    assert not any(kind is Kind.HANDLE for _, kind, _ in gone)


@pytest.mark.parametrize("kind", [Kind.URL, Kind.EMAIL, Kind.SECRET, Kind.ID])
def test_what_is_no_name_stays_whole(kind: Kind) -> None:
    assert ("sanne.nl", kind, "names") in second("ja sanne.nl", ("sanne.nl", kind, 0.9), known=("sanne",))


def test_places_come_again_where_the_first_pass_is_sure() -> None:
    text = "in Zwollerdam, ja ZWOLLERDAM"
    assert ("ZWOLLERDAM", Kind.LOCATION, "repeated") in second(text, ("Zwollerdam", Kind.LOCATION, 0.9))
    assert len(second(text, ("Zwollerdam", Kind.LOCATION, 0.4))) == 1


def test_ordinary_words_are_no_places_again() -> None:
    text = "we zitten in Made, die is zelf gemaakt. made in china, en de vlinder vliegt"
    found = second(text, ("Made", Kind.LOCATION, 0.9), ("vlinder", Kind.ORG, 0.9))
    assert [value for value, _, by in found if by == "repeated"] == []


def test_an_article_before_a_place_may_be_missing() -> None:
    found = second("bij De Knirpstra, dus knirpstra", ("De Knirpstra", Kind.ORG, 0.9))
    assert ("knirpstra", Kind.ORG, "repeated") in found


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("hier ligt qorvins jas", "qorvin", "qorvins"),
        ("hier ligt QORVIN'S jas", "qorvin", "QORVIN"),
        ("hier ligt qorvis' jas", "qorvis", "qorvis"),
        ("hier ligt qorrrrvin", "qorvin", "qorrrrvin"),
    ],
)
def test_names_in_the_genitive_or_stretched(text: str, name: str, value: str) -> None:
    assert (value, Kind.PERSON, "people") in second(text, known=(name,))


def test_a_genitive_that_is_a_word_of_every_day_needs_the_models_chance() -> None:
    found = second("this is what thi said", ("thi", Kind.PERSON, 0.9), known=("thi",))
    assert not any(value == "this" for value, _, _ in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notities", []),
        ("afspraken", []),
        ("Behandelplan Wobke", ["Wobke"]),
        ("sessies_Hazekamp", ["Hazekamp"]),
        ("gesprek Janssens", ["Janssens"]),
        ("karens brief", ["karens"]),
    ],
)
def test_forms_of_words_in_the_name_of_a_file_are_nobody(name: str, words: list[str]) -> None:
    assert list(unusual_words(name)) == words
