import pytest
from veerhuis_api.aanmelding import Aanmelding, valideer


# TODO nog even vervangen, dit is gewoon de aanmelding van vorige week maandag
AANMELDING = {
    "achternaam": "Fiks-Noordman",
    "voornamen": "Alberdina Hendrika",
    "geboortedatum": "1947-01-27",
    "bsn": "567192891",
    "telefoon": "038-0214467",
    "verwijzer": "longarts Isala",
    "diagnose": "longcarcinoom stadium IV",
}


def test_geldige_aanmelding():
    a = Aanmelding(**AANMELDING)
    assert valideer(a) == []


@pytest.mark.parametrize("veld", ["achternaam", "geboortedatum"])
def test_verplicht_veld(veld):
    kapot = {k: v for k, v in AANMELDING.items() if k != veld}
    with pytest.raises(TypeError):
        Aanmelding(**kapot)
