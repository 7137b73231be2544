"""Who a message stands under: the sender in the rest of a header line, or nobody for a system line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ...model import Role
from ...syntax.plain import PLAIN
from .headers import Header
from .wording import body_note, system_slots

_LONGEST = 80
_WITH_MARKS = _LONGEST + 40
_QUOTES = re.compile(r"[“”„«»]")
_COLON = re.compile(r":(?=[ \u00a0\u202f]|$)", re.MULTILINE)
_TIGHT_COLON = re.compile(r":(?![/\d)(DPp3\\])")


def senders(text: str, headers: Sequence[Header]) -> list[tuple[int, int] | None]:
    """For every header the range of its sender's name in ``text``, None for a system line.

    A name may hold a colon: a longer candidate wins when it stands at least twice and every line of the
    shorter one goes on with it.
    """
    candidates = [_candidates(text, h) for h in headers]
    counts = Counter(text[h.rest : end] for h, ends in zip(headers, candidates, strict=True) for end in ends)
    chosen = (_choose(text, h, ends, counts) for h, ends in zip(headers, candidates, strict=True))
    return [(h.rest, end) if end else None for h, end in zip(headers, chosen, strict=True)]


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
    return [] if not ends or _is_system(text, header, ends[0]) else ends


def _is_system(text: str, header: Header, end: int) -> bool:
    """Whether the colon at ``end`` stands inside quotes, so in a group's title, or far from the start."""
    name = text[header.rest : end]
    if len(readable(name)) > _LONGEST or len(_QUOTES.findall(name)) % 2:
        return True
    if name.count('"') % 2 == 0:  # one such sign is no proof: nicknames have it too
        return False
    return system_slots(PLAIN.read(text[header.rest : header.line_end])) is not None


def _choose(text: str, header: Header, ends: list[int], counts: Counter[str]) -> int | None:
    if not ends:
        return None
    often = counts[text[header.rest : ends[0]]]
    if often == 1:
        return None if _in_title(text, header, ends[0]) else ends[0]
    longer = [end for end in ends[1:] if counts[text[header.rest : end]] == often]
    return longer[-1] if longer and not body_note(text[ends[0] + 1 : header.line_end]) else ends[0]


def _in_title(text: str, header: Header, colon: int) -> bool:
    """Whether a colon stands in the title that a system line gives to a group."""
    line = text[header.rest : header.line_end]
    view = PLAIN.view(line)
    slots = system_slots(view.text) or ()
    titles = [view.raw_range(slot.start, slot.end) for slot in slots if slot.role is Role.TITLE]
    return any(start <= colon - header.rest < end for start, end in titles)
