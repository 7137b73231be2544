"""What a vault keeps, as JSON within the sealed file: the book of pseudonyms, and how to undo each scrubbed text."""

from __future__ import annotations

import base64
import contextlib
import glob
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from . import disk, sealed
from .aliases import words_of
from .book import Book, Entry
from .errors import BusyVaultError, NewerVaultError, VaultError
from .lexicon import TUSSENVOEGSELS, fold
from .model import Edit, Export, Kind, Plan
from .namesakes import Person as StandIn
from .rewriting import undoing
from .rows import Rows
from .targets import left_out, member_names

_VERSION = 1
_KEY = 32  # bytes
_WITHHELD = -2
_ENDS = 7  # digits at the end of a number by which it is known
_SHORT = 2  # letters of a name that is looked for as a whole word only
_WORD = re.compile(r"\w+")
_AT_ONCE = 4096  # edits that are written at once
LARGEST_ARCHIVE = 4 * 1024 * 1024  # bytes of a zip that is kept whole, so that it can be given back to the byte


class Undo(NamedTuple):
    """How to undo one scrubbed text.

    Args:
        source_sha256: digest of the bytes that come back, hex.
        encoding: Python codec name.
        edits: the inverse edits, in code points of the scrubbed text.
        whose: the id of each edit's entry, -1 for a date, -2 for withheld words of nobody known, less than that for
            those of an entry: -3 less its id.
        output: name of the file that the text was written to.
        moved: the dates in it were moved.
        whole: False once something in it was forgotten.
    """

    source_sha256: str
    encoding: str
    edits: Sequence[Edit]
    whose: tuple[int, ...]
    output: str
    moved: bool
    whole: bool = True


