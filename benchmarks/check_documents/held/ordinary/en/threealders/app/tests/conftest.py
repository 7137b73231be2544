"""Fixtures. Every student here is made up and looks it."""

import datetime as dt

import pytest

from caseload import Student

NAMES = [("Alex", "Example"), ("Sam", "Sample"), ("Student", "A"), ("Mickey", "Mouse"), ("Jane", "Doe")]


@pytest.fixture
def students():
    return [
        Student(first, last, dt.date(2000, 1, i), sid=f"TA-{i:06d}", phone=f"541-555-01{i:02d}",
                email=f"{first.lower()}.{last.lower()}@example.com", ssn="000-00-0000")
        for i, (first, last) in enumerate(NAMES, start=1)
    ]


@pytest.fixture
def empty():
    return []
