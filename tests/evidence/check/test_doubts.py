"""What examiners may complain of: of each complaint a true case, a near miss and a dismissal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON, TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence.check.defects import made_of
from evidence.check.doubts.finding import Doubts, find_doubts, in_order, open_doubts, updated_doubts
from evidence.check.gaps import find_gaps, updated_gaps
from evidence.complaints import COMPLAINT_OF, Complaint, Dismissal, Sign
from evidence.export import doubt_phrases
from evidence.key_figures import KeyFigure, KeyFigureId, Mention
from evidence.model import (
    Criterion,
    Flag,
    Level,
    Original,
    PaperCopy,
    Piece,
    PieceId,
    Scope,
    Slot,
    SlotId,
    Stage,
    Years,
)
from evidence.reviews import Fit, Review, Work, WorkMark
from evidence.snapshot import Changes, Snapshot
from evidence.wording import doubts as words
from tests.evidence.steps import STEPS, Step, do, opened

PHOTO, PLAN, SUMMARY, RED_HEAD = "照片(含整改前后)", "方案/计划", "总结/报告", "文件(红头)"
STATEMENT, CERTIFICATE = "情况说明/证明(盖章)", "证书/资质"
MARK = WorkMark(Work.TO_REVIEW, None, None, None)


def paper(
    title: str | None = "2023年工作记录",
    *originals: Original,
    flags: Sequence[Flag] = (),
    **facts: Any,  # noqa: ANN401 — by their names
) -> Piece:
    """A paper of 2023 that shows work done, but for what is said; it has the pages of its files."""
    counts = [original.pages for original in originals]
    pages = None if None in counts else sum(count or 0 for count in counts) if counts else 1
    piece = a_piece(title, originals=originals, flags=flags, pages=pages)
    plain = replace(piece.facts, kind="台账/登记表", stage=Stage.WORK, unit="县教委")
    return replace(piece, facts=replace(plain, **facts))


def with_papers(item: Criterion, *papers: Piece, slot: Slot | None = None, **more: Any) -> Snapshot:  # noqa: ANN401
    """A project with one item and its papers, filed in a slot or in none; `originals` are theirs."""
    placed = [replace(piece, arrived=number) for number, piece in enumerate(papers, 1)]
    return a_snapshot([item], placed, [filed(piece, item, slot, n) for n, piece in enumerate(placed, 1)], **more)


def doubts_of(snapshot: Snapshot) -> Doubts:
    return find_doubts(snapshot, {item.criterion.id: item for item in find_gaps(snapshot)})


def found(snapshot: Snapshot) -> list[Sign]:
    return [doubt.sign for doubt in open_doubts(doubts_of(snapshot), snapshot)]


@dataclass(frozen=True)
class Case:
    """A sign of a complaint: a project where it is seen, and one that comes near."""

    sign: Sign
    true: Callable[[], Snapshot]
    near: Callable[[], Snapshot]


EACH_YEAR = a_slot("年度总结", years=Years.EACH_OF_LAST_3, kind=None, stage=Stage.RESULT)


def of_years(*years: int) -> Snapshot:
    return with_papers(an_item("1-1", EACH_YEAR), *(paper(year=year) for year in years), slot=EACH_YEAR)


def of_stages(*stages: tuple[int, Stage]) -> Snapshot:
    return with_papers(an_item(), *(paper(year=year, stage=stage) for year, stage in stages))


def demanding(must: str, piece: Piece) -> Snapshot:
    slot = replace(a_slot(years=Years.ANY), must=(must,))
    return with_papers(an_item("1-1", slot), piece, slot=slot)


def of_file(piece: Piece, *originals: Original) -> Snapshot:
    return with_papers(an_item(), piece, originals=originals)


def a_scan(**told: Any) -> Original:  # noqa: ANN401
    return replace(an_original("扫描.pdf", "application/pdf"), scanned=True, **told)


def scanned(original: Original) -> Snapshot:
    return of_file(paper("纪要", original), original)


def named(name: str, **facts: Any) -> Snapshot:  # noqa: ANN401
    original = an_original(name)
    return of_file(paper("2023年工作记录", original, **facts), original)


GRAIN = an_item("6-1", text="粮食收储企业开展收购环节检验，超标粮食定向处置。")
SCHOOL = an_item("9-1", text="学校食堂实行校长陪餐和明厨亮灶。")


def titled(title: str) -> Snapshot:
    """A paper in the item about schools, in a scheme that asks for many other things."""
    piece = paper(title)
    others = [an_item(f"20-{n}", text=f"建立工作机制，第{n}项。") for n in range(20)]
    return a_snapshot([GRAIN, SCHOOL, *others], [piece], [filed(piece, SCHOOL)])


def in_many(count: int) -> Snapshot:
    items = [an_item(f"1-{number}") for number in range(1, 8)]
    piece = paper()
    return a_snapshot(items, [piece], [filed(piece, item, position=n) for n, item in enumerate(items[:count], 1)])


def in_slots(count: int) -> Snapshot:
    slots = [a_slot(f"材料{number}") for number in range(4)]
    item, piece = an_item("1-1", *slots), paper()
    return a_snapshot([item], [piece], [filed(piece, item, slot, n) for n, slot in enumerate(slots[:count], 1)])


def of_days(plan: date, summary: date, *, owner: str | None = None) -> Snapshot:
    first = paper("方案", kind=PLAN, stage=Stage.ORDER, issued_on=plan, issuer=None, unit=None)
    second = paper("总结", kind=SUMMARY, stage=Stage.RESULT, issued_on=summary, issuer=owner, unit=owner)
    return with_papers(an_item(), first, second)


def of_townships(one: str, other: str, *, alike: bool = True) -> Snapshot:
    ours, theirs = paper("工作总结", issuer=f"云岭县{one}人民政府"), paper("总结", issuer=f"云岭县{other}人民政府")
    snapshot = with_papers(an_item(), ours, theirs)
    pairs = {ours.id: {theirs.id: 0.9}, theirs.id: {ours.id: 0.9}}
    return replace(snapshot, alike=pairs if alike else {})


def of_figure(told: str, *, is_filed: bool = True) -> Snapshot:
    """A report that gives a value for a key figure which the table says is 5230."""
    original = an_original("报告.docx")
    mention = Mention(original.id, 3, Decimal(told), 0, 2023, f"食品抽检批次{told}批次")
    figure = KeyFigure(KeyFigureId("1"), "食品抽检批次", 2023, Decimal(5230), "批次", "县市场监管局", None, (mention,))
    snapshot = of_file(paper("抽检报告", original), original)
    return replace(snapshot, key_figures=(figure,), filings=snapshot.filings if is_filed else ())


def of_levels(*levels: Level | None) -> Snapshot:
    return with_papers(an_item(), *(paper(level=level) for level in levels))


def veto(*papers: Piece) -> Snapshot:
    return with_papers(an_item("30-1", veto=True), *papers)


ABOVE = (Level.STATE, Level.PROVINCE, Level.CITY)
MARCH, DECEMBER = date(2023, 3, 1), date(2023, 12, 1)
TODAY, TOMORROW = NOON.date(), date(2024, 1, 9)

CASES = (
    Case(Sign.YEARS_MISSING, lambda: of_years(2023), lambda: of_years(2021, 2022, 2023)),
    Case(
        Sign.ONLY_NOTICES,
        lambda: of_stages((2022, Stage.ORDER), (2023, Stage.ORDER), (2023, Stage.WORK)),
        lambda: of_stages((2023, Stage.ORDER), (2023, Stage.WORK)),
    ),
    Case(
        Sign.NO_NUMBER,
        lambda: with_papers(an_item(), paper(kind=RED_HEAD, document_number=None, seal=True)),
        lambda: with_papers(an_item(), paper(document_number=None)),
    ),
    Case(
        Sign.NOT_SEALED,
        lambda: demanding("盖章", paper(seal=False)),
        lambda: with_papers(an_item(), paper(seal=False)),
    ),
    Case(Sign.SEAL_UNKNOWN, lambda: demanding("盖章", paper()), lambda: demanding("盖章", paper(seal=True))),
    Case(Sign.COPY_UNMARKED, lambda: named("证书复印件.pdf"), lambda: named("证书复印件（与原件一致）.pdf")),
    Case(
        Sign.LOW_DPI,
        lambda: with_papers(an_item(), paper(flags=[Flag.LOW_DPI])),
        lambda: with_papers(an_item(), paper(flags=[Flag.WRONG_EXTENSION])),
    ),
    Case(
        Sign.ROTATED,
        lambda: with_papers(an_item(), paper(flags=[Flag.ROTATED])),
        lambda: with_papers(an_item(), paper(flags=[Flag.MACROS])),
    ),
    Case(Sign.UNSURE_TEXT, lambda: scanned(a_scan(confidence=0.7)), lambda: scanned(a_scan(confidence=0.75))),
    Case(Sign.PAGES_MISSING, lambda: scanned(a_scan(pages=None)), lambda: scanned(a_scan(pages=2))),
    Case(Sign.OTHER_ITEM, lambda: titled("粮食收储企业检验月报"), lambda: titled("学校食堂粮食收储情况")),
    Case(Sign.MANY_ITEMS, lambda: in_many(6), lambda: in_many(5)),
    Case(Sign.MANY_SLOTS, lambda: in_slots(3), lambda: in_slots(2)),
    Case(
        Sign.NO_CAPTION,
        lambda: with_papers(an_item(), paper("IMG_20230301", kind=PHOTO)),
        lambda: with_papers(an_item(), paper("双河镇学校食堂检查", kind=PHOTO)),
    ),
    Case(
        Sign.NO_DAY,
        lambda: with_papers(an_item(), paper("双河镇食堂检查", kind=PHOTO, issued_on=None)),
        lambda: with_papers(an_item(), paper("双河镇食堂检查记录", issued_on=None)),
    ),
    Case(
        Sign.NO_PLACE,
        lambda: with_papers(an_item(), paper("宣传活动", kind=PHOTO, unit=None, issuer=None)),
        lambda: with_papers(an_item(), paper("群益广场宣传活动", kind=PHOTO, unit=None, issuer=None)),
    ),
    Case(Sign.SUMMARY_FIRST, lambda: of_days(DECEMBER, MARCH), lambda: of_days(MARCH, DECEMBER)),
    Case(
        Sign.IN_FUTURE,
        lambda: with_papers(an_item(), paper(issued_on=TOMORROW)),
        lambda: with_papers(an_item(), paper(issued_on=TODAY)),
    ),
    Case(
        Sign.OTHER_YEAR,
        lambda: with_papers(an_item(), paper(year=2023, issued_on=date(2021, 12, 31))),
        lambda: with_papers(an_item(), paper(year=2023, issued_on=date(2022, 12, 20))),
    ),
    Case(
        Sign.OUTSIDE_YEARS,
        lambda: with_papers(an_item(), paper(year=2018, issued_on=date(2018, 5, 1), level=Level.COUNTY)),
        lambda: with_papers(an_item(), paper(year=2018, issued_on=date(2018, 5, 1), level=Level.STATE)),
    ),
    Case(Sign.FIGURES_DIFFER, lambda: of_figure("5000"), lambda: of_figure("5230")),
    Case(
        Sign.TOWNSHIPS_ALIKE,
        lambda: of_townships(TOWNSHIPS[0], TOWNSHIPS[1]),
        lambda: of_townships(TOWNSHIPS[0], TOWNSHIPS[0]),
    ),
    Case(
        Sign.DRAFT,
        lambda: with_papers(an_item(), paper(flags=[Flag.DRAFT])),
        lambda: named("关于征求意见的函.docx"),
    ),
    Case(Sign.DRAFT_NAME, lambda: named("新建 文档.docx"), lambda: named("工作方案（定稿）.docx")),
    Case(
        Sign.TRACKED_CHANGES,
        lambda: with_papers(an_item(), paper(flags=[Flag.TRACKED_CHANGES])),
        lambda: with_papers(an_item(), paper(flags=[Flag.MACROS])),
    ),
    Case(
        Sign.COMMENTS,
        lambda: with_papers(an_item(), paper(flags=[Flag.COMMENTS])),
        lambda: with_papers(an_item(), paper(flags=[Flag.MACROS])),
    ),
    Case(
        Sign.WHITE_HEAD,
        lambda: named("通知.docx", kind=RED_HEAD, document_number=None),
        lambda: named("通知.pdf", kind=RED_HEAD, document_number=None),
    ),
    Case(
        Sign.MOSTLY_ABOVE,
        lambda: of_levels(*ABOVE, Level.COUNTY),
        lambda: of_levels(*ABOVE, None, Level.COUNTY, None),
    ),
    Case(
        Sign.SECRET,
        lambda: with_papers(an_item(), paper(flags=[Flag.SECRET])),
        lambda: with_papers(an_item(), paper("商业秘密保护工作记录")),
    ),
    Case(
        Sign.PERSONAL_DATA,
        lambda: with_papers(an_item(), paper(flags=[Flag.PERSONAL_DATA])),
        lambda: with_papers(an_item(), paper("个人信息保护培训")),
    ),
    Case(
        Sign.TERM_OVER,
        lambda: with_papers(an_item(), paper(kind=CERTIFICATE, valid_until=date(2024, 1, 7))),
        lambda: with_papers(an_item(), paper(kind=CERTIFICATE, valid_until=TODAY)),
    ),
    Case(
        Sign.PAGES_UNKNOWN,
        lambda: with_papers(an_item(), replace(paper(), pages=None)),
        lambda: with_papers(an_item(), replace(paper(), pages=1)),
    ),
    Case(
        Sign.PAPER_UNCOUNTED,
        lambda: with_papers(an_item(), replace(paper(), pages=None, paper=PaperCopy("档案室", "李敏"))),
        lambda: with_papers(an_item(), replace(paper(), pages=40, paper=PaperCopy("档案室", "李敏"))),
    ),
    Case(
        Sign.PAGES_DIFFER,
        lambda: of_file(replace(paper("纪要", SCAN := a_scan(pages=3)), pages=2), SCAN),
        lambda: scanned(a_scan(pages=3)),
    ),
    Case(
        Sign.NO_STATEMENT,
        lambda: veto(paper()),
        lambda: with_papers(an_item("30-1"), paper()),
    ),
    Case(
        Sign.STATEMENT_UNSEALED,
        lambda: veto(paper("情况说明", kind=STATEMENT)),
        lambda: veto(paper("情况说明", kind=STATEMENT), paper("盖章的情况说明", kind=STATEMENT, seal=True)),
    ),
)
ILL_ADVICE = ("补做", "补签", "补写", "倒签", "后补", "补一份", "改日期", "造假", "作假", "编造")
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.sign)


def test_each_sign_has_a_case_and_each_of_the_sixteen_complaints_a_sign() -> None:
    assert [case.sign for case in CASES] == list(Sign)
    assert [*dict.fromkeys(COMPLAINT_OF[sign] for sign in Sign)] == list(Complaint)
    assert len(Complaint) == 16


@EACH
def test_a_true_case_is_seen(case: Case) -> None:
    assert case.sign in found(case.true())


@EACH
def test_a_near_miss_is_not(case: Case) -> None:
    assert case.sign not in found(case.near())


@EACH
def test_what_is_dismissed_is_not_listed_and_still_known(case: Case) -> None:
    snapshot = case.true()
    (doubt,) = (doubt for doubt in doubts_of(snapshot) if doubt.sign is case.sign)
    later = replace(snapshot, dismissed={doubt.key: Dismissal("已核对原件", "李敏", NOON)})
    assert case.sign not in found(later)
    assert doubt in doubts_of(later)


@EACH
def test_a_sentence_names_the_papers_and_says_what_to_do(case: Case) -> None:
    snapshot = case.true()
    (doubt,) = (doubt for doubt in doubts_of(snapshot) if doubt.sign is case.sign)
    said = doubt_phrases.said(doubt, snapshot)
    assert "{" not in said
    assert "请" in said
    named_in_it = [title for title in doubt_phrases.titles(doubt, snapshot) if title in said]
    assert named_in_it or case.sign in (Sign.MOSTLY_ABOVE, Sign.NO_STATEMENT)


@EACH
def test_no_sentence_advises_to_make_up_or_to_back_date(case: Case) -> None:
    said = words.SAID[case.sign]
    assert [word for word in ILL_ADVICE if word in said] == []


def test_nothing_is_said_of_an_item_without_material() -> None:
    assert found(a_snapshot([an_item("30-1", EACH_YEAR, veto=True)])) == []


def test_another_value_in_a_paper_that_is_filed_nowhere_is_none() -> None:
    assert found(of_figure("5000", is_filed=False)) == []


def test_another_file_in_the_place_of_a_paper_is_looked_at_anew() -> None:
    old, new = a_scan(confidence=0.5), a_scan(confidence=0.5)
    piece = paper("纪要", old)
    newer = replace(piece, parts=paper("纪要", new).parts)
    (before,), (after,) = doubts_of(of_file(piece, old)), doubts_of(of_file(newer, new))
    assert (before.sign, before.pieces) == (after.sign, after.pieces)
    assert before.key != after.key


def test_another_value_than_before_is_a_new_doubt() -> None:
    keys = {doubt.key for told in ("5000", "5100") for doubt in doubts_of(of_figure(told))}
    assert len(keys) == 2


def test_nothing_is_said_of_a_paper_that_is_filed_nowhere() -> None:
    assert found(a_snapshot([an_item()], [paper(flags=[Flag.DRAFT])])) == []


def test_an_item_that_is_marked_finished_is_looked_at_without_material() -> None:
    item = an_item("30-1", EACH_YEAR, veto=True)
    snapshot = replace(a_snapshot([item]), marks={item.id: MARK})
    assert found(snapshot) == [Sign.YEARS_MISSING, Sign.NO_STATEMENT]


@pytest.mark.parametrize(("fit", "signs"), [(Fit.FITS, []), (Fit.NOT, []), (Fit.INCOMPLETE, [Sign.OTHER_ITEM])])
def test_nothing_is_guessed_of_a_paper_on_which_a_second_person_said_whether_it_fits(
    fit: Fit, signs: list[Sign]
) -> None:
    guessed = titled("粮食收储企业检验月报")
    (filing,) = guessed.filings
    review = Review(fit, "看过原件", "赵主任", guessed.at, made_of(guessed.piece_by_id[filing.piece]))
    assert found(replace(guessed, filings=(replace(filing, review=review),))) == signs


def test_a_doubt_about_a_further_paper_is_a_new_one() -> None:
    one, other = paper("甲", level=Level.STATE), paper("乙", level=Level.STATE)
    item = an_item()
    third = [paper(str(number), level=Level.CITY) for number in range(3)]
    (before,) = doubts_of(with_papers(item, one, *third))
    (after,) = doubts_of(with_papers(item, one, other, *third))
    assert (before.sign, after.sign) == (Sign.MOSTLY_ABOVE, Sign.MOSTLY_ABOVE)
    assert before.key != after.key


def test_another_paper_of_a_year_that_is_there_leaves_the_doubt_about_the_others_as_it_was() -> None:
    item = an_item("1-1", EACH_YEAR)
    first, second = paper("甲", year=2023), paper("乙", year=2023)
    before = with_papers(item, first, slot=EACH_YEAR)
    after = with_papers(item, first, second, slot=EACH_YEAR)
    assert {doubt.key for doubt in doubts_of(before)} == {doubt.key for doubt in doubts_of(after)}


def test_townships_that_lack_the_same_years_are_one_doubt() -> None:
    slot = replace(EACH_YEAR, scope=Scope.EACH_TOWNSHIP)
    papers = [paper(issuer=f"云岭县{name}人民政府", year=2023) for name in TOWNSHIPS[:2]]
    snapshot = with_papers(an_item("1-1", slot), *papers, slot=slot)
    (doubt,) = doubts_of(snapshot)
    assert dict(doubt.params)["units"] == "、".join(TOWNSHIPS[:2])
    assert dict(doubt.params)["years"] == "2021、2022"


def test_what_was_written_for_part_of_a_year_may_come_before_the_plan() -> None:
    plan = paper("方案", kind=PLAN, issued_on=DECEMBER)
    report = paper("第一季度工作总结", kind=SUMMARY, stage=Stage.RESULT, issued_on=MARCH)
    assert Sign.SUMMARY_FIRST not in found(with_papers(an_item(), plan, report))


def test_the_summary_of_one_township_is_not_held_against_the_plan_of_another() -> None:
    plan = paper("方案", kind=PLAN, issued_on=DECEMBER, issuer="云岭县双河镇人民政府", unit=None)
    report = paper("总结", kind=SUMMARY, stage=Stage.RESULT, issued_on=MARCH, issuer="石坪镇", unit=None)
    assert Sign.SUMMARY_FIRST not in found(with_papers(an_item(), plan, report))


def test_an_item_that_asks_only_for_what_is_ordered_needs_no_work() -> None:
    slot = a_slot("成立文件", years=Years.ANY)
    snapshot = with_papers(an_item("1-1", slot), paper(stage=Stage.ORDER), slot=slot)
    assert Sign.ONLY_NOTICES not in found(snapshot)


def test_a_paper_in_two_items_has_one_doubt_about_itself() -> None:
    one, two, piece = an_item("1-1"), an_item("1-2"), paper(flags=[Flag.DRAFT])
    assert found(a_snapshot([one, two], [piece], [filed(piece, one), filed(piece, two, position=2)])) == [Sign.DRAFT]


@EACH
def test_other_names_and_another_order_of_the_items_change_no_doubt(case: Case) -> None:
    snapshot = case.true()
    renamed = [replace(item, code=f"9{item.code}", title="改过的名称") for item in reversed(snapshot.criteria)]
    after = replace(snapshot, criteria=tuple(renamed))
    assert {doubt.key for doubt in doubts_of(after)} == {doubt.key for doubt in doubts_of(snapshot)}


def test_doubts_come_by_complaint_then_by_item() -> None:
    one, two = an_item("1-1"), an_item("1-2")
    pieces = [paper(flags=[Flag.DRAFT, Flag.LOW_DPI]), paper(flags=[Flag.LOW_DPI])]
    snapshot = a_snapshot([one, two], pieces, [filed(pieces[0], two), filed(pieces[1], one, position=2)])
    listed = in_order(doubts_of(snapshot), snapshot)
    assert [(doubt.sign, doubt.pieces) for doubt in listed] == [
        (Sign.LOW_DPI, (pieces[1].id,)),
        (Sign.LOW_DPI, (pieces[0].id,)),
        (Sign.DRAFT, (pieces[0].id,)),
    ]


PAPERS = tuple(
    replace(
        paper(title, year=year, stage=stage, issuer=f"云岭县{township}人民政府", level=level, flags=flags), arrived=n
    )
    for n, (title, year, stage, township, level, flags) in enumerate(
        [
            ("方案", 2021, Stage.ORDER, TOWNSHIPS[0], Level.STATE, ()),
            ("总结", 2022, Stage.RESULT, TOWNSHIPS[1], Level.CITY, (Flag.DRAFT,)),
            ("粮食收储企业检验", 2023, Stage.WORK, TOWNSHIPS[2], Level.STATE, ()),
            ("IMG_1", 2023, Stage.WORK, TOWNSHIPS[0], None, (Flag.LOW_DPI,)),
        ],
        1,
    )
)
SLOTS = tuple(replace(EACH_YEAR, id=SlotId(f"槽{number}")) for number in range(7))
PLACES = (*(an_item(f"3-{number}", slot, veto=number == 0) for number, slot in enumerate(SLOTS)), GRAIN)
WHERE = st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 7)), max_size=24)
ALIKE = st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda two: two[0] < two[1]), max_size=6)
MARKED = st.frozensets(st.integers(0, 7), max_size=3)


def laid(where: Iterable[tuple[int, int]], alike: Iterable[tuple[int, int]], marked: Iterable[int]) -> Snapshot:
    """Lay four papers out among eight items; some are alike, some items are marked 收齐."""
    filings = [
        filed(PAPERS[piece], PLACES[item], SLOTS[item] if item < len(SLOTS) else None, n)
        for n, (piece, item) in enumerate(sorted(where), 1)
    ]
    both: dict[PieceId, dict[PieceId, float]] = {}
    for one, other in alike:
        both.setdefault(PAPERS[one].id, {})[PAPERS[other].id] = 0.9
        both.setdefault(PAPERS[other].id, {})[PAPERS[one].id] = 0.9
    snapshot = a_snapshot(PLACES, PAPERS, filings)
    return replace(snapshot, alike=both, marks={PLACES[item].id: MARK for item in marked})


@given(before=st.tuples(WHERE, ALIKE, MARKED), after=st.tuples(WHERE, ALIKE, MARKED))
def test_after_any_change_what_was_kept_up_to_date_is_what_would_be_found(
    before: tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]], frozenset[int]],
    after: tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]], frozenset[int]],
) -> None:
    moved, likened = before[0] ^ after[0], before[1] ^ after[1]
    touched = {PAPERS[piece].id for piece, _ in moved} | {PAPERS[piece].id for two in likened for piece in two}
    changes = Changes(frozenset(touched), frozenset(PLACES[item].id for _, item in moved), doubts=True)
    old, new = laid(*before), laid(*after)
    gaps = {item.criterion.id: item for item in find_gaps(new)}
    assert updated_doubts(doubts_of(old), new, gaps, changes) == doubts_of(new)


@settings(max_examples=40)
@given(steps=STEPS)
def test_after_any_steps_what_was_kept_up_to_date_is_what_would_be_found(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        snapshot = workspace.snapshot()
        gaps = find_gaps(snapshot)
        known = doubts_of(snapshot)
        for number, step in enumerate(steps):
            changes = do(workspace, step)
            leaves = workspace.snapshot().leaves
            if number % 3 == 1:
                changes |= workspace.reviewing.set_work(
                    [leaves[step[1] % len(leaves)].id], list(Work)[1 + step[2] % 3], "赵主任"
                )
            snapshot = workspace.snapshot()
            gaps = updated_gaps(gaps, snapshot, changes.criteria)
            known = updated_doubts(known, snapshot, {item.criterion.id: item for item in gaps}, changes)
            assert known == doubts_of(snapshot)
