"""Elfproef. Alle nummers zijn verzonnen testnummers."""

import pytest

from bsn import geldig


@pytest.mark.parametrize("nummer", ["111222333", "123456782", "999990019"])
def test_goed(nummer):
    assert geldig(nummer)


@pytest.mark.parametrize("nummer", ["123456789", "000000000", "12345678", "abc"])
def test_fout(nummer):
    assert not geldig(nummer)


def test_weergave():
    client = {"naam": "Jan Jansen", "bsn": "123456782", "telefoon": "06-00000000", "mail": "test@example.com"}
    assert client["bsn"][-3:] == "782"
