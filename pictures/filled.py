"""Puts something into each register of the example, so that the tables are seen with rows in them."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from camera import Camera

from app.window import Shown
from evidence.findings import Site, SiteId
from evidence.key_figures import KeyFigure, KeyFigureId
from evidence.model import Place, new_id
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.visits import Wish
from ui.figure_work import FigureWork
from ui.past_work import discard
from ui.rate_work import set_thresholds, write_rates
from ui.session import Session
from ui.site_work import write_sites
from ui.visit_work import note

SITES = """点位编号,业态,点位名称,详细地址,所在乡镇,包保领导,责任部门,检查方式,内容号
A01,学校食堂,县第二中学食堂,学府路 18 号,城关街道,张副县长,县教委,明查,9-32
A02,超市,城关镇惠民超市,人民路 3 号,城关街道,李副县长,县市场监管局,暗访,7-27
A03,农贸市场,双河镇农贸市场,双河镇解放街 66 号,双河镇,,县市场监管局,明查暗访,19-62
"""
MORE_SITES = "A04,餐饮店,石坪镇老街面馆,石坪镇老街 12 号,石坪镇,王副县长,县市场监管局,暗访,20-65\n"
RATES = """测评轮次,测评时间,测评方式,乡镇,有效问卷,满意度,知晓率
2023年第一次,2023-03,电话调查,全县,400,68%,80.5%
2023年第二次,2023-09,电话调查,全县,400,82.6%,81%
2023年第二次,2023-09,电话调查,双河镇,60,71%,77%
"""
PROBLEMS = """序号,检查时间,检查地点,发现的问题,责任单位,整改时限,检查人
1,2023-11-15,县第二中学食堂,留样登记不全，3 个批次无留样时间，留样柜没有加锁。,县教委,2023-11-30,省检查组
2,2023-11-15,双河镇农贸市场,熟食摊位未公示健康证。,双河镇,尽快,省检查组
3,,石坪镇老街面馆,后厨没有防蝇设施。,石坪镇,2023-11-25,省检查组
"""
HOLIDAYS = """年度,文号,节日,安排,从,到
2027,示例〔2026〕1号,元旦,放假,2027-01-01,2027-01-03
2027,示例〔2026〕1号,春节,放假,2027-02-05,2027-02-12
2027,示例〔2026〕1号,春节,上班,2027-02-14,2027-02-14
"""
_NAMES = {"site-import": "点位台账", "rate-import": "测评结果", "finding-import": "模拟验收问题"}
_NAMES["holiday-import"] = "放假安排"
CONTACTS = "县教委 张三 13800001111\n双河镇 李四 023-58123456\n县食药局 王五 13900002222"


def fill(camera: Camera, shown: Shown) -> None:
    """Register places, rates, figures, wishes of examiners; keep the project as it is, on a disk too; go on then."""
    session = shown.session
    snapshot = session.moment.snapshot

    def done() -> bool:
        return not session.jobs.running

    told: list[Site] = []
    for line in SITES.splitlines()[1:]:
        number, trade, name, address, township, leader, department, way, _ = line.split(",")
        told.append(Site(SiteId(new_id()), number, trade, name, address, township, leader, department, way))
    write_sites(session, told)
    camera.wait(done)
    surveys = [
        Survey(SurveyId(new_id()), rate, f"2023年第{which}次", held, "电话调查", "", 400, Decimal(value))
        for which, held, values in (("一", "2023-03", ("68", "80.5")), ("二", "2023-09", ("82.6", "81")))
        for rate, value in zip((Rate.SATISFACTION, Rate.AWARENESS), values, strict=True)
    ]
    write_rates(session, surveys)
    camera.wait(done)
    set_thresholds(session, [Threshold(Rate.SATISFACTION, Decimal(70), "省细则第三条")])
    camera.wait(done)
    for name, value, measure, owner in (
        ("食品抽检批次", "5230", "批次", "县市场监管局"),
        ("群众满意度", "82.6", "%", "县食药安办"),
    ):
        FigureWork(session).write(KeyFigure(KeyFigureId(new_id()), name, 2023, Decimal(value), measure, owner, None))
        camera.wait(done)
    for leaf, wish, said in ((snapshot.leaves[0], Wish.SEE, ""), (snapshot.leaves[8], Wish.ADD, "2022 年的花名册")):
        note(session, leaf, wish, {"said": said, "examiner": "王督导"}, lambda _: None)
        camera.wait(done)
    session.overview.freeze("模拟验收前", lambda _: None)
    camera.wait(done)
    place = backup_place(session)
    place.mkdir()
    session.backing.choose(place, lambda: None)
    camera.wait(done)
    session.backing.back_up()
    camera.wait(lambda: done() and session.backing.running is None)
    session.arrange((), [Place(session.moment.tray[0].id, snapshot.leaves[1].id, None)])
    camera.wait(done)
    discard(session, [session.moment.tray[-1].id])
    camera.wait(done)


def backup_place(session: Session) -> Path:
    """Return the folder that stands for another disk."""
    return session.moment.path.parent / "备份盘"


def tables(folder: Path) -> dict[str, Path]:
    """Write a table for each of the imports, and return where each is."""
    folder.mkdir(exist_ok=True)
    found: dict[str, Path] = {}
    told = {"site-import": SITES + MORE_SITES, "rate-import": RATES}
    for name, text in {**told, "finding-import": PROBLEMS, "holiday-import": HOLIDAYS}.items():
        found[name] = folder / f"{_NAMES[name]}.csv"
        found[name].write_text(text, "utf-8-sig")
    return found
