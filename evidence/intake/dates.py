"""The date a paper was signed, and the year that it tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from evidence.intake.document_number import without_numbers, year_of
from evidence.intake.offices import offices_in
from evidence.intake.paper import Paper, Told, narrow, without_plans
from evidence.origins import IN_FOLDER, IN_NAME, IN_TEXT, in_general

_ZEROS = "〇○零ОOo◯０0"  # what typists take for 〇, a Cyrillic letter among them
_CHINESE = str.maketrans(dict.fromkeys(_ZEROS, "0") | {char: str(n) for n, char in enumerate("一二三四五六七八九", 1)})
_CHINESE_DATE = re.compile(
    rf"([二一][{_ZEROS}九一二三四五六七八]{{3}})年([一二三四五六七八九十]{{1,3}})月([一二三四五六七八九十]{{1,3}})日"
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})(?!\d)\s*日?")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d{1,5}(?!\d))(?:\d{6})?(?!\d)")
_MILLISECONDS = re.compile(r"(?<!\d)(1[4-9]\d{11})(?!\d)")  # WeChat's mmexport1692345678901: UTC, milliseconds
# What may stand before a date that is the paper's own, when the date is not alone on its line.
_LABEL = re.compile(
    r"(?:签订|签署|签发|成文|印发|发布|发文|填报|填表|制表|检查|检测|监测|巡查|活动|会议|培训|授课|演练|报告|调研|登记|记录|落款|公示|播出|刊发|拍摄|审核)?"
    r"(?:日期|时间)[:：]?|截至"
)
_SEAL = re.compile(r"[（(](?:[^（）()]{0,10}章|印|此页无正文)[)）]")
_PRINTED = re.compile(r"\s*(?:印发|印制|印)")  # 版记: when it was printed, later than it was signed
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[-—–~至〕\]】）)]|春|秋|上半年|下半年|第|$|[^\d]))")
_LOOKS_BACK = re.compile(r"总结|小结|年报|年度.{0,8}(?:报告|通报|情况|考核结果)|述职|分析报告|决算")
_TERM = re.compile(
    r"(?:期限|有效期|合同期|服务期|期间|自)[^。]{0,8}?((?:19|20)\d{2})年\d{1,2}月\d{1,2}日[^。]{0,3}[至到—–-]"
)
# A day in such a line is the end of something, or one of two ends.
_OF_A_TERM = re.compile(r"有效期|期限|到期|截止|届满|保质期|之前|前(?:报|交|送|完成)")
_SIGNED_MONTH = re.compile(
    rf"[（(]?(?:((?:19|20)\d{{2}})|([二一][{_ZEROS}九一二三四五六七八]{{3}}))年[\d一二三四五六七八九十]{{1,2}}月[)）]?"
)
_LOOKS_AHEAD = re.compile(r"规划|计划|方案|学年")
_YEAR_OF_DAY = re.compile(r"(20\d{2})(?<!\d20\d{2})(?=年|[-./]\d{1,2})")
_MAYBE_DATE = re.compile(r"\d{4}|[二一].{3}年")
_LONGEST_SIGNATURE, _LONGEST_STAMP = 60, 40  # characters
_LAST_MONTH_OF_LOOKING_BACK = 3
_CAMERA_UTC_OFFSET_H = 8  # 北京时间


def dates_in(line: str) -> list[tuple[date, int, int]]:
    """Return the full dates of a line with where each begins and ends."""
    found: list[tuple[date, int, int]] = []
    for match in _DATE.finditer(line) if "20" in line or "19" in line else ():
        found += _valid(match.group(1), match.group(2), match.group(3), match)
    for match in _CHINESE_DATE.finditer(line) if "年" in line else ():
        year = match.group(1).translate(_CHINESE)
        found += _valid(year, str(_chinese_number(match.group(2))), str(_chinese_number(match.group(3))), match)
    return sorted(found, key=lambda item: item[1])


def _valid(year: str, month: str, day: str, match: re.Match[str]) -> list[tuple[date, int, int]]:
    try:
        return [(date(int(year), int(month), int(day)), match.start(), match.end())]
    except ValueError:
        return []


def _chinese_number(text: str) -> int:
    """Return the number below 100 that Chinese digits write (十, 二十一)."""
    tens, ten, ones = text.rpartition("十")
    value = int(ones.translate(_CHINESE)) if ones else 0
    return value + (int(tens.translate(_CHINESE)) if tens else 1) * 10 if ten else value


def closing(paper: Paper) -> tuple[Told[date] | None, Told[tuple[str, ...]] | None]:
    """Return the date of the closing signature and the offices above or beside it.

    The first date alone on its line under an office's name closes the paper; what follows is attached to it.
    """
    alone: list[Told[date]] = []
    for index, spaced in enumerate(paper.lines):
        if len(spaced) > _LONGEST_SIGNATURE or "\t" in spaced or not _MAYBE_DATE.search(spaced):
            continue
        line = narrow(spaced)
        found = dates_in(line)
        if len(found) != 1:
            continue
        day, start, end = found[0]
        before, after = line[:start], line[end:].strip(" ）)")
        before = _SEAL.sub("", before).strip(" （(")
        if after or _PRINTED.match(line[end:]):
            continue
        beside = offices_in(before)
        at = paper.at(index)
        if beside:
            return Told(day, at), Told(beside, at)
        if before and not _LABEL.fullmatch(before):
            continue
        above = _offices_above(paper.lines, index)
        if above and index > 1:
            return Told(day, at), Told(above, at)
        alone.append(Told(day, at))
    return (alone[-1] if alone else None), None


def _offices_above(lines: tuple[str, ...], index: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in reversed(lines[max(0, index - 6) : index]):
        bare = _SEAL.sub("", line).strip()
        if not bare:
            continue
        names = offices_in(bare)
        if not names:
            break
        found[:0] = names
    return tuple(found)


def labelled_date(paper: Paper) -> Told[date] | None:
    """Return a date that a label at the head or the foot gives (检查日期：2023年5月23日), the head first."""
    count = len(paper.lines)
    for index in (*range(min(8, count)), *range(count - 1, max(7, count - 7), -1)):
        line = paper.lines[index]
        if _OF_A_TERM.search(line) and "\t" not in line and len(dates_in(line)) == 1:
            continue
        for day, start, end in dates_in(line):
            label = _LABEL.search(line[max(0, start - 7) : start].rstrip())
            in_row = line.count("\t") > 1 and not line.startswith(("日期", "时间"))
            if (
                label
                and (not in_row or label.group(0).endswith((":", "：")))
                and not re.match(r"\s*[至到—–-]", line[end:])
            ):
                return Told(day, paper.at(index))
    return None


def heading_date(paper: Paper) -> Told[date] | None:
    """Return the date that begins the first line (2023年9月15日例会记录)."""
    found = dates_in(paper.lines[0]) if paper.lines else []
    return Told(found[0][0], paper.at(0)) if found and found[0][1] == 0 and len(paper.lines[0]) < 60 else None


def foot_date(paper: Paper) -> Told[date] | None:
    """Return a date that ends one of the last lines, as under a table (制表：姜某　2023年7月2日)."""
    count = len(paper.lines)
    for index in range(count - 1, max(-1, count - 5), -1):
        line = paper.lines[index]
        found = dates_in(line)
        if (
            len(found) == 1
            and not _OF_A_TERM.search(line)
            and "\t" not in line
            and found[-1][2] == len(line)
            and len(line) < 60
            and "。" not in line
        ):
            return Told(found[-1][0], paper.at(index))
    return None


def stamped_date(paper: Paper) -> Told[date] | None:
    """Return the date that stands in a short line of a picture: a watermark, a caption, the head of a web page."""
    for index, line in enumerate(paper.lines):
        found = dates_in(line)
        if len(found) == 1 and len(line) <= _LONGEST_STAMP and not _OF_A_TERM.search(line):
            return Told(found[0][0], paper.at(index))
    return None


def date_in_name(stem: str) -> date | None:
    """Return the day that a camera's, a phone's or a person's file name gives."""
    for match in _COMPACT.finditer(stem):
        for day, _, _ in _valid(match.group(1), match.group(2), match.group(3), match):
            return day
    found = dates_in(stem)
    if found:
        return found[0][0]
    milliseconds = _MILLISECONDS.search(stem)
    if milliseconds:
        moment = datetime.fromtimestamp(int(milliseconds.group(1)) / 1000, UTC) + timedelta(hours=_CAMERA_UTC_OFFSET_H)
        return moment.date()
    return None


