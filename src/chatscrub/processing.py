"""What is to happen to the data, and who has a part in it: what all people of a report share."""

from __future__ import annotations

from typing import Any

from .facts import ReportFacts
from .principals import concerned, datum, kinds, known, topics
from .terms import NOT_APPLICABLE, RIGHTS, UNKNOWN
from .wording import Words, rooms

_CONSENT = frozenset({"consent", "explicit consent", "toestemming", "uitdrukkelijke toestemming"})
_NETHERLANDS = frozenset({"nl", "nederland", "netherlands", "the netherlands"})
_POSITION = {"private": "possibly exempt, uncertain", "professional": "applies"}


def told(facts: ReportFacts, key: str) -> str:
    """What the list of services says of the recipient under a key such as "country"; "unknown" when it does not."""
    return known(next((row.text for row in facts.recipient_facts if row.key == key), ""))


def processing(facts: ReportFacts) -> dict[str, Any]:
    """The fields of TS 27560, 6.3.4, and what else GDPR Art. 14 asks for."""
    words, about = Words(facts.language, *rooms(facts.format, facts.messages)), facts.about
    consent = about.basis.strip().casefold() in _CONSENT
    return {
        "@type": "dpv:Process",
        "privacy_notice": _notices(facts),
        "language": facts.language,
        "purpose": known(about.purpose),
        "purpose_type": UNKNOWN,
        "lawful_basis": "eu-gdpr:A6-1-a" if consent else UNKNOWN,
        "lawful_basis_told": known(about.basis),
        "legitimate_interests": NOT_APPLICABLE if consent else UNKNOWN,
        "pii_information": _data(facts, words),
        "pii_controllers": ["controller"],
        "collection_method": _source(facts, words),
        "processing_method": _method(facts, words),
        "storage_locations": {"controller": known(about.storage), "recipient": UNKNOWN},
        "retention_period": {"controller": known(about.retention), "recipient": told(facts, "retention")},
        "processing_locations": {"controller": UNKNOWN, "recipient": told(facts, "transfer")},
        "geographic_restrictions": UNKNOWN,
        "third_country_transfer": _transfer(facts),
        "services": [known(facts.recipient_name or facts.recipient)],
        "jurisdiction": known(about.jurisdiction),
        "recipient_third_parties": ["recipient"],
        "withdrawal_method": {
            "control": "dpv:WithdrawConsent",
            "description": words("record.withdrawal"),
            "exercised_at": known(about.controller),
        },
        "privacy_rights": [_right(article, facts, words) for article in RIGHTS],
        "codes_of_conduct": UNKNOWN,
        "impact_assessment": UNKNOWN,
        "authority_party": "authority",
        "capacity": known(about.capacity),
        "gdpr": _POSITION.get(about.capacity, UNKNOWN),
    }


def _notices(facts: ReportFacts) -> dict[str, int]:
    asked = [any(event.what == "requested" for event in row.consent.events) for row in concerned(facts)]
    return {"requests_recorded": sum(asked), "requests_not_recorded": len(asked) - sum(asked)}


def _data(facts: ReportFacts, words: Words) -> list[dict[str, Any]]:
    text = datum("pd:Communication", "MESSAGES", words("record.text"), facts.messages, "messages")
    return [text, *kinds(facts.kinds, words), *topics(facts.topics, words, "messages")]


def _source(facts: ReportFacts, words: Words) -> dict[str, str]:
    return {
        "source_type": "dpv:DataSource",
        "description": words("record.source", format=facts.format),
        "public": UNKNOWN,
    }


def _method(facts: ReportFacts, words: Words) -> dict[str, Any]:
    left_out = facts.policy != "report"
    last = "dpv:Use" if facts.recipient_local else "dpv:Share"
    return {
        "operations": ["dpv:Pseudonymise", *(["dpv:Screen"] if left_out else []), last],
        "description": words("record.method_part" if left_out else "record.method"),
        "automated_decisions": UNKNOWN,
        "training": told(facts, "training"),
    }


def _transfer(facts: ReportFacts) -> dict[str, str]:
    """Where the text goes; what runs on the user's own computer sends it nowhere."""
    if facts.recipient_local:
        return {"country": NOT_APPLICABLE, "transfer": NOT_APPLICABLE}
    return {"country": told(facts, "country"), "transfer": told(facts, "transfer")}


def _right(article: str, facts: ReportFacts, words: Words) -> dict[str, str]:
    at = _authority(facts, words) if article == "A77" else known(facts.about.controller)
    return {"right": f"eu-gdpr:{article}", "title": words(f"record.rights.{article}"), "exercised_at": at}


def parties(facts: ReportFacts) -> dict[str, dict[str, str]]:
    """The controller, the recipient and the authority, with the fields of TS 27560, 6.3.6."""
    about = facts.about
    controller = _party("controller", known(about.controller), "dpv:DataController")
    maker = told(facts, "maker")
    name = known(facts.recipient_name or facts.recipient) if maker == UNKNOWN else maker
    authority = _party("authority", _authority(facts, Words(facts.language)), "dpv:DataProtectionAuthority")
    return {
        "controller": controller
        | {
            "party_contact": known(about.controller),
            "party_type": "dpv:NaturalPerson" if about.capacity == "private" else UNKNOWN,
            "data_protection_officer": known(about.contact),
            "representative": UNKNOWN,
        },
        "recipient": _party("recipient", name, "dpv:Recipient"),
        "authority": authority,
    }


def _party(name: str, title: str, role: str) -> dict[str, str]:
    fields = ("party_address", "party_email", "party_url", "party_phone", "party_contact", "party_type")
    return {"party_id": name, "party_name": title, "party_role": role, **dict.fromkeys(fields, UNKNOWN)}


def _authority(facts: ReportFacts, words: Words) -> str:
    country = facts.about.jurisdiction.strip().casefold()
    if not country:
        return words("record.authority_unknown")
    return words("record.authority_nl" if country in _NETHERLANDS else "record.authority")
