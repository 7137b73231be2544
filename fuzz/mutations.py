"""How a seed becomes hostile: cut, doubled, garbled, with what breaks readers put in. The same dice, the same bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from .seeds import zipped

LARGEST = 128 * 1024  # bytes of an input
_SPECIAL: tuple[bytes, ...] = tuple(
    one.encode("utf-8", "surrogatepass")
    for one in (
        *"\x00\x01\x08\t\n\r\x0b\x0c\x1b\x1c\x1f \"'\\/<>&;:,.=?@#%*_`~|()[]{}+-$^",
        *"\x7f\x85\x91\xa0\xad\u0300\u034f\u200b\u200d\u200e\u200f\u202a\u202e\u2028\u2066\u2069\ufeff\ufffd\ufffe",
        *"\ud800\udc80\udfff\U000e0041\U00100000\U00100100\U0010ffffıİßŉǰﬁſ😀👍🏽",
        *("<!--", "-->", "<![CDATA[", "]]>", "<?xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "&b;"),
        *("&#0;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&amp", "&lt;", "</", "/>", "<a b='", "<p>"),
        *("\\u", "\\ud83d", "\\ude00", "\\u0000", "\\x0", '"}', "[[", "{}", "null", "1e999", "-0", "NaN", "Infinity"),
        *("9" * 25, "9" * 5000, "-1", "0", "2147483648", "18446744073709551616", "1" + "0" * 400, "0x", "१२३", "²"),
        *("=?utf-8?B?", "=?utf-8?Q?=", "?=", "=\r\n", "=C3", "=F", "%C3", "%", "%zz", "%u00e9", "\r\n\r\n", "\n "),
        *("\\bin99999999 ", "\\u-40000?", "\\'", "{\\*\\", "\\uc9", "\\object", "}}}", "{{{", "\\ansicpg0 "),
        *("BEGIN:VCARD", "END:VCARD", ";ENCODING=QUOTED-PRINTABLE:", ";CHARSET=x:", "From ", "Content-Type: ", "--"),
        *("boundary=", 'charset="', "Content-Transfer-Encoding: base64\n\n", "name*0*=utf-8''", "data:a/b;base64,"),
        *("[PERSON_1]", "PERSON_2", "Person A", "[withheld]", "ME", "IK", "[TELEFOON_1]"),
        *("31-12-9999", "29-02-2023 24:60:60", "00-00-0000", "2024-06-01T12:00:00+99:99", "1-1-1", "T", "AM", "vm."),
        *("a" * 300, "." * 300, "1 " * 200, "[" * 400, "{" * 400, "<b>" * 200, '{"a":' * 300, "=" * 300, "&" * 200),
        *("a\u0300" * 100, "👩\u200d" * 80, "\u202e" * 100, "://", "www.", "@@", "+31 6", "06-", "../", "C:\\", "//"),
        *("'''", '"""', "[[event]]", "[a.b]\n", "a = 1\n", "a = [", "inf", "2024-06-01", "#", "\\U0010ffff", "\\uD800"),
    )
)
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"9" * 20, b"9" * 4500, b"1.5", b"1e400")
_CUTS = re.compile(rb"[\n<>{}\[\],;:\"\\=]")


