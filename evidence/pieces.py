"""Pieces made by hand: one scan split into several by pages, several files joined into one; each is one step."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from evidence.as_pages import shown_pages
from evidence.errors import RequestError
from evidence.filing import known_piece
from evidence.journal import Action
from evidence.model import (
    Fact,
    Facts,
    Flag,
    Original,
    PageRange,
    Piece,
    PieceId,
    Suggestion,
    new_id,
)
from evidence.origins import BY_CLERK, IN_TEXT, behind, split
from evidence.progress import SILENT, Report
from evidence.proposing import Arrivals, Proposals, Proposing, page_texts, splittable
from evidence.snapshot import Changes, Snapshot
from evidence.store.batch_reading import typed_facts
from evidence.store.experience import sources_of
from evidence.store.reading import whole_text
from evidence.store.turn_reading import shown_turns

if TYPE_CHECKING:
    from evidence.intake.cuts import Cut
    from evidence.intake.suggest import Suggester
    from evidence.workspace import Workspace

_RANGE = re.compile(r"(\d{1,6})(?:[-—–~〜至到](\d{0,6}))?")
# What a joined piece has of any of its files; a draft beside the sealed scan does not make it one.
OF_ANY = frozenset({Flag.PERSONAL_DATA, Flag.ENCRYPTED, Flag.TRUNCATED})  # what any file of a piece makes of it
NAMELESS = "无"  # what a file is called whose name tells nothing


class PieceText(Struct, frozen=True):
    """A page (from 1) of a file that a piece is made of, and what it says; empty: nothing that is known."""

    original: Original
    page: int
    text: str
    turned: int = 0  # degrees clockwise by which it is shown turned, as a clerk turned it or it was recognised


class SplitPlan(Struct, frozen=True):
    """A piece as it may be split: its pages, counted from its first, and where they look like further papers begin."""

    piece: PieceId
    original: Original
    first: int  # the page of the file that the piece begins with
    pages: int
    texts: tuple[str, ...]  # of each page; empty where none is known
    titles: tuple[str | None, ...]  # what a paper would be called that began on each page
    cuts: tuple[Cut, ...]
    turns: dict[int, int]  # pages that do not lie upright, with the degrees clockwise that bring them so


class JoinPlan(Struct, frozen=True):
    """Pieces as they would be joined: in this order, named by the chief one; those kept are not printed."""

    pieces: tuple[PieceId, ...]
    chief: PieceId
    kept: tuple[PieceId, ...]


class Pieces:
    """A service of a workspace; raises `RequestError` for what would make no sense. No original is touched."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace
        self._proposing = Proposing(workspace)

    def pages_of(self, piece: PieceId, snapshot: Snapshot | None = None) -> tuple[PieceText, ...]:
        """Return what each page of a piece says, in the order of its files; one of unknown pages is one."""
        snapshot = snapshot or self._workspace.snapshot()
        found: list[PieceText] = []
        with self._workspace.reading() as source:
            for part in known_piece(snapshot, piece).parts:
                original = snapshot.originals[part.original]
                texts = whole_text(source, original.id).split("\f")
                turns = shown_turns(source, original.id)
                texts = _of_pages(texts, original)
                last = part.last or max(shown_pages(original) or 1, len(texts))
                texts += [""] * (last - len(texts))
                found += [
                    PieceText(original, page, texts[page - 1], turns.get(page, 0))
                    for page in range(part.first or 1, last + 1)
                ]
        return tuple(found)

    def plan_split(self, piece: PieceId) -> SplitPlan:
        """Return how a piece may be split; raise as `split` does if it cannot be."""
        from evidence.intake.cuts import proposed_cuts, title_on

        old, original = splittable(self._workspace.snapshot(), piece)
        if (within := pages_within(old, original)) is None:
            raise RequestError("split_pages_unknown")
        with self._workspace.reading() as source:
            texts = page_texts(source, original)[within.start - 1 : within.stop - 1]
            turns = {page - within.start + 1: turn for page, turn in shown_turns(source, original.id).items()}
        titles = (old.facts.title, *(tuple(map(title_on, texts)) or (None,) * len(within))[1:])
        return SplitPlan(piece, original, within.start, len(within), texts, titles, proposed_cuts(texts), turns)

    def split(
        self, piece: PieceId, ranges: Sequence[tuple[int, int]], titles: Sequence[str | None] = ()
    ) -> tuple[Changes, tuple[PieceId, ...]]:
        """Make a piece for each range of pages of one that is a file or pages of it; return them in order.

        Pages count from the piece's first. The first range stays the piece that is there, with its items, and what was
        read of it is read anew from its own pages. The others say what their own pages say, and go to 待整理. `titles`
        are what a clerk typed, None for what the pages tell.
        """
        snapshot = self._workspace.snapshot()
        old, original = splittable(snapshot, piece)
        within = pages_within(old, original)
        check_ranges(ranges, None if within is None else len(within))
        if within is not None:
            ranges = [(within[first - 1], within[last - 1]) for first, last in ranges]
        typed = (*titles, *(None,) * (len(ranges) - len(titles)))
        with self._workspace.reading() as source:
            texts = page_texts(source, original)
            known = typed_facts(source, [old.id])[old.id]
            came = PurePosixPath(sources_of(source).get(old.id, NAMELESS))
            suggester = self._workspace.placing.experienced(snapshot, source)
        reader = _PageReader(original, texts, snapshot.project.place)
        nameless = came.parent / (NAMELESS + came.suffix)
        new = [old.id]
        with self._workspace.writing(Action.SPLIT_PIECE) as writer:
            number = writer.next_arrival()
            writer.keep_pages(old.id, PageRange(original.id, *ranges[0]), ranges[0][1] - ranges[0][0] + 1)
            first = _named(_left_of(old, reader, ranges[0], came, known), typed[0])
            if (first.facts, first.origins) != (old.facts, old.origins):
                writer.read_again(first)
            if not any(filing.piece == old.id for filing in snapshot.filings):
                writer.suggest(snapshot.scheme_id, {old.id: reader.places(suggester, first, ranges[0], came)})
            for at, (pages, title) in enumerate(zip(ranges[1:], typed[1:], strict=True)):
                made = _named(_made(old, reader, pages, nameless, number + at), title)
                writer.add_piece(made, reader.places(suggester, made, pages, nameless))
                new.append(made.id)
        return writer.changes, tuple(new)

    def plan_join(self, pieces: Sequence[PieceId]) -> JoinPlan:
        """Return how pieces that are to be one would best be put together, by their names."""
        from evidence.intake.joins import planned_join

        snapshot = self._workspace.snapshot()
        together = _joinable(snapshot, pieces)
        with self._workspace.reading() as source:
            arrived = Arrivals().of(source, snapshot, together)
        found = planned_join(arrived) if len(arrived) == len(together) else None
        order = tuple(piece.id for piece in together)
        return JoinPlan(*found) if found else JoinPlan(order, order[0], ())

    def join(self, pieces: Sequence[PieceId], chief: PieceId | None = None, kept: Collection[PieceId] = ()) -> Changes:
        """Put the files of several pieces together, in this order, into the chief one, which keeps what is known of it.

        Without `chief` that is the first. The files of `kept` are only kept with it: not printed, not counted.
        """
        together = _joinable(self._workspace.snapshot(), pieces)
        by_id = {one.id: one for one in together}
        chief = chief or together[0].id
        if chief not in by_id:
            raise RequestError("join_without_chief")
        if not by_id.keys() >= set(kept):
            raise RequestError("join_stray_kept")
        if chief in kept:
            raise RequestError("join_chief_kept")
        printed = [one for one in together if one.id not in kept]
        counts = [one.pages for one in printed]
        pages = None if None in counts else sum(count for count in counts if count is not None)
        flags = by_id[chief].flags | (frozenset[Flag]().union(*(one.flags for one in printed)) & OF_ANY)
        with self._workspace.writing(Action.JOIN_PIECES) as writer:
            writer.join_pieces(replace(by_id[chief], flags=flags, pages=pages), list(by_id), kept)
        return writer.changes

    def proposals(self, report: Report = SILENT) -> Proposals:
        """Return what of the pieces that are filed nowhere may be joined or split; `CancelledError`: if stopped."""
        return self._proposing.look(report)


