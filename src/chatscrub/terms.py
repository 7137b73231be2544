"""Terms of the Data Privacy Vocabulary for what a report tells; ``chatscrub:`` marks what it has no term for.

Terms: version 2 of https://w3id.org/dpv and its extensions pd and legal/eu/gdpr. Fields of a consent record: ISO/IEC TS
27560:2023, as https://w3id.org/dpv/guides/consent-27560 tells them.
"""

from __future__ import annotations

from typing import Any

SCHEMA = "chatscrub.consent/2"
PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record"
UNKNOWN = "unknown"
NOT_APPLICABLE = "not applicable"
NONE = "none"
"""Known to be absent: no signature, no ledger, no evidence."""

KINDS = {
    "PERSON": "pd:Name",
    "GROUP": "pd:GroupMembership",
    "LOCATION": "pd:Location",
    "ADDRESS": "pd:PhysicalAddress",
    "ORG": "chatscrub:Organisation",
    "PHONE": "pd:TelephoneNumber",
    "EMAIL": "pd:EmailAddress",
    "URL": "chatscrub:WebAddress",
    "HANDLE": "pd:Username",
    "IBAN": "pd:BankAccount",
    "BSN": "pd:OfficialID",
    "ID": "pd:Identifier",
    "DOB": "pd:BirthDate",
    "SECRET": "pd:Authenticating",
    "FILE": "chatscrub:FileName",
    "HIDDEN": "chatscrub:ListedByUser",
}
"""Kind of data -> DPV's category of personal data. A kind that is not here is ``dpv:PersonalData``."""

TOPICS = {
    "health": "pd:Health",
    "mental_health": "pd:MentalHealth",
    "medication": "pd:MedicalHealth",
    "sex": "pd:Sexual",
    "religion": "pd:Religion",
    "politics": "pd:PoliticalOpinion",
    "union": "pd:TradeUnionMembership",
    "ethnicity": "pd:EthnicOrigin",
    "biometrics": "pd:Biometric",
    "offence": "pd:Criminal",
    "minor": "pd:Age",
}
"""Topic -> DPV's category of personal data."""

NOT_ARTICLE_9 = frozenset({"offence", "minor"})
"""Topics that are no special category of GDPR Art. 9: offences are Art. 10, children have rules of their own."""

STATES = {
    "none": "dpv:ConsentUnknown",
    "requested": "dpv:ConsentRequested",
    "granted": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "other purpose": "dpv:ConsentUnknown",
    "other recipient": "dpv:ConsentUnknown",  # what was said about another recipient says nothing about this one
}
"""State of consent, or what an event was -> DPV's status. Only ``dpv:ConsentGiven`` is valid for processing."""

RIGHTS = ("A15", "A16", "A17", "A18", "A20", "A21", "A7-3", "A77")
"""Articles of the GDPR with the rights that Art. 14(2)(c), (d) and (e) name; terms of ``eu-gdpr:``."""


_TERM_VALUED = {
    "schema_version": "dct:conformsTo",
    "profile": "dct:conformsTo",
    "purpose_type": "dpv:hasPurpose",
    "lawful_basis": "dpv:hasLegalBasis",
    "pii_optional": "dpv:hasNecessity",
    "operations": "dpv:hasProcessing",
    "event_type": "dpv:hasLegalBasis",
    "indication_method": "dpv:hasIndicationMethod",
    "sensitive_pii_category": "chatscrub:sensitive_pii_category",
    "special_pii_category": "chatscrub:special_pii_category",
    "party_type": "chatscrub:party_type",
}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "urn:chatscrub:consent:",
    "chatscrub": "urn:chatscrub:consent:",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "sdo": "https://schema.org/",
    UNKNOWN: "dpv:UnknownApplicability",
    NOT_APPLICABLE: "dpv:NotApplicable",
    **{key: {"@id": iri, "@type": "@vocab"} for key, iri in _TERM_VALUED.items()},
    **dict.fromkeys(("pii_type", "source_type", "right", "control", "party_role", "event_state"), "@type"),
    "record_id": "dct:identifier",
    "created": "dct:created",
    "language": "dct:language",
    "title": "dct:title",
    "description": "dct:description",
    "processing": "dpv:hasProcess",
    "privacy_notice": "dpv:hasNotice",
    "purpose": "dpv:hasPurpose",
    "pii_information": "dpv:hasPersonalData",
    "pii_attribute_id": "dct:identifier",
    "pii_controllers": "dpv:hasDataController",
    "collection_method": "dpv:hasDataSource",
    "storage_locations": "dpv:hasStorageCondition",
    "retention_period": "dpv:hasStorageCondition",
    "processing_locations": "dpv:hasProcessingCondition",
    "geographic_restrictions": "dpv:hasRule",
    "services": "dpv:hasService",
    "jurisdiction": "dpv:hasJurisdiction",
    "recipient_third_parties": "dpv:hasRecipient",
    "withdrawal_method": "dpv:hasConsentControl",
    "privacy_rights": "dpv:hasRight",
    "exercised_at": "dpv:isExercisedAt",
    "codes_of_conduct": "dpv:hasOrganisationalMeasure",
    "impact_assessment": "dpv:hasAssessment",
    "authority_party": "dpv:hasAuthority",
    "parties": {"@id": "dpv:hasEntity", "@container": "@index"},
    "party_id": "dpv:hasIdentifier",
    "party_name": "dpv:hasName",
    "party_address": "dpv:hasAddress",
    "party_contact": "dpv:hasContact",
    "party_email": "sdo:email",
    "party_phone": "sdo:telephone",
    "party_url": "sdo:url",
    "representative": "dpv:hasRepresentative",
    "data_protection_officer": "dpv:hasDataProtectionOfficer",
    "consents": "dpv:hasRecordOfActivity",
    "pii_principal_id": "dpv:hasDataSubject",
    "status": "dpv:hasConsentStatus",
    "events": "dpv:hasConsentStatus",
    "event_time": "dpv:isIndicatedAtTime",
    "validity_duration": "dpv:hasDuration",
    "entity_id": "dpv:isIndicatedBy",
}
"""JSON-LD context that stands in every record, so that nothing has to be fetched to read one."""
