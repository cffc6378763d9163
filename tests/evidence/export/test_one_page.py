"""一页纸: the gaps by unit on one page, whatever the project holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace
from PIL import Image

from app.paths import WORD_TEMPLATE
from build import a_slot, a_snapshot, an_item
from evidence.check.gaps import find_gaps
from evidence.errors import ExportError
from evidence.export import chinese_fonts as fonts
from evidence.export.one_page import OnePage, fitted, one_page, page_text
from evidence.export.one_page_file import ENDINGS, write_page
from evidence.export.one_page_picture import A4, PHONE, page_picture
from evidence.export.profiles import Profile, shipped
from evidence.export.template import Template, load_template
from evidence.model import SchemeFacts, SchemeId, Scope
from evidence.snapshot import OtherScheme, Snapshot
from tests.evidence.export.chased import county

LATE = datetime.fromisoformat("2023-11-20T22:00:00")
VALIDATE = Path(__file__).resolve().parents[2] / "tools" / "validate_docx.py"
LONG = "云岭土家族苗族自治县发展和改革暨粮食物资储备事务"


def page_of(snapshot: Snapshot) -> OnePage:
    return one_page(snapshot, find_gaps(snapshot), LATE)


def pages(path: Path, folder: Path) -> int:
    """Return how many pages a Word file has by LibreOffice."""
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return len(pypdf.PdfReader(folder / f"{path.stem}.pdf").pages)


def test_the_page_says_all_in_few_words() -> None:
    assert page_text(page_of(county(4, 2, "县"))).split("\n") == [
        "云岭县佐证材料缺项情况",
        "截至2023年11月20日22:00",
        "评价内容5项：齐全0，不齐4，缺1",
        "应备材料32件，已有7件，到位率21.9%",
        "",
        "【否决项、关键项（3项没有齐全）】",
        "1. 1-3（否决） 建立工作机制，每年研究部署：差3件（县第3局）",
        "2. 1-2★ 建立工作机制，每年研究部署：差4件（县第2局）",
        "3. 2-1★ 建立工作机制，每年研究部署：差7件（县第0镇、县第1镇）",
        "",
        "【各单位（6个单位还欠材料）】",
        "1. 县第0局：欠6件，到位率0%",
        "2. 县第1局：欠5件，到位率16.7%",
        "3. 县第2局：欠4件（关键项1），到位率33.3%",
        "4. 县第0镇：欠4件（关键项1），到位率0%，已报待整理3件",
        "5. 县第3局：欠3件（否决项1），到位率50.0%",
        "6. 县第1镇：欠3件（关键项1），到位率25.0%",
        "",
        "注：已报待整理4件没有计入：县第0镇3件，看不出报送单位的1件。整理后欠件可能减少。",
        "",
    ]


def test_what_nobody_is_known_to_owe_is_not_forgotten() -> None:
    item = an_item("1-1", a_slot("总结", scope=Scope.EACH_TOWNSHIP, count=2))
    page = page_of(a_snapshot([item], townships=()))
    assert [(line.unit, line.lacking) for line in page.units] == [("未指定单位", 2)]


def test_a_project_without_gaps_says_so() -> None:
    told = page_text(page_of(a_snapshot([])))
    assert "【没有否决项、关键项欠材料】" in told
    assert "【没有单位欠材料】" in told
    assert "注：没有待整理的材料。" in told


def test_a_project_of_two_schemes_says_which_it_speaks_of() -> None:
    snapshot = county(1, 0)
    other = OtherScheme(SchemeId("另一套"), SchemeFacts("食品安全工作评议考核办法", None, None, None), ())
    assert page_of(replace(snapshot, others=(other,))).sums[0] == "对照《国家食品安全示范城市评价细则（2021版）》"


def test_days_are_counted_to_the_day_of_handing_in() -> None:
    snapshot = county(1, 0)
    snapshot = replace(snapshot, project=replace(snapshot.project, submit_on=date(2023, 12, 1)))
    assert "送审日期12月1日，还有11天" in page_of(snapshot).sums


def test_items_get_two_fifths_of_what_has_room() -> None:
    page = page_of(county(40, 20))
    shown = fitted(page, lambda some: some.size <= 20)
    assert (len(shown.graves), len(shown.units)) == (8, 12)
    assert shown.rest_of_graves == f"其余{len(page.graves) - 8}项……"
    lacking = sum(line.lacking for line in page.units[12:])
    assert shown.rest_of_units == f"其余{len(page.units) - 12}个单位，共欠{lacking}件……"


@pytest.mark.parametrize(("units", "townships"), [(0, 0), (1, 0), (3, 2), (20, 10), (40, 20)])
@pytest.mark.parametrize("prefix", ["", LONG])
@pytest.mark.parametrize("profile", Profile)
def test_word_has_one_page(units: int, townships: int, prefix: str, profile: Profile, tmp_path: Path) -> None:
    snapshot, path = county(units, townships, prefix), tmp_path / "一页纸.docx"
    write_page(path, page_of(snapshot), snapshot, load_template(shipped(WORD_TEMPLATE, profile)), "0.0")
    done = subprocess.run([sys.executable, VALIDATE, path], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    breaks = sum("<w:pageBreakBefore/>" in line for line in _document(path).split("<w:p>"))
    assert breaks <= 1, "one page begins the document"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
@pytest.mark.parametrize("prefix", ["", LONG])
def test_word_has_one_page_in_an_office_program(prefix: str, tmp_path: Path, template: Template) -> None:
    snapshot, path = county(40, 20, prefix), tmp_path / "一页纸.docx"
    write_page(path, page_of(snapshot), snapshot, template, "0.0")
    assert pages(path, tmp_path) == 1


@pytest.mark.parametrize("count", [1, 8, 22, 43, 60])
@pytest.mark.parametrize("prefix", ["", LONG])
def test_the_picture_fits_a_phone(count: int, prefix: str) -> None:
    picture = Image.open(BytesIO(page_picture(page_of(county(count, count // 3, prefix)))))
    assert picture.width == PHONE.width
    assert picture.height <= PHONE.height


def test_the_pdf_is_one_sheet_of_a4(tmp_path: Path, template: Template) -> None:
    snapshot, path = county(40, 20), tmp_path / "一页纸.pdf"
    write_page(path, page_of(snapshot), snapshot, template, "0.0")
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == 1
    assert [round(float(side) / 72 * 200) for side in reader.pages[0].mediabox[2:]] == [A4.width, A4.height]
    assert reader.metadata is not None
    assert reader.metadata.title == "云岭县佐证材料缺项情况"


def test_what_is_left_out_is_counted(tmp_path: Path, template: Template) -> None:
    snapshot, path = county(40, 20), tmp_path / "一页纸.docx"
    page = page_of(snapshot)
    write_page(path, page, snapshot, template, "0.0")
    told = _document(path)
    assert f"各单位（{page.of_units}个单位还欠材料）" in told
    assert "个单位，共欠" in told


def test_the_text_can_be_read_by_notepad(tmp_path: Path, template: Template) -> None:
    snapshot, path = county(1, 0), tmp_path / "一页纸.txt"
    write_page(path, page_of(snapshot), snapshot, template, "0.0")
    assert path.read_bytes().startswith("\ufeff云岭县".encode())


def test_other_kinds_of_files_are_refused(tmp_path: Path, template: Template) -> None:
    snapshot = county(1, 0)
    with pytest.raises(ExportError) as refused:
        write_page(tmp_path / "一页纸.xlsx", page_of(snapshot), snapshot, template, "0.0")
    assert refused.value.code == "one_page_file_kind"
    assert len(ENDINGS) == 4


def test_without_a_chinese_font_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "system_folders", lambda: (tmp_path,))
    fonts.chinese_fonts.cache_clear()
    with pytest.raises(ExportError) as refused:
        page_picture(page_of(county(1, 0)))
    assert refused.value.code == "no_chinese_font"
    fonts.chinese_fonts.cache_clear()


def _document(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()
