"""Text and blocks as bad as they come, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from evidence.boxes import PerPage
from evidence.export.blocks import (
    Anchor,
    Block,
    Cell,
    Column,
    Figure,
    NewPage,
    Paragraph,
    Photos,
    Picture,
    PictureSource,
    Row,
    Style,
    Table,
    Together,
)
from evidence.model import OriginalId

CHINESE = "食品安全工作方案云岭县年度、，。；：（）《》“”〔〕—…·"
LATIN = "Wim1lI@-_/.:%&<>'\"abcXYZ0189 "
ODD = (
    "\t\n\r\x00\x07\x0b\x0c\x1f\x85\u00a0\u200b\u200d\u2028\u2029\ufeff\u0301\u20dd"
    "😀🚸👨\U00020bb7\U0002123d㎡①ａ！ﬁก한"
)

TEXTS = st.text(
    st.one_of(st.sampled_from(CHINESE), st.sampled_from(LATIN), st.sampled_from(ODD), st.characters(codec="utf-8")),
    max_size=150,
)
LONG_WORDS = st.text("Wil0.", min_size=20, max_size=200)
WILD = st.one_of(TEXTS, LONG_WORDS, st.builds(str.__add__, TEXTS, LONG_WORDS))

HEADINGS = (Style.CATEGORY, Style.POINT, Style.ITEM, Style.SECTION, Style.DIRECTORY_TITLE)
FLOWING = (Style.BODY, Style.ENTRY, Style.NOTE)

_PROSE = st.one_of(TEXTS, TEXTS.map(lambda text: text * 40))
paragraphs = st.builds(
    Paragraph, st.sampled_from((*FLOWING, *HEADINGS)), _PROSE, st.sampled_from(("", "评价内容：", "Standard: "))
)
_small = st.builds(Paragraph, st.sampled_from((Style.ENTRY, Style.NOTE)), TEXTS)
groups = st.builds(Together, st.lists(_small, min_size=1, max_size=6).map(tuple))
COLUMNS = (Column("件号", 21), Column("题名", 90), Column("页号", 12))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of up to 90 rows, each with a number of its own, now and then tied to the next."""
    texts = draw(st.lists(WILD, min_size=1, max_size=6))
    count = draw(st.integers(1, 90))
    step = draw(st.integers(2, 9))
    rows = [
        Row((Cell(f"{at}"), Cell(texts[at % len(texts)], max_lines=4), Cell("7")), with_next=at % step == 1)
        for at in range(count)
    ]
    return Table(COLUMNS, tuple(rows), "目录（续）")


_sides = st.one_of(st.floats(0.1, 2000), st.sampled_from((156.0, 225.0, 0.01, 1.0)))
pictures = st.builds(Picture, st.just(PictureSource(OriginalId("o"), 0)), _sides, _sides, heading=WILD, caption=WILD)
photos: st.SearchStrategy[Photos] = st.builds(
    Photos, st.lists(pictures, min_size=1, max_size=9).map(tuple), st.sampled_from(PerPage), WILD
)
figures = st.builds(
    Figure,
    st.just(PictureSource(OriginalId("o"), 0)),
    st.floats(1, 150),
    st.floats(1, 150),
    caption=WILD,
    description=WILD,
)
_blocks: st.SearchStrategy[Block] = st.one_of(
    *(paragraphs, groups, tables(), pictures, photos, figures, st.just(NewPage()))
)


@st.composite
def dossiers(draw: st.DrawFn) -> list[Block]:
    """Blocks in any order, each paragraph and picture with an anchor of its own; tables follow paragraphs."""
    found: list[Block] = []
    for number, block in enumerate(draw(st.lists(_blocks, min_size=1, max_size=8))):
        match block:
            case Paragraph():
                found.append(Paragraph(block.style, block.text, block.label, Anchor(f"p{number}")))
            case Picture():
                size = (block.width_mm, block.height_mm)
                found.append(Picture(block.source, *size, block.heading, block.caption, Anchor(f"p{number}")))
            case Photos():
                marked = (replace(one, anchor=Anchor(f"p{number}n{at}")) for at, one in enumerate(block.pictures))
                found.append(replace(block, pictures=tuple(marked)))
            case Table():
                found += [Paragraph(Style.SECTION, "卷内目录"), block]
            case Together() | Figure() | NewPage():
                found.append(block)
    return found
