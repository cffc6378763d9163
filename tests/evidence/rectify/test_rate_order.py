"""Which round was earlier: by dates, else by the numbers in their names, else nobody can tell and nothing is told."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.export.rate_file import in_order
from evidence.export.rate_phrases import summary
from evidence.rates import Rate, Survey, SurveyId
from evidence.rectify.papers.charting import rates_chart
from evidence.rectify.rate_order import in_time, is_before, rounds_of
from evidence.rectify.rate_statistics import changes, weakest
from evidence.wording.rates import held_in_words


def a_survey(times: str, held: str = "", value: str = "80", place: str = "", method: str = "电话") -> Survey:
    key = SurveyId(f"{times}{held}{place}{method}")
    return Survey(key, Rate.SATISFACTION, times, held, method, place, 1000, Decimal(value))


def order_of(one: Survey, other: Survey) -> bool | None:
    first, second = rounds_of([one, other])
    return is_before(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("第二次", "2026"), ("第三次", "2026")),
        (("第九次", "2026"), ("第十次", "2026")),
        (("第二轮", "2026"), ("第10轮", "2026")),
        (("第十九期", "2026"), ("第二十期", "2026")),
        (("第二次", "2026"), ("第三次", "2026-09")),
        (("第二次", "2026-09"), ("第三次", "2026")),
        (("第二次", ""), ("第三次", "2026")),
        (("第三次", "2026-03"), ("第一次", "2026-09")),
        (("甲", "2025"), ("乙", "2026-09")),
        (("2025年第二次", ""), ("2026年第一次", "")),
        (("上半年", "2026"), ("下半年", "2026")),
        (("第一季度", "2026"), ("第二季度", "2026")),
    ],
)
def test_a_round_is_before_another(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert order_of(a_survey(*one), a_survey(*other)) is True
    assert order_of(a_survey(*other), a_survey(*one)) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("初测", "2026"), ("复测", "2026")),
        (("初测", "2026"), ("复测", "2026-09")),
        (("初测", ""), ("复测", "2026-09")),
        (("第二次", "2026"), ("第三轮", "2026")),
        (("第二次", "2026"), ("第二次暗访", "2026")),
    ],
)
def test_nobody_can_tell_and_no_change_and_no_line_is_drawn(one: tuple[str, str], other: tuple[str, str]) -> None:
    surveys = [a_survey(*one, value="60"), a_survey(*other, value="90")]
    assert order_of(*surveys) is None
    assert changes(surveys) == ()
    assert rates_chart(surveys, ()).is_empty
    said = "\n".join(summary(surveys, ()))
    assert "看不出先后" in said
    assert "60%" in said
    assert "90%" in said
    assert "上升" not in said
    assert "下降" not in said


def test_chinese_numerals_are_numbers_in_lines_changes_and_lists() -> None:
    surveys = [a_survey("第三次", "2026", "90"), a_survey("第一次", "2026", "60"), a_survey("第二次", "2026", "75")]
    for given_ in permutations(surveys):
        assert rates_chart(given_, ()).series[0].values == (60.0, 75.0, 90.0)
        assert [one.points for one in changes(given_)] == [15, 15]
        assert [one.round for one in in_order(given_)] == ["第三次", "第二次", "第一次"]
        assert summary(given_, ())[0].startswith("第三次")


def test_one_round_in_doubt_leaves_the_others_untold_only_where_it_could_lie_between() -> None:
    first, second, doubt = a_survey("第一次", "2025-03"), a_survey("第二次", "2025-09", "90"), a_survey("补测", "2025")
    assert changes([first, second, doubt]) == ()
    later = a_survey("补测", "2026")
    assert [(one.before, one.after) for one in changes([first, second, later])] == [(first, second), (second, later)]


def test_townships_that_were_asked_on_another_day_belong_to_their_round() -> None:
    surveys = [
        a_survey("第二次", "2026-09-12", "60", "双河镇"),
        a_survey("第二次", "2026-09-13", "75", "石坪镇"),
        a_survey("第二次", "2026-10", "50", "栖霞镇"),
        a_survey("第一次", "2026-03", "10", "双河镇"),
    ]
    assert [one.place for one in weakest(surveys, Rate.SATISFACTION)] == ["栖霞镇", "双河镇", "石坪镇"]
    assert "较低的是：栖霞镇 50%、双河镇 60%。" in summary(surveys, ())[-1]


def test_the_county_may_be_asked_in_two_ways_on_two_days_of_one_round() -> None:
    surveys = [
        a_survey("第二次", "2026-09-12", "80", method="电话"),
        a_survey("第二次", "2026-09-20", "85", method="入户"),
        a_survey("第二次", "2026-09-12", "60", "双河镇", "电话"),
        a_survey("第二次", "2026-09-12", "61", "石坪镇", "电话"),
        a_survey("第二次", "2026-09-20", "70", "双河镇", "入户"),
        a_survey("第二次", "2026-09-20", "71", "石坪镇", "入户"),
    ]
    said = "\n".join(summary(surveys, ()))
    assert "80%" in said
    assert "85%" in said
    assert "满意度（电话）较低的是：双河镇 60%。" in said
    assert "满意度（入户）较低的是：双河镇 70%。" in said


def test_no_place_is_called_low_where_all_are_alike() -> None:
    alike = [a_survey("第二次", "2026-09-12", "80", place) for place in ("双河镇", "石坪镇", "栖霞镇")]
    assert not [one for one in summary(alike, ()) if "较低" in one]
    one_more = [*alike, a_survey("第二次", "2026-09-12", "79", "高阳镇")]
    assert "较低的是：高阳镇 79%。" in summary(one_more, ())[-1]


@pytest.mark.parametrize(
    ("held", "said"), [("2026", "2026年"), ("2026-09", "2026年9月"), ("2026-09-02", "2026年9月2日"), ("", "")]
)
def test_when_people_were_asked_is_told_as_offices_write_it(held: str, said: str) -> None:
    assert held_in_words(held) == said


_NAMES = st.sampled_from(["第一次", "第二次", "第三次", "第十次", "第2轮", "补测", "2026年第一次"])
_HELD = st.sampled_from(["", "2025", "2026", "2026-03", "2026-09", "2026-09-12"])


@given(st.dictionaries(_NAMES, _HELD))
def test_whatever_is_written_each_round_has_one_place_and_sure_ones_lie_in_order(told: dict[str, str]) -> None:
    surveys = [a_survey(name, held) for name, held in told.items()]
    ordered = in_time(surveys)
    assert sorted(one.name for one in ordered.rounds) == sorted(told)
    if ordered.sure:
        assert not any(
            is_before(later, one) for at, one in enumerate(ordered.rounds) for later in ordered.rounds[at + 1 :]
        )
    for change in changes(surveys):
        assert order_of(change.before, change.after) is True
