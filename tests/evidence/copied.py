"""Texts of papers: any number that say different things, and one that townships copy from each other."""

from __future__ import annotations

import random
import re

WORDS = re.split(
    "、",
    "食品安全、责任、检查、学校食堂、台账、整改、农贸市场、宣传、培训、包保、网格员、餐饮、抽检、问题、落"
    "实、部门、主体、企业、督查、群众、投诉、举报、监管、风险、隐患、排查、清单、制度、小作坊、摊贩、许可"
    "、从业人员、健康证、进货查验、索证索票、消毒、留样、通报、约谈、处罚",
)


def a_text(seed: int, sentences: int = 30) -> str:
    """Return a paper's text of about 18 letters a sentence, another one for each seed."""
    chosen = random.Random(seed)  # noqa: S311 — no secret
    lines = ("".join(chosen.choice(WORDS) for _ in range(7)) + "。" for _ in range(sentences))
    return "\n".join(lines)


def from_township(name: str, number: int, text: str) -> str:
    return (
        f"{name}人民政府文件\n{name[:2]}府发〔2023〕{number}号\n{name}人民政府关于印发包保工作方案的通知\n"
        f"{name}各村（社区）：\n{text}\n{name}共有{number * 7}家主体，{name}食药安办每月检查{number}次。\n"
        f"{name}人民政府\n2023年{number}月{number}日"
    )
