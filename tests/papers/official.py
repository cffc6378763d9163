"""Papers of offices with a red head: notices, letters, minutes, orders, as GB/T 9704 and as offices bend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from evidence.extract import media
from papers.world import CITED, PEOPLE, TOWNS, MadePaper, Truth, World, broken, number_of, wrapped, written

_GRID = 28  # characters in a line of a fixed page
_PAGE = 22  # lines on one
_BODY = (
    "为贯彻落实《{county}人民政府办公室关于加强{subject}工作的意见》（{cited}）精神，结合实际，现就有关事项通知如下。",
    "根据{cited}要求，县委、县政府决定自{year}年3月1日起在全域开展{subject}{deed}。",
    "各单位要于{later}前将工作情况报送至{office}，联系人：{person}，电话：0855-3222110。",
    "一、提高思想认识。各级各部门要充分认识{subject}{deed}的重要性，切实履行职责。",
    "二、明确工作任务。重点检查台账登记、人员培训、设施配备等情况，做到不留死角。",
    "（一）动员部署。{earlier}召开动员会，印发方案，明确分工。",
    "（二）集中推进。按照《{subject}管理办法》（{cited}）逐项落实，建立问题清单。",
    "三、强化督导检查。县政府督查室将会同有关部门不定期开展检查，结果纳入年度考核。",
)
_TO = (
    "各乡镇人民政府、街道办事处，县直有关单位：",
    "各乡（镇）人民政府，各有关单位：",
    "机关各股室、各下属单位：",
    "市食品安全委员会办公室：",
    "各成员单位：",
)


def _body(world: World, count: int) -> list[str]:
    chosen = world.random.sample(_BODY, min(count, len(_BODY)))
    return [
        sentence.format(
            county=world.county,
            subject=world.subject(),
            deed=world.deed(),
            cited=world.random.choice(CITED),
            year=world.day.year,
            office=world.office,
            person=world.random.choice(PEOPLE),
            later=written(world, world.day + timedelta(days=40)),
            earlier=written(world, world.day - timedelta(days=12)),
        )
        for sentence in chosen
    ]


def _red_head(world: World, issuer: str) -> list[str]:
    name = world.pick(issuer + "文件", issuer, issuer + "文件")
    if world.maybe(0.3):
        name = " ".join(name)
    elif world.maybe(0.15):
        name = f"{issuer}\n文　件"
    marks = [mark for mark in ("000017", world.pick("特急", "加急", "急件", "平急")) if world.maybe(0.2)]
    return [*marks, name]


def _foot(world: World, issuers: tuple[str, ...], shown: str) -> list[str]:
    indent = "　" * world.random.randrange(6)
    seal = world.pick("", "", "（盖章）", "（印章）")
    if world.maybe(0.15) and len(issuers) == 1:
        return [f"{indent}{issuers[0]}{seal}　　{shown}"]
    return [*(indent + name + (seal if world.maybe(0.5) else "") for name in issuers), indent + shown]


def _after(world: World, issuer: str) -> list[str]:
    lines: list[str] = []
    if world.maybe(0.2):
        lines += ["（此件公开发布）"]
    if world.maybe(0.35):
        lines += [
            "\f附件" + world.pick("", "1", "：", "1："),
            f"{world.subject()}{world.deed()}任务分解表",
            "序号\t任务\t牵头单位\t完成时限",
            f"1\t{world.subject()}\t县应急管理局\t{written(world, world.other_day())}",
        ]
    if world.maybe(0.4):
        printed = world.day + timedelta(days=world.random.randrange(1, 9))
        copies = "抄送：县委办公室，县人大常委会办公室，县政协办公室。"
        shown = f"{printed.year}年{printed.month}月{printed.day}日"
        lines += [copies, f"{issuer}办公室　　　　　{shown}印发"]
    return lines


def _laid_out(world: World, lines: list[str]) -> tuple[str, str]:
    """Return the text of a word processor's file, or of a fixed page with broken lines and page numbers."""
    if world.maybe(0.5):
        return "\n".join("　　" + line if len(line) > _GRID else line for line in lines), media.DOCX
    rows = [
        row
        for line in lines
        for row in (wrapped("　　" + line, _GRID) if len(line) > _GRID and not _set_by_hand(line) else [line])
    ]
    pages = [rows[i : i + _PAGE] for i in range(0, len(rows), _PAGE)]
    style = world.pick("— {} —", "- {} -", "{}", "－{}－")
    return "\n\f".join("\n".join([*page, style.format(n)]) for n, page in enumerate(pages, 1)), media.PDF


