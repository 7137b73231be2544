"""Sentences in a chat by which people agree that their messages are used, or come back on it; Dutch and English.

What is found is offered as evidence, and decides nothing. To miss "you can use my messages" does no harm, to read it
into something else does; with a refusal it is the other way round. So whatever is asked, doubted, conditional or
of somebody else is not taken for consent, and a message that holds both is a refusal.

An export of plain text proves little: whoever sends a line that looks like the head of a message makes it another's.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from . import files
from .errors import WordingError
from .lexicon import MARKS, fold
from .model import Export, Field, Role
from .phrases import COMMA, Wording

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_LARGEST = 1_000_000  # bytes of a list of phrases
_KEYS = ("given", "withdrawn", "harmless", "stops")
_KNOWN_AGAIN = 4096  # messages
_NOTES = ("poll", "location")  # texts that are no words of the sender's alone
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_QUOTED = re.compile(r"[\"“”„«»‟][^\n]{2,}?[\"“”«»‟]|(?<!\w)['‘‚][^\n]{8,}?['’](?!\w)")
_EDITED = re.compile(r"<[^<>\n]{1,60}>")
_SENTENCE = re.compile(r"([^.!?\n;…]+)([.!?\n;…]*)")
_PIECE = re.compile(rf"(?:[^\W_]|[{MARKS}])+|[,:()\[\]/–—]|(?<=\s)-(?=\s)")
_QUOTE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_LONGEST = 5_000  # characters of a message that agrees; what is longer was pasted
_ENDS = frozenset({COMMA, "en", "and", "maar", "but", "or", "plus", "want", "because", "omdat", "dus", "so"})


_DOUBT = ("sure", "zeker")  # "not sure about sharing our chat" refuses nothing yet


class Statement(NamedTuple):
    """A message in which somebody agrees or refuses.

    Args:
        message: number of the part and of the message in it.
        sender: as the header of the message names them.
        what: "given" or "withdrawn", which is also a refusal of somebody who never agreed.
        sha256: digest of the message as it is read, in UTF-8, hex.
    """

    message: tuple[int, int]
    sender: str
    what: str
    sha256: str


class Sentence(NamedTuple):
    """The folded words of a sentence, commas among them, and whether it ends in a question mark."""

    words: list[str]
    asks: bool


class Sayings(NamedTuple):
    """All phrases, packaged and own."""

    given: Wording
    withdrawn: Wording
    harmless: Wording
    stops: Wording


class Phrases(NamedTuple):
    """A user's own phrases: where they stood, and the table. Workers elsewhere get these, and no file."""

    where: str
    table: dict[str, Any]


def statements(export: Export, own: Path | Phrases | None = None) -> list[Statement]:
    """The messages in which people agree that their messages are used, refuse, or come back on it, in reading order.

    Args:
        export: what was read.
        own: more phrases, or a file of them of the form of ``data/consent_words.toml``.

    Raises:
        WordingError: that file is not of this form.
        UnreadableError: it cannot be read.
    """
    more = phrases(own) if isinstance(own, Path) else own
    sayings = _packaged() if more is None else _sayings(more.table, more.where)
    pasted = _pasted(export)
    found = []
    said = export.fields.which(lambda h: h.role is Role.TEXT and bool(h.sender) and h.note not in _NOTES)
    meaning = lru_cache(_KNOWN_AGAIN)(lambda text: _what(text, sayings))
    for (part, number, sender), fields in groupby(said, key=lambda f: (f.part, f.message, f.sender or "")):
        there = list(fields)
        what = meaning("\n".join(_own_words(export, f, pasted) for f in there))
        if what:
            text = "\n".join(f.text for f in there)
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            found.append(Statement((part, number), sender, what, digest))
    return found


# --- the words of a message -----------------------------------------------------------------------------


def _pasted(export: Export) -> dict[tuple[int, int], list[int]]:
    """Where messages name speakers who were pasted into them, by part and message."""
    found: dict[tuple[int, int], list[int]] = {}
    for field in export.fields.which(lambda head: head.note == "pasted"):
        found.setdefault((field.part, field.message), []).append(field.pieces[0].start)
    return found


def _own_words(export: Export, field: Field, pasted: Mapping[tuple[int, int], Sequence[int]]) -> str:
    """A text up to the line from which on it is pasted, without the lines that quote."""
    text = field.text
    start = field.pieces[0].start
    if inside := [at for at in pasted.get((field.part, field.message), ()) if start <= at]:
        raw = export.parts[field.part].text[start : min(inside)]
        text = field.codec.view(raw[: raw.rfind("\n") + 1]).text
    return _QUOTE.sub("", text) if ">" in text else text


def _sentences(text: str) -> list[Sentence]:
    found = []
    for match in _SENTENCE.finditer(_APOSTROPHES.sub("", text)):
        words = [fold(piece) if piece[0].isalnum() else COMMA for piece in _PIECE.findall(match[1])]
        found.append(Sentence(words, "?" in match[2]))
    return found


