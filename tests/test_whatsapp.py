"""WhatsApp exports: every dialect of headers, senders, system lines, attachments; and nothing unseen."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.formats import FORMATS, plain, sniff, whatsapp
from chatscrub.formats.attachments import given_parts, stem_of
from chatscrub.formats.whatsapp.headers import foreign_words
from chatscrub.formats.whatsapp.wording import MARKS, body_note, system_slots
from chatscrub.model import Field, Role
from chatscrub.syntax.plain import INVISIBLE, PLAIN

LRM, NBSP, NARROW = "\u200e", "\u00a0", "\u202f"


def read(text: str) -> list[Field]:
    return list(whatsapp.fields(0, text))


def pairs(text: str, *roles: Role) -> list[tuple[str, str]]:
    """(role, text) of the fields of ``text`` in those roles; all but time stamps when none is given."""
    return [(f.role.value, f.text) for f in read(text) if (f.role in roles if roles else f.role is not Role.TIME)]


def texts(text: str, role: Role) -> list[str]:
    return [found for _, found in pairs(text, role)]


# --- headers --------------------------------------------------------------------------------------------

STYLES = {
    "ios-nl": "[02-05-2022 16:08:13] ",
    "ios-nl-newer": "[02-05-2024, 16:08:13] ",
    "ios-gb": "[02/05/2022, 16:08:13] ",
    "ios-us": "[5/2/22, 4:08:13 PM] ",
    "ios-us-narrow-space": f"[5/2/22, 4:08:13{NARROW}PM] ",
    "ios-de": "[02.05.22, 16:08:13] ",
    "ios-iso": "[2022-05-02, 16:08:13] ",
    "ios-slash": "[2022/05/02 16:08:13] ",
    "ios-tr": "[2.05.2022 16:08:13] ",
    "ios-ko": "[2023. 12. 31. 오후 11:58:02] ",
    "ios-zh": "[2024/2/9 下午8:01:15] ",
    "ios-zh-worded": "[2024年2月9日 下午8:01:15] ",
    "ios-ar": "\u200f[٢\u200f/٥\u200f/٢٠٢٢، ٤:٠٨:١٣ م] ",
    "ios-mark": "\u200e[02-05-2022 16:08:13] ",
    "ios-bom": "\ufeff\ufeff[02-05-2022 16:08:13] ",
    "ios-bom-inside": "[\ufeff29.01.18, 12:24:03] ",
    "ios-es": f"[3/6/18 1:55:00 p.{NBSP}m.] ",
    "ios-old": "06-01-16 12:29:41: ",
    "ios-old-dots": "13.06.18 21.25.15: ",
    "bare": "15/12/2025, 10:34:00 AM ",
    "android-nl": "02-05-2022 16:08 - ",
    "android-nl-older": "27/04/24, 10:05 - ",
    "android-nl-dashes": "02-05-22, 16:08 - ",
    "android-en": "5/2/22, 16:08 - ",
    "android-gb": "02/05/2022, 16:08 - ",
    "android-us": "5/2/22, 4:08 PM - ",
    "android-us-narrow-space": f"5/2/22, 4:08{NARROW}PM - ",
    "android-us-lower": "5/2/22, 4:08 p.m. - ",
    "android-de": "02.05.22, 16:08 - ",
    "android-fr": "17/12/2022 à 17:25 - ",
    "android-fi": "13.6.2018 klo 21.25 - ",
    "android-cz": "13. 6. 2018. 21:25 - ",
    "android-hu": "2018. 06. 13. 21:25 - ",
    "android-pt": f"3/6/2018 1:55 p.{NBSP}m. - ",
    "android-th": "13/6/2561 BE 21:25 - ",
    "android-en-dash": "02/05/2022, 16:08 – ",
    "android-nbsp": f"02-05-2022{NBSP}16:08{NBSP}- ",
    "copied": "[5/2, 16:08] ",
    "copied-time-first": "[16:08, 5-2-2022] ",
    "worded-nl": "2 mei 2022 16:08 - ",
    "worded-nl-weekday": "ma 2 mei 2022 16:08 - ",
    "worded-en": "May 2, 2022, 4:08 PM - ",
    "worded-es": "2 de mayo de 2022 16:08 - ",
    "bulgarian": "02.05.22 г., 16:01 ч. - ",
    "kazakh": "02.05.22 ж., 16:01 - ",
    "time-first": "16:01, 02/05/2022 - ",
    "time-first-worded": "16:01, 2 mei 2022 - ",
    "copied-no-comma": "[2-5 16:01] ",
    "clock": "[16:01] ",
    "iso": "2022-05-02T16:01 - ",
    "iso-zulu": "[2022-05-02T16:01:13Z] ",
    "short-year": "02-05-'24 16:01 - ",
    "fraction": "[02-05-2024, 16:01:13.123] ",
    "zone": "[02-05-2024, 16:01:13 CET] ",
    "zone-number": "[2022-05-02T16:01:13+02:00] ",
    "korean-comma": "2022년 5월 2일 오후 4:01, ",
    "quoted": "> 02-05-2024 16:00 - ",
    "quoted-twice": ">> [02-05-2024, 16:00:13] ",
    "indented": "    02-05-2024 16:00 - ",
    "android-fr-ca": "2022-05-02 16 h 08 - ",
    "ios-fr-ca": f"[2022-05-02{NARROW}16{NBSP}h{NBSP}08{NBSP}min{NBSP}13{NBSP}s] ",
    "android-hr": "02. 05. 2022. u 16:08 - ",
    "android-fa": "۲۰۲۲/۵/۲،\u200f ۱۶:۰۸ - ",
    "android-fa-half-day": "۲۰۲۲/۵/۲،\u200f ۴:۰۸ ب.ظ. - ",
    "android-tr-half-day": "2.05.2022 ÖS 4:08 - ",
    "android-hu-half-day": "2022. 05. 02. du. 4:08 - ",
    "android-cz-half-day": "2. 5. 2022 4:08 odp. - ",
    "android-vi-half-day": "4:08 CH, 2/5/22 - ",
    "android-sq-half-day": "2.5.22, 4:08 e pasdites - ",
    "ios-hi-half-day": "[2/5/22, 4:08:13 अपराह्न] ",
    "ios-he-half-day": "[2.5.2022, 4:08:13 אחה״צ] ",
    "ios-uk-half-day": "[02.05.22, 4:08:13 пп] ",
    "android-zh-tw-english": "2022/05/02 PM 4:08 - ",
    "ios-ja-era": "[R4/05/02 16:08:13] ",
    "ios-ja-era-worded": "[令和4年5月2日 16:08:13] ",
    "dashed-month": "02-May-2022, 4:08 PM - ",
}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
@pytest.mark.parametrize("header", STYLES.values(), ids=STYLES)
def test_every_header_style_is_read(header: str, end: str) -> None:
    text = end.join([f"{header}Fenna Vos: een", "", "twee ", f"{header}Bram: drie", f"{header}Bram: vier"])
    assert sniff("x.txt", text) == "whatsapp"
    messages = [(f.message, f.sender, f.text.split()) for f in read(text) if f.role is Role.TEXT]
    assert messages == [(0, "Fenna Vos", ["een", "twee"]), (1, "Bram", ["drie"]), (2, "Bram", ["vier"])]
    stamps = texts(text, Role.TIME)
    assert len(stamps) == 3 and not re.search(r"[\[\]]", stamps[0])
    assert re.findall(r"\d+", stamps[0]) == re.findall(r"\d+", PLAIN.read(header))
    assert unseen(text) == []


@pytest.mark.parametrize(("morning", "evening"), [("पूर्वाह्न", "अपराह्न"), ("ق.ظ.", "ب.ظ."), ("a.m.", "PM")])
def test_both_halves_of_a_day_are_one_style(morning: str, evening: str) -> None:
    lines = [f"2/5/22, 4:08 {evening} - Fenna: hoi"] * 9 + [f"3/5/22, 9:08 {morning} - Bram: dag"]
    assert texts("\n".join(lines), Role.SENDER) == ["Fenna"] * 9 + ["Bram"]
    assert not any(map(foreign_words, texts("\n".join(lines), Role.TIME)))


def test_mixed_line_ends_give_the_same_messages() -> None:
    lines = ["[02-05-2022 16:08:13] Fenna: een", "twee", "[02-05-2022 16:08:14] Bram: drie", "vier"]
    assert {tuple(texts(a.join(lines), Role.SENDER)) for a in ("\n", "\r\n")} == {("Fenna", "Bram")}
    mixed = "\r\n".join(lines[:2]) + "\n" + "\r\n".join(lines[2:])
    assert texts(mixed, Role.TEXT) == ["een\n\ntwee", "drie\n\nvier"]


@pytest.mark.parametrize(
    "line",
    [
        "12-05-2024 14:30 afspraak",
        "12-05-2024 14:30 afspraak: brief mee",
        "16:08 - 17:00 gym: benen",
        "3-1 gewonnen: feest",
        "[x] melk: halfvol",
        "1-2-3 14:30",
        "op 12-05-2024 14:30 - tandarts: let op",
        "tel: 06-00000001",
        "2024: een mooi jaar",
    ],
)
def test_a_line_that_looks_like_a_header_stays_text(line: str) -> None:
    text = "".join(f"[0{i}-05-2024, 14:30:00] Fenna: hoi\r\n{line}\r\n" for i in range(1, 9))
    assert [f.text for f in read(text) if f.role is Role.TEXT] == [f"hoi\n\n{line}"] * 8
    assert texts(text, Role.NAME) == []


def test_text_before_the_first_header_is_text() -> None:
    text = "Hoi, dit is de chat met Fenna\n\n  van gisteren \n02-05-2022 16:08 - Fenna: hoi"
    assert [(f.message, f.text) for f in read(text) if f.role is Role.TEXT] == [
        (-1, "Hoi, dit is de chat met Fenna"),
        (-1, "  van gisteren"),
        (0, "hoi"),
    ]


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\r"])
def test_only_a_line_feed_ends_a_line(odd: str) -> None:
    text = f"02-05-2022 16:08 - Fenna: een{odd}02-05-2022 16:09 - Bram: twee\n02-05-2022 16:10 - Bram: drie"
    assert [f.message for f in read(text) if f.role is Role.TEXT] == [0, 1]
    assert unseen(text) == []


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("[5/2, 16:08] Ineke de Wit: hoi", ["Ineke de Wit"]),
        ("[16:08, 5-2-2022] ~ Ineke: hoi", ["~ Ineke"]),
        ("zie\n[5/2, 16:08] Ineke: hoi\n[5/2, 16:09] Bo: ja", ["Ineke", "Bo"]),
        ("[02.05.22, 16:08:13] Ineke: hoi", ["Ineke"]),
        ("02/05/2022, 16:08 - Ineke: hoi", ["Ineke"]),
        ("x\n15/12/2025, 10:34:00 AM Ineke de Wit: hoi", ["Ineke de Wit"]),
        ("[5/2, 16:08] \u202a+31 6 00000001\u202c: hoi", ["+31 6 00000001"]),
        ("gewoon tekst", []),
        ("zie\n> [5/2, 16:09] zwirp: hoi", ["zwirp"]),
        ("> [5/2, 16:09] zwirp: hoi", ["zwirp"]),
        ("zie\n   02-05-2022 16:08 - zwirp: hoi", ["zwirp"]),
        ("[5/2, 16:09] Werk: zwirp: hoi", ["zwirp", "Werk"]),
        ("zie\nxylka brundtsma, [02.05.24 16:08]\nhoi", ["xylka brundtsma"]),
        ("zie\n> xylka, [2 May 2024 at 16:08:13]:\n> hoi", ["xylka"]),
        (
            "zie\nVan: xylka brundtsma <a@b.example>\nAan: qorvin; zwirp <c@d.example>\nhoi",
            ["xylka brundtsma", "qorvin", "zwirp"],
        ),
        ('> From: "xylka brundtsma" <a@b.example>', ["xylka brundtsma"]),
        ("Verzonden door: zwirp", ["zwirp"]),
        ("From: xylka (werk) <a@b.example>", ["xylka (werk)"]),
        ("Aan: a@b.example", []),
        ("Van: 10:00 tot 12:00", []),
        ("Van: het begin tot het einde was het mooi weer", []),
        ("x\n15/12/2025, 10:34:00 zwirp: hoi", ["zwirp"]),
        ("> 12-05-2024 14:30 zwirp: hoi", ["zwirp"]),
        ("To: qorvin, account [ID_2]. Ref please", ["qorvin"]),
        ("16:09 zwirp: hoi", []),
        ("x, [y]", []),
    ],
)
def test_speakers_of_pasted_messages_are_names(pasted: str, names: list[str]) -> None:
    text = "02-05-2022 16:08 - Bram: hoi\n" * 9 + f"02-05-2022 16:08 - Bram: {pasted}\n"
    assert texts(text, Role.NAME) == names
    assert texts(text, Role.TEXT)[-1] == PLAIN.read(pasted)


@pytest.mark.parametrize("header", ["02-05-2024 16:00 - ", "[02-05-2024, 16:00:13] "])
def test_pasted_text_before_the_first_message_names_people_too(header: str) -> None:
    above = "[5/2, 16:09] zwirp: hoi\nFrom: qorvin\nxylka, [02.05.24 16:08]\n"
    assert texts(f"{above}{header}Anna: hoi\n{header}Bert: ja\n", Role.NAME) == ["qorvin", "xylka", "zwirp"]


def test_a_clock_alone_begins_a_message_only_where_nearly_all_do() -> None:
    assert sniff("x.txt", "[16:01] zwirp: hoi\n[16:02] xylka: ja\n") == "plain"
    assert sniff("x.txt", "[16:01] zwirp: hoi\nja\nnee\nja\n" * 3) == "plain"


def test_a_stamp_with_a_word_that_is_in_no_calendar_is_examined_too() -> None:
    text = "".join(f"Fenna {i} Hoekstra 2024 12:30 - Bram: hoi\n" for i in range(1, 4))
    assert ("text", "Fenna 1 Hoekstra 2024 12:30") in pairs(text)
    assert not foreign_words("ma 2 mei 2022 16:08") and not foreign_words(f"5/2/22, 4:08{NARROW}PM")


# --- senders --------------------------------------------------------------------------------------------

SENDERS = {
    "plain": "Fenna Vos",
    "one-letter": "F",
    "hyphen": "Fenna-Lotte de Wit-Vos",
    "emoji": "🤓",
    "emoji-behind": "Fenna 🌻",
    "family-emoji": "👨‍👩‍👧 Thuis",
    "parentheses": "Fenna (Werk)",
    "comma": "Vos, Fenna",
    "push-name": "~ Fenna",
    "push-name-narrow": f"~{NARROW}Fenna",
    "phone": "+31 6 00000001",
    "phone-marks": f"\u202a+31{NBSP}6{NBSP}00000001\u202c",
    "phone-mixed": f"+31{NBSP}6 00000001",
    "phone-uk": "+44 7700 900123",
    "phone-us": "+1 (555) 010-0199",
    "trailing-space": "Fenna ",
    "quotes": 'Fenna "Fen" Vos',
    "curly-quotes": "Fenna “Fen” Vos",
    "digits": "Taxi 24/7",
    "business": "Bakkerij Vos & Zn.",
    "arabic": "فنا",
    "cjk": "小花",
    "decomposed": "Zoe\u0308",
    "slash": "Fenna/Bram",
    "dash": "Fenna - buren",
}


@pytest.mark.parametrize("header", ["[02-05-2024, 16:08:13] ", "02-05-2022 16:08 - "], ids=["ios", "android"])
@pytest.mark.parametrize("name", SENDERS.values(), ids=SENDERS)
def test_senders(name: str, header: str) -> None:
    text = f"{header}{name}: hoi\n{header}{name}: op 12:30: komen\n"
    assert pairs(text) == [
        ("sender", PLAIN.read(name)),
        ("text", "hoi"),
        ("sender", PLAIN.read(name)),
        ("text", "op 12:30: komen"),
    ]
    assert {f.sender for f in read(text) if f.role is Role.TEXT} == {PLAIN.read(name).strip()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Werk: Fenna: hoi", "Werk: Fenna: dag"], ["Werk: Fenna", "Werk: Fenna"]),
        (["Fenna: let op: hoi", "Fenna: dag"], ["Fenna", "Fenna"]),
        (["Fenna:Hoi"], ["Fenna"]),
        (["Fenna:."], ["Fenna"]),
        (["Fenna:"], ["Fenna"]),
        (["Fenna: "], ["Fenna"]),
        (["Fenna heeft https://example.org gedeeld"], []),
        (["Je kunt om 12:30 bellen"], []),
        (["Fenna heeft de groep “Kamp: 2024” gemaakt"], []),
        (['Fenna heeft de groep "Kamp: 2024" gemaakt'], []),
        (["Fenna heeft de groep Kamp: 2024 gemaakt"], []),
        (["Fenna heeft de groep Kamp:vuur gemaakt"], []),
        (["Fenna heeft het onderwerp gewijzigd van “A: 1” naar “B: 2”"], []),
        (["f" * 140 + ": hoi"], []),
        (["f" * 140 + ": hoi"] * 2, ["f" * 140] * 2),
        (["xylka brundtsma " * 6 + ": hoi"], ["xylka brundtsma " * 6]),
        (["Messages are end-to-end encrypted. " + "No one outside of this chat " * 2 + ": tap"], []),
        (["xylka “qorvin: hoi"], ["xylka “qorvin"]),
        (["xylka » qorvin: hoi"], ["xylka » qorvin"]),
        (['xylka " qorvin: hoi'], ['xylka " qorvin']),
        (["xylka “qorvin: hoi” zei ze", "xylka “qorvin: ja"], ["xylka “qorvin"] * 2),
        (["Fenna heeft de groep “Kamp: 2024” gemaakt"] * 2, []),
        (["Werk: xylka: hoi", "Werk: qorvin: dag"] * 2, ["Werk: xylka", "Werk: qorvin"] * 2),
        (["Werk: xylka: hoi", "Werk: qorvin: dag"] * 2 + ["Werk: ja"], ["Werk"] * 5),
        (["Werk: xylka: a: b", "Werk: xylka: a: c"], ["Werk: xylka: a"] * 2),
    ],
)
def test_which_colon_ends_the_sender(lines: list[str], expected: list[str]) -> None:
    assert texts("".join(f"02-05-2022 16:08 - {line}\n" for line in lines), Role.SENDER) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Werk: xylka: hoi"], ["xylka"]),
        (["Werk: xylka brundtsma: hoi", "Bert: hoi"], ["xylka brundtsma"]),
        (["Werk: xylka: hoi", "Werk: qorvin: dag", "Werk: xylka: ja"], ["xylka", "qorvin", "xylka"]),
        (["Anna: let op: morgen vrij"], []),
        (["Anna: hoi daar: morgen vrij", "Anna: ja"], []),
        (["Anna: ik kom op 12:30: tot dan"], []),
        (["Anna: ik kom morgen later thuis: tot dan"], []),
        (["Anna: kroeg: https://example.org"], []),
        (["Anna: lijstje:", "Bert: ja"], []),
    ],
)
def test_a_second_colon_behind_a_sender_seen_once(lines: list[str], expected: list[str]) -> None:
    assert texts("".join(f"02-05-2022 16:08 - {line}\n" for line in lines), Role.NAME) == expected


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "  \r\n\r\n"])
def test_an_empty_message_is_kept(end: str) -> None:
    found = read(f"02-05-2022 16:08 - Fenna: {end}")
    assert [(f.role, f.note) for f in found[1:]] == [(Role.SENDER, ""), (Role.KEEP, "empty")]


# --- system lines ---------------------------------------------------------------------------------------

P, G = "name", "title"
SYSTEM: list[tuple[str, list[tuple[str, str]]]] = [
    ("Fenna Vos heeft de groep “Kamp” gemaakt", [(P, "Fenna Vos"), (G, "Kamp")]),
    ('Fenna heeft de groep "Kamp \'24" gemaakt', [(P, "Fenna"), (G, "Kamp '24")]),
    ("Fenna heeft de groep Kamp gemaakt", [(P, "Fenna"), (G, "Kamp")]),
    ("Fenna heeft deze groep aangemaakt", [(P, "Fenna")]),
    ("U hebt deze groep aangemaakt", []),
    ("Fenna heeft u toegevoegd", [(P, "Fenna")]),
    ("Fenna heeft je toegevoegd.", [(P, "Fenna")]),
    ("Fenna heeft Bram, Ineke de Wit en +31 6 00000001 toegevoegd",
     [(P, "Fenna"), (P, "Bram"), (P, "Ineke de Wit"), (P, "+31 6 00000001")]),
    ("Je hebt Bram toegevoegd", [(P, "Bram")]),
    ("Bram is toegevoegd", [(P, "Bram")]),
    ("Bram en Ineke zijn toegevoegd", [(P, "Bram"), (P, "Ineke")]),
    ("Fenna heeft deze groep en de bijbehorende deelnemers aan de community Buurt toegevoegd",
     [(P, "Fenna"), (G, "Buurt")]),
    ("Fenna heeft de community Buurt gedeactiveerd", [(P, "Fenna"), (G, "Buurt")]),
    ("Fenna heeft de groepsafbeelding verwijderd", [(P, "Fenna")]),
    ("Fenna heeft de groepsafbeelding gewijzigd", [(P, "Fenna")]),
    ("Fenna heeft de groepsomschrijving gewijzigd", [(P, "Fenna")]),
    ("Fenna heeft Bram verwijderd", [(P, "Fenna"), (P, "Bram")]),
    ("Bram is verwijderd", [(P, "Bram")]),
    ("Fenna heeft de groep verlaten", [(P, "Fenna")]),
    ("~ Fenna heeft de groep verlaten", [(P, "~ Fenna")]),
    ("Jij hebt de groep verlaten", []),
    ("U bent nu beheerder", []),
    ("Je bent nu een beheerder", []),
    ("Bram is deelnemer geworden via de uitnodigingslink van deze groep", [(P, "Bram")]),
    ("Bram neemt deel via uw uitnodiging", [(P, "Bram")]),
    ("Fenna heeft het onderwerp gewijzigd van “Kamp” naar “Kamp: 2025”",
     [(P, "Fenna"), (G, "Kamp"), (G, "Kamp: 2025")]),
    ("U hebt het onderwerp gewijzigd naar “Kamp”", [(G, "Kamp")]),
    ("Fenna heeft beheerdersgoedkeuring voor deelname aan deze groep ingeschakeld", [(P, "Fenna")]),
    ("Nieuwe deelnemers aan deze groep moeten door beheerders worden goedgekeurd.", []),
    ("Bram heeft een nieuw telefoonnummer. Tik om een bericht te sturen of het nummer toe te voegen.",
     [(P, "Bram")]),
    ("+31 6 00000001 is gewijzigd naar +31 6 00000002", [(P, "+31 6 00000001"), (P, "+31 6 00000002")]),
    ("Uw beveiligingscode voor Bram is gewijzigd. Tik voor meer informatie.", [(P, "Bram")]),
    ("Je beveiligingscode met ~ Bram is gewijzigd.", [(P, "~ Bram")]),
    ("Fenna heeft berichten met vervaldatum uitgeschakeld.", [(P, "Fenna")]),
    ("Dit bericht is verwijderd door beheerder Fenna", [(P, "Fenna")]),
    ("Fenna created group “Camp”", [(P, "Fenna"), (G, "Camp")]),
    ('Fenna created group "Camp: the best"', [(P, "Fenna"), (G, "Camp: the best")]),
    ("You created this group", []),
    ("Fenna added you", [(P, "Fenna")]),
    ("Fenna added Bram, Ineke and ~ Bo", [(P, "Fenna"), (P, "Bram"), (P, "Ineke"), (P, "~ Bo")]),
    ("You added +44 7700 900123", [(P, "+44 7700 900123")]),
    ("Bram and Ineke were added", [(P, "Bram"), (P, "Ineke")]),
    ("You were added", []),
    ("Bram joined using this group's invite link", [(P, "Bram")]),
    ("Bram joined using your invite", [(P, "Bram")]),
    ("Fenna removed Bram", [(P, "Fenna"), (P, "Bram")]),
    ("Fenna removed this group’s icon", [(P, "Fenna")]),
    ("Bram left", [(P, "Bram")]),
    ("Bram left the group", [(P, "Bram")]),
    ("You're now an admin", []),
    ("You’re no longer an admin", []),
    ("Fenna changed the subject from “Camp” to “Camp: 2025”", [(P, "Fenna"), (G, "Camp"), (G, "Camp: 2025")]),
    ("Fenna changed the group name to “Camp”", [(P, "Fenna"), (G, "Camp")]),
    ("Fenna changed this group's icon", [(P, "Fenna")]),
    ("Fenna changed the group description", [(P, "Fenna")]),
    ("Fenna changed this group's settings to allow only admins to edit this group's info", [(P, "Fenna")]),
    ("Fenna turned on admin approval to join this group", [(P, "Fenna")]),
    ("Fenna updated the message timer. New messages will disappear after 24 hours.", [(P, "Fenna")]),
    ("Bram changed their phone number to a new number. Tap to message or add the new number.", [(P, "Bram")]),
    ("+44 7700 900123 changed to +44 7700 900124", [(P, "+44 7700 900123"), (P, "+44 7700 900124")]),
    ("Your security code with Bram changed. Tap to learn more.", [(P, "Bram")]),
    ("Fenna pinned a message", [(P, "Fenna")]),
    ("You blocked this contact. Tap to unblock.", []),
    ("Bram is a contact", [(P, "Bram")]),
    ("Fenna started a video call", [(P, "Fenna")]),
    ("Fenna hat die Gruppe „Lager“ erstellt", [(P, "Fenna"), (G, "Lager")]),
    ('Du hast die Gruppe "Lager" erstellt.', [(G, "Lager")]),
    ("Fenna hat Bram und Ineke hinzugefügt", [(P, "Fenna"), (P, "Bram"), (P, "Ineke")]),
    ("Fenna hat das Gruppenbild entfernt", [(P, "Fenna")]),
    ("Du hast Bram entfernt.", [(P, "Bram")]),
    ("Bram wurde hinzugefügt", [(P, "Bram")]),
    ("Bram hat die Gruppe verlassen", [(P, "Bram")]),
    ("Bram ist der Gruppe über den Einladungslink beigetreten", [(P, "Bram")]),
    ('Du hast den Gruppennamen zu "Lager: Nord" geändert.', [(G, "Lager: Nord")]),
    ("Deine Sicherheitsnummer für Bram hat sich geändert.", [(P, "Bram")]),
    ("Fenna a créé le groupe « Camp »", [(P, "Fenna"), (G, " Camp ")]),
    ("Fenna a ajouté Bram et Ineke", [(P, "Fenna"), (P, "Bram"), (P, "Ineke")]),
    ("Vous avez été ajouté(e)", []),
    ("Bram a quitté le groupe", [(P, "Bram")]),
    ("Fenna a changé l’icône du groupe", [(P, "Fenna")]),
    ("Fenna a modifié le nom du groupe de « Camp » en « Camp 2 »",
     [(P, "Fenna"), (G, " Camp "), (G, " Camp 2 ")]),
    ("Votre code de sécurité avec Bram a changé. Appuyez pour en savoir plus.", [(P, "Bram")]),
    ("Fenna creó el grupo \"Campo\"", [(P, "Fenna"), (G, "Campo")]),
    ("Fenna añadió a Bram y Ineke", [(P, "Fenna"), (P, "Bram"), (P, "Ineke")]),
    ("xylka werd beheerder", [(P, "xylka")]),
    ("xylka is geen beheerder meer", [(P, "xylka")]),
    ("u bent toegevoegd door xylka", [(P, "xylka")]),
    ("You were added by xylka", [(P, "xylka")]),
    ("qorvin was removed by xylka", [(P, "qorvin"), (P, "xylka")]),
    ("xylka heeft u uitgenodigd", [(P, "xylka")]),
    ("xylka heeft qorvin uitgenodigd om deel te nemen", [(P, "xylka"), (P, "qorvin")]),
    ("xylka heeft dit vastgezet", [(P, "xylka")]),
    ("xylka heeft een bericht vastgezet", [(P, "xylka")]),
    ("xylka made qorvin an admin", [(P, "xylka"), (P, "qorvin")]),
    ("xylka heeft qorvin beheerder gemaakt", [(P, "xylka"), (P, "qorvin")]),
    ("xylka dismissed qorvin as admin", [(P, "xylka"), (P, "qorvin")]),
    ("you blocked xylka", [(P, "xylka")]),
    ("U hebt xylka geblokkeerd", [(P, "xylka")]),
    ("xylka is in your contacts", [(P, "xylka")]),
    ("xylka staat in je contacten", [(P, "xylka")]),
    ("call with xylka", [(P, "xylka")]),
    ("Gemist spraakgesprek van xylka om 12:30", [(P, "xylka")]),
    ("xylka ended the call", [(P, "xylka")]),
    ("xylka heeft het gesprek beëindigd", [(P, "xylka")]),
    ("waiting for this message from xylka", [(P, "xylka")]),
    ("Wachten op dit bericht van xylka. Dit kan even duren.", [(P, "xylka")]),
    ("xylka added qorvin and 3 others", [(P, "xylka"), (P, "qorvin")]),
    ("This message was deleted by admin xylka", [(P, "xylka")]),
    ("xylka wurde von qorvin hinzugefügt", [(P, "xylka"), (P, "qorvin")]),
    ("xylka hat qorvin eingeladen", [(P, "xylka"), (P, "qorvin")]),
    ("xylka vous a ajouté", [(P, "xylka")]),
    ("xylka est désormais admin", [(P, "xylka")]),
    ("xylka abandonó el grupo", [(P, "xylka")]),
    ("xylka te añadió", [(P, "xylka")]),
    ("xylka ha abbandonato", [(P, "xylka")]),
    ("xylka ha aggiunto qorvin", [(P, "xylka"), (P, "qorvin")]),
    ("xylka ti ha aggiunto", [(P, "xylka")]),
    ("xylka ha creato il gruppo “zwirp”", [(P, "xylka"), (G, "zwirp")]),
    ("xylka saiu", [(P, "xylka")]),
    ("xylka adicionou qorvin", [(P, "xylka"), (P, "qorvin")]),
    ("xylka mudou o nome do grupo de “a” para “zwirp”", [(P, "xylka"), (G, "a"), (G, "zwirp")]),
    ("xylka wyszedł", [(P, "xylka")]),
    ("xylka dodała qorvin", [(P, "xylka"), (P, "qorvin")]),
    ("Xylka zmienił temat na “zwirp: 2024”", [(P, "Xylka"), (G, "zwirp: 2024")]),
    ("xylka ayrıldı", [(P, "xylka")]),
    ("xylka, qorvin kişisini ekledi", [(P, "xylka"), (P, "qorvin")]),
]  # fmt: skip


@pytest.mark.parametrize("mark", ["", LRM], ids=["", "mark"])
@pytest.mark.parametrize(("line", "slots"), SYSTEM, ids=[line[:40] for line, _ in SYSTEM])
def test_system_lines(line: str, slots: list[tuple[str, str]], mark: str) -> None:
    text = f"02-05-2022 16:08 - {mark}{line}\n"
    assert pairs(text) == [("system", line), *slots]
    assert [f.sender for f in read(text)] == [None] * (2 + len(slots))


@pytest.mark.parametrize(("line", "slots"), SYSTEM[:30], ids=[line[:40] for line, _ in SYSTEM[:30]])
def test_system_lines_that_ios_writes_under_a_sender(line: str, slots: list[tuple[str, str]]) -> None:
    text = f"[02-05-2024, 16:08:13] Kamp: {LRM}{line}\r\n"
    assert pairs(text) == [("sender", "Kamp"), ("system", line), *slots]
    assert read(text)[1].note == "system"


def test_a_line_under_the_name_of_a_group_on_ios_is_the_messengers_whatever_its_wording() -> None:
    group, person = "[02-05-2022 16:08:13] Feest van Zwirp: ", "[02-05-2022 16:08:14] Xylka: "
    about = f"{group}{LRM}Berichten en oproepen zijn end-to-end versleuteld."
    lines = [about, f"{group}{LRM}~ Qorvin doet nu mee via iets", f"{group}{LRM}Xylka heeft iets geks gedaan"]
    fields = read("\r\n".join([*lines, f"{person}hoi", f"{person}{LRM}Xylka heeft iets geks gedaan"]))
    senders = [(f.text, f.note) for f in fields if f.role is Role.SENDER]
    assert senders == [("Feest van Zwirp", "system")] * 3 + [("Xylka", "")] * 2
    assert [f.text for f in fields if f.role is Role.NAME] == ["Qorvin", "Xylka"]


@pytest.mark.parametrize(
    ("line", "slots"),
    [
        ("Fenna přidal Anna Maria Wit", [(P, "Fenna"), (P, "Anna Maria Wit")]),
        ("Fenna změnil předmět na “Obóz: 2024”", [(G, "Obóz: 2024"), (P, "Fenna"), (P, "Obóz")]),
        ("Qorvin přidal zwirp", [(P, "Qorvin")]),
        ("Xylka Brundtsma", [(P, "Xylka Brundtsma")]),
        ("Boodschappen", []),
        ("xylka brundtsma heeft iets geks gedaan", [(P, "xylka brundtsma")]),
        ("Beheerder xylka heeft Qorvin iets laten doen", [(P, "xylka"), (P, "Qorvin")]),
        ("De chat is leeg", []),
        ("You Qorvin", [(P, "Qorvin")]),
        ("Je kunt dit niet meer wijzigen", []),
        ("Only admins can do this", []),
        ("Nieuwe leden zien dit niet", []),
        ("Мария добавила Иру", [(P, "Мария"), (P, "Иру")]),
        ("Messages are end-to-end encrypted. Tap.", []),
        ("Je beveiligingscode is voor Xylka is nu anders", [("name", "Xylka")]),
        ("Die Sicherheitsnummern von Xylka haben sich geändert", [("name", "Xylka")]),
        ("Qorvin heeft de berichttimer bijgewerkt. Nieuwe berichten verdwijnen na 7 dagen.", [("name", "Qorvin")]),
        ("Het telefoonnummer van Qorvin is anders. Je chat nu met het nieuwe. Tik hier.", [("name", "Qorvin")]),
        ("Qorvin hat zu einer neuen Nummer gewechselt. Tippe, um eine Nachricht zu senden.", [("name", "Qorvin")]),
        ("Qorvin hat die Anfrage von Xylka Brundt angenommen", [("name", "Qorvin"), ("name", "Xylka Brundt")]),
        ("Dieser Chat ist mit dem Unternehmenskonto Bäckerei Brundt. Tippe für mehr.", [("name", "Bäckerei Brundt")]),
        ("Qorvin approved Xylka's request to join", [("name", "Qorvin"), ("name", "Xylka")]),
        ("Xylka’s number is another. You're chatting with the new one. Tap to add it.", [("name", "Xylka")]),
        ("This business is now registered as a standard account. It may still be a business.", []),
    ],
)
def test_system_lines_in_a_wording_nobody_told_us(line: str, slots: list[tuple[str, str]]) -> None:
    assert pairs(f"02-05-2022 16:08 - {line}") == [("system", line), *slots]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Dit bericht is verwijderd door beheerder xylka", ["xylka"]),
        ("Dit bericht is verwijderd door beheerder xylka brundtsma.", ["xylka brundtsma"]),
        ("This message was deleted by admin xylka", ["xylka"]),
        ("Waiting for this message from xylka. This may take a while.", ["xylka"]),
        ("Gemist spraakgesprek van J. xylka", ["J. xylka"]),
        ("This message was deleted by accident", []),
        ("Gemist!", []),
    ],
)
def test_messages_of_fixed_wording_that_name_somebody(body: str, names: list[str]) -> None:
    text = f"02-05-2024 16:00 - Bert: {body}\n"
    assert pairs(text) == [("sender", "Bert"), ("text", body), *((P, name) for name in names)]


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("Dit bericht is verwijderd", "deleted"),
        ("Dit bericht is verwijderd.", "deleted"),
        ("U hebt dit bericht verwijderd", "deleted"),
        ("Je hebt dit bericht verwijderd.", "deleted"),
        ("This message was deleted", "deleted"),
        ("You deleted this message.", "deleted"),
        ("Wachten op dit bericht. Dit kan even duren.", "waiting"),
        ("Wachten op deze berichten...", "waiting"),
        ("Waiting for this message. This may take a while.", "waiting"),
        ("null", "waiting"),
        ("Gemist spraakgesprek", "call"),
        ("Gemiste video-oproep", "call"),
        ("Missed voice call", "call"),
        ("Missed video call. Tap to call back", "call"),
        (f"Voice call, {LRM}5 min", "call"),
        (f"Voice call. {LRM}No answer", "call"),
        ("Spraakoproep, 3 min", "call"),
        (f"{LRM}afbeelding weggelaten", "image"),
        (f"{LRM}GIF weggelaten", "image"),
        ("video omitted", "video"),
        ("video note omitted", "video"),
        ("<Video note omitted>", "video"),
        ("audio weggelaten", "voice note"),
        ("sticker omitted", "sticker"),
        ("document omitted", "document"),
        ("Contact card omitted", "contact card"),
        ("<Media weggelaten>", "media"),
        ("<media omitted>", "media"),
        ("<Medien ausgeschlossen>", "media"),
        ("live locatie gedeeld", "live location"),
    ],
)
def test_bodies_that_stand_for_something_else(body: str, note: str) -> None:
    found = read(f"02-05-2022 16:08 - Fenna: {body}\n")
    assert [(f.role, f.note) for f in found[2:]] == [(Role.KEEP, note)]


@pytest.mark.parametrize(
    "body",
    [
        "Wachten op dit bericht van Bram de Wit",
        "Waiting for this message from Bram, 07700 900123",
        "Voice call 0600000001 min",
        "Dit bericht is verwijderd door Bram",
        "Gemist spraakgesprek van Bram",
        "<Media weggelaten> door Bram",
        "<Bram omitted>",
    ],
)
def test_words_of_people_are_never_fixed_wording(body: str) -> None:
    assert body_note(body) is None
    assert ("text", body) in pairs(f"02-05-2022 16:08 - Fenna: {body}\n")


# --- attachments, places, mentions, polls -----------------------------------------------------------------

FILES: list[tuple[str, list[tuple[str, str]]]] = [
    (f"{LRM}<bijgevoegd: 00000012-PHOTO-2024-05-02-16-08-13.jpg>",
     [("keep", "00000012-PHOTO-2024-05-02-16-08-13.jpg")]),
    (f"{LRM}<attached: 00000004-Ineke de Wit.vcf>", [("keep", "00000004-"), (P, "Ineke de Wit")]),
    ("< attached: 00000042-PHOTO-2020-06-07-15-13-20.jpg >",
     [("keep", "00000042-PHOTO-2020-06-07-15-13-20.jpg")]),
    ("2015-08-04-PHOTO-00004762.jpg <\u200eattached>", [("keep", "2015-08-04-PHOTO-00004762.jpg")]),
    (f"Verslag Fenna.pdf • {LRM}116 pagina's {LRM}<bijgevoegd: 00000017-Verslag Fenna.pdf>",
     [("keep", "00000017-"), ("filename", "Verslag Fenna"), ("filename", "Verslag Fenna")]),
    (f"Verslag Fenna.pdf • {LRM}3 pages {LRM}document omitted", [("filename", "Verslag Fenna")]),
    (f"{LRM}IMG-20220502-WA0001.jpg (bestand bijgevoegd)", [("keep", "IMG-20220502-WA0001.jpg")]),
    ("IMG-20220502-WA0001.jpg (file attached)\nBij Ineke", [("keep", "IMG-20220502-WA0001.jpg")]),
    ("DOC-20220502-WA0006. (bestand bijgevoegd)\nVerslag Fenna.pdf",
     [("keep", "DOC-20220502-WA0006."), ("filename", "Verslag Fenna")]),
    ("Ineke de Wit.vcf (bestand bijgevoegd)", [(P, "Ineke de Wit")]),
    ("Verslag van Fenna.docx (file attached)", [("filename", "Verslag van Fenna")]),
    ("0600000001-verslag.pdf (file attached)", [("filename", "0600000001-verslag")]),
    ("STK-20230101-WA0003.webp (Datei angehängt)", [("keep", "STK-20230101-WA0003.webp")]),
    ("a.pdf (fichier joint)", [("filename", "a")]),
    ("a.pdf (archivo adjunto)", [("filename", "a")]),
    ("a.pdf (ficheiro anexado)", [("filename", "a")]),
    ("a.pdf (arquivo anexado)", [("filename", "a")]),
    ("a.pdf (file allegato)", [("filename", "a")]),
    ("a.pdf (załączony plik)", [("filename", "a")]),
    ("a.pdf (soubor byl přiložen)", [("filename", "a")]),
    ("a.pdf (bifogad fil)", [("filename", "a")]),
    ("a.pdf (liitetiedosto)", [("filename", "a")]),
    ("a.pdf (dosya ekli)", [("filename", "a")]),
    ("a.pdf (файл добавлен)", [("filename", "a")]),
    ("a.pdf (الملف مرفق)", [("filename", "a")]),
    ("a.pdf (फाइल अटैच कर दी गई है)", [("filename", "a")]),
    ("a.pdf (添付ファイル有り)", [("filename", "a")]),
    ("a.pdf (文件附件)", [("filename", "a")]),
    ("<pièce jointe : 00000003-a.pdf>", [("keep", "00000003-"), ("filename", "a")]),
    ("<Anhang: 00000003-a.pdf>", [("keep", "00000003-"), ("filename", "a")]),
    ("<添付ファイル: 00000003-a.pdf>", [("keep", "00000003-"), ("filename", "a")]),
    ("<अटैच किया गया: 00000003-a.pdf>", [("keep", "00000003-"), ("filename", "a")]),
    (f"{LRM}<attached: 00000018-Re: qorvin.pdf>", [("keep", "00000018-"), ("filename", "Re: qorvin")]),
    (f"{LRM}<attached: 00000018-zwirp>", [("keep", "00000018-"), ("filename", "zwirp")]),
    ("<attached: 00000018-zwirp>", [("keep", "00000018-"), ("filename", "zwirp")]),
    (f"{LRM}<bijgevoegd: zwirp>", [("filename", "zwirp")]),
    (f"{LRM}<bijgevoegd: qorvin? zwirp/xylka>", [("filename", "qorvin? zwirp/xylka")]),
    ("<bijgevoegd: zwirp>", []),
    ("zwirp.numbers (file attached)", [("filename", "zwirp")]),
    (f"{LRM}<attached: 00000018-zwirp.pages>", [("keep", "00000018-"), ("filename", "zwirp")]),
    ("Qorvin en Zwirp.vcf (bestand bijgevoegd)", [(P, "Qorvin"), (P, "Zwirp")]),
    (f"{LRM}<attached: 00000004-Qorvin Brundtsma en 3 andere contacten.vcf>",
     [("keep", "00000004-"), (P, "Qorvin Brundtsma")]),
    ("Qorvin and 2 other contacts.vcf (file attached)", [(P, "Qorvin")]),
    ("Qorvin & 2 others.vcf (file attached)", [(P, "Qorvin")]),
    ("zie verslag.pdf (van gisteren)", []),
    ("1 < 2: ja.", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), FILES, ids=[body[:40] for body, _ in FILES])
def test_files_that_a_message_points_at(body: str, expected: list[tuple[str, str]]) -> None:
    text = f"02-05-2022 16:08 - Fenna: {body}\n02-05-2022 16:09 - Fenna: ok\n"
    found = pairs(text)[1:-2]
    extensions = [(role, kept) for role, kept in found if role == "keep" and kept[0] == "."]
    assert [pair for pair in found if pair not in extensions] == [("text", PLAIN.read(body)), *expected]


@pytest.mark.parametrize("name", ["a.pdf", "Ineke de Wit.vcf", "zwirp.numbers"])
def test_the_extension_of_a_file_is_kept(name: str) -> None:
    there = pairs(f"02-05-2022 16:08 - Fenna: {name} (file attached)\n")
    assert ("keep", name[name.index(".") :]) in there


PLACES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Café Vos (Dorpsstraat 1): https://foursquare.com/v/1",
     [("place", "Café Vos"), ("place", "Dorpsstraat 1")]),
    ("Café Vos: https://foursquare.com/v/1", [("place", "Café Vos")]),
    ("hoi\nCafé Vos (Kade 2): https://foursquare.com/v/1", [("place", "Café Vos"), ("place", "Kade 2")]),
    ("hoi @\u2068~\u202fBram\u2069", [(P, "~ Bram")]),
    ("@\u2068Bram de Wit\u2069 en @\u2068Bo\u2069, hoi", [(P, "Bram de Wit"), (P, "Bo")]),
    ("@31600000001 kom je?", [(P, "31600000001")]),
    ("mail a@12345678.example", []),
    ("POLL:\nWie komt?\n\u200eOPTION: Bram (2 votes)\n\u200eOPTION: Bo (1 vote)",
     [("keep", "POLL:"), ("keep", "OPTION:"), ("keep", "OPTION:")]),
    ("hoi \u200e<Dit bericht is bewerkt>", [("keep", "<Dit bericht is bewerkt>")]),
    ("hi \u200e<This message was edited>", [("keep", "<This message was edited>")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), PLACES, ids=[body[:30] for body, _ in PLACES])
def test_places_mentions_polls_and_edits(body: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(f"02-05-2022 16:08 - Fenna: {body}\n")[1:] == [("text", PLAIN.read(body)), *expected]


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("Locatie: https://maps.google.com/?q=52.0,5.1", "location"),
        ("location: https://maps.google.com/?q=52.0,5.1", "location"),
        ("POLL:\nWie komt?", "poll"),
        ("hoi", ""),
    ],
)
def test_what_a_text_is(body: str, note: str) -> None:
    assert [f.note for f in read(f"02-05-2022 16:08 - Fenna: {body}\n") if f.role is Role.TEXT] == [note]


LONG = "een lange regel\n" * 60

# --- sniffing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02-05-2022 16:08 - Fenna: hoi", "whatsapp"),
        ("\ufeff[02-05-2022 16:08:13] Fenna: hoi\r\n", "whatsapp"),
        ("[5/2, 16:08] Fenna: hoi", "whatsapp"),
        ("Beste Fenna,\n\nTot morgen om 14:30!\n", "plain"),
        ("12-05-2024 14:30 afspraak: brief\n", "plain"),
        ("", "plain"),
        ("Verslag\n" * 100 + "02-05-2022 16:08 - Fenna: hoi", "plain"),
        (f"02-05-2024 16:00 - xylka: {LONG}02-05-2024 16:00 - qorvin: {LONG}", "whatsapp"),
        (f"\n\n[02-05-2024, 16:00:13] xylka: {LONG * 9}", "whatsapp"),
        (f"zo ging het\n\n[5/2, 16:08] xylka: {LONG * 9}", "whatsapp"),
        (f"> [5/2, 16:08] xylka: {LONG * 9}", "whatsapp"),
    ],
)
def test_sniff(text: str, expected: str) -> None:
    assert sniff("anything", text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("WhatsApp-chat met zwirp.txt", "whatsapp"),
        ("map/WhatsApp Chat - zwirp (2) (1).txt", "whatsapp"),
        ("_chat.txt", "whatsapp"),
        ("map/_chat (2).txt", "whatsapp"),
        ("verslag.txt", "plain"),
    ],
)
def test_the_name_of_a_file_tells_too(name: str, expected: str) -> None:
    text = "hoi\n" * 30 + f"02-05-2024 16:00 - xylka: {LONG}"
    assert sniff(name, text) == expected
    assert sniff(name, LONG) == "plain"


# --- properties -----------------------------------------------------------------------------------------

_BLANK = re.compile(rf"[\s\x00-\x1f\x7f-\x9f{INVISIBLE}]+")
_HEADER_MARKS = {"", "[", "]", "-", "–", "—", ":", ","}


def unseen(text: str, format: str = "whatsapp") -> list[str]:
    """The parts of a text that no field covers, but blanks, invisible marks and a header's punctuation."""
    covered = bytearray(len(text))
    for field in FORMATS[format].fields(0, text):
        for start, end in field.pieces:
            covered[start:end] = b"\x01" * (end - start)
    lines = "".join("\0" if seen else char for char, seen in zip(text, covered, strict=True)).split("\n")
    gaps = [gap for line in lines for gap in line.split("\0")]
    return [gap for gap in gaps if _BLANK.sub("", gap).lstrip(">") not in _HEADER_MARKS]


