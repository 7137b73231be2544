"""Whole exports that are too long, too deep, too many or packed too tightly, each in a process with little memory.

A shape ends with a scrubbed export and its report, or with one line that says why not; never with a traceback, never
out of memory, never without an end. The name model is replaced by a stand-in, unless it is asked for.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

MEGA = 1_000_000
LARGE = 4 << 30  # bytes of address space, of which Python and its libraries take a part before a file is opened


class Shape(NamedTuple):
    """A hostile file: its name, how it is made for a size, the size in a test and the size in the long run.

    ``exits`` are the codes with which the command may end; ``limit`` is that of its time in a test, in seconds.
    """

    name: str
    make: Callable[[int], bytes]
    small: int
    large: int
    exits: tuple[int, ...] = (0, 2)


class Ended(NamedTuple):
    """How the command ended: code, seconds of the processor, peak memory in MB before and at the end, its error."""

    code: int
    seconds: float
    start: int
    peak: int
    error: str


# --- texts ----------------------------------------------------------------------------------------------


def _chat(lines: Iterator[tuple[str, str]]) -> bytes:
    """A chat of WhatsApp for Android."""
    return "".join(f"01-02-2023 10:12 - {who}: {said}\n" for who, said in lines).encode("utf-8", "surrogateescape")


def _telegram(texts: Iterator[tuple[str, str]]) -> bytes:
    rows = (
        {"id": n, "type": "message", "date": "2023-02-01T10:12:00", "from": who, "from_id": f"user{n}", "text": text}
        for n, (who, text) in enumerate(texts)
    )
    chat = {"name": "Oma Nel", "type": "personal_chat", "id": 42, "messages": list(rows)}
    return json.dumps(chat, ensure_ascii=False).encode()


def _said(unit: str) -> Callable[[int], bytes]:
    """One message that says the same over and over, so many characters long."""
    return lambda size: _telegram(iter([("Sanne", "hoi"), ("Bram", unit * (size // len(unit))), ("Sanne", "ja")]))


def _one_line(size: int) -> bytes:
    return b"01-02-2023 10:12 - Sanne: " + b"hoi sanne " * (size // 10)


def _short_lines(size: int) -> bytes:
    return b"ok\n" * size


def _messages(size: int) -> bytes:
    return _chat((("Sanne", "Bram")[n % 2], f"goed {n}") for n in range(size))


def _letters(number: int) -> str:
    """A number as letters."""
    found = ""
    while True:
        found += chr(97 + number % 26)
        number //= 26
        if not number:
            return found


def _senders(size: int) -> bytes:
    return _chat((f"{_letters(n).title()} {_letters(n * 7).title()}", "hoi") for n in range(size))


def _senders_json(size: int) -> bytes:
    return _telegram((f"{_letters(n).title()} van {_letters(n * 7).title()}", "hoi allemaal") for n in range(size))


def _look_alikes(size: int) -> bytes:
    """Senders who could all be one another."""
    return _chat((f"Jan {_letters(n)[:2].title()} {'Jansen' * (n % 3)}", "hoi jan") for n in range(size))


def _numbers(size: int) -> bytes:
    return _chat(("Sanne", f"bel 06-{n:08d} of mail n{n}@example.org") for n in range(size))


def _one_message_of_numbers(size: int) -> bytes:
    return _telegram(iter([("Sanne", " ".join(f"06-{n:08d} n{n}@example.org" for n in range(size)))]))


# --- syntax ---------------------------------------------------------------------------------------------


def _nested(begin: str, end: str, within: str = '"Sanne"') -> Callable[[int], bytes]:
    return lambda size: (begin * size + within + end * size).encode()


def _laughs(size: int) -> bytes:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, size))
    return f'<?xml version="1.0"?>\n<!DOCTYPE l [\n<!ENTITY l0 "lol">\n{rows}]>\n<smses>&l{size - 1};</smses>'.encode()


def _outside(size: int) -> bytes:
    return (
        b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">'
        b'<!ENTITY c SYSTEM "http://127.0.0.1:9/x">]>\n<a>&b;&c;</a>' + b"<b>Sanne</b>" * size
    )


def _mail(size: int) -> bytes:
    """Parts within parts."""
    begin = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(size))
    return f"From: Sanne <s@example.org>\nSubject: hoi\n{begin}Content-Type: text/plain\n\nhoi\n".encode()


def _mail_parts(size: int) -> bytes:
    head = 'From: Sanne <s@example.org>\nSubject: hoi\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return (head + "--b\nContent-Type: text/plain\n\nhoi Bram\n" * size + "--b--\n").encode()


def _mail_header(size: int) -> bytes:
    return b"From: Sanne <s@example.org>\nSubject: " + b"=?utf-8?Q?hoi?= " * (size // 16) + b"\n\nhoi\n"


def _html(size: int) -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<div class='x'>" * size + b"Sanne" + b"</div>" * size


def _html_attributes(size: int) -> bytes:
    return b"<!DOCTYPE html><html><body><p " + b"a='Sanne' " * size + b">hoi</p>"


def _html_open(size: int) -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<a b='" * size


def _rtf(size: int) -> bytes:
    return b"{\\rtf1\\ansi " + b"{\\b " * size + b"Sanne" + b"}" * size + b"}"


def _csv(size: int) -> bytes:
    return b"naam;tekst\n" + b"Sanne;" * size + b"\n" + b'"' * size + b"\n"


def _card(size: int) -> bytes:
    return b"BEGIN:VCARD\nVERSION:3.0\nFN:Sanne\nNOTE:" + b"\n hoi" * size + b"\nEND:VCARD\n" + b"BEGIN:VCARD\n" * 9


def _quotes(size: int) -> bytes:
    return (">" * size + " hoi Sanne\n" + "[" * size + "](" * size + "\n" + "*_" * size + "\n").encode()


# --- archives -------------------------------------------------------------------------------------------


def _zip(members: Iterator[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _deflated(size: int) -> bytes:
    """So many zeros, packed, without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    found = b"".join(packer.compress(b" " * MEGA) for _ in range(size // MEGA))
    return found + packer.flush()


def _member(name: str, packed: bytes, size: int, crc: int = 0) -> tuple[bytes, bytes]:
    """A local header with its data, and an entry of the directory without its place."""
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
    entry = struct.pack("<HHHHHHIIIHHHHHI", 20, 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0, 0, 0, 0, 0)
    return b"PK\x03\x04" + head + name.encode() + packed, b"PK\x01\x02" + entry


def _directory(entries: list[tuple[str, bytes, int]], body: bytes) -> bytes:
    rows = b"".join(entry + struct.pack("<I", at) + name.encode() for name, entry, at in entries)
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(rows), len(body), 0)
    return body + rows + b"PK\x05\x06" + end


def _zip_ratio(size: int) -> bytes:
    data, entry = _member("chat.txt", _deflated(size), size)
    return _directory([("chat.txt", entry, 0)], data)


def _zip_lies(size: int) -> bytes:
    """A member that says that it is small."""
    data, entry = _member("chat.txt", _deflated(size), 10, zlib.crc32(b" " * 10))
    return _directory([("chat.txt", entry, 0)], data)


def _zip_overlapping(size: int) -> bytes:
    """Many entries for one and the same data, as in Fifield's bomb."""
    data, entry = _member("00000.txt", _deflated(MEGA), MEGA)
    return _directory([(f"{n:05}.txt", entry, 0) for n in range(size)], data)


def _zip_nested(size: int) -> bytes:
    data = _zip_ratio(20 * MEGA)
    for depth in range(size):
        data = _zip((f"{depth}-{n}.zip", data) for n in range(10))
    return data


def _zip_members(size: int) -> bytes:
    return _zip((f"{n}.txt", b"hoi") for n in range(size))


def _zip_media(size: int) -> bytes:
    return _zip(iter([("_chat.txt", _messages(20)), *((f"IMG-{n}.jpg", b"") for n in range(size))]))


def _zip_texts(size: int) -> bytes:
    return _zip(iter([(f"chat{n}/_chat.txt", _messages(3)) for n in range(size)]))


def _docx(body: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        kinds = b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="x"/></Types>'
        return _zip(iter([("[Content_Types].xml", kinds), ("word/document.xml", body(size))]))

    return make


def _tar(size: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for n in range(size):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = 4
            tar.addfile(info, io.BytesIO(b"hoi\n"))
    return out.getvalue()


def _tar_link(size: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("chat.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    return out.getvalue()


def _tar_size(size: int) -> bytes:
    """A header that says how much follows, and nothing that does."""
    info = tarfile.TarInfo("chat.txt")
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT) + b"hoi\n" * 128


def _tar_long_name(size: int) -> bytes:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, size
    return info.tobuf(tarfile.GNU_FORMAT) + b"a" * min(size, MEGA)


# --- PDF ------------------------------------------------------------------------------------------------


def _pdf(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + table + tail


def _pdf_of(content: bytes, filter: bytes = b"", kids: bytes = b"[3 0 R]", count: int = 1) -> bytes:
    stream = b"<< /Length %d %s >>\nstream\n" % (len(content), filter) + content + b"\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    pages = b"<< /Type /Pages /Count %d /Kids " % count + kids + b" >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream, font])


_SHOWN = b"BT /F 12 Tf (Sanne belt Bram) Tj ET\n"


def _pdf_flate(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = _SHOWN * (MEGA // len(_SHOWN))
    block = block[: min(len(block), size)]
    packed = b"".join(packer.compress(block) for _ in range(max(1, size // MEGA))) + packer.flush()
    return _pdf_of(packed, b"/Filter /FlateDecode")


def _pdf_blank(size: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MEGA) for _ in range(size // MEGA)) + packer.flush()
    return _pdf_of(packed, b"/Filter /FlateDecode")


def _pdf_twice(size: int) -> bytes:
    return _pdf_of(zlib.compress(zlib.compress(b" " * size, 9), 9), b"/Filter [/FlateDecode /FlateDecode]")


def _pdf_runs(size: int) -> bytes:
    """Run lengths, packed."""
    return _pdf_of(zlib.compress(b"\x81 " * (size // 128), 9), b"/Filter [/FlateDecode /RunLengthDecode]")


def _pdf_lzw(size: int) -> bytes:
    """LZW that only ever says the next, longer row of what came before."""
    bits, count, width, following = 0, 0, 9, 258
    out = bytearray()

    def put(code: int) -> None:
        nonlocal bits, count
        bits, count = (bits << width) | code, count + width
        while count >= 8:
            count -= 8
            out.append(bits >> count & 0xFF)
            bits &= (1 << count) - 1

    done, row = 0, 0
    while done < size:
        put(256)
        width, following, row = 9, 258, 1
        put(32)
        while following < 4094 and done < size:
            put(following)
            following += 1
            row += 1
            done += row
            if following + 1 in (512, 1024, 2048):
                width += 1
    put(257)
    out.append(bits << (8 - count) & 0xFF if count else 0)
    return _pdf_of(bytes(out), b"/Filter /LZWDecode")


def _pdf_deep(size: int) -> bytes:
    return _pdf_of(_SHOWN + b"[" * size + b"]" * size + b" TJ\n")


def _pdf_deep_object(size: int) -> bytes:
    return _pdf_of(_SHOWN, b"/X " + b"[" * size + b"]" * size)


def _pdf_loop(size: int) -> bytes:
    return _pdf_of(_SHOWN, kids=b"[2 0 R 3 0 R]", count=size)


def _pdf_count(size: int) -> bytes:
    return _pdf_of(_SHOWN, count=size)


def _pdf_pages(size: int) -> bytes:
    return _pdf_of(_SHOWN, kids=b"[" + b"3 0 R " * size + b"]", count=size)


def _pdf_forms(size: int) -> bytes:
    """A drawing that shows itself again and again through ever more others."""
    forms = []
    for n in range(size):
        inner = b"/X Do " * 10 if n + 1 < size else _SHOWN
        resources = b"<< /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>" % (n + 7)
        kind = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources %s /Length %d >>\nstream\n"
        forms.append(kind % (resources, len(inner)) + inner + b"\nendstream")
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    stream = b"<< /Length 5 >>\nstream\n/X Do\nendstream"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream, font, *forms])


def _pdf_objects(size: int) -> bytes:
    """A packed table of objects that says that there are a great many."""
    head = b"<< /Type /ObjStm /N %d /First 10 /Length 20 >>\nstream\n" % size
    return _pdf_of(_SHOWN) + b"9 0 obj\n" + head + b"1 0 2 0 3 0 4 0 null\nendstream\nendobj\n"


_UNITS = {
    "a": "a",
    "zwj": "👩‍",
    "marks": "\u0300",
    "overrides": "\u202e",
    "digits": "1",
    "at": "@",
    "spaces": " ",
    "dots": "a.",
    "mails": "a@b.c ",
    "phones": "06-",
    "brackets": "[",
    "quotes": '"',
    "newlines": "\n",
    "capitals": "Aa",
    "links": "https://a.b/",
    "wide": "\U0001f600",
    "hash": "#a",
    "labels": "[PERSON_1",
    "mixed": "Jan-",
}
SHAPES: dict[str, Shape] = {
    **{f"message_{name}": Shape("result.json", _said(unit), 20_000, 5 * MEGA) for name, unit in _UNITS.items()},
    "one_line": Shape("_chat.txt", _one_line, 2 * MEGA, 1000 * MEGA, (2,)),
    "short_lines": Shape("lines.txt", _short_lines, 3_000, 1_000_000),
    "messages": Shape("_chat.txt", _messages, 1_000, 1_000_000, (0,)),
    "senders": Shape("_chat.txt", _senders, 500, 200_000),
    "senders_json": Shape("result.json", _senders_json, 500, 200_000),
    "look_alikes": Shape("_chat.txt", _look_alikes, 300, 50_000),
    "numbers": Shape("_chat.txt", _numbers, 200, 100_000, (0,)),
    "one_message_of_numbers": Shape("result.json", _one_message_of_numbers, 200, 50_000, (0,)),
    "json_lists": Shape("chat.json", _nested("[", "]"), 100_000, 2 * MEGA),
    "json_tables": Shape("chat.json", _nested('{"a":', "}"), 50_000, MEGA),
    "xml_nested": Shape("chat.xml", _nested("<a>", "</a>", "Sanne"), 20_000, MEGA),
    "xml_laughs": Shape("sms.xml", _laughs, 20, 40),
    "xml_outside": Shape("chat.xml", _outside, 10, 100_000),
    "html_nested": Shape("page.html", _html, 20_000, MEGA),
    "html_attributes": Shape("page.html", _html_attributes, 5_000, MEGA),
    "html_open": Shape("page.html", _html_open, 10_000, 500_000),
    "mail_nested": Shape("mail.eml", _mail, 2_000, 50_000),
    "mail_parts": Shape("mail.eml", _mail_parts, 2_000, 100_000),
    "mail_header": Shape("mail.eml", _mail_header, 100_000, 10 * MEGA),
    "rtf_nested": Shape("brief.rtf", _rtf, 20_000, MEGA),
    "csv_wide": Shape("tabel.csv", _csv, 5_000, MEGA),
    "card_folded": Shape("kaart.vcf", _card, 10_000, MEGA),
    "markdown": Shape("tekst.md", _quotes, 10_000, 300_000),
    "zip_ratio": Shape("chat.zip", _zip_ratio, 100 * MEGA, 10_000 * MEGA, (2,)),
    "zip_lies": Shape("chat.zip", _zip_lies, 100 * MEGA, 10_000 * MEGA, (2,)),
    "zip_overlapping": Shape("chat.zip", _zip_overlapping, 1_000, 60_000, (2,)),
    "zip_nested": Shape("chat.zip", _zip_nested, 3, 5, (2,)),
    "zip_members": Shape("chat.zip", _zip_members, 51_000, 1_000_000, (2,)),
    "zip_media": Shape("chat.zip", _zip_media, 200, 49_000, (0,)),
    "zip_texts": Shape("chat.zip", _zip_texts, 50, 20_000, (0,)),
    "docx_nested": Shape("brief.docx", _docx(_nested("<w:p><w:r>", "</w:r></w:p>", "Sanne")), 20_000, 500_000),
    "docx_laughs": Shape("brief.docx", _docx(_laughs), 20, 40),
    "tar_members": Shape("chat.tar", _tar, 500, 60_000),
    "tar_link": Shape("chat.tar", _tar_link, 1, 1, (2,)),
    "tar_size": Shape("chat.tar", _tar_size, 1 << 33, 1 << 33, (2,)),
    "tar_long_name": Shape("chat.tar", _tar_long_name, 1 << 32, 1 << 32, (2,)),
    "gzip": Shape("chat.txt.gz", lambda size: b"\x1f\x8b\x08\x00" + bytes(size), 100, 100, (2,)),
    "pdf_flate": Shape("brief.pdf", _pdf_flate, 100_000, 200 * MEGA),
    "pdf_blank": Shape("brief.pdf", _pdf_blank, 100 * MEGA, 4_000 * MEGA),
    "pdf_twice": Shape("brief.pdf", _pdf_twice, 100 * MEGA, 2_000 * MEGA),
    "pdf_runs": Shape("brief.pdf", _pdf_runs, 50 * MEGA, 2_000 * MEGA),
    "pdf_lzw": Shape("brief.pdf", _pdf_lzw, 20 * MEGA, 1_000 * MEGA),
    "pdf_deep": Shape("brief.pdf", _pdf_deep, 20_000, 500_000),
    "pdf_deep_object": Shape("brief.pdf", _pdf_deep_object, 20_000, 500_000),
    "pdf_loop": Shape("brief.pdf", _pdf_loop, 1_000_000_000, 1_000_000_000),
    "pdf_count": Shape("brief.pdf", _pdf_count, 1_000_000_000, 1_000_000_000),
    "pdf_pages": Shape("brief.pdf", _pdf_pages, 6_000, 1_000_000),
    "pdf_forms": Shape("brief.pdf", _pdf_forms, 6, 30),
    "pdf_objects": Shape("brief.pdf", _pdf_objects, 2_000_000_000, 2_000_000_000),
}


# --- running one ----------------------------------------------------------------------------------------


def ended(name: str, size: int, seconds: float, memory: int = LARGE, model: bool = False) -> Ended:
    """How the command ends on a shape.

    Args:
        name: of the shape.
        size: of it, in its own unit.
        seconds: after which it is stopped; the code is then -1.
        memory: bytes of address space that it may take.
        model: with the trained model.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SHAPES[name].name
        path.write_bytes(SHAPES[name].make(size))
        command = [sys.executable, "-m", "fuzz", "shape", str(path), "--memory", str(memory)]
        began = time.perf_counter()
        try:
            done = subprocess.run(
                [*command, *(["--model"] if model else [])],
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
                cwd=Path(__file__).parents[1],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )
        except subprocess.TimeoutExpired:
            return Ended(-1, time.perf_counter() - began, 0, 0, f"no end within {seconds} seconds")
        try:
            return Ended(*json.loads(done.stdout.splitlines()[-1]))
        except (ValueError, IndexError, TypeError):
            return Ended(done.returncode or -2, time.perf_counter() - began, 0, 0, done.stderr[-300:])


def alone(path: Path, memory: int, model: bool) -> None:
    """Scrub a file in this process with so much address space, and print how that ended."""
    _ready(memory, model)
    print(json.dumps(_scrubbed(path)))


def several(names: Sequence[str], memory: int) -> None:
    """Scrub small shapes one after the other in this process, and print how each ended as a line of JSON."""
    _ready(memory, False)
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / SHAPES[name].name
            path.write_bytes(SHAPES[name].make(SHAPES[name].small))
            print(json.dumps([name, *_scrubbed(path)]), flush=True)


def _ready(memory: int, model: bool) -> None:
    """Load what every run loads, and let no more than so much memory be taken."""
    from chatscrub import detector, examining

    from . import stand_in

    if not model:
        stand_in.without_model()
    examining.analyzer()
    detector.find(["hoi"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _scrubbed(path: Path) -> Ended:
    from chatscrub.cli import main as command

    start, began = _peak(), time.process_time()
    err, code = io.StringIO(), 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        try:
            command(["scrub", str(path), "-o", str(path.parent / "out"), "-j", "1"], prog_name="chatscrub")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Ended(code, round(time.process_time() - began, 1), start, _peak(), err.getvalue().strip()[-300:])


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) // MEGA


def wrong(name: str, found: Ended) -> str:
    """What is wrong with how a shape ended; "" where nothing is."""
    if found.code not in SHAPES[name].exits:
        return f"ended with {found.code}"
    if "Traceback" in found.error or "unexpected" in found.error or "\n" in found.error:
        return "not one line"
    return ""


def main(only: str, large: bool, seconds: float, memory: int, model: bool) -> int:
    """Run all shapes, one line for each; 1 where something is wrong."""
    failed = 0
    print(f"{'shape':26}{'size':>13} {'exit':>4}{'seconds':>9}{'start':>7}{'peak':>7}  MB")
    for name, shape in SHAPES.items():
        if only not in name:
            continue
        size = shape.large if large else shape.small
        found = ended(name, size, seconds, memory, model)
        fault = wrong(name, found)
        failed += bool(fault)
        told = f"WRONG: {fault}; " if fault else ""
        row = f"{name:26}{size:13,} {found.code:4}{found.seconds:9.1f}{found.start:7}{found.peak:7}  "
        print(row + told + found.error.rpartition("/")[2], flush=True)
    return 1 if failed else 0
