"""Every pattern of the program against strings that are made to keep it busy.

The strings are built from the pattern itself: what it repeats, repeated; what comes before that, once and again; a near
miss at the end. Each is tried in two sizes. A pattern whose time grows with the square of the size is told of.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _compiler as compiler
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_compile as compiler
    import sre_constants as constants
    import sre_parse as parser

_FOUND = importlib.util.find_spec("chatscrub")  # nothing is imported before compiling is watched
HOME = Path(_FOUND.origin).parent if _FOUND and _FOUND.origin else Path()
PATIENCE = 2.0  # seconds for one pattern on one string
_GENERAL = (
    *(" ", "\n", "\t", "a", "A", "1", ".", "-", "_", "@", "'", '"', "(", ")", "[", "{", "<", ">", "&", "\\", "/", ":"),
    *("=", "%", "#", "*", "`", "~", "|", ",", ";", "+", "é", "\u200d", "\u0300", "\u202e", "😀", "a.", "a ", "1 "),
    *("a@", "a-", "A1", "ab", " \n", "\r\n", "\n\n", "a\n", "a:b ", "1:1 ", "[a](", "<a ", "a='", 'a="', "\\u", "=C3"),
)
_ENOUGH = 3  # strings of a pattern that are told of
_LONG = 24  # a repetition of more than this can be long


TEMPLATES = (*("formats/whatsapp/wording.py", "formats/group_notices.py", "formats/element_notices.py", "contacts.py"),)
"""Modules with forms of lines of a messenger or names, of at most 400 code points, which have to fit as a whole."""
BEHIND_A_CUE = ("LATER",)
"""Names of patterns that are handed on, and only ever tried behind a cue word."""
_LINE = 400
_WINDOW = 8_400  # code points that a recognizer sees at once, see ``chatscrub.examining``


class Known(NamedTuple):
    """A pattern, where it is compiled or used, and how it is tried where that is only at one place of a text."""

    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    ways: frozenset[str] = frozenset()


class Timing(NamedTuple):
    """How long the worst string of a pattern took at a size and at twice that, in seconds."""

    place: str
    string: str
    size: int
    once: float
    twice: float

    @property
    def ratio(self) -> float:
        """How often as long twice the size takes."""
        return self.twice / max(self.once, 1e-9)


# --- finding them ---------------------------------------------------------------------------------------


def known(use: Callable[[], object] = lambda: None) -> list[Known]:
    """Every pattern that is compiled when all modules are loaded and used, and those in calls to ``re``.

    Args:
        use: makes the program build the patterns that it builds while it works.
    """
    found: dict[tuple[Any, int], Known] = {}
    compile_ = compiler.compile

    def noted(p: Any, flags: int = 0) -> Any:
        made = compile_(p, flags)
        place = _caller()
        if place and isinstance(p, (str, bytes)):
            found.setdefault((made.pattern, made.flags), Known(place, made))
        return made

    if any(name.startswith("chatscrub.") for name in sys.modules):
        raise RuntimeError("its patterns are compiled already; look for them in a process of its own")
    re.purge()
    compiler.compile = noted
    try:
        for name in _modules():
            importlib.import_module(name)
        for place, pattern, flags in _written():
            made = re.compile(pattern, flags)
            found.setdefault((made.pattern, made.flags), Known(place, made))
        use()
    finally:
        compiler.compile = compile_
    once = dict(_tried_once())
    rows = (one._replace(ways=once.get(one.place, frozenset())) for one in found.values())
    return sorted(rows, key=lambda one: (one.place, str(one.pattern.pattern)))


_AT_ONE_PLACE = {"match", "fullmatch"}


def _tried_once() -> Iterator[tuple[str, frozenset[str]]]:
    """The places of patterns whose names are used with ``match`` and ``fullmatch`` only, with which of these."""
    uses: dict[str, set[str]] = {}
    places: list[tuple[str, str]] = []
    for path in sorted(HOME.rglob("*.py")):
        file = str(path.relative_to(HOME))
        tree = ast.parse(path.read_text("utf-8"))
        owners = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                calls = [
                    n for n in ast.walk(node.value) if isinstance(n, ast.Call) and ast.unparse(n.func) == "re.compile"
                ]
                places += [(f"{file}:{n.lineno}", _named(file, node.targets[0].id)) for n in calls]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                uses.setdefault(_named(file, node.value.id), set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in owners:
                uses.setdefault(_named(file, node.id), set()).add("as it is")
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.match", "re.fullmatch"):
                yield f"{file}:{node.lineno}", frozenset({ast.unparse(node.func)[3:]})
    for place, name in places:
        ways = uses.get(name, {""}) - {"pattern"}
        if ways and ways <= _AT_ONE_PLACE:
            yield place, frozenset(ways)
        elif name in BEHIND_A_CUE:
            yield place, frozenset({"match"})


def _named(file: str, name: str) -> str:
    """A name of a module, with the module where it is private."""
    return f"{file}:{name}" if name.startswith("_") else name


def _modules() -> Iterator[str]:
    for info in pkgutil.walk_packages([str(HOME)], "chatscrub."):
        if not info.name.endswith("__main__"):
            yield info.name


def _caller() -> str:
    """The place in the program that a pattern is compiled for."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(str(HOME)):
            return f"{Path(name).relative_to(HOME)}:{frame.f_lineno}"
        if "/re/" not in name and "/re.py" not in name and "sre_" not in name and not name.endswith("patterns.py"):
            return ""
        frame = frame.f_back
    return ""