def pages_within(piece: Piece, original: Original) -> range | None:
    """Return which pages of its only file a piece is, from 1; None where nobody knows how many there are."""
    (part,) = piece.parts
    last = part.last or original.pages
    return None if last is None else range(part.first or 1, last + 1)


def page_ranges(texts: Sequence[str], pages: int | None) -> tuple[tuple[int, int], ...]:
    """Return first and last page of each of `1-3 4-7 8-`; raise `RequestError` for what is none.

    A range without an end goes to the last page.
    """
    found: list[tuple[int, int]] = []
    for text in texts:
        match = _RANGE.fullmatch("".join(text.split()))
        if match is None or (match[2] == "" and pages is None):
            raise RequestError("split_range", value=text)
        first = int(match[1])
        last = first if match[2] is None else int(match[2]) if match[2] else pages or first
        found.append((first, last))
    return tuple(found)


def ranges_between(begins: Collection[int], pages: int) -> tuple[tuple[int, int], ...]:
    """Return the ranges that all pages fall into if papers begin on these and on the first."""
    firsts = sorted({1, *begins})
    return tuple((first, last - 1) for first, last in zip(firsts, [*firsts[1:], pages + 1], strict=True))


def check_ranges(ranges: Sequence[tuple[int, int]], pages: int | None) -> None:
    """Refuse ranges that are not at least two, one behind the other, of pages that are there."""
    if pages is None:
        raise RequestError("split_pages_unknown")
    if len(ranges) < 2:
        raise RequestError("split_of_one")
    before = 0
    for first, last in ranges:
        if not before < first <= last <= pages:
            raise RequestError("split_order", value=f"{first}-{last}", pages=pages)
        before = last


