"""Signal's own export: who wrote what by numbers, texts with ranges, and what a scrub leaves of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatscrub import detector, files, plans, restoring, spans, vaults
from chatscrub.formats import signal
from chatscrub.model import Field, Role
from chatscrub.settings import Settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_exports/signal/account/main.jsonl"
HEAD = '{"version":"1","backupTimeMs":"1717232400000","mediaRootBackupKey":"a2V5IG9mIG1lZGlhIDEyMzQ1"}\n'
PEOPLE = (
    '{"account":{"givenName":"Hessel","familyName":"Kuikhoven"}}\n'
    '{"recipient":{"id":"1","self":{}}}\n'
    '{"recipient":{"id":"2","releaseNotes":{}}}\n'
    '{"recipient":{"id":3,"contact":{"aci":"YWNpLWZyb3VramUtMSM=","profileGivenName":"Froukje",'
    '"profileFamilyName":"Vaartstra","nickname":{"given":"Frou"},"e164":"31612345601"}}}\n'
    '{"recipient":{"id":"4","contact":{"e164":"31612345612"}}}\n'
    '{"recipient":{"id":"5","group":{"snapshot":{"title":{"title":"Koor Zwaluwnest"}}}}}\n'
)


def read(*frames: object) -> tuple[str, list[Field]]:
    text = HEAD + PEOPLE + "".join(json.dumps(frame, ensure_ascii=False) + "\n" for frame in frames)
    assert signal.sniff("main.jsonl", text)
    return text, list(signal.fields(0, text, signal.directory({"main.jsonl": text})))


def item(author: object, body: str, **more: object) -> object:
    message = {"text": {"body": body}, **more}
    return {"chatItem": {"chatId": "1", "authorId": author, "dateSent": "1717232461000", "standardMessage": message}}


def test_numbers_and_service_ids_are_people() -> None:
    text = HEAD + PEOPLE
    people = signal.directory({"main.jsonl": text})
    assert people == {
        "1": "Hessel Kuikhoven",
        "2": "Signal",
        "3": "Frou",
        "YWNpLWZyb3VramUtMSM=": "Frou",
        "4": "31612345612",
    }


def test_a_message_stands_under_the_name_of_its_author() -> None:
    _, found = read(item("3", "hoi"), item(1, "dag"), item("77", "wie ben ik"))
    rows = [(f.role, f.text, f.sender) for f in found if f.message >= 0 and f.role in (Role.SENDER, Role.TEXT)]
    assert rows == [
        (Role.SENDER, "Frou", "Frou"),
        (Role.TEXT, "hoi", "Frou"),
        (Role.SENDER, "Hessel Kuikhoven", "Hessel Kuikhoven"),
        (Role.TEXT, "dag", "Hessel Kuikhoven"),
        (Role.SENDER, "77", "77"),
        (Role.TEXT, "wie ben ik", "77"),
    ]


def test_a_contact_has_one_name_and_others() -> None:
    _, found = read()
    named = [(f.text, f.note, f.sender) for f in found if f.role is Role.NAME and f.note == "alias"]
    assert named == [("Froukje Vaartstra", "alias", "Frou"), ("Froukje Vaartstra", "alias", "Frou")]
    phones = [(f.text, f.note, f.sender) for f in found if f.role is Role.PHONE]
    assert phones == [("31612345601", "alias", "Frou"), ("31612345612", "", None)]


def test_a_number_that_is_no_id_is_nobody() -> None:
    text, found = read(item("3", "hoi", attachments=[{"pointer": {"width": 3, "height": 1}}]))
    names = [text[slice(*f.pieces[0])] for f in found if f.role is Role.NAME and f.message == 0]
    assert names == []


def test_what_is_quoted_is_said_by_whom_is_quoted() -> None:
    quote = {"authorId": "1", "targetSentTimestamp": "1717232400000", "text": {"body": "kom je?"}}
    _, found = read(item("3", "ja", quote=quote))
    assert {(f.text, f.sender) for f in found if f.role is Role.TEXT and f.message == 0} == {
        ("ja", "Frou"),
        ("kom je?", "Hessel Kuikhoven"),
    }


def frames(text: str) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in text.split("\n") if line]


def texts(value: object) -> list[dict[str, object]]:
    """All objects with a body and ranges in it."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) and "bodyRanges" in value else []
    return [*own, *(found for one in below for found in texts(one))]


def words(text: dict[str, object]) -> list[str]:
    body, ranges = text["body"], text["bodyRanges"]
    assert isinstance(body, str) and isinstance(ranges, list)
    units = body.encode("utf-16-le")
    return [
        units[2 * row.get("start", 0) : 2 * (row.get("start", 0) + row["length"])].decode("utf-16-le") for row in ranges
    ]


@pytest.mark.parametrize("style", [Settings(), Settings(style="surrogate", key=bytes(range(32)), language="nl")])
def test_after_a_scrub_the_ranges_cover_the_same_words_and_it_can_be_undone(style: Settings) -> None:
    export, vault = files.read(SAMPLE), vaults.new_vault()
    plan = plans.plan(export, detector.detect(export), style, vault.book)
    vault.record(export, plan, "main.scrubbed.jsonl")
    part = export.parts[0]
    scrubbed = spans.splice(part.text, plan.parts[0].edits)
    before, after = ([words(t) for frame in frames(s) for t in texts(frame)] for s in (part.text[:], scrubbed))
    assert before[0] == ["Anneloes Dijkgraver", "\ufffc", "belangrijk", "😀"]
    assert after[0][0].strip() and "Dijkgraver" not in after[0][0]
    assert after[0][1:] == before[0][1:]
    assert [len(row) for row in after] == [len(row) for row in before]
    assert after[1][1:] == before[1][1:] == ["zaterdag"]
    assert after[2] == before[2] == ["morgen"]
    undone = restoring.restore(
        part.encode(scrubbed), vaults.from_bytes(vault.to_bytes(), "test"), "main.scrubbed.jsonl"
    )
    assert undone.exact and undone.data == SAMPLE.read_bytes()


def test_without_the_first_line_it_is_known_by_its_messages() -> None:
    text = SAMPLE.read_text("utf-8")
    assert signal.sniff("x", text[text.index("\n") + 1 :])
    assert not signal.sniff("x", '{"messages": []}')
    assert files.read(SAMPLE).format == "signal"