_FRAGMENTS = st.sampled_from(
    [
        *STYLES.values(), *SENDERS.values(), *(line for line, _ in SYSTEM[::5]),
        *(body for body, _ in FILES[::3]), *(body for body, _ in PLACES),
        "\n", "\n", "\r\n", ": ", ":", " ", "  ", "hoi", "Fenna", "12:30", "[", "]", "- ", "“", '"',
        LRM, "\ufeff", "\u2028", "\x0c", "\x00", "\u0301", "\udcff", "12-05-2024", "mei", "Bram ",
    ]
)  # fmt: skip
_EXPORTS = st.one_of(
    st.text(max_size=80), st.lists(st.one_of(_FRAGMENTS, st.text(max_size=4)), max_size=14).map("".join)
)


@pytest.mark.parametrize("format", ["whatsapp", "plain"])
@settings(max_examples=400, deadline=None)
@given(text=_EXPORTS)
def test_nothing_is_unseen(format: str, text: str) -> None:
    assert unseen(text, format) == []


@pytest.mark.parametrize("format", ["whatsapp", "plain"])
@settings(max_examples=300, deadline=None)
@given(text=_EXPORTS)
def test_fields_lie_in_the_text_and_say_what_stands_there(format: str, text: str) -> None:
    messages = []
    for field in FORMATS[format].fields(3, text):
        at = 0
        for start, end in field.pieces:
            assert at <= start <= end <= len(text)
            at = end
        assert field.text == "".join(field.codec.view(text[slice(*p)]).text for p in field.pieces)
        assert field.part == 3
        messages.append(field.message)
    assert messages == sorted(messages)


