"""Fields to findings: roles, offsets, chunks, what is not examined, and failing closed."""

from __future__ import annotations

import pytest

from chatscrub import detector, examining, files, plans, spans
from chatscrub.errors import NotExaminedError
from chatscrub.mentions import Name
from chatscrub.model import Kind, Unexamined
from chatscrub.second_pass import Unit
from chatscrub.settings import Settings
from chatscrub.unexamined import is_other_script


def scrubbed(text: str, **settings: object) -> str:
    export = files.read_bytes(text.encode(), "_chat.txt")
    given = Settings(**settings)  # type: ignore[arg-type]
    plan = plans.plan(export, detector.detect(export, given), given)
    return spans.splice(export.parts[0].text, plan.parts[0].edits)


HEAD = "02-05-2022 16:08 - "


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (f"{HEAD}Sanne: hoi", f"{HEAD}PERSON_1: hoi"),
        (f"{HEAD}Sanne: bel Sanne's zus", f"{HEAD}PERSON_1: bel [PERSON_1]'s zus"),
        (f"{HEAD}~ Sanne: hoi sanne", f"{HEAD}PERSON_1: hoi [PERSON_1]"),
        (f"{HEAD}\u202a+31 6 01234567\u202c: hoi", f"{HEAD}\u202aPERSON_1\u202c: hoi"),
        (f"{HEAD}Sanne: app +31601234567", f"{HEAD}PERSON_1: app [PHONE_1]"),
        (
            f"{HEAD}+31 6 01234567: hoi\n{HEAD}Sanne: bel 06-01234567",
            f"{HEAD}PERSON_1: hoi\n{HEAD}PERSON_2: bel [PERSON_1]",
        ),
        (f"{HEAD}Sanne: @\u2068~Yusuf\u2069 kom", f"{HEAD}PERSON_1: @\u2068[PERSON_2]\u2069 kom"),
        (f"{HEAD}\u200eSanne heeft Yusuf toegevoegd", f"{HEAD}\u200e[PERSON_1] heeft [PERSON_2] toegevoegd"),
        (f"{HEAD}Sanne: <Media weggelaten>", f"{HEAD}PERSON_1: <Media weggelaten>"),
        (
            f"{HEAD}Sanne: \u200eIMG-20220502-WA0001.jpg (bestand bijgevoegd)",
            f"{HEAD}PERSON_1: \u200eIMG-20220502-WA0001.jpg (bestand bijgevoegd)",
        ),
        (
            f"{HEAD}Sanne: \u200eYusuf Kaya.vcf (bestand bijgevoegd)",
            f"{HEAD}PERSON_1: \u200e[PERSON_2].vcf (bestand bijgevoegd)",
        ),
        (f"{HEAD}Sanne: verslag kaya.pdf (bestand bijgevoegd)", f"{HEAD}PERSON_1: FILE_1.pdf (bestand bijgevoegd)"),
        (f"{HEAD}Meta AI: hoi", f"{HEAD}Meta AI: hoi"),
    ],
)  # fmt: skip
def test_lines(source: str, result: str) -> None:
    assert scrubbed(source) == result


def test_invisible_marks_and_fancy_letters_do_not_hide_a_name() -> None:
    text = f"{HEAD}Sanne: hoi\n{HEAD}Boris: dag s\u200ba\u2060nne, 𝐒𝐚𝐧𝐧𝐞 en ｓａｎｎｅ\n"
    assert scrubbed(text).endswith("PERSON_2: dag [PERSON_1], [PERSON_1] en [PERSON_1]\n")


def test_findings_have_code_point_offsets() -> None:
    text = "👩‍👩‍👧 é\u0301 06 01234567"
    ((only,),) = detector.find([text])
    assert (text[only.start : only.end], only.kind) == ("06 01234567", Kind.PHONE)


def test_empty_texts_are_examined_too() -> None:
    assert detector.find(["", " "]) == [[], []]


def test_find_keeps_texts_apart() -> None:
    first, second = detector.find(["niks", "mail sanne@example.org"])
    assert first == [] and [f.kind for f in second] == [Kind.EMAIL] and second[0].field == 1


def test_long_texts_are_examined_to_the_end() -> None:
    filler = "dit is gewone tekst zonder iets erin "
    text = filler * 500 + "mail sanne@example.org " + filler * 500 + "bel 06 01234567"
    ((mail, phone),) = detector.find([text])
    assert (mail.kind, phone.kind) == (Kind.EMAIL, Kind.PHONE)
    assert text[phone.start : phone.end] == "06 01234567"


