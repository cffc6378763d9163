"""Which files of one arrival are one 件 together: a scan and its text, a notice with annexes, sign-in and photos.

Told by whole names in one folder and by what papers say of themselves. Rather none than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from evidence.errors import CancelledError
from evidence.extract import media
from evidence.model import BatchId, Original, Piece, PieceId
from evidence.names import natural_key
from evidence.progress import SILENT, Report
from evidence.wording.pieces import JOINS

_FINISHED = frozenset({media.PDF, media.OFD, media.JPEG, media.PNG, media.TIFF, media.HEIC, media.BMP, media.WEBP})
_PICTURES = frozenset({media.JPEG, media.PNG, media.HEIC, media.WEBP, media.BMP})
_TEXTS = frozenset({media.DOCX, media.DOC, media.WORD_XML, media.RTF, media.OPEN_DOCUMENT})

# What tells a sealed, a final and an editable file of one paper apart.
_STATE = re.compile(
    r"[（(【\[][^（）()【】\[\]]*(?:盖章|签章|扫描|定稿|终稿|正式|印发稿|电子版|纸质|红头|文字稿|[Ww]ord|WORD|[Pp][Dd][Ff])"
    r"[^（）()【】\[\]]*[)）】\]]|"
    r"[-_—\s]*(?:已?盖章(?:版|件|扫描件)?|扫描(?:件|版)?|定稿|终稿|正式稿|电子(?:版|稿)|文字稿|[Ww]ord版?|WORD版?|[Pp][Dd][Ff]版?)$"
)
_LEADING = re.compile(r"^\d{1,3}[.、．_\-\s]+(?=\D)")
_ANNEX = re.compile(
    r"^(.*?)[-_—\s（]*(?<![含及和、])附\s?[件表]\s?(?:(\d{1,2}|[一二三四五六七八九十]{1,2})(?!\d).*|[-_.、:：\s）].*|)$"
)
_SIGN_IN = re.compile(r"^(.{2,}?)的?签到(?:表|册|单|簿|记录)?[-_\s（]*(\d{0,2})）?$")
_AGENDA = re.compile(r"^(.{2,}?)的?(?:议程|日程)$")
_PHOTO = re.compile(r"^(.{2,}?)的?(?:现场)?(?:照片|图片|照)[-_\s（]*(\d{0,3})）?$")
_BY_RANK = ((_ANNEX, 2), (_SIGN_IN, 3), (_AGENDA, 1), (_PHOTO, 4))
_NUMBERED = re.compile(r"^(.*[一-鿿].*?)[-_\s（]*(\d{1,3})）?$")
_NOTICE = re.compile(
    r"^(?:关于)?(?:召开|举办|举行|开展|组织|印发)?(.{2,}?)的?(?:预?通知|函|请示|意见|通报|方案|决定|办法)$"
)
_OF_NOTICE = re.compile(r"(?:通知|函)$")
_CARRIES_ANNEXES = re.compile(r"(?:通知|函|意见|方案|通报|请示|批复|决定|办法)$")
_OF_ITSELF = re.compile(r"(?:通知|函|通报|请示|批复|决定|报告|总结|纪要)(?:[（(].{1,20}[)）])?$")
_ALIKE = 0.8  # share of two texts that makes them one paper, where number or title say the same
_LEAST_TITLE = 10  # characters: shorter ones are borne by many papers
_MOST_TOGETHER = 30  # pieces


_Alike = Mapping[PieceId, Mapping[PieceId, float]]


class Role(NamedTuple):
    """What a file is in a group, by its name: its place in the order and its number there."""

    rank: int  # 0 the chief paper, then agenda, annexes, sign-in, photos
    number: int


class Arrived(NamedTuple):
    """A piece that waits to be filed, with the name and the arrival that it came by."""

    piece: Piece
    originals: tuple[Original, ...]
    batch: BatchId
    source: PurePosixPath


class Join(Struct, frozen=True):
    """Pieces that may be one, in the order of the files, and which of them gives it its name."""

    pieces: tuple[PieceId, ...]
    chief: PieceId
    kept: tuple[PieceId, ...]  # only kept with it: the text beside a scan
    why: str


_CHIEF, _ANNEX_RANK = 0, 2


class _File(NamedTuple):
    """An arrived piece as its name is read."""

    came: Arrived
    core: str  # the name without ending, order and state
    key: str  # what it belongs to, by its name
    role: Role
    folder: str
    kinds: frozenset[str]  # media types of its files

    @property
    def id(self) -> PieceId:
        return self.came.piece.id

    def is_of(self, kinds: frozenset[str]) -> bool:
        return bool(self.kinds) and self.kinds <= kinds


class _Edge(NamedTuple):
    one: PieceId
    other: PieceId
    why: str


class JoinFinder:
    """Finds what may be joined, again and again: an arrival in which nothing changed is not looked through twice."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._files: dict[PieceId, _File] = {}
        self._found: dict[BatchId, tuple[list[_File], _Alike, tuple[Join, ...]]] = {}

    def find(self, arrived: Sequence[Arrived], alike: _Alike, report: Report = SILENT) -> tuple[Join, ...]:
        """Return groups of pieces that may be one, each piece in one group at most, in order of arrival.

        Raises `CancelledError` where it is to stop.
        """
        files = self._read(arrived)
        batches: dict[BatchId, list[_File]] = defaultdict(list)
        for file in files.values():
            batches[file.came.batch].append(file)
        found: dict[BatchId, tuple[list[_File], _Alike, tuple[Join, ...]]] = {}
        for batch, some in batches.items():
            told = {file.id: alike[file.id] for file in some if file.id in alike}
            before = self._found.get(batch)
            if before is None or before[:2] != (some, told):
                if report.cancelled():
                    raise CancelledError
                before = self._found[batch] = some, told, _joins_among(some, told)
            found[batch] = before
        self._found = found
        joins = [join for _, _, some in found.values() for join in some]
        return tuple(sorted(joins, key=lambda join: files[join.chief].came.piece.arrived))

    def _read(self, arrived: Sequence[Arrived]) -> dict[PieceId, _File]:
        """Return the files by their pieces, those of before where they came as they did."""
        known = self._files
        found: dict[PieceId, _File] = {}
        for came in arrived:
            key = came.piece.id
            before = known.get(key)
            found[key] = before if before is not None and before.came is came else _read_name(came)
        self._files = found
        return found