@settings(max_examples=300, deadline=None)
@given(_EXPORTS)
def test_what_is_kept_or_a_time_holds_no_word_of_people(text: str) -> None:
    fields = read(text)
    examined = {p for f in fields if f.role is Role.TEXT for p in f.pieces}
    for field in fields:
        if field.role is Role.TIME and field.pieces[0] not in examined:
            assert not foreign_words(text[slice(*field.pieces[0])])
        if field.role is Role.KEEP and field.note != "empty":
            extension = stem_of(f"x{field.text}") == "x"
            fixed = body_note(field.text) or MARKS.fullmatch(field.text) or extension
            chosen = [field.text for *_, chosen in given_parts(field.text, field.note) if chosen]
            assert fixed or not chosen


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_slots_lie_in_their_line(line: str) -> None:
    for slot in system_slots(line) or ():
        assert 0 <= slot.start < slot.end <= len(line)


# --- time -----------------------------------------------------------------------------------------------

_MEGA = 300_000
_HOSTILE = [
    "1", "[", "1-1-1 1:1 - ", "1-1-1 11:11 - \n", "[5/2, 16:08] a: b\n", "a ", "e\u0301", "\u0301\u0316",
    "\u200e", "\u200d", "\n", "\r", ": ", "<aa: b.", "a.b (", " (file attached)\n", "x.pdf • ", " (",
    "@\u2068", "@12345678", "a (b): https://foursquare.com/v/", "“", '"', "5 de mei de 2024 ",
    "1年1月1日", " en ", " changed to ", "> ", "[16:01] a: b\n", "Van: ", "a, [", "a: b: ", "\ufe0f", "x\u0338",
    "Van: a;\n", "“a: ", "16:01, 1-1-1 ", "Aa ", "<aa: 00000001-",
]  # fmt: skip


@pytest.mark.parametrize("unit", _HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    noise = (unit * (_MEGA // len(unit) + 1))[:_MEGA]
    began = time.process_time()
    for text in (noise, f"12-05-2024 14:30 - {noise}", f"12-05-2024 14:30 - A: {LRM}{noise}"):
        for _ in whatsapp.fields(0, text):
            pass
        for _ in plain.fields(0, text):
            pass
    assert time.process_time() - began < 10
