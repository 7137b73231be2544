"""Letters to the people in a chat: a short request for consent, and the full notice of GDPR Art. 14.

The notice is plain text without markup, so nothing in a name can break it. Its wording stands in ``texts``
(``letters``); wording that differs for a practice stands under ``professional`` and goes first there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .facts import TOPICS, About, FactRow
from .wording import Words

NOT_ART_9 = ("offence", "minor")
"""Topics that are no special category: Art. 10, and the young. For the others Art. 9 wants explicit consent."""
ASKED = ("name", "period", "recipient", "country", "purpose", "controller")
"""What a request cannot do without: unknown, it is a blank between brackets."""
TOLD = tuple(
    "name controller created contact purpose interests period recipient country training review"
    " transfer retention kept storage".split()
)
"""What a notice tells as far as it is known."""
_RECIPIENT = ("country", "training", "review", "transfer", "retention")
_NETHERLANDS = frozenset({"nl", "nederland", "netherlands", "the netherlands"})
_CONSENT = re.compile("consent|toestemming", re.I)
_DENIED = re.compile(r"\b(?:geen|zonder|niet|no|not|without)\b", re.I)
_REACHED = re.compile(r"[@,\d]")  # a mail address, a number, or something behind the name
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_INTEREST = re.compile("legitimate[ _]interests?|gerechtvaardigde? belang(?:en)?", re.I)
_GAPS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn the rest of the line around


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter to one person is made of. It names the real person: it is no part of a shareable report.

    Args:
        name: the person as they stand in the chat, "" unknown.
        wrote: they wrote in the chat; otherwise they are only mentioned.
        messages: how many messages they wrote.
        mentions: how often their name or number was found in messages.
        period: ISO dates of the first and the last message of the chat, not moved; None unknown.
        kinds: kinds of data found with this person.
        topics: keys of ``facts.TOPICS`` met in what is shared of theirs, or of others about them.
        about: what the person who shares told.
        recipient: the recipient as people call it, "" unknown.
        recipient_facts: what is known of the recipient, in the language of the letter.
        style: "label", "initial" or "surrogate".
        policy: "report", "consent" or "only-me".
        created: ISO moment.
        source: what would be shared, one of ``wording.SOURCES``.
        loose: it has no messages, so nobody knows who wrote what.
    """

    name: str
    wrote: bool
    messages: int
    mentions: int
    period: tuple[str | None, str | None]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    about: About
    recipient: str
    recipient_facts: tuple[FactRow, ...]
    style: str
    policy: str
    created: str
    source: str = "chat"
    loose: bool = False


class Written(NamedTuple):
    """A letter, and the keys of what is missing in it, in the order of reading; see :func:`named`.

    "reach" stands for a sender whose name is known, but not how to reach them.
    """

    text: str
    missing: tuple[str, ...]


def request(facts: Letter, language: str) -> Written:
    """A short message to one person, to paste into a messenger: may I share this, yes or no?

    ``missing`` are the blanks between brackets that are left to fill in. With facts of usual length it stays
    below 1200 characters; long facts make it longer. Where another legal basis than consent was told, it tells of
    objecting instead.

    Raises:
        ValueError: a language without wording.
    """
    pen = _Pen(facts, language)
    known = _known(facts, pen)
    missing = _missing(ASKED, known)
    pen.fill({key: text or pen("request.unknown") for key, text in known.items()})
    pen.fill({key: pen.blank(key) for key in missing} | _sender(known, pen))
    pen.fill({"dated": "" if facts.loose else pen("dated")})
    pen.fill({"topics": pen.topics(facts.topics) or pen("request.no_topics")})
    withheld = pen.consent and facts.wrote and facts.policy == "consent"
    answer = "answer" if pen.asks else "objection"
    paragraphs = [
        pen("request.greeting_bare" if _is_number(known["name"]) else "request.greeting"),
        pen(f"request.ask.{pen.case}" if pen.consent else "request.tell"),
        "\n".join(pen.lines("request.facts")),
        pen("request.replaced"),
        pen("request.rights" if pen.consent else "request.objecting"),
        *([pen("request.withheld")] if withheld else []),
        pen(f"request.{answer}_topics" if facts.topics else f"request.{answer}"),
        *([pen("request.example")] if pen.asks and pen.case == "wrote" else []),
        pen("request.more"),
        pen("request.close"),
    ]
    return Written("\n\n".join(paragraphs) + "\n", missing)


