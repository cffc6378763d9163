"""How the program starts: the window before anything heavy, the command line where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Of the program itself: what a project is made of, and all that is shown of one.
LATE = ("evidence.model", "evidence.snapshot", "evidence.wording", "evidence.workspace", "ui.desk", "ui.ledger_work")
HEAVY = ("alembic", "docx", "openpyxl", "pypdfium2", "sqlalchemy", "PIL", "lxml")
PAINTED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.window import Shown
from ui import theme
from ui.jobs import Jobs

application = theme.begin("beijian")
theme.dress(application)
jobs = Jobs()
window = Shown(jobs, Path(sys.argv[1])).window()
window.show()
QTimer.singleShot(0, lambda: (print(*sorted(sys.modules)), application.quit()))
assert not window.grab().isNull()
application.exec()
jobs.close()
"""


def test_a_painted_window_has_loaded_nothing_heavy(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PAINTED, str(tmp_path / "settings.toml")]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert "PySide6" in loaded
    assert loaded & {*HEAVY, *LATE} == set()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_program_says_how_it_is_used(root: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-X", "utf8", "-m", "app"]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "用法：beijian" in done.stdout
