"""What is known of the selected paper, corrected in place, and where it lies or may belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check import defects
from evidence.export import phrases
from evidence.kinds import KINDS
from evidence.model import Fact, Filing, Flag, Level, OriginalId, Piece, PieceId, Stage, Suggestion
from evidence.origins import IN_TEXT
from evidence.snapshot import Changes
from evidence.wording import scans as scan_words
from ui import theme
from ui.labels import tip, unmarked
from ui.models.tray import alike_with, proposed
from ui.session import Moment
from ui.views.fields import LineField, TextField, offer

_NONE = "选中一件材料，这里显示它的题名、文号、日期，点开即可更正。"
_MANY = "已选 {count} 件材料。选中一件时可以查看和更正。"
_MENDED_AT = {
    defects.NOT_SEALED: Fact.SEAL,
    defects.SEAL_UNKNOWN: Fact.SEAL,
    defects.YEAR_UNKNOWN: Fact.YEAR,
    defects.YEAR_OUTSIDE: Fact.YEAR,
    defects.UNIT_UNKNOWN: Fact.UNIT,
    defects.LEVEL_TOO_LOW: Fact.LEVEL,
    defects.LEVEL_UNKNOWN: Fact.LEVEL,
    defects.EXPIRED: Fact.VALID_UNTIL,
    defects.NO_NUMBER: Fact.NUMBER,
    defects.UNDATED: Fact.DAY,
}


class FactsPane(QScrollArea):
    """Shows one piece; tells what the clerk corrects, and where it is to be filed or opened."""

    corrected = Signal(object, object, str)  # PieceId, Fact, what was typed
    marked = Signal(object, object, bool)  # PieceId, Flag, set or taken away
    accepted = Signal(object, object)  # PieceId, Suggestion
    taken_out = Signal(object)  # tuple[FilingId, ...]
    went = Signal(object)  # Filing: the place to be shown
    open_wanted = Signal(object)  # OriginalId
    left = Signal()  # by Esc: the list is to have the keys again
    compare_wanted = Signal(object, object)  # PieceId, and the one that says the same
    replace_wanted = Signal(object)  # PieceId: a newer version is to take its place

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._piece: PieceId | None = None
        self.hint = QLabel(_NONE)
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "hint")
        self.fault = QLabel()
        self.fault.hide()
        self.fault.setWordWrap(True)
        self.fault.setProperty("role", "fault")
        self.fields: dict[Fact, LineField | TextField | QComboBox] = {fact: _field(fact) for fact in Fact}
        self.flags = QToolButton()
        self.flags.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.flags.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.flags.setMenu(self._flag_menu())
        self.places = QVBoxLayout()
        self.places.setSpacing(0)
        self.body = QWidget()
        self.body.hide()
        self._lay_out()
        self._connect()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("材料信息")

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show the piece as it is now; `changes` None: another project."""
        self._moment = moment
        if changes is None or changes.scheme:
            self._offer_units(moment)
        if changes is None or (self._piece is not None and self._piece not in moment.snapshot.piece_by_id):
            self.show_pieces(())
        elif changes.scheme or self._piece in changes.pieces:
            self._refresh()

    def show_pieces(self, pieces: tuple[PieceId, ...]) -> None:
        """Show a piece, or how many are selected; what was typed for the one before is told first."""
        piece = pieces[0] if len(pieces) == 1 else None
        if piece is not None and piece == self._piece:
            return
        self.finish()
        self._piece = piece
        self.hint.setText(_MANY.format(count=len(pieces)) if pieces else _NONE)
        self._refresh()

    @property
    def pieces(self) -> tuple[PieceId, ...]:
        """The piece that is shown, if one is."""
        return () if self._piece is None else (self._piece,)

    def finish(self) -> None:
        """Tell what is typed and not told yet."""
        for field in self.fields.values():
            if not isinstance(field, QComboBox):
                field.finish()

    def origin_of(self, fact: Fact) -> str:
        """Return what the word before a field says of where the fact comes from, when one points at it."""
        return self._form.labelForField(self.fields[fact]).toolTip()

    def mend(self, defect: str) -> None:
        """Put the cursor where a defect of the shown piece is mended."""
        self.fields[_MENDED_AT.get(defect, Fact.TITLE)].setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Put the cursor into the first field, if a paper is shown."""
        if self.body.isVisible():
            self.fields[Fact.TITLE].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def refuse(self, piece: PieceId, sentence: str) -> bool:
        """Say why what was typed cannot be, and show what is known again; return False if the piece is not shown."""
        if piece != self._piece:
            return False
        self._refresh()
        self.fault.setText(sentence)
        self.fault.show()
        return True

    def _offer_units(self, moment: Moment) -> None:
        field = self.fields[Fact.UNIT]
        if isinstance(field, LineField):
            offer(field, (unit.name for unit in moment.snapshot.project.units))

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self.body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for fact, field in self.fields.items():
            form.addRow(wording.FACTS[fact].removeprefix("材料"), field)
            if fact is Fact.TITLE:
                form.addRow(self.places)
        form.addRow("标记", self.flags)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(4, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.hint)
        layout.addWidget(self.body)
        layout.addWidget(self.fault)  # below: what is being clicked must not move away
        layout.addStretch(1)
        self.setWidget(inner)

    def _connect(self) -> None:
        for fact, field in self.fields.items():
            self._connect_field(fact, field)

    def _connect_field(self, fact: Fact, field: LineField | TextField | QComboBox) -> None:
        def choose() -> None:
            if isinstance(field, QComboBox):
                self._correct(fact, field.currentData())

        def correct(text: str) -> None:
            self._correct(fact, text)

        if isinstance(field, QComboBox):
            field.activated.connect(choose)
        else:
            field.typed.connect(correct)

    def _flag_menu(self) -> QMenu:
        menu = QMenu(self)
        for flag, word in wording.FLAGS.items():
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setData(flag)
            self._connect_flag(action, flag)
        return menu

    def _connect_flag(self, action: QAction, flag: Flag) -> None:
        def mark(on: bool) -> None:
            if self._piece is not None:
                self.marked.emit(self._piece, flag, on)

        action.triggered.connect(mark)

    def _correct(self, fact: Fact, text: str) -> None:
        if self._piece is not None:
            self.fault.hide()
            self.corrected.emit(self._piece, fact, text)

    def _refresh(self) -> None:
        piece = self._moment.snapshot.piece_by_id.get(self._piece) if self._moment and self._piece else None
        self.fault.hide()
        self.hint.setVisible(piece is None)
        self.body.setVisible(piece is not None)
        if piece is None or self._moment is None:
            return
        origins = dict(piece.origins)
        for fact, field in self.fields.items():
            told = origins.get(fact)
            about = f"来自{wording.origin(told)}{self._doubt(piece, told)}" if told else ""
            self._form.labelForField(field).setToolTip(tip(about) if told else "")
            text = wording.fact(getattr(piece.facts, fact))
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(text))
            else:
                field.show_text(text)
        if not piece.facts.title:
            self.fields[Fact.TITLE].setToolTip(tip(phrases.title_of(piece, self._moment.snapshot)))
        self.flags.setText(wording.flag_words(piece.flags) or "无")
        for action in self.flags.menu().actions():
            action.setChecked(action.data() in piece.flags)
        self._show_places(piece, self._moment)

    def _doubt(self, piece: Piece, origin: str) -> str:
        """Return what is to be added of a fact that stands in a text which was recognised."""
        sure = (
            self._moment.snapshot.originals[piece.parts[0].original].confidence
            if self._moment and piece.parts
            else None
        )
        return scan_words.DOUBT if sure is not None and origin.startswith(IN_TEXT) else ""

    def _show_places(self, piece: Piece, moment: Moment) -> None:
        while self.places.count():
            old = self.places.takeAt(0).widget()
            old.hide()  # it is deleted later, and would be seen until then
            old.deleteLater()
        if piece.paper is not None:
            self.places.addWidget(_line(f"纸质备查件，存放：{piece.paper.place}　保管：{piece.paper.keeper}"))
        for part in piece.parts:
            original = moment.snapshot.originals[part.original]
            about = tip(f"用办公软件打开副本：{original.name}")
            pages = f"（{original.pages}页）" if original.pages else ""
            word = "原件" if part.printed else "只随件保存"
            link = _Link(f"{word}{pages}：{original.name}", about, self._opening(original.id))
            self.places.addWidget(_beside(link, "换件…", "用新版换下这一件", self._replacing(piece.id)))
            if original.confidence:
                self.places.addWidget(_line(scan_words.sureness(original.confidence)))
        for other in moment.snapshot.alike.get(piece.id, ()):
            text = alike_with(other, moment.snapshot)
            self.places.addWidget(_Link(text, tip(text, "点开对照两件的文字"), self._comparing(piece.id, other)))
        for filing in moment.places.get(piece.id, ()):
            self.places.addWidget(self._filing_line(filing, moment))
        if piece.id not in moment.places:
            self._add_proposals(piece, moment)

    def _add_proposals(self, piece: Piece, moment: Moment) -> None:
        found = moment.snapshot.suggestions.get(piece.id, ())
        self.places.addWidget(_line("建议归项：" if found else "没有建议归项，请输入编号归项。"))
        for number, suggestion in enumerate(found, 1):
            sure = "，把握较大" if suggestion.certain else ""
            text = f"{number}. 归到 {proposed(suggestion, moment.snapshot)}"
            name = phrases.item_name(moment.snapshot.by_id[suggestion.criterion])
            about = tip(text, f"{suggestion.why}{sure}", name, f"在左边列表中按 {number}，别处按 Alt+{number}")
            button = _Link(text, about, self._accepting(piece.id, suggestion), f"Alt+{number}")
            self.places.addWidget(button)
            if number == 1:
                self.places.addWidget(_line(f"　理由：{suggestion.why}{sure}"))

    def _filing_line(self, filing: Filing, moment: Moment) -> QWidget:
        criterion = moment.snapshot.by_id[filing.criterion]
        slot = next((slot.name for slot in criterion.required if slot.id == filing.slot), None)
        place = f"已归 {criterion.code}" + (f"　{slot}" if slot else "（没有对应的应备材料）")
        link = _Link(place, tip(phrases.item_name(criterion)), lambda: self.went.emit(filing))
        return _beside(link, "撤销", "撤销这一处归项", lambda: self.taken_out.emit((filing.id,)))

    def _replacing(self, piece: PieceId) -> Callable[[], None]:
        return lambda: self.replace_wanted.emit(piece)

    def _accepting(self, piece: PieceId, suggestion: Suggestion) -> Callable[[], None]:
        return lambda: self.accepted.emit(piece, suggestion)

    def _comparing(self, piece: PieceId, other: PieceId) -> Callable[[], None]:
        return lambda: self.compare_wanted.emit(piece, other)

    def _opening(self, original: OriginalId) -> Callable[[], None]:
        return lambda: self.open_wanted.emit(original)


class _Link(QPushButton):
    """A button as wide as the pane, its text cut where the pane ends."""

    def __init__(self, text: str, about: str, clicked: Callable[[], None], keys: str = "") -> None:
        super().__init__()
        self._keys = keys
        self.setFlat(True)
        self._whole = text
        self.setToolTip(about)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show(text)
        self.setProperty("role", "link")
        self.clicked.connect(clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        room = self.width() - theme.em(self)
        self._show(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def _show(self, text: str) -> None:
        self.setText(unmarked(text))
        self.setShortcut(self._keys)  # which a new text takes away


def _beside(link: _Link, text: str, about: str, clicked: Callable[[], None]) -> QWidget:
    """Return a link with a small button at its end."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(about)
    button.clicked.connect(clicked)
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(link, 1)
    layout.addWidget(button)
    return line


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "hint")
    return label


def _field(fact: Fact) -> LineField | TextField | QComboBox:
    match fact:
        case Fact.TITLE:
            return TextField(2)
        case Fact.DAY:
            return LineField("如 2023-11-20")
        case Fact.KIND:
            return _choice(KINDS)
        case Fact.STAGE:
            return _choice(tuple(Stage))
        case Fact.LEVEL:
            return _choice(tuple(Level))
        case Fact.SEAL:
            return _choice(tuple(wording.SEALED.values()))
        case Fact.VALID_UNTIL:
            return LineField("证书、资质：如 2026-02-28")
        case _:
            return LineField("不明")


def _choice(words: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItem("不明", "")
    for word in words:
        box.addItem(word, str(word))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
