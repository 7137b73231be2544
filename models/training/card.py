"""The model card: what the model is, from its own files, and how good it is, from what the benchmarks wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chatscrub.chat_model import released_model

from .assemble import network_of
from .compare import AT_LOST, EPOCHS, at_lost
from .compare import RESULT as VARIANTS
from .corpus import CORPUS, OPEN_SETS, RULES, UNSEEN, talks
from .train import Places, Recipe, inputs_digest

RESULTS = Path(__file__).resolve().parents[2] / "benchmarks" / "results"
_RESULTS = (
    "test.json",
    "unseen.json",
    "unseen_numbers.json",
    "public_sets.json",
    "backgrounds.json",
    "peers.md",
    "false_alarms.txt",
    "model_speed.txt",
)
_DIRECT = "PHONE EMAIL URL HANDLE IBAN BSN ID DOB SECRET".split()
_GOALS = {  # at least, of the words lost at most
    "PERSON": 0.985,
    "PERSON in lower case": 0.98,
    "LOCATION": 0.95,
    "ADDRESS": 0.95,
    "ORG": 0.85,
    "numbers, addresses and secrets": 0.995,
    "all mentions": 0.975,
    "unmarked words lost": 0.012,
}
_KINDS = "PERSON LOCATION ADDRESS ORG PHONE EMAIL URL HANDLE IBAN BSN ID DOB SECRET".split()


_SOURCES = (  # what it is called, how its files begin, who made it and where it is, licence
    ("OpenBoek", "openboek", "Van Cranenburgh and Van Noord, github.com/andreasvc/openboek", "CC BY 4.0"),
    ("Europeana Newspapers NER", "europeana", "KB, ONB and BnF, github.com/EuropeanaNewspapers/ner-corpora", "CC0"),
    ("WNUT-17", "wnut17", "Derczynski et al. 2017, github.com/leondz/emerging_entities_17", "CC BY 4.0"),
    ("Broad Twitter Corpus", "btc", "Derczynski et al. 2016, github.com/GateNLP/broad_twitter_corpus", "CC BY 4.0"),
    ("LitBank", "litbank", "Bamman et al. 2019, github.com/dbamman/litbank", "CC BY 4.0"),
    ("CrossNER", "crossner", "Liu et al. 2021, github.com/zliucr/CrossNER", "MIT"),
    ("presidio-research", "presidio_research", "Microsoft, github.com/microsoft/presidio-research", "MIT"),
    ("NLU Evaluation Data", "nlueval", "Liu et al. 2019, github.com/xliuhw/NLU-Evaluation-Data", "CC BY 4.0"),
    ("Snips", "snips", "Coucke et al. 2018, github.com/sonos/nlu-benchmark", "CC0"),
    (
        "Schema-Guided Dialogue",
        "sgd",
        "Rastogi et al. 2020, github.com/google-research-datasets/dstc8-schema-guided-dialogue",
        "CC BY-SA 4.0",
    ),
    ("xSID", "xsid", "Van der Goot et al. 2021, bitbucket.org/robvanderg/xsid", "CC BY-SA 4.0"),
)


def write_card(places: Places, folder: Path) -> None:
    """Write README.md in the pipeline's folder.

    Args:
        places: the folders of the training, for the sizes of the network and what it was trained on.
        folder: the pipeline's folder.

    Raises:
        SystemExit: the texts are not those of the training, or a result is of another model.
    """
    checkpoint = places.work / "checkpoint.pt"
    if torch.load(checkpoint, map_location="cpu", weights_only=True)["inputs"] != inputs_digest(places):
        raise SystemExit(f"{checkpoint}: was trained on other texts than those that are here")
    network = network_of(checkpoint)
    model = released_model(folder)
    for name in _RESULTS:
        if model not in (RESULTS / name).read_text():
            raise SystemExit(f"{RESULTS / name}: was not measured with {model}; run that benchmark again")
    test = json.loads((RESULTS / "test.json").read_text())
    settings = json.loads((folder / "chat_ner" / "chat_ner.json").read_text())
    files = (folder / "chat_ner").iterdir()
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, autoescape=False
    )
    text = environment.get_template("card.md.j2").render(
        name=settings["name"],
        layers=network.shape.layers,
        rows=network.shape.rows,
        parameters=sum(p.numel() for p in network.parameters()),
        megabytes=sum(file.stat().st_size for file in files) / 1e6,
        settings=settings,
        pipeline="\n".join(_pipeline(test)),
        goals="\n".join(_goals(test)),
        rounds="\n".join(_rounds(test)),
        unseen="\n".join(_goals(json.loads((RESULTS / "unseen.json").read_text()))),
        numbers="\n".join(_goals(json.loads((RESULTS / "unseen_numbers.json").read_text()))),
        public="\n".join(_public(json.loads((RESULTS / "public_sets.json").read_text()))),
        backgrounds="\n".join(_backgrounds(json.loads((RESULTS / "backgrounds.json").read_text()))),
        peers=(RESULTS / "peers.md").read_text().strip(),
        false_alarms=(RESULTS / "false_alarms.txt").read_text().strip(),
        speed=(RESULTS / "model_speed.txt").read_text().strip(),
        variants="\n".join(_variants(json.loads(VARIANTS.read_text()))),
        variants_lost=AT_LOST,
        variants_epochs=EPOCHS,
        chats={part: (len(there), sum(len(t.lines) for t in there)) for part, there in _parts()},
        sources=list(_sources()),
        recipe=Recipe(),
        corpus=sum(not path.name.startswith((UNSEEN, RULES)) for path in CORPUS.glob("*.txt")),
    )
    (folder / "README.md").write_text(text.rstrip() + "\n", encoding="utf-8")


def _parts() -> Iterator[tuple[str, list[Any]]]:
    for part in ("train", "dev", "test", "unseen"):
        yield part, talks(part)


def _sources() -> Iterator[tuple[str, int, str, str]]:
    """Every open set that was used: name, sentences at most, origin, licence."""
    left = dict(OPEN_SETS)
    for name, prefix, origin, licence in _SOURCES:
        yield name, sum(left.pop(file)[0] for file in [*left] if file.startswith(prefix)), origin, licence
    if left:
        raise SystemExit(f"card.py names no source for {', '.join(left)}")


def row(cells: Iterable[object]) -> str:
    """A line of a markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def _pipeline(figures: dict[str, Any]) -> Iterator[str]:
    languages = {"nl": "Dutch", "en": "English", "both": "both"}
    yield row(["", *(f"{name}, found of" for name in languages.values())])
    yield row(["---", *["---:"] * len(languages)])
    for kind in _KINDS:
        found = [figures[language]["recall_by_type"].get(kind) for language in languages]
        yield row(
            [
                kind,
                *(
                    f"{share:.1%} of {count}" if (share, count) != (0, 0) else ""
                    for share, count in (f or (0, 0) for f in found)
                ),
            ]
        )
    lower = [figures[language]["recall_person_lower_case"] for language in languages]
    yield row(["PERSON in lower case", *(f"{share:.1%} of {count}" for share, count in lower)])
    yield row(["all mentions", *(f"{figures[language]['recall']:.1%}" for language in languages)])
    yield row(["unmarked words lost", *(f"{figures[language]['words_lost']:.2%}" for language in languages)])


