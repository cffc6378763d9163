"""The house's rules on files: the map, names that every system takes, the lock, the notice."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement

README = ("README.md", "README.zh-CN.md")
FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f]|[. ]$')
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
PATH_LENGTH = 180
# In pieces, or this file would name them.
REGISTRIES = [
    ".".join(parts).encode()
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("mirrors", "aliyun", "com"),
        ("tuna", "tsinghua", "edu", "cn"),
    )
]
PIN = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; .*?)?((?: --hash=sha256:[0-9a-f]{64})+)$")


def mapped(readme: str) -> list[str]:
    """The paths of the map: the first word of each line, under the folder it is indented below."""
    found = re.search(r"^## (?:The map|仓库地图)\n.*?^```\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    assert found
    paths: list[str] = []
    folder = ""
    for line in found.group(1).splitlines():
        name = line.split()[0]
        if not line.startswith(" "):
            folder = name
            paths.append(name)
        else:
            paths.append(folder + name)
    return paths


def locked(root: Path) -> dict[str, str]:
    """The lock's packages with their versions; every entry is a pin with hashes, or this fails."""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    entries = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace(" \\\n   ", "").splitlines()
    pins = [PIN.match(entry) for entry in entries]
    assert [entry for entry, pin in zip(entries, pins, strict=True) if not pin] == []
    return {pin.group(1): pin.group(2) for pin in pins if pin}


@pytest.mark.parametrize("name", README)
def test_the_map_names_what_exists(name: str, root: Path) -> None:
    paths = mapped((root / name).read_text(encoding="utf-8"))
    wrong = [p for p in paths if not ((root / p).is_dir() if p.endswith("/") else (root / p).is_file())]
    assert wrong == []


@pytest.mark.parametrize("name", README)
def test_the_map_leaves_out_nothing_at_the_top(name: str, root: Path, tree: tuple[str, ...]) -> None:
    top = {path.partition("/")[0] + ("/" if "/" in path else "") for path in tree}
    assert top - set(mapped((root / name).read_text(encoding="utf-8"))) == set()


def test_windows_can_check_out_every_path(tree: tuple[str, ...]) -> None:
    assert len(tree) > 50
    parts = {part for path in tree for part in path.split("/")}
    assert [part for part in parts if FORBIDDEN.search(part) or RESERVED.match(part)] == []
    assert [path for path in tree if len(path) > PATH_LENGTH] == []
    folders = {"/".join(path.split("/")[:depth]) for path in tree for depth in range(1, path.count("/") + 2)}
    assert [name for name, count in Counter(map(str.casefold, folders)).items() if count > 1] == []


def test_no_file_names_a_package_registry(root: Path, tree: tuple[str, ...]) -> None:
    found = [path for path in tree if any(host in (root / path).read_bytes() for host in REGISTRIES)]
    assert found == []


def test_the_lock_names_no_address(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^.*(?:://|--index|--extra-index|--find-links|--trusted).*$", text, flags=re.MULTILINE) == []


def test_the_lock_holds_what_the_project_asks_for(root: Path) -> None:
    pins = locked(root)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    asked += project["build-system"]["requires"]
    assert len(asked) > 10
    unmet = [str(r) for r in map(Requirement, asked) if not r.specifier.contains(pins.get(r.name.lower(), "0"))]
    assert unmet == []


def test_the_notice_names_every_package_of_the_lock(root: Path) -> None:
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    missing = [
        f"{name} {pin}"
        for name, pin in locked(root).items()
        if not re.search(rf"^ *{name} +{re.escape(pin)} ", notice, flags=re.MULTILINE)
    ]
    assert missing == []
