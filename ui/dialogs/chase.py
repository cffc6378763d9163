"""催报: who owes what and what was asked before; drafts by steps, texts to paste, and what was sent."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export import chase_phrases
from evidence.intake import typed
from evidence.store.disk import is_folder
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import grow, open_size
from ui.dialogs.working import WorkingDialog
from ui.jobs import Job
from ui.labels import Sentence, label_of, shortened, tip, unmarked
from ui.models.chase_rows import ChaseRows
from ui.models.owing_rows import OWING, OwingRows, Which
from ui.print_action import PrintButton
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.rows import Rows, Wide
from ui.views.wrapping import Wrapping

if TYPE_CHECKING:
    from datetime import date

    from evidence.check.owing import Drafting, Owing
    from ui.chase_work import Chased, Drafted

_UNIT_WIDTHS = (
    Wide(0), Wide(7.5, 74), Wide(14, 60), Wide(3.6), Wide(3.6), Wide(5.6), Wide(4.6), Wide(12), Wide(8.5),
)  # fmt: skip
_CHASE_WIDTHS = (Wide(8), Wide(7.5), Wide(7.5), Wide(5, 48), Wide(0))
_AFTER_A_CHANGE_MS = 200
_BY_PROPOSAL = "各按建议"
_WITH_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class ChaseDialog(WorkingDialog):
    """Lists the units that owe something, with the record of the one that is stood on, and follows what changes."""

    stays = False

    unsorted_wanted = Signal(object)  # tuple[PieceId, ...]: to be sorted before the unit is asked again

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Look who owes something in the open project."""
        super().__init__(session, "催报", parent)
        self._chased: Chased | None = None
        self._looks = 0  # that have not answered yet
        self._fresh = False  # whether what is listed is how it stands
        self._later = QTimer(self, singleShot=True)
        self.which = QComboBox()
        for which in Which:
            self.which.addItem(which.value, which)
        self.which.setAccessibleName("列出哪些单位")
        self.text = QLineEdit(placeholderText="查找：单位、联络员、电话")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("查找单位")
        self.all_button = QPushButton("全选(&A)")
        self.model, self.record_model = OwingRows(self), ChaseRows(self)
        self.rows = Rows(self.model, _UNIT_WIDTHS)
        self.rows.setAccessibleName("欠材料的单位")
        self.record = Rows(self.record_model, _CHASE_WIDTHS)
        self.record.setAccessibleName("催报记录")
        self.waiting = Sentence()
        self.sort_button = QPushButton("先去整理(&T)")
        self.step = QComboBox()
        self.step.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.deadline = QLineEdit(placeholderText="如 2023-11-20")
        self.folder_button = QPushButton()
        self.copy_button = QPushButton("复制微信文字(&C)")
        self.draft_button = QPushButton("起草(&D)")
        self.sent_on = QLineEdit(placeholderText="今天")
        self.sent_button = QPushButton("登记为已发出(&S)")
        self.told = Sentence(role="hint")
        self.open_button = QPushButton("打开文件夹(&F)")
        self.steps_button = QPushButton("催报步骤(&X)…")
        self._lay_out()
        self._connect()
        open_size(self, 84, 46)
        self._show_folder()
        self._look()

    def _lay_out(self) -> None:
        size = em(self)
        head, warning, foot = (QHBoxLayout() for _ in range(3))
        make = Wrapping()
        for widget, stretch in ((self.which, 0), (self.text, 1), (self.all_button, 0)):
            head.addWidget(widget, stretch)
        head.addWidget(PrintButton(self._session, "催报：欠材料的单位", self.rows, self.text.text))
        warning.addWidget(self.waiting, 1)
        warning.addWidget(self.sort_button)
        _fill(make, ("步骤(&B)", self.step), ("限期(&L)", self.deadline))
        make.addWidget(self.folder_button)
        make.add_stretch()
        make.addWidget(self.copy_button)
        make.addWidget(self.draft_button)
        _fill(foot, ("发出日期(&E)", self.sent_on))
        foot.addWidget(self.sent_button)
        foot.addStretch(1)
        for button in (self.progress.stop_button, self.open_button, self.steps_button, self.close_button):
            foot.addWidget(button)
        for field, width_em in ((self.deadline, 8), (self.sent_on, 8)):
            field.setFixedWidth(width_em * size)
        self.rows.setMinimumHeight(5 * size)
        self.record.setMinimumHeight(4 * size)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addLayout(head)
        layout.addWidget(self.rows, 5)
        layout.addLayout(warning)
        layout.addLayout(make)
        layout.addWidget(self.record, 3)
        for widget in (self.told, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.which.activated.connect(self._list)
        self.text.textChanged.connect(self._list)
        self.text.returnPressed.connect(self.rows.setFocus)
        self.all_button.clicked.connect(self.rows.selectAll)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.rows.selectionModel().currentChanged.connect(self._show_record)
        for button, work in (
            (self.sort_button, self._sort),
            (self.copy_button, self._copy),
            (self.draft_button, self._draft),
            (self.folder_button, self._ask_folder),
            (self.open_button, self._open_folder),
            (self.sent_button, self._send),
            (self.steps_button, self._ask_steps),
        ):
            button.setAutoDefault(False)  # Enter belongs to the lists and fields
            button.clicked.connect(work)
        for button in (self.all_button, self.close_button):
            button.setAutoDefault(False)
        self._session.changed.connect(self._look_later)
        self._later.timeout.connect(self._look)
        self._session.closed.connect(self.close)
        self.rest()

    def _look_later(self) -> None:
        self._fresh = False
        self._later.start(_AFTER_A_CHANGE_MS)
        self._allow()

    def _look(self) -> None:
        if self._session.is_open:
            self._looks += 1
            self._session.chasing.look(self._show).failed.connect(self._not_seen)

    def _not_seen(self, error: DossierError) -> None:
        self._looks -= 1
        self.refused(error)

    def _show(self, chased: Chased) -> None:
        chosen = self.step.currentIndex()
        self._looks -= 1
        self._fresh = not self._looks and not self._later.isActive()
        self._chased = chased
        self.step.clear()
        self.step.addItem(_BY_PROPOSAL)
        self.step.addItems([step.name for step in chased.plan.steps])
        self.step.setCurrentIndex(chosen if 0 <= chosen < self.step.count() else 0)
        self._list()
        grow(self)

    def _list(self) -> None:
        """Show the units that are wanted, with those selected that were."""
        if self._chased is None:
            return
        chosen, current = {unit.unit for unit in self._selected()}, self._current()
        plan = self._chased.plan
        self.model.show((*plan.units, *plan.settled), Which(self.which.currentData()), self.text.text())
        rows = [unit.unit for unit in self.model.shown]
        selection = self.rows.selectionModel()
        at = rows.index(current.unit) if current is not None and current.unit in rows else 0
        selection.setCurrentIndex(self.model.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        for row, unit in enumerate(rows):
            if unit in chosen:
                selection.select(self.model.index(row, 0), _WITH_ROW)
        self._show_record()
        self._allow()

    def _selected(self) -> list[Owing]:
        rows = sorted(self.rows.selectionModel().selectedRows(), key=lambda index: index.row())
        return [index.data(OWING) for index in rows]

    def _current(self) -> Owing | None:
        return self.rows.currentIndex().data(OWING)

    def _meant(self) -> Sequence[Owing]:
        """Return the units that something is done for: those selected, else all that are listed."""
        return self._selected() or self.model.shown

    def _show_record(self) -> None:
        current = self._current()
        told = self._chased.after if self._chased and current else ()
        known = {chase.id for chase in current.earlier} if current else set[str]()
        if current is not None and current.draft is not None:
            known.add(current.draft.id)
        self.record_model.show([after for after in told if after.chase.id in known])

    def _allow(self) -> None:
        """Say of whom it is spoken, and offer what can be done for them."""
        meant, selected = self._meant(), self._selected()
        idle = not self.progress.running
        free = idle and self._fresh
        waiting = [unit for unit in meant if unit.waiting]
        whom = f"选中的 {len(selected)} 个单位" if selected else f"列出的 {len(meant)} 个单位"
        self.draft_button.setText(f"起草（{whom}）(&D)")
        self.draft_button.setEnabled(any(unit.debts for unit in meant) and free)
        spoken_to = any(unit.debts and not unit.by_visit for unit in self._spoken_to())
        self.copy_button.setEnabled(spoken_to and self._fresh)
        drafts = sum(unit.draft is not None for unit in meant)
        self.sent_button.setText(f"登记为已发出（{drafts} 份）(&S)" if drafts else "登记为已发出(&S)")
        self.sent_button.setEnabled(bool(drafts) and free)
        self.sent_on.setEnabled(bool(drafts) and idle)  # stays where somebody is typing when something comes in
        self.waiting.say(chase_phrases.waiting_named(waiting, self._chased.plan.snapshot) if self._chased else "")
        self.sort_button.setVisible(bool(waiting))
        self.steps_button.setEnabled(self._fresh)
        self.open_button.setEnabled(is_folder(self._session.chasing.folder))
        if self._chased is not None and not self._chased.plan.units:
            self.told.say(wording.phrase("chase_plan_none"))

    def _spoken_to(self) -> list[Owing]:
        """Return the units whose text is copied: those selected, else the one that is stood on."""
        current = self._current()
        return self._selected() or ([current] if current else [])

    def _sort(self) -> None:
        pieces = tuple(dict.fromkeys(piece.id for unit in self._meant() for piece in unit.waiting))
        self.unsorted_wanted.emit(pieces)
        self.close()

    def _drafting(self, units: Sequence[Owing]) -> Drafting | None:
        """Return what asking units would make, or say why it cannot be."""
        if self._chased is None:
            return None
        plan, at = self._chased.plan, self.step.currentIndex()
        self.fault.say("")
        try:
            day = self._day(self.deadline, "限期")
            return plan.drafting({unit.unit for unit in units}, plan.steps[at - 1] if at > 0 else None, day)
        except DossierError as error:
            self.refused(error)
            return None

    def _day(self, field: QLineEdit, what: str) -> date | None:
        return typed.day_to_come(field.text(), what)

    def _copy(self) -> None:
        units = [unit for unit in self._spoken_to() if unit.debts and not unit.by_visit]
        drafting = self._drafting(units)
        if drafting is None or self._chased is None:
            return
        from evidence.export.chase_files import text_for

        texts = [text_for(unit, drafting, self._chased.plan.snapshot) for unit in units]
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        self.told.say(f"已复制 {'、'.join(unit.unit for unit in units[:_MOST_NAMED])} 的微信文字，可以直接粘贴。")

    def _draft(self) -> None:
        drafting = self._drafting(self._meant())
        if drafting is not None and self._chased is not None:
            self.follow(self._session.chasing.draft(self._chased.plan, drafting, self._tell_drafted))

    def _tell_drafted(self, drafted: Drafted) -> None:
        self.told.say(
            f"已起草 {len(drafted.files)} 个文件，放在 {self._session.chasing.folder}。发出以后点“登记为已发出”。"
        )

    def _send(self) -> None:
        drafts = [unit.draft.id for unit in self._meant() if unit.draft is not None]
        try:
            day = self._day(self.sent_on, "发出日期")
        except DossierError as error:
            self.refused(error)
            return
        self.follow(self._session.chasing.sent(drafts, day, self._tell_sent))

    def _tell_sent(self, count: int) -> None:
        self.told.say(wording.phrase("chase_sent", count=count))

    def _ask_folder(self) -> None:
        def choose(folder: Path) -> None:
            self._session.chasing.choose_folder(folder)
            self._show_folder()

        pick_folder(self, "起草的文件放到哪里", self._session.chasing.folder, choose)

    def _show_folder(self) -> None:
        folder = self._session.chasing.folder
        self.folder_button.setText(f"放到“{unmarked(shortened(folder.name))}”(&O)…")
        self.folder_button.setToolTip(tip("起草的文件放到这里，点一下可以换：", str(folder)))

    def _open_folder(self) -> None:
        show_file(self._session.chasing.folder)

    def _ask_steps(self) -> None:
        from ui.dialogs.settings import Topic, ask_settings

        ask_settings(self._session, Topic.STEPS, self)

    def follow(self, job: Job) -> None:
        """Show how a job goes on, in the place of what came of the last one."""
        self.told.say("")
        super().follow(job)

    def rest(self) -> None:
        """Offer what can be done for the units that are meant."""
        super().rest()
        self._allow()


_MOST_NAMED = 3  # units in a sentence


def _fill(line: QLayout, *fields: tuple[str, QWidget]) -> None:
    """Put fields behind their labels into a line."""
    for text, field in fields:
        label = label_of(text, field)
        line.addWidget(label)
        line.addWidget(field)
