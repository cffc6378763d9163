"""定号: whatever comes late, what was printed keeps its numbers and pages, and the sheets to print are what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pages.invented import Shelf, Size, invent, make_shelf

from app.paths import WORD_TEMPLATE
from build import NOON
from evidence.boxes import Box, BoxRules, Late, PageBase, Place, boxes_of, place_between
from evidence.export.blocks import Link, PageNumber
from evidence.export.box_changes import sheets
from evidence.export.box_plan import BoxPlan, PlannedBox, fixed_boxes, plan
from evidence.export.placed import Placed, PlacedPhotos, PlacedPicture, PlacedText
from evidence.export.template import load_template
from evidence.model import Piece, PieceId
from evidence.progress import Silent
from evidence.snapshot import Snapshot

TEMPLATE = load_template(WORD_TEMPLATE)
MIXED = Size(items=7, pieces=60, depth=2, pictures=0.4)

rules = st.builds(BoxRules, st.just(12), st.booleans(), st.sampled_from(Late), st.sampled_from(PageBase))
places = st.lists(st.integers(0, 4), min_size=1, max_size=4).map(tuple[int, ...])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Files to make dossiers from."""
    return make_shelf(tmp_path_factory.mktemp("shelf"))


@dataclass(frozen=True)
class Story:
    """A project that grows: papers come, go and are corrected between the times when its boxes are printed."""

    whole: Snapshot
    shelf: Shelf
    random: Random
    rules: BoxRules

    def at(self, share: float, boxes: list[Box]) -> Snapshot:
        """Return the project with about this share of its papers, and some of them corrected."""
        there = {piece.id for piece in self.whole.pieces if self.random.random() < share}
        return replace(
            self.whole,
            pieces=tuple(self._corrected(piece) for piece in self.whole.pieces),
            filings=tuple(filing for filing in self.whole.filings if filing.piece in there),
            boxes=boxes_of(boxes, self.rules),
        )

    def _corrected(self, piece: Piece) -> Piece:
        if self.random.random() < 0.9:
            return piece
        return replace(piece, facts=replace(piece.facts, year=self.random.randint(2020, 2023)))

    def plan(self, snapshot: Snapshot) -> BoxPlan:
        """Lay it out."""
        return plan(snapshot, lambda o: self.shelf.path_of[o.id], snapshot.boxes.rules, TEMPLATE, Silent())


def story(shelf: Shelf, seed: int, rules: BoxRules) -> Story:
    return Story(invent(MIXED, shelf, seed), shelf, Random(seed), rules)  # noqa: S311


def printed(whole: BoxPlan) -> dict[PieceId, tuple[int, str | None, str | None]]:
    """Return the box, the number and the first page of each piece."""
    return {
        entry.piece.id: (box.number, entry.number, box.bound.printed_numbers.get(entry.anchor))
        for box in whole.boxes
        for _, entry in whole.entries(box)
    }


def shown(box: PlannedBox) -> dict[Place, list[str]]:
    """Return what each page says, told apart from how the program does it."""
    return {
        place: [line for placed in page for line in said(placed, box)]
        for run in box.bound.counted
        for place, page in zip(run.places, run.pages, strict=True)
    }


def said(placed: Placed, box: PlannedBox) -> Iterator[str]:
    if isinstance(placed, PlacedText):
        yield f"{placed.style.value} {placed.label}{placed.text}"
    elif isinstance(placed, PlacedPicture):
        yield f"{placed.source.original} {placed.source.page} {placed.width_mm:.2f}x{placed.height_mm:.2f}"
    elif isinstance(placed, PlacedPhotos):
        yield f"{placed.columns} {placed.heights_twips}"
        for photo in placed.photos:
            for part in (photo.picture, *photo.texts):
                yield from said(part, box)
    else:
        for row in placed.rows:
            for content in row.contents:
                if isinstance(content, PageNumber):
                    yield box.bound.page_of.get(content.anchor, "")
                elif isinstance(content, Link):
                    yield content.text
                else:
                    yield str(content)


stories = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@stories
@given(st.integers(0, 10_000), rules, st.booleans())
def test_what_was_printed_stays_and_the_sheets_are_what_differs(
    shelf: Shelf, seed: int, rule: BoxRules, growing: bool
) -> None:
    told = story(shelf, seed, rule)
    before = told.at(0.6, [])
    first = told.plan(before)
    boxes = fixed_boxes(first, before, {box.number for box in first.boxes}, NOON, "王敏")
    for _ in range(3):
        now = told.at(1.0 if growing else 0.8, boxes)
        second = told.plan(now)
        was, stands = printed(first), printed(second)
        kept = {key for key in was.keys() & stands.keys() if was[key][0] == stands[key][0]}
        assert {key: stands[key] for key in kept} == {key: was[key] for key in kept}
        earlier = {box.number: box for box in first.boxes}
        check_places(second, now)
        for box in second.boxes:
            there = [place for run in box.bound.counted for place in run.places]
            assert there == sorted(set(there))
            if box.number in earlier:
                check_change(earlier[box.number], box)
        boxes = fixed_boxes(second, now, {box.number for box in second.boxes}, NOON, "王敏")
        first = second


