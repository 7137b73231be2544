"""What stops a commit and what may pass: the evidence, the kinds of text, and the first look that may miss nothing."""

from __future__ import annotations

import re
import shutil
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_hiding_places import SAMPLES, export_of

from chatscrub import chat_model, checking, clues, first_look, gist, profiles, senses, weighing
from chatscrub.allowances import AllowList
from chatscrub.check_outputs import Report, as_text
from chatscrub.clues import Clues, Mark
from chatscrub.contexts import Context
from chatscrub.errors import DamagedModelError
from chatscrub.full_names import has_surname, pairs
from chatscrub.registers import GENERAL, RECORD, rates, register
from chatscrub.verdicts import KINDS
from chatscrub.weighing import WEIGHED, weigh

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import check_weights

RULES = checking.Rules(profiles.profile(), AllowList(()))
DOCUMENTS = Path(__file__).parents[1] / "benchmarks" / "check_documents"
MOBILE = "06-01234877"


def look(text: str, name: str = "tekst.txt") -> checking.Result:
    return checking.examine(name, text.encode(), RULES)


# --- the table ------------------------------------------------------------------------------------------


def lone(kind: str, form: str = "") -> Mark:
    """A finding with nothing around it."""
    return Mark(kind, form or kind, "x1x", 0, 0, Context("x1x"), ())


UNREAD = gist.Rule(np.array([], np.uint32), np.array([]), np.array([]))
"""A rule that knows no word."""


def test_every_row_is_about_something() -> None:
    rows = weighing.evidence()
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert row.only <= WEIGHED | {"BORN"} and row.becomes in {"", *KINDS}, row.name
        assert not (row.sure and row.becomes) and (row.becomes or not row.never), row.name


def test_every_clue_counts_as_it_was_written_for() -> None:
    """The weights are of the rows, forms and clues that there are: none is missing, none of another sign."""
    points, _ = weighing.weights()
    source = Path(clues.__file__).read_text(encoding="utf-8")
    lists = {f"{of}: {name}" for of in ("document", "around") for name in rates("", 1)}
    forms = {f"form {form}" for form in WEIGHED - {"BSN"} | {"NAME", "SMALL", "BORN", "POSTCODE", "BSN"}}
    others = set(re.findall(r'yield "([^"]+)"', source))
    others |= {senses.NAME, gist.NAME, clues.BARE}
    rows = {row.name: row for row in weighing.evidence()}
    assert {*points} <= lists | forms | others | {*rows} and forms | others | {*rows} - _never() <= {*points}
    for name, row in rows.items():
        assert name not in points or (points[name] <= 0 if row.becomes else points[name] >= 0), name


def _never() -> set[str]:
    return {row.name for row in weighing.evidence() if row.never}


@pytest.mark.parametrize("form", sorted(WEIGHED | {"NAME", "SMALL", "BORN", "POSTCODE"}))
def test_what_nothing_speaks_for_or_against_stops(form: str) -> None:
    kind = {"NAME": "PERSON", "SMALL": "PERSON", "BORN": "DOB", "POSTCODE": "ADDRESS"}.get(form, form)
    mark = lone(kind, form)
    assert weigh(kind, (), Clues("x.txt", "x1x", [mark], code=False).of(mark)).kind == kind


def test_the_reasons_are_told_and_hold_nothing_of_the_text() -> None:
    result = look(f"Cliënt Sanne Kuiperveld (geb. 14-03-1981) belt over haar moeder, {MOBILE}.\n")
    names = {row.name for row in weighing.evidence()}
    failing = [f for f in result.found if f.weight == "fails"]
    assert failing and all({*f.why} <= names for f in failing)
    against = {row.name for row in weighing.evidence() if row.becomes}
    assert failing[0].why and not any({*f.why} & against for f in failing), "what speaks for it, and nothing else"
    told = as_text(Report([result], "intake"))
    assert f"({failing[0].why[0]})" in told and "Kuiperveld" not in told


ALWAYS = {
    "a citizen's number": "bsn 706970366\n",
    "a citizen's number in code": 'test = "706970366"  # bsn\n',
    "a client's name": "Cliënt: Sanne Kuiperveld\n",
    "a client's number": "Sanne Kuiperveld, dossiernummer: 2024-30417\n",
    "a national insurance number": "her nhs number is 999 252 3530\n",
}


