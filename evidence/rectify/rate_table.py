"""Tables of rates as offices and survey companies keep them: a row for a round and a place, a column for each rate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.model import Notice, new_id
from evidence.rates import Rate, Survey, SurveyId, same_answers
from evidence.scheme.headed import Chosen, Field, HeadedRow, HeadedTable, read_headed
from evidence.scheme.text import fold

HEADS = ("测评时间", "轮次", "方式", "范围", "样本", "满意度", "知晓率", "支持率", "排名", "短板", "备注")
FIELDS = (
    Field("held", "测评时间", re.compile("时间|日期")),
    Field("round", "轮次", re.compile("轮次|批次|次数|期数|期次|轮$")),
    Field("method", "方式", re.compile("方式|方法|渠道")),
    Field("place", "范围", re.compile("乡镇|镇街|镇乡|街道|范围|地区|区域|单位")),
    Field("sample", "样本", re.compile("样本|份数|有效问卷|人数|问卷数")),
    Field(Rate.SATISFACTION.name, "满意度", re.compile("满意")),
    Field(Rate.AWARENESS.name, "知晓率", re.compile("知晓")),
    Field(Rate.SUPPORT.name, "支持率", re.compile("支持")),
    Field("ranking", "排名", re.compile("排名|名次|位次")),
    Field("weak", "短板", re.compile("短板|弱项|薄弱")),
    Field("note", "备注", re.compile("备注|说明|来源")),
)
_WHEN = re.compile(r"(20\d\d)(?:[-年./](\d{1,2})(?:[-月./](\d{1,2})日?|月)?|年)?")
_SEASON = re.compile(r"(20\d\d)年?(?:度?第?[一二三四1-4]季度|[上下]半年)")  # of which no month is known
_WHOLE = re.compile("[全本](?:县|区|市|级|体|域)?|县级|合计|总计|总体|平均")
_VALUE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(%|分)?")
_MOST_SAMPLE = 10_000_000


class Planned(StrEnum):
    """What becomes of a rate that a table tells."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "相同"


class RatePlan(Struct, frozen=True):
    """One rate of a table beside what is known."""

    planned: Planned
    survey: Survey  # as it will be
    before: Survey | None  # as it is; None: not known


class ToldRates(Struct, frozen=True):
    """What a table tells."""

    surveys: tuple[Survey, ...]  # in its order
    unread: tuple[Notice, ...]  # of each row that says something else than numbers and times


def read_rates(path: Path, chosen: Chosen | None = None) -> tuple[HeadedTable, ToldRates]:
    """Return what a table tells; raise a `DossierError` where no row can be read, or two rows tell of the same.

    A row that cannot be read costs no other its place.
    """
    table = read_headed(path, FIELDS, chosen, with_sums=True)
    if not any(rate.name in table.taken for rate in Rate) or not {"round", "held"} & set(table.taken):
        raise RequestError("rates_columns", name=table.name)
    found: list[Survey] = []
    unread: list[Notice] = []
    for row in table.rows:
        try:
            found += _surveys(row)
        except RequestError as error:
            unread.append(Notice("rates_row", row.where, (("value", str(error.params["value"])),)))
    if not found and unread:
        raise RequestError("rates_unread", name=table.name, where=unread[0].where, **dict(unread[0].params))
    if not found:
        raise RequestError("headed_empty", name=table.name)
    seen: set[tuple[Rate, tuple[str, str, str]]] = set()
    for survey in found:
        key = (survey.rate, same_answers(survey))
        if key in seen:
            raise RequestError("rates_twice", name=table.name, round=survey.round, place=survey.place or "全县")
        seen.add(key)
    return table, ToldRates(tuple(found), tuple(unread))


def plan_rates(known: Iterable[Survey], told: Sequence[Survey]) -> tuple[RatePlan, ...]:
    """Set what a table tells beside what is known of the same round, place and method.

    What it leaves empty of 排名 and 短板 stays.
    """
    by_key: Mapping[tuple[Rate, tuple[str, str, str]], Survey] = {(one.rate, same_answers(one)): one for one in known}
    planned: list[RatePlan] = []
    for survey in told:
        before = by_key.get((survey.rate, same_answers(survey)))
        if before is None:
            planned.append(RatePlan(Planned.NEW, survey, None))
        else:
            stated = {"ranking": survey.ranking or before.ranking, "weak": survey.weak or before.weak}
            after = replace(survey, id=before.id, **stated)
            planned.append(RatePlan(Planned.SAME if after == before else Planned.CHANGED, after, before))
    return tuple(planned)


def typed_held(text: str) -> str:
    """Return when people were asked as 2023, 2023-09 or 2023-09-12; raise `RequestError` for what is no time."""
    if not text.strip():
        return ""
    match = _WHEN.fullmatch(fold(text))
    if match is None or not _is_day(match):
        raise RequestError("rate_held", value=text.strip())
    return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])


def typed_rate(text: str) -> tuple[Decimal, bool]:
    """Return a rate in per cent and whether it is an average of marks (82.6分).

    A bare number up to 1 is a share, as spreadsheets hold per cents. Raises `RequestError` for what is no rate.
    """
    match = _VALUE.fullmatch(fold(text))
    value = Decimal(match[1]) if match else Decimal(-1)
    if match is not None and match[2] is None and value <= 1:
        value *= 100
    if not 0 <= value <= 100:
        raise RequestError("rate_value", value=text.strip())
    return value.normalize() + 0, match is not None and match[2] == "分"


def typed_sample(text: str) -> int | None:
    """Return how many answers there were, None for an empty text; raise `RequestError` for what is no number."""
    plain = re.sub("[,，份人户个]", "", fold(text))
    if not plain:
        return None
    if not plain.isdecimal() or not 0 < int(plain) <= _MOST_SAMPLE:
        raise RequestError("rate_sample", value=text.strip())
    return int(plain)


def typed_place(text: str) -> str:
    """Return the township, empty for the whole county however it is called."""
    plain = " ".join(text.split())
    return "" if _WHOLE.fullmatch(fold(plain)) else plain


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _surveys(row: HeadedRow) -> list[Survey]:
    """Return the rates of a row; raise `RequestError` with the `value` that is none."""
    day, written = row.days.get("held"), row.texts.get("held", "")
    season = _SEASON.fullmatch(fold(written))
    held = day.isoformat() if day else season[1] if season else typed_held(written)
    sample = typed_sample(row.texts.get("sample", ""))
    values = {rate: typed_rate(row.texts[rate.name]) for rate in Rate if rate.name in row.texts}
    told = row.texts.get("round", "") or (written.strip() if season else held)
    if not told:
        return []
    place = typed_place(row.texts.get("place", ""))
    said = (row.texts.get("method", ""), place, sample)
    stated = [row.texts.get(name, "") for name in ("note", "ranking", "weak")]
    return [
        Survey(SurveyId(new_id()), rate, told, held, *said, value, scored, *stated)
        for rate, (value, scored) in values.items()
    ]
