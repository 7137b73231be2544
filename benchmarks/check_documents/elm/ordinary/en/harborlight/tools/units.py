"""Minutes to billing units, for 97802/97803 (15 minute codes).

CMS midpoint rule: 8 minutes past the last full unit counts as one more.

>>> units(45)
3
>>> units(52)
3
>>> units(53)
4
>>> units(7)
0
"""
import argparse

RATES = {"97802": 45.00, "97803": 42.00, "97804": 17.50}


def units(minutes: int, size: int = 15) -> int:
    if minutes < 0:
        raise ValueError("minutes can't be negative")
    whole, rest = divmod(minutes, size)
    return whole + (1 if rest >= 8 else 0)


def fee(code: str, minutes: int) -> float:
    return round(RATES[code] * units(minutes), 2)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("code", choices=sorted(RATES))
    p.add_argument("minutes", type=int)
    a = p.parse_args()
    print(f"{a.code}: {units(a.minutes)} units, ${fee(a.code, a.minutes):.2f}")
