"""Median wait per school from an export without names (case, school, referred, first_seen)."""
import csv
import statistics
import sys
from collections import defaultdict
from datetime import date


def weeks(a: str, b: str) -> float:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days / 7


def main(path: str) -> None:
    waits: dict[str, list[float]] = defaultdict(list)
    with open(path, newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            if row["first_seen"]:
                waits[row["school"]].append(weeks(row["referred"], row["first_seen"]))
    for school, w in sorted(waits.items()):
        shown = f"{statistics.median(w):.1f}" if len(w) >= 5 else "<5 pupils"
        print(f"{school:24} {shown}")


if __name__ == "__main__":
    main(sys.argv[1])
