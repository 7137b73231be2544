"""A file of bytes that only its passphrase opens.

First a header, big-endian: magic, version, key derivation and its three parameters, salt, check value,
nonce, length of the body, CRC-32 of all that. Then the body: the content packed by zlib and sealed by
AES-256-GCM, with the whole header as associated data.

The passphrase, NFKC-normalised and in UTF-8, gives 64 bytes by scrypt: one half is the key of the cipher,
the other half is the check value, which tells a wrong passphrase from a damaged body. The CRC is there for
accidents; against people there is the cipher. Every write has a new random nonce, every passphrase a new
random salt. A copy of an older vault that somebody puts back opens as before; nothing here can tell.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import stat
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from . import disk
from .disk import FLAGS, why
from .errors import (
    BusyVaultError,
    DamagedVaultError,
    MissingVaultError,
    NewerVaultError,
    NotAVaultError,
    PassphraseError,
    VaultError,
    WrongPassphraseError,
)

MAGIC = b"chatscrub vault\n"
VERSION = 1
_SCRYPT = 1
_FIELDS = struct.Struct(">16sHBBBB16s32s12sQ")
_CRC = struct.Struct(">I")
_HEADER = _FIELDS.size + _CRC.size
_SALT, _KEY, _NONCE = 16, 32, 12
_MEGA = 1024 * 1024
_WORK = 512 * _MEGA  # bytes that deriving a key may touch
_LARGEST = 1024 * _MEGA  # bytes of content, and of a body
_WAIT = 10.0  # seconds that a writer waits for another one


class Cost(NamedTuple):
    """What one guess at a passphrase costs: scrypt's N as a power of two, its r and its p."""

    log2_n: int = 17
    r: int = 8
    p: int = 1

    @property
    def work(self) -> int:
        """Bytes that deriving one key touches."""
        return 128 * (1 << self.log2_n) * self.r * self.p

    @property
    def allowed(self) -> bool:
        """Whether scrypt takes these numbers, and this computer can bear them."""
        return 0 < self.log2_n < 16 * self.r and 0 < self.work <= _WORK


COST = Cost()


class Info(NamedTuple):
    """What a vault tells without its passphrase."""

    version: int
    kdf: str
    parameters: dict[str, int]
    cipher: str
    size: int


@dataclass(slots=True)
class Box:
    """The content of a vault that is being changed; put other bytes in it to change the vault."""

    content: bytes = field(repr=False)


class _Header(NamedTuple):
    """The numbers at the start of a vault."""

    cost: Cost
    salt: bytes
    check: bytes
    nonce: bytes
    length: int

    def pack(self) -> bytes:
        fields = _FIELDS.pack(MAGIC, VERSION, _SCRYPT, *self.cost, self.salt, self.check, self.nonce, self.length)
        return fields + _CRC.pack(zlib.crc32(fields))


class _Keys(NamedTuple):
    """What a passphrase and a salt give."""

    cost: Cost
    salt: bytes
    cipher: bytes
    check: bytes


def create(path: Path, passphrase: str, content: bytes) -> None:
    """Make a new vault.

    Raises:
        VaultError: something of that name exists, or the disk refuses.
    """
    _check_free(path)
    data = _seal(path, content, _derive(path, passphrase, secrets.token_bytes(_SALT), COST))
    with _locked(path):
        _write(path, data, lambda temporary: _publish(temporary, path))


def read(path: Path, passphrase: str) -> bytes:
    """The content of a vault.

    Raises:
        WrongPassphraseError: the passphrase does not open it.
        VaultError: missing, no vault, damaged, made by a newer version.
    """
    return _unseal(path, passphrase)[2]


@contextlib.contextmanager
def changing(path: Path, passphrase: str) -> Iterator[Box]:
    """Open a vault so that nobody else can change it, and write it anew if its box holds other bytes at the end.

    Nothing is written when the block raises. A process that is killed leaves the old vault or the new one, and
    perhaps a sealed file beside it, which the next change removes.

    Raises:
        BusyVaultError: somebody else is changing it.
        VaultError: see :func:`read`; or the disk refuses.
    """
    info(path)
    with _locked(path):
        header, keys, content = _unseal(path, passphrase)
        box = Box(content)
        yield box
        if box.content != content:
            _replace(path, header, _seal(path, box.content, keys))


