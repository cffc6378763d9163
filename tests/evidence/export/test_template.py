"""Templates: measured where they are fit, refused with a sentence for each fault where they are not."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from evidence import wording
from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.export.profiles import Profile, shipped
from evidence.export.template import TWIPS_PER_MM, Align, Template, load_template
from evidence.export.template_check import inspect_template
from evidence.wording import templates as words

STYLES = "word/styles.xml"
DOCUMENT = "word/document.xml"
SETTINGS = "word/settings.xml"
TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
EXACT = 'w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'


def spoilt(folder: Path, name: str, change: Callable[[str], str], *more: str) -> Path:
    """A copy of the program's template with one part changed, and parts added."""
    path = folder / "模板.docx"
    with zipfile.ZipFile(WORD_TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            text = source.read(part).decode()
            changed = change(text) if part == name else text
            assert part != name or changed != text, "nothing was spoilt"
            target.writestr(part, changed)
        for part in more:
            target.writestr(part, "")
    return path


def replaced(folder: Path, name: str, old: str, new: str) -> Path:
    return spoilt(folder, name, lambda text: text.replace(old, new))


def faults(path: Path) -> list[str]:
    """What is wrong with a template."""
    return [words.sentence(fault) for fault in inspect_template(path).faults]


def remarks(path: Path) -> list[str]:
    """What is odd about a template that can be used."""
    found = inspect_template(path)
    assert not found.faults, faults(path)
    return [words.sentence(remark) for remark in found.remarks]


def refusal(path: Path) -> str:
    """The sentence with which a template is refused."""
    with pytest.raises(ExportError) as caught:
        load_template(path)
    return wording.sentence(caught.value)


def test_the_type_area_is_156_by_225_mm(template: Template) -> None:
    assert template.page.width_twips == pytest.approx(156 * TWIPS_PER_MM, abs=2)
    assert template.page.height_twips == pytest.approx(225 * TWIPS_PER_MM, abs=2)


@pytest.mark.parametrize("profile", list(Profile))
def test_body_text_of_a_profile_runs_22_lines_to_the_page(profile: Profile) -> None:
    template = load_template(shipped(WORD_TEMPLATE, profile))
    pitch = template.styles[Style.BODY].pitch_twips
    assert pitch is not None
    assert template.page.height_twips // pitch == 22


@pytest.mark.parametrize("profile", list(Profile))
def test_nothing_is_wrong_or_odd_about_what_ships(profile: Profile) -> None:
    found = inspect_template(shipped(WORD_TEMPLATE, profile))
    assert (found.faults, found.remarks) == ((), ())


@pytest.mark.parametrize("profile", list(Profile))
def test_a_template_of_wide_tables_is_fit_for_these(profile: Profile) -> None:
    assert inspect_template(shipped(TABLE_TEMPLATE, profile), turned=True).faults == ()


def test_body_text_is_of_size_3_and_two_characters_in(template: Template) -> None:
    body = template.styles[Style.BODY]
    assert (body.size_pt, body.first_indent_em) == (16.0, 2.0)


def test_the_look_of_a_style_is_known(template: Template) -> None:
    face = template.styles[Style.COVER_TITLE].face
    assert (face.chinese, face.latin, face.bold, face.align) == (
        "方正小标宋简体",
        "Times New Roman",
        False,
        Align.CENTRE,
    )


def test_titles_are_bold_where_there_is_no_title_face() -> None:
    assert load_template(shipped(WORD_TEMPLATE, Profile.WINDOWS)).styles[Style.DIRECTORY_TITLE].face.bold


def test_it_is_known_what_stands_in_for_a_face(template: Template) -> None:
    assert template.stand_ins["仿宋_GB2312"] == "仿宋"


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.PICTURE])
def test_every_style_of_text_has_an_exact_line_pitch(style: Style, template: Template) -> None:
    assert template.styles[style].pitch_twips is not None


def test_the_style_of_pictures_is_as_high_as_they_are(template: Template) -> None:
    assert template.styles[Style.PICTURE].pitch_twips is None


@pytest.mark.parametrize("style", list(Style))
def test_a_missing_style_is_named(style: Style, tmp_path: Path) -> None:
    path = replaced(tmp_path, STYLES, f'"{style.value}"', '"另一个"')
    assert refusal(path) == f"Word 模板 {path} 缺少样式“{style.value}”，或没有写明字号。请恢复该样式。"


@pytest.mark.parametrize("name", ["标签", "资料表格"])
def test_a_missing_style_of_labels_or_tables_is_named(name: str, tmp_path: Path) -> None:
    path = replaced(tmp_path, STYLES, f'"{name}"', '"另一个"')
    assert faults(path) == [f"缺少样式“{name}”。请从程序自带的版式另存一份，在它上面修改。"]


