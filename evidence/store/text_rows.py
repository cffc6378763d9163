"""The one door by which texts of originals are written, whether a file had one or it was recognised."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from evidence.model import OriginalId
from evidence.store import schema
from evidence.store.journaled import JournaledRows


class KeptText(Struct, frozen=True):
    """The text of an original."""

    original: OriginalId
    text: str  # pages parted by form feeds, where they are known
    sketch: str  # to find papers that are alike; empty: too short


def keep_texts(rows: JournaledRows, texts: Sequence[KeptText]) -> None:
    """Write the texts of originals, in the place of what was known of them before."""
    table = schema.original_text
    there = set(rows.keys_where(table.c.id, table.c.id, [kept.original for kept in texts]))
    values = {kept.original: {"text": kept.text, "sketch": kept.sketch} for kept in texts}
    rows.update(table, {key: row for key, row in values.items() if key in there})
    rows.insert(table, [{"id": key, **row} for key, row in values.items() if key not in there])
