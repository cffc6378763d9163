"""What is said of the files of one batch, on the screen and in the 收件回执."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from evidence import wording
from evidence.deliveries import Batch, BatchFile, BatchView, Match, counted
from evidence.export import phrases
from evidence.model import ArrivalState, Flag
from evidence.snapshot import Snapshot
from evidence.wording import receiving as words
from evidence.wording.titles import in_marks


def file_name(batch: Batch) -> str:
    """Return what a receipt's file is called, without its ending."""
    unit = f"_{batch.delivery.unit}" if batch.delivery.unit else ""
    return f"{batch.name}收件回执{unit}"


def outcome(file: BatchFile, snapshot: Snapshot) -> str:
    """Return what became of a file, with what was noticed about it."""
    earlier = snapshot.piece_by_id.get(file.earlier) if file.earlier else None
    was = phrases.title_of(earlier, snapshot) if earlier else ""
    title = "" if was == title_of_file(file, snapshot) else in_marks(was)
    said = words.RECEIVED[file.state]
    if file.state is ArrivalState.NEW:
        match file.match:
            case Match.VERSION:
                said = wording.phrase("receipt_replaced" if file.replaced else "receipt_version", title=title)
            case Match.UNCLEAR | Match.NEW | Match.KEPT_BOTH:
                said = wording.phrase(f"receipt_{file.match}")
            case Match.SAME | None:
                pass
    noticed = wording.flag_words(file.flags - {Flag.SECRET, Flag.EMPTY})
    return f"{said}（{noticed}）" if noticed and file.state is not ArrivalState.REFUSED else said


def shown_name(file: BatchFile) -> str:
    """Return how a file is named to people: by its path, or one with a mark of secrecy by its own name."""
    return PurePosixPath(file.source).name if Flag.SECRET in file.flags else file.source


def remedy(file: BatchFile) -> str:
    """Return what whoever brought a file should do about it; empty where it can be used."""
    if file.usable or file.state is ArrivalState.OPENED:
        return ""
    for flag, code in ((Flag.SECRET, "secret"), (Flag.ENCRYPTED, "encrypted"), (Flag.EMPTY, "empty")):
        if flag in file.flags:
            return words.REMEDIES[code]
    by_state = {ArrivalState.JUNK: "junk", ArrivalState.REFUSED: "refused"}
    return words.REMEDIES[by_state.get(file.state, "damaged")]


def counts(view: BatchView) -> list[str]:
    """Return how many files came, could be used, and are what beside what was delivered before."""
    batch = view.batch
    total, usable = batch.count, batch.usable
    said = [wording.phrase("receipt_counts", count=total, usable=usable, unusable=total - usable)]
    if batch.opened:
        said.append(wording.phrase("receipt_counts_opened", count=batch.opened))
    if any(file.match for file in batch.files):
        numbers = {match.value: count for match, count in counted(batch.files).items()}
        said.append(wording.phrase("receipt_counts_matched", gone=len(view.left_out), **numbers))
    return said


def day(of: date) -> str:
    """Return a day as offices write it."""
    return f"{of.year}年{of.month}月{of.day}日"


def received(batch: Batch) -> str:
    """Return the day of receipt, with the time of recording where that was another day."""
    at = batch.arrived_at
    if batch.received_on == at.date():
        return wording.phrase("receipt_day", day=day(batch.received_on))
    recorded = f"{day(at.date())}{at:%H:%M}"
    return wording.phrase("receipt_recorded", day=day(batch.received_on), recorded=recorded)


def title_of_file(file: BatchFile, snapshot: Snapshot) -> str:
    """Return the title of what a file became; empty where it became nothing."""
    piece = snapshot.piece_by_id.get(file.piece) if file.piece else None
    return phrases.title_of(piece, snapshot) if piece else ""


def why_unusable(file: BatchFile) -> str:
    """Return why a file cannot be used, in the words of its arrival."""
    return file.message or wording.flag_words(file.flags)
