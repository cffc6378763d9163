"""A scheme on a few lines."""

from __future__ import annotations

from evidence.model import SchemeReading


def outline(reading: SchemeReading) -> list[str]:
    """Each node as `code title-or-text`, indented by its depth."""
    depth: dict[str | None, int] = {None: -1}
    lines: list[str] = []
    for item in reading.items:
        depth[item.id] = depth[item.parent] + 1
        lines.append(f"{'  ' * depth[item.id]}{item.code} {item.title or item.text}")
    return lines
