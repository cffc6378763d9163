"""The command that puts the gaps by unit on one page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app import given
from app.json_output import Json
from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.program import now, version
from evidence.check.gaps import find_gaps
from evidence.export.one_page import OnePage, one_page
from evidence.export.one_page_file import check_page_file, write_page
from evidence.layouts import template_of
from evidence.wording import chasing as words
from evidence.workspace import Workspace

NAMES = ("one-page",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Write the page that is asked for."""
    path = Path(options.out)
    check_page_file(path)
    with opened(options) as workspace, given.usable(path):
        workspace.check_outside(path)
        snapshot = workspace.snapshot()
        workspace.secrecy.check_export(snapshot)
        page = one_page(snapshot, find_gaps(snapshot), now())
        template = template_of(snapshot.project, workspace.path, WORD_TEMPLATE)
        write_page(path, page, snapshot, template, version())
    if options.json:
        print_json(_told(path, page))
    else:
        print(words.phrase("page_saved", path=str(path)))
    return 0


def _told(path: Path, page: OnePage) -> Json:
    return {
        "path": str(path),
        "as_of": page.at.isoformat(timespec="seconds"),
        "items": [{"code": one.code, "veto": one.veto, "owing": one.owing} for one in page.graves],
        "units": [
            {"unit": one.unit, "lacking": one.lacking, "veto": one.veto, "key": one.key, "unsorted": one.unsorted}
            for one in page.units
        ],
    }
