"""Other places in the place of real ones: towns of like size, streets of the same sort, other numbers."""

from __future__ import annotations

import re

from .coined import Coined
from .draws import Draw, Ledger, first_fit, like
from .gazetteer import Town, find_town, streets, town_key, towns
from .lexicon import fold, is_ordinary, is_public

_WAYS = (
    "street|road|lane|avenue|drive|close|way|court|crescent|terrace|place|gardens|grove|row|square|mews|hill|rise|view|"
    "walk|park|green|boulevard|parade|st|rd|ln|ave?|dr|cl|blvd|ct|cres|terr?|pl|sq"
)
_ENDINGS = (
    "steenweg|plantsoen|boulevard|straße|strasse|straat|gracht|singel|allee|steeg|dreef|markt|plein|baan|dijk|hoek|kade|"
    "laan|park|ring|stwg|erf|hof|lei|pad|str|wal|weg"
)
_WORD = r"[^\W\d_][\w'’.-]{0,60}"
_ENGLISH = (
    rf"(?P<english>(?<!\w)(?:\d{{1,3}}(?:st|nd|rd|th) |(?:{_WORD} ){{1,3}}?))(?P<way>{_WAYS})\b(?! (?:{_WAYS})\b)"
)
_DUTCH = rf"(?P<dutch>(?<!\w)(?:\d{{1,2}}(?:e|de|ste) )?(?:{_WORD} ){{0,3}}?[\w'’-]{{2,60}}?(?P<ending>{_ENDINGS})\b)"
_OPENED = (
    r"(?P<opened>(?:laan|rue|avenue|chauss[ée]e|boulevard|plein|place|via|calle)"
    rf"(?: (?:van|der?|den|des|du|la|les?|het)\b)*)(?P<rest>(?: {_WORD}){{1,3}})"
)
_STREETS = {
    language: re.compile("|".join(row), re.IGNORECASE)
    for language, row in (("nl", (_DUTCH, _OPENED, _ENGLISH)), ("en", (_ENGLISH, _DUTCH, _OPENED)))
}
_POSTCODE = re.compile(
    r"(?<!\w)(?:[1-9]\d{3} ?[A-Z]{2}|[1-9]\d{3}[a-z]{2}|B-[1-9]\d{3}|\d{5}(?:-\d{4})?"
    r"|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[AC-FHKNPRTV-Y]\d[\dW] ?[A-Z\d]{4})(?!\w)"
)
_ALONE = re.compile(r"^(?:[1-9]\d{3}(?=$| [^\W\d_]{3})|[A-Za-z]{1,2}\d[A-Za-z\d]?$)")  # Belgian, half a British one
_COORDINATES = re.compile(r"-?\d{1,3}(?:\.\d+)?°?[ ,;NSEWZO'′\"″-]{1,4}-?\d{1,3}\.\d+\W*")
_KEPT = frozenset(
    "bus hs bis huis boven beneden links rechts hoog etage verdieping apt app appartement flat floor unit suite nr no "
    "nummer kamer room box postbus antwoordnummer po te in at on near op aan de het bij om the naar van and en".split()
)
_SIDES = frozenset(
    "noord zuid oost west centrum centraal cs station noordoost zuidoost noordwest zuidwest north south east central "
    "city centre center airport haven binnen buiten".split()
)
_WIDE = 6  # towns to either side of the real one among which the stand-in is drawn