def _set_by_hand(line: str) -> bool:
    """Tell whether a line has blanks that a typist set it with: such a line is not broken."""
    return line[0] in "　\f" or "　　" in line or " " in line.strip()[:4]


def _named(world: World, title: str, number: str) -> str:
    """Return a name that a file may come by."""
    bare = title.replace("“", "").replace("”", "")
    stem = world.pick(
        bare[-40:],
        f"{number} {bare[-30:]}",
        f"扫描件{world.run()}",
        "新建文档",
        f"{bare[-20:]}（定稿）",
        str(world.other_day()).replace("-", "") + "093012",
        f"附件1：{bare[-20:]}",
        f"通知({world.run()})",
    )
    folder = world.pick(
        "", f"{world.department}/", f"{world.random.choice(TOWNS)}报送/", f"{world.day.year + 1}年资料/", "微信/"
    )
    return folder + stem


def _title(world: World, ending: str) -> str:
    year = f"{world.day.year}年" if world.maybe(0.4) else ""
    verb = world.pick("开展", "做好", "进一步加强", "切实抓好", "推进")
    return f"关于{verb}{year}{world.subject()}{world.deed()}工作的{ending}"


def directive(world: World) -> MadePaper:
    """Return a notice, an opinion, a decision, a request, a reply or a letter."""
    number, shown = number_of(world)
    ending = world.pick("通知", "紧急通知", "通知", "实施意见", "通报", "函", "请示", "批复", "决定", "复函", "报告")
    title = _title(world, ending)
    if world.maybe(0.4):
        title = world.office + title
    issuers = (world.office,)
    if world.maybe(0.2):
        issuers = (world.office, world.county + world.pick("财政局", "公安局", "司法局"))
    signer = f"　　签发人：{world.random.choice(PEOPLE)}" if ending in ("请示", "报告") else ""
    lines = [*_red_head(world, world.office), shown + signer, *broken(world, title), world.random.choice(_TO)]
    lines += _body(world, world.random.randrange(3, 7))
    if world.maybe(0.3):
        lines += [f"附件：1.{world.subject()}{world.deed()}方案", "　　　2.联系人回执"]
    lines += [*_foot(world, issuers, written(world, world.day)), *_after(world, world.office)]
    text, kind = _laid_out(world, lines)
    kinds = ("总结/报告", "文件(红头)") if ending == "报告" else ("文件(红头)",)
    truth = Truth(title, number, _said(issuers), world.day, world.day.year, kinds)
    return MadePaper("directive", text, _named(world, title, number), kind, truth)


def passed_on(world: World) -> MadePaper:
    """Return a notice that issues a plan, or passes on another's paper with that one's number in its title."""
    number, shown = number_of(world)
    inner = f"{world.day.year}年{world.subject()}{world.deed()}"
    if world.maybe(0.5):
        what, kinds = world.pick("工作方案", "实施方案", "计划", "行动方案"), ("方案/计划", "文件(红头)")
        title = f"关于印发《{inner}{what}》的通知"
    else:
        cited = world.random.choice(CITED)
        what, kinds = world.pick("通知", "意见"), ("文件(红头)",)
        title = f"转发《省政府办公厅关于加强{world.subject()}工作的{what}》（{cited}）的通知"
    if world.maybe(0.6):
        title = world.office + title
    lines = [*_red_head(world, world.office), shown, *broken(world, title), world.random.choice(_TO)]
    lines += ["现将方案印发给你们，请结合实际认真贯彻执行。", *_foot(world, (world.office,), written(world, world.day))]
    lines += [f"\f{inner}{world.pick('工作方案', '实施方案')}", *_body(world, 4)]
    text, kind = _laid_out(world, lines)
    truth = Truth(title, number, (world.office,), world.day, world.day.year, kinds)
    return MadePaper("passed on", text, _named(world, "关于印发方案的通知", number), kind, truth)


