"""How a worker process begins: guarded, and only then does it load what the work needs."""

from __future__ import annotations

import signal
import sys

from . import guard

_MEGA = 1024 * 1024


def begin(megabytes: int) -> None:
    """In a new process: a guard, one core, leave Ctrl-C to the parent, keep to the memory, and leave no core file."""
    guard.stand()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from . import chat_model

    chat_model.one_thread()
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGA, megabytes * _MEGA))
