"""Another organisation of the same sort: "basisschool De Vlinder" becomes "basisschool De Noorderhage"."""

from __future__ import annotations

import re

from .coined import Coined
from .draws import like
from .lexicon import fold

_SORTS = frozenset(
    """
    basisschool school obs cbs rkbs kbs vbs montessori daltonschool dalton college lyceum gymnasium
    scholengemeenschap mbo hbo roc hogeschool universiteit university primary secondary high academy nursery
    kindergarten preschool kinderdagverblijf kdv bso peuterspeelzaal creche kinderopvang opvang gastouder huisarts
    huisartsenpraktijk huisartsen praktijk tandarts tandartspraktijk tandartsen orthodontist fysio fysiotherapie
    fysiotherapeut logopedie psycholoog psychologen apotheek pharmacy ziekenhuis hospital infirmary mc umc kliniek
    clinic medisch medical centrum centre center health surgery dental dentist practice ggz ggd zorg zorggroep
    thuiszorg verpleeghuis verzorgingshuis hospice woonzorgcentrum wzc care home residentie kerk moskee synagoge
    tempel parochie gemeente church chapel mosque temple synagogue vv sv fc afc cf hc hv rkvv rksv svv tc kv
    voetbalclub voetbalvereniging hockeyclub tennisclub sportclub club vereniging rovers united city town athletic
    rugby cricket gym sportschool fitness zwembad scouting manege koor harmonie fanfare dansschool muziekschool
    theater theatre museum bibliotheek library cafe eetcafe restaurant bar pub inn hotel bistro brasserie cafetaria
    snackbar pizzeria bakkerij bakker bakery slagerij slager butcher supermarkt winkel shop store books boekhandel
    kapper kapsalon hair salon barbers garage autobedrijf motors cars rijschool advocaten advocatenkantoor advocaat
    notaris notariskantoor makelaar makelaardij makelaars accountants solicitors law legal verzekeringen bank bouw
    bouwbedrijf builders schilders installatie installatietechniek loodgieters transport logistics logistiek it ict
    consultancy consulting groep group holding bv b.v nv vof ltd llc inc plc gmbh zn zonen sons co stichting
    foundation trust charity uitvaart uitvaartzorg begrafenisondernemer dierenarts dierenkliniek vets camping
    vakantiepark therapie therapy coaching advies media studio drukkerij uitgeverij fabriek werkplaats de het 't een
    the of and en voor for van der den st sint saint la le les el des du
    """.split()
)
_FUSED = re.compile(
    r"(?i)(school|college|lyceum|ziekenhuis|kliniek|praktijk|apotheek|kerk|moskee|zorg|groep|bakkerij|hof|huis|centrum|"
    r"bouw|techniek|club|garage|hotel)$"
)
_PIECES = re.compile(r"([\s/]+|(?<=\w)-(?=\w))")


class Firms:
    """Chooses stand-ins for organisations."""

    def __init__(self, coined: Coined) -> None:
        self._coined = coined

    def organisation(self, identity: str, surface: str) -> str:
        """Words that tell the sort stay; each row of words that name it gives way to an invented name."""
        pieces = _PIECES.split(surface)
        out, row, rows = "", False, 0
        for word, gap in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if _is_sort(word) or not word:
                out, row = out + word + gap, False
            elif row:
                out = out.rstrip(" /-") + gap
            else:
                owner = f"{identity}/{rows}" if rows else identity
                out, row, rows = out + self._named(owner, word) + gap, True, rows + 1
        return out if rows else self._named(identity, surface)

    def _named(self, owner: str, word: str) -> str:
        """An invented name for a word: as capitals, with the sort that is grown to it, in its case."""
        end = len(word.rstrip('.,()"'))
        match = re.search(r"['’]s?$", word[max(0, end - 2) : end])
        at = end - len(match[0]) if match else end
        core, tail = word[:at], word[at:]
        if re.fullmatch(r"[A-Z]{2,5}", core):
            return self._coined.abbreviation(owner, len(core)) + tail
        fused = _FUSED.search(core)
        ending = fused[0].lower() if fused and fused.start() > 2 else ""
        return like(core, self._coined.name("organisation", owner, ending)) + tail


def _is_sort(word: str) -> bool:
    plain = fold(word)
    return plain in _SORTS or plain.strip("().,'\"") in _SORTS or not any(c.isalnum() for c in word)
