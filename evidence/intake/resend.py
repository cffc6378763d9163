"""A resend beside what the same unit delivered before: the same, a newer version, new, or unclear; only proposed.

Files are matched by their bytes, their whole path, their whole name, or what their papers say; never by a piece of a
name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from evidence.deliveries import Batch, Match
from evidence.model import ArrivalState, CriterionId, Facts, Filing, Piece, PieceId, SlotId


class Came(NamedTuple):
    """A file as it is matched; `facts` None for what was not kept."""

    source: str
    state: ArrivalState
    piece: PieceId | None  # that was made, or for a duplicate the one that is there
    facts: Facts | None
    copy: bool = False  # of another file of the same batch
    asked: frozenset[tuple[CriterionId, SlotId]] = frozenset()  # the gaps that its 补报码 ask to be closed


class Matched(NamedTuple):
    """What a file is, and beside which piece; `candidates` where several are possible."""

    match: Match | None
    earlier: PieceId | None = None
    candidates: tuple[PieceId, ...] = ()


class _Known(Struct, frozen=True):
    piece: PieceId
    facts: Facts


class Resend:
    """What one batch is matched against."""

    def __init__(
        self, earlier: Iterable[Batch], pieces: Mapping[PieceId, Piece], filings: Iterable[Filing] = ()
    ) -> None:
        """Know the files of earlier batches whose pieces are still there, and where those lie."""
        self._lying = frozenset((filing.piece, filing.criterion, filing.slot) for filing in filings)
        self._pieces: set[PieceId] = set()
        self._by_path: dict[str, dict[PieceId, _Known]] = defaultdict(dict)
        self._by_name: dict[str, dict[PieceId, _Known]] = defaultdict(dict)
        self._by_facts: dict[tuple[object, ...], dict[PieceId, _Known]] = defaultdict(dict)
        for batch in earlier:
            for file in batch.files:
                if file.piece and file.piece in pieces and file.state is not ArrivalState.JUNK:
                    self._learn(file.source, _Known(file.piece, pieces[file.piece].facts))

    def _learn(self, source: str, known: _Known) -> None:
        self._pieces.add(known.piece)
        self._by_path[source][known.piece] = known
        self._by_name[PurePosixPath(source).name][known.piece] = known
        if told := _told(known.facts):
            self._by_facts[told][known.piece] = known

    @property
    def is_first(self) -> bool:
        """Whether nothing was delivered before."""
        return not self._pieces

    def may_replace(self, file: Came) -> bool:
        """Tell whether a file may be a newer version of something, whatever else is in its batch."""
        return any(self._candidates(file, stage) for stage in range(_STAGES))

    def matched(self, files: Sequence[Came]) -> tuple[Matched, ...]:
        """Return what each file of a whole batch is."""
        if self.is_first:
            return tuple(Matched(None) for _ in files)
        found: dict[int, Matched] = {}
        taken: set[PieceId] = set()
        for at, file in enumerate(files):
            if file.state is ArrivalState.DUPLICATE and file.piece and file.piece in self._pieces:
                found[at] = Matched(Match.SAME, file.piece)
                taken.add(file.piece)
        open_files = {at: f for at, f in enumerate(files) if at not in found and f.facts is not None and not f.copy}
        for stage in range(_STAGES):
            proposed = {at: self._candidates(file, stage, taken) for at, file in open_files.items() if at not in found}
            found |= _decided({at: pieces for at, pieces in proposed.items() if pieces})
            taken |= {one.earlier for one in found.values() if one.earlier}
        for at in open_files:
            found.setdefault(at, Matched(Match.NEW))
        return tuple(found.get(at, Matched(None)) for at in range(len(files)))

    def _candidates(self, file: Came, stage: int, taken: Collection[PieceId] = ()) -> tuple[PieceId, ...]:
        if file.facts is None or file.state is ArrivalState.DUPLICATE:
            return ()
        match stage:
            case 0:
                found = self._by_path.get(file.source, {})
            case 1:
                found = self._by_name.get(PurePosixPath(file.source).name, {})
            case _:
                found = self._by_facts.get(_told(file.facts), {})
        return tuple(
            known.piece
            for known in found.values()
            if known.piece not in taken
            and (stage == 0 or not _differ(known.facts, file.facts))
            and self._may_lie_where_asked(known.piece, file)
        )

    def _may_lie_where_asked(self, piece: PieceId, file: Came) -> bool:
        """Tell whether a piece can be what a file is a version of: with a 补报码 only one that lies where that says."""
        return not file.asked or any((piece, *place) in self._lying for place in file.asked)


_STAGES = 3  # by whole path, by whole name, by facts


def _decided(proposed: Mapping[int, tuple[PieceId, ...]]) -> dict[int, Matched]:
    """Return what files are for which a stage found pieces: versions only where one file has one piece to itself."""
    wanted: dict[PieceId, int] = defaultdict(int)
    for pieces in proposed.values():
        for piece in pieces:
            wanted[piece] += 1
    return {
        at: Matched(Match.VERSION, pieces[0])
        if len(pieces) == 1 and wanted[pieces[0]] == 1
        else Matched(Match.UNCLEAR, None, pieces)
        for at, pieces in proposed.items()
    }


def _told(facts: Facts) -> tuple[object, ...]:
    """Return what tells a paper from others; empty if that is too little."""
    if facts.title is None or (facts.document_number is None and facts.kind is None):
        return ()
    return facts.title, facts.document_number, facts.kind


def _differ(one: Facts, other: Facts) -> bool:
    """Tell whether two papers cannot be versions of one: another number, or without numbers another day or year."""
    if one.document_number or other.document_number:
        return bool(one.document_number and other.document_number and one.document_number != other.document_number)
    days = one.issued_on and other.issued_on and one.issued_on != other.issued_on
    return bool(days or (one.year and other.year and one.year != other.year))
