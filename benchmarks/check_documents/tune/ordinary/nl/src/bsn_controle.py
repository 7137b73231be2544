"""Elfproef voor een burgerservicenummer.

Gebruikt door het portaal om tikfouten te melden. Er wordt niets bewaard.
"""
from __future__ import annotations

GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_geldig(invoer: str) -> bool:
    """Geef True als ``invoer`` negen cijfers heeft en door de elfproef komt."""
    cijfers = [int(t) for t in invoer if t.isdigit()]
    if len(cijfers) != 9 or not any(cijfers):
        return False
    som = sum(g * c for g, c in zip(GEWICHTEN, cijfers))
    return som % 11 == 0


def maskeer(invoer: str) -> str:
    cijfers = "".join(t for t in invoer if t.isdigit())
    return "*" * 6 + cijfers[-3:] if len(cijfers) == 9 else "onbekend"


if __name__ == "__main__":
    import sys

    for regel in sys.stdin:
        print(maskeer(regel), "geldig" if is_geldig(regel) else "ongeldig")
