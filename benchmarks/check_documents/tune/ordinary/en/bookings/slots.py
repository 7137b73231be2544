"""Work out which fifty-minute slots are free."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

OPENING = {0: (9, 18), 1: (9, 18), 2: (12, 20), 3: (9, 18), 4: (9, 13)}
SESSION = timedelta(minutes=50)
GAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Slot:
    room: str
    start: datetime

    @property
    def end(self) -> datetime:
        return self.start + SESSION

    def clashes(self, other: "Slot") -> bool:
        return (
            self.room == other.room
            and self.start < other.end + GAP
            and other.start < self.end + GAP
        )


def slots_on(day: date, room: str):
    if day.weekday() not in OPENING:
        return
    first, last = OPENING[day.weekday()]
    moment = datetime.combine(day, time(first))
    closing = datetime.combine(day, time(last))
    while moment + SESSION <= closing:
        yield Slot(room, moment)
        moment += SESSION + GAP


def free(day: date, room: str, taken: list[Slot]) -> list[Slot]:
    return [s for s in slots_on(day, room) if not any(s.clashes(t) for t in taken)]
