"""What is fuzzed: every reader of bytes that somebody else may have written."""

from __future__ import annotations

import contextlib
import io
import os
import re
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest import mock

from chatscrub import (
    about,
    baselines,
    detector,
    files,
    formats,
    ledger,
    lifting,
    plans,
    profiles,
    record,
    restoring,
    roster,
    sealed,
    services,
    statements,
    vaults,
    verifying,
)
from chatscrub.batch import manifest
from chatscrub.errors import ChatscrubError, ReleaseRefused
from chatscrub.model import Codec, Export, Piece
from chatscrub.settings import Limits, Settings
from chatscrub.syntax import (
    blocks,
    charsets,
    delimited,
    encoded_words,
    entities,
    headers,
    jsontext,
    lines,
    markup,
    mime,
    mrkdwn,
    opaque,
    percent,
    plain,
    quoted_printable,
    rtf,
    uris,
    vcard,
)

from . import properties, seeds, stand_in
from .properties import WHERE, hold
from .seeds import Seed

LIMITS = Limits(file_bytes=8 << 20, text_bytes=8 << 20, members=2_000)


class Target(NamedTuple):
    """One reader: how often it has a turn, what is mutated for it, and what is done with an input."""

    weight: int
    seeds: Callable[[tuple[Path, ...]], Sequence[Seed]]
    run: Callable[[bytes, str, Random], None]


# --- exports --------------------------------------------------------------------------------------------


def _read(data: bytes, name: str, format: str | None = None) -> Export:
    return files.read_content(data, name, WHERE, format=format, limits=LIMITS)


def read(data: bytes, name: str, dice: Random) -> None:
    """Read an export and look at every field."""
    properties.fields_hold(_read(data, name))


def forced(data: bytes, name: str, dice: Random) -> None:
    """Read it as another format than it has."""
    properties.fields_hold(_read(data, name, dice.choice(sorted(formats.FORMATS))))


def planned(data: bytes, name: str, dice: Random) -> None:
    """Read an export, replace all that may be replaced, and read it again."""
    export = _read(data, name)
    settings = Settings(
        style=dice.choice(("label", "initial", "surrogate")), key=b"k" * 32, shift_dates=dice.random() < 0.3
    )
    properties.plan_holds(export, properties.whole_findings(export), settings, name)


def detected(data: bytes, name: str, dice: Random) -> None:
    """Read an export and find things in it, with a stand-in for the model and Presidio; then write the archive."""
    export = _read(data, name)
    found = detector.detect(export, look=stand_in.look)
    for one in found.findings:
        hold(0 <= one.start < one.end <= len(export.fields[one.field].text), "a finding outside its field")
    policy = dice.choice(("report", "report", "only-me", "consent"))
    try:
        plan = plans.plan(export, found, Settings(policy=policy))
    except ReleaseRefused:
        return
    if export.packed:
        properties.zip_holds(data, export, plan)
    else:
        properties.plan_holds(export, found, Settings(policy=policy), name)


def lifted(data: bytes, name: str, dice: Random) -> None:
    """Read a text out of which base64 was lifted."""
    run = b"QUJD" * dice.choice((5_000, 10_000))
    at = data.find(b'"', dice.randrange(max(1, len(data)))) + 1
    data = data[:at] + run + data[at:]
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(files, "_LARGE", 1_000):
        path = Path(folder) / "text"
        path.write_bytes(data)
        with path.open("rb") as stream:
            taken = lifting.lift(stream, 1 << 24)
            if taken:
                poured = lifting.poured(iter([lifting.MARKED.join(taken.segments)]), taken.runs, stream, WHERE)
                hold(lifting.MARKED in data or b"".join(poured) == data, "what was lifted out does not come back")
        try:
            export = files.read(path, limits=LIMITS)
            if not any(part.lifted for part in export.parts):
                properties.fields_hold(export)
        except ChatscrubError as error:
            raise type(error)(str(error).replace(folder, WHERE)) from None