def _joins_among(files: Sequence[_File], alike: _Alike) -> tuple[Join, ...]:
    """Return the groups among the files of one arrival."""
    by_id = {file.id: file for file in files}
    folders: dict[str, list[_File]] = defaultdict(list)
    for file in files:
        folders[file.folder].append(file)
    twins: dict[PieceId, PieceId] = {}  # text → finished
    scans: set[PieceId] = set()  # that have their text
    edges: list[_Edge] = []
    for finished, text, why in _twins(files, alike):
        if text.id not in twins and finished.id not in scans:
            twins[text.id] = finished.id
            scans.add(finished.id)
            edges.append(_Edge(finished.id, text.id, why))
    for some in folders.values():
        chiefs = [file for file in some if file.id not in twins]
        edges += [*_annexes(chiefs), *_events(chiefs), *_runs(chiefs)]
    edges_of: dict[PieceId, list[_Edge]] = defaultdict(list)
    groups = _groups(edges)
    first_of = {key: group[0] for group in groups for key in group}
    for edge in edges:
        edges_of[first_of[edge.one]].append(edge)
    return tuple(
        _join([by_id[key] for key in group], edges_of[group[0]], twins)
        for group in groups
        if len(group) <= _MOST_TOGETHER
    )


def planned_join(arrived: Sequence[Arrived]) -> tuple[tuple[PieceId, ...], PieceId, tuple[PieceId, ...]]:
    """Return order, chief and what is only kept, for pieces that a clerk wants as one, told by their names."""
    files = [_read_name(came) for came in arrived]
    twins = {text.id: finished.id for finished, text, _ in _twins(files, {})}
    join = _join(files, (), twins)
    return join.pieces, join.chief, join.kept


