"""People name pieces, items and units as they are used to; what is not sure is asked for."""

from __future__ import annotations

import pytest

from evidence import wording
from evidence.errors import RequestError
from evidence.filing import find_unit

UNITS = ["县市场监管局", "县教育局", "双河镇", "双河乡", "县委办公室"]


@pytest.mark.parametrize(
    ("name", "unit"),
    [(" 县教育局", "县教育局"), ("教育局", "县教育局"), ("双河镇", "双河镇"), ("县委办", "县委办公室")],
)
def test_a_unit_is_found_by_what_people_call_it(name: str, unit: str) -> None:
    assert find_unit(UNITS, name) == unit


@pytest.mark.parametrize(("name", "named"), [("双河", "双河镇、双河乡。"), ("市监局", "县市场监管局"), ("", "双河镇")])
def test_a_unit_that_is_not_sure_is_asked_for(name: str, named: str) -> None:
    with pytest.raises(RequestError) as refusal:
        find_unit(UNITS, name)
    assert named in wording.sentence(refusal.value)
