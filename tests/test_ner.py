"""The spaCy pipeline and its seam to Presidio: opened from its folder, the same in any batch, read once."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from chatscrub import examining
from chatscrub.chat_model import FOLDER
from chatscrub.errors import DamagedModelError
from chatscrub.mentions import Name
from chatscrub.model import Kind
from chatscrub.ner import ChatNer, ChatNlpEngine, NameRecognizer, Read, ReadArtifacts, Words, keep, pipeline, reader
from chatscrub.recognizers import registry
from chatscrub.recognizers.patterns import table

PLAIN = "ik ga met Sanne naar Utrecht"
TEXTS = (
    PLAIN,
    "",
    "   ",
    "did you call Boris yesterday?",
    "👩‍👩‍👧 Sanne komt ook",
    "prima!",
    "ik ga met Fenna naar Leiden\n\nen daarna naar Yusuf",
    "bel Sanne op 06 01234567 of mail sanne@example.org",
    *(f"bericht {number} voor Boris en Sanne" for number in range(25)),
)


def names(doc: Doc) -> list[Name]:
    found = doc.user_data["chatscrub.names"]
    assert isinstance(found, list)
    return found


@cache
def alone() -> list[list[Name]]:
    """The names in every text, each read by itself."""
    return [names(pipeline()(text)) for text in TEXTS]


# --- opening --------------------------------------------------------------------------------------------

OPEN = """
import json, sys
import spacy
assert not any(name.split(".")[0] == "chatscrub" for name in sys.modules)
nlp = spacy.load(sys.argv[1])
doc = nlp(sys.argv[2])
print(json.dumps([nlp.pipe_names, [[e.start_char, e.end_char, e.label_] for e in doc.ents]]))
"""


def test_spacy_opens_the_folder_by_itself(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, str(FOLDER), PLAIN],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr
    pipes, found = json.loads(ran.stdout)
    assert pipes == pipeline().pipe_names
    assert [PLAIN.index("Sanne"), PLAIN.index("Sanne") + 5, "PERSON"] in found


def _link(source: str, target: str) -> None:
    try:
        Path(target).symlink_to(source)
    except OSError:
        shutil.copy2(source, target)


@pytest.mark.parametrize("name", ["model.onnx", "model.weights", "tokenizer.json"])
def test_a_damaged_model_is_not_opened(tmp_path: Path, name: str) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(FOLDER, copied, copy_function=_link)
    (copied / "chat_ner" / name).unlink()
    with pytest.raises(DamagedModelError, match=name):
        spacy.load(copied)
    (copied / "chat_ner" / name).write_bytes(b"not what was released")
    with pytest.raises(DamagedModelError, match=name):
        spacy.load(copied)


def test_a_component_without_a_model_reads_nothing() -> None:
    with pytest.raises(ValueError, match="not loaded"):
        ChatNer().read([["hoi"]])


def test_the_pipeline_is_opened_once() -> None:
    assert pipeline() is pipeline()
    assert reader() is pipeline().get_pipe("chat_ner")


# --- the tokenizer --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" ", [" "]),
        ("hoi Sanne", ["hoi", "Sanne"]),
        ("hoi  Sanne ", ["hoi", " ", "Sanne"]),
        ("hoi,Sanne!!", ["hoi", ",", "Sanne", "!!"]),
        ("a\nb\t c", ["a", "\n", "b", "\t", " ", "c"]),
        ("\u00a0Sanne", ["\u00a0", "Sanne"]),
    ],
)
def test_words(text: str, tokens: list[str]) -> None:
    assert [token.text for token in Words(Vocab())(text)] == tokens


@given(st.text(st.one_of(st.sampled_from("ab_ \n\t\r.,!\u00a0\u200d\u0301👍"), st.characters(codec="utf-8"))))
def test_words_keep_every_character_in_its_place(text: str) -> None:
    doc = Words(Vocab())(text)
    assert doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in doc)


def test_lower_case_stands_for_lemmas() -> None:
    assert [token.lemma_ for token in pipeline()("Bel SANNE Nu")] == ["bel", "sanne", "nu"]


# --- documents ------------------------------------------------------------------------------------------


def test_a_plain_name_is_found() -> None:
    (name,) = [n for n in names(pipeline()(PLAIN)) if n.kind is Kind.PERSON]
    assert PLAIN[name.start : name.end] == "Sanne" and 0.35 <= name.score <= 1


@pytest.mark.parametrize("emoji", ["😂", "🎉", "❤️", "👩‍👩‍👧‍👦", "👍🏽", "(", '"', "*", "_"])
@pytest.mark.parametrize("name", ["noor", "mehmet", "sanne", "yusuf"])
def test_a_name_glued_behind_a_sign_is_found(emoji: str, name: str) -> None:
    text = f"ok {emoji}{name} komt ook"
    at = text.index(name)
    assert any(n.start <= at and at + len(name) <= n.end for n in names(pipeline()(text)))


@pytest.mark.parametrize("text", TEXTS)
def test_entities_are_the_names(text: str) -> None:
    doc = pipeline()(text)
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
        (n.start, n.end, n.kind.value) for n in names(doc)
    ]
    assert doc.text == text
    assert doc.user_data["chatscrub.reading"].ends.max(initial=0) <= len(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", " \t\u00a0\r\n ", "\u200e", "...", "👍🏽"])
def test_documents_without_words_have_no_names(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text and doc.ents == () and names(doc) == []
    assert [names(doc) for doc in pipeline().pipe([text, PLAIN, text])] == [[], alone()[0], []]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_batches_change_nothing(size: int) -> None:
    assert [names(doc) for doc in pipeline().pipe(TEXTS, batch_size=size)] == alone()
    backwards = [names(doc) for doc in pipeline().pipe(reversed(TEXTS), batch_size=size)]
    assert backwards[::-1] == alone()


def test_documents_come_back_in_order_and_no_document_is_none() -> None:
    assert [doc.text for doc in pipeline().pipe(TEXTS, batch_size=4)] == list(TEXTS)
    assert list(pipeline().pipe([])) == []


def test_a_document_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = pipeline()(PLAIN), pipeline()("dag Boris")
    before = names(first), names(second)
    monkeypatch.setattr(ChatNer, "read", _fail)
    component = reader()
    assert names(component(first)) == before[0]
    monkeypatch.setattr(ChatNer, "read", lambda self, texts, progress=None: [_fail() for _ in texts])
    assert [names(doc) for doc in component.pipe([first, second])] == [*before]


def test_what_was_told_is_kept() -> None:
    doc = pipeline().make_doc("Sanne_Bos en Boris")
    reading = reader().read([["x"]])[0][0].reading
    told = (Name(0, 5, Kind.PERSON, 0.5), Name(6, 9, Kind.PERSON, 0.6), Name(13, 18, Kind.ORG, 0.7))
    keep(doc, Read(told, reading))
    assert names(doc) == list(told)
    assert [(e.text, e.label_) for e in doc.ents] == [("Sanne_Bos", "PERSON"), ("Boris", "ORG")]


# --- lines and conversations ----------------------------------------------------------------------------

LINES = ("ik ga met Sanne naar Utrecht", "", "leuk, neem je Boris mee? 👍🏽", "nee, Fenna", "")


def shifted(reads: list[Read], lines: tuple[str, ...]) -> list[Name]:
    """The names of lines as they stand in the lines put together."""
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return [
        n._replace(start=n.start + at, end=n.end + at)
        for at, read in zip(starts, reads, strict=True)
        for n in read.names
    ]


def test_lines_of_a_document_are_read_together() -> None:
    text = "\n".join(LINES)
    (apart,) = reader().read([list(LINES)])
    doc = pipeline()(text)
    assert names(doc) == shifted(apart, LINES)
    assert "Sanne" in [text[n.start : n.end] for n in names(doc)]
    assert not any("\n" in text[n.start : n.end] for n in names(doc))


def test_readings_of_a_document_stand_in_its_text() -> None:
    text = "\n".join(LINES)
    ((whole,),), (apart,) = reader().read([[text]]), reader().read([list(LINES)])
    assert len(whole.reading.starts) == sum(len(read.reading.starts) for read in apart)
    at = text.index("Sanne")
    assert whole.reading.chance(at, at + 5, 0) == apart[0].reading.chance(at, at + 5, 0)
    assert all(not text[a:b].isspace() or a == b for a, b in zip(whole.reading.starts, whole.reading.ends, strict=True))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), st.data())
def test_line_breaks_and_texts_are_the_same_context(lines: list[str], data: st.DataObject) -> None:
    glued = data.draw(st.lists(st.booleans(), min_size=len(lines) - 1, max_size=len(lines) - 1))
    texts = [lines[0]]
    for line, glue in zip(lines[1:], glued, strict=True):
        if glue:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    (apart,), (together,) = reader().read([lines]), reader().read([texts])
    assert shifted(together, tuple(texts)) == shifted(apart, tuple(lines))


def test_conversations_are_read_apart() -> None:
    one, other = ["hoi Sanne", "ik ga met Boris"], [PLAIN]
    first, second = reader().read([one, other])
    assert [read.names for read in first] == [read.names for read in reader().read([one])[0]]
    assert [read.names for read in second] == [tuple(alone()[0])]
    assert reader().read([]) == [] and reader().read([[], []]) == [[], []]


# --- Presidio -------------------------------------------------------------------------------------------

TOLD = (Name(0, 5, Kind.PERSON, 0.4321), Name(10, 15, Kind.PHONE, 0.98), Name(16, 20, Kind.ADDRESS, 1.0))
SAID = "Zomaar een zin waar niets in staat"
ALL = [kind.value for kind in Kind]


def _fail(*args: object, **kwargs: object) -> list[list[Read]]:
    raise AssertionError("read again")


def test_presidio_is_given_the_names_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChatNer, "read", _fail)
    monkeypatch.setattr(ChatNer, "__call__", _fail)
    told = [(SAID, TOLD), ("", ()), (PLAIN, ())]
    found = [NameRecognizer().analyze(text, ALL, ReadArtifacts(names)) for text, names in told]
    assert [[(r.start, r.end, r.entity_type) for r in results] for results in found] == [
        [(n.start, n.end, n.kind.value) for n in TOLD],
        [],
        [],
    ]


def test_presidio_has_tokens_in_lower_case_of_a_text_that_it_reads_itself() -> None:
    made = ChatNlpEngine().process_text("Bel SANNE nu", "xx")
    assert made.lemmas == ["bel", "sanne", "nu"] and made.tokens_indices == [0, 4, 10]


def test_the_steps_that_are_left_out_change_nothing() -> None:
    """Presidio's own engine, with all its steps and with tokens, finds the same in the examples of the recognizers."""
    known = registry()
    known.add_recognizer(NameRecognizer())
    whole = AnalyzerEngine(nlp_engine=ChatNlpEngine(), registry=known, supported_languages=["xx"])
    texts = [*dict.fromkeys(text for entry in table() for text in (*entry.must_match, *entry.must_not_match)), PLAIN]
    assert len(texts) > 100
    for text in texts:
        made = ChatNlpEngine().process_text(text, "xx")
        made.tokens.doc.user_data["chatscrub.names"] = TOLD
        ours = examining.analyzer().analyze(text, "xx", nlp_artifacts=ReadArtifacts(TOLD))
        assert ours == whole.analyze(text, "xx", nlp_artifacts=made)


