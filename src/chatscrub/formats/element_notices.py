"""What Element tells in a room itself: who joined, left, invited whom, what the room is called now.

Wording in English: https://github.com/element-hq/element-web, src/TextForEvent.tsx. That of other languages is not
known here; such a line is examined like words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .group_notices import compiled, slots
from .whatsapp.wording import Slot

# {N} one or several people, {T} a title; what stands behind a colon is a reason, in somebody's words.
_TEMPLATES = r"""
{N} created this room
{N} (?:banned|unbanned|removed|kicked) {N}: .*
{N} withdrew {N}['’]s invitation(?:: .*)?
{N} accepted the invitation for {N}
{N} accepted an invitation
{N} sent an invitation to {N} to join the room
{N} changed (?:their|the) display name to {N}
{N} set their display name to {N}
{N} removed their display name \({N}\)
{N} (?:removed their|changed their|set a) profile picture
{N} made no change
{N} joined the room
{N} rejected the invitation
{N} left the room(?:: .*)?
{N} changed the topic to .*
{N} (?:changed|removed) the (?:room avatar|topic)
{N} removed the room name
{N} changed the room name from {T} to {T}
{N} changed the room name to {T}
{N} upgraded this room
{N} made the room (?:public to whoever knows the link|invite only)
{N} changed who can join this room.*
{N} changed (?:the join rule|guest access) to .*
{N} has (?:allowed|prevented) guests (?:to join|from joining) the room
{N} placed a (?:voice|video) call.*
{N} (?:set|changed|added|removed) the (?:main|alternative|server) .*
{N} made future room history visible to .*
{N} changed the power level of {N} from .*
{N} (?:pinned|unpinned) a message .*
{N} changed the pinned messages for the room
{N} sent (?:an image|a sticker|a video|an audio file|a file)
{N} (?:started|ended|has started|has ended) (?:a|the) (?:poll|call|voice broadcast|video call).*
{N} invited {N}
{N} (?:banned|unbanned|removed|kicked) {N}
"""
_LONGEST = 400


@lru_cache(maxsize=4096)
def told(line: str) -> tuple[Slot, ...] | None:
    """The names and titles in a line of known wording, in code points of it; None for any other line."""
    if len(line) > _LONGEST or "\n" in line:
        return None
    match = next((match for template in _templates() if (match := template.fullmatch(line))), None)
    return tuple(slots(match)) if match else None


@cache
def _templates() -> list[re.Pattern[str]]:
    return [compiled(line) for line in _TEMPLATES.split("\n") if line]
