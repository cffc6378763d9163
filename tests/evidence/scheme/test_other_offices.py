"""Tables of other fields and other offices, read without help in every format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from tables.formats import FORMATS
from tables.offices import FIELDS, OFFICES, Office

from evidence.model import Criterion, SchemeReading

ReadBytes = Callable[..., SchemeReading]


def fold(text: str | None) -> str:
    return re.sub(r"[\s★]", "", unicodedata.normalize("NFKC", text or ""))


def written(item: Criterion) -> dict[str, str]:
    """What was read of an item, in the words of the truth."""
    flags = [name for name in ("key", "veto", "bonus") if getattr(item, name)]
    return {
        "code": item.code,
        "title": item.title or "",
        "text": item.text or "",
        "points": f"{item.points:g}" if item.points is not None else "",
        "method": item.method or "",
        "lead": item.lead_unit or "",
        "support": "、".join(item.support_units),
        "flags": " ".join(flags),
    }


def expected(office: Office) -> list[str]:
    return [_line(node.depth, node.fields, node.fields) for node in office.truth]


def read(reading: SchemeReading, office: Office) -> list[str]:
    depths: dict[object, int] = {None: -1}
    lines: list[str] = []
    truth = [node.fields for node in office.truth]
    for at, item in enumerate(reading.items):
        depths[item.id] = depths[item.parent] + 1
        lines.append(_line(depths[item.id], written(item), truth[at] if at < len(truth) else None))
    return lines


def _line(depth: int, node: dict[str, str], truth: dict[str, str] | None) -> str:
    made = truth is not None and truth["code"] == "*"
    return "  " * depth + "|".join("*" if made and name == "code" else fold(node[name]) for name in FIELDS)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)
def test_a_table_of_another_field_is_read_exactly(office: Office, kind: str, read_bytes: ReadBytes) -> None:
    reading = read_bytes(FORMATS[kind](office), f"{office.name}.{kind}")
    assert read(reading, office) == expected(office)
    assert len({item.code for item in reading.items}) == len(reading.items)
