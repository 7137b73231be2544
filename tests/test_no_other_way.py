"""There is one way to scrubbed text: the gate, with a receipt. Every public function is tried without one."""

from __future__ import annotations

import ast
import importlib
import inspect
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest
from exports import CHAT, put, tree
from test_house import MODULES
from test_house import tree as parsed

import chatscrub
from chatscrub import detector, files, plans, reports, scrubbing, sharing, targets
from chatscrub.model import Plan, Receipt
from chatscrub.roster import EMPTY
from chatscrub.settings import SETTINGS

TELLING = "PERSON_2: goed zo! bel je me even?"  # stands in the scrubbed text, and in no source and no report
BUILDS = {"splice", "pieces", "rewritten", "write_zip"}  # what makes text out of edits
MAY_BUILD = {
    "chatscrub.gate",  # the one that wants a receipt
    "chatscrub.plans",  # digests, and the names of files
    "chatscrub.rewriting",  # puts the pieces together for these two
    "chatscrub.restoring",  # back to the original
    "chatscrub.shifts",  # dates within one time stamp
    "chatscrub.spans",  # where they are made
}


def called(module: str) -> set[str]:
    return {ast.unparse(n.func).rpartition(".")[2] for n in ast.walk(parsed(module)) if isinstance(n, ast.Call)}


def test_only_these_modules_make_text_out_of_edits() -> None:
    texts = {module for module in MODULES if called(module) & BUILDS}
    assert texts - {"chatscrub.archives", "chatscrub.tars"} == MAY_BUILD


class Chat(NamedTuple):
    """Everything that a public function may ask for, but a receipt."""

    by_name: dict[str, Any]


@pytest.fixture
def chat(tmp_path: Path) -> dict[str, Any]:
    """Arguments by name of the parameter."""
    export = files.read(put(tmp_path / "chat.txt", CHAT))
    found = detector.detect(export)
    plan = plans.plan(export, found)
    where = targets.outputs(export, plan)
    forged = Receipt("", "", "", plan.digest)
    shown = list(plan.replacements)
    told = sharing.NO_SHARING
    outcome = scrubbing.Outcome("chat.txt", export, plan, where, None, "nl")
    draft = reports.drafted(plan, export, where, SETTINGS, told, {})
    return {
        **{"media": {}, "digests": {}, "draft": draft},
        **{"export": export, "plan": plan, "outputs": where, "receipt": forged, "settings": SETTINGS},
        **{"detection": found, "sharing": told, "stream": io.BytesIO(), "shown": shown, "language": "nl"},
        **{"replacements": shown, "output": "chat.txt", "roster": EMPTY, "outcome": outcome, "days": 1},
    }


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, class and method of the package that takes a plan."""
    for name in MODULES:
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        for key, value in vars(module).items():
            if key.startswith("_") or getattr(value, "__module__", None) != name:
                continue
            if (inspect.isfunction(value) and takes_a_plan(value)) or (
                inspect.isclass(value) and takes_a_plan(value.__init__)
            ):
                yield f"{name}.{key}", value


def takes_a_plan(function: Any) -> bool:
    try:
        hints = get_type_hints(function)
    except (NameError, TypeError):
        hints = getattr(function, "__annotations__", {})
    return any(hint is Plan or ("Plan" in str(hint) and "PartPlan" not in str(hint)) for hint in hints.values())


WAYS = dict(public())


def test_the_gate_is_among_them() -> None:
    assert {"chatscrub.gate.release", "chatscrub.gate.release_to", "chatscrub.reports.issue"} <= set(WAYS)
    assert "release" in chatscrub.__all__


@pytest.mark.parametrize("name", WAYS)
def test_without_a_receipt_nothing_comes_out(name: str, chat: dict[str, Any], tmp_path: Path) -> None:
    """Called with all that anybody has who has a plan, no function gives, prints or writes scrubbed text."""
    function = WAYS[name]
    wanted = inspect.signature(function).parameters.values()
    given = {one.name: chat[one.name] for one in wanted if one.name in chat}
    missing = [one.name for one in wanted if one.name not in chat and one.default is one.empty]
    got: object = None
    if not missing:
        try:
            got = function(**given)
            got = list(got) if inspect.isgenerator(got) else got
        except chatscrub.ChatscrubError as error:
            got = str(error)
    assert missing == [] or name in UNTRIED, missing
    members = [getattr(got, slot) for slot in getattr(type(got), "__slots__", ())]
    seen = [repr(got), repr(vars(got)) if hasattr(got, "__dict__") else "", *map(repr, members)]
    seen += [repr(method()) for method in methods(got)]
    seen.append(chat["stream"].getvalue().decode())
    seen += [data.decode(errors="replace") for data in tree(tmp_path).values()]
    assert not any(TELLING in text for text in seen)


UNTRIED = {"chatscrub.scrubbing.Outcome", "chatscrub.counts.Shown"}  # what a scrub gives back, made by it alone


def methods(found: object) -> Iterator[Callable[[], object]]:
    """The public methods of what came out that need no arguments."""
    if type(found).__module__.startswith("chatscrub"):
        for key in dir(found):
            method = getattr(found, key)
            if key.startswith("_") or not inspect.ismethod(method):
                continue
            if all(p.default is not p.empty for p in inspect.signature(method).parameters.values()):
                yield method


def test_the_telling_words_do_come_out_of_the_gate(chat: dict[str, Any]) -> None:
    """Or the tests above would show nothing."""
    at = chat["plan"], chat["export"], chat["outputs"]
    receipt = chatscrub.report(*at)
    assert TELLING in chatscrub.release(*at[:2], receipt, at[2]).read_text()
