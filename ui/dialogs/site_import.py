"""导入点位: a table of places, with what is new, different and known, before anything is written down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from evidence import wording
from evidence.findings import Site
from evidence.model import State
from evidence.rectify.site_table import FIELDS, WORDS, Planned, SitePlan, plan_sites, read_sites
from evidence.scheme.headed import Chosen, HeadedTable
from evidence.wording.sites import HEADS
from ui.dialogs.headed_import import HeadedImport, Offered
from ui.jobs import Job
from ui.models.text_rows import TextRow
from ui.session import Session
from ui.site_work import take_sites

_HEADS = ("情况", "编号", "业态", "乡镇", "包保领导", "责任部门", "名称")
_IN_ORDER = sorted(FIELDS, key=lambda field: HEADS.index(field.label))  # as the register has them


class SiteImport(HeadedImport):
    """Asks for a table of places."""

    def __init__(self, session: Session, known: Sequence[Site], parent: QWidget | None = None) -> None:
        """Set what a table tells beside the register."""
        self._known, self._items = tuple(known), session.moment.snapshot.items
        self._plan: tuple[SitePlan, ...] = ()
        super().__init__(session, "导入点位", _IN_ORDER, _HEADS, parent)

    def read_table(self, path: Path, chosen: Chosen | None) -> tuple[HeadedTable, object]:
        """Set the places of a table beside the register."""
        table, listed = read_sites(path, self._items, chosen)
        return table, plan_sites(self._known, listed, table.name)

    def offered(self, told: object) -> Offered:
        """Show each place with what becomes of it, and what it was where that goes."""
        self._plan = cast("tuple[SitePlan, ...]", told)
        counts = {state: sum(one.planned is state for one in self._plan) for state in Planned}
        new, changed, same = (counts[state] for state in (Planned.NEW, Planned.CHANGED, Planned.SAME))
        said = wording.phrase("sites_planned", count=len(self._plan), new=new, changed=changed, same=same)
        return Offered(tuple(map(_row, self._plan)), said, changes=new + changed > 0)

    def start(self) -> Job:
        """Write down what is new or different."""
        return take_sites(self._session, self._plan)


def _row(one: SitePlan) -> TextRow:
    told = {word: _becomes(getattr(one.site, word), getattr(one.before, word) if one.before else "") for word in WORDS}
    texts = tuple(told[word] for word in ("number", "trade", "township", "leader", "department", "name"))
    return TextRow(one.site.id, (one.planned, *texts), State.PARTIAL if one.planned is Planned.CHANGED else None)


def _becomes(new: str, old: str) -> str:
    return f"{new}（原 {old}）" if old and old != new else new
