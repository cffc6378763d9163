"""The services of a workspace, each made when it is asked for first: a project is looked at before they are needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

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


class Services:
    """What a `Workspace` offers beyond its own methods.

    Each is made once, whichever thread asks first: Python 3.11, which the program is made for, sees to that.
    """

    @cached_property
    def secrecy(self) -> Secrecy:
        """隔离: asked at once whether an earlier one was left undone."""
        return Secrecy(self._workspace)

    @cached_property
    def schemes(self) -> Schemes:
        """Criteria and their editions."""
        from evidence.schemes import Schemes

        return Schemes(self._workspace)

    @cached_property
    def receiving(self) -> Receiving:
        """What units deliver."""
        from evidence.receiving import Receiving

        return Receiving(self._workspace)

    @cached_property
    def pieces(self) -> Pieces:
        """Pieces that are split and joined."""
        from evidence.pieces import Pieces

        return Pieces(self._workspace)

    @cached_property
    def watching(self) -> Watching:
        """The folder that papers are taken in from."""
        from evidence.watching import Watching

        return Watching(self._workspace)

    @cached_property
    def scoring(self) -> Scoring:
        """自评得分."""
        from evidence.scoring import Scoring

        return Scoring(self._workspace)

    @cached_property
    def searching(self) -> Searching:
        """Finding papers by what they say."""
        from evidence.searching import Searching

        return Searching(self._workspace)

    @cached_property
    def scans(self) -> Scans:
        """Scans, and what is read in them."""
        from evidence.recognising import Scans

        return Scans(self._workspace)

    @cached_property
    def boxing(self) -> Boxing:
        """卷盒."""
        from evidence.boxing import Boxing

        return Boxing(self._workspace)

    @cached_property
    def freezing(self) -> Freezing:
        """定稿."""
        from evidence.freezing import Freezing

        return Freezing(self._workspace)

    @cached_property
    def trend(self) -> Trend:
        """How the project stood on earlier days."""
        from evidence.trend import Trend

        return Trend(self._workspace)

    @cached_property
    def figures(self) -> FigureTable:
        """关键数据."""
        from evidence.figure_table import FigureTable

        return FigureTable(self._workspace)

    @cached_property
    def doubting(self) -> Doubting:
        """疑点."""
        from evidence.doubting import Doubting

        return Doubting(self._workspace)

    @cached_property
    def reviewing(self) -> Reviewing:
        """What a second person finds."""
        from evidence.reviewing import Reviewing

        return Reviewing(self._workspace)

    @cached_property
    def contributing(self) -> Contributing:
        """承担范围."""
        from evidence.contributing import Contributing

        return Contributing(self._workspace)

    @cached_property
    def chasing(self) -> Chasing:
        """催报."""
        from evidence.chasing import Chasing

        return Chasing(self._workspace)

    @cached_property
    def placing(self) -> Placing:
        """What knows where papers belong; loaded when the first one is filed."""
        from evidence.placing import Placing

        return Placing()

    @property
    def _workspace(self) -> Workspace:
        return cast("Workspace", self)
