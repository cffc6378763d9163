"""The sentences of `wording` that speak of pieces split by pages and joined (拆件、并件)."""

from __future__ import annotations

# Why a page begins a paper of its own.
CUTS: dict[str, str] = {
    "number": "页首有文号“{words}”",
    "red_head": "页首是文件头“{words}”",
    "sign_in": "页首是“{words}”",
    "headed": "页首是“{words}”，并有发文单位、日期、编号或主送单位",
    "title_after_end": "上一页末已落款，这一页页首是“{words}”",
    "title_from_one": "页号从 1 重新开始，页首是“{words}”",
    "from_one_after_end": "上一页末已落款，页号从 1 重新开始",
}

# Why several pieces are one.
JOINS: dict[str, str] = {
    "twins_by_name": "文件名“{words}”相同，一份是可打印的成品，一份是文字稿",
    "twins_by_number": "文号“{words}”相同，一份是可打印的成品，一份是文字稿",
    "twins_by_title": "题名“{words}”相同，一份是可打印的成品，一份是文字稿",
    "annex": "文件名写明是“{words}”的附件",
    "annex_alone": "同一文件夹里只有“{words}”可带附件",
    "event": "文件名都是“{words}”的",
    "run": "连号的图片“{words}”",
}

PHRASES: dict[str, str] = {
    "split_done": "已拆成 {count} 件：",
    "split_rest": "第 {pages} 页没有归入任何一件；原文件没有改动。",
    "split_proposed": "共 {pages} 页，建议拆成 {count} 件（还没有拆）：",
    "split_none_proposed": "共 {pages} 页，没有看出要拆的地方。要拆时请写页码，如 1-3 4-7 8-。",
    "split_command": "照此拆件：beijian split 项目 {piece} {pages}",
    "split_ask": "共 {pages} 页，分成 {count} 件",
    "split_ask_proposed": "，另有建议 {count} 处",
    "joined": "已合成一件：{title}，共 {count} 个文件。",
    "joined_kept": "其中 {count} 个只随件保存，不打印、不计页数。",
    "join_proposed": "建议并成一件（还没有并）：",
    "join_none_proposed": "待整理里没有看出要并成一件的材料。",
    "join_command": "照此并件：beijian join 项目 {pieces}",
    "join_result": "并成一件{title}：打印 {printed} 个文件，{pages}",
    "join_result_kept": "；另 {count} 个只随件保存",
    "pages_known": "{pages} 页",
    "pages_unknown": "页数不明",
    "proposals_join": "可并成一件 {count} 组",
    "proposals_split": "可拆开 {count} 件",
}

ERRORS: dict[str, str] = {
    "split_not_whole": "只有由一个文件组成的材料才能按页拆，未作改动。并过件的，请先撤销并件再拆。",
    "split_pages_unknown": "看不出这份文件有多少页，不能按页拆，未作改动。",
    "split_no_pages": "只有 PDF、TIFF 和图片能按页拆，未作改动。其他文件请先另存为 PDF 再收。",
    "split_of_one": "至少要拆成两件，未作改动。请写几段页码，如 1-3 4-7 8-。",
    "split_range": "页码“{value}”看不懂，未作改动。请写成 1-3、4-7 或 8- 的样子。",
    "split_order": "页码“{value}”不对：要从前往后、不重复，全文共 {pages} 页。未作改动。",
    "split_nowhere": "还没有标出从哪一页分开。请在页与页之间点一下，或选中一页按空格。",
    "split_nothing_to_do": "请写几段页码，如 1-3 4-7 8-；只看建议请写 --propose。",
    "join_of_one": "合成一件至少要两件不同的材料，未作改动。",
    "join_of_paper": "纸质备查件没有电子文件，不能合进一件，未作改动。",
    "join_without_chief": "主件必须是要合并的材料之一，未作改动。",
    "join_chief_kept": "主件要计入页数并打印，不能只随件保存。未作改动。",
    "join_stray_kept": "只随件保存的文件必须是要合并的材料之一，未作改动。",
}
