"""Account names: @name, name#1234, u/name, names after a cue (``insta is ...``), and folders of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.recognizers.hits import Hit, cue, near, words
from chatscrub.recognizers.needs import found

NAME = r"[^\W_][\w.]{0,29}\w|_[\w.]{1,29}\w"
AT = re.compile(r"(?<![\w@.+-])@([\w](?:[\w.-]{0,38}\w)?)(?!\w{0,64}@)(?![\w-]{0,64}\.[a-z]{2,6}\b(?:/|$))")
HOME = re.compile(
    r"(?<!\w)(?:(?i:[a-z]:[\\/]{1,2}(?:users|gebruikers|documents and settings)[\\/]{1,2})|/(?:Users|home)/)"
    r"(?P<v>[^\W_](?:[\w.@-]{0,38}\w)?(?: [^\W\d_][\w.-]{0,30}){0,3})(?=[\\/])"
)
NOBODY = frozenset(
    "public default user root admin administrator ubuntu runner shared all users app node vscode".split()
)
EVERYONE = frozenset(
    """
    everyone here all iedereen allen channel team home work school thuis werk meta channels admins
    """.split()
)
TAGGED = re.compile(r"(?<![\w#.])([^\W_][\w.]{1,31}#\d{3,5})(?!\w)")
REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,20}(?![\w/])")
UNDERSCORE = re.compile(
    r"(?<![\w.:/@\\=-])(?=[\w.]{0,30}[^\W\d_]{2})_{0,2}[^\W_]{1,24}(?:[_.]{1,2}[^\W_]"
    r"{1,24}){0,4}_{1,2}[^\W_]{1,24}(?:[_.]{1,2}[^\W_]{1,24}){0,4}_{0,2}(?![\w/\\:(-]|\.\w)"
)
CAMEL = re.compile(r"(?<![\w./@#-])(?:[A-Z][a-z]{1,15}){2,4}[A-Z]?\d{1,4}(?![\w/-])")
HUMPS = re.compile(r"(?<![\w./@#-])(?:[A-Z][a-z]{1,15}){3,5}[A-Z]?(?![\w/.-]\w)")
NUMBERED = re.compile(r"(?<![\w./@#-])(?:[A-Z][a-z]{3,15}|[a-z]{8,18})\d{2,4}(?![\w/@:%-]|[.,]\d)")
EVENTS = re.compile(
    r"(?i)(?:covid|corona|euro|top|windows|office|mei|level|formule|zomer|winter|room|"
    r"kamer|versie|version|bijlage|pagina|page)\d|.*(?:19|20)\d\d$"
)
NIGHT = re.compile(r"(?<![\w./@#-])(?=\w{7})[A-Za-z]{1,10}[01]{1,2}[a-z]{3,12}(?![\w/-])")
LEET = re.compile(r"(?<![\w./@#+-])[A-Za-z]{1,12}\d{1,2}[a-z]{2,12}_?[A-Za-z]{0,12}(?![\w/-])")
XX = re.compile(r"(?i)(?<!\w)xx_?\w{3,24}_?xx(?!\w)")
CASHTAG = re.compile(r"(?<![\w$])\$[a-zA-Z][\w]{3,20}(?!\w)")
PLATFORM = (
    r"insta(?:gram)?|ig|snap(?:chat|je)?|tik ?tok|twitter|telegram|discord|dc|psn|ps[45]|xbox(?: live)?|"
    r"steam|twitch|"
    r"epic|roblox|fortnite|minecraft|insta ?handle|facebook|fb|linkedin|bluesky|threads|reddit|youtube|kik|"
    r"signal|"
    r"venmo|cash ?app|paypal|gamer ?tag|username|user ?name|gebruikersnaam|handle|ign|tag|nick(?:name)?|"
    r"acc(?:ount)?"
    r"|riot(?: id)?|switch|vinted|strava|bereal|be ?real|wechat|skype|line ?id|user|login|duolingo|dm me|"
    r"add me|voeg me toe"
)
CUED = re.compile(
    rf"(?i)(?<![\w@])(?:{PLATFORM})(?:[ -]?(?:naam|name|id|account|acc|handle|tag|user))?"
    rf"(?: ?[:=] ?| (?:me|is|heet|heten|name is|=|:|->) |[ ,]{{1,2}})[\"'“‘@]?(?P<v>{NAME})"
)
SURE = re.compile(
    r"(?i)(?:insta|ig|snap|tik|psn|gamer|user ?name|gebruikers|handle|ign|twitch|telegram|"
    r"discord|venmo|epic|roblox|dm|add|voeg|volg|follow)"
)
LINK = re.compile(r"[:=>]|(?i:is|heet|heten)\s")
CUES = cue(
    PLATFORM, "dm", "pm", "add me", "voeg me toe", "volg", "follow", "heet", "als", "ik ben", "called", "add",
    "psn", "op",
)  # fmt: skip
SAID = re.compile(
    r"(?i)(?<![\w@])(?!(?:to|i|we|they|you|that|dit|een|the|an?|met|and|en|de|het)\b)[\w.]{1,20}"
    r"(?: (?:zero|one|two|three|nul|een|twee|drie|dot|punt|\d{1,4}|[a-z]))?"
    r"(?: (?:underscore|under score|onderstreepje|(?:liggend|laag|lage) (?:streepje|streep)) "
    r"(?!(?:the|that|how|this|my|our|its|why|of|or|zonder|and|en|met|in|case|teken|tekens|sign|character|symbol|key|"
    r"toets|enter|between|tussen|voor|before|after|na|is)\b)[\w.]{1,20}){1,3}(?!\w)"
)
ORDINARY = words("not_handles")


def find(text: str) -> Iterator[Hit]:
    """Account names by their own shape, and words that follow a platform's name."""
    if "@" in text:
        for match in found(AT, text):
            if match[1].lower() not in EVERYONE and not match[1].isdigit():
                yield Hit(match.start(), match.end(), 0.8)
    for match in found(HOME, text):
        if match["v"].lower() not in NOBODY:
            yield Hit(*match.span("v"), 0.8)
    yield from _shapes(text)
    yield from _cued(text)
    for match in found(SAID, text):
        yield Hit(match.start(), match.end(), 0.6)


