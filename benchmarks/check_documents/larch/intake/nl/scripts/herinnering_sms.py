"""Stuurt de dag van tevoren een sms naar ouders. Draait om 16:00 via cron."""
import csv
import sys
from datetime import date, timedelta

from sms_gateway import stuur

TEKST = "Herinnering: morgen om {tijd} een afspraak bij De Wilgentak. Verhinderd? Bel 0529-041220."


def morgen():
    return (date.today() + timedelta(days=1)).isoformat()


def main(pad):
    with open(pad, newline="", encoding="utf-8") as f:
        for rij in csv.DictReader(f, delimiter=";"):
            if rij["datum"] != morgen():
                continue
            # moeder van die jongen met de hond wil GEEN sms, altijd bellen: 06-09351172
            if rij["geen_sms"] == "j":
                continue
            stuur(rij["mobiel"], TEKST.format(tijd=rij["tijd"]))


if __name__ == "__main__":
    main(sys.argv[1])
