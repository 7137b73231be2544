"""What the heading of a column, or the label before a blank in a form, says about what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..lexicon import fold, is_compound, is_ordinary, is_public
from ..model import Role
from .vocabulary import form_labels

_SIGNS = re.compile(r"[\s:.*()/_-]+")


def _key(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


_ROLES = {_key(one): role for one, role in form_labels()}
_LONGEST = 40
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OF_DATA = frozenset((Role.PHONE, Role.EMAIL, Role.DOB, Role.PLACE, Role.ID, Role.SECRET))
_OF_PEOPLE = frozenset(
    "partner huisarts vader moeder behandelaar hoofdbehandelaar regiebehandelaar therapeut psycholoog psychiater "
    "verwijzer begeleider voogd hulpverlener tussenvoegsel nickname surname".split()
)
_OF_PROGRAMS = frozenset("pin cell mobile fax mail 06".split())
_OF_DATES = frozenset("day dag d dd month maand m mm year jaar y yy yyyy jj jjjj".split())
_OF_ADDRESSES = frozenset("nr number no num nummer toevoeging suffix".split())
_BETWEEN = frozenset("[] * date datum value values waarde".split())  # stand between a birthday and its day
_NEUTRAL = frozenset(
    map(
        _key,
        """relatie, relation, relationship, datum, date, tijd, time, opmerking, opmerkingen, remarks, notes, notitie,
        leeftijd, age, geslacht, gender, sex, nationaliteit, beroep, occupation, burgerlijke staat, status, nr, nummer,
        aantal, bedrag, amount, totaal, total, omschrijving, description, reden, reden van aanmelding, klachten,
        medicatie, diagnose, verzekering, aanmelding, intake, sessie, afspraak, appointment, behandeling,
        treatment""".split(","),
    )
)
_LABEL = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][^:\n\t]{0,38}?) *(?::[ \t]*|\t[\t:]*)(?P<value>[^\s:][^\n\t]{0,79}?)(?=[ \t]*$|\t)",
    re.MULTILINE,
)
_NOTHING = frozenset(
    "onbekend geen idem nvt zie unknown none see same ja nee yes no niet not anders other zelf".split()
)
_WORDS = re.compile(r"[^\W\d_]+")


def role_of(heading: str) -> Role | None:
    """What stands under or behind a heading, None where it does not tell."""
    return _ROLES.get(_key(heading)) if 1 < len(heading) <= _LONGEST else None


def role_of_key(key: str) -> Role | None:
    """What stands at a key of data, or in a tag: of words that programs use too only those that tell of people."""
    words = _key(_HUMP.sub(" ", key))
    role = _ROLES.get(words) or _ROLES.get(words.replace(" ", ""))
    if role is Role.NAME:
        return role if "naam" in words.replace(" ", "") or words in _OF_PEOPLE else None
    return role if role in _OF_DATA and words not in _OF_PROGRAMS else None


def role_of_part(path: Sequence[str]) -> Role | None:
    """What stands at the end of a path of keys or tags: "year" within "birthday" is of a day of birth."""
    *above, key = path or ("",)
    *words, last = _key(_HUMP.sub(" ", key)).split() or [""]
    if last in _OF_DATES and words:
        return Role.DOB if role_of_key(" ".join(words)) is Role.DOB else None
    if words or last not in _OF_DATES | _OF_ADDRESSES | _BETWEEN:
        return None
    whole = next((step for step in reversed(above) if step.casefold() not in _BETWEEN), "")
    role = role_of_key(whole) or role_of_key(whole.removesuffix("s"))
    return role if role is (Role.PLACE if last in _OF_ADDRESSES else Role.DOB) else None


def is_heading(text: str) -> bool:
    """Whether a text is a heading of a column, or a label in a form, that is the same for everybody."""
    return len(text) <= _LONGEST and (_key(text) in _ROLES or _key(text) in _NEUTRAL)


def labelled(text: str) -> Iterator[tuple[Role, int, int]]:
    """What stands behind labels that begin a line of a text, such as ``Naam: ...``: its role and range."""
    for found in _LABEL.finditer(text):
        role = role_of(found["label"])
        if role and not role_of(found["value"]) and is_filled_in(found["value"], role):
            yield role, *found.span("value")


def is_filled_in(value: str, role: Role) -> bool:
    """Whether a value may be what its heading asks for."""
    words = _WORDS.findall(value)
    if role in (Role.NAME, Role.ORG):
        return 0 < len(words) <= 6 and (not is_plain(value) or (value.istitle() and fold(words[0]) not in _NOTHING))
    if role in (Role.PHONE, Role.ID, Role.DOB):
        return any(c.isdigit() for c in value) and len(value) <= _LONGEST
    return any(c.isalnum() for c in value) and not (role is Role.PLACE and is_plain(value) and len(words) > 4)


def is_plain(text: str) -> bool:
    """Whether a text is made of ordinary words only, in small letters but for the first one."""
    words = _WORDS.findall(text)
    plain = all(len(w) < 3 or is_ordinary(w) or is_public(w) or is_compound(w) for w in map(fold, words))
    return plain and not any(word[0].isupper() for word in words[1:])