def _shapes(text: str) -> Iterator[Hit]:
    """Shapes that ordinary words do not have."""
    shapes = (
        (TAGGED, "#", 0.8),
        (REDDIT, "u/", 0.8),
        (UNDERSCORE, "_", 0.6),
        (XX, "", 0.7),
        (CASHTAG, "$", 0.6),
    )
    for pattern, needs, score in shapes:
        if needs in text:
            for match in found(pattern, text):
                if _evidence(pattern, match):
                    yield Hit(match.start(), match.end(), score)
    for match in found(HUMPS, text):
        yield Hit(match.start(), match.end(), 0.4)
    if re.search(r"\d", text):
        for match in found(CAMEL, text):
            yield Hit(match.start(), match.end(), 0.5)
        for pattern in (NUMBERED, NIGHT):
            for match in found(pattern, text):
                if not EVENTS.match(match[0]):
                    yield Hit(match.start(), match.end(), 0.4)
        for match in found(LEET, text):
            counted = re.match(r"\d|[a-z]+\d+(?:e|en|th|st|nd|rd|x|k|m|u|h)$", match[0])
            if near(text, match.start(), CUES, 25) and not counted:
                yield Hit(match.start(), match.end(), 0.5)


def _evidence(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """An underscore alone also stands in file names, emphasis and code; those are not accounts."""
    if pattern is XX:
        return any(c in "_0123456789" for c in match[0]) or match[0].startswith("xX")
    if pattern is UNDERSCORE:
        word = match[0]
        media = re.match(r"(?i)(?:img|vid|pxl|dsc|screenshot|image|photo|audio|ptt|wa|doc|file)_?\d", word)
        return not media and not (word.startswith("_") and word.endswith("_"))
    return True


def _cued(text: str) -> Iterator[Hit]:
    for match in found(CUED, text):
        value = match["v"].rstrip(".")
        linked = SURE.match(match[0]) is not None and LINK.search(text[match.start() : match.start("v")]) is not None
        colon = linked and re.search(r"[:=]", text[match.start() : match.start("v")]) is not None
        if _name_like(value, linked) or (
            colon and len(value) > 3 and value.lower() not in ORDINARY and not value[0].isdigit()
        ):
            yield Hit(match.start("v"), match.start("v") + len(value), 0.65)


def _name_like(value: str, linked: bool) -> bool:
    """A value after a platform's name: with ``is`` or a colon any odd word will do, else it needs a sign."""
    if value.lower() in ORDINARY or len(value) < 3 or value.replace(".", "").isdigit():
        return False
    marked = bool(re.search(r"[\d_]", value) and re.search(r"[^\W\d_]{2}", value)) or "." in value.strip(".")
    inner = re.search(r"[a-z][A-Z]", value) is not None
    return marked or inner or (linked and len(value) > 6 and value.islower() and value.isascii() and _unusual(value))


def _unusual(word: str) -> bool:
    """A long lower-case word that does not look inflected: ``honeybadger`` after ``insta:``."""
    return len(word) >= 8 and not word.endswith(("ing", "ed", "en", "lijk", "ly", "tie", "tion", "heid", "ment"))
