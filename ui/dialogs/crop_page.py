"""裁剪页面: a frame on a page, drawn by mouse or set by its four edges; the original stays whole."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.crop import ALL, LEAST, WHOLE, Crop, crop_of
from evidence.model import Original
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.page_pictures import Asked, PageAsked
from ui.session import Session
from ui.theme import em
from ui.views.crop_frame import MOST_CUT, CropFrame

_WIDE_PX = 1200  # the page is drawn so wide once, and shown in whatever size the dialog has
_EDGES = ("左边裁去(&L)", "右边裁去(&R)", "上边裁去(&T)", "下边裁去(&B)")


class CropDialog(JobDialog):
    """Asks which part of a page is shown and printed."""

    def __init__(
        self, session: Session, original: Original, page: int, turned: int, parent: QWidget | None = None
    ) -> None:
        """Ask about a page (from 1) of the open project, as it is shown turned clockwise by so many degrees."""
        super().__init__(session, "裁剪页面", "只显示框里的部分(&O)", parent)
        self._page, self._turned = page, turned
        self._whole = replace(original, crops=())
        self._told_crop = ALL  # as the fields have it, which may be no frame
        self._pictures = session.pieces.pictures
        self._asked = PageAsked(self._whole, page, _WIDE_PX)
        self.frame = CropFrame()
        self.cuts = [_cut(name) for name in _EDGES]
        self.told = Sentence("", "hint")
        self.all_button = QPushButton("恢复原样(&H)")
        self.all_button.setToolTip("框住整页；确定后整页显示和打印")
        self._lay_out()
        self.frame.changed.connect(self._drawn)
        for cut in self.cuts:
            cut.valueChanged.connect(self._typed)
        self.all_button.clicked.connect(partial(self._set, ALL))
        self._set((crop_of(original.crops, page) or ALL).turned(turned))
        self._pictures.arrived.connect(self._take)
        wish = self._wish = QObject()
        self.destroyed.connect(partial(self._pictures.want, wish, ()))
        self._pictures.want(wish, [self._asked])
        self._take(self._asked)
        open_size(self, 70, 44)
        self.frame.setFocus()

    def start(self) -> Job:
        """Remember the frame as it lies on the page before it was turned."""
        return self._session.viewing.crop(self._whole.id, self._page, self.frame.crop.turned(-self._turned))

    def _lay_out(self) -> None:
        edges = QGridLayout()
        edges.setColumnStretch(0, 1)
        for at, (name, cut) in enumerate(zip(_EDGES, self.cuts, strict=True)):
            label = QLabel(name)
            label.setBuddy(cut)
            edges.addWidget(label, at, 0)
            edges.addWidget(cut, at, 1)
        side = QVBoxLayout()
        side.addLayout(edges)
        side.addWidget(self.told)
        side.addWidget(Sentence(wording.phrase("crop_keys"), "hint"))
        side.addWidget(self.all_button)
        side.addSpacing(em(self) // 2)
        side.addWidget(Sentence(wording.phrase("crop_about"), "hint"))
        side.addWidget(Sentence(wording.phrase("crop_warning")))
        side.addStretch(1)
        aside = QWidget()
        aside.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()  # with large text on a small screen not all of it is in sight
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(aside)
        scroll.setFixedWidth(20 * em(self) + scroll.verticalScrollBar().sizeHint().width())
        body = QHBoxLayout()
        body.addWidget(self.frame, 1)
        body.addWidget(scroll)
        self.content.addLayout(body)

    def _take(self, asked: Asked) -> None:
        """Show the page once it is drawn."""
        if asked != self._asked or not self._pictures.knows(self._asked):
            return
        image = self._pictures.image(self._asked)
        if image is not None:
            self.frame.show_page(image, self._turned)
        else:
            self.frame.say(self._pictures.fault(self._asked) or wording.phrase("view_blank"))
        self._tell()

    def _set(self, crop: Crop) -> None:
        self.frame.set_crop(crop)
        self._drawn(crop)

    def _drawn(self, crop: Crop) -> None:
        """Tell in the fields where the edges are."""
        self._told_crop = crop
        shares = (crop.left, WHOLE - crop.right, crop.top, WHOLE - crop.bottom)
        for cut, share in zip(self.cuts, shares, strict=True):
            with QSignalBlocker(cut):
                cut.setValue(share / 100)
        self._tell()

    def _typed(self) -> None:
        """Move the frame's edges to where the fields say they are; if it would turn over, it stays and that is said."""
        left, right, top, bottom = (round(cut.value() * 100) for cut in self.cuts)
        self._told_crop = Crop(left, top, WHOLE - right, WHOLE - bottom)
        if self._told_crop.possible:
            self.frame.set_crop(self._told_crop)
        self._tell()

    def _tell(self) -> None:
        crop = self._told_crop
        fine = crop.possible and crop.large_enough
        size = {"width": f"{crop.width * 100:.0f}", "height": f"{crop.height * 100:.0f}"}
        small = wording.phrase("crop_too_small", percent=LEAST * 100 // WHOLE)
        over = wording.phrase("crop_turned_over")
        self.told.say(wording.phrase("crop_size", **size) if fine else small if crop.possible else over)
        self.frame.setAccessibleDescription(self.told.text())
        self.ok_button.setEnabled(fine and self._pictures.image(self._asked) is not None)


def _cut(name: str) -> QDoubleSpinBox:
    """Return the field of an edge: how many percent of the page's width or height are left out there."""
    field = QDoubleSpinBox(minimum=0.0, maximum=MOST_CUT, singleStep=1.0, decimals=1, suffix=" %")
    field.setAccessibleName(f"{name.split('(', maxsplit=1)[0]}百分之几")
    return field
