"""Where somebody lives, said without a street: "flat 3", "at no. 61", "bij de buren op nummer 19"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import AT_END, Hit
from chatscrub.recognizers.needs import found

_NOT = (
    r"(?![\w%€]|[.,:]\d|-\d| ?(?:min|mins|minutes?|minuten|uur|hours?|hrs?|am|pm|km|m|miles?|euro|eur|quid|pounds?|"
    r"bucks|dollars?|days?|dagen|weeks?|weken|months?|jaar|years?|percent|procent|stops?|keer|times|x|screens?|"
    r"whites?|ty[rp]es?|fee|fees|per|rate|kilometer|plekken|adressen|places|addresses|batter(?:y|ies)|pack)(?!\w))"
)
FLAT = re.compile(
    r"(?i)(?<![\w-])(?:flat|apt\.?|apartment|appartement|appt\.?) (?:no\.? |nr\.? |number |nummer )?"
    rf"\d{{1,4}}[a-z]?{_NOT}"
)
NUMBER = re.compile(
    r"(?i)(?<![\w-])(?:(?:at|opposite|neighbours?(?: at| of)?|next door,?) (?:house )?(?:no\.?|nr\.?|number)"
    r"|(?:bur(?:en|vrouw)|buur(?:man|vrouw|tjes?|meisje|jongen)?|overburen|bewoners?|woon|woont|wonen|woonde|woonden)"
    r"(?: \w{1,12}){0,2}? (?:huis)?(?:nummer|nr\.?)"
    rf"|(?:zit|zitten|zat) op (?:huis)?(?:nummer|nr\.?)) (?P<v>\d{{1,4}}[a-z]?){_NOT}{AT_END}"
)
HOUSE = re.compile(
    r"(?i)(?<![\w-])(?!\w{0,9}(?:zieken|stad|gemeente|verpleeg|raad|t)huis)"
    r"(?:\w{0,12}(?:huis|huisje)|appartement|woning|chalet|house|cottage|bungalow|villa|lodge)"
    rf",?(?: is| op| at)? (?:nummer|nr\.?|number|no\.?) (?P<v>\d{{1,4}}[a-z]?){_NOT}{AT_END}"
)
DOOR = re.compile(
    r"(?i)(?<![\w-])(?:nummer|nr\.?|number|no\.?) (?P<v>\d{1,4}[a-z]?),? (?:the |with the |met (?:de|dat|die|het) )?"
    r"(?:(?<=the )|(?<=met de )|(?<=met dat )|(?<=met die )|(?<=met het )|\w{2,10} )"
    r"(?:door|deur|hek|hekje|gate|tuinhek)(?!\w)"
)
LIVES = re.compile(
    r"(?i)(?<![\w-])(?:(?:woon|woont|wonen|woonde|woonden)(?: \w{1,12}){0,2}? op|"
    r"lives?(?: \w{1,12})? at|living at|lived at)"
    rf" (?P<v>\d{{1,4}}(?: ?[a-z](?!\w))?){_NOT}(?! ?(?:hoog|achter|verdieping|etage)){AT_END}"
    r"|(?<![\w-])op (?P<w>\d{1,4}[a-z]?) (?:woont|woonde|wonen|woonden)(?!\w)(?! (?:niemand|er|je|men)(?!\w))"
    r"|(?<![\w-])at (?P<x>\d{1,4}[a-z]?) lives(?!\w)"
)


def find(text: str) -> Iterator[Hit]:
    """Numbers of homes after a word that says so."""
    for match in found(FLAT, text):
        yield Hit(match.start(), match.end(), 0.6)
    for pattern in (NUMBER, HOUSE, DOOR):
        for match in found(pattern, text):
            yield Hit(match.start("v"), match.end("v"), 0.6)
    for match in found(LIVES, text):
        start, end = max(match.span("v"), match.span("w"), match.span("x"))
        yield Hit(start, end, 0.6)
