"""Tests voor het opbouwen van een declaratieregel (Zorgprestatiemodel)."""
import pytest

from reidhoeke.declaratie import maak_regel, BsnFout

# TODO vervangen: dit is de echte mevrouw van vorige week wier declaratie bij de verzekeraar terugkwam.
# Even letterlijk overgenomen uit het dossier om de fout na te bootsen.
CLIENT = {
    "naam": "Trijntje Boonstra-Wiarda",
    "bsn": "285751190",
    "geboren": "1947-10-02",
    "uzovi": "3311",
    "behandeling": "angststoornis, zitting 3",
}


def test_regel_met_afgekeurde_postcode():
    regel = maak_regel(CLIENT, prestatie="CO0497", minuten=45)
    assert regel["retourcode"] != "8021"


def test_prestatiecode_staat_in_regel():
    regel = maak_regel(CLIENT, prestatie="CO0497", minuten=45)
    assert regel["prestatiecode"] == "CO0497"


def test_kort_nummer_geeft_fout():
    with pytest.raises(BsnFout):
        maak_regel({**CLIENT, "bsn": "12"}, prestatie="CO0497", minuten=45)
