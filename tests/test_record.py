"""The consent record: every field of TS 27560 and of GDPR Art. 14, a strict schema, and a digest that shows an edit."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from exports import CHAT, NAMES, PHONE, put, run, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_consent import ALL, CASES, DIGEST, IDS, STANDINGS, TOLD, facts, person

from chatscrub import terms
from chatscrub.errors import ReportError
from chatscrub.facts import TOPICS, About, ConsentRow, ReportFacts
from chatscrub.model import Kind
from chatscrub.record import as_json, is_whole, read, schema

# Sections and fields of ISO/IEC TS 27560:2023, as https://w3id.org/dpv/guides/consent-27560 lists them.
PROFILE = {
    "6.3.3 schema_version": ["header.schema_version", "consents[].schema_version"],
    "6.3.3 record_id": ["header.record_id", "consents[].record_id"],
    "6.3.3 pii_principal_id": ["consents[].pii_principal_id"],
    "6.3.4 privacy_notice": ["processing.privacy_notice", "consents[].privacy_notice.requested"],
    "6.3.4 language": ["processing.language"],
    "6.3.4 purpose": ["processing.purpose"],
    "6.3.4 purpose_type": ["processing.purpose_type"],
    "6.3.4 lawful_basis": ["processing.lawful_basis", "consents[].lawful_basis"],
    "6.3.4 pii_information": ["processing.pii_information", "consents[].pii_information"],
    "6.3.4 pii_controllers": ["processing.pii_controllers"],
    "6.3.4 collection_method": ["processing.collection_method.description", "consents[].collection_method.description"],
    "6.3.4 processing_method": ["processing.processing_method.operations", "processing.processing_method.description"],
    "6.3.4 storage_locations": ["processing.storage_locations.controller", "processing.storage_locations.recipient"],
    "6.3.4 retention_period": ["processing.retention_period.controller", "processing.retention_period.recipient"],
    "6.3.4 processing_locations": [
        "processing.processing_locations.controller",
        "processing.processing_locations.recipient",
    ],
    "6.3.4 geographic_restrictions": ["processing.geographic_restrictions"],
    "6.3.4 services": ["processing.services"],
    "6.3.4 jurisdiction": ["processing.jurisdiction"],
    "6.3.4 recipient_third_parties": ["processing.recipient_third_parties"],
    "6.3.4 withdrawal_method": [
        "processing.withdrawal_method.description",
        "processing.withdrawal_method.exercised_at",
    ],
    "6.3.4 privacy_rights": ["processing.privacy_rights"],
    "6.3.4 codes_of_conduct": ["processing.codes_of_conduct"],
    "6.3.4 impact_assessment": ["processing.impact_assessment"],
    "6.3.4 authority_party": ["processing.authority_party"],
    **{
        f"6.3.5 {field}": [f"processing.pii_information[].{field}", f"consents[].pii_information[].{field}"]
        for field in ("pii_type", "pii_attribute_id", "pii_optional", "sensitive_pii_category", "special_pii_category")
    },
    **{
        f"6.3.6 party_{field}": [f"parties.{who}.party_{field}" for who in ("controller", "recipient", "authority")]
        for field in ("id", "address", "email", "url", "phone", "name", "role", "contact", "type")
    },
    **{
        f"6.3.7 {field}": [f"consents[].status.{field}", f"consents[].events[].{field}"]
        for field in (
            "event_schema_version",
            "event_time",
            "validity_duration",
            "entity_id",
            "event_type",
            "event_state",
            "indication_method",
        )
    },
}
# Art. 14(1) and (2) GDPR, point by point.
ARTICLE_14 = {
    "1a identity and contact of the controller": ["parties.controller.party_name", "parties.controller.party_contact"],
    "1a representative": ["parties.controller.representative"],
    "1b data protection officer": ["parties.controller.data_protection_officer"],
    "1c purposes": ["processing.purpose"],
    "1c legal basis": ["processing.lawful_basis", "processing.lawful_basis_told"],
    "1d categories of data": ["processing.pii_information[].pii_type", "consents[].pii_information[].pii_type"],
    "1e recipients": ["processing.recipient_third_parties", "parties.recipient.party_name"],
    "1f transfer to a third country": ["processing.third_country_transfer.country"],
    "1f adequacy or safeguards": ["processing.third_country_transfer.transfer"],
    "2a period of storage": ["processing.retention_period.controller", "processing.retention_period.recipient"],
    "2b legitimate interests": ["processing.legitimate_interests"],
    "2c rights": ["processing.privacy_rights[].right", "processing.privacy_rights[].exercised_at"],
    "2d withdrawal of consent": ["processing.withdrawal_method.description"],
    "2e complaint": ["processing.authority_party", "parties.authority.party_name"],
    "2f source": ["processing.collection_method.description", "consents[].collection_method.description"],
    "2f public sources": ["processing.collection_method.public"],
    "2g automated decisions": ["processing.processing_method.automated_decisions"],
}
PATHS = [(field, path) for table in (PROFILE, ARTICLE_14) for field, paths in table.items() for path in paths]
MAPS = {"kinds", "distinct", "topics", "topics_about", "withheld"}
every_case = pytest.mark.parametrize("case", ALL, ids=IDS)


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def document(case: ReportFacts) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(as_json(case))
    return made


def at(value: Any, path: str) -> list[Any]:
    """The values that stand at a path; ``[]`` in it is every item of a list."""
    found = [value]
    for step in path.split("."):
        found = [item[step.removesuffix("[]")] for item in found]
        if step.endswith("[]"):
            found = [one for item in found for one in item]
    return found


Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Where everything in a document stands."""
    if here:
        yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places(item, (*here, key))


