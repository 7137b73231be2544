"""Facebook Messenger in JSON: chats of an account's archive, end-to-end encrypted ones, and the files beside them.

Instagram writes the same; where nothing tells which of the two it was, it is read here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Field, Role
from .layout import Layout
from .messenger_wording import told

CHATS = (
    "messages[].sender_name messages[].timestamp_ms",
    "messages[].sender_name messages[].content",
    "messages[].senderName messages[].timestamp",
    "messages[].senderName messages[].text",
    "participants[].name thread_path",
    "participants[] threadName",
)
SLOTS = {
    "title threadName": "title chat",
    "participants[] participants[].name users[] users[].name name sender_name senderName actor": "name",
    "original_content_owner profile_share_name": "name",
    "profile_share_username": "handle",
    "timestamp_ms timestamp creation_timestamp last_active_time time_created created_timestamp": "keep",
    "type thread_type mode call_duration missed is_unsent isUnsent is_taken_down is_still_participant": "keep",
    "joinable_mode magic_words is_geoblocked_for_viewer is_unsent_image_by_messenger_kid_parent": "keep",
    "bumped_message_metadata is_bumped audio_files gifs has_received_message has_sent_message": "keep",
    "tincan_devices armadillo_devices secret_conversations_v2 ig_secret_conversations backup_key": "keep",
    "autofill_information_v2 address_book_v2 address_book friends_v2 contact_info": "keep",
    "share_text reaction magic_word animation_emoji bumped_message content text": "text",
    "ip last_connected_ip fbid uri_id": "id",
    "link href": "url",
    "uri thumbnail thread_path": "path",
    "photos[].uri image.uri": "path image",
    "videos[].uri": "path video",
    "audio_files[].uri audio[].uri": "path audio",
    "files[].uri": "path document",
    "gifs[].uri": "path image",
    "sticker.uri": "path sticker",
    "media[].uri": "path image",
    "tincan_devices[].name": "id",
    "device_type device_manufacturer device_model device_os_version": "keep",
    # autofill_information.json
    "FULL_NAME[] FIRST_NAME[] LAST_NAME[] MIDDLE_NAME[] FULL_NAME FIRST_NAME LAST_NAME name_prefix": "name",
    "EMAIL[] WORK_EMAIL[] EMAIL WORK_EMAIL email[]": "email",
    "PHONE[] PHONE_NUMBER[] WORK_PHONE[] TEL[] PHONE TEL tel[] tel_national[] tel_local[] tel_area_code[]": "phone",
    "ADDRESS[] CITY[] ZIP[] STREET[] CITY ZIP street_address[] postal_code[]": "place",
    "address_line1[] address_line2[] address_line3[] address_line1 address_line2 address_line3": "place",
    "address_level1[] address_level2[] address_level3[] address_level4[] country[] country_name[]": "place",
    "family_name[] given_name[] additional_name[]": "name",
    # contacts that were taken from a phone
    "contact_point": "contact",
    "details[].contact_point": "contact name",
}
LAYOUT = Layout(
    messages=("messages[]",),
    signs=(
        *CHATS,
        "secret_conversations_v2",
        "autofill_information_v2",
        "address_book_v2.address_book[].name",
        "friends_v2[].name",
    ),
    sender=("sender_name", "senderName"),
    time=("timestamp_ms", "timestamp"),
    voices=("share ?", "share original_content_owner", "bumped_message_metadata ?"),
    joined=("content", "text"),
    mojibake=True,
    bytewise=True,
    newest_first=True,
    slots=SLOTS,
)
sniff = LAYOUT.sniff


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of a text, with the names in what Messenger itself says in the words of the chat."""
    for found in LAYOUT.fields(part, text):
        yield found
        if found.role is Role.TEXT and found.sender:
            yield from told(found, text)
