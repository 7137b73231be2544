"""From a plan to the facts of its report: who wrote, who is named how often, what was replaced, and when."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, timezone
from types import MappingProxyType
from typing import cast

from . import services
from .aliases import words_of
from .chat_model import released_model
from .chats import Chat, joined
from .events import Event
from .facts import About, ConsentRow, EventRow, FactRow, PersonRow, PostedRow, ReportFacts
from .lexicon import TUSSENVOEGSELS, fold
from .lights import light
from .model import SIDES, Export, Kind, Known, Plan, Replacement, Role
from .rows import Marks, Rows
from .services import Service
from .settings import SETTINGS, Settings
from .sharing import NO_SHARING, Sharing, refused, signature
from .targets import Outputs, member_names, split
from .version import VERSION
from .wording import Language, Words, rooms

_SHORTEST = 3  # letters of a value that is looked for in other texts
_ENDS = 7  # digits at the end of a number by which it is known
_NAMING = (Kind.PERSON, Kind.HANDLE)  # kinds of which every word tells
_WORD = re.compile(r"\w+(?:['\u2019]\w+)?")
OWN = "own"
"""Stands for the key of a recipient that may not be shown."""
NO_MEDIA: Mapping[str, str] = MappingProxyType({})


def facts(
    plan: Plan,
    export: Export,
    outputs: Outputs,
    settings: Settings = SETTINGS,
    sharing: Sharing = NO_SHARING,
    media: Mapping[str, str] = NO_MEDIA,
) -> ReportFacts:
    """What the report tells about a plan: pseudonyms, counts and digests, no original value.

    Args:
        plan: what will be replaced.
        export: the source.
        outputs: where it will be written.
        settings: language of the report.
        sharing: to whom, and who agreed.
        media: digests of the members that are copied unseen, by new name.
    """
    shown = released(plan, export)
    chat = Chat(plan, export, shown)
    found = _with_sharing(_of_plan(plan, export, settings, chat, shown), plan, chat, sharing)
    if sharing.moment:
        found = replace(found, created=sharing.moment, record_id="")
    if not found.dry_run and not found.refused:
        found = replace(found, scrubbed=(*_scrubbed(plan, export, outputs), *_copied(outputs, media)))
    return replace(found, light=light(found))


def _of_plan(plan: Plan, export: Export, settings: Settings, chat: Chat, shown: Sequence[Replacement]) -> ReportFacts:
    """What the plan and the chat tell by themselves."""
    kinds, distinct = tally(shown)
    return ReportFacts(
        tool_version=VERSION,
        created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        language=cast(Language, settings.language or "en"),
        source_name="".join(split(plan.names[0], export.container)),
        source_sha256=plan.source_sha256,
        plan_digest=plan.digest,
        settings_digest=plan.settings_digest,
        scrubbed=(),
        format=export.format,
        messages=count_messages(export),
        period=chat.period(),
        members=_members(export),
        people=tuple(_person(known, chat) for known in present(plan, shown)),
        kinds=kinds,
        distinct=distinct,
        unexamined=plan.unexamined,
        detector=released_model(),
        keep_media=plan.keep_media,
        me=next((p.pseudonym for p in plan.people if p.role == "me"), None),
        dry_run=False,
        style=settings.style,
        record_id=str(uuid.uuid4()),
        policy=plan.policy,
        withheld=chat.withheld(),
        topics=chat.topics(),
        topic_messages=chat.topic_messages,
        in_headers=chat.in_headers,
        timeline=tuple(chat.timeline()),
        named_by=tuple(chat.named_by()),
    )


def _with_sharing(found: ReportFacts, plan: Plan, chat: Chat, sharing: Sharing) -> ReportFacts:
    """The same with to whom it goes, who agreed, and what is missing."""
    signed, lacking = signature(plan, sharing), refused(plan, sharing)
    numbers = {known.pseudonym: known.person for known in plan.people}
    shown = Shown(chat, plan, found.language, *rooms(found.format, found.messages))
    return replace(
        found,
        people=tuple(_with_consent(row, numbers[row.pseudonym], plan, chat, sharing) for row in found.people),
        dry_run=sharing.dry_run,
        people_source=sharing.told,
        dates_moved=sharing.moved or bool(plan.days),
        recipient=_key(sharing.to, shown) if sharing.to else "",
        recipient_name=shown(sharing.to.name) if sharing.to else "",
        recipient_local=bool(sharing.to and sharing.to.local),
        recipient_facts=tuple(
            row._replace(text=shown(row.text), source=shown(row.source)) for row in facts_of(sharing, found.language)
        ),
        about=About(*(shown(getattr(sharing.about, one.name)) for one in fields(About))),
        ledger=sharing.ledger.head if sharing.ledger else "",
        require_consent=sharing.require_consent,
        require_signature=sharing.require_signature,
        signed=signed.time if signed else "",
        refused=() if sharing.dry_run else lacking,
        lacking=lacking,
    )


class Shown:
    """What may be shown of a text that the user gave: a text with a name or number of the chat is told, not shown."""

    def __init__(self, chat: Chat, plan: Plan, language: Language, *rooms: str) -> None:
        self._instead = Words(language, *rooms)("told.hidden")
        values = chat.names()
        kinds = {r.pseudonym: r.kind for r in plan.replacements}
        named = [v for name, vs in values.items() if kinds.get(name) in _NAMING for v in vs]
        self._words = {w for value in named for w in words_of(value) if w not in TUSSENVOEGSELS and not w.isdigit()}
        self._wholes = {fold(v) for vs in values.values() for v in vs if len(v) >= _SHORTEST}
        self._digits = {d[-_ENDS:] for vs in values.values() for v in vs if len(d := _digits(v)) >= _ENDS}

    def __call__(self, text: str) -> str:
        """The text, or words that say that it is in the own copy."""
        return self._instead if text and self._tells(text) else text

    def _tells(self, text: str) -> bool:
        words = {fold(word).removesuffix("'s").removesuffix("\u2019s") for word in _WORD.findall(text)}
        words |= {word.removesuffix("s") for word in words if len(word) > _SHORTEST}
        plain = fold(text)
        wholes = (rf"(?<!\w){re.escape(value)}(?!\w)" for value in self._wholes if value in plain)
        numbers = _digits(text)
        return bool(
            words & self._words
            or any(re.search(whole, plain) for whole in wholes)
            or any(ending in numbers for ending in self._digits)
        )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def facts_of(sharing: Sharing, language: str) -> tuple[FactRow, ...]:
    """What is known of who gets the text; an unknown thing has no text."""
    if sharing.to is None:
        return ()
    nothing = services.UNKNOWN.of(language)
    return tuple(
        FactRow(key, "" if text == nothing else text, source or "", seen or "")
        for key, text, source, seen in services.lines(sharing.to, language)
    )


def _key(service: Service, shown: Shown) -> str:
    """The key of a service, or what stands for it where it says somebody's name."""
    return service.key if shown(service.key.replace("-", " ")) == service.key.replace("-", " ") else OWN


