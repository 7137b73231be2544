"""Lines of cards and calendars: folds, escapes, quoted-printable and character sets; nothing lost, nothing raised."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.model import Codec
from chatscrub.syntax.charsets import EightBit, charset_of, read
from chatscrub.syntax.quoted_printable import HeaderWord, QuotedPrintable
from chatscrub.syntax.vcard import BARE_PARAMETER, QUOTED_PARAMETER, ContentLine, lines, value_codec

LETTERS = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("éëüñçßÀ\n"), max_size=90)
MESSY = st.text(st.sampled_from("aA.-;:=\"\\,^n'\r\n \té\udcc3\udca9\ufeff"), max_size=60)


def text_of(raw: bytes | str) -> str:
    return raw if isinstance(raw, str) else raw.decode("utf-8", "surrogateescape")


def only(raw: bytes | str) -> tuple[str, ContentLine]:
    text = text_of(raw)
    (line,) = lines(text)
    return text, line


@pytest.mark.parametrize(
    ("raw", "name", "values"),
    [
        ("FN:Fenna Dijkgraaf\r\n", "FN", ["Fenna Dijkgraaf"]),
        ("fn:Fenna", "FN", ["Fenna"]),
        ("\ufeffFN:Fenna", "FN", ["Fenna"]),
        ("FN:", "FN", [""]),
        ("FN:Fenna Dijk\r\n graaf\r\n", "FN", ["Fenna Dijkgraaf"]),
        ("FN:Fenna\n  Dijk\n\tgraaf", "FN", ["Fenna Dijkgraaf"]),
        ("F\r\n N:Fenna", "FN", ["Fenna"]),
        (b"FN:Zo\xc3\r\n \xab Vos\r\n", "FN", ["Zoë Vos"]),
        (b"FN:\xf0\x9f\n \x98\n \x80", "FN", ["😀"]),
        (b"FN:Zo\xeb Vos", "FN", ["Zoë Vos"]),
        (b"FN;CHARSET=iso-8859-2:\xb3ukasz", "FN", ["łukasz"]),
        ("N:Dijkgraaf;Fenna;Anna,Bea;Dr.;", "N", ["Dijkgraaf", "Fenna", "Anna,Bea", "Dr.", ""]),
        ("N:Dijk\\;graaf;Fen\\,na;\\\\;x", "N", ["Dijk;graaf", "Fen,na", "\\", "x"]),
        (
            "ADR;TYPE=home:;;Kade\r\n  1\\n2e etage;Delft;;2611 AB;NL",
            "ADR",
            "||Kade 1\n2e etage|Delft||2611 AB|NL".split("|"),
        ),
        ("ORG:Bakker\\; Zn;Inkoop", "ORG", ["Bakker; Zn", "Inkoop"]),
        ("NOTE:een; twee\\, drie\\Nvier", "NOTE", ["een; twee, drie\nvier"]),
        ("URL:http\\://x.nl/a\\b", "URL", ["http://x.nl/a\\b"]),
        ("TEL;WORK;PREF:06-01234567", "TEL", ["06-01234567"]),
        ('X;P="a:b;c":06', "X", ["06"]),
        ("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=46=65=6E=C3=\n=AB;;;", "N", ["", "Fenë", "", "", ""]),
        ("FN;QUOTED-PRINTABLE:Fen=\r\nna=20=\r\nVos\r\n", "FN", ["Fenna Vos"]),
        ("FN;ENCODING=QUOTED-PRINTABLE:Fen=\n na", "FN", ["Fen na"]),
        ("FN;ENCODING=QUOTED-PRINTABLE:Fen\r\n na=\r\n=21", "FN", ["Fenna!"]),
        ("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=EB=2C Vos", "FN", ["Zoë, Vos"]),
        ("N;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", "N", ["a;b", "c"]),
        ("FN;ENCODING=QUOTED-PRINTABLE:100=", "FN", ["100="]),
        ("dit is geen regel", "", ["dit is geen regel"]),
        ("Hoi Fenna: dag", "", ["Hoi Fenna: dag"]),
        (":x", "", [":x"]),
        ('X;P="a:06', "X", ["06"]),
        ('X;P="a:06"', "", ['X;P="a:06"']),
    ],
)
def test_values(raw: bytes | str, name: str, values: list[str]) -> None:
    text, line = only(raw)
    assert line.name == name
    assert [line.codec.view(text[v.start : v.end]).text for v in line.values] == values
    assert line.opaque is False


@pytest.mark.parametrize(
    ("raw", "group", "parameters"),
    [
        ("item1.TEL;type=CELL;waid=31600000000:+31 6", "item1", [("TYPE", "CELL"), ("WAID", "31600000000")]),
        ("a.b.TEL:1", "a.b", []),
        ("TEL;HOME;X-A=b:1", "", [("", "HOME"), ("X-A", "b")]),
        ("TEL;TYPE=work,voice:1", "", [("TYPE", "work"), ("TYPE", "voice")]),
        ('N;SORT-AS="Vos,Fenna",x:1', "", [("SORT-AS", "Vos,Fenna"), ("SORT-AS", "x")]),
        ("ADR;LABEL=\"Kade 1^nDelft ^'x^' ^^\":1", "", [("LABEL", 'Kade 1\nDelft "x" ^')]),
        ("ATTENDEE;CN=Fenna V\r\n os;RSVP=TRUE:mailto:f@x.nl", "", [("CN", "Fenna Vos"), ("RSVP", "TRUE")]),
        ('ATTENDEE;CN="Vos: Fe\r\n nna":mailto:f@x.nl', "", [("CN", "Vos: Fenna")]),
        ("X;a b=c:1", "", [("", "a b=c")]),
        ("X;;A=:1", "", []),
    ],
)
def test_parameters(raw: str, group: str, parameters: list[tuple[str, str]]) -> None:
    text, line = only(raw)
    assert line.group == group
    assert [(p.name, p.codec.view(text[p.start : p.end]).text) for p in line.parameters] == parameters


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nEND:VCARD", 2),
        ("PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQ\nSkZJRg\n ABCD==\n\nEND:VCARD", 2),
        ("PHOTO;BASE64:\n /9j/4AAQ\n\nEND:VCARD", 2),
        ("PHOTO:data:image/jpeg;base64,/9j/4AAQ", 1),
    ],
)
def test_pictures_are_one_piece(raw: str, count: int) -> None:
    found = list(lines(raw))
    assert len(found) == count
    (value,) = found[0].values
    assert found[0].opaque and "".join(raw[value.start : value.end].split()).endswith(("==", "4AAQ"))


def test_a_soft_break_at_the_end_does_not_swallow_the_card() -> None:
    raw = "FN;ENCODING=QUOTED-PRINTABLE:Fenna=\nEND:VCARD\nBEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:a=\n\nTEL:1\n"
    assert [line.name for line in lines(raw)] == ["FN", "END", "BEGIN", "NOTE", "TEL"]


def test_a_comma_is_escaped_where_the_version_does() -> None:
    for version, written in (("2.1", "a, b\\;c"), ("3.0", "a\\, b\\;c"), ("4.0", "a\\, b\\;c")):
        (_, line) = lines(f"VERSION:{version}\nNOTE:x")
        assert line.codec.encode("a, b;c") == written


def check(text: str) -> None:
    """Everything but syntax lies in a token; tokens are in order; they read without raising."""
    at = 0
    for line in lines(text):
        assert at <= line.start < line.end
        assert not text[at : line.start].strip("\r\n\t \ufeff")
        spans = [line.label, *((p.start, p.end) for p in line.parameters), *line.values]
        inside = line.start
        for start, end in spans:
            assert inside <= start <= end <= line.end
            between = text[inside:start]
            names = r"[;,\"][\w\s-]*="
            assert not re.sub(names, "", between).strip(';:",\r\n\t ')
            inside = end
        assert not text[inside : line.end].strip('\r\n\t :;"')
        for value in line.values:
            covered(line.codec, text[value.start : value.end])
        for parameter in line.parameters:
            covered(parameter.codec, text[parameter.start : parameter.end])
        at = line.end
    assert not text[at:].strip("\r\n\t \ufeff")


def covered(codec: Codec, raw: str) -> None:
    """Ranges lie in order, a slice of them reads the same, and only marks of the syntax are outside them."""
    view = codec.view(raw)
    ranges = [view.raw_range(i, i + 1) for i in range(len(view.text))]
    assert all(0 <= a < b <= len(raw) for a, b in ranges) and ranges == sorted(ranges)
    behind = {at for a, b in ranges for at in range(a, b)}
    assert not {raw[at] for at in range(len(raw)) if at not in behind} - set("\r\n\t =\ufeff")
    for start in range(0, len(ranges), 5):
        for end in (start + 1, len(ranges)):
            a, b = view.raw_range(start, end)
            assert codec.view(raw[a:b]).text[: end - start] in (view.text[start:end], view.text[start:end].strip())


@settings(deadline=None)
@given(MESSY)
@example("A;B")
@example('A;"')
@example("A;B=\r")
@example("A;ENCODING=QUOTED-PRINTABLE:=\r\n=")
def test_nothing_is_lost(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(MESSY, st.sampled_from(["N:", "N;QUOTED-PRINTABLE:", "FN;CHARSET=latin1:", "PHOTO;BASE64:", 'X;P="', "X;CN="]))
def test_nothing_is_lost_in_values(text: str, head: str) -> None:
    check(head + text)


@settings(deadline=None)
@given(LETTERS, st.sampled_from(["utf-8", "cp1252", "iso8859-15", "gb18030", "euc_kr"]), st.booleans(), st.booleans())
def test_value_codecs_invert(text: str, charset: str, quoted: bool, comma: bool) -> None:
    try:
        text.encode(charset)
    except UnicodeError:
        return
    codec = value_codec(charset, quoted, comma)
    assert codec.view(codec.encode(text)).text == text
    (line,) = lines("N:" + codec.encode(text)) if not quoted else lines("N;QUOTED-PRINTABLE:" + codec.encode(text))
    assert len(line.values) == 1


@given(LETTERS)
def test_parameter_codecs_invert(text: str) -> None:
    assert QUOTED_PARAMETER.view(QUOTED_PARAMETER.encode(text)).text == text
    kept = "".join(c for c in text if c not in ":;,=")
    assert BARE_PARAMETER.view(BARE_PARAMETER.encode(kept)).text == kept
    for codec, head, tail in ((QUOTED_PARAMETER, 'X;P="', '":1'), (BARE_PARAMETER, "X;P=", ":1")):
        (line,) = lines(head + codec.encode("x" + text) + tail)
        assert [p.name for p in line.parameters] == ["P"]


CHARSETS = ["utf-8", "cp1252", "iso8859-15", "koi8-r", "cp932", "gb18030", "big5", "cp949", "euc_jp", "mac-roman"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120), st.sampled_from(CHARSETS))
@example("¥‾\\~", "cp932")
def test_charset_codecs_invert(text: str, charset: str) -> None:
    for codec in (
        EightBit(charset),
        QuotedPrintable(charset),
        QuotedPrintable(charset, "utf-8", "\r\n"),
        HeaderWord(charset),
    ):
        known = "".join(c for c in text if c.encode(charset, "ignore").decode(charset, "ignore") == c)
        raw = codec.encode(known)
        assert codec.view(raw).text == known
        if not isinstance(codec, EightBit):
            assert (raw.isascii() and all(len(line) <= 76 for line in raw.split("\n"))) or isinstance(codec, HeaderWord)
        covered(codec, raw)


@given(st.binary(max_size=40), st.sampled_from([*CHARSETS, "big5hkscs", "johab", "euc_jisx0213"]))
def test_any_bytes_are_read(data: bytes, charset: str) -> None:
    text, sizes = read(data, charset)
    assert len(text) == len(sizes) and sum(sizes) == len(data)


@given(st.binary(max_size=40), st.sampled_from(CHARSETS))
def test_bytes_in_a_text_are_read(data: bytes, charset: str) -> None:
    raw = data.decode("utf-8", "surrogateescape")
    for codec in (EightBit(charset), QuotedPrintable(charset)):
        view = codec.view(raw)
        assert bool(view.text) == bool(raw) and not set(view.text) & set(map(chr, range(0xDC80, 0xDD00)))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("utf-8", "utf-8"),
        ("US-ASCII", "utf-8"),
        ('"ISO-8859-1"', "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
        ("", "utf-8"),
        ("unknown-8bit", "utf-8"),
        ("uft8\x00é", "utf-8"),
        ("GB2312", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("iso-2022-jp", None),
        ("utf-7", None),
        ("utf-16", None),
        ("hex", None),
        ("unicode_escape", None),
        ("cp037", None),
    ],
)
def test_labels(label: str, name: str | None) -> None:
    assert charset_of(label) == name


def test_a_file_in_windows_1252() -> None:
    codec = EightBit("utf-8", "cp1252")
    assert codec.view("Zo\u00c3\u00ab").text == "Zoë"
    assert codec.view(codec.encode("Zoë € Á")).text == "Zoë € A"
    assert EightBit("cp1252", "cp1252").view("Zoë").text == "Zoë"
    assert EightBit("iso8859-15", "cp1252").view("\u00a4").text == "€"


@pytest.mark.parametrize(
    "unit", ["A;", 'A;"', "\n ", "=\n", "A;B=,", '"', "\\", "\\;", "N:;", "a.", "A\n", "=C3", "\r", " "]
)
@pytest.mark.parametrize("head", ["", "N;QUOTED-PRINTABLE:", "N:", "X;P=", "PHOTO;BASE64:\n"])
def test_hostile_text_takes_linear_time(head: str, unit: str) -> None:
    began = time.process_time()
    text = head + unit * (100_000 // len(unit))
    for line in lines(text):
        for value in line.values:
            line.codec.view(text[value.start : value.end])
    assert time.process_time() - began < 10
