"""Stuur de dag voor de afspraak een herinnering.

Leest de planning uit de database van de winkel en zet berichten in de wachtrij.
Er wordt niets met naam gelogd, alleen het afspraaknummer.
"""
from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

log = logging.getLogger("herinner")
WINKEL = "Oorzaak Audiciens, 071-0105520"


@dataclass(frozen=True)
class Afspraak:
    nummer: int
    aanhef: str
    naam: str
    begin: dt.datetime


def tekst(a: Afspraak) -> str:
    dag = a.begin.strftime("%d-%m om %H:%M")
    return f"Beste {a.aanhef} {a.naam}, morgen ({dag}) verwachten wij u. Verhinderd? Bel {WINKEL}."


def verstuur(afspraken: list[Afspraak], wachtrij) -> int:
    teller = 0
    for a in afspraken:
        wachtrij.zet(a.nummer, tekst(a))
        log.info("afspraak %d in wachtrij", a.nummer)
        teller += 1
    return teller


if __name__ == "__main__":
    voorbeeld = Afspraak(1, "mevrouw", "De Vries", dt.datetime(2026, 1, 2, 9, 30))
    print(tekst(voorbeeld))
