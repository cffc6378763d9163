"""What this office's clerks decided before: papers of the same series and of the same folder go where those went."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from evidence import wording
from evidence.model import CriterionId, Facts, SlotId, Suggestion
from evidence.units import same_unit

# What tells the papers of one series apart: whose, of when, which part.
_PLACE = re.compile(r"^(?:中共)?[一-鿿]{2,8}?(?:县|区|市|旗|镇|乡|街道)(?:人民政府|办事处|委员会)?")
_TIMES = r"(?:年度?|月份?|日|季度?|期|次|批|号|届)"
_WHEN = re.compile(
    rf"第?\d[\d.:/-]*{_TIMES}?|第?[〇零一二三四五六七八九十]+{_TIMES}|[上下]半年|[春秋]季(?:学期)?|年度|季度"
)
_ASIDE = re.compile(r"[（(][^（）()]*[)）]|[《》“”\"'\s_—–·、，]")
_SHORTEST, _TELLING = 4, 8  # characters: a shorter shape is none; one so long is the same series whoever hands it in

_ON_ARRIVAL = 0.25  # a decision: what was filed without asking counts for less
_UNANIMOUS = 3  # clerks' decisions, all alike, that make the next paper of a series certain
_SERIES_CERTAIN, _MOST, _CEILING = 0.985, 0.92, 0.995
_DOUBTED = 0.9  # the most that words give where a clerk decided otherwise about such a paper
_FOLDER_SHARE = 0.5  # how much of a folder's confidence counts beside that of words
_LEAST_FOLDER = 0.6


class _Place(NamedTuple):
    criterion: CriterionId
    slot: SlotId | None


class Filed(Struct, frozen=True):
    """One paper where it lies."""

    facts: Facts
    source: PurePosixPath | None  # the path that it came by
    criterion: CriterionId
    slot: SlotId | None
    by_clerk: bool  # and not without asking, on arrival


class _Lesson(Struct, frozen=True):
    """Where papers like one lie, mostly."""

    place: _Place
    confidence: float  # 0–1
    count: int  # of papers there
    clerks: int  # of them, how many a person put there
    unanimous: bool  # no person put one elsewhere


class Learned:
    """The decisions of an office about one scheme, to be asked about the next paper."""

    def __init__(self, filed: Iterable[Filed] = (), codes: Mapping[CriterionId, str] | None = None) -> None:
        """Learn from what is filed under the items that `codes` names."""
        self._codes = codes or {}
        self._series: dict[tuple[str, str | None], list[Filed]] = defaultdict(list)
        self._folders: dict[tuple[str, str | None], list[Filed]] = defaultdict(list)
        for paper in filed:
            if paper.criterion not in self._codes:
                continue
            self._series[shape(paper.facts.title), paper.facts.kind].append(paper)
            if paper.source is not None:
                self._folders[_folder(paper.source), paper.facts.kind].append(paper)

    def applied(self, found: Sequence[Suggestion], facts: Facts, source: PurePosixPath) -> tuple[Suggestion, ...]:
        """Return proposals with what was decided about such papers before, the best first."""
        series, folder = self._of_series(facts), self._of_folder(facts, source)
        proposals = list(found)
        if folder and (series is None or series.place.criterion == folder.place.criterion):
            proposals = self._with_folder(proposals, folder)
        if series:
            proposals = self._with_series(proposals, series)
        return tuple(sorted(proposals, key=lambda item: -item.confidence))

    def _of_series(self, facts: Facts) -> _Lesson | None:
        told = shape(facts.title)
        if len(told) < _SHORTEST:
            return None
        unit = facts.unit
        return _lesson(
            [
                paper
                for paper in self._series.get((told, facts.kind), ())
                if len(told) >= _TELLING or (unit and paper.facts.unit and same_unit(paper.facts.unit, unit))
            ]
        )

    def _of_folder(self, facts: Facts, source: PurePosixPath) -> _Lesson | None:
        folder = _folder(source)
        found = _lesson(self._folders.get((folder, facts.kind), ())) if folder else None
        return found if found and found.confidence >= _LEAST_FOLDER else None

    def _with_folder(self, found: list[Suggestion], lesson: _Lesson) -> list[Suggestion]:
        """Let a folder speak for a place beside words: never certain by itself, and behind them where they are sure."""
        why = wording.WHY["same_folder"].format(code=self._codes[lesson.place.criterion], count=lesson.count)
        doubt = 1 - _FOLDER_SHARE * lesson.confidence
        known = [_surer(item, lesson, doubt, why) for item in found]
        if any(item.criterion == lesson.place.criterion for item in found):
            return known
        others = max((item.confidence for item in found), default=0.0)
        return [*known, Suggestion(*lesson.place, round(min(lesson.confidence * 0.8, 1 - others), 3), why)]

    def _with_series(self, found: list[Suggestion], lesson: _Lesson) -> list[Suggestion]:
        """Let decisions about the same series go before words, as far as persons made them."""
        why = wording.WHY["same_series"].format(code=self._codes[lesson.place.criterion], count=lesson.count)
        confidence = _SERIES_CERTAIN if lesson.clerks >= _UNANIMOUS and lesson.unanimous else lesson.confidence
        known = [_surer(item, lesson, 1 - confidence, why) for item in found]
        if all(item.criterion != lesson.place.criterion for item in found):
            known.append(Suggestion(*lesson.place, confidence, why))
        if not lesson.clerks:
            return known
        most = 1 - confidence if lesson.clerks > 1 else _DOUBTED
        return [
            item if item.criterion == lesson.place.criterion else replace(item, confidence=min(item.confidence, most))
            for item in known
        ]


def shape(title: str | None) -> str:
    """Return what the titles of one series have in common: without place, days, numbers and asides."""
    text = unicodedata.normalize("NFKC", title or "")
    return _WHEN.sub("", _PLACE.sub("", _ASIDE.sub("", text)))


def _folder(source: PurePosixPath) -> str:
    parent = str(source.parent)
    return "" if parent == "." else parent


def _lesson(papers: Sequence[Filed]) -> _Lesson | None:
    votes: dict[_Place, float] = defaultdict(float)
    for paper in papers:
        votes[_Place(paper.criterion, paper.slot)] += 1 if paper.by_clerk else _ON_ARRIVAL
    if not votes:
        return None
    items: dict[CriterionId, float] = defaultdict(float)
    for place, weight in votes.items():
        items[place.criterion] += weight
    best = max(items, key=lambda item: items[item])
    slot = max((place for place in votes if place.criterion == best), key=lambda place: votes[place]).slot
    there = [paper for paper in papers if paper.criterion == best]
    return _Lesson(
        _Place(best, slot),
        min(_MOST, (items[best] + 0.3) / (sum(items.values()) + 0.6)),
        len(there),
        sum(paper.by_clerk for paper in there),
        unanimous=all(paper.criterion == best for paper in papers if paper.by_clerk),
    )


def _surer(item: Suggestion, lesson: _Lesson, doubt: float, why: str) -> Suggestion:
    """Return a proposal that a lesson speaks for as well, with both reasons; another as it is."""
    if item.criterion != lesson.place.criterion:
        return item
    confidence = round(min(_CEILING, 1 - (1 - item.confidence) * doubt), 3)
    slot = item.slot if item.slot is not None else lesson.place.slot
    return replace(
        item, slot=slot, confidence=max(item.confidence, confidence), why=wording.AND_ALSO.join((why, item.why))
    )
