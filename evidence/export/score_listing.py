"""自评打分表: what each item asks, the points that the office gives itself, and the papers that speak for it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from evidence.check.self_scores import is_scored, standing, sums
from evidence.export import phrases
from evidence.export.choosing import Chosen
from evidence.export.listing import ListColumn, Listing, Part
from evidence.export.numbering import Numbered
from evidence.model import Criterion, CriterionId, Edition
from evidence.points import SelfScore, Standing, Sums
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.scores import STANDINGS

# On a turned page: 225 mm.
_COLUMNS = (
    ListColumn("编号", 18, centred=True, is_code=True),
    ListColumn("评价内容", 44),
    ListColumn("分值", 10, centred=True),
    ListColumn("评分标准", 36),
    ListColumn("自评得分", 11, centred=True),
    ListColumn("扣分", 10, centred=True),
    ListColumn("扣分原因", 17),
    ListColumn("佐证材料目录", 34),
    ListColumn("责任单位", 17, centred=True),
    ListColumn("备注", 18, centred=True),
    ListColumn("考评得分", 10, centred=True),
)

Value = str | float


class Given(Struct, frozen=True):
    """The points of an item that an edition shows: those confirmed, for submission only such as still hold."""

    score: SelfScore | None
    standing: Standing


def given_of(snapshot: Snapshot, item: Criterion, edition: Edition) -> Given:
    """Return what an edition shows of the points given to an item."""
    stands = standing(snapshot, item)
    shows = stands is Standing.HOLDS or (edition is Edition.INTERNAL and stands is not Standing.NONE)
    return Given(snapshot.scores[item.id] if shows else None, stands)


def given_sums(snapshot: Snapshot, items: Sequence[Criterion], edition: Edition) -> Sums:
    """Add up what an edition shows; points that are more than an item has by now are none."""
    given: dict[CriterionId, float] = {}
    for item in items:
        found = given_of(snapshot, item, edition)
        if found.score is not None and found.standing is not Standing.TOO_HIGH:
            given[item.id] = found.score.points
    return sums(items, given, snapshot.pass_rules)


def score_listing(snapshot: Snapshot, chosen: Chosen, name: str, edition: Edition) -> Listing:
    """Return the 自评打分表; why points are deducted, and who gave them, is for the office alone."""
    rows = [_row(snapshot, item, chosen.of(item), edition) for item in chosen.items]
    if rows:
        rows.append(_total(snapshot, chosen.items, edition))
    made = words.phrase("made", office=snapshot.project.office) if snapshot.project.office else ""
    about = "　".join(text for text in (*phrases.scheme_lines(snapshot.scheme), made) if text)
    lines = (about, words.phrase("score_note"))
    return Listing(
        name, lines, _COLUMNS, (Part("", tuple(rows)),), "", signed=words.phrase("score_signed"), summed=True
    )


def papers(snapshot: Snapshot, entries: Sequence[Numbered]) -> str:
    """Return the papers of an item, a line each: 件号, title, 文号."""
    return "\n".join(
        f"{entry.label if entry.at_home else words.phrase('see', label=entry.label)} "
        f"{phrases.title_of(entry.piece, snapshot)}"
        + (f"（{entry.piece.facts.document_number}）" if entry.piece.facts.document_number else "")
        for entry in entries
    )


def _row(snapshot: Snapshot, item: Criterion, entries: Sequence[Numbered], edition: Edition) -> tuple[Value, ...]:
    found = given_of(snapshot, item, edition)
    score, points = found.score, item.points
    internal = edition is Edition.INTERNAL
    lost: Value = "" if score is None or item.bonus or points is None else round(points - score.points, 4)
    return (
        code_of(item),
        "\n".join(text for text in (item.title, item.text) if text),
        _points(item),
        item.method or "",
        "" if score is None else score.points,
        "" if isinstance(lost, float) and lost < 0 else lost,
        (score.reason or "") if internal and score is not None else "",
        papers(snapshot, entries),
        item.lead_unit or "",
        _remark(item, found) if internal else "",
        "",
    )


def code_of(item: Criterion) -> str:
    """Return an item's code with its mark, one of several characters on a line of its own."""
    mark = phrases.mark(item)
    return item.code + ("\n" if len(mark) > 1 else "") + mark


def _points(item: Criterion) -> Value:
    if item.veto:
        return phrases.heading("veto")
    if item.points is None:
        return ""
    return phrases.heading("bonus", points=number_text(item.points)) if item.bonus else item.points


def _remark(item: Criterion, found: Given) -> str:
    """Return what the office is to know of an item's points."""
    said = [item.note or ""]
    if found.score is not None:
        said.append(words.phrase("score_by", by=found.score.confirmed_by))
        said += [STANDINGS[found.standing]] if found.standing is not Standing.HOLDS else []
    elif is_scored(item):
        said.append(words.phrase("score_open"))
    return "\n".join(text for text in said if text)


def _total(snapshot: Snapshot, items: Sequence[Criterion], edition: Edition) -> tuple[Value, ...]:
    """Return the sums; for submission only once all is scored, since a part of a sum claims what it is not."""
    found = given_sums(snapshot, items, edition)
    whole = found.to_score == 0 and found.scored > 0
    given: Value = found.given if whole or (edition is Edition.INTERNAL and found.scored) else ""
    lost: Value = round(found.total - found.given, 4) if whole else ""
    left = "" if whole or edition is Edition.SUBMISSION else words.phrase("score_left", count=found.to_score)
    total: Value = found.total or ""
    return (words.phrase("total"), "", total, "", given, lost, "", "", "", left, "")
