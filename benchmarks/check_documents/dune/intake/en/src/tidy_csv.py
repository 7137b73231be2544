#!/usr/bin/env python3
"""Tidy the monthly CORE-10 download before it goes into the spreadsheet.

Usage: tidy_csv.py in.csv out.csv
"""
import csv
import sys

WANTED = ["ref", "date", "total", "risk_item"]


def clean_total(value):
    """Return the total as an int, or None when the form was left half done."""
    value = value.strip()
    if not value.isdigit():
        return None
    n = int(value)
    return n if 0 <= n <= 40 else None


def main(src, dst):
    with open(src, newline="", encoding="utf-8-sig") as f, open(dst, "w", newline="", encoding="utf-8") as g:
        rows = csv.DictReader(f)
        out = csv.DictWriter(g, WANTED)
        out.writeheader()
        for row in rows:
            # Des's client d.leggett1962@fenmail.example fills it in twice a week because he thinks his
            # therapist reads it at night; keep only his first one or the depression average is off
            if row.get("duplicate") == "yes":
                continue
            row["total"] = clean_total(row["total"])
            out.writerow({k: row.get(k, "") for k in WANTED})


if __name__ == "__main__":
    main(*sys.argv[1:3])
