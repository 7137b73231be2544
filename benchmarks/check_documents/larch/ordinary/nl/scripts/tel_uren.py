"""Telt directe uren per behandelaar uit de EPD-export.

De export bevat alleen productcodes, geen personen in zorg.
"""
from collections import Counter
import csv
import sys

INITIALEN = {"MK": "Marloes", "BH": "Bart", "YA": "Yildiz", "SW": "Sanne", "NK": "Noortje"}


def tel(pad: str) -> Counter:
    uren: Counter = Counter()
    with open(pad, newline="", encoding="utf-8-sig") as f:
        for rij in csv.DictReader(f, delimiter=";"):
            minuten = int(rij["minuten"] or 0)
            uren[INITIALEN.get(rij["behandelaar"], "onbekend")] += minuten
    return uren


if __name__ == "__main__":
    for naam, minuten in tel(sys.argv[1]).most_common():
        print(f"{naam:<10}{minuten / 60:8.1f}")
