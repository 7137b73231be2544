"""Check the marked chats: the shape of every line, and marks that look forgotten.

    python models/corpus/check.py [FILE ...] [--hints]     # without files: all of this folder

Exit code 1 when something is wrong, 2 when a file cannot be read. ``--hints`` also lists names that a conversation
marks in one place and leaves bare in another, which is often meant: the corpus is full of names that are words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from chatscrub.lexicon import fold, is_ordinary

MARK = re.compile(r"\[\[([A-Z]+)(\??)#([^\s\[\]|]+)\|([^\[\]\n|]+)\]\]")
KINDS = frozenset("PERSON LOCATION ADDRESS ORG PHONE EMAIL URL HANDLE IBAN BSN ID DOB SECRET".split())
_HEAD = re.compile(r"## conv (?:doc )?(?:nl|en) \| \S.*")
_SENDER = re.compile(r"[A-Z]+\??#[^\s|]+\|[^\t]+")
_WORD = re.compile(r"[^\W\d_]{4,}")

Talk = list[tuple[int, str]]


def conversations(path: Path) -> Iterator[tuple[int, str, Talk]]:
    """For each conversation the number and text of its first line, and its messages with their numbers."""
    head, talk = (0, ""), Talk()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("##"):
            if head[0]:
                yield *head, talk
            head, talk = (number, line), []
        elif line:
            talk.append((number, line))
    yield *head, talk


def complaints(path: Path) -> Iterator[str]:
    """What is wrong with a marked file, one line each."""
    topics: set[str] = set()
    for number, head, talk in conversations(path):
        topic = head.partition("|")[2].strip()
        if not _HEAD.fullmatch(head):
            yield f"{path.name}:{number}: no '## conv nl | topic'"
        if topic in topics:
            yield f"{path.name}:{number}: a second conversation on {topic!r}"
        topics.add(topic)
        for at, line in talk:
            yield from (f"{path.name}:{at}: {what}" for what in _malformed(line))
        yield from (f"{path.name}:{number}: {what}" for what in _shared_keys(talk))


def hints(path: Path) -> Iterator[str]:
    """Names that a conversation marks in one place and leaves bare in another. Only unusual words count."""
    for *_, talk in conversations(path):
        yield from (f"{path.name}:{at}: {what}" for at, what in _bare_names(talk))


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


def _shared_keys(talk: Talk) -> Iterator[str]:
    """Keys that a name shares with a number: one key is one person or thing."""
    kinds: dict[str, set[str]] = {}
    for _, line in talk:
        for kind, _, key, _ in MARK.findall(line):
            kinds.setdefault(key, set()).add(kind)
    for key, found in kinds.items():
        if found & {"PERSON", "ORG"} and found & {"PHONE", "EMAIL", "ID", "IBAN", "BSN", "DOB", "SECRET", "URL"}:
            yield f"the key {key!r} is of {' and '.join(sorted(found))}"


def _bare_names(talk: Talk) -> Iterator[tuple[int, str]]:
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


def main(arguments: list[str]) -> int:
    """Check the files; returns the exit code."""
    files = [Path(a) for a in arguments if a != "--hints"] or sorted(Path(__file__).parent.glob("*.txt"))
    for path in files:
        if not path.is_file():
            print(f"{path}: no such file", file=sys.stderr)
            return 2
    found = [complaint for path in files for complaint in complaints(path)]
    print("\n".join(found) or f"{len(files)} files are well formed")
    if "--hints" in arguments:
        print("\n".join(hint for path in files for hint in hints(path)))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
