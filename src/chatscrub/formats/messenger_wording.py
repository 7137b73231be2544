"""What Messenger and Instagram write in the words of a chat about who did what: whom they added, how they call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..spans import located, views

# What Messenger writes in the words of a chat, behind the name of who did it: X are people, T is a title, OWN is
# "your" or the like. English from https://github.com/kenn-io/msgvault and exports that people show; the Dutch wording
# was not seen in exports.
_TEMPLATES = """
set the nickname for X to X|changed the nickname for X to X|set OWN nickname to X|changed OWN nickname to X
cleared the nickname for X|added X to the group|removed X from the group|added X as a group admin
made X a group admin|removed X as a group admin|named the group T|changed the group name to T
called X|waved at X|missed a call from X|missed a video call from X|missed a video chat with X
heeft de bijnaam van X ingesteld op X|heeft de bijnaam voor X ingesteld op X|heeft OWN bijnaam ingesteld op X
heeft de bijnaam van X gewijzigd in X|heeft de bijnaam voor X gewijzigd in X|heeft OWN bijnaam gewijzigd in X
heeft X de bijnaam X gegeven|heeft de bijnaam van X gewist|heeft de bijnaam van X verwijderd
heeft de groep T genoemd|heeft de naam van de groep gewijzigd in T|heeft de groepsnaam gewijzigd in T
heeft X toegevoegd|heeft X toegevoegd aan de groep|heeft X aan de groep toegevoegd
heeft X verwijderd uit de groep|heeft X uit de groep verwijderd|heeft X verwijderd
heeft X gebeld|heeft naar X gezwaaid|heeft een oproep van X gemist
"""
_SLOT = {
    "X": "([^\\n]{1,200}?)",
    "T": "(?P<title>[^\\n]{1,200}?)",
    "OWN": "(?:your|his|her|their|its|je|jouw|uw|zijn|haar|hun)(?: own| eigen)?",
    "heeft": "(?:heeft|hebt)",
}
_DONE = [
    re.compile(" " + " ".join(_SLOT.get(word, re.escape(word)) for word in template.split()) + r"\.?\s*")
    for line in _TEMPLATES.split("\n")
    for template in line.split("|")
    if template
]
_SURE = re.compile("nickname|bijnaam|group|groep")  # of lines that people hardly write themselves
_VERBS = re.compile(" (?:set|changed|cleared|added|removed|made|named|called|waved|missed|heeft|hebt) ")
_YOU = ("You", "Je", "Jij", "U")
_LONGEST, _LONGEST_NAME = 400, 100  # characters of such a line, and of the name at its start
_SEVERAL = re.compile(r",\s+|(?<!\s)\s+(?:and|en)\s+")
_NOBODY = frozenset("you je jou u yourself jezelf zichzelf a een de het the him her hem haar them hen".split())


def told(found: Field, text: str) -> Iterator[Field]:
    """The names in a message that tells what its sender did: whom they added, what they called somebody.

    Args:
        found: the field of the message.
        text: the text of its part.
    """
    verb = _VERBS.search(found.text, 0, _LONGEST_NAME) if len(found.text) < _LONGEST else None
    if verb is None or not found.sender:
        return
    actor = found.text[: verb.start()]
    is_own = actor in (found.sender, found.sender.split(" ", 1)[0])
    if line := next(filter(None, (done.fullmatch(found.text, verb.start()) for done in _DONE)), None):
        sure = is_own or bool(_SURE.search(line.re.pattern))
        if sure or actor in _YOU:
            yield from _slots(found, text, line, sure=sure)


def _slots(found: Field, text: str, line: re.Match[str], *, sure: bool) -> Iterator[Field]:
    """The names in the slots of a template; where somebody else may have written it, only what looks like a name."""
    there = views(text, found)
    title = line.start("title") if "title" in line.re.groupindex else -1
    for group in range(1, len(line.groups()) + 1):
        is_title = line.start(group) == title
        for start, end in _names(line[group], line.start(group), whole=is_title):
            if not sure and found.text[start].islower():
                continue
            pieces = tuple(Piece(*piece) for piece in located(there, start, end))
            role = Role.TITLE if is_title else Role.NAME
            yield found._replace(pieces=pieces, role=role, text=found.text[start:end])


def _names(value: str, at: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """The ranges of the names in a list of them; of the whole where it is one."""
    start = 0
    marks = [] if whole else [mark.span() for mark in _SEVERAL.finditer(value)]
    for low, high in [*marks, (len(value), len(value))]:
        name = value[start:low]
        if name.strip() and name.casefold().strip() not in _NOBODY:
            yield at + start, at + low
        start = high
