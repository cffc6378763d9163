"""The commands for points: 自评得分 typed and confirmed, what gaps may cost beside it, and what is enough."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import asdict, replace

from app.output import print_json
from app.score_options import RULES
from evidence import wording
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.check.impact import Impact
from evidence.check.score import score, what_if
from evidence.check.self_scores import given_points, standing, sums, verdicts
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.filing import find_criterion, find_item
from evidence.intake import typed
from evidence.model import CriterionId
from evidence.points import GivenScore, Score, Standing, Verdict, passes
from evidence.snapshot import Snapshot
from evidence.wording import scores as words
from evidence.workspace import Workspace

Json = dict[str, Any]

_READ: dict[str, Callable[[str], float | None]] = {"分数": typed.score, "百分数": typed.share, "项数": typed.items}

NAMES = ("score", "scores", "pass-rules")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    writes = options.command == "score" or (options.command == "pass-rules" and _told(options) != {})
    with opened(options, write=writes) as workspace:
        match options.command:
            case "score":
                _score(workspace, options)
            case "scores":
                _scores(workspace.snapshot(), options)
            case _:
                _pass_rules(workspace, options)
    return 0


def _score(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    item = find_item(snapshot, typed.plain(options.code))
    points = typed.score(options.points or "")
    if options.clear == (points is not None):
        raise RequestError("score_what")
    if points is not None:
        reason = typed.plain(options.reason or "") or None
        workspace.scoring.give([GivenScore(item.id, points, reason)], typed.plain(options.by or ""))
    elif item.id in snapshot.scores:
        workspace.scoring.give([], "", [item.id])
    else:
        raise RequestError("score_clear_nothing", code=item.code)
    snapshot = workspace.snapshot()
    if options.json:
        (found,) = (gaps for gaps in find_gaps(snapshot) if gaps.criterion.id == item.id)
        print_json(_item_json(found, snapshot))
    elif (given := snapshot.scores.get(item.id)) is None:
        print(wording.phrase("score_cleared", code=item.code))
    else:
        most = words.number(item.points or 0.0)
        said = {"code": item.code, "points": words.number(given.points), "most": most, "by": given.confirmed_by}
        print(wording.phrase("score_given", **said))


def _scores(snapshot: Snapshot, options: Namespace) -> None:
    supposed = _below(snapshot, [typed.plain(code) for code in options.if_complete])
    items = find_gaps(snapshot)
    now, then = score(items), what_if(items, supposed)
    given = given_points(snapshot)
    found = sums(snapshot.leaves, given, snapshot.pass_rules)
    judged = verdicts(items, given, snapshot.pass_rules)
    if options.json:
        print_json(
            {
                "items": [_item_json(item, snapshot) for item in items],
                "score": _score_json(now),
                "given": {
                    "total": found.total,
                    "points": found.given,
                    "scored": found.scored,
                    "to_score": found.to_score,
                    "bonus": found.bonus,
                    "key_share": None if found.key_share is None else round(found.key_share, 4),
                },
                "pass": {"rules": asdict(snapshot.pass_rules), "met": passes(judged), "verdicts": _judged_json(judged)},
                "if_complete": {"items": len(supposed), **_score_json(then)} if supposed else None,
            }
        )
        return
    for item in items:
        _show_item(item, snapshot)
    print(f"{words.forecast(now)}。")
    bonus = [item for item in snapshot.leaves if item.bonus]
    print(f"{words.sums(found, len(bonus), sum(item.id in snapshot.scores for item in bonus))}。")
    print(f"{words.verdicts(judged)}。")
    for verdict in judged:
        print(f"　　{words.verdict(verdict)}")
    if supposed:
        print(f"{words.if_complete(len(supposed), then, now)}。")
    print(wording.phrase("scores_note"))


def _show_item(item: ItemGaps, snapshot: Snapshot) -> None:
    """Print an item that may cost something, or that somebody scored."""
    criterion, impact = item.criterion, Impact(item)
    given = snapshot.scores.get(criterion.id)
    cost = words.impact(criterion, impact.wanting) if item.state.is_open else ""
    if not cost and given is None:
        return
    points = "—" if criterion.points is None else f"{words.number(criterion.points)} 分"
    said = [f"{criterion.code}{phrases.mark(criterion)}", points, wording.STATES[item.state]]
    said += [f"预计影响 {cost}"] if cost else []
    if given is not None:
        said.append(f"自评 {words.number(given.points)} 分（{given.confirmed_by}确认）")
    print("  ".join(said))
    if given is not None and given.reason:
        print(f"　　{wording.phrase('score_reason', reason=given.reason)}")
    if (state := standing(snapshot, criterion)) in (Standing.STALE, Standing.TOO_HIGH):
        print(f"　　{words.STANDINGS[state]}")


def _pass_rules(workspace: Workspace, options: Namespace) -> None:
    told = _told(options)
    if told:
        workspace.scoring.set_pass_rules(replace(workspace.snapshot().pass_rules, **told))
    rules = workspace.snapshot().pass_rules
    if options.json:
        print_json(asdict(rules))
        return
    for line in words.pass_rules(rules) or [words.NO_RULES]:
        print(f"{line}。")


def _told(options: Namespace) -> dict[str, Any]:
    """Return the rules that are typed, by their names in `PassRules`."""
    found: dict[str, Any] = {}
    for option, name, kind, _ in RULES:
        text: str | None = getattr(options, option.replace("-", "_"))
        if text is not None:
            found[name] = _READ[kind](text)
    return found


def _below(snapshot: Snapshot, codes: Sequence[str]) -> set[CriterionId]:
    """Return the items that these codes mean, those below a group with it."""
    meant = {find_criterion(snapshot, code).id for code in codes}
    return {
        item.id for item in snapshot.leaves if not meant.isdisjoint({item.id, *(g.id for g in snapshot.chain(item))})
    }


def _item_json(item: ItemGaps, snapshot: Snapshot) -> Json:
    criterion, impact = item.criterion, Impact(item)
    given = snapshot.scores.get(criterion.id)
    return {
        "code": criterion.code,
        "points": criterion.points,
        "rule": criterion.rule,
        "key": criterion.key,
        "veto": criterion.veto,
        "bonus": criterion.bonus,
        "state": item.state,
        "may_lose": round(impact.loss, 2),
        "may_gain": round(impact.wanting, 2) if criterion.bonus else 0.0,
        "given": None
        if given is None
        else {
            "points": given.points,
            "reason": given.reason,
            "confirmed_by": given.confirmed_by,
            "confirmed_at": given.confirmed_at.isoformat(),
        },
        "standing": standing(snapshot, criterion),
    }


def _score_json(found: Score) -> Json:
    return {
        "points": found.points,
        "lost": found.lost,
        "total": found.total,
        "veto": list(found.veto),
        "bonus": found.bonus,
    }


def _judged_json(judged: Sequence[Verdict]) -> list[Json]:
    return [
        {
            "rule": verdict.rule,
            "asked": verdict.asked,
            "found": None if verdict.found is None else round(verdict.found, 4),
            "met": verdict.met,
            "codes": list(verdict.codes),
        }
        for verdict in judged
    ]
