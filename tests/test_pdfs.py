"""PDF documents: their text is taken out and scrubbed, what is lost is told, and bad ones are refused in one line."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from exports import put, run
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import files, pdfs
from chatscrub.errors import UnreadableError


def pdf(*pages: str, author: str = "", picture: bool = False, note: str = "") -> bytes:
    """A small PDF with those pages; a page without text has an empty content stream."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n")) if text else ""
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines}ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        image = " /XObject << /I 3 0 R >>" if picture else ""
        font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        notes = f" /Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ({note}) >>]" if note else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            f"/Resources << {font}{image} >>{notes} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    if picture:
        dot = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        objects.append(f"{dot} /Length 1 >>\nstream\n0\nendstream")
        objects = [o.replace("/I 3 0 R", f"/I {len(objects)} 0 R") for o in objects]
    objects.append(f"<< /Author ({author}) >>")
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size, start = len(objects) + 1, len(out)
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    return out + f"{tail}startxref\n{start}\n%%EOF\n".encode("latin-1")


INTAKE = "Intake van Sanne Kuiperveld, geboren 12-03-1990.\nSanne is te bereiken op 06-01234567 en slaapt slecht."


def test_the_text_is_taken_out_page_by_page() -> None:
    taken = pdfs.text_of(pdf(INTAKE, "Tweede pagina", author="Fenna Dijkgraaf"), "intake.pdf")
    assert taken.text == f"Author: Fenna Dijkgraaf\n\n\n{INTAKE}\n\nTweede pagina\n"
    assert (taken.silent, taken.pictures) == (0, 0)


def test_notes_come_along_and_pictures_are_counted() -> None:
    taken = pdfs.text_of(pdf("Verslag", "", picture=True, note="bel Bram nog"), "a.pdf")
    assert "bel Bram nog" in taken.text
    assert (taken.silent, taken.pictures) == (0, 2)
    assert pdfs.text_of(pdf("Verslag", ""), "a.pdf").silent == 1


def test_it_is_scrubbed_as_text_and_the_report_says_what_is_lost(tmp_path: Path) -> None:
    source = put(tmp_path / "intake.pdf", pdf(INTAKE, "", author="Fenna Dijkgraaf"))
    ran = run("scrub", source, "-o", tmp_path / "out")
    assert ran.code == 0, ran.err
    text = (tmp_path / "out" / "intake.pdf.scrubbed.txt").read_text("utf-8")
    assert not any(name in text for name in ("Sanne", "Kuiperveld", "01234567", "Fenna", "Dijkgraaf", "1990"))
    assert "is te bereiken op" in text and "en slaapt slecht." in text
    report = json.loads((tmp_path / "out" / "intake.pdf.consent.json").read_text("utf-8"))["report"]
    told = {(row["what"], row["count"], row["reason"]) for row in report["unexamined"]}
    assert {("layout", 1, "withheld"), ("silent page", 1, "withheld")} <= told
    assert (
        run("verify", tmp_path / "out" / "intake.pdf.scrubbed.txt", tmp_path / "out" / "intake.pdf.consent.json").code
        == 0
    )
    assert "layout of a PDF" in " ".join(ran.out.decode().split())


def test_pictures_of_a_pdf_are_never_said_to_be_copied(tmp_path: Path) -> None:
    source = put(tmp_path / "intake.pdf", pdf(INTAKE, picture=True))
    assert run("scrub", source, "-o", tmp_path / "out", "--keep-media").code == 0
    report = json.loads((tmp_path / "out" / "intake.pdf.consent.json").read_text("utf-8"))["report"]
    assert {"what": "image", "count": 1, "reason": "withheld"} in report["unexamined"]


def test_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("scrub", "-", stdin=pdf(INTAKE))
    assert ran.code == 0 and b"Kuiperveld" not in ran.out and b"slaapt slecht" in ran.out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf("", ""), "no text in this PDF"),
        (pdf("tekst")[:60], "damaged"),
        (b"%PDF-1.7\n" + bytes(200), "damaged"),
        (b"%PDF-", "damaged"),
        (pdf("tekst").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "PDF"),
    ],
    ids=["no text", "cut off", "zeros", "only its magic", "a page that is its own parent"],
)
def test_bad_ones_are_refused_in_one_line(tmp_path: Path, data: bytes, words: str) -> None:
    source = put(tmp_path / "stuk.pdf", data)
    ran = run("scrub", source)
    assert ran.code == 2 and words in ran.err and "stuk.pdf" in ran.err and len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [source]


def test_a_stream_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(400 * 1024 * 1024), 9)
    data = pdf("x").replace(b"<< /Length", b"<< /Filter /FlateDecode /Length", 1)
    at = data.index(b"stream\n") + 7
    end = data.index(b"\nendstream")
    with pytest.raises(UnreadableError):
        files.read(put(tmp_path / "bom.pdf", data[:at] + bomb + data[end:]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_never_ends_in_another_error(data: st.DataObject) -> None:
    whole = pdf(INTAKE, "Nog een", author="A", note="b")
    at = data.draw(st.integers(0, len(whole)))
    new = data.draw(st.binary(max_size=8))
    damaged = whole[:at] + new + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        assert pdfs.text_of(b"%PDF-" + damaged[5:], "a.pdf").text.strip()
    except UnreadableError as error:
        assert "Kuiperveld" not in str(error)
