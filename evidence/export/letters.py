"""工作提示 and 督办单 to one unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from evidence.chases import Chase, Form, Step
from evidence.check.debts import Debt
from evidence.export.blocks import Paragraph, Style
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot


def write_letter(  # noqa: PLR0913 — what a letter tells, each named by who calls
    path: Path,
    form: Form,
    snapshot: Snapshot,
    unit: str,
    debts: Sequence[Debt],
    *,
    step: Step,
    as_of: datetime,
    deadline: date | None,
    earlier: Sequence[Chase],
    waiting: int,
    template: Template,
    version: str,
) -> None:
    """Write what a unit owes to `path`, a Word file."""
    del form
    lines = lines_of(unit, debts, as_of, deadline, len(earlier), waiting)
    blocks = [Paragraph(Style.DIRECTORY_TITLE, step.name), *(Paragraph(Style.NOTE, line) for line in lines)]
    with staged(path) as beside:
        write_plain(beside, step.name, blocks, snapshot, template, version)


def lines_of(
    unit: str, debts: Sequence[Debt], as_of: datetime, deadline: date | None, asked_before: int, waiting: int
) -> list[str]:
    """Return what is owed, a line each."""
    head = f"{unit}：截至{as_of.month}月{as_of.day}日{as_of.hour}时，以下佐证材料尚未报齐"
    lines = [head + (f"，请于{deadline.month}月{deadline.day}日前报送。" if deadline else "。")]
    lines += [f"此前已催报 {asked_before} 次。"] if asked_before else []
    lines += [f"已收到 {waiting} 件，正在整理，还没有计入。"] if waiting else []
    return lines + [
        f"{debt.code}　{debt.criterion.code}　{debt.row.slot.name}　{debt.row.year or ''}　差 {debt.lacking} 件"
        for debt in debts
    ]
