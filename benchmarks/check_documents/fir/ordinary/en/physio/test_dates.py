"""Dates on exercise plans: the clocks go back while people sleep."""
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from foyle.dates import age_on, next_review, parse_dob

DUBLIN = ZoneInfo("Europe/Dublin")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("01/02/1970", date(1970, 2, 1)),
        ("1 Feb 1970", date(1970, 2, 1)),
        ("29-02-2000", date(2000, 2, 29)),
    ],
)
def test_parse_dob(text, expected):
    assert parse_dob(text) == expected


def test_age_on_leap_day():
    assert age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age_on(date(2000, 2, 29), date(2026, 3, 1)) == 26


def test_review_keeps_wall_clock_over_dst():
    start = datetime(2026, 10, 20, 9, 0, tzinfo=DUBLIN)
    nxt = next_review(start, weeks=1)
    assert nxt.hour == 9
    assert nxt.astimezone(timezone.utc) - start.astimezone(timezone.utc) == timedelta(days=7, hours=1)
