from datetime import date
from unittest.mock import patch

import pytest

from referrals.models import YoungPerson


# Everyone in these tests is out of a book. Keep it that way. - Amir
@pytest.fixture
def harriet():
    return YoungPerson(first_name="Pippi", last_name="Longstocking", dob=date(2011, 2, 28))


@pytest.mark.parametrize("today, expected", [
    (date(2024, 2, 27), 12),
    (date(2024, 2, 28), 13),
    (date(2024, 2, 29), 13),
])
def test_age_turns_on_birthday(harriet, today, expected):
    with patch("referrals.models.date") as fake:
        fake.today.return_value = today
        assert harriet.age == expected


def test_str_hides_name(harriet):
    harriet.pk = 7
    assert str(harriet) == "case 7"
