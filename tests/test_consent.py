"""The consent report: complete, truthful, closed to the outside, and the same in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
import test_pictures

from chatscrub import wording
from chatscrub.facts import TOPICS, About, ConsentRow, EventRow, FactRow, Light, PersonRow, PostedRow, ReportFacts
from chatscrub.model import Kind, Unexamined
from chatscrub.page import as_html
from chatscrub.prose import as_markdown
from chatscrub.record import as_json
from chatscrub.wording import LANGUAGES, Language, Words

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
VOID = {"meta", "link", "br", "hr", "img", "input"}
UNEXAMINED = (
    Unexamined("image", 214, "withheld"),
    Unexamined("video", 3, "kept"),
    Unexamined("voice note", 31, "absent"),
    Unexamined("other script", 1, "script"),
    Unexamined("names", 0, "names"),
    Unexamined("hologram", 7, "a reason of tomorrow"),
)


def person(number: int, role: str = "speaker", **changes: Any) -> PersonRow:
    row = PersonRow(
        pseudonym=f"PERSON_{number}",
        role=role,
        messages=0 if role == "mentioned" else 40 + number,
        first=None if role == "mentioned" else "2021-05-03T10:00:00",
        last=None if role == "mentioned" else "2022-06-04T23:59:00",
        mentions=number,
        spellings=2,
        doubt=False,
        kinds={} if role == "mentioned" else {"PHONE": 1, "PERSON": 12},
    )
    return replace(row, **changes)


PEOPLE = (
    person(0, "me", pseudonym="ME"),
    person(1),
    person(2, doubt=True),
    person(3, "mentioned"),
    person(4, "group", pseudonym="GROUP_1", first=None, last=None, kinds={}),
)


def facts(**changes: Any) -> ReportFacts:
    base = ReportFacts(
        tool_version="0.1.0",
        created="2026-11-22T11:52:07+00:00",
        language="en",
        source_name="WhatsApp Chat with PERSON_1.zip",
        source_sha256=DIGEST,
        plan_digest=DIGEST[::-1],
        settings_digest=DIGEST,
        scrubbed=(("WhatsApp Chat with PERSON_1.scrubbed.txt", "0" * 64),),
        format="whatsapp",
        messages=12345,
        period=("2021-05-03", "2022-06-04"),
        members=250,
        people=PEOPLE,
        kinds={"PHONE": 4, "PERSON": 1204, "IBAN": 1},
        distinct={"PHONE": 2, "PERSON": 17, "IBAN": 1},
        unexamined=UNEXAMINED,
        detector="chat_ner 1.0.0",
        keep_media=False,
        me="ME",
        dry_run=False,
    )
    return replace(base, **changes)


class Page(HTMLParser):
    """Reads a page, insists that tags are balanced, and keeps what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


