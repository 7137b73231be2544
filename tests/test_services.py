"""The recipients: what is shipped has its sources and dates, in both languages; the user's own file is checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from exports import put

from chatscrub import services
from chatscrub.errors import ServiceError, UnreadableError
from chatscrub.services import FACTS, Fact, Service

SHIPPED = services.services()
ESTABLISHED = [(s, label, getattr(s, label)) for s in SHIPPED.values() for label in FACTS if getattr(s, label)]
IDS = [f"{s.key}-{label}" for s, label, _ in ESTABLISHED]
FACT = '{ nl = "Geen.", en = "None.", source = "https://example.org/terms", seen = "2026-11-02" }'
OWN = f'[[service]]\nkey = "praktijk"\nname = "Praktijkassistent"\ntraining = {FACT}\n'


@pytest.mark.parametrize(("service", "label", "fact"), ESTABLISHED, ids=IDS)
def test_every_fact_is_sourced_dated_and_in_both_languages(service: Service, label: str, fact: Fact) -> None:
    assert set(fact.text) == {"nl", "en"} and all(fact.text.values())
    assert fact.source and "http" not in fact.source and not fact.source.startswith("www.")
    assert re.fullmatch(r"20\d\d(-\d\d-\d\d|-20\d\d)?|undated", fact.seen)
    assert not any("http" in text or "www." in text for text in fact.text.values())
    assert fact.text["nl"].endswith(".") == fact.text["en"].endswith(".") == (label != "country")


@pytest.mark.parametrize(("service", "label", "fact"), ESTABLISHED, ids=IDS)
def test_both_languages_tell_the_same_figures(service: Service, label: str, fact: Fact) -> None:
    dutch, english = (re.findall(r"\d+", fact.text[language]) for language in ("nl", "en"))
    assert dutch == english
    assert 0.5 < len(fact.text["nl"]) / len(fact.text["en"]) < 2
    assert fact.text["nl"] != fact.text["en"] or label == "country"


READER = {"nl": r"\b(je|jij|jou|jouw|jullie|u|uw)\b", "en": r"\b(you|your|yours)\b"}


@pytest.mark.parametrize("key", SHIPPED)
def test_nobody_is_addressed_as_letters_to_others_tell_the_facts_too(key: str) -> None:
    service = SHIPPED[key]
    facts = [fact for label in FACTS if (fact := getattr(service, label))]
    for language, reader in READER.items():
        for text in (service.plan[language], *(fact.text[language] for fact in facts)):
            assert not re.search(reader, text, re.IGNORECASE), text
            assert not re.search(r"\w{23}", text), text


def test_the_services_that_people_use_are_there() -> None:
    assert set(SHIPPED) == {
        *("chatgpt", "chatgpt-temporary", "chatgpt-business", "openai-api"),
        *("claude", "claude-business", "anthropic-api"),
        *("gemini", "gemini-business", "gemini-api", "gemini-api-free"),
        *("copilot", "copilot-business"),
        *("mistral", "mistral-business", "mistral-api"),
        *("deepseek", "local"),
    }
    for key, service in SHIPPED.items():
        assert key == service.key == key.lower() and service.name and service.maker and not service.own
        assert set(service.plan) == {"nl", "en"}
    assert [key for key, service in SHIPPED.items() if service.local] == ["local"]


def test_every_word_means_one_service() -> None:
    words = [word for service in SHIPPED.values() for word in (service.key, *service.aliases)]
    assert len(words) == len(set(words))
    assert all(services.pick(word).key == s.key for s in SHIPPED.values() for word in (s.key, *s.aliases))


def test_what_the_facts_give_is_told() -> None:
    """The few figures that the facts of this project hold."""
    told = {
        ("chatgpt", "training"): "tenzij dat is uitgezet",
        ("chatgpt-temporary", "retention"): "30 dagen",
        ("openai-api", "retention"): "30 dagen",
        ("openai-api", "training"): "Traint er niet mee",
        ("claude", "retention"): "Tot 5 jaar als training is toegestaan, anders ongeveer 30 dagen",
        ("gemini", "retention"): "Standaard 18 maanden. Gesprekken die door mensen zijn bekeken, blijven tot 3 jaar",
        ("local", "transfer"): "Niets verlaat de computer van de gebruiker",
    }
    for (key, label), words in told.items():
        assert words in getattr(SHIPPED[key], label).text["nl"]


def test_a_local_model_promises_nothing_for_the_cloud() -> None:
    local = SHIPPED["local"]
    for label in ("training", "review", "retention"):
        assert "on the user’s own computer" in getattr(local, label).text["en"]
    assert local.transfer and "cloud" in local.transfer.text["en"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_lines_of_the_report_are_always_the_same(language: str) -> None:
    for service in (*SHIPPED.values(), services.unknown("mijn psycholoog")):
        told = services.lines(service, language)
        assert [line.label for line in told] == ["maker", "plan", *FACTS]
        for line in told[2:]:
            fact = getattr(service, line.label)
            assert (line.text == services.UNKNOWN.of(language)) == (fact is None)
            assert (line.source is None) == (line.seen is None) == (fact is None)


def test_what_is_not_known_is_told_as_such() -> None:
    nobody = services.unknown("  mijn\tpsycholoog ")
    assert nobody.name == "mijn psycholoog" and not nobody.local
    assert {line.text for line in services.lines(nobody, "nl")} == {"onbekend, vraag het na"}
    assert {line.text for line in services.lines(nobody, "en")} == {"unknown, ask"}
    review = {line.label: line for line in services.lines(SHIPPED["chatgpt"], "nl")}["review"]
    assert review == ("review", "onbekend, vraag het na", None, None)


def test_a_page_without_a_date_is_told_in_the_language_of_the_report() -> None:
    lines = {lang: services.lines(SHIPPED["chatgpt-temporary"], lang)[5] for lang in ("nl", "en")}
    assert lines["nl"].seen == "zonder datum" and lines["en"].seen == "undated"


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("ChatGPT", "chatgpt"),
        (" chatgpt plus ", "chatgpt"),
        ("OpenAI", "chatgpt"),
        ("ChatGPT_Team", "chatgpt-business"),
        ("anthropic", "claude"),
        ("google", "gemini"),
        ("Microsoft 365 Copilot", "copilot-business"),
        ("le chat", "mistral"),
        ("Mistral Team", "mistral"),
        ("Ollama", "local"),
        ("llama.cpp", "local"),
        ("LM Studio", "local"),
    ],
)
def test_a_service_is_picked_by_what_people_call_it(given: str, key: str) -> None:
    assert services.pick(given).key == key


def test_a_name_that_is_no_service_is_told() -> None:
    with pytest.raises(
        ServiceError, match=r"^grok\\n: no service of that name; there are anthropic-api, .*other:NAME"
    ) as caught:
        services.pick("grok\n")
    assert "\n" not in str(caught.value) and all(key in str(caught.value) for key in SHIPPED)


def test_another_recipient_goes_by_its_name() -> None:
    assert services.pick("Other: Dr. Bram Oosterling") == services.unknown("Dr. Bram Oosterling")
    assert services.pick("other:chatgpt").training is None


@pytest.mark.parametrize("name", ["other", "other:", "other: \t", "other:\x1b[31m", "other:" + "x" * 501])
def test_another_recipient_needs_a_name(name: str) -> None:
    with pytest.raises(ServiceError) as caught:
        services.pick(name)
    assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_file_of_ones_own_adds(tmp_path: Path) -> None:
    own = put(tmp_path / "services.toml", "\ufeff" + OWN + 'aliases = ["assistent"]\n')
    found = services.services(own)
    assert set(found) == {*SHIPPED, "praktijk"}
    mine = services.pick("Assistent", own)
    assert mine == found["praktijk"] and mine.own and not mine.local and mine.plan == {} and mine.maker == ""
    assert mine.training == Fact({"nl": "Geen.", "en": "None."}, "example.org/terms", "2026-11-02")
    assert services.pick("claude", own) == SHIPPED["claude"]
    assert services.lines(mine, "nl")[0].text == "onbekend, vraag het na"
    with pytest.raises(ServiceError, match="praktijk"):
        services.pick("grok", own)
    assert "praktijk" not in services.services()


def test_a_file_of_ones_own_replaces(tmp_path: Path) -> None:
    own = put(tmp_path / "services.toml", OWN.replace('"praktijk"', '"chatgpt"'))
    assert services.services(own)["chatgpt"].name == "Praktijkassistent"
    assert services.pick("openai", own).own, "an alias that is shipped leads to what replaced its service"
    assert services.pick("chatgpt", own).retention is None, "nothing of the old one is left"


def test_words_of_ones_own_go_first(tmp_path: Path) -> None:
    own = put(tmp_path / "services.toml", OWN + 'aliases = ["chatgpt", "gpt"]\n')
    assert {services.pick(word, own).key for word in ("chatgpt", "gpt", "praktijk")} == {"praktijk"}


@pytest.mark.parametrize("seen", ["2026-11-02", '"2026-11"', '"2024-2026"', '"undated"'])
def test_a_date_may_be_written_in_several_ways(seen: str) -> None:
    (mine,) = services.parse(OWN.replace('"2026-11-02"', seen), "own.toml").values()
    assert mine.training and mine.training.seen == seen.strip('"')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"has to hold \[\[service\]\] tables"),
        ("[[service]", "no valid TOML"),
        ("x = " + "[" * 5_000, "no valid TOML"),
        ('service = "geheim"', "has to hold"),
        ("service = [1]", "has to hold"),
        ("[service]\nkey = 'geheim'", "with double brackets"),
        (OWN + "[geheim]\n", "and nothing else"),
        (OWN + 'prijs = "geheim"', "service 1: has an unknown field; there are key, name, plan, maker, country"),
        (OWN + "own = true", "service 1: has an unknown field"),
        (OWN + 'local = "geheim"', "service 1: local has to be true or false"),
        ("[[service]]\nname = 'geheim'", "service 1: key: has to be a word"),
        ("[[service]]\nkey = 'Geheim'\nname = 'x'", "service 1: key: has to be a word"),
        ("[[service]]\nkey = 'other'\nname = 'x'", 'not "other"'),
        ("[[service]]\nkey = 3\nname = 'x'", "service 1: key"),
        ("[[service]]\nkey = 'x'", "service 1: name: has to be a line of text"),
        ("[[service]]\nkey = 'x'\nname = ' '", "service 1: name"),
        ("[[service]]\nkey = 'x'\nname = \"geheim\\u001b\"", "service 1: name"),
        (OWN + "maker = 3", "service 1: maker"),
        (OWN + 'plan = "geheim"', "service 1: plan: needs nl, en and nothing else, as in plan ="),
        (OWN + 'plan = { nl = "geheim" }', "service 1: plan: needs nl, en"),
        (OWN + 'aliases = "geheim"', "service 1: aliases: has to be a row"),
        (OWN + 'aliases = ["x", "Geheim!"]', "service 1: aliases, number 2: has to be a word"),
        (OWN + 'review = "geheim"', "service 1: review: needs nl, en, source, seen"),
        (OWN + 'review = { nl = "geheim", en = "x", seen = "2026" }', "service 1: review: needs nl, en, source, seen"),
        (OWN + f'review = {FACT[:-2]}, by = "geheim" }}', "service 1: review: needs"),
        (OWN + f"review = {FACT.replace('None.', '')}", "service 1: review: en: has to be a line of text"),
        (OWN + f"review = {FACT.replace('2026-11-02', 'geheim')}", "service 1: review: seen has to be"),
        (OWN + "review = " + FACT.replace('"2026-11-02"', "2026"), "service 1: review: seen has to be"),
        (OWN + OWN, "service 2: shares a key or alias with service 1"),
        (OWN + OWN.replace("praktijk", "x") + 'aliases = ["praktijk"]', "service 2: shares a key"),
        ("#" * 1_000_001, "larger than a file of services"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ServiceError, match=words) as caught:
        services.parse(text, "own.toml")
    told = str(caught.value)
    assert told.startswith("own.toml: ") and "\n" not in told and "geheim" not in told.casefold()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        services.services(tmp_path / "none.toml")
    with pytest.raises(ServiceError, match="not UTF-8"):
        services.services(put(tmp_path / "own.toml", b"\xff\xfe[[service]]"))
