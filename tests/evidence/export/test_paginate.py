"""Pages: full to their foot and no further, everything on them once and in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from pages.wild import COLUMNS, FLOWING, HEADINGS, TEXTS, dossiers, groups, pictures, tables

from app.paths import WORD_TEMPLATE
from evidence.export.blocks import Block, Cell, NewPage, Paragraph, Photos, Picture, Row, Style, Table, Together
from evidence.export.box_pages import pages_of
from evidence.export.paginate import (
    LINE_RESERVE_EM,
    PICTURE_AIR_TWIPS,
    RESERVE_TWIPS,
    Page,
    Placed,
    PlacedPicture,
    PlacedTable,
    PlacedText,
    paginate,
)
from evidence.export.placed import PlacedPhotos, texts_of
from evidence.export.template import TWIPS_PER_MM, load_template
from evidence.export.widths import break_lines

TEMPLATE = load_template(WORD_TEMPLATE)
ROOM_TWIPS = TEMPLATE.page.height_twips - RESERVE_TWIPS
fewer = settings(max_examples=60)


def height(placed: Placed) -> int:
    """What a reader of the page measures, in twips."""
    match placed:
        case PlacedText():
            metrics = TEMPLATE.styles[placed.style]
            width = TEMPLATE.page.width_twips / 20 / metrics.size_pt - LINE_RESERVE_EM
            indent = metrics.first_indent_em if placed.indent else 0.0
            return len(break_lines(placed.label + placed.text, width, indent)) * (metrics.pitch_twips or 0)
        case PlacedTable():
            return sum(row.height_twips for row in placed.rows)
        case PlacedPicture():
            return round(placed.height_mm * TWIPS_PER_MM) + PICTURE_AIR_TWIPS
        case PlacedPhotos():
            return sum(above + below for above, below in placed.heights_twips)


def placed_texts(pages: Iterable[Page]) -> list[PlacedText]:
    return [placed for page in pages for placed in page if isinstance(placed, PlacedText)]


def placed_tables(pages: Iterable[Page]) -> list[PlacedTable]:
    return [placed for page in pages for placed in page if isinstance(placed, PlacedTable)]


def letters(text: str) -> str:
    """Text without the white that a line may end with, and without what is drawn as nothing."""
    return "".join(text.split())


def text_of(blocks: Sequence[Block]) -> str:
    return letters("".join(b.label + b.text for b in blocks if isinstance(b, Paragraph)))


def printed(picture: Picture) -> PlacedPicture:
    return next(p for page in paginate([picture], TEMPLATE) for p in page if isinstance(p, PlacedPicture))


def serials(table: PlacedTable) -> list[str]:
    """The first cells of the rows under the head."""
    return [str(row.contents[0]) for row in table.rows[1:]]


def filler(lines: int) -> Paragraph:
    return Paragraph(Style.NOTE, "\n".join("行" * lines))


@fewer
@given(dossiers())
def test_no_page_is_fuller_than_the_type_area_less_its_reserve(blocks: list[Block]) -> None:
    assert all(sum(map(height, page)) <= ROOM_TWIPS for page in paginate(blocks, TEMPLATE))


@fewer
@given(dossiers())
def test_every_page_holds_something_and_begins_with_a_paragraph_or_a_picture(blocks: list[Block]) -> None:
    assert all(page and isinstance(page[0], PlacedText | PlacedPicture) for page in paginate(blocks, TEMPLATE))


@fewer
@given(st.lists(st.builds(Paragraph, st.sampled_from((*FLOWING, *HEADINGS)), TEXTS, st.just("标签：")), max_size=20))
def test_the_text_of_paragraphs_stands_once_and_in_order(blocks: list[Paragraph]) -> None:
    pages = paginate(blocks, TEMPLATE)
    assert letters("".join(t.label + t.text for t in placed_texts(pages))) == text_of(blocks)


@fewer
@given(tables())
def test_the_rows_of_a_table_stand_once_and_in_order(table: Table) -> None:
    pages = paginate([Paragraph(Style.SECTION, "卷内目录"), table], TEMPLATE)
    found = [serial for part in placed_tables(pages) for serial in serials(part)]
    assert found == [str(row.cells[0].content) for row in table.rows]


@fewer
@given(dossiers())
def test_an_anchor_lies_on_the_page_that_pages_of_names(blocks: list[Block]) -> None:
    pages = paginate(blocks, TEMPLATE)
    for anchor, number in pages_of(pages).items():
        assert any(text.anchor == anchor for text in texts_of(pages[int(number) - 1]))


@fewer
@given(dossiers())
def test_every_anchor_is_placed_once(blocks: list[Block]) -> None:
    flat = [one for block in blocks for one in (block.pictures if isinstance(block, Photos) else (block,))]
    asked = [block.anchor for block in flat if isinstance(block, Paragraph | Picture) and block.anchor]
    found = [text.anchor for page in paginate(blocks, TEMPLATE) for text in texts_of(page) if text.anchor]
    assert found == asked


@fewer
@given(tables())
def test_the_head_of_a_table_stands_on_each_of_its_pages(table: Table) -> None:
    parts = placed_tables(paginate([Paragraph(Style.SECTION, "卷内目录"), table], TEMPLATE))
    assert all(list(part.rows[0].contents) == [c.head for c in COLUMNS] for part in parts)


@fewer
@given(tables())
def test_further_pages_of_a_table_begin_with_the_line_that_says_so(table: Table) -> None:
    first, *further = paginate([Paragraph(Style.SECTION, "卷内目录"), table], TEMPLATE)
    lines = [page[0] for page in further]
    assert all(isinstance(line, PlacedText) and line.style is Style.CONTINUED for line in lines)
    assert Style.CONTINUED not in {placed.style for placed in first if isinstance(placed, PlacedText)}


def test_a_table_that_begins_on_a_new_page_is_not_said_to_go_on() -> None:
    table = Table(COLUMNS, (Row((Cell("1"), Cell("题名"), Cell("7"))),), "目录（续）")
    pages = paginate([filler(33), table], TEMPLATE)
    assert [len(placed_tables([page])) for page in pages] == [0, 1]
    assert "目录（续）" not in [text.text for text in placed_texts(pages)]


@fewer
@given(tables())
def test_a_row_tied_to_the_next_is_not_the_last_of_its_page(table: Table) -> None:
    tied = {str(row.cells[0].content) for row in table.rows[:-1] if row.with_next}
    parts = placed_tables(paginate([Paragraph(Style.SECTION, "卷内目录"), table], TEMPLATE))
    assert tied.isdisjoint(serials(part)[-1] for part in parts)


@fewer
@given(tables())
def test_a_row_is_as_high_as_its_fullest_cell_at_least(table: Table) -> None:
    pitch = TEMPLATE.styles[Style.TABLE_TEXT].pitch_twips or 0
    for part in placed_tables(paginate([Paragraph(Style.SECTION, "卷内目录"), table], TEMPLATE)):
        for row in part.rows[1:]:
            lines = len(break_lines(str(row.contents[1]), (90 - 2) * TWIPS_PER_MM / 20 / 10.5 - 0.8))
            assert row.height_twips > lines * pitch


@fewer
@given(st.integers(0, 40), st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=3), st.integers(0, 2))
def test_headings_never_stand_alone_at_the_foot_of_a_page(lines: int, styles: list[Style], kind: int) -> None:
    note = Paragraph(Style.NOTE, "后文")
    row = Row((Cell("后文"), Cell(""), Cell("")))
    after: Block = (note, Together((note, note)), Table(COLUMNS, (row,), "续"))[kind]
    headings = [Paragraph(style, f"标题{at}") for at, style in enumerate(styles)]
    pages = paginate([filler(lines), *headings, after], TEMPLATE)
    names = [heading.text for heading in headings]
    body = next(number for number, page in enumerate(pages) if "后文" in str(page))
    assert all(name in str(pages[body]) for name in names)


@fewer
@given(st.integers(0, 60), groups)
def test_what_belongs_together_and_fits_a_page_stays_on_one(lines: int, group: Together) -> None:
    marked = Together((Paragraph(Style.NOTE, "始"), *group.paragraphs, Paragraph(Style.NOTE, "终")))
    fits = len(paginate([marked], TEMPLATE)) == 1
    pages = paginate([filler(lines), NewPage(), filler(lines), marked], TEMPLATE)
    spread = {n for n, page in enumerate(pages) for p in page if isinstance(p, PlacedText) and p.text in ("始", "终")}
    assert len(spread) == 1 or not fits


@fewer
@given(pictures)
def test_a_picture_is_never_enlarged(picture: Picture) -> None:
    placed = printed(picture)
    assert placed.width_mm <= picture.width_mm
    assert placed.height_mm <= picture.height_mm


@fewer
@given(pictures)
def test_a_picture_lies_within_the_type_area(picture: Picture) -> None:
    placed = printed(picture)
    assert placed.width_mm * TWIPS_PER_MM <= TEMPLATE.page.width_twips + 1
    assert placed.height_mm * TWIPS_PER_MM <= ROOM_TWIPS


@fewer
@given(pictures)
def test_a_picture_keeps_its_shape(picture: Picture) -> None:
    placed = printed(picture)
    across, down = placed.width_mm / picture.width_mm, placed.height_mm / picture.height_mm
    assert abs(across - down) < 1e-6


@fewer
@given(st.lists(pictures, min_size=1, max_size=4))
def test_each_picture_has_a_page_of_its_own(found: list[Picture]) -> None:
    pages = paginate([filler(3), *found, filler(3)], TEMPLATE)
    counts = [sum(isinstance(placed, PlacedPicture) for placed in page) for page in pages]
    assert counts == [0, *[1] * len(found), 0]


@fewer
@given(dossiers())
def test_the_same_blocks_make_the_same_pages(blocks: list[Block]) -> None:
    assert paginate(blocks, TEMPLATE) == paginate(blocks, TEMPLATE)


def test_nothing_makes_no_page() -> None:
    assert paginate([], TEMPLATE) == ()


def test_new_pages_in_a_row_make_no_empty_page() -> None:
    pages = paginate([NewPage(), NewPage(), filler(1), NewPage(), NewPage(), filler(1), NewPage()], TEMPLATE)
    assert len(pages) == 2


def test_a_table_without_rows_leaves_no_trace() -> None:
    assert placed_tables(paginate([filler(1), Table(COLUMNS, (), "续")], TEMPLATE)) == []


def test_a_paragraph_that_goes_on_overleaf_is_not_indented_again() -> None:
    body = Paragraph(Style.BODY, "食品安全" * 400)
    assert [text.indent for text in placed_texts(paginate([body], TEMPLATE))] == [True, *[False] * 2]


def test_each_line_of_a_text_is_a_paragraph_of_its_own() -> None:
    pages = paginate([Paragraph(Style.BODY, "一、甲\r\n二、乙\r三、丙\x0b四、丁\u2028五、戊")], TEMPLATE)
    assert [text.text for text in placed_texts(pages)] == ["一、甲", "二、乙", "三、丙", "四、丁", "五、戊"]


def test_a_label_stands_before_the_first_line_alone() -> None:
    pages = paginate([Paragraph(Style.BODY, "甲\n乙", "评分标准：")], TEMPLATE)
    assert [text.label for text in placed_texts(pages)] == ["评分标准：", ""]


def test_a_page_holds_22_lines_of_28_characters_less_what_is_kept_free() -> None:
    pages = paginate([Paragraph(Style.BODY, "\n".join("字" * 22))], TEMPLATE)
    assert [len(page) for page in pages] == [21, 1]


def test_a_paragraph_that_is_flush_begins_at_the_margin() -> None:
    flush, indented = (Paragraph(Style.BODY, "县教委：" * 10, flush=flush) for flush in (True, False))
    first, second = placed_texts(paginate([flush, indented], TEMPLATE))
    assert (first.indent, second.indent) == (False, True)
