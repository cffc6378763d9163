"""查阅登记, as it is written."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import asdict

from evidence.store.journaled import JournaledRows
from evidence.store.visit_tables import visit_request
from evidence.visits import Request, RequestId


def note(rows: JournaledRows, request: Request) -> None:
    """Write a wish down."""
    rows.insert(visit_request, [asdict(request)])


def strike(rows: JournaledRows, wishes: Collection[RequestId]) -> None:
    """Take wishes off the register."""
    rows.delete(visit_request, list(wishes))
