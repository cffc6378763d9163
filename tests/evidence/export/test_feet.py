"""Sections whose page numbers go on from somewhere, and the feet of pages that were put in."""

from __future__ import annotations

import pytest

from evidence.export.feet import Feet, foot_with_prefix

SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>{start}<w:docGrid w:linePitch="579"/></w:sectPr>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'


@pytest.mark.parametrize("start", ["", '<w:pgNumType w:start="1"/>', '<w:pgNumType w:fmt="decimal" w:start="7"/>'])
def test_a_section_starts_at_its_page_whatever_the_template_says(start: str) -> None:
    made = Feet().section(SECTION.format(start=start), (13,))
    assert made.count("pgNumType") == 1
    assert '<w:pgNumType w:start="13"/><w:docGrid' in made


def test_pages_that_were_put_in_have_feet_of_their_own() -> None:
    feet = Feet()
    made = feet.section(SECTION.format(start=""), (12, 1))
    again = feet.section(SECTION.format(start=""), (12, 2))
    assert [(foot.like, foot.prefix) for foot in feet.made] == [("rId4", "12-"), ("rId5", "12-")]
    assert all(f'r:id="{foot.key}"' in made and f'r:id="{foot.key}"' in again for foot in feet.made)


@pytest.mark.parametrize(
    ("foot", "wanted"),
    [
        (f"<w:r><w:t>— </w:t></w:r>{FIELD}", '— </w:t></w:r><w:r><w:t xml:space="preserve">12-</w:t></w:r><w:r><w:fld'),
        (
            '<w:fldSimple w:instr="PAGE"><w:r><w:rPr><w:b/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>',
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">12-</w:t></w:r><w:fldSimple',
        ),
        ("<w:r><w:t>没有页码</w:t></w:r>", "<w:r><w:t>没有页码</w:t></w:r>"),
    ],
)
def test_the_text_stands_before_the_number_in_the_same_type(foot: str, wanted: str) -> None:
    assert wanted in foot_with_prefix(foot, "12-")
