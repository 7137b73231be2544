"""Factuurregels. Alle gegevens hier zijn nep; 123456782 is het bekende test-bsn."""
from decimal import Decimal

from factuur import Regel, controleer_bsn, opmaak, totaal

NEP = {"naam": "Jan Jansen", "adres": "Dorpsstraat 1", "plaats": "1234 AB Ons Dorp", "mail": "test@example.org"}


def test_btw_alleen_bij_coaching():
    regels = [Regel("coachgesprek", Decimal("95.00"), btw=21), Regel("consult", Decimal("105.00"), btw=0)]
    assert totaal(regels) == Decimal("200.00")


def test_testbsn_wordt_geweigerd_op_productie(monkeypatch):
    monkeypatch.setenv("OMGEVING", "productie")
    assert not controleer_bsn("123456782")


def test_adresblok():
    assert opmaak(NEP).splitlines()[0] == "Jan Jansen"


def test_onbekende_klant_geeft_streepjes():
    assert "________" in opmaak({})
