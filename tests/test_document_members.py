"""Documents: what lies in them beside their text, schemas of somebody's own, and what stands twice."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exports import JPEG, put, run, zipped
from test_documents import WORD, parts_of, word
from test_vault_commands import sealed_run

from chatscrub.formats import docx, formulas, html, odt, xlsx, xml
from chatscrub.formats.members import chosen
from chatscrub.model import Field, Piece, Role
from chatscrub.syntax.plain import PLAIN

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def roles(found: list[Field]) -> dict[str, Role]:
    return {field.text: field.role for field in found}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("word/document.xml", None),
        ("word/media/image1.png", None),
        ("word/embeddings/Microsoft_Excel_Worksheet.xlsx", None),
        ("word/embeddings/oleObject1.bin", None),
        ("word/vbaProject.bin", None),
        ("word/fonts/font1.odttf", None),
        ("docProps/thumbnail.jpeg", None),
        ("Pictures/1000000000000028000000142CE9013E8F929442.png", None),
        ("ObjectReplacements/Object 1", None),
        ("word/media/foto Roelfina.jpg", "foto Roelfina"),
        ("word/embeddings/Woltjer.xlsx", "Woltjer"),
    ],
)
def test_names_that_programs_give_to_members(path: str, wanted: str | None) -> None:
    found = chosen(path)
    assert (path[slice(*found)] if found else None) == wanted


def document(workbook: str) -> bytes:
    """A document with a picture that somebody named, and a workbook within."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES.format("").replace("document.main", "sheet.main"))
        archive.writestr("xl/workbook.xml", f"<workbook {SHEET}/>")
    related = (
        '<Relationship Id="rId1" Type="image" Target="media/foto%20Roelfina.jpg"/>'
        f'<Relationship Id="rId2" Type="package" Target="embeddings/{workbook}"/>'
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES.format("").encode(),
            "_rels/.rels": RELS.format('<Relationship Id="r" Type="o" Target="word/document.xml"/>').encode(),
            "word/document.xml": word("<w:p><w:r><w:t>Roelfina Woltjer belde.</w:t></w:r></w:p>").encode(),
            "word/_rels/document.xml.rels": RELS.format(related).encode(),
            "word/media/foto Roelfina.jpg": JPEG,
            f"word/embeddings/{workbook}": out.getvalue(),
        }
    )


@pytest.mark.parametrize("workbook", ["Microsoft_Excel_Worksheet.xlsx", "Lijst-Woltjer.xlsx"])
def test_what_a_document_leads_to_is_still_there(workbook: str, tmp_path: Path) -> None:
    source = put(tmp_path / "brief.docx", document(workbook))
    safe, out = tmp_path / "vault", tmp_path / "out"
    assert sealed_run("scrub", source, "-o", out, "--vault", safe).code == 0
    scrubbed, report = out / "brief.scrubbed.docx", out / "brief.consent.json"
    assert run("verify", scrubbed, report).code == 0
    after = parts_of(scrubbed)
    related = ElementTree.fromstring(after["word/_rels/document.xml.rels"])
    assert {f"word/{one.get('Target')}" for one in related} < set(after)
    assert "Roelfina" not in str(after) and "Woltjer" not in str(after) + report.read_text("utf-8")
    assert (f"word/embeddings/{workbook}" in after) == workbook.startswith("Microsoft")
    back = tmp_path / "terug.docx"
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", back).code == 0
    assert back.read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    "item",
    [
        '<client from="Renske" to="Rixt Ritsema" path="Sytske" id="Oeds Osinga"/>',
        "<client><Application>Abeltje</Application><Words>Djoke</Words></client>",
        '<n:client xmlns:n="urn:eigen" n:naam="Emke" n:from="Sytske"><n:tel>0612300045</n:tel></n:client>',
        '<client><a:t xmlns:a="urn:eigen">Gerryt</a:t><cp:revision xmlns:cp="urn:x">Bindert</cp:revision></client>',
        '<n:client xmlns:n="urn:eigen"><n:Hiltsje n:Gerryt="1"/></n:client>',
    ],
)
def test_no_table_holds_for_a_schema_of_somebodys_own(item: str) -> None:
    edited = item
    for field in docx.fields(0, item):
        for start, end in field.pieces:
            edited = edited[:start] + "\0" * (end - start) + edited[end:]
    assert not re.search(r"Renske|Rixt|Sytske|Oeds|Abeltje|Djoke|Emke|06|Gerryt|Bindert|Hiltsje", edited)


