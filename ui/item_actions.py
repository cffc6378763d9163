"""What can be done with the selected criteria and materials: actions for menus and keys, each with its dialog."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from evidence.criteria import SchemeEdit
from evidence.filing import items_below
from evidence.journal import Action
from evidence.model import Criterion, CriterionId, Mode
from evidence.snapshot import Snapshot
from ui.labels import key_name
from ui.offering import offered
from ui.review_actions import FitMenu, WorkMenu
from ui.session import Session
from ui.views.criteria_pane import CriteriaPane
from ui.views.item_pane import ItemPane

if TYPE_CHECKING:
    from evidence.scheme.editing import Edit

_BECOMES_GROUP = "“{code}”将成为类别，它的应备材料和已归的 {filed} 件佐证材料转到这一项下面。"


class ItemActions(QObject):
    """Acts on what is selected in the tree of criteria and among the materials of the chosen item."""

    def __init__(self, session: Session, criteria: CriteriaPane, item: ItemPane, over: QWidget) -> None:
        """Act on what these panes show; dialogs open over a widget."""
        super().__init__(over)
        self._session, self._criteria, self._item, self._over = session, criteria, item, over
        self._allowed = True
        self.edit = self._action("修改(&E)…", self._edit, "F2")
        self.bulk = self._action("批量修改(&B)…", self._bulk, "Ctrl+Shift+F2")
        self.add_sibling = self._action("新增同级(&A)…", self._add_sibling, "Insert")
        self.add_child = self._action("新增下级(&C)…", self._add_child, "Ctrl+Insert")
        self.split = self._action("拆分(&S)…", self._split)
        self.merge = self._action("合并(&M)…", self._merge)
        self.move = self._action("移动到(&V)…", self._move)
        self.up = self._action("上移(&U)", lambda: self._shift(up=True), "Alt+Up")
        self.down = self._action("下移(&D)", lambda: self._shift(up=False), "Alt+Down")
        self.renumber = self._action("重新编号(&N)…", self._renumber)
        self.remove = self._action("删除(&R)…", self._remove, "Delete")
        self.work = WorkMenu(session, self._selected, over)
        self.fit = FitMenu(session, item.filings, over)
        self.within = self._action("由本单位承担(&K)", self._mark)
        self.within.setCheckable(True)
        self.within.setToolTip("向上级报送时由本单位承担；不承担的不查缺项、不计分、不导出")
        self.in_menu: tuple[QAction | None, ...] = (
            self.edit,
            self.bulk,
            None,
            self.add_sibling,
            self.add_child,
            self.split,
            self.merge,
            None,
            self.move,
            self.up,
            self.down,
            self.renumber,
            None,
            self.remove,
            None,
            self.work.menuAction(),
            self.within,
        )
        self.edit_slots = self._action("修改应备材料…", self._edit_slots, "F2")
        self.confirm = self._action("确认建议应备", self._confirm, "Ctrl+Return")
        self.waive = self._action("不涉及…", self._waive, "Ctrl+Delete")
        criteria.offer(self.in_menu)
        item.offer_in_menu(self.fit.menuAction())
        item.offer((self.edit_slots, self.confirm, self.waive))
        criteria.selection_changed.connect(self._allow)
        item.slots_selected.connect(self._allow)
        session.changed.connect(self._allow)
        self._allow()

    def allow(self, *, allowed: bool) -> None:
        """Offer changes, or none while long work is going on."""
        self._allowed = allowed
        self.fit.menuAction().setEnabled(allowed)
        self._allow()

    def _action(self, text: str, do: Callable[[], object], keys: str | None = None) -> QAction:
        action = offered(text, self, do)
        action.setToolTip(text.partition("(&")[0].rstrip("…") + (f"（{key_name(keys)}）" if keys else ""))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _allow(self) -> None:
        ones = self._selected() if self._session.is_open and self._allowed else []
        leaves = {criterion.id for criterion in self._session.moment.snapshot.items} if ones else set[CriterionId]()
        single, all_items = len(ones) == 1, all(one.id in leaves for one in ones)
        siblings = len({one.parent for one in ones}) == 1
        for action, possible in (
            (self.edit, single),
            (self.bulk, len(ones) > 1 and all_items),
            (self.add_sibling, single),
            (self.add_child, single),
            (self.split, single and all_items),
            (self.merge, len(ones) > 1 and all_items),
            (self.move, bool(ones)),
            (self.up, siblings),
            (self.down, siblings),
            (self.renumber, siblings),
            (self.remove, bool(ones)),
            (self.work.menuAction(), bool(ones) and all_items),
        ):
            action.setEnabled(possible)
        self._show_part(ones)
        shown = self._shown() if self._allowed else None
        slots = set(self._item.slots()) if shown else set[str]()
        self.edit_slots.setEnabled(shown is not None)
        self.waive.setEnabled(bool(slots))
        self.fit.menuAction().setEnabled(shown is not None)
        self.confirm.setEnabled(shown is not None and any(s.proposed and s.id in slots for s in shown.required))

    def _selected(self) -> list[Criterion]:
        by_id = self._session.moment.snapshot.by_id
        return [by_id[key] for key in self._criteria.selected() if key in by_id]

    def _shown(self) -> Criterion | None:
        """Return the item whose materials are shown."""
        key = self._item.criterion
        return self._session.moment.snapshot.by_id.get(key) if self._session.is_open and key else None

    def _edit(self) -> None:
        from ui.dialogs.item_editor import ItemEditor

        ItemEditor(self._session, self._selected()[0], self._over).open()

    def _bulk(self) -> None:
        from ui.dialogs.bulk_edit import BulkEdit

        BulkEdit(self._session, self._selected(), self._over).open()

    def _add_sibling(self) -> None:
        from evidence.scheme.parts import blank_item

        beside = self._selected()[0]
        siblings = [c.id for c in self._session.moment.snapshot.criteria if c.parent == beside.parent]
        following = siblings[siblings.index(beside.id) + 1 :]
        like = replace(blank_item(beside.parent), lead_unit=beside.lead_unit, support_units=beside.support_units)
        self._add(like, following[0] if following else None)

    def _add_child(self) -> None:
        """Begin a new item below another; one that takes an item's place begins with its words."""
        from evidence.scheme.parts import blank_item

        above = self._selected()[0]
        new, told, snapshot = blank_item(above.id), "", self._session.moment.snapshot
        if above in snapshot.items:
            new = replace(above, id=new.id, parent=above.id, code="", title=None, required=())
            filed = len({filing.piece for filing in snapshot.filed_under.get(above.id, ())})
            told = _BECOMES_GROUP.format(code=above.code, filed=filed)
        self._add(new, None, told)

    def _add(self, new: Criterion, before: CriterionId | None, told: str = "") -> None:
        from evidence.scheme.editing import added
        from ui.dialogs.item_editor import ItemEditor

        def put(snapshot: Snapshot, typed: Criterion) -> SchemeEdit:
            return added(snapshot, typed, before)

        editor = ItemEditor(self._session, new, self._over, new=put, told=told)
        editor.accepted.connect(lambda: self._criteria.choose(new.id))
        editor.open()

    def _split(self) -> None:
        from ui.dialogs.split_item import SplitItem

        SplitItem(self._session, self._selected()[0], self._over).open()

    def _merge(self) -> None:
        from ui.dialogs.merge_items import MergeItems

        MergeItems(self._session, self._selected(), self._over).open()

    def _move(self) -> None:
        from ui.dialogs.move_items import MoveItems

        MoveItems(self._session, self._selected(), self._over).open()

    def _shift(self, *, up: bool) -> None:
        from evidence.scheme.editing import shifted

        ones = [one.id for one in self._selected()]
        self._change(Action.MOVE_ITEMS, lambda snapshot: shifted(snapshot, ones, up=up))

    def _renumber(self) -> None:
        """Give other codes to what is selected, or to what stands below a single group."""
        from ui.dialogs.renumber import Renumber

        ones = self._selected()
        below = [c for c in self._session.moment.snapshot.criteria if c.parent == ones[0].id]
        Renumber(self._session, below if len(ones) == 1 and below else ones, self._over).open()

    def _remove(self) -> None:
        from ui.dialogs.remove_items import RemoveItems

        RemoveItems(self._session, self._selected(), self._over).open()

    def _show_part(self, ones: Sequence[Criterion]) -> None:
        """Offer 承担范围 where there is one; ticked if all of what is selected lies within it."""
        is_part = self._session.is_open and self._session.moment.snapshot.project.mode is Mode.PART
        below = self._below(ones) if ones and is_part else frozenset[CriterionId]()
        self.within.setVisible(is_part)
        self.within.setEnabled(bool(below))
        self.within.setChecked(bool(below) and below <= self._session.moment.snapshot.asked)

    def _below(self, ones: Sequence[Criterion]) -> frozenset[CriterionId]:
        return items_below(self._session.moment.snapshot, [one.code for one in ones])

    def _mark(self) -> None:
        """Put what is selected into 承担范围, or take it out, as the tick in the menu shows."""
        job = self._session.parts.mark(self._below(self._selected()), within=self.within.isChecked())
        job.failed.connect(self._session.refuse)
        job.failed.connect(self._allow)

    def _edit_slots(self) -> None:
        from ui.dialogs.item_editor import ItemEditor

        shown = self._shown()
        if shown is not None:
            editor = ItemEditor(self._session, shown, self._over)
            editor.show_slots(self._item.slots())
            editor.open()

    def _confirm(self) -> None:
        from evidence.scheme.proposals import confirmed

        slots = set(self._item.slots())
        self._change(Action.CONFIRM_SLOTS, lambda snapshot: confirmed(snapshot, slots))

    def _waive(self) -> None:
        from ui.dialogs.waive import Waive

        shown = self._shown()
        if shown is not None:
            Waive(self._session, shown, self._item.slots(), self._over).open()

    def _change(self, action: Action, edit: Edit) -> None:
        self._session.criteria.edit(action, edit).failed.connect(self._session.refuse)
