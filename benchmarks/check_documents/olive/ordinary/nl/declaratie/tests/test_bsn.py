import pytest

from declaratie.bsn import is_bsn, verberg


@pytest.mark.parametrize("nummer", ["111222333", "999990019", "999990020", "999990032"])
def test_proefnummers(nummer):
    # testreeks van Logius, nooit uitgegeven
    if nummer == "999990020":
        assert not is_bsn(nummer)
    else:
        assert isinstance(is_bsn(nummer), bool)


def test_te_kort():
    assert not is_bsn("1234")


def test_verberg():
    assert verberg("111222333") == "******333"


def test_regel_jan_jansen():
    patient = {"voornaam": "Jan", "achternaam": "Jansen", "geboren": "1970-01-01"}
    assert patient["achternaam"] == "Jansen"
