"""The command check: the gate in a repository, before a commit and in continuous integration."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import one_line
from .terminal import echo, finish, tried

if TYPE_CHECKING:
    from .check_outputs import Report
    from .gatekeeping import Gate, Item

FORMS = ("text", "json", "sarif", "github", "junit")
_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILES]...", type=click.Path(path_type=Path))
@click.option(
    "--staged", is_flag=True, help="What the next commit changes, as it is staged. The default without FILES."
)
@click.option("--all-files", is_flag=True, help="All files that git tracks, as they are staged.")
@click.option("--since", metavar="REV", help="What differs between REV and what is staged.")
@click.option(
    "--profile", type=click.Choice(["intake", "strict", "identifiers-only"]), help="What counts. Default: intake."
)
@click.option("--config", metavar="FILE", type=_FILE, help="Settings. Default: .chatscrub.toml, then pyproject.toml.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="Form of the output. Default: text.")
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Write the output to a file; it is replaced.")
@click.option("--show", is_flag=True, help="Show the values themselves; only on a terminal, never in CI.")
@click.option("--baseline", metavar="FILE", type=_FILE, help="Findings that may stay. Default: .chatscrub-baseline.")
@click.option("--baseline-key", metavar="FILE", type=_FILE, help="The baseline's key, outside the repository.")
@click.option("--update-baseline", is_flag=True, help="Write all present findings into the baseline.")
@click.option(
    "--audit", is_flag=True, help="Ask for each finding whether it is personal data; no goes to the baseline."
)
@click.option("--fix", is_flag=True, help="Write scrubbed versions beside the files that fail, never over them.")
@click.option("--install-hook", is_flag=True, help="Run this before commits and merges here; hooks there are kept.")
@click.option("--uninstall-hook", is_flag=True, help="Take these hooks away, and put back what was there.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing when nothing stops the commit.")
def check(**given: Any) -> None:
    """Stop personal data before it is committed.

    Looks at FILES as they lie on disk, or, without FILES, at what git will commit: the index, not the work tree.
    Findings are shown as path:line:column, never with what was found.

    Exit code: 0 clean, 1 something must not be committed, 2 something could not be examined.
    """
    codes: list[int] = []
    finish(lambda: max(tried(_run, given, codes), *codes, 0))


def _run(given: dict[str, Any], codes: list[int]) -> None:
    _check_usage(given)
    if given["install_hook"] or given["uninstall_hook"]:
        echo(_hook(given) + "\n")
        return
    from . import gatekeeping

    what = _what(given)
    on_disk = what == "disk" or given["update_baseline"] or given["audit"]  # these two add to what lies there
    own = (given["config"], given["profile"], given["baseline"], given["baseline_key"])
    gate = gatekeeping.opened(Path.cwd(), *own, on_disk=on_disk)
    items = gatekeeping.items(gate, given["files"], what, given["since"])
    if given["update_baseline"]:
        results, told = gatekeeping.update_baseline(gate, items)
    else:
        results, told = gatekeeping.results(gate, items), ""
    if given["audit"]:
        results = gatekeeping.audit(gate, results, _asked)
    report = gatekeeping.report(gate, results, show=given["show"])
    _print(report, given)
    if told:
        echo(f"{one_line(told)}\n", err=True)
    if given["fix"]:
        _fix(gate, items, report)
    codes.append(report.code)


def _check_usage(given: dict[str, Any]) -> None:
    chosen = [name for name in ("staged", "all_files", "since") if given[name]]
    if len(chosen) > 1:
        raise click.UsageError("take one of --staged, --all-files and --since")
    if given["files"] and {"all_files", "since"} & set(chosen):
        raise click.UsageError("--all-files and --since take no FILES")
    if sum(bool(given[name]) for name in ("update_baseline", "audit", "fix", "install_hook", "uninstall_hook")) > 1:
        raise click.UsageError("take one of --update-baseline, --audit, --fix, --install-hook and --uninstall-hook")
    if (given["show"] or given["audit"]) and _is_watched():
        raise click.UsageError("--show and --audit print what was found: only on a terminal, and never where CI is set")
    if given["show"] and (given["form"] != "text" or given["output"]):
        raise click.UsageError("--show goes with text on a terminal only")


def _is_watched() -> bool:
    """Whether what is printed may be kept somewhere."""
    return bool(os.environ.get("CI")) or not sys.stdout.isatty()


def _what(given: dict[str, Any]) -> str:
    if given["all_files"]:
        return "all"
    if given["since"]:
        return "since"
    return "staged" if given["staged"] or not given["files"] else "disk"


def _hook(given: dict[str, Any]) -> str:
    from . import hooks, staged

    folder = staged.Repository(Path.cwd()).hooks()
    return hooks.install(folder) if given["install_hook"] else hooks.uninstall(folder)


def _print(report: Report, given: dict[str, Any]) -> None:
    from .check_outputs import OUTPUTS

    text = OUTPUTS[given["form"]](report)
    if given["output"]:
        from . import files

        files.check_free(given["output"], force=True)
        files.clear(given["output"])
        files.write_atomic(given["output"], lambda out: out.write(text.encode("utf-8", "backslashreplace")))
    elif not given["quiet"] or report.code:
        echo(text)


def _asked(question: str) -> str:
    """An answer on the terminal: yes, no or skip."""
    answer: str = click.prompt(question, type=click.Choice(["y", "n", "s"]), default="s", show_choices=False)
    return answer


def _fix(gate: Gate, items: list[Item], report: Report) -> None:
    from . import gatekeeping

    for told in gatekeeping.fixed(gate, items, report):
        echo(f"{one_line(told)}\n", err=True)
