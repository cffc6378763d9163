"""The commands for 定稿留底 and for how the project stands."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from app import given
from app.output import print_json
from evidence import wording
from evidence.check import matrix as matrices
from evidence.check.frozen_compare import Change, ItemChange, PieceChange
from evidence.check.gaps import find_gaps
from evidence.check.standing import Figures, UnitStanding, by_category, by_unit, days_left, figures
from evidence.export import frozen_phrases as words
from evidence.export import overview_phrases as overview_words
from evidence.export import phrases
from evidence.freezing import Compared, Side
from evidence.frozen import NOW, Frozen, FrozenPiece
from evidence.intake import typed
from evidence.workspace import Workspace

NAMES = ("freeze", "frozen", "compare", "overview", "matrix")

Json = dict[str, Any]


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    work: dict[str, Callable[[Workspace, Namespace], None]] = {
        "freeze": _freeze,
        "frozen": _frozen,
        "compare": _compare,
        "overview": _overview,
        "matrix": _matrix,
    }
    write = options.command == "freeze" or (options.command == "frozen" and options.remove is not None)
    with opened(options, write=write) as workspace:
        work[options.command](workspace, options)
    return 0


def _freeze(workspace: Workspace, options: Namespace) -> None:
    frozen = workspace.freezing.freeze(typed.plain(options.name))
    state = workspace.freezing.state(frozen.name)
    if options.json:
        print_json({**_frozen_json(frozen), "items": len(state.items), "pieces": len(state.pieces)})
    else:
        print(wording.phrase("frozen_done", name=frozen.name, items=len(state.items), pieces=len(state.pieces)))


def _frozen(workspace: Workspace, options: Namespace) -> None:
    if options.remove is not None:
        workspace.freezing.remove(typed.plain(options.remove))
    kept = workspace.freezing.kept()
    if options.json:
        print_json({"frozen": [_frozen_json(one) for one in kept]})
        return
    if options.remove is not None:
        print(wording.phrase("frozen_gone", name=typed.plain(options.remove)))
    for one in kept:
        print(wording.phrase("frozen_line", name=one.name, at=f"{one.at:%Y-%m-%d %H:%M}", who=one.who))
    if not kept:
        print(wording.phrase("frozen_none"))


def _frozen_json(frozen: Frozen) -> Json:
    return {"name": frozen.name, "at": frozen.at.isoformat(), "by": frozen.who}


def _compare(workspace: Workspace, options: Namespace) -> None:
    folder = None
    if options.elsewhere is not None:
        folder = Path(options.elsewhere)
        with given.usable(folder):
            folder.is_dir()
    other = Side(NOW if options.other is None else typed.plain(options.other), folder and folder.resolve())
    compared = workspace.freezing.compare(Side(typed.plain(options.name)), other)
    if options.json:
        print_json(_compared_json(compared))
    else:
        _show_compared(compared, with_same=options.all)


def _show_compared(compared: Compared, *, with_same: bool) -> None:
    comparison = compared.comparison
    for item in comparison.items:
        if with_same or item.change is not Change.SAME:
            _show_item(item, with_same=with_same)
    for line in words.sums(comparison, compared.before.label, compared.after.label):
        print(line)


def _show_item(item: ItemChange, *, with_same: bool) -> None:
    print(f"{item.item.code}  {item.item.title}　{words.item_change(item)}")
    for one in item.pieces:
        if with_same or one.change is not Change.SAME:
            print(f"　　{words.piece_change(one)}")


def _compared_json(compared: Compared) -> Json:
    comparison = compared.comparison
    return {
        "before": {"name": compared.before.label, "at": comparison.before.at.isoformat()},
        "after": {"name": compared.after.label, "at": comparison.after.at.isoformat()},
        "day": comparison.after.day.isoformat(),
        "items": [
            {
                "code": item.item.code,
                "change": item.change,
                "before": item.before and item.before.state,
                "after": item.after and item.after.state,
                "pieces": [_piece_json(one) for one in item.pieces],
            }
            for item in comparison.items
        ],
        "totals": {
            **{change.value: comparison.counts[change] for change in Change},
            "valid": comparison.still_valid,
            "expired": comparison.expired,
        },
    }


def _piece_json(one: PieceChange) -> Json:
    def told(piece: FrozenPiece | None) -> Json | None:
        return piece and {
            "id": piece.id,
            "title": piece.title,
            "document_number": piece.document_number,
            "year": piece.year,
            "valid_until": piece.valid_until and piece.valid_until.isoformat(),
            "files": list(piece.files),
        }

    return {
        "change": one.change,
        "fields": list(one.fields),
        "valid": one.valid,
        "before": told(one.before),
        "after": told(one.after),
    }


def _overview(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    items = find_gaps(snapshot)
    now = figures(snapshot, items)
    days = (*workspace.trend.days(), (workspace.trend.last_day(), now))
    left = days_left(snapshot.project, workspace.today)
    categories, units = by_category(snapshot, items), by_unit(snapshot, items)
    if options.json:
        rows = [*units.units, *([units.of_nobody] if units.of_nobody else [])]
        print_json(
            {
                "figures": asdict(now),
                "days_left": left,
                "categories": [
                    {"code": one.group and one.group.code, "title": one.group and one.group.title, **asdict(one.sums)}
                    for one in categories
                ],
                "units": [_unit_json(row) for row in rows],
                "unsorted_unknown": units.unsorted_unknown,
                "days": [{"day": day.isoformat(), **asdict(found)} for day, found in days],
            }
        )
        return
    print(overview_words.figures(now))
    print(overview_words.days_left(left, snapshot.project.submit_on))
    for one in categories:
        name = phrases.item_name(one.group) if one.group else overview_words.NO_GROUP
        print(overview_words.category(name, one.sums))
    for row in units.units:
        print(overview_words.unit(row))
    if units.unsorted_unknown:
        print(overview_words.unsorted_unknown(units.unsorted_unknown))
    _show_days(days)


def _cell_json(cell: matrices.Cell | None) -> Json | None:
    return cell and {"state": cell.state, "needed": cell.needed, "met": cell.met}


def _show_days(days: Sequence[tuple[date, Figures]]) -> None:
    for day, found in days:
        print(f"{day}  {overview_words.figures(found)}")


def _unit_json(row: UnitStanding) -> Json:
    return {**asdict(row), "name": row.name or None}


def _matrix(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    items = find_gaps(snapshot)
    if options.townships:
        table = matrices.by_township(snapshot, items)
        heads = [name or overview_words.NO_TOWNSHIPS for name in table.columns]
        keys: list[Json] = [{"unit": name} for name in table.columns]
        blocks, sums = table.blocks, table.sums
    else:
        periods = matrices.by_period(snapshot, items)
        heads = [overview_words.period(one.year, one.stage) for one in periods.columns]
        keys = [{"year": one.year, "stage": one.stage} for one in periods.columns]
        blocks, sums = periods.blocks, periods.sums
    lines = [line for block in blocks for line in block.lines if line.is_open or not options.open]
    if options.json:
        rows = [
            {
                "code": line.item.criterion.code,
                "state": line.item.state,
                "cells": list(map(_cell_json, line.cells)),
            }
            for line in lines
        ]
        print_json({"columns": keys, "items": rows, "totals": [asdict(one) for one in sums]})
        return
    print("\t".join(["", *heads]))
    for line in lines:
        cells = [overview_words.cell(cell) for cell in line.cells]
        print("\t".join([line.item.criterion.code, *cells]))
    print("\t".join([overview_words.OPEN_CELLS, *(str(one.open) for one in sums)]))
