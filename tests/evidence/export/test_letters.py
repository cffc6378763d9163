"""What a unit is sent: 微信提醒, 工作提示, 督办单."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from msgspec.structs import replace

from app.paths import WORD_TEMPLATE
from evidence.chases import STEPS, Chase, Form, Step
from evidence.export.letters import message_text, write_letter
from evidence.export.profiles import Profile, shipped
from evidence.export.template import Template, load_template
from evidence.imprint import Imprint
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words
from tests.evidence.export.chased import AT, DEADLINE, MARKET, a_chase, debts, owing

VALIDATE = Path(__file__).resolve().parents[2] / "tools" / "validate_docx.py"
NOTE, ORDER = STEPS[1], STEPS[2]
EARLIER = (
    a_chase("微信提醒", Form.MESSAGE, "2023-11-03T09:00:00"),
    a_chase("工作提示", Form.NOTE, "2023-11-10T09:00:00"),
    a_chase("督办单", Form.ORDER, None),
)


def letter(
    folder: Path,
    snapshot: Snapshot,
    template: Template,
    *,
    step: Step = NOTE,
    deadline: date | None = DEADLINE,
    earlier: Sequence[Chase] = (),
    waiting: int = 0,
) -> Document:
    """Write a letter and open it as Word would."""
    path = folder / "函.docx"
    write_letter(
        path,
        step.form,
        snapshot,
        MARKET,
        debts(snapshot),
        step=step,
        as_of=AT,
        deadline=deadline,
        earlier=earlier,
        waiting=waiting,
        template=template,
        version="0.0",
    )
    return docx.Document(str(path))


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def message(count: int, *, waiting: int = 0, earlier: Sequence[Chase] = (), deadline: date | None = DEADLINE) -> str:
    snapshot = owing(count)
    return message_text(
        snapshot, MARKET, debts(snapshot), as_of=AT, deadline=deadline, earlier=earlier, waiting=waiting
    )


def test_a_note_says_what_is_owed_by_when_and_how_it_is_to_come(tmp_path: Path, template: Template) -> None:
    snapshot = owing(1)
    (code,) = (debt.code for debt in debts(snapshot))
    owed = (
        "截至2023年11月20日15时，对照《国家食品安全示范城市评价细则（2021版）》，"
        "贵单位尚有1项评价内容的1件佐证材料没有报齐，详见下表。现提示如下，请予支持。"
    )
    how = (
        f"2.报送方式。请在文件名前写上补报码，如“{code}＋材料名称”；"
        "照片、扫描件也一样，对应几个补报码的都写上；只有纸质材料的，写在首页。"
    )
    assert [line.strip("　") for line in lines(letter(tmp_path, snapshot, template))] == [
        "关于报送国家食品安全示范城市",
        "佐证材料的工作提示",
        "〔　　　　〕　　号",
        "县市场监督管理局：",
        owed,
        "截至2023年11月20日15时，共1项、1件。",
        "1.报送时限。请于2023年11月25日前报齐。",
        how,
        "3.确实没有的材料，请如实书面说明，不得补造。",
        "云岭县食药安办",
        "年　　月　　日",
        "（联系人：李敏　　联系电话：13800001234）",
    ]


def test_the_list_names_code_item_material_year_count_form_and_term(tmp_path: Path, template: Template) -> None:
    snapshot = owing(4)
    (table,) = letter(tmp_path, snapshot, template).tables
    codes = [debt.code for debt in debts(snapshot)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(words.DEBT_HEADS),
        ["1", codes[0], "1-1", "宣传周活动方案", "2023", "1", "方案/计划", "11月1日\n已过"],
        ["2", codes[1], "1-2★", "县委常委会专题研究食品安全工作会议纪要", "2023", "2", "方案/计划，盖章", "11月25日"],
        ["3", codes[2], "1-3\n否决", "重大食品安全事故情况说明", "2023", "1", "方案/计划", "12月15日"],
        ["4", codes[3], "1-4", "检查台账", "2023", "2", "方案/计划，盖章", "11月底前"],
    ]


def test_what_was_sent_before_and_what_lies_unsorted_is_told(tmp_path: Path, template: Template) -> None:
    told = "".join(lines(letter(tmp_path, owing(2), template, step=ORDER, earlier=EARLIER, waiting=3)))
    assert "此前已于11月3日发微信提醒，11月10日发工作提示。" in told
    assert "已收到你单位材料3件，正在整理，还没有计入；所列材料如已包含在内，请告知。" in told


def test_what_nobody_knows_is_left_blank(tmp_path: Path, template: Template) -> None:
    snapshot = owing(1)
    snapshot = replace(snapshot, project=replace(snapshot.project, units=(), office=None, place=None))
    told = "".join(lines(letter(tmp_path, snapshot, template, deadline=None)))
    assert "请于　　　　年　　月　　日前报齐" in told
    assert "（联系人：　　　　　　　　联系电话：　　　　　　）" in told


def test_the_office_signs_by_the_name_of_its_imprint(tmp_path: Path, template: Template) -> None:
    snapshot = owing(1)
    project = replace(snapshot.project, imprint=Imprint(signed="云岭县食品药品安全委员会办公室"))
    assert lines(letter(tmp_path, replace(snapshot, project=project), template))[-3].strip("　") == (
        "云岭县食品药品安全委员会办公室"
    )


def test_an_order_has_a_sheet_for_the_answer(tmp_path: Path, template: Template) -> None:
    document = letter(tmp_path, owing(1), template, step=ORDER)
    assert "　　一、督办事项" in lines(document)
    assert "4.办理反馈。请将办理情况填入附件，签字、盖章后于2023年11月25日前报回。" in lines(document)
    assert [row.cells[0].text for row in document.tables[-1].rows] == [
        "承办单位",
        "督办事项",
        "办理时限",
        "办理情况",
        "未报齐的材料、原因和完成时间",
        "承办人（签字）",
        "联系电话",
        "单位负责人\n（签字、盖章）",
    ]


def test_a_long_list_is_an_annex(tmp_path: Path, template: Template) -> None:
    document = letter(tmp_path, owing(40), template, step=ORDER)
    told = lines(document)
    assert [line for line in told if line.startswith(("附件", "　　　2."))] == [
        "附件：1.待补报材料清单",
        "　　　2.承办单位反馈表",
        "附件1",
        "附件2",
    ]
    assert sum(len(table.rows) - 1 for table in document.tables[:-1]) == 40


def test_a_letter_is_called_as_the_office_calls_the_step(tmp_path: Path, template: Template) -> None:
    assert lines(letter(tmp_path, owing(1), template, step=Step("催办函", Form.NOTE)))[1] == "佐证材料的催办函"


@pytest.mark.parametrize(
    ("scheme", "exam"),
    [
        ("国家食品安全示范城市评价细则（2021版）", "国家食品安全示范城市"),
        ("国家食品安全示范城市评价与管理办法", "国家食品安全示范城市"),
        ("国家卫生县城标准(2021版)", "国家卫生县城"),
        ("全国文明城市测评体系", "全国文明城市测评"),
        ("食品安全工作评议考核办法", "食品安全工作评议考核"),
        ("食品安全工作评议考核细则（2025版）", "食品安全工作评议考核"),
        ("食品安全工作考核细则", "食品安全工作"),
        ("评价细则（演示版）", "迎检"),
        ("云岭县迎检清单", "云岭县迎检清单"),
    ],
)
def test_the_examination_is_named_by_the_table(scheme: str, exam: str) -> None:
    assert words.exam(scheme) == exam


def test_a_message_names_each_debt_by_its_code() -> None:
    snapshot = owing(3)
    first, second, third = (debt.code for debt in debts(snapshot))
    said = message_text(
        snapshot, MARKET, debts(snapshot), as_of=AT, deadline=DEADLINE, earlier=EARLIER, waiting=2
    ).split("\n")
    assert said == [
        "县市场监督管理局：",
        "您好！截至11月20日15时，国家食品安全示范城市佐证材料还有3项4件没有报齐，请于11月25日前补报，谢谢支持！（11月10日提醒过）",
        "已收到贵单位材料2件，正在整理，下列如已包含请告知。",
        "1. 1-3（否决）",
        f"{third} 重大食品安全事故情况说明 2023年",
        "2. 1-2★",
        f"{second} 县委常委会专题研究食品安全工作… 2023年 2件",
        "3. 1-1",
        f"{first} 宣传周活动方案 2023年",
        "文件名前请写上面的补报码（照片也一样）。",
        "云岭县食药安办",
    ]


def test_a_message_of_ten_debts_fits_a_phone() -> None:
    assert len(message(10, waiting=3, earlier=EARLIER)) <= 500


def test_a_long_message_is_cut_and_refers_to_the_table() -> None:
    said = message(40)
    assert "其余30项50件见补报清单。" in said
    assert len(said) < 600


def test_a_message_without_a_day_asks_for_no_day() -> None:
    assert "请尽快补报" in message(1, deadline=None)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("step", [NOTE, ORDER])
@pytest.mark.parametrize("count", [1, 5, 40])
def test_letters_are_sound_in_every_profile(profile: Profile, step: Step, count: int, tmp_path: Path) -> None:
    letter(tmp_path, owing(count), load_template(shipped(WORD_TEMPLATE, profile)), step=step, earlier=EARLIER)
    done = subprocess.run(
        [sys.executable, VALIDATE, tmp_path / "函.docx"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