def years_in(text: str) -> list[int]:
    """Return the years that a title or a name gives, in order; digits of a whole date count too."""
    text = narrow(
        re.sub(rf"[二一][{_ZEROS}九一二三四五六七八]{{3}}(?=年)", lambda m: m.group(0).translate(_CHINESE), text)
    )
    return [int(match.group(1)) for match in _YEAR.finditer(text) if 1990 <= int(match.group(1)) <= 2099]


def year_told_of(
    paper: Paper,
    title: Told[str] | None,
    issued_on: Told[date] | None,
    number: Told[str] | None,
    *,
    contract: bool,
    machine_named: bool,
) -> Told[int] | None:
    """Return the year that the paper tells of: the title's, else one reasoned from its date, name and text.

    `machine_named` says that a scanner named the file: a date in the name is that of the scan.
    """
    words, day = (title.value if title else ""), (issued_on.value if issued_on else None)
    named = years_in(without_plans(without_numbers(words)))  # the year of a number cited in it is another paper's
    if title and named:
        return Told(_of_a_span(named, words, day), in_general(title.origin))
    if contract:
        term = _TERM.search("\n".join(paper.lines))
        if term:
            return Told(int(term.group(1)), IN_TEXT)
    in_name = [] if machine_named else years_in(paper.stem)
    if in_name:
        return Told(max(in_name), IN_NAME)
    if issued_on and day:
        looks_back = _LOOKS_BACK.search(words) and day.month <= _LAST_MONTH_OF_LOOKING_BACK
        return Told(day.year - 1 if looks_back else day.year, in_general(issued_on.origin))
    if number and (number_year := year_of(number.value)) is not None:
        return Told(number_year, in_general(number.origin))
    return _year_besides(paper, None if machine_named else date_in_name(paper.stem))


