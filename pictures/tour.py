"""Plays the main job in the real window and takes each pane and dialog on the way."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

from camera import Camera
from filled import fill
from ledger_tour import take_ledger
from other_dialogs import take_isolated, take_others

from app.window import Shown


def play(camera: Camera, shown: Shown, folder: Path) -> Path:
    """Play it in `folder`; return where the documents were exported to."""
    camera.window.start.name.setText("李敏")
    camera.take("start")
    _new_project(camera, shown, folder)
    _arrival(camera, shown)
    _desk(camera, shown)
    _batches(camera, shown, folder / "再次报送")
    _items(camera, shown)
    _schemes(camera, shown, folder)
    told = camera.window.help_menu.show_topic("counting", camera.window, "预计影响")
    if told is not None:
        camera.take("help", told)
        told.close()
    if camera.takes_all:
        fill(camera, shown)
        take_others(camera, shown)
        take_ledger(camera, shown, folder)
    documents = _export(camera, shown, folder / "导出")
    if camera.takes_all:
        _boxes(camera, shown)
        take_isolated(camera, shown)
    return documents


def _new_project(camera: Camera, shown: Shown, folder: Path) -> None:
    from app.paths import EXAMPLE
    from ui.dialogs.new_project import NewProject

    camera.window.start.new_button.click()
    wizard = camera.last(NewProject)
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
    from evidence import wording
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
    camera.wait(lambda: not desk.preview.isVisible() or desk.preview.told.text() != wording.phrase("view_reading"))
    camera.take("item")
    desk.tabs.setCurrentWidget(desk.gaps)
    camera.take("gaps")
    _checks(camera, shown)
    desk.tabs.setCurrentWidget(desk.tray)
    desk.tray.rows.typed.emit("2")
    question = camera.last(FileTo)
    camera.take("file-to", question)
    question.reject()
    camera.window.receiving_menu.add_paper.trigger()
    from ui.dialogs.register_paper import RegisterPaper

    paper = camera.last(RegisterPaper)
    camera.take("paper", paper)
    paper.reject()


def _checks(camera: Camera, shown: Shown) -> None:
    """Take what is asked before the dossier is handed in."""
    from PySide6.QtWidgets import QDialog

    from ui.dialogs.hand_in_check import HandInCheck
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
    result = camera.last(TakenInDialog)
    camera.wait(lambda: bool(result.compared.text()) and not session.jobs.running)
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
    batch = camera.last(BatchDialog)
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
        if isinstance(dialog, BaseYear):
            dialog.year.stepBy(1)
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
    dialog = camera.last(ExportDialog)
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
    dialog = camera.last(BoxesDialog)
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
