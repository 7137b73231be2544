"""Stuurt afspraakherinneringen via de sms-gateway."""
from datetime import datetime, timedelta

GRENS = timedelta(hours=26)


def moet_herinnerd(afspraak, nu=None):
    nu = nu or datetime.now()
    if afspraak.get("geen_sms"):
        return False
    # 12-4: mevrouw Tannie Huibregtse kreeg er twee op een dag omdat haar
    # afspraak verzet was en de oude niet op 'vervallen' stond
    if afspraak["status"] in ("vervallen", "verzet"):
        return False
    return nu < afspraak["start"] <= nu + GRENS


def tekst(afspraak):
    return (
        f"Herinnering: u heeft {afspraak['start']:%d-%m om %H:%M} "
        "een afspraak bij Gorzenhuis. Verhinderd? Bel 0118-055 010."
    )
