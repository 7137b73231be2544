"""The table of formats: a module is loaded when a text may be of it, and what says so is never too narrow."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import files, formats
from chatscrub.errors import UnreadableError
from chatscrub.formats import FORMATS
from chatscrub.formats.format import Format
from chatscrub.formats.layout import Layout
from chatscrub.syntax.jsontext import leaves

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
NAMES = [
    "x", "x.txt", "X.MD", "a.csv", "x.eml", "x.HTML", "data.xml", "messages/index.json", "KakaoTalk_1.txt",
    "[LINE] Bram.txt", "WhatsApp Chat with Bram.txt", "matrix - x - Chat Export.txt", "instagram-bram/a.json",
    "inbox/bram_1/message_1.html", "Gemini Apps/MyActivity.json", "word/document.xml", "a.docx//docProps/app.xml",
    "ppt/slides/slide1.xml", "xl/workbook.xml", "[Content_Types].xml", "a.odt//content.xml", "mimetype",
]  # fmt: skip
ABOVE = [
    "", "\ufeff", "\u200e", "\n\n", "\r\n", " \t", "\x0b", "\x85", "\u2028", "\ufeff\n\ufeff", "\udcef\udcbb\udcbf",
    "//\n", "# x\n", "<!-- x -->\n", "window.YTD.x.part0 = ", "var x = ", '"', "[", "{", "<", "> ", "1 ", "x\n",
]  # fmt: skip
STAMPS = [
    "12-05-2024 14:30", "12-05-2024 14:30:22", "5/12/24, 2:30\u202fPM", "2024-03-04 10:11", "2024. 3. 4. 오후 2:30",
    "ma 12 mei 2024 om 14.30 uur", "14:30", "오후 2:30", "May 12, 2024 2:30:22 PM", "12.05.24 14h30",
    "Mar 04, 2024  2:30:22 PM", "2024년 3월 4일 오후 2:30", "klo 12.30", "a las 12:30", "٠١/٠٢/٢٠٢٤ ١٢:٣٠",
]  # fmt: skip
MARKS = [
    "[", "]", "] [", " - ", " – ", ": ", ", ", " : ", "\t", "Bram", "\u200e", "\u200f", "> ", "'", "at ", " ", "\r",
    "\n", "\ufeff",
]  # fmt: skip
KNOWN = [
    'From: a@b.nl\nDate: x\nMessage-ID: <a@b>\n\n', "From a@b Mon Jan  1 10:00:00 2024\n", "subject : x\n",
    "FROM\t: a\n", "BEGIN:VCARD\n", "begin:vcalendar\n", "{\\rtf1 ", "[LINE] Chat with Bram\n", "Saved on: 2024\n",
    "Date Saved : 2024. 3. 4\n", "2024.03.04 Monday\n", "--- 2024년 3월 4일 월요일 ---\n",
    "Type: incoming\nSent: unknown\n", "(- Bram: x -)", "[reply to Bram on 2024-03-04 10:11]", "](./media/x.jpg)",
    "[call-history message]", "Date,User,Message\n", '"Date","User","Message"\n', "AuthorID,Author,Date,Content\n",
    "ID,Timestamp,Contents\n", "Conversation,Time,Author,Message\n", "CreatedAt,MessageContent,Author,ChatName\n",
    "Timestamp,ClientApp,Prompt\n", "=" * 62 + "\nGuild: x\n", "sep=;\n", "SEP=x\n", "a;b;c\n1;2;3\n", "a\tb\n",
    "a|b|c\n", "<html>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<smses count='1'>", "<calls><call ",
    '<div class="message">\n<p>', '<div class="message default', '<div class="page_wrap"', 'class="hChatLog hfeed"',
    "class=mx_EventTile ", "class='chatlog ", ".chatlog__message ", "_a6-p _3-95 _2pim", ">Participants: Bram<",
    "var jsonData = ", "Gemini", "Bard", "chunkedPrompt", "outer-cell", "@bram:matrix.org", 'Bram: <@a:b "x"> y',
    "changed the room name", "wordprocessingml.document", "timestamp", "opendocument",
]  # fmt: skip


def layouts(known: Format) -> Iterator[Layout]:
    """The tables of a format in JSON."""
    return (one for one in vars(known.module).values() if isinstance(one, Layout) and one.signs)


ROWS = [(known.name, sign) for known in FORMATS.values() for one in layouts(known) for sign in one.signs]
KEYS = sorted({key for _, sign in ROWS for key in re.split(r"[ .\[\]]+", sign)} - {"", "*"})
SHAPES = [
    "[", "]", "{", "}", ",", ":", '"', "[{", "}]", '": "x"', '": [{"', '": {"', "\\", "\\u0066", "\\x66", "\\u", "\n",
]  # fmt: skip


def written(key: str, dice: int) -> str:
    """A key as JSON may write it, with escapes that nobody needs."""
    at = dice % len(key)
    ways = (key[at], f"\\u{ord(key[at]):04x}", f"\\x{ord(key[at]):02X}", key[at], "\\" + key[at])
    return '"' + key[:at].replace("+", " ") + ways[dice // len(key) % 5] + key[at + 1 :].replace("+", " ")


def nested(signs: str) -> str:
    """JSON that has all paths of a sign."""

    def of(steps: list[str]) -> str:
        if not steps:
            return '"x"'
        if steps[0] == "[]":
            return f"[{of(steps[1:])}]"
        key = "0123abcd-1234-1234-1234-0123456789ab" if steps[0] == "*" else steps[0].replace("+", " ")
        return f'{{"{key}": {of(steps[1:])}}}'

    return "\n".join(of(re.findall(r"\[\]|[^.\[\]]+", path)) for path in signs.split())


SIGNS = [nested(sign) for _, sign in ROWS]
PIECES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(STAMPS),
    st.sampled_from(MARKS),
    st.sampled_from(SHAPES),
    st.sampled_from(SIGNS),
    st.builds(written, st.sampled_from(KEYS), st.integers(0, 1000)),
    st.text(max_size=6),
)
TEXTS = st.builds(lambda above, pieces: above + "".join(pieces), st.sampled_from(ABOVE), st.lists(PIECES, max_size=14))


def never_too_narrow(name: str, text: str) -> None:
    head = text[:65_536]
    narrow = [key for key, known in FORMATS.items() if known.module.sniff(name, head) and not known.may_be(name, head)]
    assert narrow == []


@given(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), TEXTS)
@settings(max_examples=600, deadline=None)
def test_a_format_that_knows_a_text_was_asked(name: str, text: str) -> None:
    never_too_narrow(name, text)


@pytest.mark.parametrize("folder", sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))
def test_the_formats_that_know_the_samples_were_asked(folder: str) -> None:
    for path in (path for path in (SAMPLES / folder).rglob("*") if path.is_file()):
        try:
            parts = files.read(path).parts
        except UnreadableError:
            continue
        for part in parts:
            text = part.text[:20_000]
            never_too_narrow(part.name, text)
            for name, above in zip(NAMES, ABOVE, strict=False):
                never_too_narrow(name, above + text[:2_000])
                never_too_narrow(name, text[len(name) * 40 :][:2_000])


@pytest.mark.parametrize(("name", "sign"), ROWS)
def test_every_set_of_signs_has_one_of_the_words(name: str, sign: str) -> None:
    """And these are letters and underscores, so that nothing but an escape of JSON hides them."""
    has = FORMATS[name].has
    there = [word for word in has if any(word in f'"{key}' for key in re.findall(r"[^\[\] .]+", sign))]
    assert all(re.fullmatch('"?[A-Za-z_]+', word) for word in there)
    assert there or name == "gemini", "which looks for its words as they stand, too"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_found_however_it_is_written(sign: str) -> None:
    escaped = re.sub(r'(?<=")[A-Za-z]', lambda letter: f"\\u{ord(letter[0]):04x}", sign)
    assert "\\u" in escaped and [leaf.path for leaf in leaves(escaped)] == [leaf.path for leaf in leaves(sign)]
    for text in (sign, escaped, sign.replace("e", "\\e"), sign.replace("u", "\\u")):
        never_too_narrow("x.json", f"[{text}]")
        never_too_narrow("x.json", text)


def test_only_what_a_text_may_be_is_loaded(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("12-05-2024 14:30 - Bram: hoi\n12-05-2024 14:31 - Ineke: ja\n", "utf-8")
    told = "import sys; from chatscrub import files; files.read(sys.argv[1]); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told, chat], capture_output=True, text=True, check=True)
    loaded = {name.rpartition(".")[2] for name in ran.stdout.split() if name.startswith("chatscrub.formats.")}
    assert loaded & FORMATS.keys() == {"whatsapp"}


def test_a_name_in_the_table_is_that_of_the_module() -> None:
    assert all(known.module.__name__ == f"chatscrub.formats.{name}" for name, known in formats.FORMATS.items())  # type: ignore[attr-defined]