def test_names_are_those_of_styles_only_in_styles() -> None:
    parts = f'<w:docPart {WORD}><w:docPartPr><w:name w:val="Groet Zwaantje"/></w:docPartPr></w:docPart>'
    style = f'<w:styles {WORD}><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style></w:styles>'
    found = list(docx.together({0: ("word/glossary/document.xml", parts), 1: ("word/styles.xml", style)}))
    assert roles(found) == {"Groet Zwaantje": Role.TEXT}


def test_dates_that_forms_and_pivot_tables_keep_become_others() -> None:
    form = word('<w:sdt><w:sdtPr><w:date w:fullDate="1987-02-14T00:00:00Z"/></w:sdtPr></w:sdt>')
    row = '<r><n v="612345678"/><n v="12"/><d v="1987-02-14T00:00:00"/></r>'
    pivot = f"<pivotCacheRecords {SHEET}>{row}</pivotCacheRecords>"
    found = [*docx.fields(0, form), *xlsx.fields(0, pivot)]
    assert [(field.text, field.codec.encode("[SECRET_1]")) for field in found] == [
        ("1987-02-14T00:00:00Z", "1901-01-01T00:00:00"),
        ("612345678", "0"),
        ("1987-02-14T00:00:00", "1901-01-01T00:00:00"),
    ]


def test_cells_of_opendocument_stand_under_their_headings() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    head = "".join(map(cell, ("nr", "opmerking", "iets", "voornaam", "geboortedatum")))
    row = (
        cell("1", 'office:value="1"')
        + '<table:table-cell table:number-columns-repeated="2"/>'
        + cell("Tjaakje")
        + cell("14-02-1987", 'office:date-value="1987-02-14"')
        + cell("0612345678", 'office:value="612345678"')
    )
    rows = "".join(f"<table:table-row>{one}</table:table-row>" for one in (head, row))
    found = list(odt.fields(0, f"<table:table {OPEN}>{rows}</table:table>"))
    assert [field.text for field in found if field.role is Role.NAME] == ["Tjaakje"]
    assert [field.text for field in found if field.role is Role.SECRET] == ["1987-02-14", "612345678"]


def test_paths_and_forms_of_numbers_hold_words() -> None:
    path = "/n:client[@naam='Klaske Kuiken']/n:tel"
    found = formulas.path_fields(0, path, Piece(0, len(path)))
    assert [field.text for field in found] == ["Klaske Kuiken"]
    number = '0.00 "voor Renske"'
    assert [field.text for field in formulas.number_fields(0, number, Piece(0, len(number)))] == ["voor Renske"]


@pytest.mark.parametrize(
    ("read", "text", "wanted"),
    [
        (html.fields, '<p data-naam-hiltsje="x" data-id="1" aria-label="" onclick="f()">x</p>', ["data-naam-hiltsje"]),
        (html.fields, "<p Wapke=1 srcset=''>x</p>", ["Wapke"]),
        (xml.fields, '<a xmlns:x="urn:x" Eabele="1"><Foekje x:tijd="2"/></a>', ["Eabele", "Foekje"]),
    ],
)
def test_names_of_tags_and_attributes_are_examined(read: object, text: str, wanted: list[str]) -> None:
    assert callable(read)
    found = [field for field in read(0, text) if field.text in text and field.text in wanted]
    assert [field.text for field in found] == wanted
    assert all(PLAIN.read(text[slice(*field.pieces[0])]) == field.text for field in found)


@pytest.mark.parametrize(
    ("tag", "address", "wanted"),
    [
        ("draw:image", "../foto%20Jet.png", "../%5BURL_1%5D"),
        ("draw:image", "https://x.example/Jet.png", "../%5BURL_1%5D"),
        ("text:a", "https://x.example/Jet", "%5BURL_1%5D"),
        ("draw:image", "Pictures/100000.png", None),
    ],
)
def test_what_is_embedded_is_not_looked_for_in_the_package(tag: str, address: str, wanted: str | None) -> None:
    space = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = f'<text:p {OPEN} {space}><{tag} xlink:href="{address}"/></text:p>'
    found = [field for field in odt.fields(0, text) if field.role is Role.URL]
    edited = [text[: f.pieces[0].start] + f.codec.encode("[URL_1]") + text[f.pieces[0].end :] for f in found]
    assert edited == ([text.replace(address, wanted)] if wanted else [])


def test_extensions_of_office_programs_are_known() -> None:
    space = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    assert not list(odt.fields(0, f'<text:p {OPEN} xmlns:loext="{space}" loext:opacity="0%" loext:color-lum-off="1"/>'))
