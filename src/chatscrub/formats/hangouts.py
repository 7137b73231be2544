"""Google Hangouts from Takeout: ``Hangouts.json``, conversations with events in which ids stand for people.

Facts: https://github.com/Dophin2009/hangouts-rs, src/raw/mod.rs, whose reader refuses any key that it does not know;
the older names of the lists (``conversation_state``) from other public parsers. Hangouts ended in 2022; no export was
seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Field, Role
from ..syntax.jsontext import Leaf
from .cards import Card
from .layout import Layout
from .reading import Reader

_CARDS = (
    "conversations[].conversation.conversation.participant_data[]",
    "conversation_state[].conversation_state.conversation.participant_data[]",
)
_MICROSECONDS = re.compile(r"1\d{15}")


def _moment(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """Microseconds since 1970; "0" stands for never."""
    found = reader.field(leaf, Role.TIME, number, None)
    if found.text != "0":
        yield found if _MICROSECONDS.fullmatch(found.text) else found._replace(role=Role.TEXT)


LAYOUT = Layout(
    messages=("conversations[].events[]", "conversation_state[].conversation_state.event[]"),
    signs=(
        "conversations[].conversation.conversation.participant_data[].id.gaia_id",
        "conversations[].conversation.conversation.current_participant[].gaia_id",
        "conversations[].events[].sender_id.gaia_id",
        "conversation_state[].conversation_state.conversation.participant_data[].id.gaia_id",
        "conversation_state[].conversation_state.event[].sender_id.gaia_id",
    ),
    sender=("sender_id.gaia_id", "sender_id.chat_id"),
    time=("timestamp",),
    joined=("chat_message.message_content.segment[].text",),
    lead=("chat_message.message_content.segment[].text",),
    cards=tuple(Card(path, ("fallback_name",), "id.gaia_id id.chat_id") for path in _CARDS),
    inner={"moment": _moment},
    slots={
        "gaia_id chat_id": "person",
        "fallback_name": "name",
        "conversation.name conversation_rename.new_name conversation_rename.old_name": "title chat",
        "conversation_id.id conversation.id.id event_id event_version client_generated_id domain_id": "id",
        "attachment[].id embed_item.id album_id photo_id owner_obfuscated_id stream_id[] place_id": "id",
        "cluster_id reference_id": "id",
        "phone_number.e164 international_number national_number": "phone",
        "country_code region_code": "keep",
        "original_content_url thumbnail.url image_url download_url plus_photo.url place_v2.url": "url",
        "thing_v2.url representative_image.url link_target display_url": "url",
        "place_v2.name postal_address_v2.name street_address address_locality address_region": "place",
        "address_country postal_code latitude longitude thing_v2.name": "place",
        "timestamp": "time",
        "invite_timestamp sort_timestamp active_timestamp latest_read_timestamp": "moment",
        "otr_status otr_toggle network_type[] force_history_state group_link_sharing_status": "keep",
        "self_conversation_state.status notification_level view[] invitation_display_type": "keep",
        "invite_affinity medium_type invitation_status new_invitation_status participant_type": "keep",
        "event_otr event_type media_type hangout_event.event_type": "keep",
        "conversation.type segment[].type membership_change.type embed_item.type[] address.type[]": "keep",
        "leave_reason delivery_medium_option[].delivery_medium.medium_type": "keep",
        "annotation[].value": "text",
    },
    words="conversation_state_list participant_id inviter_id self_read_state self_event_state delivery_medium "
    "delivery_medium_option current_default is_guest fork_on_external_invite has_active_hangout current_participant "
    "in_different_customer_as_requester advances_sort_timestamp chat_message message_content formatting bold italics "
    "strikethrough underline link_data embed_item plus_photo place_v2 thing_v2 height_px width_px geo "
    "representative_image postal_address_v2 self_conversation_state read_state i18n_data is_valid validation_result "
    "hangout_event membership_change conversation_rename hangout_duration_secs phone_number user_id",
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of people by both of their ids."""
    return LAYOUT.directory(texts)
