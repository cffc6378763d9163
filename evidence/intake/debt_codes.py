"""What a 补报码 in a paper's name or folders tells: where it belongs, and whose and of which year it is.

It tells nothing against what the paper itself says: then the place is proposed all the same, with a remark, and a clerk
decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from evidence import wording
from evidence.check.codes_in_names import nearest_codes, path_without_codes
from evidence.check.debts import known_units, rows_by_code
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.intake.kinds import PICTURES, contrary, kinds_of
from evidence.model import CriterionId, Fact, Facts, Scope, SlotId, Suggestion
from evidence.origins import BY_DEBT_CODE, IN_FOLDER, IN_NAME, Origins
from evidence.snapshot import Snapshot
from evidence.units import KnownUnits

_IN_NAME, _IN_FOLDER = 0.995, 0.99
_DOUBTED = 0.9  # something speaks against it: first all the same, and below what is certain
_SHARED = 0.5  # the code is that of several gaps
_BESIDE = 0.3  # what anything else can still mean where a code says otherwise
# Names that a messenger gives: a day in one is that of sending.
_MESSENGER = re.compile(r"(?i)^(?:mmexport|wx_camera|微信图片|微信截图|QQ图片|QQ截图)")


class Listed(NamedTuple):
    """What the list of a unit says of a file by its name."""

    codes: tuple[str, ...]
    shared: bool  # whether the name stands for several gaps or files


class _Carried(NamedTuple):
    """The codes of a paper, how they were found and how sure that is."""

    codes: tuple[str, ...] = ()
    how: str = ""
    sure: float = 0.0
    shared: bool = False


class Owed(NamedTuple):
    """A gap that a code asks to be closed."""

    criterion: CriterionId
    slot: SlotId
    kinds: tuple[str, ...]
    year: int | None
    unit: str
    by_unit: bool  # whether it matters who issued it, as where each township owes one
    open: bool


class DebtCodes(Struct, frozen=True):
    """The codes of a project, to be asked about the files of one arrival."""

    rows: Mapping[str, tuple[Owed, ...]]
    units: KnownUnits
    sender: str | None = None  # who brought the arrival, as typed
    listed: Mapping[PurePosixPath, Listed] = field(default_factory=dict[PurePosixPath, Listed])  # by lists of units

    def brought(self, sender: str | None, listed: Mapping[PurePosixPath, Listed]) -> DebtCodes:
        """Return the same for an arrival from a unit, with the codes that lists in it give for its files."""
        return replace(self, sender=sender, listed=listed)

    def bare(self, source: PurePosixPath) -> PurePosixPath:
        """Return a path without codes, which are no words of a title."""
        return path_without_codes(source, self.rows) if self.rows else source

    def told(self, facts: Facts, origins: Origins, source: PurePosixPath) -> tuple[Facts, Origins]:
        """Return the facts of a paper with the year and the unit of what it is meant for, where it says nothing.

        A folder's year and the day of sending in a messenger's name are nothing that a paper says.
        """
        carried = self._carried(source)
        owed = [row for code in carried.codes for row in self._meant(code)]
        if not owed or carried.shared:
            return facts, origins
        new: dict[Fact, int | str | None] = {}
        said = dict(origins)
        sent = _MESSENGER.match(self.bare(source).stem) is not None
        silent = (IN_FOLDER, IN_NAME) if sent else (IN_FOLDER,)
        years = {row.year for row in owed if row.year is not None}
        if len(years) == 1 and (facts.year is None or said.get(Fact.YEAR) in silent):
            (new[Fact.YEAR],) = years
            if sent and facts.issued_on and facts.issued_on.year not in years:
                new[Fact.DAY] = None
        units = {row.unit for row in owed}
        if len(units) == 1 and self._from(*units) and (facts.unit is None or said.get(Fact.UNIT) == IN_FOLDER):
            (new[Fact.UNIT],) = units
        told = tuple((fact.value, BY_DEBT_CODE) for fact, value in new.items() if value is not None)
        kept = tuple((name, origin) for name, origin in origins if name not in new)
        return replace(facts, **{fact.value: value for fact, value in new.items()}), (*kept, *told)

    def applied(self, found: Sequence[Suggestion], facts: Facts, source: PurePosixPath) -> tuple[Suggestion, ...]:
        """Return proposals with the places that the codes of a paper name, those before all others."""
        codes, how, sure, shared = self._carried(source)
        if not codes:
            return tuple(found)
        years = self._years(codes)
        coded: dict[tuple[CriterionId, SlotId], Suggestion] = {}
        for code in codes:
            for row in self.rows[code]:
                doubts = self._contradicted(row, facts, years)
                if not row.open:
                    doubts = (*doubts, wording.WHY["debt_met"])
                confidence = _DOUBTED if doubts else sure
                if len(self.rows[code]) > 1:
                    doubts, confidence = (*doubts, wording.WHY["debt_shared"]), _SHARED
                if shared:
                    doubts, confidence = (*doubts, wording.WHY["debt_listed_shared"]), _SHARED
                why = [wording.WHY[how].format(code=code), *doubts]
                if not doubts and (photo := self._photo(row, facts)):
                    why.append(photo)
                place = Suggestion(row.criterion, row.slot, confidence, wording.AND_ALSO.join(why))
                known = coded.get((row.criterion, row.slot))
                if known is None or known.confidence < confidence:
                    coded[row.criterion, row.slot] = place
        items = {place.criterion for place in coded.values()}
        others = (replace(one, confidence=min(one.confidence, _BESIDE)) for one in found if one.criterion not in items)
        return (*sorted(coded.values(), key=lambda place: -place.confidence), *others)

    def places(self, source: PurePosixPath) -> frozenset[tuple[CriterionId, SlotId]]:
        """Return where the codes of a paper ask it to be filed."""
        return frozenset((row.criterion, row.slot) for code in self._carried(source).codes for row in self.rows[code])

    def doubts(self, source: PurePosixPath, facts: Facts) -> tuple[str, ...]:
        """Return what speaks against a paper being what its codes ask for, in words; whether that is there is none."""
        codes = self._carried(source).codes
        rows = [row for code in codes for row in self.rows[code]]
        years = self._years(codes)
        said = [wording.WHY["debt_shared"]] if len(rows) > len(codes) else []
        for row in rows:
            said += [*self._contradicted(row, facts, years), *filter(None, (self._photo(row, facts),))]
        return tuple(dict.fromkeys(said))

    def _years(self, codes: Sequence[str]) -> list[int]:
        return sorted({row.year for code in codes for row in self._meant(code) if row.year is not None})

    def _carried(self, source: PurePosixPath) -> _Carried:
        """Return the codes of a paper; a list is asked only where neither the file nor a folder has any."""
        if not self.rows:
            return _Carried()
        codes, in_name = nearest_codes(source, self.rows)
        if codes:
            return _Carried(codes, *(("debt_code", _IN_NAME) if in_name else ("debt_code_in_folder", _IN_FOLDER)))
        listed = self.listed.get(source)
        written = tuple(code for code in listed.codes if code in self.rows) if listed else ()
        return _Carried(written, "debt_code_in_list", _IN_FOLDER, listed.shared) if listed and written else _Carried()

    def _meant(self, code: str) -> tuple[Owed, ...]:
        """Return the gap of a code; nothing where several share it."""
        rows = self.rows[code]
        return rows if len(rows) == 1 else ()

    def _contradicted(self, row: Owed, facts: Facts, years: Sequence[int]) -> tuple[str, ...]:
        """Return what speaks against a gap, in words."""
        said: list[tuple[str, dict[str, object]]] = []
        if row.year is not None and facts.year is not None and facts.year != row.year:
            said.append(("debt_year", {"asked": row.year, "said": facts.year}))
        elif row.year is not None and facts.year is None and len(years) > 1:
            said.append(("debt_years", {"asked": "、".join(map(str, years))}))
        if not self._from(row.unit):
            said.append(("debt_sender", {"asked": row.unit, "said": self.sender}))
        elif row.by_unit and (other := self._other_unit(row, facts)):
            said.append(("debt_unit", {"asked": row.unit, "said": other}))
        if row.kinds and facts.kind not in PICTURES and all(contrary(facts.kind, kind) for kind in row.kinds):
            said.append(("debt_kind", {"asked": "或".join(row.kinds), "said": facts.kind}))
        return tuple(wording.WHY[code].format(**params) for code, params in said)

    def _photo(self, row: Owed, facts: Facts) -> str:
        """Return that a picture came where a paper is asked for, which may well be one of the paper."""
        if facts.kind not in PICTURES or not row.kinds or not all(contrary(facts.kind, kind) for kind in row.kinds):
            return ""
        return wording.WHY["debt_photo"].format(asked="或".join(row.kinds))

    def _from(self, unit: str) -> bool:
        """Tell whether an arrival may be that of a unit; it may if nobody knows whose it is."""
        meant = self.units.meant(self.sender) if self.sender else ()
        return not meant or unit in meant

    def _other_unit(self, row: Owed, facts: Facts) -> str | None:
        for sender in (facts.issuer, facts.unit):
            meant = self.units.meant(sender) if sender else ()
            if meant and row.unit not in meant:
                return sender
        return None


NO_CODES = DebtCodes({}, KnownUnits({}))


def debt_codes(snapshot: Snapshot, gaps: Iterable[ItemGaps] | None = None) -> DebtCodes:
    """Return the codes of a project as it stands; `gaps` are those of the snapshot, where they are known already."""
    rows = {
        code: tuple(
            Owed(
                debt.criterion.id,
                debt.row.slot.id,
                kinds_of(debt.row.slot),
                debt.row.year,
                debt.unit,
                debt.row.slot.scope is not Scope.OWN,
                debt.row.state.is_open,
            )
            for debt in debts
        )
        for code, debts in rows_by_code(snapshot, find_gaps(snapshot) if gaps is None else gaps).items()
    }
    return DebtCodes(rows, known_units(snapshot))
