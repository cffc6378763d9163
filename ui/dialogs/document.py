"""导出单独文件: asks which document, of what, for whom, as Word or Excel, and where to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
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
from evidence.export.documents import DocumentKind, LeakError, Saved, Wanted, title_of
from evidence.export.leaks import Leak
from evidence.filing import listed_units
from evidence.intake import typed
from evidence.model import CriterionId, Edition
from evidence.names import safe_name
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from ui.dialogs.choice import Choice
from ui.dialogs.save_place import EXCEL, WORD, SavePlace
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.document_work import save_document
from ui.labels import WHOLE_PATH, Sentence, label_of, tip
from ui.models.criteria_tree import name_of
from ui.session import Session
from ui.showing import show_file
from ui.theme import em

_EDITIONS = (("内部工作版(&N)", Edition.INTERNAL), ("送审版(&S)", Edition.SUBMISSION))
_ALL_ITEMS, _ALL_UNITS, _ALL_YEARS = "全部评价内容", "全部单位", "全部年度"
_MOST_LEAKS = 4
_NOBODY = "请填写确认人姓名；送审版要有人确认。"


class DocumentDialog(WorkingDialog):
    """Stays open with what came of it, so that the next document can follow."""

    when_stopped = wording.ERRORS["cancelled"]

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose the 总目录 of all, as Word, beside the project's folder."""
        super().__init__(session, "导出单独文件", parent)
        self._made: Path | None = None
        self._shown: frozenset[Leak] = frozenset()  # what stopped the last one
        snapshot = session.moment.snapshot
        self.kind = Choice({kind: kind.name_in_use for kind in DocumentKind}, whole=True)
        self.item = Choice[CriterionId | None](_items(snapshot))
        self.unit = Choice[str | None]({None: _ALL_UNITS, **{name: name for name in listed_units(snapshot)}})
        self.year = Choice[int | None](_years(snapshot), whole=True)
        self.place = SavePlace(session.moment.path.parent, self)
        self.editions = QButtonGroup(self)
        self.name = QLineEdit(session.moment.who)
        self.name.setMaxLength(40)
        self.hint = Sentence(role="hint")
        self.said = Sentence()
        self.save_button = QPushButton("导出(&E)")
        self.save_button.setDefault(True)
        self.folder_button = QPushButton("打开文件夹(&F)")
        self.open_button = QPushButton("打开(&O)")
        self.clear_button = QPushButton("不是泄露，照样导出(&L)")
        self.second_button = QPushButton("另存到旁边，名称后加（2）(&A)")
        self._lay_out()
        for choice in (self.kind, self.item, self.unit, self.year):
            choice.box.currentIndexChanged.connect(self._propose)
        for group in (self.place.formats, self.editions):
            group.idToggled.connect(self._propose)
        self.place.browse_button.clicked.connect(lambda: self.place.browse("文件存到哪里"))
        self.save_button.clicked.connect(self._save)
        self.clear_button.clicked.connect(self._clear)
        self.second_button.clicked.connect(self._save_beside)
        self.folder_button.clicked.connect(lambda: self._open(whole_folder=True))
        self.open_button.clicked.connect(lambda: self._open(whole_folder=False))
        self.rest()
        self._propose()
        open_size(self, 54, 27)

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        item = self.item.value()
        part = Part(frozenset() if item is None else frozenset({item}), self.unit.value(), self.year.value())
        return Wanted(self.kind.value(), _EDITIONS[self.editions.checkedId()][1], part)

    def rest(self) -> None:
        """Offer to open what was made."""
        super().rest()
        working = self.progress.running
        self.save_button.setEnabled(not working)
        for button in (self.folder_button, self.open_button):
            button.setVisible(self._made is not None and not working)

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
        grid.addLayout(self.place.format_row(), 0, 2)
        grid.setColumnStretch(1, 1)
        editions = self._edition_row()
        self._confirmer = QLabel("确认人(&M)")
        self._confirmer.setBuddy(self.name)
        editions.addWidget(self._confirmer)
        editions.addWidget(self.name)
        grid.addWidget(QLabel("版本"), len(fields), 0)
        grid.addLayout(editions, len(fields), 1, 1, 2)
        self._name("存到(&D)", self.place.line, grid, len(fields) + 1)
        grid.addWidget(self.place.browse_button, len(fields) + 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        for button in (
            self.open_button,
            self.clear_button,
            self.second_button,
            self.save_button,
            self.progress.stop_button,
            self.close_button,
        ):
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
        label = label_of(text, field)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)

    def _edition_row(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(em(self))
        for number, (text, _) in enumerate(_EDITIONS):
            button = QRadioButton(text)
            button.setChecked(number == 0)
            self.editions.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        return layout

    def _propose(self) -> None:
        """Propose where to; a folder that was chosen stays."""
        kind = self.kind.value()
        self._let_go()
        table = self.place.formats.button(EXCEL)
        table.setEnabled(".xlsx" in kind.endings)
        if not table.isEnabled() and table.isChecked():
            self.place.formats.button(WORD).setChecked(True)  # which proposes
            return
        wanted = self.wanted
        submitted = wanted.edition is Edition.SUBMISSION
        for widget in (self._confirmer, self.name):
            widget.setVisible(submitted)
        self.hint.say(words.HINTS[kind.value])
        edition = f"（{wording.EDITIONS[wanted.edition]}）" if submitted else ""
        name = safe_name(title_of(wanted, self._session.moment.snapshot) + edition)
        self.place.propose(self.place.folder() / (name + self.place.ending))

    def _save(self) -> None:
        self._make(frozenset[Leak]())

    def _save_beside(self) -> None:
        """Take another name: a program has the file of this one open."""
        from evidence.export.staging import second_path

        self.place.propose(second_path(self.place.path))
        self._save()

    def _clear(self) -> None:
        """Make the document all the same: whoever answers for it says that nothing of what is shown leaks."""
        self._make(self._shown)

    def _make(self, cleared: frozenset[Leak]) -> None:
        place, wanted = self.place.path, self.wanted
        name = typed.plain(self.name.text()) if wanted.edition is Edition.SUBMISSION else None
        self._made = None
        self.said.say("")
        self.fault.say(WHOLE_PATH if not place.is_absolute() else _NOBODY if name == "" else "")
        self.rest()
        if self.fault.text():
            return
        self._let_go()
        self.follow(save_document(self._session, place, wanted, name, self._saved, cleared))

    def _let_go(self) -> None:
        """Offer no longer to make what was stopped: something else is asked for."""
        self._shown = frozenset[Leak]()
        self.clear_button.hide()
        self.second_button.hide()

    def _saved(self, saved: Saved) -> None:
        self._made = saved.path
        told = words.saved(saved.wanted.kind.name_in_use, str(saved.path), saved.pages, saved.rows, saved.blanks)
        self.said.say(told)
        self.rest()
        self.open_button.setFocus()

    def refused(self, error: DossierError) -> None:
        """Say why nothing was made, and offer what can be done about it."""
        super().refused(error)
        self.second_button.setVisible(error.code == "file_in_use")
        if isinstance(error, LeakError):
            self._show_leaks(error)

    def _show_leaks(self, error: LeakError) -> None:
        told = [words.said_there(one.what, one.text, one.line) for one in error.found]
        more = [words.phrase("more_leaks", count=len(told) - _MOST_LEAKS)] if len(told) > _MOST_LEAKS else []
        self.fault.say("\n".join([self.fault.text(), *told[:_MOST_LEAKS], *more]))
        self._shown = frozenset(error.found)
        self.clear_button.show()
        self.fault.setToolTip(tip(*told))

    def _open(self, *, whole_folder: bool) -> None:
        if self._made is not None:
            target = self._made.parent if whole_folder else self._made
            show_file(target)


def _items(snapshot: Snapshot) -> dict[CriterionId | None, str]:
    """Return groups and items as they lie below each other."""
    found: dict[CriterionId | None, str] = {None: _ALL_ITEMS}
    return found | {c.id: "　" * len(snapshot.chain(c)) + name_of(c) for c in snapshot.criteria}


def _years(snapshot: Snapshot) -> dict[int | None, str]:
    """Return the years that papers tell of, latest first."""
    years = sorted({piece.facts.year for piece in snapshot.pieces if piece.facts.year}, reverse=True)
    found: dict[int | None, str] = {None: _ALL_YEARS}
    return found | {year: words.phrase("of_year", year=year) for year in years}
