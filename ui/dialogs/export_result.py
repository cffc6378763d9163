"""Last page of an export: the documents, what was left out and why, what still wants a person's eye."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from evidence import wording
from evidence.wording import carrying, documents
from ui.labels import Sentence
from ui.showing import show_file
from ui.theme import em

if TYPE_CHECKING:
    from evidence.export.dossier import Exported

_NUMBERS = QLocale(QLocale.Language.Chinese)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ExportResult(QWidget):
    """Shows what an export made; a document opens in the office program with a double click."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._exported: Exported | None = None
        self._out = Path()
        self.lost = Sentence(role="fault")
        self.said = Sentence(role="title")
        self.kept = Sentence()
        self.carried = Sentence()
        self.documents = _tree(["文件", "版本", "页数", "大小"])
        self.documents.itemActivated.connect(self.open_document)
        self.remarks = _tree(["需要留意的材料", "原因"])
        self.remarks.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self) // 2)
        for label in (self.said, self.lost, self.carried, self.kept):
            layout.addWidget(label)
        layout.addWidget(self.documents, 2)
        layout.addWidget(self.remarks, 3)

    @property
    def package(self) -> Path | None:
        """The 电子版资料, if it was made."""
        return self._exported.package if self._exported else None

    def show_exported(self, exported: Exported, out: Path) -> None:
        """Show what an export made below a folder."""
        self._exported, self._out = exported, out
        package = "，连同电子版资料" if exported.package else ""
        self.said.say(f"已导出 {len(exported.documents)} 个文件{package}，佐证材料 {exported.pieces} 件。")
        self.lost.say(wording.phrase("exported_lost", count=exported.lost) if exported.lost else "")
        self.carried.say("\n".join(carrying.told(exported.resumed, exported.second)))
        self.kept.say(f"上次导出后改动过的文件已另存到：{exported.kept}" if exported.kept else "")
        self._list_documents(exported)
        self._list_remarks(exported)

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        show_file(self._out)

    def open_document(self) -> None:
        """Open the chosen document in the office program."""
        chosen = self.documents.currentItem()
        show_file(chosen.data(0, Qt.ItemDataRole.UserRole))

    def _list_documents(self, exported: Exported) -> None:
        self.documents.clear()
        for made in exported.documents:
            size = _NUMBERS.formattedDataSize(made.size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
            item = QTreeWidgetItem([made.path.name, wording.EDITIONS[made.edition], str(made.pages), size])
            item.setData(0, Qt.ItemDataRole.UserRole, made.path)
            item.setToolTip(0, str(made.path))
            for column in (2, 3):
                item.setTextAlignment(column, _RIGHT)
            self.documents.addTopLevelItem(item)
        self.documents.setCurrentItem(self.documents.topLevelItem(0))

    def _list_remarks(self, exported: Exported) -> None:
        self.remarks.clear()
        personal = [(piece, "") for piece in exported.personal]
        self._add_remarks(_counted("送审版收有含个人信息的材料，送审前请逐件确认", personal), personal)
        leaks = [documents.leaked(leak.what, leak.text, leak.file) for leak in exported.leaks]
        self._add_remarks(_counted(documents.LEAKED, leaks), leaks)
        self._add_remarks(
            wording.phrase("crop_printed", count=len(exported.cropped)), [(page, "") for page in exported.cropped]
        )
        omitted = [(omission.what, omission.why) for omission in exported.omissions]
        self._add_remarks(_counted("没有收入", omitted), omitted)
        self.remarks.expandAll()
        self.remarks.setVisible(self.remarks.topLevelItemCount() > 0)

    def _add_remarks(self, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        above = QTreeWidgetItem([heading])
        self.remarks.addTopLevelItem(above)
        above.setFirstColumnSpanned(True)
        for what, why in rows:
            item = QTreeWidgetItem([what, why])
            item.setToolTip(0, what)
            item.setToolTip(1, why)
            above.addChild(item)


def _counted(heading: str, rows: Sequence[object]) -> str:
    return f"{heading}（{len(rows)} 件）"


def _tree(columns: Sequence[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("导出的文件")
    tree.setHeaderItem(QTreeWidgetItem(columns))
    tree.setAlternatingRowColors(True)
    tree.setUniformRowHeights(True)
    tree.setRootIsDecorated(False)
    header = tree.header()
    header.setStretchLastSection(False)
    for column in range(len(columns)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    if len(columns) == 2:
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return tree
