"""The 阅读版 and 网上申报材料 of the open project, planned and made on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from evidence.declaration import DeclareRule, check_rule
from evidence.declaring import rule_of, set_rule
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot
from ui.jobs import Job

if TYPE_CHECKING:  # loaded by the worker thread
    from evidence.export.declare_plan import DeclarePlan
    from evidence.export.declare_set import DeclaredSet
    from evidence.export.reading_set import Extent, ReadingSet
    from ui.open_project import OpenProject
    from ui.session import Session


class Answer(NamedTuple):
    """Who answers for what goes out, and why papers with personal data are among it; empty: they stay out."""

    by: str
    reason: str


def save_reading_set(
    session: Session, out: Path, extent: Extent, confirmed_by: str, done: Callable[[ReadingSet], object]
) -> Job:
    """Make the 阅读版 in a folder, and record who answered for it."""
    setup, workspace = session.setup, session.workspace

    def write(_: Snapshot, report: Report) -> ReadingSet:
        from evidence.export.reading_set import write_reading_set
        from evidence.layouts import template_for

        plan = workspace.boxing.plan(template_for(workspace, setup.template), report)
        made = write_reading_set(out, plan, extent, workspace.original_path, workspace.who, report)
        workspace.confirm_export(confirmed_by, made.folder)
        return made

    return session.save("reading_set", out, write, done)


def plan_declaration(
    session: Session, rule: DeclareRule | None, reason: str, done: Callable[[DeclarePlan], object]
) -> Job:
    """Plan what is made by a rule, None: by that of the project; papers with personal data want a reason."""
    snapshot, workspace = session.moment.snapshot, session.workspace

    def work(_: Report) -> DeclarePlan:
        from evidence.export import declare_plan

        if rule is not None:
            check_rule(rule)
        return declare_plan.plan_declaration(snapshot, rule or rule_of(workspace), reason)

    return session.jobs.run("declare_plan", work, done)


def keep_rule(session: Session, rule: DeclareRule, done: Callable[[None], object]) -> Job:
    """Record what the web site takes, then go on."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        return set_rule(desk.workspace, rule), None

    return session.write("arranging", work, done)


def save_declaration(
    session: Session, out: Path, rule: DeclareRule, answer: Answer, done: Callable[[DeclaredSet], object]
) -> Job:
    """Make the files of a declaration in a folder, and record who answered for them."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, report: Report) -> DeclaredSet:
        from evidence.export import declare_plan
        from evidence.export.declare_set import write_declaration
        from evidence.export.personal import told_of

        plan = declare_plan.plan_declaration(replace(snapshot, at=setup.clock()), rule, answer.reason)
        made = write_declaration(out, plan, workspace.original_path, setup.version(), workspace.who, report)
        workspace.confirm_export(answer.by, made.folder, personal=told_of(made.personal, answer.reason))
        return made

    return session.save("declaring", out, write, done)
