"""网上申报材料: what the web site takes, the plan that follows from it, and what was made."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from evidence import wording
from evidence.declaration import FIELDS, LONGEST, MOST_MB, SHORTEST, USUAL_RULE, Bundle, DeclareRule, endings_of
from evidence.errors import DossierError
from evidence.wording import sets as words
from evidence.wording.room import size
from ui.dialogs.choice import Choice
from ui.dialogs.personal_reason import PersonalReason
from ui.dialogs.set_frame import SetFrame
from ui.dialogs.sizing import open_size
from ui.labels import label_of
from ui.models.set_rows import SetRow
from ui.session import Session
from ui.set_work import Answer, keep_rule, plan_declaration, save_declaration
from ui.theme import em

if TYPE_CHECKING:  # loaded by the worker thread
    from evidence.export.declare_plan import DeclarePlan, LeftOut
    from evidence.export.declare_set import Declared, DeclaredSet

_ABOUT = "按网站的要求取名、控制大小；太大的图片和扫描页会压缩（不低于 150 dpi），文字页不变，原件不动。"
_NO_LIMIT = "不限"
_NO_REASON = "不写理由的，这些材料不列入"


class DeclaringDialog(SetFrame):
    """Shows the plan as soon as the rule changes; what is made takes its place in the list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the rule of the project and what follows from it."""
        super().__init__(session, words.DECLARED, _ABOUT, parent)
        self.file_mb, self.total_mb = _megabytes(), _megabytes()
        self.endings = QLineEdit(placeholderText="不限；如 pdf，jpg，docx")
        self.pattern = QLineEdit()
        self.pattern.setToolTip("可用：" + "".join(f"{{{name}}}" for name in FIELDS))
        self.longest = QSpinBox(minimum=SHORTEST, maximum=LONGEST, suffix=" 字")
        self.bundle = Choice({bundle: words.BUNDLES[bundle.value] for bundle in Bundle}, whole=True)
        self.personal = PersonalReason(session.moment.snapshot, _NO_REASON)
        self._known: DeclareRule | None = None  # of the project; None: not read yet
        self._seen: tuple[DeclareRule, str] | None = None  # rule and reason that the list was made by
        self._lay_rule_out()
        self._show_rule(USUAL_RULE)
        for field in (self.file_mb, self.total_mb, self.endings, self.pattern, self.longest, self.personal.edit):
            field.editingFinished.connect(self._plan)
        self.bundle.box.activated.connect(self._plan)
        open_size(self, 62, 36)
        plan_declaration(session, None, "", self._first).failed.connect(self.refused)

    @property
    def rule(self) -> DeclareRule:
        """What is written; raise `DossierError` for endings that are none."""
        return DeclareRule(
            self.file_mb.value() or None,
            self.total_mb.value() or None,
            endings_of(self.endings.text()),
            self.pattern.text().strip(),
            self.longest.value(),
            self.bundle.value(),
        )

    def make(self, out: Path, confirmed_by: str) -> None:
        """Keep the rule, then make the files."""
        try:
            rule = self.rule
        except DossierError as error:
            self.fault.say(wording.sentence(error))
            return

        answer = Answer(confirmed_by, self.personal.text())

        def go_on(_: None) -> None:
            self._known, self._seen = rule, (rule, answer.reason)
            self.follow(save_declaration(self._session, out, rule, answer, self._show_made))

        if rule == self._known:
            go_on(None)
        else:
            self.follow(keep_rule(self._session, rule, go_on))

    def _lay_rule_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(em(self) // 2)
        fields = (
            ("单个文件(&L)", self.file_mb, 0, 0),
            ("全部文件(&A)", self.total_mb, 0, 2),
            ("合并(&B)", self.bundle.box, 0, 4),
            ("收的格式(&K)", self.endings, 1, 0),
            ("文件名(&N)", self.pattern, 1, 2),
            ("最长(&X)", self.longest, 1, 4),
        )
        for text, field, row, column in fields:
            label = label_of(text, field)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
        for column, share in ((1, 2), (3, 3), (5, 1)):
            grid.setColumnStretch(column, share)
        self.choices.addLayout(grid)
        if (inside := self.personal.layout()) is not None:
            inside.setContentsMargins(0, 0, 0, 0)
        self.choices.addWidget(self.personal)
        self.personal.setVisible(bool(self.personal.labels))

    def _show_rule(self, rule: DeclareRule) -> None:
        self.file_mb.setValue(rule.file_mb or 0)
        self.total_mb.setValue(rule.total_mb or 0)
        self.endings.setText("，".join(rule.endings))
        self.pattern.setText(rule.pattern)
        self.pattern.setCursorPosition(0)
        self.longest.setValue(rule.longest)
        self.bundle.choose(rule.bundle)

    def _first(self, plan: DeclarePlan) -> None:
        self._known, self._seen = plan.rule, (plan.rule, "")
        self._show_rule(plan.rule)
        self._show_plan(plan)

    def _plan(self) -> None:
        """Plan by what is written; nothing is kept before files are made."""
        if self.progress.running or not self._session.is_open:
            return
        try:
            rule = self.rule
        except DossierError as error:
            self.fault.say(wording.sentence(error))
            return
        wanted = rule, self.personal.text()
        if wanted == self._seen:  # a field was only left
            return
        self._seen = wanted
        self.fault.say("")
        plan_declaration(self._session, *wanted, self._show_plan).failed.connect(self.refused)

    def _show_plan(self, plan: DeclarePlan) -> None:
        if self.progress.running:
            return
        over = sum(map(plan.is_over, plan.files))
        told = words.planned_told(len(plan.files), plan.size_bytes, over, len(plan.left_out))
        self.said.say(told + words.personal(plan.personal))
        self.model.show((*self._left_out(plan.left_out), *_planned(plan)))

    def _left_out(self, left_out: Sequence[LeftOut]) -> Iterator[SetRow]:
        from evidence.export.phrases import title_of

        for one in left_out:
            told = f"{words.NOT_AMONG}：{words.why_left_out(one.why, dict(one.told))}"
            title = title_of(one.entry.piece, self._session.moment.snapshot)
            yield SetRow((words.entry(one.entry.label, title), "", told))

    def _show_made(self, made: DeclaredSet) -> None:
        before, after = made.before_bytes, made.after_bytes
        said = words.declared_told(len(made.files), before, after, len(made.left_out), str(made.folder))
        limit = self.total_mb.value()
        faults = [words.over_total(after, limit)] if made.over_total else []
        faults += [words.personal(made.personal)] if made.personal else []
        faults += [words.kept(str(made.kept))] if made.kept else []
        rows = (*self._left_out(made.left_out), *(_declared(file, made.folder) for file in made.files))
        self.show_made(made.folder, said, rows, "\n".join(faults))


def _megabytes() -> QDoubleSpinBox:
    field = QDoubleSpinBox(maximum=MOST_MB, decimals=1, suffix=" MB", singleStep=1)
    field.setSpecialValueText(_NO_LIMIT)
    return field


def _planned(plan: DeclarePlan) -> Iterator[SetRow]:
    for file in plan.files:
        limit = plan.rule.file_mb if plan.is_over(file) else None
        how = words.planned(file.making.value, limit, can_shrink=file.can_shrink)
        yield SetRow((str(file.place), size(file.before_bytes), how))


def _declared(file: Declared, folder: Path) -> SetRow:
    saved = words.percent_saved(file.before_bytes, file.after_bytes)
    how = words.MADE[file.plan.making.value] + (f"，{saved}" if saved else "")
    place = file.path.relative_to(folder).as_posix()
    return SetRow((place, words.saving(file.before_bytes, file.after_bytes), how), file.path)
