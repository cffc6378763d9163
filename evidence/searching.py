"""Finds papers by what is known of them and what they say; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.filing import offices
from evidence.folding import fold, marks_in
from evidence.model import CriterionId, Filing, Flag, Original, OriginalId, PageRange, Piece, PieceId
from evidence.names import natural_key
from evidence.queries import Found, Hit, HitOrder, Marked, Query, Whereabouts
from evidence.snapshot import Snapshot
from evidence.store.reading import whole_text
from evidence.store.search import originals_with, pieces_of_batch, text_of
from evidence.store.source import Source

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_MOST_KEPT = 20_000_000  # characters of split originals
_BETWEEN = "\n"  # fields of a piece: folding leaves no line break, so no word goes over two of them
_HEAD = 800  # characters of a text that its title stands in
_BEFORE, _SNIPPET = 16, 110  # characters: before the first word, and in all
_IN_NAME, _IN_FACTS, _IN_TEXT = 1, 2, 3  # how good a word's place is; 0: it is the whole title or number

_Holds = Callable[[int], bool]  # whether a piece, by its index, has a word


class _Known(Struct, frozen=True):
    """What is looked through of a piece before its text, folded."""

    piece: Piece
    title: str
    number: str
    names: str  # both
    all: str


class Searching:
    """A service of a workspace; for one thread at a time, which need not be the one that writes."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace
        self._known: dict[PieceId, _Known] = {}  # of pieces as they were when they were looked through last
        self._pages = _FoldedPages()

    def find(self, query: Query, snapshot: Snapshot, first: int = 0, most: int = 50) -> Found:
        """Return what is found in a snapshot of the workspace, `most` pieces from the `first` on.

        Words in titles and numbers go first, then those in other facts and file names, then those of texts; among
        equals the newest year. What is marked as secret is never found. Without words all that fits is found.
        """
        with self._workspace.reading() as source:
            self._pages.keep_only(snapshot)
            reading = _Reading(source, snapshot, self._looked_through(snapshot), self._pages)
            ranked = reading.ranked(query)
            page = [reading.pieces[at].piece for at in ranked[first : first + most]]
            return Found(len(ranked), tuple(reading.hit(piece, query.wanted) for piece in page))

    def _looked_through(self, snapshot: Snapshot) -> Sequence[_Known]:
        before = self._known
        self._known = {}
        for piece in snapshot.pieces:
            known = before.get(piece.id)
            if known is None or known.piece is not piece:
                known = _looked_through(piece, snapshot)
            self._known[piece.id] = known
        return list(self._known.values())


class _FoldedPages:
    """Folded pages of originals that were split, kept from search to search within bounds."""

    def __init__(self) -> None:
        self._kept: dict[OriginalId, tuple[Original, tuple[str, ...]]] = {}
        self._characters = 0

    def keep_only(self, snapshot: Snapshot) -> None:
        """Forget what is not in a snapshot, or was read anew since."""
        for key, (original, _) in list(self._kept.items()):
            if snapshot.originals.get(key) != original:
                self._drop(key)

    def get(self, original: Original) -> tuple[str, ...] | None:
        """Return the pages of an original, None if they are not kept."""
        kept = self._kept.get(original.id)
        return kept[1] if kept else None

    def put(self, original: Original, text: str) -> tuple[str, ...]:
        """Keep the pages of an original, in the place of others where there are too many, and return them."""
        pages = tuple(map(fold, text.split("\f")))
        while self._kept and self._characters + len(text) > _MOST_KEPT:
            self._drop(next(iter(self._kept)))
        self._kept[original.id] = original, pages
        self._characters += sum(map(len, pages))
        return pages

    def _drop(self, key: OriginalId) -> None:
        _, pages = self._kept.pop(key)
        self._characters -= sum(map(len, pages))


