"""Builders of valid values; a test names only what it is about."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from evidence.criteria import township_units
from evidence.findings import Did, Event, EventId, Finding, FindingId, Photo, Severity, SiteId, Source
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


def an_event(
    did: Did = Did.HAND_OUT,
    on: date = date(2024, 1, 3),
    *,
    at: datetime | None = None,
    who: str = "王敏",
    by: str = "",
    unit: str = "",
    person: str = "",
    deadline: date | None = None,
    said: str = "",
) -> Event:
    """Return an event that says what its kind must; written down at noon of its day unless told."""
    if did is Did.HAND_OUT:
        unit, deadline = unit or "县市场监督管理局", deadline or on + timedelta(7)
    elif did in (Did.RECTIFY, Did.PASS, Did.FAIL):
        by = by or ("李强" if did is Did.RECTIFY else "赵琳")
    written = at or datetime.combine(on, NOON.time())
    return Event(EventId(new_id()), did, on, written, who, by, unit, person, deadline, said)


def a_finding(
    *events: Event,
    number: int = 1,
    source: Source = Source.DAILY,
    found_on: date = date(2024, 1, 2),
    at: datetime | None = None,
    who: str = "王敏",
    found_by: str = "督查一组",
    place: str = "双河镇农贸市场",
    text: str = "熟食摊位未公示健康证。",
    kind: str = "证照公示",
    severity: Severity = Severity.ORDINARY,
    site: SiteId | None = None,
    item: Criterion | None = None,
    photos: Sequence[Photo] = (),
    origin: str = "",
) -> Finding:
    """Return a problem with its life; written down at noon of the day on which it was found unless told."""
    return Finding(
        id=FindingId(new_id()),
        number=number,
        source=source,
        found_on=found_on,
        at=at or datetime.combine(found_on, NOON.time()),
        who=who,
        found_by=found_by,
        place=place,
        text=text,
        kind=kind,
        severity=severity,
        site=site,
        item=item.id if item else None,
        item_code=item.code if item else "",
        events=events,
        photos=tuple(photos),
        origin=origin,
    )
