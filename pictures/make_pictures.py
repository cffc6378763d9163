"""Makes the pictures of README and help from the real window and pages: `.venv/bin/python pictures/make_pictures.py`.

`--out DIR` puts them, and those of all other panes and dialogs, elsewhere; `--scale 1.5` shows the window as a screen
of 1366 × 768 at 150 % does; `--shade dark` and `--text 14` as it looks then. Pages need LibreOffice and pdftoppm;
without them only the window is taken.
"""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.window import Shown
    from ui.main_window import MainWindow

D = TypeVar("D", bound="QWidget")
_WIDE, _HIGH = 1366, 728  # a screen of 1366 × 768 above the task bar
_IN_README = frozenset({"tray", "item", "gaps", "overview", "page-directory"})
_HELP = HERE.parent / "templates" / "help" / "pictures"
_IN_HELP = frozenset({"gaps", "overview"})
_HELP_WIDE = 900  # of which the help shows as much as it has room for
_PATIENCE_S = 120
_PAGES = {"page-directory": 3, "page-item": 27}


class Camera:
    """Takes pictures of a window while it works."""

    def __init__(self, out: Path, window: MainWindow) -> None:
        """Put the pictures into `out`."""
        from PySide6.QtWidgets import QApplication

        self._out = out
        self._application = QApplication.instance() or QApplication([])
        self.window = window

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            self._application.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                message = "the window did not do what was waited for"
                raise TimeoutError(message)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take the window, or one of its dialogs, when it has settled."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage

        if self._out == HERE and name not in _IN_README:
            return
        end = time.monotonic() + 0.3
        self.wait(lambda: time.monotonic() > end)
        picture = (widget or self.window).grab()
        picture.save(str(self._out / f"{name}.png"))
        if self._out == HERE and name in _IN_HELP:
            small = picture.toImage().scaledToWidth(_HELP_WIDE, Qt.TransformationMode.SmoothTransformation)
            small.convertToFormat(QImage.Format.Format_RGB888).save(str(_HELP / f"{name}.png"))
        print(self._out / f"{name}.png")


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--shade", choices=("system", "light", "dark"), default="light")
    parser.add_argument("--text", type=float, default=10.0, help="size of the text in points")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="beijian-") as folder:
        os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_screen(Path(folder))}")
        documents = take_window(Path(folder), options)
        if options.scale == 1:
            take_pages(documents, options.out)
    return 0