def parent(value: Any, place: Place) -> Any:
    for step in place[:-1]:
        value = value[step]
    return value


# --- what it holds --------------------------------------------------------------------------------------


@every_case
def test_it_fits_its_schema(case: ReportFacts) -> None:
    assert [error.message for error in validator().iter_errors(document(case))] == []


@every_case
def test_every_field_is_there(case: ReportFacts) -> None:
    made = document(case)
    for field, path in PATHS:
        values = at(made, path)
        assert values or path.startswith("consents[]"), f"{field}: {path}"
        assert all(value not in (None, "", [], {}) for value in values), f"{field}: {path}"


@pytest.mark.parametrize(("field", "path"), PATHS)
def test_every_field_is_there_for_a_person(field: str, path: str) -> None:
    assert at(document(TOLD), path)


def test_all_rights_of_article_14_are_told() -> None:
    rights = {right.removeprefix("eu-gdpr:A") for right in at(document(TOLD), "processing.privacy_rights[].right")}
    assert rights == {"15", "16", "17", "18", "20", "21", "7-3", "77"}


def test_nobody_told_anything() -> None:
    """What nobody told is unknown; nothing is made up."""
    processing, parties = (document(facts())[section] for section in ("processing", "parties"))
    for name in (
        "purpose",
        "purpose_type",
        "lawful_basis",
        "lawful_basis_told",
        "legitimate_interests",
        "jurisdiction",
    ):
        assert processing[name] == "unknown"
    for name in ("storage_locations", "retention_period", "processing_locations", "third_country_transfer"):
        assert set(processing[name].values()) == {"unknown"}
    assert (processing["gdpr"], processing["capacity"], processing["services"]) == ("unknown", "unknown", ["unknown"])
    for who, fixed in (("controller", 2), ("recipient", 2), ("authority", 3)):
        assert sum(value != "unknown" for value in parties[who].values()) == fixed


def test_what_was_told_is_there() -> None:
    made = document(TOLD)
    processing, parties = made["processing"], made["parties"]
    assert parties["controller"]["party_name"] == parties["controller"]["party_contact"] == "Jo Example, jo@example.org"
    assert parties["controller"]["party_type"] == "dpv:NaturalPerson"
    assert (parties["recipient"]["party_name"], processing["services"]) == ("Example Ltd", ["Helper"])
    assert processing["lawful_basis"] == "eu-gdpr:A6-1-a" and processing["legitimate_interests"] == "not applicable"
    assert processing["storage_locations"] == {"controller": "my laptop", "recipient": "unknown"}
    assert processing["retention_period"] == {"controller": "two weeks", "recipient": "30 days"}
    assert processing["processing_method"]["training"] == "unknown"
    assert processing["third_country_transfer"]["transfer"] == "Leaves the EEA, with standard clauses"
    assert processing["processing_method"]["operations"] == ["dpv:Pseudonymise", "dpv:Screen", "dpv:Share"]
    assert processing["gdpr"] == "possibly exempt, uncertain"
    work = document(CASES["at work"])
    assert work["processing"]["gdpr"] == "applies"
    assert work["parties"]["controller"]["data_protection_officer"] == "dpo@example.org"


