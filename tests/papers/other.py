"""Papers without a red head: reports, ledgers, contracts, certificates, test reports, pictures."""

from __future__ import annotations

from datetime import timedelta

from evidence.extract import media
from papers.official import last_years
from papers.world import CITED, COMPANIES, PEOPLE, TOWNS, MadePaper, Truth, World, broken, written


def _prose(world: World) -> list[str]:
    return [
        f"今年以来，按照《关于加强{world.subject()}工作的通知》（{world.random.choice(CITED)}）要求，扎实开展工作。",
        f"一、主要做法。{world.day.year - 2}年以来累计投入18万元，排查{world.run()}户次。",
        f"二、存在问题。{written(world, world.other_day())}市级检查反馈的问题尚有2项未完成。",
        "三、下步打算。继续加大力度，确保取得实效。",
    ]


def report(world: World) -> MadePaper:
    """Return a summary or a report of a department or a township; that of January tells of last year."""
    if world.maybe(0.4):
        world.day = world.day.replace(month=world.random.choice((1, 2)), day=15)
    township = world.maybe(0.4)
    town = world.random.choice(TOWNS)
    unit = town + ("办事处" if town.endswith("街道") else "人民政府") if township else world.office
    told = last_years(world.day)
    ending = world.pick("工作总结", "工作总结", "年度工作报告", "情况报告", "自查报告", "工作小结", "情况汇报")
    looks_back = ending in ("工作总结", "年度工作报告", "工作小结")
    if world.maybe(0.5):
        when = f"{told}年" if looks_back else f"{world.day.year}年"
        period = world.pick("", "", "上半年") if when.startswith(str(world.day.year)) and world.day.month > 6 else ""
        year = int(when[:4])
    else:
        when, period, year = "", "", told if looks_back else world.day.year
    owner = unit if world.maybe(0.4) else ""
    title = f"{owner}{when}{period}{world.subject()}{world.deed()}{ending}"
    if world.maybe(0.3):
        title = f"{owner}关于{when}{period}{world.subject()}{world.deed()}情况的报告"
        year = int(when[:4]) if when else world.day.year
    shown = written(world, world.day)
    if world.maybe(0.3):
        lines = [*broken(world, title), unit, f"（{shown}）", *_prose(world)]
    else:
        lines = [*broken(world, title), *_prose(world), "　　　　" + unit, "　　　　" + shown]
    name = world.pick(title, ending, "总结（终稿改）", f"{world.run()}.{title[:12]}", "新建 Microsoft Word 文档")
    truth = Truth(title, None, (unit,), world.day, year, ("总结/报告",))
    return MadePaper("report", "\n".join(lines), name, media.DOCX, truth)


def ledger(world: World) -> MadePaper:
    """Return a table: who filled it in and when stands above or below it."""
    name = world.pick(
        "问题整改台账", "从业人员登记表", "协管员花名册", "检查情况统计表", "季度报表", "责任清单", "销号台账"
    )
    quarter = world.pick(
        "",
        f"{world.day.year}年第{world.pick('一', '二', '三', '四')}季度",
        f"{world.day.year}年",
        f"{world.day.year}年上半年",
    )
    title = f"{quarter}{world.subject()}{name}"
    unit, shown = world.office, written(world, world.day)
    label = world.pick(
        "填报单位：{u}　　　填报日期：{d}",
        "填报单位（盖章）：{u}\t\t填表日期：{d}",
        "单位：{u}　　时间：{d}",
        "制表单位：{u}　制表时间：{d}",
    )
    told = label.format(u=unit, d=shown)
    rows = ["序号\t名称\t负责人\t登记日期\t备注"]
    rows += [
        f"{n}\t{world.random.choice(COMPANIES)}\t{world.random.choice(PEOPLE)}\t{written(world, world.other_day())}\t"
        for n in range(1, 5)
    ]
    top = world.maybe(0.6)
    lines = [title, told, *rows] if top else [title, *rows, told]
    kinds = {
        "检查情况统计表": ("统计表/报表",),
        "季度报表": ("统计表/报表",),
        "责任清单": ("制度/清单",),
    }.get(name, ("台账/登记表",))
    truth = Truth(title, None, (unit,), world.day, world.day.year, kinds)
    source = (
        f"{world.random.choice(TOWNS)}/{world.pick('台账', title, 'Sheet1')}"
        if world.maybe(0.3)
        else world.pick("台账", title)
    )
    return MadePaper("ledger", "\n".join(lines), source, world.pick(media.XLSX, media.DOCX), truth)


def contract(world: World) -> MadePaper:
    """Return a contract of two parties with a number, a term and a day of signing."""
    other = world.county[:2] + world.random.choice(COMPANIES)
    number = f"{world.pick('HT', 'CG', 'LTX')}-{world.day.year}-{world.run():03}"
    title = f"{world.subject()}{world.pick('委托检测合同', '采购合同', '技术服务协议', '设备维护合同')}"
    start = world.day + timedelta(days=3)
    party = world.pick("甲方：{a}\n乙方：{b}", "甲方（委托方）：{a}\n乙方（受托方）：{b}", "甲 方：{a}\n乙 方：{b}")
    lines = [*broken(world, title), f"合同编号：{number}", party.format(a=world.office, b=other)]
    lines += ["根据《中华人民共和国民法典》，双方经协商一致，订立本合同。", "一、服务内容。", "二、费用18000元。"]
    lines += [f"三、合同期限：{start.year}年{start.month}月{start.day}日至{start.year + 1}年{start.month}月1日。"]
    lines += ["甲方（盖章）：　　　　乙方（盖章）：", f"签订日期：{written(world, world.day)}"]
    issuers = (f"{world.office}；{other}", world.office)
    truth = Truth(title, number, issuers, world.day, start.year, ("协议/合同/预算批复",))
    return MadePaper("contract", "\n".join(lines), world.pick("合同", title, "扫描件8"), media.DOCX, truth)


