"""The sentences of `wording` that tell where personal data stand in a paper."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_PLACES = 5


def remark(identities: int, mobiles: int, places: Sequence[tuple[int, int]], part: str | None) -> str:
    """Return how many numbers a paper holds and where: part and line of each, a part being a 页, a 张表 or unknown."""
    counts = ((identities, "身份证号"), (mobiles, "手机号"))
    told = "、".join(f"{word} {count} 处" for count, word in counts if count)
    lines = list(dict.fromkeys(f"第{at}{part}第{line}行" if part else f"第{line}行" for at, line in places))
    where = "、".join(lines[:_MOST_PLACES]) + ("等" if len(lines) > _MOST_PLACES else "")
    return f"含个人信息（{told}）：{where}（空行不计）。送审前请遮盖，或另换一份。"
