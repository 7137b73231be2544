"""Pages and XML of an unknown origin: all that may be read is examined, what says nothing is left, pages stay pages."""

from __future__ import annotations

import random
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import detector, files, formats, people, plans, spans, unexamined
from chatscrub.formats import html, xml
from chatscrub.formats.looks import is_fixed
from chatscrub.formats.stylesheets import said_in
from chatscrub.model import Edit, Field, Role
from chatscrub.settings import Settings
from chatscrub.syntax.opaque import media
from chatscrub.syntax.percent import PERCENT

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
PAGE = SAMPLES / "html" / "saved_page" / "Gesprek met Oebele Wassenaar.html"
BOOK = SAMPLES / "xml" / "address_book" / "adresboek.xml"
FONT = "d09GMgABAAAAAAYQAAoAAAAADYwAAAXFAAEAAAAAAAAAAAAAAAAAAA"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def fields(text: str, known: str = "html") -> list[Field]:
    found = list(formats.by_name(known).fields(0, text))
    for one in found:
        assert "".join(one.codec.view(text[slice(*piece)]).text for piece in one.pieces) == one.text
    return found


def said(text: str, known: str = "html") -> list[tuple[str, str]]:
    return [(one.role.value, one.text) for one in fields(text, known)]


@pytest.mark.parametrize(
    ("name", "head", "known"),
    [
        ("a.html", "<!DOCTYPE html><p>x", "html"),
        ("a", "\ufeff\n<html><body>", "html"),
        ("a", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "html"),
        ("a", "<!-- saved from url=(0014)about:internet -->\n<html>", "html"),
        ("a.htm", "los begin <b>en dan</b> <p class=x>een alinea", "html"),
        ("a", "<div class='x'>hoi", "html"),
        ("a", '<?xml version="1.0"?><smsje>', "xml"),
        ("a", '<book kind="x">\n', "xml"),
        ("a", "<book><page>", "xml"),
        ("a.txt", "<Sanne> hoi\n<Bram> hoi terug", "plain"),
        ("a.txt", "<3 <3 hoi", "plain"),
        ("a.txt", "<Media weggelaten>", "plain"),
        ("a", "", "plain"),
    ],
)
def test_known_by_how_it_begins(name: str, head: str, known: str) -> None:
    assert formats.sniff(name, head) == known


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("class", "message-row clearFix pull_left"),
        ("class", "MsoNormal"),
        ("class", "_avatar_mcap2_17 mx_BaseAvatar"),
        ("style", "width: 42px; height: 42px"),
        ("width", "100%"),
        ("lang", "nl-NL"),
        ("type", "text/css"),
        ("id", "content"),
        ("data-toggle", "true"),
        ("onclick", "return GoToMessage(12)"),
        ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
        ("", "checked disabled"),
        ("d", "M12 3.5L4 8z"),
        ("content-type", "0"),
        ("text", "#0563C1"),
        ("charset", "UTF-8"),
        ("rel", "noopener noreferrer"),
        ("style", "background:#fff; mso-line-height-rule:exactly"),
        ("class", "p-4 md:flex w-1/2"),
    ],
)
def test_what_only_says_how_it_looks(name: str, value: str) -> None:
    assert is_fixed(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("class", "Sanne"),
        ("class", "Sanne-Kuiperveld"),
        ("text", "Sanne"),
        ("role", "sanne"),
        ("type", "van Bram"),
        ("x", "Sanne"),
        ("style", "color: red; content: 'Sanne'"),
        ("class", "x0612345678"),
        ("style", "background: url(foto-van-sanne.jpg)"),
        ("id", "sannekuiperveld"),
        ("data-phone", "0612345678"),
        ("data-born", "01-02-1990"),
        ("title", "Sanne"),
        ("onclick", "open('Sanne')"),
        ("lang", "sanne@voorbeeld.example"),
        ("xmlns:o", "https://sanne.example/"),
        ("", "Sanne"),
    ],
)
def test_what_may_say_more(name: str, value: str) -> None:
    assert not is_fixed(name, value)