@pytest.mark.parametrize("text", ALWAYS.values(), ids=ALWAYS)
def test_some_stop_whatever_is_weighed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "weights", lambda: ({}, 1e9))
    assert look(text, "notitie.py" if "#" in text else "notitie.txt").fails


def test_what_everybody_uses_as_an_example_passes_whatever_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "weights", lambda: ({}, -1e9))
    assert not look("naam: Jane Doe\nbsn: 123456782\nmail: jane.doe@example.com\n").fails


def test_a_chat_stops_whatever_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "weights", lambda: ({}, 1e9))
    assert look("[14-03-2024, 10:01] Jan: hoi\n[14-03-2024, 10:02] Piet: hallo\n").fails


def test_a_long_list_of_names_is_not_let_pass_for_its_length() -> None:
    names = "Sanne Kuiperveld, Joost Terpstra, Niels Hagedoorn, Wytze Bakels, Femke Dieperink, Bas Rensink"
    more = "Tonnie Hiddink, Klaas Zandvoort, Gerda Vroombout, Marije Steenge, Rianne Polak, Teun Appelo"
    assert look("\n".join(f"{name}" for name in f"{names}, {more}".split(", ")) + "\n").fails
    assert look(f"{names}\n").fails


def test_what_is_learned_goes_the_way_of_the_rows() -> None:
    """Two clues tell the documents apart; a row that was written for somebody never counts against."""
    apart, row = "around: care", next(row.name for row in weighing.evidence() if not row.becomes)
    findings = [({apart: 1.0}, {"form PHONE": 1.0}), ({row: 1.0}, {"form PHONE": 1.0})]
    documents = [
        check_weights.Document("a", number < 20, False, findings[number >= 20], states, frozenset())
        for number, states in enumerate(np.random.default_rng(7).normal(size=(40, 2, 2 * senses.WIDTH)))
    ]
    learner = check_weights.Learner(documents, [apart, row, "form PHONE"])
    weights = learner.learn()
    assert weights[1] > 1 and weights[2] == 0 and weights[3] < 0.5
    points = check_weights.scores(documents, weights, learner, UNREAD)
    assert points[:20].min() > points[20:].max()


def test_a_rule_over_inner_states_is_learned_and_written_as_it_counts() -> None:
    """What only the states tell apart is told apart, and the file of the rule gives the same points."""
    drawn = np.random.default_rng(7).normal(size=(60, 1, 2 * senses.WIDTH))
    drawn[:30, :, :20] += 4.0
    documents = [
        check_weights.Document("a", n < 30, False, ({},), states, frozenset()) for n, states in enumerate(drawn)
    ]
    learner = check_weights.Learner(documents, [])
    weights = learner.learn()
    points = check_weights.scores(documents, weights, learner, UNREAD)
    assert points[:30].min() > points[30:].max()
    rule = learner.directions.rule(weights[1:])
    assert np.allclose(drawn[:, 0] @ rule[:-1] + rule[-1] + weights[0], points)


def test_words_that_several_hands_write_are_learned_and_count_as_they_were_learned() -> None:
    """A word of one hand alone is not learned; of the others, those of intake speak for it, the rarer the more."""
    common, tells, against, own_word = (
        gist.words("het") | gist.words("zij"),
        gist.words("vertelde"),
        gist.words("regels"),
        gist.words("aa"),
    )
    documents = [
        check_weights.Document(hand, n % 2 == 0, False, ({},), np.zeros((1, 2 * senses.WIDTH)), words)
        for hand in ("a", "b", "c")
        for n in range(10)
        for words in [common | (tells if n % 2 == 0 else against) | (own_word if hand == "a" else frozenset())]
    ]
    rule = check_weights.rule_of_words(documents)
    assert {*rule.known.tolist()} == common | tells | against
    told = {name: gist.counted(words, rule) for name, words in (("for", tells), ("against", against), ("no", own_word))}
    assert told["for"] > 0 > told["against"] and told["no"] == 0.0
    assert gist.counted(tells | common, rule) < told["for"] * 1.5


def test_the_rule_over_words_that_is_shipped_reads_records_and_papers_apart() -> None:
    record = "Zij vertelde dat haar moeder boos was en huilde; zij slaapt slecht en is bang voor haar vader."
    paper = "Onze praktijk vraagt u vriendelijk de huisregels te lezen. Als u een afspraak afzegt, doe dat op tijd."
    assert gist.points(record) > gist.points(paper)
    assert gist.points("") == gist.points("qqqx zzzq") == 0.0


