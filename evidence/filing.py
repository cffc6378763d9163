"""Which piece, item, slot and unit people mean by what they type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

from evidence.criteria import Counterparts, leaves_of
from evidence.errors import RequestError
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    Filing,
    FilingId,
    Piece,
    PieceId,
    Place,
    SchemeId,
    Slot,
    SlotId,
)
from evidence.snapshot import Snapshot

_MOST_UNITS = 8  # named in a refusal
_DASHES = str.maketrans(dict.fromkeys("‐‑‒―−", "-"))  # beside those that the scheme's codes fold


def find_piece(snapshot: Snapshot, piece: str) -> Piece:
    """Return the piece with this id, or the only one whose id begins so; raise `RequestError` otherwise."""
    wanted = piece.strip().lower()
    if wanted in snapshot.piece_by_id:
        return snapshot.piece_by_id[PieceId(wanted)]
    found = [p for p in snapshot.pieces if wanted and p.id.startswith(wanted)]
    if len(found) != 1:
        raise RequestError("piece_ambiguous" if found else "piece_unknown", piece=piece)
    return found[0]


def find_piece_anywhere(snapshot: Snapshot, binned: Iterable[PieceId], piece: str) -> PieceId:
    """Return the piece with this id, or the only one whose id begins so, also of those in 回收站, as `find_piece`."""
    wanted = piece.strip().lower()
    lying = [key for key in binned if wanted and key.startswith(wanted)]
    if len(lying) == 1 and not any(key.startswith(wanted) for key in snapshot.piece_by_id):
        return lying[0]
    return find_piece(snapshot, piece).id


def known_piece(snapshot: Snapshot, key: PieceId) -> Piece:
    """Return a piece that was there a moment ago; raise `RequestError` if it was taken back meanwhile."""
    piece = snapshot.piece_by_id.get(key)
    if piece is None:
        raise RequestError("piece_gone")
    return piece


def find_unit(known: Iterable[str], unit: str, refusal: str = "unit_unknown") -> str:
    """Return the one known unit that a name means (市场监管局: 县市场监管局); raise `RequestError` otherwise."""
    from difflib import get_close_matches

    from evidence.units import same_unit

    units = list(dict.fromkeys(known))
    wanted = unicodedata.normalize("NFKC", unit).strip()
    for name in units:
        if unicodedata.normalize("NFKC", name) == wanted:
            return name
    near = [name for name in units if wanted in name or name in wanted or same_unit(wanted, name)]
    near = near if len(wanted) >= 2 else []  # one character is in too many names
    near = [name for name in near if name.startswith(wanted)] or near  # 县委办: 县委办公室, and not 县委编办
    if len(near) == 1:
        return near[0]
    likely = near or list(dict.fromkeys([*get_close_matches(wanted, units, _MOST_UNITS, 0.3), *units]))
    names = "、".join(likely[:_MOST_UNITS]) + ("等" if len(likely) > _MOST_UNITS else "")
    raise RequestError(refusal, unit=unit, names=names or "—")


def listed_units(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of the units that the project lists, then of those that the scheme names."""
    listed = [unit.name for unit in snapshot.project.units]
    owners = [name for item in snapshot.items for name in (item.lead_unit, *item.support_units)]
    return tuple(dict.fromkeys(filter(None, [*listed, *owners])))


def offices(snapshot: Snapshot) -> dict[str, str]:
    """Return by each name of a unit that papers bear the listed unit that it means, else the name itself.

    A permit is signed 云岭县市场监督管理局, a folder is called 市监局: people look for both under 市场监管局.
    """
    from evidence.units import names_of, same_unit

    listed, today = listed_units(snapshot), names_of(snapshot.project.units)
    found: dict[str, str] = {}
    for name in dict.fromkeys(piece.facts.unit for piece in snapshot.pieces if piece.facts.unit):
        near = [unit for unit in listed if same_unit(unit, name)] if name not in listed else []
        found[name] = today.get(name) or (near[0] if len(near) == 1 else name)
    return found


def meant_unit(snapshot: Snapshot, typed: str) -> str:
    """Return today's name of the one unit that a short or former name means, else the name as it was typed.

    市监局 means 市场监管局 where that is known; a name that may mean several units, or none, stays what it is.
    """
    from evidence.units import names_of, same_unit

    wanted = unicodedata.normalize("NFKC", typed).strip()
    listed, borne = listed_units(snapshot), offices(snapshot)
    today = names_of(snapshot.project.units).get(wanted)
    if today is not None or wanted in listed or wanted in borne or len(wanted) < 2:
        return today or typed
    known = dict.fromkeys((*listed, *borne.values()))
    near = [name for name in known if len(name) > len(wanted) and same_unit(wanted, name)]
    return near[0] if len(near) == 1 else typed


def find_scheme(snapshot: Snapshot, name: str) -> SchemeId:
    """Return the one scheme of the project whose title has these words; raise `RequestError` otherwise."""
    titles = {snapshot.scheme_id: snapshot.scheme.title} | {other.id: other.facts.title for other in snapshot.others}
    found = [key for key, title in titles.items() if name == title] or [k for k, t in titles.items() if name in t]
    if len(found) != 1:
        raise RequestError("scheme_not_here", name=name, names="、".join(titles.values()))
    return found[0]


def find_counterparts(snapshot: Snapshot, here: str, there: str, scheme: SchemeId | None = None) -> Counterparts:
    """Return the two items that are meant by their codes, of the scheme worked on and of another, or the one named."""
    others = [other for other in snapshot.others if scheme in (None, other.id)]
    elsewhere = [item for other in others for item in leaves_of(other.criteria)]
    return Counterparts(find_item(snapshot, here).id, find_by_code(elsewhere, there, "code_unknown_elsewhere").id)


