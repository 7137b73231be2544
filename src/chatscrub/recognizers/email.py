"""E-mail addresses, plain and spelled out (``naam at gmail punt com``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit
from chatscrub.recognizers.needs import found, holds

LOCAL = re.compile(r"[^\W]|[.+'’!#$%&*/=?^`{|}~-]")
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?![^\W_])", re.UNICODE)
IP_HOST = re.compile(r"\[?\d{1,3}(?:\.\d{1,3}){3}\]?")
DOT = r"(?:[(\[{] ?(?:dot|punt|point)\ ?[)\]}]|dot|punt|point|\.)"
TLD = r"(?:com|nl|be|org|net|eu|de|fr|uk|co|ie|info|edu|gov|io|me|us|ca|au|example|sr|pl|tr)"
WORD = r"[^\W_][\w+-]{0,40}"
SPACED = re.compile(
    rf"(?i)(?<![\w@])(?:{WORD}\.){{0,3}}{WORD} {{0,2}}@ "
    rf"{{0,2}}(?:{WORD}\.){{1,3}}{TLD}(?![\w-])"
)
BROKEN = re.compile(
    rf"(?i)(?<![\w@])[\w.+-]{{1,64}}@ ?{WORD}"
    r"(?: \. ?(?:com|nl|be|org|net|eu|co\.uk|ie|fr|de)|\. (?:com|nl|org|net))(?![\w-])"
)
PROVIDER = re.compile(
    r"(?i)(?<![\w@])[\w.+-]{1,64}(?<![.])@(?:gmail|hotmail|outlook|yahoo|live|icloud|ziggo|kpnmail|xs4all|"
    r"telenet"
    r"|proton|protonmail|skynet|home|planet|msn|aol|gmx)(?![\w])"
)
AT_WORD = re.compile(r"(?i)[(\[{<] ?(?:at|apen?staartje|a) ?[)\]}>]|(?<![^\W_])(?:apen?staart(?:je)?|at|@)(?![^\W_])")
RIGHT = re.compile(rf"(?i) {{0,2}}(?:{WORD} ?{DOT} ?){{1,3}}{TLD}(?![\w-])")
DASH = r"dash|hyphen|underscore|streepje|liggend streepje|laag streepje|minteken|plus"
RIGHT_APART = re.compile(  # "head at st marks dot sch dot uk": a host of several words, its dots spelled out
    rf"(?i) (?:(?!at |bij |apen?staart){WORD} ){{1,3}}(?:{WORD} (?:dot|punt|point) ){{1,3}}{TLD}(?![\w-])"
)
LEFT_STEP = re.compile(rf"(?i)(?:({WORD}) ?({DOT}|{DASH}) ?)$")
LEFT_WORD = re.compile(rf"(?i)(?<![^\W_])({WORD}) {{0,2}}$")
SURE = re.compile(r"(?i)[\[({] ?(?:at|dot|punt)|apen?staart| (?:dot|punt|point) ")
# As it stands in links and logs: "?mail=naam%40host.example"; %2B is a plus.
ENCODED = re.compile(
    r"(?i)(?<![\w.+-])(?:[\w.+-]|%2[0-9a-f]){1,64}%40(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?![^\W_])"
)
PROVIDERS = re.compile(r"(?i)mail|outlook|icloud|yahoo|ziggo|telenet|proton")
AT_WORDS = re.compile(r"(?i)\b(?:at|apen?staart\w{0,4})\b|[\[({]at")


SAID = re.compile(
    r"(?i)(?<!\w)(?:e-?mail|gmail|hotmail|outlook|icloud)(?:[ -]?adres|[ -]?address)? ?(?:is|:|=) "
    r"(?P<v>(?=[\w.]{0,30}[\d._])[^\W_][\w.]{3,40}[^\W_])(?![\w@])"
)
AT_PROVIDER = re.compile(
    r"(?i)(?<![\w@])[^\W_][\w.+-]{2,40} (?:at|op) "
    r"(?:gmail|hotmail|outlook|yahoo|icloud|ziggo|proton ?mail|telenet)(?!\w)"
)


def _local_start(text: str, at: int) -> int:
    """Where the local part before this ``@`` begins; 64 characters at most (RFC 5321 4.5.3.1.1)."""
    start = at
    while start and at - start < 64 and LOCAL.match(text[start - 1]):
        start -= 1
    while start < at and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    return start


def _plain(text: str) -> Iterator[Hit]:
    at = text.find("@")
    while at >= 0:
        host = HOST.match(text, at + 1) or IP_HOST.match(text, at + 1)
        start = _local_start(text, at) if host else at
        if host and start < at:
            yield Hit(start, host.end(), 1.0)
        at = text.find("@", at + 1)


def find(text: str) -> Iterator[Hit]:
    """Every e-mail address; without an ``@`` only where both the at and the dot are written as words."""
    if "@" in text:
        yield from _plain(text)
        for pattern in (SPACED, BROKEN, PROVIDER):
            for match in found(pattern, text):
                yield Hit(match.start(), match.end(), 0.7)
    if "%40" in text:
        for match in ENCODED.finditer(text):
            yield Hit(match.start(), match.end(), 0.9)
    if holds(PROVIDERS, text):
        yield from _providers(text)
    if "@" in text or holds(AT_WORDS, text):
        yield from _spelled_words(text)


def _providers(text: str) -> Iterator[Hit]:
    """Names that stand before ``at gmail`` or after ``mail is`` and look like a local part."""
    for match in found(AT_PROVIDER, text):
        if re.search(r"[\d._]", match[0]):
            yield Hit(match.start(), match.end(), 0.6)
    for match in found(SAID, text):
        yield Hit(*match.span("v"), 0.6)


def _spelled_words(text: str) -> Iterator[Hit]:
    """Start from the at, read the host to the right and the dotted local part to the left."""
    for at in found(AT_WORD, text):
        right = RIGHT.match(text, at.end()) or RIGHT_APART.match(text, at.end())
        left = LEFT_WORD.search(text[max(0, at.start() - 60) : at.start()])
        if right is None or left is None:
            continue
        offset = max(0, at.start() - 60)
        start = _dotted(text, offset + left.start(1), offset)
        if SURE.search(text[start : right.end()]):
            yield Hit(start, right.end(), 0.85)


def _dotted(text: str, start: int, offset: int) -> int:
    """Walk left over ``word dot`` pairs, and over one loose word in front of the at-word's own."""
    for _ in range(4):
        step = LEFT_STEP.search(text[offset:start])
        if step is None:
            break
        start = offset + step.start(1)
    return start
