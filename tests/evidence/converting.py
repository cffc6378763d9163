"""A converter without an office program: it draws red pages, or fails over the files that it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from evidence.convert.converter import Failure, Outcome
from evidence.errors import CancelledError
from evidence.extract import media

RED = (220, 20, 20)


@dataclass
class Drawing:
    """Makes so many pages of each file."""

    pages: int = 2
    failing: Mapping[int, Failure] = field(default_factory=dict[int, Failure])  # by the place among the files given
    stops_after: int | None = None  # starts: then the user has asked to stop
    name: str = "画页 1.0"
    kinds: frozenset[str] = frozenset({media.DOCX, media.DOC, media.XLSX})
    given: list[Path] = field(default_factory=list[Path])
    _starts: int = 0

    def convert(
        self, files: Sequence[Path], out: Path, cancelled: Callable[[], bool], advanced: Callable[[int], object]
    ) -> dict[Path, Outcome]:
        self._starts += 1
        if cancelled() or (self.stops_after is not None and self._starts > self.stops_after):
            raise CancelledError
        self.given += files
        found: dict[Path, Outcome] = {}
        for at, file in enumerate(files):
            advanced(at)
            found[file] = self.failing.get(at) or red_pages(out / f"{file.stem}.pdf", self.pages)
        return found


def red_pages(path: Path, pages: int) -> Path:
    """Write a PDF of red pages of A4."""
    first, *rest = [Image.new("RGB", (595, 842), RED) for _ in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest)
    return path
