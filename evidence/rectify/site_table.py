"""点位 in tables as offices keep them, and what such a table would change in the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from evidence.criteria import total_points
from evidence.errors import RequestError
from evidence.findings import Site, SiteId
from evidence.model import Criterion, CriterionId, new_id
from evidence.scheme.headed import Chosen, Field, HeadedRow, HeadedTable, read_headed
from evidence.scheme.text import cut, fold

FIELDS = (
    Field("items", "内容号", re.compile("内容号|内容编号|评价内容|指标")),
    Field("score", "自评分", re.compile("自评|得分|评分|打分")),
    Field("number", "编号", re.compile("编号|代码")),
    Field("trade", "业态", re.compile("业态|类型|类别|行业")),
    Field("township", "乡镇", re.compile("乡镇|镇街|镇乡|街道|属地")),
    Field("leader", "包保领导", re.compile("包保|领导")),
    Field("department", "责任部门", re.compile("部门|责任单位|监管单位")),
    Field("way", "明查暗访", re.compile("明查|暗访|方式")),
    Field("address", "地址", re.compile("地址|位置")),
    Field("name", "名称", re.compile("名称|店名|字号|点位|主体|企业|单位"), needed=True),
)
_DASHES = re.compile("[-—–~～]+")
_SCORE = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?")
_NOT_SCORED = frozenset({"/", "-", "—", "——", "无", "未评", "未评分", "未打分"})  # as offices fill such a cell
_PERCENT_SHEET = 100  # points: sheets for places count to a hundred, whatever the scheme comes to
WORDS = ("number", "trade", "name", "address", "township", "leader", "department", "way", "score")


class Planned(StrEnum):
    """What becomes of a place that a table tells."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "相同"


class ListedSite(Struct, frozen=True):
    """What a table says of one place; what it leaves open is not among the `words`."""

    where: str  # the row
    words: Mapping[str, str]  # field → text
    items: tuple[CriterionId, ...] | None  # None: it does not say


class SitePlan(Struct, frozen=True):
    """A place of a table beside the register."""

    planned: Planned
    site: Site  # as it will be
    before: Site | None  # as it is; None: not in the register


def read_sites(
    path: Path, criteria: Iterable[Criterion], chosen: Chosen | None = None
) -> tuple[HeadedTable, tuple[ListedSite, ...]]:
    """Return the places of a table, in its order; raise a `DossierError` that names what cannot be so.

    `criteria` are the items that 内容号 may name.
    """
    table, criteria = read_headed(path, FIELDS, chosen), tuple(criteria)
    told = _Told(table.name, {_code(criterion.code): criterion.id for criterion in criteria}, most_points(criteria))
    return table, tuple(_listed(row, told) for row in table.rows if "name" in row.texts)


def most_points(criteria: Iterable[Criterion]) -> float:
    """Return how many points a place can have: a hundred, or those of the scheme where these are more."""
    return max(total_points(tuple(criteria)) or 0.0, _PERCENT_SHEET)


def score_of(text: str, most: float) -> str | None:
    """Return 自评分 as it is kept: the number that 92.5分 or ９２.５ means; empty where none is told; None: no such."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = plain.removesuffix("分").strip()
    if not digits or plain in _NOT_SCORED:
        return ""
    return digits if _SCORE.fullmatch(digits) and float(digits) <= most else None


def plan_sites(known: Iterable[Site], listed: Iterable[ListedSite], name: str) -> tuple[SitePlan, ...]:
    """Find each place in the register: by its number, else by its name, township and address as far as told.

    A place keeps what the table leaves open. Raises `RequestError` where two rows are the same place; `name` is that of
    the file.
    """
    register, planned = _Register(known), list[SitePlan]()
    rows: dict[SiteId, str] = {}
    fresh: dict[tuple[str, ...], str] = {}
    for one in listed:
        before = register.meant(one.words)
        base = before or no_site()
        site = replace(base, **one.words, items=base.items if one.items is None else one.items)
        twice = rows.get(site.id) or fresh.get(identity(site))
        if twice is not None:
            where = f"{twice}、{one.where}"
            raise RequestError("site_twice", name=name, site=site.name, where=where)
        rows[site.id] = fresh[identity(site)] = one.where
        if before is None:
            planned.append(SitePlan(Planned.NEW, site, None))
        else:
            planned.append(SitePlan(Planned.SAME if site == before else Planned.CHANGED, site, before))
    return tuple(planned)


def no_site() -> Site:
    """Return a place that nothing is known of yet."""
    return Site(SiteId(new_id()), "", "", "", "", "", "", "", "")


def identity(site: Site) -> tuple[str, ...]:
    """Return what tells places apart: the number, else name, township and address."""
    return (fold(site.number),) if site.number else (fold(site.name), fold(site.township), fold(site.address))


class _Register:
    """The places that are known, found by number and by name."""

    def __init__(self, known: Iterable[Site]) -> None:
        self._by_number: dict[str, Site] = {}
        self._by_name: dict[str, list[Site]] = {}
        for site in known:
            self._by_number.setdefault(fold(site.number), site)
            self._by_name.setdefault(fold(site.name), []).append(site)

    def meant(self, words: Mapping[str, str]) -> Site | None:
        """Return the one place that a row is about; None for none or several."""
        number = fold(words.get("number", ""))
        if number and number in self._by_number:
            return self._by_number[number]
        alike = [
            site
            for site in self._by_name.get(fold(words["name"]), ())
            if not (number and site.number)
            and all(_agree(getattr(site, key), words.get(key, "")) for key in ("township", "address"))
        ]
        return alike[0] if len(alike) == 1 else None


def _agree(one: str, other: str) -> bool:
    return not one or not other or fold(one) == fold(other)


class _Told(NamedTuple):
    """What rows may say: the name of their file, the items by code, and the most points of a place."""

    name: str
    by_code: Mapping[str, CriterionId]
    most: float


def _listed(row: HeadedRow, told: _Told) -> ListedSite:
    words = {key: row.texts[key] for key in WORDS if key in row.texts}
    if "score" in words:
        score = score_of(words["score"], told.most)
        if score is None:
            named = {"name": told.name, "where": row.where, "value": words["score"][:20]}
            raise RequestError("site_score_listed", **named, most=f"{told.most:g}")
        words["score"] = score
    items: tuple[CriterionId, ...] | None = None
    if "items" in row.texts:
        codes = cut(row.texts["items"], "、，,；; ")
        unknown = next((code for code in codes if _code(code) not in told.by_code), None)
        if unknown is not None:
            raise RequestError("site_item_unknown", name=told.name, where=row.where, code=unknown)
        items = tuple(dict.fromkeys(told.by_code[_code(code)] for code in codes))
    return ListedSite(row.where, words, items)


def _code(text: str) -> str:
    """Return a code as it is compared: 11—39 is 11-39."""
    return _DASHES.sub("-", fold(text))
