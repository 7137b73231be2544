"""There and back: what was scrubbed can be undone to the byte with its vault, and names put back in any other text."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from exports import CHAT, CHAT_NAME, put, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import detector, files, plans, restoring, spans, vaults
from chatscrub.book import Book, Entry
from chatscrub.detector import Detection
from chatscrub.errors import UnreadableError
from chatscrub.labels import KINDS, LABEL
from chatscrub.model import Export, Finding, Kind, Plan, Role
from chatscrub.people import Cast
from chatscrub.settings import Settings

SAMPLES = sorted(Path(__file__).resolve().parents[1].glob("sample_exports/*/*/_chat.txt"))
KEY = bytes(range(32))
STYLES = {
    "numbers": Settings(),
    "Dutch numbers": Settings(label_language="nl", language="nl"),
    "codes": Settings(key=KEY, keyed=True),
    "letters": Settings(style="initial", label_language="nl"),
    "stand-ins": Settings(style="surrogate", key=KEY, language="nl"),
}
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
MORE = (
    "01-02-2023 10:18 - Bram Oosterling: mn zus zit in Zwolle bij Dekkers Tandartsen, sanne. bram's fiets, mail "
    "f.dijkgraaf@voorbeeld.nl of 06-01234567\n"
    "01-02-2023 10:19 - Fenna Dijkgraaf: HOI SANNE! ken je Youssef El Amrani? youssef woont Kerkstraat 12, 3511 AB\n"
)


def scrubbed(export: Export, detection: Detection, style: Settings, vault: vaults.Vault) -> tuple[Plan, bytes]:
    plan = plans.plan(export, detection, style, vault.book)
    vault.record(export, plan, "chat.scrubbed.txt")
    part = export.parts[0]
    return plan, part.encode(spans.splice(part.text, plan.parts[0].edits))


def reopened(vault: vaults.Vault) -> vaults.Vault:
    return vaults.from_bytes(vault.to_bytes(), "test")


# --- to the byte ----------------------------------------------------------------------------------------


@every_style
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_come_back(path: Path, style: Settings) -> None:
    export, vault = files.read(path), vaults.new_vault()
    _, output = scrubbed(export, detector.detect(export), style, vault)
    assert output != path.read_bytes()
    done = restoring.restore(output, reopened(vault), "test")
    assert done.exact and done.data == path.read_bytes()


@st.composite
def found_somewhere(draw: st.DrawFn) -> tuple[bytes, Export, Detection]:
    """A text of any characters, as bytes, and findings anywhere in it."""
    line = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
    text = draw(st.lists(line.filter(lambda s: any(c.isalnum() for c in s)), min_size=1, max_size=5).map("\n".join))
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))
    export = files.read_bytes(data, "text.txt", format="plain")
    findings = []
    for number, field in enumerate(export.fields):
        if field.role is Role.TEXT and field.text:
            for _ in range(draw(st.integers(0, 3))):
                start = draw(st.integers(0, len(field.text) - 1))
                end = draw(st.integers(start + 1, len(field.text)))
                findings.append(Finding(number, start, end, draw(st.sampled_from(list(Kind))), 0.9, "test"))
    return data, export, Detection(tuple(sorted(findings)), Cast(), ())


@every_style
@given(case=found_somewhere())
@settings(max_examples=60, deadline=None)
def test_anything_comes_back(style: Settings, case: tuple[bytes, Export, Detection]) -> None:
    data, export, detection = case
    vault = vaults.new_vault()
    _, output = scrubbed(export, detection, style, vault)
    done = restoring.restore(output, reopened(vault), "test")
    assert done.exact and done.data == data


@pytest.mark.parametrize("weeks", [False, True])
def test_moved_dates_come_back(weeks: bool) -> None:
    export, vault = files.read_bytes(CHAT.encode(), "chat.txt"), vaults.new_vault()
    style = Settings(shift_dates=True, keep_weekdays=weeks)
    plan, output = scrubbed(export, detector.detect(export), style, vault)
    assert plan.days < 0 and (plan.days % 7 == 0 or not weeks)
    assert b"01-02-2023" not in output and b"20230201" not in output
    again = files.read_bytes(output, "chat.txt")
    assert [f.role for f in again.fields if f.role is Role.TIME] == [
        f.role for f in export.fields if f.role is Role.TIME
    ]
    assert restoring.restore(output, reopened(vault), "test").data == CHAT.encode()


def test_a_small_zip_comes_back_to_the_byte(tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "chat.zip", zipped()))
    vault = vaults.new_vault()
    plan = plans.plan(export, detector.detect(export), Settings(), vault.book)
    vault.record(export, plan, "chat.scrubbed.zip", files.read_small(export, vaults.LARGEST_ARCHIVE))
    text = export.parts[0].encode(spans.splice(export.parts[0].text, plan.parts[0].edits))
    packed = zipped({new: text for new, _ in vault.exports[0].members})
    done = restoring.restore(packed, reopened(vault), "test")
    assert done.exact and done.data == zipped()


def test_a_large_zip_comes_back_with_what_was_copied(tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "chat.zip", zipped()))
    vault = vaults.new_vault()
    plan = plans.plan(export, detector.detect(export), Settings(), vault.book)
    vault.record(export, plan, "chat.scrubbed.zip")
    (member,) = [new for new, old in vault.exports[0].members if old == CHAT_NAME]
    text = export.parts[0].encode(spans.splice(export.parts[0].text, plan.parts[0].edits))
    done = restoring.restore(zipped({member: text}), reopened(vault), "test")
    assert done.how == "packed" and done.left_out == 4
    with zipfile.ZipFile(io.BytesIO(done.data)) as archive:
        assert archive.read(CHAT_NAME) == CHAT.encode()


def test_a_strange_zip_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no zip that was scrubbed with this vault"):
        restoring.restore(zipped(), vaults.new_vault(), "other.zip")


# --- scrubbing twice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["numbers", "Dutch numbers", "codes", "letters"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_pseudonyms_are_left_alone(path: Path, name: str) -> None:
    style = STYLES[name]
    export = files.read(path)
    _, output = scrubbed(export, detector.detect(export), style, vaults.new_vault())
    again = files.read_bytes(output, "again.txt")
    plan = plans.plan(again, detector.detect(again), style)
    text = again.parts[0].text
    labels = [m.span() for m in LABEL.finditer(text[:])]
    assert labels
    for edit in plan.parts[0].edits:
        assert not any(start < edit.end and edit.start < end for start, end in labels), (edit.start, edit.end)


# --- nothing of the vault is left -----------------------------------------------------------------------


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


@every_style
def test_no_value_of_the_vault_is_in_the_output(style: Settings) -> None:
    export, vault = files.read_bytes((CHAT + MORE).encode(), "chat.txt"), vaults.new_vault()
    _, output = scrubbed(export, detector.detect(export), style, vault)
    text = squeezed(output.decode())
    names = [name for entry in vault.book.entries for name in entry.names]
    assert len(names) > 8
    assert [name for name in names if squeezed(name) in text] == []


# --- names in other texts -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def books() -> dict[str, vaults.Vault]:
    """One chat in every style, each with a vault of its own."""
    made = {}
    for name, style in STYLES.items():
        export, made[name] = files.read_bytes((CHAT + MORE).encode(), "chat.txt"), vaults.new_vault()
        scrubbed(export, detector.detect(export), style, made[name])
    return made


def back(vault: vaults.Vault, text: str) -> restoring.Restored:
    return restoring.restore(text.encode(), vault, "test")


SANNE, BRAM = "Sanne Kuiperveld", "Bram Oosterling"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[PERSON_1] vroeg iets", f"{SANNE} vroeg iets"),
        ("PERSON_1 en person_2", f"{SANNE} en {BRAM}"),
        ("PERSON_1's fiets, [PERSON_2]'s hond", f"{SANNE}'s fiets, {BRAM}'s hond"),
        ("**Person 1** (person 2)", f"**{SANNE}** ({BRAM})"),
        ("\\[PERSON\\_1\\]", SANNE),
        ("Person #1 en persoon#2", f"{SANNE} en {BRAM}"),
        ("PERSON_1tje, [PERSON_2]je, PERSON_2\u02bcs", f"{SANNE}tje, {BRAM}je, {BRAM}\u02bcs"),
        ("person_1b.txt", "person_1b.txt"),
        ("(PERSON_1)", f"({SANNE})"),
        ("XPERSON_1 PERSON_12X", "XPERSON_1 PERSON_12X"),
        ("groep 1 en location 1", "groep 1 en location 1"),
        ("GROUP_1", "Oosterling thuis"),
    ],
)
def test_numbers(books: dict[str, vaults.Vault], answer: str, expected: str) -> None:
    assert back(books["numbers"], answer).data.decode() == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Persoon A vroeg iets", f"{SANNE} vroeg iets"),
        ("PERSOON A en persoon B", f"{SANNE} en {BRAM}"),
        ("Persoon A's fiets", f"{SANNE}'s fiets"),
        ("volgens persoon a, dan", f"volgens {SANNE}, dan"),
        ("Persoon AB", "Persoon AB"),
        ("per persoon a raison van", "per persoon a raison van"),
    ],
)
def test_letters(books: dict[str, vaults.Vault], answer: str, expected: str) -> None:
    assert back(books["letters"], answer).data.decode() == expected


def test_stand_ins(books: dict[str, vaults.Vault]) -> None:
    vault = books["stand-ins"]
    (sanne,) = [entry for entry in vault.book.entries if SANNE in entry.names]
    assert sanne.stand_in is not None
    other = sanne.stand_in
    first, last = other.first, other.surname
    answer = f"{other.full} en {first.upper()}, {first.lower()}; {first}'s fiets. Mevrouw {last} belde."
    done = back(vault, answer)
    assert done.data.decode() == f"{SANNE} en SANNE, sanne; Sanne's fiets. Mevrouw Kuiperveld belde."
    assert not done.exact and done.unknown == () and done.names == 5


def test_what_is_unknown_is_listed(books: dict[str, vaults.Vault]) -> None:
    done = back(books["numbers"], "[PERSON_1], [PERSON_77] en phone_9; PERSON_77 weer")
    assert done.unknown == ("PERSON_77", "PHONE_9")
    assert done.names == 1
    glued = back(books["numbers"], "[PERSON_77]s, PERSON_78tje, persons 1 and 2, Personen 1 en 2")
    assert (glued.names, glued.unknown) == (0, ("PERSON_77", "PERSON_78", "persons 1", "Personen 1"))
    assert back(books["letters"], "Persoon Q belde").unknown == ("Persoon Q",)


def test_roles_and_me_come_back() -> None:
    book = Book()
    book.add(Kind.PERSON, [SANNE]).labels.update({"role-MOEDER": "MOEDER"})
    book.add(Kind.PERSON, [BRAM]).labels.update({"me-IK": "IK"})
    done = back(vaults.Vault(book), "[MOEDER] en MOEDER, niet mijn moeder. [IK] en ik")
    assert done.data.decode() == f"{SANNE} en {SANNE}, niet mijn moeder. {BRAM} en ik"


def test_a_name_comes_back_before_its_number() -> None:
    entry = Entry(Kind.PERSON, ["+31 6 01234567", SANNE])
    assert restoring.shown(entry) == SANNE


# --- forgetting -----------------------------------------------------------------------------------------


@every_style
def test_who_is_forgotten_is_gone(style: Settings) -> None:
    export, vault = files.read_bytes((CHAT + MORE).encode(), "chat.txt"), vaults.new_vault()
    _, output = scrubbed(export, detector.detect(export), style, vault)
    (bram,) = [entry for entry in vault.book.entries if BRAM in entry.names]
    vault.forget(bram)
    after = vault.to_bytes().decode()
    assert BRAM not in after and "bram" not in after.casefold().replace("oosterling thuis", "")
    done = restoring.restore(output, reopened(vault), "test")
    assert not done.exact
    assert SANNE in done.data.decode() and BRAM not in done.data.decode()


def test_what_else_holds_the_name_is_told() -> None:
    book = Book()
    fenna = book.add(Kind.PERSON, ["Fenna"])
    fenna.labels["label-en"] = "PERSON_1"
    book.add(Kind.EMAIL, ["fenna@voorbeeld.nl"]).labels["label-en"] = "EMAIL_1"
    assert vaults.Vault(book).forget(fenna) == ["EMAIL_1"]


# --- prose is left alone --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The person I love, a person A day, the first place I went.",
        "EUR 5 per persoon a.u.b., eerste plaats a.u.b., 20 per person a.",
        "MAN MAN MAN, DIE MAN IS MIJN BAAS EN MIJN EX. EX-vrouw en MOEDER-DOCHTER",
        "ID 5, link 3, groep 4, location 2, file 1",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    book = Book()
    for letter in "ABCDEFGHI":
        book.add(Kind.PERSON, [f"Naam{letter}"]).labels["initial-nl"] = f"Persoon {letter}"
        book.add(Kind.PERSON, [f"Name{letter}"]).labels["initial-en"] = f"Person {letter}"
        book.add(Kind.LOCATION, [f"Oord{letter}"]).labels["initial-nl"] = f"Plaats {letter}"
        book.add(Kind.LOCATION, [f"Town{letter}"]).labels["initial-en"] = f"Place {letter}"
    for number, word in enumerate(("MAN", "BAAS", "EX", "MOEDER", "DOCHTER")):
        book.add(Kind.PERSON, [f"Rol{number}"]).labels[f"role-{word}"] = word
    for number in range(1, 9):
        for kind in (Kind.ID, Kind.URL, Kind.GROUP, Kind.LOCATION, Kind.FILE):
            book.add(kind, [f"waarde{kind}{number}"]).labels["label-nl"] = f"{KINDS[kind].nl}_{number}"
    done = back(vaults.Vault(book), text)
    assert done.data.decode() == text and done.unknown == ()


def test_what_was_put_back_is_not_read_again() -> None:
    book = Book(KEY)
    greta = book.add(Kind.PERSON, ["Greta Vreeburg"])
    greta.labels["label-en"] = "PERSON_1"
    sanne = book.add(Kind.PERSON, [SANNE])
    sanne.given["Greta"] = "Sanne"
    assert back(vaults.Vault(book), "[PERSON_1] en Greta").data.decode() == "Greta Vreeburg en Sanne"


def test_short_values_are_not_looked_for() -> None:
    book = Book(KEY)
    book.add(Kind.SECRET, ["7"]).given["36"] = "7"
    book.add(Kind.PERSON, ["J"]).given["D"] = "J"
    assert back(vaults.Vault(book), "36 mensen, stap D").data.decode() == "36 mensen, stap D"


def test_a_genitive_without_an_apostrophe(books: dict[str, vaults.Vault]) -> None:
    assert back(books["numbers"], "PERSON_1s fiets").data.decode() == f"{SANNE}s fiets"


def kept(label: str, *, name: str = "Sanne Kuiperveld", kind: Kind = Kind.PERSON) -> restoring.Names:
    return restoring.Names([Entry(kind, [name], labels={"PERSON": label})])


@pytest.mark.parametrize(
    ("label", "answer", "expected"),
    [
        ("PERSON_1", "[PERSOON_1] en Persoon 1", "Sanne Kuiperveld en Sanne Kuiperveld"),
        ("PERSOON_1", "[PERSON_1] and Person 1", "Sanne Kuiperveld and Sanne Kuiperveld"),
        ("Person A", "Persoon A belt", "Sanne Kuiperveld belt"),
        ("MOTHER", "[MOEDER] belt de MOEDER", "Sanne Kuiperveld belt de MOEDER"),
        ("PERSON_1", "PERSON\u00a01 en PERSON\u20111", "Sanne Kuiperveld en Sanne Kuiperveld"),
        ("PERSON_1", "PERSOON_2", "PERSOON_2"),
    ],
)
def test_an_answer_in_the_other_language_is_put_back(label: str, answer: str, expected: str) -> None:
    assert kept(label).put_back(answer) == expected


def test_a_vault_with_labels_in_both_languages_translates_none() -> None:
    entries = [
        Entry(Kind.PERSON, ["Sanne Kuiperveld"], labels={"en": "PERSON_1"}),
        Entry(Kind.PERSON, ["Bram Oosterling"], labels={"nl": "PERSOON_2"}),
    ]
    names = restoring.Names(entries)
    assert names.put_back("PERSOON_1, PERSON_1, PERSOON_2") == "PERSOON_1, Sanne Kuiperveld, Bram Oosterling"
    assert names.unknown == ["PERSOON_1"]
