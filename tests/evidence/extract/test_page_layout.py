from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.page_layout import Box, Line, text_of

HIGH = 1000.0
LETTER = 20.0


def line(text: str, left: float, top: float, *, letter: float = LETTER, confidence: float = 0.99) -> Line:
    wide = sum(1.0 if ord(char) > 127 else 0.5 for char in text) * letter
    return Line(Box(left, top, left + wide, top + letter), text, confidence)


def read(*lines: Line, cells: tuple[Box, ...] = ()) -> list[str]:
    return text_of(lines, cells, HIGH)[0].split("\n")


def test_lines_of_one_paragraph_are_joined_and_an_indent_begins_another() -> None:
    assert read(
        line("各学校要切实加强食堂食品安全管理工作，落实校长负责", 140, 100),
        line("制。", 100, 140),
        line("县教育局将会同有关部门开展监督检查，结果纳入年度考", 140, 180),
        line("核。", 100, 220),
    ) == [
        "各学校要切实加强食堂食品安全管理工作，落实校长负责制。",
        "县教育局将会同有关部门开展监督检查，结果纳入年度考核。",
    ]


def test_lines_of_a_title_stay_lines() -> None:
    assert read(
        line("关于印发学校食堂食品安全管理", 100, 100, letter=30),
        line("工作方案的通知", 200, 145, letter=30),
        line("各中小学校：", 100, 220),
    ) == ["关于印发学校食堂食品安全管理", "工作方案的通知", "各中小学校："]


def test_short_lines_below_each_other_are_no_paragraph() -> None:
    assert read(line("家委会走进食堂", 600, 800), line("地点：县实验小学食堂", 600, 840)) == [
        "家委会走进食堂",
        "地点：县实验小学食堂",
    ]


def test_what_stands_in_columns_is_a_row_with_tabs() -> None:
    rows = [line(text, left, top) for top in (100, 140) for left, text in ((100, "城关镇"), (300, "1840"), (500, "22"))]
    assert read(*rows) == ["城关镇\t1840\t22", "城关镇\t1840\t22"]


def test_two_things_on_one_line_alone_are_no_row_of_a_table() -> None:
    assert read(line("云府发〔2023〕1号", 100, 100), line("签发人：王敏", 600, 100)) == [
        "云府发〔2023〕1号 签发人：王敏"
    ]


def test_a_cell_that_runs_over_lines_is_one_and_empty_cells_keep_their_place() -> None:
    cells = tuple(Box(x, y, x + 200, y + 100) for y in (100, 200) for x in (100, 300, 500))
    assert read(
        line("项目", 110, 110),
        line("要求", 310, 110),
        line("结果", 510, 110),
        line("持证上", 110, 210),
        line("岗检查", 110, 240),
        line("合格", 510, 210),
        cells=cells,
    ) == ["项目\t要求\t结果", "持证上岗检查\t\t合格"]


def test_rows_of_a_table_that_was_photographed_askew_stay_rows() -> None:
    cells = tuple(Box(x, y - x / 12, x + 200, y - x / 12 + 50) for y in (200, 252, 304) for x in (100, 302, 504))
    written = [line(f"第{at}格", cell.left + 10, cell.top + 15) for at, cell in enumerate(cells)]
    assert read(*written, cells=cells) == ["第0格\t第1格\t第2格", "第3格\t第4格\t第5格", "第6格\t第7格\t第8格"]


def test_a_cell_that_stands_for_several_rows_is_told_with_the_first() -> None:
    cells = (Box(100, 100, 300, 300), *(Box(302, y, 502, y + 60) for y in (100, 170, 240)))
    written = [line(text, 310, cell.top + 20) for text, cell in zip("甲乙丙", cells[1:], strict=True)]
    assert read(line("城关镇", 110, 180), *written, cells=cells) == ["城关镇\t甲", "乙", "丙"]


def test_a_head_that_is_wider_than_the_text_does_not_keep_its_lines_apart() -> None:
    assert read(
        line("某某县住房和城乡建设局文件", 20, 20, letter=60),
        line("各学校要切实加强食堂食品安全管理工作，落实校长负责", 140, 200),
        line("制，每周研究一次食堂工作，留样四十八小时以上并做好记录", 100, 240),
        line("并存档。", 100, 280),
    ) == [
        "某某县住房和城乡建设局文件",
        "各学校要切实加强食堂食品安全管理工作，落实校长负责制，每周研究一次食堂工作，留样四十八小时以上并做好记录并存档。",
    ]


def test_cells_with_next_to_nothing_in_them_are_no_table() -> None:
    cells = tuple(Box(x, 100, x + 200, 400) for x in (100, 300, 500, 700))
    assert read(line("整改前", 110, 110), line("占道经营", 110, 150), cells=cells) == ["整改前", "占道经营"]


def test_the_number_at_the_foot_of_a_page_is_left_out() -> None:
    assert read(line("正文。", 100, 100), line("一12一", 400, 950)) == ["正文。"]


def test_what_is_hardly_writing_is_left_out() -> None:
    assert read(line("情况说明", 100, 100), line("济", 500, 300, confidence=0.3)) == ["情况说明"]


def test_signs_that_are_taken_for_others_are_mended() -> None:
    assert read(line("报告编号：NeSC2023-0457", 100, 100)) == ["报告编号：№SC2023-0457"]
    assert read(line("查询时间：2023-09-2016:10:58", 100, 100)) == ["查询时间：2023-09-20 16:10:58"]


def test_long_lines_weigh_more_in_how_sure_a_page_is() -> None:
    _, sure = text_of([line("十个字十个字十个字的", 100, 100), line("两字", 100, 140, confidence=0.6)], (), HIGH)
    assert 0.9 < sure < 0.99


def box(x: float, y: float, wide: float, high: float) -> Box:
    return Box(x, y, x + wide, y + high)


boxes = st.builds(box, st.floats(0, 900), st.floats(0, 900), st.floats(1, 500), st.floats(1, 200))


@given(
    st.lists(st.builds(Line, boxes, st.text("食品安全2023-, \t—№", max_size=30), st.floats(0, 1)), max_size=12),
    st.lists(boxes, max_size=8),
)
def test_no_arrangement_of_lines_and_cells_loses_one_or_breaks(lines: list[Line], cells: list[Box]) -> None:
    text, sure = text_of(lines, cells, HIGH)
    assert 0 <= sure <= 1
    sure_lines = [one for one in lines if one.confidence >= 0.5 and len(one.text.strip()) > 2]
    for one in sure_lines:
        if one.box.middle < 0.8 * HIGH and one.text.strip().isalpha():
            assert one.text.strip() in text.replace(" ", "").replace("\t", "").replace("\n", "")
