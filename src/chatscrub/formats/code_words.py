"""Words as programmers write them: keys, types, the names of classes; anything else may be somebody's name."""

from __future__ import annotations

import re
from functools import lru_cache

from ..lexicon import fold, is_common, is_first_name, is_ordinary, is_surname

_CALLED = re.compile(r"[A-Z][a-z]{2,}(?:[ _][A-Za-z]+)*")
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _./-][A-Za-z0-9]+)*:?|[_$@#A-Za-z][a-z0-9_]*")
# Words that programmers use in keys and no dictionary has.
_PROGRAM = frozenset(
    "url urls uri uris uuid guid json html xml css utc iso tz os app apps api http https mime mimetype ts etag md5 sha "
    "sha1 sha256 hash id ids idx num len src dst ref refs href img gif jpg png mp3 mp4 pdf csv txt gizmo emoji emojis "
    "emote metadata timestamp timestamps unixtime bool str int obj async param params config configs prev admin admins "
    "sms mms uid pid cid gid sid aci pni ephemeral thumb thumbnail thumbnails nsfw dm dms mpim bot bots webhook "
    "supergroup recipient recipients inline blurhash codec codecs bitrate fps iv hmac mac byte bytes pixel pixels "
    "pointer expiry datetime snippet snippets attribution attributions msg traceback args kwargs regex namespace "
    "plugin plugins pointers latency timezone sdk mcp favicon citable semantic meta summaries truncated webpage repo "
    "repos node nodes var payload timeout serialization followup placeholder auth switcher "
    "notification classifier channel channels italic strikethrough blockquote monospace cashtag preformatted mrkdwn "
    "unread hangup ttl todo webview borderless launchable unsubscribe multimodal editable guild pinned megolm "
    "eur usd gbp chf".split()
)
# Words that programmers write although the lists know somebody who is called so.
_BOTH = frozenset(
    "age ai angle app art ate can char chat constant day di done else em es field flip ha hub ids in ion is just "
    "kick lang lean left life line link long lot major man manual many marks min mine miss my na nan one page patience "
    "per pink ran reed rich said season see shade si silver skip sky song soon sun than ton uri val var west "
    "wing sunny stormy windy golden green indigo rusty tiny lucky pleasant made sterling".split()
)


@lru_cache(maxsize=10_000)
def is_programmed(key: str) -> bool:
    """Whether a key is made of ordinary words, as programmers write them, and is nothing that people are called."""
    return is_written(key) and not _is_called(key) and not is_either(key)


@lru_cache(maxsize=10_000)
def is_either(key: str) -> bool:
    """Whether a key is made of ordinary words that are somebody's name as well: "Will", "roos", "floor_bloem"."""
    first, *others = [word.casefold() for word in _KEY_WORD.findall(key) if not word.isdigit()] or [""]
    if (
        not first
        or not is_written(key)
        or _is_called(key)
        or not all(len(w) > 1 and w not in _BOTH for w in (first, *others))
    ):
        return False
    return is_first_name(first) and all(is_first_name(w) or is_surname(w) for w in others)


def is_written(key: str) -> bool:
    """Whether a key is made of ordinary words, whatever else they may be."""
    if not _KEY.fullmatch(key):
        return False
    words = [word.casefold() for word in _KEY_WORD.findall(key)]
    digits = sum(map(str.isdigit, key))
    if any(word.isdigit() and len(word) > 3 for word in words) or (digits > 2 and key.casefold() not in _PROGRAM):
        return False
    return all(
        len(w) < 3 or w.isdigit() or w in _PROGRAM or is_ordinary(w) or is_ordinary(w.removesuffix("s")) for w in words
    )


def _is_called(key: str) -> bool:
    """Whether a key is written as names are, and begins with a first name that may be a word as well."""
    words = re.split("[ _]", fold(key)) if _CALLED.fullmatch(key) else [""]
    return is_first_name(words[0]) and (len(words) > 1 or not is_common(words[0]))
