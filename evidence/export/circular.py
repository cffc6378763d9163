"""通报: how much each unit has handed in, ranked, 县直 and 乡镇 in tables of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from evidence.chases import STEPS, Step
from evidence.check.debts import Debt
from evidence.check.gaps import ItemGaps
from evidence.check.owing import is_office
from evidence.check.shares import Ranked, per_mille, ranking, shares
from evidence.errors import ExportError
from evidence.export.blocks import Block, Cell, Column, Paragraph, Row, Style, Table, Together
from evidence.export.letter_parts import annotation, body, first_level, head, kept_rows, signature
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.model import Piece, UnitKind
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words
from evidence.wording import documents
from evidence.wording.chasing import phrase

_WIDTHS_MM = (13, 46, 20, 16, 17, 28, 16)  # 156 mm: the type area
_COLUMNS = tuple(map(Column, words.CIRCULAR_HEADS, _WIDTHS_MM))
_MOST_NAMED = 8  # units in a sentence


class _Circular(Struct, frozen=True):
    snapshot: Snapshot
    tables: Mapping[UnitKind, Sequence[Ranked]]  # those that have units
    owed: Mapping[str, Sequence[Debt]]
    waiting: Mapping[str, Sequence[Piece]]
    as_of: datetime
    deadline: date | None
    step: Step


def write_circular(  # noqa: PLR0913 — what a circular tells, each named by who calls
    path: Path,
    snapshot: Snapshot,
    owed: Mapping[str, Sequence[Debt]],
    gaps: Sequence[ItemGaps],
    *,
    waiting: Mapping[str, Sequence[Piece]],
    as_of: datetime,
    deadline: date | None,
    template: Template,
    version: str,
    left_out: Collection[str] = (),
    step: Step = STEPS[-1],
) -> None:
    """Write the ranking of all units that are asked for something, but for those `left_out`, to `path`, a Word file.

    `owed` and `waiting` are by unit, as `debts_by_unit` and `waiting_by_unit` return them. Units with the same share
    have the same place. Raises `ExportError` where there is nobody to rank.
    """
    of = shares(snapshot, gaps)
    tables = {kind: found for kind in UnitKind if (found := ranking(of, kind, left_out))}
    if not tables:
        raise ExportError("circular_nobody")
    circular = _Circular(snapshot, tables, owed, waiting, as_of, deadline, step)
    title = phrase("circular_joined", exam=words.exam(snapshot.scheme.title), step=step.name)
    with staged(path) as beside:
        write_plain(beside, title, list(_blocks(circular)), snapshot, template, version)


def _blocks(circular: _Circular) -> Iterator[Block]:
    exam = words.exam(circular.snapshot.scheme.title)
    yield from head(phrase("circular_about", exam=exam), phrase("circular_of", step=circular.step.name))
    yield Paragraph(Style.BODY, phrase("circular_to"), flush=True)
    everybody = [one for table in circular.tables.values() for one in table]
    yield body(
        phrase(
            "circular_intro",
            scheme=circular.snapshot.scheme.title,
            moment=words.moment(circular.as_of),
            step=circular.step.name,
            **_sums(everybody),
        )
    )
    for number, (kind, table) in enumerate(circular.tables.items(), 1):
        yield _heading("circular_kind", number, kind=words.KINDS[kind])
        yield body(_told(circular, kind, table))
        yield Paragraph(Style.CAPTION, phrase("circular_table", kind=words.KINDS[kind]))
        yield _table(circular, kind, table)
    unsorted = {piece.id for one in everybody for piece in circular.waiting.get(one.share.unit, ())}
    note = phrase("circular_note")
    note += phrase("circular_unsorted", count=len(unsorted)) if unsorted else ""
    yield Paragraph(Style.NOTE, note + _unknown(circular, unsorted_known=bool(unsorted)))
    yield _heading("circular_ask", len(circular.tables) + 1)
    asked = body(phrase("circular_ask_text", day=words.day(circular.deadline)))
    yield Together((asked, *signature(circular.snapshot), annotation(circular.snapshot)))


def _heading(code: str, number: int, **params: str) -> Paragraph:
    return first_level(phrase(code, number=documents.numeral(number), **params))


def _sums(ranked: Sequence[Ranked]) -> dict[str, str | int]:
    needed, met = sum(one.share.needed for one in ranked), sum(one.share.met for one in ranked)
    return {"units": len(ranked), "needed": needed, "met": met, "share": words.share(per_mille(met, needed))}


def _told(circular: _Circular, kind: UnitKind, ranked: Sequence[Ranked]) -> str:
    """Return what the table of one kind shows, in sentences: the sums, who has all, who has least."""
    told = phrase("circular_told", kind=words.KINDS[kind], **_sums(ranked))
    full = [one.share.unit for one in ranked if one.share.per_mille == 1000]
    if full:
        told += phrase("circular_full", count=len(full), units=_named(full))
    least = ranked[-1].share.per_mille
    if least < ranked[0].share.per_mille:
        lowest = [_with_unsorted(circular, one.share.unit) for one in ranked if one.share.per_mille == least]
        told += phrase("circular_low", units=_named(lowest), share=words.share(least))
    return told


def _with_unsorted(circular: _Circular, unit: str) -> str:
    """Return a unit's name, with what lies unsorted from it: that may lift it."""
    count = len(circular.waiting.get(unit, ()))
    return phrase("circular_lifted", unit=unit, count=count) if count else unit


def _named(units: Sequence[str]) -> str:
    more = phrase("page_unsorted_more", count=len(units)) if len(units) > _MOST_NAMED else ""
    return "、".join(units[:_MOST_NAMED]) + more


def _table(circular: _Circular, kind: UnitKind, ranked: Sequence[Ranked]) -> Table:
    rows: list[Row] = []
    for one in ranked:
        unit = one.share.unit
        debts = circular.owed.get(unit, ())
        veto = len({debt.criterion.id for debt in debts if debt.criterion.veto})
        key = len({debt.criterion.id for debt in debts if debt.criterion.key and not debt.criterion.veto})
        told = (
            str(one.place),
            unit,
            str(one.share.needed),
            str(one.share.met),
            words.share(one.share.per_mille),
            phrase("circular_grave", veto=veto, key=key) if veto or key else "0",
            str(len(circular.waiting.get(unit, ()))),
        )
        rows.append(Row(tuple(Cell(text, Style.TABLE_TEXT if text is unit else Style.TABLE_CENTRE) for text in told)))
    return Table(_COLUMNS, kept_rows(rows), phrase("circular_continued", kind=words.KINDS[kind]))


def _unknown(circular: _Circular, *, unsorted_known: bool) -> str:
    """Return how many pieces lie unsorted of which nobody knows who sent them."""
    snapshot = circular.snapshot
    known = {piece.id for pieces in circular.waiting.values() for piece in pieces}
    senders = (piece.facts.unit or piece.facts.issuer for piece in snapshot.unfiled if piece.id not in known)
    count = sum(sender is None or not is_office(snapshot, sender) for sender in senders)
    number = "" if unsorted_known or not count else "3."
    return number + phrase("circular_unknown", count=count) if count else ""
