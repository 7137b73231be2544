"""A debug bundle: what helps to mend a fault and tells nothing of the chat, as JSON that the user reads before sending.

It is put together from what is known to be harmless: numbers of versions, names of our own modules and functions, names
of types and of packages that we use, options without what somebody typed. No message of an error, no value of a
variable, no path and no name of a file goes into it.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from . import files
from .chat_model import released_model
from .errors import ChatscrubError
from .version import VERSION

_HOME = Path(__file__).parent
_OURS = "chatscrub"
_DEEP = 8  # errors behind an error
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


def write(path: Path, error: BaseException, context: click.Context) -> None:
    """Write the bundle on an error.

    Args:
        path: where to; nothing may be there.
        error: what went wrong.
        context: of the command in which it did.

    Raises:
        OutputError: it cannot be written.
    """
    text = json.dumps(bundle(error, context), indent=2) + "\n"
    files.write_atomic(path, lambda out: out.write(text.encode()))


def bundle(error: BaseException, context: click.Context) -> dict[str, Any]:
    """What the bundle holds."""
    return {
        "chatscrub": VERSION,
        "model": _model(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {_number(platform.release())} {platform.machine()}",
        "encodings": [sys.getfilesystemencoding(), getattr(sys.stdout, "encoding", None)],
        "packages": {name: _number(metadata.version(name)) for name in sorted(_packages())},
        "command": context.info_name if context.parent else "",
        "options": dict(_options(context)),
        "inputs": [_input(Path(one)) for one in _inputs(context)],
        "errors": [{"type": _type(one), "frames": list(_frames(one))} for one in _chain(error)],
    }


def _model() -> str:
    try:
        return released_model()
    except ChatscrubError as error:
        return type(error).__name__


def _number(text: str) -> str:
    """The numbers at its beginning: what follows may be a name that somebody chose."""
    found = _NUMBERS.match(text)
    return found[0] if found else ""


def _packages() -> set[str]:
    """The packages that chatscrub needs, as far as they are installed."""
    found = set()
    for wanted in metadata.requires(_OURS) or []:
        name = re.split(r"[^\w.-]", wanted)[0]
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
    return found


def _options(context: click.Context) -> Iterator[tuple[str, object]]:
    """The options that were given; of those of few possible values the value too, of others only that they were."""
    given = click.core.ParameterSource.COMMANDLINE
    for one in context.command.params:
        if isinstance(one, click.Option) and one.name and context.get_parameter_source(one.name) is given:
            value = context.params[one.name]
            told = isinstance(one.type, click.Choice) or isinstance(value, (bool, int, float))
            yield max(one.opts, key=len), value if told else "given"


def _inputs(context: click.Context) -> list[str]:
    """The exports of the command."""
    found = context.params.get("exports") or [context.params.get("source")]
    return [str(one) for one in found if one is not None and str(one) != "-"]


def _input(path: Path) -> dict[str, object]:
    """Size and format of an export."""
    try:
        size = -(-path.stat().st_size // 1024) if path.is_file() else 0
        return {"kilobytes": size, "format": files.read(path).format}
    except Exception as error:  # whatever was wrong with it, it may be what the bundle is about
        return {"kilobytes": None, "format": _type(error)}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those behind it, also where that is not shown."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen and len(seen) < _DEEP:
        seen.append(one)
        yield one
        one = one.__cause__ or one.__context__


def _type(error: BaseException) -> str:
    """The name of an error's type, where it is one of Python's, ours or those of the packages that we use."""
    return type(error).__name__ if _root(type(error).__module__) else "another type"


def _frames(error: BaseException) -> Iterator[str]:
    """Where it arose: module, line and function of ours; of others the package."""
    trace = error.__traceback__
    last = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        if path.is_relative_to(_HOME) and path.suffix == ".py":
            here = f"{path.relative_to(_HOME).as_posix()}:{trace.tb_lineno} {code.co_name}"
        else:
            here = _root(str(trace.tb_frame.f_globals.get("__name__"))) or "elsewhere"
        if here != last:
            yield here
        last, trace = here, trace.tb_next


def _root(module: str) -> str:
    """The package of a module, if it is Python's, ours or one that we use."""
    root = module.partition(".")[0]
    known = {name.replace("-", "_").casefold() for name in _packages()} | {_OURS, "yaml", "stdnum"}
    return root if root in sys.stdlib_module_names or root.casefold() in known else ""
