"""点位 beside the problems that were found there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from evidence.findings import Finding, Site, SiteId
from evidence.rectify.standing import standing
from evidence.scheme.text import fold


class SiteLine(Struct, frozen=True):
    """A place with how many problems were found there, and how many of them are not closed."""

    site: Site
    found: int
    unsettled: int


class SiteNames:
    """Which place of the register words mean: the one whose whole name they are, however wide or spaced."""

    def __init__(self, sites: Iterable[Site]) -> None:
        """Know the places of a register."""
        self._by_name: dict[str, list[SiteId]] = {}
        for site in sites:
            self._by_name.setdefault(fold(site.name), []).append(site.id)

    def meant(self, place: str) -> SiteId | None:
        """Return the place that words name; None for none, and where several are called so."""
        alike = self._by_name.get(fold(place), []) if place else []
        return alike[0] if len(alike) == 1 else None


def site_lines(sites: Iterable[Site], findings: Iterable[Finding]) -> tuple[SiteLine, ...]:
    """Return each place, in order, with its problems: those that are linked to it, and those that name it."""
    sites = tuple(sites)
    names = SiteNames(sites)
    found: Counter[SiteId] = Counter()
    unsettled: Counter[SiteId] = Counter()
    for finding in findings:
        site = finding.site or names.meant(finding.place)
        if site is not None:
            found[site] += 1
            unsettled[site] += standing(finding).is_open
    return tuple(SiteLine(site, found[site.id], unsettled[site.id]) for site in sites)


def matching(lines: Iterable[SiteLine], text: str) -> tuple[SiteLine, ...]:
    """Return the places that have all words of a text in what is known of them, in any column."""
    words = [fold(word) for word in text.split()]
    return tuple(line for line in lines if all(word in fold(_all_words(line.site)) for word in words))


def _all_words(site: Site) -> str:
    told = (site.number, site.trade, site.name, site.address, site.township, site.leader, site.department, site.way)
    return "\n".join(told)