EVERYTHING = facts(
    kinds={kind.value: 10 for kind in Kind} | {"NEW": 3},
    distinct={kind.value: 2 for kind in Kind},
    unexamined=tuple(
        Unexamined(what, 1, reason)
        for what in (*(key[5:] for key in wording.texts("en") if key.startswith("what.")), "hologram")
        for reason in (
            "withheld",
            "kept",
            "absent",
            "script",
            "names",
            "before",
            "label",
            "asked",
            "form",
            "broken",
            "unheard of",
        )
    ),
    keep_media=True,
    style="surrogate",
    dates_moved=True,
    people_source=("chat", "list", "vault"),
)
ASKED = EventRow("requested", "2026-10-01T09:00:00+00:00", "", DIGEST, "1" * 64)
STANDINGS = {
    "none": ConsentRow("none"),
    "requested": ConsentRow("requested", "2026-10-01", "", (ASKED,)),
    "granted": ConsentRow(
        "granted",
        "2026-10-02",
        "2027-10-02",
        (ASKED, EventRow("granted", "2026-10-02T20:15:00+02:00", "2027-10-02", DIGEST, "2" * 64)),
    ),
    "granted for good": ConsentRow("granted", "2026-10-02", "", (EventRow("granted", "2026-10-02", "", "", "3" * 64),)),
    "refused": ConsentRow("refused", "2026-10-02", "", (ASKED, EventRow("refused", "2026-10-02", "", "", "4" * 64))),
    "withdrawn": ConsentRow("withdrawn", "2026-10-09", "", (EventRow("withdrawn", "2026-10-09", "", "", "5" * 64),)),
    "expired": ConsentRow(
        "expired", "2026-11-01", "2026-11-01", (EventRow("granted", "2026-10-01", "", "", "6" * 64),)
    ),
    "other recipient": ConsentRow("other recipient", "2026-10-02"),
}
SIGNS = {topic: n for n, topic in enumerate(TOPICS, 1)}
TOLD = facts(
    record_id="7f0c1f0a-6f5e-4a6e-8f6b-0d6a1f0c7a11",
    people=(
        person(0, "me", pseudonym="ME"),
        *(person(n, consent=standing, withheld=n) for n, standing in enumerate(STANDINGS.values(), 1)),
        person(20, topics=SIGNS, topics_about={"religion": 2}),
        person(21, "mentioned", topics_about={"offence": 1, "minor": 1}),
        person(22, posted=(PostedRow("given", "2022-01-02T03:04:05", DIGEST), PostedRow("withdrawn", None, DIGEST))),
        person(23, "group", pseudonym="GROUP_1"),
    ),
    policy="consent",
    withheld={"own": 40, "quotes": 3},
    recipient="helper",
    recipient_name="Helper",
    recipient_facts=(
        FactRow("maker", "Example Ltd"),
        FactRow("plan", "Personal"),
        FactRow("country", "United States", "example.org/terms", "2026"),
        FactRow("retention", "30 days", "example.org/terms", "2026-10-01"),
        FactRow("training", ""),
        FactRow("review", "Sometimes", "example.org/terms", "2026"),
        FactRow("transfer", "Leaves the EEA, with standard clauses", "example.org/terms", "undated"),
    ),
    about=About(
        "private",
        "Jo Example, jo@example.org",
        "",
        "to look back with my therapist",
        "Consent",
        "two weeks",
        "my laptop",
        "NL",
    ),
    ledger="7" * 64,
    require_consent="speakers",
    require_signature=True,
    signed="2026-11-22T11:50:00+00:00",
    topics=SIGNS,
    topic_messages=60,
    in_headers=12,
    timeline=(("PERSON_1", "2021-05", 12), ("PERSON_1", "2021-06-01", 3)),
    named_by=(("PERSON_1", "PERSON_21", 2),),
    light=Light("red", ("refused", "topics")),
)
REASONS = [key.rpartition(".")[2] for key in wording.texts("en") if key.startswith("light.reason.")]
WORDS_OF_CONSENT = (
    *("none", "requested", "granted", "refused", "withdrawn", "expired"),
    *("other recipient", "other purpose"),
)
POLICIES = ("report", "consent", "only-me")
NOTHING = facts(
    messages=0,
    period=(None, None),
    people=(),
    kinds={},
    distinct={},
    unexamined=(),
    scrubbed=(),
    me=None,
    members=0,
)
CASES = {
    "usual": facts(),
    "everything": EVERYTHING,
    "nothing": NOTHING,
    "no senders": facts(people=(), period=("2021-05-03", "2021-05-03T23:00:00")),
    "one place to replace": facts(dry_run=True, scrubbed=(), kinds={"PHONE": 1}, distinct={"PHONE": 1}),
    "trial": facts(dry_run=True, scrubbed=()),
    "empty trial": replace(NOTHING, dry_run=True),
    "silent stranger": facts(me=None, people=(person(1, first=None, last=None, kinds={}),)),
    "one of each": facts(
        messages=1,
        people=PEOPLE[2:4],
        kinds={"PERSON": 1},
        distinct={"PERSON": 1},
        unexamined=UNEXAMINED[3:4],
    ),
    "two in doubt": facts(people=(*PEOPLE, person(5, doubt=True))),
    "told": TOLD,
    "at work": replace(TOLD, about=About("professional", "Practice", "dpo@example.org", jurisdiction="Belgium")),
    "refused": replace(
        TOLD, policy="only-me", scrubbed=(), refused=("everybody",), signed="", require_consent="everybody"
    ),
    "on one's own computer": replace(TOLD, recipient="own", recipient_name="Own model", recipient_local=True),
}
ALL = [replace(case, language=language) for case in CASES.values() for language in LANGUAGES]
IDS = [f"{name}, {language}" for name in CASES for language in LANGUAGES]
every_case = pytest.mark.parametrize("case", ALL, ids=IDS)