class _Reading:
    """One search, as of one moment."""

    def __init__(self, source: Source, snapshot: Snapshot, pieces: Sequence[_Known], folded: _FoldedPages) -> None:
        self._source, self._snapshot, self.pieces = source, snapshot, pieces
        self._filings: dict[PieceId, list[Filing]] = {}
        for filing in snapshot.filings:
            self._filings.setdefault(filing.piece, []).append(filing)
        self._folded = folded

    def ranked(self, query: Query) -> list[int]:
        """Return the indexes of the pieces that are found, the best first."""
        fits = self._fitting(query)
        found = [at for at, known in enumerate(self.pieces) if fits(known.piece)]
        places = dict.fromkeys(found, 0)
        for word in query.wanted:
            has_text = self._has_text(word)
            found = [at for at in found if word in self.pieces[at].all or has_text(at)]
            for at in found:
                places[at] += _place(word, self.pieces[at])
        for word in query.unwanted:
            has_text = self._has_text(word)
            found = [at for at in found if word not in self.pieces[at].all and not has_text(at)]
        found.sort(key=lambda at: (places[at], -(self.pieces[at].piece.facts.year or 0)))
        return self._ordered(found, query.order)

    def _ordered(self, found: list[int], order: HitOrder) -> list[int]:
        """Return what was found in order; what tells nothing of that comes last."""
        if order is HitOrder.FIT:
            return found
        if order is HitOrder.DATE:
            return sorted(found, key=lambda at: _day(self.pieces[at].piece), reverse=True)
        keys = {at: natural_key(self._by(self.pieces[at].piece, order)) for at in found}
        return sorted(found, key=lambda at: (not keys[at], keys[at]))

    def _by(self, piece: Piece, order: HitOrder) -> str:
        """Return by which text a piece is put in order."""
        from evidence.export.phrases import title_of

        match order:
            case HitOrder.TITLE:
                return title_of(piece, self._snapshot)
            case HitOrder.NUMBER:
                return piece.facts.document_number or ""
            case _:
                places = self._filings.get(piece.id, ())
                return self._snapshot.by_id[places[0].criterion].code if places else ""

    def hit(self, piece: Piece, words: Sequence[str]) -> Hit:
        """Return what is shown of a piece that was found."""
        from evidence.export.phrases import title_of

        title = title_of(piece, self._snapshot)
        snippet = self._snippet(piece, title, words)
        return Hit(piece, Marked(title, marks_in(title, words)), snippet, tuple(self._filings.get(piece.id, ())))

    def _fitting(self, query: Query) -> Callable[[Piece], bool]:
        """Return whether a piece is what the query asks for besides words."""
        snapshot, filings = self._snapshot, self._filings
        below = snapshot.below(query.item) if query.item is not None else frozenset[CriterionId]()
        batch = None if query.batch is None else pieces_of_batch(self._source, query.batch)
        meant = {} if query.unit is None else offices(snapshot)

        def fits(piece: Piece) -> bool:
            facts, there = piece.facts, filings.get(piece.id, ())
            return (
                Flag.SECRET not in piece.flags
                and (query.unit is None or meant.get(facts.unit or "") == query.unit)
                and query.year in (None, facts.year)
                and query.kind in (None, facts.kind)
                and (batch is None or piece.id in batch)
                and query.whereabouts in (None, Whereabouts.FILED if there else Whereabouts.TRAY)
                and (query.item is None or any(filing.criterion in below for filing in there))
            )

        return fits

    def _has_text(self, word: str) -> _Holds:
        """Return whether a piece has a word in its texts."""
        originals = originals_with(self._source, word)
        pieces = self.pieces

        def has(at: int) -> bool:
            for part in pieces[at].piece.parts:
                if part.original in originals and (part.first is None or word in self._folded_pages(part)):
                    return True
            return False

        return has

    def _folded_pages(self, part: PageRange) -> str:
        """Return the text of pages of an original, folded: the index knows of whole ones alone."""
        original = self._snapshot.originals[part.original]
        pages = self._folded.get(original) or self._folded.put(original, whole_text(self._source, part.original))
        return "".join(pages[(part.first or 1) - 1 : part.last]) if len(pages) == original.pages else ""

    def _text(self, part: PageRange) -> str:
        return text_of(self._source, part, self._snapshot.originals[part.original].pages)

    def _snippet(self, piece: Piece, title: str, words: Sequence[str]) -> Marked | None:
        """Return a line of a piece's facts or its text that has one of the words that the title lacks.

        Where it lacks none, the line is one behind the title in the text, or the number.
        """
        folded = fold(title)
        missing = [word for word in words if word not in folded]
        for said in _fields(piece, self._snapshot) if missing else ():
            if any(word in fold(said) for word in missing):
                return Marked(said, marks_in(said, words))
        for part in piece.parts:
            text = self._text(part)
            behind = 0 if missing else _end_of_title(text, folded)
            if (at := _first(text[behind:], missing or words)) is not None:
                return _window(text, behind + at, words)
        number = piece.facts.document_number
        return Marked(number, marks_in(number, words)) if number else None


def _looked_through(piece: Piece, snapshot: Snapshot) -> _Known:
    facts = piece.facts
    title, number = fold(facts.title or ""), fold(facts.document_number or "")
    names = title + _BETWEEN + number
    day = facts.issued_on
    more = [facts.kind or "", facts.stage or "", f"{facts.year}年" if facts.year else ""]
    more += [day.isoformat(), f"{day.year}年{day.month}月{day.day}日"] if day else []
    others = _BETWEEN.join(map(fold, [*(_fields(piece, snapshot)), *more]))
    return _Known(piece, title, number, names, names + _BETWEEN + others)


def _fields(piece: Piece, snapshot: Snapshot) -> list[str]:
    """Return what is known of a piece beside its title, as it is written."""
    facts, paper = piece.facts, piece.paper
    told = [facts.document_number, facts.issuer, facts.unit, *_file_names(piece.parts, snapshot)]
    told += [paper.place, paper.keeper] if paper else []
    return [text for text in told if text]


def _file_names(parts: Iterable[PageRange], snapshot: Snapshot) -> Iterable[str]:
    originals: dict[OriginalId, None] = dict.fromkeys(part.original for part in parts)
    return [snapshot.originals[key].name for key in originals]


def _day(piece: Piece) -> tuple[int, date]:
    return piece.facts.year or 0, piece.facts.issued_on or date.min


def _place(word: str, known: _Known) -> int:
    if word in known.names:
        return 0 if word in (known.title, known.number) else _IN_NAME
    return _IN_FACTS if word in known.all else _IN_TEXT


def _first(text: str, words: Collection[str]) -> int | None:
    """Return where the first of the words stands in a text; None: nowhere."""
    plain = [at for at in (text.find(word) for word in words) if at >= 0]
    if plain:
        return min(plain)
    folded = fold(text)
    found = [word for word in words if word in folded]
    return marks_in(text, found)[0][0] if found else None


def _end_of_title(text: str, title: str) -> int:
    """Return where the title ends that a text begins with; 0 where it does not stand there."""
    found = marks_in(text[:_HEAD], [title])
    return found[0][1] if found else 0


def _window(text: str, at: int, words: Sequence[str]) -> Marked:
    """Return the line of a text that has a word at a place, runs of blanks as one."""
    start = max(0, at - _BEFORE)
    shown = " ".join(text[start : at + _SNIPPET].split())[: _SNIPPET - 2]
    shown = f"{'…' if start else ''}{shown}{'…' if at + _SNIPPET < len(text) else ''}"
    return Marked(shown, marks_in(shown, words))