def rekey(path: Path, old: str, new: str) -> None:
    """Give a vault another passphrase, a new salt and today's cost.

    Raises:
        VaultError: see :func:`changing`.
    """
    info(path)
    with _locked(path):
        header, _, content = _unseal(path, old)
        keys = _derive(path, new, secrets.token_bytes(_SALT), COST)
        _replace(path, header, _seal(path, content, keys))


def beside(path: Path) -> list[Path]:
    """The files that may lie beside a vault: its lock, and a new one that is being written."""
    return [disk.beside(path, "lock"), disk.beside(path, "new")]


def is_there(path: Path) -> bool:
    """Whether something has this name; if not, that a vault can be made there.

    Raises:
        VaultError: there is no such folder, or the name is none.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        _check_free(path)
        return False
    except (OSError, ValueError) as error:
        raise VaultError(f"{path}: cannot be read ({why(error)}); check the name") from None
    return True


def info(path: Path) -> Info:
    """What a vault tells without its passphrase.

    Raises:
        VaultError: missing, no vault, damaged, made by a newer version.
    """
    with _reading(path) as source:
        cost = _header(path, source).cost
        size = os.fstat(source.fileno()).st_size
    return Info(VERSION, "scrypt", {"n": 1 << cost.log2_n, "r": cost.r, "p": cost.p}, "AES-256-GCM", size)


# --- keys and seals -------------------------------------------------------------------------------------


def _derive(path: Path, passphrase: str, salt: bytes, cost: Cost) -> _Keys:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    scrypt = Scrypt(salt=salt, length=2 * _KEY, n=1 << cost.log2_n, r=cost.r, p=cost.p)
    try:
        derived = scrypt.derive(_secret(path, passphrase))
    except MemoryError:
        need = cost.work // cost.p // _MEGA + 1
        raise VaultError(f"{path}: its key needs {need} MB of memory; close other programs and try again") from None
    return _Keys(cost, salt, derived[:_KEY], derived[_KEY:])


def _secret(path: Path, passphrase: str) -> bytes:
    """The same bytes for the same passphrase, however the keyboard composed its letters."""
    try:
        secret = unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:  # that error would show the passphrase
        raise PassphraseError(f"{path}: the passphrase is no valid text; type it in a terminal that is UTF-8") from None
    if not secret:
        raise PassphraseError(f"{path}: the passphrase is empty; give one")
    return secret


def _seal(path: Path, content: bytes, keys: _Keys, nonce: bytes | None = None) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    packed = zlib.compress(content)
    if max(len(content), len(packed) + 16) > _LARGEST:
        raise VaultError(f"{path}: more than {_LARGEST // _MEGA} MB for one vault; start another one")
    nonce = nonce or secrets.token_bytes(_NONCE)
    head = _Header(keys.cost, keys.salt, keys.check, nonce, len(packed) + 16).pack()  # 16: the cipher's tag
    return head + AESGCM(keys.cipher).encrypt(nonce, packed, head)


def _unseal(path: Path, passphrase: str) -> tuple[_Header, _Keys, bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with _reading(path) as source:
        header = _header(path, source)
        body = source.read(header.length)
    keys = _derive(path, passphrase, header.salt, header.cost)
    if not hmac.compare_digest(keys.check, header.check):
        raise WrongPassphraseError(f"{path}: this passphrase does not open it; try again")
    try:
        packed = AESGCM(keys.cipher).decrypt(header.nonce, body, header.pack())
    except InvalidTag:
        raise _damaged(path, "its content was altered") from None
    return header, keys, _unpack(path, packed)


def _unpack(path: Path, packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, _LARGEST + 1)
    except zlib.error:
        raise _damaged(path, "its content cannot be unpacked") from None
    if not unpacker.eof or unpacker.unused_data or len(content) > _LARGEST:
        raise _damaged(path, "its content has another size")
    return content


def _header(path: Path, source: BinaryIO) -> _Header:
    """Read the header of an open vault, and see that the body has the length it tells."""
    data = source.read(_HEADER)
    if data[: len(MAGIC)] != MAGIC[: len(data)]:
        raise NotAVaultError(f"{path}: this is not a vault of chatscrub; check the name")
    if int.from_bytes(data[16:18], "big") > VERSION:
        raise NewerVaultError(f"{path}: made by a newer version of chatscrub; update chatscrub to open it")
    if len(data) < _HEADER:
        raise _damaged(path, "its header is cut short")
    _, version, kdf, log2_n, r, p, salt, check, nonce, length = _FIELDS.unpack_from(data)
    if zlib.crc32(data[:-4]) != _CRC.unpack(data[-4:])[0] or (version, kdf) != (VERSION, _SCRYPT):
        raise _damaged(path, "its header was altered")
    cost = Cost(log2_n, r, p)
    if not cost.allowed or length > _LARGEST:
        raise _damaged(path, "its header asks for too much memory")
    size = os.fstat(source.fileno()).st_size - _HEADER
    if size != length:
        raise _damaged(path, "its end is missing" if size < length else "something was added at its end")
    return _Header(cost, salt, check, nonce, length)


def _damaged(path: Path, what: str) -> DamagedVaultError:
    return DamagedVaultError(f"{path}: this vault is damaged, {what}; take a copy of it from your backup")


# --- files ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        _check_regular(path)  # before opening: opening a device can do something
        with os.fdopen(os.open(path, os.O_RDONLY | FLAGS), "rb") as source:
            yield source
    except (FileNotFoundError, NotADirectoryError):
        raise MissingVaultError(f"{path}: no such vault; check the name") from None
    except PermissionError:
        raise VaultError(f"{path}: no permission to read it; change its rights") from None
    except (OSError, ValueError) as error:
        raise VaultError(f"{path}: cannot be read ({why(error)}); check the file and its disk") from None


def _check_regular(path: Path) -> None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise VaultError(f"{path}: this is a link; give the vault that it points to")
    if stat.S_ISDIR(mode):
        raise VaultError(f"{path}: this is a folder; give the vault inside it")
    if not stat.S_ISREG(mode):
        raise VaultError(f"{path}: this is not a regular file; check the name")


def _check_free(path: Path) -> None:
    try:
        path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise VaultError(f"{path}: no such folder; make it first") from None
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    else:
        raise _exists(path)


def _exists(path: Path) -> VaultError:
    return VaultError(f"{path}: exists already; choose another name")


def _unwritable(path: Path, error: Exception) -> VaultError:
    return VaultError(f"{path}: cannot be written ({why(error)}), nothing was changed; check the folder and its disk")


def _write(path: Path, data: bytes, publish: Callable[[Path], object]) -> None:
    try:
        disk.write_beside(path, data, publish)
    except OSError as error:
        raise _unwritable(path, error) from None


def _publish(temporary: Path, path: Path) -> None:
    """Give a new vault its name, in a way that cannot replace another file."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        _check_free(path)
        temporary.replace(path)


def _replace(path: Path, header: _Header, data: bytes) -> None:
    """Put new bytes in the place of the vault with this header; programs that copy files know no locks."""

    def publish(temporary: Path) -> None:
        with _reading(path) as source:
            if source.read(_HEADER) != header.pack():
                raise BusyVaultError(f"{path}: another program replaced it, nothing was changed; try again")
        temporary.replace(path)

    _write(path, data, publish)


# --- one writer at a time -------------------------------------------------------------------------------


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a vault, which the system frees when this process ends, however it ends."""
    handle = _lock(path)
    try:
        yield
    finally:
        os.close(handle)


def _lock(path: Path) -> int:
    try:
        return disk.lock(path, _WAIT)
    except TimeoutError:
        raise BusyVaultError(f"{path}: another process is changing it; try again when that is done") from None
    except disk.LockError as error:
        raise VaultError(f"{path}: cannot be locked ({why(error)}); keep it on a disk of this computer") from None
    except OSError as error:
        raise _unwritable(path, error) from None