_FUNCTIONS = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}


def _written() -> Iterator[tuple[str, str | bytes, int]]:
    """Constant patterns in calls such as ``re.sub("...", ...)``, with their flags."""
    for path in sorted(HOME.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
                continue
            first, function = node.args[0], ast.unparse(node.func).removeprefix("re.")
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)) and function in _FUNCTIONS:
                yield f"{path.relative_to(HOME)}:{node.lineno}", first.value, _flags(node)


def _flags(call: ast.Call) -> int:
    """The flags that a call is written with."""
    given = (*call.args[1:], *(one.value for one in call.keywords))
    named = {n.attr for one in given for n in ast.walk(one) if isinstance(n, ast.Attribute)}
    return sum({int(flag) for name, flag in re.RegexFlag.__members__.items() if name in named})


# --- hostile strings ------------------------------------------------------------------------------------


def hostile(pattern: re.Pattern[Any], seed: int = 1) -> list[tuple[str, str, str]]:
    """Head, repeated middle and tail of strings for a pattern, each once."""
    dice = Random(seed)
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.LOCALE)
    bytes_ = isinstance(pattern.pattern, bytes)
    wholes = [_example(tree, dice) for _ in range(4)]
    found: list[tuple[str, str, str]] = []
    for head, middle in _loops(tree, "", dice):
        for before in (head, ""):
            for tail in ("", "\x00", "\n!"):
                found.append((before, middle, tail))
        found.append(("", head + middle, "\x00"))
        found.append(("", head + middle * 3, "\x00"))
    for whole in wholes:
        found += [("", whole, ""), ("", whole[:-1], ""), ("", whole + " ", "\x00"), (whole, whole[-1:], "\x00")]
    found += [("", one, tail) for one in _GENERAL for tail in ("", "\x00")]
    found += [(wholes[0], one, "\x00") for one in (" ", "a", "1", "\n")]
    made = dict.fromkeys((h, m, t) for h, m, t in found if m)
    return [one for one in made if not bytes_ or all(part.isascii() for part in one)]


def _loops(tree: Any, head: str, dice: Random) -> Iterator[tuple[str, str]]:
    """What may stand before a long repetition, and what is repeated, for each in a pattern; nested ones too."""
    before = head
    for op, args in tree:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, high, body = args
            if high is constants.MAXREPEAT or high > _LONG:
                for _ in range(2):
                    yield before, _example(body, dice)
            yield from _loops(body, before, dice)
        elif name == "SUBPATTERN":
            yield from _loops(args[-1], before, dice)
        elif name == "ATOMIC_GROUP":
            yield from _loops(args, before, dice)
        elif name == "BRANCH":
            for branch in args[1]:
                yield from _loops(branch, before, dice)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _loops(args[1], before, dice)
        before += _example([(op, args)], dice)


def _example(tree: Any, dice: Random) -> str:
    """A string that a part of a pattern matches, more or less."""
    found = ""
    for op, args in tree:
        name = str(op)
        if name == "LITERAL":
            found += chr(args)
        elif name == "NOT_LITERAL":
            found += next(c for c in "ax1" if ord(c) != args)
        elif name == "ANY":
            found += dice.choice("a1 .")
        elif name == "IN":
            found += _of_class(args, dice)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = args
            most = min(low + 3, high if high is not constants.MAXREPEAT else low + 3)
            found += "".join(_example(body, dice) for _ in range(dice.randint(low, max(low, most))))
        elif name == "SUBPATTERN":
            found += _example(args[-1], dice)
        elif name == "ATOMIC_GROUP":
            found += _example(args, dice)
        elif name == "BRANCH":
            found += _example(dice.choice(args[1]), dice)
        elif name == "GROUPREF_EXISTS":
            found += _example(args[1], dice)
    return found


