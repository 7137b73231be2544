"""Names that nobody and nothing has, put together from the names of trees, birds and old farms."""

from __future__ import annotations

from .draws import Draw, Ledger, first_fit
from .lexicon import fold, is_compound, is_first_name, is_ordinary, is_place, is_public, is_surname

_STARTS = {
    "nl": "Linde Berken Noorder Water Rozen Eiken Veer Zilver Kastanje Hazel Kraaien Zwaluw Elzen Brem Vlier Steen "
    "Heer Wilgen Olmen Reiger Wester Duin Vinken Leeuwerik Merel Zonne Havik Otter Bever Meidoorn".split(),
    "en": "Ash Thorn Raven Hazel Oak Fern Wren Maple Birch Alder Hawk Heron Lark Otter Bram Elder Linden Rowan Stone "
    "Winter Falcon Willow Harrow Merrow Aspen Sorrel Yarrow Kestrel Juniper Marl".split(),
}
_ENDS = {
    "nl": "rode steyn horst hage velde donk hove stede borg gaarde loo lunen meen rijt zathe wissel waerd brinck "
    "schoor hoven wolde drecht ooij goed vliet hem laer heym bergh".split(),
    "en": "combe wick mere stead hurst thwaite worthy leigh bourne holme grove stow dale minster den croft garth ness "
    "ridge low more well gate haven beck side".split(),
}
_LISTS = (is_ordinary, is_place, is_surname, is_first_name, is_public)


class Coined:
    """Invents names for streets and organisations, each for one owner."""

    def __init__(self, key: bytes, ledger: Ledger, language: str) -> None:
        self._key, self._ledger = key, ledger
        self._language = "en" if language == "en" else "nl"

    def name(self, kind: str, owner: str, ending: str = "") -> str:
        """The invented name that belongs to an owner of some kind."""

        def other(draw: Draw, _: int) -> str | None:
            found = self._drawn(draw)
            key, whole = fold(found), fold(found + ending)
            known = is_compound(key) or any(has(word) for has in _LISTS for word in (key, whole))
            return None if known or not self._is_taken(f"{kind} {owner}", key, whole) else found + ending

        return first_fit(other, self._key, kind, "name", owner)

    def abbreviation(self, owner: str, count: int) -> str:
        """Capitals that are no word."""

        def other(draw: Draw, n: int) -> str | None:
            found = "".join(draw.of("BCDFGHJKLMNPRSTVWZ") for _ in range(count + n // 100))
            key = fold(found)
            known = is_ordinary(key) or is_public(key)
            return None if known or not self._is_taken(f"abbreviation {owner}", key) else found

        return first_fit(other, self._key, "abbreviation", owner)

    def _drawn(self, draw: Draw) -> str:
        return draw.of(_STARTS[self._language]) + draw.of(_ENDS[self._language])

    def _is_taken(self, owner: str, key: str, whole: str = "") -> bool:
        """Whether a name that is not real could be given to an owner."""
        return not self._ledger.is_real(key, whole or key) and self._ledger.take("coined", owner, key)
