"""Slack: ids read as names, text in which angle brackets hold them, and files of one export that explain each other."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.formats import slack
from chatscrub.model import Field, Role
from chatscrub.syntax.mrkdwn import Mrkdwn

PEOPLE = {"U1AB": "Meinte Akkerstaf"}
USERS = json.dumps(
    [
        {
            "id": "U1AB",
            "name": "meinte.a",
            "real_name": "Meinte Akkerstaf",
            "profile": {"real_name": "Meinte Akkerstaf", "display_name": "meintje", "phone": "06-01234562"},
        },
        {"id": "U2CD", "name": "sb", "profile": {"real_name": "", "display_name": "Sjoukje"}},
    ]
)
PIECES = st.sampled_from(["<@U1AB>", "<@U9>", "<@U1AB|x y>", "<https://a.nl|hier>", "<!here>", "&lt;", "a", " ", "😀"])


def message(text: str, **more: object) -> dict[str, object]:
    return {"type": "message", "user": "U1AB", "ts": "1717232400.000100", "text": text, **more}


def read(*messages: dict[str, object], users: str = USERS) -> tuple[str, list[Field]]:
    text = json.dumps(messages)
    assert slack.sniff("general/2024-06-01.json", text)
    return text, list(slack.fields(0, text, slack.directory({"users.json": users, "m": text})))


def rows(found: list[Field], *roles: Role) -> list[tuple[Role, str]]:
    return [(f.role, f.text) for f in found if f.role in roles]


def test_the_list_of_users_explains_ids_and_other_names() -> None:
    people = slack.directory({"users.json": USERS})
    assert people == {"USLACKBOT": "Slackbot", "U1AB": "Meinte Akkerstaf", "U2CD": "Sjoukje"}
    found = list(slack.fields(0, USERS, people))
    assert [(f.text, f.note, f.sender) for f in found if f.note] == [
        ("meinte.a", "alias", "Meinte Akkerstaf"),
        ("meintje", "alias", "Meinte Akkerstaf"),
        ("06-01234562", "alias", "Meinte Akkerstaf"),
        ("sb", "alias", "Sjoukje"),
    ]


def test_without_such_a_list_messages_explain_themselves() -> None:
    _, found = read(message("hoi", user_profile={"real_name": "Meinte Akkerstaf", "name": "ma"}), users="[]")
    assert rows(found, Role.SENDER) == [(Role.SENDER, "Meinte Akkerstaf")]
    _, found = read(message("hoi", reactions=[{"name": "+1", "users": ["U1AB"]}]), users="[]")
    assert rows(found, Role.SENDER, Role.NAME) == [(Role.SENDER, "U1AB"), (Role.NAME, "U1AB")]


def test_what_stands_in_angle_brackets() -> None:
    text, found = read(
        message("<@U2CD> mail <mailto:sb@voorbeeld.nl|Sjoukje> of <tel:+31601234573|bel>, <#C0X|intake> &amp; <!here>")
    )
    assert [f.text for f in found if f.role is Role.TEXT] == [
        "@Sjoukje mail Sjoukje of bel, intake & !here",
    ]
    held = [(f.role, f.text, text[slice(*f.pieces[0])]) for f in found if f.role not in (Role.TEXT, Role.KEEP)][2:]
    assert held == [
        (Role.NAME, "Sjoukje", "U2CD"),
        (Role.EMAIL, "sb@voorbeeld.nl", "sb@voorbeeld.nl"),
        (Role.PHONE, "+31601234573", "+31601234573"),
        (Role.ID, "C0X", "C0X"),
        (Role.TITLE, "intake", "intake"),
    ]


def test_a_text_cut_up_in_blocks_is_read_once_and_each_section_by_itself() -> None:
    sections = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hoek"}, {"type": "text", "text": "zema"}]},
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "dag"}]},
    ]
    _, found = read(message("Hoekzema", blocks=[{"type": "rich_text", "elements": sections}]))
    assert [(f.text, f.note, len(f.pieces)) for f in found if f.role is Role.TEXT] == [
        ("Hoekzema", "", 2),
        ("dag", "", 1),
        ("Hoekzema", "copy", 1),
    ]


def test_a_dump_with_replies() -> None:
    dump = {"channel_id": "C0X", "name": "intake", "messages": [message("a", slackdump_thread_replies=[message("b")])]}
    text = json.dumps(dump)
    assert slack.sniff("C0X.json", text)
    found = list(slack.fields(0, text))
    assert [(f.message, f.text) for f in found if f.role is Role.TEXT] == [(0, "a"), (1, "b")]
    assert rows(found, Role.TITLE) == [(Role.TITLE, "intake")]


@given(st.lists(PIECES, max_size=6))
def test_the_codec_is_local(pieces: list[str]) -> None:
    """What is read of a range that begins and ends between signs is what was read there in the whole."""
    codec = Mrkdwn(PEOPLE)
    raw = "".join(pieces)
    view = codec.view(raw)
    assert "<" not in view.text.replace("<", "", raw.count("&lt;"))
    for start in range(len(view.text)):
        for end in range(start + 1, len(view.text) + 1):
            low, high = view.raw_range(start, end)
            inside = codec.view(raw[low:high]).text
            assert view.text[start:end] in inside


@given(st.text())
def test_what_is_written_is_read(text: str) -> None:
    assert Mrkdwn(PEOPLE).view(Mrkdwn({}).encode(text)).text == text
