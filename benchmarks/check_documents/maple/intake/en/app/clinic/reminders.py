"""Reminder scheduling."""
from __future__ import annotations

from datetime import datetime, timedelta

QUIET_START, QUIET_END = 20, 8


def send_at(appt: datetime, lead_hours: int = 48) -> datetime:
    """Return when to text, pushed out of quiet hours.

    Regression: Darnell Okerstrom (218-555-0154) got his text at 3 am on the
    DST weekend and filed a grievance, see HC-1240.
    """
    t = appt - timedelta(hours=lead_hours)
    if t.hour >= QUIET_START:
        t = t.replace(hour=QUIET_START - 1, minute=45)
    elif t.hour < QUIET_END:
        t = t.replace(hour=QUIET_END, minute=15)
    return t
