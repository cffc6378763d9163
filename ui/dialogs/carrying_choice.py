"""How an export gets to its folder: the package as folder or zip, and what is left there of one that was broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from evidence.export.package_form import PackageForm
from evidence.wording import carrying
from ui.dialogs.choice import Choice
from ui.labels import Sentence

if TYPE_CHECKING:  # loaded when somebody asks
    from evidence.export.exchange import Left

_FORMS = {
    PackageForm.FOLDER: "文件夹",
    PackageForm.ZIP: "压缩包",
    PackageForm.BOTH: "文件夹和压缩包",
}


class CarryingChoice(QWidget):
    """Asks for the form of the package, and shows what the next export goes on with."""

    def __init__(self) -> None:
        """Propose a folder."""
        super().__init__()
        self.form = Choice[PackageForm](_FORMS, whole=True)
        self.left = Sentence(role="hint")
        self.clear_button = QPushButton("清除(&C)")
        self.clear_button.setToolTip("清除上次没有完成的导出留下的文件；已经导出好的不动")
        self._form_row = QWidget()
        label = QLabel("电子版资料存成(&L)")
        label.setBuddy(self.form.box)
        self.form.box.setAccessibleName("电子版资料存成")
        asking = QHBoxLayout(self._form_row)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(label)
        asking.addWidget(self.form.box)
        asking.addStretch(1)
        telling = QHBoxLayout()
        telling.addWidget(self.left, 1)
        telling.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(telling)
        layout.addWidget(self._form_row)
        self.clear_button.hide()

    def show_for(self, *, submitted: bool) -> None:
        """Ask for a form where there is a package."""
        self._form_row.setVisible(submitted)

    def show_left(self, left: Left) -> None:
        """Show what is left in the folder that is chosen."""
        self.left.say(carrying.left(left.files, left.size_bytes) if left.files else "")
        self.clear_button.setVisible(left.files > 0)
