"""The same text said of other people and typed by other hands: names swapped, case, signs and letters changed.

Plain text is never swapped, so the hard negatives of the corpus (names used as words) stay what they are.
"""

from __future__ import annotations

import random
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from chatscrub.lexicon import fold, is_first_name, is_homograph, is_ordinary, is_place, is_surname

from .corpus import MASK, PUBLIC, Line, Segment, Talk
from .pools import Pools

_TITLE = re.compile(
    r"(?i)\b(?:meneer|mevrouw|mevr|mw|mvr|dhr|hr|de heer|fam|familie|dr|drs|prof|mr|mrs|ms|miss|sir|meester|juf)\.?\s$"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.\s?)+(?=\S)")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERED = re.compile(r"^(.*?[^\d\s,])?(\s*,?\s*\d.*)$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.I)
_KEEP_SIGN = re.compile(r"(?<=\d)[.,:](?=\d)")
_SIGN = re.compile(r"[.,!?;:\"“”…]")
_SWAPPED = {"PERSON": 0.72, "LOCATION": 0.65, "ADDRESS": 0.65, "ORG": 0.55}
_SHAPED = frozenset({"PHONE", "ID", "DOB", "SECRET", "HANDLE", "EMAIL"})
_KEYBOARD = {a: b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for a, b in pairwise(row)}
_EMOJI = "😂 🤣 😭 🙈 ❤️ 🥰 😅 😩 💀 🙏 👍 🔥 🎉 😘 🤷‍♀️ 🤦🏽 😡 🥲 😉 ☺️ 🙃 👀".split()
_ABBREVIATIONS = {
    "nl": {"even": "ff", "gewoon": "gwn", "waarschijnlijk": "wss", "misschien": "mss", "vanavond": "vnv",
    "ik": "k", "het": "t",
           "een": "n", "niet": "nie", "wel": "wl", "mijn": "mn", "zijn": "zn", "volgens mij": "vgm", "maar": "mr",
           "is": "s"},
    "en": {"you": "u", "your": "ur", "are": "r", "and": "n", "tomorrow": "tmrw", "because": "cos", "please": "pls",
    "though": "tho",
           "with": "w", "the": "da", "to": "2", "for": "4", "about": "bout", "going to": "gonna", "people": "ppl",
           "at": "@"},
}  # fmt: skip


@dataclass
class Swaps:
    """Who stands for whom within one conversation."""

    talk: Talk
    pools: Pools
    rng: random.Random
    share: float = 1.0
    people: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    said: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def lines(self) -> Iterable[Line]:
        """The lines with their names swapped."""
        for line in self.talk.lines:
            done: list[Segment] = []
            for segment in line.segments:
                before = done[-1].text if done else ""
                done.append(replace(segment, text=self._other(segment, before)) if segment.kind else segment)
            yield replace(line, segments=tuple(done))

    def _other(self, segment: Segment, before: str) -> str:
        kind, text = segment.kind, segment.text
        if kind in (MASK, PUBLIC, "URL"):
            return text
        said = (kind, segment.key or text, text)
        if said not in self.said:
            if kind in _SHAPED:
                change = {"DOB": redated, "PHONE": redialled}.get(kind, reshaped)
                other = change(text, self.rng) if self.rng.random() < 0.85 * self.share else text
            elif kind == "PERSON":
                other = self._person(segment, before)
            elif self.rng.random() < _SWAPPED[kind] * self.share:
                other = cased(self._thing(kind, text), text)
            else:
                other = text
            self.said[said] = other
        return self.said[said]

    def _thing(self, kind: str, text: str) -> str:
        language, rng = self.talk.language, self.rng
        if kind == "LOCATION":
            return self.pools.place(rng, language)
        if kind == "ORG":
            return (
                rng.choice(self.pools.orgs)
                if self.pools.orgs and rng.random() < 0.4
                else self.pools.organisation(rng, language)
            )
        digits = sum(c.isdigit() for c in text)
        letters = sum(c.isalpha() for c in text)
        if letters <= 3 and digits:  # a postcode, a house number
            return reshaped(text, rng)
        number = _NUMBERED.match(text)
        tail = reshaped(number[2], rng) if number and number[1] else ""
        head = text[: len(text) - len(tail)] if tail else text
        if head[:1].isdigit() and " " in head:
            first, _, _ = head.partition(" ")
            return f"{reshaped(first, rng)} {self.pools.street(rng, language)}{tail}"
        return self.pools.street(rng, language) + tail

    def _person(self, segment: Segment, before: str) -> str:
        key, text, rng = segment.key or segment.text, segment.text, self.rng
        if key not in self.people:
            swap = rng.random() < _SWAPPED["PERSON"] * self.share
            self.people[key] = self.pools.first_and_last(rng) if swap else None
        who = self.people[key]
        if who is None:
            return text
        tail = _POSSESSIVE.search(text)
        body = text[: tail.start()] if tail else text
        return cased(self._named(body, who, before), body) + (tail[0] if tail else "")

    def _named(self, body: str, who: tuple[str, str], before: str) -> str:
        first, last = who
        words = body.split()
        initials = _INITIALS.match(body)
        if initials and len(initials[0]) < len(body):
            made = "".join(self.rng.choice(string.ascii_uppercase) if c.isalpha() else c for c in initials[0])
            return made + last
        if len(words) == 1:
            if len(body.strip(".")) <= 2:
                return "".join(self.rng.choice(string.ascii_uppercase) if c.isalpha() else c for c in body)
            if _TITLE.search(before):
                return last
            return nickname(first, self.rng) if self.rng.random() < 0.22 else first
        if words[0].casefold() in ("van", "de", "der", "den", "ter", "ten", "vd", "v/d", "el", "al", "ben", "o'"):
            return last if " " in last else f"{words[0]} {last}"
        if len(words[-1].strip(".")) == 1:
            return f"{first} {last.split()[-1][0]}" + ("." if words[-1].endswith(".") else "")
        return f"{first} {last}"


