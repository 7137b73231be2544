"""What becomes an event of the consent ledger: who said what, and what shows it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from . import files, standing, statements, times
from .aliases import words_of
from .book import Book, Entry
from .errors import EvidenceError
from .events import DECISIONS, Event
from .ledger import Ledger
from .model import Export, Kind
from .people import learn, name_key
from .sharing import vault_id
from .vaults import pseudonyms_of

_LONGEST = 1_000  # characters of the name of a file
_FILE = re.compile(r"\S*[/\\]\S*|\S+\.[A-Za-z0-9]{2,5}")  # what can only be meant as one
_SAYS = {"granted": "given", "refused": "withdrawn", "withdrawn": "withdrawn"}


class Evidence(NamedTuple):
    """What shows that somebody said something.

    ``text`` is a note or the name of a file, ``sha256`` the digest of the note or of the file's bytes; both "" for
    none. ``at`` is the ISO moment at which it was said, "" if that is not known.
    """

    text: str = ""
    sha256: str = ""
    at: str = ""


def evidence(given: str) -> Evidence:
    """A file if there is one of that name, else the words themselves.

    Raises:
        UnreadableError: the file cannot be read.
    """
    if not given:
        return Evidence()
    try:
        words, there = given.encode(), len(given) < _LONGEST and Path(given).is_file()
    except ValueError:
        raise EvidenceError("--evidence: give words, or the name of a file that is there") from None
    if there:
        return Evidence(Path(given).name, hashlib.sha256(files.read_plain(given)).hexdigest())
    if _FILE.fullmatch(given):
        raise EvidenceError(f"{given}: there is no such file; give its name, or a few words")
    return Evidence(given, hashlib.sha256(words).hexdigest())


def posted(export: Export, person: str, what: str, words: Path | None = None) -> Evidence:
    """The last sentence in a chat by which somebody gave consent or took it back.

    Args:
        export: the chat.
        person: their name.
        what: "granted", "refused" or "withdrawn".
        words: the user's own wording of such sentences.

    Raises:
        EvidenceError: nobody wrote by that name, or they posted no such sentence.
    """
    cast = learn(export)
    writer = cast.known(person)
    if writer is None or writer.role != "speaker":
        raise EvidenceError("nobody in that chat wrote by this name; write it as it stands above the messages")
    posts = [one for one in statements.statements(export, words) if cast.named(one.sender) is writer]
    said = [one for one in posts if one.what == _SAYS.get(what)]
    if said and posts[-1].what != _SAYS[what]:
        raise EvidenceError("later in that chat they say the opposite; record what they say now with --evidence")
    if not said:
        raise EvidenceError(f"no sentence of theirs in that chat reads as {what}; give --evidence instead of --from")
    moment = times.moments(export).get(said[-1].message)
    note = f"message {said[-1].message[1] + 1} of a chat ({export.sha256[:12]})"
    return Evidence(note, said[-1].sha256, moment.isoformat() if moment else "")


def check_order(event: Event, kept: Ledger) -> None:
    """See that a sentence of long ago does not go over a decision of later.

    Raises:
        EvidenceError: the ledger holds a decision of that person that was made after this was said.
    """
    if not event.at:
        return
    theirs = standing.of_person(kept, [event.person, *event.names], [event.pseudonym])
    earlier = [e for e in theirs if e.what in DECISIONS]
    if earlier and standing.said(earlier[-1]) > standing.said(event):
        raise EvidenceError(
            f"the ledger holds a later decision of that person ({earlier[-1].what}); record what they say now"
        )


def under_pseudonym(event: Event, book: Book) -> Event:
    """The event with the pseudonym of a vault in the place of the name.

    Raises:
        EvidenceError: the vault knows nobody, or several people, of that name.
    """
    found = _found(event.person, book)
    if len(found) != 1:
        several = "several people" if found else "nobody"
        raise EvidenceError(f"the vault knows {several} of that name; give the pseudonym, or a whole name")
    label = min(found[0].labels.values(), default="")
    if not label:
        raise EvidenceError("no label in the vault yet; scrub once with --style label, or leave out --vault")
    return event._replace(person=label, pseudonym=f"{label}#{vault_id(book)}", names=())


def _found(name: str, book: Book) -> list[Entry]:
    people = [entry for entry in book.entries if entry.kind is Kind.PERSON]
    if there := [entry for entry in people if name.strip("[]") in {p.strip("[]") for p in pseudonyms_of(entry)}]:
        return there
    if there := [entry for entry in people if name_key(name) in map(name_key, entry.names)]:
        return there
    words = words_of(name)
    return [entry for entry in people if words and any(words == words_of(known)[: len(words)] for known in entry.names)]
