"""What judged rates say in sentences, for window, command line and documents."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.rates import Rate, Survey, Threshold, same_answers
from evidence.rectify.rate_order import latest
from evidence.rectify.rate_statistics import Change, Judged, Turn, Verdict, changes, judge, weakest
from evidence.wording import rates as words

_WEAKEST = 5
_TURNS = {Turn.UP: "rate_up", Turn.DOWN: "rate_down", Turn.EVEN: "rate_even", Turn.UNKNOWN: "rate_turn_unknown"}


def interval(judged: Judged) -> str:
    """Return the interval of 95 %, empty where there is none."""
    return "" if judged.interval is None else f"{judged.interval[0]:.1f}%～{judged.interval[1]:.1f}%"


def verdict(judged: Judged) -> str:
    """Return what a survey shows of its threshold, and what it cannot show."""
    if judged.threshold is None:
        return wording.phrase("rate_no_threshold")
    least = words.number(judged.threshold.least)
    if judged.interval is None:
        why = wording.phrase("rate_why_scored" if judged.survey.scored else "rate_why_sample")
        code = "rate_face_reached" if judged.verdict is Verdict.AT_FACE_VALUE_REACHED else "rate_face_missed"
        return wording.phrase(code, least=least, why=why)
    low, high = (f"{end:.1f}" for end in judged.interval)
    if judged.verdict is not Verdict.UNSURE:
        code = "rate_reached" if judged.verdict is Verdict.REACHED else "rate_missed"
        return wording.phrase(code, least=least, low=low, high=high)
    needed = wording.phrase("rate_never" if judged.needed is None else "rate_needed", count=judged.needed or 0)
    return wording.phrase("rate_unsure", least=least, low=low, high=high, needed=needed)


def short(judged: Judged) -> str:
    """Return what a survey shows of its threshold in a few words, for a cell of a table."""
    needed = wording.phrase(
        "rate_short_never" if judged.needed is None else "rate_short_needed", count=judged.needed or 0
    )
    return wording.phrase(f"rate_short_{judged.verdict}", needed=needed)


def turn(change: Change) -> str:
    """Return how a rate changed, and whether that is more than chance."""
    points = abs(change.points)
    moved = "上升" if change.points > 0 else "下降"
    told = f"{moved} {words.number(points)} 个百分点" if points else "持平"
    return wording.phrase(
        _TURNS[change.turn],
        rate=change.after.rate,
        place=words.place(change.after),
        before=change.before.round,
        points=words.number(points),
        moved=told,
    )


def summary(surveys: Sequence[Survey], thresholds: Sequence[Threshold]) -> tuple[str, ...]:
    """Return what the surveys say together: of each rate the county's last round, its change, and where it is low.

    Last come what the tables themselves state, 排名 and 短板, as their words.
    """
    told: list[str] = []
    newest: list[Survey] = []
    for rate in Rate:
        whole = [one for one in surveys if one.rate is rate and not one.place]
        last = latest(whole)
        found = [one for held in last for one in held.surveys]
        newest += found
        told += [f"{words.told(one)}{verdict(judge(one, thresholds))}" for one in found]
        told += [turn(one) for one in changes(whole) if one.after in found]
        if len(last) > 1:
            names = "、".join(held.name for held in last)
            told.append(wording.phrase("rate_order_unknown", rate=rate, rounds=names))
        told += _weak(surveys, rate, thresholds)
    return (*told, *_stated(newest))


def _stated(newest: Sequence[Survey]) -> list[str]:
    """Return what the tables of the county's last rounds state of 排名 and 短板, a sentence for rates alike."""
    alike: dict[tuple[str, ...], list[Survey]] = {}
    for one in newest:
        alike.setdefault((*same_answers(one), one.ranking, one.weak), []).append(one)
    return list(filter(None, (words.stated(some[0], [one.rate for one in some]) for some in alike.values())))


def _weak(surveys: Sequence[Survey], rate: Rate, thresholds: Sequence[Threshold]) -> list[str]:
    """Return where a rate is low, of each way of asking: what one found is no measure for what another did."""
    ways: dict[tuple[str, bool], list[Survey]] = {}
    for one in weakest(surveys, rate):
        ways.setdefault((one.method, one.scored), []).append(one)
    said = (_low(rate, placed, method if len(ways) > 1 else "", thresholds) for (method, _), placed in ways.items())
    return list(filter(None, said))


def _low(rate: Rate, placed: Sequence[Survey], method: str, thresholds: Sequence[Threshold]) -> str:
    """Return the lower half of the places in a sentence, a few of many; none is low that is as high as the highest."""
    few = min(_WEAKEST, (len(placed) + 1) // 2)
    low = [one for one in placed[:few] if one.value < placed[-1].value]
    if not low:
        return ""
    named = "、".join(f"{one.place} {words.value(one)}" for one in low)
    first, last = (judge(one, thresholds).interval for one in (placed[0], placed[-1]))
    overlaps = first is not None and last is not None and first[1] >= last[0]
    said = words.way(rate, method)
    return wording.phrase("rate_weakest_small" if overlaps else "rate_weakest", rate=said, places=named)