def mutated(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    """A seed with one to eight mutations.

    Args:
        data: the seed.
        dice: what is done, and where.
        other: another seed, for what comes from elsewhere.
    """
    if dice.random() < 0.02:
        return data
    if data[:4] == b"PK\x03\x04" and dice.random() < 0.75:
        return _within_zip(data, dice, other)
    if len(data) > 4096 and dice.random() < 0.6:
        data = _shortened(data, dice)
    for _ in range(dice.choice((1, 1, 2, 2, 3, 5, 8))):
        data = dice.choice(_WAYS)(data, dice, other)[:LARGEST]
    return data


def _shortened(data: bytes, dice: Random) -> bytes:
    """The head of a seed and some of the rest, cut where something begins or ends."""
    cuts = [0, *(m.start() for m in _CUTS.finditer(data)), len(data)]
    low, high = sorted(dice.choices(cuts, k=2))
    head = data[: dice.choice((0, 512, 1024))]
    return head + data[max(low, len(head)) : max(high, len(head))][:4096]


Way = Callable[[bytes, Random, Callable[[], bytes]], bytes]


def _bits(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _letters(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(32, 127)
    return bytes(changed)


def _insert(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    at = _place(data, dice)
    return data[:at] + dice.choice(_SPECIAL) * dice.choice((1, 1, 1, 2, 9)) + data[at:]


def _replace(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    low, high = _range(data, dice)
    return data[:low] + dice.choice(_SPECIAL) + data[high:]


def _delete(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    low, high = _range(data, dice)
    return data[:low] + data[high:]


def _double(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    low, high = _range(data, dice)
    return data[:high] + data[low:high] * dice.choice((1, 2, 3, 40)) + data[high:]


def _swap(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    (a, b), (c, d) = sorted((_range(data, dice), _range(data, dice)))
    if b > c:
        return data
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _cut(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    at = _place(data, dice)
    return data[:at] if dice.random() < 0.7 else data[at:]


def _number(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    there = [m.span() for m in _NUMBER.finditer(data)]
    if not there:
        return data
    low, high = dice.choice(there)
    return data[:low] + dice.choice(_NUMBERS) + data[high:]


def _graft(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    there = other()
    low, high = _range(there, dice)
    at = _place(data, dice)
    return data[:at] + there[low:high][:4096] + data[at:]


def _encoding(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    kind = dice.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "latin-1", "utf-7"))
    return text.encode(kind, "replace")


def _lines(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\x0b", b"\xe2\x80\xa8", b"\xc2\x85")))


def _case(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    low, high = _range(data, dice)
    return data[:low] + (data[low:high].upper() if dice.random() < 0.5 else data[low:high].lower()) + data[high:]


_WAYS: Sequence[Way] = (
    *(_bits, _letters, _insert, _insert, _insert, _replace, _replace, _delete, _delete),
    *(_double, _double, _swap, _cut, _number, _graft, _encoding, _lines, _case),
)


def _place(data: bytes, dice: Random) -> int:
    """Anywhere, or where something begins or ends."""
    at = dice.randint(0, len(data))
    near = _CUTS.search(data, at, at + 200) if dice.random() < 0.6 else None
    return near.start() + dice.randint(0, 1) if near else at


def _range(data: bytes, dice: Random) -> tuple[int, int]:
    low = _place(data, dice)
    return low, min(len(data), low + dice.choice((1, 2, 4, 8, 30, 100, 400, len(data))))


# --- archives -------------------------------------------------------------------------------------------


def _within_zip(data: bytes, dice: Random, other: Callable[[], bytes]) -> bytes:
    """A zip with mutated members or names in it, or a mutated directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, EOFError, zlib.error):
        return _bits(data, dice, other)
    if not members:
        return _bits(data, dice, other)
    if dice.random() < 0.25:
        return _directory(data, dice)
    at = dice.randrange(len(members))
    name, content = members[at]
    roll = dice.random()
    if roll < 0.1:
        name = mutated(name.encode(), dice, other).decode("utf-8", "replace").replace("\x00", "")[:200] or "x"
    elif roll < 0.15:
        del members[at]
        return zipped(dict(members).items())
    else:
        content = mutated(content, dice, other)
    members[at] = name, content
    return zipped(dict(members).items())


def _directory(data: bytes, dice: Random) -> bytes:
    """A zip in which a field of an entry, or of the end, says something else."""
    starts = [m.start() for m in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", data)]
    changed = bytearray(data)
    at = dice.choice(starts) + dice.choice((4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 38, 42))
    if at + 4 <= len(changed):
        struct.pack_into(*dice.choice((("<H", changed, at, dice.randrange(1 << 16)), ("<I", changed, at, _wide(dice)))))
    return bytes(changed)


def _wide(dice: Random) -> int:
    return dice.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, dice.randrange(1 << 32), dice.randrange(1 << 16)))
