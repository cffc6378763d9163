"""The command for 现场查阅: where the papers of an item lie."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.terminal import TerminalProgress
from evidence import wording
from evidence.export.on_site import papers_on_site, where_all_lie
from evidence.filing import asked_for
from evidence.layouts import template_for
from evidence.workspace import Workspace

NAMES = ("on-site",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Tell the papers of an item with their boxes and pages, as an examiner may see them."""
    with opened(options, write=False) as workspace:
        item = asked_for(workspace.snapshot(), options.code)
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
