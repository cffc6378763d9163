"""Takes the dialogs that the main job does not pass through; each is closed without doing anything."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

from camera import Camera
from filled import CONTACTS, backup_place
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from app.window import Shown
from evidence.crop import Crop
from evidence.model import PieceId
from evidence.reviews import Work
from evidence.scheme.roster import Roster
from evidence.snapshot import Snapshot
from ui import dialogs
from ui.dialogs.alike import AlikeDialog
from ui.dialogs.backup import BackupDialog
from ui.dialogs.chase import ChaseDialog
from ui.dialogs.compare_frozen import CompareDialog
from ui.dialogs.contact_import import ContactImport
from ui.dialogs.crop_page import CropDialog
from ui.dialogs.declaring import DeclaringDialog
from ui.dialogs.dismiss import DismissDialog
from ui.dialogs.document import DocumentDialog
from ui.dialogs.frozen import FrozenDialog
from ui.dialogs.isolate import IsolateDialog
from ui.dialogs.isolated import IsolatedDialog
from ui.dialogs.join_pieces import JoinPieces
from ui.dialogs.key_figure import KeyFigureDialog
from ui.dialogs.key_figures import KeyFiguresDialog
from ui.dialogs.large_preview import LargePreview
from ui.dialogs.many_field import PickMany
from ui.dialogs.on_site import OnSiteDialog
from ui.dialogs.one_page import OnePageDialog
from ui.dialogs.packages import PackagesDialog
from ui.dialogs.palette import PaletteDialog
from ui.dialogs.part import PartDialog
from ui.dialogs.print_copies import PrintCopiesDialog
from ui.dialogs.reading_set import ReadingSetDialog
from ui.dialogs.restore import RestoreDialog
from ui.dialogs.review import ReviewDialog
from ui.dialogs.search import SearchDialog
from ui.dialogs.spine_labels import SpineLabelsDialog
from ui.dialogs.split_piece import SplitPiece
from ui.dialogs.to_pages import ToPages
from ui.dialogs.unit_questions import MergeUnit, NewUnit
from ui.dialogs.unit_record import UnitRecordDialog
from ui.dialogs.visit_wish import VisitWish
from ui.dialogs.visits import VisitsDialog
from ui.dialogs.watched_folder import WatchedFolder
from ui.models.doubt_rows import LINES
from ui.review_work import ReviewWork

_OF_THE_PROJECT: dict[str, type[QDialog]] = {
    "backup": BackupDialog,
    "chase": ChaseDialog,
    "compare": CompareDialog,
    "declaring": DeclaringDialog,
    "document": DocumentDialog,
    "figures": KeyFiguresDialog,
    "frozen": FrozenDialog,
    "one-page": OnePageDialog,
    "packages": PackagesDialog,
    "part": PartDialog,
    "visits": VisitsDialog,
    "watched-folder": WatchedFolder,
}
_FRAME = Crop(800, 1200, 9000, 9400)


def take_others(camera: Camera, shown: Shown) -> None:
    """Take them over the desk with the example's papers."""
    session, window = shown.session, camera.window
    for name, kind in _OF_THE_PROJECT.items():
        camera.show(name, kind(session, window))  # pyright: ignore[reportCallIssue, reportArgumentType]
    snapshot = session.moment.snapshot
    texts, scans = _pieces(snapshot, "document"), _pieces(snapshot, "pdf")
    one, long = texts[0], scans[0]
    camera.show("alike", AlikeDialog(session, one, texts[1], window))
    splitting = SplitPiece(session, long, window)
    camera.show("split-piece", splitting, lambda: len(splitting.pages) > 0)
    camera.show("join-pieces", JoinPieces(session, (scans[0], scans[1]), None, window))
    camera.show("to-pages", ToPages(session, None, window))
    camera.show("isolate", IsolateDialog(session, one, window))
    camera.show("dismiss", DismissDialog(session, window.desk.doubts.model.index(0, 0).data(LINES)[:1], window))
    camera.show("key-figure", KeyFigureDialog(session, None, window))
    camera.show("palette", PaletteDialog(session, window.menuBar(), window))
    camera.show("print-copies", PrintCopiesDialog(snapshot, 2, changed=False, parent=window))
    camera.show("spine-labels", SpineLabelsDialog(2, window))
    restoring = RestoreDialog(session, session.moment.path.parent, window)
    restoring.choose_source(backup_place(session))
    camera.show("restore", restoring, lambda: restoring.moments.count() > 0)
    reading = ReadingSetDialog(session, window)
    reading.place.setText(str(session.moment.path.parent / "上屏资料"))
    reading.make_button.click()
    camera.show("reading-set", reading, lambda: reading.model.rowCount() > 0)
    camera.show("unit-record", UnitRecordDialog(session, window, "县市场监管局"))
    camera.show("visit-wish", VisitWish(snapshot.leaves[0].code, "王督导", window))
    units = snapshot.project.units
    camera.show("new-unit", NewUnit(window))
    camera.show("merge-unit", MergeUnit(units[0], units[1:], window))
    contacts = ContactImport(session, Roster(snapshot, units), window)
    contacts.pasted.setPlainText(CONTACTS)
    camera.show("contact-import", contacts, lambda: contacts.model.rowCount() > 0)
    camera.show("pick-units", PickMany("单位", [one.name for one in units], [units[0].name], window))
    items, work = [snapshot.leaves[0].id], ReviewWork(session)
    about = f"{snapshot.leaves[0].code} 共 1 项，复核过，记为已完成。"
    judging = ReviewDialog(session, "已完成", about, lambda name, _: work.set_work(items, Work.DONE, name), window)
    camera.show("review", judging)
    photo = next(one for one in snapshot.originals.values() if one.media_type.startswith("image/"))
    camera.show("crop-page", CropDialog(session, replace(photo, crops=((1, _FRAME),)), 1, 0, window))
    large = LargePreview(session, window)
    large.preview.show_pieces((long,))
    camera.show("large-preview", large)
    _take_looked_up(camera, shown)


