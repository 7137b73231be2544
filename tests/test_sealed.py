"""A sealed file: opened by its passphrase alone, old or new whatever happens, and nothing else in its place."""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import random
import signal
import stat
import struct
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import disk, sealed
from chatscrub.errors import (
    BusyVaultError,
    DamagedVaultError,
    MissingVaultError,
    NewerVaultError,
    NotAVaultError,
    PassphraseError,
    VaultError,
    WrongPassphraseError,
)

QUICK = sealed.Cost(4, 1, 1)
FIRST, SECOND = "juiste paard é batterij", "een ander nietje"
OLD, NEW = b"Sanne Kuiperveld is [PERSON_1]\n" * 9, b"Fenna Dijkgraaf is [PERSON_2]\n" * 7
SECRETS = (FIRST, SECOND, "Sanne", "Fenna", "PERSON_")
HEADER = 94
LOCK, TEMPORARY = ".v.chatscrub-lock", ".v.chatscrub-new"
Change = Callable[[Path], object]


def store(path: Path, content: bytes, passphrase: str = FIRST) -> None:
    with sealed.changing(path, passphrase) as box:
        box.content = content


CHANGES: dict[str, Change] = {
    "changing": lambda path: store(path, NEW),
    "rekey": lambda path: sealed.rekey(path, FIRST, SECOND),
}
WRITES: dict[str, Change] = {"create": lambda path: sealed.create(path, FIRST, NEW), **CHANGES}
USES: dict[str, Change] = {"read": lambda path: sealed.read(path, FIRST), **CHANGES}


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "COST", QUICK)
        yield


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "v"
    sealed.create(path, FIRST, OLD)
    return path


def refused(expected: type[VaultError], path: Path, use: Change) -> str:
    """The message of a refusal, which is one line with the path and what to do, and leaves no other error behind."""
    with pytest.raises(VaultError) as caught:
        use(path)
    message = str(caught.value)
    assert type(caught.value) is expected, message
    assert message.startswith(f"{path}: ") and "; " in message and "\n" not in message
    assert not [secret for secret in SECRETS if secret in message]
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return message


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


# --- round trips and the format -------------------------------------------------------------------------


@given(st.binary(), st.binary(), st.text(min_size=1), st.text(min_size=1))
@settings(max_examples=40, deadline=None)
def test_what_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, one: bytes, two: bytes, first: str, second: str
) -> None:
    path = tmp_path_factory.mktemp("sealed") / "v"
    sealed.create(path, first, one)
    assert sealed.read(path, first) == one
    store(path, two, first)
    sealed.rekey(path, first, second)
    assert sealed.read(path, second) == two


@pytest.mark.parametrize("content", [b"", b"a" * 20_000_000, random.Random(4).randbytes(3_000_000)], ids=len)
def test_empty_and_large(content: bytes, vault: Path) -> None:
    store(vault, content)
    assert sealed.read(vault, FIRST) == content
    assert sealed.info(vault).size == vault.stat().st_size < len(content) * 1.01 + 200


VECTORS = {
    b"": "636861747363727562207661756c740a000101040101000102030405060708090a0b0c0d0e0f403a4de8889bdd1fa25becca4327de5c"
    "41372deafa55f6477004d7e702fb5756000102030405060708090a0b0000000000000018229a285036df1626981300fd2840e56a430ec1c8"
    "4ed2f19c9d3cd358",
    b"Sanne Kuiperveld -> [PERSON_1]\n": "636861747363727562207661756c740a000101040101000102030405060708090a0b0c0d0e"
    "0f403a4de8889bdd1fa25becca4327de5c41372deafa55f6477004d7e702fb5756000102030405060708090a0b0000000000000037894b15"
    "0936df1e6854d84ba97b5c6fcc905fb8b11f60e2182f178a2a0e1e7440fe7d312aaa177ec104d15593717cb8160a232d93aa225368d142e8",
}
VECTOR_PASSPHRASE = "Wachtwoord é"


