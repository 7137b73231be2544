"""What a vault keeps, as JSON within the sealed file: the book of pseudonyms, and how to undo each scrubbed text."""

from __future__ import annotations

import base64
import contextlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from . import sealed
from .aliases import words_of
from .book import Book, Entry
from .errors import NewerVaultError, VaultError
from .lexicon import TUSSENVOEGSELS, fold
from .model import Edit, Export, Kind, Plan
from .namesakes import Person as StandIn
from .spans import invert
from .targets import member_names

_VERSION = 1
_KEY = 32  # bytes
LARGEST_ARCHIVE = 4 * 1024 * 1024  # bytes of a zip that is kept whole, so that it can be given back to the byte


class Undo(NamedTuple):
    """How to undo one scrubbed text.

    Args:
        source_sha256: digest of the bytes that come back, hex.
        encoding: Python codec name.
        edits: the inverse edits, in code points of the scrubbed text.
        whose: the pseudonym of each edit, "" for a date.
        whole: False once something in it was forgotten.
    """

    source_sha256: str
    encoding: str
    edits: tuple[Edit, ...]
    whose: tuple[str, ...]
    whole: bool = True


@dataclass(slots=True)
class Scrubbed:
    """One export that was scrubbed.

    Args:
        name: file name of the source.
        texts: digests of its scrubbed texts, in order.
        members: scrubbed and original name of every member of an archive.
        left_out: how many members were not copied.
        archive: the bytes of a small archive.
    """

    name: str
    texts: tuple[str, ...]
    members: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    archive: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class Vault:
    """The content of a vault.

    Args:
        book: who has which pseudonym.
        undo: by digest of the scrubbed bytes.
        exports: by digest of the source.
    """

    book: Book
    undo: dict[str, Undo] = field(default_factory=dict)
    exports: dict[str, Scrubbed] = field(default_factory=dict)

    def has_all(self, export: Export) -> bool:
        """Whether every text of an export is one that was scrubbed with this vault."""
        texts = [part.sha256 for part in export.parts if not part.is_name]
        return all(digest in self.undo for digest in texts)

    def record(self, export: Export, plan: Plan, archive: bytes = b"") -> None:
        """Keep how to undo a plan; a text in which nothing changes needs none."""
        for part_plan in plan.parts:
            part = export.parts[part_plan.part]
            if part.sha256 == part_plan.scrubbed_sha256:
                continue
            whose = {r.start: r.pseudonym for r in plan.replacements if r.part == part_plan.part}
            self.undo[part_plan.scrubbed_sha256] = Undo(
                part.sha256,
                part.encoding,
                tuple(invert(part.text, part_plan.edits)),
                tuple(whose.get(edit.start, "") for edit in part_plan.edits),
            )
        members = tuple((new, old) for old, new in member_names(plan, export))
        names = sum(part.is_name for part in export.parts) - 1
        left_out = names - len(members) if export.container == "zip" else 0
        texts = tuple(p.scrubbed_sha256 for p in plan.parts)
        self.exports[export.sha256] = Scrubbed(export.name, texts, members, left_out, archive)

    def forget(self, entry: Entry) -> list[str]:
        """Strike an entry out, everywhere.

        Returns:
            The pseudonyms of other entries that hold the same name, such as an address with it.
        """
        gone = pseudonyms_of(entry)
        self.book = Book(self.book.key, [other for other in self.book.entries if other is not entry])
        hit = set()
        for digest, undo in self.undo.items():
            rest = [whose not in gone for whose in undo.whose]
            if not all(rest):
                hit.add(digest)
                kept = [(e, w) for e, w, stays in zip(undo.edits, undo.whose, rest, strict=True) if stays]
                edits, whose = tuple(e for e, _ in kept), tuple(w for _, w in kept)
                self.undo[digest] = undo._replace(edits=edits, whose=whose, whole=False)
        for source, export in list(self.exports.items()):
            if hit.intersection(export.texts):
                del self.exports[source]
        return sorted(_holding(self.book.entries, entry))

    def to_bytes(self) -> bytes:
        """JSON."""
        plain = {
            "version": _VERSION,
            "key": self.book.key.hex(),
            "entries": [_entry_out(entry) for entry in self.book.entries],
            "undo": {digest: [*undo[:2], undo.edits, undo.whose, undo.whole] for digest, undo in self.undo.items()},
            "exports": {
                source: asdict(export) | {"archive": base64.b64encode(export.archive).decode()}
                for source, export in self.exports.items()
            },
        }
        return json.dumps(plain, separators=(",", ":")).encode()


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
        if self.new and not self.path.exists():
            return new_vault()
        return from_bytes(sealed.read(self.path, self.passphrase), str(self.path))

    @contextlib.contextmanager
    def changing(self) -> Iterator[Vault]:
        """The vault while nobody else can change it; it is saved at the end of the block, unless that raises.

        Raises:
            VaultError: see :func:`sealed.changing`.
        """
        if self.new and not self.path.exists():
            vault = new_vault()
            yield vault
            sealed.create(self.path, self.passphrase, vault.to_bytes())
            return
        with sealed.changing(self.path, self.passphrase) as box:
            vault = from_bytes(box.content, str(self.path))
            yield vault
            box.content = vault.to_bytes()


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
        book = Book(bytes.fromhex(plain["key"]), map(_entry_in, plain["entries"]))
        undo = {digest: _undo_in(*row) for digest, row in plain["undo"].items()}
        exports = {source: _export_in(row) for source, row in plain["exports"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise VaultError(f"{where}: its content is not that of a vault of chatscrub; take a backup of it") from None
    return Vault(book, undo, exports)


def pseudonyms_of(entry: Entry) -> set[str]:
    """Everything that stands for an entry in scrubbed texts."""
    stand_in = {entry.stand_in.full} if entry.stand_in else set()
    return {*entry.labels.values(), *entry.given, *stand_in}


def _holding(entries: Iterable[Entry], gone: Entry) -> Iterator[str]:
    """The pseudonyms of entries whose names hold a name of one that is gone."""
    words = {word for name in gone.names for word in words_of(name) if len(word) > 2 and word not in TUSSENVOEGSELS}
    for entry in entries:
        texts = [fold(name) for name in (*entry.names, *entry.given.values())]
        if any(word in text for word in words for text in texts):
            yield min(pseudonyms_of(entry), default=entry.kind.value)


def _entry_out(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": entry.kind.value, "names": entry.names, "labels": entry.labels}
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
    return Entry(Kind(plain["kind"]), names, labels, given, _stand_in(stand_in) if stand_in else None)


def _stand_in(plain: dict[str, Any]) -> StandIn:
    natives = tuple(_stand_in(native) for native in plain["natives"])
    lists = {name: tuple(plain[name]) for name in ("firsts", "surnames")}
    return StandIn(**(plain | lists | {"natives": natives}))


def _undo_in(source: str, encoding: str, edits: list[Any], whose: list[str], whole: bool) -> Undo:
    return Undo(source, encoding, tuple(Edit(*edit) for edit in edits), tuple(whose), whole)


def _export_in(plain: dict[str, Any]) -> Scrubbed:
    members = tuple((new, old) for new, old in plain["members"])
    archive = base64.b64decode(plain["archive"])
    return Scrubbed(plain["name"], tuple(plain["texts"]), members, plain["left_out"], archive)
