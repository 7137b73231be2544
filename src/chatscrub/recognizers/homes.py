"""Where somebody lives, said without a street: "flat 3", "at no. 61", "bij de buren op nummer 19"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit
from chatscrub.recognizers.needs import found

_NOT = (
    r"(?![\w%€]|[.,:]\d|-\d| ?(?:min|mins|minutes?|minuten|uur|hours?|hrs?|am|pm|km|m|miles?|euro|eur|quid|pounds?|bucks|"
    r"dollars?|days?|dagen|weeks?|weken|months?|jaar|years?|percent|procent|stops?|keer|times|x|screens?|whites?|ty[rp]es?|"
    r"batter(?:y|ies)|pack)(?!\w))"
)
FLAT = re.compile(
    rf"(?i)(?<![\w-])(?:flat|apt\.?|apartment|appartement|appt\.?) (?:no\.? |nr\.? |number |nummer )?\d{{1,4}}[a-z]?{_NOT}"
)
NUMBER = re.compile(
    r"(?i)(?<![\w-])(?:"
    r"(?:at|from|opposite|round|to|in|neighbours?|next door,?) (?:house )?(?:no\.?|nr\.?|number)"
    r"|(?:bur(?:en|vrouw)|buur(?:man|vrouw|tjes?|meisje|jongen)?|overburen|bewoners?|woon|woont|wonen|woonde|woonden)"
    r"(?: \w{1,12}){0,2}? (?:huis)?(?:nummer|nr\.?)"
    r"|huis(?:nummer|nr\.?)(?: is| was|:)?"
    r"|(?:wij|we|ik|die|mensen|familie|iemand) (?:van|op|zitten op|zit op) (?:huis)?(?:nummer|nr\.?)"
    rf") (?P<v>\d{{1,4}}[a-z]?){_NOT}(?! (?:in|of|on|van|from|with|spot|bus|fan|one|met|geworden)(?!\w))"
)


def find(text: str) -> Iterator[Hit]:
    """Numbers of homes after a word that says so."""
    for match in found(FLAT, text):
        yield Hit(match.start(), match.end(), 0.6)
    for match in found(NUMBER, text):
        yield Hit(match.start("v"), match.end("v"), 0.6)
