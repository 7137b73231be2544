"""What stands at a place in JSON, as tables write it, and what is called so in any JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..model import Role
from .cards import Pattern, pattern

# What is called so in any JSON.
COMMON = {
    "phone_number phone phoneNumber phone_numbers[] mobile tel msisdn e164": "phone",
    "email email_address emailAddress emails[] mail email_addresses[]": "email",
    "full_name fullName first_name firstName last_name lastName surname nickname displayName display_name": "name",
    "given_name givenName family_name familyName real_name realName contact_name sender_name author_name": "name",
    "latitude longitude lat lng lon long": "place",
    "ip ip_address ipAddress last_ip last_ip_address ip_addresses[]": "id",
    "username user_name screen_name handle": "handle",
    "birthday birth_date birthdate date_of_birth dob birthDate": "dob",
    "address street street_address postal_code postcode zip_code": "place",
    "text title subtitle subject summary caption body content message question answer query prompt": "words",
    "description comment note notes bio status_text parts[] url uri link href source headline label q html": "words",
    "password passcode pin token access_token refresh_token secret api_key": "secret",
}


class Slot(NamedTuple):
    """What stands at a path: its role, what the format calls it, and the form in which it is written."""

    role: Role
    note: str = ""
    form: str = ""


UNNAMED = "unnamed"  # the note of what a format does not know
UNKNOWN = Slot(Role.TEXT, UNNAMED, "unknown")
EXAMINED = Slot(Role.TEXT, "", "unknown")  # what people write; in JSON of unknown origin all may be
FORMS = {"path": Role.FILENAME, "html": Role.TEXT, "json": Role.TEXT, "person": Role.NAME, "contact": Role.TEXT}


def _slot(written: str, forms: Mapping[str, Role]) -> Slot:
    """A slot as tables write it: "name", "title chat", "path image".

    "person" is an id that the export explains; "contact" an address of any sort, else what the word behind it says;
    "words" what people write.
    """
    if written == "words":
        return EXAMINED
    word, _, note = written.partition(" ")
    return Slot(forms[word], note, word) if word in forms else Slot(Role(word), note)


def slots(table: Mapping[str, str], forms: Mapping[str, Role] = FORMS) -> dict[Pattern, Slot]:
    """The slots of a table by path; ``forms`` are the words in it that are no roles, with the role of each."""
    return {pattern(one): _slot(slot, forms) for paths, slot in table.items() for one in paths.split()}


COMMON_SLOTS = slots(COMMON)
COMMON_KEYS = frozenset(step for path in COMMON_SLOTS for step in path)
