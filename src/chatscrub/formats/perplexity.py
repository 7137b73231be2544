"""Perplexity, as an exporter in the browser writes it: one record for a question, its answer and its sources."""

from __future__ import annotations

from .json import unknown
from .layout import Layout

LAYOUT = Layout(
    messages=("conversations[]",),
    signs=("conversations[].query conversations[].answer", "metadata.thread_title conversations"),
    time=("timestamp", "created_at", "updated_at"),
    lead=("query",),
    slots={
        "conversations[].query": "text prompt",
        "conversations[].answer": "text answer",
        "timestamp created_at updated_at exported_at export_date": "time",
        "thread_id thread_slug thread_uuid": "id",
        "thread_url": "url",
        "author author_username user": "name",
        "conversations[].model conversations[].mode": "keep",
    },
    inner={"unknown": unknown},
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
