"""People name pieces, items and units as they are used to; what is not sure is asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import a_piece, a_snapshot
from evidence import wording
from evidence.errors import RequestError
from evidence.filing import find_piece, find_unit
from evidence.model import PieceId
from evidence.snapshot import Snapshot

# Ids


def known_as(*keys: str) -> Snapshot:
    """A snapshot of pieces with these ids."""
    return a_snapshot([], [replace(a_piece(), id=PieceId(key)) for key in keys])


@pytest.mark.parametrize("start", ["a", "abcd", "ABCD1", " abcd12 ", "abcd1234" * 4])
def test_the_start_of_an_id_is_enough(start: str) -> None:
    assert find_piece(known_as("abcd1234" * 4, "bcda1234" * 4), start).id == "abcd1234" * 4


@pytest.mark.parametrize("start", ["", " ", "ffff", "%", "abcd1234" * 5])
def test_too_little_or_a_wrong_id_is_unknown(start: str) -> None:
    with pytest.raises(RequestError, match="piece_unknown"):
        find_piece(known_as("abcd1234" * 4), start)


def test_a_start_that_two_ids_share_is_ambiguous() -> None:
    with pytest.raises(RequestError, match="piece_ambiguous"):
        find_piece(known_as("abcd1234" * 4, "abcd9999" * 4), "abcd")


# Units


UNITS = ["县市场监管局", "县教育局", "双河镇", "双河乡", "县委办公室"]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        (" 县教育局", "县教育局"),
        ("教育局", "县教育局"),
        ("市监局", "县市场监管局"),
        ("双河镇", "双河镇"),
        ("县委办", "县委办公室"),
    ],
)
def test_a_unit_is_found_by_what_people_call_it(name: str, unit: str) -> None:
    assert find_unit(UNITS, name) == unit


@pytest.mark.parametrize(("name", "named"), [("双河", "双河镇、双河乡。"), ("民政局", "县教育局"), ("", "双河镇")])
def test_a_unit_that_is_not_sure_is_asked_for(name: str, named: str) -> None:
    with pytest.raises(RequestError) as refusal:
        find_unit(UNITS, name)
    assert named in wording.sentence(refusal.value)
