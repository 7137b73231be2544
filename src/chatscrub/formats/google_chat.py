"""Google Chat from Takeout: ``messages.json``, ``group_info.json`` and ``user_info.json``.

Facts: exports described by others; what offsets count is taken to be UTF-16, which differs for emoji only.
"""

from __future__ import annotations

from .layout import Layout

LAYOUT = Layout(
    messages=("messages[]",),
    signs=(
        "messages[].creator.email messages[].topic_id",
        "messages[].creator.name messages[].created_date",
        "messages[].creator.user_type messages[].message_id",
        "members[].user_type members[].email",
        "members[].user_type members[].name",
        "user.user_type membership_info[].group_id",
        "user.user_type user.email",
    ),
    sender=("creator.name", "creator.email"),
    time=("created_date",),
    lead=("text",),
    ranges=("text annotations start_index length utf-16",),
    voices=("quoted_message_metadata ?", "quoted_message_metadata creator.name"),
    words="annotations attached_files quoted_message_metadata user_mention_metadata url_metadata drive_metadata "
    "unicode youtube_metadata video_call_metadata format_metadata interaction_data custom_emoji_metadata reactions "
    "gsuite_integration_metadata membership_info upgrade_type",
    slots={
        "creator.name members[].name ^.user.name user.name users[].name": "name",
        "creator.email reactor_emails[] reactors[].email": "email",
        "^.name group_name": "title",
        "group_id topic_id message_id ^.id quoted_message_metadata.message_id": "id",
        "user_type membership_state message_state format_type type kind upload_state": "keep",
        "created_date updated_date deletion_date revision_date": "time",
        "emoji.unicode": "keep",
        "original_name export_name": "path",
        "private_do_not_access_or_else_safe_url_wrapped_value": "url",
        "private_do_not_access_or_else_url_wrapped_value url image_url thumbnail_url meeting_url": "url",
        "drive_metadata.id youtube_metadata.id meeting_code custom_emoji_metadata.id": "id",
        "video_call_metadata.meeting_space.meeting_code": "secret",
        "start_index length chip_render_type mime_type": "keep",
    },
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
