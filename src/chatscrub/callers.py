"""Who is behind a number: whose name stands beside it, and who writes under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from .aliases import words_of
from .linking import outermost
from .model import Export, Finding, Kind, Role
from .people import Cast, How
from .phones import number_key

_BESIDE = re.compile(r"[\s:,.–()-]*(?:(?:tel|tel\.nr|nr|nummer|number|mob|mobiel|mobile|06)\b[\s:.]*)?", re.IGNORECASE)
# "hoi met Fenna", "hey its bram, new number": of ten on the marked chats all ten named who wrote.
_INTRODUCES = re.compile(
    r"(?:^|[.!?,:\n]|\b(?:hoi|hi|hey|hallo|hello|ok|goedemorgen|goedemiddag|goedenavond))\s{0,9}"
    r"(?:met|je spreekt met|dit is|hier is|ik ben|ik heet|mijn naam is|this is|it['’]?s|i['’]?m|i am|my name is)"
    r"\s{1,9}$",
    re.IGNORECASE,
)
_ALONE, _HERE = re.compile(r"(?:^|[.!?,\n])\s{0,9}$"), re.compile(r"\s+(?:hier|here)\s*(?=$|[.!,\n])", re.IGNORECASE)


def call_by_name(export: Export, cast: Cast, findings: Sequence[Finding]) -> None:
    """Give a number to whose name it stands beside, and to who says so of themselves.

    The first holds where a message is nothing but a name and a number, the second for a sender without a name.
    """
    for number, group in groupby(findings, key=lambda f: f.field):
        if export.fields.head(number).role is not Role.TEXT:
            continue
        field = export.fields[number]
        there = outermost(f for f in group if f.kind in (Kind.PERSON, Kind.PHONE))
        if [f.kind for f in there] == [Kind.PERSON, Kind.PHONE]:
            _beside(cast, field.text, *there)
        if there and field.sender and number_key(field.sender.strip()):
            _introduced(cast, field.sender.strip(), field.text, there[0])


def _beside(cast: Cast, text: str, name: Finding, phone: Finding) -> None:
    rest = text[: name.start].strip() or text[phone.end :].strip()
    if not rest and _BESIDE.fullmatch(text, name.end, phone.start):
        _link_number(cast, text[name.start : name.end], text[phone.start : phone.end])


_GOES_ON = re.compile(
    r"\s*(?:,\s*)?(?:mijn|m['’]?n|onze|de|het|een|die|dat|my|our|the|a|who|whom|that|erbij|en|and|samen|is|was|zegt|says|"
    r"haar|zijn|z['’]?n|d['’]?r|hun|her|his|their|met|with|als|as|toen|when)\b|['’]s?(?!\w)",
    re.IGNORECASE,
)  # "dit is Fenna, mijn dochter", "it's Anna who called me", "dit is Roos haar nummer", "this is Will's number"


def _introduced(cast: Cast, sender: str, text: str, name: Finding) -> None:
    here = _ALONE.search(text, 0, name.start) and _HERE.match(text, name.end)
    if name.kind is not Kind.PERSON or _GOES_ON.match(text, name.end):
        return
    if here or _INTRODUCES.search(text, 0, name.start):
        _link_number(cast, text[name.start : name.end], sender)


def _link_number(cast: Cast, name: str, number: str) -> None:
    person = cast.known(name) or cast.add(name, Kind.PERSON, "mentioned")
    owner = cast.known(number)
    if owner is None:
        cast.link(number, person, How.NUMBER)
    elif owner is not person and person.role == "mentioned" and all(not words_of(n) for n in owner.names):
        cast.merge(person, owner, How.NUMBER)
    elif owner is not person:
        for one, other in ((person, owner), (owner, person)):
            one.doubt = True
            one.others.add(other.number)
