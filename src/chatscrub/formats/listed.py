"""Lists of people, as programs and people write them: "Bram, Ineke and 2 other contacts"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AND = re.compile(r",\s+|\s+(?:en|and|und|et|y|e|i|ve|&)\s+")
_OTHERS = re.compile(
    r"\d{1,4}\+?\s+(?:andere[nr]?|others?|other|meer|more|weitere[nr]?|autres?|otr[oa]s|altr[ie]|outr[oa]s)"
    r"(?:\s+(?:contact|contacten|contacts|contactpersonen|deelnemers|personen|mensen|people|participants"
    r"|Kontakte|Personen|Teilnehmer|personnes|contactos|personas|contatti|contatos|pessoas))?",
    re.IGNORECASE,
)


def people(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of the names in a list of people: "Bram, Ineke and 2 other contacts" names two."""
    at = 0
    for cut in [*_AND.finditer(value), None]:
        end = cut.start() if cut else len(value)
        if end > at and not _OTHERS.fullmatch(value[at:end].strip()):
            yield at, end
        at = cut.end() if cut else at