@pytest.mark.parametrize(
    ("attribute", "wanted"),
    [
        ('href="mailto:a@b.example,c@d.example?subject=voor%20Sanne"',
            "email a@b.example|email c@d.example|text subject=voor Sanne"),
        ('href="tel:06-01234567"', "phone 06-01234567"),
        ('href="skype:sanne.k"', "handle sanne.k"),
        ('href="https://t.me/sanne"', "url https://t.me/sanne"),
        ('href="https://nos.example/x"', "text https://nos.example/x"),
        ('href="../map%20van%20Sanne/brief%20Bram.pdf?v=1.2#top"', "filename map van Sanne|filename brief Bram"),
        (r'href="file:///C:\Users\Sanne\x.pdf"', "filename C:|filename Sanne|filename x"),
        ('href="#over-sanne-kuiperveld"', "text #over-sanne-kuiperveld"),
        ('href="#top"', ""),
        ('href=""', ""),
        ('href="javascript:void(0)"', ""),
        (f'src="data:image/png;base64,{PIXEL}"', "media "),
        (f"src=data:image/png;base64,{PIXEL}", "media "),
        ('srcset="sanne.jpg 1x, bram.jpg 2x"', "filename sanne|text 1x|filename bram|text 2x"),
        ('content="x"', "text x"),
    ],
)  # fmt: skip
def test_links(attribute: str, wanted: str) -> None:
    found = [f"{role} {text}" for role, text in said(f"<a {attribute}>")]
    assert [f for f in found if f not in ("filename 1x", "filename 2x")] == [
        w for w in wanted.split("|") if w and w[:6] != "text 1" and w[:6] != "text 2"
    ]


def test_media_are_left_out_and_reported() -> None:
    text = f'<p>hoi</p><img src="data:image/png;base64,{PIXEL}">'
    text += f"<style>b {{background: url(data:font/x;base64,{FONT})}}</style>"
    export = files.read_bytes(text.encode(), "x.html")
    found = detector.Detection((), people.Cast(), ())
    for keep, left in ((False, 0), (True, 1)):
        asked = Settings(keep_media=keep)
        (part,) = plans.plan(export, found, asked).parts
        scrubbed = spans.splice(text, part.edits)
        assert scrubbed.count(PIXEL) == left and FONT not in scrubbed  # a font is no picture
        told = {(row.what, row.reason): row.count for row in unexamined.unexamined(export, asked)}
        assert told["image", "kept" if keep else "withheld"] == 1 and told["other", "withheld"] == 1
        assert told["unknown format", "form"] == 1


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        (f"data:image/jpeg;base64,{PIXEL}", ["image"]),
        (f"DATA:;charset=utf-8;BASE64,{PIXEL}", ["image"]),
        ("/9j/" + "Ab1" * 100, ["image"]),
        ("\n".join(["QkVHSU46VkNBUkQ" + "A" * 61] * 4), ["contact card"]),
        ("data:text/vcard;base64,QUJD", ["contact card"]),
        ("a" * 255, []),
        ("een heel gewone zin " * 50, []),
        ("data: niets", []),
    ],
)
def test_media_in_texts(text: str, sorts: list[str]) -> None:
    assert [one.sort for one in media(text)] == sorts


def test_comments_of_word_are_read_as_what_they_are() -> None:
    text = "<!--[if gte mso 9]><xml><o:Author>Jelmer Terpstra</o:Author><w:Zoom>0</w:Zoom></xml><![endif]-->"
    text += "<!--[if IE]><![endif]-->"
    assert ("name", "Jelmer Terpstra") in said(text)
    assert said(text) == [("name", "Jelmer Terpstra"), ("text", "0")]


def test_xml_names_by_tag_and_attribute() -> None:
    text = "<a><first_name>Sanne</first_name><p:phone_number>06 0</p:phone_number>"
    text += '<x creator="Bram" text="Fenna">los</x></a>'
    assert said(text, "xml") == [
        ("name", "Sanne"),
        ("phone", "06 0"),
        ("name", "Bram"),
        ("text", "Fenna"),
        ("text", "los"),
    ]