def test_what_stays_on_the_computer_goes_nowhere() -> None:
    made = document(CASES["on one's own computer"])
    assert set(made["processing"]["third_country_transfer"].values()) == {"not applicable"}
    assert made["processing"]["processing_method"]["operations"][-1] == "dpv:Use"
    assert made["report"]["recipient"]["local"] is True


def test_other_forms_and_the_owners_own_copy() -> None:
    shared = document(TOLD)["report"]
    assert (shared["copies"], shared["own_copy"], shared["names"]) == ([], False, [])
    names = {"PERSON_1": ["Fenna Dijkgraaf", "Fen"], "GROUP_1": ["Thuis"]}
    made = json.loads(as_json(TOLD, {"chat.consent.html": DIGEST}, names))
    assert validator().is_valid(made) and is_whole(made)
    assert made["report"]["copies"] == [{"file": "chat.consent.html", "sha256": DIGEST}]
    assert made["report"]["own_copy"] is True
    assert {row["pseudonym"]: row["names"] for row in made["report"]["names"]} == names
    assert json.loads(as_json(TOLD, {}, {}))["report"]["own_copy"] is True, "a copy of one's own without names in it"


@pytest.mark.parametrize(
    ("basis", "term"),
    [
        ("consent", "eu-gdpr:A6-1-a"),
        (" Toestemming ", "eu-gdpr:A6-1-a"),
        ("no consent, legitimate interest", "unknown"),
        ("geen toestemming nodig", "unknown"),
        ("", "unknown"),
    ],
)
def test_only_consent_in_so_many_words_is_consent(basis: str, term: str) -> None:
    made = document(facts(about=About(basis=basis)))["processing"]
    assert made["lawful_basis"] == term and made["lawful_basis_told"] == (basis.strip() or "unknown")


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("NL", "en", "Autoriteit Persoonsgegevens"),
        ("Nederland", "nl", "Autoriteit Persoonsgegevens"),
        ("Belgium", "en", "Data protection authority"),
        ("België", "nl", "Toezichthouder voor gegevensbescherming"),
        ("", "en", "Data protection authority (in the Netherlands: Autoriteit Persoonsgegevens)"),
        ("", "nl", "Toezichthouder voor gegevensbescherming (in Nederland: de Autoriteit Persoonsgegevens)"),
    ],
)
def test_the_authority(country: str, language: Any, name: str) -> None:
    made = document(facts(about=About(jurisdiction=country), language=language))
    assert made["parties"]["authority"]["party_name"] == name
    assert made["processing"]["privacy_rights"][-1]["exercised_at"] == name


# --- one record per person ------------------------------------------------------------------------------


@every_case
def test_one_record_per_person(case: ReportFacts) -> None:
    made = document(case)["consents"]
    wanted = [row.pseudonym for row in case.people if row.role in ("speaker", "mentioned")]
    assert [record["pii_principal_id"] for record in made] == wanted
    assert len({record["record_id"] for record in made}) == len(made)


@pytest.mark.parametrize(
    ("standing", "status", "until", "by"),
    [
        ("none", "ConsentUnknown", "not applicable", "unknown"),
        ("requested", "ConsentRequested", "not applicable", "controller"),
        ("granted", "ConsentGiven", "2027-10-02", "PERSON_1"),
        ("granted for good", "ConsentGiven", "unknown", "PERSON_1"),
        ("refused", "ConsentRefused", "not applicable", "PERSON_1"),
        ("withdrawn", "ConsentWithdrawn", "not applicable", "PERSON_1"),
        ("expired", "ConsentExpired", "2026-11-01", "not applicable"),
        ("other recipient", "ConsentUnknown", "not applicable", "unknown"),
    ],
)
def test_where_consent_stands(standing: str, status: str, until: str, by: str) -> None:
    row = person(1, consent=STANDINGS[standing])
    (made,) = document(facts(people=(row,)))["consents"]
    assert made["status"]["state"] == row.consent.state
    assert made["status"]["event_state"] == f"dpv:{status}"
    assert (made["status"]["validity_duration"], made["status"]["entity_id"]) == (until, by)
    assert [event["what"] for event in made["events"]] == [event.what for event in row.consent.events]
    assert [event["event_time"] for event in made["events"]] == [event.time for event in row.consent.events]
    assert [event["evidence_sha256"] for event in made["events"]] == [e.evidence or "none" for e in row.consent.events]
    assert [event["ledger_sha256"] for event in made["events"]] == [event.hash for event in row.consent.events]


