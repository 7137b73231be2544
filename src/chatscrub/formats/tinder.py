"""Tinder, ``data.json``: how an account was used, who has it, and the messages that they wrote; nobody else's.

Facts: the types of https://github.com/Boe-Ventures/swipestats.io, made from such files. Strings hold references to
characters, as in pages. Matches have numbers, no names; who wrote is called "You".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from .layout import Layout
from .reading import Reader

_MATCH = re.compile(r"Match \d{1,6}", re.ASCII)


def _match(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The number of a match in the file, which is nobody's, or an id."""
    if not _MATCH.fullmatch(reader.read(leaf)):
        yield reader.field(leaf, Role.ID, number, sender)


def _photo(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A picture: where it lies on the net, or the name of its file."""
    if "://" in reader.read(leaf):
        yield reader.field(leaf, Role.URL, number, sender, "image")
    else:
        yield from reader.path(leaf, "image", sender, number)


LAYOUT = Layout(
    messages=("Messages[].messages[]",),
    signs=(
        "Messages[].match_id Messages[].messages",
        "Usage.app_opens",
        "Usage.swipes_likes",
        "User.birth_date User.travel_location_info",
        "User.phone_id User.birth_date",
    ),
    sender=("from",),
    time=("sent_date",),
    lead=("message",),
    entities=True,
    inner={"match": _match, "photo": _photo},
    slots={
        "match_id": "match",
        "messages[].from": "name",
        "messages[].to": "person",
        "messages[].type": "keep",
        "messages[].message": "text",
        "messages[].fixed_height": "url",
        "messages[].sent_date": "time",
        "User.full_name User.name": "name",
        "User.username instagram.username spotify_username": "handle",
        "User.phone_id": "contact id",
        "User.birth_date": "dob",
        "User.authIds[] User.authIds[].* User._id User.id fb_id": "id",
        "pos.at pos_major.at signup_pos.at travel_pos.at": "time",
        "city.name city.region long_name short_name": "place",
        "company.name company schools[].name school.name college[].name college[] education": "org",
        "title.name": "text",
        "interests[].name descriptors[].name choices[] user_interests[] sexual_orientations[]": "text",
        "interests[].id Photos[].id prompt_id album.id artists[].id spotify_top_artists[].id": "id",
        "spotify_theme_track.id top_track.id": "id",
        "image thumbnail profile_picture preview_url images[].url Photos[].url": "url",
        "Photos[] Photos[].filename": "photo",
        "Usage.*{} Usage.advertising_id{} Usage.idfa{}": "time",
        "Usage.advertising_id.* Usage.idfa.*": "id",
        "active_time create_date expire_date onboarded_at created_time created_at updated_at last_fetch_time": "keep",
        "spotify_last_updated_at ts gender gender_filter interested_in platform product_type status": "keep",
        "spotify_user_type spotify_connected visibility room_type role app_version account_source": "keep",
    },
    words="Campaigns Experiences Purchases Spotify RoomsAndInteractions SwipeNotes SwipeParty StudentVerifications "
    "SocialGraph ReportContent Tailor ShareMyDate coords app_opens swipes_likes swipes_passes superlikes matches "
    "messages_sent messages_received age_filter_max age_filter_min consumable boost_tracking super_like_tracking "
    "travel_pos selfie_verified selfie_verification distance_filter connection_count administrative_area_level_1 "
    "administrative_area_level_2 street_number postal_code locality route country displayed media_count "
    "completed_initial_fetch current_campaigns expired_campaigns spotify_theme_track spotify_top_artists popularity",
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
