"""The words of pseudonyms: PERSON_1 or PERSOON_1, Person A or Persoon A, PARTNER; and how to tell them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .model import Kind


class Words(NamedTuple):
    """A word in both languages of pseudonyms."""

    en: str
    nl: str

    def of(self, language: str) -> str:
        """The word in "en" or "nl"."""
        return self.nl if language == "nl" else self.en


KINDS = {
    Kind.PERSON: Words("PERSON", "PERSOON"),
    Kind.GROUP: Words("GROUP", "GROEP"),
    Kind.LOCATION: Words("LOCATION", "PLAATS"),
    Kind.ADDRESS: Words("ADDRESS", "ADRES"),
    Kind.ORG: Words("ORG", "ORGANISATIE"),
    Kind.PHONE: Words("PHONE", "TELEFOON"),
    Kind.EMAIL: Words("EMAIL", "EMAIL"),
    Kind.URL: Words("URL", "LINK"),
    Kind.HANDLE: Words("HANDLE", "ACCOUNT"),
    Kind.IBAN: Words("IBAN", "IBAN"),
    Kind.BSN: Words("BSN", "BSN"),
    Kind.ID: Words("ID", "NUMMER"),
    Kind.DOB: Words("DOB", "GEBOORTEDATUM"),
    Kind.SECRET: Words("SECRET", "GEHEIM"),
    Kind.FILE: Words("FILE", "BESTAND"),
    Kind.HIDDEN: Words("HIDDEN", "WEGGELATEN"),
}
ME = Words("ME", "IK")
LETTERED = {
    Kind.PERSON: Words("Person", "Persoon"),
    Kind.GROUP: Words("Group", "Groep"),
    Kind.LOCATION: Words("Place", "Plaats"),
    Kind.ORG: Words("Organisation", "Organisatie"),
}
"""Kinds that get letters in the style "initial"; the other kinds keep their labels."""
_ROLES = """
partner partner; husband man; wife vrouw; boyfriend vaste-vriend; girlfriend vriendin; ex ex; fiance verloofde
mother moeder; father vader; stepmother stiefmoeder; stepfather stiefvader; parent ouder; child kind
daughter dochter; son zoon; stepchild stiefkind; sister zus; brother broer; grandmother oma; grandfather opa
grandchild kleinkind; aunt tante; uncle oom; niece nichtje; nephew neefje; cousin neef-of-nicht
mother-in-law schoonmoeder; father-in-law schoonvader; sister-in-law schoonzus; brother-in-law zwager
friend vriend; neighbour buur; colleague collega; boss baas; teacher leraar; classmate klasgenoot
client cliënt; patient patiënt; therapist therapeut; psychologist psycholoog; psychiatrist psychiater
doctor arts; gp huisarts; nurse verpleegkundige; carer verzorger; coach coach; lawyer advocaat; roommate huisgenoot
student leerling; landlord huisbaas; housemate medebewoner; relative familielid
"""


_SAME = dict(
    zip(
        """GROOTMOEDER GROOTVADER ZUSJE BROERTJE MAMA MAM PAPA PAP PA MA MUM MOM DAD GRANNY GRANDMA GRANDPA
        VRIENDJE VRIENDINNETJE BUURVROUW BUURMAN DOKTER PSYCH TANTE OME NEEF NICHT COLLEGA""".split(),
        """OMA OPA ZUS BROER MOEDER MOEDER VADER VADER VADER MOEDER MOEDER MOEDER VADER OMA OMA OPA
        VASTE_VRIEND VRIENDIN BUUR BUUR ARTS PSYCHOLOOG TANTE OOM NEEFJE NICHTJE COLLEGA""".split(),
        strict=True,
    )
)  # other words for the same role


def _roles() -> Iterator[tuple[str, Words]]:
    for pair in re.split(r"[;\n]", _ROLES.strip()):
        en, nl = pair.split()
        yield en, Words(_plain(en), _plain(nl))


def _plain(word: str) -> str:
    return word.upper().replace("-", "_")


ROLES = dict(_roles())
"""Roles that may stand in the place of a number, by their English name."""
_CODE = r"(?:\d{1,6}|[A-Z2-7]{8})"  # a number, or what a key makes of a value


def _either(pairs: Iterable[Words]) -> str:
    """A pattern of all words, the longest first."""
    return "|".join(sorted({word for pair in pairs for word in pair}, key=lambda word: (-len(word), word)))


KIND_WORDS, LETTER_WORDS, ROLE_WORDS = map(_either, (KINDS.values(), LETTERED.values(), ROLES.values()))
"""The words of each sort, for patterns."""
_NUMBERED = rf"(?<![^\W_])(?:{KIND_WORDS})_{_CODE}(?![^\W_])"
_WITH_LETTER = rf"(?<![^\W_])(?:{LETTER_WORDS}) [A-Z]{{1,3}}(?![^\W_])"
_ROLE = rf"(?:{ROLE_WORDS}|{'|'.join(ME)})(?:_\d{{1,6}})?"
LABEL = re.compile(rf"\[?{_NUMBERED}\]?|\[{_ROLE}\]|{_WITH_LETTER}")
"""A pseudonym as it stands in a text that was scrubbed before; stand-ins do not show."""
NUMBERED = re.compile(_NUMBERED)
"""A pseudonym that nobody writes by chance."""
WITH_LETTER = re.compile(_WITH_LETTER)
BARE_ROLE = re.compile(_ROLE)
"""A role above messages: a pseudonym only in a text that was scrubbed."""


def role_of(word: str) -> str | None:
    """The English name of a role that is given in Dutch or English, "me" for the uploader, None for an unknown one."""
    plain = _plain(word.strip(" []"))
    if plain in ME:
        return "me"
    plain = _SAME.get(plain, plain)
    return next((role for role, words in ROLES.items() if plain in words), None)


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The bare labels that stand in texts already."""
    return frozenset(m[0].strip("[]") for text in texts for m in LABEL.finditer(text))


def letters(number: int) -> str:
    """A to Z, AA, AB ...: the letters of the first, second ... person, from 1."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