# --- what they say --------------------------------------------------------------------------------------


def _what(text: str, sayings: Sayings) -> str:
    """ "given", "withdrawn" or nothing."""
    text = _EDITED.sub("", text) if "<" in text else text
    said = _sentences(text)
    if any(_refuses(sentence.words, sayings) for sentence in said):
        return "withdrawn"
    if len(text) > _LONGEST:
        return ""
    unquoted = _QUOTED.sub(" , ", text)
    return "given" if _agrees(said if unquoted == text else _sentences(unquoted), sayings) else ""


def _refuses(words: Sequence[str], sayings: Sayings) -> bool:
    return _holds(sayings.withdrawn, words) and _holds(sayings.withdrawn, _without(words, sayings.harmless))


def _agrees(sentences: Sequence[Sentence], sayings: Sayings) -> bool:
    """Whether a sentence agrees, and nothing in it or around it stops that."""
    for at, sentence in enumerate(sentences):
        for start, end in () if sentence.asks else sayings.given.find(sentence.words):
            rest = [*sentence.words[:start], COMMA, *sentence.words[end:]]
            around = [rest, *(s.words for s in (*sentences[:at], *sentences[at + 1 :]))]
            if not any(_holds(sayings.stops, _without(words, sayings.harmless)) for words in around):
                return True
    return False


def _holds(wording: Wording, words: Sequence[str]) -> bool:
    return next(wording.find(words), None) is not None


def _without(words: Sequence[str], idioms: Wording) -> list[str]:
    """The words with every idiom made a comma."""
    plain = list(words)
    for start, end in idioms.find(words):
        plain[start:end] = [COMMA] * (end - start)
    return plain


# --- the phrases ----------------------------------------------------------------------------------------


def phrases(path: Path) -> Phrases:
    """Read a user's own phrases.

    Raises:
        WordingError: the file is not of this form.
        UnreadableError: it cannot be read.
    """
    return Phrases(str(path), _own(path))


def _own(path: Path) -> dict[str, Any]:
    data = files.read_plain(path)
    if len(data) > _LARGEST:
        raise WordingError(f"{path}: larger than a list of phrases can be; check the name")
    try:
        table: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WordingError(f"{path}: not UTF-8; save it as UTF-8") from None
    except (ValueError, RecursionError) as error:  # its message may hold what stands there
        at = re.search(r"at line \d+", str(error))
        raise WordingError(f"{path}: no valid TOML{f' ({at[0]})' if at else ''}; mend it there") from None
    _check(table, str(path))
    return table


def _check(table: dict[str, Any], where: str) -> None:
    if table.keys() - {*_KEYS, "words"}:
        raise WordingError(f"{where}: unknown word at the left of an =; there are {', '.join(_KEYS)} and [words]")
    lists = table.get("words", {})
    if not isinstance(lists, dict):
        raise WordingError(f"{where}: words is no table; write it as [words]")
    rows = [(key, table[key]) for key in table if key != "words"]
    for name, entries in rows + [("a list of [words]", entries) for entries in lists.values()]:
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise WordingError(f'{where}: {name} is no row of texts; write it as ["...", "..."]')


@cache
def _table() -> dict[str, Any]:
    data = resources.files(__package__).joinpath("data").joinpath("consent_words.toml").read_bytes()
    table: dict[str, Any] = tomllib.loads(data.decode())
    return table


@cache
def _packaged() -> Sayings:
    return _sayings({}, "consent_words.toml")


def _sayings(own: dict[str, Any], where: str) -> Sayings:
    """The packaged phrases and those of a user's own table."""
    base = _table()
    lists = {name: list(_plain(entries)) for name, entries in base["words"].items()}
    for name, entries in own.get("words", {}).items():
        lists.setdefault(name, []).extend(_plain(entries))
    rows = {key: [*_plain(base[key]), *_plain(own.get(key, []))] for key in _KEYS}
    stops = {word for phrase in rows["stops"] for word in phrase.split() if " " not in phrase}
    try:
        return Sayings(
            Wording(rows["given"], lists, stops | _ENDS),
            Wording(rows["withdrawn"], lists, _DOUBT),
            Wording(rows["harmless"], lists),
            Wording(rows["stops"], lists),
        )
    except (ValueError, RecursionError) as error:
        raise WordingError(f"{where}: {error}; mend it there") from None


def _plain(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases as the words of a message are: folded, without apostrophes, with blanks around signs."""
    for phrase in phrases:
        plain = re.sub(r"\.{3}|…|[\^|$,]", lambda m: f" {m[0].replace('…', '...')} ", _APOSTROPHES.sub("", phrase))
        yield " ".join(part if "{" in part else fold(part) for part in plain.split())
