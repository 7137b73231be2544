"""Facebook Messenger in JSON: chats of an account's archive, end-to-end encrypted ones, and the files beside them.

Instagram writes the same; where nothing tells which of the two it was, it is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Field, Piece, Role
from ..spans import located, views
from .layout import Layout

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
    joined=("content", "text"),
    mojibake=True,
    bytewise=True,
    newest_first=True,
    slots=SLOTS,
)
sniff = LAYOUT.sniff

# What Messenger writes in the words of a chat, behind the name of who did it: X are people, T is a title, OWN is
# "your" or the like. English from https://github.com/kenn-io/msgvault and exports that people show; the Dutch wording
# was not seen in exports.
_TEMPLATES = """
set the nickname for X to X|changed the nickname for X to X|set OWN nickname to X|changed OWN nickname to X
cleared the nickname for X|added X to the group|removed X from the group|added X as a group admin
made X a group admin|removed X as a group admin|named the group T|changed the group name to T
called X|waved at X|missed a call from X|missed a video call from X|missed a video chat with X
heeft de bijnaam van X ingesteld op X|heeft de bijnaam voor X ingesteld op X|heeft OWN bijnaam ingesteld op X
heeft de bijnaam van X gewijzigd in X|heeft de bijnaam voor X gewijzigd in X|heeft OWN bijnaam gewijzigd in X
heeft X de bijnaam X gegeven|heeft de bijnaam van X gewist|heeft de bijnaam van X verwijderd
heeft de groep T genoemd|heeft de naam van de groep gewijzigd in T|heeft de groepsnaam gewijzigd in T
heeft X toegevoegd|heeft X toegevoegd aan de groep|heeft X aan de groep toegevoegd
heeft X verwijderd uit de groep|heeft X uit de groep verwijderd|heeft X verwijderd
heeft X gebeld|heeft naar X gezwaaid|heeft een oproep van X gemist
"""
_SLOT = {
    "X": "([^\\n]{1,200}?)",
    "T": "(?P<title>[^\\n]{1,200}?)",
    "OWN": "(?:your|his|her|their|its|je|jouw|uw|zijn|haar|hun)(?: own| eigen)?",
    "heeft": "(?:heeft|hebt)",
}
_DONE = [
    re.compile(" " + " ".join(_SLOT.get(word, re.escape(word)) for word in template.split()) + r"\.?\s*")
    for line in _TEMPLATES.split("\n")
    for template in line.split("|")
    if template
]
_SURE = re.compile("nickname|bijnaam|group|groep")  # words that people hardly use after "you" or "je"
_VERBS = re.compile(" (?:set|changed|cleared|added|removed|made|named|called|waved|missed|heeft|hebt) ")
_YOU = ("You", "Je", "Jij", "U")
_LONGEST = 400  # characters of such a line
_SEVERAL = re.compile(r",\s+|\s+(?:and|en)\s+")
_NOBODY = frozenset("you je jou u yourself jezelf zichzelf a een de het the him her hem haar them hen".split())


def fields(part: int, text: str) -> Iterator[Field]:
    """The fields of a text, with the names in what Messenger itself says in the words of the chat."""
    for found in LAYOUT.fields(part, text):
        yield found
        if found.role is Role.TEXT and found.sender:
            yield from told(found, text)


def told(found: Field, text: str) -> Iterator[Field]:
    """The names in a message that tells what its sender did: whom they added, what they called somebody.

    Args:
        found: the field of the message.
        text: the text of its part.
    """
    sender = found.sender or ""
    if len(found.text) > _LONGEST:
        return
    for actor in sorted({sender, sender.split(" ", 1)[0], *_YOU}, key=len, reverse=True):
        if found.text.startswith(actor) and _VERBS.match(found.text, len(actor)):
            lines = (template.fullmatch(found.text, len(actor)) for template in _DONE)
            if line := next(filter(None, lines), None):
                yield from _slots(found, text, line, guessed=actor in _YOU)
            return


def _slots(found: Field, text: str, line: re.Match[str], *, guessed: bool) -> Iterator[Field]:
    """The names in the slots of a template; where somebody else may have written it, only what looks like a name."""
    there = views(text, found)
    title = line.start("title") if "title" in line.re.groupindex else -1
    for group in range(1, len(line.groups()) + 1):
        is_title = line.start(group) == title
        for start, end in _names(line[group], line.start(group), whole=is_title):
            if guessed and found.text[start].islower() and not _SURE.search(line.re.pattern):
                continue
            pieces = tuple(Piece(*piece) for piece in located(there, start, end))
            role = Role.TITLE if is_title else Role.NAME
            yield found._replace(pieces=pieces, role=role, text=found.text[start:end])


def _names(value: str, at: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """The ranges of the names in a list of them; of the whole where it is one."""
    start = 0
    marks = [] if whole else [mark.span() for mark in _SEVERAL.finditer(value)]
    for low, high in [*marks, (len(value), len(value))]:
        name = value[start:low]
        if name.strip() and name.casefold().strip() not in _NOBODY:
            yield at + start, at + low
        start = high
