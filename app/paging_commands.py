"""转成页面 on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence

from app.output import print_json
from app.terminal import TerminalProgress
from evidence import wording
from evidence.convert.converter import Converter
from evidence.convert.finding import converters
from evidence.filing import find_piece
from evidence.intake import typed
from evidence.paging import Paged, PagingPlan, make_pages, plan_pages
from evidence.wording import paging as words
from evidence.workspace import Workspace

NAMES = ("pages",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Make pages of what is named, or tell what lacks them."""
    found = converters()
    asked = options.all or bool(options.pieces)
    with opened(options, write=asked) as workspace:
        snapshot = workspace.snapshot()
        named = [find_piece(snapshot, typed.plain(text)).id for text in options.pieces]
        if asked:
            done = make_pages(workspace, None if options.all else named, found, TerminalProgress())
            _show_done(done, as_json=options.json)
        else:
            _show_plan(plan_pages(snapshot, None), found, as_json=options.json)
    return 0


def _show_plan(plan: PagingPlan, found: Sequence[Converter], *, as_json: bool) -> None:
    name = found[0].name if found else None
    if as_json:
        print_json({"waiting": len(plan.files), "there": plan.there, "converter": name})
        return
    print(words.waiting(len(plan.files), plan.there))
    print(wording.phrase("paging_with", name=name) if name else wording.phrase("paging_without"))


def _show_done(done: Paged, *, as_json: bool) -> None:
    if as_json:
        made = [
            {"name": one.original.name, "sha256": one.original.sha256, "pages": one.pages, "converter": one.converter}
            for one in done.made
        ]
        failed = [{"name": one.original.name, "why": one.why, "message": words.failure(one.why)} for one in done.failed]
        print_json({"made": made, "failed": failed, "there": done.there, "stopped": done.stopped})
        return
    made_of = [(one.pages, one.converter) for one in done.made]
    for sentence in words.done(made_of, len(done.failed), stopped=done.stopped):
        print(sentence)
    for one in done.failed:
        print(f"　　{one.original.name}：{words.failure(one.why)}")
