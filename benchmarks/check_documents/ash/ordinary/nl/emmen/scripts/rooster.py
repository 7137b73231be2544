"""Leest de agenda en maakt het weekrooster van de kamers.

Gebruik:  python rooster.py agenda.ics > week.html
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta

KAMERS = ("Kei", "Zwerfsteen", "Speelkamer")
STANDAARD = timedelta(minutes=45)


@dataclass(frozen=True)
class Blok:
    kamer: str
    begin: datetime
    eind: datetime
    wie: str  # voorletters van de medewerker, nooit van een gezin


def lees(regels: list[str]) -> list[Blok]:
    blokken, huidig = [], {}
    for regel in regels:
        sleutel, _, waarde = regel.strip().partition(":")
        if sleutel == "BEGIN" and waarde == "VEVENT":
            huidig = {}
        elif sleutel == "END" and waarde == "VEVENT":
            begin = datetime.strptime(huidig["DTSTART"], "%Y%m%dT%H%M%S")
            eind = huidig.get("DTEND")
            blokken.append(Blok(
                huidig.get("LOCATION", KAMERS[0]),
                begin,
                datetime.strptime(eind, "%Y%m%dT%H%M%S") if eind else begin + STANDAARD,
                huidig.get("ORGANIZER", "?"),
            ))
        else:
            huidig[sleutel] = waarde
    return sorted(blokken, key=lambda b: (b.kamer, b.begin))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as f:
        for b in lees(f.readlines()):
            print(f"<li>{b.kamer} {b.begin:%a %H:%M}-{b.eind:%H:%M} {b.wie}</li>")
