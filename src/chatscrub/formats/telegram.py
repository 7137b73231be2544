"""Telegram Desktop, ``result.json``: one chat, or all that an account holds.

Facts: https://github.com/telegramdesktop/tdesktop, export/output/export_output_json.cpp, and exports seen.
"""

from __future__ import annotations

from .layout import Layout

LAYOUT = Layout(
    messages=(
        "messages[]",
        "chats.list[].messages[]",
        "left_chats.list[].messages[]",
    ),
    signs=(
        "messages[].from_id messages[].text",
        "messages[].actor_id messages[].text",
        "messages[].date_unixtime messages[].text",
        "messages[].text_entities",
        "messages[].type messages[].date messages[].from messages[].text",
        "chats.list[].messages",
        "personal_information.user_id",
        "about personal_information",
        "contacts.list[].first_name",
    ),
    sender=("from", "actor"),
    time=("date", "date_unixtime"),
    voices=(". forwarded_from",),
    joined=("text text[] text[].text", "text_entities[].text"),
    slots={
        "^.name chats.list[].name left_chats.list[].name": "title chat",
        "title new_title": "title",
        "type action discard_reason media_type mime_type": "keep",
        "date date_unixtime edited edited_unixtime added_date created active last_active": "time",
        "until_date forwarded_date": "time",
        "width height": "keep",
        "id message_id game_message_id reply_to_message_id": "keep",
        "duration duration_seconds file_size thumbnail_file_size live_location_period_seconds time_seconds": "keep",
        "via_bot": "handle",
        "from actor inviter forwarded_from saved_from author boost_peer_name host peer_name performer": "name",
        "members[] frequent_contacts.list[].name": "name",
        "^.id chats.list[].id left_chats.list[].id frequent_contacts.list[].id": "id",
        "from_id actor_id user_id forwarded_from_id saved_from_id peer_id reply_to_peer_id new_peer_id": "id",
        "photo": "path image",
        "file file_name": "path document",
        "sticker_file": "path sticker",
        "thumbnail": "path",
        "contact_vcard": "path contact card",
        "messages[].day messages[].month messages[].year": "dob",  # suggest_birthday
        "href": "url",
        "inline_bot_buttons[][].data": "words",
        "category rating": "keep",
        "place_name": "place",
        "closed total_voters voters chosen": "keep",
        "currency amount sticker_emoji emoji count": "keep",
        "document_id custom_emoji_id language_code": "keep",
        "application_name application_version device_model platform system_version": "keep",
        "last_country last_region": "place",
        "^.about chats.about contacts.about frequent_contacts.about sessions.about left_chats.about": "keep",
    },
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
