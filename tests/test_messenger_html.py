"""Messenger and Instagram in HTML: messages are known by their form, whatever the classes are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import run
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import formats, tables
from chatscrub.formats.filenames import THREAD
from chatscrub.model import Field, Role

A, B = "Noëlle Ravesteyn", "Tibor Wagemaker"
CHAT = "your_facebook_activity/messages/inbox/noelleravesteyn_12345"


def page(body: str, title: str = A) -> str:
    style = "<style>._a6-g{padding:8px}._3-95{margin:4px}</style>"
    return f"<!DOCTYPE html>\n<html><head><title>{title}</title>{style}</head><body>{body}</body></html>\n"


def named(who: str, body: str, when: str) -> str:
    """A message as pages of 2023 have it."""
    return (
        f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h _a6-i">{who}</h2>'
        f'<div class="_3-95 _a6-p"><div><div></div>{body}</div></div><div class="_3-94 _a6-o">{when}</div></div>'
    )


def bare(who: str, body: str, when: str) -> str:
    return f"<div><div>{who}</div><div>{body}</div><div>{when}</div></div>"


def linked(who: str, body: str, when: str) -> str:
    """A message whose date is a link."""
    return (
        f'<section><div><div>{who}</div></div><div><div>{body}</div></div><a href="#"><div>{when}</div></a></section>'
    )


def fields(text: str) -> list[Field]:
    found = list(formats.FORMATS["messenger_html"].fields(0, text))
    for f in found:
        assert "".join(f.codec.view(text[slice(*piece)]).text for piece in f.pieces) == f.text
    return found


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(f.role.value, f.sender, f.text) for f in fields(text) if f.message >= 0]


@pytest.mark.parametrize("message", [named, bare, linked])
@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("Sep 13, 2020, 12:27 PM", "Sep 13, 2020, 12:26 PM"),
        ("Sep 13, 2020 at 12:27 PM", "Sep 13, 2020 at 12:26 PM"),
        ("19 okt. 2019, 14:37", "18 okt. 2019, 14:37"),
        ("mrt 05, 2024 10:05 am", "mrt 05, 2024 10:04 am"),
    ],
)
def test_messages_from_the_oldest_on(message: object, newer: str, older: str) -> None:
    assert callable(message)
    header = f"<div>Participants: {A}, {B}</div>"
    wanted = [("time", None, older), ("sender", A, A), ("text", A, "één"), ("time", None, newer), ("sender", B, B)]
    wanted.append(("text", B, "twee"))
    both = message(B, "twee", newer), message(A, "één", older)
    assert told(page(header + "".join(both))) == wanted
    assert told(page(header + "".join(both[::-1]))) == wanted


def test_what_stands_before_the_messages() -> None:
    text = page(f"<h1>{A}</h1><div>Deelnemers: {A}, {B} en de Buurman</div>" + named(A, "hoi", "13 sep 2020, 12:26"))
    found = [(f.role, f.text, f.note) for f in fields(text) if f.message < 0 and f.role is not Role.KEEP]
    assert found == [
        (Role.TITLE, A, "chat"),
        (Role.TITLE, A, "chat"),
        (Role.TEXT, f"Deelnemers: {A}, {B} en de Buurman", ""),
        (Role.NAME, A, ""),
        (Role.NAME, B, ""),
        (Role.NAME, "de Buurman", ""),
    ]


def test_reactions_and_files() -> None:
    body = (
        f'<div>kijk</div><a href="{CHAT}/photos/12345678.jpg"><img src="{CHAT}/photos/12345678.jpg" alt="Bram"/></a>'
        "<ul><li><span>❤️tibor.w<span> (Apr 23, 2022 5:32 pm)</span></span></li></ul>"
    )
    found = [(f.role, f.text, f.note) for f in fields(page(named(A, body, "Apr 23, 2022 10:03 am"))) if f.message == 0]
    path = [(Role.FILENAME, "noelleravesteyn_12345", THREAD), (Role.FILENAME, "12345678", "image")]
    assert found[2:] == [
        (Role.TEXT, "kijk", ""),
        *path,
        *path,
        (Role.TEXT, "Bram", ""),
        (Role.TEXT, "❤tibor.w (Apr 23, 2022 5:32 pm)", ""),
        (Role.NAME, "tibor.w", ""),
        (Role.TIME, "Apr 23, 2022 5:32 pm", ""),
    ]


def test_a_date_that_somebody_wrote_ends_no_message() -> None:
    text = page(
        named(A, "<div>we zien elkaar</div><div>12 mei 2020 10:30</div>", "13 sep 2020, 12:27")
        + named(B, "goed", "13 sep 2020, 12:26")
        + named(A, "ja?", "13 sep 2020, 12:25")
    )
    senders = [(f.message, f.text) for f in fields(text) if f.role is Role.SENDER]
    assert senders == [(0, A), (1, B), (2, A)]
    assert "12 mei 2020 10:30" in [f.text for f in fields(text) if f.role is Role.TEXT]


def test_times_of_reactions_move_too_and_a_message_keeps_its_own(tmp_path: Path) -> None:
    reaction = "<ul><li><span>❤️tibor.w<span> (Apr 24, 2022 5:32 pm)</span></span></li></ul>"
    source = tmp_path / "message_1.html"
    source.write_text(page(named(A, f"<div>hoi</div>{reaction}", "Apr 23, 2022 10:03 am")), "utf-8")
    assert str(tables.messages(source)["sent_at"].max()) == "2022-04-23 10:03:00"
    assert run("scrub", source, "-o", tmp_path / "out", "--shift-dates").code == 0
    (scrubbed,) = (tmp_path / "out").glob("*.scrubbed.html")
    assert not any(day in scrubbed.read_text("utf-8") for day in ("Apr 23, 2022", "Apr 24, 2022"))


def test_lists_of_accounts_hold_no_messages() -> None:
    rows = "".join(
        f'<div class="_a6-g"><div><a href="https://www.instagram.com/{u}">{u}</a></div><div>mrt 05, 2024 10:03 am</div>'
        "</div>"
        for u in ("rinske.haanappel", "tammo_w")
    )
    found = fields(page(rows, "Followers"))
    assert {f.message for f in found} == {-1}
    assert [f.text for f in found if f.role is Role.HANDLE] == ["rinske.haanappel", "tammo_w"]
    assert [f.role for f in found if f.text == "Followers"] == [Role.TEXT]


def test_values_below_labels() -> None:
    rows = "".join(
        f"<tr><td>{a}<div><div>{b}</div></div></td></tr>" for a, b in (("Voornaam", "Roos"), ("IP", "10.1.2.3"))
    )
    found = [(f.role, f.text) for f in fields(page(f"<table>{rows}</table>", "x"))]
    assert (Role.NAME, "Roos") in found
    assert (Role.ID, "10.1.2.3") in found


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("message_1.html", page(named(A, "hoi", "13 sep 2020, 12:26")), "messenger_html"),
        (
            "x.html",
            f"<html><body><div>Participants: {A}</div>{bare(A, 'hoi', 'Oct 19, 2019, 2:37 PM')}</body></html>",
            "messenger_html",
        ),
        ("messages/inbox/a_1/message_1.html", "<html><body><p>leeg</p></body></html>", "messenger_html"),
    ],
)
def test_what_it_is_taken_for(name: str, text: str, kind: str) -> None:
    assert formats.sniff(name, text) == kind


@pytest.mark.parametrize("text", ["<html><body><p>Participants: 3</p></body></html>", "hoi _a6-g _3-95", "{}"])
def test_what_it_is_not_taken_for(text: str) -> None:
    assert formats.sniff("x", text) != "messenger_html"


WHOLE = page("".join(named(B if n % 2 else A, f"één &amp; {n}", f"13 sep 2020, 12:{n + 10}") for n in range(5)))


@given(st.integers(0, len(WHOLE)))
def test_of_a_page_that_was_cut_off_all_is_read(cut: int) -> None:
    whole = WHOLE[:cut].count("</div></div><div class")
    assert sum(f.role is Role.SENDER for f in fields(WHOLE[:cut])) >= min(whole, WHOLE[:cut].count("2020, 12:1")) - 1


@given(st.text(max_size=60), st.integers(0, len(WHOLE)))
def test_rubbish_in_a_page_never_raises(rubbish: str, at: int) -> None:
    fields(WHOLE[:at] + rubbish + WHOLE[at:])


def test_nothing_readable_is_left_out() -> None:
    """Every word of a page lies in a field, but for what no person wrote."""
    text = WHOLE.replace("<body>", '<body data-x="Wobbe"><!-- Jitse --><script>var a = "Evert"</script>')
    read = " ".join(f.text for f in fields(text))
    assert all(name in read for name in ("Wobbe", "Jitse", "Evert", A, B))
