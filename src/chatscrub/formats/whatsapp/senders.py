"""Who a message stands under: the sender in the rest of a header line, or nobody for a system line."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from ...longtext import Sliced
from ...model import Role
from ...syntax.plain import PLAIN
from .headers import Header, lines_of
from .wording import ENCRYPTION, body_note, quoted_titles, system_slots

_LONGEST = 130
_WITH_MARKS = _LONGEST + 40
_NEAR = 50  # where a second colon may stand
_SENTENCE = 80  # a longer sender is one too, unless it is the messenger's line about encryption
_QUOTES = re.compile(r"[“”„«»]")
_ANY_QUOTE = re.compile(r"[“”„«»\"]")
_COLON = re.compile(r":(?=[ \u00a0\u202f]|$)", re.MULTILINE)
_TIGHT_COLON = re.compile(r":(?![/\d)(DPp3\\])")
# "Werk: Anna: hoi" behind the first colon: one to three words that may be a name, a colon and some text.
_SECOND = re.compile(
    r"[ \u00a0\u202f](?P<name>[^\W\d_][\w'’.-]{0,38}(?: [^\W\d_][\w'’.-]{0,38}){0,2}):[ \u00a0\u202f](?!https?://)\S"
)
_NO_NAMES = """
let op|ps|p.s.|nb|n.b.|tip|tips|edit|update|note|nota|fyi|btw|vraag|question|antwoord|answer|re|fw|fwd|van|aan
from|to|cc|bcc|onderwerp|subject|datum|date|verzonden|sent|verzonden door|sent by|locatie|location|poll|peiling
attached|bijgevoegd|todo|to do|reminder|herinnering|idee|idea|plan|vandaag|today|morgen|tomorrow|menu|boodschappen
shopping|nodig|conclusie|samengevat|kort|summary|optie|option|stap|step|link|bron|source|ja|nee|ok|oké|yes|no|dus|maar|want|so|but|because|adres|address|tijd|time|waar|where|wanneer|when
"""
_NO_NAME = frozenset(_NO_NAMES.strip().replace("\n", "|").split("|"))


def senders(text: Sliced, headers: Sequence[Header]) -> array[int]:
    """For every header where its sender's name ends in ``text``, -1 for a system line; it begins at its ``rest``.

    A name may hold a colon: a longer candidate wins when every line of the shorter one goes on with some
    longer one that stands at least twice.
    """
    found, more, odd, counts = array("q"), dict[int, list[int]](), list[int](), Counter[str]()
    names, first = dict[str, int](), array("i")  # the first candidate of every header, by number
    for number, (base, line, h) in enumerate(lines_of(text, headers)):
        ends = _candidates(line, h)
        found.append(base + ends[0] if ends else -1)
        first.append(-1)
        if ends:
            told = [line[h.rest : end] for end in ends]
            counts.update(told)
            first[-1] = names.setdefault(told[0], len(names))
            odd += [number] * _is_odd(told[0])
            if len(ends) > 1:
                more[number] = [base + end for end in ends]
    for number in odd:
        base, line, h = _line(text, headers[number])
        if _is_system(line, h, found[number] - base, counts):
            found[number] = -1
            more.pop(number, None)
    longer = Counter(
        text[headers[number].rest : end]
        for number, ends in more.items()
        for end, after in pairwise(ends)
        if counts[text[headers[number].rest : after]] > 1
    )
    once = {number for name, number in names.items() if counts[name] == 1}
    for number, name in enumerate(first):
        if found[number] >= 0 and (name in once or number in more):
            base, line, h = _line(text, headers[number])
            ends = [end - base for end in more.get(number) or (found[number],)]
            chosen = _choose(line, h, ends, counts, longer)
            found[number] = -1 if chosen is None else base + chosen
    return found


def _line(text: Sliced, header: Header) -> tuple[int, str, Header]:
    """Where a header begins, its line, and the header in it."""
    return header.start, text[header.start : header.line_end + 1], header.moved(-header.start)


def second_names(text: Sliced, headers: Iterable[Header], names: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Names that stand between the sender and a second colon, by the number of their header.

    Looked for under senders who are seen once, and under those whose every line goes on so, with some name
    twice: anybody else merely writes colons.

    Args:
        text: in which they stand.
        headers: of the messages.
        names: where the name of the sender of each ends.
    """
    found: dict[str, dict[int, tuple[int, int]]] = {}
    lines = Counter[str]()
    for number, ((base, line, h), end) in enumerate(zip(lines_of(text, headers), names, strict=True)):
        at = end - base
        if end < 0:
            continue
        lines[line[h.rest : at]] += 1
        if line.find(":", at + 1, at + _NEAR) < 0:
            continue
        match = _SECOND.match(line, at + 1, at + _NEAR)
        if match and match["name"].casefold() not in _NO_NAME:
            low, high = match.span("name")
            found.setdefault(line[h.rest : at], {})[number] = base + low, base + high
    result: dict[int, tuple[int, int]] = {}
    for sender, there in found.items():
        few = len({text[slice(*span)] for span in there.values()}) < len(there)
        if len(there) == lines[sender] and (few or len(there) == 1):
            result |= there
    return result


