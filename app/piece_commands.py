"""The commands that split and join pieces, and what they propose."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.output import print_json
from evidence import wording
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.filing import find_piece
from evidence.intake import typed
from evidence.model import PieceId
from evidence.pieces import SplitPlan, page_ranges, pages_within, ranges_between
from evidence.proposing import splittable
from evidence.snapshot import Snapshot
from evidence.wording.titles import in_marks
from evidence.workspace import Workspace

if TYPE_CHECKING:
    from evidence.intake.joins import Join

Json = dict[str, Any]
NAMES = ("split", "join")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    with opened(options, write=not options.propose) as workspace:
        if options.command == "split":
            (_propose_split if options.propose else _split)(workspace, options)
        else:
            (_propose_joins if options.propose else _join)(workspace, options)
    return 0


def _split(workspace: Workspace, options: Namespace) -> None:
    if not options.pages:
        raise RequestError("split_nothing_to_do")
    piece, original = splittable(workspace.snapshot(), _key(workspace.snapshot(), options.piece))
    within = pages_within(piece, original)
    pages = len(within) if within else None
    ranges = page_ranges(options.pages, pages)
    _, keys = workspace.pieces.split(piece.id, ranges)
    snapshot = workspace.snapshot()
    made = [snapshot.piece_by_id[key] for key in keys]
    covered = {page for first, last in ranges for page in range(first, last + 1)}
    rest = [page for page in range(1, (pages or 0) + 1) if page not in covered]
    if options.json:
        told = zip(made, ranges, strict=True)
        rows = [{"id": one.id, "title": one.facts.title, "first": f, "last": t} for one, (f, t) in told]
        print_json({"pieces": rows, "left_out": rest})
        return
    print(wording.phrase("split_done", count=len(made)))
    for one, (first, last) in zip(made, ranges, strict=True):
        print(f"　　{one.id[:8]}  {_range(first, last)}  {phrases.title_of(one, snapshot)}")
    if rest:
        print(wording.phrase("split_rest", pages="、".join(map(str, rest))))


def _propose_split(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    piece = find_piece(snapshot, typed.plain(options.piece))
    plan = workspace.pieces.plan_split(piece.id)
    ranges = ranges_between([cut.page for cut in plan.cuts], plan.pages)
    if options.json:
        print_json(_plan_json(plan, ranges))
    elif not plan.cuts:
        print(wording.phrase("split_none_proposed", pages=plan.pages))
    else:
        whys = {cut.page: cut.why for cut in plan.cuts}
        print(wording.phrase("split_proposed", pages=plan.pages, count=len(ranges)))
        for first, last in ranges:
            why = f"（{whys[first]}）" if first in whys else ""
            print(f"　　{_range(first, last)}  {plan.titles[first - 1] or phrases.heading('untitled')}{why}")
        pages = " ".join(f"{first}-{last}" for first, last in ranges)
        print(wording.phrase("split_command", piece=piece.id[:8], pages=pages))


def _range(first: int, last: int) -> str:
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def _plan_json(plan: SplitPlan, ranges: tuple[tuple[int, int], ...]) -> Json:
    return {
        "id": plan.piece,
        "pages": plan.pages,
        "cuts": [{"page": cut.page, "why": cut.why} for cut in plan.cuts],
        "pieces": [{"first": first, "last": last, "title": plan.titles[first - 1]} for first, last in ranges],
    }


def _join(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    keys = [_key(snapshot, text) for text in options.pieces]
    chief = _key(snapshot, options.chief) if options.chief else None
    kept = [_key(snapshot, text) for text in options.keep]
    workspace.pieces.join(keys, chief, kept)
    snapshot = workspace.snapshot()
    piece = snapshot.piece_by_id[chief or keys[0]]
    names = [snapshot.originals[part.original].name for part in piece.parts]
    only_kept = [snapshot.originals[part.original].name for part in piece.parts if not part.printed]
    if options.json:
        title = piece.facts.title
        print_json({"id": piece.id, "title": title, "names": names, "kept": only_kept, "pages": piece.pages})
        return
    print(wording.phrase("joined", title=in_marks(phrases.title_of(piece, snapshot)), count=len(names)))
    if only_kept:
        print(wording.phrase("joined_kept", count=len(only_kept)))


def _key(snapshot: Snapshot, text: str) -> PieceId:
    return find_piece(snapshot, typed.plain(text)).id


def _propose_joins(workspace: Workspace, options: Namespace) -> None:
    snapshot, joins = workspace.snapshot(), workspace.pieces.proposals().joins
    if options.json:
        print_json({"proposals": [_join_json(join, snapshot) for join in joins]})
        return
    for join in joins:
        print(wording.phrase("join_proposed"))
        for key in join.pieces:
            piece = snapshot.piece_by_id[key]
            names = "、".join(snapshot.originals[part.original].name for part in piece.parts)
            print(f"　　{key[:8]}  {names}")
        print(f"　　{join.why}")
        kept = "".join(f" --keep {key[:8]}" for key in join.kept)
        print(wording.phrase("join_command", pieces=" ".join(key[:8] for key in join.pieces) + kept))
    if not joins:
        print(wording.phrase("join_none_proposed"))


def _join_json(join: Join, snapshot: Snapshot) -> Json:
    originals = [snapshot.originals[part.original] for key in join.pieces for part in snapshot.piece_by_id[key].parts]
    return {
        "ids": list(join.pieces),
        "chief": join.chief,
        "kept": list(join.kept),
        "names": [original.name for original in originals],
        "why": join.why,
    }