def test_the_name_of_a_tag_may_be_somebody() -> None:
    text = "<entry><Sanne_Kuiperveld>1</Sanne_Kuiperveld></entry>"
    found = [f for f in fields(text, "xml") if f.text == "Sanne_Kuiperveld"]
    assert len(found) == 2
    assert found[0].codec.encode("[PERSON 1]") == "_PERSON_1_"


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ("p.MsoNormal, li > a:hover {margin:0cm; font-family:'Times New Roman', serif}", []),
        ("@media print { .x { color: red } }", []),
        ("@font-face {font-family:Calibri; panose-1:2 15 5 2;}", []),
        ("/* van Sanne */ b {color: red}", ["/* van Sanne */"]),
        ("b {background: url(sanne.png)}", ["background: url(sanne.png)"]),
        ('b::after {content: "Sanne"}', ['content: "Sanne"']),
        ("Sanne belde gister {x}", ["Sanne belde gister", "x"]),
        ("los verhaal van Sanne", ["los verhaal van Sanne"]),
    ],
)
def test_what_a_style_sheet_says(css: str, wanted: list[str]) -> None:
    assert [css[start:end].strip() for start, end in said_in(css, 0, len(css))] == wanted


@given(st.text(st.sampled_from("ab éß€😀%/+ 20Cc3A9f&#;"), max_size=30))
def test_percent_signs(text: str) -> None:
    view = PERCENT.view(text)
    for at in range(len(view.text)):
        low, high = view.raw_range(at, at + 1)
        assert PERCENT.view(text[low:high]).text == view.text[at]
    assert PERCENT.view(PERCENT.encode(view.text)).text == view.text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("/", tag))


def tags(text: str) -> list[tuple[str, ...]]:
    parser = _Tags()
    parser.feed(text)
    return parser.seen


def test_a_scrubbed_page_has_the_same_tags() -> None:
    """Whatever stands in its texts and attributes is replaced by the worst that could be written there."""
    text = PAGE.read_text("utf-8")
    worst = "<b>\"'&--></style></script> x"
    found = [f for f in html.fields(0, text) if f.role not in (Role.KEEP, Role.MEDIA) and f.text.strip()]
    ranges = {spans.locate(text, f, 0, len(f.text))[0]: f for f in found}
    edits, at = [], 0
    for (start, end), one in sorted(ranges.items(), key=lambda item: item[0]):
        if start >= at:
            edits.append(Edit(start, end, one.codec.encode(worst)))
            at = end
    assert len(edits) > 30
    assert tags(spans.splice(text, edits)) == tags(text)


def test_scrubbed_xml_is_xml(tmp_path: Path) -> None:
    text = BOOK.read_text("utf-8")
    found = [f for f in xml.fields(0, text) if f.role is not Role.MEDIA]
    edits = [Edit(*spans.locate(text, f, 0, len(f.text))[0], f.codec.encode("<&> \"'")) for f in found]
    seen = {edit.start: edit for edit in edits}
    ElementTree.fromstring(spans.splice(text, sorted(seen.values())))


@pytest.mark.parametrize("sample", [*sorted(SAMPLES.glob("*html*/**/*.html")), BOOK], ids=lambda path: path.name[:20])
def test_broken_pages_are_read_to_the_end(sample: Path) -> None:
    """Cut, doubled, garbled: never an error, and every letter of a text is in a field or fixed."""
    text = sample.read_text("utf-8")
    chance = random.Random(1)
    known = formats.by_name(formats.sniff(sample.name, text))
    for _ in range(12):
        low, high = sorted(chance.choices(range(len(text)), k=2))
        for broken in (
            text[:low],
            text[low:],
            text[:high] + text[low:],
            text[:low] + "<<\x00&#xD800;'\"" + text[high:],
        ):
            for one in known.fields(0, broken):
                assert "".join(one.codec.view(broken[slice(*piece)]).text for piece in one.pieces) == one.text
