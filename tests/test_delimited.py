"""Cells of tables written as text: nothing lost, whatever the quotes do; and what is no table is not read as one."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from chatscrub.model import Edit
from chatscrub.spans import splice
from chatscrub.syntax.delimited import BareCell, QuotedCell, cell_codec, cells, delimiter_of
from chatscrub.syntax.plain import PLAIN

DELIMITER = st.sampled_from([",", ";", "\t", "|"])
MESSY = st.text(st.sampled_from('ab,;\t|"\r\n \ufeff\u2028é'), max_size=40)


def read(text: str, delimiter: str | None = None) -> list[list[str]]:
    """The cells as a person reads them."""
    rows: list[list[str]] = []
    for cell in cells(text, delimiter):
        if cell.row == len(rows):
            rows.append([])
        assert cell.column == len(rows[-1])
        rows[-1].append((QuotedCell() if cell.quoted else PLAIN).view(text[cell.start : cell.end]).text)
    return rows


@pytest.mark.parametrize(
    ("text", "delimiter", "rows"),
    [
        ("", ",", []),
        ("a", ",", [["a"]]),
        ("a,b\n", ",", [["a", "b"]]),
        ("a,b\r\nc,\r\n", ",", [["a", "b"], ["c", ""]]),
        ("a,b\r\nc,d\ne,f", ",", [["a", "b"], ["c", "d"], ["e", "f"]]),
        (",,", ",", [["", "", ""]]),
        ("a\n\nb", ",", [["a"], [""], ["b"]]),
        ("a,\n", ",", [["a", ""]]),
        ("\ufeffa;b", ";", [["a", "b"]]),
        ('\ufeff"a";b', ";", [["a", "b"]]),
        ("sep=;\r\na;b", None, [["a", "b"]]),
        ("\ufeffSEP=|\na|b", None, [["a", "b"]]),
        ('"a, b","c\nd","e ""f"" g"\n', ",", [["a, b", "c\nd", 'e "f" g']]),
        ('1, "Jansen, Fenna" ,2', ",", [["1", "Jansen, Fenna", "2"]]),
        ('""', ",", [[""]]),
        ('"",""\n""', ",", [["", ""], [""]]),
        ('""""', ",", [['"']]),
        ('a "b" c,d', ",", [['a "b" c', "d"]]),
        ('5" pijp,d', ",", [['5" pijp', "d"]]),
        ('"a"b,c', ",", [['"a"b', "c"]]),
        ('"zei "hoi" en",x\ny,z', ",", [['"zei "hoi" en"', "x"], ["y", "z"]]),
        ('"hoi\tFenna\n10:04\tdag', "\t", [['"hoi', "Fenna"], ["10:04", "dag"]]),
        ('x,"a\nb","c, d', ",", [["x", "a\nb", "c, d"]]),
        ('x,"a","c\nd""', ",", [["x", "a", 'c\nd"']]),
        ("a\rb,c\r\r\nd", ",", [["a\nb", "c\n"], ["d"]]),
        ("een regel\nnog een", None, [["een regel"], ["nog een"]]),
        ("a\u2028b,c\x0bd", ",", [["a\nb", "c\nd"]]),
    ],
)
def test_cells(text: str, delimiter: str | None, rows: list[list[str]]) -> None:
    assert read(text, delimiter) == rows


@settings(deadline=None)
@given(MESSY, DELIMITER)
@example('"', ",")
@example('a,"', ",")
@example('"a"\r', ",")
def test_all_but_syntax_lies_in_a_cell(text: str, delimiter: str) -> None:
    at = 0
    where = (0, -1)
    for cell in cells(text, delimiter):
        assert at <= cell.start <= cell.end <= len(text)
        assert not text[at : cell.start].strip('"\r\n \ufeff' + delimiter)
        assert (cell.row, cell.column) in ((where[0], where[1] + 1), (where[0] + 1, 0))
        if not cell.quoted:
            assert not {delimiter, "\n"} & set(text[cell.start : cell.end])
        at, where = cell.end, (cell.row, cell.column)
    assert not text[at:].strip('"\r\n ' if at else '"\r\n \ufeff')