@pytest.mark.parametrize("content", VECTORS, ids=len)
def test_known_bytes(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "v"
    keys = sealed._derive(path, VECTOR_PASSPHRASE, bytes(range(16)), QUICK)
    assert sealed._seal(path, content, keys, bytes(range(12))).hex() == VECTORS[content]


@pytest.mark.parametrize("content", VECTORS, ids=len)
def test_an_old_file_opens(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "v"
    path.write_bytes(bytes.fromhex(VECTORS[content]))
    assert sealed.read(path, VECTOR_PASSPHRASE) == content
    store(path, NEW, VECTOR_PASSPHRASE)
    assert sealed.read(path, VECTOR_PASSPHRASE) == NEW


def test_the_format_is_as_described(vault: Path) -> None:
    """Opened here without the module, from what its docstring says, with the scrypt of the standard library."""
    data = vault.read_bytes()
    head, body = data[:HEADER], data[HEADER:]
    magic, version, kdf, n, r, p, salt, check, nonce, length, crc = struct.unpack(">16sHBBBB16s32s12sQI", head)
    assert (magic, version, kdf, length) == (b"chatscrub vault\n", 1, 1, len(body))
    assert crc == zlib.crc32(head[:-4])
    derived = hashlib.scrypt(FIRST.encode(), salt=salt, n=2**n, r=r, p=p, dklen=64)
    assert derived[32:] == check
    assert zlib.decompress(AESGCM(derived[:32]).decrypt(nonce, body, head)) == OLD


def test_the_cost_of_a_guess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "COST", sealed.Cost())
    path = tmp_path / "v"
    sealed.create(path, FIRST, OLD)
    kdf = {"n": 2**17, "r": 8, "p": 1}
    assert sealed.info(path) == (1, "scrypt", kdf, "AES-256-GCM", path.stat().st_size)
    assert sealed.read(path, FIRST) == OLD


def test_rekey_takes_the_cost_of_today(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "COST", sealed.Cost(5, 2, 3))
    store(vault, NEW)
    assert sealed.info(vault).parameters == {"n": 16, "r": 1, "p": 1}
    sealed.rekey(vault, FIRST, SECOND)
    assert sealed.info(vault).parameters == {"n": 32, "r": 2, "p": 3}
    assert sealed.read(vault, SECOND) == NEW
    refused(WrongPassphraseError, vault, USES["read"])


def test_no_salt_or_nonce_comes_twice(tmp_path: Path) -> None:
    """A new passphrase has a new salt, every write has a new nonce."""
    salts, nonces = set(), set()
    for number in range(20):
        path = tmp_path / str(number)
        sealed.create(path, FIRST, OLD)
        for change in (*CHANGES.values(), None):
            nonces.add(path.read_bytes()[70:82])
            salts.add(path.read_bytes()[22:38])
            if change:
                change(path)
    assert (len(salts), len(nonces)) == (40, 60)


def test_the_box_does_not_show_its_content() -> None:
    assert "Sanne" not in repr(sealed.Box(OLD))


# --- passphrases ----------------------------------------------------------------------------------------

WRONG = ["", " ", FIRST[:-1], f"{FIRST} ", FIRST.upper(), SECOND, FIRST.replace("é", "e")]


@pytest.mark.parametrize("use", ["read", "changing", "rekey"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_passphrase(wrong: str, use: str, vault: Path) -> None:
    before = vault.read_bytes()
    uses: dict[str, Change] = {
        "read": lambda path: sealed.read(path, wrong),
        "changing": lambda path: store(path, NEW, wrong),
        "rekey": lambda path: sealed.rekey(path, wrong, SECOND),
    }
    refused(WrongPassphraseError if wrong else PassphraseError, vault, uses[use])
    assert vault.read_bytes() == before


@pytest.mark.parametrize("same", [FIRST.replace("é", "e\u0301"), FIRST.replace("b", "ｂ"), FIRST.replace(" ", "\xa0")])
def test_the_same_letters_composed_otherwise(same: str, vault: Path) -> None:
    assert same != FIRST
    assert sealed.read(vault, same) == OLD


@pytest.mark.parametrize("bad", ["", "half \ud800 letter"])
def test_no_usable_passphrase(bad: str, vault: Path, tmp_path: Path) -> None:
    before = vault.read_bytes()
    refused(PassphraseError, vault, lambda path: sealed.rekey(path, FIRST, bad))
    refused(PassphraseError, tmp_path / "w", lambda path: sealed.create(path, bad, OLD))
    assert vault.read_bytes() == before
    assert names(tmp_path) == {"v", LOCK}


# --- damage ---------------------------------------------------------------------------------------------

FIELDS: dict[str, tuple[int, int, set[type[VaultError]], set[type[VaultError]]]] = {
    # from, to, what a changed byte is called, and what it is called when somebody also mends the CRC
    "magic": (0, 16, {NotAVaultError}, {NotAVaultError}),
    "version": (16, 18, {NewerVaultError, DamagedVaultError}, {NewerVaultError, DamagedVaultError}),
    "kdf": (18, 19, {DamagedVaultError}, {DamagedVaultError}),
    "parameters": (19, 22, {DamagedVaultError}, {DamagedVaultError, WrongPassphraseError}),
    "salt": (22, 38, {DamagedVaultError}, {WrongPassphraseError}),
    "check": (38, 70, {DamagedVaultError}, {WrongPassphraseError}),
    "nonce": (70, 82, {DamagedVaultError}, {DamagedVaultError}),
    "length": (82, 90, {DamagedVaultError}, {DamagedVaultError}),
    "crc": (90, 94, {DamagedVaultError}, set()),
}


def flipped(data: bytes, at: int, mask: int) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def mended(data: bytes) -> bytes:
    return data[:90] + zlib.crc32(data[:90]).to_bytes(4, "big") + data[HEADER:]


def refusal(path: Path, data: bytes) -> type[VaultError]:
    """How altered data are refused, by every use alike; they must stay as they are."""
    path.write_bytes(data)
    with pytest.raises(VaultError) as caught:
        sealed.read(path, FIRST)
    for change in CHANGES.values():
        refused(type(caught.value), path, change)
    assert path.read_bytes() == data
    return type(caught.value)


def test_the_fields_are_the_whole_header() -> None:
    assert [at for start, end, *_ in FIELDS.values() for at in range(start, end)] == list(range(HEADER))


@pytest.mark.parametrize("name", FIELDS)
def test_every_byte_of_the_header_is_guarded(name: str, vault: Path) -> None:
    start, end, expected, forged = FIELDS[name]
    data = vault.read_bytes()
    for at, mask in itertools.product(range(start, end), (1, 0x10, 0x80, 0xFF)):
        bad = flipped(data, at, mask)
        assert refusal(vault, bad) in expected, (at, mask)
        if forged:
            assert refusal(vault, mended(bad)) in forged, (at, mask)


def test_a_wrong_passphrase_and_damage_are_told_apart(vault: Path) -> None:
    vault.write_bytes(flipped(vault.read_bytes(), HEADER + 5, 1))
    damage = refused(DamagedVaultError, vault, USES["read"])
    wrong = refused(WrongPassphraseError, vault, lambda path: sealed.read(path, SECOND))
    assert "damaged" in damage and "passphrase" in wrong and "damaged" not in wrong


def test_every_byte_of_a_small_body_is_guarded(vault: Path) -> None:
    data = vault.read_bytes()
    for at, mask in itertools.product(range(HEADER, len(data)), (1, 0x80, 0xFF)):
        assert refusal(vault, flipped(data, at, mask)) is DamagedVaultError, (at, mask)


def test_a_sample_of_a_large_body_is_guarded(vault: Path) -> None:
    store(vault, random.Random(4).randbytes(100_000))
    data = vault.read_bytes()
    for at in random.Random(5).sample(range(HEADER, len(data)), 25):
        assert refusal(vault, flipped(data, at, 1 << at % 8)) is DamagedVaultError, at


def test_cut_short_anywhere(vault: Path) -> None:
    data = vault.read_bytes()
    for size in (*range(HEADER + 1), *random.Random(6).sample(range(HEADER + 1, len(data)), 20), len(data) - 1):
        assert refusal(vault, data[:size]) is DamagedVaultError, size
        refused(DamagedVaultError, vault, sealed.info)


@pytest.mark.parametrize("tail", [b"\0", b"\n", b"more" * 1000])
def test_bytes_added_at_the_end(tail: bytes, vault: Path) -> None:
    data = vault.read_bytes() + tail
    assert refusal(vault, data) is DamagedVaultError
    longer = struct.pack(">Q", len(data) - HEADER)
    assert refusal(vault, mended(data[:82] + longer + data[90:])) is DamagedVaultError


@pytest.mark.parametrize("rest", [b"", b"\0" * 500, None])
@pytest.mark.parametrize("version", [2, 256, 65535])
def test_a_newer_version(version: int, rest: bytes | None, vault: Path) -> None:
    data = vault.read_bytes()
    newer = data[:16] + version.to_bytes(2, "big") + (data[18:] if rest is None else rest)
    assert refusal(vault, newer) is NewerVaultError
    refused(NewerVaultError, vault, sealed.info)


HOSTILE = {
    "a gigabyte": (20, 8, 1),
    "large blocks": (17, 255, 1),
    "for hours": (17, 8, 255),
    "all of it": (255, 255, 255),
    "no memory": (0, 8, 1),
    "no blocks": (17, 0, 1),
    "no passes": (17, 8, 0),
    "more than scrypt can": (16, 1, 1),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_parameters_are_not_tried(case: str, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = vault.read_bytes()
    monkeypatch.setattr(sealed, "_derive", lambda *_: pytest.fail("scrypt was asked"))
    assert refusal(vault, mended(data[:19] + bytes(HOSTILE[case]) + data[22:])) is DamagedVaultError
    refused(DamagedVaultError, vault, sealed.info)


@pytest.mark.parametrize("numbers", [(17, 8, 1), (19, 8, 1), (17, 8, 4), (15, 16, 2), (1, 1, 1)])
def test_honest_parameters_are_allowed(numbers: tuple[int, int, int]) -> None:
    assert sealed.Cost(*numbers).allowed


def test_no_memory_for_the_key(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def derive(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(
        "cryptography.hazmat.primitives.kdf.scrypt.Scrypt", lambda **_: type("S", (), {"derive": derive})
    )
    assert "memory" in refused(VaultError, vault, USES["read"])


def test_content_that_unpacks_to_too_much(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(vault, bytes(9_000_000))
    assert vault.stat().st_size < 10_000
    monkeypatch.setattr(sealed, "_LARGEST", 8_999_999)
    assert refusal(vault, vault.read_bytes()) is DamagedVaultError
    monkeypatch.setattr(sealed, "_LARGEST", 100_000)
    tracemalloc.start()
    refused(DamagedVaultError, vault, USES["read"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_body_that_is_too_long(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(vault, content := random.Random(8).randbytes(1000))
    monkeypatch.setattr(sealed, "_LARGEST", len(content))
    assert refusal(vault, vault.read_bytes()) is DamagedVaultError
    refused(DamagedVaultError, vault, sealed.info)


@pytest.mark.parametrize("content", [bytes(1001), random.Random(7).randbytes(999)], ids=["content", "body"])
def test_more_than_a_vault_may_hold(
    content: bytes, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = vault.read_bytes()
    monkeypatch.setattr(sealed, "_LARGEST", 1000)
    refused(VaultError, vault, lambda path: store(path, content))
    refused(VaultError, tmp_path / "w", lambda path: sealed.create(path, FIRST, content))
    assert vault.read_bytes() == before
    assert names(tmp_path) == {"v", LOCK}


# --- places ---------------------------------------------------------------------------------------------


def _link(path: Path) -> None:
    sealed.create(path.with_name("w"), FIRST, OLD)
    path.symlink_to(path.with_name("w"))


PLACES: dict[str, tuple[Change, type[VaultError]]] = {
    "missing": (lambda path: None, MissingVaultError),
    "a link": (_link, VaultError),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), VaultError),
    "a link to itself": (lambda path: path.symlink_to(path), VaultError),
    "a folder": (lambda path: path.mkdir(), VaultError),
    "a pipe": (os.mkfifo, VaultError),
    "an empty file": (lambda path: path.touch(), DamagedVaultError),
    "a text": (lambda path: path.write_text("hoi Sanne\n" * 50), NotAVaultError),
    "a short text": (lambda path: path.write_text("hoi"), NotAVaultError),
}


@pytest.mark.parametrize("place", PLACES)
def test_no_vault_there(place: str, tmp_path: Path) -> None:
    make, expected = PLACES[place]
    path = tmp_path / "v"
    make(path)
    before = names(tmp_path), (tmp_path / "w").exists() and (tmp_path / "w").read_bytes()
    for use in (*USES.values(), sealed.info):
        refused(expected, path, use)
    assert (names(tmp_path), (tmp_path / "w").exists() and (tmp_path / "w").read_bytes()) == before


@pytest.mark.parametrize("place", [place for place in PLACES if place != "missing"])
def test_nothing_is_made_over_something(place: str, tmp_path: Path) -> None:
    path = tmp_path / "v"
    PLACES[place][0](path)
    before = path.lstat()
    assert "exists" in refused(VaultError, path, lambda path: sealed.create(path, FIRST, NEW))
    after = path.lstat()
    assert (after.st_ino, after.st_mode, after.st_size) == (before.st_ino, before.st_mode, before.st_size)


def test_nothing_is_made_over_what_came_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v"
    monkeypatch.setattr(sealed, "_check_free", lambda path: path.write_text("of another"))
    refused(VaultError, path, lambda path: sealed.create(path, FIRST, NEW))
    assert path.read_text() == "of another"
    assert names(tmp_path) == {"v", LOCK}


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", unable)
    path = tmp_path / "v"
    sealed.create(path, FIRST, NEW)
    assert sealed.read(path, FIRST) == NEW
    refused(VaultError, path, lambda path: sealed.create(path, FIRST, OLD))
    assert names(tmp_path) == {"v", LOCK}


@pytest.mark.parametrize("name", ["no/v", "file/v", "nul\0"])
def test_impossible_names(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for use in (*USES.values(), sealed.info, WRITES["create"]):
        with pytest.raises(VaultError, match="; "):
            use(tmp_path / name)
    assert names(tmp_path) == {"file"}


@pytest.mark.parametrize("name", [LOCK, TEMPORARY])
@pytest.mark.parametrize("change", CHANGES)
def test_links_beside_the_vault_are_not_followed(change: str, name: str, vault: Path) -> None:
    victim = vault.with_name("victim")
    victim.write_text("of another")
    (vault.parent / name).unlink(missing_ok=True)
    (vault.parent / name).symlink_to(victim)
    if name == LOCK:
        refused(VaultError, vault, CHANGES[change])
        assert sealed.read(vault, FIRST) == OLD
    else:
        CHANGES[change](vault)
        assert not (vault.parent / name).is_symlink()
    assert victim.read_text() == "of another"


@pytest.mark.parametrize("change", CHANGES)
def test_only_the_owner_may_read_it(change: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "v"
        sealed.create(path, FIRST, OLD)
        modes = [stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()]
        path.chmod(0o644)
        CHANGES[change](path)
        modes += [stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()]
    finally:
        os.umask(before)
    assert modes == [0o600] * 4


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the owner of everything may do anything")
@pytest.mark.parametrize("use", USES)
def test_no_permission(use: str, vault: Path) -> None:
    vault.chmod(0)
    assert "permission" in refused(VaultError, vault, USES[use])
    vault.chmod(0o600)
    vault.parent.chmod(0o500)
    try:
        if use == "read":
            assert sealed.read(vault, FIRST) == OLD
        else:
            refused(VaultError, vault, USES[use])
            refused(VaultError, vault.with_name("w"), lambda path: sealed.create(path, FIRST, OLD))
    finally:
        vault.parent.chmod(0o700)
    assert sealed.read(vault, FIRST) == OLD


# --- changes --------------------------------------------------------------------------------------------


def test_nothing_is_written_when_nothing_changed(vault: Path) -> None:
    before = vault.stat(), vault.read_bytes()
    with sealed.changing(vault, FIRST) as box:
        box.content = bytes(bytearray(box.content))
    assert (vault.stat(), vault.read_bytes()) == before


@pytest.mark.parametrize("error", [KeyError, OSError, KeyboardInterrupt, SystemExit])
def test_nothing_is_written_when_the_block_raises(error: type[BaseException], vault: Path) -> None:
    before = vault.read_bytes()
    with pytest.raises(error, match="from the block"), sealed.changing(vault, FIRST) as box:
        box.content = NEW
        raise error("from the block")
    assert vault.read_bytes() == before
    store(vault, NEW)
    assert sealed.read(vault, FIRST) == NEW


def fails(at: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """A call of the system that fails the n-th time."""
    calls = itertools.count()

    def call(*given: Any) -> Any:
        if next(calls) == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given)

    return call


def in_pieces(real: Callable[[int, memoryview], int]) -> Callable[[int, memoryview], int]:
    return lambda handle, data: real(handle, data[:64])


@pytest.mark.parametrize(
    ("owner", "name", "at"), [(os, "write", 0), (os, "write", 2), (os, "fsync", 0), (Path, "replace", 0)]
)
@pytest.mark.parametrize("change", CHANGES)
def test_a_disk_that_refuses(
    change: str, owner: Any, name: str, at: int, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = vault.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", in_pieces(os.write))
        patch.setattr(owner, name, fails(at, getattr(owner, name)))
        assert "No space left" in refused(VaultError, vault, CHANGES[change])
    assert vault.read_bytes() == before
    assert names(vault.parent) == {"v", LOCK}
    CHANGES[change](vault)
    assert vault.read_bytes() != before


def test_a_disk_that_takes_a_few_bytes_at_a_time(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", in_pieces(os.write))
    store(vault, NEW)
    assert sealed.read(vault, FIRST) == NEW


@pytest.mark.parametrize("meanwhile", ["replaced", "removed"])
def test_a_program_that_knows_no_locks(meanwhile: str, vault: Path) -> None:
    other = vault.with_name("w")
    sealed.create(other, FIRST, b"of another program")

    def change(path: Path) -> None:
        with sealed.changing(path, FIRST) as box:
            box.content = NEW
            other.replace(path) if meanwhile == "replaced" else path.unlink()

    refused(BusyVaultError if meanwhile == "replaced" else MissingVaultError, vault, change)
    assert not (vault.parent / TEMPORARY).exists()
    assert not vault.exists() or sealed.read(vault, FIRST) == b"of another program"


# --- several processes ----------------------------------------------------------------------------------


def python(call: str, *given: object) -> subprocess.Popen[str]:
    """Run a function of this file in another process."""
    code = f"import sys, test_sealed; test_sealed.{call}(*sys.argv[1:])"
    command = [sys.executable, "-c", code, *map(str, given)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=Path(__file__).parent, stdin=pipe, stdout=pipe, text=True)


def add(path: str, times: str) -> None:
    sealed._WAIT = 60.0  # the disk may be slow
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(times)):
        with sealed.changing(Path(path), FIRST) as box:
            box.content = b"%d" % (int(box.content) + 1)


def hold(path: str) -> None:
    """Keep a vault until a line comes in; a forked worker that ends on the way must not free it."""
    try:
        with sealed.changing(Path(path), FIRST) as box:
            box.content += b" held"
            if not (worker := os.fork()):
                raise InterruptedError
            os.waitpid(worker, 0)
            print("held", flush=True)
            sys.stdin.readline()
    except InterruptedError:
        os._exit(0)


def test_two_writers_lose_nothing(vault: Path) -> None:
    store(vault, b"0")
    writers = [python("add", vault, 15) for _ in range(2)]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sealed.read(vault, FIRST) == b"30"
    assert names(vault.parent) == {"v", LOCK}


def test_the_second_writer_hears_of_the_first(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_WAIT", 0.0)
    first = python("hold", vault)
    assert first.stdout and first.stdout.readline() == "held\n"
    for change in CHANGES.values():
        refused(BusyVaultError, vault, change)
    assert sealed.read(vault, FIRST) == OLD
    first.communicate("\n", timeout=60)
    with sealed.changing(vault, FIRST) as box:
        box.content += b" and changed"
    assert sealed.read(vault, FIRST) == OLD + b" held and changed"


def test_a_killed_writer_holds_nothing(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_WAIT", 0.0)
    first = python("hold", vault)
    assert first.stdout and first.stdout.readline() == "held\n"
    first.kill()
    first.communicate(timeout=60)
    store(vault, NEW)
    assert sealed.read(vault, FIRST) == NEW


def test_one_process_cannot_change_it_twice_at_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_WAIT", 0.0)
    with sealed.changing(vault, FIRST) as box:
        box.content = NEW
        refused(BusyVaultError, vault, lambda path: store(path, b"lost"))
    assert sealed.read(vault, FIRST) == NEW


def test_a_waiting_writer_gets_its_turn(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is refused three times, then free."""
    refusals = iter([BlockingIOError(), BlockingIOError(), PermissionError()])
    real = disk._lock

    def lock(handle: int) -> None:
        if error := next(refusals, None):
            raise error
        real(handle)

    monkeypatch.setattr(disk, "_lock", lock)
    store(vault, NEW)
    assert sealed.read(vault, FIRST) == NEW


def test_a_disk_without_locks(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lock(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(disk, "_lock", lock)
    assert "locked" in refused(VaultError, vault, CHANGES["changing"])
    assert sealed.read(vault, FIRST) == OLD


# --- kill -9 --------------------------------------------------------------------------------------------

CALLS = {
    "create": "open remove open write write fsync os.link remove open fsync",
    "changing": "open open open remove open write write fsync open os.rename remove open fsync",
}
CALLS["rekey"] = CALLS["changing"]


class Striker:
    """Notes every call of the system that touches a folder, and kills this process at one of them."""

    def __init__(self, folder: Path, at: int) -> None:
        self.calls: list[str] = []
        self.folder, self.at = str(folder), at
        self.write, self.fsync = os.write, os.fsync
        os.write, os.fsync = self._write, self._fsync  # type: ignore[assignment]
        sys.addaudithook(self._hook)

    def note(self, call: str) -> None:
        if len(self.calls) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.calls.append(call)

    def _hook(self, event: str, given: tuple[object, ...]) -> None:
        if event in ("open", "os.remove", "os.rename", "os.link", "os.truncate") and str(given[0]).startswith(
            self.folder
        ):
            self.note(event.replace("os.remove", "remove"))

    def _write(self, handle: int, data: memoryview) -> int:
        self.note("write")
        half = self.write(handle, data[: len(data) // 2])
        self.note("write")
        return half + self.write(handle, data[half:])

    def _fsync(self, handle: int) -> None:
        self.note("fsync")
        self.fsync(handle)


def strike(operation: str, folder: str) -> None:
    """Do one operation in one folder after another, each time killed one call later, and the last time not at all.

    Prints the calls of that last time.
    """
    sealed.COST = QUICK
    sealed.create(Path(folder, "loads what is loaded late"), FIRST, OLD)
    for at in itertools.count():
        place = Path(folder, str(at))
        place.mkdir()
        if operation != "create":
            sealed.create(place / "v", FIRST, OLD)
        if not (child := os.fork()):
            striker = Striker(place, at)
            WRITES[operation](place / "v")
            sys.stdout.write(json.dumps(striker.calls))
            sys.stdout.flush()
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if not os.WIFSIGNALED(status):
            return
        (place / "killed").touch()


def opened(path: Path) -> bytes | None:
    """The content under whichever of the two passphrases opens it; None when there is no vault."""
    try:
        return sealed.read(path, FIRST)
    except WrongPassphraseError:
        return sealed.read(path, SECOND)
    except MissingVaultError:
        return None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of another system")
@pytest.mark.parametrize("operation", WRITES)
def test_killed_between_any_two_calls(operation: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_WAIT", 0.0)
    child = python("strike", operation, tmp_path)
    assert child.communicate(timeout=60)[0] == json.dumps(CALLS[operation].split())
    before, after = (None if operation == "create" else OLD), (OLD if operation == "rekey" else NEW)
    seen = []
    for at in range(len(CALLS[operation].split())):
        path = tmp_path / str(at) / "v"
        assert (path.parent / "killed").exists(), at
        (path.parent / "killed").unlink()
        assert names(path.parent) <= {"v", LOCK, TEMPORARY}
        for name in names(path.parent):
            assert not [s for s in SECRETS if s.encode() in (path.parent / name).read_bytes()]
        seen.append((opened(path), path.exists() and path.read_bytes()[22:38]))
        assert seen[-1][0] in (before, after), at
        if operation == "create" and seen[-1][0] is None:
            sealed.create(path, FIRST, NEW)
        store(path, b"the next run", SECOND if works(path, SECOND) else FIRST)
        assert opened(path) == b"the next run"
        assert names(path.parent) == {"v", LOCK}
    at = CALLS[operation].split().index("os.link" if operation == "create" else "os.rename")
    assert {content for content, _ in seen[: at + 1]} == {before}
    assert {content for content, _ in seen[at + 1 :]} == {after}


def works(path: Path, passphrase: str) -> bool:
    try:
        return bool(sealed.read(path, passphrase))
    except WrongPassphraseError:
        return False
