"""To which unit a problem is handed out, by a name as people write it."""

from __future__ import annotations

from evidence.model import Notice
from evidence.units import KnownUnits, units_of_name


def unit_meant(name: str, units: KnownUnits, place: str = "") -> tuple[str, Notice | None]:
    """Return today's name of the one unit that is meant: 教委 is 县教委, an old name today's.

    Where none or several may be meant the name stays as it is written, with a notice that says so; `place` is where it
    stands in a table. An empty name means none, of which nothing is to be said.
    """
    meant = units.meant(name) if name else ()
    joint = name not in units.today and len(units_of_name(name)) > 1
    if len(meant) == 1 and not joint:
        return meant[0], None
    if not name:
        return "", None
    return name, Notice("finding_row_units" if meant or joint else "finding_row_unit_unknown", place, (("unit", name),))