def shape(text: wording.Text) -> object:
    """What must be alike in both languages: the shape of a text and its blanks."""
    if isinstance(text, list):
        return len(text)
    whole = " ".join(text.values()) if isinstance(text, dict) else text
    return type(text), set(re.findall(r"{(\w+)}", whole))


def test_both_languages_say_the_same_things() -> None:
    dutch, english = wording.texts("nl"), wording.texts("en")
    assert list(dutch) == list(english)
    for key, text in dutch.items():
        assert shape(text) == shape(english[key]), key


@pytest.mark.parametrize("room", ["file", "loose", "talk"])
def test_rooms_say_what_the_report_says_in_other_words(room: str) -> None:
    dutch, english, base = wording.texts("nl", room), wording.texts("en", room), wording.texts("en")
    assert sorted(dutch) == sorted(english)
    for key, text in dutch.items():
        assert shape(text) == shape(english[key]), key
        if key in base and key not in ("top.no_authors",):
            assert shape(text) == shape(base[key]), key
    assert {key for key in dutch if key not in base and not key.startswith("what_it_is.")} <= {"top.loose"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["docx", "odt", "xlsx", "csv", "vcard", "plain", "telegram"])
def test_a_file_is_no_chat(format: str, language: Language) -> None:
    rows = tuple(replace(row, role="mentioned", messages=0) for row in PEOPLE)
    case = replace(EVERYTHING, format=format, messages=0, people=rows, me=None, language=language, topic_messages=2)
    case = replace(case, source_name="FILE_1.bin", scrubbed=(("FILE_1.scrubbed.bin", DIGEST),))
    for shown in (Page(as_html(case)).text, as_markdown(case)):
        words = re.findall(r"\bchats?\b(?!bot)", shown.casefold())
        assert words == [word for word in words if word == "chats"]  # the model was made for them
        assert not re.search(r"(?i)whatsapp|chat_export|de app zelf|the messenger", shown)
        assert shown.count("{") == 0


@pytest.mark.parametrize(
    ("format", "language", "sentence"),
    [
        ("docx", "nl", "Dit bestand is een Word-document, zonder afzonderlijke berichten."),
        ("docx", "en", "This file is a Word document, with no separate messages in it."),
        ("plain", "nl", "Dit bestand is losse tekst, zonder afzonderlijke berichten."),
        ("csv", "en", "This file is a table, with no separate messages in it."),
        ("signal", "nl", "Dit bestand is een export, zonder afzonderlijke berichten."),
    ],
)
def test_first_sentence_of_a_file(format: str, language: Language, sentence: str) -> None:
    assert sentence in as_markdown(facts(format=format, language=language, messages=0, people=()))


