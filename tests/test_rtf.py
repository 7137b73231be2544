"""RTF: every byte is in a token, a name over several runs is one name, and what is replaced leaves the layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import put, run
from hypothesis import given
from hypothesis import strategies as st
from test_hiding_places import SAMPLES, export_of
from test_vault_commands import sealed_run

from chatscrub import files, formats
from chatscrub.formats import fonts, rtf, rtf_controls
from chatscrub.model import Edit, Field, Role
from chatscrub.spans import locate, splice
from chatscrub.syntax.rtf import RtfText, Sort, scan

CASES = sorted(path.parent for path in SAMPLES.glob("rtf/*/canaries.tsv"))
FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset162 Arial;}{\f2\fnil\fcharset128 Arial;}}"
PIECES = st.sampled_from(
    r"{|}|\|\b|\b0 |\'e9|\'9|\u322|\u322 ?|\uc0|\par |\*|\bin3 |\cell|\trowd\intbl|\row|\f1 |\f2|\pict |\fldinst "
    "|\\htmltag64 <p a=|\\deleted |\\atnid |\\revtbl |\\annadevries|a|Z| |-|5|;|\udce9|\udcc3\udcab|é|\x00|\r\n".split(
        "|"
    )
)
ANY = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


def document(body: str) -> str:
    return rf"{{\rtf1\ansi\ansicpg1252\uc1\deff0{FONTS}\pard\plain {body}}}"


def fields(body: str) -> list[Field]:
    return list(rtf.fields(0, document(body)))


def texts(body: str, role: Role = Role.TEXT, note: str | None = None) -> list[str]:
    return [field.text for field in fields(body) if field.role is role and note in (None, field.note)]


def replaced(body: str, name: str, new: str) -> str:
    """The body when a name in it is replaced."""
    text = document(body)
    found = next(field for field in rtf.fields(0, text) if name in field.text)
    at = found.text.index(name)
    ranges = locate(text, found, at, at + len(name))
    edits = [Edit(a, b, found.codec.encode("" if n else new)) for n, (a, b) in enumerate(ranges)]
    made = splice(text, rtf.mended(text, edits))
    start = document("").rindex("}")
    return made[start:-1]


# --- tokens and the codec -------------------------------------------------------------------------------


@given(ANY)
def test_every_character_is_in_one_token(text: str) -> None:
    assert "".join(text[token.start : token.end] for token in scan(text)) == text


def test_tokens() -> None:
    found = [(token.sort, token.name, token.number) for token in scan("{\\b0 x\\'e9\\~\\bin2 }}\\u-5?")]
    assert found == [
        (Sort.OPEN, "", None),
        (Sort.WORD, "b", 0),
        (Sort.TEXT, "", None),
        (Sort.BYTE, "", None),
        (Sort.SYMBOL, "~", None),
        (Sort.WORD, "bin", 2),
        (Sort.DATA, "", None),
        (Sort.WORD, "u", -5),
        (Sort.TEXT, "", None),
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\\{}"), max_size=30))
@pytest.mark.parametrize("codec", [RtfText(), RtfText(skip=0), RtfText("cp932", 2), RtfText("cp1254", alone=True)])
def test_the_codec_writes_what_it_reads(codec: RtfText, text: str) -> None:
    raw = codec.encode(text)
    assert raw.isascii() and "\n" not in raw
    shown = RtfText(codec.charset, 1)
    assert shown.view(raw.replace("{\\uc1", "").replace("}", "") if "}" not in text else raw).text in (
        text,
        shown.view(raw).text,
    )


@given(ANY, st.sampled_from(["cp1252", "cp1254", "cp932", "utf-8"]), st.integers(0, 3), st.booleans())
def test_any_text_can_be_read_and_every_letter_has_its_place(raw: str, charset: str, skip: int, old: bool) -> None:
    view = RtfText(charset, skip, (), old).view(raw)
    if view.starts is None or view.ends is None:
        assert view.text == raw
        return
    assert len(view.starts) == len(view.ends) == len(view.text)
    ranges = list(zip(view.starts, view.ends, strict=True))
    assert all(0 <= low < high <= len(raw) for low, high in ranges)
    assert ranges == sorted(ranges)


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("Ren\\'e9 O\\rquote Brien", "cp1252", "René O\u2019Brien"),
        ("Go\\u322\\'b3\\u261 ab", "cp1252", "Gołąb"),
        ("\\u-10179?\\u-8704? en", "cp1252", "\U0001f600 en"),
        ("An\r\nna\\~x\\_y\\-z", "cp1252", "Anna\u00a0x-yz"),
        ("\\'83J\\'93\\'fa", "cp932", "カ日"),
        ("Zo\udcc3\udcab Zo\udceb", "cp1252", "Zoë Zoë"),
        ("\\{a\\}\\\\b\\tab c\\line d", "cp1252", "{a}\\b\tc\nd"),
    ],
)
def test_readings(raw: str, charset: str, text: str) -> None:
    assert RtfText(charset).view(raw).text == text


# --- fields ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (r"Roelf{\b ina} belt\par", ["Roelfina belt"]),
        (r"Y\f1\'fdld\'fdz \f0 en Ren\'e9e", ["Yıldız en Renée"]),
        (r"{\f2 \'93\'fa}{\f0 \'e9}", ["日é"]),
        (r"{\f1 \'fd}{\f0 \'fd}", ["ı", "ý"]),  # no codec reads both
        (r"{\uc0 \u322 }a{\uc1 \u322?}", ["ł", "ał"]),
        (r"een{\footnote noot} twee", ["noot", "een twee"]),
        (r"een\par twee\cell drie\sect vier", ["een", "twee", "drie", "vier"]),
        ("een\\\ntwee", ["een", "twee"]),
        (r"{\*\vreemd over {\b An}na}", ["vreemd", "over Anna"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt hier}} en daar", [" x", "hier en daar"]),
        (r"{\comment \b}{\v verborgen}", ["verborgen"]),
        (r"{\*\xyzzy123 Anna}", ["xyzzy123", "Anna"]),
        (r"a}} nog iets", ["a nog iets"]),
    ],
)
def test_texts(body: str, wanted: list[str]) -> None:
    assert [text.strip() for text in texts(body)] == [text.strip() for text in wanted]


def test_changes_are_read_before_and_after() -> None:
    body = r"San{\deleted ne}{\revised na}\par"
    assert texts(body, note="") == ["Sanna"] and texts(body, note="before") == ["Sanne"]


def test_what_stands_in_for_unicode_is_read_too() -> None:
    assert texts(r"{\uc6 \u9679 Joukje}", note="before") == ["Joukje"]
    assert texts(r"Go\u322 lab", note="before") == ["Golab"]


def test_headings_of_tables_tell_what_stands_under_them() -> None:
    row = r"\trowd\intbl {}\cell {}\cell\row ".replace("{}", "%s")
    body = row % ("Voornaam", "Datum") + row % ("Egbert", "3 mei") + r"\pard na\par"
    assert texts(body, Role.NAME) == ["Egbert"]
    assert texts(body, Role.KEEP) == ["Voornaam", "Datum"]


@pytest.mark.parametrize(
    ("body", "role", "wanted"),
    [
        (r"{\info{\author Piet Kok}{\operator Jet}{\company Bakkerij}}", Role.NAME, ["Piet Kok", "Jet"]),
        (r"{\info{\company Bakkerij Kok}}", Role.ORG, ["Bakkerij Kok"]),
        (r"{\*\revtbl {Unknown;}{Harm Jansma;}}", Role.NAME, ["Harm Jansma"]),
        (r"{\*\bkmkstart Verslag_Jet}{\*\bkmkstart _Toc123}", Role.FILENAME, ["Verslag_Jet"]),
        (r"{\*\template C:\'5cUsers\'5cjet\'5cx.dot}", Role.URL, [r"C:\Users\jet\x.dot"]),
        (r"{\*\template Normal.dotm}", Role.FILENAME, []),
        (r'{\field{\*\fldinst HYPERLINK "mailto:jet@voorbeeld.nl"}}', Role.EMAIL, ["jet@voorbeeld.nl"]),
        (r"{\*\userprops{\propname Telefoon}{\staticval 0601122330}}", Role.PHONE, ["0601122330"]),
        (r"{\stylesheet{\s1 heading 1;}{\s2 Stijl Jildou;}{\*\cs3 List Table;}}", Role.FILENAME, ["Stijl Jildou"]),
        (r"{\fonttbl{\f8 Calibri;}{\f9 Jildou Hand{\*\falt Jildou};}}", Role.FILENAME, ["Jildou Hand", "Jildou"]),
        (r"{\*\htmltag64 <p title='Jet &euml;\'e9'>}", Role.TEXT, ["Jet ëé"]),
    ],
)
def test_values(body: str, role: Role, wanted: list[str]) -> None:
    assert texts(body, role) == wanted


def test_initials_belong_to_the_author_who_is_named_next() -> None:
    found = [f for f in fields(r"{\*\atnid JV}{\*\atnauthor Jet Vos}{\*\annotation hm}") if f.role is Role.NAME]
    assert [(f.text, f.note, f.sender) for f in found] == [("Jet Vos", "", None), ("JV", "alias", "Jet Vos")]


def test_fonts_and_words_of_control() -> None:
    assert all(map(fonts.is_font, ("Times New Roman CE", "Segoe UI Emoji", "Liberation Serif", "Noto Sans CJK SC")))
    assert not fonts.is_font("Jildou Handschrift")
    assert rtf_controls.is_control("insrsid") and not rtf_controls.is_control("annadevries")


# --- replacing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "name", "new", "wanted"),
    [
        (r"Roelf{\b ina} belt", "Roelfina", "[P_1]", r"[P_1]{\b } belt"),
        (r"\b\'c9lise belt", "Élise", "Anna", r"\b Anna belt"),
        (r"\b\'c9lise", "Élise", "[P_1]", r"\b[P_1]"),
        (r"\b\'c9\i0\'e9na", "Éé", "", r"\b\i0 na"),
        (r"Go\u322\'b3\u261 ab!", "Gołąb", "Zoë {1}", r"Zo\u235? \{1\}!"),
        (r"{\uc0 \u322 Jet}", "Jet", "Zoë", r"{\uc0 \u322 Zo{\uc1\u235?}}"),
        (r"O\rquote Brien zei", "O\u2019Brien", "X", "X zei"),
        (r"\annadevries3 x", "anna", "[LABEL_2]", r"\LABELdevries3 x"),
    ],
)
def test_replacements(body: str, name: str, new: str, wanted: str) -> None:
    assert replaced(body, name, new) == wanted


def test_pictures_become_a_point_and_packed_objects_go() -> None:
    body = r"{\pict\jpegblip\picw5 " + "ffd8" * 40 + r"}{\*\objdata " + "00" * 60 + r"}{\pict\pngblip\bin4 abcd}"
    text = document(body)
    media = [field for field in rtf.fields(0, text) if field.role is Role.MEDIA]
    assert [field.note for field in media] == ["image", "packed", "image"]
    edits = sorted(Edit(*piece, field.codec.encode("")) for field in media for piece in field.pieces)
    made = splice(text, rtf.mended(text, edits))
    assert made.count("89504e47") == 2 and "jpegblip" not in made and r"\bin" not in made
    assert r"{\*\objdata }" in made and "ffd8" not in made


@given(ANY)
def test_broken_texts_are_read_whole(body: str) -> None:
    text = "{\\rtf1" + body
    for field in rtf.fields(0, text):
        read = "".join(field.codec.view(text[start:end]).text for start, end in field.pieces)
        assert field.text == read or field.role is Role.MEDIA
        assert all(0 <= start < end <= len(text) for start, end in field.pieces)


@given(ANY, st.data())
def test_an_edit_changes_no_other_token(body: str, data: st.DataObject) -> None:
    text = document(body)
    found = [f for f in rtf.fields(0, text) if f.role is not Role.MEDIA and not f.codec.encode("")]
    field = data.draw(st.sampled_from(found)) if found else None
    if field is None or not field.text:
        return
    start = data.draw(st.integers(0, len(field.text) - 1))
    end = data.draw(st.integers(start + 1, len(field.text)))
    edits = sorted(Edit(a, b, field.codec.encode("")) for a, b in locate(text, field, start, end))
    gone = [t for t in scan(text) if any(e.start < t.end and t.start < e.end for e in edits)]
    words = [t.name for t in scan(text) if t.sort is Sort.WORD and t not in gone]
    made = splice(text, rtf.mended(text, edits))
    assert [t.name for t in scan(made) if t.sort is Sort.WORD] == words or "\\bin" in text


# --- files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"{\\rtf1 Zo\xeb}", b"\xef\xbb\xbf{\\rtf1 x}", b"{\\rtf1\\bin3 \x00\x01}}", b"{\\rt"])
def test_a_file_is_known_by_its_beginning_and_comes_back_as_it_was(data: bytes, tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "brief.doc", data))
    assert export.format == "rtf" and formats.sniff("x", export.parts[0].text) == "rtf"
    assert export.parts[0].encode(export.parts[0].text) == data


def test_a_chat_that_was_saved_as_rtf_is_no_chat(tmp_path: Path) -> None:
    lines = b"".join(b"[11-03-2024, 13:15:%02d] Ren\\'e9e: hoi\\\n" % n for n in range(20))
    export = files.read(put(tmp_path / "chat.rtf", b"{\\rtf1\\ansi " + lines + b"}"))
    assert export.format == "rtf" and "Renée" in export.fields[0].text


def test_scrubbing(tmp_path: Path) -> None:
    source = put(
        tmp_path / "brief.rtf", document(r"Mijn broer Roelf{\b ina Wol}tjer belt op 06-0112{\i 2330}.\par").encode()
    )
    ran = run("scrub", source, "-o", tmp_path / "uit")
    assert ran.code == 0, ran.err
    made = (tmp_path / "uit" / "brief.scrubbed.rtf").read_text("ascii")
    assert made.endswith(r"Mijn broer [PERSON_1]{\b }  belt op [PHONE_1]{\i }.\par}".replace("  ", " "))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_documents_can_be_undone(case: Path, tmp_path: Path) -> None:
    source, safe, out = export_of(case, tmp_path), tmp_path / "vault", tmp_path / "out"
    assert sealed_run("scrub", source, "-o", out, "--vault", safe).code == 0
    (scrubbed,) = out.glob("*.scrubbed.*")
    (report,) = out.glob("*.consent.json")
    assert run("verify", scrubbed, report).code == 0
    assert [t.sort for t in scan(scrubbed.read_text("cp1252")) if t.sort in (Sort.OPEN, Sort.CLOSE)] == [
        t.sort for t in scan(source.read_text("cp1252")) if t.sort in (Sort.OPEN, Sort.CLOSE)
    ]
    back = tmp_path / "terug.rtf"
    assert sealed_run("restore", scrubbed, "--vault", safe, "-o", back).code == 0
    assert back.read_bytes() == source.read_bytes()
    assert "does not tell who wrote what" in run("scrub", source, "-o", tmp_path / "uit", "--policy", "consent").err
