"""How well the readers of facts do on invented papers: a share right for each fact, and what was wrong."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import PurePosixPath
from random import Random

from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Facts, Flag
from papers import official, other
from papers.world import MadePaper, World

SHAPES: tuple[tuple[Callable[[World], MadePaper], int], ...] = (
    (official.directive, 8),
    (official.passed_on, 4),
    (official.minutes, 2),
    (official.order, 1),
    (official.draft, 1),
    (other.report, 5),
    (other.ledger, 4),
    (other.contract, 1),
    (other.test_report, 1),
    (other.certificate, 1),
    (other.short_note, 3),
    (other.picture, 2),
    (other.only_named, 2),
)
# The least share right that is promised for each fact (0–1).
FLOORS = {
    "number": 0.98,
    "number not invented": 1.0,
    "date": 0.97,
    "date not invented": 1.0,
    "issuer": 0.95,
    "year": 0.97,
    "title": 0.93,
    "kind": 0.92,
    "draft": 0.95,
    "draft not invented": 1.0,
}
_NEAR = 0.9  # titles this alike are the same


@dataclass
class Score:
    """Shares right, by fact."""

    right: Counter[str] = field(default_factory=Counter[str])
    asked: Counter[str] = field(default_factory=Counter[str])
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fact: str, ok: bool, note: str) -> None:
        """Count one answer."""
        self.asked[fact] += 1
        self.right[fact] += ok
        if not ok:
            self.wrong[fact].append(note)

    def share(self, fact: str) -> float:
        """Return the share right, 0–1."""
        return self.right[fact] / self.asked[fact]


def made(count: int, seed: int) -> Iterable[MadePaper]:
    """Yield so many papers, the same for the same seed."""
    random = Random(seed)  # noqa: S311
    shapes, weights = zip(*SHAPES, strict=True)
    for _ in range(count):
        yield random.choices(shapes, weights)[0](World(random))


def read(paper: MadePaper) -> tuple[Facts, frozenset[Flag]]:
    """Return what the intake reads in a made paper."""
    taken = datetime.combine(paper.taken, time(10, 15), UTC).replace(tzinfo=None) if paper.taken else None
    reading = Reading(paper.media_type, paper.text, 1, not paper.text, frozenset(), taken)
    return facts_of(reading, PurePosixPath(paper.source + ".docx"))[:2]


def score_of(papers: Iterable[MadePaper]) -> Score:
    """Return how the facts read compare with the truth."""
    score = Score()
    for paper in papers:
        found, flags = read(paper)
        truth = paper.truth
        note = f"[{paper.shape}] {paper.source}: "
        if truth.title:
            near = (
                difflib.SequenceMatcher(None, _fold(truth.title), _fold(found.title), autojunk=False).ratio() >= _NEAR
            )
            score.add("title", near, f"{note}{found.title} not {truth.title}")
        if truth.number:
            score.add(
                "number",
                _fold(found.document_number) == _fold(truth.number),
                f"{note}{found.document_number} not {truth.number}",
            )
        else:
            score.add("number not invented", found.document_number is None, f"{note}{found.document_number}")
        if truth.issuers:
            score.add("issuer", found.issuer in truth.issuers, f"{note}{found.issuer} not {truth.issuers}")
        if truth.day:
            score.add("date", found.issued_on == truth.day, f"{note}{found.issued_on} not {truth.day}")
        else:
            score.add("date not invented", found.issued_on is None, f"{note}{found.issued_on}")
        if truth.year:
            score.add("year", found.year == truth.year, f"{note}{found.year} not {truth.year}: {truth.title}")
        if truth.kinds:
            score.add("kind", found.kind in truth.kinds, f"{note}{found.kind} not {truth.kinds}: {truth.title}")
        score.add(
            "draft" if truth.draft else "draft not invented",
            (Flag.DRAFT in flags) is truth.draft,
            note + str(truth.title),
        )
    return score


def _fold(text: str | None) -> str:
    folded = unicodedata.normalize("NFKC", text or "").translate(str.maketrans("〔〕[]【】﹝﹞", "()()()()"))
    return "".join(char for char in folded if not char.isspace() and char not in '“”"《》')
