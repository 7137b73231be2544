"""Mutated samples for every reader, the short form of ``python -m fuzz run``; and what it has found."""

from __future__ import annotations

import ast
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from chatscrub import (
    about,
    aliases,
    detector,
    entries,
    files,
    ledger,
    people,
    plans,
    profiles,
    restoring,
    statements,
    vaults,
)
from chatscrub.batch import manifest
from chatscrub.errors import AboutError, LedgerError, ProfileError, UnreadableError, WordingError
from chatscrub.formats import telegram_html
from chatscrub.model import Edit, Finding, Kind, Role
from chatscrub.namesakes import Person
from chatscrub.people import Cast
from chatscrub.settings import Settings
from chatscrub.spellings import spelled
from chatscrub.syntax.chain import Chain
from chatscrub.syntax.jsontext import JsonString
from chatscrub.syntax.opaque import OPAQUE
from fuzz import patterns, properties, running, seeds
from fuzz.targets import TARGETS

INPUTS, SHARDS = 2_000, 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_input_surprises(shard: int) -> None:
    """Nothing but the program's own errors, without a word of the input; all that is read can be written and undone."""
    tally = running.Tally()
    for _ in running.run(7, iter(range(shard, INPUTS, SHARDS)), tally, watch=False):
        pass
    assert sum(tally.inputs.values()) == INPUTS // SHARDS
    assert set(tally.inputs) == set(TARGETS), "every reader had a turn"
    assert not tally.failures, running.shown(tally, 0)


def test_a_run_can_be_done_again() -> None:
    assert [running.made(7, n) for n in range(40)] == [running.made(7, n) for n in range(40)]
    assert running.made(7, 1) != running.made(8, 1)


