"""What a web site takes, as it is written."""

from __future__ import annotations

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.declaration import DeclareRule
from evidence.model import new_id
from evidence.store.declare_tables import declare_rule
from evidence.store.journaled import JournaledRows


def keep_rule(rows: JournaledRows, rule: DeclareRule) -> None:
    """Record what the web site takes."""
    values = {**asdict(rule), "endings": list(rule.endings)}
    there = rows.keys(select(declare_rule.c.id))
    if there:
        rows.update(declare_rule, {there[0]: values})
    else:
        rows.insert(declare_rule, [{"id": new_id(), **values}])
