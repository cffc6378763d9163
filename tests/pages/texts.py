"""Words that clerks write, and words that break layouts: long, rare, mixed, broken."""

from __future__ import annotations

from random import Random

UNITS = ("县食药安办", "县市场监管局", "县教育委员会", "县农业农村委员会", "县卫生健康委员会", "双河镇人民政府")
ISSUERS = ("国务院食品安全委员会办公室", "重庆市市场监督管理局", "云岭县人民政府", *UNITS, "沙溪镇人民政府", "石坪镇")
_WORDS = (
    "食品安全",
    "工作方案",
    "监督检查",
    "学校食堂",
    "宣传周活动",
    "会议纪要",
    "专项整治",
    "责任清单",
    "农村聚餐",
    "风险监测",
    "抽检计划",
    "落实情况",
    "培训签到表",
    "“两个责任”",
    "（修订稿）",
    "《管理办法》",
    "2023年",
    "第一季度",
    "、",
    "：",
)
_WILD = (
    "𠮷野家𡈽𠂤",
    "👨👩👧🍱🥟🚸",
    "㎡℃№①②③ⅧⅨ",
    "e\u0301a\u0308o\u0302\u0323",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "HACCP-ISO22000:2018/GB14881-2013",
    "https://www.example.gov.cn/zwgk/spaq/2023/11/20/t20231120_1234567890.html?from=wechat&x=1",
    "WWWWWWWWWWMMMMMMMM@@@@%%%%",
    "1234567890123456789012345678901234567890",
    "～～～——……——……",
    "！？！？！？。。。、、、，，，",
    "（（（［［［《《《“““",
    "零宽\u00a0不断\u00a0行\u00a0空格",
    "ﬁﬂ１２３ＡＢＣａｂｃ",
    "ไทยРусскийΕλληνικάالعربية",
    "tab\tvt\x0bff\x0cbell\x07nel\x85ls\u2028ps\u2029",
    "一" * 60,
    "<b>&amp;\"'</b>",
    "Ａ．Ｂ．Ｃ．・・・ｱｲｳｴｵ",
    "ＭＷ　　　全角空格　　　",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "㊙㊗㍿㌔㌘",
    "▲△▽▼◆◇○●★☆→←↑↓",
    "☎☂☃♠♣♥♦",
    "한국어日本語ひらがなカタカナ",
)


def words(random: Random, count: int, wild: float = 0.0) -> str:
    """Return a phrase of `count` words; `wild` is the share (0–1) of words that break layouts."""
    return "".join(random.choice(_WILD if random.random() < wild else _WORDS) for _ in range(count))


def paragraphs(random: Random, count: int, wild: float = 0.0) -> str:
    """Return sentences, a line each."""
    return "\n".join(words(random, random.randint(3, 30), wild) + "。" for _ in range(count))
