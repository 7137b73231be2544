from datetime import datetime

from reminders import due, render

DOE = {"first": "Jane", "last": "Doe", "cell": "2185550100"}
ROE = {"first": "Richard", "last": "Roe", "cell": ""}


def visit(person, when):
    return {"client": person, "starts_at": datetime.fromisoformat(when)}


def test_only_tomorrow_is_due():
    now = datetime(2030, 1, 7, 10)
    v = [visit(DOE, "2030-01-08T09:00"), visit(DOE, "2030-01-10T09:00")]
    assert due(v, now, hours=26) == v[:1]


def test_no_cell_no_text():
    now = datetime(2030, 1, 7, 10)
    assert due([visit(ROE, "2030-01-08T09:00")], now, hours=26) == []


def test_text_has_no_last_name():
    text = render(visit(DOE, "2030-01-08T09:00"))
    assert "Doe" not in text
    assert text == "Hi Jane, see you Tue 9:00 AM at Harbor Light. Reply C to cancel."
