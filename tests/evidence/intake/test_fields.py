"""What an item is about, told from what any office writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.intake.confidence import CURVE, on_curve
from evidence.intake.fields import Fields
from evidence.intake.matching import bigrams
from evidence.intake.office_words import field_words, field_words_among, subject_words
from evidence.intake.phrases import common_phrase

TABLE = {
    "巡护": "护林员按月巡护林区，建立台账，森林防火重点时段加密。",
    "扑救": "森林火灾扑救队伍和物资储备到位，每年演练。",
    "古树": "古树名木逐株挂牌建档，落实管护责任。",
    "苗木": "苗木检疫有记录，森林种苗质量合格。",
    "采伐": "林木采伐许可依法办理，森林采伐公示。",
    "湿地": "湿地保护宣传每年开展，森林与湿地监测有报告。",
    "执法": "森林违法案件查处到位，案卷规范。",
    "造林": "荒山造林有方案、有验收，森林覆盖率逐年提高。",
}


def test_words_of_any_office_are_no_field() -> None:
    assert field_words("关于开展应急演练工作的方案") == {"关于"}
    assert field_words("护林员巡护记录") == {"护林", "林员", "员巡", "巡护"}


def test_no_pair_is_made_across_a_word_that_is_taken_out() -> None:
    assert "员台" not in field_words("护林员台账")
    assert field_words("森林宣传防火") == {"森林", "防火"}


# Letters that make words of offices, of fields, and what parts them or only seems to.
LETTERS = st.text("森林防火护员工作方案宣传台账a1，“” \u3000", max_size=60)


@given(LETTERS, st.frozensets(st.sampled_from([*TABLE, "森林", "防火", "林防", "方案", "护林", "员台", "工作"])))
def test_words_looked_for_are_those_that_a_text_has(text: str, wanted: frozenset[str]) -> None:
    assert field_words_among(text, wanted) == field_words(text) & wanted
    assert field_words(text) <= set(bigrams(text)), "whoever looks among the pairs misses none"


@given(LETTERS, LETTERS, st.frozensets(st.sampled_from(["森林防火", "宣传方案"])))
def test_pairs_keep_no_phrase_from_being_found(text: str, paper: str, common: frozenset[str]) -> None:
    every_pair = {text[at : at + 2] for at in range(len(text))}
    assert common_phrase(text, paper, set(bigrams(paper)), common) == common_phrase(text, paper, every_pair, common)


def test_the_subject_is_what_most_items_speak_of() -> None:
    assert Fields(TABLE).subject == {"森林"}


def test_a_table_of_few_items_has_no_subject() -> None:
    few = Fields(dict(list(TABLE.items())[:5]))
    assert few.subject == frozenset()
    assert few.on_subject("巡护", "消防演练方案") == 1


def test_where_items_have_no_word_in_common_nothing_speaks_for_a_paper() -> None:
    apart = Fields({str(at): f"{chr(0x4E00 + 90 * at)}{chr(0x5E00 + 70 * at)}有台账" for at in range(20)})
    assert apart.subject == frozenset()
    assert apart.on_subject("1", "消防演练方案") == 0.5


@pytest.mark.parametrize(
    ("item", "text", "sign"),
    [("扑救", "森林火灾演练", 1), ("扑救", "消防演练", 0), ("古树", "电梯挂牌", 0.5), ("古树", "森林公园古树", 1)],
)
def test_a_paper_of_another_campaign_does_not_speak_of_the_subject(item: str, text: str, sign: float) -> None:
    assert Fields(TABLE).on_subject(item, text) == sign


def test_what_only_offices_write_is_not_shared() -> None:
    fields = Fields(TABLE)
    assert fields.shared("扑救", field_words("消防应急队伍物资储备演练方案")) < 0.3
    assert fields.shared("扑救", field_words("森林火灾扑救队伍演练方案")) > 0.5


@given(st.text(max_size=60))
def test_what_is_shared_is_a_share(text: str) -> None:
    fields = Fields(TABLE)
    assert all(0 <= fields.shared(item, field_words(text)) <= 1 for item in TABLE)
    assert field_words(text) <= subject_words(text)


@given(st.floats(-20, 30), st.floats(0, 5))
def test_the_curve_never_falls(at: float, further: float) -> None:
    assert 0 < on_curve(at, CURVE) <= on_curve(at + further, CURVE) < 1


@pytest.mark.parametrize(("at", "height"), [(-5.0, 0.02), (1.0, 0.02), (5.5, 0.615), (8.0, 0.98), (99.0, 0.995)])
def test_the_curve_is_straight_between_its_points(at: float, height: float) -> None:
    assert on_curve(at, CURVE) == pytest.approx(height)
