"""The command for 责任落实: which papers that bind somebody are there."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE
from app.program import version
from evidence import wording
from evidence.check.duties import WORDS, DutyRow, SignedPlace, duties, duty_rows, signed_places
from evidence.check.gaps import find_gaps
from evidence.export.duty_file import (
    counts,
    duty_cells,
    place_cells,
    place_counts,
    write_duties,
    write_places,
)
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.layouts import table_template_of
from evidence.model import State
from evidence.rectifying import sites
from evidence.scheme.text import cut
from evidence.workspace import Workspace

NAMES = ("duties",)

Json = dict[str, Any]


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Tell what is signed and what is missing, or keep it as a file."""
    words = tuple(cut(typed.plain(options.words), "、，,；; ")) if options.words else WORDS
    with opened(options, write=False) as workspace:
        snapshot = workspace.snapshot()
        items = find_gaps(snapshot)
        rows = duty_rows(items, duties(items, words))
        places = signed_places(rows, sites(workspace)) if options.places else ()
        rows = _chosen(rows, options)
        places = tuple(one for one in places if not (options.missing and one.papers))
        if options.out:
            path = Path(options.out)
            workspace.check_outside(path)
            with given.usable(path):
                template = table_template_of(snapshot.project, TABLE_TEMPLATE)
                if options.places:
                    write_places(path, places, snapshot, template, version())
                else:
                    write_duties(path, rows, words, snapshot, template, version())
    if options.json:
        print_json({"duties": [_json(row) for row in rows], "places": [_place_json(one) for one in places]})
    elif options.out:
        print(wording.phrase("duties_saved", path=options.out))
    else:
        cells = place_cells(places) if options.places else duty_cells(rows)
        for line in cells:
            print("  ".join(text for text in line[1:] if text))
        none = wording.phrase("duties_none", words="、".join(words))
        print(place_counts(places) if options.places else counts(rows) if rows else none)
    return 0


def _chosen(rows: Sequence[DutyRow], options: Namespace) -> tuple[DutyRow, ...]:
    unit = options.unit and find_unit((row.unit for row in rows if row.unit), options.unit, "unit_not_listed")
    return tuple(
        row
        for row in rows
        if (not options.side or row.duty.side == options.side)
        and (not unit or row.unit == unit)
        and (not options.missing or row.state in (State.MISSING, State.PARTIAL))
    )


def _json(row: DutyRow) -> Json:
    return {
        "side": row.duty.side,
        "unit": row.unit,
        "code": row.duty.item.code,
        "material": row.duty.slot.name,
        "year": row.year,
        "state": row.state,
        "needed": row.needed,
        "met": row.met,
        "papers": [piece.id for piece in row.papers],
    }


def _place_json(one: SignedPlace) -> Json:
    papers, maybe = ([piece.id for piece in some] for some in (one.papers, one.maybe))
    return {"site": one.site.name, "number": one.site.number, "papers": papers, "maybe": maybe}
