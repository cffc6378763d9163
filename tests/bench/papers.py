"""Papers about 整改 out of a ledger of 5,000 problems of 40 units with 10,000 photographs (time by the clock)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, wall_s
from PIL import Image
from three_months import LAST, UNITS, Story, three_months

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from build import a_piece, a_snapshot, an_item, an_original
from evidence.export.documents import Templates
from evidence.export.template import load_template
from evidence.model import Original
from evidence.progress import SILENT
from evidence.rectify.papers.span import PaperKind, span_of
from evidence.rectify.papers.stated import Stated, stated
from evidence.rectify.papers.write import lines_of, write_paper

_MOST_REPORT_S = 10.0
_MOST_LEDGER_S = 60.0
_MOST_PREVIEW_S = 1.0
_SIDES = (1600, 1200)  # pixels, as phones send photographs
_KINDS = 8  # of different photographs


@dataclass(frozen=True, slots=True)
class Size:
    """How many problems, each with two photographs."""

    findings: int = 5_000
    sides: tuple[int, int] = _SIDES
    runs: int = 3


FULL = Size()
TINY = Size(findings=60, sides=(160, 120), runs=1)


class _Office:
    """A ledger and its photographs, and where papers of it are written."""

    def __init__(self, size: Size, folder: Path) -> None:
        self._folder = folder
        self._files = [folder / f"{number}.jpg" for number in range(_KINDS)]
        for number, file in enumerate(self._files):
            noise = Image.effect_noise(size.sides, 60 + number).convert("RGB")
            noise.save(file, quality=80)
        originals = [an_original(f"照片{at}.jpg", "image/jpeg") for at in range(2 * size.findings)]
        self._places = {original.id: self._files[at % _KINDS] for at, original in enumerate(originals)}
        pieces = [a_piece("整改照片", originals=[original]) for original in originals]
        self._snapshot = a_snapshot([an_item()], pieces, originals=originals)
        self._story: Story = three_months(5, size.findings, [piece.id for piece in pieces])
        wide = load_template(TABLE_TEMPLATE, turned=True)
        self._templates = Templates(load_template(WORD_TEMPLATE), wide)

    def told(self, kind: PaperKind, unit: str | None = None) -> Stated:
        span = span_of(kind, datetime.combine(LAST, time(18)))
        return stated(self._snapshot, span, self._story.findings, unit, None)

    def write(self, kind: PaperKind, unit: str | None = None) -> None:
        path = self._folder / "文书.docx"
        write_paper(path, self.told(kind, unit), self._place, self._templates, "bench", SILENT)

    def _place(self, original: Original) -> Path:
        return self._places[original.id]


def measure(size: Size = FULL) -> list[Figure]:
    """Make the report of a month, the ledger of a unit with its photographs, and that of all without."""
    with TemporaryDirectory() as folder:
        office = _Office(size, Path(folder))
        month_s = wall_s(lambda: office.write(PaperKind.MONTH), size.runs)
        checks_s = wall_s(lambda: office.write(PaperKind.CHECKS), size.runs)
        weekly_s = wall_s(lambda: office.write(PaperKind.WEEK_LIST), size.runs)
        unit_s = wall_s(lambda: office.write(PaperKind.LEDGER, UNITS[0]), 1)
        preview_s = wall_s(lambda: lines_of(office.told(PaperKind.MONTH)), size.runs)
    return [
        Figure("月报 with its charts", month_s, "s", _MOST_REPORT_S),
        Figure("月复查报告", checks_s, "s", _MOST_REPORT_S),
        Figure("周整改清单 of all units", weekly_s, "s", _MOST_REPORT_S),
        Figure("整改台账 of one unit with its photographs in pairs", unit_s, "s", _MOST_LEDGER_S),
        Figure("what a 月报 will say, before it is made", preview_s, "s", _MOST_PREVIEW_S),
    ]
