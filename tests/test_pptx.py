"""PowerPoint: a paragraph over its runs, comments with their authors, names that a program gives, slides in order."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exports import run
from test_hiding_places import SAMPLES, export_of
from test_vault_commands import sealed_run

from chatscrub import formats
from chatscrub.formats import fonts, pptx
from chatscrub.model import Field, Role

SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
)


def fields(body: str) -> list[Field]:
    return list(pptx.fields(0, f"<p:sld {SPACES}>{body}</p:sld>"))


def told(body: str, role: Role) -> list[str]:
    return [field.text for field in fields(body) if field.role is role]


def test_a_paragraph_is_one_text_over_its_runs() -> None:
    body = (
        '<a:p><a:r><a:t>Roelf</a:t></a:r><a:r><a:rPr b="1"/><a:t>ina</a:t></a:r><a:br/><a:r><a:t>belt</a:t></a:r></a:p>'
    )
    assert told(body, Role.TEXT) == ["Roelfina\nbelt"]


@pytest.mark.parametrize(
    ("body", "role", "wanted"),
    [
        ('<p:cmAuthor id="1" name="Jet Vos" initials="JV" lastIdx="1"/>', Role.NAME, ["Jet Vos", "JV"]),
        ('<p188:author id="{0}" name="Jet Vos" initials="JV"/>', Role.NAME, ["Jet Vos", "JV"]),
        ('<p188:author userId="S::jet@voorbeeld.nl::5d"/>', Role.ID, ["S::jet@voorbeeld.nl::5d"]),
        ("<p:text>Vraag Jet</p:text>", Role.TEXT, ["Vraag Jet"]),
        ('<p:cNvPr id="2" name="Titel 1"/><p:cNvPr id="3" name="Foto Jet"/>', Role.FILENAME, ["Foto Jet"]),
        ('<p:cNvPr id="2" name="Tijdelijke aanduiding voor inhoud 2" descr="Jet"/>', Role.TEXT, ["Jet"]),
        ('<a:latin typeface="Calibri Light"/><a:latin typeface="Jildou Hand"/>', Role.FILENAME, ["Jildou Hand"]),
        ('<p:cSld name="Titeldia"/><p:cSld name="Dia van Jet"/>', Role.FILENAME, ["Dia van Jet"]),
    ],
)
def test_values(body: str, role: Role, wanted: list[str]) -> None:
    assert told(body, role) == wanted


def test_initials_are_those_of_the_author() -> None:
    (_, initials) = fields('<p:cmAuthor name="Jet Vos" initials="JV"/>')
    assert (initials.note, initials.sender) == ("alias", "Jet Vos")


def test_slides_come_in_order_before_their_notes() -> None:
    names = [
        "ppt/theme/theme1.xml",
        "ppt/notesSlides/notesSlide1.xml",
        "ppt/slides/slide10.xml",
        "ppt/slides/slide2.xml",
    ]
    parts = {n: (name, f"<a:p {SPACES}><a:t>{name}</a:t></a:p>") for n, name in enumerate(names)}
    assert [field.text for field in pptx.together(parts)] == [names[3], names[2], names[1], names[0]]


def test_a_workbook_within_is_a_workbook() -> None:
    assert formats.sniff("ppt/slides/slide1.xml", "<p:sld/>") == "pptx"
    assert formats.sniff("ppt/embeddings/a.xlsx//xl/workbook.xml", "<workbook/>") == "xlsx"
    assert formats.sniff("word/embeddings/a.xlsx//xl/workbook.xml", "<workbook/>") == "xlsx"


@pytest.mark.parametrize(
    "name", ["游ゴシック Light", "맑은 고딕", "MS Gothic", "+mn-lt", "'Noto Sans'", "Georgia1", "David"]
)
def test_fonts_that_are_well_known(name: str) -> None:
    assert fonts.is_font(name)


@pytest.mark.parametrize("name", ["Anna de Vries", "Handschrift van Emma", "David Bakker", "Georgia de Wit"])
def test_fonts_that_may_be_somebodys(name: str) -> None:
    assert not fonts.is_font(name)


def test_a_presentation_stays_whole_and_can_be_undone(tmp_path: Path) -> None:
    source, safe, out = export_of(SAMPLES / "pptx" / "casus", tmp_path), tmp_path / "vault", tmp_path / "out"
    assert sealed_run("scrub", source, "-o", out, "--vault", safe).code == 0
    (scrubbed,) = out.glob("*.scrubbed.pptx")
    (report,) = out.glob("*.consent.json")
    assert run("verify", scrubbed, report).code == 0
    with zipfile.ZipFile(scrubbed) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        (chart,) = (name for name in archive.namelist() if "/embeddings/" in name)
        assert chart.rpartition("/")[2].encode() in archive.read("ppt/charts/_rels/chart1.xml.rels")
    back = tmp_path / "terug.pptx"
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", back).code == 0
    assert back.read_bytes() == source.read_bytes()
