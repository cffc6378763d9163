from __future__ import annotations

import pytest

from evidence.units import same_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市场监管局", "云岭县市场监督管理局"),
        ("市监局", "云岭县市场监督管理局"),
        ("县市监局", "市场监管局"),
        ("县教委", "云岭县教育委员会"),
        ("县卫生健康委", "卫健委"),
        ("县委办、政府办", "县政府办公室"),
    ],
)
def test_short_and_full_names_are_the_same_office(one: str, other: str) -> None:
    assert same_unit(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("县公安局", "县司法局"), ("双河镇", "石坪镇"), ("县教委", "县委宣传部"), ("", "县教委")]
)
def test_other_offices_are_others(one: str, other: str) -> None:
    assert not same_unit(one, other)
