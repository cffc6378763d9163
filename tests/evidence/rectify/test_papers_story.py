"""Three months, 300 problems, 40 units: every figure of every paper equals a count by plain loops over the day book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import docx
import pytest

from evidence.errors import ExportError
from evidence.export.documents import Templates
from evidence.export.template import load_template
from evidence.progress import SILENT
from evidence.rectify.figures import cases
from evidence.rectify.ledger import as_known, up_to
from evidence.rectify.papers import write
from evidence.rectify.papers.charting import WEEKS, ages_chart, progress_chart, units_chart, weeks_chart
from evidence.rectify.papers.span import PaperKind, span_of
from evidence.rectify.papers.stated import Stated, stated
from evidence.rectify.papers.write import write_notices, write_paper
from evidence.wording.papers import days
from tests.build import a_snapshot, an_item
from tests.three_months import FIRST, LAST, Record, Story, three_months

NOW = datetime.combine(LAST + timedelta(1), time(9, 30))
_DAYS = (date(2023, 9, 15), date(2023, 10, 16), date(2023, 11, 20))


@dataclass
class Truth:
    """One problem by the day book."""

    found_on: date
    source: str
    severity: str
    state: str = "待派发"
    unit: str = ""
    deadline: date | None = None
    back: int = 0
    since: date | None = None  # found, or came back last
    rectified_on: date | None = None
    in_time: bool | None = None
    happened: list[tuple[str, date]] = field(default_factory=list[tuple[str, date]])  # what, when

    def is_late(self, day: date) -> bool:
        return self.state in ("整改中", "反弹") and self.deadline is not None and self.deadline < day


def truth(records: Iterable[Record], day: date, known: datetime) -> dict[int, Truth]:
    """Go through the day book, line by line."""
    book: dict[int, Truth] = {}
    for line in records:
        if line.on > day or line.at > known:
            continue
        if line.what == "found":
            book[line.number] = Truth(line.on, line.source, line.severity, since=line.on)
            continue
        one = book[line.number]
        one.happened.append((line.what, line.on))
        if line.what == "HAND_OUT":
            if one.deadline is not None and line.deadline is not None and line.deadline > one.deadline:
                one.happened.append(("later", line.on))
            one.unit, one.deadline = line.unit, line.deadline
            one.state = "反弹" if one.back else "整改中"
        elif line.what == "RECTIFY":
            one.state, one.rectified_on = "待复查", line.on
            one.in_time = line.on <= one.deadline if one.deadline else None
        elif line.what == "FAIL":
            one.state, one.rectified_on, one.in_time = "反弹" if one.back else "整改中", None, None
        elif line.what == "PASS":
            one.state = "已销号"
        elif line.what == "REOPEN":
            one.state, one.deadline, one.since, one.rectified_on, one.in_time = "反弹", None, line.on, None, None
            one.back += 1
    return book


def parts(*told: tuple[str, int]) -> dict[str, int]:
    """Return what a sentence names: nothing that there is none of."""
    return {name: count for name, count in told if count}


def times(book: dict[int, Truth], what: str, first: date, last: date) -> int:
    return sum(done == what and first <= on <= last for one in book.values() for done, on in one.happened)


@pytest.fixture(scope="module", params=[7, 20231126])
def story(request: pytest.FixtureRequest) -> Story:
    return three_months(request.param)


@pytest.fixture(scope="module")
def templates(root: Path) -> Templates:
    folder = root / "templates" / "word"
    return Templates(load_template(folder / "dossier.docx"), load_template(folder / "table.docx", turned=True))


@dataclass
class Read:
    """A paper as it is read: the text without tables, and the tables by their heads."""

    text: str
    tables: list[list[list[str]]]

    def number(self, pattern: str) -> int:
        found = re.search(pattern, self.text)
        assert found, f"{pattern} is not in: {self.text}"
        return int(found[1])

    def numbers(self, pattern: str) -> tuple[int, ...]:
        found = re.search(pattern, self.text)
        assert found, f"{pattern} is not in: {self.text}"
        return tuple(int(group or 0) for group in found.groups())

    def named(self, pattern: str) -> dict[str, int]:
        """Return names with counts: 一般3个、严重1个."""
        found = re.search(pattern, self.text)
        assert found, f"{pattern} is not in: {self.text}"
        return {name: int(count) for name, count in re.findall(r"([^、，（）]+?)(\d+)个", found[1])}

    def rows(self, head: str) -> list[list[str]]:
        """Return the rows of all tables of which a column is called so."""
        return [row for table in self.tables if head in table[0] for row in table[1:]]


def read(path: Path) -> Read:
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return Read(text, [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables])


class Maker:
    """Makes papers of the story, and counts what they should say."""

    def __init__(self, story: Story, templates: Templates, folder: Path) -> None:
        self.story, self.templates, self.folder = story, templates, folder

    def told(self, kind: PaperKind, on: date, known_on: date | None, unit: str | None = None) -> Stated:
        span = span_of(kind, NOW, on, known_on)
        return stated(a_snapshot([an_item()]), span, self.story.findings, unit, None)

    def paper(
        self, kind: PaperKind, on: date, known_on: date | None = None, unit: str | None = None
    ) -> tuple[Read, dict[int, Truth], Stated]:
        told = self.told(kind, on, known_on, unit)
        path = self.folder / "文书.docx"
        write_paper(path, told, Path, self.templates, "0.1", SILENT)  # type: ignore[arg-type]
        return read(path), truth(self.story.records, told.day, told.span.known_at), told


def _no_charts(*_: object) -> bytes:
    raise ExportError("no_charts")


@pytest.fixture
def maker(story: Story, templates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    monkeypatch.setattr(write, "draw", _no_charts)  # what they show is counted below; drawing them takes most time
    return Maker(story, templates, tmp_path)


def check_in_all(paper: Read, book: dict[int, Truth], day: date) -> None:
    """Compare the sums that most papers hold."""
    states = Counter(one.state for one in book.values())
    closed = states["已销号"]
    assert paper.numbers(
        r"共登记问题(\d+)个，已销号(\d+)个，.*?未销号(\d+)个，其中待派发(\d+)个、整改中(\d+)个、待复查(\d+)个、反弹(\d+)个"
    ) == (
        len(book),
        closed,
        len(book) - closed,
        states["待派发"],
        states["整改中"],
        states["待复查"],
        states["反弹"],
    )
    share = re.search(r"销号率([\d.]+)%", paper.text)
    assert share
    assert float(share[1]) == pytest.approx(100 * closed / len(book), abs=0.051)
    assert paper.number(r"发生过反弹的问题(\d+)个") == sum(one.back > 0 for one in book.values())
    late = Counter(one.unit for one in book.values() if one.is_late(day))
    assert paper.numbers(r"逾期未整改完成(\d+)个，涉及(\d+)个单位") == (late.total(), len(late))
    named = paper.named(r"涉及\d+个单位：(.+?)(?:等\d+个单位)?。")
    assert all(late[unit] == count for unit, count in named.items())
    assert len(named) == min(10, len(late))


def check_done(paper: Read, book: dict[int, Truth], first: date, last: date) -> None:
    """Compare what was done in the days of a paper; what was not done is not named."""
    names = {
        "整改完成": "RECTIFY",
        "复查通过（销号）": "PASS",
        "复查不通过": "FAIL",
        "回头看仍合格": "LOOK_BACK",
        "反弹": "REOPEN",
        "延长整改时限": "later",
    }
    done = {name: times(book, what, first, last) for name, what in names.items()}
    (said,) = re.findall(
        rf"{re.escape(days(first, last))}，((?:(?:{'|'.join(map(re.escape, names))})\d+次，?)+)。", paper.text
    )
    assert {name: int(count) for name, count in re.findall(r"([^，]+?)(\d+)次", said)} == {
        name: count for name, count in done.items() if count
    }


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("day", _DAYS)
def test_the_daily_circular(maker: Maker, day: date, known: bool) -> None:
    paper, book, _ = maker.paper(PaperKind.DAILY, day, day if known else None)
    today = {number: one for number, one in book.items() if one.found_on == day}
    inspected = {number: one for number, one in today.items() if one.source == "日督查"}
    assert [int(row[0]) for row in paper.rows("点位或内容号")] == sorted(inspected)
    if inspected:
        assert paper.number(r"日督查发现问题(\d+)个") == len(inspected)
        assert paper.named(r"日督查发现问题\d+个（(.+?)）") == Counter(one.severity for one in inspected.values())
        units = len({one.unit for one in inspected.values() if one.unit})
        assert (paper.number(r"、责任单位(\d+)个") == units) if units else ("、责任单位" not in paper.text)
        unassigned = sum(not one.unit for one in inspected.values())
        assert paper.text.count("尚未派发") == bool(unassigned)
    else:
        assert "当日日督查未发现问题。" in paper.text
    others = Counter(one.source for one in today.values() if one.source != "日督查")
    if others:
        assert paper.named(r"其他来源的问题\d+个：(.+?)。") == others
        assert paper.number(r"其他来源的问题(\d+)个") == others.total()
    else:
        assert "其他来源" not in paper.text
    if times(book, "RECTIFY", day, day) + times(book, "PASS", day, day) + times(book, "FAIL", day, day):
        check_done(paper, book, day, day)
    check_in_all(paper, book, day)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("day", _DAYS)
def test_the_list_of_a_week(maker: Maker, day: date, known: bool) -> None:
    paper, book, told = maker.paper(PaperKind.WEEK_LIST, day, day if known else None)
    monday, sunday = told.span.first, told.span.last
    assert monday.weekday() == 0
    assert (sunday - monday).days == 6
    open_ones = {number: one for number, one in book.items() if one.state in ("整改中", "反弹")}
    due = {n for n, one in open_ones.items() if one.deadline and monday <= one.deadline <= sunday}
    late = {n for n, one in open_ones.items() if one.deadline and one.deadline < told.day}
    due -= late
    units = {book[number].unit for number in due | late}
    assert paper.numbers(r"须整改完成的问题共(\d+)个，涉及(\d+)个单位") == (len(due | late), len(units))
    assert paper.named(r"个单位，其中(.+?)。") == parts(("本周到期", len(due)), ("已经逾期", len(late)))
    daily, *_ = maker.paper(PaperKind.DAILY, told.day, told.span.known_on)  # counts all that is late on the same day
    assert daily.number(r"逾期未整改完成(\d+)个") == len(late)
    assert {int(row[0]) for row in paper.rows("点位或内容号")} == due | late
    headed = re.findall(r"^　*[一二三四五六七八九十]+、(\S+?)：", paper.text, flags=re.MULTILINE)
    assert len(headed) == len(units)
    for unit in headed:
        soon, over = (sum(book[number].unit == unit for number in some) for some in (due, late))
        assert paper.named(rf"、{re.escape(unit)}：(.+)") == parts(("本周到期", soon), ("已经逾期", over))
    for row in paper.rows("点位或内容号"):
        one = book[int(row[0])]
        assert one.deadline is not None
        expected = f"逾期{(told.day - one.deadline).days}天" if one.deadline < told.day else "本周到期"
        assert row[5].split("\n")[0] == expected
        assert row[5].endswith("反弹") == (one.state == "反弹")
    no_deadline = sum(one.deadline is None for one in open_ones.values())
    unassigned = sum(one.state == "待派发" for one in book.values())
    others = {"待派发的问题": unassigned, "没有写明整改时限的问题": no_deadline}
    others = {name: number for name, number in others.items() if number}
    assert (paper.named(r"另有(.+?)，派发") if others else {}) == others
    assert ("另有" in paper.text) == bool(others)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("day", _DAYS)
def test_the_report_of_checks(maker: Maker, day: date, known: bool) -> None:
    paper, book, told = maker.paper(PaperKind.CHECKS, day, day if known else None)
    first, last = told.span.first, told.day
    assert first.day == 1
    steps = ("PASS", "FAIL", "LOOK_BACK", "REOPEN")
    passed, failed, looked, back = (times(book, what, first, last) for what in steps)
    waiting = {number for number, one in book.items() if one.state == "待复查"}
    counts = paper.numbers(
        r"复查问题(\d+)次，通过(\d+)次，不通过(\d+)次，通过率[\d.]+%；已销号问题回头看仍合格(\d+)次；反弹(\d+)次；.*?尚待复查(\d+)个"
    )
    assert counts == (passed + failed, passed, failed, looked, back, len(waiting))
    *units, total = paper.rows("复查次数")
    assert list(map(int, total[1:])) == [passed + failed, passed, failed, looked, back, len(waiting)]
    for unit, *figures in units:
        of = {n: one for n, one in book.items() if (one.unit or "未派发") == unit}
        ok, bad, held, again = (times(of, what, first, last) for what in steps)
        assert list(map(int, figures)) == [ok + bad, ok, bad, held, again, len(waiting & of.keys())]
    if looked:
        seen = {n for n, one in book.items() for what, on in one.happened if what == "LOOK_BACK" and on >= first}
        assert paper.numbers(r"回头看仍合格(\d+)次，涉及已销号的问题(\d+)个") == (looked, len(seen))
    else:
        assert "本月没有回头看的登记。" in paper.text
    reopened = sorted(n for n, one in book.items() for what, on in one.happened if what == "REOPEN" and on >= first)
    assert [int(row[0]) for row in paper.rows("反弹日期")] == reopened
    missed = sorted(n for n, one in book.items() for what, on in one.happened if what == "FAIL" and on >= first)
    assert [int(row[0]) for row in paper.rows("复查日期")] == missed
    assert {int(row[0]) for row in paper.rows("报整改完成")} == waiting


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("kind", [PaperKind.WEEK, PaperKind.MONTH])
@pytest.mark.parametrize("day", _DAYS)
def test_the_reports_of_a_week_and_a_month(maker: Maker, kind: PaperKind, day: date, known: bool) -> None:
    paper, book, told = maker.paper(kind, day, day if known else None)
    first, last = told.span.first, told.day
    new = [one for one in book.values() if first <= one.found_on <= last]
    assert paper.number(r"新发现问题(\d+)个") == len(new)
    assert paper.named(r"新发现问题\d+个，其中(.+?)；") == Counter(one.source for one in new)
    assert paper.named(r"按程度分，(.+?)。") == Counter(one.severity for one in new)
    check_done(paper, book, first, last)
    check_in_all(paper, book, last)
    timely = [one.in_time for one in book.values() if one.rectified_on and first <= one.rectified_on <= last]
    timely = [one for one in timely if one is not None]
    if timely:
        assert paper.numbers(r"有整改时限的问题(\d+)个，其中按期完成(\d+)个") == (len(timely), sum(timely))
    else:
        assert "按期完成" not in paper.text
    following = (told.span.last + timedelta(1), told.span.following[1])
    due = sum(
        one.state in ("整改中", "反弹") and one.deadline is not None and following[0] <= one.deadline <= following[1]
        for one in book.values()
    )
    waiting = sum(one.state == "待复查" for one in book.values())
    assert paper.numbers(r"到期的问题(\d+)个，等候复查的问题(\d+)个") == (due, waiting)
    ages = [(last - one.since).days for one in book.values() if one.since and one.state != "已销号"]
    for low, high, count in re.findall(r"(\d+)至(\d+)天的(\d+)个", paper.text):
        assert int(count) == sum(int(low) <= age <= int(high) for age in ages)
    over = re.search(r"超过60天的(\d+)个", paper.text)
    assert int(over[1] if over else 0) == sum(age > 60 for age in ages)
    check_balance(paper, book, first, last)


def check_balance(paper: Read, book: dict[int, Truth], first: date, last: date) -> None:
    """Compare the table of units: what was open, came, went, is left; each row and the sum of all."""

    def open_before(one: Truth) -> bool:
        if one.found_on >= first:
            return False
        earlier = [what for what, on in one.happened if on < first and what in ("PASS", "REOPEN")]
        return not earlier or earlier[-1] == "REOPEN"

    *units, total = paper.rows("期初未销号")
    for unit, *figures in (*units, total):
        of = {n: one for n, one in book.items() if unit in ("合计", one.unit or "未派发")}
        before, new, back, closed, left, late = map(int, figures)
        assert before == sum(map(open_before, of.values()))
        assert new == sum(first <= one.found_on <= last for one in of.values())
        assert back == times(of, "REOPEN", first, last)
        assert closed == times(of, "PASS", first, last)
        assert left == sum(one.state != "已销号" for one in of.values())
        assert late == sum(one.is_late(last) for one in of.values())
        assert before + new + back - closed == left


def test_the_report_to_those_who_lead(maker: Maker) -> None:
    paper, book, told = maker.paper(PaperKind.WORK, LAST)
    check_in_all(paper, book, told.day)
    open_ones = sum(one.state != "已销号" for one in book.values())
    late = sum(one.is_late(told.day) for one in book.values())
    assert paper.numbers(r"仍有(\d+)个问题没有销号（逾期(\d+)个）") == (open_ones, late)
    assert "〔待填：上年重点工作" in paper.text


def test_the_ledger_of_all_and_of_a_unit(maker: Maker) -> None:
    _, book, _ = maker.paper(PaperKind.DAILY, LAST)
    counts = Counter(one.unit for one in book.values())
    ((unit, _),) = counts.most_common(1)
    for asked in (None, unit):
        paper, book, told = maker.paper(PaperKind.LEDGER, LAST, unit=asked)
        of = {number: one for number, one in book.items() if asked in (None, one.unit)}
        rows = paper.rows("问题来源、发现日期")
        assert [int(row[0]) for row in rows] == sorted(of)
        assert [("已销号" in row[-1]) for row in rows] == [of[int(row[0])].state == "已销号" for row in rows]
        looks = {number: sum(what == "LOOK_BACK" for what, _ in one.happened) for number, one in of.items()}
        assert [(re.findall(r"回头看(\d+)次", row[-1]) or ["0"])[0] for row in rows] == [
            str(looks[int(row[0])]) for row in rows
        ]
        closed = sum(one.state == "已销号" for one in of.values())
        late = sum(one.is_late(told.day) for one in of.values())
        told_of = paper.numbers(r"共(\d+)个问题，已销号(\d+)个，未销号(\d+)个，其中逾期(\d+)个")
        assert told_of == (len(of), closed, len(of) - closed, late)


def demand_of(paper: Read) -> str:
    """Return the paragraph that says by when."""
    (found,) = re.findall("整改时限。.*", paper.text)
    return found


def test_a_notice_for_every_unit_that_has_something_to_put_right(maker: Maker, tmp_path: Path) -> None:
    told = maker.told(PaperKind.NOTICE, LAST, None)
    book = truth(maker.story.records, told.day, told.span.known_at)
    owing = {n: one for n, one in book.items() if one.state in ("整改中", "反弹")}
    folder = tmp_path / "通知"
    folder.mkdir()
    made = write_notices(folder, told, Path, maker.templates, "0.1", SILENT)  # type: ignore[arg-type]
    by_unit = Counter(one.unit for one in owing.values())
    assert len(made) == len(by_unit) == len(list(folder.iterdir()))
    seen: list[int] = []
    for one in made:
        paper = read(one.path)
        unit = re.findall(r"^(\S+)：$", paper.text, flags=re.MULTILINE)[0]
        of = {n: t for n, t in owing.items() if t.unit == unit}
        assert paper.number(r"须整改的问题(\d+)个") == by_unit[unit] == one.told
        assert paper.named(r"须整改的问题\d+个（(.+?)）") == Counter(t.severity for t in of.values())
        rows = paper.rows("台账号")
        assert [int(row[1]) for row in rows] == sorted(of)
        late, back = sum(t.is_late(told.day) for t in of.values()), sum(t.state == "反弹" for t in of.values())
        assert paper.text.count("请优先整改") == bool(late or back)
        if late or back:
            assert paper.named(r"其中(.+?)，请优先整改") == parts(("此前已经逾期", late), ("反弹", back))
        asked = [date(*map(int, day)) for day in re.findall(r"(\d{4})年(\d+)月(\d+)日", demand_of(paper))]
        assert all(day >= told.day for day in asked)
        coming = {t.deadline for t in of.values() if t.deadline and not t.is_late(told.day)}
        assert set(asked) == ({min(coming), max(coming)} if coming else set())
        assert (f"已经逾期的{late}个，请于〔待填" in demand_of(paper)) == bool(late)
        seen += sorted(of)
    assert sorted(seen) == sorted(owing)


@pytest.mark.parametrize("day", _DAYS)
def test_the_charts(story: Story, day: date) -> None:
    known = cases(up_to(as_known(story.findings, NOW), day))
    book = truth(story.records, day, NOW)
    monday = day - timedelta(day.weekday())
    weeks = [monday - timedelta(7 * back) for back in reversed(range(WEEKS))]
    opened, closed = weeks_chart(known, day).series
    for at, first in enumerate(weeks):
        last = min(first + timedelta(6), day)
        found = sum(first <= one.found_on <= last for one in book.values())
        assert opened.values[at] == found + times(book, "REOPEN", first, last)
        assert closed.values[at] == times(book, "PASS", first, last)
    (left,) = progress_chart(known, day).series
    for at, first in enumerate(weeks):
        last = min(first + timedelta(6), day)
        came = sum(one.found_on <= last for one in book.values()) + times(book, "REOPEN", FIRST, last)
        assert left.values[at] == came - times(book, "PASS", FIRST, last)
    in_time, late = ages_chart(known, day).series
    for at, (low, high) in enumerate(((0, 7), (8, 15), (16, 30), (31, 60), (61, 9999))):
        of = [t for t in book.values() if t.since and t.state != "已销号" and low <= (day - t.since).days <= high]
        assert late.values[at] == sum(t.is_late(day) for t in of)
        assert in_time.values[at] == len(of) - sum(t.is_late(day) for t in of)
    chart = units_chart(known, day)
    for at, unit in enumerate(chart.places):
        of = [t for t in book.values() if (t.unit or "未派发") == unit]
        bars = [one.values[at] for one in chart.series]
        over = sum(t.is_late(day) for t in of)
        left_open = sum(t.state != "已销号" for t in of)
        assert bars == [len(of) - left_open, left_open - over, over]


def test_the_story_has_all_that_it_is_to_have(story: Story) -> None:
    book = truth(story.records, LAST, NOW + timedelta(7))
    assert len(book) == 300
    assert len({one.unit for one in book.values() if one.unit}) == 40
    assert min(one.found_on for one in book.values()) < FIRST + timedelta(7)
    assert {one.state for one in book.values()} == {"待派发", "整改中", "待复查", "已销号", "反弹"}
    assert any(one.is_late(LAST) for one in book.values())
    assert times(book, "later", FIRST, LAST) > 10
    assert times(book, "FAIL", FIRST, LAST) > 10
    assert times(book, "LOOK_BACK", FIRST, LAST) > 10
