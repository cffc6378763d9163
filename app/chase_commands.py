"""The command `chase`: whom to ask and how, what was sent, what came after, and the office's own steps."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence import wording
from evidence.chases import Chase, Step
from evidence.chasing import Plan, find_step, steps_named
from evidence.check.owing import After, Owing
from evidence.errors import ExportError, RequestError
from evidence.export import chase_phrases
from evidence.export.chase_files import write_drafts
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.layouts import template_of
from evidence.wording import chases as words
from evidence.workspace import Workspace

Json = dict[str, Any]
NAMES = ("chase",)
_SHORT_ID = 8


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of the options asks."""
    others = options.plan or options.list or options.sent is not None or options.steps is not None
    if (others and options.out) or (options.on and options.sent is None):
        raise RequestError("chase_options")
    with opened(options, write=bool(options.out or options.sent or options.steps)) as workspace:
        if options.steps is not None:
            _steps(workspace, options)
        elif options.list:
            _list(workspace, options)
        elif options.sent is not None:
            _sent(workspace, options)
        elif options.plan or not options.out:
            if not options.plan and (options.unit or options.all):
                raise RequestError("chase_out")
            _plan(workspace, options)
        else:
            _draft(workspace, options)
    return 0


def _plan(workspace: Workspace, options: Namespace) -> None:
    plan = workspace.chasing.plan()
    wanted = _units(plan, options)
    units = [one for one in plan.units if wanted is None or one.unit in wanted]
    if options.json:
        print_json({"units": [_owing_json(one) for one in units]})
        return
    for one in units:
        print(chase_phrases.summary(one))
        print(f"　　{chase_phrases.before(one)}；{wording.phrase('chase_next', step=chase_phrases.proposed(one))}")
        if one.draft is not None:
            print(f"　　{wording.phrase('chase_drafted', step=one.draft.step)}")
        for piece in one.waiting:
            print(f"　　{wording.phrase('chase_waiting_one', title=chase_phrases.title(piece, plan.snapshot))}")
        for debt in one.debts:
            print(f"　　{chase_phrases.debt(debt)}")
    visits, waiting = sum(one.by_visit for one in units), sum(bool(one.waiting) for one in units)
    sums = wording.phrase("chase_plan_sums", units=len(units), visits=visits, waiting=waiting)
    print(sums if units else wording.phrase("chase_plan_none"))


def _draft(workspace: Workspace, options: Namespace) -> None:
    if not (options.unit or options.all):
        raise RequestError("chase_units")
    out = Path(options.out)
    plan = workspace.chasing.plan()
    step = None if options.step is None else find_step(plan.steps, typed.plain(options.step))
    drafting = plan.drafting(_units(plan, options), step, _day(options.deadline, "限期"))
    with given.usable(out):
        workspace.check_outside(out)
        if out.exists() and not out.is_dir():
            raise ExportError("out_not_folder", path=str(out))
        out.mkdir(parents=True, exist_ok=True)
        workspace.secrecy.check_export(plan.snapshot)
        look = (template_of(plan.snapshot.project, workspace.path, WORD_TEMPLATE), version())
        files = write_drafts(out, drafting, plan.snapshot, plan.gaps, look, TerminalProgress())
    _, made = workspace.chasing.draft(drafting)
    waiting = [one for one in drafting.chosen if one.waiting]
    if options.json:
        chases = [_chase_json(chase) for chase in made]
        print_json(
            {
                "files": [str(path) for path in files],
                "chases": chases,
                "waiting": [{"unit": one.unit, "pieces": len(one.waiting)} for one in waiting],
            }
        )
        return
    for one in waiting:
        print(f"{one.unit}　{chase_phrases.waiting(one)}")
    for chase in made:
        print(f"{chase.id[:_SHORT_ID]}  {chase.step}  {chase.unit}")
    print(wording.phrase("chase_made", count=len(made)))
    print(wording.phrase("chase_files", folder=str(out)))


