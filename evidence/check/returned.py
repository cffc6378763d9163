"""对照欠缺: what one arrival closed of what its unit owes, what is wrong with its files, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from evidence.check.codes_in_names import nearest_codes, unknown_codes
from evidence.check.debts import Debt, debts_by_unit, known_units, rows_by_code
from evidence.check.gaps import ItemGaps
from evidence.deliveries import Batch, BatchFile, Match
from evidence.model import ArrivalState, CriterionId, Facts, Flag, Piece, PieceId, SlotId
from evidence.origins import BY_DEBT_CODE
from evidence.returns import Trouble, Way, Wrong
from evidence.snapshot import Snapshot
from evidence.wording.why import listed_codes

_TOLD_OF_FILES = (Flag.DRAFT, Flag.ENCRYPTED)
# What speaks against a paper being what its codes ask for, in words.
Doubts = Callable[[PurePosixPath, Facts], Sequence[str]]


class Came(Struct, frozen=True):
    """One file of the arrival; of a paper that is gone meanwhile `piece` is None."""

    file: BatchFile
    piece: Piece | None
    codes: tuple[str, ...]
    way: Way | None
    closes: tuple[Debt, ...]  # gaps that are closed now and were not before this arrival
    serves: tuple[Debt, ...]  # gaps that it counts for and that are still open
    wrong: tuple[Wrong, ...]


class Returned(Struct, frozen=True):
    """An arrival beside what its unit owes."""

    unit: str | None  # its name of today; None: neither its record nor its codes tell whose it is
    files: tuple[Came, ...]  # without archives that were opened, and without what is no paper
    closed: tuple[Debt, ...]  # by this arrival
    missing: tuple[Debt, ...]  # still owed by the unit

    @property
    def wrong(self) -> tuple[Came, ...]:
        """The files with which something is wrong."""
        return tuple(came for came in self.files if came.wrong)


def returned(snapshot: Snapshot, gaps: Sequence[ItemGaps], batch: Batch, doubts: Doubts) -> Returned:
    """Hold an arrival against what is owed, as all of it stands now."""
    rows = rows_by_code(snapshot, gaps)
    unit = _unit(snapshot, batch, rows)
    own = {code: tuple(debt for debt in debts if unit in (None, debt.unit)) for code, debts in rows.items()}
    look = _Look(snapshot, batch, rows, [debt for debts in own.values() for debt in debts], doubts)
    files = tuple(look.came(file) for file in batch.files if not _is_aside(file))
    closed = {id(debt): debt for came in files for debt in came.closes}
    missing = debts_by_unit(snapshot, gaps).get(unit, ()) if unit else ()
    return Returned(unit, files, tuple(closed.values()), missing)


def _is_aside(file: BatchFile) -> bool:
    """Tell whether a file is an opened archive, or no paper at all: a list of ours, what systems leave behind."""
    return file.state is ArrivalState.OPENED or (file.state is ArrivalState.JUNK and Flag.EMPTY not in file.flags)


def _unit(snapshot: Snapshot, batch: Batch, rows: Mapping[str, Sequence[Debt]]) -> str | None:
    """Return whose arrival it is: as recorded, else the unit that most of its codes are of."""
    if batch.delivery.unit:
        return next(iter(known_units(snapshot).meant(batch.delivery.unit)), batch.delivery.unit)
    codes = (code for file in batch.files for code in nearest_codes(PurePosixPath(file.source), rows)[0])
    counts = Counter(debt.unit for code in codes for debt in rows[code])
    return counts.most_common(1)[0][0] if counts else None


class _Look:
    """What the files of one arrival are looked at with."""

    def __init__(
        self,
        snapshot: Snapshot,
        batch: Batch,
        rows: Mapping[str, Sequence[Debt]],
        own: Iterable[Debt],
        doubts: Doubts,
    ) -> None:
        self._snapshot, self._rows, self._doubts = snapshot, rows, doubts
        self._new = {file.piece for file in batch.files if file.piece and file.state is not ArrivalState.DUPLICATE}
        self._places: dict[PieceId, set[tuple[CriterionId, SlotId | None]]] = {}
        for filing in snapshot.filings:
            if filing.piece in self._new:
                self._places.setdefault(filing.piece, set()).add((filing.criterion, filing.slot))
        self._counted: dict[PieceId, list[Debt]] = {}
        for debt in own:
            for piece in debt.row.have:
                self._counted.setdefault(piece.id, []).append(debt)

    def came(self, file: BatchFile) -> Came:
        """Return what became of one file."""
        source = PurePosixPath(file.source)
        codes, in_name = nearest_codes(source, self._rows)
        piece = self._snapshot.piece_by_id.get(file.piece) if file.piece else None
        counted = self._counted.get(piece.id, []) if piece and file.state is ArrivalState.NEW else []
        listed = self._listed(piece) if piece and file.state is ArrivalState.NEW and not codes else ()
        if piece and file.state is ArrivalState.DUPLICATE:  # it may be what carries the code
            counted = [debt for debt in self._counted.get(piece.id, ()) if debt.code in codes]
        closes = tuple(debt for debt in counted if not debt.row.state.is_open and not self._met_before(debt))
        serves = tuple(debt for debt in counted if debt.row.state.is_open)
        way = _way(codes, listed, piece, in_name=in_name) if codes or listed or counted else None
        codes = codes or listed
        wrong = (
            *self._with_file(file, piece, counted),
            *(Wrong(Trouble.UNKNOWN_CODE, code) for code in unknown_codes(source, self._rows)),
            *(self._with_paper(file, piece, codes, counted) if piece and file.state is ArrivalState.NEW else ()),
        )
        return Came(file, piece, codes, way, closes, serves, wrong)

    def _met_before(self, debt: Debt) -> bool:
        """Tell whether a gap was closed without this arrival."""
        return sum(piece.id not in self._new for piece in debt.row.have) >= debt.row.needed

    def _listed(self, piece: Piece) -> tuple[str, ...]:
        """Return the codes that the unit's list gave for a paper: as its proposals say, else as its place tells."""
        said = (code for one in self._snapshot.suggestions.get(piece.id, ()) for code in listed_codes(one.why))
        if codes := tuple(dict.fromkeys(code for code in said if code in self._rows)):
            return codes
        if BY_DEBT_CODE not in dict(piece.origins).values():
            return ()
        faulty = (debt for debts in self._rows.values() for debt in debts if _has_fault(debt, piece))
        return tuple(dict.fromkeys(debt.code for debt in faulty))

    def _with_file(self, file: BatchFile, piece: Piece | None, counted: Sequence[Debt]) -> list[Wrong]:
        if file.state in (ArrivalState.UNREADABLE, ArrivalState.REFUSED) or Flag.EMPTY in file.flags:
            return [Wrong(Trouble.UNUSABLE, file.message or "")]
        found = [Wrong(Trouble.ENCRYPTED)] if Flag.ENCRYPTED in file.flags else []
        twice = piece is not None and piece.id in self._new
        if file.state is ArrivalState.DUPLICATE and piece and not (twice and counted):
            trouble = Trouble.TWICE if twice else Trouble.DUPLICATE
            found.append(Wrong(trouble, "" if twice else self._lies(piece)))
        if Flag.DRAFT in (piece.flags if piece else file.flags):
            found.append(Wrong(Trouble.DRAFT))
        if file.proposed or file.match is Match.UNCLEAR:
            found.append(Wrong(Trouble.VERSION))
        return found

    def _with_paper(self, file: BatchFile, piece: Piece, codes: Sequence[str], counted: Sequence[Debt]) -> list[Wrong]:
        found = [Wrong(Trouble.DOUBT, why) for why in self._doubts(PurePosixPath(file.source), piece.facts)]
        filed = piece.id in self._snapshot.items_of
        places = self._places.get(piece.id, ())
        debts = [debt for code in codes for debt in self._rows[code]]
        for debt in debts:
            if self._met_before(debt):
                found.append(Wrong(Trouble.MET, debt.code))
            elif (debt.criterion.id, debt.row.slot.id) in places:
                reasons = (defect.code for defect in debt.row.defects if defect.piece.id == piece.id)
                found += [Wrong(Trouble.NOT_COUNTED, reason) for reason in reasons if reason not in _TOLD_OF_FILES]
            elif filed:
                found.append(Wrong(Trouble.ELSEWHERE, self._lies(piece)))
        if not filed and codes:
            found.append(Wrong(Trouble.WAITING))
        if not codes and not counted:
            found.append(Wrong(Trouble.EXTRA, self._lies(piece)))
        return list(dict.fromkeys(found))

    def _lies(self, piece: Piece) -> str:
        """Return the codes of the items that a piece is filed under; empty for one in the tray."""
        items = self._snapshot.items_of.get(piece.id, ())
        return "、".join(self._snapshot.by_id[item].code for item in items if item in self._snapshot.by_id)


def _has_fault(debt: Debt, piece: Piece) -> bool:
    return any(defect.piece.id == piece.id for defect in debt.row.defects)


def _way(codes: Sequence[str], listed: Sequence[str], piece: Piece | None, *, in_name: bool) -> Way:
    if codes:
        return Way.NAME if in_name else Way.FOLDER
    if listed:
        return Way.LIST
    by_code = piece is not None and BY_DEBT_CODE in dict(piece.origins).values()
    return Way.LIST if by_code else Way.CONTENT