def test_only_a_grant_counts_as_given() -> None:
    given_in = {state for state, term in terms.STATES.items() if term == "dpv:ConsentGiven"}
    assert given_in == {"granted"}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("where", ["topics", "topics_about"])
def test_signs_of_a_special_category_are_marked(topic: str, where: str) -> None:
    (made,) = document(facts(people=(person(1, "mentioned", **{where: {topic: 3}}),)))["consents"]
    special = topic not in ("offence", "minor")
    (datum,) = [one for one in made["pii_information"] if one["pii_attribute_id"] == topic]
    assert datum["special_pii_category"] == ("dpv:SpecialCategoryPersonalData" if special else "not applicable")
    assert datum["count"] == 3 and datum["pii_type"] == terms.TOPICS[topic]


@pytest.mark.parametrize("state", terms.STATES)
def test_consent_is_the_ground_only_where_it_was_given(state: str) -> None:
    (made,) = document(facts(people=(person(1, consent=ConsentRow(state)),)))["consents"]
    assert made["lawful_basis"] == ["eu-gdpr:A6-1-a" if state == "granted" else "unknown"]


def test_every_kind_and_topic_has_a_term() -> None:
    assert set(terms.KINDS) == {kind.value for kind in Kind}
    assert set(terms.TOPICS) == set(TOPICS)
    assert set(TOPICS) > terms.NOT_ARTICLE_9


@every_case
def test_terms_have_a_vocabulary(case: ReportFacts) -> None:
    made = document(case)
    own = {"pii_type", "event_state", "event_type", "right", "control", "party_role", "source_type", "@type"}
    for place in places({key: value for key, value in made.items() if key != "@context"}):
        value = parent(made, place)[place[-1]]
        if place[-1] in own and value != "unknown":
            assert value.partition(":")[0] in made["@context"], place


# --- the schema is strict -------------------------------------------------------------------------------


