"""Slack: the export of a workspace (users, channels, a file a day) and what slackdump writes.

Facts: https://slack.com/help/articles/220556107, https://docs.slack.dev/reference/objects, exports seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Field, Piece, Role
from ..syntax.chain import Chain
from ..syntax.jsontext import Leaf
from ..syntax.mrkdwn import TOKEN, Mrkdwn
from ..syntax.plain import PLAIN
from ..syntax.reference import Reference
from . import cards
from .cards import Card
from .layout import Layout
from .reading import Reader

_LINKS = {"mailto:": Role.EMAIL, "tel:": Role.PHONE}


def _mrkdwn(reader: Reader, leaf: Leaf, sender: str | None, number: int) -> Iterator[Field]:
    """A text, and the ids, names and addresses that stand in angle brackets in it."""
    codec = Chain(reader.string, Chain(Mrkdwn(reader.people), PLAIN))
    raw = reader.text[leaf.start : leaf.end]
    read = codec.view(raw).text
    if read.strip():
        found = Field(reader.part, (Piece(leaf.start, leaf.end),), Role.TEXT, read, number, sender, "", codec)
        yield found
        yield from reader.pasted(found)
    view = reader.string.view(raw)
    for token in TOKEN.finditer(view.text):
        for group, role in _roles(token["sign"], token["target"]):
            start, end = token.span(group)
            if group == "target" and (link := next((x for x in _LINKS if token["target"].startswith(x)), "")):
                start += len(link)
            if start < end:
                low, high = view.raw_range(start, end)
                yield _held(reader, Piece(leaf.start + low, leaf.start + high), role, sender, number)


def _roles(sign: str, target: str) -> Iterator[tuple[str, Role]]:
    """What stands behind a sign, and what its label is if that is no text."""
    if sign == "@":
        yield from (("target", Role.NAME), ("label", Role.NAME))
    elif sign == "#":
        yield from (("target", Role.ID), ("label", Role.TITLE))
    elif sign == "!":
        yield "target", Role.KEEP if target in ("here", "channel", "everyone") else Role.TEXT
    else:
        yield "target", next((role for link, role in _LINKS.items() if target.startswith(link)), Role.TEXT)


def _held(reader: Reader, where: Piece, role: Role, sender: str | None, number: int) -> Field:
    codec = Chain(reader.string, PLAIN)
    read = codec.view(reader.text[slice(*where)]).text
    name = reader.people.get(read) if role is Role.NAME else None
    if name:
        return Field(reader.part, (where,), role, name, number, sender, "", Reference(name, codec))
    if role is Role.NAME and read[:1] in "UW" and read.isalnum() and read.isupper():
        role = Role.ID
    return Field(reader.part, (where,), role, read, number, sender, "", codec)


_PEOPLE = (
    "user users[] reply_users[] parent_user_id inviter creator members[] user_id author_id pinned_by invited_by "
    "edited.user topic.creator purpose.creator channel_actions_who actor_id bot_user_id last_edited_by"
)
_COMMON = {
    _PEOPLE: "person",
    "team_id team user_team source_team enterprise_id bot_id app_id api_app_id channel channel_id client_msg_id": "id",
    "avatar_hash block_id usergroup_id root.client_msg_id service_id": "id",
    "type subtype ts thread_ts event_ts latest_reply last_read deleted_ts style color old_type unfurl_type": "keep",
    "created updated last_set date_create date_delete timestamp status_expiration mimetype filetype": "keep",
    "pretty_type mode file_access size tz_offset reply_count reply_users_count who_can_share_contact_card": "keep",
    "tz tz_label": "place",
    "image_original image_24 image_32 image_36 image_48 image_64 image_72 image_192 image_512 image_1024": "url",
    "image_url thumb_url author_icon author_link service_icon footer_icon title_link from_url original_url": "url",
}
_NAMES = ("real_name", "display_name", "name", "first_name last_name")
_PROFILE = tuple(" ".join(f"user_profile.{one}" for one in names.split()) for names in _NAMES)
_OF_MESSAGE = (*_PROFILE, "username", "bot_profile.name")
_PLACES = ("[]", "messages[]", "messages[].slackdump_thread_replies[]")
MESSAGES = Layout(
    messages=_PLACES,
    signs=(
        "[].user [].text [].ts",
        "[].type [].text [].ts",
        "channel_id messages[].ts messages[].text",
        "[].bot_id [].ts [].text",
    ),
    sender=("user", "username", "bot_profile.name", "bot_id"),
    time=("ts",),
    lead=("text",),
    joined=("blocks[].elements[].elements[].text blocks[].elements[].elements[].elements[].text",),
    voices=("attachments[] ?", "attachments[] author_id", "attachments[] author_name", "root user"),
    cards=tuple(Card(place, _OF_MESSAGE, "user") for place in _PLACES),
    inner={"mrkdwn": _mrkdwn},
    slots={
        **_COMMON,
        "text text.text fallback pretext fields[].value fields[].text fields[].title comment footer": "mrkdwn",
        "topic purpose attachments[].title plain_text preview alt_txt description": "mrkdwn",
        "preview_highlight hint.text placeholder.text label.text title.text": "text",
        "elements[].name elements[].unicode elements[].skin_tone reactions[].name reactions[].count emoji": "keep",
        "elements[].range": "keep",
        "author_name author_subname username bot_profile.name": "name",
        "user_profile.name user_profile.real_name user_profile.display_name user_profile.first_name": "name",
        "name old_name ^.name": "title",
        "files[].name files[].title": "path document",
        "url elements[].url image_url url_private url_private_download permalink permalink_public edit_link": "url",
        "thumb_64 thumb_80 thumb_160 thumb_360 thumb_480 thumb_720 thumb_800 thumb_960 thumb_1024 thumb_pdf": "url",
        "thumb_video mp4 hls hls_embed converted_pdf deanimate_gif aac vtt edit_link external_url": "url",
        "thumb_tiny files[].id call.v1.id file_id": "id",
        "external_type editor media_display_type": "keep",
        "metadata.event_type": "keep",
    },
    words="slackdump_thread_replies event_payload unfurl_links unfurl_media original_w original_h italic",
)
USERS = Layout(
    messages=(),
    signs=("[].profile.real_name", "[].profile.display_name", "[].profile.email"),
    cards=(
        Card(
            "[]",
            (
                "real_name",
                "profile.real_name",
                "profile.display_name",
                "profile.real_name_normalized",
                "profile.display_name_normalized",
                "name",
                "profile.first_name profile.last_name",
            ),
            "id",
        ),
    ),
    slots={
        **_COMMON,
        "^[].id": "person",
        "name real_name first_name last_name display_name real_name_normalized display_name_normalized": "name",
        "profile.title status_text status_text_canonical fields.*.value pronouns": "text",
        "skype": "handle",
        "phone": "phone",
        "email": "email",
        "status_emoji locale": "keep",
        "profile.start_date": "keep",
    },
)
PLACES = Layout(
    messages=(),
    signs=(
        "[].members[] [].creator",
        "[].members[] [].created",
        "[].topic.value [].purpose.value",
        "[].user_id [].user_name [].change_type",
    ),
    slots={
        **_COMMON,
        "^[].id": "id",
        "name name_normalized previous_names[] title": "title",
        "topic.value purpose.value reason": "text",
        "user_name": "name",
        "service_type app_type change_type date scope": "keep",
    },
)


def _layout(text: str) -> Layout | None:
    head = text[:65_536]
    return next((one for one in (USERS, PLACES, MESSAGES) if one.sniff("", head)), None)


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of the files of an export."""
    return _layout(head) is not None


def fields(part: int, text: str, people: Mapping[str, str] | None = None) -> Iterator[Field]:
    """All places in a file of an export where people's words and names stand."""
    yield from (_layout(text) or MESSAGES).fields(part, text, people)


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of people by id: from the list of users, else from their messages; without a name it is the id."""
    people, unnamed = {"USLACKBOT": "Slackbot"}, dict[str, str]()
    for layout in (USERS, MESSAGES):
        found = [names for text in texts.values() if _layout(text) is layout for names in layout.names(text)]
        people = cards.directory(found) | people
        unnamed |= {one: one for names in found for one in names.ids}
    return unnamed | people
