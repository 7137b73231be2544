"""Attributes and declarations of pages that say nothing about anybody: how a page looks, how it works."""

from __future__ import annotations

import re
from functools import lru_cache

from ..syntax.tags import BARE_WORDS
from .code_words import is_programmed
from .stylesheets import settings_in

# Attributes that say how a page looks or works; their values are checked all the same.
_LOOKS = frozenset(
    "type rel rev lang xml:lang xml:space charset dir role target media method enctype align valign bgcolor color face "
    "size width height border cellpadding cellspacing colspan rowspan scope shape loading decoding tabindex hidden "
    "http-equiv fill stroke stroke-width stroke-linecap stroke-linejoin version encoding standalone crossorigin "
    "preserveaspectratio referrerpolicy as sizes frameborder allow allowfullscreen autocomplete inputmode spellcheck "
    "translate wrap clear nowrap noshade link vlink alink text marginheight marginwidth v:ext fill-rule clip-rule "
    "id name for headers form list accesskey slot itemprop property".split()
)
_NAMED = re.compile(r"(?:data|aria)-.+")
_DRAWN = frozenset("d points viewbox transform coords x y x1 x2 y1 y2 cx cy r rx ry offset opacity".split())
_LINES = re.compile(r"[MLHVCSQTAZmlhvcsqtaze\d\s.,%()+-]{0,100000}|(?:[a-z]{1,12}\([\d\s.,%+-]{0,80}\)\s*){1,9}")
_BETWEEN = re.compile(r"[\s/;:=+.,()|#*_-]+")
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([\d., %]{3,30}\)")
_NAMELIKE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:[-_.][^\W\d_a-z][^\W\d_A-Z]+){0,9}")
_MADE = re.compile(r"[\w:./%\[\]-]{1,80}")
_DIGITS = 6  # from which on a value may be a date or a number of somebody
_MIME = re.compile(r"(?:text|image|video|audio|application|font)/[a-z0-9.+-]{1,40}")
_LONG_NUMBER = re.compile(r"\d{9}")
_NUMBER = re.compile(r"-?\d{0,5}(?:[.,]\d{1,4})?(?:px|%|r?em|pt|v[hw]|m?s)?")
_WORDS = frozenset(
    "true false yes no on off auto none null javascript stylesheet icon preload prefetch preconnect noopener "
    "noreferrer nofollow viewport xhtml ltr rtl utf iso windows multipart urlencoded lazy async polite "
    "assertive img blank charset textbox listbox menuitem tablist checkbox radiogroup navigation subset mso".split()
)
_CALL = re.compile(r"(?:return )?[A-Za-z_][\w.]{0,40}\((?:this|-?\d{0,20})?\);?")
NAMESPACE = re.compile(
    r"(?:https?://(?:www\.)?(?:w3\.org|purl\.org|schemas\.(?:microsoft|openxmlformats|google|android)\.(?:com|org))/|"
    r"urn:(?:schemas-microsoft-com|oasis|ietf):)[\w./:#-]{0,120}"
)
DOCTYPE = re.compile(
    r"(?i)DOCTYPE\s+(?:html|smses|calls|svg)(?:\s+PUBLIC)?(?:\s+\"-//(?:W3C|IETF)//[\w. /-]{1,80}\")?"
    r"(?:\s+\"https?://www\.w3\.org/[\w./-]{1,80}\")?\s*(?:SYSTEM\s+\"about:legacy-compat\"\s*)?"
)
PROLOGUE = re.compile(
    r"xml(?:\s+(?:version|encoding|standalone)\s*=\s*(?:\"[\w.-]{1,20}\"|'[\w.-]{1,20}'))+\s*\??|"
    r"xml-stylesheet\s+type=\"text/xsl\"\s+href=\"(?:sms|calls|style)\.xsl\"\s*\??"
)
CONDITION = re.compile(r"(?:(?:<!)?\[(?:if [\w !&|().]{1,60}|endif)\](?:--)?>?\s*){1,3}")


def is_fixed(name: str, value: str, classes: frozenset[str] = frozenset()) -> bool:
    """Whether the value of an attribute says nothing but how a page looks or works, by the looks of it.

    Args:
        name: of the attribute, in small letters.
        value: as it is read.
        classes: those that the format itself writes.
    """
    if _NUMBER.fullmatch(value) or value in _WORDS or value == name in BARE_WORDS:
        return True
    if name == "type" and _MIME.fullmatch(value):
        return True
    if not name:
        return all(word in BARE_WORDS for word in value.lower().split())
    if name == "class":
        return all(word in classes or _is_class(word) for word in value.split())
    if name == "style":
        return not any(settings_in(value, 0, len(value)))
    if name in _DRAWN:
        return _LINES.fullmatch(value) is not None
    if name.startswith("on"):
        return _CALL.fullmatch(value) is not None
    if name.startswith("xmlns"):
        return NAMESPACE.fullmatch(value) is not None
    return (name in _LOOKS or _NAMED.fullmatch(name) is not None) and is_look(value)


@lru_cache(maxsize=10_000)
def is_look(value: str) -> bool:
    """Whether a value is made of words of programs, short numbers and colours."""
    if _COLOR.fullmatch(value):
        return True
    return sum(map(str.isdigit, value)) < _DIGITS and all(map(_is_word, _BETWEEN.split(value)))


def _is_word(word: str) -> bool:
    return not word or word.casefold() in _WORDS or _NUMBER.fullmatch(word) is not None or is_programmed(word)


@lru_cache(maxsize=10_000)
def _is_class(word: str) -> bool:
    """Whether a word is what programs call the classes of elements: two words in one, a number in it, no bare name."""
    if not _MADE.fullmatch(word) or _LONG_NUMBER.search(word):
        return False
    joined = (word.isascii() and not word.isalpha()) or word[1:].lower() != word[1:]
    return is_programmed(word) or (joined and not _NAMELIKE.fullmatch(word))
