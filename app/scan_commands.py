"""Recognising scans on the command line: after an arrival, and what was left of it later."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from app.output import print_json
from app.terminal import TerminalProgress
from evidence import wording
from evidence.errors import RequestError
from evidence.progress import Report
from evidence.wording import scans as words
from evidence.workspace import Accept, TakenIn, Workspace

NAMES = ("read",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Recognise all that waits, and tell how far it has come."""
    from evidence.extract.page_readers import PageReaders, processes_here

    with opened(options, write=True) as workspace:
        workspace.scans.read(TerminalProgress(), PageReaders(processes_here()))
        progress = workspace.scans.progress()
    if options.json:
        print_json({"pages": {"done": progress.done, "total": progress.total, "failed": progress.failed}})
        return 0
    print(words.PHRASES["scans_progress"].format(done=progress.done, total=progress.total))
    if progress.failed:
        print(words.PHRASES["scans_failed"].format(failed=progress.failed))
    return 0


def read_arrival(workspace: Workspace, taken: TakenIn, accept: Accept, report: Report) -> TakenIn:
    """Recognise the scans of an arrival, file what is agreed then, and return it as it is afterwards."""
    from evidence.extract.page_readers import PageReaders, processes_here

    scans = {file.made.original.id for file in taken.files if file.made and file.made.unread}
    if not scans:
        return taken
    try:
        workspace.scans.read(report, PageReaders(processes_here()), scans)
    except RequestError as error:  # nothing can be recognised here: what came is there all the same
        print(wording.sentence(error), file=sys.stderr)
    return workspace.scans.after(taken, accept)


def tell_waiting(workspace: Workspace) -> None:
    """Say how many pages still wait, if any do."""
    progress = workspace.scans.progress()
    if progress.done < progress.total:
        print(words.PHRASES["scans_waiting"].format(waiting=progress.total - progress.done))