def test_presidio_reads_a_text_that_it_was_not_told() -> None:
    made = ChatNlpEngine().process_text(PLAIN, "xx")
    results = NameRecognizer().analyze(PLAIN, ["PERSON"], made)
    assert [PLAIN[r.start : r.end] for r in results] == ["Sanne"]


@pytest.mark.parametrize(
    ("kind", "score", "kept"),
    [
        (Kind.PERSON, 0.35, 0.35),
        (Kind.PERSON, 0.9876, 0.9876),
        (Kind.LOCATION, 1.0, 1.0),
        (Kind.ADDRESS, 0.8, 0.8),
        (Kind.ORG, 0.7, 0.7),
        (Kind.HANDLE, 0.9, 0.9),
        (Kind.SECRET, 0.95, 0.95),
        (Kind.PHONE, 0.4, 0.4),
        (Kind.PHONE, 0.9, 0.5),
        (Kind.EMAIL, 1.0, 0.5),
        (Kind.URL, 0.51, 0.5),
        (Kind.ID, 0.5, 0.5),
        (Kind.DOB, 0.36, 0.36),
    ],
)
def test_scores_are_kept_and_those_of_kinds_with_a_form_are_capped(kind: Kind, score: float, kept: float) -> None:
    (result,) = NameRecognizer().analyze(SAID, ALL, ReadArtifacts((Name(3, 7, kind, score),)))
    assert (result.start, result.end, result.entity_type, result.score) == (3, 7, kind.value, kept)
    assert result.recognition_metadata["recognizer_name"] == "names"
    assert result.analysis_explanation.original_score == kept


