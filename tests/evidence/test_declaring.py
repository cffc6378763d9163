"""What the web site of a declaration takes is kept with the project, and names are made by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from evidence.declaration import LONGEST, USUAL_RULE, Bundle, DeclareRule, check_rule, endings_of, file_name
from evidence.declaring import rule_of, set_rule
from evidence.errors import RequestError
from evidence.snapshot import Changes
from tests.evidence.steps import opened

STRICT = DeclareRule(5.0, 200.0, ("pdf", "jpg"), "{序号}_{题名}", 40, Bundle.ITEM)
VALUES = {"序号": "007", "编号": "1-1", "件号": "003", "题名": "关于开展宣传周的通知", "文号": "", "日期": "20230601"}


def test_nothing_is_limited_until_somebody_says_so(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        assert rule_of(workspace) == USUAL_RULE
    assert (USUAL_RULE.file_bytes, USUAL_RULE.total_bytes, USUAL_RULE.takes("heic")) == (None, None, True)


def test_the_rule_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        set_rule(workspace, replace(STRICT, file_mb=10.0))
        set_rule(workspace, STRICT)
    with opened(tmp_path / "项目") as workspace:
        assert rule_of(workspace) == STRICT
        workspace.undo()
        assert rule_of(workspace).file_mb == 10.0
        workspace.undo()
        assert rule_of(workspace) == USUAL_RULE


def test_the_same_again_is_no_step(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        set_rule(workspace, STRICT)
        before = workspace.last_change()
        assert set_rule(workspace, STRICT) == Changes()
        assert workspace.last_change() == before


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (replace(STRICT, file_mb=0.0), "declare_limit"),
        (replace(STRICT, total_mb=-1.0), "declare_limit"),
        (replace(STRICT, longest=LONGEST + 1), "declare_longest"),
        (replace(STRICT, pattern="材料"), "declare_pattern"),
        (replace(STRICT, pattern="{编号}{页数}"), "declare_pattern"),
    ],
)
def test_what_makes_no_sense_is_refused(rule: DeclareRule, code: str) -> None:
    with pytest.raises(RequestError) as refused:
        check_rule(rule)
    assert refused.value.code == code


def test_endings_are_read_as_people_write_them() -> None:
    assert endings_of("PDF、.jpg， *.Docx pdf") == ("pdf", "jpg", "docx")
    assert endings_of("  ") == ()
    with pytest.raises(RequestError):
        endings_of("图片")


def test_a_name_is_made_of_the_fields_that_the_pattern_names() -> None:
    rule = replace(USUAL_RULE, pattern="{编号}-{件号}_{题名}_{日期}")
    assert file_name(rule, VALUES, ".pdf") == "1-1-003_关于开展宣传周的通知_20230601.pdf"


def test_a_field_without_a_value_leaves_no_gap() -> None:
    rule = replace(USUAL_RULE, pattern="{文号}_{编号}_{文号}_{日期}")
    assert file_name(rule, VALUES, ".pdf") == "1-1_20230601.pdf"


def test_of_a_long_name_the_title_is_cut() -> None:
    rule = replace(USUAL_RULE, pattern="{编号}-{件号}_{题名}_{日期}", longest=30)
    name = file_name(rule, {**VALUES, "题名": "关于" * 40}, ".pdf")
    assert len(name) <= 30
    assert name.startswith("1-1-003_关于")
    assert name.endswith("_20230601.pdf")


def test_a_name_is_safe_whatever_a_title_holds() -> None:
    name = file_name(USUAL_RULE, {**VALUES, "题名": 'CON: a/b\\c*?"<>|\n。'}, ".pdf")
    assert not set(name) & set('\\/:*?"<>|\n')
