"""In the place of the name model and of Presidio: a look that costs nothing and finds names at random words.

What it finds depends on the text alone, so that a run can be done again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest import mock

import numpy as np

from chatscrub.chat_model import ChatModel, Reading
from chatscrub.examining import Job, Looked, Progress, Seen, quietly
from chatscrub.model import Finding, Kind

_WORD = re.compile(r"\S+")
_KINDS = (Kind.PERSON, Kind.LOCATION, Kind.ORG, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.ID, Kind.DOB, Kind.IBAN)
_EVERY = 7  # one word in so many is found


def look(jobs: Sequence[Job], threshold: float, progress: Progress = quietly) -> Iterator[Seen]:
    """Look at texts, as :func:`chatscrub.examining.here` does."""
    for job in jobs:
        yield Seen(_looked(text) for stretch in job for text in stretch.texts[stretch.lead :])


def _looked(text: str) -> Looked:
    found = []
    for word in _WORD.finditer(text):
        dice = zlib.crc32(word[0].encode("utf-8", "surrogatepass"))
        if dice % _EVERY:
            continue
        kind = _KINDS[dice // _EVERY % len(_KINDS)]
        found.append(Finding(0, word.start(), word.end(), kind, 0.85, "names"))
    return Looked((), tuple(found))


def blank(line: str, kinds: int) -> Reading:
    """A reading of a line without a chance of a name."""
    where = np.array([m.span() for m in _WORD.finditer(line)], np.int32).reshape(-1, 2)
    size = len(where)
    return Reading(where[:, 0], where[:, 1], np.zeros((size, kinds), np.float16), np.zeros(size, np.float16))


def _readings(self: ChatModel, conversations: Sequence[Sequence[str]], progress: object = None) -> Iterator[Reading]:
    return (blank(line, len(self.kinds)) for lines in conversations for line in lines)


def without_model() -> None:
    """Let the model find nothing in this process, from now on."""
    ChatModel.readings = _readings  # type: ignore[method-assign]


@contextmanager
def no_model() -> Iterator[None]:
    """Let the model find nothing for a while."""
    with mock.patch.object(ChatModel, "readings", _readings):
        yield
