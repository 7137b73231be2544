"""``python -m chatscrub``."""

from .cli import main

main()
