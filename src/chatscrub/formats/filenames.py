"""File names: which parts of the name of an export or of a member may say who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..syntax.plain import PLAIN
from . import titles
from .attachments import given_parts, sort_of, stem_of

# Google Voice: whom a talk or a call was with, what it was and when.
_TALK = re.compile(
    r"(?P<who>.*?) ?- (?:Text|Missed|Placed|Received|Voicemail|Recorded|Group Conversation)(?: Call)?"
    r" - \d{4}-\d\d-\d\dT\d\d[_:]\d\d[_:]\d\dZ(?:-\d{1,3}-\d{1,3})?"
)
# mydata~1712345678901.zip, and -2 to -9 behind it: archives of Snapchat.
_MY_DATA = re.compile(r"mydata~(?P<id>\d{1,20})(?:-\d{1,2})?", re.IGNORECASE)
# LINE and KakaoTalk: "[LINE] Chat with X", "KakaoTalk_20240311_2214_03_456_X", and names without anybody in them.
_ASIAN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\[LINE\][ _]?Chat(?:[ _]history)?[ _](?:with|in)[ _](?P<x>.+?)(?: ?\(\d{1,3}\))?",
        r"\[LINE\][ _]?(?P<x>.+?)(?:とのトーク履歴|のトーク履歴|とのトーク|的聊天記錄|的聊天记录|님과의 대화)?"
        r"(?: ?\(\d{1,3}\))?",
        r"KakaoTalk[ _]?(?:Chats?)?(?:[ _-]?\d{4}-?\d\d-?\d\d(?:[ _-]\d\d?[._:-]?\d\d(?:[._:-]?\d\d)?){0,2})?"
        r"(?:[ _]\d{2,3}){0,2}(?:[ _](?:with[ _])?(?P<x>\D.*?))?(?: ?\(\d{1,3}\))?",
    )
]
_COUNT = re.compile(r"_\d{1,3}\Z")
FOLDER = "folder"
THREAD = "chat"
"""Notes on names of folders: of any, and of one that is called after the people of a chat, whatever its words are."""
# Messenger and Instagram: a folder in these is one chat, called after the contact or the people in it, with an id.
_THREADS = frozenset("inbox archived_threads filtered_threads message_requests e2ee_cutover".split())
# facebook-annadevries-01-02-2024-AbCdEf, instagram-anna.devries-2024-02-01-AbCdEf: archives of an account.
_ACCOUNT = re.compile(
    r"(?P<service>facebook|instagram|messenger)-(?P<user>.{1,80}?)-(?P<date>\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})"
    r"(?:-(?P<id>[A-Za-z0-9]{1,40}))?(?P<more>.{0,20})",
    re.IGNORECASE,
)
# Folders that messengers make, and files that they name by number and date.
_FOLDERS = frozenset(
    "photos files videos audio gifs images stickers voice_messages video_files round_video_messages contacts media css "
    "js chats profile_pictures stories messages inbox archived_threads filtered_threads message_requests e2ee_cutover "
    "your_activity_across_facebook your_facebook_activity your_instagram_activity takeout conversations attachments "
    "json html export __uploads groups users calls lists textdocs dalle-generations projects stickers_used "
    "ai_conversations broadcast connections personal_information security_and_login_information logged_information "
    "followers_and_following chat_media memories shared_story".split()
) | {"my activity", "mijn activiteit", "gemini apps", "gemini-apps"}
# Files of Messenger, Instagram, Snapchat and Hinge beside the chats.
_FILES = frozenset(
    "autofill_information secret_conversations synced_contacts your_address_books profile_information "
    "personal_information followers following your_friends your_messages your_chat_settings "
    "chat_history snap_history talk_history location_history "
    "search_history memories_history story_history account_history user_profile friends account matches prompts media "
    "prompt_feedback subscriptions selfie_verification".split()
)
_NUMBERED = re.compile(
    r"(?:photo|video|audio|file|voice|sticker|animation|round_video|thumb|contact)s?_\d{1,7}@\d\d-\d\d-\d{4}_\d\d-\d\d-\d\d"
    r"(?:\.\w{2,4}_thumb|_thumb)?|(?:messages?|conversations?|chat|result|export|index|data|users)[-_]?\d{0,6}"
    r"|MyActivity|MijnActiviteit|shared_conversations|message_feedback|group_chats|user|projects|memories"
    r"|(?:smil|text|image|part)_?\d{0,6}|main|metadata|dms|mpims|groups|channels|canvases|integration_logs|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)


def name_fields(part: int, name: str) -> Iterator[Field]:
    """The fields in a file's name with its folders: titles of chats, names somebody gave a file.

    Args:
        part: number of the part that the name is.
        name: a path, or several with ``//`` between them: those of zips within one another.
    """
    at = 0
    for path in name.split("//"):
        yield from _path(part, name, at, path)
        at += len(path) + 2


def _path(part: int, name: str, at: int, path: str) -> Iterator[Field]:
    *folders, base = path.split("/")
    above = ""
    for folder in folders:
        if folder and above in _THREADS:
            yield _field(part, name, at, at + len(folder), Role.FILENAME, THREAD)
        elif account := _ACCOUNT.fullmatch(folder):
            yield from _account(part, name, at, account)
        elif mine := _MY_DATA.fullmatch(folder):
            yield _field(part, name, at + mine.start("id"), at + mine.end("id"), Role.ID, "")
        elif folder.strip(".") and folder.casefold() not in _FOLDERS:
            yield _field(part, name, at, at + len(folder), Role.FILENAME, FOLDER)
        above = folder.casefold()
        at += len(folder) + 1
    if above in _THREADS and base and stem_of(base) == base:
        yield _field(part, name, at, at + len(base), Role.FILENAME, THREAD)
    else:
        yield from _base(part, name, at, base)


def _account(part: int, name: str, at: int, found: re.Match[str]) -> Iterator[Field]:
    """The user name in the name of an account's archive, and the id behind the date."""
    for group, role in (("user", Role.HANDLE), ("date", Role.KEEP), ("id", Role.ID), ("more", Role.FILENAME)):
        if found[group]:
            start, end = found.span(group)
            yield _field(part, name, at + start, at + end, role, "")


