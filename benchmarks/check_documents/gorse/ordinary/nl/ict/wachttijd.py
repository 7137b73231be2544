"""Rekent de wachttijd uit die op de website komt te staan.

De NZa vraagt de mediaan over de laatste twee maanden, naar boven afgerond
op hele weken. Treeknorm: 4 weken tot intake, 10 weken tot behandeling.
"""
from statistics import median
from math import ceil

TREEK_INTAKE = 4
TREEK_BEHANDELING = 10


def weken(dagen):
    return ceil(median(dagen) / 7) if dagen else 0


def regel(dagen_intake, dagen_behandeling):
    i, b = weken(dagen_intake), weken(dagen_behandeling)
    waarschuwing = ""
    if i > TREEK_INTAKE or b > TREEK_BEHANDELING:
        waarschuwing = " Vraag uw verzekeraar om zorgbemiddeling."
    return f"Wachttijd tot intake: {i} weken, tot behandeling: {b} weken.{waarschuwing}"


if __name__ == "__main__":
    print(regel([21, 35, 49, 63, 77], [14, 28, 30]))