def _screen(folder: Path) -> Path:
    """Write what the screen is like that nobody sees, and return the file."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": _WIDE, "height": _HIGH, "logicalDpi": 96, "logicalBaseDpi": 96}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [screen | {"dpr": 1}]}), "utf-8")
    return path


def take_window(folder: Path, options: argparse.Namespace) -> Path:
    """Play the main job and take each pane and dialog; return where the documents were exported to."""
    from PySide6.QtWidgets import QApplication

    from app.window import Shown, speak_chinese
    from ui.jobs import Jobs
    from ui.theme import Look, Shade

    speak_chinese(QApplication([]))
    shown = Shown(Jobs(), folder / "settings.toml")
    shown.appearance.dress()
    shown.appearance.choose(Look(Shade(options.shade), options.text))
    window = shown.window()
    window.resize(round(_WIDE / options.scale), round(_HIGH / options.scale))
    window.show()
    camera = Camera(options.out, window)
    window.start.name.setText("李敏")
    camera.take("start")
    _new_project(camera, shown, folder)
    _arrival(camera, shown)
    _desk(camera, shown)
    _batches(camera, shown, folder / "再次报送")
    _items(camera, shown)
    _schemes(camera, shown, folder)
    documents = _export(camera, shown, folder / "导出")
    _boxes(camera, shown)
    window.close()
    return documents


def _new_project(camera: Camera, shown: Shown, folder: Path) -> None:
    from app.paths import EXAMPLE
    from ui.dialogs.new_project import NewProject

    camera.window.start.new_button.click()
    wizard = _dialog(camera.window, NewProject)
    wizard.scheme_page.chooser.tables.setCurrentIndex(0)
    camera.wait(wizard.scheme_page.isComplete)
    camera.take("new-project-1", wizard)
    wizard.next()
    wizard.place_page.place.setText("云岭县")
    wizard.place_page.base_year.setValue(2023)
    wizard.place_page.read_townships(EXAMPLE / "乡镇名单.txt")
    camera.take("new-project-2", wizard)
    wizard.next()
    wizard.keeping_page.folder.setText(str(folder))
    camera.take("new-project-3", wizard)
    wizard.accept()
    camera.wait(lambda: shown.session.is_open)


def _arrival(camera: Camera, shown: Shown) -> None:
    from app.demo import EVIDENCE
    from ui.dialogs.taken_in import TakenInDialog

    camera.window.take_in([EVIDENCE])
    shown_at_end: list[TakenInDialog] = []

    def ended() -> bool:
        shown_at_end[:] = cast("list[TakenInDialog]", camera.window.findChildren(TakenInDialog))
        return bool(shown_at_end) and not camera.window.busy

    camera.wait(ended)
    dialog = shown_at_end[0]
    camera.take("arrival", dialog)
    dialog.close()
    camera.wait(lambda: len(shown.session.moment.tray) > 0)


def _desk(camera: Camera, shown: Shown) -> None:
    from evidence.model import Place
    from ui.dialogs.file_to import FileTo

    desk, session = camera.window.desk, shown.session
    desk.tabs.setCurrentWidget(desk.tray)
    camera.take("tray")
    snapshot = session.moment.snapshot
    certain = [(piece, found[0]) for piece, found in snapshot.suggestions.items() if found[0].certain]
    session.arrange((), [Place(piece, place.criterion, place.slot) for piece, place in certain])
    camera.wait(lambda: bool(session.moment.snapshot.filings) and not session.jobs.running)
    full = max(session.moment.snapshot.filed_under, key=lambda key: len(session.moment.snapshot.filed_under[key]))
    desk.criteria.choose(full)
    desk.item.choose_papers(session.moment.snapshot.filed_under[full][:1])
    camera.take("item")
    desk.tabs.setCurrentWidget(desk.gaps)
    camera.take("gaps")
    _checks(camera, shown)
    desk.tabs.setCurrentWidget(desk.tray)
    desk.tray.rows.typed.emit("2")
    question = _dialog(camera.window, FileTo)
    camera.take("file-to", question)
    question.reject()
    camera.window.receiving_menu.add_paper.trigger()
    from ui.dialogs.register_paper import RegisterPaper

    paper = _dialog(camera.window, RegisterPaper)
    camera.take("paper", paper)
    paper.reject()


def _checks(camera: Camera, shown: Shown) -> None:
    """Take what is asked before the dossier is handed in."""
    from PySide6.QtWidgets import QDialog

    from ui.dialogs.compare_frozen import CompareDialog
    from ui.dialogs.frozen import FrozenDialog
    from ui.dialogs.hand_in_check import HandInCheck
    from ui.dialogs.key_figures import KeyFiguresDialog
    from ui.dialogs.pass_rules import PassRulesDialog
    from ui.dialogs.self_scores import SelfScores

    desk, session = camera.window.desk, shown.session
    camera.wait(lambda: bool(session.doubts.open))
    desk.tabs.setCurrentWidget(desk.doubts)
    camera.take("doubts")
    desk.tabs.setCurrentWidget(desk.overview)
    for page, name in enumerate(("overview", "years", "townships")):
        desk.overview.pages.setCurrentIndex(page)
        camera.wait(lambda: not session.jobs.running)
        camera.take(name)
    dialogs: dict[str, type[QDialog]] = {
        "scores": SelfScores,
        "pass-rules": PassRulesDialog,
        "hand-in": HandInCheck,
        "frozen": FrozenDialog,
        "compare": CompareDialog,
        "figures": KeyFiguresDialog,
    }
    for name, kind in dialogs.items():
        dialog = kind(session, camera.window)  # pyright: ignore[reportCallIssue, reportArgumentType]
        dialog.open()
        camera.take(name, dialog)
        dialog.reject()


def _batches(camera: Camera, shown: Shown, again: Path) -> None:
    """Take what is done with arrivals, after a unit has sent some of its papers once more; that is taken back."""
    from PySide6.QtCore import Qt

    from app.demo import EVIDENCE
    from evidence.deliveries import Delivery
    from ui.dialogs.batch import BatchDialog
    from ui.dialogs.batches import BatchesDialog
    from ui.dialogs.replace import ReplaceDialog
    from ui.dialogs.taken_in import TakenInDialog

    session, over = shown.session, camera.window
    folder = again / EVIDENCE.name
    shutil.copytree(EVIDENCE, folder)
    texts = sorted(folder.rglob("*.docx"))
    for old, new in zip(texts[:4], texts[4:8], strict=True):
        shutil.copyfile(new, old.with_stem(f"{old.stem}_新"))
        old.write_bytes(old.read_bytes() + b" ")
    texts[-1].unlink()
    over.take_in([folder])
    camera.wait(lambda: bool(cast("list[TakenInDialog]", over.findChildren(TakenInDialog))) and not over.busy)
    result = _dialog(over, TakenInDialog)
    camera.take("arrival-again", result)
    result.close()
    batches = BatchesDialog(session, over)
    batches.open()
    camera.wait(lambda: batches.model.rowCount() > 1)
    last = batches.model.index(0, 0).data(Qt.ItemDataRole.UserRole)
    session.receiving.correct(last.id, Delivery("县教委", "张三", "U盘", note="补齐了盖章件"))
    camera.wait(lambda: not session.jobs.running)
    camera.take("batches", batches)
    batches.open_batch()
    batch = _dialog(over, BatchDialog)
    camera.wait(lambda: batch.model.rowCount() > 0)
    camera.take("batch", batch)
    batch.close()
    batches.close()
    replacing = ReplaceDialog(session, session.moment.snapshot.filings[0].piece, over)
    replacing.open()
    replacing.waiting.setCurrentRow(0)
    camera.wait(lambda: bool(replacing.told.text()))
    camera.take("replace", replacing)
    replacing.reject()
    for _ in range(2):
        session.undo()
    camera.wait(lambda: not session.jobs.running)


def _items(camera: Camera, shown: Shown) -> None:
    """Take the dialogs in which items and materials are changed; nothing is changed."""
    from ui.dialogs.bulk_edit import BulkEdit
    from ui.dialogs.item_editor import ItemEditor
    from ui.dialogs.merge_items import MergeItems
    from ui.dialogs.move_items import MoveItems
    from ui.dialogs.remove_items import RemoveItems
    from ui.dialogs.renumber import Renumber
    from ui.dialogs.split_item import SplitItem
    from ui.dialogs.waive import Waive

    session, over = shown.session, camera.window.desk
    some = list(session.moment.snapshot.leaves[2:5])
    editor = ItemEditor(session, some[0], over)
    materials = ItemEditor(session, some[0], over)
    materials.show_slots([slot.id for slot in some[0].required[:2]])
    for name, dialog in (
        ("item-editor", editor),
        ("materials", materials),
        ("split", SplitItem(session, some[0], over)),
        ("merge", MergeItems(session, some, over)),
        ("move", MoveItems(session, some, over)),
        ("remove", RemoveItems(session, some, over)),
        ("renumber", Renumber(session, some, over)),
        ("bulk-edit", BulkEdit(session, some, over)),
        ("waive", Waive(session, some[0], [some[0].required[0].id], over)),
    ):
        dialog.open()
        camera.take(name, dialog)
        dialog.reject()


def _schemes(camera: Camera, shown: Shown, folder: Path) -> None:
    """Take what is asked of the whole table: its units, years, tasks, another edition, a further scheme beside it."""
    from ui.dialogs.add_scheme import AddScheme
    from ui.dialogs.base_year import BaseYear
    from ui.dialogs.new_edition import NewEdition
    from ui.dialogs.pairs import Pairs
    from ui.dialogs.settings import SettingsDialog, Topic
    from ui.dialogs.task_table import TaskTable
    from ui.dialogs.units import UnitsDialog

    session, over = shown.session, camera.window.desk
    for name, kind in (
        ("units", UnitsDialog),
        ("base-year", BaseYear),
        ("task-table", TaskTable),
    ):
        dialog = kind(session, over)
        dialog.open()
        camera.wait(lambda: not session.jobs.running)
        camera.take(name, dialog)
        dialog.close()
    settings = SettingsDialog(session, Topic.OFFICE, over)
    settings.open()
    for topic in Topic:
        settings.open_at(topic)
        camera.wait(lambda: not session.jobs.running)
        camera.take(f"settings-{topic.name.lower()}", settings)
    settings.close()
    window = camera.window
    told = window.help_menu.show_topic("counting", window, "预计影响")
    if told is not None:
        camera.take("help", told)
        told.close()
    changed = _changed_table(next(session.setup.schemes.glob("*.csv")), folder / "新版细则.csv")
    edition = NewEdition(session, over)
    edition.open()
    edition.chooser.choose(changed)
    camera.wait(lambda: edition.chooser.reading is not None)
    edition.compare_button.click()
    camera.wait(edition.apply_button.isEnabled)
    camera.take("new-edition", edition)
    edition.close()
    adding = AddScheme(session, over)
    adding.open()
    adding.chooser.choose(changed)
    camera.wait(lambda: adding.chooser.reading is not None)
    camera.take("add-scheme", adding)
    adding.ok_button.click()
    camera.wait(lambda: bool(session.moment.snapshot.others))
    pairs = Pairs(session, over)
    pairs.open()
    camera.wait(pairs.all_button.isEnabled)
    camera.take("pairs", pairs)
    pairs.close()
    camera.window.desk.tabs.setCurrentIndex(0)
    camera.take("two-schemes")
    session.undo()
    camera.wait(lambda: not session.moment.snapshot.others)


def _changed_table(table: Path, target: Path) -> Path:
    """Write a criteria table that is another edition of one: reworded, moved, with an item more and one less."""
    lines = table.read_text("utf-8-sig").splitlines()
    changed = [line.replace("专题听取", "专题研究") for line in lines if not line.startswith("3-12,")]
    new = "3-99,基础工作,法规制度,建立食品安全规范性文件定期清理制度并公布清理结果。,1,未建立的不得分。"
    target.write_text("\n".join([*changed, new + "," * (lines[0].count(",") - new.count(",")), ""]), "utf-8-sig")
    return target


def _export(camera: Camera, shown: Shown, out: Path) -> Path:
    from ui.dialogs.export import ExportDialog
    from ui.dialogs.verify import VerifyDialog

    camera.window.ask_export()
    dialog = _dialog(camera.window, ExportDialog)
    dialog.choice.editions_group.buttons()[2].click()
    dialog.choice.folder.setText(str(out))
    camera.take("export", dialog)
    dialog.choice.confirmed.click()
    dialog.start_button.click()
    camera.wait(lambda: dialog.result_page.package is not None)
    camera.take("exported", dialog)
    package = dialog.result_page.package
    dialog.close()
    check = VerifyDialog(shown.session, package, camera.window)
    check.open()
    camera.wait(lambda: "一致" in check.said.text())
    camera.take("verified", check)
    check.close()
    return out


def _boxes(camera: Camera, shown: Shown) -> None:
    from evidence.model import Facts, PaperCopy
    from ui.dialogs.boxes import BoxesDialog

    camera.window.export_menu.ask_boxes()
    dialog = _dialog(camera.window, BoxesDialog)
    camera.wait(lambda: dialog.model.count() == 1)
    dialog.most_pages.setValue(40)
    dialog.most_pages.editingFinished.emit()
    camera.wait(lambda: dialog.model.count() > 1)
    dialog.rows.selectRow(0)
    dialog.fix_button.click()
    camera.wait(lambda: not dialog.numbering.isEnabled())
    shown.session.register_paper(
        Facts(title="常委会纪要原件", year=2023), 4, PaperCopy("县委办档案室", "李科长"), ("1-1",)
    )
    camera.wait(dialog.printed_button.isEnabled)
    camera.take("boxes", dialog)
    dialog.close()


def take_pages(documents: Path, out: Path) -> None:
    """Take pages of the internal edition as LibreOffice lays them out."""
    office, printer = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or printer is None:
        print("left out: pages, for want of LibreOffice or pdftoppm", file=sys.stderr)
        return
    (document,) = documents.glob("内部工作版/*.docx")
    with tempfile.TemporaryDirectory() as folder:
        convert = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True)
        (pdf,) = Path(folder).glob("*.pdf")
        wanted = {name: page for name, page in _PAGES.items() if out != HERE or name in _IN_README}
        for name, page in wanted.items():
            one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "70", "-png"]
            subprocess.run([printer, *one, str(pdf), str(out / name)], check=True)
            print(out / f"{name}.png")


def _dialog(window: MainWindow, kind: type[D]) -> D:
    found = cast("list[D]", window.findChildren(kind))
    return found[-1]


if __name__ == "__main__":
    sys.exit(main())
