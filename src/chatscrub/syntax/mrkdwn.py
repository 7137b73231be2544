"""The codec of Slack's text, in which angle brackets hold ids and links: ``<@U012AB3CD>``, ``<https://a.example|here>``.

Facts: https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import View
from .escapes import unescaped

TOKEN = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]{1,4000})(?:\|(?P<label>[^<>]{0,4000}))?>")
"""What stands in angle brackets: a sign, an id or link, and the label that is read in its place."""
_MARK = re.compile(r"<@[A-Z0-9]{2,30}>|<[@#!]?[^<>|]{1,4000}\||[<>]|&(?:amp|lt|gt);")
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


@dataclass(frozen=True, slots=True)
class Mrkdwn:
    """Codec of such text; an id is read as the name it stands for, of a link with a label only the label.

    Args:
        people: names by id.
    """

    people: Mapping[str, str] = field(repr=False)

    def view(self, raw: str) -> View:
        return unescaped(raw, _MARK, self._read) if any(c in raw for c in "<>&") else View(raw)

    def encode(self, text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _read(self, mark: str) -> str:
        if mark.startswith("<@") and mark.endswith(">"):
            return "@" + self.people.get(mark[2:-1], mark[2:-1])
        return _SIGNS.get(mark, "")
