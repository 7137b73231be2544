"""Links that can point to a person or hold a token; homepages of big public sites stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, words
from chatscrub.recognizers.needs import found

SCHEME = re.compile(
    r"(?i)(?<![a-z0-9])(?:https?|ftp|tg|whatsapp|sgnl|zoommtg|msteams|geo)(?::/{1,2}|"
    r":(?=-?\d))[^\s<>\"“”«»]{2,2048}"
)
BARE = re.compile(
    r"(?i)(?<![\w@./:-])((?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,5}[a-z]{2,24})(?::\d{2,5})?"
    r"([/?#][^\s<>\"“”«»]{0,2048})?(?![\w@])"
)
TRAIL = ".,;:!?'\"’”)]}*_~…"
# Top-level domains that people type without a path; those that are also words (de, me, is, it, in, to,
# so, no, at, my, am, pm) need www, a path or a third label. https://www.iana.org/domains/root/db
PLAIN = frozenset(
    """
    nl com be org net eu uk io info example app shop online site blog nu amsterdam frl gent brussels vlaanderen
    ie fr co us edu gov dev cloud xyz store biz cat tv cc sr aw cw pl tr gg gl design studio art space life
    """.split()
)
WORDS = frozenset(
    """
    de me is it in to so no at my am pm es la as an do be us id ch ca au ma za ng gh jm se dk fi pt
    """.split()
)
FILES = frozenset(
    """
    pdf doc docx xls xlsx ppt pptx jpg jpeg png gif webp heic mp3 mp4 mov avi opus ogg wav zip rar txt csv json
    html htm py js exe apk vcf ics opml epub psd ai svg md
    """.split()
)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a link without the sentence's punctuation; a closing bracket stays when the link opened it."""
    while end > start and text[end - 1] in TRAIL:
        if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        end -= 1
    return end


def _split(link: str) -> tuple[str, str]:
    """Host (lower case, without www) and everything after it."""
    rest = re.sub(r"(?i)^[a-z]+:/{0,2}", "", link)
    host, path = re.match(r"([^/?#]*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    return host.lower().rpartition("@")[2].partition(":")[0].removeprefix("www."), path


def _public(link: str) -> bool:
    """A bare homepage of a big public site."""
    host, path = _split(link)
    return not path.strip("/?#") and (host in words("public_sites") or host.endswith((".gov", ".gov.uk")))


def _is_host(host: str, path: str | None) -> bool:
    """Whether a bare ``a.b`` is a host: not a file, not two sentences that touch, not an abbreviation."""
    labels = host.split(".")
    tld = labels[-1]
    if host.lower().startswith("www."):
        return True
    if tld.lower() in FILES and not (path and len(labels) > 2):
        return False
    if path and path.strip("/?#"):
        return (tld.islower() or tld.isupper()) and path[0] in "/?" and len(tld) > 1
    if tld != tld.lower() and host != host.upper():
        return False
    return _bare_host([label.lower() for label in labels])


def _bare_host(labels: list[str]) -> bool:
    tld = labels[-1]
    if len(labels) == 2 and tld == "be":
        return len(labels[0]) > 4
    if tld in PLAIN:
        return len(labels[-2]) > 2 or len(labels) > 2
    return tld in WORDS and len(labels) > 2 and min(map(len, labels[:-1])) > 3


def find(text: str) -> Iterator[Hit]:
    """Links with a scheme, and bare hosts with a path or a known top-level domain."""
    if "." not in text and ":" not in text:
        return
    done = 0
    for match in found(SCHEME, text):
        done = _trimmed(text, match.start(), match.end())
        if not _public(text[match.start() : done]):
            yield Hit(match.start(), done, 0.95)
    if "." in text:
        yield from _bare(text)


def _bare(text: str) -> Iterator[Hit]:
    for match in found(BARE, text):
        end = _trimmed(text, match.start(), match.end())
        if _is_host(match[1], match[2]) and not _public(text[match.start() : end]):
            yield Hit(match.start(), end, 0.75 if match[2] else 0.6)
