"""Documents: a name over several runs is one name, what is no word stays byte for byte, and all of it can be undone."""

from __future__ import annotations

import io
import random
import zipfile
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exports import put, run, zipped
from hypothesis import given
from hypothesis import strategies as st
from test_hiding_places import SAMPLES, export_of
from test_vault_commands import sealed_run

from chatscrub import files, formats
from chatscrub.errors import ChatscrubError
from chatscrub.formats import docx, headings, markdown, odt, schemas, xlsx
from chatscrub.model import Edit, Field, Role
from chatscrub.settings import Limits
from chatscrub.spans import splice
from chatscrub.syntax.uris import STYLE_NAME, URI

DOCUMENTS = sorted(path.parent for kind in ("docx", "odt", "xlsx") for path in SAMPLES.glob(f"{kind}/*/canaries.tsv"))
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str) -> str:
    return f"<w:document {WORD}><w:body>{body}</w:body></w:document>"


def texts(found: list[Field], role: Role = Role.TEXT) -> list[str]:
    return [field.text for field in found if field.role is role]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


# --- docx -----------------------------------------------------------------------------------------------


def test_a_paragraph_is_one_text_over_its_runs() -> None:
    found = docx.fields(
        0, word("<w:p><w:r><w:t>Roelf</w:t></w:r><w:proofErr/><w:r><w:t>ina belt</w:t><w:br/><w:t>nu</w:t></w:r></w:p>")
    )
    assert texts(list(found)) == ["Roelfina belt\nnu"]


def test_a_tab_that_is_set_is_no_sign() -> None:
    found = docx.fields(
        0, word('<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>')
    )
    assert texts(list(found)) == ["a b"]


def test_tracked_changes_are_read_before_and_after() -> None:
    body = (
        "<w:p><w:r><w:t>San</w:t></w:r><w:del><w:r><w:delText>ne</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>na</w:t></w:r></w:ins></w:p>"
    )
    assert texts(list(docx.fields(0, word(body)))) == ["Sanna", "Sanne"]


def test_boxes_of_text_do_not_part_the_paragraph_that_they_hang_on() -> None:
    inner = "<w:p><w:r><w:t>in de kader</w:t></w:r></w:p>"
    body = (
        f"<w:p><w:r><w:t>voor </w:t></w:r><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
        "<w:r><w:t>na</w:t></w:r></w:p>"
    )
    assert texts(list(docx.fields(0, word(body)))) == ["in de kader", "voor na"]


@pytest.mark.parametrize("prefix", ["w", "ns0", "x"])
def test_any_prefix_will_do(prefix: str) -> None:
    text = word("<w:p><w:r><w:t>Roelf</w:t></w:r><w:r><w:t>ina</w:t></w:r></w:p>").replace("w:", f"{prefix}:")
    assert texts(list(docx.fields(0, text.replace("xmlns:w=", f"xmlns:{prefix}=")))) == ["Roelfina"]


def test_blanks_beside_a_word_that_is_gone_are_kept() -> None:
    text = word("<w:p><w:r><w:t>ne belt</w:t></w:r><w:r><w:t>los</w:t></w:r></w:p>")
    at = text.index("ne belt")
    new = splice(text, docx.mended(text, [Edit(at, at + 2, "")]))
    assert new == text.replace("<w:t>ne belt", '<w:t xml:space="preserve"> belt')
    assert docx.mended(text, [Edit(at + 3, at + 7, "kwam")]) == [Edit(at + 3, at + 7, "kwam")]


def test_labels_and_headings_tell_what_is_filled_in() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    form = (
        f"<w:tbl><w:tr>{cell('Naam')}{cell('Roos')}</w:tr><w:tr>{cell('Telefoon')}{cell('06-01122330')}</w:tr></w:tbl>"
    )
    found = list(docx.fields(0, word(form)))
    assert texts(found, Role.NAME) == ["Roos"]
    assert texts(found, Role.PHONE) == ["06-01122330"]
    assert texts(found, Role.KEEP) == ["Naam", "Telefoon"]
    table = f"<w:tbl><w:tr>{cell('Voornaam')}{cell('Datum')}</w:tr><w:tr>{cell('Egbert')}{cell('3 mei')}</w:tr></w:tbl>"
    assert texts(list(docx.fields(0, word(table))), Role.NAME) == ["Egbert"]