# --- scanners and codecs --------------------------------------------------------------------------------


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def scanned(data: bytes, name: str, dice: Random) -> None:
    """Every scanner over any text: places in order and inside."""
    text = _text(data)
    for find in SCANNERS:
        for low, high in find(text):
            hold(0 <= low <= high <= len(text), f"{find.__name__}: a place outside the text")


def _json(text: str) -> Iterator[tuple[int, int]]:
    return ((leaf.start, leaf.end) for leaf in jsontext.leaves(text))


def _markup(text: str) -> Iterator[tuple[int, int]]:
    for xml in (False, True):
        for token in markup.scan(text, xml=xml):
            yield token.start, token.end
            view = markup.codec(text, token).view(text[token.start : token.end])
            properties.view_holds(view, token.end - token.start)
    list(markup.tags(text))


def _rtf(text: str) -> Iterator[tuple[int, int]]:
    return ((token.start, token.end) for token in rtf.scan(text))


def _vcard(text: str) -> Iterator[tuple[int, int]]:
    for line in vcard.lines(text):
        yield from (piece for piece in line if isinstance(piece, Piece))


def _mime(text: str) -> Iterator[tuple[int, int]]:
    for message in mime.messages(text):
        yield from (piece for piece in message if isinstance(piece, Piece))
    for entity in mime.entities(text, 0, len(text)):
        mime.payload(text, entity)
        yield from (piece for piece in entity if isinstance(piece, Piece))


def _headers(text: str) -> Iterator[tuple[int, int]]:
    found, end = headers.headers(text, 0, len(text))
    yield 0, end
    _, given = headers.parameters(text, 0, len(text))
    list(headers.file_names(text, given))
    yield from (piece for header in found for piece in header if isinstance(piece, Piece))


def _words(text: str) -> Iterator[tuple[int, int]]:
    yield from encoded_words.base64_words(text, 0, len(text))
    list(encoded_words.segments(text, 0, len(text)))


def _cells(text: str) -> Iterator[tuple[int, int]]:
    delimited.delimiter_of(text[:4096])
    for mark in (None, ",", ";", "\t"):
        yield from ((cell.start, cell.end) for cell in delimited.cells(text, mark))


def _media(text: str) -> Iterator[tuple[int, int]]:
    return ((medium.start, medium.end) for medium in opaque.media(text))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    for xml in (False, True):
        for block in blocks.blocks(text, xml=xml):
            block.read(text)
            yield from block.pieces


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return ((end, end) for end in lines.line_ends(text))


SCANNERS = (_json, _markup, _rtf, _vcard, _mime, _headers, _words, _cells, _media, _lines, _blocks)

CODECS: tuple[Codec, ...] = (
    *(plain.PLAIN, entities.ENTITIES, entities.STRICT_ENTITIES, entities.HTML_TEXT, entities.XML_TEXT),
    *(entities.UNQUOTED, percent.PERCENT, uris.URI, encoded_words.HEADER, jsontext.JsonString()),
    jsontext.Mojibake(jsontext.JsonString()),
    *(rtf.RtfText(), rtf.RtfText("cp1250", 2), quoted_printable.QuotedPrintable("utf-8")),
    *(quoted_printable.QuotedPrintable("iso-8859-1"), quoted_printable.HeaderWord("utf-8"), mrkdwn.Mrkdwn({})),
    *(quoted_printable.Percent("utf-8"), charsets.EightBit("utf-8"), charsets.EightBit("cp1252", "cp1252")),
    *(vcard.QUOTED_PARAMETER, vcard.BARE_PARAMETER, vcard.value_codec("utf-8", True, True)),
    *(vcard.value_codec("utf-8", False, False), delimited.cell_codec(True, ";"), delimited.cell_codec(False, ";")),
)


def coded(data: bytes, name: str, dice: Random) -> None:
    """Every codec over a stretch of any text."""
    text = _text(data)
    at = dice.randint(0, len(text))
    for codec in CODECS:
        properties.codec_holds(codec, text[at : at + 600])


