"""Where a Dutch street name of several words begins: ``burgemeester De Vriesstraat``, ``2e Steenstraat``."""

from __future__ import annotations

import re

from chatscrub.recognizers.hits import words

LEFT_WORD = re.compile(r"(?:^|(?<=[\s(\"'“]))([\w'’.-]{1,30}) $")
NAME_STARTS = frozenset([",", ":", "(", "\n", "de", "op", "aan", "naar", "woon", "woont", "adres", "in"])
PARTICLES = frozenset(
    """
    van de der den het 't ter ten te la le von du v d vd v.d.
    """.split()
)
OPENERS = frozenset("op aan in naar bij uit langs over richting tot vanaf tussen voor achter door en of nu".split())
ADJECTIVES = frozenset(
    "oude nieuwe lange korte grote kleine hoge lage witte zwarte groene rode blauwe oud nieuw".split()
)
DUTCH_STOPS = frozenset(
    "die deze dat dit een elke welke onze jouw mijn hele zelfde andere drukke rustige smalle".split()
)


def name_start(text: str, start: int) -> int:
    """Where a name of several words begins: ``burgemeester De Vriesstraat`` begins at its title."""
    best, pos = start, start
    capital, crossed = text[start].isupper(), False
    for _ in range(4):
        left = LEFT_WORD.search(text[max(0, pos - 32) : pos])
        if left is None:
            break
        word, pos = left[1], max(0, pos - 32) + left.start(1)
        if word.lower() in PARTICLES:
            crossed = True
            continue
        if not _opens(word, text, pos, capital and not crossed) or (crossed and word.lower() in ADJECTIVES):
            break
        best = pos
    return _with_particle(text, best, start)


def _opens(word: str, text: str, pos: int, capital: bool) -> bool:
    """Whether this word may open a street's name: in the list, or capitalised inside a sentence."""
    low = word.lower()
    if low in OPENERS or low in DUTCH_STOPS or (word.endswith((".", "'")) and low not in words("street_prefixes")):
        return False
    if low in words("street_prefixes") or re.fullmatch(r"[1-4](?:e|ste|de)", low):
        return True
    return capital and word[0].isupper() and pos > 0 and text[pos - 1] == " " and text[pos - 2] not in ".!?:"


def _with_particle(text: str, best: int, start: int) -> int:
    """Take ``van`` or ``de`` before the name along where it belongs to it (``van Goorstraat``)."""
    before = re.search(
        r"(?:^|(?<=[\s(]))((?:[Vv]an (?:de[rn]? )?|[Dd]en |[Tt]er |[Tt]en |De |Van de[rn]? |"
        r"[Vv]\.?d\.? |'t ))$",
        text[max(0, best - 10) : best],
    )
    if before is None:
        return best
    at = best - len(before[1])
    previous = re.search(r"([^\W_]+|[,:(\n]) ?$", text[max(0, at - 12) : at])
    return at if previous is None or previous[1].lower() in NAME_STARTS else best
