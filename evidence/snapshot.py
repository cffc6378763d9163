"""A workspace at one moment, and what writes touch in it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from evidence.as_pages import shown_pages
from evidence.boxes import NO_BOXES, Boxes
from evidence.complaints import Dismissal, DoubtKey
from evidence.model import (
    Criterion,
    CriterionId,
    Filing,
    Mode,
    Original,
    OriginalId,
    Piece,
    PieceId,
    Project,
    SchemeFacts,
    SchemeId,
    Suggestion,
)
from evidence.points import NO_RULES, PassRules, SelfScore
from evidence.reviews import WorkMark

if TYPE_CHECKING:
    from evidence.findings import FindingId
    from evidence.key_figures import KeyFigure


class OtherScheme(Struct, frozen=True):
    """A scheme of the project that is not the one worked on."""

    id: SchemeId
    facts: SchemeFacts
    criteria: tuple[Criterion, ...]


class Snapshot(Struct, frozen=True, dict=True):
    """A workspace at one moment, as the scheme worked on sees it: all checks, exports and windows come from it."""

    project: Project
    scheme_id: SchemeId
    scheme: SchemeFacts
    criteria: tuple[Criterion, ...]  # groups before their children, in the table's order
    others: tuple[OtherScheme, ...]  # the project's further schemes
    counterparts: dict[CriterionId, tuple[CriterionId, ...]]  # items of other schemes that the same papers serve
    originals: dict[OriginalId, Original]
    pieces: tuple[Piece, ...]  # in order of arrival
    filings: tuple[Filing, ...]  # in order of filing
    suggestions: dict[PieceId, tuple[Suggestion, ...]]  # of pieces that are filed nowhere, best first; absent: none
    alike: dict[PieceId, dict[PieceId, float]]  # 内容雷同, both ways, with the share that is the same, highest first
    at: datetime
    key_figures: tuple[KeyFigure, ...] = ()  # 关键数据, in the order they were written down
    dismissed: dict[DoubtKey, Dismissal] = field(default_factory=dict[DoubtKey, Dismissal])  # 不作问题
    marks: dict[CriterionId, WorkMark] = field(default_factory=dict[CriterionId, WorkMark])  # 待复核, 已完成
    scores: dict[CriterionId, SelfScore] = field(default_factory=dict[CriterionId, SelfScore])  # 自评得分
    pass_rules: PassRules = NO_RULES
    outside: frozenset[CriterionId] = frozenset()  # items beyond 承担范围; of no account in 本级申报
    boxes: Boxes = NO_BOXES  # of the scheme worked on

    @cached_property
    def by_code(self) -> dict[str, Criterion]:
        """Criteria by their code."""
        return {criterion.code: criterion for criterion in self.criteria}

    @cached_property
    def by_id(self) -> dict[CriterionId, Criterion]:
        """Criteria by their id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def items(self) -> tuple[Criterion, ...]:
        """All items that evidence can be filed under, in the table's order, asked of the office or not."""
        parents = {criterion.parent for criterion in self.criteria}
        return tuple(criterion for criterion in self.criteria if criterion.id not in parents)

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The items that are asked of the office, in the table's order: what is counted, shown and exported.

        In 本级申报 these are all items, in 向上级报送 those within 承担范围.
        """
        if self.project.mode is Mode.OWN:
            return self.items
        return tuple(item for item in self.items if item.id not in self.outside)

    @cached_property
    def asked(self) -> frozenset[CriterionId]:
        """The ids of the items that are asked of the office."""
        return frozenset(item.id for item in self.leaves)

    @cached_property
    def asked_filings(self) -> tuple[Filing, ...]:
        """The filings under items that are asked of the office, in order of filing."""
        return tuple(filing for filing in self.filings if filing.criterion in self.asked)

    @cached_property
    def piece_by_id(self) -> dict[PieceId, Piece]:
        """Pieces by their id."""
        return {piece.id: piece for piece in self.pieces}

    @cached_property
    def filed_under(self) -> dict[CriterionId, tuple[Filing, ...]]:
        """Filings of each criterion that has any, in order of filing."""
        found: dict[CriterionId, list[Filing]] = {}
        for filing in self.filings:
            found.setdefault(filing.criterion, []).append(filing)
        return {criterion: tuple(filings) for criterion, filings in found.items()}

    @cached_property
    def items_of(self) -> dict[PieceId, tuple[CriterionId, ...]]:
        """Items that each piece is filed under that is filed at all, in order of filing."""
        found: dict[PieceId, dict[CriterionId, None]] = {}
        for filing in self.filings:
            found.setdefault(filing.piece, {})[filing.criterion] = None
        return {piece: tuple(items) for piece, items in found.items()}

    @cached_property
    def finished(self) -> frozenset[CriterionId]:
        """The items that are 收齐, reviewed or not."""
        return frozenset(self.marks)

    @cached_property
    def unfiled(self) -> tuple[Piece, ...]:
        """The pieces that are filed nowhere yet (待整理), in order of arrival."""
        filed = {filing.piece for filing in self.filings}
        return tuple(piece for piece in self.pieces if piece.id not in filed)

    @cached_property
    def certain(self) -> frozenset[PieceId]:
        """The pieces whose first place that is proposed is sure, and one that is asked of the office."""
        first = ((piece, found[0]) for piece, found in self.suggestions.items() if found)
        return frozenset(piece for piece, place in first if place.certain and place.criterion in self.asked)

    def pages_of_files(self, piece: Piece) -> int | None:
        """Return how many pages those files of a piece have that are printed; None: it has none, or one is unknown."""
        counts = [part.length or shown_pages(self.originals[part.original]) for part in piece.parts if part.printed]
        return sum(count or 0 for count in counts) if counts and None not in counts else None

    def chain(self, criterion: Criterion) -> tuple[Criterion, ...]:
        """Return the groups above a criterion, topmost first."""
        above = [criterion]
        while (parent := above[0].parent) is not None:
            above.insert(0, self.by_id[parent])
        return tuple(above[:-1])

    def below(self, criterion: CriterionId) -> frozenset[CriterionId]:
        """Return an item, or all items below a group."""
        return frozenset(i.id for i in self.items if criterion in (i.id, *(group.id for group in self.chain(i))))


class Changes(Struct, frozen=True):
    """What writes touched, so that a view can follow without reading all again."""

    pieces: frozenset[PieceId] = frozenset()  # new, gone, changed, filed or taken out
    criteria: frozenset[CriterionId] = frozenset()  # items whose filings or 自评得分 changed, or a piece filed there
    scheme: bool = False  # the criteria, the units or the project's own facts: all that is computed may differ
    doubts: bool = False  # what is dismissed, or which items are 收齐
    findings: frozenset[FindingId] = frozenset()  # problems of 整改台账, of which the snapshot knows nothing
    sites: bool = False  # 点位, of which it knows nothing either

    def __or__(self, other: Changes) -> Changes:
        """Return what either touched."""
        return Changes(
            self.pieces | other.pieces,
            self.criteria | other.criteria,
            self.scheme or other.scheme,
            self.doubts or other.doubts,
            self.findings | other.findings,
            self.sites or other.sites,
        )
