"""Which items of two schemes go together, and the filings that come and go with others because of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

from sqlalchemy import Select, select, tuple_

from evidence.criteria import Counterparts, SchemeEdit, leaves_of
from evidence.model import CriterionId, new_id
from evidence.snapshot import Snapshot
from evidence.store import schema
from evidence.store.journaled import JournaledRows


def pair(rows: JournaledRows, together: Iterable[Counterparts], apart: Collection[Counterparts]) -> None:
    """Record that items of two schemes go together; take apart those that no longer do, with what followed only so."""
    loose = [
        key
        for here, there in apart
        for query in (_followers(here, there), _followers(there, here))
        for key in rows.keys(query)
    ]
    _part(rows, apart)
    _join(rows, together)
    rows.delete(schema.filing, hung_anew(rows, loose))


def change_pairs(rows: JournaledRows, before: Snapshot, edit: SchemeEdit) -> None:
    """Let the pairs of the items go where their papers go; those of what is no item any more go."""
    leaves = {leaf.id for leaf in leaves_of(edit.criteria)}
    there = [Counterparts(here, other) for here, others in before.counterparts.items() for other in others]
    followed = (Counterparts(edit.heirs.get(two.here, two.here), two.there) for two in there)
    wanted = dict.fromkeys(two for two in followed if two.here in leaves)
    _part(rows, [two for two in there if two not in wanted])
    _join(rows, [two for two in wanted if two not in there])


def take_out(rows: JournaledRows, filings: Sequence[str]) -> None:
    """Take filings back, with those in other schemes that nothing stands for then."""
    filing = schema.filing.c
    loose = rows.keys_where(filing.id, filing.mirrors_id, filings)
    rows.delete(schema.filing, filings)
    rows.delete(schema.filing, hung_anew(rows, loose))


def hung_anew(rows: JournaledRows, loose: Iterable[str]) -> list[str]:
    """Hang filings that have lost what they follow on another that stands for them; return those that have none."""
    filing = schema.filing
    followers = rows.rows_where(filing, filing.c.id, loose)
    of_pieces = rows.rows_where(filing, filing.c.piece_id, {follower["piece_id"] for follower in followers})
    leaders = {
        (row["piece_id"], row["criterion_id"]): row["id"]
        for row in sorted(of_pieces, key=itemgetter("position"), reverse=True)  # the first filed leads
        if row["mirrors_id"] is None
    }
    paired = _paired(rows, {follower["criterion_id"] for follower in followers})
    found = {
        follower["id"]: leaders[follower["piece_id"], item]
        for follower in followers
        for item in paired.get(follower["criterion_id"], ())
        if (follower["piece_id"], item) in leaders
    }
    rows.update(filing, {key: {"mirrors_id": leader} for key, leader in found.items()})
    return [follower["id"] for follower in followers if follower["id"] not in found]


def _join(rows: JournaledRows, pairs: Iterable[Counterparts]) -> None:
    new = [{"id": new_id(), "criterion_id": here, "other_id": there} for here, there in pairs]
    rows.insert(schema.counterpart, new)


def _part(rows: JournaledRows, pairs: Iterable[Counterparts]) -> None:
    table = schema.counterpart
    for here, there in pairs:
        either_way = tuple_(table.c.criterion_id, table.c.other_id).in_([(here, there), (there, here)])
        rows.delete(table, rows.keys(select(table.c.id).where(either_way)))


def _paired(rows: JournaledRows, items: Collection[str]) -> dict[str, list[str]]:
    """Return what each of these items goes together with."""
    table = schema.counterpart
    found: dict[str, list[str]] = {}
    for one, other in (("criterion_id", "other_id"), ("other_id", "criterion_id")):
        for row in rows.rows_where(table, table.c[one], items):
            found.setdefault(row[one], []).append(row[other])
    return found


def _followers(leader: CriterionId, follower: CriterionId) -> Select[str]:
    """Return the query for the filings in one item that follow those in another."""
    filing, lead = schema.filing, schema.filing.alias("lead")
    joined = filing.join(lead, filing.c.mirrors_id == lead.c.id)
    return (
        select(filing.c.id).select_from(joined).where(filing.c.criterion_id == follower, lead.c.criterion_id == leader)
    )
