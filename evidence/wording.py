"""Codes and parameters into plain office Chinese, for the window, the command line and documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evidence import unit_wording
from evidence.errors import DossierError
from evidence.journal import Action, Step
from evidence.model import ArrivalState, Edition, Fact, Flag, Notice, Rule, Scope, Slot, Snapshot, State, Years

_MOST_PLACES = 3  # named of a step
_LONG_TITLE = 28  # characters that fit into a menu

# Each sentence says what is wrong, why if known, and what to do.
ERRORS: dict[str, str] = {
    **unit_wording.ERRORS,
    "cancelled": "已按您的要求停止。",
    "workspace_missing": "找不到迎检项目文件夹：{path}。请核对路径，或新建项目。",
    "workspace_none": "{path} 里没有迎检项目（缺少 dossier.sqlite）。请核对文件夹，或新建项目。",
    "workspace_exists": "{path} 已经存在且不是空文件夹，未作改动。请换一个名称，或先把原文件夹移开。",
    "workspace_foreign": "{path} 不是备检的数据文件，未作改动。请核对是否选错了文件夹。",
    "workspace_newer": "{path} 由更新版本的备检建立，本版本打不开，未作改动。请换用新版程序。",
    "workspace_older": "{path} 由旧版本的备检建立，要先升级。请先收件或归项一次，程序会留好备份再升级。",
    "workspace_damaged": "{path} 已损坏或读不出来（{detail}）。请先把整个项目文件夹另存一份，再交给维护人员。",
    "workspace_busy": "{path} 正被其他程序占用，请稍候再试。",
    "workspace_locked": "{path} 正由“{holder}”使用，一次只能一人写入。请等对方关闭后再试。",
    "workspace_no_permission": "没有写入 {path} 的权限。请把项目放到自己能写入的文件夹（如 D 盘）后再试。",
    "disk_full": "磁盘空间不足，无法写入 {path}。已登记的内容没有损失；请清理空间或换一个磁盘后再试。",
    "file_in_use": "{path} 正被其他程序打开，无法替换。请在 WPS 或 Word 中关闭它后再试。",
    "no_permission": "没有读写 {path} 的权限。请换一个文件夹，或请管理员开通权限后再试。",
    "disk_trouble": "读写 {path} 时出错（{detail}），可能是 U 盘已拔出、网络断开或路径过长。请检查后再试。",
    "export_busy": "{path} 正由“{holder}”导出。请等它做完后再试，或换一个文件夹。",
    "original_unreadable": "打不开原件“{name}”：原件库里找不到它，或临时文件夹写不进去。把这份材料重新收一次就能补上。",
    "path_missing": "找不到 {path}，什么也没有收。请核对路径后再试。",
    "piece_unknown": "没有编号为“{piece}”的佐证材料。请用收件或待整理里显示的编号。",
    "piece_gone": "这份材料已经不在项目里（可能刚刚撤销了收件或登记），未作改动。",
    "piece_ambiguous": "编号“{piece}”对应不止一件佐证材料。请多写几位。",
    "code_unknown": "评价细则里没有“{code}”这一项。请核对编号。",
    "code_is_group": "“{code}”是评价要点或类别，不能直接归项。请写到评价内容的编号。",
    "code_unusable": "编号“{code}”不能用。请写 1 到 50 个字的编号，如 11-39。",
    "code_taken": "编号“{code}”已经用过，未作改动。请换一个编号。",
    "item_below_itself": "不能把“{code}”移到它自己的下面，未作改动。",
    "item_in_use": "“{code}”下已有材料或应备材料，不能再放下一级内容。请先移走它们，或在它下面新增一项。",
    "scheme_not_here": "本项目没有名为“{name}”的细则，或不止一套对得上。现有：{names}。请写全名。",
    "code_unknown_elsewhere": "另一套细则里没有“{code}”这一项，或不止一套里有。请核对编号。",
    "one_scheme_only": "项目里只有一套细则，没有可以对应的。请先用“增加一套细则”。",
    "pair_of_two": "要写两个内容号：本套的和另一套的。未作改动。",
    "not_counterparts": "只能把本套细则的一项评价内容和另一套细则的一项对应起来，未作改动。",
    "group_whole": "“{code}”下面还有评价内容，不能整个拆分或合并，未作改动。请选它下面的评价内容。",
    "heir_unfit": "材料不能转到“{code}”：它是评价要点或类别，或也在要删除的里面。请选一项留下的评价内容。",
    "slot_unnamed": "“{code}”有一项应备材料没有写名称，未作改动。请写上名称，或把它移去。",
    "slot_count": "应备材料“{slot}”的份数至少是 1，未作改动。不需要的材料请标为不涉及。",
    "confirm_which": "没有写明确认哪些，未作改动。请写内容号（如 11-39），或用 --all 全部确认。",
    "nothing_proposed": "{code}没有待确认的建议应备，未作改动。",
    "slot_waived": "应备材料“{slot}”标为不涉及，但没有写原因，未作改动。请写明原因。",
    "code_counts_not": "编号“{code}”里没有可以往下数的数字。请写成 11-1 的样子，后面依次是 11-2、11-3。",
    "too_few": "合并要选两项以上，拆分要写两个以上的编号，未作改动。",
    "reason_missing": "没有写原因，未作改动。不涉及的材料要写明原因。",
    "one_at_a_time": "{what}一次只能改一处，未作改动。",
    "scheme_would_be_empty": "至少要留一项评价内容，未作改动。",
    "slot_unknown": "{code} 没有名为“{slot}”的应备材料。可选：{names}。",
    "unit_unknown": "没有哪一项应备材料由“{unit}”报送，或不止一个单位对得上。请写全名，如：{names}。",
    "not_filed_there": "佐证材料 {piece} 没有归在“{place}”下，未作改动。请核对它现在归在哪里。",
    "nothing_to_undo": "没有可以撤销的操作，未作改动。",
    "nothing_to_redo": "没有可以重做的操作，未作改动：还没有撤销过，或撤销之后又作了新的改动。",
    "paper_incomplete": "没有写明{what}，未登记。纸质备查件要写明题名、存放处和保管人。",
    "paper_known": "同样的纸质备查件已经登记过，材料编号 {piece}，未再登记。要归到别处，请对那一件归项。",
    "bad_fact": "“{value}”不能作为{what}。请按“{example}”的样子填写。",
    "no_such_day": "成文日期“{value}”不对：没有这一天。请核对后再填。",
    "day_too_early": "成文日期“{value}”不对：早于 1949 年。请核对后再填。",
    "day_to_come": "成文日期“{value}”不对：晚于今天。请核对后再填。",
    "bad_years": "年度“{value}”看不懂。请写成 2021-2023 的样子，后一个是评审基准年。",
    "base_year_unfit": "“{year}”不能作为评审基准年。请写四位数的年份，如 2024。",
    "edition_target": "“{text}”看不懂。请写成 旧内容号=新内容号，如 1-2=1-3；回到待整理写 1-2=。",
    "townships_unreadable": "读不出乡镇名单 {path}。请用每行一个名称的文本文件，或直接写“名1,名2”。",
    "scheme_unknown": "没有名为“{name}”的评价细则。随程序附带的有：{names}；也可以写表格文件的路径。",
    "confirmer_unclear": "确认人要写明姓名，且只用于送审版，未导出。请写明姓名并导出送审版，或者不写确认人。",
    "out_inside_vault": "{path} 在项目的原件库里，不能导出到那里。请换一个文件夹。",
    "out_not_folder": "{path} 不是文件夹，无法存到那里。请换一个文件夹。",
    "sheet_unknown": "没有“{name}”这张表。可选：{names}。请写名称或序号。",
    "header_malformed": "表头行“{text}”看不懂。请写行号，如 3；占几行的写 3-4；没有表头的写 无。",
    "header_outside": "“{sheet}”只有 {count} 行，表头不能在第 {text} 行。请核对行号。",
    "map_malformed": "“{part}”看不懂。请写成 栏=用途，多个之间用逗号分开，如 A=编号,C=评价内容,F=不采用。",
    "map_no_column": "“{sheet}”里没有找到“{name}”这一栏。可选：{names}。",
    "map_column_ambiguous": "“{sheet}”不止一栏叫“{name}”。请写栏的字母：{names}。",
    "map_no_role": "没有“{word}”这种用途。可用：{words}。",
    "map_not_kept": "这种表还没有选定过各栏用途，没有“上次”可照。请用 --map 写明，如 A=编号,C=评价内容。",
    "path_unusable": "{path} 用不了：{reason}。请换一个路径后再试。",
    "package_missing": "找不到电子版资料 {path}。请核对路径。",
    "package_none": "{path} 不是电子版资料（缺少 bagit.txt 或 manifest-sha256.txt）。请选“电子版资料”文件夹。",
    "package_damaged": "{path} 的校验清单读不出来。请重新导出。",
    "template_unreadable": "Word 模板 {path} 打不开或不完整。请恢复程序自带的模板。",
    "template_style_missing": "Word 模板 {path} 缺少样式“{style}”或没有写明字号。请恢复该样式。",
    "template_style_not_exact": "Word 模板 {path} 的样式“{style}”没有设为固定行距，页码会不准。请改为固定值。",
    "template_page_missing": "Word 模板 {path} 没有写明纸张大小或页边距。请恢复程序自带的模板。",
    "gap_file_kind": "不能存成 {path}：缺项清单只能存为 .docx 或 .xlsx。请换一个文件名。",
    "scheme_file_kind": "不能存成 {path}：评价细则只能存为 .xlsx。请换一个文件名。",
    "task_file_kind": "不能存成 {path}：任务分解表只能存为 .docx 或 .xlsx。请换一个文件名。",
    "tasks_none": "评价细则里没有写明牵头单位、责任单位，也没有应报送材料的单位，分不出各单位的任务。请先指定单位。",
    "cell_too_long": "“{text}”超过 {most} 个字，表格的一格放不下，没有存。请把它拆开后再存。",
    "demo_exists": "{path} 里已有内容。请换一个文件夹，或先把它移开。",
    "file_empty": "文件是空的（0 字节），没有内容可用；请向报送单位重新索取。",
    "file_truncated": "文件不完整，可能没有传完；原件已留存，请向报送单位重新索取。",
    "file_damaged": "文件内容已损坏，无法读取；原件已留存，请用办公软件打开核对或重新索取。",
    "file_too_large": "文件内容过大，未读取文字；原件已留存，请拆分后重新收件。",
    "file_not_opened": "文件打不开，可能正被其他程序占用或没有读取权限；请关闭占用程序后重新收件。",
    "read_timeout": "读取超过 {seconds} 秒仍未完成，已停止读取；原件已留存，请打开核对后手工登记。",
    "reader_crashed": "读取时程序异常退出，未取得内容；原件已留存，请打开核对后手工登记。",
    "scheme_missing": "找不到“{name}”；请检查路径，或重新选择评价细则表。",
    "scheme_is_folder": "“{name}”是文件夹，不是评价细则表；请选择其中的一个表格文件。",
    "scheme_kind_unsupported": "“{name}”读不了，能读的有 xlsx、xls、docx、csv 和网页表格；"
    "请用 WPS 或 Excel 打开，另存为 xlsx 再导入。",
    "scheme_is_old_word": "“{name}”是旧版 Word 或 WPS 文字格式；请用 WPS 或 Word 打开，另存为 docx 再导入。",
    "scheme_is_pdf": "“{name}”是 PDF，表格读不准；请向发文单位索取 Excel 或 Word 原表再导入。",
    "scheme_is_archive": "“{name}”是压缩包；请先解压，再选择其中的评价细则表。",
    "scheme_is_login": "“{name}”不是表格，是网页的登录页面，导出时登录已过期；请重新登录系统，再导出一次。",
    "scheme_page_in_parts": "“{name}”是分成多个文件保存的网页，表格在同名文件夹里；"
    "请用 WPS 或 Excel 打开，另存为 xlsx 再导入。",
    "scheme_cut_off": "“{name}”没有传完，在第 {row} 行中间断了，没有读取；请重新导出或重新索取。",
    "scheme_file_empty": "“{name}”是空文件（0 字节）；请重新索取评价细则表。",
    "scheme_encrypted": "“{name}”设有打开密码；请用 WPS 或 Excel 打开、取消密码并保存后再导入。",
    "scheme_damaged": "“{name}”已损坏或没有传完，无法读取；请用 WPS 或 Excel 打开核对、另存后再导入，或重新索取。",
    "scheme_too_large": "“{name}”大得不像评价细则，远处可能有多余的内容；请只把细则复制到新表，另存为 xlsx 后再导入。",
    "scheme_encoding_unknown": "“{name}”的文字编码无法识别；请用 WPS 或 Excel 打开，另存为 xlsx 后再导入。",
    "scheme_locked": "“{name}”打不开，可能正在 WPS 或 Excel 中编辑，或没有读取权限；请关闭后再导入。",
    "scheme_unreachable": "“{name}”读取失败，可能是 U 盘已拔出或网络断开；请复制到本机后再导入。",
    "scheme_no_table": "“{name}”里没有任何内容；请确认选对了文件并已保存。",
    "scheme_no_header": "“{name}”里没有找到评价细则的表头；请核对选对了表，或指明表头在哪一行、哪一栏是“评价内容”。",
    "scheme_no_text_column": "“{sheet}”还没有指明哪一栏是“评价内容”（或“名称”）；请为那一栏选定用途，每格读作一项。",
    "scheme_no_items": "“{name}”按现在选定的表头和各栏用途读不出评价内容；请核对表头在哪一行、哪一栏是“评价内容”。",
}

NOTICES: dict[str, str] = {
    "scheme_sheet_hidden": "工作表“{name}”是隐藏的，没有读取；如需要，请取消隐藏后再导入。",
    "scheme_sheet_skipped": "表格“{name}”没有评价细则的表头，或没有选它，没有读取。",
    "scheme_rows_hidden": "有 {count} 行是隐藏的或被筛选掉了（第 {names} 行），没有读取；"
    "如需要，请取消隐藏或筛选后再导入。",
    "scheme_columns_hidden": "有 {count} 列是隐藏的（第 {names} 列），没有读取；如需要，请取消隐藏后再导入。",
    "scheme_end_unsure": "文件末尾没有换行，可能没有传完；请核对这最后一行是否完整。",
    "scheme_row_skipped": "这一行没有评价内容，没有作为一项；如是漏填，请补上后再导入。",
    "scheme_group_empty": "这一行下面没有评价内容，没有作为一项；如是漏填，请补上后再导入。",
    "scheme_code_was_date": "编号被表格软件改成了日期，已还原为“{code}”，请核对。",
    "scheme_code_zero_restored": "编号末尾的 0 被表格软件去掉了，已还原为“{code}”，请核对。",
    "scheme_code_repeated": "编号“{code}”前面已经用过，这里改记为“{new}”，请核对原表。",
    "scheme_codes_restarted": "各部分的编号都从头排起，已在编号前加上所属部分的编号，如“{example}”。",
    "scheme_codes_made": "有 {count} 项在表中没有编号，已自动编号，如“{example}”。",
    "scheme_parent_unknown": "上级编号“{parent}”在表中找不到或互为上级，没有采用，请核对。",
    "scheme_points_unreadable": "分值“{text}”无法识别，已留空，请核对后补填。",
    "scheme_points_from_text": "有 {count} 项没有单列分值，已从评分标准的文字中取得，请核对。",
    "scheme_group_points_differ": "“{title}”写明 {stated} 分，所属各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_total_differs": "表中“{title}”写明 {stated} 分，各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_subtotal_differs": "表中“{title}”写明 {stated} 分，上面各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_joint_leads": "牵头单位不止一个，已将“{lead}”记为牵头单位，其余记为责任单位，请确认。",
    "scheme_lead_unknown": "有 {count} 项没有写明牵头单位，已留空，请确认。",
    "scheme_material_kind_unknown": "材料“{name}”的种类“{word}”不在选单中，已留空，请核对。",
    "scheme_material_stage_unknown": "材料“{name}”的环节“{word}”不是部署、落实、成效、整改之一，已留空，请核对。",
    "scheme_material_years_unknown": "材料“{name}”的年度范围“{word}”无法识别，已按不限处理，请核对。",
    "scheme_material_count_unknown": "材料“{name}”的份数“{word}”无法识别，已按 1 份处理，请核对。",
    "scheme_material_more_unknown": "材料“{name}”后面的“{word}”无法识别，没有采用，请核对。",
    "scheme_sheet_beside_own": "表格“{name}”没有读取：备检存出的细则只读它自己那一张。",
    "scheme_material_scope_unknown": "材料“{name}”的报送范围“{word}”无法识别，已按本级处理，请核对。",
}

# Why a place is proposed, in words that the clerk can check against the paper.
WHY: dict[str, str] = {
    "code_in_name": "文件名编号 {code}",
    "code_in_folder": "文件夹编号 {code}",
    "title_near_slot": "题名与应备材料“{slot}”相近",
    "words_near_item": "内容与评价内容 {code} 的表述相近",
}

# What is said of one file on arrival.
REMARKS: dict[str, str] = {
    "junk": "系统或办公软件留下的临时文件，不收。",
    "symlink": "这是一个快捷链接而不是文件本身，不收；请把它指向的文件放进来。",
    "duplicate": "与“{source}”完全相同，不重复收。",
    "duplicate_earlier": "与以前收过的一件完全相同，不重复收。",
    "duplicate_restored": "与以前收过的一件完全相同；原件库里缺的这个文件已经补上。",
    "secret": "页首有密级标志，未收入、未留存。涉密文件不得放在本机，请按保密规定处理。",
    "archive": "压缩包还不能直接收：里面的文件没有核对密级，也读不出来。请解压后把文件夹收进来。",
    "no_reader": "这类文件的内容还读不出来，按文件名登记；请核对题名、文号和密级。",
    "own_export": "这是备检自己导出的内容（内部工作版、送审版、电子版资料等），不作为佐证收；旁边的其他文件照常收。",
    "own_package": "这是导出的电子版资料，不作为佐证材料收；其中确有要收的文件，请复制到别的文件夹再收。",
    "own_workspace": "这是迎检项目文件夹，里面是项目自己的数据，不作为佐证材料收；要收的文件请放到别的文件夹。",
    "encrypted": "文件有密码，读不到内容，暂不计数；请向报送单位索取无密码的文件。",
}

TASKS: dict[str, str] = {
    **unit_wording.TASKS,
    "hashing": "核对文件",
    "reading": "读取收件",
    "originals": "核对原件",
    "pictures": "测量页面",
    "pages": "编排页码",
    "documents": "生成文档",
    "package": "整理电子版",
    "verifying": "核对电子版",
    "scheme": "读取评价细则",
    "creating": "新建项目",
    "opening": "打开项目",
    "closing": "关闭项目",
    "saving_gaps": "存缺项清单",
    "saving_tasks": "存任务分解表",
    "saving_scheme": "存评价细则",
    "arranging": "登记",
    "comparing": "比对细则",
    "copying": "打开原件",
}

STATES: dict[State, str] = {
    State.COMPLETE: "齐全",
    State.PARTIAL: "不齐",
    State.MISSING: "缺",
    State.NOT_APPLICABLE: "不涉及",
}

ARRIVALS: dict[ArrivalState, str] = {
    ArrivalState.NEW: "新收",
    ArrivalState.DUPLICATE: "重复件",
    ArrivalState.JUNK: "不收",
    ArrivalState.REFUSED: "拒收",
    ArrivalState.UNREADABLE: "读不出",
}

SCOPES: dict[Scope, str] = {Scope.OWN: "本级", Scope.EACH_TOWNSHIP: "各乡镇", Scope.EACH_DEPARTMENT: "各部门"}

# Of a single material, where a clerk chooses.
OWED_BY: dict[Scope, str] = {Scope.OWN: "牵头单位", Scope.EACH_TOWNSHIP: "各乡镇", Scope.EACH_DEPARTMENT: "指定单位"}

YEARS: dict[Years, str] = {
    Years.EACH_OF_LAST_3: "近三年每年",
    Years.EACH_OF_LAST_2: "近两年每年",
    Years.LATEST: "最近一年",
    Years.ANY: "不限年度",
}

RULES: dict[Rule, str] = {
    Rule.ALL_OR_NOTHING: "全得",
    Rule.GRADED: "酌扣",
    Rule.PER_FINDING: "每处扣",
    Rule.RATIO: "比例",
    Rule.VETO: "否决",
    Rule.BONUS: "加分",
}

EDITIONS: dict[Edition, str] = {Edition.INTERNAL: "内部工作版", Edition.SUBMISSION: "送审版"}

FLAGS: dict[Flag, str] = {
    Flag.DRAFT: "草稿",
    Flag.TRACKED_CHANGES: "有修订痕迹",
    Flag.COMMENTS: "有批注",
    Flag.ENCRYPTED: "有密码",
    Flag.TRUNCATED: "文件不完整",
    Flag.EMPTY: "空文件",
    Flag.SECRET: "有密级标志",
    Flag.PERSONAL_DATA: "含个人信息",
    Flag.ROTATED: "页面横置",
    Flag.LOW_DPI: "分辨率低",
    Flag.WRONG_EXTENSION: "扩展名与内容不符",
}

FACTS: dict[Fact, str] = {
    Fact.TITLE: "题名",
    Fact.NUMBER: "文号",
    Fact.ISSUER: "责任者",
    Fact.DAY: "成文日期",
    Fact.YEAR: "年度",
    Fact.KIND: "材料种类",
    Fact.STAGE: "环节",
    Fact.UNIT: "报送单位",
}

# Why a filed piece does not close a gap.
DEFECTS: dict[str, str] = {
    **{flag.value: f"{text}，不计" for flag, text in FLAGS.items()},
    "year_unknown": "年度不明，不计",
    "year_outside": "不在要求年度内，不计",
    "unit_unknown": "看不出是哪个单位，不计",
    "paper_only": "要求电子件，只有纸质的不计",
}

# What somebody did, in the menu behind 撤销 and 重做.
STEPS: dict[Action, str] = {
    Action.NEW_PROJECT: "新建项目",
    Action.TAKE_IN: "收件 {files} 个文件",
    Action.CONFIRM_EXPORT: "确认导出送审版",
    Action.REGISTER_PAPER: "登记纸质备查件{pieces}",
    Action.FILE: "归项{pieces}→ {places}",
    Action.UNFILE: "撤销归项{pieces}（{places}）",
    Action.CORRECT_FACTS: "更正{pieces}的{fields}",
    Action.EDIT_ITEMS: "修改评价内容 {places}",
    Action.ADD_ITEM: "增加评价内容 {places}",
    Action.REMOVE_ITEMS: "删除评价内容 {places}",
    Action.SPLIT_ITEM: "拆分评价内容 {places}",
    Action.MERGE_ITEMS: "合并评价内容 {places}",
    Action.MOVE_ITEMS: "移动评价内容 {places}",
    Action.RENUMBER: "重新编号 {places}",
    Action.EDIT_SLOTS: "修改应备材料 {places}",
    Action.CONFIRM_SLOTS: "确认建议应备 {places}",
    Action.NEW_EDITION: "换版",
    Action.ADD_SCHEME: "增加一套细则",
    Action.USE_SCHEME: "换看另一套细则",
    Action.PAIR_ITEMS: "设定两套细则的对应",
    Action.EDIT_UNITS: "修改单位名单",
    Action.EDIT_PROJECT: "修改项目信息",
    Action.UNDO: "撤销",
    Action.REDO: "重做",
}

# Headings and fixed phrases of documents.
PHRASES: dict[str, str] = {
    **unit_wording.PHRASES,
    "gap_marks": "★为关键项。",
    "proposed_slot": "建议应备（待确认）：{name}",
    "proposed_state": "建议应备（待确认）",
    "proposed_met": "建议应备（待确认），已有 {count} 件",
    "proposed_new": "{items} 项评价内容在表中没有应备材料，已按表述提出建议应备 {slots} 项，待确认，确认前不计缺项。",
    "proposed_waiting": "另有建议应备 {count} 项待确认，不计缺项；确认用 beijian confirm。",
    "confirmed": "已确认 {count} 项建议应备，从现在起计入缺项。",
    "unit_summary": "{unit}：应备 {needed} 件，已有 {met} 件。",
    "gate_veto": "否决项有 {count} 项材料不齐：{codes}",
    "gate_key": "关键项有 {count} 项材料不齐：{codes}",
    "gate_items": "另有 {count} 项评价内容材料不齐：{codes}",
    "gate_defects": "有 {count} 项收有不能计数的材料（草稿、加密、损坏或年度不符）：{codes}",
    "gate_personal": "有 {count} 项收有含个人信息的材料（身份证号、手机号）：{codes}",
    "gate_unsorted": "待整理里还有 {count} 件没有归项",
    "taken_sums": "共 {seen} 个文件：新收 {new}，重复件 {duplicate}，不收 {junk}，拒收 {refused}，读不出 {unreadable}；"
    "已归项 {filed} 件，待整理 {tray} 件。",
    "taken_stopped": "已按您的要求停止，下面是停止前收到的；其余的再收一次就会接着收，不会重复。",
    "taken_secret": "有 {count} 个文件页首有密级标志，未收入、未留存。涉密文件不得放在本机，请立即按保密规定处理。",
    "verify_sound": "核对 {count} 个文件，全部一致。",
    "verify_faults": "核对 {count} 个文件，有 {faults} 处不一致。",
    "verify_missing": "缺少文件：{path}",
    "verify_changed": "内容与清单不一致：{path}",
    "verify_extra": "清单之外多出的文件：{path}",
    "verify_unlisted": "清单本身被改动或不全：{path}",
    "exported_lost": "注意：{count} 个原件在原件库里找不到或被改动过，没有收入图片和电子版。请看下面的说明。",
    "omitted_not_countable": "{why}；未收入送审版和电子版资料",
    "omitted_file_missing": "原件库里找不到这个文件，未收入图片和电子版；把这份材料重新收一次就能补上",
    "omitted_file_changed": "原件库里的这个文件被改动过，未收入图片和电子版；请移走改动过的文件，再重新收一次",
    "omitted_picture": "第 {page} 页无法显示，汇编中留有空框；请打开电子版核对原件",
    "omitted_unfiled": "尚未归项",
    "sum_agrees": "表中{title} {stated} 分，读出 {found} 分，一致",
    "sum_differs": "表中“{title}”写明 {stated} 分，读出 {found} 分，不一致",
    "sums_agree": "分组和小计的分值 {count} 处，都一致",
    "sums_differ": "另有 {count} 处不一致",
    "sums_none": "表中没有写合计或小计，没有可以比对的分数",
    "columns_kept": "这种表以前选定过表头和各栏用途，用 --map 上次 可照上次的读取。",
}


def sentence(error: DossierError) -> str:
    """Return the sentence for an expected failure."""
    return ERRORS[error.code].format(**error.params)


def notice(item: Notice) -> str:
    """Return the sentence for a notice, without its place."""
    return NOTICES[item.code].format(**dict(item.params))


def remark(code: str, /, **params: str) -> str:
    """Return what is said of one file on arrival."""
    return REMARKS[code].format(**params)


def flag_words(flags: Iterable[Flag]) -> str:
    """Return flags in words."""
    return "、".join(FLAGS[flag] for flag in sorted(flags))


def gate_reason(code: str, count: int, codes: Sequence[str], most: int) -> str:
    """Return why the gate is closed, naming at most so many items."""
    named = "、".join(codes[:most]) + ("等" if len(codes) > most else "")
    return phrase(code, count=count, codes=named)


def taken_sums(counts: Mapping[ArrivalState, int], filed: int, tray: int) -> str:
    """Return what became of the files of one arrival, in numbers."""
    by_state = {state.value: counts[state] for state in ArrivalState}
    return phrase("taken_sums", seen=sum(by_state.values()), filed=filed, tray=tray, **by_state)


def verified(count: int, faults: int) -> str:
    """Return what came of checking a package."""
    return phrase("verify_faults" if faults else "verify_sound", count=count, faults=faults)


def slot_name(slot: Slot) -> str:
    """Return a material's name, marked where nobody asked for it yet."""
    return phrase("proposed_slot", name=slot.name) if slot.proposed else slot.name


def phrase(code: str, /, **params: str | int) -> str:
    """Return a fixed phrase."""
    return PHRASES[code].format(**params)


def step(done: Step, snapshot: Snapshot) -> str:
    """Return what a step did, short enough for a menu; `snapshot` may be from before it or after it."""
    there = [snapshot.piece_by_id[key] for key in done.pieces if key in snapshot.piece_by_id]
    titles = done.titles or [piece.facts.title for piece in there]
    one = f"《{_shortened(titles[0] or '（无题名）')}》" if len(done.pieces) == len(titles) == 1 else ""
    codes = done.codes or [snapshot.by_id[key].code for key in done.criteria if key in snapshot.by_id]
    return STEPS[done.action].format(
        files=done.files,
        pieces=one or f" {len(done.pieces)} 件",
        places="、".join(codes[:_MOST_PLACES]) + ("等" if len(codes) > _MOST_PLACES else ""),
        fields="、".join("标记" if name == "flags" else FACTS[Fact(name)] for name in done.fields),
    )


def _shortened(title: str) -> str:
    return title if len(title) <= _LONG_TITLE else f"{title[: _LONG_TITLE - 9]}…{title[-8:]}"
