"""The letters to the people of a chat: a short message and a full notice for each, as files for the owner only."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from . import counts, detector, files, notices, plans, roster, targets
from .facts import TOPICS, PersonRow, ReportFacts
from .languages import main_language
from .model import Export, Plan, Role
from .people import Cast
from .scrubbing import check_me
from .settings import Settings
from .sharing import NO_SHARING, Sharing, settled
from .vaults import Vault
from .wording import source

_NOBODY = ("me", "group")


@dataclass(frozen=True, slots=True)
class Job:
    """What letters are wanted.

    Args:
        sharing: to whom the text goes, and what for.
        me: the uploader's name as it stands in the chat.
        people: the user's own list of who is who.
        folder: for the letters, None makes one beside the export.
        languages: of the letters, "nl" and "en".
        style: of the pseudonyms that the text will have.
        format: of the export, None looks at its content.
        force: replace letters that exist.
        vault: whose pseudonyms the letters are filed under.
        words: the user's own wording of consent in a chat.
        policy: under which the text is going to be scrubbed.
    """

    sharing: Sharing = NO_SHARING
    me: str | None = None
    people: Path | None = None
    folder: Path | None = None
    languages: Sequence[str] = ("nl", "en")
    style: str = "label"
    format: str | None = None
    force: bool = False
    vault: Vault | None = None
    words: Path | None = None
    policy: str = "report"


class Written(NamedTuple):
    """Somebody to whom letters were written: the pseudonym with which their files begin, and their name."""

    pseudonym: str
    name: str


class Done(NamedTuple):
    """Where the letters are, to whom they are, and what is left to fill in in them."""

    folder: Path
    people: list[Written]
    blanks: list[str]


def write(source: str, job: Job) -> Done:
    """Write a message and a notice for everybody in a chat but the user.

    Raises:
        ChatscrubError: whatever goes wrong; then no letter is left.
    """
    export = files.read(source, format=job.format)
    settings = Settings(me=job.me, style=job.style, language=_language(export), key=secrets.token_bytes(32))
    listed = roster.load(job.people) if job.people else roster.EMPTY
    found = detector.detect(export, settings, None, listed)
    check_me(settings, found.cast, source)
    book = job.vault.book if job.vault else None
    plan = plans.plan(export, found, settings, book)
    where = targets.outputs(export, plan)
    about = counts.facts(plan, export, where, settings, settled(job.sharing, export, found.cast, book, job.words))
    me = next((person.names[0] for person in found.cast.people if person.role == "me"), "")
    folder = job.folder or where.folder.with_suffix(".letters")
    texts = list(_texts(about, _names(plan, found.cast), job, me))
    _write({folder / name: text for _, name, text, _ in texts}, folder, job.force)
    blanks = dict.fromkeys(blank for *_, open_ in texts for blank in open_)
    people = [(pseudonym, _names(plan, found.cast)[pseudonym]) for pseudonym in dict.fromkeys(who for who, *_ in texts)]
    return Done(folder, [Written(*person) for person in people], list(blanks))


def _language(export: Export) -> str:
    return main_language(f.text for f in export.fields if f.role is Role.TEXT)


def _names(plan: Plan, cast: Cast) -> dict[str, str]:
    """How each person is addressed, by pseudonym: as they stand above their messages, else as they were met first."""
    return {known.pseudonym: cast.people[known.person].names[0] for known in plan.people}


def _texts(
    about: ReportFacts, names: Mapping[str, str], job: Job, me: str
) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Pseudonym, name of the file, text, what is left to fill in."""
    for row in about.people:
        if row.role in _NOBODY:
            continue
        for language in job.languages:
            letter = _letter(row, names[row.pseudonym], about, job, language, me)
            stem = f"{targets.safe(row.pseudonym)}.{language}"
            both = {"message": notices.request(letter, language), "notice": notices.notice(letter, language)}
            for form, made in both.items():
                open_ = notices.named(made.missing, "en")
                yield row.pseudonym, f"{stem}.{form}.txt", made.text, open_


def _letter(row: PersonRow, name: str, about: ReportFacts, job: Job, language: str, me: str) -> notices.Letter:
    told = job.sharing.about
    return notices.Letter(
        name=name,
        wrote=row.role == "speaker",
        messages=row.messages,
        mentions=row.mentions,
        period=about.period,
        kinds=tuple(dict.fromkeys(("PERSON", *row.kinds))),
        topics=tuple(topic for topic in TOPICS if row.topics.get(topic) or row.topics_about.get(topic)),
        about=replace(told, controller=told.controller or me),
        recipient=job.sharing.to.name if job.sharing.to else "",
        recipient_facts=counts.facts_of(job.sharing, language),
        style=job.style,
        policy=job.policy,
        created=about.created,
        source=source(about.format, about.messages),
        loose=not about.messages,
    )


def _write(texts: Mapping[Path, str], folder: Path, force: bool) -> None:
    """Write all letters, or none."""
    for path in texts:
        files.check_free(path, force)
    files.make_folder(folder)
    for path in texts if force else ():
        files.clear(path)
    files.write_all({path: text.encode() for path, text in texts.items()})
