"""The commands for 复核: the work on items and verdicts on papers, said in somebody's name, and listed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from app.output import print_json
from app.review_options import STATES, VERDICTS
from evidence import wording
from evidence.check.defects import made_of
from evidence.check.work_states import to_be_seen_again, work_counts, work_of
from evidence.errors import RequestError
from evidence.export import phrases, review_phrases
from evidence.filing import filings_at, find_piece, items_below
from evidence.intake import typed
from evidence.model import Criterion, Filing
from evidence.reviews import Work
from evidence.snapshot import Snapshot
from evidence.wording import reviews as words
from evidence.workspace import Workspace

Json = dict[str, Any]
NAMES = ("review", "finished")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Record what is said, or list what was."""
    if options.command == "finished":
        state = Work.COLLECTING if options.no else Work.TO_REVIEW
        with opened(options, write=True) as workspace:
            _set(workspace, options.codes, state, workspace.who, as_json=options.json)
    elif options.state is not None:
        with opened(options, write=True) as workspace:
            state = STATES[options.state]
            given = typed.plain(options.by or "") or (workspace.who if state is Work.TO_REVIEW else "")
            _set(workspace, options.what, state, given, as_json=options.json)
    elif options.verdict is not None:
        with opened(options, write=True) as workspace:
            _judge(workspace, options)
    else:
        with opened(options, write=False) as workspace:
            _list(workspace.snapshot(), options)
    return 0


def _set(workspace: Workspace, given: Sequence[str], state: Work, by: str, *, as_json: bool) -> None:
    items = _items(workspace.snapshot(), given)
    if not given:
        raise RequestError("review_which")
    workspace.reviewing.set_work([item.id for item in items], state, by)
    codes = [item.code for item in items]
    if as_json:
        print_json({"items": codes, "state": state})
    else:
        print(wording.phrase("work_done", state=words.WORK[state], codes="、".join(codes)))


def _judge(workspace: Workspace, options: Namespace) -> None:
    if len(options.what) != 2:
        raise RequestError("review_what")
    snapshot = workspace.snapshot()
    place = typed.plain(options.what[1])
    filings = filings_at(snapshot, find_piece(snapshot, typed.plain(options.what[0])), place)
    keys, fit = [filing.id for filing in filings], VERDICTS[options.verdict]
    if fit is None:
        workspace.reviewing.withdraw(keys)
    else:
        workspace.reviewing.judge(keys, fit, typed.plain(options.by or ""), typed.plain(options.reason))
    if options.json:
        wanted = set(keys)
        after = workspace.snapshot()
        print_json({"papers": [_paper(after, filing) for filing in after.filings if filing.id in wanted]})
    else:
        said = "review_withdrawn" if fit is None else "review_done"
        print(wording.phrase(said, verdict=options.verdict, codes=place))


def _items(snapshot: Snapshot, codes: Sequence[str]) -> list[Criterion]:
    asked = items_below(snapshot, map(typed.plain, codes))
    return [item for item in snapshot.items if item.id in asked]


def _list(snapshot: Snapshot, options: Namespace) -> None:
    wanted = STATES.get(options.only) if options.only else None
    asked = _items(snapshot, options.what) if options.what else snapshot.leaves
    items = [item for item in asked if wanted in (None, work_of(snapshot, item))]
    if options.json:
        again = sum(to_be_seen_again(snapshot, item) for item in snapshot.leaves)
        totals = {**work_counts(snapshot), "again": again}
        print_json({"items": [_item(snapshot, item) for item in items], "totals": totals})
        return
    for item in items:
        _show(snapshot, item)
    print(review_phrases.work_counts(snapshot))


def _show(snapshot: Snapshot, item: Criterion) -> None:
    print(f"{item.code}  {review_phrases.work(snapshot, item)}")
    for filing in snapshot.filed_under.get(item.id, ()):
        if filing.review is not None:
            piece = snapshot.piece_by_id[filing.piece]
            print(f"　　{piece.id[:8]}  《{phrases.title_of(piece, snapshot)}》{review_phrases.verdict(filing, piece)}")


def _item(snapshot: Snapshot, item: Criterion) -> Json:
    mark, state = snapshot.marks.get(item.id), work_of(snapshot, item)
    return {
        "code": item.code,
        "title": phrases.item_name(item),
        "state": state,
        "name": words.WORK[state],
        "by": mark and mark.by,
        "at": mark and mark.at and mark.at.isoformat(timespec="seconds"),
        "again": to_be_seen_again(snapshot, item),
        "papers": [_paper(snapshot, filing) for filing in snapshot.filed_under.get(item.id, ())],
    }


def _paper(snapshot: Snapshot, filing: Filing) -> Json:
    piece, review = snapshot.piece_by_id[filing.piece], filing.review
    slots = {slot.id: slot.name for slot in snapshot.by_id[filing.criterion].required}
    return {
        "id": piece.id,
        "title": phrases.title_of(piece, snapshot),
        "slot": slots.get(filing.slot) if filing.slot else None,
        "verdict": review and words.FITS[review.fit],
        "reason": review and review.reason,
        "by": review and review.by,
        "at": review and review.at.isoformat(timespec="seconds"),
        "again": review is not None and review.basis != made_of(piece),
    }
