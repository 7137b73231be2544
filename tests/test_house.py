"""The rules of the house that can be read off the source: directions of imports, docstrings, no print."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import chatscrub

HOME = Path(chatscrub.__file__).parent
MODULES = {
    ".".join(("chatscrub", *path.relative_to(HOME).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(HOME.rglob("*.py"))
}
# From the top down. A module may import what stands below its own line, and its neighbours on the same
# line; what stands in one package (formats, recognizers, syntax) may import its own package.
LAYERS = [
    "__main__",
    "cli",
    "vault_commands people_command consent_command inspect_command batch_command check_command",
    "gatekeeping",
    "check_outputs coverage pathspecs",
    "checking",
    "treatment",
    "overview letters terminal screen",
    "batch",
    "castlist evidence",
    "scrubbing restoring",
    "gate verifying",
    "reports",
    "prose",
    "page counts",
    "record pictures chats",
    "processing",
    "principals",
    "sharing",
    "vaults",
    "drawings tables tallies lights notices",
    "about facts targets terms",
    "wording",
    "plans",
    "pseudonyms moves",
    "styles detector crew weighing contexts clues",
    "fork_server worker bundles",
    "book callers relations linking roster examining withholding services",
    "second_pass",
    "pieces",
    "people ner unexamined hashtags",
    "senses gist",
    "mentions chat_model recognizers languages topics",
    "surrogates",
    "namesakes spellings firms whereabouts shapes",
    "coined naming gazetteer fiction birthdays",
    "standins draws",
    "standing",
    "contacts aliases phones",
    "keys ledger statements",
    "rewriting",
    "baselines hooks profiles",
    "verdicts first_look",
    "full_names allowances staged binaries",
    "files",
    "tars",
    "archives pdfs shifts sealed passphrases events doubles",
    "formats",
    "syntax",
    "times lexicon spans labels disk phrases entries blanks yamls registers",
    "fields rows model settings guard version wrapping lifting toml longtext lean",
    "errors",
]
RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}
HEAVY = {
    "spacy",
    "presidio_analyzer",
    "presidio_anonymizer",
    "pandas",
    "jinja2",
    "rich",
    "phonenumbers",
    "yaml",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "cryptography",
    "keyring",
    "pypdf",
    "pebble",
    "distributed",
    "pyarrow",
    "wcmatch",
}
LIGHT = (
    "chatscrub",
    "chatscrub.__main__",
    "chatscrub.cli",
    "chatscrub.terminal",
    "chatscrub.vault_commands",
    "chatscrub.people_command",
    "chatscrub.consent_command",
    "chatscrub.inspect_command",
    "chatscrub.check_command",
    "chatscrub.batch_command",
    "chatscrub.treatment",
    "chatscrub.errors",
    "chatscrub.guard",
    "chatscrub.version",
    "chatscrub.settings",
)
# What a check of clean files loads beside that: no formats, no detector, nothing that writes.
LIGHT_CHECK = (
    "chatscrub.gatekeeping",
    "chatscrub.checking",
    "chatscrub.check_outputs",
    "chatscrub.staged",
    "chatscrub.profiles",
    "chatscrub.allowances",
    "chatscrub.baselines",
    "chatscrub.binaries",
    "chatscrub.first_look",
    "chatscrub.verdicts",
    "chatscrub.full_names",
    "chatscrub.lexicon",
    "chatscrub.disk",
    "chatscrub.model",
    "chatscrub.wrapping",
    "chatscrub.lifting",
    "chatscrub.longtext",
)


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text())


def imports(module: str, nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The full names of the modules that those nodes import."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            steps = package.split(".")
            base = ".".join(steps[: len(steps) - node.level + 1]) if node.level else ""
            whole = ".".join(filter(None, (base, node.module or "")))
            for alias in node.names:
                yield f"{whole}.{alias.name}" if f"{whole}.{alias.name}" in MODULES else whole


def at_load(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: no function bodies, nothing that only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from at_load(child)


def layer(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_module_has_its_layer() -> None:
    assert {layer(module) for module in MODULES} - {""} == set(RANK)


@pytest.mark.parametrize("module", [m for m in MODULES if "." in m])
def test_imports_only_go_down(module: str) -> None:
    own = layer(module)
    for name in imports(module, ast.walk(tree(module))):
        if not name.startswith("chatscrub.") or layer(name) == own:
            continue
        assert RANK[own] <= RANK[layer(name)], f"{module} imports {name}, which stands above it"


@pytest.mark.parametrize("module", LIGHT)
def test_what_help_loads_is_light(module: str) -> None:
    loaded = set(imports(module, at_load(tree(module))))
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()
    assert {name for name in loaded if name.startswith("chatscrub")} <= set(LIGHT)


@pytest.mark.parametrize("module", LIGHT_CHECK)
def test_what_a_check_of_clean_files_loads_is_light(module: str) -> None:
    loaded = set(imports(module, at_load(tree(module)))) - {"chatscrub"}
    roots = {name.partition(".")[0] for name in loaded}
    assert roots & {*HEAVY, "json", "secrets", "xml", "zipfile"} == set()
    assert {name for name in loaded if name.startswith("chatscrub")} <= {*LIGHT, *LIGHT_CHECK}


def test_pandas_and_the_page_are_loaded_when_needed() -> None:
    for module in MODULES:
        roots = {name.partition(".")[0] for name in imports(module, at_load(tree(module)))}
        assert roots & {"pandas", "jinja2"} == set(), module


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions, classes and methods; a class with bases has its methods described there."""
    for child in node.body:
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef) and not child.bases:
                yield from public(child)


@pytest.mark.parametrize("module", MODULES)
def test_what_is_public_says_what_it_does(module: str) -> None:
    source = tree(module)
    assert ast.get_docstring(source), "the module itself"
    bare = [f"{n.name}, line {n.lineno}" for n in public(source) if not ast.get_docstring(n) and not plain(n)]
    assert bare == []


def plain(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Protocols of one call, and the methods of a codec, which ``model.Codec`` describes."""
    return node.name in ("view", "encode") or "Protocol" in map(ast.unparse, getattr(node, "bases", ()))


@pytest.mark.parametrize("module", MODULES)
def test_nothing_prints_or_logs_text(module: str) -> None:
    calls = [ast.unparse(n.func) for n in ast.walk(tree(module)) if isinstance(n, ast.Call)]
    assert "print" not in calls
    assert not {"logging.debug", "logging.info", "logging.warning", "logging.error"} & set(calls)
    assert not {"breakpoint", "eval", "exec"} & set(calls)


@pytest.mark.parametrize("module", MODULES)
def test_functions_are_short(module: str) -> None:
    """Forty lines of code without the docstring; a list of command line options does not count."""
    for node in ast.walk(tree(module)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{module}.{node.name} has {lines} lines"


def _last(called: ast.expr) -> str:
    return ast.unparse(called).rpartition(".")[2]


def test_only_few_modules_open_files() -> None:
    """Exports are read and written in one place, so that the limits and the gate cannot be walked around."""
    opening = {"open", "read_bytes", "write_bytes", "write_text", "mkstemp", "ZipFile", "NamedTemporaryFile"}
    found = {
        layer(module)
        for module in MODULES
        for n in ast.walk(tree(module))
        if isinstance(n, ast.Call) and _last(n.func) in opening and ast.unparse(n.func) != "files.read_bytes"
    }
    packaged = {"lexicon", "recognizers", "wording", "chat_model", "standins", "statements", "services", "topics"}
    assert found - packaged <= {"files", "archives", "tars", "reports", "terminal", "sealed", "disk"}
