"""Claude: conversations, and the users, projects and memories beside them.

Facts: exports described at https://github.com/Sinity/polylogue. ``text`` of a message repeats its ``content``, and
``extracted_content`` is a whole file that somebody gave.
"""

from __future__ import annotations

from .json import unknown
from .layout import Layout
from .within import tool_within

LAYOUT = Layout(
    messages=("[].chat_messages[]", "chat_messages[]", "conversations[].chat_messages[]"),
    signs=(
        "[].chat_messages",
        "chat_messages",
        "conversations[].chat_messages",
        "[].uuid [].full_name [].email_address",
        "[].prompt_template",
        "prompt_template docs",
        "[].conversations_memory",
        "[].project_memories",
        "conversations_memory",
        "project_memories",
    ),
    sender=("sender",),
    time=("created_at", "updated_at"),
    lead=("text",),
    slots={
        "sender": "voice",
        "extracted_content thinking conversations_memory prompt_template": "words",
        "created_at updated_at start_timestamp stop_timestamp": "time",
        "^.uuid ^[].uuid account.uuid account_uuid creator.uuid organization_uuid workspace_uuid": "id",
        "verified_phone_number": "phone",
        "email_address": "email",
        "full_name extras.owner": "name",
        "file_name filename": "path document",
        "chat_messages[].uuid parent_message_uuid current_leaf_message_uuid docs[].uuid": "keep",
        "content[].id tool_use_id": "keep",
        "time_max time_min max_text_results": "text",
        "content[].name origin_tool_name tools[].tool_name": "tool",
        "file_uuid file_type project_memories{} type mime_type content_type resource_type model": "keep",
    },
    inner={"unknown": unknown, "tool": tool_within},
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
