"""核对电子版: a package against its manifest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.progress import Report
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:  # loaded when somebody asks
    from evidence.export.verifying import Verified


def verify(session: Session, package: Path, done: Callable[[Verified], object]) -> Job:
    """Check a package."""

    def work(report: Report) -> Verified:
        from evidence.export.verifying import verify_package

        return verify_package(package, report)

    return session.jobs.run("verifying", work, done)
