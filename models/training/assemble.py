"""The pipeline's folder: spaCy's config, the model in eight bits, its tokenizer, its thresholds."""

from __future__ import annotations

import shutil
from pathlib import Path

import spacy
import torch

import chatscrub.ner  # registers the tokenizer and the components, too
from chatscrub.chat_model import FOLDER

from .corpus import LABELS, talks
from .export import build, difference, digest, quantised, write_settings
from .network import Network, Shape
from .vocabulary import BOS, EOS

VERSION = "1.1.0"
RELEASED = Path(chatscrub.ner.__file__).parent / "data" / "chat_ner.sha256"
WINDOW, BEFORE = 128, 24
HEADS = 12  # of multilingual-e5-small
_ALL = (0.1, 0.1, 0.1)
THRESHOLDS = {  # for a word that no dictionary has, an ordinary word, a word of every conversation
    "PERSON": (0.05, 0.06, 0.25), "LOCATION": (0.1, 0.2, 0.3), "ORG": (0.15, 0.3, 0.4), "ADDRESS": _ALL,
    "PHONE": (0.15,) * 3, "EMAIL": (0.3,) * 3, "URL": (0.5,) * 3, "HANDLE": (0.2,) * 3, "ID": _ALL, "DOB": _ALL,
    "SECRET": _ALL,
}  # fmt: skip


def network_of(checkpoint: Path) -> Network:
    """The mean network of a checkpoint."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    weights, layers = state["mean"], len(state["recipe"]["layers"])
    rows, hidden = weights["word.weight"].shape
    ffn = weights["layers.0.fi.weight"].shape[0]
    network = Network(Shape(rows, hidden, layers, HEADS, ffn, len(LABELS)))
    network.load_state_dict(weights)
    return network.eval()


def write_model(work: Path, folder: Path) -> None:
    """Write the files of the model alone: in eight bits, with its tokenizer and settings.

    Args:
        work: a training's folder, with its checkpoint.
        folder: made if it is not there.
    """
    folder.mkdir(exist_ok=True)
    quantised(build(network_of(work / "checkpoint.pt")), folder / "model.onnx")
    shutil.copyfile(work / "tokenizer.json", folder / "tokenizer.json")
    write_settings(folder, f"chat_ner {VERSION}", THRESHOLDS, WINDOW, BEFORE)


def assemble(work: Path, folder: Path) -> float:
    """Write the pipeline's folder from a training's folder.

    Returns:
        How far the chances of the model in eight bits are from those of the trained network, on average, on
        development conversations.
    """
    from tokenizers import Tokenizer

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "chatscrub.Words.v1"}}})
    nlp.add_pipe("chatscrub_lower_lemma")
    nlp.add_pipe("chatscrub_chat_ner", name="chat_ner")
    nlp.meta.update(
        name="chat_ner",
        lang="xx",
        version=VERSION,
        spacy_version=">=3.8,<4.0",
        description="Names, places, organisations and identifiers in Dutch and English chat",
        author="The chatscrub authors",
        license="MIT",
    )
    nlp.to_disk(folder)
    files = folder / "chat_ner"
    write_model(work, files)
    if folder == FOLDER:
        RELEASED.write_text(digest(files / "chat_ner.json") + "\n")
    tokenizer = Tokenizer.from_file(str(files / "tokenizer.json"))
    lines = [line.text for talk in talks("dev") for line in talk.lines][:400]
    encoded = tokenizer.encode_batch(lines, add_special_tokens=False)
    network = network_of(work / "checkpoint.pt")
    return difference(network, files / "model.onnx", [[BOS, *e.ids, EOS] for e in encoded if e.ids])
