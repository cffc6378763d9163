"""Clauses of a standard in office Chinese."""

from __future__ import annotations

import pytest

from evidence.scheme.clauses import clauses
from evidence.wording import clauses as clause_words


@pytest.mark.parametrize(
    ("standard", "words"),
    [
        ("每少一次扣0.5分，单项扣完为止。", ["每处扣：每少一次扣0.5分，扣完为止"]),
        ("达到98%得2分，每降低1个百分点扣0.2分。", ["全得：不低于98%，得2分", "每处扣：每降低1个百分点扣0.2分"]),
        ("符合得满分，基本符合得一半，不符合不得分。", ["酌扣：得满分", "酌扣：得50%的分", "酌扣：不得分"]),
        ("酌情扣0.5—1分；其余相应扣分。", ["酌扣：扣0.5—1分", "酌扣：相应扣分"]),
        ("每篇加0.5分，最多加2分。", ["加分：每篇加0.5分，最多加2分"]),
        ("每组织1场得0.5分，最高2分。", ["按数得分：每组织1场得0.5分，最多得2分"]),
        ("低于70%的，一票否决；不足3批次的按比例扣分。", ["否决：低于70%，一票否决", "比例：低于3批次，按比例计分"]),
        ("查阅资料。", ["不直接计分"]),
    ],
)
def test_clauses_in_words(standard: str, words: list[str]) -> None:
    assert [clause_words.clause(clause) for clause in clauses(standard)] == words