@pytest.mark.parametrize(
    ("code", "role", "wanted"),
    [
        (' HYPERLINK "mailto:jet@voorbeeld.nl" \\o "Jet Vos" ', Role.EMAIL, ["jet@voorbeeld.nl"]),
        (" REF Verslag_Jantsje \\h ", Role.FILENAME, ["Verslag_Jantsje"]),
        (" PAGEREF _Toc1234 \\h ", Role.FILENAME, []),
        (' AUTHOR "Jet Vos" \\* MERGEFORMAT', Role.NAME, ["Jet Vos"]),
        (' DATE \\@ "d MMMM yyyy" ', Role.KEEP, ["d MMMM yyyy"]),
        (" DOCVARIABLE Nota_Jantsje ", Role.FILENAME, ["Nota_Jantsje"]),
    ],
)
def test_instructions_of_fields(code: str, role: Role, wanted: list[str]) -> None:
    half = len(code) // 2
    runs = "".join(f"<w:r><w:instrText>{escape(one)}</w:instrText></w:r>" for one in (code[:half], code[half:]))
    found = list(docx.fields(0, word(f"<w:p>{runs}<w:r><w:fldChar/></w:r></w:p>")))
    assert texts(found, role) == wanted
    assert "".join(texts(found)).strip() in code


def test_links_lead_to_somebody_or_stay() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="t" Target="media/image1.png"/>'
        '<Relationship Id="rId2" Type="t" Target="mailto:a%2Eb@voorbeeld.nl?subject=Over%20Jet" TargetMode="External"/>'
        '<Relationship Id="rId3" Type="t" Target="C:\\Users\\jet\\brief.docx" TargetMode="External"/></Relationships>'
    )
    found = list(docx.fields(0, rels))
    assert texts(found, Role.EMAIL) == ["a.b@voorbeeld.nl"]
    assert "subject=Over Jet" in texts(found)
    assert texts(found, Role.URL) == ["C:\\Users\\jet\\brief.docx"]
    assert not any("image1" in field.text for field in found)


def test_styles_of_words_own_keep_their_names() -> None:
    style = '<w:style w:type="paragraph" {} w:styleId="{}"><w:name w:val="{}"/></w:style>'.format
    mine = style('w:customStyle="1"', "StijlJantsje", "Stijl Jantsje")
    styles = f"<w:styles {WORD}>{style('', 'Lijstalinea', 'List Paragraph')}{mine}</w:styles>"
    used = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'.format
    text = word(used("StijlJantsje") + used("Lijstalinea"))
    found = list(docx.together({0: ("word/styles.xml", styles), 1: ("word/document.xml", text)}))
    assert sorted(texts(found, Role.FILENAME)) == ["Stijl Jantsje", "StijlJantsje", "StijlJantsje"]


# --- odt ------------------------------------------------------------------------------------------------


def test_spans_and_signs_of_opendocument() -> None:
    text = "<text:p>Roelf<text:span>ina</text:span><text:s/>Wolt<text:bookmark/>jer<text:tab/>06</text:p>"
    assert texts(list(odt.fields(0, text))) == ["Roelfina Woltjer\t06"]


def test_what_a_document_tells_outside_of_paragraphs_is_a_name_too() -> None:
    text = '<text:creator xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">Roelfina Woltjer</text:creator>'
    assert [(field.role, field.text) for field in odt.fields(0, text)] == [(Role.NAME, "Roelfina Woltjer")]


def test_names_of_styles_are_coded() -> None:
    assert STYLE_NAME.view("Stijl_20_van_20_Jet").text == "Stijl van Jet"
    assert STYLE_NAME.encode("FILE_1 a") == "FILE_5f_1_20_a"
    assert URI.view("a%20b%C3%AB").text == "a b\u00eb"
    assert URI.encode("[URL_1]") == "%5BURL_1%5D"


