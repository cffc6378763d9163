"""The invented counties, offices, subjects and days that papers are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

COUNTIES = (
    "临泉县",
    "澜水县",
    "安平区",
    "广济市",
    "桐柏县",
    "麻阳苗族自治县",
    "大足区",
    "峨山彝族自治县",
    "长治县",
    "东乌旗",
)
TOWNS = ("龙潭镇", "八里乡", "红旗街道", "周家店镇", "新安街道", "马鞍山镇", "清水河乡", "大王庙镇")
DEPARTMENTS = (
    ("市场监督管理局", "市监"),
    ("农业农村局", "农"),
    ("教育和体育局", "教体"),
    ("卫生健康委员会", "卫"),
    ("住房和城乡建设局", "建"),
    ("交通运输局", "交"),
    ("文化广电旅游体育局", "文"),
    ("民政局", "民"),
    ("水利局", "水"),
    ("退役军人事务局", "退役"),
    ("应急管理局", "应急"),
    ("生态环境分局", "环"),
    ("爱国卫生运动委员会办公室", "爱卫办"),
    ("食品安全委员会办公室", "食安办"),
)
SUBJECTS = (
    "餐饮具集中消毒",
    "河道采砂",
    "燃气安全",
    "病媒生物防制",
    "农村饮用水",
    "“瘦肉精”",
    "中小学营养餐",
    "冷藏冷冻食品",
    "非法集资",
    "既有住宅加装电梯",
    "秸秆禁烧",
    "养老服务",
    "流动摊贩",
    "白酒小作坊",
    "预制菜",
    "校车",
    "农贸市场升级改造",
    "无障碍环境",
    "食用农产品“治违禁 控药残”",
    "城市生活垃圾分类",
)
DEEDS = ("专项整治", "监督检查", "提升行动", "集中治理", "隐患排查", "规范管理", "示范创建", "宣传教育", "联合执法")
PEOPLE = ("向某某", "覃某", "宋某", "田某某", "冉某")
COMPANIES = ("绿康食品有限公司", "恒源检测技术有限公司", "金穗粮油贸易有限责任公司", "阳光配餐服务有限公司")
CITED = ("国食安办〔2021〕4号", "省政办发〔2020〕31号", "黔府发〔2019〕7号", "市食安委〔2022〕3号", "财社〔2021〕102号")
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Truth:
    """What a careful clerk would note; `None` is what the paper does not tell, an empty kind is not asked."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()  # any of these will do; empty: the paper names none
    day: date | None = None
    year: int | None = None
    kinds: tuple[str, ...] = ()  # any of these will do
    draft: bool = False


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper as it arrives: what a reader got out of it and the path it came by."""

    shape: str
    text: str
    source: str
    media_type: str
    truth: Truth
    taken: date | None = None


@dataclass
class World:
    """One county in one year, from which all of a paper's parts are drawn."""

    random: Random
    county: str = field(init=False)
    department: str = field(init=False)
    mark: str = field(init=False)
    day: date = field(init=False)

    def __post_init__(self) -> None:
        self.county = self.random.choice(COUNTIES)
        self.department, short = self.random.choice(DEPARTMENTS)
        self.mark = self.county[0] + short
        self.day = date(2019, 1, 1) + timedelta(days=self.random.randrange(5 * 365))

    @property
    def office(self) -> str:
        """The issuing department in full."""
        return self.county + self.department

    def pick(self, *choices: str) -> str:
        """Return one of some words."""
        return self.random.choice(choices)

    def subject(self) -> str:
        """Return what a paper is about."""
        return self.random.choice(SUBJECTS)

    def deed(self) -> str:
        """Return what is done about it."""
        return self.random.choice(DEEDS)

    def maybe(self, share: float = 0.5) -> bool:
        """Tell yes in this share of cases."""
        return self.random.random() < share

    def run(self) -> int:
        """Return a running number."""
        return self.random.choice((1, 2, 3, 7, 9, 12, 26, 58, 103, 217))

    def other_day(self) -> date:
        """Return a day that is not the paper's own."""
        return self.day + timedelta(days=self.random.choice((-400, -90, -31, 20, 45, 200)))


def written(world: World, day: date) -> str:
    """Write a day as one office or another does."""
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    chinese = f"{year}年{numeral(day.month)}月{numeral(day.day)}日"
    plain = f"{day.year}年{day.month}月{day.day}日"
    return world.random.choice(
        (
            plain,
            plain,
            plain,
            f"{day.year}年{day.month:02}月{day.day:02}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            plain.translate({ord(str(n)): ord("０") + n for n in range(10)}),
            chinese,
            chinese.replace("〇", "○"),
            chinese.replace("〇", "零"),
            chinese.replace("〇", "О"),
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}-{day.month:02}-{day.day:02}",
            f"{day.year}/{day.month}/{day.day}",
        )
    )


def numeral(number: int) -> str:
    """Write a number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def number_of(world: World) -> tuple[str, str]:
    """Return a document number as GB/T 9704 has it, and as it is printed here."""
    word = world.mark + world.pick("发", "函", "办发", "", "文", "通", "规")
    run = world.run()
    year = world.day.year
    shown = world.random.choice(
        (
            f"{word}〔{year}〕{run}号",
            f"{word}〔{year}〕{run}号",
            f"{word}[{year}]{run}号",
            f"{word}（{year}）{run}号",
            f"{word}({year}){run}号",
            f"{word}﹝{year}﹞{run}号",
            f"{word}【{year}】{run}号",
            f"{word} 〔 {year} 〕 {run} 号",
            f"{word}〔{year}〕 第{run}号",
            f"{word}［{year}］{run}号",
            f"{word}〔{year}〕{run:02}号",
            " ".join(f"{word}〔{year}〕{run}号") if world.maybe(0.3) else f"{word}〔{year}〕{run}号",
        )
    )
    return f"{word}〔{year}〕{run}号", shown


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph where a fixed page grid breaks it."""
    return [text[i : i + width] for i in range(0, len(text), width)]


def broken(world: World, title: str) -> list[str]:
    """Set a title over as many lines as a head of 16–24 characters asks for."""
    width = world.random.randrange(15, 25)
    if len(title) <= width:
        return [title]
    count = -(-len(title) // width)
    each = -(-len(title) // count)
    lines: list[str] = []
    at = 0
    while at < len(title):
        end = min(len(title), at + each + world.random.randrange(-2, 3))
        lines.append(title[at:end])
        at = end
    return lines
