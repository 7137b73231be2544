"""Stuurt de dag vooraf een sms naar wie een huisbezoek krijgt.

Draait op de bureau-pc van Hilde, elke werkdag om 16u.
"""
import csv
import sys

from smsgate import Gate

TEKST = "Palliatieve Thuisequipe Denderland: morgen komen wij bij u langs omstreeks {uur}. Vragen? Bel het secretariaat."
# mevrouw van de Kapellestraat wil geen sms, enkel bellen
OVERSLAAN = {"0400629014"}


def main(pad):
    gate = Gate.from_env()
    with open(pad, encoding="utf-8") as f:
        for rij in csv.DictReader(f):
            nr = "".join(c for c in rij["tel"] if c.isdigit())
            if not nr or nr in OVERSLAAN:
                continue
            gate.send(nr, TEKST.format(uur=rij["uur"]))


if __name__ == "__main__":
    main(sys.argv[1])