def check_counterparts(snapshot: Snapshot, pairs: Iterable[Counterparts]) -> None:
    """Refuse pairs of which one is no item of the scheme worked on, or the other none of another scheme."""
    ours = {item.id for item in snapshot.items}
    theirs = {item.id for other in snapshot.others for item in leaves_of(other.criteria)}
    if any(two.here not in ours or two.there not in theirs for two in pairs):
        raise RequestError("not_counterparts")


def places_of(snapshot: Snapshot, piece: PieceId, places: Sequence[str]) -> list[Place]:
    """Return where `CODE` and `CODE#slot name` put a piece; raise `RequestError` if one is not there."""
    asked = [_find_place(snapshot, place) for place in places]
    return [Place(piece, criterion.id, slot) for criterion, slot in asked]


def with_slots(
    snapshot: Snapshot,
    choose: Callable[[CriterionId, Facts], SlotId | None],
    places: Sequence[Place],
    taken: Collection[FilingId],
) -> list[Place]:
    """Return the places with a slot that `choose` finds by a piece's facts where none is named.

    Raises `RequestError` if a piece is not there.

    A place without a slot is dropped if the piece will lie in that item anyway, once `taken` are taken back.
    """
    there = {(place.piece, place.criterion) for place in places if place.slot}
    pieces = {place.piece for place in places}
    there |= {(f.piece, f.criterion) for f in snapshot.filings if f.piece in pieces and f.id not in taken}
    found: list[Place] = []
    for place in places:
        facts = known_piece(snapshot, place.piece).facts
        if place.slot:
            found.append(place)
        elif place[:2] not in there:
            found.append(place._replace(slot=choose(place.criterion, facts)))
    return found


def filings_at(snapshot: Snapshot, piece: Piece, place: str) -> list[Filing]:
    """Return the filings of a piece in `CODE`, or in `CODE#slot name`; raise `RequestError` if there is none."""
    criterion, slot = _find_place(snapshot, place)
    here = [filing for filing in snapshot.filed_under.get(criterion.id, ()) if filing.piece == piece.id]
    found = [filing for filing in here if slot in (None, filing.slot)]
    if not found:
        raise RequestError("not_filed_there", piece=piece.id[:8], place=place)
    return found


def _find_place(snapshot: Snapshot, place: str) -> tuple[Criterion, SlotId | None]:
    code, _, name = place.replace("＃", "#").partition("#")
    criterion = find_item(snapshot, code)
    return criterion, find_slot(criterion, name).id if name.strip() else None


def find_item(snapshot: Snapshot, code: str) -> Criterion:
    """Return the item with a code, as evidence is filed under it; raise `RequestError` if there is none."""
    criterion = find_criterion(snapshot, code)
    if criterion not in snapshot.items:
        raise RequestError("code_is_group", code=code)
    return criterion


def asked_for(snapshot: Snapshot, text: str) -> Criterion:
    """Return the item that somebody asks for: by its code, or by the last part of it, as in 第65项.

    Raises `RequestError` where there is none, or more than one.
    """
    try:
        return find_item(snapshot, text)
    except RequestError:
        last = "".join(filter(str.isdecimal, text)) if "-" not in text and "." not in text else ""
        near = [item for item in snapshot.items if last and item.code.replace(".", "-").split("-")[-1] == last]
        if len(near) != 1:
            raise
        return near[0]


def find_criterion(snapshot: Snapshot, code: str) -> Criterion:
    """Return the item or group with a code, as `find_by_code` does."""
    return find_by_code(snapshot.criteria, code)


def find_by_code(criteria: Sequence[Criterion], code: str, refusal: str = "code_unknown") -> Criterion:
    """Return the one with a code, however its parts are written; raise `RequestError` if there is none, or several."""
    from evidence.intake.codes import parts_of

    found = [criterion for criterion in criteria if criterion.code == code.strip()]
    if not found and (parts := parts_of(code.translate(_DASHES))):
        found = [criterion for criterion in criteria if parts_of(criterion.code) == parts]
    if len(found) != 1:
        raise RequestError(refusal, code=code.strip())
    return found[0]


def items_below(snapshot: Snapshot, codes: Iterable[str]) -> frozenset[CriterionId]:
    """Return the items with these codes, or below groups with them; raise `RequestError` for one that is not there."""
    meant = {find_criterion(snapshot, code).id for code in codes}
    lines = ((item.id, {item.id, *(group.id for group in snapshot.chain(item))}) for item in snapshot.items)
    return frozenset(key for key, line in lines if not line.isdisjoint(meant))


def proposed_under(snapshot: Snapshot, codes: Collection[str]) -> dict[SlotId, Criterion]:
    """Return the proposed materials of items or of all items below groups, each with its item; no codes: of all.

    Raises `RequestError` for a code that is not there, and where nothing is proposed.
    """
    meant = {find_criterion(snapshot, code).id for code in codes}
    found: dict[SlotId, Criterion] = {}
    for item in snapshot.leaves:
        named = {item.id, *(group.id for group in snapshot.chain(item))}
        if not codes or not named.isdisjoint(meant):
            found.update({slot.id: item for slot in item.required if slot.proposed})
    if not found:
        raise RequestError("nothing_proposed", code=f"“{'、'.join(codes)}”" if codes else "")
    return found


def find_slot(criterion: Criterion, name: str) -> Slot:
    """Return the material of an item by its name; raise `RequestError` with those that there are."""
    for slot in criterion.required:
        if slot.name == name.strip():
            return slot
    names = "、".join(slot.name for slot in criterion.required) or "—"
    raise RequestError("slot_unknown", code=criterion.code, slot=name, names=names)
