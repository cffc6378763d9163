"""Projects in which units owe something, for tests of what they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.chases import Chase, ChaseId, Form
from evidence.check.debts import Debt, debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.model import Criterion, Filing, Piece, SchemeFacts, Scope, Slot, Unit, UnitId, UnitKind
from evidence.snapshot import Snapshot

AT = datetime.fromisoformat("2023-11-20T15:00:00")
DEADLINE = date(2023, 11, 25)
MARKET = "县市场监督管理局"
_NAMES = ("宣传周活动方案", "县委常委会专题研究食品安全工作会议纪要", "重大食品安全事故情况说明", "检查台账")
_DUE = ("2023-11-01", None, "2023-12-15", "11月底前")


def owing(count: int, unit: str = MARKET) -> Snapshot:
    """A project in which one unit owes so many materials, every fourth of a veto item, every fourth of a key item."""
    items: list[Criterion] = []
    for at in range(count):
        slot = replace(a_slot(_NAMES[at % 4], count=1 + at % 2), must=((), ("盖章",))[at % 2])
        item = an_item(f"{at // 4 + 1}-{at + 1}", slot, lead_unit=unit, veto=at % 4 == 2, key=at % 4 == 1)
        items.append(replace(item, due=_DUE[at % 4]))
    return named(a_snapshot(items))


def named(snapshot: Snapshot) -> Snapshot:
    """The project with a scheme of the office's own, and a known contact."""
    office = Unit(UnitId("办"), "县食药安办", UnitKind.DEPARTMENT, "李敏", "13800001234")
    scheme = SchemeFacts("国家食品安全示范城市评价细则（2021版）", "2021版", None, 2.0)
    return replace(
        snapshot, scheme=scheme, at=AT, project=replace(snapshot.project, units=(*snapshot.project.units, office))
    )


def debts(snapshot: Snapshot, unit: str = MARKET) -> Sequence[Debt]:
    return debts_by_unit(snapshot, find_gaps(snapshot))[unit]


def a_chase(step: str, form: Form | None, sent: str | None, unit: str = MARKET) -> Chase:
    """A chase that was recorded as sent on a day, or that is only drafted."""
    return Chase(
        ChaseId(step), unit, step, form, AT, None, "李敏", (), sent_at=datetime.fromisoformat(sent) if sent else None
    )


def county(units: int = 6, townships: int = 5, prefix: str = "") -> Snapshot:
    """A project of many units: that at place n (from 0) has handed in n of 6 papers, a township n of 4, in turns."""
    towns = [f"{prefix}第{at}镇" for at in range(townships)]
    items: list[Criterion] = []
    for at in range(units):
        slot = a_slot("年度工作方案", count=6)
        items.append(an_item(f"1-{at}", slot, lead_unit=f"{prefix}第{at}局", veto=at % 7 == 3, key=at % 5 == 2))
    common = an_item("2-1", a_slot("宣传材料", scope=Scope.EACH_TOWNSHIP, count=4, kind=None), key=True)
    pieces: list[Piece] = []
    filings: list[Filing] = []

    def file(item: Criterion, slot: Slot, count: int, issuer: str) -> None:
        for _ in range(count):
            pieces.append(a_piece(issuer=issuer, arrived=len(pieces) + 1))
            filings.append(filed(pieces[-1], item, slot, len(filings) + 1))

    for at, item in enumerate(items):
        file(item, item.required[0], at % 7, f"{prefix}第{at}局")
    for at, town in enumerate(towns):
        file(common, common.required[0], at % 5, town)
    pieces += [a_piece(issuer=None, unit=towns[0] if towns else None, arrived=len(pieces) + one) for one in range(3)]
    pieces.append(a_piece(issuer=None, arrived=len(pieces) + 9))
    return named(a_snapshot([*items, *([common] if towns else [])], pieces, filings, townships=towns))