# --- xlsx -----------------------------------------------------------------------------------------------


def sheet(cells: str) -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        f"{cells}</row></sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ('<c r="A1"><v>12345678</v></c>', '<c r="A1" t="inlineStr"><is><t>[ID_1]</t></is></c>'),
        ('<c r="A1" s="3" t="n"><v>12345678</v></c>', '<c r="A1" s="3" t="inlineStr"><is><t>[ID_1]</t></is></c>'),
        ('<c r="A1"><f>B1+1</f><v>12345678</v></c>', '<c r="A1" t="str"><f>B1+1</f><v>[ID_1]</v></c>'),
        ('<c r="A1" t="str"><f>B1</f><v>12345678</v></c>', '<c r="A1" t="str"><f>B1</f><v>[ID_1]</v></c>'),
        ('<x:c r="A1"><x:v>12345678</x:v></x:c>', '<x:c r="A1" t="inlineStr"><x:is><x:t>[ID_1]</x:t></x:is></x:c>'),
    ],
)
def test_a_number_that_is_replaced_becomes_a_text(cell: str, wanted: str) -> None:
    at = cell.index("12345678")
    assert splice(cell, xlsx.mended(cell, [Edit(at, at + 8, "[ID_1]")])) == wanted
    assert xlsx.mended(cell, [Edit(at, at + 8, "87654321")]) == [Edit(at, at + 8, "87654321")]


def test_headings_name_what_stands_under_them() -> None:
    inline = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format
    text = sheet(
        f'{inline("A1", "Telefoon")}{inline("B1", "Bedrag")}</row><row r="2"><c r="A2"><v>601122330</v></c>'
        '<c r="B2"><v>601122331</v></c></row><row r="3"><c r="B3"><v>12.5</v></c>'
    )
    found = list(xlsx.fields(0, text))
    assert texts(found, Role.PHONE) == ["601122330"]
    assert texts(found) == ["601122331"]


def cells(row: int, *values: str | int) -> str:
    each = (
        f'<c r="{chr(65 + n)}{row}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{chr(65 + n)}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
        for n, value in enumerate(values)
    )
    return "".join(each)


def test_a_heading_that_nobody_knows_hides_the_others_from_nobody() -> None:
    heads = ("Cli\u00ebntnr", "Achternaam", "Geb. datum", "06-nr partner", "Naam ouder 1", "Intake op")
    text = sheet(f'{cells(1, *heads)}</row><row r="2">{cells(2, 240187, "Wubs", 31485, 644551122, "Corrie", 45413)}')
    found = list(xlsx.fields(0, text))
    assert texts(found, Role.ID) == ["240187"]
    assert texts(found, Role.DOB) == ["31485"]
    assert texts(found, Role.PHONE) == ["644551122"]
    assert texts(found, Role.NAME) == ["Wubs", "Corrie"]
    assert "45413" not in texts(found)


def test_labels_beside_numbers_tell_by_any_of_their_words() -> None:
    rows: tuple[tuple[str, str | int], ...] = (
        ("Naam", "Femke"),
        ("Geb. datum kind 1", 41200),
        ("pincode kluis", 4471),
        ("Aantal sessies", 12),
    )
    text = sheet("</row><row>".join(cells(n, *row) for n, row in enumerate(rows, 1)))
    found = list(xlsx.fields(0, text))
    assert texts(found, Role.DOB) == ["41200"]
    assert texts(found, Role.SECRET) == ["4471"]
    assert not [field for field in found if field.text == "12"]


def test_a_form_of_labels_and_values_is_no_row_of_headings() -> None:
    text = sheet(f"{cells(1, 'Naam', 'Femke', 'Geb. datum', 31485, 'BSN', 123456782)}</row>")
    found = list(xlsx.fields(0, text))
    assert (texts(found, Role.DOB), texts(found, Role.NAME)) == (["31485"], ["Femke"])


