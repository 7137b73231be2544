"""The process that workers are forked from: loaded first in it, so that it and they are guarded from the beginning."""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from multiprocessing import forkserver

from . import guard

PRELOADED = ("chatscrub.ner", "chatscrub.examining", "chatscrub.scrubbing")


def begin() -> None:
    """Stand guard, then load what workers need; what fails here fails in a worker too, which tells it."""
    guard.stand()
    for module in PRELOADED:
        with contextlib.suppress(Exception):
            import_module(module)


if getattr(sys.modules["__main__"], "main", None) is forkserver.main:  # else somebody just imports this
    begin()
