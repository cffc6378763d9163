"""Boxes as they are read."""

from __future__ import annotations

from evidence.boxes import USUAL_RULES, Box, Boxes, BoxRules, Late, PageBase, PerPage, boxes_of, fixed_from_json
from evidence.model import SchemeId
from evidence.store.source import Source, ask, from_json


def read_boxes(source: Source, scheme: SchemeId) -> Boxes:
    """Return the boxes of a scheme and its rules for them."""
    found = ask(source, "SELECT id, number, items, fixed FROM box WHERE scheme_id = ?", scheme)
    boxes = [
        Box(key, number, tuple(from_json(items)), fixed_from_json(told) if (told := from_json(fixed)) else None)
        for key, number, items, fixed in found
    ]
    rules = ask(source, "SELECT most_pages, through, late, base, photos FROM box_rules WHERE scheme_id = ?", scheme)
    told_rules = [
        BoxRules(most, bool(through), Late(late), PageBase(base), PerPage(photos))
        for most, through, late, base, photos in rules
    ]
    return boxes_of(boxes, told_rules[0] if told_rules else USUAL_RULES)
