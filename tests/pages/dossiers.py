"""Fifty dossiers of 1 to 10,000 pieces in every profile, the same each time; `.ci/run` makes the first twenty.

Their texts are long, rare, Latin, numbers, emoji (`pages.texts`), and their papers files, scans and photographs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pages.invented import Size, invent, make_shelf

from app.paths import WORD_TEMPLATE
from evidence.boxes import BoxRules, PerPage
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.profiles import Profile, shipped
from evidence.export.template import load_template
from evidence.progress import Silent


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier to make; `through` counts pages through all boxes."""

    size: Size
    volume_pages: int | None = None
    profile: Profile = Profile.NORM
    photos: PerPage = PerPage.TWO
    through: bool = False


SOME = (
    Dossier(Size(items=1, pieces=1, depth=1)),
    Dossier(Size(items=1, pieces=0, depth=2), profile=Profile.GBK),
    Dossier(Size(items=1, pieces=90, depth=2, wild=0.1), profile=Profile.WINDOWS),
    Dossier(Size(items=2, pieces=3, depth=2, pictures=1.0)),
    Dossier(Size(items=3, pieces=12, depth=3, wild=1.0), profile=Profile.GBK),
    Dossier(Size(items=4, pieces=20, depth=4, wild=0.3), profile=Profile.WINDOWS),
    Dossier(Size(items=5, pieces=40, depth=2, pictures=0.5)),
    Dossier(Size(items=6, pieces=30, depth=1, wild=0.6), profile=Profile.GBK),
    Dossier(Size(items=8, pieces=60, depth=3, pictures=0.3, wild=0.2), volume_pages=60, profile=Profile.WINDOWS),
    Dossier(Size(items=10, pieces=25, depth=2, text_lines=30)),
    Dossier(Size(items=12, pieces=100, depth=4, wild=0.1), profile=Profile.GBK),
    Dossier(Size(items=15, pieces=45, depth=2, pictures=0.4), profile=Profile.WINDOWS),
    Dossier(Size(items=20, pieces=80, depth=3, wild=0.4)),
    Dossier(Size(items=24, pieces=120, depth=2, pictures=0.1), profile=Profile.GBK),
    Dossier(Size(items=20, pieces=40, depth=4, wild=0.8), profile=Profile.WINDOWS),
    Dossier(Size(items=36, pieces=100, depth=3, pictures=0.1), volume_pages=100),
    Dossier(Size(items=30, pieces=80, depth=2, wild=0.2), profile=Profile.GBK),
    Dossier(Size(items=45, pieces=120, depth=3), profile=Profile.WINDOWS),
    Dossier(Size(items=60, pieces=150, depth=3, pictures=0.05, wild=0.05)),
    Dossier(Size(items=94, pieces=1500, depth=3, wild=0.02, text_lines=1), profile=Profile.GBK),
)
_MORE = (
    Dossier(Size(items=1, pieces=1, depth=1, wild=1.0), profile=Profile.WINDOWS),
    Dossier(Size(items=1, pieces=2, depth=1, pictures=1.0, wild=1.0), profile=Profile.GBK, photos=PerPage.ONE),
    Dossier(Size(items=1, pieces=5, depth=4, wild=0.5)),
    Dossier(Size(items=2, pieces=7, depth=1, pictures=1.0), profile=Profile.GBK, photos=PerPage.FOUR),
    Dossier(Size(items=1, pieces=300, depth=1, wild=0.3), profile=Profile.WINDOWS),
    Dossier(Size(items=3, pieces=9, depth=2, wild=0.9, text_lines=60), profile=Profile.GBK),
    Dossier(Size(items=4, pieces=16, depth=2, pictures=0.8, wild=0.7), photos=PerPage.SIX),
    Dossier(Size(items=5, pieces=33, depth=4, pictures=0.2), volume_pages=20, profile=Profile.WINDOWS, through=True),
    Dossier(Size(items=7, pieces=50, depth=3, wild=1.0), profile=Profile.GBK),
    Dossier(Size(items=9, pieces=70, depth=3, pictures=0.4, wild=0.3), volume_pages=40, photos=PerPage.FOUR),
    Dossier(Size(items=11, pieces=64, depth=1, wild=0.5, text_lines=12), profile=Profile.WINDOWS),
    Dossier(Size(items=13, pieces=10, depth=2, wild=0.6), profile=Profile.GBK),
    Dossier(Size(items=16, pieces=200, depth=2), profile=Profile.WINDOWS),
    Dossier(Size(items=18, pieces=90, depth=4, pictures=0.9), volume_pages=80, photos=PerPage.SIX),
    Dossier(Size(items=22, pieces=140, depth=3, wild=0.25), profile=Profile.GBK),
    Dossier(Size(items=25, pieces=35, depth=2, wild=0.9), profile=Profile.WINDOWS),
    Dossier(Size(items=28, pieces=220, depth=3, pictures=0.15), volume_pages=120, through=True),
    Dossier(Size(items=32, pieces=160, depth=4, wild=0.15), profile=Profile.GBK),
    Dossier(Size(items=36, pieces=260, depth=2, pictures=0.1, wild=0.1), volume_pages=150, profile=Profile.WINDOWS),
    Dossier(Size(items=40, pieces=5, depth=3, text_lines=20)),
    Dossier(Size(items=48, pieces=350, depth=3, wild=0.08), profile=Profile.GBK),
    Dossier(Size(items=54, pieces=180, depth=2, pictures=0.2, wild=0.4), volume_pages=100, profile=Profile.WINDOWS),
    Dossier(Size(items=66, pieces=450, depth=4, wild=0.03)),
    Dossier(Size(items=72, pieces=600, depth=3, pictures=0.05), volume_pages=200, profile=Profile.GBK, through=True),
    Dossier(Size(items=94, pieces=94, depth=3, wild=0.5), profile=Profile.WINDOWS),
    Dossier(Size(items=94, pieces=900, depth=3, wild=0.05), volume_pages=300),
    Dossier(Size(items=120, pieces=1200, depth=4, pictures=0.02), volume_pages=300, profile=Profile.GBK),
    Dossier(Size(items=94, pieces=2500, depth=3, wild=0.01, text_lines=1), volume_pages=300, profile=Profile.WINDOWS),
    Dossier(Size(items=200, pieces=5000, depth=4, wild=0.01, text_lines=1), volume_pages=250, profile=Profile.GBK),
    Dossier(Size(items=94, pieces=10_000, depth=3, wild=0.02, text_lines=1), volume_pages=300),
)
DOSSIERS = (*SOME, *_MORE)


def make(out: Path, number: int) -> Exported:
    """Make dossier `number` of the list below `out`, where files for all lie beside it."""
    dossier = DOSSIERS[number]
    shelf = make_shelf(out / "originals")
    snapshot = invent(dossier.size, shelf, seed=number)
    options = ExportOptions(
        out=out / f"{number + 1:02d}",
        template=load_template(shipped(WORD_TEMPLATE, dossier.profile)),
        version="0",
        who="王敏",
        rules=BoxRules(dossier.volume_pages, through=dossier.through, photos=dossier.photos),
    )
    return export_dossier(snapshot, lambda original: shelf.path_of[original.id], options, Silent())
