"""Who is in a chat, as chatscrub sees it: pseudonym, spellings, how they were put together, doubts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .aliases import words_of
from .detector import Detection
from .model import Export, Known, Plan, Role
from .people import How, Person, name_key

_WORD = re.compile(r"(?<![^\W_])[A-Za-zÀ-ɏͰ-ϿЀ-ӿ](?=[^\W\d_])")  # letters of words in cased alphabets
_SHOWN_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which somebody is named: the text, in how many places, and how it came to be theirs."""

    text: str
    places: int
    how: str


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in the cast.

    Args:
        pseudonym: under which they go.
        role: "me", "speaker", "mentioned" or "group".
        relation: the role that the user's list gives, or "".
        messages: that they wrote.
        mentions: places in the texts that name them.
        spellings: the most frequent first.
        doubt: the name may be somebody else's.
        others: pseudonyms of the people who may be meant instead.
    """

    pseudonym: str
    role: str
    relation: str
    messages: int
    mentions: int
    spellings: tuple[Spelling, ...] = field(repr=False)
    doubt: bool
    others: tuple[str, ...]


def rows(export: Export, detection: Detection, plan: Plan) -> list[Row]:
    """Everybody with a pseudonym, those who write first, then the most mentioned, groups last.

    Args:
        export: what was read.
        detection: what was found in it.
        plan: made of these two.
    """
    written, mentions = Counter[str](), Counter[str]()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for place in plan.replacements:
        found = export.fields[place.field]
        if export.parts[place.part].is_name:
            continue
        if found.role is Role.SENDER and not found.note:
            written[place.pseudonym] += not export.is_double(found)
        elif not export.is_double(found):
            mentions[place.pseudonym] += 1
        text = found.codec.view(export.parts[place.part].text[place.start : place.end]).text
        spellings[place.pseudonym][" ".join(text.split())] += 1
    labels = {detection.cast.root(known.person): known.pseudonym for known in plan.people}
    made = [
        _row(known, detection.cast.people[known.person], written, mentions, spellings[known.pseudonym], labels)
        for known in plan.people
    ]
    return sorted(made, key=lambda row: (row.role == "group", -row.messages, -row.mentions))


def _row(
    known: Known,
    person: Person,
    written: Counter[str],
    mentions: Counter[str],
    found: Counter[str],
    labels: dict[int, str],
) -> Row:
    others = {labels[number] for number in person.others if number in labels} - {known.pseudonym}
    return Row(
        known.pseudonym,
        known.role,
        person.relation,
        written[known.pseudonym],
        mentions[known.pseudonym],
        tuple(Spelling(text, n, _how(text, person)) for text, n in found.most_common()),
        known.doubt,
        tuple(sorted(others)),
    )


def _how(text: str, person: Person) -> str:
    """How a spelling came to be somebody's; a part of a known name is "part"."""
    links = sorted(person.links.items(), key=lambda link: link[1] is not How.TEXT)  # the better reason wins
    how = {name_key(name): how for name, how in links}.get(name_key(text))
    if how not in (None, How.TEXT):
        return str(how)
    words = set(words_of(text))
    wholes = (set(words_of(name)) for name, origin in links if origin is not How.TEXT)
    return "part" if how is None or any(words < whole for whole in wholes) else str(how)


def masked(name: str) -> str:
    """Stars with the first letter of every longer word of an alphabet, and the last two digits of all."""
    digits = [at for at, char in enumerate(name) if char.isdigit()]
    shown = set(digits[-_SHOWN_DIGITS:] if len(digits) > 2 * _SHOWN_DIGITS else ())
    shown |= {match.start() for match in _WORD.finditer(name)}
    return "".join(char if at in shown or not _tells(char) else "*" for at, char in enumerate(name))


def _tells(char: str) -> bool:
    """Whether a code point is a letter, a mark on one, a digit or a picture, and no sign between them."""
    return unicodedata.category(char)[0] in "LMNS" and char not in "+~^`|"
