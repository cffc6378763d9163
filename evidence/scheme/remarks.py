"""What is said beside a material's name: for which years, by whom, how many, in what form."""

from __future__ import annotations

import re

from msgspec import Struct

from evidence.model import Scope, Years
from evidence.scheme.text import cut, fold
from evidence.scheme.thresholds import with_digits
from evidence.units import names_all_townships

_YEARS: tuple[tuple[Years, str], ...] = (
    (Years.EACH_OF_LAST_3, r"(?:最?近|过去)(?:三|3)个?年(?:内)?(?:每年|各年)?(?:度)?"),
    (Years.EACH_OF_LAST_2, r"(?:最?近|过去)(?:[两二]|2)个?年(?:内)?(?:每年|各年)?(?:度)?"),
    (Years.LATEST, r"(?:最近|近|上|最新)(?:一|1)?(?:个)?年(?:度)?|当年(?:度)?|本年(?:度)?"),
    (Years.ANY, r"不限(?:年度)?|长期(?:有效)?|"),
)
_SPAN = re.compile(r"^(20\d\d)年?度?[-~—–至到](20\d\d)年?度?")
_DEPARTMENTS = re.compile(
    r"^(?:[县市区旗](?:级|直)?)?(?:各|所有)(?:[县市区旗](?:级|直)?)?(?:有关|相关|责任|成员|牵头|配合|行业|职能|主管|监管)*"
    r"(?:部门|单位|委办局|科室)(?:\(?单位\)?)?$"
)
_OWN = re.compile(r"^(?:本级|本单位|牵头单位|)$")
_UNIT = re.compile(r"^.{1,20}(?:局|委|办|部|院|会|中心|公司|厅|站|所|处|队|联|团|政府|镇|乡|街道|集团|学校|办公室)$")
_CERTAIN_UNIT = re.compile(
    r"^(?:[省市县区州旗]|中共)?.{2,16}(?:局|委员会|办公室)$|^[省市县区州旗].{1,12}[委办部院联会所处队镇乡]$"
)
_COUNT = re.compile(
    r"^(?:各|每[年个]?)?(?:不少于|不低于|不得少于|至少|大于等于|≥|各)?(\d+)[份个件张次套篇期册本页项类例]?(?:\(?含?\)?及?以上)?$"
)
_DEMAND = re.compile(
    r"盖章|公章|印章|签字|签名|文号|^附|^复印件|^原件|^纸质|^加盖|^注明|^标[注明]|^须|^需|^扫描件|^电子版|^彩色"
)
_FILE_ONLY = re.compile(r"^(?:仅[限需要]?|只[限需要]?)?(?:电子版|电子件|扫描件)")


class Owing(Struct, frozen=True):
    """Who owes a material: a scope, with the units where the table names them."""

    scope: Scope
    owners: tuple[str, ...] = ()


def said_years(words: str) -> Years | None:
    """Return which years words ask for that say nothing else: 近三年每年, 2021—2023年; None: they are no years."""
    plain = fold(words)
    if (span := _SPAN.match(plain)) and span.end() == len(plain):
        return _years_of_span(span)
    return next((years for years, pattern in _YEARS if re.fullmatch(pattern, plain)), None)


def leading_years(name: str) -> Years | None:
    """Return which years a name begins with: 近三年工作总结. 近三年无事故的说明 speaks of all years at once."""
    plain = fold(name)
    if span := _SPAN.match(plain):
        return _years_of_span(span)
    for years, pattern in _YEARS[:2]:
        if (found := re.match(pattern, plain)) and not re.match(r"[的来以]*[无未没]", plain[found.end() :]):
            return years
    return None


def said_count(words: str) -> int | None:
    """Return how many words ask for that say nothing else: 3份, 不少于3份, 两张以上."""
    found = _COUNT.match(with_digits(words))
    return max(1, int(found.group(1))) if found else None


def said_owing(words: str, *, any_unit: bool) -> tuple[Owing, ...] | None:
    """Return who owes a material, None where the words name nobody.

    Each scope once; units that are named are the chosen departments. `any_unit`: what ends like a unit's name is one;
    else only what can hardly be anything else.
    """
    scopes: dict[Scope, list[str]] = {}
    for part in cut(words, "、，,；;/\n") or [""]:
        plain = fold(part)
        if _OWN.match(plain):
            scopes.setdefault(Scope.OWN, [])
        elif names_all_townships(plain):
            scopes.setdefault(Scope.EACH_TOWNSHIP, [])
        elif _DEPARTMENTS.match(plain):
            scopes.setdefault(Scope.EACH_DEPARTMENT, [])
        elif (_UNIT if any_unit else _CERTAIN_UNIT).match(plain):
            scopes.setdefault(Scope.EACH_DEPARTMENT, []).append(plain)
        else:
            return None
    return tuple(Owing(scope, tuple(owners)) for scope, owners in scopes.items())


def is_demand(words: str) -> bool:
    """Tell whether words ask for something of the paper's form: 盖章, 附照片, 原件备查."""
    return bool(_DEMAND.search(fold(words)))


def asks_for_file(words: str) -> bool:
    """Tell whether a demand leaves out what lies elsewhere on paper: 电子版."""
    return bool(_FILE_ONLY.search(fold(words)))


def _years_of_span(span: re.Match[str]) -> Years:
    """Return a span of years as counted back from its last; one of another length asks for no year in particular."""
    length = int(span.group(2)) - int(span.group(1)) + 1
    return {3: Years.EACH_OF_LAST_3, 2: Years.EACH_OF_LAST_2}.get(length, Years.ANY)
