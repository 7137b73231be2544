"""Text with its names: our marked chats, the open sets, and everyday sentences, all in one shape."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chatscrub.lexicon import fold, is_first_name, is_ordinary, is_public

SEED = "chatscrub-corpus-1"
UNSEEN = "w"
"""How the files begin that are never trained on."""
RULES = "x"
"""How the files begin on which rules were tuned; no model was trained on them so far."""
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
KINDS = ("PERSON", "LOCATION", "ADDRESS", "ORG", "PHONE", "EMAIL", "URL", "HANDLE", "ID", "DOB", "SECRET")
LABELS = ("O", *(f"{bio}-{kind}" for kind in KINDS for bio in "BI"))
_AS = {"IBAN": "ID", "BSN": "ID"}
MASK = "MASK"  # what no label is taught for
PUBLIC = "PUBLIC"  # a country, a chain: taught, with less weight, to be nobody's
_MARK = re.compile(r"\[\[([A-Z]+)(\??)#([^\s\[\]|]+)\|([^\[\]\n|]+)\]\]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: kind "" is plain text, key tells whose name it is within a conversation."""

    text: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One message or sentence."""

    segments: tuple[Segment, ...]
    sender: str = ""
    sender_key: str = ""
    weight: float = 1.0

    @property
    def text(self) -> str:
        """What a person reads."""
        return "".join(s.text for s in self.segments)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, or a few sentences that belong together."""

    name: str
    language: str
    lines: tuple[Line, ...]


# --- our own marked chats ----------------------------------------------------------------------------