@given(st.lists(st.lists(st.text('ab ,;"\né'), min_size=2, max_size=4), min_size=1, max_size=4), DELIMITER)
def test_what_others_write_is_read_as_they_read_it(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    assert read(out.getvalue(), delimiter) == rows
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    assert read(out.getvalue(), delimiter) == rows


@settings(deadline=None)
@given(MESSY, DELIMITER, st.text(max_size=8))
def test_a_new_cell_leaves_the_others_alone(text: str, delimiter: str, new: str) -> None:
    before = list(cells(text, delimiter))
    assume(not any('"' in text[cell.start : cell.end] for cell in before if not cell.quoted))  # a stray one may pair up
    for number, cell in enumerate(before[:6]):
        edit = Edit(cell.start, cell.end, cell_codec(cell.quoted, delimiter).encode(new))
        after = list(cells(splice(text, [edit]), delimiter))
        if cell.end < len(text) and (cell.quoted or PLAIN.view(new).text.strip()):
            assert [(c.row, c.column) for c in after[: number + 1]] == [(c.row, c.column) for c in before[: number + 1]]


@given(st.text(), DELIMITER)
def test_codecs_invert(text: str, delimiter: str) -> None:
    assert QuotedCell().view(QuotedCell().encode(text)).text == text
    kept = "".join(c for c in text if c not in '"\r\n' + delimiter)
    assert BareCell(delimiter).view(BareCell(delimiter).encode(kept)).text == kept
    assert not set(BareCell(delimiter).encode(text)) & {'"', "\r", "\n", delimiter}
    assert cell_codec(False, delimiter).view("Fenna").text == "Fenna"


@given(st.text('a"\n'))
def test_ranges_in_a_quoted_cell(raw: str) -> None:
    view = QuotedCell().view(raw)
    ranges = [view.raw_range(i, i + 1) for i in range(len(view.text))]
    assert [raw[a:b] for a, b in ranges] == [
        c if b - a == 1 else '""' for c, (a, b) in zip(view.text, ranges, strict=True)
    ]
    assert "".join(raw[a:b] for a, b in ranges) == raw
    for start in range(len(ranges)):
        a, b = view.raw_range(start, len(ranges))
        assert QuotedCell().view(raw[a:b]).text == view.text[start:]


TABLES = {
    ",": [
        "Date,User,Message\n2024-06-01,Fenna,hoi\n",
        'a,b\n"x, y",z\n',
        '"AuthorID","Author","Date","Content"\n"1","fenna","2020","ja, hoor\nen nee"\n',
        "naam, straat, plaats, land\nFenna, Kade 1, Delft, NL\nBram, Kade 2, Gouda, NL\n",
        "Name,Given Name,Phone,Notes,Group\nFenna,Fenna,,,\nBram,,06-01234567,,\n",
        "id,naam\n1,Fenna\n2,Bram\n3,Sanne\n",
    ],
    ";": ["naam;leeftijd;prijs\nFenna;30;1,50\nBram;31;2,75\n", "sep=;\nx\n", "a;b;c\n;;\n1;2;3\n"],
    "\t": ["10:04\tFenna\thoi, alles goed?\n10:05\tBram\tja; prima, jij\n", "naam\tplaats\nFenna\tDelft\n"],
    "|": ["naam|plaats|tel\nFenna|Delft|06-01234567\n"],
}


@pytest.mark.parametrize(("delimiter", "text"), [(key, text) for key, texts in TABLES.items() for text in texts])
def test_tables_are_told(delimiter: str, text: str) -> None:
    assert delimiter_of(text) == delimiter
    assert delimiter_of(text.replace("\n", "\r\n")) == delimiter
    assert delimiter_of("\ufeff" + text) == delimiter
    assert delimiter_of(text, named=True) == delimiter


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a,b",
        "Hallo Fenna, hoe gaat het?\n",
        "Hallo Fenna, hoe gaat het?\nGoed, en met jou?\n",
        "Ik kom, jij gaat\nHij blijft, zij niet\nWij eten, zij slapen\nHet regent, en hard\n",
        "ja,ok\nnee,hoor\n",
        "3,5\n2,75\n1,25\n9,95\n0,05\n",
        "Eerst dit; dan dat\nEerst zus; dan zo\nNu hier; dan daar\n",
        "12/02/2023, 10:11 - Fenna: hoi\n12/02/2023, 10:12 - Bram: dag\n" * 5,
        "[01-02-2023, 10:11:12] Fenna: hoi\n[01-02-2023, 10:12:12] Bram: dag\n" * 5,
        "\tingesprongen\n\ttekst\n\tmeer\n",
        "| naam | plaats |\n|---|---|\n| Fenna | Delft |\n",
        "naam | plaats\n--- | ---\nFenna | Delft\n",
        '{"a":1,"b":2}\n{"a":3,"b":4}\n',
        '["a","b"]\n["c","d"]\n',
        "<a,b>\n<c,d>\n",
        "int a = 1;\nint b = 2;\nint c = 3;\n",
        "BEGIN:VCARD\nN:Dijkgraaf;Fenna;;;\nFN:Fenna\nEND:VCARD\n",
        "Van: Fenna\nAan: Bram, Sanne\n\nHoi, tot morgen\n",
        "Lieve dagboek,\nvandaag was het druk, en mooi, en lang\nmorgen weer,\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert delimiter_of(text) is None


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b", ","), ("Date,User,Message", ","), ("x;y\nz\n", ";"), ("een zin zonder", None), ("[a],b\n{c},d", ",")],
)
def test_a_file_that_says_it_is_a_table(text: str, delimiter: str | None) -> None:
    assert delimiter_of(text, named=True) == delimiter


@settings(deadline=None)
@given(st.one_of(st.text(), MESSY))
def test_telling_never_raises(text: str) -> None:
    for named in (False, True):
        assert delimiter_of(text, named=named) in (None, *",;\t|") or "sep=" in text
    assert sum(1 for _ in cells(text)) >= bool(text.strip("\ufeff"))


@pytest.mark.parametrize("unit", ['"', '""', ',"', ', "', '"a', '"\n', 'a"",', ', """', '"\r\n', "\r", " ", '" '])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    began = time.process_time()
    text = unit * (400_000 // len(unit))
    assert sum(cell.end - cell.start for cell in cells(text, ",")) <= len(text)
    assert sum(cell.end - cell.start for cell in cells(text + "x", ",")) <= len(text) + 1
    delimiter_of(text)
    assert time.process_time() - began < 10
