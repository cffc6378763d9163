"""自评得分: when they still hold, what they come to, and whether that is enough."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.score import gate
from evidence.check.self_scores import basis_of, standing, sums, verdicts
from evidence.model import Criterion, CriterionId, Rule
from evidence.points import PassRules, SelfScore, Standing, passes
from evidence.snapshot import Snapshot

PLAN, REPORT = a_slot("方案"), a_slot("总结")
KEY = an_item("1-1", PLAN, points=4.0, key=True)
BASIC = an_item("1-2", REPORT, points=6.0)
EXTRA = an_item("1-3", points=5.0, rule=Rule.BONUS, bonus=True)
VETO = an_item("1-4", a_slot(), points=None, rule=Rule.VETO, veto=True)


def a_score(item: Criterion, points: float, basis: str = "") -> SelfScore:
    return SelfScore(item.id, points, "缺一件", "赵主任", NOON, basis)


def scored(snapshot: Snapshot, *scores: SelfScore, rules: PassRules | None = None) -> Snapshot:
    given = {one.criterion: replace(one, basis=basis_of(snapshot, snapshot.by_id[one.criterion])) for one in scores}
    return replace(snapshot, scores=given, pass_rules=rules or PassRules())


def verdict_of(rules: PassRules, given: dict[CriterionId, float]) -> bool | None:
    (found,) = verdicts(find_gaps(a_snapshot([KEY, BASIC, EXTRA, VETO])), given, rules)
    return found.met


# Whether they hold


def test_a_score_holds_while_its_papers_stay() -> None:
    piece = a_piece()
    snapshot = scored(a_snapshot([KEY], [piece], [filed(piece, KEY, PLAN)]), a_score(KEY, 3.0))
    assert standing(snapshot, KEY) is Standing.HOLDS


def test_a_score_is_to_be_looked_at_again_when_a_paper_comes() -> None:
    piece = a_piece()
    before = scored(a_snapshot([KEY], [piece]), a_score(KEY, 3.0))
    after = replace(a_snapshot([KEY], [piece], [filed(piece, KEY, PLAN)]), scores=before.scores)
    assert standing(after, KEY) is Standing.STALE


def test_the_order_of_filing_is_nothing_to_look_at_again() -> None:
    first, second = a_piece("甲"), a_piece("乙", arrived=2)
    ways = [[filed(first, KEY, PLAN, at), filed(second, KEY, PLAN, 3 - at)] for at in (1, 2)]
    bases = {basis_of(a_snapshot([KEY], [first, second], sorted(way, key=lambda f: f.position)), KEY) for way in ways}
    assert len(bases) == 1


def test_a_score_above_the_points_that_the_item_has_by_now_is_told_of() -> None:
    item = replace(KEY, points=2.0)
    assert standing(scored(a_snapshot([item]), a_score(item, 3.0)), item) is Standing.TOO_HIGH


def test_an_item_that_nobody_scored_has_no_standing() -> None:
    assert standing(a_snapshot([KEY]), KEY) is Standing.NONE


# What they come to


def test_the_sum_is_without_bonus() -> None:
    found = sums([KEY, BASIC, EXTRA, VETO], {KEY.id: 3.0, EXTRA.id: 5.0}, PassRules())
    assert (found.total, found.given, found.scored, found.to_score, found.bonus) == (10.0, 3.0, 2, 1, 5.0)


def test_no_more_bonus_counts_than_the_office_set() -> None:
    assert sums([EXTRA], {EXTRA.id: 5.0}, PassRules(most_bonus=2.0)).bonus == 2.0


def test_the_share_of_the_key_items_is_of_those_that_are_scored() -> None:
    assert sums([KEY, BASIC], {KEY.id: 3.0}, PassRules()).key_share == 0.75
    assert sums([KEY, BASIC], {}, PassRules()).key_share is None


# Whether that is enough


def test_nothing_is_assumed_where_no_rules_are_set() -> None:
    assert verdicts(find_gaps(a_snapshot([KEY])), {KEY.id: 0.0}, PassRules()) == ()
    assert passes(()) is None


@pytest.mark.parametrize(
    ("rules", "scores", "met"),
    [
        (PassRules(least_points=9.0), [(KEY, 4.0), (BASIC, 5.0)], True),
        (PassRules(least_points=9.0), [(KEY, 4.0), (BASIC, 4.5)], False),
        (PassRules(least_points=9.0), [(KEY, 4.0)], None),
        (PassRules(least_points=9.0), [(KEY, 4.0), (BASIC, 4.5), (EXTRA, 1.0)], True),
        (PassRules(least_share=0.9), [(KEY, 4.0), (BASIC, 4.5), (EXTRA, 5.0)], False),
        (PassRules(least_share=0.9), [(KEY, 4.0), (BASIC, 5.0)], True),
        (PassRules(key_each=0.6), [(KEY, 2.0)], False),
        (PassRules(key_each=0.6), [(KEY, 2.4)], True),
        (PassRules(key_each=0.6), [(BASIC, 6.0)], None),
        (PassRules(key_overall=0.6), [(KEY, 2.4)], True),
        (PassRules(key_overall=0.6), [], None),
        (PassRules(most_veto=0), [], False),
        (PassRules(most_veto=1), [], True),
    ],
)
def test_a_rule_is_met_or_not_or_cannot_be_told(
    rules: PassRules, scores: list[tuple[Criterion, float]], met: bool | None
) -> None:
    assert verdict_of(rules, {item.id: points for item, points in scores}) is met


# What the check before handing in says of them


def test_an_office_that_scores_nothing_is_not_told_of_scores() -> None:
    piece = a_piece()
    snapshot = a_snapshot([KEY], [piece], [filed(piece, KEY, PLAN)])
    assert gate(replace(snapshot, pass_rules=PassRules(least_points=99)), find_gaps(snapshot)) == ()


def test_the_check_tells_of_scores_that_are_low_old_or_wanting() -> None:
    one, two = a_piece(), a_piece(arrived=2)
    there = a_snapshot([KEY, BASIC], [one, two], [filed(one, KEY, PLAN), filed(two, BASIC, REPORT)])
    snapshot = replace(
        there, scores={KEY.id: a_score(KEY, 1.0, basis="以前")}, pass_rules=PassRules(key_each=0.6, most_veto=0)
    )
    assert [(reason.code, reason.codes) for reason in gate(snapshot, find_gaps(snapshot))] == [
        ("gate_pass", ("1-1",)),
        ("gate_scores_stale", ("1-1",)),
        ("gate_scores_open", ("1-2",)),
    ]


def test_the_check_tells_of_pages_that_are_not_read_yet() -> None:
    snapshot = a_snapshot([])
    assert [(reason.code, reason.count) for reason in gate(snapshot, (), unread=7)] == [("gate_unread", 7)]
