"""盒: which items lie in which box, and what 定号 keeps of one: the numbers of its pieces, the places of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any, NewType, cast

from msgspec import Struct, field

from evidence.model import CriterionId, PieceId

BoxId = NewType("BoxId", str)

Place = tuple[int, ...]  # of a page or a piece: (12,) is 12; (12, 1) is 12-1, put in behind it later
FRONT: Place = (0,)  # ahead of all pages

Json = dict[str, Any]


class Late(StrEnum):
    """Where papers go that come once a box is fixed."""

    END = "end"  # behind all that is in the box
    BETWEEN = "between"  # where they belong, as 003-1, on pages put in


class PageBase(StrEnum):
    """What 页号 counts."""

    COMPILED = "compiled"  # the pages of the 汇编, as they stand at its feet
    BOX = "box"  # the sheets that lie in the box: papers as they are, those on paper only among them


class PerPage(IntEnum):
    """How many photographs share a page: two above each other, four and six in two columns."""

    ONE = 1
    TWO = 2
    FOUR = 4
    SIX = 6


class FixedUnit(Struct, frozen=True):
    """A run of pages that was printed: nothing else is on these pages. `prints` are digests of what they show."""

    key: str  # of the directory, a dividing page, an item, or the first of its pieces
    pages: tuple[Place, ...]
    prints: tuple[str, ...]
    pieces: tuple[PieceId, ...] = ()  # that begin on its pages, in order
    large: tuple[Place, ...] = ()  # those on A3; of boxes that were fixed before this was kept there are none


class Fixed(Struct, frozen=True, dict=True):
    """What was printed of a box: 件号 and pages, which stay."""

    at: datetime
    who: str
    units: tuple[FixedUnit, ...]  # in order of their pages
    serials: Mapping[PieceId, Place]  # the last part of each 件号
    homes: Mapping[PieceId, CriterionId]  # the items that the pieces were printed under

    @cached_property
    def last(self) -> Place:
        """The last page that was printed."""
        return max((place for unit in self.units for place in unit.pages), default=FRONT)

    @cached_property
    def first(self) -> Place | None:
        """The first page that was printed."""
        return min((place for unit in self.units for place in unit.pages), default=None)

    @cached_property
    def serials_of(self) -> Mapping[CriterionId, Mapping[PieceId, Place]]:
        """The last parts of the 件号 of each item."""
        found: dict[CriterionId, dict[PieceId, Place]] = {}
        for piece, serial in self.serials.items():
            found.setdefault(self.homes[piece], {})[piece] = serial
        return found

    @cached_property
    def units_of(self) -> Mapping[CriterionId, Sequence[FixedUnit]]:
        """The units of each item's pieces, in order."""
        found: dict[CriterionId, list[FixedUnit]] = {}
        for unit in self.units:
            if unit.pieces and unit.pieces[0] in self.homes:
                found.setdefault(self.homes[unit.pieces[0]], []).append(unit)
        return found


class Box(Struct, frozen=True):
    """One box: its number, the items that lie in it, and what is fixed of it."""

    id: BoxId
    number: int
    items: tuple[CriterionId, ...]
    fixed: Fixed | None = None


class BoxRules(Struct, frozen=True):
    """How items are put into boxes as long as none is fixed, and how pages are filled and numbered."""

    most_pages: int | None = 300  # of a box; None: all in one
    through: bool = False  # pages are counted through all boxes, not from 1 in each
    late: Late = Late.END
    base: PageBase = PageBase.COMPILED
    photos: PerPage = PerPage.TWO


USUAL_RULES = BoxRules()

SPINE_WIDTHS_MM = (20, 30, 40, 50)  # DA/T 22-2015
_SPINE_MM = 310
MARGIN_MM = 10  # of a label's paper, that printers leave white


class Paper(StrEnum):
    """What the labels of spines are printed on, upright."""

    A4 = "A4"
    A3 = "A3"

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height."""
        return (210, 297) if self is Paper.A4 else (297, 420)

    @property
    def label_mm(self) -> int:
        """How high a label is: A4 is not as high as a spine."""
        return min(_SPINE_MM, self.size_mm[1] - 2 * MARGIN_MM)


class Boxes(Struct, frozen=True):
    """The boxes of a scheme, by number; none until a first one is fixed: boxes then follow from the pages."""

    boxes: tuple[Box, ...] = ()
    rules: BoxRules = USUAL_RULES
    number_of: Mapping[CriterionId, int] = field(default_factory=dict[CriterionId, int])

    @property
    def fixed(self) -> tuple[Box, ...]:
        """Those that are fixed."""
        return tuple(box for box in self.boxes if box.fixed)


NO_BOXES = Boxes()


def boxes_of(boxes: Iterable[Box], rules: BoxRules = USUAL_RULES) -> Boxes:
    """Put boxes together."""
    ordered = tuple(sorted(boxes, key=lambda box: box.number))
    return Boxes(ordered, rules, {item: box.number for box in ordered for item in box.items})


def place_text(place: Place) -> str:
    """Return how a place of a page is printed: 12, or 12-1."""
    return "-".join(map(str, place))


def place_between(before: Place, after: Place | None) -> Place:
    """Return a new place behind `before` and ahead of `after` (None: nothing follows).

    Raises `ValueError` where there can be none.
    """
    if after is None:
        return (before[0] + 1,)
    if not before < after:
        message = f"no place between {before} and {after}"
        raise ValueError(message)
    start = before
    if len(start) > 1 and (beside := (*start[:-1], start[-1] + 1)) < after:
        return beside
    while (below := (*start, 1)) >= after:
        start = (*start, 0)
    return below


def fixed_as_json(fixed: Fixed) -> Json:
    """Return what is fixed, for `fixed_from_json`."""
    return {
        "at": fixed.at.isoformat(),
        "who": fixed.who,
        "units": [
            [
                *(unit.key, list(map(list, unit.pages)), list(unit.prints), list(unit.pieces)),
                *([list(map(list, unit.large))] if unit.large else []),
            ]
            for unit in fixed.units
        ],
        "serials": {piece: [fixed.homes[piece], list(serial)] for piece, serial in fixed.serials.items()},
    }


def fixed_from_json(told: Json) -> Fixed:
    """Return what `fixed_as_json` was given."""
    serials = cast("dict[PieceId, tuple[CriterionId, list[int]]]", told["serials"])
    return Fixed(
        at=datetime.fromisoformat(told["at"]),
        who=told["who"],
        units=tuple(
            FixedUnit(key, _places(pages), tuple(prints), tuple(pieces), _places(*large))
            for key, pages, prints, pieces, *large in told["units"]
        ),
        serials={piece: tuple(serial) for piece, (_, serial) in serials.items()},
        homes={piece: home for piece, (home, _) in serials.items()},
    )


def _places(told: Iterable[Iterable[int]] = ()) -> tuple[Place, ...]:
    return tuple(map(tuple, told))