def objects(part: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object that the schema describes, with its path in the schema."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield where, part
        for key, value in part.items():
            if key != "const":
                yield from objects(value, f"{where}/{key}")
    elif isinstance(part, list):
        for n, value in enumerate(part):
            yield from objects(value, f"{where}/{n}")


@pytest.mark.parametrize(("where", "part"), list(objects(schema())))
def test_the_schema_is_closed_and_describes_every_field(where: str, part: dict[str, Any]) -> None:
    assert part["description"]
    if where.rpartition("/")[2] in MAPS:
        assert part["propertyNames"] and part["additionalProperties"] == {"$ref": "#/$defs/count"}
        return
    assert part["additionalProperties"] is False
    assert part["required"] == list(part["properties"])
    for name, described in part["properties"].items():
        whole = {**schema()["$defs"].get(described.get("$ref", "").rpartition("/")[2], {}), **described}
        assert whole.get("description"), name


def spoiled(value: Any) -> list[Any]:
    """Values that may not stand where that one stands, whatever the field."""
    wrong: list[Any] = [None, [] if isinstance(value, dict) else {}, 1.5]
    wrong += [[None]] if isinstance(value, list) else []
    wrong += ["", " "] if isinstance(value, str) else []
    wrong += [str(value), not value] if isinstance(value, bool) else [-1, "1", True] if isinstance(value, int) else []
    return wrong


def short(made: Any) -> Any:
    """A document with few items in its lists, so that many spoiled ones can be tried."""
    if isinstance(made, dict):
        return {key: short(value) for key, value in made.items()}
    return [short(value) for value in made[:2]] if isinstance(made, list) else made


def small() -> dict[str, Any]:
    made = document(TOLD)
    granted, posted = made["consents"][2], made["consents"][10]
    made["consents"] = [granted | {"posted": posted["posted"]}]
    made["report"]["copies"] = [{"file": "chat.consent.html", "sha256": DIGEST}]
    made["report"]["names"] = [{"pseudonym": "PERSON_1", "names": ["Fenna"]}]
    rights = made["processing"]["privacy_rights"]
    made = short(made)
    made["processing"]["privacy_rights"] = rights
    assert validator().is_valid(made)
    return dict(made)


def refuse(change: Callable[[Any], None]) -> None:
    made = small()
    change(made)
    assert not validator().is_valid(made)


SMALL = small()
SPOTS = [place for place in places(SMALL) if place[0] != "@context"]


def either(value: Any, wrong: Any) -> bool:
    """Some statements may be true or false."""
    return isinstance(value, bool) and isinstance(wrong, bool)


def test_a_wrong_value_is_refused() -> None:
    made = small()
    for place in SPOTS:
        holder, key = parent(made, place), place[-1]
        kept = holder[key]
        for wrong in spoiled(kept):
            holder[key] = wrong
            assert either(kept, wrong) or not validator().is_valid(made), (place, wrong)
        holder[key] = kept
    assert made == SMALL


def test_a_removed_field_is_refused() -> None:
    made = small()
    fields = [p for p in SPOTS if isinstance(p[-1], str) and not (len(p) > 1 and p[-2] in MAPS)]
    assert len(fields) > 250
    for place in fields:
        holder = parent(made, place)
        kept = dict(holder)
        del holder[place[-1]]
        assert not validator().is_valid(made), place
        holder.update(kept)
    assert made == SMALL


def test_an_unknown_field_is_refused() -> None:
    made = small()
    inside = [holder for p in SPOTS if isinstance(holder := parent(made, p)[p[-1]], dict)]
    for holder in (made, *inside):
        holder["Something, more"] = 1
        assert not validator().is_valid(made)
        del holder["Something, more"]
    assert made == SMALL


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("schema", "chatscrub.consent/1"),
        ("header.schema_version", "2"),
        ("header.record_id", "7f0c1f0a"),
        ("header.created", "yesterday"),
        ("header.language", "fy"),
        ("processing.lawful_basis", "eu-gdpr:A6-1-f"),
        ("processing.gdpr", "exempt"),
        ("processing.impact_assessment", "done"),
        ("processing.pii_controllers", ["recipient"]),
        ("processing.privacy_rights", []),
        ("processing.processing_method.automated_decisions", "none"),
        ("parties.controller.party_role", "dpv:Recipient"),
        ("report.statements.anonymous", True),
        ("report.statements.legal_advice", True),
        ("report.statements.names_may_remain", False),
        ("report.policy.name", "everything"),
        ("report.policy.signed", "yes"),
        ("report.light.colour", "blue"),
        ("report.digests.plan", DIGEST[:-1]),
        ("report.digests.source", DIGEST.upper()),
        ("report.digests.ledger", "unknown"),
        ("report.topics", {"weather": 1}),
        ("report.kinds", {"phone": 1}),
        ("record_sha256", "none"),
    ],
)
def test_a_value_out_of_its_list_is_refused(place: str, value: Any) -> None:
    *path, last = place.split(".")
    refuse(lambda made: parent(made, (*path, last)).update({last: value}))


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("status", "state", "given"),
        ("status", "event_state", "dpv:ConsentImplied"),
        ("status", "event_time", "2 October"),
        ("status", "validity_duration", "forever"),
        ("status", "event_type", "dpv:ImpliedConsent"),
        ("collection_method", "source_type", "dpv:PublicDataSource"),
        ("privacy_notice", "sha256", "not kept"),
    ],
)
def test_a_wrong_word_about_consent_is_refused(section: str, field: str, value: str) -> None:
    refuse(lambda made: made["consents"][0][section].update({field: value}))


words = st.text(max_size=30)


@given(st.builds(About, st.sampled_from(["", "private", "professional"]), *[words] * 7), words, words)
@settings(max_examples=100, deadline=None)
def test_whatever_people_type_fits(about: About, recipient: str, source: str) -> None:
    made = document(facts(about=about, recipient=recipient, source_name=f"{source}.txt"))
    assert validator().is_valid(made) and is_whole(made)


