"""A window that exports to a U盘 until the power fails: run in a process of its own, which ends without a word."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from app.window import Shown
from ui.dialogs.export import ExportDialog
from ui.jobs import Job, Jobs

LOST_POWER = 9


def main(project: Path, out: Path, stage: str) -> None:
    """Export the 送审版 of a project to `out`; end at once when the work comes to `stage`."""
    application = QApplication([])
    jobs = Jobs()
    window = Shown(jobs, out.parent / "断电的电脑" / "settings.toml").window()
    window.show()

    def fail_at(task: str) -> None:
        if task == stage:
            os._exit(LOST_POWER)

    def watch(job: Job) -> None:
        job.advanced.connect(fail_at)

    def export() -> None:
        window.ask_export()
        (dialog,) = cast("list[ExportDialog]", window.findChildren(ExportDialog))
        dialog.choice.editions_group.button(1).click()
        dialog.choice.folder.setText(str(out))
        dialog.choice.name.setText("李敏")
        dialog.choice.confirmed.click()
        jobs.began.connect(watch)
        dialog.start_button.click()

    window.open_project(project).succeeded.connect(export)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
