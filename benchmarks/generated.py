"""Invented exports of mixed formats and sizes, the same for the same seed: ``python benchmarks/generated.py DIR 200``.

WhatsApp of two phones in Dutch and English, as text and as zip, Telegram, mail, Markdown, CSV and SMS. All names are
invented, all numbers are from ranges for fiction.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

_FIRST = (
    "sanne daan fatima yusuf noor bram lotte kofi jess priya tomasz mei ilse sem amara liam chloe jaap wendela idris "
    "marije teun soraya hidde femke ruben aisha gijs oluwaseun maud"
).split()
_LAST = (
    "de Vries|Jansen|van den Berg|El Amrani|Yilmaz|Okafor|Patel|Kowalski|Smit|Hughes|Bakker|van Dijk|Mulder|O'Neill|"
    "Visser|Achterberg|Huisman|Oosterhuis|Wijbenga|Fairbanks"
).split("|")
_PLACES = "Utrecht|Zwolle|Leeds|Hoorn|Gent|Norwich|Almelo|Kampen|Bristol|Weert|Sneek|Dundee".split("|")
_NL = (
    "ben je al bij {first}?|ja joh, {first} komt zo|haha|ok|zie je straks in {place}|{phone} is haar nieuwe nummer|"
    "mail het anders naar {mail}|weet je nog van {first} en {other}|😂😂|dat was echt niet oké van {other}|nee|"
    "ik ga vanavond naar {place} met {first}|morgen om 10 uur bij de dokter|moet ik nog wat meenemen?|top!|"
    "{first} {last} heeft het gezegd, niet ik"
).split("|")
_EN = (
    "did you see {first} yesterday|yeah with {other} lol|ok|see you in {place} then|her number is {phone}|"
    "send it to {mail} pls|nah {first} left it at {other}'s|haha|omg no way|i'm in {place} till sunday|"
    "the GP said it's fine|do i need to bring anything?|thanks x|{first} {last} told me, not you"
).split("|")


class People(NamedTuple):
    """Who writes and who is talked about, as first name and surname."""

    writers: list[tuple[str, str]]
    others: list[tuple[str, str]]


class Made(NamedTuple):
    """A file: its name below the folder, and its bytes."""

    name: str
    data: bytes


def exports(count: int, seed: int = 7) -> Iterator[Made]:
    """So many exports; the first of a longer series are those of a shorter one."""
    kinds: tuple[Callable[[random.Random, People, int, bool], Made], ...] = (
        _android,
        _iphone,
        _zipped,
        _telegram,
        _mail,
        _markdown,
        _table,
        _sms,
    )
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        names = [(draw.choice(_FIRST).title(), draw.choice(_LAST)) for _ in range(12)]
        people = People(names[: draw.randint(2, 5)], names[5:])
        size = min(400, int(draw.lognormvariate(3.2, 0.9)) + 3)
        made = draw.choice(kinds)(draw, people, size, draw.random() < 0.6)
        yield Made(f"{number // 50:03}/{number:05} {made.name}", made.data)


def write(folder: Path, count: int, seed: int = 7) -> int:
    """Write exports below a folder, and tell how many bytes they are."""
    size = 0
    for made in exports(count, seed):
        path = folder / made.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        size += len(made.data)
    return size


def _lines(draw: random.Random, people: People, size: int, dutch: bool) -> Iterator[tuple[datetime, str, str]]:
    """Moment, writer and words of every message."""
    at = datetime(2024, draw.randint(1, 12), draw.randint(1, 28), 9, 0)
    for _ in range(size):
        at += timedelta(minutes=draw.choice((0, 1, 1, 2, 7, 60, 600)))
        first, last = draw.choice(people.writers)
        about, other = draw.sample(people.others, 2)
        words = draw.choice(_NL if dutch else _EN).format(
            first=draw.choice((about[0], about[0].lower())),
            other=other[0].lower(),
            last=about[1],
            place=draw.choice(_PLACES),
            phone=f"06-0{draw.randint(1000000, 9999999)}" if dutch else f"07700 900{draw.randint(100, 999)}",
            mail=f"{about[0].lower()}{draw.randint(1, 99)}@example.org",
        )
        yield at, f"{first} {last}", words


def _android(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    with_ = "WhatsApp-chat met" if dutch else "WhatsApp Chat with"
    rows = (f"{at:%d-%m-%Y %H:%M} - {who}: {words}\n" for at, who, words in _lines(draw, people, size, dutch))
    return Made(f"{with_} {' '.join(people.writers[0])}.txt", "".join(rows).encode())


def _iphone(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    rows = (f"[{at:%d/%m/%Y, %H:%M:%S}] {who}: {words}\r\n" for at, who, words in _lines(draw, people, size, dutch))
    return Made("_chat.txt", "".join(rows).encode())


def _zipped(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    chat = _android(draw, people, size, dutch)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((chat.name, chat.data), ("IMG-20240501-WA0001.jpg", b"\xff\xd8\xff" + bytes(2000))):
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 9, 0, 0)), data)
    return Made(chat.name.replace(".txt", ".zip"), out.getvalue())


def _telegram(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    rows = [
        {
            "id": number,
            "type": "message",
            "date": at.isoformat(),
            "date_unixtime": str(int((at - datetime(1970, 1, 1)).total_seconds())),
            "from": who,
            "from_id": f"user{1000 + [' '.join(one) for one in people.writers].index(who)}",
            "text": words,
            "text_entities": [{"type": "plain", "text": words}],
        }
        for number, (at, who, words) in enumerate(_lines(draw, people, size, dutch), 1)
    ]
    chat = {"name": people.writers[0][0], "type": "personal_chat", "id": 7000000001, "messages": rows}
    return Made("result.json", json.dumps(chat, indent=1, ensure_ascii=False).encode())


def _mail(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    (first, last), (other, _) = people.writers[0], people.writers[1]
    words = "\r\n".join(words for _, _, words in _lines(draw, people, min(size, 12), dutch))
    head = [
        f"From: {first} {last} <{first.lower()}@example.org>",
        f"To: {other.lower()}@example.com",
        "Subject: " + ("Afspraak" if dutch else "Appointment"),
        "Date: Mon, 06 May 2024 09:12:00 +0200",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ]
    return Made("mail.eml", ("\r\n".join(head) + f"\r\n\r\n{words}\r\n{first}\r\n").encode())


def _markdown(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    rows = "".join(f"- **{who}**: {words}\n" for _, who, words in _lines(draw, people, min(size, 40), dutch))
    return Made("verslag.md" if dutch else "report.md", f"# {people.writers[0][0]}\n\n{rows}".encode())


def _table(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    rows = "".join(f'{at:%Y-%m-%d %H:%M},{who},"{words}"\n' for at, who, words in _lines(draw, people, size, dutch))
    return Made("berichten.csv", f"datum,afzender,bericht\n{rows}".encode())


def _sms(draw: random.Random, people: People, size: int, dutch: bool) -> Made:
    rows = ""
    for at, who, words in _lines(draw, people, min(size, 60), dutch):
        body, name = words.replace("&", "&amp;").replace('"', "&quot;"), who.replace("'", "&apos;")
        stamp = int((at - datetime(1970, 1, 1)).total_seconds()) * 1000
        number = f"060{draw.randint(1000000, 9999999)}"
        rows += f'  <sms protocol="0" address="{number}" date="{stamp}" type="{draw.randint(1, 2)}" body="{body}" '
        rows += f'contact_name="{name}" />\n'
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return Made("sms-20240601.xml", f'{head}<smses count="{min(size, 60)}">\n{rows}</smses>\n'.encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"{write(given.folder, given.count, given.seed):,} bytes")
