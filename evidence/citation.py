"""一件多用: one of the places where a piece is filed, in one of the project's schemes."""

from __future__ import annotations

from msgspec import Struct

from evidence.model import Filing, SchemeId


class Citation(Struct, frozen=True):
    """A place that a piece is filed in."""

    filing: Filing
    scheme: SchemeId
    title: str  # of the scheme
    code: str  # of the item
    name: str  # of the item, in one line
    slot: str | None  # the name of the 应备材料; None: none of them
    label: str  # 件号, or what stands in its place; empty: the item is not asked of the office
    at_home: bool  # whether it is printed here; elsewhere it is only pointed to
    follows: str  # what the filing comes and goes with, as the code of an item in another scheme; empty: nothing
