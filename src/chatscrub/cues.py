"""What around a word says that it is meant as a name: greetings, articles, verbs, the start of a sentence."""

from __future__ import annotations

import re

# What stands before a name that is called, greeted or introduced.
_CALLS = """
    hoi|hey|hee|heey|hi|hallo|hello|ha|dag|dear|beste|lieve|yo|oi|thanks|thx|dank(?: je| u|jewel)?|bedankt|sorry|
    morning|gefeliciteerd|love|regards|cheers|met|its|it['’]s|this is|i am|i['’]?m|ik ben|ik heet|heet|called|call me|
    named|groetjes|groeten|liefs|gr|xx?|tante|oom|ome|oma|opa|aunt|auntie|uncle|juf|meester|mevrouw|meneer|mevr|dhr|mw|
    mijn (?:broer|zus|man|vriend|vriendin|zoon|dochter)|my (?:brother|sister|husband|wife|friend|son|daughter|mate)
"""
_CALL = re.compile(r"(?:\b(?:" + "".join(_CALLS.split("\n    ")).strip() + r")\s+|@|#)$", re.IGNORECASE)
ARTICLES = frozenset(
    """
    de het een 'n n the a an die dat deze dit this that these those geen no some elke elk iedere every each
    veel more much mijn mn my your je jouw zijn zn haar hun onze ons our their his her
    """.split()
)
VERBS = frozenset(
    """
    is was heeft heb had komt kwam zei zegt gaat ging vindt vond belt belde appt appte kan moet moest doet
    deed krijgt kreeg woont werkt stuurt stuurde vraagt vroeg wilde wou hoeft mag mocht zou zit zat staat
    stond ligt lag denkt dacht weet wist ziet zag blijft bleef loopt liep rijdt reed en has said says told
    wants wanted went comes came called calls asked asks thinks thought got gets lives works wrote did does
    didn doesn isn wasn hasn left knows knew sent sends and zijn haar
    """.split()
)


# What follows a word that is used as a verb: "mark my words", "rob a bank".
OBJECTS = frozenset("my your our their them it up a an the this that".split())
# Months that are names as well, and what stands before one that is meant as a month.
MONTHS = frozenset("jan jun may april june august juni juli augustus mei".split())
BEFORE_MONTH = frozenset(
    """
    in of since until till between by late early mid this next last from to begin eind half vanaf tot sinds
    tussen per the
    """.split()
)


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at ``start``, where a capital tells nothing."""
    before = text[:start].rstrip(" \t\"'“‘(*_~-•")
    return not before or before[-1] in ".!?\n:;…" or not before[-1].isascii()


def is_greeted(text: str, start: int) -> bool:
    """Whether a greeting, an introduction or a sign such as "@" stands right before ``start``."""
    return _CALL.search(text[max(0, start - 30) : start]) is not None


def is_called(text: str, start: int, end: int) -> bool:
    """A name on its own, or at the end after a comma: "kom je, mark"."""
    after = text[end:].strip(" .!?…")
    return not after and (not text[:start].strip() or text[:start].rstrip().endswith(","))