def minutes(world: World) -> MadePaper:
    """Return minutes of a meeting, with a number of their own kind or none."""
    issuer = world.pick(world.county + "人民政府办公室", world.office)
    issue = world.run()
    number, shown = world.random.choice(
        (
            (f"〔{world.day.year}〕{issue}期", f"〔{world.day.year}〕{issue}期"),
            (f"第{issue}期", f"第{issue}期"),
            (f"第{issue}期", f"（第 {issue} 期）"),
            number_of(world),
            (None, None),
        )
    )
    name = world.pick("专题会议纪要", "联席会议纪要", "办公会议纪要", "工作例会纪要")
    subject = f"关于研究{world.subject()}{world.deed()}工作的会议纪要"
    if shown is None:
        title = f"{world.subject()}{world.deed()}{name}"
        lines = [title, f"时间：{written(world, world.day - timedelta(days=2))}", "地点：县政府第二会议室"]
    else:
        title = subject
        lines = [name, shown, f"{issuer}　　　{written(world, world.day)}", *broken(world, title)]
    lines += [*_body(world, 3), "参会人员：县政府办、县财政局、县教育局有关负责人。"]
    if shown is None or world.maybe(0.5):
        lines += _foot(world, (issuer,), written(world, world.day))
    text, kind = _laid_out(world, lines)
    truth = Truth(title, number, (issuer,), world.day, world.day.year, ("会议纪要",))
    return MadePaper("minutes", text, world.pick("会议纪要", title[:20], "扫描件3"), kind, truth)


def order(world: World) -> MadePaper:
    """Return an order or an announcement with a number of the year."""
    run = world.run()
    if world.maybe(0.5):
        issuer = world.office
        title = f"{world.office}关于{world.subject()}监督抽检情况的{world.pick('公告', '通告')}"
        number, head = f"{world.day.year}年第{run}号", [world.office + title[-2:]]
        shown = world.pick(number, f"（{number}）", f"{world.day.year} 年第 {run} 号")
        lines = [*head, shown, *broken(world, title)]
        kinds = ("文件(红头)",)
    else:
        issuer = world.county + "人民政府"
        title = f"{world.county}{world.subject()}管理办法"
        number = f"第{run}号"
        lines = [
            issuer + "令",
            world.pick(number, f"第 {run} 号"),
            f"《{title}》已经县政府第9次常务会议通过，现予公布。",
        ]
        title, kinds = issuer + "令", ("文件(红头)", "制度/清单")
    lines += _body(world, 3) + _foot(world, (issuer,), written(world, world.day))
    text, kind = _laid_out(world, lines)
    truth = Truth(title, number, (issuer,), world.day, world.day.year, kinds)
    return MadePaper("order", text, world.pick("公告", "扫描件2", "新建文档"), kind, truth)


def draft(world: World) -> MadePaper:
    """Return a paper not issued yet: no number, no day, the word for draft in head or name."""
    made = directive(world)
    word = world.pick("讨论稿", "征求意见稿", "送审稿", "草案", "初稿", "代拟稿", "修改稿", "送审稿第二稿")
    what = f"{world.county}{world.subject()}{world.deed()}{world.pick('管理办法', '工作方案', '应急预案')}"
    inside = world.maybe(0.5)
    lines = [
        *broken(world, what),
        *([f"（{word}）"] if inside else []),
        "第一条　为加强管理，制定本办法。",
        *_body(world, 3),
    ]
    text, kind = _laid_out(world, lines)
    source = f"{what}.v2" if inside else f"{what}（{word}）"
    title = what + (f"（{word}）" if inside else "")
    kinds = ("方案/计划", "制度/清单")
    return replace(
        made, shape="draft", text=text, source=source, media_type=kind, truth=Truth(title, kinds=kinds, draft=True)
    )


def _said(issuers: tuple[str, ...]) -> tuple[str, ...]:
    return ("；".join(issuers),)


def last_years(day: date) -> int:
    """Return the year that a summary of this day tells of."""
    return day.year - 1 if day.month <= 3 else day.year