def _goals(figures: dict[str, Any]) -> Iterator[str]:
    columns = ("nl", "en", "both")
    yield row(["", "goal", "Dutch", "English", "both"])
    yield row(["---", *["---:"] * 4])
    for name, goal in _GOALS.items():
        shares = [_share(name, figures[language]) for language in columns]
        lost = name == "unmarked words lost"
        missed = [share > goal if lost else share < goal for share in shares]
        cells = [
            f"**{share:.1%}**" if not_met else f"{share:.1%}" for share, not_met in zip(shares, missed, strict=True)
        ]
        yield row([name, f"{'≤' if lost else '≥'} {goal:.1%}", *cells])


def _share(name: str, figures: dict[str, Any]) -> float:
    of_kind = figures["recall_by_type"]
    special = {
        "PERSON in lower case": figures["recall_person_lower_case"][0],
        "all mentions": figures["recall"],
        "unmarked words lost": figures["words_lost"],
    }
    if name in special:
        return float(special[name])
    kinds = [of_kind[kind] for kind in (_DIRECT if name not in of_kind else [name]) if kind in of_kind]
    return sum(share * count for share, count in kinds) / sum(count for _, count in kinds)


def _rounds(figures: dict[str, Any]) -> Iterator[str]:
    if (figures["part"], figures["files"]) != ("test", ""):
        raise SystemExit(f"{RESULTS / 'test.json'}: holds figures of other conversations than all of the test")
    columns = {"lower": "in lower case", "all": "all mentions", "lost": "words lost"}
    names = list(next(iter(figures["rounds"].values())))
    yield row(["files", *(columns.get(name, name) for name in names)])
    yield row(["---", *["---:"] * len(names)])
    for letter, shares in sorted(figures["rounds"].items()):
        yield row([f"{letter}*", *(f"{shares[name]:.1%}" for name in names)])


def _public(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield row(["set", "case", "system", "recall", "precision", "F1", "recall of words", "F1 of words"])
    yield row(["---"] * 3 + ["---:"] * 5)
    for each in rows:
        span, token = each["span"], each["token"]
        shares = (span["recall"], span["precision"], span["f1"], token["recall"], token["f1"])
        yield row([each["set"], each["case"], each["system"], *(f"{share:.1%}" for share in shares)])


def _backgrounds(figures: dict[str, Any]) -> Iterator[str]:
    yield row(["background", "found", "in lower case"])
    yield row(["---", "---:", "---:"])
    for background, groups in sorted(figures["backgrounds"].items(), key=lambda item: -float(item[1]["all"][0])):
        shares = (f"{groups[g][0]:.1f}% of {groups[g][2]}" if g in groups else "" for g in ("all", "lower"))
        yield row([background, *shares])


def _variants(found: dict[str, Any]) -> Iterator[str]:
    kinds = {"PERSON": "PERSON", "lower": "in lower case", "LOCATION": "LOCATION", "ORG": "ORG", "all": "all mentions"}
    yield row(["", "messages", *kinds.values(), "tokens/s"])
    yield row(["---", *["---:"] * (len(kinds) + 2)])
    for variant in found.values():
        shares = (f"{at_lost(variant['rows'])[kind]:.1f}%" for kind in kinds)
        yield row([variant["title"], f"{variant['messages']:,}", *shares, f"{variant['tokens_per_second']:,}"])
