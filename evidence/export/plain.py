"""A Word file of texts and tables alone: no cover, no directory, no pictures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evidence.export.blocks import Block
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.template import Template
from evidence.export.word import WordFile, write_word
from evidence.snapshot import Snapshot


def write_plain(
    path: Path, title: str, blocks: Iterable[Block], snapshot: Snapshot, template: Template, version: str
) -> None:
    """Lay blocks out and write them to `path`, which must not be shown to anybody yet."""
    body = paginate(blocks, template)
    document = WordFile(title, snapshot.project.author, version, snapshot.at, (), body, {}, {})
    write_word(path, document, template, PictureStore({}, path.parent))
