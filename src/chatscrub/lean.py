"""Presidio and spaCy, imported without what they load and what is never used here. Imported before both.

Presidio compiles the patterns of its own eighty recognizers to see whether they are sound; none of them is used, and
each compiles its patterns again when it is. spaCy loads its command line, Presidio a list of domains, and both with
it an HTTP client. Without all that the import takes half as long, and nothing that speaks HTTP lies in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_VALIDATES = "presidio_analyzer.pattern"


class _Later(ModuleType):
    """Stands for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import itself asks for
            raise AttributeError(name)
        _drop(self)
        return getattr(import_module(self.__name__), name)


def _drop(stand_in: ModuleType) -> None:
    """Make room for the module that one stands for."""
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]


def load() -> None:
    """Import both. A library that is there already stays as it is.

    What was left out is imported when somebody asks for it, also as ``spacy.cli``.
    """
    if "presidio_analyzer" not in sys.modules:
        with _left_out(), _unvalidated():
            import presidio_analyzer  # noqa: F401 - and spaCy with it


@contextmanager
def _left_out() -> Iterator[None]:
    """Within it the modules that nobody here needs are stand-ins."""
    commands, info, domains = _Later("spacy.cli"), _Later("spacy.cli.info"), _Later("tldextract")
    commands.__path__ = []  # a package
    vars(info)["info"] = lambda *args, **options: import_module("spacy.cli.info").info(*args, **options)
    stand_ins = {module.__name__: module for module in (commands, info, domains)}
    stand_ins = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for stand_in in stand_ins.values():
            _drop(stand_in)
        if "spacy.cli" in stand_ins and "spacy" in sys.modules:
            vars(sys.modules["spacy"]).setdefault("cli", commands)


@contextmanager
def _unvalidated() -> Iterator[None]:
    """Within it patterns that Presidio compiles to throw away are not compiled; all others are."""
    import regex

    compiled = regex.compile

    def compile_(*args: Any, **options: Any) -> Any:
        if sys._getframe(1).f_globals.get("__name__") == _VALIDATES:
            return None
        return compiled(*args, **options)

    regex.compile = compile_
    try:
        yield
    finally:
        regex.compile = compiled


load()
