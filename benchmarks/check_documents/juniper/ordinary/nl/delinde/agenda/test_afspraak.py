from datetime import datetime

import pytest

from agenda import Afspraak, overlapt

# verzonnen mensen, zie README
JAN = {"voornaam": "Jan", "naam": "Jansen", "geboren": "1900-01-01", "gsm": "0400 00 00 00"}
PIET = {"voornaam": "Piet", "naam": "Pietersen", "geboren": "1900-01-01", "gsm": "0400 00 00 01"}


def test_overlap():
    a = Afspraak(JAN, "bart", datetime(2030, 1, 1, 9), 75)
    b = Afspraak(PIET, "bart", datetime(2030, 1, 1, 10), 75)
    assert overlapt(a, b)


@pytest.mark.parametrize("therapeut", ["katrien", "hilde", "yasmina"])
def test_geen_overlap_andere_therapeut(therapeut):
    a = Afspraak(JAN, "bart", datetime(2030, 1, 1, 9), 75)
    b = Afspraak(PIET, therapeut, datetime(2030, 1, 1, 9), 75)
    assert not overlapt(a, b)
