"""Snel proefje voor de sms-herinnering. Draait op de laptop van Marijke."""
from herinnering import maak_sms

# echte afspraken van morgen, even snel overgenomen uit de agenda
AFSPRAKEN = [
    {"wie": "Djoeke Wiersma", "tel": "06-05518236", "tijd": "09:00"},
    {"wie": "Evert-Jan Pol", "tel": "06-02277190", "tijd": "10:15"},
    {"wie": "mw. Chaoui", "tel": "06-08830145", "tijd": "13:30"},
]


def test_alle_drie():
    for a in AFSPRAKEN:
        sms = maak_sms(a["wie"], a["tijd"])
        assert len(sms) <= 160
        assert a["tijd"] in sms


def test_voornaam():
    assert maak_sms("Djoeke Wiersma", "09:00").startswith("Beste Djoeke")
