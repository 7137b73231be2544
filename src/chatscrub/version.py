"""The version of chatscrub; pyproject.toml reads it here."""

VERSION = "0.1.0"
