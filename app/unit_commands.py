"""The commands for units, their contacts and the project's own facts."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.program import version
from evidence import wording
from evidence.errors import ExportError, RequestError
from evidence.export import phrases
from evidence.export.contact_file import write_contact_file
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Approach, Project, Unit, UnitId, UnitKind
from evidence.scheme.contact_list import kind_of_name, names_in, read_contact_file
from evidence.scheme.contact_plan import Match, Planned, apply_contacts, plan_contacts
from evidence.scheme.roster import Roster, roster_of
from evidence.units import names_of
from evidence.wording import parts
from evidence.wording import units as unit_words
from evidence.workspace import Workspace

Json = dict[str, Any]

_KINDS = {"县直": UnitKind.DEPARTMENT, "乡镇": UnitKind.TOWNSHIP}
_APPROACHES = {"发文": Approach.PAPER, "上门": Approach.VISIT}
_MATCHES = {Match.KNOWN: "对应", Match.NEW: "新单位", Match.UNCLEAR: "不明，未导入"}


def units(workspace: Workspace, options: Namespace) -> None:
    """List the units, after taking a contact list in if one is given."""
    snapshot = workspace.snapshot()
    roster, plan = roster_of(snapshot), None
    if options.plan and options.list is None:
        raise RequestError("plan_of_nothing")
    if options.list is not None:
        with given.usable(options.list):
            plan = plan_contacts(roster, read_contact_file(Path(options.list)))
        roster = apply_contacts(roster, plan)
        if not options.plan:
            workspace.schemes.edit_project(Action.EDIT_UNITS, roster.project, roster.edit)
    if options.out:
        _save(Path(options.out), workspace, roster)
    if options.json:
        planned = {} if plan is None else {"contacts": [_planned_json(one, roster) for one in plan]}
        print_json({**planned, "units": [_unit_json(unit, roster) for unit in roster.units]})
    elif plan is not None:
        _show_plan(plan, roster, only_plan=options.plan)
    elif options.out:
        print(wording.phrase("contacts_saved", path=options.out))
    else:
        for unit in roster.units:
            _show_unit(unit, roster)
        print(f"{phrases.unit_counts(roster.units)}。")


def changes_unit(options: Namespace) -> bool:
    """Tell whether `unit` is to change something, and not only to be shown."""
    told = (
        options.kind,
        options.approach,
        options.contact,
        options.phone,
        options.note,
        options.former,
        options.before,
    )
    named = (options.rename, options.replace_by)
    return options.add or options.remove or any(value is not None for value in (*told, *named))


def unit(workspace: Workspace, options: Namespace) -> None:
    """Add, change or remove one unit, or show it."""
    snapshot = workspace.snapshot()
    roster, name = roster_of(snapshot), typed.plain(options.unit)
    if options.add:
        roster = roster.added(name, _KINDS.get(options.kind) or kind_of_name(name))
        key = roster.units[-1].id
    else:
        key = _find(roster, name)
    roster = _told(roster, key, options)
    if options.rename is not None:
        roster = roster.renamed(key, typed.plain(options.rename))
    elif options.replace_by is not None:
        heir = _find(roster, typed.plain(options.replace_by))
        if heir == key:
            raise RequestError("unit_replaces_itself", unit=roster.unit(key).name)
        roster = roster.merged(key, heir)
    elif options.remove:
        roster = roster.removed(key)
    if changes_unit(options):
        workspace.schemes.edit_project(Action.EDIT_UNITS, roster.project, roster.edit)
    key = roster.heirs.get(key, key)
    left = next((one for one in roster.units if one.id == key), None)
    if options.json:
        print_json({"unit": None if left is None else _unit_json(left, roster)})
    elif left is None:
        print(wording.phrase("unit_removed", unit=name))
    else:
        _show_unit(left, roster)


def changes_project(options: Namespace) -> bool:
    """Tell whether `project` is to change something, and not only to be shown."""
    asked = (
        options.place,
        options.office,
        options.first_year,
        options.submit_on,
        options.mode,
        options.upper,
    )
    return any(value is not None for value in asked)


def project(workspace: Workspace, options: Namespace) -> None:
    """Change what the project says of itself, or show it."""
    known = workspace.snapshot().project
    about = typed.about(known, options.place, options.office, options.first_year, options.submit_on)
    about = typed.meant_for(about, options.mode, options.upper)
    if changes_project(options):
        workspace.schemes.edit_project(Action.EDIT_PROJECT, about)
    if options.json:
        print_json(_project_json(about))
        return
    print(f"地名：{about.place or '不明'}")
    print(f"编制单位：{about.office or '不明'}")
    print(f"工作方式：{parts.mode(about)}")
    print(wording.phrase("project_years", years=phrases.years_line(about), base=about.base_year))
    print(f"送审日期：{about.submit_on or '未定'}")
    print(f"{phrases.unit_counts(about.units)}。")


def _find(roster: Roster, name: str) -> UnitId:
    """Return the unit that a name of today, a former one or a short one means."""
    project = roster.project
    called = names_of(project.units).get(name) or find_unit(
        (one.name for one in project.units), name, "unit_not_listed"
    )
    return next(one.id for one in project.units if one.name == called)


def _told(roster: Roster, key: UnitId, options: Namespace) -> Roster:
    if options.kind is not None:
        roster = roster.of_kind(key, _KINDS[options.kind])
    if options.approach is not None:
        roster = roster.asked_by(key, _APPROACHES[options.approach])
    contact, phone, note = (
        None if text is None else typed.plain(text) for text in (options.contact, options.phone, options.note)
    )
    roster = roster.told(key, contact=contact, phone=phone, note=note)
    if options.former is not None:
        roster = roster.once_called(key, names_in(typed.plain(options.former)))
    if options.before is not None:
        before = _find(roster, typed.plain(options.before))
        roster = roster.moved(key, before) if before != key else roster
    return roster


def _save(path: Path, workspace: Workspace, roster: Roster) -> None:
    with given.usable(path):
        workspace.check_outside(path)
        if not path.parent.is_dir():
            raise ExportError("out_not_folder", path=str(path.parent))
        write_contact_file(path, roster.units, roster.before, version())


def _show_unit(unit: Unit, roster: Roster) -> None:
    use = roster.uses[unit.id]
    uses = wording.phrase("unit_uses", led=use.led, supported=use.supported, owed=use.owed)
    print(f"{unit.name}  {unit_words.KINDS[unit.kind]}  {uses}")
    former = wording.phrase("unit_former", names="、".join(unit.former)) if unit.former else ""
    approach = "" if unit.approach is Approach.PAPER else f"{unit_words.APPROACHES[unit.approach]}。"
    said = f"{phrases.contact(unit)}{former}{approach}{unit.note or ''}"
    if said:
        print(f"　　{said}")


def _show_plan(plan: tuple[Planned, ...], roster: Roster, *, only_plan: bool) -> None:
    names = {one.id: one.name for one in roster.units}
    for planned in plan:
        meant = [names[key] for key in ((planned.unit,) if planned.unit else planned.likely)]
        whom = f"（{'、'.join(meant)}）" if meant and meant != [planned.entry.name] else ""
        said = "  ".join(text for text in (planned.entry.contact, planned.entry.phone) if text)
        print(f"{planned.entry.name}  {_MATCHES[planned.match]}{whom}  {said}".rstrip())
    counts = {match: sum(planned.match is match for planned in plan) for match in Match}
    code = "contacts_would_be_taken" if only_plan else "contacts_taken"
    taken = counts[Match.KNOWN] + counts[Match.NEW]
    print(wording.phrase(code, taken=taken, new=counts[Match.NEW], unclear=counts[Match.UNCLEAR]))


def _unit_json(unit: Unit, roster: Roster) -> Json:
    use = roster.uses[unit.id]
    return {
        "name": unit.name,
        "kind": unit.kind,
        "contact": unit.contact,
        "phone": unit.phone,
        "note": unit.note,
        "former": list(unit.former),
        "approach": unit.approach,
        "led": use.led,
        "supported": use.supported,
        "owed": use.owed,
    }


def _planned_json(planned: Planned, roster: Roster) -> Json:
    names = {one.id: one.name for one in roster.units}
    entry = planned.entry
    return {
        "name": entry.name,
        "state": planned.match,
        "unit": names[planned.unit] if planned.unit else None,
        "likely": [names[key] for key in planned.likely],
        "contact": entry.contact,
        "phone": entry.phone,
        "note": entry.note,
    }


def _project_json(about: Project) -> Json:
    return {
        "place": about.place,
        "office": about.office,
        "first_year": about.first_year,
        "base_year": about.base_year,
        "submit_on": about.submit_on and about.submit_on.isoformat(),
        "mode": about.mode,
        "upper": about.upper,
        "units": len(about.units),
        "townships": list(about.townships),
    }
