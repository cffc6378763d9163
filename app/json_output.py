"""What `--json` prints: the shapes that the command line's contract names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.given_columns import ReadTable
from evidence import wording
from evidence.check.gaps import ItemGaps, Requirement
from evidence.check.score import GateReason, score, totals
from evidence.check.waiting import waiting_by_unit, waiting_for
from evidence.deliveries import Match
from evidence.export import phrases
from evidence.export.dossier import Exported
from evidence.export.verifying import Verified
from evidence.intake.take_in import Taken
from evidence.journal import Step
from evidence.model import ArrivalState, Criterion, Fact, Facts, Original, Piece, PieceId, Slot, State, Suggestion
from evidence.origins import PAGES
from evidence.scheme.clauses import clauses
from evidence.scheme.columns import Columns, headings
from evidence.scheme.grid import Grid, column_letters
from evidence.scheme.outlook import Outlook
from evidence.scheme.proposals import with_proposals
from evidence.snapshot import Changes, Snapshot
from evidence.standard import Clause
from evidence.wording import clauses as clause_words
from evidence.wording import packing
from evidence.wording import tables as table_words
from evidence.workspace import TakenIn

Json = dict[str, Any]


def scheme(read: ReadTable) -> Json:
    """Return a criteria table as read."""
    reading = read.outcome.scheme
    codes = {item.id: item.code for item in reading.items}
    items = with_proposals(reading.items)
    return {
        "title": reading.facts.title,
        "edition": reading.facts.edition,
        "document_number": reading.facts.document_number,
        "total_points": reading.facts.total_points,
        "items": [_criterion(item, codes[item.parent] if item.parent else None) for item in items],
        "warnings": [
            {"code": notice.code, "where": notice.where, "message": wording.notice(notice)}
            for notice in reading.warnings
        ],
        "columns": [_columns(grid, columns) for grid, columns in zip(read.file.grids, read.choice, strict=True)],
        "sums": [
            {"where": s.where, "title": s.title, "stated": s.stated, "found": s.found, "agrees": s.agrees}
            for s in read.outcome.sums
        ],
    }


def _columns(grid: Grid, columns: Columns) -> Json:
    heads = headings(grid, columns)
    return {
        "sheet": grid.name,
        "read": columns.is_read,
        "header_rows": [row + 1 for row in columns.header_rows],
        "columns": [
            {"column": column_letters(at), "heading": heads[at], "role": table_words.ROLES[role]}
            for at, role in enumerate(columns.roles)
        ],
    }


def _criterion(item: Criterion, parent: str | None) -> Json:
    return {
        "code": item.code,
        "parent": parent,
        "title": item.title,
        "text": item.text,
        "points": item.points,
        "rule": item.rule,
        "method": item.method,
        "ways": item.ways,
        "person": item.person,
        "due": item.due,
        "note": item.note,
        "lead_unit": item.lead_unit,
        "support_units": list(item.support_units),
        "key": item.key,
        "veto": item.veto,
        "bonus": item.bonus,
        "required": [_slot(slot) for slot in item.required if not slot.proposed],
        "proposed": [_slot(slot) for slot in item.required if slot.proposed],
        "clauses": [_clause(clause) for clause in clauses(item.method or item.text or "")],
    }


def _clause(clause: Clause) -> Json:
    return {
        "words": clause.words,
        "rule": clause.rule,
        "won": clause.won,
        "lost": clause.lost,
        "least": clause.least,
        "share": clause.share,
        "per": clause.per,
        "cap": clause.cap,
        "until_zero": clause.until_zero,
        "thresholds": [
            {"comparison": threshold.comparison, "number": threshold.number, "unit": threshold.unit}
            for threshold in clause.thresholds
        ],
        "message": clause_words.clause(clause),
    }


def _slot(slot: Slot) -> Json:
    return {
        "name": slot.name,
        "kind": slot.kinds[0] if slot.kinds else None,
        "kinds": list(slot.kinds),
        "stage": slot.stage,
        "years": slot.years,
        "count": slot.count,
        "must": list(slot.must),
        "scope": slot.scope,
        "owners": list(slot.owners),
        "alternative": slot.alternative,
        "paper_allowed": slot.paper_allowed,
        "not_applicable": slot.waived,
        "proposed": slot.proposed,
        "due": slot.due,
    }


def confirmed(slots: Sequence[tuple[str, Slot]]) -> Json:
    """Return which proposed materials were confirmed, as (code of the item, material)."""
    return {"confirmed": [{"code": code, **_slot(slot)} for code, slot in slots]}


def changed_items(items: Sequence[Criterion], of: Sequence[Criterion], ahead: Outlook, *, done: bool) -> Json:
    """Return items as they stand now, or would; `of` are all criteria of the scheme."""
    codes = {item.id: item.code for item in of}
    return {
        "done": done,
        "items": [_criterion(item, codes[item.parent] if item.parent else None) for item in items],
        "gone": list(ahead.gone),
        "papers": {"moved": ahead.moved, "to_tray": ahead.to_tray},
    }


def taken_in(taken: TakenIn, snapshot: Snapshot, seconds: float) -> Json:
    """Return what became of each file that arrived."""
    sources = {file.made.piece.id: str(file.source) for file in taken.files if file.made}
    return {
        "files": [_taken(file, taken, sources, snapshot) for file in taken.files],
        "totals": taken_totals(taken) | {"seconds": round(seconds, 3)},
    }


def taken_totals(taken: TakenIn) -> dict[str, int | float]:
    """Count what arrived by its fate."""
    counts = taken.counts
    return {
        "seen": len(taken.files),
        "new": counts[ArrivalState.NEW],
        "duplicate": counts[ArrivalState.DUPLICATE],
        "junk": counts[ArrivalState.JUNK] + counts[ArrivalState.OPENED],
        "refused": counts[ArrivalState.REFUSED],
        "unreadable": counts[ArrivalState.UNREADABLE],
        "filed": len(taken.filed),
    }


def arrival_state(state: ArrivalState) -> ArrivalState:
    """Return the state that scripts know: an archive that was opened is itself no paper to them."""
    return ArrivalState.JUNK if state is ArrivalState.OPENED else state


def _taken(file: Taken, taken: TakenIn, sources: Mapping[PieceId, str], snapshot: Snapshot) -> Json:
    piece = file.made.piece if file.made else None
    original = file.made.original if file.made else None
    duplicate = file.state is ArrivalState.DUPLICATE
    like = next(iter(file.made.alike), None) if file.made else None
    filed = taken.filed.get(piece.id) if piece else None
    return {
        "source": str(file.source),
        "state": arrival_state(file.state),
        "id": file.piece,
        "sha256": file.sha256,
        "media_type": original.media_type if original else None,
        **_facts(piece.facts if piece else Facts()),
        "pages": original.pages if original else None,
        "scanned": original.scanned if original else None,
        "confidence": _confidence(original),
        "flags": sorted(file.flags),
        "duplicate_of": (str(file.duplicate_of) if file.duplicate_of else file.piece) if duplicate else None,
        "near_duplicate_of": sources.get(like, like) if like else None,
        "match": file.match,
        "new_version_of": file.earlier if file.match is Match.VERSION else None,
        "suggestions": [_suggestion(suggestion, snapshot) for suggestion in file.suggestions],
        "filed_under": [snapshot.by_id[filed].code] if filed else [],
        "message": file.message,
        "origins": _origins(piece),
    }


def _confidence(original: Original | None) -> float | None:
    """Return how sure the text is that was recognised on an original; None: it has a text of its own, or none yet."""
    return round(original.confidence, 4) if original and original.confidence is not None else None


def _suggestion(suggestion: Suggestion, snapshot: Snapshot) -> Json:
    code = snapshot.by_id[suggestion.criterion].code
    return {"code": code, "confidence": round(suggestion.confidence, 4), "why": suggestion.why}


def tray(unfiled: Sequence[Piece], snapshot: Snapshot) -> Json:
    """Return what is filed nowhere, with the proposed places."""
    return {
        "pieces": [
            {
                "id": piece.id,
                "title": piece.facts.title,
                "names": [snapshot.originals[part.original].name for part in piece.parts],
                "unit": piece.facts.unit,
                "flags": sorted(piece.flags),
                "near_duplicate_of": next(iter(snapshot.alike.get(piece.id, ())), None),
                "confidence": _confidence(snapshot.originals[piece.parts[0].original] if piece.parts else None),
                "suggestions": [_suggestion(found, snapshot) for found in snapshot.suggestions.get(piece.id, ())],
            }
            for piece in unfiled
        ]
    }


def piece(found: Piece, places: Sequence[tuple[str, str | None]]) -> Json:
    """Return what is known of a piece and where it is filed, as (code, slot)."""
    return {
        "id": found.id,
        **_facts(found.facts),
        "unit": found.facts.unit,
        "pages": found.pages,
        "flags": sorted(found.flags),
        "filed_under": [{"code": code, "slot": slot} for code, slot in places],
        "origins": _origins(found),
    }


def step(done: Step, changes: Changes, snapshot: Snapshot) -> Json:
    """Return which step was taken back or done again, and what that touched."""
    return {
        "id": done.id,
        "action": done.action,
        "name": wording.step(done, snapshot),
        "who": done.who,
        "at": done.at.isoformat(),
        "pieces": sorted(changes.pieces),
        "criteria": [item.code for item in snapshot.criteria if item.id in changes.criteria],
    }


def _origins(piece: Piece | None) -> Json:
    """Return where each fact was read, in words; null: it is unknown, or came before that was kept."""
    told = dict(piece.origins) if piece else {}
    return {name: wording.origin(told[name]) if name in told else None for name in (*map(str, Fact), PAGES)}


def _facts(facts: Facts) -> Json:
    return {
        "title": facts.title,
        "document_number": facts.document_number,
        "issuer": facts.issuer,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
        "year": facts.year,
        "kind": facts.kind,
        "stage": facts.stage,
        "level": facts.level,
        "seal": facts.seal,
        "valid_until": facts.valid_until.isoformat() if facts.valid_until else None,
        "place": facts.place,
    }


def gaps(snapshot: Snapshot, items: Sequence[ItemGaps], reasons: Sequence[GateReason], unit: str | None) -> Json:
    """Return what is missing, of all units or of one; totals, score and gate are always the scheme's."""
    sums, points, waiting = totals(items), score(items), waiting_by_unit(snapshot)
    return {
        "items": [
            {
                "code": item.criterion.code,
                "state": item.state,
                "required": [_requirement(row, waiting) for row in item.required if unit in (None, row.unit)],
                "proposed": [_requirement(row, waiting) for row in item.proposed if unit in (None, row.unit)],
            }
            for item in items
        ],
        "totals": {
            "items": sums.items,
            "complete": sums.complete,
            "partial": sums.partial,
            "missing": sums.missing,
            "not_applicable": sums.not_applicable,
            "percent": sums.percent,
        },
        "score": {"points": points.points, "lost": points.lost, "total": points.total, "veto": list(points.veto)},
        "gate": {
            "ready": not reasons,
            "reasons": [
                {"code": r.code, "message": wording.gate_reason(r.code, r.count, r.codes, len(r.codes))}
                for r in reasons
            ],
        },
    }


