"""What a paper says of itself, read from its text and its path."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.kinds import KINDS
from evidence.model import Facts, Flag, Level, Stage


def a_reading(
    text: str = "", media_type: str = media.DOCX, *, scanned: bool = False, taken_at: datetime | None = None
) -> Reading:
    return Reading(media_type, text, 1, scanned=scanned, flags=frozenset(), taken_at=taken_at)


def facts(text: str, source: str = "新建文档.docx", media_type: str = media.DOCX) -> Facts:
    return facts_of(a_reading(text, media_type), PurePosixPath(source))[0]


def flags(text: str, source: str = "新建文档.docx") -> frozenset[Flag]:
    return facts_of(a_reading(text), PurePosixPath(source))[1]


NOTICE = """青山县林业局文件
青林发〔2022〕7号

青山县林业局
关于印发2022年度古树名木巡护
计划的通知
各林业站：
根据《中华人民共和国森林法》和青府发〔2021〕3号文件要求，现将计划印发给你们。
一、时间。2022年4月起。
青山县林业局
2022年3月2日
附件
巡护表"""


def test_a_red_head_notice_tells_everything() -> None:
    assert facts(NOTICE, "林业局/扫描/20220303.docx") == Facts(
        title="青山县林业局关于印发2022年度古树名木巡护计划的通知",
        document_number="青林发〔2022〕7号",
        issuer="青山县林业局",
        issued_on=date(2022, 3, 2),
        year=2022,
        kind="方案/计划",
        stage=Stage.ORDER,
        unit="林业局",
        level=Level.DEPARTMENT,
    )


def test_nothing_known_is_nothing_said() -> None:
    assert facts("", "IMG_0001.pdf", media.PDF) == Facts()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关于开展护林防火检查的通\n知\n各乡镇：\n请……。", "关于开展护林防火检查的通知"),
        ("督 查 通 知 单\n青林督〔2022〕1号", "督查通知单"),
        ("古树名木保护办法\n（征求意见稿）\n第一条 ……", "古树名木保护办法（征求意见稿）"),
        (
            "青山县教育局  青山县林业局\n关于联合开展植树的通知\n各学校：",
            "青山县教育局青山县林业局关于联合开展植树的通知",
        ),
        ("青山县教育局\n青山县林业局文件\n青教发〔2022〕3号\n关于植树的通知\n各校：", "关于植树的通知"),
        (
            "青山县林业局\n青林函〔2022〕 5 号    签发人：王某\n青山县林业局\n关于植树的函\n县府：",
            "青山县林业局关于植树的函",
        ),
        ("关于植树造林任务完成情况的报告\n青林文〔2022〕8号\n县人民政府：", "关于植树造林任务完成情况的报告"),
        ("2022年林木采伐分析报告\n青山县林业局\n一、总体情况", "2022年林木采伐分析报告"),
        ("林区联防联席\n会议纪要\n2022年第1次\n参加：甲、乙", "林区联防联席会议纪要"),
        ("2022年5月1日护林员例会记录\n地点：三楼", "护林员例会记录"),
        ("附件1\n护林员花名册\n序号\t姓名", "护林员花名册"),
        ("秘密★1年\n关于林权纠纷的报告\n县委：", "关于林权纠纷的报告"),
    ],
)
def test_titles_over_lines(head: str, title: str) -> None:
    assert facts(head).title == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("副本-护林防火计划.docx", "护林防火计划"),
        ("护林防火计划(1).docx", "护林防火计划"),
        ("护林防火总结（终稿改）2.docx", "护林防火总结"),
        ("关于护林的紧急通知（20231108第三次修改请各站反馈）.docx", "关于护林的紧急通知"),
        ("11-39-003_护林宣传方案_20231120.docx", "护林宣传方案"),
        ("青林发〔2022〕7号 护林方案.docx", "护林方案"),
        ("新建 Microsoft Word 文档 (3).docx", None),
        ("微信图片_20230518113025.jpg", None),
        ("扫描全能王 2023-11-20 15.30.pdf", None),
        ("SKM_C22523041409120.pdf", None),
        ("20231120093012.pdf", None),
    ],
)
def test_titles_from_names_when_there_is_no_text(name: str, title: str | None) -> None:
    assert facts("", name).title == title


@pytest.mark.parametrize(
    "written",
    [
        "青林发〔2022〕7号",
        "青林发[2022]7号",
        "青林发（2022）7号",
        "青林发【2022】 7 号",
        "青林发 〔2022〕 7 号",
        "青林发〔２０２２〕第7号",
    ],
)
def test_every_spelling_of_a_number_is_printed_the_norms_way(written: str) -> None:
    assert facts(f"青山县林业局文件\n{written}\n关于植树的通知").document_number == "青林发〔2022〕7号"


@pytest.mark.parametrize(
    ("text", "source", "number"),
    [
        ("关于植树的通知\n各站：\n根据青府发〔2021〕3号文件，通知如下。", "a.docx", None),
        ("台账\n序号\t文书号\n1\t青林罚〔2022〕6号", "台账.xlsx", None),
        ("行政处罚决定书（摘录）\n青林罚〔2022〕74号\n当事人：某某", "a.docx", "青林罚〔2022〕74号"),
        ("", "案卷摘要-青林罚〔2022〕74号.pdf", "青林罚〔2022〕74号"),
        ("", "关于转发青府发〔2021〕3号文件的通知.pdf", None),
        ("", "落实青府发〔2021〕3号情况.pdf", None),
        ("苗木购销合同\n合同编号：QSML-2023-018\n甲方：甲公司", "a.docx", "QSML-2023-018"),
        ("", "№LC2023-0457.pdf", "№LC2023-0457"),
        ("", "IMG_20230427_101533.jpg", None),
        ("当事人：某某\n统一社会信用代码：92500000MA5XXXXX1K", "a.docx", None),
    ],
)
def test_a_number_is_the_papers_own_or_none(text: str, source: str, number: str | None) -> None:
    assert facts(text, source).document_number == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("情况说明\n属实。\n青山县林业局\n二〇二三年十一月二十日", date(2023, 11, 20)),
        ("情况说明\n属实。\n青山县林业局（盖章）\n2023 年 11 月 6 日", date(2023, 11, 6)),
        ("演练总结\n完成。\n县林业局\n2023.8.22", date(2023, 8, 22)),
        ("名单\n序号\t姓名\n县林业局  2023年11月13日", date(2023, 11, 13)),
        ("签到表\n时间：2023年6月28日15:00  地点：三楼", date(2023, 6, 28)),
        ("花名册\n截至2023年6月30日\n序号\t姓名", date(2023, 6, 30)),
        ("登记表\n填报单位：林业局\t\t填报时间：2023年4月6日\n序号\t姓名", date(2023, 4, 6)),
        ("检验报告\n合格。\n县苗木检验站\n签发日期：2023年06月21日", date(2023, 6, 21)),
        ("对应清单\n更新日期：2023年7月\n序号\t姓名", None),
        ("检查汇总\n时间：2022年9月5日—10月20日", None),
        ("月报\n内容\n制表：姜某  负责人：尤某  2023年7月2日", date(2023, 7, 2)),
        ("说明\n于2023年2月30日完成。", None),
    ],
)
def test_the_date_is_that_of_the_signature_or_a_label(text: str, day: date | None) -> None:
    assert facts(text).issued_on == day


def test_the_first_signature_closes_the_paper_and_what_follows_is_attached() -> None:
    text = "关于植树的通知\n各站：\n请执行。\n县林业局\n2022年3月2日\n植树方案\n县教育局\n2021年1月1日"
    assert facts(text).issued_on == date(2022, 3, 2)
    assert facts(text).issuer == "县林业局"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("关于植树的通知\n各校：\n请执行。\n青山县教育局\n青山县林业局\n2022年3月2日", "青山县教育局；青山县林业局"),
        ("苗木合同\n甲方：青山县林业局\n乙方：绿源苗木有限公司\n一、数量。", "青山县林业局；绿源苗木有限公司"),
        ("统计表\n填报单位：青山县林业局    统计时段：2021年", "青山县林业局"),
        ("古树台账\n青山县林业局资源科\n序号\t树种", "青山县林业局资源科"),
        ("青山县林业局关于植树的通知\n各站：", "青山县林业局"),
        ("检查记录\n检查单位：县林业局、县公安局\n被检查单位：桃源镇", "县林业局；县公安局"),
        ("课堂教案\n一、目标", None),
    ],
)
def test_the_issuer_signs_heads_or_is_named(text: str, issuer: str | None) -> None:
    assert facts(text).issuer == issuer


@pytest.mark.parametrize(("folder", "issuer"), [("青山县融媒体中心", "青山县融媒体中心"), ("青山县林业局", None)])
def test_a_report_is_issued_by_the_medium_whose_folder_it_lies_in(folder: str, issuer: str | None) -> None:
    text = "电视新闻：古树名木有了身份证\n【导语】春天来了，护林员开始给古树挂牌。"
    assert facts(text, f"{folder}/03 新闻稿件.docx").kind == "媒体报道"
    assert facts(text, f"{folder}/03 新闻稿件.docx").issuer == issuer


def test_a_townships_folder_issues_as_its_government() -> None:
    found = facts("", "桃源镇/护林/整改前.jpg", media.JPEG)
    assert (found.unit, found.issuer) == ("桃源镇", "桃源镇人民政府")


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("微信接收/2023-11/桃源镇资料.zip!/名单.docx", "桃源镇"),
        ("U盘拷贝/a.docx", None),
        ("01林业局/07装备与所/a.docx", "林业局"),
        ("县委办、政府办/a.docx", "县委办、政府办"),
    ],
)
def test_who_handed_it_in_is_the_topmost_office_among_the_folders(source: str, unit: str | None) -> None:
    assert facts("", source).unit == unit


@pytest.mark.parametrize(
    ("text", "source", "year"),
    [
        ("2022年护林工作总结\n完成。\n县林业局\n2023年1月12日", "a.docx", 2022),
        ("护林工作总结\n完成。\n县林业局\n2023年1月12日", "a.docx", 2022),
        ("护林工作总结\n完成。\n县林业局\n2022年12月27日", "a.docx", 2022),
        ("关于护林的通知\n各站：\n请。\n县林业局\n2023年1月12日", "a.docx", 2023),
        ("2021—2023年护林情况\n完成。", "a.docx", 2023),
        ("护林合同\n甲方：甲\n期限：2022年1月1日至2022年12月31日。\n2021年12月28日", "a.docx", 2022),
        ("", "2022护林方案.pdf", 2022),
        ("", "2022年护林/整改前.jpg", 2022),
        ("", "2023-11/扫描全能王 2021-11-20 15.30.pdf", None),
        ("巡护登记\n第1周\t2023.9.4\n第2周\t2023.9.11", "a.docx", 2023),
    ],
)
def test_the_year_is_the_one_the_paper_tells_of(text: str, source: str, year: int | None) -> None:
    kind = media.PDF if source.endswith(".pdf") else media.DOCX
    assert facts(text, source, kind).year == year


@pytest.mark.parametrize(
    ("title", "kind", "stage"),
    [
        ("关于印发《护林实施方案》的通知", "方案/计划", Stage.ORDER),
        ("关于调整护林委员会成员的通知", "文件(红头)", Stage.ORDER),
        ("关于抽查考核情况的通报", "文件(红头)", Stage.RESULT),
        ("县林业局关于批复2023年部门预算的通知", "协议/合同/预算批复", Stage.ORDER),
        ("第12次常务会议纪要", "会议纪要", Stage.WORK),
        ("护林培训签到表", "培训材料", Stage.WORK),
        ("专题会议签到表", "会议通知/议程/签到", Stage.WORK),
        ("护林员培训情况报告", "总结/报告", Stage.RESULT),
        ("问题整改销号台账", "台账/登记表", Stage.RECTIFY),
        ("苗木检验报告", "检验报告", Stage.WORK),
        ("投诉举报办理统计表", "统计表/报表", Stage.RESULT),
        ("护林权责清单", "制度/清单", Stage.ORDER),
        ("无火灾情况说明", "情况说明/证明(盖章)", Stage.RESULT),
        ("资料真实性承诺书", "情况说明/证明(盖章)", Stage.WORK),
        ("行政处罚决定书", "案卷(摘)", Stage.WORK),
    ],
)
def test_kind_and_stage_by_the_words_of_the_title(title: str, kind: str, stage: Stage) -> None:
    found = facts(f"{title}\n各单位：")
    assert (found.kind, found.stage) == (kind, stage)
    assert found.kind in KINDS


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("照片/IMG_7731.jpg", "照片(含整改前后)"),
        ("微信截图_20230920161102.png", "截图(平台/网页/公众号)"),
        ("公示截图/2023-05.png", "截图(平台/网页/公众号)"),
        ("现场指导记录.jpg", "台账/登记表"),
    ],
)
def test_pictures_are_photos_unless_their_names_say_otherwise(source: str, kind: str) -> None:
    assert facts("", source, media.JPEG).kind == kind


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG_20230427_101533.jpg", date(2023, 4, 27)),
        ("mmexport1692345678901.jpg", date(2023, 8, 18)),
        ("微信截图_20230920161102.png", date(2023, 9, 20)),
        ("整改前.jpg", None),
        ("20231399.jpg", None),
    ],
)
def test_a_pictures_date_stands_in_its_name(name: str, day: date | None) -> None:
    assert facts("", name, media.JPEG).issued_on == day


def test_a_cameras_time_goes_before_the_name() -> None:
    reading = a_reading(media_type=media.JPEG, taken_at=datetime(2022, 5, 17, 15, 20))  # noqa: DTZ001 - camera's own
    assert facts_of(reading, PurePosixPath("IMG_20230427.jpg"))[0].issued_on == date(2022, 5, 17)


@pytest.mark.parametrize(
    ("text", "source", "draft"),
    [
        ("护林办法\n（讨论稿）\n第一条", "a.docx", True),
        ("护林办法\n第一条", "护林办法（征求意见）批注.docx", True),
        ("护林总结\n完成。", "护林总结（终稿改）2.docx", False),
        ("护林清单\n一、", "责任清单（印发稿）.docx", False),
        ("护林计划\n一、", "新建 Microsoft Word 文档.docx", False),
        ("关于公开征求意见的函\n各单位：\n请看征求意见稿。", "a.docx", False),
    ],
)
def test_drafts_call_themselves_so(text: str, source: str, draft: bool) -> None:
    assert (Flag.DRAFT in flags(text, source)) is draft


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("身份证 11010519491231002X", True),
        ("身份证 110105194912310021", False),
        ("联系人手机13800000000", True),
        ("手机 138-0000-0000", True),
        ("值班电话：0000-5580000", False),
        ("电话 58001380000", False),
        ("抽样单 XC22509931200138000", False),
    ],
)
def test_identity_and_mobile_numbers_are_personal_a_landline_is_not(text: str, personal: bool) -> None:
    assert (Flag.PERSONAL_DATA in flags(text)) is personal


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("秘密★1年\n关于林权的报告", True),
        ("000123\n机密 ★ 长期\n报告", True),
        ("关于林权的报告\n内容。\f绝密★\n附件", True),
        ("保护商业秘密办法\n第一条 不得泄露秘密。", False),
        ("关于秘密★标志使用的说明，见下。", False),
        ("\n".join(["正文。"] * 9 + ["秘密★1年"]), False),
    ],
)
def test_only_a_mark_at_the_head_of_a_page_is_secret(text: str, secret: bool) -> None:
    assert (Flag.SECRET in flags(text)) is secret


@given(
    st.text(max_size=400),
    st.text(min_size=1, max_size=60).filter(lambda name: "/" not in name and name not in {".", ".."}),
)
def test_any_text_under_any_name_gives_facts(text: str, name: str) -> None:
    found, *_ = facts_of(a_reading(text), PurePosixPath("双河镇", name))
    assert found.kind is None or found.kind in KINDS
