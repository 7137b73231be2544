"""Moving the times of a conversation: every format kept as it is written, every date moved by the same days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import shifts, times
from chatscrub.formats import whatsapp
from chatscrub.model import Role
from chatscrub.shifts import Shifted, Style, offset, shifted, shifted_name
from chatscrub.syntax.plain import PLAIN

SAMPLES = Path(__file__).parents[1] / "sample_exports" / "whatsapp"
LRM, RLM, NBSP, NARROW = "\u200e", "\u200f", "\u00a0", "\u202f"
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

# --- one row for every format ---------------------------------------------------------------------------

MOVED = {
    # as in sample_exports
    "android-nl": ("02-05-2022 16:08", -40, "23-03-2022 16:08"),
    "android-gb": ("29/09/2023, 18:04", -40, "20/08/2023, 18:04"),
    "ios-nl": ("26-11-2023, 14:20:36", -40, "17-10-2023, 14:20:36"),
    "ios-us": (f"3/14/24, 4:02:28{NARROW}PM", -40, f"2/3/24, 4:02:28{NARROW}PM"),
    "pasted-time-first": ("16:08, 25-2-2022", -40, "16:08, 16-1-2022"),
    # as in other exports
    "ios-nl-older": ("02-05-2022 16:08:13", -40, "23-03-2022 16:08:13"),
    "ios-gb": ("22/05/2022, 16:08:13", -40, "12/04/2022, 16:08:13"),
    "ios-de": ("22.05.22, 16:08:13", -40, "12.04.22, 16:08:13"),
    "ios-iso": ("2022-05-22, 16:08:13", -40, "2022-04-12, 16:08:13"),
    "ios-slash": ("2022/05/22 16:08:13", -40, "2022/04/12 16:08:13"),
    "ios-ja": ("2023/12/1 23:50:12", -40, "2023/10/22 23:50:12"),
    "ios-zh": ("2024/2/29 下午8:01:15", -365, "2023/3/1 下午8:01:15"),
    "ios-zh-worded": ("2024年2月9日 下午8:01:15", -40, "2023年12月31日 下午8:01:15"),
    "ios-ko": ("2023. 12. 31. 오후 11:58:02", -300, "2023. 03. 06. 오후 11:58:02"),
    "ios-ko-short": ("2023. 2. 1. 오후 11:58:02", -30, "2023. 1. 2. 오후 11:58:02"),
    "ios-tr": ("12.05.2022 16:08:13", -40, "02.04.2022 16:08:13"),
    "ios-tr-day": ("2.05.2022 16:08:13", -28, "4.04.2022 16:08:13"),
    "ios-ar": (f"٢٢{RLM}/٥{RLM}/٢٠٢٢، ٤:٠٨:١٣ م", -40, f"١٢{RLM}/٤{RLM}/٢٠٢٢، ٤:٠٨:١٣ م"),
    "ios-mark": (f"{LRM}22-05-2022 16:08:13", -40, f"{LRM}12-04-2022 16:08:13"),
    "ios-bom-inside": ("\ufeff29.01.18, 12:24:03", -40, "\ufeff20.12.17, 12:24:03"),
    "ios-es": (f"23/6/18 1:55:00 p.{NBSP}m.", -40, f"14/5/18 1:55:00 p.{NBSP}m."),
    "ios-old": ("26-01-16 12:29:41", -40, "17-12-15 12:29:41"),
    "ios-old-dots": ("13.06.18 21.25.15", -40, "04.05.18 21.25.15"),
    "android-nl-older": ("27/04/24, 10:05", -40, "18/03/24, 10:05"),
    "android-us": ("5/22/22, 4:08 PM", -40, "4/12/22, 4:08 PM"),
    "android-us-day": ("5/22/22, 16:08", -50, "4/2/22, 16:08"),
    "android-us-zeros": ("09/17/19, 8:30:52 AM", -40, "08/08/19, 8:30:52 AM"),
    "android-fr": ("17/12/2022 à 17:25", -40, "07/11/2022 à 17:25"),
    "android-fi": ("13.6.2018 klo 21.25", -40, "4.5.2018 klo 21.25"),
    "android-cz": ("13. 6. 2018. 21:25", -40, "4. 5. 2018. 21:25"),
    "android-hu": ("2018. 06. 13. 21:25", -40, "2018. 05. 04. 21:25"),
    "android-bg": ("22.05.22 г., 16:01 ч.", -40, "12.04.22 г., 16:01 ч."),
    "buddhist": ("13/6/2561 BE 21:25", -40, "4/5/2561 BE 21:25"),
    "buddhist-new-year": ("5/1/2561 21:25", -40, "26/11/2560 21:25"),
    "iso": ("2022-05-22T16:01", -40, "2022-04-12T16:01"),
    "iso-zone": ("2022-05-22T16:01:13+02:00", -40, "2022-04-12T16:01:13+02:00"),
    "fraction": ("22-05-2024, 16:01:13.123", -40, "12-04-2024, 16:01:13.123"),
    "short-year": ("22-05-'24 16:01", -40, "12-04-'24 16:01"),
    "full-width": ("２０２２/０５/２２ １６:０１", -40, "２０２２/０４/１２ １６:０１"),
    "date-alone": ("22-05-2022", -40, "12-04-2022"),
    "midnight-24": ("22-05-2022 24:00", -40, "12-04-2022 24:00"),
    # in words
    "worded-nl": ("2 mei 2022 16:08", -40, "23 mrt 2022 16:08"),
    "worded-nl-full": ("2 augustus 2022 16:08", -62, "1 juni 2022 16:08"),
    "worded-nl-weekday": ("ma 2 mei 2022 16:08", -40, "wo 23 mrt 2022 16:08"),
    "worded-weekday-kept": ("ma 2 mei 2022 16:08", -42, "ma 21 mrt 2022 16:08"),
    "worded-en": ("August 2, 2022, 4:08 PM", -62, "June 1, 2022, 4:08 PM"),
    "worded-en-weekday": ("Tue, Aug 2, 2022, 4:08 PM", -62, "Wed, Jun 1, 2022, 4:08 PM"),
    "worded-es": ("2 de agosto de 2022 16:08", -62, "1 de junio de 2022 16:08"),
    "worded-de": ("5. Februar 2022 um 12:30", -31, "5. Januar 2022 um 12:30"),
    "worded-shouting": ("2 AUGUSTUS 2022 16:08", -62, "1 JUNI 2022 16:08"),
    "worded-time-first": ("16:01, 2 oktober 2022", -31, "16:01, 1 september 2022"),
    "mbox": ("Fri May  3 10:14:55 2024", -60, "Mon Mar  4 10:14:55 2024"),
    "mbox-two-digits": ("Mon Mar  4 10:14:55 2024", -20, "Tue Feb 13 10:14:55 2024"),
    "mbox-zone": ("Tue Feb 13 10:14:55 CET 2024", -40, "Thu Jan  4 10:14:55 CET 2024"),
    # the calendar
    "leap-day": ("29-02-2024 10:00", -366, "28-02-2023 10:00"),
    "to-a-leap-day": ("31-03-2024 10:00", -31, "29-02-2024 10:00"),
    "no-leap-day": ("31-03-2023 10:00", -31, "28-02-2023 10:00"),
    "2000-leap-day": ("01-03-2000 10:00", -1, "29-02-2000 10:00"),
    "year-change": ("15-01-2024 10:00", -30, "16-12-2023 10:00"),
    "far-back": ("31-12-2024 10:00", -1000, "06-04-2022 10:00"),
    "onward": ("31-12-2024 10:00", 1, "01-01-2025 10:00"),
    "not-at-all": ("31-12-2024 10:00", 0, "31-12-2024 10:00"),
    "two-digit-century": ("05/01/00, 10:00", 365, "04/01/01, 10:00"),
}


@pytest.mark.parametrize(("stamp", "days", "expected"), MOVED.values(), ids=MOVED)
def test_one_stamp(stamp: str, days: int, expected: str) -> None:
    found = shifted([stamp], days)
    assert (found.texts, found.unread) == ([expected], 0)
    back = shifted(found.texts, -days, found.style)
    assert (back.texts, back.unread) == ([stamp], 0)


UNREAD = [
    "",
    "5/2, 16:08",
    "16:08",
    "gisteren 16:08",
    "31-02-2022 16:08",
    "02-05-2022 26:61",
    "02-05-9999 16:08",
    "2-5-1402 16:08",
    "2 травня 2022 16:08",
    "2 травня 2022 16.08.13",
    "di 2 mei 2022 16:08",
    "3 xyz 2022 16:08",
    "²²-05-2022 16:08",
    "2٢-05-2022 16:08",
    f"2{LRM}2-05-2022 16:08",
    "1" * 6000 + " 16:08",
]


@pytest.mark.parametrize("stamp", UNREAD, ids=[repr(s[:30]) for s in UNREAD])
def test_what_cannot_be_read_stays_and_is_counted(stamp: str) -> None:
    found = shifted([stamp, "22-05-2022 16:08", stamp], -40)
    assert found.texts == [stamp, "12-04-2022 16:08", stamp]
    assert found.unread == 2


@pytest.mark.parametrize(
    ("stamp", "days"),
    [
        ("05/01/00, 10:00", -5),
        ("31/12/99, 10:00", 1),
        ("05/01/1970, 10:00", -5),
        ("31/12/2199, 10:00", 1),
        ("31/12/2024, 10:00", 10**9),
        ("31/12/2024, 10:00", -(10**9)),
        ("31/12/2024, 10:00", 10**12),
    ],
)
def test_a_date_that_the_format_cannot_write_stays_and_is_counted(stamp: str, days: int) -> None:
    found = shifted([stamp], days)
    assert (found.texts, found.unread) == ([stamp], 1)


def test_nothing_to_move() -> None:
    assert shifted([], -40) == Shifted([], 0, 0, False, Style("dmy", True, True))


def test_one_character_typed_over_is_all_that_changes() -> None:
    assert shifted([f"\ufeff{RLM}22/05/22,{NBSP}{NARROW}4:08{NARROW}p.{NBSP}m.{LRM}"], -1).texts == [
        f"\ufeff{RLM}21/05/22,{NBSP}{NARROW}4:08{NARROW}p.{NBSP}m.{LRM}"
    ]


# --- the whole conversation -----------------------------------------------------------------------------

TOGETHER = {
    "months first": ("5/6/24, 10:00 | 5/13/24, 10:00", -40, "3/27/24, 10:00 | 4/3/24, 10:00"),
    "days first": ("5/6/24, 10:00 | 13/6/24, 10:00", -40, "26/4/24, 10:00 | 4/5/24, 10:00"),
    "years first": (
        "20-01-15 1:00 | 20-03-31 1:00 | 21-02-01 1:00",
        1,
        "20-01-16 1:00 | 20-04-01 1:00 | 21-02-02 1:00",
    ),
    "order of messages": ("1/2/22, 10:00 | 2/1/22, 10:00", -40, "11/23/21, 10:00 | 12/23/21, 10:00"),
    "zeros from others": ("14.10.24, 10:00 | 5.11.24, 10:00", -40, "4.9.24, 10:00 | 26.9.24, 10:00"),
    "no zero for the day alone": ("2.05.2022 1:00 | 12.11.2022 1:00", -40, "23.03.2022 1:00 | 3.10.2022 1:00"),
    "zeros where nothing tells": ("11/10/24, 10:00", -40, "01/09/24, 10:00"),
    "each as it is": ("05-06-2024 1:00 | 5-6-2024 1:00", -30, "06-05-2024 1:00 | 6-5-2024 1:00"),
    "one language": (
        "1 jan 2022 1:00 | 2 mai 2022 1:00 | 3 dez 2022 1:00",
        365,
        "1 jan 2023 1:00 | 2 mai 2023 1:00 | 3 dez 2023 1:00",
    ),
    "the language of the others": ("1 mai 2022 1:00 | 3 août 2022 1:00", 31, "1 juin 2022 1:00 | 3 sept 2022 1:00"),
    "another language": (
        "2 mei 2022 1:00 | 2 maart 2022 1:00 | 3 Oct 2022 1:00",
        31,
        "2 juni 2022 1:00 | 2 april 2022 1:00 | 3 Oct 2022 1:00",
    ),
}


@pytest.mark.parametrize(("stamps", "days", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_the_conversation_tells(stamps: str, days: int, expected: str) -> None:
    old, new = stamps.split(" | "), expected.split(" | ")
    found = shifted(old, days)
    assert found.texts == new
    assert found.unread == sum(map(str.__eq__, old, new))


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        (["05/06/24, 10:00"], True),
        (["05/05/24, 10:00"], True),
        (["05/06/24, 10:00", "06/06/24, 10:00", "07/07/24, 10:00"], True),
        (["05/06/24, 10:00", "13/06/24, 10:00"], False),
        (["5/6/24, 10:00", "5/13/24, 10:00"], False),
        (["05/06/24, 10:00", "01/07/24, 10:00"], False),
        (["2024-05-06 10:00"], False),
        (["2024年5月6日 10:00"], False),
        (["5 mei 2024 10:00"], False),
        (["niets"], False),
    ],
)
def test_day_and_month_that_could_change_places_are_told(stamps: list[str], expected: bool) -> None:
    assert shifted(stamps, -40).ambiguous is expected


def test_new_dates_that_read_otherwise_are_counted() -> None:
    stamps = ["5/13/24, 10:00", "5/14/24, 10:00", "5/16/24, 10:00"]
    assert shifted(stamps, -10)[:3] == (["5/3/24, 10:00", "5/4/24, 10:00", "5/6/24, 10:00"], 0, 3)
    assert shifted(stamps, -14)[:3] == (["4/29/24, 10:00", "4/30/24, 10:00", "5/2/24, 10:00"], 0, 0)


def test_the_style_brings_back_what_nothing_tells() -> None:
    there = shifted(["5/2/22, 16:08", "5/13/22, 16:08"], -175)
    assert there.texts == ["11/8/21, 16:08", "11/19/21, 16:08"]
    there = shifted(["5/2/22, 16:08", "5/13/22, 16:08"], -170)
    assert shifted(there.texts, 170, there.style).texts == ["5/2/22, 16:08", "5/13/22, 16:08"]


# --- random dates and formats ---------------------------------------------------------------------------

DATES = st.dates(date(2003, 1, 1), date(2028, 12, 31))


def short(day: date) -> str:
    return f"{day.year % 100:02}"


WRITERS: dict[str, Callable[[date], str]] = {
    "02-05-2022 16:08": lambda d: f"{d:%d-%m-%Y} 16:08",
    "02-05-2022, 24:00:13": lambda d: f"{d:%d-%m-%Y}, 24:00:13",
    "02/05/22, 16:08": lambda d: f"{d:%d/%m}/{short(d)}, 16:08",
    "5/2/22, 4:08 PM": lambda d: f"{d.month}/{d.day}/{short(d)}, 4:08{NARROW}PM",
    "05/02/2022 4:08 a. m.": lambda d: f"{d:%m/%d/%Y} 4:08 a.{NBSP}m.",
    "02.05.22 21.25.15": lambda d: f"{d:%d.%m}.{short(d)} 21.25.15",
    "2.5.2022 klo 21.25": lambda d: f"{d.day}.{d.month}.{d.year} klo 21.25",
    "2.05.2022 16:08:13": lambda d: f"{d.day}.{d:%m.%Y} 16:08:13",
    "2. 5. 2022. 21:25": lambda d: f"{d.day}. {d.month}. {d.year}. 21:25",
    "2022-05-02T16:08:13+02:00": lambda d: f"{d:%Y-%m-%d}T16:08:13+02:00",
    "2022/5/2 下午8:01:15": lambda d: f"{d.year}/{d.month}/{d.day} 下午8:01:15",
    "2022年5月2日 8:01": lambda d: f"{d.year}年{d.month}月{d.day}日 8:01",
    "２０２２/０５/０２ ８:０１": lambda d: f"{d:%Y/%m/%d} 8:01".translate(FULL_WIDTH),
    "٢/٥/٢٠٢٢، ٤:٠٨ م": lambda d: f"{d.day}{RLM}/{d.month}{RLM}/{d.year}، 4:08 م".translate(EASTERN),
    "2/5/2565 BE 21:25": lambda d: f"{d.day}/{d.month}/{d.year + 543} BE 21:25",
    "16:08, 2-5-2022": lambda d: f"16:08, {d.day}-{d.month}-{d.year}",
    "02-05-'22 16:01": lambda d: f"{d:%d-%m}-'{short(d)} 16:01",
    "\ufeff02-05-2022 16:08": lambda d: f"\ufeff{d:%d-%m-%Y}{NBSP}16:08{LRM}",
    "02-05-2022": lambda d: f"{d:%d-%m-%Y}",
}
PADDED = [name for name in WRITERS if re.match(r"\W*(?:\d\d[-/.]\d\d|2022-|２)", name)]
MONTH_FIRST = ("5/2/22, 4:08 PM", "05/02/2022 4:08 a. m.")


def read(texts: list[str]) -> list[date | None]:
    """The days that ``times.parse`` reads, of texts with marks."""
    plain = [PLAIN.read(text) for text in texts]
    return [
        t and t.date() for t in times.parse([text if " " in text or "T" in text else f"{text} 0:00" for text in plain])
    ]


def moved(before: list[date | None], days: int) -> list[date | None]:
    return [d and d + timedelta(days) for d in before]


def stretched(dates: list[date]) -> list[date]:
    """The dates in order, with a year of others behind them, so that some tell the order and the zeros."""
    return [*sorted(dates), *(max(dates) + timedelta(13 * n) for n in range(1, 30))]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30)
@given(dates=st.lists(DATES, min_size=1, max_size=12), days=st.integers(-1000, 1000))
def test_every_date_moves_by_the_same_days(name: str, dates: list[date], days: int) -> None:
    dates = stretched(dates)
    texts = [WRITERS[name](d) for d in dates]
    found = shifted(texts, days)
    assert found.texts == [WRITERS[name](d + timedelta(days)) for d in dates]
    assert (found.unread, found.misread, found.ambiguous) == (0, 0, False)
    assert read(texts) == dates
    assert read(found.texts) == moved(read(texts), days)
    assert shifted(found.texts, -days).texts == texts


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30)
@given(dates=st.lists(DATES, min_size=1, max_size=4), days=st.integers(-1000, 1000))
def test_short_conversations_move_by_what_is_read(name: str, dates: list[date], days: int) -> None:
    """Day and month may be taken for each other: then too every date that is read moves by the same days."""
    texts = [WRITERS[name](d) for d in sorted(dates)]
    found = shifted(texts, days)
    assert found.unread == 0
    if not found.misread:
        assert read(found.texts) == moved(read(texts), days)
    assert shifted(found.texts, -days, found.style).texts == texts


@given(days=st.integers(-1000, 1000), pairs=st.lists(st.tuples(*[st.integers(1, 12)] * 2), min_size=1, max_size=9))
def test_ambiguous_dates_keep_their_order(days: int, pairs: list[tuple[int, int]]) -> None:
    texts = [f"{a:02}/{b:02}/2023, 10:00" for a, b in pairs]
    found = shifted(texts, days)
    before, after = read(texts), read(found.texts)
    order = sorted(range(len(texts)), key=lambda i: before[i] or date.max)
    new = [
        datetime.strptime(t, "%d/%m/%Y, %H:%M" if found.style.order == "dmy" else "%m/%d/%Y, %H:%M")
        for t in found.texts
    ]
    assert [new[i] for i in order] == sorted(new)
    assert [n.date() for n in new] == moved(before, days)
    if not found.misread:
        assert after == moved(before, days)


@pytest.mark.parametrize("name", PADDED)
@settings(max_examples=30)
@given(dates=st.lists(DATES, min_size=1, max_size=4), days=st.integers(-1000, 1000))
def test_separators_and_length_are_kept(name: str, dates: list[date], days: int) -> None:
    texts = [WRITERS[name](d) for d in dates]
    for old, new in zip(texts, shifted(texts, days).texts, strict=True):
        assert len(old) == len(new)
        assert re.sub(r"\d", "0", old) == re.sub(r"\d", "0", new)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30)
@given(day=DATES, days=st.integers(-1000, 1000))
def test_nothing_but_digits_changes(name: str, day: date, days: int) -> None:
    (new,) = shifted([WRITERS[name](day)], days).texts
    assert re.sub(r"\d+", "0", new) == re.sub(r"\d+", "0", WRITERS[name](day))


@given(
    st.lists(DATES, min_size=2, max_size=9), st.integers(-1000, 1000), st.integers(0, 30), st.sampled_from(UNREAD[:12])
)
def test_one_odd_stamp_does_not_stop_the_others(dates: list[date], days: int, at: int, odd: str) -> None:
    dates = stretched(dates)
    texts = [WRITERS["02-05-2022 16:08"](d) for d in dates]
    found = shifted([*texts[:at], odd, *texts[at:]], days)
    assert found.unread == 1
    assert found.texts.pop(at) == odd
    assert read(found.texts) == moved([*dates], days)


@given(
    st.lists(st.text(st.sampled_from("0123456789:./-, apm年月日mei'٢" + LRM + NARROW)), max_size=6),
    st.integers(-999, 999),
)
def test_any_text_is_moved_or_counted(texts: list[str], days: int) -> None:
    found = shifted(texts, days)
    changed = sum(old != new for old, new in zip(texts, found.texts, strict=True))
    assert changed <= len(texts) - found.unread
    assert shifted(texts, 0).texts == texts


# --- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", shifts._MONTHS, ids=" ".join)
def test_months_are_those_that_the_program_reads(row: tuple[str, ...]) -> None:
    texts = [f"2 {word} 2022 16:08" for word in row]
    months = [t and t.month for t in times.parse(texts)]
    assert set(enumerate(months, 1)) <= {(n, m) for n in range(1, 13) for m in (n, None)}
    found = shifted(texts, 365)
    assert found.unread == months.count(None)
    assert found.texts == [t.replace("2022", "2023") if month else t for t, month in zip(texts, months, strict=True)]
    there = shifted(texts, 31)
    assert None in months or shifted(there.texts, -31, there.style).texts == texts


@pytest.mark.parametrize("words", [shifts._MONTHS, shifts._WEEKDAYS], ids=["months", "weekdays"])
def test_no_word_means_two_things(words: list[tuple[str, ...]]) -> None:
    meanings = {(word, at) for row in words for at, word in enumerate(row)}
    assert len({word for word, _ in meanings}) == len(meanings)


def test_all_weekdays_move() -> None:
    names = "ma di wo do vr za zo".split()
    texts = [f"{name} {day} mei 2022 16:08" for day, name in enumerate(names, 2)]
    assert shifted(texts, -1).texts == [f"{names[at - 1]} {at + 1} mei 2022 16:08" for at in range(7)]


# --- exports --------------------------------------------------------------------------------------------


def exports() -> list[Path]:
    own = {"expected.txt", "marked.txt"}
    return [p for p in sorted(SAMPLES.rglob("*.txt")) if p.name not in own and ".members." not in p.name]


@pytest.mark.parametrize("path", exports(), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("days", [-30, -367, -994])
def test_samples(path: Path, days: int) -> None:
    text = path.read_bytes().decode()
    places = [f.pieces[0] for f in whatsapp.fields(0, text) if f.role is Role.TIME]
    stamps = [text[piece.start : piece.end] for piece in places]
    found = shifted(stamps, days)
    assert (found.unread, found.misread) == (0, 0)
    assert read(found.texts) == moved(read(stamps), days)
    assert shifted(found.texts, -days, found.style).texts == stamps


def test_the_text_that_is_read_moves_like_the_text_that_stands_there() -> None:
    raw = [f"{RLM}5/22/22, 4:08{NARROW}PM", "5/23/22, 4:08 PM"]
    assert [PLAIN.read(t) for t in shifted(raw, -40).texts] == shifted([PLAIN.read(t) for t in raw], -40).texts


# --- offsets --------------------------------------------------------------------------------------------


@given(st.binary(min_size=1, max_size=64), st.text(max_size=40), st.booleans())
def test_an_offset_lies_back_between_a_month_and_a_thousand_days(key: bytes, name: str, whole_weeks: bool) -> None:
    days = offset(key, name, whole_weeks=whole_weeks)
    assert -1000 <= days <= -30
    assert not whole_weeks or days % 7 == 0
    assert days == offset(key, name, whole_weeks=whole_weeks)


def test_offsets_differ_by_key_and_conversation() -> None:
    assert len({offset(bytes([n]), "a", whole_weeks=False) for n in range(200)}) > 150
    assert len({offset(b"k", str(n), whole_weeks=False) for n in range(200)}) > 150
    assert {offset(b"k", str(n), whole_weeks=True) for n in range(5000)} == set(range(-994, -34, 7))
    assert {offset(b"k", str(n), whole_weeks=False) for n in range(20000)} == set(range(-1000, -29))


def test_offsets_stay_the_same_from_version_to_version() -> None:
    assert offset(b"key", "conversation", whole_weeks=False) == -407
    assert offset(b"key", "conversation", whole_weeks=True) == -721
    assert offset(b"", "\udcff", whole_weeks=False) < 0


# --- names of media -------------------------------------------------------------------------------------

NAMES = {
    "IMG-20240502-WA0001.jpg": "IMG-20240323-WA0001.jpg",
    "VID-20240502-WA0001.mp4": "VID-20240323-WA0001.mp4",
    "PTT-20240502-WA0003.opus": "PTT-20240323-WA0003.opus",
    "AUD-20240502-WA00033.m4a": "AUD-20240323-WA00033.m4a",
    "STK-20240110-WA0003.webp": "STK-20231201-WA0003.webp",
    "DOC-20240502-WA0006.": "DOC-20240323-WA0006.",
    "DOC-20240502-WA0006": "DOC-20240323-WA0006",
    "img-20240502-wa0001.jpg": "img-20240323-wa0001.jpg",
    "Media/IMG-20240502-WA0001(1).jpg": "Media/IMG-20240323-WA0001(1).jpg",
    "IMG-20240502-WA0001.jpg (bestand bijgevoegd)": "IMG-20240323-WA0001.jpg (bestand bijgevoegd)",
    "WhatsApp Image 2024-05-02 at 16.08.13.jpeg": "WhatsApp Image 2024-03-23 at 16.08.13.jpeg",
    "WhatsApp Image 2024-05-02 at 4.08.13 PM (1).jpeg": "WhatsApp Image 2024-03-23 at 4.08.13 PM (1).jpeg",
    "WhatsApp Video 2024-05-02 at 16.08.13.mp4": "WhatsApp Video 2024-03-23 at 16.08.13.mp4",
    "WhatsApp Afbeelding 2024-05-02 om 16.08.13.jpeg": "WhatsApp Afbeelding 2024-03-23 om 16.08.13.jpeg",
    "WhatsApp Ptt 2024-05-02 at 16.08.13.ogg": "WhatsApp Ptt 2024-03-23 at 16.08.13.ogg",
    "WhatsApp_Image_2024-05-02_at_16.08.13.jpeg": "WhatsApp_Image_2024-03-23_at_16.08.13.jpeg",
    "00000012-PHOTO-2024-05-02-16-08-13.jpg": "00000012-PHOTO-2024-03-23-16-08-13.jpg",
    "00000012-VIDEO-2024-02-29-16-08-13.mp4": "00000012-VIDEO-2024-01-20-16-08-13.mp4",
    "PHOTO-2024-05-02-16-08-13.jpg": "PHOTO-2024-03-23-16-08-13.jpg",
    "2024-05-02-PHOTO-00004762.jpg": "2024-03-23-PHOTO-00004762.jpg",
    # nobody's date, or not WhatsApp's name
    "IMG-20240231-WA0001.jpg": "IMG-20240231-WA0001.jpg",
    "IMG-99990502-WA0001.jpg": "IMG-99990502-WA0001.jpg",
    "IMG-20240502.jpg": "IMG-20240502.jpg",
    "20240502_160813.jpg": "20240502_160813.jpg",
    "verslag 2024-05-02.pdf": "verslag 2024-05-02.pdf",
    "PHOTO-2024-05-02-99-08-13.jpg": "PHOTO-2024-05-02-99-08-13.jpg",
    "XIMG-20240502-WA0001.jpg": "XIMG-20240502-WA0001.jpg",
    "00000017-Manifest.pdf": "00000017-Manifest.pdf",
    "_chat.txt": "_chat.txt",
    "": "",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=lambda name: repr(name)[:50])
def test_one_name(name: str, expected: str) -> None:
    assert shifted_name(name, -40) == expected
    assert shifted_name(expected, 40) == name


@given(DATES, st.integers(-1000, 1000))
def test_any_date_in_a_name(day: date, days: int) -> None:
    new = day + timedelta(days)
    for form in (
        "IMG-{:%Y%m%d}-WA0001.jpg",
        "PHOTO-{:%Y-%m-%d}-16-08-13.jpg",
        "WhatsApp Image {:%Y-%m-%d} at 16.08.jpeg",
    ):
        assert shifted_name(form.format(day), days) == form.format(new)


@given(st.text(max_size=60), st.integers(-1000, 1000))
def test_other_names_are_left_alone(name: str, days: int) -> None:
    assert shifted_name(name, days) == name


def test_a_name_far_away_stays() -> None:
    assert shifted_name("IMG-20240502-WA0001.jpg", 10**12) == "IMG-20240502-WA0001.jpg"
