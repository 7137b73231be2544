"""What happens in a chat as its report tells it: who wrote when, who names whom, which topics come up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from . import times
from .aliases import words_of
from .facts import TOPICS
from .lexicon import fold
from .model import Export, Plan, Replacement, Role
from .rows import Marks, Numbers, Place, Rows
from .topics import signals

_DAY, _MONTH = 10, 7  # signs of an ISO date
_MOST_DAYS = 62
_PART = 32  # bits of the number of a message, below those of its part
_KNOWN_AGAIN = 4096  # texts


class Chat:
    """A chat by message, in pseudonyms. Of withheld words nothing is counted, nor of what an export holds twice.

    Args:
        plan: what will be replaced.
        export: the source.
        shown: the replacements in what goes out.
    """

    def __init__(self, plan: Plan, export: Export, shown: Sequence[Replacement]) -> None:
        self._plan, self._export, self._shown = plan, export, shown
        self.when = moments(export, plan.days)
        self._groups = {known.pseudonym for known in plan.people if known.role == "group"}
        self.author = Marks[str]()
        self._written: dict[str, Numbers] = defaultdict(Numbers)
        self.mentions: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.in_headers = sum(_heads(export, r) for r in shown)
        for r in self._once():
            if _heads(export, r):
                self._write((r.part, export.fields.message(r.field)), r.pseudonym)
        self._join(export)
        self._named = Rows(_Naming, self._count())
        self._gone = Marks[bool]()  # withheld messages; False where words of somebody else are repeated
        for w in plan.withheld:
            if not w.quoted or (w.part, w.message) not in self._gone:
                self._gone[w.part, w.message] = not w.quoted
        self.silent = Counter(who for place, own in self._gone.items() if own and (who := self.author.get(place)))

    def _once(self) -> Iterator[Replacement]:
        """The replacements without those in what the export holds twice."""
        fields, doubles = self._export.fields, self._export.doubles
        return (r for r in self._shown if r.part not in doubles or fields.message(r.field) < 0)

    def _write(self, place: Place, who: str) -> None:
        self.author[place] = who
        self._written[who].append(place[0] << _PART | place[1] + 1)

    def written(self, name: str) -> int:
        """How many messages somebody wrote."""
        return len(self._written[name])

    def _places(self, name: str) -> Iterator[Place]:
        """The messages that somebody wrote."""
        return ((number >> _PART, (number & (1 << _PART) - 1) - 1) for number in self._written[name])

    def _join(self, export: Export) -> None:
        """Take the messages without a head of their own in."""
        heads = {export.fields[r.field].text.strip(): r.pseudonym for r in self._shown if _heads(export, r)}
        for place, sender in joined(export).items():
            if who := heads.get(sender):
                self._write(place, who)

    def _count(self) -> Iterator[_Naming]:
        """Count what stands in the messages, and tell who is named."""
        for r in self._once():
            if self._export.fields.head(r.field).role is Role.SENDER:
                continue
            place = r.part, self._export.fields.message(r.field)
            who = self.author.get(place)
            if who is not None or not self.author or r.pseudonym in self._groups:  # in loose text nobody writes
                self.mentions[r.pseudonym] += 1
                yield _Naming(*place, r.pseudonym)
            if who is not None:
                self.kinds[who][r.kind.value] += 1

    def names(self) -> dict[str, list[str]]:
        """What stood in the chat for each pseudonym, the most frequent first: real names, for the owner only."""
        return self._values

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        return names(self._export, self._shown)

    def period(self) -> tuple[str | None, str | None]:
        """The moments of the first and the last message."""
        return _ends(time for (_, number), time in self.when.items() if number >= 0)

    def span(self, name: str) -> tuple[str | None, str | None]:
        """The moments of somebody's first and last message."""
        return _ends(map(self.when.get, self._places(name)))

    def withheld(self) -> dict[str, int]:
        """How many messages are withheld whole, and how many repeat withheld words."""
        found = Counter(own for (part, _), own in self._gone.items() if part not in self._export.doubles)
        return {key: found[own] for key, own in (("own", True), ("quotes", False)) if found[own]}

    # --- topics -----------------------------------------------------------------------------------------

    @cached_property
    def _topics(self) -> Marks[frozenset[str]]:
        export, found = self._export, Marks[frozenset[str]]()
        touched = lru_cache(_KNOWN_AGAIN)(self._touched)
        for field in export.fields.which(lambda head: head.role is Role.TEXT and head.note != "time"):
            place = field.part, field.message
            gone = export.is_double(field) or (field.message >= 0 and place in self._gone)
            if not gone and not export.parts[field.part].is_name and (there := touched(field.text)):
                found[place] = (found.get(place) or frozenset()) | there
        return found

    def _touched(self, text: str) -> frozenset[str]:
        """The topics of a text; a word that is the name of somebody here, such as Boris, tells nothing."""
        found = signals(text)
        return frozenset(one.topic for one in found if fold(text[one.start : one.end]) not in self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        people = {known.pseudonym for known in self._plan.people if known.role != "group"}
        values = (value for name, values in self.names().items() if name in people for value in values)
        return frozenset(word for value in values for word in (fold(value), *words_of(value)))

    @property
    def topic_messages(self) -> int:
        """How many messages touch on any topic."""
        return len(self._topics)

    def topics(self) -> dict[str, int]:
        """How many messages touch on each topic."""
        return _counted(topics for _, topics in self._topics.items())

    def topics_by(self, name: str) -> dict[str, int]:
        """The same of the messages that somebody wrote."""
        return _counted(there for place in self._places(name) if (there := self._topics.get(place)))

    def topics_about(self, name: str) -> dict[str, int]:
        """The same of the messages of others that name somebody."""
        return _counted(self._about.get(name, ()))

    @cached_property
    def _about(self) -> dict[str, list[frozenset[str]]]:
        """The topics of every message in which another names somebody, by whom it names."""
        telling = {row for row in self._named if row[:2] in self._topics and self.author.get(row[:2]) != row.name}
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for part, message, name in telling:
            found[name].append(self._topics.get((part, message)) or frozenset())
        return found

    # --- pictures ---------------------------------------------------------------------------------------

    def timeline(self) -> Iterator[tuple[str, str, int]]:
        """Writer, day ("2024-05-03") or in longer chats month ("2024-05"), messages, in order."""
        days = Counter(
            (name, time[:10]) for name in self._written for p in self._places(name) if (time := self.when.get(p))
        )
        length = _DAY if len({day for _, day in days}) <= _MOST_DAYS else _MONTH
        periods: Counter[tuple[str, str]] = Counter()
        for (name, day), n in days.items():
            periods[name, day[:length]] += n
        return ((name, period, n) for (name, period), n in sorted(periods.items()))

    def named_by(self) -> Iterator[tuple[str, str, int]]:
        """Writer, whom they name, in how many places."""
        people = {known.pseudonym for known in self._plan.people if known.role != "group"}
        pairs = Counter(
            (who, row.name) for row in self._named if row.name in people and (who := self.author.get(row[:2]))
        )
        return ((who, name, n) for (who, name), n in sorted(pairs.items()))


class _Naming(NamedTuple):
    """A message in which somebody is named."""

    part: int
    message: int
    name: str


def names(export: Export, shown: Iterable[Replacement]) -> dict[str, list[str]]:
    """What stood in a chat for each pseudonym, the most frequent first: real names, for the owner only.

    Args:
        export: the source.
        shown: the replacements in what goes out.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for r in shown:
        value = export.fields.head(r.field).codec.view(export.parts[r.part].text[r.start : r.end]).text
        found[r.pseudonym][" ".join(value.split())] += 1
    return {pseudonym: [value for value, _ in values.most_common()] for pseudonym, values in found.items()}


def _heads(export: Export, found: Replacement) -> bool:
    head = export.fields.head(found.field)
    return head.role is Role.SENDER and not head.note


def joined(export: Export) -> Marks[str]:
    """Who sent the messages that have no head, because they stand right under another one of the same person."""
    heads, found = Marks[bool](), Marks[str]()
    for message, head in export.fields.heads(lambda head: head.role is Role.SENDER):
        heads[head.part, message] = True
    for message, head in export.fields.heads(lambda head: head.sender is not None and head.note != "alias"):
        place = head.part, message
        if message >= 0 and head.sender is not None and head.part not in export.doubles and place not in heads:
            found[place] = head.sender
    return found


class _Moved(Mapping[Place, "str | None"]):
    """Moments as ISO dates and times, a number of days later."""

    def __init__(self, found: Mapping[Place, datetime | None], days: int) -> None:
        self._found, self._by = found, timedelta(days)

    def __getitem__(self, place: Place) -> str | None:
        time = self._found[place]
        return (time + self._by).isoformat() if time else None

    def __iter__(self) -> Iterator[Place]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def moments(export: Export, days: int = 0) -> Mapping[Place, str | None]:
    """ISO date and time of every message, by part and number; None where the stamp cannot be read.

    ``days`` moves them as the scrubbed text has them: the true dates would give away by how much.
    """
    return _Moved(times.moments(export), days)


def _ends(found: Iterable[str | None]) -> tuple[str | None, str | None]:
    """The first and the last of moments."""
    first = last = None
    for time in found:
        if time and (first is None or time < first):
            first = time
        if time and (last is None or time > last):
            last = time
    return first, last


def _counted(found: Iterable[frozenset[str]]) -> dict[str, int]:
    counts = Counter(topic for there in found for topic in there)
    return {topic: counts[topic] for topic in TOPICS if counts[topic]}
