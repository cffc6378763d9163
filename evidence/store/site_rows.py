"""点位, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from evidence.findings import Site, SiteId
from evidence.model import new_id
from evidence.store.finding_tables import site, site_item
from evidence.store.journaled import JournaledRows

_WORDS = ("number", "trade", "name", "address", "township", "leader", "department", "way", "score")


def write(rows: JournaledRows, sites: Sequence[Site], known: Mapping[SiteId, Site]) -> None:
    """Write places down, those that are known in the place of what was there.

    Of these only what reads otherwise than before: rows from before 自评分 have NULL where a place has no word.
    """
    first = rows.next(site.c.position)
    told = {one.id: _words(one) for one in sites}
    fresh = [one.id for one in sites if one.id not in known]
    rows.insert(site, [{"id": key, "position": first + at, **told[key]} for at, key in enumerate(fresh)])
    had = {key: _words(known[key]).items() for key in told if key in known}
    rows.update(site, {key: dict(told[key].items() - words) for key, words in had.items()})
    _set_items(rows, sites)


def _words(one: Site) -> dict[str, str]:
    return {name: getattr(one, name) for name in _WORDS}


def remove(rows: JournaledRows, sites: Collection[SiteId]) -> None:
    """Take places away, with what they are linked to."""
    keys = list(sites)
    rows.delete(site_item, rows.keys_where(site_item.c.id, site_item.c.site_id, keys))
    rows.delete(site, keys)


def _set_items(rows: JournaledRows, sites: Sequence[Site]) -> None:
    """Link places to their items; links that are so stay as they are."""
    wanted = {(one.id, item) for one in sites for item in one.items}
    keys = [one.id for one in sites]
    there = {
        (link["site_id"], link["criterion_id"]): link["id"]
        for link in rows.rows_where(site_item, site_item.c.site_id, keys)
    }
    rows.delete(site_item, [key for pair, key in there.items() if pair not in wanted])
    fresh = [(one.id, item) for one in sites for item in one.items if (one.id, item) not in there]
    rows.insert(site_item, [{"id": new_id(), "site_id": one, "criterion_id": item} for one, item in fresh])
