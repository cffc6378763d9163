"""The scheme of a project as a workbook that offices can edit, and that is read back as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.staging import staged
from evidence.model import Criterion, SchemeFacts
from evidence.scheme.own_form import EDITION, HEADS, NUMBER, own_cells

_WIDTHS_MM = (15, 16, 26, 46, 12, 40, 16, 13, 62, 18, 20, 21, 20, 21, 20)
_CENTRED = frozenset({"编号", "上级编号", "分值", "计分方式", "关键项"})
_CODES = frozenset({"编号", "上级编号"})
_COLUMNS = tuple(
    SheetColumn(head, width, head in _CENTRED, head in _CODES) for head, width in zip(HEADS, _WIDTHS_MM, strict=True)
)


def write_scheme(
    path: Path, facts: SchemeFacts, criteria: Sequence[Criterion], author: str, version: str, at: datetime
) -> None:
    """Write criteria, groups before their children, so that `read_scheme` returns the same.

    Raises `ExportError` if `path` does not end in .xlsx, cannot be written, or a text is too long for a cell.
    """
    if path.suffix.lower() != ".xlsx":
        raise ExportError("scheme_file_kind", path=str(path))
    codes = {criterion.id: criterion.code for criterion in criteria}
    sheet = OfficeSheet(
        "评价细则",
        ((facts.title,), (EDITION + (facts.edition or ""), NUMBER + (facts.document_number or ""))),
        _COLUMNS,
        tuple(own_cells(criterion, codes[criterion.parent] if criterion.parent else "") for criterion in criteria),
        author=author,
        version=version,
        at=at,
    )
    with staged(path) as beside:
        write_sheet(beside, sheet)