# --- how the model reads it -----------------------------------------------------------------------------

LONG = [f"Regel {number} van een lange brief, over niemand in het bijzonder.\n\n" for number in range(60)]


def test_how_a_finding_reads_depends_on_the_words_around_it_only() -> None:
    spots = [senses.Spot(30, 0, 5), senses.Spot(31, 0, 5)]
    both = senses.vectors(LONG, spots)
    assert both.shape == (2, 2 * senses.WIDTH) and np.isfinite(both).all()
    assert (senses.vectors(LONG, spots[1:])[0] == both[1]).all(), "not on other findings"
    far = [*LONG[:59], "Heel iets anders over een cliënt."]
    assert (senses.vectors(far, spots) == both).all(), "nor on words far away"
    near = [*LONG[:29], "Heel iets anders over een cliënt.", *LONG[30:]]
    assert (senses.vectors(near, spots) != both).any()


def test_odd_places_have_a_reading_too() -> None:
    texts = ["", "\n\n", "👩‍👩‍👧 Sanne\u200e\r\n", "x" * 3000]
    spots = [senses.Spot(0, 0, 0), senses.Spot(1, 1, 1), senses.Spot(2, 9, 15), senses.Spot(3, 0, 3000)]
    assert np.isfinite(senses.vectors(texts, spots)).all()
    assert senses.vectors(["a"], []).shape == (0, 2 * senses.WIDTH)


