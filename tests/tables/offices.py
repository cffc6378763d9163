"""Criteria tables as offices of other fields make them, each with what should be read of it; all texts are invented.

A file has four parts with `====` between them: the lines above the table, the table, the lines below, and the truth.
A table is written a row a line, cells between bars: `^` is merged into the cell above, `<` into the cell on the left,
`\\n` is a line break. What should be read is written a node a line, indented by its depth:
`code | title | text | points | method | lead | support | flags`, the code `*` where the table has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FIELDS = ("code", "title", "text", "points", "method", "lead", "support", "flags")
_FOLDER = Path(__file__).parent.parent / "data" / "offices"


@dataclass(frozen=True)
class Node:
    """What should be read of one criterion."""

    depth: int
    fields: dict[str, str]


@dataclass(frozen=True)
class Office:
    """A table by its name, with lines above and below it, and its truth."""

    name: str
    above: list[str]
    rows: list[list[str]]
    below: list[str]
    truth: list[Node]


def _office(path: Path) -> Office:
    above, table, below, truth = (part.strip("\n").split("\n") for part in path.read_text("utf-8").split("====\n"))
    return Office(
        path.stem,
        list(filter(None, above)),
        list(map(_cells, table)),
        list(filter(None, below)),
        list(map(_node, truth)),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\n", "\n") for cell in line.split("|")]


def _node(line: str) -> Node:
    fields: dict[str, str] = dict(zip(FIELDS, [*_cells(line), *[""] * len(FIELDS)], strict=False))
    return Node((len(line) - len(line.lstrip())) // 2, fields)


OFFICES = tuple(_office(path) for path in sorted(_FOLDER.glob("*.txt")))
