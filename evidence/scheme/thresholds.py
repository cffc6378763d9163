"""Thresholds in the wording of a standard: 不低于98%, 每千人四批次以上, 近三年每年不少于两次."""

from __future__ import annotations

import re

from evidence.scheme.text import fold
from evidence.standard import Comparison, Threshold

_UNITS = (
    "%|‰|批次/千人|份/千人|批次|人次|课时|学时|小时|分钟|个工作日|工作日|平方米|公里|万元|亿元|元|"
    "[次场轮期批份个家处户人名例起件项条篇类套所村店点张组台辆头亩吨天日周月年分岁米倍]"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "零〇一二两三四五六七八九十百千"
_PERCENT = re.compile(rf"(百|千)分之([{_NUMERALS}]+|\d+(?:\.\d+)?)")
_COUNTED = re.compile(rf"(?<![{_NUMERALS}第每近/])([{_NUMERALS}]+)(?={_UNITS})")
_PER_PEOPLE = re.compile(r"每千人口?(?:每年)?([^\d,;。]{0,6}?)(\d+(?:\.\d+)?)(批次|份)")
_NUMBER = r"(\d+(?:\.\d+)?)"
_QUANTITY = rf"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>{_UNITS})"


_SIDES: tuple[tuple[Comparison, str], ...] = (
    (Comparison.AT_LEAST, r"不低于|不少于|不小于|至少(?:为|各)?|(?<!未)达到?|率|均?为|≥|=|(?:稳定|保持|均)在"),
    (Comparison.ABOVE, r"(?<!不)(?:高于|大于|超过|多于)|>"),
    (Comparison.AT_MOST, r"不高于|不超过|不多于|不大于|至多|≤"),
    (Comparison.BELOW, r"未达到?|达不到|不到|不足|(?<!不)(?:低于|少于|小于)|<"),
)
_AFTER = {"以上": Comparison.AT_LEAST, "以下": Comparison.BELOW}
_FOUND = re.compile(
    "(?:" + "|".join(f"(?P<{side.name}>{words})" for side, words in _SIDES) + rf")?{_QUANTITY}"
    r"(?:\(含\)|及)?(?P<after>以[上下内]|之内|内(?![容部外]))?"
)
_SPAN = re.compile(rf"{_NUMBER}({_UNITS})?[-~—–至]{_NUMBER}((?!分)(?:{_UNITS}))")


def with_digits(text: str) -> str:
    """Return text folded, its counted Chinese numerals as digits: 百分之三 → 3%, 四批次 → 4批次; 近三年 stays."""
    plain = _PERCENT.sub(lambda m: f"{_value(m.group(2))}{'%' if m.group(1) == '百' else '‰'}", fold(text))
    return _COUNTED.sub(lambda m: _value(m.group(1)), plain)


def thresholds(text: str) -> tuple[Threshold, ...]:
    """Return the thresholds that words name, in their order; points to be won or lost are none."""
    plain = _PER_PEOPLE.sub(r"\1\2\3/千人", with_digits(text))
    found: dict[int, Threshold] = {}
    for span in _SPAN.finditer(plain):
        low, unit, high, last = span.groups()
        found[span.start(1)] = Threshold(Comparison.AT_LEAST, float(low), unit or last)
        found[span.start(3)] = Threshold(Comparison.AT_MOST, float(high), last)
    for match in _FOUND.finditer(plain):
        side = next((side for side, _ in _SIDES if match[side.name]), None)
        if side is None and match["after"]:
            side = _AFTER.get(match["after"], Comparison.AT_MOST)
        if side is not None:
            found.setdefault(match.start("number"), Threshold(side, float(match["number"]), match["unit"]))
    return tuple(found[at] for at in sorted(found))


def _value(numeral: str) -> str:
    """Return Chinese numerals up to 9999 as digits; digits stay."""
    if numeral[0].isdecimal() and numeral.isascii():
        return numeral
    if not any(character in _TENS for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral)
    total, ones = 0, 0
    for character in numeral:
        if character in _TENS:
            total += (ones or 1) * _TENS[character]
            ones = 0
        else:
            ones = _DIGITS[character]
    return str(total + ones)
