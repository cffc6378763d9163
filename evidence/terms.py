"""What clerks call the closed sets that a scheme is made of, as its own table writes them and reads them back."""

from __future__ import annotations

from evidence.model import Rule, Years

YEARS: dict[Years, str] = {
    Years.EACH_OF_LAST_3: "近三年每年",
    Years.EACH_OF_LAST_2: "近两年每年",
    Years.LATEST: "最近一年",
    Years.ANY: "不限",
}

# What stands behind a material in the program's own table, where the material has it.
SLOT_MARKS: dict[str, str] = {
    "owners": "报送单位",
    "alternative": "任选其一",
    "electronic": "须电子件",
    "waived": "不涉及",
    "proposed": "建议应备",
}

RULES: dict[Rule, str] = {
    Rule.ALL_OR_NOTHING: "全得",
    Rule.GRADED: "酌扣",
    Rule.PER_FINDING: "每处扣",
    Rule.RATIO: "比例",
    Rule.VETO: "否决",
    Rule.BONUS: "加分",
}
