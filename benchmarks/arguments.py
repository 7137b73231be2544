"""Checks of arguments that several benchmarks take: a wrong one ends the run before any work, with exit code 2."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from pathlib import Path


def at_least_one(text: str) -> int:
    """A whole number, one or more."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise ArgumentTypeError(f"{text!r} is not a whole number of one or more")
    return int(text)


def folder_with(names: Sequence[str]) -> Callable[[str], Path]:
    """A folder that holds files of these names."""

    def checked(text: str) -> Path:
        folder = Path(text)
        if not folder.is_dir():
            raise ArgumentTypeError(f"{text}: no such folder")
        for name in names:
            if not (folder / name).is_file():
                raise ArgumentTypeError(f"{text}: no {name}")
        return folder

    return checked


def output(text: str) -> Path:
    """A file that can be written: no folder, and in a folder that is there."""
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise ArgumentTypeError(f"{text}: is a folder, or its folder is not there")
    return path