def _base(part: int, name: str, at: int, base: str) -> Iterator[Field]:
    stem = _stem(base)
    if titles.is_bare(stem) or _NUMBERED.fullmatch(stem) or _COUNT.sub("", stem).casefold() in _FILES:
        return
    if account := _ACCOUNT.fullmatch(stem):
        yield from _account(part, name, at, account)
        return
    if mine := _MY_DATA.fullmatch(stem):
        yield _field(part, name, at + mine.start("id"), at + mine.end("id"), Role.ID, "")
        return
    if talk := _TALK.fullmatch(stem):
        if talk["who"].strip():
            yield _field(part, name, at, at + talk.end("who"), Role.NAME, "")
        return
    if asian := next((match for pattern in _ASIAN if (match := pattern.fullmatch(stem))), None):
        if asian["x"]:
            yield _field(part, name, at + asian.start("x"), at + asian.end("x"), Role.TITLE, "chat")
        return
    if title := titles.title(stem):
        yield _field(part, name, at + title[0], at + title[1], Role.TITLE, "chat")
        return
    sort = sort_of(base)
    role = Role.NAME if sort == "contact card" else Role.FILENAME
    for start, end, chosen in given_parts(stem, sort):
        yield _field(part, name, at + start, at + end, role if chosen else Role.KEEP, sort if chosen else "")


def _stem(base: str) -> str:
    """A file name without its extension, or without both of ``.txt.zip`` and the like."""
    stem = stem_of(base)
    return _stem(stem) if stem != base and stem.casefold().endswith((".zip", ".txt")) else stem


def _field(part: int, name: str, start: int, end: int, role: Role, note: str) -> Field:
    text = PLAIN.read(name[start:end])
    return Field(part, (Piece(start, end),), role, text, -1, None, note, PLAIN)
