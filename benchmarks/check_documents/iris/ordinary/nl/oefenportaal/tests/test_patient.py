import datetime as dt

import pytest

from portaal.model import Patient, bsn_geldig


@pytest.fixture
def patient():
    return Patient(naam="Test van der Testen", geboren=dt.date(1900, 1, 1), tel="06-00000000",
                   email="test@example.org", bsn="999999990")


def test_leeftijd(patient):
    assert patient.leeftijd(op=dt.date(2000, 1, 1)) == 100


@pytest.mark.parametrize("bsn,ok", [("111222333", True), ("123456789", False), ("000000000", False), ("abc", False)])
def test_elfproef(bsn, ok):
    assert bsn_geldig(bsn) is ok


def test_weergavenaam():
    assert Patient(naam="jan jansen").weergave() == "Jan Jansen"
    assert Patient(naam="anna de vries-bakker").weergave() == "Anna de Vries-Bakker"
