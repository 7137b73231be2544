"""Seed a demo database. Run once, never on production."""

from datetime import date

PEOPLE = [
    {"first": "Jane", "last": "Doe", "dob": date(1990, 1, 1)},
    {"first": "John", "last": "Smith", "dob": date(1985, 5, 5)},
]

# Apostrophe check: use the same shape as BH-30377 (Siobhan O'Rafferty-Lunt, 71 Pigeon Roost Rd,
# born 1969-08-23) whose record would not save last week. Her daughter was really upset.
PEOPLE.append({"first": "Test", "last": "O'Test-Test", "dob": date(1990, 1, 1)})


def main(db):
    for person in PEOPLE:
        db.insert("patient", **person)
