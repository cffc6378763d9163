"""分盒和定号: how papers lie in boxes, which boxes are printed, and which sheets of them are to be printed again."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.boxes import Late, PageBase, Paper
from evidence.errors import DossierError
from evidence.names import safe_name
from evidence.wording import boxes as words
from evidence.wording import printing as printing_words
from ui.dialogs.picking import pick_folder, pick_new_file
from ui.dialogs.print_copies import PrintCopiesDialog
from ui.dialogs.sizing import open_size
from ui.dialogs.spine_labels import SpineLabelsDialog
from ui.dialogs.working import WorkingDialog
from ui.labels import Sentence, tip
from ui.models.box_rows import BOX, BoxRows
from ui.print_action import preview, sheet_of
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.referred_line import ReferredLine
from ui.views.rows import Rows, Wide
from ui.views.wrapping import Wrapping

if TYPE_CHECKING:
    from evidence.export.box_plan import BoxPlan, PlannedBox
    from evidence.export.print_list import Printed
    from evidence.export.print_sheets import Printing

_ABOUT = "盒打印好后定号：件号和页号从此不变，后到的材料只换几张纸。换页清单列出抽出和装入的张；换好后点“换页已印”。"
_FIXED_HINT = "已有盒定号，页号的编法不能改，每盒页数只管后面没有定号的盒；要改请先重新打开。"
_COMPILED = "页号按盒内材料的页编时才用。现在盒里装的是汇编，请打印送审版的 Word 文件。"
_MOST_PAGES = 2000
_MOST_TOLD = 3  # boxes that there is room to tell of
_AFTER_A_CHANGE_MS = 200
_WITH_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class BoxesDialog(WorkingDialog):
    """Lists the boxes of the 送审版 as they would be exported now, and follows what changes meanwhile."""

    stays = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Lay out the boxes of the open project."""
        super().__init__(session, "分盒和定号", parent)
        self._plan: BoxPlan | None = None
        self._later = QTimer(self, singleShot=True)
        self.model = BoxRows(self)
        self.rows = Rows(self.model, (Wide(4), Wide(9), Wide(4), Wide(4), Wide(4), Wide(5), Wide(6), Wide(0)))
        self.rows.setAccessibleName("盒")
        self.most_pages = QSpinBox(maximum=_MOST_PAGES, suffix=" 页", singleStep=50)
        self.most_pages.setSpecialValueText("全部装一盒")
        self.numbering = QComboBox()
        self.numbering.addItems([words.through(False), words.through(True)])
        self.base = QComboBox()
        for base in PageBase:
            self.base.addItem(words.BASES[base], base)
        self.late = QComboBox()
        for late in Late:
            self.late.addItem(words.LATE[late], late)
        self.hint = Sentence(role="hint")
        self.fix_button = QPushButton("定号(&F)")
        self.printed_button = QPushButton("换页已印(&P)")
        self.sheets_button = QPushButton("换页清单(&L)…")
        self.reopen_button = QPushButton("重新打开(&O)")
        self.print_button = QPushButton("打印(&R)")
        printed = QMenu(self.print_button)
        printed.setToolTipsVisible(True)
        self.all_copies = printed.addAction("打印件和打印清单(&A)…", self._ask_copies)
        self.changed_copies = printed.addAction("只要换页的各张(&C)…", lambda: self._ask_copies(changed=True))
        printed.addSeparator()
        self.covers = printed.addAction("盒封面(&V)…", self._ask_covers)
        self.labels = printed.addAction("盒脊标签(&T)…", self._ask_labels)
        printed.addSeparator()
        printed.addAction("列出的各盒(&B)…", self._print_list)
        self.print_button.setMenu(printed)
        self._lay_out()
        self._connect()
        open_size(self, 66, 30)
        self._show_rules()
        self._allow()
        self._look()

    def _print_list(self) -> None:
        preview(sheet_of(self._session, self.windowTitle(), "", self.rows), self)

    def _lay_out(self) -> None:
        rules = Wrapping()
        fields = (
            ("每盒最多(&M)", self.most_pages),
            ("页号(&N)", self.base),
            ("", self.numbering),
            ("后到的(&A)", self.late),
        )
        for text, field in fields:
            label = QLabel(text)
            label.setBuddy(field)
            rules.addWidget(label)
            rules.addWidget(field)
        buttons = QHBoxLayout()
        on_boxes = (self.fix_button, self.sheets_button, self.printed_button, self.reopen_button)
        for button in (*on_boxes, self.print_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(_ABOUT, "hint"))
        layout.addLayout(rules)
        layout.addWidget(self.rows, 1)
        for widget in (self.hint, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addWidget(ReferredLine(self._session, self))
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.fix_button.clicked.connect(self._fix)
        self.printed_button.clicked.connect(self._fix)
        self.sheets_button.clicked.connect(self._save_sheets)
        self.reopen_button.clicked.connect(self._reopen)
        self.most_pages.editingFinished.connect(self._set_rules)
        self.base.activated.connect(self._set_rules)
        self.numbering.activated.connect(self._set_rules)
        self.late.activated.connect(self._set_rules)
        self._session.changed.connect(self._look_later)
        self._later.timeout.connect(self._look)
        self._session.closed.connect(self.close)

    def _look_later(self) -> None:
        """Lay the boxes out anew once nothing else happens: scans that are read change the project page by page."""
        self._plan = None  # what is shown is of before
        self._allow()
        self._later.start(_AFTER_A_CHANGE_MS)

    def _look(self) -> None:
        if self._session.is_open:
            self.follow(self._session.boxes.plan(self._show))

    def _show(self, plan: BoxPlan) -> None:
        chosen = {box.number for box in self._chosen()}
        self._plan = plan
        self.model.show(plan.boxes)
        for row, box in enumerate(plan.boxes):
            if box.number in chosen:
                self.rows.selectionModel().select(self.model.index(row, 0), _WITH_ROW)
        self._show_rules()
        if not plan.boxes:
            self.hint.say(wording.phrase("box_none"))
        self._allow()

    def _show_rules(self) -> None:
        boxes = self._session.moment.snapshot.boxes
        rules, fixed = boxes.rules, bool(boxes.fixed)
        self.most_pages.setValue(rules.most_pages or 0)
        self.numbering.setCurrentIndex(int(rules.through))
        self.late.setCurrentIndex(self.late.findData(rules.late))
        self.base.setCurrentIndex(self.base.findData(rules.base))
        for field in (self.base, self.numbering):
            field.setEnabled(not fixed)
        self.hint.say(_FIXED_HINT if fixed else "")

    def _chosen(self) -> list[PlannedBox]:
        return [index.data(BOX) for index in self.rows.selectionModel().selectedRows()]

    def _changed(self) -> list[PlannedBox]:
        """Return the boxes that are to be changed: of those chosen, else of all."""
        boxes = self._chosen() or (list(self._plan.boxes) if self._plan else [])
        return [box for box in boxes if box.change is not None and box.change.is_any]

    def _allow(self) -> None:
        chosen = self._chosen() if self._plan else []
        self.fix_button.setEnabled(bool(chosen) and all(box.fixed is None for box in chosen))
        self.reopen_button.setEnabled(bool(chosen) and all(box.fixed is not None for box in chosen))
        self.sheets_button.setEnabled(bool(self._changed()))
        there = bool(self._plan and self._plan.boxes)
        by_sheets = self._session.moment.snapshot.boxes.rules.base is PageBase.BOX
        self.print_button.setEnabled(there)
        self.all_copies.setEnabled(by_sheets)
        self.changed_copies.setEnabled(by_sheets and bool(self._changed()))
        for action in (self.all_copies, self.changed_copies):
            action.setToolTip("" if by_sheets else tip(_COMPILED))
        self.printed_button.setEnabled(bool(chosen) and len(self._changed()) == len(chosen))

    def _fix(self) -> None:
        if self._plan is not None:
            self.follow(self._session.boxes.fix(self._plan, [box.number for box in self._chosen()]))

    def _reopen(self) -> None:
        self.follow(self._session.boxes.reopen([box.number for box in self._chosen()]))

    def _set_rules(self) -> None:
        before = self._session.moment.snapshot.boxes.rules
        rules = replace(
            before,
            most_pages=self.most_pages.value() or None,
            through=bool(self.numbering.currentIndex()),
            late=Late(self.late.currentData()),
            base=PageBase(self.base.currentData()),
        )
        if rules != before:
            self.follow(self._session.boxes.set_rules(rules))

    def _save_sheets(self) -> None:
        plan, changed = self._plan, self._changed()
        if plan is None or not changed:
            return
        name = safe_name(wording.phrase("sheets_title")) + ".docx"

        def save(path: Path) -> None:
            self.follow(self._session.boxes.save_sheets(path, plan, [box.number for box in changed], self._open))

        start = self._session.moment.path.parent / name
        pick_new_file(self, wording.phrase("sheets_title"), start, ("Word 文档 (*.docx)",), save)

    def _ask_copies(self, *, changed: bool = False) -> None:
        """Ask how the boxes chosen, else all, are printed, and where that goes."""
        plan = self._plan
        if plan is None:
            return
        numbers = [box.number for box in self._chosen() or plan.boxes]
        dialog = PrintCopiesDialog(plan.snapshot, len(numbers), changed=changed, parent=self)

        def pick(printing: Printing) -> None:
            def save(folder: Path) -> None:
                if printing.stamp is not None:
                    self._session.boxes.keep_stamp(printing.stamp)
                self.follow(self._session.boxes.save_copies(folder, plan, numbers, printing, tell))

            def tell(made: list[Printed]) -> None:
                self._tell_copies(made)
                if not printing.changed:
                    self.model.measure({one.number: one.sums for one in made if not one.item})

            pick_folder(self, "存到哪个文件夹", self._session.moment.path.parent, save)

        dialog.asked.connect(pick)
        dialog.open()

    def _tell_copies(self, made: list[Printed]) -> None:
        if (path := made[0].listed) is not None:
            show_file(path.parent)
            more = [f"其余 {len(made) - _MOST_TOLD} 个见打印清单。"] if len(made) > _MOST_TOLD else []
            self.hint.say("\n".join([*(one.told for one in made[:_MOST_TOLD]), *more, printing_words.listed(path)]))

    def _ask_covers(self) -> None:
        """Ask where the covers go of the boxes chosen, else of all."""
        plan = self._plan
        if plan is None:
            return
        numbers = [box.number for box in self._chosen() or plan.boxes]
        title = wording.phrase("covers_title")

        def save(path: Path) -> None:
            self.follow(self._session.boxes.save_covers(path, plan, numbers, self._open))

        start = self._session.moment.path.parent / (safe_name(title) + ".docx")
        pick_new_file(self, title, start, ("Word 文档 (*.docx)",), save)

    def _ask_labels(self) -> None:
        """Ask for the labels of the boxes chosen, else of all."""
        plan = self._plan
        if plan is None:
            return
        numbers = [box.number for box in self._chosen() or plan.boxes]
        start = self._session.moment.path.parent / (safe_name(wording.phrase("labels_title")) + ".docx")
        dialog = SpineLabelsDialog(len(numbers), self)

        def pick(paper: Paper, width_mm: int | None) -> None:
            def save(path: Path) -> None:
                self.follow(self._session.boxes.save_labels(path, plan, numbers, (paper, width_mm), self._open))

            pick_new_file(self, wording.phrase("labels_title"), start, ("Word 文档 (*.docx)",), save)

        dialog.asked.connect(pick)
        dialog.open()

    def _open(self, path: Path) -> None:
        show_file(path)
        self.hint.say(wording.phrase("box_saved", path=str(path)))

    def refused(self, error: DossierError) -> None:
        """Say why something was not done, and show the rules that stay."""
        super().refused(error)
        self._show_rules()
