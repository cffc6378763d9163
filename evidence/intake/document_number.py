"""The number a paper bears itself, told from numbers that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.intake.paper import HAN, Paper, Told, begins_body, narrow
from evidence.origins import IN_NAME

_YEAR = r"[〔\[【（(［{﹝]\s*((?:19|20)\d{2})\s*[〕\]】）)］}﹞]"
_NUMBER = re.compile(rf"((?:[（(][{HAN}]{{1,3}}[)）])?[{HAN}A-Za-z]{{2,14}})\s*{_YEAR}\s*第?\s*(\d{{1,5}})\s*号")
_UNFILLED = re.compile(rf"[{HAN}]{{2,14}}\s*{_YEAR}\s*第?[\s_×xX]*号")  # its running number is still to be given
# Words that come before a number which is another paper's.
_CITING = re.compile(r"关于|转发|根据|按照|落实|贯彻|依据|印发|执行|下达|收到|文件|通知|精神|规定|现将|《")
_CITED_AFTER = re.compile(r"\s*(?:文件?(?:精神|要求)|精神|》|的要求|、|和|及)")
_OF_OTHERS = re.compile(r"转发|贯彻|落实|学习|按照|根据|传达|》$")
_SERIAL = re.compile(
    r"(?:合同|协议|报告|文书|证书|许可证|样品|检验|检测|案卷|文件|发文|批准|资质)?(?:编\s*号|证\s*号|许可证编号)\s*[:：]\s*"
    r"((?:№|No\.?|NO\.?)?\s*[A-Za-z0-9][A-Za-z0-9（）()〔〕\[\]/—–-]{4,30})"
)
_NUMERO = re.compile(r"((?:№|No\.|NO\.)\s*[A-Za-z]{0,6}[-]?\d[A-Za-z0-9-]{4,24})")
_SERIAL_NAME = re.compile(r"(?:^|[\s_（(])((?:№\s*)?[A-Z]{2,8}-?20\d{2}-\d{2,6})(?=$|[\s_）).])")
# Numbers without an office's word: an announcement's, an order's under its masthead, those of minutes.
_OF_YEAR = re.compile(r"[（(]?((?:19|20)\d{2})\s?年\s?第\s?(\d{1,4})\s?号[)）]?")
_OF_ORDER = re.compile(r"[（(]?(?:第\s?(\d{1,4})\s?号令?|([一-鿿]{2,30}令)\s?第\s?(\d{1,4})\s?号)[)）]?")
_ISSUE = re.compile(rf"[（(]?((?:{_YEAR}|(?:(?:19|20)\d{{2}}\s?年)?\s?第)\s?\d{{1,4}}\s?期)[)）]?")
_LICENCE = re.compile(r"(?<![A-Za-z0-9])((?:SC|JY|XK|QS|CMA)\d{10,16})(?![A-Za-z0-9])")
_SEARCHED_LINES = 10


def own_number(paper: Paper) -> Told[str] | None:
    """Return the paper's own number in its printed form (云市监发〔2023〕9号), or None.

    It stands alone on a line at the head, or opens or closes the file name; numbers inside sentences are citations.
    """
    for index, line in enumerate(paper.lines[:_SEARCHED_LINES]):
        number = _alone(line) or _under_masthead(line, paper.lines[:index])
        if number:
            return Told(number, paper.at(index))
        if begins_body(line) and "\t" not in line:
            break
    labelled = _labelled(paper)
    if labelled:
        return labelled
    named = _from_name(paper.stem)
    return Told(named, IN_NAME) if named else None


def year_of(number: str | None) -> int | None:
    """Return the year inside a document number."""
    match = re.search(r"〔((?:19|20)\d{2})〕|(?<!\d)(20\d{2})(?:-\d|年第)", number or "")
    return int(match.group(1) or match.group(2)) if match else None


def is_number_line(line: str) -> bool:
    """Tell whether a line holds a document number and nothing else but its signer."""
    match = _NUMBER.search(line) if "号" in line else None
    return match is not None and not _CITING.search(match.group(1)) and not _beside(line, match)


def is_issue_line(line: str) -> bool:
    """Tell whether a line holds nothing but the number of an issue, an order, an announcement, or one not yet given."""
    return any(pattern.fullmatch(line) for pattern in (_OF_YEAR, _OF_ORDER, _ISSUE, _UNFILLED))


def _under_masthead(line: str, above: Sequence[str]) -> str | None:
    """Return a number without an office's word where what stands above gives it one: 公告, 令, 纪要."""
    head = above[-1] if above else ""
    year, order, issue = _OF_YEAR.fullmatch(line), _OF_ORDER.fullmatch(line), _ISSUE.fullmatch(line)
    if year and re.search(r"(?:公告|通告|令)$", head):
        return f"{year.group(1)}年第{int(year.group(2))}号"
    if order and order.group(2):
        return f"{order.group(2)}第{int(order.group(3))}号"
    if order and re.search(r"(?:公告|通告|令)$", head):
        return f"第{int(order.group(1))}号"
    if issue and any(re.search(r"纪\s?要$", other) for other in above[-2:]):
        return re.sub(rf"{_YEAR}", r"〔\1〕", issue.group(1)).replace(" ", "")
    return None


def without_numbers(text: str) -> str:
    """Return a file name without document and serial numbers."""
    return _SERIAL_NAME.sub(" ", _NUMBER.sub(" ", text))


def _alone(line: str) -> str | None:
    """Return the number of a line that holds nothing else."""
    match = _NUMBER.search(line) if is_number_line(line) else None
    return _printed(match) if match else None


def _beside(line: str, match: re.Match[str]) -> str:
    """Return what else a number's line holds, the signer's name, copy numbers and marks of haste left out."""
    rest = line[: match.start()] + " " + line[match.end() :]
    return re.sub(r"签发人.*|^\s*\d{6}\b|特急|加急|份号.*", "", rest).strip(" （）()[]")


def _labelled(paper: Paper) -> Told[str] | None:
    """Return a serial number that the head gives with a label or a № sign."""
    for index, line in enumerate(paper.lines[:6]):
        if "\t" in line and not line.startswith(("编号", "证号")):
            continue
        match = _SERIAL.search(line) or _NUMERO.search(line) or _LICENCE.search(line)
        if match and not re.search(r"信用代码|电话|账号|标准", line[: match.start(1)]):
            return Told(match.group(1).replace(" ", ""), paper.at(index))
    return None


def _from_name(stem: str) -> str | None:
    match = _NUMBER.search(stem)
    if match:
        before = stem[: match.start()].strip()
        if before.endswith(("（", "(")) and re.fullmatch(r"\s*[）)]", stem[match.end() :]):
            return None if _OF_OTHERS.search(before) else _printed(match)
        cited = _CITING.search(match.group(1)) or _CITED_AFTER.match(stem[match.end() :]) or _CITING.search(before)
        return None if cited else _printed(match)
    serial = _SERIAL_NAME.search(stem) or re.fullmatch(r"(№\s*[A-Za-z0-9-]{4,24})", stem)
    return serial.group(1).replace(" ", "") if serial else None


def _printed(match: re.Match[str]) -> str:
    """Write a number as GB/T 9704 prints it."""
    return f"{narrow(match.group(1))}〔{match.group(2)}〕{int(match.group(3))}号"
