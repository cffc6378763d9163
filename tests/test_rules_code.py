"""The house's rules on code: sizes, what a start may load, one version."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

PACKAGES = ("app", "ui", "evidence")
MODULE_LINES = 400
FUNCTION_LINES = 60
HEAVY = {"alembic", "docx", "lxml", "openpyxl", "pypdfium2", "sqlalchemy", "PIL", "PySide6"}
IMPORT_ALL = """
import importlib, pkgutil, sys, evidence
names = [m.name for m in pkgutil.walk_packages(evidence.__path__, "evidence.") if ".migrations." not in m.name]
for name in names:
    importlib.import_module(name)
print(len(names), *sorted({name.partition(".")[0] for name in sys.modules}))
"""


HELP = """
import runpy, sys
sys.argv = ["beijian", *sys.argv[1:]]
try:
    runpy.run_module("app", run_name="__main__")
except SystemExit as stop:
    print("\\nstatus", stop.code or 0)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def modules(root: Path) -> list[Path]:
    """Every module of the program, and dev.py; not the revisions, which Alembic writes and nobody edits later."""
    found = [m for package in PACKAGES for m in sorted((root / package).rglob("*.py")) if m.parent.name != "versions"]
    return [root / "dev.py", *found]


def python(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run this Python."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_no_module_is_too_long(root: Path) -> None:
    lengths = {str(m): len(m.read_text(encoding="utf-8").splitlines()) for m in modules(root)}
    assert len(lengths) > 20
    assert {m: n for m, n in lengths.items() if n > MODULE_LINES} == {}


def test_no_function_is_too_long(root: Path) -> None:
    found: dict[str, int] = {}
    for module in modules(root):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{module}:{node.lineno} {node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    assert len(found) > 50
    assert {name: lines for name, lines in found.items() if lines > FUNCTION_LINES} == {}


def test_every_module_says_in_its_first_line_what_it_is_for(root: Path) -> None:
    silent = [str(m) for m in modules(root) if not ast.get_docstring(ast.parse(m.read_text(encoding="utf-8")))]
    assert silent == []


def test_there_is_one_kind_of_record(root: Path) -> None:
    """Structs of msgspec: making the classes of dataclasses took a twelfth of the start, with 126 of them."""
    imported = {str(m): ast.parse(m.read_text(encoding="utf-8")) for m in modules(root) if m.parent != root}
    others = [
        module
        for module, tree in imported.items()
        if any(isinstance(node, ast.ImportFrom) and node.module == "dataclasses" for node in ast.walk(tree))
    ]
    assert others == []


def test_the_core_loads_no_qt(root: Path) -> None:
    done = python("-c", IMPORT_ALL, cwd=root)
    assert done.returncode == 0, done.stderr
    count, *loaded = done.stdout.split()
    assert int(count) > 10
    assert {"PySide6", "shiboken6"}.isdisjoint(loaded)
    assert "sqlalchemy" in loaded, "the whole core was imported"


def test_reading_a_workspace_loads_nothing_of_the_intake(root: Path) -> None:
    loaded = "import sys, evidence.workspace; print(*sorted(sys.modules))"
    done = python("-c", loaded, cwd=root)
    assert done.returncode == 0, done.stderr
    names = done.stdout.split()
    assert "evidence.store.reading" in names
    heavy = {"difflib", "multiprocessing", *HEAVY}
    assert [name for name in names if name.startswith(("evidence.intake", "evidence.extract")) or name in heavy] == []


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("gaps", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...], root: Path) -> None:
    done = python("-c", HELP, *arguments, cwd=root)
    assert done.returncode == 0, done.stderr
    status, loaded = done.stdout.splitlines()[-2:]
    assert status == "status 0"
    assert HEAVY & set(loaded.split()) == set()


def test_there_is_one_version(root: Path) -> None:
    written = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version("beijian") == written
    assert written in python("-m", "app", "--version", cwd=root).stdout
    again = [str(m) for m in modules(root) if f'"{written}"' in m.read_text(encoding="utf-8")]
    assert again == [], "the version is written once, in pyproject.toml"
