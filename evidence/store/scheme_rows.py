"""The rows of a project, its units and its scheme: new, or changed to what they are to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Table, select

from evidence.criteria import SchemeEdit
from evidence.model import (
    Approach,
    Criterion,
    CriterionId,
    Project,
    SchemeFacts,
    SchemeId,
    SchemeReading,
    Slot,
    Unit,
    new_id,
)
from evidence.snapshot import Snapshot
from evidence.store import heir_rows, pair_rows, schema, suggestion_rows
from evidence.store.imprint_rows import keep_imprint
from evidence.store.journaled import JournaledRows, Values


def new_project(rows: JournaledRows, project: Project, scheme: SchemeId) -> None:
    """Write what the project is about, with the scheme that is worked on, and its units."""
    values = {"scheme_id": scheme, "created_at": project.created_at, **_project_values(project)}
    rows.insert(schema.project, [{"id": new_id(), **values}])
    rows.insert(schema.unit, list(_unit_rows(project.units).values()))


def use_scheme(rows: JournaledRows, scheme: SchemeId) -> None:
    """Make a scheme the one that is worked on."""
    (key,) = rows.keys(select(schema.project.c.id))
    rows.update(schema.project, {key: {"scheme_id": scheme}})


def change_project(rows: JournaledRows, before: Project, project: Project) -> None:
    """Bring project and units from `before` to what they are to be."""
    (key,) = rows.keys(select(schema.project.c.id))
    rows.update(schema.project, {key: _project_values(project)})
    _change(rows, schema.unit, _unit_rows(before.units), _unit_rows(project.units))
    keep_imprint(rows, project.imprint)


def new_scheme(rows: JournaledRows, reading: SchemeReading) -> SchemeId:
    """Write a scheme, ids as the reading has them, and return its own."""
    scheme = SchemeId(new_id())
    position = rows.next(schema.scheme.c.position)
    rows.insert(schema.scheme, [{"id": scheme, "position": position, **_scheme_values(reading.facts)}])
    rows.insert(schema.criterion, list(_criterion_rows(scheme, reading.items).values()))
    rows.insert(schema.slot, list(_slot_rows(reading.items).values()))
    return scheme


def change_scheme(rows: JournaledRows, before: Snapshot, edit: SchemeEdit) -> None:
    """Bring the scheme from `before` to what an edit says, with the filings; no reference leads nowhere at any step."""
    scheme = before.scheme_id
    rows.update(schema.scheme, {scheme: _scheme_values(edit.facts)})
    there, wanted = _criterion_rows(scheme, before.criteria), _criterion_rows(scheme, edit.criteria)
    _write_new(rows, schema.criterion, there, wanted)
    slots, wanted_slots = _slot_rows(before.criteria), _slot_rows(edit.criteria)
    _write_new(rows, schema.slot, slots, wanted_slots)
    filing = schema.filing.c
    loose = rows.keys_where(filing.id, filing.mirrors_id, list(edit.taken_out))
    rows.delete(schema.filing, list(edit.taken_out))
    rows.update(schema.filing, {key: {"criterion_id": c, "slot_id": s} for key, (c, s) in edit.moved.items()})
    pair_rows.change_pairs(rows, before, edit)
    alone = pair_rows.hung_anew(rows, loose)
    rows.update(schema.filing, {key: {"mirrors_id": None} for key in alone})  # other schemes lose nothing by it
    suggestion_rows.change_suggestions(rows, before, edit)
    heir_rows.follow_items(rows, before, edit)
    rows.delete(schema.slot, _gone(slots, wanted_slots))
    rows.delete(schema.criterion, _gone(there, wanted))
    _change_elsewhere(rows, before, {criterion.id: criterion for criterion in edit.elsewhere})


def _change_elsewhere(rows: JournaledRows, before: Snapshot, changed: Mapping[CriterionId, Criterion]) -> None:
    """Change criteria of the other schemes where they stand; their materials stay the same ones."""
    for other in before.others if changed else ():
        criteria = [changed.get(criterion.id, criterion) for criterion in other.criteria]
        there, wanted = _criterion_rows(other.id, other.criteria), _criterion_rows(other.id, criteria)
        _write_new(rows, schema.criterion, there, wanted)
        _write_new(rows, schema.slot, _slot_rows(other.criteria), _slot_rows(criteria))


def _change(rows: JournaledRows, table: Table, there: dict[str, Values], wanted: dict[str, Values]) -> None:
    _write_new(rows, table, there, wanted)
    rows.delete(table, _gone(there, wanted))


def _write_new(rows: JournaledRows, table: Table, there: dict[str, Values], wanted: dict[str, Values]) -> None:
    """Write the rows that are wanted and not there, and change those that are there and differ."""
    rows.insert(table, [row for key, row in wanted.items() if key not in there])
    rows.update(table, {key: row for key, row in wanted.items() if key in there and there[key] != row})


def _gone(there: dict[str, Values], wanted: dict[str, Values]) -> list[str]:
    return [key for key in there if key not in wanted]


def _project_values(project: Project) -> Values:
    return {
        "place": project.place,
        "office": project.office,
        "first_year": project.first_year,
        "base_year": project.base_year,
        "submit_on": project.submit_on,
        "mode": project.mode,
        "upper": project.upper,
    }


def _scheme_values(facts: SchemeFacts) -> Values:
    return {"title": facts.title, "edition": facts.edition, "document_number": facts.document_number}


def _unit_rows(units: Iterable[Unit]) -> dict[str, Values]:
    return {
        unit.id: {
            "id": unit.id,
            "position": position,
            "name": unit.name,
            "kind": unit.kind,
            "contact": unit.contact,
            "phone": unit.phone,
            "note": unit.note,
            "former": list(unit.former),
            "approach": None if unit.approach is Approach.PAPER else unit.approach,
        }
        for position, unit in enumerate(units)
    }


def _criterion_rows(scheme: str, criteria: Sequence[Criterion]) -> dict[str, Values]:
    return {
        criterion.id: {
            "id": criterion.id,
            "scheme_id": scheme,
            "parent_id": criterion.parent,
            "position": position,
            "code": criterion.code,
            "title": criterion.title,
            "text": criterion.text,
            "points": criterion.points,
            "rule": criterion.rule,
            "method": criterion.method,
            "lead_unit": criterion.lead_unit,
            "support_units": list(criterion.support_units),
            "key": criterion.key,
            "veto": criterion.veto,
            "bonus": criterion.bonus,
            "ways": criterion.ways,
            "person": criterion.person,
            "due": criterion.due,
            "note": criterion.note,
        }
        for position, criterion in enumerate(criteria)
    }


def _slot_rows(criteria: Iterable[Criterion]) -> dict[str, Values]:
    return {
        slot.id: _slot_row(criterion.id, position, slot)
        for criterion in criteria
        for position, slot in enumerate(criterion.required)
    }


def _slot_row(criterion: CriterionId, position: int, slot: Slot) -> Values:
    return {
        "id": slot.id,
        "criterion_id": criterion,
        "position": position,
        "name": slot.name,
        "kinds": list(slot.kinds),
        "stage": slot.stage,
        "years": slot.years,
        "count": slot.count,
        "must": list(slot.must),
        "scope": slot.scope,
        "owners": list(slot.owners),
        "alternative": slot.alternative,
        "paper_allowed": slot.paper_allowed,
        "waived": slot.waived,
        "proposed": slot.proposed,
        "due": slot.due,
    }
