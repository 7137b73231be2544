"""KakaoTalk for macOS: a table of dates, senders and messages, in which the program's own lines are messages too.

Facts: https://github.com/zeikar/kakaotalk-viewer and https://github.com/claudianus/kakaotalk-chat-analyzer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model import Field, Role
from .group_notices import announced
from .message_table import is_headed, pasted, rows, within

_COLUMNS = "Date,User,Message"
_ROLES = {"Date": Role.TIME, "User": Role.SENDER, "Message": Role.TEXT}
_NOBODY = "시스템"  # "system"
_OWN = ("this chatroom", "님")  # no line of the program goes without one of these, unless it names who did it


def sniff(head: str) -> bool:
    """Whether a text begins with the names of its columns."""
    return is_headed(head, _COLUMNS)


def fields(part: int, text: str, fixed: Callable[[str], str | None]) -> Iterator[Field]:
    """All places in a table where people's words and names stand.

    Args:
        part: number of the part.
        text: its text.
        fixed: what a message of fixed wording stands for, None for people's words.
    """
    for row in rows(part, text, _ROLES):
        speaker = next((one for one in row if one.role is Role.SENDER), None)
        said = next((one for one in row if one.role is Role.TEXT), None)
        if said and _is_notice(said.text.strip(), speaker):
            yield from _notice(text, row, said)
            continue
        for one in row:
            note = fixed(one.text) if one.role is Role.TEXT else None
            yield one._replace(role=Role.KEEP, note=note) if note else one
            if one.role is Role.TEXT and not note:
                yield from _words(text, one)


def _is_notice(said: str, speaker: Field | None) -> bool:
    """Whether the program wrote a message: people write such lines too, so it must look like nothing else."""
    if speaker and speaker.text.strip() == _NOBODY:
        return True
    found = announced(said)
    if found is None:
        return False
    if speaker is None or any(sign in said for sign in _OWN):
        return True
    return any(said[low:high] == speaker.text.strip() for low, high, role in found if role is Role.NAME)


def _notice(text: str, row: Sequence[Field], said: Field) -> Iterator[Field]:
    """A line of the program: who did it stands where a sender does; of unknown wording it is examined like words."""
    for one in row:
        if one.role is Role.SENDER:
            role = Role.KEEP if one.text.strip() == _NOBODY else Role.NAME
            yield one._replace(role=role, sender=None, note="system")
        elif one is said:
            role = Role.TEXT if announced(one.text.strip()) is None else Role.SYSTEM
            yield one._replace(role=role, sender=None, note="system")
            yield from _named(text, one)
        else:
            yield one._replace(sender=None)


def _words(text: str, said: Field) -> Iterator[Field]:
    """The names that stand in what somebody wrote by their form."""
    yield from pasted(text, said)
    yield from _named(text, said)


def _named(text: str, said: Field) -> Iterator[Field]:
    """The names in a line of the program, if a message is one."""
    for low, high, role in announced(said.text.rstrip()) or ():
        note = "" if role is Role.KEEP else "system"
        yield within(text, said, low, high)._replace(role=role, sender=None, note=note)
