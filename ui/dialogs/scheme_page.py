"""First step of a new project: which criteria table, and what the program read in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.export import phrases
from evidence.model import Criterion, CriterionId, SchemeReading
from ui.dialogs.picking import pick_file
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em

_DEMO = "演示版（非官方）"
_DEMO_WARNING = "这是演示版（非官方）评价细则，只供熟悉操作，不得用于申报。正式使用请选本单位收到的细则表。"
_HINT = "请选本单位收到的评价细则表（xlsx、xls、csv），或先用附带的演示版熟悉操作。"
_KINDS = "评价细则表 (*.xlsx *.xls *.csv)"


def marked_title(criterion: Criterion) -> str:
    """Return a criterion's code and words, with what is special about it."""
    marks = phrases.mark(criterion) + "（加分）" * criterion.bonus
    return f"{criterion.code}　{marks}{criterion.title or criterion.text or ''}"


class SchemePage(QWizardPage):
    """Lets the clerk choose a table and see that it was read right."""

    was_read = Signal(object)  # a SchemeReading

    def __init__(self, session: Session) -> None:
        """Offer the tables that ship with the program, none of them chosen."""
        super().__init__()
        self.setTitle("第 1 步，共 3 步：评价细则")
        self._session = session
        self._reads = 0  # asked for and not answered yet
        self.reading: SchemeReading | None = None
        self.tables = QComboBox()
        self.tables.setPlaceholderText("请选择评价细则")
        for table in sorted(session.setup.schemes.glob("*.csv")):
            self.tables.addItem(f"{table.stem.replace('（演示版）', '')}　{_DEMO}", table)
        self.tables.setCurrentIndex(-1)
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tables.currentIndexChanged.connect(self._read)
        self.browse_button = QPushButton("选择文件(&S)…")
        self.browse_button.clicked.connect(lambda: pick_file(self, "选择评价细则表", _KINDS, self.choose))
        self.warning = Sentence(role="fault")
        self.said = Sentence(_HINT)
        self.tree = _tree()
        self.notices = QListWidget()
        self.notices.setWordWrap(True)
        self.notices.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.notices.setAlternatingRowColors(True)
        self._lay_out()

    def choose(self, table: Path) -> None:
        """Read a table of the clerk's own."""
        index = self.tables.findData(table)
        if index < 0:
            self.tables.addItem(table.name, table)
            self.tables.setItemData(self.tables.count() - 1, str(table), Qt.ItemDataRole.ToolTipRole)
            index = self.tables.count() - 1
        if index == self.tables.currentIndex():
            self._read()  # it may have been mended meanwhile
        else:
            self.tables.setCurrentIndex(index)

    def isComplete(self) -> bool:
        """Go on only with a table that could be read."""
        return self.reading is not None

    def _lay_out(self) -> None:
        label = QLabel("评价细则(&C)")
        label.setBuddy(self.tables)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.tables, 1)
        row.addWidget(self.browse_button)
        self._notice_title = Sentence(role="title")
        notices = QVBoxLayout()
        notices.setContentsMargins(0, 0, 0, 0)
        notices.addWidget(self._notice_title)
        notices.addWidget(self.notices)
        self._beside = QWidget()
        self._beside.setLayout(notices)
        self._beside.hide()
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(self._beside)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(self), 0, em(self), em(self) // 2)
        layout.addLayout(row)
        layout.addWidget(self.warning)
        layout.addWidget(self.said)
        layout.addWidget(splitter, 1)

    def _read(self) -> None:
        table: Path | None = self.tables.currentData()
        if table is None:
            return
        shipped = table.parent == self._session.setup.schemes
        self.warning.say(_DEMO_WARNING if shipped else "")
        self.said.say("正在读取…")
        self._show(None)
        self._reads += 1
        job = self._session.read_scheme(table, self._took)
        job.failed.connect(self._refused)
        job.crashed.connect(self._crashed)

    def _took(self, reading: SchemeReading) -> None:
        if self._is_newest():
            self.said.say(_summary(reading))
            self._show(reading)
            self.was_read.emit(reading)

    def _refused(self, error: DossierError) -> None:
        if self._is_newest():
            self.warning.say(wording.sentence(error))
            self.said.say("")

    def _crashed(self) -> None:
        if self._is_newest():
            self.said.say("")

    def _is_newest(self) -> bool:
        """Tell whether this answer is to the last question: tables are read one after the other."""
        self._reads -= 1
        return self._reads == 0

    def _show(self, reading: SchemeReading | None) -> None:
        self.reading = reading
        self.tree.clear()
        self.notices.clear()
        if reading is not None:
            _fill(self.tree, reading)
            for item in reading.warnings:
                self.notices.addItem(f"{item.where}\n{wording.notice(item)}")
            self._notice_title.say(f"请核对（{len(reading.warnings)} 处）")
        self._beside.setVisible(self.notices.count() > 0)
        self.completeChanged.emit()


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderItem(QTreeWidgetItem(["读出的条目", "分值", "应备材料"]))
    tree.setAlternatingRowColors(True)
    tree.setUniformRowHeights(True)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return tree


def _fill(tree: QTreeWidget, reading: SchemeReading) -> None:
    nodes: dict[CriterionId, QTreeWidgetItem] = {}
    for item in reading.items:
        points = "" if item.points is None else f"{item.points:g}"
        slots = str(len(item.required)) if item.required else ""
        node = QTreeWidgetItem([marked_title(item), points, slots])
        node.setToolTip(0, item.text or item.title or "")
        for column in (1, 2):
            node.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        nodes[item.id] = node
        if item.parent is None:
            tree.addTopLevelItem(node)
        else:
            nodes[item.parent].addChild(node)
    tree.expandAll()


def _summary(reading: SchemeReading) -> str:
    facts = reading.facts
    parents = {item.parent for item in reading.items}
    leaves = [item for item in reading.items if item.id not in parents]
    points = "没有分值" if facts.total_points is None else f"总分 {facts.total_points:g} 分（不含加分）"
    slots = sum(len(item.required) for item in leaves)
    edition = f"，版本：{facts.edition}" if facts.edition else ""
    asked = f"应备材料 {slots} 项" if slots else "没有列出应备材料，缺项只能按每项有没有材料来看"
    return f"{facts.title}{edition}。评价内容 {len(leaves)} 项，{points}，{asked}。请看下面读得对不对。"