def test_the_harness_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above would show nothing."""
    one = next(one for n in range(900) if (one := running.made(7, n)).target == "read" and "[" in str(one.data))

    def broken(*args: object, **more: object) -> None:
        raise KeyError("Sanne")

    monkeypatch.setattr(files, "decoded", broken)
    found = running.failure(one, running.dice_of(7, one))
    assert isinstance(found, running.Failure) and found.kind == "KeyError"
    assert "Sanne" not in str(found)

    def telling(*args: object, **more: object) -> None:
        raise UnreadableError(f"x: {one.data.decode('utf-8', 'replace')[:60]}")

    monkeypatch.setattr(files, "decoded", telling)
    found = running.failure(one, running.dice_of(7, one))
    assert isinstance(found, running.Failure)
    assert "holds a word" in found.kind or "several lines" in found.kind


# --- what it has found ----------------------------------------------------------------------------------


def test_a_new_number_of_nobody() -> None:
    """A line of the messenger about a new number, in which nobody is known, ended a run."""
    chat = "01-02-2023 10:12 - Sanne: hoi\n01-02-2023 10:13 - {} is overgestapt op een nieuw nummer. Tik hier.\n"
    for name in ("", "-", "\u200e", "~", "Je", "[PERSON_1]"):
        export = files.read_bytes(chat.format(name).encode(), "_chat.txt")
        assert people.learn(export, None).people


HUGE = "9" * 5_000


@pytest.mark.parametrize("text", [f"purpose = {HUGE}", "purpose = " + "[" * 100_000, f"a = {HUGE}"])
def test_numbers_and_brackets_that_no_reader_of_toml_takes(text: str, tmp_path: Path) -> None:
    path = tmp_path / "about.toml"
    path.write_text(text)
    with pytest.raises(AboutError) as told:
        about.load(path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("line", ['{"source": "aa", "number": 1e999}', '{"group": [Infinity]}', '{"group": 1}'])
def test_numbers_without_end_in_a_manifest(line: str, tmp_path: Path) -> None:
    head = '{"manifest": 1, "chatscrub": "1", "moment": "2024-06-01T12:00:00", "salt": "00ff"}'
    (tmp_path / manifest.NAME).write_text(f"{head}\n{line}\n")
    with pytest.raises(UnreadableError, match="no manifest of a batch"):
        manifest.read(tmp_path)


def test_words_of_settings_are_not_repeated(tmp_path: Path) -> None:
    """Somebody may give the wrong file."""
    path = tmp_path / "about.toml"
    path.write_text('Kuiperveld = "x"\n')
    with pytest.raises(AboutError, match="1 unknown word"):
        about.load(path)
    with pytest.raises(ProfileError, match="1 unknown word") as told:
        profiles.parse(b'[check]\nKuiperveld = "x"\n', "x")
    assert "Kuiperveld" not in str(told.value)


def undo(*edits: tuple[object, object, object], encoding: str = "utf-8") -> vaults.Undo:
    return vaults.Undo("00", encoding, tuple(Edit(*edit) for edit in edits), (), "x", False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        undo((2, 1, "")),
        undo((5, 99, "")),
        undo((0, 1, "\ud800")),
        undo((0, 1, ""), encoding="utf"),
        undo((0, 1, ""), encoding="no-such-encoding"),
        undo(("a", "b", "")),
    ],
)
def test_a_vault_that_does_not_fit_its_text(wrong: vaults.Undo) -> None:
    """Edits out of order or outside, in an encoding that there is not: one line, as where the digest is another."""
    with pytest.raises(UnreadableError, match="cannot be undone"):
        restoring.undone(b"hoi Bram", wrong, "x")


def test_a_cell_that_looks_like_a_date() -> None:
    """A date was read in so many ways that 800 bytes of a table had no end."""
    cell = "Sent by Roelfina from the telephone of her mother in law " * 3 + "!"
    table = f"Date,Sender,Message\n{cell},Bram,hoi\n2024-06-01 12:00,Bram,hoi\n"
    export = files.read_bytes(table.encode(), "tabel.csv", format="csv")
    assert [field.text for field in export.fields if field.role is Role.TIME] == ["2024-06-01 12:00"]
    assert any(field.text == cell for field in export.fields if field.role is Role.TEXT)


def test_a_title_that_does_not_end() -> None:
    """Of a page of Google Voice all was taken for names of a group, each read anew: a minute for 30 KB."""
    page = '<html><head><title>Sanne, Bram {}<div class="hChatLog hfeed"><div class="message"></div></div>'
    words = "hoi, Roelfina, " * 4_000
    export = files.read_bytes(page.format(words).encode(), "page.html", format="google_voice")
    assert any("Roelfina" in field.text and field.role is Role.TEXT for field in export.fields)
    short = files.read_bytes(page.format("</title>").encode(), "page.html", format="google_voice")
    assert [field.text for field in short.fields if field.role is Role.NAME] == ["Sanne", "Bram"]


def test_a_name_of_thousands_of_words() -> None:
    """Took a minute with stand-ins, and grew with the square."""
    person = Person(("Noor",), "Noor", "", ("Visser",), "f", "nl")
    assert spelled(person, "a b c d " * 5_000, ["Sanne"]) == person.full


@pytest.mark.parametrize("kind", [Kind.BSN, Kind.ID, Kind.IBAN, Kind.PHONE, Kind.DOB])
def test_a_number_of_thousands_of_digits(kind: Kind) -> None:
    """Its checksum could not be counted, and the run ended."""
    export = files.read_bytes(f"het is {HUGE} zei ze\n".encode(), "text.txt")
    number = next(n for n, field in enumerate(export.fields) if HUGE in field.text)
    at = export.fields[number].text.index(HUGE)
    found = detector.Detection((Finding(number, at, at + len(HUGE), kind, 1.0, "x"),), Cast(), ())
    for style in ("surrogate", "initial", "label"):
        plan = plans.plan(export, found, Settings(style=style, key=b"k" * 32))
        assert len(plan.replacements) == 1 and HUGE not in plan.replacements[0].pseudonym


def test_a_picture_in_a_document_that_is_packed_in_a_rare_way() -> None:
    """A grey point was to be packed in the same way, and the run ended when the report stood."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": b"<w:p><w:t>Sanne</w:t></w:p>",
        "word/media/a.png": b"\x89PNG" + bytes(60),
    }
    data = bytearray(seeds.zipped(members.items()))
    for head, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = data.rindex(head)
        data[start + at] = 93
    export = files.read_content(bytes(data), "brief.docx", "brief.docx")
    plan = plans.plan(export, detector.Detection((), Cast(), ()))
    properties.zip_holds(bytes(data), export, plan)


def test_a_ledger_with_a_number_of_thousands_of_digits() -> None:
    """The number stood in the error."""
    text = seeds.made().ledger.replace(b"number = 2", b"number = " + b"9" * 4_000)
    with pytest.raises(LedgerError, match="its number is another one"):
        ledger.parse(text, "x")


@pytest.mark.parametrize("number", ["65536", "1984", "-1"])
def test_a_ledger_with_a_number_that_may_be_a_year(number: str) -> None:
    text = seeds.made().ledger.replace(b"number = 2", b"number = " + number.encode())
    with pytest.raises(LedgerError, match="its number is another one"):
        ledger.parse(text, "x")


def test_the_ledger_is_the_same_on_every_machine() -> None:
    """Its salts were drawn anew in each run, so an input could not be made again."""
    head = "9bdb0601fc252923ca94e9534b249686182407a4738937c488d14485150355e8"
    assert ledger.parse(seeds.made().ledger, "x").head == head


def test_what_nobody_reads_has_no_places() -> None:
    """A picture in base64 in a mail, out of its lines, kept the places of all its signs."""
    view = Chain(JsonString(), OPAQUE).view('\\u002f9j/4AAQ"')
    assert view == ("", [], [])


