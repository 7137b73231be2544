"""No part that runs with chatscrub is under the GPL or the AGPL, and every licence is known."""

from __future__ import annotations

import re
from importlib import metadata

import pytest
from licences import ARM, CONSTRAINTS, FORBIDDEN, FREE, LIST, UNKNOWN, Package, packages
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LGPL = {"pebble", "python-stdnum"}


@pytest.mark.parametrize("package", packages(), ids=lambda package: str(package.name))
def test_every_licence_is_known_and_none_binds_the_whole(package: Package) -> None:
    assert package.sort in (FREE, ARM), package
    assert (package.sort == ARM) == (canonicalize_name(package.name) in LGPL), package


@pytest.mark.parametrize(
    ("licence", "sort"),
    [
        ("MIT", FREE),
        ("BSD License", FREE),
        ("Apache-2.0 OR GPL-2.0-only", FREE),
        ("MIT AND MPL-2.0", FREE),
        ("MIT AND GPL-3.0-or-later", FORBIDDEN),
        ("GNU General Public License v3 (GPLv3)", FORBIDDEN),
        ("GNU Affero General Public License v3", FORBIDDEN),
        ("LGPL", ARM),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", ARM),
        ("Other/Proprietary License", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_licences_are_told_apart(licence: str, sort: str) -> None:
    assert Package("x", "1", licence).sort == sort


def test_the_list_names_what_is_needed() -> None:
    listed = {canonicalize_name(name) for name in re.findall(r"^\| ([\w.-]+) \|", LIST.read_text(), re.MULTILINE)}
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", CONSTRAINTS.read_text(), re.MULTILINE))
    assert {canonicalize_name(name) for name in pinned} == listed - {"package"}
    direct = [Requirement(line) for line in metadata.requires("chatscrub") or []]
    for wanted in direct:
        if wanted.marker is None:
            assert canonicalize_name(wanted.name) in listed, "run: python tests/licences.py"
            version = next(v for name, v in pinned.items() if canonicalize_name(name) == canonicalize_name(wanted.name))
            assert wanted.specifier.contains(version), wanted
