"""复核 as menus: 工作状态 of the selected items, and the verdict on the selected papers."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from evidence.export import phrases
from evidence.model import Criterion, Filing
from evidence.reviews import Fit, Work
from ui.offering import offered
from ui.review_work import ReviewWork, last_reviewer
from ui.session import Session

_MOST_NAMED = 3
_EXAMPLES = {Fit.NOT: "如：会议纪要没有提到这一项", Fit.INCOMPLETE: "如：缺签到表和照片"}
_NAMES = {Fit.NOT: "不对应", Fit.INCOMPLETE: "需补充"}


class WorkMenu(QMenu):
    """工作状态: how far the selected items are."""

    def __init__(self, session: Session, selected: Callable[[], Sequence[Criterion]], over: QWidget) -> None:
        """Act on what `selected` tells; a dialog opens over a widget."""
        super().__init__("工作状态(&F)", over)
        self._session, self._work, self._selected, self._over = session, ReviewWork(session), selected, over
        self.to_review = self._add("待复核（收齐，等人复核）(&W)", self._mark_to_review)
        self.to_review.setToolTip("能收的都收了；没有材料的也查疑点")
        self.done = self._add("已完成(&D)", self._finish)
        self.done_by = self._add("已完成，另写复核人(&N)…", self._ask)
        self.addSeparator()
        self.collecting = self._add("改回收集中(&B)", self._take_back)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.allow)

    def allow(self, ones: Sequence[Criterion] | None = None) -> None:
        """Offer what can be said of what is selected; ticked is what was said of all of it."""
        items = self._selected() if ones is None else ones
        marks = self._session.moment.snapshot.marks if items else {}
        said = {mark.state if (mark := marks.get(item.id)) else None for item in items}
        name = last_reviewer(self._session.moment.snapshot) if items else ""
        self.done.setText(f"已完成（{name}）(&D)" if name else "已完成(&D)…")
        self.done_by.setVisible(bool(name))
        for action, state in ((self.to_review, Work.TO_REVIEW), (self.done, Work.DONE)):
            action.setCheckable(True)
            action.setChecked(said == {state})
        for action in (self.to_review, self.done, self.done_by):
            action.setEnabled(bool(items))
        self.collecting.setEnabled(bool(said - {None}))

    def _add(self, text: str, do: Callable[[], object]) -> QAction:
        return _added(self, text, do)

    def _mark_to_review(self) -> None:
        self._work.mark_to_review([item.id for item in self._selected()]).failed.connect(self._session.refuse)

    def _finish(self) -> None:
        name = last_reviewer(self._session.moment.snapshot)
        if not name:
            self._ask()
            return
        ones = [item.id for item in self._selected()]
        self._work.set_work(ones, Work.DONE, name).failed.connect(self._session.refuse)

    def _ask(self) -> None:
        from ui.dialogs.review import ReviewDialog

        ones = list(self._selected())
        named = "、".join(one.code for one in ones[:_MOST_NAMED]) + ("等" if len(ones) > _MOST_NAMED else "")
        about = f"{named}共 {len(ones)} 项，复核过，记为已完成。以后材料有变动，会显示需再看。"
        items = [one.id for one in ones]
        ReviewDialog(
            self._session, "已完成", about, lambda name, _: self._work.set_work(items, Work.DONE, name), self._over
        ).open()

    def _take_back(self) -> None:
        ones = [item.id for item in self._selected()]
        self._work.set_work(ones, Work.COLLECTING, "").failed.connect(self._session.refuse)


class FitMenu(QMenu):
    """复核: what a second person finds of the selected papers in their places."""

    def __init__(self, session: Session, selected: Callable[[], Sequence[Filing]], over: QWidget) -> None:
        """Act on what `selected` tells; a dialog opens over a widget."""
        super().__init__("复核(&H)", over)
        self._session, self._work, self._selected, self._over = session, ReviewWork(session), selected, over
        self.fits = _added(self, "对应(&Y)", self._fits)
        self.fits_by = _added(self, "对应，另写复核人(&N)…", self._ask_who)
        self.fits_not = _added(self, "不对应(&X)…", lambda: self._ask_why(Fit.NOT))
        self.incomplete = _added(self, "需补充(&S)…", lambda: self._ask_why(Fit.INCOMPLETE))
        self.addSeparator()
        self.withdraw = _added(self, "撤回意见(&B)", self._take_back)
        self.aboutToShow.connect(self.allow)

    def allow(self) -> None:
        """Offer what can be said of what is selected."""
        filings = self._selected()
        name = last_reviewer(self._session.moment.snapshot) if filings else ""
        self.fits.setText(f"对应（{name}）(&Y)" if name else "对应(&Y)…")
        self.fits_by.setVisible(bool(name))
        for action in (self.fits, self.fits_by, self.fits_not, self.incomplete):
            action.setEnabled(bool(filings))
        self.withdraw.setEnabled(any(filing.review for filing in filings))

    def _fits(self) -> None:
        name = last_reviewer(self._session.moment.snapshot)
        if not name:
            self._ask_who()
            return
        keys = [filing.id for filing in self._selected()]
        self._work.judge(keys, Fit.FITS, name, "").failed.connect(self._session.refuse)

    def _ask_who(self) -> None:
        self._ask("对应", Fit.FITS, "都与评价内容对应。", None)

    def _ask_why(self, fit: Fit) -> None:
        what = "不算应备件，缺项里写明原因。" if fit is Fit.NOT else "照算应备件，列为需完善。"
        self._ask(_NAMES[fit], fit, what, _EXAMPLES[fit])

    def _ask(self, title: str, fit: Fit, what: str, why: str | None) -> None:
        from ui.dialogs.review import ReviewDialog

        filings = list(self._selected())
        keys = [filing.id for filing in filings]
        snapshot = self._session.moment.snapshot
        titles = [phrases.title_of(snapshot.piece_by_id[filing.piece], snapshot) for filing in filings]
        named = "".join(f"《{title}》" for title in titles[:_MOST_NAMED])
        about = f"{named}{f'等 {len(titles)} 件' if len(titles) > _MOST_NAMED else ''}：{what}"
        ReviewDialog(
            self._session,
            title,
            about,
            lambda name, reason: self._work.judge(keys, fit, name, reason),
            self._over,
            why=why,
        ).open()

    def _take_back(self) -> None:
        keys = [filing.id for filing in self._selected() if filing.review]
        self._work.withdraw(keys).failed.connect(self._session.refuse)


def _added(menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
    action = offered(text, menu, do)
    menu.addAction(action)
    return action
