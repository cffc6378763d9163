"""Places proposed for invented papers are right as often as was promised, and so is what calls itself certain."""

from __future__ import annotations

import pytest
from bench import calibration
from bench.figures import Figure


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return {figure.name: figure for figure in calibration.measure(calibration.Size(1500))}


@pytest.mark.parametrize("made", ["by grammar", "by hand"])
@pytest.mark.parametrize(
    "promise",
    [
        "first is right",
        "right among three",
        "certain is right",
        "certain of those that belong",
        "left open of what is nowhere's",
        "confidence off what came true",
    ],
)
def test_a_promise_is_kept(figures: dict[str, Figure], made: str, promise: str) -> None:
    figure = figures[f"{made}: {promise}"]
    assert figure.kept, figure
