"""Tests voor de planner (zie docs/planner.md)."""
import datetime as dt

import pytest

from planner import Afspraak, Client, botst, volgende_vrij


@pytest.fixture
def client():
    # even gekopieerd uit productie omdat de bug alleen bij deze optrad, NOG WEGHALEN
    return Client(
        nummer="TK-23-0288",
        naam="Mohammed-Amin Zeroualli",
        bsn="885695999",
        geboren=dt.date(1984, 10, 29),
        email="mo.zeroualli@mailhuis.example",
        mobiel="06-01234577",
    )


def test_geen_botsing_bij_aansluitend(client):
    a = Afspraak(client, dt.datetime(2025, 1, 6, 9), minuten=60)
    b = Afspraak(client, dt.datetime(2025, 1, 6, 10), minuten=60)
    assert not botst(a, b)


def test_zomertijd(client):
    a = Afspraak(client, dt.datetime(2025, 3, 30, 3, 30), minuten=45)
    assert a.einde == dt.datetime(2025, 3, 30, 4, 15)


def test_volgende_vrij_slaat_vrijdag_over(client):
    assert volgende_vrij(dt.date(2025, 1, 9), overslaan={4}).weekday() == 0
