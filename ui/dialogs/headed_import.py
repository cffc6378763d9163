"""Imports a table whose columns are told by their headings: which column is what, what comes of it, then agreed to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.progress import Report
from evidence.scheme.headed import Chosen, Field, HeadedTable, column_choices
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.text_rows import TextRow, TextRows
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_KINDS = "表格 (*.xlsx *.xls *.et *.docx *.csv *.txt)"
_NONE = "（没有）"
_BESIDE = 3  # fields in a row
_HINT = "各栏是什么由程序按栏名判断，判断错了的在上面改选；{needs}。点“导入”以前不作改动，导入后可用撤销退回。"


class Offered(Struct, frozen=True):
    """What a table would do."""

    rows: tuple[TextRow, ...]
    counts: str  # in a sentence
    changes: bool  # whether there is anything to be done


class HeadedImport(JobDialog):
    """The frame; what is read and written is its heirs' own."""

    needs = "带＊的要有"
    one_of: frozenset[str] = frozenset()  # fields that are marked as needed too; what of them is enough, `needs` tells

    def __init__(
        self, session: Session, title: str, fields: Sequence[Field], heads: Sequence[str], parent: QWidget | None
    ) -> None:
        """Ask for a table with these fields, those that it must have first.

        What comes of it is shown under `heads`: what becomes of a row first, the last as wide as may be.
        """
        super().__init__(session, title, "导入(&A)", parent)
        self._fields, self._path = tuple(sorted(fields, key=lambda field: not self._is_needed(field))), Path()
        self.file_button = QPushButton("选择文件(&F)…")
        self.file_name = QLabel()
        self.choices = {field.key: QComboBox() for field in fields}
        self.model = TextRows(heads, self, state_at=0)
        self.rows = Rows(self.model, (Wide(4), *(Wide(7) for _ in heads[1:-1]), Wide(0)))
        self.rows.setAccessibleName(title)
        self.counts = Sentence("还没有选择文件。")
        self._lay_out()
        self.file_button.clicked.connect(lambda: pick_file(self, title, _KINDS, self.read))
        self.file_button.setAutoDefault(False)
        for box in self.choices.values():
            box.activated.connect(self._read_again)
        self.ok_button.setEnabled(False)
        open_size(self, 66, 36)

    def read_table(self, path: Path, chosen: Chosen | None) -> tuple[HeadedTable, object]:
        """Return the table and what was read from it, on the worker thread; raise a `DossierError`."""
        raise NotImplementedError

    def offered(self, told: object) -> Offered:
        """Return what would come of what was read."""
        raise NotImplementedError

    def read(self, path: Path) -> None:
        """Read a file by the names of its columns."""
        self._path = path
        self.file_name.setText(path.name)
        self._start(None)

    def _read_again(self) -> None:
        self._start({key: str(box.currentData() or "") for key, box in self.choices.items()})

    def _is_needed(self, field: Field) -> bool:
        return field.needed or field.key in self.one_of

    def _start(self, chosen: Chosen | None) -> None:
        path = self._path

        def work(_: Report) -> tuple[tuple[str, ...], HeadedTable | None, object, DossierError | None]:
            columns = column_choices(path) if chosen is None else ()
            try:
                return columns, *self.read_table(path, chosen), None
            except DossierError as error:
                return columns, None, None, error

        job = self._session.jobs.run("reading_table", work, self._show)
        job.failed.connect(self._refused)

    def _show(self, found: tuple[tuple[str, ...], HeadedTable | None, object, DossierError | None]) -> None:
        columns, table, told, error = found
        if columns:
            for box in self.choices.values():
                box.clear()
                box.addItem(_NONE, "")
                for column in columns:
                    letter, _, head = column.partition(" ")
                    box.addItem(column, head or letter)
        if table is not None:
            for key, box in self.choices.items():
                column = table.taken.get(key)
                box.setCurrentIndex(box.findText(table.column_name(column)) if column is not None else 0)
        self.fault.say("" if error is None else wording.sentence(error))
        offered = Offered((), "没有读到内容。", changes=False) if error is not None else self.offered(told)
        self.model.show(offered.rows)
        self.counts.say(offered.counts)
        self.ok_button.setEnabled(offered.changes)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.file_button)
        head.addWidget(self.file_name, 1)
        grid = QGridLayout()
        grid.setVerticalSpacing(em(self) // 4)
        for at, field in enumerate(self._fields):
            box = self.choices[field.key]
            box.setAccessibleName(field.label)
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label = QLabel(f"{field.label}{'＊' if self._is_needed(field) else ''}")
            label.setBuddy(box)
            grid.addWidget(label, at // _BESIDE, 2 * (at % _BESIDE))
            grid.addWidget(box, at // _BESIDE, 2 * (at % _BESIDE) + 1)
            grid.setColumnStretch(2 * (at % _BESIDE) + 1, 1)
        self.content.setSpacing(em(self) // 2)
        self.content.addLayout(head)
        self.content.addLayout(grid)
        self.content.addWidget(self.rows, 1)
        self.content.addWidget(self.counts)
        self.content.addWidget(Sentence(_HINT.format(needs=self.needs), "hint"))