@cache
def _recognizers() -> tuple[Any, ...]:
    from chatscrub.recognizers.scanner import scanners

    return tuple(scanners())


def recognized(data: bytes, name: str, dice: Random) -> None:
    """Every recognizer over a stretch of any text."""
    text = _text(data)
    at = dice.randint(0, max(0, len(text) - 600))
    text = plain.PLAIN.view(text[at : at + 600]).text
    for one in _recognizers():
        for hit in one.find(text):
            hold(0 <= hit.start < hit.end <= len(text), f"{one.title}: a hit outside the text")


# --- files of the command itself ------------------------------------------------------------------------


def _path(data: bytes, use: Callable[[Path], object], name: str = "file") -> None:
    """Use a file with those bytes; what an error tells of its folder is taken out."""
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            use(path)
        except ChatscrubError as error:
            raise type(error)(str(error).replace(folder, WHERE)) from None


def configured(data: bytes, name: str, dice: Random) -> None:
    """A file of settings, as its name says."""
    readers: dict[str, Callable[[Path], object]] = {
        "people.toml": roster.load,
        "about.toml": about.load,
        "services.toml": lambda path: services.services(path),
        "words.toml": lambda path: statements.statements(_chat(), statements.phrases(path)),
        ".chatscrub.toml": lambda path: profiles.parse(path.read_bytes(), WHERE),
        "pyproject.toml": lambda path: profiles.parse(path.read_bytes(), "pyproject.toml"),
        "baseline": lambda path: baselines.parse(path.read_bytes(), WHERE),
        "baseline.key": baselines.load_key,
        "consents.toml": ledger.read,
        "manifest.jsonl": lambda path: manifest.read(path.parent),
        "chat.consent.json": lambda path: record.read(path.read_bytes(), WHERE),
    }
    _path(data, readers[name], name)


@cache
def _chat() -> Export:
    return files.read_bytes(seeds.made().scrubbed, "chat.txt")


def sealed_bytes(data: bytes, name: str, dice: Random) -> None:
    """A vault on disk; half of the time the check sum of its header is put right again."""
    if dice.random() < 0.5 and len(data) > sealed._HEADER:
        fields = data[: sealed._FIELDS.size]
        data = fields + struct.pack(">I", zlib.crc32(fields)) + data[sealed._HEADER :]
    if len(data) > 20 and data[19] > 14:  # the cost, which may be as high as this computer bears
        data = data[:19] + bytes([data[19] % 15]) + data[20:]

    def use(path: Path) -> None:
        sealed.info(path)
        vaults.from_bytes(sealed.read(path, seeds.PASSPHRASE), WHERE)

    _path(data, use)


def vault_content(data: bytes, name: str, dice: Random) -> None:
    """What lies in a vault, as a reader of another version might have written it, and the way back with it."""
    vault = vaults.from_bytes(data, WHERE)
    vault.to_bytes()
    restoring.restore(seeds.made().scrubbed, vault, WHERE)
    restoring.restore(b"PERSON_1 en [PERSON_2] bij Person A", vault, WHERE)


def restored(data: bytes, name: str, dice: Random) -> None:
    """Any text, put back with a vault."""
    restoring.restore(data, _vault(), WHERE)


@cache
def _vault() -> vaults.Vault:
    return vaults.from_bytes(seeds.made().content, WHERE)


def verified(data: bytes, name: str, dice: Random) -> None:
    """A scrubbed text against a report, one of them mutated."""
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        text, report = Path(folder) / "chat.scrubbed.txt", Path(folder) / "chat.consent.json"
        text.write_bytes(data if name != report.name else seeds.made().scrubbed)
        report.write_bytes(data if name == report.name else seeds.made().record)
        try:
            verifying.verify(text, report)
        except ChatscrubError as error:
            raise type(error)(str(error).replace(folder, WHERE)) from None


# --- the command line -----------------------------------------------------------------------------------

