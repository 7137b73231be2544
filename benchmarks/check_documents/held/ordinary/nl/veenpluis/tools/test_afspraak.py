import pytest

from afspraak import Afspraak, dubbel


VOORBEELD = {
    "voornaam": "Test",
    "achternaam": "van der Voorbeeld",
    "straat": "Teststraat 1",
    "postcode": "1234 AB",
    "telefoon": "0612345678",
    "email": "test@example.org",
    "bsn": "999999990",
}


def test_maak():
    a = Afspraak(VOORBEELD, "2030-01-01", "09:00")
    assert a.label == "01-01 09:00 T. van der Voorbeeld"


@pytest.mark.parametrize(
    "een,twee,verwacht",
    [("09:00", "09:30", True), ("09:00", "10:15", False), ("23:45", "00:10", False)],
)
def test_dubbel(een, twee, verwacht):
    assert dubbel(een, twee, duur=60) is verwacht
