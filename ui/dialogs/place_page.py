"""Second step of a new project: which place, which office, which years, which townships."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from evidence import wording
from evidence.check.base_year import EARLIEST, LATEST
from evidence.errors import DossierError
from evidence.intake import typed
from ui.dialogs.meant_for import MeantFor
from ui.dialogs.picking import pick_file
from ui.labels import Sentence
from ui.theme import em

# As offices call themselves: Chongqing says 食药安办, most others 食安办.
OFFICES = ("食药安办", "食安办", "创食办", "食安委办公室", "创建指挥部办公室")
_NO_PLACE = "填了地名，才能到下一步。"
_NO_TOWNSHIPS = "没有名单时，要求各乡镇报送的材料无法逐个核对，会一直显示为缺。"


class PlacePage(QWizardPage):
    """Asks whose project it is and what 近三年 means in it."""

    def __init__(self, base_year: int) -> None:
        """Propose a base year; the place is for the clerk to say."""
        super().__init__()
        self.setTitle("第 2 步，共 3 步：单位与年度")
        self.place = QLineEdit()
        self.place.setPlaceholderText("如：云岭县")
        self.missing = Sentence(_NO_PLACE, "hint")
        self.office_kind = QComboBox()
        self.office_kind.setEditable(True)
        for office in OFFICES:
            self.office_kind.addItem(office)
        self.office = QLineEdit()
        self.meant_for = MeantFor()
        self.base_year = QSpinBox()
        self.base_year.setRange(EARLIEST, LATEST)
        self.base_year.setValue(base_year)
        self.base_year.setSuffix(" 年")
        self.years = Sentence(role="hint")
        self.townships_text = QPlainTextEdit()
        self.townships_text.setPlaceholderText("如：\n双河镇\n石坪镇\n红岩乡")
        self.townships_text.setTabChangesFocus(True)
        self.from_file_button = QPushButton("从文件读入(&R)…")
        self.count = Sentence(role="hint")
        self.fault = Sentence(role="fault")
        self._office_proposed = ""
        self._lay_out()
        self.place.textChanged.connect(self._place_changed)
        self.office_kind.currentTextChanged.connect(self._propose_office)
        self.base_year.valueChanged.connect(self._tell_years)
        self.townships_text.textChanged.connect(self._count_townships)
        self.from_file_button.clicked.connect(
            lambda: pick_file(self, "选择乡镇（街道）名单", "文本文件 (*.txt *.csv)", self.read_townships)
        )
        self._tell_years()
        self._count_townships()

    @property
    def place_name(self) -> str:
        """The place as typed."""
        return typed.plain(self.place.text())

    @property
    def office_name(self) -> str:
        """The office's full name as shown."""
        return typed.plain(self.office.text())

    @property
    def townships(self) -> tuple[str, ...]:
        """The names in the list, each once."""
        # The comma at the end makes it a list of names, never the path of a file.
        return typed.townships(",".join([*self.townships_text.toPlainText().splitlines(), ""]))

    def read_townships(self, file: Path) -> None:
        """Put the names of a file in the place of the list."""
        try:
            names = typed.townships(str(file))
        except DossierError as error:
            self.fault.say(wording.sentence(error))
        else:
            self.fault.say("")
            self.townships_text.setPlainText("\n".join(names))

    def isComplete(self) -> bool:
        """Ask for the place at least."""
        return bool(self.place_name)

    def _lay_out(self) -> None:
        asked = QWidget()
        form = QFormLayout(asked)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(em(self) // 2)
        form.addRow("地名(&P)", self.place)
        form.addRow("", self.missing)
        form.addRow("办公室(&O)", self.office_kind)
        form.addRow("全称(&A)", self.office)
        form.addRow("", Sentence("印在汇编和清单上，可以修改。", "hint"))
        self.meant_for.add_to(form)
        form.addRow("评审基准年(&Y)", self.base_year)
        form.addRow("", self.years)
        left = QScrollArea()  # the largest text on a low screen needs more height than there is
        left.setWidget(asked)
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label = QLabel("乡镇（街道）名单，一行一个(&T)")
        label.setBuddy(self.townships_text)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(self.from_file_button)
        right = QVBoxLayout()
        right.setSpacing(em(self) // 2)
        right.addLayout(head)
        right.addWidget(self.townships_text, 1)
        right.addWidget(self.count)
        right.addWidget(self.fault)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self), 0, em(self), em(self) // 2)
        layout.setSpacing(2 * em(self))
        layout.addWidget(left, 1)
        layout.addLayout(right, 1)

    def _place_changed(self) -> None:
        self._propose_office()
        self.missing.say("" if self.isComplete() else _NO_PLACE)
        self.completeChanged.emit()

    def _propose_office(self) -> None:
        """Make the full name from its parts, unless the clerk wrote another."""
        proposed = self.place_name + typed.plain(self.office_kind.currentText()) if self.place_name else ""
        if self.office.text() == self._office_proposed:
            self.office.setText(proposed)
        self._office_proposed = proposed

    def _tell_years(self) -> None:
        base = self.base_year.value()
        self.years.say(f"近三年指 {base - 2}—{base} 年，最近一年指 {base} 年。")

    def _count_townships(self) -> None:
        names = self.townships
        self.count.say(f"共 {len(names)} 个。" if names else _NO_TOWNSHIPS)