_COMMANDS = (
    *(("inspect", "{}"), ("inspect", "{}", "--json"), ("people", "{}"), ("check", "{}"), ("vault", "info", "{}")),
    *(("scrub", "{}", "--dry-run"), ("scrub", "{}", "--people", "{}"), ("consent", "status", "{}")),
    *(("verify", "{}", "{}"), ("consent", "sign", "{}", "--name", "Noor", "--as", "private"), ("scrub", "{}")),
    *(("check", "{}", "--config", "{}"), ("scrub", "{}", "--about", "{}", "--json"), ("scrub", "{}", "--key", "{}")),
    *(("consent", "status", "--ledger", "{}"), ("consent", "request", "{}", "--to", "local")),
)


@contextlib.contextmanager
def _within(folder: str) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def command(data: bytes, name: str, dice: Random) -> None:
    """A command on a file: it ends with 0, 1 or 2, and an error is one line."""
    import click

    from chatscrub.cli import main

    args = dice.choice(_COMMANDS)
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder, _within(folder), stand_in.no_model():
        path = Path(folder) / (re.sub(r"[\x00/]", "_", name)[:80] or "x")
        path.write_bytes(data)
        given = [arg.replace("{}", str(path)) for arg in args]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(given, prog_name="chatscrub", standalone_mode=True)
            except SystemExit as end:
                code = end.code
            except click.exceptions.Exit as end:
                code = end.exit_code
        told = err.getvalue().replace(folder, WHERE).replace(path.stem, WHERE)
    hold(code in (0, 1, 2, None), f"{args[0]} ends with {code}")
    hold("Traceback" not in told, f"{args[0]}: a traceback")
    if found := re.search(r"unexpected (\w+ at [\w.]+:\d+)", told):
        raise properties.PropertyError(f"{' '.join(args)}: unexpected {found[1]}")
    if code == 2 and told.startswith("chatscrub: "):
        properties.silent(ChatscrubError(told.splitlines()[0]), data)


# --- the table ------------------------------------------------------------------------------------------


def _settings(folders: tuple[Path, ...]) -> Sequence[Seed]:
    texts = {
        "people.toml": seeds.PEOPLE,
        "about.toml": seeds.ABOUT,
        "services.toml": seeds.SERVICES,
        "words.toml": seeds.WORDS,
        ".chatscrub.toml": seeds.PROFILE,
        "pyproject.toml": seeds.PYPROJECT,
        "baseline": seeds.BASELINE,
        "baseline.key": "k" * 64,
        "manifest.jsonl": seeds.MANIFEST,
    }
    made = {"consents.toml": seeds.made().ledger, "chat.consent.json": seeds.made().record}
    return [Seed(name, text.encode()) for name, text in texts.items()] + [Seed(*pair) for pair in made.items()]


def _with_settings(folders: tuple[Path, ...]) -> Sequence[Seed]:
    made = Seed("vault", seeds.made().vault)
    return [*seeds.exports(folders), *(one for one in (*_settings(folders), made) for _ in range(6))]


TARGETS: dict[str, Target] = {
    "read": Target(22, seeds.exports, read),
    "forced": Target(6, seeds.exports, forced),
    "planned": Target(9, seeds.exports, planned),
    "detected": Target(7, seeds.exports, detected),
    "lifted": Target(2, seeds.exports, lifted),
    "scanned": Target(12, seeds.exports, scanned),
    "coded": Target(12, seeds.exports, coded),
    "recognized": Target(6, seeds.exports, recognized),
    "configured": Target(10, _settings, configured),
    "sealed": Target(4, lambda folders: [Seed("vault", seeds.made().vault)], sealed_bytes),
    "vault": Target(4, lambda folders: [Seed("vault.json", seeds.made().content)], vault_content),
    "restored": Target(2, lambda folders: [Seed("chat.txt", seeds.made().scrubbed)], restored),
    "verified": Target(
        2,
        lambda folders: [Seed("chat.consent.json", seeds.made().record), Seed("chat.txt", seeds.made().scrubbed)],
        verified,
    ),
    "command": Target(2, _with_settings, command),
}
