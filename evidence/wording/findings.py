"""整改台账 in plain office Chinese."""

from __future__ import annotations

from evidence.journal import Action

ERRORS: dict[str, str] = {
    "finding_none_given": "没有要登记的问题。请先写明问题。",
    "finding_says_nothing": "没有写问题描述，没有登记。请写明发现了什么问题。",
    "finding_found_to_come": "发现日期 {day} 还没有到，没有登记。请核对日期。",
    "finding_found_late": "第{number}号问题{on}已经{did}，发现日期不能晚于这一天，不能改为 {day}。请核对日期。",
    "finding_unknown": "整改台账里没有“{number}”这个序号。请用 findings 查看序号。",
    "finding_gone": "整改台账里没有这一条（可能刚被撤销或删除），未作改动。请刷新后再试。",
    "finding_not_now": "第{number}号问题现在是“{state}”，不能登记“{did}”，未作改动。现在可以登记：{steps}。",
    "finding_day_to_come": "第{number}号问题的“{did}”日期 {day} 还没有到，未作改动。请写实际办理的日期。",
    "finding_day_early": "第{number}号问题的“{did}”日期 {day} 早于上一步的日期 {last}，未作改动。请核对日期。",
    "finding_no_unit": "第{number}号问题没有写责任单位，没有派发。请写明由哪个单位整改。",
    "finding_no_deadline": "第{number}号问题没有写整改时限，没有派发。请写明哪天以前整改完成。",
    "finding_deadline_early": "第{number}号问题的整改时限 {day} 早于派发日期 {on}，没有派发。请核对日期。",
    "finding_nobody_rectify": "第{number}号问题没有写整改人（“无”“待定”等不算），未作改动。请写明是谁整改的。",
    "finding_nobody_pass": "第{number}号问题没有写复查人（“无”“待定”等不算），没有销号。请写明是谁复查的。",
    "finding_nobody_fail": "第{number}号问题没有写复查人（“无”“待定”等不算），未作改动。请写明是谁复查的。",
    "finding_nobody_look_back": "第{number}号问题没有写回头看的人（“无”“待定”等不算），未作改动。请写明是谁去看的。",
    "finding_same_person": "第{number}号问题由“{done_by}”整改，登记“{did}”写的“{name}”看来就是整改人；"
    "不能由同一人复查或回头看，未作改动。请换一个人；确实是另一个人的，请写两人的全名。",
    "finding_person_checks": "第{number}号问题的责任人是“{person}”，登记“{did}”写的“{name}”看来就是责任人；"
    "不能由同一人复查或回头看，未作改动。请换一个人；确实是另一个人的，请写两人的全名。",
    "finding_unit_checks": "第{number}号问题登记“{did}”写的是单位“{name}”，未作改动。请写明是哪个人。",
    "finding_no_progress": "第{number}号问题没有写进展，未作改动。请写明整改到了哪一步。",
    "finding_no_rebound": "第{number}号问题没有写又出现了什么问题，没有登记反弹。请写明看到了什么。",
    "finding_two_units": "责任单位“{unit}”不止一个，没有派发。两个单位：请定一个牵头单位，另一个写在整改措施里。",
    "finding_no_photos": "第{number}号问题没有要加的照片（可能已经加过），未作改动。请另选照片。",
    "finding_photo_gone": "第{number}号问题没有这张照片，未作改动。请刷新后再试。",
    "findings_table_missing": "找不到“{name}”；请检查路径，或重新选择问题表。",
    "findings_table_is_folder": "“{name}”是文件夹，不是问题表；请选择其中的一个表格文件。",
    "findings_table_is_archive": "“{name}”是压缩包；请先解压，再选择其中的问题表。",
    "findings_table_file_empty": "“{name}”是空文件（0 字节）；请重新索取问题表。",
    "findings_table_too_large": "“{name}”大得不像问题表，远处可能有多余的内容；请只把问题表复制到新表再导入。",
    "findings_table_none": "“{name}”里没有找到问题表的表头（如 问题描述、责任单位）。请在第一行写上栏名后再导入。",
    "findings_column_unknown": "表里没有“{column}”这一栏。可以写栏的字母，或栏名：{columns}。",
    "findings_use_unknown": "“{use}”不是可选的用途。可用：{uses}。",
    "findings_no_text_column": "看不出哪一栏是“问题描述”，不能导入。请指定哪一栏写的是问题。",
    "findings_nothing_new": "表里没有新的问题，未作改动。",
    "findings_file_kind": "整改台账只能存为 Excel（.xlsx），“{path}”没有存。请改文件名。",
    "finding_state_unknown": "没有“{word}”这种状态。可用：{words}。",
    "finding_source_unknown": "没有“{word}”这种问题来源。可用：{words}。",
    "finding_severity_unknown": "没有“{word}”这种严重程度。可用：{words}。",
    "finding_day_needed": "没有写{what}。请写日期，如 2024-01-08。",
    "finding_photo_unknown": "要加的照片不在佐证材料里，未作改动。请先把照片收进来，再加到问题上。",
}