# --- the digest -----------------------------------------------------------------------------------------


def other(value: Any) -> Any:
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}x"


def test_every_change_shows() -> None:
    made = document(TOLD)
    assert is_whole(made)
    leaves = [p for p in places(made) if not isinstance(parent(made, p)[p[-1]], (dict, list))]
    assert len(leaves) > 500
    for place in leaves:
        holder = parent(made, place)
        kept = holder[place[-1]]
        holder[place[-1]] = other(kept)
        assert not is_whole(made), place
        holder[place[-1]] = kept
    assert is_whole(made)


def test_what_is_taken_out_or_put_in_shows() -> None:
    made = document(TOLD)
    for place in (place for place in places(made) if len(place) < 5):
        changed = copy.deepcopy(made)
        del parent(changed, place)[place[-1]]
        assert not is_whole(changed), place
    assert not is_whole(made | {"more": 1})
    turned = copy.deepcopy(made)
    turned["consents"].reverse()
    assert not is_whole(turned)


@pytest.mark.parametrize("value", [{}, {"record_sha256": DIGEST}, {"record_sha256": None, "consents": {}}])
def test_less_than_a_record_is_not_whole(value: dict[str, Any]) -> None:
    assert not is_whole(value)


@every_case
def test_what_is_written_can_be_read(case: ReportFacts) -> None:
    text = as_json(case)
    assert read(text.encode(), "report.json") == json.loads(text)
    assert as_json(replace(case)) == text


def test_how_it_is_laid_out_does_not_matter() -> None:
    made = document(TOLD)
    for text in (json.dumps(made), json.dumps(made, sort_keys=True, indent=1), "\n" + json.dumps(made) + "\n"):
        assert read(text.encode(), "x") == made


USUAL = as_json(facts())
CANARY = "Ottelien Zwaluwenburg"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"\x00\xff\xfe\x80", "not JSON"),
        (CANARY.encode(), "not JSON"),
        (USUAL.encode()[:-3], "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"schema": NaN}', "not JSON"),
        (USUAL.replace('"dry_run": false', '"dry_run": true,\n"dry_run": false').encode(), "not JSON"),
        (b"[]", "not a consent record"),
        (b"null", "not a consent record"),
        (json.dumps({"schema": CANARY}).encode(), "not a consent record"),
        (b'{"schema": "chatscrub.consent/1"}', "not a consent record"),
        (b'{"schema": ["chatscrub.consent/2"]}', "not a consent record"),
        (b'{"schema": "chatscrub.consent/2"}', "changed after"),
        (USUAL.replace('"messages": 12345', f'"messages": "{CANARY}"').encode(), "changed after"),
        (USUAL.replace('"dry_run": false', '"dry_run": true').encode(), "changed after"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReportError) as caught:
        read(data, "map/chat.consent.json")
    message = str(caught.value)
    assert message.startswith("map/chat.consent.json: ") and said in message
    assert "\n" not in message and CANARY not in message


# --- identifiers, and a real run ------------------------------------------------------------------------


def test_identifiers_are_made_of_the_facts() -> None:
    one, again = document(facts()), document(facts())
    later = document(facts(created="2026-11-23T11:52:07+00:00"))
    assert one["header"]["record_id"] == again["header"]["record_id"] != later["header"]["record_id"]
    assert document(TOLD)["header"]["record_id"] == TOLD.record_id
    ids = [record["record_id"] for made in (one, later) for record in made["consents"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("packed", [False, True])
def test_a_real_report(packed: bool, tmp_path: Path) -> None:
    source = put(tmp_path / "chat.zip", zipped()) if packed else put(tmp_path / "chat.txt", CHAT)
    assert run("scrub", source).code == 0
    (page,) = tmp_path.glob("*/*.consent.json")
    made = read(page.read_bytes(), page.name)
    assert [error.message for error in validator().iter_errors(made)] == []
    text = page.read_text(encoding="utf-8")
    assert not any(part in text for name in NAMES for part in (name, *name.split()))
    assert PHONE not in text and str(tmp_path) not in text