def test_the_result_of_a_formula_that_is_a_date_of_birth_goes_as_well() -> None:
    text = sheet(
        f'{cells(1, "Geboren", 31485)}</row><row r="2"><c r="A2"><f>B1</f><v>31485</v></c><c r="B2"><v>31486</v></c>'
    )
    assert texts(list(xlsx.fields(0, text)), Role.DOB) == ["31485", "31485"]


def test_a_property_that_is_a_date_of_birth_goes_and_other_dates_stay() -> None:
    date = "<vt:filetime>1986-03-14T00:00:00Z</vt:filetime>"
    text = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property name="Geboren">{date}</property><property name="Datum">{date}</property></Properties>'
    )
    found = [field for field in docx.fields(0, text) if field.role is Role.SECRET]
    assert [field.pieces[0].start for field in found] == [text.index("1986")]


def test_the_form_of_a_date_is_nobodys() -> None:
    text = word('<w:sdt><w:sdtPr><w:date><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr></w:sdt>')
    assert texts(list(docx.fields(0, text))) == []


def test_formulas_name_sheets_tables_and_texts() -> None:
    text = sheet(
        '<c r="A1"><f>\'Jet\'\'s blad\'!A1+Blad_Sjoerdtje!$B$2&amp;"Dag ""Jet"""+SUM(Uren[Jetske])</f><v>1</v></c>'
    )
    found = list(xlsx.fields(0, text))
    assert texts(found, Role.FILENAME) == ["Jet's blad", "Blad_Sjoerdtje", "Uren", "Jetske"]
    assert texts(found) == ['Dag "Jet"']


# --- markdown -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("**San**ne belt", "Sanne belt"),
        ("*San*ne __de__ Vries", "Sanne de Vries"),
        ("snake_case blijft", "snake_case blijft"),
        ("San<b>ne</b>", "Sanne"),
        ("06-**0112**2351", "06-01122351"),
        ("[haar zus](mailto:jet@voorbeeld.nl)", "haar zus"),
        ("2 * 3 * 4", "2  3  4"),
    ],
)
def test_marks_of_emphasis_part_no_words(line: str, wanted: str) -> None:
    assert texts(list(markdown.fields(0, line)))[-1] == wanted


def test_targets_of_links_are_read_without_their_signs() -> None:
    found = list(markdown.fields(0, '[x](brief%20Jet.pdf "Van Jet")'))
    assert texts(found) == [' "Van Jet"', "x"]
    assert texts(found, Role.FILENAME) == ["brief Jet"]
    assert texts(list(markdown.fields(0, "[x](https://x.example/Jet) [y](README.md)"))) == [
        "https://x.example/Jet",
        "README.md",
        "x y",
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("F&aacute;tima belt", "Fátima belt"),
        ("F&#225;tima", "Fátima"),
        ("O\\'Brien", "O'Brien"),
        ("**San**ne", "Sanne"),
        ("**F&aacute;**tima", "Fátima"),
        ("AT&T &copy 2024 \\&amp;", "AT&T &copy 2024 &"),
    ],
)
def test_a_name_in_markdown_is_one_however_it_is_written(line: str, wanted: str) -> None:
    assert texts(list(markdown.fields(0, line))) == [wanted]


def test_a_reference_to_a_character_in_markdown_goes_with_its_name() -> None:
    text = "Van F&aacute;tima"
    (found,) = markdown.fields(0, text)
    assert splice(text, [Edit(*found.codec.view(text).raw_range(4, 10), found.codec.encode("A&B;"))]) == "Van A&B;"
    assert found.codec.view(found.codec.encode("A&amp;B")).text == "A&amp;B"


def test_tables_and_labels_of_markdown() -> None:
    found = list(markdown.fields(0, "**Huisarts:** Jet Vos\n\n| Voornaam | Datum |\n|---|---|\n| Egbert | 3 mei |\n"))
    assert texts(found, Role.NAME) == ["Jet Vos", "Egbert"]
    assert texts(found, Role.KEEP) == ["Voornaam", "Datum"]


