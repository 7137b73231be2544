"""The pictures of the report: well formed, closed, the same numbers as their tables, fit for one or many."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FunctionLoader, StrictUndefined

from chatscrub import pictures, wording
from chatscrub.pictures import Picture
from chatscrub.tallies import Row
from chatscrub.wording import LANGUAGES, Language, Words

START = dt.date(2021, 5, 3)
DRAW = {
    "messages": pictures.messages_over_time,
    "mentions": pictures.mentions_map,
    "kinds": pictures.kinds_per_person,
}
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_picture = pytest.mark.parametrize("name", DRAW)
Rows = list[Row]


def drawn(name: str, rows: Rows, language: Language = "en") -> Picture | None:
    return DRAW[name](rows, Words(language))


def picture(name: str, rows: Rows, language: Language = "en") -> Picture:
    found = drawn(name, rows, language)
    assert found is not None
    return found


def day(number: int) -> str:
    return (START + dt.timedelta(number)).isoformat()


def some(name: str, people: int, days: int = 40, most: int = 5) -> Rows:
    """A table in which everybody has something."""
    who = [f"PERSON_{n}" for n in range(1, people + 1)]
    kinds = [str(text) for key, text in wording.texts("nl").items() if key.startswith("kind.")]
    second = {
        "messages": [day(n * 7 % days) for n in range(people)],
        "mentions": [who[n * 3 % people] for n in range(people)],
        "kinds": [kinds[n % len(kinds)] for n in range(people)],
    }[name]
    rows: Rows = [(p, second[n], 1 + n % most) for n, p in enumerate(who)]
    last = day(days - 1) if name == "messages" else second[-1]
    return [*rows, ("PERSON_1", second[0], most), ("PERSON_1", last, most)]


CASES: dict[str, list[tuple[str, Rows]]] = {
    "one": [(name, some(name, 1)) for name in DRAW],
    "two": [(name, some(name, 2)) for name in DRAW],
    "twelve": [(name, some(name, 12, days=1000, most=999)) for name in DRAW],
    "crowd": [(name, some(name, 300, days=3650, most=12345)) for name in DRAW],
    "one message": [("messages", [("ME", day(0), 1)])],
    "one day": [("messages", [(f"PERSON_{n}", day(0), n) for n in range(1, 4)])],
    "crowd in a day": [("messages", [(f"PERSON_{n}", day(0), 3) for n in range(1, 41)])],
    "weeks": [("messages", [("ME", day(0), 1), ("ME", day(100), 2)])],
    "century": [("messages", [("ME", "1921-05-03", 1), ("ME", day(0), 2)])],
    "undated": [("messages", [("ME", day(0), 1), ("ME", None, 1), ("ME", "2021-13-45", 1)])],
    "one undated": [("messages", [("ME", day(0), 1), ("ME", None, 1)])],
    "ties": [(name, [("A", day(0), 2), ("B", day(1), 2)]) for name in DRAW],
    "long names": [(name, [("Johanna van Zevenbergen-Oosterhuis", day(n), 2 + n) for n in (0, 1)]) for name in DRAW],
    "one place": [("kinds", [("ME", "Names", 1)]), ("mentions", [("ME", "PERSON_1", 1)])],
    "no writer": [("mentions", [(None, "PERSON_1", 3)])],
}
every_case = pytest.mark.parametrize(("name", "rows"), [case for cases in CASES.values() for case in cases])


def page(shown: list[Picture], words: Words) -> str:
    """A page with pictures as the report includes them."""
    env = Environment(
        loader=FunctionLoader(lambda name: wording.resource("templates", name)),
        autoescape=True,
        undefined=StrictUndefined,
    )
    source = (
        '{% from "pictures.html.j2" import picture %}<!DOCTYPE html><html lang="{{ t.language }}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>-</title><style>{% include "consent.css" %}{% include "pictures.css" %}</style></head>'
        '<body><main class="wrap"><h1>-</h1><section><h2>-</h2>'
        "{% for one in shown %}{{ picture(one, t) }}{% endfor %}</section></main></body></html>"
    )
    return env.from_string(source).render(shown=shown, t=words)


def use_all_wording(language: Language) -> None:
    """Draws every case, for the test that no wording lies unused."""
    shown = [picture(name, rows, language) for cases in CASES.values() for name, rows in cases]
    page(shown, Words(language))


def number(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or ""))


def texts(svg: str, look: str) -> list[str]:
    """What texts of a class say."""
    return [e.text or "" for e in ElementTree.fromstring(svg).iter("text") if look in (e.get("class") or "").split()]


@every_case
@every_language
def test_closed_and_well_formed(name: str, rows: Rows, language: Language) -> None:
    shown = picture(name, rows, language)
    root = ElementTree.fromstring(shown.svg)
    assert root.tag == "svg" and root.get("role") == "img"
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert (root.get("aria-labelledby") or "").split() == ids and len(set(ids)) == 2
    assert root.findtext("title") == shown.title
    assert root.findtext("desc") == f"{shown.summary} {shown.note}"
    assert not re.search(r"http|xmlns|href|url\(|<script|<style|style=|\bon\w+=|{|nan", shown.svg)
    assert "{" not in shown.summary + shown.note
    assert all(len(row) == len(shown.columns) == 3 and all(row) for row in shown.rows)


@every_case
@every_language
def test_whole_page_is_well_formed(name: str, rows: Rows, language: Language) -> None:
    shown = picture(name, rows, language)
    root = ElementTree.fromstring(re.sub(r"<meta[^>]*>|<!DOCTYPE html>|<style>.*?</style>", "", _page(shown, language)))
    assert len(list(root.iter("tr"))) == len(shown.rows) + 1
    assert [e.text for e in root.iter("h3")] == [shown.title]


def _page(shown: Picture, language: Language) -> str:
    return re.sub(r"<style>.*?</style>", "", page([shown], Words(language)), flags=re.S)


def test_ids_differ_between_pictures() -> None:
    markup = "".join(picture(name, some(name, 5)).svg for name in DRAW)
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids)) == 6


@every_picture
def test_names_are_escaped(name: str) -> None:
    bad = '<b onclick="x">&'
    shown = picture(name, [(bad, day(0) if name == "messages" else bad, 3)])
    assert "<b" not in shown.svg and "&lt;b onclick=&quot;x&quot;&gt;&amp;" in shown.svg
    assert "<b " not in page([shown], Words("en"))


@every_picture
@every_language
def test_nothing_to_draw(name: str, language: Language) -> None:
    assert drawn(name, [], language) is None
    assert drawn(name, [("ME", day(0), 0)], language) is None


def test_messages_without_any_date_are_not_drawn() -> None:
    assert drawn("messages", [("ME", None, 4)]) is None


@every_picture
def test_same_table_gives_the_same_bytes(name: str) -> None:
    rows = some(name, 30)
    assert picture(name, rows) == picture(name, rows[::-1])


names = st.sampled_from([f"PERSON_{n}" for n in range(1, 25)])
counts = st.integers(0, 20_000)


def table_of(name: str) -> st.SearchStrategy[Rows]:
    second = st.integers(0, 900).map(day) if name == "messages" else names
    return st.lists(st.tuples(names, second, counts), min_size=1, max_size=60)


@every_picture
@given(data=st.data())
def test_drawn_and_written_numbers_add_up_alike(name: str, data: st.DataObject) -> None:
    rows = data.draw(table_of(name))
    shown = drawn(name, rows)
    every = sum(n for *_, n in rows)
    assert (shown is None) == (every == 0)
    if shown is None:
        return
    assert sum(number(row[-1]) for row in shown.rows) == every
    who = Counter[str]()
    for first, _, n in rows:
        who[str(first)] += n
    assert {p: sum(number(r[-1]) for r in shown.rows if r[0] == p) for p in who if who[p]} == {
        p: n for p, n in who.items() if n
    }
    if name == "messages":
        totals = [number(text) for text in texts(shown.svg, "soft") if "message" in text]
        bars = [number(e.text.rpartition(": ")[2]) for e in _bars(shown.svg) if e.text]
        assert sum(totals) == every
        assert sum(bars) in (every, 0)  # one period has one bar per person, its number is the total
    else:
        assert sum(number(text) for text in texts(shown.svg, "n")) == every


def _bars(svg: str) -> list[ElementTree.Element]:
    return [title for rect in ElementTree.fromstring(svg).iter("rect") for title in rect.iter("title")]


@every_language
def test_cells_are_the_table(language: Language) -> None:
    shown = picture("mentions", [("ME", "PERSON_1", 1234), ("ME", "PERSON_2", 2), ("PERSON_1", "ME", 7)], language)
    assert sorted(texts(shown.svg, "n")) == sorted(row[-1] for row in shown.rows)
    assert Words(language).number(1234) in texts(shown.svg, "n")


@pytest.mark.parametrize(
    ("days", "bars", "size"),
    [
        (2, 2, "day"),
        (35, 35, "day"),
        (36, 6, "week"),
        (280, 40, "week"),
        (281, 10, "month"),
        (1200, 40, "month"),
        (3653, 41, "quarter"),
        (3701, 11, "year"),
        (36500, 101, "year"),
    ],
)
def test_a_bar_suits_the_span(days: int, bars: int, size: str) -> None:
    shown = picture("messages", [("ME", (START + dt.timedelta(n)).isoformat(), 1) for n in range(days)])
    assert len(shown.rows) == len(_bars(shown.svg)) == bars
    assert f"Each bar is one {size}." in shown.note


@pytest.mark.parametrize(("unit", "days"), [("week", 3), ("month", 3), ("month", 100)])
def test_a_table_by_week_or_month_is_not_cut_finer(unit: str, days: int) -> None:
    shown = pictures.messages_over_time([("ME", day(0), 3), ("ME", day(days), 4)], Words("en"), unit)
    assert shown is not None and sum(number(row[-1]) for row in shown.rows) == 7
    assert len(shown.rows) == (2 if days > 31 else 1)


@pytest.mark.parametrize(
    ("first", "days", "periods"),
    [
        ("2023-01-01", 35, ["week of 26 December 2022", "week of 30 January 2023"]),
        ("2024-02-26", 36, ["week of 26 February 2024", "week of 1 April 2024"]),
        ("2023-12-31", 300, ["December 2023", "October 2024"]),
        ("2023-03-31", 1250, ["January to March 2023", "July to September 2026"]),
        ("2020-12-31", 3700, ["2020", "2031"]),
    ],
)
def test_periods_begin_where_the_calendar_says(first: str, days: int, periods: list[str]) -> None:
    last = (dt.date.fromisoformat(first) + dt.timedelta(days)).isoformat()
    shown = picture("messages", [("ME", last, 1), ("ME", first, 2)])
    assert [row[1].removeprefix("the ") for row in shown.rows] == periods


@pytest.mark.parametrize(("people", "strips", "others"), [(1, 1, ""), (8, 8, ""), (9, 8, "2 others"), (300, 8, "293")])
def test_at_most_eight_strips(people: int, strips: int, others: str) -> None:
    shown = picture("messages", some("messages", people))
    assert svg_lines(shown.svg, "track") == strips
    assert ("added up" in shown.note) == bool(others) and others in shown.note
    assert len({row[0] for row in shown.rows}) == people


def svg_lines(svg: str, look: str) -> int:
    return sum(look in (e.get("class") or "").split() for e in ElementTree.fromstring(svg).iter("rect"))


@pytest.mark.parametrize(
    ("writers", "named", "most", "columns", "lines"),
    [(1, 1, 9, 1, 1), (12, 15, 999, 12, 15), (13, 16, 9, 12, 15), (300, 300, 9, 8, 15), (12, 3, 99_999, 6, 3)],
)
def test_as_many_cells_as_can_be_read(writers: int, named: int, most: int, columns: int, lines: int) -> None:
    rows: Rows = [(f"W{w}", f"N{n}", most) for w in range(writers) for n in range(named) if n == 0 or w % named == n]
    rows += [("W0", f"N{n}", most) for n in range(named)]
    shown = picture("mentions", [*dict.fromkeys(rows)])
    cells = sum(svg_lines(shown.svg, f"shade-{n}") for n in range(6))
    assert cells == columns * lines
    assert (f"adds up {writers - columns + 1} others" in shown.note) == (writers > columns)
    assert (f"bottom row adds up {named - lines + 1} others" in shown.note) == (named > lines)
    assert {row[0] for row in shown.rows} == {f"W{w}" for w in range(writers)}


def test_many_do_not_make_one_pale() -> None:
    crowd: Rows = [(f"W{n}", "PERSON_1", 50) for n in range(100)]
    shown = picture("mentions", [("ME", "PERSON_1", 60), *crowd])
    assert svg_lines(shown.svg, "shade-5") >= 1
    assert "4,700" in texts(shown.svg, "on-0"), "a sum has no shade"


@every_picture
def test_ten_comes_after_two(name: str) -> None:
    second = day(0) if name == "messages" else "PERSON_1"
    shown = picture(name, [(f"PERSON_{n}", second, 3) for n in (10, 2, 1)])
    assert [row[0] for row in shown.rows] == ["PERSON_1", "PERSON_2", "PERSON_10"]


SENTENCES = [
    ("nl", "messages", [("IK", day(0), 1)], "IK schreef het enige bericht."),
    ("nl", "messages", [("IK", day(0), 3)], "IK schreef alle 3 berichten."),
    ("nl", "messages", [("IK", day(0), 3), ("A", day(0), 3)], "Niemand schreef meer dan A: 3 van de 6 berichten."),
    (
        "nl",
        "messages",
        [("IK", day(0), 3000), ("A", day(3), 1)],
        "IK schreef het meest: 3.000 van de 3.001 berichten; het drukst was 3 mei 2021, met 3.000 berichten.",
    ),
    (
        "en",
        "messages",
        [("ME", day(0), 3), ("ME", day(100), 1)],
        "ME wrote all 4 messages; the busiest time was the week of 3 May 2021, with 3 messages.",
    ),
    ("en", "messages", [("ME", day(0), 3), ("ME", day(1), 3)], "ME wrote all 6 messages."),
    (
        "nl",
        "messages",
        [("IK", day(0), 3), ("IK", day(2000), 1)],
        "IK schreef alle 4 berichten; het drukst was april t/m juni 2021, met 3 berichten.",
    ),
    ("nl", "mentions", [("IK", "A", 1)], "Voor zover chatscrub zag wordt alleen A genoemd: 1 keer."),
    ("nl", "mentions", [("IK", "A", 2), ("A", "B", 1)], "A wordt het vaakst genoemd: 2 van de 3 keer."),
    ("en", "mentions", [("ME", "A", 2), ("A", "B", 2)], "Nobody is mentioned more often than A: 2 of the 4 times."),
    ("en", "kinds", [("ME", "Names", 2), ("A", "Names", 1)], "chatscrub found most data in the messages of ME: 2 of"),
    ("nl", "kinds", [("IK", "Namen", 1)], "De enige plek waar chatscrub gegevens vond, is een bericht van IK."),
]


@pytest.mark.parametrize(("language", "name", "rows", "sentence"), SENTENCES)
def test_sentence(language: Language, name: str, rows: Rows, sentence: str) -> None:
    assert picture(name, rows, language).summary.startswith(sentence)


@every_language
def test_messages_without_a_date_are_told_of(language: Language) -> None:
    words = Words(language)
    shown = picture("messages", [("ME", day(0), 5), ("ME", None, 2), ("PERSON_1", None, 1)], language)
    assert words.plural("pictures.undated", 3) in shown.note
    unknown = words("people.unknown")
    assert shown.rows[-2:] == (("ME", unknown, "2"), ("PERSON_1", unknown, "1"))


def test_a_name_that_is_missing_is_not_left_out() -> None:
    assert picture("mentions", [(None, "PERSON_1", 3), ("ME", "PERSON_1", 1)]).rows[0][0] == "unknown"


def test_long_names_keep_their_ends() -> None:
    names = ["PERSON_WITH_ROLE_K7Q2M4XA", "PERSON_WITH_ROLE_K7Q2M4XB"]
    shown = picture("messages", [(name, day(0), 1) for name in names])
    assert len(set(texts(shown.svg, "who"))) == 2
    assert [row[0] for row in shown.rows] == names
