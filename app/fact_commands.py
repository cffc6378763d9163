"""The command that corrects what is known of papers, one or several as one step."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from app import given, output
from app.output import print_json
from app.program import now
from evidence.corrections import correct_all
from evidence.filing import find_piece, meant_unit
from evidence.intake import typed
from evidence.workspace import Workspace

NAMES = ("facts",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Correct what the options name, and show the papers as they are then."""
    with opened(options, write=True) as workspace:
        snapshot = workspace.snapshot()
        if options.unit:
            options.unit = meant_unit(snapshot, typed.plain(options.unit))
        pieces = {piece.id: piece for piece in (find_piece(snapshot, typed.plain(key)) for key in options.pieces)}
        added, taken = typed.flags(options.flag), typed.flags(options.no_flag)
        today = now().date()
        correct_all(
            workspace,
            [(one, given.facts(one.facts, options, today), (one.flags | added) - taken) for one in pieces.values()],
            options.pages,
        )
        snapshot = workspace.snapshot()
    corrected = [snapshot.piece_by_id[key] for key in pieces]
    if options.json and len(corrected) > 1:
        print_json({"pieces": [output.piece_json(piece, snapshot) for piece in corrected]})
        return 0
    for number, piece in enumerate(corrected):
        if number:
            print()
        output.show_piece(piece, snapshot, as_json=options.json)
    return 0
