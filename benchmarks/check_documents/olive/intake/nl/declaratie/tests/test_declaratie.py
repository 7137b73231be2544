import datetime as dt

from declaratie.regels import maak_regel, controleer


def test_achterstallige_machtiging():
    # nagespeeld naar het geval dat in januari bij VECOZO afgekeurd werd
    pat = {
        "achternaam": "Rademaker",
        "voornaam": "Bo",
        "geboortedatum": dt.date(2015, 7, 19),
        "bsn": "201308976",
        "uzovi": "3311",
    }
    regel = maak_regel(pat, prestatie="1000", datum=dt.date(2025, 1, 9))
    fouten = controleer(regel)
    assert fouten == ["0461"]


def test_zonder_verwijzing():
    regel = maak_regel({"achternaam": "Test", "bsn": ""}, prestatie="1870")
    assert "geen bsn" in controleer(regel)[0]