STEPS: dict[Action, str] = {
    Action.ADD_FINDINGS: "登记问题",
    Action.IMPORT_FINDINGS: "导入问题",
    Action.AMEND_FINDING: "修改问题",
    Action.HAND_OUT_FINDINGS: "派发整改",
    Action.NOTE_PROGRESS: "登记整改进展",
    Action.NOTE_RECTIFIED: "登记整改完成",
    Action.NOTE_CHECK: "登记复查",
    Action.NOTE_LOOK_BACK: "登记回头看",
    Action.REOPEN_FINDINGS: "登记反弹",
    Action.CHANGE_PHOTOS: "增减整改照片",
    Action.STRIKE_FINDINGS: "删除误登的问题",
    Action.EDIT_SITES: "修改点位台账",
}

# What is to be known of a row of a table before it is taken into the ledger.
NOTICES: dict[str, str] = {
    "finding_row_no_text": "没有写问题描述，不导入；如是漏填，请补上后再导入。",
    "finding_row_no_source": "看不出问题来源，不导入；请统一选定来源，或在表中补上。",
    "finding_row_no_day": "没有发现日期，不导入；请统一填写发现日期，或在表中补上。",
    "finding_row_day_to_come": "发现日期 {day} 还没有到，不导入；请核对。",
    "finding_row_day": "“{what}”写的“{value}”看不出是哪一天（要有年月日），没有采用；请核对。",
    "finding_row_deadline": "整改时限“{value}”不是具体日期，没有采用，原话记在来由里；派发时请填日期。",
    "finding_row_deadline_taken": "整改时限“{value}”按 {day} 登记；请核对。",
    "finding_row_deadline_early": "整改时限 {day} 早于派发或发现的日期 {on}，登记为待派发；请核对。",
    "finding_row_unit_unknown": "单位名单里没有“{unit}”，照原样登记；请核对名称，或先把它加到名单里。",
    "finding_row_units": "责任单位“{unit}”不止一个，照原样登记；请定一个牵头单位，派发时改正。",
    "finding_row_not_handed_out": "责任单位和整改时限没有都写明，登记为待派发；原话记在来由里。",
    "finding_row_no_hand_out_day": "表中没有派发日期，派发按 {day} 登记；请核对。",
    "finding_rows_no_hand_out_day": "表中没有派发日期：{count} 个问题的派发按 {days}登记；请核对。",
    "finding_rows_no_day": "不能导入的 {count} 行都没有发现日期。请在“发现日期”里统一填写，或指定哪一栏是发现日期。",
    "finding_rows_no_source": "不能导入的 {count} 行都看不出问题来源。请在“来源”里统一选定，或指定哪一栏是问题来源。",
    "finding_row_no_rectifier": "表中没有写整改人，按“{name}”登记；请核对。",
    "finding_row_no_rectified_day": "表中没有整改完成日期，按 {day} 登记；请核对。",
    "finding_row_no_checker": "没有写明由另一人复查，不能销号，登记为待复查；请另请人复查后再销号。",
    "finding_row_no_check_day": "表中没有复查日期，按 {day} 登记；请核对。",
    "finding_row_not_done": "整改情况“{value}”没有明确写已整改完成，只按进展记；确已完成的，请核实后登记整改完成。",
    "finding_row_only_name": "表中写了整改人“{name}”，但没有写明已整改完成，没有登记整改完成；请核对。",
    "finding_row_contradicts": "复查结果“{result}”与是否销号“{closed}”矛盾，复查没有登记；请核对后再登记。",
    "finding_row_looks": "回头看写着仍合格 {count} 次，只登记得了 {taken} 次；请对照原表补登。",
    "finding_row_look_unread": "回头看写的“{value}”看不出是谁、哪一天看的，没有采用；属实的请在台账里登记。",
    "finding_row_differs": "与台账不同：{told}，没有采用；请核对，属实的在台账里登记。",
    "finding_row_days_crossed": "“{did}”的日期 {day} 与前一步或今天矛盾，这一步及以后没有登记；请核对。",
}