def notice(facts: Letter, language: str) -> Written:
    """All that GDPR Art. 14(1) and (2) wants told to one person, with an answer to cut off; plain text.

    ``missing`` are the things that the letter calls unknown and that whoever shares could have told.

    Raises:
        ValueError: a language without wording.
    """
    pen = _Pen(facts, language)
    known = _known(facts, pen, sourced=True)
    known["interests"] = _interests(facts.about.basis, pen)
    pen.fill({key: text or pen("notice.unknown") for key, text in known.items()})
    pen.fill(_sender(known, pen) | _party(facts.about, pen) | _found(facts, pen))
    title = pen("notice.title")
    sections = [
        [title, "=" * len(title), *pen.lines("notice.head")],
        [*pen.lines("notice.opening"), "", pen(f"notice.capacity.{facts.about.capacity or 'unknown'}")],
        *([f"{number}. {lines[0]}", *lines[1:]] for number, lines in enumerate(_told(facts, pen), 1)),
        [pen("notice.tear")],
        pen.lines("notice.answer"),
        _ticks(pen),
        *([pen.lines("notice.answer_topics", topics=pen.topics(facts.topics))] if facts.topics else []),
        pen.lines("notice.signature"),
    ]
    return Written("\n\n".join("\n".join(lines) for lines in sections) + "\n", _missing(TOLD, known))


def named(missing: Iterable[str], language: str) -> list[str]:
    """The names of what is missing in a letter, for whoever is to fill it in."""
    words = Words(language, "letters")
    return [words(f"field.{key}") for key in missing]


class _Pen:
    """Says things in one voice: I to a friend, we (and in Dutch "u") from a practice."""

    def __init__(self, facts: Letter, language: str) -> None:
        self.words = Words(language, "letters")
        self.formal = facts.about.capacity == "professional"
        mine = facts.policy == "only-me"
        role = "wrote" if facts.wrote else "mentioned"
        self.case = f"{role}_only_me" if mine else role
        self.consent = _is_consent(facts.about.basis)
        self.asks = self.consent or (facts.wrote and facts.policy == "consent")  # a yes decides what is shared
        self.values: dict[str, str] = {}
        self.fill({"by": self(f"style.{facts.style}")})
        self.fill({key: self(f"source.{facts.source}.{key}") for key in ("a", "the", "that", "original", "export")})
        self.fill({"apart": "" if facts.loose else self("apart")})
        self.fill({"pieces": self("pieces.loose" if facts.loose else "pieces.messages")})
        self.fill({"around": self(f"request.around.{'own' if facts.wrote and not mine else 'about'}")})
        self.fill({"ask": self(f"notice.ask.{self.case}")})
        self.fill({key: self(f"notice.{key}.{'consent' if self.consent else 'other'}") for key in ("subject", "ways")})
        self.fill({"policy": self(f"notice.policy.{facts.policy.replace('-', '_')}_{role}")})

    def __call__(self, key: str, **values: str) -> str:
        return self.words(self._voiced(key), **(self.values | values))

    def lines(self, key: str, **values: str) -> list[str]:
        """A text of several lines."""
        return self.words.lines(self._voiced(key), **(self.values | values))

    def fill(self, values: dict[str, str]) -> None:
        """Know what is to stand in the blanks of the texts to come."""
        self.values |= values

    def blank(self, key: str) -> str:
        """A place to fill in what is missing."""
        return self("blank", field=self(f"field.{key}"))

    def topics(self, keys: Iterable[str]) -> str:
        """Sensitive subjects as people call them, in one row of words; "" for none."""
        names = [self.words.label("topic", key) for key in sorted(set(keys), key=_rank)]
        return self.words("and").join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def _voiced(self, key: str) -> str:
        formal = f"professional.{key}"
        return formal if self.formal and formal in self.words.texts else key


def _rank(topic: str) -> tuple[int, str]:
    return (TOPICS.index(topic) if topic in TOPICS else len(TOPICS), topic)


def _known(facts: Letter, pen: _Pen, sourced: bool = False) -> dict[str, str]:
    """What can be told, by key, each on one line; "" what is unknown."""
    about, words = facts.about, pen.words
    rows = {row.key: _sourced(row, words) if sourced else row.text for row in facts.recipient_facts}
    period = words.span("period.from_to", *facts.period, one="period.on_day") if all(facts.period) else None
    told = {key: rows.get(key, "") for key in _RECIPIENT} | {
        "name": facts.name,
        "period": period or (pen("notice.not_applicable") if facts.loose else ""),
        "created": words.day(facts.created),
        "recipient": _receiver(facts) if sourced else facts.recipient,
        "purpose": about.purpose,
        "controller": about.controller,
        "contact": about.contact,
        "basis": _basis(about.basis, pen),
        "kept": about.retention,
        "storage": about.storage,
    }
    return {key: _one_line(text) for key, text in told.items()}


def _receiver(facts: Letter) -> str:
    """The recipient with who makes it and on what plan, as far as known."""
    more = [row.text for row in facts.recipient_facts if row.key in ("maker", "plan") and row.text]
    return f"{facts.recipient} ({'; '.join(more)})" if facts.recipient and more else facts.recipient


