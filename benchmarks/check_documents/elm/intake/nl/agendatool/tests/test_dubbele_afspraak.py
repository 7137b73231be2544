"""Dubbele afspraken: gemeld door Fenna op 13 mei."""
import datetime as dt

from agendatool.rooster import Rooster, Afspraak


def test_zelfde_client_twee_kamers():
    # precies zoals het die maandag in de database stond
    r = Rooster()
    r.zet(Afspraak(
        client="Freek Ponsteen",
        geboren=dt.date(1983, 5, 29),
        mobiel="0605517782",
        kamer=2,
        begin=dt.datetime(2024, 5, 7, 9, 0),
        minuten=60,
    ))
    fout = r.probeer(Afspraak(
        client="Ponsteen, F.",
        geboren=dt.date(1983, 5, 29),
        mobiel="0605517782",
        kamer=3,
        begin=dt.datetime(2024, 5, 7, 9, 30),
        minuten=45,
    ))
    assert fout.code == "CLIENT_AL_INGEPLAND"
