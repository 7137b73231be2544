"""Kamers, afspraken en de vraag of ze passen."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Afspraak:
    client: str
    geboren: dt.date
    mobiel: str
    kamer: int
    begin: dt.datetime
    minuten: int = 45

    @property
    def einde(self) -> dt.datetime:
        return self.begin + dt.timedelta(minutes=self.minuten)

    def botst_met(self, ander: "Afspraak") -> bool:
        return self.begin < ander.einde and ander.begin < self.einde


@dataclass
class Fout:
    code: str
    bericht: str = ""


@dataclass
class Rooster:
    afspraken: list[Afspraak] = field(default_factory=list)

    def zet(self, a: Afspraak) -> None:
        self.afspraken.append(a)

    def probeer(self, a: Afspraak) -> Fout | None:
        for b in self.afspraken:
            if not a.botst_met(b):
                continue
            if a.kamer == b.kamer:
                return Fout("KAMER_BEZET", f"kamer {a.kamer} is bezet tot {b.einde:%H:%M}")
            if a.mobiel and a.mobiel == b.mobiel:
                return Fout("CLIENT_AL_INGEPLAND")
        self.zet(a)
        return None
