"""The house's rules that tools check: ruff, pyright, and who may import whom."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CONTRACTS = 5
# Each breaks one contract: a module to add to, and the line that goes there.
TRESPASSES = (
    ("ui", "import app"),
    ("app.cli", "import ui"),
    ("evidence.names", "import PySide6"),
    ("evidence.progress", "import sqlalchemy"),
    ("evidence.errors", "import evidence.model"),
)


def run(tool: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool that is installed beside this Python."""
    command = Path(sys.executable).with_name(tool + (".exe" if os.name == "nt" else ""))
    environment = {**os.environ, "PYTHONUTF8": "1", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [str(command), *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def test_ruff_finds_nothing(root: Path) -> None:
    done = run("ruff", "check", "--no-cache", "--output-format=concise", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_finds_nothing(root: Path) -> None:
    done = run("pyright", "--pythonpath", sys.executable, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 warnings" in done.stdout


def test_imports_run_downwards(root: Path) -> None:
    done = run("lint-imports", "--no-cache", "--no-logo", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {CONTRACTS} kept, 0 broken." in done.stdout


def test_every_contract_notices_a_trespass(root: Path, tmp_path: Path) -> None:
    for package in ("app", "ui", "evidence"):
        shutil.copytree(root / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    for module, line in TRESPASSES:
        place = tmp_path.joinpath(*module.split("."))
        file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = run("lint-imports", "--no-cache", "--no-logo", cwd=tmp_path)
    assert f"Contracts: 0 kept, {CONTRACTS} broken." in done.stdout, done.stdout + done.stderr