def _sourced(row: FactRow, words: Words) -> str:
    """A fact with where it stands, and when it was read there."""
    if not row.text or not row.source:
        return row.text
    dated = any(map(str.isdecimal, row.seen))  # otherwise it says "undated"
    key = "notice.sourced_seen" if dated else "notice.sourced"
    return words(key, text=row.text, source=row.source, seen=_as_of(row.seen, words))


def _as_of(seen: str, words: Words) -> str:
    """A date or a month in words; a year, or a range of years, as it is."""
    if month := _MONTH.fullmatch(seen):
        return f"{words.lines('months')[int(month[2]) - 1]} {month[1]}"
    return words.day(seen)


def _one_line(text: str) -> str:
    """A text as it is, on one line, without what steers a terminal or turns the line around."""
    kept = _STEERING.sub("", _GAPS.sub(" ", text))
    return "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _is_number(name: str) -> bool:
    return any(map(str.isdecimal, name)) and not any(map(str.isalpha, name))


def _only_name(controller: str) -> bool:
    return bool(controller) and not _REACHED.search(controller)


def _sender(known: dict[str, str], pen: _Pen) -> dict[str, str]:
    """The controller with a blank for how to reach them, where only a name is known."""
    name = known["controller"]
    return {"controller": f"{name}, {pen.blank('reach')}"} if _only_name(name) else {}


def _is_consent(basis: str) -> bool:
    """Whether consent is the basis; it is where none was told, as that is what the letter asks for."""
    return not basis.strip() or bool(_CONSENT.search(basis) and not _DENIED.search(basis))


def _basis(basis: str, pen: _Pen) -> str:
    """The legal basis in the language of the letter, where it is a plain one; otherwise as it was told."""
    basis = basis.strip()
    if not basis or _CONSENT.fullmatch(basis):
        return pen("notice.basis.consent")
    return pen("notice.basis.interest") if _INTEREST.fullmatch(basis) else basis


def _interests(basis: str, pen: _Pen) -> str:
    """The legitimate interests, which only count where they are the basis; "" where nobody told which."""
    if _INTEREST.fullmatch(basis.strip()):
        return ""
    return pen("notice.interests.named" if _INTEREST.search(basis) else "notice.interests.other")


def _party(about: About, pen: _Pen) -> dict[str, str]:
    """Whether there is a representative, whose law applies, and where to complain."""
    country = _one_line(about.jurisdiction)
    dutch = country.casefold() in _NETHERLANDS
    return {
        "representative": pen("notice.not_applicable" if about.capacity == "private" else "notice.unknown"),
        "law": pen("notice.netherlands") if dutch else country,
        "authority": pen("notice.authority.dutch" if dutch or not country else "notice.authority.other"),
    }


def _found(facts: Letter, pen: _Pen) -> dict[str, str]:
    """What the program found of this person."""
    none, seen = pen("notice.none_found"), pen("notice.seen")
    special = pen.topics(key for key in facts.topics if key not in NOT_ART_9)
    return {
        "messages": pen("notice.unknown") if facts.loose else pen.words.plural("notice.messages", facts.messages),
        "mentions": pen.words.plural("notice.mentions", facts.mentions),
        "kinds": "; ".join(_small(pen.words.label("kind", kind)) for kind in facts.kinds) or none,
        "special": pen("notice.special", topics=special) if special else none,
        "offences": seen if "offence" in facts.topics else none,
        "minors": seen if "minor" in facts.topics else none,
    }


def _small(label: str) -> str:
    """A heading as it stands in the middle of a line."""
    return label if label.isupper() else label[:1].lower() + label[1:]


def _told(facts: Letter, pen: _Pen) -> Iterator[list[str]]:
    """The sections of a notice, each with its heading first."""
    yield [*pen.lines("notice.who"), *([pen("notice.law")] if pen.values["law"] else [])]
    yield pen.lines("notice.why")
    yield [*pen.lines("notice.what"), "", pen("notice.caution")]
    for section in ("done", "receivers", "abroad", "keeping", "rights"):
        yield pen.lines(f"notice.{section}")
    yield pen.lines("notice.refusing" if pen.consent else "notice.objecting")
    if pen.asks or facts.topics:
        yield pen.lines("notice.withdrawing")
    for section in ("complaint", "origin", "deciding"):
        yield pen.lines(f"notice.{section}")


def _ticks(pen: _Pen) -> list[str]:
    """What can be answered: yes or no, and where consent is not the basis, an objection."""
    consent = pen.lines("notice.answer_consent") if pen.asks else []
    if pen.consent:
        return [pen("notice.tick"), *consent]
    return [pen("notice.other_basis"), "", pen("notice.tick"), *pen.lines("notice.answer_objection"), *consent]


def _missing(keys: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    gone = (key for key in keys if not known[key] or (key == "controller" and _only_name(known[key])))
    return tuple("reach" if known[key] else key for key in gone)
