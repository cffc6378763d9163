"""The command `figures`: 关键数据表 shown, changed, and compared with what the papers say."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from app.output import print_json
from evidence.check.figures import Place, places_by_figure
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.figure_table import new_figure, typed_value, typed_year
from evidence.filing import find_piece
from evidence.intake import typed
from evidence.key_figures import KeyFigure
from evidence.snapshot import Snapshot
from evidence.wording import figures as words
from evidence.wording.titles import in_marks
from evidence.workspace import Workspace

NAMES = ("figures",)
_SHORT_ID = 8

Json = dict[str, Any]


def changes_figures(options: Namespace) -> bool:
    """Tell whether the table is to be changed, and not only shown."""
    told = (options.value, options.measure, options.owner, options.source)
    return options.remove or any(value is not None for value in told)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Change the table, and show it, or the figures of one name or year."""
    changes = changes_figures(options)
    with opened(options, write=changes) as workspace:
        if changes:
            _change(workspace, options)
        snapshot = workspace.snapshot()
    if options.remove and not options.json:
        print(words.removed(typed.plain(options.name), typed_year(options.year)))
        return 0
    year = None if options.year is None else typed_year(options.year)
    shown = [f for f in snapshot.key_figures if options.name in (None, f.name) and year in (None, f.year)]
    places = places_by_figure(snapshot)
    told = [(figure, places[figure.id]) for figure in shown]
    if options.json:
        print_json({"figures": [_figure_json(figure, places) for figure, places in told]})
    else:
        _show(told, snapshot)
    return 0


def _change(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    name, year = typed.plain(options.name or ""), typed_year(options.year or "")
    known = next((f for f in snapshot.key_figures if (f.name, f.year) == (name, year)), None)
    if options.remove or (known is None and options.value is None):
        if known is None:
            raise RequestError("figure_none", name=name, year=str(year))
        workspace.figures.remove([known.id])
        return
    figure = known or new_figure(name, year, typed_value(options.value))
    if options.value is not None:
        figure = replace(figure, value=typed_value(options.value))
    if options.measure is not None:
        figure = replace(figure, measure=typed.plain(options.measure))
    if options.owner is not None:
        figure = replace(figure, owner=typed.plain(options.owner))
    if options.source is not None:
        figure = replace(figure, source=find_piece(snapshot, options.source).id)
    workspace.figures.write(figure)


def _show(told: Sequence[tuple[KeyFigure, Sequence[Place]]], snapshot: Snapshot) -> None:
    for figure, places in told:
        differing = [place for place in places if not place.agrees]
        owner = f"　{figure.owner}" if figure.owner else ""
        found = words.places(len(places) - len(differing), len(differing))
        print(f"{figure.year}　{figure.name}　{figure.value:f}{figure.measure}{owner}　{found}")
        for place in differing:
            title = phrases.title_of(place.piece, snapshot)
            print(f"　　{place.piece.id[:_SHORT_ID]}{in_marks(title)}第{place.mention.page}页：{place.mention.snippet}")
    if not told:
        print("关键数据表里还没有内容。" if not snapshot.key_figures else "关键数据表里没有这一项。")


def _figure_json(figure: KeyFigure, places: Sequence[Place]) -> Json:
    return {
        "name": figure.name,
        "year": figure.year,
        "value": f"{figure.value:f}",
        "measure": figure.measure,
        "owner": figure.owner,
        "source": figure.source,
        "places": [
            {
                "id": place.piece.id,
                "page": place.mention.page,
                "value": f"{place.mention.value:f}",
                "agrees": place.agrees,
                "text": place.mention.snippet,
            }
            for place in places
        ],
    }
