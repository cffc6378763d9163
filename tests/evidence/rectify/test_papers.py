"""Papers about 整改: what each says of few problems or none, whom it names, and its photographs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from evidence.check.standing import Figures
from evidence.crop import Crop
from evidence.errors import DossierError, ExportError, RequestError
from evidence.export.blocks import Together
from evidence.export.chart_fonts import chart_font
from evidence.export.documents import Templates
from evidence.export.paginate import CELL_MARGIN_MM, paginate
from evidence.export.placed import PlacedTable
from evidence.export.template import load_template
from evidence.export.widths import text_em
from evidence.findings import Did, Event, Finding, FindingState, Moment, Photo, Severity, Source
from evidence.model import Original, Piece, Unit, UnitId, UnitKind, Years
from evidence.progress import SILENT
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.rectify.figures import cases
from evidence.rectify.papers.charting import FEWEST, ages_chart, rates_chart, units_chart, weeks_chart
from evidence.rectify.papers.span import PaperKind, days_of, span_of
from evidence.rectify.papers.stated import stated
from evidence.rectify.papers.write import MadePaper, composed, lines_of, write_notices, write_paper
from evidence.snapshot import Snapshot
from evidence.wording.papers import TOTAL, days, ranges
from tests.build import a_finding, a_piece, a_slot, a_snapshot, an_event, an_item, an_original

TODAY = date(2024, 1, 8)  # a Monday
NOW = datetime.combine(TODAY, time(12))
FOUND = date(2024, 1, 2)
INSPECTOR, PERSON, CHECKER = "督查甲", "责任乙", "复查丙"


class Office:
    """A project whose papers are made here."""

    def __init__(self, root: Path, folder: Path) -> None:
        word = root / "templates" / "word"
        self.templates = Templates(
            load_template(word / "dossier.docx"), load_template(word / "table.docx", turned=True)
        )
        self.folder, self.places = folder, dict[str, Path]()
        self.pieces, self.originals = list[Piece](), list[Original]()

    @property
    def snapshot(self) -> Snapshot:
        return a_snapshot([an_item()], self.pieces, originals=self.originals)

    def photo(self, shade: int) -> Piece:
        """Return a photograph that was taken in."""
        path = self.folder / f"{len(self.originals)}.jpg"
        Image.new("RGB", (400, 300), (shade, shade, shade)).save(path)
        original = an_original(path.name, "image/jpeg")
        self.places[original.id] = path
        self.originals.append(original)
        self.pieces.append(a_piece("整改照片", originals=[original], issued_on=FOUND))
        return self.pieces[-1]

    def make(
        self,
        kind: PaperKind,
        findings: Sequence[Finding] = (),
        unit: str | None = None,
        progress: Figures | None = None,
    ) -> tuple[Document, MadePaper]:
        told = stated(self.snapshot, span_of(kind, NOW), findings, unit, progress)
        path = self.folder / "文书.docx"
        made = write_paper(path, told, lambda original: self.places[original.id], self.templates, "0.1", SILENT)
        return docx.Document(str(path)), made


@pytest.fixture
def office(root: Path, tmp_path: Path) -> Office:
    return Office(root, tmp_path)


def text_of(paper: Document) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def handed_out(unit: str = "县市场监管局", deadline: date = date(2024, 1, 10), on: date = FOUND) -> Event:
    return an_event(Did.HAND_OUT, on, unit=unit, person=PERSON, deadline=deadline)


def a_life() -> tuple[Finding, ...]:
    """Return a problem that is closed, one that came back, and one that waits for its check."""
    put_right = an_event(Did.RECTIFY, date(2024, 1, 3), by=PERSON)
    passed = an_event(Did.PASS, date(2024, 1, 4), by=CHECKER)
    back = an_event(Did.REOPEN, date(2024, 1, 5), said="又发霉")
    return (
        a_finding(handed_out(), put_right, passed, number=1, found_by=INSPECTOR),
        a_finding(handed_out(), put_right, passed, back, number=2, found_by=INSPECTOR),
        a_finding(handed_out("双河镇"), put_right, number=3, found_by=INSPECTOR),
        a_finding(handed_out("双河镇", date(2024, 1, 4)), number=4, found_by=INSPECTOR),
    )


def so_many(count: int) -> tuple[Finding, ...]:
    """Return that life, and so many problems in all."""
    lived = a_life()
    more = (a_finding(handed_out("县教委"), number=number) for number in range(len(lived) + 1, count + 1))
    return (*lived, *more)


_WITHOUT_UNIT = [kind for kind in PaperKind if kind is not PaperKind.NOTICE]
_AWKWARD = re.compile(r"（）|：。|，。|、。|，，|。。|；。|None|\{|\}|经，")


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_a_paper_of_nothing_reads_well(kind: PaperKind, office: Office) -> None:
    paper, made = office.make(kind)
    said = text_of(paper)
    assert not _AWKWARD.search(said), said
    assert "没有" in said or "未发现" in said
    assert not re.search(r"[^\d.]0个", said), said
    assert made.told == 0


def test_a_circular_asks_for_no_more_than_there_is_to_do(office: Office) -> None:
    asked, late = "请各责任单位按整改时限完成整改", "已经逾期的，请尽快整改"
    closed = a_life()[:1]
    due = a_finding(handed_out(deadline=date(2024, 1, 31)), number=9)
    for findings, wanted in (((), (False, False)), (closed, (False, False)), ((*closed, due), (True, False))):
        said = text_of(office.make(PaperKind.DAILY, findings)[0])
        assert (asked in said, late in said) == wanted
    said = text_of(office.make(PaperKind.DAILY, a_life())[0])
    assert (asked in said, late in said) == (True, True)


def test_a_month_in_which_closed_ones_were_only_looked_at_again_reads_well(office: Office) -> None:
    done = (
        an_event(on=date(2023, 12, 3), unit="双河镇", person=PERSON, deadline=date(2023, 12, 9)),
        an_event(Did.RECTIFY, date(2023, 12, 5), by=PERSON),
        an_event(Did.PASS, date(2023, 12, 6), by=CHECKER),
    )
    look = an_event(Did.LOOK_BACK, date(2024, 1, 4), by=CHECKER)
    said = text_of(office.make(PaperKind.CHECKS, [a_finding(*done, look, number=5, found_on=date(2023, 12, 1))])[0])
    assert "没有复查的登记；已销号问题回头看仍合格1次；反弹0次" in said
    assert "回头看仍合格1次，涉及已销号的问题1个：第5号。" in said
    assert not _AWKWARD.search(said)


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_a_paper_of_few_problems_reads_well(kind: PaperKind, office: Office) -> None:
    paper, _ = office.make(kind, a_life(), progress=Figures(1, 0, 0, 0, 2, 2, 2, 0))
    assert not _AWKWARD.search(text_of(paper))


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_people_are_named_where_units_are_to_know_them_and_nowhere_else(kind: PaperKind, office: Office) -> None:
    paper, _ = office.make(kind, a_life())
    named = kind in (PaperKind.WEEK_LIST, PaperKind.LEDGER)
    said = text_of(paper)
    assert (PERSON in said) == named
    assert (CHECKER in said) == (kind is PaperKind.LEDGER)
    assert INSPECTOR not in said


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_a_paper_says_how_far_its_figures_go_and_leaves_the_date_blank(kind: PaperKind, office: Office) -> None:
    paper, _ = office.make(kind, a_life())
    said = text_of(paper)
    assert "注：数据截至2024年1月8日；来源：整改台账第" in said
    if kind is not PaperKind.LEDGER:
        assert "云岭县食药安办" in said
        assert re.search(r"^　+年　+月　+日$", said, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", [PaperKind.DAILY, PaperKind.NOTICE])
def test_a_letter_has_a_number_to_be_filled_in(kind: PaperKind, office: Office) -> None:
    paper, _ = office.make(kind, a_life(), "县市场监管局" if kind is PaperKind.NOTICE else None)
    assert re.search(r"〔　+〕　+号", text_of(paper))


def test_a_report_without_what_was_kept_has_a_blank(office: Office) -> None:
    paper, made = office.make(PaperKind.WEEK, a_life())
    assert "〔待填：截至2024年1月8日的资料进度" in text_of(paper)
    paper, known = office.make(PaperKind.WEEK, a_life(), progress=Figures(30, 40, 20, 4, 300, 210, 222, 7))
    assert "评价内容94项：齐全30项，不齐40项，缺20项，不涉及4项。应备材料300件，已有210件，到位率70.0%" in text_of(
        paper
    )
    assert known.blanks == made.blanks - 1


def test_charts_stand_in_a_report_with_words_for_those_who_cannot_see(office: Office) -> None:
    pytest.importorskip("matplotlib", reason="numpy is not there", exc_type=ImportError)
    try:
        chart_font(office.templates.upright)
    except ExportError:
        pytest.skip("this machine has no Chinese font")
    paper, made = office.make(PaperKind.MONTH, so_many(FEWEST))
    assert made.undrawn == 0
    shapes = paper.inline_shapes
    assert len(shapes) == 4
    with zipfile.ZipFile(made.path) as package:
        told = re.findall('descr="(.+?)"', package.read("word/document.xml").decode())
    assert told[0].startswith("柱形图：每周新发现（含反弹）和销号的问题。")
    assert all(shape.width.mm == pytest.approx(150, abs=0.1) for shape in shapes)
    assert [text for text in text_of(paper).split("\n") if re.match("图[1-4]　", text)] != []


@pytest.mark.parametrize("kind", [PaperKind.WEEK, PaperKind.MONTH])
def test_few_problems_are_told_without_charts(kind: PaperKind, office: Office) -> None:
    """A clerk asks for no four charts of four problems: the table of units says all, on less paper."""
    paper, made = office.make(kind, so_many(FEWEST - 1))
    assert (len(paper.inline_shapes), made.undrawn) == (0, 0)
    assert "各单位整改情况表" in text_of(paper)
    assert made.pages <= 2


def test_the_short_table_of_units_stands_on_one_page(office: Office) -> None:
    paper, _ = office.make(PaperKind.WEEK, a_life())
    assert "各单位整改情况表（续）" not in text_of(paper)
    assert [row.cells[0].text for row in paper.tables[0].rows] == ["责任单位", "双河镇", "县市场监管局", TOTAL]


def test_a_month_without_checks_is_told_once(office: Office) -> None:
    paper, _ = office.make(PaperKind.CHECKS, (a_finding(handed_out(), number=1),))
    said = text_of(paper)
    assert re.findall("[一二三四五六七]、(.+)", said) == ["复查总体情况", "下一步复查安排"]
    assert "没有等候复查的问题。" in said
    assert "本月没有" not in said


def test_rates_are_told_and_drawn_as_they_were_held(office: Office) -> None:
    surveys = (
        Survey(SurveyId("a"), Rate.SATISFACTION, "第一轮", "2023-06", "电话", "", 1000, Decimal(71)),
        Survey(SurveyId("b"), Rate.SATISFACTION, "第二轮", "2023-12", "电话", "", 1000, Decimal(84)),
        Survey(SurveyId("c"), Rate.AWARENESS, "第二轮", "2023-12", "电话", "", 1000, Decimal(90)),
        Survey(SurveyId("d"), Rate.SATISFACTION, "第二轮", "2023-12", "电话", "双河镇", 100, Decimal(60)),
    )
    least = (Threshold(Rate.SATISFACTION, Decimal(70), "细则"),)
    chart = rates_chart(surveys, least)
    assert chart.places == ("第一轮", "第二轮")
    assert [(one.name, one.values) for one in chart.series] == [("满意度", (71.0, 84.0)), ("知晓率", (None, 90.0))]
    assert chart.levels == (("满意度应达到", 70.0),)
    plain = stated(office.snapshot, span_of(PaperKind.MONTH, NOW), a_life(), None, None)
    told = replace(plain, surveys=surveys, thresholds=least)
    said = "\n".join(lines_of(told))
    assert "满意度" in said
    assert "84" in said
    assert "满意度" not in "\n".join(lines_of(plain))


def test_what_is_not_late_looks_the_same_in_all_charts_and_bands_say_more_than_sixty_days() -> None:
    known = cases(a_life())
    ages, units, weeks = ages_chart(known, TODAY), units_chart(known, TODAY), weeks_chart(known, TODAY)
    looks: dict[str, set[object]] = {}
    for series in (*ages.series, *units.series, *weeks.series):
        looks.setdefault(series.name, set()).add(series.fill)
    assert all(len(fills) == 1 for fills in looks.values())
    assert len({fill for fills in looks.values() for fill in fills}) == len(looks)
    assert ages.places[-1] == "超过60天"


def test_the_chart_of_rates_is_called_by_those_that_there_are() -> None:
    only = Survey(SurveyId("a"), Rate.AWARENESS, "第一轮", "2023-06", "电话", "", 1000, Decimal(71))
    assert rates_chart([only], ()).title == "全县知晓率的变化"
    assert rates_chart([only, replace(only, rate=Rate.SATISFACTION)], ()).title == "全县满意度、知晓率的变化"


def test_photographs_stand_in_pairs_before_on_the_left(office: Office) -> None:
    before, after, alone = office.photo(60), office.photo(200), office.photo(120)
    findings = (
        a_finding(
            handed_out(), photos=(Photo(after.id, Moment.AFTER, 1), Photo(before.id, Moment.BEFORE, 1)), number=1
        ),
        a_finding(handed_out(), photos=(Photo(alone.id, Moment.BEFORE, 1),), number=2),
        a_finding(handed_out("双河镇"), number=3),
    )
    paper, made = office.make(PaperKind.LEDGER, findings)
    photos = next(
        table for table in paper.tables if "照片" not in table.rows[0].cells[0].text and len(table.columns) == 2
    )
    captions = [[cell.text for cell in row.cells] for row in photos.rows][1::2]
    assert [line.split("\n")[1][:3] for line in captions[0]] == ["整改前", "整改后"]
    assert "整改后" in captions[1][1]
    assert "没有照片" in captions[1][1]
    assert len(paper.inline_shapes) == 4
    (rows,) = [table.rows[1:] for table in paper.tables if table is not photos and len(table.columns) > 2]
    where = [cell.text for row in rows for cell in row.cells if "附图" in cell.text]
    assert where == ["前1张\n后1张\n见附图\n第1组", "前1张\n见附图\n第2组"]
    assert "附图第1组　台账第1号" in text_of(paper)
    assert "附图第2组　台账第2号" in text_of(paper)
    first, second, third, frame = _shades(made.path)
    assert first < third < second < frame
    assert "县市场监管局整改前后照片" in text_of(paper)


def test_a_photograph_of_looking_back_stands_beside_how_it_was_put_right(office: Office) -> None:
    before, after, later = office.photo(60), office.photo(120), office.photo(200)
    photos = (
        Photo(before.id, Moment.BEFORE, 1), Photo(after.id, Moment.AFTER, 1), Photo(later.id, Moment.LOOK_BACK, 1),
    )  # fmt: skip
    done = (handed_out(), an_event(Did.RECTIFY, by=PERSON), an_event(Did.PASS, by=CHECKER))
    look = an_event(Did.LOOK_BACK, date(2024, 1, 5), by=CHECKER)
    paper, _ = office.make(PaperKind.LEDGER, [a_finding(*done, look, photos=photos)])
    said = text_of(paper)
    assert "前1张\n后1张\n回头看1张\n见附图\n第1、2组" in said
    assert "通过\n已销号\n回头看1次" in said
    (pairs,) = [table for table in paper.tables if len(table.columns) == 2]
    captions = [cell.text for row in pairs.rows for cell in row.cells if "附图第2组" in cell.text]
    assert [line.split("\n")[1][:3] for line in captions] == ["整改后", "回头看"]


def test_no_day_of_the_ledger_breaks_over_lines_in_any_font(office: Office) -> None:
    finding = a_finding(
        an_event(on=date(2023, 12, 22), unit="双河镇", person="李强", deadline=date(2023, 12, 29)),
        an_event(Did.RECTIFY, date(2023, 12, 28), by="李强"),
        an_event(Did.PASS, date(2023, 12, 28), by=CHECKER),
        found_on=date(2023, 12, 20),
    )
    paper, _ = office.make(PaperKind.LEDGER, [finding])
    (table,) = paper.tables
    for cell, column in zip(table.rows[1].cells, table.columns, strict=True):
        for line in cell.text.split("\n"):
            if re.fullmatch(r"\d+年|\d+月\d+日", line):
                spaces = 0.25 * len(re.findall(r"(?<=\d)\D|\D(?=\d)", line))  # that Word puts beside digits, em
                assert column.width is not None
                assert (text_em(line) + spaces) * 10.5 * 0.3528 <= column.width.mm - 2 * CELL_MARGIN_MM


def _shades(path: Path) -> list[int]:
    """Return how light each picture of a Word file is, in the order in which they stand in it."""
    found: list[int] = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(name for name in package.namelist() if name.startswith("word/media/")):
            with Image.open(BytesIO(package.read(name))) as image:
                found.append(image.convert("L").resize((1, 1)).tobytes()[0])
    return found


def test_one_pair_alone_stands_side_by_side(office: Office) -> None:
    before, after = office.photo(60), office.photo(200)
    photos = (Photo(before.id, Moment.BEFORE, 1), Photo(after.id, Moment.AFTER, 1))
    paper, _ = office.make(PaperKind.LEDGER, [a_finding(handed_out(), photos=photos)])
    (pairs,) = [table for table in paper.tables if len(table.columns) == 2]
    assert [cell.text.split("\n")[1][:3] for cell in pairs.rows[1].cells] == ["整改前", "整改后"]


def test_of_a_photograph_that_is_cropped_the_part_is_printed_and_said_to_be_one(office: Office) -> None:
    photo = office.photo(60)
    path = next(iter(office.places.values()))
    picture = Image.new("RGB", (400, 300), (60, 60, 60))
    picture.paste((255, 255, 255), (0, 0, 400, 150))
    picture.save(path)
    office.originals[0] = replace(office.originals[0], crops=((1, Crop(0, 6000, 10_000, 10_000)),))
    whole = office.photo(90)
    shown = (Photo(photo.id, Moment.BEFORE, 1), Photo(whole.id, Moment.AFTER, 1))
    paper, made = office.make(PaperKind.LEDGER, [a_finding(photos=shown)])
    assert _shades(made.path)[0] == pytest.approx(60, abs=3)
    captions = [line for line in text_of(paper).split("\n") if "整改前（" in line or "整改后（" in line]
    assert captions == ["（局部）整改前（2024年1月2日）　熟食摊位未公示健康证。", "整改后（2024年1月2日）"]


def test_a_photograph_that_is_lost_leaves_a_frame_and_is_told(office: Office) -> None:
    photo = office.photo(60)
    next(iter(office.places.values())).unlink()
    paper, _ = office.make(PaperKind.LEDGER, [a_finding(photos=(Photo(photo.id, Moment.BEFORE, 1),))])
    assert "另有1张照片不能显示" in text_of(paper)


def test_eighty_findings_of_a_rehearsal_become_one_notice_a_unit(office: Office) -> None:
    units = [f"第{number}局" for number in range(8)]
    findings = [
        a_finding(handed_out(units[number % 8]), number=number, source=Source.REHEARSAL, severity=Severity.GRAVE)
        for number in range(1, 81)
    ]
    told = stated(office.snapshot, span_of(PaperKind.NOTICE, NOW), findings, None, None)
    made = write_notices(office.folder, told, lambda _: Path(), office.templates, "0.1", SILENT)
    assert [one.told for one in made] == [10] * 8
    said = text_of(docx.Document(str(made[0].path)))
    assert "经模拟验收，发现你单位须整改的问题10个（较重10个）" in said
    assert "请于2024年1月10日前完成整改" in said
    stranger = stated(office.snapshot, told.span, findings, "没有的局", None)
    with pytest.raises(RequestError) as refused:
        lines_of(stranger)
    assert refused.value.code == "paper_unit_unknown"


def test_a_unit_that_has_put_all_right_gets_no_notice(office: Office) -> None:
    with pytest.raises(RequestError) as refused:
        office.make(PaperKind.NOTICE, a_life()[:1], "县市场监管局")
    assert refused.value.code == "paper_unit_done"
    assert not (office.folder / "文书.docx").exists()


def test_what_lies_ahead_is_no_late_problem(office: Office) -> None:
    """A problem that is due today is due, and late tomorrow."""
    paper, _ = office.make(PaperKind.WEEK_LIST, [a_finding(handed_out(deadline=TODAY), number=7)])
    assert "涉及1个单位，其中本周到期1个。" in text_of(paper)
    assert "县市场监管局：本周到期1个\n" in text_of(paper)
    assert "逾期" not in text_of(paper)


def test_what_fell_due_within_the_week_is_late_in_heading_and_row_alike(office: Office) -> None:
    thursday = datetime.combine(date(2024, 1, 11), time(12))
    findings = [a_finding(handed_out(deadline=TODAY), number=7), a_finding(handed_out(), number=8)]
    told = stated(office.snapshot, span_of(PaperKind.WEEK_LIST, thursday), findings, None, None)
    said = "\n".join(lines_of(told))
    assert "县市场监管局：已经逾期2个" in said
    assert "其中已经逾期2个。" in said


def test_a_notice_asks_for_no_day_that_is_over_and_names_nothing_that_there_is_none_of(office: Office) -> None:
    late, due = a_finding(handed_out(deadline=date(2024, 1, 4)), number=1), a_finding(handed_out(), number=2)
    paper, made = office.make(PaperKind.NOTICE, [late, due], "县市场监管局")
    said = text_of(paper)
    assert "整改时限。没有逾期的1个，请于2024年1月10日前完成整改。已经逾期的1个，请于〔待填" in said
    assert "其中此前已经逾期1个，请优先整改" in said
    assert made.blanks == 1
    paper, _ = office.make(PaperKind.NOTICE, [late], "县市场监管局")
    assert "整改时限。已经逾期的1个，请于〔待填：完成日期〕前完成并书面说明原因。" in text_of(paper)
    assert "请按附件所列时限" not in text_of(paper)


def test_a_circular_names_no_units_where_nothing_is_handed_out(office: Office) -> None:
    paper, _ = office.make(PaperKind.DAILY, [a_finding(number=1, found_on=TODAY)])
    assert "责任单位0个" not in text_of(paper)
    assert "尚未派发1个" in text_of(paper)


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_no_number_of_a_person_goes_to_others_whole(kind: PaperKind, office: Office) -> None:
    mobile, identity = "13983001234", "500101199001011234"
    handed = an_event(
        Did.HAND_OUT, FOUND, unit="县市场监管局", person=f"李强{mobile}", deadline=date(2024, 1, 4), said="清洗"
    )
    back = (
        an_event(Did.RECTIFY, FOUND, by=PERSON), an_event(Did.PASS, FOUND, by=CHECKER), an_event(Did.REOPEN, TODAY)
    )  # fmt: skip
    findings = [
        a_finding(handed, text=f"举报人{mobile}反映。", place=f"双河镇（{identity}）", number=1, found_on=TODAY),
        a_finding(handed, *back, text=f"举报人{mobile}反映。", number=2, found_on=FOUND),
    ]
    paper, made = office.make(kind, findings)
    said = text_of(paper)
    assert mobile not in said
    assert identity not in said
    assert said.count("****") >= made.masked
    shown = kind in (PaperKind.DAILY, PaperKind.WEEK_LIST, PaperKind.CHECKS, PaperKind.LEDGER)
    assert bool(made.masked) == shown
    if shown:
        assert "139****1234" in said


def test_whom_to_ask_in_the_office_stays_to_be_called(office: Office) -> None:
    snapshot = office.snapshot
    unit = Unit(UnitId("office"), "云岭县食药安办", UnitKind.DEPARTMENT, contact="王敏", phone="13912345678")
    named = replace(snapshot, project=replace(snapshot.project, units=(*snapshot.project.units, unit)))
    told = stated(named, span_of(PaperKind.NOTICE, NOW), a_life(), "双河镇", None)
    assert "联系电话：13912345678" in "\n".join(lines_of(told))


@pytest.mark.parametrize(
    ("scheme", "title"),
    [
        ("国家食品安全示范城市评价细则（2021版）", "关于做好国家食品安全示范城市创建问题整改工作的通知"),
        ("国家卫生县城标准（2021版）", "关于做好国家卫生县城创建问题整改工作的通知"),
        ("食品安全工作评议考核细则（2025版）", "关于做好食品安全工作评议考核问题整改工作的通知"),
    ],
)
def test_a_title_that_is_to_be_won_is_striven_for(scheme: str, title: str, office: Office) -> None:
    snapshot = office.snapshot
    named = replace(snapshot, scheme=replace(snapshot.scheme, title=scheme))
    told = stated(named, span_of(PaperKind.NOTICE, NOW), a_life(), "双河镇", None)
    assert composed(told, lambda _: (), None).title == title
    work = stated(named, span_of(PaperKind.WORK, NOW), a_life(), None, None)
    assert composed(work, lambda _: (), None).title.count("创建") == title.count("创建")


def test_the_report_counts_what_binds_people(office: Office) -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot("食品安全责任清单", years=Years.EACH_OF_LAST_2))])
    told = stated(snapshot, span_of(PaperKind.WORK, NOW), a_life(), None, None)
    said = "\n".join(lines_of(told))
    assert "责任书、承诺书、责任清单等按评价细则应有2份，已收集0份。" in said
    without = stated(office.snapshot, span_of(PaperKind.WORK, NOW), a_life(), None, None)
    assert "责任书" not in "\n".join(lines_of(without))


@pytest.mark.parametrize("kind", [kind for kind in _WITHOUT_UNIT if kind is not PaperKind.LEDGER])
def test_who_signs_is_never_alone_on_a_page(kind: PaperKind, office: Office) -> None:
    """The note, or the last words, stay with the signature."""
    told = stated(office.snapshot, span_of(kind, NOW), a_life(), None, None)
    last = composed(told, lambda _: (), None).blocks[-1]
    assert isinstance(last, Together)
    assert any(one.text.startswith("注：") for one in last.paragraphs)
    assert any(one.text.endswith("日") for one in last.paragraphs[-2:])


@pytest.mark.parametrize("kind", _WITHOUT_UNIT)
def test_nothing_is_said_twice_running(kind: PaperKind, office: Office) -> None:
    """A table under its heading needs no caption of the same words."""
    failed = a_finding(
        handed_out(),
        an_event(Did.RECTIFY, date(2024, 1, 3), by=PERSON),
        an_event(Did.FAIL, date(2024, 1, 4), by=CHECKER),
        number=9,
    )
    paper, _ = office.make(kind, [*a_life(), failed])
    said = [re.sub(r"^[　\s]*[一二三四五六七八九十]+、", "", one.text).strip() for one in paper.paragraphs]
    assert not [one for one, following in pairwise(said) if one and one == following]


@pytest.mark.parametrize("kind", [PaperKind.DAILY, PaperKind.WEEK_LIST, PaperKind.CHECKS])
def test_a_problem_is_told_whole(kind: PaperKind, office: Office) -> None:
    long = "进货查验台账登记不全，" * 30 + "检查组已现场责令停止使用。"
    steps = [Did.RECTIFY, Did.FAIL] if kind is PaperKind.CHECKS else []
    events = [an_event(did, TODAY, by=PERSON if did is Did.RECTIFY else CHECKER) for did in steps]
    found = a_finding(handed_out(), *events, found_on=TODAY, text=long)
    assert long in text_of(office.make(kind, [found])[0])


@pytest.mark.parametrize("kind", [PaperKind.CHECKS, PaperKind.MONTH])
def test_sums_are_never_alone_on_a_page(kind: PaperKind, office: Office) -> None:
    for count in range(10, 45):
        life = [
            a_finding(handed_out(f"第{number}局"), an_event(Did.RECTIFY, FOUND, by=PERSON), number=number)
            for number in range(1, count)
        ]
        told = stated(office.snapshot, span_of(kind, NOW), life, None, None)
        pages = paginate(composed(told, lambda _: (), None).blocks, office.templates.upright)
        tables = [placed for page in pages for placed in page if isinstance(placed, PlacedTable)]
        assert all(len(one.rows) > 2 for one in tables if one.rows[-1].contents[0] == TOTAL), count


@pytest.mark.parametrize("kind", [PaperKind.CHECKS, PaperKind.WEEK_LIST, PaperKind.WEEK, PaperKind.MONTH])
def test_a_title_says_where_and_what_about(kind: PaperKind, office: Office) -> None:
    snapshot = office.snapshot
    told = stated(
        replace(snapshot, project=replace(snapshot.project, place="云岭县")), span_of(kind, NOW), a_life(), None, None
    )
    title = composed(told, lambda _: (), None).title
    assert title.startswith(f"云岭县{told.exam}")
    assert kind.name_in_use in title


def test_neighbours_are_two_and_problems_of_no_kind_come_last(office: Office) -> None:
    assert ranges([3, 8, 9, 12, 14, 15, 16]) == "3、8、9、12、14至16"
    findings = [a_finding(number=number, found_on=TODAY, kind=kind) for number, kind in enumerate(["", "", "卫生"], 1)]
    paper, _ = office.make(PaperKind.WEEK, findings)
    assert "按类别分，卫生1个、未分类2个。" in text_of(paper)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (PaperKind.DAILY, date(2024, 1, 3), date(2024, 1, 3)),
        (PaperKind.WEEK, date(2024, 1, 1), date(2024, 1, 7)),
        (PaperKind.WEEK_LIST, date(2024, 1, 1), date(2024, 1, 7)),
        (PaperKind.MONTH, date(2024, 1, 1), date(2024, 1, 31)),
        (PaperKind.WORK, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_of_a_paper(kind: PaperKind, first: date, last: date) -> None:
    span = span_of(kind, NOW, date(2024, 1, 3))
    assert (span.first, span.last) == (first, last)
    assert span.day == min(last, TODAY)
    assert span.known_at == NOW


def test_a_paper_of_an_earlier_evening_ends_there() -> None:
    span = span_of(PaperKind.MONTH, NOW, known_on=date(2023, 12, 15))
    assert (span.first, span.day) == (date(2023, 12, 1), date(2023, 12, 15))
    assert span.known_at.date() == date(2023, 12, 15)
    assert (span.known_at.hour, span.known_at.minute) == (23, 59)


def test_days_to_come_are_refused() -> None:
    for on, known_on in ((date(2024, 1, 9), None), (None, date(2024, 1, 9)), (date(2024, 1, 3), date(2024, 1, 2))):
        with pytest.raises(DossierError):
            span_of(PaperKind.DAILY, NOW, on, known_on)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(PaperKind))
def test_every_day_belongs_to_its_days(day: date, kind: PaperKind) -> None:
    first, last = days_of(kind, day)
    assert first <= day <= last
    assert days_of(kind, first) == days_of(kind, last) == (first, last)


@given(st.sets(st.integers(1, 60)))
def test_numbers_told_are_the_numbers(numbers: set[int]) -> None:
    told = ranges(numbers)
    found: list[int] = []
    for run in filter(None, told.split("、")):
        low, _, high = run.partition("至")
        found += range(int(low), int(high or low) + 1)
    assert found == sorted(numbers)


def test_days_are_told_as_short_as_they_can_be() -> None:
    assert days(TODAY, TODAY) == "2024年1月8日"
    assert days(TODAY, date(2024, 1, 14)) == "2024年1月8日—14日"
    assert days(date(2023, 12, 25), date(2024, 1, 2)) == "2023年12月25日—2024年1月2日"
    assert days(date(2024, 1, 29), date(2024, 2, 4)) == "2024年1月29日—2月4日"
    assert days(date(2024, 2, 1), date(2024, 2, 29)) == "2024年2月"
    assert days(date(2023, 2, 1), date(2023, 2, 27)) == "2023年2月1日—27日"
    assert days(date(2023, 12, 1), date(2023, 12, 31)) == "2023年12月"
    assert days(date(2023, 1, 1), date(2023, 12, 31)) == "2023年"
    assert days(date(2022, 12, 1), date(2023, 12, 31)) == "2022年12月1日—2023年12月31日"


def test_a_file_is_called_by_the_days_that_its_paper_is_of() -> None:
    stamps = {kind: span_of(kind, NOW, date(2024, 1, 3)).stamp for kind in PaperKind}
    assert stamps[PaperKind.MONTH] == stamps[PaperKind.CHECKS] == "202401"
    assert stamps[PaperKind.WEEK] == stamps[PaperKind.WEEK_LIST] == "20240101-0107"
    assert stamps[PaperKind.DAILY] == stamps[PaperKind.NOTICE] == stamps[PaperKind.LEDGER] == "20240103"
    assert stamps[PaperKind.WORK] == "20240108"  # of the year, as far as it is told


def test_the_states_of_the_story_are_those_that_are_meant() -> None:
    from evidence.rectify.standing import standing

    states = [standing(finding).state for finding in a_life()]
    assert states == [FindingState.CLOSED, FindingState.REBOUND, FindingState.TO_CHECK, FindingState.UNDERWAY]
