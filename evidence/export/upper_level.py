"""What an export says and leaves out where it is the office's part of an upper level's dossier (向上级报送)."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import wording
from evidence.export import phrases
from evidence.model import Mode, Project
from evidence.snapshot import Snapshot
from evidence.wording import parts


def beyond_part(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield the papers that are filed under items beyond 承担范围 alone: its title, and why it is left out."""
    for piece, items in snapshot.items_of.items():
        if snapshot.asked.isdisjoint(items):
            codes = "、".join(snapshot.by_id[item].code for item in items)
            yield (
                phrases.title_of(snapshot.piece_by_id[piece], snapshot),
                wording.phrase("omitted_outside", codes=codes),
            )


def cover_lines(project: Project) -> tuple[str, ...]:
    """Return what a cover says of whom the part is handed in to, nothing in 本级申报."""
    return () if project.mode is Mode.OWN else (parts.handed_in_to(project),)
