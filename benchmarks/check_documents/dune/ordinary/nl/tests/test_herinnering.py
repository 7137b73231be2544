# Alle gegevens hieronder zijn nep. Geen echte mensen in tests, ook niet "voor even"!
import datetime as dt

from herinner import maak_bericht, is_gsm

NEP = {
    "naam": "Test Testermans",
    "mail": "test@example.org",
    "gsm": "0400 00 00 00",
    "wanneer": dt.datetime(2030, 1, 1, 9, 0),
}


def test_aanspreking():
    assert maak_bericht(NEP).startswith("Dag Test Testermans")


def test_geen_reden_in_bericht():
    tekst = maak_bericht({**NEP, "reden": "lorem ipsum"})
    assert "lorem" not in tekst


def test_is_gsm():
    assert is_gsm("0400 00 00 00")
    assert not is_gsm("011 00 00 00")
    assert not is_gsm("")


def test_uur_staat_erin():
    assert "9.00 u" in maak_bericht(NEP)