def test_words_within_media() -> None:
    """What a cut-off picture took in held an id; both were to be changed, and the run ended."""
    edits, media = [Edit(2, 4, "[A]"), Edit(6, 7, "[B]"), Edit(8, 12, "[C]")], [Edit(5, 9, ""), Edit(20, 21, "")]
    found = plans._apart(edits, media)
    assert found == [Edit(2, 4, "[A]"), Edit(5, 12, ""), Edit(20, 21, "")]
    assert plans._apart(edits, []) == edits


def test_a_phrase_of_a_list_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('given = ["ga je gang {kuiperveld}"]\n')
    with pytest.raises(WordingError, match="a list that is not there") as told:
        statements.statements(files.read_bytes(b"hoi Bram\n", "text.txt"), statements.phrases(path))
    assert "kuiperveld" not in str(told.value)


@pytest.mark.parametrize("row", ["kuiperveld = 5", 'kuiper.veld = ["x"]', "given = 5", "kuiperveld = [5]"])
def test_words_of_lists_are_not_repeated(row: str, tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(f"[words]\n{row}\n")
    with pytest.raises(WordingError, match=r"a list of \[words\] is no row of texts") as told:
        statements.phrases(path)
    assert "kuiper" not in str(told.value)


def test_a_list_of_the_name_of_a_key_hides_no_fault(tmp_path: Path) -> None:
    """The list was looked at in its place, and the run ended."""
    path = tmp_path / "words.toml"
    path.write_text('given = 5\n[words]\ngiven = ["x"]\n')
    with pytest.raises(WordingError, match="given is no row of texts"):
        statements.phrases(path)


def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    """It was read with half a gigabyte set aside."""

    class Watched:
        largest = 0

        def read(self, size: int) -> bytes:
            self.largest = max(self.largest, size)
            return b""

    stream = Watched()
    assert files.read_stream(stream, "x") == b""  # type: ignore[arg-type]
    assert stream.largest <= 2 << 20


def test_a_text_in_pieces_is_read_whole() -> None:
    class Pipe:
        left = b"a" * 5_000_000

        def read(self, size: int) -> bytes:
            given, self.left = self.left[: min(size, 70_000)], self.left[min(size, 70_000) :]
            return given

    assert files.read_stream(Pipe(), "x") == b"a" * 5_000_000  # type: ignore[arg-type]


# --- patterns in another form ---------------------------------------------------------------------------

FORMER = [  # a pattern that was mended, how it was, and what texts are made of
    (
        telegram_html._STAMP,
        r"\s*(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC[+-]\d\d:\d\d)?",
        (" ", "\n", "1", ".", "x", "01.02.2024 10:11:12", " UTC+01:00", " UTC"),
    ),
    (aliases._HYPHENED, r"[^\W\d_]{2,}-[^\W\d_]{2,}", ("a", "é", "-", "_", "1", " ", "bc", "-de")),
    (entries._TOKEN, entries._TOKEN.pattern.replace("(?<![.!?…])", ""), (*".!?…1,", " ", "\n", "a", "’s", "\u0301")),
]


@pytest.mark.parametrize(("pattern", "former", "units"), FORMER, ids=lambda one: getattr(one, "pattern", "")[:20])
@given(data=st.data())
def test_a_mended_pattern_finds_what_it_found(
    pattern: re.Pattern[str], former: str, units: Sequence[str], data: st.DataObject
) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(units), max_size=12)))
    before = re.compile(former, pattern.flags)
    assert [m.regs for m in pattern.finditer(text)] == [m.regs for m in before.finditer(text)]
    for way in ("match", "fullmatch"):
        now, then = getattr(pattern, way)(text), getattr(before, way)(text)
        assert (now and now.regs) == (then and then.regs)


@pytest.mark.parametrize(("pattern", "former", "units"), FORMER, ids=lambda one: getattr(one, "pattern", "")[:20])
def test_a_mended_pattern_takes_linear_time(pattern: re.Pattern[str], former: str, units: Sequence[str]) -> None:
    began = time.process_time()
    for unit in units:
        list(pattern.finditer(unit * 60_000))
    assert time.process_time() - began < 5


def test_flags_of_a_pattern_in_a_call_are_known() -> None:
    """A dot was thought to end at a line."""
    for written, flags in (("re.S | re.MULTILINE", re.DOTALL | re.MULTILINE), ("0", 0)):
        for call in (f're.match("a.", text, {written})', f're.sub("a.", "", text, flags={written})'):
            node = ast.parse(call, mode="eval").body
            assert isinstance(node, ast.Call) and patterns._flags(node) == flags


def test_samples_are_there() -> None:
    names = {seed.name.rpartition(".")[2] for seed in seeds.exports()}
    assert {"zip", "docx", "odt", "pdf", "rtf", "json", "txt", "html", "xml", "mbox", "tar", "xlsx"} <= names