def _year_besides(paper: Paper, named: date | None) -> Told[int] | None:
    """Return the year of a paper without a day or a number; `named` is the day that its file name gives."""
    signed = _year_signed(paper)
    if signed is not None:
        return Told(signed, IN_TEXT)
    if named is not None:
        return Told(named.year, IN_NAME)
    of_folders = _year_of_folders(paper.folders)
    if of_folders is not None:
        return Told(of_folders, IN_FOLDER)
    commonest = _commonest_year(paper.lines)
    return Told(commonest, IN_TEXT) if commonest is not None else None


def _of_a_span(years: list[int], title: str, issued_on: date | None) -> int:
    """Return the year of a title that may name several: the first of those to come, the last of those gone by."""
    first, last = min(years), max(years)
    if first == last or not _LOOKS_AHEAD.search(title) or _LOOKS_BACK.search(title):
        return last
    return issued_on.year if issued_on and first <= issued_on.year <= last else first


def _year_signed(paper: Paper) -> int | None:
    """Return the year of a signature that gives no day (2023年11月), at the foot or under the title."""
    for line in (*reversed(paper.lines[-6:]), *paper.lines[:5]):
        match = _SIGNED_MONTH.fullmatch(narrow(line))
        if match:
            return int(match.group(1) or match.group(2).translate(_CHINESE))
    return None


def _year_of_folders(folders: Iterable[str]) -> int | None:
    """Return the year that the innermost folder gives; WeChat's own month folders (2023-11) only say when it came."""
    for folder in reversed(tuple(folders)):
        if not re.fullmatch(r"\d{4}-\d{2}", folder):
            named = years_in(folder)
            if named:
                return max(named)
    return None


def _commonest_year(lines: tuple[str, ...]) -> int | None:
    """Return the year that most mentions in the text share, the later one of two equals; of a table, its last year.

    A table's last year has a fifth of its mentions at least; columns of terms and deadlines do not count.
    """
    rows = [line for line in lines if "\t" in line]
    in_rows = _years_of_days(rows)
    counts = in_rows + _years_of_days(line for line in lines if "\t" not in line)
    first = rows[0].split("\t") if rows else []
    ends = {at for at, cell in enumerate(first) if _OF_A_TERM.search(cell) or "时限" in cell}
    listed = in_rows - _years_of_days(_cells(rows, ends)) if ends else in_rows
    if listed and in_rows.total() * 2 > counts.total():
        return max(year for year, count in listed.items() if count * 5 >= listed.total())
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _cells(rows: Iterable[str], columns: Collection[int]) -> Iterator[str]:
    """Yield what the rows of a table hold in some of its columns."""
    for row in rows:
        for at, cell in enumerate(row.split("\t")):
            if at in columns:
                yield cell


def _years_of_days(texts: Iterable[str]) -> Counter[int]:
    return Counter(map(int, _YEAR_OF_DAY.findall("\n".join(texts))))