@lru_cache(maxsize=4096)
def readable(name: str) -> str:
    """A name as it is read, without blanks around it."""
    return PLAIN.read(name).strip()


def _candidates(text: str, header: Header) -> list[int]:
    """Where the name may end: before each colon near the start of the line."""
    rest = header.rest
    stop = min(header.line_end, rest + _WITH_MARKS)
    ends = [m.start() for m in _COLON.finditer(text, rest, stop)]
    if not ends and (tight := _TIGHT_COLON.search(text, rest, min(stop, rest + 40))):
        ends = [tight.start()]
    ends = [end for end in ends if readable(text[rest:end])]
    return ends[:1] + [end for last, end in pairwise(ends) if _may_be_name(text, last, end)]


def _may_be_name(text: str, last: int, end: int) -> bool:
    """Whether a name may go on between two colons: not with "tip:", "Location: https" or "<attached:"."""
    match = _SECOND.match(text, last + 1, end + 9)
    return match is not None and match.end("name") == end and match["name"].casefold() not in _NO_NAME


def _is_odd(name: str) -> bool:
    """Whether a name is so long, or so quoted, that it may be no name."""
    return len(name) > _SENTENCE or _ANY_QUOTE.search(name) is not None


def _is_system(text: str, header: Header, end: int, counts: Counter[str]) -> bool:
    """Whether the colon at ``end`` stands in the messenger's own words, in a group's title, or far from the start.

    Quotes alone are no proof, nor is length: nicknames have the former, groups on iOS the latter.
    """
    name = text[header.rest : end]
    if not _is_odd(name):
        return False
    length = len(readable(name))
    if length > _SENTENCE and ENCRYPTION.search(name):
        return True
    if counts[name] > 1:
        return _ANY_QUOTE.search(name) is not None and _in_title(text, header, end)
    if length > _LONGEST:
        return True
    if len(_QUOTES.findall(name)) % 2 == 0 and name.count('"') % 2 == 0:
        return False
    line = PLAIN.read(text[header.rest : header.line_end])
    return system_slots(line) is not None or (_QUOTES.search(name) is not None and _in_quotes(line, length))


def _in_quotes(line: str, colon: int) -> bool:
    return any(slot.start <= colon < slot.end for slot in quoted_titles(line))


def _choose(text: str, header: Header, ends: list[int], counts: Counter[str], longer: Counter[str]) -> int | None:
    if not ends:
        return None
    first = text[header.rest : ends[0]]
    if counts[first] == 1:
        return None if _in_title(text, header, ends[0]) else ends[0]
    if len(ends) == 1 or body_note(text[ends[0] + 1 : header.line_end]):
        return ends[0]
    at = 0
    while at + 1 < len(ends) and longer[name := text[header.rest : ends[at]]] == counts[name]:
        at += 1
    return ends[at]


def _in_title(text: str, header: Header, colon: int) -> bool:
    """Whether a colon stands in the title that a system line gives to a group."""
    line = text[header.rest : header.line_end]
    view = PLAIN.view(line)
    slots = system_slots(view.text) or ()
    titles = [view.raw_range(slot.start, slot.end) for slot in slots if slot.role is Role.TITLE]
    return any(start <= colon - header.rest < end for start, end in titles)
