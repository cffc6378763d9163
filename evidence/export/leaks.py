"""Whether what is handed in says what is for the office alone: every text of a file, held against the snapshot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence import wording
from evidence.check.defects import countable
from evidence.check.gaps import find_gaps
from evidence.export import phrases
from evidence.export.written import written_lines
from evidence.model import State
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.scores import STANDINGS

_LEAST = 4  # characters: shorter ones are looked for as whole lines, or they would be found in any text
_LEAST_WORD = 3
_PARAMETER = re.compile(r"\{[^}]*\}")
_PLACE = "电子版资料"  # where a paper lies in the package, by a name made of its title, which may be cut
_BETWEEN = "\x1e"


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that should not be there: what it is, by `wording.documents.LEAKS`, and the line that says it."""

    what: str
    text: str
    line: str


def leaks(path: Path, snapshot: Snapshot) -> tuple[Leak, ...]:
    """Return what a Word or Excel file for submission says that only the office should know.

    What stands in a title, a 文号 or the scheme itself is said rightly, whatever words it uses.
    """
    inner = _Inner(snapshot)
    public, spoken = _Public(_public(snapshot)), _Public([*_public(snapshot), *_fixed()])
    found: dict[tuple[str, str], Leak] = {}
    for line in written_lines(path):
        for what, text, at in inner.hits(line):
            known = public if what == "word" else spoken
            if (what, text) not in found and not known.says(line, text, at):
                found[what, text] = Leak(what, text, line)
    return tuple(found.values())


class _Inner:
    """What the snapshot holds for the office alone, found in lines by how it begins."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._whole: dict[str, str] = {}
        self._begins: dict[str, list[tuple[str, str]]] = {}
        self._words: dict[str, list[str]] = {}
        for what, text in _internal(snapshot):
            for line in filter(None, map(str.strip, text.splitlines())):
                if len(line) < _LEAST:
                    self._whole.setdefault(line, what)
                else:
                    self._begins.setdefault(line[:_LEAST], []).append((what, line))
        for word in _inner_words():
            if len(word) < _LEAST_WORD:
                self._whole.setdefault(word, "word")
            else:
                self._words.setdefault(word[:_LEAST_WORD], []).append(word)

    def hits(self, line: str) -> Iterator[tuple[str, str, int]]:
        """Yield what a line holds of it: what it is, the text, and where in the line."""
        if what := self._whole.get(line.strip()):
            yield what, line.strip(), line.index(line.strip())
        for at in range(len(line) - _LEAST_WORD + 1):
            for word in self._words.get(line[at : at + _LEAST_WORD], ()):
                if line.startswith(word, at):
                    yield "word", word, at
            for what, text in self._begins.get(line[at : at + _LEAST], ()):
                if line.startswith(text, at):
                    yield what, text, at


class _Public:
    """Texts that may be said, and whether a line says one of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = sorted({line.strip() for text in texts for line in text.splitlines() if line.strip()})
        self._known = frozenset(self._lines)
        self._joined = _BETWEEN.join(self._lines)
        self._starts: list[int] = []
        start = 0
        for line in self._lines:
            self._starts.append(start)
            start += len(line) + 1

    def says(self, line: str, text: str, at: int) -> bool:
        """Tell whether `text`, `at` a place of a line, stands there as a part of what may be said.

        A public text may be cut at either end of the line, as it is where a page ends or a cell is too small.
        """
        shown = line.strip().removesuffix("…")
        if shown in self._known or shown.rpartition("　")[2] in self._known:
            return True
        cut_name = line.startswith(_PLACE)
        found = self._joined.find(text)
        while found >= 0:
            number = bisect_right(self._starts, found) - 1
            known = self._lines[number]
            offset = at - (found - self._starts[number])  # where in the line the public text would begin
            begin, end = max(0, offset), min(len(line.rstrip("…")), offset + len(known))
            if cut_name or line[begin:end] == known[begin - offset : end - offset]:
                return True
            found = self._joined.find(text, found + 1)
        return False


def _internal(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what only the office should know, with what it is."""
    for item in snapshot.criteria:
        yield "remark", item.note or ""
        yield "contact", item.person or ""
        yield "deadline", item.due or ""
        yield from (("waived", slot.waived) for slot in item.required if slot.waived)
    for unit in snapshot.project.units:
        yield from (("contact", text) for text in (unit.contact, unit.phone) if text)
        yield "remark", unit.note or ""
    yield from (("dismissed", dismissal.reason) for dismissal in snapshot.dismissed.values())
    yield from (("score_reason", score.reason) for score in snapshot.scores.values() if score.reason)
    unsorted = {piece.id for piece in snapshot.unfiled}
    for piece in snapshot.pieces:
        if piece.id in unsorted:
            yield "unsorted", phrases.title_of(piece, snapshot).strip("[]")
        elif not countable(piece):
            yield "withheld", phrases.title_of(piece, snapshot).strip("[]")
    for original in snapshot.originals.values():
        yield "file_name", original.name
        yield "file_name", original.name.rpartition(".")[0]
    for gaps in find_gaps(snapshot):
        yield from (("gap", row.slot.name) for row in (*gaps.required, *gaps.proposed) if row.state.is_open)


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
    for piece in snapshot.pieces:
        if piece.id in snapshot.items_of and countable(piece):
            facts = piece.facts
            yield phrases.title_of(piece, snapshot)
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
    yield from wording.EDITIONS.values()


def _plain(text: str) -> str:
    """Return a heading without what stands in it in brackets."""
    return text.partition("（")[0]
