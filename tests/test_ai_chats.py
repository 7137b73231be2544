"""Talks with programs: who speaks, both sides and all branches, text within text, and what is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hiding_places import CASES, export_of

from chatscrub import counts, files, formats, plans, spans, tables, withholding
from chatscrub.detector import Detection
from chatscrub.errors import ReleaseRefused
from chatscrub.formats import by_name, chatgpt, claude, gemini, grok, lechat, perplexity
from chatscrub.formats import json as generic
from chatscrub.formats.fixed import is_voice
from chatscrub.formats.layout import Layout
from chatscrub.formats.within import html_within, is_tool
from chatscrub.model import Edit, Export, Field, Role
from chatscrub.people import learn
from chatscrub.syntax.jsontext import Sort, leaves
from chatscrub.syntax.plain import PLAIN

AI = ("chatgpt", "claude", "gemini", "lechat", "grok", "perplexity")
OWN = [case for case in CASES if case.parent.name in AI]
HTML = Layout(messages=(), slots={"html": "html"}, inner={"html": html_within})


def read(data: Any, name: str = "conversations.json", **dumped: Any) -> Export:
    return files.read_bytes(json.dumps(data, **dumped).encode(), name)


def told(export: Export, part: int = 0) -> list[tuple[int, str, str, str]]:
    """Message, role, note and text of the fields of a part."""
    return [(f.message, f.role.value, f.note, f.text) for f in export.fields if f.part == part]


def node(key: str, role: str | None, *parts: object, **message: Any) -> dict[str, Any]:
    said = {"content_type": "text", "parts": list(parts)}
    there = {"id": key, "author": {"role": role}, "create_time": 1714560000.5, "content": said} | message
    return {key: {"id": key, "message": there if role else None, "parent": None, "children": []}}


def talk(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    mapping = {key: value for one in nodes for key, value in one.items()}
    return {"title": "Een gesprek", "create_time": 1714560000.0, "mapping": mapping} | more


A, B = "3f2e1d0c-9b8a-4765-8432-1f0e9d8c7b6a", "0a1b2c3d-4e5f-4a6b-9c7d-8e9f0a1b2c3d"
CHAT = [talk(node("client-created-root", None), node(A, "user", "hoi"), node(B, "assistant", "dag"))]
TAKEOUT = [
    {
        "header": "Gemini Apps",
        "title": "Prompted wie is dat?",
        "time": "2024-05-03T09:12:33.123Z",
        "safeHtmlItem": [{"html": "<p>Dat is <b>Bau</b>kje.</p><p>Toch?</p>"}],
    }
]


# --- who speaks -----------------------------------------------------------------------------------------


def test_a_role_is_nobodys_name_and_stands_in_the_table() -> None:
    export = read(CHAT)
    assert told(export)[2:] == [
        (1, "time", "", "1714560000.5"),
        (1, "voice", "", "user"),
        (1, "text", "", "hoi"),
        (2, "time", "", "1714560000.5"),
        (2, "voice", "", "assistant"),
        (2, "text", "", "dag"),
    ]
    assert counts.count_messages(export) == 2
    assert learn(export).people == []
    table = tables.messages(export)
    assert list(table["sender"][1:]) == ["user", "assistant"]
    assert str(table["sent_at"][1]) == "2024-05-01 10:40:00"


@pytest.mark.parametrize("role", ["user", "Assistant", "ASSISTANT", "human", "model", "system", "tool"])
def test_words_of_programs_are_voices(role: str) -> None:
    assert is_voice(role)


@pytest.mark.parametrize("role", ["Wietske", "user Wietske", "", "username", "[PERSON_1]"])
def test_any_other_word_in_their_place_is_a_name(role: str) -> None:
    assert not is_voice(role)
    found = [f for f in read([talk(node(A, role or " ", "hoi"))]).fields if f.message == 0]
    assert [f.text for f in found if f.role is Role.SENDER] == ([role] if role else [])
    assert {f.sender for f in found if f.role is Role.TEXT} == {role or None}


def test_what_is_said_to_a_program_has_no_writer_who_could_consent() -> None:
    export = read(CHAT)
    with pytest.raises(ReleaseRefused, match="does not tell who wrote"):
        withholding.withheld(export, learn(export), "consent")


def test_both_sides_of_one_record_are_a_message_each() -> None:
    export = files.read_bytes(json.dumps(TAKEOUT).encode(), "MyActivity.json")
    assert export.format == "gemini"
    assert counts.count_messages(export) == 2
    table = tables.messages(export)
    assert list(zip(table["kind"], table["text"], strict=True)) == [
        ("prompt", "Prompted wie is dat?"),
        ("answer", "Dat is Baukje."),
    ]


def test_the_first_stamp_of_a_message_is_when_it_was_sent() -> None:
    said = {
        "sender": "human",
        "text": "hoi",
        "created_at": "2024-05-02T10:00:00Z",
        "updated_at": "2024-06-02T10:00:00Z",
    }
    table = tables.messages(read([{"uuid": A, "chat_messages": [said]}]))
    assert str(table["sent_at"][0]) == "2024-05-02 10:00:00"


# --- what is examined -----------------------------------------------------------------------------------


def test_all_branches_and_the_custom_instructions_are_read() -> None:
    context = {"content_type": "user_editable_context", "user_profile": "ik ben Wietske", "user_instructions": "kort"}
    nodes = [node("a", "system", content=context), *(node(f"n{i}", "user", f"tak {i}") for i in range(3))]
    texts = [f.text for f in read([talk(*nodes, current_node="n1")]).fields]
    assert {"ik ben Wietske", "kort", "tak 0", "tak 1", "tak 2"} <= set(texts)


def test_a_copy_within_a_message_is_noted() -> None:
    said = {"uuid": A, "sender": "human", "content": [{"type": "text", "text": "hoi"}], "text": "hoi"}
    assert [row[2:] for row in told(read([{"chat_messages": [said]}])) if row[1] == "text"] == [
        ("", "hoi"),
        ("copy", "hoi"),
    ]


def test_the_main_text_comes_first() -> None:
    said = {"attachments": [{"extracted_content": "een brief"}], "sender": "human", "text": "lees dit"}
    assert [row[3] for row in told(read([{"chat_messages": [said]}])) if row[1] == "text"] == ["lees dit", "een brief"]


def test_ids_of_messages_stay_and_those_of_talks_go() -> None:
    export = read([talk(node(A, "user", "hoi"), conversation_id=B, id=B)])
    assert [f.text for f in export.fields if f.role is Role.ID] == [B, B]
    assert not any(A in f.text for f in export.fields if f.part == 0)


@pytest.mark.parametrize(("key", "role"), [(A, None), ("client-created-root", None), ("Wietske", Role.HANDLE)])
def test_a_key_that_is_no_id_may_be_a_name(key: str, role: Role | None) -> None:
    found = [f for f in read([talk(node(key, "user", "hoi"))]).fields if f.note == "key"]
    assert [f.role for f in found] == ([role] if role else [])


@pytest.mark.parametrize("name", ["browser.search", "web_search", "web.run"])
def test_names_of_tools_stay(name: str) -> None:
    assert is_tool(name)
    author = {"role": "tool", "name": name}
    assert name not in [f.text for f in read([talk(node(A, "tool", "x", author=author))]).fields]


@pytest.mark.parametrize(("name", "role"), [("Wietske", Role.NAME), ("wietske.b", Role.NAME), ("huis", Role.TEXT)])
def test_other_names_of_authors_are_read(name: str, role: Role) -> None:
    author = {"role": "user", "name": name}
    found = [f for f in read([talk(node(A, "user", "x", author=author))]).fields if f.text == name]
    assert [f.role for f in found] == [role]


def test_lines_of_a_page_that_say_nothing_are_kept_and_its_data_are_read() -> None:
    page = (
        "<html><head><style>\nbody { margin: 0; }\n</style><script>\n"
        f"var jsonData = {json.dumps(CHAT)};\nvar assetsJson = {{'file-1': 'x'}};\n"
        "var node = messages[node.id];\nvar wietske = 1;\n// van Wietske\n</script></head><body>dag</body></html>"
    )
    export = files.read_bytes(page.encode(), "chat.html")
    assert export.format == "chatgpt"
    assert counts.count_messages(export) == 2
    texts = [f.text.strip() for f in export.fields if f.role is Role.TEXT]
    assert {"var wietske = 1;", "// van Wietske", "dag", "hoi"} <= set(texts)
    assert not any("node.id" in text or "margin" in text for text in texts)


# --- text within text -----------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from('abé\u20ac\U0001f600"\\/\n\t<&{[:, '), max_size=12)
VALUES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in strings(one))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in strings(one))


def dumped(value: object, ascii: bool) -> str:
    return json.dumps(value, ensure_ascii=ascii)


def holds(text: str, fields: list[Field]) -> None:
    """Every field reads in the text as it says."""
    for field in fields:
        assert "".join(field.codec.view(text[a:b]).text for a, b in field.pieces) == field.text


@given(VALUES.filter(lambda value: not isinstance(value, str)), st.lists(st.booleans(), min_size=2, max_size=4))
def test_json_in_a_string_in_a_string_is_read(value: object, escapes: list[bool]) -> None:
    text = dumped(value, escapes[0])
    for ascii in escapes[1:]:
        text = dumped({"x": text}, ascii)
    found = list(generic.fields(0, text))
    holds(text, found)
    read = [f.text for f in found if f.role is Role.TEXT]
    assert {PLAIN.read(w) for w in strings(value) if w.strip() and w.strip()[0] not in "{["} <= set(read)


@given(st.lists(st.text(st.sampled_from('abé\u20ac\U0001f600"\\/\n '), min_size=1), min_size=1), st.booleans())
def test_a_replacement_in_json_in_a_string_is_written_as_it_must_be(texts: list[str], ascii: bool) -> None:
    text = dumped({"x": dumped(texts, ascii)}, ascii)
    found = [f for f in generic.fields(0, text) if f.role is Role.TEXT]
    holds(text, found)
    assert len(found) == len(texts)
    edits = [Edit(*f.pieces[0], f.codec.encode('n"\\é\n')) for f in found]
    assert json.loads(json.loads(spans.splice(text, edits))["x"]) == ['n"\\é\n'] * len(texts)


@pytest.mark.parametrize("text", ["[1] Wietske zegt", "[[Wietske]] en [[Baukje]]", "{naam}", "[", "{", "[12]", "{}"])
def test_what_only_begins_like_json_is_one_text(text: str) -> None:
    assert [f.text for f in generic.fields(0, json.dumps({"x": text}))] == [text]


def test_json_that_is_cut_off_within_a_string_is_still_read() -> None:
    cut = json.dumps({"content": "Beste\nWietske"}, indent=1)[:-4]
    assert "Beste\nWietsk" in [f.text for f in generic.fields(0, json.dumps({"x": cut}))]


def test_arguments_are_undone_before_they_are_read() -> None:
    text = json.dumps({"arguments": json.dumps({"q": "Ren\u00e9\nWietske"})})
    assert "\\\\u00e9" in text
    assert [f.text for f in generic.fields(0, text)] == ["René\nWietske"]


@given(st.lists(st.text(st.sampled_from("abé<&>;\"'= \n"), min_size=1, max_size=8), max_size=4), st.booleans())
def test_html_in_a_string_is_read(texts: list[str], ascii: bool) -> None:
    text = dumped({"html": "<p>" + "</p><p title='x'>".join(texts) + "</p>"}, ascii).replace("<", "\\u003c")
    holds(text, list(HTML.fields(0, text)))


def test_a_name_cut_up_by_tags_in_a_string_is_one_text() -> None:
    text = (
        '{"html": "\\u003cp class\\u003d\\"x\\"\\u003eBau\\u003cb\\u003ekje\\u003c/b\\u003e &amp; co\\u003c/p\\u003e"}'
    )
    (found,) = HTML.fields(0, text)
    assert found.text == "Baukje & co"
    assert [text[a:b] for a, b in found.pieces] == ["Bau", "kje", " &amp; co"]
    assert found.codec.encode("<\\") == "&lt;\\\\"


# --- slots ----------------------------------------------------------------------------------------------


def test_slots_of_keys_and_of_any_key_within_a_path() -> None:
    layout = Layout(messages=(), slots={"friends{}": "name", "friends.*.since": "keep"})
    text = json.dumps({"friends": {"Wietske": {"since": "y", "about": "z"}}})
    assert [(f.role.value, f.note, f.text) for f in layout.fields(0, text)] == [
        ("name", "key", "Wietske"),
        ("text", "", "z"),
    ]


# --- the whole table ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (CHAT, "chatgpt"),
        (CHAT[0], "chatgpt"),
        ({"id": "user-1", "email": "", "chatgpt_plus_user": True}, "chatgpt"),
        ([{"id": A, "conversation_id": B, "title": "x", "is_anonymous": True}], "chatgpt"),
        ([{"uuid": A, "name": "x", "chat_messages": []}], "claude"),
        ([{"uuid": A, "full_name": "x", "email_address": "y"}], "claude"),
        ([{"conversations_memory": "x", "account_uuid": A}], "claude"),
        (TAKEOUT, "gemini"),
        ([{"header": "Search", "title": "Searched for x", "time": "2024-05-03T09:12:33.123Z"}], "json"),
        ({"chunkedPrompt": {"chunks": []}}, "gemini"),
        ([{"id": A, "chatId": B, "content": "x", "role": "user"}], "lechat"),
        ({"conversations": [{"conversation": {"title": "x"}, "responses": []}]}, "grok"),
        ({"metadata": {"thread_title": "x"}, "conversations": [{"query": "x", "answer": "y"}]}, "perplexity"),
        ({"conversations": [{"name": "x", "messages": []}]}, "json"),
        ([], "json"),
    ],
)
def test_a_format_is_told_by_its_content(data: object, format: str) -> None:
    assert read(data, "x.json").format == format
    assert read(data, "x.json", indent=2).format == format


def test_an_export_is_named_after_its_most_telling_text() -> None:
    assert formats.GENERIC[-1] == "plain"
    case = next(c for c in OWN if c.parent.name == "chatgpt" and c.name == "account")
    assert {p.suffix for p in (case / "export.zip").iterdir()} >= {".html", ".txt", ".json"}


# --- broken input ---------------------------------------------------------------------------------------


def texts(case: Path, folder: Path) -> list[str]:
    return [part.text[:] for part in files.read(export_of(case, folder)).parts if not part.is_name]


def reads(text: str, format: str) -> Export:
    """Read a text as that format, if it may be of it, and see that nothing is lost that no edit changes."""
    asked = format if by_name(format).can_be("x.json", text) else None  # a text beside the talks is none
    export = files.read_bytes(text.encode("utf-8", "surrogateescape"), "x.json", format=asked)
    part = export.parts[0]
    holds(part.text[:], [f for f in export.fields if f.part == 0])
    plan = plans.plan(export, Detection((), learn(export), ()))
    assert part.encode(spans.splice(part.text, plan.parts[0].edits)) == text.encode("utf-8", "surrogateescape")
    return export


@pytest.mark.parametrize("case", OWN, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_broken_texts_are_read_to_the_end(case: Path, tmp_path: Path) -> None:
    for text in texts(case, tmp_path):
        whole = counts.count_messages(reads(text, case.parent.name))
        last = 0
        for share in range(1, 12):
            cut = text[: len(text) * share // 12]
            if cut.strip():
                found = counts.count_messages(reads(cut, case.parent.name))
                assert last <= found <= whole
                last = found
        garbled = text.replace(",", "", 3).replace('"', "'", 2).replace("}", "", 1)
        reads(garbled, case.parent.name)
        reads("\ufeff" + text.replace("\n", "\r\n"), case.parent.name)
        if text[:1] in "[{":
            assert counts.count_messages(reads(text + "\n" + text, case.parent.name)) == 2 * whole


@pytest.mark.parametrize("module", [chatgpt, claude, gemini, lechat, grok, perplexity])
@given(st.text(st.sampled_from('{}[]",:\\ab1 \nu0<>')))
def test_no_word_of_any_text_goes_unseen(module: Any, text: str) -> None:
    found = list(module.fields(0, text))
    holds(text, found)
    seen = {at for f in found for a, b in f.pieces for at in range(a, b)}
    for leaf in leaves(text):
        inside = text[leaf.start : leaf.end]
        if leaf.sort in (Sort.STRING, Sort.LOOSE) and inside.strip()[:1] not in ("", "{", "["):
            assert seen.issuperset(range(leaf.start, leaf.end))


# --- the page of Gemini ---------------------------------------------------------------------------------

CELL = '<div class="outer-cell"><p>Gemini Apps<br></p><div class="content-cell mdl-typography--body-1">{}</div></div>'


@pytest.mark.parametrize(
    "stamp", ["May 3, 2024, 9:12:33\u202fAM CEST", "3 mei 2024 09:12:33 CEST", "3 mrt 2024, 09:12:33 GMT+2"]
)
def test_the_page_of_an_activity_has_both_sides_and_when(stamp: str) -> None:
    page = "<html><body>" + CELL.format(f"Prompted&nbsp;wie is<br>Wietske?<br>{stamp}<br><p>dat weet ik niet</p>") * 2
    export = files.read_bytes(page.encode(), "MyActivity.html")
    assert export.format == "gemini"
    assert [row[1:] for row in told(export) if row[0] == 1] == [
        ("text", "prompt", "Prompted wie is"),
        ("text", "prompt", "Wietske?"),
        ("time", "", stamp.replace("\u202f", " ")),
        ("text", "answer", "dat weet ik niet"),
    ]
    assert counts.count_messages(export) == 4
    assert list(tables.messages(export)["kind"]) == ["prompt", "answer"] * 2


@pytest.mark.parametrize("line", ["Wietske 3, 2024, 9:12:33", "Marieke 3, 2024, 9:12:33", "3 mei 2024 om 9"])
def test_a_line_that_is_no_stamp_is_examined(line: str) -> None:
    page = "<html><body>" + CELL.format(f"Prompted hoi<br>{line}<br>")
    assert line in [f.text for f in gemini.fields(0, page) if f.role is Role.TEXT]


def test_the_days_of_memories_and_the_names_of_tools_stay() -> None:
    memories = "1. [2024-01-03]. Zoon heet Joris.\n\n2. [2024-02-14]. Woont in Urk."
    message = {
        "author": {"role": "tool", "name": "python"},
        "content": {"content_type": "model_editable_context", "model_set_context": memories},
        "recipient": "canmore.update_textdoc",
    }
    text = json.dumps([{"title": "x", "mapping": {"a": {"message": message}}}])
    found = list(chatgpt.LAYOUT.fields(0, text))
    read = [field.text for field in found]
    assert {"Zoon heet Joris.\n\n", "Woont in Urk."} <= set(read)
    assert not any(one in said for said in read for one in ("2024-", "python", "canmore"))
    pieces = [field.pieces[0] for field in found if "Zoon" in field.text]
    assert [text[slice(*piece)] for piece in pieces] == ["Zoon heet Joris.\\n\\n"]
