"""What stands around a finding in an ordinary document and makes it nobody's secret: an office, staff, an author.

Such a finding is mentioned and does not stop a commit. A word of birth, of a client, or a title beside it undoes that.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import NamedTuple

from .lexicon import fold
from .verdicts import BIRTH

OFFICE, STAFF, AUTHOR, EXAMPLE = "OFFICE", "STAFF", "AUTHOR", "EXAMPLE"
_NUMBERS = frozenset({"ADDRESS", "PHONE", "IBAN", "ID"})
_SHOWN = frozenset({"DOB", "PHONE", "EMAIL", "ID", "BSN", "IBAN", "PERSON", "ADDRESS"})
_OFFICE = re.compile(
    r"(?i)praktijk|(?<!\w)practice|kliniek|clinic(?!al)|centrum|centre|counselling|therapy|therapie"
    r"|psycholog|coaching|ggz|surgery|gevestigd|(?<!\w)kvk"
    r"|k\.v\.k|agb-?code|openingstijden|opening hours|office|kantoor|(?<!\w)(?:info|hello|contact|post|mail)@"
    r"|bezoekadres|postadres|bel ons|mail ons|contact us|call us|write to|schrijf(?:t u)? naar|spreekuur"
    r"|receptie|reception"
    r"|interviews|stichting|charity|gemeente|council|ziekenhuis|hospital|(?<!\w)(?:bus|tram|lijn|halte|route|parkeer\w*"
    r"|parking|trein|station|ingang|entrance)(?!\w)|t\.n\.v\."
)
_PERSONAL = re.compile(
    r"(?i)(?<!\w)(?:cli[eë]nte?|pati[eë]nte?|dhr|mevr?|mw|meneer|mevrouw|mr|mrs|ms|miss|bsn|dossier\w*|nhs|huisbezoek"
    r"|home visit|woont|lives|thuis|mobiel|mobile|moeder|vader|mother|father|next of kin|noodcontact)(?!\w)"
)
_MOBILE = re.compile(
    r"^\W{0,9}(?:\+?(?:00)?(?:31\W{0,9}(?:\(0\))?|44\W{0,9}(?:\(0\))?|32)|0)\W{0,9}(?:6|7[1-9]|4[5-9])"
)
_PROFESSION = (
    r"(?:(?:gz|basis|klinisch|gezondheidszorg|neuro|kinder|eerstelijns|school|gezins|systeem|psychotherapeutisch|pmt|"
    r"vaktherapeut|ouderschaps|relatie|speel|trauma|emdr|cbt|cognitief)[- ]?)?\w{0,20}"
    r"(?:psycholoog|psychologe|therapeute?|psychiater|behandelaar|orthopedagoog|praktijkhouder|huisarts"
    r"|verpleegkundige|"
    r"secretaresse|praktijkmanager|supervisor|coach|therapist|psychologist|psychiatrist|counsellor"
    r"|counselor|practitioner|"
    r"social worker|nurse|director|administrator|receptionist|practice manager|founder|oprichter|trainer"
    r"|mbacp|babcp|ukcp|"
    r"hcpc|msc|phd|mphil|cpsychol|vgct|nip|nvgzp|big-?(?:nummer|reg\w*)?)(?![^\W_])"
)
_AFTER = re.compile(rf"(?i)[\s,(|–—-]{{0,5}}{_PROFESSION}")
_NEXT = re.compile(rf"(?i)\W*(?:\w+ (?:is|werkt als|works as)(?: (?:a|an|een|de|our|onze))? (?:\w+ )?)?{_PROFESSION}")
_TEAM = re.compile(
    r"(?i)(?<!\w)(?:ons team|het team|wie zijn wij|wie we zijn|over ons|medewerkers|our team|the team"
    r"|meet the|who we are"
    r"|about us|our (?:people|staff|counsellors|therapists)|colofon|authors|contributors)(?!\w)"
)
_AUTHOR = re.compile(
    r"(?i)copyright|©|\(c\) ?\d|spdx|(?<!\w)@?(?:authors?|auteurs?|maintainers?|committers?|credits?"
    r"|contact_email)(?!\w)"
    r"|signed-off-by|co-authored-by|reviewed-by"
)
_PAPERS = re.compile(
    r"(?i)(?:licen[cs]e|licentie|copying|notice|authors?|contributors?|codeowners|maintainers?|citation"
    r"|readme|changelog|"
    r"pyproject|package|setup|composer|cargo|plugin|manifest|humans)(?:\.\w+)?"
)
_EXAMPLE = re.compile(
    r"(?i)(?:bijv(?:oorbeeld)?\.?|b\.v\.|e\.g\.?|for (?:example|instance)|voorbeeld\w*|example\w*"
    r"|placeholder|hint|format|"
    r"formaat|sample|fake|dummy|fictie[fv]\w*|fictional)[\"'»\]}):=,\s]{0,6}[^.;\n]{0,16}$"
)
_SOURCE = re.compile(
    r"\W{0,3}(?:et al|\(?(?:18|19|20)\d\d[a-z]?\)|['’]s (?:theory|model|work|book))|\W{0,4}\((?:18|19|20)\d\d"
)
_BY = re.compile(
    r"(?i)(?:(?:ontwikkeld|bedacht|beschreven|geschreven|ontworpen|geformuleerd) door|developed by"
    r"|described by|written by"
    r"|introduced by|devised by|according to|grondlegger\w*|founder of|boek van|book by|naar het model van"
    r"|(?:werk|work|ideeën|ideas|theorie|theory) (?:van|of))[^.\n]{0,40}$"
)


class Context(NamedTuple):
    """What stands around a finding: the text before and behind it in its field, the fields beside, the raw text before.

    ``near`` is its own field and the one before; ``team`` tells that the page is about the people of a practice,
    ``name`` is the file's, ``code`` that it is a program.
    """

    before: str
    value: str
    after: str
    behind: str = ""
    around: str = ""
    near: str = ""
    raw: str = ""
    team: bool = False
    name: str = ""
    code: bool = False


def weaker(kind: str, here: Context) -> str:
    """The kind under which a finding counts in its context: its own, or the reason why it is nobody's secret."""
    if kind in _SHOWN and (_EXAMPLE.search(here.before) or _EXAMPLE.search(here.raw)):
        return EXAMPLE
    if kind in ("PERSON", "EMAIL") and _is_author(here):
        return AUTHOR
    if kind == "PERSON":
        return STAFF if _is_staff(here) else kind
    if kind in _NUMBERS and _is_of_office(kind, here):
        return OFFICE
    return kind


