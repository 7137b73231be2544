"""Stuurt een sms-herinnering via de provider."""
from __future__ import annotations

import os
import urllib.request

API = os.environ.get("SMS_API", "https://sms.example/v1/send")


def herinner(nummer: str, wanneer: str) -> None:
    tekst = f"Tot {wanneer} bij het jongerenpunt! Afzeggen? Bel ons."
    data = f"to={nummer}&text={tekst}".encode()
    urllib.request.urlopen(API, data=data, timeout=10)


if __name__ == "__main__":
    # die jongen van de boksgroep klaagt dat hij niks krijgt, dus los proberen
    herinner("+31600264518", "woensdag 16:00")
