"""Hinge: ``matches.json`` (likes, matches, and the messages that one wrote oneself), ``user.json``, prompts, media.

Facts: the types of https://github.com/Boe-Ventures/swipestats.io, made from such files. Lists in a profile are JSON in
strings. Nobody is named but the one whose account it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from .json import unknown
from .layout import Layout
from .reading import Reader
from .within import json_within


def _listed(role: str) -> Layout:
    """A list in a string."""
    return Layout(messages=(), slots={"[] ^": role})


def _orgs(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """Firms or schools: a list in a string, or one of them."""
    yield from _list(_ORGS, Role.ORG, reader, leaf, sender, number)


def _places(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """Towns: a list in a string, or one of them."""
    yield from _list(_PLACES, Role.PLACE, reader, leaf, sender, number)


def _list(layout: Layout, role: Role, reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    if reader.read(leaf).lstrip().startswith("["):
        yield from json_within(layout, reader, leaf, sender, number)
    else:
        yield reader.field(leaf, role, number, sender)


_LIMITS = (
    "age height ethnicity religion smoking drinking marijuana drugs children family_plans education_attained politics"
)
_MESSAGES = ("[].chats[]", "[].like[].like[]", "Matches[].chats[]", "Matches[].like[].like[]")
_ORGS, _PLACES = _listed("org"), _listed("place")
LAYOUT = Layout(
    messages=_MESSAGES,
    own=_MESSAGES,
    signs=(
        "[].chats[].body [].chats[].timestamp",
        "[].like[].timestamp [].like[].like",
        "[].match[].timestamp",
        "[].block[].block_type",
        "[].we_met[].did_meet_subject",
        "preferences.distance_miles_max",
        "identity.instagram_authorized",
        "[].prompt [].user_updated",
        "Matches[].chats[].body",
        "Matches[].match[].timestamp",
        "[].type [].url [].from_social_media",
    ),
    time=("timestamp",),
    lead=("body", "comment"),
    slots={
        "body comment prompt text options[]": "text",
        "timestamp install_time signup_time last_seen last_pause_time last_unpause_time user_updated created": "time",
        "last_uninstall_time": "time",
        "identity.email": "email",
        "identity.phone_number": "phone",
        "identity.fbid idfa idfv adid device_id user_agent": "id",
        "first_name last_name": "name",
        "city region country postal_code neighborhood admin_area_1 admin_area_2 locality cbsa": "place",
        "hometowns": "places",
        "workplaces schools": "orgs",
        "job_title": "text",
        "instagram_username instagram": "handle",
        "voice_notes[].url url": "url",
        "block_type did_meet_subject type device_platform device_os device_model app_version network_name": "keep",
        "gender gender_identity phone_country_code phone_country_calling_code phone_line_type": "keep",
        "device_os_versions": "keep",
    },
    inner={"orgs": _orgs, "places": _places, "unknown": unknown},
    words=" ".join(f"{one}_dealbreaker" for one in _LIMITS.split())
    + " age_min age_max height_min height_max distance_miles_max marijuana marijuana_displayed "
    "preferences identity account installs devices location profile like match chats voice_notes block we_met "
    "Prompts Matches Media Subscriptions",
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
