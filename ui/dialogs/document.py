"""导出单独文件: asks which document, of what, for whom, as Word or Excel, and where to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.export.choosing import Choice as Part
from evidence.export.documents import DocumentKind, Saved, Wanted, title_of
from evidence.filing import listed_units
from evidence.intake import typed
from evidence.model import CriterionId, Edition
from evidence.names import safe_name
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from ui.dialogs.choice import Choice
from ui.dialogs.picking import pick_new_file
from ui.dialogs.progress import ProgressPane
from ui.dialogs.sizing import open_size
from ui.document_work import save_document
from ui.labels import WHOLE_PATH, Sentence
from ui.models.criteria_tree import name_of
from ui.session import Session
from ui.theme import em

_FORMATS = ((".docx", "Word(&W)", "Word 文档 (*.docx)"), (".xlsx", "Excel(&X)", "Excel 工作簿 (*.xlsx)"))
_EDITIONS = (("内部工作版(&N)", Edition.INTERNAL), ("送审版(&S)", Edition.SUBMISSION))
_ALL_ITEMS, _ALL_UNITS, _ALL_YEARS = "全部评价内容", "全部单位", "全部年度"
_NOBODY = "请填写确认人姓名；送审版要有人确认。"


class DocumentDialog(QDialog):
    """Stays open with what came of it, so that the next document can follow."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose the 总目录 of all, as Word, beside the project's folder."""
        super().__init__(parent)
        self._session = session
        self._made: Path | None = None
        snapshot = session.moment.snapshot
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导出单独文件")
        self.kind = Choice({kind: kind.name_in_use for kind in DocumentKind}, whole=True)
        self.item = Choice[CriterionId | None](_items(snapshot))
        self.unit = Choice[str | None]({None: _ALL_UNITS, **{name: name for name in listed_units(snapshot)}})
        self.year = Choice[int | None](_years(snapshot), whole=True)
        self.formats, self.editions = QButtonGroup(self), QButtonGroup(self)
        self.name = QLineEdit(session.moment.who)
        self.name.setMaxLength(40)
        self.place = QLineEdit()
        self.browse_button = QPushButton("浏览(&R)…")
        self.hint = Sentence(role="hint")
        self.said = Sentence()
        self.fault = Sentence(role="fault")
        self.progress = ProgressPane()
        self.save_button = QPushButton("导出(&E)")
        self.save_button.setDefault(True)
        self.folder_button = QPushButton("打开文件夹(&F)")
        self.open_button = QPushButton("打开(&O)")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        for choice in (self.kind, self.item, self.unit, self.year):
            choice.box.currentIndexChanged.connect(self._propose)
        for group in (self.formats, self.editions):
            group.idToggled.connect(self._propose)
        self.browse_button.clicked.connect(self._browse)
        self.save_button.clicked.connect(self._save)
        self.folder_button.clicked.connect(lambda: self._open(whole_folder=True))
        self.open_button.clicked.connect(lambda: self._open(whole_folder=False))
        self.close_button.clicked.connect(self.reject)
        self._wait(waiting=False)
        self._propose()
        open_size(self, 54, 27)

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        item = self.item.value()
        part = Part(frozenset() if item is None else frozenset({item}), self.unit.value(), self.year.value())
        return Wanted(self.kind.value(), _EDITIONS[self.editions.checkedId()][1], part)

    def reject(self) -> None:
        """Close; while it works, ask it to stop and stay."""
        if self.progress.running:
            self.progress.stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        size = em(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(size)
        grid.setVerticalSpacing(size // 2)
        fields = (
            ("文件(&K)", self.kind.box),
            ("评价内容(&I)", self.item.box),
            ("单位(&U)", self.unit.box),
            ("年度(&Y)", self.year.box),
        )
        for row, (text, box) in enumerate(fields):
            self._name(text, box, grid, row)
        grid.addLayout(self._buttons(self.formats, [text for _, text, _ in _FORMATS]), 0, 2)
        grid.setColumnStretch(1, 1)
        editions = self._buttons(self.editions, [text for text, _ in _EDITIONS])
        self._confirmer = QLabel("确认人(&M)")
        self._confirmer.setBuddy(self.name)
        editions.addWidget(self._confirmer)
        editions.addWidget(self.name)
        grid.addWidget(QLabel("版本"), len(fields), 0)
        grid.addLayout(editions, len(fields), 1, 1, 2)
        self._name("存到(&D)", self.place, grid, len(fields) + 1)
        grid.addWidget(self.browse_button, len(fields) + 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        for button in (self.open_button, self.save_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size)
        layout.addLayout(grid)
        for widget in (self.hint, self.said, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(buttons)

    @staticmethod
    def _name(text: str, field: QWidget, grid: QGridLayout, row: int) -> None:
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text.partition("(&")[0])
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)

    @staticmethod
    def _buttons(group: QButtonGroup, texts: list[str]) -> QHBoxLayout:
        layout = QHBoxLayout()
        for number, text in enumerate(texts):
            button = QRadioButton(text)
            button.setChecked(number == 0)
            group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        return layout

    def _propose(self) -> None:
        """Propose where to; a folder that was chosen stays."""
        kind = self.kind.value()
        table = self.formats.button(1)
        table.setEnabled(".xlsx" in kind.endings)
        if not table.isEnabled() and table.isChecked():
            self.formats.button(0).setChecked(True)  # which proposes
            return
        wanted = self.wanted
        submitted = wanted.edition is Edition.SUBMISSION
        for widget in (self._confirmer, self.name):
            widget.setVisible(submitted)
        self.hint.say(words.HINTS[kind.value])
        written = Path(self.place.text().strip())
        folder = written.parent if written.is_absolute() else self._session.moment.path.parent
        edition = f"（{wording.EDITIONS[wanted.edition]}）" if submitted else ""
        name = safe_name(title_of(wanted, self._session.moment.snapshot) + edition)
        self.place.setText(str(folder / (name + _FORMATS[self.formats.checkedId()][0])))

    def _browse(self) -> None:
        kind = _FORMATS[self.formats.checkedId()][2]
        pick_new_file(self, "文件存到哪里", Path(self.place.text().strip()), [kind], self._picked)

    def _picked(self, place: Path) -> None:
        self.place.setText(str(place))

    def _save(self) -> None:
        place, wanted = Path(self.place.text().strip()), self.wanted
        name = typed.plain(self.name.text()) if wanted.edition is Edition.SUBMISSION else None
        self._made = None
        self.said.say("")
        self.fault.say(WHOLE_PATH if not place.is_absolute() else _NOBODY if name == "" else "")
        self._wait(waiting=False)
        if self.fault.text():
            return
        job = save_document(self._session, place, wanted, name, self._saved)
        self.progress.follow(job)
        self._wait(waiting=True)
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._end(wording.ERRORS["cancelled"]))
        job.crashed.connect(lambda: self._end(""))

    def _saved(self, saved: Saved) -> None:
        self._made = saved.path
        told = words.saved(saved.wanted.kind.name_in_use, str(saved.path), saved.pages, saved.rows, saved.blanks)
        self._end(told)
        self.open_button.setFocus()

    def _failed(self, error: DossierError) -> None:
        self._end("")
        self.fault.say(wording.sentence(error))

    def _end(self, said: str) -> None:
        self.said.say(said)
        self._wait(waiting=False)

    def _wait(self, *, waiting: bool) -> None:
        self.progress.setVisible(waiting)
        self.progress.stop_button.setVisible(waiting)
        self.save_button.setEnabled(not waiting)
        self.close_button.setVisible(not waiting)
        for button in (self.folder_button, self.open_button):
            button.setVisible(self._made is not None and not waiting)

    def _open(self, *, whole_folder: bool) -> None:
        if self._made is not None:
            target = self._made.parent if whole_folder else self._made
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


def _items(snapshot: Snapshot) -> dict[CriterionId | None, str]:
    """Return groups and items as they lie below each other."""
    found: dict[CriterionId | None, str] = {None: _ALL_ITEMS}
    return found | {c.id: "　" * len(snapshot.chain(c)) + name_of(c) for c in snapshot.criteria}


def _years(snapshot: Snapshot) -> dict[int | None, str]:
    """Return the years that papers tell of, latest first."""
    years = sorted({piece.facts.year for piece in snapshot.pieces if piece.facts.year}, reverse=True)
    found: dict[int | None, str] = {None: _ALL_YEARS}
    return found | {year: words.phrase("of_year", year=year) for year in years}
