"""整改文书: asks which paper, of which days, of which unit, shows what it will say, and makes it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.intake import typed
from evidence.names import safe_name
from evidence.rectify.papers.span import PaperKind
from evidence.rectify.papers.write import MadePaper
from evidence.wording import papers as words
from ui.dialogs.choice import Choice
from ui.dialogs.picking import pick_folder, pick_new_file
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import WHOLE_PATH, Sentence, label_of
from ui.paper_work import PaperWish, Preview, read_preview, save_paper
from ui.session import Session
from ui.showing import show_file
from ui.theme import em

_ALL_UNITS = "全部单位"
_ONE_EACH = "全部单位（一个单位一份）"
_WORD = ["Word 文档 (*.docx)"]
_TODAY = "不填就是今天，如 2023-11-20"
_NOW, _BACK_THEN = "不填就按现在的登记", "重做当时的文书时填：这一天以后的登记不算在内"
_ONE_FOR_ALL = "这种文书不分单位，只有一份"


class PapersDialog(WorkingDialog):
    """Stays open with what came of it, so that the next paper can follow."""

    when_stopped = wording.ERRORS["cancelled"]

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose the 日督查通报 of today, beside the project's folder."""
        super().__init__(session, "整改文书", parent)
        self._made: Path | None = None
        self._asked = 0  # previews; only the last one is shown
        self._folder = session.moment.path.parent
        self.kind = Choice({kind: kind.name_in_use for kind in PaperKind}, whole=True)
        self.on, self.known_on, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = Choice[str | None]({None: _ALL_UNITS})
        self.hint, self.said = Sentence(role="hint"), Sentence()
        self.preview = QPlainTextEdit()
        self.browse_button = QPushButton("浏览(&R)…")
        self.save_button = QPushButton("生成(&E)")
        self.open_button = QPushButton("打开(&O)")
        self._lay_out()
        self.kind.box.currentIndexChanged.connect(self._look)
        self.unit.box.currentIndexChanged.connect(self._look)
        for field in (self.on, self.known_on):
            field.editingFinished.connect(self._look)
        self.browse_button.clicked.connect(self._browse)
        self.save_button.clicked.connect(self._save)
        self.open_button.clicked.connect(self._open)
        session.changed.connect(self._look)
        session.closed.connect(self.reject)
        self.rest()
        self._look()
        open_size(self, 56, 34)

    def rest(self) -> None:
        """Offer to open what was made."""
        super().rest()
        working = self.progress.running
        self.save_button.setEnabled(not working)
        self.open_button.setVisible(self._made is not None and not working)

    def _lay_out(self) -> None:
        size = em(self)
        self.on.setPlaceholderText(_TODAY)
        self.known_on.setPlaceholderText(_NOW)
        self.known_on.setToolTip(_BACK_THEN)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("内容预览")
        grid = QGridLayout()
        grid.setHorizontalSpacing(size)
        grid.setVerticalSpacing(size // 2)
        fields = (
            ("文书(&K)", self.kind.box, 0, 0),
            ("单位(&U)", self.unit.box, 0, 2),
            ("日期(&D)", self.on, 1, 0),
            ("登记截至(&N)", self.known_on, 1, 2),
        )
        for text, field, row, column in fields:
            self._name(text, field, grid, row, column)
        self._name("存到(&T)", self.place, grid, 2, 0, 3)
        grid.addWidget(self.browse_button, 2, 4)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.open_button, self.save_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        self.save_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addLayout(grid)
        layout.addWidget(self.hint)
        layout.addWidget(self.preview, 1)
        for widget in (self.said, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    @staticmethod
    def _name(text: str, field: QWidget, grid: QGridLayout, row: int, column: int, wide: int = 1) -> None:
        label = label_of(text, field)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1, 1, wide)

    def _wish(self) -> PaperWish | None:
        """Return what is asked for; say why where that cannot be read."""
        try:
            on, known_on = self._day(self.on, "日期"), self._day(self.known_on, "登记日期")
        except DossierError as error:
            self.refused(error)
            return None
        kind = self.kind.value()
        return PaperWish(kind, on, known_on, self.unit.value() if kind.by_unit else None)

    def _day(self, field: QLineEdit, what: str) -> date | None:
        return typed.day(field.text(), self._session.setup.clock().date(), what)

    def _look(self) -> None:
        """Show what the paper would say."""
        self.fault.say("")
        kind = self.kind.value()
        self.hint.say(words.HINTS[kind.value])
        self.unit.box.setEnabled(kind.by_unit)
        self.unit.box.setToolTip("" if kind.by_unit else _ONE_FOR_ALL)
        self.unit.box.setItemText(0, _ONE_EACH if kind is PaperKind.NOTICE else _ALL_UNITS)
        wish = self._wish()
        if wish is None:
            return
        self._asked += 1
        number = self._asked
        job = read_preview(self._session, wish, lambda found: self._show(number, wish, found))
        job.failed.connect(self.refused)

    def _show(self, number: int, wish: PaperWish, found: Preview) -> None:
        if number != self._asked:
            return
        self.preview.setPlainText("\n".join(found.lines))
        self._offer_units(found, wish.unit)
        named = wish.kind.name_in_use + (f"（{wish.unit}）" if wish.unit else "")
        name = safe_name(f"{named}_{found.span.stamp}")
        whole = wish.kind is PaperKind.NOTICE and wish.unit is None
        self.place.setText(str(self._folder / (name if whole else f"{name}.docx")))

    def _offer_units(self, found: Preview, unit: str | None) -> None:
        """Offer the units that the ledger names; what is chosen stays."""
        box, first = self.unit.box, self.unit.box.itemText(0)
        box.blockSignals(True)
        self.unit.offer({None: first, **{name: name for name in found.units}})
        self.unit.choose(unit if unit in found.units else None)
        box.blockSignals(False)

    def _browse(self) -> None:
        place = Path(self.place.text())
        if self.kind.value() is PaperKind.NOTICE and self.unit.value() is None:
            pick_folder(self, "整改通知存到哪个文件夹", place.parent, self._put)
        else:
            pick_new_file(self, "文书存到哪里", place, _WORD, self._put)

    def _put(self, place: Path) -> None:
        self.place.setText(str(place))
        self._folder = place.parent

    def _save(self) -> None:
        place, wish = Path(self.place.text().strip()), self._wish()
        if wish is None:
            return
        self._made = None
        self.said.say("")
        self.fault.say("" if place.is_absolute() else WHOLE_PATH)
        if self.fault.text():
            return
        self.follow(save_paper(self._session, place, wish, self._saved))

    def _saved(self, made: tuple[MadePaper, ...]) -> None:
        first = made[0]
        self._made = first.path if len(made) == 1 else first.path.parent
        if len(made) > 1:
            told = words.saved_notices(len(made), str(first.path.parent), sum(one.masked for one in made))
        else:
            name, path = first.kind.name_in_use, str(first.path)
            told = words.saved(name, path, first.pages, first.told, first.blanks, first.undrawn, first.masked)
        self.said.say(told)
        self.rest()
        self.open_button.setFocus()

    def _open(self) -> None:
        if self._made is not None:
            show_file(self._made)
