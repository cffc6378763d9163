"""Second page of 换版: only what changed, old and new words side by side, and where the papers of an item go."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from evidence.criteria import leaves_of
from evidence.export import phrases
from evidence.model import Criterion, CriterionId
from evidence.scheme.compare import Change, Pair
from evidence.scheme.edition import EditionPlan, Preview
from evidence.scheme.heirs import ItemField
from evidence.wording import editions as edition_words
from ui.differing import marked
from ui.labels import Sentence, label_of, tip
from ui.models.edition_rows import ORDER, PAIR, TRAY, Column, EditionRows
from ui.theme import em
from ui.views.change_list import ChangeList

_LONGEST_CHOICE = 40  # characters of an item's words in the list of places


class EditionReview(QWidget):
    """Shows a comparison; the user may send the papers of an item elsewhere."""

    decided = Signal(object)  # dict[CriterionId, CriterionId | None]: what differs from what is proposed

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._preview: Preview | None = None
        self._plan: EditionPlan | None = None
        self._decisions: dict[CriterionId, CriterionId | None] = {}
        self.table = Sentence()
        self.summary = Sentence(role="title")
        self.materials = Sentence(role="hint")
        self.printed = Sentence(role="fault")
        self.kinds = QComboBox()
        self.rows = EditionRows(self)
        self.view = ChangeList(self.rows, Column.WORDS, "换版后有变化的评价内容")
        self.old, self.new = _text("原细则的表述"), _text("新细则的表述")
        self.also = Sentence()
        self.heir = QComboBox()
        self.heir.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._lay_out()
        self.kinds.currentIndexChanged.connect(self._show_kind)
        self.view.selectionModel().currentRowChanged.connect(self._show_pair)
        self.heir.activated.connect(self._decide)

    def show_preview(self, preview: Preview) -> None:
        """Show what a table changes; nothing is decided yet."""
        self._preview, self._decisions = preview, {}
        self.table.say(edition_words.against(preview.reading.facts))
        self.heir.clear()
        self.heir.addItem(TRAY, None)
        for item in leaves_of(preview.reading.items):
            self.heir.addItem(f"{item.code}　{phrases.item_name(item)[:_LONGEST_CHOICE]}", item.id)
        counts = preview.comparison.counts
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(f"全部有变化的 {sum(counts[change] for change in ORDER)} 项", None)
        for change in ORDER:
            if counts[change]:
                self.kinds.addItem(f"{edition_words.CHANGES[change]} {counts[change]} 项", change)
        self.kinds.blockSignals(False)
        self._show_kind()

    def show_plan(self, plan: EditionPlan) -> None:
        """Tell what becomes of what is filed and of the materials that the new table does not name."""
        if self._preview is None:
            return
        counted = edition_words.counts(pair.change for pair in self._preview.comparison.items)
        self.summary.say(f"{counted}；{edition_words.kept(plan.filed, plan.returned)}。")
        self.materials.say(edition_words.materials_in_all(len(plan.dropped), len(plan.kept)))
        printed = plan.printed
        self.printed.say(edition_words.printed_boxes([box.number for box in printed.boxes], covers=printed.covers))
        self._plan = plan
        self._tell_also()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label_of("显示(&V)", self.kinds))
        top.addWidget(self.kinds)
        top.addStretch(1)
        texts = QHBoxLayout()
        for label, text in (("原细则(&O)", self.old), ("新细则(&N)", self.new)):
            column = QVBoxLayout()
            column.addWidget(label_of(label, text))
            column.addWidget(text)
            texts.addLayout(column)
        form = QFormLayout()
        form.addRow(label_of("已归材料归到(&T)", self.heir), self.heir)
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, em(self) // 2, 0, 0)
        layout.addLayout(texts, 1)
        layout.addWidget(self.also)
        layout.addLayout(form)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.view)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.table)
        whole.addWidget(self.summary)
        whole.addWidget(self.materials)
        whole.addWidget(self.printed)
        whole.addLayout(top)
        whole.addWidget(splitter, 1)

    def _heirs(self) -> dict[CriterionId, CriterionId | None]:
        return {**self._preview.comparison.heirs, **self._decisions} if self._preview else {}

    def _show_kind(self) -> None:
        if self._preview is not None:
            self.rows.show(self._preview, self._heirs(), self.kinds.currentData())
            self.view.setCurrentIndex(self.rows.index(0, Column.WORDS))
            self._show_pair()

    def _current(self) -> Pair | None:
        return self.view.currentIndex().data(PAIR) if self.view.currentIndex().isValid() else None

    def _show_pair(self) -> None:
        pair = self._current()
        old, new = _words(pair.old if pair else None), _words(pair.new if pair else None)
        both = pair is not None and pair.old is not None and pair.new is not None
        before, after = marked(old, new, self.palette()) if both else (tip(*old.splitlines()), tip(*new.splitlines()))
        self.old.setHtml(before)
        self.new.setHtml(after)
        self._tell_also()
        self.heir.setEnabled(pair is not None and pair.old is not None)
        heir = self._heirs().get(pair.old.id) if pair and pair.old else None
        self.heir.setCurrentIndex(self.heir.findData(heir) if heir else 0 if pair and pair.old else -1)

    def _tell_also(self) -> None:
        pair = self._current()
        self.also.say(_also(pair, self._plan) if pair and self._plan else "")

    def _decide(self) -> None:
        pair = self._current()
        if pair is None or pair.old is None or self._preview is None:
            return
        heir: CriterionId | None = self.heir.currentData()
        if heir == self._preview.comparison.heirs[pair.old.id]:
            self._decisions.pop(pair.old.id, None)
        else:
            self._decisions[pair.old.id] = heir
        self.rows.send(self._heirs())
        self.decided.emit(dict(self._decisions))


def _words(criterion: Criterion | None) -> str:
    return "\n".join(text for text in (criterion.title, criterion.text) if text) if criterion else ""


def _also(pair: Pair, plan: EditionPlan) -> str:
    """Return what else than the words of an item differs, and where its words went or came from."""
    said: list[str] = []
    if pair.old and pair.new:
        fields = (field for field in pair.fields if field is not ItemField.MATERIALS)
        said += [edition_words.difference(field, pair.old, pair.new) for field in fields]
    if pair.change is Change.GONE or ItemField.MATERIALS in pair.fields:
        said.append(_materials(pair, plan))
    touched = plan.printed.of_item(pair.old.id) if pair.old else None
    if touched:
        said.append(phrases.printed_item(*touched))
    if pair.kin:
        said.append(edition_words.kin((one.code for one in pair.kin), gone=pair.change is Change.GONE))
    return "\n".join(line for line in said if line)


def _materials(pair: Pair, plan: EditionPlan) -> str:
    old, new = pair.old, pair.new
    dropped = [spot.material or "" for spot in plan.dropped if old and spot.code == old.code]
    kept = [spot.material or "" for spot in plan.kept if new and spot.code == new.code]
    known = {slot.name for slot in old.required} if old else set[str]()
    fresh = [slot.name for slot in new.required if slot.name not in known and not slot.proposed] if new else []
    if not new and not dropped:
        return ""
    return edition_words.materials(dropped, kept, fresh)


def _text(name: str) -> QTextEdit:
    text = QTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    return text
