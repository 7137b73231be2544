"""What stands in the headers of mails, by their names, and the traces that servers leave in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from ..model import Role


class Known(Enum):
    """What a header holds."""

    DATE = auto()
    PEOPLE = auto()
    WORDS = auto()
    SIGNATURE = auto()  # of servers and programs: no longer valid when the mail is changed
    TRACE = auto()  # where a mail went: servers, addresses, ids
    IDS = auto()
    LINKS = auto()
    PARAMETERS = auto()
    FIXED = auto()
    UNKNOWN = auto()


_HEADERS = {
    Known.DATE: """
        date resent-date delivery-date received-date x-original-date expires expiry-date deferred-delivery
        x-received-date creation-date orig-date""",
    Known.PEOPLE: """
        from to cc bcc reply-to sender delivered-to return-path x-original-to resent-from resent-to resent-cc
        resent-bcc resent-sender resent-reply-to errors-to apparently-to apparently-from x-forwarded-to
        x-forwarded-for disposition-notification-to return-receipt-to envelope-to x-envelope-to x-envelope-from
        x-sender x-receiver x-beenthere mail-followup-to mail-reply-to x-apparently-to x-original-from
        x-google-original-from x-rcpt-to x-mailfrom x-authenticated-sender x-authenticated-user x-auth-user
        x-sender-id x-loop x-resent-from x-to x-cc x-bcc x-from x-delivered-to x-orig-to x-real-to x-originating-email
        x-actual-from x-yahoo-newman-from author x-ms-exchange-organization-autoforwarded-from
        x-ms-exchange-parent-message-sender approved-by supersedes-by x-sieve-redirected-from""",
    Known.WORDS: """
        subject comments keywords content-description thread-topic organization organisation summary x-label
        x-gmail-labels x-keywords x-face-description x-notes-item x-subject x-original-subject""",
    Known.SIGNATURE: """
        dkim-signature domainkey-signature x-google-dkim-signature authentication-results arc-seal
        arc-message-signature arc-authentication-results received-spf x-gm-message-state x-google-smtp-source
        autocrypt autocrypt-gossip x-originalarrivaltime x-ms-exchange-antispam-messagedata
        x-ms-exchange-antispam-messagedata-0 x-ms-exchange-antispam-messagedata-chunkcount
        x-microsoft-antispam-message-info
        x-microsoft-antispam-mailbox-delivery x-forefront-antispam-report x-microsoft-antispam
        x-ms-exchange-crosstenant-userprincipalname x-ymail-osg x-face face thread-index x-sid-result x-sid-pra
        x-proofpoint-guid x-proofpoint-orig-guid x-ironport-anti-spam-result x-sg-eid x-sg-id x-ses-outgoing
        feedback-id x-mailgun-sid x-mandrill-user x-dkim-result original-authentication-results
        x-authentication-results x-exclaimer-md-config x-ms-publictraffictype x-me-proxy x-me-sender x-me-proxy-cause
        x-sonic-id bimi-indicator x-tm-snts-smtp x-csa-complaints x-report-abuse-to x-feedback-id""",
    Known.TRACE: """
        received x-received x-originating-ip x-sender-ip x-source-ip x-client-ip x-real-ip x-remote-ip x-source-args
        x-source-dir x-source x-get-message-sender-via x-antiabuse x-originating-host x-mail-host x-originating-server
        x-received-from x-aol-ip x-originatororg x-ms-exchange-crosstenant-id
        x-ms-exchange-crosstenant-network-message-id x-eopattributedmessage x-mailer-host
        x-ms-exchange-crosstenant-originalattributedtenantconnectingip x-sender-host x-helo-check-bl nntp-posting-host
        injection-info x-trace x-complaints-to path""",
    Known.IDS: """
        message-id in-reply-to references content-id resent-message-id x-message-id x-original-message-id
        x-ms-exchange-message-id x-ms-tnef-correlator x-universally-unique-identifier x-uuid x-gm-thrid x-gm-msgid
        x-ms-exchange-organization-network-message-id list-id x-mailing-list mailing-list original-message-id
        x-apple-mail-remote-attachments-id x-entity-id x-entity-ref-id x-message-guid supersedes x-google-id
        x-google-sender-auth x-google-sender-delegation x-facebook-notify x-linkedin-id x-twitter-id x-account-key
        x-uidl""",
    Known.LINKS: """
        list-unsubscribe list-post list-help list-archive list-subscribe list-owner archived-at content-location
        content-base x-unsubscribe x-list-unsubscribe x-web-view x-abuse-info""",
    Known.PARAMETERS: "content-type content-disposition",
    Known.FIXED: """
        mime-version content-transfer-encoding content-language content-class content-length content-features
        precedence importance priority x-priority x-msmail-priority sensitivity auto-submitted
        x-auto-response-suppress list-unsubscribe-post accept-language x-mimeole x-mailer user-agent x-spam-flag
        x-spam-level x-spam-score x-spam-status x-virus-scanned status x-status lines x-mozilla-status
        x-mozilla-status2 x-mozilla-keys x-ms-has-attach x-ms-exchange-transport-crosstenantheadersstamped
        x-incoming-header-count x-notifications x-mailman-version x-apple-base-url x-universal-type
        x-uniform-type-identifier x-apple-mail-plain-text-draft
        x-ms-office365-filtering-correlation-id-prvs encoding x-sieve x-no-archive x-list
        x-ms-exchange-organization-authas x-ms-exchange-organization-authmechanism require-recipient-valid-since x-uid
        x-keywords-count""",
}
_KNOWN = {name: what for what, names in _HEADERS.items() for name in names.split()}
# Words of headers that programs set.
_SET = frozenset(
    "low normal high medium urgent non-urgent personal private confidential company-confidential bulk list junk "
    "first-class auto-generated auto-replied auto-notified no yes true false 7bit 8bit 7-bit 8-bit binary "
    "quoted-printable base64 all none oof dr rn nrn autoreply on off ro r o u urn content-classes message "
    "list-unsubscribe one-click apple mail iphone ipad microsoft outlook mozilla thunderbird gecko linux x11 macintosh "
    "windows nt intel mac os x wow64 win64 x64 rv express exchange server roundcube webmail evolution k-9 for android "
    "gmail yahoo build version produced by v internal anonymous internal mailman".split()
)
# Of marks between parts, as mail programs draw them.
_UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])", re.IGNORECASE)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")  # an address of the internet
_BETWEEN = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_DRAWN = re.compile(
    r"(?:apple|mail|next|part|boundary|multipart|message|mixed|alternative|related|report|digest|signed|outer|inner|mime"
    r"|ms|bound|simple|sep|[a-z])?(?!1\d{9}(?:\d{3}){0,2}(?!\d))\d{0,20}|(?=[a-f]*\d[0-9a-f])(?!1\d{9})[0-9a-f]{4,40}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\s;,=()/:]+")
_FORM = re.compile(r"v?[\d.+*-]{1,24}|[a-z]{2}(?:-[A-Z]{2})?")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s+)?"
    rf"(?:\d{{1,2}}[\s-](?:{_MONTHS})[a-z]{{0,6}}[\s-]\d{{2,4}}|(?:{_MONTHS})[a-z]{{0,6}}\s+\d{{1,2}}|\d{{4}}-\d\d-\d\d)"
    r"[\s,T]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:\s*(?:[+-]\d\d:?\d\d|[A-Z]{1,5}))?(?:\s\d{4})?"
    r"(?:\s*[+-]\d{4})?(?:\s*\((?:[A-Z]{1,5}|[A-Za-z ]{0,40}\btime)\))?\s*",
    re.IGNORECASE,
)


def is_date(value: str) -> bool:
    """Whether a value is a date with a time, and nothing else."""
    return _DATE.fullmatch(value) is not None


def is_set(value: str) -> bool:
    """Whether a value holds nothing but words and numbers that programs set."""
    return all(word.casefold() in _SET or _FORM.fullmatch(word) for word in _TOKEN.split(value) if word)


_ADDRESS = r"(?P<address>[^\s@<>()\[\],;=:\"']{1,64}@[^\s@<>()\[\],;=\"']{1,253})"
_IP = (
    r"(?P<ip>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d\.)"
    r"|(?<![\w:])(?:ipv6:)?(?:[0-9a-f]{1,4}:){2,7}[0-9a-f:.]{0,20}|(?<![\w:])::[0-9a-f]{1,4})"
)
_HOST = r"(?P<host>(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\.?(?![\w-]))"
_CODE = r"(?P<code>(?<![\w.-])(?=[\w.+=/-]{0,40}\d)(?=[\w.+=/-]{0,40}[A-Za-z])[\w.+=/-]{9,400})"
_SPOTS = re.compile(f"{_ADDRESS}|{_IP}|{_HOST}|{_CODE}", re.IGNORECASE)
# Words in the trace of a mail that say nothing of anybody: all others are replaced.
_WORD = re.compile(r"[^\s()<>\[\];,\"=]+")
_PLAIN = frozenset(
    "from by with for id via esmtp esmtps esmtpsa esmtpa smtp smtps lmtp lmtpa lmtps http https mapi imap local "
    "utf8smtp utf8smtps on at the unknown localhost using version cipher verify bits tls tlsv1 tlsv1.1 tlsv1.2 "
    "tlsv1.3 tls1_2 tls1_3 tls1.2 tls1.3 fail ok no yes not client certificate requested envelope-from helo ehlo "
    "may be forged google transport security microsoft smtp server frontend proxy postfix exim sendmail qmail "
    "mailbox http/2 authenticated sender 256/256 128/128 256 128 p256 aes256-gcm-sha384 tls_aes_256_gcm_sha384 "
    "tls_aes_128_gcm_sha256 tls_chacha20_poly1305_sha256 tls_ecdhe_rsa_with_aes_256_gcm_sha384 "
    "ecdhe-rsa-aes256-gcm-sha384 x25519 rsa-pss rsa-pss-2048-sha256 rsa sha256 ecdsa key-exchange "
    "server-signature server-digest mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec "
    "gmt utc pst pdt est edt cet cest".split()
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?|[+-]\d{4}|\d{1,3}")
_ANGLE = re.compile(r"<\s{0,20}(?P<value>[^<>\s](?:[^<>]{0,1998}[^<>\s])?)\s{0,20}>|(?P<bare>[^\s<>,;]+)")
_PARAMETER = re.compile(
    r';\s*(?P<name>[^\s=;"*]+)(?P<more>\*\d*\*?|\*)?\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s;]*))'
)
_FORMAL = frozenset(
    "charset format delsp boundary type micalg protocol method report-type component smime-type size "
    "creation-date modification-date read-date start-info x-mac-creator x-mac-type x-mac-hide-extension "
    "x-unix-mode differences reply-type action access-type conversions number total handling".split()
)
_VALUE = re.compile(r"(?:[a-z0-9*'][a-z0-9.+/_*'%-]{0,60}|[A-Z0-9_-]{2,20}|[A-Z]{2,5}-[\w-]{1,12}|)")
_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}|attachment|inline|form-data|text|[\w-]{1,20}", re.IGNORECASE)
Found = tuple[Role, int, int]


def is_random(boundary: str) -> bool:
    """Whether a mark between the parts of a mail is drawn by a program, and tells neither a name nor a moment."""
    return not _DOTTED.search(boundary) and all(
        _DRAWN.fullmatch(one) for one in _BETWEEN.split(_UUID.sub("", boundary))
    )


def known_header(name: str) -> Known:
    """What a header of that name, in small letters, holds."""
    if name in _KNOWN:
        return _KNOWN[name]
    if name.startswith(("arc-", "x-google-dkim", "dkim-", "x-ms-exchange-crosstenant-", "x-ms-exchange-organization-")):
        return Known.SIGNATURE
    return Known.UNKNOWN


def traced(text: str, known: Known) -> Iterator[Found]:
    """The places in the value of a header that lead to somebody, by what the header holds, in order."""
    if known is Known.TRACE:
        return _trace(text)
    if known is Known.PARAMETERS:
        return _parameters(text)
    return _spots(text) if known is Known.UNKNOWN else _angles(text, known)


def _spots(text: str) -> Iterator[Found]:
    """Addresses, servers and codes in words that are examined as well."""
    for spot in _SPOTS.finditer(text):
        yield Role.EMAIL if spot.lastgroup == "address" else Role.ID, *spot.span()


def _trace(text: str) -> Iterator[Found]:
    """Every word but those of the mail protocol, small numbers and cipher names; then the date."""
    last = text.rfind(";")
    end_of_trace = len(text)
    if last >= 0 and is_date(text[last + 1 :]):
        end_of_trace = last
    for word in _WORD.finditer(text, 0, end_of_trace):
        start, end = word.span()
        while start < end and text[start] in "{.'":
            start += 1
        while start < end and text[end - 1] in "}.:'":
            end -= 1
        read = text[start:end].casefold()
        if not read or read in _PLAIN or _CLOCK.fullmatch(read):
            continue
        if any(c.isalnum() for c in read):
            yield Role.EMAIL if "@" in read and "." in read else Role.ID, start, end
    if end_of_trace < len(text):
        yield Role.TIME, len(text) - len(text[last + 1 :].lstrip()), len(text)


def _angles(text: str, known: Known) -> Iterator[Found]:
    """Ids or links between angle brackets, and words beside them."""
    for one in _ANGLE.finditer(text):
        start, end = one.span("value") if one["value"] else one.span("bare")
        read = text[start:end]
        if not any(c.isalnum() for c in read):
            continue
        if read[:7].casefold() == "mailto:":
            yield Role.EMAIL, start + 7, end
        elif known is Known.LINKS and ":" in read:
            yield Role.URL, start, end
        else:
            yield Role.ID, start, end


def _parameters(text: str) -> Iterator[Found]:
    """What a content type says beside what programs need to read the part; names of files are found elsewhere."""
    first = at = text.find(";") if ";" in text else len(text)
    if not _TYPE.fullmatch(text[:first].strip()) and text[:first].strip():
        yield Role.TEXT, 0, first
    for one in _PARAMETER.finditer(text, first):
        yield from _rest(text, at, one.start())
        at = one.end()
        name = one["name"].casefold()
        group = "bare" if one["quoted"] is None else "quoted"
        fixed = name == "boundary" or (name in _FORMAL and (_VALUE.fullmatch(one[group]) or is_date(one[group])))
        if name in ("name", "filename") or fixed or not one[group].strip():
            continue
        yield Role.ID if name in ("start", "x-apple-part-url") else Role.TEXT, *one.span(group)
    yield from _rest(text, at, len(text))


def _rest(text: str, start: int, end: int) -> Iterator[Found]:
    """What stands between parameters."""
    if any(c.isalnum() for c in text[start:end]):
        yield Role.TEXT, start, end
