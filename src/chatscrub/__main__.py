"""``chatscrub`` and ``python -m chatscrub``: the guard stands before anything else is loaded."""

from __future__ import annotations

import gc
import os
import sys

from . import guard

SELDOM = (100_000, 20, 20)
"""How often to look for circles of objects: nearly all that is made while starting stays, and to look takes long."""


def main() -> None:
    """Run the command line in a process that opens no connection and leaves no core file."""
    gc.set_threshold(*SELDOM)
    if "_CHATSCRUB_COMPLETE" not in os.environ:  # then no command is run: click asks bash for its version
        guard.stand()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        from .cli import main as command
    except KeyboardInterrupt:  # later on the command itself tells
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