def _joinable(snapshot: Snapshot, pieces: Sequence[PieceId]) -> list[Piece]:
    """Return different pieces that may be joined; raise `RequestError` if they may not."""
    together = [known_piece(snapshot, key) for key in dict.fromkeys(pieces)]
    if len(together) < 2:
        raise RequestError("join_of_one")
    if any(not one.parts for one in together):
        raise RequestError("join_of_paper")
    return together


def _of_pages(texts: list[str], original: Original) -> list[str]:
    """Return the texts of the pages that are shown: which page says what is not known of those a converter made."""
    if original.rendition is None or len(texts) == original.rendition.pages:
        return texts
    return ["\n".join(texts), *[""] * (original.rendition.pages - 1)]


class _PageReader(Struct, frozen=True):
    """Tells what some pages of an original say."""

    original: Original
    texts: tuple[str, ...]
    place: str | None  # the county whose project it is

    def text(self, pages: tuple[int, int]) -> str:
        """Return the text of a range of pages, empty where none is known."""
        return "\f".join(self.texts[pages[0] - 1 : pages[1]])

    def places(
        self, suggester: Suggester, piece: Piece, pages: tuple[int, int], came: PurePosixPath
    ) -> tuple[Suggestion, ...]:
        """Return where a piece of these pages may belong."""
        from evidence.intake.uncertain import doubted, pages_to_cut

        text = self.text(pages)
        found = suggester.suggest(piece.facts, text, came)
        return doubted(found, piece.flags, pages_to_cut(self.original.media_type, text))

    def read(self, pages: tuple[int, int], came: PurePosixPath) -> tuple[Facts, frozenset[Flag], dict[str, str]]:
        """Return facts, marks and origins, as for a paper that arrives by this path; pages count as in the file."""
        from evidence.extract.found import Reading
        from evidence.intake.facts import facts_of

        reading = Reading(self.original.media_type, self.text(pages), None, scanned=False, flags=frozenset())
        facts, flags, origins = facts_of(reading, came, self.place)
        return facts, flags, dict(behind(origins, pages[0] - 1))


def _left_of(
    old: Piece, reader: _PageReader, pages: tuple[int, int], came: PurePosixPath, typed: Collection[Fact]
) -> Piece:
    """Return what a piece is when only these pages are left of it: what its text told is read anew."""
    if not reader.text(pages).strip():
        return old
    read, _, origins = reader.read(pages, came)
    facts, known = old.facts, dict(old.origins)
    for fact in Fact:
        told = known.get(fact.value)
        if told is not None and split(told)[0] == IN_TEXT and fact not in typed:
            facts = replace(facts, **{fact.value: getattr(read, fact.value)})
            known.pop(fact.value)
            if fact.value in origins:
                known[fact.value] = origins[fact.value]
    return replace(old, facts=facts, origins=tuple(known.items()))


def _made(old: Piece, reader: _PageReader, pages: tuple[int, int], came: PurePosixPath, number: int) -> Piece:
    """Return the piece of some pages, with what they say; who handed it in is known from the whole."""
    facts, flags, origins = reader.read(pages, came)
    by_whole = dict(old.origins).get(Fact.UNIT.value)
    if old.facts.unit and (facts.unit is None or by_whole is None or split(by_whole)[0] != IN_TEXT):
        facts = replace(facts, unit=old.facts.unit)
        origins.pop(Fact.UNIT.value, None)
        if by_whole is not None:
            origins[Fact.UNIT.value] = by_whole
    first, last = pages
    part = PageRange(reader.original.id, first, last)
    known = tuple(origins.items())
    return Piece(PieceId(new_id()), facts, flags | (old.flags & OF_ANY), last - first + 1, (part,), None, number, known)


def _named(piece: Piece, title: str | None) -> Piece:
    """Return a piece with the title that a clerk typed, if one did."""
    if not title or title == piece.facts.title:
        return piece
    origins = dict(piece.origins) | {Fact.TITLE.value: BY_CLERK}
    return replace(piece, facts=replace(piece.facts, title=title), origins=tuple(origins.items()))
