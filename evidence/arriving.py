"""What arrives, recorded chunk by chunk as one step: filed where that is agreed, and matched with what came before."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from evidence import wording
from evidence.deliveries import Delivery, Match, delivered_by
from evidence.errors import CancelledError, WorkspaceError
from evidence.intake import own_lists
from evidence.intake.alike import likenesses_of
from evidence.intake.archives import with_members
from evidence.intake.barred import marked, names_given
from evidence.intake.debt_codes import NO_CODES
from evidence.intake.resend import Came, Matched, Resend
from evidence.intake.scan import Found
from evidence.intake.take_in import Taken, take_in
from evidence.intake.uncertain import doubted
from evidence.journal import Action, StepId
from evidence.model import ArrivalState, BatchId, CriterionId, Fact, Piece, PieceId, Place, Sha256, Suggestion, new_id
from evidence.origins import IN_TEXT, split
from evidence.progress import Report
from evidence.receiving import check_day
from evidence.snapshot import Changes, Snapshot
from evidence.store.batch_reading import former_hashes, read_batches
from evidence.store.disk import disk_sentences
from evidence.store.known import read_known
from evidence.store.vault import Vault
from evidence.workspace import Accept, TakenIn, Workspace

if TYPE_CHECKING:
    from evidence.store.writing import Writer

_CHUNK_FILES = 50  # files recorded in one transaction
_CHUNKS_BEHIND = 2  # that may wait to be recorded while the next is taken in


def arrive(
    workspace: Workspace,
    files: Sequence[Found],
    names: Sequence[str],
    accept: Accept,
    report: Report,
    delivery: Delivery,
    step: StepId | None,
) -> TakenIn:
    """Take in files that were found, as `Workspace.add` does; `names` are those of what was given."""
    isolated = workspace.secrecy.records()
    files = marked(files, isolated)
    source = names_given(names, files)
    check_day(delivery, workspace.today)
    snapshot = workspace.snapshot()
    with workspace.reading() as connection:
        known = read_known(connection)
        likenesses = likenesses_of(connection, snapshot)
        suggester = workspace.placing.experienced(snapshot, connection)
    with workspace.writing(Action.TAKE_IN) as writer:
        number = writer.next_arrival()
        writer.keep_sketches(likenesses.made)
    arriving = Arriving(workspace, source, delivery, accept, step)
    beside = _Beside(arriving, workspace.vault)
    taken: list[Taken] = []
    place, stopped = snapshot.project.place, True
    with disk_sentences(workspace.path, WorkspaceError):
        try:
            with suppress(CancelledError), workspace.vault.scratch() as folder:
                members, listed = own_lists.apart(marked(with_members(files, folder, report), isolated))
                arriving.codes = suggester.owed.brought(delivery.unit, listed)
                suggester = suggester.expecting(arriving.codes)
                for file in take_in(members, known, number, workspace.vault, suggester, likenesses, report, place):
                    taken.append(file)
                    if len(taken) >= _CHUNK_FILES:
                        beside.record(taken)
                        taken = []
                stopped = False
            if taken:
                beside.record(taken)
            beside.finish()
        finally:
            beside.close()
            workspace.vault.clear()
        return arriving.finish(stopped=stopped)


class _Known(NamedTuple):
    """A paper that is there, and the places proposed for it."""

    piece: Piece
    suggestions: Sequence[Suggestion]


class Arriving:
    """One arrival while it is being recorded."""

    def __init__(
        self, workspace: Workspace, source: str, delivery: Delivery, accept: Accept, step: StepId | None = None
    ) -> None:
        """Begin nothing yet: a batch is there with its first file."""
        self._workspace, self._source, self._delivery, self._accept = workspace, source, delivery, accept
        self._step = step or StepId(new_id())
        self._snapshot: Snapshot = workspace.snapshot()
        with workspace.reading() as connection:
            batches = read_batches(connection)
            self._former: Mapping[Sha256, PieceId] = former_hashes(connection)
        like = delivered_by(delivery.unit, source, batches, self._snapshot.piece_by_id)
        self._resend = Resend(like, self._snapshot.piece_by_id, self._snapshot.filings)
        self.codes = NO_CODES  # what units owe, by 补报码
        self._batch: BatchId | None = None
        self._taken: list[Taken] = []
        self._arrivals: list[str] = []
        self._held_back: list[int] = []  # not filed yet: they may be newer versions of what is filed
        self._known: dict[PieceId, _Known] = {}  # what is known of papers that were made or came again
        self._filed: dict[PieceId, CriterionId] = {}
        self._changes = Changes()

    def record(self, files: Iterable[Taken]) -> None:
        """Record some files, which the vault has settled, in one transaction."""
        chunk = [self._with_unit(self._told(file)) for file in files]
        first = len(self._taken)
        self._held_back += [
            at for at, file in enumerate(chunk, first) if file.made and self._resend.may_replace(self._came(file))
        ]
        held = set(self._held_back)
        with self._workspace.writing(Action.TAKE_IN, self._step) as writer:
            self._batch = self._batch or writer.new_batch(self._source, self._delivery)
            made = [file.made for file in chunk if file.made]
            self._arrivals += writer.take_in(self._batch, [file.arrival() for file in chunk], made)
            places = self._agreed([file for at, file in enumerate(chunk, first) if at not in held])
            self._known.update({new.piece.id: _Known(new.piece, new.suggestions) for new in made})
            places += self._carried(writer, chunk, {place.piece for place in places})
            facts = {place.piece: self._known[place.piece].piece.facts for place in places}
            writer.file(places, self._workspace.placing.follow(self._snapshot, facts))
        self._note(places, writer.changes)
        self._taken += map(_without_text, chunk)

    def finish(self, *, stopped: bool) -> TakenIn:
        """Match the files as a whole, file what turned out to be no newer version, and tell what became of all."""
        matched = self._resend.matched(list(map(self._came, self._taken)))
        if self._batch is not None and not self._resend.is_first:
            self._taken = [
                _matched(file, found, self._snapshot) for file, found in zip(self._taken, matched, strict=True)
            ]
            places = self._agreed([self._taken[at] for at in self._held_back if self._taken[at].match is Match.NEW])
            facts = {file.made.piece.id: file.made.piece.facts for file in self._taken if file.made}
            with self._workspace.writing(Action.TAKE_IN, self._step) as writer:
                told = zip(self._arrivals, self._taken, strict=True)
                writer.match_arrivals({key: (file.match, file.earlier) for key, file in told if file.match})
                writer.file(places, self._workspace.placing.follow(self._snapshot, facts))
            self._note(places, writer.changes)
        return TakenIn(tuple(self._taken), self._filed, self._changes, stopped, self._batch)

    def _agreed(self, files: Sequence[Taken]) -> list[Place]:
        asked = self._snapshot.asked
        return [
            Place(file.made.piece.id, place.criterion, place.slot)
            for file in files
            if file.made
            for place in agreed_of(file.suggestions, self._accept)
            if place.criterion in asked
        ]

    def _carried(self, writer: Writer, files: Sequence[Taken], filed: Collection[PieceId]) -> list[Place]:
        """Let what is there be where the codes of its copies ask: return the places agreed on, and propose others.

        A paper that lies in the tray is told as much by a code as one that is new. `filed` are those filed just now.
        """
        places: list[Place] = []
        told: dict[PieceId, Piece] = {}
        proposed: dict[PieceId, Sequence[Suggestion]] = {}
        held = {file.piece for at, file in enumerate((*self._taken, *files)) if at in self._held_back}
        lying = {*self._snapshot.items_of, *self._filed, *filed}
        for file in files:
            known = self._copied(file)
            if known is None or not self.codes.places(file.source):
                continue
            key, piece = known.piece.id, known.piece
            if key not in lying:
                facts, origins = self.codes.told(piece.facts, piece.origins, file.source)
                piece = replace(piece, facts=facts, origins=origins)
            wanted = doubted(self.codes.applied(known.suggestions, piece.facts, file.source), piece.flags)
            self._known[key] = _Known(piece, wanted)
            agreed_on = [one for one in agreed_of(wanted, self._accept) if one.certain and key not in held]
            asked = [Place(key, one.criterion, one.slot) for one in agreed_on if one.criterion in self._snapshot.asked]
            places += asked
            if key in lying:
                continue
            if piece != known.piece:
                told[key] = piece
            proposed[key] = wanted
            lying.update(place.piece for place in asked)
        if proposed:
            writer.suggest(self._snapshot.scheme_id, proposed)
        for piece in told.values():
            writer.read_again(piece)
        return places

    def _copied(self, file: Taken) -> _Known | None:
        """Return what a file is a copy of; None if that is made of other files too, of some pages, or of a newer file.

        Nor is there anything to carry for what may hold several papers.
        """
        if file.state is not ArrivalState.DUPLICATE or file.piece is None:
            return None
        known = self._known.get(file.piece)
        if known is None and file.piece in self._snapshot.piece_by_id:
            found = self._snapshot.suggestions.get(file.piece, ())
            known = _Known(self._snapshot.piece_by_id[file.piece], found)
        if known is None or (file.sha256 and self._former.get(file.sha256) == file.piece):
            return None
        whole = len(known.piece.parts) == 1 and known.piece.parts[0].first is None
        several = any(wording.WHY["several_papers"] in one.why for one in known.suggestions)
        return known if whole and not several else None

    def _came(self, file: Taken) -> Came:
        """Return a file that arrived as it is matched."""
        facts = file.made.piece.facts if file.made else None
        copy, asked = file.duplicate_of is not None, self.codes.places(file.source)
        return Came(str(file.source), file.state, file.piece, facts, copy, asked)

    def _note(self, places: Sequence[Place], changes: Changes) -> None:
        self._filed = {place.piece: place.criterion for place in reversed(places)} | self._filed  # the first tells
        self._changes |= changes

    def _told(self, file: Taken) -> Taken:
        """Say of a copy of what a newer version replaced that it is no copy of what is there now."""
        if file.made is None and file.sha256 is not None and file.piece == self._former.get(file.sha256, ""):
            return replace(file, message=wording.remark("duplicate_former"))
        if file.made is None and file.duplicate_of is None and self._lies_in_bin(file):
            return replace(file, message=wording.remark("duplicate_binned"))
        return file

    def _lies_in_bin(self, file: Taken) -> bool:
        return file.piece is not None and file.piece not in self._snapshot.piece_by_id

    def _with_unit(self, file: Taken) -> Taken:
        """Give a paper the unit that brought it, where no folder names one; a unit that its text names is a guess."""
        unit, made = self._delivery.unit, file.made
        if unit is None or made is None:
            return file
        origins = dict(made.piece.origins)
        if made.piece.facts.unit is not None and split(origins.get(Fact.UNIT, ""))[0] != IN_TEXT:
            return file
        origins.pop(Fact.UNIT, None)
        facts = replace(made.piece.facts, unit=unit)
        piece = replace(made.piece, facts=facts, origins=tuple(origins.items()))
        return replace(file, made=replace(made, piece=piece), unit_of_batch=True)


class _Beside:
    """Records chunks one after another in a thread of its own while more is taken in: the disk is waited for there.

    What the vault took in is settled in another one, while the chunk before is recorded.
    """

    def __init__(self, arriving: Arriving, vault: Vault) -> None:
        """Begin with nothing to record."""
        self._arriving, self._vault = arriving, vault
        self._settling, self._recording = (ThreadPoolExecutor(1, f"beijian-{what}") for what in ("settle", "record"))
        self._begun: deque[Future[None]] = deque()  # not known yet to be recorded

    def record(self, files: Sequence[Taken]) -> None:
        """Begin to record files; raises what became of earlier ones, of which only a few are waited for."""
        settled = self._settling.submit(self._vault.batch().settle)
        before = self._begun[-1] if self._begun else None
        self._begun.append(self._recording.submit(self._record, files, settled, before))
        self._wait(_CHUNKS_BEHIND)

    def finish(self) -> None:
        """Wait until all are recorded; raise what went wrong."""
        self._wait(0)

    def close(self) -> None:
        """End when what was begun is done."""
        self._settling.shutdown()
        self._recording.shutdown()

    def _wait(self, most: int) -> None:
        while len(self._begun) > most:
            self._begun[0].result()
            self._begun.popleft()

    def _record(self, files: Sequence[Taken], settled: Future[None], before: Future[None] | None) -> None:
        """Record files, unless those before them could not be."""
        if before is not None:
            before.result()
        settled.result()
        self._arriving.record(files)


def _matched(file: Taken, found: Matched, snapshot: Snapshot) -> Taken:
    message = file.message
    possible = found.candidates or ((found.earlier,) if found.earlier else ())
    named = [snapshot.piece_by_id[key] for key in possible if key in snapshot.piece_by_id]
    titles = "、".join(f"{piece.id[:8]}《{piece.facts.title or '（无题名）'}》" for piece in named)
    if found.match in (Match.VERSION, Match.UNCLEAR):
        said = wording.remark(f"match_{found.match}", titles=titles)
        message = f"{said}{message or ''}"
    return replace(file, match=found.match, earlier=found.earlier, message=message)


def _without_text(file: Taken) -> Taken:
    """Let go of a text that has been recorded: thousands of them fill the memory of a small PC."""
    return replace(file, made=replace(file.made, text="")) if file.made else file


def agreed_of(suggestions: Sequence[Suggestion], accept: Accept) -> list[Suggestion]:
    """Return which of a paper's proposed places are taken without asking: the first, and beside it what is certain.

    More than one is certain only where a paper carries several codes.
    """
    if not suggestions or not agreed(suggestions[0], accept):
        return []
    return [suggestions[0], *(place for place in suggestions[1:] if place.certain)]


def agreed(suggestion: Suggestion, accept: Accept) -> bool:
    """Tell whether a proposed place is taken without asking."""
    match accept:
        case Accept.NONE:
            return False
        case Accept.CERTAIN:
            return suggestion.certain
        case Accept.BEST:
            return True
