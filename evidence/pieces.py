"""Pieces made by hand: one scan split into several by pages, several files joined into one; each is one step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.filing import known_piece
from evidence.journal import Action
from evidence.model import Facts, Flag, Original, PageRange, Piece, PieceId, new_id
from evidence.snapshot import Changes
from evidence.store.reading import whole_text

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_RANGE = re.compile(r"(\d{1,6})(?:[-—–~〜至到](\d{0,6}))?")
# What a joined piece has of any of its files; a draft beside the sealed scan does not make it one.
_OF_ANY = frozenset({Flag.PERSONAL_DATA, Flag.ENCRYPTED, Flag.TRUNCATED})


class Pieces:
    """A service of a workspace; raises `RequestError` for what would make no sense. No original is touched."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def split(self, piece: PieceId, ranges: Sequence[tuple[int, int]]) -> tuple[PieceId, ...]:
        """Make a piece for each range of pages of one that is a whole file; return them in order.

        The first range stays the piece that is there, with its items and what is known of it. The others say what
        their own pages say, and go to 待整理.
        """
        from evidence.export.pictures import printable

        snapshot = self._workspace.snapshot()
        old = known_piece(snapshot, piece)
        if len(old.parts) != 1 or old.parts[0].first is not None:
            raise RequestError("split_not_whole")
        original = snapshot.originals[old.parts[0].original]
        if not printable(original):
            raise RequestError("split_no_pages")
        check_ranges(ranges, original.pages)
        with self._workspace.reading() as source:
            pages = whole_text(source, original.id).split("\f")
        suggester = self._workspace.placing.suggester(snapshot)
        new = [old.id]
        with self._workspace.writing(Action.SPLIT_PIECE) as writer:
            number = writer.next_arrival()
            writer.keep_pages(old.id, PageRange(original.id, *ranges[0]), ranges[0][1] - ranges[0][0] + 1)
            for at, (first, last) in enumerate(ranges[1:]):
                text = "\f".join(pages[first - 1 : last]) if len(pages) == original.pages else ""
                made = _made(old, original, text, (first, last), number + at)
                writer.add_piece(made, suggester.suggest(made.facts, text, PurePosixPath()))
                new.append(made.id)
        return tuple(new)

    def join(self, pieces: Sequence[PieceId]) -> Changes:
        """Put the files of several pieces together, in this order, into the first, which keeps what is known of it."""
        snapshot = self._workspace.snapshot()
        together = [known_piece(snapshot, key) for key in dict.fromkeys(pieces)]
        if len(together) < 2:
            raise RequestError("join_of_one")
        if any(not one.parts for one in together):
            raise RequestError("join_of_paper")
        counts = [one.pages for one in together]
        pages = None if None in counts else sum(count for count in counts if count is not None)
        first, *others = together
        flags = first.flags | (frozenset[Flag]().union(*(one.flags for one in others)) & _OF_ANY)
        with self._workspace.writing(Action.JOIN_PIECES) as writer:
            writer.join_pieces(replace(first, flags=flags, pages=pages), [one.id for one in others])
        return writer.changes


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


def _made(old: Piece, original: Original, text: str, pages: tuple[int, int], number: int) -> Piece:
    """Return the piece of some pages, with what their text says; who handed it in is known from the whole."""
    from evidence.extract.found import Reading
    from evidence.intake.facts import facts_of

    facts, flags = Facts(), frozenset[Flag]()
    if text.strip():
        reading = Reading(original.media_type, text, None, scanned=False, flags=frozenset())
        facts, flags, _ = facts_of(reading, PurePosixPath("无"))
    facts = replace(facts, unit=facts.unit or old.facts.unit)
    first, last = pages
    part = PageRange(original.id, first, last)
    return Piece(PieceId(new_id()), facts, flags | (old.flags & _OF_ANY), last - first + 1, (part,), None, number)