def _sent(workspace: Workspace, options: Namespace) -> None:
    keys = [workspace.chasing.find(typed.plain(key)).id for key in options.sent]
    workspace.chasing.sent(keys, _day(options.on, "发出日期"))
    if options.json:
        print_json({"chases": [_chase_json(chase) for chase in workspace.chasing.record() if chase.id in keys]})
    else:
        print(wording.phrase("chase_sent", count=len(keys)))


def _list(workspace: Workspace, options: Namespace) -> None:
    plan = workspace.chasing.plan()
    known = workspace.chasing.after(plan)
    if options.unit:
        names = [one.unit for one in plan.units] + [after.chase.unit for after in known]
        wanted = {find_unit(names, typed.plain(unit)) for unit in options.unit}
        known = tuple(after for after in known if after.chase.unit in wanted)
    if options.json:
        print_json({"chases": [_after_json(after) for after in known]})
        return
    for after in known:
        chase = after.chase
        said = [chase.id[:_SHORT_ID], chase.unit, chase.step, chase_phrases.sent(after)]
        if chase.deadline is not None:
            said.append(wording.phrase("chase_deadline", day=chase.deadline.isoformat()))
        print("  ".join([*said, chase_phrases.outcome(after)]).rstrip())
    if not known:
        print(wording.phrase("chase_none"))


def _steps(workspace: Workspace, options: Namespace) -> None:
    if options.steps:
        workspace.chasing.set_steps(steps_named(workspace.chasing.steps(), typed.plain(options.steps)))
    steps = workspace.chasing.steps()
    if options.json:
        print_json({"steps": [{"name": step.name, "form": step.form} for step in steps]})
    else:
        print(wording.phrase("chase_steps_now", names="、".join(map(_step_words, steps))))


def _step_words(step: Step) -> str:
    return step.name if step.name == words.FORMS[step.form] else f"{step.name}（{words.FORMS[step.form]}）"


def _units(plan: Plan, options: Namespace) -> Collection[str] | None:
    if options.all or not options.unit:
        return None
    known: Sequence[str] = [one.unit for one in plan.units]
    return {find_unit(known, typed.plain(unit)) for unit in options.unit}


def _day(text: str | None, what: str) -> date | None:
    return None if text is None else typed.day_to_come(text, what)


def _owing_json(one: Owing) -> Json:
    return {
        "unit": one.unit,
        "kind": one.listed.kind if one.listed else None,
        "contact": one.listed.contact if one.listed else None,
        "phone": one.listed.phone if one.listed else None,
        "approach": "visit" if one.by_visit else "paper",
        "items": one.items,
        "lacking": one.lacking,
        "grave": one.grave,
        "waiting": [piece.id for piece in one.waiting],
        "debts": [
            {
                "code": debt.code,
                "item": debt.criterion.code,
                "material": debt.row.slot.name,
                "year": debt.row.year,
                "lacking": debt.lacking,
                "due": debt.due,
            }
            for debt in one.debts
        ],
        "chases": [_chase_json(chase) for chase in one.earlier],
        "draft": one.draft and _chase_json(one.draft),
        "next": one.proposed.name if one.proposed else None,
    }


def _chase_json(chase: Chase) -> Json:
    return {
        "id": chase.id,
        "unit": chase.unit,
        "step": chase.step,
        "form": chase.form,
        "as_of": chase.as_of.isoformat(timespec="minutes"),
        "deadline": chase.deadline and chase.deadline.isoformat(),
        "by": chase.who,
        "asked": [asked.code for asked in chase.asked],
        "sent_at": chase.sent_at and chase.sent_at.isoformat(timespec="minutes"),
        "sent_by": chase.sent_by,
    }


def _after_json(after: After) -> Json:
    return {
        **_chase_json(after.chase),
        "batches": [batch.name for batch in after.batches],
        "files": after.files,
        "closed": [asked.code for asked in after.closed],
        "left": [asked.code for asked in after.left],
        "dropped": [asked.code for asked in after.dropped],
    }
