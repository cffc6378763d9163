"""The commands for 现场查阅: where the papers of an item lie, and what examiners asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import asdict

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence import wording
from evidence.export.on_site import papers_on_site, where_all_lie
from evidence.export.visit_file import write_requests
from evidence.filing import asked_for
from evidence.intake import typed
from evidence.layouts import table_template_of, template_for
from evidence.visiting import note, requests
from evidence.visits import Wish
from evidence.wording.visits import line
from evidence.workspace import Workspace

NAMES = ("on-site", "visits")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    if options.command == "visits":
        return _visits(options, opened)
    wish = Wish.ADD if options.add is not None else Wish.SEE if options.seen else None
    with opened(options, write=wish is not None) as workspace:
        item = asked_for(workspace.snapshot(), options.code)
        if wish is not None:
            note(
                workspace, item, wish, said=typed.plain(options.add or ""), examiner=typed.plain(options.examiner or "")
            )
        plan = workspace.boxing.plan(template_for(workspace, WORD_TEMPLATE), TerminalProgress())
        papers = papers_on_site(plan.snapshot, plan.contents.numbered, where_all_lie(plan))[item.id]
        if options.json:
            print_json({"code": item.code, "papers": [asdict(paper) for paper in papers]})
            return 0
        for paper in papers:
            print(wording.phrase("on_site", **{**asdict(paper), "held": paper.held and f"（{paper.held}）"}))
        if not papers:
            print(wording.phrase("on_site_none"))
    return 0


def _visits(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Tell what examiners asked for, or keep it as a file."""
    with opened(options, write=False) as workspace:
        wishes = requests(workspace)
        if options.out:
            path = Path(options.out)
            workspace.check_outside(path)
            snapshot = workspace.snapshot()
            with given.usable(path):
                write_requests(path, wishes, snapshot, table_template_of(snapshot.project, TABLE_TEMPLATE), version())
        if options.json:
            print_json({"requests": [{**asdict(one), "at": one.at.isoformat(timespec="seconds")} for one in wishes]})
        elif options.out:
            print(wording.phrase("visit_saved", path=options.out))
        else:
            print("\n".join(map(line, wishes)) or wording.phrase("visit_none"))
    return 0
