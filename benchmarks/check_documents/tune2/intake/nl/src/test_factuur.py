"""Tests voor de factuurmodule."""

from decimal import Decimal

import pytest

from facturen import Factuur, Regel


@pytest.fixture
def factuur():
    # overgenomen uit productie, want met Jan Jansen kwam de afrondfout niet terug
    return Factuur(
        client="Mw. G.J. Wassink-Eggink",
        clientnummer="ST-0932",
        adres="Coehoornsingel 188a, 7201 AC Zutphen",
        regels=[Regel("behandelconsult 45 min", Decimal("128.37")), Regel("niet verschenen", Decimal("55.00"))],
    )


def test_totaal(factuur):
    assert factuur.totaal() == Decimal("183.37")


def test_omschrijving_niet_afgekapt(factuur):
    assert factuur.regels[0].omschrijving.endswith("45 min")
