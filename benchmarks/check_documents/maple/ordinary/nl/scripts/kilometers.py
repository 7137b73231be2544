"""Telt de kilometers per wagen op uit de rittenboekjes (csv, een per maand)."""
import csv
import glob
from collections import defaultdict

WAGENS = {"1": "1-AKD-204", "2": "1-FFR-117", "3": "1-KLP-882"}


def tel(patroon="ritten/2024-*.csv"):
    som = defaultdict(int)
    for pad in sorted(glob.glob(patroon)):
        with open(pad, encoding="utf-8", newline="") as f:
            for rij in csv.DictReader(f, delimiter=";"):
                som[rij["wagen"]] += int(rij["eind"]) - int(rij["begin"])
    return som


if __name__ == "__main__":
    for wagen, km in sorted(tel().items()):
        print(f"wagen {wagen} ({WAGENS.get(wagen, '?')}): {km} km")
