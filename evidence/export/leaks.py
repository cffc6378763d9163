"""Whether what is handed in says what is for the office alone: every text of a file, held against the snapshot."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate, islice
from pathlib import Path

from msgspec import Struct

from evidence import wording
from evidence.check.defects import countable
from evidence.check.gaps import find_gaps
from evidence.export import phrases
from evidence.export.directories import short_name
from evidence.export.runs import clean
from evidence.export.written import written_lines
from evidence.kinds import KINDS
from evidence.model import PieceId, State
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.scores import STANDINGS

_WORD = "word"
_MARKS = str.maketrans("〈〉", "《》")
_CUT = 12  # characters of a text that are enough to know it by, where a line ends within it or begins within it
# Characters that texts at least so long are found by; shorter ones, if lines are nothing else.
_BEGINNINGS = (_CUT, 4, 2)
_LONG = 8  # characters: shorter texts are looked for as words of their own, or they would be found in any text
_LEAST_NAME = 4
_TITLES = frozenset({"withheld", "unsorted", "file_name", "gap"})
_TELLING = re.compile(r"[^\W\d_年月日度]")  # a title without tells nothing: 2023年度 stands in any document
_PARAMETER = re.compile(r"\{[^}]*\}")
_ABOUT = re.compile(r"^见?[0-9A-Za-z.-]+-\d{3}(?:-\d+)*|（第\d+[页张]，共\d+[页张]）$")
_PLACE_BITS = 32  # of a place: where in its text; the text's number is above them
_KEPT = 40  # characters of a line that have to agree with the later part of a text
_ENDINGS = "…。；"  # of a line, that may not be those of the text
_OPENINGS = "：、，（《“"  # of a text, that a line may have before another
_PAGE_CUT = re.compile(r"（(?:第(?:\d+(?:[页张](?:，(?:共\d*)?)?)?)?)?$")  # of which page it is, cut by its cell
# Where a paper lies in the package, by a name made of its title, which may be cut.
_PLACE = ("电子版资料", "../")
_BETWEEN = "\x1e"


class Leak(Struct, frozen=True):
    """A text that should not be there: what it is, by `wording.documents.LEAKS`, the line that says it, its file."""

    what: str
    text: str
    line: str
    file: str


def leaks(paths: Iterable[Path], snapshot: Snapshot) -> tuple[Leak, ...]:
    """Return what Word or Excel files for submission say that only the office should know.

    What stands in a title, a 文号 or the scheme itself is said rightly, whatever words it uses.
    """
    search = LeakSearch(snapshot)
    for path in paths:
        search.hear(path.name, written_lines(path))
    return search.found


class LeakSearch:
    """Looks for leaks in files whose lines somebody else reads."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Know what of the snapshot only the office should know, and what may be said."""
        self._inner = _Inner(snapshot)
        self._public = _Public(_public(snapshot))
        self._spoken = _Public([*_public(snapshot), *_fixed()])
        self._found: dict[tuple[str, str], Leak] = {}

    @property
    def found(self) -> tuple[Leak, ...]:
        """Return what was found until now, each text once."""
        return tuple(self._found.values())

    def hear(self, file: str, lines: Iterable[str], besides: Collection[str] = ()) -> None:
        """Look through the lines that a file says, for all kinds of leaks `besides` some."""
        for line in lines:
            told = bare(line)
            for what, text, part, at in () if self._public.knows(told) else self._inner.hits(told):
                known = self._public if what == _WORD else self._spoken
                if what in besides:
                    continue
                if (what, text) not in self._found and not known.says(told, part, at):
                    self._found[what, text] = Leak(what, text, line, file)