PHRASES: dict[str, str] = {
    "finding_of_gap": "缺“{gap}”：应有 {needed} 件，现有 {met} 件。",
    "finding_kind_gap": "资料缺项",
    "finding_from_gap": "缺项：{code} {gap}",
    "finding_from_doubt": "疑点提示：{name}（{papers}）",
    "finding_days": "{first} 至 {last} 之间的日期",
    "finding_of_secret": "可能涉密的材料 {count} 件（不写题名）",
    "finding_from_table": "导入自“{file}”{place}",
    "finding_line": "{number:>4}  {state}  {unit}  {text}",
    "finding_about": "      {source}  {found_on}发现{place}{deadline}",
    "finding_deadline": "  时限{day}",
    "finding_overdue": "（逾期{days}天）",
    "finding_sums": "共 {total} 个问题：待派发 {unassigned}，整改中 {underway}，待复查 {to_check}，反弹 {rebound}，"
    "已销号 {closed}；逾期 {overdue}。",
    "finding_as_known": "这是 {moment} 时登记的情况。",
    "finding_none": "没有这样的问题。",
    "finding_added": "已登记第 {number} 号问题。",
    "finding_done": "已登记“{did}”：第 {numbers} 号，共 {count} 个问题。",
    "finding_struck": "已从台账删除第 {numbers} 号，共 {count} 个问题；序号不再使用，可以撤销。",
    "finding_import_columns": "各栏用途：{columns}。",
    "finding_import_row": "{place}  {fate}  {text}",
    "finding_import_notice": "      {said}",
    "finding_import_sums": "共 {rows} 行：新问题 {new}，已在台账 {known}，不能导入 {unreadable}，"
    "略过 {passed_over}（标题、合计、备注等）。",
    "finding_import_for_all": "不能导入的行可以统一写明：用 --found 日期 统一写明发现日期，用 --source 来源 写明来源。",
    "finding_import_confirm": "还没有导入。核对无误后加 --yes 再导入一次。",
    "finding_import_done": "已导入 {new} 个问题。",
    "finding_photos": "第 {number} 号问题：整改前照片 {before} 张，整改后照片 {after} 张，回头看照片 {look_back} 张。",
    "finding_saved": "整改台账已存到：{path}",
}

REBOUNDED = "（已反弹）"  # behind what was done before a problem came back
LOOKED = "仍合格{count}次"
LOOKED_LAST = "，最近 {who}"
BEFORE_REBOUND = "反弹前：{said}"
FATES: dict[str, str] = {
    "new": "新问题",
    "known": "已在台账（第{number}号）",
    "unreadable": "不能导入",
    "passed_over": "略过",
}

TITLE = "整改台账"
CLOSED = {True: "是", False: "否"}
PASSED = "通过"
FAILED = "不通过"


def gap(slot: str, year: int | None, unit: str) -> str:
    """Return what one row of an item asks for, in a few words."""
    told = "，".join(part for part in (f"{year}年" if year else "", unit) if part)
    return f"{slot}（{told}）" if told else slot


def photos(count: int) -> str:
    """Return how many photographs there are; empty for none."""
    return f"{count} 张" if count else ""
