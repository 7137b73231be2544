"""Nothing that was found stands in any output of ``chatscrub check``, in its errors, its baseline, its file names."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import hmac
import io
import json
import lzma
import os
import re
import sqlite3
import tarfile
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from exports import CHAT, put, run
from pypdf import PdfWriter
from repositories import CLEAN, git, made
from test_hiding_places import SAMPLES, export_of, listed

from chatscrub import baselines, checking, gatekeeping, profiles
from chatscrub.allowances import AllowList
from chatscrub.check_outputs import OUTPUTS, Report

CANARIES = {
    "name": "Wytske Sikkemaver",
    "phone": "06-01239876",
    "mail": "wytske.sikkemaver@voorbeeld.example",
    "born": "14-03-1981",
    "bsn": "111222333",
    "iban": "NL91ABNA0417164300",
    "address": "Zwanenbloemstraat 47",
}
NOTE = (
    "Intake. Cliënt {name}, geboren {born}, BSN {bsn}, rekening {iban}, woont {address}, "
    "bereikbaar op {phone} of {mail}.\n"
).format(**CANARIES)
NAME = CANARIES["name"]
PIECES = sorted({*CANARIES.values(), *NAME.split(), "Zwanenbloemstraat", "wytske", "0417164300", "1239876"})


def leaked(text: str | bytes, pieces: list[str] = PIECES) -> list[str]:
    """The canaries that somebody who reads a text, plain or with its escapes undone, finds in it."""
    plain = text.decode(errors="replace") if isinstance(text, bytes) else text
    plain = "\n".join((plain, unquote(plain), re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), plain)))
    return [piece for piece in pieces if piece.casefold() in plain.casefold()]


def as_zip(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip whose members say that a password opens them."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark) + at
        data = data[:start] + bytes([data[start] | 1]) + data[start + 1 :]
    return data


def as_tar(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo(name)
        info.size = len(text.encode())
        tar.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def as_pdf(password: str) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": NAME})
    writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def as_database(folder: Path) -> bytes:
    path = folder / "tmp.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (x)")
        connection.execute("insert into t values (?)", (NOTE,))
    connection.close()
    data = path.read_bytes()
    path.unlink()
    return data


def unreadable(folder: Path) -> dict[str, bytes]:
    """Files that nobody can examine, by name, each with canaries in it."""
    inner = f"{NAME}.txt"
    whole = as_zip({inner: NOTE * 50, f"map/{NAME} 2.txt": os.urandom(4000).hex()})
    return {
        "cut1.zip": whole[: len(whole) // 2],
        "cut2.zip": whole[:-10],
        "damaged.zip": whole.replace(b"PK\x01\x02", b"PK\x01\x03", 1),
        "password.zip": encrypted(as_zip({inner: NOTE})),
        "outside.zip": as_zip({f"../{inner}": NOTE}),
        "twice.zip": as_zip({inner: NOTE, f"x/../{inner}": NOTE}),
        "odd.zip": as_zip({inner: NOTE.encode("utf-16-le")}),
        "cut.tar": as_tar(inner, NOTE * 200)[:1024],
        "note.txt.gz": gzip.compress(NOTE.encode()),
        "note.bz2": bz2.compress(NOTE.encode()),
        "note.xz": lzma.compress(NOTE.encode()),
        "note.rar": b"Rar!\x1a\x07\x01\x00" + NOTE.encode(),
        "note.7z": b"7z\xbc\xaf\x27\x1c" + NOTE.encode(),
        "note.zst": b"\x28\xb5\x2f\xfd" + NOTE.encode(),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOTE.encode("utf-16-le"),
        "clients.db": as_database(folder),
        "password.pdf": as_pdf("geheim"),
        "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Title (" + NOTE.encode("latin-1") + b"\nstream\n",
        "utf16.txt": NOTE.encode("utf-16-le"),
        "cut-utf16.txt": b"\xff\xfe" + NOTE.encode("utf-16-le")[:-1],
    }


def rules(name: str = "intake") -> checking.Rules:
    return checking.Rules(profiles.profile(name), AllowList(()))


# --- all samples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", profiles.PROFILES)
def test_no_output_on_a_sample_holds_a_canary(profile: str, tmp_path: Path) -> None:
    cases = sorted(path.parent for path in SAMPLES.glob("*/*/canaries.tsv"))
    results, pieces = [], set()
    for number, case in enumerate(cases):
        source = export_of(case, tmp_path)
        results.append(checking.examine(f"case{number}{source.suffix}", source.read_bytes(), rules(profile)))
        pieces |= {piece for piece in listed(case) if len(piece) > 3}
    stopped = sum(result.fails or result.status == checking.UNREAD for result in results)
    assert stopped > 50 and (stopped == len(results) or profile == "identifiers-only"), "there names alone may stand"
    for form, written in OUTPUTS.items():
        wording = leaked(written(Report([], profile)), sorted(pieces))  # such as a canary "name"
        assert [p for p in leaked(written(Report(results, profile)), sorted(pieces)) if p not in wording] == [], form


# --- documents, names, failures -------------------------------------------------------------------------

DOCUMENTS: dict[str, str | bytes] = {
    "note.txt": NOTE,
    "note.md": f"# Intake\n\n{NOTE}",
    "note.py": f'"""{NOTE}"""\n',
    "note.csv": "naam;telefoon;mail;geboren\n{name};{phone};{mail};{born}\n".format(**CANARIES),
    "note.json": json.dumps({"client": CANARIES, "note": NOTE}),
    "note.xml": f"<client><note>{NOTE}</note></client>",
    "note.html": f"<!doctype html><html><body><p>{NOTE}</p></body></html>",
    "note.eml": f"From: {NAME} <{CANARIES['mail']}>\nTo: x@example.org\nSubject: {NAME}\n\n{NOTE}",
    "note.zip": as_zip({f"{NAME}.txt": NOTE, "b.txt": NOTE}),
    f"map/{NAME}.txt": CLEAN,
    f"{NAME.replace(' ', '-').lower()}/photo.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    f"dossier {NAME}.rar": b"Rar!\x1a\x07\x00",
    f"chat met {NAME}.txt": CHAT,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with all of them staged, and links whose name or whose target tells of somebody."""
    repository = made(tmp_path_factory.mktemp("canaries") / "praktijk")
    for name, data in {**DOCUMENTS, **unreadable(repository)}.items():
        (repository / name).parent.mkdir(exist_ok=True)
        put(repository / name, data)
    (repository / f"link {NAME}").symlink_to("README.md")
    (repository / "link").symlink_to(f"../clients/{NAME}.txt")
    git(repository, "add", "-A")
    return repository