@given(st.text("*_~`ab\n ", max_size=30), st.data())
def test_marks_that_are_taken_away_touch_no_edit(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [Edit(a, b, data.draw(st.sampled_from(["", "x"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    kept = [char for char in splice(text, edits) if char not in "*_~`="]
    assert [char for char in splice(text, markdown.mended(text, edits)) if char not in "*_~`="] == kept


# --- all ------------------------------------------------------------------------------------------------


def test_values_of_schemas_and_others() -> None:
    fixed = (
        "single",
        "auto",
        "04A0",
        "FF9C0006",
        "0.5pt",
        "{6D1B9C1A-1111-4E2B-9C0A-5A5A5A5A5A5A}",
        "nl-NL",
        "true",
        "100%",
    )
    assert [value for value in fixed if not schemas.is_fixed(value)] == []
    words = ("Sanne", "sanne", "Sanne de Vries", "111222333", "06-01122330", "s.devries", "SanneDeVries")
    assert [value for value in words if schemas.is_fixed(value)] == []


def test_what_headings_say() -> None:
    assert headings.role_of("Naam cli\u00ebnt:") is Role.NAME
    assert headings.role_of("Datum") is None
    assert [(role, "Naam: Jet Vos, 06"[a:b]) for role, a, b in headings.labelled("Naam: Jet Vos, 06")] == [
        (Role.NAME, "Jet Vos, 06")
    ]


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.parent.name)
def test_documents_stay_whole_and_can_be_undone(case: Path, tmp_path: Path) -> None:
    source = export_of(case, tmp_path)
    safe, out = tmp_path / "vault", tmp_path / "out"
    assert sealed_run("scrub", source, "-o", out, "--vault", safe).code == 0
    (scrubbed,) = out.glob("*.scrubbed.*")
    (report,) = out.glob("*.consent.json")
    assert run("verify", scrubbed, report).code == 0
    before, after = parts_of(source), parts_of(scrubbed)
    assert list(before) == list(after)
    for name, data in after.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    back = tmp_path / f"terug{source.suffix}"
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", back).code == 0
    assert back.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.parent.name)
def test_policies_want_somebody_who_writes(case: Path, tmp_path: Path) -> None:
    ran = run("scrub", export_of(case, tmp_path), "-o", tmp_path / "out", "--policy", "consent")
    assert ran.code != 0
    assert "does not tell who wrote what" in ran.err


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.parent.name)
def test_documents_in_a_zip_are_known_each_by_itself(case: Path, tmp_path: Path) -> None:
    document = export_of(case, tmp_path)
    members = {"een/brief" + document.suffix: document.read_bytes(), "los.txt": b"Jet belde\n"}
    export = files.read(put(tmp_path / "alles.zip", zipped(members)))
    assert {known for part, known in zip(export.parts, export.known, strict=False) if "//" in part.name} == {
        case.parent.name
    }


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.parent.name)
def test_damaged_parts_never_raise_and_stay_in_order(case: Path, tmp_path: Path) -> None:
    export = files.read(export_of(case, tmp_path))
    found = formats.by_name(export.format)
    chance = random.Random(7)
    for part in [p for p in export.parts if not p.is_name]:
        for _ in range(6):
            cut, again = chance.randrange(len(part.text) + 1), chance.randrange(len(part.text) + 1)
            for text in (part.text[:cut], part.text[cut:], part.text[:cut] + part.text[again:], part.text[:] * 2):
                for field in found.fields(0, text):
                    read = "".join(field.codec.view(text[slice(*piece)]).text for piece in field.pieces)
                    assert read == field.text
                edits = [Edit(cut, cut, "x")] if cut <= len(text) else []
                formats.mended(export.format, text, edits)


def test_a_damaged_document_is_refused_in_one_line(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x00\x01\x02")
    with pytest.raises(ChatscrubError, match="not text"):
        files.read(put(tmp_path / "brief.docx", data.getvalue()), limits=Limits())
