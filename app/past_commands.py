"""The commands for 回收站 and for what became of a piece."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence

from msgspec.structs import asdict

from app.output import print_json
from evidence import wording
from evidence.binned import Binned
from evidence.discarding import bring_back, discard, in_bin
from evidence.errors import RequestError
from evidence.filing import find_piece
from evidence.intake import typed
from evidence.model import PieceId
from evidence.tracing import past_of
from evidence.wording import past as words
from evidence.wording.titles import in_marks
from evidence.workspace import Workspace

NAMES = ("discard", "bin", "bring-back", "past")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    with opened(options, write=options.command in ("discard", "bring-back")) as workspace:
        match options.command:
            case "discard":
                snapshot = workspace.snapshot()
                pieces = [find_piece(snapshot, told).id for told in options.pieces]
                discard(workspace, pieces, typed.plain(options.why or ""))
                _tell(options, wording.phrase("bin_discarded", count=len(pieces)), pieces, 0)
            case "bring-back":
                pieces = [_binned(in_bin(workspace), told).piece for told in options.pieces]
                _, lost = bring_back(workspace, pieces)
                code = "bin_back_some" if lost else "bin_back"
                _tell(options, wording.phrase(code, count=len(pieces), lost=lost), pieces, lost)
            case "bin":
                _list(options, in_bin(workspace))
            case _:
                _past(options, workspace)
    return 0


def _tell(options: Namespace, sentence: str, pieces: Sequence[PieceId], lost: int) -> None:
    if options.json:
        print_json({"pieces": list(pieces), "places_lost": lost})
    else:
        print(sentence)


def _binned(there: Sequence[Binned], told: str) -> Binned:
    found = [one for one in there if one.piece.startswith(told.strip().lower())]
    if len(found) != 1 or not told.strip():
        raise RequestError("bin_without")
    return found[0]


def _list(options: Namespace, there: Sequence[Binned]) -> None:
    if options.json:
        print_json({"pieces": [{**asdict(one), "at": one.at.isoformat(timespec="seconds")} for one in there]})
        return
    for one in there:
        at, places = f"{one.at:%Y-%m-%d %H:%M}", one.places or wording.phrase("bin_tray")
        print(f"{one.piece[:8]}{in_marks(one.title or '（无题名）')}")
        print("　　" + wording.phrase("bin_line", at=at, who=one.who, places=places))
        if one.why:
            print(wording.phrase("bin_why", why=one.why))
    if not there:
        print(wording.phrase("bin_empty"))


def _past(options: Namespace, workspace: Workspace) -> None:
    events = past_of(workspace, find_piece(workspace.snapshot(), options.piece).id)
    if options.json:
        print_json({"events": [{**asdict(one), "at": one.at.isoformat(timespec="seconds")} for one in events]})
        return
    for event in events:
        print(f"{event.at:%Y-%m-%d %H:%M}  {event.who}  {'；'.join(event.told)}")
    if not events:
        print(words.NOTHING)
