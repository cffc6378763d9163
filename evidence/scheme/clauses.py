"""Takes a scoring standard apart into clauses: what is won or lost for what, up to which cap, at which threshold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from evidence.model import Rule
from evidence.scheme.text import fold
from evidence.scheme.thresholds import thresholds, with_digits
from evidence.standard import Clause

_NUMBER = r"(\d+(?:\.\d+)?)"
_RANGE = rf"{_NUMBER}分?(?:[-~—–至到/]+{_NUMBER})?"
_GIVE = "(?:得|计|记|给|赋|评)"
_OPENING, _CLOSING = "（(【[《〈〔｛{“", "）)】]》〉〕｝}”"
_ENDS = "。；;\n"  # of a sentence
_BREAKS = "，,、：:？?" + _ENDS

_VETO = re.compile(
    r"否决|取消.{0,8}(?:资格|认定|命名|称号|等次)|不予(?:推荐|命名|认定|通过|验收|授牌)|"
    r"(?:判定|认定|评定|定|降)为?不合格"
)
_FLOOR = re.compile(r"(?:直至)?[扣减](?:完|至0分?|到0分?)(?:该项|本项)?(?:分值|分数|得分)?为止|不计?负分")
_CAP = re.compile(
    rf"(?:累计|合计|本项|总计)?(?:最高|最多|封顶|上限|满分|不超过|加满|不高于)(?:可|不超过|至多)?[得加计为记扣]?分?"
    rf"{_NUMBER}分(?:为止|封顶)?|{_NUMBER}分封顶"
)
_BONUS = re.compile(rf"(?<!参)(?:加|奖励?)[计记]?{_RANGE}分")
_LOST = re.compile(rf"(?:扣[除减]?|减){_RANGE}(?:分|$)")
_WON = re.compile(rf"(?<![不扣]){_GIVE}{_RANGE}分|\({_NUMBER}分\)")
_BARE = re.compile(rf"(?<![达到于过≥≤<>=\d.~-]){_RANGE}分$")  # 一档5分
_SHARE = re.compile(rf"{_GIVE}[该本]?项?(?:分值|满分|总分)?的?{_NUMBER}%")
# What is won or lost without a number, with the share of the item's points that is left; None: not told.
_WORDS: tuple[tuple[Rule, float | None, re.Pattern[str]], ...] = (
    (Rule.BONUS, None, re.compile(r"(?<![扣减])加分$")),
    (
        Rule.RATIO,
        None,
        re.compile(
            r"按.{0,16}?(?:比例|占比|比率|百分比|之比)|比例(?:得|扣|计|给|赋|递减|折算)|"
            r"按.{0,12}?率.{0,4}?(?:[得扣计给赋]分|折算)|得分为?[=:]|[\d率数比值][×÷*/][\d率数分本满标目总]|乘以"
        ),
    ),
    (
        Rule.ALL_OR_NOTHING,
        0.0,
        re.compile(
            r"不予?[得计记给赋]分|[得计记]?(?<![\d.])0分|不得[该此本]项分|"
            r"扣[除完光]?[该本此]?项?(?:全部|所有)的?(?:分值|得分|分)?|扣完[该本此]项(?:分值|得分|分)?"
        ),
    ),
    (Rule.ALL_OR_NOTHING, 1.0, re.compile(rf"{_GIVE}[该本]?项?(?:满分|全分)")),
    (Rule.GRADED, 0.5, re.compile(rf"{_GIVE}[该本]?项?(?:分值的?)?(?:一半|半数|半分)")),
)
_GRADED = re.compile(r"相应|酌情|视.{0,8}?情|适当[扣给得]|分档|按档|之间(?:评定|打分|给分|得分)|[扣给得]分$")
# What is counted, not the span of time or the number of people it is counted in.
_EACH = re.compile(r"每(?![年季月周日天]|半年|学期|学年|[千万百]人|人都)[^,;。]*$|各$|逐[项条个处家件]$")
_ONE = re.compile(
    r"(?:缺少|缺|少|漏报?|差|发现|查实|死亡|重伤|有)?(?<![\d.第每])[一1]"
    r"(?:个[^的,;。扣减]{0,4}|[项次处份件起例家户人名条篇所校村店点张卷类批辆宗期轮场届天月年])"
)
_LEVEL = re.compile(
    r"基本[达符完落健到合]|部分(?!门)|较[好差]|一般|良好|优秀|合格(?!率)|^“?[优良好中差]”?(?:等次)?(?:[\d,得计]|$)|[一二三四][等档]|^[一二三四]级|"
    r"[A-D][级类]|仅|只|以下|(?<!不)(?:不足|低于)|之间|\d[-~—至]|排名|前[\d一二三]|其余|其他情|有[\d一二两]+项"
)
_POINT_NUMERAL = re.compile(r"(?<=[得扣加减计])[一二两三四五六七八九十]+(?=分)")


def clauses(standard: str) -> tuple[Clause, ...]:
    """Return the clauses of a scoring standard, in its order."""
    found = [clause for sentence in _sentences(standard) for clause in _with_grades(_parts(sentence))]
    awards = [clause for clause in found if clause.is_award]
    if len(awards) > 1 and any(_LEVEL.search(fold(clause.words)) for clause in awards):
        return tuple(_graded(found))
    return tuple(found)


def _sentences(standard: str) -> Iterator[list[str]]:
    """Yield the pieces of each sentence between its commas, each with the mark that ends it."""
    pieces: list[str] = []
    piece, depth = "", 0
    for character in standard:
        depth += (character in _OPENING) - (character in _CLOSING and depth > 0)
        piece += character
        if depth == 0 and character in _BREAKS:
            pieces.append(piece)
            piece = ""
            if character in _ENDS:
                yield pieces
                pieces = []
    yield [*pieces, piece]


def _parts(pieces: Sequence[str]) -> list[Clause]:
    """Return the clauses of one sentence: each ends with the piece that says what is won or lost."""
    found: list[Clause] = []
    pending: list[str] = []
    for piece in pieces:
        pending.append(piece)
        clause = _clause(pending)
        if clause.rule is not None:
            found.append(clause)
        elif found and (clause.cap is not None or clause.until_zero):
            found[-1] = _joined(found[-1], clause)
        else:
            continue
        pending = []
    if _trimmed("".join(pending)):
        found[-1:] = [_joined(found[-1], _clause(pending))] if found else [_clause(pending)]
    return [
        replace(clause, words=_trimmed(clause.words), thresholds=thresholds(_CAP.sub("", fold(clause.words))))
        for clause in found
    ]


def _joined(clause: Clause, more: Clause) -> Clause:
    return replace(
        clause,
        words=clause.words + more.words,
        cap=more.cap if clause.cap is None else clause.cap,
        until_zero=clause.until_zero or more.until_zero,
    )


def _trimmed(words: str) -> str:
    return words.strip(_BREAKS + " \t\u3000")


def _clause(pieces: Sequence[str]) -> Clause:
    """Return what pieces say of which the last alone may award or take points."""
    words = "".join(pieces)
    last = _POINT_NUMERAL.sub(lambda found: with_digits(f"{found.group()}分")[:-1], fold(_trimmed(pieces[-1])))
    cap = _CAP.search(last)
    clause = Clause(
        words,
        None,
        cap=float(cap.group(1) or cap.group(2)) if cap else None,
        until_zero=_FLOOR.search(last) is not None,
    )
    before = fold(_trimmed(pieces[-2])).rstrip("的") if len(pieces) > 1 else ""
    return _scored(clause, _FLOOR.sub("", _CAP.sub("", last)), before)


def _scored(clause: Clause, said: str, before: str) -> Clause:
    """Return the clause with what its last piece says of points, and the rule that this follows."""
    if _VETO.search(said):
        return replace(clause, rule=Rule.VETO)
    if found := _BONUS.search(said):
        return _with_points(clause, Rule.BONUS, found, _per(said, before, found.start()))
    for rule, share, words in _WORDS:
        if words.search(said):
            return replace(clause, rule=rule, share=share)
    if found := _SHARE.search(said):
        return replace(clause, rule=Rule.GRADED, share=float(found.group(1)) / 100)
    for pattern in (_LOST, _WON):
        if found := pattern.search(said):
            per = _per(said, before, found.start())
            whole = Rule.GRADED if pattern is _LOST else Rule.ALL_OR_NOTHING
            return _with_points(clause, Rule.PER_FINDING if per else whole, found, per)
    if found := _BARE.search(said):
        return _with_points(clause, Rule.GRADED if said.startswith("每") else Rule.ALL_OR_NOTHING, found, None)
    return replace(clause, rule=Rule.GRADED) if _GRADED.search(said) else clause


def _with_points(clause: Clause, rule: Rule, found: re.Match[str], per: str | None) -> Clause:
    """Return the clause with the number of points, or the range of them, that was found."""
    numbers = [float(group) for group in found.groups() if group]
    least = min(numbers) if len(numbers) > 1 else None
    if least is not None and rule is Rule.ALL_OR_NOTHING:
        rule = Rule.GRADED
    if found.re is _LOST:
        return replace(clause, rule=rule, lost=max(numbers), least=least, per=per)
    return replace(clause, rule=rule, won=max(numbers), least=least, per=per)


def _per(said: str, before: str, at: int) -> str | None:
    """Return what points are lost or won for each of, None where they are for the whole.

    It stands before the points, or in the piece before where nothing does: 每发现一处，扣0.5分.
    """
    words = said[:at].rstrip("的") or before
    if found := _EACH.search(words):
        return found.group()
    ones = _ONE.findall(words) if said[at] in "扣减" else []
    return ones[-1] if ones else None


def _with_grades(found: list[Clause]) -> list[Clause]:
    """Return the clauses of one sentence; several awards of different size in it are grades of one thing."""
    if found and found[0].rule is Rule.BONUS:  # 市级加0.5分，省级1分
        return [replace(clause, rule=Rule.BONUS) if clause.is_award else clause for clause in found]
    sizes = {clause.share if clause.won is None else clause.won for clause in found if clause.is_award}
    return list(_graded(found)) if len(sizes) > 1 else found


def _graded(found: Iterable[Clause]) -> Iterator[Clause]:
    """Yield clauses, those that give points or none as grades."""
    for clause in found:
        yield replace(clause, rule=Rule.GRADED) if clause.is_award or clause.share == 0 else clause