class Whereabouts:
    """Chooses stand-ins for towns and addresses. Each piece of an address has its own, wherever it stands."""

    def __init__(self, key: bytes, ledger: Ledger, coined: Coined, language: str) -> None:
        self._key, self._ledger, self._coined = key, ledger, coined
        self._language = "en" if language == "en" else "nl"
        self._street = _STREETS[self._language]

    # --- towns ---

    def place(self, identity: str, surface: str) -> str:
        """Another town of like size in the same country; an address where the surface is one.

        All names of a town that the list knows have the same stand-in; the identity tells other places apart.
        """
        known = find_town(surface, self._language)
        if not known and (re.search(r"\d", surface) or self._street.fullmatch(surface.strip())):
            return self.address(surface)
        pieces = re.split(r"((?<!\s)\s*[,/()]\s*)", surface)
        if len(pieces) > 1:
            return "".join(p if i % 2 or _is_said_with(p) else self.place(town_key(p), p) for i, p in enumerate(pieces))
        side = re.fullmatch(r"(.+?)([ -]([^\W\d_]+)\)?)", surface)
        if not known and side and fold(side[3]) in _SIDES:
            return self.place(town_key(side[1]), side[1]) + side[2]
        own = town_key(towns(known.country)[known.rank][0]) if known else identity
        return like(surface, self._town(own, town_key(surface), known))

    def _town(self, identity: str, name: str, real: Town | None) -> str:
        def other(draw: Draw, n: int) -> str | None:
            found = self._near(real, n, draw) if real else self._anywhere(n, draw)
            key = town_key(found)
            clear = len(key) > 3 and key not in (name, identity) and not (is_ordinary(key) or is_public(key))
            return found if clear and self._is_taken("town", identity, found) else None

        return first_fit(other, self._key, "town", identity)

    @staticmethod
    def _near(real: Town, n: int, draw: Draw) -> str:
        listed = towns(real.country) if len(towns(real.country)) > _WIDE else towns("NL")
        low = max(0, min(real.rank, len(listed) - 1) - _WIDE - n)
        return draw.of(listed[low : low + 2 * (_WIDE + n) + 1])[0]

    def _anywhere(self, n: int, draw: Draw) -> str:
        """A smaller town of the language's own country, for a quarter or a place that the list does not know."""
        return draw.of(towns("GB" if self._language == "en" else "NL")[60 : 600 + 10 * n])[0]

    def _is_taken(self, kind: str, owner: str, found: str) -> bool:
        """Whether a name with no real word in it could be given to an owner."""
        key = town_key(found)
        loose = [word for word in key.split() if len(word) > 2 and word not in _KEPT | _SIDES]
        return not self._ledger.is_real(found, key, *loose) and self._ledger.take(kind, owner, key)

    # --- addresses ---

    def address(self, surface: str) -> str:
        """Another street, house number and postcode, in the order and shape of the real ones."""
        if _COORDINATES.fullmatch(surface.strip()):
            return self._coordinates(surface)
        pieces = re.split(r"((?<!\s)\s*[,;\n/()]\s*)", surface)
        return "".join(piece if i % 2 else self._piece(piece) for i, piece in enumerate(pieces))

    def _coordinates(self, surface: str) -> str:
        """Other digits behind whole degrees of 0: a point in the sea off Africa."""

        def other(draw: Draw, _: int) -> str | None:
            found = re.sub(r"(?<![.\d])\d+", lambda m: "0" * len(m[0]), surface)
            found = re.sub(r"(?<=\.)\d+", lambda m: "".join(draw.digits(1) for _ in m[0]), found)
            return found if found != surface and self._ledger.take("coordinates", surface, found) else None

        return first_fit(other, self._key, "coordinates", surface)

    def _piece(self, piece: str) -> str:
        """A piece between commas: postcodes, then a street, then numbers and towns."""
        if match := _POSTCODE.search(piece) or _ALONE.search(piece):
            return self._piece(piece[: match.start()]) + self._postcode(match[0]) + self._piece(piece[match.end() :])
        if match := self._street.search(piece):
            seed = re.sub("str$", "straat", town_key(match[0]))
            before, after = piece[: match.start()], piece[match.end() :]
            return self._numbers(before, seed) + self._other_street(match) + self._rest(after, seed)
        match = re.match(rf"{_WORD}(?: {_WORD})*(?= \d)", piece)
        if match and not set(town_key(match[0]).split()) <= _KEPT:
            seed = town_key(match[0])
            return like(match[0], self._coined.name("street", seed)) + self._rest(piece[match.end() :], seed)
        return self._rest(piece, "")

    def _rest(self, text: str, seed: str) -> str:
        """Numbers and towns; words such as "bus" stay, a letter behind a number becomes another."""
        text = self._numbers(text, seed)
        text = re.sub(r"(?<=\d)( ?-?)([A-Za-z])(?![^\W_])", lambda m: m[1] + self._letter(m[2], seed), text)
        return re.sub(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,})*", lambda m: self._named(m[0]), text)

    def _named(self, text: str) -> str:
        """Words that are no number: those that join stay, the others are a town."""
        pieces = re.split(r"([ -])", text)
        at = next((i for i, piece in enumerate(pieces) if piece.strip(" -") and not _is_kept(piece)), None)
        if at is None:
            return text
        name = "".join(pieces[at:])
        return "".join(pieces[:at]) + self.place(town_key(name), name)

    def _letter(self, letter: str, seed: str) -> str:
        others = [c for c in "abcdef" if c != letter.lower()]
        return like(letter, Draw(self._key, "letter", seed, letter.lower()).of(others))

    def _numbers(self, text: str, seed: str) -> str:
        return re.sub(r"\d+", lambda m: self._number(m[0], seed), text)

    def _number(self, digits: str, seed: str) -> str:
        """Another number in the same street, as long as the real one while there are any left."""

        def other(draw: Draw, n: int) -> str | None:
            found = draw.digits(len(digits) + n // 50)
            found = found.replace("0", "1") if len(found) == 1 else found
            return found if found != digits and self._ledger.take(f"number {seed}", digits, found) else None

        return first_fit(other, self._key, "number", seed, digits)

    def _postcode(self, code: str) -> str:
        """A postcode of the same shape that no country gives out.

        Dutch and Belgian ones do not begin with 0, German, French and American ones not with 00, British and Irish
        ones not with Q: https://nl.wikipedia.org/wiki/Postcodes_in_Nederland,
        https://en.wikipedia.org/wiki/List_of_ZIP_Code_prefixes,
        https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom
        """
        identity = re.sub(r"\W", "", code.upper())

        def other(draw: Draw, n: int) -> str | None:
            found = _unused(code, draw, n < 200)
            key = re.sub(r"\W", "", found.upper())
            real = self._ledger.is_real(found, key)
            return found if not real and self._ledger.take("postcode", identity, key) else None

        return first_fit(other, self._key, "postcode", identity)

    def _other_street(self, match: re.Match[str]) -> str:
        """Another street of the same sort, in the same case."""
        identity = re.sub("str$", "straat", town_key(match[0]))
        if match["way"]:
            name = match["english"].strip()
            model = name if name[0].isalpha() else match["way"]
            return f"{like(model, self._coined.name('street', identity))} {match['way']}"
        if match["opened"]:
            return f"{match['opened']} {like(match['rest'].split()[-1], self._coined.name('street', identity))}"
        ending = fold(match["ending"])
        listed = streets("straat" if ending == "str" else ending)

        def other(draw: Draw, n: int) -> str | None:
            if not listed or n >= 60:
                return self._coined.name("street", identity, "straat" if ending == "str" else ending)
            found = draw.of(listed[: 20 + 5 * n])
            return found if town_key(found) != identity and self._is_taken("street", identity, found) else None

        found = first_fit(other, self._key, "street", identity)
        if ending == "str":
            found = found.removesuffix("straat") + "str"
        return like(match[0], found)


def _is_said_with(piece: str) -> bool:
    """Whether a piece beside a town tells only which town: a country, a side of it, nothing."""
    key = fold(piece)
    return key in _SIDES or key in ("", "stad", "gemeente", "provincie", "regio") or is_public(key)


def _is_kept(word: str) -> bool:
    """Whether a word in an address is no name: "bus", "in", and short capitals such as those of states."""
    return fold(word) in _KEPT or (word.isupper() and len(word) < 4)


def _unused(code: str, draw: Draw, strict: bool) -> str:
    """Letters for letters and digits for digits, with a beginning that is not in use."""
    fixed = "00" if re.match(r"\d{5}", code) else "0" if re.match(r"(?:B-)?\d{4}", code) else "Q"
    out = "B-" if code.startswith("B-") else ""
    left = list(fixed if strict else fixed[:1])
    for c in code[len(out) :]:
        if c.isalnum() and left:
            out += like(c, left.pop(0))
        elif c.isdigit():
            out += draw.digits(1)
        else:
            out += like(c, draw.of("BCDEGHJKLMNPRTVWXZ")) if c.isalpha() else c
    return out
