"""Templates: measured where they are fit, refused with a sentence where they are not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import WORD_TEMPLATE
from evidence import wording
from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.export.template import TWIPS_PER_MM, Template, load_template

STYLES = "word/styles.xml"
DOCUMENT = "word/document.xml"


def spoilt(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the program's template with one part changed."""
    path = folder / "模板.docx"
    with zipfile.ZipFile(WORD_TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            text = source.read(part).decode()
            target.writestr(part, change(text) if part == name else text)
    return path


def refusal(path: Path) -> str:
    """The sentence with which a template is refused."""
    with pytest.raises(ExportError) as caught:
        load_template(path)
    return wording.sentence(caught.value)


def test_the_type_area_is_156_by_225_mm(template: Template) -> None:
    assert template.page.width_twips == pytest.approx(156 * TWIPS_PER_MM, abs=2)
    assert template.page.height_twips == pytest.approx(225 * TWIPS_PER_MM, abs=2)


def test_body_text_runs_22_lines_to_the_page(template: Template) -> None:
    pitch = template.styles[Style.BODY].pitch_twips
    assert pitch is not None
    assert template.page.height_twips // pitch == 22


def test_body_text_is_of_size_3_and_two_characters_in(template: Template) -> None:
    body = template.styles[Style.BODY]
    assert (body.size_pt, body.first_indent_em) == (16.0, 2.0)


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.PICTURE])
def test_every_style_of_text_has_an_exact_line_pitch(style: Style, template: Template) -> None:
    assert template.styles[style].pitch_twips is not None


def test_the_style_of_pictures_is_as_high_as_they_are(template: Template) -> None:
    assert template.styles[Style.PICTURE].pitch_twips is None


@pytest.mark.parametrize("style", list(Style))
def test_a_missing_style_is_named(style: Style, tmp_path: Path) -> None:
    path = spoilt(tmp_path, STYLES, lambda text: text.replace(f'"{style.value}"', '"另一个"'))
    assert refusal(path) == f"Word 模板 {path} 缺少样式“{style.value}”或没有写明字号。请恢复该样式。"


def test_a_style_without_an_exact_pitch_is_named(tmp_path: Path) -> None:
    path = spoilt(tmp_path, STYLES, lambda text: text.replace('w:line="440" w:lineRule="exact"', 'w:lineRule="auto"'))
    assert refusal(path) == f"Word 模板 {path} 的样式“图题”没有设为固定行距，页码会不准。请改为固定值。"


def test_a_template_without_a_paper_size_is_refused(tmp_path: Path) -> None:
    path = spoilt(tmp_path, DOCUMENT, lambda text: text.replace('<w:pgSz w:w="11906" w:h="16838"/>', ""))
    assert refusal(path) == f"Word 模板 {path} 没有写明纸张大小或页边距。请恢复程序自带的模板。"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain text", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_docx_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    assert refusal(path) == f"Word 模板 {path} 打不开或不完整。请恢复程序自带的模板。"


@pytest.mark.parametrize("name", [STYLES, DOCUMENT])
def test_a_template_whose_xml_is_broken_is_refused(name: str, tmp_path: Path) -> None:
    path = spoilt(tmp_path, name, lambda text: text[: len(text) // 2])
    assert refusal(path) == f"Word 模板 {path} 打不开或不完整。请恢复程序自带的模板。"


def test_a_workbook_is_refused_as_a_template(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "表.xlsx"
    Workbook().save(path)
    assert refusal(path) == f"Word 模板 {path} 打不开或不完整。请恢复程序自带的模板。"


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "没有.docx"
    assert refusal(path) == f"Word 模板 {path} 打不开或不完整。请恢复程序自带的模板。"