def test_only_kinds_that_were_asked_for() -> None:
    made = ReadArtifacts(TOLD)
    assert [r.entity_type for r in NameRecognizer().analyze(SAID, ["PHONE", "ORG"], made)] == ["PHONE"]
    assert NameRecognizer().analyze(SAID, [], made) == []


def test_the_pipeline_is_a_language() -> None:
    assert isinstance(pipeline(), Language) and pipeline().max_length >= 10_000_000


# --- copies and other processes -------------------------------------------------------------------------


def test_a_pipeline_written_elsewhere_opens_and_reads_the_same(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "copy")
    text = "ff met san en yusuf naar zwolle"
    assert [(e.text, e.label_) for e in spacy.load(tmp_path / "copy")(text).ents] == [
        (e.text, e.label_) for e in pipeline()(text).ents
    ]


def test_a_model_is_opened_anew_in_another_process() -> None:
    model = pickle.loads(pickle.dumps(reader().model))
    (again,), (before,) = model.read([["hoi san"]])[0], reader().read([["hoi san"]])[0]
    assert again.chances.tolist() == before.reading.chances.tolist()


def test_processes_side_by_side_find_what_one_finds() -> None:
    texts = ["ff met san naar zwolle", "bel kees even", "ok"] * 4
    alone = list(pipeline().pipe(texts))
    shared = list(pipeline().pipe(texts, n_process=2, batch_size=4))
    assert [[e.text for e in doc.ents] for doc in alone] == [[e.text for e in doc.ents] for doc in shared]
    assert any(doc.ents for doc in alone)
    engine = ChatNlpEngine()
    for one, other in zip(alone, shared, strict=True):
        told = [
            NameRecognizer().analyze(d.text, ["PERSON"], engine._doc_to_nlp_artifact(d, "xx")) for d in (one, other)
        ]
        assert told[0] == told[1]


def test_what_others_keep_in_a_document_stops_no_reading() -> None:
    doc = pipeline().make_doc(PLAIN)
    doc.user_data["names"] = ["x"]
    for _, component in pipeline().pipeline:
        doc = component(doc)
    assert doc.ents
