"""ChatGPT: conversations with all their branches, the files beside them, and the page that shows them.

Facts: exports seen, and https://github.com/Sinity/polylogue, which reads them. A message is a node in ``mapping``;
the custom instructions (``user_editable_context``) stand in a node of every conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import is_ordinary
from ..model import Field, Piece, Role
from ..syntax.blocks import Block, blocks
from ..syntax.jsontext import Leaf, leaves
from ..syntax.lines import line_ends
from ..syntax.markup import Sort
from ..syntax.plain import PLAIN
from .code_words import is_programmed
from .json import unknown
from .layout import Layout
from .reading import Reader
from .within import is_tool, page_fields

_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_MEMORY = re.compile(r"^\d{1,4}\. \[\d{4}-\d\d-\d\d\]\. ", re.MULTILINE)
_SAYS = re.compile(r"[\"'`@]|//|/\*|\d{5}|[^\x00-\x7f]")
# https://help.openai.com/en/articles/7260999: chat.html has the conversations in its script.
_DATA = re.compile(r"\b(?:var|let|const)\s+(?:(jsonData)|assetsJson)\s*=\s*(?=[\[{])")


def _called(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """The name of an author: that of a tool stays, an ordinary word is examined, any other is somebody's."""
    name = reader.read(leaf).strip()
    if not (is_tool(name) or LAYOUT.knows(name)):
        yield reader.field(leaf, Role.TEXT if is_ordinary(name) else Role.NAME, number, sender)


def _memories(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """What the service remembers of somebody, without the number and the day that it writes before each memory."""
    view = reader.codec(leaf).view(reader.raw(leaf))
    at = 0
    for start, end in [*(m.span() for m in _MEMORY.finditer(view.text)), (len(view.text),) * 2]:
        if view.text[at:start].strip():
            low, high = view.raw_range(at, start)
            piece = Piece(leaf.start + low, leaf.start + high)
            yield reader.field(leaf, Role.TEXT, number, sender)._replace(pieces=(piece,), text=view.text[at:start])
        at = end


LAYOUT = Layout(
    messages=("[].mapping.*.message", "mapping.*.message", "conversations[].mapping.*.message"),
    signs=(
        "[].mapping [].title",
        "[].mapping [].create_time",
        "[].mapping [].current_node",
        "mapping title",
        "mapping create_time",
        "mapping current_node",
        "conversations[].mapping",
        "chatgpt_plus_user",
        "[].conversation_id [].is_anonymous",
        "[].conversation_id [].rating",
    ),
    sender=("author.role",),
    time=("create_time", "update_time"),
    slots={
        "author.role": "voice",
        "user_profile user_instructions": "words",
        "message.author.name": "called",
        "model_set_context": "memories",
        "create_time update_time start_time end_time": "time",
        "^.id ^[].id conversation_id shared_conversation_id user_id account_id workspace_id owner_user_id": "id",
        "gizmo_id conversation_template_id textdoc_id file_id attachments[].id asset_pointer": "id",
        "frames_asset_pointers[] video_container_asset_pointer": "id",
        "attachments[].name": "path document",
        "birth_year": "dob",
        "mapping{} mapping.*.id parent children[] current_node message.id parent_id message_id": "keep",
        "source_analysis_msg_id request_id turn_exchange_id run_id tether_id gen_id": "keep",
        "fovea dalle sanitized hue ename evalue ada_visualizations jit_plugin_data invoked_plugin": "text",
        "jupyter_messages notification_channel_id notification_channel_name": "text",
        "textdoc_type textdoc_content_length selected_github_repos selected_all_github_repos": "text",
        "rebase_system_message rebase_developer_message lpe_keep_patch_ijhw watermarked_asset_pointer": "text",
        "pretokenized_vq debug_sonic_thread_id paragen_variants_info paragen_variant_choice": "text",
        "summarization_headline image_gen_multi_stream dictation_asset_pointer chatgpt_sdk": "text",
        "content_type status recipient channel model_slug default_model_slug message_type timestamp_": "keep",
        "thinking_effort mime_type response_format_name citation_format_type async_status direction": "keep",
        "conversation_origin voice memory_scope gizmo_type type stop_tokens[] ref_type message_source": "keep",
        "msg_type rating storage_protocol evaluation_name evaluation_treatment reasoning_status language": "keep",
    },
    inner={"unknown": unknown, "called": _called, "memories": _memories},
    # names of tools, https://github.com/Sinity/polylogue and exports seen
    words="python python_user_visible browser bio web web.run dalle dalle.text2im image_gen image_gen.text2im canmore "
    "canmore.create_textdoc canmore.update_textdoc canmore.comment_textdoc myfiles_browser file_search "
    "file_search.msearch guardian_tool user_info user_settings automations summary_reader container container.exec "
    "container.download computer.do api_tool api_tool.call_tool api_tool.list_resources research_kickoff_tool",
)
_ASSETS = Layout(messages=(), slots={"^{}": "id", "^.*": "path document"})


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of the files, or the page."""
    return LAYOUT.sniff(name, head) or _is_page(head)


def fields(part: int, text: str) -> Iterator[Field]:
    """All places in one of the files, or in the page."""
    return _page(part, text) if _is_page(text[:65_536]) else LAYOUT.fields(part, text)


def _is_page(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n")[:5].lower() in ("<html", "<!doc") and "var jsonData" in head


def _page(part: int, text: str) -> Iterator[Field]:
    for block in blocks(text):
        if block.sort is Sort.RAW and block.element.tag == "script":
            yield from _script(part, text, block)
        elif block.sort is Sort.RAW:
            yield from _lines(part, text, *block.pieces[0])
        else:
            yield from page_fields(part, text, (block,))


def _script(part: int, text: str, block: Block) -> Iterator[Field]:
    """The data in a script as in the files; the lines of the program around them are examined."""
    at, end = block.pieces[0]
    while data := _DATA.search(text, at, end):
        yield from _lines(part, text, at, data.start())
        value = _Value(text, data.end(), end)
        yield from (LAYOUT if data[1] else _ASSETS).fields_of(part, text, value)
        at = value.end
    yield from _lines(part, text, at, end)


class _Value:
    """The leaves of the JSON value at a place in a text, and where the last one that was given ends."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._found = leaves(text, start, stop)
        self.end = start

    def __iter__(self) -> Iterator[Leaf]:
        for leaf in self._found:
            if leaf.value:
                return
            self.end = leaf.end
            yield leaf


def _lines(part: int, text: str, start: int, end: int) -> Iterator[Field]:
    """The lines of a program that say more than names of its own made of ordinary words."""
    at = start
    for stop in line_ends(text[start:end]):
        line = text[at : start + stop]
        if _SAYS.search(line) or not all(map(is_programmed, _WORD.findall(line))):
            yield Field(part, (Piece(at, start + stop),), Role.TEXT, PLAIN.read(line), -1, None, "", PLAIN)
        at = start + stop
