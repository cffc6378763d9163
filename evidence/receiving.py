"""What is done with arrivals once they are there: who brought them, newer versions, 换件; each is one step."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.deliveries import (
    Batch,
    BatchFile,
    BatchView,
    Delivery,
    Former,
    Match,
    Replacement,
    delivered_before,
    left_out,
    same_sender,
)
from evidence.errors import RequestError
from evidence.filing import known_piece
from evidence.journal import Action, StepId
from evidence.model import ArrivalState, BatchId, PieceId, new_id
from evidence.names import readable_name
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot
from evidence.store.batch_reading import read_batches, read_former, typed_facts

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_NUMBER = re.compile(r"(?:收?(\d{4})-)?0*(\d{1,6})")


class Receiving:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def batches(self) -> tuple[Batch, ...]:
        """Return all arrivals, the first one first."""
        with self._workspace.reading() as source:
            return read_batches(source)

    def view(self, batch: BatchId) -> BatchView:
        """Return one arrival with what belongs to it."""
        batches, pieces = self.batches(), self._workspace.snapshot().piece_by_id
        found = _known(batches, batch)
        gone = tuple(pieces[key] for key in left_out(found, batches, pieces))
        return BatchView(found, gone, delivered_before(found, batches, pieces))

    def former(self, piece: PieceId) -> tuple[Former, ...]:
        """Return what a piece was made of before, the first replaced first."""
        with self._workspace.reading() as source:
            return read_former(source, piece)

    def correct(self, batch: BatchId, delivery: Delivery) -> Changes:
        """Record who brought a batch and how; with another unit, files are matched anew."""
        check_day(delivery, self._workspace.today)
        batches = self.batches()
        known = _known(batches, batch)
        told = tuple(replace(one, delivery=delivery) if one.id == batch else one for one in batches)
        snapshot = self._workspace.snapshot()
        matched: dict[str, tuple[Match | None, PieceId | None]] = {}
        for one in told[batches.index(known) :]:  # what came later from either unit may be a resend of it
            units = (known.delivery.unit, delivery.unit)
            if any(same_sender(unit, known.source, one.delivery.unit, one.source) for unit in units):
                matched |= _matched(one, told, snapshot)
        with self._workspace.writing(Action.CORRECT_BATCH) as writer:
            writer.correct_batch(batch, delivery)
            if known.delivery.unit != delivery.unit:
                writer.match_arrivals(matched)
        return writer.changes

    def match_again(self, pieces: Collection[PieceId]) -> Changes:
        """Match the files of these pieces anew, now that their scans are read: where they belong to a resend.

        What was matched with a piece already, and what a clerk decided, stays.
        """
        batches = self.batches()
        open_files = {
            file.id: batch
            for batch in batches
            for file in batch.files
            if file.piece in pieces and file.match in (Match.NEW, Match.UNCLEAR)
        }
        if not open_files:
            return Changes()
        snapshot = self._workspace.snapshot()
        matched: dict[str, tuple[Match | None, PieceId | None]] = {}
        for batch in {batch.id: batch for batch in open_files.values()}.values():
            found = _matched(batch, batches, snapshot)
            matched |= {key: found[key] for key, of in open_files.items() if of is batch and key in found}
        with self._workspace.writing(Action.RECOGNISE) as writer:
            writer.match_arrivals(matched)
        return writer.changes

    def keep_both(self, file: str) -> Changes:
        """Record that the file of an arrival is no newer version of what it was taken for."""
        found = next((one for batch in self.batches() for one in batch.files if one.id == file), None)
        if found is None or not found.proposed:
            raise RequestError("not_proposed")
        with self._workspace.writing(Action.KEEP_BOTH) as writer:
            writer.match_arrivals({file: (Match.KEPT_BOTH, found.earlier)})
        return writer.changes

    def plan_replacement(self, old: PieceId, new: PieceId) -> Replacement:
        """Return what becomes of a piece when another takes its place."""
        from evidence.replacing import planned

        snapshot = self._workspace.snapshot()
        with self._workspace.reading() as source:
            typed = typed_facts(source, (old, new))
        return planned(known_piece(snapshot, old), known_piece(snapshot, new), typed[old], typed[new])

    def replace(self, old: PieceId, new: PieceId, why: str | None, step: StepId | None = None) -> Changes:
        """Let a newer version take the place of a piece, which keeps its number, its items and what clerks typed.

        What it was made of stays in the vault and in its history; the newer piece is one with it from now on.
        """
        change = self.plan_replacement(old, new)
        with self._workspace.writing(Action.REPLACE, step) as writer:
            writer.replace_piece(change, why)
        return writer.changes

    def replace_versions(self, batch: BatchId) -> Changes:
        """Let each newer version of an arrival that waits for it take the place of its piece, all as one step."""
        waiting = [file for file in _known(self.batches(), batch).files if file.proposed]
        planned = [self.plan_replacement(file.earlier, file.piece) for file in waiting if file.earlier and file.piece]
        if not planned:
            raise RequestError("no_versions")
        with self._workspace.writing(Action.REPLACE) as writer:
            for change in planned:
                writer.replace_piece(change, None)
        return writer.changes

    def replace_with_file(
        self, old: PieceId, path: Path, why: str | None, report: Report
    ) -> tuple[Changes, Replacement]:
        """Take a file in and let it take the place of a piece, as one step.

        A file that cannot replace it stays recorded as an arrival.
        """
        from evidence.workspace import Accept

        known_piece(self._workspace.snapshot(), old)
        if path.is_dir():
            raise RequestError("replace_by_folder", path=readable_name(str(path)))
        step = StepId(new_id())
        taken = self._workspace.add([path], Accept.NONE, report, step=step)
        made = [file.made.piece.id for file in taken.files if file.made]
        if len(made) != 1:
            there = any(file.state is ArrivalState.DUPLICATE for file in taken.files)
            code = "replace_known" if there else "replace_not_taken"
            reasons = "".join(file.message or "" for file in taken.files[:1])
            ids = "、".join(file.piece[:8] for file in taken.files if file.piece)
            raise RequestError(code, name=readable_name(path.name), why=reasons, ids=ids)
        change = self.plan_replacement(old, made[0])
        return taken.changes | self.replace(old, made[0], why, step), change


def find_batch(batches: Sequence[Batch], text: str) -> Batch:
    """Return the batch that 收2024-012, 2024-12 or the beginning of an id means; raise `RequestError` otherwise."""
    wanted = text.strip()
    number = _NUMBER.fullmatch(wanted)
    found = [one for one in batches if number and _has_number(one, number[1], int(number[2]))]
    found = found or [one for one in batches if wanted and one.id.startswith(wanted.lower())]
    if len(found) != 1:
        names = "、".join(one.name for one in batches[-3:]) or "—"
        raise RequestError("batch_unknown", batch=wanted, names=names)
    return found[0]


def check_day(delivery: Delivery, today: date) -> None:
    """Refuse a day of receipt that is still to come."""
    if delivery.received_on is not None and delivery.received_on > today:
        raise RequestError("received_to_come", value=delivery.received_on.isoformat())


def _has_number(batch: Batch, year: str | None, number: int) -> bool:
    return batch.number == number and year in (None, str(batch.year))


def _known(batches: Sequence[Batch], key: BatchId) -> Batch:
    for batch in batches:
        if batch.id == key:
            return batch
    raise RequestError("batch_gone")


def _matched(
    batch: Batch, batches: Sequence[Batch], snapshot: Snapshot
) -> Mapping[str, tuple[Match | None, PieceId | None]]:
    """Return what a batch's files are beside what was delivered before, but for those that a clerk decided on."""
    from evidence.intake.debt_codes import debt_codes
    from evidence.intake.resend import Came, Resend

    codes = debt_codes(snapshot)
    made = {file.piece for file in batch.files if file.state is not ArrivalState.DUPLICATE}
    pieces = snapshot.piece_by_id

    def came(file: BatchFile) -> Came:
        piece = pieces.get(file.piece) if file.piece else None
        new = piece is not None and file.state is not ArrivalState.DUPLICATE
        facts = piece.facts if piece and new else None
        copy, asked = not new and file.piece in made, codes.places(PurePosixPath(file.source))
        return Came(file.source, file.state, file.piece, facts, copy, asked)

    files = [file for file in batch.files if not (file.replaced or file.match is Match.KEPT_BOTH)]
    earlier = Resend(delivered_before(batch, batches, pieces), pieces, snapshot.filings)
    found = earlier.matched(list(map(came, files)))
    return {file.id: (one.match, one.earlier) for file, one in zip(files, found, strict=True)}
