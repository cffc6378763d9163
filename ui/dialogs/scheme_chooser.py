"""Which criteria table, and what the program read in it: for a new project, another edition, a further scheme."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.criteria import leaves_of
from evidence.errors import DossierError
from evidence.model import SchemeReading
from evidence.scheme.columns import Choice
from evidence.scheme.reading import Outcome
from evidence.scheme.soundness import compared_in_words
from ui.dialogs.picking import pick_file
from ui.dialogs.scheme_desk import SchemeDesk
from ui.jobs import Job
from ui.labels import Sentence
from ui.scheme_tables import OpenedScheme
from ui.session import Session

_DEMO = "演示版（非官方）"
_DEMO_WARNING = "这是演示版（非官方）评价细则，只供熟悉操作，不得用于申报。正式使用请选本单位收到的细则表。"
_FORMS = "可以是 xlsx、xls、docx、csv 或网页表格。"
_CHANGEABLE = "各栏用途不对的，请在表格上方改选。"
_AS_BEFORE = "已照以前为这种表选定的表头和各栏用途读取；要重新判断，请按“恢复自动判断”。"
_KINDS = "评价细则表 (*.xlsx *.xlsm *.xls *.et *.docx *.csv *.tsv *.txt *.htm *.html *.mht *.xml)"


class SchemeChooser(QWidget):
    """Lets the clerk choose a table, see that it was read right, and say what its columns are."""

    was_read = Signal(object)  # a SchemeReading
    reading_changed = Signal()  # there is a reading now that was not there, or the other way round

    def __init__(self, session: Session, wanted: str, hint: str) -> None:
        """Offer the tables that ship with the program, none of them chosen; `wanted` is what the table is for."""
        super().__init__()
        self._session = session
        self._busy = False
        self._next: Callable[[], Job] | None = None
        self._opened: OpenedScheme | None = None
        self._choice: Choice = ()
        self.reading: SchemeReading | None = None  # as the columns are chosen now
        self.tables = QComboBox()
        self.tables.setPlaceholderText(f"请选择{wanted}")
        for table in sorted(session.setup.schemes.glob("*.csv")):
            self.tables.addItem(f"{table.stem.replace('（演示版）', '')}　{_DEMO}", table)
        self.tables.setCurrentIndex(-1)
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tables.currentIndexChanged.connect(self._open)
        self.browse_button = QPushButton("选择文件(&S)…")
        self.browse_button.clicked.connect(lambda: pick_file(self, f"选择{wanted}", _KINDS, self.choose))
        self.warning = Sentence(role="fault")
        self.said = Sentence(f"{hint}{_FORMS}")
        self.before = Sentence(role="hint")
        self.sums = Sentence()
        self.desk = SchemeDesk()
        self.desk.choice_changed.connect(self._read)
        self._lay_out()

    def choose(self, table: Path) -> None:
        """Read a table of the clerk's own."""
        index = self.tables.findData(table)
        if index < 0:
            self.tables.addItem(table.name, table)
            self.tables.setItemData(self.tables.count() - 1, str(table), Qt.ItemDataRole.ToolTipRole)
            index = self.tables.count() - 1
        if index == self.tables.currentIndex():
            self._open()  # it may have been mended meanwhile
        else:
            self.tables.setCurrentIndex(index)

    def keep_columns(self) -> None:
        """Keep how the table was read that was put to use, for the next one that is like it."""
        if self._opened is not None:
            self._session.schemes.keep(self._opened, self._choice)

    def _lay_out(self) -> None:
        label = QLabel("评价细则(&C)")
        label.setBuddy(self.tables)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.tables, 1)
        row.addWidget(self.browse_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        for sentence in (self.warning, self.said, self.sums, self.before):
            layout.addWidget(sentence)
        layout.addWidget(self.desk, 1)

    def _open(self) -> None:
        table: Path | None = self.tables.currentData()
        if table is None:
            return
        self._opened = None
        self.desk.show_file(None, ())
        self.before.say("")
        self._ask(partial(self._session.schemes.open, table, self._took_file))

    def _took_file(self, opened: OpenedScheme) -> None:
        if self._is_wanted():
            self._opened = opened
            self.before.say(_AS_BEFORE if opened.before else "")
            choice = opened.before or opened.guess
            self.desk.show_file(opened, choice)
            self._read(choice)

    def _read(self, choice: Choice) -> None:
        """Read the file that is open as chosen."""
        if self._opened is not None:
            self._choice = choice
            if self.before.text() and choice == self._opened.guess:
                self.before.say("")
            self._ask(partial(self._session.schemes.read, self._opened.file, choice, self._took))

    def _took(self, outcome: Outcome) -> None:
        if self._is_wanted():
            self.reading = outcome.scheme
            self.said.say(_summary(outcome.scheme))
            points = outcome.scheme.facts.total_points
            self.sums.say(("" if points is None else f"{compared_in_words(outcome.sums)}。") + _CHANGEABLE)
            self.desk.take(outcome)
            self.reading_changed.emit()
            self.was_read.emit(outcome.scheme)

    def _ask(self, work: Callable[[], Job]) -> None:
        """Ask for an answer; of what is asked for while another is awaited, the last alone is done."""
        self.reading = None
        self.reading_changed.emit()
        shipped = self.tables.currentData().parent == self._session.setup.schemes
        self.warning.say(_DEMO_WARNING if shipped else "")
        if self._busy:
            self._next = work
            return
        self._busy = True
        if self._opened is None:
            self.said.say("正在读取…")
            self.sums.say("")
        job = work()
        job.failed.connect(self._refused)
        job.crashed.connect(self._crashed)

    def _is_wanted(self) -> bool:
        """Tell whether an answer is to the last question; ask that if it is not."""
        self._busy = False
        if self._next is None:
            return True
        work, self._next = self._next, None
        self._ask(work)
        return False

    def _refused(self, error: DossierError) -> None:
        if self._is_wanted():
            self.warning.say(wording.sentence(error))
            self._show_nothing()

    def _crashed(self) -> None:
        if self._is_wanted():
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.said.say("")
        self.sums.say("")
        self.desk.take(None)


def _summary(reading: SchemeReading) -> str:
    facts = reading.facts
    leaves = leaves_of(reading.items)
    points = "没有分值" if facts.total_points is None else f"总分 {facts.total_points:g} 分（不含加分）"
    slots = sum(len(item.required) for item in leaves)
    edition = f"，版本：{facts.edition}" if facts.edition else ""
    asked = f"应备材料 {slots} 项" if slots else "没有列出应备材料，建好后按表述提出建议应备，确认后才计入缺项"
    return f"{facts.title}{edition}。评价内容 {len(leaves)} 项，{points}，{asked}。"
