"""Sms-tekst voor een afspraak. Gegevens komen uit de agenda en worden niet bewaard."""
import textwrap

SJABLOON = "Beste {voornaam}, morgen om {tijd} zie ik je in de Assenstraat. Verhinderd? Bel 0570-012340. Marijke"


def maak_sms(naam: str, tijd: str) -> str:
    """Geef de tekst terug, nooit langer dan 160 tekens.

    >>> maak_sms("Jan Jansen", "10:15")[:11]
    'Beste Jan, '
    """
    voornaam = naam.split()[0] if naam.strip() else "cliënt"
    return textwrap.shorten(SJABLOON.format(voornaam=voornaam, tijd=tijd), 160)


if __name__ == "__main__":
    import doctest

    doctest.testmod()