def _take_looked_up(camera: Camera, shown: Shown) -> None:
    """Take what was found by words, and what an examiner asks for."""
    session, window = shown.session, camera.window
    finding = SearchDialog(session, window)
    finding.begin()
    finding.text.setText("食品安全")
    camera.wait(lambda: finding.model.rowCount() > 0)
    camera.take("search", finding)
    finding.close()
    asked = OnSiteDialog(session, window)
    asked.resize(window.size())  # it fills the screen
    asked.show()
    asked.code.setText("9-32")
    asked.code.returnPressed.emit()
    camera.wait(lambda: asked.model.rowCount() > 0 and not session.jobs.running)
    asked.rows.selectRow(0)
    camera.wait(lambda: bool(len(asked.preview.pages) or asked.preview.text.isVisible()))
    camera.take("on-site", asked)
    asked.close()


def take_isolated(camera: Camera, shown: Shown) -> None:
    """Take what is to be done for papers that turned out to be secret; nothing brings those back."""
    session, window = shown.session, camera.window
    for piece in [piece.id for piece in session.moment.tray[:2]]:
        session.secrecy.isolate(piece, "李敏", "附图右上角有密级标志", lambda _: None)
        camera.wait(lambda: not session.jobs.running)
    isolated = IsolatedDialog(session, window)
    camera.show("isolated", isolated, lambda: isolated.rows.model().rowCount() > 0)


def _pieces(snapshot: Snapshot, ending: str) -> list[PieceId]:
    """Return the papers that are files of one type, the longest first."""
    found = [
        piece
        for piece in snapshot.pieces
        if piece.parts and snapshot.originals[piece.parts[0].original].media_type.endswith(ending)
    ]
    return [piece.id for piece in sorted(found, key=lambda piece: -(piece.pages or 0))]


def not_taken(camera: Camera) -> tuple[str, ...]:
    """Return the dialogs that nothing was seen of, by their class; those that others build on are none."""
    kinds: set[type[QDialog]] = set()
    for module in pkgutil.iter_modules(dialogs.__path__, f"{dialogs.__name__}."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, QDialog) and kind.__module__ == module.name and not kind.__name__.startswith("_"):
                kinds.add(kind)
    whole = {kind for kind in kinds if not any(kind in other.__mro__[1:] for other in kinds)}
    return tuple(sorted({kind.__name__ for kind in whole} - camera.seen))