def _read_name(came: Arrived) -> _File:
    kinds = frozenset([original.media_type for original in came.originals])
    return _File(came, *_said_by(came.source.stem), str(came.source.parent), kinds)


@lru_cache(maxsize=20_000)  # names that wait are looked at after every step
def _said_by(stem: str) -> tuple[str, str, Role]:
    """Return core, key and role of a name without its ending."""
    core = unicodedata.normalize("NFKC", stem).replace("(", "（").replace(")", "）").strip()
    while (shorter := _STATE.sub("", _LEADING.sub("", core)).strip(" -_—.·")) != core and shorter:
        core = shorter
    for pattern, rank in _BY_RANK:
        if match := pattern.match(core):
            number = (match.group(2) if pattern.groups > 1 else "") or ""
            return core, _key(match.group(1)), Role(rank, _number(number))
    return core, _key(core), Role(_CHIEF, 0)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    digits = "一二三四五六七八九十"
    return digits.find(written[-1]) + 1 + (10 if len(written) == 2 else 0) if written else 0


def _key(text: str) -> str:
    """Return what a name is about: without the words of a notice, and 会议 as 会."""
    text = re.sub(r"[\s《》“”\"_\-—]", "", text)
    match = _NOTICE.match(text)
    bare = match.group(1) if match else text
    return bare[:-1] if bare.endswith("会议") else bare


def _twins(files: Sequence[_File], alike: _Alike) -> Iterator[tuple[_File, _File, str]]:
    """Yield a finished file with its text: where exactly one of each has the same name, number or title."""
    finished = [file for file in files if file.is_of(_FINISHED)]
    texts = [file for file in files if file.is_of(_TEXTS)]
    for code, mark_of, words_of in _TWIN_MARKS:
        ours, theirs = _marked(finished, mark_of), _marked(texts, mark_of)
        for mark, some in ours.items():
            others = theirs.get(mark, [])
            if len(some) == len(others) == 1 and not _differ(some[0], others[0]):
                yield some[0], others[0], JOINS[code].format(words=words_of(some[0]))
    finished_by_id = {file.id: file for file in finished}
    for text in texts:
        title = text.came.piece.facts.title
        for key, share in alike.get(text.id, {}).items():
            one = finished_by_id.get(key)
            if one is None or title is None or share < _ALIKE or _differ(one, text):
                continue
            if one.came.piece.facts.title == title:
                yield one, text, JOINS["twins_by_title"].format(words=title)


def _marked(files: Sequence[_File], mark_of: Callable[[_File], str | None]) -> dict[str, list[_File]]:
    found: dict[str, list[_File]] = defaultdict(list)
    for file in files:
        mark = mark_of(file)
        if mark is not None:
            found[mark].append(file)
    return found


def _place(file: _File) -> str | None:
    return f"{file.folder}/{file.core}" if len(file.core) >= 2 else None


def _core(file: _File) -> str | None:
    return file.core


def _number_of(file: _File) -> str | None:
    return file.came.piece.facts.document_number


def _title(file: _File) -> str | None:
    title = file.came.piece.facts.title
    return title if title and len(title) >= _LEAST_TITLE else None


_TWIN_MARKS: tuple[tuple[str, Callable[[_File], str | None], Callable[[_File], str | None]], ...] = (
    ("twins_by_name", _place, _core),
    ("twins_by_number", _number_of, _number_of),
    ("twins_by_title", _title, _title),
)


def _differ(one: _File, other: _File) -> bool:
    """Tell whether facts of two files contradict each other, so that they are two papers."""
    ours, theirs = one.came.piece.facts, other.came.piece.facts
    return (
        _at_odds(ours.document_number, theirs.document_number)
        or _at_odds(ours.issued_on, theirs.issued_on)
        or _at_odds(ours.year, theirs.year)
        or _at_odds(ours.unit, theirs.unit)
    )


