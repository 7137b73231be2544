"""chatscrub: scrub a chat, and report on it, before any of it goes to an AI service.

The main job in five steps, each usable by itself::

    import chatscrub

    export = chatscrub.read("chat.txt")
    found = chatscrub.detect(export)
    plan = chatscrub.plan(export, found)
    where = chatscrub.outputs(export, plan)
    receipt = chatscrub.report(plan, export, where)
    chatscrub.release(plan, export, receipt, where)

``chatscrub.find(texts)`` finds personal data in texts without a chat around them;
``chatscrub.tables.messages(path)`` gives the messages as a pandas table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import VERSION as __version__  # noqa: N811 - the name that Python tools look for

if TYPE_CHECKING:
    from . import tables
    from .detector import detect, find
    from .errors import ChatscrubError
    from .files import read
    from .gate import release
    from .plans import plan
    from .reports import issue as report
    from .settings import Settings
    from .targets import outputs

_HOMES = {
    "find": ("detector", "find"),
    "read": ("files", "read"),
    "detect": ("detector", "detect"),
    "outputs": ("targets", "outputs"),
    "plan": ("plans", "plan"),
    "report": ("reports", "issue"),
    "release": ("gate", "release"),
    "Settings": ("settings", "Settings"),
    "ChatscrubError": ("errors", "ChatscrubError"),
}

__all__ = [
    "ChatscrubError",
    "Settings",
    "__version__",
    "detect",
    "find",
    "outputs",
    "plan",
    "read",
    "release",
    "report",
    "tables",
]


def __getattr__(name: str) -> Any:
    """Import the front door's names when they are first used, so that ``import chatscrub`` stays quick."""
    if name == "tables":
        return import_module(".tables", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(f".{module}", __name__), attribute)