def conversations(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The conversations of a marked file as they stand there: name, language, messages with their marks.

    The name holds the file, the place in it and the topic.
    """
    found: list[tuple[str, str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## conv"):
            head, _, topic = line.removeprefix("## conv").partition("|")
            found.append((f"{path.stem}/{len(found)}/{topic.strip()}", "nl" if "nl" in head.split() else "en", []))
        elif "\t" in line:
            found[-1][2].append(line)
    yield from (talk for talk in found if talk[2])


def marked(path: Path) -> Iterator[Talk]:
    """The conversations of a marked file, their marks read."""
    for name, language, messages in conversations(path):
        yield Talk(name, language, tuple(map(_message, messages)))


def _message(line: str) -> Line:
    sender, _, text = line.partition("\t")
    key, _, said = sender.partition("|")
    return Line(tuple(_segments(text.replace("\\n", "\n"))), said, key.partition("#")[2])


def _segments(text: str) -> Iterator[Segment]:
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            yield Segment(text[at : mark.start()])
        kind, optional, key, surface = mark.groups()
        yield Segment(surface, _taught(kind, bool(optional)), key)
        at = mark.end()
    if at < len(text):
        yield Segment(text[at:])


def _taught(kind: str, optional: bool) -> str:
    kind = _AS.get(kind, kind)
    if optional:
        return PUBLIC if kind in ("ORG", "LOCATION") else MASK
    return kind


def part_of(name: str) -> str:
    """Whether a conversation is for "train", "dev" or "test": by its name and a fixed seed, so for ever the same.

    Those of hands of which nothing was ever trained on are all "unseen"; those on which rules were tuned all "rules".
    """
    if name.startswith(RULES):
        return "rules"
    if name.startswith(UNSEEN):
        return "unseen"
    draw = int(hashlib.sha256(f"{SEED}:{name}".encode()).hexdigest()[:8], 16) % 100
    return "dev" if draw < 8 else "test" if draw < 20 else "train"


def talks(part: str, folder: Path = CORPUS) -> list[Talk]:
    """The conversations of one part, in the order of the files."""
    return [talk for path in sorted(folder.glob("*.txt")) for talk in marked(path) if part_of(talk.name) == part]


# --- open sets ---------------------------------------------------------------------------------------

NAMELESS = ("europeana", "xsid", "snips", "sgd", "nlueval")  # sets that mark not all of their names
HELD_OUT_SENTENCES = 7  # of everyday sentences without names every seventh is kept for counting false alarms
HELD_OUT = ("wnut17_en.dev", "btc_en_noat.dev", "uner_ewt_en.dev", "piifilter_nl.test")
OPEN_SETS = {  # sentences taken at most, and the weight of one
    "openboek_nl.all": (6000, 1.0),
    "europeana_nl.train": (1500, 0.5),
    "wnut17_en.train": (4000, 1.0),
    "btc_en_noat.train": (7000, 1.0),
    "litbank_en.all": (5000, 0.7),
    "crossner_en.literature-train": (100, 0.7),
    "crossner_en.politics-train": (200, 0.7),
    "presidio_research_en.synth_v2": (2500, 0.7),
    "nlueval_en.all": (4000, 0.7),
    "snips_en.train": (1500, 0.5),
    "sgd_en.dev": (4000, 0.5),
    "xsid_nl.test": (500, 0.7),
    "xsid_nl.valid": (300, 0.7),
    "xsid_en.valid": (300, 0.7),
}
_CLOSING = re.compile(r"^(?:[.,!?;:)\]%…]+|'(?:s|re|ve|ll|d|m|t)|n't)$", re.I)
_OPENING = re.compile(r"^[(\[#$€£]$")


def open_sets(folder: Path) -> list[Talk]:
    """A sample of the open sets that may be trained on, sentence by sentence."""
    found = []
    for name, (most, weight) in OPEN_SETS.items():
        sentences = list(conll(folder / f"{name}.conll"))
        step = max(1, -(-len(sentences) // most))
        language = "nl" if "_nl" in name else "en"
        for number, sentence in enumerate(sentences[::step]):
            whole = not name.startswith(NAMELESS)
            found.append(Talk(f"{name}/{number}", language, (_line(sentence, weight, whole),)))
    return found


def conll(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (token, tag)."""
    sentence: list[tuple[str, str]] = []
    for raw in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        token, tab, tag = raw.partition("\t")
        if tab:
            sentence.append((token, tag))
        elif sentence:
            yield sentence
            sentence = []


def _line(sentence: list[tuple[str, str]], weight: float, whole: bool) -> Line:
    """The sentence as people write it, with what other label habits make unreliable masked.

    Args:
        sentence: tokens with their tags.
        weight: what a token of it counts in training.
        whole: all names are marked. If not, every word that no dictionary has may be one that is not.
    """
    segments: list[Segment] = []
    before = ""
    for token, tag in sentence:
        glue = not segments or _CLOSING.match(token) or _OPENING.match(before)
        bio, _, kind = tag.partition("-")
        taught = {"PER": "PERSON", "LOC": "LOCATION", "ORG": MASK, "MISC": MASK}.get(kind, "")
        if not taught and not whole and _may_be_name(token):
            taught = MASK
        if bio == "I" and segments and segments[-1].kind:
            last = segments[-1]
            segments[-1] = replace(last, text=last.text + ("" if glue else " ") + token)
        else:
            _append(segments, "" if glue else " ")
            _append(segments, token, taught)
        before = token
    return Line(tuple(_reliable(s) for s in segments), weight=weight)


def _append(segments: list[Segment], text: str, kind: str = "") -> None:
    """Add text; plain text goes on where plain text was."""
    if not kind and segments and not segments[-1].kind:
        segments[-1] = Segment(segments[-1].text + text)
    elif text:
        segments.append(Segment(text, kind))


def _may_be_name(token: str) -> bool:
    folded = fold(token)
    if not token.isalpha() or is_public(folded):
        return False
    return not is_ordinary(folded) or (token[0].isupper() and is_first_name(folded))


def _reliable(segment: Segment) -> Segment:
    words = fold(segment.text)
    if segment.kind == "LOCATION" and (is_public(words) or re.search(r"\d", words)):
        return replace(segment, kind=MASK)
    return replace(segment, key=words if segment.kind else "")


# --- everyday sentences ------------------------------------------------------------------------------

_CARRIED = re.compile(r"\b(Tom|Mary|Maria|Marie|Sami|Layla|John|Yanni|Skura|Ziri|Rima|Emily|Jane|Bill|Bob|Alice|Ken)\b")
_FIRST = re.compile(r"[^\W\d_]{3,}")
_CAPITAL = re.compile(r"(?<![.!?\"“„…:-] )(?<!^)(?<![\"“„(-])\b[A-ZÀ-Þ]\w+")


def everyday(path: Path, language: str) -> Iterator[Talk]:
    """Tatoeba's sentences: with a name that everybody there has, as carriers; without any, as they are."""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()):
        segments = tuple(
            Segment(piece, "PERSON", piece) if i % 2 else Segment(piece) for i, piece in enumerate(_CARRIED.split(text))
        )
        rest = "".join(s.text for s in segments if not s.kind)
        strange = [w for w in _CAPITAL.findall(rest) if not is_public(fold(w)) and w != "I"]
        first = _FIRST.search(rest)
        opened = first and first[0][:1].isupper() and not is_ordinary(fold(first[0])) and not is_public(fold(first[0]))
        if text and not strange and not opened:
            yield Talk(f"tatoeba_{language}/{number}", language, (Line(tuple(s for s in segments if s.text)),))


def is_clean(talk: Talk) -> bool:
    """Whether nothing is marked in it."""
    return not any(s.kind for line in talk.lines for s in line.segments)
