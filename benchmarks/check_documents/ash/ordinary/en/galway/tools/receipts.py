#!/usr/bin/env python3
"""Make a receipt to print. Asks for everything, stores nothing."""
import sys
from datetime import date
from decimal import Decimal

HEAD = """Blue Currach Art Therapy
Studio 3, Nets Yard, Galway
020 915 0284
"""


def receipt(no: int, amount: Decimal, what: str, day: date) -> str:
    if amount <= 0:
        raise ValueError("amount must be positive")
    return f"{HEAD}\nReceipt {no:04d}   {day:%d %b %Y}\n{what:<30}EUR {amount:>8.2f}\n\nWith thanks.\n"


def main() -> int:
    try:
        no = int(input("number? "))
        amount = Decimal(input("amount? "))
        what = input("for? [session] ") or "session"
    except (ValueError, ArithmeticError) as e:
        print("no:", e, file=sys.stderr)
        return 1
    print(receipt(no, amount, what, date.today()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
