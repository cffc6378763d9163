"""The sentences of `wording` that speak of several schemes side by side."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "side_scheme": "{title}，评价内容 {items} 项",
    "side_which": "→ 为现在所看的一套。用 use 换看另一套，用 pair 设定两套之间的对应。",
    "side_only_one": "只有一套细则。",
    "side_pairs": "共 {count} 对。归到其中一项的材料，另一项也算有。",
    "side_sure": "把握 {percent}%",
    "side_proposed": "建议对应 {count} 对，尚未设定；核对后可加 --apply 一次设定，或逐对设定。",
    "side_proposed_set": "建议对应 {count} 对，已设定。",
}
