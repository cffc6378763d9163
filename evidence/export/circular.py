"""通报: how the units stand, to all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from evidence.chases import STEPS, Step
from evidence.check.debts import Debt
from evidence.check.gaps import ItemGaps
from evidence.export.blocks import Paragraph, Style
from evidence.export.letters import lines_of
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.model import Piece
from evidence.snapshot import Snapshot


def write_circular(  # noqa: PLR0913 — what a circular tells, each named by who calls
    path: Path,
    snapshot: Snapshot,
    owed: Mapping[str, Sequence[Debt]],
    gaps: Sequence[ItemGaps],
    *,
    waiting: Mapping[str, Sequence[Piece]],
    as_of: datetime,
    deadline: date | None,
    template: Template,
    version: str,
    left_out: Collection[str] = (),
    step: Step = STEPS[-1],
) -> None:
    """Write how the units stand to `path`, a Word file; those that are left out are not in."""
    del gaps
    lines = [
        line
        for unit, debts in owed.items()
        if unit not in left_out
        for line in lines_of(unit, debts, as_of, deadline, 0, len(waiting.get(unit, ())))
    ]
    blocks = [Paragraph(Style.DIRECTORY_TITLE, step.name), *(Paragraph(Style.NOTE, line) for line in lines)]
    with staged(path) as beside:
        write_plain(beside, step.name, blocks, snapshot, template, version)
