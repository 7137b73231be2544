"""File names of WhatsApp exports: which part of them is the contact or the group."""

from __future__ import annotations

import re
from functools import cache

# Localised names; X stands for the contact or group. Seen: nl, en; the rest from public parsers.
_PATTERNS = """
WhatsApp-chat met X|WhatsApp-gesprek met X|WhatsApp Gesprek met X|WhatsApp Chat with X|WhatsApp Chat - X
WhatsApp Chat mit X|WhatsApp-Chat mit X|Discussion WhatsApp avec X|Chat WhatsApp avec X|Chat de WhatsApp con X
Chat WhatsApp con X|Chat di WhatsApp con X|WhatsApp-chat med X|WhatsApp-chatten med X|WhatsApp Sohbeti - X
Conversa no WhatsApp com X
Conversa do WhatsApp com X|Czat WhatsApp z X|WhatsApp-chatt med X|WhatsApp chat med X|WhatsApp-samtale med X
WhatsApp-keskustelu henkilön X kanssa|X ile WhatsApp Sohbeti|Чат WhatsApp с X|Бесіда WhatsApp з X
Chat WhatsApp s uživatelem X|WhatsApp csevegés vele: X|Conversație WhatsApp cu X|Συνομιλία WhatsApp με X
Chat WhatsApp dengan X|XとのWhatsAppチャット|X님과의 WhatsApp 대화|WhatsApp 与 X 的对话
دردشة واتساب مع X|צ'אט WhatsApp עם X
WhatsApp-chat - X|WhatsApp - X
"""
# What a computer adds to the name of a copy.
_COPY = r"(?:kopie|copy|copie|copia|cópia|kopia)"
_HEAD = rf"(?:{_COPY}[ _](?:van|of|von|de|di|av)[ _])?"
_TAIL = rf"(?:[ _]?\(\d{{1,3}}\)|[ _](?:-[ _])?{_COPY}(?:[ _]\d{{1,3}})?){{0,5}}"
_SERVICE = re.compile("WhatsApp|واتساب", re.IGNORECASE)  # no name goes without it
_PLAIN = re.compile(rf"{_HEAD}_chat(?: ?\(?\d{{1,3}}\)?)?{_TAIL}", re.IGNORECASE)


@cache
def _names() -> list[re.Pattern[str]]:
    return [
        re.compile(_HEAD + re.escape(p).replace("X", "(?P<x>.{1,300}?)").replace(r"\ ", "[ _]") + _TAIL, re.IGNORECASE)
        for line in _PATTERNS.split("\n")
        for p in line.split("|")
        if p
    ]


def title(stem: str) -> tuple[int, int] | None:
    """The range of the contact's or group's name in a file's stem; None when the stem is not WhatsApp's."""
    for pattern in _names() if _SERVICE.search(stem) else ():
        if match := pattern.fullmatch(stem):
            return match.span("x")
    return None


def is_bare(stem: str) -> bool:
    """Whether the stem is the fixed name of a chat inside an iOS archive."""
    return _PLAIN.fullmatch(stem) is not None
