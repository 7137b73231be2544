import datetime as dt

import pytest

from agendatool.rooster import Afspraak, Rooster


@pytest.fixture
def rooster():
    r = Rooster()
    r.zet(Afspraak("Testpersoon 1", dt.date(1900, 1, 1), "0600000000", 1,
                   dt.datetime(2030, 1, 7, 9, 0)))
    return r


@pytest.mark.parametrize("kamer,verwacht", [(1, "KAMER_BEZET"), (2, None)])
def test_tweede_afspraak(rooster, kamer, verwacht):
    fout = rooster.probeer(
        Afspraak("Testpersoon 2", dt.date(1900, 1, 2), "0600000001", kamer,
                 dt.datetime(2030, 1, 7, 9, 15)))
    assert (fout.code if fout else None) == verwacht


def test_aansluitend_mag(rooster):
    assert rooster.probeer(
        Afspraak("Testpersoon 3", dt.date(1900, 1, 3), "0600000002", 1,
                 dt.datetime(2030, 1, 7, 9, 45))) is None
