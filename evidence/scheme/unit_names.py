"""The units that criteria name, and criteria that call them by other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from evidence.model import Criterion, Unit
from evidence.units import names_of


def with_names_of_today(criteria: Iterable[Criterion], units: Iterable[Unit]) -> tuple[Criterion, ...]:
    """Return the criteria of a table with the units called as they are now, where it has a former name of one."""
    today = {former: name for former, name in names_of(units).items() if former != name}
    return tuple(with_other_names(one, today) if names_any(one, today) else one for one in criteria)


def names_any(criterion: Criterion, names: Iterable[str]) -> bool:
    """Tell whether a criterion names one of these units: as lead, as support, or as one that owes a material."""
    owners = (name for slot in criterion.required for name in slot.owners)
    return not {criterion.lead_unit, *criterion.support_units, *owners}.isdisjoint(names)


def with_other_names(criterion: Criterion, other: Mapping[str, str]) -> Criterion:
    """Return a criterion with other names for some units; none stands twice, nor beside itself as the lead."""

    def called(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(other.get(name, name) for name in names))

    lead = criterion.lead_unit and other.get(criterion.lead_unit, criterion.lead_unit)
    return replace(
        criterion,
        lead_unit=lead,
        support_units=tuple(name for name in called(criterion.support_units) if name != lead),
        required=tuple(replace(slot, owners=called(slot.owners)) for slot in criterion.required),
    )
