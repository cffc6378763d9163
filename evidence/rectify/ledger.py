"""The ledger as it was: by what had been written down by a moment, or by what had happened by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from evidence.findings import Finding


def as_known(findings: Iterable[Finding], moment: datetime) -> tuple[Finding, ...]:
    """Return problems with what had been written down about them by a moment, those written down later left out.

    What was amended, struck or taken back since is as it stands now: `rectifying.findings` with a moment makes that
    again too, from the journal.
    """
    return tuple(
        one
        if not one.events or one.events[-1].at <= moment
        else replace(one, events=tuple(event for event in one.events if event.at <= moment))
        for one in findings
        if one.at <= moment
    )


def up_to(findings: Iterable[Finding], day: date) -> tuple[Finding, ...]:
    """Return problems with what had happened by the end of a day, whenever it was written down: 截至 that day."""
    return tuple(
        one
        if not one.events or one.events[-1].on <= day
        else replace(one, events=tuple(event for event in one.events if event.on <= day))
        for one in findings
        if one.found_on <= day
    )
