"""The Word templates that ship are those that the program makes, and they say what GB/T 9704 asks."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from golden.parts import raw_parts
from lxml import etree

from app.packaging import word_template
from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from evidence.export.blocks import Style
from evidence.export.profiles import Profile
from evidence.export.profiles import shipped as shipped_template
from evidence.extract.markup import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALIDATE = Path(__file__).resolve().parents[1] / "tools" / "validate_docx.py"
MM = 1440 / 25.4


def shipped(name: str) -> Element:
    """A part of the template that ships."""
    with zipfile.ZipFile(WORD_TEMPLATE) as package:
        return etree.fromstring(package.read(name))


def measure(element: str, attribute: str) -> int:
    """A measure of the page, in twips."""
    (found,) = shipped("word/document.xml").iter(f"{W}{element}")
    return int(found.get(f"{W}{attribute}", "0"))


@pytest.mark.parametrize("profile", list(Profile))
def test_a_template_that_ships_is_what_the_program_makes(profile: Profile) -> None:
    form = word_template.FORMS[profile]
    made = {name: text.encode() for name, text in word_template.parts(form).items()}
    assert raw_parts(shipped_template(WORD_TEMPLATE, profile)) == made


@pytest.mark.parametrize("profile", list(Profile))
def test_a_template_for_wide_tables_is_what_the_program_makes(profile: Profile) -> None:
    form = word_template.FORMS[profile]
    made = {name: text.encode() for name, text in word_template.parts(form, turned=True).items()}
    assert raw_parts(shipped_template(TABLE_TEMPLATE, profile)) == made


@pytest.mark.parametrize("form", word_template.FORMS.values(), ids=word_template.FORMS)
def test_the_foot_stands_7_mm_under_the_type_area(form: word_template.Form) -> None:
    (foot,) = re.findall(r'w:footer="(\d+)"', form.margins)
    assert form.bottom - int(foot) - word_template.FOOT_PITCH == pytest.approx(7 * MM, abs=1)


@pytest.mark.parametrize("form", word_template.FORMS.values(), ids=word_template.FORMS)
def test_a_line_of_text_is_28_to_30_points_high(form: word_template.Form) -> None:
    assert 28 <= form.pitch / 20 <= 30


def test_the_template_for_wide_tables_is_the_same_paper_turned() -> None:
    made = {name: text.encode() for name, text in word_template.parts(turned=True).items()}
    shipped_parts = raw_parts(TABLE_TEMPLATE)
    assert shipped_parts == made
    assert shipped_parts["word/styles.xml"] == raw_parts(WORD_TEMPLATE)["word/styles.xml"]
    body = etree.fromstring(shipped_parts["word/document.xml"])
    (size,) = body.iter(f"{W}pgSz")
    (margins,) = body.iter(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")
    turned = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    assert {side: int(margins.get(f"{W}{side}", "0")) for side in turned} == {
        side: measure("pgMar", upright) for side, upright in turned.items()
    }
    assert b"mirrorMargins" not in shipped_parts["word/settings.xml"]


@pytest.mark.parametrize("part", ["footer1", "footer2"])
def test_the_page_number_of_a_turned_page_stands_where_it_does_on_others(part: str) -> None:
    turned, upright = (raw_parts(path)[f"word/{part}.xml"] for path in (TABLE_TEMPLATE, WORD_TEMPLATE))
    foot = etree.fromstring(turned)
    (box,) = foot.iter("{urn:schemas-microsoft-com:vml}textbox")
    assert box.get("style") == "layout-flow:vertical"
    (number,) = [etree.tostring(p, method="c14n") for p in box.iter(f"{W}p")]
    (above,) = [etree.tostring(p, method="c14n") for p in etree.fromstring(upright).iter(f"{W}p")]
    assert number.replace(b' xmlns:v="urn:schemas-microsoft-com:vml"', b"") == above


def test_making_it_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        word_template.write(tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_templates_validate() -> None:
    templates = [shipped_template(path, profile) for profile in Profile for path in (WORD_TEMPLATE, TABLE_TEMPLATE)]
    command = [sys.executable, VALIDATE, *templates]
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert checked.stdout == "0 faults in 6 files\n"


def test_it_names_a_style_for_each_that_the_export_uses() -> None:
    names = {str(name.get(f"{W}val")) for name in shipped("word/styles.xml").iter(f"{W}name")}
    assert {style.value for style in Style} <= names


def test_the_paper_is_a4() -> None:
    assert measure("pgSz", "w") == pytest.approx(210 * MM, abs=1)
    assert measure("pgSz", "h") == pytest.approx(297 * MM, abs=1)


@pytest.mark.parametrize(("side", "mm"), [("top", 37), ("left", 28), ("bottom", 35), ("right", 26)])
def test_the_margins_are_those_of_the_norm(side: str, mm: int) -> None:
    assert measure("pgMar", side) == pytest.approx(mm * MM, abs=1)


def test_the_grid_has_22_lines() -> None:
    assert measure("docGrid", "linePitch") == pytest.approx(225 * MM / 22, abs=1)


def test_odd_and_even_pages_have_feet_of_their_own() -> None:
    assert shipped("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


@pytest.mark.parametrize(("part", "side"), [("footer1", "right"), ("footer2", "left")])
def test_the_page_number_stands_between_dashes_at_the_outer_edge(part: str, side: str) -> None:
    foot = shipped(f"word/{part}.xml")
    assert re.fullmatch(r"— \d —", "".join(text.text or "" for text in foot.iter(f"{W}t")))
    (indent,) = foot.iter(f"{W}ind")
    assert indent.get(f"{W}{side}") == "280", "one character of 14 pt"
    (style,) = foot.iter(f"{W}pStyle")
    (look,) = [look for look in word_template.looks(word_template.NORM) if look.style_id == style.get(f"{W}val")]
    assert (look.align, look.size) == (side, 14)


def test_no_font_is_embedded() -> None:
    assert not [name for name in raw_parts(WORD_TEMPLATE) if "fonts/" in name]


@pytest.mark.parametrize("face", ["仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"])
def test_a_face_that_windows_lacks_names_what_stands_in(face: str) -> None:
    (font,) = [f for f in shipped("word/fontTable.xml").iter(f"{W}font") if f.get(f"{W}name") == face]
    assert [str(other.get(f"{W}val")) for other in font.iter(f"{W}altName")] == [
        {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "宋体"}[face]
    ]
