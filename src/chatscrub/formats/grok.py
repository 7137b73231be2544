"""Grok: conversations with responses, as x.ai gives them and as readers of them know them.

Facts: https://github.com/Sinity/polylogue. Times are texts, or numbers in texts under ``$date``.
"""

from __future__ import annotations

from .json import unknown
from .layout import Layout

LAYOUT = Layout(
    messages=("conversations[].responses[].response", "conversations[].responses[]"),
    signs=("conversations[].conversation conversations[].responses",),
    sender=("sender",),
    time=("create_time", "create_time.$date.$numberLong", "create_time.$date"),
    lead=("message",),
    slots={
        "sender": "voice",
        "create_time modify_time create_time.$date.$numberLong modify_time.$date.$numberLong": "time",
        "create_time.$date modify_time.$date": "time",
        "conversation.id conversation_id user_id x_user_id anon_user_id team_id share_id share_link_id": "id",
        "file_attachments[].file_name file_attachments[].fileName": "path document",
        "file_attachments[].id file_attachments[].file_id": "id",
        "xposts webpage_urls[]": "text",
        "_id response_id parent_response_id model media_types[] mime_type system_prompt_name": "keep",
    },
    inner={"unknown": unknown},
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
