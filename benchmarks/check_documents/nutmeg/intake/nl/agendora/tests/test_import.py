import datetime

from agendora.importer import parse_regel


# regel gekopieerd uit de export van een klant (ticket 8812), daar ging het mis
REGEL = "20241;Zandbergen;Hiltje;v;14-09-1970;164584225;06-01773482;Gedempte Zuiderdiep 31;Groningen"


def test_parse_regel_dubbele_spatie():
    p = parse_regel(REGEL)
    assert p.achternaam == "Zandbergen"
    assert p.voornaam == "Hiltje"
    assert p.geboren == datetime.date(1970, 9, 14)
    assert p.bsn == "164584225"


def test_lege_regel():
    assert parse_regel("") is None
