"""Names that can stand in for real ones, by background and sex, and what a name tells of these.

models/lexicon/build_standins.py makes the list from open sources.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from .lexicon import (
    CALLS,
    KIN,
    TUSSENVOEGSELS,
    fold,
    is_common,
    is_compound,
    is_homograph,
    is_ordinary,
    is_place,
    is_public,
)

_TOLD = (  # endings of surnames, and the background they tell
    ("fy", r"stra|sma|inga|enga|ema"), ("nl", r"sen|mans|ink|huis|kamp|sema|veld|broek|dijk|horst|stein"),
    ("be", r"ckx?|aerts?|eeckhout|mans"), ("pl", r"sk[iay]|ck[ia]|wicz|czyk|ová|ek"), ("ru", r"ova?|eva?|enko|chuk"),
    ("yu", r"ić|vic|vić"), ("tr", r"oğlu|oglu|türk|demir|kaya|soy"), ("el", r"opoulos|opoulou|akis|aki|idis|idou|iou"),
    ("es", r"[aeo]z"), ("pt", r"eira|eiro|inho"), ("it", r"ini|elli|etti|ucci|ello"), ("am", r"yan"),
    ("fa", r"pour|zadeh|nejad"), ("hi", r"sing|persad|pershad|dien|nath"), ("ro", r"escu"),
    ("de", r"mann|berger|bauer"), ("no", r"sson|gaard|ström|quist|qvist"), ("sc", r"^ma?c\w{3,}"),
    ("ie", r"^o'\w{3,}"), ("so", r"xasan|uud"),
    ("en", r"son|ton|field|worth|ford"), ("ko", r"^(?:kim|park|lee|choi)"), ("vi", r"^nguy"),
)  # fmt: skip
_ENDINGS = [(group, re.compile(f"(?:{told})" if told[0] == "^" else f"(?:{told})$")) for group, told in _TOLD]
_PARTICLES = {
    "van": "nl", "de": "nl", "den": "nl", "der": "nl", "ter": "nl", "ten": "nl", "het": "nl", "'t": "nl", "el": "ar",
    "al": "ar", "ait": "ar", "ben": "ar", "bou": "ar", "bin": "ar", "da": "pt", "dos": "pt", "do": "pt", "das": "pt",
    "di": "it", "della": "it", "von": "de", "zu": "de", "du": "fr", "le": "fr", "la": "fr", "mc": "sc", "mac": "sc",
    "o": "ie",
}  # fmt: skip
_USUAL, _LEAST = 150, 0.5  # names of a list that count as common, and what any other counts
_PRIOR = {  # how likely a background is in a chat of a language, beside the names
    "nl": {"nl": 1.35, "ar": 1.3, "tr": 1.2, "be": 0.9, "fy": 1, "hi": 1, "an": 1, "pl": 0.8, "id": 0.9, "en": 0.9},
    "en": {"en": 1.35, "pk": 1.3, "ie": 1.2, "in": 1.2, "sc": 1.1, "pl": 1.0, "ng": 1.0, "es": 1.0, "ar": 0.9},
}  # fmt: skip
_SELDOM = 0.7
_SHORTEST = 3  # letters of a stand-in's name
_SCRIPTS = ("CYRILLIC", "ARABIC", "GREEK", "HEBREW", "HANGUL", "DEVANAGARI", "HIRAGANA", "KATAKANA")


class Pool(NamedTuple):
    """Names that can be drawn, the common ones first; surnames by the number of particles before them."""

    firsts: tuple[str, ...]
    surnames: tuple[tuple[str, ...], ...]


@cache
def shipped() -> dict[str, Any]:
    """The whole list."""
    raw = resources.files(__package__).joinpath("data").joinpath("standins.json.gz").read_bytes()
    loaded: dict[str, Any] = json.loads(gzip.decompress(raw))
    return loaded


@lru_cache(maxsize=65_536)
def is_clear(folded: str) -> bool:
    """Whether a folded name could be nothing but a name: no word of Dutch or English, not too short."""
    if len(folded) < _SHORTEST or folded in KIN or folded in CALLS or folded in TUSSENVOEGSELS:
        return False
    words = is_ordinary(folded) or is_common(folded) or is_homograph(folded) or is_public(folded)
    return not words and not is_compound(folded)


@cache
def pool(background: str, sex: str) -> Pool:
    """The names of a background and sex ("m" or "f")."""
    names = shipped()["people"][background]
    firsts = [n for n in names[sex] if n[0] != "-" and is_clear(fold(n)) and not is_place(fold(n))]
    surnames: tuple[list[str], ...] = ([], [], [])
    for name in names["last"]:
        *particles, last = name.split()
        if name[0] != "-" and is_clear(fold(last)):
            surnames[len(particles)].append(name)
    return Pool(tuple(firsts), tuple(map(tuple, surnames)))


@cache
def native_pool(script: str, sex: str) -> Pool:
    """The names of another script and sex."""
    names = shipped()["scripts"][script]
    return Pool(tuple(names[sex]), (tuple(names["last"]), (), ()))


class _Index(NamedTuple):
    """Under which background and sex each folded first name is listed, and how much each name tells of which."""

    sexes: dict[str, dict[str, str]]
    firsts: dict[str, dict[str, float]]
    lasts: dict[str, dict[str, float]]


@cache
def _index() -> _Index:
    index = _Index({}, {}, {})
    for group, names in shipped()["people"].items():
        for part in ("m", "f", "u", "last"):
            for rank, name in enumerate(fold(n.lstrip("-").split()[-1]) for n in names[part]):
                if part != "last":
                    index.sexes.setdefault(name, {})[group] = part
                told = (index.lasts if part == "last" else index.firsts).setdefault(name, {})
                told.setdefault(group, max(_LEAST, _USUAL / (_USUAL + rank)))
    for told in (*index.firsts.values(), *index.lasts.values()):
        told.pop("", None)
    return index


def sex_of(first: str, background: str) -> str:
    """ "m" or "f" where a folded first name is one sex's, in its background or else nearly everywhere; else ""."""
    index = _index()
    listed = index.sexes.get(first, {})
    if background in listed:
        return listed[background].replace("u", "")
    weights = dict.fromkeys("mfu", 0.0)
    for group, sex in listed.items():
        weights[sex] += index.firsts[first].get(group, 0.1) if first in index.firsts else 0.1
    best = max("mf", key=lambda sex: weights[sex])
    return best if weights[best] * 1.5 > sum(weights.values()) else _native_sexes().get(first, "")


