"""The commands for a new edition of the criteria and for another 评审基准年: the plan first, applied if asked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from app.output import print_json
from evidence.check.base_year import BaseYearPlan, RowChange, plan_base_year
from evidence.criteria import leaves_of
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.filing import find_by_code
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import CriterionId, SchemeReading
from evidence.scheme.compare import Change, Comparison, Pair
from evidence.scheme.edition import Decisions, EditionPlan, Fate, Spot
from evidence.scheme.printed_boxes import TouchedBox
from evidence.snapshot import Snapshot
from evidence.wording import editions as edition_words
from evidence.wording.titles import in_marks
from evidence.workspace import Workspace

Json = dict[str, Any]


def edition(workspace: Workspace, reading: SchemeReading, options: Namespace) -> None:
    """Compare a table with the one in use, show the plan, and apply it if that is asked."""
    preview = workspace.schemes.preview_edition(reading)
    snapshot, comparison = preview.snapshot, preview.comparison
    plan = preview.plan(_decisions(snapshot, reading, options.to))
    if options.apply:
        workspace.schemes.edit(Action.NEW_EDITION, lambda _: plan.edit)
    if options.json:
        print_json(_edition_json(comparison, plan, applied=options.apply))
        return
    for pair in comparison.items:
        if pair.change is not Change.SAME:
            _show_pair(pair)
    for move in plan.moves:
        if move.fate is not Fate.STAYS:
            title = phrases.title_of(snapshot.piece_by_id[move.piece], snapshot)
            print(f"{in_marks(title)}{_place(move.before)} → {_place(move.after)}")
    for spot in plan.kept:
        print(edition_words.kept_material(_place(spot)))
    for spot in plan.dropped:
        print(edition_words.dropped_material(_place(spot)))
    printed = plan.printed
    for box in printed.boxes:
        for item in box.items:
            print(phrases.printed_item(box.number, item))
    if printed.boxes:
        print(edition_words.printed_boxes([box.number for box in printed.boxes], covers=printed.covers))
    counted = edition_words.counts(pair.change for pair in comparison.items)
    print(f"{counted}；{edition_words.kept(plan.filed, plan.returned)}。")
    print(edition_words.EDITION_APPLIED if options.apply else edition_words.PLAN_ONLY)


def year(workspace: Workspace, options: Namespace) -> None:
    """Show what another 评审基准年 would do, and make it so if that is asked."""
    plan = plan_base_year(workspace.snapshot(), options.year)
    if options.apply:
        workspace.schemes.edit_project(Action.EDIT_PROJECT, plan.project)
    if options.json:
        print_json(_year_json(plan, applied=options.apply))
        return
    for row in plan.rows:
        _show_row(row)
    opens = sum(row.opens for row in plan.rows)
    print(edition_words.base_year_effect(plan.project, opens, len(plan.rows) - opens))
    print(edition_words.YEAR_APPLIED if options.apply else edition_words.PLAN_ONLY)


def _decisions(snapshot: Snapshot, reading: SchemeReading, told: Sequence[str]) -> Decisions:
    """Return what people say of where papers go, as `旧=新`."""
    found: dict[CriterionId, CriterionId | None] = {}
    old_items, new_items = snapshot.items, leaves_of(reading.items)
    for text in told:
        old, equals, new = typed.plain(text).replace("＝", "=").partition("=")
        if not equals:
            raise RequestError("edition_target", text=typed.plain(text))
        found[find_by_code(old_items, old).id] = find_by_code(new_items, new).id if new.strip() else None
    return found


def _show_pair(pair: Pair) -> None:
    codes = " → ".join(dict.fromkeys(one.code for one in (pair.old, pair.new) if one))
    alike = f"（相似 {pair.similarity:.0%}）" if pair.change is Change.REWORDED else ""
    print(f"{edition_words.CHANGES[pair.change]}{alike}  {codes}")
    if pair.change in (Change.REWORDED, Change.GONE) and pair.old:
        print(f"　　原：{phrases.item_name(pair.old)}")
    if pair.change in (Change.REWORDED, Change.NEW) and pair.new:
        print(f"　　新：{phrases.item_name(pair.new)}")
    for field in pair.fields:
        if pair.old and pair.new:
            print(f"　　{edition_words.difference(field, pair.old, pair.new)}")
    if pair.kin:
        print(f"　　{edition_words.kin((one.code for one in pair.kin), gone=pair.change is Change.GONE)}")


def _show_row(row: RowChange) -> None:
    unit = row.unit or phrases.scope(row.slot.scope)
    when = row.year or phrases.heading("any_year")
    states = f"{edition_words.state(row.before)} → {edition_words.state(row.after)}"
    print(f"{row.criterion.code}  {row.slot.name}  {when}  {unit}  {states}")


def _place(spot: Spot | None) -> str:
    return "待整理" if spot is None else edition_words.place(spot.code, spot.material)


def _edition_json(comparison: Comparison, plan: EditionPlan, *, applied: bool) -> Json:
    return {
        "counts": {change.value: count for change, count in comparison.counts.items()},
        "items": [_pair_json(pair) for pair in comparison.items],
        "groups": [_pair_json(pair) for pair in comparison.groups],
        "moves": [
            {"id": move.piece, "fate": move.fate, "from": _spot_json(move.before), "to": _spot_json(move.after)}
            for move in plan.moves
        ],
        "kept": [_spot_json(spot) for spot in plan.kept],
        "dropped": [_spot_json(spot) for spot in plan.dropped],
        "printed_boxes": [_box_json(box) for box in plan.printed.boxes],
        "covers": plan.printed.covers,
        "filed": plan.filed,
        "returned": plan.returned,
        "applied": applied,
    }


def _pair_json(pair: Pair) -> Json:
    return {
        "change": pair.change,
        "old": pair.old and pair.old.code,
        "new": pair.new and pair.new.code,
        "similarity": round(pair.similarity, 3),
        "moved": pair.moved,
        "fields": list(pair.fields),
        "kin": [one.code for one in pair.kin],
    }


def _box_json(box: TouchedBox) -> Json:
    items = [
        {"from": one.before, "to": one.after, "reworded": one.reworded, "out": one.out, "in": one.into}
        for one in box.items
    ]
    return {"number": box.number, "items": items}


def _spot_json(spot: Spot | None) -> Json | None:
    return None if spot is None else {"code": spot.code, "material": spot.material}


def _year_json(plan: BaseYearPlan, *, applied: bool) -> Json:
    return {
        "base_year": plan.project.base_year,
        "first_year": plan.project.first_year,
        "rows": [
            {
                "code": row.criterion.code,
                "name": row.slot.name,
                "year": row.year,
                "unit": row.unit,
                "before": row.before,
                "after": row.after,
            }
            for row in plan.rows
        ],
        "items": [{"code": item.criterion.code, "before": item.before, "after": item.after} for item in plan.items],
        "applied": applied,
    }
