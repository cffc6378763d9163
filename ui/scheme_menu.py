"""The menu 细则: what can be done with the criteria, the units and the editions of the open project."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.offering_menu import OfferingMenu
from ui.session import Session

_SCHEME_NAME = "评价细则.xlsx"


class SchemeMenu(OfferingMenu):
    """Offers each change as a dialog of its own, loaded when it is asked for."""

    told = Signal(str)  # a sentence: what was done

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("细则(&S)", session, parent)
        self.offer("单位和联络员(&U)…", self._ask_units)
        self.offer("项目信息(&P)…", self._ask_about, writes=True)
        self.part = self.offer("承担范围(&K)…", self._ask_part, writes=True)
        self.confirm_all = self.offer("确认全部建议应备(&F)…", self._ask_confirm_all, writes=True)
        self.addSeparator()
        self.edition = self.offer("换版(&E)…", self._change_edition, writes=True)
        self.base_year = self.offer("调整评审基准年(&Y)…", self._change_base_year, writes=True)
        self.addSeparator()
        self.further = self.offer("增加一套细则(&D)…", self._ask_further_scheme, writes=True)
        self.pairs = self.offer("两套细则的对应(&M)…", self._ask_pairs)
        self.addSeparator()
        self.tasks_action = self.offer("任务分解表(&T)…", self._ask_tasks)
        self.save_action = self.offer("细则存为 Excel(&X)…", self._ask_where)

    def allow(self, *, allowed: bool) -> None:
        """Offer the changes, or not while no project is open or long work is going on."""
        super().allow(allowed=allowed)
        self.pairs.setEnabled(allowed and self._session.is_open and bool(self._session.moment.snapshot.others))
        self.part.setEnabled(allowed and self._session.is_open and self._session.may_write and self._is_part())

    def _is_part(self) -> bool:
        from evidence.model import Mode

        return self._session.moment.snapshot.project.mode is Mode.PART

    def _ask_confirm_all(self) -> None:
        from evidence.journal import Action
        from ui.dialogs.discarding import ask

        waiting = {slot.id for item in self._session.moment.snapshot.leaves for slot in item.required if slot.proposed}
        if not waiting:
            self.told.emit("没有待确认的建议应备。")
            return

        def confirm() -> None:
            from evidence.scheme.proposals import confirmed

            job = self._session.criteria.edit(Action.CONFIRM_SLOTS, lambda snapshot: confirmed(snapshot, waiting))
            job.failed.connect(self._session.refuse)

        sentence = (
            f"有 {len(waiting)} 项建议应备待确认。全部确认后计入缺项；不合适的可以先逐项修改或移去，确认后也能撤销。"
        )
        ask(self._over, sentence, "全部确认", "先不确认", confirm)

    def _change_edition(self) -> None:
        from ui.dialogs.new_edition import NewEdition

        NewEdition(self._session, self._over).open()

    def _ask_further_scheme(self) -> None:
        from ui.dialogs.add_scheme import AddScheme

        AddScheme(self._session, self._over).open()

    def _ask_pairs(self) -> None:
        from ui.dialogs.pairs import Pairs

        Pairs(self._session, self._over).open()

    def _change_base_year(self) -> None:
        from ui.dialogs.base_year import BaseYear

        BaseYear(self._session, self._over).open()

    def _ask_tasks(self) -> None:
        from ui.dialogs.task_table import TaskTable

        TaskTable(self._session, self._over).open()

    def _ask_where(self) -> None:
        from ui.dialogs.picking import pick_new_file
        from ui.saving import save_scheme

        def save(path: Path) -> None:
            job = save_scheme(self._session, path, lambda _: self.told.emit(f"评价细则已存到：{path}"))
            job.failed.connect(self._session.refuse)

        start = self._session.moment.path.parent / _SCHEME_NAME
        pick_new_file(self._over, "评价细则存到哪里", start, ["Excel 工作簿 (*.xlsx)"], save)

    def _ask_units(self) -> None:
        from ui.dialogs.units import UnitsDialog

        UnitsDialog(self._session, self._over).open()

    def _ask_part(self) -> None:
        from ui.dialogs.part import PartDialog

        PartDialog(self._session, self._over).open()

    def _ask_about(self) -> None:
        from ui.dialogs.settings import Topic, ask_settings

        ask_settings(self._session, Topic.OFFICE, self._over)

    def offer_items(self, actions: Sequence[QAction | None]) -> None:
        """Offer what can be done with the items that are selected; None stands between groups of actions."""
        menu = QMenu("评价内容(&I)", self)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self.insertMenu(self.actions()[0] if self.actions() else None, menu)  # pyright: ignore[reportArgumentType] — Qt takes none
