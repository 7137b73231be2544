"""Policies: not one word of people who did not consent goes out, quotes included; the rest stays as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from exports import put, run, tree, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import detector, files, gate, plans, reports, spans, targets, withholding
from chatscrub.errors import ReleaseRefused
from chatscrub.model import Export, Plan, Role
from chatscrub.settings import Settings

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "sample_exports").glob("*/*/*")
    if path.is_file() and path.suffix in (".txt", ".zip") and path.name not in ("expected.txt", "marked.txt")
    if not path.name.endswith(".members.txt")
)
WORD = re.compile(r"\w{3,}")
CHAT = """\
01-02-2023 10:11 - Berichten en oproepen worden end-to-end versleuteld.
01-02-2023 10:12 - Sanne Kuiperveld: de sleutel ligt onder de derde bloempot links
01-02-2023 10:13 - Bram Oosterling: dank je wel, dat onthoud ik
01-02-2023 10:14 - Bram Oosterling: even herhalen: de sleutel ligt onder de derde bloempot links, toch?
01-02-2023 10:15 - Sanne Kuiperveld: dank je wel, dat onthoud ik
01-02-2023 10:16 - Sanne Kuiperveld: Geheimpje Fenna.pdf (bestand bijgevoegd)
01-02-2023 10:17 - Fenna Dijkgraaf: regel een van drie
en de tweede, met Walvisstraat 9
"""


def planned(
    source: Path | str, policy: str, me: str | None = None, granted: tuple[str, ...] = ()
) -> tuple[Export, Plan]:
    """A plan under a policy, with the consent of the writers of those names."""
    export = files.read(source)
    asked = Settings(policy=policy, me=me)
    found = detector.detect(export, asked)
    people = [found.cast.named(name) for name in granted]
    consents = {person.number: "granted" for person in people if person is not None}
    assert len(consents) == len(granted)
    return export, plans.plan(export, found, asked, None, consents)


def out(export: Export, plan: Plan) -> str:
    """The scrubbed text, by way of the gate."""
    part = plan.parts[0]
    return spans.splice(export.parts[part.part].text, part.edits)


def lines(tmp_path: Path, text: str = CHAT, **how: object) -> list[str]:
    return out(*planned(put(tmp_path / "chat.txt", text), **how)).splitlines()  # type: ignore[arg-type]


def test_only_who_consented_is_heard(tmp_path: Path) -> None:
    got = lines(tmp_path, policy="consent", granted=("Bram Oosterling",))
    assert got[1] == "01-02-2023 10:12 - PERSON_1: [withheld: no consent]"
    assert got[2] == "01-02-2023 10:13 - PERSON_2: dank je wel, dat onthoud ik", (
        "their own words, though repeated later"
    )
    assert got[3] == "01-02-2023 10:14 - PERSON_2: even herhalen: [withheld: no consent], toch?", "a quote"
    assert got[4] == "01-02-2023 10:15 - PERSON_1: [withheld: no consent]"
    assert got[5].startswith("01-02-2023 10:16 - PERSON_1: [withheld: no consent]") and "Geheimpje" not in got[5]
    assert got[6:] == ["01-02-2023 10:17 - PERSON_3: [withheld: no consent]"], "all lines of a message"


def test_only_me(tmp_path: Path) -> None:
    got = lines(tmp_path, policy="only-me", me="Sanne Kuiperveld")
    assert got[1] == "01-02-2023 10:12 - ME: de sleutel ligt onder de derde bloempot links"
    assert got[2] == "01-02-2023 10:13 - PERSON_1: [withheld]"
    assert "Fenna" not in "\n".join(got), "what the user wrote about others is scrubbed as ever"


@pytest.mark.parametrize("state", ["none", "requested", "refused", "withdrawn", "expired", "other recipient", ""])
def test_nothing_but_a_grant_opens(state: str, tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "chat.txt", CHAT))
    found = detector.detect(export, Settings(policy="consent"))
    consents = {person.number: state for person in found.cast.people}
    plan = plans.plan(export, found, Settings(policy="consent"), None, consents)
    assert out(export, plan).count("[withheld") == 7


def test_without_any_ledger_everything_is_withheld(tmp_path: Path) -> None:
    got = lines(tmp_path, policy="consent")
    assert all(line.endswith("[withheld: no consent]") or "bijgevoegd" in line for line in got[1:])


def test_words_are_those_of_labels(tmp_path: Path) -> None:
    export = files.read(put(tmp_path / "chat.txt", CHAT))
    asked = Settings(policy="consent", label_language="nl")
    assert "[weggelaten: geen toestemming]" in out(export, plans.plan(export, detector.detect(export, asked), asked))


def test_loose_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefused, match="does not tell who wrote what"):
        planned(put(tmp_path / "brief.txt", "Lieve Sanne, tot morgen. Bram\n"), "consent")


OWN = [{"ID": 17, "Timestamp": "2024-06-01 17:02:11", "Contents": "Sanne Kuiperveld komt", "Attachments": ""}]
BOXES = {
    "Received Saved Chat History": [{"From": "wiepkje77", "Media Type": "TEXT", "Text": "de sleutel ligt links"}],
    "Sent Saved Chat History": [{"To": "wiepkje77", "Media Type": "TEXT", "Text": "dank je wel"}],
}


@pytest.mark.parametrize("policy", ["consent", "only-me"])
def test_own_words_go_out_though_nobody_is_named_above_them(policy: str, tmp_path: Path) -> None:
    text = out(*planned(put(tmp_path / "messages.json", json.dumps(OWN)), policy))
    assert "] komt" in text and "Kuiperveld" not in text
    text = out(*planned(put(tmp_path / "chat_history.json", json.dumps(BOXES)), policy))
    assert "dank je wel" in text and "sleutel" not in text and "wiepkje" not in text


def test_only_me_without_me_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefused, match="--me"):
        planned(put(tmp_path / "chat.txt", CHAT), "only-me")


PASTED = """\
01-02-2023 10:12 - Bram Oosterling: hallo allemaal
01-02-2023 10:13 - Sanne Kuiperveld: kijk wat hij schreef
Gerrit Walvis, [01.02.23 09:00]
ik ben ontslagen bij de bakkerij
01-02-2023 10:14 - Bram Oosterling: tja
"""


def test_copied_speakers_are_withheld(tmp_path: Path) -> None:
    text = "\n".join(lines(tmp_path, PASTED, policy="consent", granted=("Sanne Kuiperveld",)))
    assert "kijk wat hij schreef" in text
    assert "bakkerij" not in text and "ontslagen" not in text


HEAD = "12-05-2024 14:28 - Bram Oosterling: hoi\n12-05-2024 14:29 - Anna de Wit: ik ben zwanger\n"
TRIED = {  # what Bram, who agreed, sends or what looks like nobody's; "hiv" is Anna's or a stranger's
    "a line like a header": "12-05-2024 14:30 - tandarts over mijn hiv uitslag",
    "a line about encryption": "12-05-2024 14:30 - Anna de Wit: Berichten zijn end-to-end versleuteld dus zeg ik hiv",
    "a pasted message": "12-05-2024 14:30 - Anna de Wit: kijk\n11-05-2024 10:00 - Bram Oosterling: ja\nen dus hiv",
    "a quoted line": "12-05-2024 14:30 - Bram Oosterling: kijk\n> ik heb hiv",
    "a name and a colon": "12-05-2024 14:30 - Bram Oosterling: kijk\nAnna de Wit: ik heb hiv",
    "a name alone": "12-05-2024 14:30 - Bram Oosterling: kijk\nAnna de Wit\nik heb hiv",
    "a clock, a name": "12-05-2024 14:30 - Bram Oosterling: kijk\n[14:20] Anna de Wit: ik heb hiv",
    "an angled name": "12-05-2024 14:30 - Bram Oosterling: kijk\n<Anna de Wit> ik heb hiv",
    "a mail": "12-05-2024 14:30 - Bram Oosterling: kijk\nVan: anna@voorbeeld.nl\nik heb hiv",
    "an answer to a mail": "12-05-2024 14:30 - Bram Oosterling: kijk\nOp ma 3 mei schreef Anna:\nik heb hiv",
    "an earlier paste": "12-05-2024 14:30 - Anna de Wit: kijk\n01-05-2024 10:00 - Bram Oosterling: ze heeft hiv",
}


@pytest.mark.parametrize("way", TRIED)
def test_ways_in_which_words_of_others_slip_through(way: str, tmp_path: Path) -> None:
    text = "\n".join(lines(tmp_path, HEAD + TRIED[way] + "\n", policy="consent", granted=("Bram Oosterling",)))
    assert "hiv" not in text, text
    assert "hoi" in text


def test_short_words_between_marks_are_a_quote(tmp_path: Path) -> None:
    said = '12-05-2024 14:30 - Bram Oosterling: Anna zei: "ik ben zwanger", nou ja\n'
    text = "\n".join(lines(tmp_path, HEAD + said, policy="consent", granted=("Bram Oosterling",)))
    assert "zwanger" not in text and "nou ja" in text


def test_names_of_texts_in_a_zip_are_withheld(tmp_path: Path) -> None:
    members = {"_chat.txt": HEAD.encode(), "mijn abortus brief.txt": b"Beste dokter, ik ben zwanger\n"}
    source = put(tmp_path / "chat.zip", zipped(members))
    done = run("scrub", source, "-o", tmp_path / "uit", "--policy", "consent", "-q")
    assert done.code == 0, done.err
    for name, data in tree(tmp_path / "uit").items():
        assert b"abortus" not in data and "abortus" not in name, name


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.parent.name + path.suffix)
@pytest.mark.parametrize("policy", ["consent", "only-me"])
def test_not_one_word_of_the_withheld_is_left(source: Path, policy: str, tmp_path: Path) -> None:
    """In every message, in every sample, in every file that is written, the names of files included."""
    export = files.read(source)
    writers = list(dict.fromkeys(f.sender for f in export.fields if f.role is Role.SENDER and f.sender and not f.note))
    if not writers:
        assert run("scrub", source, "--policy", policy, "-o", tmp_path / "o").code == 1
        return
    heard = writers[0]
    export, plan = planned(source, policy, heard, (heard,) if policy == "consent" else ())
    gone = {(w.part, w.message) for w in plan.withheld if not w.quoted}
    said = [f for f in export.fields if f.role is Role.TEXT and f.note != "time" and f.sender not in (heard, None)]
    assert {(f.part, f.message) for f in said} <= gone
    for number, part_plan in enumerate(plan.parts):
        part = export.parts[part_plan.part]
        scrubbed = spans.splice(part.text, part_plan.edits)
        kept = [f for f in export.fields if f.part == part_plan.part and (f.sender == heard or f.role is not Role.TEXT)]
        allowed = {w.casefold() for f in kept for w in WORD.findall(f.text)} | {
            "withheld",
            "consent",
            "person",
            "group",
        }
        allowed |= {w.casefold() for f in kept for w in WORD.findall(part.text[f.pieces[0].start : f.pieces[-1].end])}
        secret = {w.casefold() for f in said if f.part == part_plan.part for w in WORD.findall(f.text)} - allowed
        if not secret:
            pytest.skip("nobody else says a word in it that only they say")
        assert secret & {w.casefold() for w in WORD.findall(scrubbed)} == set(), number


def test_all_that_is_written_is_free_of_them(tmp_path: Path) -> None:
    """Reports, own copies and spans included."""
    put(tmp_path / "chat.txt", CHAT)
    asked = ("--policy", "only-me", "--me", "Bram Oosterling", "--own-copy")
    done = run("scrub", tmp_path / "chat.txt", *asked, "-o", tmp_path / "uit", "--spans", tmp_path / "uit.jsonl")
    assert done.code == 0, done.err
    for name, data in tree(tmp_path / "uit").items():
        assert not any(word in data.decode() for word in ("bloempot", "Walvisstraat", "Geheimpje")), name


def test_media_do_not_go_with_a_policy(tmp_path: Path) -> None:
    done = run("scrub", put(tmp_path / "chat.txt", CHAT), "--policy", "consent", "--keep-media")
    assert done.code == 2 and "--keep-media" in done.err


def test_scrubbed_again_it_stays(tmp_path: Path) -> None:
    export, plan = planned(put(tmp_path / "chat.txt", CHAT), "consent", granted=("Bram Oosterling",))
    once = out(export, plan)
    again, plan = planned(put(tmp_path / "twee.txt", once), "report")
    twice = out(again, plan).splitlines()
    assert [line for line in twice if line.endswith("]")] == [line for line in once.splitlines() if line.endswith("]")]


def test_report_is_issued_and_the_gate_opens(tmp_path: Path) -> None:
    export, plan = planned(put(tmp_path / "chat.txt", CHAT), "consent", granted=("Bram Oosterling",))
    where = targets.outputs(export, plan)
    receipt = reports.issue(plan, export, where)
    text = gate.release(plan, export, receipt, where).read_text()
    assert text == out(export, plan)
    assert "withheld" in where.markdown.read_text()


WORDS = st.sampled_from("de het een sleutel bloempot ligt onder derde links morgen kom je ook naar feest".split())
SAID = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Sanne Kuiperveld", "Bram Oosterling"]), SAID), min_size=1, max_size=12))
def test_runs_of_withheld_words_never_come_later(messages: list[tuple[str, str]]) -> None:
    """Six words in a row that somebody withheld said stand in no later message of somebody else."""
    text = "".join(f"01-02-2023 10:{n:02} - {who}: {said}\n" for n, (who, said) in enumerate(messages))
    export = files.read_bytes(text.encode(), "chat.txt", format="whatsapp")
    from chatscrub.people import learn

    cast = learn(export)
    bram = cast.named("Bram Oosterling")
    gone = withholding.withheld(export, cast, "consent", {bram.number: "granted"} if bram else {})
    part = export.parts[0].text
    at, kept = 0, ""
    for one in gone:
        assert one.start >= at, "apart and in order"
        kept, at = kept + part[at : one.start] + "|", one.end
    left = (kept + part[at:]).splitlines()
    for number, (who, said) in enumerate(messages):
        if who.startswith("Sanne"):
            words = said.split()
            for start in range(len(words) - 5):
                run_of = " ".join(words[start : start + 6])
                assert all(run_of not in line for line in left[number + 1 :])
            assert left[number].endswith(": |")


_TELEGRAM = {"id": 1, "type": "message", "date": "2024-03-04T19:02:11", "text_entities": []}
_DISCORD = {"timestamp": "2024-06-01T10:00:00+00:00", "type": "Default"}
REPEATED = {
    "telegram": {
        "messages": [
            {**_TELEGRAM, "from": "Bram", "from_id": "user1", "text": "eigen woorden"},
            {**_TELEGRAM, "from": "Bram", "from_id": "user1", "text": "zure bommen", "forwarded_from": "Wobbe Tuin"},
            {**_TELEGRAM, "from": "Bram", "from_id": "user1", "text": "rare snoeken", "forwarded_from": None},
        ]
    },
    "messenger": {
        "messages": [
            {"sender_name": "Bram", "timestamp_ms": 1709575331003, "content": "eigen woorden"},
            {"sender_name": "Bram", "timestamp_ms": 1709575331002, "share": {"share_text": "zure bommen"}},
            {
                "sender_name": "Bram",
                "timestamp_ms": 1709575331001,
                "share": {"share_text": "rare snoeken", "original_content_owner": "wobbetuin"},
            },
        ]
    },
    "discord": {
        "guild": {"id": "871100000000000001", "name": "g"},
        "channel": {"id": "871100000000000002", "name": "c"},
        "messages": [
            {
                **_DISCORD,
                "id": "871100000000000003",
                "content": "eigen woorden",
                "author": {"id": "871100000000000004", "name": "Bram", "discriminator": "0000"},
                "forwardedMessage": {"content": "zure bommen", "embeds": [{"title": "rare snoeken"}]},
            }
        ],
    },
}


@pytest.mark.parametrize("kind", REPEATED)
def test_words_that_somebody_passed_on_are_not_theirs(kind: str, tmp_path: Path) -> None:
    export, plan = planned(put(tmp_path / "chat.json", json.dumps(REPEATED[kind])), "only-me", "Bram")
    assert export.format == kind
    got = out(export, plan)
    assert json.loads(got)
    assert "eigen woorden" in got and "zure bommen" not in got and "rare snoeken" not in got
