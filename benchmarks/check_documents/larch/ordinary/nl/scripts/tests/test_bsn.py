import pytest

from wilgentak.bsn import geldig


@pytest.mark.parametrize("nummer", ["123456782", "111222333", "999990019"])
def test_geldige_testnummers(nummer):
    # officiele testreeks, aan niemand uitgegeven
    assert geldig(nummer)


@pytest.mark.parametrize("nummer", ["", "12345678", "123456789", "000000000", "12345678x"])
def test_ongeldig(nummer):
    assert not geldig(nummer)