def _requirement(row: Requirement, waiting: Mapping[str, Sequence[Piece]]) -> Json:
    return {
        "name": row.slot.name,
        "year": row.year,
        "unit": row.unit,
        "needed": row.needed,
        "have": len(row.have),
        "state": row.state,
        "not_applicable": row.slot.waived,
        "met_by": row.by_other.name if row.by_other and row.state is State.NOT_APPLICABLE else None,
        "defects": [
            {"code": d.code, "id": d.piece.id, "title": d.piece.facts.title, "message": phrases.shortfall(d)}
            for d in row.defects
        ],
        "flaws": [
            {"code": d.code, "id": d.piece.id, "title": d.piece.facts.title, "message": phrases.shortfall(d)}
            for d in row.flaws
        ],
        "waiting": waiting_for((row,), waiting),
    }


def exported(made: Exported) -> Json:
    """Return what an export made, without its seconds."""
    return {
        "documents": [
            {
                "path": str(document.path),
                "kind": document.kind,
                "edition": document.edition,
                "pages": document.pages,
                "entries": document.entries,
                "bytes": document.size_bytes,
            }
            for document in made.documents
        ],
        "package": str(made.package) if made.package else None,
        "omissions": [{"what": omission.what, "why": omission.why} for omission in made.omissions],
        "cropped": list(made.cropped),
        "pieces": made.pieces,
        "pictures": made.pictures,
        "resumed": made.resumed,
        "second": made.second,
    }


def verified(checked: Verified) -> Json:
    """Return whether a package is as its manifest says."""
    found = [{"code": f.code, "path": f.path, "message": packing.fault(f.code, f.path)} for f in checked.faults]
    return {"files": checked.count, "ok": not found, "faults": found, "beside": list(checked.beside)}
