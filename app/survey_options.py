"""The commands for 满意度 and its like, and for 放假安排: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace

MAPPING = "各栏是什么，如 A=范围,有效问卷=样本；栏写栏名或字母，没写的由程序判断；写 不采用=备注 不要这一项"


def add_survey_commands(command: Command) -> None:
    """Offer rates, what they should reach, and the days that offices work."""
    rates = command("rates", "满意度、知晓率、支持率：各轮结果、抽样区间、是否达到合格线、升降、薄弱的地方")
    add_workspace(rates)
    rates.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")
    least = "合格线，0 到 100 之间，如 满意度=70 知晓率=75；写 满意度= 去掉这一条"
    rates.add_argument("--threshold", metavar="指标=数", nargs="+", help=least)
    rates.add_argument("--basis", metavar="出处", help="与 --threshold 同用：合格线写在哪里，如 省细则第三条")
    taken = command("rates-import", "从表格导入测评情况：一行一轮、一地，栏名如 轮次、乡镇、样本、满意度")
    add_workspace(taken)
    taken.add_argument("table", metavar="表格", help="表格（xlsx、xls、docx、csv）")
    taken.add_argument("--map", metavar="栏=用途", help=MAPPING)
    taken.add_argument("--plan", action="store_true", help="只列出会怎样，不导入")
    rate = command("rate", "登记、更正或删除一轮测评的一处结果")
    add_workspace(rate)
    rate.add_argument("round", metavar="轮次", help="如 2023年第二次")
    rate.add_argument("--place", metavar="乡镇", default="", help="哪个乡镇；不写是全县")
    rate.add_argument("--method", metavar="方式", default="", help="如 电话调查")
    rate.add_argument("--held", metavar="时间", help="如 2023、2023-09 或 2023-09-12")
    rate.add_argument("--sample", metavar="份数", help="有效问卷份数，1 到 1000 万，如 400；写空值 '' 表示不明")
    rate.add_argument("--note", metavar="备注", help="如 第三方测评报告")
    rate.add_argument("--ranking", metavar="排名", help="测评表里写的排名，照抄，如 全市第3")
    rate.add_argument("--weak", metavar="短板", help="测评表里写的短板，照抄")
    for option, about in (("satisfaction", "满意度"), ("awareness", "知晓率"), ("support", "支持率")):
        rate.add_argument(f"--{option}", metavar="数", help=f"{about}，0 到 100 之间，如 82.6；打分平均的写 82.6分")
    rate.add_argument("--remove", action="store_true", help="删除这一轮这一处的结果")
    holidays = command("holidays", "放假安排：哪几年已登记、依据的文号；工作日照此计算")
    add_workspace(holidays)
    change = holidays.add_mutually_exclusive_group()
    change.add_argument(
        "--import", dest="table", metavar="表格", help="导入放假安排，栏名：年度、文号、节日、安排、从、到"
    )
    change.add_argument("--drop", metavar="年度", help="删除本项目登记的这一年")
    holidays.add_argument("--out", metavar="文件", help="另存为 .xlsx，照样加上新的一年再导入")
