"""Builders of valid values; a test names only what it is about."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from evidence.criteria import township_units
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    Filing,
    FilingId,
    Flag,
    Original,
    OriginalId,
    PageRange,
    PaperCopy,
    Piece,
    PieceId,
    Project,
    Rule,
    SchemeFacts,
    SchemeId,
    Scope,
    Sha256,
    Slot,
    SlotId,
    Stage,
    Years,
    new_id,
)
from evidence.snapshot import Snapshot


def discard(original: Path) -> None:
    """Remove a file that is kept read-only, as people do who insist."""
    original.chmod(stat.S_IWRITE)
    original.unlink()


NOON = datetime.fromisoformat("2024-01-08T12:00:00")
TOWNSHIPS = ("双河镇", "石坪镇", "红岩乡")


def a_slot(
    name: str = "年度工作方案",
    *,
    years: Years = Years.LATEST,
    count: int = 1,
    scope: Scope = Scope.OWN,
    kind: str | None = "方案/计划",
    stage: Stage | None = Stage.ORDER,
    owners: Sequence[str] = (),
    alternative: str | None = None,
    paper_allowed: bool = True,
    waived: str | None = None,
    proposed: bool = False,
    due: str | None = None,
) -> Slot:
    return Slot(
        SlotId(new_id()),
        name,
        (kind,) if kind else (),
        stage,
        years,
        count,
        (),
        scope,
        tuple(owners),
        alternative,
        paper_allowed,
        waived,
        proposed,
        due,
    )


def an_item(
    code: str = "1-1",
    *slots: Slot,
    parent: CriterionId | None = None,
    text: str | None = "建立工作机制，每年研究部署。",
    points: float | None = 2.0,
    rule: Rule | None = Rule.GRADED,
    lead_unit: str | None = "县食药安办",
    key: bool = False,
    veto: bool = False,
    bonus: bool = False,
) -> Criterion:
    return Criterion(
        id=CriterionId(new_id()),
        parent=parent,
        code=code,
        title=None,
        text=text,
        points=points,
        rule=rule,
        method="制定方案的得2分，否则相应扣分。",
        lead_unit=lead_unit,
        support_units=("县政府办公室",),
        key=key,
        veto=veto,
        bonus=bonus,
        required=slots,
    )


def a_group(code: str, title: str, parent: CriterionId | None = None) -> Criterion:
    return Criterion(
        CriterionId(new_id()), parent, code, title, None, None, None, None, None, (), False, False, False, ()
    )


def a_piece(
    title: str | None = "2023年工作方案",
    *,
    year: int | None = 2023,
    issuer: str | None = "云岭县教育委员会",
    number: str | None = "云教委发〔2023〕21号",
    issued_on: date | None = date(2023, 3, 1),
    unit: str | None = None,
    flags: Iterable[Flag] = (),
    originals: Sequence[Original] = (),
    paper: PaperCopy | None = None,
    arrived: int = 1,
    pages: int | None = 1,
) -> Piece:
    return Piece(
        id=PieceId(new_id()),
        facts=Facts(title, number, issuer, issued_on, year, "方案/计划", Stage.ORDER, unit),
        flags=frozenset(flags),
        pages=pages,
        parts=tuple(PageRange(original.id) for original in originals),
        paper=paper,
        arrived=arrived,
    )


def an_original(name: str = "方案.docx", media_type: str = "application/octet-stream", sha256: str = "") -> Original:
    return Original(
        OriginalId(new_id()), Sha256(sha256 or new_id() + new_id()), name, 1000, media_type, 1, scanned=False
    )


def filed(piece: Piece, criterion: Criterion, slot: Slot | None = None, position: int = 1) -> Filing:
    return Filing(FilingId(new_id()), piece.id, criterion.id, slot.id if slot else None, position)


def a_snapshot(
    criteria: Sequence[Criterion],
    pieces: Sequence[Piece] = (),
    filings: Sequence[Filing] = (),
    *,
    originals: Sequence[Original] = (),
    townships: Sequence[str] = TOWNSHIPS,
    base_year: int = 2023,
) -> Snapshot:
    return Snapshot(
        project=Project("云岭县", "云岭县食药安办", base_year - 2, base_year, township_units(townships), NOON),
        scheme_id=SchemeId("细则"),
        scheme=SchemeFacts("评价细则（演示版）", "演示版（非官方）", None, 2.0),
        criteria=tuple(criteria),
        others=(),
        counterparts={},
        originals={original.id: original for original in originals},
        pieces=tuple(pieces),
        filings=tuple(filings),
        suggestions={},
        alike={},
        at=NOON,
    )