# What is spoilt in the styles, as (old, new, sentence).
SPOILT_STYLES = [
    (
        'w:line="440" w:lineRule="exact"',
        'w:line="440" w:lineRule="auto"',
        "样式“图题”没有设为固定行距，页码会不准。请把行距改为“固定值”。",
    ),
    (EXACT, EXACT.replace("579", "280"), "样式“资料正文”的行距是 14 磅，字会被切去或一页排不了几行。请改为 16—40 磅。"),
    (
        EXACT,
        EXACT.replace("579", "1000"),
        "样式“资料正文”的行距是 50 磅，字会被切去或一页排不了几行。请改为 16—40 磅。",
    ),
    (EXACT, f"{EXACT}<w:pageBreakBefore/>", "样式“资料正文”设了“段前分页”，会多出空白页。请取消。"),
    (
        EXACT,
        f'{EXACT}<w:numPr><w:numId w:val="3"/></w:numPr>',
        "样式“资料正文”带有自动编号，会多出一遍编号。请去掉编号。",
    ),
    (
        f'w:before="0" w:after="0" {EXACT}',
        f'w:before="0" w:after="120" {EXACT}',
        "样式“资料正文”设了段前、段后间距，页码会不准。请都改为 0。",
    ),
    (
        EXACT,
        EXACT.replace("<w:ind ", '<w:ind w:left="420" '),
        "样式“资料正文”设了左右缩进或悬挂缩进，每行字数会变。请改为 0，只留首行缩进。",
    ),
    (
        EXACT,
        EXACT.replace('firstLineChars="200"', 'firstLineChars="900"'),
        "样式“资料正文”的首行缩进太大。请改为 0—4 字符。",
    ),
    (
        '<w:spacing w:val="-5"/>',
        '<w:spacing w:val="20"/>',
        "样式“资料正文”加宽了字符间距或缩放，每行字数会变。请改为标准。",
    ),
    ('<w:sz w:val="72"/>', '<w:sz w:val="120"/>', "样式“封面题名”的字号是 60 磅，版面容不下。请改为 18—42 磅。"),
    (
        'w:line="240" w:lineRule="auto"',
        'w:line="240" w:lineRule="exact"',
        "样式“图片”设了固定行距，图片会被切去。请把行距改为“单倍行距”。",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), SPOILT_STYLES)
