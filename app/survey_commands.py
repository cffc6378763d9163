"""The commands for 满意度 and its like, and for 放假安排."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from app import given
from app.output import print_json
from app.paths import HOLIDAYS, TABLE_TEMPLATE
from app.program import version
from evidence import surveying, wording
from evidence.calendar_keeping import calendar_of, drop_year, keep_holidays, own_holidays, unknown_soon
from evidence.errors import RequestError
from evidence.export.holiday_file import write_holidays
from evidence.export.rate_file import write_rates
from evidence.export.rate_phrases import summary, verdict
from evidence.figure_table import typed_year
from evidence.intake import typed
from evidence.layouts import table_template_of
from evidence.model import new_id
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.rectify.holiday_table import read_holidays, year_lines
from evidence.rectify.rate_statistics import judge
from evidence.rectify.rate_table import (
    FIELDS,
    Planned,
    plan_rates,
    read_rates,
    typed_held,
    typed_place,
    typed_rate,
    typed_sample,
)
from evidence.scheme.headed import typed_columns
from evidence.wording import holidays as holiday_words
from evidence.wording import rates as words
from evidence.workspace import Workspace

NAMES = ("rates", "rates-import", "rate", "holidays")

Json = dict[str, Any]
_OPTIONS = {Rate.SATISFACTION: "satisfaction", Rate.AWARENESS: "awareness", Rate.SUPPORT: "support"}


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    match options.command:
        case "rates":
            with opened(options, write=options.threshold is not None) as workspace:
                _rates(workspace, options)
        case "rates-import":
            with opened(options, write=not options.plan) as workspace:
                _take(workspace, options)
        case "rate":
            with opened(options, write=True) as workspace:
                _write(workspace, options)
        case _:
            with opened(options, write=bool(options.table or options.drop)) as workspace:
                _holidays(workspace, options)
    return 0


def _rates(workspace: Workspace, options: Namespace) -> None:
    if options.threshold is not None:
        surveying.set_thresholds(workspace, _thresholds(surveying.thresholds(workspace), options))
    surveys, limits = surveying.surveys(workspace), surveying.thresholds(workspace)
    if options.out:
        path, snapshot = Path(options.out), workspace.snapshot()
        workspace.check_outside(path)
        with given.usable(path):
            template = table_template_of(snapshot.project, TABLE_TEMPLATE)
            write_rates(path, surveys, limits, snapshot, template, version())
    if options.json:
        rates = [_json(one, limits) for one in surveys]
        print_json({"rates": rates, "thresholds": {one.rate: float(one.least) for one in limits}})
        return
    if options.out:
        print(wording.phrase("rates_saved", path=options.out))
        return
    for survey in surveys:
        print(words.line(survey))
    print("\n".join(summary(surveys, limits)) if surveys else wording.phrase("rates_none"))
    print("\n".join(map(words.threshold, limits)) or wording.phrase("rate_thresholds_none"))


def _thresholds(known: Sequence[Threshold], options: Namespace) -> list[Threshold]:
    wanted = {one.rate: one for one in known}
    for part in options.threshold:
        name, divider, value = typed.plain(part).replace("＝", "=").partition("=")
        rate = next((one for one in Rate if one == name.strip()), None)
        if rate is None or not divider:
            raise RequestError("rate_threshold_unclear", value=part)
        wanted.pop(rate, None)
        if value.strip():
            wanted[rate] = Threshold(rate, typed_rate(value)[0], typed.plain(options.basis or ""))
    return list(wanted.values())


def _take(workspace: Workspace, options: Namespace) -> None:
    path = Path(options.table)
    with given.usable(path):
        _, told = read_rates(path, typed_columns(options.map or "", FIELDS))
    plan = plan_rates(surveying.surveys(workspace), told.surveys)
    if not options.plan:
        surveying.apply_plan(workspace, plan)
    if options.json:
        rates = [{**_json(one.survey, ()), "planned": one.planned.name.lower()} for one in plan]
        unread = [{"where": one.where, "message": wording.notice(one)} for one in told.unread]
        print_json({"rates": rates, "unread": unread})
        return
    for one in told.unread:
        print(f"{one.where}  {wording.notice(one)}", file=sys.stderr)
    counts = {state: sum(one.planned is state for one in plan) for state in Planned}
    told_counts = {"new": counts[Planned.NEW], "changed": counts[Planned.CHANGED], "same": counts[Planned.SAME]}
    if options.plan:
        for one in plan:
            print(f"{one.planned}  {words.line(one.survey)}")
        print(wording.phrase("rates_planned", count=len(plan), **told_counts) + wording.phrase("rates_would"))
    else:
        print(wording.phrase("rates_taken", **told_counts))


def _write(workspace: Workspace, options: Namespace) -> None:
    name, place = typed.plain(options.round), typed_place(typed.plain(options.place))
    method = typed.plain(options.method)
    there = {
        one.rate: one
        for one in surveying.surveys(workspace)
        if (one.round, one.place, one.method) == (name, place, method)
    }
    if options.remove:
        if not there:
            raise RequestError("rate_gone")
        surveying.write(workspace, (), [one.id for one in there.values()])
        told: list[Survey] = []
    else:
        values = {rate: getattr(options, option) for rate, option in _OPTIONS.items()}
        rates = [rate for rate in Rate if values[rate] is not None or rate in there]
        if not rates:
            raise RequestError("rate_nothing_said")
        fresh = [
            there.get(rate) or Survey(SurveyId(new_id()), rate, name, "", method, place, None, Decimal(0))
            for rate in rates
        ]
        told = [_told(one, values[one.rate], options) for one in fresh]
        surveying.write(workspace, told)
    if options.json:
        limits = surveying.thresholds(workspace)
        print_json({"rates": [_json(one, limits) for one in told]})
    else:
        print("\n".join(map(words.line, told)) or wording.phrase("rate_removed", round=name))


def _told(survey: Survey, value: str | None, options: Namespace) -> Survey:
    if value is not None:
        number, scored = typed_rate(value)
        survey = replace(survey, value=number, scored=scored)
    if options.held is not None:
        survey = replace(survey, held=typed_held(options.held))
    if options.sample is not None:
        survey = replace(survey, sample=typed_sample(options.sample))
    words = {name: getattr(options, name) for name in ("note", "ranking", "weak")}
    return replace(survey, **{name: typed.plain(text) for name, text in words.items() if text is not None})


def _json(survey: Survey, limits: Sequence[Threshold]) -> Json:
    judged = judge(survey, limits)
    return {
        "rate": survey.rate,
        "round": survey.round,
        "held": survey.held,
        "method": survey.method,
        "place": survey.place,
        "sample": survey.sample,
        "value": float(survey.value),
        "scored": survey.scored,
        "note": survey.note,
        "ranking": survey.ranking,
        "weak": survey.weak,
        "interval": judged.interval and [round(end, 2) for end in judged.interval],
        "verdict": judged.verdict,
        "needed": judged.needed,
        "told": verdict(judged),
    }


def _holidays(workspace: Workspace, options: Namespace) -> None:
    if options.table:
        path = Path(options.table)
        with given.usable(path):
            _, stretches = read_holidays(path)
        kept = keep_holidays(workspace, stretches, calendar_of(workspace, HOLIDAYS))
        named = "、".join(map(str, kept))
        told = wording.phrase("holiday_kept", years=named) if kept else wording.phrase("holiday_same")
    elif options.drop:
        year = typed_year(options.drop)
        drop_year(workspace, year)
        told = wording.phrase("holiday_dropped", year=year)
    else:
        told = ""
    calendar, own = calendar_of(workspace, HOLIDAYS), {one.year for one in own_holidays(workspace)}
    if options.out:
        path = Path(options.out)
        workspace.check_outside(path)
        with given.usable(path):
            write_holidays(path, calendar, workspace.snapshot(), version())
        told = wording.phrase("holiday_saved", path=options.out)
    years = year_lines(calendar, own)
    if options.json:
        print_json({"years": [asdict(year) for year in years]})
    elif told:
        print(told)
    else:
        for year in years:
            mark = wording.phrase("holiday_own") if year.own else ""
            print(wording.phrase("holiday_year", **{**asdict(year), "own": mark}))
        missing = holiday_words.unknown(unknown_soon(calendar, workspace.today))
        if missing:
            print(missing)
