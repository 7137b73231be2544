"""What programs write into cards about themselves: which one wrote it, and the names of its own properties."""

from __future__ import annotations

import re

from ..lexicon import fold, is_first_name, is_ordinary, is_surname
from ..model import View
from ..syntax.vcard import BARE_PARAMETER

# https://www.rfc-editor.org/rfc/rfc5545#section-3.7.3 recommends a formal public identifier.
_PRODUCT = re.compile(r"[-+]//(?P<maker>[^/@\n]{1,60})/{1,2}(?P<product>[^/@\n]{1,60})//[A-Za-z]{2}")
_VERSION = re.compile(r"[Vv]?\d[\w.]{0,19}|\W+")
_WORD = re.compile(r"[^\W\d_]+")
_MAKERS = frozenset(
    "apple inc corp corporation ltd llc gmbh iphone ipad ios ipados macos os mac google microsoft outlook mimedir "
    "mozilla org com net nonsgml thunderbird evolution ximian novell android samsung nextcloud owncloud sabre vobject "
    "ical icalendar vcard ez whatsapp kde korganizer kaddressbook caldav carddav caldavd fastmail proton zimbra yahoo "
    "fruux davx cyrus imap lotus domino ibm huawei xiaomi signal blackberry radicale baikal".split()
)
_OWN = _MAKERS | frozenset(
    "x ab wa biz wr ms evolution kaddressbook phonetic uid uri url id im aim icq msn jabber skype qq gadugadu twitter "
    "facebook instagram telegram snapchat tiktok linkedin calendarserver lic published ttl mozilla html cdo "
    "moz lastack busystatus tzid".split()
)


def is_program(text: str) -> bool:
    """Whether a text says which program wrote a card, and names nobody."""
    found = _PRODUCT.fullmatch(text)
    return found is not None and all(map(_is_nobody, f"{found['maker']} {found['product']}".split()))


def _is_nobody(token: str) -> bool:
    return bool(_VERSION.fullmatch(token)) or all(_is_own(fold(word), _MAKERS) for word in _WORD.findall(token))


def _is_own(word: str, known: frozenset[str]) -> bool:
    named = is_first_name(word) or is_surname(word)
    return word in known or len(word) == 1 or (is_ordinary(word) and not named)


def is_property(name: str) -> bool:
    """Whether the name of a property that begins with X- is made of words of programs only."""
    return all(_is_own(fold(word), _OWN) for word in _WORD.findall(name))


class PropertyName:
    """The codec of the name of a property: nothing but letters, digits and hyphens."""

    def view(self, raw: str) -> View:
        """What a person reads, without line folds."""
        return BARE_PARAMETER.view(raw)

    def encode(self, text: str) -> str:
        return re.sub(r"[^\w-]", "_", text)


PROPERTY_NAME = PropertyName()