@stories
@given(st.integers(0, 10_000), rules)
def test_boxes_are_fixed_and_opened_one_by_one_while_papers_come_and_go(
    shelf: Shelf, seed: int, rule: BoxRules
) -> None:
    told = story(shelf, seed, rule)
    boxes: list[Box] = []
    for _ in range(6):
        now = told.at(told.random.choice((0.2, 0.6, 1.0)), boxes)
        whole = told.plan(now)
        check_places(whole, now)
        some = {box.number for box in whole.boxes if told.random.random() < 0.4}
        if some:
            boxes = fixed_boxes(whole, now, some, NOON, "王敏")
        if boxes and told.random.random() < 0.3:
            boxes = [replace(box, fixed=None) if told.random.random() < 0.5 else box for box in boxes]
            last = max((box.number for box in boxes if box.fixed), default=0)
            boxes = [box for box in boxes if box.number <= last]


def check_places(whole: BoxPlan, snapshot: Snapshot) -> None:
    """Check that each paper lies in one box, and that no page is there twice."""
    numbers = [box.number for box in whole.boxes]
    assert numbers == sorted(set(numbers))
    assert {box.number for box in snapshot.boxes.fixed} <= set(numbers)
    placed = [[place for run in box.bound.counted for place in run.places] for box in whole.boxes]
    assert all(there == sorted(set(there)) for there in placed)
    if snapshot.boxes.rules.through:
        together = [place for there in placed for place in there]
        assert together == sorted(set(together))
    entries = [entry.piece.id for box in whole.boxes for _, entry in whole.entries(box)]
    assert len(entries) == len(set(entries))


def check_change(before: PlannedBox, box: PlannedBox) -> None:
    """Check the list of sheets against what the pages say."""
    change, was, now = box.change, shown(before), shown(box)
    assert change is not None
    assert set(change.gone) == was.keys() - now.keys()
    assert set(change.new) == now.keys() - was.keys()
    assert set(change.changed) == {place for place in was.keys() & now.keys() if was[place] != now[place]}
    earlier, later = on_sheets(before), on_sheets(box)
    stays = [sheet for sheet in earlier if sheet not in change.taken_out]
    assert sorted([*stays, *change.put_in]) == sorted(later)
    for sheet in stays:
        assert [was[place] for place in sheet] == [now[place] for place in sheet]


def on_sheets(box: PlannedBox) -> list[tuple[Place, ...]]:
    """Return the sheets of a box; papers that lie in it themselves have sheets of their own."""
    if box.bound.stamped is None:
        return sheets(sorted(box.bound.places))
    runs = [run.places for run in box.bound.stamped]
    return [tuple(places[at : at + 2]) for places in runs for at in range(0, len(places), 2)]


@stories
@given(st.integers(0, 10_000), rules)
def test_nothing_is_to_be_printed_again_where_nothing_changed(shelf: Shelf, seed: int, rule: BoxRules) -> None:
    told = story(shelf, seed, rule)
    before = told.at(1.0, [])
    first = told.plan(before)
    again = replace(before, boxes=boxes_of(fixed_boxes(first, before, {1}, NOON, "王敏"), before.boxes.rules))
    second = told.plan(again)
    assert printed(second) == printed(first)
    assert [box.change.is_any for box in second.boxes if box.change] == [False]


@given(places, places)
def test_there_is_always_a_place_between_two(one: Place, other: Place) -> None:
    before, after = sorted((one, other))
    if before != after and after[-1] > 0:
        assert before < place_between(before, after) < after


@given(st.lists(st.integers(0, 3), max_size=12))
def test_places_put_in_one_after_another_stay_in_order(gaps: list[int]) -> None:
    taken: list[Place] = [(1,), (2,), (3,), (4,)]
    for gap in gaps:
        taken.insert(gap + 1, place_between(taken[gap], taken[gap + 1] if gap + 1 < len(taken) else None))
    assert all(one < other for one, other in pairwise(taken))


def test_pages_go_on_sheets_as_programs_print_them() -> None:
    assert sheets([(1,), (2,), (3,)]) == [((1,), (2,)), ((3,),)]
    assert sheets([(11,), (12,), (12, 1), (13,)]) == [((11,), (12,)), ((12, 1),), ((13,),)]
    assert sheets([(11,), (11, 1), (12,)]) == [((11,),), ((11, 1), (12,))]
    assert sheets([(12, 1), (12, 2), (13,), (14,)]) == [((12, 1), (12, 2)), ((13,), (14,))]
