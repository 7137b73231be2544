"""Signal's own export, ``main.jsonl``: one object a line; contacts and groups stand before the messages.

Facts: https://github.com/signalapp/libsignal, rust/message-backup/src/proto/backup.proto, and exports it was tested on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..syntax.jsontext import Sort, leaves
from .cards import Card
from .layout import Layout

_ACI = (
    "aci updaterAci memberAci removerAci removedAci inviterAci inviteeAci newMemberAci revokerAci requestorAci "
    "mentionAci userId addedByUserId inviteeServiceId inviteePni pni"
)
_IDS = (
    "recipient.id recipientId authorId memberRecipientIds[] voterId ringerRecipientId startedCallRecipientId "
    "allowedMembers[] includedRecipientIds[] excludedRecipientIds[] targetAuthorId"
)
_CONTACT = (
    "contact.nickname.given contact.nickname.family",
    "contact.systemGivenName contact.systemFamilyName",
    "contact.profileGivenName contact.profileFamilyName",
    "contact.systemNickname",
    "contact.username",
    "contact.e164",
)
LAYOUT = Layout(
    messages=("chatItem",),
    signs=("mediaRootBackupKey", "chatItem.authorId chatItem.dateSent", "recipient.contact.aci recipient.id"),
    sender=("authorId",),
    time=("dateSent",),
    joined=("standardMessage.text.body",),
    voices=("standardMessage.quote ?", "standardMessage.quote authorId"),
    ranges=("body bodyRanges start length utf-16",),
    cards=(
        Card("recipient", _CONTACT, "id contact.aci contact.pni"),
        Card("account", ("givenName familyName", "username")),
        Card(
            "chatItem.contactMessage.contact",
            ("name.givenName name.middleName name.familyName", "name.nickname"),
        ),
    ),
    words="adHocCall notDiscoverableByPhoneNumber hasViewedOnboardingStory hasCompletedUsernameOnboarding backupTier "
    "optimizeOnDeviceStorage screenLockTimeoutMinutes whitelisted markedUnread directionless prefix suffix pointer "
    "transitCdnNumber mediaTierCdnNumber incrementalMacChunkSize sessionSwitchover groupUnknownInviteeUpdate invitees "
    "inviteeCount dimWallpaperInDarkMode showOnlyUnread OLIVE",
    slots={
        f"{_IDS} {_ACI}": "person",
        "version backupTimeMs currentAppVersion firstAppVersion chat.id chatId revision": "keep",
        "mediaRootBackupKey debugInfo profileKey identityKey svrPin entropy serverId subscriberId": "secret",
        "purchaseToken originalTransactionId masterKey rootKey adminKey epoch inviteLinkPassword": "secret",
        "key localKey packKey encryptedDigest incrementalMac transaction receipt publicKey[] keyImages[]": "secret",
        "receiptCredentialPresentation transitCdnKey": "secret",
        "packId distributionId clientUuid plaintextHash blurHash avatarUrlPath avatarUrl mediaName callId": "id",
        "notificationProfile.id chatFolder.id": "id",
        "givenName familyName profileGivenName profileFamilyName systemGivenName systemFamilyName": "name",
        "systemNickname nickname nickname.given nickname.family middleName": "name",
        "previousName newName": "name renamed",
        "username": "handle",
        "e164 previousE164 number[].value": "phone",
        "email[].value": "email",
        "street pobox neighborhood city region postcode country": "place",
        "organization": "org",
        "title.title newGroupName callLink.name distributionList.name chatFolder.name": "title",
        "linkPreview[].url": "url",
        "start length dateSent dateReceived dateServerSent timestamp sentTimestamp sortOrder receivedTimestamp": "keep",
        "targetSentTimestamp expireStartDate expiresInMs size width height expirationMs callTimestamp": "keep",
        "startedCallTimestamp endedCallTimestamp unregisteredTimestamp transitTierUploadTimestamp date": "keep",
        "muteUntilMs expirationTimerMs createdAtMs deletionTimestamp blockTimestamp blockIndex": "keep",
        "type role style flag contentType state direction reason visibility identityState storySendMode": "keep",
        "attributes members addFromInviteLink privacyMode restrictions color solid colors[] positions[] angle": "keep",
        "avatarColor wallpaperPreset bubbleColorPreset customColorId phoneNumberSharingMode appTheme": "keep",
        "defaultSentMediaQuality callsUseLessDataSetting navigationBarSize currencyCode emoji": "keep",
        "preferredReactionEmoji[] accessLevel folderType scheduleDaysEnabled[] stickerId amountMob feeMob": "keep",
        "images audio video documents status customChatColors[].id defaultChatStyle.customColorId": "keep",
        "fileName": "path document",
        "body caption note descriptionText newDescription linkPreview[].title linkPreview[].description": "text",
        "bioText label prefix suffix question option notificationProfile.name": "text",
    },
)
sniff = LAYOUT.sniff
fields = LAYOUT.fields
_PEOPLE = re.compile(r'^[ \t]*\{[ \t]*"(?:account|recipient)".*$', re.MULTILINE)


def directory(texts: Mapping[str, str]) -> dict[str, str]:
    """The names of all recipients, also of the account itself, by their numbers and service ids."""
    frames = {name: "\n".join(_PEOPLE.findall(text)) for name, text in texts.items()}
    people = LAYOUT.directory(frames)
    for text in frames.values():
        for names in LAYOUT.names(text):
            if names.card.path == "account" and names.name:
                people |= dict.fromkeys(_numbers(text, "self"), names.name)
        people |= dict.fromkeys(_numbers(text, "releaseNotes"), "Signal")
    return people


def _numbers(text: str, sort: str) -> list[str]:
    """The numbers of the recipients of a sort that has no name."""
    found = {leaf.value for leaf in leaves(text) if leaf.path == ("recipient", sort)}
    ids = (leaf for leaf in leaves(text) if leaf.path == ("recipient", "id") and leaf.sort is not Sort.KEY)
    return [text[leaf.start : leaf.end] for leaf in ids if leaf.value in found]