def nickname(name: str, rng: random.Random) -> str:
    """A short, pet, stretched or initial form of a name."""
    low, draw = name.split()[0], rng.random()
    if draw < 0.35 and len(low) > 4:
        return low[: rng.randint(3, 4)]
    if draw < 0.6:
        stem = low[: rng.randint(3, max(3, len(low) - 1))].rstrip("aeiouy") or low
        return stem + rng.choice(["ie", "je", "y", "tje", "s", "o", "ke", "ster", "za", "zy", "i"])
    if draw < 0.75:
        return low + low[-1] * rng.randint(1, 4)
    if draw < 0.85 and "-" not in low:
        return low[-4:].lstrip("'’- ").title() or low
    return low


def cased(new: str, old: str) -> str:
    """The new name in the case of the old one."""
    if old.islower():
        return new.lower()
    if old.isupper() and sum(c.isalpha() for c in old) > 2:
        return new.upper()
    return new


def reshaped(text: str, rng: random.Random) -> str:
    """Other digits for digits; other letters for letters that stand with digits; words stay words."""
    return re.sub(r"\S+", lambda run: _reshaped_run(run[0], rng), text)


def _reshaped_run(run: str, rng: random.Random) -> str:
    if not any(map(str.isdigit, run)):
        return run

    def piece(match: re.Match[str]) -> str:
        token = match[0]
        if _ORDINAL.fullmatch(token):
            return f"{rng.randint(4, 20)}th"
        alone = not any(map(str.isdigit, token))
        return token if alone and (len(token) > 3 or "@" in run) else "".join(_like(c, rng) for c in token)

    return re.sub(r"\w+", piece, run)


def redialled(text: str, rng: random.Random) -> str:
    """Another number behind the same prefix."""
    digits = [m.start() for m in re.finditer(r"\d", text)]
    kept = set(digits[: 4 if text.startswith(("00", "+")) else 2 if len(digits) > 7 else 0])
    return "".join(rng.choice(string.digits) if c.isdigit() and i not in kept else c for i, c in enumerate(text))


def redated(text: str, rng: random.Random) -> str:
    """Another date in the same notation."""
    short = [m.start() for m in re.finditer(r"\d+", text) if len(m[0]) <= 2]
    named = re.search(r"[^\W\d_]{3,}", text) is not None or re.search(r"\d{4}", text) is None
    first_year = re.match(r"\d{4}", text) is not None
    highest = {1: (28,), 2: (12, 28) if first_year else (28, 99 if named else 12)}.get(len(short), (28, 12, 99))

    def number(match: re.Match[str]) -> str:
        size = len(match[0])
        if size <= 2:
            place = short.index(match.start())
            most = highest[place] if place < len(highest) else 12
            drawn = rng.choice([*range(30, 100), *range(20)]) if most == 99 else rng.randint(1, most)
            return f"{drawn:02d}" if size == 2 else str(drawn % 9 + 1)
        return str(rng.randint(1930, 2019)) if size == 4 else "".join(_like(c, rng) for c in match[0])

    return re.sub(r"\d+", number, text)


def _like(char: str, rng: random.Random) -> str:
    if char.isdigit():
        return rng.choice(string.digits)
    if char.isascii() and char.isalpha():
        return rng.choice(string.ascii_lowercase if char.islower() else string.ascii_uppercase)
    return char


# --- typing ---------------------------------------------------------------------------------------------

Change = Callable[[Segment], str]


def typed(lines: Sequence[Line], language: str, rng: random.Random) -> list[Line]:
    """The lines as another hand would type them."""
    changes = list(_changes(language, rng))
    opens = rng.random() < 0.03  # every line begins with a capital
    return [replace(line, segments=tuple(_retyped(line.segments, changes, opens))) for line in lines]


