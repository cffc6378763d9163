"""点位台账 as Word or Excel; the workbook reads back as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.table_file import HEADS_CENTRED, TableFile, write_table_file
from evidence.export.template import Template
from evidence.rectify.by_site import SiteLine
from evidence.snapshot import Snapshot
from evidence.wording import sites as words

_WIDTHS_MM = (13, 18, 34, 32, 16, 18, 24, 15, 16, 13, 13, 13)  # 225 mm: of a page that lies
_CENTRED = (
    frozenset({"编号", "业态", "乡镇", "包保领导", "明查暗访", "内容号", "自评分", "问题数", "未销号"}) | HEADS_CENTRED
)
_CODES = frozenset({"编号", "内容号"})


def write_sites(
    path: Path, lines: Sequence[SiteLine], snapshot: Snapshot, wide_template: Template, version: str
) -> None:
    """Write the register to `path`, whose ending tells the format; raise `ExportError` for another one."""
    if path.suffix.lower() not in (".docx", ".xlsx"):
        raise ExportError("site_file_kind", path=str(path))
    title = f"{snapshot.project.place or ''}{words.TITLE}"
    rows = tuple(site_cells(line, snapshot) for line in lines)
    table = TableFile(title, words.TITLE, (), words.HEADS, _WIDTHS_MM, rows, (), _CENTRED, _CODES)
    write_table_file(path, table, snapshot, wide_template, version)


def site_cells(line: SiteLine, snapshot: Snapshot) -> tuple[str, ...]:
    """Return a place under `wording.sites.HEADS`; items that have gone from the scheme are left out."""
    site = line.site
    codes = "、".join(snapshot.by_id[item].code for item in site.items if item in snapshot.by_id)
    told = (site.number, site.trade, site.name, site.address, site.township, site.leader, site.department, site.way)
    return (*told, codes, site.score, str(line.found or ""), str(line.unsettled or ""))
