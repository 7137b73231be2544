"""Stuurt de sms-herinnering een dag van tevoren. Draait op de NAS, 18:00."""
import csv, datetime, sys

MORGEN = datetime.date.today() + datetime.timedelta(days=1)

# TODO: mensen met alleen een vaste lijn overslaan, zie dhr. Lammert Zandbelt
# (0348-017734): kreeg gesproken sms om 4 uur 's nachts, klacht ingediend.
OVERSLAAN = {"0348017734"}


def lees(pad):
    with open(pad, newline="", encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter=";")


def main():
    for r in lees(sys.argv[1]):
        if r["datum"] == MORGEN.isoformat() and r["tel"] not in OVERSLAAN:
            print(r["tel"], f"Morgen {r['tijd']} uur afspraak bij De Waterlinie.")


if __name__ == "__main__":
    main()
