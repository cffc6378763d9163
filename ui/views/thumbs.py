"""The pages of a paper as a strip of small pictures, beside the page that is read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.page_pictures import PagePictures
from ui.theme import em
from ui.views.page_flow import PageFlow

_WIDTH_EM = 9


class Thumbs(PageFlow):
    """One below the other; the arrows leaf."""

    gap_em = 0.8
    most_columns = 1

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(pictures, parent, cuts=False)
        self.setFixedWidth(_WIDTH_EM * em(self))
        self.setAccessibleName("缩略图")

    def page_width(self, room: int) -> int:
        """Return how wide a page is shown in a viewport so wide."""
        return max(20, room - 2 * self._gap)

    def enlarge(self, *, enlarged: bool) -> None:
        """Stay small: pages are read beside."""
