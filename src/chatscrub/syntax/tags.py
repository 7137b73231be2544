"""What HTML says about its tags, as far as reading a page without an error needs it."""

from __future__ import annotations

# https://html.spec.whatwg.org/#elements-3 with those it calls obsolete, what chats use besides, and some of SVG.
HTML_TAGS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body "
    "br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
    "iframe img input ins kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter "
    "nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb "
    "rp rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup "
    "svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp "
    "circle clippath defs desc ellipse fedropshadow fegaussianblur feoffset filter foreignobject g image line "
    "lineargradient mask path pattern polygon polyline radialgradient rect stop symbol text textpath tspan use "
    "spoiler tg-spoiler tg-emoji mx-reply o:p v:imagedata v:shape w:worddocument".split()
)
"""Tags that are known; in HTML any other one is text."""
VOID_TAGS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""HTML elements that hold nothing and are never closed."""
RAW_TAGS = frozenset("script style xmp iframe noembed noframes".split())
"""Elements in which there are neither tags nor references."""
BARE_WORDS = frozenset(
    "hidden async defer nomodule checked disabled selected readonly required multiple autofocus autoplay controls loop "
    "muted open reversed nowrap noshade compact ismap itemscope allowfullscreen default inert playsinline novalidate "
    "formnovalidate download crossorigin contenteditable noresize alt value".split()
)
"""Attributes that HTML knows without a value."""
HTML_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd mark nobr q s samp small span spoiler strike "
    "strong sub sup tg-emoji tg-spoiler tt u var wbr".split()
)
"""Elements that stand inside a line, and the end of a line; any other is a border. An image parts words."""
PARAGRAPH_ENDS = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main menu nav ol p pre section table tbody td th tr ul".split()
)
"""Elements before which a paragraph ends."""
# https://html.spec.whatwg.org/#optional-tags
ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "tbody": frozenset({"tr", "td", "th", "thead", "tbody"}),
    "tfoot": frozenset({"tr", "td", "th", "thead", "tbody"}),
}
"""Elements that end where another one begins, by the tag of that one."""
