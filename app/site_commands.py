"""The commands for 点位台账."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE
from app.program import version
from app.site_options import SITE_WORDS
from evidence import siting, wording
from evidence.export.site_file import write_sites
from evidence.filing import asked_for
from evidence.findings import Site
from evidence.intake import typed
from evidence.layouts import table_template_of
from evidence.rectify.by_site import SiteLine, matching
from evidence.rectify.site_table import FIELDS, Planned, no_site, plan_sites, read_sites
from evidence.scheme.headed import typed_columns
from evidence.snapshot import Snapshot
from evidence.wording import sites as words
from evidence.workspace import Workspace

NAMES = ("sites", "sites-import", "sites-export", "site")

Json = dict[str, Any]


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    match options.command:
        case "sites":
            with opened(options, write=False) as workspace:
                _show(workspace, options)
        case "sites-import":
            with opened(options, write=not options.plan) as workspace:
                _take(workspace, options)
        case "sites-export":
            with opened(options, write=False) as workspace:
                _keep(workspace, options)
        case _:
            changes = options.add or options.remove or options.items is not None
            changes = changes or any(getattr(options, word) is not None for word, _ in SITE_WORDS)
            with opened(options, write=changes) as workspace:
                _one(workspace, options)
    return 0


def _show(workspace: Workspace, options: Namespace) -> None:
    lines = matching(siting.register(workspace), typed.plain(options.find))
    lines = tuple(line for line in lines if line.unsettled or not options.open)
    if options.json:
        snapshot = workspace.snapshot()
        print_json({"sites": [_json(line, snapshot) for line in lines]})
        return
    for line in lines:
        print(words.line(line.site, found=line.found, unsettled=line.unsettled))
    print(words.counts([(line.site, line.unsettled) for line in lines]) if lines else wording.phrase("sites_none"))


def _take(workspace: Workspace, options: Namespace) -> None:
    path, snapshot = Path(options.table), workspace.snapshot()
    with given.usable(path):
        table, listed = read_sites(path, snapshot.items, typed_columns(options.map or "", FIELDS))
    plan = plan_sites([line.site for line in siting.register(workspace)], listed, table.name)
    if not options.plan:
        siting.apply_plan(workspace, plan)
    counts = {state: sum(one.planned is state for one in plan) for state in Planned}
    told = {"new": counts[Planned.NEW], "changed": counts[Planned.CHANGED], "same": counts[Planned.SAME]}
    if options.json:
        sites = [{**_site_json(one.site, snapshot), "planned": one.planned.name.lower()} for one in plan]
        print_json({"sites": sites})
    elif options.plan:
        for one in plan:
            print(f"{one.planned}  {words.line(one.site)}")
        print(wording.phrase("sites_planned", count=len(plan), **told) + wording.phrase("sites_would"))
    else:
        print(wording.phrase("sites_taken", **told))


def _keep(workspace: Workspace, options: Namespace) -> None:
    path, snapshot = Path(options.out), workspace.snapshot()
    workspace.check_outside(path)
    lines = siting.register(workspace)
    with given.usable(path):
        template = table_template_of(snapshot.project, TABLE_TEMPLATE)
        write_sites(path, lines, snapshot, template, version())
    if options.json:
        print_json({"saved": str(path), "sites": len(lines)})
    else:
        print(wording.phrase("sites_saved", path=options.out))


def _one(workspace: Workspace, options: Namespace) -> None:
    snapshot, lines = workspace.snapshot(), siting.register(workspace)
    name = typed.plain(options.site)
    known = None if options.add else siting.find_site([line.site for line in lines], name)
    if options.remove and known is not None:
        siting.remove(workspace, [known.id])
        line = None
    else:
        site = _told(known or replace(no_site(), name=name), options, snapshot)
        if site != known:
            siting.write(workspace, [site])
        line = next(one for one in siting.register(workspace) if one.site.id == site.id)
    if options.json:
        print_json({"site": line and _json(line, snapshot)})
    elif line is None:
        print(wording.phrase("site_removed", name=known.name if known else name))
    else:
        print(words.line(line.site, found=line.found, unsettled=line.unsettled))


def _told(site: Site, options: Namespace, snapshot: Snapshot) -> Site:
    told = {word: getattr(options, word) for word, _ in SITE_WORDS}
    site = replace(site, **{word: typed.plain(text) for word, text in told.items() if text is not None})
    if options.items is None:
        return site
    codes: Sequence[str] = typed.plain(options.items).replace("，", ",").replace("、", ",").split(",")
    return replace(site, items=tuple(asked_for(snapshot, code).id for code in codes if code.strip()))


def _json(line: SiteLine, snapshot: Snapshot) -> Json:
    return {**_site_json(line.site, snapshot), "found": line.found, "open": line.unsettled}


def _site_json(site: Site, snapshot: Snapshot) -> Json:
    codes = [snapshot.by_id[item].code for item in site.items if item in snapshot.by_id]
    return {**{word: getattr(site, word) for word, _ in SITE_WORDS}, "items": codes}
