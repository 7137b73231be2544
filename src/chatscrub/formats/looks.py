"""Attributes and declarations of pages that say nothing about anybody: how a page looks, how it works."""

from __future__ import annotations

import re

from .layout import is_programmed

# Attributes that say how a page looks or works; their values are checked all the same.
_LOOKS = frozenset(
    "class style type rel rev lang xml:lang xml:space charset dir role target media method enctype align valign "
    "bgcolor color face size width height border cellpadding cellspacing colspan rowspan scope shape coords "
    "loading decoding tabindex hidden http-equiv d points viewbox transform fill stroke stroke-width stroke-linecap "
    "stroke-linejoin x y x1 x2 y1 y2 cx cy r rx ry version encoding standalone preserveaspectratio "
    "crossorigin integrity referrerpolicy as sizes frameborder allow allowfullscreen autocomplete inputmode "
    "spellcheck translate wrap clear nowrap noshade link vlink alink text marginheight marginwidth v:ext fill-rule "
    " clip-rule opacity offset xmlns:v".split()
)
_NAMES = re.compile(r"id|name|for|headers|form|list|accesskey|slot|itemprop|property|(?:data|aria)-.+")
_CLASS = re.compile(
    r"(?:[a-z_-][\w:./%-]*|[A-Z]+[\w-]*[A-Z\d_-][\w-]*)(?:\s+(?:[a-z_-][\w:./%-]*|[A-Z]+[\w-]*[A-Z\d_-][\w-]*))*"
)
_LOOK = re.compile(r"[\w\s.,:;%#()+/*!'\"=@&-]{0,4000}")
_WRITTEN = re.compile(r"(?i)url\s*\(|https?:|\d{9}|@[a-z]")  # what says more than how something looks
_NUMBER = re.compile(r"-?\d{0,5}(?:[.,]\d{1,4})?(?:px|%|r?em|pt|v[hw]|m?s)?")
_YES_OR_NO = frozenset("true false yes no on off auto none null".split())
_CALL = re.compile(r"(?:return )?[A-Za-z_][\w.]{0,40}\((?:this|-?\d{0,20})?\);?")
NAMESPACE = re.compile(
    r"(?:https?://(?:www\.)?(?:w3\.org|purl\.org|schemas\.(?:microsoft|openxmlformats|google|android)\.(?:com|org))/|"
    r"urn:(?:schemas-microsoft-com|oasis|ietf):)[\w./:#-]{0,120}"
)
DOCTYPE = re.compile(
    r"(?i)DOCTYPE\s+(?:html|smses|calls|svg)(?:\s+PUBLIC)?(?:\s+\"-//(?:W3C|IETF)//[\w. /-]{1,80}\")?"
    r"(?:\s+\"https?://www\.w3\.org/[\w./-]{1,80}\")?\s*(?:SYSTEM\s+\"about:legacy-compat\")?\s*"
)
PROLOGUE = re.compile(
    r"xml(?:\s+(?:version|encoding|standalone)\s*=\s*(?:\"[\w.-]{1,20}\"|'[\w.-]{1,20}'))+\s*\??|"
    r"xml-stylesheet\s+type=\"text/xsl\"\s+href=\"(?:sms|calls|style)\.xsl\"\s*\??"
)
CONDITION = re.compile(r"\[(?:if [\w !&|().]{1,60}|endif)\](?:--)?")


def is_fixed(name: str, value: str) -> bool:
    """Whether the value of an attribute says nothing but how a page looks or works, by the looks of it."""
    if _NUMBER.fullmatch(value) or value in _YES_OR_NO:
        return True
    if name == "class":
        return _CLASS.fullmatch(value) is not None and not _WRITTEN.search(value)
    if name in _LOOKS:
        return is_look(value)
    if name.startswith("on"):
        return _CALL.fullmatch(value) is not None
    if name.startswith("xmlns"):
        return NAMESPACE.fullmatch(value) is not None
    return _NAMES.fullmatch(name) is not None and is_programmed(value)


def is_look(value: str) -> bool:
    """Whether a value may say how something looks: no link, no address, no long number."""
    return _LOOK.fullmatch(value) is not None and not _WRITTEN.search(value)
