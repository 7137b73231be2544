"""One run of ``chatscrub check``: which files, by what rules, and what to do about what was found."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from . import baselines, checking, profiles, staged
from .allowances import AllowList
from .check_outputs import Report
from .checking import FOUND, SKIPPED, UNREAD, Found, Result, Rules, shown_path
from .disk import read_plain, why
from .errors import ChatscrubError, CheckError, OutputError, one_line, some
from .profiles import FAILS, Profile
from .staged import Entry, Repository
from .verdicts import CHAT, KINDS

_SETTINGS = (".chatscrub.toml", "pyproject.toml")


class Item(NamedTuple):
    """A file to look at: its path as it is shown, from the root of the repository where it lies in one.

    ``entry`` is where git has its content; without it the content is on ``disk``.
    """

    path: str
    disk: Path
    entry: Entry | None = None


@dataclass
class Gate:
    """What one run works with.

    Args:
        root: of the repository, or the folder where the command runs.
        repository: None outside of one, or without git.
        profile: what counts.
        baseline: where the baseline is.
        given_key: where its key is, if the command said so.
        known: the fingerprints of the baseline, and ``key`` its key; None where it is not here.
        notes: what the user should know.
    """

    root: Path
    repository: Repository | None
    profile: Profile
    baseline: Path
    given_key: Path | None = None
    known: frozenset[str] = frozenset()
    key: bytes | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def key_file(self) -> Path:
        """Where the key of the baseline is."""
        return baselines.key_path(self.given_key)

    def rules(self) -> Rules:
        """The rules by which files are judged."""
        return Rules(self.profile, AllowList(self.profile.allow), self._is_known, self._covers)

    def fingerprint(self, found: Found) -> str:
        """What stands in the baseline for a finding; the key must be there."""
        assert self.key is not None
        return baselines.fingerprint(self.key, found.path, found.kind, found.value)

    def _is_known(self, found: Found) -> bool:
        return bool(self.known) and self.key is not None and self.fingerprint(found) in self.known

    def _covers(self, path: str, data: bytes) -> str:
        from .coverage import covered_by

        return covered_by(path, data, self._reports)

    def _reports(self, path: str) -> Iterator[tuple[str, bytes]]:
        """The consent reports beside a file, on disk and in the index, and those that the settings name."""
        from .coverage import ENDING

        folder = PurePosixPath(path).parent
        for there in sorted((self.root / folder).glob(f"*{ENDING}")):
            yield there.name, read_plain(there)
        for pattern in self.profile.reports:
            for there in sorted(self.root.glob(pattern)):
                yield there.name, read_plain(there)
        for entry, data in self._staged_reports(folder, ENDING):
            yield entry.path, data

    def _staged_reports(self, folder: PurePosixPath, ending: str) -> Iterator[tuple[Entry, bytes]]:
        if self.repository is None:
            return
        entries = [e for e in self.repository.tracked() if e.path.endswith(ending) and not (e.is_link or e.is_module)]
        near = [
            e
            for e in entries
            if PurePosixPath(e.path).parent == folder or any(fnmatch(e.path, p) for p in self.profile.reports)
        ]
        for entry, data in self.repository.contents(near):
            if data is not None:
                yield entry, data


def opened(
    folder: Path,
    config: Path | None,
    profile: str | None,
    baseline: Path | None,
    key: Path | None,
    *,
    on_disk: bool = False,
) -> Gate:
    """What a run works with, by the folder it runs in and what its options say.

    Settings and baseline are those of the index where git tracks them, as the files are that they are for, so that what
    is changed and not staged allows nothing. What the options name is read from disk, and so is all with ``on_disk``.

    Raises:
        ChatscrubError: the settings, the baseline or its key cannot be used.
    """
    repository = staged.find(folder)
    root = repository.root if repository else folder
    own = _Own(root, None if on_disk else repository)
    known = profiles.parse(read_plain(config), config.name, profile) if config else own.profile(profile)
    known = known or profiles.profile(profile or "intake")
    where = baseline or root / known.baseline
    gate = Gate(root, repository, known, where, key)
    lines = own.baseline(known.baseline) if baseline is None else _of_file(where)
    gate.known = baselines.parse(lines, str(where)) if lines is not None else gate.known
    gate.notes += own.notes
    if gate.known:
        baselines.check_outside(gate.key_file, repository.root if repository else None)
        gate.key = baselines.load_key(gate.key_file)
        if gate.key is None:
            gate.notes.append(f"the baseline was not used: its key is not at {gate.key_file}; see --baseline-key")
    return gate


class _Own:
    """The files that a repository keeps for this command, by path from its root.

    ``notes`` tells of those that count otherwise than they lie on disk.
    """

    def __init__(self, root: Path, repository: Repository | None) -> None:
        self._root, self._repository = root, repository
        self.notes: list[str] = []

    def profile(self, name: str | None) -> Profile | None:
        """What the settings say: those that git tracks, and only where it tracks none that say anything, those on disk.

        Raises:
            ChatscrubError: they cannot be used.
        """
        tracked = {path: self._staged(path) for path in _SETTINGS}
        said = [(path, data, profiles.parse(data, path, name)) for path, data in tracked.items() if data is not None]
        for path, data, found in said:
            if found is not None:
                self._compare(path, data, partial(profiles.parse, where=path, name=name))
                return found
        for path in _SETTINGS:
            there = _of_file(self._root / path) if tracked[path] is None else None
            if there is not None and (found := profiles.parse(there, path, name)):
                return found
        return None

    def baseline(self, path: str) -> bytes | None:
        """The baseline as git will commit it, or as it lies on disk where git does not track it; None for none."""
        inside = self._repository.relative(self._root / path) if self._repository else None
        data = self._staged(inside) if inside else None
        if data is None:
            return _of_file(self._root / path)
        self._compare(path, data, partial(baselines.parse, where=path))
        return data

    def _compare(self, path: str, data: bytes, read: Callable[[bytes], object]) -> None:
        """Tell if what lies on disk says something else than what is staged."""
        with contextlib.suppress(ChatscrubError):
            there = _of_file(self._root / path)
            if there is None or read(there) == read(data):
                return
        self.notes.append(f"{path}: used as it is staged; what was changed in it since is not")

    def _staged(self, path: str) -> bytes | None:
        if self._repository is None:
            return None
        entries = self._repository.tracked(path)
        if not entries:
            return None
        if (
            len(entries) > 1
            or entries[0].path != path
            or entries[0].stage
            or entries[0].is_link
            or entries[0].is_module
        ):
            raise CheckError(f"{path}: has to be a plain file for git, with no conflict in it; mend it, then stage it")
        data = next(content for _, content in self._repository.contents(entries))
        if data is None:
            raise CheckError(f"{path}: is too large, as it is staged, for settings or a baseline")
        return data


def _of_file(path: Path) -> bytes | None:
    return read_plain(path) if path.is_file() else None


# --- what is looked at ----------------------------------------------------------------------------------


def items(gate: Gate, paths: Sequence[Path], what: str, since: str | None = None) -> list[Item]:
    """The files of a run.

    Args:
        gate: what the run works with.
        paths: given by name; folders stand for all that lies in them.
        what: "disk", "staged", "all" or "since".
        since: the revision for the last of these.

    Raises:
        RepositoryError: git is needed and there is none.
        CheckError: what is staged is asked of a path outside the repository.
    """
    if what == "disk":
        return list(_on_disk(gate, paths))
    repository = gate.repository or Repository(gate.root)
    if what == "since":
        entries = repository.since(since or "HEAD")
    else:
        entries = repository.tracked() if what == "all" else repository.staged()
    if paths:
        wanted = [_inside(repository, path) for path in paths]
        entries = [e for e in entries if any(w in (".", e.path) or e.path.startswith(f"{w}/") for w in wanted)]
    return [Item(entry.path, repository.root / entry.path, entry) for entry in entries]


def _inside(repository: Repository, path: Path) -> str:
    inside = repository.relative(path)
    if inside is None:
        raise CheckError(f"{_shown(path)}: lies outside this repository, so nothing of it is staged here")
    return inside


def _on_disk(gate: Gate, paths: Sequence[Path]) -> Iterator[Item]:
    seen: set[Path] = set()
    for path in paths:
        for one in sorted(_within(path)) if path.is_dir() and not path.is_symlink() else [path]:
            if one not in seen:
                seen.add(one)
                inside = gate.repository.relative(one) if gate.repository else None
                yield Item(inside or _shown(one), one)


def _shown(path: Path) -> str:
    """A path with slashes, also on Windows."""
    return str(path).replace(os.sep, "/")


def _within(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if ".git" not in path.parts and not path.is_dir():
            yield path


def results(gate: Gate, found: Sequence[Item]) -> list[Result]:
    """Look at files, one after the other; the model is opened once at most."""
    rules = gate.rules()
    return [_result(item, data, rules) for item, data in _contents(gate, found)]


class _Unseen(NamedTuple):
    """Why a file has no content to look at; ``target`` is where a link leads."""

    status: str
    reason: str
    target: str = ""


def _contents(gate: Gate, found: Sequence[Item]) -> Iterator[tuple[Item, bytes | _Unseen]]:
    """Every file with its content, or with why it has none to look at."""
    by_entry = [item for item in found if item.entry and not item.entry.is_module]
    data: dict[Entry, Item] = {item.entry: item for item in by_entry if item.entry}
    if gate.repository and data:
        for entry, content in gate.repository.contents(list(data)):
            yield data[entry], _link(os.fsdecode(content)) if content and entry.is_link else _whole(gate, content)
    for item in found:
        if item.entry is None:
            there = _of_disk(item)
            yield item, there if isinstance(there, _Unseen) else _whole(gate, there)
        elif item.entry.is_module:
            yield item, _Unseen(SKIPPED, "submodule")


def _whole(gate: Gate, data: bytes | None) -> bytes | _Unseen:
    """The content that gets published: of a pointer of git-lfs what it stands for."""
    if data is None:
        return _Unseen(UNREAD, f"more than {staged.LARGEST >> 20:,} MB; split it, or leave it out of the repository")
    whole = gate.repository.large(data) if gate.repository else data
    if whole is None:
        return _Unseen(UNREAD, "a pointer of git-lfs, and what it stands for is not here; get it with git lfs fetch")
    return whole


def _link(target: str) -> _Unseen:
    return _Unseen(SKIPPED, "link", target)


def _of_disk(item: Item) -> bytes | _Unseen:
    if item.disk.is_symlink():
        return _link(str(item.disk.readlink()))
    if item.disk.is_dir():
        return _Unseen(SKIPPED, "submodule")
    try:
        return read_plain(item.disk)
    except ChatscrubError as error:
        slashes = "; write the path with / here" if "\\" in item.path else ""
        return _Unseen(UNREAD, str(error).removeprefix(f"{item.disk}: ") + slashes)


def _result(item: Item, data: bytes | _Unseen, rules: Rules) -> Result:
    if isinstance(data, _Unseen):
        return checking.unseen(item.path, data.status, data.reason, rules, target=data.target)
    return checking.examine(item.path, data, rules)


def report(gate: Gate, found: Iterable[Result], *, show: bool = False) -> Report:
    """What is told about a run: in the order of the paths."""
    return Report(sorted(found, key=lambda r: r.path), gate.profile.name, tuple(gate.notes), show)


# --- what is done about it ------------------------------------------------------------------------------


def update_baseline(gate: Gate, found: Sequence[Item]) -> tuple[list[Result], str]:
    """Put all findings of these files into the baseline; a chat export cannot go there. Gives what is left, and a word.

    Fingerprints of files that were not looked at stay.
    """
    gate.key = baselines.make_key(gate.key_file, gate.repository.root if gate.repository else None)
    before, gate.known = gate.known, frozenset()
    there = results(gate, found)
    lines = {gate.fingerprint(f) for r in there for f in r.found if f.kind != CHAT and f.weight == FAILS}
    gate.known = before | lines
    _write_baseline(gate)
    told = f"{gate.baseline}: {some(len(gate.known), 'finding')}; key: {gate.key_file}"
    return [_without(gate, r) for r in there], told


def _without(gate: Gate, result: Result) -> Result:
    """A result without what the baseline knows."""
    left = tuple(f for f in result.found if f.kind == CHAT or not gate.rules().known(f))
    status = result.status if left or result.status != FOUND else checking.CLEAN
    return replace(result, status=status, found=left, allowed=result.allowed + len(result.found) - len(left))


def _write_baseline(gate: Gate) -> None:
    from . import files

    if gate.baseline.exists():
        files.clear(gate.baseline)
    files.write_atomic(gate.baseline, lambda out: out.write(baselines.written(gate.known)))


def audit(gate: Gate, found: Sequence[Result], ask: Callable[[str], str]) -> list[Result]:
    """Go through what stops the commit, one by one; what is no personal data goes into the baseline.

    Args:
        gate: what the run works with.
        found: what was found.
        ask: shows a question with the value and gives "y" (personal data), "n" or "s" (skip).
    """
    asked: set[tuple[str, str, str]] = set()
    lines: set[str] = set()
    gate.key = baselines.make_key(gate.key_file, gate.repository.root if gate.repository else None)
    for result in found:
        for one in result.found:
            if one.weight != FAILS or one.kind == CHAT or (key := (one.path, one.kind, one.value)) in asked:
                continue
            asked.add(key)
            where = f"{one_line(one.path)}:{one.line}:{one.column}"
            question = f"{where} {KINDS[one.kind]}: {one.value!r}\nPersonal data? y/n/s(kip)"
            if ask(question) == "n":
                lines.add(gate.fingerprint(one))
    if lines:
        gate.known |= lines
        _write_baseline(gate)
    return [_without(gate, result) for result in found]


def fixed(gate: Gate, found: Sequence[Item], told: Report) -> Iterator[str]:
    """Write scrubbed versions beside the files that fail, and say of each what to commit instead.

    What git has staged must be what lies on disk, for that is what is scrubbed.
    """
    failing = {r.path: r for r in told.results if r.fails and r.status == FOUND}
    wanted = [item for item in found if item.path in failing]
    folders = _folders(wanted, failing)
    taken: set[Path] = set()
    for item, data in _contents(gate, wanted):
        result = failing[item.path]
        try:
            made = _scrubbed(item, data, folders.get(item.path), taken)
        except (ChatscrubError, OSError) as error:
            reason = why(error) if isinstance(error, OSError) else str(error).removeprefix(f"{item.disk}: ")
            yield shown_path(result, f"{item.path}: not scrubbed: {reason}")
        else:
            scrubbed = f"{shown_path(result)}: scrubbed to {shown_path(result, _shown(made))}"
            yield f"{scrubbed}; {_next(gate, result, made, failing)}"


def _folders(found: Sequence[Item], results: Mapping[str, Result]) -> dict[str, Path]:
    """Folders for files whose scrubbed versions would go to the same one, or below a name of somebody; by path."""
    told = {item.path: shown_path(results[item.path]) != item.path for item in found}  # the name says of somebody
    homes = {item.path: _home(item, results[item.path]) for item in found}
    stems = {item.path: (homes[item.path], "" if told[item.path] else item.disk.stem) for item in found}
    same = Counter(stems.values())
    shared = [
        item
        for item in sorted(found, key=lambda item: item.path)
        if same[stems[item.path]] > 1 or homes[item.path] != item.disk.parent
    ]
    names = {i.path: f"file-{n}" if told[i.path] else i.disk.name for n, i in enumerate(shared, 1)}
    return {item.path: _free(homes[item.path] / f"{names[item.path]}.chatscrub", told[item.path]) for item in shared}


def _home(item: Item, result: Result) -> Path:
    """The nearest folder above a file of which the path says nothing of somebody."""
    folder, path = item.disk.parent, PurePosixPath(item.path)
    for above in () if path.is_absolute() else path.parents:
        if shown_path(result, str(above)) == str(above):
            break
        folder = folder.parent
    return folder


def _free(folder: Path, numbered: bool) -> Path:
    """A folder; where its name has a number only, one that is not there yet, for that may be of another file."""
    again = (folder.with_name(f"{folder.stem}-{n}{folder.suffix}") for n in count(2))
    return next(one for one in chain([folder], again) if not numbered or not one.exists())


def _next(gate: Gate, result: Result, folder: Path, failing: Collection[str]) -> str:
    """What to do when a scrubbed version stands in a folder."""
    from . import pathspecs

    repository = gate.repository
    inside = repository.relative(folder) if repository else None
    if repository is None or inside is None:
        return "read it, and use it in the place of the other"
    old, new = (
        pathspecs.Named(path, shown_path(result, path, lambda value: pathspecs.HIDDEN))
        for path in (result.path, inside)
    )
    tracked = {entry.path for entry in repository.tracked()}
    if old.path not in tracked:
        return f"read it, then: {pathspecs.added(new, repository.root)}"
    staying = sorted(tracked.difference(failing))
    return f"read it, then: {pathspecs.instead(old, new, repository.root, staying)}"


def _scrubbed(item: Item, data: bytes | _Unseen, into: Path | None, taken: set[Path]) -> Path:
    """The folder with the scrubbed version of a file. Its report goes to those whose names are taken."""
    from .scrubbing import Job, scrub

    if isinstance(data, _Unseen):
        raise CheckError("it has no text; its name tells of somebody, so give it another one")
    if read_plain(item.disk) != data:
        raise CheckError("what is staged is not what lies on disk; stage it, then run this again")
    pages = item.disk.parent.glob("*.chatscrub/*.consent.html")  # of other files, save under this one's own name
    others = {page for page in pages if page.parent.stem != item.disk.stem}
    try:
        where = scrub(str(item.disk), Job(folder=into, taken=frozenset(taken | others))).outputs
    except OutputError as error:
        told, there, _ = str(error).partition("; use --force")
        raise CheckError(f"{told}; take it away first" if there else told) from None
    taken.add(where.html)
    return where.folder