def is_listed_first(folded: str) -> bool:
    """Whether the lists know a folded word as a first name."""
    return folded in _index().sexes


def is_listed_surname(folded: str) -> bool:
    """Whether the lists know a folded word as a surname."""
    return folded in _index().lasts


def is_surname_first(folded: str) -> bool:
    """Whether a folded word is a surname of those that stand before the first name, such as Nguyen or Wang."""
    told = _index().lasts.get(folded, {})
    return sum(told[group] for group in told if group in ("zh", "vi", "ko")) * 2 > sum(told.values())


def background(firsts: Sequence[str], surnames: Sequence[str], particles: Iterable[str], language: str) -> str:
    """The background that somebody's folded names tell of; the language's own where they tell nothing."""
    index = _index()
    prior = _PRIOR["en" if language == "en" else "nl"]
    score: dict[str, float] = {max(prior, key=lambda group: prior[group]): 0.01}
    for names, table, weight in ((firsts, index.firsts, 1.0), (surnames, index.lasts, 3.0)):
        for told in (table[name] for name in names if table.get(name)):
            for group, much in told.items():
                share = much / sum(told.values())
                score[group] = score.get(group, 0) + weight * share * prior.get(group, _SELDOM)
    for group in [_PARTICLES[p] for p in particles if p in _PARTICLES]:
        score[group] = score.get(group, 0) + 1
    for surname in [name for name in surnames if not index.lasts.get(name)]:
        for group in [g for g, ending in _ENDINGS if ending.search(surname)]:
            score[group] = score.get(group, 0) + 0.8
    return max(sorted(score), key=lambda g: score[g])


def particle_home(particle: str) -> str:
    """The background whose surnames have a particle: "nl" for van and de, "ar" for el."""
    return _PARTICLES.get(particle, "nl")


def is_famous(folded: str) -> bool:
    """Whether a folded whole name is that of somebody everybody knows."""
    return folded in _famous()


@cache
def _famous() -> frozenset[str]:
    return frozenset(shipped()["famous"])


@cache
def _native_sexes() -> dict[str, str]:
    return {fold(name): sex for names in shipped()["scripts"].values() for sex in ("m", "f") for name in names[sex]}


def script_of(text: str) -> str:
    """The script of the first letter that is not Latin: "cyrillic", "han" ...; "" where there is no list for it."""
    for name in (unicodedata.name(c, "") for c in text if c.isalpha() and not c.isascii()):
        if name.startswith("CJK"):
            return "han"
        if name.startswith(_SCRIPTS):
            found = name.split()[0].lower()
            return found if found in shipped()["scripts"] else ""
    return ""
