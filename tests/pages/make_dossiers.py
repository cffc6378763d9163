"""Makes twenty dossiers of differing size, the same each time, for `tests/tools/check_pages.py`.

python tests/pages/make_dossiers.py OUT     prints one JSON line for each Word file: its path and its entries
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from dataclasses import dataclass

from pages.invented import Size, invent, make_shelf

from app.paths import WORD_TEMPLATE
from evidence.boxes import BoxRules
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.template import load_template
from evidence.progress import Silent


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier to make."""

    size: Size
    volume_pages: int | None = None


DOSSIERS = (
    Dossier(Size(items=1, pieces=1, depth=1)),
    Dossier(Size(items=1, pieces=0, depth=2)),
    Dossier(Size(items=1, pieces=90, depth=2, wild=0.1)),
    Dossier(Size(items=2, pieces=3, depth=2, pictures=1.0)),
    Dossier(Size(items=3, pieces=12, depth=3, wild=1.0)),
    Dossier(Size(items=4, pieces=20, depth=4, wild=0.3)),
    Dossier(Size(items=5, pieces=40, depth=2, pictures=0.5)),
    Dossier(Size(items=6, pieces=30, depth=1, wild=0.6)),
    Dossier(Size(items=8, pieces=60, depth=3, pictures=0.3, wild=0.2), volume_pages=60),
    Dossier(Size(items=10, pieces=25, depth=2, text_lines=30)),
    Dossier(Size(items=12, pieces=100, depth=4, wild=0.1)),
    Dossier(Size(items=15, pieces=45, depth=2, pictures=0.4)),
    Dossier(Size(items=20, pieces=80, depth=3, wild=0.4)),
    Dossier(Size(items=24, pieces=120, depth=2, pictures=0.1)),
    Dossier(Size(items=20, pieces=40, depth=4, wild=0.8)),
    Dossier(Size(items=36, pieces=100, depth=3, pictures=0.1), volume_pages=100),
    Dossier(Size(items=30, pieces=80, depth=2, wild=0.2)),
    Dossier(Size(items=45, pieces=120, depth=3)),
    Dossier(Size(items=60, pieces=150, depth=3, pictures=0.05, wild=0.05)),
    Dossier(Size(items=94, pieces=1500, depth=3, wild=0.02, text_lines=1)),
)


def make(out: Path, number: int) -> Exported:
    """Make dossier `number` of the list below `out`."""
    dossier = DOSSIERS[number]
    shelf = make_shelf(out / "originals")
    snapshot = invent(dossier.size, shelf, seed=number)
    options = ExportOptions(
        out=out / f"{number + 1:02d}",
        template=load_template(WORD_TEMPLATE),
        version="0",
        who="王敏",
        rules=BoxRules(dossier.volume_pages),
    )
    return export_dossier(snapshot, lambda original: shelf.path_of[original.id], options, Silent())


def main(out: Path) -> None:
    """Make all and say what was made."""
    for number in range(len(DOSSIERS)):
        for document in make(out, number).documents:
            line = {"path": str(document.path), "entries": document.entries, "pages": document.pages}
            print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
