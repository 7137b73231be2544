"""The tables in YAML that ship with the package, read by libyaml where it is there: it is thirty times as fast."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def shipped(package: str, *names: str) -> Any:
    """What stands in a table of a package, by the names of its folders and its file."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(package).joinpath(*names).read_text(encoding="utf-8"), Loader=loader)
