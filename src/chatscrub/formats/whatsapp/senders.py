"""Who a message stands under: the sender in the rest of a header line, or nobody for a system line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...syntax.plain import PLAIN
from .headers import Header
from .wording import body_note, system_slots

_LONGEST = 80
_QUOTES = re.compile(r"[“”„«»]")
_COLON = re.compile(r":(?=[ \u00a0\u202f]|$)")
_TIGHT_COLON = re.compile(r":(?![/\d)(DPp3\\])")


def senders(text: str, headers: Sequence[Header]) -> list[tuple[int, int] | None]:
    """For every header the range of its sender's name in ``text``, None for a system line.

    A name may hold a colon: a longer candidate wins when it stands at least twice and every line of the
    shorter one goes on with it.
    """
    candidates = [_candidates(text[h.rest : h.line_end]) for h in headers]
    counts = Counter(text[h.rest : h.rest + end] for h, ends in zip(headers, candidates, strict=True) for end in ends)
    return [
        (h.rest, h.rest + end) if (end := _choose(text, h, ends, counts)) else None
        for h, ends in zip(headers, candidates, strict=True)
    ]


def _candidates(rest: str) -> list[int]:
    ends = [m.start() for m in _COLON.finditer(rest, 0, _LONGEST + 40)]
    if not ends and (tight := _TIGHT_COLON.search(rest, 0, 40)):
        ends = [tight.start()]
    first = [end for end in ends if PLAIN.view(rest[:end]).text.strip() and len(rest[:end]) <= _LONGEST + 40]
    if not first or _is_system(rest, first[0]):
        return []
    return first


def _is_system(rest: str, end: int) -> bool:
    """Whether the colon at ``end`` belongs to a system line, such as a change to a title with a colon."""
    name = rest[:end]
    if len(PLAIN.view(name).text) > _LONGEST or _QUOTES.search(name):
        return True
    return name.count('"') % 2 == 1 and system_slots(PLAIN.view(rest).text) is not None


def _choose(text: str, header: Header, ends: list[int], counts: Counter[str]) -> int:
    if not ends:
        return 0
    shortest = counts[text[header.rest : header.rest + ends[0]]]
    longer = [e for e in ends[1:] if shortest > 1 and counts[text[header.rest : header.rest + e]] == shortest]
    return longer[-1] if longer and not body_note(text[header.rest + ends[0] + 1 : header.line_end]) else ends[0]
