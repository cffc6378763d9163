"""The services of a workspace, each made when it is asked for first: a project is looked at before they are needed."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

from evidence.secrecy import Secrecy

if TYPE_CHECKING:
    from evidence.boxing import Boxing
    from evidence.chasing import Chasing
    from evidence.contributing import Contributing
    from evidence.doubting import Doubting
    from evidence.figure_table import FigureTable
    from evidence.freezing import Freezing
    from evidence.pieces import Pieces
    from evidence.placing import Placing
    from evidence.receiving import Receiving
    from evidence.recognising import Scans
    from evidence.reviewing import Reviewing
    from evidence.schemes import Schemes
    from evidence.scoring import Scoring
    from evidence.searching import Searching
    from evidence.trend import Trend
    from evidence.watching import Watching
    from evidence.workspace import Workspace


T = TypeVar("T")


class _made_once(Generic[T]):  # noqa: N801 — used as what decorates
    """A property that is made by whichever thread asks first; the others wait, and have the same.

    `functools.cached_property` promises that up to Python 3.11 alone.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.__doc__ = make.__doc__
        self._make, self._name = make, make.__name__
        self._making = RLock()

    @overload
    def __get__(self, of: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, of: object, owner: type | None = None) -> T: ...

    def __get__(self, of: object | None, owner: type | None = None) -> Self | T:
        if of is None:
            return self
        known = vars(of)  # from the second time on it is found there first
        with self._making:
            if self._name not in known:
                known[self._name] = self._make(of)
            return known[self._name]


class Services:
    """What a `Workspace` offers beyond its own methods."""

    @_made_once
    def secrecy(self) -> Secrecy:
        """隔离: asked at once whether an earlier one was left undone."""
        return Secrecy(self._workspace)

    @_made_once
    def schemes(self) -> Schemes:
        """Criteria and their editions."""
        from evidence.schemes import Schemes

        return Schemes(self._workspace)

    @_made_once
    def receiving(self) -> Receiving:
        """What units deliver."""
        from evidence.receiving import Receiving

        return Receiving(self._workspace)

    @_made_once
    def pieces(self) -> Pieces:
        """Pieces that are split and joined."""
        from evidence.pieces import Pieces

        return Pieces(self._workspace)

    @_made_once
    def watching(self) -> Watching:
        """The folder that papers are taken in from."""
        from evidence.watching import Watching

        return Watching(self._workspace)

    @_made_once
    def scoring(self) -> Scoring:
        """自评得分."""
        from evidence.scoring import Scoring

        return Scoring(self._workspace)

    @_made_once
    def searching(self) -> Searching:
        """Finding papers by what they say."""
        from evidence.searching import Searching

        return Searching(self._workspace)

    @_made_once
    def scans(self) -> Scans:
        """Scans, and what is read in them."""
        from evidence.recognising import Scans

        return Scans(self._workspace)

    @_made_once
    def boxing(self) -> Boxing:
        """卷盒."""
        from evidence.boxing import Boxing

        return Boxing(self._workspace)

    @_made_once
    def freezing(self) -> Freezing:
        """定稿."""
        from evidence.freezing import Freezing

        return Freezing(self._workspace)

    @_made_once
    def trend(self) -> Trend:
        """How the project stood on earlier days."""
        from evidence.trend import Trend

        return Trend(self._workspace)

    @_made_once
    def figures(self) -> FigureTable:
        """关键数据."""
        from evidence.figure_table import FigureTable

        return FigureTable(self._workspace)

    @_made_once
    def doubting(self) -> Doubting:
        """疑点."""
        from evidence.doubting import Doubting

        return Doubting(self._workspace)

    @_made_once
    def reviewing(self) -> Reviewing:
        """What a second person finds."""
        from evidence.reviewing import Reviewing

        return Reviewing(self._workspace)

    @_made_once
    def contributing(self) -> Contributing:
        """承担范围."""
        from evidence.contributing import Contributing

        return Contributing(self._workspace)

    @_made_once
    def chasing(self) -> Chasing:
        """催报."""
        from evidence.chasing import Chasing

        return Chasing(self._workspace)

    @_made_once
    def placing(self) -> Placing:
        """What knows where papers belong; loaded when the first one is filed."""
        from evidence.placing import Placing

        return Placing()

    @property
    def _workspace(self) -> Workspace:
        return cast("Workspace", self)
