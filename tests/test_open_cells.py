"""Cells of OpenDocument: a value that goes takes its number with it, and formulas are read like those of Excel."""

from __future__ import annotations

import pytest

from chatscrub.formats import links, odt, open_cells
from chatscrub.model import Edit, Piece, Role
from chatscrub.spans import splice

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def sheet(*cells: str) -> str:
    rows = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    return f"<office:document {SPACES}><table:table>{rows}</table:table></office:document>"


NUMBER = '<table:table-cell office:value-type="float" office:value="5" calcext:value-type="float"><text:p>5</text:p>'
DATE = '<table:table-cell table:formula="of:=[.A1]" office:value-type="date" office:date-value="1987-02-14"><text:p>x'


@pytest.mark.parametrize(
    ("cell", "old", "wanted"),
    [
        (NUMBER, ">5<", NUMBER.replace(' office:value="5"', "").replace("float", "string").replace(">5<", ">P<")),
        (NUMBER, '"5"', NUMBER.replace(' office:value="5"', "").replace("float", "string")),
        (
            DATE,
            ">x",
            DATE.replace(' office:date-value="1987-02-14"', "").replace('"date"', '"string"').replace(">x", ">P"),
        ),
        (NUMBER.replace("float", "string").replace(' office:value="5"', ""), ">5<", None),
        ("<table:table-cell><text:p>5", ">5", None),
        (f"{NUMBER}</table:table-cell><text:p>6", ">6", None),
        (NUMBER.replace("<text:p>", "<office:annotation><text:p>6</text:p></office:annotation><text:p>"), ">6", None),
    ],
)
def test_a_cell_in_which_something_goes_is_one_of_text(cell: str, old: str, wanted: str | None) -> None:
    text = sheet(cell)
    at = text.rindex(old) + 1
    edits = [Edit(at, at + 1, "P")]
    made = splice(text, odt.mended(text, edits))
    assert made == (sheet(wanted) if wanted else splice(text, edits))


def test_cells_beside_it_stay_as_they_are() -> None:
    text = sheet(f"{NUMBER}</table:table-cell>{NUMBER}</table:table-cell>")
    at = text.rindex(">5<") + 1
    made = splice(text, odt.mended(text, [Edit(at, at + 1, "P")]))
    assert made.count('office:value="5"') == 1 and made.index("float") < made.index(">5<") < made.index("string")


@pytest.mark.parametrize(
    ("formula", "texts", "names"),
    [
        ("of:=CONCATENATE([.A2];&quot; en Pier &quot;&quot;O&quot;&quot;&quot;)", [' en Pier "O"'], []),
        ("of:=[$&apos;Sanne''s blad&apos;.B2]+[$Blad1.A1]", [], ["Sanne's blad"]),
        ("of:=SUM([$Overleg_Sanne.$F$2:.$F$4])*Uren_Jetske", [], ["Overleg_Sanne", "Uren_Jetske"]),
        ("$Sheet1.$A$1:.$B$6", [], []),
        ("of:cell-content-is-in-list(&quot;Minke&quot;;&quot;Berber&quot;)", ["Minke", "Berber"], []),
        ("value()&gt;=0", [], []),
    ],
)
def test_formulas(formula: str, texts: list[str], names: list[str]) -> None:
    found = list(open_cells.fields(0, formula, Piece(0, len(formula))))
    assert [field.text for field in found if field.role is Role.TEXT] == texts
    assert [field.text for field in found if field.role is Role.FILENAME] == names
    for field in found:
        assert "".join(field.codec.view(formula[start:end]).text for start, end in field.pieces) == field.text


def test_a_link_to_a_cell_names_its_sheet() -> None:
    for raw in ("#&apos;Sanne T&apos;.A1", "#$'Sanne T'.$A$1:'Sanne T'.B2", "#Sanne.A1"):
        ((start, end, role, _),) = links.linked(raw, False)
        assert raw[start:end].startswith("Sanne") and "." not in raw[start:end] and role is Role.FILENAME


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Deel van Jildou-outline1", ["Deel van Jildou"]), ("Mpr1", []), ("Deel van Jildou", ["Deel van Jildou"])],
)
def test_styles_of_a_presentation_are_called_after_their_master(name: str, wanted: list[str]) -> None:
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    found = odt.fields(0, f'<style:style {space} style:name="{name}"/>')
    assert [field.text for field in found] == wanted


def test_the_pages_of_a_show_are_named_apart() -> None:
    found = open_cells.page_fields(0, "Over Sanne,Dia 2", Piece(0, 16))
    assert [field.text for field in found] == ["Over Sanne", "Dia 2"]


@pytest.mark.parametrize("name", ["Nienke", "frans", "robert", "cees", "valerie", "tante", "N_Otterdonk", "Mprins"])
def test_what_begins_as_names_of_styles_do_is_examined(name: str) -> None:
    cell = "" if name == "N_Otterdonk" else f'<table:table table:name="{name}"/>'
    text = f'<office:spreadsheet>{cell}<table:named-range table:name="{name}"/></office:spreadsheet>'
    assert name in [field.text for field in odt.fields(0, text)]


@pytest.mark.parametrize("name", ["co1", "ta_extref", "N10108P0", "WW8Num3z0", "WW_CharLFO3LVL1", "fr12", "Mpr4"])
def test_names_that_libreoffice_gives_stay(name: str) -> None:
    assert odt.is_style_given(name)
