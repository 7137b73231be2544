"""HTML and XML, whole, broken and made up: nothing that may be read is lost, and what is read has its place."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.model import Codec
from chatscrub.syntax.blocks import Block, blocks
from chatscrub.syntax.elements import Element
from chatscrub.syntax.entities import ENTITIES, HTML_TEXT, STRICT_ENTITIES, UNQUOTED, VERBATIM, XML_TEXT
from chatscrub.syntax.markup import Sort, Token, codec, scan
from chatscrub.syntax.plain import PLAIN
from chatscrub.syntax.tags import HTML_INLINE, HTML_TAGS

_TAGS = (Sort.OPEN, Sort.CLOSE)
_NAME = r"[^\W\d][\w:.\-]*"
# What may stand between two tokens: marks, white space, and names of attributes before their values.
_BETWEEN = re.compile(rf"[\"']?(?:[\s/]|{_NAME}\s*=\s*)*[\"']?(?:[\s/]*>|-->|\]\]>|\?>)?(?:<!--|<!\[CDATA\[|<!|<\?)?")


def told(text: str, xml: bool = False) -> list[tuple[str, str, str, str]]:
    """Sort, tag, name and source of all tokens but closing tags."""
    tokens = [token for token in scan(text, xml=xml) if token.sort is not Sort.CLOSE]
    return [(t.sort.value, t.tag, t.name, "" if t.sort is Sort.OPEN else text[t.start : t.end]) for t in tokens]


def read(text: str, xml: bool = False, inline: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """Where each block of text stands, and what is read there."""
    found = [block for block in blocks(text, xml=xml, inline=inline) if block.sort is Sort.TEXT]
    return [("/".join(element.tag for element in block.element.path), block.read(text)) for block in found]


def gaps(text: str, tokens: list[Token]) -> list[str]:
    """What stands before, between and behind the tokens."""
    edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def assert_lossless(text: str, xml: bool) -> None:
    tokens = list(scan(text, xml=xml))
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    for gap in gaps(text, tokens):
        assert _BETWEEN.fullmatch(gap), gap
    for token in tokens:
        if token.sort in _TAGS:
            name = text[token.start : token.end].strip("</>").rstrip("/ \t\r\n>")
            assert (name if xml else name.lower()).split()[0].rstrip("/") == token.tag
            assert xml or token.tag in HTML_TAGS
    given = bytearray(len(text))
    for block in blocks(text, xml=xml):
        for start, end in block.pieces:
            given[start:end] = b"x" * (end - start)
    for token in tokens:
        if token.sort not in _TAGS:
            lost = [at for at in range(token.start, token.end) if not given[at] and not text[at].isspace()]
            assert lost == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Sanne", [("text", "", "", "Sanne")]),
        ("a < b <3 <- <> </> & c", [("text", "", "", "a < b <3 <- <> </> & c")]),
        ("<Media omitted>", [("text", "", "", "<Media omitted>")]),
        ("<sanne@example.com>", [("text", "", "", "<sanne@example.com>")]),
        ("<Mark de Vries> x", [("text", "", "", "<Mark de Vries> x")]),
        ("a <b and <i>c</i>", [("text", "", "", "a <b and "), ("open", "i", "", ""), ("text", "", "", "c")]),
        ("<P CLASS=x>a</P>", [("open", "p", "", ""), ("attribute", "p", "class", "x"), ("text", "", "", "a")]),
        ("<input disabled>", [("open", "input", "", ""), ("attribute", "input", "", "disabled")]),
        ("<a href=/b/>", [("open", "a", "", ""), ("attribute", "a", "href", "/b/")]),
        ("<a href = '\"' id=>", [("open", "a", "", ""), ("attribute", "a", "href", '"'), ("attribute", "a", "id", "")]),
        (
            '<b title="He said "Sanne de Wit" x">',
            [
                ("open", "b", "", ""),
                ("attribute", "b", "title", "He said "),
                ("attribute", "b", "", 'Sanne de Wit" x"'),
            ],
        ),
        ("<!-- a <b> -->c", [("comment", "", "", " a <b> "), ("text", "", "", "c")]),
        ("<!-->a", [("comment", "", "", ""), ("text", "", "", "a")]),
        ("<!-- a <b>c", [("text", "", "", "<!-- a "), ("open", "b", "", ""), ("text", "", "", "c")]),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]>d",
            [("instruction", "", "", "DOCTYPE a [<!ENTITY b 'c'>]"), ("text", "", "", "d")],
        ),
        ("<![CDATA[a<b]]>c", [("cdata", "", "", "a<b"), ("text", "", "", "c")]),
        (
            "<script>a<b></i></SCRIPT >c",
            [("open", "script", "", ""), ("raw", "script", "", "a<b></i>"), ("text", "", "", "c")],
        ),
        ("<title>a <b> c</title>", [("open", "title", "", ""), ("text", "title", "", "a <b> c")]),
        ("<script>let a", [("open", "script", "", ""), ("text", "script", "", "let a")]),
        ('<b id="1" titl', [("open", "b", "", ""), ("attribute", "b", "id", "1"), ("text", "", "", " titl")]),
        (
            '<b id="1" title="a <i>',
            [("open", "b", "", ""), ("attribute", "b", "id", "1"), ("text", "b", "title", "a <i>")],
        ),
    ],
)
def test_tokens_of_html(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == expected
    assert_lossless(text, xml=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<w:t Id='1'>a</w:t>", [("open", "w:t", "", ""), ("attribute", "w:t", "Id", "1"), ("text", "", "", "a")]),
        ("<?xml version='1.0'?><a/>", [("instruction", "", "", "xml version='1.0'"), ("open", "a", "", "")]),
        ("<script><b/></script>", [("open", "script", "", ""), ("open", "b", "", "")]),
        ("<naïef één='x'/>", [("open", "naïef", "", ""), ("attribute", "naïef", "één", "x")]),
        (
            '<sms address="06" body="Hoi\n  <!-- x -->',
            [
                ("open", "sms", "", ""),
                ("attribute", "sms", "address", "06"),
                ("text", "sms", "body", "Hoi\n  <!-- x -->"),
            ],
        ),
        (
            '<sms body="Hoi"\n  <!-- x -->',
            [
                ("open", "sms", "", ""),
                ("attribute", "sms", "body", "Hoi"),
                ("text", "", "", "\n  "),
                ("comment", "", "", " x "),
            ],
        ),
    ],
)
def test_tokens_of_xml(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(text, xml=True) == expected
    assert_lossless(text, xml=True)


@pytest.mark.parametrize(
    ("text", "xml", "empty"),
    [
        ("<br>", False, True),
        ("<p>", False, False),
        ("<p/>", False, True),
        ("<br>", True, False),
        ("<a b='c'/>", True, True),
    ],
)
def test_elements_that_hold_nothing(text: str, xml: bool, empty: bool) -> None:
    assert next(scan(text, xml=xml)).empty is empty


def test_a_range_is_scanned_as_if_the_text_ended_there() -> None:
    text = "<p>Sanne</p>"
    assert [text[t.start : t.end] for t in scan(text, 3, 10)] == ["Sanne</"]
    assert [text[t.start : t.end] for t in scan(text, 0, 2)] == ["<p"]


@pytest.mark.parametrize(
    ("raw", "expected", "strict"),
    [
        ("Hoi", "Hoi", None),
        ("a &amp; b &lt;c&gt; &quot;d&quot; &apos;", 'a & b <c> "d" \'', None),
        ("&amp;lt;", "&lt;", None),
        ("&#83;&#x61;&#X6E;", "San", None),
        ("&#65a &#x41g &#65", "Aa Ag A", None),
        ("&#55357;&#56841;", "😉", None),
        ("&#xD83D;&#56841;!", "😉!", None),
        ("&#55357; &#56841;", "\ufffd \ufffd", None),
        ("&#55357;&#55357;&#56841;", "\ufffd😉", None),
        ("&#128521;", "😉", None),
        ("&#8239;&nbsp;", "\u202f\xa0", None),
        ("&#0; &#1114112; &#99999999999999999999; &#x80; &#150;", "\ufffd \ufffd \ufffd € –", None),
        ("&#00000000000065;", "A", None),
        ("&#; &#x; & &; &unknown; &Sanne", "&#; &#x; & &; &unknown; &Sanne", None),
        ("caf&eacute &copy 2024 &notit;", "café © 2024 ¬it;", "caf&eacute &copy 2024 &notit;"),
        ("&notin;", "∉", None),
        ("?a=1&region=x", "?a=1®ion=x", "?a=1&region=x"),
        ("&NotEqualTilde;", "≂̸", None),
    ],
)
def test_references_are_read_as_browsers_read_them(raw: str, expected: str, strict: str | None) -> None:
    assert ENTITIES.view(raw).text == expected
    assert STRICT_ENTITIES.view(raw).text == (expected if strict is None else strict)


def test_ranges_behind_what_is_read() -> None:
    view = ENTITIES.view("a&amp;b&#55357;&#56841;c")
    assert [view.raw_range(i, i + 1) for i in range(5)] == [(0, 1), (1, 6), (6, 7), (7, 23), (23, 24)]
    view = HTML_TEXT.view("a<br />\u200e&nbsp;b")
    assert view.text == "a\n b"
    assert [view.raw_range(i, i + 1) for i in range(4)] == [(0, 1), (1, 7), (8, 14), (14, 15)]


_PARTS = [
    "&",
    "#",
    "x",
    "65",
    ";",
    "amp",
    "lt",
    "not",
    "in",
    "55357",
    "56841",
    "<br>",
    "<",
    " ",
    "é",
    "&#55357;",
    "&#56841;",
]
_CODECS = [ENTITIES, STRICT_ENTITIES, HTML_TEXT, XML_TEXT, UNQUOTED]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PARTS)).map("".join) | st.text(), st.sampled_from(_CODECS[:2]))
@example("&NotEqualTilde;", ENTITIES)
def test_views_are_local_and_cover_the_whole(raw: str, entities: Codec) -> None:
    view = entities.view(raw)
    ranges = [view.raw_range(i, i + 1) for i in range(len(view.text))]
    edges = [edge for pair in dict.fromkeys(ranges) for edge in pair]
    assert edges[::2] == [0, *edges[1:-1:2]][: len(edges) // 2] and (edges[-1:] or [0]) == [len(raw)]
    for at, (start, end) in enumerate(ranges):
        assert view.text[at] in entities.view(raw[start:end]).text


@given(st.text(), st.sampled_from(_CODECS))
def test_what_is_encoded_reads_the_same(text: str, entities: Codec) -> None:
    if entities in _CODECS[2:]:
        text = PLAIN.view(PLAIN.view(text).text).text
        if PLAIN.view(text).text != text:
            return
    written = entities.encode(text)
    assert entities.view(written).text == text
    assert not set("<>\"'") & set(written)
    for shape, xml in (("<b>%s</b>", False), ("<b a='%s'/>", True), ('<b a="%s">', False)):
        assert sum(token.sort in (Sort.TEXT, Sort.ATTRIBUTE) for token in scan(shape % written, xml=xml)) <= 1


@given(st.text(min_size=1))
def test_a_value_without_quotes_stays_one(text: str) -> None:
    source = f"<b a={UNQUOTED.encode(text)} c>"
    _, value, rest = scan(source)
    assert STRICT_ENTITIES.view(source[value.start : value.end]).text == text
    assert (value.name, source[rest.start : rest.end]) == ("a", "c")


@given(st.text())
def test_what_is_read_as_written_ends_nothing(text: str) -> None:
    written = VERBATIM.encode(text)
    assert len(written) == len(text)
    for before, after in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<script>", "</script>"), ("<?", "?>")):
        assert len([t for t in scan(before + written + after, xml=before == "<?") if t.sort not in _TAGS]) <= 1


def test_each_token_has_its_codec() -> None:
    text = "a<b c='d' e=f g><!--h--><script>i</script>"
    found = [codec(text, token) for token in scan(text) if token.sort not in _TAGS]
    assert found == [HTML_TEXT, XML_TEXT, UNQUOTED, UNQUOTED, VERBATIM, VERBATIM]


_WORD = st.text("abzé", min_size=1, max_size=6)
_SPACE = st.sampled_from(["", " ", "\n", "\t "])
_READ = st.lists(_WORD | st.sampled_from(["&amp;", "&#55357;&#56841;", "&eacute", " ", "\n", "5 > 4"]), max_size=4).map(
    " ".join
)
_ATTRIBUTE_NAME = st.sampled_from(["class", "TITLE", "href", "data-x", "xml:lang"])
_ATTRIBUTES = st.lists(
    st.one_of(
        st.builds('{}="{}"'.format, _ATTRIBUTE_NAME, _READ),
        st.builds("{} = '{}'".format, _ATTRIBUTE_NAME, _READ),
        st.builds("{}={}".format, _ATTRIBUTE_NAME, _WORD),
        st.sampled_from(["hidden", "x y", '"', "=", "/", "a=", "é=b"]),
    ),
    max_size=3,
).map(" ".join)
_TAG = st.sampled_from("p b div span br td li title script h1 DIV Sanne w:t".split())
_SOLID = st.one_of(
    _READ,
    st.builds("<!--{}-->".format, _READ),
    st.builds("<![CDATA[{}]]>".format, _READ),
    st.builds("<?{}?>".format, _READ),
    st.builds("<{}{}{}>".format, _TAG, _SPACE, _SPACE),
    st.builds("</{}{}>".format, _TAG, _SPACE),
    st.builds("<{} {}{}>".format, _TAG, _ATTRIBUTES, st.sampled_from(["", "/", " /", " "])),
)
_GARBAGE = st.sampled_from(
    [
        "<",
        ">",
        '"',
        "'",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!",
        "<?",
        "?>",
        "</",
        "/>",
        "=",
        "<b ",
        "<p a=",
        "</script",
        "&",
        "]",
    ]
)
_ELEMENT = st.recursive(
    _SOLID,
    lambda inner: st.builds("<{0} {1}>{2}</{0}>".format, _TAG, _ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
)
_SOURCE = st.lists(_ELEMENT | _GARBAGE, max_size=12).map("".join)


@settings(deadline=None, max_examples=400)
@given(_SOURCE | st.text(), st.booleans())
@example("<b a='", False)
@example("<title>", False)
@example("<b x><b data->", False)
def test_nothing_is_lost(text: str, xml: bool) -> None:
    assert_lossless(text, xml)


@settings(deadline=None)
@given(_SOURCE, st.data(), st.booleans())
def test_nothing_is_lost_of_what_was_cut_doubled_or_garbled(text: str, data: st.DataObject, xml: bool) -> None:
    low, high = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    for mutant in (text[:low], text[low:high], text[:high] + text[low:], text[:low] + "\x00<'" + text[high:]):
        assert_lossless(mutant, xml)


@settings(deadline=None)
@given(_SOURCE, st.booleans())
def test_blocks_come_in_order_and_hold_no_blank_edges(text: str, xml: bool) -> None:
    found = list(blocks(text, xml=xml))
    firsts = [block.pieces[0].start for block in found]
    assert firsts == sorted(firsts)
    for block in found:
        joined = "".join(text[start:end] for start, end in block.pieces)
        assert joined and joined == joined.strip()
        assert all(first.end <= second.start for first, second in pairwise(block.pieces))
        assert block.element.path[-1:] == ((block.element,) if block.element.parent else ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Dag <b>San</b>ne</p>", [("p", "Dag Sanne")]),
        ("<div>\n <a href='x'>San</a>ne\n</div>", [("div", "Sanne")]),
        ("<p>Sa<wbr>n<!-- x -->ne &amp; ik</p>", [("p", "Sanne & ik")]),
        ("<p>Kerkstraat 1<br>Utrecht<br/><br /></p>", [("p", "Kerkstraat 1\nUtrecht")]),
        ("<br><br>a", [("", "a")]),
        ("<p>a<br class='x'>b</p>", [("p", "a"), ("p", "b")]),
        ("<p>Sanne<img src='x' alt='y'>Bram</p>", [("p", "Sanne"), ("p", "Bram")]),
        ("<td>a<td>b", [("td", "a"), ("td", "b")]),
        (
            "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
            [("ul/li", "a"), ("ul/li", "b"), ("ul/li/ul/li", "c"), ("ul/li", "d")],
        ),
        ("<p>a<p>b<div>c</div>", [("p", "a"), ("p", "b"), ("div", "c")]),
        ("<p><b>a<p>b", [("p", "a"), ("p", "b")]),
        ("<div><b>a</div>b", [("div", "a"), ("", "b")]),
        ("<b><div>a</b>b</div>c", [("b/div", "ab"), ("", "c")]),
        ("<div>a</p></i>b</div>", [("div", "a"), ("div", "b")]),
        ("<title>a <b></title>c", [("title", "a <b>"), ("", "c")]),
        ("<a><div>x</div></a>", [("a/div", "x")]),
    ],
)
def test_what_is_read_together_in_html(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_in_xml_every_element_is_a_border_unless_it_is_said_to_be_inline() -> None:
    text = "<w:p><w:r><w:t>San</w:t></w:r><w:r><w:t>ne</w:t></w:r><w:br/><w:t>Bram</w:t></w:p>"
    assert read(text, xml=True) == [("w:p/w:r/w:t", "San"), ("w:p/w:r/w:t", "ne"), ("w:p/w:t", "Bram")]
    inline = frozenset({"w:r", "w:t"})
    assert read(text, xml=True, inline=inline) == [("w:p", "Sanne"), ("w:p", "Bram")]


def test_lines_are_blocks_of_their_own_where_br_is_not_inline() -> None:
    assert read("a<br>b", inline=HTML_INLINE - {"br"}) == [("", "a"), ("", "b")]


def test_a_format_says_which_inline_elements_are_borders() -> None:
    text = "<p><span class='time'>9:41</span> <span class='sender'>Sanne</span> <b>de</b> <span>Wit</span></p>"
    found = list(blocks(text, border=lambda element: bool({"time", "sender"} & set(element.classes))))
    texts = [(block.read(text), block.element.classes) for block in found if block.sort is Sort.TEXT]
    assert texts == [("9:41", ["time"]), ("Sanne", ["sender"]), ("de Wit", [])]


def test_a_block_knows_the_elements_around_it_and_what_their_attributes_read() -> None:
    text = '<DIV id="m1" class="message joined"><p TITLE="A &amp; B" hidden>Hoi</p></div>'
    block = next(block for block in blocks(text) if block.sort is Sort.TEXT)
    assert [element.tag for element in block.element.path] == ["div", "p"]
    assert block.element.attributes == {"title": "A & B", "hidden": ""}
    message = block.element.closest(".joined")
    assert message and message.attributes["id"] == "m1" and message is block.element.closest("div")
    assert block.element.closest(".other") is None and block.element.closest("td") is None
    assert "A & B" not in repr(block)


def test_attributes_are_blocks_that_know_their_whole_element() -> None:
    text = '<smses>\n<sms address="0600000001" body="Dag &#55357;&#56841;" contact_name="Sanne" toa=""/>\n</smses>'
    found = list(blocks(text, xml=True))
    assert [(block.name, block.read(text)) for block in found] == [
        ("address", "0600000001"),
        ("body", "Dag 😉"),
        ("contact_name", "Sanne"),
    ]
    assert {block.element.attributes["contact_name"] for block in found} == {"Sanne"}
    assert len({block.element for block in found}) == 1


def test_what_stands_inside_a_text_comes_after_it() -> None:
    text = "<p>San<a href='x'>ne</a><!-- y --></p><p title='z'>"
    assert [(block.sort.value, block.read(text)) for block in blocks(text)] == [
        ("text", "Sanne"),
        ("attribute", "x"),
        ("comment", "y"),
        ("attribute", "z"),
    ]


def test_a_chat_of_lines_is_not_one_text() -> None:
    text = "<b>Sanne</b> hoi<br>" * 5000
    found = list(blocks(text))
    assert max(len(block.pieces) for block in found) < 250
    assert "".join(block.read(text) + "\n" for block in found) == "Sanne hoi\n" * 5000


def test_elements_may_be_nested_without_end() -> None:
    text = "<div>" * 2000 + "a" + "</div>" * 2000 + "<p>b"
    found: list[tuple[Block, Element]] = [(block, block.element) for block in blocks(text)]
    assert [(block.read(text), element.tag) for block, element in found] == [("a", "div"), ("b", "p")]


_HOSTILE = """<|<b a|<!--|<![CDATA[|<?|<!|<!DOCTYPE [|</b |<b a=|<b a ='|<b a="|<script>|a |<title>|<b    |aaaa|= |/ |
<b |<br   |<xmp>x</xmp |<i>|</i>|<i></p>|<p><b>|<td>|&#1|&a|data-|<b data-x|<br>|&lt|&#55357;|é|
<b>a</b>|<div>a|]>|<![a>"""


@pytest.mark.parametrize("unit", _HOSTILE.replace("\n", "").split("|"))
def test_hostile_markup_takes_linear_time(unit: str) -> None:
    text = "<b " + unit * (200_000 // len(unit))
    began = time.process_time()
    for xml in (False, True):
        for block in blocks(text, xml=xml):
            block.read(text)
    assert time.process_time() - began < 10