def test_report(world: World) -> MadePaper:
    """Return a laboratory's report: its number after №, the client is not its issuer."""
    number = world.pick(
        f"№{world.day.year}JC{world.run():04}",
        f"№SP{world.day.year}-{world.run():04}",
        f"A{world.day.year % 100}{world.run():05}",
    )
    shown = number if number.startswith("№") else f"报告编号：{number}"
    if shown.startswith("№") and world.maybe():
        shown = shown.replace("№", "№ ")
    lab = world.county + world.pick("检验检测中心", "食品药品检验所", "疾病预防控制中心", "农产品质量安全检测站")
    name = world.pick("检验报告", "检测报告")
    lines = [
        shown,
        " ".join(name) if world.maybe() else name,
        f"样品名称：{world.subject()}样品",
        f"委托单位：{world.office}",
    ]
    lines += [
        f"检验单位：{lab}",
        f"抽样日期：{written(world, world.day - timedelta(days=12))}",
        "项目\t标准\t结果",
        "铅\tGB 2762\t合格",
    ]
    lines += ["检验结论：合格", lab, f"签发日期：{written(world, world.day)}"]
    truth = Truth(name, number, (lab,), world.day, world.day.year, ("检验报告",))
    return MadePaper("test report", "\n".join(lines), world.pick("报告", "检测报告3", number), media.PDF, truth)


def certificate(world: World) -> MadePaper:
    """Return a licence or certificate with its day of issue and of expiry."""
    number = world.pick(
        f"JY1520{world.run():03}0012345", f"SC101520{world.run():03}00017", f"GZ{world.day.year}{world.run():05}"
    )
    until = world.day.replace(year=world.day.year + 5, day=min(world.day.day, 28))
    name = world.pick("食品经营许可证", "检验检测机构资质认定证书", "良好农业规范认证证书", "卫生许可证")
    label = world.pick("许可证编号", "证书编号", "证号")
    lines = [name, f"{label}：{number}", f"单位名称：{world.random.choice(COMPANIES)}", f"发证机关：{world.office}"]
    lines += [f"发证日期：{written(world, world.day)}", f"有效期至：{written(world, until)}"]
    truth = Truth(name, number, (world.office,), world.day, world.day.year, ("证书/资质",))
    return MadePaper("certificate", "\n".join(lines), world.pick("证书", name, "IMG_0012"), media.PDF, truth)


def short_note(world: World) -> MadePaper:
    """Return a note, a promise, a proof, a programme or a speech of one page."""
    subject = world.subject()
    title, kind = world.random.choice(
        (
            (f"关于{subject}{world.deed()}有关情况的说明", "情况说明/证明(盖章)"),
            ("承诺书", "情况说明/证明(盖章)"),
            ("证 明", "情况说明/证明(盖章)"),
            (f"{subject}{world.deed()}现场照片说明", "照片(含整改前后)"),
            (f"关于召开{subject}工作推进会的通知", "会议通知/议程/签到"),
            (f"{subject}业务培训签到表", "培训材料"),
            (f"{subject}{world.deed()}工作制度", "制度/清单"),
            (f"在全县{subject}工作会议上的讲话", "领导批示/讲话"),
        )
    )
    lines = [
        *broken(world, title),
        "兹就有关事项说明如下。",
        *_prose(world)[:2],
        "特此说明。",
        world.office,
        written(world, world.day),
    ]
    told = title.replace(" ", "")
    truth = Truth(told, None, (world.office,), world.day, world.day.year, (kind,))
    return MadePaper("note", "\n".join(lines), world.pick("说明", told, "文档1"), media.DOCX, truth)


def picture(world: World) -> MadePaper:
    """Return a photo without text: the camera, the name or the folder tell the day, the unit, the year."""
    day = world.day
    town = world.random.choice(TOWNS)
    unit = town + ("办事处" if town.endswith("街道") else "人民政府")
    camera = world.maybe(0.4)
    stem = (
        "DSC_0042"
        if camera
        else world.pick(
            f"IMG_{day:%Y%m%d}_101533",
            f"微信图片_{day:%Y%m%d}113025",
            f"{day.year}年{day.month}月{day.day}日检查现场",
            f"{day:%Y.%m.%d}整改后",
        )
    )
    truth = Truth(None, None, (unit,), day, day.year, ("照片(含整改前后)",))
    return MadePaper("picture", "", f"{town}/照片/{stem}", media.JPEG, truth, day if camera else None)


def only_named(world: World) -> MadePaper:
    """Return a scan of which only the name and the folders can be read."""
    subject = world.subject()
    word = f"{world.mark}发〔{world.day.year}〕{world.run()}号"
    bare = f"关于{subject}{world.deed()}的通知"
    stem = world.pick(f"{word} {bare}", f"{bare}（{word}）", f"{word}{bare}")
    truth = Truth(bare, word, (world.office,), None, world.day.year, ("文件(红头)",))
    return MadePaper("only named", "", f"{world.office}/{stem}", media.PDF, truth)
