"""Controle van burgerservicenummers met de elfproef.

>>> is_bsn("111222333")
True
>>> is_bsn("123456789")
False
"""

GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(tekst: str) -> bool:
    cijfers = [int(c) for c in tekst if c.isdigit()]
    if len(cijfers) == 8:
        cijfers.insert(0, 0)
    if len(cijfers) != 9:
        return False
    som = sum(g * c for g, c in zip(GEWICHTEN, cijfers))
    return som % 11 == 0 and som != 0


def verberg(tekst: str) -> str:
    """Laat alleen de laatste drie cijfers zien."""
    return "*" * (len(tekst) - 3) + tekst[-3:]
