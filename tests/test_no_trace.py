"""No trace: after any run nothing of the chat stands anywhere but in the source and its scrubbed copy."""

from __future__ import annotations

import errno
import logging
import os
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exports import JPEG, Ran, patched, put, run, tree, zipped

from chatscrub import detector, examining, files, formats, gate, page, plans, pseudonyms, record, scrubbing
from chatscrub.errors import ChatscrubError
from chatscrub.settings import Settings

CANARIES = (
    "Zwaluwenburg",
    "Wiebrigje",
    "Ottelien",
    "Kwartelhof",
    "06-01020304",
    "zwaluw@voorbeeld.nl",
    "geheimzinnig",
)
CHAT = (
    '03-04-2023 09:01 - Wiebrigje Zwaluwenburg heeft de groep "Kwartelhof 12" gemaakt\n'
    "03-04-2023 09:01 - Wiebrigje Zwaluwenburg heeft Ottelien Zwaluwenburg toegevoegd\n"
    "03-04-2023 09:02 - Wiebrigje Zwaluwenburg: hoi Ottelien, bel me op 06-01020304 of zwaluw@voorbeeld.nl\n"
    "03-04-2023 09:03 - Ottelien Zwaluwenburg: ik kom naar Kwartelhof 12, 9711 AB Groningen 😀\n"
    "03-04-2023 09:04 - Wiebrigje Zwaluwenburg: wachtwoord is geheimzinnig\n"
    "03-04-2023 09:05 - Wiebrigje Zwaluwenburg: Foto Ottelien.jpg (bestand bijgevoegd)\n"
)
MEMBERS = {
    "WhatsApp-chat met Ottelien Zwaluwenburg.txt": CHAT.encode(),
    "Foto Ottelien.jpg": JPEG,
    "Ottelien Zwaluwenburg.vcf": b"FN:Ottelien Zwaluwenburg\n",
}


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Ran]]:
    """Run the command and look everywhere for canaries: streams, logs, temporary files, outputs."""
    temporary, outputs, log = tmp_path / "tmp", tmp_path / "uit", tmp_path / "log.txt"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(temporary)
    examining.analyzer()
    pseudonyms.anonymizer()
    handler = logging.FileHandler(log)
    root = logging.getLogger()
    loggers = [root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    levels = [logger.level for logger in loggers]
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)

    def command(data: bytes | str = CHAT, name: str = "chat.txt", *options: object) -> Ran:
        source = put(tmp_path / name, data)
        ran = run("scrub", source, "-o", outputs, "-v", *options)
        shown = ran.out.decode() + ran.err
        assert "Traceback" not in shown
        assert canaries_in(shown.replace(str(source), "")) == []
        handler.flush()
        assert canaries_in(log.read_text()) == []
        assert list(temporary.iterdir()) == []
        for path, content in tree(tmp_path).items():
            if path not in (name, "log.txt"):
                assert canaries_in(path + content.decode("latin-1")) == []
        return ran

    yield command
    root.removeHandler(handler)
    handler.close()
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def canaries_in(text: str) -> list[str]:
    return [c for c in CANARIES if c.casefold() in text.casefold()]


def raising(error: type[BaseException], *args: object) -> Callable[..., Any]:
    def fail(*given: object, **named: object) -> None:
        raise error(*args, CHAT) if error is not KeyboardInterrupt else error()

    return fail


def test_the_canaries_sing() -> None:
    assert canaries_in(CHAT.upper()) == list(CANARIES)


@pytest.mark.parametrize("options", [(), ("--json",), ("--dry-run",), ("-q",), ("--me", "Wiebrigje Zwaluwenburg")])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_success(options: tuple[str, ...], language: str, watched: Callable[..., Ran]) -> None:
    ran = watched(CHAT, "chat.txt", "--report-lang", language, *options)
    assert ran.code == 0, ran.err


def test_success_with_names_in_file_names(watched: Callable[..., Ran], tmp_path: Path) -> None:
    name = "WhatsApp-chat met Ottelien Zwaluwenburg.txt"
    assert watched(CHAT, name, "--spans", tmp_path / "uit.jsonl").code == 0
    assert len(tree(tmp_path / "uit")) == 4


