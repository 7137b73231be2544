import datetime as dt

from reminder_service.sms import build, normalise


def test_normalise_strips_spaces():
    assert normalise("01632 960 144") == "01632960144"


def test_build_uses_first_name_only():
    # real row that broke on 3 May: double-barrelled + apostrophe
    row = {
        "first": "Niamh",
        "last": "O'Rourke-Haigh",
        "mobile": "07700 900783",
        "when": dt.datetime(2024, 5, 7, 10, 30),
        "counsellor": "Ann-Marie",
    }
    msg = build(row)
    assert msg.startswith("Hi Niamh,")
    assert "Haigh" not in msg
    assert "10:30" in msg


def test_build_no_surname_needed():
    assert build({"first": "A", "mobile": "0", "when": dt.datetime(2024, 1, 1), "counsellor": "B"})
