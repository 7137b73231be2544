"""What happens in a chat as its report tells it: who wrote when, who names whom, which topics come up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property

from . import times
from .aliases import words_of
from .facts import TOPICS
from .lexicon import fold
from .model import Export, Plan, Replacement, Role
from .topics import signals

_DAY, _MONTH = 10, 7  # signs of an ISO date
_MOST_DAYS = 62
Place = tuple[int, int]  # part and number of a message


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
        self.author: dict[Place, str] = {}
        self.written: dict[str, list[Place]] = defaultdict(list)
        self.mentions: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.silent: dict[str, set[Place]] = defaultdict(set)
        self._named: dict[Place, list[str]] = defaultdict(list)
        counted = [r for r in shown if not export.is_double(export.fields[r.field])]
        self.in_headers = sum(_heads(export, r) for r in shown)
        for r in counted:
            if _heads(export, r):
                place = r.part, export.fields[r.field].message
                self.author[place] = r.pseudonym
                self.written[r.pseudonym].append(place)
        self._join(export)
        for r in counted:
            field = export.fields[r.field]
            if field.role is not Role.SENDER:
                self._count(r, (r.part, field.message))
        for w in plan.withheld:
            if not w.quoted and (who := self.author.get((w.part, w.message))):
                self.silent[who].add((w.part, w.message))

    def _join(self, export: Export) -> None:
        """Take the messages without a head of their own in."""
        heads = {export.fields[r.field].text.strip(): r.pseudonym for r in self._shown if _heads(export, r)}
        for place, sender in joined(export).items():
            if who := heads.get(sender):
                self.author[place] = who
                self.written[who].append(place)

    def _count(self, r: Replacement, place: Place) -> None:
        who = self.author.get(place)
        if who is not None or not self.author or r.pseudonym in self._groups:  # in loose text nobody writes
            self.mentions[r.pseudonym] += 1
            self._named[place].append(r.pseudonym)
        if who is not None:
            self.kinds[who][r.kind.value] += 1

    def names(self) -> dict[str, list[str]]:
        """What stood in the chat for each pseudonym, the most frequent first: real names, for the owner only."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for r in self._shown:
            value = self._export.fields[r.field].codec.view(self._export.parts[r.part].text[r.start : r.end]).text
            found[r.pseudonym][" ".join(value.split())] += 1
        return {pseudonym: [value for value, _ in values.most_common()] for pseudonym, values in found.items()}

    def span(self, name: str) -> tuple[str | None, str | None]:
        """The moments of somebody's first and last message."""
        known = sorted(time for place in self.written[name] if (time := self.when.get(place)))
        return (known[0], known[-1]) if known else (None, None)

    def withheld(self) -> dict[str, int]:
        """How many messages are withheld whole, and how many repeat withheld words."""
        gone = [w for w in self._plan.withheld if w.part not in self._export.doubles]
        own = {(w.part, w.message) for w in gone if not w.quoted}
        quotes = {(w.part, w.message) for w in gone if w.quoted} - own
        return {key: len(places) for key, places in (("own", own), ("quotes", quotes)) if places}

    # --- topics -----------------------------------------------------------------------------------------

    @cached_property
    def _topics(self) -> dict[Place, frozenset[str]]:
        gone = {(w.part, w.message) for w in self._plan.withheld}
        found: dict[Place, frozenset[str]] = {}
        for field in self._export.fields:
            place = field.part, field.message
            said = field.role is Role.TEXT and field.note != "time" and not self._export.parts[field.part].is_name
            gone_too = self._export.is_double(field) or (field.message >= 0 and place in gone)
            if said and not gone_too and (there := self._touched(field.text)):
                found[place] = found.get(place, frozenset()) | there
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
        return _counted(self._topics.values())

    def topics_by(self, name: str) -> dict[str, int]:
        """The same of the messages that somebody wrote."""
        return _counted(self._topics[place] for place in self.written[name] if place in self._topics)

    def topics_about(self, name: str) -> dict[str, int]:
        """The same of the messages of others that name somebody."""
        return _counted(self._topics[place] for place in self._naming.get(name, ()) if place in self._topics)

    @cached_property
    def _naming(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place, names in self._named.items():
            for name in dict.fromkeys(names):
                if self.author.get(place) != name:
                    found[name].append(place)
        return found

    # --- pictures ---------------------------------------------------------------------------------------

    def timeline(self) -> Iterator[tuple[str, str, int]]:
        """Writer, day ("2024-05-03") or in longer chats month ("2024-05"), messages, in order."""
        days = Counter(
            (name, time[:10]) for name, places in self.written.items() for p in places if (time := self.when.get(p))
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
            (who, name)
            for place, names in self._named.items()
            if (who := self.author.get(place))
            for name in names
            if name in people
        )
        return ((who, name, n) for (who, name), n in sorted(pairs.items()))


def _heads(export: Export, found: Replacement) -> bool:
    field = export.fields[found.field]
    return field.role is Role.SENDER and not field.note


def joined(export: Export) -> dict[Place, str]:
    """Who sent the messages that have no head, because they stand right under another one of the same person."""
    heads = {(f.part, f.message) for f in export.fields if f.role is Role.SENDER}
    return {
        (f.part, f.message): f.sender
        for f in export.fields
        if f.sender is not None and f.message >= 0 and f.note != "alias" and (f.part, f.message) not in heads
        if not export.is_double(f)
    }


def moments(export: Export, days: int = 0) -> dict[Place, str | None]:
    """ISO date and time of every message, by part and number; None where the stamp cannot be read.

    ``days`` moves them as the scrubbed text has them: the true dates would give away by how much.
    """
    found = times.moments(export)
    return {place: (time + timedelta(days)).isoformat() if time else None for place, time in found.items()}


def _counted(found: Iterable[frozenset[str]]) -> dict[str, int]:
    counts = Counter(topic for there in found for topic in there)
    return {topic: counts[topic] for topic in TOPICS if counts[topic]}
