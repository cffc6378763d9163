"""The commands that make the 阅读版 and the files of a 网上申报."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from app import given
from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence.declaration import Bundle, DeclareRule, endings_of
from evidence.declaring import rule_of, set_rule
from evidence.layouts import template_for
from evidence.model import Edition
from evidence.wording import sets as words
from evidence.wording.room import size
from evidence.workspace import Workspace

if TYPE_CHECKING:
    from evidence.export.declare_plan import DeclarePlan, LeftOut
    from evidence.export.declare_set import DeclaredSet
    from evidence.export.reading_set import ReadingSet

NAMES = ("reading-set", "declare")
_RULES = ("endings", "names", "longest", "bundle")

Json = dict[str, Any]


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Make what is asked for."""
    confirmed_by = given.confirmer(options, (Edition.SUBMISSION,))
    changes = _rule_given(options) if options.command == "declare" else False
    with opened(options, write=changes or confirmed_by is not None) as workspace:
        if options.command == "declare":
            _declare(workspace, options, confirmed_by)
        else:
            _read(workspace, options, confirmed_by)
    return 0


def _read(workspace: Workspace, options: Namespace, confirmed_by: str | None) -> None:
    from evidence.export.reading_set import Extent, write_reading_set

    out = _folder(workspace, options)
    workspace.secrecy.check_export(workspace.snapshot())
    report = TerminalProgress()
    plan = workspace.boxing.plan(template_for(workspace, WORD_TEMPLATE), report)
    made = write_reading_set(out, plan, Extent(options.by), workspace.original_path, workspace.who, report)
    if confirmed_by is not None:
        workspace.confirm_export(confirmed_by, made.folder)
    if options.json:
        print_json(_reading_json(made))
        return
    print(words.reading_told(len(made.files), made.pages, made.elsewhere, str(made.folder)))
    for file in made.files:
        print(f"  {words.reading_line(file.path.name, file.pages, file.papers, file.size_bytes)}")


def _declare(workspace: Workspace, options: Namespace, confirmed_by: str | None) -> None:
    from evidence.export.declare_plan import plan_declaration
    from evidence.export.declare_set import write_declaration
    from evidence.export.personal import told_of

    reason = given.reason(options)
    if _rule_given(options):
        set_rule(workspace, _rule(rule_of(workspace), options))
    snapshot, rule = workspace.snapshot(), rule_of(workspace)
    workspace.secrecy.check_export(snapshot)
    plan = plan_declaration(snapshot, rule, reason)
    if options.out is None:
        _show_plan(plan, as_json=options.json)
        return
    out = _folder(workspace, options)
    made = write_declaration(out, plan, workspace.original_path, version(), workspace.who, TerminalProgress())
    if confirmed_by is not None:
        workspace.confirm_export(confirmed_by, made.folder, personal=told_of(made.personal, reason))
    _show_made(made, rule, as_json=options.json)


def _rule_given(options: Namespace) -> bool:
    limits = "limit_mb" in options or "total_mb" in options
    return limits or any(getattr(options, name) is not None for name in _RULES)


def _rule(known: DeclareRule, options: Namespace) -> DeclareRule:
    """Return the rule of a project with what is given."""
    return replace(
        known,
        file_mb=getattr(options, "limit_mb", known.file_mb),
        total_mb=getattr(options, "total_mb", known.total_mb),
        endings=known.endings if options.endings is None else endings_of(options.endings),
        pattern=known.pattern if options.names is None else options.names.strip(),
        longest=known.longest if options.longest is None else options.longest,
        bundle=known.bundle if options.bundle is None else Bundle(options.bundle),
    )


def _folder(workspace: Workspace, options: Namespace) -> Path:
    out = Path(options.out)
    with given.usable(out):
        workspace.check_outside(out)
    return out


def _show_plan(plan: DeclarePlan, *, as_json: bool) -> None:
    over = sum(map(plan.is_over, plan.files))
    if as_json:
        files = [
            {
                "path": str(file.place),
                "item": file.item.code,
                "pieces": [entry.label for entry in file.entries],
                "making": file.making.value,
                "bytes": file.before_bytes,
                "over": plan.is_over(file),
                "can_shrink": file.can_shrink,
            }
            for file in plan.files
        ]
        print_json({"rule": asdict(plan.rule), "files": files, "left_out": list(map(_left_out_json, plan.left_out))})
        return
    print(_rule_told(plan.rule))
    print(words.planned_told(len(plan.files), plan.size_bytes, over, len(plan.left_out)))
    for file in plan.files:
        limit = plan.rule.file_mb if plan.is_over(file) else None
        how = words.planned(file.making.value, limit, can_shrink=file.can_shrink)
        print(f"  {file.place}  {size(file.before_bytes)}  {how}")
    _print_left_out(plan.left_out)


def _show_made(made: DeclaredSet, rule: DeclareRule, *, as_json: bool) -> None:
    if as_json:
        print_json(_declared_json(made, rule))
        return
    before, after = made.before_bytes, made.after_bytes
    print(words.declared_told(len(made.files), before, after, len(made.left_out), str(made.folder)))
    if made.over_total and rule.total_mb is not None:
        print(words.over_total(after, rule.total_mb))
    if made.personal:
        print(words.personal(made.personal))
    for file in made.files:
        how = words.how(file.plan.making.value, file.before_bytes, file.after_bytes)
        print(f"  {file.path.relative_to(made.folder)}  {size(file.after_bytes)}  {how}")
    _print_left_out(made.left_out)


def _print_left_out(left_out: tuple[LeftOut, ...]) -> None:
    for one in left_out:
        print(f"  {one.entry.label}  {words.NOT_AMONG}：{words.why_left_out(one.why, dict(one.told))}")


def _rule_told(rule: DeclareRule) -> str:
    return words.rule_told(rule.file_mb, rule.total_mb, rule.endings, (rule.pattern, rule.longest), rule.bundle.value)


def _reading_json(made: ReadingSet) -> Json:
    files = [
        {
            "path": str(file.path),
            "pages": file.pages,
            "pieces": file.papers,
            "elsewhere": file.elsewhere,
            "bytes": file.size_bytes,
        }
        for file in made.files
    ]
    return {"folder": str(made.folder), "files": files, "kept": made.kept and str(made.kept)}


def _declared_json(made: DeclaredSet, rule: DeclareRule) -> Json:
    files = [
        {
            "path": str(file.path),
            "item": file.plan.item.code,
            "pieces": [entry.label for entry in file.plan.entries],
            "making": file.plan.making.value,
            "bytes_before": file.before_bytes,
            "bytes": file.after_bytes,
            "dpi": file.step and file.step.dpi,
            "quality": file.step and file.step.quality,
        }
        for file in made.files
    ]
    return {
        "folder": str(made.folder),
        "rule": asdict(rule),
        "files": files,
        "left_out": list(map(_left_out_json, made.left_out)),
        "list": str(made.listing),
        "personal": list(made.personal),
        "bytes_before": made.before_bytes,
        "bytes": made.after_bytes,
        "over_total": made.over_total,
        "kept": made.kept and str(made.kept),
    }


def _left_out_json(one: LeftOut) -> Json:
    return {
        "item": one.item.code,
        "piece": one.entry.label,
        "code": one.why,
        "message": words.why_left_out(one.why, dict(one.told)),
    }