class _Inner:
    """What the snapshot holds for the office alone, found in lines by how it begins, or goes on."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._whole: dict[str, str] = {}
        self._begins: dict[int, dict[str, list[tuple[str, str]]]] = {length: {} for length in _BEGINNINGS}
        texts = [(what, line) for what, text in _internal(snapshot) for line in text.splitlines()]
        texts += [(_WORD, word) for word in _inner_words()]
        for what, text in dict.fromkeys((what, bare(text)) for what, text in texts):
            if what in _TITLES and not _TELLING.search(text):
                continue
            length = next((length for length in _BEGINNINGS if len(text) >= length), None)
            if length is None:
                self._whole.setdefault(text, what)
            else:
                self._begins[length].setdefault(text[:length], []).append((what, text))
        self._long = sorted(pair for held in self._begins[_CUT].values() for pair in held if pair[0] != _WORD)
        places = (
            number << _PLACE_BITS | at
            for number, (_, text) in enumerate(self._long)
            for at in range(1, len(text) - _CUT + 1)
        )
        self._later = array("Q", sorted(places, key=self._from))  # places only: there are many, and they overlap

    def _from(self, place: int) -> str:
        """Return how a text goes on from a place in it."""
        at = place & ((1 << _PLACE_BITS) - 1)
        return self._long[place >> _PLACE_BITS][1][at : at + _KEPT]

    def hits(self, line: str) -> Iterator[tuple[str, str, str, int]]:
        """Yield what a bare line holds of it: what it is, the text, the part that the line says, where in the line."""
        if line and (what := self._whole.get(line)):
            yield what, line, line, 0
        for length, begins in self._begins.items():
            for at in range(len(line) - length + 1):
                if held := begins.get(line[at : at + length]):
                    for what, text in held:
                        if line.startswith(text, at) and (what == _WORD or _stands_alone(line, text, at)):
                            yield what, text, text, at
                    if length == _CUT:
                        yield from _cut(line, held, at)
        yield from self._going_on(line)

    def _going_on(self, line: str) -> Iterator[tuple[str, str, str, int]]:
        """Yield a text that a line begins in the middle of, and says nothing else than it does."""
        part = line.rstrip(_ENDINGS)[:_KEPT]
        if len(part) >= _CUT:
            at = bisect_left(self._later, part, key=self._from)
            for place in self._later[at : at + 1]:
                if self._from(place).startswith(part):
                    what, text = self._long[place >> _PLACE_BITS]
                    yield what, text, part, 0


def _cut(line: str, held: Iterable[tuple[str, str]], at: int) -> Iterator[tuple[str, str, str, int]]:
    """Yield a text that a line ends in the middle of, as where a cell is too small for it."""
    whole = _PAGE_CUT.sub("", line[at:].rstrip(_ENDINGS))
    part = whole.lstrip(_OPENINGS)
    if len(part) >= _CUT:
        found = ((what, text) for what, text in held if what != _WORD and len(text) > len(whole))
        for what, text in islice((pair for pair in found if pair[1].startswith(whole)), 1):
            yield what, text, part, at + len(whole) - len(part)


def _stands_alone(line: str, text: str, at: int) -> bool:
    """Tell whether a text that is found is one, if it is short: 年度总结 is not named where 2023年度总结 is."""
    beside = line[at - 1 : at] + line[at + len(text) : at + len(text) + 1]
    return len(text) >= _LONG or not any(character.isalnum() for character in beside)


class _Public:
    """Texts that may be said, and whether a line says one of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted({line for line in map(bare, texts) if line})
        self._known = frozenset(self._texts)
        self._joined = _BETWEEN.join(self._texts)
        self._starts = list(accumulate((len(text) + 1 for text in self._texts[:-1]), initial=0))

    def knows(self, line: str) -> bool:
        """Tell whether a bare line says one of the texts and nothing else, but for a 件号 and which page it is of."""
        return line in self._known or _ABOUT.sub("", line) in self._known

    def says(self, line: str, text: str, at: int) -> bool:
        """Tell whether `text`, `at` a place of a bare line, stands there as a part of what may be said.

        A public text may be cut at either end of the line, as it is where a page ends or a cell is too small.
        """
        if self.knows(line):
            return True
        cut_name = line.startswith(_PLACE)
        end_of_line = len(line.rstrip("…"))
        found = self._joined.find(text)
        while found >= 0:
            number = bisect_right(self._starts, found) - 1
            known = self._texts[number]
            offset = at - (found - self._starts[number])  # where in the line the public text would begin
            begin, end = max(0, offset), min(end_of_line, offset + len(known))
            if cut_name or line[begin:end] == known[begin - offset : end - offset]:
                return True
            found = self._joined.find(text, found + 1)
        return False