def is_team_page(text: str) -> bool:
    """Whether the beginning of a text tells that it is about the people of a practice, and it tells no births."""
    return _TEAM.search(text[:600]) is not None and not BIRTH.search(text)


def _is_author(here: Context) -> bool:
    known = fold(" ".join(re.findall(r"[^\W\d_]+", here.value)))
    if known in _scholars() or _SOURCE.match(here.after) or _BY.search(here.before):
        return True
    if here.code and "font" in here.raw.casefold():
        return True
    paper = here.code or _PAPERS.fullmatch(PurePosixPath(here.name).name) is not None
    return paper and _AUTHOR.search(f"{here.raw} {here.before}") is not None


@cache
def _scholars() -> frozenset[str]:
    lines = resources.files(__package__).joinpath("data/public_people.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(" ".join(re.findall(r"[^\W\d_]+", line))) for line in lines if not line.startswith("#"))


def _is_staff(here: Context) -> bool:
    if _PERSONAL.search(here.before[-12:]):
        return False
    if here.team or _AFTER.match(here.after):
        return True
    return not re.search(r"\w", here.after) and _NEXT.match(here.behind) is not None


def _is_of_office(kind: str, here: Context) -> bool:
    if kind == "PHONE" and _MOBILE.match(here.value):
        return False
    return _OFFICE.search(here.around) is not None and not (_PERSONAL.search(here.near) or BIRTH.search(here.near))
