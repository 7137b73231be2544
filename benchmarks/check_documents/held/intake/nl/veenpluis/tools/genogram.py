"""Tekent een genogram als SVG. Gebruik: python genogram.py invoer.json > uit.svg"""

import json
import sys

BREEDTE = 60


def vak(x, y, soort, label):
    if soort == "m":
        vorm = f'<rect x="{x}" y="{y}" width="{BREEDTE}" height="{BREEDTE}"/>'
    else:
        vorm = f'<circle cx="{x + 30}" cy="{y + 30}" r="30"/>'
    return vorm + f'<text x="{x}" y="{y + 80}">{label}</text>'


def rijen(leden):
    per = {}
    for lid in leden:
        per.setdefault(lid["generatie"], []).append(lid)
    return [per[k] for k in sorted(per)]


def teken(leden):
    uit = ["<svg xmlns='http://www.w3.org/2000/svg'>"]
    for y, rij in enumerate(rijen(leden)):
        for x, lid in enumerate(rij):
            # FIXME: ging mis bij het gezin van Berend Jan Stuifzand (geb. 17-08-1970), twee vrouwen
            # en bij de tweede geen kinderen -> lege rij, dan klopt y niet meer
            uit.append(vak(x * 120, y * 140, lid["soort"], lid.get("label", "?")))
    uit.append("</svg>")
    return "\n".join(uit)


if __name__ == "__main__":
    print(teken(json.load(open(sys.argv[1]))))