def test_inner_states_are_those_of_the_released_model_only(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(chat_model.OWN, copy)
    model = chat_model.ChatModel(copy)
    data = (copy / chat_model.MODEL).read_bytes()
    (copy / chat_model.MODEL).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(DamagedModelError):
        next(model.states([[chat_model.BEGIN, 5, chat_model.END]]))


# --- what stops, and what may pass ----------------------------------------------------------------------

STOPS = {
    "a name in a note": "Vanmorgen belde Sanne Kuiperveld af, ze was moe.\n",
    "a name under a profession, of a client": "Cliënt Joost Kuiperveld, verpleegkundige, meldt zich met klachten.\n",
    "a born client in a policy": "Wij volgen altijd het protocol. U mag ons bellen. Zo ging het mis met Sanne "
    "Kuiperveld, geb. 14-03-1981.\n",
    "somebody's house in a policy": "Staff must always phone us. You may never go alone. In May one of us was followed "
    "from the flat of a client at 27 Marling Row.\n",
    "a relative's number": "Her mother can be reached on 07700 900419.\n",
    "small letters": "concept\n\ndag mevr, uw man kan do komen (is voor ottoline van haecke, zij regelt het)\n",
    "small letters behind a title": "13.00 mw wytzke knollendam belt over haar zoon\n",
    "a name in a test": '# taken from production\nclient = {"name": "Mrs Imogen Trevelyan", "dob": "1991-03-22"}\n',
    "a citizen's number": "vecozo geeft fout op bsn 706970366\n",
    "a private address for a letter": "mevrouw S.A. Dieperink, wonende Emmerikseweg 377 te Warnsveld\n",
    "a double surname": "Op de kaft staat: Niels Groot Roessink. Zij vertelt dat de meester hem vooraan zette.\n",
    "a landline with an area code that looks public": "Haar moeder is thuis te bereiken op 0341234567.\n",
}
PASSES = {
    "a cited work": "Cognitieve therapie is beschreven door Willem Terpstra (1979) en later door anderen.\n",
    "a list of literature": "# Literatuur\n\nTerpstra, W., & Bakels, J. (2004). Rouw in beeld. Uitgeverij Boom.\n",
    "staff on a page": "<h1>Ons team</h1>\n<h2>Hanneke Opdenkelder</h2>\n<p>Gz-psycholoog</p>\n",
    "whom to complain to": "Heeft u een klacht? Onze klachtenfunctionaris mevrouw A. Terpstra helpt u graag. U kunt "
    "ons altijd schrijven.\n",
    "the practice's own number": "Bel ons op 0575-044120 van 9.00 tot 10.00 uur. Wij bellen u terug.\n",
    "an example in a form": 'hint: "bijvoorbeeld 31-12-1999"\n',
    "a placeholder": 'user = {"name": "Jane Doe", "email": "jane.doe@example.com"}\n',
    "a licence": "MIT License\n\nCopyright (c) 2019-2025 Cole Dietz\n",
    "an issue number": "- fix rounding of fees, see GH-21180\n",
    "the end of a date": "Laatst gewijzigd: 2018-10-02. Wij kijken elk jaar of dit nog klopt.\n",
    "a log of a server": '192.0.2.18 - - [14/Oct/2025:08:16:00 -0400] "HEAD /ok HTTP/1.1" 200 0\n' * 3,
    "somebody long dead": "Folder over Freud, geboren op 6 mei 1856.\n",
    "a double first name": "Iedereen mag tekenen, behalve Pieter-Jan. U vraagt het aan ons.\n",
}


@pytest.mark.parametrize("text", STOPS.values(), ids=STOPS)
def test_a_client_stops_the_commit(text: str) -> None:
    assert look(text, "test_x.py" if text.startswith("# ") else "tekst.txt").fails


@pytest.mark.parametrize("text", PASSES.values(), ids=PASSES)
def test_what_everybody_may_read_passes(text: str) -> None:
    name = "team.html" if text.startswith("<") else "tekst.txt"
    assert not [(f.kind, f.value, f.why) for f in look(text, name).found if f.weight == "fails"]


def test_excuses_are_off_in_a_text_about_somebody() -> None:
    note = "Zij vertelt dat ze slecht sliep. Haar zus belde. Ze huilde en zei dat hij wegging. {} zat erbij.\n"
    assert register(note) == RECORD
    assert look(note.format("Joost Kuiperveld, verpleegkundige,")).fails


def test_registers() -> None:
    assert register("U mag ons bellen. Wij moeten uw vraag altijd binnen een week beantwoorden.") == GENERAL
    assert register("She said her mother rang. He told her he slept badly.") == RECORD
    assert register("a = b") == ""


@pytest.mark.parametrize(
    "name",
    [
        "ottoline van haecke",
        "Niels Groot Roessink",
        "Klein Gunnewiek, B.",
        "sinead o'gallowglass",
        "pieter d’Hondschoote",
        "Dervla McGillaquiddy",
        "Żelka Śliwonicka",
        "Ольга Иваненкова",
        "Ελένη Παπαδοπούλου",
        "Zoe\u0308lina Brachte\u0301lmans",
        "saw O'Brien",
        "met D'Angelo",
    ],
)
def test_more_names_with_a_surname(name: str) -> None:
    assert has_surname(name)


@pytest.mark.parametrize("words", ["Pieter-Jan", "klant van ziggo", "client portaal omgeving", "kamer van koophandel"])
def test_more_words_that_are_none(words: str) -> None:
    assert not has_surname(words)


NAMES_IN_PROGRAMS = {
    "a.css": "/* long names push it open, such as tobias merrick on thursday */\n.x { margin: 0 }\n",
    "b.ini": "[sms]\n; these asked us not to\nskip = jerome pelletier\n",
    "c.ts": "// Dervla McGillaquiddy only does the holds since her shoulder operation\nexport const a = 1;\n",
}


@pytest.mark.parametrize("name", NAMES_IN_PROGRAMS)
def test_names_in_a_program_are_no_clean_text(name: str) -> None:
    """A name in lower case, where both words are hardly ever anything else, and one of a clan."""
    assert not first_look.is_clean(NAMES_IN_PROGRAMS[name], code=True)
    assert {f.kind for f in look(NAMES_IN_PROGRAMS[name], name).found} & {"PERSON", "MENTION"}


@pytest.mark.parametrize("line", ["max pooling with mock objects", "rex and theo = len(min)", "def gamma(beta, norm):"])
def test_words_of_programs_are_none(line: str) -> None:
    assert first_look.is_clean(line, code=True)


def test_addresses_in_links_and_logs() -> None:
    kinds = {f.kind for f in look('10.0.0.1 - - [x] "GET /r?u=rayleigh58%40post.example HTTP/1.1"\n', "a.log").found}
    assert "EMAIL" in kinds
    assert "EMAIL" in {f.kind for f in look("zie https://x.example/a?m=jan.kuiper%40post.example&b=1\n").found}
    assert not look("zie https://x.example/a?m=info%40post.example&b=1\n").fails


def test_no_office_hides_somebody_else_in_a_link() -> None:
    link = "https://x.example/m?from=info%40post.example&to=jan.kuiper%40post.example"
    assert "EMAIL" in {f.kind for f in look(f"zie {link}&x=1 van haar\n").found}


def test_what_is_no_number_stops() -> None:
    assert weigh("PERSON", (), {senses.NAME: float("nan")}).kind == "PERSON"


def test_streets_with_a_direction_before_them() -> None:
    assert "ADDRESS" in {f.kind for f in look("1 box goes to 2214 E. Superior St, Apt 5, side door\n").found}


# --- the first look -------------------------------------------------------------------------------------


@cache
def _in_full(name: str, data: bytes) -> tuple[str, bool]:
    """What people read in a document, and whether a full examination finds something that stops it."""
    code = checking.is_code(name)
    export = checking._read(name, data, "plain" if code else None)
    failing = [f for f in checking._findings(name, export, RULES) if f.weight == "fails"]
    return checking._words(export), bool(failing)


def _documents() -> list[Path]:
    folders = [DOCUMENTS / part / sort for part in ("tune", "tune2") for sort in ("intake", "ordinary")]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def test_the_first_look_sends_on_whatever_a_full_examination_stops() -> None:
    clean = 0
    for path in _documents():
        code = checking.is_code(path.name)
        words = checking._words(checking._read(path.name, path.read_bytes(), "plain" if code else None))
        if first_look.is_clean(words, code=code):
            clean += 1
            assert not _in_full(path.name, path.read_bytes())[1], path
    assert clean > 15


def test_the_tuning_documents() -> None:
    """Intake files are stopped, and not most ordinary ones. They were learned from: see README for others.

    One of them may pass: the model's arithmetic differs in its last digits between processors.
    """
    wrong: dict[str, list[str]] = {"intake": [], "ordinary": []}
    counts = {"intake": 0, "ordinary": 0}
    for path in _documents():
        _, sort, _, *rest = path.relative_to(DOCUMENTS).parts
        counts[sort] += 1
        if checking.examine("/".join(rest), path.read_bytes(), RULES).fails != (sort == "intake"):
            wrong[sort].append(path.name)
    assert counts["intake"] > 90 and len(wrong["intake"]) <= 1, wrong["intake"]
    assert len(wrong["ordinary"]) <= 0.2 * counts["ordinary"], wrong["ordinary"]


@pytest.mark.parametrize("case", sorted(SAMPLES.glob("*/*/canaries.tsv")), ids=lambda p: "/".join(p.parts[-3:-1]))
def test_the_first_look_finds_no_sample_export_clean(case: Path, tmp_path: Path) -> None:
    """Every export holds names of people and numbers; a look at its words alone must send it on."""
    source = export_of(case.parent, tmp_path)
    words = checking._words(checking._read(source.name, source.read_bytes(), None))
    assert not first_look.is_clean(words) or not _in_full(source.name, source.read_bytes())[1]


WORDS = """
sanne Sanne de van den Vries vries Bakker bakker mw dhr client cliënt naam: ottoline haecke wytzke knollendam Groot
Roessink Niels Pieter-Jan El Khattabi geb born geboren dob 14-03-1981 3-11-92 7 dec 83 sept 1981 1998 2024-10-02 06
01234567 07700 900123 0575-044120 030-5550100 0800-0113 116 123 info@linde.example sanne@linde.example @ linde.example
s.bakker@gmail.com actions/checkout@v4 apenstaartje gmail bsn 706970366 NL91ABNA0417164300 ZS-20455 dossier 4711
Molenbelt 12 7411 AA straat 9 nul zes drie vier vijf huisbezoek moeder vertelt u wij moet . , : ( ) - / | "
""".split()


@example(["sanne", "1981", "116"], "x.txt")
@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n", "\n\n"]), min_size=1, max_size=14), st.sampled_from(["x.txt", "x.py"]))
def test_a_clean_first_look_means_nothing_stops(words: list[str], name: str) -> None:
    text = " ".join(words)
    if text.strip() and first_look.is_clean(text, code=checking.is_code(name)):
        assert not _in_full(name, text.encode())[1]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_pairs_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    assert all(0 <= pair.start < pair.end <= len(text) for pair in pairs(text))
