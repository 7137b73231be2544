"""Le Chat of Mistral: ``chat-<id>.json``, the messages of one conversation.

Facts: https://github.com/Superkikim/nexus-ai-chat-importer. ``content`` and ``contentChunks`` hold the same words;
the arguments of tools are JSON within a string.
"""

from __future__ import annotations

from .json import unknown
from .layout import Layout
from .within import tool_within

LAYOUT = Layout(
    messages=("[]",),
    signs=("[].chatId [].role", "[].contentChunks [].role"),
    sender=("role",),
    time=("createdAt", "updatedAt"),
    lead=("content",),
    slots={
        "^[].role": "voice",
        "createdAt updatedAt": "time",
        "chatId userId files[].id fileId": "id",
        "files[].name": "path document",
        "contentChunks[].name": "tool",
        "^[].id preferenceOver toolCallId contentChunks[].type reaction canvas[].type": "keep",
    },
    inner={"unknown": unknown, "tool": tool_within},
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
