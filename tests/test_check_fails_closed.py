"""What ``chatscrub check`` cannot examine stops the commit, and nothing in a repository switches it off unseen."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from exports import CHAT, put, zipped
from repositories import CLEAN, git, made

from chatscrub import checking, gatekeeping, profiles, staged
from chatscrub.allowances import AllowList
from chatscrub.checking import UNREAD, Result
from chatscrub.errors import CheckError, RepositoryError

RULES = checking.Rules(profiles.profile(), AllowList(()))
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return made(tmp_path / "praktijk")


def looked(repository: Path, *paths: str) -> dict[str, Result]:
    """What a run in this process makes of what is staged, or of files on disk."""
    gate = gatekeeping.opened(repository, None, None, None, None)
    given = [repository / path for path in paths]
    rows = gatekeeping.results(gate, gatekeeping.items(gate, given, "disk" if paths else "staged"))
    return {row.path: row for row in rows}


def test_attributes_hide_nothing(repository: Path) -> None:
    put(repository / ".gitattributes", "*.txt binary -diff -text filter=none\n*.md linguist-generated\n")
    put(repository / "chat.txt", CHAT)
    git(repository, "add", "-A")
    assert looked(repository)["chat.txt"].fails


def test_ignored_files_that_were_added_by_force_are_looked_at(repository: Path) -> None:
    put(repository / ".gitignore", "*.txt\n")
    put(repository / "chat.txt", CHAT)
    git(repository, "add", "-f", "chat.txt")
    git(repository, "update-index", "--assume-unchanged", "chat.txt")
    assert looked(repository)["chat.txt"].fails


def test_settings_of_git_hide_nothing(repository: Path) -> None:
    for name, value in (
        ("diff.external", "true"),
        ("diff.noprefix", "true"),
        ("diff.renames", "copies"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.relative", "true"),
        ("core.quotePath", "true"),
        ("color.ui", "always"),
        ("diff.orderFile", "/dev/null"),
    ):
        git(repository, "config", name, value)
    (repository / "map").mkdir()
    put(repository / "chat ☕.txt", CHAT)
    git(repository, "add", "-A")
    for folder in (repository, repository / "map"):
        assert looked(folder)["chat ☕.txt"].fails


def test_a_link_is_judged_by_its_name_and_by_where_it_leads(repository: Path) -> None:
    put(repository / "chat.txt", CHAT)
    (repository / "harmless").symlink_to("README.md")
    (repository / "telling").symlink_to("../clienten/Sanne Kuiperveld.md")
    (repository / "Sanne Kuiperveld").symlink_to("README.md")
    git(repository, "add", "harmless", "telling", "Sanne Kuiperveld")
    for there in (looked(repository), looked(repository, "harmless", "telling", "Sanne Kuiperveld")):
        assert (there["harmless"].status, there["harmless"].reason) == (checking.SKIPPED, "link")
        assert there["telling"].fails and there["Sanne Kuiperveld"].fails


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_a_pointer_of_git_lfs_counts_for_what_it_stands_for(repository: Path) -> None:
    def pointer(data: bytes, kept: bytes | None) -> str:
        oid = hashlib.sha256(data).hexdigest()
        if kept is not None:
            path = repository / ".git/lfs/objects" / oid[:2] / oid[2:4] / oid
            path.parent.mkdir(parents=True)
            put(path, kept)
        return POINTER.format(oid, len(data))

    put(repository / "chat.txt", pointer(CHAT.encode(), CHAT.encode()))
    put(repository / "clean.txt", pointer(CLEAN.encode(), CLEAN.encode()))
    put(repository / "gone.txt", pointer(b"not here", None))
    put(repository / "other.txt", pointer(b"something else", CLEAN.encode()))
    git(repository, "add", "-A")
    for there in (looked(repository), looked(repository, "chat.txt", "clean.txt", "gone.txt", "other.txt")):
        assert there["chat.txt"].fails and there["clean.txt"].status == checking.CLEAN
        for name in ("gone.txt", "other.txt"):
            assert there[name].status == UNREAD and "git-lfs" in there[name].reason


def test_a_file_over_the_limit_is_not_read_and_those_behind_it_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staged, "LARGEST", 10_000)
    for name, text in (("a.txt", CHAT), ("b.txt", "x" * 10_001), ("c.txt", CHAT), ("d.txt", "y" * 3_000_000)):
        put(repository / name, text)
    git(repository, "add", "-A")
    there = looked(repository)
    assert there["a.txt"].fails and there["c.txt"].fails
    for name in ("b.txt", "d.txt"):
        assert there[name].status == UNREAD and there[name].reason.startswith("more than ")


def test_what_git_does_not_have_stops_the_run(repository: Path) -> None:
    put(repository / "chat.txt", CHAT)
    git(repository, "add", "-A")
    blob = git(repository, "rev-parse", ":chat.txt").stdout.strip()
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RepositoryError, match="git does not have the content"):
        looked(repository)


def test_folders_stand_for_all_that_is_staged_in_them(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "map").mkdir()
    put(repository / "map/chat.txt", CHAT)
    git(repository, "add", "-A")
    for folder, path in (("", "."), ("", "map"), ("", "map/"), ("map", "."), ("map", "..")):
        monkeypatch.chdir(repository / folder)
        gate = gatekeeping.opened(Path.cwd(), None, None, None, None)
        assert [item.path for item in gatekeeping.items(gate, [Path(path)], "staged")] == ["map/chat.txt"], path
    with pytest.raises(CheckError, match="outside this repository"):
        gatekeeping.items(gate, [repository.parent / "chat.txt"], "staged")


def test_what_lies_on_disk_and_is_no_file(repository: Path) -> None:
    (repository / "map").mkdir()
    put(repository / "map/chat.txt", CHAT)
    there = looked(repository, "map", "nothing.txt")
    assert there["map/chat.txt"].fails and there["nothing.txt"].status == UNREAD


def test_a_file_of_nobody_rights_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository / "chat.txt", CHAT)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    there = looked(repository, "chat.txt")
    assert there["chat.txt"].status == UNREAD and there["chat.txt"].reason.startswith("no permission to read it")


def test_what_takes_too_much_memory_or_depth_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError, RecursionError):

        def broken(*_: object, error: type[BaseException] = error) -> None:
            raise error

        monkeypatch.setattr(checking, "_examined", broken)
        result = checking.examine("a.txt", b"x", RULES)
        assert result.status == UNREAD and error.__name__ in result.reason


RAR = b"Rar!\x1a\x07\x01\x00"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00"


def boxed(members: dict[str, bytes]) -> Result:
    return checking.examine("box.zip", zipped({"rules.txt": CLEAN.encode(), **members}), RULES)


@pytest.mark.parametrize(
    "members",
    [
        {"clients.rar": RAR},
        {"clients.db": b"SQLite format 3\x00"},
        {"old.doc": b"\xd0\xcf\x11\xe0"},
        {"letter.pdf": b"%PDF-1.4"},
        {"utf16.md": CLEAN.encode("utf-16-le")},
        {"1.zip": zipped({"2.zip": zipped({"3.zip": zipped({"4.zip": zipped({"chat.txt": CHAT.encode()})})})})},
    ],
    ids=lambda members: next(iter(members)),
)
def test_a_zip_is_examined_to_the_end_or_not_at_all(members: dict[str, bytes]) -> None:
    assert boxed({"photo.png": PICTURE}).status == checking.CLEAN
    result = boxed(members)
    assert result.status == UNREAD and "cannot be examined" in result.reason


def test_a_document_in_a_mail_is_told() -> None:
    mail = (
        "From: praktijk@example.org\nTo: info@example.org\nSubject: Huisregels\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nKoffie staat klaar.\n"
        "--b\nContent-Type: application/msword\nContent-Transfer-Encoding: base64\n\n"
        + "0M8R4KGxGuEAAAAAAAAAAAAAAAAAAAAA\n" * 20
        + "--b--\n"
    )
    assert checking.examine("mail.eml", mail.encode(), RULES).status == UNREAD