@pytest.mark.parametrize("options", [(), ("--keep-media",)])
def test_success_with_a_zip(options: tuple[str, ...], watched: Callable[..., Ran], tmp_path: Path) -> None:
    assert watched(zipped(MEMBERS), "WhatsApp-chat met Ottelien Zwaluwenburg.zip", *options).code == 0
    (out,) = (tmp_path / "uit").glob("*.zip")
    with zipfile.ZipFile(out) as archive:
        for info in archive.infolist():
            assert canaries_in(info.filename + archive.read(info).decode("latin-1")) == []


STEPS = [
    (files, "read"),
    (formats, "sniff"),
    (detector, "learn"),
    (detector, "hear"),
    (scrubbing, "main_language"),
    (plans, "resolve"),
    (pseudonyms, "_written"),
    (page, "as_html"),
    (record, "as_json"),
    (gate, "rewritten"),
    (scrubbing, "_write_spans"),
]


@pytest.mark.parametrize(
    "error", [ValueError, RuntimeError, AssertionError, KeyError, RecursionError, KeyboardInterrupt]
)
@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
def test_an_error_that_quotes_the_chat(
    module: Any,
    name: str,
    error: type[BaseException],
    watched: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(module, name, raising(error))
    ran = watched(CHAT, "chat.txt", "--spans", tmp_path / "spans.jsonl")
    assert ran.code == (130 if error is KeyboardInterrupt else 2)
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "uit").exists()


def break_a_recognizer(patch: pytest.MonkeyPatch) -> None:
    (recognizer,) = [r for r in examining.analyzer().registry.recognizers if r.supported_entities == ["PHONE"]]
    patch.setattr(type(recognizer), "analyze", raising(ValueError))


def test_a_recognizer_that_quotes_the_text(watched: Callable[..., Ran], tmp_path: Path, monkeypatch: Any) -> None:
    break_a_recognizer(monkeypatch)
    ran = watched()
    assert (ran.code, ran.out) == (2, b"")
    assert "a detector failed (ValueError)" in ran.err and "nothing was written" in ran.err
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("name", ["fsync", "link"])
def test_disk_full(name: str, watched: Callable[..., Ran], tmp_path: Path, monkeypatch: Any) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", CHAT)

    monkeypatch.setattr(os, name, full)
    if name == "link":
        monkeypatch.setattr(os, "replace", full)
    assert watched(zipped(MEMBERS), "chat.zip", "--keep-media").code == 2
    assert not (tmp_path / "uit").exists()


BAD = {
    "crc": patched(zipped(MEMBERS, zipfile.ZIP_STORED), 16, "<I", 1),
    "media crc": patched(zipped(MEMBERS), 16, "<I", 1, 1),
    "encrypted": patched(zipped(MEMBERS), 8, "<H", 1),
    "truncated": zipped(MEMBERS)[:-50],
    "picture as text": zipped({**MEMBERS, "Ottelien.txt": JPEG}),
    "outside": zipped({**MEMBERS, "../Ottelien.jpg": JPEG}),
    "packed": zipped(MEMBERS, zipfile.ZIP_LZMA),
    "no text": zipped({"Ottelien.jpg": JPEG}),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_zips(case: str, watched: Callable[..., Ran], tmp_path: Path) -> None:
    assert watched(BAD[case], "chat.zip", "--keep-media").code == 2
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("data", [CHAT.encode() + b"\x00", CHAT.encode("utf-16-le"), CHAT.encode("utf-16")[:-1]])
def test_bad_texts(data: bytes, watched: Callable[..., Ran], tmp_path: Path) -> None:
    assert watched(data).code == 2
    assert not (tmp_path / "uit").exists()


def test_refusals(watched: Callable[..., Ran], tmp_path: Path) -> None:
    assert watched(CHAT, "chat.txt", "--me", "Niemand").code == 1
    assert not (tmp_path / "uit").exists()
    assert watched().code == 0
    assert watched().code == 2, "exists already"


def test_errors_keep_no_text_in_their_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller who logs an error with all its causes logs nothing of the chat."""

    def told(data: bytes, name: str) -> str:
        job = scrubbing.Job(settings=Settings(keep_media=True))
        with pytest.raises(ChatscrubError) as caught:
            scrubbing.scrub(str(put(tmp_path / name, data)), job)
        return "".join(traceback.format_exception(caught.value))

    for data in BAD.values():
        assert canaries_in(told(data, "chat.zip")) == []
    break_a_recognizer(monkeypatch)
    assert canaries_in(told(CHAT.encode(), "chat.txt")) == []
