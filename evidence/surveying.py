"""满意度, 知晓率, 支持率 of a project: written down, corrected, taken from tables, each as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.rates import Rate, Survey, SurveyId, Threshold, same_answers
from evidence.rectify.rate_table import Planned, RatePlan
from evidence.snapshot import Changes
from evidence.store.rate_reading import read_surveys, read_thresholds

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_LONGEST = 100  # characters of a name
_WORDS = ("round", "method", "place", "note", "ranking", "weak")


def surveys(workspace: Workspace, moment: datetime | None = None) -> tuple[Survey, ...]:
    """Return all rates, in the order in which they were written down: those of now, or of a moment that is past."""
    with workspace.reading() as source:
        return read_surveys(source, moment)


def thresholds(workspace: Workspace, moment: datetime | None = None) -> tuple[Threshold, ...]:
    """Return what rates should reach, as far as the office said: now, or at a moment that is past."""
    with workspace.reading() as source:
        return read_thresholds(source, moment)


def write(workspace: Workspace, told: Sequence[Survey], gone: Collection[SurveyId] = ()) -> Changes:
    """Write rates down, in the place of those with their ids, and take others away, as one step.

    Raises `RequestError` for what cannot be so, and where nothing is to be done.

    A rate has a round, and is there once for each round, place and method.
    """
    from evidence.store import rate_rows

    known = {one.id: one for one in surveys(workspace)}
    if not told and not gone:
        raise RequestError("rate_nothing_said")
    if not set(gone) <= known.keys():
        raise RequestError("rate_gone")
    wanted = {key: one for key, one in known.items() if key not in gone} | {one.id: _tidy(one) for one in told}
    keys: dict[tuple[Rate, tuple[str, str, str]], SurveyId] = {}
    for one in wanted.values():
        if keys.setdefault((one.rate, same_answers(one)), one.id) != one.id:
            raise RequestError("rate_known", rate=one.rate, round=one.round, place=one.place or "全县")
    with workspace.writing(Action.EDIT_RATES) as writer:
        rate_rows.remove(writer.rows, gone)
        rate_rows.write(writer.rows, [wanted[one.id] for one in told], known)
    return writer.changes


def apply_plan(workspace: Workspace, plan: Iterable[RatePlan]) -> Changes:
    """Write down what a table tells that is new or different; nothing where all is known so."""
    told = [one.survey for one in plan if one.planned is not Planned.SAME]
    return write(workspace, told) if told else Changes()


def set_thresholds(workspace: Workspace, wanted: Sequence[Threshold]) -> Changes:
    """Put these in the place of all that rates should reach; raise `RequestError` for one that is no percentage."""
    from evidence.store import rate_rows

    for one in wanted:
        if not 0 < one.least <= 100:
            raise RequestError("rate_value", value=f"{one.least:f}")
    with workspace.writing(Action.EDIT_THRESHOLDS) as writer:
        rate_rows.set_thresholds(writer.rows, [replace(one, basis=" ".join(one.basis.split())) for one in wanted])
    return writer.changes


def _tidy(survey: Survey) -> Survey:
    """Return a rate with its words in one line each; raise `RequestError` for one that is of no round."""
    words = {name: " ".join(str(getattr(survey, name)).split()) for name in _WORDS}
    if not words["round"]:
        raise RequestError("rate_no_round")
    for name in ("round", "method", "place"):
        if len(words[name]) > _LONGEST:
            raise RequestError("rate_too_long", value=words[name][:20])
    return replace(survey, **words)
