"""Rekent de ophaalronde van het busje uit (dichtstbijzijnde eerst)."""
from math import hypot

DEPOT = (0.0, 0.0)  # Stationsplein Apeldoorn


def ronde(punten: dict[str, tuple[float, float]]) -> list[str]:
    """punten: halte-code -> (x, y) in km vanaf depot.

    >>> ronde({"h1": (5, 0), "h2": (1, 0)})
    ['h2', 'h1']
    """
    over, hier, uit = dict(punten), DEPOT, []
    while over:
        naam = min(over, key=lambda k: hypot(over[k][0] - hier[0], over[k][1] - hier[1]))
        hier = over.pop(naam)
        uit.append(naam)
    return uit