def test_first_sentence_of_mail_and_of_talks() -> None:
    assert "Dit bestand telt 2 berichten van" in as_markdown(facts(format="mail", language="nl", messages=2))
    talk = as_markdown(facts(format="chatgpt", language="nl", messages=2, people=(), period=("2024-05-01", None)))
    assert (
        "Deze chat telt 2 berichten van 1 mei 2024 uit gesprekken met een AI-dienst. "
        "Wie de vragen stelde, staat er niet bij." in talk
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_lies_unused(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()

    class Watched(dict[str, wording.Text]):
        def __getitem__(self, key: str) -> wording.Text:
            used.add(key)
            return super().__getitem__(key)

        def __or__(self, other: Any) -> Watched:  # type: ignore[override]  # all that Words does with it
            return Watched({**self, **other})

    load = wording.texts
    monkeypatch.setattr(wording, "texts", lambda language, room="": Watched(load(language, room)))
    kinds = [key.partition(".")[2] for key in load(language, "loose") if key.startswith("what_it_is.")]
    files = [replace(EVERYTHING, format=kind, messages=0, people=()) for kind in kinds]
    for case in (*CASES.values(), *every_light(), *files):
        as_html(replace(case, language=language), {"PERSON_1": ["Sanne"]})
        as_json(replace(case, language=language))
    test_pictures.use_all_wording(language)
    used.add("told.hidden")  # by counts
    rooms = ("", "file", "loose", "talk")
    assert {key for room in rooms for key in load(language, room)} - used == set()


def every_light() -> list[ReportFacts]:
    """Reports with every colour, reason and step, and every state of consent."""
    rows = tuple(person(1, consent=ConsentRow(word)) for word in WORDS_OF_CONSENT)
    shown = [replace(TOLD, light=Light("green", (reason,)), people=rows) for reason in REASONS]
    shown.append(replace(TOLD, lacking=("unknown_writers",)))
    repeated = {"own": 1, "quotes": 2}
    shown += [replace(TOLD, light=Light("amber", ()), withheld=repeated, policy=name) for name in POLICIES]
    red = Light("red", ("professional", "said_no", "media"))
    work = replace(TOLD, about=About("professional"), light=red, signed="")
    trial = replace(TOLD, dry_run=True, light=red, require_consent="everybody")
    nobody = replace(TOLD, people=(), recipient="", recipient_name="", signed="", refused=("said_no", "speakers"))
    unsigned = replace(TOLD, signed="", people=(person(1, consent=ConsentRow("granted")),), light=Light("amber", ()))
    unasked = replace(TOLD, me=None, policy="consent", recipient_facts=(FactRow("plan", ""),), lacking=("said_no",))
    return [
        *shown,
        unsigned,
        unasked,
        work,
        trial,
        nobody,
        replace(nobody, refused=("signature",), dates_moved=True, ledger=""),
    ]


def test_every_kind_has_a_name() -> None:
    for language in LANGUAGES:
        assert all(f"kind.{kind}" in wording.texts(language) for kind in Kind)


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="fy"):
        Words("fy")


@every_case
def test_page_is_whole_and_closed(case: ReportFacts) -> None:
    html = as_html(case)
    page = Page(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|javascript:", html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not any(key.startswith("on") or key == "src" for _, attrs in page.tags for key in attrs)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {attrs["href"] for tag, attrs in page.tags if tag == "a"}
    assert {f"#{name}" for name in ids} >= targets
    labels = {id for _, attrs in page.tags for id in (attrs.get("aria-labelledby") or "").split()}
    assert set(ids) >= labels
    assert ("html", {"lang": case.language}) in page.tags
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.tags
    assert "{" not in page.text and "None" not in page.text


@every_case
def test_headings_are_in_order(case: ReportFacts) -> None:
    levels = [int(tag[1]) for tag, _ in Page(as_html(case)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_case
def test_tables_can_be_read_aloud(case: ReportFacts) -> None:
    page = Page(as_html(case))
    tables = [tag for tag, _ in page.tags if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * (len(tables) // 2)
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")


def test_markup_in_a_name_is_escaped() -> None:
    html = as_html(facts(source_name="<b>{x} & 'co'</b>.txt", format="<i>"))
    assert "<b>{x}" not in html and "<i>" not in html
    assert "&lt;b&gt;{x} &amp;" in html


@every_case
def test_everything_unexamined_is_listed(case: ReportFacts) -> None:
    text, words = Page(as_html(case)).text, Words(case.language)
    for item in case.unexamined:
        assert f"{words.label('what', item.what)} {item.count or words('unexamined.uncounted')}" in text
        assert words.label("reason", item.reason, "other") in text
    assert (words("unexamined.none") in text) == (not case.unexamined)
    assert words.lines("unexamined.unseen")[0] in text


@every_case
def test_no_false_promise(case: ReportFacts) -> None:
    text, words = Page(as_html(case)).text, Words(case.language, *wording.rooms(case.format, case.messages))
    for part in ("risk.disclaimer", "consent.complaint"):
        assert words(part) in text
    others = [row.pseudonym for row in case.people if row.role not in ("me", "group")]
    assert (words("risk.key", person=others[0]) if others else words("risk.key_nobody")) in text
    assert (words("replaced.kept") in text) == (not case.dates_moved and case.messages > 0)
    assert (words("replaced.moved") in text) == (case.dates_moved and case.messages > 0)
    assert (words("replaced.stand_ins") in text) == (case.style == "surrogate" and bool(case.kinds))
    assert words.lines("unexamined.detector")[-1] in text
    assert words(f"light.{case.light.colour}") in text
    assert all(words(f"light.reason.{reason}") in text for reason in case.light.reasons)
    trial = case.dry_run or bool(case.refused)
    assert (words("light.pseudonymised") in text) == (bool(case.kinds) and not trial)
    assert (words("light.pseudonymised_trial") in text) == (bool(case.kinds) and trial)
    assert (words("light.nothing") in text) == (not case.kinds)
    assert (words("unexamined.kept_warning") in text) == case.keep_media


@every_case
def test_people_and_counts_are_shown(case: ReportFacts) -> None:
    text, words = Page(as_html(case)).text, Words(case.language)
    assert all(row.pseudonym in text for row in case.people)
    assert text.count(words("people.doubt_label")) >= sum(row.doubt for row in case.people)
    for kind, n in case.kinds.items():
        assert f"{words.label('kind', kind)} {words.number(n)} {case.distinct.get(kind, 0)}" in text
    for name, digest in case.scrubbed:
        assert name in text and digest in text


def test_three_hundred_people() -> None:
    crowd = tuple(person(n, "mentioned" if n % 3 else "speaker") for n in range(1, 301))
    text = Page(as_html(facts(people=crowd))).text
    assert "written by 100 people" in text
    assert "200 other names are mentioned. That can be fewer people" in text
    assert text.count("PERSON_300 ") >= 2  # the list of names and the list to fill in
    assert len(json.loads(as_json(facts(people=crowd)))["report"]["people"]) == 300


@pytest.mark.parametrize(
    ("language", "messages", "people", "sentence"),
    [
        (
            "nl",
            1,
            1,
            "Deze chat telt 1 bericht van 3 mei 2021 tot en met 4 juni 2022, geschreven door 1 persoon.",
        ),
        ("nl", 2, 3, "telt 2 berichten van 3 mei 2021 tot en met 4 juni 2022, geschreven door 3 mensen."),
        ("en", 1, 1, "holds 1 message from 3 May 2021 to 4 June 2022, written by 1 person."),
        ("en", 12345, 2, "holds 12,345 messages from 3 May 2021 to 4 June 2022, written by 2 people."),
        ("nl", 12345, 2, "12.345 berichten"),
        ("nl", 0, 0, "Dit bestand is een export, zonder afzonderlijke berichten."),
        ("en", 2, 0, "to 4 June 2022. No names of senders were recognised."),
    ],
)
def test_first_sentence(language: Language, messages: int, people: int, sentence: str) -> None:
    rows = tuple(person(n) for n in range(1, people + 1))
    assert sentence in Page(as_html(facts(language=language, messages=messages, people=rows))).text


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ((None, None), "messages, written"),
        (("2021-05-03", None), "messages of 3 May 2021, written"),
        ((None, "2021-05-03T08:00"), "messages of 3 May 2021, written"),
        (("2021-05-03T01:00", "2021-05-03T08:00"), "messages of 3 May 2021, written"),
        (("05-03", "2021-13-01"), "messages from 05-03 to 2021-13-01, written"),
    ],
)
def test_period(period: tuple[str | None, str | None], words: str) -> None:
    assert words in Page(as_html(facts(period=period))).text


@every_case
def test_json_holds_all_facts(case: ReportFacts) -> None:
    text = as_json(case)
    data = json.loads(text)["report"]
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
    for name in ("pseudonym", "role", "messages", "mentions", "spellings", "doubt", "kinds", "topics", "withheld"):
        assert [row[name] for row in data["people"]] == [getattr(row, name) for row in case.people]
    for name in ("dry_run", "kinds", "distinct", "style", "dates_moved", "keep_media", "topics", "topic_messages"):
        assert data[name] == getattr(case, name)
    assert tuple(Unexamined(**item) for item in data["unexamined"]) == case.unexamined
    assert [(item["file"], item["sha256"]) for item in data["digests"]["scrubbed"]] == list(case.scrubbed)
    digests = [data["digests"][name] for name in ("source", "plan", "settings")]
    assert digests == [case.source_sha256, case.plan_digest, case.settings_digest]
    assert tuple(tuple(row.values()) for row in data["timeline"]) == case.timeline
    assert tuple(tuple(row.values()) for row in data["named_by"]) == case.named_by
    assert data["policy"]["withheld"] == case.withheld and data["policy"]["refused"] == list(case.refused)
    assert data["light"] == {"colour": case.light.colour, "reasons": list(case.light.reasons)}


MENTIONED = tuple(person(n, "mentioned") for n in range(1, 4))


@pytest.mark.parametrize(
    ("language", "rows", "sentence", "figure"),
    [
        (
            "nl",
            MENTIONED,
            "Verder worden 3 andere namen genoemd. Dat kunnen minder mensen zijn: iemand kan meer namen hebben.",
            "andere namen genoemd 3",
        ),
        ("nl", MENTIONED[:1], "Verder wordt 1 andere naam genoemd.", "andere naam genoemd 1"),
        (
            "en",
            MENTIONED,
            "3 other names are mentioned. That can be fewer people: someone can go by several names.",
            "other names mentioned 3",
        ),
        (
            "en",
            MENTIONED[:1],
            "1 other name is mentioned.",
            "other name mentioned 1",
        ),
    ],
)
def test_mentions_are_names_and_not_people(
    language: Language, rows: tuple[PersonRow, ...], sentence: str, figure: str
) -> None:
    text = Page(as_html(facts(language=language, people=(person(0, "me", pseudonym="ME"), *rows)))).text
    assert sentence in text and figure in text
    assert Words(language)("people.mentioned_note") in text


@every_case
def test_letter_does_not_promise_that_all_is_gone(case: ReportFacts) -> None:
    text = Page(as_html(case)).text
    assert "as far as a program found them; something may have been left" in text
    assert "zoveel mogelijk vervangen" in text and "er kan iets zijn blijven staan" in text


def test_json_statements() -> None:
    said = json.loads(as_json(facts()))["report"]["statements"]
    assert said["pseudonymised_text_is_personal_data"] is True
    assert said["anonymous"] is False
    assert said["report_covers_release"] is True
    assert not any("permit" in key for key in said), "a report permits nothing"
    assert said["unexamined_items"] == 256
    assert said["consent_recorded"] is False and said["consents_missing"] == 3
    told = json.loads(as_json(TOLD))["report"]["statements"]
    assert (told["consent_recorded"], told["consents_granted"], told["consents_missing"]) == (True, 2, 9)
    assert (told["messages_withheld"], told["policy"], told["signed"]) == (43, "consent", True)
    for case in ("trial", "refused", "nothing"):
        assert json.loads(as_json(CASES[case]))["report"]["statements"]["report_covers_release"] is False


def test_same_facts_give_the_same_bytes() -> None:
    turned = facts(kinds=dict(reversed(list(facts().kinds.items()))))
    assert as_json(turned) == as_json(facts())
    assert as_html(turned) == as_html(facts())


def _contrast(one: str, two: str) -> float:
    """WCAG 2.2 contrast of two #rrggbb colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_colours_have_enough_contrast() -> None:
    full = re.sub(r"#(\w)(\w)(\w)(?!\w)", r"#\1\1\2\2\3\3", as_html(facts()))
    blocks = re.findall(r":root {(.*?)}", full, re.S)
    themes = [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in blocks]
    assert len(themes) == 3  # light, dark, print
    for theme in themes:
        for ground in ("paper", "sheet", "tint", "warn-tint"):
            for ink in ("ink", "soft", "accent", "warn"):
                assert _contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground, theme)
