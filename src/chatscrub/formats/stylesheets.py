"""Style sheets within pages: what in them is no rule, and may be somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..syntax.tags import HTML_TAGS

_RULE = re.compile(r"(?P<selector>[^{}]{0,4000})\{(?P<body>[^{}]{0,20000})\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STEP = re.compile(r"[\s,>+~()]+")
_NAMED = re.compile(r"[.#:@*\[&][\w.#:@()\[\]=\"'^$*~|+-]*|\d[\d.]*%?")  # a class, an id, a state
_AT = re.compile(r"@(?:media|font-face|page|charset|keyframes|-webkit-keyframes|list|supports)\b[\w\s,:().@-]*")
_SETTING = re.compile(r"\s*(?P<name>[a-z_*-][\w-]*)\s*:\s*(?P<value>[^;]*)")
_FONT = re.compile(r"(?:[\w-]*font[\w-]*|src|panose-1|mso-[\w-]+)")
_PLAIN = re.compile(r"[\w\s.,#%()+/*!:=\\@-]*")
_SAYS = re.compile(r"(?i)url\s*\(|https?:|\d{9}")


def said_in(css: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of ``css[start:end]`` that are more than how a page looks: comments, links, texts that it shows."""
    at = start
    for comment in (*_COMMENT.finditer(css, start, end), None):
        stop = comment.start() if comment else end
        yield from _rules(css, at, stop)
        if comment and len(comment[0]) > len("<!--"):
            yield comment.span()
        at = comment.end() if comment else end


def _rules(css: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for rule in _RULE.finditer(css, start, end):
        yield from _said(css, at, rule.start())
        if not _is_selector(rule["selector"]):
            yield from _said(css, *rule.span("selector"))
        yield from settings_in(css, *rule.span("body"))
        at = rule.end()
    yield from _said(css, at, end)


def _said(css: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range without the white space and braces around it, if anything is left that is no rule for media."""
    text = css[start:end]
    inner = text.strip("{} \t\r\n")
    if inner and not _AT.fullmatch(inner):
        low = start + text.index(inner)
        yield low, low + len(inner)


def _is_selector(text: str) -> bool:
    steps = [step for step in _STEP.split(text.rpartition("{")[2]) if step]
    return bool(_AT.fullmatch(text.strip())) or all(_is_step(step) for step in steps)


def _is_step(step: str) -> bool:
    tag = re.match(r"[A-Za-z][A-Za-z0-9]*(?:\\:[A-Za-z]+)?", step)
    rest = step[tag.end() :] if tag else step
    known = tag is None or tag[0].lower().replace("\\", "") in HTML_TAGS or tag[0] in ("from", "to", "and", "not")
    return known and (not rest or _NAMED.fullmatch(rest) is not None)


def settings_in(css: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same within a rule, or an attribute ``style``: the settings that hold more than words of style sheets."""
    at = start
    while at < end:
        stop = css.find(";", at, end)
        stop = end if stop < 0 else stop
        found = _SETTING.fullmatch(css, at, stop)
        if not (found and _is_plain(found["name"], found["value"])):
            yield from _said(css, at, stop)
        at = stop + 1


def _is_plain(name: str, value: str) -> bool:
    """Whether a setting says only how something looks. Names of fonts stand between quotes."""
    if _SAYS.search(value):
        return False
    return _PLAIN.fullmatch(value.replace('"', "").replace("'", "") if _FONT.fullmatch(name) else value) is not None
