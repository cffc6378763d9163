"""A portable program keeps what it remembers beside it; one without a console keeps a log."""

from __future__ import annotations

import faulthandler
import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest

import app
from app import diagnostics, paths, settings
from app.__main__ import main
from app.program import version


@pytest.fixture
def portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder beside a portable program."""
    beside = tmp_path / "备检" / "设置和日志"
    beside.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PROGRAM", tmp_path / "备检" / "program")
    return beside


@contextmanager
def without_console() -> Generator[None]:
    """Take the console away, and close the log that was opened instead."""

    def leave_to_pytest(_: TextIO) -> None:
        pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(faulthandler, "enable", leave_to_pytest)
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        yield
        if log := sys.stderr:
            log.close()


def test_settings_lie_beside_a_portable_program(portable: Path) -> None:
    assert settings.default_path() == portable / "settings.toml"


def test_crash_reports_lie_beside_a_portable_program(portable: Path) -> None:
    sentence = diagnostics.keep_crash(ZeroDivisionError("零"))
    (report,) = portable.glob("crash-*.txt")
    assert str(report) in sentence


def test_beside_a_program_that_can_only_be_read_nothing_is_kept(
    portable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "touch", refuse)
    assert portable not in settings.default_path().parents


def test_a_window_that_cannot_stand_leaves_a_report(portable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.window", None)
    monkeypatch.delattr(app, "window", raising=False)
    monkeypatch.setattr(sys, "argv", ["beijian", "--window"])
    with pytest.raises(ImportError):
        main()
    gc.enable()
    (report,) = portable.glob("crash-*.txt")
    assert "app.window" in report.read_text("utf-8")


def test_a_program_elsewhere_keeps_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PROGRAM", tmp_path / "program")
    assert paths.settings_folder().name == "beijian"


def test_without_a_console_what_is_said_goes_into_a_log(portable: Path) -> None:
    with without_console():
        diagnostics.keep_log()
        sys.stdout.write("说了一句\n")
    said = (portable / "beijian.log").read_text("utf-8")
    assert version() in said
    assert "说了一句" in said


def test_a_log_that_has_grown_large_is_kept_once(portable: Path) -> None:
    (portable / "beijian.log").write_text("旧" * 400_000, "utf-8")
    with without_console():
        diagnostics.keep_log()
    assert (portable / "beijian.log.1").read_text("utf-8").startswith("旧")
    assert (portable / "beijian.log").stat().st_size < 1000


def test_a_disk_that_refuses_costs_the_log_alone(portable: Path) -> None:
    (portable / "beijian.log").mkdir()
    with without_console():
        diagnostics.keep_log()
        assert sys.stderr is None


def test_with_a_console_nothing_is_kept(portable: Path) -> None:
    diagnostics.keep_log()
    assert list(portable.iterdir()) == []
