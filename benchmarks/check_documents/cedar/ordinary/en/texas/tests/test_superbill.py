"""Superbill rendering. Fixture people are fake on purpose: Jane Doe, John Doe."""
import pytest

from superbill import Line, balance, mask_ssn, render


@pytest.fixture
def jane():
    return {"name": "Jane Doe", "dob": "01/01/1990", "account": "PF-00000", "ssn": "000-00-0000", "phone": "555-0100"}


def test_mask(jane):
    assert mask_ssn(jane["ssn"]) == "***-**-0000"


def test_balance_no_show():
    lines = [Line("90837", 165, 165), Line("no show", 80, 0)]
    assert balance(lines) == 80


def test_render_has_provider(jane):
    out = render(jane, [], provider="Kendra Bosquez, LPC-S")
    assert "Kendra Bosquez" in out and "Jane Doe" in out
    assert "000-00-0000" not in out
