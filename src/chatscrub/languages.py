"""Which language a text is in, told by its small words; enough to choose a report's language and to say
which messages no detector here can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "nl": """
        de het een en ik je jij niet dat is van op te zijn was met voor maar ook als er hij ze we wij naar
        nog wel kan heb heeft wat bij aan dan of mijn gaat geen ga wil mn t ie dr zo ff
    """,
    "en": """
        the a an and i you not that is of on to be was with for but also as there he she we at still can
        have has what my do does it this are your dont just so if im its u
    """,
    "de": """
        der die das und ich du nicht ist von auf zu sein war mit für aber auch wie er sie wir nach noch kann
        habe hat was bei dem den ein eine mein doch wenn schon
    """,
    "fr": """
        le la les et je tu ne pas que est de sur être était avec pour mais aussi comme il elle nous à encore
        peux ai as quoi mon une un des du dans c'est
    """,
    "es": """
        el la los y yo tú no que es de en ser con para pero también como él ella nosotros todavía puedo
        tengo qué mi una un por se me
    """,
    "it": """
        il la gli e io tu non che è di su essere era con per ma anche come lui lei noi ancora posso ho cosa
        mio una un sono mi ti
    """,
    "pt": """
        o a os e eu tu você não que é de em ser com para mas também como ele ela nós ainda posso tenho meu
        uma um
    """,
    "pl": """
        i nie na to jest się w z do że co jak ale tak jestem mam czy po za już tylko
    """,
    "tr": """
        ve bir bu ne için ben sen o çok da de mi mı var yok ama gibi daha nasıl değil
    """,
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
READ = ("nl", "en")


def scores(text: str) -> Counter[str]:
    """How many small words of each language stand in a text."""
    words = _WORD.findall(text.casefold())
    return Counter({language: sum(w in small for w in words) for language, small in _SETS.items()})


def is_other_language(text: str) -> bool:
    """Whether a text is clearly in a language other than Dutch and English."""
    found = scores(text)
    best = max(_SETS, key=lambda language: found[language])
    return best not in READ and found[best] >= 3 and found[best] >= 2 * max(found[own] for own in READ)


def main_language(texts: Iterable[str]) -> str:
    """ "nl" or "en", whichever the texts have more of; "en" when there is nothing to tell."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(scores(text))
    return "nl" if total["nl"] > total["en"] else "en"
