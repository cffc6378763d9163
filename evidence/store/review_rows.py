"""The work on items and the verdicts on filings, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import asdict

from evidence.model import CriterionId, FilingId, new_id
from evidence.reviews import Review, WorkMark
from evidence.store import check_tables, schema
from evidence.store.filing_rows import NO_REVIEW
from evidence.store.journaled import JournaledRows, Values


def keep_marks(rows: JournaledRows, marks: Mapping[CriterionId, WorkMark], cleared: Collection[CriterionId]) -> None:
    """Put marks in the place of those that their items had; the items that are cleared have none any more."""
    table = check_tables.finished_item
    there = rows.keys_where(table.c.id, table.c.criterion_id, [*cleared, *marks])
    rows.delete(table, there)
    rows.insert(table, [{"id": new_id(), "criterion_id": item, **asdict(mark)} for item, mark in marks.items()])


def keep_reviews(rows: JournaledRows, reviews: Mapping[FilingId, Review | None]) -> None:
    """Record verdicts on filings, or that there is none any more."""
    rows.update(schema.filing, {filing: _row(review) for filing, review in reviews.items()})


def _row(review: Review | None) -> Values:
    if review is None:
        return NO_REVIEW
    return {
        "fit": review.fit,
        "fit_reason": review.reason,
        "fit_by": review.by,
        "fit_at": review.at,
        "fit_basis": review.basis,
    }
