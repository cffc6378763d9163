"""责任落实 in plain office Chinese: which papers that bind somebody are there, and which are not."""

from __future__ import annotations

TITLE = "责任落实情况"
PLACES = "企业主体（点位）"
STATE = "情况"
HEADS = ("序号", "责任方", "单位", "内容号", "应备材料", "年度", STATE, "材料")
PLACE_HEADS = ("序号", "业态", "名称", "乡镇", STATE, "材料")
NOTE = (
    "情况按归项计算，与缺项一致；材料名称由程序按“{words}”等字样挑选，责任方按材料名称和评价内容里的字样区分，请核对。"
)
PLACE_NOTE = (
    "企业主体按材料题名、责任者里的点位名称对应：材料里没有写点位名称的，这里显示不出来。"
    "几个点位重名，或一个名称包含另一个的，材料还要写明乡镇；没有写明的标“可能是”，请打开材料核对。"
)

ERRORS: dict[str, str] = {
    "duty_file_kind": "责任落实情况只能存为 Word（.docx）或 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

PHRASES: dict[str, str] = {
    "duties_none": "细则的应备材料里没有名称带“{words}”的。请换别的字样，或在细则里加上应备材料。",
    "duties_counts": "应有 {needed} 份，已有 {met} 份，缺 {missing} 份；{units} 个单位没有交齐。",
    "duties_places": "{count} 个点位，其中 {signed} 个在材料里找到名称。",
    "duties_places_maybe": "另有 {count} 个重名或名称相近，材料里没有写清乡镇，请核对。",
    "duties_saved": "责任落实情况已存到：{path}",
    "duty_there": "已有",
    "duty_maybe": "可能是",
    "duty_not_found": "没有找到",
    "duty_unit_unknown": "（单位不明）",
}
