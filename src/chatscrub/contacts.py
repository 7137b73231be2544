"""What a contact is called: the name itself, and the people who are named beside it or whom it is called after."""

from __future__ import annotations

import re
from typing import NamedTuple

from .aliases import RUN, words_of
from .lexicon import KIN, fold, is_compound, is_first_name, is_ordinary, is_surname

_PARENT = (
    r"(?:mama|mamma|mam|moeder|mum|mummy|mom|mommy|mami|papa|pap|vader|dad|daddy|papá|mamá|ouders?|parents?|mv|pv|mvv"
    r"|o?umm?u?|abu|abou)"
)
_GRAND = r"(?:oma|opa|bomma|bompa|gran|granny|grandma|grandpa|grandad|tante|oom|nonkel|aunt|auntie|uncle)"
_OF = r"(?:van|v|v\.|of|de)"
_BESIDE = re.compile(
    rf"(?:(?P<own>.+?)\s+)??(?:{_PARENT}(?:\s+{_OF})?|{_GRAND}\s+{_OF})\s+(?P<whose>.+)", re.IGNORECASE
)
_POSSESSIVE = re.compile(rf"(?P<whose>.+?)['’]?s\s+(?:{_PARENT}|{_GRAND})", re.IGNORECASE)
COUPLE = re.compile(r"(?<!\s)\s+(?:en|and|und|et|&|\+)\s+|(?<!\s)\s*&\s*", re.IGNORECASE)


_LONGEST = 400  # code points of the name of a contact


class Contact(NamedTuple):
    """The name of the contact, "" when it only tells whose relative this is, and the names of others."""

    own: str
    others: tuple[str, ...] = ()


def contact(name: str) -> Contact:
    """Take the name of a contact apart.

    "Marieke (mama Fender)", "Wouter, papa van Lente", "Noor's mum" and "Ed & Thea" name two people.
    """
    if len(name) > _LONGEST:
        return Contact(name)
    parts = [part.strip() for part in re.split(r"[(),|/]", name) if part.strip()]
    if len(parts) > 1:
        turned = _is_surname_first(parts[0], parts[1])
        own = f"{parts[1]} {parts[0]}" if turned else parts[0]
        return Contact(own, tuple(filter(None, map(_somebody, parts[2:] if turned else parts[1:]))))
    if found := _BESIDE.fullmatch(name.strip()) or _POSSESSIVE.fullmatch(name.strip()):
        return Contact(found.groupdict().get("own") or "", tuple(COUPLE.split(found["whose"])))
    return _couple(name)


def couple(name: str) -> tuple[str, str] | None:
    """The two of a couple, with the surname that they share: "Jan en Els Bakker" is Jan Bakker and Els Bakker."""
    halves = COUPLE.split(name.strip()) if len(name) <= _LONGEST else [name]
    if len(halves) != 2 or not all(words_of(half) for half in halves):
        return None
    first, second = (tuple(word for word in words_of(half) if word not in KIN) for half in halves)
    if not first or not second:
        return None
    titled = all(words_of(half)[0] in KIN for half in halves)  # "Oma Riet & Opa Jan"
    if not (titled or (is_first_name(first[0]) and is_first_name(second[0]))) or len(first) > 3 or len(second) > 4:
        return None
    surname = halves[1].split(None, 1)[1:]
    return (f"{halves[0]} {surname[0]}" if surname and len(first) == 1 else halves[0]), halves[1]


def _couple(name: str) -> Contact:
    two = couple(name)
    return Contact(two[0], (two[1],)) if two else Contact(name)


def _somebody(part: str) -> str:
    """The name in what somebody wrote beside a contact's name; "" when it is a role or a place of work."""
    words = [m[0] for m in RUN.finditer(part)]
    related = any(fold(word) in KIN for word in words)
    return " ".join(
        word
        for word in words
        if len(word) > 1 and fold(word) not in KIN and ((related and word[0].isupper()) or not _is_word(fold(word)))
    )


def _is_word(folded: str) -> bool:
    return is_ordinary(folded) or (is_compound(folded) and not is_first_name(folded))


def _is_surname_first(first: str, second: str) -> bool:
    """Whether "Verhoeven, Karin" is written surname first."""
    last, given = words_of(first), words_of(second)
    return bool(last and given) and is_surname(last[-1]) and not is_first_name(last[0]) and is_first_name(given[0])
