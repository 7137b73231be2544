"""Peak memory of reading and of scrubbing large exports, beside their size.

Usage: python benchmarks/memory.py [--sizes 10 50] [--kinds whatsapp telegram sms pictures] [--folder DIR] [--read-only]
                                   [--names] [--quick]

The exports are invented, with a fixed seed: WhatsApp (a megabyte is some 12,000 messages), Telegram JSON, SMS XML, and
SMS XML of which nearly all are pictures in base64 (``pictures``). Each run is a process of its own. The name model is
replaced by a cheap stand-in that finds nothing, so the figures show what grows with the chat; the model itself takes as
much as it takes for a small one, which ``model_speed.py`` shows. With ``--names`` the stand-in finds the first names in
every second text, which makes findings, replacements and edits of them. With ``--quick`` the recognizers are left out
too, which is quicker and finds no numbers. What Python, spaCy and Presidio take before a file is opened stands in the
column ``start``.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import numpy as np
from arguments import at_least_one

KINDS = ("whatsapp", "telegram", "sms", "pictures")
MEGA = 1_000_000
NAMES = ["Sanne de Vries", "Boris Okafor", "Oma Nel", "Yusuf Demir", "Jess"]
WORDS = (
    "ik ga zo ff naar huis kom je ook nog lekker eten vanavond of niet met sanne en yusuf in utrecht "
    "the train was late again so we took the bus home with kofi and jess bel me op 06 01234567 als je er bent"
).split()
EMOJI = ["😂", "🎉", "❤️", "👍🏽"]
FIRST = ("sanne", "yusuf", "kofi", "jess")
_PICTURE = 300_000  # bytes
_WORD = re.compile(r"\S+")
_FIRST = re.compile(rf"\b(?:{'|'.join(FIRST)})\b")
_PERSON, _SURE = 0, 0.9  # the model's first kind; a chance


def said(dice: random.Random, number: int) -> str:
    """The words of one message; nearly all are different, and one in ten ends in an emoji."""
    words = " ".join(dice.choices(WORDS, k=dice.randint(2, 14)))
    return f"{words} {number % 977}{' ' + dice.choice(EMOJI) if dice.random() < 0.1 else ''}"


def whatsapp(size: int) -> Iterator[str]:
    """A chat as WhatsApp on Android writes it, of about so many bytes."""
    dice, at, number = random.Random(7), 0, 0
    while at < size:
        moment = time.strftime("%d-%m-%Y %H:%M", time.gmtime(1_400_000_000 + 61 * number))
        block = f"{moment} - {NAMES[dice.randrange(len(NAMES))]}: {said(dice, number)}\n"
        at += len(block)
        number += 1
        yield block


def telegram(size: int) -> Iterator[str]:
    """A chat as Telegram Desktop writes it, of about so many bytes."""
    dice, at, number = random.Random(7), 0, 0
    yield '{\n "name": "Oma Nel",\n "type": "personal_chat",\n "id": 4200123456,\n "messages": [\n'
    while at < size:
        who = dice.randrange(len(NAMES))
        moment = 1_600_000_000 + 61 * number
        row = {
            "id": number,
            "type": "message",
            "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)),
            "date_unixtime": str(moment),
            "from": NAMES[who],
            "from_id": f"user90012345{who}",
            "text": (text := said(dice, number)),
            "text_entities": [{"type": "plain", "text": text}],
        }
        block = (",\n" if number else "") + json.dumps(row, ensure_ascii=False, indent=1)
        at += len(block)
        number += 1
        yield block
    yield "\n ]\n}\n"


def sms(size: int, pictures: int = 0) -> Iterator[str]:
    """A backup of SMS Backup & Restore of about so many bytes; ``pictures`` of 100 messages have one."""
    dice, at, number = random.Random(7), 0, 0
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n"
    while at < size:
        who = dice.randrange(len(NAMES))
        moment = 1_600_000_000_000 + 61_000 * number
        head = f'address="+3160123456{who}" date="{moment}" contact_name="{NAMES[who]}"'
        if dice.random() * 100 < pictures:
            data = base64.b64encode(b"\xff\xd8\xff\xe0" + dice.randbytes(_PICTURE)).decode()
            block = (
                f'  <mms {head} msg_box="1" m_id="{number}">\n    <parts>\n'
                f'      <part seq="0" ct="image/jpeg" name="p{number}.jpg" text="null" data="{data}" />\n'
                f'      <part seq="0" ct="text/plain" text="{said(dice, number)}" />\n    </parts>\n  </mms>\n'
            )
        else:
            block = f'  <sms protocol="0" {head} type="{dice.choice("12")}" body="{said(dice, number)}" read="1" />\n'
        at += len(block)
        number += 1
        yield block
    yield "</smses>\n"


def written(kind: str, size: int, folder: Path) -> Path:
    """The file of that kind and size, which is written if it is not there."""
    ending = {"whatsapp": "txt", "telegram": "json"}.get(kind, "xml")
    path = folder / f"{kind}-{size // MEGA}.{ending}"
    if not path.exists():
        makers = {"whatsapp": whatsapp, "telegram": telegram, "sms": sms}
        rows = makers[kind](size) if kind in makers else sms(size, 2)
        with path.open("w", encoding="utf-8") as out:
            out.writelines(rows)
    return path


# --- one run, in its own process ------------------------------------------------------------------------


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def without_model(*, names: bool = False) -> None:
    """Put the stand-in in the place of the model: words as tokens, no chance of a name but of the first names."""
    from chatscrub.chat_model import ChatModel, Reading

    texts = count()

    def readings(self: ChatModel, conversations: Sequence[Sequence[str]], progress: object = None) -> Iterator[Reading]:
        return (read(line, len(self.kinds)) for lines in conversations for line in lines)

    def read(line: str, kinds: int) -> Reading:
        words = list(_WORD.finditer(line))
        where = np.array([m.span() for m in words], np.int32).reshape(-1, 2)
        chances, begins = np.zeros((len(where), kinds), np.float16), np.zeros(len(where), np.float16)
        if names and next(texts) % 2:
            told = [at for at, word in enumerate(words) if word[0] in FIRST]
            chances[told, _PERSON] = begins[told] = _SURE
        return Reading(where[:, 0], where[:, 1], chances, begins)

    ChatModel.readings = readings  # type: ignore[method-assign]


def without_recognizers(*, names: bool = False) -> None:
    """Put a search for the first names, in every second text, in the place of all that examines texts."""
    from chatscrub import crew
    from chatscrub.examining import Job, Looked, Progress, Seen
    from chatscrub.model import Finding, Kind

    texts = count()

    def looked(text: str) -> Looked:
        told = _FIRST.finditer(text) if names and next(texts) % 2 else ()
        return Looked((), tuple(Finding(0, m.start(), m.end(), Kind.PERSON, _SURE, "names") for m in told))

    def look(jobs: Sequence[Job], threshold: float, progress: Progress) -> Iterator[Seen]:
        return (Seen(looked(text) for part in job for text in part.texts[part.lead :]) for job in jobs)

    crew.spread = lambda size: look


def run(job: str, path: Path, folder: Path, *, names: bool, quick: bool) -> dict[str, float]:
    """Read or scrub a file; peak memory in bytes before and at the end, seconds, fields or replacements."""
    from chatscrub import detector, examining, files
    from chatscrub.settings import Limits, Settings

    limits = Limits(file_bytes=1 << 31, text_bytes=1 << 31, long_bytes=1 << 31)
    if job == "read":
        start, began = peak(), time.perf_counter()
        count = len(files.read(path, limits=limits).fields)
    else:
        from chatscrub.scrubbing import Job, scrub

        without_model(names=names)
        if quick:
            without_recognizers(names=names)
        examining.analyzer()
        detector.find(["hoi"])
        start, began = peak(), time.perf_counter()
        count = len(scrub(str(path), Job(Settings(limits=limits), folder=folder)).plan.replacements)
    return {"start": start, "peak": peak(), "seconds": time.perf_counter() - began, "count": count}


def measured(job: str, path: Path, more: Sequence[str]) -> dict[str, float]:
    """The same in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--job", job, "--path", str(path), "--folder", folder, *more]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=at_least_one, nargs="+", default=[10, 50], help="in MB (10^6 bytes)")
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--folder", type=Path, help="where the exports are kept; else they are made anew and removed")
    parser.add_argument("--read-only", action="store_true", help="do not scrub")
    parser.add_argument("--names", action="store_true", help="the stand-in finds first names in every second text")
    parser.add_argument("--quick", action="store_true", help="without the recognizers")
    parser.add_argument("--job", choices=("read", "scrub"), help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(run(given.job, given.path, given.folder, names=given.names, quick=given.quick)))
        return
    more = [f"--{name}" for name in ("names", "quick") if getattr(given, name)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        print(f"{'export':10}{'MB':>7}  {'job':6}{'start':>7}{'peak':>7}{'(peak - start) / size':>23}{'seconds':>9}")
        for kind in given.kinds:
            for size in given.sizes:
                path = written(kind, size * MEGA, folder)
                for job in ("read",) if given.read_only else ("read", "scrub"):
                    found, bytes_ = measured(job, path, more), path.stat().st_size
                    ratio = (found["peak"] - found["start"]) / bytes_
                    print(
                        f"{kind:10}{bytes_ / MEGA:7.0f}  {job:6}{found['start'] / MEGA:7.0f}{found['peak'] / MEGA:7.0f}"
                        f"{ratio:23.1f}{found['seconds']:9.1f}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
