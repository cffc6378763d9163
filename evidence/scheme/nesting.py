"""Rows that stand over the rows after them by their numerals: 一 组织领导 over 1, 2 and 3, A1 over B1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from evidence.scheme.codes import code_parts
from evidence.scheme.entries import Entry, Heading
from evidence.scheme.roles import Role

_CHINESE = re.compile(r"^[一二三四五六七八九十]+$")
_BRACKETED = re.compile(r"^（[一二三四五六七八九十]+）$")
_LETTERED = re.compile(r"^([A-Z])\d{1,3}$")
_IN_WORDS = (0, 1)  # ranks of 一 and （一）
_UNCODED = 100  # below all others
_UNKNOWN = -1
_SAYS_ITEM = (Role.METHOD, Role.MATERIALS)  # what only items have

Coded = tuple[Entry, str, bool]  # with its code, and whether that was recovered from a date


def nest(coded: Sequence[Coded]) -> list[Coded]:
    """Return the entries without those that only head others, which become headings of those."""
    nested: list[Coded] = []
    for _, run in groupby(coded, key=lambda each: each[0].headings):
        nested.extend(_nest_run(list(run)))
    return nested


def _nest_run(run: list[Coded]) -> list[Coded]:
    ranks = [_rank(code) for _, code, _ in run]
    heads = [rank < below for rank, below in pairwise([*ranks, 0])]
    if not _may_nest(run, ranks, heads):
        return run
    nested: list[Coded] = []
    open_heads: dict[int, Heading] = {}
    for (entry, code, was_date), rank, is_head in zip(run, ranks, heads, strict=True):
        open_heads = {above: heading for above, heading in open_heads.items() if above < rank}
        if is_head:
            open_heads[rank] = _heading(entry, code)
        else:
            nested.append((replace(entry, headings=(*entry.headings, *open_heads.values())), code, was_date))
    return nested


def _may_nest(run: list[Coded], ranks: list[int], heads: list[bool]) -> bool:
    """Tell whether the numerals are those of a tree: all known, the outermost first, and no head an item itself."""
    over = [(entry, rank) for (entry, _, _), rank, is_head in zip(run, ranks, heads, strict=True) if is_head]
    uncoded_below_digits = _UNCODED in ranks and any(rank not in _IN_WORDS for _, rank in over)
    is_item = any(entry.text(role) for entry, _ in over for role in _SAYS_ITEM)
    lettered = [rank for rank in ranks if rank >= ord("A")]
    # A01, A02, B01: letters name kinds where one of them heads nothing.
    names_kinds = any(
        rank in lettered and rank < max(lettered) and not head for rank, head in zip(ranks, heads, strict=True)
    )
    known = _UNKNOWN not in ranks and ranks[0] == min(ranks)
    return known and not uncoded_below_digits and not is_item and not names_kinds


def _heading(entry: Entry, code: str) -> Heading:
    title, text = entry.text(Role.TITLE), entry.text(Role.TEXT)
    label, more = (title, text) if title else (text, "")
    return Heading(label, entry.where, more, entry.text(Role.POINTS), code)


def _rank(code: str) -> int:
    """Return how far in a row of this code stands."""
    if not code:
        return _UNCODED
    if _CHINESE.match(code):
        return 0
    if _BRACKETED.match(code):
        return 1
    if lettered := _LETTERED.match(code):
        return ord(lettered.group(1))
    return 2 if all(part.isdecimal() for part in code_parts(code)) else _UNKNOWN  # 1 over 1.1 is told from the parts