def _at_odds(one: str | int | date | None, other: str | int | date | None) -> bool:
    return one is not None and other is not None and one != other


def _annexes(files: Sequence[_File]) -> Iterator[_Edge]:
    """Yield annexes with the paper whose name they begin with, or with the only one that may have any."""
    chiefs = [file for file in files if file.role.rank == _CHIEF]
    by_key: dict[str, list[_File]] = defaultdict(list)
    for chief in chiefs:
        by_key[chief.key].append(chief)
    for file in files:
        if file.role.rank != _ANNEX_RANK:
            continue
        if file.key:
            found, code = by_key.get(file.key, []), "annex"
        else:
            alone = len(chiefs) == 1 and _CARRIES_ANNEXES.search(_told(chiefs[0])) and not _is_paper(file)
            found, code = chiefs if alone else [], "annex_alone"
        if len(found) == 1:
            yield _Edge(found[0].id, file.id, JOINS[code].format(words=found[0].core))


def _is_paper(file: _File) -> bool:
    """Tell whether what is called an annex is a paper by itself, as those are that people hand in as annexes."""
    facts = file.came.piece.facts
    return bool(facts.document_number or _OF_ITSELF.search(_told(file)))


def _told(file: _File) -> str:
    return file.came.piece.facts.title or file.core


def _events(files: Sequence[_File]) -> Iterator[_Edge]:
    """Yield agenda, sign-in and photos of one event, with each other and with its notice."""
    by_key: dict[str, list[_File]] = defaultdict(list)
    for file in files:
        if _OF_NOTICE.search(file.core) if file.role.rank == _CHIEF else file.role.rank != _ANNEX_RANK:
            by_key[file.key].append(file)
    for key, some in by_key.items():
        notices = sum(file.role.rank == _CHIEF for file in some)
        if len(key) >= 4 and len({file.role.rank for file in some}) > 1 and notices <= 1:
            for one, other in pairwise(some):
                yield _Edge(one.id, other.id, JOINS["event"].format(words=key))


def _runs(files: Sequence[_File]) -> Iterator[_Edge]:
    """Yield pictures whose names are the same but for running numbers."""
    runs: dict[str, dict[int, _File]] = defaultdict(dict)
    for file in files:
        match = _NUMBERED.match(file.core) if file.is_of(_PICTURES) else None
        if match:
            runs[match.group(1)].setdefault(int(match.group(2)), file)
    for stem, numbered in runs.items():
        for one, other in pairwise(sorted(numbered)):
            if other == one + 1 and not _differ(numbered[one], numbered[other]):
                yield _Edge(numbered[one].id, numbered[other].id, JOINS["run"].format(words=stem))


def _groups(edges: Iterable[_Edge]) -> list[list[PieceId]]:
    """Return the pieces that hang together."""
    group_of: dict[PieceId, list[PieceId]] = {}
    for edge in edges:
        one, other = (group_of.setdefault(key, [key]) for key in (edge.one, edge.other))
        if one is not other:
            one += other
            group_of |= dict.fromkeys(other, one)
    return list({id(group): group for group in group_of.values()}.values())


def _join(files: Sequence[_File], edges: Iterable[_Edge], twins: Mapping[PieceId, PieceId]) -> Join:
    """Return a group as it would be joined: the chief paper first, each text behind what it is the text of."""
    texts = {file.id: file for file in files if file.id in twins}
    printed = sorted(
        (file for file in files if file.id not in texts),
        key=lambda file: (file.role, natural_key(str(file.came.source))),
    )
    order: list[PieceId] = []
    for file in printed:
        order.append(file.id)
        order += [text for text in texts if twins[text] == file.id]
    whys = dict.fromkeys(edge.why for edge in edges)
    return Join(tuple(order), printed[0].id, tuple(key for key in order if key in texts), "；".join(whys))
