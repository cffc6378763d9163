"""What is known of the selected papers, corrected in place: of one paper all, of several what they may share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check import defects
from evidence.export import phrases
from evidence.filing import listed_units
from evidence.kinds import KINDS
from evidence.model import Fact, Flag, Level, Piece, PieceId, Stage
from evidence.origins import IN_TEXT, PAGES
from evidence.snapshot import Changes
from evidence.wording import receiving
from evidence.wording import scans as scan_words
from ui.labels import Sentence, tip
from ui.moment import Moment
from ui.views.fields import LineField, TextField, offer
from ui.views.piece_places import PiecePlaces

_NONE = "选中一件材料，这里显示它的题名、文号、日期，点开即可更正。"
_MANY = "已选 {count} 件材料。在这里填的，{count} 件一起更正；不填的不变。"
_DIFFER = "（多个值）"
# What several papers may share; a title, a 文号, a day, a seal or an expiry is each paper's own.
_SHARED = (Fact.ISSUER, Fact.YEAR, Fact.KIND, Fact.STAGE, Fact.UNIT, Fact.LEVEL, Fact.PLACE)
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


class FactsPane(QWidget):
    """Shows the pieces that are selected; tells what the clerk corrects, of one or of all of them."""

    corrected = Signal(object, object, str)  # tuple[PieceId, ...], Fact, what was typed
    counted = Signal(object, str)  # PieceId, how many pages, as typed
    marked = Signal(object, object, bool)  # PieceId, Flag, set or taken away
    left = Signal()  # by Esc: the list is to have the keys again

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self.pieces: tuple[PieceId, ...] = ()
        self.hint = Sentence(_NONE, "hint")
        self.fault = Sentence("", "fault")
        self.fields: dict[Fact, LineField | TextField | QComboBox] = {fact: _field(fact) for fact in Fact}
        self.pages = LineField("不明，数出来填：如 12")
        self.flags = QToolButton()
        self.flags.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.flags.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.flags.setMenu(self._flag_menu())
        self.places = PiecePlaces()
        self.body = QWidget()
        self._lay_out()
        self._connect()
        self.setAccessibleName("材料信息")

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show the pieces as they are now; `changes` None: another project."""
        self._moment = moment
        if changes is None or changes.scheme:
            self._offer_units(moment)
        there = tuple(piece for piece in self.pieces if piece in moment.snapshot.piece_by_id)
        if changes is None or there != self.pieces:
            self.show_pieces(() if changes is None else there)
        elif changes.scheme or not changes.pieces.isdisjoint(self.pieces):
            self._refresh()

    def show_pieces(self, pieces: tuple[PieceId, ...]) -> None:
        """Show other pieces; what was typed for those before is told first."""
        if pieces and pieces == self.pieces:
            return
        self.finish()
        self.pieces = pieces
        self.hint.say(_MANY.format(count=len(pieces)) if pieces else _NONE)
        self._refresh()

    def allow_writing(self, *, allowed: bool) -> None:
        """Let facts be corrected, or be read only; what is typed and not told yet stays."""
        for field in (*self.fields.values(), self.pages, self.flags):
            field.setEnabled(allowed)
        self.places.allow_writing(allowed=allowed)

    def finish(self) -> None:
        """Tell what is typed and not told yet."""
        for field in self.fields.values():
            if not isinstance(field, QComboBox):
                field.finish()
        self.pages.finish()

    def origin_of(self, fact: Fact) -> str:
        """Return what the word before a field says of where the fact comes from, when one points at it."""
        return self._form.labelForField(self.fields[fact]).toolTip()

    def mend(self, defect: str) -> None:
        """Put the cursor where a defect of the shown piece is mended."""
        self.fields[_MENDED_AT.get(defect, Fact.TITLE)].setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Put the cursor into the first field, if papers are shown."""
        if self.pieces:
            first = Fact.TITLE if len(self.pieces) == 1 else _SHARED[0]
            self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def refuse(self, pieces: tuple[PieceId, ...], sentence: str) -> bool:
        """Say why what was typed cannot be, and show what is known again; return False if others are shown."""
        if pieces != self.pieces:
            return False
        self._refresh()
        self.fault.say(sentence)
        return True

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self.body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for fact, field in self.fields.items():
            form.addRow(wording.FACTS[fact].removeprefix("材料"), field)
            if fact is Fact.TITLE:
                form.addRow(self.places)
        form.addRow(receiving.PAGES, self.pages)
        form.addRow("标记", self.flags)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(4, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.hint)
        layout.addWidget(self.body)
        layout.addStretch(1)
        self.body.hide()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.fault)  # in sight wherever the fields are scrolled; what is clicked does not move away

    def _connect(self) -> None:
        for fact, field in self.fields.items():
            self._connect_field(fact, field)
        self.pages.typed.connect(self._count)

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
            if len(self.pieces) == 1:
                self.marked.emit(self.pieces[0], flag, on)

        action.triggered.connect(mark)

    def _correct(self, fact: Fact, text: str) -> None:
        if self.pieces:
            self.fault.say("")
            self.corrected.emit(self.pieces, fact, text)

    def _count(self, text: str) -> None:
        if len(self.pieces) == 1:
            self.fault.say("")
            self.counted.emit(self.pieces[0], text)

    def _refresh(self) -> None:
        known = self._moment.snapshot.piece_by_id if self._moment else {}
        shown = [known[piece] for piece in self.pieces if piece in known]
        self.fault.say("")
        self.hint.setVisible(len(shown) != 1)
        self.body.setVisible(bool(shown))
        if not shown or self._moment is None:
            return
        one = shown[0] if len(shown) == 1 else None
        for fact, field in self.fields.items():
            self._form.setRowVisible(field, one is not None or fact in _SHARED)
            self._show_fact(fact, field, shown)
        self._form.setRowVisible(self.places, one is not None)
        self._form.setRowVisible(self.pages, one is not None)
        self._form.setRowVisible(self.flags, one is not None)
        if one is not None:
            self._show_one(one, self._moment)

    def _show_fact(self, fact: Fact, field: LineField | TextField | QComboBox, shown: Sequence[Piece]) -> None:
        """Show what all pieces have in common, or that they differ."""
        texts = {wording.fact(getattr(piece.facts, fact)) for piece in shown}
        text = texts.pop() if len(texts) == 1 else None
        if isinstance(field, QComboBox):
            field.setCurrentIndex(-1 if text is None else field.findData(text))
        elif isinstance(field, LineField):
            field.show_text(text or "", _DIFFER if text is None else "")
        else:
            field.show_text(text or "")
        told = dict(shown[0].origins).get(fact) if len(shown) == 1 else None
        about = f"来自{wording.origin(told)}{self._doubt(shown[0], told)}" if told else ""
        self._form.labelForField(field).setToolTip(tip(about))

    def _show_one(self, piece: Piece, moment: Moment) -> None:
        if not piece.facts.title:
            self.fields[Fact.TITLE].setToolTip(tip(phrases.title_of(piece, moment.snapshot)))
        self.pages.show_text("" if piece.pages is None else f"{piece.pages} 页")
        told = dict(piece.origins).get(PAGES)
        by_files = "文件的页数" if piece.pages is not None and piece.parts else ""
        self._form.labelForField(self.pages).setToolTip(tip(f"来自{wording.origin(told)}" if told else by_files))
        self.flags.setText(wording.flag_words(piece.flags) or "无")
        for action in self.flags.menu().actions():
            action.setChecked(action.data() in piece.flags)
        self.places.show_piece(piece, moment)

    def _offer_units(self, moment: Moment) -> None:
        field = self.fields[Fact.UNIT]
        if isinstance(field, LineField):
            offer(field, listed_units(moment.snapshot))

    def _doubt(self, piece: Piece, origin: str) -> str:
        """Return what is to be added of a fact that stands in a text which was recognised."""
        sure = (
            self._moment.snapshot.originals[piece.parts[0].original].confidence
            if self._moment and piece.parts
            else None
        )
        return scan_words.DOUBT if sure is not None and origin.startswith(IN_TEXT) else ""


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
        case Fact.PLACE:
            return LineField("照片：如 县文化广场")
        case _:
            return LineField("不明")


def _choice(words: Sequence[str]) -> QComboBox:
    box = QComboBox(placeholderText=_DIFFER)
    box.addItem("不明", "")
    for word in words:
        box.addItem(word, str(word))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