@dataclass(slots=True)
class Scrubbed:
    """One export that was scrubbed.

    Args:
        source: digest of the source.
        name: its file name.
        output: name of the scrubbed file.
        texts: digests of its scrubbed texts, in order.
        whose: ids of all entries in it, file names among them.
        members: scrubbed and original name of every member of an archive.
        left_out: how many members were not copied.
        archive: the bytes of a small archive.
    """

    source: str
    name: str
    output: str
    texts: tuple[str, ...]
    whose: tuple[int, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    archive: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class Vault:
    """The content of a vault.

    Args:
        book: who has which pseudonym.
        undo: by digest of the scrubbed bytes; several where different texts became the same.
        exports: in the order in which they were scrubbed.
    """

    book: Book
    undo: dict[str, list[Undo]] = field(default_factory=dict)
    exports: list[Scrubbed] = field(default_factory=list)

    def has_all(self, export: Export) -> bool:
        """Whether every text of an export is one that was scrubbed with this vault."""
        return all(part.sha256 in self.undo for part in export.parts if not part.is_name)

    def has_moved(self, export: Export) -> bool:
        """Whether the dates of an export were moved with this vault."""
        return any(undo.moved for part in export.parts for undo in self.undo.get(part.sha256, ()))

    def record(self, export: Export, plan: Plan, output: str, archive: bytes = b"") -> None:
        """Keep how to undo a plan.

        Args:
            export: what was read.
            plan: what is changed in it.
            output: name of the scrubbed file.
            archive: the bytes of a small archive.
        """
        entries = {r.pseudonym: r.entry for r in plan.replacements}
        writers = {known.person: entries[known.pseudonym] for known in plan.people if known.pseudonym in entries}
        for part_plan in plan.parts:
            part = export.parts[part_plan.part]
            number = part_plan.part
            replaced = _Starts((r.start, r.entry) for r in plan.replacements if r.part == number)
            gone = _Starts((w.start, _said_by(w.person, writers)) for w in plan.withheld if w.part == number)
            undo = Undo(
                part.sha256,
                part.encoding,
                undoing(export, part, part_plan.edits),
                tuple(gone.get(edit.start, replaced.get(edit.start, -1)) for edit in part_plan.edits),
                output,
                plan.days != 0,
            )
            there = self.undo.get(part_plan.scrubbed_sha256, [])
            if there and part.sha256 == part_plan.scrubbed_sha256:
                continue  # scrubbed before, and left as it was
            kept = [old for old in there if old.source_sha256 != part.sha256 or old.output != output]
            self.undo[part_plan.scrubbed_sha256] = [*kept, undo]
        found = _scrubbed(export, plan, output, archive)
        same = (found.source, found.output, found.texts)
        self.exports = [old for old in self.exports if (old.source, old.output, old.texts) != same]
        self.exports.append(found)

    def forget(self, entry: Entry) -> list[str]:
        """Strike an entry out, everywhere.

        Returns:
            The pseudonyms of other entries that hold the same name, such as an address with it.
        """
        self.book = self.book.without(entry)
        changed = set()
        for digest, there in self.undo.items():
            self.undo[digest] = [_without(undo, entry) for undo in there]
            changed |= {digest} if self.undo[digest] != there else set()
        self.exports = [export for export in self.exports if entry.id not in export.whose]
        for export in self.exports:  # a zip that is kept whole has the words too
            export.archive = b"" if changed & set(export.texts) else export.archive
        return sorted(_holding(self.book.entries, entry))

    def to_bytes(self) -> bytes:
        """JSON."""
        plain = {
            "version": _VERSION,
            "key": self.book.key.hex(),
            "entries": [_entry_out(entry) for entry in self.book.entries],
            "retired": sorted(self.book.retired),
            "next_id": self.book.next_id,
            "undo": {},
            "exports": [
                asdict(export) | {"archive": base64.b64encode(export.archive).decode()} for export in self.exports
            ],
        }
        before, after = _json({key: plain.pop(key) for key in list(plain) if key != "exports"})[:-2], _json(plain)[1:]
        return b"".join(map(str.encode, chain([before], self._undo_out(), ["},", after])))

    def _undo_out(self) -> Iterator[str]:
        """The ways back as JSON, piece by piece: they may be of millions of edits."""
        for number, (digest, there) in enumerate(self.undo.items()):
            yield f"{',' if number else ''}{_json(digest)}:["
            for at, (source, encoding, edits, *rest) in enumerate(there):
                yield f"{',' if at else ''}[{_json(source)},{_json(encoding)},["
                coming = iter(edits)
                for part, first in enumerate(coming):
                    yield "," * bool(part) + _json([first, *islice(coming, _AT_ONCE)])[1:-1]
                yield f"],{_json(rest)[1:]}"
            yield "]"


class _Starts:
    """Values by where they stand, both in order, asked for in that order."""

    def __init__(self, found: Iterable[tuple[int, int]]) -> None:
        self._coming = iter(found)
        self._next = next(self._coming, None)
        self._last = -1, 0

    def get(self, start: int, default: int) -> int:
        """The last value that stands there."""
        while self._next is not None and self._next[0] <= start:
            self._last, self._next = self._next, next(self._coming, None)
        return self._last[1] if self._last[0] == start else default


def _json(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"))


def _scrubbed(export: Export, plan: Plan, output: str, archive: bytes) -> Scrubbed:
    members = tuple((new, old) for old, new in member_names(plan, export))
    return Scrubbed(
        source=export.sha256,
        name=export.name,
        output=output,
        texts=tuple(p.scrubbed_sha256 for p in plan.parts),
        whose=tuple(sorted({r.entry for r in plan.replacements})),
        members=members,
        left_out=len(left_out(plan, export)),
        archive=archive,
    )


def _said_by(person: int, writers: Mapping[int, int]) -> int:
    return _WITHHELD - 1 - writers[person] if person in writers else _WITHHELD


def _without(undo: Undo, gone: Entry) -> Undo:
    """Without the places of an entry, and without withheld words that name it."""
    words = _words(gone)
    kept = [
        (edit, whose)
        for edit, whose in zip(undo.edits, undo.whose, strict=True)
        if whose not in (gone.id, _WITHHELD - 1 - gone.id) and not (whose <= _WITHHELD and _holds(edit.new, words))
    ]
    if len(kept) == len(undo.edits):
        return undo
    return undo._replace(edits=tuple(e for e, _ in kept), whose=tuple(w for _, w in kept), whole=False)


class VaultFile(NamedTuple):
    """Where a vault is, and what opens it; ``new``: where there is none it is made."""

    path: Path
    passphrase: str
    new: bool = True

    def opened(self) -> Vault:
        """The vault as it is, a new one where there is none yet.

        Raises:
            VaultError: see :func:`sealed.read`.
        """
        if self.new and not sealed.is_there(self.path):
            return new_vault()
        return from_bytes(sealed.read(self.path, self.passphrase), str(self.path))

    @contextlib.contextmanager
    def changing(self) -> Iterator[Vault]:
        """The vault while nobody else can change it; it is saved at the end of the block, unless that raises.

        Raises:
            VaultError: see :func:`sealed.changing`.
        """
        if self.new and not sealed.is_there(self.path):
            vault = new_vault()
            yield vault
            if sealed.is_there(self.path):
                raise BusyVaultError(f"{self.path}: another process made it meanwhile, nothing was changed; try again")
            sealed.create(self.path, self.passphrase, vault.to_bytes())
            return
        with sealed.changing(self.path, self.passphrase) as box:
            vault = from_bytes(box.content, str(self.path))
            yield vault
            box.content = vault.to_bytes()


def copies_of(path: Path, batch: str = "*") -> list[Path]:
    """Where a batch keeps sealed copies of a vault until it is done: as it was at the beginning, and before a group.

    Args:
        path: of the vault.
        batch: the salt of the batch's manifest; without it the copies that are there, of all batches.
    """
    names = [disk.beside(path, f"{what}-{batch}") for what in ("batch", "group")]
    if batch != "*":
        return names
    return sorted(there for one in names for there in path.parent.glob(glob.escape(one.name[:-1]) + "*"))


def new_vault() -> Vault:
    """An empty vault with a key of its own."""
    return Vault(Book(secrets.token_bytes(_KEY)))


def from_bytes(content: bytes, where: str) -> Vault:
    """Read what :meth:`Vault.to_bytes` wrote.

    Raises:
        NewerVaultError: made by a newer version.
        VaultError: of another form.
    """
    try:
        plain = json.loads(content)
        if plain["version"] > _VERSION:
            raise NewerVaultError(f"{where}: made by a newer version of chatscrub; update chatscrub to open it")
        entries = map(_entry_in, plain["entries"])
        book = Book(bytes.fromhex(plain["key"]), entries, plain["retired"], plain["next_id"])
        undo = {digest: [_undo_in(*row) for row in rows] for digest, rows in plain["undo"].items()}
        exports = [_export_in(row) for row in plain["exports"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise VaultError(f"{where}: its content is not that of a vault of chatscrub; take a backup of it") from None
    return Vault(book, undo, exports)


def pseudonyms_of(entry: Entry) -> set[str]:
    """Everything that stands for an entry in scrubbed texts."""
    stand_in = {entry.stand_in.full} if entry.stand_in else set()
    return {*entry.labels.values(), *entry.given, *stand_in}


def _holding(entries: Iterable[Entry], gone: Entry) -> Iterator[str]:
    """The pseudonyms of entries whose names hold a name of one that is gone."""
    words = _words(gone)
    for entry in entries:
        if any(_holds(name, words) for name in (*entry.names, *entry.given.values())):
            yield min(pseudonyms_of(entry), default=entry.kind.value)


def _words(gone: Entry) -> set[str]:
    """The words of an entry's names by which other texts may hold it."""
    found = {word for name in gone.names for word in words_of(name) if word not in TUSSENVOEGSELS}
    return found | {digits[-_ENDS:] for name in gone.names if len(digits := _digits(name)) >= _ENDS}


def _holds(text: str, words: set[str]) -> bool:
    plain, numbers = fold(text), _digits(text)
    whole = set(_WORD.findall(plain))
    return any(word in (numbers if word.isdigit() else plain if len(word) > _SHORT else whole) for word in words)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _entry_out(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind.value,
        "names": entry.names,
        "labels": entry.labels,
    }
    if entry.given:
        plain["given"] = entry.given
    if entry.stand_in:
        plain["stand_in"] = asdict(entry.stand_in)
    return plain


def _entry_in(plain: dict[str, Any]) -> Entry:
    names, labels, given = list(plain["names"]), dict(plain["labels"]), dict(plain.get("given", {}))
    if not all(isinstance(text, str) for text in (*names, *labels.values(), *given, *given.values())) or not names:
        raise ValueError
    stand_in = plain.get("stand_in")
    other = _stand_in(stand_in) if stand_in else None
    return Entry(Kind(plain["kind"]), names, labels, given, other, id=plain["id"])


def _stand_in(plain: dict[str, Any]) -> StandIn:
    natives = tuple(_stand_in(native) for native in plain["natives"])
    lists = {name: tuple(plain[name]) for name in ("firsts", "surnames")}
    return StandIn(**(plain | lists | {"natives": natives}))


def _undo_in(source: str, encoding: str, edits: list[Any], whose: list[int], *rest: Any) -> Undo:
    return Undo(source, encoding, Rows(Edit, (Edit(*edit) for edit in edits)), tuple(whose), *rest)


def _export_in(plain: dict[str, Any]) -> Scrubbed:
    members = tuple((new, old) for new, old in plain["members"])
    lists = {name: tuple(plain[name]) for name in ("texts", "whose")}
    return Scrubbed(**(plain | lists | {"members": members, "archive": base64.b64decode(plain["archive"])}))
