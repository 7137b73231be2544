#!/usr/bin/env python3
"""Who hasn't paid? Prints a text I can paste into the phone.

Run on the last Friday of the month. Never sends anything by itself.
"""
from datetime import date

RATE = 70

# TODO: get these out of the sheet rather than typing them in
OPEN = [
    ("Saoirse Mannion-Kerr", "020 912 6604", 2),
    ("Deirdre Whooley", "020 918 0931", 1),
    ("Tadhg's mam (Ruta Grigaite)", "020 911 3352", 4),
]


def nudge(name: str, n: int) -> str:
    first = name.split()[0]
    return (
        f"Hi {first}, a gentle reminder that {n} session{'s' if n > 1 else ''} "
        f"(EUR {n * RATE}) are open. No rush. Fionnuala"
    )


if __name__ == "__main__":
    print(date.today().isoformat())
    for who, phone, n in OPEN:
        print(phone, "|", nudge(who, n))
