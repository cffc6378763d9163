"""What is seen while no project is open: who works here, a new project, one from disk, or a recent one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence.names import plain
from ui.labels import Sentence
from ui.looking import Looking
from ui.theme import em

_PURPOSE = "按评价细则整理佐证材料，查缺项，导出送审汇编。"
_WHY_A_NAME = "请先填写经办人姓名：谁收的件、谁归的项，都按姓名写入办理记录。"
_NAME_HINT = "写入办理记录，不需要密码。"
_LOW_EM = 30  # lower than this the page is pressed together


class StartPage(QWidget):
    """Asks what to open; nothing is asked for before the user's name is known."""

    new_wanted = Signal()
    browse_wanted = Signal()
    example_wanted = Signal()
    restore_wanted = Signal()
    open_wanted = Signal(Path)
    name_changed = Signal(str)  # told before what it is needed for

    def __init__(self, who: str) -> None:
        """Show the name that is kept, empty at the first start."""
        super().__init__()
        self._told = who
        self.name = QLineEdit(who)
        self.name.setMaxLength(40)
        self.name.setPlaceholderText("姓名")
        self.name.editingFinished.connect(self._tell_name)
        self.name.textChanged.connect(lambda: self._complain(""))
        self.hint = Sentence(_NAME_HINT, "hint")
        self.fault = Sentence(role="fault")
        self.new_button = self._button("新建迎检项目(&N)…", self.new_wanted.emit)
        self.browse_button = self._button("打开迎检项目(&O)…", self.browse_wanted.emit)
        self.restore_button = self._button("从备份恢复(&B)…", self.restore_wanted.emit)
        self.example_button = self._button("试用示例项目(&E)", self.example_wanted.emit)
        self.example_button.setToolTip("用随程序附带的示例材料建一个项目，供熟悉操作；示例细则为演示版（非官方）")
        self.recent = QListWidget()
        self.recent.setAccessibleName("最近打开的项目")
        self.recent.setStyleSheet("QListWidget { activate-on-singleclick: 1; } QListWidget::item { padding: 4px; }")
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.itemActivated.connect(self._open_recent)
        self._looking = Looking()  # no child: what looks is told of late, when this page may have gone
        self._looking.missed.connect(self._mark_missing)
        self._lay_out()
        self.set_recent(())

    def set_recent(self, paths: tuple[Path, ...]) -> None:
        """Show these projects, newest first; one that is not there (a U盘 that is out) can soon not be chosen."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem(f"{path.name}\n{path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + em(self)))
            self.recent.addItem(item)
        self._looking.look(paths)
        if not paths:
            item = QListWidgetItem("还没有打开过项目")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.recent.addItem(item)

    def offer_names(self, names: tuple[str, ...]) -> None:
        """Offer the names of those who work at this PC while one is typed."""
        completer = QCompleter(names, self.name)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)

    def if_named(self, wanted: Callable[[], None]) -> None:
        """Do what is wanted, or ask for the name first."""
        self._tell_name()
        if self._told:
            wanted()
        else:
            self._complain(_WHY_A_NAME)
            self.name.setFocus()

    def _lay_out(self) -> None:
        size = em(self)
        program = QLabel("备检")
        program.setStyleSheet(f"font-size: {self.font().pointSizeF() * 2.4:.0f}pt; font-weight: bold")
        self._purpose = Sentence(_PURPOSE)
        who = QLabel("经办人(&W)")
        who.setBuddy(self.name)
        recent = QLabel("最近打开的项目(&R)")
        recent.setBuddy(self.recent)
        recent.setProperty("role", "title")
        left = QVBoxLayout()
        left.setSpacing(size // 2)
        for widget in (program, self._purpose):
            left.addWidget(widget)
        left.addSpacing(size)
        for widget in (who, self.name, self.hint, self.fault):
            left.addWidget(widget)
        left.addSpacing(size)
        for widget in (self.new_button, self.browse_button, self.restore_button, self.example_button):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(size // 2)
        right.addWidget(recent)
        right.addWidget(self.recent, 1)
        inside = QWidget()
        inside.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()  # large text on a small screen
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * size, 2 * size, 3 * size, 2 * size)
        layout.setSpacing(3 * size)
        layout.addWidget(scroll, 2)
        layout.addLayout(right, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the buttons the room on a low screen: large text needs it."""
        super().resizeEvent(event)
        size, layout = em(self), self.layout()
        low = self.height() < _LOW_EM * size
        self._purpose.setVisible(not low)
        if layout is not None:
            beside, above = (size, size // 2) if low else (3 * size, 2 * size)
            layout.setContentsMargins(beside, above, beside, above)

    def _button(self, text: str, wanted: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(round(2.4 * em(self)))
        button.clicked.connect(lambda: self.if_named(wanted))
        return button

    def _mark_missing(self, path: Path) -> None:
        for item in (self.recent.item(row) for row in range(self.recent.count())):
            if item.data(Qt.ItemDataRole.UserRole) == path:
                item.setText(f"{path.name}（找不到）\n{path.parent}")
                item.setToolTip(f"找不到 {path}：可能已移走，或 U 盘、共享文件夹没有接上")
                item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _open_recent(self, item: QListWidgetItem) -> None:
        path: Path = item.data(Qt.ItemDataRole.UserRole)
        self.if_named(lambda: self.open_wanted.emit(path))

    def _tell_name(self) -> None:
        name = plain(self.name.text())
        if name != self._told:
            self._told = name
            self.name_changed.emit(name)

    def _complain(self, sentence: str) -> None:
        self.fault.say(sentence)
        self.hint.setVisible(not sentence)
