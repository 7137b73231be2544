"""Letters: whole in both languages and every variant, honest about what is unknown, and closed to what names hold."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_consent import shape
from test_statements import found_in

from chatscrub import wording
from chatscrub.facts import NOTHING_TOLD, TOPICS, About, FactRow
from chatscrub.model import Kind
from chatscrub.notices import ASKED, NOT_ART_9, TOLD, Letter, named, notice, request
from chatscrub.wording import LANGUAGES, Language, Words

KNOWN = tuple(
    FactRow(key, f"<{key}>") for key in ("maker", "plan", "country", "training", "review", "transfer", "retention")
)
ABOUT = About(
    controller="Robin de Boer, 06-00000012",
    contact="<contact>",
    purpose="<purpose>",
    basis="consent",
    retention="<kept>",
    storage="<storage>",
    jurisdiction="NL",
)
LETTER = Letter(
    name="Sanne de Vries",
    wrote=True,
    messages=1,
    mentions=3,
    period=("2021-05-03T10:00:00", "2022-06-04T23:59:00"),
    kinds=("PERSON", "PHONE"),
    topics=(),
    about=ABOUT,
    recipient="ChatGPT",
    recipient_facts=KNOWN,
    style="label",
    policy="report",
    created="2026-11-22T11:52:07+00:00",
)
EMPTY = replace(LETTER, name="", period=(None, None), kinds=(), about=NOTHING_TOLD, recipient="", recipient_facts=())
OTHER_BASIS = replace(LETTER, about=replace(ABOUT, basis="legitimate interest: fraud"))
EVERYDAY = (
    FactRow("country", "Verenigde Staten"),
    FactRow("retention", "tot het gesprek wordt verwijderd, daarna 30 dagen", "https://ai.example/help", "2026-05-03"),
    FactRow("training", "ja, tenzij dat is uitgezet"),
)
CAPACITIES = ("", "private", "professional")
POLICIES = ("report", "consent", "only-me")
STYLES = ("label", "initial", "surrogate")
SUBJECTS: tuple[tuple[str, ...], ...] = ((), ("religion", "health"), TOPICS)


def variants(base: Letter) -> list[Letter]:
    """A letter in every role, policy, style, and with and without sensitive subjects."""
    return [
        replace(
            base, about=replace(base.about, capacity=c), wrote=w, messages=int(w) * 9, policy=p, style=s, topics=topics
        )
        for c, w, p, s, topics in product(CAPACITIES, (True, False), POLICIES, STYLES, SUBJECTS)
    ]


def case(**changes: Any) -> Letter:
    """The usual letter with changes, those of ``About`` included."""
    about = {key: changes.pop(key) for key in [field.name for field in fields(About)] if key in changes}
    return replace(LETTER, about=replace(ABOUT, **about), **changes)


def spoken(text: str, language: str) -> str:
    """A letter down to where it is cut off, without the words that the reader could write."""
    return text.partition(Words(language, "letters")("notice.tear"))[0].replace(Words(language, "letters")(SAID), "")


SAID = "request.example"
each_language = pytest.mark.parametrize("language", LANGUAGES)
EACH = [*variants(LETTER), *variants(EMPTY)]


def test_both_languages_say_the_same_things() -> None:
    dutch, english = wording.texts("nl", "letters"), wording.texts("en", "letters")
    assert list(dutch) == list(english)
    for key, text in dutch.items():
        assert shape(text) == shape(english[key]), key


@each_language
def test_wording_of_a_practice_stands_beside_that_of_a_friend(language: Language) -> None:
    own = wording.texts(language, "letters")
    for key in own:
        if key.startswith("professional."):
            assert shape(own[key]) == shape(own[key.removeprefix("professional.")]), key
    both = {key for key in set(own) & set(wording.texts(language)) if not key.startswith("topic.")}
    assert both == {"kind.HIDDEN"}  # "your own list" is not the reader's; topics stand in mid-sentence in letters


@each_language
def test_no_wording_lies_unused(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()

    class Watched(dict[str, wording.Text]):
        def __getitem__(self, key: str) -> wording.Text:
            used.add(key)
            return super().__getitem__(key)

        def __or__(self, other: Any) -> Any:
            return Watched({**self, **other})

    load = wording.texts
    monkeypatch.setattr(wording, "texts", lambda *args: Watched(load(*args)))
    seen = (FactRow("plan", "x", "y", "2026-05-03"), FactRow("country", "x", "y"))
    more = [case(basis=basis) for basis in ("gerechtvaardigd belang", "legitimate interest: fraud", "contract")]
    more += [case(source=source, loose=loose) for source in wording.SOURCES for loose in (True, False)]
    more += [case(name="+31 6 00000012", capacity=capacity) for capacity in CAPACITIES]
    more += [case(recipient_facts=seen, kinds=("HIDDEN",), period=("2021-05-03", "2021-05-03"))]
    more += [*variants(OTHER_BASIS), case(jurisdiction="Belgium")]
    for letter in (*EACH, *more):
        request(letter, language)
        notice(letter, language)
    named((*TOLD, "reach"), language)
    assert set(load(language, "letters")) - used == set()


@each_language
@pytest.mark.parametrize("source", [one for one in wording.SOURCES if one != "chat"])
def test_what_is_no_chat_is_not_called_one(source: str, language: Language) -> None:
    for letter in variants(replace(LETTER, source=source, loose=source in ("document", "file"), period=(None, None))):
        for made in (request(letter, language), notice(letter, language)):
            assert not re.search(r"\b[Cc]hats?\b", made.text)
            assert Words(language, "letters")(f"source.{source}.a") in made.text
            assert ("period" in made.missing) == (not letter.loose)
            assert not letter.loose or "[" not in made.text
            apart = any(Words(language, "letters")(key) in made.text for key in ("apart", "professional.apart"))
            assert apart == (not letter.loose and not letter.wrote), "who wrote loose text is unknown"


def test_what_an_export_is() -> None:
    kinds = [("whatsapp", 3), ("chatgpt", 3), ("mail", 1), ("mail", 0), ("docx", 0), ("xlsx", 0), ("plain", 0)]
    found = [wording.source(*kind) for kind in kinds]
    assert found == ["chat", "talk", "mail", "mail", "document", "file", "file"]


@each_language
def test_every_topic_has_a_name(language: Language) -> None:
    assert {key[6:] for key in wording.texts(language, "letters") if key.startswith("topic.")} == set(TOPICS)


def test_other_languages_are_refused() -> None:
    for write in (request, notice):
        with pytest.raises(ValueError, match="fy"):
            write(LETTER, "fy")


@each_language
def test_letters_are_clean(language: Language) -> None:
    for letter in EACH:
        for text, _ in (request(letter, language), notice(letter, language)):
            assert not re.search(r"[{}]|None|  | \n|\n\n\n|\.\.|: \n|\(\)", text)
            assert not re.search(r"[A-Z]+_\d|\b(ME|IK)\b", text), "a pseudonym"
            assert text.endswith("\n") and text == text.lstrip()


YOU = {"nl": (r"\b[Uu]w?\b|\b[Ww]ij\b|\b[Oo]n[sz]e?\b", r"\b[Jj](e|ij|ou|ouw)\b|\b[Ii]k\b|\b[Mm]ij(n)?\b|\b[Mm]e\b")}
YOU["en"] = (r"\b[Ww]e\b|\bus\b|\b[Oo]urs?\b", r"\bI\b|\b[Mm]e\b|\b[Mm]y\b|\bmine\b")


@each_language
def test_one_voice_in_a_letter(language: Language) -> None:
    for letter in (*EACH, *variants(OTHER_BASIS)):
        wrong = YOU[language][letter.about.capacity == "professional"]
        for text, _ in (request(letter, language), notice(letter, language)):
            assert re.findall(wrong, spoken(text, language)) == []


@each_language
def test_a_request_is_short(language: Language) -> None:
    told = case(purpose="begrijpen hoe ons contact veranderde, voor mijn therapie", recipient_facts=EVERYDAY)
    texts = [request(letter, language).text for letter in variants(told) if letter.topics != TOPICS]
    assert max(map(len, texts)) <= 1200
    assert max(len(request(letter, language).text) for letter in variants(LETTER)) <= 1300  # all eleven subjects


@each_language
def test_a_request_tells_the_essentials(language: Language) -> None:
    for letter in variants(LETTER):
        text, missing = request(letter, language)
        words = Words(language, "letters")
        known = ("Sanne de Vries", "ChatGPT (<country>)", "<purpose>", "<retention>", "<training>", "Robin de Boer")
        assert all(part in text for part in known)
        assert (words.span("period.from_to", *letter.period) or "None") in text
        assert words(f"style.{letter.style}") in text
        assert missing == ()
        assert ("uitdrukkelijk" in text or "explicitly" in text) == bool(letter.topics)
        assert all(words(f"topic.{topic}") in text for topic in letter.topics)


BLANK = {"nl": r"\[([^\]]+): vul in\]", "en": r"\[([^\]]+): fill in\]"}
GONE: dict[str, dict[str, Any]] = {
    "name": {"name": ""},
    "period": {"period": (None, "2021-05-03")},
    "recipient": {"recipient": ""},
    "country": {"recipient_facts": (FactRow("country", ""), FactRow("retention", "x"))},
    "purpose": {"purpose": " "},
    "controller": {"controller": "\n"},
}


@each_language
def test_blanks_are_reported_exactly(language: Language) -> None:
    assert tuple(GONE) == ASKED
    for picks in product((False, True), repeat=len(ASKED)):
        gone = [key for key, pick in zip(ASKED, picks, strict=True) if pick]
        changes: dict[str, Any] = {}
        for key in gone:
            changes |= GONE[key]
        for capacity in CAPACITIES:
            text, missing = request(case(capacity=capacity, **changes), language)
            assert missing == tuple(gone)
            assert sorted(re.findall(BLANK[language], text)) == sorted(named(missing, language))


@each_language
def test_a_request_says_what_nobody_knows(language: Language) -> None:
    for capacity, key in (("private", "request.unknown"), ("professional", "professional.request.unknown")):
        text = request(case(capacity=capacity, recipient_facts=KNOWN[:3]), language).text
        assert text.count(Words(language, "letters")(key)) == 2  # how long, and training


# GDPR Art. 14(1) and (2), in its order: the line that tells it, and what it says of LETTER.
ITEMS = {
    "1a controller": ("Verwerkingsverantwoordelijke en contactgegevens", "Controller and contact details", "Robin"),
    "1a representative": ("Vertegenwoordiger", "Representative", ""),
    "1b officer": ("Functionaris voor gegevensbescherming", "Data protection officer", "<contact>"),
    "1c purposes": ("Doel", "Purpose", "<purpose>"),
    "1c basis": ("Grondslag", "Legal basis", "6"),
    "1d categories": (
        "Soorten gegevens die het programma bij %s vond",
        "Categories of data that the program found in connection with you",
        "",
    ),
    "1d special": ("Bijzondere persoonsgegevens (art. 9 AVG)", "Special categories (Art. 9 GDPR)", ""),
    "1d criminal": ("Strafrechtelijke gegevens (art. 10 AVG)", "Criminal data (Art. 10 GDPR)", ""),
    "1e recipients": ("Ontvanger", "Recipient", "ChatGPT (<maker>; <plan>)"),
    "1f transfer": (
        "Doorgifte buiten de Europese Economische Ruimte (EER), en de waarborgen daarbij",
        "Transfer outside the European Economic Area (EEA), and its safeguards",
        "<transfer>",
    ),
    "1f country": ("Land", "Country", "<country>"),
    "2a retention there": ("Bewaartermijn bij de ontvanger", "Retention by the recipient", "<retention>"),
    "2a retention here": ("Bewaartermijn bij %s", "Retention by %s", "<kept>"),
    "2b interests": ("Gerechtvaardigde belangen", "Legitimate interests", ""),
    "2c access": ("Inzage", "Access", "15"),
    "2c rectification": ("Rectificatie", "Rectification", "16"),
    "2c erasure": ("Wissing", "Erasure", "17"),
    "2c restriction": ("Beperking", "Restriction", "18"),
    "2c objection": ("Bezwaar", "Objection", "21"),
    "2c portability": ("Overdraagbaarheid", "Portability", "20"),
}
SECTIONS = {
    "2d withdrawal": ("Toestemming intrekken", "Withdrawal of consent", "7"),
    "2e complaint": ("Een klacht indienen", "Complaining", "Autoriteit Persoonsgegevens"),
    "2f source": ("Waar de gegevens vandaan komen", "Where the data comes from", "chat"),
    "2g automated decisions": ("Geautomatiseerde besluiten", "Automated decisions", ""),
    "how to refuse": ("Nee zeggen", "Saying no", ""),
}
PERSONS = {("nl", False): ("jou", "mij"), ("nl", True): ("u", "ons"), ("en", False): ("you", "me")}
PERSONS["en", True] = ("you", "us")


def told_in(text: str, label: str) -> str:
    """What stands behind a label, which stands in the text before the answer exactly once."""
    values = re.findall(rf"^- {re.escape(label)}: (.+)$", text, re.MULTILINE)
    assert len(values) == 1, label
    return str(values[0])


@each_language
def test_every_item_of_article_14_is_told(language: Language) -> None:
    words = Words(language, "letters")
    unknown, place = words("notice.unknown"), LANGUAGES.index(language)
    for letter in EACH:
        text = notice(letter, language).text.partition(words("notice.tear"))[0]
        you, us = PERSONS[language, letter.about.capacity == "professional"]
        for item, labels in ITEMS.items():
            label = labels[place].replace("%s", us if item.startswith("2a") else you)
            value = told_in(text, label)
            if letter.recipient or item.startswith("2c"):
                assert labels[2] in value, item
            elif not item.startswith(("1d", "1a r", "1c basis", "2b")):
                assert value.startswith(unknown), item
        for heading, part in ((labels[place], labels[2]) for labels in SECTIONS.values()):
            body = re.search(rf"^\d+\. {heading}\n(.+)$", text, re.MULTILINE)
            assert body and part in body[1]
        assert unknown in text.rpartition("\n1")[2]  # of other automated decisions nothing can be known


@each_language
def test_a_notice_is_headed_dated_and_modest(language: Language) -> None:
    words = Words(language, "letters")
    for letter in EACH:
        text = notice(letter, language).text
        lines = text.splitlines()
        assert set(lines[1]) == {"="} and len(lines[0]) == len(lines[1])
        assert re.match("(Informatie volgens artikel|Information under Article) 14", lines[2])
        assert words.day(letter.created) in lines[6]
        assert re.search("geen juridisch advies|no legal advice", text)
        assert re.search("Een programma, chatscrub,|A program, chatscrub,", text)
        assert re.search("niet anoniem|not anonymous", text)
        assert re.search("Laat (je|u) niets horen, dan is dat geen ja|No answer is not a yes", text)


@each_language
def test_a_notice_has_an_answer_to_cut_off(language: Language) -> None:
    words = Words(language, "letters")
    for letter in EACH:
        answer = notice(letter, language).text.partition(words("notice.tear"))[2]
        assert answer.count("☐") == (4 if letter.topics else 2)
        assert answer.count(": ____") == 3  # name, date, signature
        assert ("uitdrukkelijk" in answer or "explicitly" in answer) == bool(letter.topics)


@each_language
def test_only_the_law_that_was_looked_up_is_cited(language: Language) -> None:
    numbers = {
        n for letter in EACH for n in re.findall(r"(?i)art(?:\.|icle|ikel) (\d+)", notice(letter, language).text)
    }
    assert numbers == set("2 4 6 7 9 10 14 15 16 17 18 20 21".split())
    assert not any(re.search(r"(?i)\bart[. i]", request(letter, language).text) for letter in EACH)


@each_language
def test_what_a_notice_does_not_know_is_reported(language: Language) -> None:
    for letter in variants(EMPTY):
        missing = notice(letter, language).missing
        assert missing == tuple(key for key in TOLD if key != "created" and key != "interests")
    for letter in variants(LETTER):
        assert notice(letter, language).missing == ()
    assert len(set(named(TOLD, language))) == len(TOLD)


@pytest.mark.parametrize(
    ("basis", "shown", "interests", "missing"),
    [
        ("consent", "toestemming (art. 6 lid 1 onder a AVG)", "niet van toepassing, want", ()),
        ("Toestemming", "toestemming (art. 6 lid 1 onder a AVG)", "niet van toepassing, want", ()),
        ("overeenkomst", "overeenkomst", "niet van toepassing, want", ()),
        ("legitimate interests", "gerechtvaardigd belang", "onbekend", ("interests",)),
        ("gerechtvaardigd belang: fraude opsporen", "gerechtvaardigd belang: fraude opsporen", "zie de grondslag", ()),
        ("", "toestemming (art. 6 lid 1 onder a AVG)", "niet van toepassing, want", ()),
        (" uitdrukkelijke toestemming", "uitdrukkelijke toestemming", "niet van toepassing, want", ()),
    ],
)
def test_legitimate_interests_count_only_as_the_basis(
    basis: str, shown: str, interests: str, missing: tuple[str, ...]
) -> None:
    text, left = notice(case(basis=basis), "nl")
    assert told_in(text, "Grondslag") == shown
    assert told_in(text, "Gerechtvaardigde belangen").startswith(interests)
    assert left == missing


@each_language
def test_sensitive_subjects_stand_under_their_article(language: Language) -> None:
    words, place = Words(language, "letters"), LANGUAGES.index(language)
    none = words("notice.none_found")
    for topic in TOPICS:
        text = notice(case(topics=(topic,)), language).text
        special = told_in(text, ITEMS["1d special"][place])
        assert (special == none) == (topic in NOT_ART_9)
        assert words(f"topic.{topic}") in special or topic in NOT_ART_9
        assert (told_in(text, ITEMS["1d criminal"][place]) == none) == (topic != "offence")
    assert "a subject of tomorrow" in notice(case(topics=("a subject of tomorrow",)), language).text


@each_language
def test_kinds_are_named(language: Language) -> None:
    words, place = Words(language, "letters"), LANGUAGES.index(language)
    label = ITEMS["1d categories"][place].replace("%s", "jou")
    found = told_in(notice(case(kinds=(*map(str, Kind), "NEW")), language).text, label)
    assert found.count("; ") == len(Kind) and found.endswith("; NEW")
    assert all(words.label("kind", kind)[1:] in found for kind in Kind)
    assert "BSN" in found and "(IBAN)" in found


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_no_policy_promises_more_than_it_does(capacity: str) -> None:
    withheld = {
        (policy, wrote): "zonder" in request(case(policy=policy, wrote=wrote, capacity=capacity), "nl").text.lower()
        for policy in POLICIES
        for wrote in (True, False)
    }
    assert [key for key, said in withheld.items() if said] == [("consent", True)]
    for wrote in (True, False):
        texts = [notice(case(policy=p, wrote=wrote, capacity=capacity), "nl").text for p in POLICIES]
        assert ["gaan mee, ook" in text for text in texts] == [True, False, False]
        assert ["Alleen wat" in text for text in texts] == [False, False, True]
        assert "Wat anderen over" in texts[1]
        assert ["blijft te zien" in text for text in texts] == [False, wrote, wrote]


def test_sources_are_told_in_the_notice_only() -> None:
    letter = replace(LETTER, recipient_facts=EVERYDAY)
    assert "https" not in request(letter, "nl").text
    assert "30 dagen (bron: https://ai.example/help, stand 3 mei 2026)" in notice(letter, "nl").text
    assert "30 dagen (source: https://ai.example/help, as of 3 May 2026)" in notice(letter, "en").text


@pytest.mark.parametrize(
    ("seen", "dutch", "english"),
    [
        ("2026-05-03", "(bron: x, stand 3 mei 2026)", "(source: x, as of 3 May 2026)"),
        ("2026-05", "(bron: x, stand mei 2026)", "(source: x, as of May 2026)"),
        ("2026", "(bron: x, stand 2026)", "(source: x, as of 2026)"),
        ("2024-2026", "(bron: x, stand 2024-2026)", "(source: x, as of 2024-2026)"),
        ("undated", "(bron: x)", "(source: x)"),
        ("zonder datum", "(bron: x)", "(source: x)"),
        ("", "(bron: x)", "(source: x)"),
    ],
)
def test_dates_of_sources_are_told_as_such(seen: str, dutch: str, english: str) -> None:
    letter = replace(LETTER, recipient_facts=(FactRow("country", "Verenigde Staten", "x", seen),))
    for language, told in (("nl", dutch), ("en", english)):
        assert f": Verenigde Staten {told}\n" in notice(letter, language).text


@each_language
@pytest.mark.parametrize(
    ("controller", "open_"),
    [
        ("Robin de Boer", True),
        ("Robin", True),
        ("Robin de Boer, Utrecht", False),
        ("robin@example.org", False),
        ("Robin 06-00000012", False),
    ],
)
def test_a_mere_name_is_no_way_to_reach_somebody(controller: str, open_: bool, language: Language) -> None:
    for write in (request, notice):
        text, missing = write(case(controller=controller), language)
        assert missing == (("reach",) if open_ else ())
        assert set(re.findall(BLANK[language], text)) == set(named(missing, language))
        assert (f"{controller}, [" in text) == open_


@each_language
def test_a_letter_tells_whose_law_and_whom_to_complain_to(language: Language) -> None:
    label = {"nl": "Toepasselijk recht", "en": "Law that applies"}[language]
    for country, shown in (("NL", Words(language, "letters")("notice.netherlands")), (" Belgium", "Belgium"), ("", "")):
        for capacity in CAPACITIES:
            text = notice(case(jurisdiction=country, capacity=capacity), language).text
            assert (f"- {label}: {shown}\n" in text) == (label in text) == bool(shown)
            assert ("Autoriteit Persoonsgegevens" in text) == (country != " Belgium")


@each_language
def test_another_basis_does_not_pretend_that_consent_decides(language: Language) -> None:
    words = Words(language, "letters")
    for letter in variants(OTHER_BASIS):
        decides = letter.wrote and letter.policy == "consent"  # then a yes does decide what is shared
        text = request(letter, language).text
        assert "legitimate interest: fraud" in text and re.search("bezwaar maken|may object", text)
        assert (words(SAID) in text) == decides
        assert ("uitdrukkelijk" in text or "explicitly" in text) == bool(letter.topics)
        whole = notice(letter, language).text
        assert words("notice.subject.consent") not in whole
        answer = whole.partition(words("notice.tear"))[2]
        assert "legitimate interest: fraud" in answer
        assert all(line in answer for line in words.lines("notice.answer_objection"))
        assert all((line in answer) == decides for line in words.lines("notice.answer_consent"))
        assert answer.count("☐") == 2 + 2 * decides + 2 * bool(letter.topics)
        withdrawing = re.search("Toestemming intrekken|Withdrawal of consent", whole)
        assert bool(withdrawing) == bool(decides or letter.topics)


@pytest.mark.parametrize(
    ("basis", "consent"),
    [
        ("", True),
        ("  ", True),
        ("explicit consent", True),
        ("toestemming (art. 6)", True),
        ("geen toestemming", False),
        ("contract, without consent", False),
        ("overeenkomst", False),
    ],
)
def test_consent_is_asked_unless_another_basis_was_told(basis: str, consent: bool) -> None:
    assert (Words("nl", "letters")("notice.subject.consent") in notice(case(basis=basis), "nl").text) == consent
    assert ("Mag ik" in request(case(basis=basis), "nl").text) == consent


@each_language
def test_the_yes_that_can_be_written_is_found_in_a_chat_and_the_letter_is_not(language: Language) -> None:
    said = re.findall("[‘“](.+)[’”]", Words(language, "letters")(SAID))[0]
    for letter in variants(LETTER):
        assert (said in request(letter, language).text) == (letter.wrote and letter.policy != "only-me")
    letters = [request(letter, language).text for letter in variants(LETTER)]
    assert [found_in(text) for text in (said, *letters)] == ["given", *["neither"] * len(letters)]


@pytest.mark.parametrize(
    ("name", "hello"),
    [
        ("Sanne", "Hi Sanne,"),
        ("🌸", "Hi 🌸,"),
        ("~ Sanne 2", "Hi ~ Sanne 2,"),
        ("*_#{x} [a](b) <i>", "Hi *_#{x} [a](b) <i>,"),
        ("\u202a+44\xa07700\xa0900123\u202c", "Hi,"),
    ],
)
def test_greetings(name: str, hello: str) -> None:
    assert request(case(name=name), "en").text.splitlines()[0] == hello
    kept = name.strip("\u202a\u202c")
    assert f"\nTo: {kept}\n" in notice(case(name=name), "en").text


@given(st.text(min_size=1), st.text(min_size=1), st.sampled_from(LANGUAGES))
def test_names_and_facts_cannot_break_a_letter(name: str, purpose: str, language: Language) -> None:
    for write in (request, notice):
        plain = write(case(name="a", purpose="a"), language).text
        text = write(case(name=f"a{name}a", purpose=f"a{purpose}a"), language).text
        assert len(text.splitlines()) == len(plain.splitlines())
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
        text.encode()


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1), st.sampled_from(LANGUAGES))
def test_names_are_kept_as_they_are(name: str, language: Language) -> None:
    for text, missing in (request(case(name=f"a {name}"), language), notice(case(name=f"a {name}"), language)):
        assert f"a {name}" in text and "name" not in missing
