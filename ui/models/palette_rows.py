"""What a few typed characters may mean: something to do, an item, a paper, a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import Qt

from evidence.folding import fold
from evidence.queries import problem_meant
from ui.labels import tip
from ui.models.flat import Index, ListModel

TARGET = Qt.ItemDataRole.UserRole
_MOST = 12  # rows of a kind: who has not found it among them types on


class Sort(IntEnum):
    """What an entry is, in the order in which they are listed."""

    COMMAND = 0
    ITEM = 1
    PAPER = 2
    PROBLEM = 3


_NAMES = {Sort.COMMAND: "办理", Sort.ITEM: "评价内容", Sort.PAPER: "材料", Sort.PROBLEM: "整改问题"}


class Target(Struct, frozen=True):
    """One thing that can be gone to or done."""

    sort: Sort
    name: str
    beside: str  # the keys of a command, the number of a paper, the place of a problem
    folded: str  # what is searched in
    go: Callable[[], object]
    number: int | None = None  # 台账号 of a problem


class Column(IntEnum):
    """What is told of a target."""

    SORT = 0
    NAME = 1
    BESIDE = 2


def target(
    sort: Sort, name: str, beside: str, go: Callable[[], object], also: str = "", number: int | None = None
) -> Target:
    """Return a target that is found by its name, by what stands beside it, and by what `also` says."""
    plain = " ".join(name.split())
    return Target(sort, plain, beside, "\n".join(map(fold, (plain, beside, also))), go, number)


class PaletteRows(ListModel[Target]):
    """What matches all the words, of each kind those first whose name begins with the first word.

    A problem that is named by its number (第4号; 4号 市场) comes before all else.
    """

    headings = {Column.SORT: "类别", Column.NAME: "名称", Column.BESIDE: "文号、点位或快捷键"}  # noqa: RUF012

    def __init__(self) -> None:
        """Know no targets."""
        super().__init__()
        self._targets: Sequence[Target] = ()

    def know(self, targets: Iterable[Target]) -> None:
        """Search among these too."""
        self._targets = (*self._targets, *targets)

    def search(self, text: str) -> None:
        """List what is meant; without a word, all commands."""
        words = [fold(word) for word in text.split()]
        numbers = {word: problem_meant(word) for word in words}
        meant = self._targets
        for word in words:
            number = numbers[word]
            meant = [one for one in meant if word in one.folded or (number is not None and one.number == number)]
        whole = problem_meant(text)  # also of 第 4 号
        named = {whole, *numbers.values()} - {None}
        found = [one for one in (meant if whole is None else self._targets) if one.number in named]
        for sort in Sort:
            of_sort = [one for one in meant if one.sort is sort and one.number not in named]
            if words:
                of_sort.sort(key=lambda one: not one.folded.startswith(words[0]))
                found += of_sort[:_MOST]
            elif sort is Sort.COMMAND:
                found += of_sort
        self._list(found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        texts = {Column.SORT: _NAMES[one.sort], Column.NAME: one.name, Column.BESIDE: one.beside}
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[Column(index.column())]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(one.name, one.beside)
            case _ if role == TARGET:
                return one
            case _:
                return None