def test_a_finding_on_the_edge_of_two_chunks_is_whole() -> None:
    for shift in range(0, 30, 3):
        text = "x " * ((examining._CHUNK - 20 + shift) // 2) + "sanne@example.org" + " y" * 500
        (mail,) = (f for f in detector.find([text])[0] if f.kind is Kind.EMAIL)
        assert text[mail.start : mail.end] == "sanne@example.org"


def test_a_name_over_the_edge_of_two_chunks_is_whole() -> None:
    for size in (9_000, 500, 20):
        before = "x " * ((examining._CHUNK - 10) // 2)
        text = before + "q" * size + " y" * 500
        name = Name(len(before), len(before) + size, Kind.SECRET, 1.0)
        found = examining.first_pass(Unit(text, (name,)), 0.35)
        covered = {i for f in found if f.kind is Kind.SECRET for i in range(f.start, f.end)}
        assert covered == set(range(name.start, name.end))


@pytest.mark.parametrize(
    ("text", "taken", "values"),
    [
        ("0612345678 0687654321", (0, 21), ["0612345678", "0687654321"]),
        ("IBAN NL91ABNA0417164300", (0, 23), ["NL91ABNA0417164300"]),
        ("mail a@example.org!!", (5, 20), ["a@example.org"]),
    ],
)
def test_where_a_form_was_checked_the_model_gives_way(text: str, taken: tuple[int, int], values: list[str]) -> None:
    name = Name(*taken, Kind.ID, 1.0)
    found = examining.first_pass(Unit(text, (name,)), 0.35)
    assert sorted({text[f.start : f.end].strip() for f in found}, key=text.index) == values


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kenteken is XX-YY-ZZ, mail a@example.org", Kind.ID),
        ("mn dob is de vierde van juni, bel 06 01234567", Kind.DOB),
        ("qorvin apestaart gmail, bel 06 01234567", Kind.EMAIL),
    ],
)
def test_what_the_model_found_elsewhere_in_the_text_stays(text: str, kind: Kind) -> None:
    value = text.partition(",")[0].rpartition(" is ")[2]
    at = text.index(value)
    name = Name(at, at + len(value), kind, 1.0)
    found = examining.first_pass(Unit(text, (name,)), 0.35)
    assert value in {text[f.start : f.end] for f in found}


def test_a_name_said_again_in_one_text_is_found_again() -> None:
    text = "gisteren belde sanne me op: " + "sanne " * 60
    found = {(f.start, f.end) for f in detector.find([text])[0]}
    assert found == {(at, at + 5) for at in range(len(text)) if text.startswith("sanne", at)}


def test_no_word_is_cut_at_the_edge_of_a_chunk() -> None:
    for shift in range(6):
        text = "zo " * ((examining._CHUNK - 12) // 3) + "x" * shift + " hosanna hosanna hosanna en zo verder " * 40
        assert not any(text[f.start : f.end] == "anna" for f in detector.find([text])[0])


def test_a_failing_detector_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("CANARY in the text")

    monkeypatch.setattr(examining.analyzer(), "analyze", fail)
    with pytest.raises(NotExaminedError) as caught:
        detector.find(["CANARY"])
    assert "CANARY" not in str(caught.value) and caught.value.__cause__ is None


def test_what_nobody_examined_is_counted() -> None:
    text = (
        f"{HEAD}Sanne: <Media weggelaten>\n{HEAD}Sanne: afbeelding weggelaten\n"
        f"{HEAD}Sanne: Мы завтра все приедем к вам\n{HEAD}Sanne: ich habe das nicht mit der Frau von dem Mann\n"
    )
    export = files.read_bytes(text.encode(), "_chat.txt")
    assert set(detector.detect(export).unexamined) == {
        Unexamined("media", 1, "absent"),
        Unexamined("image", 1, "absent"),
        Unexamined("other script", 1, "script"),
        Unexamined("other language", 1, "script"),
        Unexamined("names", 0, "names"),
    }


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Мы завтра приедем", True),
        ("ok سيمة was er ook", True),
        ("met 山田さん naar de bios", True),
        ("王 komt ook", True),
        ("\U0001e900\U0001e921\U0001e922", True),
        ("\U00020000\U00020001", True),
        ("10 μg en 5 Ω", False),
        ("¯\\_(ツ)_/¯ ʕ•ᴥ•ʔ", False),
        ("gewoon 😂👩‍👩‍👧 Ａｂｃ 𝓢𝓪𝓷𝓷𝓮 é", False),
    ],
)
def test_words_in_another_script_are_counted(text: str, other: bool) -> None:
    assert is_other_script(text) == other


def test_me_gets_a_label_in_the_language_of_the_report() -> None:
    text = f"{HEAD}Sanne: hoi\n{HEAD}Boris: dag sanne\n"
    assert scrubbed(text, me="Sanne", language="nl").startswith(f"{HEAD}IK: hoi")
    assert scrubbed(text, me="Sanne", language="en").endswith("dag [ME]\n")


def test_pseudonyms_follow_the_reading_order() -> None:
    text = "".join(f"{HEAD}{name}: hoi\n" for name in ("Zoë Kuiper", "Anna Bos", "Zoë Kuiper"))
    assert scrubbed(text) == f"{HEAD}PERSON_1: hoi\n{HEAD}PERSON_2: hoi\n{HEAD}PERSON_1: hoi\n"


def test_scrubbing_twice_changes_nothing() -> None:
    once = scrubbed(f"{HEAD}Sanne: bel yusuf op 06 01234567 of mail yusuf@example.org\n")
    assert scrubbed(once) == once


def test_a_new_name_in_a_scrubbed_chat_gets_a_label_of_its_own() -> None:
    again = scrubbed(f"{HEAD}PERSON_1: hoi [PERSON_3]\n{HEAD}Boris: bel yusuf\n")
    assert again == f"{HEAD}PERSON_1: hoi [PERSON_3]\n{HEAD}PERSON_2: bel [PERSON_4]\n"
