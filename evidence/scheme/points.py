"""Points: what a cell states, and what a scoring standard awards."""

from __future__ import annotations

import re

from msgspec import Struct

from evidence.scheme.text import fold, is_blank

_NUMBER = r"(\d+(?:\.\d+)?)"
_STATED = re.compile(rf"^\(?(加|\+|最高加|加分)?(?:满分|共|计|得|最高)?{_NUMBER}[分%]?\)?(?:\(.*\))?[。;]?$")
_CAP = re.compile(rf"(?:最高|最多|满分|封顶|上限|合计|总共|共)(?:可|不超过)?(?:得|加|计|为|记)?{_NUMBER}分")
_AWARD = re.compile(rf"(?<![不扣])(?:得|计|记|给|加|赋){_NUMBER}分|\({_NUMBER}分\)")
_CLAUSES = re.compile(r"[,;。\n]")
_LESSER = re.compile(
    r"其中|仅|只|部分|基本|较好|较差|一般|低于|不足|以下|不到|未|[~～]|之间|\d-\d|[国省市县区州]级|\)级"
)
_EACH = re.compile(r"每(?:有|新增|增加|完成|建成|获|承担|创建|一|项|个|次|处|家|件|条|篇|例|开展)")


class Stated(Struct, frozen=True):
    """What a cell of points says; `understood` is false where it says something else."""

    points: float | None = None
    veto: bool = False
    bonus: bool = False
    understood: bool = True


def stated_points(text: str) -> Stated:
    """Read a cell of points: 2 · 2分 · 加3.5分 · 否决 · —."""
    plain = fold(text)
    if is_blank(plain):
        return Stated()
    if "否决" in plain:
        return Stated(veto=True)
    found = _STATED.match(plain)
    if not found:
        return Stated(understood=False)
    return Stated(points=float(found.group(2)), bonus=bool(found.group(1)))


def awarded_points(standard: str) -> float | None:
    """Return the most that a scoring standard awards, or None where it does not say.

    Parts add up (得2分…；得3分…), grades of one part do not (90%以上得3分，不足90%得2分); a stated maximum decides;
    deductions never count. Something awarded for each piece, without a maximum, has no most.
    """
    plain = fold(standard.replace("\n", ";"))
    if cap := _CAP.search(plain):
        return float(cap.group(1))
    parts: list[float] = []
    for clause in _CLAUSES.split(plain):
        award = _AWARD.search(clause)
        if not award:
            continue
        if _EACH.search(clause[: award.start()]):
            return None
        points = float(award.group(1) or award.group(2))
        if parts and "再" not in clause and _LESSER.search(clause[: award.start()]):
            parts[-1] = max(parts[-1], points)
        else:
            parts.append(points)
    return round(sum(parts), 4) if parts else None
