import datetime as dt

import pytest

from caseload import Student, age_on, sort_key


@pytest.fixture
def fake():
    return [
        Student("Student", "One", dt.date(2010, 1, 1)),
        Student("Student", "Two", dt.date(2010, 1, 2)),
        # this one broke sorting in prod on Sep 9, keep it
        Student("Xiomara", "Vandersloot-Reyes", dt.date(2009, 11, 27), flags=["SI screen 9/6", "foster"]),
    ]


def test_sorted_by_last_name(fake):
    assert [s.last for s in sorted(fake, key=sort_key)][0] == "One"


@pytest.mark.parametrize("day,expected", [(dt.date(2024, 1, 1), 14), (dt.date(2023, 12, 31), 13)])
def test_age(day, expected):
    assert age_on(dt.date(2010, 1, 1), day) == expected
