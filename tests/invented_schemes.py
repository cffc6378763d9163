"""Criteria tables of any size, invented, the same each time: items are about as near each other as in real tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

from msgspec.structs import replace

from build import a_group, a_slot, an_item
from evidence.model import Criterion, CriterionId, SlotId, new_id

_WORDS = ["".join(pair) for pair in product("食检监培宣案应校集冷登巡追抽餐", "品测管训传件急园市链记查溯样饮")]
_PHRASES = ("每年研究部署", "建立工作台账", "问题整改到位", "各成员单位落实", "有方案有总结", "定期通报情况")


def a_text(random: Random) -> str:
    """Return a sentence of about fifty characters, a quarter of them in everybody's words."""
    words = [*random.sample(_WORDS, 18), *random.sample(_PHRASES, 2)]
    random.shuffle(words)
    return f"{''.join(words[:10])}，{''.join(words[10:])}。"


def a_table(count: int, seed: int = 1, in_group: int = 20) -> tuple[Criterion, ...]:
    """Return so many items in groups, each with one material."""
    random = Random(seed)  # noqa: S311
    criteria: list[Criterion] = []
    group = a_group("0", "")
    for number in range(count):
        if number % in_group == 0:
            group = a_group(str(number // in_group + 1), "".join(random.sample(_WORDS, 4)))
            criteria.append(group)
        slot = a_slot(f"{''.join(random.sample(_WORDS, 2))}工作方案")
        code = f"{group.code}-{number % in_group + 1}"
        criteria.append(an_item(code, slot, parent=group.id, text=a_text(random)))
    return tuple(criteria)


def read_again(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return the same table as another reading of it has it: with other ids."""
    ids = {criterion.id: CriterionId(new_id()) for criterion in criteria}
    return tuple(
        replace(
            criterion,
            id=ids[criterion.id],
            parent=ids[criterion.parent] if criterion.parent else None,
            required=tuple(replace(slot, id=SlotId(new_id())) for slot in criterion.required),
        )
        for criterion in criteria
    )
