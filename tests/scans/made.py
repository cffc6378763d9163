"""Official papers that differ, to measure how well pages are read: a county, offices and deeds by a seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from papers.world import World

from scans.drawn import DrawnPage, Letter, letter_page, table_page

_SENTENCES = (
    "一、提高思想认识。各级各部门要充分认识{subject}{deed}的重要性，切实履行职责，明确专人负责。",
    "二、明确工作任务。重点检查台账登记、人员培训、设施配备等情况，做到不留死角，问题清单于每月25日前报送。",
    "三、强化督导检查。{county}人民政府督查室将会同有关部门开展不定期检查{count}次，结果纳入年度考核。",
    "四、加强宣传引导。通过广播、宣传栏、公众号等渠道宣传{subject}知识，发放资料{many}份，受理投诉举报{count}件。",
    "五、落实经费保障。县财政安排专项经费{count}.5万元，专款专用，用于{subject}{deed}和抽样检验。",
)


def letters(count: int, seed: int) -> Iterator[DrawnPage]:
    """Yield so many stamped papers of one page."""
    random = Random(seed)  # noqa: S311 — the same pages every time
    for _ in range(count):
        world = World(random)
        said = [
            sentence.format(
                subject=world.subject(),
                deed=world.deed(),
                county=world.county,
                count=world.run(),
                many=random.randrange(1000, 90000),
            )
            for sentence in random.sample(_SENTENCES, 4)
        ]
        yield letter_page(
            Letter(
                head=f"{world.office}文件",
                number=f"{world.mark}发〔{world.day.year}〕{world.run()}号",
                title=(f"关于开展{world.day.year}年{world.subject()}", f"{world.deed()}工作的通知"),
                to="各乡镇人民政府、街道办事处，县直有关单位：",
                body=said,
                signer=world.office,
                day=f"{world.day.year}年{world.day.month}月{world.day.day}日",
            )
        )


def tables(count: int, seed: int) -> Iterator[DrawnPage]:
    """Yield so many pages of a table with rules."""
    random = Random(seed)  # noqa: S311
    for _ in range(count):
        world = World(random)
        rows = [["序号", "被检查单位", "检查内容", "发现问题"]]
        for number in range(1, 13):
            found = random.choice(("无", f"{world.subject()}台账不全", f"{world.deed()}记录缺{world.run()}份"))
            rows.append([str(number), f"{world.pick('城关', '双河', '白水')}镇第{number}小学", world.subject(), found])
        yield table_page(f"{world.county}{world.deed()}检查台账", rows)
