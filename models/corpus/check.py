"""Check the marked chats: the shape of every line, and marks that look forgotten.

    python models/corpus/check.py [FILE ...]     # without files: all of this folder; exit 1 when something is wrong

A forgotten mark is a name that this conversation marks in one place and leaves bare in another. Only unusual
names count: a word that also stands in the list of ordinary words may be bare on purpose.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from chatscrub.lexicon import fold, is_ordinary

MARK = re.compile(r"\[\[([A-Z]+)(\??)#([^\s\[\]|]+)\|([^\[\]\n|]+)\]\]")
KINDS = frozenset("PERSON LOCATION ADDRESS ORG PHONE EMAIL URL HANDLE IBAN BSN ID DOB SECRET".split())
_SENDER = re.compile(r"[A-Z]+\??#[^\s|]+\|[^\t]+")
_WORD = re.compile(r"[^\W\d_]{4,}")


def complaints(path: Path) -> Iterator[str]:
    """What is wrong with a marked file, one line each."""
    lines = path.read_text(encoding="utf-8").split("\n")
    talk: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, "## conv end"], 1):
        if line.startswith("## "):
            yield from (f"{path.name}:{at}: {what}" for at, what in _bare_names(talk))
            talk = []
        elif line:
            talk.append((number, line))
            yield from (f"{path.name}:{number}: {what}" for what in _malformed(line))


def _malformed(line: str) -> Iterator[str]:
    sender, tab, text = line.partition("\t")
    if not tab or not _SENDER.fullmatch(sender):
        yield "no 'KIND#key|Name', TAB, text"
        return
    for kind, *_ in MARK.findall(text):
        if kind not in KINDS:
            yield f"unknown kind {kind}"
    if any(sign in MARK.sub("", text) for sign in ("[[", "]]")):
        yield "a mark that is not closed or not well formed"
    if "\t" in text:
        yield "a second TAB"


def _bare_names(talk: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    named: set[str] = set()
    for _, line in talk:
        sender = line.partition("\t")[0]
        named.update(w.casefold() for w in _WORD.findall(sender.partition("|")[2]) if sender.startswith("PERSON"))
        named.update(w.casefold() for kind, _, _, s in MARK.findall(line) if kind == "PERSON" for w in _WORD.findall(s))
    for number, line in talk:
        rest = MARK.sub(" ", line.partition("\t")[2])
        for word in _WORD.findall(rest):
            if word.casefold() in named and not is_ordinary(fold(word)):
                yield number, f"{word!r} is marked elsewhere in this conversation"


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path(__file__).parent.glob("*.txt"))
    found = [complaint for path in files for complaint in complaints(path)]
    print("\n".join(found) or f"{len(files)} files are well formed")
    sys.exit(bool(found))