def _retyped(segments: Sequence[Segment], changes: Sequence[Change], opens: bool) -> Iterable[Segment]:
    for place, segment in enumerate(segments):
        new = segment
        for change in changes:
            text = change(new)
            new = replace(new, text=text or (new.text if new.kind else ""))
        if opens and not place:
            new = replace(new, text=new.text[:1].upper() + new.text[1:])
        if new.text:
            yield new


def _changes(language: str, rng: random.Random) -> Iterable[Change]:
    if rng.random() < 0.25:
        yield lambda s: s.text if s.kind else reworded(s.text, language, rng, 0.06)
    case = rng.random()
    if case < 0.33:
        yield lambda s: s.text.lower()
    elif case < 0.36:
        yield lambda s: s.text.upper()
    elif case < 0.48:
        yield lambda s: s.text.lower() if s.kind else s.text
    elif case < 0.53:
        yield lambda s: s.text.title() if s.kind in ("PERSON", "LOCATION", "ORG") and s.text.islower() else s.text
    if rng.random() < 0.14:
        yield lambda s: s.text if s.kind in _SHAPED or s.kind == "URL" else _without_signs(s.text)
    if rng.random() < 0.1:
        yield lambda s: without_accents(s.text)
    if rng.random() < 0.12:
        words = _ABBREVIATIONS[language]
        yield (
            lambda s: (
                s.text
                if s.kind
                else re.sub(r"\w+", lambda m: words.get(m[0], m[0]) if rng.random() < 0.6 else m[0], s.text)
            )
        )
    if rng.random() < 0.2:
        yield (
            lambda s: (
                s.text if s.kind in _SHAPED or s.kind == "URL" else misspelt(s.text, rng, 0.06 if s.kind else 0.03)
            )
        )
    if rng.random() < 0.06:
        yield (
            lambda s: (
                s.text
                if s.kind
                else re.sub(" ", lambda m: rng.choice(["", "  "]) if rng.random() < 0.06 else " ", s.text)
            )
        )
    if rng.random() < 0.08:
        yield lambda s: s.text if s.kind or rng.random() < 0.6 else with_emoji(s.text, rng)
    if rng.random() < 0.05:
        yield (
            lambda s: (
                s.text + s.text[-1] * rng.randint(1, 4)
                if s.kind == "PERSON" and s.text.isalpha() and rng.random() < 0.3
                else s.text
            )
        )


def with_emoji(text: str, rng: random.Random) -> str:
    """With an emoji at one end, with or without a blank, so that one stands glued to the names beside it."""
    emoji = rng.choice(_EMOJI)
    return rng.choice((f" {emoji}{text}", f"{emoji}{text}", f"{text}{emoji}", f"{text}{emoji} "))


@cache
def plain_words(language: str) -> tuple[str, ...]:
    """Words of a language that are rarer than those of every conversation and nobody's name."""
    from wordfreq import top_n_list

    return tuple(
        word
        for word in top_n_list(language, 80_000)[2_000:]
        if len(word) > 3
        and word.isalpha()
        and is_ordinary(folded := fold(word))
        and not (is_first_name(folded) or is_surname(folded) or is_place(folded) or is_homograph(folded))
    )


def reworded(text: str, language: str, rng: random.Random, share: float) -> str:
    """With rarer words in the place of some: what no name list holds, and what nobody has seen there, is no name yet.

    In Dutch some of them are two words in one.
    """

    def other(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match[0]
        word = rng.choice(plain_words(language))
        if language == "nl" and rng.random() < 0.3:
            return word + rng.choice(("", "", "s")) + rng.choice(plain_words(language))
        return word

    return re.sub(r"(?<!\w)[^\W\d_]{4,}(?!\w)", lambda m: other(m) if m[0].islower() else m[0], text)


def _without_signs(text: str) -> str:
    kept = {m.start() for m in _KEEP_SIGN.finditer(text)}
    return "".join(c for i, c in enumerate(text) if i in kept or not _SIGN.match(c))


def without_accents(text: str) -> str:
    """Without diacritics: "Kırşehir" becomes "Kirsehir"."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def misspelt(text: str, rng: random.Random, share: float) -> str:
    """With a slip of the finger in this share of the words of four letters and more."""
    return re.sub(r"[^\W\d_]{4,}", lambda m: _slip(m[0], rng) if rng.random() < share else m[0], text)


def _slip(word: str, rng: random.Random) -> str:
    at, draw = rng.randrange(1, len(word)), rng.random()
    if draw < 0.3:
        return word[:at] + word[at + 1 :]
    if draw < 0.55 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if draw < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + _KEYBOARD.get(word[at], word[at]) + word[at + 1 :]