_PROBES = "aA1 .-_@,:;/'\"()[]{}<>=+*#%&|\\\n\tzZ0éß\u00a0\u0300\u200d\u2019€"


def _of_class(items: Any, dice: Random) -> str:
    """A character of a class."""
    if str(items[0][0]) != "NEGATE":
        op, args = dice.choice(items)
        if str(op) == "LITERAL":
            return chr(args)
        if str(op) == "RANGE":
            return chr(dice.randint(args[0], min(args[1], args[0] + 40)))
    tree = parser.SubPattern(parser.State(), [(constants.IN, items)])
    single = compiler.compile(tree, re.UNICODE)
    there = [char for char in _PROBES if single.match(char)]
    return dice.choice(there) if there else "a"


# --- timing ---------------------------------------------------------------------------------------------


class _TooSlowError(BaseException):
    pass


def _took(one: Known, text: str | bytes) -> float:
    """Processor time of finding all matches, :data:`PATIENCE` where that is too long."""
    pattern: re.Pattern[Any] = one.pattern
    began = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            for way in one.ways:
                getattr(pattern, way)(text)
            if not one.ways:
                for _ in pattern.finditer(text):
                    pass
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TooSlowError:
        return PATIENCE
    return time.process_time() - began


def measured(one: Known, size: int, bound: float) -> list[Timing]:
    """The strings on which a pattern takes longer than ``bound`` seconds at twice the size, the worst first.

    What is quick at an eighth of the size is not tried at all of it.

    Args:
        one: the pattern.
        size: of the string in code points; each is also tried at twice that.
        bound: in seconds of processor time.
    """

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TooSlowError

    signal.signal(signal.SIGVTALRM, ring)
    found = []
    if one.place.startswith("formats/telegram_service.py"):
        one = one._replace(ways=frozenset({"fullmatch"}))
    elif one.place.startswith(TEMPLATES):
        one, size = one._replace(ways=frozenset({"fullmatch"})), min(size, _LINE // 2)
    elif one.place.startswith("recognizers/"):
        size = min(size, _WINDOW // 2)
    for head, middle, tail in hostile(one.pattern):

        def took(of: int, parts: tuple[str, str, str] = (head, middle, tail)) -> float:
            return _took(one, _of_size(one.pattern, *parts, of))

        if took(size // 8) * 200 > bound and (twice := took(2 * size)) > bound:
            found.append(Timing(one.place, repr((head, middle, tail)), size, took(size), twice))
            if len(found) == _ENOUGH or twice >= PATIENCE:
                break
    return sorted(found, key=lambda timing: -timing.twice)


def _of_size(pattern: re.Pattern[Any], head: str, middle: str, tail: str, size: int) -> str | bytes:
    text = head + (middle * (size // len(middle) + 1))[:size] + tail
    return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def use() -> None:
    """Let the program build the patterns that it builds while it works."""
    from chatscrub import detector, files, plans, roster, shifts
    from chatscrub.errors import ChatscrubError
    from chatscrub.formats import titles
    from chatscrub.recognizers.scanner import scanners

    from . import seeds, stand_in

    list(scanners())
    shifts.shifted(["03-05-2024 10:11"], 30)
    shifts.shifted_name("IMG-20240503-WA0001.jpg", 30)
    titles.title("WhatsApp Chat with X")
    for seed in seeds.exports()[::9]:
        if seed.name.endswith((".zip", ".txt", ".json", ".csv", ".eml", ".html")):
            try:
                export = files.read_content(seed.data, seed.name, "fuzz")
                plans.plan(export, detector.detect(export, look=stand_in.look))
            except ChatscrubError:
                continue
    roster.parse(seeds.PEOPLE, "people.toml").hidden("Zwartewaterland")


def main(size: int, bound: float, only: str, shard: tuple[int, int]) -> int:
    """Measure all patterns and print those that take long, one JSON object a line; 1 where there are any."""
    slow, there = 0, known(use)
    for number, one in enumerate(there):
        if number % shard[1] != shard[0] - 1 or only not in one.place:
            continue
        for timing in measured(one, size, bound)[:1]:
            slow += 1
            row = timing._asdict() | {"ratio": round(timing.ratio, 1), "pattern": str(one.pattern.pattern)[:300]}
            print(json.dumps(row | {"once": round(timing.once, 4), "twice": round(timing.twice, 3)}), flush=True)
    print(json.dumps({"patterns": len(there), "slow": slow}))
    return 1 if slow else 0


def in_a_process(arguments: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, which may not take longer."""
    command = [sys.executable, "-m", "fuzz", "patterns", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