@pytest.fixture(scope="module")
def results(folder: Path) -> list[checking.Result]:
    gate = gatekeeping.opened(folder, None, None, None, None)
    return gatekeeping.results(gate, gatekeeping.items(gate, [], "staged"))


def test_all_of_it_stops_the_commit(folder: Path, results: list[checking.Result]) -> None:
    by_path = {result.path: result for result in results}
    for name in DOCUMENTS:
        assert by_path[name].fails or by_path[name].status == checking.UNREAD, name
    for name in ("link", f"link {NAME}"):
        assert by_path[name].fails, name


def test_what_cannot_be_examined_fails_with_a_reason(folder: Path, results: list[checking.Result]) -> None:
    by_path = {result.path: result for result in results}
    for name in unreadable(folder):
        assert by_path[name].status == checking.UNREAD and len(by_path[name].reason) > 8, (name, by_path[name])


@pytest.mark.parametrize("form", OUTPUTS)
def test_no_output_holds_a_canary(form: str, results: list[checking.Result]) -> None:
    text = OUTPUTS[form](Report(results, "intake"))
    assert leaked(text) == [] and "note.txt" in text


def test_no_canary_in_the_baseline_or_beside_it(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("CI", raising=False)
    told = run("check", "--update-baseline", "--baseline-key", tmp_path / "key", "-o", tmp_path / "report.txt")
    written = (folder / ".chatscrub-baseline").read_text()
    assert told.code == 2 and leaked(told.out) == [] and leaked(told.err) == []
    assert leaked((tmp_path / "report.txt").read_text()) == leaked(written) == []
    lines = written.splitlines()[1:]
    assert len(lines) > 20 and lines == sorted(set(lines)) and all(re.fullmatch("[0-9a-f]{64}", line) for line in lines)
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_no_canary_where_a_fix_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["note.txt", "note.csv", "note.zip", f"map/{NAME}.txt", f"chat met {NAME}.txt"]
    repository = made(tmp_path / "praktijk")
    for name, data in {**{n: DOCUMENTS[n] for n in names}, "cut1.zip": unreadable(repository)["cut1.zip"]}.items():
        (repository / name).parent.mkdir(exist_ok=True)
        put(repository / name, data)
    git(repository, "add", "-A")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file() and ".git" not in path.parts}
    monkeypatch.chdir(repository)
    told = run("check", "--fix")
    assert told.code == 2 and leaked(told.out) == [] and leaked(told.err) == []
    assert told.err.count(": scrubbed to ") == len(names), told.err
    assert all(path.read_bytes() == data for path, data in before.items())
    new = [p for p in repository.rglob("*") if p.is_file() and p not in before and ".git" not in p.parts]
    assert len(new) >= 16
    for path in new:
        assert leaked(path.relative_to(repository).as_posix()) == []
        assert path.suffix == ".zip" or leaked(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("form", OUTPUTS)
def test_an_error_that_quotes_the_text_is_not_printed(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong inside, only its type and place are told."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError(NOTE)

    monkeypatch.setattr(checking, "_examined", broken)
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "note.txt", NOTE)
    told = run("check", "note.txt", "--format", form)
    assert (told.code, told.out) == (2, b"") and told.err.startswith("chatscrub: unexpected ValueError at ")
    assert leaked(told.err) == []


# --- the baseline cannot be guessed ---------------------------------------------------------------------

DIGITS = 6
NUMBER = "204557"


def test_a_number_of_six_digits_cannot_be_guessed_from_a_baseline() -> None:
    """All of them are tried, as anybody can who has the repository; with the key exactly the right one is found."""
    key = hashlib.sha256(b"the key of a practice").digest()
    lines = {baselines.fingerprint(key, "clients.csv", "ID", NUMBER), baselines.fingerprint(key, "b.csv", "ID", "1")}
    written = baselines.written(lines)
    targets = {bytes.fromhex(line) for line in baselines.parse(written, "x")}
    message = "1\0clients.csv\0ID\0{:06}"
    known = [b"", bytes(32), b"clients.csv", baselines.HEAD.encode(), written]  # keys that everybody can try
    known += [hashlib.sha256(b"chatscrub baseline key\0" + one).digest() for one in known]
    guessed, found = [], []
    for number in range(10**DIGITS):
        data = message.format(number).encode()
        plain = data[-DIGITS:]
        if not targets.isdisjoint((hashlib.sha256(data).digest(), hashlib.sha256(plain).digest())):
            guessed.append(number)
        if hmac.digest(known[number % len(known)], data, "sha256") in targets:
            guessed.append(number)
        if hmac.digest(key, data, "sha256") in targets:
            found.append(number)
    assert guessed == [] and found == [int(NUMBER)]
    for one in known:
        assert hmac.digest(one, message.format(int(NUMBER)).encode(), "sha256") not in targets


def test_keys_are_made_anew_and_kept_from_others(tmp_path: Path) -> None:
    first, second = (baselines.make_key(tmp_path / name / "key", None) for name in "ab")
    assert first != second and len(first) == 32
    assert baselines.make_key(tmp_path / "a/key", None) == first
    assert (tmp_path / "a/key").stat().st_mode & 0o077 == 0
