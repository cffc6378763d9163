"""登记纸质备查件: a piece that lies elsewhere on paper only, such as 案卷 or 账册."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from evidence.errors import DossierError
from evidence.export import phrases
from evidence.intake import typed
from evidence.kinds import KINDS
from evidence.model import Fact, Facts, PaperCopy
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em
from ui.views.fields import offer

_BETWEEN_CODES = re.compile(r"[\s,，、;；]+")
_CODES_HINT = "填评价内容的编号，如 1-1；多项用逗号分开；不填则放入待整理。"
_HINT = "只登记纸质件的去处，不需要文件。带 * 的必须填写。"


class RegisterPaper(JobDialog):
    """Asks what the paper is and where it lies; stays open with a sentence if it cannot be registered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask for a paper of the project that is open."""
        super().__init__(session, "登记纸质备查件", "登记(&G)", parent)
        self.title = QLineEdit()
        self.place = QLineEdit()
        self.place.setPlaceholderText("如：县档案馆 3 号柜")
        self.keeper = QLineEdit()
        self.pages = QSpinBox()
        self.pages.setRange(0, 99999)
        self.pages.setSpecialValueText("不清楚")
        self.year = QLineEdit()
        self.year.setPlaceholderText("如：2023")
        self.number = QLineEdit()
        self.number.setPlaceholderText("如：云食药安办发〔2023〕12号")
        self.day = QLineEdit()
        self.day.setPlaceholderText("如：2023-11-20")
        self.kind = QComboBox()
        for kind in ("", *KINDS):
            self.kind.addItem(kind or "不清楚", kind)
        self.unit = QLineEdit()
        offer(self.unit, (unit.name for unit in session.moment.snapshot.project.units))
        self.codes = QLineEdit()
        self.codes_hint = Sentence(_CODES_HINT, "hint")
        self._lay_out()
        self.codes.textChanged.connect(self._name_codes)
        open_size(self, 56, 24)

    def start(self) -> Job:
        """Register the paper."""
        facts = self._facts()
        paper = PaperCopy(typed.plain(self.place.text()), typed.plain(self.keeper.text()))
        return self._session.register_paper(facts, self.pages.value() or None, paper, self._places())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(em(self))
        grid.setVerticalSpacing(em(self) // 2)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("题名(&T) *", self.title),),
            (("存放处(&D) *", self.place), ("保管人(&K) *", self.keeper)),
            (("页数(&P)", self.pages), ("年度(&Y)", self.year)),
            (("文号(&N)", self.number), ("成文日期(&R)", self.day)),
            (("种类(&S)", self.kind), ("报送单位(&U)", self.unit)),
            (("归到(&C)", self.codes),),
        )
        for row, fields in enumerate(rows):
            for pair, (text, field) in enumerate(fields):
                label = QLabel(text)
                label.setBuddy(field)
                grid.addWidget(label, row, 2 * pair)
                grid.addWidget(field, row, 2 * pair + 1, 1, 3 if len(fields) == 1 else 1)
        grid.addWidget(self.codes_hint, len(rows), 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.content.addWidget(Sentence(_HINT))
        self.content.addLayout(grid)
        self.content.addStretch(1)

    def _facts(self) -> Facts:
        facts, today = Facts(), self._session.setup.clock().date()
        for fact, text in (
            (Fact.TITLE, self.title.text()),
            (Fact.NUMBER, self.number.text()),
            (Fact.DAY, self.day.text()),
            (Fact.YEAR, self.year.text()),
            (Fact.KIND, str(self.kind.currentData())),
            (Fact.UNIT, self.unit.text()),
        ):
            facts = typed.corrected(facts, fact, text, today)
        return facts

    def _places(self) -> list[str]:
        return [code for code in _BETWEEN_CODES.split(self.codes.text()) if code]

    def _name_codes(self) -> None:
        """Show what the codes mean, as far as they are known."""
        by_code = self._session.moment.snapshot.by_code
        named = [by_code[code] for code in self._places() if code in by_code]
        names = [" ".join(f"{item.code}　{phrases.item_name(item)}".split()) for item in named]
        room = 44 * em(self)
        lines = [self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room) for name in names]
        self.codes_hint.say("\n".join(lines) or _CODES_HINT)

    def _refused(self, error: DossierError) -> None:
        super()._refused(error)
        self.ok_button.setFocus()  # and not the first field, where the next key would replace the title
