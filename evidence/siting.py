"""点位台账 of a project: places written down, changed, taken from tables, each as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.findings import Site, SiteId
from evidence.journal import Action
from evidence.rectify.by_site import SiteLine, site_lines
from evidence.rectify.site_table import WORDS, Planned, SitePlan, identity, most_points, score_of
from evidence.scheme.text import fold
from evidence.snapshot import Changes
from evidence.store.finding_reading import read_findings, read_sites

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_LONGEST = {"name": 200, "number": 50, "way": 50, "score": 50, "address": 1000}  # characters
_LONGEST_ELSE = 100


def register(workspace: Workspace) -> tuple[SiteLine, ...]:
    """Return all places in their order, with how many problems were found there."""
    with workspace.reading() as source:
        return site_lines(read_sites(source), read_findings(source))


def write(workspace: Workspace, told: Sequence[Site]) -> Changes:
    """Write places down, in the place of those with their ids; raise `RequestError` for what cannot be so.

    A place has a name; numbers are there once, and so are names in a township at an address. 自评分 is a number that
    can be; one that was written down before this was asked for stays as long as nobody changes it.
    """
    from evidence.store import site_rows

    known = _known(workspace)
    most = most_points(workspace.snapshot().items)
    wanted = known | {one.id: _tidy(one, known.get(one.id), most) for one in told}
    numbers: dict[str, SiteId] = {}
    places: dict[tuple[str, ...], SiteId] = {}
    for one in wanted.values():
        if one.number and numbers.setdefault(fold(one.number), one.id) != one.id:
            raise RequestError("site_known", what="编号", value=one.number)
        place = identity(replace(one, number=""))
        if not one.number and places.setdefault(place, one.id) != one.id:
            raise RequestError("site_known", what="名称", value=one.name)
    with workspace.writing(Action.EDIT_SITES) as writer:
        site_rows.write(writer.rows, [wanted[one.id] for one in told], known)
    return writer.changes


def apply_plan(workspace: Workspace, plan: Iterable[SitePlan]) -> Changes:
    """Write down what a table tells that is new or different; nothing where all is known so."""
    told = [one.site for one in plan if one.planned is not Planned.SAME]
    return write(workspace, told) if told else Changes()


def remove(workspace: Workspace, gone: Collection[SiteId]) -> Changes:
    """Take places away; raise `RequestError` for one that is not there, or where a problem was found."""
    from evidence.store import site_rows

    lines = {line.site.id: line for line in register(workspace)}
    if not gone or not set(gone) <= lines.keys():
        raise RequestError("site_gone")
    for key in gone:
        if lines[key].found:
            raise RequestError("site_in_use", name=lines[key].site.name, count=lines[key].found)
    with workspace.writing(Action.EDIT_SITES) as writer:
        site_rows.remove(writer.rows, gone)
    return writer.changes


def find_site(sites: Iterable[Site], typed: str) -> Site:
    """Return the place that a number or a name means, whole or a part; raise `RequestError` for none or several."""
    sites, wanted = tuple(sites), fold(typed)
    for fits in (
        [one for one in sites if wanted and fold(one.number) == wanted],
        [one for one in sites if wanted and fold(one.name) == wanted],
        [one for one in sites if wanted and wanted in fold(one.name)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise RequestError("site_unknown", name=typed.strip())


def _known(workspace: Workspace) -> dict[SiteId, Site]:
    with workspace.reading() as source:
        return {one.id: one for one in read_sites(source)}


def _tidy(site: Site, before: Site | None, most: float) -> Site:
    """Return a place with its words in one line each; raise `RequestError` for one without a name, or a wrong score."""
    words = {key: " ".join(str(getattr(site, key)).split()) for key in WORDS}
    if not words["name"]:
        raise RequestError("site_no_name")
    for key, text in words.items():
        if len(text) > _LONGEST.get(key, _LONGEST_ELSE):
            raise RequestError("site_too_long", value=text[:20])
    if before is None or words["score"] != before.score:
        score = score_of(words["score"], most)
        if score is None:
            raise RequestError("site_score_wrong", value=words["score"], most=f"{most:g}")
        words["score"] = score
    return replace(site, **words)
