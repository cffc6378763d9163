"""Papers that readers of facts stumble over, each one thing that offices do; the names of the cases say which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import pytest

from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Facts, Flag


def read(text: str, source: str = "新建文档.docx", media_type: str = media.DOCX) -> tuple[Facts, frozenset[Flag]]:
    return facts_of(Reading(media_type, text, 1, scanned=False, flags=frozenset()), PurePosixPath(source))[:2]


@dataclass(frozen=True)
class Case:
    """What one paper says: the text, and what should be found in it."""

    text: str
    wanted: object
    source: str = "新建文档.docx"
    kind: str = media.DOCX


def cases(found: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=name.replace(" ", "_")) for name, case in found.items()]
    )


BODY = "各乡镇人民政府：\n为做好工作，现通知如下。\n一、提高认识。\n"
FOOT = "临江县水务局\n2022年5月6日"


@cases(
    {
        "plain hexagonal brackets": Case(f"临水发〔2022〕8号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "square brackets": Case(f"临水发[2022]8号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "small form brackets": Case(f"临水发﹝2022﹞8号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "full width square brackets": Case(f"临水发［2022］8号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "set wide": Case(f"临 水 发 〔 2 0 2 2 〕 1 8 号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕18号"),
        "leading zeros": Case(f"临水发〔2022〕008号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "signer on the same line": Case(
            f"临水文〔2022〕8号　　　　　　签发人：周某\n关于河长巡河的请示\n{BODY}{FOOT}", "临水文〔2022〕8号"
        ),
        "copy number and haste on the same line": Case(
            f"000012　特急　临水发〔2022〕8号\n关于河长巡河的通知\n{BODY}{FOOT}", "临水发〔2022〕8号"
        ),
        "under a title": Case(f"关于河长巡河的通知\n临水发〔2022〕8号\n{BODY}{FOOT}", "临水发〔2022〕8号"),
        "under a title in brackets": Case(
            f"关于河长巡河的通知\n（临水发〔2022〕8号）\n{BODY}{FOOT}", "临水发〔2022〕8号"
        ),
        "of an announcement": Case(f"临江县水务局公告\n2022年第4号\n关于禁止采砂的公告\n{FOOT}", "2022年第4号"),
        "of an order under its masthead": Case(
            "临江县人民政府令\n第 7 号\n《河道管理办法》已经通过，现予公布。", "第7号"
        ),
        "of minutes by issue": Case(
            "专题会议纪要\n〔2022〕3期\n临江县水务局　　2022年5月6日\n议题：采砂。", "〔2022〕3期"
        ),
        "of minutes by plain issue": Case(
            "县长办公会议纪要\n第3期\n临江县政府办　　2022年5月6日\n议题：采砂。", "第3期"
        ),
        "an issue of a bulletin is no number": Case(
            "河长制工作简报\n第3期\n临江县水务局　2022年5月6日\n本期要目：一、", None
        ),
        "of a contract": Case(
            "堤防养护合同\n合同编号：LJSW-2022-015\n甲方：临江县水务局\n乙方：某公司", "LJSW-2022-015"
        ),
        "after the numero sign": Case("№ WT20220345\n检验报告\n样品名称：井水", "№WT20220345"),
        "of a licence": Case("取水许可证\n证书编号：B520301S2022-0008\n单位名称：某水厂", "B520301S2022-0008"),
        "cited in the first sentence": Case("关于河长巡河的通知\n各镇：\n根据省水发〔2021〕5号，通知如下。", None),
        "cited with its title": Case(
            "关于河长巡河情况的报告\n县人民政府：\n按照《关于巡河的意见》（省水发〔2021〕5号）要求，报告如下。", None
        ),
        "cited alone in a broken line": Case(
            "关于河长巡河情况的报告\n县人民政府：\n　　按照《关于进一步规范河长履职工作的意见》\n"
            "（省水发〔2021〕5号）要求，现将情况报告\n如下。",
            None,
            kind=media.PDF,
        ),
        "cited in the title that passes it on": Case(
            "关于转发《省水利厅关于巡河的通知》\n（省水发〔2021〕5号）的通知\n各镇：\n现转发给你们。", None
        ),
        "cited in the title beside the own": Case(
            "临水发〔2022〕8号\n关于转发《省水利厅关于巡河的通知》（省水发〔2021〕5号）的通知\n各镇：\n现转发。",
            "临水发〔2022〕8号",
        ),
        "in a table": Case("文件目录\n序号\t文号\t标题\n1\t省水发〔2021〕5号\t巡河", None, kind=media.XLSX),
        "in the name before the title": Case(
            "", "临水发〔2022〕8号", "临水发〔2022〕8号关于河长巡河的通知.pdf", media.PDF
        ),
        "in the name after the title": Case(
            "", "临水发〔2022〕8号", "关于河长巡河的通知（临水发〔2022〕8号）.pdf", media.PDF
        ),
        "in the name with plain brackets": Case("", "临水发〔2022〕8号", "临水发(2022)8号.pdf", media.PDF),
        "in the name of what passes it on": Case("", None, "转发省水发〔2021〕5号的通知.pdf", media.PDF),
        "with a place in brackets": Case(
            "行政处罚决定书\n（临）水罚字〔2022〕8号\n当事人：某公司", "（临）水罚字〔2022〕8号"
        ),
        "not given yet": Case(f"临水发〔2022〕 号\n关于河长巡河的通知\n{BODY}{FOOT}", None),
        "a telephone is none": Case("值班表\n联系电话：0855-3221100\n2022年5月6日", None),
        "a standard is none": Case("水质检验方案\n依据：GB 5749-2022\n一、目的。", None),
    }
)
def test_the_papers_own_number(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].document_number == case.wanted


@cases(
    {
        "Chinese numerals": Case(f"关于巡河的通知\n{BODY}临江县水务局\n二〇二二年五月六日", date(2022, 5, 6)),
        "Chinese numerals with a circle": Case(
            f"关于巡河的通知\n{BODY}临江县水务局\n二○二二年十一月二十六日", date(2022, 11, 26)
        ),
        "Chinese numerals with a letter": Case(
            f"关于巡河的通知\n{BODY}临江县水务局\n二O二二年十月十日", date(2022, 10, 10)
        ),
        "blanks between": Case(f"关于巡河的通知\n{BODY}临江县水务局\n2022 年 5 月 6 日", date(2022, 5, 6)),
        "dots": Case(f"关于巡河的通知\n{BODY}临江县水务局\n2022.5.6", date(2022, 5, 6)),
        "full width digits": Case(f"关于巡河的通知\n{BODY}临江县水务局\n２０２２年５月６日", date(2022, 5, 6)),
        "office and day on one line": Case(
            f"关于巡河的通知\n{BODY}临江县水务局（公章）　　2022年5月6日", date(2022, 5, 6)
        ),
        "a seal between": Case(f"关于巡河的通知\n{BODY}临江县水务局\n（盖章）\n2022年5月6日", date(2022, 5, 6)),
        "the day of printing is later": Case(
            f"关于巡河的通知\n{BODY}{FOOT}\n抄送：县人大办。\n临江县水务局办公室　　2022年5月9日印发", date(2022, 5, 6)
        ),
        "an annex has a day of its own": Case(
            f"关于巡河的通知\n{BODY}{FOOT}\n\f附件1\n巡河方案\n临江县河长办\n2022年4月1日", date(2022, 5, 6)
        ),
        "a page number parts office and day": Case(
            f"关于巡河的通知\n{BODY}临江县水务局\n— 1 —\f2022年5月6日", date(2022, 5, 6)
        ),
        "under the title in brackets": Case(
            "巡河工作总结\n临江县水务局\n（2022年12月20日）\n今年以来，巡河。", date(2022, 12, 20)
        ),
        "a label of filling in": Case(
            "巡河统计表\n填报单位：临江县水务局　　填报日期：2022.5.6\n序号\t河名", date(2022, 5, 6)
        ),
        "the day of expiry is not the day of issue": Case(
            "取水许可证\n发证机关：临江县水务局\n发证日期：2022年5月6日\n有效期至：2027年5月5日", date(2022, 5, 6)
        ),
        "only expiry is no day": Case("取水许可证\n单位名称：某水厂\n有效期至：2027年5月5日", None),
        "a term is no day": Case("值守承诺书\n一、守纪。\n期限：2022年5月6日至2022年12月31日", None),
        "a deadline is no day": Case("关于巡河的通知\n各镇：\n请于2022年5月6日前报送。", None),
        "no such day": Case(f"关于巡河的通知\n{BODY}临江县水务局\n2022年2月30日", None),
        "a month is no day": Case(f"关于巡河的通知\n{BODY}临江县水务局\n2022年5月", None),
        "the day of a test report is that of its issue": Case(
            "检验报告\n抽样日期：2022年4月20日\n检验单位：临江县水质检测中心\n签发日期：2022年5月6日", date(2022, 5, 6)
        ),
        "signed on both sides": Case(
            "堤防养护合同\n甲方：临江县水务局\n乙方：某公司\n一、内容。\n签订日期：2022年5月6日", date(2022, 5, 6)
        ),
    }
)
def test_the_day_it_was_signed(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].issued_on == case.wanted


@cases(
    {
        "broken in a word": Case(
            f"临水发〔2022〕8号\n关于进一步加强全县河道采砂管理工作的通\n知\n{BODY}{FOOT}",
            "关于进一步加强全县河道采砂管理工作的通知",
        ),
        "four lines": Case(
            f"临水发〔2022〕8号\n临江县水务局\n关于印发《临江县2022年\n河湖“清四乱”专项行动\n方案》的通知\n{BODY}{FOOT}",
            "临江县水务局关于印发《临江县2022年河湖“清四乱”专项行动方案》的通知",
        ),
        "an office broken over two lines": Case(
            f"临水发〔2022〕8号\n临江县水务局临江县自然资源和规\n划局关于联合执法的通知\n{BODY}{FOOT}",
            "临江县水务局临江县自然资源和规划局关于联合执法的通知",
        ),
        "a red head set wide": Case(
            f"临 江 县 水 务 局 文 件\n临水发〔2022〕8号\n关于巡河的通知\n{BODY}{FOOT}", "关于巡河的通知"
        ),
        "a red head on two lines": Case(
            f"临江县水务局\n文　　件\n临水发〔2022〕8号\n关于巡河的通知\n{BODY}{FOOT}", "关于巡河的通知"
        ),
        "under a masthead": Case(
            "专题会议纪要\n第3期\n临江县水务局　　2022年5月6日\n关于研究采砂管理的会议纪要\n5月5日，局长主持。",
            "关于研究采砂管理的会议纪要",
        ),
        "a masthead alone": Case(
            "局长办公会议纪要\n第3期\n2022年5月5日上午，局长某某主持召开会议。", "局长办公会议纪要"
        ),
        "a report without a number": Case(
            "临江县2022年河长制\n工作总结\n今年以来，全县河长巡河1200次。", "临江县2022年河长制工作总结"
        ),
        "a report broken before its last word": Case(
            "全县水源地保护情况\n报告\n今年以来，全县整治。", "全县水源地保护情况报告"
        ),
        "a set wide title": Case("承　诺　书\n我单位承诺如下。", "承诺书"),
        "a star over it": Case(f"临水发〔2022〕8号\n★\n关于巡河的通知\n{BODY}{FOOT}", "关于巡河的通知"),
        "a number not given yet over it": Case(
            f"临江县水务局\n临水发〔2022〕 号\n临江县水务局\n关于巡河的通知\n{BODY}{FOOT}", "临江县水务局关于巡河的通知"
        ),
        "a head for letters": Case(
            f"临江县水务局（函）\n临水函〔2022〕8号\n关于巡河经费的函\n{BODY}{FOOT}", "关于巡河经费的函"
        ),
        "parties over it": Case("甲方：临江县水务局\n乙方：某公司\n堤防养护合同\n一、内容。", "堤防养护合同"),
        "a number label over it": Case("报告编号：WT2022-001\n检 验 报 告\n样品名称：井水", "检验报告"),
        "a table's first row": Case("巡河登记表\n序号\t河名\t日期\n1\t清水河\t2022.5.6", "巡河登记表", kind=media.XLSX),
        "a number and remarks in the name": Case("", "巡河工作方案", "3.巡河工作方案（盖章版）(2).pdf", media.PDF),
    }
)
def test_the_whole_title_and_nothing_else(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].title == case.wanted


@cases(
    {
        "a signature goes before the red head": Case(
            f"临江县人民政府文件\n关于巡河的通知\n{BODY}{FOOT}", "临江县水务局"
        ),
        "the printing office is not the issuer": Case(
            f"关于巡河的通知\n{BODY}{FOOT}\n临江县水务局办公室　　2022年5月9日印发", "临江县水务局"
        ),
        "the client of a laboratory is not its issuer": Case(
            "检验报告\n委托单位：临江县水务局\n检验单位：临江县水质检测中心\n签发日期：2022年5月6日",
            "临江县水质检测中心",
        ),
        "a certificate is the authority's": Case(
            "取水许可证\n单位名称：清源供水有限公司\n发证机关：临江县水务局\n发证日期：2022年5月6日", "临江县水务局"
        ),
        "two that sign": Case(
            f"关于巡河的通知\n{BODY}临江县水务局\n临江县公安局\n2022年5月6日", "临江县水务局；临江县公安局"
        ),
        "the addressed office is not the issuer": Case("关于巡河情况的报告\n临江县人民政府：\n情况报告如下。", None),
        "a party committee": Case(f"关于巡河的通知\n{BODY}中共临江县委办公室\n2022年5月6日", "中共临江县委办公室"),
        "a headquarters": Case(
            f"关于防汛的通知\n{BODY}临江县防汛抗旱指挥部办公室\n2022年5月6日", "临江县防汛抗旱指挥部办公室"
        ),
        "a village": Case(f"关于巡河的通知\n{BODY}新桥镇清水村民委员会\n2022年5月6日", "新桥镇清水村民委员会"),
        "an autonomous county": Case(
            f"关于巡河的通知\n{BODY}玉屏侗族自治县水务局\n2022年5月6日", "玉屏侗族自治县水务局"
        ),
        "a leading group": Case(
            f"关于巡河的通知\n{BODY}临江县河长制工作领导小组办公室\n2022年5月6日", "临江县河长制工作领导小组办公室"
        ),
        "a laboratory over its special seal": Case(
            "检测报告\n受检单位：某水厂\n临江水质检测有限公司\n（检验检测专用章）\n签发日期：2022年5月6日",
            "临江水质检测有限公司",
        ),
        "the authority and not the one that oversees": Case(
            "取水许可证\n日常监督管理机构：临江县水务局\n发证机关：清江市水务局\n发证日期：2022年5月6日", "清江市水务局"
        ),
        "the source of a news item": Case(
            "巡河护碧水\n来源：临江县融媒体中心　发布时间：2022-05-06\n5月6日，", "临江县融媒体中心"
        ),
        "who puts out a bulletin": Case(
            "河长制工作简报\n第6期（总第38期）\n临江县河长制办公室编　　2022年5月6日\n本期目录：一、",
            "临江县河长制办公室",
        ),
        "a brigade": Case(f"关于巡河的通知\n{BODY}临江县水政监察大队\n2022年5月6日", "临江县水政监察大队"),
    }
)
def test_who_issued_it(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].issuer == case.wanted


@cases(
    {
        "a January summary is last year's": Case("巡河工作总结\n完成任务。\n临江县水务局\n2023年1月8日", 2022),
        "an annual report of February": Case("河长制年度报告\n完成任务。\n临江县水务局\n2023年2月8日", 2022),
        "a January plan is this year's": Case("巡河工作计划\n安排如下。\n临江县水务局\n2023年1月8日", 2023),
        "a summary with a plan besides": Case(
            "2022年巡河工作总结及2023年工作计划\n一、完成。\n临江县水务局\n2023年1月3日", 2022
        ),
        "half a year": Case("2022年上半年巡河工作总结\n完成任务。\n临江县水务局\n2022年7月8日", 2022),
        "last quarter told in January": Case("2022年第四季度巡河报表\n填报日期：2023年1月5日\n序号\t河名", 2022),
        "the year in Chinese numerals": Case("二〇二二年巡河工作总结\n完成。\n临江县水务局\n2023年1月8日", 2022),
        "the year of a cited number is not its own": Case(
            f"关于转发《省厅通知》（省水发〔2021〕5号）的通知\n{BODY}{FOOT}", 2022
        ),
        "only a month signed": Case("巡河工作方案\n2019年以来成效明显。2019年投入大。\n临江县水务局\n2022年5月", 2022),
        "the folder knows": Case("", 2021, "2021年度资料/巡河/整改后.jpg", media.JPEG),
        "the number knows": Case("临水函〔2021〕8号\n关于巡河的函\n县财政局：\n请支持。", 2021),
        "a plan of several years": Case(
            "临江县水利发展规划（2021—2025年）\n第一章　基础。\n临江县水务局\n2021年6月1日", 2021
        ),
        "a table goes on into its last year": Case(
            "姓名\t任命日期\n甲\t2021-11-03\n乙\t2021-11-09\n丙\t2021-12-01\n丁\t2022-02-14", 2022, kind=media.XLSX
        ),
        "days of expiry in a table tell nothing": Case(
            "姓名\t发证日期\t有效期至\n甲\t2022-03-01\t2027-02-28\n乙\t2022-05-01\t2027-04-30", 2022, kind=media.XLSX
        ),
        "a school year": Case("2022—2023学年校园饮水安全方案\n一、目标。\n临江县教育局\n2022年9月1日", 2022),
    }
)
def test_the_year_it_tells_of(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].year == case.wanted


@cases(
    {
        "a reply to a budget is a budget paper": Case("关于2022年部门预算的批复\n县水务局：", "协议/合同/预算批复"),
        "a notice of a meeting": Case("关于召开河长制工作推进会的通知\n各镇：", "会议通知/议程/签到"),
        "an explanation": Case("关于无偷排情况的说明\n我局辖区无偷排。", "情况说明/证明(盖章)"),
        "minutes of a talk": Case("河道采砂约谈会议纪要\n时间：5月", "会议纪要"),
        "a list of officers": Case("河长名册\n序号\t姓名", "台账/登记表"),
        "an emergency plan": Case("临江县防汛应急预案\n第一章 总则", "方案/计划"),
        "a summary with a plan besides": Case("2022年巡河工作总结和2023年工作打算\n一、完成。", "总结/报告"),
        "a pledge of two offices": Case("2022年河湖管护目标责任书\n一、目标。", "协议/合同/预算批复"),
        "a news item by its source": Case("巡河护碧水\n来源：临江融媒\n5月6日，县里巡河。", "媒体报道"),
        "a news item": Case("《临江日报》：巡河护碧水新闻报道\n本报讯 近日，", "媒体报道"),
        "a speech": Case("在全县河长制工作会议上的讲话\n同志们：", "领导批示/讲话"),
        "a promise": Case("不偷排承诺书\n我公司承诺。", "情况说明/证明(盖章)"),
        "an inspection record": Case("河道巡查记录表\n日期\t河名", "台账/登记表"),
        "an issued plan": Case("关于印发《2022年巡河工作方案》的通知\n各镇：", "方案/计划"),
        "an issued system": Case("关于印发《河长巡河制度》的通知\n各镇：", "文件(红头)"),
        "a test report": Case("水质检测报告\n样品名称：井水", "检验报告"),
    }
)
def test_the_kind_of_paper(case: Case) -> None:
    assert read(case.text, case.source, case.kind)[0].kind == case.wanted


@cases(
    {
        "for deliberation": Case("河道管理办法\n（送审稿）\n第一条　为。", True),
        "for discussion in the name": Case("河道管理办法\n第一条　为。", True, "河道管理办法 讨论稿2.docx"),
        "a bill": Case("河道管理办法（草案）\n第一条　为。", True),
        "asks others for comments": Case("关于征求河道管理办法意见的函\n各单位：\n请提意见。", False),
        "asks for comments on a named draft": Case(
            "关于征求《河道管理办法（征求意见稿）》意见的函\n各单位：\n请提意见。", False
        ),
        "tells of a draft in the body": Case("关于河道管理办法的说明\n现将草案说明如下。", False),
        "final by its name": Case("河道管理办法\n第一条　为。", False, "河道管理办法（终稿）.docx"),
        "a second reading": Case("河道管理办法（二次征求意见稿）\n第一条　为。", True),
        "not final": Case("河道管理办法\n第一条　为。", True, "河道管理办法（未定稿）.docx"),
    }
)
def test_drafts(case: Case) -> None:
    assert (Flag.DRAFT in read(case.text, case.source, case.kind)[1]) is case.wanted


@pytest.mark.parametrize(
    ("folder", "text", "issuer"),
    [
        ("组织部", "", "中共临江县委组织部"),
        ("某处", "检查记录\n检查单位：县水务局、县公安局\n检查日期：2022年5月6日", "临江县水务局；临江县公安局"),
        ("县委办公室", "", "中共临江县委办公室"),
        ("县政府办公室", "", "临江县人民政府办公室"),
        ("水务局", "", "水务局"),
        ("新桥镇", "", "新桥镇人民政府"),
    ],
)
def test_the_county_that_a_name_leaves_out_is_the_projects(folder: str, text: str, issuer: str) -> None:
    reading = Reading(media.DOCX, text, 1, scanned=False, flags=frozenset())
    assert facts_of(reading, PurePosixPath(folder, "记录.docx"), "临江县")[0].issuer == issuer