def _copied(outputs: Outputs, media: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{outputs.scrubbed.name}: {name}", digest) for name, digest in media.items())


def _members(export: Export) -> int:
    """How many files lie in a zip; a document is one file, whatever it is made of."""
    if export.container != "zip":
        return 0
    return len({export.packaged_in(name) for name in export.names()})


def _scrubbed(plan: Plan, export: Export, outputs: Outputs) -> Iterator[tuple[str, str]]:
    if not export.packed:
        yield outputs.scrubbed.name, plan.parts[0].scrubbed_sha256
        return
    names = dict(member_names(plan, export))
    for part_plan in plan.parts:
        yield f"{outputs.scrubbed.name}: {names[export.parts[part_plan.part].name]}", part_plan.scrubbed_sha256


def released(plan: Plan, export: Export) -> Sequence[Replacement]:
    """The replacements in what goes out: the texts, the export's own name, the names of members that are not withheld.

    Args:
        plan: what will be replaced.
        export: the source.
    """
    going = {old for old, _ in member_names(plan, export)}
    own = next((i for i, part in enumerate(export.parts) if part.is_name), None)
    out = {i for i, part in enumerate(export.parts) if not part.is_name or i == own or part.name in going}
    if len(out) == len(export.parts):
        return plan.replacements
    return Rows(Replacement, (r for r in plan.replacements if r.part in out))


def present(plan: Plan, shown: Iterable[Replacement]) -> list[Known]:
    """The people and groups of a plan whose pseudonyms stand in what goes out."""
    there = {r.pseudonym for r in shown}
    return [known for known in plan.people if known.pseudonym in there]


def tally(replacements: Iterable[Replacement]) -> tuple[dict[str, int], dict[str, int]]:
    """Places and distinct pseudonyms, by kind."""
    places: Counter[str] = Counter()
    distinct: dict[str, set[str]] = defaultdict(set)
    for replacement in replacements:
        places[replacement.kind.value] += 1
        distinct[replacement.kind.value].add(replacement.pseudonym)
    order = [kind.value for kind in Kind if kind.value in places]
    return {k: places[k] for k in order}, {k: len(distinct[k]) for k in order}


def count_messages(export: Export) -> int:
    """Messages that somebody sent: those with a sender, without lines the messenger wrote itself.

    In a talk with a program those of both sides count; a question and its answer may stand in one record. A talk that
    the export holds twice counts once.
    """
    heads = (Role.SENDER, Role.VOICE)
    found: dict[str, Marks[bool]] = defaultdict(Marks)
    for message, h in export.fields.heads(
        lambda h: (h.role in heads and not h.note) or (h.role is Role.TEXT and h.note in SIDES)
    ):
        if message < 0 or h.part not in export.doubles:
            found[h.note][h.part, message] = True
    for place, _ in joined(export).items():
        found[""][place] = True
    return sum(map(len, found.values()))


def _person(known: Known, chat: Chat) -> PersonRow:
    name = known.pseudonym
    first, last = chat.span(name)
    return PersonRow(
        pseudonym=name,
        role=known.role,
        messages=chat.written(name),
        first=first,
        last=last,
        mentions=chat.mentions[name],
        spellings=known.spellings,
        doubt=known.doubt,
        kinds=dict(chat.kinds[name]),
        topics=chat.topics_by(name),
        topics_about=chat.topics_about(name),
        withheld=chat.silent[name],
    )


def _with_consent(row: PersonRow, person: int, plan: Plan, chat: Chat, sharing: Sharing) -> PersonRow:
    posted = (
        PostedRow(one.what, chat.when.get(one.message), _reference(plan, one.message))
        for one in sharing.posted
        if chat.author.get(one.message) == row.pseudonym
    )
    return replace(row, consent=_consent(person, plan, sharing), posted=tuple(posted))


def _reference(plan: Plan, message: tuple[int, int]) -> str:
    """What points at a message for whoever has the source: a digest of its words could be guessed."""
    return hashlib.sha256(f"{plan.source_sha256} {message[0]} {message[1]}".encode()).hexdigest()


def _consent(person: int, plan: Plan, sharing: Sharing) -> ConsentRow:
    """Where consent stands. Where dates are moved, the moment of a sentence in the chat would tell by how much."""
    state, moved = sharing.state(person), sharing.moved or bool(plan.days)
    since = state.since
    if moved:
        since = state.event.time if state.event else ""
    events = tuple(EventRow(e.what, e.time, e.until, blinded(e), e.hash) for e in sharing.events(person))
    return ConsentRow(state.word, since, state.until, events)


def blinded(event: Event) -> str:
    """The digest of an event's evidence under the event's own secret, for reports: a short note could be guessed."""
    return hashlib.sha256(f"{event.salt} {event.evidence_sha256}".encode()).hexdigest() if event.evidence_sha256 else ""
