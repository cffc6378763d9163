"""Who issued a paper: by its signature, its head, a label in it, or its title."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.intake.offices import as_issuer, is_office, leading_office, offices_in
from evidence.intake.paper import HAN, Paper, Told, narrow

_LABEL = re.compile(
    r"(?:填报|填表|制表|报送|检查|主办|承办|发布|制作|编制|监测|检测|检验|承诺|授课|记录|主持|组织|责任|上报|印发|发文|采购|被承诺)?"
    r"(?:(?:单位|机构|机关|部门)(?:[（(](?:盖章|公章|章)[)）])?|主持|召集|来源)\s*[:：]\s*"
    rf"([{HAN}（）()、，]{{2,60}}?)(?=\s|$|[。；;]|填报|日期|时间|报告期)"
)
# Before 单位 and the like: whom a paper is about or for, not whose it is.
_OF_OTHERS = re.compile(
    r"(?:委托|受|被|受检|被检|送检|抽样|采样|生产|参[加会]|主送|接收|收文|使用|供货|申请|持证|获证|协办|支持|托管|监督管理|监管)$"
)
_PARTY = re.compile(rf"(?:甲|乙|丙)\s*方(?:[（(][^（）()]{{0,10}}[)）])?\s*[:：]\s*([{HAN}（）()]{{3,40}})")
_RED_HEAD = re.compile(rf"([{HAN}\s]{{3,60}}?)文件")
_MADE_BY = re.compile(r"(?:主?编|编印|编发|主办)$")  # after the name of who puts out a bulletin
# 总局令第60号 and the like: what businesses write down themselves.
_OWN_RECORD = re.compile(r"日管控|周排查|月调度|进货查验|留样|晨检|陪餐|自查")
_BUSINESS = re.compile(
    rf"(?:企业|公司|店|食堂|学校|主体|经营者)(?:名称)?\s*[:：]\s*([{HAN}（）()]{{4,30}})(?=\s|$|[。；;\t])"
)
_MINUTES = re.compile(
    rf"((?:中共)?[{HAN}]{{2,8}}?(?:[县市区]委|委员会|人民政府))(?=(?:常委会|常务会|全体会).{{0,12}}纪要)"
)
_HEAD_LINES = 8


def issuer_of(
    paper: Paper, title: Told[str] | None, signers: Told[tuple[str, ...]] | None, kind: str | None
) -> Told[str] | None:
    """Return the issuing offices, joined by ；, with the names that the paper itself prints; None if it prints none."""
    if kind == "协议/合同/预算批复":
        parties = _parties(paper)
        if len(parties) > 1:
            return Told("；".join(parties), paper.at(0))
    own = _of_title(title, _assembly) or _keeper(paper, title)
    if own:
        return own
    if signers:
        return Told("；".join(signers.value), signers.origin)
    for index, line in enumerate(paper.lines[:3]):
        red = _RED_HEAD.fullmatch(line)
        names = offices_in(red.group(1)) if red else ()
        if names:
            return Told("；".join(names), paper.at(index))
    return (
        _of_title(title, leading_office) or _labelled(paper) or _under_title(paper) or _of_title(title, _first_in_title)
    )


def _of_title(title: Told[str] | None, office: Callable[[str], str | None]) -> Told[str] | None:
    found = office(title.value) if title else None
    return Told(found, title.origin) if title and found else None


def _assembly(title: str) -> str | None:
    """Return the committee or government whose minutes a title names; its office signs for it."""
    match = _MINUTES.match(narrow(title))
    return match.group(1) if match else None


def _keeper(paper: Paper, title: Told[str] | None) -> Told[str] | None:
    """Return the business that keeps a record which the law asks of businesses themselves."""
    if title and _OWN_RECORD.search(title.value):
        for index, line in enumerate(paper.lines[:_HEAD_LINES]):
            match = _BUSINESS.search(line)
            if match and is_office(match.group(1)):
                return Told(narrow(match.group(1)), paper.at(index))
    return None


def _parties(paper: Paper) -> list[str]:
    found: list[str] = []
    for match in _PARTY.finditer("\n".join(paper.lines[:20])):
        name = narrow(re.sub(r"[（(](?:盖章|公章|章|签章)[)）]", "", match.group(1)))
        name = re.split(r"乙方|丙方|甲方", name)[0]
        if name and name not in found:
            found.append(name)
    return found


def _labelled(paper: Paper) -> Told[str] | None:
    count = len(paper.lines)
    for index in (*range(min(_HEAD_LINES, count)), *range(max(0, count - 4), count)):
        line = paper.lines[index]
        match = _LABEL.search(line)
        if match and "\t" not in line[: match.start()] and not _OF_OTHERS.search(line[: match.start()]):
            names = [name for name in re.split(r"[、，]", match.group(1)) if is_office(name)]
            if names:
                return Told("；".join(names), paper.at(index))
    return None


def _under_title(paper: Paper) -> Told[str] | None:
    """Return an office that stands alone on one of the first lines, or opens a line of remarks there."""
    for index, line in enumerate(paper.lines[:5]):
        names = offices_in(line)
        if names:
            return Told("；".join(names), paper.at(index))
        first = _MADE_BY.sub("", line.split(" ")[0])
        if " " in line and "\t" not in line and is_office(first):
            return Told(narrow(first), paper.at(index))
    return None


def _first_in_title(title: str) -> str | None:
    """Return the office that a title opens with (双河镇…小结, 云岭县实验小学…记录表)."""
    match = re.match(
        rf"[{HAN}]{{2,20}}?(?:局|委员会|办公室|(?<![承主协督])办|镇|乡|街道|小学|中学|学校|医院|公司)", title
    )
    return as_issuer(match.group(0)) if match and is_office(match.group(0)) else None
