"""导入问题: an office's table of problems, with what its columns say and what each row would do, before anything is."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QLineEdit, QPushButton, QSplitter, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.findings import Source
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Notice
from evidence.rectify.importing import Choices, Fate, PlannedRow, common_causes, common_notices, drafts_of
from ui.dialogs.choice import Choice as Chosen
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_file
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, label_of
from ui.ledger_files import TableRead, plan_table, read_table
from ui.models.finding_table_rows import PlanColumn, PlanRows, UseColumn, Uses
from ui.session import Session
from ui.theme import em
from ui.views.choice import Choice
from ui.views.rows import Rows, Wide

_KINDS = "问题表 (*.xlsx *.xls *.et *.docx *.csv)"
_NO_FILE = "还没有选文件。表里要有一栏写问题，其他栏可以在左边对应。"
_SETTLED_MS = 150


class FindingImport(JobDialog):
    """Plans anew whenever something is chosen otherwise; nothing is written before 导入."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask for a file."""
        super().__init__(session, "导入问题", "导入(&A)", parent)
        self._table: TableRead | None = None
        self._plan: tuple[PlannedRow, ...] = ()
        self._plans = 0  # asked for; what comes of an earlier one is passed over
        self._fresh = False  # the file was just read
        self._proposed = ""  # 发现日期 by the header of a file
        self._today = session.setup.clock().date()
        self.file_button = QPushButton("选择文件(&F)…")
        self.file_button.setAutoDefault(False)
        self.name = Sentence(_NO_FILE)
        self.source: Chosen[Source | None] = Chosen(
            {None: "按表里写的", **{one: one.value for one in Source}}, whole=True
        )
        self.found_on, self.deadline = (
            QLineEdit(placeholderText="表里有的不用填"),
            QLineEdit(placeholderText="可以不填"),
        )
        self.uses, self.rows_model = Uses(self), PlanRows(self)
        self.columns = Rows(self.uses, (Wide(0), Wide(7.5)))
        self.columns.setItemDelegateForColumn(UseColumn.USE, Choice(self.uses.offered, self))
        self.columns.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.columns.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.columns.setAccessibleName("各栏的用途")
        self.rows = Rows(self.rows_model, (Wide(6), Wide(6), Wide(0), Wide(7, 34), Wide(14, 26)))
        self.rows.setAccessibleName("逐行结果")
        self.notices = Sentence(role="hint")
        self.counts, self.common = Sentence(), Sentence(role="hint")
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._lay_out()
        self.file_button.clicked.connect(lambda: pick_file(self, "选择问题表", _KINDS, self.read))
        self.uses.changed.connect(self._settling.start)
        self.source.box.currentIndexChanged.connect(self._settling.start)
        for field in (self.found_on, self.deadline):
            field.textChanged.connect(self._settling.start)
        self._settling.timeout.connect(self._look)
        session.closed.connect(self._settling.stop)
        self.rows.selectionModel().currentChanged.connect(self._tell_row)
        self._count()
        open_size(self, 68, 34)

    def read(self, path: Path) -> None:
        """Read a file."""
        self.fault.say("")
        read_table(self._session, path, self._take).failed.connect(self._not_read)

    def start(self) -> Job:
        """Write down what is new."""
        return self._session.ledger.add(drafts_of(self._plan), Action.IMPORT_FINDINGS)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(em(self) // 2)
        head.addWidget(self.file_button, 0, 0)
        head.addWidget(self.name, 0, 1, 1, 5)
        fields = (("来源(&Y)", self.source.box), ("发现日期(&D)", self.found_on), ("整改时限(&L)", self.deadline))
        for pair, (text, field) in enumerate(fields):
            label = label_of(text, field)
            head.addWidget(label, 1, 2 * pair)
            head.addWidget(field, 1, 2 * pair + 1)
            head.setColumnStretch(2 * pair + 1, 1)
        split = QSplitter()
        split.addWidget(self.columns)
        split.addWidget(self.rows)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([18 * em(self), 46 * em(self)])
        self.content.addLayout(head)
        self.content.addWidget(split, 1)
        for widget in (self.notices, self.counts, self.common):
            self.content.addWidget(widget)

    def _take(self, table: TableRead) -> None:
        self._table, self._fresh = table, True
        self.name.say(table.name)
        if self.found_on.text().strip() == self._proposed:  # nobody typed another
            self._proposed = table.found_on.isoformat() if table.found_on else ""
            self.found_on.setText(self._proposed)
            if self._proposed:
                self.name.say(f"{table.name}　发现日期按表头的检查时间填写，请核对。")
        self.uses.show(table.sheets)
        if table.source is not None:
            self.source.choose(table.source)
        self._look()

    def _not_read(self, error: DossierError) -> None:
        self._table, self._plan = None, ()
        self.name.say(_NO_FILE)
        self.uses.show(())
        self.rows_model.show(())
        self._count()
        self.fault.say(wording.sentence(error))

    def _look(self) -> None:
        self._settling.stop()
        if self._table is None:
            return
        self.fault.say("")
        try:
            choices = Choices(
                self.source.value(),
                typed.day(self.found_on.text(), self._today, "发现日期"),
                typed.day_to_come(self.deadline.text(), "整改时限"),
            )
        except DossierError as error:
            self._plan = ()
            self._count()
            self.fault.say(wording.sentence(error))
            return
        self._plans += 1
        asked = self._plans
        plan_table(self._session, self._table.name, self.uses.sheets, choices, lambda plan: self._show(asked, plan))

    def _show(self, asked: int, plan: tuple[PlannedRow, ...]) -> None:
        if asked == self._plans:
            self._plan = plan
            self.rows_model.show(plan)
            self._count()
            self._point_out(common_causes(plan))

    def _point_out(self, causes: Sequence[Notice]) -> None:
        """Say what keeps all rows out that are not read, and lead to where one choice lets them in."""
        self.fault.say("".join(map(wording.notice, causes)))
        if causes and self._fresh and not any(row.fate is Fate.NEW for row in self._plan):
            (self.source.box if causes[0].code == "finding_rows_no_source" else self.found_on).setFocus()
        self._fresh = False

    def _count(self) -> None:
        counts = {fate: sum(row.fate is fate for row in self._plan) for fate in Fate}
        self.ok_button.setEnabled(counts[Fate.NEW] > 0)
        self.ok_button.setText(f"导入 {counts[Fate.NEW]} 个问题(&A)" if counts[Fate.NEW] else "导入(&A)")
        noted = sum(bool(row.own_notices) and row.fate is Fate.NEW for row in self._plan)
        said = f"共 {len(self._plan)} 行：新问题 {counts[Fate.NEW]}，已在台账 {counts[Fate.KNOWN]}，不能导入 "
        said += f"{counts[Fate.UNREADABLE]}" + (f"；新问题里有 {noted} 行请核对" if noted else "")
        otherwise = sum(bool(row.notices) and row.fate is Fate.KNOWN for row in self._plan)
        said += f"；已在台账的有 {otherwise} 行写法不同，没有采用" if otherwise else ""
        passed_over = counts[Fate.PASSED_OVER]
        said += f"；略过 {passed_over} 行（标题、合计、备注等）" if passed_over else ""
        self.counts.say(f"{said}。" if self._plan else "")
        self.common.say("".join(map(wording.notice, common_notices(self._plan))))
        self._tell_row()

    def _tell_row(self) -> None:
        """Show whole what is to be checked of the row that is stood on."""
        index = self.rows.currentIndex()
        self.notices.say(str(index.siblingAtColumn(PlanColumn.NOTICES).data() or "") if index.isValid() else "")
