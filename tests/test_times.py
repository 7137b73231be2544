"""Time stamps to dates: every style an export writes, and the order of day and month from the whole file."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.times import Moments, parse

STAMPS = {
    "02-05-2022 16:08:13": "2022-05-02T16:08:13",
    "02-05-2024, 16:08:13": "2024-05-02T16:08:13",
    "02-05-2022 16:08": "2022-05-02T16:08:00",
    "mar. 3 mai 2022 10:11": "2022-05-03T10:11:00",
    "mar. 8 mar 2022 10:11": "2022-03-08T10:11:00",
    "3 de fev de 2022 10:11": "2022-02-03T10:11:00",
    "12. Jänner 2021, 10:00": "2021-01-12T10:00:00",
    "27/04/24, 10:05": "2024-04-27T10:05:00",
    "5/22/22, 4:08:13 PM": "2022-05-22T16:08:13",
    "5/22/22, 12:08 AM": "2022-05-22T00:08:00",
    "5/22/22, 12:08 PM": "2022-05-22T12:08:00",
    "5/22/22, 4:08 p.m.": "2022-05-22T16:08:00",
    "22/5/2018 1:55 p. m.": "2018-05-22T13:55:00",
    "22/5/2018 1:55 a. m.": "2018-05-22T01:55:00",
    "02.05.22, 16:08": "2022-05-02T16:08:00",
    "13.06.18 21.25.15": "2018-06-13T21:25:15",
    "13.6.2018 klo 21.25": "2018-06-13T21:25:00",
    "17/12/2022 à 17:25": "2022-12-17T17:25:00",
    "17/12/2022 17h25": "2022-12-17T17:25:00",
    "13. 6. 2018. 21:25": "2018-06-13T21:25:00",
    "2018. 06. 13. 21:25": "2018-06-13T21:25:00",
    "2022-05-02, 16:08:13": "2022-05-02T16:08:13",
    "2022/05/02 16:08:13": "2022-05-02T16:08:13",
    "2023. 12. 31. 오후 11:58:02": "2023-12-31T23:58:02",
    "2023. 12. 31. 오전 12:58:02": "2023-12-31T00:58:02",
    "2024/2/9 下午8:01:15": "2024-02-09T20:01:15",
    "2024年2月9日 上午8:01": "2024-02-09T08:01:00",
    "2/5/2022، 4:08:13 م": "2022-05-02T16:08:13",
    "13/6/2561 BE 21:25": "2018-06-13T21:25:00",
    "13-6-2561 21:25": "2018-06-13T21:25:00",
    "16:08, 5-2-2022": "2022-02-05T16:08:00",
    "2 mei 2022 16:08": "2022-05-02T16:08:00",
    "ma 2 mei 2022 16:08": "2022-05-02T16:08:00",
    "May 2, 2022, 4:08 PM": "2022-05-02T16:08:00",
    "2 de mayo de 2022 16:08": "2022-05-02T16:08:00",
    "2 mrt 2022 16:08": "2022-03-02T16:08:00",
    "3. Sep. 2022, 12:08": "2022-09-03T12:08:00",
    "am 5. Mai 2022 um 12:30": "2022-05-05T12:30:00",
    "2-5-2022 8:08 's avonds": "2022-05-02T20:08:00",
    "02.05.22 г., 16:01 ч.": "2022-05-02T16:01:00",
    "02.05.22 ж., 16:01": "2022-05-02T16:01:00",
    "16:01, 22/05/2022": "2022-05-22T16:01:00",
    "2022-05-02T16:01": "2022-05-02T16:01:00",
    "2022-05-02T16:01:13Z": "2022-05-02T16:01:13",
    "02-05-'24 16:01": "2024-05-02T16:01:00",
    "02-05-2024, 16:01:13.123": "2024-05-02T16:01:13",
    "02-05-2024, 16:01:13 CET": "2024-05-02T16:01:13",
    "2022-05-02T16:01:13+02:00": "2022-05-02T16:01:13",
    "2022-05-02T16:01:13.5-0800": "2022-05-02T16:01:13",
    "16:01:13 02-05-2022": "2022-05-02T16:01:13",
    "2022년 5월 2일 오후 4:01": "2022-05-02T16:01:00",
    "2-5 16:01": None,
    "16:01": None,
    "5/2, 16:08": None,
    "31-02-2022 16:08": None,
    "02-05-9999 16:08": None,
    "02-05-2022 26:61": None,
    "gisteren 16:08": None,
    "1" * 6000 + " 16:08": None,
    "": None,
}


@pytest.mark.parametrize(("stamp", "expected"), STAMPS.items(), ids=[s[:30] for s in STAMPS])
def test_one_stamp(stamp: str, expected: str | None) -> None:
    assert parse([stamp]) == [expected and datetime.fromisoformat(expected)]


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        ([], []),
        (["01/02/22, 10:00", "13/02/22, 10:00"], ["2022-02-01", "2022-02-13"]),
        (["01/02/22, 10:00", "02/13/22, 10:00"], ["2022-01-02", "2022-02-13"]),
        (["11/30/22, 10:00", "1/2/23, 10:00"], ["2022-11-30", "2023-01-02"]),
        (["01/02/22, 10:00", "02/01/22, 10:00"], ["2022-01-02", "2022-02-01"]),
        (["20-01-15 10:00", "20-03-31 10:00", "21-02-01 10:00"], ["2020-01-15", "2020-03-31", "2021-02-01"]),
        (["05/06/24, 10:00", "05/06/24, 10:01"], ["2024-06-05", "2024-06-05"]),
    ],
)
def test_the_whole_file_decides_the_order(stamps: list[str], expected: list[str]) -> None:
    assert [d and d.date().isoformat() for d in parse(stamps)] == expected


def test_a_late_line_decides_too() -> None:
    stamps = ["05/06/24, 10:00"] * 5_000 + ["05/13/24, 10:00"]
    assert parse(stamps)[0] == datetime(2024, 5, 6, 10)


@given(st.lists(st.text(st.sampled_from("0123456789:./-, apm年月日mei")), max_size=6))
def test_any_text_gives_a_date_or_none(stamps: list[str]) -> None:
    found = parse(stamps)
    assert len(found) == len(stamps)
    assert all(d is None or 1970 <= d.year < 2200 for d in found)


@given(st.lists(st.datetimes(datetime(2001, 1, 1), datetime(2068, 1, 1)), max_size=30).map(sorted))
def test_days_above_twelve_are_read_back(dates: list[datetime]) -> None:
    dates = [d.replace(second=0, microsecond=0) for d in dates if d.day > 12]
    assert parse([f"{d:%d-%m-%Y %H:%M}" for d in dates]) == dates
    assert parse([f"{d:%m/%d/%Y, %I:%M %p}" for d in dates]) == dates


def test_a_clock_that_cannot_be_leaves_the_others() -> None:
    assert parse(["01-02-2023 10:00:59", "02-02-2023 10:00:75", "x"]) == [datetime(2023, 2, 1, 10, 0, 59), None, None]


def test_the_first_stamp_of_a_message_counts() -> None:
    found = Moments()
    found.put(1, [0, -1, 0, 3, 3], [60, 0, 120, -1, 5])
    whole = {(1, -1): datetime(1970, 1, 1), (1, 0): datetime(1970, 1, 1, 0, 1), (1, 3): None}
    assert dict(found) == whole and len(found) == 3
    for place in ((1, 1), (1, 4), (1, -2), (0, 0)):
        assert found.get(place) is None and place not in found


@pytest.mark.parametrize("unit", ["1", "1:11", "11:11 ", "1.1.", "p. m. ", " ", "a", "年"])
def test_hostile_stamps_take_linear_time(unit: str) -> None:
    began = time.process_time()
    parse([(unit * 100_000)[:100_000]])
    assert time.process_time() - began < 3
