"""Scans that hold several papers, made by chance: the text of each page, and which pages begin a paper of its own."""

from __future__ import annotations

from random import Random

_WIDE, _HIGH = 27, 22  # characters of a line, lines of a page
_OFFICES = ("望川县卫生健康局", "望川县水务局", "望川县应急管理局", "望川县教育体育局", "柳湾镇人民政府")
_WORDS = ("河道巡查", "疫苗接种", "燃气入户安检", "学生视力防控", "秸秆禁烧", "饮水工程管护", "消防演练", "公厕改造")
_SAID = (
    "各村（社区）要明确专人负责，按月上报进展，遇有重大情况随时报告",
    "对照任务清单逐项抓好落实，做到底数清、情况明、措施实",
    "截至上月底，已完成全部点位的现场核查，发现的问题均已建立台账",
    "要统筹人员力量和经费保障，确保各项任务按期完成",
    "会议听取了前一阶段的工作汇报，分析了存在的困难和不足",
    "通过入户走访、集中宣讲和发放资料等方式，群众知晓程度明显提高",
)
_PEOPLE = ("赵国良", "钱小芳", "孙立新", "李春梅", "周志强", "吴晓燕")

Scan = tuple[list[str], set[int]]  # pages, and the numbers (1-based) of those that begin a paper, but for the first


def a_scan(seed: int) -> Scan:
    """Return a scan of one to six papers."""
    dice = Random(seed)  # noqa: S311 — papers, no secrets
    kinds = (_notice, _notice_with_plan, _minutes, _sign_in, _account, _letter, _table, _unread)
    pages: list[str] = []
    begins: set[int] = set()
    for _ in range(dice.randint(1, 6)):
        if pages:
            begins.add(len(pages) + 1)
        pages += dice.choice(kinds)(dice)
    return pages, begins


def _body(dice: Random, paragraphs: int) -> list[str]:
    lines: list[str] = []
    for number in range(paragraphs):
        text = "　　" + (f"{'一二三四五六七八九十'[number % 10]}、" if number % 3 else "")
        text += "。".join(dice.sample(_SAID, dice.randint(1, 4))) + "。"
        lines += [text[start : start + _WIDE] for start in range(0, len(text), _WIDE)]
    return lines


def _paged(dice: Random, lines: list[str], numbered: bool | None = None) -> list[str]:
    """Break lines into pages, with page numbers or none."""
    numbered = dice.random() < 0.5 if numbered is None else numbered
    pages = [lines[start : start + _HIGH] for start in range(0, len(lines), _HIGH)]
    form = dice.choice(("— {} —", "-{}-", "第 {} 页"))
    return ["\n".join([*page, form.format(at)] if numbered else page) for at, page in enumerate(pages, 1)]


def _day(dice: Random) -> str:
    return f"{dice.randint(2021, 2023)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"


def _signed(dice: Random, office: str) -> list[str]:
    tail = ["", "　　　　　　　　" + office, "　　　　　　　　" + _day(dice)]
    if dice.random() < 0.3:
        tail.append("（此件公开发布）")
    if dice.random() < 0.3:
        tail += [f"抄送：{dice.choice(_OFFICES)}。", f"{office}办公室　　　　{_day(dice)}印发"]
    return tail


def _head(dice: Random, office: str) -> list[str]:
    short = "望" + office[3] + dice.choice(("发", "办发", "函"))
    head = [office + "文件"] if dice.random() < 0.7 else []
    return [*head, f"{short}〔{dice.randint(2021, 2023)}〕{dice.randint(1, 90)}号"]


def _broken(title: str, dice: Random) -> list[str]:
    at = dice.randint(8, max(9, len(title) - 6))
    return [title[:at], title[at:]] if len(title) > 18 else [title]


def _notice(dice: Random) -> list[str]:
    office, what = dice.choice(_OFFICES), dice.choice(_WORDS)
    title = f"{office}关于进一步做好{what}工作的通知"
    body = _body(dice, dice.randint(2, 9))
    lines = [*_head(dice, office), *_broken(title, dice), "各村（社区），各有关单位：", *body]
    return _paged(dice, lines + _signed(dice, office))


def _notice_with_plan(dice: Random) -> list[str]:
    """A notice whose plan follows on pages of its own, and sometimes an annex: all one paper."""
    office, plan = dice.choice(_OFFICES), f"2023年{dice.choice(_WORDS)}专项行动实施方案"
    lines = [*_head(dice, office), *_broken(f"关于印发《{plan}》的通知", dice), "各有关单位：", *_body(dice, 1)]
    pages = _paged(dice, lines + _signed(dice, office), numbered=False)
    pages += _paged(dice, [*_broken(plan, dice), "", *_body(dice, dice.randint(4, 9))], numbered=False)
    if dice.random() < 0.5:
        pages += _paged(dice, [f"附件{dice.choice('12')}", "任务分工一览表", *_rows(dice)], numbered=False)
    return pages


def _minutes(dice: Random) -> list[str]:
    what = dice.choice(_WORDS)
    lines = [f"{what}专题会议纪要", f"（{_day(dice)}）", *_body(dice, dice.randint(3, 8))]
    lines += ["参会人员：" + "、".join(dice.sample(_PEOPLE, 4))]
    return _paged(dice, lines)


def _sign_in(dice: Random) -> list[str]:
    title = f"{dice.choice(_WORDS)}业务培训会议签到表"
    count = dice.randint(1, 2)
    return ["\n".join([title, f"时间：{_day(dice)}　地点：三楼会议室", *_rows(dice)]) for _ in range(count)]


def _rows(dice: Random) -> list[str]:
    heads = "序号\t姓名\t单位\t联系方式"
    return [heads, *(f"{n}\t{dice.choice(_PEOPLE)}\t{dice.choice(_OFFICES)}\t" for n in range(1, 15))]


def _account(dice: Random) -> list[str]:
    office, what = dice.choice(_OFFICES), dice.choice(_WORDS)
    lines = [office, f"2022年{what}工作总结", "", *_body(dice, dice.randint(5, 12))]
    return _paged(dice, lines + _signed(dice, office))


def _letter(dice: Random) -> list[str]:
    office, what = dice.choice(_OFFICES), dice.choice(_WORDS)
    lines = [f"关于{what}有关情况的说明", f"{dice.choice(_OFFICES)}：", *_body(dice, dice.randint(1, 3))]
    return _paged(dice, lines + _signed(dice, office))


def _table(dice: Random) -> list[str]:
    title = f"{dice.randint(2021, 2023)}年{dice.choice(_WORDS)}情况统计表"
    return ["\n".join([title, f"填报单位：{dice.choice(_OFFICES)}", *_rows(dice), f"制表：{dice.choice(_PEOPLE)}"])]


def _unread(dice: Random) -> list[str]:
    return [""] * dice.randint(1, 2)  # photos, or pages that nobody could read
