"""The consent report as Markdown, to read in any editor or to paste into a file of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .facts import ReportFacts
from .page import view
from .wording import template

if TYPE_CHECKING:
    from jinja2 import Template

_SIGN = re.compile(r"([\\`*_\[\]<>#|~&!])")
_BLANK = re.compile(r"\n{3,}")


def as_markdown(facts: ReportFacts, names: Mapping[str, Sequence[str]] | None = None) -> str:
    """The report as Markdown.

    Args:
        facts: what it tells.
        names: what stood in the chat, by pseudonym, for the copy of the person who shares; None for the others.
    """
    return _BLANK.sub("\n\n", _template().render(view(facts, names))).strip() + "\n"


@cache
def _template() -> Template:
    return template("consent.md.j2", page=False, filters={"md": _plain})


def _plain(text: object) -> str:
    """A text of others on one line, in which no sign is read as Markdown."""
    return _SIGN.sub(r"\\\1", " ".join(str(text).split()))