def bare(text: str) -> str:
    """Return text as it is compared: without white space and what no XML may hold, titles in titles as by themselves.

    Files write all of these in their own way.
    """
    return "".join(clean(text).split()).translate(_MARKS)


def _internal(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what only the office should know, with what it is."""
    for item in snapshot.criteria:
        yield "remark", item.note or ""
        yield "contact", item.person or ""
        yield "deadline", item.due or ""
        yield from (("waived", slot.waived) for slot in item.required if slot.waived)
        yield from (("deadline", slot.due) for slot in item.required if slot.due)
    for unit in snapshot.project.units:
        yield from (("contact", text) for text in (unit.contact, unit.phone) if text)
        yield "remark", unit.note or ""
    yield from (("dismissed", dismissal.reason) for dismissal in snapshot.dismissed.values())
    yield from (("score_reason", score.reason) for score in snapshot.scores.values() if score.reason)
    yield from (("review", f.review.reason) for f in snapshot.filings if f.review and f.review.reason)
    shown = _shown(snapshot)
    for piece in snapshot.pieces:
        if piece.id not in shown:
            what = "withheld" if piece.id in snapshot.items_of else "unsorted"
            yield what, phrases.title_of(piece, snapshot).strip("[]")
    for original in snapshot.originals.values():
        stem = original.name.rpartition(".")[0]
        yield "file_name", original.name if len(stem) < _LEAST_NAME or stem.isdecimal() else stem
    for gaps in find_gaps(snapshot):
        yield from (("gap", row.slot.name) for row in (*gaps.required, *gaps.proposed) if row.state.is_open)


def _shown(snapshot: Snapshot) -> frozenset[PieceId]:
    """Return the papers that are shown: filed under an item that the dossier has, and proving something."""
    filed = (filing.piece for item in snapshot.leaves for filing in snapshot.filed_under.get(item.id, ()))
    return frozenset(piece for piece in filed if countable(snapshot.piece_by_id[piece]))


def _inner_words() -> Iterator[str]:
    """Yield the words by which the program itself tells the office of gaps, doubts and estimates."""
    headings = ("gaps", "gap_list", "proposed", "withheld")
    yield from (_plain(phrases.HEADINGS[code]) for code in headings)
    yield from (wording.STATES[state] for state in (State.PARTIAL, State.MISSING))
    yield from (*wording.DEFECTS.values(), *wording.FLAWS.values(), *wording.FLAGS.values(), *STANDINGS.values())
    yield from ("未编号", "原文件名：", "材料情况：", "预计影响", "建议应备", "疑点提示", "待整理")
    yield words.phrase("internal").rstrip("。")


def _public(snapshot: Snapshot) -> Iterator[str]:
    """Yield what a dossier says to everybody: the scheme, the project, and the papers that are shown."""
    project, scheme = snapshot.project, snapshot.scheme
    yield from filter(None, (scheme.title, scheme.edition, scheme.document_number, project.place, project.office))
    yield from (unit.name for unit in project.units)
    for item in snapshot.criteria:
        told = (item.code, item.title, item.text, item.method, item.lead_unit, *item.support_units)
        yield from filter(None, told)
        yield "、".join(item.support_units)
        yield short_name(item)
    shown = _shown(snapshot)
    for piece in snapshot.pieces:
        if piece.id in shown:
            facts = piece.facts
            yield phrases.title_of(piece, snapshot)
            if not facts.title:
                yield from (snapshot.originals[part.original].name for part in piece.parts[:1])
            yield from filter(None, (facts.document_number, facts.issuer, facts.unit))
            yield from (piece.paper.place, piece.paper.keeper) if piece.paper else ()
    for figure in snapshot.key_figures:
        yield from (figure.name, figure.measure, figure.owner)


def _fixed() -> Iterator[str]:
    """Yield what documents say whatever they are of, but for what they say to the office alone."""
    tables: tuple[Mapping[str, str], ...] = (phrases.HEADINGS, words.PHRASES, words.REPORT, words.NAMES)
    for table in tables:
        for text in table.values():
            yield from _PARAMETER.split(text)
    yield from (*wording.EDITIONS.values(), *KINDS)


def _plain(text: str) -> str:
    """Return a heading without what stands in it in brackets."""
    return text.partition("（")[0]