def test_a_style_that_would_make_pages_wrong_is_named(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in faults(replaced(tmp_path, STYLES, old, new))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = spoilt(tmp_path, STYLES, lambda text: text.replace('"图题"', '"甲"').replace('"续表"', '"乙"'))
    assert refusal(path) == (
        f"Word 模板 {path} 有 2 处不能用："
        "（1）缺少样式“图题”，或没有写明字号。请恢复该样式。（2）缺少样式“续表”，或没有写明字号。请恢复该样式。"
    )


def test_a_style_has_what_the_one_above_it_has(tmp_path: Path) -> None:
    def lifted(text: str) -> str:
        """Give the size and pitch of captions to the style that they are based on."""
        above = '<w:style w:type="paragraph" w:styleId="Above"><w:name w:val="上层"/><w:rPr><w:sz w:val="26"/></w:rPr>'
        text = text.replace("</w:docDefaults>", f"</w:docDefaults>{above}</w:style>")
        text = text.replace('"图题"/><w:basedOn w:val="Normal"', '"图题"/><w:basedOn w:val="Above"')
        return re.sub(r'("图题".*?)<w:sz w:val="28"/><w:szCs w:val="28"/>', r"\1", text, count=1)

    template = inspect_template(spoilt(tmp_path, STYLES, lifted)).template
    assert template is not None
    assert template.styles[Style.CAPTION].size_pt == 13


MARGINS = 'w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1267"'
SPOILT_PAGES = [
    ('<w:pgSz w:w="11906" w:h="16838"/>', "", "没有写明纸张大小或页边距。请在“页面设置”里设定。"),
    (
        '<w:pgSz w:w="11906" w:h="16838"/>',
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
        "纸张是横向的。汇编是竖向的，请改为纵向。",
    ),
    (
        'w:left="1588"',
        'w:left="2268"',
        "版心宽 144 毫米，放不下 156 毫米宽的目录表格。请把左右页边距改小。",
    ),
    ('w:top="2098"', 'w:top="6000"', "版心高 156 毫米，太矮，一页排不了几行。请改为 200 毫米以上。"),
    (
        'w:footer="1267"',
        'w:footer="1800"',
        "页脚高出下边距，会把正文顶上去，页码会不准。请把页脚距边界改小，或把下边距改大。",
    ),
    ('<w:footerReference w:type="default" r:id="rId4"/>', "", "没有页脚，页码印不出来。请在页脚插入页码。"),
    (
        '<w:footerReference w:type="even" r:id="rId5"/>',
        "",
        "设了“奇偶页不同”，但偶数页没有页脚。请在偶数页的页脚也插入页码。",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), SPOILT_PAGES)
def test_pages_that_the_dossier_cannot_have_are_named(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert faults(replaced(tmp_path, DOCUMENT, old, new)) == [sentence]


def test_a_foot_without_a_page_number_is_named(tmp_path: Path) -> None:
    path = replaced(tmp_path, "word/footer2.xml", " PAGE ", " DATE ")
    assert faults(path) == ["偶数页的页脚里没有页码。请在偶数页的页脚也插入页码。"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain text"])
def test_what_is_no_docx_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    assert refusal(path) == f"Word 模板 {path} 打不开或不完整。请用 WPS 或 Word 打开，另存为 .docx 后再选。"


def test_an_old_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert faults(path) == ["是旧格式（.doc、.wps）或加了密码的文件。请用 WPS 或 Word 打开，去掉密码，另存为 .docx。"]


@pytest.mark.parametrize("name", [STYLES, DOCUMENT, "word/footer1.xml"])
def test_a_template_whose_xml_is_broken_is_refused(name: str, tmp_path: Path) -> None:
    path = spoilt(tmp_path, name, lambda text: text[: len(text) // 2])
    assert "打不开或不完整" in refusal(path)


def test_a_workbook_is_refused_as_a_template(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "表.xlsx"
    Workbook().save(path)
    assert "打不开或不完整" in refusal(path)


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    assert "打不开或不完整" in refusal(tmp_path / "没有.docx")


def test_a_template_with_macros_is_refused(tmp_path: Path) -> None:
    path = spoilt(tmp_path, TYPES, lambda text: text + " ", "word/vbaProject.bin")
    assert faults(path) == ["带有宏（.docm），导出的文件会被当作有风险。请另存为不带宏的 .docx。"]


def test_a_dotx_is_refused(tmp_path: Path) -> None:
    path = replaced(tmp_path, TYPES, "wordprocessingml.document.main", "wordprocessingml.template.main")
    assert faults(path) == ["是模板格式（.dotx）。请用 WPS 或 Word 打开，另存为 .docx。"]


def test_a_template_that_fetches_from_elsewhere_is_refused(tmp_path: Path) -> None:
    link = (
        '<Relationship Id="rId9" Type="http://x/attachedTemplate" Target="http://a.invalid/b" TargetMode="External"/>'
    )
    path = spoilt(tmp_path, RELS, lambda text: text.replace("</Relationships>", f"{link}</Relationships>"))
    assert faults(path) == ["要从别处取内容（http://a.invalid/b），换一台电脑就不一样，也不安全。请去掉这个链接。"]


def test_embedded_fonts_are_refused(tmp_path: Path) -> None:
    path = spoilt(tmp_path, TYPES, lambda text: text + " ", "word/fonts/font1.odttf")
    assert "嵌入了字体文件" in faults(path)[0]


@pytest.mark.parametrize(
    ("part", "old", "new", "sentence"),
    [
        (STYLES, EXACT, EXACT.replace("579", "700"), "正文行距 35 磅，公文一般用 28—30 磅。"),
        (SETTINGS, "<w:evenAndOddHeaders/>", "", "没有设“奇偶页不同”，双面印时页码不会左右对称。"),
        (DOCUMENT, "<w:docGrid ", '<w:cols w:num="2"/><w:docGrid ', "设了分栏；汇编不分栏。"),
        (DOCUMENT, 'w:footer="1267"', 'w:footer="567"', "页码距版心 19 毫米，国标是 7 毫米。"),
    ],
)
def test_what_is_merely_odd_is_said(part: str, old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert remarks(replaced(tmp_path, part, old, new)) == [sentence]


def test_columns_and_grids_of_a_template_do_not_reach_documents(tmp_path: Path) -> None:
    grid = '<w:cols w:num="2"/><w:titlePg/><w:docGrid w:type="linesAndChars" w:charSpace="900" '
    found = inspect_template(replaced(tmp_path, DOCUMENT, "<w:docGrid ", grid)).template
    assert found is not None
    assert found.section == load_template(WORD_TEMPLATE).section


def test_pages_are_numbered_from_1_whatever_the_template_says(tmp_path: Path) -> None:
    found = inspect_template(replaced(tmp_path, DOCUMENT, 'w:start="1"', 'w:start="7"')).template
    assert found is not None
    assert 'w:start="1"' in found.section


def test_no_white_is_added_between_chinese_and_latin_whatever_the_template_says(tmp_path: Path) -> None:
    path = replaced(tmp_path, STYLES, '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>', "")
    found = inspect_template(path).template
    assert found is not None
    assert found.styles_part is not None
    off = b'<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing '
    assert found.styles_part.count(off) == len(Style)


def test_the_styles_of_what_ships_are_taken_as_they_are(template: Template) -> None:
    assert template.styles_part is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs an office program")
def test_a_template_that_an_office_program_saved_anew_is_fit(tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(tmp_path), str(WORD_TEMPLATE)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = tmp_path / WORD_TEMPLATE.name
    found, original = inspect_template(saved).template, load_template(WORD_TEMPLATE)
    assert found is not None, faults(saved)
    assert found.page == original.page
    assert {s: m.pitch_twips for s, m in found.styles.items()} == {s: m.pitch_twips for s, m in original.styles.items()}
