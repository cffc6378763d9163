"""Charts as pictures: as large as asked, in a font that has every sign, told apart in black and white."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from evidence import wording
from evidence.errors import ExportError
from evidence.export.blocks import Figure, Paragraph, PictureSource, Style
from evidence.export.chart_fonts import chart_font
from evidence.export.charts import Chart, ChartForm, Fill, Series, described, draw, figures
from evidence.export.chinese_fonts import FontFile
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.placed import PlacedPicture
from evidence.export.template import load_template
from evidence.export.word import WordFile, write_word
from evidence.extract import media
from evidence.model import OriginalId
from tests.build import NOON

_WIDE_MM = 150.0
_NAMES = ("8月1日", "8月8日", "8月15日", "8月22日", "8月29日")
_FOUND = Series("新发现", (4, 0, 7, 12, 3))
_CLOSED = Series("销号", (0, 2, 5, 9, 8))


def a_chart(
    form: ChartForm = ChartForm.BARS, *series: Series, measure: str = "个", levels: tuple[tuple[str, float], ...] = ()
) -> Chart:
    return Chart("每周新发现和销号", form, _NAMES, series or (_FOUND, _CLOSED), measure, levels)


@pytest.fixture(scope="module")
def font(root: Path) -> FontFile:
    pytest.importorskip("matplotlib", reason="numpy is not there", exc_type=ImportError)
    try:
        return chart_font(load_template(root / "templates" / "word" / "dossier.docx"))
    except ExportError:
        pytest.skip("this machine has no Chinese font")


@pytest.mark.parametrize("form", ChartForm)
def test_every_form_is_drawn_at_print_size_with_every_sign(form: ChartForm, font: FontFile) -> None:
    chart = a_chart(form, _FOUND, _CLOSED, measure="个", levels=(("合格线", 6.0),) if form is ChartForm.LINES else ())
    drawn = draw(chart, _WIDE_MM, font)  # a sign that the font lacks is a warning, and warnings are errors here
    with Image.open(BytesIO(drawn)) as image:
        assert image.format == "PNG"
        assert image.width == pytest.approx(_WIDE_MM / 25.4 * 200, abs=1)
        assert image.height == pytest.approx(chart.height_mm / 25.4 * 200, abs=1)
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    assert draw(chart, _WIDE_MM, font) == drawn


def test_one_series_is_told_from_the_other_in_black_and_white(font: FontFile) -> None:
    """Without colour one fill is dark and the other light."""
    one, other = Series("甲", (5, 5, 5, 5, 5)), Series("甲", (3, 3, 3, 3, 3))
    for form in (ChartForm.STACKED, ChartForm.LYING):
        with Image.open(BytesIO(draw(a_chart(form, one, other), _WIDE_MM, font))) as image:
            grey = image.convert("L")
            counts = grey.histogram()
        dark, light = sum(counts[:90]), sum(counts[150:235])
        assert dark > grey.width * grey.height // 20
        assert light > grey.width * grey.height // 40


def test_a_figure_stands_on_white_whatever_its_bar_is_filled_with(font: FontFile) -> None:
    """Printed in black and white, a hatch that ran through a figure would make it another one."""
    hatched = Series("已逾期", (8,), Fill.CROSSED)
    chart = Chart("各单位的问题", ChartForm.LYING, ("双河镇",), (hatched,), "个")
    with Image.open(BytesIO(draw(chart, _WIDE_MM, font))) as image:
        grey = image.convert("L")
    line = grey.crop((0, grey.height // 2, grey.width, grey.height // 2 + 1)).tobytes()
    edge = max(at for at, shade in enumerate(line) if shade < 100)
    middle = grey.crop((edge // 2, grey.height // 4, edge - 10, grey.height // 2)).histogram()
    figure_mm2 = sum(middle[250:]) * (25.4 / 200) ** 2
    assert 2 < figure_mm2 < 20


def test_nothing_is_written_beside_0() -> None:
    assert figures((0, 3, None, 12.5, 0.0)) == ["", "3", "", "12.5", ""]


def test_nothing_is_drawn_where_nothing_is_known(font: FontFile) -> None:
    whole = a_chart(ChartForm.LINES, Series("满意度", (70, 71, 72, 73, 74)), measure="%")
    broken = a_chart(ChartForm.LINES, Series("满意度", (70, 71, None, 73, 74)), measure="%")
    dark = [sum(Image.open(BytesIO(draw(c, _WIDE_MM, font))).convert("L").histogram()[:100]) for c in (whole, broken)]
    assert dark[1] < dark[0]
    assert "8月15日没有数据" in described(broken)
    assert "8月8日71%" in described(broken)


def test_a_chart_says_in_words_what_it_shows() -> None:
    said = described(a_chart())
    assert said.startswith("柱形图：每周新发现和销号。新发现：8月1日4个，8月8日0个，")
    assert said.endswith("8月29日8个。")


def test_a_chart_of_nothing_is_empty() -> None:
    assert a_chart(ChartForm.BARS, Series("销号", (0, None, 0, 0, 0))).is_empty
    assert not a_chart().is_empty


def test_many_places_have_room(font: FontFile) -> None:
    units = tuple(f"县市场监督管理局第{number}分局" for number in range(40))
    chart = Chart("各单位", ChartForm.LYING, units, (Series("未销号", tuple(range(40))),), "个")
    assert chart.height_mm == 190.0
    assert draw(chart, _WIDE_MM, font)


def test_without_the_library_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ExportError) as refused:
        draw(a_chart(), _WIDE_MM, FontFile(Path("none.ttf"), 0))
    assert refused.value.code == "no_charts"
    assert "图表画不出来" in wording.sentence(refused.value)


def test_a_pc_without_a_chinese_font_is_told_so(root: Path, tmp_path: Path) -> None:
    template = load_template(root / "templates" / "word" / "dossier.docx")
    with pytest.raises(ExportError) as refused:
        chart_font(template, (tmp_path,))
    assert refused.value.code == "no_chinese_font"


@pytest.mark.parametrize("module", ["app.cli", "ui.main_window", "evidence.export.charts"])
def test_what_starts_does_not_load_the_library(module: str, root: Path) -> None:
    asked = f"import sys, {module}; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_pictures_between_paragraphs_carry_the_break_of_their_page(root: Path, tmp_path: Path) -> None:
    template = load_template(root / "templates" / "word" / "dossier.docx")
    picture = tmp_path / "图.png"
    Image.new("RGB", (300, 200), "grey").save(picture)
    source = PictureSource(OriginalId("one"), 0)
    tall = [Figure(source, 150.0, 130.0, f"图{number}", "说明") for number in range(3)]
    pages = paginate([Paragraph(Style.BODY, "先有一段话。"), *tall], template)
    assert [sum(isinstance(placed, PlacedPicture) for placed in page) for page in pages] == [1, 1, 1]
    path = tmp_path / "文件.docx"
    document = WordFile("题名", "单位", "0.1", NOON, (), pages, {}, {})
    with closing(PictureStore({source.original: (picture, media.PNG)}, tmp_path)) as store:
        write_word(path, document, template, store)
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.count("<w:pageBreakBefore/>") == 2  # the first page begins where the section does
    assert xml.count('descr="说明"') == 3
